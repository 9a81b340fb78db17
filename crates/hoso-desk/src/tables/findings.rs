//! The findings of the check: what has to be mended, and what was looked at besides.

use super::{heading, ordinal};
use crate::steps;
use crate::view::{FindingView, MarkCode, SeverityCode, StateCode};
use crate::words::fields;
use crate::{Day, Desk, DeskError, Opened};
use hoso_exchange::workbook::{Cell, Column, ColumnKind, Sheet};

impl Desk {
    /// Two sheets: what blocks or warns, and everything else that was looked at.
    pub(super) fn findings_sheets(
        &self,
        opened: &Opened,
        day: Day,
    ) -> Result<Vec<Sheet>, DeskError> {
        let findings = self.check(opened, day)?;
        let (others, open): (Vec<_>, Vec<_>) = findings
            .iter()
            .partition(|finding| finding.severity == SeverityCode::Info);
        Ok(vec![
            sheet(opened, "Phải sửa, cần xem lại", &open),
            sheet(opened, "Các điểm khác đã kiểm tra", &others),
        ])
    }
}

fn sheet(opened: &Opened, title: &str, findings: &[&FindingView]) -> Sheet {
    let text = Column::text;
    let centered = |title| Column::of(ColumnKind::Centered, title);
    let rows = findings.iter().enumerate();
    Sheet {
        name: title.to_owned(),
        lines: heading(opened, "Kết quả kiểm tra hồ sơ", title),
        columns: vec![
            centered("STT"),
            centered("Mức độ"),
            text("Đối tượng"),
            centered("Kết luận"),
            text("Nội dung"),
            text("Vì sao, còn thiếu gì"),
            text("Căn cứ"),
            text("Cần làm"),
            text("Sửa ở đâu"),
        ],
        rows: rows.map(|(at, finding)| row(opened, at, finding)).collect(),
        frozen_columns: 3,
        ..Sheet::default()
    }
}

fn row(opened: &Opened, at: usize, finding: &FindingView) -> Vec<Cell> {
    let missing = finding.missing.iter();
    let missing = missing.map(|missing| format!("Còn thiếu: {missing}"));
    let reasons: Vec<String> = finding.because.iter().cloned().chain(missing).collect();
    let mark = match finding.mark {
        MarkCode::Verified => "",
        MarkCode::Inferred => " [suy luận]",
        MarkCode::Unchecked => " [chưa đối chiếu]",
    };
    vec![
        ordinal(at),
        Cell::text(match finding.severity {
            SeverityCode::Blocking => "Phải sửa",
            SeverityCode::Warning => "Cần xem lại",
            SeverityCode::Info => "Để biết",
        }),
        Cell::text(finding.subject.as_str()),
        Cell::text(match finding.state {
            StateCode::Met => "Đạt",
            StateCode::NotMet => "Không đạt",
            StateCode::Unknown => "Chưa đủ dữ liệu",
            StateCode::NotApplicable => "Không áp dụng",
        }),
        Cell::text(finding.message.as_str()),
        Cell::text(reasons.join("\n")),
        Cell::text(format!("{}{mark}", finding.cite)),
        Cell::text(finding.remedy.as_str()),
        Cell::text(place(opened, finding)),
    ]
}

/// Where in the dossier a finding is mended: `Danh sách đề nghị › Nguyễn Văn An › Dữ liệu`.
fn place(opened: &Opened, finding: &FindingView) -> String {
    let step = steps::title(&finding.task);
    let field = fields::name(&finding.field, &opened.dossier);
    [step, &field]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" › ")
}

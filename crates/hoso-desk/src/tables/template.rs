//! Templates of tables to fill in and import: the columns that the import knows, what can be chosen
//! in them by the dossier's plan, and how each is filled in.

use super::{TableView, book, save};
use crate::import::{Column as ImportColumn, ColumnValue, ImportKind, TableColumns};
use crate::nominee_forms::{ClaimChoiceView, NomineeFormsView};
use crate::{Day, Desk, DeskError, Opened};
use hoso_domain::NomineeKind;
use hoso_exchange::Existing;
use hoso_exchange::workbook::{Cell, Column, ColumnKind, Line, LineLook, Orientation, Sheet};
use std::collections::BTreeMap;
use std::path::Path;

/// How many rows are ready to be filled in.
const ROWS: u32 = 2_000;

impl Desk {
    /// Writes a template for tables of a kind, with the award forms, criteria and indicators of the
    /// dossier's plan to choose from.
    pub fn write_import_template(
        &self,
        opened: &Opened,
        day: Day,
        kind: ImportKind,
        file: &Path,
        existing: Existing,
    ) -> Result<TableView, DeskError> {
        let table = self.import_table(kind)?;
        let forms = Self::nominee_forms(opened, day);
        let columns: Vec<&ImportColumn> = table
            .columns
            .iter()
            .filter(|column| column.template)
            .collect();
        let mut sheets = vec![
            to_fill_in(table, &columns, &forms, opened),
            guide(table, &columns, opened),
        ];
        if columns
            .iter()
            .any(|column| column.value == ColumnValue::Criteria)
        {
            sheets.push(criteria(&forms));
        }
        let title = format!("Tệp mẫu: {}", table.title);
        save(&book(opened, &title, day.today, sheets), file, existing)
    }

    fn import_table(&self, kind: ImportKind) -> Result<&TableColumns, DeskError> {
        let table = self.tables.of(kind);
        table.ok_or_else(|| DeskError::asset("import/columns.toml", &"a kind of table is missing"))
    }

    /// A file name for a template.
    pub fn import_template_name(kind: ImportKind) -> &'static str {
        match kind {
            ImportKind::Nominees => "mau-danh-sach-de-nghi.xlsx",
            ImportKind::Members => "mau-thanh-vien-hoi-dong.xlsx",
            ImportKind::Indicators => "mau-so-lieu-chi-tieu.xlsx",
            ImportKind::Awards => "mau-lich-su-khen-thuong.xlsx",
        }
    }
}

fn to_fill_in(
    table: &TableColumns,
    columns: &[&ImportColumn],
    forms: &NomineeFormsView,
    opened: &Opened,
) -> Sheet {
    let column = |of: &&ImportColumn| Column {
        title: of.title.clone(),
        kind: match of.value {
            ColumnValue::Date => ColumnKind::Date,
            ColumnValue::Year | ColumnValue::Percent => ColumnKind::Number,
            _ => ColumnKind::Text,
        },
        choices: choices(of, forms, opened),
        is_open: of.value == ColumnValue::Criteria,
        note: note(of),
        is_required: of.required,
        width: Some(of.width),
    };
    Sheet {
        name: table.title.clone(),
        columns: columns.iter().map(column).collect(),
        frozen_columns: u16::from(columns.first().is_some_and(|first| first.required)),
        rows_to_fill: ROWS,
        ..Sheet::default()
    }
}

/// What can be chosen in a column; empty where it is written freely.
fn choices(column: &ImportColumn, forms: &NomineeFormsView, opened: &Opened) -> Vec<String> {
    match column.value {
        ColumnValue::Choice => {
            let choices = column.choices.iter();
            choices.map(|choice| choice.title.clone()).collect()
        }
        ColumnValue::Yes => ["Có", "Không"].map(str::to_owned).into(),
        ColumnValue::AwardForm => {
            let all = forms.collective.award_forms.iter();
            let open: Vec<String> = all
                .clone()
                .filter(|form| form.is_open)
                .map(|form| form.name.clone())
                .collect();
            if open.is_empty() {
                all.map(|form| form.name.clone()).collect()
            } else {
                open
            }
        }
        ColumnValue::Criteria => claims(forms).into_keys().collect(),
        ColumnValue::Indicator => {
            let indicators = opened.plan.indicators();
            indicators
                .map(|(_, indicator)| indicator.label.clone())
                .collect()
        }
        ColumnValue::Code
        | ColumnValue::Name
        | ColumnValue::Text
        | ColumnValue::Date
        | ColumnValue::Year
        | ColumnValue::Percent => Vec::new(),
    }
}

/// The criteria that can be claimed, by their codes, and for whom.
fn claims(forms: &NomineeFormsView) -> BTreeMap<String, (&ClaimChoiceView, &'static str)> {
    let of = |kind: NomineeKind| match kind {
        NomineeKind::Collective => (&forms.collective, "Tập thể"),
        NomineeKind::Individual => (&forms.individual, "Cá nhân"),
    };
    let mut claims = BTreeMap::new();
    for (form, whose) in [NomineeKind::Collective, NomineeKind::Individual].map(of) {
        for claim in form.award_forms.iter().flat_map(|form| &form.claims) {
            claims
                .entry(claim.id.clone())
                .and_modify(|(_, known)| {
                    if *known != whose {
                        *known = "Tập thể, cá nhân";
                    }
                })
                .or_insert((claim, whose));
        }
    }
    claims
}

fn note(column: &ImportColumn) -> String {
    let mut parts = Vec::new();
    if column.required {
        parts.push("Bắt buộc.");
    }
    parts.extend(whose(column));
    parts.push(&column.note);
    parts.join(" ")
}

fn whose(column: &ImportColumn) -> Option<&'static str> {
    column.of.map(|kind| match kind {
        NomineeKind::Collective => "Chỉ dùng cho tập thể.",
        NomineeKind::Individual => "Chỉ dùng cho cá nhân.",
    })
}

/// How the columns are filled in.
fn guide(table: &TableColumns, columns: &[&ImportColumn], opened: &Opened) -> Sheet {
    let remarks = [
        table.note.as_str(),
        "Điền từ dòng 2 của trang đầu; giữ nguyên dòng tiêu đề. Cột nào không dùng có thể để trống hoặc xóa.",
        "Ô có mũi tên: chọn trong danh sách. Cột tô màu cam là bắt buộc. Rê chuột lên tiêu đề để đọc chỉ dẫn.",
        "Khi nhập, chương trình cho xem trước từng dòng và chưa ghi gì cho đến khi đồng ý.",
    ];
    let lines = [Line::of(LineLook::Title, "Hướng dẫn điền")]
        .into_iter()
        .chain(remarks.map(|remark| Line::of(LineLook::Remark, remark)));
    let rows = columns.iter().map(|column| {
        vec![
            Cell::text(column.title.as_str()),
            Cell::text(if column.required { "Bắt buộc" } else { "" }),
            Cell::text(match column.of {
                None => "",
                Some(NomineeKind::Collective) => "Tập thể",
                Some(NomineeKind::Individual) => "Cá nhân",
            }),
            Cell::text(column.note.as_str()),
            Cell::text(form_of(column, opened)),
        ]
    });
    Sheet {
        name: "Hướng dẫn".to_owned(),
        lines: lines.collect(),
        columns: vec![
            Column::text("Cột"),
            Column::of(ColumnKind::Centered, "Cần có"),
            Column::of(ColumnKind::Centered, "Dùng cho"),
            Column::text("Chỉ dẫn"),
            Column::text("Ghi thế nào"),
        ],
        rows: rows.collect(),
        paper: Orientation::Portrait,
        ..Sheet::default()
    }
}

/// How a value is written.
fn form_of(column: &ImportColumn, opened: &Opened) -> String {
    match column.value {
        ColumnValue::Date => "Ngày/tháng/năm, ví dụ 03/04/1981".to_owned(),
        ColumnValue::Year => {
            let year = opened.dossier.year.unwrap_or(opened.plan.years.to);
            format!("Bốn chữ số, ví dụ {year}")
        }
        ColumnValue::Percent => "Số từ 0 đến 100, ví dụ 94,3".to_owned(),
        ColumnValue::Yes => "Chọn: Có; Không".to_owned(),
        ColumnValue::Choice => {
            let titles: Vec<&str> = column
                .choices
                .iter()
                .map(|one| one.title.as_str())
                .collect();
            format!("Chọn: {}", titles.join("; "))
        }
        ColumnValue::AwardForm => "Chọn hình thức của kế hoạch".to_owned(),
        ColumnValue::Criteria => {
            "Mã ở trang “Tiêu chuẩn”; nhiều mã cách nhau bằng dấu chấm phẩy".to_owned()
        }
        ColumnValue::Indicator => "Chọn chỉ tiêu của kế hoạch".to_owned(),
        ColumnValue::Code | ColumnValue::Name | ColumnValue::Text => "Chữ".to_owned(),
    }
}

/// The criteria that can be claimed, in the plan's own words.
fn criteria(forms: &NomineeFormsView) -> Sheet {
    let rows = claims(forms).into_iter().map(|(id, (claim, whose))| {
        vec![
            Cell::text(id),
            Cell::text(whose),
            Cell::text(claim.title.as_str()),
            Cell::text(claim.text.as_str()),
            Cell::text(claim.cite.as_str()),
        ]
    });
    Sheet {
        name: "Tiêu chuẩn".to_owned(),
        lines: vec![Line::of(LineLook::Title, "Tiêu chuẩn của kế hoạch")],
        columns: vec![
            Column::of(ColumnKind::Centered, "Mã"),
            Column::of(ColumnKind::Centered, "Dùng cho"),
            Column::text("Tiêu chuẩn"),
            Column::text("Nội dung"),
            Column::text("Căn cứ"),
        ],
        rows: rows.collect(),
        ..Sheet::default()
    }
}

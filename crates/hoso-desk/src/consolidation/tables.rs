//! An intake as a file for a spreadsheet: the packages, everybody who is proposed, and the counts.

use super::view::{post, state_words};
use super::{ConsolidatedTableView, ConsolidatedView, Intake};
use crate::DeskError;
use hoso_domain::NomineeKind;
use hoso_exchange::workbook::{
    Cell, Column, ColumnKind, Line, LineLook, Sheet, Workbook, csv_text,
};
use hoso_exchange::{Existing, Staging};
use std::path::Path;

/// What the file is called inside.
const TITLE: &str = "Tổng hợp hồ sơ các đơn vị";

impl Intake {
    /// Writes everything as an Excel file, or the counts alone where the name ends in `.csv`.
    pub fn write_tables(&self, file: &Path, existing: Existing) -> Result<(), DeskError> {
        let is_csv = file
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let bytes = if is_csv {
            self.statistics().csv().into_bytes()
        } else {
            let xlsx = self.workbook().xlsx();
            xlsx.map_err(|error| DeskError::asset("workbook", &error))?
                .bytes
        };
        Ok(Staging::write_one(file, &bytes, existing)?)
    }

    fn workbook(&self) -> Workbook {
        let statistics = self.statistics();
        let mut sheets = vec![self.packages_sheet(), self.nominees_sheet()];
        sheets.extend(statistics.tables.iter().map(counts_sheet));
        Workbook {
            title: TITLE.to_owned(),
            author: String::new(),
            made_on: self.today,
            sheets,
        }
    }

    fn packages_sheet(&self) -> Sheet {
        let number = |title| Column::of(ColumnKind::Number, title);
        let rows = self.view().rows.into_iter().map(|row| {
            let arrived = row.arrived_at.get(..10).and_then(|day| day.parse().ok());
            let received = row.received_on.and_then(|day| day.parse().ok());
            vec![
                Cell::text(row.unit),
                Cell::text(row.title),
                Cell::text(state_words(row.state)),
                Cell::Count(row.collectives),
                Cell::Count(row.individuals),
                Cell::Count(row.blocking),
                Cell::Count(row.warnings),
                Cell::date(arrived),
                Cell::date(received),
                Cell::text(row.code),
                Cell::text(row.file),
                Cell::text(row.note),
            ]
        });
        Sheet {
            name: "Các gói".to_owned(),
            lines: vec![Line::of(LineLook::Title, "CÁC GÓI HỒ SƠ NHẬN ĐƯỢC")],
            columns: vec![
                Column::text("Đơn vị gửi"),
                Column::text("Đợt"),
                Column::text("Tình trạng"),
                number("Tập thể"),
                number("Cá nhân"),
                number("Phải sửa"),
                number("Cần xem"),
                Column::of(ColumnKind::Date, "Tệp ghi ngày"),
                Column::of(ColumnKind::Date, "Ngày nhận"),
                Column::text("Mã kiểm tra"),
                Column::text("Tệp"),
                Column::text("Ghi chú"),
            ],
            rows: rows.collect(),
            frozen_columns: 1,
            ..Sheet::default()
        }
    }

    fn nominees_sheet(&self) -> Sheet {
        let rows = self.counting().flat_map(|(_, package)| {
            package.nominees.iter().map(move |one| {
                vec![
                    Cell::text(package.unit.as_str()),
                    Cell::text(match one.kind {
                        NomineeKind::Collective => "Tập thể",
                        NomineeKind::Individual => "Cá nhân",
                    }),
                    Cell::text(one.name.as_str()),
                    Cell::date(one.birth_date),
                    Cell::text(post(one)),
                    Cell::text(one.award.as_str()),
                    Cell::Count(one.blocking),
                ]
            })
        });
        Sheet {
            name: "Đề nghị".to_owned(),
            lines: vec![Line::of(
                LineLook::Title,
                "TẬP THỂ, CÁ NHÂN CÁC ĐƠN VỊ ĐỀ NGHỊ",
            )],
            columns: vec![
                Column::text("Đơn vị gửi"),
                Column::of(ColumnKind::Centered, "Loại"),
                Column::text("Tên"),
                Column::of(ColumnKind::Date, "Ngày sinh"),
                Column::text("Chức vụ, nơi công tác"),
                Column::text("Hình thức khen"),
                Column::of(ColumnKind::Number, "Phải sửa"),
            ],
            rows: rows.collect(),
            frozen_columns: 3,
            ..Sheet::default()
        }
    }
}

impl ConsolidatedView {
    /// All tables as one for a spreadsheet, as Vietnamese Excel reads it.
    pub fn csv(&self) -> String {
        let head = ["Bảng", "Nhóm", "Số liệu", "Số lượng"].map(Cell::text);
        let rows = self.tables.iter().flat_map(|table| {
            table.rows.iter().flat_map(move |row| {
                let counts = table.columns.iter().zip(&row.counts);
                counts.map(move |(column, count)| {
                    vec![
                        Cell::text(table.title.as_str()),
                        Cell::text(row.label.as_str()),
                        Cell::text(column.as_str()),
                        Cell::Count(*count),
                    ]
                })
            })
        });
        csv_text([head.to_vec()].into_iter().chain(rows))
    }
}

fn counts_sheet(table: &ConsolidatedTableView) -> Sheet {
    let cells = |label: &str, counts: &[u32]| {
        let counts = counts.iter().map(|count| Cell::Count(*count));
        let all = [Cell::text(label)].into_iter().chain(counts);
        all.collect::<Vec<Cell>>()
    };
    let columns = table.columns.iter();
    let columns = columns.map(|title| Column::of(ColumnKind::Number, title.as_str()));
    Sheet {
        name: table.title.clone(),
        lines: vec![Line::of(LineLook::Title, table.title.to_uppercase())],
        columns: [Column::text(table.of.as_str())]
            .into_iter()
            .chain(columns)
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| cells(&row.label, &row.counts))
            .collect(),
        total: cells("Cộng", &table.total),
        frozen_columns: 1,
        ..Sheet::default()
    }
}

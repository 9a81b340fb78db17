//! What the cabinet tells of all its years as Excel files: its dossiers, and the statistics.

use super::{DossierLineView, OpenedCabinet, StatisticsTableView, StatisticsView};
use crate::tables::{TableView, save};
use crate::words::tables::{attention, state};
use crate::{Desk, DeskError};
use chrono::{DateTime, NaiveDate};
use hoso_exchange::Existing;
use hoso_exchange::workbook::{Band, Cell, Column, ColumnKind, Line, LineLook, Sheet, Workbook};
use std::path::Path;

/// The counts of a group.
const COUNTS: [&str; 4] = ["Đề nghị", "Được khen", "Không được", "Chưa có kết quả"];

impl OpenedCabinet {
    /// Writes the dossiers of all years as an Excel file.
    pub fn write_dossiers(
        &self,
        desk: &Desk,
        today: NaiveDate,
        file: &Path,
        existing: Existing,
    ) -> Result<TableView, DeskError> {
        let home = self.home(desk, today)?;
        let sheet = dossiers(&home.dossiers);
        save(&book("Hồ sơ trong tủ", today, vec![sheet]), file, existing)
    }
}

impl StatisticsView {
    /// Writes all tables as an Excel file, a sheet each.
    pub fn write_xlsx(
        &self,
        today: NaiveDate,
        file: &Path,
        existing: Existing,
    ) -> Result<TableView, DeskError> {
        let sheets = if self.tables.is_empty() {
            vec![empty()]
        } else {
            self.tables.iter().map(statistics).collect()
        };
        save(&book("Thống kê khen thưởng", today, sheets), file, existing)
    }
}

fn book(title: &str, made_on: NaiveDate, sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        title: title.to_owned(),
        author: String::new(),
        made_on,
        sheets,
    }
}

fn dossiers(lines: &[DossierLineView]) -> Sheet {
    let text = Column::text;
    let centered = |title| Column::of(ColumnKind::Centered, title);
    let number = |title| Column::of(ColumnKind::Number, title);
    let date = |title| Column::of(ColumnKind::Date, title);
    Sheet {
        name: "Hồ sơ".to_owned(),
        lines: vec![Line::of(LineLook::Title, "HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG")],
        columns: vec![
            centered("STT"),
            centered("Năm"),
            text("Đơn vị trình"),
            text("Kế hoạch"),
            text("Đợt"),
            centered("Tình trạng"),
            number("Tập thể"),
            number("Cá nhân"),
            date("Ngày cuối nộp"),
            date("Ngày làm việc cuối"),
            text("Cần chú ý"),
            date("Sửa lần cuối"),
            text("Người sửa"),
            text("Mã"),
        ],
        rows: lines
            .iter()
            .enumerate()
            .map(|(at, line)| dossier(at, line))
            .collect(),
        total: if lines.len() > 1 {
            sums(lines)
        } else {
            Vec::new()
        },
        frozen_columns: 3,
        ..Sheet::default()
    }
}

fn dossier(at: usize, line: &DossierLineView) -> Vec<Cell> {
    let deadline = line.deadline.as_ref();
    let day = |of: Option<&String>| Cell::date(of.and_then(|day| day.parse().ok()));
    let changed = DateTime::parse_from_rfc3339(&line.changed_at);
    vec![
        Cell::Numeral(i32::try_from(at + 1).unwrap_or(i32::MAX)),
        line.year.map_or(Cell::Blank, Cell::Numeral),
        Cell::text(line.unit.as_str()),
        Cell::text(line.plan_title.as_str()),
        Cell::text(line.title.as_str()),
        Cell::text(state(&line.state)),
        Cell::Count(line.collectives),
        Cell::Count(line.individuals),
        day(deadline.map(|deadline| &deadline.last_day)),
        day(deadline.map(|deadline| &deadline.last_working_day)),
        Cell::text(line.attention.map_or("", attention)),
        changed.map_or_else(
            |_| Cell::text(line.changed_at.as_str()),
            |changed| Cell::Date(changed.date_naive()),
        ),
        Cell::text(line.changed_by.as_str()),
        Cell::text(line.id.as_str()),
    ]
}

fn sums(lines: &[DossierLineView]) -> Vec<Cell> {
    let sum = |of: fn(&DossierLineView) -> u32| Cell::Count(lines.iter().map(of).sum());
    let mut cells = vec![Cell::Blank; 8];
    cells[2] = Cell::text("Cộng");
    cells[6] = sum(|line| line.collectives);
    cells[7] = sum(|line| line.individuals);
    cells
}

fn statistics(table: &StatisticsTableView) -> Sheet {
    let mut lines = vec![Line::of(LineLook::Title, table.title.to_uppercase())];
    if !table.note.is_empty() {
        lines.push(Line::of(LineLook::Remark, table.note.as_str()));
    }
    let mut bands = vec![Band {
        title: String::new(),
        columns: 1,
    }];
    let mut columns = vec![Column::of(ColumnKind::Centered, "Năm hoặc đợt")];
    for group in &table.groups {
        bands.push(Band {
            title: group.clone(),
            columns: COUNTS.len() as u16,
        });
        columns.extend(COUNTS.map(|title| Column::of(ColumnKind::Number, title)));
    }
    let cells = |label: Cell, counts: &[super::StatisticsCountView]| {
        let counts = counts.iter().flat_map(|count| {
            [count.proposed, count.awarded, count.refused, count.pending].map(Cell::Count)
        });
        [label].into_iter().chain(counts).collect::<Vec<Cell>>()
    };
    let label = |label: &str| {
        let year = label.parse().map(Cell::Numeral);
        year.unwrap_or_else(|_| Cell::text(label))
    };
    Sheet {
        name: table.title.clone(),
        lines,
        bands,
        columns,
        rows: table
            .rows
            .iter()
            .map(|row| cells(label(&row.label), &row.counts))
            .collect(),
        total: if table.rows.len() > 1 {
            cells(Cell::text("Cộng"), &table.total)
        } else {
            Vec::new()
        },
        frozen_columns: 1,
        ..Sheet::default()
    }
}

/// What stands where nothing was proposed.
fn empty() -> Sheet {
    Sheet {
        name: "Thống kê".to_owned(),
        lines: vec![Line::of(
            LineLook::Remark,
            "Không có đề nghị nào trong các năm này.",
        )],
        columns: vec![Column::text("Năm hoặc đợt"), Column::text("Đề nghị")],
        ..Sheet::default()
    }
}

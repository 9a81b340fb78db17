//! What is on the desk as tables for a spreadsheet: lists, indicators, findings, the council, and
//! templates of tables to fill in.

mod council;
mod findings;
mod indicators;
mod nominees;
mod template;

use crate::{Day, Desk, DeskError, Opened, deadline, words};
use chrono::NaiveDate;
use hoso_domain::nominee::Percent;
use hoso_exchange::workbook::{Cell, Line, LineLook, Sheet, Workbook};
use hoso_exchange::{Existing, Staging};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;

/// Which table of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// The lists of nominees, with the columns that they have on paper.
    Nominees,
    /// The same, and all that is known of the nominees besides.
    NomineesInFull,
    /// The plan's indicators and what the unit achieved.
    Indicators,
    /// The findings of the check.
    Findings,
    /// The council: its members, who was there, the votes.
    Council,
}

/// Which table of a dossier, and of which year where it is of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct TableAsked {
    /// Which one.
    pub kind: TableKind,
    /// The year of indicators; absent: that of the dossier.
    pub year: Option<i32>,
}

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TableView {
    /// The file.
    pub file: String,
    /// How many rows its sheets have together.
    pub rows: u32,
    /// What to look at: texts that were too long for a cell.
    pub notes: Vec<String>,
}

impl TableKind {
    /// The beginning of its file's name.
    fn stem(self) -> &'static str {
        match self {
            Self::Nominees => "danh-sach-de-nghi",
            Self::NomineesInFull => "danh-sach-day-du",
            Self::Indicators => "chi-tieu",
            Self::Findings => "ket-qua-kiem-tra",
            Self::Council => "hoi-dong",
        }
    }
}

impl Opened {
    /// A file name for a table of the dossier.
    pub fn table_name(&self, kind: TableKind) -> String {
        format!("{}-{}.xlsx", kind.stem(), self.folder_name())
    }
}

impl Desk {
    /// Writes a table of a dossier as an Excel file.
    pub fn write_table(
        &self,
        opened: &Opened,
        day: Day,
        asked: TableAsked,
        file: &Path,
        existing: Existing,
    ) -> Result<TableView, DeskError> {
        save(&self.table(opened, day, asked)?, file, existing)
    }

    fn table(&self, opened: &Opened, day: Day, asked: TableAsked) -> Result<Workbook, DeskError> {
        let (title, sheets) = match asked.kind {
            TableKind::Nominees => ("Danh sách đề nghị khen thưởng", self.lists(opened, day)?),
            TableKind::NomineesInFull => (
                "Danh sách đề nghị khen thưởng",
                self.lists_in_full(opened, day)?,
            ),
            TableKind::Indicators => (
                "Chỉ tiêu thi đua",
                vec![indicators::sheet(opened, asked.year)],
            ),
            TableKind::Findings => ("Kết quả kiểm tra hồ sơ", self.findings_sheets(opened, day)?),
            TableKind::Council => (
                "Hội đồng Thi đua - Khen thưởng",
                self.council_sheets(opened, day),
            ),
        };
        Ok(book(opened, title, day.today, sheets))
    }

    /// What goes with a dossier's documents as tables: the lists, the council, and the indicators
    /// where any has been filled in.
    pub(crate) fn tables_of_dossier(
        &self,
        opened: &Opened,
        day: Day,
    ) -> Result<Workbook, DeskError> {
        let mut sheets = self.lists(opened, day)?;
        sheets.extend(self.council_sheets(opened, day));
        if !opened.dossier.indicators.is_empty() {
            sheets.push(indicators::sheet(opened, None));
        }
        let title = "Danh sách và bảng biểu kèm hồ sơ";
        // As the documents that it goes with: the same on every day that it is made.
        let on = Self::judging_day(opened, day);
        Ok(book(opened, title, on, sheets))
    }
}

fn book(opened: &Opened, title: &str, made_on: NaiveDate, sheets: Vec<Sheet>) -> Workbook {
    let unit = &opened.dossier.unit.name;
    Workbook {
        title: format!("{title} - {unit}"),
        author: unit.to_string(),
        made_on,
        sheets,
    }
}

/// Writes a workbook to a file, and says what of it was too long.
pub(crate) fn save(
    workbook: &Workbook,
    file: &Path,
    existing: Existing,
) -> Result<TableView, DeskError> {
    let xlsx = workbook.xlsx()?;
    Staging::write_one(file, &xlsx.bytes, existing)?;
    let rows: usize = workbook.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    Ok(TableView {
        file: file.display().to_string(),
        rows: u32::try_from(rows).unwrap_or(u32::MAX),
        notes: words::tables::cut(&xlsx),
    })
}

/// What stands above a table of a dossier: the unit, a title, and the round.
fn heading(opened: &Opened, title: &str, subtitle: &str) -> Vec<Line> {
    let dossier = &opened.dossier;
    let round = opened.plan.round(&dossier.round);
    let round = round.map_or_else(
        || dossier.round.clone(),
        |round| deadline::title(round, dossier.year),
    );
    let mut lines = vec![
        Line::of(LineLook::Owner, dossier.unit.name.as_str().to_uppercase()),
        Line::of(LineLook::Title, title.to_uppercase()),
    ];
    let subtitles = [
        subtitle.to_owned(),
        format!("{round} - {}", opened.plan.short_title),
    ];
    lines.extend(
        subtitles
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| Line::of(LineLook::Subtitle, text)),
    );
    lines
}

/// A number of a list, from 1.
fn ordinal(at: usize) -> Cell {
    Cell::Numeral(i32::try_from(at + 1).unwrap_or(i32::MAX))
}

fn percent(percent: Percent) -> Cell {
    let (value, decimals) = number(percent.value());
    Cell::Percent(value, decimals)
}

/// A number as spreadsheets have it, and how many decimals it is written with.
fn number(decimal: Decimal) -> (f64, u8) {
    let decimal = decimal.normalize();
    let decimals = u8::try_from(decimal.scale()).unwrap_or(u8::MAX);
    (f64::try_from(decimal).unwrap_or_default(), decimals)
}

fn yes_or_no(answer: bool) -> Cell {
    Cell::text(if answer { "Có" } else { "Không" })
}

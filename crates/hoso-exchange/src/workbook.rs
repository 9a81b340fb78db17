//! Workbooks: plain tables as an Excel file that can be printed as it is, and as CSV.
//!
//! Knows nothing of what the tables are about. The same workbook gives the same bytes. What a person
//! typed stays text, whatever it begins with: no cell ever becomes a formula.

mod csv;
mod look;
mod name;
mod sheet;
mod width;

pub use csv::csv_text;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};
use std::collections::HashSet;

/// The longest text of a cell, in UTF-16 units.
pub const LONGEST_CELL: usize = 32_767;

/// Tables that go into one file, a sheet each.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// What it is, for its properties and the foot of each page.
    pub title: String,
    /// Whose it is, for its properties.
    pub author: String,
    /// The day that its properties name as the one on which it was made.
    pub made_on: NaiveDate,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// What its tab says; made fit where it is too long or has signs that cannot stand there.
    pub name: String,
    /// What stands above the table.
    pub lines: Vec<Line>,
    /// Titles over several columns, from the left; none: a head of one row.
    pub bands: Vec<Band>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a cell for each column; those that are left out are blank.
    pub rows: Vec<Vec<Cell>>,
    /// A last row of sums; empty: none.
    pub total: Vec<Cell>,
    /// How it lies on paper.
    pub paper: Orientation,
    /// How many columns stay in sight while the others move.
    pub frozen_columns: u16,
    /// How many rows are made ready for a person to fill in, below those that are there.
    pub rows_to_fill: u32,
}

/// A line above a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: String,
    /// What it is.
    pub look: LineLook,
}

/// What a line above a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineLook {
    /// Whose table it is, at the left.
    Owner,
    /// The title.
    Title,
    /// What stands under the title.
    Subtitle,
    /// A remark, at the left.
    Remark,
}

/// A title over several columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The title; empty where the columns have none in common.
    pub title: String,
    /// Over how many columns.
    pub columns: u16,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub kind: ColumnKind,
    /// What can be chosen in the rows to fill; empty: anything.
    pub choices: Vec<String>,
    /// Whether something else than the choices may be written all the same.
    pub is_open: bool,
    /// A note on the title; empty: none.
    pub note: String,
    /// Whether a row needs it; its title stands out then.
    pub is_required: bool,
    /// Its width in digits; absent: as wide as what stands in it asks.
    pub width: Option<u16>,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    /// Text, at the left.
    #[default]
    Text,
    /// Short text, in the middle.
    Centered,
    /// Numbers.
    Number,
    /// Dates.
    Date,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Text, whatever it begins with.
    Text(String),
    /// A count, with its thousands apart.
    Count(u32),
    /// A number that names something, such as a year.
    Numeral(i32),
    /// A number with so many decimals.
    Decimal(f64, u8),
    /// A difference with its sign, with so many decimals.
    Signed(f64, u8),
    /// A percentage, 91.2 for 91,2%, with so many decimals.
    Percent(f64, u8),
    /// A date.
    Date(NaiveDate),
}

/// How a sheet lies on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// Lying.
    #[default]
    Landscape,
}

/// A workbook as it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Xlsx {
    /// The file.
    pub bytes: Vec<u8>,
    /// Texts longer than any cell takes, which were cut.
    pub cut: Vec<CutCell>,
}

/// A text that was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutCell {
    /// Name of the sheet.
    pub sheet: String,
    /// The row that the spreadsheet shows.
    pub row: u32,
    /// Title of the column.
    pub column: String,
}

/// A workbook that cannot be written, such as one with more rows than a sheet has.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct WorkbookError(Box<XlsxError>);

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(Box::new(error))
    }
}

impl Workbook {
    /// The workbook as an Excel file.
    pub fn xlsx(&self) -> Result<Xlsx, WorkbookError> {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.set_properties(&self.properties()?);
        let looks = look::Looks::new();
        let mut taken = HashSet::new();
        let mut lists = sheet::Lists::new(&mut taken);
        let mut cut = Vec::new();
        for sheet in &self.sheets {
            let name = name::tab_name(&sheet.name, &mut taken);
            let worksheet = book.add_worksheet();
            worksheet.set_name(&name)?;
            sheet::write(
                worksheet,
                &sheet::Part {
                    sheet,
                    name: &name,
                    title: &self.title,
                },
                &looks,
                &mut lists,
                &mut cut,
            )?;
        }
        lists.write(&mut book)?;
        Ok(Xlsx {
            bytes: book.save_to_buffer()?,
            cut,
        })
    }

    fn properties(&self) -> Result<DocProperties, XlsxError> {
        use chrono::Datelike;
        // A year that a spreadsheet cannot have stands for a clock that is wrong.
        let year = u16::try_from(self.made_on.year()).unwrap_or(0).max(1900);
        let (month, day) = (self.made_on.month(), self.made_on.day());
        let made = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
        Ok(DocProperties::new()
            .set_title(&self.title)
            .set_author(&self.author)
            .set_creation_datetime(&made))
    }
}

impl Column {
    /// A column of text.
    pub fn text(title: impl Into<String>) -> Self {
        Self::of(ColumnKind::Text, title)
    }

    /// A column of one kind.
    pub fn of(kind: ColumnKind, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind,
            ..Self::default()
        }
    }
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// A date, or nothing.
    pub fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Blank, Self::Date)
    }
}

impl Line {
    /// A line of one look.
    pub fn of(look: LineLook, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            look,
        }
    }
}

/// Whether a spreadsheet would take a text for more than text: a formula, a command.
fn is_hostile(text: &str) -> bool {
    const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    text.starts_with(SIGNS)
}

#[cfg(test)]
mod tests;

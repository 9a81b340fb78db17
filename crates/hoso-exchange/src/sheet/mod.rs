//! Spreadsheets of other people (Excel, `OpenDocument`, CSV) as a plain grid of typed cells.
//!
//! Read bounded: a file that is too large, unpacks to too much, or has more cells than any list of
//! an office is refused. Knows nothing of what the cells mean.

mod csv;
mod ods;
mod packed;
mod text;
mod write;
mod xls;
mod xlsx;

pub use write::workbook_of;

use crate::legacy::{Encoding, rescue};
use calamine::Dimensions;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::panic::catch_unwind;
use unicode_normalization::UnicodeNormalization;

/// The largest file that is read, in bytes.
pub const MAX_SHEET_BYTES: u64 = 50 * 1024 * 1024;
/// The most sheets of a workbook.
pub const MOST_SHEETS: usize = 100;
/// The most rows of a sheet that have something in them.
pub const MOST_ROWS: usize = 50_000;
/// The most columns.
pub const MOST_COLUMNS: u32 = 256;
/// The most cells of a workbook that have something in them, and as many merged areas.
const MOST_CELLS: usize = 1_000_000;
/// The longest text of a cell, in characters; Excel's own limit.
const LONGEST_TEXT: usize = 32_767;
/// What the sheet of pasted cells is called.
const PASTED: &str = "Các ô đã dán";

/// A file of sheets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// What kind of file it is.
    pub kind: SheetFile,
    /// How its text was written; only CSV says nothing of it itself.
    pub charset: Option<Charset>,
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
}

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetFile {
    /// Excel since 2007.
    Xlsx,
    /// Excel until 2003.
    Xls,
    /// `OpenDocument`.
    Ods,
    /// Text with separators.
    Csv,
    /// No file: cells that were copied from a spreadsheet.
    Pasted,
}

/// How the text of a CSV file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Charset {
    /// Unicode, as usual.
    Utf8,
    /// Unicode in pairs of bytes.
    Utf16,
    /// Windows-1258, Vietnamese Windows.
    Windows1258,
    /// TCVN3, of the ABC fonts.
    Tcvn3,
    /// VNI-Windows.
    Vni,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Rows that have something in them, from the top.
    pub rows: Vec<Row>,
    /// Areas of merged cells; each cell of one has the value of its first.
    pub merged: Vec<Area>,
    /// Columns that are hidden, from 0.
    pub hidden_columns: BTreeSet<u32>,
    /// How many texts were in an old encoding and are Unicode now.
    pub rescued: u32,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, as Excel shows it.
    pub number: u32,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells from column A; those that are left out at the end are blank.
    pub cells: Vec<Cell>,
}

/// A block of merged cells, each bound inclusive and counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl From<&Dimensions> for Area {
    fn from(area: &Dimensions) -> Self {
        Self {
            top: area.start.0,
            left: area.start.1,
            bottom: area.end.0,
            right: area.end.1,
        }
    }
}

/// What stands in a cell; of a formula its value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Text in NFC, otherwise as typed; leading zeros are kept.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that is shown as a percentage, in hundredths: 94.3 for 94.3 %.
    Percent(f64),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    Yes(bool),
    /// A formula that failed, by the sign that Excel shows.
    Error(String),
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SheetFault {
    /// It is no spreadsheet.
    #[error("no spreadsheet")]
    NotASheet,
    /// It is a web page or XML that only calls itself a spreadsheet.
    #[error("a web page under the name of a spreadsheet")]
    WebPage,
    /// It is a binary workbook (.xlsb).
    #[error("a binary workbook")]
    Binary,
    /// It needs a password.
    #[error("needs a password")]
    Password,
    /// Something in it is not as it should be.
    #[error("damaged: {detail}")]
    Damaged {
        /// What.
        detail: String,
    },
    /// It unpacks to more than is read.
    #[error("unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// It has more sheets than are read.
    #[error("more than {limit} sheets")]
    TooManySheets {
        /// The limit.
        limit: usize,
    },
    /// A sheet has more rows than are read.
    #[error("sheet `{sheet}` has more than {limit} rows")]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// The limit.
        limit: usize,
    },
    /// A sheet has more columns than are read.
    #[error("sheet `{sheet}` has more than {limit} columns")]
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// The limit.
        limit: u32,
    },
    /// All sheets together have more cells than are read.
    #[error("more than {limit} cells")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// It takes longer or needs more memory than any honest file.
    #[error("reading takes too long or too much memory")]
    TooHard,
    /// Nothing stands in it.
    #[error("empty")]
    Empty,
}

impl SheetFault {
    #[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
    fn damaged(detail: impl ToString) -> Self {
        Self::Damaged {
            detail: detail.to_string(),
        }
    }
}

impl Workbook {
    /// Reads a file of any of the kinds; which one it is, its content says, never its name.
    ///
    /// calamine trusts what files say of their own lengths and ranges, and stops the thread where they
    /// lie; in the released program that ends the process of the reader alone.
    pub fn read(bytes: &[u8]) -> Result<Self, SheetFault> {
        catch_unwind(|| Self::trusting(bytes)).unwrap_or(Err(SheetFault::TooHard))
    }

    fn trusting(bytes: &[u8]) -> Result<Self, SheetFault> {
        let workbook = if bytes.starts_with(b"PK") {
            let package = packed::Package::unpack(bytes)?;
            if package.has("xl/workbook.bin") {
                return Err(SheetFault::Binary);
            } else if package.has("content.xml") {
                ods::read(&package)?
            } else if package.has_any_case("xl/workbook.xml") {
                xlsx::read(&package)?
            } else {
                return Err(SheetFault::NotASheet);
            }
        } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            xls::read(bytes)?
        } else {
            csv::read(bytes)?
        };
        workbook.in_unicode()
    }

    /// Takes cells that were copied from a spreadsheet, row by row.
    pub fn pasted(cells: &[Vec<String>]) -> Result<Self, SheetFault> {
        let mut filling = Filling::new(PASTED, false);
        let mut left = MOST_CELLS;
        for (row, texts) in (0..).zip(cells) {
            for (column, text) in (0..).zip(texts) {
                filling.put(row, column, Cell::Text(text.clone()), &mut left)?;
            }
        }
        let pasted = Self {
            kind: SheetFile::Pasted,
            charset: None,
            sheets: vec![filling.finish(&mut left)?],
        };
        pasted.in_unicode()
    }

    fn in_unicode(mut self) -> Result<Self, SheetFault> {
        for sheet in &mut self.sheets {
            sheet.bring_into_unicode();
        }
        if self.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
            return Err(SheetFault::Empty);
        }
        Ok(self)
    }
}

impl Sheet {
    /// Puts texts that are surely in an old encoding into Unicode, and every text into NFC.
    fn bring_into_unicode(&mut self) {
        let texts = self.rows.iter().flat_map(|row| &row.cells);
        let pieces: Vec<&str> = texts
            .filter_map(|cell| match cell {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let mut found: Vec<(usize, String)> = rescue(&pieces)
            .into_iter()
            .filter(|one| one.is_sure)
            .map(|one| (one.at, one.after))
            .collect();
        found.sort_by_key(|(at, _)| *at);
        self.rescued += found.len() as u32;
        let mut found = found.into_iter().peekable();
        let cells = self.rows.iter_mut().flat_map(|row| &mut row.cells);
        let texts = cells.filter_map(|cell| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        });
        for (at, text) in texts.enumerate() {
            if let Some((_, after)) = found.next_if(|(place, _)| *place == at) {
                *text = after;
            }
            if !text.is_ascii() {
                *text = text.nfc().collect();
            }
        }
    }
}

/// A sheet in the making: cells come in any order, and only so many.
struct Filling {
    name: String,
    hidden: bool,
    rows: Vec<Row>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    merged: Vec<Area>,
    rescued: u32,
}

impl Filling {
    fn new(name: &str, hidden: bool) -> Self {
        Self {
            name: name.to_owned(),
            hidden,
            rows: Vec::new(),
            hidden_rows: BTreeSet::new(),
            hidden_columns: BTreeSet::new(),
            merged: Vec::new(),
            rescued: 0,
        }
    }

    /// Puts a cell at a place counted from 0; `left` is how many cells may still come.
    fn put(
        &mut self,
        row: u32,
        column: u32,
        cell: Cell,
        left: &mut usize,
    ) -> Result<(), SheetFault> {
        let cell = bounded(cell);
        if cell == Cell::Blank {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(SheetFault::TooManyColumns {
                sheet: self.name.clone(),
                limit: MOST_COLUMNS,
            });
        }
        *left = left
            .checked_sub(1)
            .ok_or(SheetFault::TooManyCells { limit: MOST_CELLS })?;
        let number = row.saturating_add(1);
        let at = match self.rows.last() {
            Some(last) if last.number == number => self.rows.len() - 1,
            Some(last) if last.number > number => {
                match self.rows.binary_search_by_key(&number, |row| row.number) {
                    Ok(at) => at,
                    Err(at) => self.begin_row(at, number)?,
                }
            }
            _ => self.begin_row(self.rows.len(), number)?,
        };
        let cells = &mut self.rows[at].cells;
        let column = column as usize;
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Blank);
        }
        cells[column] = cell;
        Ok(())
    }

    fn begin_row(&mut self, at: usize, number: u32) -> Result<usize, SheetFault> {
        if self.rows.len() >= MOST_ROWS {
            return Err(SheetFault::TooManyRows {
                sheet: self.name.clone(),
                limit: MOST_ROWS,
            });
        }
        let row = Row {
            number,
            hidden: false,
            cells: Vec::new(),
        };
        self.rows.insert(at, row);
        Ok(at)
    }

    /// The sheet, each cell of a merged area with the value of its first.
    fn finish(mut self, left: &mut usize) -> Result<Sheet, SheetFault> {
        self.merged.retain(|area| {
            let is_block = area.top <= area.bottom && area.left <= area.right;
            is_block && (area.top, area.left) != (area.bottom, area.right)
        });
        self.merged.sort_unstable();
        self.merged.dedup();
        let last = self.rows.last().map_or(0, |row| row.number);
        let widest = self.rows.iter().map(|row| row.cells.len()).max();
        let widest = widest.unwrap_or_default() as u32;
        for area in self.merged.clone() {
            let value = self.at(area.top, area.left).cloned().unwrap_or_default();
            if value == Cell::Blank {
                continue;
            }
            // An area that reaches beyond everything that stands in the sheet says nothing there.
            let bottom = area.bottom.min(last.saturating_sub(1));
            let right = area.right.min(widest.saturating_sub(1)).max(area.left);
            for row in area.top..=bottom {
                for column in area.left..=right {
                    if self.at(row, column).is_none_or(|cell| *cell == Cell::Blank) {
                        self.put(row, column, value.clone(), left)?;
                    }
                }
            }
        }
        for row in &mut self.rows {
            row.hidden = self.hidden_rows.contains(&(row.number - 1));
        }
        Ok(Sheet {
            name: self.name.nfc().collect(),
            hidden: self.hidden,
            rows: self.rows,
            merged: self.merged,
            hidden_columns: self.hidden_columns,
            rescued: self.rescued,
        })
    }

    fn at(&self, row: u32, column: u32) -> Option<&Cell> {
        let number = row.checked_add(1)?;
        let at = self.rows.binary_search_by_key(&number, |row| row.number);
        self.rows[at.ok()?].cells.get(column as usize)
    }
}

/// A cell as it is kept: text no longer than Excel has it, and none that is white space only.
fn bounded(cell: Cell) -> Cell {
    match cell {
        Cell::Text(text) if text.trim().is_empty() => Cell::Blank,
        Cell::Text(text) => match text.char_indices().nth(LONGEST_TEXT) {
            Some((end, _)) => Cell::Text(text[..end].to_owned()),
            None => Cell::Text(text),
        },
        Cell::Number(number) | Cell::Percent(number) if !number.is_finite() => {
            Cell::Error("#NUM!".to_owned())
        }
        cell => cell,
    }
}

/// A share as a percentage, without what binary fractions leave behind.
fn in_hundredths(share: f64) -> Cell {
    Cell::Percent((share * 1e12).round() / 1e10)
}

impl From<Encoding> for Charset {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Tcvn3 => Self::Tcvn3,
            Encoding::Vni => Self::Vni,
            Encoding::LooseMarks => Self::Utf8,
        }
    }
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests;

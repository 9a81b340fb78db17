//! Spreadsheets of other people, read in a process of their own where the front end can start one:
//! a file that was made to do harm ends that process and not the program. The process is the one that
//! draws pages of scans; it reads the file from its standard input and writes the cells as JSON.

use crate::page_drawer::limit_this_process;
use crate::{Desk, DeskError};
use hoso_exchange::read_bytes;
use hoso_exchange::sheet::{MAX_SHEET_BYTES, SheetFault, Workbook};
use hoso_store::sha256_of;
use serde::Deserialize;
use specta::Type;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// What tells a front end that it is to read a spreadsheet.
pub const ARGUMENT: &str = "--read-table";
/// The largest table that is taken needs seconds; whatever takes a minute is given up.
const PATIENCE: Duration = Duration::from_mins(1);
/// The longest answer that is taken: as many cells as are read, each with a long text.
const MOST_ANSWER: u64 = 512 * 1024 * 1024;

/// Where a table comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TableSource {
    /// A file.
    File(PathBuf),
    /// Cells that were copied from a spreadsheet, row by row.
    Cells(Vec<Vec<String>>),
}

/// A table that was read.
pub struct Table {
    pub workbook: Workbook,
    /// Of the file's bytes, or of the cells.
    pub sha256: String,
}

impl Desk {
    /// Reads a spreadsheet, or takes the cells that were copied from one.
    pub(crate) fn read_table(&self, source: &TableSource) -> Result<Table, DeskError> {
        match source {
            TableSource::File(path) => self.read_file_of_sheets(path),
            TableSource::Cells(cells) => Ok(Table {
                workbook: Workbook::pasted(cells)
                    .map_err(|source| DeskError::PastedCells { source })?,
                sha256: sha256_of(format!("{cells:?}").as_bytes()),
            }),
        }
    }

    fn read_file_of_sheets(&self, path: &Path) -> Result<Table, DeskError> {
        let bytes = read_bytes(path, MAX_SHEET_BYTES)?;
        let read = match self.drawer() {
            None => Workbook::read(&bytes),
            Some(drawer) => drawer
                .clone()
                .with_patience(PATIENCE)
                .ask(&[ARGUMENT], &bytes, |from| {
                    let mut answer = Vec::new();
                    from.take(MOST_ANSWER).read_to_end(&mut answer).ok()?;
                    serde_json::from_slice(&answer).ok()
                })
                .unwrap_or(Err(SheetFault::TooHard)),
        };
        let workbook = read.map_err(|source| DeskError::Sheet {
            path: path.to_owned(),
            source,
        })?;
        Ok(Table {
            workbook,
            sha256: sha256_of(&bytes),
        })
    }
}

/// Reads what stands on the standard input and answers.
pub fn answer() -> ExitCode {
    limit_this_process(PATIENCE);
    let mut bytes = Vec::new();
    let answered = io::stdin()
        .take(MAX_SHEET_BYTES)
        .read_to_end(&mut bytes)
        .map(|_| Workbook::read(&bytes))
        .and_then(|read| {
            let mut to = io::BufWriter::new(io::stdout().lock());
            serde_json::to_writer(&mut to, &read)?;
            to.flush()
        });
    match answered {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

//! Excel until 2003. calamine reads the cells; what it does not tell (hidden rows and columns,
//! numbers shown as percentages) is looked up in the records first, and how far the cells reach, so
//! that a file of two cells far apart is not laid out in memory.

use super::xlsx::{day, iso_day, shown};
use super::{
    Area, Cell, Filling, MOST_CELLS, MOST_COLUMNS, MOST_SHEETS, Sheet, SheetFault, SheetFile,
    Workbook,
};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// The most cells that calamine may lay out for a sheet: rows down to the last times columns up to
/// the last.
const MOST_LAID_OUT: usize = 4 * MOST_CELLS;

pub fn read(bytes: &[u8]) -> Result<Workbook, SheetFault> {
    let looked = look(bytes)?;
    let mut file: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(fault)?;
    let listed: Vec<_> = file.sheets_metadata().to_vec();
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for (listed, looked) in listed.iter().zip(&looked.sheets) {
        if listed.typ != SheetType::WorkSheet {
            continue;
        }
        if sheets.len() >= MOST_SHEETS {
            return Err(SheetFault::TooManySheets { limit: MOST_SHEETS });
        }
        let mut filling = Filling::new(&listed.name, listed.visible != SheetVisible::Visible);
        filling.hidden_rows.clone_from(&looked.hidden_rows);
        filling.hidden_columns.clone_from(&looked.hidden_columns);
        sheets.push(sheet(&mut file, looked, filling, &mut left)?);
    }
    Ok(Workbook {
        kind: SheetFile::Xls,
        charset: None,
        sheets,
    })
}

fn sheet(
    file: &mut Xls<Cursor<&[u8]>>,
    looked: &Looked,
    mut filling: Filling,
    left: &mut usize,
) -> Result<Sheet, SheetFault> {
    let merged = file
        .merge_cells_by_sheet_name(&filling.name)
        .map_err(fault)?;
    filling.merged = merged.iter().take(MOST_CELLS).map(Area::from).collect();
    let range = file.worksheet_range(&filling.name).map_err(fault)?;
    let (top, first) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let row = top.saturating_add(row as u32);
        let column = first.saturating_add(column as u32);
        let format = looked.formats.get(&(row, column));
        let value = match data {
            Data::Empty => Cell::Blank,
            Data::String(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
            Data::Int(number) => formatted(*number as f64, format),
            Data::Float(number) => formatted(*number, format),
            Data::Bool(yes) => Cell::Yes(*yes),
            Data::DateTime(time) => day(*time),
            Data::DateTimeIso(text) => iso_day(text),
            Data::Error(error) => Cell::Error(error.to_string()),
        };
        filling.put(row, column, value, left)?;
    }
    filling.finish(left)
}

fn formatted(number: f64, format: Option<&Format>) -> Cell {
    match format {
        Some(Format::Percent) => shown(number, "", true),
        Some(Format::Zeros(code)) => shown(number, code, false),
        None => Cell::Number(number),
    }
}

fn fault(error: XlsError) -> SheetFault {
    match error {
        XlsError::Password => SheetFault::Password,
        error => SheetFault::damaged(error),
    }
}

/// What the records tell of the workbook.
#[derive(Default)]
struct Records {
    sheets: Vec<Looked>,
    /// Number formats by their codes in the file.
    codes: BTreeMap<u16, String>,
    /// The number format of each cell format.
    cell_formats: Vec<u16>,
}

/// What the records tell of a sheet.
#[derive(Default, Clone)]
struct Looked {
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    formats: BTreeMap<(u32, u32), Format>,
}

/// How a number is shown, where that changes what is meant.
#[derive(Clone)]
enum Format {
    Percent,
    Zeros(String),
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041e;
const CELL_FORMAT: u16 = 0x00e0;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027e;
const SHORT_NUMBERS: u16 = 0x00bd;
/// Cells that hold no number: text of three kinds, and what is blank, yes, no or an error.
const OTHER_CELLS: [u16; 4] = [0x00fd, 0x0204, 0x0205, 0x0201];
const HIDDEN_ROW: u8 = 0x20;
const HIDDEN_COLUMN: u8 = 0x01;

fn look(bytes: &[u8]) -> Result<Records, SheetFault> {
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(SheetFault::damaged)?;
    if compound.is_stream("/EncryptedPackage") {
        return Err(SheetFault::Password);
    }
    let Some(name) = ["/Workbook", "/Book"]
        .iter()
        .find(|name| compound.is_stream(name))
    else {
        return Err(SheetFault::NotASheet);
    };
    let mut stream = Vec::new();
    compound
        .open_stream(name)
        .and_then(|stream_of| stream_of.take(bytes.len() as u64).read_to_end(&mut stream))
        .map_err(SheetFault::damaged)?;
    let mut records = Records::default();
    let mut places = Vec::new();
    // The first part lists the sheets and the formats; each sheet is a part of its own.
    each_record(&stream, 0, |kind, data| {
        match kind {
            SHEET => places.extend(long(data, 0)),
            FORMAT => {
                if let Some((code, text)) = number_format(data) {
                    records.codes.insert(code, text);
                }
            }
            CELL_FORMAT => records
                .cell_formats
                .push(short(data, 2).unwrap_or_default()),
            _ => {}
        }
        true
    });
    if places.len() > MOST_SHEETS {
        return Err(SheetFault::TooManySheets { limit: MOST_SHEETS });
    }
    for place in places {
        let looked = records.sheet(&stream, place as usize)?;
        records.sheets.push(looked);
    }
    Ok(records)
}

impl Records {
    fn sheet(&self, stream: &[u8], place: usize) -> Result<Looked, SheetFault> {
        let mut looked = Looked::default();
        let (mut last_row, mut last_column, mut cells) = (0_usize, 0_usize, 0_usize);
        let mut claimed = 0;
        each_record(stream, place, |kind, data| {
            let at = short(data, 0).zip(short(data, 2));
            let is_cell = OTHER_CELLS.contains(&kind)
                || [FORMULA, NUMBER, SHORT_NUMBER, SHORT_NUMBERS].contains(&kind);
            if let Some((row, column)) = at.filter(|_| is_cell) {
                cells += 1;
                last_row = last_row.max(row.into());
                last_column = last_column.max(column.into());
                let (row, column) = (u32::from(row), u32::from(column));
                match kind {
                    FORMULA | NUMBER | SHORT_NUMBER => {
                        self.note(&mut looked, row, column, short(data, 4));
                    }
                    SHORT_NUMBERS => {
                        // Row, first column, six bytes for each number, last column.
                        let numbers = data.len().saturating_sub(6) / 6;
                        last_column = last_column.max(column as usize + numbers);
                        for (next, column) in (0..numbers).zip(column..) {
                            self.note(&mut looked, row, column, short(data, 4 + 6 * next));
                        }
                    }
                    _ => {}
                }
            }
            match kind {
                DIMENSIONS => claimed = claimed.max(room_for(data)),
                ROW if data.get(12).is_some_and(|flags| flags & HIDDEN_ROW != 0) => {
                    looked.hidden_rows.extend(short(data, 0).map(u32::from));
                }
                COLUMNS if data.get(8).is_some_and(|flags| flags & HIDDEN_COLUMN != 0) => {
                    if let Some((first, last)) = at {
                        let last = u32::from(last).min(MOST_COLUMNS);
                        looked.hidden_columns.extend(u32::from(first)..=last);
                    }
                }
                _ => {}
            }
            cells <= MOST_CELLS
        });
        let laid_out = (last_row + 1).saturating_mul(last_column + 1);
        if cells > MOST_CELLS || laid_out.max(claimed) > MOST_LAID_OUT {
            return Err(SheetFault::TooManyCells { limit: MOST_CELLS });
        }
        Ok(looked)
    }

    fn note(&self, looked: &mut Looked, row: u32, column: u32, cell_format: Option<u16>) {
        let code = cell_format.and_then(|at| self.cell_formats.get(usize::from(at)));
        let format = match code {
            Some(9 | 10) => Format::Percent,
            Some(code) => match self.codes.get(code) {
                Some(text) if text.contains('%') => Format::Percent,
                Some(text) if text.len() > 1 && text.bytes().all(|sign| sign == b'0') => {
                    Format::Zeros(text.clone())
                }
                _ => return,
            },
            None => return,
        };
        looked.formats.insert((row, column), format);
    }
}

/// For how many cells calamine sets room aside before it reads any: as the record of the sheet's
/// dimensions claims, whose numbers it subtracts as they stand.
fn room_for(data: &[u8]) -> usize {
    let wide = |at| long(data, at);
    let narrow = |at| short(data, at).map(u32::from);
    let bounds = match data.len() {
        10 => [narrow(0), narrow(2), narrow(4), narrow(6)],
        _ => [wide(0), wide(4), narrow(8), narrow(10)],
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = bounds else {
        return 0;
    };
    let left = if left > 0xff || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return 1;
    }
    let rows = bottom.wrapping_sub(top) as usize;
    rows.saturating_mul(right.wrapping_sub(left) as usize)
}

/// Visits the records of a part, which begins at a place, until its end or until told to stop.
fn each_record(stream: &[u8], place: usize, mut visit: impl FnMut(u16, &[u8]) -> bool) {
    let mut rest = stream.get(place..).unwrap_or_default();
    let mut depth = 0_usize;
    while let Some((kind, length)) = short(rest, 0).zip(short(rest, 2)) {
        let end = 4 + usize::from(length);
        let data = rest.get(4..end).unwrap_or_default();
        match kind {
            BOF => depth += 1,
            EOF => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return;
                }
            }
            // A chart inside a sheet has records of its own.
            _ if depth <= 1 && !visit(kind, data) => return,
            _ => {}
        }
        rest = rest.get(end..).unwrap_or_default();
    }
}

/// A number format: its code and, where it is plain letters, its text.
fn number_format(data: &[u8]) -> Option<(u16, String)> {
    let code = short(data, 0)?;
    let length = usize::from(short(data, 2)?);
    let is_wide = data.get(4)? & 1 != 0;
    let letters = data.get(5..)?;
    let text = if is_wide {
        let pairs = letters.chunks_exact(2).take(length);
        let units: Vec<u16> = pairs
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    } else {
        letters
            .iter()
            .take(length)
            .map(|byte| char::from(*byte))
            .collect()
    };
    Some((code, text))
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

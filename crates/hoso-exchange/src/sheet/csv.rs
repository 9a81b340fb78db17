//! Text with separators: which one, and how the text is written, is found out.

use super::{Cell, Charset, Filling, MOST_CELLS, SheetFault, SheetFile, Workbook, text};
use crate::legacy::{self, Encoding};
use csv::{ReaderBuilder, StringRecord};

/// What separates the cells of a row; the first of those that do equally well.
const SEPARATORS: [u8; 4] = *b",;\t|";
/// So many rows are looked at to tell the separator.
const SAMPLE: usize = 50;

pub fn read(bytes: &[u8]) -> Result<Workbook, SheetFault> {
    let (charset, text) = text::decode(bytes)?;
    let begin = text.trim_start();
    if begin.starts_with('<') {
        return Err(SheetFault::WebPage);
    }
    if begin.starts_with("%PDF") || begin.starts_with("{\\rtf") || begin.starts_with('{') {
        return Err(SheetFault::NotASheet);
    }
    // Excel's own first line, which tells the separator and is no row.
    let told = text.strip_prefix("sep=").and_then(|rest| {
        let line = rest.lines().next()?;
        let separator = *line.as_bytes().first().filter(|_| line.len() == 1)?;
        Some((separator, rest.get(line.len()..)?))
    });
    let (separator, content, mut row) = match told {
        Some((separator, rest)) => (separator, rest.strip_prefix('\r').unwrap_or(rest), 0),
        None => (separator_of(&text), text.as_str(), 0),
    };
    let old = match charset {
        Charset::Tcvn3 => Some(Encoding::Tcvn3),
        Charset::Vni => Some(Encoding::Vni),
        _ => None,
    };
    let mut filling = Filling::new("CSV", false);
    let mut left = MOST_CELLS;
    let mut reader = reader(separator).from_reader(content.as_bytes());
    let mut record = StringRecord::new();
    loop {
        // Rows that are blank count, though the reader passes over them.
        let at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let blank = content.get(at..).unwrap_or_default();
        // The reader stops between the two signs of a line's end.
        let is_between = at > 0 && content.as_bytes().get(at - 1) == Some(&b'\r');
        let blank = blank
            .strip_prefix('\n')
            .filter(|_| is_between)
            .unwrap_or(blank);
        let lines = blank.bytes().take_while(|byte| b"\r\n".contains(byte));
        row += lines.filter(|byte| *byte == b'\n').count() as u32;
        if !reader
            .read_record(&mut record)
            .map_err(SheetFault::damaged)?
        {
            break;
        }
        for (column, value) in record.iter().enumerate() {
            let value = match old {
                Some(encoding) => legacy::read(encoding, value),
                None => value.to_owned(),
            };
            filling.put(row, column as u32, Cell::Text(value), &mut left)?;
        }
        row = row.saturating_add(1);
    }
    let sheet = filling.finish(&mut left)?;
    Ok(Workbook {
        kind: SheetFile::Csv,
        charset: Some(charset),
        sheets: vec![sheet],
    })
}

fn reader(separator: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(separator)
        .has_headers(false)
        .flexible(true);
    builder
}

/// The separator that gives the most rows of the same, largest width.
fn separator_of(text: &str) -> u8 {
    let weight = |separator: u8| {
        let mut reader = reader(separator).from_reader(text.as_bytes());
        let rows = reader.records().take(SAMPLE).flatten();
        let mut widths: Vec<usize> = rows
            .map(|row| row.len())
            .filter(|width| *width > 1)
            .collect();
        widths.sort_unstable();
        let middle = widths.get(widths.len() / 2).copied().unwrap_or_default();
        let alike = widths.iter().filter(|width| **width == middle).count();
        alike * middle
    };
    let mut best = (SEPARATORS[0], 0);
    for separator in SEPARATORS {
        let weight = weight(separator);
        if weight > best.1 {
            best = (separator, weight);
        }
    }
    best.0
}

//! How wide columns are and how high lines: wide enough for what stands in them, and together, where
//! that can be, no wider than the paper.

use super::{Cell, Orientation, Sheet};

/// What a page takes at its full size, in widths of a digit.
const LANDSCAPE: f64 = 146.0;
const PORTRAIT: f64 = 99.0;

/// The widest column.
const WIDEST: f64 = 72.0;
/// What the borders and the arrow of the filter take.
const ROOM: f64 = 2.5;
/// A spreadsheet's highest row has room for some more lines than this.
const MOST_LINES: f64 = 20.0;
/// How much wider bold letters are.
const BOLD: f64 = 1.12;

/// The highest row of a spreadsheet, in points.
pub const HIGHEST: f64 = 409.0;

/// How high a line is at the size of the table, in points.
pub const LINE_HEIGHT: f64 = 16.5;

/// How wide a column is at least and at best.
#[derive(Clone, Copy)]
struct Wish {
    least: f64,
    best: f64,
}

/// The widths of a sheet's columns.
pub fn widths(sheet: &Sheet) -> Vec<f64> {
    let wishes: Vec<Wish> = (0..sheet.columns.len()).map(|at| wish(sheet, at)).collect();
    let page = match sheet.paper {
        Orientation::Landscape => LANDSCAPE,
        Orientation::Portrait => PORTRAIT,
    };
    let least: f64 = wishes.iter().map(|wish| wish.least).sum();
    let best: f64 = wishes.iter().map(|wish| wish.best).sum();
    // What is more than the page is taken from each column by what it can spare.
    let share = if best <= page {
        1.0
    } else {
        ((page - least) / (best - least)).clamp(0.0, 1.0)
    };
    wishes
        .into_iter()
        .map(|wish| wish.least + (wish.best - wish.least) * share)
        .collect()
}

fn wish(sheet: &Sheet, at: usize) -> Wish {
    let column = &sheet.columns[at];
    if let Some(width) = column.width {
        let width = f64::from(width).max(longest_word(&column.title) * BOLD) + ROOM;
        return Wish {
            least: width,
            best: width,
        };
    }
    let mut word = longest_word(&column.title) * BOLD;
    let (mut longest, mut lines, mut sum, mut count) = (0.0_f64, 0.0_f64, 0.0, 0.0);
    let cells = sheet.rows.iter().chain([&sheet.total]);
    for cell in cells.filter_map(|row| row.get(at)) {
        let text = match cell {
            Cell::Blank => continue,
            Cell::Text(text) => text,
            Cell::Date(_) => "00/00/0000",
            Cell::Count(_) | Cell::Numeral(_) => "000.000",
            Cell::Decimal(..) | Cell::Signed(..) | Cell::Percent(..) => "-000,00%",
        };
        let length = text.lines().map(width_of).fold(0.0, f64::max);
        let of_lines = text.lines().count().max(1) as f64;
        word = word.max(longest_word(text));
        longest = longest.max(length);
        lines = lines.max(width_of(text) / (MOST_LINES - of_lines.min(MOST_LINES - 1.0)));
        sum += length;
        count += 1.0;
    }
    let choices = column.choices.iter().map(|choice| width_of(choice));
    longest = choices.fold(longest, f64::max);
    let mean = if count > 0.0 { sum / count } else { longest };
    // Long text is broken into lines; the more there is of it, the wider it may be.
    let text = if longest <= 24.0 {
        longest
    } else {
        longest.min((12.0 * mean.sqrt()).max(24.0))
    };
    // A title is broken in two, rather than widening a column of short values.
    let title = (width_of(&column.title) * BOLD / 2.0).min(24.0);
    let least = word.max(lines).clamp(3.0, WIDEST) + ROOM;
    Wish {
        least,
        best: (text.max(title).min(WIDEST) + ROOM).max(least),
    }
}

fn longest_word(text: &str) -> f64 {
    text.split_whitespace().map(width_of).fold(0.0, f64::max)
}

/// Roughly how wide a text is in a column's own unit, the width of a digit in the spreadsheet's
/// usual face.
pub fn width_of(text: &str) -> f64 {
    text.chars().map(width_of_sign).sum()
}

fn width_of_sign(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | 'í' | 'ì' | 'ỉ' | 'ĩ' | 'ị' | '.' | ',' | ';' | ':'
        | '\'' | '|' | '!' | '(' | ')' | '-' | '/' => 0.72,
        'm' | 'w' | 'M' | 'W' | '%' | '…' | '@' => 1.75,
        sign if sign.is_uppercase() => 1.45,
        sign if (sign as u32) < 0x2E80 => 1.0,
        // Signs of the East are as wide as high.
        _ => 2.3,
    }
}

/// How high a row is, in points: not every spreadsheet finds that by itself.
pub fn height_of(cells: &[Cell], widths: &[f64]) -> f64 {
    let lines = cells.iter().zip(widths).map(|(cell, width)| match cell {
        // What a word at the end of a line leaves free is lost.
        Cell::Text(text) => lines_of(text, (width - 1.0) * 0.9),
        _ => 1,
    });
    let lines = f64::from(lines.max().unwrap_or(1));
    (lines * LINE_HEIGHT + 3.0).min(HIGHEST)
}

/// How many lines a text takes in so much room.
pub fn lines_of(text: &str, room: f64) -> u32 {
    let of_line = |line: &str| (width_of(line) / room.max(1.0)).ceil().max(1.0) as u32;
    text.lines().map(of_line).sum::<u32>().max(1)
}

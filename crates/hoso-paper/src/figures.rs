//! Columns of figures: decimal commas beneath each other, and the column of them in the middle.

use crate::{
    block::{Align, Cell, Paragraph, Table},
    fonts::Fonts,
    table::{groups, placed},
    text::{Line, cleaned},
};

/// Where the commas of each column stand, from the left end of its text. Nothing for a column that
/// has no figures, or that is too narrow to set them in.
pub(crate) fn axes(table: &Table, fonts: &Fonts, edges: &[f32]) -> Vec<Option<f32>> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    if !cells.flat_map(|cell| &cell.blocks).any(is_figure) {
        return Vec::new();
    }
    let columns = edges.len() - 1;
    let room =
        |column: usize| edges[column + 1] - edges[column] - 2.0 * table.padding_x.points().max(0.0);
    // The widest parts before and from the comma on.
    let mut widest = vec![(0.0_f32, 0.0_f32); columns];
    for (row, places) in groups(&table.rows).flat_map(|rows| placed(rows, columns)) {
        for (cell, place) in row.cells.iter().zip(places) {
            if place.to - place.from != 1 {
                continue;
            }
            for (before, after) in parts(cell, fonts) {
                if before + after <= room(place.from) {
                    let widest = &mut widest[place.from];
                    *widest = (widest.0.max(before), widest.1.max(after));
                }
            }
        }
    }
    let axis = |(column, (before, after)): (usize, (f32, f32))| {
        let slack = room(column) - before - after;
        (before > 0.0 && slack >= 0.0).then_some(slack / 2.0 + before)
    };
    widest.into_iter().enumerate().map(axis).collect()
}

/// Moves a figure so that its comma stands at a place; what is no figure stays in the middle.
pub(crate) fn align(lines: &mut [Line], axis: f32) {
    let [line] = lines else {
        return;
    };
    let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
    let Some(comma) = comma(&text) else {
        return;
    };
    let mut read = 0;
    let mut pen = 0.0;
    for run in &line.runs {
        pen = run.x;
        for glyph in &run.glyphs {
            if read >= comma {
                break;
            }
            read += usize::from(glyph.text_len);
            pen += glyph.advance;
        }
        if read >= comma {
            break;
        }
    }
    for run in &mut line.runs {
        run.x += axis - pen;
    }
}

/// The text of a paragraph as it is printed.
pub(crate) fn text(paragraph: &Paragraph) -> String {
    paragraph
        .runs
        .iter()
        .map(|run| cleaned(&run.text))
        .collect()
}

/// Whether a text is one number, with a unit behind it or not.
pub(crate) fn is_one_number(text: &str) -> bool {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || SIGNS.contains(&c);
    comma(text).is_some_and(|comma| text[..comma].chars().all(is_of_number))
}

const SIGNS: [char; 4] = ['+', '-', '–', '−'];

fn is_figure(paragraph: &Paragraph) -> bool {
    paragraph.align == Align::Decimal
}

/// Widths of each figure in a cell, before and from its comma on.
fn parts<'a>(cell: &'a Cell, fonts: &'a Fonts) -> impl Iterator<Item = (f32, f32)> + 'a {
    let figures = cell.blocks.iter().filter(|paragraph| is_figure(paragraph));
    figures.filter_map(|paragraph| {
        let comma = comma(&text(paragraph))?;
        let size = paragraph.size.points();
        let (mut read, mut before, mut after) = (0, 0.0, 0.0);
        for run in &paragraph.runs {
            let face = fonts.face(run.face);
            for character in cleaned(&run.text).chars() {
                let part = if read < comma {
                    &mut before
                } else {
                    &mut after
                };
                *part += face.width(character) * size;
                read += character.len_utf8();
            }
        }
        Some((before, after))
    })
}

/// Where a figure has its comma, or where its last number ends if that has none: `08/09 (88,9%)`
/// stands beneath `09/09 (100%)`. Nothing for text that is no figure.
fn comma(text: &str) -> Option<usize> {
    let begins = text.trim_start_matches(|c| c == '(' || SIGNS.contains(&c));
    if !begins.starts_with(|c: char| c.is_ascii_digit()) || text.contains('\n') {
        return None;
    }
    let bytes = text.as_bytes();
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let digits = bytes[..end].iter().rev().take_while(|b| b.is_ascii_digit());
    let start = end - digits.count();
    match bytes[..start] {
        [.., before, b','] if before.is_ascii_digit() => Some(start - 1),
        _ => Some(end),
    }
}

#[cfg(test)]
mod tests {
    use super::{comma, is_one_number};

    #[track_caller]
    fn check(text: &str, before: Option<&str>) {
        assert_eq!(comma(text).map(|at| &text[..at]), before);
    }

    #[test]
    fn a_figure_stands_by_its_last_comma_or_by_its_end() {
        check("99,4%", Some("99"));
        check("+0,6", Some("+0"));
        check("−1.250,75 triệu đồng", Some("−1.250"));
        check("86", Some("86"));
        check("86%", Some("86"));
        check("08/09 (88,9%)", Some("08/09 (88"));
        check("09/09 (100%)", Some("09/09 (100"));
    }

    #[test]
    fn words_and_dashes_are_no_figures() {
        for text in ["", "–", "Đạt", "Đạt 99,4%", "(xem mục 3)", "12\n13"] {
            check(text, None);
        }
    }

    #[test]
    fn a_share_is_two_numbers() {
        assert!(is_one_number("+1.250,5%") && is_one_number("07"));
        assert!(!is_one_number("08/09 (88,9%)") && !is_one_number("Đạt"));
    }
}

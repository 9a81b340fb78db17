//! Widths of columns that fit what stands in them: where a narrow column of long text makes every row
//! tall, it takes room from columns that need less.
//!
//! The widths that a table asks for are kept as long as its rows stay low; lengths of text are
//! estimated, which is quick and the same for every back-end.

use crate::{
    block::{Cell, Row, Table},
    figures,
    fonts::Fonts,
    table::{groups, placed},
};

/// Rows this low on average, in lines, leave the widths alone.
const LOW: f32 = 5.0;
/// Fewer rows say little of what a column needs.
const FEWEST_ROWS: usize = 4;
/// What has to be gained, as a share of all lines, for widths to be changed at all.
const GAIN: f32 = 0.2;
/// At most so many rows are looked at, spread over the table.
const MOST_ROWS: usize = 60;
/// How many times a little width is moved from one column to another.
const MOST_STEPS: usize = 80;
/// That little, as a share of the table.
const STEP: f32 = 0.01;
/// What a column keeps at least of the width asked for, and gets at most.
const KEEPS: f32 = 0.55;
const GETS: f32 = 2.5;
/// Lines are never filled to the end.
const RAGGED: f32 = 1.06;

/// What a column holds.
#[derive(Clone, Default)]
struct Held {
    /// Length of the text of each row, set on one line.
    lengths: Vec<f32>,
    /// Its longest word, which a column should have room for.
    word: f32,
}

/// The shares of the columns of a table that is `width` wide.
pub(crate) fn balanced(table: &Table, asked: Vec<f32>, fonts: &Fonts, width: f32) -> Vec<f32> {
    let total: f32 = asked.iter().sum();
    let is_odd = |share: &f32| !share.is_finite() || *share <= 0.0;
    if asked.len() < 2 || asked.iter().any(is_odd) || table.rows.is_empty() || width <= 0.0 {
        return asked;
    }
    let padding = 2.0 * table.padding_x.points().max(0.0);
    let held = held(table, asked.len(), fonts);
    let rows = held
        .iter()
        .map(|column| column.lengths.len())
        .max()
        .unwrap_or(0);
    let first: Vec<f32> = asked.iter().map(|share| share / total * width).collect();
    let before = lines(&held, &first, padding);
    if rows < FEWEST_ROWS || before < LOW * rows as f32 {
        return asked;
    }
    let least: Vec<f32> = held
        .iter()
        .zip(&first)
        .map(|(column, width)| {
            (column.word * RAGGED + padding)
                .min(*width)
                .max(width * KEEPS)
        })
        .collect();
    let mut widths = first.clone();
    let step = STEP * width;
    let mut height = smooth(&held, &widths, padding);
    for _ in 0..MOST_STEPS {
        let mut best = None;
        for from in (0..widths.len()).filter(|at| widths[*at] - step >= least[*at]) {
            for to in (0..widths.len()).filter(|at| widths[*at] + step <= first[*at] * GETS) {
                if from == to {
                    continue;
                }
                let mut tried = widths.clone();
                tried[from] -= step;
                tried[to] += step;
                let height_then = smooth(&held, &tried, padding);
                if height_then < best.as_ref().map_or(height, |(best, _)| *best) {
                    best = Some((height_then, tried));
                }
            }
        }
        let Some((lower, better)) = best else {
            break;
        };
        height = lower;
        widths = better;
    }
    if lines(&held, &widths, padding) > before * (1.0 - GAIN) {
        return asked;
    }
    widths
}

/// What each column holds, in a sample of the rows.
fn held(table: &Table, columns: usize, fonts: &Fonts) -> Vec<Held> {
    let mut held = vec![Held::default(); columns];
    let every = table.rows.len().div_ceil(MOST_ROWS);
    for rows in groups(&table.header) {
        for (row, places) in placed(rows, columns) {
            for (cell, place) in row.cells.iter().zip(places) {
                if place.to - place.from == 1 {
                    let column = &mut held[place.from];
                    column.word = column.word.max(measured(cell, fonts).1);
                }
            }
        }
    }
    let looked_at = table.rows.iter().step_by(every.max(1));
    for row in looked_at.filter(|row| is_plain(row, columns)) {
        for (cell, column) in row.cells.iter().zip(&mut held) {
            let (length, word) = measured(cell, fonts);
            column.lengths.push(length);
            column.word = column.word.max(word);
        }
    }
    held
}

/// Whether a row has one cell in each column.
fn is_plain(row: &Row, columns: usize) -> bool {
    row.cells.len() == columns
        && row
            .cells
            .iter()
            .all(|cell| cell.span <= 1 && cell.rows <= 1)
}

/// How long a cell's text is on one line, and its longest word.
fn measured(cell: &Cell, fonts: &Fonts) -> (f32, f32) {
    let (mut length, mut longest) = (0.0, 0.0_f32);
    for paragraph in &cell.blocks {
        let face = paragraph
            .runs
            .first()
            .map(|run| run.face)
            .unwrap_or_default();
        let (face, size) = (fonts.face(face), paragraph.size.points());
        let text = figures::text(paragraph);
        for word in text.split([' ', '\n']) {
            let wide: f32 = word.chars().map(|letter| face.width(letter) * size).sum();
            longest = longest.max(wide);
            length += wide + face.width(' ') * size;
        }
    }
    (length, longest)
}

/// All lines of the rows, each as tall as its tallest cell.
fn lines(held: &[Held], widths: &[f32], padding: f32) -> f32 {
    let rows = held.iter().map(|column| column.lengths.len()).max();
    let row = |at: usize| {
        let cells = held.iter().zip(widths).filter_map(|(column, width)| {
            let length = column.lengths.get(at)?;
            Some((length * RAGGED / (width - padding).max(1.0)).ceil())
        });
        cells.fold(0.0, f32::max)
    };
    (0..rows.unwrap_or(0)).map(row).sum()
}

/// Much the same, but so that a little more width always makes a little difference.
fn smooth(held: &[Held], widths: &[f32], padding: f32) -> f32 {
    let rows = held.iter().map(|column| column.lengths.len()).max();
    let row = |at: usize| {
        let cells = held.iter().zip(widths).filter_map(|(column, width)| {
            let length = column.lengths.get(at)?;
            let lines = length / (width - padding).max(1.0);
            Some(lines.powi(8))
        });
        cells.sum::<f32>().sqrt().sqrt().sqrt()
    };
    (0..rows.unwrap_or(0)).map(row).sum()
}

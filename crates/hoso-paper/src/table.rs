//! Tables: columns, rows, spans, borders, and rows too tall for a page.

use crate::{
    block::{Row, Table, Vertical},
    draw::{Draw, Rule},
    flow::{Content, Flow, Grid, Header, Stack, cut, tallest},
    paginate::{Break, Strip},
    text::TextSetter,
};

const BORDER: f32 = 0.5;

/// One row, set.
struct SetRow {
    cells: Vec<(Stack, Vertical)>,
    edges: Vec<f32>,
    height: f32,
}

/// What rows have in common.
struct Frame<'a> {
    edges: &'a [f32],
    padding_x: f32,
    padding_y: f32,
}

/// Adds a table to a flow.
pub(crate) fn flow_table(
    flow: &mut Flow,
    table: &Table,
    setter: &mut TextSetter,
    width: f32,
    body_height: f32,
) {
    let edges = edges(&column_shares(table), width);
    let frame = Frame {
        edges: &edges,
        padding_x: table.padding_x.points().max(0.0),
        padding_y: table.padding_y.points().max(0.0),
    };
    let first = flow.strips.len();
    let header: Vec<SetRow> = table
        .header
        .iter()
        .map(|row| frame.set(row, setter))
        .collect();
    let header_height: f32 = header.iter().map(|row| row.height).sum();
    // A header that leaves no room for rows is set once, like any other rows.
    let repeats = !header.is_empty() && header_height <= body_height / 2.0;
    let repeated = repeats.then_some(flow.headers.len());
    let room = if repeats {
        body_height - header_height
    } else {
        body_height
    };

    let mut kept = Header {
        height: header_height,
        rows: Vec::new(),
    };
    let mut y = 0.0;
    for row in header {
        let height = row.height;
        for (height, content) in frame.parts(row, body_height) {
            if repeats {
                kept.rows.push((y, content.clone()));
            }
            flow.push(
                strip(
                    height,
                    if repeats { Break::Never } else { Break::Kept },
                    None,
                ),
                content,
            );
        }
        y += height;
    }
    if repeats {
        flow.headers.push(kept);
    }
    for row in &table.rows {
        let parts = frame.parts(frame.set(row, setter), room);
        let last = parts.len().saturating_sub(1);
        for (index, (height, content)) in parts.into_iter().enumerate() {
            let kept = row.keep_with_next && index == last;
            let break_after = if kept { Break::Kept } else { Break::Free };
            flow.push(strip(height, break_after, repeated), content);
        }
    }
    if let Some(strip) = flow.strips[first..].first_mut() {
        strip.before = table.before.points();
    }
    if let Some(strip) = flow.strips[first..].last_mut() {
        strip.after = table.after.points();
        strip.break_after = Break::Free;
    }
}

fn strip(height: f32, break_after: Break, header: Option<usize>) -> Strip {
    Strip {
        height,
        before: 0.0,
        after: 0.0,
        break_after,
        blank: false,
        header,
    }
}

/// Column shares; a table that names none gets equal columns for its widest row.
fn column_shares(table: &Table) -> Vec<f32> {
    if !table.columns.is_empty() {
        return table.columns.clone();
    }
    let widest = table
        .header
        .iter()
        .chain(&table.rows)
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| usize::from(cell.span.max(1)))
                .sum::<usize>()
        })
        .max();
    vec![1.0; widest.unwrap_or(1).max(1)]
}

/// The edges of columns that share a width; always one more than there are shares.
pub(crate) fn edges(shares: &[f32], width: f32) -> Vec<f32> {
    let sane = |share: &f32| {
        if share.is_finite() {
            share.max(0.0)
        } else {
            0.0
        }
    };
    let total: f32 = shares.iter().map(sane).sum();
    let mut x = 0.0;
    std::iter::once(0.0)
        .chain(shares.iter().map(|share| {
            x += if total > 0.0 {
                sane(share) / total
            } else {
                1.0 / shares.len() as f32
            };
            x * width
        }))
        .collect()
}

impl Frame<'_> {
    fn set(&self, row: &Row, setter: &mut TextSetter) -> SetRow {
        let last = self.edges.len() - 1;
        let mut column = 0;
        let mut edges = vec![self.edges[0]];
        let mut cells = Vec::with_capacity(row.cells.len());
        for (index, cell) in row.cells.iter().enumerate() {
            // Spans that do not add up are bent to the columns there are, without losing text.
            let left = self.edges[column.min(last - 1)];
            let end = (column + usize::from(cell.span.max(1))).min(last);
            let end = if index + 1 == row.cells.len() {
                last
            } else {
                end
            };
            let right = self.edges[end.max(1)];
            let width = (right - left - 2.0 * self.padding_x).max(1.0);
            let stack = Stack::of(&cell.blocks, setter, left + self.padding_x, width);
            cells.push((stack, cell.vertical));
            edges.push(right);
            column = end;
        }
        if row.cells.is_empty() {
            edges.push(self.edges[last]);
        }
        edges.dedup();
        let content = cells
            .iter()
            .map(|(stack, _)| stack.height)
            .fold(0.0, f32::max);
        SetRow {
            cells,
            edges,
            height: content + 2.0 * self.padding_y,
        }
    }

    /// A row as strips: one, unless it is taller than a page.
    fn parts(&self, row: SetRow, room: f32) -> Vec<(f32, Content)> {
        let SetRow {
            cells,
            edges,
            height,
        } = row;
        if height <= room {
            let inner = height - 2.0 * self.padding_y;
            let cells = cells.into_iter().map(|(mut stack, vertical)| {
                if vertical == Vertical::Middle {
                    let slack = inner - stack.height;
                    stack.shift(slack / 2.0);
                }
                stack
            });
            return vec![self.part(cells.collect(), edges, height)];
        }
        let stacks = cells.into_iter().map(|(stack, _)| stack).collect();
        cut(stacks, (room - 2.0 * self.padding_y).max(1.0))
            .into_iter()
            .map(|stacks| {
                let height = tallest(&stacks) + 2.0 * self.padding_y;
                self.part(stacks, edges.clone(), height)
            })
            .collect()
    }

    fn part(&self, stacks: Vec<Stack>, edges: Vec<f32>, height: f32) -> (f32, Content) {
        let lines = stacks
            .into_iter()
            .flat_map(|mut stack| {
                stack.shift(self.padding_y);
                stack.lines
            })
            .collect();
        (
            height,
            Content {
                lines,
                grid: Some(Grid { height, edges }),
            },
        )
    }
}

/// Draws the borders of rows, given with their tops in page order.
///
/// Borders of neighbours are drawn once and vertical ones in one stroke, so that they join without
/// seams; a row that does not touch the one before it starts a new frame.
pub(crate) fn draw_grid(rows: &[(f32, Grid)], left: f32, items: &mut Vec<Draw>) {
    const HALF: f32 = BORDER / 2.0;
    const TOUCH: f32 = 0.01;
    let mut rules = Vec::new();
    let mut open: Vec<(f32, f32)> = Vec::new();
    let mut bottom = f32::NEG_INFINITY;
    for (top, grid) in rows {
        let (Some(first), Some(last)) = (grid.edges.first(), grid.edges.last()) else {
            continue;
        };
        let joined = (top - bottom).abs() < TOUCH;
        let line = |y| Rule::horizontal(y, left + first - HALF, left + last + HALF, BORDER);
        if !joined {
            rules.extend(
                open.drain(..)
                    .map(|(x, from)| Rule::vertical(x, from, bottom, BORDER)),
            );
            rules.push(line(*top));
        }
        let edges: Vec<f32> = grid.edges.iter().map(|edge| left + edge).collect();
        let stays = |x: f32| edges.iter().any(|edge| (edge - x).abs() < TOUCH);
        let (still_open, closed): (Vec<_>, Vec<_>) = open.into_iter().partition(|(x, _)| stays(*x));
        rules.extend(
            closed
                .into_iter()
                .map(|(x, from)| Rule::vertical(x, from, bottom, BORDER)),
        );
        open = edges
            .iter()
            .map(|&x| {
                let from = still_open
                    .iter()
                    .find(|(known, _)| (known - x).abs() < TOUCH);
                from.copied().unwrap_or((x, *top))
            })
            .collect();
        bottom = top + grid.height;
        rules.push(line(bottom));
    }
    rules.extend(
        open.into_iter()
            .map(|(x, from)| Rule::vertical(x, from, bottom, BORDER)),
    );
    items.extend(rules.into_iter().map(Draw::Rule));
}

//! Tables: columns, rows, spans, borders, and rows too tall for a page.

use crate::{
    balance::balanced,
    block::{Align, Paragraph, Row, Table, Vertical},
    draw::{Draw, Rule, TagKind},
    figures,
    flow::{Content, Flow, Grid, Header, Stack, cut, tallest},
    fonts::Fonts,
    paginate::{Break, Strip},
    text::{Line, TextSetter},
};

const BORDER: f32 = 0.5;
/// Into about how many parts of a page a tall row may be divided.
const PARTS: f32 = 5.0;

/// One row, set.
struct SetRow {
    cells: Vec<SetCell>,
    /// Where the vertical borders of the row stand.
    edges: Vec<f32>,
    height: f32,
}

struct SetCell {
    stack: Stack,
    vertical: Vertical,
    /// Its left and right border.
    edges: (f32, f32),
    /// How many rows it covers.
    rows: usize,
}

/// What rows have in common.
struct Frame<'a> {
    edges: &'a [f32],
    /// Where the commas of each column stand; see [`figures::axes`].
    axes: Vec<Option<f32>>,
    padding_x: f32,
    padding_y: f32,
    /// The tag of the table.
    tag: u32,
}

/// Adds a table to a flow.
pub(crate) fn flow_table(
    flow: &mut Flow,
    table: &Table,
    setter: &mut TextSetter,
    width: f32,
    body_height: f32,
) {
    let edges = edges(&column_shares(table, setter.fonts(), width), width);
    let frame = Frame {
        edges: &edges,
        axes: figures::axes(table, setter.fonts(), &edges),
        padding_x: table.padding_x.points().max(0.0),
        padding_y: table.padding_y.points().max(0.0),
        tag: flow.tag(TagKind::Table, None),
    };
    let first = flow.strips.len();
    let header: Vec<Vec<SetRow>> = groups(&table.header)
        .map(|rows| frame.set_group(rows, true, flow, setter, body_height))
        .collect();
    let header_height: f32 = header.iter().flatten().map(|row| row.height).sum();
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
    for group in header {
        for (height, content) in frame.parts(group, body_height) {
            if repeats {
                kept.rows.push((y, content.untagged()));
            }
            y += height;
            let break_after = if repeats { Break::Never } else { Break::Kept };
            flow.push(strip(height, &content, break_after, None), content);
        }
    }
    if repeats {
        flow.headers.push(kept);
    }
    for rows in groups(&table.rows) {
        let keep = rows.last().is_some_and(|row| row.keep_with_next);
        let group = frame.set_group(rows, false, flow, setter, room);
        let parts = frame.parts(group, room);
        let last = parts.len().saturating_sub(1);
        for (index, (height, content)) in parts.into_iter().enumerate() {
            // The end of a divided row may be one line, which should not stand alone.
            let is_before_end = index > 0 && index + 1 == last;
            let break_after = if (keep && index == last) || is_before_end {
                Break::Kept
            } else {
                Break::Free
            };
            flow.push(strip(height, &content, break_after, repeated), content);
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

/// Rows in stretches that cells reach across; most stretches are one row.
pub(crate) fn groups(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let mut end = start;
        let mut reach = start + 1;
        while end < reach.min(rows.len()) {
            let longest = rows[end]
                .cells
                .iter()
                .map(|cell| usize::from(cell.rows.max(1)));
            reach = reach.max(end + longest.max().unwrap_or(1));
            end += 1;
        }
        let group = &rows[start..end];
        start = end;
        (!group.is_empty()).then_some(group)
    })
}

fn strip(height: f32, content: &Content, break_after: Break, header: Option<usize>) -> Strip {
    Strip {
        height,
        before: 0.0,
        after: 0.0,
        break_after,
        note: content
            .lines
            .iter()
            .map(|placed| placed.line.note_height())
            .sum(),
        blank: false,
        header,
    }
}

/// Column shares of a table so wide; one that names none gets equal columns for its widest row.
pub(crate) fn column_shares(table: &Table, fonts: &Fonts, width: f32) -> Vec<f32> {
    if !table.columns.is_empty() {
        return balanced(table, table.columns.clone(), fonts, width);
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

/// Where a cell stands among the columns.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub from: usize,
    pub to: usize,
    pub rows: usize,
}

impl Frame<'_> {
    /// Sets rows that cells reach across. A group too tall for a page loses its joined cells, so
    /// that its rows can be parted.
    fn set_group(
        &self,
        rows: &[Row],
        header: bool,
        flow: &mut Flow,
        setter: &mut TextSetter,
        room: f32,
    ) -> Vec<SetRow> {
        let tags = flow.tags.len();
        let joined = self.set_rows(rows, header, true, flow, setter);
        let height: f32 = joined.iter().map(|row| row.height).sum();
        if rows.len() == 1 || height <= room {
            return joined;
        }
        flow.tags.truncate(tags);
        self.set_rows(rows, header, false, flow, setter)
    }

    fn set_rows(
        &self,
        rows: &[Row],
        header: bool,
        joined: bool,
        flow: &mut Flow,
        setter: &mut TextSetter,
    ) -> Vec<SetRow> {
        let columns = self.edges.len() - 1;
        // Cells of the rows above that reach into the row at hand, with the rows left to them.
        let mut open: Vec<Place> = Vec::new();
        let mut set: Vec<SetRow> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let left = rows.len() - index;
            let places = places(row, &open, columns, if joined { left } else { 1 });
            let mut edges = vec![self.edges[0], self.edges[columns]];
            let covered = open.iter().map(|place| (place.from, place.to));
            edges.extend(covered.flat_map(|(from, to)| [self.edges[from], self.edges[to]]));
            go_on(&mut open, &places);
            let tag = flow.tag(TagKind::Row, Some(self.tag));
            let mut cells = Vec::with_capacity(row.cells.len());
            for (cell, place) in row.cells.iter().zip(&places) {
                let (from, to) = (self.edges[place.from], self.edges[place.to]);
                let kind = TagKind::Cell {
                    header,
                    columns: (place.to - place.from) as u16,
                    rows: place.rows as u16,
                };
                let tag = flow.tag(kind, Some(tag));
                let width = (to - from - 2.0 * self.padding_x).max(1.0);
                let axis = match place.to - place.from {
                    1 if !header => self.axes.get(place.from).copied().flatten(),
                    _ => None,
                };
                let mut finish = |lines: &mut [Line], paragraph: &Paragraph| {
                    if let (Align::Decimal, Some(axis)) = (paragraph.align, axis) {
                        figures::align(lines, axis);
                    }
                    for line in lines {
                        line.set_tag(Some(tag));
                        flow.tag_note(line);
                    }
                };
                let x = from + self.padding_x;
                cells.push(SetCell {
                    stack: Stack::of(&cell.blocks, setter, x, width, &mut finish),
                    vertical: cell.vertical,
                    edges: (from, to),
                    rows: place.rows,
                });
                edges.extend([from, to]);
            }
            edges.sort_by(f32::total_cmp);
            edges.dedup();
            let height = tallest_of(cells.iter().filter(|cell| cell.rows == 1));
            set.push(SetRow {
                cells,
                edges,
                height: height + 2.0 * self.padding_y,
            });
        }
        self.stretch(&mut set);
        set
    }

    /// Makes the last row under a joined cell tall enough for it.
    fn stretch(&self, rows: &mut [SetRow]) {
        for index in 0..rows.len() {
            for at in 0..rows[index].cells.len() {
                let cell = &rows[index].cells[at];
                let last = (index + cell.rows - 1).min(rows.len() - 1);
                let needed = cell.stack.height + 2.0 * self.padding_y;
                let there: f32 = rows[index..=last].iter().map(|row| row.height).sum();
                if needed > there {
                    rows[last].height += needed - there;
                }
            }
        }
    }

    /// A group of rows as strips: one, unless it is a row taller than a page.
    fn parts(&self, rows: Vec<SetRow>, room: f32) -> Vec<(f32, Content)> {
        let joined = rows.iter().flat_map(|row| &row.cells).any(|c| c.rows > 1);
        if joined {
            return vec![self.joined(rows)];
        }
        rows.into_iter()
            .flat_map(|row| self.row_parts(row, room))
            .collect()
    }

    /// Rows with joined cells as one strip.
    fn joined(&self, rows: Vec<SetRow>) -> (f32, Content) {
        let heights: Vec<f32> = rows.iter().map(|row| row.height).collect();
        let mut content = Content::default();
        let mut top = 0.0;
        // Cells that reach below the row at hand: their borders, and the first row without them.
        let mut open: Vec<((f32, f32), usize)> = Vec::new();
        for (index, row) in rows.into_iter().enumerate() {
            for mut cell in row.cells {
                let end = (index + cell.rows).min(heights.len());
                let height: f32 = heights[index..end].iter().sum();
                let slack = height - 2.0 * self.padding_y - cell.stack.height;
                let down = match cell.vertical {
                    Vertical::Middle => slack / 2.0,
                    Vertical::Top => 0.0,
                };
                cell.stack.shift(top + self.padding_y + down);
                content.lines.extend(cell.stack.lines);
                open.push((cell.edges, end));
            }
            open.retain(|(_, end)| *end > index + 1);
            let lower = (!open.is_empty()).then(|| {
                let inside = |from: f32, to: f32| {
                    open.iter()
                        .any(|((left, right), _)| *left <= from + 0.01 && to <= right + 0.01)
                };
                row.edges
                    .windows(2)
                    .map(|pair| (pair[0], pair[1]))
                    .filter(|(from, to)| !inside(*from, *to))
                    .collect()
            });
            let grid = Grid {
                height: row.height,
                edges: row.edges,
                lower,
                goes_on: false,
            };
            content.grids.push((top, grid));
            top += heights[index];
        }
        (top, content)
    }

    /// A row as strips: one, unless it is taller than a page.
    fn row_parts(&self, row: SetRow, room: f32) -> Vec<(f32, Content)> {
        let SetRow {
            cells,
            edges,
            height,
        } = row;
        // A row that fills half a page would leave as much empty before it.
        if height <= room / 2.0 {
            let inner = height - 2.0 * self.padding_y;
            let stacks = cells.into_iter().map(|mut cell| {
                if cell.vertical == Vertical::Middle {
                    let slack = inner - cell.stack.height;
                    cell.stack.shift(slack / 2.0);
                }
                cell.stack
            });
            return vec![part(stacks.collect(), edges, height, self.padding_y)];
        }
        let stacks = cells.into_iter().map(|cell| cell.stack).collect();
        let parts = cut(stacks, (room / PARTS - 2.0 * self.padding_y).max(1.0));
        let last = parts.len() - 1;
        let parts = parts.into_iter().enumerate().map(|(index, stacks)| {
            let (above, below) = (index == 0, index == last);
            let padding = f32::from(u8::from(above) + u8::from(below)) * self.padding_y;
            let height = tallest(&stacks) + padding;
            let top = if above { self.padding_y } else { 0.0 };
            let (height, mut content) = part(stacks, edges.clone(), height, top);
            content.grids[0].1.goes_on = !below;
            (height, content)
        });
        parts.collect()
    }
}

/// A row or a part of it, its text beginning at `top`.
fn part(stacks: Vec<Stack>, edges: Vec<f32>, height: f32, top: f32) -> (f32, Content) {
    let lines = stacks
        .into_iter()
        .flat_map(|mut stack| {
            stack.shift(top);
            stack.lines
        })
        .collect();
    let grid = Grid {
        height,
        edges,
        lower: None,
        goes_on: false,
    };
    (
        height,
        Content {
            lines,
            grids: vec![(0.0, grid)],
            ..Content::default()
        },
    )
}

/// Where the cells of a group of rows stand among the columns, joined as they ask.
pub(crate) fn placed(rows: &[Row], columns: usize) -> impl Iterator<Item = (&Row, Vec<Place>)> {
    let mut open: Vec<Place> = Vec::new();
    rows.iter().enumerate().map(move |(index, row)| {
        let places = places(row, &open, columns, rows.len() - index);
        go_on(&mut open, &places);
        (row, places)
    })
}

/// Goes from one row to the next: `open` are the cells that reach into it.
fn go_on(open: &mut Vec<Place>, places: &[Place]) {
    open.extend(places);
    for place in open.iter_mut() {
        place.rows -= 1;
    }
    open.retain(|place| place.rows > 0);
}

/// Places a row's cells in the columns that no cell above reaches into. Spans that do not add up
/// are bent to the columns there are, without losing text.
fn places(row: &Row, open: &[Place], columns: usize, rows_left: usize) -> Vec<Place> {
    let is_taken = |column: usize| {
        open.iter()
            .any(|place| (place.from..place.to).contains(&column))
    };
    let mut column = 0;
    let mut places = Vec::with_capacity(row.cells.len());
    for (index, cell) in row.cells.iter().enumerate() {
        while column < columns && is_taken(column) {
            column += 1;
        }
        let from = column.min(columns - 1);
        let wanted = (from + usize::from(cell.span.max(1))).min(columns);
        let is_last = index + 1 == row.cells.len();
        let wanted = if is_last { columns } else { wanted };
        let taken = (from + 1..wanted).find(|column| is_taken(*column));
        let to = taken.unwrap_or(wanted);
        places.push(Place {
            from,
            to,
            rows: usize::from(cell.rows.max(1)).min(rows_left),
        });
        column = to;
    }
    places
}

fn tallest_of<'a>(cells: impl Iterator<Item = &'a SetCell>) -> f32 {
    cells.map(|cell| cell.stack.height).fold(0.0, f32::max)
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
    // The lower border of a row that goes on, in case it does so on another page.
    let mut foot: Option<Rule> = None;
    for (top, grid) in rows {
        let (Some(first), Some(last)) = (grid.edges.first(), grid.edges.last()) else {
            continue;
        };
        let joined = (top - bottom).abs() < TOUCH;
        let line = |y| Rule::horizontal(y, left + first - HALF, left + last + HALF, BORDER);
        if !joined {
            rules.extend(foot.take());
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
        foot = grid.goes_on.then(|| line(bottom));
        match &grid.lower {
            None if grid.goes_on => {}
            None => rules.push(line(bottom)),
            Some(stretches) => rules.extend(stretches.iter().map(|(from, to)| {
                Rule::horizontal(bottom, left + from - HALF, left + to + HALF, BORDER)
            })),
        }
    }
    rules.extend(foot);
    rules.extend(
        open.into_iter()
            .map(|(x, from)| Rule::vertical(x, from, bottom, BORDER)),
    );
    items.extend(rules.into_iter().map(Draw::Rule));
}

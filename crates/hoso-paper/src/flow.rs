//! Blocks to strips: horizontal slices of a section, each of which stays whole on one page.

use crate::{
    block::{Block, Columns, Paragraph},
    draw::{Draw, Rule},
    paginate::{Break, Strip},
    table,
    text::{Line, TextSetter},
};

/// The strips of a section, in order.
#[derive(Default)]
pub(crate) struct Flow {
    pub strips: Vec<Strip>,
    /// What each strip shows, side by side with `strips`.
    pub contents: Vec<Content>,
    /// Table headers that repeat on each page.
    pub headers: Vec<Header>,
}

/// A table header to repeat.
pub(crate) struct Header {
    pub height: f32,
    /// Each header row with its distance from the header's top.
    pub rows: Vec<(f32, Content)>,
}

/// What a strip shows, relative to the left margin and the strip's top.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    /// Lines with their left edge and top.
    pub lines: Vec<PlacedLine>,
    /// Height and vertical borders, for a row of a bordered table.
    pub grid: Option<Grid>,
}

/// A line at its place.
#[derive(Debug, Clone)]
pub(crate) struct PlacedLine {
    pub x: f32,
    pub y: f32,
    pub line: Line,
}

/// The borders around one row.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub height: f32,
    /// Where the vertical borders stand, left to right.
    pub edges: Vec<f32>,
}

impl Content {
    /// Draws everything but the borders; calls back for each heading.
    pub fn draw(
        self,
        x: f32,
        y: f32,
        items: &mut Vec<Draw>,
        heading: &mut impl FnMut(u8, String, f32),
    ) {
        for placed in self.lines {
            let (x, y) = (x + placed.x, y + placed.y);
            if let Some((level, title)) = placed.line.heading {
                heading(level, title, y);
            }
            items.extend(
                placed
                    .line
                    .runs
                    .into_iter()
                    .map(|run| Draw::Glyphs(run.shifted(x, y))),
            );
            items.extend(
                placed
                    .line
                    .rule
                    .map(|rule| Draw::Rule(Rule::shifted(rule, x, y))),
            );
        }
    }
}

impl Flow {
    /// Sets all blocks of a section whose body measures `width` by `height`.
    pub fn of(blocks: &[Block], setter: &mut TextSetter, width: f32, height: f32) -> Self {
        let mut flow = Self::default();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => flow.paragraph(paragraph, setter, width),
                Block::Columns(columns) => flow.columns(columns, setter, width, height),
                Block::Table(table) => table::flow_table(&mut flow, table, setter, width, height),
            }
        }
        flow
    }

    /// Adds one strip.
    pub fn push(&mut self, strip: Strip, content: Content) {
        self.strips.push(strip);
        self.contents.push(content);
    }

    fn paragraph(&mut self, paragraph: &Paragraph, setter: &mut TextSetter, width: f32) {
        let lines = setter.set(paragraph, width);
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let (above, below) = (index + 1, count - index - 1);
            let break_after = match below {
                0 if paragraph.keep_with_next => Break::Kept,
                0 => Break::Free,
                // At least two lines of a paragraph stand on each side of a page break.
                _ if above < 2 || below < 2 => Break::Kept,
                _ => Break::Free,
            };
            let strip = Strip {
                height: line.height,
                before: if index == 0 {
                    paragraph.before.points()
                } else {
                    0.0
                },
                after: if below == 0 {
                    paragraph.after.points()
                } else {
                    0.0
                },
                break_after,
                blank: line.is_blank(),
                header: None,
            };
            let placed = PlacedLine {
                x: 0.0,
                y: 0.0,
                line,
            };
            self.push(
                strip,
                Content {
                    lines: vec![placed],
                    grid: None,
                },
            );
        }
    }

    fn columns(&mut self, columns: &Columns, setter: &mut TextSetter, width: f32, height: f32) {
        if columns.keep_with_previous {
            self.keep_last_two();
        }
        let shares: Vec<f32> = columns.cells.iter().map(|cell| cell.share).collect();
        let edges = table::edges(&shares, width);
        let cells: Vec<Stack> = columns
            .cells
            .iter()
            .zip(edges.windows(2))
            .map(|(cell, edge)| Stack::of(&cell.blocks, setter, edge[0], edge[1] - edge[0]))
            .collect();
        let parts = if tallest(&cells) > height {
            cut(cells, height)
        } else {
            vec![cells]
        };
        let last = parts.len() - 1;
        for (index, cells) in parts.into_iter().enumerate() {
            let strip = Strip {
                height: tallest(&cells),
                before: if index == 0 {
                    columns.before.points()
                } else {
                    0.0
                },
                after: if index == last {
                    columns.after.points()
                } else {
                    0.0
                },
                break_after: if index == last && columns.keep_with_next {
                    Break::Kept
                } else {
                    Break::Free
                },
                blank: cells
                    .iter()
                    .all(|cell| cell.lines.iter().all(|line| line.line.is_blank())),
                header: None,
            };
            let lines = cells.into_iter().flat_map(|cell| cell.lines).collect();
            self.push(strip, Content { lines, grid: None });
        }
    }

    /// Ties the last two visible strips to what comes next.
    fn keep_last_two(&mut self) {
        let mut seen = 0;
        for strip in self.strips.iter_mut().rev() {
            strip.break_after = strip.break_after.max(Break::Kept);
            seen += u8::from(!strip.blank);
            if seen == 2 {
                break;
            }
        }
    }
}

/// Paragraphs one below the other in a cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stack {
    pub lines: Vec<PlacedLine>,
    pub height: f32,
}

impl Stack {
    /// Sets paragraphs into a column.
    pub fn of(blocks: &[Paragraph], setter: &mut TextSetter, x: f32, width: f32) -> Self {
        let mut stack = Self::default();
        for paragraph in blocks {
            stack.height += paragraph.before.points();
            for line in setter.set(paragraph, width) {
                let y = stack.height;
                stack.height += line.height;
                stack.lines.push(PlacedLine { x, y, line });
            }
            stack.height += paragraph.after.points();
        }
        stack
    }

    /// Moves everything down.
    pub fn shift(&mut self, dy: f32) {
        for placed in &mut self.lines {
            placed.y += dy;
        }
    }

    /// Splits off what does not fit into a height; always keeps at least one line.
    fn split_off(&mut self, height: f32) -> Self {
        let top = self.lines.first().map_or(0.0, |placed| placed.y);
        let fitting = self
            .lines
            .iter()
            .take_while(|placed| placed.y + placed.line.height - top <= height)
            .count()
            .clamp(1.min(self.lines.len()), self.lines.len());
        let mut rest = Self {
            lines: self.lines.split_off(fitting),
            height: self.height - top,
        };
        let rest_top = rest.lines.first().map_or(self.height, |placed| placed.y);
        rest.shift(-rest_top);
        rest.height = (self.height - rest_top).max(0.0);
        self.shift(-top);
        if !rest.lines.is_empty() {
            self.height = self
                .lines
                .last()
                .map_or(0.0, |last| last.y + last.line.height);
        }
        rest
    }
}

/// Height of the tallest stack.
pub(crate) fn tallest(cells: &[Stack]) -> f32 {
    cells.iter().map(|cell| cell.height).fold(0.0, f32::max)
}

/// Cuts stacks side by side between lines into parts of at most a height.
pub(crate) fn cut(mut cells: Vec<Stack>, height: f32) -> Vec<Vec<Stack>> {
    let mut parts = Vec::new();
    loop {
        let rest: Vec<Stack> = cells
            .iter_mut()
            .map(|cell| cell.split_off(height))
            .collect();
        let done = rest.iter().all(|cell| cell.lines.is_empty());
        parts.push(cells);
        if done {
            return parts;
        }
        cells = rest;
    }
}

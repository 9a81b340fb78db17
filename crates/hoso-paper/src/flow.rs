//! Blocks to strips: horizontal slices of a section, each of which stays whole on one page.

use crate::{
    block::{Align, Block, Columns, Paragraph, Picture, Role},
    draw::{Draw, PlacedImage, Rule, Tag, TagKind},
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
    /// Tags, those of earlier sections first.
    pub tags: Vec<Tag>,
    /// The tag of each block that is a paragraph and shows anything.
    pub blocks: Vec<Option<u32>>,
    /// The tag around everything here.
    section: Option<u32>,
    /// Levels of the headings that are open.
    open: Vec<u8>,
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
    /// Heights and vertical borders with their tops, for rows of a bordered table.
    pub grids: Vec<(f32, Grid)>,
    /// A picture.
    pub picture: Option<PlacedImage>,
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
    /// Where the lower border stands, when a cell reaches through it.
    pub lower: Option<Vec<(f32, f32)>>,
    /// Whether the row goes on in the next strip, with no border between on the same page.
    pub goes_on: bool,
}

impl Content {
    /// Draws everything but the borders; calls back for each heading. Returns the footnotes.
    pub fn draw(
        self,
        x: f32,
        y: f32,
        items: &mut Vec<Draw>,
        heading: &mut impl FnMut(u8, String, f32),
    ) -> Vec<Line> {
        let mut notes = Vec::new();
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
            notes.extend(placed.line.note);
        }
        items.extend(
            self.picture
                .map(|picture| Draw::Picture(picture).shifted(x, y)),
        );
        notes
    }

    /// The same to the eye, and nothing to a reader that cannot see it.
    pub fn untagged(&self) -> Self {
        let mut copy = self.clone();
        for placed in &mut copy.lines {
            placed.line.set_tag(None);
            placed.line.heading = None;
        }
        copy
    }
}

impl Flow {
    /// Sets all blocks of a section whose body measures `width` by `height`. `tags` are those of
    /// the sections before.
    pub fn of(
        blocks: &[Block],
        setter: &mut TextSetter,
        (width, height): (f32, f32),
        tags: Vec<Tag>,
    ) -> Self {
        let mut flow = Self {
            tags,
            ..Self::default()
        };
        flow.section = Some(flow.tag(TagKind::Section, None));
        for block in blocks {
            let mut tag = None;
            match block {
                Block::Paragraph(paragraph) => tag = flow.paragraph(paragraph, setter, width),
                Block::Columns(columns) => flow.columns(columns, setter, width, height),
                Block::Table(table) => table::flow_table(&mut flow, table, setter, width, height),
                Block::Picture(picture) => flow.picture(picture, width, height),
                Block::NewPage => {
                    if let Some(last) = flow.strips.last_mut() {
                        last.break_after = Break::Always;
                    }
                }
            }
            flow.blocks.push(tag);
        }
        flow
    }

    /// Adds a tag.
    pub fn tag(&mut self, kind: TagKind, parent: Option<u32>) -> u32 {
        let parent = parent.or(self.section);
        self.tags.push(Tag { kind, parent });
        self.tags.len() as u32 - 1
    }

    /// Tags the lines of a paragraph, unless they show nothing.
    fn tag_lines(&mut self, lines: &mut [Line], role: Role) -> Option<u32> {
        if lines.iter().all(|line| line.runs.is_empty()) {
            return None;
        }
        let level = match role {
            Role::Body => None,
            Role::Title => Some(0),
            Role::Heading(level) => Some(level.max(1)),
        };
        let kind = match level {
            None => TagKind::Paragraph,
            Some(level) => {
                while self.open.last().is_some_and(|open| *open >= level) {
                    self.open.pop();
                }
                self.open.push(level);
                TagKind::Heading(self.open.len().min(6) as u8)
            }
        };
        let tag = self.tag(kind, None);
        for line in lines {
            line.set_tag(Some(tag));
            self.tag_note(line);
        }
        Some(tag)
    }

    /// Tags the footnote of a line.
    pub fn tag_note(&mut self, line: &mut Line) {
        if line.note.is_empty() {
            return;
        }
        let tag = self.tag(TagKind::Note, None);
        for line in &mut line.note {
            line.set_tag(Some(tag));
        }
    }

    /// Adds one strip.
    pub fn push(&mut self, strip: Strip, content: Content) {
        self.strips.push(strip);
        self.contents.push(content);
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        setter: &mut TextSetter,
        width: f32,
    ) -> Option<u32> {
        let mut lines = setter.set(paragraph, width);
        let tag = self.tag_lines(&mut lines, paragraph.role);
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
                note: line.note_height(),
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
                    ..Content::default()
                },
            );
        }
        tag
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
            .map(|(cell, edge)| {
                let mut tag = |lines: &mut [Line], paragraph: &Paragraph| {
                    self.tag_lines(lines, paragraph.role);
                };
                Stack::of(&cell.blocks, setter, edge[0], edge[1] - edge[0], &mut tag)
            })
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
                note: cells.iter().map(Stack::note_height).sum(),
                blank: cells
                    .iter()
                    .all(|cell| cell.lines.iter().all(|line| line.line.is_blank())),
                header: None,
            };
            let lines = cells.into_iter().flat_map(|cell| cell.lines).collect();
            self.push(
                strip,
                Content {
                    lines,
                    ..Content::default()
                },
            );
        }
    }

    fn picture(&mut self, picture: &Picture, width: f32, height: f32) {
        let (pixels_x, pixels_y) = picture.image.size();
        let room = (
            picture.width.points().clamp(1.0, width),
            picture.height.points().clamp(1.0, height),
        );
        let scale = (room.0 / pixels_x as f32).min(room.1 / pixels_y as f32);
        let size = (pixels_x as f32 * scale, pixels_y as f32 * scale);
        let x = match picture.align {
            Align::Left => 0.0,
            Align::Center | Align::Justify | Align::Decimal => (width - size.0) / 2.0,
            Align::Right => width - size.0,
        };
        let tag = self.tag(TagKind::Figure(picture.alternative.clone()), None);
        let strip = Strip {
            height: size.1,
            before: picture.before.points(),
            after: picture.after.points(),
            break_after: Break::Free,
            note: 0.0,
            blank: false,
            header: None,
        };
        let placed = PlacedImage {
            x,
            y: 0.0,
            width: size.0,
            height: size.1,
            image: picture.image.clone(),
            tag: Some(tag),
        };
        self.push(
            strip,
            Content {
                picture: Some(placed),
                ..Content::default()
            },
        );
    }

    /// Ties the last two visible strips to what comes next.
    fn keep_last_two(&mut self) {
        let mut seen = 0;
        for strip in self.strips.iter_mut().rev() {
            if strip.break_after == Break::Always {
                break;
            }
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
    /// Sets paragraphs into a column; `finish` is called with the lines of each.
    pub fn of(
        blocks: &[Paragraph],
        setter: &mut TextSetter,
        x: f32,
        width: f32,
        finish: &mut impl FnMut(&mut [Line], &Paragraph),
    ) -> Self {
        let mut stack = Self::default();
        for paragraph in blocks {
            stack.height += paragraph.before.points();
            let mut lines = setter.set(paragraph, width);
            finish(&mut lines, paragraph);
            for line in lines {
                let y = stack.height;
                stack.height += line.height;
                stack.lines.push(PlacedLine { x, y, line });
            }
            stack.height += paragraph.after.points();
        }
        stack
    }

    /// Height of all footnotes.
    pub fn note_height(&self) -> f32 {
        self.lines
            .iter()
            .map(|placed| placed.line.note_height())
            .sum()
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

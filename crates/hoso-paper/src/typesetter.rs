//! Sections to pages: runs the flow through pagination and draws what falls on each page.

use std::borrow::Cow;

use crate::{
    PaperError,
    block::{
        Align, Document, Face, Fit, Ink, Length, PageSetup, Paragraph, Role, Run, Section, Sheet,
    },
    draw::{Draw, Layout, OutlineEntry, Page, Rule, Tag},
    flow::{Content, Flow, Grid},
    fonts::Fonts,
    paginate::{NOTE_GAP, PlannedPage, paginate},
    stop::Stop,
    table::draw_grid,
    text::{Line, TextSetter, plain},
};

/// Length of the rule above footnotes and thickness of the lines to cut along.
const NOTE_RULE: f32 = 140.0;
const CUT_LINE: f32 = 0.25;

/// How much smaller a section is tried that is to be on one page.
const SMALLER: [f32; 9] = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55];

/// Lays out documents one after the other. Making one parses the fonts, so keep it.
pub struct Typesetter {
    setter: TextSetter,
}

impl Typesetter {
    /// A typesetter with the bundled fonts.
    pub fn new() -> Result<Self, PaperError> {
        Ok(Self {
            setter: TextSetter::new(Fonts::bundled()?),
        })
    }

    /// The fonts, which the back-ends need too.
    pub fn fonts(&self) -> &Fonts {
        self.setter.fonts()
    }

    /// Lays out a document. What was laid out before leaves no trace in the result.
    pub fn lay_out(&mut self, document: &Document) -> Layout {
        self.setter.remember(false);
        self.set(document)
    }

    /// The same, given up soon after `stop` is asked.
    pub fn lay_out_unless(
        &mut self,
        document: &Document,
        stop: &Stop,
    ) -> Result<Layout, PaperError> {
        self.setter.heed(stop.clone());
        let layout = self.lay_out(document);
        self.setter.heed(Stop::default());
        stop.check()?;
        Ok(layout)
    }

    /// The same, with the paragraphs of the document before in mind: quick where one and the same
    /// document is laid out after each small change.
    pub fn lay_out_again(&mut self, document: &Document) -> Layout {
        self.setter.remember(true);
        let layout = self.set(document);
        self.setter.end_document();
        layout
    }

    fn set(&mut self, document: &Document) -> Layout {
        let mut layout = Layout {
            title: plain(&document.title),
            author: plain(&document.author),
            language: plain(&document.language),
            pages: Vec::new(),
            outline: Vec::new(),
            tags: Vec::new(),
            blocks: Vec::new(),
            missing: Vec::new(),
        };
        for section in &document.sections {
            self.section(section, &mut layout);
        }
        if layout.pages.is_empty() {
            // A PDF without pages is not valid; an empty document is one empty sheet.
            layout.pages.push(Page {
                width: 595.28,
                height: 841.89,
                items: Vec::new(),
            });
        }
        layout.missing = self.setter.take_missing();
        layout
    }

    fn section(&mut self, section: &Section, layout: &mut Layout) {
        let setup = &section.page;
        let (width, height) = body(setup);
        let tags = std::mem::take(&mut layout.tags);
        let first_tag = tags.len();
        let first_page = layout.pages.len();
        let (flow, plan) = self.planned(section, (width, height), tags);
        let title = plain(&section.title);
        if !title.is_empty() {
            let page = layout.pages.len();
            layout.outline.push(OutlineEntry {
                title,
                level: 0,
                page,
                y: setup.top.points(),
            });
        }
        let Flow {
            mut contents,
            headers,
            tags,
            blocks,
            ..
        } = flow;
        layout.tags = tags;
        layout.blocks.push(blocks);
        for (number, planned) in plan.into_iter().enumerate() {
            let mut page = PageDrawer {
                left: setup.left.points(),
                top: setup.top.points(),
                items: frame(setup),
                grid: Vec::new(),
                notes: Vec::new(),
            };
            let index = layout.pages.len();
            if number > 0 && setup.number_size > Length::ZERO {
                self.page_number(number + 1, setup, &mut page.items);
            }
            let PlannedPage {
                header,
                strips: placed,
            } = planned;
            if let Some(header) = header.and_then(|header| headers.get(header)) {
                for (y, content) in &header.rows {
                    page.draw(content.clone(), *y, &mut |_, _, _| {});
                }
            }
            for (strip, y) in placed {
                let content = std::mem::take(&mut contents[strip]);
                page.draw(content, y, &mut |level, title, y| {
                    layout.outline.push(OutlineEntry {
                        title,
                        level,
                        page: index,
                        y,
                    });
                });
            }
            draw_grid(&page.grid, page.left, &mut page.items);
            page.draw_notes(setup.top.points() + height);
            layout.pages.push(Page {
                width: setup.width.points(),
                height: setup.height.points(),
                items: page.items,
            });
        }
        if let Some(sheet) = section.sheet {
            impose(layout, first_page, first_tag, sheet);
        }
    }

    /// The flow of a section and its pages; smaller where it is to be on one page.
    fn planned(
        &mut self,
        section: &Section,
        room: (f32, f32),
        mut tags: Vec<Tag>,
    ) -> (Flow, Vec<PlannedPage>) {
        let first_tag = tags.len();
        let sizes: &[f32] = match section.page.fit {
            Fit::Flow => &[],
            Fit::OnePage => &SMALLER,
        };
        let mut sizes = sizes.iter();
        let mut blocks = Cow::Borrowed(&section.blocks[..]);
        loop {
            let missing = self.setter.missing().clone();
            let flow = Flow::of(&blocks, &mut self.setter, room, tags);
            let heights: Vec<f32> = flow.headers.iter().map(|header| header.height).collect();
            let plan = paginate(&flow.strips, &heights, room.1);
            let Some(factor) = sizes.next().filter(|_| plan.len() > 1) else {
                return (flow, plan);
            };
            // As if it had not been tried.
            self.setter.set_missing(missing);
            tags = flow.tags;
            tags.truncate(first_tag);
            let smaller = section.blocks.iter().map(|block| block.scaled(*factor));
            blocks = Cow::Owned(smaller.collect());
        }
    }

    /// Draws a page number in the middle of the top margin.
    fn page_number(&mut self, number: usize, setup: &PageSetup, items: &mut Vec<Draw>) {
        let paragraph = Paragraph {
            runs: vec![Run {
                text: number.to_string(),
                face: Face::default(),
            }],
            size: setup.number_size,
            align: Align::Center,
            first_indent: Length::ZERO,
            left_indent: Length::ZERO,
            before: Length::ZERO,
            after: Length::ZERO,
            line_spacing: 1.0,
            rule_below: None,
            keep_with_next: false,
            role: Role::Body,
            ink: Ink::BLACK,
            footnote: None,
        };
        let (width, _) = body(setup);
        for line in self.setter.set(&paragraph, width) {
            let y = (setup.top.points() - line.height) / 2.0;
            let x = setup.left.points();
            items.extend(
                line.runs
                    .into_iter()
                    .map(|run| Draw::Glyphs(run.shifted(x, y))),
            );
        }
    }
}

/// One page while it is drawn.
struct PageDrawer {
    left: f32,
    top: f32,
    items: Vec<Draw>,
    grid: Vec<(f32, Grid)>,
    notes: Vec<Line>,
}

impl PageDrawer {
    fn draw(&mut self, mut content: Content, y: f32, heading: &mut impl FnMut(u8, String, f32)) {
        let y = self.top + y;
        let grids = std::mem::take(&mut content.grids);
        self.grid
            .extend(grids.into_iter().map(|(top, grid)| (y + top, grid)));
        let notes = content.draw(self.left, y, &mut self.items, heading);
        self.notes.extend(notes);
    }

    /// Draws the footnotes so that they end at the foot of the text area.
    fn draw_notes(&mut self, foot: f32) {
        if self.notes.is_empty() {
            return;
        }
        let height: f32 = self.notes.iter().map(|line| line.height).sum();
        let mut y = foot - height;
        let rule = Rule::horizontal(y - NOTE_GAP / 2.0, self.left, self.left + NOTE_RULE, 0.5);
        self.items.push(Draw::Rule(rule));
        for line in std::mem::take(&mut self.notes) {
            let height = line.height;
            self.items.extend(
                line.runs
                    .into_iter()
                    .map(|run| Draw::Glyphs(run.shifted(self.left, y))),
            );
            y += height;
        }
    }
}

/// The frame of a page.
fn frame(setup: &PageSetup) -> Vec<Draw> {
    let Some(frame) = setup.frame else {
        return Vec::new();
    };
    let (width, height) = (setup.width.points(), setup.height.points());
    let thickness = frame.thickness.points();
    let rectangle = |inset: f32, thickness: f32| {
        let (right, bottom) = (width - inset, height - inset);
        let half = thickness / 2.0;
        [
            Rule::horizontal(inset, inset - half, right + half, thickness),
            Rule::horizontal(bottom, inset - half, right + half, thickness),
            Rule::vertical(inset, inset, bottom, thickness),
            Rule::vertical(right, inset, bottom, thickness),
        ]
    };
    let inset = frame.inset.points();
    let inner = inset + frame.gap.points();
    rectangle(inset, thickness)
        .into_iter()
        .chain(rectangle(inner, thickness / 3.0))
        .map(|rule| {
            Draw::Rule(Rule {
                ink: frame.ink,
                ..rule
            })
        })
        .collect()
}

/// Puts the pages of a section several on a sheet, as often as wanted, with lines to cut along.
fn impose(layout: &mut Layout, first_page: usize, first_tag: usize, sheet: Sheet) {
    let pages = layout.pages.split_off(first_page);
    let Some(size) = pages.first().map(|page| (page.width, page.height)) else {
        return;
    };
    let (columns, rows) = (
        usize::from(sheet.columns.max(1)),
        usize::from(sheet.rows.max(1)),
    );
    let copies = usize::from(sheet.copies.max(1));
    let tags = layout.tags[first_tag..].to_vec();
    for place in 0..copies * pages.len() {
        let (copy, page) = (place / pages.len(), &pages[place % pages.len()]);
        let on_sheet = place % (columns * rows);
        if on_sheet == 0 {
            layout.pages.push(empty_sheet(size, columns, rows));
        }
        if copy > 0 && place % pages.len() == 0 {
            let shift = layout.tags.len() - first_tag;
            layout.tags.extend(tags.iter().cloned().map(|mut tag| {
                tag.parent = tag.parent.map(|parent| parent + shift as u32);
                tag
            }));
        }
        let shift = (copy * tags.len()) as u32;
        let dx = (on_sheet % columns) as f32 * size.0;
        let dy = (on_sheet / columns) as f32 * size.1;
        if let Some(target) = layout.pages.last_mut() {
            target.items.extend(page.items.iter().cloned().map(|item| {
                let mut item = item.shifted(dx, dy);
                item.set_tag(item.tag().map(|tag| tag + shift));
                item
            }));
        }
    }
    for entry in &mut layout.outline {
        if entry.page >= first_page {
            entry.page = first_page + (entry.page - first_page) / (columns * rows);
        }
    }
}

fn empty_sheet(page: (f32, f32), columns: usize, rows: usize) -> Page {
    let (width, height) = (page.0 * columns as f32, page.1 * rows as f32);
    let upright = (1..columns).map(|at| Rule::vertical(page.0 * at as f32, 0.0, height, CUT_LINE));
    let across = (1..rows).map(|at| Rule::horizontal(page.1 * at as f32, 0.0, width, CUT_LINE));
    Page {
        width,
        height,
        items: upright.chain(across).map(Draw::Rule).collect(),
    }
}

/// Width and height of the text area; margins that leave nothing still leave a little.
fn body(setup: &PageSetup) -> (f32, f32) {
    let width = setup.width.points() - setup.left.points() - setup.right.points();
    let height = setup.height.points() - setup.top.points() - setup.bottom.points();
    (width.max(36.0), height.max(36.0))
}

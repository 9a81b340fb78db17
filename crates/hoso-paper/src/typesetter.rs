//! Sections to pages: runs the flow through pagination and draws what falls on each page.

use crate::{
    PaperError,
    block::{Align, Document, Face, PageSetup, Paragraph, Role, Run, Section},
    draw::{Draw, Layout, OutlineEntry, Page},
    flow::{Content, Flow, Grid},
    fonts::Fonts,
    paginate::{PlannedPage, paginate},
    table::draw_grid,
    text::{TextSetter, plain},
};

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
        let mut layout = Layout {
            title: plain(&document.title),
            author: plain(&document.author),
            language: plain(&document.language),
            pages: Vec::new(),
            outline: Vec::new(),
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
        let flow = Flow::of(&section.blocks, &mut self.setter, width, height);
        let heights: Vec<f32> = flow.headers.iter().map(|header| header.height).collect();
        let plan = paginate(&flow.strips, &heights, height);
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
            ..
        } = flow;
        for (number, planned) in plan.into_iter().enumerate() {
            let mut page = PageDrawer {
                left: setup.left.points(),
                top: setup.top.points(),
                items: Vec::new(),
                grid: Vec::new(),
            };
            let index = layout.pages.len();
            if number > 0 {
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
            layout.pages.push(Page {
                width: setup.width.points(),
                height: setup.height.points(),
                items: page.items,
            });
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
            first_indent: crate::Length::ZERO,
            left_indent: crate::Length::ZERO,
            before: crate::Length::ZERO,
            after: crate::Length::ZERO,
            line_spacing: 1.0,
            rule_below: None,
            keep_with_next: false,
            role: Role::Body,
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
}

impl PageDrawer {
    fn draw(&mut self, mut content: Content, y: f32, heading: &mut impl FnMut(u8, String, f32)) {
        let y = self.top + y;
        if let Some(grid) = content.grid.take() {
            self.grid.push((y, grid));
        }
        content.draw(self.left, y, &mut self.items, heading);
    }
}

/// Width and height of the text area; margins that leave nothing still leave a little.
fn body(setup: &PageSetup) -> (f32, f32) {
    let width = setup.width.points() - setup.left.points() - setup.right.points();
    let height = setup.height.points() - setup.top.points() - setup.bottom.points();
    (width.max(36.0), height.max(36.0))
}

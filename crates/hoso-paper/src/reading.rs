//! What a page says, by letters or lines, with the place of each: for finding words on it.

use crate::draw::{GlyphRun, Layout, Page};

/// A gap wider than this share of the letter size is a space.
const GAP: f32 = 0.2;
/// How far letters reach above and below the baseline, as shares of their size; Vietnamese stacks
/// two marks on a capital.
const ABOVE: f32 = 0.95;
const BELOW: f32 = 0.25;

/// A letter, or what was set as one, with its place in points from the top left of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedLetter<'a> {
    /// The text it stands for; a space between lines and cells has no width.
    pub text: &'a str,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A line of a paragraph with its place in points from the top left of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLine {
    /// The text it stands for.
    pub text: String,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Page {
    /// The lines of this page that belong to a tag.
    pub fn lines_of(&self, tag: u32) -> Vec<PlacedLine> {
        let mut lines: Vec<PlacedLine> = Vec::new();
        for run in self.runs().filter(|run| run.tag == Some(tag)) {
            let first = place(run, run.x);
            match lines.last_mut() {
                Some(line) if (line.y - first.y).abs() < GAP => {
                    line.text.push_str(&run.text);
                    line.width = run.x + run.width() - line.x;
                }
                _ => lines.push(PlacedLine {
                    text: run.text.clone(),
                    x: first.x,
                    y: first.y,
                    width: run.width(),
                    height: first.height,
                }),
            }
        }
        lines
    }

    /// The letters of the page in reading order, lines and cells apart by a space.
    pub fn letters(&self) -> Vec<PlacedLetter<'_>> {
        let mut letters = Vec::new();
        let mut before: Option<&GlyphRun> = None;
        for run in self.runs() {
            if before.is_some_and(|before| is_apart(before, run)) {
                letters.push(PlacedLetter {
                    text: " ",
                    width: 0.0,
                    ..place(run, run.x)
                });
            }
            let mut x = run.x;
            for (glyph, text) in run.clusters() {
                letters.push(PlacedLetter {
                    text,
                    width: glyph.advance,
                    ..place(run, x)
                });
                x += glyph.advance;
            }
            before = Some(run);
        }
        letters
    }
}

fn is_apart(before: &GlyphRun, run: &GlyphRun) -> bool {
    let gap = run.x - (before.x + before.width());
    (run.baseline - before.baseline).abs() > GAP || gap.abs() > GAP * run.size
}

fn place(run: &GlyphRun, x: f32) -> PlacedLetter<'static> {
    PlacedLetter {
        text: "",
        x,
        y: run.baseline - ABOVE * run.size,
        width: 0.0,
        height: (ABOVE + BELOW) * run.size,
    }
}

/// What one paragraph or one cell says, wherever pages part it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text, lines apart by a space.
    pub text: String,
    /// The page that each of its parts stands on, from 1, with the place in the text where the part
    /// begins.
    pub pages: Vec<(usize, usize)>,
}

impl Passage {
    /// The page, from 1, on which what stands at a place in the text is.
    pub fn page_at(&self, place: usize) -> usize {
        let part = self.pages.iter().rev().find(|(from, _)| *from <= place);
        part.or(self.pages.first()).map_or(0, |(_, page)| *page)
    }
}

impl Layout {
    /// What the pages say, paragraph by paragraph and cell by cell in reading order; without page
    /// numbers and the heads of tables that are repeated.
    pub fn passages(&self) -> Vec<Passage> {
        let mut passages: Vec<Option<Passage>> = vec![None; self.tags.len()];
        for (page, number) in self.pages.iter().zip(1..) {
            let mut before: Option<&GlyphRun> = None;
            for run in page.runs() {
                let slot = run.tag.and_then(|tag| passages.get_mut(tag as usize));
                let Some(slot) = slot else { continue };
                let passage = slot.get_or_insert_with(|| Passage {
                    text: String::new(),
                    pages: Vec::new(),
                });
                let is_same = before.is_some_and(|before| before.tag == run.tag);
                let parted = !is_same || before.is_some_and(|before| is_apart(before, run));
                if parted && !passage.text.is_empty() && !passage.text.ends_with(' ') {
                    passage.text.push(' ');
                }
                if passage.pages.last().is_none_or(|(_, last)| *last != number) {
                    passage.pages.push((passage.text.len(), number));
                }
                passage.text.push_str(&run.text);
                before = Some(run);
            }
        }
        passages.into_iter().flatten().collect()
    }
}

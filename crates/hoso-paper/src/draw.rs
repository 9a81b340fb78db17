//! The draw list: what stands where on each page, in points from the top left corner, y downwards.
//!
//! It is the border between layout and back-ends, so no type of a shaping or PDF library appears.

use crate::{
    block::{Face, Ink},
    image::Image,
};

/// A document after layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Title for the file's metadata.
    pub title: String,
    /// Author for the file's metadata; may be empty.
    pub author: String,
    /// BCP 47 language tag.
    pub language: String,
    /// At least one page.
    pub pages: Vec<Page>,
    /// Section titles and headings, in reading order.
    pub outline: Vec<OutlineEntry>,
    /// What the text is to a reader that cannot see it, in reading order.
    pub tags: Vec<Tag>,
    /// The tag of each paragraph among the blocks of each section, where it shows anything.
    pub blocks: Vec<Vec<Option<u32>>>,
    /// Characters that no bundled face can draw, in code point order. Each stands on the page as a
    /// box, but is still extracted from the PDF as itself.
    pub missing: Vec<MissingGlyph>,
}

impl Layout {
    /// Puts the pages of another layout behind, with what belongs to them.
    pub fn append(&mut self, other: Self) {
        let (pages, tags) = (self.pages.len(), self.tags.len() as u32);
        self.pages.extend(other.pages.into_iter().map(|mut page| {
            for item in &mut page.items {
                item.set_tag(item.tag().map(|tag| tag + tags));
            }
            page
        }));
        self.outline
            .extend(other.outline.into_iter().map(|entry| OutlineEntry {
                page: entry.page + pages,
                ..entry
            }));
        self.tags.extend(other.tags.into_iter().map(|tag| Tag {
            parent: tag.parent.map(|parent| parent + tags),
            ..tag
        }));
        let blocks = other.blocks.into_iter();
        self.blocks.extend(blocks.map(|section| {
            let shifted = section.into_iter().map(|tag| tag.map(|tag| tag + tags));
            shifted.collect()
        }));
        for missing in other.missing {
            match self
                .missing
                .binary_search_by_key(&missing.character, |known| known.character)
            {
                Ok(at) => self.missing[at].count += missing.count,
                Err(at) => self.missing.insert(at, missing),
            }
        }
    }
}

/// A character without a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// How often the document wants it.
    pub count: usize,
}

/// What a stretch of a document is to a reader that cannot see it. Runs and pictures name the tag
/// they belong to; what names none (page numbers, rules, repeated headers) is not read out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What it is.
    pub kind: TagKind,
    /// Index of the tag around it, always a smaller one.
    pub parent: Option<u32>,
}

/// The kinds of tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagKind {
    /// A run of pages.
    Section,
    /// A heading; 1 is the highest, and no level is left out on the way down.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A note at the foot of a page.
    Note,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell {
        /// Whether it names its column.
        header: bool,
        /// How many columns it covers.
        columns: u16,
        /// How many rows it covers.
        rows: u16,
    },
    /// A picture, with what it shows.
    Figure(String),
}

/// One entry of the outline (bookmarks).
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// The text shown.
    pub title: String,
    /// 0 for a section, 1 and more for a heading of that level.
    pub level: u8,
    /// Index into [`Layout::pages`].
    pub page: usize,
    /// Where it starts, from the page's top.
    pub y: f32,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Paper width.
    pub width: f32,
    /// Paper height.
    pub height: f32,
    /// What is drawn, in reading order.
    pub items: Vec<Draw>,
}

impl Page {
    /// The glyph runs of this page.
    pub fn runs(&self) -> impl Iterator<Item = &GlyphRun> {
        self.items.iter().filter_map(|item| match item {
            Draw::Glyphs(run) => Some(run),
            Draw::Rule(_) | Draw::Picture(_) => None,
        })
    }

    /// The rules of this page.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.items.iter().filter_map(|item| match item {
            Draw::Rule(rule) => Some(rule),
            Draw::Glyphs(_) | Draw::Picture(_) => None,
        })
    }
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Draw {
    /// Text on one baseline.
    Glyphs(GlyphRun),
    /// A straight line.
    Rule(Rule),
    /// A picture.
    Picture(PlacedImage),
}

impl Draw {
    /// The tag it belongs to.
    pub fn tag(&self) -> Option<u32> {
        match self {
            Self::Glyphs(run) => run.tag,
            Self::Picture(picture) => picture.tag,
            Self::Rule(_) => None,
        }
    }

    pub(crate) fn set_tag(&mut self, tag: Option<u32>) {
        match self {
            Self::Glyphs(run) => run.tag = tag,
            Self::Picture(picture) => picture.tag = tag,
            Self::Rule(_) => {}
        }
    }

    pub(crate) fn shifted(self, dx: f32, dy: f32) -> Self {
        match self {
            Self::Glyphs(run) => Self::Glyphs(run.shifted(dx, dy)),
            Self::Rule(rule) => Self::Rule(rule.shifted(dx, dy)),
            Self::Picture(picture) => Self::Picture(PlacedImage {
                x: picture.x + dx,
                y: picture.y + dy,
                ..picture
            }),
        }
    }
}

/// A picture in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedImage {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width on paper.
    pub width: f32,
    /// Height on paper.
    pub height: f32,
    /// The picture.
    pub image: Image,
    /// The tag it belongs to.
    pub tag: Option<u32>,
}

/// Glyphs of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// Which face.
    pub face: Face,
    /// Letter size.
    pub size: f32,
    /// Where the first glyph's origin is.
    pub x: f32,
    /// The baseline.
    pub baseline: f32,
    /// The source text of all glyphs, in drawing order.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// Colour.
    pub ink: Ink,
    /// The tag it belongs to.
    pub tag: Option<u32>,
}

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Glyph index in the face.
    pub id: u16,
    /// How many bytes of the run's text it stands for; 0 when an earlier glyph speaks for it.
    pub text_len: u16,
    /// Distance to the next glyph's origin, justification included.
    pub advance: f32,
    /// Shift of this glyph alone, to the right.
    pub dx: f32,
    /// Shift of this glyph alone, downwards.
    pub dy: f32,
}

impl GlyphRun {
    /// Each glyph with the text it stands for.
    pub fn clusters(&self) -> impl Iterator<Item = (&Glyph, &str)> {
        let mut rest = self.text.as_str();
        self.glyphs.iter().map(move |glyph| {
            let (text, after) = rest
                .split_at_checked(usize::from(glyph.text_len))
                .unwrap_or((rest, ""));
            rest = after;
            (glyph, text)
        })
    }

    /// Sum of all advances.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    pub(crate) fn shifted(mut self, dx: f32, dy: f32) -> Self {
        self.x += dx;
        self.baseline += dy;
        self
    }
}

/// A straight line, horizontal or vertical, with butt ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// One end.
    pub from: (f32, f32),
    /// The other end.
    pub to: (f32, f32),
    /// Thickness, centred on the line.
    pub thickness: f32,
    /// Colour.
    pub ink: Ink,
}

impl Rule {
    pub(crate) fn horizontal(y: f32, left: f32, right: f32, thickness: f32) -> Self {
        Self {
            from: (left, y),
            to: (right, y),
            thickness,
            ink: Ink::BLACK,
        }
    }

    pub(crate) fn vertical(x: f32, top: f32, bottom: f32, thickness: f32) -> Self {
        Self {
            from: (x, top),
            to: (x, bottom),
            thickness,
            ink: Ink::BLACK,
        }
    }

    pub(crate) fn shifted(self, dx: f32, dy: f32) -> Self {
        Self {
            from: (self.from.0 + dx, self.from.1 + dy),
            to: (self.to.0 + dx, self.to.1 + dy),
            ..self
        }
    }
}

//! The block tree: what a document says and how each piece is to look, before any line is broken.
//!
//! Every back-end (PDF, page image, DOCX) starts from this tree. It holds no coordinates; those
//! are the layout's business. All text is expected in NFC; the layout normalises what is not.

use crate::image::Image;

/// A length on paper, kept in PostScript points (1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Length(f32);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0.0);

    /// A length in millimetres.
    pub const fn mm(millimetres: f32) -> Self {
        Self(millimetres * 72.0 / 25.4)
    }

    /// A length in points.
    pub const fn pt(points: f32) -> Self {
        Self(points)
    }

    /// This length in points.
    pub const fn points(self) -> f32 {
        self.0
    }

    /// So many times as long.
    const fn times(self, factor: f32) -> Self {
        Self(self.0 * factor)
    }
}

/// A whole document: one PDF file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title for the file's metadata and for a reader's window.
    pub title: String,
    /// Who issued it, for the file's metadata; may be empty.
    pub author: String,
    /// BCP 47 language tag of the text, for example `vi-VN`.
    pub language: String,
    /// One or more runs of pages, each starting on a new page.
    pub sections: Vec<Section>,
}

/// A run of pages with one paper direction and its own page numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Name of the section in the outline (bookmarks) of the file.
    pub title: String,
    /// Paper and margins.
    pub page: PageSetup,
    /// Several pages of this section on one sheet; absent: one page is one sheet.
    pub sheet: Option<Sheet>,
    /// What stands on the pages, top to bottom.
    pub blocks: Vec<Block>,
}

/// Paper size and margins. Page numbers stand in the top margin, centred, from the second page on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSetup {
    /// Paper width.
    pub width: Length,
    /// Paper height.
    pub height: Length,
    /// Top margin.
    pub top: Length,
    /// Bottom margin.
    pub bottom: Length,
    /// Left margin.
    pub left: Length,
    /// Right margin.
    pub right: Length,
    /// Size of the page number; zero: pages carry no number.
    pub number_size: Length,
    /// A frame around each page.
    pub frame: Option<Frame>,
    /// What becomes of more than a page holds.
    pub fit: Fit,
}

/// What becomes of more than a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// It goes on on further pages.
    #[default]
    Flow,
    /// All of it is made smaller, as far as it stays easy to read, until it is on one page.
    OnePage,
}

/// A double line around a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Distance of the outer line from the edge of the paper.
    pub inset: Length,
    /// Distance between the two lines.
    pub gap: Length,
    /// Thickness of the outer line; the inner one is a third of it.
    pub thickness: Length,
    /// Colour of both.
    pub ink: Ink,
}

/// A sheet that holds pages side by side and below each other, to be cut apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Pages side by side.
    pub columns: u16,
    /// Pages below each other.
    pub rows: u16,
    /// How often the section's pages are printed in all.
    pub copies: u16,
}

/// A colour of ink in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Ink {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Ink {
    /// Black, the colour of everything that names no other.
    pub const BLACK: Self = Self::new(0, 0, 0);

    /// A colour by its parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }
}

/// One piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph of text.
    Paragraph(Paragraph),
    /// Cells side by side without borders (letterheads, signatures); never split across pages.
    Columns(Columns),
    /// A bordered table whose header rows repeat on each page.
    Table(Table),
    /// A picture on a line of its own.
    Picture(Picture),
    /// What follows starts on a new page.
    NewPage,
}

/// A picture, shrunk or enlarged to a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The picture.
    pub image: Image,
    /// What it shows, for a reader that cannot see it.
    pub alternative: String,
    /// It is at most so wide.
    pub width: Length,
    /// It is at most so high.
    pub height: Length,
    /// Placement of the picture; justified means centred.
    pub align: Align,
    /// Space above, dropped at the top of a page.
    pub before: Length,
    /// Space below.
    pub after: Length,
}

/// What a paragraph is to a reader that cannot see it (tags, outline).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// The document's own title.
    Title,
    /// A heading; 1 is the highest.
    Heading(u8),
}

/// Horizontal placement of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
    /// Both edges flush, the last line flush left.
    #[default]
    Justify,
    /// For cells of a table: figures with their decimal commas beneath each other, the column of
    /// them in the middle. Centred where there is no figure or no column.
    Decimal,
}

/// Slant and weight of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Face {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// A stretch of text in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text; `\n` forces a line break.
    pub text: String,
    /// Its face.
    pub face: Face,
}

/// A paragraph and its whole look.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// The text, in order.
    pub runs: Vec<Run>,
    /// Letter size.
    pub size: Length,
    /// Placement of lines.
    pub align: Align,
    /// Indent of the first line.
    pub first_indent: Length,
    /// Indent of every line from the left edge.
    pub left_indent: Length,
    /// Space above, dropped at the top of a page.
    pub before: Length,
    /// Space below.
    pub after: Length,
    /// Line height as a multiple of the font's own single spacing (1.0 = single).
    pub line_spacing: f32,
    /// A rule drawn centred beneath the text.
    pub rule_below: Option<RuleBelow>,
    /// Never leave this paragraph's end as the last thing on a page.
    pub keep_with_next: bool,
    /// What it is to a reader.
    pub role: Role,
    /// Colour of the text and of the rule beneath.
    pub ink: Ink,
    /// A note at the foot of the page on which this paragraph ends.
    pub footnote: Option<Footnote>,
}

/// A note at the foot of a page. Its mark stands raised at the end of the paragraph it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The mark, for example `1`.
    pub mark: String,
    /// The note.
    pub text: String,
}

/// Length of a rule beneath a paragraph, by the width of its widest line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleBelow {
    /// Share of the text's width, for example 1.0 or 0.4.
    pub share: f32,
    /// Distance from the text's descent to the rule.
    pub gap: Length,
}

/// Borderless cells side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The cells, left to right.
    pub cells: Vec<ColumnCell>,
    /// Space above, dropped at the top of a page.
    pub before: Length,
    /// Space below.
    pub after: Length,
    /// Never put this block alone on a page: keep it with the end of what stands before it.
    pub keep_with_previous: bool,
    /// Never leave this block as the last thing on a page.
    pub keep_with_next: bool,
}

/// One cell of [`Columns`].
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnCell {
    /// Share of the text width; shares are relative to their sum.
    pub share: f32,
    /// What stands in the cell.
    pub blocks: Vec<Paragraph>,
}

/// A bordered table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Column widths as shares of the text width, relative to their sum.
    pub columns: Vec<f32>,
    /// Rows repeated at the top of each page.
    pub header: Vec<Row>,
    /// The body.
    pub rows: Vec<Row>,
    /// Space inside each cell, left and right.
    pub padding_x: Length,
    /// Space inside each cell, above and below.
    pub padding_y: Length,
    /// Space above the table.
    pub before: Length,
    /// Space below the table.
    pub after: Length,
}

/// One table row. A row moves whole to the next page; one taller than a page is cut between lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The cells, left to right; their spans add up to the number of columns.
    pub cells: Vec<Cell>,
    /// Keep on one page with the following row (group headings).
    pub keep_with_next: bool,
}

/// One table cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Paragraphs in the cell.
    pub blocks: Vec<Paragraph>,
    /// How many columns it covers.
    pub span: u16,
    /// How many rows it covers, from its own on; rows so joined stay on one page.
    pub rows: u16,
    /// Vertical placement of its content.
    pub vertical: Vertical,
}

/// Vertical placement in a table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vertical {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Middle,
}

impl Block {
    /// The same with every length of it, letters included, times a factor.
    pub(crate) fn scaled(&self, factor: f32) -> Self {
        match self {
            Self::Paragraph(paragraph) => Self::Paragraph(paragraph.scaled(factor)),
            Self::Columns(columns) => Self::Columns(Columns {
                cells: columns
                    .cells
                    .iter()
                    .map(|cell| ColumnCell {
                        share: cell.share,
                        blocks: all_scaled(&cell.blocks, factor),
                    })
                    .collect(),
                before: columns.before.times(factor),
                after: columns.after.times(factor),
                ..*columns
            }),
            Self::Table(table) => Self::Table(Table {
                columns: table.columns.clone(),
                header: table.header.iter().map(|row| row.scaled(factor)).collect(),
                rows: table.rows.iter().map(|row| row.scaled(factor)).collect(),
                padding_x: table.padding_x.times(factor),
                padding_y: table.padding_y.times(factor),
                before: table.before.times(factor),
                after: table.after.times(factor),
            }),
            Self::Picture(picture) => Self::Picture(Picture {
                width: picture.width.times(factor),
                height: picture.height.times(factor),
                before: picture.before.times(factor),
                after: picture.after.times(factor),
                ..picture.clone()
            }),
            Self::NewPage => Self::NewPage,
        }
    }
}

fn all_scaled(blocks: &[Paragraph], factor: f32) -> Vec<Paragraph> {
    blocks.iter().map(|block| block.scaled(factor)).collect()
}

impl Paragraph {
    fn scaled(&self, factor: f32) -> Self {
        Self {
            size: self.size.times(factor),
            first_indent: self.first_indent.times(factor),
            left_indent: self.left_indent.times(factor),
            before: self.before.times(factor),
            after: self.after.times(factor),
            rule_below: self.rule_below.map(|rule| RuleBelow {
                gap: rule.gap.times(factor),
                ..rule
            }),
            ..self.clone()
        }
    }
}

impl Row {
    fn scaled(&self, factor: f32) -> Self {
        let cells = self.cells.iter().map(|cell| Cell {
            blocks: all_scaled(&cell.blocks, factor),
            ..*cell
        });
        Self {
            cells: cells.collect(),
            keep_with_next: self.keep_with_next,
        }
    }
}

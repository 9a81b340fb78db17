//! A small typesetter: blocks become lines, lines become pages, pages become a draw list, and a
//! back-end turns the draw list into a file.
//!
//! Belongs here: fonts, line breaking, tables, page breaks, pictures, PDF, DOCX, page images, also
//! of files that others made. Does not belong here: any word about what a document is *for*. This
//! crate reads no clock, no file and no setting, and the same [`Document`] always gives the same
//! bytes.
//!
//! ```
//! use hoso_paper::{Document, Typesetter, write_pdf, write_svg};
//!
//! # fn main() -> Result<(), hoso_paper::PaperError> {
//! # let document = Document {
//! #     title: String::new(), author: String::new(), language: "vi-VN".into(), sections: vec![],
//! # };
//! let mut typesetter = Typesetter::new()?; // parses the fonts: make one, use it for every document
//! let layout = typesetter.lay_out(&document);
//! let pdf: Vec<u8> = write_pdf(&layout, typesetter.fonts())?;
//! let image: String = write_svg(&layout.pages[0], typesetter.fonts());
//! # Ok(())
//! # }
//! ```

pub mod block;

mod append;
mod archive;
mod balance;
mod content;
mod docx;
mod draw;
mod figures;
mod file;
mod flow;
mod fonts;
mod icc;
mod image;
mod lines;
mod memory;
mod outline;
mod page_image;
mod paginate;
mod pdf;
mod printed;
mod reading;
mod stop;
mod structure;
mod svg;
mod table;
mod text;
mod typesetter;

pub use append::{Appendix, AppendixFault};
pub use block::{
    Align, Block, Cell, ColumnCell, Columns, Document, Face, Fit, Footnote, Frame, Ink, Length,
    PageSetup, Paragraph, Picture, Role, Row, RuleBelow, Run, Section, Sheet, Table, Vertical,
};
pub use docx::{write_docx, write_docx_unless};
pub use draw::{
    Draw, Glyph, GlyphRun, Layout, MissingGlyph, OutlineEntry, Page, PlacedImage, Rule, Tag,
    TagKind,
};
pub use fonts::Fonts;
pub use image::{Image, ImageFault};
pub use page_image::PageImage;
pub use pdf::{write_pdf, write_pdf_unless, write_pdf_with};
pub use printed::{PrintedPage, write_printed};
pub use reading::{Passage, PlacedLetter, PlacedLine};
pub use stop::Stop;
pub use svg::{Band, write_bands, write_svg};
pub use typesetter::Typesetter;

/// What can go wrong between a document and its bytes. Text never can: what cannot be set is
/// reported in [`Layout::missing`].
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A bundled font could not be read.
    #[error("font {name} cannot be read")]
    Font {
        /// Name of the face.
        name: &'static str,
        /// What the font parser said.
        source: skrifa::raw::ReadError,
    },
    /// The glyphs in use could not be cut out of a font.
    #[error("font {name} cannot be reduced to the glyphs in use: {reason}")]
    Subset {
        /// Name of the face.
        name: &'static str,
        /// What the subsetter said.
        reason: String,
    },
    /// The PDF objects could not be put together.
    #[error("PDF objects cannot be put together")]
    Objects(#[from] lopdf::Error),
    /// A picture that was read before can no longer be unpacked.
    #[error("picture cannot be unpacked")]
    Picture(#[source] Box<ImageFault>),
    /// The DOCX package could not be put together.
    #[error("DOCX cannot be packed")]
    Package(#[source] Box<zip::result::ZipError>),
    /// The work was given up on request.
    #[error("stopped")]
    Stopped,
    /// The PDF could not be written out.
    #[error("PDF cannot be written")]
    Write(#[from] std::io::Error),
}

impl From<ImageFault> for PaperError {
    fn from(fault: ImageFault) -> Self {
        Self::Picture(Box::new(fault))
    }
}

impl From<zip::result::ZipError> for PaperError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Package(Box::new(error))
    }
}

//! A page of any PDF file as a picture, for a glance at a scan.
//!
//! The file is somebody else's. It is never believed: what cannot be read has no picture. But how
//! long drawing takes, how much memory it needs and whether it comes back at all cannot be bounded
//! from within, so only a process that may be killed should call this.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::{FontData, FontQuery};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use crate::block::Face;
use crate::fonts::bundled_file;

/// A drawn page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageImage {
    /// The picture as a PNG file.
    pub png: Vec<u8>,
    /// How many pages the file has.
    pub pages: u32,
}

impl PageImage {
    /// Draws a page, counted from 1, so that its longer side has this many pixels.
    pub fn draw(pdf: Vec<u8>, page: u32, side: u16) -> Option<Self> {
        let pdf = Pdf::new(pdf).ok()?;
        let pages = pdf.pages();
        let number = usize::try_from(page).ok()?.checked_sub(1)?;
        let page = pages.get(number)?;
        let (width, height) = page.render_dimensions();
        let scale = f32::from(side) / width.max(height);
        // A page thinner than a pixel, or of no size at all, shows nothing.
        if !(width * scale >= 1.0 && height * scale >= 1.0) {
            return None;
        }
        let drawn = hayro::render(
            page,
            &RenderCache::new(),
            &InterpreterSettings {
                font_resolver: Arc::new(|query| Some((face_for(query), 0))),
                ..InterpreterSettings::default()
            },
            &RenderSettings::default(),
            &PixmapSettings {
                x_scale: scale,
                y_scale: scale,
                bg_color: WHITE,
            },
        );
        let (width, height) = (drawn.width(), drawn.height());
        let colours: Vec<u8> = drawn
            .data_as_u8_slice()
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        Some(Self {
            png: encode(width.into(), height.into(), &colours)?,
            pages: u32::try_from(pages.len()).ok()?,
        })
    }
}

/// A bundled face in the place of one that the file names and does not bring along.
fn face_for(query: &FontQuery) -> FontData {
    let name = match query {
        FontQuery::Standard(font) => *font,
        FontQuery::Fallback(font) => font.pick_standard_font(),
    };
    let name = name.postscript_name();
    Arc::new(bundled_file(Face {
        bold: name.contains("Bold"),
        italic: name.contains("Italic") || name.contains("Oblique"),
    }))
}

fn encode(width: u32, height: u32, colours: &[u8]) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(colours).ok()?;
    writer.finish().ok()?;
    Some(file)
}

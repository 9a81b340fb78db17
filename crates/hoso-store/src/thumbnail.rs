//! Small pictures of stored pictures, made when first asked for and kept beside the evidence.
//!
//! Pages of PDF files have none: the window shows PDF files itself, and a second renderer would be
//! built into the program for these small pictures alone.

use crate::cabinet::Cabinet;
use crate::disk;
use crate::error::StoreError;
use crate::sniff::FileKind;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::{BufRead, Cursor, Seek};

/// Longest side of a thumbnail, in pixels.
const SIDE: u32 = 256;
/// A picture larger than a scanner or a telephone makes is not decoded: a small file can claim to
/// be a huge picture.
const LARGEST_SIDE: u32 = 20_000;
const MOST_PIXELS: u64 = 120_000_000;
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

impl Cabinet {
    /// A PNG thumbnail of a stored picture; `None` for other kinds of file, and for a picture that
    /// is too large or cannot be read.
    pub fn thumbnail(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let stored = self.stored_file(sha256)?;
        let format = match stored.kind {
            FileKind::Jpeg => ImageFormat::Jpeg,
            FileKind::Png => ImageFormat::Png,
            FileKind::Pdf | FileKind::Docx | FileKind::Xlsx => return Ok(None),
        };
        let folder = self.folder().thumbnails();
        let kept = folder.join(format!("{sha256}.png"));
        if let Ok(bytes) = std::fs::read(&kept) {
            return Ok(Some(bytes));
        }
        let bytes = self.read_evidence(sha256)?;
        let Some(picture) = small(Cursor::new(bytes), format) else {
            return Ok(None);
        };
        let mut png = Cursor::new(Vec::new());
        if picture.write_to(&mut png, ImageFormat::Png).is_err() {
            return Ok(None);
        }
        let png = png.into_inner();
        disk::make_folder(&folder)?;
        disk::write_whole(&kept, &png)?;
        Ok(Some(png))
    }
}

/// The picture, upright and small, if it can be decoded within bounds.
fn small(source: impl BufRead + Seek, format: ImageFormat) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(source, format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let picture = DynamicImage::from_decoder(decoder).ok()?;
    let mut picture = picture.thumbnail(SIDE, SIDE);
    picture.apply_orientation(orientation);
    Some(picture)
}

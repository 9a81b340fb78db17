//! Small pictures of stored pictures and of first pages, made when first asked for and kept beside
//! the evidence. They are a convenience: whatever goes wrong, there is none, and no error.

use crate::cabinet::{Cabinet, CabinetFolder};
use crate::disk;
use crate::error::StoreError;
use crate::evidence::{StoredFile, read_stored};
use crate::seal;
use crate::sniff::FileKind;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::{BufRead, Cursor, Seek};
use std::path::PathBuf;

/// Longest side of a thumbnail, in pixels.
pub const THUMBNAIL_SIDE: u16 = 256;
/// A picture larger than a scanner or a telephone makes is not decoded: a small file can claim to
/// be a huge picture.
const LARGEST_SIDE: u32 = 20_000;
const MOST_PIXELS: u64 = 120_000_000;
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
/// No thumbnail is larger.
const MOST_KEPT: u64 = 4 * 1024 * 1024;

/// The thumbnail of a stored file, made or still to be made. It takes no part of the cabinet along,
/// so that nobody waits for a long drawing.
#[derive(Debug, Clone)]
pub struct Thumbnail {
    folder: CabinetFolder,
    stored: StoredFile,
}

impl Cabinet {
    /// The thumbnail of a stored file.
    pub fn thumbnail(&self, sha256: &str) -> Result<Thumbnail, StoreError> {
        Ok(Thumbnail {
            folder: self.folder().clone(),
            stored: self.stored_file(sha256)?,
        })
    }

    /// The thumbnails that are not there: of pictures and PDF files for which none was asked yet,
    /// or none could be made.
    pub fn missing_thumbnails(&self) -> Result<Vec<Thumbnail>, StoreError> {
        let thumbnails = self.stored_files()?.into_iter().map(|stored| Thumbnail {
            folder: self.folder().clone(),
            stored,
        });
        Ok(thumbnails
            .filter(|thumbnail| {
                thumbnail.can_be() && thumbnail.kept().is_none_or(|file| file.is_empty())
            })
            .collect())
    }
}

impl Thumbnail {
    /// The file it shows.
    pub fn of(&self) -> &StoredFile {
        &self.stored
    }

    /// The PNG file, made where nobody has tried yet. `first_page` draws the first page of a PDF
    /// file as a PNG file, of about [`THUMBNAIL_SIDE`].
    pub fn png(&self, first_page: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
        match self.kept() {
            Some(file) => (!file.is_empty()).then_some(file),
            None => self.make(first_page),
        }
    }

    /// Makes it, also where that failed before.
    pub fn make(&self, first_page: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
        if !self.can_be() {
            return None;
        }
        // A file that is gone or altered is reported by the look at the evidence.
        let bytes = read_stored(&self.folder, &self.stored).ok()?;
        let made = match self.stored.kind {
            FileKind::Jpeg => small(Cursor::new(bytes), ImageFormat::Jpeg),
            FileKind::Png => small(Cursor::new(bytes), ImageFormat::Png),
            _ => first_page(&bytes).and_then(|page| small(Cursor::new(page), ImageFormat::Png)),
        };
        let png = made.and_then(|picture| {
            let mut png = Cursor::new(Vec::new());
            picture.write_to(&mut png, ImageFormat::Png).ok()?;
            Some(png.into_inner())
        });
        // What cannot be kept, on a full disk, is made again the next time. An empty file says that
        // none can be made.
        let _ = disk::make_folder(&self.folder.thumbnails()).and_then(|()| {
            let png = png.as_deref().unwrap_or_default();
            seal::write_whole(&self.file(), png, self.folder.keys())
        });
        png
    }

    fn can_be(&self) -> bool {
        match self.stored.kind {
            FileKind::Jpeg | FileKind::Png | FileKind::Pdf => true,
            FileKind::Docx | FileKind::Xlsx => false,
        }
    }

    /// What was kept when somebody tried before; empty where none could be made.
    fn kept(&self) -> Option<Vec<u8>> {
        seal::read_all(&self.file(), self.folder.keys(), MOST_KEPT).ok()
    }

    fn file(&self) -> PathBuf {
        thumbnail_file(&self.folder, &self.stored.sha256)
    }
}

/// Where the thumbnail of a file with this hash stands.
pub(crate) fn thumbnail_file(folder: &CabinetFolder, sha256: &str) -> PathBuf {
    folder.thumbnails().join(format!("{sha256}.png"))
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
    let side = u32::from(THUMBNAIL_SIDE);
    let mut picture = if width.max(height) > side {
        picture.thumbnail(side, side)
    } else {
        picture
    };
    picture.apply_orientation(orientation);
    Some(picture)
}

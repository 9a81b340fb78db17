//! Pictures from files: JPEG as it is, PNG unpacked. Every file is measured before it is unpacked,
//! and what is broken or too large is refused with the reason.

use std::sync::Arc;

use ::image::metadata::Orientation;

/// The most pixels a picture may have; an A4 sheet scanned with 600 dots per inch has 35 million.
const MAX_PIXELS: u64 = 40_000_000;

/// A picture that has been read and found sound.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    file: Arc<[u8]>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) coding: Coding,
    /// How it is to be turned to stand upright.
    pub(crate) turn: Orientation,
}

/// How the file holds its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    /// JPEG with one or three colours.
    Jpeg { colours: u8 },
    /// PNG of any kind.
    Png,
}

/// Where the directions and the corner of a picture go when it is turned upright.
pub(crate) struct Upright {
    /// What goes to the right in the file.
    pub right: (f32, f32),
    /// What goes up in the file.
    pub up: (f32, f32),
    /// The lower left corner of the file.
    pub origin: (f32, f32),
}

/// Unpacked pixels, eight bits per colour.
pub(crate) struct Pixels {
    pub colours: u8,
    pub bytes: Vec<u8>,
}

/// Why a picture is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageFault {
    /// It is neither JPEG nor PNG.
    #[error("neither JPEG nor PNG")]
    Kind,
    /// The file is damaged.
    #[error("damaged: {0}")]
    Broken(String),
    /// It has too many pixels.
    #[error("{width} by {height} pixels are too many")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Its colours are made for a printing press (CMYK), not for a screen or an archive.
    #[error("colours of a printing press")]
    PressColours,
}

impl std::fmt::Debug for Image {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "Image({:?} {}x{}, {} bytes)",
            self.coding,
            self.width,
            self.height,
            self.file.len()
        )
    }
}

impl Image {
    /// Reads a JPEG or PNG file.
    pub fn read(file: &[u8]) -> Result<Self, ImageFault> {
        let (width, height, coding) = if file.starts_with(&[0xFF, 0xD8, 0xFF]) {
            measure_jpeg(file)?
        } else if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            measure_png(file)?
        } else {
            return Err(ImageFault::Kind);
        };
        let mut file = file.to_vec();
        let turn = match coding {
            Coding::Jpeg { .. } => take_turn(&mut file),
            Coding::Png => take_turn_chunk(&mut file),
        };
        let image = Self {
            file: file.into(),
            width,
            height,
            coding,
            turn,
        };
        if coding == Coding::Png {
            image.pixels()?;
        }
        Ok(image)
    }

    /// Width and height in pixels, upright.
    pub fn size(&self) -> (u32, u32) {
        if self.lies() {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        }
    }

    /// Whether the file holds it lying on its side.
    pub(crate) fn lies(&self) -> bool {
        matches!(
            self.turn,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        )
    }

    /// What turns it upright within a square from (0, 0) to (1, 1), with the origin at the lower
    /// left as it is held and as it is seen.
    pub(crate) fn upright(&self) -> Upright {
        let (right, up, origin) = match self.turn {
            Orientation::NoTransforms => ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0)),
            Orientation::FlipHorizontal => ((-1.0, 0.0), (0.0, 1.0), (1.0, 0.0)),
            Orientation::Rotate180 => ((-1.0, 0.0), (0.0, -1.0), (1.0, 1.0)),
            Orientation::FlipVertical => ((1.0, 0.0), (0.0, -1.0), (0.0, 1.0)),
            Orientation::Rotate90FlipH => ((0.0, -1.0), (-1.0, 0.0), (1.0, 1.0)),
            Orientation::Rotate90 => ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0)),
            Orientation::Rotate270FlipH => ((0.0, 1.0), (1.0, 0.0), (0.0, 0.0)),
            Orientation::Rotate270 => ((0.0, 1.0), (-1.0, 0.0), (1.0, 0.0)),
        };
        Upright { right, up, origin }
    }

    /// The same as an office program says it: by how much it is turned, clockwise in degrees, and
    /// whether it is mirrored left to right before that.
    pub(crate) fn turned(&self) -> (u32, bool) {
        match self.turn {
            Orientation::NoTransforms => (0, false),
            Orientation::FlipHorizontal => (0, true),
            Orientation::Rotate180 => (180, false),
            Orientation::FlipVertical => (180, true),
            Orientation::Rotate90FlipH => (270, true),
            Orientation::Rotate90 => (90, false),
            Orientation::Rotate270FlipH => (90, true),
            Orientation::Rotate270 => (270, false),
        }
    }

    pub(crate) fn file(&self) -> &[u8] {
        &self.file
    }

    /// The pixels of a PNG, on white where it is transparent.
    pub(crate) fn pixels(&self) -> Result<Pixels, ImageFault> {
        let broken = |error: png::DecodingError| ImageFault::Broken(error.to_string());
        let mut reader = png_reader(&self.file)?;
        let size = reader
            .output_buffer_size()
            .ok_or_else(|| ImageFault::Broken("size".to_owned()))?;
        let mut bytes = vec![0; size];
        let info = reader.next_frame(&mut bytes).map_err(broken)?;
        bytes.truncate(info.buffer_size());
        let on_white = |value: u8, opacity: u8| {
            let (value, opacity) = (u32::from(value), u32::from(opacity));
            ((value * opacity + 255 * (255 - opacity)) / 255) as u8
        };
        Ok(match info.color_type {
            png::ColorType::Grayscale => Pixels { colours: 1, bytes },
            png::ColorType::GrayscaleAlpha => Pixels {
                colours: 1,
                bytes: bytes
                    .chunks_exact(2)
                    .map(|pixel| on_white(pixel[0], pixel[1]))
                    .collect(),
            },
            png::ColorType::Rgba => Pixels {
                colours: 3,
                bytes: bytes
                    .chunks_exact(4)
                    .flat_map(|pixel| [0, 1, 2].map(|colour| on_white(pixel[colour], pixel[3])))
                    .collect(),
            },
            png::ColorType::Rgb | png::ColorType::Indexed => Pixels { colours: 3, bytes },
        })
    }
}

fn png_reader(file: &[u8]) -> Result<png::Reader<std::io::Cursor<&[u8]>>, ImageFault> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder
        .read_info()
        .map_err(|error| ImageFault::Broken(error.to_string()))
}

fn measure_png(file: &[u8]) -> Result<(u32, u32, Coding), ImageFault> {
    // The size stands at a fixed place in the file, before anything that has to be unpacked.
    let number = |at: usize| {
        let bytes = file.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    let (Some(width), Some(height)) = (number(16), number(20)) else {
        return Err(ImageFault::Broken("header".to_owned()));
    };
    check_size(width, height)?;
    Ok((width, height, Coding::Png))
}

fn measure_jpeg(file: &[u8]) -> Result<(u32, u32, Coding), ImageFault> {
    let broken = |what: &str| ImageFault::Broken(what.to_owned());
    let mut at = 2;
    loop {
        let (Some(0xFF), Some(&marker)) = (file.get(at), file.get(at + 1)) else {
            return Err(broken("marker"));
        };
        if marker == 0xFF {
            at += 1;
            continue;
        }
        let segment = file.get(at + 2..).ok_or_else(|| broken("cut off"))?;
        let [high, low, rest @ ..] = segment else {
            return Err(broken("cut off"));
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        match marker {
            0xC0..=0xC2 => {
                let [depth, h1, h0, w1, w0, colours, ..] = rest else {
                    return Err(broken("cut off"));
                };
                let height = u32::from(u16::from_be_bytes([*h1, *h0]));
                let width = u32::from(u16::from_be_bytes([*w1, *w0]));
                check_size(width, height)?;
                if *depth != 8 {
                    return Err(broken("depth"));
                }
                // A file that was cut off on the way lacks its end mark.
                let tail = &file[file.len().saturating_sub(64)..];
                if !tail.windows(2).any(|pair| pair == [0xFF, 0xD9]) {
                    return Err(broken("cut off"));
                }
                return match colours {
                    1 | 3 => Ok((width, height, Coding::Jpeg { colours: *colours })),
                    4 => Err(ImageFault::PressColours),
                    _ => Err(broken("colours")),
                };
            }
            // Codings that no PDF may hold, or the picture itself before its size.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(ImageFault::Kind),
            0xD9 | 0xDA => return Err(broken("no size")),
            _ if length < 2 => return Err(broken("length")),
            _ => at += 2 + length,
        }
    }
}

/// How a camera says that the picture is to be turned (the EXIF part of a JPEG file). The file says
/// so no longer afterwards: some readers heed it and some do not, so it is turned here.
fn take_turn(file: &mut [u8]) -> Orientation {
    let mut at = 2;
    while let Some(&[0xFF, marker, high, low]) = file.get(at..at + 4) {
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xE1
            && let Some(segment) = file.get_mut(at + 4..end)
            && let Some((start, exif)) = segment.split_first_chunk_mut()
            && start == b"Exif\0\0"
            && let Some(turn) = Orientation::remove_from_exif_chunk(exif)
        {
            return turn;
        }
        // What comes behind is the picture itself.
        if end < at + 4 || !(0xE0..=0xEF).contains(&marker) {
            break;
        }
        at = end;
    }
    Orientation::NoTransforms
}

/// The same for a PNG file, which says it in a chunk of its own; that is taken out.
fn take_turn_chunk(file: &mut Vec<u8>) -> Orientation {
    /// Length and name before the data, and the checksum behind.
    const AROUND: usize = 12;
    let mut at = 8;
    while let Some(&[a, b, c, d, ref name @ ..]) = file.get(at..at + 8) {
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let end = at.saturating_add(AROUND).saturating_add(length);
        if end > file.len() {
            break;
        }
        if name == b"eXIf" {
            let chunk: Vec<u8> = file.drain(at..end).collect();
            let exif = &chunk[8..8 + length];
            return Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms);
        }
        at = end;
    }
    Orientation::NoTransforms
}

fn check_size(width: u32, height: u32) -> Result<(), ImageFault> {
    if width == 0 || height == 0 {
        return Err(ImageFault::Broken("empty".to_owned()));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageFault::TooLarge { width, height });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Image, ImageFault};

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn a_hundred_megapixels_are_refused_before_they_are_unpacked() {
        assert_eq!(
            Image::read(&png(10_000, 10_000)),
            Err(ImageFault::TooLarge {
                width: 10_000,
                height: 10_000
            })
        );
    }

    #[test]
    fn what_is_no_picture_or_a_broken_one_is_refused() {
        assert_eq!(Image::read(b""), Err(ImageFault::Kind));
        assert_eq!(Image::read(b"%PDF-1.7"), Err(ImageFault::Kind));
        assert!(matches!(
            Image::read(&png(10, 10)),
            Err(ImageFault::Broken(_))
        ));
        assert!(matches!(
            Image::read(&png(0, 10)),
            Err(ImageFault::Broken(_))
        ));
        for length in 3..12 {
            let cut = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 9, 0, 9, 3];
            assert!(matches!(
                Image::read(&cut[..length]),
                Err(ImageFault::Broken(_))
            ));
        }
    }
}

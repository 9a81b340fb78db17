//! The picture at the top of a unit's certificates: Quốc huy or the unit's own emblem. The program
//! brings none; the unit gives its file, which is kept as text (Base64) beside its other own data.

use crate::{Desk, DeskError};
use hoso_exchange::read_bytes;
use hoso_paper::Image;
use std::path::Path;

/// The largest file. At the height that it is printed with, a picture for the finest printer has
/// about a third of it.
const MOST_BYTES: u64 = 1024 * 1024;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Desk {
    /// Reads a picture file, for the emblem of certificates.
    pub fn read_picture(file: &Path) -> Result<Image, DeskError> {
        picture(&read_bytes(file, MOST_BYTES)?, file)
    }
}

/// A picture file as text; one that cannot be printed is refused.
pub(crate) fn read_as_text(path: &Path) -> Result<String, DeskError> {
    let bytes = read_bytes(path, MOST_BYTES)?;
    picture(&bytes, path)?;
    Ok(encoded(&bytes))
}

/// The picture of a text, checked anew.
pub(crate) fn of_text(text: &str, path: &Path) -> Result<Image, DeskError> {
    picture(&file_of(text), path)
}

/// The file of a text; what is no Base64 gives no picture file either.
pub(crate) fn file_of(text: &str) -> Vec<u8> {
    let sixes = text.bytes().filter_map(|letter| {
        let at = LETTERS.iter().position(|known| *known == letter)?;
        Some(at as u32)
    });
    let sixes: Vec<u32> = sixes.collect();
    let eights = sixes.chunks(4).flat_map(|group| {
        let bits = group.iter().fold(0, |bits, six| (bits << 6) | six) << (6 * (4 - group.len()));
        let [_, bytes @ ..] = bits.to_be_bytes();
        bytes.into_iter().take(group.len().saturating_sub(1))
    });
    eights.collect()
}

fn picture(bytes: &[u8], path: &Path) -> Result<Image, DeskError> {
    Image::read(bytes).map_err(|source| DeskError::Emblem {
        file: path.to_owned(),
        source,
    })
}

fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte))
            << (8 * (3 - group.len()));
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place)) as usize & 63;
            text.push(if place <= group.len() {
                char::from(LETTERS[six])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{encoded, file_of};

    #[test]
    fn text_and_file_tell_the_same() {
        assert_eq!(encoded(b"Ma"), "TWE=");
        assert_eq!(encoded(b"Man"), "TWFu");
        let all: Vec<u8> = (0..=255).collect();
        for length in 250..=all.len() {
            assert_eq!(file_of(&encoded(&all[..length])), all[..length]);
        }
    }
}

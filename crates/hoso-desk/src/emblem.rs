//! The picture at the top of a unit's certificates: Quốc huy or the unit's own emblem. The program
//! brings none; the unit gives its file, which is kept as text (Base64) beside its other own data.

use crate::{Desk, DeskError};
use base64::prelude::{BASE64_STANDARD, Engine};
use hoso_exchange::read_bytes;
use hoso_paper::Image;
use std::path::Path;

/// The largest file. At the height that it is printed with, a picture for the finest printer has
/// about a third of it.
const MOST_BYTES: u64 = 1024 * 1024;

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
    Ok(BASE64_STANDARD.encode(&bytes))
}

/// The picture of a text, checked anew.
pub(crate) fn of_text(text: &str, path: &Path) -> Result<Image, DeskError> {
    picture(&file_of(text), path)
}

/// The file of a text; what is no Base64 gives no picture file either.
pub(crate) fn file_of(text: &str) -> Vec<u8> {
    // A text that was handed on by mail may have been broken into lines.
    let text: String = text.split_whitespace().collect();
    BASE64_STANDARD.decode(text).unwrap_or_default()
}

fn picture(bytes: &[u8], path: &Path) -> Result<Image, DeskError> {
    Image::read(bytes).map_err(|source| DeskError::Emblem {
        file: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::file_of;
    use base64::prelude::{BASE64_STANDARD, Engine};

    #[test]
    fn text_and_file_tell_the_same() {
        let encoded = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
        assert_eq!(encoded(b"Ma"), "TWE=");
        assert_eq!(encoded(b"Man"), "TWFu");
        let all: Vec<u8> = (0..=255).collect();
        for length in 250..=all.len() {
            assert_eq!(file_of(&encoded(&all[..length])), all[..length]);
        }
    }
}

//! How the text of a file without any mark of it is written.

use super::{Charset, SheetFault};
use crate::legacy::{self, Encoding};
use encoding_rs::{Encoding as Letters, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// So much of a file is looked at to tell how it is written.
const SAMPLE: usize = 64 * 1024;

/// Text as it was read, and how. In the old encodings of fonts the letters still stand as signs, to
/// be read cell by cell.
pub fn decode(bytes: &[u8]) -> Result<(Charset, String), SheetFault> {
    let marked = [(&[0xff, 0xfe][..], UTF_16LE), (&[0xfe, 0xff][..], UTF_16BE)];
    for (mark, letters) in marked {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return Ok((Charset::Utf16, read(letters, rest)));
        }
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    if let Some(letters) = pairs(bytes) {
        return Ok((Charset::Utf16, read(letters, bytes)));
    }
    let controls = bytes
        .iter()
        .filter(|byte| **byte < 0x20 && !b"\t\r\n\x0c".contains(byte));
    if controls.count() * 200 > bytes.len() {
        return Err(SheetFault::NotASheet);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Charset::Utf8, text.to_owned())),
        Err(_) => Ok(in_single_bytes(bytes)),
    }
}

/// Whether it is Unicode in pairs of bytes without a mark: every other byte of most letters is zero.
fn pairs(bytes: &[u8]) -> Option<&'static Letters> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |odd: usize| {
        let every_other = sample.iter().skip(odd).step_by(2);
        every_other.filter(|byte| **byte == 0).count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let most = sample.len() / 4;
    if sample.len() < 8 {
        None
    } else if second > most && first * 10 < second {
        Some(UTF_16LE)
    } else if first > most && second * 10 < first {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Of the encodings with a byte for each sign the one that gives the most Vietnamese.
fn in_single_bytes(bytes: &[u8]) -> (Charset, String) {
    let end = bytes.len().min(SAMPLE);
    let sample = read(WINDOWS_1252, &bytes[..end]);
    let windows: String = read(WINDOWS_1258, &bytes[..end]).nfc().collect();
    let candidates = [
        (Charset::Windows1258, windows),
        (Charset::Tcvn3, legacy::read(Encoding::Tcvn3, &sample)),
        (Charset::Vni, legacy::read(Encoding::Vni, &sample)),
    ];
    let mut best = (Charset::Windows1258, isize::MIN);
    for (charset, text) in candidates {
        let weight = legacy::weight(&text);
        if weight > best.1 {
            best = (charset, weight);
        }
    }
    match best.0 {
        Charset::Windows1258 => (best.0, read(WINDOWS_1258, bytes)),
        charset => (charset, read(WINDOWS_1252, bytes)),
    }
}

fn read(letters: &'static Letters, bytes: &[u8]) -> String {
    letters.decode_without_bom_handling(bytes).0.into_owned()
}

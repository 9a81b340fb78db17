//! File names that every system takes: Windows refuses more of them than others, and takes only so
//! much of a path.
//!
//! Lengths are counted as Windows counts them, in UTF-16 units, on every system: what is written
//! here is carried there.

use crate::FileError;
use std::collections::BTreeSet;
use std::path::{Path, absolute};
use unicode_normalization::UnicodeNormalization;

/// The longest path of a file that is written. Windows itself takes 259; the rest is left for the
/// copy of a copy, and for programs that put a sign before or behind the name.
const LONGEST_PATH: usize = 240;
/// The shortest room for names in which they still say what they are.
const LEAST_ROOM: usize = 40;
/// The longest ending that is kept whole, with its dot.
const LONGEST_ENDING: usize = 8;
/// Names of devices, which Windows takes for the device whatever ending follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Beginnings of the names of ports, with one digit behind.
const PORTS: [&str; 2] = ["com", "lpt"];

/// The name with what Windows refuses taken out: signs that part paths or mean something to it,
/// names of devices, dots and spaces at either end. Never empty.
pub fn safe_name(name: &str) -> String {
    let cleaned: String = name
        .chars()
        .map(|letter| match letter {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
            letter if letter.is_control() => '-',
            letter => letter,
        })
        .collect();
    let trimmed = cleaned.trim_matches([' ', '.']);
    let first = trimmed.split('.').next().unwrap_or_default();
    match trimmed {
        "" => "_".to_owned(),
        trimmed if is_device(first.trim_end()) => format!("_{trimmed}"),
        trimmed => trimmed.to_owned(),
    }
}

/// Whether Windows takes a name without its endings for a device.
fn is_device(name: &str) -> bool {
    let small = name.to_lowercase();
    let is_port = PORTS.iter().any(|port| {
        let digit = small.strip_prefix(port).map(|rest| rest.chars());
        digit.is_some_and(|mut rest| {
            let is_digit = rest.next().is_some_and(|c| "0123456789¹²³".contains(c));
            is_digit && rest.next().is_none()
        })
    });
    is_port || DEVICES.contains(&small.as_str())
}

/// The names as they can stand in a folder: each safe, no path longer than Windows takes, and no two
/// alike where capitals do not count. Names that can stay stay; the ending always does.
pub fn fit_names(folder: &Path, names: &[String]) -> Result<Vec<String>, FileError> {
    let place = absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let length = units(&place.to_string_lossy());
    let room = LONGEST_PATH.saturating_sub(length + 1);
    if room < LEAST_ROOM {
        return Err(FileError::TooDeep {
            folder: place,
            length,
            most: LONGEST_PATH - LEAST_ROOM - 1,
        });
    }
    let mut taken = BTreeSet::new();
    Ok(names
        .iter()
        .map(|name| {
            let safe = safe_name(name);
            let (stem, ending) = parted(&safe);
            let mut count = 1;
            loop {
                let mark = if count == 1 {
                    String::new()
                } else {
                    format!("-{count}")
                };
                let short = match shortened(stem, room - units(&mark) - units(ending)) {
                    "" => "_",
                    short => short,
                };
                let fitted = safe_name(&format!("{short}{mark}{ending}"));
                let key: String = fitted.to_lowercase().nfc().collect();
                if units(&fitted) <= room && taken.insert(key) {
                    return fitted;
                }
                count += 1;
            }
        })
        .collect())
}

/// A name without its ending, and the ending with its dot.
fn parted(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 && units(&name[dot..]) <= LONGEST_ENDING => name.split_at(dot),
        _ => (name, ""),
    }
}

/// The beginning of a name that has room, without a hyphen, dot or space at its end.
fn shortened(stem: &str, room: usize) -> &str {
    let mut used = 0;
    let end = stem.char_indices().find_map(|(at, letter)| {
        used += letter.len_utf16();
        (used > room).then_some(at)
    });
    match end {
        Some(end) => stem[..end].trim_end_matches(['-', '.', ' ']),
        None => stem,
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

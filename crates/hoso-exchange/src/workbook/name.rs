//! Names of sheets that every spreadsheet takes.

use std::collections::HashSet;

/// The longest name of a sheet, in UTF-16 units.
const LONGEST: usize = 31;

/// Signs that cannot stand in the name of a sheet.
const FORBIDDEN: [char; 7] = ['*', '?', ':', '[', ']', '\\', '/'];

/// A name made fit and unlike those taken, to which it is added. Spreadsheets take capital and small
/// letters for the same.
pub fn tab_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let clean: String = wanted
        .chars()
        .map(|sign| {
            if sign.is_control() || FORBIDDEN.contains(&sign) {
                ' '
            } else {
                sign
            }
        })
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let joined = words.join(" ");
    let bare = joined.trim_matches(['\'', ' ']);
    // Excel keeps this name for itself.
    let base = match bare {
        "" => "Bảng",
        bare if bare.eq_ignore_ascii_case("history") => "Bảng History",
        bare => bare,
    };
    let mut number = 1;
    loop {
        let ending = if number == 1 {
            String::new()
        } else {
            format!(" ({number})")
        };
        let name = format!("{}{ending}", cut(base, LONGEST - ending.len()));
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// The beginning of a text that has at most so many UTF-16 units; never half a letter.
pub fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, sign)| {
        units += sign.len_utf16();
        (units > most).then_some(at)
    });
    end.map_or(text, |end| text[..end].trim_end_matches([' ', '\'']))
}

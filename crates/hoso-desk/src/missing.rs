//! What an export could not print or found blank, said so that a person finds the place.

use crate::Opened;
use hoso_forms::Blank;
use hoso_paper::Layout;
use serde_json::Value;

/// Most places named for one character.
const MOST_PLACES: usize = 3;

/// Notes the characters without a glyph, each with the fields of the dossier that hold it.
pub(crate) fn note(file: &str, layout: &Layout, opened: &Opened, notes: &mut Vec<String>) {
    if layout.missing.is_empty() {
        return;
    }
    let dossier = serde_json::to_value(&opened.dossier).unwrap_or_default();
    for missing in &layout.missing {
        let mut places = Vec::new();
        find(&dossier, missing.character, "", &mut places);
        let shown = places
            .iter()
            .take(MOST_PLACES)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        let place = match places.len() {
            0 => String::new(),
            count if count > MOST_PLACES => {
                format!(" (ở mục {shown} và {} mục khác)", count - MOST_PLACES)
            }
            _ => format!(" (ở mục {shown})"),
        };
        notes.push(format!(
            "{file}: không in được ký tự “{}” (U+{:04X}){place}",
            missing.character,
            u32::from(missing.character)
        ));
    }
}

/// Paths of the texts that hold a character.
fn find(value: &Value, character: char, path: &str, places: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains(character) => places.push(path.to_owned()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                find(item, character, &format!("{path}[{index}]"), places);
            }
        }
        Value::Object(entries) => {
            for (name, item) in entries {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                find(item, character, &path, places);
            }
        }
        _ => {}
    }
}

/// Notes the fields that were printed as a blank, each once.
pub(crate) fn note_blanks(file: &str, blanks: &[Blank], notes: &mut Vec<String>) {
    let mut seen: Vec<(&str, usize)> = Vec::new();
    for blank in blanks {
        let place = (blank.field.as_str(), blank.line);
        if seen.contains(&place) {
            continue;
        }
        seen.push(place);
        notes.push(format!(
            "{file}: còn để trống “{}” (mẫu {}, dòng {})",
            blank.field,
            blank.form.code(),
            blank.line
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use serde_json::json;

    #[test]
    fn the_field_that_holds_a_character_is_named() {
        let mut places = Vec::new();
        let dossier =
            json!({ "unit": { "name": "Sở" }, "nominees": [{ "name": "An" }, { "name": "漢" }] });
        find(&dossier, '漢', "", &mut places);
        assert_eq!(places, ["nominees[1].name"]);
    }
}

//! Text in an old encoding (TCVN3, VNI-Windows) or with loose marks: recognised, and offered with
//! what it would become. Nothing is changed before a person has chosen it.

use crate::words::fields;
use crate::{Desk, DeskError, Opened};
use hoso_exchange::legacy::{Encoding, Rescue, rescue};
use hoso_exchange::{Existing, Staging, dossier_to_json, read_text};
use hoso_store::StoreError;
use serde::Serialize;
use serde_json::Value;
use specta::Type;
use std::path::Path;

/// A text that seems to be in an old encoding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RescueView {
    /// Its place among the texts that were given.
    pub at: u32,
    /// The field of the dossier it stands in; empty for a text that is in no dossier yet.
    pub path: String,
    /// The same in words.
    pub place: String,
    /// How it seems to be written.
    pub encoding: EncodingCode,
    /// The same in words.
    pub encoding_name: String,
    /// As it stands.
    pub before: String,
    /// In Unicode.
    pub after: String,
    /// Whether it can hardly be anything else.
    pub is_sure: bool,
    /// What to look at before changing it; may be empty.
    pub note: String,
}

/// How a text seems to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EncodingCode {
    /// TCVN3, of the ABC fonts.
    Tcvn3,
    /// VNI-Windows.
    Vni,
    /// Unicode with marks in the wrong order.
    LooseMarks,
}

impl Desk {
    /// Which of some texts that belong together (cells, paragraphs) seem to be in an old encoding.
    pub fn rescue(texts: &[String]) -> Vec<RescueView> {
        let texts: Vec<(String, &str)> = texts
            .iter()
            .map(|text| (String::new(), text.as_str()))
            .collect();
        views(&texts, |_| String::new())
    }

    /// The lines of a text file that seem to be in an old encoding.
    pub fn rescue_lines(file: &Path) -> Result<Vec<RescueView>, DeskError> {
        let text = read_text(file)?;
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        Ok(Self::rescue(&lines))
    }

    /// The fields of a dossier that seem to be in an old encoding.
    pub fn rescue_fields(opened: &Opened) -> Result<Vec<RescueView>, DeskError> {
        let mut whole = as_value(opened)?;
        let mut texts: Vec<(String, String)> = Vec::new();
        each(&mut whole, "", &mut |path, text| {
            texts.push((path.to_owned(), text.clone()));
        });
        let texts: Vec<(String, &str)> = texts
            .iter()
            .map(|(path, text)| (path.clone(), text.as_str()))
            .collect();
        Ok(views(&texts, |path| fields::name(path, &opened.dossier)))
    }

    /// Writes a dossier with some of these fields in Unicode to another file; `only` names their
    /// paths, and nothing named is all that are sure. Returns what was changed.
    pub fn write_rescued(
        opened: &Opened,
        only: &[String],
        file: &Path,
        existing: Existing,
    ) -> Result<Vec<RescueView>, DeskError> {
        let chosen = chosen(Self::rescue_fields(opened)?, only)?;
        let mut whole = as_value(opened)?;
        each(&mut whole, "", &mut |path, text| {
            if let Some(change) = chosen.iter().find(|change| change.path == path) {
                text.clone_from(&change.after);
            }
        });
        let internal = |error: serde_json::Error| DeskError::Internal {
            name: "dossier file",
            detail: error.to_string(),
        };
        let dossier = serde_json::from_value(whole).map_err(internal)?;
        let json = dossier_to_json(&dossier).map_err(internal)?;
        Staging::write_one(file, json.as_bytes(), existing)?;
        Ok(chosen)
    }
}

/// Those that were chosen by their paths, or all that are sure where none is named.
pub(crate) fn chosen(
    found: Vec<RescueView>,
    only: &[String],
) -> Result<Vec<RescueView>, DeskError> {
    let is_there = |path: &&String| found.iter().any(|one| one.path == **path);
    if let Some(path) = only.iter().find(|path| !is_there(path)) {
        return Err(DeskError::Cabinet(StoreError::NoField {
            path: path.clone(),
        }));
    }
    let is_chosen = |one: &RescueView| {
        if only.is_empty() {
            one.is_sure
        } else {
            only.contains(&one.path)
        }
    };
    Ok(found.into_iter().filter(is_chosen).collect())
}

fn as_value(opened: &Opened) -> Result<Value, DeskError> {
    serde_json::to_value(&opened.dossier).map_err(|error| DeskError::Internal {
        name: "dossier",
        detail: error.to_string(),
    })
}

/// Goes through every text of a dossier that people typed, with its path.
fn each(value: &mut Value, path: &str, visit: &mut impl FnMut(&str, &mut String)) {
    match value {
        Value::String(text) => visit(path, text),
        Value::Array(list) => {
            for (at, element) in list.iter_mut().enumerate() {
                let named = ["id", "nominee"]
                    .iter()
                    .find_map(|key| element[key].as_str());
                let name = named.map_or_else(|| at.to_string(), str::to_owned);
                each(element, &format!("{path}[{name}]"), visit);
            }
        }
        Value::Object(fields) => {
            for (field, inner) in fields.iter_mut() {
                // The name of a stored file is no text of the dossier.
                if ["id", "file", "sha256"].contains(&field.as_str()) {
                    continue;
                }
                let dot = if path.is_empty() { "" } else { "." };
                each(inner, &format!("{path}{dot}{field}"), visit);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn views(texts: &[(String, &str)], place: impl Fn(&str) -> String) -> Vec<RescueView> {
    let pieces: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
    let view = |found: Rescue| {
        let (path, before) = &texts[found.at];
        let (encoding, encoding_name, note) = match found.encoding {
            Encoding::Tcvn3 => (
                EncodingCode::Tcvn3,
                "mã TCVN3 (phông .VnTime)",
                "Mã TCVN3 không ghi chữ hoa có dấu: xem lại chữ hoa sau khi đổi.",
            ),
            Encoding::Vni => (EncodingCode::Vni, "mã VNI (phông VNI-Times)", ""),
            Encoding::LooseMarks => (
                EncodingCode::LooseMarks,
                "Unicode có dấu rời, sai thứ tự",
                "",
            ),
        };
        RescueView {
            at: found.at as u32,
            path: path.clone(),
            place: place(path),
            encoding,
            encoding_name: encoding_name.to_owned(),
            before: (*before).to_owned(),
            after: found.after,
            is_sure: found.is_sure,
            note: note.to_owned(),
        }
    };
    rescue(&pieces).into_iter().map(view).collect()
}

//! The dossier file: JSON with a format name and a version around the dossier.

use crate::shape::{Place, Refusal, ShapeFault};
use hoso_domain::Dossier;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a dossier file calls itself.
pub const DOSSIER_FORMAT: &str = "hoso-thi-dua/dossier";

/// The version of the dossier file that this program writes.
pub const DOSSIER_VERSION: u64 = 1;

/// A dossier file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DossierFile {
    /// Always `hoso-thi-dua/dossier`.
    #[schemars(extend("const" = "hoso-thi-dua/dossier"))]
    format: String,
    /// Version of the format.
    #[schemars(extend("const" = 1))]
    version: u64,
    /// The dossier.
    dossier: Dossier,
}

/// The part of a file that says what it is, whatever else it holds.
#[derive(Deserialize)]
struct Header {
    format: Option<String>,
    version: Option<u64>,
}

/// Reads a dossier file.
pub fn dossier_from_json(text: &str) -> Result<Dossier, Refusal> {
    let file: DossierFile = versioned(text, DOSSIER_FORMAT, DOSSIER_VERSION)?;
    Ok(file.dossier)
}

/// Reads a JSON file that says what it is: one of another format or of a newer version is told
/// apart from one with a mistake.
pub(crate) fn versioned<T: DeserializeOwned>(
    text: &str,
    format: &str,
    known: u64,
) -> Result<T, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let header: Header = match serde_json::from_str(text) {
        Ok(header) => header,
        Err(error) if error.is_data() => return Err(Refusal::Foreign { found: None }),
        Err(error) => {
            return Err(Refusal::Syntax {
                place: place(&error),
                cut_short: error.is_eof(),
                detail: error.to_string(),
            });
        }
    };
    if header.format.as_deref() != Some(format) {
        return Err(Refusal::Foreign {
            found: header.format,
        });
    }
    if let Some(found) = header.version.filter(|version| *version > known) {
        return Err(Refusal::Newer { found, known });
    }
    let mut parser = serde_json::Deserializer::from_str(text);
    let file: T = serde_path_to_error::deserialize(&mut parser).map_err(|error| {
        let field = error.path().to_string();
        let error = error.into_inner();
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or_default();
        let fault = ShapeFault::from_words(words);
        Refusal::Shape {
            place: place(&error),
            field,
            fault,
        }
    })?;
    if header.version == Some(0) {
        let fault = ShapeFault::Other("version 0 does not exist".to_owned());
        let place = Place { line: 1, column: 1 };
        return Err(Refusal::Shape {
            place,
            field: "version".to_owned(),
            fault,
        });
    }
    Ok(file)
}

/// Writes a dossier file: indented, fields in the order of the schema, a newline at the end.
pub fn dossier_to_json(dossier: &Dossier) -> Result<String, serde_json::Error> {
    let file = DossierFile {
        format: DOSSIER_FORMAT.to_owned(),
        version: DOSSIER_VERSION,
        dossier: dossier.clone(),
    };
    let mut text = serde_json::to_string_pretty(&file)?;
    text.push('\n');
    Ok(text)
}

fn place(error: &serde_json::Error) -> Place {
    Place {
        line: error.line(),
        column: error.column(),
    }
}

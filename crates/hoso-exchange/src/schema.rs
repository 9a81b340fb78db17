//! The published JSON Schemas, made from the model itself so that they cannot drift from it.

use crate::dossier_file::DossierFile;
use hoso_domain::Plan;
use schemars::{JsonSchema, schema_for};

/// JSON Schema of the dossier file.
pub fn dossier_schema() -> Result<String, serde_json::Error> {
    schema::<DossierFile>()
}

/// JSON Schema of the plan file (a TOML document read as JSON values).
pub fn plan_schema() -> Result<String, serde_json::Error> {
    schema::<Plan>()
}

fn schema<T: JsonSchema>() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&schema_for!(T))?;
    text.push('\n');
    Ok(text)
}

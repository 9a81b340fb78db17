//! The published JSON Schemas, made from the model itself so that they cannot drift from it.

use crate::dossier_file::DossierFile;
use hoso_domain::provision::Law;
use hoso_domain::{Holidays, Plan, Rehearsal, Steps};
use schemars::{JsonSchema, schema_for};

/// JSON Schema of the dossier file.
pub fn dossier_schema() -> Result<String, serde_json::Error> {
    schema::<DossierFile>()
}

/// JSON Schema of the plan file (a TOML document read as JSON values).
pub fn plan_schema() -> Result<String, serde_json::Error> {
    schema::<Plan>()
}

/// JSON Schema of the provisions of law (a TOML document read as JSON values).
pub fn law_schema() -> Result<String, serde_json::Error> {
    schema::<Law>()
}

/// JSON Schema of the table of holidays (a TOML document read as JSON values).
pub fn holidays_schema() -> Result<String, serde_json::Error> {
    schema::<Holidays>()
}

/// JSON Schema of the steps of the reverse schedule (a TOML document read as JSON values).
pub fn steps_schema() -> Result<String, serde_json::Error> {
    schema::<Steps>()
}

/// JSON Schema of the checklist of the receiver's rehearsal (a TOML document read as JSON values); a
/// unit's own file has `lines` and `off` alone.
pub fn rehearsal_schema() -> Result<String, serde_json::Error> {
    schema::<Rehearsal>()
}

fn schema<T: JsonSchema>() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&schema_for!(T))?;
    text.push('\n');
    Ok(text)
}

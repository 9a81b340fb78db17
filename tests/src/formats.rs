//! The open formats: their published schemas are true and current, and calendars read elsewhere.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "formats/calendar.rs"]
mod calendar;
#[path = "formats/file_names.rs"]
mod file_names;
#[path = "formats/mangled.rs"]
mod mangled;

use hoso_exchange::{
    dossier_from_json, dossier_schema, dossier_to_json, holidays_schema, law_schema, plan_schema,
    rehearsal_schema, steps_schema,
};
use hoso_tests::{hoso, root, sample};
use serde_json::Value;
use std::fs;

fn published(name: &str) -> String {
    fs::read_to_string(root().join("docs/schema").join(name)).unwrap_or_default()
}

fn problems(schema: &str, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect()
}

#[test]
fn published_schemas_are_current() {
    // `cargo xtask schema` rewrites them.
    for (name, made) in [
        ("dossier", dossier_schema()),
        ("plan", plan_schema()),
        ("law", law_schema()),
        ("holidays", holidays_schema()),
        ("steps", steps_schema()),
        ("rehearsal", rehearsal_schema()),
    ] {
        let published = published(&format!("{name}.schema.json"));
        assert!(published == made.unwrap(), "the schema of {name} is stale");
        assert_eq!(hoso(["schema", name]).out, published, "{name}");
    }
}

#[test]
fn the_sample_fits_the_published_schema_and_faults_do_not() {
    let schema = published("dossier.schema.json");
    assert_eq!(problems(&schema, &sample()), Vec::<String>::new());
    let mut wrong = sample();
    wrong["dossier"]["nominees"][0]["name"] = Value::from(5);
    assert_ne!(problems(&schema, &wrong), Vec::<String>::new());
    let mut more = sample();
    more["dossier"]["unit"]["facts"][0]["value"] = serde_json::json!({ "percent": 101 });
    assert_ne!(problems(&schema, &more), Vec::<String>::new());
}

#[test]
fn the_built_in_plans_fit_the_published_schema() {
    let schema = published("plan.schema.json");
    for name in [
        "nam-dinh-cchc-2021-2025.toml",
        "mau-vi-du-ninh-binh-2026-2030.toml",
    ] {
        let text = fs::read_to_string(root().join("assets/plans").join(name)).unwrap();
        let plan: Value = toml::from_str(&text).unwrap();
        assert_eq!(problems(&schema, &plan), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_law_and_the_calendar_fit_their_published_schemas_and_faults_do_not() {
    for (name, file, list) in [
        ("law", "law/provisions.toml", "items"),
        ("holidays", "calendar/holidays.toml", "fixed"),
        ("steps", "calendar/steps.toml", "steps"),
        ("rehearsal", "rules/rehearsal.toml", "lines"),
    ] {
        let schema = published(&format!("{name}.schema.json"));
        let text = fs::read_to_string(root().join("assets").join(file)).unwrap();
        let data: Value = toml::from_str(&text).unwrap();
        assert_eq!(problems(&schema, &data), Vec::<String>::new(), "{file}");
        let mut misspelt = data.clone();
        misspelt[list][0]["sai_ten"] = Value::from(1);
        assert_ne!(problems(&schema, &misspelt), Vec::<String>::new(), "{file}");
        let mut wrong = data;
        wrong[list][0]["cite"] = Value::from(5);
        wrong[list][0]["place"] = Value::from(5);
        assert_ne!(problems(&schema, &wrong), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn reading_and_writing_a_dossier_changes_nothing() {
    let text = fs::read_to_string(root().join("assets/samples/ho-so-mau.json")).unwrap();
    let dossier = dossier_from_json(&text).unwrap();
    assert!(
        dossier_to_json(&dossier).unwrap() == text,
        "the sample is not in its written form"
    );
}

/// A file of the first release knows neither clearance nor indicators nor the days of the movement.
#[test]
fn a_file_from_before_still_opens_and_stays_as_it_is() {
    let mut old = sample();
    for nominee in old["dossier"]["nominees"].as_array_mut().unwrap() {
        nominee.as_object_mut().unwrap().remove("clearance");
    }
    let text = serde_json::to_string_pretty(&old).unwrap() + "\n";
    let dossier = dossier_from_json(&text).unwrap();
    assert!(
        dossier
            .nominees
            .iter()
            .all(|nominee| nominee.clearance.is_none())
    );
    let again: Value = serde_json::from_str(&dossier_to_json(&dossier).unwrap()).unwrap();
    assert!(again == old, "writing it adds nothing");
}

//! Two states of one dossier side by side, field by field.

use super::DifferenceView;
use crate::DeskError;
use crate::words::fields;
use hoso_domain::Dossier;
use serde_json::Value;
use std::collections::BTreeSet;

/// The fields in which two dossiers differ, in words: at most so many, and how many more there are.
pub(crate) fn differences(
    here: &Dossier,
    there: &Dossier,
    most: usize,
) -> Result<(Vec<DifferenceView>, u32), DeskError> {
    let value = |dossier: &Dossier| {
        serde_json::to_value(dossier).map_err(|error| DeskError::asset("dossier", &error))
    };
    let mut paths = Vec::new();
    compare(&value(here)?, &value(there)?, "", &mut paths);
    let more = paths.len().saturating_sub(most) as u32;
    // What is gone on one side still has its name on the other.
    let named = |path: &str| {
        let name = fields::name(path, here);
        let is_gone = ["đã bỏ"].iter().any(|gone| name.contains(gone));
        if is_gone {
            fields::name(path, there)
        } else {
            name
        }
    };
    let view = |(path, before, after): (String, Value, Value)| DifferenceView {
        place: named(&path),
        here: fields::value(&before, here),
        there: fields::value(&after, there),
    };
    Ok((paths.into_iter().take(most).map(view).collect(), more))
}

fn compare(here: &Value, there: &Value, path: &str, found: &mut Vec<(String, Value, Value)>) {
    match (here, there) {
        (Value::Object(before), Value::Object(after)) => {
            let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for name in names {
                let dot = if path.is_empty() { "" } else { "." };
                compare(
                    &before.get(name).cloned().unwrap_or_default(),
                    &after.get(name).cloned().unwrap_or_default(),
                    &format!("{path}{dot}{name}"),
                    found,
                );
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            let keys: Vec<String> = before.iter().enumerate().map(key).collect();
            let more = after.iter().enumerate().map(key);
            let more = more.filter(|key| !keys.contains(key)).collect::<Vec<_>>();
            let find = |list: &[Value], wanted: &str| {
                let mut list = list.iter().enumerate();
                let found = list.find(|one| key(*one) == wanted);
                found.map_or(Value::Null, |(_, value)| value.clone())
            };
            for key in keys.iter().chain(&more) {
                let (before, after) = (find(before, key), find(after, key));
                compare(&before, &after, &format!("{path}[{key}]"), found);
            }
        }
        _ if here == there => {}
        _ => found.push((path.to_owned(), here.clone(), there.clone())),
    }
}

/// What an element of a list is found by: its id, or its place.
fn key((at, element): (usize, &Value)) -> String {
    let named = ["id", "nominee"]
        .iter()
        .find_map(|field| element[field].as_str());
    named.map_or_else(|| at.to_string(), str::to_owned)
}

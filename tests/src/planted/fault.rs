//! Faults planted in dossiers without one, from `tests/suite/planted/loi`.

use crate::clean::{Edited, read, toml_files};
use hoso_tests::root;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A file of faults.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultFile {
    fault: Vec<Fault>,
}

/// One fault.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What is wrong.
    pub name: String,
    /// The dossier that it is planted in.
    pub dossier: String,
    /// Why a receiver returns it.
    pub why: String,
    /// Nominees that stand in the lists once more, each with the id of the copy.
    #[serde(default)]
    again: Map<String, Value>,
    /// What is changed, by path; `null` empties a field.
    #[serde(default)]
    change: Map<String, Value>,
    /// What is taken out, by path.
    #[serde(default)]
    drop: Vec<String>,
    /// What is written by hand in a template.
    pub template: Option<Edited>,
    /// What has to be found.
    pub finds: Expected,
}

/// What has to be found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// By which command.
    pub by: String,
    /// Code of the rule, or kind of the hint.
    pub rule: String,
    /// Id of the nominee; absent: the dossier.
    #[serde(default)]
    pub of: String,
    /// Path of the field.
    pub field: String,
    /// Words that it says.
    pub says: String,
}

/// All faults, in the order of their files.
pub fn all() -> Vec<Fault> {
    let files = toml_files(&root().join("tests/suite/planted/loi"));
    let faults = files.iter().flat_map(|path| read::<FaultFile>(path).fault);
    faults.collect()
}

impl Fault {
    /// The dossier file with the fault in it.
    pub fn planted(&self, clean: &Value) -> Value {
        let mut file = clean.clone();
        let dossier = &mut file["dossier"];
        for (id, copy) in &self.again {
            let lists = [("nominees", "id"), ("meeting.votes", "nominee")];
            for (list, key) in lists {
                let mut twin = place(dossier, &format!("{list}.{id}")).clone();
                twin[key] = copy.clone();
                place(dossier, list).as_array_mut().unwrap().push(twin);
            }
        }
        for (path, value) in &self.change {
            put(dossier, path, value.clone());
        }
        for path in &self.drop {
            let (list, element) = path.rsplit_once('.').unwrap();
            let list = place(dossier, list).as_array_mut().unwrap();
            let at = position(list, element).unwrap_or_else(|| panic!("{path} is not there"));
            list.remove(at);
        }
        let changed = &file != clean || self.template.is_some();
        assert!(changed, "{}: nothing is changed", self.name);
        file
    }
}

/// Replaces the value at a dotted path; the text `null` stands for nothing.
#[track_caller]
pub fn put(object: &mut Value, path: &str, value: Value) {
    let value = if value == "null" { Value::Null } else { value };
    *place(object, path) = value;
}

/// The value at a dotted path. An element of a list is named by its id, by the nominee or member it
/// is about, or by its place.
#[track_caller]
fn place<'a>(object: &'a mut Value, path: &str) -> &'a mut Value {
    let mut found = object;
    for step in path.split('.') {
        found = match found {
            Value::Array(list) => {
                let at = position(list, step).unwrap_or_else(|| panic!("no “{step}” in {path}"));
                &mut list[at]
            }
            other => &mut other[step],
        };
    }
    found
}

fn position(list: &[Value], step: &str) -> Option<usize> {
    let named = |one: &Value| ["id", "nominee", "member", "fact"].map(|key| one[key] == step);
    let at = list
        .iter()
        .position(|one| named(one).contains(&true) || one == step);
    at.or_else(|| step.parse().ok().filter(|at| *at < list.len()))
}

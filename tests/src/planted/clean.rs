//! Dossiers without a fault, from `tests/suite/planted/sach`, made whole with what they share.

use hoso_tests::{root, sample};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fs;

/// A dossier without a fault, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// What it is.
    pub name: String,
    /// The sample dossier is its ground instead of what all share.
    #[serde(default)]
    sample: bool,
    /// Fields that replace those of the ground, by path.
    #[serde(default)]
    change: Map<String, Value>,
    /// Fields of the dossier.
    #[serde(default)]
    dossier: Map<String, Value>,
    /// What all nominees share.
    #[serde(default)]
    each: Map<String, Value>,
    /// What all collectives share.
    #[serde(default)]
    each_collective: Map<String, Value>,
    /// What all individuals share.
    #[serde(default)]
    each_individual: Map<String, Value>,
    /// The collectives proposed.
    #[serde(default)]
    collectives: Vec<Map<String, Value>>,
    /// The individuals proposed.
    #[serde(default)]
    individuals: Vec<Map<String, Value>>,
    /// The unit's own templates.
    #[serde(default)]
    pub templates: Vec<Edited>,
    /// Rules whose warning is right: the dossier is in order, and the warning says what it is.
    #[serde(default)]
    pub rightly_said: Vec<String>,
}

/// A built-in template with some words written by hand.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Edited {
    /// Code of its kind.
    pub form: String,
    /// Words of the template and what stands there instead, in pairs.
    pub replace: Vec<[String; 2]>,
}

/// What all dossiers share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    dossier: Value,
    nominee: Value,
    collective: Value,
    individual: Value,
}

/// A dossier without a fault.
pub struct Clean {
    /// The file's name without its ending; faults name it so.
    pub id: String,
    /// As written.
    pub written: Written,
    /// The dossier file.
    pub file: Value,
}

/// All of them, in the order of their files.
pub fn all() -> Vec<Clean> {
    let folder = root().join("tests/suite/planted");
    let shared: Shared = read(&folder.join("chung.toml"));
    let mut clean = Vec::new();
    for path in toml_files(&folder.join("sach")) {
        let written: Written = read(&path);
        let file = whole(&written, &shared);
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        clean.push(Clean { id, written, file });
    }
    clean
}

/// The TOML files of a folder, sorted.
pub fn toml_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// Reads a TOML file.
#[track_caller]
pub fn read<T: serde::de::DeserializeOwned>(path: &std::path::Path) -> T {
    let text = fs::read_to_string(path).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn whole(written: &Written, shared: &Shared) -> Value {
    let mut file = if written.sample {
        sample()
    } else {
        json!({ "format": "hoso-thi-dua/dossier", "version": 1, "dossier": of_parts(written, shared) })
    };
    for (path, value) in &written.change {
        super::fault::put(&mut file["dossier"], path, value.clone());
    }
    file
}

fn of_parts(written: &Written, shared: &Shared) -> Value {
    let mut dossier = shared.dossier.clone();
    merge(&mut dossier, &Value::Object(written.dossier.clone()));
    let members = dossier["council"]["members"].as_array().unwrap();
    let members: Vec<Value> = members.iter().map(member).collect();
    dossier["council"]["members"] = members.into();
    let mut nominees = Vec::new();
    let kinds = [
        (
            "collective",
            &shared.collective,
            &written.each_collective,
            &written.collectives,
        ),
        (
            "individual",
            &shared.individual,
            &written.each_individual,
            &written.individuals,
        ),
    ];
    for (kind, shared_by_kind, each, rows) in kinds {
        for row in rows {
            let mut nominee = shared.nominee.clone();
            merge(&mut nominee, shared_by_kind);
            for layer in [&written.each, each, row] {
                merge(&mut nominee, &unfolded(kind, layer));
            }
            for fact in nominee["facts"].as_array_mut().unwrap() {
                with_defaults(fact, &json!({ "evidence": [] }));
            }
            nominees.push(nominee);
        }
    }
    for fact in dossier["unit"]["facts"].as_array_mut().unwrap() {
        with_defaults(fact, &json!({ "evidence": [] }));
    }
    for paper in dossier["evidence"].as_array_mut().unwrap() {
        with_defaults(paper, &json!({ "file": "" }));
    }
    dossier["meeting"]["votes"] = votes(&dossier, &nominees);
    dossier["nominees"] = nominees.into();
    dossier
}

/// A member from its row.
fn member(row: &Value) -> Value {
    json!({ "id": row[0], "name": row[1], "position": row[2], "role": row[3] })
}

/// Everybody who could vote said yes, except where the file says otherwise. Who is proposed does not
/// vote on their own case.
fn votes(dossier: &Value, nominees: &[Value]) -> Value {
    let meeting = &dossier["meeting"];
    let absent = meeting["absent"].as_array().unwrap();
    let wrote = absent.iter().filter(|gone| gone["written_opinion"] == true);
    let wrote = wrote.map(|gone| &gone["member"]);
    let voters: Vec<&Value> = meeting["present"]
        .as_array()
        .unwrap()
        .iter()
        .chain(wrote)
        .collect();
    let members = dossier["council"]["members"].as_array().unwrap();
    let of_nominee = |nominee: &Value| {
        let own = members
            .iter()
            .any(|member| member["name"] == nominee["name"] && voters.contains(&&member["id"]));
        let id = nominee["id"].as_str().unwrap();
        match &meeting["votes"][id] {
            Value::Array(counts) => json!({
                "nominee": id, "agree": counts[0], "disagree": counts[1], "blank": counts[2]
            }),
            _ => json!({
                "nominee": id, "agree": voters.len() - usize::from(own), "disagree": 0, "blank": 0
            }),
        }
    };
    nominees.iter().map(of_nominee).collect()
}

/// A nominee's row as the dossier file has it.
fn unfolded(kind: &str, row: &Map<String, Value>) -> Value {
    const OF_PERSON: [&str; 15] = [
        "parent",
        "address",
        "structure",
        "duties",
        "head",
        "head_position",
        "women",
        "gender",
        "birth_date",
        "hometown",
        "residence",
        "position",
        "workplace",
        "qualification",
        "is_head",
    ];
    let mut nominee = Map::new();
    let mut person = Map::new();
    for (field, value) in row {
        if OF_PERSON.contains(&field.as_str()) {
            person.insert(field.clone(), value.clone());
        } else if field == "results" {
            let sections = json!([{ "heading": "Kết quả thực hiện", "paragraphs": value }]);
            merge_into(&mut nominee, "report", &json!({ "sections": sections }));
        } else if field == "sections" {
            let sections = value.as_array().unwrap().iter().map(|section| {
                let texts = section.as_array().unwrap();
                json!({ "heading": texts[0], "paragraphs": texts[1..] })
            });
            let sections: Value = sections.collect();
            merge_into(&mut nominee, "report", &json!({ "sections": sections }));
        } else {
            merge_into(&mut nominee, field, value);
        }
    }
    if !person.is_empty() {
        merge_into(&mut nominee, "person", &json!({ kind: person }));
    }
    Value::Object(nominee)
}

fn merge_into(object: &mut Map<String, Value>, field: &str, value: &Value) {
    merge(object.entry(field).or_insert(Value::Null), value);
}

/// Lays one value over another; lists and plain values take the place of what was there.
fn merge(ground: &mut Value, over: &Value) {
    match (ground, over) {
        (Value::Object(ground), Value::Object(over)) => {
            for (field, value) in over {
                merge(ground.entry(field).or_insert(Value::Null), value);
            }
        }
        (ground, over) => *ground = over.clone(),
    }
}

fn with_defaults(value: &mut Value, defaults: &Value) {
    let mut whole = defaults.clone();
    merge(&mut whole, value);
    *value = whole;
}

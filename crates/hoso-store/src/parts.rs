//! Takes a dossier apart into rows and puts it together again, equal to what it was.
//!
//! A dossier is a *frame* (everything but its lists of nominees and papers), its nominees and its
//! papers. Bodies are the model's own JSON without the lists that have rows of their own, so a
//! field that the model gains is stored without a change here.

use crate::error::StoreError;
use crate::row::{Key, Kind, Row};
use hoso_domain::{Dossier, Evidence, Nominee};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashSet};

/// The kinds of the frame.
pub const FRAME: [Kind; 9] = [
    Kind::Head,
    Kind::Unit,
    Kind::UnitFact,
    Kind::Letter,
    Kind::Council,
    Kind::Member,
    Kind::Meeting,
    Kind::Absence,
    Kind::Tally,
];

/// The kinds of a nominee.
pub const NOMINEE: [Kind; 6] = [
    Kind::Nominee,
    Kind::Fact,
    Kind::EarlierAward,
    Kind::Determination,
    Kind::Report,
    Kind::ReportSection,
];

/// The kinds of a nominee's report.
pub const REPORT: [Kind; 2] = [Kind::Report, Kind::ReportSection];

/// The kinds of a whole dossier.
pub const WHOLE: [Kind; 16] = [
    Kind::Head,
    Kind::Unit,
    Kind::UnitFact,
    Kind::Letter,
    Kind::Council,
    Kind::Member,
    Kind::Meeting,
    Kind::Absence,
    Kind::Tally,
    Kind::Nominee,
    Kind::Fact,
    Kind::EarlierAward,
    Kind::Determination,
    Kind::Report,
    Kind::ReportSection,
    Kind::Evidence,
];

/// Room between neighbours of a hand-made order, so that a newcomer moves nobody else.
pub const STRIDE: i64 = 1024;

/// A part before it has a dossier's number and a hash.
#[derive(Debug, Clone)]
pub struct Part {
    pub key: Key,
    pub position: i64,
    pub body: Value,
}

/// Takes a whole dossier apart.
pub fn of_dossier(dossier: &Dossier) -> Result<Vec<Part>, StoreError> {
    let mut parts = of_frame(&Dossier {
        nominees: Vec::new(),
        evidence: Vec::new(),
        ..dossier.clone()
    })?;
    distinct("nominees", dossier.nominees.iter().map(|one| &one.id))?;
    distinct("evidence", dossier.evidence.iter().map(|one| &one.id))?;
    for (place, nominee) in dossier.nominees.iter().enumerate() {
        parts.extend(of_nominee(nominee, place as i64)?);
    }
    for (place, evidence) in dossier.evidence.iter().enumerate() {
        parts.push(of_evidence(evidence, place as i64)?);
    }
    Ok(parts)
}

/// Takes the frame apart; nominees and papers are left out.
pub fn of_frame(dossier: &Dossier) -> Result<Vec<Part>, StoreError> {
    distinct("members", dossier.council.members.iter().map(|one| &one.id))?;
    let mut head = object("dossier", dossier)?;
    let mut unit = taken(&mut head, "unit");
    let letter = taken(&mut head, "letter");
    let mut council = taken(&mut head, "council");
    let meeting = head.remove("meeting").unwrap_or_default();
    head.remove("nominees");
    head.remove("evidence");
    let mut parts = Vec::new();
    list(&mut parts, &mut unit, "facts", &Key::single(Kind::UnitFact));
    for (place, member) in array(council.remove("members")).into_iter().enumerate() {
        let id = text_of(&member, "id");
        parts.push(Part {
            key: Key::of_id(Kind::Member, &id),
            position: place as i64,
            body: member,
        });
    }
    for (kind, body) in [
        (Kind::Head, head),
        (Kind::Unit, unit),
        (Kind::Letter, letter),
        (Kind::Council, council),
    ] {
        parts.push(single(Key::single(kind), body));
    }
    if let Value::Object(mut meeting) = meeting {
        list(
            &mut parts,
            &mut meeting,
            "absent",
            &Key::single(Kind::Absence),
        );
        list(&mut parts, &mut meeting, "votes", &Key::single(Kind::Tally));
        parts.push(single(Key::single(Kind::Meeting), meeting));
    }
    Ok(parts)
}

/// Takes a nominee apart.
pub fn of_nominee(nominee: &Nominee, position: i64) -> Result<Vec<Part>, StoreError> {
    distinct("nominees", [&nominee.id].into_iter())?;
    let mut body = object("nominee", nominee)?;
    let key = |kind| Key::of_nominee(kind, &nominee.id);
    let mut parts = Vec::new();
    list(&mut parts, &mut body, "facts", &key(Kind::Fact));
    list(
        &mut parts,
        &mut body,
        "earlier_awards",
        &key(Kind::EarlierAward),
    );
    list(
        &mut parts,
        &mut body,
        "determinations",
        &key(Kind::Determination),
    );
    let mut report = taken(&mut body, "report");
    list(
        &mut parts,
        &mut report,
        "sections",
        &key(Kind::ReportSection),
    );
    parts.push(single(key(Kind::Report), report));
    parts.push(Part {
        position,
        ..single(key(Kind::Nominee), body)
    });
    Ok(parts)
}

/// A paper as a part.
pub fn of_evidence(evidence: &Evidence, position: i64) -> Result<Part, StoreError> {
    distinct("evidence", [&evidence.id].into_iter())?;
    Ok(Part {
        key: Key::of_id(Kind::Evidence, &evidence.id),
        position,
        body: Value::Object(object("evidence", evidence)?),
    })
}

/// Gives parts their hashes, and those with a hand-made order their positions: an order that
/// stays keeps its positions, so that moving one moves no other.
pub fn into_rows(dossier: i64, mut parts: Vec<Part>, present: &[Row]) -> Vec<Row> {
    let kept: BTreeMap<&Key, i64> = present
        .iter()
        .filter(|row| row.key.kind.is_ordered_by_hand())
        .map(|row| (&row.key, row.position))
        .collect();
    parts.sort_by_key(|part| (part.key.kind, part.position));
    let mut last: BTreeMap<Kind, i64> = BTreeMap::new();
    for part in &mut parts {
        if part.key.kind.is_ordered_by_hand() {
            let before = last.get(&part.key.kind).copied();
            let free = match kept.get(&part.key) {
                Some(position) if before.is_none_or(|before| *position > before) => *position,
                Some(_) => before.map_or(0, |before| before + 1),
                None => {
                    // A newcomer at the end gets room; in the middle it stands close behind.
                    let is_inside = kept.iter().any(|(key, position)| {
                        key.kind == part.key.kind && before.is_some_and(|before| *position > before)
                    });
                    before.map_or(0, |before| before + if is_inside { 1 } else { STRIDE })
                }
            };
            part.position = free;
            last.insert(part.key.kind, free);
        }
    }
    parts
        .into_iter()
        .map(|part| Row::new(dossier, part.key, part.position, part.body.to_string()))
        .collect()
}

/// The JSON of a whole dossier, or of its frame where that is all there is.
pub fn dossier_json(rows: &[Row]) -> Result<Value, StoreError> {
    let mut head = body_of(rows, Kind::Head)?;
    let mut unit = body_of(rows, Kind::Unit)?;
    unit.insert("facts".to_owned(), bodies(rows, Kind::UnitFact)?);
    let mut council = body_of(rows, Kind::Council)?;
    council.insert("members".to_owned(), bodies(rows, Kind::Member)?);
    let meeting = match find(rows, Kind::Meeting) {
        None => Value::Null,
        Some(row) => {
            let mut meeting = parse(row)?;
            meeting.insert("absent".to_owned(), bodies(rows, Kind::Absence)?);
            meeting.insert("votes".to_owned(), bodies(rows, Kind::Tally)?);
            Value::Object(meeting)
        }
    };
    let letter = Value::Object(body_of(rows, Kind::Letter)?);
    let mut of_nominees: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.key.nominee.is_empty()) {
        of_nominees.entry(&row.key.nominee).or_default().push(row);
    }
    let mut nominees: Vec<&Row> = rows
        .iter()
        .filter(|row| row.key.kind == Kind::Nominee)
        .collect();
    nominees.sort_by_key(|row| row.position);
    let nominees = nominees
        .into_iter()
        .map(|row| {
            let own = of_nominees.get(row.key.nominee.as_str());
            nominee_json(own.map_or(&[][..], Vec::as_slice))
        })
        .collect::<Result<Vec<_>, _>>()?;
    for (name, value) in [
        ("unit", Value::Object(unit)),
        ("letter", letter),
        ("council", Value::Object(council)),
        ("meeting", meeting),
        ("nominees", Value::Array(nominees)),
        ("evidence", bodies(rows, Kind::Evidence)?),
    ] {
        head.insert(name.to_owned(), value);
    }
    Ok(Value::Object(head))
}

/// The JSON of one nominee.
pub fn nominee_json(rows: &[&Row]) -> Result<Value, StoreError> {
    let missing = |kind: Kind| StoreError::damaged(format!("a nominee without {}", kind.code()));
    let one = |kind: Kind| {
        let row = rows.iter().find(|row| row.key.kind == kind);
        parse(row.ok_or_else(|| missing(kind))?)
    };
    let many = |kind: Kind| {
        let mut own: Vec<&&Row> = rows.iter().filter(|row| row.key.kind == kind).collect();
        own.sort_by_key(|row| row.position);
        let values = own.into_iter().map(|row| parse(row).map(Value::Object));
        values.collect::<Result<Vec<_>, _>>().map(Value::Array)
    };
    let mut body = one(Kind::Nominee)?;
    let mut report = one(Kind::Report)?;
    report.insert("sections".to_owned(), many(Kind::ReportSection)?);
    for (name, value) in [
        ("facts", many(Kind::Fact)?),
        ("earlier_awards", many(Kind::EarlierAward)?),
        ("determinations", many(Kind::Determination)?),
        ("report", Value::Object(report)),
    ] {
        body.insert(name.to_owned(), value);
    }
    Ok(Value::Object(body))
}

/// Reads JSON of ours into the model. It fitted when it was written, so a misfit is damage, or a
/// model that changed without a migration.
pub fn model<T: DeserializeOwned>(what: &str, json: Value) -> Result<T, StoreError> {
    serde_json::from_value(json)
        .map_err(|error| StoreError::damaged(format!("{what} does not fit the model: {error}")))
}

/// JSON of any value of the model.
pub fn json(what: &'static str, value: &impl serde::Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::BadValue {
        path: what.to_owned(),
        detail: error.to_string(),
    })
}

/// The object in a row's body.
pub fn parse(row: &Row) -> Result<Map<String, Value>, StoreError> {
    match serde_json::from_str(&row.body) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(StoreError::damaged(format!("{} is no object", row.name()))),
    }
}

fn object(
    what: &'static str,
    value: &impl serde::Serialize,
) -> Result<Map<String, Value>, StoreError> {
    match json(what, value)? {
        Value::Object(object) => Ok(object),
        _ => Err(StoreError::BadValue {
            path: what.to_owned(),
            detail: "no object".to_owned(),
        }),
    }
}

fn single(key: Key, body: Map<String, Value>) -> Part {
    Part {
        key,
        position: 0,
        body: Value::Object(body),
    }
}

fn list(parts: &mut Vec<Part>, owner: &mut Map<String, Value>, field: &str, key: &Key) {
    for (place, body) in array(owner.remove(field)).into_iter().enumerate() {
        parts.push(Part {
            key: key.clone().at(place as i64),
            position: place as i64,
            body,
        });
    }
}

fn taken(owner: &mut Map<String, Value>, field: &str) -> Map<String, Value> {
    match owner.remove(field) {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

fn array(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(values)) => values,
        _ => Vec::new(),
    }
}

fn text_of(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

fn distinct<'a>(
    list: &'static str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<(), StoreError> {
    let mut seen = HashSet::new();
    for id in ids {
        if id.is_empty() || !seen.insert(id) {
            return Err(StoreError::BadId {
                list,
                id: id.clone(),
            });
        }
    }
    Ok(())
}

fn find(rows: &[Row], kind: Kind) -> Option<&Row> {
    rows.iter().find(|row| row.key.kind == kind)
}

fn body_of(rows: &[Row], kind: Kind) -> Result<Map<String, Value>, StoreError> {
    let row = find(rows, kind)
        .ok_or_else(|| StoreError::damaged(format!("a dossier without {}", kind.code())))?;
    parse(row)
}

fn bodies(rows: &[Row], kind: Kind) -> Result<Value, StoreError> {
    let mut own: Vec<&Row> = rows.iter().filter(|row| row.key.kind == kind).collect();
    own.sort_by_key(|row| row.position);
    let values = own.into_iter().map(|row| parse(row).map(Value::Object));
    values.collect::<Result<Vec<_>, _>>().map(Value::Array)
}

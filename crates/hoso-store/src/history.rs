//! The history of a dossier, a nominee or a report: who changed which field when, and its return
//! to an earlier state.

use crate::cabinet::{Cabinet, card};
use crate::edit::{Edited, Step};
use crate::error::StoreError;
use crate::journal::{self, Act, Change, Entry, Heading, Stamp};
use crate::parts;
use crate::progress;
use crate::row::{self, Key, Kind, Row};
use rusqlite::{Connection, params};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a history is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A whole dossier.
    Dossier,
    /// One nominee, its facts and report.
    Nominee(String),
    /// One nominee's report.
    Report(String),
}

/// One entry of a history with the fields it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The entry.
    pub entry: Entry,
    /// What it changed.
    pub fields: Vec<FieldChange>,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Its path within the dossier.
    pub path: String,
    /// Before; null where it was not there.
    pub before: Value,
    /// After; null where it is gone.
    pub after: Value,
}

impl Part {
    fn kinds(&self) -> &'static [Kind] {
        match self {
            Self::Dossier => &parts::WHOLE,
            Self::Nominee(_) => &parts::NOMINEE,
            Self::Report(_) => &parts::REPORT,
        }
    }

    fn nominee(&self) -> Option<&str> {
        match self {
            Self::Dossier => None,
            Self::Nominee(id) | Self::Report(id) => Some(id),
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Dossier => "dossier".to_owned(),
            Self::Nominee(id) => format!("nominees[{id}]"),
            Self::Report(id) => format!("nominees[{id}].report"),
        }
    }
}

impl Cabinet {
    /// What happened to a part, the newest first, at most so many entries.
    pub fn history(&self, dossier: &str, part: &Part, limit: u32) -> Result<Vec<Past>, StoreError> {
        let card = card(&self.connection, dossier)?;
        let mut past = Vec::new();
        walk(&self.connection, card.number, part, |entry, changes| {
            let fields = fields(changes)?;
            if !fields.is_empty() || is_beginning(&entry) {
                past.push(Past { entry, fields });
            }
            Ok(past.len() < limit as usize)
        })?;
        Ok(past)
    }

    /// Brings a part back to what it was right after an entry.
    pub fn restore_part(
        &mut self,
        dossier: &str,
        part: &Part,
        seq: i64,
        stamp: &Stamp,
    ) -> Result<Edited, StoreError> {
        let card = card(&self.connection, dossier)?;
        progress::refuse_frozen(&self.connection, dossier, card.number)?;
        let label = part.label();
        let heading = Heading {
            stamp,
            act: Act::Restore,
            dossier: card.number,
            label: &label,
        };
        self.write(&heading, Step::New, |connection| {
            let present = row::read(connection, card.number, part.kinds(), part.nominee())?;
            let mut is_reached = false;
            let then = walk(connection, card.number, part, |entry, _| {
                is_reached |= entry.seq <= seq;
                Ok(!is_reached)
            })?;
            if is_reached {
                Ok(Change::between(&present, then))
            } else {
                Err(StoreError::NoEntry { seq })
            }
        })
        .map(|entry| Edited { entry })
    }
}

/// Walks back through the entries about a part, the newest first, until told to stop. `visit` sees
/// each entry before it is taken back; the rows returned are those after the last entry seen.
fn walk(
    connection: &Connection,
    dossier: i64,
    part: &Part,
    mut visit: impl FnMut(Entry, &[Change]) -> Result<bool, StoreError>,
) -> Result<Vec<Row>, StoreError> {
    let mut rows: BTreeMap<Key, Row> =
        row::read(connection, dossier, part.kinds(), part.nominee())?
            .into_iter()
            .map(|row| (row.key.clone(), row))
            .collect();
    for entry in entries(connection, dossier, part)? {
        if is_beginning(&entry) {
            if !rows.is_empty() {
                visit(entry, &[])?;
            }
            break;
        }
        let kept = journal::changes(connection, entry.seq)?;
        let own = kept.into_iter().filter(|kept| {
            let key = &kept.key;
            part.kinds().contains(&key.kind)
                && part.nominee().is_none_or(|nominee| key.nominee == nominee)
        });
        let mut changes = Vec::new();
        for kept in own.collect::<Vec<_>>().into_iter().rev() {
            let after = rows.get(&kept.key).cloned();
            let before = kept.reverse(dossier, after.as_ref())?;
            changes.push(Change { before, after });
        }
        if !changes.is_empty() && !visit(entry, &changes)? {
            break;
        }
        for change in changes {
            match (change.before, change.after) {
                (Some(row), _) => {
                    rows.insert(row.key.clone(), row);
                }
                (None, Some(row)) => {
                    rows.remove(&row.key);
                }
                (None, None) => {}
            }
        }
    }
    Ok(rows.into_values().collect())
}

/// The entries that may have touched a part, the newest first, the dossier's beginning last.
fn entries(connection: &Connection, dossier: i64, part: &Part) -> Result<Vec<Entry>, StoreError> {
    connection
        .prepare_cached(
            "SELECT seq, at, who, act, dossier.id, label FROM journal \
             JOIN dossier ON dossier.number = journal.dossier \
             WHERE journal.dossier = ?1 AND (?2 IS NULL OR act IN ('create', 'import', 'renew', 'salvage', 'erase') \
             OR seq IN (SELECT seq FROM journal_change WHERE dossier = ?1 AND nominee = ?2)) \
             ORDER BY seq DESC",
        )
        .and_then(|mut statement| {
            statement
                .query_map(params![dossier, part.nominee()], journal::read_entry)?
                .collect()
        })
        .map_err(StoreError::of("read the history"))
}

/// Whether nothing before the entry is told: the dossier began with it, or the past was erased.
fn is_beginning(entry: &Entry) -> bool {
    [
        Act::Create,
        Act::Import,
        Act::Renew,
        Act::Salvage,
        Act::Erase,
    ]
    .iter()
    .any(|act| act.code() == entry.act)
}

/// The fields in which rows differ.
fn fields(changes: &[Change]) -> Result<Vec<FieldChange>, StoreError> {
    let mut found = Vec::new();
    for change in changes.iter().rev() {
        let Some(key) = change.key() else { continue };
        let path = path(key);
        let value = |row: &Option<Row>| {
            row.as_ref()
                .map(|row| parts::parse(row).map(Value::Object))
                .transpose()
                .map(Option::unwrap_or_default)
        };
        let (before, after) = (value(&change.before)?, value(&change.after)?);
        compare(&path, before, after, &mut found);
    }
    Ok(found)
}

/// Where a row stands in the dossier file.
fn path(key: &Key) -> String {
    let nominee = format!("nominees[{}]", key.nominee);
    match key.kind {
        Kind::Unit => "unit".to_owned(),
        Kind::UnitFact => format!("unit.facts[{}]", key.place),
        Kind::Letter => "letter".to_owned(),
        Kind::Nominee => nominee,
        Kind::Fact => format!("{nominee}.facts[{}]", key.place),
        Kind::EarlierAward => format!("{nominee}.earlier_awards[{}]", key.place),
        Kind::Determination => format!("{nominee}.determinations[{}]", key.place),
        Kind::Report => format!("{nominee}.report"),
        Kind::ReportSection => format!("{nominee}.report.sections[{}]", key.place),
        Kind::Council => "council".to_owned(),
        Kind::Member => format!("council.members[{}]", key.id),
        Kind::Meeting => "meeting".to_owned(),
        Kind::Absence => format!("meeting.absent[{}]", key.place),
        Kind::Tally => format!("meeting.votes[{}]", key.place),
        Kind::Evidence => format!("evidence[{}]", key.id),
        _ => String::new(),
    }
}

fn compare(path: &str, before: Value, after: Value, found: &mut Vec<FieldChange>) {
    let inside = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match (before, after) {
        (before, after) if before == after => {}
        (Value::Object(mut before), Value::Object(after)) => {
            for (name, after) in after {
                let before = before.remove(&name).unwrap_or_default();
                compare(&inside(&name), before, after, found);
            }
            for (name, before) in before {
                compare(&inside(&name), before, Value::Null, found);
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (at, (before, after)) in before.into_iter().zip(after).enumerate() {
                compare(&format!("{path}[{at}]"), before, after, found);
            }
        }
        (before, after) => found.push(FieldChange {
            path: path.to_owned(),
            before,
            after,
        }),
    }
}

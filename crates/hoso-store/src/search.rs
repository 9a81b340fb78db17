//! Finds anything that was typed, without diacritics and while it is being typed.
//!
//! The index is derived: folded words of each dossier, council, nominee, report and paper.

use crate::cabinet::Cabinet;
use crate::error::StoreError;
use crate::fold::fold;
use crate::journal::Change;
use crate::parts;
use crate::row::{self, Kind, Row};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use std::collections::BTreeSet;

/// Fields that hold codes and ids, which nobody searches for.
const CODES: [&str; 13] = [
    "award_form",
    "by",
    "claims",
    "evidence",
    "fact",
    "id",
    "kind",
    "member",
    "mode",
    "nominee",
    "role",
    "rule",
    "sha256",
];

/// Words shown before and after the first word found.
const WORDS_BEFORE: usize = 5;
const WORDS_SHOWN: usize = 16;

/// The newest entries whose name matches, and those whose text does (a name is part of it).
const IN_NAMES: &str =
    "SELECT rowid FROM search_name WHERE search_name MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
const IN_WORDS: &str =
    "SELECT rowid FROM search_text WHERE search_text MATCH ?1 ORDER BY rowid DESC LIMIT ?2";

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Id of the dossier.
    pub dossier: String,
    /// In which part.
    pub part: FoundPart,
    /// Id of the nominee or paper; empty for the dossier and its council.
    pub id: String,
    /// Name of the nominee, unit, council, or symbol of the paper.
    pub name: String,
    /// Some words around the first one found.
    pub excerpt: String,
}

/// The parts of a dossier that are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundPart {
    /// Unit, letter and general data.
    Dossier,
    /// Council and meeting.
    Council,
    /// A nominee with facts and awards.
    Nominee,
    /// A nominee's report.
    Report,
    /// A paper.
    Evidence,
}

impl FoundPart {
    const ALL: [Self; 5] = [
        Self::Dossier,
        Self::Council,
        Self::Nominee,
        Self::Report,
        Self::Evidence,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Council => "council",
            Self::Nominee => "nominee",
            Self::Report => "report",
            Self::Evidence => "evidence",
        }
    }

    fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Dossier => &[Kind::Head, Kind::Unit, Kind::UnitFact, Kind::Letter],
            Self::Council => &[Kind::Council, Kind::Member, Kind::Meeting, Kind::Absence],
            Self::Nominee => &[
                Kind::Nominee,
                Kind::Fact,
                Kind::EarlierAward,
                Kind::Determination,
                Kind::Outcome,
            ],
            Self::Report => &[Kind::Report, Kind::ReportSection],
            Self::Evidence => &[Kind::Evidence],
        }
    }

    /// The row whose name the part has, and where in it.
    fn named_by(self) -> (Kind, &'static str) {
        match self {
            Self::Dossier => (Kind::Unit, "/name"),
            Self::Council => (Kind::Council, "/name"),
            Self::Nominee | Self::Report => (Kind::Nominee, "/name"),
            Self::Evidence => (Kind::Evidence, "/document/symbol"),
        }
    }

    fn of(kind: Kind) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|part| part.kinds().contains(&kind))
    }
}

impl Cabinet {
    /// Finds the parts that hold every word, each as a beginning; names first, then the newest.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Found>, StoreError> {
        let folded = fold(words);
        let terms: Vec<&str> = folded.split(' ').filter(|term| !term.is_empty()).collect();
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        // Folded terms are letters and digits only, so nothing in them can be syntax.
        let all: Vec<String> = terms.iter().map(|term| format!("\"{term}\"*")).collect();
        let all = all.join(" AND ");
        let mut numbers = self.matches(IN_NAMES, &all, limit)?;
        if numbers.len() < limit as usize {
            let known: BTreeSet<i64> = numbers.iter().copied().collect();
            let more = self.matches(IN_WORDS, &all, limit)?;
            numbers.extend(more.into_iter().filter(|number| !known.contains(number)));
            numbers.truncate(limit as usize);
        }
        numbers
            .into_iter()
            .map(|number| self.found(number, &terms))
            .collect()
    }

    /// Makes the whole index again; for a cabinet whose index was damaged.
    pub fn rebuild_search(&mut self) -> Result<(), StoreError> {
        let failed = StoreError::of("rebuild the search");
        let transaction = self.connection.transaction().map_err(&failed)?;
        transaction
            .execute_batch(
                "INSERT INTO search_text (search_text) VALUES ('delete-all'); \
                 INSERT INTO search_name (search_name) VALUES ('delete-all'); \
                 DELETE FROM search_entry;",
            )
            .map_err(&failed)?;
        let numbers = transaction
            .prepare("SELECT number FROM dossier WHERE number > 0")
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| row.get::<_, i64>(0))?
                    .collect::<Result<Vec<_>, _>>()
            })
            .map_err(&failed)?;
        for dossier in numbers {
            let rows = row::read(&transaction, dossier, &parts::WHOLE, None)?;
            refresh(&transaction, dossier, &Change::between(&[], rows))?;
        }
        transaction.commit().map_err(&failed)
    }

    fn matches(&self, index: &str, query: &str, limit: u32) -> Result<Vec<i64>, StoreError> {
        self.connection
            .prepare_cached(index)
            .and_then(|mut statement| {
                statement
                    .query_map(params![query, limit], |row| row.get(0))?
                    .collect()
            })
            .map_err(StoreError::of("search"))
    }

    fn found(&self, entry: i64, terms: &[&str]) -> Result<Found, StoreError> {
        let (number, dossier, code, id): (i64, String, String, String) = self
            .connection
            .prepare_cached(
                "SELECT dossier.number, dossier.id, part, search_entry.id FROM search_entry \
                 JOIN dossier ON dossier.number = search_entry.dossier \
                 WHERE search_entry.number = ?1",
            )
            .and_then(|mut statement| {
                statement.query_row([entry], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
            })
            .map_err(StoreError::of("search"))?;
        let part = FoundPart::ALL
            .into_iter()
            .find(|part| part.code() == code)
            .ok_or_else(|| StoreError::damaged("the search index"))?;
        let rows = rows_of(&self.connection, number, part, &id)?;
        let (kind, pointer) = part.named_by();
        let name = if let Some(row) = rows.iter().find(|row| row.key.kind == kind) {
            name_in(row, pointer)?
        } else {
            let key = row::Key::of_nominee(kind, &id);
            let row = key.get(&self.connection, number)?;
            row.map_or(Ok(String::new()), |row| name_in(&row, pointer))?
        };
        let mut texts = Vec::new();
        for row in &rows {
            strings(&Value::Object(parts::parse(row)?), &mut texts);
        }
        Ok(Found {
            dossier,
            part,
            id,
            name,
            excerpt: excerpt(&texts, terms),
        })
    }
}

/// Brings the index up to date with a write.
pub(crate) fn refresh(
    connection: &Connection,
    dossier: i64,
    changes: &[Change],
) -> Result<(), StoreError> {
    let touched: BTreeSet<(FoundPart, &str)> = changes
        .iter()
        .filter_map(Change::key)
        .filter_map(|key| {
            let id = if key.kind == Kind::Evidence {
                &key.id
            } else {
                &key.nominee
            };
            Some((FoundPart::of(key.kind)?, id.as_str()))
        })
        .collect();
    for (part, id) in touched {
        let rows = rows_of(connection, dossier, part, id)?;
        index(connection, dossier, part, id, &rows)?;
    }
    Ok(())
}

fn rows_of(
    connection: &Connection,
    dossier: i64,
    part: FoundPart,
    id: &str,
) -> Result<Vec<Row>, StoreError> {
    match part {
        FoundPart::Dossier | FoundPart::Council => {
            row::read(connection, dossier, part.kinds(), None)
        }
        FoundPart::Nominee | FoundPart::Report => {
            row::read(connection, dossier, part.kinds(), Some(id))
        }
        FoundPart::Evidence => {
            let row = row::Key::of_id(Kind::Evidence, id).get(connection, dossier)?;
            Ok(row.into_iter().collect())
        }
    }
}

fn index(
    connection: &Connection,
    dossier: i64,
    part: FoundPart,
    id: &str,
    rows: &[Row],
) -> Result<(), StoreError> {
    let failed = StoreError::of("index");
    let known: Option<i64> = connection
        .prepare_cached(
            "SELECT number FROM search_entry WHERE dossier = ?1 AND part = ?2 AND id = ?3",
        )
        .and_then(|mut statement| {
            statement
                .query_row(params![dossier, part.code(), id], |row| row.get(0))
                .optional()
        })
        .map_err(&failed)?;
    if rows.is_empty() {
        if let Some(number) = known {
            connection
                .execute("DELETE FROM search_text WHERE rowid = ?1", [number])
                .and_then(|_| {
                    connection.execute("DELETE FROM search_name WHERE rowid = ?1", [number])
                })
                .and_then(|_| {
                    connection.execute("DELETE FROM search_entry WHERE number = ?1", [number])
                })
                .map_err(&failed)?;
        }
        return Ok(());
    }
    let (kind, pointer) = part.named_by();
    let mut name = String::new();
    let mut texts = Vec::new();
    for row in rows {
        if row.key.kind == kind {
            name = fold(&name_in(row, pointer)?);
        }
        strings(&Value::Object(parts::parse(row)?), &mut texts);
    }
    let words = fold(&texts.join(" "));
    let number = if let Some(number) = known {
        number
    } else {
        connection
            .prepare_cached("INSERT INTO search_entry (dossier, part, id) VALUES (?1, ?2, ?3)")
            .and_then(|mut statement| statement.execute(params![dossier, part.code(), id]))
            .map_err(&failed)?;
        connection.last_insert_rowid()
    };
    connection
        .prepare_cached("INSERT OR REPLACE INTO search_text (rowid, words) VALUES (?1, ?2)")
        .and_then(|mut statement| statement.execute(params![number, words]))
        .map_err(&failed)?;
    // A report is called by the name of its nominee, who is found by it already.
    let named = if name.is_empty() {
        connection
            .prepare_cached("DELETE FROM search_name WHERE rowid = ?1")
            .and_then(|mut statement| statement.execute([number]))
    } else {
        connection
            .prepare_cached("INSERT OR REPLACE INTO search_name (rowid, name) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute(params![number, name]))
    };
    named.map(|_| ()).map_err(&failed)
}

fn name_in(row: &Row, pointer: &str) -> Result<String, StoreError> {
    let body = Value::Object(parts::parse(row)?);
    let name = body.pointer(pointer).and_then(Value::as_str);
    Ok(name.unwrap_or_default().to_owned())
}

/// Every text in a value but codes.
fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, texts)),
        Value::Object(object) => {
            let told = object
                .iter()
                .filter(|(name, _)| !CODES.contains(&name.as_str()));
            told.for_each(|(_, value)| strings(value, texts));
        }
        _ => {}
    }
}

/// Some words around the first one that begins with a term.
fn excerpt(texts: &[String], terms: &[&str]) -> String {
    for text in texts {
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words.iter().position(|word| {
            let folded = fold(word);
            let begins = |term: &&str| folded.split(' ').any(|part| part.starts_with(*term));
            terms.iter().any(begins)
        });
        if let Some(at) = at {
            let from = at.saturating_sub(WORDS_BEFORE);
            let to = words.len().min(from + WORDS_SHOWN);
            return words[from..to].join(" ");
        }
    }
    String::new()
}

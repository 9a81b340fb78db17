//! Examines a cabinet: quickly at each start, wholly on demand and before a backup counts.

use crate::cabinet::{Cabinet, Card, all_rows, load, read_card};
use crate::error::StoreError;
use crate::journal;
use crate::row::RowHash;
use crate::schema::{Ladder, version};
use rusqlite::Connection;
use std::fmt;

/// How many of the last journal entries the quick look follows.
const LAST_ENTRIES: i64 = 64;

/// What an examination found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// How many dossiers were looked at.
    pub dossiers: u32,
    /// How many entries the journal has.
    pub entries: i64,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Something that is wrong with a cabinet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The database cannot read itself, or its schema is not what it was made with.
    Database(String),
    /// A row refers to one that is not there.
    Reference(String),
    /// A dossier, or the cabinet's own rows (an empty id), do not fit their hashes.
    Dossier {
        /// Id of the dossier.
        id: String,
        /// What was found.
        what: String,
    },
    /// The journal's chain breaks at an entry.
    Journal(i64),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(what) => write!(f, "database: {what}"),
            Self::Reference(what) => write!(f, "reference: {what}"),
            Self::Dossier { id, what } => write!(f, "dossier `{id}`: {what}"),
            Self::Journal(seq) => write!(f, "journal: the chain breaks at entry {seq}"),
        }
    }
}

impl Cabinet {
    /// The quick look at each start: the schema, the cabinet's own rows, the end of the journal,
    /// and every dossier's fingerprint against its last entry.
    pub fn examine_quickly(&self) -> Result<Examination, StoreError> {
        let connection = &self.connection;
        let mut problems = schema(connection)?;
        let (last, _) = journal::head(connection)?;
        let from = (last - LAST_ENTRIES).max(1);
        problems.extend(chain(connection, from));
        let cards = cards(connection)?;
        for (id, card, expected) in &cards {
            let told = (card.row_count, card.fingerprint);
            if *expected != Some(told) && !(card.number == 0 && card.row_count == 0) {
                problems.push(misfit(id, "its fingerprint is not that of its last entry"));
            }
        }
        if let Some((id, card, _)) = cards.first() {
            problems.extend(
                all_rows(connection, card)
                    .err()
                    .map(|error| misfit(id, &error.to_string())),
            );
        }
        Ok(Examination {
            dossiers: cards.len().saturating_sub(1) as u32,
            entries: last,
            problems,
        })
    }

    /// The whole examination: every page, every reference, every row, every link of the chain.
    pub fn examine(&self) -> Result<Examination, StoreError> {
        let problems = whole(&self.connection)?;
        Ok(Examination {
            dossiers: cards(&self.connection)
                .map_or(0, |cards| cards.len().saturating_sub(1) as u32),
            entries: journal::head(&self.connection).map_or(0, |(last, _)| last),
            problems,
        })
    }

    /// Follows the whole chain of the journal; the number of the entry at which it breaks.
    pub fn verify_journal(&self) -> Result<Option<i64>, StoreError> {
        journal::verify_chain(&self.connection, 1)
    }
}

/// Everything that can be wrong with a database.
pub(crate) fn whole(connection: &Connection) -> Result<Vec<Problem>, StoreError> {
    let mut problems = schema(connection)?;
    match told(connection, "PRAGMA integrity_check(20)") {
        Ok(lines) => problems.extend(
            lines
                .into_iter()
                .filter(|line| line != "ok")
                .map(Problem::Database),
        ),
        Err(error) => problems.push(Problem::Database(error.to_string())),
    }
    match told(
        connection,
        "SELECT \"table\" || ' ' || ifnull(rowid, '') FROM pragma_foreign_key_check",
    ) {
        Ok(lines) => problems.extend(lines.into_iter().map(Problem::Reference)),
        Err(error) => problems.push(Problem::Database(error.to_string())),
    }
    problems.extend(chain(connection, 1));
    let cards = match cards(connection) {
        Ok(cards) => cards,
        Err(error) => {
            problems.push(Problem::Database(error.to_string()));
            Vec::new()
        }
    };
    for (id, card, expected) in &cards {
        let told = (card.row_count, card.fingerprint);
        let is_unwritten = card.number == 0 && card.row_count == 0 && expected.is_none();
        if *expected != Some(told) && !is_unwritten {
            problems.push(misfit(id, "its fingerprint is not that of its last entry"));
        }
        let checked = if card.number == 0 || card.row_count == 0 {
            all_rows(connection, card).map(|_| ())
        } else {
            load(connection, id, card).map(|_| ())
        };
        problems.extend(checked.err().map(|error| misfit(id, &error.to_string())));
    }
    Ok(problems)
}

fn misfit(id: &str, what: &str) -> Problem {
    Problem::Dossier {
        id: id.to_owned(),
        what: what.to_owned(),
    }
}

fn chain(connection: &Connection, from: i64) -> Option<Problem> {
    match journal::verify_chain(connection, from) {
        Ok(None) => None,
        Ok(Some(seq)) => Some(Problem::Journal(seq)),
        Err(error) => Some(Problem::Database(error.to_string())),
    }
}

/// Whether the schema is the one that its migrations make.
fn schema(connection: &Connection) -> Result<Vec<Problem>, StoreError> {
    const SCHEMA: &str = "SELECT ifnull(sql, '') FROM sqlite_schema ORDER BY type, name";
    let failed = StoreError::of("read the schema");
    let mut fresh = Connection::open_in_memory().map_err(&failed)?;
    // An older cabinet is backed up, and its backup examined, before it climbs.
    Ladder::of_this_program()
        .up_to(version(connection)?)
        .climb(&mut fresh)?;
    let expected = told(&fresh, SCHEMA).map_err(&failed)?;
    Ok(match told(connection, SCHEMA) {
        Ok(found) if found == expected => Vec::new(),
        Ok(_) => vec![Problem::Database(
            "the schema is not this program's".to_owned(),
        )],
        Err(error) => vec![Problem::Database(error.to_string())],
    })
}

fn told(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare(sql)?
        .query_map([], |row| row.get(0))?
        .collect()
}

type Known = (String, Card, Option<(i64, RowHash)>);

/// Every dossier with what its last entry says of it; the cabinet itself is the first.
fn cards(connection: &Connection) -> Result<Vec<Known>, StoreError> {
    connection
        .prepare_cached(
            "SELECT number, dossier.row_count, dossier.fingerprint, undo_level, id, \
             journal.row_count, journal.fingerprint FROM dossier \
             LEFT JOIN journal ON journal.seq = dossier.last_entry \
             AND journal.dossier = dossier.number ORDER BY number",
        )
        .and_then(|mut statement| {
            statement
                .query_map([], |row| {
                    let count: Option<i64> = row.get(5)?;
                    Ok((row.get(4)?, read_card(row)?, count.zip(row.get(6)?)))
                })?
                .collect()
        })
        .map_err(StoreError::of("read the dossiers"))
}

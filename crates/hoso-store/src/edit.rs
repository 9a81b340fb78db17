//! Small edits: one field, one nominee, one council. Each call is one transaction with one entry
//! in the journal, durable when it returns.

use crate::alter::Alteration;
use crate::cabinet::{Cabinet, Card, card, read_card};
use crate::error::StoreError;
use crate::field::FieldPath;
use crate::journal::{self, Act, Change, Heading, Stamp, State};
use crate::parts;
use crate::progress;
use crate::row::{self, Row};
use crate::{search, subject};
use hoso_domain::{Council, Dossier, Evidence, Letter, Meeting, Nominee, Report, Unit};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;

/// One edit of a dossier.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Sets one field.
    Field {
        /// Where.
        path: FieldPath,
        /// To what; JSON as the dossier file has it.
        value: Value,
    },
    /// Adds a nominee at the end, or replaces the one with this id.
    Nominee(Box<Nominee>),
    /// Removes a nominee with its facts and report, the votes on it and what it confirmed.
    RemoveNominee(String),
    /// Moves a nominee before another one, or to the end.
    MoveNominee {
        /// Whom.
        id: String,
        /// Before whom.
        before: Option<String>,
    },
    /// Replaces a nominee's report.
    Report {
        /// Whose.
        nominee: String,
        /// By what.
        report: Report,
    },
    /// Replaces the unit.
    Unit(Unit),
    /// Replaces the letter.
    Letter(Letter),
    /// Replaces the council.
    Council(Council),
    /// Replaces or removes the meeting.
    Meeting(Option<Meeting>),
    /// Adds a paper at the end, or replaces the one with this id.
    Evidence(Evidence),
    /// Removes a paper from the list; its file stays stored.
    RemoveEvidence(String),
    /// Replaces everything but the id.
    Whole(Box<Dossier>),
    /// Replaces everything but the id by what a table laid over it makes of it.
    Table(Box<Dossier>),
}

/// Whether an edit is a step of its own for taking back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// A step of its own.
    Own,
    /// The same step as the last edit, where that was about the same thing: one stretch of typing.
    WithLast,
}

/// What an edit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edited {
    /// Its entry in the journal; absent where nothing was different.
    pub entry: Option<i64>,
}

/// What taking back makes of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// It cannot be taken back.
    None,
    New,
    Joined,
    /// It is the taking back, or again, of the step at a level, and leaves the dossier at another.
    Moved {
        level: i64,
        to: i64,
    },
}

impl Edit {
    /// What it is about, as the journal names it.
    pub fn label(&self) -> String {
        match self {
            Self::Field { path, .. } => path.to_string(),
            Self::Nominee(nominee) => format!("nominees[{}]", nominee.id),
            Self::RemoveNominee(id) | Self::MoveNominee { id, .. } => format!("nominees[{id}]"),
            Self::Report { nominee, .. } => format!("nominees[{nominee}].report"),
            Self::Unit(_) => "unit".to_owned(),
            Self::Letter(_) => "letter".to_owned(),
            Self::Council(_) => "council".to_owned(),
            Self::Meeting(_) => "meeting".to_owned(),
            Self::Evidence(evidence) => format!("evidence[{}]", evidence.id),
            Self::RemoveEvidence(id) => format!("evidence[{id}]"),
            Self::Whole(_) => "dossier".to_owned(),
            Self::Table(_) => "table".to_owned(),
        }
    }
}

impl Cabinet {
    /// Begins a dossier.
    pub fn add(&mut self, dossier: &Dossier, stamp: &Stamp) -> Result<(), StoreError> {
        self.begin(dossier, Act::Create, "dossier", stamp)
    }

    /// Begins a dossier from a file.
    pub fn import(&mut self, dossier: &Dossier, stamp: &Stamp) -> Result<(), StoreError> {
        self.begin(dossier, Act::Import, "dossier", stamp)
    }

    /// Edits a dossier. All edits of a call are one step.
    pub fn edit(
        &mut self,
        dossier: &str,
        edits: &[Edit],
        grouping: Grouping,
        stamp: &Stamp,
    ) -> Result<Edited, StoreError> {
        let labels: Vec<String> = edits.iter().map(Edit::label).collect();
        let label = labels.join(", ");
        let card = card(&self.connection, dossier)?;
        progress::refuse_frozen(&self.connection, dossier, card.number)?;
        let heading = Heading {
            stamp,
            act: Act::Edit,
            dossier: card.number,
            label: &label,
        };
        let step = match grouping {
            Grouping::Own => Step::New,
            Grouping::WithLast => Step::Joined,
        };
        self.write(&heading, step, |connection| {
            let mut alteration = Alteration::new(connection, card.number, dossier);
            for edit in edits {
                alteration.take(edit)?;
            }
            Ok(alteration.changes())
        })
        .map(|entry| Edited { entry })
    }

    /// Takes a dossier off the list. Its past stays in the journal, and [`Cabinet::undo`] brings
    /// it back.
    pub fn discard(&mut self, dossier: &str, stamp: &Stamp) -> Result<(), StoreError> {
        let card = card(&self.connection, dossier)?;
        progress::refuse_frozen(&self.connection, dossier, card.number)?;
        let heading = Heading {
            stamp,
            act: Act::Discard,
            dossier: card.number,
            label: "dossier",
        };
        self.write(&heading, Step::New, |connection| {
            let rows = crate::cabinet::all_rows(connection, &card)?;
            Ok(Change::between(&rows, Vec::new()))
        })
        .map(|_| ())
    }

    pub(crate) fn begin(
        &mut self,
        dossier: &Dossier,
        act: Act,
        label: &str,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let parts = parts::of_dossier(dossier)?;
        let id = &dossier.id;
        if id.is_empty() {
            return Err(StoreError::BadId {
                list: "dossiers",
                id: String::new(),
            });
        }
        let failed = StoreError::of("begin a dossier");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let inserted = transaction
            .execute(
                "INSERT INTO dossier (id, fingerprint) VALUES (?1, zeroblob(16)) ON CONFLICT DO NOTHING",
                [id],
            )
            .map_err(&failed)?;
        if inserted == 0 {
            return Err(StoreError::DossierExists { id: id.clone() });
        }
        let number = transaction.last_insert_rowid();
        let mut rows = parts::into_rows(number, parts, &[]);
        rows.push(progress::draft(number)?);
        let heading = Heading {
            stamp,
            act,
            dossier: number,
            label,
        };
        record(
            &transaction,
            &heading,
            Step::None,
            &Change::between(&[], rows),
        )?;
        transaction.commit().map_err(&failed)
    }

    /// The one envelope of every write: begin, do, journal, chain, undo, search, commit. On any
    /// error nothing has happened.
    pub(crate) fn write(
        &mut self,
        heading: &Heading<'_>,
        step: Step,
        changes: impl FnOnce(&Connection) -> Result<Vec<Change>, StoreError>,
    ) -> Result<Option<i64>, StoreError> {
        let failed = StoreError::of("save");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let changes = changes(&transaction)?;
        if changes.is_empty() {
            return Ok(None);
        }
        let seq = record(&transaction, heading, step, &changes)?;
        transaction.commit().map_err(&failed)?;
        Ok(Some(seq))
    }
}

/// Does the changes of one entry inside a transaction.
fn record(
    connection: &Connection,
    heading: &Heading<'_>,
    step: Step,
    changes: &[Change],
) -> Result<i64, StoreError> {
    let failed = StoreError::of("save");
    let dossier = heading.dossier;
    let card = connection
        .prepare_cached(
            "SELECT number, row_count, fingerprint, undo_level FROM dossier WHERE number = ?1",
        )
        .and_then(|mut statement| statement.query_row([dossier], read_card))
        .map_err(&failed)?;
    let mut state = State {
        row_count: card.row_count,
        fingerprint: card.fingerprint,
    };
    for change in changes {
        match (&change.before, &change.after) {
            (Some(before), None) => before.key.delete(connection, dossier)?,
            (_, Some(after)) => after.put(connection, dossier)?,
            (None, None) => {}
        }
        for (row, sign) in [(&change.before, -1), (&change.after, 1)] {
            if let Some(row) = row {
                row::toggle(&mut state.fingerprint, &row.hash);
                state.row_count += sign;
            }
        }
    }
    let seq = journal::append(connection, heading, changes, state)?;
    let undo_level = take_step(connection, heading, step, &card, seq)?;
    connection
        .prepare_cached(
            "UPDATE dossier SET row_count = ?2, fingerprint = ?3, undo_level = ?4, last_entry = ?5 \
             WHERE number = ?1",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                dossier,
                state.row_count,
                state.fingerprint,
                undo_level,
                seq
            ])
        })
        .map_err(&failed)?;
    subject::refresh(connection, dossier, changes)?;
    search::refresh(connection, dossier, changes)?;
    Ok(seq)
}

/// Keeps the stack of steps; returns the level after the write.
fn take_step(
    connection: &Connection,
    heading: &Heading<'_>,
    step: Step,
    card: &Card,
    seq: i64,
) -> Result<i64, StoreError> {
    let failed = StoreError::of("keep the steps");
    let dossier = heading.dossier;
    let (first_gone, level, to) = match step {
        Step::None => return Ok(card.undo_level),
        Step::Moved { level, to } => (None, level, to),
        Step::New => (
            Some(card.undo_level + 1),
            card.undo_level + 1,
            card.undo_level + 1,
        ),
        Step::Joined => {
            let level = if joins(connection, heading, card).map_err(&failed)? {
                card.undo_level
            } else {
                card.undo_level + 1
            };
            (Some(card.undo_level + 1), level, level)
        }
    };
    match first_gone {
        // A new edit after taking back: what could have been taken again is gone.
        Some(first) => connection.execute(
            "DELETE FROM undo_step WHERE dossier = ?1 AND level >= ?2",
            [dossier, first],
        ),
        None => connection.execute(
            "DELETE FROM undo_step WHERE dossier = ?1 AND level = ?2",
            [dossier, level],
        ),
    }
    .and_then(|_| {
        connection.execute(
            "INSERT INTO undo_step (dossier, level, seq) VALUES (?1, ?2, ?3)",
            [dossier, level, seq],
        )
    })
    .map_err(&failed)?;
    Ok(to)
}

/// Whether the dossier's last entry is an edit of the same thing by the same person, not yet
/// taken back.
fn joins(connection: &Connection, heading: &Heading<'_>, card: &Card) -> rusqlite::Result<bool> {
    let last = connection
        .query_row(
            "SELECT who, act, label FROM journal \
             WHERE seq = (SELECT last_entry FROM dossier WHERE number = ?1) \
             AND seq IN (SELECT seq FROM undo_step WHERE dossier = ?1 AND level = ?2)",
            [heading.dossier, card.undo_level],
            |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                ))
            },
        )
        .optional()?;
    Ok(last.is_some_and(|(who, act, label)| {
        who == heading.stamp.who && act == Act::Edit.code() && label == heading.label
    }))
}

/// Adds an entry that changes no row.
pub(crate) fn note(connection: &mut Connection, heading: &Heading<'_>) -> Result<(), StoreError> {
    let failed = StoreError::of("note");
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(&failed)?;
    record(&transaction, heading, Step::None, &[])?;
    transaction.commit().map_err(&failed)
}

/// Puts rows that were salvaged into a new database, under a number of its own.
pub(crate) fn put_salvaged(
    connection: &mut Connection,
    id: &str,
    rows: Vec<Row>,
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let failed = StoreError::of("salvage");
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(&failed)?;
    let known: Option<i64> = transaction
        .query_row("SELECT number FROM dossier WHERE id = ?1", [id], |row| {
            row.get(0)
        })
        .optional()
        .map_err(&failed)?;
    let number = if let Some(number) = known {
        number
    } else {
        transaction
            .execute(
                "INSERT INTO dossier (id, fingerprint) VALUES (?1, zeroblob(16))",
                [id],
            )
            .map_err(&failed)?;
        transaction.last_insert_rowid()
    };
    let heading = Heading {
        stamp,
        act: if id.is_empty() {
            Act::Keep
        } else {
            Act::Salvage
        },
        dossier: number,
        label: "salvage",
    };
    let rows = rows
        .into_iter()
        .map(|row| Row::new(number, row.key, row.position, row.body))
        .collect();
    record(
        &transaction,
        &heading,
        Step::None,
        &Change::between(&[], rows),
    )?;
    transaction.commit().map_err(&failed)
}

//! The journal: who did what and when, and each row before and after, in a chain of hashes.
//!
//! Entries are only ever added. Their order is their number; the time is what the caller's clock
//! said and decides nothing.

use crate::error::StoreError;
use crate::row::{Key, Kind, Row, RowHash};
use crate::schema::hex;
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Who writes, and what the clock says: the store reads neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Name of the person, as the journal is to show it.
    pub who: String,
    /// The time.
    pub at: DateTime<FixedOffset>,
}

/// What kind of thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A dossier was begun.
    Create,
    /// A dossier was begun from a file.
    Import,
    /// A dossier was begun from an earlier one.
    Renew,
    /// Something was changed.
    Edit,
    /// A step was taken back.
    Undo,
    /// A step was taken again.
    Redo,
    /// An earlier state was brought back.
    Restore,
    /// The dossier was removed from the cabinet's list.
    Discard,
    /// The dossier was sent.
    Send,
    /// A sending was called back.
    Recall,
    /// The dossier came back or was accepted.
    Answer,
    /// An outcome was noted.
    Outcome,
    /// A setting, a register or a plan of the cabinet was changed.
    Keep,
    /// A file was stored as evidence, or an orphan removed.
    File,
    /// The cabinet was brought back from a backup.
    FromBackup,
    /// The dossier was recovered from a damaged cabinet.
    Salvage,
    /// What was kept of a person was erased, and the contents of the past with it.
    Erase,
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub seq: i64,
    /// When, by the clock of that day.
    pub at: String,
    /// Who.
    pub who: String,
    /// What kind of thing.
    pub act: String,
    /// Id of the dossier; empty for the cabinet itself.
    pub dossier: String,
    /// What: a field's path, or a part.
    pub label: String,
}

/// A row before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub before: Option<Row>,
    pub after: Option<Row>,
}

/// A change as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub key: Key,
    pub before: Option<(i64, RowHash)>,
    pub after: Option<(i64, RowHash)>,
    prefix: usize,
    removed: String,
    inserted: String,
}

/// A dossier's state after an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub row_count: i64,
    pub fingerprint: RowHash,
}

/// What an entry is about.
pub(crate) struct Heading<'a> {
    pub stamp: &'a Stamp,
    pub act: Act,
    pub dossier: i64,
    pub label: &'a str,
}

impl Act {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Import => "import",
            Self::Renew => "renew",
            Self::Edit => "edit",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Restore => "restore",
            Self::Discard => "discard",
            Self::Send => "send",
            Self::Recall => "recall",
            Self::Answer => "answer",
            Self::Outcome => "outcome",
            Self::Keep => "keep",
            Self::File => "file",
            Self::FromBackup => "from_backup",
            Self::Salvage => "salvage",
            Self::Erase => "erase",
        }
    }

    /// Whether the entry begins a dossier; its rows are not in the journal but in their tables.
    pub(crate) fn is_birth(self) -> bool {
        matches!(
            self,
            Self::Create | Self::Import | Self::Renew | Self::Salvage
        )
    }
}

impl Change {
    /// The changes that lead from one set of rows to another.
    pub fn between(before: &[Row], after: Vec<Row>) -> Vec<Self> {
        let mut old: BTreeMap<&Key, &Row> = before.iter().map(|row| (&row.key, row)).collect();
        let mut changes = Vec::new();
        for row in after {
            match old.remove(&row.key) {
                Some(same) if *same == row => {}
                earlier => changes.push(Self {
                    before: earlier.cloned(),
                    after: Some(row),
                }),
            }
        }
        changes.extend(old.into_values().map(|row| Self {
            before: Some(row.clone()),
            after: None,
        }));
        changes
    }

    pub fn key(&self) -> Option<&Key> {
        self.after
            .as_ref()
            .or(self.before.as_ref())
            .map(|row| &row.key)
    }

    fn kept(&self) -> Option<Kept> {
        let key = self.key()?.clone();
        let place = |row: &Option<Row>| row.as_ref().map(|row| (row.position, row.hash));
        let (prefix, removed, inserted) = match (&self.before, &self.after) {
            (Some(before), Some(after)) => splice(&before.body, &after.body),
            (Some(before), None) => (0, before.body.clone(), String::new()),
            (None, _) => (0, String::new(), String::new()),
        };
        Some(Kept {
            key,
            before: place(&self.before),
            after: place(&self.after),
            prefix,
            removed,
            inserted,
        })
    }
}

impl Kept {
    /// The row as it was before, from the row as it was after.
    pub fn reverse(&self, dossier: i64, after: Option<&Row>) -> Result<Option<Row>, StoreError> {
        let misfit = || {
            let what = format!("the journal does not lead back to {}", self.key.name());
            StoreError::damaged(what)
        };
        if after.map(|row| (row.position, row.hash)) != self.after {
            return Err(misfit());
        }
        let Some((position, hash)) = self.before else {
            return Ok(None);
        };
        let body = match after {
            None => self.removed.clone(),
            Some(after) => {
                let start = after.body.get(..self.prefix).ok_or_else(misfit)?;
                let rest = after.body[self.prefix..].strip_prefix(self.inserted.as_str());
                format!("{start}{}{}", self.removed, rest.ok_or_else(misfit)?)
            }
        };
        let row = Row::new(dossier, self.key.clone(), position, body);
        if row.hash == hash {
            Ok(Some(row))
        } else {
            Err(misfit())
        }
    }

    fn digest(&self, sum: &mut Sha256) {
        for text in [
            self.key.kind.code(),
            &self.key.nominee,
            &self.key.id,
            &self.removed,
            &self.inserted,
        ] {
            frame(sum, text.as_bytes());
        }
        sum.update((self.prefix as u64).to_le_bytes());
        for side in [&self.before, &self.after] {
            match side {
                None => sum.update([0]),
                Some((position, hash)) => {
                    sum.update([1]);
                    sum.update(position.to_le_bytes());
                    sum.update(hash);
                }
            }
        }
    }
}

/// Adds an entry to the chain and returns its number.
pub(crate) fn append(
    connection: &Connection,
    heading: &Heading<'_>,
    changes: &[Change],
    state: State,
) -> Result<i64, StoreError> {
    let failed = StoreError::of("write the journal");
    let (last, previous) = head(connection)?;
    let seq = last + 1;
    let kept: Vec<Kept> = if heading.act.is_birth() || heading.act == Act::Erase {
        Vec::new()
    } else {
        changes.iter().filter_map(Change::kept).collect()
    };
    let digest = digest(&kept);
    let at = heading.stamp.at.to_rfc3339();
    let link = Link {
        seq,
        at: &at,
        who: &heading.stamp.who,
        act: heading.act.code(),
        dossier: heading.dossier,
        label: heading.label,
        digest: &digest,
        state,
    };
    connection
        .prepare_cached("INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
        .and_then(|mut statement| {
            statement.execute(params![
                seq,
                at,
                heading.stamp.who,
                heading.act.code(),
                heading.dossier,
                heading.label,
                digest,
                state.row_count,
                state.fingerprint,
                link.hash(&previous)
            ])
        })
        .map_err(&failed)?;
    let mut statement = connection
        .prepare_cached(
            "INSERT INTO journal_change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )
        .map_err(&failed)?;
    for (ordinal, kept) in kept.iter().enumerate() {
        statement
            .execute(params![
                seq,
                ordinal as i64,
                heading.dossier,
                kept.key.kind.code(),
                kept.key.nominee,
                kept.key.id,
                kept.before.map(|(position, _)| position),
                kept.after.map(|(position, _)| position),
                kept.before.map(|(_, hash)| hash),
                kept.after.map(|(_, hash)| hash),
                kept.prefix as i64,
                kept.removed,
                kept.inserted,
            ])
            .map_err(&failed)?;
    }
    Ok(seq)
}

/// Number and hash of the last entry; zeros before the first.
pub(crate) fn head(connection: &Connection) -> Result<(i64, [u8; 32]), StoreError> {
    connection
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        .and_then(|mut statement| {
            statement
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })
        .map(Option::unwrap_or_default)
        .map_err(StoreError::of("read the journal"))
}

/// The changes of one entry, checked against its digest.
pub(crate) fn changes(connection: &Connection, seq: i64) -> Result<Vec<Kept>, StoreError> {
    let failed = StoreError::of("read the journal");
    let mut statement = connection
        .prepare_cached(
            "SELECT kind, nominee, id, position_before, hash_before, position_after, hash_after, \
             prefix, removed, inserted FROM journal_change WHERE seq = ?1 ORDER BY ordinal",
        )
        .map_err(&failed)?;
    let kept = statement
        .query_map([seq], read_kept)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| match error {
            rusqlite::Error::SqliteFailure(..) => failed(error),
            _ => StoreError::damaged(format!("entry {seq} of the journal")),
        })?;
    let expected: [u8; 32] = connection
        .prepare_cached("SELECT digest FROM journal WHERE seq = ?1")
        .and_then(|mut statement| statement.query_row([seq], |row| row.get(0)))
        .map_err(&failed)?;
    if digest(&kept) == expected {
        Ok(kept)
    } else {
        let what = format!("the changes of entry {seq} do not fit its digest");
        Err(StoreError::damaged(what))
    }
}

fn read_kept(row: &SqlRow<'_>) -> rusqlite::Result<Kept> {
    let code: String = row.get(0)?;
    let kind = Kind::of_code(&code).ok_or(rusqlite::Error::InvalidQuery)?;
    let side = |position: Option<i64>, hash: Option<RowHash>| position.zip(hash);
    let before = side(row.get(3)?, row.get(4)?);
    let after = side(row.get(5)?, row.get(6)?);
    let position = after.or(before).map_or(0, |(position, _)| position);
    let prefix: i64 = row.get(7)?;
    Ok(Kept {
        key: Key {
            kind,
            nominee: row.get(1)?,
            id: row.get(2)?,
            place: if kind.is_told_apart_by_place() {
                position
            } else {
                0
            },
        },
        before,
        after,
        prefix: prefix as usize,
        removed: row.get(8)?,
        inserted: row.get(9)?,
    })
}

/// The last entries about a dossier, or about anything, newest first.
pub(crate) fn entries(
    connection: &Connection,
    dossier: Option<i64>,
    limit: u32,
) -> Result<Vec<Entry>, StoreError> {
    connection
        .prepare_cached(
            "SELECT seq, at, who, act, dossier.id, label FROM journal \
             JOIN dossier ON dossier.number = journal.dossier \
             WHERE ?1 IS NULL OR journal.dossier = ?1 ORDER BY seq DESC LIMIT ?2",
        )
        .and_then(|mut statement| {
            statement
                .query_map(params![dossier, limit], read_entry)?
                .collect()
        })
        .map_err(StoreError::of("read the journal"))
}

/// Reads `seq, at, who, act, dossier.id, label`.
pub(crate) fn read_entry(row: &SqlRow<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        act: row.get(3)?,
        dossier: row.get(4)?,
        label: row.get(5)?,
    })
}

/// Follows the chain from its `from`-th entry to its end; says where it first breaks.
pub(crate) fn verify_chain(connection: &Connection, from: i64) -> Result<Option<i64>, StoreError> {
    let failed = StoreError::of("follow the journal");
    let emptied = emptied(connection)?;
    let mut statement = connection
        .prepare(
            "SELECT seq, at, who, act, dossier, label, digest, row_count, fingerprint, hash \
             FROM journal WHERE seq >= ?1 ORDER BY seq",
        )
        .map_err(&failed)?;
    let mut previous: [u8; 32] = connection
        .query_row(
            "SELECT hash FROM journal WHERE seq = ?1",
            [from - 1],
            |row| row.get(0),
        )
        .optional()
        .map_err(&failed)?
        .unwrap_or_default();
    let mut expected = from;
    let mut rows = statement.query([from]).map_err(&failed)?;
    while let Some(row) = rows.next().map_err(&failed)? {
        let Ok(Some(hash)) = sound_link(connection, row, &previous, expected, &emptied) else {
            return Ok(Some(expected));
        };
        previous = hash;
        expected += 1;
    }
    Ok(None)
}

/// The last erasure in each dossier that has one: what came before it has no contents.
fn emptied(connection: &Connection) -> Result<BTreeMap<i64, i64>, StoreError> {
    connection
        .prepare_cached(
            "SELECT dossier, max(seq) FROM journal WHERE act = 'erase' GROUP BY dossier",
        )
        .and_then(|mut statement| {
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .map_err(StoreError::of("follow the journal"))
}

/// The hash of an entry, where the entry fits it, its number and its changes. Of one whose contents
/// were erased the hash is taken as it is; the seal of the erasure covers it.
fn sound_link(
    connection: &Connection,
    row: &SqlRow<'_>,
    previous: &[u8; 32],
    expected: i64,
    emptied: &BTreeMap<i64, i64>,
) -> Result<Option<[u8; 32]>, StoreError> {
    let misread = |_| StoreError::damaged("an entry of the journal");
    let written: [u8; 32] = row.get(9).map_err(misread)?;
    let (seq, dossier): (i64, i64) = (row.get(0).map_err(misread)?, row.get(4).map_err(misread)?);
    let (act, label): (String, String) =
        (row.get(3).map_err(misread)?, row.get(5).map_err(misread)?);
    if emptied.get(&dossier).is_some_and(|erasure| seq < *erasure) {
        let is_empty = label.is_empty() && change_count(connection, seq)? == 0;
        return Ok((seq == expected && is_empty).then_some(written));
    }
    let (_, hash) = read_link(row, previous).map_err(misread)?;
    let is_sealed = act != Act::Erase.code() || label == seal_of(connection, dossier, seq)?;
    let is_sound = seq == expected && written == hash && is_sealed;
    Ok((is_sound && changes(connection, seq).is_ok()).then_some(hash))
}

fn change_count(connection: &Connection, seq: i64) -> Result<i64, StoreError> {
    connection
        .prepare_cached("SELECT count(*) FROM journal_change WHERE seq = ?1")
        .and_then(|mut statement| statement.query_row([seq], |row| row.get(0)))
        .map_err(StoreError::of("follow the journal"))
}

/// A seal over what stays of the entries about a dossier before one of them.
pub(crate) fn seal_of(
    connection: &Connection,
    dossier: i64,
    before: i64,
) -> Result<String, StoreError> {
    let failed = StoreError::of("seal the journal");
    let mut statement = connection
        .prepare_cached(
            "SELECT seq, at, who, act, digest, row_count, fingerprint, hash FROM journal \
             WHERE dossier = ?1 AND seq < ?2 ORDER BY seq",
        )
        .map_err(&failed)?;
    let mut rows = statement.query([dossier, before]).map_err(&failed)?;
    let mut sum = Sha256::new();
    while let Some(row) = rows.next().map_err(&failed)? {
        for column in [0_usize, 5] {
            sum.update(row.get::<_, i64>(column).map_err(&failed)?.to_le_bytes());
        }
        for column in 1_usize..=3 {
            frame(
                &mut sum,
                row.get::<_, String>(column).map_err(&failed)?.as_bytes(),
            );
        }
        for column in [4_usize, 6, 7] {
            frame(&mut sum, &row.get::<_, Vec<u8>>(column).map_err(&failed)?);
        }
    }
    Ok(hex(&sum.finalize()))
}

fn read_link(row: &SqlRow<'_>, previous: &[u8; 32]) -> rusqlite::Result<(i64, [u8; 32])> {
    let (at, who, act, label): (String, String, String, String) =
        (row.get(1)?, row.get(2)?, row.get(3)?, row.get(5)?);
    let digest: [u8; 32] = row.get(6)?;
    let link = Link {
        seq: row.get(0)?,
        at: &at,
        who: &who,
        act: &act,
        dossier: row.get(4)?,
        label: &label,
        digest: &digest,
        state: State {
            row_count: row.get(7)?,
            fingerprint: row.get(8)?,
        },
    };
    Ok((link.seq, link.hash(previous)))
}

struct Link<'a> {
    seq: i64,
    at: &'a str,
    who: &'a str,
    act: &'a str,
    dossier: i64,
    label: &'a str,
    digest: &'a [u8; 32],
    state: State,
}

impl Link<'_> {
    fn hash(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut sum = Sha256::new();
        sum.update(previous);
        sum.update(self.seq.to_le_bytes());
        for text in [self.at, self.who, self.act, self.label] {
            frame(&mut sum, text.as_bytes());
        }
        sum.update(self.dossier.to_le_bytes());
        sum.update(self.digest);
        sum.update(self.state.row_count.to_le_bytes());
        sum.update(self.state.fingerprint);
        sum.finalize().into()
    }
}

fn digest(kept: &[Kept]) -> [u8; 32] {
    let mut sum = Sha256::new();
    for one in kept {
        one.digest(&mut sum);
    }
    sum.finalize().into()
}

/// Adds bytes with their length, so that two neighbours cannot be read as two others.
fn frame(sum: &mut Sha256, bytes: &[u8]) {
    sum.update((bytes.len() as u64).to_le_bytes());
    sum.update(bytes);
}

/// How many bytes stay at the start, what is taken out there, and what is put in.
fn splice(before: &str, after: &str) -> (usize, String, String) {
    let mut prefix = before
        .bytes()
        .zip(after.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !before.is_char_boundary(prefix) || !after.is_char_boundary(prefix) {
        prefix -= 1;
    }
    let (old, new) = (&before[prefix..], &after[prefix..]);
    let mut suffix = old
        .bytes()
        .rev()
        .zip(new.bytes().rev())
        .take_while(|(a, b)| a == b)
        .count();
    while !old.is_char_boundary(old.len() - suffix) || !new.is_char_boundary(new.len() - suffix) {
        suffix -= 1;
    }
    let cut = |text: &str| text[..text.len() - suffix].to_owned();
    (prefix, cut(old), cut(new))
}

#[cfg(test)]
mod tests {
    use super::splice;

    #[track_caller]
    fn check(before: &str, after: &str, expected: (usize, &str, &str)) {
        let (prefix, removed, inserted) = splice(before, after);
        assert_eq!((prefix, removed.as_str(), inserted.as_str()), expected);
        let rest = &after[prefix + inserted.len()..];
        assert_eq!(format!("{}{removed}{rest}", &after[..prefix]), before);
    }

    #[test]
    fn only_what_changed_is_kept() {
        check("một hai", "một hai ba", (9, "", " ba"));
        check("một hai ba", "một ba", (6, "hai ", ""));
        check("aaa", "aa", (2, "a", ""));
        check("ế", "ệ", (0, "ế", "ệ"));
        check("aế", "aệ", (1, "ế", "ệ"));
        check("", "x", (0, "", "x"));
        check("x", "x", (1, "", ""));
    }
}

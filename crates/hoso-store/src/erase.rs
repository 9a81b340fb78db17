//! Erases what is kept of a person on request: rows, the past of the dossiers that held them, the
//! links, the words in the search index, the scans that were theirs alone. The chain of the journal
//! stays whole: hashes stay, contents go, and the entry that says so carries a seal over the rest.
//!
//! Backups are not touched; [`Backup::holds`] tells which of them still know the name.

use crate::alter::Alteration;
use crate::backup::Backup;
use crate::cabinet::{Cabinet, all_rows, any_card, card, connect_to_read};
use crate::disk;
use crate::edit::{self, Edit};
use crate::error::StoreError;
use crate::fold::{fold, name_key};
use crate::journal::{self, Act, Change, Heading, Stamp};
use crate::parts;
use crate::row::{self, Key, Kind, Row};
use crate::thumbnail::thumbnail_file;
use hoso_domain::NomineeKind;
use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What stands where a name stood in the words of others.
const GONE: &str = "[đã xóa]";
/// So many letters of a name stand in the name of a sent file, however long it is.
const SLUG: usize = 12;

/// What a cabinet holds of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// Nominees of that name.
    pub nominees: Vec<Nomination>,
    /// Dossiers of whose past alone the name is a part, also of dossiers that were discarded.
    pub past: Vec<String>,
    /// Dossiers that mention the name elsewhere, such as among the members of a council. They are
    /// left alone: whoever reads them decides.
    pub mentioned: Vec<String>,
}

/// A nominee with what tells namesakes apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nomination {
    /// Id of the dossier.
    pub dossier: String,
    /// Id of the nominee in it.
    pub nominee: String,
    /// The name as typed.
    pub name: String,
    /// Person or collective.
    pub kind: NomineeKind,
    /// Date of birth, where one was typed.
    pub birth_date: Option<String>,
    /// The unit of the dossier.
    pub unit: String,
    /// The year of the dossier, in an annual round.
    pub year: Option<i32>,
}

/// What was erased.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// How many nominations went.
    pub nominations: u32,
    /// Dossiers whose past has no contents any more.
    pub dossiers: Vec<String>,
    /// How often the name stood in other words of those dossiers and was taken out.
    pub mentions: u32,
    /// How many stored files went.
    pub files: u32,
}

impl Backup {
    /// Whether the backup still holds a name, in a dossier or in its past.
    pub fn holds(&self, name: &str) -> Result<bool, StoreError> {
        let connection = connect_to_read(&self.file)?;
        let traces = traces(&connection, name)?;
        Ok(traces != Traces::default())
    }
}

impl Cabinet {
    /// What the cabinet holds of a name, whatever its marks and capitals.
    pub fn traces(&self, name: &str) -> Result<Traces, StoreError> {
        traces(&self.connection, name)
    }

    /// Erases nominees and everything that the past of their dossiers tells, for ever; also the past
    /// of dossiers that hold the name there alone. What is sent is no exception.
    pub fn erase(
        &mut self,
        name: &str,
        nominees: &[(String, String)],
        stamp: &Stamp,
    ) -> Result<Erased, StoreError> {
        let failed = StoreError::of("erase a person");
        let mut asked: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (dossier, nominee) in nominees {
            asked
                .entry(dossier.clone())
                .or_default()
                .push(nominee.clone());
        }
        for dossier in self.traces(name)?.past {
            asked.entry(dossier).or_default();
        }
        let mut erased = Erased::default();
        if asked.is_empty() {
            return Ok(erased);
        }
        // What is freed is written over, in the database and in its log.
        self.connection
            .pragma_update(None, "secure_delete", true)
            .map_err(&failed)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let mut files = BTreeSet::new();
        for (dossier, nominees) in &asked {
            let number = any_card(&transaction, dossier)?.number;
            let mut removal = Removal::of(&transaction, number, dossier, name, nominees)?;
            files.append(&mut removal.files);
            erased.mentions += removal.mentions;
            erased.nominations += nominees.len() as u32;
            seal(&transaction, number, &removal.changes, stamp)?;
            erased.dossiers.push(dossier.clone());
        }
        files.retain(|sha256| !is_named(&transaction, sha256).unwrap_or(true));
        let changes = own_rows(&transaction, name, &files)?;
        seal(&transaction, 0, &changes, stamp)?;
        transaction
            .execute_batch(
                "DELETE FROM subject WHERE NOT EXISTS \
                 (SELECT 1 FROM nominee WHERE nominee.subject = subject.number); \
                 INSERT INTO search_text (search_text) VALUES ('optimize'); \
                 INSERT INTO search_name (search_name) VALUES ('optimize');",
            )
            .and_then(|()| transaction.commit())
            .map_err(&failed)?;
        erased.files = files.len() as u32;
        for sha256 in &files {
            disk::remove(&self.folder.evidence_file(sha256))?;
            disk::remove(&thumbnail_file(&self.folder, sha256))?;
        }
        self.connection
            .execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete = OFF;")
            .map_err(&failed)?;
        Ok(erased)
    }
}

/// What goes from one dossier.
struct Removal {
    changes: Vec<Change>,
    files: BTreeSet<String>,
    mentions: u32,
}

impl Removal {
    fn of(
        connection: &Connection,
        number: i64,
        id: &str,
        name: &str,
        nominees: &[String],
    ) -> Result<Self, StoreError> {
        let mut removal = Self {
            changes: Vec::new(),
            files: BTreeSet::new(),
            mentions: 0,
        };
        if nominees.is_empty() {
            return Ok(removal);
        }
        let rows = all_rows(connection, &card(connection, id)?)?;
        let mut alteration = Alteration::new(connection, number, id);
        for nominee in nominees {
            alteration.take(&Edit::RemoveNominee(nominee.clone()))?;
        }
        for (paper, sha256) in papers_of_alone(&rows, nominees)? {
            alteration.take(&Edit::RemoveEvidence(paper))?;
            removal.files.extend(sha256);
        }
        let mut net: BTreeMap<Key, Change> = alteration
            .changes()
            .into_iter()
            .filter_map(|change| Some((change.key()?.clone(), change)))
            .collect();
        // As typed, and as it is asked for, which may differ in capitals and marks.
        let mut names: BTreeSet<String> = BTreeSet::from([name.trim().to_owned()]);
        let mut has_namesake = false;
        for row in rows.iter().filter(|row| row.key.kind == Kind::Nominee) {
            let typed = text_at(row, "name")?;
            if nominees.contains(&row.key.nominee) {
                names.insert(typed);
            } else {
                has_namesake |= name_key(&typed) == name_key(name);
            }
        }
        for before in rows {
            let now = net
                .get(&before.key)
                .map_or(Some(&before), |change| change.after.as_ref());
            let Some(now) = now else { continue };
            let mut json = Value::Object(parts::parse(now)?);
            // Of namesakes nobody can say whom the words are about.
            let mentions = if has_namesake {
                0
            } else {
                take_out(&mut json, &names, nominees)
            };
            if mentions > 0 {
                removal.mentions += mentions;
                let after = Row::new(number, now.key.clone(), now.position, json.to_string());
                let key = before.key.clone();
                net.entry(key)
                    .or_insert_with(|| Change {
                        before: Some(before),
                        after: None,
                    })
                    .after = Some(after);
            }
        }
        removal.changes = net.into_values().collect();
        Ok(removal)
    }
}

/// The papers that prove nothing but facts of these nominees, each with its file.
fn papers_of_alone(
    rows: &[Row],
    nominees: &[String],
) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let mut own = BTreeSet::new();
    let mut others = BTreeSet::new();
    for row in rows.iter().filter(|row| row.key.kind != Kind::Evidence) {
        let mut named = Vec::new();
        papers(&Value::Object(parts::parse(row)?), &mut named);
        if nominees.contains(&row.key.nominee) {
            own.extend(named);
        } else {
            others.extend(named);
        }
    }
    rows.iter()
        .filter(|row| row.key.kind == Kind::Evidence)
        .filter(|row| own.contains(&row.key.id) && !others.contains(&row.key.id))
        .map(|row| {
            let sha256 = text_at(row, "sha256")?;
            Ok((row.key.id.clone(), (!sha256.is_empty()).then_some(sha256)))
        })
        .collect()
}

/// The ids of papers that a body names under `evidence`.
fn papers(json: &Value, found: &mut Vec<String>) {
    match json {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("evidence", Value::Array(ids)) => {
                        found.extend(ids.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("evidence", Value::String(id)) => found.push(id.clone()),
                    _ => papers(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| papers(value, found)),
        _ => {}
    }
}

/// Takes names out of every text, and references to ids; how often.
fn take_out(json: &mut Value, names: &BTreeSet<String>, ids: &[String]) -> u32 {
    match json {
        Value::String(text) => {
            let mut count = 0;
            for name in names.iter().filter(|name| !name.trim().is_empty()) {
                count += text.matches(name.as_str()).count() as u32;
                *text = text.replace(name.as_str(), GONE);
            }
            if Path::new(text.as_str()).extension().is_some() {
                for slug in names
                    .iter()
                    .map(|name| slug(name))
                    .filter(|slug| slug.len() > 3)
                {
                    count += text.matches(&slug).count() as u32;
                    *text = text.replace(&slug, "da-xoa");
                }
            }
            // An id made of a name tells the name; a short one could be anything else.
            let refers = |id: &String| {
                *text == format!("report.{id}") || (text == id && id.contains('-') && id.len() > 7)
            };
            if ids.iter().any(refers) {
                count += 1;
                GONE.clone_into(text);
            }
            count
        }
        Value::Array(values) => values.iter_mut().map(|one| take_out(one, names, ids)).sum(),
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| name.as_str() != "id")
            .map(|(_, one)| take_out(one, names, ids))
            .sum(),
        _ => 0,
    }
}

/// How the names of files of a name begin.
fn slug(name: &str) -> String {
    let slug: String = fold(name).chars().take(SLUG).collect();
    slug.trim_end().replace(' ', "-")
}

/// Rows of the cabinet itself that go: files that nobody names any more, and what was declared about
/// namesakes.
fn own_rows(
    connection: &Connection,
    name: &str,
    files: &BTreeSet<String>,
) -> Result<Vec<Change>, StoreError> {
    let key = name_key(name);
    let rows = row::read(connection, 0, &[Kind::StoredFile, Kind::SameSubject], None)?;
    let mut gone = Vec::new();
    for row in rows {
        let goes = if row.key.kind == Kind::StoredFile {
            files.contains(&row.key.id)
        } else {
            row.key.id.ends_with(&format!("/{key}")) || text_at(&row, "key")? == key
        };
        if goes {
            gone.push(row);
        }
    }
    Ok(Change::between(&gone, Vec::new()))
}

/// Does the changes, says so in an entry with a seal over the past, and empties that.
fn seal(
    connection: &Connection,
    dossier: i64,
    changes: &[Change],
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let failed = StoreError::of("erase a person");
    let label = journal::seal_of(connection, dossier, i64::MAX)?;
    let heading = Heading {
        stamp,
        act: Act::Erase,
        dossier,
        label: &label,
    };
    let seq = edit::record_alone(connection, &heading, changes)?;
    for sql in [
        "DELETE FROM journal_change WHERE dossier = ?1 AND seq < ?2",
        "UPDATE journal SET label = '' WHERE dossier = ?1 AND seq < ?2 AND label <> ''",
        "DELETE FROM undo_step WHERE dossier = ?1 AND seq <= ?2",
        "UPDATE dossier SET undo_level = 0 WHERE number = ?1 AND ?2 > 0",
    ] {
        connection.execute(sql, [dossier, seq]).map_err(&failed)?;
    }
    Ok(())
}

fn traces(connection: &Connection, name: &str) -> Result<Traces, StoreError> {
    let failed = StoreError::of("look for a person");
    let key = name_key(name);
    let mut traces = Traces::default();
    if key.is_empty() {
        return Ok(traces);
    }
    let nominees = connection
        .prepare(
            "SELECT dossier.id, nominee.nominee, nominee.name, nominee.kind, \
             json_extract(nominee.body, '$.person.individual.birth_date'), unit.name, head.year \
             FROM nominee JOIN dossier ON dossier.number = nominee.dossier \
             LEFT JOIN unit USING (dossier) LEFT JOIN head USING (dossier) \
             ORDER BY nominee.dossier, nominee.position",
        )
        .and_then(|mut statement| {
            statement
                .query_map([], |row| {
                    let kind: String = row.get(3)?;
                    Ok(Nomination {
                        dossier: row.get(0)?,
                        nominee: row.get(1)?,
                        name: row.get(2)?,
                        kind: if kind == "individual" {
                            NomineeKind::Individual
                        } else {
                            NomineeKind::Collective
                        },
                        birth_date: row.get(4)?,
                        unit: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
                        year: row.get(6)?,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()
        })
        .map_err(&failed)?;
    traces.nominees = nominees
        .into_iter()
        .filter(|one| name_key(&one.name) == key)
        .collect();
    let held: BTreeSet<&String> = traces.nominees.iter().map(|one| &one.dossier).collect();
    let mut names: BTreeSet<&str> = traces
        .nominees
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    names.insert(name.trim());
    let holds = |text: &str| names.iter().any(|name| text.contains(name));
    for (number, id) in dossiers(connection)? {
        if held.contains(&id) {
            continue;
        }
        let rows = row::read(connection, number, &Kind::ALL, None)?;
        if rows.iter().any(|row| holds(&row.body)) {
            traces.mentioned.push(id);
        } else if past_texts(connection, number)?
            .iter()
            .any(|text| holds(text))
        {
            traces.past.push(id);
        }
    }
    Ok(traces)
}

fn dossiers(connection: &Connection) -> Result<Vec<(i64, String)>, StoreError> {
    connection
        .prepare("SELECT number, id FROM dossier WHERE number > 0 ORDER BY number")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .map_err(StoreError::of("list the dossiers"))
}

/// What the journal keeps of the texts that changed in a dossier.
fn past_texts(connection: &Connection, number: i64) -> Result<Vec<String>, StoreError> {
    connection
        .prepare_cached(
            "SELECT removed || char(10) || inserted FROM journal_change WHERE dossier = ?1",
        )
        .and_then(|mut statement| statement.query_map([number], |row| row.get(0))?.collect())
        .map_err(StoreError::of("read the journal"))
}

/// Whether a paper of any dossier still has this file.
fn is_named(connection: &Connection, sha256: &str) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM evidence WHERE sha256 = ?1)",
        [sha256],
        |row| row.get(0),
    )
}

/// A text among the fields of a body; empty where there is none.
fn text_at(row: &Row, field: &str) -> Result<String, StoreError> {
    let fields = parts::parse(row)?;
    let text = fields.get(field).and_then(Value::as_str);
    Ok(text.unwrap_or_default().to_owned())
}

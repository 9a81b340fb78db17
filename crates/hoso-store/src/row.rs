//! A row: the smallest thing that is stored, hashed, journaled and taken back.
//!
//! Every table with a `body` is a [`Kind`]. Knows their columns; what a body means is
//! [`crate::parts`]'s affair.

use crate::error::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow, params_from_iter};
use sha2::{Digest, Sha256};

/// The kinds of row, each in its own table of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Head,
    Progress,
    Unit,
    UnitFact,
    Letter,
    Nominee,
    Fact,
    EarlierAward,
    Determination,
    Report,
    ReportSection,
    Council,
    Member,
    Meeting,
    Absence,
    Tally,
    Evidence,
    Sending,
    Outcome,
    Setting,
    Plan,
    KnownUnit,
    KnownSignatory,
    SameSubject,
    StoredFile,
}

/// What tells the rows of one kind apart, besides dossier and nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// Nothing: there is one.
    Single,
    /// An id; `true` where the rows also have an order.
    Id(bool),
    /// The place in their list.
    Position,
}

impl Kind {
    /// All kinds, owners before what they own.
    pub const ALL: [Self; 25] = [
        Self::Head,
        Self::Progress,
        Self::Unit,
        Self::UnitFact,
        Self::Letter,
        Self::Nominee,
        Self::Fact,
        Self::EarlierAward,
        Self::Determination,
        Self::Report,
        Self::ReportSection,
        Self::Council,
        Self::Member,
        Self::Meeting,
        Self::Absence,
        Self::Tally,
        Self::Evidence,
        Self::Sending,
        Self::Outcome,
        Self::Setting,
        Self::Plan,
        Self::KnownUnit,
        Self::KnownSignatory,
        Self::SameSubject,
        Self::StoredFile,
    ];

    /// Stable code, which is also the name of the table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Progress => "progress",
            Self::Unit => "unit",
            Self::UnitFact => "unit_fact",
            Self::Letter => "letter",
            Self::Nominee => "nominee",
            Self::Fact => "fact",
            Self::EarlierAward => "earlier_award",
            Self::Determination => "determination",
            Self::Report => "report",
            Self::ReportSection => "report_section",
            Self::Council => "council",
            Self::Member => "member",
            Self::Meeting => "meeting",
            Self::Absence => "absence",
            Self::Tally => "tally",
            Self::Evidence => "evidence",
            Self::Sending => "sending",
            Self::Outcome => "outcome",
            Self::Setting => "setting",
            Self::Plan => "plan",
            Self::KnownUnit => "known_unit",
            Self::KnownSignatory => "known_signatory",
            Self::SameSubject => "same_subject",
            Self::StoredFile => "stored_file",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether rows of this kind belong to a nominee, or are one.
    pub fn has_nominee(self) -> bool {
        matches!(
            self,
            Self::Nominee
                | Self::Fact
                | Self::EarlierAward
                | Self::Determination
                | Self::Report
                | Self::ReportSection
                | Self::Outcome
        )
    }

    /// Whether the rows are told apart by an id and keep an order of their own.
    pub fn is_ordered_by_hand(self) -> bool {
        self == Self::Nominee || self.apart() == Apart::Id(true)
    }

    /// Whether its place is all that tells a row apart from its neighbours.
    pub fn is_told_apart_by_place(self) -> bool {
        self.apart() == Apart::Position
    }

    fn apart(self) -> Apart {
        match self {
            Self::Member | Self::Evidence => Apart::Id(true),
            Self::Setting
            | Self::Plan
            | Self::KnownUnit
            | Self::KnownSignatory
            | Self::SameSubject
            | Self::StoredFile => Apart::Id(false),
            Self::UnitFact
            | Self::Fact
            | Self::EarlierAward
            | Self::Determination
            | Self::ReportSection
            | Self::Absence
            | Self::Tally
            | Self::Sending => Apart::Position,
            Self::Head
            | Self::Progress
            | Self::Unit
            | Self::Letter
            | Self::Nominee
            | Self::Report
            | Self::Council
            | Self::Meeting
            | Self::Outcome => Apart::Single,
        }
    }

    fn has_id(self) -> bool {
        matches!(self.apart(), Apart::Id(_))
    }

    fn has_position(self) -> bool {
        self == Self::Nominee || matches!(self.apart(), Apart::Id(true) | Apart::Position)
    }
}

/// What a row is: its kind and what tells it apart within its dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub kind: Kind,
    /// Id of the nominee it belongs to or is; empty where there is none.
    pub nominee: String,
    /// Its own id; empty where it has none.
    pub id: String,
    /// Its place, where that is all that tells it apart; else 0.
    pub place: i64,
}

/// The hash of a row: the first half of a SHA-256.
pub type RowHash = [u8; 16];

/// A stored row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub key: Key,
    pub position: i64,
    pub body: String,
    pub hash: RowHash,
}

impl Row {
    /// A row of a dossier, with its hash.
    pub fn new(dossier: i64, key: Key, position: i64, body: String) -> Self {
        let hash = hash(dossier, &key, position, &body);
        Self {
            key,
            position,
            body,
            hash,
        }
    }

    /// Writes the row over whatever has its key.
    pub fn put(&self, connection: &Connection, dossier: i64) -> Result<(), StoreError> {
        let kind = self.key.kind;
        let mut columns = vec!["dossier"];
        let mut values = vec![Value::Integer(dossier)];
        let mut changed = vec!["body = excluded.body", "hash = excluded.hash"];
        if kind.has_nominee() {
            columns.push("nominee");
            values.push(Value::Text(self.key.nominee.clone()));
        }
        if kind.has_id() {
            columns.push("id");
            values.push(Value::Text(self.key.id.clone()));
        }
        if kind.has_position() {
            columns.push("position");
            values.push(Value::Integer(self.position));
            changed.push("position = excluded.position");
        }
        columns.extend(["body", "hash"]);
        values.push(Value::Text(self.body.clone()));
        values.push(Value::Blob(self.hash.to_vec()));
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {}",
            kind.code(),
            columns.join(", "),
            changed.join(", ")
        );
        connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.execute(params_from_iter(values)))
            .map(|_| ())
            .map_err(StoreError::of("write a row"))
    }

    fn read(kind: Kind, row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        let position = row.get(2)?;
        Ok(Self {
            key: Key {
                kind,
                nominee: row.get(0)?,
                id: row.get(1)?,
                place: if kind.is_told_apart_by_place() {
                    position
                } else {
                    0
                },
            },
            position,
            body: row.get(3)?,
            hash: row.get(4)?,
        })
    }

    /// Whether the row is as it was written.
    pub fn is_intact(&self, dossier: i64) -> bool {
        self.hash == hash(dossier, &self.key, self.position, &self.body)
    }

    /// A name for reports on damage, without anything a person typed.
    pub fn name(&self) -> String {
        self.key.name()
    }
}

impl Key {
    /// A row that is the only one of its kind.
    pub fn single(kind: Kind) -> Self {
        Self {
            kind,
            nominee: String::new(),
            id: String::new(),
            place: 0,
        }
    }

    /// A row of a nominee, or the nominee's own.
    pub fn of_nominee(kind: Kind, nominee: &str) -> Self {
        Self {
            nominee: nominee.to_owned(),
            ..Self::single(kind)
        }
    }

    /// A row with an id.
    pub fn of_id(kind: Kind, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..Self::single(kind)
        }
    }

    /// The same with a place in its list.
    pub fn at(self, place: i64) -> Self {
        Self { place, ..self }
    }

    /// A name for reports on damage, without anything a person typed but ids.
    pub fn name(&self) -> String {
        let parts = [self.kind.code(), &self.nominee, &self.id];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        match self.kind.apart() {
            Apart::Position => format!("{}[{}]", parts.join("/"), self.place),
            Apart::Single | Apart::Id(_) => parts.join("/"),
        }
    }

    /// Removes the row.
    pub fn delete(&self, connection: &Connection, dossier: i64) -> Result<(), StoreError> {
        let (condition, values) = self.condition(dossier);
        let sql = format!("DELETE FROM {} WHERE {condition}", self.kind.code());
        connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.execute(params_from_iter(values)))
            .map(|_| ())
            .map_err(StoreError::of("remove a row"))
    }

    /// Reads the row, if it is there.
    pub fn get(&self, connection: &Connection, dossier: i64) -> Result<Option<Row>, StoreError> {
        let (condition, values) = self.condition(dossier);
        let sql = format!("{} WHERE {condition}", selection(self.kind));
        let mut found = rows(connection, dossier, self.kind, &sql, values)?;
        Ok(found.pop())
    }

    fn condition(&self, dossier: i64) -> (String, Vec<Value>) {
        let mut conditions = vec!["dossier = ?"];
        let mut values = vec![Value::Integer(dossier)];
        if self.kind.has_nominee() {
            conditions.push("nominee = ?");
            values.push(Value::Text(self.nominee.clone()));
        }
        if self.kind.has_id() {
            conditions.push("id = ?");
            values.push(Value::Text(self.id.clone()));
        }
        if self.kind.is_told_apart_by_place() {
            conditions.push("position = ?");
            values.push(Value::Integer(self.place));
        }
        (conditions.join(" AND "), values)
    }
}

/// The rows of some kinds of a dossier, of one nominee where one is named, each checked against
/// its hash.
pub fn read(
    connection: &Connection,
    dossier: i64,
    kinds: &[Kind],
    nominee: Option<&str>,
) -> Result<Vec<Row>, StoreError> {
    let mut found = Vec::new();
    for kind in kinds {
        let mut sql = format!("{} WHERE dossier = ?", selection(*kind));
        let mut values = vec![Value::Integer(dossier)];
        if let Some(nominee) = nominee {
            sql.push_str(" AND nominee = ?");
            values.push(Value::Text(nominee.to_owned()));
        }
        found.extend(rows(connection, dossier, *kind, &sql, values)?);
    }
    Ok(found)
}

/// Whatever can still be read of a kind, from both ends, intact or not: for salvage alone.
pub fn read_what_is_left(connection: &Connection, kind: Kind) -> Vec<(i64, Row)> {
    let select = selection(kind).replacen("SELECT ", "SELECT dossier, ", 1);
    let order = match (kind.has_nominee(), kind.apart()) {
        (true, Apart::Position) => "dossier, nominee, position",
        (true, _) => "dossier, nominee",
        (false, Apart::Position) => "dossier, position",
        (false, Apart::Id(_)) => "dossier, id",
        (false, Apart::Single) => "dossier",
    };
    let mut found: Vec<(i64, Row)> = Vec::new();
    for order in [order.to_owned(), order.replace(',', " DESC,") + " DESC"] {
        let sql = format!("{select} ORDER BY {order}");
        let Ok(mut statement) = connection.prepare(&sql) else {
            continue;
        };
        let Ok(mut rows) = statement.query([]) else {
            continue;
        };
        // The first page that cannot be read ends the walk from this end.
        while let Ok(Some(row)) = rows.next() {
            if let Ok(read) = read_shifted(kind, row) {
                found.push(read);
            }
        }
    }
    found.sort_by(|a, b| (a.0, &a.1.key).cmp(&(b.0, &b.1.key)));
    found.dedup_by(|a, b| a.0 == b.0 && a.1.key == b.1.key);
    found
}

fn read_shifted(kind: Kind, row: &SqlRow<'_>) -> rusqlite::Result<(i64, Row)> {
    let position = row.get(3)?;
    let read = Row {
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
        position,
        body: row.get(4)?,
        hash: row.get(5)?,
    };
    Ok((row.get(0)?, read))
}

fn selection(kind: Kind) -> String {
    let column = |has: bool, name: &'static str, otherwise| if has { name } else { otherwise };
    format!(
        "SELECT {}, {}, {}, body, hash FROM {}",
        column(kind.has_nominee(), "nominee", "''"),
        column(kind.has_id(), "id", "''"),
        column(kind.has_position(), "position", "0"),
        kind.code()
    )
}

fn rows(
    connection: &Connection,
    dossier: i64,
    kind: Kind,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Row>, StoreError> {
    let failed = StoreError::of("read rows");
    let mut statement = connection.prepare_cached(sql).map_err(&failed)?;
    let mapped = statement
        .query_map(params_from_iter(values), |row| Row::read(kind, row))
        .map_err(&failed)?;
    let mut found = Vec::new();
    for row in mapped {
        let row = row.map_err(|error| match error {
            // A value of another type than it was written with.
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..) => {
                StoreError::damaged(format!("{} of dossier {dossier}", kind.code()))
            }
            other => failed(other),
        })?;
        if !row.is_intact(dossier) {
            let what = format!("{} of dossier {dossier} does not fit its hash", row.name());
            return Err(StoreError::damaged(what));
        }
        found.push(row);
    }
    Ok(found)
}

fn hash(dossier: i64, key: &Key, position: i64, body: &str) -> RowHash {
    let mut sum = Sha256::new();
    sum.update(dossier.to_le_bytes());
    for text in [key.kind.code(), &key.nominee, &key.id] {
        sum.update((text.len() as u64).to_le_bytes());
        sum.update(text);
    }
    sum.update(position.to_le_bytes());
    sum.update(body);
    let whole: [u8; 32] = sum.finalize().into();
    let mut half = RowHash::default();
    half.copy_from_slice(&whole[..16]);
    half
}

/// Adds a row's hash to a fingerprint, or takes it out again: both are exclusive or.
pub fn toggle(fingerprint: &mut RowHash, hash: &RowHash) {
    for (sum, part) in fingerprint.iter_mut().zip(hash) {
        *sum ^= part;
    }
}

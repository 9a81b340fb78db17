//! Saves what can be read of a damaged cabinet into a new one, fills gaps from the newest sound
//! backup, and says what was lost. The damaged files are set aside, never changed.

use crate::backup::Backup;
use crate::cabinet::{
    Cabinet, CabinetFolder, connect, connect_alone, connect_to_read, new_database,
};
use crate::disk;
use crate::edit;
use crate::error::StoreError;
use crate::journal::Stamp;
use crate::parts;
use crate::restore::put_in_place;
use crate::row::{self, Key, Kind, Row};
use crate::schema::Ladder;
use crate::seal::{Keys, Secret};
use hoso_domain::Dossier;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a salvage did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SalvageReport {
    /// Where the damaged files are now.
    pub set_aside: PathBuf,
    /// Ids of the dossiers that are whole, as they were.
    pub whole: Vec<String>,
    /// Ids of the dossiers that are there, with the parts that came from a backup.
    pub mended: Vec<(String, Vec<String>)>,
    /// Ids of the dossiers that are there, with the parts that are lost.
    pub incomplete: Vec<(String, Vec<String>)>,
    /// Ids of the dossiers that could not be saved.
    pub lost: Vec<String>,
    /// The backup that filled gaps.
    pub backup: Option<PathBuf>,
}

/// Intact rows by dossier.
type Rows = BTreeMap<String, BTreeMap<Key, Row>>;

impl Cabinet {
    /// Sets a damaged cabinet aside and makes a new one of what can be read. `backups` are the
    /// folders in which backups may be found; `secret` opens one that has a passphrase.
    pub fn salvage(
        folder: &Path,
        backups: &[PathBuf],
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<(Self, SalvageReport), StoreError> {
        let folder = CabinetFolder::new(folder);
        let lock = folder.take_lock()?;
        let keys = folder.open_keys(secret)?;
        let folder = folder.with(keys);
        let aside = set_aside(&folder)?;
        let mut report = SalvageReport {
            set_aside: aside.clone(),
            ..SalvageReport::default()
        };
        // The copy is opened, since opening may move the log into the database.
        let (found, expected) = connect(&aside.join("work.db"), folder.keys())
            .map(|connection| (legible(&connection), expected(&connection)))
            .unwrap_or_default();
        let newest = newest_sound(backups, folder.keys.as_ref());
        let kept = match &newest {
            Some(backup) => legible(&connect_to_read(&backup.file, backup.keys()?)?),
            None => Rows::new(),
        };
        let incoming = folder.incoming();
        new_database(&incoming, &Ladder::of_this_program(), folder.keys())?;
        let mut connection = connect_alone(&incoming, folder.keys())?;
        for row in merged(&found, &kept, "").0 {
            edit::put_salvaged(&mut connection, "", vec![row], stamp)?;
        }
        let ids: BTreeSet<&String> = found
            .keys()
            .chain(kept.keys())
            .chain(expected.keys())
            .collect();
        for id in ids.into_iter().filter(|id| !id.is_empty()) {
            let (rows, filled) = merged(&found, &kept, id);
            let (rows, dropped) = without_orphans(rows);
            let is_sound = parts::dossier_json(&rows)
                .and_then(|json| parts::model::<Dossier>("a dossier", json))
                .is_ok_and(|dossier| dossier.id == *id);
            if !is_sound {
                report.lost.push(id.clone());
                continue;
            }
            let count = rows.len() as i64;
            edit::put_salvaged(&mut connection, id, rows, stamp)?;
            let is_whole = filled.is_empty() && expected.get(id) == Some(&count);
            if is_whole {
                report.whole.push(id.clone());
            } else if dropped.is_empty()
                && expected.get(id).is_none_or(|expected| *expected <= count)
            {
                report.mended.push((id.clone(), filled));
            } else {
                let missing = expected.get(id).map_or(0, |expected| expected - count);
                let mut lost = dropped;
                if missing > 0 {
                    lost.push(format!("{missing} row(s)"));
                }
                report.incomplete.push((id.clone(), lost));
            }
        }
        connection
            .close()
            .map_err(|(_, error)| StoreError::of("close")(error))?;
        disk::sync_file(&incoming)?;
        for name in ["work.db", "work.db-wal", "work.db-shm"] {
            disk::remove(&aside.join(name))?;
        }
        disk::remove(&folder.database())?;
        put_in_place(&folder)?;
        report.backup = newest.map(|backup| backup.file);
        let cabinet = Self::connect(folder, lock)?;
        Ok((cabinet, report))
    }
}

/// Copies the damaged files into a folder of their own, once untouched and once to work on.
fn set_aside(folder: &CabinetFolder) -> Result<PathBuf, StoreError> {
    let aside = (1..u32::MAX)
        .map(|number| folder.path().join(format!("damaged-{number:03}")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.path().join("damaged"));
    disk::make_folder(&aside)?;
    for (from, names) in [
        (folder.database(), ["cabinet.db", "work.db"]),
        (folder.write_ahead_log(), ["cabinet.db-wal", "work.db-wal"]),
    ] {
        if from.exists() {
            for name in names {
                disk::copy_whole(&from, &aside.join(name))?;
            }
        }
    }
    Ok(aside)
}

fn newest_sound(folders: &[PathBuf], keys: Option<&Arc<Keys>>) -> Option<Backup> {
    let mut all: Vec<Backup> = folders
        .iter()
        .flat_map(|folder| Backup::list_with(folder, keys))
        .collect();
    all.sort_by_key(|backup| backup.last_entry);
    all.into_iter().rev().find(|backup| backup.verify().is_ok())
}

/// How many rows each dossier should have.
fn expected(connection: &Connection) -> BTreeMap<String, i64> {
    ids(connection)
        .into_iter()
        .map(|(_, (id, count))| (id, count))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The intact rows of a database, by the ids of their dossiers.
fn legible(connection: &Connection) -> Rows {
    let ids = ids(connection);
    let mut of_number: BTreeMap<i64, BTreeMap<Key, Row>> = BTreeMap::new();
    for kind in Kind::ALL {
        for (dossier, row) in row::read_what_is_left(connection, kind) {
            if row.is_intact(dossier) {
                let rows = of_number.entry(dossier).or_default();
                rows.insert(row.key.clone(), row);
            }
        }
    }
    let named = of_number.into_iter().filter_map(|(number, rows)| {
        // Where the list of dossiers is gone, the head of the dossier says its id.
        let id = match ids.get(&number) {
            Some((id, _)) => id.clone(),
            None if number == 0 => String::new(),
            None => {
                let head = parts::parse(rows.get(&Key::single(Kind::Head))?).ok()?;
                head.get("id")?.as_str()?.to_owned()
            }
        };
        Some((id, rows))
    });
    named.collect()
}

fn ids(connection: &Connection) -> BTreeMap<i64, (String, i64)> {
    let mut found = BTreeMap::new();
    for order in ["number", "number DESC"] {
        let sql = format!("SELECT number, id, row_count FROM dossier ORDER BY {order}");
        let Ok(mut statement) = connection.prepare(&sql) else {
            continue;
        };
        let Ok(mut rows) = statement.query([]) else {
            continue;
        };
        // The first page that cannot be read ends the walk from this end.
        while let Ok(Some(row)) = rows.next() {
            if let (Ok(number), Ok(id), Ok(count)) = (row.get(0), row.get(1), row.get(2)) {
                found.insert(number, (id, count));
            }
        }
    }
    found
}

/// A dossier's rows from the damaged cabinet, and the names of those that a backup had to fill.
fn merged(found: &Rows, kept: &Rows, id: &str) -> (Vec<Row>, Vec<String>) {
    let mut rows = found.get(id).cloned().unwrap_or_default();
    let is_partial = |rows: &BTreeMap<Key, Row>| {
        let needed = [
            Kind::Head,
            Kind::Unit,
            Kind::Letter,
            Kind::Council,
            Kind::Progress,
        ];
        needed
            .iter()
            .any(|kind| !rows.contains_key(&Key::single(*kind)))
    };
    let mut filled = Vec::new();
    if let Some(kept) = kept.get(id) {
        let nothing_read = rows.is_empty();
        for (key, row) in kept {
            // A row that was removed since the backup must not come back: only what a dossier
            // cannot be without is filled, or all of it where nothing was read.
            let is_needed = match key.kind {
                Kind::Head | Kind::Unit | Kind::Letter | Kind::Council | Kind::Progress => true,
                Kind::Nominee | Kind::Report => {
                    rows.keys().any(|other| other.nominee == key.nominee)
                }
                _ => false,
            };
            if (nothing_read || is_needed) && !rows.contains_key(key) {
                filled.push(key.name());
                rows.insert(key.clone(), row.clone());
            }
        }
    }
    if !id.is_empty() && is_partial(&rows) && !rows.contains_key(&Key::single(Kind::Progress)) {
        // Without any word on it, a dossier is a draft.
        if let Ok(row) = crate::progress::draft(0) {
            filled.push(row.name());
            rows.insert(row.key.clone(), row);
        }
    }
    (rows.into_values().collect(), filled)
}

/// Leaves out rows whose owner is lost, and names them.
fn without_orphans(rows: Vec<Row>) -> (Vec<Row>, Vec<String>) {
    let keys: BTreeSet<Key> = rows.iter().map(|row| row.key.clone()).collect();
    let has = |kind: Kind, nominee: &str| keys.contains(&Key::of_nominee(kind, nominee));
    let is_owned = |key: &Key| match key.kind {
        Kind::Nominee => has(Kind::Report, &key.nominee),
        Kind::Absence | Kind::Tally => has(Kind::Meeting, ""),
        kind if kind.has_nominee() => {
            has(Kind::Nominee, &key.nominee) && has(Kind::Report, &key.nominee)
        }
        _ => true,
    };
    let (owned, orphans): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|row| is_owned(&row.key));
    (owned, orphans.iter().map(Row::name).collect())
}

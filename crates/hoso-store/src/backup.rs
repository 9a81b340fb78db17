//! Backups: whole copies of the database, each verified before it counts, with the evidence that
//! is not in the backup folder yet.
//!
//! A backup is two files: the database, and a manifest beside it that is written last. What has no
//! manifest is no backup. That of a cabinet with a passphrase is sealed as the cabinet is, and a third
//! file holds its keys: with the passphrase of that day it opens anywhere.

use crate::cabinet::{Cabinet, connect_alone, connect_to_read, is_plain};
use crate::disk;
use crate::doctor;
use crate::error::StoreError;
use crate::evidence::file_in;
use crate::journal::{self, Stamp};
use crate::rotation::{Rotation, Stored, believed, surplus};
use crate::schema::hex;
use crate::seal::{self, Form, KeyFile, Keys, Secret};
use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use rusqlite::backup::Backup as Copying;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Name of a copy that is not a backup yet.
const INCOMING: &str = "incoming.db";
/// Pages copied at a time.
const PAGES: std::ffi::c_int = 2048;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupKind {
    /// By the program, on its own; only these are rotated.
    Automatic,
    /// Because a person asked for it.
    Manual,
    /// Before a migration.
    BeforeMigration,
    /// Before another backup was brought back.
    BeforeRestore,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The database.
    pub file: PathBuf,
    /// Its number within its folder.
    pub number: u32,
    /// When it was made, by the clock of that day.
    pub at: DateTime<FixedOffset>,
    /// When it was made, as far as that clock could be believed; the rotation goes by it.
    pub believed_at: DateTime<FixedOffset>,
    /// Why.
    pub kind: BackupKind,
    /// The journal's last entry in it.
    pub last_entry: i64,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// Evidence that was missing or altered when it was made, by SHA-256.
    pub without: Vec<String>,
    /// Its keys, where it is sealed and open.
    pub(crate) keys: Option<Arc<Keys>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    number: u32,
    at: DateTime<FixedOffset>,
    believed_at: DateTime<FixedOffset>,
    kind: BackupKind,
    last_entry: i64,
    journal: String,
    size: u64,
    sha256: String,
    without: Vec<String>,
    /// SHA-256 over all of the above.
    seal: String,
}

impl Cabinet {
    /// Makes a verified backup in a folder, then removes what the rotation gives up there.
    pub fn back_up(
        &self,
        folder: &Path,
        kind: BackupKind,
        stamp: &Stamp,
    ) -> Result<Backup, StoreError> {
        let backup = take(self, folder, kind, stamp)?;
        rotate(self, folder)?;
        Ok(backup)
    }

    /// The backups in a folder, the oldest first; those sealed with this cabinet's keys are open.
    pub fn backups(&self, folder: &Path) -> Vec<Backup> {
        Backup::list_with(folder, self.folder.keys.as_ref())
    }

    /// Whether anything was written since the newest sound backup in a folder.
    pub fn needs_backup(&self, folder: &Path) -> Result<bool, StoreError> {
        let (last, _) = journal::head(&self.connection)?;
        let newest = Backup::list(folder).into_iter().next_back();
        Ok(newest.is_none_or(|newest| newest.last_entry != last))
    }
}

impl Backup {
    /// The backups in a folder whose manifests are sound, the oldest first.
    pub fn list(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<Self> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .filter_map(|manifest| read_manifest(&manifest))
            .collect();
        found.sort_by_key(|backup| backup.number);
        found
    }

    /// The same, those that are sealed with these keys open.
    pub(crate) fn list_with(folder: &Path, keys: Option<&Arc<Keys>>) -> Vec<Self> {
        let mut found = Self::list(folder);
        for backup in &mut found {
            backup.keys = keys
                .filter(|keys| {
                    backup.is_sealed()
                        && KeyFile::read(&backup.key_file()).is_ok_and(|file| file.holds(keys))
                })
                .cloned();
        }
        found
    }

    /// Whether it opens with a passphrase only.
    pub fn is_sealed(&self) -> bool {
        !is_plain(&self.file)
    }

    /// Whether a secret is still to be given before it can be used.
    pub fn is_locked(&self) -> bool {
        self.is_sealed() && self.keys.is_none()
    }

    /// The same backup, open.
    pub fn unlock(mut self, secret: &Secret) -> Result<Self, StoreError> {
        self.keys = Some(Arc::new(KeyFile::read(&self.key_file())?.open(secret)?));
        Ok(self)
    }

    /// Reads the whole backup and compares it with its hashes, with its evidence where asked.
    pub fn verify(&self) -> Result<(), StoreError> {
        let damaged = |what: String| StoreError::DamagedCopy {
            path: self.file.clone(),
            what,
        };
        let (sha256, size) = disk::sha256(&self.file)?;
        if (sha256.as_str(), size) != (self.sha256.as_str(), self.size) {
            return Err(damaged("its content is not what was written".to_owned()));
        }
        let connection = connect_to_read(&self.file, self.keys()?)?;
        match doctor::whole(&connection)?.first() {
            None => Ok(()),
            Some(problem) => Err(damaged(problem.to_string())),
        }
    }

    /// Evidence of the backup that is missing or altered in its folder, by SHA-256.
    pub fn lost_evidence(&self) -> Result<Vec<String>, StoreError> {
        let keys = self.keys()?;
        let connection = connect_to_read(&self.file, keys)?;
        let wanted = wanted_files(&connection)?;
        let lost = wanted.into_iter().filter(|sha256| {
            let file = file_in(&self.evidence(), sha256);
            seal::sha256(&file, keys).map_or(true, |found| found != *sha256)
        });
        Ok(lost.collect())
    }

    /// The evidence beside the backup.
    pub(crate) fn evidence(&self) -> PathBuf {
        self.file.with_file_name("evidence")
    }

    /// Where its keys are, where it is sealed.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.file.with_extension("key")
    }

    /// Its keys, or the word that it is locked.
    pub(crate) fn keys(&self) -> Result<Option<&Keys>, StoreError> {
        if self.is_locked() {
            return Err(StoreError::Locked {
                folder: self.file.clone(),
            });
        }
        Ok(self.keys.as_deref())
    }

    /// Removes it; its evidence stays for the others.
    pub(crate) fn remove(&self) -> Result<(), StoreError> {
        // The manifest first: a database without one is no backup and is swept up later.
        disk::remove(&self.file.with_extension("json"))?;
        disk::remove(&self.file)?;
        disk::remove(&self.key_file())
    }
}

/// Makes one verified backup; the cabinet's own state is not touched.
pub(crate) fn take(
    cabinet: &Cabinet,
    folder: &Path,
    kind: BackupKind,
    stamp: &Stamp,
) -> Result<Backup, StoreError> {
    disk::make_folder(folder)?;
    let number = next_number(folder);
    let before = Backup::list(folder)
        .last()
        .map(|newest| (newest.at, newest.believed_at));
    let incoming = folder.join(INCOMING);
    copy(&cabinet.connection, &incoming, cabinet.folder.keys())?;
    let without = copy_evidence(cabinet, &folder.join("evidence"))?;
    let (last_entry, journal) = verify_copy(&cabinet.connection, &incoming, cabinet.folder.keys())?;
    disk::sync_file(&incoming)?;
    let (sha256, size) = disk::sha256(&incoming)?;
    let name = format!("{number:06}-{}", stamp.at.format("%Y%m%dT%H%M%S"));
    let file = folder.join(format!("{name}.db"));
    fs::rename(&incoming, &file).map_err(StoreError::file("name", &incoming))?;
    if cabinet.folder.keys().is_some() {
        disk::copy_whole(&cabinet.folder.key_file(), &file.with_extension("key"))?;
    }
    let mut manifest = Manifest {
        number,
        at: stamp.at,
        believed_at: believed(before, stamp.at),
        kind,
        last_entry,
        journal: hex(&journal),
        size,
        sha256,
        without,
        seal: String::new(),
    };
    manifest.seal = manifest.sealed()?;
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| StoreError::BadValue {
        path: "manifest".to_owned(),
        detail: error.to_string(),
    })?;
    disk::write_whole(&file.with_extension("json"), text.as_bytes())?;
    let backup = manifest.backup(file);
    Ok(Backup {
        keys: cabinet.folder.keys.clone(),
        ..backup
    })
}

/// Removes the automatic backups that the rotation gives up, but only where a newer one was just
/// read and found sound.
fn rotate(cabinet: &Cabinet, folder: &Path) -> Result<(), StoreError> {
    let automatic: Vec<Backup> = cabinet
        .backups(folder)
        .into_iter()
        .filter(|backup| backup.kind == BackupKind::Automatic)
        .collect();
    let stored: Vec<Stored> = automatic
        .iter()
        .map(|backup| Stored {
            number: backup.number,
            at: backup.believed_at,
        })
        .collect();
    let surplus = surplus(&stored, Rotation::default());
    if surplus.is_empty() {
        return Ok(());
    }
    let newest_is_sound = automatic
        .last()
        .is_some_and(|newest| newest.verify().is_ok());
    if newest_is_sound {
        for backup in automatic
            .iter()
            .filter(|backup| surplus.contains(&backup.number))
        {
            backup.remove()?;
        }
    }
    Ok(())
}

/// Copies a database into a file of its own, complete and without a log.
fn copy(source: &Connection, target: &Path, keys: Option<&Keys>) -> Result<(), StoreError> {
    let failed = StoreError::of("back up");
    disk::remove_database(target)?;
    let mut connection = connect_alone(target, keys)?;
    Copying::new(source, &mut connection)
        .and_then(|copying| copying.run_to_completion(PAGES, Duration::ZERO, None))
        .map_err(&failed)?;
    // The copy says that it has a write-ahead log; on a read-only stick it could not be opened.
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))
        .map_err(&failed)?;
    if mode != "delete" {
        return Err(StoreError::Database {
            doing: "back up",
            detail: format!("journal mode {mode}"),
        });
    }
    connection.close().map_err(|(_, error)| failed(error))
}

/// Copies the evidence that the folder does not have; tells which could not be had.
fn copy_evidence(cabinet: &Cabinet, folder: &Path) -> Result<Vec<String>, StoreError> {
    let mut without = Vec::new();
    for sha256 in wanted_files(&cabinet.connection)? {
        let target = file_in(folder, &sha256);
        let keys = cabinet.folder.keys();
        if seal::form_of(&target).is_ok_and(|form| form == Form::of(keys)) {
            continue;
        }
        if cabinet.folder.has_evidence(&sha256) {
            disk::make_folder(target.parent().unwrap_or(folder))?;
            seal::transfer(&cabinet.folder.evidence_file(&sha256), keys, &target, keys)?;
        } else {
            without.push(sha256);
        }
    }
    Ok(without)
}

/// The stored files that a database names.
pub(crate) fn wanted_files(connection: &Connection) -> Result<Vec<String>, StoreError> {
    connection
        .prepare("SELECT id FROM stored_file ORDER BY id")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .map_err(StoreError::of("list evidence"))
}

/// Whether a copy is sound and ends with the same journal entry as its source.
pub(crate) fn verify_copy(
    source: &Connection,
    copy: &Path,
    keys: Option<&Keys>,
) -> Result<(i64, [u8; 32]), StoreError> {
    let damaged = |what: String| StoreError::DamagedCopy {
        path: copy.to_owned(),
        what,
    };
    let connection = connect_to_read(copy, keys)?;
    if let Some(problem) = doctor::whole(&connection)?.first() {
        return Err(damaged(problem.to_string()));
    }
    let head = journal::head(&connection)?;
    if head == journal::head(source)? {
        Ok(head)
    } else {
        Err(damaged("its journal ends elsewhere".to_owned()))
    }
}

fn next_number(folder: &Path) -> u32 {
    // By the names of all files, so that a backup whose manifest is lost is never written over.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| {
        let name = entry.file_name();
        let (number, _) = name.to_str()?.split_once('-')?;
        number.parse::<u32>().ok()
    });
    numbers.max().map_or(1, |last| last + 1)
}

fn read_manifest(path: &Path) -> Option<Backup> {
    let text = fs::read_to_string(path).ok()?;
    let manifest: Manifest = serde_json::from_str(&text).ok()?;
    let file = path.with_extension("db");
    let is_sound = manifest.sealed().ok()? == manifest.seal && file.is_file();
    is_sound.then(|| manifest.backup(file))
}

impl Manifest {
    fn sealed(&self) -> Result<String, StoreError> {
        let told = (
            self.number,
            self.at.to_rfc3339(),
            self.believed_at.to_rfc3339(),
            self.kind,
            self.last_entry,
            &self.journal,
            self.size,
            &self.sha256,
            &self.without,
        );
        serde_json::to_vec(&told)
            .map(|bytes| hex(&Sha256::digest(bytes)))
            .map_err(|error| StoreError::BadValue {
                path: "manifest".to_owned(),
                detail: error.to_string(),
            })
    }

    fn backup(self, file: PathBuf) -> Backup {
        Backup {
            file,
            number: self.number,
            at: self.at,
            believed_at: self.believed_at,
            kind: self.kind,
            last_entry: self.last_entry,
            size: self.size,
            sha256: self.sha256,
            without: self.without,
            keys: None,
        }
    }
}

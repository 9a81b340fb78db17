//! Puts a cabinet behind a passphrase, gives it another one, takes it away.
//!
//! At every moment in between the cabinet opens: a database that is not sealed needs no keys, one
//! that is has them beside it, and files may still be plain beside a sealed database, never sealed
//! beside a plain one.

use crate::backup::{self, BackupKind};
use crate::cabinet::{Cabinet, CabinetFolder, connect_alone, is_plain};
use crate::disk;
use crate::error::StoreError;
use crate::evidence::files_of;
use crate::journal::Stamp;
use crate::restore::put_in_place;
use crate::seal::{self, Form, KeyFile, Keys, RecoveryKey, Secret};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What putting a cabinet behind a passphrase did.
#[derive(Debug)]
pub struct Sealed {
    /// What opens it when the passphrase is forgotten; nobody can tell it again.
    pub recovery: RecoveryKey,
    /// How many backups in the cabinet's own folder were removed, because they were not sealed; a
    /// new one was made.
    pub backups_removed: u32,
    /// Folders of damaged cabinets that were once set aside, and are not sealed.
    pub left_plain: Vec<PathBuf>,
}

impl CabinetFolder {
    /// The keys to the cabinet; none where it has no passphrase.
    pub(crate) fn open_keys(
        &self,
        secret: Option<&Secret>,
    ) -> Result<Option<Arc<Keys>>, StoreError> {
        if !self.is_sealed() {
            return Ok(None);
        }
        let secret = secret.ok_or_else(|| StoreError::Locked {
            folder: self.path().to_owned(),
        })?;
        let own = self.key_file();
        let (file, path) = match KeyFile::read(&own) {
            // A damaged or lost one has copies beside the backups.
            Err(StoreError::NoKey { .. }) => {
                let copies = key_files(&self.backups()).into_iter().rev();
                let mut sound = copies.filter_map(|path| Some((KeyFile::read(&path).ok()?, path)));
                sound
                    .next()
                    .ok_or(StoreError::NoKey { path: own.clone() })?
            }
            read => (read?, own.clone()),
        };
        let keys = file.open(secret)?;
        if path != own {
            file.write(&own)?;
        }
        Ok(Some(Arc::new(keys)))
    }

    /// Whether it opens with a passphrase only.
    pub fn is_sealed(&self) -> bool {
        let database = self.database();
        let has_key = || self.key_file().exists() || !key_files(&self.backups()).is_empty();
        database.exists() && !is_plain(&database) && has_key()
    }

    /// Keeps every file beside the database as the keys say; those that cannot be read stay as
    /// they are, for the look at the evidence to tell.
    pub(crate) fn keep_files(&self, keys: Option<&Keys>) -> Result<(), StoreError> {
        for sha256 in files_of(&self.evidence()) {
            let file = self.evidence_file(&sha256);
            let is_kept = seal::form_of(&file).is_ok_and(|form| form == Form::of(keys));
            if !is_kept && self.evidence_sum(&sha256).is_ok() {
                seal::transfer(&file, self.keys(), &file, keys)?;
            }
        }
        // They are made again when they are next asked for.
        for entry in fs::read_dir(self.thumbnails())
            .into_iter()
            .flatten()
            .flatten()
        {
            let is_kept = seal::form_of(&entry.path()).is_ok_and(|form| form == Form::of(keys));
            if !is_kept {
                disk::remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

impl Cabinet {
    /// Whether it opens with a passphrase only.
    pub fn is_sealed(&self) -> bool {
        self.folder.keys().is_some()
    }

    /// Whether a secret is the one that opens this cabinet.
    pub fn prove(&self, secret: &Secret) -> Result<(), StoreError> {
        KeyFile::read(&self.folder.key_file())?
            .open(secret)
            .map(|_| ())
    }

    /// Puts the cabinet behind a passphrase. On an error it is closed, and opens as before or with
    /// the passphrase. Its own backups that were not sealed are removed once there is a sealed one.
    pub fn set_passphrase(
        self,
        passphrase: &Secret,
        stamp: &Stamp,
    ) -> Result<(Self, Sealed), StoreError> {
        let keys = Arc::new(Keys::random()?);
        let (file, recovery) = KeyFile::new(&keys, passphrase)?;
        file.write(&self.folder.key_file())?;
        let cabinet = self.exchange_database(Some(keys))?;
        cabinet.folder.keep_files(cabinet.folder.keys())?;
        let own = cabinet.folder.backups();
        backup::take(&cabinet, &own, BackupKind::Manual, stamp)?;
        let mut backups_removed = 0;
        for backup in cabinet.backups(&own) {
            if !backup.is_sealed() {
                backup.remove()?;
                backups_removed += 1;
            }
        }
        remove_plain_files(&own.join("evidence"))?;
        let sealed = Sealed {
            recovery,
            backups_removed,
            left_plain: set_aside(cabinet.folder.path()),
        };
        Ok((cabinet, sealed))
    }

    /// Gives a cabinet that has a passphrase another one, and a new recovery key; the old ones open
    /// neither it nor its own backups any more.
    pub fn change_passphrase(&self, passphrase: &Secret) -> Result<RecoveryKey, StoreError> {
        let keys = self.folder.keys().ok_or_else(|| StoreError::NoKey {
            path: self.folder.key_file(),
        })?;
        let (file, recovery) = KeyFile::new(keys, passphrase)?;
        for path in key_files(&self.folder.backups()) {
            if KeyFile::read(&path).is_ok_and(|file| file.holds(keys)) {
                file.write(&path)?;
            }
        }
        file.write(&self.folder.key_file())?;
        Ok(recovery)
    }

    /// Takes the passphrase away. On an error the cabinet is closed, and opens with the passphrase
    /// or without. Sealed backups keep theirs.
    pub fn remove_passphrase(self, stamp: &Stamp) -> Result<Self, StoreError> {
        self.folder.keep_files(None)?;
        let cabinet = self.exchange_database(None)?;
        disk::remove(&cabinet.folder.key_file())?;
        backup::take(
            &cabinet,
            &cabinet.folder.backups(),
            BackupKind::Manual,
            stamp,
        )?;
        Ok(cabinet)
    }

    /// Puts a copy of the database under these keys in its place, once the copy was read whole.
    fn exchange_database(self, keys: Option<Arc<Keys>>) -> Result<Self, StoreError> {
        let incoming = self.folder.incoming();
        export(
            &self.folder.database(),
            self.folder.keys(),
            &incoming,
            keys.as_deref(),
        )?;
        backup::verify_copy(&self.connection, &incoming, keys.as_deref())?;
        disk::sync_file(&incoming)?;
        let (folder, lock) = self.disconnect()?;
        put_in_place(&folder)?;
        Self::connect(folder.with(keys), lock)
    }
}

/// Copies a database under one key, or none, into a new file under another, or none.
pub(crate) fn export(
    from: &Path,
    with: Option<&Keys>,
    to: &Path,
    keys: Option<&Keys>,
) -> Result<(), StoreError> {
    let failed = StoreError::of("copy the database");
    disk::remove_database(to)?;
    let connection = connect_alone(to, keys)?;
    let literal = with.map(Keys::of_database);
    let key = literal.as_ref().map_or("", |key| key.as_str());
    connection
        .execute(
            "ATTACH DATABASE ?1 AS source KEY ?2",
            (from.to_string_lossy(), key),
        )
        .and_then(|_| {
            connection.query_row("SELECT sqlcipher_export('main', 'source')", [], |_| Ok(()))
        })
        .map_err(&failed)?;
    let number = |name: &str| -> rusqlite::Result<i64> {
        connection.pragma_query_value(Some("source"), name, |row| row.get(0))
    };
    for name in ["application_id", "user_version"] {
        number(name)
            .and_then(|value| connection.pragma_update(Some("main"), name, value))
            .map_err(&failed)?;
    }
    connection
        .execute_batch("DETACH DATABASE source")
        .map_err(&failed)?;
    connection.close().map_err(|(_, error)| failed(error))
}

/// The key files beside the backups of a folder, the oldest first.
fn key_files(backups: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(backups).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "key"))
        .collect();
    files.sort();
    files
}

fn remove_plain_files(evidence: &Path) -> Result<(), StoreError> {
    for sha256 in files_of(evidence) {
        let file = crate::evidence::file_in(evidence, &sha256);
        if !seal::is_sealed(&file) {
            disk::remove(&file)?;
        }
    }
    Ok(())
}

/// The damaged cabinets that were set aside in a folder.
fn set_aside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut aside: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("damaged"))
        .map(|entry| entry.path())
        .collect();
    aside.sort();
    aside
}

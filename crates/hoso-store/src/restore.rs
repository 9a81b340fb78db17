//! Brings a cabinet back from a backup: here, after a backup of what is here now, or in another
//! folder, on another PC.

use crate::backup::{self, Backup, BackupKind, wanted_files};
use crate::cabinet::{Cabinet, CabinetFolder, connect_alone};
use crate::disk;
use crate::edit;
use crate::error::StoreError;
use crate::evidence::{file_in, files_of};
use crate::journal::{Act, Heading, Stamp};
use crate::passphrase;
use crate::schema::{Ladder, version};
use crate::seal::{self, Secret};
use std::fs;
use std::path::Path;

/// What a return to a backup did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was here before; going back to it undoes the return.
    pub before: Option<Backup>,
    /// Evidence that neither the cabinet nor the backup has, by SHA-256.
    pub lost_evidence: Vec<String>,
}

impl Cabinet {
    /// Goes back to a backup. What is here now becomes a backup first; on any error the cabinet is
    /// closed and as it was.
    pub fn restore(self, backup: &Backup, stamp: &Stamp) -> Result<(Self, Restored), StoreError> {
        backup.verify()?;
        let own = self.folder.backups();
        let before = backup::take(&self, &own, BackupKind::BeforeRestore, stamp)?;
        let lost_evidence = bring(&self.folder, backup, stamp)?;
        let (folder, lock) = self.disconnect()?;
        put_in_place(&folder)?;
        let cabinet = Self::connect(folder, lock)?;
        let restored = Restored {
            before: Some(before),
            lost_evidence,
        };
        Ok((cabinet, restored))
    }

    /// Makes a cabinet from a backup in a folder that has none.
    pub fn from_backup(
        folder: &Path,
        backup: &Backup,
        stamp: &Stamp,
    ) -> Result<(Self, Restored), StoreError> {
        let folder = CabinetFolder::new(folder);
        disk::make_folder(folder.path())?;
        let lock = folder.take_lock()?;
        if folder.database().exists() {
            return Err(StoreError::CabinetExists {
                folder: folder.path().to_owned(),
            });
        }
        backup.verify()?;
        // It stays behind the passphrase that it has.
        let folder = folder.with(backup.keys.clone());
        if folder.keys().is_some() {
            disk::copy_whole(&backup.key_file(), &folder.key_file())?;
        }
        let lost_evidence = bring(&folder, backup, stamp)?;
        put_in_place(&folder)?;
        let cabinet = Self::connect(folder, lock)?;
        let restored = Restored {
            before: None,
            lost_evidence,
        };
        Ok((cabinet, restored))
    }
}

impl Cabinet {
    /// Copies a cabinet from a medium on which it cannot be used, with its evidence, into a folder
    /// that has none, and opens the copy. Nothing is written where it comes from.
    pub fn copy(
        from: &Path,
        to: &Path,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<Self, StoreError> {
        let source = CabinetFolder::new(from);
        if !source.database().exists() {
            return Err(StoreError::NoCabinet {
                folder: from.to_owned(),
            });
        }
        let folder = CabinetFolder::new(to);
        disk::make_folder(to)?;
        if folder.database().exists() {
            return Err(StoreError::CabinetExists {
                folder: to.to_owned(),
            });
        }
        for sha256 in files_of(&source.evidence()) {
            let target = folder.evidence_file(&sha256);
            disk::make_folder(target.parent().unwrap_or(to))?;
            disk::copy_whole(&source.evidence_file(&sha256), &target)?;
        }
        // With it a wrong passphrase is told before anything is copied.
        source.open_keys(secret)?;
        if source.is_sealed() {
            disk::copy_whole(&source.key_file(), &folder.key_file())?;
        }
        // What is confirmed may still be in the log. The database comes last: with it the copy is
        // a cabinet.
        disk::remove(&folder.write_ahead_log())?;
        if source.write_ahead_log().exists() {
            disk::copy_whole(&source.write_ahead_log(), &folder.write_ahead_log())?;
        }
        disk::copy_whole(&source.database(), &folder.database())?;
        match secret {
            Some(secret) => Self::unlock(to, secret, stamp),
            None => Self::open(to, stamp),
        }
    }
}

/// Lays the backup's database beside the cabinet's, as new as this program, and its evidence.
fn bring(
    folder: &CabinetFolder,
    backup: &Backup,
    stamp: &Stamp,
) -> Result<Vec<String>, StoreError> {
    let incoming = folder.incoming();
    disk::remove_database(&incoming)?;
    let (keys, with) = (folder.keys(), backup.keys()?);
    let read = if keys == with {
        disk::copy_whole(&backup.file, &incoming)?;
        &incoming
    } else {
        passphrase::export(&backup.file, with, &incoming, keys)?;
        &backup.file
    };
    let (sha256, _) = disk::sha256(read)?;
    if sha256 != backup.sha256 {
        return Err(StoreError::DamagedCopy {
            path: backup.file.clone(),
            what: "it changed while it was read".to_owned(),
        });
    }
    let ladder = Ladder::of_this_program();
    let mut connection = connect_alone(&incoming, keys)?;
    let found = version(&connection)?;
    if found > ladder.top() {
        return Err(StoreError::Newer {
            found,
            known: ladder.top(),
        });
    }
    ladder.check(&connection)?;
    ladder.climb(&mut connection)?;
    let heading = Heading {
        stamp,
        act: Act::FromBackup,
        dossier: 0,
        label: &format!("backup {}", backup.number),
    };
    edit::note(&mut connection, &heading)?;
    let lost = bring_evidence(folder, backup, &wanted_files(&connection)?)?;
    connection
        .close()
        .map_err(|(_, error)| StoreError::of("close")(error))?;
    disk::sync_file(&incoming)?;
    Ok(lost)
}

fn bring_evidence(
    folder: &CabinetFolder,
    backup: &Backup,
    wanted: &[String],
) -> Result<Vec<String>, StoreError> {
    let with = backup.keys()?;
    let mut lost = Vec::new();
    for sha256 in wanted {
        let target = folder.evidence_file(sha256);
        if folder.has_evidence(sha256) {
            continue;
        }
        let source = file_in(&backup.evidence(), sha256);
        if seal::sha256(&source, with).is_ok_and(|found| found == *sha256) {
            disk::make_folder(target.parent().unwrap_or(folder.path()))?;
            seal::transfer(&source, with, &target, folder.keys())?;
        } else {
            lost.push(sha256.clone());
        }
    }
    Ok(lost)
}

/// The one moment at which another database is the cabinet. The old one's log is empty by now; it
/// must be gone before, or it could be taken for the new one's.
pub(crate) fn put_in_place(folder: &CabinetFolder) -> Result<(), StoreError> {
    disk::remove(&folder.write_ahead_log())?;
    disk::remove(&folder.shared_memory())?;
    let incoming = folder.incoming();
    fs::rename(&incoming, folder.database()).map_err(StoreError::file("name", &incoming))?;
    disk::sync_folder(folder.path());
    Ok(())
}

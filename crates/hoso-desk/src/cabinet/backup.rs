//! Back up, go back and forth again, and carry the cabinet to another PC in one file.

use super::{Onlooker, OpenedCabinet};
use crate::DeskError;
use hoso_exchange::{pack, unpack};
use hoso_store::{Backup, BackupKind, Cabinet, CabinetFolder, Restored, Secret, Stamp, StoreError};
use serde::Serialize;
use specta::Type;
use std::path::{Path, PathBuf};

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BackupView {
    /// Its number within its folder.
    pub number: u32,
    /// When it was made.
    pub at: String,
    /// Code of why: `automatic`, `manual`, `before_migration`, `before_restore`.
    pub kind: String,
    /// Its file.
    pub file: String,
    /// Its size in KB.
    pub kilobytes: u32,
    /// How many files of evidence were missing or altered when it was made.
    pub missing_files: u32,
    /// Whether it opens with a passphrase only.
    pub is_sealed: bool,
}

/// What going back did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RestoredView {
    /// What was here before; going back to it takes the going back back.
    pub before: Option<BackupView>,
    /// Files of evidence that are nowhere, by SHA-256.
    pub lost_evidence: Vec<String>,
}

impl OpenedCabinet {
    /// The folder in which the program keeps backups of its own accord.
    pub fn own_backups(&self) -> PathBuf {
        self.store.folder().backups()
    }

    /// The same folder of a cabinet that is not open.
    pub fn backups_of(folder: &Path) -> PathBuf {
        CabinetFolder::new(folder).backups()
    }

    /// The backups in a folder, the newest first.
    pub fn backups(folder: &Path) -> Vec<BackupView> {
        Backup::list(folder).iter().rev().map(view).collect()
    }

    /// Reads a backup whole, with its evidence; the files of evidence that it lacks, by SHA-256.
    /// One that is sealed is read with the keys of the open cabinet.
    pub fn verify_backup(
        opened: Option<&Self>,
        folder: &Path,
        number: u32,
    ) -> Result<Vec<String>, DeskError> {
        let backups = match opened {
            Some(opened) => opened.store.backups(folder),
            None => Backup::list(folder),
        };
        let backup = find(backups, number)?;
        backup.verify()?;
        Ok(backup.lost_evidence()?)
    }

    /// Goes back to a backup; on an error the cabinet is closed and as it was. It keeps its
    /// passphrase, or stays without; `secret` opens a backup that is sealed otherwise.
    pub fn restore(
        self,
        folder: &Path,
        number: u32,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<(Self, RestoredView), DeskError> {
        let backup = unlocked(find(self.store.backups(folder), number)?, secret)?;
        let (store, restored) = self.store.restore(&backup, stamp)?;
        Ok((Self { store }, restored_view(restored)))
    }

    /// Takes the last going back back.
    pub fn undo_restore(
        self,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<(Self, RestoredView), DeskError> {
        let own = self.own_backups();
        let before = Backup::list(&own)
            .into_iter()
            .rfind(|backup| backup.kind == BackupKind::BeforeRestore)
            .ok_or(StoreError::NoBackup)?;
        self.restore(&own, before.number, secret, stamp)
    }

    /// Makes the cabinet of a folder again, which is gone, of a backup.
    pub fn from_backup(
        folder: &Path,
        backups: &Path,
        number: u32,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<(Self, RestoredView), DeskError> {
        let backup = unlocked(find(Backup::list(backups), number)?, secret)?;
        let (store, restored) = Cabinet::from_backup(folder, &backup, stamp)?;
        Ok((Self { store }, restored_view(restored)))
    }

    /// Puts what a package holds in the place of this cabinet, which is backed up first; on an
    /// error the cabinet is closed and as it was.
    pub fn take_package(
        self,
        file: &Path,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<(Self, RestoredView), DeskError> {
        let unpacked = hidden(self.store.folder().path().parent())?;
        unpack(file, unpacked.path())?;
        let backup = unlocked(packed(file, self.store.backups(unpacked.path()))?, secret)?;
        let (store, restored) = self.store.restore(&backup, stamp)?;
        Ok((Self { store }, restored_view(restored)))
    }

    /// Makes a cabinet from such a file, in a folder that has none.
    pub fn from_package(
        file: &Path,
        folder: &Path,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<(Self, RestoredView), DeskError> {
        let unpacked = hidden(folder.parent())?;
        unpack(file, unpacked.path())?;
        let backup = unlocked(packed(file, Backup::list(unpacked.path()))?, secret)?;
        let (store, restored) = Cabinet::from_backup(folder, &backup, stamp)?;
        Ok((Self { store }, restored_view(restored)))
    }
}

impl Onlooker {
    /// Makes a verified backup where anything changed since the last one; old ones are rotated.
    pub fn back_up_if_needed(
        &self,
        folder: &Path,
        stamp: &Stamp,
    ) -> Result<Option<BackupView>, DeskError> {
        if self.store.needs_backup(folder)? {
            let backup = self.store.back_up(folder, BackupKind::Automatic, stamp)?;
            Ok(Some(view(&backup)))
        } else {
            Ok(None)
        }
    }

    /// Makes a verified backup because a person asked for it; it is never rotated away.
    pub fn back_up(&self, folder: &Path, stamp: &Stamp) -> Result<BackupView, DeskError> {
        let backup = self.store.back_up(folder, BackupKind::Manual, stamp)?;
        Ok(view(&backup))
    }

    /// Packs the whole cabinet, verified, into one new file for another PC.
    pub fn package(&self, file: &Path, stamp: &Stamp) -> Result<(), DeskError> {
        let folder = hidden(file.parent())?;
        self.store
            .back_up(folder.path(), BackupKind::Manual, stamp)?;
        Ok(pack(folder.path(), file)?)
    }
}

/// A folder that is gone afterwards, on the disk of what is made: there is room or there is none.
fn hidden(folder: Option<&Path>) -> Result<tempfile::TempDir, DeskError> {
    let folder = match folder {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)
        .and_then(|()| tempfile::Builder::new().prefix(".hoso-").tempdir_in(folder))
        .map_err(|source| {
            DeskError::Cabinet(StoreError::File {
                doing: "make",
                path: folder.to_owned(),
                source,
            })
        })
}

/// The one backup that a package holds.
fn packed(file: &Path, mut backups: Vec<Backup>) -> Result<Backup, DeskError> {
    Ok(backups.pop().ok_or_else(|| StoreError::DamagedCopy {
        path: file.to_owned(),
        what: "no sound manifest".to_owned(),
    })?)
}

fn unlocked(backup: Backup, secret: Option<&Secret>) -> Result<Backup, DeskError> {
    match secret {
        Some(secret) if backup.is_locked() => Ok(backup.unlock(secret)?),
        _ => Ok(backup),
    }
}

fn find(backups: Vec<Backup>, number: u32) -> Result<Backup, DeskError> {
    let found = backups.into_iter().find(|backup| backup.number == number);
    Ok(found.ok_or(StoreError::NoBackup)?)
}

fn restored_view(restored: Restored) -> RestoredView {
    RestoredView {
        before: restored.before.as_ref().map(view),
        lost_evidence: restored.lost_evidence,
    }
}

fn view(backup: &Backup) -> BackupView {
    let kind = match backup.kind {
        BackupKind::Automatic => "automatic",
        BackupKind::Manual => "manual",
        BackupKind::BeforeMigration => "before_migration",
        BackupKind::BeforeRestore => "before_restore",
    };
    BackupView {
        number: backup.number,
        at: backup.at.to_rfc3339(),
        kind: kind.to_owned(),
        file: backup.file.display().to_string(),
        kilobytes: u32::try_from(backup.size.div_ceil(1024)).unwrap_or(u32::MAX),
        missing_files: backup.without.len() as u32,
        is_sealed: backup.is_sealed(),
    }
}

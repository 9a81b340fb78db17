//! A second look at an open cabinet, for what takes long: a backup, an examination. It sees the
//! cabinet as it was when the look was taken, and the cabinet is written meanwhile as ever.
//!
//! Deliberately absent: every way to write.

use crate::backup::{Backup, BackupKind};
use crate::cabinet::Cabinet;
use crate::doctor::Examination;
use crate::error::StoreError;
use crate::evidence::EvidenceCheck;
use crate::journal::Stamp;
use std::path::Path;

/// One look. It keeps the cabinet's lock, so it is given up before the cabinet is closed.
#[derive(Debug)]
pub struct Onlooker(Cabinet);

impl Cabinet {
    /// Takes a look at the cabinet as it is now.
    pub fn onlooker(&self) -> Result<Onlooker, StoreError> {
        Ok(Onlooker(self.looked_at()?))
    }
}

impl Onlooker {
    /// As [`Cabinet::back_up`].
    pub fn back_up(
        &self,
        folder: &Path,
        kind: BackupKind,
        stamp: &Stamp,
    ) -> Result<Backup, StoreError> {
        self.0.back_up(folder, kind, stamp)
    }

    /// As [`Cabinet::needs_backup`].
    pub fn needs_backup(&self, folder: &Path) -> Result<bool, StoreError> {
        self.0.needs_backup(folder)
    }

    /// As [`Cabinet::examine`].
    pub fn examine(&self) -> Result<Examination, StoreError> {
        self.0.examine()
    }

    /// As [`Cabinet::verify_journal`].
    pub fn verify_journal(&self) -> Result<Option<i64>, StoreError> {
        self.0.verify_journal()
    }

    /// As [`Cabinet::check_evidence`].
    pub fn check_evidence(&self) -> Result<EvidenceCheck, StoreError> {
        self.0.check_evidence()
    }
}

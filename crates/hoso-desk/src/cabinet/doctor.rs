//! Examine the cabinet, and save what can be read of a damaged one.

use super::{Onlooker, OpenedCabinet, small};
use crate::DeskError;
use crate::words::cabinet as words;
use hoso_store::{Cabinet, Examination, SalvageReport, Secret, Stamp};
use serde::Serialize;
use specta::Type;
use std::path::{Path, PathBuf};

/// What an examination found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ExaminationView {
    /// How many dossiers were looked at.
    pub dossiers: u32,
    /// How many entries the journal has.
    pub entries: u32,
    /// What is wrong, in words; empty where all is well.
    pub problems: Vec<String>,
}

/// What a salvage did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SalvageView {
    /// Where the damaged files are now.
    pub set_aside: String,
    /// Ids of the dossiers that are whole.
    pub whole: Vec<String>,
    /// Dossiers that a backup filled, with the parts that came from it.
    pub mended: Vec<SalvagedView>,
    /// Dossiers that lack something, with what they lack.
    pub incomplete: Vec<SalvagedView>,
    /// Ids of the dossiers that could not be saved.
    pub lost: Vec<String>,
    /// The backup that filled gaps.
    pub backup: Option<String>,
}

/// A dossier that was saved, and its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SalvagedView {
    /// Id of the dossier.
    pub dossier: String,
    /// The parts.
    pub parts: Vec<String>,
}

impl OpenedCabinet {
    /// The quick look at each start.
    pub fn examine_quickly(&self) -> Result<ExaminationView, DeskError> {
        Ok(view(&self.store.examine_quickly()?))
    }

    /// Sets a damaged cabinet aside and makes a new one of what can be read; `backups` are folders
    /// that may hold backups, besides the cabinet's own.
    pub fn salvage(
        folder: &Path,
        backups: &[PathBuf],
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<(Self, SalvageView), DeskError> {
        let own = hoso_store::CabinetFolder::new(folder).backups();
        let all: Vec<PathBuf> = backups.iter().cloned().chain([own]).collect();
        let (store, report) = Cabinet::salvage(folder, &all, secret, stamp)?;
        Ok((Self { store }, salvaged(report)))
    }
}

impl Onlooker {
    /// The whole examination.
    pub fn examine(&self) -> Result<ExaminationView, DeskError> {
        Ok(view(&self.store.examine()?))
    }

    /// Follows the whole chain of the journal; the number of the entry at which it breaks.
    pub fn verify_journal(&self) -> Result<Option<u32>, DeskError> {
        Ok(self.store.verify_journal()?.map(small))
    }
}

fn view(examined: &Examination) -> ExaminationView {
    ExaminationView {
        dossiers: examined.dossiers,
        entries: small(examined.entries),
        problems: examined.problems.iter().map(words::problem).collect(),
    }
}

fn salvaged(report: SalvageReport) -> SalvageView {
    let parts = |list: Vec<(String, Vec<String>)>| {
        let views = list
            .into_iter()
            .map(|(dossier, parts)| SalvagedView { dossier, parts });
        views.collect()
    };
    SalvageView {
        set_aside: report.set_aside.display().to_string(),
        whole: report.whole,
        mended: parts(report.mended),
        incomplete: parts(report.incomplete),
        lost: report.lost,
        backup: report.backup.map(|backup| backup.display().to_string()),
    }
}

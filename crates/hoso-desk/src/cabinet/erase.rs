//! Erase what is kept of a person who asks for it: look first, then erase for ever.

use super::OpenedCabinet;
use crate::DeskError;
use hoso_domain::NomineeKind;
use hoso_store::{Backup, Stamp};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::PathBuf;

/// What the cabinet and its backups hold of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TracesView {
    /// Nominees of that name.
    pub nominees: Vec<NominationView>,
    /// Dossiers that hold the name in their history alone.
    pub past: Vec<String>,
    /// Dossiers that mention the name elsewhere; they are left alone.
    pub mentioned: Vec<String>,
    /// Backups that hold it, which an erasure leaves alone.
    pub backups: Vec<String>,
}

/// A nominee with what tells namesakes apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NominationView {
    /// Which one.
    pub of: NominationInput,
    /// The name as typed.
    pub name: String,
    /// Whether it is a person.
    pub is_individual: bool,
    /// Date of birth, where one was typed.
    pub birth_date: Option<String>,
    /// The unit of the dossier.
    pub unit: String,
    /// The year of the dossier, in an annual round.
    pub year: Option<i32>,
}

/// A nominee of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NominationInput {
    /// Id of the dossier.
    pub dossier: String,
    /// Id of the nominee.
    pub nominee: String,
}

/// What was erased, and what still holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ErasedView {
    /// How many nominations went.
    pub nominations: u32,
    /// Dossiers whose history has no contents any more.
    pub dossiers: Vec<String>,
    /// How often the name was taken out of other words of these dossiers.
    pub mentions: u32,
    /// How many scans went.
    pub files: u32,
    /// Backups that still hold it.
    pub backups: Vec<String>,
}

impl OpenedCabinet {
    /// What the cabinet, and the backups in these folders, hold of a name.
    pub fn traces(&self, name: &str, folders: &[PathBuf]) -> Result<TracesView, DeskError> {
        let traces = self.store.traces(name)?;
        let nominees = traces.nominees.into_iter().map(|one| NominationView {
            of: NominationInput {
                dossier: one.dossier,
                nominee: one.nominee,
            },
            name: one.name,
            is_individual: one.kind == NomineeKind::Individual,
            birth_date: one.birth_date,
            unit: one.unit,
            year: one.year,
        });
        Ok(TracesView {
            nominees: nominees.collect(),
            past: traces.past,
            mentioned: traces.mentioned,
            backups: holders(name, folders),
        })
    }

    /// Erases nominees, and the contents of the history of each dossier that held the name, for
    /// ever. Backups in these folders that still hold it are named.
    pub fn erase(
        &mut self,
        name: &str,
        nominees: &[NominationInput],
        folders: &[PathBuf],
        stamp: &Stamp,
    ) -> Result<ErasedView, DeskError> {
        let chosen: Vec<(String, String)> = nominees
            .iter()
            .map(|one| (one.dossier.clone(), one.nominee.clone()))
            .collect();
        let erased = self.store.erase(name, &chosen, stamp)?;
        Ok(ErasedView {
            nominations: erased.nominations,
            dossiers: erased.dossiers,
            mentions: erased.mentions,
            files: erased.files,
            backups: holders(name, folders),
        })
    }
}

/// The backups that hold a name. One that cannot be read may hold it, so it is named too.
fn holders(name: &str, folders: &[PathBuf]) -> Vec<String> {
    folders
        .iter()
        .flat_map(|folder| Backup::list(folder))
        .filter(|backup| backup.holds(name).unwrap_or(true))
        .map(|backup| backup.file.display().to_string())
        .collect()
}

//! Find anything that was typed, while typing, without diacritics.

use super::OpenedCabinet;
use crate::DeskError;
use hoso_store::{Found, FoundPart};
use serde::Serialize;
use specta::Type;

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FoundView {
    /// Id of the dossier.
    pub dossier: String,
    /// In which part.
    pub part: FoundPartCode,
    /// Id of the nominee or paper; empty for the dossier and its council.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Some words around the first one found.
    pub excerpt: String,
}

/// The parts that are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FoundPartCode {
    /// Unit, letter and general data.
    Dossier,
    /// Council and meeting.
    Council,
    /// A nominee.
    Nominee,
    /// A nominee's report.
    Report,
    /// A paper.
    Evidence,
}

impl OpenedCabinet {
    /// Finds the parts that hold every word typed, each as a beginning.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<FoundView>, DeskError> {
        let found = self.store.search(words, limit)?;
        Ok(found.into_iter().map(view).collect())
    }

    /// Makes the index of the search again from what was typed.
    pub fn rebuild_search(&mut self) -> Result<(), DeskError> {
        Ok(self.store.rebuild_search()?)
    }
}

fn view(found: Found) -> FoundView {
    FoundView {
        dossier: found.dossier,
        part: match found.part {
            FoundPart::Dossier => FoundPartCode::Dossier,
            FoundPart::Council => FoundPartCode::Council,
            FoundPart::Nominee => FoundPartCode::Nominee,
            FoundPart::Report => FoundPartCode::Report,
            FoundPart::Evidence => FoundPartCode::Evidence,
        },
        id: found.id,
        name: found.name,
        excerpt: found.excerpt,
    }
}

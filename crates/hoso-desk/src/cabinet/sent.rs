//! Whether the files of a dossier that was sent are still those that were sent.

use super::OpenedCabinet;
use crate::rehearsal::SHEET;
use crate::{DeskError, documents};
use hoso_exchange::read_bytes;
use hoso_store::sha256_of;
use serde::Serialize;
use specta::Type;
use std::path::Path;

/// The largest PDF that is read.
const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// The files of the last sending, as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentFilesView {
    /// The folder that was looked at.
    pub folder: String,
    /// The day of the sending, ISO.
    pub on: String,
    /// The files, in the order of the dossier.
    pub files: Vec<SentFileView>,
}

/// One file of a sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentFileView {
    /// Its name.
    pub file: String,
    /// How it is now.
    pub state: SentFileCode,
}

/// How a file that was sent is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SentFileCode {
    /// As it was sent.
    Same,
    /// Altered since.
    Altered,
    /// Not there.
    Missing,
}

impl OpenedCabinet {
    /// Compares the PDF files in a folder with the hashes that the last sending of a dossier kept.
    pub fn sent_files(&self, dossier: &str, folder: &Path) -> Result<SentFilesView, DeskError> {
        let sendings = self.store.progress(dossier)?.sendings;
        let kept = sendings
            .into_iter()
            .rev()
            .find_map(|sending| Some((sending.on, sending.frozen?)));
        let Some((on, frozen)) = kept else {
            return Err(DeskError::NothingSent {
                dossier: dossier.to_owned(),
            });
        };
        let mut files = Vec::new();
        // The sheet of the rehearsal is kept with the sending, but does not go to the receiver.
        let sheet = documents::further().into_iter().find(|one| one.id == SHEET);
        let is_sheet = |file: &str| sheet.as_ref().is_some_and(|sheet| sheet.file_name == file);
        let documents = frozen.documents.into_iter();
        for document in documents.filter(|one| !is_sheet(&one.file)) {
            let path = folder.join(&document.file);
            let state = if !path.is_file() {
                SentFileCode::Missing
            } else if sha256_of(&read_bytes(&path, MAX_BYTES)?) == document.sha256 {
                SentFileCode::Same
            } else {
                SentFileCode::Altered
            };
            files.push(SentFileView {
                file: document.file,
                state,
            });
        }
        Ok(SentFilesView {
            folder: folder.display().to_string(),
            on: on.to_string(),
            files,
        })
    }
}

//! Write the documents, tell how far that is, show where they are.

use super::Answer;
use crate::session::{OnDesk, Session, wire};
use crate::words;
use hoso_desk::view::{ExportOptionsView, ExportView};
use hoso_desk::{
    Existing, ExportChoice, ExportInput, FoundOnPageView, HANDBOOK_FILE, Progress, Scans,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::{Path, PathBuf};
use tauri::State;

/// Where to export to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A folder of the dossier's own among the person's documents.
    Documents,
    /// A folder that the person is asked for.
    Asked,
    /// The folder of the last export.
    Last,
}

/// How far an export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProgressOfExport {
    /// Documents that are done.
    pub done: u32,
    /// Documents in all.
    pub total: u32,
    /// The file at hand.
    pub file: String,
}

/// What can be chosen for an export.
#[tauri::command(async)]
#[specta::specta]
pub fn export_options(session: State<'_, Session>) -> Answer<ExportOptionsView> {
    session.with(|desk, opened, _| Ok(desk.export_options(opened)))
}

/// Exports; nothing where the person names no folder. One at a time.
#[tauri::command(async)]
#[specta::specta]
pub fn export(
    input: ExportInput,
    place: Place,
    replace: bool,
    session: State<'_, Session>,
) -> Answer<Option<ExportView>> {
    session.settle()?;
    let Some(folder) = place_of(&session, place)? else {
        return Ok(None);
    };
    let existing = Existing::replaced(replace);
    let choice = choice(&session, input)?;
    note_folder(&session, &folder);
    let watched = session.long_work.begin();
    session
        .with_copy(|desk, opened, day| {
            desk.export_chosen(opened, day, &folder, existing, &choice, &|progress| {
                watched.tell(progress)
            })
        })
        .map(Some)
}

/// What was asked for, with the scans of the cabinet, or those beside the file.
pub(super) fn choice(session: &Session, input: ExportInput) -> Answer<ExportChoice> {
    let scans = {
        let open = session.open();
        let dossier = open.dossier.as_ref().ok_or_else(words::nothing_open)?;
        let beside = dossier.path.as_deref().and_then(Path::parent);
        match &open.cabinet {
            Some(cabinet) if dossier.is_kept => cabinet.scans(),
            _ => beside.map_or(Scans::None, |folder| Scans::Folder(folder.to_owned())),
        }
    };
    session.desk().export_choice(input, scans).map_err(wire)
}

/// The folder that a place is; nothing where the person names none.
pub(super) fn place_of(session: &Session, place: Place) -> Answer<Option<PathBuf>> {
    Ok(match place {
        Place::Documents => Some(own_folder(session)?),
        Place::Asked => session.system.choose_folder(),
        Place::Last => last(session),
    })
}

pub(super) fn own_folder(session: &Session) -> Answer<PathBuf> {
    let name = session.with(|_, opened, _| Ok(opened.folder_name()))?;
    Ok(session.system.documents().join("Hồ sơ Thi đua").join(name))
}

pub(super) fn last(session: &Session) -> Option<PathBuf> {
    let open = session.open();
    open.dossier.as_ref()?.exported.clone()
}

/// Writes the handbook as a PDF and opens it in the system's viewer, which prints it.
#[tauri::command(async)]
#[specta::specta]
pub fn print_handbook(session: State<'_, Session>) -> Answer<()> {
    let file = session.system.temporary().join(HANDBOOK_FILE);
    let written = session.desk().write_handbook(&file, Existing::Replace);
    written.map_err(wire)?;
    show(&session, &file)
}

/// Remembers the folder, which can then be shown.
pub(super) fn note_folder(session: &Session, folder: &Path) {
    let note = |dossier: &mut OnDesk| dossier.exported = Some(folder.to_owned());
    session.open().dossier.as_mut().map(note);
}

/// Opens a file or a folder with the system's own program for it.
pub(super) fn show(session: &Session, path: &Path) -> Answer<()> {
    session
        .system
        .show(path)
        .map_err(|detail| words::cannot_show(path, &detail))
}

/// How far the export is; nothing where none goes on.
#[tauri::command(async)]
#[specta::specta]
pub fn export_progress(session: State<'_, Session>) -> Answer<Option<ProgressOfExport>> {
    Ok(session.long_work.progress())
}

/// Gives the export up, which leaves nothing behind.
#[tauri::command(async)]
#[specta::specta]
pub fn cancel_export(session: State<'_, Session>) -> Answer<()> {
    session.long_work.cancel();
    Ok(())
}

/// Shows the folder of the last export in the system's file manager; no other can be asked for.
#[tauri::command(async)]
#[specta::specta]
pub fn show_folder(session: State<'_, Session>) -> Answer<()> {
    last(&session).map_or(Ok(()), |folder| show(&session, &folder))
}

/// Finds words on the pages of a document of the open dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn find_on_pages(
    document: String,
    words: String,
    session: State<'_, Session>,
) -> Answer<Vec<FoundOnPageView>> {
    session.with_copy(|desk, opened, day| desk.find(opened, day, &document, &words))
}

impl ProgressOfExport {
    /// As the page is told.
    pub fn of(progress: Progress<'_>) -> Self {
        Self {
            done: progress.done as u32,
            total: progress.total as u32,
            file: progress.file.to_owned(),
        }
    }
}

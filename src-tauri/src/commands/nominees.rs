//! What the lists of nominees and papers ask besides the dossier itself.

use super::Answer;
use crate::session::Session;
use crate::words;
use hoso_desk::Desk;
use hoso_desk::cabinet::ScanView;
use hoso_desk::nominee_forms::NomineeFormsView;
use hoso_desk::view::DossierView;
use std::path::Path;
use tauri::State;

/// What the forms of the open dossier's nominees ask.
#[tauri::command(async)]
#[specta::specta]
pub fn nominee_forms(session: State<'_, Session>) -> Answer<NomineeFormsView> {
    session.with(|_, opened, day| Ok(Desk::nominee_forms(opened, day)))
}

/// Stores a file that was dropped on the window as the scan of a paper of the open dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn add_dropped_evidence(
    paper: String,
    path: String,
    session: State<'_, Session>,
) -> Answer<DossierView> {
    let file = Path::new(&path);
    session.change(|cabinet, id, stamp| cabinet.add_evidence(id, &paper, file, stamp).map(drop))
}

/// Looks at a stored file; nothing where none of this hash was ever stored.
#[tauri::command(async)]
#[specta::specta]
pub fn scan(sha256: String, session: State<'_, Session>) -> Answer<Option<ScanView>> {
    session.in_cabinet(|cabinet, _| cabinet.scan(&sha256))
}

/// Opens a copy of a stored file with the system's own program; the stored one is never handed out.
#[tauri::command(async)]
#[specta::specta]
pub fn open_evidence(sha256: String, session: State<'_, Session>) -> Answer<()> {
    let shelf = sha256.get(..12).unwrap_or(&sha256);
    let folder = session.system.temporary().join("ho-so-thi-dua").join(shelf);
    let copy = session.in_cabinet(|cabinet, _| cabinet.copy_evidence(&sha256, &folder))?;
    session
        .system
        .show(&copy)
        .map_err(|detail| words::cannot_open(&copy, &detail))
}

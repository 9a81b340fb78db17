//! Write the documents and show where they are.

use super::Answer;
use crate::session::{OnDesk, Session};
use crate::words;
use hoso_desk::Existing;
use hoso_desk::view::ExportView;
use std::path::{Path, PathBuf};
use tauri::State;

/// Exports into a folder of the dossier's own among the person's documents.
#[tauri::command(async)]
#[specta::specta]
pub fn export_documents(replace: bool, session: State<'_, Session>) -> Answer<ExportView> {
    let documents = session.system.documents();
    let folder = session.with(|_, opened, _| Ok(opened.folder_name()))?;
    export(
        &session,
        &documents.join("Hồ sơ Thi đua").join(folder),
        replace,
    )
}

/// Asks for a folder and exports into it; nothing where the person cancels. To replace files there
/// goes to the folder asked for last.
#[tauri::command(async)]
#[specta::specta]
pub fn export_to(replace: bool, session: State<'_, Session>) -> Answer<Option<ExportView>> {
    let folder = match last(&session) {
        Some(last) if replace => Some(last),
        _ => session.system.choose_folder(),
    };
    folder
        .map(|folder| export(&session, &folder, replace))
        .transpose()
}

fn last(session: &Session) -> Option<PathBuf> {
    let open = session.open();
    open.dossier.as_ref()?.exported.clone()
}

fn export(session: &Session, folder: &Path, replace: bool) -> Answer<ExportView> {
    let existing = if replace {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    session.settle()?;
    let note = |dossier: &mut OnDesk| dossier.exported = Some(folder.to_owned());
    session.open().dossier.as_mut().map(note);
    session.with_copy(|desk, opened, day| desk.export(opened, day, folder, existing))
}

/// Shows the folder of the last export in the system's file manager; no other can be asked for.
#[tauri::command(async)]
#[specta::specta]
pub fn show_folder(session: State<'_, Session>) -> Answer<()> {
    let Some(folder) = last(&session) else {
        return Ok(());
    };
    session
        .system
        .show(&folder)
        .map_err(|detail| words::cannot_show(&folder, &detail))
}

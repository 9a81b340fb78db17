//! People's rights over what is kept of them.

use super::Answer;
use super::upkeep::{BackupPlace, folder_of};
use crate::session::Session;
use hoso_desk::cabinet::{ErasedView, NominationInput, TracesView};
use std::path::PathBuf;
use tauri::State;

/// What the cabinet and its backups hold of a name.
#[tauri::command(async)]
#[specta::specta]
pub fn person_traces(name: String, session: State<'_, Session>) -> Answer<TracesView> {
    session.settle()?;
    let folders = backup_folders(&session);
    session.in_cabinet(|cabinet, _| cabinet.traces(&name, &folders))
}

/// Erases nominees and the contents of the history of their dossiers, for ever. What was open is
/// closed.
#[tauri::command(async)]
#[specta::specta]
pub fn erase_person(
    name: String,
    nominees: Vec<NominationInput>,
    session: State<'_, Session>,
) -> Answer<ErasedView> {
    let folders = backup_folders(&session);
    let erased =
        session.alone(|cabinet, stamp| cabinet.erase(&name, &nominees, &folders, stamp))?;
    session.open().dossier = None;
    Ok(erased)
}

/// The folders in which backups may be: the cabinet's own and the one that the person chose.
fn backup_folders(session: &Session) -> Vec<PathBuf> {
    [BackupPlace::Own, BackupPlace::Chosen]
        .into_iter()
        .filter_map(|place| folder_of(session, place).ok())
        .collect()
}

//! Whether all documents of the open dossier agree, and whether what was sent is still as it was.

use super::Answer;
use crate::session::Session;
use hoso_desk::cabinet::SentFilesView;
use hoso_desk::proof::ProofView;
use tauri::State;

/// Makes all documents, reads them back and compares them. One long work at a time; `cancel_export`
/// gives it up.
#[tauri::command(async)]
#[specta::specta]
pub fn prove(session: State<'_, Session>) -> Answer<ProofView> {
    session.settle()?;
    let watched = session.long_work.begin();
    session
        .with_copy(|desk, opened, day| desk.prove(opened, day, &|progress| watched.tell(progress)))
}

/// Compares the files in a folder that the person is asked for with those of the last sending;
/// nothing where no folder is named.
#[tauri::command(async)]
#[specta::specta]
pub fn sent_files(session: State<'_, Session>) -> Answer<Option<SentFilesView>> {
    let Some(folder) = session.system.choose_folder() else {
        return Ok(None);
    };
    session
        .ask(|cabinet, id, _| cabinet.sent_files(id, &folder))
        .map(Some)
}

//! Papers that prove facts.

use super::Answer;
use crate::session::Session;
use hoso_desk::view::DossierView;
use tauri::State;

/// Asks for a file and stores it as the scan of a paper of the open dossier; nothing where the
/// person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn add_evidence(paper: String, session: State<'_, Session>) -> Answer<Option<DossierView>> {
    let Some(file) = session.system.choose_scan() else {
        return Ok(None);
    };
    session
        .change(|cabinet, id, stamp| cabinet.add_evidence(id, &paper, &file, stamp).map(drop))
        .map(Some)
}

/// A small picture of a stored scan, PNG; nothing where there is none.
#[tauri::command(async)]
#[specta::specta]
pub fn thumbnail(sha256: String, session: State<'_, Session>) -> Answer<Option<Vec<u8>>> {
    let thumbnail = session.in_cabinet(|cabinet, _| cabinet.thumbnail(&session.desk(), &sha256))?;
    // Drawn outside: whoever types meanwhile has the cabinet.
    Ok(thumbnail.png())
}

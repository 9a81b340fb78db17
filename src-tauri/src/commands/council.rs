//! The council's votes counted, and what the window asks besides about a dossier's way and past.

use super::Answer;
use crate::session::Session;
use hoso_desk::council::CouncilView;
use hoso_desk::view::DossierView;
use tauri::State;

/// The votes of the open dossier's council, counted and weighed by its rule.
#[tauri::command(async)]
#[specta::specta]
pub fn council_view(session: State<'_, Session>) -> Answer<CouncilView> {
    session.with(|desk, opened, day| Ok(desk.council(opened, day)))
}

/// Follows the whole chain of the journal; the number of the entry at which it breaks.
#[tauri::command(async)]
#[specta::specta]
pub fn verify_journal(session: State<'_, Session>) -> Answer<Option<u32>> {
    session.in_cabinet(|cabinet, _| cabinet.verify_journal())
}

/// Calls the sending of the open dossier back, where it was not answered yet.
#[tauri::command(async)]
#[specta::specta]
pub fn recall(on: String, note: String, session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.recall(id, &on, &note, stamp))
}

//! A dossier's way: sent, returned, accepted, and what became of its nominees.

use super::Answer;
use crate::session::Session;
use hoso_desk::Desk;
use hoso_desk::cabinet::{OutcomeInput, ProgressView, SendingInput};
use hoso_desk::view::DossierView;
use tauri::State;

/// The open dossier's way so far.
#[tauri::command(async)]
#[specta::specta]
pub fn progress(session: State<'_, Session>) -> Answer<ProgressView> {
    session.ask(|cabinet, id, _| cabinet.progress(id))
}

/// Marks the open dossier as sent; it is frozen from then on.
#[tauri::command(async)]
#[specta::specta]
pub fn send(sending: SendingInput, session: State<'_, Session>) -> Answer<DossierView> {
    session.settle()?;
    let frozen = session.with_copy(Desk::freeze)?;
    session.change(|cabinet, id, stamp| cabinet.send(id, &sending, frozen, stamp))
}

/// Notes that the open dossier came back; it can be changed again.
#[tauri::command(async)]
#[specta::specta]
pub fn returned(on: String, note: String, session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.returned(id, &on, &note, stamp))
}

/// Notes that the open dossier was accepted.
#[tauri::command(async)]
#[specta::specta]
pub fn accepted(on: String, note: String, session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.accepted(id, &on, &note, stamp))
}

/// Notes what became of nominees, the same for each, or takes the notes away.
#[tauri::command(async)]
#[specta::specta]
pub fn note_outcome(
    nominees: Vec<String>,
    outcome: Option<OutcomeInput>,
    session: State<'_, Session>,
) -> Answer<DossierView> {
    let nominees: Vec<&str> = nominees.iter().map(String::as_str).collect();
    session
        .change(|cabinet, id, stamp| cabinet.note_outcome(id, &nominees, outcome.as_ref(), stamp))
}

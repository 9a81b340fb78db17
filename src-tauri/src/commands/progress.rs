//! A dossier's way: sent, returned, accepted, and what became of its nominees.

use super::Answer;
use crate::session::Session;
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
    session.change(|cabinet, id, stamp| cabinet.send(id, &sending, stamp))
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

/// Notes what became of a nominee, or takes the note away.
#[tauri::command(async)]
#[specta::specta]
pub fn note_outcome(
    nominee: String,
    outcome: Option<OutcomeInput>,
    session: State<'_, Session>,
) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.note_outcome(id, &nominee, outcome.as_ref(), stamp))
}

//! Change the open dossier: key by key, or in one step; take steps back; look at its past.

use super::Answer;
use crate::session::{Session, wire};
use hoso_desk::cabinet::{Draft, EditInput, HistoryOf, PastView};
use hoso_desk::view::{DossierView, KeptView};
use hoso_domain::Dossier;
use tauri::State;

/// The open dossier, to be edited; with what is typed and not yet saved.
#[tauri::command(async)]
#[specta::specta]
pub fn dossier(session: State<'_, Session>) -> Answer<Dossier> {
    session.with(|_, opened, _| Ok(opened.dossier.clone()))
}

/// Takes what a field holds after a key, and judges the dossier with it. It is saved by `settle`,
/// by typing in another field, and by every other change. `value` is JSON as the dossier file has it.
/// The answer has those findings alone that changed.
#[tauri::command(async)]
#[specta::specta]
pub fn type_in(path: String, value: String, session: State<'_, Session>) -> Answer<DossierView> {
    let is_elsewhere = |draft: &Draft| draft.path() != path;
    let was_elsewhere = {
        let mut open = session.open();
        open.kept()?.draft.as_ref().is_some_and(is_elsewhere)
    };
    if was_elsewhere {
        session.settle()?;
    }
    let mut open = session.open();
    let dossier = open.kept()?;
    let mut draft = match dossier.draft.take() {
        Some(draft) => draft,
        None => Draft::new(&dossier.opened.dossier.id, &path).map_err(wire)?,
    };
    let typed = draft
        .typed(&value, &session.stamp())
        .and_then(|()| draft.show_in(&mut dossier.opened));
    // What the field does not take is shown there and not saved; what was typed before it is.
    if typed.is_ok() {
        dossier.draft = Some(draft);
    }
    typed.map_err(wire)?;
    session.changes(&open)
}

/// Saves what was typed, for leaving a field and for a pause. The dossier stays as each key has shown
/// it; the answer has how it stands in the cabinet now.
#[tauri::command(async)]
#[specta::specta]
pub fn settle(session: State<'_, Session>) -> Answer<Option<KeptView>> {
    session.settle()?;
    session.standing(&session.open())
}

/// Makes edits as one step, durable when it is answered.
#[tauri::command(async)]
#[specta::specta]
pub fn amend(edits: Vec<EditInput>, session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.amend(id, edits, stamp).map(drop))
}

/// Takes the last step back.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.undo(id, stamp).map(drop))
}

/// Takes the last step that was taken back again.
#[tauri::command(async)]
#[specta::specta]
pub fn redo(session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.redo(id, stamp).map(drop))
}

/// What happened to the open dossier, or to a part of it, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn history(of: HistoryOf, limit: u32, session: State<'_, Session>) -> Answer<Vec<PastView>> {
    session.ask(|cabinet, id, _| cabinet.history(id, &of, limit))
}

/// Brings the open dossier, or a part of it, back to what it was right after an entry.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_part(of: HistoryOf, entry: u32, session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.restore_part(id, &of, entry, stamp).map(drop))
}

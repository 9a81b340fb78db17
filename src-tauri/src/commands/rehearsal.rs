//! The receiver's rehearsal of the open dossier, and the unit's checklist.

use super::Answer;
use crate::session::Session;
use hoso_desk::cabinet::{ConfirmInput, RehearsalLineInput};
use hoso_desk::rehearsal::{RehearsalNameView, RehearsalView};
use hoso_desk::view::DossierView;
use tauri::State;

/// The checklist of the open dossier with its answers.
#[tauri::command(async)]
#[specta::specta]
pub fn rehearsal(session: State<'_, Session>) -> Answer<RehearsalView> {
    session.with_copy(|desk, opened, day| Ok(desk.rehearsal(opened, day)))
}

/// Keeps a person's answer to a line.
#[tauri::command(async)]
#[specta::specta]
pub fn confirm(given: ConfirmInput, session: State<'_, Session>) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| {
        cabinet
            .confirm(&session.desk(), id, &given, stamp)
            .map(drop)
    })
}

/// Takes answers to a line back: those of the nominees named, or all of them.
#[tauri::command(async)]
#[specta::specta]
pub fn withdraw(
    line: String,
    nominees: Vec<String>,
    session: State<'_, Session>,
) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| cabinet.withdraw(id, &line, &nominees, stamp).map(drop))
}

/// Makes lines of the unit's checklist from the reasons for which the open dossier came back.
#[tauri::command(async)]
#[specta::specta]
pub fn learn_from_return(session: State<'_, Session>) -> Answer<Vec<RehearsalNameView>> {
    let id = session.ask(|_, id, _| Ok(id.to_owned()))?;
    session.change_own(|cabinet, desk, stamp| cabinet.learn_from_return(desk, &id, stamp))
}

/// Keeps a line of the unit's own, or the unit's words for a line that is shipped.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_line(line: RehearsalLineInput, session: State<'_, Session>) -> Answer<String> {
    session.change_own(|cabinet, desk, stamp| cabinet.keep_line(desk, &line, stamp))
}

/// Drops a line of the unit's own; a line that is shipped gets its own words back.
#[tauri::command(async)]
#[specta::specta]
pub fn drop_line(id: String, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.drop_line(desk, &id, stamp))
}

/// Stops asking a line.
#[tauri::command(async)]
#[specta::specta]
pub fn switch_line_off(id: String, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.switch_line_off(desk, &id, stamp))
}

/// Asks a line again that was switched off.
#[tauri::command(async)]
#[specta::specta]
pub fn switch_line_on(id: String, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.switch_line_on(desk, &id, stamp))
}

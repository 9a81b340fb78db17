//! What the open dossier answers.

use super::Answer;
use crate::session::Session;
use hoso_desk::Desk;
use hoso_desk::cabinet::AwardView;
use hoso_desk::indicators::IndicatorTableView;
use hoso_desk::why::ExplanationView;
use tauri::State;

/// Why a nominee meets its criteria or not, and what it can be proposed for.
#[tauri::command(async)]
#[specta::specta]
pub fn explain(nominee: String, session: State<'_, Session>) -> Answer<ExplanationView> {
    session.with(|desk, opened, day| desk.explain(opened, day, &nominee))
}

/// Ids of the nominees in Vietnamese order: collectives by name, people by given name.
#[tauri::command(async)]
#[specta::specta]
pub fn nominee_order(session: State<'_, Session>) -> Answer<Vec<String>> {
    session.with(|_, opened, _| Ok(opened.nominees_in_order()))
}

/// The awards that a nominee has had, from all years and dossiers of the cabinet.
#[tauri::command(async)]
#[specta::specta]
pub fn awards_of(nominee: String, session: State<'_, Session>) -> Answer<Vec<AwardView>> {
    session.ask(|cabinet, id, _| cabinet.awards_of(id, &nominee))
}

/// The plan's indicators with what the unit achieved; of the dossier's year where none is named.
#[tauri::command(async)]
#[specta::specta]
pub fn indicators(year: Option<i32>, session: State<'_, Session>) -> Answer<IndicatorTableView> {
    session.with(|_, opened, _| Ok(Desk::indicators(opened, year)))
}

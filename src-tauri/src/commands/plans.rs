//! Plans and their deadlines.

use super::Answer;
use crate::session::{Session, wire};
use hoso_desk::view::DeadlineView;
use hoso_desk::{PlanSummary, PlanView};
use tauri::State;

/// The plans at hand, each in its newest version.
#[tauri::command(async)]
#[specta::specta]
pub fn plans(session: State<'_, Session>) -> Answer<Vec<PlanSummary>> {
    Ok(session.desk().newest_plans())
}

/// A plan, to be read.
#[tauri::command(async)]
#[specta::specta]
pub fn plan(id: String, session: State<'_, Session>) -> Answer<PlanView> {
    session.desk().read_plan(&id).map_err(wire)
}

/// All deadlines of the plans at hand, seen from today.
#[tauri::command(async)]
#[specta::specta]
pub fn deadlines(session: State<'_, Session>) -> Answer<Vec<DeadlineView>> {
    let today = session.system.today();
    session.desk().deadlines(None, None, today).map_err(wire)
}

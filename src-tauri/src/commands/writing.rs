//! What helps to write the open dossier.

use super::Answer;
use crate::session::Session;
use hoso_desk::writing::{FiguresView, LetterView, ReportGuideView};
use hoso_desk::{ReportPlaceInput, ReportPlaceView};
use tauri::State;

/// What a nominee's report is to say: the parts of the form with a question for each.
#[tauri::command(async)]
#[specta::specta]
pub fn report_guide(nominee: String, session: State<'_, Session>) -> Answer<ReportGuideView> {
    session.with(|desk, opened, day| desk.report_guide(opened, day, &nominee))
}

/// The figures in a nominee's report, and what else in the dossier states them.
#[tauri::command(async)]
#[specta::specta]
pub fn figures(nominee: String, session: State<'_, Session>) -> Answer<FiguresView> {
    session.with(|desk, opened, _| desk.figures(opened, &nominee))
}

/// The line on which a place in a nominee's report is printed; nothing where it is not.
#[tauri::command(async)]
#[specta::specta]
pub fn report_place(
    place: ReportPlaceInput,
    session: State<'_, Session>,
) -> Answer<Option<ReportPlaceView>> {
    session.with(|desk, opened, day| desk.report_place(opened, day, &place))
}

/// The words that the submission letter finds by itself.
#[tauri::command(async)]
#[specta::specta]
pub fn letter(session: State<'_, Session>) -> Answer<LetterView> {
    session.with(|desk, opened, day| Ok(desk.letter(opened, day)))
}

//! What helps to write the open dossier.

use super::Answer;
use crate::session::Session;
use hoso_desk::Desk;
use hoso_desk::quality::{ComparisonView, HintView, RoundHintsView};
use hoso_desk::rescue::RescueView;
use hoso_desk::view::DossierView;
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

/// The hints on a nominee's report.
#[tauri::command(async)]
#[specta::specta]
pub fn hints_of(nominee: String, session: State<'_, Session>) -> Answer<Vec<HintView>> {
    session.with_copy(|desk, opened, _| desk.hints_of(opened, &nominee))
}

/// The hints on all reports of the open dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn report_hints(session: State<'_, Session>) -> Answer<RoundHintsView> {
    session.with_copy(|desk, opened, _| Ok(desk.report_hints(opened)))
}

/// Two reports of the open dossier beside each other.
#[tauri::command(async)]
#[specta::specta]
pub fn compare_reports(
    one: String,
    other: String,
    session: State<'_, Session>,
) -> Answer<ComparisonView> {
    session.with_copy(|desk, opened, _| desk.compare_reports(opened, &one, &other))
}

/// Which of some pasted texts seem to be in an old encoding.
#[tauri::command(async)]
#[specta::specta]
pub fn rescue(texts: Vec<String>) -> Answer<Vec<RescueView>> {
    Ok(Desk::rescue(&texts))
}

/// The fields of the open dossier that seem to be in an old encoding.
#[tauri::command(async)]
#[specta::specta]
pub fn rescue_fields(session: State<'_, Session>) -> Answer<Vec<RescueView>> {
    session.with_copy(|_, opened, _| Desk::rescue_fields(opened))
}

/// Changes fields of the open dossier into Unicode, those at some paths, as one step.
#[tauri::command(async)]
#[specta::specta]
pub fn apply_rescue(paths: Vec<String>, session: State<'_, Session>) -> Answer<DossierView> {
    let desk = || session.desk();
    session.change(|cabinet, id, stamp| cabinet.rescue(&desk(), id, &paths, stamp).map(drop))
}

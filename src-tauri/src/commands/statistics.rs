//! Counts over the years.

use super::Answer;
use crate::session::{Session, wire};
use hoso_desk::Existing;
use hoso_desk::cabinet::{StatisticsView, YearsAsked};
use tauri::State;

/// Nominations and outcomes of some years, told apart by kind, form, gender and direct work.
#[tauri::command(async)]
#[specta::specta]
pub fn statistics_by_group(
    asked: YearsAsked,
    session: State<'_, Session>,
) -> Answer<StatisticsView> {
    session.in_cabinet(|cabinet, _| cabinet.statistics_by_group(&session.desk(), asked))
}

/// Asks for a file and writes the same to it for a spreadsheet; where it is, or nothing where the
/// person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn export_statistics(asked: YearsAsked, session: State<'_, Session>) -> Answer<Option<String>> {
    let view =
        session.in_cabinet(|cabinet, _| cabinet.statistics_by_group(&session.desk(), asked))?;
    let Some(path) = session.system.save_file("thong-ke.csv") else {
        return Ok(None);
    };
    view.write_csv(&path, Existing::Replace).map_err(wire)?;
    Ok(Some(path.display().to_string()))
}

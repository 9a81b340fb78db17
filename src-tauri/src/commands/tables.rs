//! Tables for a spreadsheet: of the open dossier, of the cabinet, and templates to fill in. Each asks
//! where to save, and tells where it is, or nothing where the person cancels.

use super::Answer;
use crate::session::{Session, wire};
use hoso_desk::cabinet::YearsAsked;
use hoso_desk::import::ImportKind;
use hoso_desk::tables::{TableAsked, TableView};
use hoso_desk::{Desk, Existing};
use tauri::State;

/// Writes a table of the open dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn export_table(asked: TableAsked, session: State<'_, Session>) -> Answer<Option<TableView>> {
    session.settle()?;
    let name = session.with(|_, opened, _| Ok(opened.table_name(asked.kind)))?;
    let Some(file) = session.system.save_file(&name) else {
        return Ok(None);
    };
    session
        .with_copy(|desk, opened, day| {
            desk.write_table(opened, day, asked, &file, Existing::Replace)
        })
        .map(Some)
}

/// Writes a template of a table, with what the open dossier's plan lets be chosen.
#[tauri::command(async)]
#[specta::specta]
pub fn export_import_template(
    kind: ImportKind,
    session: State<'_, Session>,
) -> Answer<Option<TableView>> {
    let Some(file) = session.system.save_file(Desk::import_template_name(kind)) else {
        return Ok(None);
    };
    session
        .with_copy(|desk, opened, day| {
            desk.write_import_template(opened, day, kind, &file, Existing::Replace)
        })
        .map(Some)
}

/// Writes the dossiers of all years.
#[tauri::command(async)]
#[specta::specta]
pub fn export_dossiers(session: State<'_, Session>) -> Answer<Option<TableView>> {
    let Some(file) = session.system.save_file("ho-so-trong-tu.xlsx") else {
        return Ok(None);
    };
    let today = session.system.today();
    session
        .in_cabinet(|cabinet, _| {
            cabinet.write_dossiers(&session.desk(), today, &file, Existing::Replace)
        })
        .map(Some)
}

/// Writes the statistics of some years.
#[tauri::command(async)]
#[specta::specta]
pub fn export_statistics_tables(
    asked: YearsAsked,
    session: State<'_, Session>,
) -> Answer<Option<TableView>> {
    let view =
        session.in_cabinet(|cabinet, _| cabinet.statistics_by_group(&session.desk(), asked))?;
    let Some(file) = session.system.save_file("thong-ke.xlsx") else {
        return Ok(None);
    };
    let today = session.system.today();
    view.write_xlsx(today, &file, Existing::Replace)
        .map(Some)
        .map_err(wire)
}

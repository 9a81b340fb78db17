//! Open a dossier, read it on a day, look at its pages.

use super::Answer;
use crate::session::Session;
use crate::words;
use chrono::NaiveDate;
use hoso_desk::view::{DossierView, PageView};
use std::path::Path;
use tauri::State;

/// Opens the built-in sample; the one that was tried before, where it is still in the cabinet.
#[tauri::command(async)]
#[specta::specta]
pub fn open_sample(session: State<'_, Session>) -> Answer<DossierView> {
    let sample = session.desk().sample().map_err(crate::session::wire)?;
    if let Ok(view) = session.lay_out(&sample.dossier.id) {
        return Ok(view);
    }
    session.take(sample, None)
}

/// Asks for a dossier file and opens it; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn open_file(session: State<'_, Session>) -> Answer<Option<DossierView>> {
    let chosen = session.system.choose_file();
    chosen.map(|path| session.read(&path)).transpose()
}

/// Opens a file that was dropped on the window or opened before; only a dossier file is read.
#[tauri::command(async)]
#[specta::specta]
pub fn open_path(path: String, session: State<'_, Session>) -> Answer<DossierView> {
    let path = Path::new(&path);
    let is_named_so = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if !is_named_so {
        return Err(words::not_a_dossier_file(path));
    }
    session.read(path)
}

/// Opens a dossier of the cabinet.
#[tauri::command(async)]
#[specta::specta]
pub fn open_kept(id: String, session: State<'_, Session>) -> Answer<DossierView> {
    session.lay_out(&id)
}

/// What is open, or why the file given at the start was refused.
#[tauri::command(async)]
#[specta::specta]
pub fn current(session: State<'_, Session>) -> Answer<Option<DossierView>> {
    let mut open = session.open();
    if let Some(refused) = open.refused.take() {
        return Err(refused);
    }
    if open.dossier.is_none() {
        return Ok(None);
    }
    session.view(&open).map(Some)
}

/// Where the open dossier was read from; nothing for the sample, or where nothing is open.
#[tauri::command(async)]
#[specta::specta]
pub fn current_path(session: State<'_, Session>) -> Answer<Option<String>> {
    let open = session.open();
    let path = open
        .dossier
        .as_ref()
        .and_then(|dossier| dossier.path.as_ref());
    Ok(path.map(|path| path.to_string_lossy().into_owned()))
}

/// Judges on another day, or again on the dossier's own where there is none.
#[tauri::command(async)]
#[specta::specta]
pub fn judge_on(date: Option<NaiveDateText>, session: State<'_, Session>) -> Answer<DossierView> {
    let mut open = session.open();
    if let Some(dossier) = &mut open.dossier {
        dossier.asked = date.map(|text| text.0);
    }
    session.view(&open)
}

/// A page of a document as a picture.
#[tauri::command(async)]
#[specta::specta]
pub fn preview(document: String, page: u32, session: State<'_, Session>) -> Answer<PageView> {
    session.with(|desk, opened, day| desk.preview(opened, day, &document, page))
}

/// A day as the window sends it, `YYYY-MM-DD`.
#[derive(serde::Deserialize, specta::Type)]
#[specta(transparent)]
pub struct NaiveDateText(#[specta(type = String)] NaiveDate);

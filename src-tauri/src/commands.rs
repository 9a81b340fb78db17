//! The window's commands: each parses, calls one use case of the desk, and passes the answer on.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands commands their arguments by value"
)]

use crate::state::Session;
use chrono::NaiveDate;
use hoso_desk::Existing;
use hoso_desk::view::{DossierView, ExportView, PageView, WireError};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager, State, Wry};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;
use tauri_specta::{Builder, collect_commands};

type Answer<T> = Result<T, WireError>;

/// All commands, for the window and for its TypeScript types.
pub fn builder() -> Builder<Wry> {
    Builder::new()
        // What the window is given it never sends back, so each view needs one type only.
        .disable_serde_phases()
        .commands(collect_commands![
            open_sample,
            open_file,
            current,
            judge_on,
            preview,
            export_documents,
            export_to,
            show_folder,
        ])
}

/// Opens the built-in sample.
#[tauri::command(async)]
#[specta::specta]
fn open_sample(session: State<'_, Session>) -> Answer<DossierView> {
    let opened = session
        .desk
        .sample()
        .map_err(|error| WireError::from(&error))?;
    Ok(session.take(opened))
}

/// Asks for a dossier file and opens it; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
fn open_file(app: AppHandle, session: State<'_, Session>) -> Answer<Option<DossierView>> {
    let chosen = app
        .dialog()
        .file()
        .add_filter("Hồ sơ (*.json)", &["json"])
        .blocking_pick_file();
    let Some(path) = chosen.and_then(|chosen| chosen.into_path().ok()) else {
        return Ok(None);
    };
    let opened = session
        .desk
        .open(&path)
        .map_err(|error| WireError::from(&error))?;
    Ok(Some(session.take(opened)))
}

/// What is open, or why the file given at the start was refused.
#[tauri::command(async)]
#[specta::specta]
fn current(session: State<'_, Session>) -> Answer<Option<DossierView>> {
    if let Some(refused) = session.open().refused.take() {
        return Err(refused);
    }
    if session.open().dossier.is_none() {
        return Ok(None);
    }
    session.with(|desk, opened, day| Ok(Some(desk.overview(opened, day))))
}

/// Judges on another day, or again on the dossier's own where there is none.
#[tauri::command(async)]
#[specta::specta]
fn judge_on(date: Option<NaiveDateText>, session: State<'_, Session>) -> Answer<DossierView> {
    session.open().asked = date.map(|text| text.0);
    session.with(|desk, opened, day| Ok(desk.overview(opened, day)))
}

/// A page of a document as a picture.
#[tauri::command(async)]
#[specta::specta]
fn preview(document: String, page: u32, session: State<'_, Session>) -> Answer<PageView> {
    session.with(|desk, opened, day| {
        desk.preview(opened, day, &document, page)
            .map_err(|error| WireError::from(&error))
    })
}

/// Exports into a folder of the dossier's own among the person's documents.
#[tauri::command(async)]
#[specta::specta]
fn export_documents(
    replace: bool,
    app: AppHandle,
    session: State<'_, Session>,
) -> Answer<ExportView> {
    let paths = app.path();
    let documents = paths
        .document_dir()
        .or_else(|_| paths.home_dir())
        .unwrap_or_default();
    let folder = session.with(|_, opened, _| Ok(opened.folder_name()))?;
    export(
        &session,
        &documents.join("Hồ sơ Thi đua").join(folder),
        replace,
    )
}

/// Asks for a folder and exports into it; nothing where the person cancels. To replace files there
/// goes to the folder asked for last.
#[tauri::command(async)]
#[specta::specta]
fn export_to(
    replace: bool,
    app: AppHandle,
    session: State<'_, Session>,
) -> Answer<Option<ExportView>> {
    let last = session.open().exported.clone();
    let folder: Option<PathBuf> = match last {
        Some(last) if replace => Some(last),
        _ => app
            .dialog()
            .file()
            .blocking_pick_folder()
            .and_then(|chosen| chosen.into_path().ok()),
    };
    folder
        .map(|folder| export(&session, &folder, replace))
        .transpose()
}

fn export(session: &Session, folder: &Path, replace: bool) -> Answer<ExportView> {
    let existing = if replace {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    session.open().exported = Some(folder.to_owned());
    session.with(|desk, opened, day| {
        desk.export(opened, day, folder, existing)
            .map_err(|error| WireError::from(&error))
    })
}

/// Shows the folder of the last export in the system's file manager; no other can be asked for.
#[tauri::command(async)]
#[specta::specta]
fn show_folder(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    let Some(folder) = session.open().exported.clone() else {
        return Ok(());
    };
    let shown = app
        .opener()
        .open_path(folder.to_string_lossy(), None::<&str>);
    shown.map_err(|error| WireError {
        code: "cannot_show".to_owned(),
        what: "Không mở được thư mục.".to_owned(),
        why: format!("Hệ thống báo: {error}."),
        next: format!("Tự mở thư mục {} để lấy tệp.", folder.display()),
    })
}

/// A day as the window sends it, `YYYY-MM-DD`.
#[derive(serde::Deserialize, specta::Type)]
#[specta(transparent)]
pub struct NaiveDateText(#[specta(type = String)] NaiveDate);

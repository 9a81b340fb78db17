//! The window's commands: each parses, calls one use case of the desk, and passes the answer on.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands commands their arguments by value"
)]

use crate::session::Session;
use crate::words;
use chrono::NaiveDate;
use hoso_desk::view::{DeadlineView, DossierView, ExportView, PageView, WireError};
use hoso_desk::{Existing, PlanSummary, PlanView};
use std::path::Path;
use tauri::{Runtime, State};
use tauri_specta::{Builder, collect_commands};

type Answer<T> = Result<T, WireError>;

/// All commands, for the window and for its TypeScript types.
pub fn builder<R: Runtime>() -> Builder<R> {
    Builder::new()
        // What the window is given it never sends back, so each view needs one type only.
        .disable_serde_phases()
        .commands(collect_commands![
            open_sample,
            open_file,
            open_path,
            current,
            current_path,
            judge_on,
            preview,
            export_documents,
            export_to,
            show_folder,
            plans,
            plan,
            deadlines,
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
    Ok(session.take(opened, None))
}

/// Asks for a dossier file and opens it; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
fn open_file(session: State<'_, Session>) -> Answer<Option<DossierView>> {
    let chosen = session.system.choose_file();
    chosen.map(|path| session.read(&path)).transpose()
}

/// Opens a file that was dropped on the window or opened before; only a dossier file is read.
#[tauri::command(async)]
#[specta::specta]
fn open_path(path: String, session: State<'_, Session>) -> Answer<DossierView> {
    let path = Path::new(&path);
    let is_named_so = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if !is_named_so {
        return Err(words::not_a_dossier_file(path));
    }
    session.read(path)
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

/// Where the open dossier was read from; nothing for the sample, or where nothing is open.
#[tauri::command(async)]
#[specta::specta]
fn current_path(session: State<'_, Session>) -> Option<String> {
    let path = session.open().path.clone()?;
    Some(path.to_string_lossy().into_owned())
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
fn export_documents(replace: bool, session: State<'_, Session>) -> Answer<ExportView> {
    let documents = session.system.documents();
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
fn export_to(replace: bool, session: State<'_, Session>) -> Answer<Option<ExportView>> {
    let last = session.open().exported.clone();
    let folder = match last {
        Some(last) if replace => Some(last),
        _ => session.system.choose_folder(),
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
fn show_folder(session: State<'_, Session>) -> Answer<()> {
    let Some(folder) = session.open().exported.clone() else {
        return Ok(());
    };
    session
        .system
        .show(&folder)
        .map_err(|detail| words::cannot_show(&folder, &detail))
}

/// The plans at hand.
#[tauri::command(async)]
#[specta::specta]
fn plans(session: State<'_, Session>) -> Vec<PlanSummary> {
    session.desk.plans()
}

/// A plan, to be read.
#[tauri::command(async)]
#[specta::specta]
fn plan(id: String, session: State<'_, Session>) -> Answer<PlanView> {
    session
        .desk
        .read_plan(&id)
        .map_err(|error| WireError::from(&error))
}

/// All deadlines of the plans at hand, seen from today.
#[tauri::command(async)]
#[specta::specta]
fn deadlines(session: State<'_, Session>) -> Answer<Vec<DeadlineView>> {
    session
        .desk
        .deadlines(None, None, session.system.today())
        .map_err(|error| WireError::from(&error))
}

/// A day as the window sends it, `YYYY-MM-DD`.
#[derive(serde::Deserialize, specta::Type)]
#[specta(transparent)]
pub struct NaiveDateText(#[specta(type = String)] NaiveDate);

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop at the first surprise")]
mod tests {
    use specta_typescript::Typescript;
    use std::path::Path;
    use tauri::Wry;

    /// The window's TypeScript types follow the Rust ones; `UPDATE=1` rewrites them.
    #[test]
    fn committed_bindings_are_current() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/bindings.ts");
        let folder = tempfile::tempdir().expect("a folder");
        let fresh = folder.path().join("bindings.ts");
        super::builder::<Wry>()
            .export(Typescript::default(), &fresh)
            .expect("the bindings are written");
        let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::copy(&fresh, &committed).expect("the bindings are copied");
        }
        assert!(
            read(&fresh) == read(&committed),
            "ui/src/ipc/bindings.ts is stale: run with UPDATE=1"
        );
    }
}

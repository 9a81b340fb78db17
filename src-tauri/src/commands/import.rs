//! Import of a table (a file of Excel, `OpenDocument`, CSV, or copied cells) into the open dossier.

use super::Answer;
use crate::session::{Session, wire};
use hoso_desk::import::{Import, ImportChoice, ImportView, TableSource};
use hoso_desk::view::DossierView;
use hoso_desk::{Day, Existing};
use tauri::State;

/// Asks for a spreadsheet; its path, or nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_table(session: State<'_, Session>) -> Answer<Option<String>> {
    let endings = ["xlsx", "xls", "ods", "csv", "txt"];
    let file = session.system.choose_of("Bảng tính", &endings);
    Ok(file.map(|file| file.display().to_string()))
}

/// Lays a table over the open dossier; nothing is written.
#[tauri::command(async)]
#[specta::specta]
pub fn try_table(
    source: TableSource,
    choice: ImportChoice,
    session: State<'_, Session>,
) -> Answer<ImportView> {
    tried(&session, &source, &choice).map(|import| import.view)
}

/// Writes what the person saw, as one step; `token` is that of what was seen.
#[tauri::command(async)]
#[specta::specta]
pub fn import_table(
    source: TableSource,
    choice: ImportChoice,
    token: String,
    session: State<'_, Session>,
) -> Answer<DossierView> {
    session.change(|cabinet, id, stamp| {
        let from = (id, &source);
        let when = (day(&session), stamp);
        let seen = Some(token.as_str());
        let done = cabinet.import_table(&session.desk(), from, &choice, seen, when);
        done.map(drop)
    })
}

/// Asks for a file and writes the refused rows to it, with the reasons; where it is, or nothing where
/// the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn save_refused(
    source: TableSource,
    choice: ImportChoice,
    session: State<'_, Session>,
) -> Answer<Option<String>> {
    let import = tried(&session, &source, &choice)?;
    let Some(out) = session.system.save_file("dong-chua-nhap.xlsx") else {
        return Ok(None);
    };
    import
        .write_refused(&out, Existing::Replace)
        .map_err(wire)?;
    Ok(Some(out.display().to_string()))
}

fn tried(session: &Session, source: &TableSource, choice: &ImportChoice) -> Answer<Import> {
    let day = day(session);
    session.ask(|cabinet, id, _| cabinet.try_table(&session.desk(), id, source, choice, day))
}

/// The day that names of bodies are taken from: a list is written down as it is today.
fn day(session: &Session) -> Day {
    Day {
        today: session.system.today(),
        asked: None,
    }
}

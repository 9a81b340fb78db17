//! What the program is: its version, whose work is in it, whether it is carried about.

use super::Answer;
use crate::session::Session;
use hoso_desk::Desk;
use tauri::State;

/// The program's version.
#[tauri::command(async)]
#[specta::specta]
pub fn version() -> Answer<String> {
    Ok(env!("CARGO_PKG_VERSION").to_owned())
}

/// The parts of the program that others have made, with the words of their licences.
#[tauri::command(async)]
#[specta::specta]
pub fn licences() -> Answer<String> {
    Ok(Desk::licences().to_owned())
}

/// Whether the program is carried about, with its cabinet beside it.
#[tauri::command(async)]
#[specta::specta]
pub fn is_carried(session: State<'_, Session>) -> Answer<bool> {
    Ok(session.is_carried)
}

//! The passphrase of the cabinet: set, changed, taken away; locked and unlocked.

use super::Answer;
use crate::session::{Session, wire};
use hoso_desk::cabinet::{RecoveryView, SealedView, Secret, SecretInput};
use tauri::State;

/// Opens a cabinet that has a passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn unlock(secret: SecretInput, session: State<'_, Session>) -> Answer<()> {
    session.unlock(secret.secret().map_err(wire)?)
}

/// Saves what is typed and closes a cabinet that has a passphrase; whether it has one.
#[tauri::command(async)]
#[specta::specta]
pub fn lock(session: State<'_, Session>) -> Answer<bool> {
    session.lock()
}

/// Whether the open cabinet has a passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn is_sealed(session: State<'_, Session>) -> Answer<bool> {
    Ok(session.is_sealed())
}

/// Puts the cabinet behind a passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn set_passphrase(passphrase: String, session: State<'_, Session>) -> Answer<SealedView> {
    let secret = Secret::passphrase(&passphrase);
    session.seal(Some(secret), |cabinet, stamp| {
        cabinet.set_passphrase(&passphrase, stamp)
    })
}

/// Gives the cabinet another passphrase and another recovery key.
#[tauri::command(async)]
#[specta::specta]
pub fn change_passphrase(
    now: SecretInput,
    passphrase: String,
    session: State<'_, Session>,
) -> Answer<RecoveryView> {
    let now = now.secret().map_err(wire)?;
    let recovery = session.in_cabinet(|cabinet, _| cabinet.change_passphrase(&now, &passphrase))?;
    session.remember_secret(Secret::passphrase(&passphrase));
    Ok(recovery)
}

/// Takes the passphrase away.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_passphrase(now: SecretInput, session: State<'_, Session>) -> Answer<()> {
    let now = now.secret().map_err(wire)?;
    session.seal(None, |cabinet, stamp| {
        Ok((cabinet.remove_passphrase(&now, stamp)?, ()))
    })
}

/// Asks for a folder and writes the recovery key there as a page to be printed, whose path is
/// answered; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn print_recovery(key: String, session: State<'_, Session>) -> Answer<Option<String>> {
    let Some(folder) = session.system.choose_folder() else {
        return Ok(None);
    };
    let now = session.system.now();
    let file = folder.join(format!(
        "khoa-khoi-phuc-{}.pdf",
        now.format("%Y%m%d-%H%M%S")
    ));
    let cabinet = session.folder()?;
    let desk = session.desk();
    desk.write_recovery(&key, &cabinet, now.date_naive(), &file)
        .map_err(wire)?;
    Ok(Some(file.display().to_string()))
}

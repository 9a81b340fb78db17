//! The care of the cabinet: where it stands, its backups, its examination.

use super::Answer;
use crate::session::Session;
use crate::words;
use hoso_desk::cabinet::{
    BackupView, EvidenceCheckView, ExaminationView, OpenedCabinet, RestoredView, SalvageView,
};
use hoso_desk::view::WireError;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tauri::State;

/// The setting that holds the folder for further backups.
const BACKUP_FOLDER: &str = "backup_folder";

/// Where backups are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum BackupPlace {
    /// In the cabinet's own folder, where the program makes them of its own accord.
    Own,
    /// In the folder that a person has chosen.
    Chosen,
}

/// The backups of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupsView {
    /// The folder; empty where none was chosen yet.
    pub folder: String,
    /// The backups, the newest first.
    pub backups: Vec<BackupView>,
}

/// The folder of the cabinet, open or not.
#[tauri::command(async)]
#[specta::specta]
pub fn cabinet_folder(session: State<'_, Session>) -> Answer<String> {
    Ok(session.folder()?.display().to_string())
}

/// Shows that folder in the system's file manager.
#[tauri::command(async)]
#[specta::specta]
pub fn show_cabinet(session: State<'_, Session>) -> Answer<()> {
    let folder = session.folder()?;
    session
        .system
        .show(&folder)
        .map_err(|detail| words::cannot_show(&folder, &detail))
}

/// Tries again to open the cabinet.
#[tauri::command(async)]
#[specta::specta]
pub fn retry_cabinet(session: State<'_, Session>) -> Answer<()> {
    session.open_cabinet()
}

/// Goes on with an empty cabinet in the place of one that is gone; its backups stay.
#[tauri::command(async)]
#[specta::specta]
pub fn begin_anew(session: State<'_, Session>) -> Answer<()> {
    session.begin_anew()
}

/// Takes the cabinet in the program's own folder again.
#[tauri::command(async)]
#[specta::specta]
pub fn use_own_cabinet(session: State<'_, Session>) -> Answer<()> {
    session.take_own()
}

/// Asks for a folder, copies the cabinet into one of its own there and works with the copy from
/// now on; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_cabinet(session: State<'_, Session>) -> Answer<Option<String>> {
    let Some(folder) = session.system.choose_folder() else {
        return Ok(None);
    };
    let folder = folder.join("Tủ hồ sơ");
    session.move_to(&folder)?;
    Ok(Some(folder.display().to_string()))
}

/// Sets the damaged cabinet aside and goes on with what could be read of it and of its backups.
#[tauri::command(async)]
#[specta::specta]
pub fn salvage_cabinet(session: State<'_, Session>) -> Answer<SalvageView> {
    let chosen = folder_of(&session, BackupPlace::Chosen).ok();
    session.salvage(chosen.as_slice())
}

/// The backups of a place.
#[tauri::command(async)]
#[specta::specta]
pub fn backups(place: BackupPlace, session: State<'_, Session>) -> Answer<BackupsView> {
    match folder_of(&session, place) {
        Ok(folder) => Ok(BackupsView {
            folder: folder.display().to_string(),
            backups: OpenedCabinet::backups(&folder),
        }),
        Err(error) if error.code == words::NO_BACKUP_FOLDER => Ok(BackupsView {
            folder: String::new(),
            backups: Vec::new(),
        }),
        Err(error) => Err(error),
    }
}

/// Reads a backup whole; the files of evidence that it lacks, by SHA-256.
#[tauri::command(async)]
#[specta::specta]
pub fn verify_backup(
    place: BackupPlace,
    number: u32,
    session: State<'_, Session>,
) -> Answer<Vec<String>> {
    let folder = folder_of(&session, place)?;
    OpenedCabinet::verify_backup(&folder, number).map_err(crate::session::wire)
}

/// Backs up now.
#[tauri::command(async)]
#[specta::specta]
pub fn back_up(place: BackupPlace, session: State<'_, Session>) -> Answer<BackupView> {
    let folder = folder_of(&session, place)?;
    session.looking_on(|cabinet, stamp| cabinet.back_up(&folder, stamp))
}

/// Asks for the folder for further backups and remembers it; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_backup_folder(session: State<'_, Session>) -> Answer<Option<String>> {
    let Some(folder) = session.system.choose_folder() else {
        return Ok(None);
    };
    let name = folder.display().to_string();
    session.in_cabinet(|cabinet, stamp| cabinet.set_setting(BACKUP_FOLDER, &name, stamp))?;
    Ok(Some(name))
}

/// Goes back to a backup; what was open is closed.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_backup(
    place: BackupPlace,
    number: u32,
    session: State<'_, Session>,
) -> Answer<RestoredView> {
    let backups = folder_of(&session, place)?;
    session.go_back(|cabinet, stamp| match cabinet {
        Ok(cabinet) => cabinet.restore(&backups, number, stamp),
        Err(folder) => OpenedCabinet::from_backup(folder, &backups, number, stamp),
    })
}

/// Takes the last going back back; what was open is closed.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_restore(session: State<'_, Session>) -> Answer<RestoredView> {
    session.go_back(|cabinet, stamp| match cabinet {
        Ok(cabinet) => cabinet.undo_restore(stamp),
        Err(folder) => OpenedCabinet::open(folder, stamp)?.undo_restore(stamp),
    })
}

/// Asks for a folder and packs the whole cabinet into one new file there, whose path is answered;
/// nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn package(session: State<'_, Session>) -> Answer<Option<String>> {
    let Some(folder) = session.system.choose_folder() else {
        return Ok(None);
    };
    let now = session.system.now().format("%Y-%m-%d %H%M%S");
    let file = folder.join(format!("Tủ hồ sơ {now}.hoso"));
    session.looking_on(|cabinet, stamp| cabinet.package(&file, stamp))?;
    Ok(Some(file.display().to_string()))
}

/// Asks for such a file and puts what it holds in the place of the cabinet, which is backed up
/// first; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn take_package(session: State<'_, Session>) -> Answer<Option<RestoredView>> {
    let Some(file) = session.system.choose_package() else {
        return Ok(None);
    };
    let taken = session.go_back(|cabinet, stamp| match cabinet {
        Ok(cabinet) => cabinet.take_package(&file, stamp),
        Err(folder) => OpenedCabinet::from_package(&file, folder, stamp),
    });
    taken.map(Some)
}

/// The quick look at each start.
#[tauri::command(async)]
#[specta::specta]
pub fn examine_quickly(session: State<'_, Session>) -> Answer<ExaminationView> {
    session.in_cabinet(|cabinet, _| cabinet.examine_quickly())
}

/// The whole examination.
#[tauri::command(async)]
#[specta::specta]
pub fn examine(session: State<'_, Session>) -> Answer<ExaminationView> {
    session.looking_on(|cabinet, _| cabinet.examine())
}

/// Follows the whole chain of the journal; the number of the entry at which it breaks.
#[tauri::command(async)]
#[specta::specta]
pub fn verify_journal(session: State<'_, Session>) -> Answer<Option<u32>> {
    session.looking_on(|cabinet, _| cabinet.verify_journal())
}

/// Reads every stored file of evidence and compares it with its hash.
#[tauri::command(async)]
#[specta::specta]
pub fn check_evidence(session: State<'_, Session>) -> Answer<EvidenceCheckView> {
    session.looking_on(|cabinet, _| cabinet.check_evidence())
}

/// Removes stored files that no paper names; how many went.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_orphans(orphans: Vec<String>, session: State<'_, Session>) -> Answer<u32> {
    session.in_cabinet(|cabinet, stamp| cabinet.remove_orphans(&orphans, stamp))
}

/// The folder of a place for backups.
pub(super) fn folder_of(session: &Session, place: BackupPlace) -> Result<PathBuf, WireError> {
    match place {
        BackupPlace::Own => Ok(OpenedCabinet::backups_of(&session.folder()?)),
        BackupPlace::Chosen => {
            let chosen = session.in_cabinet(|cabinet, _| cabinet.text_setting(BACKUP_FOLDER))?;
            let folder = chosen.filter(|folder| !folder.is_empty());
            folder
                .map(PathBuf::from)
                .ok_or_else(words::no_backup_folder)
        }
    }
}

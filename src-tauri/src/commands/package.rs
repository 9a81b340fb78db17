//! The package of one dossier: what goes in, make it, look into one, take the dossier out.

use super::Answer;
use super::export::{Place, note_folder, place_of};
use crate::session::{Session, wire};
use crate::words;
use hoso_desk::cabinet::TakeCode;
use hoso_desk::package::{
    PackageChoice, PackageContentsView, PackageMadeView, PackageView, PurposeCode, TakenView, Way,
};
use hoso_desk::{Desk, Existing, FileFormat, Scans};
use serde::Deserialize;
use specta::Type;
use std::path::{Path, PathBuf};
use tauri::State;

/// What goes into a package, as the form gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
pub struct PackageInput {
    /// What it is for.
    pub purpose: PurposeCode,
    /// Whether the documents go in, as PDF and as DOCX.
    pub documents: bool,
    /// Whether the scans go in.
    pub evidence: bool,
}

/// What would go into the package of the open dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn package_contents(session: State<'_, Session>) -> Answer<PackageContentsView> {
    session.settle()?;
    let (_, scans) = way_and_scans(&session)?;
    session.with_copy(|_, opened, _| Ok(Desk::package_contents(opened, &scans)))
}

/// Makes the package of the open dossier; nothing where the person names no folder. One at a time.
#[tauri::command(async)]
#[specta::specta]
pub fn make_package(
    input: PackageInput,
    place: Place,
    replace: bool,
    session: State<'_, Session>,
) -> Answer<Option<PackageMadeView>> {
    session.settle()?;
    let Some(folder) = place_of(&session, place)? else {
        return Ok(None);
    };
    let existing = Existing::replaced(replace);
    let (way, scans) = way_and_scans(&session)?;
    let choice = PackageChoice {
        purpose: input.purpose,
        documents: input.documents.then_some(FileFormat::Both),
        evidence: input.evidence,
        scans,
        ..PackageChoice::default()
    };
    note_folder(&session, &folder);
    let watched = session.long_work.begin();
    let made = session.with_copy(|desk, opened, day| {
        let target = folder.join(opened.dossier_package_name());
        let to = (target.as_path(), existing);
        desk.make_package((opened, day), &way, to, &choice, &|progress| {
            watched.tell(progress)
        })
    });
    made.map(Some)
}

/// Looks into a package and verifies it; asks for the file where none is given, and answers nothing
/// where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn look_into_package(
    path: Option<String>,
    session: State<'_, Session>,
) -> Answer<Option<PackageView>> {
    let chosen = match path {
        Some(path) => Some(PathBuf::from(path)),
        None => session.system.choose_of("Gói hồ sơ (*.hoso)", &["hoso"]),
    };
    let Some(file) = chosen else {
        return Ok(None);
    };
    let file = package_file(&file)?;
    let watched = session.long_work.begin();
    let desk = session.desk();
    let looked = desk
        .look_into(&file, &|progress| watched.tell(progress))
        .map_err(wire)?;
    let here = match &session.open().cabinet {
        Some(cabinet) => cabinet.compare_package(&desk, &looked).map_err(wire)?,
        None => None,
    };
    Ok(Some(looked.view(&desk, here)))
}

/// Takes the dossier out of a package into the cabinet, after verifying it once more.
#[tauri::command(async)]
#[specta::specta]
pub fn take_out_of_package(
    path: String,
    how: TakeCode,
    session: State<'_, Session>,
) -> Answer<TakenView> {
    let file = package_file(Path::new(&path))?;
    let watched = session.long_work.begin();
    let mut looked = session
        .desk()
        .look_into(&file, &|progress| watched.tell(progress))
        .map_err(wire)?;
    session.change_own(|cabinet, desk, stamp| cabinet.keep_plan_of(desk, &looked, stamp))?;
    session.change_own(|cabinet, desk, stamp| {
        cabinet.take_out(desk, &mut looked, how, stamp, &|progress| {
            watched.tell(progress)
        })
    })
}

/// The package that the program was started with; told once.
#[tauri::command(async)]
#[specta::specta]
pub fn waiting_package(session: State<'_, Session>) -> Answer<Option<String>> {
    let waiting = session.open().package.take();
    Ok(waiting.map(|file| file.display().to_string()))
}

/// Where the open dossier is on its way, and where its scans are.
fn way_and_scans(session: &Session) -> Answer<(Way, Scans)> {
    let open = session.open();
    let dossier = open.dossier.as_ref().ok_or_else(words::nothing_open)?;
    let beside = dossier.path.as_deref().and_then(Path::parent);
    match &open.cabinet {
        Some(cabinet) if dossier.is_kept => {
            let way = cabinet.way(&dossier.opened.dossier.id).map_err(wire)?;
            Ok((way, cabinet.scans()))
        }
        _ => {
            let scans = beside.map_or(Scans::None, |folder| Scans::Folder(folder.to_owned()));
            Ok((Way::default(), scans))
        }
    }
}

fn package_file(path: &Path) -> Answer<PathBuf> {
    if is_package(path) {
        Ok(path.to_owned())
    } else {
        Err(words::not_a_package(path))
    }
}

/// Whether a file is a package by its name.
pub fn is_package(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("hoso"))
}

//! The packages that units sent: read a folder of them, look, take over, give back, receipts.

use super::Answer;
use crate::session::{Session, wire};
use crate::words;
use hoso_desk::cabinet::OpenedCabinet;
use hoso_desk::consolidation::{
    ClashView, CodeAnswer, ConsolidatedView, GiveBackInput, GivenBackView, Intake,
    IntakePackageView, IntakeView, MergeInput, MergeView, ReceiptsView,
};
use hoso_desk::{DeskError, Existing};
use serde::Serialize;
use specta::Type;
use std::path::PathBuf;
use tauri::State;

/// Name of the file with receipts to be printed.
const RECEIPTS: &str = "giay-bien-nhan.pdf";

/// What a typed code says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CodeView {
    /// Whether it is a code, and of a package here.
    pub answer: CodeAnswer,
    /// Number of the package.
    pub package: Option<u32>,
}

/// The packages that were read last; nothing where none were.
#[tauri::command(async)]
#[specta::specta]
pub fn intake(session: State<'_, Session>) -> Answer<Option<IntakeView>> {
    Ok(session.intake().as_ref().map(Intake::view))
}

/// Asks for a folder and reads the packages in it; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn receive_folder(session: State<'_, Session>) -> Answer<Option<IntakeView>> {
    let Some(folder) = session.system.choose_folder() else {
        return Ok(None);
    };
    receive(&session, &[folder]).map(Some)
}

/// Reads the packages among files and below folders.
#[tauri::command(async)]
#[specta::specta]
pub fn receive_places(places: Vec<String>, session: State<'_, Session>) -> Answer<IntakeView> {
    let places: Vec<PathBuf> = places.into_iter().map(PathBuf::from).collect();
    receive(&session, &places)
}

/// Reads, and remembers what is new; where there is no cabinet nothing is remembered.
fn receive(session: &Session, places: &[PathBuf]) -> Answer<IntakeView> {
    let known = {
        let open = session.open();
        let known = open.cabinet.as_ref().map(OpenedCabinet::known_packages);
        known.transpose().map_err(wire)?.unwrap_or_default()
    };
    let watched = session.long_work.begin();
    let now = session.stamp().at;
    let read = session
        .desk()
        .receive(places, now, known, &|progress| watched.tell(progress));
    let mut intake = read.map_err(wire)?;
    drop(watched);
    let stamp = session.stamp();
    if let Some(cabinet) = &mut session.open().cabinet {
        cabinet.remember_intake(&mut intake, &stamp).map_err(wire)?;
    }
    let view = intake.view();
    *session.intake() = Some(intake);
    Ok(view)
}

/// A package in full.
#[tauri::command(async)]
#[specta::specta]
pub fn intake_package(number: u32, session: State<'_, Session>) -> Answer<IntakePackageView> {
    with(&session, |intake| intake.package(&session.desk(), number))
}

/// Who is proposed more than once, among the packages and in a dossier of the cabinet.
#[tauri::command(async)]
#[specta::specta]
pub fn intake_clashes(
    dossier: Option<String>,
    session: State<'_, Session>,
) -> Answer<Vec<ClashView>> {
    let own = match dossier {
        Some(dossier) => Some(session.in_cabinet(|cabinet, _| {
            let today = session.system.today();
            cabinet.own_briefs(&session.desk(), &dossier, today)
        })?),
        None => None,
    };
    with(&session, |intake| Ok(intake.clashes(own.as_ref())))
}

/// Counts over all units.
#[tauri::command(async)]
#[specta::specta]
pub fn intake_statistics(session: State<'_, Session>) -> Answer<ConsolidatedView> {
    with(&session, |intake| Ok(intake.statistics()))
}

/// Asks for a file and writes packages, nominees and counts to it for a spreadsheet; where it is, or
/// nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn export_intake_statistics(session: State<'_, Session>) -> Answer<Option<String>> {
    let Some(path) = session.system.save_file("tong-hop.xlsx") else {
        return Ok(None);
    };
    with(&session, |intake| {
        intake.write_tables(&path, Existing::Replace)
    })?;
    Ok(Some(path.display().to_string()))
}

/// Which package a typed code is of.
#[tauri::command(async)]
#[specta::specta]
pub fn find_package_code(typed: String, session: State<'_, Session>) -> Answer<CodeView> {
    with(&session, |intake| {
        let (answer, package) = intake.find_code(&typed);
        Ok(CodeView { answer, package })
    })
}

/// Takes nominees over into a dossier of the cabinet, and shows that anew where it is open.
#[tauri::command(async)]
#[specta::specta]
pub fn merge_packages(input: MergeInput, session: State<'_, Session>) -> Answer<MergeView> {
    let merged = {
        let mut held = session.intake();
        let intake = held.as_mut().ok_or_else(words::nothing_received)?;
        session.in_cabinet(|cabinet, stamp| {
            let desk = session.desk();
            cabinet.merge_packages(&desk, intake, &input, stamp)
        })?
    };
    let is_open = {
        let open = session.open();
        let dossier = open.dossier.as_ref();
        dossier.is_some_and(|open| open.is_kept && open.opened.dossier.id == input.dossier)
    };
    if is_open {
        session.lay_out(&input.dossier)?;
    }
    Ok(merged)
}

/// Asks for a file and writes the package that goes back; nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn give_package_back(
    input: GiveBackInput,
    session: State<'_, Session>,
) -> Answer<Option<GivenBackView>> {
    let name = with(&session, |intake| intake.return_name(input.package))?;
    let Some(path) = session.system.save_file(&name) else {
        return Ok(None);
    };
    let mut held = session.intake();
    let intake = held.as_mut().ok_or_else(words::nothing_received)?;
    let stamp = session.stamp();
    let on = stamp.at.date_naive();
    let view = session
        .desk()
        .give_back(intake, &input, on, (&path, Existing::Replace))
        .map_err(wire)?;
    if let Some(cabinet) = &mut session.open().cabinet {
        let returned = cabinet.remember_return(intake, input.package, &stamp);
        returned.map_err(wire)?;
    }
    Ok(Some(view))
}

/// Writes receipts of packages and opens them in the system's viewer, which prints them. The unit
/// that receives is the one of a dossier, else the first that is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn print_receipts(
    numbers: Vec<u32>,
    dossier: Option<String>,
    session: State<'_, Session>,
) -> Answer<ReceiptsView> {
    let receiver = session.in_cabinet(|cabinet, _| cabinet.receiver(dossier.as_deref()))?;
    let file = session.system.temporary().join(RECEIPTS);
    let watched = session.long_work.begin();
    let view = with(&session, |intake| {
        let place = (file.as_path(), Existing::Replace);
        let desk = session.desk();
        desk.write_receipts(intake, &numbers, &receiver, place, &|progress| {
            watched.tell(progress)
        })
    })?;
    drop(watched);
    session
        .system
        .show(&file)
        .map_err(|detail| words::cannot_show(&file, &detail))?;
    Ok(view)
}

fn with<T>(session: &Session, work: impl FnOnce(&Intake) -> Result<T, DeskError>) -> Answer<T> {
    let held = session.intake();
    let intake = held.as_ref().ok_or_else(words::nothing_received)?;
    work(intake).map_err(wire)
}

//! The cabinet: its dossiers, the unit, settings, search.

use super::Answer;
use crate::session::{Session, wire};
use hoso_desk::cabinet::{
    BeginInput, CabinetView, CandidateView, FoundView, OpenedCabinet, RenewalInput, Stamp, YearView,
};
use hoso_desk::view::DossierView;
use hoso_desk::{Desk, UnitKindView};
use hoso_domain::{Signatory, Unit};
use tauri::State;

/// The home page.
#[tauri::command(async)]
#[specta::specta]
pub fn cabinet(session: State<'_, Session>) -> Answer<CabinetView> {
    let today = session.system.today();
    session.in_cabinet(|cabinet, _| cabinet.home(&session.desk(), today))
}

/// Nominations and what became of them, by year.
#[tauri::command(async)]
#[specta::specta]
pub fn statistics(session: State<'_, Session>) -> Answer<Vec<YearView>> {
    session.in_cabinet(|cabinet, _| cabinet.statistics(&session.desk()))
}

/// Who of a dossier may be proposed again.
#[tauri::command(async)]
#[specta::specta]
pub fn candidates(dossier: String, session: State<'_, Session>) -> Answer<Vec<CandidateView>> {
    session.in_cabinet(|cabinet, _| cabinet.candidates(&dossier))
}

/// Puts a dossier back that was just taken off the list.
#[tauri::command(async)]
#[specta::specta]
pub fn bring_back(id: String, session: State<'_, Session>) -> Answer<()> {
    session.in_cabinet(|cabinet, stamp| cabinet.undo(&id, stamp).map(drop))
}

/// The kinds of unit with what each usually writes.
#[tauri::command(async)]
#[specta::specta]
pub fn unit_kinds() -> Answer<Vec<UnitKindView>> {
    Desk::unit_kinds().map_err(wire)
}

/// Begins a dossier and opens it.
#[tauri::command(async)]
#[specta::specta]
pub fn begin(input: BeginInput, session: State<'_, Session>) -> Answer<DossierView> {
    let id = session.in_cabinet(|cabinet, stamp| cabinet.begin(&session.desk(), &input, stamp))?;
    session.lay_out(&id)
}

/// Begins a dossier from an earlier one and opens it.
#[tauri::command(async)]
#[specta::specta]
pub fn renew(
    source: String,
    input: RenewalInput,
    session: State<'_, Session>,
) -> Answer<DossierView> {
    let renew = |cabinet: &mut OpenedCabinet, stamp: &Stamp| {
        cabinet.renew(&session.desk(), &source, &input, stamp)
    };
    let id = session.in_cabinet(renew)?;
    session.lay_out(&id)
}

/// Takes a dossier off the list; it is closed where it is open.
#[tauri::command(async)]
#[specta::specta]
pub fn discard(id: String, session: State<'_, Session>) -> Answer<()> {
    session.in_cabinet(|cabinet, stamp| cabinet.discard(&id, stamp))?;
    let mut open = session.open();
    if open
        .kept()
        .is_ok_and(|dossier| dossier.opened.dossier.id == id)
    {
        open.dossier = None;
    }
    Ok(())
}

/// The units kept, in dictionary order.
#[tauri::command(async)]
#[specta::specta]
pub fn units(session: State<'_, Session>) -> Answer<Vec<Unit>> {
    session.in_cabinet(|cabinet, _| cabinet.units())
}

/// The signatories kept of a unit.
#[tauri::command(async)]
#[specta::specta]
pub fn signatories(unit: String, session: State<'_, Session>) -> Answer<Vec<Signatory>> {
    session.in_cabinet(|cabinet, _| cabinet.signatories(&unit))
}

/// Keeps a unit and who signs for it, for the dossiers to come.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_unit(unit: Unit, signatory: Signatory, session: State<'_, Session>) -> Answer<()> {
    session.in_cabinet(|cabinet, stamp| cabinet.keep_unit(&unit, &signatory, stamp))
}

/// A setting as JSON; absent where it was never set.
#[tauri::command(async)]
#[specta::specta]
pub fn setting(name: String, session: State<'_, Session>) -> Answer<Option<String>> {
    session.in_cabinet(|cabinet, _| cabinet.setting(&name))
}

/// Sets a setting, a text.
#[tauri::command(async)]
#[specta::specta]
pub fn set_setting(name: String, value: String, session: State<'_, Session>) -> Answer<()> {
    session.in_cabinet(|cabinet, stamp| cabinet.set_setting(&name, &value, stamp))
}

/// Finds words in everything, without diacritics where they are typed without.
#[tauri::command(async)]
#[specta::specta]
pub fn search(words: String, limit: u32, session: State<'_, Session>) -> Answer<Vec<FoundView>> {
    session.in_cabinet(|cabinet, _| cabinet.search(&words, limit))
}

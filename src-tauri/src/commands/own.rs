//! The unit's own plans, templates, law corrections, holidays and steps; the law of a day; the
//! calendar.

use super::Answer;
use crate::session::{Session, wire};
use chrono::{Datelike, NaiveDate};
use hoso_desk::law::{DossierLawView, LawChangeView, LawCorrectionInput, LawDayView, LawView};
use hoso_desk::plan_shelf::PlanDiffView;
use hoso_desk::schedule::{
    HolidayChangesInput, HolidayChangesView, MonthView, ScheduleView, StepInput,
};
use hoso_desk::view::TemplateView;
use hoso_desk::{
    Desk, Existing, OwnKind, OwnText, OwnView, PlanEditInput, PlanProblemView, PlanSummary,
    PlanValuesView, PlanView, Target,
};
use serde::Deserialize;
use specta::Type;
use std::path::PathBuf;
use tauri::State;

/// A deadline as the window names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct DeadlineInput {
    /// Id of the plan.
    pub plan: String,
    /// Id of the round.
    pub round: String,
    /// The year rewarded, in a yearly round.
    pub year: Option<i32>,
}

/// What a schedule is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleFile {
    /// A calendar file, for Outlook or Google Calendar.
    Ics,
    /// A page to print.
    Pdf,
}

/// The unit's own data as it lies on the desk.
#[tauri::command(async)]
#[specta::specta]
pub fn own(session: State<'_, Session>) -> Answer<Vec<OwnView>> {
    Ok(session.desk().own().to_vec())
}

/// Takes a piece of the unit's own data from a file that the person chooses; answers its name, or
/// nothing where the person cancels.
#[tauri::command(async)]
#[specta::specta]
pub fn add_own(kind: OwnKind, session: State<'_, Session>) -> Answer<Option<String>> {
    let (label, endings): (_, &[&str]) = match kind {
        OwnKind::Template => ("Mẫu văn bản (*.form)", &["form"]),
        OwnKind::Plan => ("Kế hoạch (*.toml)", &["toml"]),
        OwnKind::Emblem => ("Hình (*.png, *.jpg)", &["png", "jpg", "jpeg"]),
        _ => ("Tệp dữ liệu (*.toml)", &["toml"]),
    };
    let Some(file) = session.system.choose_of(label, endings) else {
        return Ok(None);
    };
    let keep = session
        .change_own(|cabinet, desk, stamp| cabinet.keep_own_file(desk, kind, &file, stamp))?;
    Ok(Some(keep))
}

/// Drops a piece of the unit's own data.
#[tauri::command(async)]
#[specta::specta]
pub fn drop_own(kind: OwnKind, name: String, session: State<'_, Session>) -> Answer<OwnText> {
    session.change_own(|cabinet, _, stamp| cabinet.drop_own(kind, &name, stamp))
}

/// Keeps a piece again that was dropped.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_own(dropped: OwnText, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.keep_own_again(desk, &dropped, stamp))
}

/// Writes a piece of the unit's own data to a file that the person names; answers where.
#[tauri::command(async)]
#[specta::specta]
pub fn export_own(
    kind: OwnKind,
    name: String,
    session: State<'_, Session>,
) -> Answer<Option<String>> {
    let piece = session.in_cabinet(|cabinet, _| cabinet.own_piece(kind, &name))?;
    let proposed = match kind.file() {
        "" => &name,
        file => file,
    };
    saved(session.system.save_file(proposed), |path| {
        Desk::export_own(&piece, path, Existing::Replace).map_err(wire)
    })
}

/// The plans at hand, every version.
#[tauri::command(async)]
#[specta::specta]
pub fn plan_versions(session: State<'_, Session>) -> Answer<Vec<PlanSummary>> {
    Ok(session.desk().plans())
}

/// A version of a plan (`id@version`), to be read.
#[tauri::command(async)]
#[specta::specta]
pub fn plan_version(name: String, session: State<'_, Session>) -> Answer<PlanView> {
    session.desk().read_plan_version(&name).map_err(wire)
}

/// Copies a plan as the unit's own.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_plan(
    source: String,
    id: String,
    title: String,
    session: State<'_, Session>,
) -> Answer<PlanSummary> {
    session.change_own(|cabinet, desk, stamp| cabinet.copy_plan(desk, &source, &id, &title, stamp))
}

/// The values of a plan that a person can change.
#[tauri::command(async)]
#[specta::specta]
pub fn plan_values(name: String, session: State<'_, Session>) -> Answer<PlanValuesView> {
    session.desk().plan_values(&name).map_err(wire)
}

/// What would be wrong with a plan after changes.
#[tauri::command(async)]
#[specta::specta]
pub fn try_plan(
    name: String,
    edits: Vec<PlanEditInput>,
    session: State<'_, Session>,
) -> Answer<Vec<PlanProblemView>> {
    session.desk().try_plan(&name, &edits).map_err(wire)
}

/// Keeps changes of a plan of the unit's own.
#[tauri::command(async)]
#[specta::specta]
pub fn save_plan(
    name: String,
    edits: Vec<PlanEditInput>,
    session: State<'_, Session>,
) -> Answer<PlanSummary> {
    session.change_own(|cabinet, desk, stamp| cabinet.save_plan(desk, &name, &edits, stamp))
}

/// Compares two plans, or two versions of one, with the dossiers concerned.
#[tauri::command(async)]
#[specta::specta]
pub fn compare_plans(
    older: String,
    newer: String,
    session: State<'_, Session>,
) -> Answer<PlanDiffView> {
    let today = session.system.today();
    session.in_cabinet(|cabinet, _| cabinet.compare_plans(&session.desk(), &older, &newer, today))
}

/// Writes a plan to a file that the person names; answers where.
#[tauri::command(async)]
#[specta::specta]
pub fn export_plan(name: String, session: State<'_, Session>) -> Answer<Option<String>> {
    let proposed = format!("{name}.toml");
    saved(session.system.save_file(&proposed), |path| {
        let (id, version) = name.split_once('@').unwrap_or((&name, ""));
        let version = version.parse().ok();
        let desk = session.desk();
        desk.export_plan(id, version, path, Existing::Replace)
            .map_err(wire)
    })
}

/// The law of a day; of today where none is named.
#[tauri::command(async)]
#[specta::specta]
pub fn law(on: Option<NaiveDate>, session: State<'_, Session>) -> Answer<LawView> {
    let on = on.unwrap_or_else(|| session.system.today());
    Ok(session.desk().law(on))
}

/// The days on which the law changes.
#[tauri::command(async)]
#[specta::specta]
pub fn law_days(session: State<'_, Session>) -> Answer<Vec<LawDayView>> {
    Ok(session.desk().law_days())
}

/// What the law answers differently on two days.
#[tauri::command(async)]
#[specta::specta]
pub fn law_changes(
    from: NaiveDate,
    to: NaiveDate,
    session: State<'_, Session>,
) -> Answer<Vec<LawChangeView>> {
    Ok(session.desk().law_changes(from, to))
}

/// What the law changed for the open dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn dossier_law(session: State<'_, Session>) -> Answer<DossierLawView> {
    session.with(|desk, opened, day| Ok(desk.dossier_law(opened, day)))
}

/// Corrects or confirms an item of the law.
#[tauri::command(async)]
#[specta::specta]
pub fn correct_law(correction: LawCorrectionInput, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.correct_law(desk, &correction, stamp))
}

/// Takes the unit's correction of an item of the law back.
#[tauri::command(async)]
#[specta::specta]
pub fn uncorrect_law(item: String, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.uncorrect_law(desk, &item, stamp))
}

/// The reverse schedule of a deadline.
#[tauri::command(async)]
#[specta::specta]
pub fn schedule(deadline: DeadlineInput, session: State<'_, Session>) -> Answer<ScheduleView> {
    let today = session.system.today();
    let desk = session.desk();
    desk.schedule(deadline.target(), today).map_err(wire)
}

/// Writes the schedule of a deadline to a file that the person names; answers where.
#[tauri::command(async)]
#[specta::specta]
pub fn save_schedule(
    deadline: DeadlineInput,
    file: ScheduleFile,
    session: State<'_, Session>,
) -> Answer<Option<String>> {
    let today = session.system.today();
    let proposed = match file {
        ScheduleFile::Ics => "lich-chuan-bi-ho-so.ics",
        ScheduleFile::Pdf => "lich-chuan-bi-ho-so.pdf",
    };
    saved(session.system.save_file(proposed), |path| {
        let desk = session.desk();
        let (ics, pdf) = match file {
            ScheduleFile::Ics => (Some(path.as_path()), None),
            ScheduleFile::Pdf => (None, Some(path.as_path())),
        };
        desk.write_schedule(deadline.target(), today, ics, pdf, Existing::Replace)
            .map_err(wire)
    })
}

/// One month with its holidays; this month where none is named.
#[tauri::command(async)]
#[specta::specta]
pub fn month(
    year: Option<i32>,
    month: Option<u32>,
    session: State<'_, Session>,
) -> Answer<MonthView> {
    let today = session.system.today();
    let year = year.unwrap_or_else(|| today.year());
    let month = month.unwrap_or_else(|| today.month());
    session.desk().month(year, month).map_err(wire)
}

/// Keeps the unit's steps of preparing a dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn change_steps(steps: Vec<StepInput>, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.change_steps(desk, &steps, stamp))
}

/// What the unit has added to the public holidays.
#[tauri::command(async)]
#[specta::specta]
pub fn holiday_changes(session: State<'_, Session>) -> Answer<HolidayChangesView> {
    session.in_cabinet(|cabinet, _| cabinet.holiday_changes(&session.desk()))
}

/// Keeps the unit's breaks and days worked in exchange.
#[tauri::command(async)]
#[specta::specta]
pub fn change_holidays(changes: HolidayChangesInput, session: State<'_, Session>) -> Answer<()> {
    session.change_own(|cabinet, desk, stamp| cabinet.change_holidays(desk, &changes, stamp))
}

/// The templates there are.
#[tauri::command(async)]
#[specta::specta]
pub fn templates(session: State<'_, Session>) -> Answer<Vec<TemplateView>> {
    Ok(session.desk().templates())
}

/// Writes the built-in templates into a folder that the person chooses; answers the folder.
#[tauri::command(async)]
#[specta::specta]
pub fn export_templates(session: State<'_, Session>) -> Answer<Option<String>> {
    saved(session.system.choose_folder(), |folder| {
        Desk::export_templates(folder, Existing::Refuse)
            .map(drop)
            .map_err(wire)
    })
}

impl DeadlineInput {
    fn target(&self) -> Target<'_> {
        Target {
            plan: &self.plan,
            round: Some(&self.round),
            year: self.year,
        }
    }
}

/// Writes where the person said, and answers the place; nothing where the person cancelled.
fn saved(
    path: Option<PathBuf>,
    write: impl FnOnce(&PathBuf) -> Answer<()>,
) -> Answer<Option<String>> {
    path.map(|path| write(&path).map(|()| path.display().to_string()))
        .transpose()
}

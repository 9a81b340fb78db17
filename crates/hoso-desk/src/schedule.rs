//! Plan the way to a deadline backwards: the steps on their days, as a view, a page and a calendar.

use crate::deadline;
use crate::view::{DeadlineView, MarkCode};
use crate::{Desk, DeskError};
use chrono::{Datelike, NaiveDate, Weekday};
use hoso_domain::plan::{Plan, Round, RoundKind};
use hoso_domain::{AnnouncedBreak, HolidayChanges, Mark, Step, Steps, WorkedDay, short_date};
use hoso_exchange::{
    CalendarEntry, Existing, Staging, calendar_file, holiday_changes_from_toml, holidays_from_toml,
    read_text, steps_from_toml,
};
use hoso_forms::{ScheduleRow, ScheduleSheet, compose_schedule};
use hoso_paper::write_pdf;
use hoso_rules::{DayOff, DueDate, Schedule, WorkDays, schedule};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;

/// The host part of calendar identities. It names no machine; it only keeps them apart from others'.
const UID_HOST: &str = "hoso-thi-dua";

/// The reverse schedule of one deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ScheduleView {
    /// The deadline.
    pub deadline: DeadlineView,
    /// Weekday of the last working day, for example `thứ Sáu`.
    pub safe_weekday: String,
    /// Working days left to the last working day, today included; 0 once it has passed.
    pub working_days_left: u32,
    /// The steps, earliest first.
    pub steps: Vec<StepView>,
    /// Public holidays from the first step to the deadline.
    pub holidays: Vec<HolidayView>,
    /// What is not certain about the days, and what to do where the round is closed.
    pub notes: Vec<String>,
}

/// One step of a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StepView {
    /// Stable code.
    pub id: String,
    /// The day.
    pub day: String,
    /// Its weekday.
    pub weekday: String,
    /// What is done.
    pub title: String,
    /// What belongs to it; may be empty.
    pub detail: String,
    /// Provision or convention.
    pub cite: String,
    /// How far that has been checked.
    pub mark: MarkCode,
    /// Working days before the safe day.
    pub working_days_before: u32,
    /// Working days left to it, today included; 0 once it has passed.
    pub working_days_left: u32,
    /// Whether it has passed.
    pub passed: bool,
}

/// One day on which offices are closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HolidayView {
    /// The day.
    pub day: String,
    /// Name of the holiday.
    pub name: String,
    /// Whether it makes up for one on a weekend.
    pub made_up: bool,
    /// Where it stands written.
    pub cite: String,
    /// How far that has been checked; a computed day is never verified.
    pub mark: MarkCode,
}

/// One month of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MonthView {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// Its days, in order.
    pub days: Vec<MonthDayView>,
}

/// One day of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MonthDayView {
    /// The day.
    pub day: String,
    /// Which day of the week: 1 for thứ Hai to 7 for Chủ nhật.
    pub weekday: u32,
    /// Whether offices work.
    pub is_working: bool,
    /// Whether it is a day of rest that is worked in exchange.
    pub in_exchange: bool,
    /// The holiday, where there is one.
    pub holiday: Option<HolidayView>,
}

/// The breaks and the days worked in exchange that a unit has entered, and the holidays that a
/// break can be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HolidayChangesView {
    /// The unit's breaks.
    pub announced: Vec<BreakEntry>,
    /// The unit's days worked in exchange.
    pub worked: Vec<WorkedEntry>,
    /// The holidays there are: code and name.
    pub known: Vec<(String, String)>,
}

/// The same, as the form gives it back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct HolidayChangesInput {
    /// The breaks.
    pub announced: Vec<BreakEntry>,
    /// The days worked in exchange.
    pub worked: Vec<WorkedEntry>,
}

/// A break as announced for a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BreakEntry {
    /// Code of the holiday whose computed days it replaces; empty for a break of its own.
    pub of: String,
    /// Name.
    pub name: String,
    /// First day.
    #[specta(type = String)]
    pub from: NaiveDate,
    /// Last day.
    #[specta(type = String)]
    pub to: NaiveDate,
    /// Where it was announced.
    pub cite: String,
}

/// A day of rest on which offices work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WorkedEntry {
    /// The day.
    #[specta(type = String)]
    pub day: NaiveDate,
    /// Where it was announced.
    pub cite: String,
}

/// A step as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct StepInput {
    /// Its code; empty for a new one.
    pub id: String,
    /// What is done.
    pub title: String,
    /// What belongs to it; may be empty.
    pub detail: String,
    /// Working days before the safe day.
    pub working_days_before: u32,
}

/// Which deadline a schedule leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// Id of the plan.
    pub plan: &'a str,
    /// Id of the round; absent: the next deadline that has not passed, else the last one.
    pub round: Option<&'a str>,
    /// The year rewarded, in a yearly round.
    pub year: Option<i32>,
}

struct Found<'a> {
    plan: &'a Plan,
    round: &'a Round,
    year: Option<i32>,
    due: DueDate,
}

impl Desk {
    /// The reverse schedule of a deadline, seen from a day.
    pub fn schedule(&self, target: Target<'_>, on: NaiveDate) -> Result<ScheduleView, DeskError> {
        let found = self.find_deadline(target, on)?;
        let days = schedule(&found.due, &self.steps, &self.rules.work, on);
        Ok(view(&found, &days, &self.rules.work))
    }

    /// The schedule as a calendar file's text.
    pub fn schedule_ics(&self, target: Target<'_>, on: NaiveDate) -> Result<String, DeskError> {
        let view = self.schedule(target, on)?;
        let found = self.find_deadline(target, on)?;
        let days = schedule(&found.due, &self.steps, &self.rules.work, on);
        let occasion = found.year.map_or_else(
            || found.round.id.clone(),
            |year| format!("{}-{year}", found.round.id),
        );
        let entries: Vec<CalendarEntry> = days
            .steps
            .iter()
            .map(|step| CalendarEntry {
                uid: format!("{}-{occasion}-{}@{UID_HOST}", found.plan.id, step.step.id),
                day: step.day,
                title: format!("{} ({})", step.step.title, view.deadline.title),
                detail: detail(&step.step.detail, &view),
            })
            .collect();
        let name = format!("{}, {}", view.deadline.title, found.plan.short_title);
        Ok(calendar_file(&name, on, &entries))
    }

    /// Writes the schedule as a calendar file, a page, or both, into a folder.
    pub fn write_schedule(
        &self,
        target: Target<'_>,
        on: NaiveDate,
        ics: Option<&Path>,
        pdf: Option<&Path>,
        existing: Existing,
    ) -> Result<(), DeskError> {
        if let Some(path) = ics {
            let text = self.schedule_ics(target, on)?;
            Staging::write_one(path, text.as_bytes(), existing)?;
        }
        if let Some(path) = pdf {
            let found = self.find_deadline(target, on)?;
            let view = self.schedule(target, on)?;
            let document = compose_schedule(&self.format, &sheet(&found, &view));
            let mut typesetter = self.typesetter();
            let layout = typesetter.lay_out(&document);
            let bytes = write_pdf(&layout, typesetter.fonts())?;
            drop(typesetter);
            Staging::write_one(path, &bytes, existing)?;
        }
        Ok(())
    }

    /// One month with its holidays and days off.
    pub fn month(&self, year: i32, month: u32) -> Result<MonthView, DeskError> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)
            .ok_or(DeskError::NoSuchMonth { year, month })?;
        let work = &self.rules.work;
        let days = first.iter_days().take_while(|day| day.month() == month);
        let days = days.map(|day| {
            let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            MonthDayView {
                day: day.to_string(),
                weekday: day.weekday().number_from_monday(),
                is_working: work.is_working(day),
                in_exchange: is_weekend && work.is_working(day),
                holiday: work.holiday(day).map(|off| holiday_view(day, off)),
            }
        });
        Ok(MonthView {
            year,
            month,
            days: days.collect(),
        })
    }

    /// What the unit has added to the public holidays, by its own text.
    pub fn holiday_changes(&self, text: Option<&str>) -> Result<HolidayChangesView, DeskError> {
        let changes = self.own_changes(text)?;
        let beneath = self.holidays_beneath();
        let known = beneath
            .fixed
            .iter()
            .map(|fixed| (fixed.id.clone(), fixed.name.clone()));
        let tet = (beneath.new_year.id.clone(), beneath.new_year.name.clone());
        let kings = (
            beneath.hung_kings.id.clone(),
            beneath.hung_kings.name.clone(),
        );
        Ok(HolidayChangesView {
            announced: changes
                .announced
                .into_iter()
                .map(|one| BreakEntry {
                    of: one.of,
                    name: one.name,
                    from: one.from,
                    to: one.to,
                    cite: one.cite,
                })
                .collect(),
            worked: changes
                .worked
                .into_iter()
                .map(|one| WorkedEntry {
                    day: one.day,
                    cite: one.cite,
                })
                .collect(),
            known: [tet, kings].into_iter().chain(known).collect(),
        })
    }

    fn own_changes(&self, text: Option<&str>) -> Result<HolidayChanges, DeskError> {
        let Some(text) = text else {
            return Ok(HolidayChanges::default());
        };
        holiday_changes_from_toml(text, self.holidays_beneath())
            .map_err(|source| DeskError::data(Path::new("ngay-nghi.toml"), source))
    }

    /// Steps as a form gives them; what it does not show of a step stays as it is.
    pub(crate) fn steps_of(&self, inputs: &[StepInput]) -> Steps {
        let mut steps: Vec<Step> = inputs
            .iter()
            .enumerate()
            .map(|(at, input)| {
                let old = self.steps.steps.iter().find(|step| step.id == input.id);
                Step {
                    id: if input.id.is_empty() {
                        self.free_step_id(inputs, at)
                    } else {
                        input.id.clone()
                    },
                    working_days_before: input.working_days_before,
                    title: input.title.trim().to_owned(),
                    detail: input.detail.trim().to_owned(),
                    cite: old.map_or_else(|| "Đơn vị tự đặt".to_owned(), |old| old.cite.clone()),
                    mark: old.map_or(Mark::Verified, |old| old.mark),
                }
            })
            .collect();
        steps.sort_by_key(|step| std::cmp::Reverse(step.working_days_before));
        Steps { steps }
    }

    /// A code for the step at a place that no other step has.
    fn free_step_id(&self, inputs: &[StepInput], at: usize) -> String {
        let taken = |id: &str| {
            let known = self.steps.steps.iter().any(|step| step.id == id);
            known || inputs.iter().any(|input| input.id == id)
        };
        // Each new step counts from its own place, so that two new ones differ.
        let mut ids = (0..).map(|round| format!("own-{}", round * inputs.len() + at + 1));
        ids.find(|id| !taken(id)).unwrap_or_default()
    }

    /// Takes the steps from a file in place of the ones at hand.
    pub fn use_steps(&mut self, path: &Path) -> Result<(), DeskError> {
        let text = read_text(path)?;
        self.steps = steps_from_toml(&text).map_err(|source| DeskError::data(path, source))?;
        Ok(())
    }

    /// Takes the public holidays from a file in place of the ones at hand.
    pub fn use_holidays(&mut self, path: &Path) -> Result<(), DeskError> {
        let text = read_text(path)?;
        let holidays = holidays_from_toml(&text).map_err(|source| DeskError::data(path, source))?;
        self.rules.work = WorkDays::new(&holidays);
        self.holidays = holidays;
        Ok(())
    }

    fn find_deadline(&self, target: Target<'_>, on: NaiveDate) -> Result<Found<'_>, DeskError> {
        let plan = self.plan(target.plan)?;
        let all = hoso_rules::calendar(plan, None, &self.rules.work, on);
        let fits = |round: &Round, year: Option<i32>| {
            target.round.is_none_or(|id| id == round.id)
                && (target.year.is_none()
                    || target.year == year
                    || round.kind == RoundKind::Closing && target.round.is_some())
        };
        let mut fitting: Vec<_> = all
            .into_iter()
            .filter(|(round, year, _)| fits(round, *year))
            .collect();
        let next = fitting.iter().position(|(_, _, due)| !due.passed());
        let at = next.unwrap_or(fitting.len().saturating_sub(1));
        if fitting.is_empty() {
            return Err(DeskError::NoSuchRound {
                plan: plan.id.clone(),
                round: target.round.unwrap_or_default().to_owned(),
                year: target.year,
                known: plan.rounds.iter().map(|round| round.id.clone()).collect(),
            });
        }
        let (round, year, due) = fitting.swap_remove(at);
        Ok(Found {
            plan,
            round,
            year,
            due,
        })
    }
}

impl HolidayChangesInput {
    /// The unit's changes; holidays of every year that its text has stay as they are.
    pub(crate) fn as_changes(
        &self,
        desk: &Desk,
        text: Option<&str>,
    ) -> Result<HolidayChanges, DeskError> {
        let announced = self.announced.iter().map(|one| AnnouncedBreak {
            of: one.of.clone(),
            name: one.name.trim().to_owned(),
            from: one.from,
            to: one.to,
            cite: one.cite.trim().to_owned(),
            mark: Mark::Verified,
        });
        let worked = self.worked.iter().map(|one| WorkedDay {
            day: one.day,
            cite: one.cite.trim().to_owned(),
            mark: Mark::Verified,
        });
        Ok(HolidayChanges {
            fixed: desk.own_changes(text)?.fixed,
            announced: announced.collect(),
            worked: worked.collect(),
        })
    }
}

fn view(found: &Found<'_>, days: &Schedule<'_>, work: &WorkDays) -> ScheduleView {
    let due = &found.due;
    let first = days
        .steps
        .first()
        .map_or(due.last_working_day, |step| step.day);
    let mut notes: Vec<String> = days
        .uncertain
        .iter()
        .map(|(name, day)| {
            format!(
                "{name} (từ {}) chưa có thông báo chính thức hoặc chưa đối chiếu; soát lại các ngày khi có thông báo.",
                short_date(*day)
            )
        })
        .collect();
    notes.extend(days.unknown_years.iter().map(|year| {
        format!(
            "Chưa có dữ liệu ngày lễ, tết năm {year}; các ngày của năm đó mới chỉ trừ cuối tuần."
        )
    }));
    if due.passed() {
        notes.push(
            "Đợt này đã đóng: hồ sơ nộp muộn phải có giải trình bằng văn bản và được nơi nhận chấp nhận."
                .to_owned(),
        );
    }
    let holidays = work
        .between(first, due.last_day)
        .map(|(day, off)| holiday_view(day, off));
    ScheduleView {
        deadline: deadline::view(found.plan, found.round, found.year, due),
        safe_weekday: weekday(due.last_working_day).to_owned(),
        working_days_left: due.working_days_left,
        steps: days
            .steps
            .iter()
            .map(|step| StepView {
                id: step.step.id.clone(),
                day: step.day.to_string(),
                weekday: weekday(step.day).to_owned(),
                title: step.step.title.clone(),
                detail: step.step.detail.clone(),
                cite: step.step.cite.clone(),
                mark: step.step.mark.into(),
                working_days_before: step.step.working_days_before,
                working_days_left: step.working_days_left,
                passed: step.passed,
            })
            .collect(),
        holidays: holidays.collect(),
        notes,
    }
}

/// A day off for people.
pub(crate) fn holiday_view(day: NaiveDate, off: &DayOff) -> HolidayView {
    HolidayView {
        day: day.to_string(),
        name: off.name.clone(),
        made_up: off.made_up,
        cite: off.cite.clone(),
        mark: off.mark.into(),
    }
}

fn detail(detail: &str, view: &ScheduleView) -> String {
    let deadline = &view.deadline;
    let mut lines = Vec::new();
    if !detail.is_empty() {
        lines.push(detail.to_owned());
    }
    lines.push(format!(
        "Hạn: {} Kế hoạch. {}",
        deadline.cite, deadline.text
    ));
    lines.extend(view.notes.iter().cloned());
    lines.join("\n")
}

fn sheet(found: &Found<'_>, view: &ScheduleView) -> ScheduleSheet {
    let due = &found.due;
    let rows = view
        .steps
        .iter()
        .zip(schedule_days(view))
        .map(|(step, day)| ScheduleRow {
            day,
            title: step.title.clone(),
            detail: step.detail.clone(),
            before: step.working_days_before,
        });
    ScheduleSheet {
        title: "LỊCH CHUẨN BỊ HỒ SƠ".to_owned(),
        lines: vec![
            view.deadline.title.clone(),
            found.plan.movement.clone(),
            format!(
                "Hạn: trước ngày {}; ngày làm việc cuối cùng: {} {}",
                short_date(due.due_before),
                view.safe_weekday,
                short_date(due.last_working_day)
            ),
        ],
        rows: rows.collect(),
        notes: view.notes.clone(),
    }
}

fn schedule_days(view: &ScheduleView) -> impl Iterator<Item = String> {
    view.steps.iter().map(|step| {
        let day: Result<NaiveDate, _> = step.day.parse();
        let day = day.map_or_else(|_| step.day.clone(), short_date);
        format!("{}, {day}", step.weekday)
    })
}

/// What a weekday is called.
pub(crate) fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

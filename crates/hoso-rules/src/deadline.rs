//! Deadlines: turns "trước ngày …" into the last day on time, seen from a given day.
//!
//! "Before 28/02" is strict: the last day is 27/02. The safe day is the last working day not after
//! it. Knows not today's date; the caller says which day it is.

use crate::workdays::WorkDays;
use chrono::{Datelike, NaiveDate};
use hoso_domain::plan::{Plan, Round, RoundKind};

/// A round's deadline as seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueDate {
    /// The first day that is too late.
    pub due_before: NaiveDate,
    /// The last day on time.
    pub last_day: NaiveDate,
    /// The last working day not after the last day.
    pub last_working_day: NaiveDate,
    /// Days from the given day to the last day; negative once it has passed.
    pub days_left: i64,
    /// Working days from the given day to the last working day, both included; 0 once it has passed.
    pub working_days_left: u32,
}

impl DueDate {
    /// The deadline of a round for the year rewarded, seen from `on`.
    /// `None` where the plan's day is none of the calendar.
    pub fn of(round: &Round, year: Option<i32>, work: &WorkDays, on: NaiveDate) -> Option<Self> {
        let due_before = round.due_before(year)?;
        let last_day = due_before.pred_opt()?;
        let last_working_day = work.last_until(last_day)?;
        let days_left = last_day.signed_duration_since(on).num_days();
        Some(Self {
            due_before,
            last_day,
            last_working_day,
            days_left,
            working_days_left: work.count(on, last_working_day),
        })
    }

    /// Whether a dossier sent on the given day is too late.
    pub fn passed(&self) -> bool {
        self.days_left < 0
    }
}

/// The deadlines of a plan that fall in a calendar year, or all of them, earliest first.
pub fn calendar<'a>(
    plan: &'a Plan,
    falls_in: Option<i32>,
    work: &WorkDays,
    on: NaiveDate,
) -> Vec<(&'a Round, Option<i32>, DueDate)> {
    let occasions = plan.rounds.iter().flat_map(|round| match round.kind {
        RoundKind::Annual => round
            .years
            .years()
            .map(|year| (round, Some(year)))
            .collect(),
        RoundKind::Closing => vec![(round, None)],
    });
    let mut due: Vec<_> = occasions
        .filter_map(|(round, year)| Some((round, year, DueDate::of(round, year, work, on)?)))
        .filter(|(_, _, due)| falls_in.is_none_or(|year| due.last_day.year() == year))
        .collect();
    due.sort_by_key(|(_, _, due)| due.due_before);
    due
}

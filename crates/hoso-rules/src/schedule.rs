//! The reverse schedule: each step of the preparation on its working day before the safe day.

use crate::deadline::DueDate;
use crate::workdays::WorkDays;
use chrono::NaiveDate;
use hoso_domain::finding::Mark;
use hoso_domain::schedule::{Step, Steps};

/// A step with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDay<'a> {
    /// The step.
    pub step: &'a Step,
    /// The working day by the end of which it has to be done.
    pub day: NaiveDate,
    /// Working days left from the day of looking to it, both included; 0 once it has passed.
    pub working_days_left: u32,
    /// Whether it has passed.
    pub passed: bool,
}

/// All steps, earliest first, and what is not certain about their days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule<'a> {
    /// The steps.
    pub steps: Vec<StepDay<'a>>,
    /// Holidays on the way whose days have not been checked: name and first day.
    pub uncertain: Vec<(String, NaiveDate)>,
    /// Years on the way for which the table has no holidays.
    pub unknown_years: Vec<i32>,
}

/// Counts the steps back from the last safe day; `on` is the day of looking.
pub fn schedule<'a>(
    due: &DueDate,
    steps: &'a Steps,
    work: &WorkDays,
    on: NaiveDate,
) -> Schedule<'a> {
    let safe = due.last_working_day;
    let mut days: Vec<StepDay<'a>> = steps
        .steps
        .iter()
        .filter_map(|step| {
            let day = work.before(safe, step.working_days_before)?;
            Some(StepDay {
                step,
                day,
                working_days_left: work.count(on, day),
                passed: day < on,
            })
        })
        .collect();
    // The sort is stable: steps of one day stay in their order.
    days.sort_by_key(|step| step.day);
    let first = days.first().map_or(safe, |step| step.day);
    let mut uncertain: Vec<(String, NaiveDate)> = Vec::new();
    for (day, off) in work.between(first, due.last_day) {
        let known = uncertain.iter().any(|(name, _)| *name == off.name);
        if off.mark != Mark::Verified && !known {
            uncertain.push((off.name.clone(), day));
        }
    }
    let span = chrono::Datelike::year(&first)..=chrono::Datelike::year(&due.last_day);
    Schedule {
        steps: days,
        uncertain,
        unknown_years: span.filter(|year| !work.knows(*year)).collect(),
    }
}

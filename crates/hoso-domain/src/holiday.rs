//! Public holidays as data: fixed days, lunar days by year, and what was announced for a year.
//!
//! Deliberately absent: which day is a working day (that is `hoso-rules`), and any conversion of
//! lunar dates; the table gives the days by the Vietnamese calendar at UTC+7.

use crate::finding::Mark;
use crate::plan_check::{PlanFault, PlanProblem};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The public holidays of Vietnam.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    /// Days of the solar year.
    pub fixed: Vec<FixedHoliday>,
    /// Tết, where nothing has been announced for a year.
    pub new_year: NewYearBreak,
    /// Giỗ Tổ Hùng Vương.
    pub hung_kings: NamedHoliday,
    /// The lunar days of each year.
    pub years: Vec<LunarYear>,
    /// Breaks as announced for a year; they take the place of the computed ones of that name.
    #[serde(default)]
    pub announced: Vec<AnnouncedBreak>,
    /// Days of rest on which offices work in exchange.
    #[serde(default)]
    pub worked: Vec<WorkedDay>,
}

/// What a unit adds to the public holidays: breaks as announced for a year, days worked in exchange,
/// and holidays that a newer law has made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayChanges {
    /// Further days of the solar year.
    #[serde(default)]
    pub fixed: Vec<FixedHoliday>,
    /// Breaks; each takes the place of the one of that holiday and year.
    #[serde(default)]
    pub announced: Vec<AnnouncedBreak>,
    /// Days of rest on which offices work.
    #[serde(default)]
    pub worked: Vec<WorkedDay>,
}

/// A holiday of the solar year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FixedHoliday {
    /// Stable code, which [`AnnouncedBreak::of`] names.
    pub id: String,
    /// Name.
    pub name: String,
    /// Month of its first day.
    pub month: u32,
    /// Its first day.
    pub day: u32,
    /// How many days it has.
    pub days: u32,
    /// First year; absent: from the start of the table.
    pub from_year: Option<i32>,
    /// Provision.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// How long Tết is where nothing has been announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewYearBreak {
    /// Stable code.
    pub id: String,
    /// Name.
    pub name: String,
    /// Days before the first day of the lunar year.
    pub before: u32,
    /// Days from that day on, it included.
    pub from: u32,
    /// Provision.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// A holiday of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedHoliday {
    /// Stable code.
    pub id: String,
    /// Name.
    pub name: String,
    /// Provision.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// The lunar days of one solar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LunarYear {
    /// The solar year.
    pub year: i32,
    /// Mùng 1 Tết.
    pub new_year: NaiveDate,
    /// Mùng 10 tháng 3.
    pub hung_kings: NaiveDate,
}

/// A break as announced for a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnouncedBreak {
    /// The holiday whose computed days it replaces; empty for a day of its own.
    pub of: String,
    /// Name.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Where it was announced.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// A day of rest on which offices work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkedDay {
    /// The day.
    pub day: NaiveDate,
    /// Where it was announced.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

impl Holidays {
    /// Longest break that is taken at its word, in days.
    const LONGEST: i64 = 31;

    /// The holidays as a unit has changed them. Its own entries come first, so that a problem names
    /// the place in the unit's file.
    #[must_use]
    pub fn with(&self, changes: &HolidayChanges) -> Self {
        let year = |announced: &AnnouncedBreak| chrono::Datelike::year(&announced.from);
        let replaced = |old: &&AnnouncedBreak| {
            changes
                .announced
                .iter()
                .any(|new| !new.of.is_empty() && new.of == old.of && year(new) == year(old))
        };
        let kept = self.announced.iter().filter(|old| !replaced(old));
        Self {
            fixed: [changes.fixed.as_slice(), &self.fixed].concat(),
            announced: changes.announced.iter().chain(kept).cloned().collect(),
            worked: [changes.worked.as_slice(), &self.worked].concat(),
            ..self.clone()
        }
    }

    /// Everything that is wrong with the data beyond its shape.
    pub fn problems(&self) -> Vec<PlanProblem> {
        let mut problems = Vec::new();
        let mut report = |path: String, fault| problems.push(PlanProblem { path, fault });
        let mut known = BTreeSet::from([self.new_year.id.as_str(), self.hung_kings.id.as_str()]);
        for (index, fixed) in self.fixed.iter().enumerate() {
            // A day of every year, so 29 February is none.
            if NaiveDate::from_ymd_opt(2023, fixed.month, fixed.day).is_none() {
                report(format!("fixed[{index}].day"), PlanFault::NoSuchDay);
            }
            if !known.insert(&fixed.id) {
                report(
                    format!("fixed[{index}].id"),
                    PlanFault::DuplicateId(fixed.id.clone()),
                );
            }
            if i64::from(fixed.days) > Self::LONGEST {
                report(format!("fixed[{index}].days"), PlanFault::SpanTooLong);
            }
        }
        let mut years = BTreeSet::new();
        for (index, lunar) in self.years.iter().enumerate() {
            if !years.insert(lunar.year) {
                report(
                    format!("years[{index}].year"),
                    PlanFault::DuplicateId(lunar.year.to_string()),
                );
            }
            for (field, day) in [
                ("new_year", lunar.new_year),
                ("hung_kings", lunar.hung_kings),
            ] {
                if chrono::Datelike::year(&day) != lunar.year {
                    report(format!("years[{index}].{field}"), PlanFault::NoSuchDay);
                }
            }
        }
        for (index, announced) in self.announced.iter().enumerate() {
            if announced.to < announced.from {
                report(
                    format!("announced[{index}].to"),
                    PlanFault::EndsBeforeItBegins,
                );
            } else if announced
                .to
                .signed_duration_since(announced.from)
                .num_days()
                > Self::LONGEST
            {
                report(format!("announced[{index}].to"), PlanFault::SpanTooLong);
            }
            if !announced.of.is_empty() && !known.contains(announced.of.as_str()) {
                report(
                    format!("announced[{index}].of"),
                    PlanFault::UnknownReference(announced.of.clone()),
                );
            }
        }
        let too_long = i64::from(self.new_year.before) + i64::from(self.new_year.from);
        if too_long > Self::LONGEST {
            report("new_year".to_owned(), PlanFault::SpanTooLong);
        }
        problems
    }
}

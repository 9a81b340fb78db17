//! Say when dossiers are due.

use crate::view::{DeadlineState, DeadlineView};
use crate::{Desk, DeskError};
use chrono::NaiveDate;
use hoso_domain::plan::{Plan, Round};
use hoso_domain::short_date;
use hoso_rules::{DueDate, calendar};

impl Desk {
    /// The deadlines of one plan or of all, that fall in a calendar year or in any, seen from a day.
    pub fn deadlines(
        &self,
        plan: Option<&str>,
        falls_in: Option<i32>,
        on: NaiveDate,
    ) -> Result<Vec<DeadlineView>, DeskError> {
        let plans = match plan {
            Some(id) => vec![self.plan(id)?],
            // An invented example has deadlines of nobody, and an earlier version none of its own.
            None => self.newest().filter(|plan| !plan.example).collect(),
        };
        let views = plans.into_iter().flat_map(|plan| {
            calendar(plan, falls_in, &self.rules.work, on)
                .into_iter()
                .map(|(round, year, due)| view(plan, round, year, &due))
        });
        Ok(views.collect())
    }

    /// The deadlines of all plans, invented examples too, for dossiers that answer one.
    pub(crate) fn every_deadline(&self, on: NaiveDate) -> Vec<DeadlineView> {
        let due = |plan| {
            let rounds = calendar(plan, None, &self.rules.work, on).into_iter();
            rounds.map(move |(round, year, due)| view(plan, round, year, &due))
        };
        self.plans.iter().flat_map(due).collect()
    }
}

/// A deadline for people.
pub(crate) fn view(plan: &Plan, round: &Round, year: Option<i32>, due: &DueDate) -> DeadlineView {
    let (state, message) = match due.days_left {
        0 => (
            DeadlineState::LastDay,
            "Hôm nay là ngày cuối cùng đúng hạn.".to_owned(),
        ),
        left if left > 0 => (
            DeadlineState::Open,
            format!(
                "Còn {left} ngày, đến hết ngày {}.",
                short_date(due.last_day)
            ),
        ),
        left => (
            DeadlineState::Closed,
            format!(
                "Đã quá hạn {} ngày; đợt này đã đóng, hồ sơ nộp muộn phải có giải trình bằng văn bản.",
                -left
            ),
        ),
    };
    let uncertain = round
        .uncertain
        .iter()
        .find(|uncertain| Some(uncertain.year) == year);
    DeadlineView {
        plan: plan.id.clone(),
        round: round.id.clone(),
        title: title(round, year),
        year,
        due_before: due.due_before.to_string(),
        last_day: due.last_day.to_string(),
        last_working_day: due.last_working_day.to_string(),
        days_left: i32::try_from(due.days_left).unwrap_or(i32::MAX),
        state,
        cite: round.cite.clone(),
        text: round.text.clone(),
        message,
        uncertain: uncertain
            .map(|uncertain| uncertain.reason.clone())
            .unwrap_or_default(),
    }
}

/// The title of a round with the year it rewards.
pub(crate) fn title(round: &Round, year: Option<i32>) -> String {
    year.map_or_else(
        || round.title.clone(),
        |year| format!("{} {year}", round.title),
    )
}

//! List, show, check and add plans.

use crate::{Desk, DeskError};
use hoso_domain::Plan;
use hoso_exchange::{plan_from_toml, read_text};
use serde::Serialize;
use specta::Type;
use std::path::Path;

/// A plan in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanSummary {
    /// Id.
    pub id: String,
    /// Version of the plan file.
    pub version: u32,
    /// Short title.
    pub title: String,
    /// Body that issued it.
    pub issuer: String,
    /// First and last year.
    pub years: (i32, i32),
    /// How many criteria it states.
    pub criteria: u32,
    /// Titles of criteria that are never judged, as no standard leads to them.
    pub idle_criteria: Vec<String>,
    /// How many rounds it has.
    pub rounds: u32,
    /// Whether it is an invented example.
    pub example: bool,
}

impl Desk {
    /// The plans at hand.
    pub fn plans(&self) -> Vec<PlanSummary> {
        self.plans.iter().map(PlanSummary::of).collect()
    }

    /// The plans at hand, each in its newest version.
    pub fn newest_plans(&self) -> Vec<PlanSummary> {
        self.newest().map(PlanSummary::of).collect()
    }

    pub(crate) fn newest(&self) -> impl Iterator<Item = &Plan> {
        self.plans.iter().filter(|plan| {
            let newer = |other: &&Plan| other.id == plan.id && other.version > plan.version;
            !self.plans.iter().any(|other| newer(&other))
        })
    }

    /// The plan with this id, whole.
    pub fn show_plan(&self, id: &str) -> Result<&Plan, DeskError> {
        self.plan(id)
    }

    /// Reads a plan file and says what is in it, or refuses it with line, field and reason.
    pub fn check_plan(path: &Path) -> Result<PlanSummary, DeskError> {
        Ok(PlanSummary::of(&read_plan(path)?.0))
    }

    /// Puts a plan file at hand, beside other versions of the same plan; refused where the same
    /// version is there with other content.
    pub fn add_plan(&mut self, path: &Path) -> Result<PlanSummary, DeskError> {
        let (plan, text) = read_plan(path)?;
        self.shelve(plan, text)
    }
}

/// A plan file: the plan and its text.
pub(crate) fn read_plan(path: &Path) -> Result<(Plan, String), DeskError> {
    let text = read_text(path)?;
    let plan = plan_from_toml(&text).map_err(|source| DeskError::Plan {
        path: path.to_owned(),
        source: Box::new(source),
    })?;
    Ok((plan, text))
}

impl PlanSummary {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self {
            id: plan.id.clone(),
            version: plan.version,
            title: plan.short_title.clone(),
            issuer: plan.issuer.clone(),
            years: (plan.years.from, plan.years.to),
            criteria: plan.criteria.len() as u32,
            idle_criteria: plan.idle_criteria().map(|c| c.title.clone()).collect(),
            rounds: plan.rounds.len() as u32,
            example: plan.example,
        }
    }
}

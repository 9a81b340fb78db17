//! The steps of preparing a dossier, counted back from the last safe day.

use crate::finding::Mark;
use crate::plan_check::{PlanFault, PlanProblem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The steps, as shipped or as a unit has changed them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    /// Earliest first.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable code.
    pub id: String,
    /// So many working days before the safe day.
    pub working_days_before: u32,
    /// What is done on that day.
    pub title: String,
    /// What belongs to it; may be empty.
    #[serde(default)]
    pub detail: String,
    /// Provision or convention it follows.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

impl Steps {
    /// More working days than any preparation takes: about a year.
    pub const FURTHEST: u32 = 250;

    /// Everything that is wrong with the steps beyond their shape.
    pub fn problems(&self) -> Vec<PlanProblem> {
        let mut problems = Vec::new();
        let mut report = |path: String, fault| problems.push(PlanProblem { path, fault });
        let mut seen = BTreeSet::new();
        for (index, step) in self.steps.iter().enumerate() {
            if !seen.insert(&step.id) {
                report(
                    format!("steps[{index}].id"),
                    PlanFault::DuplicateId(step.id.clone()),
                );
            }
            for (field, value) in [
                ("id", &step.id),
                ("title", &step.title),
                ("cite", &step.cite),
            ] {
                if value.trim().is_empty() {
                    report(format!("steps[{index}].{field}"), PlanFault::Empty);
                }
            }
            if step.working_days_before > Self::FURTHEST {
                report(
                    format!("steps[{index}].working_days_before"),
                    PlanFault::SpanTooLong,
                );
            }
        }
        if self.steps.is_empty() {
            report("steps".to_owned(), PlanFault::Empty);
        }
        problems
    }
}

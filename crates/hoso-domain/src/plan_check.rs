//! What is wrong with a plan beyond its shape: references, spans, days, kinds of value.

use crate::plan::{Condition, Criterion, Deadline, FactType, Plan, YearSpan};
use crate::provision::overlap;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is wrong with a plan, at a path such as `standards[0].any_of[2]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProblem {
    /// Path of the field.
    pub path: String,
    /// The fault.
    pub fault: PlanFault,
}

/// The faults a plan can have beyond its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanFault {
    /// An id is used twice in one list.
    DuplicateId(String),
    /// Something refers to an id that does not exist.
    UnknownReference(String),
    /// A span of years or days ends before it begins.
    EndsBeforeItBegins,
    /// A span of more years than any movement has.
    SpanTooLong,
    /// A deadline that is no day of the calendar.
    NoSuchDay,
    /// A field that must say something is empty.
    Empty,
    /// A condition asks a fact for another kind of value than it has.
    WrongFactType(String),
    /// Two entries that answer the same hold on one day.
    Overlap(String),
    /// A criterion hangs on itself.
    Circular(String),
}

impl Plan {
    /// Everything that is wrong with the plan beyond its shape.
    pub fn problems(&self) -> Vec<PlanProblem> {
        let mut check = Check {
            plan: self,
            problems: Vec::new(),
        };
        check.all();
        check.problems
    }

    /// Criteria that are never judged: no standard names them, nor does a criterion that one names.
    /// Not a fault, as a plan may be half written, but rarely meant.
    pub fn idle_criteria(&self) -> impl Iterator<Item = &Criterion> {
        let standards = self.standards.iter();
        let named = standards
            .flat_map(|standard| standard.precondition.iter().chain(&standard.any_of))
            .map(String::as_str);
        let reached = self.reached_from(named.collect());
        self.criteria
            .iter()
            .filter(move |criterion| !reached.contains(&*criterion.id))
    }

    /// These criteria, those that they name, and so on.
    fn reached_from<'a>(&'a self, mut ahead: Vec<&'a str>) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        while let Some(id) = ahead.pop() {
            if reached.insert(id)
                && let Some(criterion) = self.criterion(id)
            {
                named_criteria(&criterion.when, &mut ahead);
            }
        }
        reached
    }
}

/// Collects problems while walking over a plan.
struct Check<'a> {
    plan: &'a Plan,
    problems: Vec<PlanProblem>,
}

impl Check<'_> {
    fn all(&mut self) {
        let plan = self.plan;
        for (field, value) in [
            ("id", &plan.id),
            ("title", &plan.title),
            ("movement", &plan.movement),
        ] {
            self.not_empty(field, value);
        }
        self.span("years", plan.years);
        self.unique("subjects", plan.subjects.iter().map(|item| &item.id));
        self.unique(
            "indicator_groups",
            plan.indicator_groups.iter().map(|item| &item.id),
        );
        self.indicators();
        self.unique("award_forms", plan.award_forms.iter().map(|item| &item.id));
        self.unique("rounds", plan.rounds.iter().map(|item| &item.id));
        self.unique("facts", plan.facts.iter().map(|item| &item.id));
        self.unique("criteria", plan.criteria.iter().map(|item| &item.id));
        self.unique("standards", plan.standards.iter().map(|item| &item.id));
        self.addressees();
        self.rounds();
        self.criteria();
        self.standards();
    }

    fn report(&mut self, path: impl Into<String>, fault: PlanFault) {
        self.problems.push(PlanProblem {
            path: path.into(),
            fault,
        });
    }

    fn not_empty(&mut self, path: &str, value: &str) {
        if value.trim().is_empty() {
            self.report(path, PlanFault::Empty);
        }
    }

    fn span(&mut self, path: &str, span: YearSpan) {
        if span.to < span.from {
            self.report(path, PlanFault::EndsBeforeItBegins);
        } else if i64::from(span.to) - i64::from(span.from) >= YearSpan::MAX_YEARS {
            self.report(path, PlanFault::SpanTooLong);
        }
    }

    fn unique<'b>(&mut self, list: &str, ids: impl Iterator<Item = &'b String>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let path = format!("{list}[{index}].id");
            self.not_empty(&path, id);
            if !seen.insert(id) {
                self.report(path, PlanFault::DuplicateId(id.clone()));
            }
        }
    }

    /// An indicator is named without its group, so its id stands once in the whole plan.
    fn indicators(&mut self) {
        let mut seen = BTreeSet::new();
        for (at, group) in self.plan.indicator_groups.iter().enumerate() {
            for (index, indicator) in group.indicators.iter().enumerate() {
                let path = format!("indicator_groups[{at}].indicators[{index}].id");
                self.not_empty(&path, &indicator.id);
                if !seen.insert(&indicator.id) {
                    self.report(path, PlanFault::DuplicateId(indicator.id.clone()));
                }
            }
        }
    }

    fn addressees(&mut self) {
        for (index, period) in self.plan.addressees.iter().enumerate() {
            if let (Some(from), Some(to)) = (period.from, period.to)
                && to < from
            {
                self.report(
                    format!("addressees[{index}].to"),
                    PlanFault::EndsBeforeItBegins,
                );
            }
        }
        for (index, period) in self.plan.addressees.iter().enumerate() {
            let overlapping = self.plan.addressees[..index]
                .iter()
                .find(|other| overlap((period.from, period.to), (other.from, other.to)));
            if let Some(other) = overlapping {
                let fault = PlanFault::Overlap(other.body.clone());
                self.report(format!("addressees[{index}].from"), fault);
            }
        }
        if self.plan.addressees.is_empty() {
            self.report("addressees", PlanFault::Empty);
        }
    }

    fn rounds(&mut self) {
        let plan = self.plan;
        for (index, round) in plan.rounds.iter().enumerate() {
            self.span(&format!("rounds[{index}].years"), round.years);
            // The deadline must be a day in every year, so 29 February is none.
            let in_every_year = match &round.deadline {
                Deadline::Before(_) => true,
                Deadline::BeforeYearly { month, day } => {
                    NaiveDate::from_ymd_opt(2023, *month, *day).is_some()
                }
            };
            if !in_every_year {
                self.report(format!("rounds[{index}].deadline"), PlanFault::NoSuchDay);
            }
            self.known_awards(&format!("rounds[{index}]"), &round.award_forms);
        }
        if plan.rounds.is_empty() {
            self.report("rounds", PlanFault::Empty);
        }
    }

    fn known_awards(&mut self, owner: &str, ids: &[String]) {
        for (index, id) in ids.iter().enumerate() {
            if self.plan.award_form(id).is_none() {
                self.report(
                    format!("{owner}.award_forms[{index}]"),
                    PlanFault::UnknownReference(id.clone()),
                );
            }
        }
    }

    fn criteria(&mut self) {
        let plan = self.plan;
        for (index, criterion) in plan.criteria.iter().enumerate() {
            self.not_empty(&format!("criteria[{index}].cite"), &criterion.cite);
            if let Some(fact) = &criterion.only_if {
                self.fact_of_type(&format!("criteria[{index}].only_if"), fact, FactType::Yes);
            }
            self.condition(&format!("criteria[{index}].when"), &criterion.when);
            if self.reaches_itself(criterion) {
                let fault = PlanFault::Circular(criterion.id.clone());
                self.report(format!("criteria[{index}].when"), fault);
            }
        }
    }

    fn condition(&mut self, path: &str, condition: &Condition) {
        match condition {
            Condition::All(parts) => {
                if parts.is_empty() {
                    self.report(path, PlanFault::Empty);
                }
                for (index, part) in parts.iter().enumerate() {
                    self.condition(&format!("{path}.all[{index}]"), part);
                }
            }
            Condition::IsTrue { fact } => {
                self.fact_of_type(&format!("{path}.is_true.fact"), fact, FactType::Yes);
            }
            Condition::AtLeast { fact, .. } => {
                self.fact_of_type(&format!("{path}.at_least.fact"), fact, FactType::Percent);
            }
            Condition::Recognized { fact, .. } => {
                self.fact_of_type(
                    &format!("{path}.recognized.fact"),
                    fact,
                    FactType::Recognition,
                );
            }
            Condition::CouncilProposes => {}
            Condition::Any(parts) => {
                if parts.is_empty() {
                    self.report(path, PlanFault::Empty);
                }
                for (index, part) in parts.iter().enumerate() {
                    self.condition(&format!("{path}.any[{index}]"), part);
                }
            }
            Condition::Criterion(id) => {
                if self.plan.criterion(id).is_none() {
                    let fault = PlanFault::UnknownReference(id.clone());
                    self.report(format!("{path}.criterion"), fault);
                }
            }
            Condition::TargetReached(id) => {
                if self.plan.indicator(id).is_none() {
                    let fault = PlanFault::UnknownReference(id.clone());
                    self.report(format!("{path}.target_reached"), fault);
                }
            }
        }
    }

    /// Whether following the criteria that a criterion names leads back to it.
    fn reaches_itself(&self, start: &Criterion) -> bool {
        let mut named = Vec::new();
        named_criteria(&start.when, &mut named);
        self.plan.reached_from(named).contains(&*start.id)
    }

    fn fact_of_type(&mut self, path: &str, fact: &str, wanted: FactType) {
        match self.plan.fact(fact) {
            None => self.report(path, PlanFault::UnknownReference(fact.to_owned())),
            Some(kind) if kind.value != wanted => {
                self.report(path, PlanFault::WrongFactType(fact.to_owned()));
            }
            Some(_) => {}
        }
    }

    fn standards(&mut self) {
        let plan = self.plan;
        for (index, standard) in plan.standards.iter().enumerate() {
            self.known_awards(&format!("standards[{index}]"), &standard.award_forms);
            let precondition = standard
                .precondition
                .iter()
                .map(|id| (format!("standards[{index}].precondition"), id));
            let alternatives = standard
                .any_of
                .iter()
                .enumerate()
                .map(|(at, id)| (format!("standards[{index}].any_of[{at}]"), id));
            for (path, id) in precondition.chain(alternatives) {
                if plan.criterion(id).is_none() {
                    self.report(path, PlanFault::UnknownReference(id.clone()));
                }
            }
        }
    }
}

/// The criteria that a condition names.
fn named_criteria<'a>(condition: &'a Condition, found: &mut Vec<&'a str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                named_criteria(part, found);
            }
        }
        Condition::Criterion(id) => found.push(id),
        Condition::IsTrue { .. }
        | Condition::AtLeast { .. }
        | Condition::Recognized { .. }
        | Condition::CouncilProposes
        | Condition::TargetReached(_) => {}
    }
}

//! Explain a nominee: each criterion with the values used, the smallest change that satisfies it and
//! the evidence still missing; which awards are open; who comes first among equals.

use crate::view::{MarkCode, StateCode};
use crate::{Day, Desk, DeskError, Opened};
use hoso_domain::Nominee;
use hoso_rules::{Card, Case, Proposable, Question, UsedValue, questions, ties, why_not};
use serde::Serialize;
use specta::Type;

/// Everything that explains one nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ExplanationView {
    /// Id of the nominee.
    pub id: String,
    /// Name.
    pub name: String,
    /// Name of the award asked for.
    pub award: String,
    /// The day of judging.
    pub judged_on: String,
    /// The criteria of that award; empty where the plan refers to the law.
    pub cards: Vec<CardView>,
    /// What only a person can answer, answered or not.
    pub questions: Vec<QuestionView>,
    /// Every award form of the plan, and whether it is open now.
    pub proposable: Vec<ProposableView>,
}

/// What only a person can answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct QuestionView {
    /// Code of the rule, as a determination names it.
    pub rule: String,
    /// Title of the criterion or standard.
    pub title: String,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// What is asked; empty where the plan leaves it to the law.
    pub question: String,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CardView {
    /// Code of the rule.
    pub rule: String,
    /// Title.
    pub title: String,
    /// Whether it must hold in any case.
    pub mandatory: bool,
    /// Whether the dossier claims it.
    pub claimed: bool,
    /// The answer.
    pub state: StateCode,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// How far the plan file has been checked.
    pub mark: MarkCode,
    /// What decided it.
    pub because: Vec<String>,
    /// What would have to be known.
    pub missing: Vec<String>,
    /// Ids of the facts that it reads.
    pub facts: Vec<String>,
    /// The values used.
    pub values: Vec<UsedValueView>,
    /// The smallest set of changes that would satisfy it.
    pub changes: Vec<String>,
    /// Values that no document proves yet.
    pub unproven: Vec<String>,
    /// What to do, in the plan file's own words.
    pub remedy: String,
}

/// A value that a criterion used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UsedValueView {
    /// What it is.
    pub label: String,
    /// The year it holds for.
    pub year: Option<i32>,
    /// The value.
    pub value: String,
    /// The document that states it; empty where none is named.
    pub source: String,
    /// Whether it is the unit's own value that the nominee shares.
    pub of_unit: bool,
    /// Path of the field in the dossier file.
    pub field: String,
}

/// Whether an award form is open to a nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProposableView {
    /// Id of the award form.
    pub award: String,
    /// Its name on the day.
    pub name: String,
    /// Met: it can be proposed; unknown: something is missing; not met: it cannot.
    pub state: StateCode,
    /// Titles of the criteria that hold.
    pub by: Vec<String>,
    /// Why not, or what is missing.
    pub why_not: Vec<String>,
}

/// Nominees with equally many votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TieView {
    /// Their names, in the order of the lists.
    pub nominees: Vec<String>,
    /// Those who come first; empty where the rule tells none apart.
    pub first: Vec<String>,
    /// Collectives whose share of women is not stated.
    pub unknown: Vec<String>,
    /// The provision; empty where the law data has none for the day.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Option<MarkCode>,
}

impl Desk {
    /// Explains a nominee of a dossier; `nominee` is its id or its full name.
    pub fn explain(
        &self,
        opened: &Opened,
        day: Day,
        nominee: &str,
    ) -> Result<ExplanationView, DeskError> {
        let found = opened.nominee_named(nominee)?;
        let case = self.case(opened, day);
        Ok(explanation(&case, found))
    }

    /// Groups of nominees with equally many votes, and who of them comes first by the law.
    pub fn ties(&self, opened: &Opened, day: Day) -> Vec<TieView> {
        let case = self.case(opened, day);
        let names = |list: &[&Nominee]| list.iter().map(|one| one.name.to_string()).collect();
        ties(&case)
            .iter()
            .map(|tie| TieView {
                nominees: names(&tie.nominees),
                first: names(&tie.first),
                unknown: names(&tie.unknown),
                cite: tie.item.map(|item| item.place.clone()).unwrap_or_default(),
                mark: tie.item.map(|item| item.mark.into()),
            })
            .collect()
    }
}

fn explanation(case: &Case<'_>, nominee: &Nominee) -> ExplanationView {
    let plan = case.plan;
    let award = plan.award_form(&nominee.award_form);
    let award = award.map_or_else(
        || nominee.award_form.clone(),
        |form| plan.award_name(form, case.on),
    );
    ExplanationView {
        id: nominee.id.clone(),
        name: nominee.name.to_string(),
        award,
        judged_on: case.on.to_string(),
        cards: why_not(case, nominee)
            .into_iter()
            .map(|card| card_view(card, plan.mark.into()))
            .collect(),
        questions: questions(case, nominee)
            .into_iter()
            .map(question_view)
            .collect(),
        proposable: Proposable::all(case, nominee)
            .into_iter()
            .map(|open| ProposableView {
                award: open.form.id.clone(),
                name: plan.award_name(open.form, case.on),
                state: open.state.into(),
                by: open.by.iter().map(|by| by.title.clone()).collect(),
                why_not: open.why_not,
            })
            .collect(),
    }
}

fn card_view(card: Card<'_>, mark: MarkCode) -> CardView {
    CardView {
        rule: format!("plan.{}", card.criterion.id),
        title: card.criterion.title.clone(),
        mandatory: card.mandatory,
        claimed: card.claimed,
        state: card.state.into(),
        cite: format!("{} Kế hoạch", card.criterion.cite),
        text: card.criterion.text.clone(),
        mark,
        because: card.because,
        missing: card.missing,
        facts: card.facts.iter().map(|kind| kind.id.clone()).collect(),
        values: card.values.into_iter().map(value_view).collect(),
        changes: card.changes,
        unproven: card.unproven,
        remedy: card.criterion.remedy.clone(),
    }
}

fn question_view(asked: Question) -> QuestionView {
    QuestionView {
        rule: asked.rule,
        title: asked.title,
        cite: format!("{} Kế hoạch", asked.cite),
        text: asked.text,
        question: asked.question,
    }
}

fn value_view(used: UsedValue) -> UsedValueView {
    UsedValueView {
        label: used.label,
        year: used.year,
        value: used.value,
        source: used.source.unwrap_or_default(),
        of_unit: used.of_unit,
        field: used.field,
    }
}

//! What a nominee's form asks in a dossier's round: award forms, criteria to claim, facts with their
//! years. All of it comes from the plan.

use crate::{Day, Desk, Opened};
use hoso_domain::plan::{AwardForm, FactType, Plan, Round};
use hoso_domain::{Name, NomineeKind};
use serde::Serialize;
use specta::Type;

/// What the forms of a dossier's nominees ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NomineeFormsView {
    /// The years that the round rewards.
    pub years: Vec<i32>,
    /// The most characters that a name has.
    pub longest_name: u32,
    /// The form of a collective.
    pub collective: KindFormView,
    /// The form of an individual.
    pub individual: KindFormView,
}

/// What the form of one kind of nominee asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KindFormView {
    /// The plan's award forms, in its order.
    pub award_forms: Vec<AwardChoiceView>,
    /// The facts that the plan's criteria read of this kind.
    pub facts: Vec<FactFormView>,
}

/// An award form that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AwardChoiceView {
    /// Id.
    pub id: String,
    /// Its name on the day.
    pub name: String,
    /// Whether the round lets it be asked for.
    pub is_open: bool,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// The criteria one of which is claimed; empty where the plan refers to the law.
    pub claims: Vec<ClaimChoiceView>,
}

/// A criterion that can be claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClaimChoiceView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
}

/// A fact that the form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FactFormView {
    /// Id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What kind of value it has.
    pub value: FactTypeCode,
    /// Whether it is stated for each year.
    pub is_yearly: bool,
    /// Whether people share the unit's own value where they state none.
    pub is_shared: bool,
    /// What to supply where it is missing.
    pub remedy: String,
}

/// Kinds of value, as front ends see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FactTypeCode {
    /// Yes or no.
    Yes,
    /// A percentage.
    Percent,
    /// A recognised initiative.
    Recognition,
}

impl From<FactType> for FactTypeCode {
    fn from(value: FactType) -> Self {
        match value {
            FactType::Yes => Self::Yes,
            FactType::Percent => Self::Percent,
            FactType::Recognition => Self::Recognition,
        }
    }
}

impl Desk {
    /// What the forms of a dossier's nominees ask.
    pub fn nominee_forms(opened: &Opened, day: Day) -> NomineeFormsView {
        let (plan, dossier) = (&opened.plan, &opened.dossier);
        let round = plan.round(&dossier.round);
        let on = Self::judging_day(opened, day);
        let form = |kind| KindFormView {
            award_forms: plan
                .award_forms
                .iter()
                .map(|form| AwardChoiceView {
                    name: plan.award_name(form, on),
                    ..choice(plan, round, kind, form)
                })
                .collect(),
            facts: facts(plan, kind),
        };
        NomineeFormsView {
            years: round
                .map(|round| round.rewarded_years(dossier.year))
                .unwrap_or_default(),
            longest_name: u32::try_from(Name::MAX).unwrap_or(u32::MAX),
            collective: form(NomineeKind::Collective),
            individual: form(NomineeKind::Individual),
        }
    }
}

fn choice(
    plan: &Plan,
    round: Option<&Round>,
    kind: NomineeKind,
    form: &AwardForm,
) -> AwardChoiceView {
    let standard = plan.standard(kind, &form.id);
    let any_of = standard.map_or(&[][..], |standard| &standard.any_of);
    AwardChoiceView {
        id: form.id.clone(),
        name: form.name.clone(),
        is_open: round.is_some_and(|round| round.award_forms.contains(&form.id)),
        cite: form.cite.clone(),
        text: form.text.clone(),
        claims: any_of
            .iter()
            .filter_map(|id| plan.criterion(id))
            .map(|criterion| ClaimChoiceView {
                id: criterion.id.clone(),
                title: criterion.title.clone(),
                cite: criterion.cite.clone(),
                text: criterion.text.clone(),
            })
            .collect(),
    }
}

fn facts(plan: &Plan, kind: NomineeKind) -> Vec<FactFormView> {
    plan.facts
        .iter()
        .filter(|fact| fact.applies_to.contains(&kind))
        .map(|fact| FactFormView {
            id: fact.id.clone(),
            label: fact.label.clone(),
            value: fact.value.into(),
            is_yearly: fact.yearly,
            is_shared: fact.shared_by_unit && kind == NomineeKind::Individual,
            remedy: fact.remedy.clone(),
        })
        .collect()
}

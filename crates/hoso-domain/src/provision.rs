//! Provisions of the law as dated data: forms, award conditions, principles, money, powers.
//!
//! One list of items, each with its days in force, its place and how far it has been checked.
//! Numbers from the law live in such items and nowhere in code. Deliberately absent: what follows
//! from an item for a dossier (that is `hoso-rules`).

use crate::dossier::{Source, UnitKind};
use crate::finding::Mark;
use crate::law::Acts;
use crate::nominee::{NomineeKind, Percent};
use crate::plan::DocumentId;
use crate::plan_check::{PlanFault, PlanProblem};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All items.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// The items, in the order in which people read them.
    pub items: Vec<LawItem>,
}

/// One provision with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LawItem {
    /// Stable code.
    pub id: String,
    /// First day; absent where it is older than anything judged here.
    pub from: Option<NaiveDate>,
    /// Last day; absent while it holds.
    pub to: Option<NaiveDate>,
    /// Id of the act it stands in; absent where no act of the list has it.
    pub act: Option<String>,
    /// The provision as a person would quote it.
    pub place: String,
    /// The provision's own words; may be empty.
    #[serde(default)]
    pub text: String,
    /// How far it has been checked.
    pub mark: Mark,
    /// What a person should know about it, for example why it is not checked.
    #[serde(default)]
    pub note: String,
    /// What it lays down.
    pub says: Says,
    /// The document by which a unit corrected or confirmed the item; never in shipped data.
    pub checked_by: Option<Source>,
}

/// What a provision lays down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Says {
    /// Which law and decree govern documents of the day.
    Regime {
        /// Short name, for example `Nghị định số 98/2023/NĐ-CP`.
        name: String,
    },
    /// Which form a document follows.
    Form {
        /// The document.
        document: DocumentId,
        /// Number of the form; may be empty.
        number: String,
        /// Title of the form.
        title: String,
    },
    /// What a nominee for an award must have done.
    Award {
        /// Id of the award form.
        award: String,
        /// Whom it is for.
        kind: NomineeKind,
        /// How many years the movement must have lasted, where the provision asks for it.
        movement_years: Option<u32>,
    },
    /// A principle.
    Principle(Principle),
    /// Among equals, women and collectives with so large a share of women come first.
    WomenFirst {
        /// The least share of women in a collective.
        collective_share: Percent,
    },
    /// Reward money as a multiple of the base salary.
    Reward {
        /// Id of the award form.
        award: String,
        /// Whom it is for.
        kind: NomineeKind,
        /// The multiple.
        #[schemars(with = "f64")]
        multiple: Decimal,
    },
    /// The base salary.
    BaseSalary {
        /// In đồng a month.
        dong: u64,
    },
    /// To how many đồng reward money is rounded up.
    RoundedUp {
        /// In đồng.
        to_dong: u64,
    },
    /// Who decides on an award, and who proposes it.
    Decides {
        /// Id of the award form.
        award: String,
        /// Who decides.
        by: String,
        /// Who proposes.
        proposed_by: String,
    },
    /// A kind of unit that exists on these days only.
    UnitExists {
        /// The kind.
        unit_kind: UnitKind,
    },
    /// Anything a person reads and no rule computes with.
    Setting {
        /// What it is about; stable, since it tells items apart.
        about: String,
        /// The value; empty where it is not known.
        value: String,
    },
}

/// The principles of commendation that checks rest on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Principle {
    /// One achievement is rewarded once.
    OnceOnly,
    /// No lower award is needed first.
    NoLadder,
    /// A thematic award is no basis for commendation of merit.
    ThematicIsNoBasis,
    /// Nobody under discipline, investigation or complaint.
    Bars,
    /// One initiative serves one award.
    InitiativeOnce,
    /// The head's award rests on the collective's.
    HeadWithCollective,
    /// Maternity leave counts as time served.
    MaternityCounts,
    /// Those who work directly come first.
    DirectWorkersFirst,
    /// The head answers for the file.
    HeadAnswers,
    /// An initiative needs a certificate or confirmation.
    ProofOfInitiative,
}

/// What a unit corrects or confirms in the law data, with its own source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LawOverrides {
    /// One entry per item.
    pub overrides: Vec<LawOverride>,
}

/// One correction or confirmation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LawOverride {
    /// Id of the item.
    pub item: String,
    /// The document that the unit read.
    pub source: Source,
    /// First day, where it differs.
    pub from: Option<NaiveDate>,
    /// Last day, where it differs.
    pub to: Option<NaiveDate>,
    /// Place, where it differs.
    pub place: Option<String>,
    /// Words, where they differ.
    pub text: Option<String>,
    /// What it lays down, where that differs.
    pub says: Option<Says>,
}

impl LawItem {
    /// Whether the item holds on a day.
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }

    /// What the item answers; of two items that answer the same, at most one holds on a day.
    pub fn question(&self) -> String {
        match &self.says {
            Says::Regime { .. } => "regime".to_owned(),
            Says::Form { document, .. } => format!("form {document:?}"),
            Says::Award { award, kind, .. } => format!("award {award} {kind:?}"),
            Says::Principle(principle) => format!("principle {principle:?}"),
            Says::WomenFirst { .. } => "women_first".to_owned(),
            Says::Reward { award, kind, .. } => format!("reward {award} {kind:?}"),
            Says::BaseSalary { .. } => "base_salary".to_owned(),
            Says::RoundedUp { .. } => "rounded_up".to_owned(),
            Says::Decides { award, .. } => format!("decides {award}"),
            Says::UnitExists { unit_kind } => format!("unit_exists {unit_kind:?}"),
            Says::Setting { about, .. } => format!("setting {about}"),
        }
    }
}

impl Law {
    /// The items in force on a day.
    pub fn in_force(&self, on: NaiveDate) -> impl Iterator<Item = &LawItem> {
        self.items.iter().filter(move |item| item.in_force(on))
    }

    /// The first item in force on a day that a test picks.
    pub fn find(&self, on: NaiveDate, wanted: impl Fn(&Says) -> bool) -> Option<&LawItem> {
        self.in_force(on).find(|item| wanted(&item.says))
    }

    /// The principle as it holds on a day.
    pub fn principle(&self, principle: Principle, on: NaiveDate) -> Option<&LawItem> {
        self.find(
            on,
            |says| matches!(says, Says::Principle(found) if *found == principle),
        )
    }

    /// The law as a unit has corrected it; problems where an override fits no item.
    pub fn corrected(&self, overrides: &LawOverrides) -> Result<Self, Vec<PlanProblem>> {
        let mut law = self.clone();
        let mut problems = Vec::new();
        for (index, wanted) in overrides.overrides.iter().enumerate() {
            let path = format!("overrides[{index}]");
            let Some(item) = law.items.iter_mut().find(|item| item.id == wanted.item) else {
                problems.push(PlanProblem {
                    path: format!("{path}.item"),
                    fault: PlanFault::UnknownReference(wanted.item.clone()),
                });
                continue;
            };
            if wanted.source.symbol.is_blank() {
                problems.push(PlanProblem {
                    path: format!("{path}.source.symbol"),
                    fault: PlanFault::Empty,
                });
            }
            wanted.apply(item);
        }
        problems.extend(law.overlaps().into_iter().map(|(path, fault)| {
            PlanProblem {
                path: overrides
                    .overrides
                    .iter()
                    .position(|wanted| path.contains(&format!("({})", wanted.item)))
                    .map_or(path, |index| format!("overrides[{index}]")),
                fault,
            }
        }));
        if problems.is_empty() {
            Ok(law)
        } else {
            Err(problems)
        }
    }

    /// Everything that is wrong with the items beyond their shape.
    pub fn problems(&self, acts: &Acts) -> Vec<PlanProblem> {
        let mut problems = Vec::new();
        let mut report = |path: String, fault| problems.push(PlanProblem { path, fault });
        let mut seen = BTreeSet::new();
        for (index, item) in self.items.iter().enumerate() {
            let path = |field: &str| format!("items[{index}].{field}");
            if !seen.insert(&item.id) {
                report(path("id"), PlanFault::DuplicateId(item.id.clone()));
            }
            for (field, value) in [("id", &item.id), ("place", &item.place)] {
                if value.trim().is_empty() {
                    report(path(field), PlanFault::Empty);
                }
            }
            if let Some(act) = &item.act
                && acts.acts.iter().all(|known| &known.id != act)
            {
                report(path("act"), PlanFault::UnknownReference(act.clone()));
            }
            if let (Some(from), Some(to)) = (item.from, item.to)
                && to < from
            {
                report(path("to"), PlanFault::EndsBeforeItBegins);
            }
            if matches!(item.says, Says::RoundedUp { to_dong: 0 }) {
                report(path("says"), PlanFault::Empty);
            }
        }
        for (path, fault) in self.overlaps() {
            // The id in brackets serves overrides only; a file is told the path.
            let path = path.split(" (").next().unwrap_or_default().to_owned();
            report(path, fault);
        }
        problems
    }

    /// Items that answer one question on one day, each with its path and its id in brackets.
    fn overlaps(&self) -> Vec<(String, PlanFault)> {
        let mut answers: BTreeMap<String, Vec<&LawItem>> = BTreeMap::new();
        let mut found = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            let others = answers.entry(item.question()).or_default();
            if let Some(other) = others
                .iter()
                .find(|other| overlap((item.from, item.to), (other.from, other.to)))
            {
                found.push((
                    format!("items[{index}].from ({})", item.id),
                    PlanFault::Overlap(other.id.clone()),
                ));
            }
            others.push(item);
        }
        found
    }
}

impl LawOverride {
    fn apply(&self, item: &mut LawItem) {
        item.from = self.from.or(item.from);
        item.to = self.to.or(item.to);
        if let Some(place) = &self.place {
            item.place.clone_from(place);
        }
        if let Some(text) = &self.text {
            item.text.clone_from(text);
        }
        if let Some(says) = &self.says {
            item.says = says.clone();
        }
        item.mark = Mark::Verified;
        item.checked_by = Some(self.source.clone());
    }
}

/// A span of days; absent ends are open.
pub(crate) type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// Whether two spans of days share one.
pub(crate) fn overlap(a: Days, b: Days) -> bool {
    let begins_by = |from: Option<NaiveDate>, to: Option<NaiveDate>| match (from, to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    begins_by(a.0, b.1) && begins_by(b.0, a.1)
}

//! A plan that launches an emulation movement: everything a dossier is judged and printed by.
//!
//! A plan is data (`assets/plans/*.toml`). Each provision carries `cite`, its place in the plan,
//! and `text`, its own words.

use crate::dossier::UnitKind;
use crate::finding::Mark;
use crate::nominee::{CommendationKind, NomineeKind, Percent, Recognizer};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// A plan (kế hoạch phát động phong trào thi đua).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Stable identity.
    pub id: String,
    /// Version of this file; grows with each correction.
    pub version: u32,
    /// Full title of the plan.
    pub title: String,
    /// Short name for lists of plans.
    pub short_title: String,
    /// Name of the movement, without quotation marks.
    pub movement: String,
    /// Body that issued the plan.
    pub issuer: String,
    /// Number and symbol; absent where the copy leaves it blank and the dossier must give it.
    pub number: Option<String>,
    /// Symbol that a blank number is printed with, for example `KH-UBND`.
    pub symbol: String,
    /// Date; absent where the copy leaves it blank.
    pub date: Option<NaiveDate>,
    /// First and last year of the movement.
    pub years: YearSpan,
    /// How far this file has been compared with the plan.
    pub mark: Mark,
    /// Whether it is an invented example, shown as such and left out of deadlines.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
    /// Which kind of commendation it leads to.
    #[serde(default, skip_serializing_if = "CommendationKind::is_thematic")]
    pub commendation: CommendationKind,
    /// What the plan itself rests on.
    pub bases: Vec<PlanBasis>,
    /// Where this file's wording departs from the copy, and why.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// What the plan leaves open; shown to people, never resolved silently.
    #[serde(default)]
    pub ambiguities: Vec<Ambiguity>,
    /// Bodies that dossiers go to, by date.
    pub addressees: Vec<AddresseePeriod>,
    /// Who can be proposed.
    pub subjects: Vec<PlanSubject>,
    /// Groups of emulation targets.
    pub indicator_groups: Vec<IndicatorGroup>,
    /// Award forms.
    pub award_forms: Vec<AwardForm>,
    /// Rounds and their deadlines.
    pub rounds: Vec<Round>,
    /// Facts that criteria read.
    pub facts: Vec<FactKind>,
    /// Criteria.
    pub criteria: Vec<Criterion>,
    /// Which criteria an award needs.
    pub standards: Vec<Standard>,
    /// The papers of a dossier.
    pub documents: Vec<DocumentKind>,
    /// Source of funds.
    pub funding: Provision,
    /// Progress of the movement.
    pub milestones: Vec<Provision>,
    /// Who has to do what.
    pub duties: Vec<Duty>,
}

/// First and last year, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearSpan {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
}

/// A document that the plan rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanBasis {
    /// The document in full.
    pub text: String,
}

/// One departure from the copy's wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Where in the plan.
    pub cite: String,
    /// As the copy prints it.
    pub printed: String,
    /// As this file has it.
    pub corrected: String,
    /// Why.
    pub reason: String,
}

/// A question the plan leaves open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ambiguity {
    /// Where in the plan.
    pub cite: String,
    /// The question, in Vietnamese.
    pub text: String,
}

/// Whom dossiers are addressed to between two days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddresseePeriod {
    /// First day; absent: from the start.
    pub from: Option<NaiveDate>,
    /// Last day; absent: still so.
    pub to: Option<NaiveDate>,
    /// Addressees of the letter, in order.
    pub names: Vec<String>,
    /// The person who decides, for the letter's sentences.
    pub authority: String,
    /// The body of that person, as in `Bằng khen của Chủ tịch …`.
    pub body: String,
    /// Where the plan or the law says so.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// A group of those who take part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanSubject {
    /// Stable code.
    pub id: String,
    /// Collectives or individuals.
    pub kind: NomineeKind,
    /// Kinds of unit that belong to the group, or whose people do.
    pub unit_kinds: Vec<UnitKind>,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
}

/// A group of emulation targets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorGroup {
    /// Stable code.
    pub id: String,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// The measurable targets in it; empty where the group states no number.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
}

/// One measurable target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Stable code.
    pub id: String,
    /// What is measured, in Vietnamese.
    pub label: String,
    /// The target values.
    pub targets: Vec<Target>,
}

/// A target value for a level of government and a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// For which level; absent: for all.
    pub level: Option<Level>,
    /// From which year; absent: for the whole movement.
    pub year: Option<i32>,
    /// At least so much per cent.
    pub at_least: Percent,
    /// Whether the plan writes the value itself or it follows from a yearly step.
    #[serde(default)]
    pub derived: bool,
}

/// Levels of government.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
}

/// An award form (hình thức khen thưởng).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AwardForm {
    /// Stable code.
    pub id: String,
    /// Name, for example `Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh`; `{body}` stands for the
    /// body that decides on the day.
    pub name: String,
    /// Who decides.
    pub level: AwardLevel,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
}

/// At which level an award is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AwardLevel {
    /// By the unit itself.
    Unit,
    /// By the province.
    Province,
    /// By the State.
    State,
}

/// One occasion to propose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Stable code.
    pub id: String,
    /// Title, in Vietnamese.
    pub title: String,
    /// Yearly or once.
    pub kind: RoundKind,
    /// The years it rewards: each of them in a yearly round, all of them in the closing one.
    pub years: YearSpan,
    /// When the dossier is due.
    pub deadline: Deadline,
    /// Ids of the award forms that may be asked of the addressee.
    pub award_forms: Vec<String>,
    /// Place in the plan of the deadline.
    pub cite: String,
    /// The plan's words on the deadline.
    pub text: String,
    /// Place in the plan of the award forms.
    pub award_forms_cite: String,
    /// Years for which it is not certain that the round takes place, with the reason.
    #[serde(default)]
    pub uncertain: Vec<UncertainYear>,
}

/// A year in which a round may not take place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UncertainYear {
    /// The year rewarded.
    pub year: i32,
    /// Why it is not certain.
    pub reason: String,
}

/// Whether a round comes every year or once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// Every year, for that year.
    Annual,
    /// Once, for the whole movement.
    Closing,
}

/// "Trước ngày …": the day itself is already too late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Deadline {
    /// Before this day of the year after the one rewarded.
    BeforeYearly {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
    },
    /// Before this day.
    Before(NaiveDate),
}

/// A fact that criteria read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactKind {
    /// Stable code.
    pub id: String,
    /// What it is called, in Vietnamese.
    pub label: String,
    /// What kind of value it has.
    pub value: FactType,
    /// Of whom it is asked.
    pub applies_to: Vec<NomineeKind>,
    /// Whether it is stated for each year.
    #[serde(default)]
    pub yearly: bool,
    /// Whether people of the unit share the unit's own value where they state none.
    #[serde(default)]
    pub shared_by_unit: bool,
    /// What to supply where it is missing.
    pub remedy: String,
}

/// Kinds of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// Yes or no.
    Yes,
    /// A percentage.
    Percent,
    /// A recognised initiative.
    Recognition,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Stable code; findings name it `plan.<id>`.
    pub id: String,
    /// Short title, in Vietnamese.
    pub title: String,
    /// Whom it concerns.
    pub applies_to: Vec<NomineeKind>,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// It concerns only nominees of whom this fact is true.
    pub only_if: Option<String>,
    /// What must hold.
    pub when: Condition,
    /// What to do where it does not.
    pub remedy: String,
    /// What the plan leaves open here; shown where the answer hangs on it.
    pub open_question: Option<String>,
}

/// What must hold, in three-valued logic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// All of these.
    All(Vec<Condition>),
    /// The fact is true.
    IsTrue {
        /// Id of the fact.
        fact: String,
    },
    /// The percentage reaches a value.
    AtLeast {
        /// Id of the fact.
        fact: String,
        /// The least that suffices.
        percent: Percent,
        /// For which years.
        years: YearChoice,
    },
    /// An initiative was recognised by one of these.
    Recognized {
        /// Id of the fact.
        fact: String,
        /// Who can recognise it.
        by: Vec<Recognizer>,
    },
    /// The unit's council voted to propose the nominee.
    CouncilProposes,
    /// One of these.
    Any(Vec<Condition>),
    /// Another criterion of the plan holds.
    Criterion(String),
    /// The unit reached its target of an indicator, in every year of the round.
    TargetReached(String),
}

/// For which of the years of a round a value is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum YearChoice {
    /// Every year of the round must reach it; where only some do, a person decides.
    EachOfRound,
}

/// Which criteria an award needs: the precondition and one of the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Stable code; findings name it `plan.<id>`.
    pub id: String,
    /// Title, in Vietnamese.
    pub title: String,
    /// Whom it concerns.
    pub applies_to: NomineeKind,
    /// For which award forms.
    pub award_forms: Vec<String>,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// Id of the criterion that must hold in any case.
    pub precondition: Option<String>,
    /// Ids of criteria one of which must hold; empty where the plan refers to the law and a
    /// person must decide.
    pub any_of: Vec<String>,
}

/// A paper of the dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentKind {
    /// Stable code.
    pub id: DocumentId,
    /// Title, in Vietnamese.
    pub title: String,
    /// The form it follows, where the plan names one.
    pub form: Option<String>,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
}

/// The papers that the program can print.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentId {
    /// Tờ trình with its lists.
    Submission,
    /// Báo cáo thành tích.
    AchievementReport,
    /// Biên bản họp Hội đồng.
    Minutes,
}

/// A provision quoted as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Who.
    pub who: String,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
}

impl YearSpan {
    /// More years than any movement lasts.
    pub(crate) const MAX_YEARS: i64 = 100;

    /// The years, in order.
    pub fn years(self) -> RangeInclusive<i32> {
        self.from..=self.to
    }

    /// Whether the span holds a year.
    pub fn contains(self, year: i32) -> bool {
        (self.from..=self.to).contains(&year)
    }
}

impl Round {
    /// The first day on which a dossier is too late; for a yearly round, of the year rewarded.
    /// `None` only for a day that no calendar has, which [`Plan::problems`] reports.
    pub fn due_before(&self, year: Option<i32>) -> Option<NaiveDate> {
        match &self.deadline {
            Deadline::Before(day) => Some(*day),
            Deadline::BeforeYearly { month, day } => {
                let due_year = year.unwrap_or(self.years.to).checked_add(1)?;
                NaiveDate::from_ymd_opt(due_year, *month, *day)
            }
        }
    }

    /// The years that a dossier of this round is about.
    pub fn rewarded_years(&self, year: Option<i32>) -> Vec<i32> {
        match (self.kind, year) {
            (RoundKind::Annual, Some(year)) => vec![year],
            (RoundKind::Annual, None) => Vec::new(),
            (RoundKind::Closing, _) => self.years.years().collect(),
        }
    }
}

impl Plan {
    /// The round with this id.
    pub fn round(&self, id: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The award form with this id.
    pub fn award_form(&self, id: &str) -> Option<&AwardForm> {
        self.award_forms.iter().find(|form| form.id == id)
    }

    /// The criterion with this id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&FactKind> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The paper with this id.
    pub fn document(&self, id: DocumentId) -> Option<&DocumentKind> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The standard that a nominee of this kind must meet for this award form.
    pub fn standard(&self, kind: NomineeKind, award_form: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| {
            standard.applies_to == kind && standard.award_forms.iter().any(|id| id == award_form)
        })
    }

    /// Whom a dossier is addressed to on a day.
    pub fn addressees_on(&self, on: NaiveDate) -> Option<&AddresseePeriod> {
        self.addressees.iter().find(|period| {
            period.from.is_none_or(|from| from <= on) && period.to.is_none_or(|to| on <= to)
        })
    }

    /// An award form's name with the deciding body filled in.
    pub fn award_name(&self, form: &AwardForm, on: NaiveDate) -> String {
        let body = self
            .addressees_on(on)
            .map_or("", |period| period.body.as_str());
        form.name.replace("{body}", body)
    }
}

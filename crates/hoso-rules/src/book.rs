//! The rule book: title, provision, weight and remedy of each check that no plan states.
//!
//! The words are data (`assets/rules/*.toml`); the code of a check only answers it.

use chrono::NaiveDate;
use hoso_domain::finding::{Citation, Mark, Severity, State};
use hoso_domain::provision::{Law, LawItem, Principle};
use serde::Deserialize;

/// All entries.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleBook {
    /// The entries.
    pub rules: Vec<RuleEntry>,
}

/// One check's words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Stable code.
    pub id: Check,
    /// What has to hold, in Vietnamese.
    pub title: String,
    /// The principle of the law that it follows; its provision on the day is cited then.
    pub principle: Option<Principle>,
    /// Provision or convention it follows, where the law data has none for the day.
    pub cite: String,
    /// The provision's words; may be empty.
    pub text: String,
    /// How far it has been checked.
    pub mark: Mark,
    /// What it means where it does not hold.
    pub severity: Severity,
    /// What it means where it is not known, if that is less.
    pub severity_unknown: Option<Severity>,
    /// What to do then.
    pub remedy: String,
    /// The day on which a person last compared the entry with its source.
    pub reviewed_on: NaiveDate,
}

/// The checks that no plan states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Check {
    /// Ids that refer to something inside the file.
    #[serde(rename = "dossier.references")]
    References,
    /// Number and date of the plan.
    #[serde(rename = "dossier.plan_number")]
    PlanNumber,
    /// What the letterhead needs of the unit.
    #[serde(rename = "dossier.unit")]
    Unit,
    /// What the submission letter needs.
    #[serde(rename = "paper.submission")]
    Submission,
    /// What a report needs.
    #[serde(rename = "paper.report")]
    Report,
    /// That a meeting was held.
    #[serde(rename = "paper.minutes")]
    Minutes,
    /// What lists and reports need of a nominee.
    #[serde(rename = "nominee.details")]
    Details,
    /// That nobody is proposed twice.
    #[serde(rename = "nominee.unique")]
    Unique,
    /// That the achievement has not been rewarded.
    #[serde(rename = "nominee.same_achievement")]
    SameAchievement,
    /// That the criterion claimed is one that holds.
    #[serde(rename = "nominee.claim")]
    Claim,
    /// That values rest on a document.
    #[serde(rename = "nominee.proof")]
    Proof,
    /// One chair and one secretary.
    #[serde(rename = "council.roles")]
    Roles,
    /// Members present and absent.
    #[serde(rename = "council.attendance")]
    Attendance,
    /// Votes that add up.
    #[serde(rename = "council.votes")]
    Votes,
    /// Votes that suffice.
    #[serde(rename = "council.proposes")]
    Proposes,
    /// Dates in a possible order.
    #[serde(rename = "dates.order")]
    DateOrder,
    /// The plan's version that the dossier was made for.
    #[serde(rename = "dossier.plan_version")]
    PlanVersion,
    /// That the kind of unit exists on the day.
    #[serde(rename = "dossier.unit_kind")]
    UnitKind,
    /// Values of indicators that can be read.
    #[serde(rename = "dossier.indicators")]
    Indicators,
    /// That all documents fall under one law.
    #[serde(rename = "law.one_regime")]
    OneRegime,
    /// What the law of the day has changed since the plan.
    #[serde(rename = "law.changes")]
    LawChanges,
    /// What the law asks of the award.
    #[serde(rename = "law.award")]
    LawAward,
    /// That nothing bars the nominee.
    #[serde(rename = "nominee.bars")]
    Bars,
    /// That a discipline ended before the achievement.
    #[serde(rename = "nominee.after_discipline")]
    AfterDiscipline,
    /// That an initiative serves one award.
    #[serde(rename = "nominee.initiative_once")]
    InitiativeOnce,
    /// That a head comes with the collective.
    #[serde(rename = "nominee.head")]
    Head,
    /// That merit does not rest on a thematic award.
    #[serde(rename = "nominee.thematic_basis")]
    ThematicBasis,
    /// As many members as the council's rules ask for.
    #[serde(rename = "council.quorum")]
    Quorum,
    /// Who presided over the meeting.
    #[serde(rename = "council.presiding")]
    Presiding,
    /// That nobody votes on themselves.
    #[serde(rename = "council.own_vote")]
    OwnVote,
    /// In what capacity the letter is signed.
    #[serde(rename = "paper.capacity")]
    Capacity,
    /// That names are written in full.
    #[serde(rename = "nominee.name")]
    NameWriting,
    /// Gender and birth in keeping with the rest.
    #[serde(rename = "nominee.person")]
    Person,
    /// That a document is cited with one date.
    #[serde(rename = "dossier.sources")]
    Sources,
    /// That the acts cited are in force.
    #[serde(rename = "law.bases")]
    Bases,
    /// That bodies are called as on the day.
    #[serde(rename = "dossier.unit_names")]
    UnitNames,
}

impl Check {
    /// Every check, in the order of the rule book.
    pub const ALL: [Self; 36] = [
        Self::References,
        Self::PlanNumber,
        Self::Unit,
        Self::Submission,
        Self::Report,
        Self::Minutes,
        Self::Details,
        Self::Unique,
        Self::SameAchievement,
        Self::Claim,
        Self::Proof,
        Self::Roles,
        Self::Attendance,
        Self::Votes,
        Self::Proposes,
        Self::DateOrder,
        Self::PlanVersion,
        Self::UnitKind,
        Self::Indicators,
        Self::OneRegime,
        Self::LawChanges,
        Self::LawAward,
        Self::Bars,
        Self::AfterDiscipline,
        Self::InitiativeOnce,
        Self::Head,
        Self::ThematicBasis,
        Self::Quorum,
        Self::Presiding,
        Self::OwnVote,
        Self::Capacity,
        Self::NameWriting,
        Self::Person,
        Self::Sources,
        Self::Bases,
        Self::UnitNames,
    ];

    /// Its stable code, as findings name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::References => "dossier.references",
            Self::PlanNumber => "dossier.plan_number",
            Self::Unit => "dossier.unit",
            Self::Submission => "paper.submission",
            Self::Report => "paper.report",
            Self::Minutes => "paper.minutes",
            Self::Details => "nominee.details",
            Self::Unique => "nominee.unique",
            Self::SameAchievement => "nominee.same_achievement",
            Self::Claim => "nominee.claim",
            Self::Proof => "nominee.proof",
            Self::Roles => "council.roles",
            Self::Attendance => "council.attendance",
            Self::Votes => "council.votes",
            Self::Proposes => "council.proposes",
            Self::DateOrder => "dates.order",
            Self::PlanVersion => "dossier.plan_version",
            Self::UnitKind => "dossier.unit_kind",
            Self::Indicators => "dossier.indicators",
            Self::OneRegime => "law.one_regime",
            Self::LawChanges => "law.changes",
            Self::LawAward => "law.award",
            Self::Bars => "nominee.bars",
            Self::AfterDiscipline => "nominee.after_discipline",
            Self::InitiativeOnce => "nominee.initiative_once",
            Self::Head => "nominee.head",
            Self::ThematicBasis => "nominee.thematic_basis",
            Self::Quorum => "council.quorum",
            Self::Presiding => "council.presiding",
            Self::OwnVote => "council.own_vote",
            Self::Capacity => "paper.capacity",
            Self::NameWriting => "nominee.name",
            Self::Person => "nominee.person",
            Self::Sources => "dossier.sources",
            Self::Bases => "law.bases",
            Self::UnitNames => "dossier.unit_names",
        }
    }
}

impl RuleBook {
    /// The entry of a check, or the check itself where the book lacks it.
    pub fn entry(&self, check: Check) -> Result<&RuleEntry, Check> {
        self.rules
            .iter()
            .find(|entry| entry.id == check)
            .ok_or(check)
    }

    /// The checks for which the book has no entry; a book must have all.
    pub fn lacking(&self) -> Vec<Check> {
        Check::ALL
            .into_iter()
            .filter(|check| self.entry(*check).is_err())
            .collect()
    }
}

impl RuleEntry {
    /// Where the rule stands written on a day.
    pub fn citation(&self, law: &Law, on: NaiveDate) -> Citation {
        let provision = self
            .principle
            .and_then(|principle| law.principle(principle, on));
        provision.map_or_else(
            || Citation {
                place: self.cite.clone(),
                text: self.text.clone(),
                mark: self.mark,
            },
            cited,
        )
    }

    /// What an answer that does not hold means. What has not been checked never blocks: it is not
    /// shown as law.
    pub(crate) fn weight(&self, state: State, mark: Mark) -> Severity {
        let weight = match (state, self.severity_unknown) {
            (State::Unknown, Some(weight)) => weight,
            _ => self.severity,
        };
        if mark == Mark::Unchecked {
            weight.max(Severity::Warning)
        } else {
            weight
        }
    }
}

/// A provision as a finding cites it; a unit's own source stands beside its place.
pub(crate) fn cited(item: &LawItem) -> Citation {
    let checked = item.checked_by.as_ref().and_then(crate::case::cited);
    let checked = checked
        .map(|source| format!(" (đơn vị đối chiếu: {source})"))
        .unwrap_or_default();
    Citation {
        place: format!("{}{checked}", item.place),
        text: item.text.clone(),
        mark: item.mark,
    }
}

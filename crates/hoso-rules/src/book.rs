//! The rule book: title, provision, weight and remedy of each check that no plan states.
//!
//! The words are data (`assets/rules/*.toml`); the code of a check only answers it.

use chrono::NaiveDate;
use hoso_domain::finding::{Citation, Mark, Severity};
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
    /// Provision or convention it follows.
    pub cite: String,
    /// The provision's words; may be empty.
    pub text: String,
    /// How far it has been checked.
    pub mark: Mark,
    /// What it means where it does not hold.
    pub severity: Severity,
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
}

impl Check {
    /// Every check, in the order of the rule book.
    pub const ALL: [Self; 15] = [
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
        Self::Attendance,
        Self::Votes,
        Self::Proposes,
        Self::DateOrder,
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
            Self::Attendance => "council.attendance",
            Self::Votes => "council.votes",
            Self::Proposes => "council.proposes",
            Self::DateOrder => "dates.order",
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
    /// Where the rule stands written.
    pub fn citation(&self) -> Citation {
        Citation {
            place: self.cite.clone(),
            text: self.text.clone(),
            mark: self.mark,
        }
    }
}

//! A finding: what one rule says of one subject, on which ground, and what to do about it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The four answers a rule can give.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The requirement holds.
    Met,
    /// The requirement does not hold.
    NotMet,
    /// It cannot be told yet: a fact is missing or a person must decide.
    Unknown,
    /// The rule does not concern this subject.
    NotApplicable,
}

/// What a finding means for sending the dossier.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The dossier would come back.
    Blocking,
    /// Worth a look before sending.
    Warning,
    /// For the record.
    Info,
}

/// How far a rule's source has been checked.
// In this order: of two marks, the greater has been checked less.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Read in the source itself.
    Verified,
    /// Inferred from verified facts.
    Inferred,
    /// Not compared with the source ("chưa đối chiếu").
    Unchecked,
}

/// Where a rule stands written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The provision as a person would quote it, for example `IV.3.2.a Kế hoạch`.
    pub place: String,
    /// The provision's own words, where the rule restates one.
    pub text: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// Whom or what a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The dossier as a whole.
    Dossier,
    /// One nominee, by id.
    Nominee(String),
}

/// What one rule says of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The rule's stable code.
    pub rule: String,
    /// Its answer.
    pub state: State,
    /// What that means for sending; always [`Severity::Info`] where nothing is wrong.
    pub severity: Severity,
    /// Whom it concerns.
    pub subject: Subject,
    /// Where the rule stands written.
    pub cite: Citation,
    /// One Vietnamese sentence: what was found.
    pub message: String,
    /// The facts that decided it, and no others.
    pub because: Vec<String>,
    /// What would have to be known.
    pub missing: Vec<String>,
    /// What to do next; empty where nothing is to be done.
    pub remedy: String,
    /// Path of the field in the dossier file that mends it, for example `meeting.votes`.
    pub field: String,
}

impl Finding {
    /// Whether the dossier must not be sent with this finding.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Blocking
    }
}

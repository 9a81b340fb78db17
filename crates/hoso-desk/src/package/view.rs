//! What front ends are given of packages.

use crate::words::package as words;
use hoso_exchange::dossier_package::{PartState, Purpose};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a package is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PurposeCode {
    /// It goes to whoever decides.
    Submission,
    /// It goes to another PC of the same unit, or into the archive.
    Copy,
    /// It goes back to the unit with reasons.
    Return,
}

/// What would go into a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackageContentsView {
    /// Name of the file.
    pub file: String,
    /// How many documents, each in one format.
    pub documents: u32,
    /// How many scans.
    pub scans: u32,
    /// What the scans have together.
    pub kilobytes: u32,
    /// Scans that the dossier names and that are not there.
    pub missing: Vec<MissingPartView>,
}

/// A scan that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MissingPartView {
    /// Id of the paper.
    pub paper: String,
    /// What the paper is called.
    pub title: String,
    /// Name of the file.
    pub file: String,
}

/// A package that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackageMadeView {
    /// The folder.
    pub folder: String,
    /// Name of the file in it.
    pub file: String,
    /// How many parts it has.
    pub parts: u32,
    /// Its size.
    pub kilobytes: u32,
    /// The code that both sides can compare.
    pub code: String,
    /// Scans that could not go in.
    pub missing: Vec<MissingPartView>,
    /// What to look at.
    pub notes: Vec<String>,
}

/// A package that was looked into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackageView {
    /// The file.
    pub path: String,
    /// Its name.
    pub file: String,
    /// What it is for.
    pub purpose: PurposeCode,
    /// The same in words.
    pub purpose_name: String,
    /// Version of the program that made it.
    pub program: String,
    /// The code that both sides can compare.
    pub code: String,
    /// Id of the dossier.
    pub dossier: String,
    /// Name of the proposing unit.
    pub unit: String,
    /// Short title of the plan; its id where it cannot be read.
    pub plan: String,
    /// Version of the plan.
    pub plan_version: u32,
    /// Title of the round with its year.
    pub round: String,
    /// Code of the dossier's state.
    pub state: String,
    /// The day whose law it was judged by, ISO.
    pub law_on: String,
    /// Collectives proposed.
    pub collectives: u32,
    /// Individuals proposed.
    pub individuals: u32,
    /// Its size.
    pub kilobytes: u32,
    /// Its parts, and those that should be there or should not.
    pub parts: Vec<PartView>,
    /// Whether every part is as it was packed.
    pub is_sound: bool,
    /// Whether the dossier can be taken out of it.
    pub can_take: bool,
    /// Scans that it could not take when it was made.
    pub missing: Vec<MissingPartView>,
    /// Why the dossier comes back, where it does.
    pub given_back: Option<ReturnView>,
    /// What is there of it already; absent where there is no cabinet to ask.
    pub here: Option<HereView>,
}

/// A part of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartView {
    /// Its name in the package.
    pub name: String,
    /// What it is, in words.
    pub role: String,
    /// Its size.
    pub kilobytes: u32,
    /// How it is.
    pub state: PartStateCode,
    /// The same in words.
    pub state_name: String,
}

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PartStateCode {
    /// As it was packed.
    Sound,
    /// Altered since.
    Altered,
    /// Not there.
    Missing,
    /// Nothing is said of it.
    Extra,
}

/// Why a dossier comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReturnView {
    /// The day, ISO.
    pub on: String,
    /// Who sends it back.
    pub by: String,
    /// The reasons.
    pub reasons: Vec<ReasonView>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReasonView {
    /// What is wrong and what to do.
    pub text: String,
    /// Where, in words; may be empty.
    pub place: String,
    /// The field of the dossier; may be empty.
    pub path: String,
}

/// What is in the cabinet already of a dossier that a package brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HereView {
    /// Whether it is there.
    pub state: HereCode,
    /// What is different, the first of it.
    pub differences: Vec<DifferenceView>,
    /// How many more fields are different.
    pub more: u32,
    /// Whether the one that is there can be replaced; one that was sent cannot.
    pub can_replace: bool,
    /// Whether the plan is at hand.
    pub plan: PlanHereCode,
}

/// Whether a dossier is in the cabinet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HereCode {
    /// It is not.
    Absent,
    /// It is, to the letter.
    Same,
    /// Another one of its id is.
    Different,
}

/// Whether a plan is at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PlanHereCode {
    /// It is.
    Known,
    /// It is not, and comes with the package.
    New,
    /// Another text is at hand under its id and version.
    Differs,
    /// It is not, and does not come with the package.
    Absent,
}

/// A field that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DifferenceView {
    /// Where, in words.
    pub place: String,
    /// What the cabinet has.
    pub here: String,
    /// What the package has.
    pub there: String,
}

/// What came of taking a dossier out of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TakenView {
    /// Id of the dossier in the cabinet.
    pub dossier: String,
    /// What was done.
    pub outcome: TakenCode,
    /// How many scans were stored.
    pub scans: u32,
    /// What to look at.
    pub notes: Vec<String>,
}

/// What was done with a dossier that a package brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TakenCode {
    /// It is in the cabinet now.
    New,
    /// It was there already, to the letter.
    Same,
    /// It is there beside the other one.
    Copied,
    /// It is there in the place of the other one.
    Replaced,
    /// The reasons for which it comes back are noted.
    Returned,
    /// They had been noted before.
    ReturnedBefore,
}

impl From<PurposeCode> for Purpose {
    fn from(purpose: PurposeCode) -> Self {
        match purpose {
            PurposeCode::Submission => Self::Submission,
            PurposeCode::Copy => Self::Copy,
            PurposeCode::Return => Self::Return,
        }
    }
}

impl From<Purpose> for PurposeCode {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Submission => Self::Submission,
            Purpose::Copy => Self::Copy,
            Purpose::Return => Self::Return,
        }
    }
}

impl From<PartState> for PartStateCode {
    fn from(state: PartState) -> Self {
        match state {
            PartState::Altered => Self::Altered,
            PartState::Missing => Self::Missing,
            PartState::Extra => Self::Extra,
        }
    }
}

impl PartView {
    pub(super) fn new(name: &str, role: &str, bytes: u64, state: PartStateCode) -> Self {
        Self {
            name: name.to_owned(),
            role: role.to_owned(),
            kilobytes: kilobytes(bytes),
            state,
            state_name: words::part_state(state).to_owned(),
        }
    }
}

/// Sizes for front ends, which count in 32 bits.
pub(super) fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

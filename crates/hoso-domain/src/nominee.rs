//! Nominees and the facts said of them.

use crate::dossier::Source;
use crate::finding::State;
use crate::text::{Name, Text};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A collective or an individual proposed for an award.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Nominee {
    /// Identity within the file.
    pub id: String,
    /// Full name, as it is to stand on the certificate.
    pub name: Name,
    /// Who it is.
    pub person: Person,
    /// Id of the award form asked for.
    pub award_form: String,
    /// Ids of the criteria claimed, besides the precondition.
    pub claims: Vec<String>,
    /// One or two sentences on the achievement, for the lists.
    pub summary: Text,
    /// Facts that rules read.
    pub facts: Vec<Fact>,
    /// Awards received before.
    pub earlier_awards: Vec<EarlierAward>,
    /// The achievement report (mẫu số 07).
    pub report: Report,
    /// Answers of a person where a rule cannot tell.
    pub determinations: Vec<Determination>,
    /// Remark for the lists.
    pub note: Text,
    /// Whether anything bars the nominee; absent while nobody has declared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clearance: Option<Clearance>,
    /// The sub-unit's dossier that it was taken over from; absent where it was typed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// Where a nominee was taken over from: a package that a sub-unit sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The unit that proposed it.
    pub unit: Name,
    /// Id of that unit's dossier.
    pub dossier: String,
    /// Id of the nominee in it.
    pub nominee: String,
    /// SHA-256 of the package, 64 hexadecimal digits.
    pub package: String,
    /// The day on which the package was received.
    pub received_on: NaiveDate,
}

/// The unit's declaration that nothing bars a nominee.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// A competent body is considering discipline.
    pub discipline_pending: bool,
    /// Investigation, inspection or audit with signs of violation.
    pub investigated: bool,
    /// A petition, complaint, denunciation or press allegation is being verified.
    pub complaint: bool,
    /// The day on which a discipline ended, where there was one.
    pub discipline_ended_on: Option<NaiveDate>,
    /// Who declares it.
    pub by: Name,
    /// When.
    pub on: Option<NaiveDate>,
}

/// The two kinds of nominee.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum NomineeKind {
    /// Tập thể.
    Collective,
    /// Cá nhân.
    Individual,
}

/// Who a nominee is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum Person {
    /// Tập thể.
    Collective(Collective),
    /// Cá nhân.
    Individual(Individual),
}

/// What a collective's report and list row need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Collective {
    /// Superior body or locality.
    pub parent: Name,
    /// Address of the head office.
    pub address: Text,
    /// Telephone.
    pub phone: Text,
    /// Fax.
    pub fax: Text,
    /// Web site.
    pub website: Text,
    /// Organisation and number of staff.
    pub structure: Text,
    /// Functions and duties.
    pub duties: Text,
    /// Who heads it and signs its report.
    pub head: Name,
    /// The head's post.
    pub head_position: Name,
    /// Share of women, for a tie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub women: Option<Percent>,
}

/// What an individual's report and list row need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Individual {
    /// Gender; picks "Ông" or "Bà".
    pub gender: Gender,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Place of origin (quê quán).
    pub hometown: Text,
    /// Place of residence (trú quán).
    pub residence: Text,
    /// Post.
    pub position: Name,
    /// Where the person works.
    pub workplace: Name,
    /// Professional qualification.
    pub qualification: Text,
    /// Telephone.
    pub phone: Text,
    /// Whether the person heads the workplace.
    pub is_head: bool,
    /// Whether the person works directly (người trực tiếp lao động, công tác) and leads or manages
    /// nobody; absent while nobody has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub works_directly: Option<bool>,
}

/// Gender as the forms ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// A typed value that a rule reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Id of the fact in the plan.
    pub fact: String,
    /// The year it holds for, where it changes by year.
    pub year: Option<i32>,
    /// The value.
    pub value: FactValue,
    /// The document that states it.
    pub source: Option<Source>,
    /// Ids of the papers that prove it.
    pub evidence: Vec<String>,
}

/// The kinds of value a fact can have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    /// Yes or no.
    Yes(bool),
    /// A percentage from 0 to 100.
    Percent(Percent),
    /// An initiative that somebody recognised.
    Recognition(Recognition),
}

/// A percentage from 0 to 100, exact.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Type,
)]
#[serde(try_from = "Decimal", into = "Decimal")]
#[schemars(with = "f64", extend("minimum" = 0, "maximum" = 100))]
#[specta(type = f64)]
pub struct Percent(Decimal);

/// A percentage outside 0 to 100.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("percentage {0} is not between 0 and 100")]
pub struct PercentOutOfRange(Decimal);

impl TryFrom<Decimal> for Percent {
    type Error = PercentOutOfRange;

    fn try_from(value: Decimal) -> Result<Self, PercentOutOfRange> {
        if (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value) {
            Ok(Self(value.normalize()))
        } else {
            Err(PercentOutOfRange(value))
        }
    }
}

impl From<Percent> for Decimal {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl Percent {
    /// The exact value.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl std::fmt::Display for Percent {
    /// As Vietnamese writes it: `91,2%`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", self.0.to_string().replace('.', ","))
    }
}

/// A recognised initiative, solution or research.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// Its title.
    pub title: Text,
    /// What kind of body recognised it.
    pub by: Recognizer,
}

/// Bodies that recognise initiatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum Recognizer {
    /// Sở Khoa học và Công nghệ.
    ScienceDepartment,
    /// The unit itself (cơ quan, đơn vị).
    Unit,
    /// Another body.
    Other,
}

/// An award received before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct EarlierAward {
    /// Year.
    pub year: i32,
    /// Award form or title.
    pub award: Text,
    /// The achievement it was given for.
    pub achievement: Text,
    /// The decision.
    pub decision: Source,
    /// Whether it was given for the very achievement proposed now.
    pub same_achievement: bool,
    /// What kind of commendation it was, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CommendationKind>,
    /// Title of the initiative it rested on; blank: none.
    #[serde(default, skip_serializing_if = "Text::is_blank")]
    pub initiative: Text,
    /// Whether the proposal relies on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub relied_on: bool,
}

/// Kinds of commendation (loại hình khen thưởng).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum CommendationKind {
    /// Công trạng.
    Merit,
    /// Chuyên đề, đợt.
    #[default]
    Thematic,
    /// Đột xuất.
    Unexpected,
    /// Quá trình cống hiến.
    LongService,
}

impl CommendationKind {
    /// Whether it is the usual kind, which a plan need not state.
    pub fn is_thematic(&self) -> bool {
        *self == Self::Thematic
    }
}

/// The text of an achievement report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Its date; absent while it is to be written by pen.
    pub date: Option<NaiveDate>,
    /// The parts of "II. Thành tích đạt được", in order.
    pub sections: Vec<ReportSection>,
    /// The date on which the head confirmed it.
    pub confirmed_on: Option<NaiveDate>,
}

/// One part of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct ReportSection {
    /// Heading, without its number.
    pub heading: Text,
    /// Paragraphs.
    pub paragraphs: Vec<Text>,
}

/// The answer of a person where a rule can only ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Determination {
    /// Code of the rule.
    pub rule: String,
    /// The answer.
    pub state: State,
    /// Who answered.
    pub by: Name,
    /// When.
    pub on: NaiveDate,
    /// On what ground, with the document.
    pub basis: Text,
}

impl Nominee {
    /// A nominee of whom nothing else is said yet.
    pub fn new(id: String, name: Name, person: Person, award_form: String) -> Self {
        Self {
            id,
            name,
            person,
            award_form,
            claims: Vec::new(),
            summary: Text::default(),
            facts: Vec::new(),
            earlier_awards: Vec::new(),
            report: Report {
                date: None,
                sections: Vec::new(),
                confirmed_on: None,
            },
            determinations: Vec::new(),
            note: Text::default(),
            clearance: None,
            origin: None,
        }
    }

    /// Which of the two kinds it is.
    pub fn kind(&self) -> NomineeKind {
        match self.person {
            Person::Collective(_) => NomineeKind::Collective,
            Person::Individual(_) => NomineeKind::Individual,
        }
    }
}

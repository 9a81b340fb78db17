//! The dossier: one unit's proposal in one round of one plan.

use crate::council::{Council, Meeting};
use crate::indicator::IndicatorValue;
use crate::nominee::{Fact, Nominee};
use crate::plan::Level;
use crate::rehearsal::Confirmation;
use crate::text::{Name, Text};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A commendation dossier (hồ sơ đề nghị khen thưởng).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Identity of the dossier, kept for life.
    pub id: String,
    /// The plan it answers.
    pub plan: PlanReference,
    /// Id of the round in the plan.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// The day on which the dossier is judged; absent means the day of judging.
    pub judged_on: Option<NaiveDate>,
    /// Why the dossier is late, where it is.
    pub late_justification: Text,
    /// The proposing unit.
    pub unit: Unit,
    /// The submission letter (tờ trình).
    pub letter: Letter,
    /// Collectives and individuals proposed, in the order of the lists.
    pub nominees: Vec<Nominee>,
    /// The unit's council.
    pub council: Council,
    /// The council's meeting, once held.
    pub meeting: Option<Meeting>,
    /// Papers that prove facts.
    pub evidence: Vec<Evidence>,
    /// What the unit achieved of the plan's indicators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorValue>,
    /// What people confirmed of the receiver's rehearsal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmations: Vec<Confirmation>,
}

/// Which plan, and what its copy leaves blank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct PlanReference {
    /// Id of the plan.
    pub id: String,
    /// Version of the plan file the dossier was judged on.
    pub version: u32,
    /// Number of the plan, for example `120/KH-UBND`, where the plan file leaves it blank.
    pub number: Text,
    /// Date of the plan, where the plan file leaves it blank.
    pub date: Option<NaiveDate>,
    /// The day on which the movement was launched, where it is not the plan's own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub launched_on: Option<NaiveDate>,
    /// The day of the interim or final review (sơ kết, tổng kết), once it is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<NaiveDate>,
}

/// The proposing unit (đơn vị trình khen).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Full name.
    pub name: Name,
    /// Direct superior body (cơ quan chủ quản), in full; blank where there is none.
    pub parent: Name,
    /// The superior body as printed at the top left, where it is shortened; blank: in full.
    pub parent_heading: Name,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// Letters for document symbols, for example `SNV`.
    pub symbol: Text,
    /// Place name in the date line.
    pub place: Name,
    /// Facts that hold for everyone in the unit, such as its own indices.
    pub facts: Vec<Fact>,
    /// Level of government whose targets apply, where the kind of unit does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// Kinds of proposing unit (II.1.1 of the Nam Định plan).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Sở, ban, ngành.
    Department,
    /// Mặt trận Tổ quốc, tổ chức chính trị - xã hội.
    SocioPolitical,
    /// Cơ quan, đơn vị thuộc cụm, khối thi đua.
    ClusterMember,
    /// Đơn vị sự nghiệp.
    PublicService,
    /// Doanh nghiệp.
    Enterprise,
    /// Hội, hiệp hội.
    Association,
    /// Huyện, thành phố.
    District,
    /// Xã, phường, thị trấn.
    Commune,
}

/// The submission letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Its number; absent while it is to be written by pen.
    pub number: Option<u32>,
    /// Its date; absent while it is to be written by pen.
    pub date: Option<NaiveDate>,
    /// Legal bases in full, without "Căn cứ"; empty: those in force on the day, from the law data.
    pub legal_bases: Vec<Text>,
    /// Further bases after the legal ones.
    pub further_bases: Vec<Text>,
    /// Who signs.
    pub signatory: Signatory,
    /// Recipients after "Như trên".
    pub recipients: Vec<Text>,
    /// The section that drafted it, after "Lưu: VT".
    pub archive: Text,
}

/// Who signs and in what capacity (NĐ 30/2020 Phụ lục I).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Full name, without academic titles.
    pub name: Name,
    /// Own post, for example `Phó Giám đốc`.
    pub position: Name,
    /// In what capacity.
    pub mode: SigningMode,
    /// The body or post signed for (`Ủy ban nhân dân`, `Giám đốc`); blank for an own power.
    pub principal: Name,
}

/// Capacity in which a document is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum SigningMode {
    /// By the head, in own power.
    Own,
    /// TM.
    OnBehalf,
    /// Q.
    Acting,
    /// KT.
    ForHead,
    /// TL.
    ByOrder,
    /// TUQ.
    ByAuthorisation,
}

/// A document that something rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is, for example `Quyết định`.
    pub title: Text,
    /// Number and symbol.
    pub symbol: Text,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: Name,
}

/// A paper that proves facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Identity within the file.
    pub id: String,
    /// The document.
    pub document: Source,
    /// File name of the scan, where there is one.
    pub file: Text,
    /// SHA-256 of the scan, 64 hexadecimal digits, where there is one.
    pub sha256: Option<String>,
}

impl Dossier {
    /// The nominee with this id.
    pub fn nominee(&self, id: &str) -> Option<&Nominee> {
        self.nominees.iter().find(|nominee| nominee.id == id)
    }

    /// The paper with this id.
    pub fn evidence(&self, id: &str) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.id == id)
    }
}

impl Signatory {
    /// The lines of the capacity block as printed, top to bottom, in capitals.
    pub fn capacity_lines(&self) -> Vec<String> {
        let position = self.position.as_str().to_uppercase();
        let principal = self.principal.as_str().to_uppercase();
        let prefixed = |prefix: &str| vec![format!("{prefix} {principal}"), position.clone()];
        match self.mode {
            SigningMode::Own => vec![position],
            SigningMode::Acting => vec![format!("Q. {position}")],
            SigningMode::OnBehalf => prefixed("TM."),
            SigningMode::ForHead => prefixed("KT."),
            SigningMode::ByOrder => prefixed("TL."),
            SigningMode::ByAuthorisation => prefixed("TUQ."),
        }
    }
}

//! The package of one dossier (`.hoso`): a ZIP archive with everything that belongs to it, to be
//! sent, kept for decades or opened on another PC.
//!
//! `manifest.json` says what is in it, each part with its size and SHA-256; beside it lie the
//! dossier and its plan in their own open formats, and what was made of them. Packing and checking
//! happen here; what goes in, and every word for people, is the caller's.

mod read;
mod write;

pub use read::{PackageReader, PackageSummary, PartFault, PartState, read_summary};
pub use write::{PackageWriter, Put};

use crate::archive::ArchiveFault;
use crate::dossier_file::versioned;
use crate::file::FileError;
use crate::shape::Refusal;
use chrono::NaiveDate;
use hoso_domain::{Dossier, NomineeKind, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// What a package calls itself.
pub const PACKAGE_FORMAT: &str = "hoso-thi-dua/package";
/// The version of the package that this program writes.
pub const PACKAGE_VERSION: u64 = 1;
/// What the note of a return calls itself.
pub const RETURN_FORMAT: &str = "hoso-thi-dua/return";
/// The version of the note that this program writes.
pub const RETURN_VERSION: u64 = 1;

/// Names of the parts that every reader looks for.
pub mod part {
    /// What is in the package.
    pub const MANIFEST: &str = "manifest.json";
    /// The dossier.
    pub const DOSSIER: &str = "ho-so.json";
    /// The plan that it answers.
    pub const PLAN: &str = "ke-hoach.toml";
    /// What became of it so far.
    pub const WAY: &str = "qua-trinh.json";
    /// Why it comes back.
    pub const RETURN: &str = "tra-lai.json";
    /// What a person is to read first.
    pub const READ_FIRST: &str = "DOC-TRUOC.txt";
    /// Folder of the documents.
    pub const DOCUMENTS: &str = "van-ban";
    /// Folder of the tables.
    pub const TABLES: &str = "bang";
    /// Folder of the scans.
    pub const EVIDENCE: &str = "minh-chung";
}

/// What a package says is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always [`PACKAGE_FORMAT`].
    pub format: String,
    /// Version of the format.
    pub version: u64,
    /// What it is and whose.
    pub about: About,
    /// Scans that the dossier names and the package could not take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingScan>,
    /// Its parts, in the order in which they lie in it.
    pub parts: Vec<Part>,
}

/// What a package is, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Version of the program that made it.
    pub program: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Id of the dossier.
    pub dossier: String,
    /// Name of the proposing unit.
    pub unit: String,
    /// Id of the plan.
    pub plan: String,
    /// Version of the plan.
    pub plan_version: u32,
    /// The day whose law the dossier was judged by.
    pub law_on: NaiveDate,
    /// Id of the round.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Code of its state: `draft`, `sent`, `returned`, `accepted`.
    pub state: String,
    /// How much it holds.
    pub counts: Counts,
}

/// How much a dossier holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Collectives proposed.
    pub collectives: u32,
    /// Individuals proposed.
    pub individuals: u32,
    /// Papers of evidence.
    pub evidence: u32,
}

/// What a package is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// It goes to whoever decides.
    Submission,
    /// It goes to another PC of the same unit, or into the archive.
    Copy,
    /// It goes back to the unit with reasons.
    Return,
}

/// One part of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name in the archive.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Ids of the papers whose scan it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What a person is to read first.
    ReadFirst,
    /// The dossier.
    Dossier,
    /// The plan.
    Plan,
    /// What became of the dossier so far.
    Way,
    /// Why it comes back.
    Return,
    /// A document made of it.
    Document,
    /// A table made of it.
    Table,
    /// A scan.
    Evidence,
}

/// A scan that the dossier names and the package could not take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingScan {
    /// Id of the paper.
    pub paper: String,
    /// What the paper is called.
    pub title: String,
    /// Name of the file.
    pub file: String,
}

/// Why a dossier comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// Always [`RETURN_FORMAT`].
    pub format: String,
    /// Version of the format.
    pub version: u64,
    /// Id of the dossier.
    pub dossier: String,
    /// The day.
    pub on: NaiveDate,
    /// Who sends it back: the body, or the person.
    pub by: Text,
    /// Fingerprint of the package that was received, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// The reasons.
    pub reasons: Vec<Reason>,
}

/// One reason of a return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// What is wrong and what to do.
    pub text: Text,
    /// Where, in words; empty for the dossier as a whole.
    #[serde(default)]
    pub place: Text,
    /// The field of the dossier; empty where it is none.
    #[serde(default)]
    pub path: String,
}

/// Why a package was not made or not opened.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The archive is refused.
    #[error("package {} refused: {fault}", path.display())]
    Archive {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: ArchiveFault,
    },
    /// It is a packed cabinet, not the package of one dossier.
    #[error("{} is a packed cabinet", path.display())]
    WholeCabinet {
        /// The file.
        path: PathBuf,
    },
    /// A part cannot be read for what it should be; the manifest is one of them.
    #[error("part {part} of {} refused: {source}", path.display())]
    Part {
        /// The file.
        path: PathBuf,
        /// The part.
        part: String,
        /// Why.
        source: Box<Refusal>,
    },
    /// A part that must be there is not.
    #[error("{} lacks {part}", path.display())]
    Lacks {
        /// The file.
        path: PathBuf,
        /// The part.
        part: String,
    },
    /// A part is not what the manifest says.
    #[error("part {part} of {} was altered", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
        /// The part.
        part: String,
    },
    /// The work was given up.
    #[error("given up")]
    GivenUp,
}

impl Counts {
    /// How much a dossier holds.
    pub fn of(dossier: &Dossier) -> Self {
        let of_kind = |kind| {
            let nominees = dossier.nominees.iter();
            nominees.filter(|one| one.kind() == kind).count() as u32
        };
        Self {
            collectives: of_kind(NomineeKind::Collective),
            individuals: of_kind(NomineeKind::Individual),
            evidence: dossier.evidence.len() as u32,
        }
    }
}

impl Manifest {
    /// Reads a manifest.
    fn read(text: &str) -> Result<Self, Refusal> {
        versioned(text, PACKAGE_FORMAT, PACKAGE_VERSION)
    }

    /// The parts of a role.
    pub fn parts_of(&self, role: Role) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.role == role)
    }
}

impl Return {
    /// A return of a dossier.
    pub fn new(dossier: &str, on: NaiveDate, by: Text, reasons: Vec<Reason>) -> Self {
        Self {
            format: RETURN_FORMAT.to_owned(),
            version: RETURN_VERSION,
            dossier: dossier.to_owned(),
            on,
            by,
            package: None,
            reasons,
        }
    }

    /// Writes the note: indented, a newline at the end.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        json(self)
    }

    fn read(text: &str) -> Result<Self, Refusal> {
        versioned(text, RETURN_FORMAT, RETURN_VERSION)
    }
}

/// SHA-256 of a manifest as it lies in a package.
pub fn fingerprint(manifest: &Manifest) -> Result<String, serde_json::Error> {
    Ok(hex(&Sha256::digest(json(manifest)?.as_bytes())))
}

fn json<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// The digits of a hash.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

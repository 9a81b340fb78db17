//! Consolidation: what a parent body does with the packages that its units sent. It reads a folder
//! of them, sees who sent what and how it stands, who is proposed twice, takes chosen nominees over
//! into its own dossier, gives packages back with reasons, and writes receipts.
//!
//! Of each package little is held (see [`clash::Brief`]); what is taken over, shown in full or
//! printed is read from its file again, so that two thousand packages fit.

mod clash;
mod code;
mod fault;
mod give_back;
pub(crate) mod merge;
mod read;
mod receipt;
mod statistics;
mod tables;
mod view;

pub use code::{CodeAnswer, compare_code, package_code};
pub use fault::ConsolidationFault;
pub use give_back::{GiveBackInput, GiveBackReason, GivenBackView};
pub(crate) use read::award_name;
pub use receipt::ReceiptsView;
pub use statistics::{ConsolidatedRowView, ConsolidatedTableView, ConsolidatedView};
pub use view::{
    AwardCountView, ClashView, IntakeNomineeView, IntakePackageView, IntakeRowView, IntakeState,
    IntakeView, LeftOutView, MergeView, ProposalInput, ProposalView,
};

use crate::DeskError;
use crate::view::WireError;
use chrono::{DateTime, FixedOffset, NaiveDate};
pub(crate) use clash::Difference;
use clash::{Brief, Proposal};
use hoso_domain::{Dossier, Level};
use hoso_exchange::{Place, Refusal, read_text};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Packages that were read, with what is to be known of each.
#[derive(Debug)]
pub struct Intake {
    /// The folder they were read from.
    folder: PathBuf,
    packages: Vec<Package>,
    /// Files that are no packages.
    skipped: Vec<String>,
    known: Known,
    /// The day on which they were read.
    today: NaiveDate,
    /// Packages that were received for the first time with this intake or on its day.
    fresh: HashSet<String>,
}

/// What is remembered of packages, by their fingerprints.
pub type Known = HashMap<String, Remembered>;

/// What is remembered of a package that was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// Name of its file.
    pub file: String,
    /// The unit that sent it.
    pub unit: String,
    /// Id of its dossier.
    pub dossier: String,
    /// The day on which it was first read here.
    pub received_on: NaiveDate,
    /// What was done with it last.
    pub done: Done,
    /// On which day.
    pub done_on: NaiveDate,
    /// How many of its nominees were taken over.
    #[serde(default)]
    pub merged: u32,
}

/// What is done with a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It was received.
    Received,
    /// Nominees of it were taken over.
    Merged,
    /// It was given back.
    Returned,
}

/// One file of the folder.
#[derive(Debug)]
pub(crate) struct Package {
    path: PathBuf,
    /// Its name below the folder.
    name: String,
    bytes: u64,
    /// When the file was written, by the system.
    arrived: Option<DateTime<FixedOffset>>,
    /// Why nothing could be read of it, or why what was read cannot be used.
    refused: Option<WireError>,
    /// Parts that are not as they were packed, in words.
    faults: Vec<String>,
    /// SHA-256 that tells it from every other; empty where it could not be read.
    fingerprint: String,
    parts: u32,
    unit: String,
    dossier: String,
    plan_title: String,
    title: String,
    level: Option<Level>,
    nominees: Vec<Brief>,
    blocking: u32,
    warnings: u32,
    /// Another file of the folder that counts in its place.
    instead: Option<Instead>,
}

/// Why another file counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Instead {
    /// It is the same package, by its place in the intake.
    Same(usize),
    /// It is a newer one of the same dossier.
    Newer(usize),
}

/// Which nominees of a package are meant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ChosenInput {
    /// Number of the package in the intake.
    pub package: u32,
    /// Ids of nominees; absent: all of them.
    pub nominees: Option<Vec<String>>,
}

/// What is to be taken over, and how.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct MergeInput {
    /// Id of the own dossier in the cabinet.
    pub dossier: String,
    /// Who is taken over.
    pub chosen: Vec<ChosenInput>,
    /// What was decided where somebody is proposed more than once.
    #[serde(default)]
    pub decisions: Vec<DecisionInput>,
}

/// What was decided of proposals of one person or body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct DecisionInput {
    /// Those that stay.
    pub keep: Vec<ProposalInput>,
    /// Whose spelling of the name is taken; absent: each its own.
    #[serde(default)]
    pub name: Option<ProposalInput>,
    /// Whose date of birth is taken; absent: each its own.
    #[serde(default)]
    pub birth_date: Option<ProposalInput>,
    /// Whose award form is taken; absent: each its own.
    #[serde(default)]
    pub award: Option<ProposalInput>,
}

/// Reads what was decided from a file, as the command line has it.
pub fn read_decisions(file: &Path) -> Result<Vec<DecisionInput>, DeskError> {
    let text = read_text(file)?;
    serde_json::from_str(&text).map_err(|error| {
        let place = Place {
            line: error.line(),
            column: error.column(),
        };
        let refusal = Refusal::Syntax {
            place,
            cut_short: error.is_eof(),
            detail: error.to_string(),
        };
        DeskError::data(file, refusal)
    })
}

impl Intake {
    /// The folder that was read.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is new of it to whoever remembers: packages that were never received before.
    pub(crate) fn unknown(&self, today: NaiveDate) -> Vec<(String, Remembered)> {
        let mut seen = HashSet::new();
        self.packages
            .iter()
            .filter(|package| package.is_usable() && seen.insert(&package.fingerprint))
            .filter(|package| !self.known.contains_key(&package.fingerprint))
            .map(|package| (package.fingerprint.clone(), package.received(today)))
            .collect()
    }

    /// Notes what is remembered from now on.
    pub(crate) fn learn(&mut self, known: impl IntoIterator<Item = (String, Remembered)>) {
        for (fingerprint, remembered) in known {
            if self.known.insert(fingerprint.clone(), remembered).is_none() {
                self.fresh.insert(fingerprint);
            }
        }
    }

    pub(crate) fn known_of(&self, package: &Package) -> Option<&Remembered> {
        self.known.get(&package.fingerprint)
    }

    /// The package with a number.
    pub(crate) fn package_at(&self, number: u32) -> Option<&Package> {
        self.packages.get(number as usize)
    }

    /// The number of the package whose file has this name, or ends with it.
    pub fn number_of(&self, name: &str) -> Option<u32> {
        let file = Path::new(name).file_name();
        let at = self
            .packages
            .iter()
            .position(|one| one.name == name)
            .or_else(|| {
                let mut same = self.packages.iter().enumerate();
                same.find(|(_, one)| one.path.file_name() == file)
                    .map(|(at, _)| at)
            });
        at.map(|at| at as u32)
    }

    /// Packages that count: whole, and neither a copy of another nor older than it.
    fn counting(&self) -> impl Iterator<Item = (usize, &Package)> {
        let all = self.packages.iter().enumerate();
        all.filter(|(_, one)| one.counts())
    }

    /// What a typed code says, and of which package it is.
    pub fn find_code(&self, typed: &str) -> (CodeAnswer, Option<u32>) {
        let mut answer = CodeAnswer::Mistyped;
        for (at, package) in self.packages.iter().enumerate() {
            match compare_code(typed, &package.fingerprint) {
                CodeAnswer::Same => return (CodeAnswer::Same, Some(at as u32)),
                other => answer = other,
            }
        }
        (answer, None)
    }

    /// Counts over all units.
    pub fn statistics(&self) -> ConsolidatedView {
        ConsolidatedView::of(self.counting().map(|(_, package)| package))
    }

    /// Who is proposed more than once, among all packages that count and in the own dossier.
    pub fn clashes(&self, own: Option<&OwnBriefs>) -> Vec<ClashView> {
        let own_ones = own.into_iter().flat_map(|own| {
            own.briefs.iter().map(|brief| Proposal {
                package: None,
                unit: &own.unit,
                brief,
            })
        });
        let others = self.counting().flat_map(|(at, package)| {
            package.nominees.iter().map(move |brief| Proposal {
                package: Some(at),
                unit: &package.unit,
                brief,
            })
        });
        let proposals: Vec<Proposal<'_>> = own_ones.chain(others).collect();
        let groups = clash::clashes(&proposals).into_iter();
        let asked = groups.filter(|group| group.iter().any(|one| one.package.is_some()));
        asked.map(|group| ClashView::of(self, &group)).collect()
    }
}

/// The nominees of the own dossier, as clashes are found with them.
#[derive(Debug)]
pub struct OwnBriefs {
    unit: String,
    briefs: Vec<Brief>,
}

impl OwnBriefs {
    /// Those of a dossier, with the names of award forms by their ids.
    pub(crate) fn of(dossier: &Dossier, award: impl Fn(&str) -> String) -> Self {
        let unit = &dossier.unit.name;
        let brief = |nominee| {
            let brief = Brief::of(nominee, unit, String::new());
            Brief {
                award: award(&brief.form),
                ..brief
            }
        };
        Self {
            unit: unit.to_string(),
            briefs: dossier.nominees.iter().map(brief).collect(),
        }
    }
}

impl Package {
    /// Whether its nominees can be taken over.
    pub(crate) fn is_usable(&self) -> bool {
        self.refused.is_none() && self.faults.is_empty()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// What is remembered of it when it is first read.
    pub(crate) fn received(&self, today: NaiveDate) -> Remembered {
        Remembered {
            file: self.name.clone(),
            unit: self.unit.clone(),
            dossier: self.dossier.clone(),
            received_on: today,
            done: Done::Received,
            done_on: today,
            merged: 0,
        }
    }

    /// Whether it is usable, and neither a copy of another nor older than it.
    pub(crate) fn counts(&self) -> bool {
        self.is_usable() && self.instead.is_none()
    }

    /// Places of the nominees that are meant.
    pub(crate) fn places_of(&self, chosen: &ChosenInput) -> Result<Vec<usize>, DeskError> {
        let Some(ids) = &chosen.nominees else {
            return Ok((0..self.nominees.len()).collect());
        };
        let all = self.nominees.iter().enumerate();
        let places: HashMap<&str, usize> = all.map(|(at, one)| (one.id.as_str(), at)).collect();
        let mut meant = Vec::new();
        for id in ids {
            let unknown = || ConsolidationFault::UnknownNominee {
                file: self.name.clone(),
                id: id.clone(),
            };
            meant.push(*places.get(id.as_str()).ok_or_else(unknown)?);
        }
        meant.sort_unstable();
        meant.dedup();
        Ok(meant)
    }
}

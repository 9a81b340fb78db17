//! What front ends are given of an intake.

use super::clash::{self, Difference, Proposal};
use super::merge::{Left, LeftWhy, ProposalId};
use super::{ConsolidationFault, Done, Instead, Intake, Package, package_code};
use crate::cabinet::SavedView;
use crate::view::{FindingView, WireError};
use crate::words::consolidation as words;
use crate::{Desk, DeskError};
use hoso_domain::NomineeKind;
use serde::{Deserialize, Serialize};
use specta::Type;

/// An intake as its screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IntakeView {
    /// The folder that was read.
    pub folder: String,
    /// The packages, in the order of their names.
    pub rows: Vec<IntakeRowView>,
    /// Files that are no packages.
    pub skipped: Vec<String>,
}

/// How a package stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum IntakeState {
    /// It was received for the first time.
    New,
    /// It was received before, and nothing has been done with it.
    Received,
    /// Nominees of it were taken over.
    Merged,
    /// It was given back.
    Returned,
    /// A newer package of the same dossier counts.
    Superseded,
    /// Another file is the same package.
    Duplicate,
    /// Parts of it are not as they were packed.
    Damaged,
    /// It cannot be used.
    Refused,
}

/// A package in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IntakeRowView {
    /// Its number in the intake.
    pub number: u32,
    /// Name of its file.
    pub file: String,
    /// Size of its file.
    pub kilobytes: u32,
    /// The unit that sent it.
    pub unit: String,
    /// Id of its dossier.
    pub dossier: String,
    /// Short title of the plan.
    pub plan_title: String,
    /// Title of the round with its year.
    pub title: String,
    /// How it stands.
    pub state: IntakeState,
    /// What is to be known of that; may be empty.
    pub note: String,
    /// How many collectives are proposed.
    pub collectives: u32,
    /// How many individuals are proposed.
    pub individuals: u32,
    /// The same by award form.
    pub awards: Vec<AwardCountView>,
    /// How many findings block.
    pub blocking: u32,
    /// How many findings warn.
    pub warnings: u32,
    /// When its file was written, `YYYY-MM-DDTHH:MM`; empty where the system does not tell.
    pub arrived_at: String,
    /// The day on which it was first received; absent where it was not.
    pub received_on: Option<String>,
    /// The short code; empty where it could not be read.
    pub code: String,
    /// SHA-256 that tells it from every other.
    pub sha256: String,
    /// Whether its nominees can be taken over.
    pub is_usable: bool,
    /// Why it was refused.
    pub problem: Option<WireError>,
}

/// How many are proposed for an award form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AwardCountView {
    /// Its name.
    pub award: String,
    /// Collectives.
    pub collectives: u32,
    /// Individuals.
    pub individuals: u32,
}

/// A package in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IntakePackageView {
    /// Its row.
    pub row: IntakeRowView,
    /// Its nominees, in the order of its lists.
    pub nominees: Vec<IntakeNomineeView>,
    /// Its findings, blocking ones first.
    pub findings: Vec<FindingView>,
    /// Parts that are not as they were packed, in words.
    pub faults: Vec<String>,
}

/// A nominee of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IntakeNomineeView {
    /// Its id in the package.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is a person.
    pub is_individual: bool,
    /// Post and workplace, or the superior body.
    pub post: String,
    /// Date of birth.
    pub birth_date: Option<String>,
    /// Name of the award form asked for.
    pub award: String,
    /// How many findings block.
    pub blocking: u32,
    /// How many findings warn.
    pub warnings: u32,
}

/// Which proposal is meant: a nominee of a package, or of the own dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProposalInput {
    /// Number of the package; absent for the own dossier.
    pub package: Option<u32>,
    /// Id of the nominee.
    pub nominee: String,
}

/// A person or body that is proposed more than once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClashView {
    /// What the proposals differ in, a few words; never empty.
    pub differences: Vec<String>,
    /// Whether the names, the dates of birth and the award forms differ, so that one can be chosen.
    pub names_differ: bool,
    /// See above.
    pub birth_dates_differ: bool,
    /// See above.
    pub awards_differ: bool,
    /// The proposals, the own dossier's first.
    pub proposals: Vec<ProposalView>,
}

/// One proposal of a clash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProposalView {
    /// Which one it is.
    pub id: ProposalInput,
    /// The unit that proposes.
    pub unit: String,
    /// Whether it stands in the own dossier.
    pub is_own: bool,
    /// What is to be known of it, such as where it was taken over from; may be empty.
    pub note: String,
    /// Name.
    pub name: String,
    /// Whether it is a person.
    pub is_individual: bool,
    /// Date of birth.
    pub birth_date: Option<String>,
    /// Post and workplace, or the superior body.
    pub post: String,
    /// Name of the award form asked for.
    pub award: String,
    /// How many findings block.
    pub blocking: u32,
}

/// What came of taking nominees over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MergeView {
    /// Names of those that came in.
    pub added: Vec<String>,
    /// Names of those in the dossier that a decision changed.
    pub changed: Vec<String>,
    /// Names of those in the dossier that went for another proposal.
    pub removed: Vec<String>,
    /// Those that were chosen and did not come in.
    pub left: Vec<LeftOutView>,
    /// How many papers came with them.
    pub papers: u32,
    /// How many scans came with them.
    pub scans: u32,
    /// Scans that are in no package, in words.
    pub missing: Vec<String>,
    /// The edit; one step back takes it all back.
    pub saved: SavedView,
}

/// Somebody who was chosen and did not come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeftOutView {
    /// Name.
    pub name: String,
    /// The unit that proposes.
    pub unit: String,
    /// Why, in words.
    pub why: String,
}

impl Intake {
    /// The intake as its screen shows it.
    pub fn view(&self) -> IntakeView {
        let rows = 0..self.packages.len();
        IntakeView {
            folder: self.folder.display().to_string(),
            rows: rows.map(|at| self.row(at)).collect(),
            skipped: self.skipped.clone(),
        }
    }

    /// A package in full; its findings are those of the day on which it was received.
    pub fn package(&self, desk: &Desk, number: u32) -> Result<IntakePackageView, DeskError> {
        let package = self.at(number)?;
        let findings = if package.refused.is_some() {
            Vec::new()
        } else {
            let opened = desk.same(package)?.1;
            desk.findings_on(&opened, self.received_on(package))
        };
        Ok(IntakePackageView {
            row: self.row(number as usize),
            nominees: package.nominees.iter().map(nominee_view).collect(),
            findings,
            faults: package.faults.clone(),
        })
    }

    /// The package with a number, which a front end may not have from this intake.
    pub(crate) fn at(&self, number: u32) -> Result<&Package, DeskError> {
        let unknown = || ConsolidationFault::UnknownPackage {
            name: number.to_string(),
        };
        Ok(self.package_at(number).ok_or_else(unknown)?)
    }

    fn row(&self, at: usize) -> IntakeRowView {
        let package = &self.packages[at];
        let known = self.known_of(package);
        let state = self.state(package);
        let count = |kind| {
            package
                .nominees
                .iter()
                .filter(|one| one.kind == kind)
                .count() as u32
        };
        let arrived = package
            .arrived
            .map(|at| at.format("%Y-%m-%dT%H:%M").to_string());
        IntakeRowView {
            number: at as u32,
            file: package.name.clone(),
            kilobytes: package.bytes.div_ceil(1024) as u32,
            unit: package.unit.clone(),
            dossier: package.dossier.clone(),
            plan_title: package.plan_title.clone(),
            title: package.title.clone(),
            state,
            note: self.note(package, state),
            collectives: count(NomineeKind::Collective),
            individuals: count(NomineeKind::Individual),
            awards: awards(package),
            blocking: package.blocking,
            warnings: package.warnings,
            arrived_at: arrived.unwrap_or_default(),
            received_on: known.map(|known| known.received_on.to_string()),
            code: package_code(&package.fingerprint),
            sha256: package.fingerprint.clone(),
            is_usable: package.counts(),
            problem: package.refused.clone(),
        }
    }

    fn state(&self, package: &Package) -> IntakeState {
        if package.refused.is_some() {
            return IntakeState::Refused;
        }
        if !package.faults.is_empty() {
            return IntakeState::Damaged;
        }
        match (
            self.known_of(package).map(|known| known.done),
            package.instead,
        ) {
            (Some(Done::Merged), _) => IntakeState::Merged,
            (Some(Done::Returned), _) => IntakeState::Returned,
            (_, Some(Instead::Same(_))) => IntakeState::Duplicate,
            (_, Some(Instead::Newer(_))) => IntakeState::Superseded,
            (Some(Done::Received), None) if !self.fresh.contains(&package.fingerprint) => {
                IntakeState::Received
            }
            (_, None) => IntakeState::New,
        }
    }

    fn note(&self, package: &Package, state: IntakeState) -> String {
        let known = self.known_of(package);
        match (state, package.instead) {
            (IntakeState::Refused, _) => package
                .refused
                .as_ref()
                .map(|problem| problem.what.clone())
                .unwrap_or_default(),
            (IntakeState::Damaged, _) => words::damaged(&package.faults),
            (IntakeState::Duplicate, Some(Instead::Same(other))) => {
                words::duplicate(&self.packages[other].name)
            }
            (IntakeState::Superseded, Some(Instead::Newer(other))) => {
                words::superseded(&self.packages[self.newest(other)].name)
            }
            _ => known.map_or_else(
                || self.renewed(package),
                |known| match known.done {
                    Done::Received => self.renewed(package),
                    _ => words::done(known),
                },
            ),
        }
    }

    /// What was done with an older package of the same dossier.
    fn renewed(&self, package: &Package) -> String {
        let earlier = self.known.iter().filter(|(fingerprint, known)| {
            known.done != Done::Received
                && known.dossier == package.dossier
                && known.unit == package.unit
                && **fingerprint != package.fingerprint
        });
        let last = earlier.max_by_key(|(fingerprint, known)| (known.done_on, *fingerprint));
        last.map_or_else(String::new, |(_, known)| words::renewed(known))
    }

    fn newest(&self, mut at: usize) -> usize {
        while let Some(Instead::Newer(newer)) = self.packages[at].instead {
            at = newer;
        }
        at
    }
}

pub(super) fn awards(package: &Package) -> Vec<AwardCountView> {
    let mut counts: Vec<AwardCountView> = Vec::new();
    for one in &package.nominees {
        let at = counts.iter().position(|count| count.award == one.award);
        let at = at.unwrap_or_else(|| {
            counts.push(AwardCountView {
                award: one.award.clone(),
                collectives: 0,
                individuals: 0,
            });
            counts.len() - 1
        });
        match one.kind {
            NomineeKind::Collective => counts[at].collectives += 1,
            NomineeKind::Individual => counts[at].individuals += 1,
        }
    }
    counts
}

/// How a package stands, in words.
pub(super) fn state_words(state: IntakeState) -> &'static str {
    match state {
        IntakeState::New => "Mới nhận",
        IntakeState::Received => "Đã nhận",
        IntakeState::Merged => "Đã gộp",
        IntakeState::Returned => "Đã trả lại",
        IntakeState::Superseded => "Có bản mới hơn",
        IntakeState::Duplicate => "Trùng gói khác",
        IntakeState::Damaged => "Bị hỏng",
        IntakeState::Refused => "Không đọc được",
    }
}

fn nominee_view(brief: &clash::Brief) -> IntakeNomineeView {
    IntakeNomineeView {
        id: brief.id.clone(),
        name: brief.name.clone(),
        is_individual: brief.kind == NomineeKind::Individual,
        post: post(brief),
        birth_date: brief.birth_date.map(|day| day.to_string()),
        award: brief.award.clone(),
        blocking: brief.blocking,
        warnings: brief.warnings,
    }
}

pub(super) fn post(brief: &clash::Brief) -> String {
    let known = [brief.position.as_str(), brief.place.as_str()];
    let known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

impl ClashView {
    pub(super) fn of(intake: &Intake, group: &[Proposal<'_>]) -> Self {
        let differences = clash::differences(group);
        let has_own = group.iter().any(|one| one.package.is_none());
        let has = |one| differences.contains(&one);
        Self {
            differences: words::differences(&differences, has_own),
            names_differ: has(Difference::Name),
            birth_dates_differ: has(Difference::BirthDate),
            awards_differ: has(Difference::Award),
            proposals: group.iter().map(|one| proposal(intake, one)).collect(),
        }
    }
}

fn proposal(intake: &Intake, one: &Proposal<'_>) -> ProposalView {
    let brief = one.brief;
    let note = match (one.package, &brief.origin) {
        (None, Some(origin)) => words::taken_over(origin),
        (None, None) => String::new(),
        (Some(at), _) => intake.packages[at].name.clone(),
    };
    ProposalView {
        id: ProposalInput {
            package: one.package.map(|at| at as u32),
            nominee: brief.id.clone(),
        },
        unit: one.unit.to_owned(),
        is_own: one.package.is_none(),
        note,
        name: brief.name.clone(),
        is_individual: brief.kind == NomineeKind::Individual,
        birth_date: brief.birth_date.map(|day| day.to_string()),
        post: post(brief),
        award: brief.award.clone(),
        blocking: brief.blocking,
    }
}

impl From<Left> for LeftOutView {
    fn from(left: Left) -> Self {
        Self {
            why: match &left.why {
                LeftWhy::Decided => words::LEFT_DECIDED.to_owned(),
                LeftWhy::HereAlready => words::LEFT_HERE.to_owned(),
                LeftWhy::NoSuchAward(award) => words::left_no_award(award),
            },
            name: left.name,
            unit: left.unit,
        }
    }
}

impl From<&ProposalInput> for ProposalId {
    fn from(input: &ProposalInput) -> Self {
        Self {
            package: input.package.map(|number| number as usize),
            nominee: input.nominee.clone(),
        }
    }
}

//! Remember which packages were received and what was done with them, and take chosen nominees over
//! into a dossier.
//!
//! Each package is a setting of its own under its fingerprint, so that a day's new packages are one
//! small write, journaled and backed up like everything else.

use super::OpenedCabinet;
use crate::consolidation::merge::{Decision, Incoming, Merged, merge};
use crate::consolidation::{
    ChosenInput, ConsolidationFault, DecisionInput, Done, Intake, Known, LeftOutView, MergeInput,
    MergeView, OwnBriefs, Remembered, award_name,
};
use crate::words::consolidation as words;
use crate::{Desk, DeskError, Opened};
use chrono::NaiveDate;
use hoso_domain::Unit;
use hoso_exchange::dossier_package::{PackageReader, Role};
use hoso_store::{Edit, Grouping, Stamp, StoreError};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Under this the settings of packages stand.
const UNDER: &str = "intake/";
/// Names told where somebody is undecided.
const NAMES_TOLD: usize = 20;

/// A package whose nominees are taken over.
struct Taken {
    package: usize,
    path: PathBuf,
    opened: Opened,
    fingerprint: String,
    received_on: NaiveDate,
    chosen: Vec<usize>,
}

impl OpenedCabinet {
    /// What is remembered of packages.
    pub fn known_packages(&self) -> Result<Known, DeskError> {
        let kept = self.store.settings_under(UNDER)?.into_iter();
        let known = kept.filter_map(|(name, value)| {
            // One that another hand altered is one that was never received.
            let remembered: Remembered = serde_json::from_value(value).ok()?;
            Some((name.strip_prefix(UNDER)?.to_owned(), remembered))
        });
        Ok(known.collect())
    }

    /// Remembers the packages of an intake that were never received before, from today on.
    pub fn remember_intake(&mut self, intake: &mut Intake, stamp: &Stamp) -> Result<(), DeskError> {
        let new = intake.unknown(stamp.at.date_naive());
        self.remember(intake, new, stamp)
    }

    /// Remembers that a package was given back.
    pub fn remember_return(
        &mut self,
        intake: &mut Intake,
        package: u32,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let today = stamp.at.date_naive();
        let package = intake.at(package)?;
        let known = intake.known_of(package).cloned();
        let remembered = Remembered {
            done: Done::Returned,
            done_on: today,
            ..known.unwrap_or_else(|| package.received(today))
        };
        let returned = vec![(package.fingerprint().to_owned(), remembered)];
        self.remember(intake, returned, stamp)
    }

    /// The nominees of a dossier, to find clashes with; award forms are called as on a day.
    pub fn own_briefs(
        &self,
        desk: &Desk,
        dossier: &str,
        on: NaiveDate,
    ) -> Result<OwnBriefs, DeskError> {
        let opened = self.lay_out(desk, dossier)?;
        let award = |form: &str| award_name(&opened.plan, form, on);
        Ok(OwnBriefs::of(&opened.dossier, award))
    }

    /// The unit that receives packages: the one of a dossier, else the first that is kept.
    pub fn receiver(&self, dossier: Option<&str>) -> Result<Unit, DeskError> {
        if let Some(dossier) = dossier {
            return Ok(self.store.dossier(dossier)?.unit);
        }
        let first = self.store.units()?.into_iter().next();
        Ok(first.ok_or(ConsolidationFault::NoReceiver)?)
    }

    /// Takes chosen nominees over into a dossier, with their papers and scans, as one step.
    pub fn merge_packages(
        &mut self,
        desk: &Desk,
        intake: &mut Intake,
        input: &MergeInput,
        stamp: &Stamp,
    ) -> Result<MergeView, DeskError> {
        let own = self.lay_out(desk, &input.dossier)?;
        let taken = taken(desk, intake, &input.chosen)?;
        let incoming: Vec<Incoming<'_>> = taken.iter().map(Taken::incoming).collect();
        let decisions: Vec<Decision> = input.decisions.iter().map(decision).collect();
        let merged = merge(&own.dossier, &own.plan, &incoming, &decisions);
        let merged = merged.map_err(|undecided| ConsolidationFault::Undecided {
            count: undecided.names.len(),
            names: undecided.names.into_iter().take(NAMES_TOLD).collect(),
        })?;
        let (scans, missing) = self.take_scans(&taken, &merged.scans, stamp)?;
        let counts = counts(&merged);
        let edit = Edit::Whole(Box::new(merged.dossier));
        let edited = self
            .store
            .edit(&input.dossier, &[edit], Grouping::Own, stamp)?;
        let saved = self.saved(&input.dossier, edited)?;
        self.remember_merge(intake, &taken, &counts, stamp)?;
        Ok(MergeView {
            added: merged.added.into_iter().map(|(_, name)| name).collect(),
            changed: merged.changed,
            removed: merged.removed,
            left: merged.left.into_iter().map(LeftOutView::from).collect(),
            papers: merged.papers,
            scans,
            missing,
            saved,
        })
    }

    fn remember_merge(
        &mut self,
        intake: &mut Intake,
        taken: &[Taken],
        counts: &BTreeMap<usize, u32>,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let today = stamp.at.date_naive();
        let mut remembered = Vec::new();
        for one in taken {
            let Some(count) = counts.get(&one.package) else {
                continue;
            };
            let package = intake.at(one.package as u32)?;
            let known = intake.known_of(package).cloned();
            let known = known.unwrap_or_else(|| package.received(today));
            let merged = Remembered {
                done: Done::Merged,
                done_on: today,
                merged: known.merged + count,
                ..known
            };
            remembered.push((one.fingerprint.clone(), merged));
        }
        self.remember(intake, remembered, stamp)
    }

    fn remember(
        &mut self,
        intake: &mut Intake,
        remembered: Vec<(String, Remembered)>,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        if remembered.is_empty() {
            return Ok(());
        }
        let settings = remembered.iter().map(|(fingerprint, remembered)| {
            let value = serde_json::to_value(remembered).map_err(|error| DeskError::Internal {
                name: "intake",
                detail: error.to_string(),
            })?;
            Ok((format!("{UNDER}{fingerprint}"), value))
        });
        let settings: Vec<(String, Value)> = settings.collect::<Result<_, DeskError>>()?;
        self.store.set_settings(&settings, stamp)?;
        intake.learn(remembered);
        Ok(())
    }

    /// Stores the scans of papers that come along; how many came, and those that are in no package.
    fn take_scans(
        &mut self,
        taken: &[Taken],
        scans: &BTreeSet<(usize, String)>,
        stamp: &Stamp,
    ) -> Result<(u32, Vec<String>), DeskError> {
        let mut came = 0;
        let mut missing = Vec::new();
        for one in taken {
            let first = (one.package, String::new());
            let own: Vec<&String> = scans
                .range(first..)
                .take_while(|(package, _)| *package == one.package)
                .map(|(_, sha256)| sha256)
                .collect();
            if own.is_empty() {
                continue;
            }
            let mut reader = PackageReader::open(&one.path)?;
            for sha256 in own {
                if self.take_scan(&mut reader, sha256, stamp)? {
                    came += 1;
                } else {
                    let evidence = &one.opened.dossier.evidence;
                    let paper = evidence
                        .iter()
                        .find(|paper| paper.sha256.as_ref() == Some(sha256));
                    let file = paper.map(|paper| paper.file.as_str()).unwrap_or_default();
                    let unit = one.opened.dossier.unit.name.as_str();
                    missing.push(words::missing_scan(file, unit));
                }
            }
        }
        Ok((came, missing))
    }

    /// Stores one scan; whether it could be had.
    fn take_scan(
        &mut self,
        reader: &mut PackageReader,
        sha256: &str,
        stamp: &Stamp,
    ) -> Result<bool, DeskError> {
        let part = reader
            .manifest()
            .parts_of(Role::Evidence)
            .find(|part| part.sha256 == sha256)
            .cloned();
        let Some(part) = part else {
            return Ok(false);
        };
        let name = Path::new(&part.name).file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        let copy = |to: &mut dyn Write| -> Result<(), DeskError> {
            Ok(reader.copy(&part, to, &mut |_| ControlFlow::Continue(()))?)
        };
        match self.store.store_content(&name, copy, stamp) {
            Ok(_) => Ok(true),
            // Altered since it was packed, or no kind of file that is taken as evidence.
            Err(DeskError::Package(_) | DeskError::Cabinet(StoreError::UnknownFileKind { .. })) => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}

impl Taken {
    fn incoming(&self) -> Incoming<'_> {
        Incoming {
            package: self.package,
            sha256: &self.fingerprint,
            received_on: self.received_on,
            dossier: &self.opened.dossier,
            plan: &self.opened.plan,
            chosen: self.chosen.clone(),
        }
    }
}

/// Opens the packages of those who were chosen.
fn taken(desk: &Desk, intake: &Intake, chosen: &[ChosenInput]) -> Result<Vec<Taken>, DeskError> {
    let mut taken: Vec<Taken> = Vec::new();
    for one in chosen {
        let package = intake.at(one.package)?;
        let places = package.places_of(one)?;
        if places.is_empty() {
            continue;
        }
        if !package.counts() {
            let file = package.name().to_owned();
            return Err(ConsolidationFault::Unusable { file }.into());
        }
        let number = one.package as usize;
        if let Some(known) = taken.iter_mut().find(|known| known.package == number) {
            known.chosen.extend(places);
            known.chosen.sort_unstable();
            known.chosen.dedup();
            continue;
        }
        let (reader, mut opened) = desk.same(package)?;
        for paper in &mut opened.dossier.evidence {
            // A scan that the dossier knew by its name alone is known by the package.
            let mut parts = reader.manifest().parts_of(Role::Evidence);
            if paper.sha256.is_none()
                && let Some(part) = parts.find(|part| part.papers.contains(&paper.id))
            {
                paper.sha256 = Some(part.sha256.clone());
            }
        }
        taken.push(Taken {
            package: number,
            path: package.path().to_owned(),
            opened,
            fingerprint: package.fingerprint().to_owned(),
            received_on: intake.received_on(package),
            chosen: places,
        });
    }
    if taken.is_empty() {
        return Err(ConsolidationFault::NobodyChosen.into());
    }
    Ok(taken)
}

fn decision(input: &DecisionInput) -> Decision {
    let id = |one: &Option<_>| one.as_ref().map(Into::into);
    Decision {
        keep: input.keep.iter().map(Into::into).collect(),
        name: id(&input.name),
        birth_date: id(&input.birth_date),
        award: id(&input.award),
    }
}

/// How many came in from each package, for packages of which any did.
fn counts(merged: &Merged) -> BTreeMap<usize, u32> {
    let mut counts = BTreeMap::new();
    for (package, _) in &merged.added {
        *counts.entry(*package).or_default() += 1;
    }
    counts
}

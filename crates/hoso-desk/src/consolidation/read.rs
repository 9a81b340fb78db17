//! Reads a folder of packages: each is verified, judged, and kept in short.

use super::clash::Brief;
use super::{Instead, Intake, Known, Package};
use crate::view::{FindingView, WireError};
use crate::words::consolidation as words;
use crate::work::{Watched, on_all_cores};
use crate::{Day, Desk, DeskError, Opened, Watch, deadline};
use chrono::{DateTime, FixedOffset, Utc};
use hoso_domain::{Finding, Plan, Severity, Subject};
use hoso_exchange::dossier_package::{PackageReader, Purpose};
use hoso_exchange::{FileError, plan_from_toml};
use hoso_rules::{Again, judge};
use hoso_store::fold::{name_key, text_order};
use std::collections::HashMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The most packages that are read at a time.
const MOST_PACKAGES: usize = 20_000;
/// How many folders deep packages are looked for.
const DEEPEST: usize = 4;
/// The ending of a package.
const ENDING: &str = "hoso";

impl Desk {
    /// Reads every package among files and below folders. Each is judged on the day on which it was
    /// received: today, or the day that is remembered.
    pub fn receive(
        &self,
        places: &[PathBuf],
        now: DateTime<FixedOffset>,
        known: Known,
        watch: Watch<'_>,
    ) -> Result<Intake, DeskError> {
        let mut found = Found::default();
        for place in places {
            if place.is_dir() {
                found.look(place, 0)?;
            } else {
                found.packages.push(place.clone());
            }
        }
        let folder = match places {
            [only] if only.is_dir() => only.as_path(),
            [first, ..] => first.parent().unwrap_or(Path::new("")),
            [] => Path::new(""),
        };
        let below = |path: &Path| {
            let name = path.strip_prefix(folder).unwrap_or(path);
            name.display().to_string()
        };
        found
            .packages
            .sort_by_cached_key(|path| text_order(&below(path)));
        let names: Vec<String> = found.packages.iter().map(|path| below(path)).collect();
        let watched = Watched::new(watch, names.len());
        let mut read: Vec<Option<Package>> = Vec::new();
        read.resize_with(names.len(), || None);
        let stop = watched.stop();
        on_all_cores(
            names.len(),
            &watched,
            |_, at| {
                let name = names[at].clone();
                let is_stopped = || stop.is_asked();
                self.read_package(&found.packages[at], name, now, &known, &is_stopped)
            },
            |at, package| {
                read[at] = Some(package);
                watched.finish(&names[at]);
                Ok(())
            },
        )?;
        let mut packages: Vec<Package> = read.into_iter().flatten().collect();
        settle(&mut packages);
        Ok(Intake {
            folder: folder.to_owned(),
            packages,
            skipped: found.others.iter().map(|path| below(path)).collect(),
            today: now.date_naive(),
            fresh: known
                .iter()
                .filter(|(_, known)| known.received_on == now.date_naive())
                .map(|(fingerprint, _)| fingerprint.clone())
                .collect(),
            known,
        })
    }

    fn read_package(
        &self,
        path: &Path,
        name: String,
        now: DateTime<FixedOffset>,
        known: &Known,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Package, DeskError> {
        let mut package = Package::unread(path, name, now);
        if let Err(error) = self.fill(&mut package, now, known, is_stopped) {
            if is_stopped() {
                return Err(DeskError::Cancelled);
            }
            package.refused = Some(WireError::from(&error));
        }
        Ok(package)
    }

    fn fill(
        &self,
        package: &mut Package,
        now: DateTime<FixedOffset>,
        known: &Known,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<(), DeskError> {
        let mut reader = PackageReader::open(&package.path)?;
        reader.fingerprint().clone_into(&mut package.fingerprint);
        let about = &reader.manifest().about;
        package.parts = reader.manifest().parts.len() as u32;
        package.unit.clone_from(&about.unit);
        package.dossier.clone_from(&about.dossier);
        if about.purpose == Purpose::Return {
            package.refused = Some(words::is_return(&package.name));
            return Ok(());
        }
        let mut go_on = |_: u64| {
            if is_stopped() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let faults = reader.verify(&mut go_on)?;
        package.faults = faults.iter().map(words::fault).collect();
        let opened = self.opened_in(&mut reader)?;
        let remembered = known.get(&package.fingerprint);
        let on = remembered.map_or(now.date_naive(), |known| known.received_on);
        let findings = judge(&self.case(&opened, day(on)));
        package.describe(&opened, &findings, |form| {
            award_name(&opened.plan, form, on)
        });
        Ok(())
    }

    /// The dossier of a package, with the plan at hand, or else the one that came with it.
    pub(crate) fn opened_in(&self, reader: &mut PackageReader) -> Result<Opened, DeskError> {
        let dossier = reader.dossier()?;
        let (id, version) = (&dossier.plan.id, dossier.plan.version);
        let at_hand = self.plan_version(id, Some(version)).cloned();
        let plan = match at_hand {
            Ok(plan) => plan,
            Err(unknown) => match brought(reader, id)? {
                Some(plan) => plan,
                None => self.plan(id).cloned().map_err(|_| unknown)?,
            },
        };
        let file = reader.path().file_name();
        Ok(Opened {
            file: file.map(|name| name.to_string_lossy().into_owned()),
            dossier,
            plan,
            sent: None,
        })
    }

    /// The findings of a package, of the day on which it was received.
    pub(crate) fn findings_on(&self, opened: &Opened, on: chrono::NaiveDate) -> Vec<FindingView> {
        let mut again = Again::default();
        self.judged(opened, day(on), &mut again).findings(|_| true)
    }
}

/// The name of an award form on a day; its id where the plan has none.
pub(crate) fn award_name(plan: &Plan, form: &str, on: chrono::NaiveDate) -> String {
    let known = plan.award_form(form);
    known.map_or_else(|| form.to_owned(), |known| plan.award_name(known, on))
}

/// The day of receipt counts, whatever the dossier says.
fn day(on: chrono::NaiveDate) -> Day {
    Day {
        today: on,
        asked: Some(on),
    }
}

/// The plan that came in a package, where it is the one asked for.
fn brought(reader: &mut PackageReader, id: &str) -> Result<Option<Plan>, DeskError> {
    let text = reader.plan()?;
    let plan = text.and_then(|text| plan_from_toml(&text).ok());
    Ok(plan.filter(|plan| plan.id == id))
}

/// What lies in a folder.
#[derive(Default)]
struct Found {
    packages: Vec<PathBuf>,
    others: Vec<PathBuf>,
}

impl Found {
    fn look(&mut self, folder: &Path, depth: usize) -> Result<(), DeskError> {
        let failed = |source| FileError::Read {
            path: folder.to_owned(),
            source,
        };
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            // What is hidden is a system's or a program's own.
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(failed)?;
            let is_package = path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
            if kind.is_dir() && depth < DEEPEST {
                self.look(&path, depth + 1)?;
            } else if kind.is_file() && is_package && self.packages.len() < MOST_PACKAGES {
                self.packages.push(path);
            } else {
                self.others.push(path);
            }
        }
        Ok(())
    }
}

impl Package {
    fn unread(path: &Path, name: String, now: DateTime<FixedOffset>) -> Self {
        let about = fs::metadata(path).ok();
        let written = about.as_ref().and_then(|about| about.modified().ok());
        Self {
            path: path.to_owned(),
            name,
            bytes: about.map_or(0, |about| about.len()),
            arrived: written.map(|at| DateTime::<Utc>::from(at).with_timezone(now.offset())),
            refused: None,
            faults: Vec::new(),
            fingerprint: String::new(),
            parts: 0,
            unit: String::new(),
            dossier: String::new(),
            plan_title: String::new(),
            title: String::new(),
            level: None,
            nominees: Vec::new(),
            blocking: 0,
            warnings: 0,
            instead: None,
        }
    }

    fn describe(&mut self, opened: &Opened, findings: &[Finding], award: impl Fn(&str) -> String) {
        let dossier = &opened.dossier;
        self.unit = dossier.unit.name.to_string();
        self.level = dossier.unit.level();
        self.plan_title.clone_from(&opened.plan.short_title);
        let round = opened.plan.round(&dossier.round);
        self.title = round.map_or_else(
            || dossier.round.clone(),
            |round| deadline::title(round, dossier.year),
        );
        let mut of: HashMap<&str, (u32, u32)> = HashMap::new();
        for finding in findings {
            let (blocks, warns) = match finding.severity {
                Severity::Blocking => (1, 0),
                Severity::Warning => (0, 1),
                Severity::Info => continue,
            };
            self.blocking += blocks;
            self.warnings += warns;
            if let Subject::Nominee(id) = &finding.subject {
                let counts = of.entry(id).or_default();
                counts.0 += blocks;
                counts.1 += warns;
            }
        }
        let mut awards: HashMap<&str, String> = HashMap::new();
        let nominees = dossier.nominees.iter().map(|nominee| {
            let form = nominee.award_form.as_str();
            let name = awards.entry(form).or_insert_with(|| award(form)).clone();
            let (blocking, warnings) = of.get(nominee.id.as_str()).copied().unwrap_or_default();
            Brief {
                blocking,
                warnings,
                ..Brief::of(nominee, &dossier.unit.name, name)
            }
        });
        self.nominees = nominees.collect();
    }
}

/// Of several files with the same package the first counts; of several packages of one dossier the
/// one that was written last.
fn settle(packages: &mut [Package]) {
    let mut same: HashMap<String, usize> = HashMap::new();
    let mut newest: HashMap<(String, String), usize> = HashMap::new();
    for at in 0..packages.len() {
        let package = &packages[at];
        if !package.is_usable() {
            continue;
        }
        if let Some(first) = same.get(&package.fingerprint) {
            packages[at].instead = Some(Instead::Same(*first));
            continue;
        }
        same.insert(package.fingerprint.clone(), at);
        let dossier = (package.dossier.clone(), name_key(&package.unit));
        match newest.get(&dossier).copied() {
            Some(other) if packages[other].arrived >= package.arrived => {
                packages[at].instead = Some(Instead::Newer(other));
            }
            Some(other) => {
                packages[other].instead = Some(Instead::Newer(at));
                newest.insert(dossier, at);
            }
            None => {
                newest.insert(dossier, at);
            }
        }
    }
}

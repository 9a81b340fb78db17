//! Make a package: the dossier and its plan as open files, the documents, the scans, and what a
//! person is to read first.

use super::view::{MissingPartView, PackageContentsView, PackageMadeView, PurposeCode, kilobytes};
use super::{Looked, short_code};
use crate::documents::{named, slug};
use crate::export::{Scans, TABLES};
use crate::words::package as words;
use crate::{
    Day, Desk, DeskError, ExportChoice, FileFormat, Opened, Options, Progress, Watch, Whole,
};
use chrono::NaiveDate;
use hoso_domain::{Dossier, Evidence, Text};
use hoso_exchange::dossier_package::{
    About, Counts, Manifest, MissingScan, PackageWriter, Purpose, Put, Reason, Return, Role,
    fingerprint, part,
};
use hoso_exchange::{Existing, FileError, dossier_to_json};
use hoso_store::{MAX_EVIDENCE_BYTES, StoreError};
use serde::Deserialize;
use specta::Type;
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Component, Path};

/// After so many bytes of a file the one who watches is told.
const BETWEEN_TELLING: u64 = 1024 * 1024;
/// The longest ending of a file name that is kept.
const LONGEST_ENDING: usize = 5;

/// What goes into a package.
#[derive(Debug, Clone, PartialEq)]
pub struct PackageChoice {
    /// What it is for.
    pub purpose: PurposeCode,
    /// The documents, in which format, and the lists as an Excel file; absent: none of them.
    pub documents: Option<FileFormat>,
    /// Whether the scans go in.
    pub evidence: bool,
    /// Where the scans are.
    pub scans: Scans,
    /// The look of the documents.
    pub options: Options,
}

/// Where a dossier is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Code of its state.
    pub(crate) state: String,
    /// What became of it so far, as its file; absent where nothing did.
    pub(crate) file: Option<String>,
}

/// A return as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReturnInput {
    /// The day, ISO.
    pub on: String,
    /// Who sends it back.
    pub by: String,
    /// The reasons.
    pub reasons: Vec<ReasonInput>,
}

/// A reason as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReasonInput {
    /// What is wrong and what to do.
    pub text: String,
    /// Where, in words; empty: the words of the field, or the dossier as a whole.
    pub place: String,
    /// The field of the dossier; may be empty.
    pub path: String,
}

/// A package that is being made, and who watches.
struct Making<'a> {
    writer: PackageWriter,
    watch: Watch<'a>,
    done: usize,
    total: usize,
    notes: Vec<String>,
}

impl Default for PackageChoice {
    fn default() -> Self {
        Self {
            purpose: PurposeCode::Submission,
            documents: Some(FileFormat::Both),
            evidence: true,
            scans: Scans::None,
            options: Options::default(),
        }
    }
}

impl Default for Way {
    fn default() -> Self {
        Self {
            state: "draft".to_owned(),
            file: None,
        }
    }
}

impl Opened {
    /// The file name of the dossier's package.
    pub fn dossier_package_name(&self) -> String {
        format!("{}.hoso", self.folder_name())
    }
}

impl Desk {
    /// What would go into a package of a dossier.
    pub fn package_contents(opened: &Opened, scans: &Scans) -> PackageContentsView {
        let mut view = PackageContentsView {
            file: opened.dossier_package_name(),
            documents: named(opened).len() as u32,
            scans: 0,
            kilobytes: 0,
            missing: Vec::new(),
        };
        let mut bytes = 0;
        let mut counted = Vec::new();
        for paper in opened.dossier.evidence.iter().filter(|one| has_scan(one)) {
            match open_scan(scans, paper) {
                None => view.missing.push(missing_view(paper)),
                Some(_) if counted.contains(&paper.sha256) && paper.sha256.is_some() => {}
                Some((_, size)) => {
                    counted.push(paper.sha256.clone());
                    view.scans += 1;
                    bytes += size;
                }
            }
        }
        view.kilobytes = kilobytes(bytes);
        view
    }

    /// Makes the package of a dossier; one that is given up leaves nothing behind. A scan that is
    /// not there or was altered is left out and named.
    pub fn make_package(
        &self,
        (opened, day): (&Opened, Day),
        way: &Way,
        (target, existing): (&Path, Existing),
        choice: &PackageChoice,
        watch: Watch<'_>,
    ) -> Result<PackageMadeView, DeskError> {
        let dossier = &opened.dossier;
        let purpose = Purpose::from(choice.purpose);
        let documents = choice.documents.map_or(0, |_| named(opened).len());
        let scans = dossier.evidence.iter().filter(|one| has_scan(one)).count();
        let scans = if choice.evidence { scans } else { 0 };
        let mut making = Making {
            writer: PackageWriter::begin(target, existing)?,
            watch,
            done: 0,
            total: documents + scans,
            notes: Vec::new(),
        };
        let plan = self.plan_text(&opened.plan.id, Some(opened.plan.version));
        let plan = plan.ok().filter(|_| opened.plan.id == dossier.plan.id);
        let about = About {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            purpose,
            dossier: dossier.id.clone(),
            unit: dossier.unit.name.to_string(),
            plan: dossier.plan.id.clone(),
            plan_version: dossier.plan.version,
            law_on: Self::judging_day(opened, day),
            round: dossier.round.clone(),
            year: dossier.year,
            state: way.state.clone(),
            counts: Counts::of(dossier),
        };
        let read_first = words::read_first(&about, &opened.plan.short_title);
        let writer = &mut making.writer;
        writer.text(Role::ReadFirst, part::READ_FIRST, &read_first)?;
        writer.text(Role::Dossier, part::DOSSIER, &json(dossier)?)?;
        if let Some(plan) = &plan {
            writer.text(Role::Plan, part::PLAN, plan)?;
        }
        if let (Some(file), Purpose::Copy) = (&way.file, purpose) {
            writer.text(Role::Way, part::WAY, file)?;
        }
        if let Some(format) = choice.documents {
            self.put_documents(&mut making, (opened, day), target, (format, choice))?;
        }
        if choice.evidence {
            making.put_scans(opened, &choice.scans)?;
        }
        making.finish(about, target)
    }

    /// Makes the package that takes a dossier back to its unit: the dossier as it was received, and
    /// the reasons.
    pub fn make_return(
        &self,
        received: &mut Looked,
        (target, existing): (&Path, Existing),
        input: &ReturnInput,
    ) -> Result<PackageMadeView, DeskError> {
        let dossier = received.dossier()?.clone();
        let mut given_back = given_back(&dossier, input)?;
        given_back.package = Some(received.fingerprint().to_owned());
        let about = About {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            purpose: Purpose::Return,
            state: "returned".to_owned(),
            ..received.manifest().about.clone()
        };
        let title = received.plan_title(self);
        let note = given_back
            .to_json()
            .map_err(|error| DeskError::asset("return", &error))?;
        let mut writer = PackageWriter::begin(target, existing)?;
        writer.text(
            Role::ReadFirst,
            part::READ_FIRST,
            &words::read_first(&about, &title),
        )?;
        writer.text(Role::Dossier, part::DOSSIER, &json(&dossier)?)?;
        if let Some(plan) = received.plan_text() {
            writer.text(Role::Plan, part::PLAN, plan)?;
        }
        writer.text(Role::Return, part::RETURN, &note)?;
        made(&writer.finish(about)?, target, Vec::new())
    }

    /// The documents are made beside the package, not among the system's temporary files: they hold
    /// names and dates of birth.
    fn put_documents(
        &self,
        making: &mut Making<'_>,
        (opened, day): (&Opened, Day),
        target: &Path,
        (format, choice): (FileFormat, &PackageChoice),
    ) -> Result<(), DeskError> {
        let folder = target.parent().filter(|one| !one.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let room = tempfile::Builder::new()
            .prefix(".hoso-")
            .tempdir_in(folder)
            .map_err(|source| FileError::Write {
                path: folder.to_owned(),
                source,
            })?;
        let export = ExportChoice {
            format,
            whole: Whole::Absent,
            tables: true,
            options: choice.options.clone(),
            ..ExportChoice::default()
        };
        let (watch, total) = (making.watch, making.total);
        let tell = |progress: Progress<'_>| {
            watch(Progress {
                done: progress.done,
                total,
                file: progress.file,
            })
        };
        let into = room.path().join("van-ban");
        let made = self.export_chosen(opened, day, &into, Existing::Refuse, &export, &tell)?;
        making.notes.extend(made.notes);
        making.done += named(opened).len();
        for name in made.files {
            let (role, folder) = if name == TABLES {
                (Role::Table, part::TABLES)
            } else {
                (Role::Document, part::DOCUMENTS)
            };
            making.put_file(role, &format!("{folder}/{name}"), &into.join(&name))?;
        }
        Ok(())
    }
}

impl Making<'_> {
    fn put_scans(&mut self, opened: &Opened, scans: &Scans) -> Result<(), DeskError> {
        let evidence = &opened.dossier.evidence;
        let width = evidence.len().max(100).to_string().len();
        for (at, paper) in evidence.iter().enumerate() {
            if !has_scan(paper) {
                continue;
            }
            let shared = paper.sha256.as_deref();
            if !shared.is_some_and(|sha256| self.writer.shares(sha256, &paper.id)) {
                let number = at + 1;
                let name = scan_name(paper);
                let name = format!("{}/{number:0width$}-{name}", part::EVIDENCE);
                let put = match open_scan(scans, paper) {
                    None => None,
                    Some((mut content, _)) => Some(self.put(
                        (Role::Evidence, &name),
                        &mut content,
                        MAX_EVIDENCE_BYTES,
                        shared,
                    )?),
                };
                match put {
                    Some(Put::In) => self.writer.is_scan_of(&paper.id),
                    Some(Put::Altered) => {
                        self.notes.push(words::altered_scan(&paper_title(paper)));
                        self.writer.lacks(missing_scan(paper));
                    }
                    None => self.writer.lacks(missing_scan(paper)),
                }
            }
            self.done += 1;
        }
        Ok(())
    }

    fn put_file(&mut self, role: Role, name: &str, path: &Path) -> Result<(), DeskError> {
        let failed = |source| FileError::Read {
            path: path.to_owned(),
            source,
        };
        let mut file = File::open(path).map_err(failed)?;
        match self.put((role, name), &mut file, MAX_EVIDENCE_BYTES, None)? {
            Put::In => Ok(()),
            Put::Altered => Err(FileError::TooLarge {
                path: path.to_owned(),
                bytes: file.metadata().map_err(failed)?.len(),
                limit: MAX_EVIDENCE_BYTES,
            }
            .into()),
        }
    }

    /// Puts one part in, telling how far that is now and then.
    fn put(
        &mut self,
        part: (Role, &str),
        file: &mut dyn Read,
        most: u64,
        expected: Option<&str>,
    ) -> Result<Put, DeskError> {
        let progress = Progress {
            done: self.done,
            total: self.total,
            file: part.1.rsplit('/').next().unwrap_or(part.1),
        };
        let mut go_on = telling(self.watch, progress);
        if go_on(BETWEEN_TELLING).is_break() {
            return Err(DeskError::Cancelled);
        }
        let put = self.writer.content(part, file, most, expected, &mut go_on);
        Ok(put?)
    }

    fn finish(self, about: About, target: &Path) -> Result<PackageMadeView, DeskError> {
        let progress = Progress {
            done: self.done,
            total: self.total,
            file: part::MANIFEST,
        };
        if (self.watch)(progress).is_break() {
            return Err(DeskError::Cancelled);
        }
        made(&self.writer.finish(about)?, target, self.notes)
    }
}

/// Tells the one who watches after every so many bytes.
pub(super) fn telling<'a>(
    watch: Watch<'a>,
    progress: Progress<'a>,
) -> impl FnMut(u64) -> ControlFlow<()> + 'a {
    let mut since = 0;
    move |bytes| {
        since += bytes;
        if since < BETWEEN_TELLING {
            return ControlFlow::Continue(());
        }
        since = 0;
        watch(progress)
    }
}

fn made(
    manifest: &Manifest,
    target: &Path,
    notes: Vec<String>,
) -> Result<PackageMadeView, DeskError> {
    let size = target.metadata().map_err(|source| FileError::Read {
        path: target.to_owned(),
        source,
    })?;
    let fingerprint =
        fingerprint(manifest).map_err(|error| DeskError::asset("manifest", &error))?;
    let missing = manifest.missing.iter();
    Ok(PackageMadeView {
        folder: target
            .parent()
            .unwrap_or(Path::new("."))
            .display()
            .to_string(),
        file: target
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        parts: manifest.parts.len() as u32,
        kilobytes: kilobytes(size.len()),
        code: short_code(&fingerprint),
        missing: missing.map(MissingPartView::from).collect(),
        notes,
    })
}

fn given_back(dossier: &Dossier, input: &ReturnInput) -> Result<Return, DeskError> {
    let bad = |path: &str, detail: String| {
        DeskError::Cabinet(StoreError::BadValue {
            path: path.to_owned(),
            detail,
        })
    };
    let on: NaiveDate = input
        .on
        .parse()
        .map_err(|error: chrono::ParseError| bad("on", error.to_string()))?;
    let filled = input.reasons.iter();
    let reasons: Vec<Reason> = filled
        .filter(|reason| !reason.text.trim().is_empty())
        .map(|reason| Reason {
            text: Text::from(reason.text.trim()),
            place: Text::from(words::reason_place(&reason.place, &reason.path, dossier)),
            path: reason.path.clone(),
        })
        .collect();
    if reasons.is_empty() {
        return Err(DeskError::NoReason);
    }
    Ok(Return::new(
        &dossier.id,
        on,
        Text::from(input.by.trim()),
        reasons,
    ))
}

fn json(dossier: &Dossier) -> Result<String, DeskError> {
    dossier_to_json(dossier).map_err(|error| DeskError::asset("dossier file", &error))
}

fn has_scan(paper: &Evidence) -> bool {
    paper.sha256.is_some() || paper.file.filled().is_some()
}

/// A paper's scan and its size; absent where it is not there. A name that leads out of the folder is taken
/// for that of a file which is not there.
fn open_scan(scans: &Scans, paper: &Evidence) -> Option<(Box<dyn Read>, u64)> {
    match scans {
        Scans::None => None,
        Scans::Cabinet(cabinet) => cabinet.open_evidence(paper.sha256.as_deref()?).ok(),
        Scans::Folder(folder) => {
            let name = Path::new(paper.file.filled()?);
            let is_inside = name
                .components()
                .all(|part| matches!(part, Component::Normal(_)));
            let path = folder.join(name);
            if !is_inside || !path.is_file() {
                return None;
            }
            let file = File::open(path).ok()?;
            let bytes = file.metadata().ok()?.len();
            Some((Box::new(file), bytes))
        }
    }
}

/// What a scan is called in a package, without its number: a name that every system takes.
fn scan_name(paper: &Evidence) -> String {
    let file = Path::new(paper.file.as_str());
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut name = slug(&stem);
    if name.is_empty() {
        name = slug(paper.document.title.as_str());
    }
    if name.is_empty() {
        "minh-chung".clone_into(&mut name);
    }
    format!("{name}{}", ending(file).unwrap_or_default())
}

/// The ending of a file name with its dot, where it is a plain one.
fn ending(file: &Path) -> Option<String> {
    let ending = file.extension()?.to_str()?;
    let is_plain =
        ending.len() <= LONGEST_ENDING && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then(|| format!(".{}", ending.to_lowercase()))
}

fn paper_title(paper: &Evidence) -> String {
    let title = paper.document.title.filled().or(paper.file.filled());
    title.unwrap_or(&paper.id).to_owned()
}

fn missing_scan(paper: &Evidence) -> MissingScan {
    MissingScan {
        paper: paper.id.clone(),
        title: paper_title(paper),
        file: paper.file.to_string(),
    }
}

fn missing_view(paper: &Evidence) -> MissingPartView {
    MissingPartView::from(&missing_scan(paper))
}

impl From<&MissingScan> for MissingPartView {
    fn from(scan: &MissingScan) -> Self {
        Self {
            paper: scan.paper.clone(),
            title: scan.title.clone(),
            file: scan.file.clone(),
        }
    }
}

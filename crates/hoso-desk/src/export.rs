//! Export a dossier: one file per document and format, or all in one; all of them or none.

use crate::documents::{Named, fit, scan_files};
use crate::view::ExportView;
use crate::whole::{not_there, scan_bytes};
use crate::work::{Watched, on_all_cores};
use crate::{Day, Desk, DeskError, Opened, Watch, missing, words};
use hoso_domain::Evidence;
use hoso_exchange::{Existing, Staging, fit_names};
use hoso_forms::{Composed, Kind, Options, Paper, PaperEntry, Source, compose};
use hoso_paper::{Document, Stop, Typesetter, write_docx_unless, write_pdf, write_pdf_unless};
use hoso_store::CabinetFolder;
use serde::Deserialize;
use specta::Type;
use std::mem::take;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Name of the file that holds the whole dossier.
pub(crate) const MERGED: &str = "ho-so-day-du.pdf";

/// Name of the file with lists and tables.
pub(crate) const TABLES: &str = "12-danh-sach-va-bang-bieu.xlsx";

/// Which files an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// PDF, for print and the archive.
    #[default]
    Pdf,
    /// DOCX, to go on writing in.
    Docx,
    /// One of each.
    Both,
}

/// Where the scans of a dossier are.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Scans {
    /// Nowhere.
    #[default]
    None,
    /// In a folder, under the names that the dossier gives them.
    Folder(PathBuf),
    /// In the cabinet.
    Cabinet(CabinetFolder),
}

/// Whether the whole dossier is written as one PDF: index, documents, scans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Whole {
    /// No.
    #[default]
    Absent,
    /// Besides the files of the documents.
    Besides,
    /// And nothing else.
    Only,
}

/// What an export is to write.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExportChoice {
    /// Which files.
    pub format: FileFormat,
    /// Whether the whole dossier is written as one PDF.
    pub whole: Whole,
    /// Whether lists, votes and indicators are written as an Excel file besides.
    pub tables: bool,
    /// Whether everything is put into one ZIP package, named after the dossier.
    pub packed: bool,
    /// Codes of the documents; empty: those of the dossier. `report` names all reports, `all`
    /// everything there is.
    pub documents: Vec<String>,
    /// Where the scans are that the dossier names.
    pub scans: Scans,
    /// Whether the scans go along as files of their own.
    pub scan_files: bool,
    /// The look.
    pub options: Options,
}

/// An export: of what, seen from when, and how.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    pub opened: &'a Opened,
    pub day: Day,
    pub choice: &'a ExportChoice,
}

/// What came of one document.
#[derive(Default)]
struct Made {
    files: Vec<(String, Vec<u8>)>,
    notes: Vec<String>,
}

/// What an export writes.
struct Planned<'a> {
    documents: Vec<Named<'a>>,
    /// Scans under the names of their files.
    scans: Vec<(String, &'a Evidence)>,
    /// Whether the whole dossier is written as one PDF.
    merged: bool,
    /// Name of the package that everything is put into.
    package: Option<String>,
}

impl Desk {
    /// Writes every document of a dossier into a folder.
    pub fn export(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
    ) -> Result<ExportView, DeskError> {
        let job = Job {
            opened,
            day,
            choice: &ExportChoice::default(),
        };
        self.export_with(job, folder, existing, None, &|_| ControlFlow::Continue(()))
    }

    /// Writes the chosen documents in the chosen formats into a folder, telling how far it is. One
    /// that is given up leaves nothing behind.
    pub fn export_chosen(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
        choice: &ExportChoice,
        watch: Watch<'_>,
    ) -> Result<ExportView, DeskError> {
        let job = Job {
            opened,
            day,
            choice,
        };
        self.export_with(job, folder, existing, None, watch)
    }

    /// Writes the documents, and one further file before them where there is one.
    pub(crate) fn export_with(
        &self,
        job: Job<'_>,
        folder: &Path,
        existing: Existing,
        further: Option<(&str, &[u8])>,
        watch: Watch<'_>,
    ) -> Result<ExportView, DeskError> {
        let Job { opened, choice, .. } = job;
        if opened.dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        let Planned {
            documents,
            scans,
            merged,
            package,
        } = Self::planned(job, folder)?;
        let total = documents.len() + scans.len() + usize::from(merged);
        let watched = Watched::new(watch, total);
        let files: Vec<String> = further
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .chain(documents.iter().flat_map(|named| file_names(named, choice)))
            .chain(scans.iter().map(|(name, _)| name.clone()))
            .chain(merged.then(|| MERGED.to_owned()))
            .chain(choice.tables.then(|| TABLES.to_owned()))
            .collect();
        let seen = package.as_ref().map_or(&files[..], std::slice::from_ref);
        let staging = Staging::begin(folder, seen.iter().cloned(), existing)?;
        if let Some((name, bytes)) = further {
            staging.add(name, bytes)?;
        }
        watched.turn_to(documents.first().map_or(MERGED, |first| &first.file_name))?;
        let lists_papers = documents
            .iter()
            .any(|named| named.paper.kind.lists_papers());
        let pages = if merged || lists_papers {
            self.documents_with_pages(job, &watched)?
        } else {
            Vec::new()
        };
        let papers = Self::paper_entries(opened, &pages);
        let mut notes = vec![Vec::new(); documents.len()];
        let stop = watched.stop();
        let make = |typesetter: &mut Typesetter, at: usize| {
            let made = self.make(typesetter, job, &documents[at], &papers, stop)?;
            for (name, bytes) in &made.files {
                staging.add(name, bytes)?;
            }
            Ok(made.notes)
        };
        on_all_cores(documents.len(), &watched, make, |at, made| {
            notes[at] = made;
            watched.finish(&documents[at].file_name);
            Ok(())
        })?;
        let mut notes: Vec<String> = notes.into_iter().flatten().collect();
        let absent = copy_scans(&choice.scans, &scans, &staging, &watched, &mut notes)?;
        if merged {
            watched.turn_to(MERGED)?;
            let add = |pdf: Vec<u8>| Ok(staging.add(MERGED, &pdf)?);
            let ((), of_merged) = self.merged(job, pages, &watched, add)?;
            notes.extend(of_merged);
            watched.finish(MERGED);
            watched.tell()?;
        }
        if choice.tables {
            let xlsx = self.tables_of_dossier(opened, job.day)?.xlsx()?;
            staging.add(TABLES, &xlsx.bytes)?;
            notes.extend(words::tables::cut(&xlsx));
        }
        let mut files = files;
        files.retain(|name| !absent.contains(&name.as_str()));
        if let Some(package) = &package {
            staging.pack(package, &files, || watched.tell())?;
        }
        staging.finish()?;
        Ok(ExportView {
            folder: folder.display().to_string(),
            files: package.map_or(files, |package| vec![package]),
            notes,
        })
    }

    /// What is to be written into a folder, under names that it has room for.
    fn planned<'a>(job: Job<'a>, folder: &Path) -> Result<Planned<'a>, DeskError> {
        let Job { opened, choice, .. } = job;
        let mut documents = Self::chosen(opened, &choice.documents)?;
        if choice.whole == Whole::Only {
            documents.clear();
        }
        let mut scans = Vec::new();
        if choice.scan_files && choice.whole != Whole::Only {
            scans = scan_files(opened);
        }
        let mut package = None;
        if choice.packed {
            // Names inside a package are no part of a path yet.
            package = fit_names(folder, &[opened.package_name()])?.pop();
        } else {
            fit(&mut documents, folder)?;
            let names: Vec<String> = scans.iter().map(|(name, _)| name.clone()).collect();
            for (scan, fitted) in scans.iter_mut().zip(fit_names(folder, &names)?) {
                scan.0 = fitted;
            }
        }
        Ok(Planned {
            documents,
            scans,
            merged: choice.whole != Whole::Absent,
            package,
        })
    }

    /// The files of one document.
    fn make(
        &self,
        typesetter: &mut Typesetter,
        job: Job<'_>,
        named: &Named<'_>,
        papers: &[PaperEntry],
        stop: &Stop,
    ) -> Result<Made, DeskError> {
        let Job {
            opened,
            day,
            choice,
        } = job;
        let papers = if named.paper.kind.lists_papers() {
            papers
        } else {
            &[]
        };
        let composed = self.compose(opened, day, &named.paper, &choice.options, papers);
        let mut made = Made::default();
        if choice.format != FileFormat::Pdf {
            let docx = write_docx_unless(&composed.document, typesetter.fonts(), stop)?;
            made.files.push((named.file_name_as("docx"), docx));
        }
        if choice.format != FileFormat::Docx {
            let layout = typesetter.lay_out_unless(&composed.document, stop)?;
            missing::note(&named.file_name, &layout, opened, &mut made.notes);
            let pdf = write_pdf_unless(&layout, typesetter.fonts(), &[], stop)?;
            made.files.push((named.file_name.clone(), pdf));
        }
        missing::note_blanks(&named.file_name, &composed.blanks, &mut made.notes);
        Ok(made)
    }

    /// One document as PDF, for the system's viewer and printer; `document` is a code from the home
    /// page or of one of the further documents.
    pub fn pdf(
        &self,
        opened: &Opened,
        day: Day,
        document: &str,
        options: &Options,
    ) -> Result<Vec<u8>, DeskError> {
        let chosen = Self::chosen(opened, &[document.to_owned()])?;
        let first = chosen.first().map(|named| named.paper);
        let paper = first.unwrap_or(Paper::single(Kind::Submission));
        let papers = self.listed_papers(opened, day, paper.kind, options)?;
        let composed = self.compose(opened, day, &paper, options, &papers);
        let mut typesetter = self.typesetter();
        let layout = typesetter.lay_out(&composed.document);
        Ok(write_pdf(&layout, typesetter.fonts())?)
    }

    /// The whole dossier as one PDF, in memory.
    pub fn whole_pdf(
        &self,
        opened: &Opened,
        day: Day,
        choice: &ExportChoice,
    ) -> Result<Vec<u8>, DeskError> {
        let job = Job {
            opened,
            day,
            choice,
        };
        let watched = Watched::unwatched();
        let pages = self.documents_with_pages(job, &watched)?;
        let (pdf, _) = self.merged(job, pages, &watched, Ok)?;
        Ok(pdf)
    }

    /// What a document lists of the dossier's papers; nothing for most.
    pub(crate) fn listed_papers(
        &self,
        opened: &Opened,
        day: Day,
        kind: Kind,
        options: &Options,
    ) -> Result<Vec<PaperEntry>, DeskError> {
        if !kind.lists_papers() {
            return Ok(Vec::new());
        }
        let choice = ExportChoice {
            options: options.clone(),
            ..ExportChoice::default()
        };
        let job = Job {
            opened,
            day,
            choice: &choice,
        };
        let pages = self.documents_with_pages(job, &Watched::unwatched())?;
        Ok(Self::paper_entries(opened, &pages))
    }

    /// The whole dossier as one PDF: index, documents, scans. It goes to `deliver`; what to look at
    /// is returned besides.
    fn merged<T: Send>(
        &self,
        job: Job<'_>,
        pages: Vec<(PaperEntry, Document)>,
        watched: &Watched<'_>,
        deliver: impl Fn(Vec<u8>) -> Result<T, DeskError> + Sync,
    ) -> Result<(T, Vec<String>), DeskError> {
        let pages = Mutex::new(pages);
        let mut merged = None;
        let stop = watched.stop();
        let make = |typesetter: &mut Typesetter, _| {
            let pages = pages.lock().map(|mut all| take(&mut *all));
            let pages = pages.unwrap_or_default();
            let mut notes = Vec::new();
            let dossier = self.gather(typesetter, job, pages, stop, &mut notes)?;
            let layout = typesetter.lay_out_unless(&dossier.document, stop)?;
            missing::note(MERGED, &layout, job.opened, &mut notes);
            let fonts = typesetter.fonts();
            let pdf = write_pdf_unless(&layout, fonts, &dossier.appendices, stop)?;
            Ok((deliver(pdf)?, notes))
        };
        // Another thread makes it, so that this one can go on telling.
        on_all_cores(1, watched, make, |_, made| {
            merged = Some(made);
            Ok(())
        })?;
        merged.ok_or(DeskError::Cancelled)
    }

    pub(crate) fn compose(
        &self,
        opened: &Opened,
        day: Day,
        paper: &Paper<'_>,
        options: &Options,
        papers: &[PaperEntry],
    ) -> Composed {
        let source = self.source(opened, day, options, papers);
        if paper.kind != Kind::Rehearsal {
            return compose(&source, paper);
        }
        let sheet = self.sheet(opened, day);
        let rehearsal = Some(&sheet);
        compose(
            &Source {
                rehearsal,
                ..source
            },
            paper,
        )
    }

    /// What documents are made from.
    pub(crate) fn source<'a>(
        &'a self,
        opened: &'a Opened,
        day: Day,
        options: &'a Options,
        papers: &'a [PaperEntry],
    ) -> Source<'a> {
        Source {
            plan: &opened.plan,
            dossier: &opened.dossier,
            acts: &self.acts,
            format: &self.format,
            forms: &self.forms,
            headings: &self.headings,
            options,
            emblem: options.emblem.as_ref().or(self.emblem.as_ref()),
            papers,
            letters: None,
            rehearsal: None,
            receipt: None,
            on: Self::judging_day(opened, day),
        }
    }

    pub(crate) fn typesetter(&self) -> MutexGuard<'_, Typesetter> {
        // A typesetter keeps only caches between documents, so one that a panic left is still good.
        self.typesetter
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes the scans, each as it is; returns the names of those that are not there.
fn copy_scans<'a>(
    from: &Scans,
    scans: &'a [(String, &Evidence)],
    staging: &Staging,
    watched: &Watched<'a>,
    notes: &mut Vec<String>,
) -> Result<Vec<&'a str>, DeskError> {
    let mut absent = Vec::new();
    for (name, evidence) in scans {
        watched.turn_to(name)?;
        let file = evidence.file.as_str();
        if let Some(bytes) = scan_bytes(from, evidence, file)? {
            staging.add(name, &bytes)?;
        } else {
            absent.push(name.as_str());
            notes.push(not_there(file));
        }
        watched.finish(name);
    }
    Ok(absent)
}

/// The files of one document.
fn file_names(named: &Named<'_>, choice: &ExportChoice) -> impl Iterator<Item = String> {
    let docx = (choice.format != FileFormat::Pdf).then(|| named.file_name_as("docx"));
    let pdf = (choice.format != FileFormat::Docx).then(|| named.file_name.clone());
    docx.into_iter().chain(pdf)
}

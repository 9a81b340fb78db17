//! Export a dossier: one file per document and format, or all in one; all of them or none.

use crate::documents::Named;
use crate::view::ExportView;
use crate::{Day, Desk, DeskError, Opened, missing};
use hoso_exchange::{Existing, Staging};
use hoso_forms::{Composed, Kind, Options, Paper, PaperEntry, Source, compose};
use hoso_paper::{Typesetter, write_docx, write_pdf, write_pdf_with};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{MutexGuard, PoisonError};
use std::thread;

/// Name of the file that holds the whole dossier.
const MERGED: &str = "ho-so-day-du.pdf";

/// Which files an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileFormat {
    /// PDF, for print and the archive.
    #[default]
    Pdf,
    /// DOCX, to go on writing in.
    Docx,
    /// One of each.
    Both,
}

/// What an export is to write.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExportChoice {
    /// Which files.
    pub format: FileFormat,
    /// Whether the whole dossier is written as one PDF besides.
    pub merged: bool,
    /// Codes of the documents; empty: those of the dossier. `report` names all reports, `all`
    /// everything there is.
    pub documents: Vec<String>,
    /// The folder with the scans that the dossier names, for the one PDF.
    pub scans: Option<PathBuf>,
    /// The look.
    pub options: Options,
}

/// What came of one document.
#[derive(Default)]
struct Made {
    files: Vec<(String, Vec<u8>)>,
    notes: Vec<String>,
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
        self.export_chosen(opened, day, folder, existing, &ExportChoice::default())
    }

    /// Writes the chosen documents in the chosen formats into a folder.
    pub fn export_chosen(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
        choice: &ExportChoice,
    ) -> Result<ExportView, DeskError> {
        self.export_with(opened, day, folder, existing, choice, None)
    }

    /// Writes the documents, and one further file before them where there is one.
    pub(crate) fn export_with(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
        choice: &ExportChoice,
        further: Option<(&str, &[u8])>,
    ) -> Result<ExportView, DeskError> {
        if opened.dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        let documents = Self::chosen(opened, &choice.documents)?;
        let as_pdf = choice.format != FileFormat::Docx;
        let as_docx = choice.format != FileFormat::Pdf;
        let own_names = documents.iter().flat_map(|named| {
            let docx = as_docx.then(|| named.file_name_as("docx"));
            let pdf = as_pdf.then(|| named.file_name.clone());
            docx.into_iter().chain(pdf)
        });
        let files: Vec<String> = further
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .chain(own_names)
            .chain(choice.merged.then(|| MERGED.to_owned()))
            .collect();
        let mut staging = Staging::begin(folder, files.iter().cloned(), existing)?;
        if let Some((name, bytes)) = further {
            staging.add(name, bytes)?;
        }
        let mut notes = vec![Vec::new(); documents.len()];
        let make = |typesetter: &mut Typesetter, at: usize| {
            self.make(typesetter, opened, day, choice, &documents[at])
        };
        make_all(documents.len(), make, |at, made| {
            notes[at] = made.notes;
            let mut files = made.files.iter();
            files.try_for_each(|(name, bytes)| Ok(staging.add(name, bytes)?))
        })?;
        let mut notes: Vec<String> = notes.into_iter().flatten().collect();
        if choice.merged {
            let pdf = self.merged(opened, day, choice, &mut notes)?;
            staging.add(MERGED, &pdf)?;
        }
        staging.finish()?;
        Ok(ExportView {
            folder: folder.display().to_string(),
            files,
            notes,
        })
    }

    /// The files of one document.
    fn make(
        &self,
        typesetter: &mut Typesetter,
        opened: &Opened,
        day: Day,
        choice: &ExportChoice,
        named: &Named<'_>,
    ) -> Result<Made, DeskError> {
        let papers = self.listed_papers(opened, day, named.paper.kind, &choice.options);
        let composed = self.compose(opened, day, &named.paper, &choice.options, &papers);
        let mut made = Made::default();
        if choice.format != FileFormat::Pdf {
            let docx = write_docx(&composed.document, typesetter.fonts())?;
            made.files.push((named.file_name_as("docx"), docx));
        }
        if choice.format != FileFormat::Docx {
            let layout = typesetter.lay_out(&composed.document);
            missing::note(&named.file_name, &layout, opened, &mut made.notes);
            let pdf = write_pdf(&layout, typesetter.fonts())?;
            made.files.push((named.file_name.clone(), pdf));
        }
        missing::note_blanks(&named.file_name, &composed, &mut made.notes);
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
        let papers = self.listed_papers(opened, day, paper.kind, options);
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
        self.merged(opened, day, choice, &mut Vec::new())
    }

    /// What a document lists of the dossier's papers; nothing for most.
    pub(crate) fn listed_papers(
        &self,
        opened: &Opened,
        day: Day,
        kind: Kind,
        options: &Options,
    ) -> Vec<PaperEntry> {
        match kind {
            Kind::Index | Kind::HandOver => self.paper_entries(opened, day, options),
            _ => Vec::new(),
        }
    }

    /// The whole dossier as one PDF: index, documents, scans.
    fn merged(
        &self,
        opened: &Opened,
        day: Day,
        choice: &ExportChoice,
        notes: &mut Vec<String>,
    ) -> Result<Vec<u8>, DeskError> {
        let dossier = self.gather(opened, day, choice, notes)?;
        let mut typesetter = self.typesetter();
        let layout = typesetter.lay_out(&dossier.document);
        missing::note(MERGED, &layout, opened, notes);
        Ok(write_pdf_with(
            &layout,
            typesetter.fonts(),
            &dossier.appendices,
        )?)
    }

    pub(crate) fn compose(
        &self,
        opened: &Opened,
        day: Day,
        paper: &Paper<'_>,
        options: &Options,
        papers: &[PaperEntry],
    ) -> Composed {
        compose(&self.source(opened, day, options, papers), paper)
    }

    /// Everything that documents of a dossier are made from.
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
            papers,
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

/// Makes `count` documents on all cores and hands each over as soon as it is there, in whatever
/// order. Whoever is ahead waits, so that only a few finished files stand in memory.
fn make_all(
    count: usize,
    make: impl Fn(&mut Typesetter, usize) -> Result<Made, DeskError> + Sync,
    mut take: impl FnMut(usize, Made) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    /// Each core needs memory for the largest document.
    const MOST_CORES: usize = 8;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = |sender: &SyncSender<Result<(usize, Made), DeskError>>| {
        let mut typesetter = Typesetter::new()?;
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return Ok(());
            }
            let made = make(&mut typesetter, at)?;
            if sender.send(Ok((at, made))).is_err() {
                // The one who takes them has given up.
                return Ok(());
            }
        }
    };
    thread::scope(|scope| {
        let (sender, made) = sync_channel(1);
        for _ in 0..cores.min(MOST_CORES).min(count) {
            let (sender, work) = (sender.clone(), &work);
            scope.spawn(move || {
                if let Err(error) = work(&sender) {
                    let _ = sender.send(Err(error));
                }
            });
        }
        drop(sender);
        for made in made {
            let (at, made) = made?;
            take(at, made)?;
        }
        Ok(())
    })
}

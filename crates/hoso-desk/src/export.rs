//! Export a dossier: one file per document and format, or all in one; all of them or none.

use crate::view::ExportView;
use crate::{Day, Desk, DeskError, Opened, missing};
use hoso_exchange::{Existing, Staging};
use hoso_forms::{Composed, Kind, Options, Paper, PaperEntry, Source, compose};
use hoso_paper::{Typesetter, write_docx, write_pdf, write_pdf_with};
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

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
        let (as_pdf, as_docx) = match choice.format {
            FileFormat::Pdf => (true, false),
            FileFormat::Docx => (false, true),
            FileFormat::Both => (true, true),
        };
        let own_names = documents.iter().flat_map(|named| {
            let pdf = as_pdf.then(|| named.file_name.clone());
            let docx = as_docx.then(|| named.file_name_as("docx"));
            pdf.into_iter().chain(docx)
        });
        let names = further
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .chain(own_names)
            .chain(choice.merged.then(|| MERGED.to_owned()));
        let mut staging = Staging::begin(folder, names, existing)?;
        if let Some((name, bytes)) = further {
            staging.add(name, bytes)?;
        }
        let mut notes = Vec::new();
        for document in &documents {
            let kind = document.paper.kind;
            let papers = self.listed_papers(opened, day, kind, &choice.options);
            let composed = self.compose(opened, day, &document.paper, &choice.options, &papers);
            let mut typesetter = self.typesetter();
            if as_docx {
                let docx = write_docx(&composed.document, typesetter.fonts())?;
                staging.add(&document.file_name_as("docx"), &docx)?;
            }
            if as_pdf {
                let layout = typesetter.lay_out(&composed.document);
                missing::note(&document.file_name, &layout, opened, &mut notes);
                let pdf = write_pdf(&layout, typesetter.fonts())?;
                drop(typesetter);
                staging.add(&document.file_name, &pdf)?;
            }
            missing::note_blanks(&document.file_name, &composed, &mut notes);
        }
        if choice.merged {
            let pdf = self.merged(opened, day, choice, &mut notes)?;
            staging.add(MERGED, &pdf)?;
        }
        let files = staging.finish()?;
        Ok(ExportView {
            folder: folder.display().to_string(),
            files,
            notes,
        })
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
        let source = Source {
            plan: &opened.plan,
            dossier: &opened.dossier,
            acts: &self.acts,
            format: &self.format,
            forms: &self.forms,
            headings: &self.headings,
            options,
            papers,
            on: Self::judging_day(opened, day),
        };
        compose(&source, paper)
    }

    pub(crate) fn typesetter(&self) -> MutexGuard<'_, Typesetter> {
        // A typesetter keeps only caches between documents, so one that a panic left is still good.
        self.typesetter
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

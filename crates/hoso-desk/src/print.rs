//! One PDF of the chosen documents, for the system's viewer, which prints it.

use crate::work::{Watched, on_all_cores};
use crate::{Day, Desk, DeskError, ExportChoice, Opened, Watch};
use hoso_exchange::{Existing, Staging};
use hoso_paper::{Document, Typesetter, write_pdf_unless};
use std::path::{Path, PathBuf};

/// Name of the file.
const FILE: &str = "in-ho-so.pdf";

impl Desk {
    /// Writes the chosen documents one behind the other as one PDF into a folder, which for a window
    /// is one of the program's own; returns its path.
    pub fn print_file(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
        choice: &ExportChoice,
        watch: Watch<'_>,
    ) -> Result<PathBuf, DeskError> {
        if opened.dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        let documents = Self::chosen(opened, &choice.documents)?;
        let options = &choice.options;
        let watched = Watched::new(watch, 1);
        let staging = Staging::begin(folder, [FILE.to_owned()], existing)?;
        watched.turn_to(FILE)?;
        let stop = watched.stop();
        let make = |typesetter: &mut Typesetter, _| {
            let mut joined = Document {
                title: format!("Bản in - {}", opened.dossier.unit.name),
                author: opened.dossier.unit.name.to_string(),
                language: "vi-VN".to_owned(),
                sections: Vec::new(),
            };
            for named in &documents {
                let papers = self.listed_papers(opened, day, named.paper.kind, options)?;
                let composed = self.compose(opened, day, &named.paper, options, &papers);
                joined.sections.extend(composed.document.sections);
            }
            let layout = typesetter.lay_out_unless(&joined, stop)?;
            let pdf = write_pdf_unless(&layout, typesetter.fonts(), &[], stop)?;
            Ok(staging.add(FILE, &pdf)?)
        };
        on_all_cores(1, &watched, make, |_, ()| {
            watched.finish(FILE);
            Ok(())
        })?;
        staging.finish()?;
        Ok(folder.join(FILE))
    }
}

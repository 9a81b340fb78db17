//! Write the sample dossier with all its documents.

use crate::export::Job;
use crate::view::ExportView;
use crate::{Day, Desk, DeskError, ExportChoice};
use hoso_exchange::{Existing, dossier_to_json};
use std::ops::ControlFlow;
use std::path::Path;

/// Name of the sample's dossier file.
const FILE: &str = "ho-so-mau.json";

impl Desk {
    /// Writes the sample dossier file and its documents into a folder.
    pub fn write_sample(
        &self,
        day: Day,
        folder: &Path,
        existing: Existing,
    ) -> Result<ExportView, DeskError> {
        let opened = self.sample()?;
        let json = dossier_to_json(&opened.dossier)
            .map_err(|error| DeskError::asset("samples/ho-so-mau.json", &error))?;
        let job = Job {
            opened: &opened,
            day,
            choice: &ExportChoice::default(),
        };
        let further = Some((FILE, json.as_bytes()));
        self.export_with(job, folder, existing, further, &|_| {
            ControlFlow::Continue(())
        })
    }
}

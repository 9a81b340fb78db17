//! Write the sample dossier with all its documents.

use crate::view::ExportView;
use crate::{Day, Desk, DeskError, ExportChoice};
use hoso_exchange::{Existing, dossier_to_json};
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
        self.export_with(
            &opened,
            day,
            folder,
            existing,
            &ExportChoice::default(),
            Some((FILE, json.as_bytes())),
        )
    }
}

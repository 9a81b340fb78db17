//! Import of a table into a kept dossier: tried first, then written as one step.

use super::{OpenedCabinet, SavedView, Stamp};
use crate::import::{ColumnMapping, Import, ImportChoice, ImportCounts, TableSource};
use crate::{Day, Desk, DeskError};
use hoso_store::Edit;
use serde::Serialize;
use specta::Type;

/// What an import wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportedView {
    /// How many rows there were of each kind.
    pub counts: ImportCounts,
    /// Its entry in the journal, and the steps there are now.
    pub saved: SavedView,
}

impl OpenedCabinet {
    /// Lays a table over a kept dossier. Nothing is written. Where nothing is chosen for
    /// its columns, they are as they were chosen for a table with the same header before.
    pub fn try_table(
        &self,
        desk: &Desk,
        dossier: &str,
        source: &TableSource,
        choice: &ImportChoice,
        day: Day,
    ) -> Result<Import, DeskError> {
        let opened = self.lay_out(desk, dossier)?;
        let recall = |key: &str| -> Option<Vec<ColumnMapping>> {
            let kept = self.text_setting(key).ok()??;
            serde_json::from_str(&kept).ok()
        };
        desk.try_table_as(&opened, source, choice, day, &recall)
    }

    /// Does the same and writes it as one step, if it is what the person saw: `token` is that of the
    /// table that was tried. Durable when this returns. The columns that were chosen are kept for
    /// tables with the same header.
    pub fn import_table(
        &mut self,
        desk: &Desk,
        (dossier, source): (&str, &TableSource),
        choice: &ImportChoice,
        token: Option<&str>,
        (day, stamp): (Day, &Stamp),
    ) -> Result<ImportedView, DeskError> {
        let import = self.try_table(desk, dossier, source, choice, day)?;
        if token.is_some_and(|token| token != import.view.token) {
            return Err(DeskError::ImportChanged);
        }
        import.refuse_nothing()?;
        if let (Some(key), false) = (&import.columns_key, choice.columns.is_empty()) {
            let kept =
                serde_json::to_string(&mapping(&import)).map_err(|error| DeskError::Internal {
                    name: "import",
                    detail: error.to_string(),
                })?;
            self.set_setting(key, &kept, stamp)?;
        }
        let counts = import.view.counts;
        let saved = self.edit(dossier, &Edit::Table(Box::new(import.after)), stamp)?;
        Ok(ImportedView { counts, saved })
    }
}

/// What each column holds, also those that were recognised, so that the same table is the same.
fn mapping(import: &Import) -> Vec<ColumnMapping> {
    let columns = import.view.columns.iter();
    columns
        .map(|column| ColumnMapping {
            column: column.column,
            field: column.field.clone(),
        })
        .collect()
}

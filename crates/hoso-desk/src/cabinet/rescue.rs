//! Puts fields of a kept dossier that were in an old encoding into Unicode, as one step.

use super::{EditInput, OpenedCabinet, Stamp};
use crate::rescue::{RescueView, chosen};
use crate::{Desk, DeskError};

impl OpenedCabinet {
    /// Changes the fields at some paths, or all that are sure where none is named. Returns what was
    /// changed.
    pub fn rescue(
        &mut self,
        desk: &Desk,
        dossier: &str,
        only: &[String],
        stamp: &Stamp,
    ) -> Result<Vec<RescueView>, DeskError> {
        let opened = self.lay_out(desk, dossier)?;
        let chosen = chosen(Desk::rescue_fields(&opened)?, only)?;
        if chosen.is_empty() {
            return Ok(chosen);
        }
        let edits = chosen.iter().map(|change| EditInput::Field {
            path: change.path.clone(),
            value: serde_json::Value::from(change.after.as_str()).to_string(),
        });
        self.amend(dossier, edits.collect(), stamp)?;
        Ok(chosen)
    }
}

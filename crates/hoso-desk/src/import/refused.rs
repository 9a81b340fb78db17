//! The rows that an import refused, as a workbook to correct and import again: as they stand in the
//! file, with the reason in a column of its own.

use super::value::shown;
use super::{Import, ImportRowView, RowState};
use crate::DeskError;
use hoso_exchange::sheet::workbook_of;
use hoso_exchange::{Existing, Staging};
use std::collections::BTreeMap;
use std::path::Path;

impl Import {
    /// Writes the refused rows to an Excel file; returns how many they are.
    pub fn write_refused(&self, out: &Path, existing: Existing) -> Result<u32, DeskError> {
        let refused: BTreeMap<u32, String> = self
            .view
            .rows
            .iter()
            .filter(|row| row.state == RowState::Refused)
            .map(|row| (row.row, reasons(row)))
            .collect();
        let wide = self.sheet.rows.iter().map(|row| row.cells.len()).max();
        let wide = wide.unwrap_or_default();
        let padded = |texts: Vec<String>, last: String| {
            let mut texts = texts;
            texts.resize(wide, String::new());
            texts.push(last);
            texts
        };
        let mut head: Vec<String> = self.view.columns.iter().fold(Vec::new(), |mut head, one| {
            head.resize(one.column as usize, String::new());
            head.push(one.title.clone());
            head
        });
        if self.header.is_none() {
            head.clear();
        }
        let mut rows = vec![padded(head, "Lý do chưa nhập".to_owned())];
        for row in &self.sheet.rows {
            if let Some(reason) = refused.get(&row.number) {
                rows.push(padded(
                    row.cells.iter().map(shown).collect(),
                    reason.clone(),
                ));
            }
        }
        let bytes = workbook_of(&self.sheet.name, &rows).map_err(|error| DeskError::Internal {
            name: "workbook",
            detail: error.to_string(),
        })?;
        Staging::write_one(out, &bytes, existing)?;
        Ok(refused.len() as u32)
    }
}

/// Why a row was refused, in one line.
fn reasons(row: &ImportRowView) -> String {
    let faults = row.faults.iter().map(|fault| {
        let place = if fault.cell.is_empty() {
            format!("Dòng {}", row.row)
        } else {
            format!("Ô {}", fault.cell)
        };
        format!("{place}: {}. {}", fault.what, fault.next)
    });
    faults.collect::<Vec<_>>().join(" ")
}

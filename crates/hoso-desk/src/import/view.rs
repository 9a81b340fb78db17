//! What front ends give and are given for an import.

use super::columns::ImportKind;
use hoso_domain::{Gender, NomineeKind};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a person chose for an import; what is left out is found out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ImportChoice {
    /// What the table holds.
    pub kind: Option<ImportKind>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Number of the header's row, as Excel shows it; 0: the table has none.
    pub header: Option<u32>,
    /// What columns hold, where it is not what was recognised.
    pub columns: Vec<ColumnMapping>,
    /// Whether hidden rows are taken too.
    pub hidden_rows: bool,
    /// What rows are that do not say whether they are a person or a collective.
    pub rows_are: Option<NomineeKind>,
    /// The gender of rows that do not say it.
    pub gender: Option<Gender>,
    /// Id of the award form of rows that do not say it; absent: the first of the round.
    pub award_form: Option<String>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// The column, from 0.
    pub column: u32,
    /// Code of the field; absent: the column is left out.
    pub field: Option<String>,
}

/// A table as it was understood, and what importing it would do.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ImportView {
    /// What kind of file it is, and how its text is written, in words.
    pub file_kind: String,
    /// The sheets to choose from.
    pub sheets: Vec<SheetView>,
    /// Name of the one that was read.
    pub sheet: String,
    /// What the table holds.
    pub kind: ImportKind,
    /// The kinds to choose from.
    pub kinds: Vec<ImportKindView>,
    /// Number of the header's row; absent where none was found.
    pub header: Option<u32>,
    /// The columns that have anything in them.
    pub columns: Vec<MappedColumnView>,
    /// The fields to choose from.
    pub fields: Vec<ImportFieldView>,
    /// Titles of required fields that no column holds; while there are any, every row is refused.
    pub missing: Vec<String>,
    /// Award forms to choose from for rows that say none.
    pub award_forms: Vec<ImportAwardView>,
    /// Whether the columns are those that a person chose for a table with this header before.
    pub remembered: bool,
    /// How many rows are hidden in the file.
    pub hidden_rows: u32,
    /// What is to be known of the table: merged cells, hidden rows, old encodings.
    pub notes: Vec<String>,
    /// How many rows there are of each kind.
    pub counts: ImportCounts,
    /// The rows below the header.
    pub rows: Vec<ImportRowView>,
    /// Stands for exactly this result; what is confirmed is what was seen.
    pub token: String,
}

/// A sheet to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// Whether it is hidden in the file.
    pub hidden: bool,
    /// How many rows have anything in them.
    pub rows: u32,
}

/// A kind to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportKindView {
    /// The kind.
    pub kind: ImportKind,
    /// What it is called.
    pub title: String,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MappedColumnView {
    /// The column, from 0.
    pub column: u32,
    /// Its letters, as Excel shows them.
    pub letters: String,
    /// What it is called in the header.
    pub title: String,
    /// Code of the field it holds; absent: it is left out.
    pub field: Option<String>,
    /// Whether that is certain.
    pub is_sure: bool,
    /// Whether it is hidden in the file.
    pub hidden: bool,
    /// Its first values.
    pub samples: Vec<String>,
}

/// A field to choose for a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportFieldView {
    /// Code.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whether a row without it is refused.
    pub required: bool,
    /// Advice for whoever fills it in.
    pub note: String,
}

/// An award form to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportAwardView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// How many rows there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct ImportCounts {
    /// Something that is not there yet.
    pub new: u32,
    /// Something that is there and changes.
    pub updated: u32,
    /// Something that is there just so.
    pub same: u32,
    /// Not understood, or not allowed.
    pub refused: u32,
    /// Headings, totals and hidden rows.
    pub skipped: u32,
    /// Of new and changing rows, how many have something to look at.
    pub noted: u32,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Something that is not there yet.
    New,
    /// Something that is there and changes.
    Updated,
    /// Something that is there just so.
    Same,
    /// Not understood, or not allowed.
    Refused,
    /// No entry of the table.
    Skipped,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportRowView {
    /// Its number, as Excel shows it.
    pub row: u32,
    /// What becomes of it.
    pub state: RowState,
    /// Whom or what it is about.
    pub name: String,
    /// What else tells it apart.
    pub detail: String,
    /// What changes of something that is there.
    pub changes: Vec<ImportChangeView>,
    /// What is wrong with its cells.
    pub faults: Vec<ImportFaultView>,
    /// What is to be looked at.
    pub notes: Vec<String>,
}

/// A change of something that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportChangeView {
    /// The field.
    pub field: String,
    /// What it is now.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportFaultView {
    /// The cell as Excel names it, `D17`; empty where it is about the row.
    pub cell: String,
    /// The field; empty where it is about the row.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub next: String,
}

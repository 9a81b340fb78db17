//! The columns that a table can have, as the data file tells them: how they are called, how they
//! are recognised, and what may stand in them. Templates are built from the same data.

use hoso_domain::NomineeKind;
use hoso_store::fold::fold;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a table holds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Nominees.
    Nominees,
    /// Members of the council.
    Members,
    /// What the unit achieved of the plan's indicators.
    Indicators,
    /// Awards that nominees received before.
    Awards,
}

/// The data file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tables {
    tables: Vec<TableColumns>,
}

/// One kind of table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct TableColumns {
    /// What it holds.
    pub kind: ImportKind,
    /// What it is called.
    pub title: String,
    /// Name of its sheet in a template.
    pub sheet: String,
    /// What one row is, for whoever fills it in.
    pub note: String,
    /// Words by which the name of a sheet tells this kind, folded.
    pub sheet_words: Vec<String>,
    /// What columns without a header likely hold, from the left, behind a numbering.
    #[serde(default)]
    pub bare: Vec<String>,
    /// Its columns, in the order of a template.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Code of the field.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Other names in a header, folded.
    pub synonyms: Vec<String>,
    /// What stands in it.
    pub value: ColumnValue,
    /// What may stand in it, where that is chosen.
    #[serde(default)]
    pub choices: Vec<ColumnChoice>,
    /// Whether a row without it is refused.
    #[serde(default)]
    pub required: bool,
    /// The kind of nominee that alone has it; absent: every row has.
    #[serde(default)]
    pub of: Option<NomineeKind>,
    /// Whether a template has it.
    #[serde(default = "yes")]
    pub template: bool,
    /// How wide it is in a template, in characters.
    pub width: u16,
    /// Advice for whoever fills it in.
    pub note: String,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ColumnValue {
    /// An id that the program gave.
    Code,
    /// A name, short enough for a certificate.
    Name,
    /// Free text.
    Text,
    /// A day.
    Date,
    /// A year.
    Year,
    /// A percentage from 0 to 100.
    Percent,
    /// Yes or no.
    Yes,
    /// One of the choices.
    Choice,
    /// An award form of the plan.
    AwardForm,
    /// Criteria of the plan, any number.
    Criteria,
    /// An indicator of the plan.
    Indicator,
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// Code that is kept.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Other names, folded.
    pub synonyms: Vec<String>,
}

impl Tables {
    /// Every kind of table.
    pub fn all(&self) -> &[TableColumns] {
        &self.tables
    }

    /// The table of a kind; every kind has one, or the data was refused when the desk was set up.
    pub fn of(&self, kind: ImportKind) -> Option<&TableColumns> {
        self.tables.iter().find(|table| table.kind == kind)
    }
}

impl TableColumns {
    /// The column of a field.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }
}

impl Column {
    /// Whether a header, folded, is one of its names.
    pub fn is_called(&self, folded: &str) -> bool {
        self.synonyms.iter().any(|name| name == folded) || fold(&self.title) == folded
    }

    /// The choice that a text, folded, names.
    pub fn choice(&self, folded: &str) -> Option<&ColumnChoice> {
        self.choices.iter().find(|choice| {
            fold(&choice.title) == folded || choice.synonyms.iter().any(|name| name == folded)
        })
    }
}

fn yes() -> bool {
    true
}

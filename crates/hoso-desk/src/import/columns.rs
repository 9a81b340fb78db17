//! The columns that a table can have, as the data file tells them: how they are called, how they
//! are recognised, and what may stand in them. Templates are built from the same data.

use hoso_domain::NomineeKind;
use hoso_store::fold::fold;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::ops::RangeInclusive;

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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    /// How columns are called that hold it for one year each.
    #[serde(default)]
    by_year: Option<ByYear>,
    /// What it holds a part of, where it is one of those.
    #[serde(skip)]
    part: Option<Part>,
}

/// Names of a column for one year; `{year}` stands for the year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByYear {
    title: String,
    synonyms: Vec<String>,
}

/// One year of what another column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    of: String,
    year: i32,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    /// The same with a column for each of these years beside every column that can be told so.
    pub fn with_years(&self, years: RangeInclusive<i32>) -> Self {
        let mut tables = self.tables.clone();
        for table in &mut tables {
            let columns = table.columns.drain(..);
            table.columns = columns
                .flat_map(|column| {
                    let of_years: Vec<Column> = column.of_years(years.clone()).collect();
                    std::iter::once(column).chain(of_years)
                })
                .collect();
        }
        Self { tables }
    }

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

    /// The columns that hold a field for one year each, with their years.
    pub fn of_years(&self, field: &str) -> impl Iterator<Item = (&Column, i32)> {
        let columns = self.columns.iter();
        columns.filter_map(move |column| {
            let part = column.part.as_ref().filter(|part| part.of == field)?;
            Some((column, part.year))
        })
    }

    /// The columns that have to be told and are not: neither they nor one of their years is there.
    pub fn lacking(&self, is_there: impl Fn(&str) -> bool) -> impl Iterator<Item = &Column> {
        let required = self.columns.iter().filter(|column| column.required);
        required.filter(move |column| {
            let mut of_years = self.of_years(&column.id);
            !is_there(&column.id) && !of_years.any(|(part, _)| is_there(&part.id))
        })
    }
}

impl Column {
    fn of_years(&self, years: RangeInclusive<i32>) -> impl Iterator<Item = Self> {
        let named = self.by_year.iter();
        named.flat_map(move |names| {
            years.clone().map(move |year| {
                let named = |name: &String| name.replace("{year}", &year.to_string());
                Self {
                    id: format!("{}_{year}", self.id),
                    title: named(&names.title),
                    synonyms: names.synonyms.iter().map(named).collect(),
                    required: false,
                    by_year: None,
                    part: Some(Part {
                        of: self.id.clone(),
                        year,
                    }),
                    ..self.clone()
                }
            })
        })
    }

    /// Whether it may be guessed by a part of its name. A year stands in many headers, such as that
    /// of a target.
    pub fn can_be_guessed(&self) -> bool {
        self.part.is_none()
    }

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

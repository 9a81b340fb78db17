//! Import of tables (Excel, `OpenDocument`, CSV): nominees, members of the council, indicators and
//! earlier awards. First a dry run, which tells of every row what would become of it; what a person
//! then confirms is written as one step.

mod awards;
mod cells;
mod columns;
mod figures;
mod members;
mod nominees;
mod recognise;
mod refused;
mod run;
#[cfg(test)]
mod tests;
mod value;
mod view;

pub use columns::ImportKind;
pub(crate) use columns::{Column, ColumnValue, TableColumns, Tables};
pub use view::{
    ColumnMapping, ImportAwardView, ImportChangeView, ImportChoice, ImportCounts, ImportFaultView,
    ImportFieldView, ImportKindView, ImportRowView, ImportView, MappedColumnView, RowState,
    SheetView,
};

pub use crate::table_reader::TableSource;

use crate::table_reader::Table;
use crate::{Day, Desk, DeskError, Opened};
use cells::Places;
use hoso_domain::Dossier;
use hoso_exchange::sheet::{Charset, Sheet, SheetFile, Workbook, column_letters};
use hoso_exchange::{Existing, Staging, dossier_to_json};
use hoso_store::fold::fold;
use hoso_store::sha256_of;
use recognise::{Recognised, kind_of, recognise, recognise_bare};
use run::{Given, run};
use std::path::Path;
use value::shown;

/// So many values of a column are shown.
const SAMPLES: usize = 3;

/// A table laid over a dossier; nothing is written yet.
#[derive(Debug)]
pub struct Import {
    /// How it was understood, and what it would do.
    pub view: ImportView,
    pub(crate) after: Dossier,
    /// Under which name the columns that a person chose are kept; a table without a header has none.
    pub(crate) columns_key: Option<String>,
    sheet: Sheet,
    header: Option<(usize, usize)>,
}

/// What a person chose before for the columns of a table, by its key.
pub(crate) type Recall<'a> = &'a dyn Fn(&str) -> Option<Vec<ColumnMapping>>;

impl Desk {
    /// Lays a table over a dossier. Nothing is written.
    pub fn try_table(
        &self,
        opened: &Opened,
        source: &TableSource,
        choice: &ImportChoice,
        day: Day,
    ) -> Result<Import, DeskError> {
        self.try_table_as(opened, source, choice, day, &|_| None)
    }

    pub(crate) fn try_table_as(
        &self,
        opened: &Opened,
        source: &TableSource,
        choice: &ImportChoice,
        day: Day,
        recall: Recall<'_>,
    ) -> Result<Import, DeskError> {
        let Table { workbook, sha256 } = self.read_table(source)?;
        let sheet = sheet_of(&workbook, choice)?.clone();
        let tables = self.tables.with_years(opened.plan.years.years());
        let kind = choice.kind.unwrap_or_else(|| kind_of(&sheet, &tables));
        let table = tables.of(kind).ok_or_else(|| DeskError::Internal {
            name: "import/columns.toml",
            detail: format!("no table of {kind:?}"),
        })?;
        let may_be_bare = workbook.kind == SheetFile::Pasted || choice.header == Some(0);
        let recognise = if may_be_bare {
            recognise_bare
        } else {
            recognise
        };
        let found = recognise(&sheet, table, choice.header);
        let columns_key = found.header.map(|_| columns_key(kind, &found));
        let kept = columns_key.as_deref().and_then(recall);
        let kept = kept.filter(|_| choice.columns.is_empty());
        let chosen = kept.as_ref().unwrap_or(&choice.columns);
        let fields = with_chosen(&found, table, chosen);
        let places = places(&fields);
        let given = Given::new(opened, choice, Self::judging_day(opened, day));
        let award_forms = given.award_names.iter();
        let award_forms = award_forms
            .map(|(id, name)| ImportAwardView {
                id: id.clone(),
                name: name.clone(),
            })
            .collect();
        let done = run(given, &sheet, table, &found, &places);
        let view = ImportView {
            file_kind: file_kind(&workbook),
            sheets: workbook.sheets.iter().map(sheet_view).collect(),
            sheet: sheet.name.clone(),
            kind,
            kinds: tables.all().iter().map(kind_view).collect(),
            header: found.header.map(|(at, _)| sheet.rows[at].number),
            columns: columns(&sheet, &found, &fields),
            fields: table.columns.iter().map(field_view).collect(),
            missing: missing(table, &places),
            award_forms,
            remembered: kept.is_some(),
            hidden_rows: hidden_rows(&sheet),
            notes: notes(&workbook, &sheet, choice),
            counts: done.counts,
            token: token(&sha256, opened, choice, &fields)?,
            rows: done.rows,
        };
        Ok(Import {
            view,
            after: done.after,
            columns_key,
            header: found.header,
            sheet,
        })
    }
}

impl Import {
    /// Writes the dossier as the import leaves it to a file.
    pub fn write(&self, out: &Path, existing: Existing) -> Result<(), DeskError> {
        self.refuse_nothing()?;
        let json = dossier_to_json(&self.after).map_err(|error| DeskError::Internal {
            name: "dossier file",
            detail: error.to_string(),
        })?;
        Ok(Staging::write_one(out, json.as_bytes(), existing)?)
    }

    /// Refuses an import that would write nothing.
    pub(crate) fn refuse_nothing(&self) -> Result<(), DeskError> {
        if self.view.counts.written() == 0 {
            let refused = self.view.counts.refused;
            return Err(DeskError::NothingToImport { refused });
        }
        Ok(())
    }
}

/// The sheet that was asked for; else the first that is shown and has a header, else the first.
fn sheet_of<'w>(workbook: &'w Workbook, choice: &ImportChoice) -> Result<&'w Sheet, DeskError> {
    let sheets = &workbook.sheets;
    if let Some(name) = &choice.sheet {
        let named = sheets.iter().find(|sheet| fold(&sheet.name) == fold(name));
        return named.ok_or_else(|| DeskError::UnknownSheet {
            name: name.clone(),
            known: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        });
    }
    let with_rows = || sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    let shown = with_rows().find(|sheet| !sheet.hidden);
    shown
        .or_else(|| with_rows().next())
        .ok_or_else(|| DeskError::Internal {
            name: "sheet",
            detail: "a workbook without rows".to_owned(),
        })
}

/// The fields of the columns with what a person chose laid over what was recognised.
fn with_chosen(
    found: &Recognised,
    table: &TableColumns,
    chosen: &[ColumnMapping],
) -> Vec<Option<(String, bool)>> {
    let mut fields = found.fields.clone();
    for one in chosen {
        let is_known = |id: &String| table.column(id).is_some();
        let field = one.field.clone().filter(is_known);
        if let Some(field) = &field {
            for slot in &mut fields {
                if slot.as_ref().is_some_and(|(taken, _)| taken == field) {
                    *slot = None;
                }
            }
        }
        if let Some(slot) = fields.get_mut(one.column as usize) {
            *slot = field.map(|field| (field, true));
        }
    }
    fields
}

fn places(fields: &[Option<(String, bool)>]) -> Places {
    let named = fields.iter().enumerate();
    named
        .filter_map(|(at, field)| Some((field.as_ref()?.0.clone(), at as u32)))
        .collect()
}

fn missing(table: &TableColumns, places: &Places) -> Vec<String> {
    let lacking = table.lacking(|id| places.contains_key(id));
    lacking.map(|column| column.title.clone()).collect()
}

/// Tables with the same header are the same table, whatever their rows.
fn columns_key(kind: ImportKind, found: &Recognised) -> String {
    let titles: Vec<String> = found.titles.iter().map(|title| fold(title)).collect();
    let sign = format!("{kind:?}\n{}", titles.join("\n"));
    format!("import.columns.{}", &sha256_of(sign.as_bytes())[..16])
}

/// Stands for a file, a dossier and a choice: where one of them is another, so is the result.
fn token(
    sha256: &str,
    opened: &Opened,
    choice: &ImportChoice,
    fields: &[Option<(String, bool)>],
) -> Result<String, DeskError> {
    let internal = |error: serde_json::Error| DeskError::Internal {
        name: "import",
        detail: error.to_string(),
    };
    let dossier = serde_json::to_string(&opened.dossier).map_err(internal)?;
    let choice = ImportChoice {
        columns: Vec::new(),
        ..choice.clone()
    };
    let choice = serde_json::to_string(&choice).map_err(internal)?;
    let sign = format!("{sha256}\n{choice}\n{fields:?}\n{dossier}");
    Ok(sha256_of(sign.as_bytes()))
}

fn file_kind(workbook: &Workbook) -> String {
    let kind = match workbook.kind {
        SheetFile::Xlsx => "Excel (.xlsx)",
        SheetFile::Xls => "Excel 97-2003 (.xls)",
        SheetFile::Ods => "OpenDocument (.ods)",
        SheetFile::Csv => "CSV",
        SheetFile::Pasted => "Dán từ bảng tính",
    };
    let charset = match workbook.charset {
        None => return kind.to_owned(),
        Some(Charset::Utf8) => "Unicode UTF-8",
        Some(Charset::Utf16) => "Unicode UTF-16",
        Some(Charset::Windows1258) => "Windows-1258",
        Some(Charset::Tcvn3) => "TCVN3",
        Some(Charset::Vni) => "VNI",
    };
    format!("{kind}, bảng mã {charset}")
}

fn sheet_view(sheet: &Sheet) -> SheetView {
    SheetView {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows: sheet.rows.len() as u32,
    }
}

fn kind_view(table: &TableColumns) -> ImportKindView {
    ImportKindView {
        kind: table.kind,
        title: table.title.clone(),
    }
}

fn field_view(column: &Column) -> ImportFieldView {
    ImportFieldView {
        id: column.id.clone(),
        title: column.title.clone(),
        required: column.required,
        note: column.note.clone(),
    }
}

fn columns(
    sheet: &Sheet,
    found: &Recognised,
    fields: &[Option<(String, bool)>],
) -> Vec<MappedColumnView> {
    let first = found.header.map_or(0, |(_, last)| last + 1);
    let below = sheet.rows.get(first..).unwrap_or_default();
    let view = |(at, title): (usize, &String)| {
        let values = below.iter().filter_map(|row| row.cells.get(at)).map(shown);
        let samples: Vec<String> = values
            .filter(|value| !value.is_empty())
            .take(SAMPLES)
            .collect();
        let field = fields.get(at).cloned().flatten();
        if title.is_empty() && samples.is_empty() && field.is_none() {
            return None;
        }
        let column = at as u32;
        Some(MappedColumnView {
            column,
            letters: column_letters(column),
            title: title.clone(),
            is_sure: field.as_ref().is_none_or(|(_, is_sure)| *is_sure),
            field: field.map(|(id, _)| id),
            hidden: sheet.hidden_columns.contains(&column),
            samples,
        })
    };
    found.titles.iter().enumerate().filter_map(view).collect()
}

fn hidden_rows(sheet: &Sheet) -> u32 {
    sheet.rows.iter().filter(|row| row.hidden).count() as u32
}

/// What is to be known of a sheet before its rows are looked at.
fn notes(workbook: &Workbook, sheet: &Sheet, choice: &ImportChoice) -> Vec<String> {
    let mut notes = Vec::new();
    if workbook.kind == SheetFile::Pasted {
        notes.push("Dòng và ô được đếm từ ô đầu của vùng đã dán.".to_owned());
    }
    if sheet.hidden {
        notes.push("Trang tính này đang ẩn trong tệp.".to_owned());
    }
    let hidden = hidden_rows(sheet);
    if hidden > 0 {
        let done = if choice.hidden_rows {
            "vẫn được nhập"
        } else {
            "không nhập"
        };
        notes.push(format!("{hidden} dòng đang ẩn trong tệp: {done}."));
    }
    if !sheet.hidden_columns.is_empty() {
        let letters = sheet.hidden_columns.iter().take(20).copied();
        let letters: Vec<String> = letters.map(column_letters).collect();
        notes.push(format!("Cột đang ẩn trong tệp: {}.", letters.join(", ")));
    }
    if !sheet.merged.is_empty() {
        let count = sheet.merged.len();
        notes.push(format!(
            "{count} vùng ô gộp: mọi ô trong vùng lấy giá trị của ô đầu."
        ));
    }
    if sheet.rescued > 0 {
        notes.push(format!(
            "{} ô gõ bằng mã cũ (TCVN3, VNI) được đổi sang Unicode: xem lại chữ hoa có dấu.",
            sheet.rescued
        ));
    }
    notes
}

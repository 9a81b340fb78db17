//! Where the header of a sheet is, and which field each column holds. What is not certain is offered
//! and said to be.

use super::columns::{ImportKind, TableColumns, Tables};
use super::value::shown;
use hoso_exchange::sheet::{Area, Cell, Row, Sheet};
use hoso_store::fold::fold;

/// So many rows from the top are looked at for the header.
const HEAD: usize = 30;

/// A sheet whose header was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// The rows of the header, by their places in the sheet; none where it has no header.
    pub header: Option<(usize, usize)>,
    /// What each column is called there, from A.
    pub titles: Vec<String>,
    /// What each column holds, and whether that is certain.
    pub fields: Vec<Option<(String, bool)>>,
}

/// Finds header and columns of a table of a kind; `asked` is the number of the header's row, where a
/// person said it.
pub fn recognise(sheet: &Sheet, table: &TableColumns, asked: Option<u32>) -> Recognised {
    let candidates = match asked {
        Some(number) => sheet
            .rows
            .iter()
            .position(|row| row.number == number)
            .map_or(Vec::new(), |at| vec![at]),
        None => (0..sheet.rows.len().min(HEAD)).collect(),
    };
    let tried = candidates
        .into_iter()
        .map(|at| with_header(sheet, table, at));
    let mut best = Recognised {
        header: None,
        titles: Vec::new(),
        fields: Vec::new(),
    };
    for one in tried {
        let is_asked = asked.is_some();
        if is_asked || weight(&one) > weight(&best) {
            best = one;
        }
    }
    let wide = sheet.rows.iter().map(|row| row.cells.len()).max();
    best.titles.resize(wide.unwrap_or_default(), String::new());
    best.fields.resize(wide.unwrap_or_default(), None);
    best
}

/// The same for a table that may come without a header, as copied cells often do: a row is the header
/// only where it surely names every required column. Without one, what columns hold goes by their
/// place, and is said to be uncertain.
pub fn recognise_bare(sheet: &Sheet, table: &TableColumns, asked: Option<u32>) -> Recognised {
    let found = recognise(sheet, table, asked);
    let is_named = |id: &str| found.fields.contains(&Some((id.to_owned(), true)));
    let has_all = table.lacking(is_named).next().is_none();
    if asked.is_some_and(|number| number > 0) || has_all {
        return found;
    }
    let mut found = recognise(sheet, table, Some(0));
    let is_number = |row: &Row| {
        let text = row.cells.first().map(shown).unwrap_or_default();
        text.trim_end_matches('.').chars().all(char::is_numeric)
    };
    let first = usize::from(sheet.rows.iter().all(is_number));
    for (field, id) in found.fields.iter_mut().skip(first).zip(&table.bare) {
        *field = Some((id.clone(), false));
    }
    found
}

/// The kind that most of a sheet's columns speak for; its name breaks a tie.
pub fn kind_of(sheet: &Sheet, tables: &Tables) -> ImportKind {
    let name = fold(&sheet.name);
    let mut best = (ImportKind::Nominees, 0);
    for table in tables.all() {
        let found = recognise(sheet, table, None);
        let is_named = table
            .sheet_words
            .iter()
            .any(|word| name.contains(word.as_str()));
        let required = table.columns.iter().filter(|column| column.required);
        let has = |id: &str| found.fields.iter().flatten().any(|(field, _)| field == id);
        let has_all = table.lacking(has).next().is_none();
        let more = required.count() * usize::from(has_all);
        let weight = weight(&found) + 2 * usize::from(is_named) + 3 * more;
        if weight > best.1 {
            best = (table.kind, weight);
        }
    }
    best.0
}

fn weight(found: &Recognised) -> usize {
    let fields = found.fields.iter().flatten();
    fields
        .map(|(_, is_sure)| if *is_sure { 3 } else { 1 })
        .sum()
}

/// The columns as one row names them. Where cells of it are merged across columns, the row below
/// says more, and the two are read together.
fn with_header(sheet: &Sheet, table: &TableColumns, at: usize) -> Recognised {
    let row = &sheet.rows[at];
    let top = row.number - 1;
    let is_wide = |area: &&Area| area.top == top && area.left < area.right;
    let across: Vec<&Area> = sheet.merged.iter().filter(is_wide).collect();
    let below = sheet.rows.get(at + 1).filter(|below| {
        below.number == row.number + 1 && !across.is_empty() && goes_on(sheet, row, below, &across)
    });
    let titles: Vec<String> = (0..row
        .cells
        .len()
        .max(below.map_or(0, |below| below.cells.len())))
        .map(|column| {
            let part = |row: &Row| row.cells.get(column).map(shown).unwrap_or_default();
            let first = part(row);
            let second = below.map(part).unwrap_or_default();
            let parts: Vec<String> = if second == first {
                vec![first]
            } else {
                vec![first, second]
            };
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(" – ")
        })
        .collect();
    let last = at + usize::from(below.is_some());
    Recognised {
        header: Some((at, last)),
        fields: fields(table, &titles),
        titles,
    }
}

/// Whether the row below a header belongs to it: only columns under merged ones say anything new.
fn goes_on(sheet: &Sheet, row: &Row, below: &Row, across: &[&Area]) -> bool {
    let is_under = |column: usize| {
        let column = column as u32;
        across
            .iter()
            .any(|area| (area.left..=area.right).contains(&column))
    };
    let is_joined = |column: usize| {
        let column = column as u32;
        sheet.merged.iter().any(|area| {
            let rows = area.top..=area.bottom;
            (area.left..=area.right).contains(&column)
                && rows.contains(&(row.number - 1))
                && rows.contains(&(below.number - 1))
        })
    };
    let mut cells = below.cells.iter().enumerate();
    cells.all(|(column, cell)| {
        *cell == Cell::Blank
            || is_joined(column)
            || (is_under(column) && matches!(cell, Cell::Text(_)))
    })
}

/// The field of each title: by its whole name; by a name it begins with; each field once.
fn fields(table: &TableColumns, titles: &[String]) -> Vec<Option<(String, bool)>> {
    let folded: Vec<String> = titles
        .iter()
        .map(|title| {
            // What stands in brackets explains: “Ngày sinh (dd/mm/yyyy)”.
            let plain = title.split(['(', '*', ':']).next().unwrap_or_default();
            match fold(title) {
                whole if is_name(table, &whole) => whole,
                whole => {
                    let plain = fold(plain);
                    if plain.is_empty() { whole } else { plain }
                }
            }
        })
        .collect();
    let mut fields: Vec<Option<(String, bool)>> = vec![None; titles.len()];
    let mut taken: Vec<String> = Vec::new();
    for (at, title) in folded
        .iter()
        .enumerate()
        .filter(|(_, title)| !title.is_empty())
    {
        let column = table
            .columns
            .iter()
            .find(|column| column.is_called(title) && !taken.contains(&column.id));
        if let Some(column) = column {
            taken.push(column.id.clone());
            fields[at] = Some((column.id.clone(), true));
        }
    }
    for (at, title) in folded.iter().enumerate() {
        if fields[at].is_some() || title.is_empty() || title == "stt" || title == "tt" {
            continue;
        }
        let length = |name: &str| {
            let is_part =
                title.starts_with(&format!("{name} ")) || title.ends_with(&format!(" {name}"));
            (name.len() > 3 && is_part).then_some(name.len())
        };
        let free = table
            .columns
            .iter()
            .filter(|column| column.can_be_guessed() && !taken.contains(&column.id));
        let guessed = free
            .filter_map(|column| {
                let own = fold(&column.title);
                let names = column
                    .synonyms
                    .iter()
                    .map(String::as_str)
                    .chain([own.as_str()]);
                Some((names.filter_map(length).max()?, column.id.clone()))
            })
            .max();
        if let Some((_, id)) = guessed {
            taken.push(id.clone());
            fields[at] = Some((id, false));
        }
    }
    fields
}

fn is_name(table: &TableColumns, folded: &str) -> bool {
    table.columns.iter().any(|column| column.is_called(folded))
}

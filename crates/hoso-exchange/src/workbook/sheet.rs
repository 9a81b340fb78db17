//! One sheet: what stands above, the head, the rows, and how it is seen, filled in and printed.

use super::look::Looks;
use super::name::{cut, tab_name};
use super::width::{HIGHEST, LINE_HEIGHT, height_of, lines_of, widths};
use super::{Cell, Column, ColumnKind, CutCell, LONGEST_CELL, Line, LineLook, Orientation, Sheet};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, Formula, IgnoreError, Note, Worksheet,
    XlsxError,
};
use std::collections::HashSet;

/// A4, as spreadsheets number paper.
const A4: u8 = 9;
/// The longest title at the foot of a page, in UTF-16 units.
const LONGEST_FOOT: usize = 100;
/// The longest title and text of what a spreadsheet says of a wrong choice, in UTF-16 units.
const LONGEST_TOLD: usize = 255;

/// The first year that a spreadsheet knows dates of.
const FIRST_YEAR: i32 = 1901;
const LAST_YEAR: i32 = 9999;

/// What is written into a worksheet.
pub struct Part<'a> {
    pub sheet: &'a Sheet,
    pub name: &'a str,
    /// Title of the workbook.
    pub title: &'a str,
}

/// The lists that columns are chosen from, on a sheet that is not shown: a list in the column itself
/// has little room, and its values can have no comma.
pub struct Lists {
    name: String,
    lists: Vec<Vec<String>>,
}

impl Lists {
    pub fn new(taken: &mut HashSet<String>) -> Self {
        Self {
            name: tab_name("Danh mục", taken),
            lists: Vec::new(),
        }
    }

    /// Where a list stands.
    fn place(&mut self, choices: &[String]) -> String {
        let known = self.lists.iter().position(|list| list == choices);
        let at = known.unwrap_or_else(|| {
            self.lists.push(choices.to_vec());
            self.lists.len() - 1
        });
        let column = rust_xlsxwriter::utility::column_number_to_name(at as u16);
        let name = self.name.replace('\'', "''");
        format!("='{name}'!${column}$1:${column}${}", choices.len())
    }

    pub fn write(self, book: &mut rust_xlsxwriter::Workbook) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let worksheet = book.add_worksheet();
        worksheet.set_name(&self.name)?.set_hidden(true);
        for (column, list) in self.lists.iter().enumerate() {
            for (row, choice) in list.iter().enumerate() {
                worksheet.write_string(row as u32, column as u16, cut(choice, LONGEST_CELL))?;
            }
        }
        Ok(())
    }
}

/// Writes a sheet.
pub fn write(
    worksheet: &mut Worksheet,
    part: &Part<'_>,
    looks: &Looks,
    lists: &mut Lists,
    cells_cut: &mut Vec<CutCell>,
) -> Result<(), XlsxError> {
    let sheet = part.sheet;
    let widths = widths(sheet);
    for (column, width) in widths.iter().enumerate() {
        worksheet.set_column_width(column as u16, *width)?;
    }
    let last_column = (sheet.columns.len() as u16).saturating_sub(1);
    let mut row = 0;
    for line in &sheet.lines {
        put_line(worksheet, row, last_column, line, &widths, looks)?;
        row += 1;
    }
    if !sheet.lines.is_empty() {
        row += 1;
    }
    let head = row;
    let head_end = put_head(worksheet, head, sheet, &widths, looks)?;
    row = head_end + 1;
    let first = row;
    for cells in &sheet.rows {
        put_row(worksheet, row, sheet, cells, |kind, cell| {
            looks.cell(kind, cell)
        })?;
        worksheet.set_row_height(row, height_of(cells, &widths))?;
        row += 1;
    }
    if !sheet.rows.is_empty() && sheet.rows_to_fill == 0 {
        worksheet.autofilter(head_end, 0, row - 1, last_column)?;
        worksheet.ignore_error_range(
            first,
            0,
            row - 1,
            last_column,
            IgnoreError::NumberStoredAsText,
        )?;
    }
    if !sheet.total.is_empty() {
        put_row(worksheet, row, sheet, &sheet.total, |kind, cell| {
            looks.total(kind, cell)
        })?;
        row += 1;
    }
    note_cut(part, first, cells_cut);
    if sheet.rows_to_fill > 0 {
        let last = row + sheet.rows_to_fill - 1;
        make_ready(worksheet, sheet, (first, last), looks, lists)?;
    }
    lay_out(worksheet, part, (head, head_end))
}

fn put_line(
    worksheet: &mut Worksheet,
    row: u32,
    last_column: u16,
    line: &Line,
    widths: &[f64],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let format = looks.line(line.look);
    let text = cut(&line.text, LONGEST_CELL);
    if last_column > 0 {
        worksheet.merge_range(row, 0, row, last_column, text, format)?;
    } else {
        worksheet.write_string_with_format(row, 0, text, format)?;
    }
    let (size, space) = match line.look {
        LineLook::Title => (1.3, 6.0),
        LineLook::Owner | LineLook::Subtitle | LineLook::Remark => (1.0, 2.0),
    };
    // A spreadsheet finds the height of rows by itself, but not of cells that are merged.
    let room: f64 = widths.iter().sum();
    let lines = f64::from(lines_of(text, room / size));
    worksheet.set_row_height(row, (lines * LINE_HEIGHT * size + space).min(HIGHEST))?;
    Ok(())
}

/// Writes the head; the last of its rows.
fn put_head(
    worksheet: &mut Worksheet,
    head: u32,
    sheet: &Sheet,
    widths: &[f64],
    looks: &Looks,
) -> Result<u32, XlsxError> {
    let mut covered = HashSet::new();
    let mut end = head;
    if !sheet.bands.is_empty() {
        end += 1;
        let mut column: u16 = 0;
        for band in &sheet.bands {
            let last = column + band.columns.saturating_sub(1);
            if band.title.is_empty() {
                for at in column..=last {
                    if let Some(column) = sheet.columns.get(usize::from(at)) {
                        let look = looks.head(column);
                        worksheet.merge_range(head, at, end, at, &column.title, look)?;
                        covered.insert(at);
                    }
                }
            } else if last > column {
                worksheet.merge_range(head, column, head, last, &band.title, looks.band())?;
            } else {
                worksheet.write_string_with_format(head, column, &band.title, looks.band())?;
            }
            column = last + 1;
        }
    }
    let mut lines = 1;
    for (at, column) in sheet.columns.iter().enumerate() {
        let place = at as u16;
        let room = (widths[at] - 1.5) / 1.12;
        lines = lines.max(lines_of(&column.title, room));
        if !covered.contains(&place) {
            worksheet.write_string_with_format(end, place, &column.title, looks.head(column))?;
        }
        if !column.note.is_empty() {
            worksheet.insert_note(end, place, &note(&column.note))?;
        }
    }
    worksheet.set_row_height(end, f64::from(lines) * LINE_HEIGHT + 6.0)?;
    if end > head {
        worksheet.set_row_height(head, LINE_HEIGHT + 6.0)?;
    }
    Ok(end)
}

fn note(text: &str) -> Note {
    let lines = lines_of(text, 38.0);
    Note::new(cut(text, LONGEST_CELL - 100))
        .add_author_prefix(false)
        .set_width(300)
        .set_height(lines * 18 + 16)
}

fn put_row<'a>(
    worksheet: &mut Worksheet,
    row: u32,
    sheet: &Sheet,
    cells: &[Cell],
    look: impl Fn(ColumnKind, &Cell) -> &'a Format,
) -> Result<(), XlsxError> {
    for (at, column) in sheet.columns.iter().enumerate() {
        let cell = cells.get(at).unwrap_or(&Cell::Blank);
        let (at, format) = (at as u16, look(column.kind, cell));
        match cell {
            Cell::Blank => worksheet.write_blank(row, at, format)?,
            Cell::Text(text) => {
                worksheet.write_string_with_format(row, at, cut(text, LONGEST_CELL), format)?
            }
            Cell::Count(count) => worksheet.write_number_with_format(row, at, *count, format)?,
            Cell::Numeral(numeral) => {
                worksheet.write_number_with_format(row, at, *numeral, format)?
            }
            Cell::Decimal(value, _) | Cell::Signed(value, _) => {
                worksheet.write_number_with_format(row, at, *value, format)?
            }
            Cell::Percent(value, decimals) => {
                let share = hundredth(*value, *decimals);
                worksheet.write_number_with_format(row, at, share, format)?
            }
            Cell::Date(date) if is_known(*date) => {
                worksheet.write_date_with_format(row, at, date, format)?
            }
            Cell::Date(date) => {
                let text = date.format("%d/%m/%Y").to_string();
                worksheet.write_string_with_format(row, at, text, format)?
            }
        };
    }
    Ok(())
}

/// 91.2 as 0.912 and not as 0.9120000000000001.
fn hundredth(percent: f64, decimals: u8) -> f64 {
    let decimals = usize::from(decimals) + 2;
    let share = percent / 100.0;
    format!("{share:.decimals$}").parse().unwrap_or(share)
}

/// Whether a spreadsheet knows a date: its calendar begins late, and in its first year it has a day
/// too many.
fn is_known(date: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}

fn note_cut(part: &Part<'_>, first: u32, cells_cut: &mut Vec<CutCell>) {
    for (row, cells) in part.sheet.rows.iter().enumerate() {
        for (column, cell) in part.sheet.columns.iter().zip(cells) {
            let Cell::Text(text) = cell else { continue };
            if cut(text, LONGEST_CELL).len() < text.len() {
                cells_cut.push(CutCell {
                    sheet: part.name.to_owned(),
                    row: first + row as u32 + 1,
                    column: column.title.clone(),
                });
            }
        }
    }
}

/// Makes rows ready to be filled in.
fn make_ready(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    (first, last): (u32, u32),
    looks: &Looks,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    for (at, column) in sheet.columns.iter().enumerate() {
        let at = at as u16;
        match column.kind {
            ColumnKind::Date => worksheet.set_column_format(at, &looks.fill_date)?,
            // Telephone numbers and the like keep their zeros.
            ColumnKind::Text | ColumnKind::Centered => {
                worksheet.set_column_format(at, &looks.fill_text)?
            }
            ColumnKind::Number => worksheet,
        };
        if !column.choices.is_empty() {
            let list = chosen_from(column, lists)?;
            worksheet.add_data_validation(first, at, last, at, &list)?;
        }
    }
    Ok(())
}

fn chosen_from(column: &Column, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    let style = if column.is_open {
        DataValidationErrorStyle::Information
    } else {
        DataValidationErrorStyle::Stop
    };
    let told = format!("“{}”: hãy chọn trong danh sách.", column.title);
    DataValidation::new()
        .allow_list_formula(Formula::new(lists.place(&column.choices)))
        .set_error_style(style)
        .set_error_message(cut(&told, LONGEST_TOLD))
}

/// How the sheet is seen and printed.
fn lay_out(
    worksheet: &mut Worksheet,
    part: &Part<'_>,
    (head, head_end): (u32, u32),
) -> Result<(), XlsxError> {
    let sheet = part.sheet;
    match sheet.paper {
        Orientation::Landscape => worksheet.set_landscape(),
        Orientation::Portrait => worksheet.set_portrait(),
    };
    let title = cut(part.title, LONGEST_FOOT).replace('&', "&&");
    worksheet
        .set_paper_size(A4)
        .set_margins(0.45, 0.4, 0.5, 0.65, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer(format!(
            "&L&\"Times New Roman,Italic\"&9{}&R&9Trang &P/&N",
            spaced(&title)
        ))
        .set_repeat_rows(head, head_end)?
        .set_freeze_panes(head_end + 1, sheet.frozen_columns)?;
    Ok(())
}

/// A text that begins with a digit apart from the size in front of it.
fn spaced(text: &str) -> String {
    if text.starts_with(|sign: char| sign.is_ascii_digit()) {
        format!(" {text}")
    } else {
        text.to_owned()
    }
}

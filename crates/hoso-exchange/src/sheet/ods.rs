//! `OpenDocument`. The cells are read here: what is hidden and merged stands on the same elements,
//! and a row or cell that is repeated a million times must cost nothing.

use super::packed::Package;
use super::xlsx::{attribute, iso_day};
use super::{
    Area, Cell, Filling, MOST_CELLS, MOST_COLUMNS, MOST_SHEETS, Sheet, SheetFault, SheetFile,
    Workbook, in_hundredths,
};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// The most rows a sheet has; Excel's own limit.
const LAST_ROW: u32 = 1_048_576;

pub fn read(package: &Package) -> Result<Workbook, SheetFault> {
    let manifest = package.part("META-INF/manifest.xml").unwrap_or_default();
    if manifest
        .windows(b"encryption-data".len())
        .any(|piece| piece == b"encryption-data")
    {
        return Err(SheetFault::Password);
    }
    let content = package.part("content.xml").unwrap_or_default();
    let mut tables = Tables::default();
    let mut reader = Reader::from_reader(content);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(SheetFault::damaged)? {
            Event::Start(element) => tables.begin(&element)?,
            Event::Empty(element) => {
                tables.begin(&element)?;
                tables.end(element.name().as_ref())?;
            }
            Event::End(element) => tables.end(element.name().as_ref())?,
            Event::Text(text) => tables.text(&text.xml10_content()),
            Event::CData(text) => tables.text(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().ok().flatten();
                match letter {
                    Some(letter) => tables.text(letter.encode_utf8(&mut [0; 4])),
                    None => tables
                        .text(quick_xml::escape::resolve_xml_entity(&entity).unwrap_or_default()),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if tables.sheets.is_empty() {
        return Err(SheetFault::NotASheet);
    }
    Ok(Workbook {
        kind: SheetFile::Ods,
        charset: None,
        sheets: tables.sheets,
    })
}

/// What was read so far.
struct Tables {
    sheets: Vec<Sheet>,
    /// Styles of sheets that are not shown.
    unseen: BTreeSet<String>,
    style: Option<String>,
    filling: Option<Filling>,
    row: u32,
    row_repeats: u32,
    column: u32,
    columns_told: u32,
    /// Cells of the row at hand, each with its place.
    cells: Vec<(u32, Cell)>,
    cell: Option<Opened>,
    /// How deep in something that is no text of a cell.
    aside: usize,
    left: usize,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            sheets: Vec::new(),
            unseen: BTreeSet::new(),
            style: None,
            filling: None,
            row: 0,
            row_repeats: 1,
            column: 0,
            columns_told: 0,
            cells: Vec::new(),
            cell: None,
            aside: 0,
            left: MOST_CELLS,
        }
    }
}

/// A cell whose text is being read.
struct Opened {
    repeats: u32,
    kind: String,
    value: Option<String>,
    text: String,
    paragraphs: usize,
}

impl Tables {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), SheetFault> {
        let name = element.name();
        let name = name.as_ref();
        if self.cell.is_some() && (self.aside > 0 || is_aside(name)) {
            self.aside += 1;
            return Ok(());
        }
        let count = |attribute_name| -> u32 {
            let said = attribute(element, attribute_name);
            said.and_then(|said| said.parse().ok()).unwrap_or(1).max(1)
        };
        let is_hidden = || {
            let said = attribute(element, "visibility");
            said.is_some_and(|said| said == "collapse" || said == "filter")
        };
        match name {
            "style:style" => self.style = attribute(element, "name"),
            "style:table-properties" => {
                let display = attribute(element, "display");
                if display.is_some_and(|shown| shown == "false")
                    && let Some(style) = &self.style
                {
                    self.unseen.insert(style.clone());
                }
            }
            "table:table" if self.filling.is_none() => self.begin_table(element)?,
            "table:table-column" => {
                let repeats = count("number-columns-repeated").min(MOST_COLUMNS);
                let first = self.columns_told;
                self.columns_told = first.saturating_add(repeats).min(MOST_COLUMNS);
                if let Some(filling) = self.filling.as_mut().filter(|_| is_hidden()) {
                    filling.hidden_columns.extend(first..self.columns_told);
                }
            }
            "table:table-row" => {
                self.row_repeats = count("number-rows-repeated");
                self.column = 0;
                self.cells.clear();
                let last = self.row.saturating_add(self.row_repeats).min(LAST_ROW);
                if let Some(filling) = self.filling.as_mut().filter(|_| is_hidden()) {
                    filling.hidden_rows.extend(self.row..last);
                }
            }
            "table:table-cell" | "table:covered-table-cell" if self.filling.is_some() => {
                self.begin_cell(element, count("number-columns-repeated"));
                let (down, right) = (
                    count("number-rows-spanned"),
                    count("number-columns-spanned"),
                );
                if let Some(filling) = self.filling.as_mut().filter(|_| down > 1 || right > 1) {
                    self.left = self
                        .left
                        .checked_sub(1)
                        .ok_or(SheetFault::TooManyCells { limit: MOST_CELLS })?;
                    filling.merged.push(Area {
                        top: self.row,
                        left: self.column,
                        bottom: self.row.saturating_add(down - 1),
                        right: self.column.saturating_add(right - 1),
                    });
                }
            }
            "text:p" | "text:h" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "text:s" => self.text(&" ".repeat(count("c").min(100) as usize)),
            "text:tab" => self.text("\t"),
            "text:line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn begin_table(&mut self, element: &BytesStart<'_>) -> Result<(), SheetFault> {
        if self.sheets.len() >= MOST_SHEETS {
            return Err(SheetFault::TooManySheets { limit: MOST_SHEETS });
        }
        let style = attribute(element, "style-name").unwrap_or_default();
        let name = attribute(element, "name").unwrap_or_default();
        self.filling = Some(Filling::new(&name, self.unseen.contains(&style)));
        self.row = 0;
        self.columns_told = 0;
        Ok(())
    }

    fn begin_cell(&mut self, element: &BytesStart<'_>, repeats: u32) {
        // Programs of others write the kind without the prefix that the standard asks for.
        let value = ["date-value", "boolean-value", "string-value", "value"]
            .iter()
            .find_map(|name| attribute(element, name));
        self.cell = Some(Opened {
            repeats,
            kind: attribute(element, "value-type").unwrap_or_default(),
            value,
            text: String::new(),
            paragraphs: 0,
        });
    }

    fn text(&mut self, text: &str) {
        if self.aside > 0 {
            return;
        }
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0) {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), SheetFault> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let first = self.column;
                    self.column = first.saturating_add(cell.repeats);
                    let value = cell.value();
                    if value != Cell::Blank {
                        let last = self.column.min(first.saturating_add(MOST_COLUMNS + 1));
                        self.cells
                            .extend((first..last).map(|column| (column, value.clone())));
                    }
                }
            }
            "table:table-row" => self.end_row()?,
            "table:table" => {
                if let Some(filling) = self.filling.take() {
                    let sheet = filling.finish(&mut self.left)?;
                    self.sheets.push(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), SheetFault> {
        let last = self.row.saturating_add(self.row_repeats);
        if let Some(filling) = self.filling.as_mut().filter(|_| !self.cells.is_empty()) {
            for row in self.row..last.min(LAST_ROW) {
                for (column, cell) in &self.cells {
                    filling.put(row, *column, cell.clone(), &mut self.left)?;
                }
            }
        }
        self.cells.clear();
        self.row = last;
        Ok(())
    }
}

/// Comments and drawings hold text that is not the cell's.
fn is_aside(name: &str) -> bool {
    name == "office:annotation" || name.starts_with("draw:") || name == "table:table"
}

impl Opened {
    fn value(self) -> Cell {
        let number = || self.value.as_ref()?.parse::<f64>().ok();
        let text = || Cell::Text(self.text.clone());
        match self.kind.as_str() {
            "float" | "currency" => match number() {
                Some(number) => self.padded(number),
                None => text(),
            },
            "percentage" => number().map_or_else(text, in_hundredths),
            "boolean" => Cell::Yes(self.value.as_deref() == Some("true")),
            "date" => self.value.as_deref().map_or_else(text, iso_day),
            _ if is_error(&self.text) => Cell::Error(self.text),
            _ if self.text.is_empty() => self.value.map_or(Cell::Blank, Cell::Text),
            _ => Cell::Text(self.text),
        }
    }

    /// A number that is shown with zeros before it is meant with them.
    fn padded(&self, number: f64) -> Cell {
        let is_digits = self.text.len() > 1 && self.text.bytes().all(|sign| sign.is_ascii_digit());
        if is_digits && self.text.starts_with('0') && self.text.parse() == Ok(number) {
            Cell::Text(self.text.clone())
        } else if is_error(&self.text) {
            Cell::Error(self.text.clone())
        } else {
            Cell::Number(number)
        }
    }
}

/// `LibreOffice` writes a failed formula as the number 0, or as text, with the sign that it shows.
fn is_error(text: &str) -> bool {
    [
        "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
    ]
    .contains(&text)
        || text.starts_with("Err:")
}

//! Excel since 2007. calamine reads the cells one after the other; which rows and columns are
//! hidden it does not tell, so that is looked up in the same parts.

use super::packed::Package;
use super::{
    Area, Cell, Filling, MOST_CELLS, MOST_SHEETS, Sheet, SheetFault, SheetFile, Workbook,
    in_hundredths,
};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::Cursor;

/// What stands for a formula that the program which wrote the file has not worked out.
const UNWORKED: &str = "#CALC!";

type File = Xlsx<Cursor<Vec<u8>>>;

pub fn read(package: &Package) -> Result<Workbook, SheetFault> {
    let mut file: File = Xlsx::new(Cursor::new(package.stored()?)).map_err(fault)?;
    let listed: Vec<_> = file.sheets_metadata().to_vec();
    let paths = paths(package);
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for listed in listed.iter().filter(|one| one.typ == SheetType::WorkSheet) {
        if sheets.len() >= MOST_SHEETS {
            return Err(SheetFault::TooManySheets { limit: MOST_SHEETS });
        }
        let mut filling = Filling::new(&listed.name, listed.visible != SheetVisible::Visible);
        let part = paths.get(&listed.name).and_then(|path| package.part(path));
        let looked = look(part.unwrap_or_default(), &mut filling)?;
        sheets.push(sheet(&mut file, &looked, filling, &mut left)?);
    }
    Ok(Workbook {
        kind: SheetFile::Xlsx,
        charset: None,
        sheets,
    })
}

fn sheet(
    file: &mut File,
    looked: &Looked,
    mut filling: Filling,
    left: &mut usize,
) -> Result<Sheet, SheetFault> {
    let name = filling.name.clone();
    let merged = file.merge_cells_by_sheet_name(&name).map_err(fault)?;
    if merged.len() > MOST_CELLS {
        return Err(SheetFault::TooManyCells { limit: MOST_CELLS });
    }
    filling.merged = merged.iter().map(Area::from).collect();
    let mut reader = file.worksheet_cells_reader(&name).map_err(fault)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(fault)? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value(), reader.styles().get(style));
        filling.put(row, column, value, left)?;
    }
    for (row, column) in &looked.open {
        filling.put(*row, *column, Cell::Error(UNWORKED.to_owned()), left)?;
    }
    filling.finish(left)
}

fn value(data: &DataRef<'_>, style: Option<&Style>) -> Cell {
    match data {
        DataRef::Empty => Cell::Blank,
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => formatted(*number as f64, style),
        DataRef::Float(number) => formatted(*number, style),
        DataRef::Bool(yes) => Cell::Yes(*yes),
        DataRef::DateTime(time) => day(*time),
        DataRef::DateTimeIso(text) => iso_day(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// A number as its format shows it, where that changes what is meant.
fn formatted(number: f64, style: Option<&Style>) -> Cell {
    let format = style.and_then(|style| style.number_format.as_ref());
    match format {
        Some(format) => {
            let is_built_in = matches!(format.format_id, Some(9 | 10));
            shown(number, &format.format_code, is_built_in)
        }
        None => Cell::Number(number),
    }
}

/// A number as a format shows it: a percentage, or filled up with zeros at the front.
pub fn shown(number: f64, format: &str, is_percent: bool) -> Cell {
    let zeros = format.len();
    let is_padded = zeros > 1 && format.bytes().all(|sign| sign == b'0');
    if is_percent || format.contains('%') {
        in_hundredths(number)
    } else if is_padded && number.fract() == 0.0 && (0.0..1e15).contains(&number) {
        let zeros = zeros.min(20);
        Cell::Text(format!("{number:0zeros$.0}"))
    } else {
        Cell::Number(number)
    }
}

/// The day of a moment as Excel counts it; a time of day alone is no day.
pub fn day(time: ExcelDateTime) -> Cell {
    let serial = time.as_f64();
    match time.as_datetime() {
        Some(moment) if time.is_datetime() && serial >= 1.0 => Cell::Date(moment.date()),
        Some(moment) => Cell::Text(moment.format("%H:%M").to_string()),
        None => Cell::Number(serial),
    }
}

/// A day as XML writes it.
pub fn iso_day(text: &str) -> Cell {
    let day = text.get(..10).unwrap_or(text);
    match chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d") {
        Ok(day) => Cell::Date(day),
        Err(_) => Cell::Text(text.to_owned()),
    }
}

fn fault(error: XlsxError) -> SheetFault {
    match error {
        XlsxError::Password => SheetFault::Password,
        error => SheetFault::damaged(error),
    }
}

/// Where the sheets are, by name.
fn paths(package: &Package) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    let mut names = BTreeMap::new();
    let relations = package.part("xl/_rels/workbook.xml.rels");
    each_start(relations.unwrap_or_default(), |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, path);
        }
        true
    });
    let book = package.part("xl/workbook.xml");
    each_start(book.unwrap_or_default(), |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            && let Some(path) = targets.get(&id)
        {
            names.insert(name, path.clone());
        }
        true
    });
    names
}

/// What another look at a sheet's part tells.
#[derive(Default)]
struct Looked {
    /// The row that comes next where its number is not told.
    next: u32,
    /// The cell at hand, where it has a formula and no value so far.
    waiting: Option<(u32, u32)>,
    /// Formulas that nobody has worked out.
    open: Vec<(u32, u32)>,
    at: (u32, u32),
}

/// Notes which rows and columns of a sheet are hidden, and which formulas have no value.
fn look(part: &[u8], filling: &mut Filling) -> Result<Looked, SheetFault> {
    let mut looked = Looked::default();
    each_start(part, |element| {
        looked.visit(element, filling);
        filling.hidden_rows.len() + looked.open.len() <= MOST_CELLS
    });
    looked.open.extend(looked.waiting.take());
    if filling.hidden_rows.len() + looked.open.len() > MOST_CELLS {
        return Err(SheetFault::TooManyCells { limit: MOST_CELLS });
    }
    Ok(looked)
}

impl Looked {
    fn visit(&mut self, element: &BytesStart<'_>, filling: &mut Filling) {
        let hidden = || {
            let said = attribute(element, "hidden");
            said.is_some_and(|said| said == "1" || said == "true")
        };
        let number = |name| attribute(element, name)?.parse::<u32>().ok();
        match element.local_name().as_ref() {
            "row" => {
                let at = number("r").and_then(|row| row.checked_sub(1));
                let row = at.unwrap_or(self.next);
                self.next = row.saturating_add(1);
                self.at = (row, 0);
                if hidden() {
                    filling.hidden_rows.insert(row);
                }
            }
            "c" => {
                self.open.extend(self.waiting.take());
                let told = attribute(element, "r").and_then(|place| place_of(&place));
                let at = told.unwrap_or(self.at);
                self.at = at;
            }
            "f" => self.waiting = Some(self.at),
            "v" | "is" => self.waiting = None,
            "col" if hidden() => {
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
                let last = last.min(super::MOST_COLUMNS);
                let columns = (first.max(1)..=last).map(|column| column - 1);
                filling.hidden_columns.extend(columns);
            }
            _ => {}
        }
    }
}

/// The row and column of a cell's name, from 0.
fn place_of(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let place = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        column = column.checked_mul(26)?.checked_add(place)?;
    }
    Some((
        number.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

/// Visits every element of a part until told to stop. What is not well-formed ends it too: the
/// cells are read by another reader, which says what is wrong.
fn each_start(part: &[u8], mut visit: impl FnMut(&BytesStart<'_>) -> bool) {
    let mut reader = XmlReader::from_reader(part);
    loop {
        match reader.read_event() {
            // openpyxl writes an empty value for none.
            Ok(Event::Empty(element)) if element.local_name().as_ref() == "v" => {}
            Ok(Event::Start(element) | Event::Empty(element)) => {
                if !visit(&element) {
                    return;
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// An attribute by its name without a prefix.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|one| one.key.local_name().as_ref() == name)?;
    Some(match quick_xml::escape::unescape(&found.value) {
        Ok(text) => text.into_owned(),
        Err(_) => found.value.to_string(),
    })
}

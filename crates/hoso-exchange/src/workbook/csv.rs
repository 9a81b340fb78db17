//! A table as CSV: values parted by semicolons, as Vietnamese Excel reads them.

use super::{Cell, is_hostile};
use csv::{Terminator, WriterBuilder};

/// Rows as CSV with a byte order mark. Text that a spreadsheet would take for a formula gets an
/// apostrophe in front, since CSV cannot say that a value is text.
pub fn csv_text(rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        let _ = writer.write_record(row.iter().map(value));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn value(cell: &Cell) -> String {
    let number = |value: f64, decimals: u8| {
        let decimals = usize::from(decimals);
        format!("{value:.decimals$}").replace('.', ",")
    };
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) if is_hostile(text) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Numeral(numeral) => numeral.to_string(),
        Cell::Decimal(value, decimals) | Cell::Signed(value, decimals) => number(*value, *decimals),
        Cell::Percent(value, decimals) => format!("{}%", number(*value, *decimals)),
        Cell::Date(date) => date.format("%d/%m/%Y").to_string(),
    }
}

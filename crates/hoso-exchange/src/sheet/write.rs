//! A plain workbook of texts.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// The widest column, in characters.
const WIDEST: usize = 60;

/// One sheet of texts, the first row as its header. Every cell is text, so that none that begins
/// with `=` is a formula and no leading zero is lost.
pub fn workbook_of(name: &str, rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    // A name that Excel does not take is left to it.
    let _ = sheet.set_name(name);
    let text = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let head = text.clone().set_bold();
    let wide = rows.iter().map(Vec::len).max().unwrap_or_default();
    for column in 0..wide {
        let lengths = rows.iter().filter_map(|row| row.get(column));
        let longest = lengths.map(|text| text.chars().count()).max();
        let width = longest.unwrap_or_default().clamp(6, WIDEST) as f64 + 2.0;
        sheet.set_column_width(column as u16, width)?;
    }
    for (at, row) in rows.iter().enumerate() {
        let format = if at == 0 { &head } else { &text };
        for (column, value) in row
            .iter()
            .enumerate()
            .filter(|(_, value)| !value.is_empty())
        {
            sheet.write_string_with_format(at as u32, column as u16, value, format)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

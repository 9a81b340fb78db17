//! How cells look.

use super::{Cell, Column, ColumnKind, LineLook, is_hostile};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The face of official documents, which every office PC has.
const FACE: &str = "Times New Roman";

/// The fill of the head: light enough to be printed without drowning the words.
const HEAD_FILL: Color = Color::RGB(0x00DC_E6F1);
/// The fill of what has to be filled in.
const REQUIRED_FILL: Color = Color::RGB(0x00FB_E5C8);
const LINE: Color = Color::RGB(0x008A_97A8);

/// The most decimals that a number is shown with.
const MOST_DECIMALS: usize = 6;

/// The formats of a workbook, made once.
pub struct Looks {
    owner: Format,
    title: Format,
    subtitle: Format,
    remark: Format,
    head: Format,
    head_required: Format,
    body: Row,
    total: Row,
    pub fill_text: Format,
    pub fill_date: Format,
}

/// The formats of a row's cells.
struct Row {
    text: Format,
    hostile: Format,
    centered: Format,
    count: Format,
    numeral: Format,
    date: Format,
    decimal: Vec<Format>,
    signed: Vec<Format>,
    percent: Vec<Format>,
}

impl Looks {
    pub fn new() -> Self {
        let plain = || Format::new().set_font_name(FACE).set_font_size(12);
        let bordered = || {
            plain()
                .set_border(FormatBorder::Thin)
                .set_border_color(LINE)
                .set_align(FormatAlign::Top)
                .set_text_wrap()
        };
        let head = || {
            bordered()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
        };
        let line = || {
            plain()
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        Self {
            owner: line().set_bold(),
            title: line()
                .set_font_size(14)
                .set_bold()
                .set_align(FormatAlign::Center),
            subtitle: line().set_italic().set_align(FormatAlign::Center),
            remark: line().set_italic(),
            head: head().set_background_color(HEAD_FILL),
            head_required: head().set_background_color(REQUIRED_FILL),
            body: Row::of(&bordered()),
            total: Row::of(&bordered().set_bold()),
            fill_text: plain()
                .set_align(FormatAlign::Top)
                .set_text_wrap()
                .set_num_format("@"),
            fill_date: plain()
                .set_align(FormatAlign::Top)
                .set_num_format("dd/mm/yyyy"),
        }
    }

    pub fn line(&self, look: LineLook) -> &Format {
        match look {
            LineLook::Owner => &self.owner,
            LineLook::Title => &self.title,
            LineLook::Subtitle => &self.subtitle,
            LineLook::Remark => &self.remark,
        }
    }

    /// The format of a column's title.
    pub fn head(&self, column: &Column) -> &Format {
        if column.is_required {
            &self.head_required
        } else {
            &self.head
        }
    }

    /// The format of a title over columns.
    pub fn band(&self) -> &Format {
        &self.head
    }

    /// The format of a cell in a row of the table.
    pub fn cell(&self, kind: ColumnKind, cell: &Cell) -> &Format {
        self.body.of_cell(kind, cell)
    }

    /// The same in the row of sums.
    pub fn total(&self, kind: ColumnKind, cell: &Cell) -> &Format {
        self.total.of_cell(kind, cell)
    }
}

impl Row {
    fn of(base: &Format) -> Self {
        let number = |format: &str| {
            let base = base.clone().set_align(FormatAlign::Right);
            base.set_num_format(format)
        };
        let with_decimals = |make: fn(&str) -> String| {
            (0..=MOST_DECIMALS)
                .map(|decimals| number(&make(&zeros(decimals))))
                .collect()
        };
        // Text has a format of its own, so that a number typed over it stays as typed.
        let text = base.clone().set_num_format("@");
        Self {
            hostile: text.clone().set_quote_prefix(),
            centered: text.clone().set_align(FormatAlign::Center),
            text,
            count: number("#,##0"),
            numeral: base
                .clone()
                .set_align(FormatAlign::Center)
                .set_num_format("0"),
            date: base
                .clone()
                .set_align(FormatAlign::Center)
                .set_num_format("dd/mm/yyyy"),
            decimal: with_decimals(|zeros| format!("#,##0{zeros}")),
            signed: with_decimals(|zeros| format!("+#,##0{zeros};-#,##0{zeros};0")),
            percent: with_decimals(|zeros| format!("0{zeros}%")),
        }
    }

    fn of_cell(&self, kind: ColumnKind, cell: &Cell) -> &Format {
        let decimals = |of: &'_ u8| usize::from(*of).min(MOST_DECIMALS);
        match cell {
            Cell::Text(text) if is_hostile(text) => &self.hostile,
            Cell::Text(_) | Cell::Blank if kind == ColumnKind::Text => &self.text,
            Cell::Text(_) | Cell::Blank => &self.centered,
            Cell::Count(_) => &self.count,
            Cell::Numeral(_) => &self.numeral,
            Cell::Date(_) => &self.date,
            Cell::Decimal(_, of) => &self.decimal[decimals(of)],
            Cell::Signed(_, of) => &self.signed[decimals(of)],
            Cell::Percent(_, of) => &self.percent[decimals(of)],
        }
    }
}

fn zeros(decimals: usize) -> String {
    if decimals == 0 {
        String::new()
    } else {
        format!(".{}", "0".repeat(decimals))
    }
}

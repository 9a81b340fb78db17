//! The looks that the format prescribes, as paragraphs ready to fill.

use crate::bind::bind;
use crate::format::Format;
use hoso_paper::{
    Align, Block, Cell, ColumnCell, Columns, Document, Face, Fit, Ink, Length, PageSetup,
    Paragraph, Role, Row, Run, Section, Table, Vertical,
};

/// Upright.
pub const PLAIN: Face = Face {
    bold: false,
    italic: false,
};
/// Upright bold.
pub const BOLD: Face = Face {
    bold: true,
    italic: false,
};
/// Italic.
pub const ITALIC: Face = Face {
    bold: false,
    italic: true,
};
/// Italic bold.
pub const BOLD_ITALIC: Face = Face {
    bold: true,
    italic: true,
};

/// Makes paragraphs in the looks of a format.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    /// The format.
    pub format: &'a Format,
}

impl<'a> Style<'a> {
    /// The looks of a format.
    pub fn new(format: &'a Format) -> Self {
        Self { format }
    }

    /// The page, upright.
    pub fn portrait(self) -> PageSetup {
        let page = &self.format.page;
        PageSetup {
            width: Length::mm(page.width),
            height: Length::mm(page.height),
            top: Length::mm(page.top),
            bottom: Length::mm(page.bottom),
            left: Length::mm(page.left),
            right: Length::mm(page.right),
            number_size: Length::pt(self.format.size.page_number),
            frame: None,
            fit: Fit::Flow,
        }
    }

    /// The page turned for wide tables.
    pub fn landscape(self) -> PageSetup {
        let page = self.portrait();
        PageSetup {
            width: page.height,
            height: page.width,
            ..page
        }
    }

    /// Running text of several faces.
    pub fn text(self, runs: Vec<Run>) -> Paragraph {
        let body = &self.format.body;
        Paragraph {
            runs,
            first_indent: Length::mm(body.first_indent),
            after: Length::pt(body.paragraph_gap_pt),
            line_spacing: body.line_spacing,
            ..line("", self.format.size.body, PLAIN, Align::Justify)
        }
    }

    /// A heading within the text; 1 is printed in capitals.
    pub fn heading(self, level: u8, text: &str) -> Paragraph {
        let text = if level == 1 {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        Paragraph {
            keep_with_next: true,
            role: Role::Heading(level),
            ..self.text(vec![bold(text)])
        }
    }

    /// The kind of document (tên loại).
    pub fn title(self, text: &str) -> Paragraph {
        Paragraph {
            before: Length::pt(14.0),
            keep_with_next: true,
            role: Role::Title,
            ..line(text, self.format.size.title, BOLD, Align::Center)
        }
    }

    /// A centred line beneath the title.
    pub fn under_title(self, text: impl Into<String>, face: Face) -> Paragraph {
        Paragraph {
            keep_with_next: true,
            ..line(text, self.format.size.subject, face, Align::Center)
        }
    }

    /// A paragraph in a table cell.
    pub fn cell_text(self, text: impl Into<String>, face: Face, align: Align) -> Paragraph {
        line(text, self.format.size.table, face, align)
    }

    /// A page that is no official document: nobody issues it, and nothing stands above its title.
    pub fn plain_page(self, title: &str, blocks: Vec<Block>) -> Document {
        Document {
            title: title.to_owned(),
            author: String::new(),
            language: "vi-VN".to_owned(),
            sections: vec![Section {
                title: title.to_owned(),
                page: self.portrait(),
                sheet: None,
                blocks,
            }],
        }
    }

    /// A title in the head of a table.
    pub fn title_cell(self, title: &str, span: u16, rows: u16) -> Cell {
        let text = self.cell_text(title, BOLD, Align::Center);
        Cell {
            rows,
            ..cell(text, span, Vertical::Middle)
        }
    }

    /// A row of text, each with its placement.
    pub fn row(self, cells: impl IntoIterator<Item = (String, Align)>) -> Row {
        let cells = cells
            .into_iter()
            .map(|(text, align)| cell(self.cell_text(text, PLAIN, align), 1, Vertical::Middle));
        Row {
            cells: cells.collect(),
            keep_with_next: false,
        }
    }

    /// A row that names the group of rows beneath it.
    pub fn group_row(self, title: &str, span: usize) -> Row {
        let title = self.cell_text(title, BOLD, Align::Left);
        Row {
            cells: vec![cell(title, span as u16, Vertical::Middle)],
            keep_with_next: true,
        }
    }

    /// A table with a header row of bold, centred titles.
    pub fn table(self, columns: &[(&str, f32)], rows: Vec<Row>) -> Table {
        let titles = columns
            .iter()
            .map(|(title, _)| self.title_cell(title, 1, 1));
        let header = Row {
            cells: titles.collect(),
            keep_with_next: true,
        };
        let shares = columns.iter().map(|(_, share)| *share).collect();
        table_of(shares, vec![header], rows)
    }
}

/// Runs in which nothing is torn apart that belongs together.
pub fn bound(runs: Vec<Run>, bind: fn(&str) -> String) -> Vec<Run> {
    // Tied as one text, since a face may change in the middle of a date.
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    let mut letters = bind(&whole).chars().collect::<Vec<_>>().into_iter();
    runs.into_iter()
        .map(|run| Run {
            text: letters.by_ref().take(run.text.chars().count()).collect(),
            face: run.face,
        })
        .collect()
}

/// A table with header rows of its own.
pub fn table_of(columns: Vec<f32>, header: Vec<Row>, rows: Vec<Row>) -> Table {
    Table {
        columns,
        header,
        rows,
        padding_x: Length::pt(4.0),
        padding_y: Length::pt(3.0),
        before: Length::pt(6.0),
        after: Length::pt(8.0),
    }
}

/// A line of its own: no indent, no space around.
pub fn line(text: impl Into<String>, size: f32, face: Face, align: Align) -> Paragraph {
    Paragraph {
        runs: vec![Run {
            text: bind(&text.into()),
            face,
        }],
        size: Length::pt(size),
        align,
        first_indent: Length::ZERO,
        left_indent: Length::ZERO,
        before: Length::ZERO,
        after: Length::ZERO,
        line_spacing: 1.0,
        rule_below: None,
        keep_with_next: false,
        role: Role::Body,
        ink: Ink::BLACK,
        footnote: None,
    }
}

/// Bold text.
pub fn bold(text: impl Into<String>) -> Run {
    Run {
        text: text.into(),
        face: BOLD,
    }
}

/// A table cell of one paragraph.
pub fn cell(paragraph: Paragraph, span: u16, vertical: Vertical) -> Cell {
    Cell {
        blocks: vec![paragraph],
        span,
        rows: 1,
        vertical,
    }
}

/// Two halves side by side.
pub fn halves(left: Vec<Paragraph>, right: Vec<Paragraph>, shares: (f32, f32)) -> Columns {
    Columns {
        cells: vec![
            ColumnCell {
                share: shares.0,
                blocks: left,
            },
            ColumnCell {
                share: shares.1,
                blocks: right,
            },
        ],
        before: Length::ZERO,
        after: Length::ZERO,
        keep_with_previous: false,
        keep_with_next: true,
    }
}

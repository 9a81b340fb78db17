//! The reverse schedule as a page to hang on the wall. It is no official document, so it carries
//! neither Quốc hiệu nor a signature.

use crate::Format;
use crate::style::{ITALIC, PLAIN, Style, cell};
use hoso_paper::{Align, Block, Document, Row, Run, Vertical};

/// What stands on the page; every sentence is made by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleSheet {
    /// Title, for example `LỊCH CHUẨN BỊ HỒ SƠ`.
    pub title: String,
    /// Lines beneath the title: round, plan, last day.
    pub lines: Vec<String>,
    /// The rows.
    pub rows: Vec<ScheduleRow>,
    /// Remarks beneath the table.
    pub notes: Vec<String>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRow {
    /// The day with its weekday.
    pub day: String,
    /// What is done.
    pub title: String,
    /// What belongs to it.
    pub detail: String,
    /// Working days before the safe day.
    pub before: u32,
}

/// Composes the page.
pub fn compose_schedule(format: &Format, sheet: &ScheduleSheet) -> Document {
    let style = Style::new(format);
    let columns = [
        ("STT", 8.0),
        ("Ngày", 27.0),
        ("Việc", 43.0),
        ("Còn (ngày làm việc)", 12.0),
        ("Xong", 10.0),
    ];
    let rows = sheet.rows.iter().enumerate().map(|(at, row)| {
        let text =
            |text: String, align| cell(style.cell_text(text, PLAIN, align), 1, Vertical::Middle);
        let mut work = text(row.title.clone(), Align::Left);
        if !row.detail.is_empty() {
            let detail = style.cell_text(row.detail.clone(), ITALIC, Align::Left);
            work.blocks.push(detail);
        }
        Row {
            cells: vec![
                text((at + 1).to_string(), Align::Center),
                text(row.day.clone(), Align::Left),
                work,
                text(row.before.to_string(), Align::Decimal),
                text(String::new(), Align::Center),
            ],
            keep_with_next: false,
        }
    });
    let mut blocks = vec![Block::Paragraph(style.title(&sheet.title))];
    blocks.extend(
        sheet
            .lines
            .iter()
            .map(|line| Block::Paragraph(style.under_title(line.clone(), PLAIN))),
    );
    blocks.push(Block::Table(style.table(&columns, rows.collect())));
    blocks.extend(
        sheet
            .notes
            .iter()
            .map(|note| Block::Paragraph(style.text(vec![italic(note)]))),
    );
    style.plain_page(&sheet.title, blocks)
}

fn italic(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        face: ITALIC,
    }
}

//! The recovery key of a cabinet as a page to lock away. It is no official document, so it carries
//! neither Quốc hiệu nor a signature.

use crate::Format;
use crate::style::{BOLD, PLAIN, Style, line};
use hoso_paper::{Align, Block, Document, Length, Paragraph, Run};

/// What stands on the page; every sentence is made by the caller.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoverySheet {
    /// Title, for example `KHÓA KHÔI PHỤC TỦ HỒ SƠ`.
    pub title: String,
    /// Lines beneath the title: which cabinet, of what day.
    pub lines: Vec<String>,
    /// The key, in groups.
    pub key: String,
    /// What it does and how it is kept.
    pub notes: Vec<String>,
}

/// The key is typed by eye.
const KEY_SIZE: f32 = 20.0;

/// Composes the page.
pub fn compose_recovery(format: &Format, sheet: &RecoverySheet) -> Document {
    let style = Style::new(format);
    let mut blocks = vec![Block::Paragraph(style.title(&sheet.title))];
    let lines = sheet.lines.iter();
    blocks.extend(lines.map(|line| Block::Paragraph(style.under_title(line.clone(), PLAIN))));
    let groups: Vec<&str> = sheet.key.split('-').collect();
    // Three groups a line, so that no eye slips from one into the next.
    blocks.extend(groups.chunks(3).map(|groups| {
        Block::Paragraph(Paragraph {
            before: Length::pt(12.0),
            after: Length::pt(12.0),
            keep_with_next: true,
            ..line(groups.join("  –  "), KEY_SIZE, BOLD, Align::Center)
        })
    }));
    blocks.extend(sheet.notes.iter().map(|note| {
        let run = Run {
            text: note.clone(),
            face: PLAIN,
        };
        Block::Paragraph(style.text(vec![run]))
    }));
    style.plain_page(&sheet.title, blocks)
}

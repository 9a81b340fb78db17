//! The recovery key of a cabinet as a page to lock away. It is no official document, so it carries
//! neither Quốc hiệu nor a signature.

use crate::Format;
use crate::style::{PLAIN, Style};
use hoso_paper::{Align, Block, Document, Paragraph, Run, Section};

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

/// Composes the page.
pub fn compose_recovery(format: &Format, sheet: &RecoverySheet) -> Document {
    let style = Style::new(format);
    let mut blocks = vec![Block::Paragraph(style.title(&sheet.title))];
    let lines = sheet.lines.iter();
    blocks.extend(lines.map(|line| Block::Paragraph(style.under_title(line.clone(), PLAIN))));
    let groups: Vec<&str> = sheet.key.split('-').collect();
    // Three groups a line, so that no eye slips from one into the next.
    blocks.extend(groups.chunks(3).map(|line| {
        Block::Paragraph(Paragraph {
            align: Align::Center,
            ..style.title(&line.join("  –  "))
        })
    }));
    blocks.extend(sheet.notes.iter().map(|note| {
        let run = Run {
            text: note.clone(),
            face: PLAIN,
        };
        Block::Paragraph(style.text(vec![run]))
    }));
    Document {
        title: sheet.title.clone(),
        author: String::new(),
        language: "vi-VN".to_owned(),
        sections: vec![Section {
            title: sheet.title.clone(),
            page: style.portrait(),
            sheet: None,
            blocks,
        }],
    }
}

//! The words of the e-mail that a dossier is sent with.

use crate::council::one_section;
use crate::template::Fields;
use crate::{Blank, Composer, Kind, Paper, Source, compose, form_of};
use hoso_paper::{Block, Document, Paragraph};

/// The words of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWords {
    /// Its subject.
    pub subject: String,
    /// Its text, a paragraph a line.
    pub text: String,
    /// The addresses that the template names.
    pub to: String,
    /// Fields that stand as a blank, in reading order.
    pub blanks: Vec<Blank>,
}

/// How a dossier is spread over several e-mails.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// What is attached to each.
    pub attached: Vec<Vec<String>>,
    /// Which of them this is, from 0.
    pub this: usize,
    /// What no e-mail has room for.
    pub apart: Vec<String>,
}

impl Letters {
    /// Which of how many e-mails one is, for example `1/3`; empty for the only one.
    pub fn place(&self, at: usize) -> String {
        match self.attached.len() {
            0 | 1 => String::new(),
            count => format!("{}/{count}", at + 1),
        }
    }
}

/// Composes the e-mail; the papers of the source are what is attached.
pub fn compose_mail(source: &Source<'_>) -> MailWords {
    let composed = compose(source, &Paper::single(Kind::Mail));
    let blocks = composed.document.sections.into_iter();
    let mut paragraphs =
        blocks
            .flat_map(|section| section.blocks)
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(plain(&paragraph)),
                _ => None,
            });
    let mut subject = paragraphs.next().unwrap_or_default();
    if let Some(letters) = source.letters.filter(|letters| letters.attached.len() > 1) {
        subject = format!("{subject} ({})", letters.place(letters.this));
    }
    let form = form_of(source, Kind::Mail);
    MailWords {
        subject,
        text: paragraphs.map(|text| text + "\n").collect(),
        to: form.map(|form| form.to.clone()).unwrap_or_default(),
        blanks: composed.blanks,
    }
}

/// The e-mail as a document, to be looked at.
pub fn document(page: &Composer<'_>) -> Document {
    let plan = page.source.plan;
    let addressees = plan.addressees_on(page.document_day());
    let names = addressees.map(|period| period.names.join("; "));
    let files = page.source.papers.iter().map(|paper| {
        let mut fields = Fields::default();
        fields.set("file", paper.title.as_str());
        fields
    });
    let mut fields = Fields::default();
    fields
        .set("addressees", names.unwrap_or_default())
        .list("files", files.collect());
    if let Some(letters) = page.source.letters {
        spread(letters, &mut fields);
    }
    let blocks = page.fill(Kind::Mail, &fields, &mut |_| Vec::new());
    one_section(page, "Thư điện tử", page.style.portrait(), blocks)
}

/// What is in which e-mail, where there are several, and what is in none.
fn spread(letters: &Letters, fields: &mut Fields) {
    if letters.attached.len() > 1 {
        let each = letters.attached.iter().enumerate().map(|(at, files)| {
            let mut fields = Fields::default();
            fields
                .set("letter", letters.place(at))
                .set("content", files.join(", "));
            fields
        });
        fields
            .set("letter_place", letters.place(letters.this))
            .set("letter_count", letters.attached.len().to_string())
            .list("letters", each.collect());
    }
    let apart = letters.apart.iter().map(|file| {
        let mut fields = Fields::default();
        fields.set("file", file.as_str());
        fields
    });
    fields.list("apart", apart.collect());
}

/// A paragraph without anything that only paper has.
fn plain(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter().map(|run| run.text.as_str());
    runs.collect::<String>().replace('\u{a0}', " ")
}

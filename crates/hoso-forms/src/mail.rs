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
    let subject = paragraphs.next().unwrap_or_default();
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
    let blocks = page.fill(Kind::Mail, &fields, &mut |_| Vec::new());
    one_section(page, "Thư điện tử", page.style.portrait(), blocks)
}

/// A paragraph without anything that only paper has.
fn plain(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter().map(|run| run.text.as_str());
    runs.collect::<String>().replace('\u{a0}', " ")
}

//! Hints on the reports of a dossier, in words.

use crate::{Desk, Opened};
use hoso_rules::quality::{Hint, What, hints};
use serde::Serialize;
use specta::Type;

/// A hint on a report: worth a look, and nothing that bars the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HintView {
    /// Id of the nominee.
    pub nominee: String,
    /// Name of the nominee.
    pub name: String,
    /// What kind of hint it is.
    pub kind: HintCode,
    /// What is worth a look.
    pub message: String,
    /// What it is about, as it is written; may be empty.
    pub passage: String,
    /// Why it matters; may be empty.
    pub note: String,
    /// Path of the field to look at.
    pub field: String,
}

/// Kinds of hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HintCode {
    /// Much of it stands in another report too.
    Copied,
    /// It is short.
    Short,
    /// It is long.
    Long,
    /// A long part has no figure.
    NoFigure,
    /// A sentence says nothing that could be checked.
    Empty,
}

impl Desk {
    /// Hints on the reports of a dossier, in the order of its nominees.
    pub fn report_hints(&self, opened: &Opened) -> Vec<HintView> {
        let hints = hints(&opened.dossier, &self.quality);
        hints.into_iter().map(|hint| self.hint(&hint)).collect()
    }

    fn hint(&self, hint: &Hint<'_>) -> HintView {
        let nominee = hint.nominee;
        let report = format!("nominees[{}].report", nominee.id);
        let sections = &nominee.report.sections;
        let heading = |at: usize| {
            let section = sections.get(at);
            section.map_or_else(String::new, |section| section.heading.to_string())
        };
        let part = |at: usize| format!("{report}.sections[{at}].paragraphs");
        let length = &self.quality.length;
        let (kind, message, passage, field) = match &hint.what {
            What::Copied {
                from,
                percent,
                passage,
            } => (
                HintCode::Copied,
                format!("{percent}% trùng với báo cáo của {}.", from.name),
                passage.clone(),
                report,
            ),
            What::Short { words } => (
                HintCode::Short,
                format!(
                    "Báo cáo có {words} chữ; thường cần từ {} chữ.",
                    length.least
                ),
                String::new(),
                report,
            ),
            What::Long { words } => (
                HintCode::Long,
                format!(
                    "Báo cáo có {words} chữ; thường không quá {} chữ.",
                    length.most
                ),
                String::new(),
                report,
            ),
            What::NoFigure { section } => (
                HintCode::NoFigure,
                format!("Phần “{}” chưa có con số nào.", heading(*section)),
                String::new(),
                part(*section),
            ),
            What::Empty { section, phrase } => (
                HintCode::Empty,
                format!(
                    "Câu có “{phrase}” ở phần “{}” chưa nói kết quả cụ thể.",
                    heading(*section)
                ),
                (*phrase).to_owned(),
                part(*section),
            ),
        };
        let note = match kind {
            HintCode::Copied => self.quality.copying.note.clone(),
            _ => String::new(),
        };
        HintView {
            nominee: nominee.id.clone(),
            name: nominee.name.to_string(),
            kind,
            message,
            passage,
            note,
            field,
        }
    }
}

//! Hints on the reports of a dossier, in words, and two reports beside each other.

use crate::{Desk, DeskError, Opened};
use hoso_domain::Nominee;
use hoso_rules::quality::{Hint, Place, Span, What, compare, hints, hints_of};
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
    /// The part of the report with the passage, from 0.
    pub section: Option<u32>,
    /// The paragraph of that part, from 0.
    pub paragraph: Option<u32>,
    /// Id of the nominee whose report it is like; empty where it is about no other one.
    pub other: String,
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
    /// A part of the form is missing.
    NoPart,
    /// A long part has no figure.
    NoFigure,
    /// Figures are compared with nothing.
    NoComparison,
    /// A sentence says nothing that could be checked.
    Empty,
}

/// The hints on all reports of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RoundHintsView {
    /// The hints, in the order of the nominees.
    pub hints: Vec<HintView>,
    /// Reports that are alike, the likest first; each pair once.
    pub pairs: Vec<PairView>,
    /// How many reports were looked at.
    pub reports: u32,
}

/// Two reports that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PairView {
    /// Id of the one nominee.
    pub one: String,
    /// Its name.
    pub one_name: String,
    /// Id of the other.
    pub other: String,
    /// Its name.
    pub other_name: String,
    /// How much of the shorter report stands in both, in per cent.
    pub percent: u32,
}

/// Two reports beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparisonView {
    /// How much of the shorter report stands in both, in per cent.
    pub percent: u32,
    /// The one.
    pub one: SideView,
    /// The other.
    pub other: SideView,
}

/// A report with what stands in the other one too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SideView {
    /// Id of the nominee.
    pub nominee: String,
    /// Its name.
    pub name: String,
    /// The parts.
    pub sections: Vec<SideSectionView>,
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SideSectionView {
    /// Its heading.
    pub heading: String,
    /// Its paragraphs, each in runs.
    pub paragraphs: Vec<Vec<RunView>>,
}

/// Text that all stands in the other report too, or all does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RunView {
    /// The text.
    pub text: String,
    /// Whether it stands in the other report too.
    pub is_shared: bool,
}

impl Desk {
    /// Hints on the reports of a dossier.
    pub fn report_hints(&self, opened: &Opened) -> RoundHintsView {
        let found = hints(&opened.dossier, &self.quality, &self.figure_units);
        let mut pairs: Vec<PairView> = Vec::new();
        for hint in &found {
            let What::Copied { from, percent, .. } = hint.what else {
                continue;
            };
            let is_told = |pair: &PairView| {
                let ids = [hint.nominee.id.as_str(), from.id.as_str()];
                ids.contains(&pair.one.as_str()) && ids.contains(&pair.other.as_str())
            };
            if !pairs.iter().any(is_told) {
                pairs.push(PairView {
                    one: hint.nominee.id.clone(),
                    one_name: hint.nominee.name.to_string(),
                    other: from.id.clone(),
                    other_name: from.name.to_string(),
                    percent,
                });
            }
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.percent));
        let is_written = |nominee: &&Nominee| {
            let mut paragraphs = nominee
                .report
                .sections
                .iter()
                .flat_map(|part| &part.paragraphs);
            paragraphs.any(|text| !text.is_blank())
        };
        RoundHintsView {
            hints: found.iter().map(|hint| self.hint(hint)).collect(),
            pairs,
            reports: opened.dossier.nominees.iter().filter(is_written).count() as u32,
        }
    }

    /// Hints on one report; `nominee` is an id or a full name.
    pub fn hints_of(&self, opened: &Opened, nominee: &str) -> Result<Vec<HintView>, DeskError> {
        let id = &opened.nominee_named(nominee)?.id;
        let found = hints_of(&opened.dossier, &self.quality, &self.figure_units, id);
        Ok(found.iter().map(|hint| self.hint(hint)).collect())
    }

    /// Two reports beside each other; the nominees are named by id or full name.
    pub fn compare_reports(
        &self,
        opened: &Opened,
        one: &str,
        other: &str,
    ) -> Result<ComparisonView, DeskError> {
        let (one, other) = (opened.nominee_named(one)?, opened.nominee_named(other)?);
        let words = self.quality.copying.words;
        let compared = compare(&opened.dossier, words, &one.id, &other.id);
        let (percent, of_one, of_other) = compared
            .map_or((0, Vec::new(), Vec::new()), |compared| {
                (compared.percent, compared.one, compared.other)
            });
        Ok(ComparisonView {
            percent,
            one: side(one, &of_one),
            other: side(other, &of_other),
        })
    }

    fn hint(&self, hint: &Hint<'_>) -> HintView {
        let nominee = hint.nominee;
        let heading = |at: usize| {
            let section = nominee.report.sections.get(at);
            section.map_or_else(String::new, |section| section.heading.to_string())
        };
        let length = &self.quality.length;
        let whole = |kind, message| (kind, message, None, None, String::new());
        let (kind, message, section, paragraph, passage) = match &hint.what {
            What::Copied {
                from,
                percent,
                passage,
            } => {
                let message = format!("{percent}% trùng với báo cáo của {}.", from.name);
                at_place(HintCode::Copied, message, passage, passage.text)
            }
            What::Short { words } => whole(
                HintCode::Short,
                format!(
                    "Báo cáo có {words} chữ; thường cần từ {} chữ.",
                    length.least
                ),
            ),
            What::Long { words } => whole(
                HintCode::Long,
                format!(
                    "Báo cáo có {words} chữ; thường không quá {} chữ.",
                    length.most
                ),
            ),
            What::NoPart { part } => whole(
                HintCode::NoPart,
                format!("Chưa thấy đề mục nào về {}.", part.name),
            ),
            What::NoFigure { section } => (
                HintCode::NoFigure,
                format!("Phần “{}” chưa có con số nào.", heading(*section)),
                Some(*section as u32),
                None,
                String::new(),
            ),
            What::NoComparison { sentence } => {
                let heading = heading(sentence.section);
                let message =
                    format!("Số liệu ở phần “{heading}” chưa so với chỉ tiêu hoặc năm trước.");
                at_place(HintCode::NoComparison, message, sentence, sentence.text)
            }
            What::Empty { sentence, phrase } => {
                let heading = heading(sentence.section);
                let message =
                    format!("Câu có “{phrase}” ở phần “{heading}” chưa nói kết quả cụ thể.");
                at_place(HintCode::Empty, message, sentence, phrase)
            }
        };
        let note = match &hint.what {
            What::Copied { .. } => self.quality.copying.note.clone(),
            What::NoPart { part } => part.cite.clone(),
            _ => String::new(),
        };
        let report = format!("nominees[{}].report", nominee.id);
        HintView {
            nominee: nominee.id.clone(),
            name: nominee.name.to_string(),
            kind,
            message,
            passage,
            note,
            field: match section {
                Some(at) if kind != HintCode::Copied => {
                    format!("{report}.sections[{at}].paragraphs")
                }
                _ => report,
            },
            section,
            paragraph,
            other: match &hint.what {
                What::Copied { from, .. } => from.id.clone(),
                _ => String::new(),
            },
        }
    }
}

fn at_place(
    kind: HintCode,
    message: String,
    place: &Place<'_>,
    passage: &str,
) -> (HintCode, String, Option<u32>, Option<u32>, String) {
    let (section, paragraph) = (place.section as u32, place.paragraph as u32);
    (
        kind,
        message,
        Some(section),
        Some(paragraph),
        passage.to_owned(),
    )
}

fn side(nominee: &Nominee, spans: &[Span]) -> SideView {
    let sections = nominee.report.sections.iter().enumerate();
    let section = |(section, part): (usize, &hoso_domain::ReportSection)| SideSectionView {
        heading: part.heading.to_string(),
        paragraphs: part
            .paragraphs
            .iter()
            .enumerate()
            .map(|(paragraph, text)| {
                let own = spans
                    .iter()
                    .filter(|span| (span.section, span.paragraph) == (section, paragraph));
                runs(text.as_str(), own)
            })
            .collect(),
    };
    SideView {
        nominee: nominee.id.clone(),
        name: nominee.name.to_string(),
        sections: sections.map(section).collect(),
    }
}

fn runs<'a>(text: &str, spans: impl Iterator<Item = &'a Span>) -> Vec<RunView> {
    let run = |text: &str, is_shared| RunView {
        text: text.to_owned(),
        is_shared,
    };
    let mut runs = Vec::new();
    let mut from = 0;
    for span in spans {
        runs.push(run(&text[from..span.at.start], false));
        runs.push(run(&text[span.at.clone()], true));
        from = span.at.end;
    }
    runs.push(run(&text[from..], false));
    runs.retain(|run| !run.text.is_empty());
    runs
}

//! What helps to write a dossier: what a report is to say, which of its figures are stated
//! elsewhere in the dossier, and the words that the letter finds by itself.

use crate::view::MarkCode;
use crate::{Day, Desk, DeskError, Opened, Options};
use hoso_forms::{PartSource, letter_words};
use hoso_rules::{CoveredFigure, Statement, figures};
use serde::Serialize;
use specta::Type;

/// What a nominee's report is to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReportGuideView {
    /// What the form is called on the day of the document.
    pub form: String,
    /// How far that has been checked.
    pub form_mark: MarkCode,
    /// The parts of the form, in order.
    pub parts: Vec<GuidePartView>,
    /// Headings to begin the part on achievements with.
    pub sections: Vec<GuideSectionView>,
}

/// A part of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct GuidePartView {
    /// Where its content comes from.
    pub source: PartSourceCode,
    /// Its heading.
    pub heading: String,
    /// What belongs there.
    pub prompt: String,
    /// Place in the form.
    pub cite: String,
    /// How far that has been checked.
    pub mark: MarkCode,
}

/// Where the content of a part comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PartSourceCode {
    /// From what is known of the nominee.
    Details,
    /// It is written in the report.
    Sections,
    /// From the awards received before.
    Awards,
}

/// A heading to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct GuideSectionView {
    /// The heading.
    pub heading: String,
    /// The question that it answers.
    pub prompt: String,
    /// Place in the form.
    pub cite: String,
    /// How far that has been checked.
    pub mark: MarkCode,
}

/// The figures of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FiguresView {
    /// Id of the nominee.
    pub nominee: String,
    /// The figures, in the order of the text.
    pub figures: Vec<FigureView>,
    /// How many are stated elsewhere in the dossier.
    pub stated: u32,
    /// How many of those rest on a named document.
    pub proven: u32,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FigureView {
    /// As it is written, for example `91,2%`.
    pub text: String,
    /// The part of the report that it stands in, from 0.
    pub section: u32,
    /// The paragraph of that part, from 0.
    pub paragraph: u32,
    /// How far it is covered.
    pub cover: CoverCode,
    /// What states the same value.
    pub stated_by: Vec<StatementView>,
}

/// How far a figure is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CoverCode {
    /// The dossier states the value, with a document.
    Proven,
    /// The dossier states the value, without a document.
    Stated,
    /// Nothing else in the dossier states it.
    Alone,
}

/// Something that states a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StatementView {
    /// What it is.
    pub what: String,
    /// The document it rests on; empty where none is named.
    pub document: String,
}

/// The words of the letter that are not typed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LetterView {
    /// Number and symbol, with room where there is no number yet.
    pub number: String,
    /// The legal bases in force on the letter's day, which own ones take the place of.
    pub in_force: Vec<String>,
    /// All bases as they are printed, in order.
    pub bases: Vec<String>,
    /// The lines above the signature.
    pub capacity: Vec<String>,
    /// The name below it, or a blank.
    pub name: String,
}

impl Desk {
    /// What a nominee's report is to say; `nominee` is its id or its full name.
    pub fn report_guide(
        &self,
        opened: &Opened,
        day: Day,
        nominee: &str,
    ) -> Result<ReportGuideView, DeskError> {
        let nominee = opened.nominee_named(nominee)?;
        let on = opened.dossier.letter.date;
        let form = self
            .report_guide
            .form_on(on.unwrap_or(Self::judging_day(opened, day)));
        Ok(ReportGuideView {
            form: form.map(|form| form.name.clone()).unwrap_or_default(),
            form_mark: form.map_or(MarkCode::Unchecked, |form| form.mark.into()),
            parts: self
                .report_guide
                .parts_of(nominee.kind())
                .map(|part| GuidePartView {
                    source: part.id.into(),
                    heading: part.heading.clone(),
                    prompt: part.prompt.clone(),
                    cite: part.cite.clone(),
                    mark: part.mark.into(),
                })
                .collect(),
            sections: self
                .report_guide
                .sections
                .iter()
                .map(|section| GuideSectionView {
                    heading: section.heading.clone(),
                    prompt: section.prompt.clone(),
                    cite: section.cite.clone(),
                    mark: section.mark.into(),
                })
                .collect(),
        })
    }

    /// The figures in a nominee's report; `nominee` is its id or its full name.
    pub fn figures(&self, opened: &Opened, nominee: &str) -> Result<FiguresView, DeskError> {
        let nominee = opened.nominee_named(nominee)?;
        let found = figures(&opened.plan, &opened.dossier, nominee, &self.figure_units);
        let figures: Vec<FigureView> = found.into_iter().map(figure).collect();
        let count = |of: &dyn Fn(&FigureView) -> bool| {
            figures.iter().filter(|figure| of(figure)).count() as u32
        };
        Ok(FiguresView {
            nominee: nominee.id.clone(),
            stated: count(&|figure| figure.cover != CoverCode::Alone),
            proven: count(&|figure| figure.cover == CoverCode::Proven),
            figures,
        })
    }

    /// The words that the submission letter finds by itself.
    pub fn letter(&self, opened: &Opened, day: Day) -> LetterView {
        let words = letter_words(&self.source(opened, day, &Options::default(), &[]));
        LetterView {
            number: words.number,
            in_force: words.in_force,
            bases: words.bases,
            capacity: words.capacity,
            name: words.name,
        }
    }
}

impl From<PartSource> for PartSourceCode {
    fn from(source: PartSource) -> Self {
        match source {
            PartSource::Details => Self::Details,
            PartSource::Sections => Self::Sections,
            PartSource::Awards => Self::Awards,
        }
    }
}

fn figure(covered: CoveredFigure<'_>) -> FigureView {
    let has_document = |statement: &Statement| statement.document.is_some();
    let cover = match covered.stated_by.as_slice() {
        [] => CoverCode::Alone,
        stated if stated.iter().any(has_document) => CoverCode::Proven,
        _ => CoverCode::Stated,
    };
    let stated_by = covered
        .stated_by
        .into_iter()
        .map(|statement| StatementView {
            what: statement.what,
            document: statement.document.unwrap_or_default(),
        });
    FigureView {
        text: covered.text.to_owned(),
        section: covered.section as u32,
        paragraph: covered.paragraph as u32,
        cover,
        stated_by: stated_by.collect(),
    }
}

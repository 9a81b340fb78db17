//! Which sentences each document contains, and which look each sentence has.
//!
//! A dossier and its plan go in, block trees come out. Deliberately absent: files, the clock, page
//! breaks and PDF (that is `hoso-paper`), and any opinion on eligibility (that is `hoso-rules`).

mod format;
mod letterhead;
mod list;
mod minutes;
mod report;
mod schedule;
mod style;
mod submission;
mod words;

pub use format::Format;
pub use schedule::{ScheduleRow, ScheduleSheet, compose_schedule};

use chrono::NaiveDate;
use hoso_domain::plan::DocumentId;
use hoso_domain::{Acts, Dossier, Nominee, Plan};
use hoso_paper::Document;
use style::Style;

/// Everything that documents are made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Acts of law, for the legal bases.
    pub acts: &'a Acts,
    /// Format of administrative documents.
    pub format: &'a Format,
    /// The day on which the dossier is judged; documents without a date of their own follow it.
    pub on: NaiveDate,
}

/// One document of a dossier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper<'a> {
    /// Which one.
    pub kind: DocumentId,
    /// Whose, for a report.
    pub nominee: Option<&'a Nominee>,
}

/// The documents of a dossier (IV.4 of the plan), in the order in which they are handed in.
pub fn papers(dossier: &Dossier) -> Vec<Paper<'_>> {
    let single = |kind| Paper {
        kind,
        nominee: None,
    };
    let mut papers = vec![single(DocumentId::Submission)];
    papers.extend(dossier.nominees.iter().map(|nominee| Paper {
        kind: DocumentId::AchievementReport,
        nominee: Some(nominee),
    }));
    papers.push(single(DocumentId::Minutes));
    papers
}

/// Composes one document.
pub fn compose(source: &Source<'_>, paper: &Paper<'_>) -> Document {
    let page = Composer {
        source: *source,
        style: Style::new(source.format),
    };
    match (paper.kind, paper.nominee) {
        (DocumentId::AchievementReport, Some(nominee)) => report::compose(&page, nominee),
        (DocumentId::Minutes, _) => minutes::compose(&page),
        (DocumentId::Submission | DocumentId::AchievementReport, _) => submission::compose(&page),
    }
}

/// What every form needs: the source and the look.
struct Composer<'a> {
    source: Source<'a>,
    style: Style<'a>,
}

impl Composer<'_> {
    /// The day that documents without their own date follow.
    fn document_day(&self) -> NaiveDate {
        self.source.dossier.letter.date.unwrap_or(self.source.on)
    }

    /// Name of an award form on that day, or its code where the plan does not have it.
    fn award_name(&self, id: &str) -> String {
        let plan = self.source.plan;
        plan.award_form(id).map_or_else(
            || id.to_owned(),
            |form| plan.award_name(form, self.document_day()),
        )
    }

    /// The award forms asked for, in the order of the plan.
    fn awards_asked(&self) -> String {
        let asked = |id: &String| {
            self.source
                .dossier
                .nominees
                .iter()
                .any(|n| &n.award_form == id)
        };
        let forms = self
            .source
            .plan
            .award_forms
            .iter()
            .filter(|form| asked(&form.id));
        words::enumerate(forms.map(|form| self.award_name(&form.id)).collect())
    }

    /// `trong phong trào thi đua “…” năm 2022`.
    fn in_movement(&self) -> String {
        format!(
            "trong phong trào thi đua “{}” {}",
            self.source.plan.movement,
            self.period()
        )
    }

    /// `năm 2022`, or the whole movement where its title does not say so already.
    fn period(&self) -> String {
        let span = self.source.plan.years;
        match self.source.dossier.year {
            Some(year) => format!("năm {year}"),
            None => format!("(tổng kết giai đoạn {}-{})", span.from, span.to),
        }
    }
}

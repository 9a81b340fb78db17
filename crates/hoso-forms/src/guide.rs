//! What to write in an achievement report: the parts of the form and, for each, a question to
//! answer. It helps the writer; none of it is printed unless the writer takes a heading over.

use chrono::NaiveDate;
use hoso_domain::Mark;
use hoso_domain::nominee::NomineeKind;
use serde::Deserialize;

/// The guide, from `assets/forms/report-guide.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportGuide {
    /// What the form is called, by the day of the document.
    pub forms: Vec<FormName>,
    /// The parts of the form, in order.
    pub parts: Vec<GuidePart>,
    /// Headings to begin the part on achievements with, in order.
    pub sections: Vec<GuideSection>,
}

/// A name of the form while it was in force.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormName {
    /// The first day; absent: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last day; absent: still.
    pub to: Option<NaiveDate>,
    /// The name.
    pub name: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// A part of the form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuidePart {
    /// Where its content comes from.
    pub id: PartSource,
    /// Whose report has it; absent: both.
    pub kind: Option<NomineeKind>,
    /// Its heading.
    pub heading: String,
    /// What belongs there.
    pub prompt: String,
    /// Place in the form.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

/// Where the content of a part comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartSource {
    /// From what is known of the nominee.
    Details,
    /// It is written in the report.
    Sections,
    /// From the awards received before.
    Awards,
}

/// A heading to begin with.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideSection {
    /// The heading.
    pub heading: String,
    /// The question that it answers.
    pub prompt: String,
    /// Place in the form.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
}

impl ReportGuide {
    /// What the form is called on a day.
    pub fn form_on(&self, day: NaiveDate) -> Option<&FormName> {
        self.forms.iter().find(|form| {
            form.from.is_none_or(|from| from <= day) && form.to.is_none_or(|to| day <= to)
        })
    }

    /// The parts of a report of one kind of nominee.
    pub fn parts_of(&self, kind: NomineeKind) -> impl Iterator<Item = &GuidePart> {
        self.parts
            .iter()
            .filter(move |part| part.kind.is_none_or(|of| of == kind))
    }
}

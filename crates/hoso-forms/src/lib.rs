//! Which sentences each document contains, and which look each sentence has.
//!
//! A dossier, its plan and the templates go in, block trees come out. The wording stands in
//! template files; here is what they cannot say: where values come from, and the parts with a
//! structure of their own. Deliberately absent: files, the clock, page breaks and PDF (that is
//! `hoso-paper`), and any opinion on eligibility (that is `hoso-rules`).

#![cfg_attr(
    test,
    expect(clippy::unwrap_used, reason = "a failing test should stop at once")
)]

mod bind;
mod council;
mod decision;
mod fill;
mod form;
mod format;
mod guide;
mod handbook;
mod heading;
mod kind;
mod letterhead;
mod list;
mod mail;
mod markdown;
mod minutes;
mod papers;
mod rehearsal;
mod report;
mod said;
mod schedule;
mod spelling;
mod style;
mod submission;
mod template;
mod vocabulary;
mod words;

pub use form::{Form, Forms};
pub use format::Format;
pub use guide::{FormName, GuidePart, GuideSection, PartSource, ReportGuide};
pub use handbook::{Handbook, HandbookPlaces, compose_handbook};
pub use heading::{Heading, HeadingLine, HeadingSize, Headings};
pub use kind::Kind;
pub use mail::{MailWords, compose_mail};
pub use papers::PaperEntry;
pub use rehearsal::{RehearsalSheet, SheetLine};
pub use said::{OwnWords, listed, own_words};
pub use schedule::{ScheduleRow, ScheduleSheet, compose_schedule};
pub use spelling::Spelling;
pub use submission::LetterWords;
pub use template::{Fault, TemplateFault};

use chrono::NaiveDate;
use hoso_domain::nominee::NomineeKind;
use hoso_domain::plan::AwardLevel;
use hoso_domain::{Acts, Dossier, Nominee, Plan};
use hoso_paper::{Document, Image};
use std::cell::RefCell;
use style::Style;
use template::Fields;
use vocabulary::{COMMON, Vocabulary};

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
    /// The wording.
    pub forms: &'a Forms,
    /// The headings.
    pub headings: &'a Headings,
    /// What the person chose.
    pub options: &'a Options,
    /// The emblem at the top of certificates; absent: room for it.
    pub emblem: Option<&'a Image>,
    /// The papers of the dossier with their pages, for the index; empty where it is not made.
    pub papers: &'a [PaperEntry],
    /// The receiver's rehearsal; absent where its sheet is not made.
    pub rehearsal: Option<&'a RehearsalSheet>,
    /// The day on which the dossier is judged; documents without a date of their own follow it.
    pub on: NaiveDate,
}

/// What the person chose about the look of documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Where tone marks stand in the templates' own words.
    pub spelling: Spelling,
    /// Code of the heading, where it is not the one of the unit's kind.
    pub heading: Option<String>,
    /// How certificates are printed.
    pub certificate: Stock,
    /// An emblem for certificates other than the unit's own.
    pub emblem: Option<Image>,
    /// Ballots on one sheet, 1, 2 or 4; anything else counts as 2.
    pub ballots_per_sheet: u16,
}

/// The paper that certificates are printed on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Stock {
    /// Blank paper: everything is printed.
    #[default]
    Blank,
    /// Paper that bears frame, emblem, Quốc hiệu and the words GIẤY KHEN already: the rest is
    /// printed, moved to the right and down by so many millimetres.
    Preprinted {
        /// To the right; negative: to the left.
        right: f32,
        /// Down; negative: up.
        down: f32,
    },
}

impl Stock {
    /// How far what is printed can be moved either way, in millimetres.
    pub const FURTHEST: f32 = 15.0;
}

/// One document of a dossier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper<'a> {
    /// Which one.
    pub kind: Kind,
    /// Whose, for a report.
    pub nominee: Option<&'a Nominee>,
    /// The level whose awards it asks for, where there is a letter for each level.
    pub level: Option<AwardLevel>,
}

/// A document with what is still blank in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// The document.
    pub document: Document,
    /// Fields that were printed as a blank, in reading order.
    pub blanks: Vec<Blank>,
}

/// A field without a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The form that asks for it.
    pub form: Kind,
    /// The field.
    pub field: String,
    /// The line of the template file.
    pub line: usize,
}

impl<'a> Paper<'a> {
    /// A document of which there is one.
    pub fn single(kind: Kind) -> Self {
        Self {
            kind,
            nominee: None,
            level: None,
        }
    }

    fn report(nominee: &'a Nominee) -> Self {
        Self {
            kind: match nominee.kind() {
                NomineeKind::Collective => Kind::CollectiveReport,
                NomineeKind::Individual => Kind::IndividualReport,
            },
            nominee: Some(nominee),
            level: None,
        }
    }
}

/// The documents of a dossier (IV.4 of the plan), in the order in which they are handed in. There
/// is one letter for each level at which the awards asked for are decided.
pub fn papers<'a>(plan: &Plan, dossier: &'a Dossier) -> Vec<Paper<'a>> {
    let level = |nominee: &Nominee| {
        plan.award_form(&nominee.award_form)
            .map_or(AwardLevel::Province, |form| form.level)
    };
    let mut levels: Vec<AwardLevel> = Vec::new();
    for nominee in &dossier.nominees {
        let level = level(nominee);
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    let letter = Paper::single(Kind::Submission);
    let mut papers = if levels.len() > 1 {
        let letters = levels.into_iter().map(|level| Paper {
            level: Some(level),
            ..letter
        });
        letters.collect()
    } else {
        vec![letter]
    };
    papers.extend(dossier.nominees.iter().map(Paper::report));
    papers.push(Paper::single(Kind::Minutes));
    papers
}

/// The documents around the meeting and after the decision, which are made when asked for.
pub fn further_papers() -> [Paper<'static>; 9] {
    [
        Kind::Invitation,
        Kind::Ballot,
        Kind::WrittenOpinion,
        Kind::Tally,
        Kind::Decision,
        Kind::Certificate,
        Kind::Index,
        Kind::HandOver,
        Kind::Rehearsal,
    ]
    .map(Paper::single)
}

/// The names that templates of a kind may use: fields, lists with their fields, parts.
pub fn names_of(kind: Kind) -> Names {
    let words = Vocabulary::of(kind);
    Names {
        fields: COMMON.iter().chain(words.fields).copied().collect(),
        lists: words
            .lists
            .iter()
            .map(|list| (list.name, list.fields.to_vec()))
            .collect(),
        slots: words.slots.to_vec(),
    }
}

/// The names that a template may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Fields.
    pub fields: Vec<&'static str>,
    /// Lists with the fields of their entries.
    pub lists: Vec<(&'static str, Vec<&'static str>)>,
    /// Parts that the program makes.
    pub slots: Vec<&'static str>,
}

/// The template that a kind of document is made from.
fn form_of<'a>(source: &Source<'a>, kind: Kind) -> Option<&'a Form> {
    let unit = source.dossier.unit.kind;
    source.forms.pick(kind, document_day(source), unit)
}

/// The day that documents without their own date follow.
fn document_day(source: &Source<'_>) -> NaiveDate {
    source.dossier.letter.date.unwrap_or(source.on)
}

/// Composes one document.
pub fn compose(source: &Source<'_>, paper: &Paper<'_>) -> Composed {
    let page = Composer::new(source, paper);
    let document = match (paper.kind, paper.nominee) {
        (Kind::CollectiveReport | Kind::IndividualReport, Some(nominee)) => {
            report::compose(&page, nominee)
        }
        (Kind::Minutes, _) => minutes::compose(&page),
        (Kind::Tally, _) => council::tally(&page),
        (Kind::Ballot, _) => council::ballot(&page),
        (Kind::WrittenOpinion, _) => council::written_opinion(&page),
        (Kind::Invitation, _) => council::invitation(&page),
        (Kind::Decision, _) => decision::compose(&page),
        (Kind::Certificate, _) => decision::certificates(&page),
        (Kind::Index, _) => papers::index(&page),
        (Kind::HandOver, _) => papers::hand_over(&page),
        (Kind::Rehearsal, _) => rehearsal::compose(&page),
        (Kind::Mail, _) => mail::document(&page),
        (
            Kind::Submission
            | Kind::CollectiveList
            | Kind::IndividualList
            | Kind::CollectiveReport
            | Kind::IndividualReport,
            _,
        ) => submission::compose(&page),
    };
    Composed {
        document,
        blanks: page.blanks.into_inner(),
    }
}

/// The words of the letter that the program finds by itself, as the letter prints them.
pub fn letter_words(source: &Source<'_>) -> LetterWords {
    submission::words_of(&Composer::new(source, &Paper::single(Kind::Submission)))
}

/// What every form needs: the source and the look.
struct Composer<'a> {
    source: Source<'a>,
    style: Style<'a>,
    /// Which document is composed.
    kind: Kind,
    /// The level whose awards the document is about; absent: all.
    level: Option<AwardLevel>,
    blanks: RefCell<Vec<Blank>>,
}

impl<'a> Composer<'a> {
    fn new(source: &Source<'a>, paper: &Paper<'_>) -> Self {
        Self {
            source: *source,
            style: Style::new(source.format),
            kind: paper.kind,
            level: paper.level,
            blanks: RefCell::default(),
        }
    }

    /// The day that documents without their own date follow.
    fn document_day(&self) -> NaiveDate {
        document_day(&self.source)
    }

    /// Name of an award form on that day, or its code where the plan does not have it.
    fn award_name(&self, id: &str) -> String {
        let plan = self.source.plan;
        plan.award_form(id).map_or_else(
            || id.to_owned(),
            |form| plan.award_name(form, self.document_day()),
        )
    }

    fn level_of(&self, nominee: &Nominee) -> AwardLevel {
        let form = self.source.plan.award_form(&nominee.award_form);
        form.map_or(AwardLevel::Province, |form| form.level)
    }

    /// The nominees that the document is about, in the order of the file.
    fn nominees(&self) -> impl Iterator<Item = &'a Nominee> {
        let wanted = self.level;
        self.source
            .dossier
            .nominees
            .iter()
            .filter(move |nominee| wanted.is_none_or(|level| self.level_of(nominee) == level))
    }

    /// The same of one kind.
    fn of_kind(&self, kind: NomineeKind) -> impl Iterator<Item = &'a Nominee> {
        self.nominees()
            .filter(move |nominee| nominee.kind() == kind)
    }

    /// The award forms asked for, in the order of the plan.
    fn awards_asked(&self) -> String {
        let asked = |id: &String| self.nominees().any(|nominee| &nominee.award_form == id);
        let forms = self
            .source
            .plan
            .award_forms
            .iter()
            .filter(|form| asked(&form.id));
        words::enumerate(forms.map(|form| self.award_name(&form.id)).collect())
    }

    /// `năm 2022`, or the whole movement where its title does not say so already.
    fn period(&self) -> String {
        let span = self.source.plan.years;
        match self.source.dossier.year {
            Some(year) => format!("năm {year}"),
            None => format!("(tổng kết giai đoạn {}-{})", span.from, span.to),
        }
    }

    /// `trong phong trào thi đua “…”`.
    fn movement(&self) -> String {
        format!("trong phong trào thi đua “{}”", self.source.plan.movement)
    }

    /// `03 tập thể và 09 cá nhân`.
    fn counts(&self) -> String {
        let count = |kind, name: &str| {
            let count = self.of_kind(kind).count();
            (count > 0).then(|| format!("{} {name}", words::count(count)))
        };
        let collectives = count(NomineeKind::Collective, "tập thể");
        let individuals = count(NomineeKind::Individual, "cá nhân");
        words::enumerate(collectives.into_iter().chain(individuals).collect())
    }

    /// Values that every template may use.
    fn common(&self) -> Fields {
        let dossier = self.source.dossier;
        let unit = &dossier.unit;
        let authority = self.source.plan.addressees_on(self.document_day());
        let signatory = &dossier.letter.signatory;
        let is_state = self
            .nominees()
            .any(|nominee| self.level_of(nominee) == AwardLevel::State);
        let mut fields = Fields::default();
        fields
            .set("unit", unit.name.as_str())
            .set("parent", unit.parent.as_str())
            .set("place", unit.place.as_str())
            .set("movement", self.movement())
            .set("period", self.period())
            .set("plan", submission::plan_basis(self))
            .set("plan_issuer", self.source.plan.issuer.as_str())
            .set(
                "authority",
                authority.map_or("", |period| &period.authority),
            )
            .set("council", dossier.council.name.as_str())
            .set("awards", self.awards_asked())
            .set("counts", self.counts())
            .set(
                "collectives",
                words::count(self.of_kind(NomineeKind::Collective).count()),
            )
            .set(
                "individuals",
                words::count(self.of_kind(NomineeKind::Individual).count()),
            )
            .set("nominees", words::count(self.nominees().count()))
            .set("signatory", bind::person(signatory.name.as_str()))
            .set("head", decision::head_post(signatory))
            .set("year", self.document_day().format("%Y").to_string())
            .set("state_award", if is_state { "có" } else { "" });
        fields
    }
}

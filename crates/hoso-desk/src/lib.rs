//! The things a person wants done, from start to finish. Every front end (command line, window)
//! calls these and nothing beneath.
//!
//! Deliberately absent: the clock and the system's folders (front ends pass them in), and rules,
//! sentences and page breaks of its own.

mod assets;
pub mod cabinet;
mod check;
pub mod consolidation;
pub mod council;
mod deadline;
mod documents;
mod emblem;
mod error;
mod export;
mod find;
mod handbook;
pub mod import;
pub mod indicators;
pub mod law;
mod licences;
mod mail;
mod missing;
pub mod nominee_forms;
mod open;
mod options;
mod own;
pub mod package;
mod page_drawer;
mod plan;
pub mod plan_edit;
pub mod plan_shelf;
mod plan_view;
mod preview;
mod print;
mod print_set;
pub mod proof;
pub mod quality;
pub mod rehearsal;
mod report_place;
pub mod rescue;
mod sample;
pub mod schedule;
mod steps;
mod table_reader;
pub mod tables;
mod template;
pub mod told;
mod unit_kinds;
pub mod view;
mod whole;
pub mod why;
mod words;
mod work;
pub mod writing;

pub use assets::StarterData;
pub use error::{ChoiceFault, DeskError};
pub use export::{ExportChoice, FileFormat, Scans, Whole};
pub use find::{FoundOnPageView, MarkView};
pub use handbook::HANDBOOK_FILE;
pub use hoso_domain::{Covers, Gender, NomineeKind, Plan, plan::Round};
pub use hoso_exchange::{
    Existing, PlanEdit, dossier_schema, holidays_schema, law_schema, plan_schema, rehearsal_schema,
    steps_schema,
};
pub use hoso_forms::{Options, Spelling, Stock};
pub use hoso_paper::{Image, ImageFault, PageImage};
pub use mail::{Delivery, MailChoice, MailLimits};
pub use options::{ExportInput, OffsetInput, SpellingCode};
pub use own::{OwnKind, OwnText, OwnView};
pub use page_drawer::PageDrawer;
pub use plan::PlanSummary;
pub use plan_edit::{
    ClauseValuesView, PlanEditInput, PlanProblemView, PlanValueView, PlanValuesView, ValueKind,
};
pub use plan_view::{
    ClauseView, CorrectionView, IndicatorGroupView, IndicatorView, LevelCode, PlanSection,
    PlanView, SectionCode, TargetView,
};
pub use print::PrintedView;
pub use print_set::{Gathering, PrintLine, PrintLineView, PrintSet, PrintSetView, Sides};
pub use report_place::{ReportPlaceInput, ReportPlaceView};
pub use schedule::Target;
pub use unit_kinds::UnitKindView;
pub use work::{Progress, Watch};

use chrono::NaiveDate;
use hoso_domain::{Acts, Dossier, Holidays, Nominee, Rehearsal, Steps};
use hoso_forms::{Format, Forms, Headings, ReportGuide};
use hoso_paper::Typesetter;
use hoso_rules::proof::ProofWords;
use hoso_rules::quality::Quality;
use hoso_rules::{Case, FigureUnits, Rules};
use hoso_store::Frozen;
use mimalloc::MiMalloc;
use preview::Shown;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Judging a dossier is mostly making and dropping small texts, which the systems' own allocators do at
/// half the speed. Here and not in the front ends, so that benchmarks measure what people run.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// The desk: built-in data and tools, made once and used for everything.
pub struct Desk {
    plans: Vec<Plan>,
    plan_texts: BTreeMap<(String, u32), String>,
    rules: Rules,
    holidays: Holidays,
    steps: Steps,
    quality: Quality,
    rehearsal: Rehearsal,
    proof_words: ProofWords,
    votes: council::VotePresets,
    tables: import::Tables,
    /// What lay here before the unit's own data was laid over it.
    before_own: Option<Box<own::Beneath>>,
    own: Vec<OwnView>,
    /// The unit's picture for certificates.
    emblem: Option<Image>,
    acts: Acts,
    format: Format,
    forms: Forms,
    headings: Headings,
    report_guide: ReportGuide,
    figure_units: FigureUnits,
    typesetter: Mutex<Typesetter>,
    /// Draws pages of scans; without one, scans have no pictures.
    drawer: Option<PageDrawer>,
    /// What previews showed last.
    shown: Mutex<Vec<Shown>>,
}

/// A dossier that has been read, with the plan it answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Name of its file; absent for the built-in sample.
    pub file: Option<String>,
    /// The dossier.
    pub dossier: Dossier,
    /// The plan.
    pub plan: Plan,
    /// What was kept of the rehearsal of a dossier that was sent and has not come back.
    pub(crate) sent: Option<Frozen>,
}

/// The day of a request: what the front end's clock says, and what the person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Today.
    pub today: NaiveDate,
    /// The day asked for.
    pub asked: Option<NaiveDate>,
}

impl Desk {
    /// Sets up the desk from the built-in data.
    pub fn new() -> Result<Self, DeskError> {
        let plans = assets::plans()?;
        Ok(Self {
            plan_texts: plan_shelf::built_in_texts(&plans),
            plans,
            rules: assets::rules()?,
            holidays: assets::holidays()?,
            before_own: None,
            own: Vec::new(),
            emblem: None,
            steps: assets::steps()?,
            quality: assets::quality()?,
            rehearsal: assets::rehearsal()?,
            proof_words: assets::proof()?,
            votes: assets::votes()?,
            tables: assets::import_tables()?,
            acts: assets::acts()?,
            format: assets::format()?,
            forms: assets::forms()?,
            headings: assets::headings()?,
            report_guide: assets::report_guide()?,
            figure_units: assets::figure_units()?,
            typesetter: Mutex::new(Typesetter::new()?),
            drawer: None,
            shown: Mutex::default(),
        })
    }

    /// The same desk, with a way to draw pages of scans.
    #[must_use]
    pub fn drawing_with(self, drawer: Option<PageDrawer>) -> Self {
        Self { drawer, ..self }
    }

    /// What draws pages of scans, where the front end gave a way; a copy, since drawing takes a
    /// while and the desk is not needed for it.
    pub fn drawer(&self) -> Option<PageDrawer> {
        self.drawer.clone()
    }

    /// A dossier with everything that judging it reads.
    pub(crate) fn case<'a>(&'a self, opened: &'a Opened, day: Day) -> Case<'a> {
        let on = Self::judging_day(opened, day);
        Case::new(&opened.plan, &opened.dossier, &self.rules, on)
    }

    /// The day that counts for a dossier: asked for, else written in the dossier, else today.
    pub(crate) fn judging_day(opened: &Opened, day: Day) -> NaiveDate {
        day.asked.or(opened.dossier.judged_on).unwrap_or(day.today)
    }
}

impl Opened {
    /// The nominee with this id or, where none has it, with this full name.
    pub(crate) fn nominee_named(&self, name: &str) -> Result<&Nominee, DeskError> {
        let nominees = &self.dossier.nominees;
        let key = || {
            let words: Vec<&str> = name.split_whitespace().collect();
            words.join(" ").to_lowercase()
        };
        self.dossier
            .nominee(name)
            .or_else(|| {
                let key = key();
                nominees.iter().find(|found| found.name.key() == key)
            })
            .ok_or_else(|| DeskError::UnknownNominee {
                id: name.to_owned(),
                known: nominees.iter().map(|known| known.id.clone()).collect(),
            })
    }
}

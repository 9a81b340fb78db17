//! The things a person wants done, from start to finish. Every front end (command line, window)
//! calls these and nothing beneath.
//!
//! Deliberately absent: the clock and the system's folders (front ends pass them in), and rules,
//! sentences and page breaks of its own.

mod assets;
pub mod cabinet;
mod check;
mod deadline;
mod error;
mod export;
mod open;
mod plan;
mod preview;
mod sample;
pub mod view;
mod words;

pub use error::DeskError;
pub use hoso_domain::{Plan, plan::Round};
pub use hoso_exchange::{Existing, dossier_schema, plan_schema};
pub use plan::PlanSummary;

use chrono::NaiveDate;
use hoso_domain::{Acts, Dossier};
use hoso_forms::Format;
use hoso_paper::Typesetter;
use hoso_rules::RuleBook;
use std::sync::Mutex;

/// The desk: built-in data and tools, made once and used for everything.
pub struct Desk {
    plans: Vec<Plan>,
    book: RuleBook,
    acts: Acts,
    format: Format,
    typesetter: Mutex<Typesetter>,
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
        Ok(Self {
            plans: assets::plans()?,
            book: assets::rule_book()?,
            acts: assets::acts()?,
            format: assets::format()?,
            typesetter: Mutex::new(Typesetter::new()?),
        })
    }

    /// The day that counts for a dossier: asked for, else written in the dossier, else today.
    pub(crate) fn judging_day(opened: &Opened, day: Day) -> NaiveDate {
        day.asked.or(opened.dossier.judged_on).unwrap_or(day.today)
    }
}

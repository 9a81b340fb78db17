//! Whether something is allowed, due or missing, and by which provision.
//!
//! Answers have three values: what is not known is `Unknown`, never `Met`. Numbers and provisions
//! come from the plan, the law data and the rule book; this crate holds neither.
//! Deliberately absent: no clock (the caller passes the day), no file, no database, no page.

mod again;
mod book;
mod case;
mod citing;
mod compare;
mod condition;
mod council;
mod dates;
mod deadline;
mod dossier;
mod figures;
mod indicators;
mod law;
mod naming;
mod nominee;
mod presence;
mod principles;
pub mod proof;
pub mod quality;
pub mod rehearsal;
mod schedule;
mod why;
mod workdays;

pub use again::Again;
pub use book::{Check, RuleBook, RuleEntry};
pub use case::{Case, Rules, cited};
pub use compare::{Differing, differing};
pub use council::{CountedVotes, council_roles, count_votes, vote_rule_text};
pub use deadline::{DueDate, calendar};
pub use figures::{CoveredFigure, Figure, FigureUnit, FigureUnits, Statement, figures};
pub use indicators::{IndicatorRow, indicator_table};
pub use law::{LawChange, Reward, Tie, law_changes, reward, ties};
pub use schedule::{Schedule, StepDay, schedule};
pub use why::{Card, Proposable, Question, UsedValue, questions, why_not};
pub use workdays::{DayOff, WorkDays};

use hoso_domain::Nominee;
use hoso_domain::finding::Finding;
use principles::Others;

/// Judges a case: every finding, the dossier's first, then each nominee's in the order of the file.
pub fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = judge_dossier(case);
    let nominees = case.dossier.nominees.iter();
    let of_nominees: Vec<Vec<Finding>> = nominees
        .map(|nominee| judge_nominee(case, nominee))
        .collect();
    findings.reserve_exact(of_nominees.iter().map(Vec::len).sum());
    for of_nominee in of_nominees {
        findings.extend(of_nominee);
    }
    findings
}

/// Judges the dossier as a whole, with what compares nominees with each other.
pub fn judge_dossier(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = dossier::judge(case);
    findings.extend(council::judge(case));
    findings
}

/// Judges one nominee alone.
pub fn judge_nominee(case: &Case<'_>, nominee: &Nominee) -> Vec<Finding> {
    nominee::judge(case, nominee, &Others::of(case, nominee))
}

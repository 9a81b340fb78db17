//! Whether something is allowed, due or missing, and by which provision.
//!
//! Answers have three values: what is not known is `Unknown`, never `Met`. Numbers and provisions
//! come from the plan and the rule book; this crate holds neither.
//! Deliberately absent: no clock (the caller passes the day), no file, no database, no page.

mod book;
mod case;
mod condition;
mod council;
mod deadline;
mod dossier;
mod nominee;

pub use book::{Check, RuleBook, RuleEntry};
pub use case::Case;
pub use deadline::{DueDate, calendar};

use hoso_domain::finding::Finding;

/// Judges a case: every finding, the dossier's first, then each nominee's in the order of the file.
pub fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = dossier::judge(case);
    findings.extend(council::judge(case));
    for nominee in &case.dossier.nominees {
        findings.extend(nominee::judge(case, nominee));
    }
    findings
}

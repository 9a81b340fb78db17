//! What another plan version would answer for a dossier: the findings that differ.

use crate::case::{Case, Rules};
use crate::judge;
use chrono::NaiveDate;
use hoso_domain::finding::{Finding, State, Subject};
use hoso_domain::{Dossier, Plan};
use std::collections::BTreeMap;

/// One rule that answers differently for one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// Whom it concerns.
    pub subject: Subject,
    /// The rule's stable code.
    pub rule: String,
    /// The answer by the older plan; absent where it has no such rule.
    pub before: Option<State>,
    /// The answer by the newer plan; absent where it has no such rule.
    pub after: Option<State>,
    /// What the newer plan says, else the older.
    pub message: String,
}

/// The answers that change for a dossier from one plan to another, on one day.
pub fn differing(
    old: &Plan,
    new: &Plan,
    dossier: &Dossier,
    rules: &Rules,
    on: NaiveDate,
) -> Vec<Differing> {
    let judged = |plan: &Plan| judge(&Case::new(plan, dossier, rules, on));
    let (before, after) = (judged(old), judged(new));
    let mut all: BTreeMap<(Subject, String), [Option<&Finding>; 2]> = BTreeMap::new();
    for (at, findings) in [&before, &after].into_iter().enumerate() {
        for finding in findings {
            let key = (finding.subject.clone(), finding.rule.clone());
            all.entry(key).or_default()[at] = Some(finding);
        }
    }
    all.into_iter()
        .filter_map(|((subject, rule), [before, after])| {
            let state = |finding: Option<&Finding>| finding.map(|finding| finding.state);
            let (old, new) = (state(before), state(after));
            (old != new).then(|| Differing {
                subject,
                rule,
                before: old,
                after: new,
                message: after
                    .or(before)
                    .map(|finding| finding.message.clone())
                    .unwrap_or_default(),
            })
        })
        .collect()
}

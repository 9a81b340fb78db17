//! What the law data answers on a day: reward money, who comes first among equals, what changed.

use crate::case::Case;
use chrono::NaiveDate;
use hoso_domain::finding::Mark;
use hoso_domain::nominee::{Gender, Nominee, NomineeKind, Person};
use hoso_domain::provision::{Law, LawItem, Says};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Reward money for one award, or what is missing to tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reward<'a> {
    /// The sum, rounded up; absent where an item is missing.
    pub dong: Option<u64>,
    /// The multiple.
    pub multiple: Option<(&'a LawItem, Decimal)>,
    /// The base salary on the day of the decision.
    pub base: Option<(&'a LawItem, u64)>,
    /// The rounding.
    pub rounding: Option<(&'a LawItem, u64)>,
    /// The least checked of the three.
    pub mark: Mark,
}

/// Reward money for an award decided on a day.
pub fn reward<'a>(law: &'a Law, award: &str, kind: NomineeKind, decided: NaiveDate) -> Reward<'a> {
    let mut found = Reward {
        dong: None,
        multiple: None,
        base: None,
        rounding: None,
        mark: Mark::Verified,
    };
    for item in law.in_force(decided) {
        match &item.says {
            Says::Reward {
                award: of,
                kind: whom,
                multiple,
            } if of == award && *whom == kind => found.multiple = Some((item, *multiple)),
            Says::BaseSalary { dong } => found.base = Some((item, *dong)),
            Says::RoundedUp { to_dong } => found.rounding = Some((item, *to_dong)),
            _ => continue,
        }
        found.mark = found.mark.max(item.mark);
    }
    if let (Some((_, multiple)), Some((_, base)), Some((_, unit))) =
        (found.multiple, found.base, found.rounding)
    {
        found.dong = rounded_up(multiple, base, unit);
    }
    found
}

/// A multiple of a base, rounded up to a whole number of units.
fn rounded_up(multiple: Decimal, base: u64, unit: u64) -> Option<u64> {
    let exact = multiple.checked_mul(Decimal::from(base))?;
    let units = exact.checked_div(Decimal::from(unit))?.ceil().to_u64()?;
    units.checked_mul(unit)
}

/// One question that the law answers differently on two days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LawChange<'a> {
    /// The answer on the first day.
    pub before: Option<&'a LawItem>,
    /// The answer on the second.
    pub after: Option<&'a LawItem>,
}

/// What the law answers differently on two days, in the order of the law data.
pub fn law_changes(law: &Law, from: NaiveDate, to: NaiveDate) -> Vec<LawChange<'_>> {
    let mut changes: Vec<(String, LawChange<'_>)> = Vec::new();
    for item in &law.items {
        let (before, after) = (item.in_force(from), item.in_force(to));
        if !before && !after {
            continue;
        }
        let question = item.question();
        let at = changes.iter().position(|(known, _)| *known == question);
        let at = at.unwrap_or_else(|| {
            let none = LawChange {
                before: None,
                after: None,
            };
            changes.push((question, none));
            changes.len() - 1
        });
        let change = &mut changes[at].1;
        if before {
            change.before = Some(item);
        }
        if after {
            change.after = Some(item);
        }
    }
    let differs = |change: &LawChange<'_>| match (change.before, change.after) {
        (Some(before), Some(after)) => before.id != after.id,
        _ => true,
    };
    changes
        .into_iter()
        .map(|(_, change)| change)
        .filter(differs)
        .collect()
}

/// Nominees with equally many votes, and who of them comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie<'a> {
    /// All of them, in the order of the lists.
    pub nominees: Vec<&'a Nominee>,
    /// Those who come first; empty where the rule tells none of them apart.
    pub first: Vec<&'a Nominee>,
    /// Collectives whose share of women is not stated.
    pub unknown: Vec<&'a Nominee>,
    /// The provision; absent on a day for which the law data has none.
    pub item: Option<&'a LawItem>,
}

/// Nominees for the same award with equally many votes for.
pub fn ties<'a>(case: &Case<'a>) -> Vec<Tie<'a>> {
    let rule = |says: &Says| matches!(says, Says::WomenFirst { .. });
    let item = case.rules.law.find(case.law_day, rule);
    let share = item.and_then(|item| match item.says {
        Says::WomenFirst { collective_share } => Some(collective_share),
        _ => None,
    });
    let mut groups: BTreeMap<_, Vec<&Nominee>> = BTreeMap::new();
    for nominee in &case.dossier.nominees {
        if let Some(tally) = case.tally(nominee) {
            let key = (nominee.kind(), nominee.award_form.as_str(), tally.agree);
            groups.entry(key).or_default().push(nominee);
        }
    }
    let equal = groups.into_values().filter(|group| group.len() > 1);
    equal
        .map(|nominees| {
            let women = |nominee: &&Nominee| match (&nominee.person, share) {
                (Person::Individual(person), Some(_)) => Some(person.gender == Gender::Female),
                (Person::Collective(collective), Some(share)) => {
                    collective.women.map(|women| women >= share)
                }
                (_, None) => Some(false),
            };
            let picked = |wanted: Option<bool>| -> Vec<&Nominee> {
                let fit = nominees.iter().filter(|nominee| women(nominee) == wanted);
                fit.copied().collect()
            };
            let (mut first, unknown) = (picked(Some(true)), picked(None));
            if first.len() == nominees.len() {
                first.clear();
            }
            Tie {
                nominees,
                first,
                unknown,
                item,
            }
        })
        .collect()
}

//! What the dossier cites: one document always by the same date, acts that are in force, and bodies
//! that exist on the day.

use crate::book::Check;
use crate::case::{Answer, Case};
use crate::dates;
use chrono::{Datelike, NaiveDate};
use hoso_domain::dossier::UnitKind;
use hoso_domain::finding::{Finding, Subject};
use hoso_domain::provision::Says;
use hoso_domain::short_date;
use std::collections::{BTreeMap, BTreeSet};

/// Findings on what the dossier cites.
pub(crate) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = two_dates(case);
    let bases = Answer::from_problems(acts_out_of_force(case));
    findings.push(case.by_book(
        Check::Bases,
        Subject::Dossier,
        "letter.legal_bases",
        bases,
        None,
    ));
    findings.extend(former_bodies(case));
    findings
}

/// A document that is cited with two dates. Numbers begin anew each year, so two documents of
/// different years may share one; the same day and month in two years is a slip.
fn two_dates(case: &Case<'_>) -> Vec<Finding> {
    let mut known: BTreeMap<(String, String), Vec<NaiveDate>> = BTreeMap::new();
    let mut findings = Vec::new();
    for placed in dates::sources(case) {
        let (source, Some(day)) = (placed.source, placed.source.date) else {
            continue;
        };
        let Some(symbol) = source.symbol.filled() else {
            continue;
        };
        let key = (symbol.to_lowercase(), source.issuer.key());
        let days = known.entry(key).or_default();
        let slip = |other: &&NaiveDate| {
            let same_year = other.year() == day.year();
            let same_day = (other.month(), other.day()) == (day.month(), day.day());
            same_year != same_day
        };
        if let Some(other) = days.iter().find(slip) {
            let problem = format!(
                "{symbol} ghi ngày {} ở đây, ngày {} ở chỗ khác",
                short_date(day),
                short_date(*other)
            );
            let answer = Answer::not_met(vec![problem]);
            findings.push(case.by_book(
                Check::Sources,
                placed.subject,
                &placed.field,
                answer,
                None,
            ));
        }
        if !days.contains(&day) {
            days.push(day);
        }
    }
    if findings.is_empty() {
        let answer = Answer::met(Vec::new());
        findings.push(case.by_book(Check::Sources, Subject::Dossier, "evidence", answer, None));
    }
    findings
}

/// Own bases of the letter that name an act of a regime which does not hold on the letter's day.
fn acts_out_of_force(case: &Case<'_>) -> Vec<String> {
    let (mut holding, mut ended) = (BTreeSet::new(), BTreeMap::new());
    for item in &case.rules.law.items {
        let Says::Regime { name } = &item.says else {
            continue;
        };
        if item.in_force(case.law_day) {
            holding.extend(symbols(name));
        } else {
            ended.extend(symbols(name).map(|symbol| (symbol, item)));
        }
    }
    let letter = &case.dossier.letter;
    let mut problems = Vec::new();
    for text in letter.legal_bases.iter().chain(&letter.further_bases) {
        for symbol in symbols(text.as_str()) {
            let Some(item) = ended.get(symbol).filter(|_| !holding.contains(symbol)) else {
                continue;
            };
            let (day, from) = (short_date(case.law_day), item.from.map(short_date));
            let when = match (item.to, from) {
                (Some(to), _) if to < case.law_day => {
                    format!("chỉ có hiệu lực đến hết ngày {}", short_date(to))
                }
                (_, Some(from)) => format!("có hiệu lực từ ngày {from}"),
                _ => "không có hiệu lực".to_owned(),
            };
            problems.push(format!("{symbol} {when}; Tờ trình lập ngày {day}"));
        }
    }
    problems
}

/// Numbers of acts in a text, such as `91/2017/NĐ-CP`.
fn symbols(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| letter.is_whitespace() || ",;()".contains(letter));
    words.filter(|word| {
        let mut parts = word.split('/');
        let digits = |part: Option<&str>| {
            part.is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        };
        digits(parts.next()) && digits(parts.next()) && parts.next().is_some()
    })
}

/// A superior body, or a province in the name of its own department, that has become another.
fn former_bodies(case: &Case<'_>) -> Vec<Finding> {
    let unit = &case.dossier.unit;
    let Some(now) = case.plan.addressees_on(case.law_day) else {
        return Vec::new();
    };
    let ended = case.plan.addressees.iter();
    let ended = ended.filter(|period| period.to.is_some_and(|to| to < case.law_day));
    let province = |body: &str| {
        let at = body.find("tỉnh ").or_else(|| body.find("thành phố "));
        at.map(|at| body[at..].to_owned())
    };
    let is_provincial = matches!(unit.kind, UnitKind::Department | UnitKind::SocioPolitical);
    let mut findings = Vec::new();
    for period in ended.filter(|period| period.body != now.body) {
        let Some(old) = province(&period.body) else {
            continue;
        };
        let fields = [
            ("unit.parent", &unit.parent, true),
            ("unit.parent_heading", &unit.parent_heading, true),
            ("unit.name", &unit.name, is_provincial),
        ];
        for (field, name, concerned) in fields {
            if concerned && name.as_str().ends_with(&old) {
                let problem = format!(
                    "“{name}”: từ ngày {} là {}",
                    period
                        .to
                        .and_then(|to| to.succ_opt())
                        .map_or_else(String::new, short_date),
                    now.body
                );
                let answer = Answer::not_met(vec![problem]);
                findings.push(case.by_book(
                    Check::UnitNames,
                    Subject::Dossier,
                    field,
                    answer,
                    None,
                ));
            }
        }
    }
    findings
}

//! Runs the cases in `tests/suite/rules`: given, on, expect. Each rule has at least one case.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "rules/again.rs"]
mod again;
#[path = "rules/answers.rs"]
mod answers;
#[path = "rules/edges.rs"]
mod edges;
#[path = "rules/figures.rs"]
mod figures;
#[path = "rules/properties.rs"]
mod properties;
#[path = "rules/refused.rs"]
mod refused;
#[path = "rules/suite.rs"]
mod suite;

use chrono::NaiveDate;
use hoso_domain::finding::{Severity, State};
use hoso_domain::{Dossier, Nominee};
use hoso_exchange::dossier_from_json;
use hoso_rules::{Case, Check, Proposable, judge, judge_nominee, ties, why_not};
use hoso_tests::sample;
use std::collections::{BTreeMap, BTreeSet};
use suite::{Written, cases, plan, rules, state_name};

#[test]
fn every_case_gives_its_expected_answer() {
    let rules = rules();
    let mut wrong = Vec::new();
    for (file, case) in cases() {
        let (plan, dossier) = (case.plan(), case.dossier());
        let on = case.on.or(dossier.judged_on).unwrap();
        let judged = Case::new(&plan, &dossier, &rules, on);
        let mut report = |what: String| wrong.push(format!("{file}: {}: {what}", case.name));
        let findings = judge(&judged);
        for (rule, expected) in &case.expect {
            let found = findings.iter().find(|finding| &finding.rule == rule);
            let got = found.map_or("none", |finding| state_name(finding.state));
            if got != expected {
                report(format!("{rule} is {got}, not {expected}"));
            }
        }
        for (rule, weight) in &case.weighs {
            let found = findings.iter().find(|finding| &finding.rule == rule);
            let got = found.map_or("none", |finding| match finding.severity {
                Severity::Blocking => "blocking",
                Severity::Warning => "warning",
                Severity::Info => "info",
            });
            if got != weight {
                report(format!("{rule} weighs {got}, not {weight}"));
            }
        }
        for (rule, words) in &case.provision {
            let found = findings.iter().find(|finding| &finding.rule == rule);
            let place = found.map_or("", |finding| &finding.cite.place);
            if !place.contains(words.as_str()) {
                report(format!("{rule} cites “{place}”, not “{words}”"));
            }
        }
        for finding in &findings {
            // What is missing is said where it is not known, and only there.
            if (finding.state == State::Unknown) == finding.missing.is_empty() {
                report(format!("{}: missing {:?}", finding.rule, finding.missing));
            }
        }
        let said = format!("{findings:?}");
        for words in case
            .says
            .iter()
            .filter(|words| !said.contains(words.as_str()))
        {
            report(format!("nothing says “{words}”"));
        }
        for words in case
            .never_says
            .iter()
            .filter(|words| said.contains(words.as_str()))
        {
            report(format!("something says “{words}”"));
        }
        explained(&case, &judged, &mut report);
        let all = ties(&judged);
        if case.ties.is_some_and(|wanted| wanted != all.len()) {
            report(format!("{} ties", all.len()));
        }
        if let Some(first) = &case.first {
            let tie = all.first().unwrap();
            let ids = |list: &[&Nominee]| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
            if &ids(&tie.first) != first {
                report(format!("first are {:?}", ids(&tie.first)));
            }
            let unknown = case.first_unknown.clone().unwrap_or_default();
            if ids(&tie.unknown) != unknown {
                report(format!("unknown are {:?}", ids(&tie.unknown)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the why-not cards and the open awards of a case say.
fn explained(case: &Written, judged: &Case<'_>, report: &mut impl FnMut(String)) {
    let Some(nominee) = judged.dossier.nominees.first() else {
        return;
    };
    let cards = why_not(judged, nominee);
    let card = |id: &str| cards.iter().find(|card| card.criterion.id == id);
    let mut compare = |what: &str, id: &str, got: &[String], wanted: &[String]| {
        let fits = got.len() == wanted.len()
            && got
                .iter()
                .zip(wanted)
                .all(|(got, words)| got.contains(words.as_str()));
        if !fits {
            report(format!("{what} of {id}: {got:?}"));
        }
    };
    for (id, wanted) in &case.changes {
        compare("changes", id, &card(id).unwrap().changes, wanted);
    }
    for (id, wanted) in &case.unproven {
        compare("unproven", id, &card(id).unwrap().unproven, wanted);
    }
    for (id, wanted) in &case.values {
        let values = card(id).unwrap().values.iter();
        let got: Vec<String> = values.map(|value| format!("{value:?}")).collect();
        compare("values", id, &got, wanted);
    }
    let open = Proposable::all(judged, nominee);
    for (award, wanted) in &case.open_by {
        let found = open.iter().find(|open| &open.form.id == award);
        let by = found.unwrap().by.iter().map(|one| one.id.clone());
        compare("criteria", award, &by.collect::<Vec<_>>(), wanted);
    }
    for (award, wanted) in &case.not_open {
        let found = open.iter().find(|open| &open.form.id == award);
        compare("reasons", award, &found.unwrap().why_not, wanted);
    }
    for (award, wanted) in &case.open {
        let found = open.iter().find(|open| &open.form.id == award);
        let got = found.map_or("none", |open| state_name(open.state));
        if got != wanted {
            report(format!("{award} is {got}, not {wanted}: {found:?}"));
        }
    }
}

/// One line per rule: how many cases it has on each side. Shown by `--nocapture`, and a failure
/// names what is lacking.
#[test]
fn every_rule_has_a_case_that_holds_and_one_that_does_not() {
    let mut rules: BTreeSet<String> = Check::ALL
        .iter()
        .map(|check| check.code().to_owned())
        .collect();
    for plan in [plan(), suite::plan_of("mau-vi-du-ninh-binh-2026-2030.toml")] {
        let criteria = plan.criteria.iter().map(|criterion| &criterion.id);
        let standards = plan.standards.iter().map(|standard| &standard.id);
        rules.extend(criteria.chain(standards).map(|id| format!("plan.{id}")));
    }
    rules.extend(["subject", "award_form", "round", "deadline"].map(|id| format!("plan.{id}")));
    // What is told for the record can only hold.
    let only_holds = ["law.changes"];
    let mut sides: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for (_, case) in cases() {
        for (rule, state) in case.expect {
            // Some rules speak only where something is wrong.
            let side = usize::from(!matches!(state.as_str(), "met" | "none"));
            sides.entry(rule).or_default()[side] += 1;
        }
    }
    let mut lacking = Vec::new();
    for rule in &rules {
        let [holds, fails] = sides.get(rule).copied().unwrap_or_default();
        println!("{rule:<32} {holds:>3} đạt {fails:>3} không đạt");
        if holds == 0 || fails == 0 && !only_holds.contains(&rule.as_str()) {
            lacking.push(rule);
        }
    }
    assert!(
        lacking.is_empty(),
        "rules without a case on both sides: {lacking:?}"
    );
    let unknown: Vec<_> = sides.keys().filter(|rule| !rules.contains(*rule)).collect();
    assert!(
        unknown.is_empty(),
        "cases of rules that do not exist: {unknown:?}"
    );
}

#[test]
fn judging_one_nominee_gives_what_judging_all_gives() {
    let rules = rules();
    for (file, case) in cases() {
        let (plan, dossier) = (case.plan(), case.dossier());
        let on = case.on.or(dossier.judged_on).unwrap();
        let judged = Case::new(&plan, &dossier, &rules, on);
        let all = judge(&judged);
        let alone: Vec<_> = dossier
            .nominees
            .iter()
            .flat_map(|nominee| judge_nominee(&judged, nominee))
            .collect();
        assert!(all.ends_with(&alone), "{file}: {}", case.name);
    }
}

#[test]
fn every_finding_cites_a_provision_and_says_what_to_do() {
    let (plan, rules) = (plan(), rules());
    let dossier: Dossier = dossier_from_json(&sample().to_string()).unwrap();
    let late = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let mut bare = dossier.clone();
    bare.meeting = None;
    bare.nominees
        .iter_mut()
        .for_each(|nominee: &mut Nominee| nominee.facts.clear());
    for dossier in [&dossier, &bare] {
        for finding in judge(&Case::new(&plan, dossier, &rules, late)) {
            assert!(!finding.cite.place.trim().is_empty(), "{finding:?}");
            assert!(!finding.message.trim().is_empty(), "{finding:?}");
            let fails = matches!(finding.state, State::NotMet | State::Unknown);
            assert_eq!(fails, !finding.remedy.is_empty(), "{finding:?}");
            if finding.state == State::Unknown {
                assert!(!finding.missing.is_empty(), "{finding:?}");
            }
        }
    }
}

/// No answer is `Met` once the facts it rests on are gone.
#[test]
fn nothing_is_met_on_missing_facts() {
    let (plan, rules) = (plan(), rules());
    let mut dossier: Dossier = dossier_from_json(&sample().to_string()).unwrap();
    dossier.unit.facts.clear();
    dossier
        .nominees
        .iter_mut()
        .for_each(|nominee| nominee.facts.clear());
    let on = dossier.judged_on.unwrap();
    let criteria: BTreeSet<String> = plan
        .criteria
        .iter()
        .map(|criterion| format!("plan.{}", criterion.id))
        .collect();
    let findings = judge(&Case::new(&plan, &dossier, &rules, on));
    let of_criteria: Vec<_> = findings
        .iter()
        .filter(|finding| criteria.contains(&finding.rule))
        .collect();
    assert!(of_criteria.len() >= dossier.nominees.len() * 4);
    assert!(
        of_criteria
            .iter()
            .all(|finding| finding.state == State::Unknown)
    );
}

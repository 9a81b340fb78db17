//! Runs the cases in `tests/suite/rules`: given, on, expect. Each rule has at least one case.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::NaiveDate;
use hoso_domain::finding::State;
use hoso_domain::{Dossier, Nominee, Plan};
use hoso_exchange::{dossier_from_json, plan_from_toml};
use hoso_rules::{Case, Check, RuleBook, judge};
use hoso_tests::{root, sample};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Written>,
}

/// One case as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    /// Day of judging; the sample's own day where it is absent.
    on: Option<NaiveDate>,
    /// `collective` or `individual`, where the case is about a nominee.
    nominee: Option<String>,
    /// Fields of the nominee that replace the model nominee's.
    #[serde(default)]
    with: toml::Table,
    /// Fields of the dossier that replace the sample's, by path.
    #[serde(default)]
    dossier: BTreeMap<String, toml::Value>,
    /// Votes for, against, blank.
    votes: Option<[u32; 3]>,
    /// The nominee stands in the lists twice.
    #[serde(default)]
    twice: bool,
    /// The plan names no kind of unit that takes part.
    #[serde(default)]
    nobody_takes_part: bool,
    /// Expected state by rule.
    expect: BTreeMap<String, String>,
    /// Words that the finding of the first expected rule must contain.
    #[serde(default)]
    says: Vec<String>,
}

fn book() -> RuleBook {
    let text = fs::read_to_string(root().join("assets/rules/dossier.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

fn plan() -> Plan {
    let path = root().join("assets/plans/nam-dinh-cchc-2021-2025.toml");
    plan_from_toml(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The sample with one flawless nominee of the kind asked for, changed as the case says.
fn dossier(case: &Written) -> Dossier {
    let mut file = sample();
    let dossier = &mut file["dossier"];
    if let Some(kind) = &case.nominee {
        let all = dossier["nominees"].as_array().unwrap();
        let mut nominee = all
            .iter()
            .find(|nominee| nominee["person"].get(kind).is_some())
            .unwrap()
            .clone();
        nominee["facts"] = serde_json::json!([]);
        nominee["claims"] = serde_json::json!([]);
        nominee["earlier_awards"] = serde_json::json!([]);
        for (field, value) in &case.with {
            let value = serde_json::to_value(value).unwrap();
            put(&mut nominee, field, value);
        }
        let facts = nominee["facts"].as_array_mut().unwrap();
        if facts.iter().all(|fact| fact["fact"] != "discipline") {
            facts.push(serde_json::json!(
                { "fact": "discipline", "value": { "yes": true }, "evidence": [] }
            ));
        }
        let [agree, disagree, blank] = case.votes.unwrap_or([9, 0, 0]);
        let id = nominee["id"].clone();
        dossier["meeting"]["votes"] = serde_json::json!([
            { "nominee": id, "agree": agree, "disagree": disagree, "blank": blank }
        ]);
        dossier["nominees"] = serde_json::json!([nominee]);
        if case.twice {
            dossier["nominees"].as_array_mut().unwrap().push(nominee);
        }
    }
    for (path, value) in &case.dossier {
        put(dossier, path, serde_json::to_value(value).unwrap());
    }
    dossier_from_json(&file.to_string()).unwrap_or_else(|error| panic!("{}: {error}", case.name))
}

/// Replaces the value at a dotted path; the text `null` stands for nothing.
fn put(object: &mut serde_json::Value, path: &str, value: serde_json::Value) {
    let value = if value == "null" {
        serde_json::Value::Null
    } else {
        value
    };
    let mut place = object;
    for step in path.split('.') {
        place = match step.parse::<usize>() {
            Ok(index) => &mut place[index],
            Err(_) => &mut place[step],
        };
    }
    *place = value;
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::NotMet => "not_met",
        State::Unknown => "unknown",
        State::NotApplicable => "not_applicable",
    }
}

fn cases() -> Vec<(String, Written)> {
    let folder = root().join("tests/suite/rules");
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let file: CaseFile =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        cases.extend(file.case.into_iter().map(|case| (name.clone(), case)));
    }
    cases
}

#[test]
fn every_case_gives_its_expected_answer() {
    let (full_plan, book) = (plan(), book());
    let mut wrong = Vec::new();
    for (file, case) in cases() {
        let mut plan = full_plan.clone();
        if case.nobody_takes_part {
            plan.subjects
                .iter_mut()
                .for_each(|subject| subject.unit_kinds.clear());
        }
        let dossier = dossier(&case);
        let on = case.on.or(dossier.judged_on).unwrap();
        let findings = judge(&Case::new(&plan, &dossier, &book, on));
        for (rule, expected) in &case.expect {
            let found = findings.iter().find(|finding| &finding.rule == rule);
            let got = found.map_or("none", |finding| state_name(finding.state));
            if got != expected {
                wrong.push(format!(
                    "{file}: {}: {rule} is {got}, not {expected}",
                    case.name
                ));
            }
        }
        let said = format!("{findings:?}");
        for words in &case.says {
            if !said.contains(words.as_str()) {
                wrong.push(format!("{file}: {}: nothing says “{words}”", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_holds_and_one_that_does_not() {
    let plan = plan();
    let mut rules: BTreeSet<String> = Check::ALL
        .iter()
        .map(|check| check.code().to_owned())
        .collect();
    rules.extend(
        plan.criteria
            .iter()
            .map(|criterion| format!("plan.{}", criterion.id)),
    );
    rules.extend(
        plan.standards
            .iter()
            .map(|standard| format!("plan.{}", standard.id)),
    );
    rules.extend(["subject", "award_form", "round", "deadline"].map(|id| format!("plan.{id}")));
    let mut holding: BTreeSet<String> = BTreeSet::new();
    let mut failing: BTreeSet<String> = BTreeSet::new();
    for (_, case) in cases() {
        for (rule, state) in case.expect {
            match state.as_str() {
                // `nominee.proof` speaks only where something is wrong.
                "met" | "none" => holding.insert(rule),
                _ => failing.insert(rule),
            };
        }
    }
    let lacking: Vec<_> = rules
        .iter()
        .filter(|rule| !holding.contains(*rule) || !failing.contains(*rule))
        .collect();
    assert!(
        lacking.is_empty(),
        "rules without a case on both sides: {lacking:?}"
    );
}

#[test]
fn every_finding_cites_a_provision_and_says_what_to_do() {
    let (plan, book) = (plan(), book());
    let dossier: Dossier = dossier_from_json(&sample().to_string()).unwrap();
    let late = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let mut bare = dossier.clone();
    bare.meeting = None;
    bare.nominees
        .iter_mut()
        .for_each(|nominee: &mut Nominee| nominee.facts.clear());
    for dossier in [&dossier, &bare] {
        for finding in judge(&Case::new(&plan, dossier, &book, late)) {
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
    let (plan, book) = (plan(), book());
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
    let findings = judge(&Case::new(&plan, &dossier, &book, on));
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

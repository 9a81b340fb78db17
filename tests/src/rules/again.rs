//! Judging again after any edits says what judging from the beginning says.

use crate::suite::{plan, plan_of, rules};
use chrono::{Days, NaiveDate};
use hoso_domain::council::Method;
use hoso_domain::nominee::{Fact, FactValue, Person, Recognition, Recognizer};
use hoso_domain::{Dossier, Name, Plan, Text};
use hoso_exchange::dossier_from_json;
use hoso_rules::{Again, Case, Rules, judge, judge_dossier};
use hoso_tests::sample;
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(rules);
static PLANS: LazyLock<[Plan; 2]> =
    LazyLock::new(|| [plan(), plan_of("mau-vi-du-ninh-binh-2026-2030.toml")]);
static SAMPLE: LazyLock<Dossier> =
    LazyLock::new(|| dossier_from_json(&sample().to_string()).unwrap());

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 2, 16).unwrap()
}

/// What is judged: the dossier, the plan by its place, the day.
struct Judged {
    dossier: Dossier,
    plan: usize,
    on: NaiveDate,
}

/// An edit, and on which nominees, by numbers that stand for some of them.
type Edit = (u8, usize, usize);

fn changed(judged: &mut Judged, (edit, one, other): Edit) {
    let Judged { dossier, plan, on } = judged;
    let count = dossier.nominees.len().max(1);
    let (one, other) = (one % count, other % count);
    match edit {
        // What others are asked about.
        0 => {
            let members = &dossier.council.members;
            let name = members[other % members.len()].name.clone();
            named(dossier, one, &name);
        }
        1 => {
            let name = workplace(dossier, other);
            named(dossier, one, &name);
        }
        2 => named(
            dossier,
            one,
            &Name::try_from("Tập thể khác".to_owned()).unwrap(),
        ),
        3 => edited(dossier, one, |individual| {
            individual.is_head = !individual.is_head;
        }),
        4 => {
            let name = dossier
                .nominees
                .get(other)
                .map(|nominee| nominee.name.clone());
            edited(dossier, one, |individual| {
                individual.workplace = name.unwrap_or_default();
            });
        }
        5 | 6 => {
            let title = format!("Sáng kiến {}", other % 3);
            let fact = Fact {
                fact: "initiative".to_owned(),
                year: None,
                value: FactValue::Recognition(Recognition {
                    title: Text::from(title),
                    by: Recognizer::Unit,
                }),
                source: None,
                evidence: Vec::new(),
            };
            if let Some(nominee) = dossier.nominees.get_mut(one) {
                nominee.facts.truncate(other);
                nominee.facts.push(fact);
            }
        }
        // Who is in the lists, and where.
        7 if !dossier.nominees.is_empty() => {
            dossier.nominees.remove(one);
        }
        8 => {
            let again = SAMPLE.nominees[other % SAMPLE.nominees.len()].clone();
            dossier
                .nominees
                .insert(one.min(dossier.nominees.len()), again);
        }
        9 if !dossier.nominees.is_empty() => dossier.nominees.swap(one, other),
        // What stands around them.
        10 => {
            let members = &mut dossier.council.members;
            let at = one % members.len();
            members[at].name = dossier
                .nominees
                .get(other)
                .map_or_else(Name::default, |nominee| nominee.name.clone());
        }
        11 => {
            let methods = [Method::ShowOfHands, Method::SecretBallot, Method::Written];
            if let Some(meeting) = &mut dossier.meeting {
                meeting.method = methods[other % methods.len()];
            }
        }
        12 => {
            let votes = dossier
                .meeting
                .iter_mut()
                .flat_map(|meeting| &mut meeting.votes);
            votes.take(one).for_each(|tally| tally.agree = other as u32);
        }
        13 => {
            let facts = dossier
                .nominees
                .get(other)
                .map(|nominee| nominee.facts.clone());
            dossier.unit.facts = facts.unwrap_or_default();
        }
        14 => dossier.letter.date = on.checked_add_days(Days::new(other as u64)),
        15 => *on = first_day() + Days::new(other as u64 * 400),
        16 => *plan = other % PLANS.len(),
        17 => dossier.year = dossier.year.map(|year| year + 1),
        // Of one nominee alone.
        18 => {
            if let Some(nominee) = dossier.nominees.get_mut(one) {
                nominee.claims.clear();
            }
        }
        _ => {
            if let Some(nominee) = dossier.nominees.get_mut(one) {
                nominee.report.sections.truncate(other % 2);
            }
        }
    }
}

fn named(dossier: &mut Dossier, at: usize, name: &Name) {
    if let Some(nominee) = dossier.nominees.get_mut(at) {
        nominee.name.clone_from(name);
    }
}

fn edited(
    dossier: &mut Dossier,
    at: usize,
    edit: impl FnOnce(&mut hoso_domain::nominee::Individual),
) {
    if let Some(Person::Individual(individual)) = dossier
        .nominees
        .get_mut(at)
        .map(|nominee| &mut nominee.person)
    {
        edit(individual);
    }
}

fn workplace(dossier: &Dossier, at: usize) -> Name {
    match dossier.nominees.get(at).map(|nominee| &nominee.person) {
        Some(Person::Individual(individual)) => individual.workplace.clone(),
        _ => Name::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn judging_again_says_what_judging_anew_says(edits in vec((0..20_u8, 0..16_usize, 0..16_usize), 1..40)) {
        let mut judged = Judged {
            dossier: SAMPLE.clone(),
            plan: 0,
            on: first_day(),
        };
        let mut again = Again::default();
        for edit in edits {
            changed(&mut judged, edit);
            let case = Case::new(&PLANS[judged.plan], &judged.dossier, &RULES, judged.on);
            let mut found = judge_dossier(&case);
            found.extend(again.judge(&case, |_, findings| findings).flatten().cloned());
            prop_assert_eq!(found, judge(&case), "after {:?}", edit);
        }
    }
}

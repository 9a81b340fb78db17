//! What must hold of any dossier, however odd: no panic, no `Met` without the facts it rests on,
//! every answer with its provision.

use crate::suite::{plan, plan_of, rules};
use chrono::NaiveDate;
use hoso_domain::council::{Tally, VoteBase, VoteRule};
use hoso_domain::finding::State;
use hoso_domain::nominee::{Clearance, Fact, FactValue, Nominee, Percent, Recognition, Recognizer};
use hoso_domain::{Condition, Dossier, Name, Plan, Text};
use hoso_exchange::dossier_from_json;
use hoso_rules::{
    Case, Proposable, Rules, indicator_table, judge, judge_nominee, law_changes, schedule, ties,
    why_not,
};
use hoso_tests::sample;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::num::NonZeroU32;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(rules);
static PLANS: LazyLock<[Plan; 2]> =
    LazyLock::new(|| [plan(), plan_of("mau-vi-du-ninh-binh-2026-2030.toml")]);

fn day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (2019..2033_i32, 1..=366_u32)
            .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day.min(365)).unwrap()),
        1 => Just(NaiveDate::MIN),
        1 => Just(NaiveDate::MAX),
    ]
}

fn year() -> impl Strategy<Value = i32> {
    prop_oneof![8 => 2019..2033_i32, 1 => Just(i32::MIN), 1 => Just(i32::MAX)]
}

fn percent() -> impl Strategy<Value = Percent> {
    (0..=10_000_i64).prop_map(|hundredths| {
        Percent::try_from(rust_decimal::Decimal::new(hundredths, 2)).unwrap()
    })
}

fn fact() -> impl Strategy<Value = Fact> {
    let ids = prop::sample::select(vec![
        "discipline",
        "outstanding",
        "par_assessed",
        "par_index",
        "satisfaction_index",
        "direct_par_duty",
        "initiative",
        "khong-co",
    ]);
    let by = prop::sample::select(vec![
        Recognizer::ScienceDepartment,
        Recognizer::Unit,
        Recognizer::Other,
    ]);
    let value = prop_oneof![
        any::<bool>().prop_map(FactValue::Yes),
        percent().prop_map(FactValue::Percent),
        by.prop_map(|by| FactValue::Recognition(Recognition {
            title: Text::from("Sáng kiến"),
            by,
        })),
    ];
    (ids, option::of(year()), value).prop_map(|(id, year, value)| Fact {
        fact: id.to_owned(),
        year,
        value,
        source: None,
        evidence: Vec::new(),
    })
}

#[derive(Debug, Clone)]
struct Odd {
    plan: usize,
    round: &'static str,
    year: Option<i32>,
    award: &'static str,
    facts: Vec<Fact>,
    of_unit: Vec<Fact>,
    votes: (u32, u32, u32),
    rule: (u32, u32, bool),
    no_meeting: bool,
    letter: Option<NaiveDate>,
    launched: Option<NaiveDate>,
    reviewed: Option<NaiveDate>,
    discipline_ended: Option<NaiveDate>,
    on: NaiveDate,
}

fn odd() -> impl Strategy<Value = Odd> {
    let award = prop::sample::select(vec![
        "provincial_merit",
        "prime_minister_merit",
        "labor_order_third_class",
        "commendation_letter",
        "khong-co",
    ]);
    let round = prop::sample::select(vec!["annual", "closing", "khong-co"]);
    let what = (0..2_usize, round, option::of(year()), award);
    let facts = (vec(fact(), 0..8), vec(fact(), 0..4));
    let votes = (
        any::<(u32, u32, u32)>(),
        any::<(u32, u32, bool)>(),
        any::<bool>(),
    );
    let days = (
        option::of(day()),
        option::of(day()),
        option::of(day()),
        option::of(day()),
        day(),
    );
    (what, facts, votes, days).prop_map(|(what, facts, votes, days)| Odd {
        plan: what.0,
        round: what.1,
        year: what.2,
        award: what.3,
        facts: facts.0,
        of_unit: facts.1,
        votes: votes.0,
        rule: votes.1,
        no_meeting: votes.2,
        letter: days.0,
        launched: days.1,
        reviewed: days.2,
        discipline_ended: days.3,
        on: days.4,
    })
}

fn dossier(odd: &Odd) -> Dossier {
    static SAMPLE: LazyLock<Dossier> =
        LazyLock::new(|| dossier_from_json(&sample().to_string()).unwrap());
    let mut dossier = SAMPLE.clone();
    // Collectives and a head among individuals; more of the same would only take longer.
    dossier.nominees.drain(4..);
    odd.round.clone_into(&mut dossier.round);
    dossier.year = odd.year;
    dossier.letter.date = odd.letter;
    dossier.plan.launched_on = odd.launched;
    dossier.plan.reviewed_on = odd.reviewed;
    dossier.unit.facts.clone_from(&odd.of_unit);
    dossier.council.rule = NonZeroU32::new(odd.rule.1).map(|denominator| VoteRule {
        numerator: odd.rule.0,
        denominator,
        more_than: odd.rule.2,
        of: VoteBase::VotesCast,
        source: Text::from("Quy chế"),
    });
    for nominee in &mut dossier.nominees {
        nominee.facts.clone_from(&odd.facts);
        odd.award.clone_into(&mut nominee.award_form);
        nominee.clearance = odd.discipline_ended.map(|ended| Clearance {
            discipline_pending: false,
            investigated: false,
            complaint: false,
            discipline_ended_on: Some(ended),
            by: Name::default(),
            on: None,
        });
    }
    let (agree, disagree, blank) = odd.votes;
    if let Some(meeting) = &mut dossier.meeting {
        let tally = |nominee: &Nominee| Tally {
            nominee: nominee.id.clone(),
            agree,
            disagree,
            blank,
        };
        meeting.votes = dossier.nominees.iter().map(tally).collect();
    }
    if odd.no_meeting {
        dossier.meeting = None;
    }
    dossier
}

/// Whether a condition can hold at all without a stated fact.
fn needs_a_fact(plan: &Plan, condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().any(|part| needs_a_fact(plan, part)),
        Condition::Any(parts) => parts.iter().all(|part| needs_a_fact(plan, part)),
        Condition::Criterion(id) => plan
            .criterion(id)
            .is_some_and(|other| needs_a_fact(plan, &other.when)),
        Condition::IsTrue { .. } | Condition::AtLeast { .. } | Condition::Recognized { .. } => true,
        Condition::CouncilProposes | Condition::TargetReached(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: hoso_tests::soak(400),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_answer_is_whole_whatever_the_dossier(odd in odd()) {
        let plan = &PLANS[odd.plan];
        let dossier = dossier(&odd);
        let case = Case::new(plan, &dossier, &RULES, odd.on);
        for finding in judge(&case) {
            prop_assert!(!finding.cite.place.trim().is_empty(), "{finding:?}");
            let fails = matches!(finding.state, State::NotMet | State::Unknown);
            prop_assert_eq!(fails, !finding.remedy.is_empty(), "{:?}", finding);
            prop_assert!(finding.state != State::Unknown || !finding.missing.is_empty(), "{finding:?}");
        }
        for nominee in &dossier.nominees {
            let _ = (why_not(&case, nominee), Proposable::all(&case, nominee));
        }
        let _ = (ties(&case), indicator_table(plan, &dossier, odd.year.unwrap_or(2022)));
        let _ = law_changes(&RULES.law, odd.on, case.law_day);
    }

    #[test]
    fn no_criterion_holds_without_the_facts_it_reads(odd in odd()) {
        let plan = &PLANS[odd.plan];
        let mut bare = dossier(&odd);
        bare.unit.facts.clear();
        bare.nominees.iter_mut().for_each(|nominee| nominee.facts.clear());
        let case = Case::new(plan, &bare, &RULES, odd.on);
        for criterion in plan.criteria.iter().filter(|one| needs_a_fact(plan, &one.when)) {
            let rule = format!("plan.{}", criterion.id);
            for nominee in &bare.nominees {
                let findings = judge_nominee(&case, nominee);
                let met = |finding: &&hoso_domain::Finding| finding.rule == rule && finding.state == State::Met;
                prop_assert!(!findings.iter().any(|finding| met(&finding)), "{rule}");
            }
        }
    }

    #[test]
    fn a_schedule_never_leaves_the_working_days(on in day(), year in 2021..2025_i32) {
        let work = &RULES.work;
        let round = &PLANS[0].rounds[0];
        let due = hoso_rules::DueDate::of(round, Some(year), work, on).unwrap();
        let steps = crate::suite::steps();
        let found = schedule(&due, &steps, work, on);
        prop_assert_eq!(found.steps.len(), steps.steps.len());
        for step in &found.steps {
            prop_assert!(work.is_working(step.day));
            let between = work.count(step.day, due.last_working_day);
            prop_assert_eq!(between, step.step.working_days_before + 1);
        }
    }
}

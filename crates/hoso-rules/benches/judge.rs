//! Judging 5,000 nominees against plan and law, one nominee again after one fact has changed, and
//! the calendar.

#![allow(
    missing_docs,
    reason = "the macros of the harness make undocumented items"
)]
#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use hoso_domain::{Dossier, Holidays, Plan, Steps};
use hoso_rules::{
    Case, DueDate, RuleBook, Rules, WorkDays, judge, judge_nominee, schedule, why_not,
};
use mimalloc::MiMalloc;
use serde::de::DeserializeOwned;
use std::hint::black_box;

/// As in the program.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

const PLAN: &str = include_str!("../../../assets/plans/nam-dinh-cchc-2021-2025.toml");
const BOOK: &str = include_str!("../../../assets/rules/dossier.toml");
const LAW: &str = include_str!("../../../assets/law/provisions.toml");
const HOLIDAYS: &str = include_str!("../../../assets/calendar/holidays.toml");
const STEPS: &str = include_str!("../../../assets/calendar/steps.toml");
const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");

fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("the data is in order")
}

fn rules() -> Rules {
    let book: RuleBook = read(BOOK);
    let holidays: Holidays = read(HOLIDAYS);
    Rules {
        book,
        law: read(LAW),
        work: WorkDays::new(&holidays),
    }
}

/// The sample with its nominees and their votes repeated until there are `count`.
fn dossier(count: usize) -> Dossier {
    let file: serde_json::Value = serde_json::from_str(SAMPLE).expect("the sample is JSON");
    let mut dossier: Dossier =
        serde_json::from_value(file["dossier"].clone()).expect("the sample is a dossier");
    let again = |id: &str, at: usize| format!("{id}-{at}");
    let model = dossier.nominees.clone();
    dossier.nominees = (0..count)
        .map(|at| {
            let mut nominee = model[at % model.len()].clone();
            nominee.id = again(&nominee.id, at);
            nominee
        })
        .collect();
    if let Some(meeting) = &mut dossier.meeting {
        let votes = meeting.votes.clone();
        meeting.votes = (0..count)
            .map(|at| {
                let mut tally = votes[at % votes.len()].clone();
                tally.nominee = again(&tally.nominee, at);
                tally
            })
            .collect();
    }
    dossier
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn judging(criterion: &mut Criterion) {
    let (plan, rules): (Plan, Rules) = (read(PLAN), rules());
    let on = day(2023, 2, 16);
    let mut group = criterion.benchmark_group("judge");
    group.sample_size(20);
    for count in [12, 5_000] {
        let dossier = dossier(count);
        group.bench_function(
            format!("{count} nominees against plan and law"),
            |bencher| {
                // Giving the findings back to the system is no part of judging.
                bencher.iter_with_large_drop(|| judge(&Case::new(&plan, &dossier, &rules, on)));
            },
        );
    }
    let dossier = dossier(5_000);
    let case = Case::new(&plan, &dossier, &rules, on);
    let mut changed = dossier.nominees[2].clone();
    changed.facts.truncate(1);
    group.bench_function("one changed fact of one nominee in 5,000", |bencher| {
        bencher.iter(|| judge_nominee(&case, black_box(&changed)));
    });
    group.bench_function("the same, with the case made anew", |bencher| {
        bencher.iter(|| {
            let case = Case::new(&plan, &dossier, &rules, on);
            judge_nominee(&case, black_box(&changed))
        });
    });
    let head = dossier.nominees[3].clone();
    group.bench_function("the same, for a head who is compared with all", |bencher| {
        bencher.iter(|| {
            let case = Case::new(&plan, &dossier, &rules, on);
            judge_nominee(&case, black_box(&head))
        });
    });
    group.bench_function("why-not cards of one nominee", |bencher| {
        bencher.iter(|| why_not(&case, black_box(&changed)));
    });
    group.finish();
}

fn calendar(criterion: &mut Criterion) {
    let plan: Plan = read(PLAN);
    let holidays: Holidays = read(HOLIDAYS);
    let steps: Steps = read(STEPS);
    let work = WorkDays::new(&holidays);
    let on = day(2026, 1, 5);
    criterion.bench_function("holidays of 31 years spread out", |bencher| {
        bencher.iter(|| WorkDays::new(black_box(&holidays)));
    });
    let due = DueDate::of(&plan.rounds[0], Some(2025), &work, on).expect("it has a deadline");
    criterion.bench_function("reverse schedule", |bencher| {
        bencher.iter(|| schedule(black_box(&due), &steps, &work, on).steps.len());
    });
}

criterion_group!(benches, judging, calendar);
criterion_main!(benches);

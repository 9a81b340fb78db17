//! The cases that need no dossier: the law of a day, reward money, working days, targets, schedules.

use crate::suite::{files, plan, rules, state_name, steps};
use chrono::{Datelike, NaiveDate};
use hoso_domain::finding::Mark;
use hoso_domain::indicator::IndicatorValue;
use hoso_domain::nominee::Percent;
use hoso_exchange::dossier_from_json;
use hoso_rules::{DueDate, indicator_table, law_changes, reward, schedule};
use hoso_tests::sample;
use std::collections::BTreeMap;

fn mark_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Verified => "verified",
        Mark::Inferred => "inferred",
        Mark::Unchecked => "unchecked",
    }
}

/// Every provision has cases on both sides of every boundary it has.
#[test]
fn every_provision_holds_on_its_days_and_on_no_other() {
    let rules = rules();
    let mut days: BTreeMap<String, (Vec<NaiveDate>, Vec<NaiveDate>)> = BTreeMap::new();
    for case in files().into_iter().flat_map(|(_, file)| file.in_force) {
        let (holds, not) = days.entry(case.item).or_default();
        holds.extend(case.holds);
        not.extend(case.not);
    }
    let mut wrong = Vec::new();
    for item in &rules.law.items {
        let Some((holds, not)) = days.remove(&item.id) else {
            wrong.push(format!("{} has no case", item.id));
            continue;
        };
        let bad = holds.iter().filter(|day| !item.in_force(**day));
        wrong.extend(bad.map(|day| format!("{} does not hold on {day}", item.id)));
        let bad = not.iter().filter(|day| item.in_force(**day));
        wrong.extend(bad.map(|day| format!("{} holds on {day}", item.id)));
        let boundaries = [
            item.from.map(|from| (from, from.pred_opt().unwrap())),
            item.to.map(|to| (to, to.succ_opt().unwrap())),
        ];
        for (inside, outside) in boundaries.into_iter().flatten() {
            if !holds.contains(&inside) || !not.contains(&outside) {
                wrong.push(format!("{}: no case on both sides of {inside}", item.id));
            }
        }
    }
    wrong.extend(
        days.keys()
            .map(|id| format!("a case of {id}, which is no provision")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reward_money_is_what_the_cases_say() {
    let rules = rules();
    let mut wrong = Vec::new();
    for case in files().into_iter().flat_map(|(_, file)| file.reward) {
        let found = reward(&rules.law, &case.award, case.kind, case.on);
        let (dong, mark) = (found.dong, mark_name(found.mark));
        if dong != case.dong || mark != case.mark {
            wrong.push(format!("{}: {dong:?} {mark}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn working_days_are_what_the_cases_say() {
    let work = rules().work;
    let mut wrong = Vec::new();
    for case in files().into_iter().flat_map(|(_, file)| file.day) {
        let off = work.holiday(case.day);
        let name = off.map(|off| off.name.as_str());
        let named = match (&case.holiday, name) {
            (Some(wanted), Some(name)) => name.contains(wanted.as_str()),
            (None, None) => true,
            _ => false,
        };
        let made_up = off.is_some_and(|off| off.made_up);
        if work.is_working(case.day) != case.works || !named || made_up != case.made_up {
            wrong.push(format!("{}: {} {name:?} {made_up}", case.name, case.day));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_of_the_safe_days_holds() {
    let work = rules().work;
    let table = hoso_exchange::holidays_from_toml(
        &std::fs::read_to_string(hoso_tests::root().join("assets/calendar/holidays.toml")).unwrap(),
    )
    .unwrap();
    let mut rows = 0;
    for row in files().into_iter().flat_map(|(_, file)| file.safe_day) {
        rows += 1;
        let lunar = table.years.iter().find(|lunar| lunar.year == row.year);
        let lunar = lunar.unwrap();
        assert_eq!(lunar.new_year, row.new_year);
        assert_eq!(lunar.hung_kings, row.hung_kings);
        let last_day = NaiveDate::from_ymd_opt(row.year, 2, 27).unwrap();
        assert_eq!(work.last_until(last_day), Some(row.safe), "{}", row.year);
        let january = NaiveDate::from_ymd_opt(row.year, 1, 2).unwrap();
        let tet = work.between(january, last_day);
        let (end, _) = tet.last().unwrap();
        let after = end.succ_opt().unwrap();
        assert_eq!(work.count(after, row.safe), row.after_tet, "{}", row.year);
    }
    assert_eq!(rows, 10);
}

/// The table of lunar days against a program that computes them, told UTC+7.
#[test]
fn the_lunar_table_is_the_vietnamese_one() {
    let text =
        std::fs::read_to_string(hoso_tests::root().join("assets/calendar/holidays.toml")).unwrap();
    let table = hoso_exchange::holidays_from_toml(&text).unwrap();
    assert_eq!(table.years.len(), 31);
    for lunar in &table.years {
        for (day, wanted) in [(lunar.new_year, (1, 1)), (lunar.hung_kings, (10, 3))] {
            let found = amlich_core::lunar::convert_solar_to_lunar(
                day.day().cast_signed(),
                day.month().cast_signed(),
                day.year(),
                7.0,
            );
            assert_eq!(
                (found.day, found.month, found.is_leap),
                (wanted.0, wanted.1, false),
                "{day}"
            );
        }
    }
    // Told Beijing's time, the same program is a day late in 2030.
    let beijing = amlich_core::lunar::convert_solar_to_lunar(2, 2, 2030, 8.0);
    assert_ne!((beijing.day, beijing.month), (1, 1));
}

#[test]
fn targets_are_what_the_plan_sets_for_level_and_year() {
    let plan = plan();
    let mut wrong = Vec::new();
    for case in files().into_iter().flat_map(|(_, file)| file.target) {
        let indicator = plan.indicator(&case.indicator).unwrap();
        let target = indicator.target(case.level, case.year);
        let got = target.map(|target| (target.at_least, target.derived));
        if got != case.at_least.map(|least| (least, case.derived)) {
            wrong.push(format!(
                "{} {:?} {}: {got:?}",
                case.indicator, case.level, case.year
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn schedules_are_what_the_cases_say() {
    let (plan, rules, steps) = (plan(), rules(), steps());
    let mut wrong = Vec::new();
    for case in files().into_iter().flat_map(|(_, file)| file.schedule) {
        let round = plan.round(&case.round).unwrap();
        let due = DueDate::of(round, case.year, &rules.work, case.on).unwrap();
        let left = (due.days_left, due.working_days_left);
        if left != case.left {
            wrong.push(format!("{}: {left:?} left", case.name));
        }
        let found = schedule(&due, &steps, &rules.work, case.on);
        for (id, wanted) in &case.steps {
            let step = found.steps.iter().find(|step| &step.step.id == id).unwrap();
            let got = (step.day, step.working_days_left);
            if got != *wanted || step.passed != (step.day < case.on) {
                wrong.push(format!("{}: {id} {got:?} {}", case.name, step.passed));
            }
        }
        let days: Vec<_> = found.steps.iter().map(|step| step.day).collect();
        assert!(days.is_sorted(), "{}", case.name);
        let uncertain: Vec<_> = found
            .uncertain
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        if uncertain != case.uncertain {
            wrong.push(format!("{}: uncertain {uncertain:?}", case.name));
        }
        assert!(found.unknown_years.is_empty(), "{}", case.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_year_without_holidays_is_told() {
    let (mut plan, rules, steps) = (plan(), rules(), steps());
    let on = NaiveDate::from_ymd_opt(2060, 1, 1).unwrap();
    plan.rounds[0].years.to = 2070;
    let due = DueDate::of(&plan.rounds[0], Some(2060), &rules.work, on).unwrap();
    assert_eq!(due.last_working_day.to_string(), "2061-02-25");
    assert_eq!(
        schedule(&due, &steps, &rules.work, on).unknown_years,
        [2061]
    );
}

/// The table of indicators: target, achieved, gap, trend and answer of one row.
#[track_caller]
fn check_row(values: &[(i32, &str)], year: i32, expected: &str) {
    let plan = plan();
    let mut dossier = dossier_from_json(&sample().to_string()).unwrap();
    let percent = |text: &str| Percent::try_from(text.parse::<rust_decimal::Decimal>().unwrap());
    dossier.indicators = values
        .iter()
        .map(|(year, value)| IndicatorValue {
            indicator: "results_digitised".to_owned(),
            year: *year,
            value: percent(value).unwrap(),
            source: None,
        })
        .collect();
    let rows = indicator_table(&plan, &dossier, year);
    assert_eq!(rows.len(), plan.indicators().count());
    let row = rows
        .iter()
        .find(|row| row.indicator.id == "results_digitised")
        .unwrap();
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let got = format!(
        "{} {} {} {} {}{}",
        or_none(row.target.map(|target| target.to_string())),
        or_none(row.achieved.map(|value| value.value.to_string())),
        or_none(row.gap.map(|gap| gap.to_string())),
        or_none(row.trend.map(|trend| trend.to_string())),
        state_name(row.state),
        if row.derived { " derived" } else { "" },
    );
    assert_eq!(got, expected);
}

#[test]
fn indicators_show_target_gap_and_trend() {
    check_row(
        &[(2021, "32.2"), (2022, "56.3")],
        2022,
        "50% 56,3% 6.3 24.1 met derived",
    );
    check_row(
        &[(2022, "49.99")],
        2022,
        "50% 49,99% -0.01 - not_met derived",
    );
    check_row(&[(2022, "50")], 2022, "50% 50% 0 - met derived");
    check_row(&[], 2022, "50% - - - unknown derived");
    check_row(&[(2025, "99"), (2024, "99")], 2025, "100% 99% -1 0 not_met");
    check_row(&[(2020, "10")], 2020, "- 10% - - not_applicable");
    // Two values that contradict each other are none.
    check_row(
        &[(2022, "50"), (2022, "51")],
        2022,
        "50% - - - unknown derived",
    );
    check_row(
        &[(2022, "50"), (2022, "50")],
        2022,
        "50% 50% 0 - met derived",
    );
}

#[test]
fn the_law_differs_only_across_a_change() {
    let law = rules().law;
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(law_changes(&law, day("2024-01-01"), day("2024-01-01")), []);
    let changes = law_changes(&law, day("2023-12-31"), day("2024-01-01"));
    let of = |id: &str| {
        changes
            .iter()
            .find(|change| change.before.is_some_and(|item| item.id == id))
            .map(|change| change.after.map(|item| item.id.as_str()))
    };
    assert_eq!(of("regime.decree_91"), Some(Some("regime.decree_98")));
    assert_eq!(
        of("form.report.decree_91"),
        Some(Some("form.report.decree_98"))
    );
    assert_eq!(of("base_salary.2023"), None, "it holds on both days");
    let changes = law_changes(&law, day("2025-06-30"), day("2025-07-01"));
    let ended = changes.iter().find(|change| change.after.is_none());
    assert_eq!(ended.unwrap().before.unwrap().id, "unit.district");
    let begun = changes.iter().filter(|change| change.before.is_none());
    let begun: Vec<_> = begun
        .map(|change| change.after.unwrap().id.as_str())
        .collect();
    assert!(
        begun.contains(&"principle.women_first.decree_152"),
        "{begun:?}"
    );
}

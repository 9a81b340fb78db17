//! What no single case shows: the calendar counted by hand, deadlines in order, two plans compared,
//! a rule book with a hole.

use crate::suite::{cases, plan, plan_of, rules, state_name};
use chrono::{Datelike, NaiveDate, Weekday};
use hoso_domain::{Percent, Subject};
use hoso_exchange::{dossier_from_json, holidays_from_toml};
use hoso_rules::{Case, Check, WorkDays, calendar, differing, judge};
use hoso_tests::{root, sample};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn holidays() -> String {
    let path = root().join("assets/calendar/holidays.toml");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn counting_by_weeks_gives_what_counting_by_days_gives() {
    let work = rules().work;
    for from in day("2026-01-01").iter_days().take(60) {
        for days in [0, 1, 6, 7, 8, 50, 260] {
            let to = from + chrono::Days::new(days);
            let by_hand = from.iter_days().take_while(|day| *day <= to);
            let by_hand = by_hand.filter(|day| work.is_working(*day)).count();
            assert_eq!(work.count(from, to) as usize, by_hand, "{from} {days}");
        }
        assert_eq!(work.count(from, from - chrono::Days::new(1)), 0);
    }
    // A working Saturday counts, 22/8/2026.
    assert_eq!(work.count(day("2026-08-22"), day("2026-08-23")), 1);
    assert_eq!(work.count(day("2026-08-15"), day("2026-08-16")), 0);
}

#[test]
fn working_days_are_counted_back_over_weekends_and_holidays() {
    let work = rules().work;
    let friday = day("2026-02-27");
    assert_eq!(work.before(friday, 0), Some(friday));
    assert_eq!(work.before(friday, 4), Some(day("2026-02-23")));
    assert_eq!(work.before(friday, 5), Some(day("2026-02-13")), "over Tết");
    // From a day of rest, the last working day before it is the start.
    assert_eq!(work.before(day("2026-03-01"), 0), Some(friday));
    assert!(work.knows(2021) && work.knows(2050) && !work.knows(2051));
}

#[test]
fn a_holiday_on_which_offices_work_is_none() {
    let more = "\n[[worked]]\nday = \"2026-02-20\"\ncite = \"Công điện\"\nmark = \"verified\"\n";
    let work = WorkDays::new(&holidays_from_toml(&(holidays() + more)).unwrap());
    let last = day("2026-02-20");
    assert!(work.is_working(last) && work.holiday(last).is_none());
    assert_eq!(work.between(day("2026-02-16"), last).count(), 4);
    assert_eq!(work.count(day("2026-02-16"), day("2026-02-22")), 1);
    assert_eq!(work.between(last, day("2026-02-16")).count(), 0);
    let before = rules().work;
    assert_eq!(before.between(day("2026-02-16"), last).count(), 5);
    assert_eq!(before.count(day("2026-02-16"), day("2026-02-22")), 0);
}

#[test]
fn a_holiday_begins_with_its_year() {
    let text = holidays().replacen("days = 2\n", "days = 2\nfrom_year = 2028\n", 1);
    let work = WorkDays::new(&holidays_from_toml(&text).unwrap());
    assert!(work.is_working(day("2027-09-02")));
    assert!(!work.is_working(day("2028-09-01")));
    assert_eq!(day("2028-09-01").weekday(), Weekday::Fri);
    // The day after falls on a Saturday and is made up on Monday.
    assert!(
        work.holiday(day("2028-09-04"))
            .is_some_and(|off| off.made_up)
    );
}

#[test]
fn deadlines_come_in_order_and_by_year() {
    let (plan, work) = (plan(), rules().work);
    let on = day("2025-12-30");
    let all = calendar(&plan, None, &work, on);
    let days: Vec<String> = all
        .iter()
        .map(|(_, _, due)| due.last_day.to_string())
        .collect();
    let expected = [
        "2022-02-27",
        "2023-02-27",
        "2024-02-27",
        "2025-02-27",
        "2025-12-30",
        "2026-02-27",
    ];
    assert_eq!(days, expected);
    let passed = all.iter().filter(|(_, _, due)| due.passed()).count();
    assert_eq!(passed, 4, "the last day itself has not passed");
    let of_year = calendar(&plan, Some(2025), &work, on);
    let years: Vec<_> = of_year.iter().map(|(_, year, _)| *year).collect();
    assert_eq!(years, [Some(2024), None]);
    assert_eq!(calendar(&plan, Some(2027), &work, on).len(), 0);
}

#[test]
fn two_plans_are_compared_by_their_answers() {
    let (old, rules) = (plan(), rules());
    let dossier = dossier_from_json(&sample().to_string()).unwrap();
    let on = dossier.judged_on.unwrap();
    assert_eq!(differing(&old, &old, &dossier, &rules, on), []);
    let mut new = old.clone();
    let criterion = new.criteria.iter_mut().find(|one| one.id == "a2").unwrap();
    let lower = Percent::try_from(rust_decimal::Decimal::from(85)).unwrap();
    criterion.when = hoso_domain::Condition::AtLeast {
        fact: "par_index".to_owned(),
        percent: lower,
        years: hoso_domain::YearChoice::EachOfRound,
    };
    new.criteria.retain(|one| one.id != "b1");
    let changed = differing(&old, &new, &dossier, &rules, on);
    let of = |rule: &str, id: &str| {
        let subject = Subject::Nominee(id.to_owned());
        let mut of_rule = changed.iter().filter(|one| one.rule == rule);
        let found = of_rule.find(|one| one.subject == subject).unwrap();
        let name = |state: Option<_>| state.map_or("none", state_name);
        (
            name(found.before),
            name(found.after),
            found.message.is_empty(),
        )
    };
    assert_eq!(of("plan.a2", "phong-kiem-soat"), ("not_met", "met", false));
    assert_eq!(of("plan.b1", "khai"), ("met", "none", false));
}

#[test]
fn a_rule_book_with_a_hole_says_so_and_hides_nothing() {
    let mut rules = rules();
    assert_eq!(rules.book.lacking(), []);
    rules.book.rules.retain(|entry| entry.id != Check::Minutes);
    assert_eq!(rules.book.lacking(), [Check::Minutes]);
    let (plan, mut dossier) = (plan(), dossier_from_json(&sample().to_string()).unwrap());
    dossier.meeting = None;
    let findings = judge(&Case::new(
        &plan,
        &dossier,
        &rules,
        dossier.judged_on.unwrap(),
    ));
    let found = findings
        .iter()
        .find(|finding| finding.rule == "paper.minutes");
    assert!(found.unwrap().blocks());
}

/// An old dossier, judged again on its own day, gives its old answer whatever day it is today; and
/// its letter's date keeps the law where it was.
#[test]
fn a_dated_letter_keeps_its_law() {
    let rules = rules();
    let mut looked_at = 0;
    for (file, case) in cases() {
        let (plan, mut dossier) = (case.plan(), case.dossier());
        let Some(letter) = dossier.letter.date else {
            continue;
        };
        looked_at += 1;
        let law_of = |on: NaiveDate| -> Vec<_> {
            judge(&Case::new(&plan, &dossier, &rules, on))
                .into_iter()
                .filter(|finding| finding.rule.starts_with("law."))
                .collect()
        };
        assert_eq!(
            law_of(letter),
            law_of(day("2026-11-25")),
            "{file}: {}",
            case.name
        );
        dossier.letter.date = None;
        let undated = Case::new(&plan, &dossier, &rules, day("2026-11-25"));
        assert_eq!(undated.law_day.year(), 2026);
    }
    assert!(looked_at > 5);
}

#[test]
fn a_criterion_that_does_not_concern_the_nominee_says_why() {
    let (mut plan, rules) = (plan_of("mau-vi-du-ninh-binh-2026-2030.toml"), rules());
    plan.criteria[1].only_if = Some("discipline".to_owned());
    let mut file = sample();
    file["dossier"]["nominees"][3]["facts"] = serde_json::json!([
        { "fact": "outstanding", "value": { "yes": true }, "evidence": [] },
        { "fact": "discipline", "value": { "yes": false }, "evidence": [] },
    ]);
    let dossier = dossier_from_json(&file.to_string()).unwrap();
    let findings = judge(&Case::new(&plan, &dossier, &rules, day("2027-03-01")));
    let subject = Subject::Nominee(dossier.nominees[3].id.clone());
    let mut of_nominee = findings.iter().filter(|finding| finding.subject == subject);
    let model = of_nominee
        .find(|finding| finding.rule == "plan.model")
        .unwrap();
    assert_eq!(state_name(model.state), "not_met");
    assert_eq!(
        model.because,
        ["Chấp hành tốt kỷ luật, kỷ cương hành chính: không"]
    );
}

#[test]
fn a_finding_leads_to_its_field_and_says_the_criterions_own_remedy() {
    let (plan, rules) = (plan(), rules());
    let dossier = dossier_from_json(&sample().to_string()).unwrap();
    let findings = judge(&Case::new(
        &plan,
        &dossier,
        &rules,
        dossier.judged_on.unwrap(),
    ));
    let of = |rule: &str| {
        let subject = Subject::Nominee("phong-kiem-soat".to_owned());
        let mut of_nominee = findings.iter().filter(|finding| finding.subject == subject);
        of_nominee.find(|finding| finding.rule == rule).unwrap()
    };
    assert_eq!(of("plan.a2").field, "nominees[phong-kiem-soat].facts");
    assert_eq!(
        of("nominee.bars").field,
        "nominees[phong-kiem-soat].clearance"
    );
    let standard = of("plan.standard_collective");
    assert_eq!(standard.field, "nominees[phong-kiem-soat].claims");
    assert_eq!(standard.remedy, plan.criterion("a2").unwrap().remedy);
}

#[test]
fn a_standard_that_fails_names_the_remedy_of_each_thing_that_fails_in_it_and_no_other() {
    let (mut plan, rules) = (plan(), rules());
    let mut file = sample();
    let nominee = &mut file["dossier"]["nominees"][0];
    nominee["claims"] = serde_json::json!(["a1", "a3"]);
    nominee["facts"] = serde_json::json!([
        { "fact": "discipline", "value": { "yes": false }, "evidence": [] },
        { "fact": "outstanding", "value": { "yes": false }, "evidence": [] },
    ]);
    let dossier = dossier_from_json(&file.to_string()).unwrap();
    let remedy = |plan: &hoso_domain::Plan| {
        let findings = judge(&Case::new(
            plan,
            &dossier,
            &rules,
            dossier.judged_on.unwrap(),
        ));
        let subject = Subject::Nominee(dossier.nominees[0].id.clone());
        let mut of_nominee = findings
            .into_iter()
            .filter(|found| found.subject == subject);
        let standard = of_nominee.find(|found| found.rule == "plan.standard_collective");
        standard.unwrap().remedy
    };
    let of = |id: &str| plan.criterion(id).unwrap().remedy.clone();
    let each = [of("discipline"), of("a1"), of("a3")];
    assert_eq!(remedy(&plan), each.join(" "));
    // Where nothing in it has a remedy of its own, what has to hold is said.
    let standard = plan
        .standards
        .iter_mut()
        .find(|standard| standard.id == "standard_collective")
        .unwrap();
    standard.precondition = None;
    standard.any_of = vec!["la".to_owned()];
    let title = standard.title.clone();
    assert_eq!(remedy(&plan), title);
}

#[test]
fn a_book_lacks_what_is_taken_out_of_it_and_nothing_else() {
    for check in Check::ALL {
        let mut book = rules().book;
        book.rules.retain(|entry| entry.id != check);
        assert_eq!(book.lacking(), [check]);
    }
}

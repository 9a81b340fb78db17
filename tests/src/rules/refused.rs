//! Bad data is refused with line and reason: plans, provisions, holidays, steps, corrections.

use crate::suite::rules;
use hoso_domain::PlanFault;
use hoso_exchange::{
    Refusal, ShapeFault, corrected_law_from_toml, holidays_from_toml, law_from_toml,
    plan_from_toml, steps_from_toml,
};
use hoso_tests::root;
use std::fs;

fn asset(path: &str) -> String {
    fs::read_to_string(root().join("assets").join(path)).unwrap()
}

/// The text with one part replaced; the part must be there.
#[track_caller]
fn with(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "“{old}” is not in the file any more");
    text.replacen(old, new, 1)
}

/// The line on which a marker stands, from 1.
fn line_of(text: &str, marker: &str) -> usize {
    let line = text.lines().position(|line| line.contains(marker));
    line.unwrap() + 1
}

#[track_caller]
fn check_fault(refusal: &Refusal, line: usize, fault: &PlanFault) {
    let Refusal::Plan(problems) = refusal else {
        panic!("{refusal:?}");
    };
    let found = problems.iter().find(|problem| problem.fault == *fault);
    let Some(found) = found else {
        panic!("{fault:?} is not among {problems:?}");
    };
    assert_eq!(found.place.map(|place| place.line), Some(line), "{found:?}");
}

#[test]
fn a_plan_that_contradicts_itself_is_refused() {
    let text = asset("plans/mau-vi-du-ninh-binh-2026-2030.toml");
    let refused = |old: &str, new: &str, marker: &str, fault: PlanFault| {
        let broken = with(&text, old, new);
        let refusal = plan_from_toml(&broken).unwrap_err();
        check_fault(&refusal, line_of(&broken, marker), &fault);
    };
    let circular = PlanFault::Circular("targets".to_owned());
    let old = "when = { all = [{ target_reached = \"online_files\" }";
    let new = "when = { all = [{ criterion = \"model\" }, { target_reached = \"online_files\" }";
    refused(old, new, new, circular);
    let gone = |id: &str| PlanFault::UnknownReference(id.to_owned());
    refused(
        "{ criterion = \"targets\" }",
        "{ criterion = \"x1\" }",
        "\"x1\"",
        gone("x1"),
    );
    let old = "{ target_reached = \"satisfaction\" }";
    refused(old, "{ target_reached = \"x2\" }", "\"x2\"", gone("x2"));
    let old = "when = { is_true = { fact = \"discipline\" } }";
    refused(old, "when = { any = [] }", "any = []", PlanFault::Empty);
    refused(old, "when = { all = [] }", "all = []", PlanFault::Empty);
    let again = PlanFault::DuplicateId("online_files".to_owned());
    let old = "id = \"satisfaction\"";
    refused(old, "id = \"online_files\" # hai lần", "# hai lần", again);
}

#[test]
fn addressees_must_not_overlap() {
    let text = asset("plans/nam-dinh-cchc-2021-2025.toml");
    let broken = with(&text, "from = \"2025-07-01\"", "from = \"2025-06-30\"");
    let refusal = plan_from_toml(&broken).unwrap_err();
    let fault = PlanFault::Overlap("Ủy ban nhân dân tỉnh Nam Định".to_owned());
    check_fault(&refusal, line_of(&broken, "from = \"2025-06-30\""), &fault);
    // Without an end the first of them reaches into the second too.
    let broken = with(&text, "to = \"2025-06-30\"\n", "");
    assert!(plan_from_toml(&broken).is_err());
    // A day between them belongs to nobody, which is allowed.
    assert!(plan_from_toml(&with(&text, "to = \"2025-06-30\"", "to = \"2025-06-29\"")).is_ok());
}

#[test]
fn numbers_and_days_that_cannot_be_are_refused() {
    let text = asset("plans/nam-dinh-cchc-2021-2025.toml");
    let shape = |old: &str, new: &str| match plan_from_toml(&with(&text, old, new)) {
        Err(Refusal::Shape { place, fault, .. }) => (place.line, fault),
        other => panic!("{other:?}"),
    };
    let (line, fault) = shape("percent = 90,", "percent = 100.01,");
    assert_eq!(fault, ShapeFault::PercentOutOfRange);
    assert_eq!(line, line_of(&text, "percent = 90,"));
    let (_, fault) = shape("before = \"2025-12-31\"", "before = \"2025-02-29\"");
    assert_eq!(fault, ShapeFault::NoDate);
    let (_, fault) = shape("value = \"percent\"", "value = \"number\"");
    assert!(matches!(fault, ShapeFault::UnknownChoice { .. }));
    let leap = with(&text, "month = 2, day = 28", "month = 2, day = 29");
    let refusal = plan_from_toml(&leap).unwrap_err();
    check_fault(&refusal, line_of(&leap, "day = 29"), &PlanFault::NoSuchDay);
    // Every year has the last day of February but one.
    assert!(plan_from_toml(&with(&text, "day = 28 }", "day = 27 }")).is_ok());
    let wrong = with(
        &text,
        "is_true = { fact = \"direct_par_duty\" }",
        "is_true = { fact = \"par_index\" }",
    );
    let refusal = plan_from_toml(&wrong).unwrap_err();
    let fault = PlanFault::WrongFactType("par_index".to_owned());
    check_fault(
        &refusal,
        line_of(&wrong, "is_true = { fact = \"par_index\" }"),
        &fault,
    );
}

#[test]
fn provisions_must_not_contradict_each_other() {
    let acts = toml::from_str(&asset("law/acts.toml")).unwrap();
    let text = asset("law/provisions.toml");
    let refused = |old: &str, new: &str, fault: PlanFault| {
        let broken = with(&text, old, new);
        let refusal = law_from_toml(&broken, &acts).unwrap_err();
        let Refusal::Plan(problems) = refusal else {
            panic!("{refusal:?}");
        };
        let found = problems.iter().find(|problem| problem.fault == fault);
        assert!(
            found.is_some_and(|found| found.place.is_some()),
            "{problems:?}"
        );
    };
    let regime = "id = \"regime.decree_98\"\nfrom = \"2024-01-01\"";
    refused(
        regime,
        "id = \"regime.decree_98\"\nfrom = \"2023-12-31\"",
        PlanFault::Overlap("regime.decree_91".to_owned()),
    );
    let twice = PlanFault::DuplicateId("regime.decree_91".to_owned());
    refused(
        "id = \"regime.decree_98\"",
        "id = \"regime.decree_91\"",
        twice,
    );
    let unknown = PlanFault::UnknownReference("decree_1".to_owned());
    refused("act = \"decree_98_2023\"", "act = \"decree_1\"", unknown);
    refused(
        "to = \"2025-06-30\"",
        "to = \"2023-06-30\"",
        PlanFault::EndsBeforeItBegins,
    );
    refused("to_dong = 10000", "to_dong = 0", PlanFault::Empty);
    refused("id = \"unit.district\"", "id = \" \"", PlanFault::Empty);
    assert!(law_from_toml(" ", &acts).is_err());
    let shape = with(&text, "collective_share = 70", "collective_share = 700");
    assert!(matches!(
        law_from_toml(&shape, &acts),
        Err(Refusal::Shape { .. })
    ));
}

#[test]
fn a_unit_corrects_the_law_with_its_own_source() {
    let law = rules().law;
    let entry = |item: &str, symbol: &str, rest: &str| {
        format!(
            "[[overrides]]\nitem = \"{item}\"\n{rest}\n\
             source = {{ title = \"Công văn\", symbol = \"{symbol}\", date = \"2026-10-05\", issuer = \"Sở Nội vụ\" }}\n"
        )
    };
    let corrected = corrected_law_from_toml(
        &entry(
            "form.report.law_06_2026",
            "12/SNV",
            "place = \"Nghị định mới\"\ntext = \"Báo cáo\"",
        ),
        &law,
    )
    .unwrap();
    let item = corrected
        .items
        .iter()
        .find(|item| item.id == "form.report.law_06_2026");
    let item = item.unwrap();
    assert_eq!(item.place, "Nghị định mới");
    assert_eq!(item.text, "Báo cáo");
    assert_eq!(item.mark, hoso_domain::Mark::Verified);
    assert_eq!(item.checked_by.as_ref().unwrap().symbol.as_str(), "12/SNV");
    assert_eq!(corrected.items.len(), law.items.len());

    let dates = entry(
        "base_salary.2019",
        "1/A",
        "from = \"2019-08-01\"\nto = \"2023-06-29\"",
    );
    let corrected = corrected_law_from_toml(&dates, &law).unwrap();
    let item = corrected
        .items
        .iter()
        .find(|item| item.id == "base_salary.2019")
        .unwrap();
    assert_eq!(item.from.unwrap().to_string(), "2019-08-01");
    assert_eq!(item.to.unwrap().to_string(), "2023-06-29");
    let money = entry(
        "base_salary.2019",
        "1/A",
        "says = { base_salary = { dong = 1500000 } }",
    );
    assert!(corrected_law_from_toml(&money, &law).is_ok());

    let refused = |text: &str, line: usize, fault: PlanFault| {
        check_fault(
            &corrected_law_from_toml(text, &law).unwrap_err(),
            line,
            &fault,
        );
    };
    refused(
        &entry("khong-co", "1/A", ""),
        2,
        PlanFault::UnknownReference("khong-co".to_owned()),
    );
    refused(&entry("base_salary.2019", " ", ""), 4, PlanFault::Empty);
    let other = PlanFault::Overlap("base_salary.2019".to_owned());
    let reaching = entry("base_salary.2023", "1/A", "from = \"2023-06-30\"");
    refused(&reaching, 1, other);
}

#[test]
fn holidays_and_steps_that_cannot_be_are_refused() {
    let text = asset("calendar/holidays.toml");
    let refused = |old: &str, new: &str, fault: PlanFault| {
        let broken = with(&text, old, new);
        let refusal = holidays_from_toml(&broken).unwrap_err();
        let Refusal::Plan(problems) = &refusal else {
            panic!("{refusal:?}");
        };
        assert!(
            problems.iter().any(|problem| problem.fault == fault),
            "{problems:?}"
        );
        assert!(
            problems.iter().all(|problem| problem.place.is_some()),
            "{problems:?}"
        );
    };
    refused(
        "month = 4\nday = 30",
        "month = 2\nday = 29",
        PlanFault::NoSuchDay,
    );
    refused(
        "id = \"chien-thang\"",
        "id = \"tet\"",
        PlanFault::DuplicateId("tet".to_owned()),
    );
    refused(
        "id = \"chien-thang\"",
        "id = \"gio-to\"",
        PlanFault::DuplicateId("gio-to".to_owned()),
    );
    refused(
        "of = \"tet\"",
        "of = \"nghi\"",
        PlanFault::UnknownReference("nghi".to_owned()),
    );
    refused(
        "to = \"2022-02-04\"",
        "to = \"2022-01-04\"",
        PlanFault::EndsBeforeItBegins,
    );
    refused(
        "to = \"2022-02-04\"",
        "to = \"2022-03-04\"",
        PlanFault::SpanTooLong,
    );
    refused(
        "year = 2021",
        "year = 2022",
        PlanFault::DuplicateId("2022".to_owned()),
    );
    refused(
        "new_year = \"2021-02-12\"",
        "new_year = \"2022-02-12\"",
        PlanFault::NoSuchDay,
    );
    refused("before = 1", "before = 40", PlanFault::SpanTooLong);
    refused("days = 2", "days = 40", PlanFault::SpanTooLong);
    // A month is the longest break that is believed.
    assert!(holidays_from_toml(&with(&text, "to = \"2022-02-04\"", "to = \"2022-03-03\"")).is_ok());
    assert!(holidays_from_toml(&with(&text, "before = 1", "before = 27")).is_ok());
    assert!(holidays_from_toml(&with(&text, "before = 1", "before = 28")).is_err());
    assert!(holidays_from_toml(&with(&text, "days = 2", "days = 31")).is_ok());

    let text = asset("calendar/steps.toml");
    let refused = |old: &str, new: &str, fault: PlanFault| {
        let broken = with(&text, old, new);
        let refusal = steps_from_toml(&broken).unwrap_err();
        let Refusal::Plan(problems) = &refusal else {
            panic!("{refusal:?}");
        };
        assert!(
            problems.iter().any(|problem| problem.fault == fault),
            "{problems:?}"
        );
    };
    refused(
        "id = \"notify\"",
        "id = \"reports\"",
        PlanFault::DuplicateId("reports".to_owned()),
    );
    refused(
        "working_days_before = 30",
        "working_days_before = 251",
        PlanFault::SpanTooLong,
    );
    refused("cite = \"Nếp làm việc\"", "cite = \" \"", PlanFault::Empty);
    assert!(steps_from_toml(&with(&text, "_before = 30", "_before = 250")).is_ok());
    assert!(matches!(
        steps_from_toml("steps = []"),
        Err(Refusal::Plan(_))
    ));
}

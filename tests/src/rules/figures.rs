//! Runs the cases in `tests/suite/figures.toml`: figures of a text, and what states them.

use crate::suite::plan;
use hoso_domain::dossier::Source;
use hoso_domain::indicator::IndicatorValue;
use hoso_domain::nominee::{Percent, ReportSection};
use hoso_domain::{Name, Text};
use hoso_exchange::dossier_from_json;
use hoso_rules::{CoveredFigure, FigureUnits, figures};
use hoso_tests::{root, sample};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    find: Vec<Find>,
    cover: Vec<Cover>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    viet: String,
    thay: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cover {
    chi_tieu: Vec<Achieved>,
    viet: String,
    thay: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Achieved {
    indicator: String,
    year: i32,
    value: Decimal,
    #[serde(default)]
    van_ban: String,
}

fn cases() -> Cases {
    toml::from_str(&fs::read_to_string(root().join("tests/suite/figures.toml")).unwrap()).unwrap()
}

fn units() -> FigureUnits {
    toml::from_str(&fs::read_to_string(root().join("assets/forms/figures.toml")).unwrap()).unwrap()
}

#[test]
fn figures_of_a_text_are_recognised_with_their_values() {
    let units = units();
    for case in cases().find {
        let found: Vec<String> = units
            .find(&case.viet)
            .into_iter()
            .map(|figure| {
                let written = &case.viet[figure.at.clone()];
                format!("{written} = {} {}", figure.value, figure.unit)
            })
            .collect();
        assert_eq!(found, case.thay, "{}", case.viet);
    }
}

#[test]
fn a_figure_is_covered_by_what_states_the_same_value() {
    let (plan, units) = (plan(), units());
    for case in cases().cover {
        let mut dossier = dossier_from_json(&sample().to_string()).unwrap();
        dossier.indicators = case.chi_tieu.into_iter().map(indicator_value).collect();
        let mut nominee = dossier.nominees[0].clone();
        nominee.report.sections = vec![ReportSection {
            heading: Text::from("Kết quả"),
            paragraphs: vec![Text::from(case.viet.as_str())],
        }];
        let found: Vec<String> = figures(&plan, &dossier, &nominee, &units)
            .iter()
            .map(told)
            .collect();
        assert_eq!(found, case.thay, "{}", case.viet);
    }
}

fn indicator_value(achieved: Achieved) -> IndicatorValue {
    let source = (!achieved.van_ban.is_empty()).then(|| Source {
        title: Text::from("Báo cáo"),
        symbol: Text::from(achieved.van_ban.as_str()),
        date: None,
        issuer: Name::default(),
    });
    IndicatorValue {
        indicator: achieved.indicator,
        year: achieved.year,
        value: Percent::try_from(achieved.value).unwrap(),
        source,
    }
}

fn told(figure: &CoveredFigure<'_>) -> String {
    let cover = match figure.stated_by.as_slice() {
        [] => "chi trong bao cao",
        stated if stated.iter().any(|one| one.document.is_some()) => "co van ban",
        _ => "chua co van ban",
    };
    format!("{} : {cover}", figure.text)
}

/// Whatever is typed, figures are found within it and on the borders of letters.
#[test]
fn odd_texts_are_read_without_a_fault() {
    let units = units();
    for text in [
        "",
        "%",
        "9",
        "9.",
        "9,",
        "1..2%",
        "1.,5%",
        "١٢%",
        "9\u{a0}\u{a0}%",
        "99999999999999999999999999999999 tỷ đồng",
        "79228162514264337593543950335 tỷ đồng",
        "5 ĐỒNG",
        "5 \u{1F600}",
    ] {
        for figure in units.find(text) {
            assert!(text.get(figure.at).is_some(), "{text}");
        }
    }
    assert_eq!(units.find("5 ĐỒNG").len(), 1);
    assert_eq!(units.find("79228162514264337593543950335 tỷ đồng"), []);
}

//! Hints on 500 reports of 1,500 words: none like another, and every tenth copied.

#![allow(
    missing_docs,
    reason = "the macros of the harness make undocumented items"
)]
#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

use criterion::{Criterion, criterion_group, criterion_main};
use hoso_domain::{Dossier, ReportSection, Text};
use hoso_rules::FigureUnits;
use hoso_rules::quality::{Quality, hints, hints_of};
use std::hint::black_box;

const QUALITY: &str = include_str!("../../../assets/rules/quality.toml");
const UNITS: &str = include_str!("../../../assets/forms/figures.toml");
const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");

/// The sample with as many nominees, whose reports have 1,500 words of the sample's own, drawn by a
/// number for each report; `copied` says whose number a report has.
fn dossier(count: usize, copied: impl Fn(usize) -> usize) -> Dossier {
    let file: serde_json::Value = serde_json::from_str(SAMPLE).expect("the sample is JSON");
    let mut dossier: Dossier =
        serde_json::from_value(file["dossier"].clone()).expect("the sample is a dossier");
    let sections = dossier
        .nominees
        .iter()
        .flat_map(|nominee| &nominee.report.sections);
    let texts = sections.flat_map(|section| &section.paragraphs);
    let words: Vec<String> = texts
        .flat_map(|text| text.as_str().split_whitespace().map(str::to_owned))
        .collect();
    let model = dossier.nominees[0].clone();
    let nominee = |at: usize| {
        let mut nominee = model.clone();
        nominee.id = format!("n-{at}");
        let mut number = copied(at) as u64 + 1;
        let mut next = || {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            words[(number >> 33) as usize % words.len()].as_str()
        };
        let sections = (0..5).map(|part| ReportSection {
            heading: Text::from(format!("Phần {part}").as_str()),
            paragraphs: (0..3)
                .map(|_| Text::from((0..100).map(|_| next()).collect::<Vec<_>>().join(" ")))
                .collect(),
        });
        nominee.report.sections = sections.collect();
        nominee
    };
    dossier.nominees = (0..count).map(nominee).collect();
    dossier
}

fn similarity(criterion: &mut Criterion) {
    let quality: Quality = toml::from_str(QUALITY).expect("the data is in order");
    let units: FigureUnits = toml::from_str(UNITS).expect("the data is in order");
    let mut group = criterion.benchmark_group("similarity of 500 reports of 1,500 words");
    group.sample_size(10);
    for (name, every) in [
        ("none alike", 1),
        ("every ten alike", 10),
        ("all alike", 500),
    ] {
        let dossier = dossier(500, |at| at / every);
        group.bench_function(name, |bencher| {
            bencher.iter(|| hints(black_box(&dossier), &quality, &units).len());
        });
    }
    let dossier = dossier(500, |at| at / 10);
    group.bench_function("one report against the others", |bencher| {
        bencher.iter(|| hints_of(black_box(&dossier), &quality, &units, "n-250").len());
    });
    group.finish();
}

criterion_group!(benches, similarity);
criterion_main!(benches);

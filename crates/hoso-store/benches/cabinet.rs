//! Ten years of a busy office in one cabinet: 500 dossiers of 500 nominees. Opening it with its
//! home page, finding while typing, saving one edit; and what it takes of disk and memory.
//!
//! The cabinet is made once, below the build output, which takes some minutes.
//! `HOSO_BENCH_DOSSIERS` makes a smaller one.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark may stop at the first surprise"
)]

use chrono::{DateTime, Duration};
use criterion::{Criterion, criterion_group, criterion_main};
use hoso_domain::{Dossier, Name, Text};
use hoso_store::{Cabinet, Draft, Edit, FieldPath, Grouping, Stamp};
use serde_json::json;
use std::hint::black_box;
use std::path::{Path, PathBuf};

const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");
const NOMINEES: usize = 500;
const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
const MIDDLE: [&str; 7] = ["Văn", "Thị", "Đức", "Minh", "Thị Thu", "Quang", "Hồng"];
const GIVEN: [&str; 13] = [
    "An", "Bình", "Cường", "Dũng", "Đào", "Giang", "Hòa", "Khánh", "Lan", "Oanh", "Phúc", "Thủy",
    "Yến",
];

fn stamp(minute: i64) -> Stamp {
    let day = DateTime::from_timestamp(1_705_280_400, 0).unwrap();
    Stamp {
        who: "Trần Thị Thư".to_owned(),
        at: day.fixed_offset() + Duration::minutes(minute),
    }
}

fn sample() -> Dossier {
    let mut file: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    serde_json::from_value(file["dossier"].take()).unwrap()
}

/// A dossier of 500, each with the facts and awards of the sample and a shortened report.
fn dossier(number: usize) -> Dossier {
    let mut dossier = sample();
    let patterns = dossier.nominees.clone();
    dossier.id = format!("ho-so-{number:04}");
    dossier.year = Some(2015 + i32::try_from(number / 50).unwrap());
    dossier.meeting = None;
    dossier.nominees = (0..NOMINEES)
        .map(|place| {
            let at = number * 7 + place * 31;
            let mut nominee = patterns[place % patterns.len()].clone();
            nominee.id = format!("n{place:03}");
            let name = format!(
                "{} {} {} {}",
                FAMILY[at % FAMILY.len()],
                MIDDLE[at / 3 % MIDDLE.len()],
                GIVEN[at / 5 % GIVEN.len()],
                at % 997
            );
            nominee.name = Name::try_from(name).unwrap();
            nominee.report.sections.truncate(2);
            for section in &mut nominee.report.sections {
                section.paragraphs.truncate(1);
                for paragraph in &mut section.paragraphs {
                    let short: String = paragraph.as_str().chars().take(300).collect();
                    *paragraph = Text::from(short);
                }
            }
            nominee
        })
        .collect();
    dossier
}

fn place() -> PathBuf {
    let dossiers: usize = std::env::var("HOSO_BENCH_DOSSIERS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(500);
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cabinet-{dossiers}"));
    let made = place.join("made");
    if !made.exists() {
        let _ = std::fs::remove_dir_all(&place);
        let mut cabinet = Cabinet::create(&place).unwrap();
        for number in 0..dossiers {
            cabinet.add(&dossier(number), &stamp(0)).unwrap();
        }
        cabinet.close().unwrap();
        std::fs::write(made, "").unwrap();
    }
    let size = std::fs::metadata(place.join("cabinet.db")).unwrap().len();
    println!(
        "{dossiers} dossiers of {NOMINEES}: {} MB, {} KB a dossier, {} bytes a nominee",
        size / 1_000_000,
        size / dossiers as u64 / 1_000,
        size / (dossiers * NOMINEES) as u64
    );
    place
}

/// Resident memory of this process now and at most, in MB, where the system tells.
fn memory(when: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
        kilobytes
            .and_then(|text| text.parse::<u64>().ok())
            .unwrap_or(0)
            / 1024
    };
    println!(
        "memory {when}: {} MB, at most {} MB so far",
        of("VmRSS:"),
        of("VmHWM:")
    );
}

fn cabinet(criterion: &mut Criterion) {
    let place = place();
    let mut group = criterion.benchmark_group("cabinet");
    group.sample_size(10);
    memory("before opening");
    group.bench_function("open and list the home page", |bencher| {
        bencher.iter(|| {
            let cabinet = Cabinet::open(&place, &stamp(1)).unwrap();
            black_box(cabinet.dossiers().unwrap().len())
        });
    });
    let mut cabinet = Cabinet::open(&place, &stamp(1)).unwrap();
    black_box(cabinet.dossiers().unwrap());
    memory("with the home page");
    group.bench_function("quick look at the start", |bencher| {
        bencher.iter(|| cabinet.examine_quickly().unwrap().problems.len());
    });
    for typed in [
        "n",
        "ng",
        "nguyen",
        "nguyen van",
        "nguyen van an",
        "sang kien",
        "cai cach hanh chinh",
        "hoa 7",
    ] {
        group.bench_function(format!("search {typed}"), |bencher| {
            bencher.iter(|| cabinet.search(black_box(typed), 30).unwrap().len());
        });
    }
    memory("after searching");
    group.bench_function("load a dossier of 500", |bencher| {
        bencher.iter(|| cabinet.dossier("ho-so-0003").unwrap().nominees.len());
    });
    memory("with a dossier of 500 loaded");
    let size = || {
        ["cabinet.db", "cabinet.db-wal"]
            .iter()
            .filter_map(|name| std::fs::metadata(place.join(name)).ok())
            .map(|file| file.len())
            .sum::<u64>()
    };
    let before = size();
    let mut number = 0_i64;
    group.sample_size(30);
    group.bench_function("save one field of a nominee", |bencher| {
        bencher.iter(|| {
            number += 1;
            let edit = Edit::Field {
                path: FieldPath::parse("nominees[n007].summary").unwrap(),
                value: json!(format!("Thành tích số {number}")),
            };
            cabinet
                .edit("ho-so-0003", &[edit], Grouping::Own, &stamp(number))
                .unwrap()
        });
    });
    let path = FieldPath::parse("nominees[n008].report.sections[0].paragraphs[0]").unwrap();
    let mut draft = Draft::new("ho-so-0003", path);
    let mut text = String::new();
    group.bench_function("save a paragraph being typed", |bencher| {
        bencher.iter(|| {
            number += 1;
            text.push_str("chữ ");
            draft.typed(json!(text), stamp(number).at);
            draft.save(&mut cabinet, &stamp(number)).unwrap()
        });
    });
    group.finish();
    memory("after saving");
    println!(
        "{number} edits grew the files by {} KB",
        size().saturating_sub(before) / 1_000
    );
}

criterion_group!(benches, cabinet);
criterion_main!(benches);

//! Check, keys and export of a dossier of 12 and of 500 nominees.

#![allow(
    missing_docs,
    reason = "the macros of the harness make undocumented items"
)]
#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

mod sample;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use hoso_desk::tables::{TableAsked, TableKind};
use hoso_desk::told::Told;
use hoso_desk::{Desk, Existing, Opened};
use hoso_domain::Name;
use sample::{day, dossier};

fn check(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    for count in [12, 500] {
        let opened = dossier(&desk, count);
        criterion.bench_function(&format!("check {count} nominees"), |bencher| {
            bencher.iter(|| desk.check(&opened, day()).expect("it is judged"));
        });
        criterion.bench_function(&format!("home page of {count} nominees"), |bencher| {
            bencher.iter(|| desk.overview(&opened, day()));
        });
    }
}

fn export(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    let mut group = criterion.benchmark_group("export");
    group.sample_size(10);
    for count in [12, 500] {
        let opened = dossier(&desk, count);
        group.bench_function(format!("all PDFs of {count} nominees"), |bencher| {
            bencher.iter_batched(
                || tempfile::tempdir().expect("a folder for the files"),
                |folder| {
                    desk.export(&opened, day(), folder.path(), Existing::Refuse)
                        .expect("it is exported");
                    folder
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn preview(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    let opened = dossier(&desk, 12);
    criterion.bench_function("preview of a page of the letter", |bencher| {
        bencher.iter(|| {
            desk.preview(&opened, day(), "submission", 1)
                .expect("it is drawn")
        });
    });
}

/// What the program answers to a key among 500 nominees, as the window is sent it: what else is found
/// now, and the page beside the text.
fn key(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    let mut opened = dossier(&desk, 500);
    let code = format!("report.{}", opened.dossier.nominees[3].id);
    let mut told = Told::default();
    told.whole(&desk, &opened, day());
    let mut typed = 0;
    let mut findings = |name: &str, key: fn(&mut Opened, u32)| {
        criterion.bench_function(
            &format!("findings after a key in {name}, of 500"),
            |bencher| {
                bencher.iter(|| {
                    typed += 1;
                    key(&mut opened, typed);
                    let view = told.changes(&desk, &opened, day());
                    serde_json::to_string(&view).expect("it is sent")
                });
            },
        );
    };
    findings("the name of a collective", |opened, typed| {
        opened.dossier.nominees[0].name = name(typed);
    });
    findings("a report", write_on);
    findings("the name of the unit", |opened, typed| {
        opened.dossier.unit.name = name(typed);
    });
    criterion.bench_function("page after a key in a report, of 500", |bencher| {
        bencher.iter(|| {
            typed += 1;
            write_on(&mut opened, typed);
            let page = desk.preview(&opened, day(), &code, 1).expect("it is drawn");
            serde_json::to_string(&page).expect("it is sent")
        });
    });
}

fn name(typed: u32) -> Name {
    Name::try_from(format!("Tên {typed}")).expect("it fits")
}

fn write_on(opened: &mut Opened, typed: u32) {
    let section = &mut opened.dossier.nominees[3].report.sections[0];
    section.paragraphs[0] = format!("Đang gõ chữ thứ {typed}").as_str().into();
}

/// A report of about thirty pages, and the time until its visible page shows a changed paragraph.
fn preview_while_writing(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    let mut opened = dossier(&desk, 12);
    let report = &mut opened.dossier.nominees[3].report;
    let model = report.sections.clone();
    while report.sections.len() < 33 * model.len() {
        report.sections.extend(model.iter().cloned());
    }
    let code = format!("report.{}", opened.dossier.nominees[3].id);
    let pages = desk
        .preview(&opened, day(), &code, 1)
        .expect("it is drawn")
        .pages;
    assert!((25..40).contains(&pages), "{pages} pages");
    let mut typed = 0;
    criterion.bench_function(
        "preview of a page after a change in a long report",
        |bencher| {
            bencher.iter(|| {
                typed += 1;
                let section = &mut opened.dossier.nominees[3].report.sections[20];
                section.paragraphs[0] = format!("Đang gõ chữ thứ {typed}").as_str().into();
                desk.preview(&opened, day(), &code, 6).expect("it is drawn")
            });
        },
    );
    criterion.bench_function("preview of a page of a long report, unchanged", |bencher| {
        bencher.iter(|| desk.preview(&opened, day(), &code, 7).expect("it is drawn"));
    });
    criterion.bench_function("the whole dossier of 12 nominees as one PDF", |bencher| {
        bencher.iter(|| {
            desk.whole_pdf(&opened, day(), &hoso_desk::ExportChoice::default())
                .expect("it is written")
        });
    });
}

/// All documents made, read back and compared.
fn prove(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    let mut group = criterion.benchmark_group("proof");
    group.sample_size(10);
    for count in [12, 500] {
        let opened = dossier(&desk, count);
        group.bench_function(format!("all documents of {count} nominees"), |bencher| {
            bencher.iter(|| {
                let watch = |_: hoso_desk::Progress<'_>| std::ops::ControlFlow::Continue(());
                desk.prove(&opened, day(), &watch).expect("it is proven")
            });
        });
    }
    group.finish();
}

/// A long list as an Excel file.
fn tables(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    let opened = dossier(&desk, 10_000);
    let folder = tempfile::tempdir().expect("a folder for the files");
    let file = folder.path().join("bench.xlsx");
    let mut group = criterion.benchmark_group("tables");
    group.sample_size(10);
    for kind in [
        TableKind::Nominees,
        TableKind::NomineesInFull,
        TableKind::Council,
    ] {
        let asked = TableAsked { kind, year: None };
        group.bench_function(format!("{kind:?} of 10,000"), |bencher| {
            bencher.iter(|| {
                desk.write_table(&opened, day(), asked, &file, Existing::Replace)
                    .expect("it is written")
            });
        });
    }
    group.finish();
}

criterion_group!(
    benches,
    check,
    export,
    preview,
    key,
    preview_while_writing,
    prove,
    tables
);
criterion_main!(benches);

//! How long the everyday jobs take, from blocks to the bytes of a PDF.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hoso_paper::{Block, Document, PaperError, Typesetter, write_pdf, write_svg};

fn pdf(typesetter: &mut Typesetter, document: &Document) -> Result<Vec<u8>, PaperError> {
    let layout = typesetter.lay_out(black_box(document));
    write_pdf(&layout, typesetter.fonts())
}

fn paper(criterion: &mut Criterion) {
    let Ok(mut typesetter) = Typesetter::new() else {
        return;
    };
    let letter = sample::letter(22);
    criterion.bench_function("two-page letter", |bench| {
        bench.iter(|| pdf(&mut typesetter, &letter));
    });
    criterion.bench_function("two-page letter, layout only", |bench| {
        bench.iter(|| typesetter.lay_out(black_box(&letter)));
    });
    let layout = typesetter.lay_out(&letter);
    criterion.bench_function("page image", |bench| {
        bench.iter(|| write_svg(black_box(&layout.pages[0]), typesetter.fonts()));
    });

    let table = sample::document(vec![sample::section(
        sample::landscape(),
        vec![Block::Table(sample::table(500))],
    )]);
    let mut group = criterion.benchmark_group("many");
    group.sample_size(10);
    group.bench_function("500-row table", |bench| {
        bench.iter(|| pdf(&mut typesetter, &table));
    });
    group.bench_function("500-row table, layout only", |bench| {
        bench.iter(|| typesetter.lay_out(black_box(&table)));
    });
    group.bench_function("200 reports", |bench| {
        bench.iter(|| {
            for sentences in 0..200 {
                let _ = black_box(pdf(&mut typesetter, &sample::letter(18 + sentences % 8)));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, paper);
criterion_main!(benches);

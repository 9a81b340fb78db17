//! Columns of figures: decimal commas beneath each other, text in the middle.
#![expect(clippy::unwrap_used, reason = "a failing test should stop at once")]

mod check;
mod sample;

use check::lay_out;
use hoso_paper::{Align, Block, GlyphRun, Layout, Row, Table, Typesetter};
use sample::{REGULAR, cell, document, portrait, section, table};

/// A table of one column, half as wide as the page, with a narrow one beside it.
fn column(texts: &[&str], share: f32) -> Table {
    let rows = texts.iter().map(|text| Row {
        cells: vec![
            cell("", REGULAR, Align::Left),
            cell(text, REGULAR, Align::Decimal),
        ],
        keep_with_next: false,
    });
    Table {
        columns: vec![1.0 - share, share],
        header: Vec::new(),
        rows: rows.collect(),
        ..table(0)
    }
}

/// Where a run's text has a mark, or ends.
fn place(run: &GlyphRun, mark: char) -> f32 {
    let before = run.clusters().take_while(|(_, text)| !text.contains(mark));
    run.x + before.map(|(glyph, _)| glyph.advance).sum::<f32>()
}

fn run<'a>(layout: &'a Layout, text: &str) -> &'a GlyphRun {
    layout.pages[0].runs().find(|run| run.text == text).unwrap()
}

fn middle(run: &GlyphRun) -> f32 {
    run.x + run.width() / 2.0
}

#[test]
fn commas_stand_beneath_each_other_and_words_in_the_middle() {
    let texts = ["99,4%", "100%", "8,25%", "–1.250,5", "Đạt", "–", ""];
    let layout = lay_out(vec![Block::Table(column(&texts, 0.5))]);
    let commas = [
        place(run(&layout, "99,4%"), ','),
        place(run(&layout, "100%"), '%'),
        place(run(&layout, "8,25%"), ','),
        place(run(&layout, "–1.250,5"), ','),
    ];
    for comma in commas {
        assert!((comma - commas[0]).abs() < 0.01, "{commas:?}");
    }
    // From 165 millimetres of text the column has the right half, less its padding.
    let centre = portrait().left.points() + 0.75 * 165.0 * 72.0 / 25.4;
    for words in ["Đạt", "–"] {
        let middle = middle(run(&layout, words));
        assert!((middle - centre).abs() < 0.1, "{words}: {middle}, {centre}");
    }
    // The widest on either side, –1.250 and ,25%, fill the room around the middle evenly.
    let left = run(&layout, "–1.250,5").x;
    let right = run(&layout, "8,25%");
    let right = right.x + right.width();
    assert!((f32::midpoint(left, right) - centre).abs() < 0.3);
}

#[test]
fn figures_without_room_are_centred_and_stay_inside() {
    // Each fits by itself; with commas beneath each other they would not.
    let texts = ["12.345.678,9", "1,23456789"];
    let layout = lay_out(vec![Block::Table(column(&texts, 0.16))]);
    let middles = texts.map(|text| middle(run(&layout, text)));
    assert!((middles[0] - middles[1]).abs() < 0.1, "{middles:?}");
    // And one that does not even fit alone leaves the others in order.
    let texts = ["1234567890123456789,5", "9,5", "10,25"];
    let layout = lay_out(vec![Block::Table(column(&texts, 0.16))]);
    let commas = ["9,5", "10,25"].map(|text| place(run(&layout, text), ','));
    assert!((commas[0] - commas[1]).abs() < 0.01, "{commas:?}");
}

#[test]
fn word_files_have_a_decimal_stop_for_figures_alone() {
    let figures = column(&["99,4%", "100%", "Đạt", "08/09 (88,9%)", ""], 0.5);
    let document = document(vec![section(portrait(), vec![Block::Table(figures)])]);
    let typesetter = Typesetter::new().unwrap();
    let bytes = hoso_paper::write_docx(&document, typesetter.fonts()).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let body = std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap();
    let paragraph = |text: &str| {
        let paragraphs = body.split("<w:p>");
        let mut holding = paragraphs.filter(|p| p.contains(&format!(">{text}</w:t>")));
        holding.next().unwrap()
    };
    for figure in ["99,4%", "100%"] {
        assert!(paragraph(figure).contains("<w:tab w:val=\"decimal\" w:pos="));
        assert!(paragraph(figure).contains("<w:jc w:val=\"left\"/>"));
    }
    for words in ["Đạt", "08/09 (88,9%)"] {
        assert!(!paragraph(words).contains("<w:tabs>"));
        assert!(paragraph(words).contains("<w:jc w:val=\"center\"/>"));
    }
}

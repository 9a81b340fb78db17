//! Lays out and reads back, so that tests speak of pages and text only.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::{
    io::Write,
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use hoso_paper::{Block, Document, GlyphRun, Layout, Length, Page, Typesetter, write_pdf};

use crate::sample::{document, paragraph, portrait, section};

/// Lays out blocks on portrait pages and checks what must hold of every layout.
#[track_caller]
pub fn lay_out(blocks: Vec<Block>) -> Layout {
    lay_out_document(&document(vec![section(portrait(), blocks)]))
}

#[track_caller]
pub fn lay_out_document(document: &Document) -> Layout {
    let layout = Typesetter::new().unwrap().lay_out(document);
    for (page, setup) in layout.pages.iter().zip(setups(document, &layout)) {
        let (left, right) = (setup.left.points(), page.width - setup.right.points());
        for run in page.runs() {
            assert!(
                run.x > left - 0.01,
                "{:?} starts outside the margin",
                run.text
            );
            assert!(
                run.x + run.width() < right + 0.05,
                "{:?} ends outside",
                run.text
            );
            let bottom = page.height - setup.bottom.points();
            assert!(
                run.baseline < bottom,
                "{:?} stands below the margin",
                run.text
            );
            let texts: String = run.clusters().map(|(_, text)| text).collect();
            assert_eq!(texts, run.text, "glyphs account for all text");
        }
        for rule in page.rules() {
            assert!(
                rule.from.0 > left - 0.3 && rule.to.0 < right + 0.3,
                "{rule:?} is outside"
            );
        }
    }
    layout
}

/// The page setup of each page; sections are told apart by the width of their paper.
fn setups(document: &Document, layout: &Layout) -> Vec<hoso_paper::PageSetup> {
    let of = |page: &Page| {
        let mut setups = document.sections.iter().map(|section| section.page);
        setups.find(|setup| (setup.width.points() - page.width).abs() < 0.01)
    };
    layout.pages.iter().filter_map(of).collect()
}

pub fn pdf(layout: &Layout) -> Vec<u8> {
    write_pdf(layout, Typesetter::new().unwrap().fonts()).unwrap()
}

pub fn filter(program: &str, arguments: &[&str], input: &[u8]) -> String {
    String::from_utf8(filter_bytes(program, arguments, input)).unwrap()
}

pub fn filter_bytes(program: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output.stdout
}

/// Has another program look through the structure of a file.
#[track_caller]
pub fn check_structure(bytes: &[u8]) {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("paper-{}-{number}.pdf", std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, bytes).unwrap();
    let check = Command::new("qpdf").arg("--check").arg(&path).output();
    std::fs::remove_file(&path).unwrap();
    let check = check.unwrap();
    assert!(check.status.success(), "{check:?}");
}

/// Text as another program reads it from the PDF, with single spaces between words.
pub fn extracted(layout: &Layout) -> String {
    let text = filter("pdftotext", &["-enc", "UTF-8", "-", "-"], &pdf(layout));
    text.split([' ', '\n', '\u{c}'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[track_caller]
pub fn check_text(input: &str, expected: &str) -> Layout {
    let layout = lay_out(vec![Block::Paragraph(paragraph(input))]);
    assert_eq!(extracted(&layout), expected);
    layout
}

/// The text of each line of a page, top to bottom, page number left out.
pub fn lines(page: &Page) -> Vec<String> {
    let mut lines: Vec<(f32, String)> = Vec::new();
    for run in page
        .runs()
        .filter(|run| run.baseline > Length::mm(20.0).points())
    {
        match lines.last_mut() {
            Some((baseline, text)) if (*baseline - run.baseline).abs() < 0.01 => {
                text.push_str(&run.text);
            }
            _ => lines.push((run.baseline, run.text.clone())),
        }
    }
    // A line that goes on below ends with a space.
    lines
        .into_iter()
        .map(|(_, text)| text.trim_end().to_owned())
        .collect()
}

pub fn page_number(page: &Page) -> Option<&GlyphRun> {
    page.runs()
        .find(|run| run.baseline < Length::mm(20.0).points())
}

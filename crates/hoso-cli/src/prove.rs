//! `hoso prove`: whether all documents of a dossier agree, place beside place.

use hoso_desk::proof::{MismatchView, ProofView, SaidView};
use hoso_desk::{Day, Desk, DeskError, Opened};
use std::fmt::Write;
use std::ops::ControlFlow;

/// So many places of one mismatch are printed.
const FEW: usize = 6;

/// Makes, reads and compares all documents.
pub fn run(desk: &Desk, opened: &Opened, day: Day) -> Result<ProofView, DeskError> {
    desk.prove(opened, day, &|_| ControlFlow::Continue(()))
}

/// The proof as text.
pub fn text(view: &ProofView) -> String {
    let mut text = String::new();
    for (number, mismatch) in (1..).zip(&view.mismatches) {
        one(&mut text, number, mismatch);
    }
    let _ = writeln!(
        text,
        "Đã đọc lại {} văn bản, {} trang.",
        view.documents, view.pages
    );
    match view.mismatches.len() {
        0 => text.push_str("Mọi văn bản khớp nhau.\n"),
        count => {
            let _ = writeln!(text, "Có {count} điểm không khớp.");
        }
    }
    text
}

fn one(text: &mut String, number: usize, mismatch: &MismatchView) {
    let _ = writeln!(text, "{number}. {}", mismatch.title);
    let _ = writeln!(text, "   {}", mismatch.message);
    for place in mismatch.places.iter().take(FEW) {
        said(text, "Ở", place);
    }
    let more = mismatch.places.len().saturating_sub(FEW) + mismatch.more_places as usize;
    if more > 0 {
        let _ = writeln!(text, "   và {more} chỗ khác");
    }
    for place in &mismatch.stated {
        said(text, "Đối chiếu với", place);
    }
    text.push('\n');
}

fn said(text: &mut String, what: &str, place: &SaidView) {
    let _ = write!(text, "   {what}: {}", place.label);
    if place.words.is_empty() {
        text.push('\n');
    } else {
        let (before, after) = (place.before.trim_start(), place.after.trim_end());
        let _ = writeln!(text, " – {before}[{}]{after}", place.words);
    }
}

//! How soon an export of 500 nominees ends once it is given up: for each kind of export, the longest
//! and the mean time from asking to the end, asked at twelve moments spread over the whole of it.
//! A person waits for this, so what counts is the longest; the aim is a fifth of a second.

#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

mod sample;

use hoso_desk::{Desk, Existing, ExportChoice, FileFormat, Whole};
use sample::{day, dossier};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const MOMENTS: u32 = 12;

fn main() {
    let desk = Desk::new().expect("the desk is set up");
    let opened = dossier(&desk, 500);
    let kinds = [
        ("PDF", FileFormat::Pdf, Whole::Absent, false),
        ("DOCX", FileFormat::Docx, Whole::Absent, false),
        ("ZIP", FileFormat::Pdf, Whole::Absent, true),
        ("one PDF", FileFormat::Pdf, Whole::Only, false),
    ];
    for (name, format, whole, packed) in kinds {
        let choice = ExportChoice {
            format,
            whole,
            packed,
            ..ExportChoice::default()
        };
        // Exports, gives up after a time, and tells how long it took from then on.
        let ended = |after: Option<Duration>| -> Option<Duration> {
            let folder = tempfile::tempdir().expect("a folder for the files");
            let folder = folder.path().join("ra");
            let asked = AtomicBool::new(false);
            let begun = Instant::now();
            let given_up = thread::scope(|scope| {
                if let Some(after) = after {
                    let asked = &asked;
                    scope.spawn(move || {
                        thread::sleep(after);
                        asked.store(true, Ordering::Relaxed);
                    });
                }
                let watch = |_: hoso_desk::Progress<'_>| {
                    if asked.load(Ordering::Relaxed) {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                };
                let existing = Existing::Refuse;
                let done = desk.export_chosen(&opened, day(), &folder, existing, &choice, &watch);
                let ended = begun.elapsed();
                done.is_err().then_some(ended)
            });
            match (after, given_up) {
                (None, None) => Some(begun.elapsed()),
                (Some(after), Some(ended)) => Some(ended.saturating_sub(after)),
                // It was done before it was given up.
                _ => None,
            }
        };
        let whole = ended(None).expect("it is exported");
        let waits: Vec<Duration> = (0..MOMENTS)
            .filter_map(|at| ended(Some(whole * (2 * at + 1) / (2 * MOMENTS))))
            .collect();
        let longest = waits.iter().max().copied().unwrap_or_default();
        let mean = waits.iter().sum::<Duration>() / waits.len().max(1) as u32;
        println!(
            "{name}: {} ms in all; given up {} times, {} ms to the end at most, {} ms on average",
            whole.as_millis(),
            waits.len(),
            longest.as_millis(),
            mean.as_millis()
        );
    }
}

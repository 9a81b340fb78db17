//! A watched export: how far it is, and what is left of one that was given up.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::NaiveDate;
use hoso_desk::view::{ExportView, WireError};
use hoso_desk::{Day, Desk, DeskError, Existing, ExportChoice, FileFormat, Opened, Watch, Whole};
use std::cell::{Cell, RefCell};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

fn whole() -> ExportChoice {
    ExportChoice {
        format: FileFormat::Both,
        whole: Whole::Besides,
        documents: vec!["all".to_owned()],
        ..ExportChoice::default()
    }
}

/// The sample with so many nominees.
fn dossier(desk: &Desk, count: usize) -> Opened {
    let mut opened = desk.sample().unwrap();
    let model = opened.dossier.nominees.clone();
    let again = (0..count).map(|at| {
        let mut nominee = model[at % model.len()].clone();
        nominee.id = format!("{}-{at}", nominee.id);
        nominee
    });
    opened.dossier.nominees = again.collect();
    opened
}

fn export(
    desk: &Desk,
    opened: &Opened,
    folder: &Path,
    choice: &ExportChoice,
    watch: Watch<'_>,
) -> Result<ExportView, DeskError> {
    let day = Day {
        today: NaiveDate::default(),
        asked: None,
    };
    desk.export_chosen(opened, day, folder, Existing::Replace, choice, watch)
}

#[test]
fn an_export_tells_how_far_it_is() {
    let desk = Desk::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let told = RefCell::new(Vec::new());
    let written = export(
        &desk,
        &desk.sample().unwrap(),
        folder.path(),
        &whole(),
        &|progress| {
            let (done, total) = (progress.done, progress.total);
            told.borrow_mut()
                .push((done, total, progress.file.to_owned()));
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    let told = told.into_inner();
    let (last, total) = (told.last().unwrap(), told[0].1);
    assert_eq!((told[0].0, last.0), (0, total));
    assert!(told.is_sorted_by_key(|(done, ..)| *done), "{told:?}");
    assert_eq!(last.2, "ho-so-day-du.pdf");
    for (_, of, file) in &told {
        assert_eq!(*of, total);
        assert!(written.files.contains(file), "{file} is not written");
    }
    // Each document as PDF and as DOCX, and the whole dossier once.
    assert_eq!(written.files.len(), 2 * total - 1);
}

#[test]
fn an_export_given_up_at_any_moment_leaves_nothing_behind() {
    let desk = Desk::new().unwrap();
    let opened = desk.sample().unwrap();
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("new");
    let told = Cell::new(0);
    let mut moments = 0;
    loop {
        told.set(0);
        let answer = export(&desk, &opened, &folder, &whole(), &|_| {
            told.set(told.get() + 1);
            if told.get() > moments {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        let Err(error) = answer else {
            break;
        };
        assert!(matches!(error, DeskError::Cancelled), "{error}");
        assert_eq!(WireError::from(&error).code, "cancelled");
        assert!(!folder.exists(), "something is left after {moments} calls");
        moments = moments * 3 / 2 + 1;
    }
    assert!(moments > 20, "only {moments} moments");
}

#[test]
fn an_export_given_up_leaves_the_files_before_it_as_they_were() {
    let desk = Desk::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("01-to-trinh-va-danh-sach.pdf");
    fs::write(&old, "old").unwrap();
    let answer = export(
        &desk,
        &desk.sample().unwrap(),
        folder.path(),
        &whole(),
        &|progress| {
            if progress.done == progress.total {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    assert!(matches!(answer, Err(DeskError::Cancelled)));
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Reads the clock, since what is promised is time. The bound is wide: this program is slow, and the
/// machine may be busy.
#[test]
fn five_hundred_nominees_are_told_about_and_given_up_without_delay() {
    const SOON: Duration = Duration::from_secs(4);
    const WHILE: Duration = Duration::from_millis(300);
    let desk = Desk::new().unwrap();
    let opened = dossier(&desk, 500);
    // While pages are counted, among the documents, and in the one file.
    for (document, done) in [("all", 0), ("all", 2), ("submission", 1)] {
        let choice = ExportChoice {
            documents: vec![document.to_owned()],
            ..whole()
        };
        let folder = tempfile::tempdir().unwrap();
        let told = Cell::new(Instant::now());
        let longest = Cell::new(Duration::ZERO);
        let since = Cell::new(None);
        let answer = export(&desk, &opened, folder.path(), &choice, &|progress| {
            longest.set(longest.get().max(told.get().elapsed()));
            told.set(Instant::now());
            if since.get().is_none() && progress.done >= done {
                since.set(Some(Instant::now()));
            }
            match since.get() {
                Some(since) if since.elapsed() > WHILE => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        });
        let (silent, heeded) = (longest.get(), told.get().elapsed());
        assert!(matches!(answer, Err(DeskError::Cancelled)));
        assert!(
            silent < SOON,
            "{document}, {done} done: silent for {silent:?}"
        );
        assert!(
            heeded < SOON,
            "{document}, {done} done: given up after {heeded:?}"
        );
    }
}

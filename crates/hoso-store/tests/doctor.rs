//! A damaged cabinet is set aside, and what can be read goes on.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, sample, sound, stamp};
use hoso_store::{BackupKind, Cabinet, StoreError};
use std::fs;
use std::path::{Path, PathBuf};

const ID: &str = "mau-2022";

/// A cabinet with three dossiers, closed: its folder.
fn three(folder: &Path) -> PathBuf {
    let mut cabinet = cabinet(folder);
    for year in [2023, 2024] {
        let mut more = sample();
        more.id = format!("nam-{year}");
        more.year = Some(year);
        cabinet.add(&more, &stamp(1)).unwrap();
    }
    cabinet
        .set_setting("font_size", &serde_json::json!(18), &stamp(2))
        .unwrap();
    let place = cabinet.folder().path().to_owned();
    cabinet.close().unwrap();
    place
}

/// Changes the first body that holds `text`, as a fault of the disk would.
fn flip(place: &Path, text: &str) {
    let path = place.join("cabinet.db");
    let mut bytes = fs::read(&path).unwrap();
    let needle = text.as_bytes();
    let at = bytes
        .windows(needle.len())
        .position(|window| window == needle)
        .unwrap();
    bytes[at] ^= 0x01;
    fs::write(&path, bytes).unwrap();
}

#[test]
fn an_altered_row_is_never_shown_and_costs_only_itself() {
    let folder = folder();
    let place = three(folder.path());
    let text = sample().nominees[5].summary.to_string();
    flip(&place, &text);
    let cabinet = Cabinet::open(&place, &stamp(3)).unwrap();
    let problems = cabinet.examine().unwrap().problems;
    assert!(!problems.is_empty());
    let damaged: Vec<bool> = [ID, "nam-2023", "nam-2024"]
        .iter()
        .map(|id| cabinet.dossier(id).is_err())
        .collect();
    assert_eq!(
        damaged.iter().filter(|damaged| **damaged).count(),
        1,
        "{problems:?}"
    );
    let damaged = cabinet
        .dossiers()
        .unwrap()
        .into_iter()
        .map(|dossier| dossier.id)
        .find(|id| cabinet.dossier(id).is_err())
        .unwrap();
    let error = cabinet.dossier(&damaged).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }));
    drop(cabinet);

    let bytes = fs::read(place.join("cabinet.db")).unwrap();
    let (cabinet, report) = Cabinet::salvage(&place, &[], None, &stamp(4)).unwrap();
    assert_eq!(
        fs::read(report.set_aside.join("cabinet.db")).unwrap(),
        bytes,
        "untouched"
    );
    assert_eq!(report.whole.len(), 2);
    assert_eq!(report.incomplete.len(), 1, "{report:?}");
    let (id, lost) = &report.incomplete[0];
    assert_eq!(*id, damaged);
    assert!(!lost.is_empty(), "{lost:?}");
    let saved = cabinet.dossier(id).unwrap();
    assert_eq!(saved.nominees.len(), sample().nominees.len() - 1);
    for whole in &report.whole {
        assert_eq!(cabinet.dossier(whole).unwrap().nominees, sample().nominees);
    }
    assert_eq!(
        cabinet.setting("font_size").unwrap(),
        Some(serde_json::json!(18))
    );
    assert!(!cabinet.search("mot cua", 5).unwrap().is_empty());
    sound(&cabinet);
}

#[test]
fn a_backup_fills_what_a_dossier_cannot_be_without() {
    let folder = folder();
    let place = three(folder.path());
    let cabinet = Cabinet::open(&place, &stamp(3)).unwrap();
    let backups = cabinet.folder().backups();
    cabinet
        .back_up(&backups, BackupKind::Automatic, &stamp(4))
        .unwrap();
    cabinet.close().unwrap();
    flip(&place, "SDVCDL");
    let (cabinet, report) = Cabinet::salvage(&place, &[backups], None, &stamp(5)).unwrap();
    assert_eq!(report.mended.len(), 1, "{report:?}");
    assert!(
        report.lost.is_empty() && report.incomplete.is_empty(),
        "{report:?}"
    );
    for id in [ID, "nam-2023", "nam-2024"] {
        assert_eq!(cabinet.dossier(id).unwrap().unit, sample().unit, "{id}");
    }
    sound(&cabinet);
}

#[test]
fn a_database_that_is_gone_comes_back_from_the_backup() {
    let folder = folder();
    let place = three(folder.path());
    let cabinet = Cabinet::open(&place, &stamp(3)).unwrap();
    let backups = cabinet.folder().backups();
    cabinet
        .back_up(&backups, BackupKind::Automatic, &stamp(4))
        .unwrap();
    cabinet.close().unwrap();
    fs::write(place.join("cabinet.db"), vec![0x5a; 40_000]).unwrap();
    let refused = Cabinet::open(&place, &stamp(5));
    assert!(
        matches!(refused, Err(StoreError::Foreign { .. })),
        "{refused:?}"
    );
    let (cabinet, report) = Cabinet::salvage(&place, &[backups], None, &stamp(6)).unwrap();
    assert!(report.backup.is_some());
    assert_eq!(report.mended.len(), 3, "{report:?}");
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    sound(&cabinet);
}

#[test]
fn the_quick_look_sees_a_dossier_that_lost_an_entry() {
    let folder = folder();
    let place = three(folder.path());
    let database = rusqlite::Connection::open(place.join("cabinet.db")).unwrap();
    database
        .execute("DELETE FROM tally WHERE dossier = 2 AND position = 0", [])
        .unwrap();
    database
        .execute_batch("UPDATE dossier SET fingerprint = zeroblob(16) WHERE number = 3; DROP TRIGGER journal_is_kept;")
        .unwrap();
    drop(database);
    let cabinet = Cabinet::open(&place, &stamp(3)).unwrap();
    let quick = cabinet.examine_quickly().unwrap();
    assert_eq!(
        quick.problems.len(),
        2,
        "the schema and dossier 3: {:?}",
        quick.problems
    );
    let whole = cabinet.examine().unwrap();
    assert!(whole.problems.len() >= 3, "{:?}", whole.problems);
    assert!(cabinet.dossier("nam-2023").is_err(), "a vote is missing");
    drop(cabinet);
    let database = rusqlite::Connection::open(place.join("cabinet.db")).unwrap();
    database
        .execute("DELETE FROM head WHERE dossier = 1", [])
        .unwrap();
    drop(database);
    let cabinet = Cabinet::open(&place, &stamp(4)).unwrap();
    let listed = cabinet.dossiers().unwrap();
    assert_eq!(listed.len(), 3, "a damaged dossier is listed");
    let damaged = listed.iter().find(|line| line.id == ID).unwrap();
    assert!(!damaged.is_sound);
}

#[test]
fn a_journal_that_was_rewritten_is_noticed() {
    let folder = folder();
    let place = three(folder.path());
    let database = rusqlite::Connection::open(place.join("cabinet.db")).unwrap();
    let refused = database.execute("UPDATE journal SET who = 'Ai đó'", []);
    assert!(refused.is_err(), "the journal only grows");
    database
        .execute_batch(
            "DROP TRIGGER journal_is_fixed; UPDATE journal SET who = 'Ai đó' WHERE seq = 2;",
        )
        .unwrap();
    drop(database);
    let cabinet = Cabinet::open(&place, &stamp(3)).unwrap();
    assert_eq!(cabinet.verify_journal().unwrap(), Some(2));
}

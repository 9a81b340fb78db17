//! Backups that count are sound, and going back to one can itself be taken back.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, sample, sound, stamp};
use hoso_domain::{Dossier, Evidence, Text};
use hoso_store::{Backup, BackupKind, Cabinet, Edit, FieldPath, Grouping, StoreError};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ID: &str = "mau-2022";
const DAY: i64 = 24 * 60;

fn set(cabinet: &mut Cabinet, minute: i64, year: i64) -> Dossier {
    let edit = [Edit::Field {
        path: FieldPath::parse("year").unwrap(),
        value: json!(year),
    }];
    cabinet
        .edit(ID, &edit, Grouping::Own, &stamp(minute))
        .unwrap();
    cabinet.dossier(ID).unwrap()
}

fn scan(cabinet: &mut Cabinet, folder: &Path, name: &str) -> String {
    let source = folder.join(name);
    fs::write(&source, format!("%PDF-1.4 {name}")).unwrap();
    let stored = cabinet.store_file(&source, &stamp(1)).unwrap();
    let paper = Evidence {
        id: name.to_owned(),
        file: Text::from(name),
        sha256: Some(stored.sha256.clone()),
        ..sample().evidence[0].clone()
    };
    cabinet
        .edit(ID, &[Edit::Evidence(paper)], Grouping::Own, &stamp(1))
        .unwrap();
    stored.sha256
}

/// A folder whose path is longer than old Windows programs can take.
fn deep(folder: &Path) -> PathBuf {
    let mut path = folder.to_owned();
    for _ in 0..9 {
        path.push("Sao lưu hồ sơ thi đua khen thưởng");
    }
    path
}

#[test]
fn every_rotated_backup_restores_to_what_it_was() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let place = deep(folder.path());
    let mut then: BTreeMap<u32, Dossier> = BTreeMap::new();
    // Forty days of work, two backups a day.
    for half in 0..80 {
        let minute = half * DAY / 2;
        let state = set(&mut cabinet, minute, 2000 + half);
        let backup = cabinet
            .back_up(&place, BackupKind::Automatic, &stamp(minute))
            .unwrap();
        assert_eq!(backup.without, Vec::<String>::new());
        then.insert(backup.number, state);
    }
    let kept = Backup::list(&place);
    assert!((16..=26).contains(&kept.len()), "{} kept", kept.len());
    assert_eq!(kept.last().unwrap().number, 80);
    for (number, backup) in kept.iter().enumerate() {
        backup.verify().unwrap();
        let elsewhere = folder.path().join(format!("máy khác {number}"));
        let (other, restored) = Cabinet::from_backup(&elsewhere, backup, &stamp(0)).unwrap();
        assert_eq!(other.dossier(ID).unwrap(), then[&backup.number]);
        assert_eq!(restored.lost_evidence, Vec::<String>::new());
        sound(&other);
    }
}

#[test]
fn a_path_that_no_database_can_have_is_refused_with_its_reason() {
    let folder = folder();
    let cabinet = cabinet(folder.path());
    let place = deep(&deep(folder.path()));
    let refused = cabinet.back_up(&place, BackupKind::Manual, &stamp(1));
    let is_long = cfg!(windows) || matches!(refused, Err(StoreError::PathTooLong { .. }));
    assert!(is_long, "{refused:?}");
}

#[test]
fn going_back_can_be_taken_back() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let usb = folder.path().join("USB của tôi");
    let early_scan = scan(&mut cabinet, folder.path(), "một.pdf");
    let early = set(&mut cabinet, 1, 2031);
    let backup = cabinet
        .back_up(&usb, BackupKind::Manual, &stamp(2))
        .unwrap();
    assert!(!cabinet.needs_backup(&usb).unwrap());
    let late = set(&mut cabinet, 3, 2032);
    assert!(cabinet.needs_backup(&usb).unwrap());
    let scanned = cabinet
        .folder()
        .evidence()
        .join(&early_scan[..2])
        .join(&early_scan);
    fs::remove_file(&scanned).unwrap();

    let (cabinet, restored) = cabinet.restore(&backup, &stamp(4)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), early);
    assert!(
        cabinet.read_evidence(&early_scan).is_ok(),
        "the backup brought the file back"
    );
    assert_eq!(cabinet.journal(None, 1).unwrap()[0].act, "from_backup");
    sound(&cabinet);
    let before = restored.before.unwrap();
    assert_eq!(before.kind, BackupKind::BeforeRestore);
    let (cabinet, _) = cabinet.restore(&before, &stamp(5)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), late);
    sound(&cabinet);
}

#[test]
fn evidence_is_copied_once_and_missed_where_it_is_gone() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let usb = folder.path().join("usb");
    let first = scan(&mut cabinet, folder.path(), "một.pdf");
    cabinet
        .back_up(&usb, BackupKind::Manual, &stamp(1))
        .unwrap();
    let copied = usb.join("evidence").join(&first[..2]).join(&first);
    let written = fs::metadata(&copied).unwrap().modified().unwrap();
    let second = scan(&mut cabinet, folder.path(), "hai.pdf");
    fs::remove_file(cabinet.folder().evidence().join(&second[..2]).join(&second)).unwrap();
    let backup = cabinet
        .back_up(&usb, BackupKind::Manual, &stamp(2))
        .unwrap();
    assert_eq!(backup.without, std::slice::from_ref(&second));
    assert_eq!(fs::metadata(&copied).unwrap().modified().unwrap(), written);
    assert_eq!(backup.lost_evidence().unwrap(), [second]);
    fs::write(&copied, b"%PDF-1.4 khac").unwrap();
    assert_eq!(backup.lost_evidence().unwrap().len(), 2);
}

#[test]
fn a_damaged_backup_is_refused_and_replaces_nothing() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let usb = folder.path().join("usb");
    let backup = cabinet
        .back_up(&usb, BackupKind::Automatic, &stamp(1))
        .unwrap();
    let late = set(&mut cabinet, 2, 2040);
    let mut bytes = fs::read(&backup.file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&backup.file, bytes).unwrap();
    assert!(matches!(
        backup.verify(),
        Err(StoreError::DamagedCopy { .. })
    ));
    let place = cabinet.folder().path().to_owned();
    let refused = cabinet.restore(&backup, &stamp(3));
    assert!(
        matches!(refused, Err(StoreError::DamagedCopy { .. })),
        "{refused:?}"
    );
    let cabinet = Cabinet::open(&place, &stamp(4)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), late);
    // A manifest that was changed, or a database without one, is no backup.
    let manifest = backup.file.with_extension("json");
    let text = fs::read_to_string(&manifest)
        .unwrap()
        .replace("\"number\": 1", "\"number\": 2");
    fs::write(&manifest, text).unwrap();
    assert_eq!(Backup::list(&usb), []);
    fs::remove_file(&manifest).unwrap();
    assert_eq!(Backup::list(&usb), []);
}

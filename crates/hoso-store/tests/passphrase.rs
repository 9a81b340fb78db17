//! A cabinet behind a passphrase: nothing of it can be read on the disk, only the passphrase or the
//! recovery key opens it, and at no moment in between is it lost.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, sample, sound, stamp};
use hoso_domain::{Evidence, Text};
use hoso_store::{
    Backup, BackupKind, Cabinet, CabinetFolder, Edit, FieldPath, Grouping, Secret, StoreError,
};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ID: &str = "mau-2022";
/// What stands in no other place of the disk.
const PLANTED: &str = "Nguyễn Thị Bí Mật Tuyệt Đối";
/// The size of the stored file: more than one sealed chunk.
const SCAN: usize = 980_000;

fn word() -> Secret {
    Secret::passphrase("bốn từ không liên quan")
}

/// Where a cabinet stands in a folder of its own.
fn at(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name).join("Tủ của Sở")
}

/// The sample with the planted name in a field, a report, and a stored file.
fn filled(folder: &Path) -> (Cabinet, String) {
    let mut cabinet = cabinet(folder.parent().unwrap());
    let source = folder.join("quyết định.pdf");
    let pages = format!("%PDF-1.4 {PLANTED} ").repeat(20_000);
    assert_eq!(pages.len(), SCAN);
    fs::write(&source, pages).unwrap();
    let stored = cabinet.store_file(&source, &stamp(1)).unwrap();
    fs::remove_file(source).unwrap();
    let paper = Evidence {
        id: "moi".to_owned(),
        file: Text::from("quyết định.pdf"),
        sha256: Some(stored.sha256.clone()),
        ..sample().evidence[0].clone()
    };
    name(&mut cabinet, PLANTED, 2);
    cabinet
        .edit(ID, &[Edit::Evidence(paper)], Grouping::Own, &stamp(3))
        .unwrap();
    (cabinet, stored.sha256)
}

fn name(cabinet: &mut Cabinet, name: &str, minute: i64) {
    let edit = [Edit::Field {
        path: FieldPath::parse("unit.name").unwrap(),
        value: json!(name),
    }];
    cabinet
        .edit(ID, &edit, Grouping::Own, &stamp(minute))
        .unwrap();
}

/// Every file below a folder that holds the planted name, in any of the forms it is kept in.
fn telling(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(telling(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            let has = |text: &str| {
                bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes())
            };
            if has("Bí Mật Tuyệt") || has("bi mat tuyet") || has("quyết định.pdf") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn nothing_on_the_disk_tells_a_name() {
    let folder = folder();
    let place = at(&folder, "tu");
    let (cabinet, sha256) = filled(&place);
    cabinet
        .back_up(
            &cabinet.folder().backups(),
            BackupKind::Automatic,
            &stamp(4),
        )
        .unwrap();
    assert!(telling(&place).len() >= 4, "{:?}", telling(&place));
    let before = cabinet.dossier(ID).unwrap();
    let (mut cabinet, sealed) = cabinet.set_passphrase(&word(), &stamp(5)).unwrap();
    assert_eq!((sealed.backups_removed, sealed.left_plain), (1, vec![]));
    assert_eq!(cabinet.dossier(ID).unwrap(), before);
    assert!(
        cabinet
            .read_evidence(&sha256)
            .unwrap()
            .starts_with(b"%PDF-1.4")
    );
    // Also while it is open and written to: the log of the database is sealed as well.
    name(&mut cabinet, &format!("{PLANTED} và đồng sự"), 6);
    assert_eq!(telling(&place), Vec::<PathBuf>::new());
    cabinet
        .back_up(
            &cabinet.folder().backups(),
            BackupKind::Automatic,
            &stamp(7),
        )
        .unwrap();
    sound(&cabinet);
    assert!(cabinet.check_evidence().unwrap().altered.is_empty());
    assert_eq!(cabinet.search("bi mat tuyet doi", 10).unwrap().len(), 1);
    cabinet.close().unwrap();
    assert_eq!(telling(&place), Vec::<PathBuf>::new());
}

#[test]
fn only_the_passphrase_or_the_recovery_key_opens_it() {
    let folder = folder();
    let place = at(&folder, "tu");
    let (cabinet, sha256) = filled(&place);
    let (cabinet, sealed) = cabinet.set_passphrase(&word(), &stamp(5)).unwrap();
    let before = cabinet.dossier(ID).unwrap();
    cabinet.close().unwrap();
    assert!(CabinetFolder::new(&place).is_sealed());
    assert!(matches!(
        Cabinet::open(&place, &stamp(6)),
        Err(StoreError::Locked { .. })
    ));
    for wrong in ["", "bốn từ không liên quan ", "bon tu khong lien quan"] {
        let opened = Cabinet::unlock(&place, &Secret::passphrase(wrong), &stamp(6));
        assert!(matches!(opened, Err(StoreError::WrongSecret)), "{wrong}");
    }
    let recovery = Secret::recovery(sealed.recovery.as_str());
    for right in [word(), recovery.clone()] {
        let cabinet = Cabinet::unlock(&place, &right, &stamp(7)).unwrap();
        assert_eq!(cabinet.dossier(ID).unwrap(), before);
        assert_eq!(cabinet.read_evidence(&sha256).unwrap().len(), SCAN);
        cabinet.close().unwrap();
    }
    let cabinet = Cabinet::unlock(&place, &recovery, &stamp(8)).unwrap();
    let newer = cabinet
        .change_passphrase(&Secret::passphrase("một câu khác hẳn"))
        .unwrap();
    cabinet.close().unwrap();
    for old in [word(), recovery] {
        assert!(matches!(
            Cabinet::unlock(&place, &old, &stamp(9)),
            Err(StoreError::WrongSecret)
        ));
    }
    let newer = Secret::recovery(newer.as_str());
    let cabinet = Cabinet::unlock(&place, &newer, &stamp(9)).unwrap();
    // Without the passphrase it opens like any other, and the file of the keys is gone.
    let cabinet = cabinet.remove_passphrase(&stamp(10)).unwrap();
    sound(&cabinet);
    cabinet.close().unwrap();
    assert!(!CabinetFolder::new(&place).key_file().exists());
    let cabinet = Cabinet::open(&place, &stamp(11)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), before);
    assert_eq!(cabinet.read_evidence(&sha256).unwrap().len(), SCAN);
}

#[test]
fn a_sealed_backup_opens_elsewhere_with_its_passphrase() {
    let folder = folder();
    let [place, away, plain, elsewhere] =
        ["tu", "usb", "chua ma hoa", "may khac"].map(|name| at(&folder, name));
    let (cabinet, sha256) = filled(&place);
    let open = cabinet
        .back_up(&plain, BackupKind::Manual, &stamp(4))
        .unwrap();
    let (cabinet, _) = cabinet.set_passphrase(&word(), &stamp(5)).unwrap();
    let before = cabinet.dossier(ID).unwrap();
    cabinet
        .back_up(&away, BackupKind::Manual, &stamp(6))
        .unwrap();
    assert_eq!(telling(&away), Vec::<PathBuf>::new());
    let backup = Backup::list(&away).pop().unwrap();
    assert!(backup.is_locked());
    assert!(matches!(backup.verify(), Err(StoreError::Locked { .. })));
    let refused = Cabinet::from_backup(&elsewhere, &backup, &stamp(7));
    assert!(matches!(refused, Err(StoreError::Locked { .. })));
    let wrong = backup.clone().unlock(&Secret::passphrase("sai mật khẩu"));
    assert!(matches!(wrong, Err(StoreError::WrongSecret)));
    let backup = backup.unlock(&word()).unwrap();
    backup.verify().unwrap();
    assert!(backup.lost_evidence().unwrap().is_empty());
    let (other, restored) = Cabinet::from_backup(&elsewhere, &backup, &stamp(8)).unwrap();
    assert!(restored.lost_evidence.is_empty());
    assert_eq!(other.dossier(ID).unwrap(), before);
    other.close().unwrap();
    assert!(CabinetFolder::new(&elsewhere).is_sealed());
    // A backup from before the passphrase comes back sealed, and a sealed one comes back plain
    // into a cabinet without one.
    let (cabinet, restored) = cabinet.restore(&open, &stamp(9)).unwrap();
    assert!(restored.lost_evidence.is_empty());
    assert!(cabinet.is_sealed());
    sound(&cabinet);
    cabinet.close().unwrap();
    assert_eq!(telling(&place), Vec::<PathBuf>::new());
    let third = at(&folder, "thu ba");
    let (other, _) = filled(&third);
    let (other, restored) = other.restore(&backup, &stamp(10)).unwrap();
    assert!(restored.lost_evidence.is_empty());
    assert!(!other.is_sealed());
    assert_eq!(other.read_evidence(&sha256).unwrap().len(), SCAN);
    sound(&other);
}

#[test]
fn lost_keys_are_found_beside_the_backups() {
    let folder = folder();
    let place = at(&folder, "tu");
    let (cabinet, _) = filled(&place);
    let (cabinet, _) = cabinet.set_passphrase(&word(), &stamp(5)).unwrap();
    cabinet.close().unwrap();
    let keys = CabinetFolder::new(&place).key_file();
    for damage in ["", "{}", "không phải khóa"] {
        fs::write(&keys, damage).unwrap();
        Cabinet::unlock(&place, &word(), &stamp(6))
            .unwrap()
            .close()
            .unwrap();
        assert!(fs::read_to_string(&keys).unwrap().contains("hoso-key"));
    }
    fs::remove_file(&keys).unwrap();
    Cabinet::unlock(&place, &word(), &stamp(7))
        .unwrap()
        .close()
        .unwrap();
    fs::remove_file(&keys).unwrap();
    for backup in Backup::list(&CabinetFolder::new(&place).backups()) {
        fs::remove_file(backup.file.with_extension("key")).unwrap();
    }
    let opened = Cabinet::unlock(&place, &word(), &stamp(8));
    assert!(matches!(
        opened,
        Err(StoreError::Foreign { .. } | StoreError::NoKey { .. })
    ));
}

#[test]
fn what_was_plain_when_the_pc_went_off_is_sealed_at_the_next_start() {
    let folder = folder();
    let place = at(&folder, "tu");
    let (cabinet, sha256) = filled(&place);
    let shelf = cabinet.folder().evidence().join(&sha256[..2]).join(&sha256);
    let plain = fs::read(&shelf).unwrap();
    let (cabinet, _) = cabinet.set_passphrase(&word(), &stamp(5)).unwrap();
    cabinet.close().unwrap();
    fs::write(&shelf, plain).unwrap();
    assert_eq!(telling(&place), vec![shelf]);
    let cabinet = Cabinet::unlock(&place, &word(), &stamp(6)).unwrap();
    assert_eq!(telling(&place), Vec::<PathBuf>::new());
    assert_eq!(cabinet.read_evidence(&sha256).unwrap().len(), SCAN);
}

#[test]
fn a_damaged_sealed_cabinet_is_salvaged_with_its_passphrase() {
    let folder = folder();
    let place = at(&folder, "tu");
    let (cabinet, _) = filled(&place);
    let before = cabinet.dossier(ID).unwrap();
    let (cabinet, _) = cabinet.set_passphrase(&word(), &stamp(5)).unwrap();
    cabinet.close().unwrap();
    let database = CabinetFolder::new(&place).database();
    let mut bytes = fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(0);
    fs::write(&database, bytes).unwrap();
    let (cabinet, report) =
        Cabinet::salvage(&place, &[place.join("backups")], Some(&word()), &stamp(6)).unwrap();
    assert_eq!(report.lost, Vec::<String>::new());
    assert_eq!(cabinet.dossier(ID).unwrap(), before);
    assert!(cabinet.is_sealed());
    cabinet.close().unwrap();
    assert_eq!(telling(&place), Vec::<PathBuf>::new());
}

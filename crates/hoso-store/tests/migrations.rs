//! Cabinets of every age: older ones open, newer ones are left alone.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, root, sample, sound, stamp};
use hoso_domain::Dossier;
use hoso_store::{Backup, BackupKind, Cabinet, Ladder, StoreError};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const ID: &str = "mau-2022";
/// The last migration of this program.
const KNOWN: u32 = 2;

fn later() -> Ladder {
    Ladder::of_this_program().with(
        "remarks",
        "CREATE TABLE remark (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
         INSERT INTO remark (text) SELECT name FROM unit;",
    )
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_schema_is_the_one_in_the_reference() {
    let folder = folder();
    let place = cabinet(folder.path()).folder().path().to_owned();
    let database = rusqlite::Connection::open(place.join("cabinet.db")).unwrap();
    let mut statement = database
        .prepare(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL \
             AND name NOT LIKE 'search_text_%' AND name NOT LIKE 'search_name_%' ORDER BY name",
        )
        .unwrap();
    let parts: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let found = parts.join(";\n\n") + ";\n";
    let reference = root().join("tests/ref/cabinet-schema.sql");
    let expected = fs::read_to_string(&reference).unwrap_or_default();
    if found != expected {
        // Written for comparison; a change of the schema is reviewed like any other.
        let written = std::env::temp_dir().join("cabinet-schema.sql");
        fs::write(&written, &found).unwrap();
        panic!(
            "the schema is not {}; it is now in {}",
            reference.display(),
            written.display()
        );
    }
}

#[test]
fn the_cabinet_of_every_release_opens() {
    let released = root().join("tests/ref");
    let mut opened = 0;
    for entry in fs::read_dir(released).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().is_dir() || !name.starts_with("cabinet-") {
            continue;
        }
        let folder = folder();
        let place = folder.path().join(&name);
        fs::create_dir(&place).unwrap();
        fs::copy(entry.path().join("cabinet.db"), place.join("cabinet.db")).unwrap();
        let cabinet = Cabinet::open(&place, &stamp(0)).unwrap();
        sound(&cabinet);
        let expected = fs::read_to_string(entry.path().join("dossier.json")).unwrap();
        let expected: Dossier = serde_json::from_str(&expected).unwrap();
        assert_eq!(cabinet.dossier(&expected.id).unwrap(), expected, "{name}");
        assert!(!cabinet.search("mot cua", 5).unwrap().is_empty(), "{name}");
        assert!(
            cabinet
                .history(&expected.id, &hoso_store::Part::Dossier, 99)
                .unwrap()
                .len()
                >= 3,
            "{name}"
        );
        opened += 1;
    }
    assert!(opened >= 1);
}

#[test]
fn an_update_backs_up_first_and_keeps_everything() {
    let folder = folder();
    let place = cabinet(folder.path()).folder().path().to_owned();
    let cabinet = Cabinet::open_with(&place, &stamp(1), &later()).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    let backups = Backup::list(&cabinet.folder().backups());
    assert_eq!(backups.len(), 1);
    assert_eq!(backups[0].kind, BackupKind::BeforeMigration);
    backups[0].verify().unwrap();
    drop(cabinet);
    let cabinet = Cabinet::open_with(&place, &stamp(2), &later()).unwrap();
    assert_eq!(
        Backup::list(&cabinet.folder().backups()).len(),
        1,
        "only before a migration"
    );
}

#[test]
fn a_migration_that_fails_leaves_the_cabinet_as_it_was() {
    let folder = folder();
    let place = cabinet(folder.path()).folder().path().to_owned();
    let broken =
        Ladder::of_this_program().with("broken", "DELETE FROM tally; DELETE FROM nothing;");
    assert!(Cabinet::open_with(&place, &stamp(1), &broken).is_err());
    let cabinet = Cabinet::open(&place, &stamp(2)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    sound(&cabinet);
}

#[test]
fn a_newer_cabinet_is_refused_and_left_byte_for_byte() {
    let folder = folder();
    let place = cabinet(folder.path()).folder().path().to_owned();
    let newer = Cabinet::open_with(&place, &stamp(1), &later()).unwrap();
    newer.close().unwrap();
    let before = bytes(&place);
    let refused = Cabinet::open(&place, &stamp(2));
    assert!(
        matches!(refused, Err(StoreError::Newer { found, known: KNOWN }) if found == KNOWN + 1),
        "{refused:?}"
    );
    assert_eq!(bytes(&place), before);

    // Also where the newer program was killed and its log still holds the header.
    let copy = folder.path().join("bị tắt");
    fs::create_dir(&copy).unwrap();
    let mut newer = Cabinet::open_with(&place, &stamp(3), &later()).unwrap();
    newer
        .set_setting("a", &serde_json::json!(1), &stamp(4))
        .unwrap();
    for name in ["cabinet.db", "cabinet.db-wal"] {
        fs::copy(place.join(name), copy.join(name)).unwrap();
    }
    drop(newer);
    let before = bytes(&copy);
    assert!(matches!(
        Cabinet::open(&copy, &stamp(5)),
        Err(StoreError::Newer { .. })
    ));
    let after = bytes(&copy);
    for name in ["cabinet.db", "cabinet.db-wal"] {
        assert_eq!(after[name], before[name], "{name}");
    }
}

#[test]
fn other_files_are_not_taken_for_cabinets() {
    let folder = folder();
    let database = folder.path().join("cabinet.db");
    assert!(matches!(
        Cabinet::open(folder.path(), &stamp(1)),
        Err(StoreError::NoCabinet { .. })
    ));
    for content in [&b""[..], b"SQLite format 3", b"ghi ch\xc3\xba", &[0; 4096]] {
        fs::write(&database, content).unwrap();
        let refused = Cabinet::open(folder.path(), &stamp(1));
        assert!(
            matches!(refused, Err(StoreError::Foreign { .. })),
            "{refused:?}"
        );
        assert_eq!(fs::read(&database).unwrap(), content);
    }
    fs::remove_file(&database).unwrap();
    rusqlite::Connection::open(&database)
        .unwrap()
        .execute_batch("CREATE TABLE a (b)")
        .unwrap();
    assert!(matches!(
        Cabinet::open(folder.path(), &stamp(1)),
        Err(StoreError::Foreign { .. })
    ));
    assert!(matches!(
        Cabinet::create(folder.path()),
        Err(StoreError::CabinetExists { .. })
    ));
}

#[test]
fn a_cabinet_of_another_lineage_is_refused() {
    let folder = folder();
    let place = cabinet(folder.path()).folder().path().to_owned();
    let database = rusqlite::Connection::open(place.join("cabinet.db")).unwrap();
    database
        .execute("UPDATE migration SET checksum = printf('%064d', 7)", [])
        .unwrap();
    drop(database);
    let refused = Cabinet::open(&place, &stamp(1));
    assert!(
        matches!(refused, Err(StoreError::ForeignMigration { number: 1 })),
        "{refused:?}"
    );
}

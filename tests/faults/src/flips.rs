//! One byte of a cabinet, a backup or a file of evidence is changed at random: it is found, or it
//! changes no answer. Never is a wrong answer given as a right one.

mod soak;

use chrono::DateTime;
use hoso_domain::Dossier;
use hoso_store::{Backup, BackupKind, Cabinet, Edit, FieldPath, Grouping, Stamp};
use serde_json::json;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The sample dossier.
const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");

fn trials() -> u32 {
    100 * soak::times()
}

fn stamp() -> Stamp {
    Stamp {
        who: "Trần Thị Thư".to_owned(),
        at: DateTime::parse_from_rfc3339("2024-02-01T08:00:00+07:00").unwrap(),
    }
}

fn sample(id: &str) -> Dossier {
    let mut file: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    file["dossier"]["id"] = json!(id);
    serde_json::from_value(file["dossier"].take()).unwrap()
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// The file with one byte changed.
    fn spoil(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut spoilt = bytes.to_vec();
        let at = self.below(spoilt.len());
        spoilt[at] ^= u8::try_from(1 + self.below(255)).unwrap();
        spoilt
    }
}

/// A closed cabinet with two dossiers, a past and a file, and a backup of it.
struct Given {
    folder: TempDir,
    dossiers: Vec<Dossier>,
    journal: Vec<hoso_store::Entry>,
    file: String,
    backup: Backup,
}

impl Given {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("tu");
        let mut cabinet = Cabinet::create(&place).unwrap();
        for id in ["nam-2022", "nam-2023"] {
            cabinet.import(&sample(id), &stamp()).unwrap();
        }
        for year in 2030..2040 {
            let edit = Edit::Field {
                path: FieldPath::parse("year").unwrap(),
                value: json!(year),
            };
            cabinet
                .edit("nam-2023", &[edit], Grouping::Own, &stamp())
                .unwrap();
        }
        cabinet
            .set_setting("font_size", &json!(18), &stamp())
            .unwrap();
        let scan = folder.path().join("quet.pdf");
        fs::write(&scan, b"%PDF-1.4 ".repeat(500)).unwrap();
        let file = cabinet.store_file(&scan, &stamp()).unwrap().sha256;
        let backup = cabinet
            .back_up(&folder.path().join("sao"), BackupKind::Manual, &stamp())
            .unwrap();
        let dossiers = ["nam-2022", "nam-2023"]
            .map(|id| cabinet.dossier(id).unwrap())
            .to_vec();
        let journal = cabinet.journal(None, 100).unwrap();
        cabinet.close().unwrap();
        Self {
            folder,
            dossiers,
            journal,
            file,
            backup,
        }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("tu/cabinet.db")
    }
}

#[derive(Default)]
struct Figures {
    /// The cabinet was refused when it was opened.
    refused: u32,
    /// The whole examination found it.
    found: u32,
    /// Nothing noticed it, and every answer was right: free space, or an index made anew.
    harmless: u32,
    /// A dossier could not be opened, and was said to be damaged.
    dossiers_refused: u32,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} refused at the opening, {} found by the examination, {} harmless; {} dossiers refused",
            self.refused, self.found, self.harmless, self.dossiers_refused
        )
    }
}

#[test]
fn a_changed_byte_of_the_cabinet_gives_no_wrong_answer() {
    let given = Given::new();
    let whole = fs::read(given.database()).unwrap();
    let mut dice = Dice(2_024);
    let mut figures = Figures::default();
    for trial in 0..trials() {
        let trial_folder = tempfile::tempdir().unwrap();
        fs::write(trial_folder.path().join("cabinet.db"), dice.spoil(&whole)).unwrap();
        let Ok(cabinet) = Cabinet::open(trial_folder.path(), &stamp()) else {
            figures.refused += 1;
            continue;
        };
        let is_found = cabinet
            .examine()
            .map_or(true, |examined| !examined.problems.is_empty());
        for expected in &given.dossiers {
            if let Ok(told) = cabinet.dossier(&expected.id) {
                assert_eq!(&told, expected, "trial {trial}: a wrong answer");
            } else {
                figures.dossiers_refused += 1;
                assert!(is_found, "trial {trial}: refused, but found sound");
            }
        }
        if let Ok(Some(size)) = cabinet.setting("font_size") {
            assert_eq!(size, json!(18), "trial {trial}");
        }
        for listed in cabinet.dossiers().unwrap_or_default() {
            let known = given
                .dossiers
                .iter()
                .find(|dossier| dossier.id == listed.id);
            let is_right = known.is_some_and(|dossier| {
                dossier.unit.name.as_str() == listed.unit && dossier.year == listed.year
            });
            assert!(
                is_right || !listed.is_sound || is_found,
                "trial {trial}: a wrong list"
            );
        }
        if is_found {
            figures.found += 1;
        } else {
            figures.harmless += 1;
            assert_eq!(
                cabinet.journal(None, 100).unwrap(),
                given.journal,
                "trial {trial}"
            );
        }
    }
    println!("cabinet, {} trials: {figures}, 0 wrong answers", trials());
    assert!(figures.found > 0);
}

#[test]
fn a_changed_byte_of_a_backup_is_always_found() {
    let given = Given::new();
    let manifest = given.backup.file.with_extension("json");
    let mut dice = Dice(77);
    let mut harmless = 0;
    for trial in 0..trials() {
        let target = if trial % 4 == 0 {
            &manifest
        } else {
            &given.backup.file
        };
        let whole = fs::read(target).unwrap();
        fs::write(target, dice.spoil(&whole)).unwrap();
        let listed = Backup::list(&given.folder.path().join("sao"));
        match listed.first() {
            // White space between the fields of the manifest says nothing.
            Some(backup) if *backup == given.backup && backup.verify().is_ok() => {
                harmless += 1;
                assert_eq!(
                    target, &manifest,
                    "trial {trial}: a changed database was found sound"
                );
            }
            Some(backup) => assert!(backup.verify().is_err(), "trial {trial}: {backup:?}"),
            None => {}
        }
        fs::write(target, whole).unwrap();
    }
    println!(
        "backup, {} trials: {harmless} in white space, all others found",
        trials()
    );
    given.backup.verify().unwrap();
}

#[test]
fn a_changed_byte_of_evidence_is_always_found() {
    let given = Given::new();
    let cabinet = Cabinet::open(given.database().parent().unwrap(), &stamp()).unwrap();
    let path = path_of(&cabinet, &given.file);
    let whole = fs::read(&path).unwrap();
    let mut dice = Dice(5);
    for trial in 0..trials() {
        fs::write(&path, dice.spoil(&whole)).unwrap();
        assert!(cabinet.read_evidence(&given.file).is_err(), "trial {trial}");
        let check = cabinet.check_evidence().unwrap();
        assert_eq!(
            check.altered,
            std::slice::from_ref(&given.file),
            "trial {trial}"
        );
    }
    fs::write(&path, whole).unwrap();
    assert!(cabinet.read_evidence(&given.file).is_ok());
    println!("evidence, {} trials: all found", trials());
}

fn path_of(cabinet: &Cabinet, sha256: &str) -> PathBuf {
    let folder: &Path = &cabinet.folder().evidence();
    folder.join(&sha256[..2]).join(sha256)
}

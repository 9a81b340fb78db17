//! What is kept of a person can be erased for ever, and the chain of the journal stays whole.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, sample, sound, stamp};
use hoso_domain::{Dossier, Evidence, Nominee, Text};
use hoso_store::{
    Backup, BackupKind, Cabinet, Edit, Frozen, Grouping, Part, Problem, Sending, SentDocument,
    SentFinding, StoreError,
};
use std::fs;
use std::path::Path;

const ID: &str = "mau-2022";
const NAME: &str = "Trần Thị Quỳnh Hiếm";
/// What else was typed about her, and how the search index would keep a part of it.
const PLANTED: [&str; 4] = [
    "Phụ trách việc xyzhiem",
    "zyxquan",
    "Xã Không Đâu",
    "xyzhiem",
];

fn her() -> Nominee {
    let mut nominee = sample().nominees[3].clone();
    "hiem".clone_into(&mut nominee.id);
    let mut json = serde_json::to_value(&nominee).unwrap();
    json["name"] = NAME.into();
    json["person"]["individual"]["position"] = PLANTED[0].into();
    json["person"]["individual"]["hometown"] = PLANTED[2].into();
    json["summary"] = format!("Làm {}", PLANTED[1]).into();
    json["facts"][0]["evidence"] = serde_json::json!(["mc-hiem", "mc-xet-chon"]);
    serde_json::from_value(json).unwrap()
}

fn put(cabinet: &mut Cabinet, dossier: &str, edit: Edit, minute: i64) {
    cabinet
        .edit(dossier, &[edit], Grouping::Own, &stamp(minute))
        .unwrap();
}

/// A cabinet in which she is in a sent dossier, in one that was discarded, and was taken out of a
/// third; others mention her.
fn planted(folder: &Path) -> (Cabinet, String) {
    let mut cabinet = cabinet(folder);
    let scan = folder.join(format!("Quyết định {NAME}.pdf"));
    fs::write(&scan, b"%PDF-1.4\nhiem\n%%EOF\n").unwrap();
    let stored = cabinet.store_file(&scan, &stamp(1)).unwrap();
    let paper = Evidence {
        id: "mc-hiem".to_owned(),
        file: Text::from(format!("Quyết định {NAME}.pdf")),
        sha256: Some(stored.sha256.clone()),
        ..sample().evidence[0].clone()
    };
    put(&mut cabinet, ID, Edit::Evidence(paper), 2);
    put(&mut cabinet, ID, Edit::Nominee(Box::new(her())), 3);
    let mut meeting = cabinet.dossier(ID).unwrap().meeting.unwrap();
    let mut json = serde_json::to_value(&meeting).unwrap();
    json["discussion"] = serde_json::json!([format!("Bà {NAME} rất tích cực.")]);
    meeting = serde_json::from_value(json).unwrap();
    put(&mut cabinet, ID, Edit::Meeting(Some(meeting)), 4);
    for (id, minute) in [("mau-cat", 5), ("mau-bot", 8)] {
        let other = Dossier {
            id: id.to_owned(),
            ..sample()
        };
        cabinet.add(&other, &stamp(minute)).unwrap();
        put(&mut cabinet, id, Edit::Nominee(Box::new(her())), minute + 1);
    }
    cabinet.discard("mau-cat", &stamp(11)).unwrap();
    put(
        &mut cabinet,
        "mau-bot",
        Edit::RemoveNominee("hiem".to_owned()),
        12,
    );
    let sending = Sending {
        on: stamp(0).at.date_naive(),
        to: Text::from("Sở Nội vụ"),
        by: Text::default(),
        note: Text::default(),
        confirmed: Vec::new(),
        frozen: Some(frozen()),
        after: None,
        recalled: None,
    };
    cabinet.send(ID, &sending, &stamp(13)).unwrap();
    (cabinet, stored.sha256)
}

fn frozen() -> Frozen {
    Frozen {
        documents: vec![SentDocument {
            file: "02-bao-cao-thanh-tich-13-tran-thi-quynh.pdf".to_owned(),
            sha256: "0".repeat(64),
        }],
        findings: vec![SentFinding {
            rule: "nominee.details".to_owned(),
            subject: NAME.to_owned(),
            severity: "warning".to_owned(),
            message: format!("{NAME}: thiếu quê quán"),
        }],
        judged_on: stamp(0).at.date_naive(),
        plan: sample().plan.id,
        plan_version: sample().plan.version,
        rehearsal: Vec::new(),
    }
}

/// The files of a cabinet without its backups that hold some bytes.
fn holders(cabinet: &Cabinet, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![cabinet.folder().path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path == cabinet.folder().backups() {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap_or_default();
            if bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes())
            {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

fn all_of(cabinet: &Cabinet) -> Vec<(String, String)> {
    let traces = cabinet.traces(NAME).unwrap().nominees;
    traces
        .into_iter()
        .map(|one| (one.dossier, one.nominee))
        .collect()
}

#[test]
fn not_a_byte_of_a_person_stays_and_everything_else_does() {
    let folder = folder();
    let (mut cabinet, sha256) = planted(folder.path());
    let backups = cabinet.folder().backups();
    let backup = cabinet
        .back_up(&backups, BackupKind::Manual, &stamp(14))
        .unwrap();
    let traces = cabinet.traces("tran thi quynh hiem").unwrap();
    assert_eq!(traces.nominees, [], "marks belong to a name");
    let traces = cabinet.traces(&NAME.to_uppercase()).unwrap();
    assert_eq!(traces.nominees.len(), 1);
    assert_eq!(traces.past, ["mau-cat", "mau-bot"]);
    assert!(!holders(&cabinet, NAME).is_empty());

    let erased = cabinet.erase(NAME, &all_of(&cabinet), &stamp(15)).unwrap();
    assert_eq!((erased.nominations, erased.files), (1, 1));
    assert_eq!(erased.dossiers.len(), 3, "{erased:?}");
    assert!(erased.mentions >= 4, "{erased:?}");
    sound(&cabinet);
    assert_eq!(cabinet.verify_journal().unwrap(), None);
    for words in PLANTED
        .iter()
        .chain(&[NAME, "tran-thi-quynh", sha256.as_str()])
    {
        assert_eq!(holders(&cabinet, words), Vec::<String>::new(), "{words}");
    }
    assert_eq!(cabinet.traces(NAME).unwrap(), hoso_store::Traces::default());
    assert!(cabinet.search("zyxquan", 5).unwrap().is_empty());
    assert!(backup.holds(NAME).unwrap());

    // The others are as they were, in a dossier that still is what was sent but for her.
    let dossier = cabinet.dossier(ID).unwrap();
    let expected = sample();
    assert_eq!(dossier.nominees, expected.nominees);
    assert_eq!(dossier.evidence, expected.evidence, "shared papers stay");
    let discussion = serde_json::to_value(dossier.meeting.unwrap()).unwrap();
    assert_eq!(discussion["discussion"][0], "Bà [đã xóa] rất tích cực.");
    assert!(!cabinet.search("mot cua", 5).unwrap().is_empty());
    let past = cabinet.history(ID, &Part::Dossier, 99).unwrap();
    assert_eq!(past.len(), 1, "{past:?}");
    assert_eq!(past[0].entry.act, "erase");
    assert!(matches!(
        cabinet.undo("mau-bot", &stamp(16)),
        Err(StoreError::NothingToUndo)
    ));
    assert!(matches!(
        cabinet.restore_part("mau-bot", &Part::Dossier, 1, &stamp(16)),
        Err(StoreError::NoEntry { seq: 1 })
    ));

    // It goes on, is taken back and told again, also after the next start.
    put(
        &mut cabinet,
        "mau-bot",
        Edit::RemoveNominee("lan".to_owned()),
        17,
    );
    cabinet.undo("mau-bot", &stamp(18)).unwrap();
    assert_eq!(
        cabinet
            .history("mau-bot", &Part::Dossier, 99)
            .unwrap()
            .len(),
        3
    );
    let place = cabinet.folder().path().to_owned();
    cabinet.close().unwrap();
    let cabinet = Cabinet::open(&place, &stamp(19)).unwrap();
    sound(&cabinet);
    cabinet
        .back_up(&backups, BackupKind::Manual, &stamp(20))
        .unwrap();
    let held: Vec<bool> = Backup::list(&backups)
        .iter()
        .map(|backup| backup.holds(NAME).unwrap())
        .collect();
    assert_eq!(held, [true, false]);
}

#[test]
fn a_namesake_and_those_who_only_mention_the_name_are_left_alone() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    for (id, born) in [("mot", "1980-01-02"), ("hai", "1991-03-04")] {
        let mut nominee = serde_json::to_value(her()).unwrap();
        nominee["id"] = id.into();
        nominee["person"]["individual"]["birth_date"] = born.into();
        let nominee = serde_json::from_value(nominee).unwrap();
        put(&mut cabinet, ID, Edit::Nominee(Box::new(nominee)), 1);
    }
    let mut other = Dossier {
        id: "mau-nhac".to_owned(),
        ..sample()
    };
    other.letter.signatory.name = her().name;
    cabinet.add(&other, &stamp(2)).unwrap();
    let traces = cabinet.traces(NAME).unwrap();
    assert_eq!(traces.nominees.len(), 2);
    assert_eq!(traces.mentioned, ["mau-nhac"]);

    let chosen = [(ID.to_owned(), "mot".to_owned())];
    let erased = cabinet.erase(NAME, &chosen, &stamp(3)).unwrap();
    assert_eq!((erased.nominations, erased.mentions), (1, 0));
    sound(&cabinet);
    let left = cabinet.traces(NAME).unwrap();
    assert_eq!(left.nominees.len(), 1);
    assert_eq!(left.nominees[0].birth_date.as_deref(), Some("1991-03-04"));
    assert_eq!(cabinet.dossier("mau-nhac").unwrap(), other);
    assert_eq!(holders(&cabinet, "1980-01-02"), Vec::<String>::new());
}

#[test]
fn what_stays_of_an_emptied_past_is_sealed() {
    for tampering in [
        "UPDATE journal SET who = 'Ai đó' WHERE seq = 3",
        "UPDATE journal SET hash = zeroblob(32) WHERE seq = 3",
        "UPDATE journal SET label = 'khác' WHERE act = 'erase'",
    ] {
        let folder = folder();
        let (mut cabinet, _) = planted(folder.path());
        cabinet.erase(NAME, &all_of(&cabinet), &stamp(15)).unwrap();
        let place = cabinet.folder().database();
        cabinet.close().unwrap();
        let database = rusqlite::Connection::open(&place).unwrap();
        let trigger: String = database
            .query_row(
                "SELECT sql FROM sqlite_schema WHERE name = 'journal_is_fixed'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert!(database.execute(tampering, []).is_err(), "{tampering}");
        database
            .execute("DROP TRIGGER journal_is_fixed", [])
            .unwrap();
        database.execute(tampering, []).unwrap();
        database.execute(&trigger, []).unwrap();
        drop(database);
        let cabinet = Cabinet::open(place.parent().unwrap(), &stamp(16)).unwrap();
        let problems = cabinet.examine().unwrap().problems;
        assert!(
            matches!(problems[..], [Problem::Journal(_)]),
            "{tampering}: {problems:?}"
        );
    }
}

#[test]
fn a_past_without_an_erasure_cannot_be_emptied() {
    let folder = folder();
    let (cabinet, _) = planted(folder.path());
    let place = cabinet.folder().database();
    cabinet.close().unwrap();
    let database = rusqlite::Connection::open(place).unwrap();
    for tampering in [
        "DELETE FROM journal_change WHERE seq = 4",
        "UPDATE journal SET label = '' WHERE seq = 4",
        "DELETE FROM journal WHERE seq = 4",
    ] {
        assert!(database.execute(tampering, []).is_err(), "{tampering}");
    }
}

//! A clerk at the cabinet: does one thing with it, says what was confirmed, and may be killed at
//! any moment. `hoso-clerk <task> <folder of the cabinet> <further folder>`.

use chrono::{DateTime, Duration};
use hoso_domain::Dossier;
use hoso_store::{
    Backup, BackupKind, Cabinet, Draft, Edit, FieldPath, Grouping, Ladder, Secret, Stamp,
    StoreError,
};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// The sample dossier.
const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");
/// Time between two keys of a quick typist.
const KEY: i64 = 50;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [task, folder, further] = words.as_slice() else {
        eprintln!("hoso-clerk <task> <folder> <further folder>");
        return ExitCode::from(2);
    };
    match run(task, Path::new(folder), Path::new(further)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &str, folder: &Path, further: &Path) -> Result<(), StoreError> {
    match task {
        "prepare" => prepare(folder, further),
        "prepare-sealed" => {
            prepare(folder, further)?;
            seal(folder)
        }
        "seal" => seal(folder),
        "unseal" => {
            let cabinet = Cabinet::unlock(folder, &word(), &stamp(10))?;
            let cabinet = cabinet.remove_passphrase(&stamp(11))?;
            confirm("done");
            cabinet.close()
        }
        "create" => Cabinet::create(folder)?.close(),
        "save" => with(folder, |cabinet| edit(cabinet, "Sở Nội vụ", 10)),
        "import" => with(folder, |cabinet| {
            cabinet.import(&sample("nam-2023"), &stamp(10))
        }),
        "store" => with(folder, |cabinet| {
            cabinet
                .store_file(&further.join("quet.pdf"), &stamp(10))
                .map(|_| ())
        }),
        "back-up" => with(folder, |cabinet| {
            let place = further.join("sao luu");
            cabinet
                .back_up(&place, BackupKind::Automatic, &stamp(10))
                .map(|_| ())
        }),
        "migrate" => Cabinet::open_with(folder, &stamp(10), &later())?.close(),
        "restore" => {
            let backup = Backup::list(&further.join("sao luu")).into_iter().next();
            let backup = backup.ok_or(StoreError::NoBackup)?;
            let (cabinet, _) = Cabinet::open(folder, &stamp(10))?.restore(&backup, &stamp(11))?;
            confirm("done");
            cabinet.close()
        }
        "type" => type_on(folder),
        "hold" => {
            let cabinet = Cabinet::open(folder, &stamp(10))?;
            confirm("open");
            // Until the test closes this end.
            let _ = std::io::stdin().read_line(&mut String::new());
            cabinet.close()
        }
        "fixture" => fixture(folder),
        _ => Err(StoreError::NoField {
            path: task.to_owned(),
        }),
    }
}

/// The passphrase of all trials.
fn word() -> Secret {
    Secret::passphrase("bốn từ không liên quan")
}

fn seal(folder: &Path) -> Result<(), StoreError> {
    let (cabinet, _) = Cabinet::open(folder, &stamp(10))?.set_passphrase(&word(), &stamp(11))?;
    confirm("done");
    cabinet.close()
}

/// A program's next version, for rehearsing an update.
fn later() -> Ladder {
    Ladder::of_this_program().with(
        "remarks",
        "CREATE TABLE remark (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
         INSERT INTO remark (text) SELECT name FROM nominee;",
    )
}

fn with(
    folder: &Path,
    work: impl FnOnce(&mut Cabinet) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut cabinet = Cabinet::open(folder, &stamp(9))?;
    work(&mut cabinet)?;
    confirm("done");
    cabinet.close()
}

/// Says on the standard output what has been confirmed.
fn confirm(what: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{what}");
    let _ = out.flush();
}

fn sample(id: &str) -> Dossier {
    let mut file: serde_json::Value = serde_json::from_str(SAMPLE).unwrap_or_default();
    file["dossier"]["id"] = json!(id);
    match serde_json::from_value(file["dossier"].take()) {
        Ok(dossier) => dossier,
        Err(error) => panic!("the sample: {error}"),
    }
}

fn stamp(minute: i64) -> Stamp {
    let day = DateTime::from_timestamp(1_705_280_400, 0).unwrap_or_default();
    Stamp {
        who: "Trần Thị Thư".to_owned(),
        at: day.fixed_offset() + Duration::minutes(minute),
    }
}

fn edit(cabinet: &mut Cabinet, name: &str, minute: i64) -> Result<(), StoreError> {
    let edit = Edit::Field {
        path: FieldPath::parse("unit.name")?,
        value: json!(name),
    };
    cabinet
        .edit("mau-2022", &[edit], Grouping::Own, &stamp(minute))
        .map(|_| ())
}

/// A cabinet with a past, a file, and a backup older than its last edit.
fn prepare(folder: &Path, further: &Path) -> Result<(), StoreError> {
    let mut cabinet = Cabinet::create(folder)?;
    cabinet.import(&sample("mau-2022"), &stamp(0))?;
    let scan = further.join("cu.pdf");
    let written = std::fs::write(&scan, "%PDF-1.4 cũ")
        .and_then(|()| std::fs::write(further.join("quet.pdf"), "%PDF-1.4 mới"));
    written.map_err(|source| StoreError::File {
        doing: "write",
        path: scan.clone(),
        source,
    })?;
    cabinet.store_file(&scan, &stamp(1))?;
    cabinet.back_up(&further.join("sao luu"), BackupKind::Automatic, &stamp(2))?;
    edit(&mut cabinet, "Sở Tư pháp", 3)?;
    cabinet.close()
}

/// Types into a report for ever, as the window does: each key is told, the draft is saved when it
/// is due. The time is that of a quick typist, but nobody waits for it.
fn type_on(folder: &Path) -> Result<(), StoreError> {
    const WORDS: &str = "Đơn vị đã rút ngắn thời gian giải quyết thủ tục. ";
    let mut cabinet = Cabinet::open(folder, &stamp(9))?;
    let id = sample("mau-2022").nominees[0].id.clone();
    let path = FieldPath::parse(&format!("nominees[{id}].report.sections[0].paragraphs[0]"))?;
    let mut draft = Draft::new("mau-2022", path);
    let mut text = String::new();
    for (key, letter) in (1_i64..).zip(WORDS.chars().cycle()) {
        let now = stamp(10).at + Duration::milliseconds(key * KEY);
        text.push(letter);
        draft.typed(json!(text), now);
        confirm(&format!("typed {key}"));
        if draft.is_due(now) {
            let stamp = Stamp {
                at: now,
                ..stamp(10)
            };
            draft.save(&mut cabinet, &stamp)?;
            confirm(&format!("saved {key}"));
        }
    }
    Ok(())
}

/// The cabinet that a release leaves behind, for the programs after it to open.
fn fixture(folder: &Path) -> Result<(), StoreError> {
    let mut cabinet = Cabinet::create(folder)?;
    cabinet.import(&sample("mau-2022"), &stamp(0))?;
    edit(&mut cabinet, "Sở Nội vụ", 1)?;
    cabinet.undo("mau-2022", &stamp(2))?;
    let note = Edit::Field {
        path: FieldPath::parse("letter.archive")?,
        value: json!("VP, TCCB"),
    };
    cabinet.edit("mau-2022", &[note], Grouping::Own, &stamp(3))?;
    cabinet.set_setting("font_size", &json!(18), &stamp(4))?;
    let text = serde_json::to_string_pretty(&cabinet.dossier("mau-2022")?).unwrap_or_default();
    cabinet.close()?;
    std::fs::write(folder.join("dossier.json"), text + "\n").map_err(|source| StoreError::File {
        doing: "write",
        path: folder.to_owned(),
        source,
    })
}

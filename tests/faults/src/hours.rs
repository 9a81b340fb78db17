//! A working day at the cabinet, without the pauses: typing that is saved as it is in the window,
//! taking back, searching, a backup each hour, closing and opening again. A model in memory says
//! what must be there, and the memory held and the time of a save must not grow with the hours.

mod soak;

use chrono::{DateTime, Duration, FixedOffset};
use hoso_domain::Dossier;
use hoso_store::{Backup, BackupKind, Cabinet, Draft, Edit, FieldPath, Grouping, Stamp};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// The sample dossier.
const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");
const ID: &str = "ca-ngay";

/// Half an hour in the daily tests, and the eight hours of a day as a soak.
fn minutes() -> usize {
    (30 * soak::times() as usize).min(480)
}

/// The day's clock, which moves only when something is done.
struct Day(DateTime<FixedOffset>);

impl Day {
    fn stamp(&self) -> Stamp {
        Stamp {
            who: "Trần Thị Thư".to_owned(),
            at: self.0,
        }
    }

    fn pass(&mut self, milliseconds: i64) {
        self.0 += Duration::milliseconds(milliseconds);
    }
}

#[derive(Default)]
struct Figures {
    keys: usize,
    saves: usize,
    taken_back: usize,
    searches: usize,
    backups: usize,
    reopened: usize,
    /// Milliseconds of each save, on the clock.
    times: Vec<f64>,
    /// The same on the processor, which other programs do not lengthen; on the clock where the system
    /// does not tell.
    work: Vec<f64>,
    /// Megabytes held at the end of the first hour's quarter and of the day.
    memory: Vec<u64>,
}

/// The summaries of the nominees, as they must be.
type Model = BTreeMap<String, String>;

fn sample() -> Dossier {
    let mut file: Value = serde_json::from_str(SAMPLE).unwrap();
    file["dossier"]["id"] = json!(ID);
    serde_json::from_value(file["dossier"].take()).unwrap()
}

fn field(nominee: &str) -> FieldPath {
    FieldPath::parse(&format!("nominees[{nominee}].summary")).unwrap()
}

/// Types a sentence key by key; it is saved when it is due, as the window does.
fn type_in(
    cabinet: &mut Cabinet,
    model: &mut Model,
    nominee: &str,
    words: &str,
    day: &mut Day,
    figures: &mut Figures,
) {
    let mut draft = Draft::new(ID, field(nominee));
    let mut typed = String::new();
    for letter in words.chars() {
        typed.push(letter);
        draft.typed(json!(typed), day.0);
        figures.keys += 1;
        day.pass(120);
        if draft.is_due(day.0) {
            save(cabinet, &mut draft, day, figures);
        }
    }
    // On leaving the field.
    if draft.is_unsaved() {
        save(cabinet, &mut draft, day, figures);
    }
    model.insert(nominee.to_owned(), typed);
    day.pass(2_000);
}

fn save(cabinet: &mut Cabinet, draft: &mut Draft, day: &Day, figures: &mut Figures) {
    let (begun, before) = (Instant::now(), worked());
    draft.save(cabinet, &day.stamp()).unwrap();
    let time = begun.elapsed().as_secs_f64() * 1000.0;
    figures.times.push(time);
    let work = worked().zip(before).map(|(after, before)| after - before);
    figures.work.push(work.unwrap_or(time));
    figures.saves += 1;
}

fn check(cabinet: &Cabinet, model: &Model, what: &str) {
    let dossier = cabinet.dossier(ID).unwrap();
    for nominee in &dossier.nominees {
        let expected = &model[&nominee.id];
        assert_eq!(nominee.summary.as_str(), expected, "{what}: {}", nominee.id);
    }
}

/// Milliseconds that this thread has had the processor; none where the system does not tell.
fn worked() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    (nanoseconds > 0.0).then_some(nanoseconds / 1e6)
}

/// Megabytes that this process holds.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

#[test]
fn a_working_day_loses_nothing_and_does_not_slow_down() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("tủ");
    let backups = folder.path().join("sao lưu");
    let mut day = Day(DateTime::parse_from_rfc3339("2024-02-01T07:30:00+07:00").unwrap());
    let mut cabinet = Cabinet::create(&place).unwrap();
    cabinet.import(&sample(), &day.stamp()).unwrap();
    let nominees = cabinet.dossier(ID).unwrap().nominees;
    let mut model: Model = nominees
        .iter()
        .map(|nominee| (nominee.id.clone(), nominee.summary.as_str().to_owned()))
        .collect();
    let mut figures = Figures::default();
    for minute in 0..minutes() {
        for turn in 0..6 {
            let nominee = &nominees[(minute * 6 + turn) % nominees.len()].id;
            let words = format!("Phút {minute}, lượt {turn}: hoàn thành xuất sắc nhiệm vụ.");
            type_in(
                &mut cabinet,
                &mut model,
                nominee,
                &words,
                &mut day,
                &mut figures,
            );
        }
        if minute % 3 == 1 {
            take_back(
                &mut cabinet,
                &mut model,
                &nominees[0].id,
                &day,
                &mut figures,
            );
        }
        let found = cabinet.search("hoan thanh xuat sac", 30).unwrap();
        assert!(
            !found.is_empty(),
            "minute {minute}: what was typed is not found"
        );
        figures.searches += 1;
        if minute % 60 == 29 {
            cabinet = hour(cabinet, &place, &backups, &model, &day, &mut figures);
        }
        if minute % 15 == 14 {
            figures.memory.push(memory());
        }
    }
    check(&cabinet, &model, "in the evening");
    assert_eq!(cabinet.examine().unwrap().problems, []);
    assert_eq!(cabinet.verify_journal().unwrap(), None);
    tell(&figures);
}

/// An edit that is taken back at once, and the state before it is there again.
fn take_back(
    cabinet: &mut Cabinet,
    model: &mut Model,
    nominee: &str,
    day: &Day,
    figures: &mut Figures,
) {
    let edit = Edit::Field {
        path: field(nominee),
        value: json!("Gõ nhầm"),
    };
    cabinet
        .edit(ID, &[edit], Grouping::Own, &day.stamp())
        .unwrap();
    cabinet.undo(ID, &day.stamp()).unwrap();
    figures.taken_back += 1;
    check(cabinet, model, "taken back");
}

/// The end of an hour: a backup that is read again, the cabinet closed and opened.
fn hour(
    cabinet: Cabinet,
    place: &Path,
    backups: &Path,
    model: &Model,
    day: &Day,
    figures: &mut Figures,
) -> Cabinet {
    check(&cabinet, model, "before the backup");
    cabinet
        .back_up(backups, BackupKind::Automatic, &day.stamp())
        .unwrap();
    for backup in Backup::list(backups) {
        backup.verify().unwrap();
    }
    figures.backups += 1;
    cabinet.close().unwrap();
    let cabinet = Cabinet::open(place, &day.stamp()).unwrap();
    figures.reopened += 1;
    check(&cabinet, model, "opened again");
    cabinet
}

fn tell(figures: &Figures) {
    let mean = |times: &[f64]| {
        let many = u32::try_from(times.len()).unwrap();
        times.iter().sum::<f64>() / f64::from(many)
    };
    let ends = |times: &[f64]| {
        let tenth = times.len() / 10;
        [&times[..tenth], &times[times.len() - tenth..]].map(mean)
    };
    let [first, last] = ends(&figures.times);
    let [first_work, last_work] = ends(&figures.work);
    let [early, late] = [figures.memory[0], figures.memory[figures.memory.len() - 1]];
    println!(
        "a day of {} minutes: {} keys in {} saves, {} taken back, {} searches, {} backups, opened \
         again {} times, 0 differences; a save took {first:.1} ms at first and {last:.1} ms at last, \
         memory {early} MB at first and {late} MB at last",
        minutes(),
        figures.keys,
        figures.saves,
        figures.taken_back,
        figures.searches,
        figures.backups,
        figures.reopened,
    );
    assert!(
        last_work < first_work * 3.0 + 5.0,
        "a save has more to do over the day: {first_work:.1} ms of the processor at first, \
         {last_work:.1} ms at last"
    );
    assert!(late < early + 64, "memory grows over the day");
}

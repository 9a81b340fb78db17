//! The clerk is killed, refused and cut off at every single file operation of every task: what is
//! found afterwards is the state before or after the task, never one between, and never less than
//! what was confirmed.

#![cfg(target_os = "linux")]

mod soak;

use chrono::DateTime;
use hoso_store::{Cabinet, CabinetFolder, Secret, Stamp};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

fn clerk(task: &str, place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hoso-clerk"));
    command.args([
        task.as_ref(),
        place.cabinet().as_os_str(),
        place.further().as_os_str(),
    ]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn shim() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_hoso-clerk"));
    let shim = program.with_file_name("libhoso_faults.so");
    // Cargo builds it with `--lib`, but not for the sake of a test.
    assert!(
        shim.exists(),
        "{} is missing: cargo build --package hoso-faults --lib",
        shim.display()
    );
    shim
}

/// A folder with the cabinet and one for backups and files.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("tủ hồ sơ ")
            .tempdir()
            .unwrap();
        fs::create_dir(folder.path().join("khac")).unwrap();
        Self(folder)
    }

    fn cabinet(&self) -> PathBuf {
        self.0.path().join("Tủ của Sở")
    }

    fn further(&self) -> PathBuf {
        self.0.path().join("khac")
    }

    fn copy(&self) -> Self {
        let copy = Self::new();
        copy_folder(self.0.path(), copy.0.path());
        copy
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn stamp() -> Stamp {
    Stamp {
        who: "Người kiểm tra".to_owned(),
        at: DateTime::parse_from_rfc3339("2024-02-01T08:00:00+07:00").unwrap(),
    }
}

/// The passphrase of all trials.
fn word() -> Secret {
    Secret::passphrase("bốn từ không liên quan")
}

/// Everything that counts in a cabinet, with nothing wrong in it; `None` where there is none.
fn state(place: &Place, what: &str) -> Option<String> {
    if !place.cabinet().join("cabinet.db").exists() {
        return None;
    }
    let is_sealed = CabinetFolder::new(place.cabinet()).is_sealed();
    let opened = if is_sealed {
        Cabinet::unlock(&place.cabinet(), &word(), &stamp())
    } else {
        Cabinet::open(&place.cabinet(), &stamp())
    };
    let cabinet = match opened {
        Ok(cabinet) => cabinet,
        // The rehearsed update was done.
        Err(hoso_store::StoreError::Newer { .. }) => return Some("newer".to_owned()),
        Err(error) => panic!("{what}: {error}"),
    };
    let examined = cabinet.examine().unwrap();
    assert_eq!(examined.problems, [], "{what}");
    let mut text = if is_sealed { "sealed" } else { "plain" }.to_owned();
    for dossier in cabinet.dossiers().unwrap() {
        let whole = cabinet.dossier(&dossier.id).unwrap();
        text += &serde_json::to_string(&whole).unwrap();
    }
    let files = cabinet.check_evidence().unwrap();
    assert_eq!(files.altered, Vec::<String>::new(), "{what}");
    for stored in cabinet.stored_files().unwrap() {
        // A file that is listed is there, whole.
        cabinet
            .read_evidence(&stored.sha256)
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        text += &stored.sha256;
    }
    Some(text)
}

/// Whether every backup that counts as one is sound.
fn check_backups(place: &Place, what: &str) {
    for folder in [
        place.further().join("sao luu"),
        place.cabinet().join("backups"),
    ] {
        for backup in hoso_store::Backup::list(&folder) {
            let opened = if backup.is_locked() {
                backup.unlock(&word())
            } else {
                Ok(backup)
            };
            opened
                .and_then(|backup| backup.verify())
                .unwrap_or_else(|error| panic!("{what}: {error}"));
        }
    }
}

/// Runs a task with one fault at every n-th operation, from 1 until the fault no longer happens.
fn torment(task: &str, fault: &str, stride: usize) -> u32 {
    let start = Place::new();
    let preparation = match task {
        "create" => None,
        "unseal" => Some("prepare-sealed"),
        _ => Some("prepare"),
    };
    if let Some(preparation) = preparation {
        let prepared = clerk(preparation, &start).output().unwrap();
        assert!(prepared.status.success(), "{prepared:?}");
    }
    let before = state(&start, "before");
    let done = start.copy();
    let output = clerk(task, &done).output().unwrap();
    assert!(output.status.success(), "{task}: {output:?}");
    let after = state(&done, "after");
    if task != "back-up" {
        assert_ne!(before, after, "{task} does nothing");
    }
    let mut trials = 0;
    for at in (1..).step_by(stride) {
        assert!(at < 5_000, "{task} never ends");
        let place = start.copy();
        let mark = place.further().join("mark");
        let output = clerk(task, &place)
            .env("LD_PRELOAD", shim())
            .env("HOSO_FAULT_UNDER", place.0.path())
            .env("HOSO_FAULT_AT", at.to_string())
            .env("HOSO_FAULT", fault)
            .env("HOSO_FAULT_MARK", &mark)
            .output()
            .unwrap();
        let has_happened = mark.exists();
        let what = format!("{task}, {fault} at operation {at}");
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(!words.contains("panicked"), "{what}: {words}");
        let is_confirmed = output.stdout.starts_with(b"done") || output.status.success();
        let found = state(&place, &what);
        if is_confirmed {
            assert_eq!(found, after, "{what}: what was confirmed is not there");
        } else {
            assert!(found == before || found == after, "{what}: a state between");
        }
        check_backups(&place, &what);
        if !has_happened {
            assert!(output.status.success(), "{what}: {words}");
            break;
        }
        // The same task afterwards, as a person would try again.
        if found == before && found != after {
            let again = clerk(task, &place).output().unwrap();
            let words = String::from_utf8_lossy(&again.stderr);
            assert!(again.status.success(), "{what}, then again: {words}");
            assert_eq!(state(&place, &what), after, "{what}, then again");
        }
        trials += 1;
    }
    assert!(trials > 0, "{task}, {fault}: the shim saw nothing");
    trials
}

/// One test for each fault, so that a long proof that was cut off can be taken up by name.
macro_rules! every_fault {
    ($($name:ident: $task:literal, daily at every $daily:literal, in a soak at every $long:literal;)*) => {$(
        mod $name {
            every_fault!(@ $task, $daily, $long: kill torn power full once gone);
        }
    )*};
    (@ $task:literal, $daily:literal, $long:literal: $($fault:ident)*) => {$(
        #[test]
        fn $fault() {
            let fault = stringify!($fault);
            let stride = if crate::soak::times() > 1 { $long } else { $daily };
            let trials = super::torment($task, fault, stride);
            println!("{}: {fault} at {trials} operations", $task);
        }
    )*};
}

// Each trial of the last two makes several keys of a passphrase, of half a second each.
every_fault! {
    making_a_cabinet: "create", daily at every 5, in a soak at every 1;
    saving_an_edit: "save", daily at every 2, in a soak at every 1;
    importing_a_dossier: "import", daily at every 7, in a soak at every 1;
    storing_a_file: "store", daily at every 3, in a soak at every 1;
    backing_up: "back-up", daily at every 7, in a soak at every 1;
    migrating: "migrate", daily at every 9, in a soak at every 1;
    restoring: "restore", daily at every 9, in a soak at every 1;
    sealing: "seal", daily at every 97, in a soak at every 17;
    unsealing: "unseal", daily at every 97, in a soak at every 17;
}

/// A clerk that types for ever is killed at some moment; at most two seconds of typing and
/// nothing that was confirmed are lost.
#[test]
fn a_typist_killed_at_any_moment_loses_two_seconds_at_most() {
    const KEYS_IN_TWO_SECONDS: usize = 40;
    let start = Place::new();
    assert!(clerk("prepare", &start).output().unwrap().status.success());
    let runs = 20 * soak::times();
    let (mut most, mut confirmed) = (0, 0);
    for run in 0..runs {
        let place = start.copy();
        let mut typing = clerk("type", &place).spawn().unwrap();
        let mut lines = BufReader::new(typing.stdout.take().unwrap()).lines();
        // Some while after the first keys: between 1 and 120 ms, spread over the runs.
        let first = lines.next();
        assert!(first.is_some(), "the typist did not begin");
        std::thread::sleep(Duration::from_micros(u64::from(
            1_000 + run * 7_919 % 119_000,
        )));
        typing.kill().unwrap();
        typing.wait().unwrap();
        let (mut typed, mut saved) = (1, 0);
        for line in lines.map_while(Result::ok) {
            match line
                .split_once(' ')
                .and_then(|(word, key)| Some((word, key.parse::<usize>().ok()?)))
            {
                Some(("typed", key)) => typed = key,
                Some(("saved", key)) => saved = key,
                _ => {}
            }
        }
        let cabinet = Cabinet::open(&place.cabinet(), &stamp()).unwrap();
        assert_eq!(cabinet.examine().unwrap().problems, []);
        let dossier = cabinet.dossier("mau-2022").unwrap();
        let text = dossier.nominees[0].report.sections[0].paragraphs[0].as_str();
        let is_typed = text.starts_with("Đơn vị đã rút ngắn") || text.chars().count() < 18;
        let kept = if saved == 0 && !is_typed {
            0
        } else {
            text.chars().count()
        };
        if saved > 0 {
            assert!(
                kept >= saved,
                "run {run}: {saved} keys were confirmed, {kept} are there"
            );
        }
        let kept = if "Đơn vị đã rút ngắn thời gian".starts_with(text)
            || text.starts_with("Đơn vị đã rút ngắn thời gian")
        {
            kept
        } else {
            0
        };
        let lost = typed.saturating_sub(kept);
        assert!(
            lost <= KEYS_IN_TWO_SECONDS,
            "run {run}: {lost} keys are lost"
        );
        most = most.max(lost);
        confirmed += saved;
    }
    println!(
        "{runs} runs: at most {most} keys of 50 ms lost, {confirmed} keys confirmed, 0 of them lost"
    );
    assert!(confirmed > 0, "nothing was ever confirmed");
}

#[test]
fn a_second_clerk_is_told_that_the_cabinet_is_in_use() {
    let place = Place::new();
    assert!(clerk("prepare", &place).output().unwrap().status.success());
    let mut first = clerk("hold", &place).stdin(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(first.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "open");
    let second = clerk("save", &place).output().unwrap();
    assert!(!second.status.success());
    let words = String::from_utf8_lossy(&second.stderr);
    assert!(words.contains("is in use"), "{words}");
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
    assert!(clerk("save", &place).output().unwrap().status.success());
    // A clerk that was killed leaves no lock behind.
    let mut killed = clerk("hold", &place).stdin(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(killed.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "open");
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(Cabinet::open(&place.cabinet(), &stamp()).is_ok());
}

/// A real small disk and a real read-only one, in a private mount namespace.
#[test]
fn a_real_full_or_read_only_disk_changes_nothing() {
    for (options, words) in [("size=900k", "disk is full"), ("size=9m", "")] {
        let place = Place::new();
        assert!(clerk("prepare", &place).output().unwrap().status.success());
        let disk = place.0.path().join("dia");
        fs::create_dir(&disk).unwrap();
        // The cabinet is carried to the disk, filled up to the last kilobytes, and used there.
        let script = format!(
            "mount -t tmpfs -o {options} tmpfs \"$2\" || exit 99; cp -r \"$1\" \"$2/tu\" || exit 98; \
             [ -n \"{words}\" ] && cat /dev/zero > \"$2/day\" 2>/dev/null; \
             [ -z \"{words}\" ] && mount -o remount,ro \"$2\"; \
             \"$0\" import \"$2/tu\" \"$2\"; code=$?; \
             mount -o remount,rw \"$2\"; rm -f \"$2/day\"; cp -r \"$2/tu\" \"$1-sau\" || exit 97; exit $code"
        );
        let output = Command::new("unshare")
            .args(["--mount", "--user", "--map-root-user", "sh", "-c", &script])
            .arg(env!("CARGO_BIN_EXE_hoso-clerk"))
            .args([place.cabinet(), disk])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{options}: {told}");
        assert!(told.contains(words), "{options}: {told}");
        assert!(!told.contains("panicked"), "{told}");
        let before = state(&place, "before");
        let mut after = place.cabinet().into_os_string();
        after.push("-sau");
        fs::remove_dir_all(place.cabinet()).unwrap();
        fs::rename(after, place.cabinet()).unwrap();
        assert_eq!(state(&place, options), before, "{options}");
    }
}

//! The package of a dossier of 500 nominees with 1 GB of scans: how long it takes beside a mere copy of
//! the scans, how soon it ends once it is given up, how long it takes to verify, and the most memory
//! that all this held. The aim is the speed of the disk, and 200 MB.

#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

mod sample;

use chrono::NaiveDate;
use hoso_desk::package::{PackageChoice, Way};
use hoso_desk::{Desk, DeskError, Existing, Opened, Progress, Scans};
use hoso_domain::{Evidence, Name, Source, Text};
use sample::{day, dossier};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

const NOMINEES: usize = 500;
const SCANS: usize = 100;
const SCAN_BYTES: usize = 10 * 1024 * 1024;
const MOMENTS: u32 = 12;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the files");
    let beside = folder.path().join("minh-chung");
    fs::create_dir(&beside).expect("it is made");
    let desk = Desk::new().expect("the desk is set up");
    let mut opened = dossier(&desk, NOMINEES);
    opened.dossier.evidence = (0..SCANS).map(|at| scan(&beside, at)).collect();

    let copied = timed(|| copy(&beside, &folder.path().join("ban-sao")));
    println!("scans copied and synced: {} ms", copied.as_millis());

    let target = folder.path().join("goi.hoso");
    let full = PackageChoice {
        scans: Scans::Folder(beside),
        ..PackageChoice::default()
    };
    let bare = PackageChoice {
        documents: None,
        ..full.clone()
    };
    let go_on = |_: Progress<'_>| ControlFlow::Continue(());
    let alone = timed(|| make(&desk, &opened, &target, &bare, &go_on).expect("it is made"));
    println!(
        "package of the scans alone: {} ms, {:.2} times the copy",
        alone.as_millis(),
        alone.as_secs_f64() / copied.as_secs_f64()
    );
    let whole = timed(|| make(&desk, &opened, &target, &full, &go_on).expect("it is made"));
    println!(
        "package of {NOMINEES} nominees with the scans: {} ms, {} MB large",
        whole.as_millis(),
        target.metadata().expect("it is there").len() / 1_000_000
    );
    let verified = timed(|| {
        desk.look_into(&target, &go_on).expect("it is sound");
    });
    println!("the package verified: {} ms", verified.as_millis());

    let waits: Vec<Duration> = (0..MOMENTS)
        .filter_map(|at| {
            let after = whole * (2 * at + 1) / (2 * MOMENTS);
            wait_after(&desk, &opened, &target, &full, after)
        })
        .collect();
    let longest = waits.iter().max().copied().unwrap_or_default();
    println!(
        "given up {} times, {} ms to the end at most",
        waits.len(),
        longest.as_millis()
    );
    println!("memory: {} MB at most", highest() / 1024);
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn make(
    desk: &Desk,
    opened: &Opened,
    target: &Path,
    choice: &PackageChoice,
    watch: &(dyn Fn(Progress<'_>) -> ControlFlow<()> + Sync),
) -> Result<(), DeskError> {
    let to = (target, Existing::Replace);
    let made = desk.make_package((opened, day()), &Way::default(), to, choice, watch)?;
    assert!(made.missing.is_empty(), "every scan is in");
    Ok(())
}

/// How long a package still takes that is given up after some time; nothing where it was done before.
fn wait_after(
    desk: &Desk,
    opened: &Opened,
    target: &Path,
    choice: &PackageChoice,
    after: Duration,
) -> Option<Duration> {
    let begun = Instant::now();
    let watch = |_: Progress<'_>| {
        if begun.elapsed() >= after {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let made = make(desk, opened, target, choice, &watch);
    made.is_err().then(|| begun.elapsed().saturating_sub(after))
}

/// A scan of bytes that cannot be compressed, and the paper that names it.
fn scan(folder: &Path, at: usize) -> Evidence {
    let name = format!("quyet-dinh-{at}.pdf");
    let file = File::create(folder.join(&name)).expect("it is made");
    let mut file = BufWriter::new(file);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ (at as u64 + 1);
    for _ in 0..SCAN_BYTES / 8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        file.write_all(&state.to_le_bytes()).expect("it is written");
    }
    file.flush().expect("it is written");
    Evidence {
        id: format!("mc-{at}"),
        document: Source {
            title: Text::from("Quyết định công nhận sáng kiến"),
            symbol: Text::from(format!("{at}/QĐ-SKHCN")),
            date: NaiveDate::from_ymd_opt(2022, 12, 1),
            issuer: Name::try_from("Sở Khoa học và Công nghệ".to_owned()).expect("a short name"),
        },
        file: Text::from(name),
        sha256: None,
    }
}

/// Copies a folder's files, each down to the disk.
fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("it is made");
    for file in fs::read_dir(from).expect("it is read").flatten() {
        let copy = to.join(file.file_name());
        fs::copy(file.path(), &copy).expect("it is copied");
        let copy = File::open(copy).expect("it is there");
        copy.sync_all().expect("it is on the disk");
    }
    fs::remove_dir_all(to).expect("it is removed");
}

/// The most memory that this process held, in kilobytes, where the system tells.
fn highest() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let digits = line.and_then(|line| line.split_whitespace().nth(1));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

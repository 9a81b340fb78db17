//! Files of every kind that the program reads, spoiled at random: cut off, with bytes changed,
//! doubled, put elsewhere, or with pieces of another file in them. Each is read or refused in
//! words; none stops the program.
//!
//! `HOSO_SOAK` multiplies the trials; `cargo xtask soak` sets it.

use hoso_domain::Acts;
use hoso_exchange::{
    dossier_from_json, dossier_to_json, holidays_from_toml, law_from_toml, plan_from_toml,
    rehearsal_from_toml, steps_from_toml, unpack,
};
use hoso_tests::{folder, root, soak};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const TRIALS: u32 = 200;
/// A file of this size that takes longer is a way to stop the program.
const LONGEST: Duration = Duration::from_secs(10);

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn piece<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let from = self.below(bytes.len());
        let long = self.below(64);
        &bytes[from..(from + long).min(bytes.len())]
    }

    /// The file with up to four faults.
    fn mangle(&mut self, bytes: &[u8], other: &[u8]) -> Vec<u8> {
        let mut spoilt = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(spoilt.len());
            match self.below(6) {
                0 => spoilt.truncate(at),
                1 if !spoilt.is_empty() => spoilt[at] = self.below(256) as u8,
                2 => {
                    let piece = self.piece(bytes).to_vec();
                    spoilt.splice(at..at, piece);
                }
                3 => {
                    let piece = self.piece(other).to_vec();
                    spoilt.splice(at..at, piece);
                }
                4 => {
                    let end = (at + self.below(32)).min(spoilt.len());
                    spoilt.drain(at..end);
                }
                _ => {
                    let many = self.below(2_000);
                    spoilt.splice(at..at, std::iter::repeat_n(b"[{(\"\0"[at % 5], many));
                }
            }
        }
        spoilt
    }
}

fn asset(path: &str) -> Vec<u8> {
    fs::read(root().join("assets").join(path)).unwrap()
}

/// Spoils a file again and again; `read` tells whether it was read.
fn check(kind: &str, bytes: &[u8], read: impl Fn(&[u8]) -> bool) {
    let other = asset("forms/to-trinh.form");
    let mut dice = Dice(2_026);
    let (mut taken, mut refused, mut slowest) = (0, 0, Duration::ZERO);
    for trial in 0..soak(TRIALS) {
        let spoilt = dice.mangle(bytes, &other);
        let begun = Instant::now();
        if read(&spoilt) {
            taken += 1;
        } else {
            refused += 1;
        }
        slowest = slowest.max(begun.elapsed());
        assert!(begun.elapsed() < LONGEST, "{kind}, trial {trial}: too slow");
    }
    println!(
        "mangled {kind}: {refused} refused, {taken} read, 0 stopped the program, the slowest {} ms",
        slowest.as_millis()
    );
    assert!(refused > 0, "{kind}: nothing was ever refused");
}

/// The same for a reader of text; what is not UTF-8 is refused before.
fn check_text(path: &str, read: impl Fn(&str) -> bool) {
    check(path, &asset(path), |bytes| {
        std::str::from_utf8(bytes).is_ok_and(&read)
    });
}

#[test]
fn a_mangled_dossier_is_read_as_it_is_or_refused() {
    check_text("samples/ho-so-mau.json", |text| {
        let Ok(dossier) = dossier_from_json(text) else {
            return false;
        };
        // What was read can be written, and is the same again.
        let written = dossier_to_json(&dossier).unwrap();
        assert_eq!(dossier_from_json(&written).unwrap(), dossier);
        true
    });
}

#[test]
fn a_mangled_plan_is_read_or_refused() {
    check_text("plans/nam-dinh-cchc-2021-2025.toml", |text| {
        plan_from_toml(text).is_ok()
    });
}

#[test]
fn mangled_law_and_calendars_are_read_or_refused() {
    let acts: Acts = toml::from_str(&String::from_utf8(asset("law/acts.toml")).unwrap()).unwrap();
    check_text("law/provisions.toml", |text| {
        law_from_toml(text, &acts).is_ok()
    });
    check_text("calendar/holidays.toml", |text| {
        holidays_from_toml(text).is_ok()
    });
    check_text("calendar/steps.toml", |text| steps_from_toml(text).is_ok());
    check_text("rules/rehearsal.toml", |text| {
        rehearsal_from_toml(text).is_ok()
    });
}

#[test]
fn a_mangled_package_writes_nothing_outside_its_folder() {
    let folder = folder();
    let inside = folder.path().join("trong");
    fs::create_dir_all(inside.join("sâu")).unwrap();
    fs::write(inside.join("a.txt"), "một").unwrap();
    fs::write(inside.join("sâu/b.txt"), "hai".repeat(1_000)).unwrap();
    let package = folder.path().join("gói.hoso");
    hoso_exchange::pack(&inside, &package).unwrap();
    let whole = fs::read(&package).unwrap();
    let spoilt = folder.path().join("hỏng.hoso");
    let place = folder.path().join("ra");
    check("package", &whole, |bytes| {
        fs::write(&spoilt, bytes).unwrap();
        let is_read = unpack(&spoilt, &place).is_ok();
        let _ = fs::remove_dir_all(&place);
        let names = names(folder.path());
        assert_eq!(names, ["gói.hoso", "hỏng.hoso", "trong"]);
        is_read
    });
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

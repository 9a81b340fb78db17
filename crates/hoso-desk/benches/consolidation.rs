//! How long it takes a parent body to read 200 and 2,000 packages of 50 nominees, to find who is
//! proposed more than once and to count all; and how much memory that holds. The aim is 200 packages
//! in ten seconds.

#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

mod sample;

use chrono::{DateTime, FixedOffset};
use hoso_desk::consolidation::Known;
use hoso_desk::{Desk, Opened};
use hoso_domain::{Name, Person};
use hoso_exchange::dossier_package::{About, Counts, PackageWriter, Purpose, Role, part};
use hoso_exchange::{Existing, dossier_to_json};
use sample::{day, dossier};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

const NOMINEES: usize = 50;

fn main() {
    let desk = Desk::new().expect("the desk is set up");
    let now: DateTime<FixedOffset> =
        DateTime::parse_from_rfc3339("2023-02-16T08:00:00+07:00").expect("a day");
    for count in [200, 2000] {
        let folder = tempfile::tempdir().expect("a folder for the packages");
        let model = dossier(&desk, NOMINEES);
        for at in 0..count {
            put(folder.path(), &model, at);
        }
        let before = resident();
        let begun = Instant::now();
        let go_on = |_: hoso_desk::Progress<'_>| ControlFlow::Continue(());
        let places = [folder.path().to_owned()];
        let intake = desk.receive(&places, now, Known::new(), &go_on);
        let intake = intake.expect("the folder is read");
        let read = begun.elapsed();
        let begun = Instant::now();
        let rows = intake.view().rows.len();
        let shown = begun.elapsed();
        let begun = Instant::now();
        let clashes = intake.clashes(None).len();
        let compared = begun.elapsed();
        let begun = Instant::now();
        let units = intake.statistics().units;
        let counted = begun.elapsed();
        let all = read + shown + compared + counted;
        println!(
            "{count} packages of {NOMINEES} nominees: {} ms in all, holding {} MB: read {} ms, \
             table of {rows} rows {} ms, {clashes} clashes {} ms, {units} units counted {} ms",
            all.as_millis(),
            (resident().saturating_sub(before)) / 1024,
            read.as_millis(),
            shown.as_millis(),
            compared.as_millis(),
            counted.as_millis(),
        );
    }
}

/// The package of one unit; one person in fifty is also proposed by the next unit.
fn put(folder: &Path, model: &Opened, at: usize) {
    let mut dossier = model.dossier.clone();
    dossier.id = format!("hs-{at}");
    let named = |name: String| Name::try_from(name).expect("a short name");
    dossier.unit.name = named(format!("Sở thứ {at}"));
    for (place, nominee) in dossier.nominees.iter_mut().enumerate() {
        let whose = if place == 0 { at / 2 } else { at };
        nominee.name = named(format!("{} {whose}", nominee.name));
        if let Person::Individual(person) = &mut nominee.person {
            person.workplace = named(format!("Phòng {place} Sở thứ {whose}"));
        }
    }
    let path = folder.join(format!("goi-{at:04}.hoso"));
    let mut writer = PackageWriter::begin(&path, Existing::Refuse).expect("a package");
    let text = dossier_to_json(&dossier).expect("a dossier file");
    let put = writer.text(Role::Dossier, part::DOSSIER, &text);
    put.expect("the dossier is in");
    let about = About {
        program: String::new(),
        purpose: Purpose::Submission,
        dossier: dossier.id.clone(),
        unit: dossier.unit.name.to_string(),
        plan: dossier.plan.id.clone(),
        plan_version: dossier.plan.version,
        law_on: day().today,
        round: dossier.round.clone(),
        year: dossier.year,
        state: "draft".to_owned(),
        counts: Counts::of(&dossier),
    };
    writer.finish(about).expect("the package is written");
}

/// Resident memory in kilobytes, where the system tells.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let digits = line.and_then(|line| line.split_whitespace().nth(1));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

//! `cargo xtask bench`: runs the benchmarks of every package that has some, and sets what they
//! measured beside what was promised, in one table.

mod curve;
mod table;

use crate::browser;
use crate::machine;
use crate::metadata::{Metadata, Package};
use crate::ui;
use crate::workshop::{Done, Failure, SCREEN, Workshop, run as call, run_and_keep, started_by};

/// The benchmark of the released window, which wants one, and a screen to show it on.
const WINDOW: &str = "window";

/// The pace of the page in a browser, of the kind that the window is on Windows.
const PAGE: &str = "page";

/// The word that runs nothing and shows what was measured last.
const TABLE: &str = "table";

/// Runs all of them, or the one that the first word names; further words go to it. Then the table
/// of all that was ever measured here.
pub fn run(workshop: &Workshop, rest: &[String]) -> Done {
    if rest == [TABLE] {
        return table::show(workshop);
    }
    let metadata = Metadata::of_members(workshop)?;
    let all: Vec<(&Package, &str)> = metadata
        .members()
        .flat_map(|package| {
            package
                .benches
                .iter()
                .map(move |bench| (package, bench.as_str()))
        })
        .collect();
    if all.is_empty() {
        return Err(Failure::new("no package has a benchmark."));
    }
    let named = rest
        .first()
        .filter(|word| *word == PAGE || all.iter().any(|(_, bench)| bench == word));
    let is_asked = |bench: &str| named.is_none_or(|named| named == bench);
    let rest = &rest[usize::from(named.is_some())..];
    // One by one and by name: `--benches` would also start the unit tests' harness, which does not
    // know the words in `rest`.
    for (package, bench) in all {
        if !is_asked(bench) {
            continue;
        }
        let words = ["bench", "--package", &package.name, "--bench", bench, "--"];
        let mut cargo = workshop.release(words);
        cargo.args(rest);
        if bench == WINDOW {
            machine::provide(&[machine::WINDOW, machine::TESTS])?;
            ui::install(workshop)?;
            ui::build(workshop)?;
            call(&mut workshop.release(["build", "--release", "--package", "hoso-thi-dua"]))?;
            cargo.env("HOSO_WINDOW", workshop.released("hoso-thi-dua"));
            cargo = started_by("xvfb-run", &SCREEN, &cargo);
        }
        run_and_keep(&mut cargo, &table::printed(workshop, bench))?;
    }
    if is_asked(PAGE) {
        let mut npm = browser::measure(workshop)?;
        run_and_keep(&mut npm, &table::printed(workshop, PAGE))?;
    }
    table::show(workshop)
}

//! `cargo xtask test`: everything that must hold, the quick and the telling first.
//! The page is built before the lints, because the window's crate embeds it when it is compiled.

use crate::browser;
use crate::licences;
use crate::machine;
use crate::steps::{Ending, Step, take};
use crate::tidy;
use crate::ui;
use crate::workshop::{Done, Failure, SCREEN, Workshop, run as call, started_by, succeeds};

/// The same selection every time: with another one Cargo would choose other features for shared
/// packages and build half of them again. The window tests drive `WebKitGTK`, hence Linux only.
pub const EVERYTHING: &[&str] = if cfg!(target_os = "linux") {
    &["--workspace", "--features", "hoso-thi-dua/e2e"]
} else {
    &["--workspace"]
};

const STEPS: &[Step] = &[
    Step::new("Tools of this machine", provide),
    Step::new("Format", format),
    Step::new("Project checks", |workshop| tidy::run(workshop).map(passed)),
    Step::new("Page: packages", |workshop| {
        ui::install(workshop).map(passed)
    }),
    Step::new("Licences of all parts", |workshop| {
        licences::check(workshop).map(passed)
    }),
    Step::new("Validator of archive files", |workshop| {
        ui::install_validator(workshop).map(passed)
    }),
    Step::new("Page: types", |workshop| ui::check(workshop).map(passed)),
    Step::new("Page: tests", |workshop| ui::test(workshop).map(passed)),
    Step::new("Page: build", |workshop| ui::build(workshop).map(passed)),
    Step::new("Lints", lint),
    Step::new("Build", build),
    Step::new("Page: in a browser", browser::test),
    Step::new("Tests", test),
    Step::new("cargo-deny", deny),
];

pub fn run(workshop: &Workshop) -> Done {
    take(workshop, STEPS)
}

fn passed((): ()) -> Ending {
    Ending::Passed
}

fn provide(_: &Workshop) -> Done<Ending> {
    for (part, name) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds("cargo", &[part, "--version"]) {
            return Err(Failure::new(format!(
                "cargo {part} is missing. Please type `rustup component add {name}` and try again."
            )));
        }
    }
    machine::provide(&[machine::WINDOW, machine::TESTS]).map(passed)
}

fn format(workshop: &Workshop) -> Done<Ending> {
    call(&mut workshop.cargo(["fmt", "--all", "--check"])).map(passed)
}

fn lint(workshop: &Workshop) -> Done<Ending> {
    let rest = &["--all-targets", "--", "-D", "warnings"];
    call(&mut workshop.cargo([&["clippy"], EVERYTHING, rest].concat())).map(passed)
}

/// The programs and the libraries too, since some tests start or load them.
fn build(workshop: &Workshop) -> Done<Ending> {
    let rest = &["--lib", "--bins", "--tests"];
    call(&mut workshop.cargo([&["build"], EVERYTHING, rest].concat())).map(passed)
}

/// All of them, also after one has failed, so that one run tells everything. Those that press the
/// window's buttons run on a screen in memory.
fn test(workshop: &Workshop) -> Done<Ending> {
    let rest = &["--no-fail-fast"];
    let mut cargo = workshop.cargo([&["test"], EVERYTHING, rest].concat());
    // So that the suite need not build the program once more, with other features.
    cargo.env("HOSO_PROGRAM", workshop.built("hoso").get_program());
    if cfg!(target_os = "linux") {
        call(&mut started_by("xvfb-run", &SCREEN, &cargo)).map(passed)
    } else {
        call(&mut cargo)?;
        println!("The tests that press the window's buttons need Linux; they were left out.");
        Ok(Ending::Passed)
    }
}

/// Not installed here: building it takes longer than all other steps together. What matters most
/// of it, licences and sources, is among the project checks, from the same `deny.toml`.
fn deny(workshop: &Workshop) -> Done<Ending> {
    if !succeeds("cargo", &["deny", "--version"]) {
        return Ok(Ending::Skipped(
            "not installed; the project checks read deny.toml",
        ));
    }
    call(&mut workshop.cargo(["deny", "check", "licenses", "bans", "sources"])).map(passed)
}

//! The window's page in a browser, with the real program behind it on this machine's loopback.
//! For developers and tests alone; what is released contains none of it.

use std::path::Path;
use std::process::Command;

use crate::machine;
use crate::steps::Ending;
use crate::ui;
use crate::workshop::{Done, Workshop, run};

/// The same selection as the checks make, tests and all, so that neither builds the other's
/// packages again.
const PROGRAM: &[&str] = &[
    "build",
    "--workspace",
    "--features",
    "hoso-thi-dua/e2e",
    "--bins",
    "--tests",
];
const USUAL_PORT: &str = "4173";

/// `cargo xtask dev-serve`: until it is stopped from the keyboard.
pub fn serve(workshop: &Workshop, rest: &[String]) -> Done {
    machine::provide(&[machine::WINDOW])?;
    ui::install(workshop)?;
    ui::build_for_browser(workshop)?;
    run(&mut workshop.cargo(PROGRAM))?;
    let mut program = workshop.built("dev-serve");
    program.arg("--page").arg(workshop.browser_page());
    program.arg("--documents").arg(workshop.browser_output());
    if !rest.iter().any(|word| word == "--port") {
        program.args(["--port", USUAL_PORT]);
    }
    run(program.args(rest))
}

/// `cargo xtask screens`: takes all pictures again, and so accepts how the page looks now.
pub fn screens(workshop: &Workshop) -> Done {
    machine::provide(&[machine::WINDOW, machine::TESTS])?;
    ui::install(workshop)?;
    run(&mut workshop.cargo(PROGRAM))?;
    ui::build_for_browser(workshop)?;
    run(tests(workshop).env("UPDATE", "1"))
}

/// The step of `cargo xtask test`; the program has been built by the step before.
pub fn test(workshop: &Workshop) -> Done<Ending> {
    if !cfg!(target_os = "linux") {
        return Ok(Ending::Skipped("the pictures are compared on Linux only"));
    }
    ui::build_for_browser(workshop)?;
    run(&mut tests(workshop))?;
    Ok(Ending::Passed)
}

/// What the pace of the page is measured with: a browser, and the program as it is released.
pub fn measure(workshop: &Workshop) -> Done<Command> {
    machine::provide(&[machine::WINDOW, machine::TESTS])?;
    ui::install(workshop)?;
    ui::build_for_browser(workshop)?;
    let package = ["--package", "hoso-thi-dua", "--features", "e2e"];
    let words = [&["build", "--release", "--bin", "dev-serve"], &package[..]];
    run(&mut workshop.release(words.concat()))?;
    Ok(staged(
        workshop,
        "measure-browser",
        &workshop.released("dev-serve"),
    ))
}

fn tests(workshop: &Workshop) -> Command {
    let program = workshop.built("dev-serve");
    staged(workshop, "test-browser", Path::new(program.get_program()))
}

fn staged(workshop: &Workshop, script: &str, program: &Path) -> Command {
    let mut npm = workshop.npm(["run", script]);
    npm.env("HOSO_DEV_SERVE", program)
        .env("HOSO_PAGE", workshop.browser_page())
        .env("HOSO_BROWSER_OUTPUT", workshop.browser_output());
    npm
}

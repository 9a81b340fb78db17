//! `cargo xtask <command>`: what a developer and the checks need, under one name.
//!
//! Belongs here: installing what a machine lacks, the order of the checks, the checks that only
//! this project has. Must not be here: anything the product does; those commands are in `hoso`.

#![cfg_attr(
    test,
    expect(clippy::unwrap_used, reason = "a failing test should stop at once")
)]

mod bench;
mod bless;
mod browser;
mod bundle;
mod here;
mod licences;
mod machine;
mod metadata;
mod parts;
mod reproduce;
mod run;
mod sbom;
mod schema;
mod soak;
mod steps;
mod test;
mod tidy;
mod ui;
mod windows;
mod workshop;

use std::process::ExitCode;

use workshop::{Done, Failure, Workshop};

const HELP: &str = "\
cargo xtask <command>

  run        Install what is missing, build the program and open it with the sample dossier.
             Without a display: write the sample dossier's documents to target/sample.
  dev-serve  Serve the window's page with the real program behind it, for a browser on this
             machine. Further words go to it: cargo xtask dev-serve --port 4000 dossier.json
  test       Install what is missing, then run every check and every test.
  screens    Take the pictures of docs/screens and ui/browser/refs again; review them as code.
  licences   Write assets/licences/third-party.txt: every part by others, with its licence.
  sbom       Write the same parts as a CycloneDX file into target/ship.
  tidy       Run the checks that only this project has (a part of test).
  schema     Rewrite docs/schema from the program's own file formats.
  bless      Take the documents as they look now for how they should look (tests/ref).
  bundle     Make the installers of this system in target/ship, and tell their sizes. With --test:
             install what was made, drive it, install it over itself and remove it.
  reproduce  Build hoso twice from the last commit, in different folders, and compare the bytes.
  windows-check
             Build for Windows from here, run the tests of the core under Wine, make a setup and
             try it there; a word names one part: build, tests or setup.
  bench      Run the benchmarks, or the one named first (further words go to it), and print every
             promised figure in one table, which docs/performance.md keeps:
             cargo xtask bench paper letter, cargo xtask bench window, cargo xtask bench page,
             cargo xtask bench table
  soak       Take all long proofs at full length, and write docs/reliability.md: every fault at
             every write, changed bytes, a day's work, mangled files, odd dossiers. It takes an
             hour or two; further words name the proofs that are left:
             cargo xtask soak restoring::gone a_changed_byte
             cargo xtask soak table writes the page anew from what was kept.
  help       Show this text.";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = words.collect();
    match obey(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask {command}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: &str, rest: &[String]) -> Done {
    if matches!(command, "help" | "--help" | "-h") {
        println!("{HELP}");
        return Ok(());
    }
    if !matches!(
        command,
        "bench" | "bundle" | "dev-serve" | "soak" | "windows-check"
    ) && let Some(word) = rest.first()
    {
        return Err(Failure::new(format!(
            "\"{word}\" is one word too many.\n\n{HELP}"
        )));
    }
    let workshop = Workshop::find()?;
    match command {
        "run" => run::run(&workshop),
        "dev-serve" => browser::serve(&workshop, rest),
        "screens" => browser::screens(&workshop),
        "test" => test::run(&workshop),
        "licences" => ui::install(&workshop).and_then(|()| licences::write(&workshop)),
        "sbom" => ui::install(&workshop).and_then(|()| sbom::write(&workshop).map(drop)),
        "tidy" => tidy::run(&workshop),
        "schema" => schema::run(&workshop),
        "bless" => bless::run(&workshop),
        "bundle" => bundle::run(&workshop, rest),
        "reproduce" => reproduce::run(&workshop),
        "windows-check" => windows::run(&workshop, rest),
        "bench" => bench::run(&workshop, rest),
        "soak" => soak::run(&workshop, rest),
        _ => Err(Failure::new(format!("there is no such command.\n\n{HELP}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::obey;

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(obey("tst", &[]).is_err());
        assert!(obey("tidy", &["--fix".to_owned()]).is_err());
    }

    #[test]
    fn helps() {
        assert!(obey("help", &[]).is_ok());
    }
}

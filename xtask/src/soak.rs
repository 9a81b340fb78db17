//! `cargo xtask soak`: the long form of all proofs, with their figures in docs/reliability.md.
//!
//! Every fault at every single operation (at every seventeenth while a cabinet is encrypted or
//! decrypted, which takes seconds each time), 200 killed typists, 10,000 changed bytes each, eight
//! hours of work, files spoiled thousands of times. In the daily tests the same programs take fewer
//! trials.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::here;
use crate::workshop::{Done, Failure, Workshop, run as call, run_and_keep};

const PAGE: &str = "docs/reliability.md";

/// The word that runs nothing and shows what was found last.
const TABLE: &str = "table";

/// In place of a test program: the tests inside the package.
const INSIDE: &str = "inside";

/// A test program, how many times the daily number of trials it takes, and the tests of it that are
/// proofs; all where none is named.
struct Proof {
    package: &'static str,
    test: &'static str,
    times: &'static str,
    names: &'static [&'static str],
}

const PROOFS: &[Proof] = &[
    Proof {
        package: "hoso-faults",
        test: "hours",
        times: "16",
        names: &[],
    },
    Proof {
        package: "hoso-tests",
        test: "formats",
        times: "50",
        names: &["mangled", "another_program_reads"],
    },
    Proof {
        package: "hoso-tests",
        test: "rules",
        times: "50",
        names: &["properties"],
    },
    Proof {
        package: "hoso-tests",
        test: "answers",
        times: "50",
        names: &["rescue"],
    },
    Proof {
        package: "hoso-tests",
        test: "proof",
        times: "20",
        names: &["a_letter_changed"],
    },
    Proof {
        package: "hoso-exchange",
        test: INSIDE,
        times: "50",
        names: &["never_panic"],
    },
    Proof {
        package: "hoso-tests",
        test: "package",
        times: "20",
        names: &["no_mutation", "any_dossier_goes"],
    },
    // Times the daily number of trials: 100 x 100 bytes. The typists are 20 a day, so 200 need 10.
    Proof {
        package: "hoso-faults",
        test: "flips",
        times: "100",
        names: &[],
    },
    Proof {
        package: "hoso-faults",
        test: "faults",
        times: "10",
        names: &[],
    },
];

/// How a figure is found in what a test program printed.
enum Found {
    /// What follows these words in their line.
    After(&'static str),
    /// All operations at which this fault was tried.
    At(&'static str),
    /// How many tests with these words in their names passed.
    Passed(&'static str),
}

/// A line of the table: what was tried, where it is found, and what it means.
struct Row {
    what: &'static str,
    test: &'static str,
    found: Found,
    means: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        what: "killed at a file operation",
        test: "faults",
        found: Found::At("kill"),
        means: "The program ends there as by the task manager. Afterwards the cabinet is as before or \
                as after the task, whole, and what was confirmed is there. Every operation of a task; of \
                encrypting and decrypting a cabinet, which take seconds, every seventeenth. So below.",
    },
    Row {
        what: "ended in the middle of a write",
        test: "faults",
        found: Found::At("torn"),
        means: "Half of a write is on the disk. The same holds.",
    },
    Row {
        what: "power cut",
        test: "faults",
        found: Found::At("power"),
        means: "What was written and not yet synced is taken back too. The same holds. Not seen: the \
                order in which a disk writes names, and disks that lie about syncing.",
    },
    Row {
        what: "full disk",
        test: "faults",
        found: Found::At("full"),
        means: "Everything that needs room is refused from there on. The task is refused in words, \
                nothing is half done, and it works again once there is room.",
    },
    Row {
        what: "one operation fails",
        test: "faults",
        found: Found::At("once"),
        means: "As with a loose cable for a moment. The same holds.",
    },
    Row {
        what: "the disk is gone",
        test: "faults",
        found: Found::At("gone"),
        means: "As when a USB stick is pulled out. The same holds once it is back.",
    },
    Row {
        what: "typists killed while they type",
        test: "faults",
        found: Found::After(" runs: "),
        means: "At most two seconds of typing may be lost (40 keys of 50 ms), and no key that was \
                confirmed.",
    },
    Row {
        what: "a changed byte in the cabinet",
        test: "flips",
        found: Found::After("cabinet, "),
        means: "Harmless: every answer was right all the same. Never is a wrong answer given as a \
                right one.",
    },
    Row {
        what: "a changed byte in a backup",
        test: "flips",
        found: Found::After("backup, "),
        means: "A backup that counts as sound is the one that was made.",
    },
    Row {
        what: "a changed byte in evidence",
        test: "flips",
        found: Found::After("evidence, "),
        means: "A scan that is shown is the one that was added.",
    },
    Row {
        what: "a day's work without the pauses",
        test: "hours",
        found: Found::After("a day of "),
        means: "Compared with a model all day and in the evening; the chain of the journal holds; \
                neither the time of a save nor the memory grows with the hours.",
    },
    Row {
        what: "mangled dossier files",
        test: "formats",
        found: Found::After("mangled samples/ho-so-mau.json: "),
        means: "Spoiled at random by up to four faults; refused with the place, or read, and then the \
                same when written and read again.",
    },
    Row {
        what: "mangled plans",
        test: "formats",
        found: Found::After("mangled plans/nam-dinh-cchc-2021-2025.toml: "),
        means: "Nobody's plan stops the program.",
    },
    Row {
        what: "mangled law",
        test: "formats",
        found: Found::After("mangled law/provisions.toml: "),
        means: "The same for a unit's own law file.",
    },
    Row {
        what: "mangled holidays",
        test: "formats",
        found: Found::After("mangled calendar/holidays.toml: "),
        means: "The same for its holidays.",
    },
    Row {
        what: "mangled packed cabinets",
        test: "formats",
        found: Found::After("mangled package: "),
        means: "And nothing is ever written outside the folder that it is unpacked into.",
    },
    Row {
        what: "mangled tables: .xlsx, .ods, .xls, CSV (properties)",
        test: INSIDE,
        found: Found::Passed("never_panic"),
        means: "20,000 files of each kind, spoiled at random inside and outside their packing, are \
                read or refused.",
    },
    Row {
        what: "mangled packages of a dossier (properties)",
        test: "package",
        found: Found::Passed("no_mutation"),
        means: "60,000 packages spoiled at random are read or refused; nothing is written beside them.",
    },
    Row {
        what: "dossiers made at random, to another computer and back (properties)",
        test: "package",
        found: Found::Passed("any_dossier_goes"),
        means: "160 dossiers with scans: the package made there is the one that came, byte for byte.",
    },
    Row {
        what: "odd dossiers judged (properties)",
        test: "rules",
        found: Found::Passed("properties"),
        means: "Each property holds for 20,000 dossiers made at random: every answer cites a \
                provision, says what to do where it fails, and what is unknown is never met.",
    },
    Row {
        what: "texts in old encodings (properties)",
        test: "answers",
        found: Found::Passed("rescue"),
        means: "Each property holds for 30,000 texts made at random: plain text is left alone, and \
                any text is read without harm.",
    },
    Row {
        what: "calendars read by another program (properties)",
        test: "formats",
        found: Found::Passed("another_program_reads"),
        means: "12,800 calendars made at random are read back the same by a parser that shares no \
                code.",
    },
    Row {
        what: "a letter changed in one mention (properties)",
        test: "proof",
        found: Found::Passed("a_letter_changed"),
        means: "240 changes at random in one of the places where a name stands: each is found by the \
                proof of the documents.",
    },
];

/// Takes the proofs whose names hold one of the words, or all where there is none. Each tells its
/// figures as it goes, so that one that was cut off can be taken up where it stood.
pub fn run(workshop: &Workshop, names: &[String]) -> Done {
    if names != [TABLE] {
        // The library that makes the faults is loaded by the tests and linked into none.
        call(&mut workshop.cargo(["build", "--package", "hoso-faults", "--lib", "--bins"]))?;
        for proof in PROOFS {
            take(workshop, proof, names)?;
        }
    }
    show(workshop)
}

fn take(workshop: &Workshop, proof: &Proof, names: &[String]) -> Done {
    // Unoptimised as the daily tests: the same programs, built once; hashing and the database are
    // optimised in both.
    let mut cargo = workshop.cargo(["test", "--package", proof.package]);
    if proof.test == INSIDE {
        cargo.arg("--lib");
    } else {
        cargo.args(["--test", proof.test]);
    }
    cargo.args(["--", "--nocapture", "--test-threads", "2"]);
    if names.is_empty() {
        cargo.args(proof.names);
    } else {
        cargo.args(names);
    }
    cargo.env("HOSO_SOAK", proof.times);
    let kept = kept(workshop, proof.test);
    if names.is_empty() {
        return run_and_keep(&mut cargo, &kept);
    }
    // What was found before stays beside what is taken up now.
    let part = kept.with_extension("part");
    run_and_keep(&mut cargo, &part)?;
    let failed = |error| Failure::new(format!("could not keep {}: {error}", kept.display()));
    let text = fs::read(&part).map_err(failed)?;
    let file = fs::OpenOptions::new().append(true).create(true).open(&kept);
    file.and_then(|mut file| file.write_all(&text))
        .map_err(failed)
}

fn kept(workshop: &Workshop, test: &str) -> PathBuf {
    workshop.measured().join(format!("soak-{test}.txt"))
}

fn show(workshop: &Workshop) -> Done {
    let mut page = format!(
        "# Reliability\n\nWritten by `cargo xtask soak` on {}. {}\n\nThe same tests run daily with \
         fewer trials (`cargo xtask test`). A test that fails stops the soak, so every figure here is \
         of trials that all held.\n\n| tried | found | what it means |\n| --- | --- | --- |\n",
        here::today(),
        here::machine()
    );
    for row in ROWS {
        let text = fs::read_to_string(kept(workshop, row.test)).unwrap_or_default();
        let found = found(&text, &row.found).unwrap_or_else(|| "not run yet".to_owned());
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {} | {found} | {} |", row.what, row.means);
    }
    println!("\n{page}");
    write(&workshop.path(PAGE), &page)
}

fn found(text: &str, found: &Found) -> Option<String> {
    match found {
        Found::After(words) => {
            let mut lines = text.lines().rev();
            let line = lines.find(|line| line.contains(words))?;
            let (before, rest) = line.split_once(words)?;
            // Where a number stands before the words, it belongs to them.
            let number = before.rsplit(' ').next().unwrap_or_default();
            let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
            let told = if is_number {
                format!("{number}{words}{rest}")
            } else {
                rest.to_owned()
            };
            Some(told.replace('|', "/"))
        }
        Found::At(fault) => {
            let middle = format!(": {fault} at ");
            let mut tasks = BTreeSet::new();
            let mut operations = 0_u32;
            for line in text.lines() {
                if let Some((task, rest)) = line.split_once(&middle)
                    && let Some(number) = rest.strip_suffix(" operations")
                    && let Ok(number) = number.parse::<u32>()
                {
                    tasks.insert(task.to_owned());
                    operations += number;
                }
            }
            (operations > 0).then(|| format!("{operations} operations of {} tasks", tasks.len()))
        }
        Found::Passed(words) => {
            let passed: BTreeSet<&str> = text
                .lines()
                .filter(|line| line.starts_with("test ") && line.ends_with("ok"))
                .filter(|line| line.contains(words))
                .collect();
            (!passed.is_empty()).then(|| format!("{} held", passed.len()))
        }
    }
}

fn write(path: &Path, text: &str) -> Done {
    fs::write(path, text)
        .map_err(|error| Failure::new(format!("could not write {}: {error}", path.display())))?;
    println!("{} is written.", path.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Found, PROOFS, ROWS, found};

    #[track_caller]
    fn check(text: &str, how: &Found, expected: Option<&str>) {
        assert_eq!(found(text, how).as_deref(), expected);
    }

    #[test]
    fn figures_are_found_in_what_was_printed() {
        let text = "test a::kill ... ok\nsave: kill at 40 operations\ncreate: kill at 2 operations\n\
                    200 runs: at most 9 keys of 50 ms lost\n\
                    backup, 10000 trials: 3 in white space, all others found\n\
                    test properties::one ... ok\ntest properties::two ... ok\n";
        check(text, &Found::At("kill"), Some("42 operations of 2 tasks"));
        check(text, &Found::At("torn"), None);
        check(
            text,
            &Found::After(" runs: "),
            Some("200 runs: at most 9 keys of 50 ms lost"),
        );
        check(
            text,
            &Found::After("backup, "),
            Some("10000 trials: 3 in white space, all others found"),
        );
        check(text, &Found::Passed("properties"), Some("2 held"));
        check(text, &Found::Passed("rescue"), None);
    }

    #[test]
    fn each_line_of_the_table_has_a_proof() {
        for row in ROWS {
            assert!(
                PROOFS.iter().any(|proof| proof.test == row.test),
                "{}",
                row.what
            );
        }
    }
}

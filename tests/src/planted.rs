//! The proof of the checks: every fault planted in a dossier is found, where it is and by the rule
//! that is about it, and a dossier without a fault is told nothing.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "planted/clean.rs"]
mod clean;
#[path = "planted/fault.rs"]
mod fault;

use clean::{Clean, Edited};
use fault::{Expected, Fault};
use hoso_tests::{folder, hoso, root, written};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What one command says of one dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    by: &'static str,
    rule: String,
    of: String,
    field: String,
    words: String,
}

/// Everything that is said of a dossier without being asked for one nominee.
const COMMANDS: [&str; 4] = ["check", "hints", "prove", "rescue"];

/// Length, headings and a target beside each figure are habits of reports: those of the fixtures are
/// short to be read quickly.
const NOT_AMISS: [&str; 3] = ["short", "no_part", "no_comparison"];

/// A dossier in a folder of its own, with the unit's own templates.
struct Laid {
    /// Taken away with it.
    _folder: tempfile::TempDir,
    file: PathBuf,
    forms: Vec<PathBuf>,
}

impl Laid {
    fn new(file: &Value, templates: &[Edited]) -> Self {
        let folder = folder();
        let forms = templates
            .iter()
            .enumerate()
            .map(|(at, edited)| edited.laid(folder.path(), at))
            .collect();
        let file = written(folder.path(), "hồ sơ.json", file.to_string());
        Self {
            _folder: folder,
            file,
            forms,
        }
    }

    /// What a command answers, as JSON.
    fn ask(&self, arguments: &[&str]) -> Value {
        let mut all: Vec<&str> = arguments.to_vec();
        for form in &self.forms {
            all.extend(["--form-file", form.to_str().unwrap()]);
        }
        all.extend(["--format", "json"]);
        let ran = hoso(&all);
        assert!(ran.code < 2, "{arguments:?}: {}", ran.err);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
    }

    fn said(&self, by: &'static str) -> Vec<Said> {
        let file = self.file.to_str().unwrap();
        let answer = match by {
            "prove" => self.ask(&[by, file])["mismatches"].clone(),
            _ => self.ask(&[by, file]),
        };
        let all = answer.as_array().unwrap().iter();
        match by {
            "check" => all
                .filter(|finding| finding["severity"] != "info")
                .map(|finding| Said {
                    by,
                    rule: text(&finding["rule"]),
                    of: text(&finding["subject_id"]),
                    field: text(&finding["field"]),
                    words: ["message", "because", "missing"]
                        .map(|part| text(&finding[part]))
                        .join(" | "),
                })
                .collect(),
            "prove" => all
                .flat_map(|mismatch| {
                    let words = ["title", "message", "found", "expected"];
                    let words = words.map(|part| text(&mismatch[part])).join(" | ");
                    let places = mismatch["places"].as_array().unwrap().iter();
                    places.map(move |place| Said {
                        by,
                        rule: text(&mismatch["kind"]),
                        of: String::new(),
                        field: text(&place["field"]) + &text(&place["document"]),
                        words: words.clone(),
                    })
                })
                .collect(),
            "rescue" => all
                .map(|old| Said {
                    by,
                    rule: text(&old["encoding"]),
                    of: String::new(),
                    field: text(&old["path"]),
                    words: ["before", "after"].map(|part| text(&old[part])).join(" | "),
                })
                .collect(),
            _ => all
                .filter(|hint| !NOT_AMISS.contains(&hint["kind"].as_str().unwrap()))
                .map(|hint| Said {
                    by,
                    rule: text(&hint["kind"]),
                    of: text(&hint["nominee"]),
                    field: text(&hint["field"]),
                    words: ["message", "passage"]
                        .map(|part| text(&hint[part]))
                        .join(" | "),
                })
                .collect(),
        }
    }

    /// Figures of a report that nothing in the dossier states.
    fn alone(&self, nominee: &str) -> Vec<Said> {
        let file = self.file.to_str().unwrap();
        let answer = self.ask(&["figures", nominee, "--file", file]);
        let figures = answer["figures"].as_array().unwrap().iter();
        figures
            .filter(|figure| figure["cover"] == "alone")
            .map(|figure| Said {
                by: "figures",
                rule: "alone".to_owned(),
                of: nominee.to_owned(),
                field: format!(
                    "nominees[{nominee}].report.sections[{}].paragraphs[{}]",
                    figure["section"], figure["paragraph"]
                ),
                words: text(&figure["text"]),
            })
            .collect()
    }

    /// What the command that a fault names says.
    fn asked(&self, expected: &Expected) -> Vec<Said> {
        match expected.by.as_str() {
            "figures" => self.alone(&expected.of),
            by => {
                let known = COMMANDS.iter().find(|command| **command == by);
                self.said(known.unwrap_or_else(|| panic!("no command “{by}”")))
            }
        }
    }
}

impl Edited {
    /// Writes the template into a folder.
    fn laid(&self, folder: &Path, at: usize) -> PathBuf {
        let built_in = root().join("assets/forms");
        let mut files: Vec<PathBuf> = fs::read_dir(built_in)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "form"))
            .collect();
        files.sort();
        let texts = files.iter().map(|path| fs::read_to_string(path).unwrap());
        let kind = format!("form: {}\n", self.form);
        let mut text = texts.into_iter().find(|text| text.contains(&kind)).unwrap();
        for [words, instead] in &self.replace {
            assert!(text.contains(words.as_str()), "{}: no “{words}”", self.form);
            text = text.replace(words.as_str(), instead);
        }
        written(folder, &format!("mẫu {at}.form"), text)
    }
}

/// A text, or the texts of a list.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join("; "),
        _ => String::new(),
    }
}

/// What is said of a dossier without a fault although nothing is wrong with it.
fn false_alarms(clean: &Clean) -> Vec<Said> {
    let laid = Laid::new(&clean.file, &clean.written.templates);
    let rightly = &clean.written.rightly_said;
    let said = COMMANDS.into_iter().flat_map(|by| laid.said(by));
    let alarms: Vec<Said> = said.collect();
    for rule in rightly {
        let is_said = alarms.iter().any(|said| said.rule == *rule);
        assert!(is_said, "{}: {rule} is not said", clean.id);
    }
    alarms
        .into_iter()
        .filter(|said| !rightly.contains(&said.rule))
        .collect()
}

/// What the fault makes a command say, beyond what it said of the dossier without it; the error is
/// why the fault counts as not found.
fn found(fault: &Fault, clean: &Clean) -> Result<(), String> {
    let before = Laid::new(&clean.file, &clean.written.templates);
    let mut templates = clean.written.templates.clone();
    templates.extend(fault.template.clone());
    let after = Laid::new(&fault.planted(&clean.file), &templates);
    let wanted = &fault.finds;
    let known: BTreeSet<Said> = before.asked(wanted).into_iter().collect();
    let new = after.asked(wanted);
    let new: Vec<Said> = new
        .into_iter()
        .filter(|said| !known.contains(said))
        .collect();
    let fits = |said: &&Said| {
        said.rule == wanted.rule
            && said.of == wanted.of
            && said.field == wanted.field
            && said.words.contains(&wanted.says)
    };
    new.iter().find(fits).map(|_| ()).ok_or_else(|| {
        let said: Vec<String> = new.iter().map(|said| format!("      {said:?}")).collect();
        format!(
            "   {}: {} was not found; said instead:\n{}",
            clean.id,
            fault.name,
            said.join("\n")
        )
    })
}

#[test]
fn every_planted_fault_is_found_and_no_clean_dossier_alarms() {
    let clean = clean::all();
    let faults = fault::all();
    let by_id: BTreeMap<&str, &Clean> = clean.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut wrong = Vec::new();
    let mut alarming = 0;
    for one in &clean {
        let alarms = false_alarms(one);
        alarming += usize::from(!alarms.is_empty());
        wrong.extend(
            alarms
                .iter()
                .map(|said| format!("   {} ({}): false alarm {said:?}", one.id, one.written.name)),
        );
    }
    let mut count = 0;
    for fault in &faults {
        assert!(!fault.why.is_empty(), "{}", fault.name);
        let ground = by_id.get(fault.dossier.as_str());
        let ground = ground.unwrap_or_else(|| panic!("{}: no {}", fault.name, fault.dossier));
        match found(fault, ground) {
            Ok(()) => count += 1,
            Err(why) => wrong.push(why),
        }
    }
    println!(
        "planted: {count} of {} found, false alarms on {alarming} of {} clean",
        faults.len(),
        clean.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

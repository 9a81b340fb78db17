//! `cargo xtask tidy`: the checks that only this project has. Each one is a function from what it
//! looks at to the problems it found, with tests that show it finding them.

mod arrows;
mod committed;
mod law;
mod licences;
mod migrations;
mod sources;
mod stray;

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::metadata::Metadata;
use crate::workshop::{Done, Failure, Workshop};

/// A place and what is wrong there.
#[derive(Debug, PartialEq)]
pub struct Problem {
    place: String,
    what: String,
}

/// One file that is committed or about to be. Its path has forward slashes on every system.
pub struct SourceFile {
    path: String,
    /// Absent when the file is not text.
    text: Option<String>,
}

pub fn run(workshop: &Workshop) -> Done {
    let files = files_of(workshop)?;
    let policy = policy(workshop)?;
    let metadata = Metadata::of_all(workshop, policy.systems())?;
    let checks = [
        ("dependency arrows", arrows::between_members(&metadata)),
        (
            "rooms of outside packages",
            arrows::outside_packages(&metadata),
        ),
        ("packages out of bounds", arrows::out_of_bounds(&metadata)),
        ("licences", policy.licences(&metadata)),
        ("origins of packages", licences::origins(&metadata)),
        ("purity of the core", sources::impure_core(&files)),
        ("reading the clock", sources::clocks(&files)),
        ("connections of the window", sources::connections(&files)),
        ("the page's way out", sources::stray_imports(&files)),
        ("length of files", sources::long_files(&files)),
        ("notes to do", stray::notes_without_reason(&files)),
        ("paths of one machine", stray::machine_paths(&files)),
        ("build output", committed::build_output(&files)),
        (
            "addresses in lock files",
            committed::pinned_addresses(&files),
        ),
        ("rules", law::rules(&files)),
        ("released migrations", migrations::edited(&files)),
    ];
    let mut number = 0;
    for (name, problems) in checks {
        println!(
            "{} {name}",
            if problems.is_empty() {
                "ok    "
            } else {
                "FAILED"
            }
        );
        for problem in &problems {
            println!("         {problem}");
        }
        number += problems.len();
    }
    match number {
        0 => Ok(()),
        1 => Err(Failure::new("1 problem is listed above.")),
        _ => Err(Failure::new(format!("{number} problems are listed above."))),
    }
}

/// What other people's packages may bring along, and for which systems the program is built.
pub fn policy(workshop: &Workshop) -> Done<licences::Policy> {
    licences::Policy::parse(&text_of(workshop, "deny.toml")?)
}

impl Problem {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }

    fn at_line(file: &SourceFile, line: usize, what: impl Into<String>) -> Self {
        Self::new(format!("{}:{line}", file.path), what)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl SourceFile {
    fn has_ending(&self, endings: &[&str]) -> bool {
        let ending = Path::new(&self.path)
            .extension()
            .and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.contains(&ending))
    }

    /// The file's lines, numbered as an editor does; none when it is not text.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .as_deref()
            .unwrap_or_default()
            .lines()
            .enumerate()
            .map(|(at, s)| (at + 1, s))
    }
}

fn text_of(workshop: &Workshop, path: &str) -> Done<String> {
    fs::read_to_string(workshop.path(path))
        .map_err(|error| Failure::new(format!("could not read {path}: {error}")))
}

/// What git has or would take; in a copy without git, everything but the usual output folders.
fn files_of(workshop: &Workshop) -> Done<Vec<SourceFile>> {
    let root = workshop.path("");
    let answer = Command::new("git")
        .current_dir(&root)
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .stdin(Stdio::null())
        .output();
    let mut paths: Vec<String> = match answer {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout)
            .split('\0')
            .filter(|path| !path.is_empty())
            .map(str::to_owned)
            .collect(),
        _ => walk(&root)?,
    };
    paths.sort();
    paths.dedup();
    // A file that was deleted and not yet committed is still listed, and a link may lead nowhere.
    paths.retain(|path| root.join(path).is_file());
    paths
        .into_iter()
        .map(|path| read_file(&root, path))
        .collect()
}

fn read_file(root: &Path, path: String) -> Done<SourceFile> {
    let bytes = fs::read(root.join(&path))
        .map_err(|error| Failure::new(format!("could not read {path}: {error}")))?;
    let text = String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'));
    Ok(SourceFile { path, text })
}

fn walk(root: &Path) -> Done<Vec<String>> {
    const LEFT_OUT: [&str; 5] = [".git", "target", "node_modules", "dist", "gen"];
    let mut found = Vec::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        let unreadable =
            |error| Failure::new(format!("could not read {}: {error}", folder.display()));
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let path = entry.path();
            if !path.is_dir() {
                let inside = path.strip_prefix(root).unwrap_or(&path);
                found.push(inside.to_string_lossy().replace('\\', "/"));
            } else if !LEFT_OUT.iter().any(|name| entry.file_name() == *name) {
                waiting.push(path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: Some(text.to_owned()),
    }
}

/// The problems as a person reads them, one on each line.
#[cfg(test)]
fn told(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{file, read_file, walk};

    #[test]
    fn walks_past_build_output() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["a/b.rs", "target/debug/c.rs", "ui/node_modules/d.js"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        assert_eq!(walk(folder.path()).unwrap(), ["a/b.rs"]);
    }

    #[test]
    fn tells_text_from_other_files() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.rs"), "đơn vị").unwrap();
        fs::write(folder.path().join("a.bin"), b"\0\x01").unwrap();
        assert!(
            read_file(folder.path(), "a.rs".to_owned())
                .unwrap()
                .text
                .is_some()
        );
        assert!(
            read_file(folder.path(), "a.bin".to_owned())
                .unwrap()
                .text
                .is_none()
        );
    }

    #[test]
    fn counts_lines_as_an_editor_does() {
        let file = file("a/b.toml", "one\ntwo\n");
        assert_eq!(file.lines().last(), Some((2, "two")));
        assert!(file.has_ending(&["toml"]) && !file.has_ending(&["rs"]));
    }
}

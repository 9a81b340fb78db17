//! Words that should not be in a committed file: a note that gives no reason, and the paths of
//! one person's machine.

use super::{Problem, SourceFile};

// In two pieces each, so that this file does not find itself.
const NOTES: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const MACHINE_PATHS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];

const CODE: [&str; 10] = [
    "rs", "toml", "ts", "js", "mjs", "svelte", "css", "html", "sql", "yml",
];

/// The fewest letters that can be a reason.
const SHORTEST_REASON: usize = 10;

pub fn notes_without_reason(files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.has_ending(&CODE)) {
        for (number, line) in file.lines() {
            for note in NOTES {
                if let Some(rest) = after_word(line, note)
                    && rest.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST_REASON
                {
                    let what = format!("{note} without a reason; say why it is not done yet");
                    problems.push(Problem::at_line(file, number, what));
                }
            }
        }
    }
    problems
}

pub fn machine_paths(files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files {
        for (number, line) in file.lines() {
            for path in MACHINE_PATHS {
                if has_absolute(line, path) {
                    let what = format!("{path} is a folder of one machine");
                    problems.push(Problem::at_line(file, number, what));
                }
            }
        }
    }
    problems
}

fn after_word<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let (before, after) = line.split_once(word)?;
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    (!before.ends_with(is_part) && !after.starts_with(is_part)).then_some(after)
}

/// A path that begins here, not one that merely continues, as in `docs/work/`.
fn has_absolute(line: &str, path: &str) -> bool {
    let continues = |c: char| c.is_alphanumeric() || "._-~/})".contains(c);
    line.match_indices(path)
        .any(|(at, _)| !line[..at].ends_with(continues))
}

#[cfg(test)]
mod tests {
    use super::{MACHINE_PATHS, NOTES, machine_paths, notes_without_reason};
    use crate::tidy::{file, told};

    #[test]
    fn a_note_must_give_its_reason() {
        let [to_do, _] = NOTES;
        let bare = file("a.rs", &format!("fn a() {{}}\n// {to_do}: later\n"));
        assert!(told(&notes_without_reason(&[bare])).starts_with("a.rs:2: "));
        let with_reason = format!("// {to_do}: wait for the new form of decree 30.\n");
        let fine = [
            file("a.rs", &with_reason),
            file("a.rs", &format!("const {to_do}S: u8 = 1;\n")),
            file("a.md", to_do),
        ];
        assert_eq!(told(&notes_without_reason(&fine)), "");
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        for path in MACHINE_PATHS {
            let stray = file("a.md", &format!("See `{path}main`.\n"));
            assert_eq!(
                told(&machine_paths(&[stray])),
                format!("a.md:1: {path} is a folder of one machine")
            );
            let inside = file("a.md", &format!("docs{path}main, ${{HOME}}{path}main\n"));
            assert_eq!(told(&machine_paths(&[inside])), "");
        }
    }
}

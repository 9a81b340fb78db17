//! What the source files may mention: the core no file, network, environment or clock; the page
//! the window's own interface in one folder only. And how long a Rust file may be.

use super::{Problem, SourceFile};

/// Crates whose answers depend on their arguments alone.
const CORE: [&str; 4] = ["hoso-domain", "hoso-rules", "hoso-paper", "hoso-forms"];
const OUTSIDE_MODULES: [&str; 4] = ["env", "fs", "net", "process"];
const CLOCK_TYPES: [&str; 2] = ["Instant", "SystemTime"];
const CLOCK_READINGS: [&str; 4] = ["Instant::now", "SystemTime::now", "Local::now", "Utc::now"];
const LONGEST_FILE: usize = 700;

pub fn impure_core(files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let is_core = |file: &&SourceFile| CORE.iter().any(|name| is_source_of(file, name));
    for file in files.iter().filter(is_core) {
        let code = code_of(file);
        for (at, module) in standard_modules(&code) {
            if OUTSIDE_MODULES.contains(&module) {
                problems.push(found(file, &code, at, &format!("mentions std::{module}")));
            }
        }
        for word in CLOCK_TYPES {
            for at in positions(&code, word) {
                problems.push(found(file, &code, at, &format!("mentions {word}")));
            }
        }
    }
    problems
}

/// Everything below the front ends is told which day it is.
pub fn clocks(files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let may_not_read = |file: &&SourceFile| {
        file.path.starts_with("crates/")
            && file.path.contains("/src/")
            && file.has_ending(&["rs"])
            && !is_source_of(file, "hoso-cli")
    };
    for file in files.iter().filter(may_not_read) {
        let code = code_of(file);
        for reading in CLOCK_READINGS {
            for at in positions(&code, reading) {
                problems.push(found(file, &code, at, &format!("calls {reading}")));
            }
        }
    }
    problems
}

/// The window talks to nobody; only the server for developers, never released, listens.
pub fn connections(files: &[SourceFile]) -> Vec<Problem> {
    let is_window = |file: &&SourceFile| {
        file.path.starts_with("src-tauri/src/")
            && !file.path.starts_with("src-tauri/src/bin/")
            && file.has_ending(&["rs"])
    };
    let mut problems = Vec::new();
    for file in files.iter().filter(is_window) {
        let code = code_of(file);
        for (at, module) in standard_modules(&code) {
            if module == "net" {
                let line = code[..at].matches('\n').count() + 1;
                problems.push(Problem::at_line(
                    file,
                    line,
                    "the window opens no connection",
                ));
            }
        }
    }
    problems
}

pub fn stray_imports(files: &[SourceFile]) -> Vec<Problem> {
    // In two pieces, so that this file does not find itself.
    let package = concat!("@tauri", "-apps/");
    let is_page = |file: &&SourceFile| {
        file.path.starts_with("ui/src/")
            && !file.path.starts_with("ui/src/ipc/")
            && file.has_ending(&["ts", "js", "mts", "mjs", "svelte"])
    };
    let mut problems = Vec::new();
    for file in files.iter().filter(is_page) {
        for (number, line) in file.lines() {
            if line.contains(package) {
                let what = format!("only ui/src/ipc imports {package}*");
                problems.push(Problem::at_line(file, number, what));
            }
        }
    }
    problems
}

pub fn long_files(files: &[SourceFile]) -> Vec<Problem> {
    files
        .iter()
        .filter(|file| file.has_ending(&["rs"]))
        .map(|file| (file, file.lines().count()))
        .filter(|(_, length)| *length > LONGEST_FILE)
        .map(|(file, length)| {
            let what = format!("has {length} lines; {LONGEST_FILE} is the most. Split it.");
            Problem::new(&file.path, what)
        })
        .collect()
}

fn is_source_of(file: &SourceFile, package: &str) -> bool {
    let inside = file
        .path
        .strip_prefix("crates/")
        .and_then(|path| path.strip_prefix(package));
    inside.is_some_and(|inside| inside.starts_with("/src/")) && file.has_ending(&["rs"])
}

fn found(file: &SourceFile, code: &str, at: usize, what: &str) -> Problem {
    let line = code[..at].matches('\n').count() + 1;
    Problem::at_line(file, line, format!("{what}; it must be passed in"))
}

/// The code without comments and without the unit tests at its end, on the lines it had.
fn code_of(file: &SourceFile) -> String {
    let mut code = String::new();
    let mut lines = file.lines().map(|(_, line)| line).peekable();
    let is_test_file = file.path.ends_with("/tests.rs");
    while let Some(line) = lines.next().filter(|_| !is_test_file) {
        let next = lines.peek().map_or("", |next| next.trim_start());
        if line.trim() == "#[cfg(test)]" && next.starts_with("mod ") && next.ends_with('{') {
            break;
        }
        if !line.trim_start().starts_with("//") {
            code.push_str(line);
        }
        code.push('\n');
    }
    code
}

/// Where a whole word, or a path of words, stands.
fn positions<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |&at| {
            !code[..at].ends_with(is_part) && !code[at + word.len()..].starts_with(is_part)
        })
}

/// The modules of the standard library that are named, alone or in braces.
fn standard_modules(code: &str) -> Vec<(usize, &str)> {
    let mut modules = Vec::new();
    for at in positions(code, "std") {
        let Some(rest) = code[at + 3..].trim_start().strip_prefix("::") else {
            continue;
        };
        let rest = rest.trim_start();
        match rest.strip_prefix('{') {
            None => modules.push((at, first_word(rest))),
            Some(group) => modules.extend(group_members(group).map(|member| (at, member))),
        }
    }
    modules
}

/// The first word of each member of a group in braces, up to its closing brace.
fn group_members(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 1_usize;
    let mut starts = vec![0];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => starts.push(at + 1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    starts
        .into_iter()
        .map(|at| first_word(group[at..].trim_start()))
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_FILE, clocks, connections, impure_core, long_files, stray_imports};
    use crate::tidy::{file, told};

    #[track_caller]
    fn check_core(code: &str, expected: &str) {
        let files = [file("crates/hoso-rules/src/case.rs", code)];
        assert_eq!(told(&impure_core(&files)), expected);
    }

    #[test]
    fn the_core_may_not_reach_outside() {
        let at = "crates/hoso-rules/src/case.rs";
        let rest = "; it must be passed in";
        check_core(
            "use std::fmt;\n\nuse std::fs;\n",
            &format!("{at}:3: mentions std::fs{rest}"),
        );
        check_core(
            "fn a() { std::env::var(\"A\") }",
            &format!("{at}:1: mentions std::env{rest}"),
        );
        check_core(
            "use std::{\n    fmt::{self, Write},\n    net::IpAddr,\n};\n",
            &format!("{at}:1: mentions std::net{rest}"),
        );
        check_core(
            "use std::time::{Duration, Instant};\n",
            &format!("{at}:1: mentions Instant{rest}"),
        );
    }

    #[test]
    fn the_core_may_do_everything_else() {
        check_core(
            "use std::{fmt, iter};\nstruct Instantly;\n// std::fs\nmy_std::fs();\n",
            "",
        );
        check_core(
            "fn a() {}\n\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n",
            "",
        );
        let elsewhere = file("crates/hoso-exchange/src/file.rs", "use std::fs;");
        let example = file("crates/hoso-rules/benches/rules.rs", "use std::fs;");
        let tests = file("crates/hoso-rules/src/nominee/tests.rs", "use std::fs;");
        assert_eq!(told(&impure_core(&[elsewhere, example, tests])), "");
    }

    #[test]
    fn only_front_ends_read_the_clock() {
        let code = "fn a() {\n    chrono::Local::now()\n}\n";
        let expected = "crates/hoso-desk/src/a.rs:2: calls Local::now; it must be passed in";
        assert_eq!(
            told(&clocks(&[file("crates/hoso-desk/src/a.rs", code)])),
            expected
        );
        let allowed = [
            file("crates/hoso-cli/src/main.rs", code),
            file("src-tauri/src/a.rs", code),
        ];
        assert_eq!(told(&clocks(&allowed)), "");
    }

    #[test]
    fn the_window_opens_no_connection() {
        let code = "use std::net::TcpStream;\n";
        assert_eq!(
            told(&connections(&[file("src-tauri/src/a.rs", code)])),
            "src-tauri/src/a.rs:1: the window opens no connection"
        );
        let allowed = [
            file("src-tauri/src/bin/dev_serve.rs", code),
            file("tests/window/driven.rs", code),
        ];
        assert_eq!(told(&connections(&allowed)), "");
    }

    #[test]
    fn only_one_folder_of_the_page_talks_to_the_window() {
        let code = concat!("import { invoke } from '@tauri", "-apps/api/core';\n");
        let stray = file("ui/src/screens/Home.svelte", code);
        assert!(told(&stray_imports(&[stray])).starts_with("ui/src/screens/Home.svelte:1: "));
        let allowed = [
            file("ui/src/ipc/desk.ts", code),
            file("ui/src/README.md", code),
        ];
        assert_eq!(told(&stray_imports(&allowed)), "");
    }

    #[test]
    fn long_files_are_found() {
        let longest = "\n".repeat(LONGEST_FILE);
        assert_eq!(told(&long_files(&[file("a.rs", &longest)])), "");
        assert_eq!(
            told(&long_files(&[file("a.svg", &(longest.clone() + "\n"))])),
            ""
        );
        assert_eq!(
            told(&long_files(&[file("a.rs", &(longest + "\n"))])),
            "a.rs: has 701 lines; 700 is the most. Split it."
        );
    }
}

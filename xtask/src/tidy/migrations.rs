//! Migrations of the cabinet only ever grow: a released one is never edited, renamed or removed,
//! since cabinets out there have been through it as it was.

use std::fmt::Write as _;

use super::{Problem, SourceFile};
use sha2::{Digest, Sha256};

const FOLDER: &str = "crates/hoso-store/migrations/";
const RELEASED: &str = "crates/hoso-store/migrations/released.txt";

pub fn edited(files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let released = files.iter().find(|file| file.path == RELEASED);
    let names = released.map_or_else(Vec::new, |list| {
        list.lines()
            .filter_map(|(number, line)| Some((number, line.split_once("  ")?)))
            .map(|(number, (sum, name))| (list, number, sum, name))
            .collect()
    });
    for (list, number, sum, name) in &names {
        let path = format!("{FOLDER}{name}");
        match files.iter().find(|file| file.path == path) {
            None => problems.push(Problem::at_line(
                list,
                *number,
                format!("{name} is released and missing"),
            )),
            Some(file) if checksum(file) != *sum => {
                let what = "is released and was edited; write a further migration instead";
                problems.push(Problem::new(&file.path, what));
            }
            Some(_) => {}
        }
    }
    let mut present: Vec<&str> = files
        .iter()
        .filter_map(|file| file.path.strip_prefix(FOLDER))
        .filter(|name| name.to_ascii_lowercase().ends_with(".sql"))
        .collect();
    present.sort_unstable();
    for (at, name) in present.iter().enumerate() {
        let expected = format!("{:04}_", at + 1);
        if !name.starts_with(&expected) {
            let what = format!("should begin with {expected}: numbers have no gap");
            problems.push(Problem::new(format!("{FOLDER}{name}"), what));
        }
    }
    problems
}

/// As the cabinet itself counts it: whatever the line ends.
fn checksum(file: &SourceFile) -> String {
    let text = file.text.as_deref().unwrap_or_default();
    let sum = Sha256::digest(text.replace("\r\n", "\n"));
    sum.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{FOLDER, RELEASED, checksum, edited};
    use crate::tidy::{file, told};

    #[test]
    fn a_released_migration_is_never_edited() {
        let first = file(&format!("{FOLDER}0001_a.sql"), "CREATE TABLE a (b);\n");
        let list = file(RELEASED, &format!("{}  0001_a.sql\n", checksum(&first)));
        let same = file(&format!("{FOLDER}0001_a.sql"), "CREATE TABLE a (b);\r\n");
        let next = file(&format!("{FOLDER}0002_b.sql"), "");
        assert_eq!(told(&edited(&[list, same, next])), "");

        let list = file(RELEASED, &format!("{}  0001_a.sql\n", checksum(&first)));
        let other = file(&format!("{FOLDER}0001_a.sql"), "CREATE TABLE a (c);\n");
        assert!(told(&edited(&[list, other])).contains("was edited"));

        let list = file(RELEASED, &format!("{}  0001_a.sql\n", checksum(&first)));
        assert!(told(&edited(&[list])).contains("released and missing"));
    }

    #[test]
    fn numbers_have_no_gap() {
        let gap = [
            file(&format!("{FOLDER}0001_a.sql"), ""),
            file(&format!("{FOLDER}0003_c.sql"), ""),
        ];
        assert!(told(&edited(&gap)).contains("0003_c.sql: should begin with 0002_"));
    }
}

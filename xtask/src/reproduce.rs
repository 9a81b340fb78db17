//! `cargo xtask reproduce`: whether the same source gives the same program. Builds the released
//! `hoso` of the last commit in two folders of different names, and compares what came out.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};

use crate::workshop::{Done, Failure, Workshop, run as call};

/// Of different lengths, one with blanks and marks, as a person's folder may be called.
const FOLDERS: [&str; 2] = ["a", "thư mục khác, dài hơn"];

pub fn run(workshop: &Workshop) -> Done {
    let place = workshop.reproduced();
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|error| failed(&place, &error))?;
    }
    fs::create_dir_all(&place).map_err(|error| failed(&place, &error))?;
    let source = place.join("source.tar");
    let mut git = Command::new("git");
    git.current_dir(workshop.path(""))
        .args(["archive", "--format=tar", "--output"])
        .arg(&source)
        .arg("HEAD");
    call(&mut git)?;
    let [first, second] = [
        build(workshop, &source, &place.join(FOLDERS[0]))?,
        build(workshop, &source, &place.join(FOLDERS[1]))?,
    ];
    for bytes in [&first, &second] {
        println!("{}  hoso, {} bytes", sum(bytes), bytes.len());
    }
    match difference(&first, &second) {
        None => {
            println!("The same bytes from two folders.");
            Ok(())
        }
        Some(told) => Err(Failure::new(format!("the two programs differ: {told}."))),
    }
}

fn build(workshop: &Workshop, source: &Path, folder: &Path) -> Done<Vec<u8>> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    call(
        Command::new("tar")
            .arg("-xf")
            .arg(source)
            .arg("-C")
            .arg(folder),
    )?;
    let words = ["build", "--release", "--locked", "--package", "hoso-cli"];
    let target = folder.join("target");
    let mut cargo = workshop.release_at(folder, words);
    call(cargo.arg("--target-dir").arg(&target))?;
    let program: PathBuf = target
        .join("release")
        .join(format!("hoso{}", env::consts::EXE_SUFFIX));
    fs::read(&program).map_err(|error| failed(&program, &error))
}

fn difference(first: &[u8], second: &[u8]) -> Option<String> {
    let pairs = first.iter().zip(second);
    let at = pairs.clone().position(|(a, b)| a != b);
    if at.is_none() && first.len() == second.len() {
        return None;
    }
    let bytes = pairs.filter(|(a, b)| a != b).count();
    Some(format!(
        "{} and {} bytes long, {bytes} bytes unlike from byte {} on",
        first.len(),
        second.len(),
        at.unwrap_or(first.len().min(second.len()))
    ))
}

fn sum(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{difference, sum};

    #[test]
    fn a_difference_is_told_with_its_place() {
        assert_eq!(difference(b"abc", b"abc"), None);
        let told = difference(b"abcd", b"aXcY").unwrap();
        assert_eq!(told, "4 and 4 bytes long, 2 bytes unlike from byte 1 on");
        assert!(difference(b"abc", b"abcd").unwrap().contains("from byte 3"));
    }

    #[test]
    fn a_sum_is_what_others_print() {
        assert!(sum(b"").starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }
}

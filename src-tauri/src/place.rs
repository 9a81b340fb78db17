//! Where the cabinet stands: in the program's own folder, or where a person has put a copy of it.
//! That is written in a small text file beside the program's own folder.
//!
//! A program that is carried about, on a USB stick, has that folder beside itself. A person says so
//! by putting an empty file named `portable` there; it is never guessed from the kind of drive.

use std::io;
use std::path::{Path, PathBuf};

/// The name of the cabinet's folder.
pub const CABINET: &str = "Tủ hồ sơ";

/// What a person puts beside the program to carry it about. Windows' editor gives every file an
/// ending and its file manager hides it.
const MARKS: [&str; 2] = ["portable", "portable.txt"];

/// What a cabinet holds that no other folder does.
const INSIDE: &str = "cabinet.db";

/// Where a program that is carried about keeps everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The cabinet.
    pub cabinet: PathBuf,
    /// What is needed for a while only, so that nothing stays on the machine that is visited.
    pub passing: PathBuf,
}

/// Whether a program is carried about: it has the mark beside it, or a cabinet already.
pub fn carried(program: &Path) -> Option<Carried> {
    let folder = program.parent()?;
    let cabinet = folder.join(CABINET);
    let is_marked = MARKS.iter().any(|mark| folder.join(mark).is_file());
    (is_marked || cabinet.join(INSIDE).is_file()).then(|| Carried {
        cabinet,
        passing: folder.join("Bộ nhớ tạm"),
    })
}

/// The folder of the cabinet; `own` is the program's own one.
pub fn remembered(own: &Path) -> PathBuf {
    let text = std::fs::read_to_string(note(own)).unwrap_or_default();
    let folder = Path::new(text.trim());
    if folder.is_absolute() {
        folder.to_owned()
    } else {
        own.to_owned()
    }
}

/// Remembers a folder for the next starts.
pub fn remember(own: &Path, folder: &Path) -> io::Result<()> {
    let note = note(own);
    if folder != own {
        return std::fs::write(note, folder.to_string_lossy().as_bytes());
    }
    match std::fs::remove_file(note) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn note(own: &Path) -> PathBuf {
    own.with_extension("noi-de.txt")
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{carried, remember, remembered};

    #[test]
    fn another_place_is_remembered_until_the_own_one_is_taken_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("Tủ hồ sơ");
        let other = folder.path().join("USB");
        assert_eq!(remembered(&own), own);
        remember(&own, &other).expect("it is written");
        assert_eq!(remembered(&own), other);
        remember(&own, &own).expect("it is taken back");
        assert_eq!(remembered(&own), own);
        remember(&own, &own).expect("twice is no fault");
    }

    #[test]
    fn a_program_is_carried_about_only_where_a_person_said_so() {
        let stick = tempfile::tempdir().expect("a folder");
        let program = stick.path().join("hoso-thi-dua");
        assert_eq!(carried(&program), None);
        // Another folder of that name decides nothing.
        let cabinet = stick.path().join("Tủ hồ sơ");
        std::fs::create_dir(&cabinet).expect("a folder");
        assert_eq!(carried(&program), None);
        for mark in ["portable", "portable.txt"] {
            let mark = stick.path().join(mark);
            std::fs::write(&mark, "").expect("the mark");
            let found = carried(&program).expect("it is carried about");
            assert_eq!(found.cabinet, cabinet);
            assert!(found.passing.starts_with(stick.path()));
            std::fs::remove_file(&mark).expect("it is taken away");
        }
        std::fs::write(cabinet.join("cabinet.db"), "").expect("a cabinet");
        assert!(carried(&program).is_some());
    }
}

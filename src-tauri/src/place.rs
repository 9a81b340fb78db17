//! Where the cabinet stands: in the program's own folder, or where a person has put a copy of it.
//! That is written in a small text file beside the program's own folder.

use std::io;
use std::path::{Path, PathBuf};

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
    use super::{remember, remembered};

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
}

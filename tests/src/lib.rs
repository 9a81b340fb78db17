//! Runs the built program and reads what it wrote with tools that share no code with it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The `hoso` program: the one that `HOSO_PROGRAM` names, else built with the profile of the tests.
///
/// # Panics
///
/// Where it cannot be built.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(given) = std::env::var_os("HOSO_PROGRAM") {
            return PathBuf::from(given);
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(["build", "--quiet", "-p", "hoso-cli"])
            .current_dir(root())
            .status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "hoso does not build"
        );
        // Test programs stand in `deps`, beside which the built programs are.
        let test = std::env::current_exe().unwrap_or_default();
        let folder = test
            .parent()
            .and_then(Path::parent)
            .unwrap_or(Path::new("."));
        let program = folder.join(format!("hoso{}", std::env::consts::EXE_SUFFIX));
        assert!(program.exists(), "{} is not there", program.display());
        program
    })
}

/// How many trials a test takes: so many each day, and as many times more as `HOSO_SOAK` says.
pub fn soak(trials: u32) -> u32 {
    let times = std::env::var("HOSO_SOAK").ok();
    trials * times.and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// What a run of `hoso` gave.
#[derive(Debug)]
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs `hoso`.
///
/// # Panics
///
/// Where it cannot be started.
pub fn hoso<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    match Command::new(program()).args(arguments).output() {
        Ok(output) => output.into(),
        Err(error) => panic!("hoso did not start: {error}"),
    }
}

/// Runs a reading tool and returns what it printed.
///
/// # Panics
///
/// Where it is missing or fails.
pub fn read_with(tool: &str, arguments: &[&str]) -> String {
    match Command::new(tool).args(arguments).output() {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        Ok(output) => panic!(
            "{tool} {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => panic!("{tool} is needed for this test: {error}"),
    }
}

/// The text of a PDF as poppler reads it, all white space folded to single spaces.
pub fn pdf_text(path: &Path) -> String {
    let text = read_with("pdftotext", &["-layout", &path.to_string_lossy(), "-"]);
    fold(&text)
}

/// The text with every run of white space as one space.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of the files in a folder, sorted.
///
/// # Panics
///
/// Where it cannot be listed.
pub fn listing(folder: &Path) -> Vec<String> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => panic!("{}: {error}", folder.display()),
    };
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The sample dossier as JSON, for tests to change.
///
/// # Panics
///
/// Where it cannot be read.
pub fn sample() -> serde_json::Value {
    let path = root().join("assets/samples/ho-so-mau.json");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// A folder of a test's own, with spaces and Vietnamese letters in its name.
///
/// # Panics
///
/// Where it cannot be made.
pub fn folder() -> tempfile::TempDir {
    match tempfile::Builder::new().prefix("hồ sơ thử ").tempdir() {
        Ok(folder) => folder,
        Err(error) => panic!("no folder for the test: {error}"),
    }
}

/// Writes a file and returns its path.
///
/// # Panics
///
/// Where it cannot be written.
pub fn written(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    match std::fs::write(&path, content) {
        Ok(()) => path,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// A refusal: exit code 2, three Vietnamese sentences with these words in them, nothing printed.
///
/// # Panics
///
/// Where it is none.
#[track_caller]
pub fn refused(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(ran.out, "", "{ran:?}");
    for part in ["Lỗi: ", "Vì sao: ", "Cần làm: "].iter().chain(words) {
        assert!(
            ran.err.contains(part),
            "“{part}” is missing in: {}",
            ran.err
        );
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

/// Runs `hoso cabinet` on the cabinet at a place.
pub fn cabinet(place: &Path, words: &[&str]) -> Ran {
    let mut arguments = vec!["cabinet".to_owned(), place.display().to_string()];
    arguments.extend(words.iter().map(ToString::to_string));
    hoso(arguments)
}

/// The same where it is done without complaint; what it says.
///
/// # Panics
///
/// Where it is refused, or says anything on the side.
#[track_caller]
pub fn done(place: &Path, words: &[&str]) -> String {
    let ran = cabinet(place, words);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}: {ran:?}");
    ran.out
}

/// A cabinet in a folder that has the sample dossier in it; where it stands.
pub fn filled(folder: &Path) -> PathBuf {
    let place = folder.join("Tủ của Sở");
    done(&place, &["init"]);
    let sample = root().join("assets/samples/ho-so-mau.json");
    done(&place, &["import", &sample.display().to_string()]);
    place
}

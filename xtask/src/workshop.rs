//! Where the workspace is, and how other programs are called from it.
//! Says every call before making it, so that a person can repeat it by hand.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use serde_json::Value;

/// What went wrong and what to do about it, in words for the person at the terminal.
#[derive(Debug)]
pub struct Failure(String);

pub type Done<T = ()> = Result<T, Failure>;

/// The folders of this workspace.
pub struct Workshop {
    root: PathBuf,
    target: PathBuf,
}

impl Failure {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Workshop {
    /// Asks Cargo, not the compiled-in path: the folder may have been moved since, and a person
    /// may have set another folder for what is built.
    pub fn find() -> Done<Self> {
        let start = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| ".".into());
        let words = ["metadata", "--format-version", "1", "--no-deps"];
        let answer = read(cargo_program().args(words).current_dir(start))?;
        let answer: Value = serde_json::from_str(&answer)
            .map_err(|error| Failure::new(format!("could not read cargo metadata: {error}")))?;
        let folder = |key: &str| {
            answer[key]
                .as_str()
                .map(PathBuf::from)
                .ok_or_else(|| Failure::new(format!("cargo metadata does not name the {key}.")))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The folder of the sample dossier, among the build output: never committed.
    pub fn sample(&self) -> PathBuf {
        self.target.join("sample")
    }

    /// The page as built for a browser, among the build output too.
    pub fn browser_page(&self) -> PathBuf {
        self.target.join("browser/page")
    }

    /// What browser tests and dev-serve write: pictures that differ, exported documents.
    pub fn browser_output(&self) -> PathBuf {
        self.target.join("browser/out")
    }

    /// What is handed out: installers, and what goes with them.
    pub fn ship(&self) -> PathBuf {
        self.target.join("ship")
    }

    /// What is made for Windows, with the compiler for it.
    pub fn windows(&self) -> PathBuf {
        self.target.join("windows")
    }

    /// The same program built twice.
    pub fn reproduced(&self) -> PathBuf {
        self.target.join("reproduced")
    }

    /// What benchmarks printed last.
    pub fn measured(&self) -> PathBuf {
        self.target.join("measured")
    }

    /// Where criterion keeps what it measured.
    pub fn criterion(&self) -> PathBuf {
        self.target.join("criterion")
    }

    /// Where Tauri's bundler puts what it made.
    pub fn bundles(&self) -> PathBuf {
        self.target.join("release/bundle")
    }

    /// A program that `cargo build` made.
    pub fn built(&self, name: &str) -> Command {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        let mut command = Command::new(self.target.join("debug").join(file));
        command.current_dir(&self.root);
        command
    }

    /// A program that `cargo build --release` made.
    pub fn released(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.target.join("release").join(file)
    }

    pub fn cargo<I>(&self, words: I) -> Command
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = cargo_program();
        command.current_dir(&self.root).args(words);
        command
    }

    /// Cargo for what is handed out or measured: always the same flags, so that what one command
    /// built serves the others, and no path of this machine gets into a program.
    pub fn release<I>(&self, words: I) -> Command
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        self.release_at(&self.root, words)
    }

    /// The same for a copy of the workspace in another folder.
    pub fn release_at<I>(&self, root: &Path, words: I) -> Command
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = self.cargo(words);
        command.current_dir(root);
        let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
            let home = env::home_dir()?;
            Some(home.join(".cargo"))
        });
        let mut flags = vec![remapped(root, "hoso")];
        flags.extend(home.iter().map(|home| remapped(home, "cargo")));
        command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        // The allocator, which is in C, writes down when it was compiled. Always the same moment:
        // that of the last commit would be wrong for what an earlier build left.
        command.env("SOURCE_DATE_EPOCH", FIRST_OF_1980);
        command
    }

    pub fn npm<I>(&self, words: I) -> Command
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = Command::new(npm_program());
        command.current_dir(self.path("ui")).args(words);
        command
    }
}

/// In seconds since 1970: the first moment that an archive can name.
const FIRST_OF_1980: &str = "315532800";

/// What `xvfb-run` is told: a screen in memory of the size that most offices have.
pub const SCREEN: [&str; 3] = ["-a", "-s", "-screen 0 1366x768x24"];

/// The same call, but started by another program, such as a screen in memory.
pub fn started_by(starter: &str, words: &[&str], inner: &Command) -> Command {
    let mut command = Command::new(starter);
    command
        .args(words)
        .arg(inner.get_program())
        .args(inner.get_args());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    if let Some(folder) = inner.get_current_dir() {
        command.current_dir(folder);
    }
    command
}

/// Runs a program in the foreground and lets its output through.
pub fn run(command: &mut Command) -> Done {
    println!("$ {}", spelled(command));
    let status = command
        .status()
        .map_err(|error| Failure::new(format!("could not start {}: {error}", spelled(command))))?;
    well(command, status)
}

/// Whether a program that has ended did what it was to do.
fn well(command: &Command, status: ExitStatus) -> Done {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "`{}` ended with {status}.",
            spelled(command)
        )))
    }
}

/// Runs a program in the foreground, lets its output through and keeps it in a file too.
pub fn run_and_keep(command: &mut Command, file: &Path) -> Done {
    println!("$ {}", spelled(command));
    let failed =
        |error: std::io::Error| Failure::new(format!("could not keep {}: {error}", file.display()));
    fs::create_dir_all(file.parent().unwrap_or(file)).map_err(failed)?;
    let mut kept = fs::File::create(file).map_err(failed)?;
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("could not start {}: {error}", spelled(command))))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.map_err(failed)?;
            println!("{line}");
            writeln!(kept, "{line}").map_err(failed)?;
        }
    }
    let status = child.wait().map_err(failed)?;
    well(command, status)
}

/// Runs a program quietly and gives what it printed.
pub fn read(command: &mut Command) -> Done<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::new(format!("could not start {}: {error}", spelled(command))))?;
    if !output.status.success() {
        return Err(Failure::new(format!(
            "`{}` ended with {}.",
            spelled(command),
            output.status
        )));
    }
    String::from_utf8(output.stdout).map_err(|_| {
        Failure::new(format!(
            "`{}` printed something unreadable.",
            spelled(command)
        ))
    })
}

/// Whether a program exists and ends well, without a word on the terminal.
pub fn succeeds(program: &str, words: &[&str]) -> bool {
    Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether a program of this name is on the search path.
pub fn on_path(program: &str) -> bool {
    let Some(path) = env::var_os("PATH") else {
        return false;
    };
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn remapped(folder: &Path, name: &str) -> String {
    let folder = folder.to_string_lossy();
    let folder = folder.trim_end_matches(['/', '\\']);
    format!("--remap-path-prefix={folder}=/{name}")
}

/// A size as people say it.
pub fn spelled_size(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// On Windows npm is a script, which `Command` finds only by its full name.
fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// The Cargo that started us, without the variables it set for us alone: with them, nested builds
/// would differ from the same builds started by hand.
fn cargo_program() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let spelled = name.to_string_lossy();
        if spelled.starts_with("CARGO_PKG_") || spelled.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    let mut text = name.to_string_lossy().into_owned();
    for word in command.get_args() {
        let word = word.to_string_lossy();
        text.push(' ');
        if word.contains(' ') {
            text.push('"');
            text.push_str(&word);
            text.push('"');
        } else {
            text.push_str(&word);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{on_path, read, remapped, spelled, spelled_size, started_by, succeeds};

    #[test]
    fn spells_a_call_as_a_person_would_type_it() {
        let mut command = Command::new("/usr/bin/xvfb-run");
        command.args(["-a", "-s", "-screen 0 1366x768x24"]);
        assert_eq!(
            spelled(&command),
            "xvfb-run -a -s \"-screen 0 1366x768x24\""
        );
    }

    #[test]
    fn a_size_is_told_in_megabytes_and_a_folder_is_hidden() {
        assert_eq!(spelled_size(3_549_999), "3.5 MB");
        let flag = remapped("/somewhere/a b/".as_ref(), "hoso");
        assert_eq!(flag, "--remap-path-prefix=/somewhere/a b=/hoso");
    }

    #[test]
    fn a_starter_takes_over_the_whole_call() {
        let mut inner = Command::new("cargo");
        inner
            .args(["test"])
            .env_remove("A")
            .env("B", "1")
            .current_dir("/somewhere");
        let outer = started_by("xvfb-run", &["-a"], &inner);
        assert_eq!(spelled(&outer), "xvfb-run -a cargo test");
        assert_eq!(outer.get_envs().count(), 2);
        assert_eq!(outer.get_current_dir(), inner.get_current_dir());
    }

    #[test]
    fn a_program_that_is_not_there_is_a_failure_with_its_name() {
        let failure = read(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(failure.to_string().contains("no-such-program-here"));
        assert!(!succeeds("no-such-program-here", &[]));
        assert!(!on_path("no-such-program-here"));
    }
}

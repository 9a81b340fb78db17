//! What the machine must have besides Rust and Node, and how to get it.
//!
//! Debian and its relatives: installs what is missing. Other Linux systems: looks for the same
//! programs and says what to install by hand. Windows and macOS bring what is needed.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, stdin};
use std::process::{Command, Stdio};

use crate::workshop::{Done, Failure, on_path, run, succeeds};

/// One thing to have: Debian's name of it, what it is for, and how to tell without Debian's tools.
#[derive(Clone, Copy)]
pub struct Need {
    package: &'static str,
    why: &'static str,
    sign: Sign,
}

#[derive(Clone, Copy)]
enum Sign {
    Program(&'static str),
    Library(&'static str),
    /// Cannot be told from outside; its absence shows itself.
    None,
}

/// To build the window.
pub const WINDOW: &[Need] = &[
    Need {
        package: "build-essential",
        why: "a C compiler and linker",
        sign: Sign::Program("cc"),
    },
    Need {
        package: "pkg-config",
        why: "finds the libraries to link with",
        sign: Sign::Program("pkg-config"),
    },
    Need {
        package: "libssl-dev",
        why: "the ciphers of a cabinet with a passphrase",
        sign: Sign::Library("libcrypto"),
    },
    Need {
        package: "libwebkit2gtk-4.1-dev",
        why: "draws the window's content",
        sign: Sign::Library("webkit2gtk-4.1"),
    },
];

/// To test the window and the documents.
pub const TESTS: &[Need] = &[
    Need {
        package: "webkit2gtk-driver",
        why: "lets a test press the window's buttons",
        sign: Sign::Program("WebKitWebDriver"),
    },
    Need {
        package: "chromium",
        why: "shows the page to the browser tests",
        sign: Sign::Program("chromium"),
    },
    Need {
        package: "xvfb",
        why: "a screen in memory for the window tests",
        sign: Sign::Program("xvfb-run"),
    },
    Need {
        package: "xauth",
        why: "lets xvfb start",
        sign: Sign::Program("xauth"),
    },
    Need {
        package: "fonts-dejavu-core",
        why: "a font for the screen in memory",
        sign: Sign::None,
    },
    Need {
        package: "dbus",
        why: "lets one window find another that is already open",
        sign: Sign::Program("dbus-daemon"),
    },
    Need {
        package: "strace",
        why: "sees which sockets the program opens",
        sign: Sign::Program("strace"),
    },
    Need {
        package: "poppler-utils",
        why: "reads the text and pages of PDF files",
        sign: Sign::Program("pdftotext"),
    },
    Need {
        package: "qpdf",
        why: "checks the structure of PDF files",
        sign: Sign::Program("qpdf"),
    },
    Need {
        package: "unzip",
        why: "looks into DOCX files",
        sign: Sign::Program("unzip"),
    },
    Need {
        package: "default-jdk-headless",
        why: "runs the validator of archive files",
        sign: Sign::Program("javac"),
    },
    Need {
        package: "libjaxb-java",
        why: "lets the validator read its rules",
        sign: Sign::None,
    },
    Need {
        package: "libreoffice-writer-nogui",
        why: "opens DOCX files as a reader would",
        sign: Sign::Program("soffice"),
    },
];

/// To build for Windows and try what was built.
pub const WINDOWS: &[Need] = &[
    Need {
        package: "gcc-mingw-w64-x86-64",
        why: "compiles and links for Windows",
        sign: Sign::Program("x86_64-w64-mingw32-gcc"),
    },
    Need {
        package: "wine",
        why: "runs programs of Windows",
        sign: Sign::Program("wine"),
    },
    Need {
        package: "nsis",
        why: "makes the setup",
        sign: Sign::Program("makensis"),
    },
    Need {
        package: "zip",
        why: "packs the folder to carry about",
        sign: Sign::Program("zip"),
    },
];

/// Sees to it that everything in the lists is there.
pub fn provide(lists: &[&[Need]]) -> Done {
    if !cfg!(target_os = "linux") {
        println!("Nothing to install: this system brings what the window needs.");
        return Ok(());
    }
    let needs: Vec<Need> = lists.concat();
    if on_path("apt-get") && on_path("dpkg-query") {
        install(&missing(&needs, &installed(&dpkg_answer(&needs)?)))
    } else {
        let absent: Vec<Need> = needs
            .into_iter()
            .filter(|need| !is_present(need.sign))
            .collect();
        if absent.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(instructions(&absent)))
        }
    }
}

fn install(needs: &[Need]) -> Done {
    if needs.is_empty() {
        println!("Nothing to install: every system package is there.");
        return Ok(());
    }
    println!("Missing on this machine:");
    for need in needs {
        println!("  {:<22} {}", need.package, need.why);
    }
    let rights = Rights::of_this_person();
    if matches!(rights, Rights::None) {
        return Err(Failure::new(format!(
            "installing needs the rights of root, and there is no sudo. As root, type:\n  apt-get \
             update && apt-get install --no-install-recommends {}\nand try again.",
            names(needs)
        )));
    }
    println!("Installing {} with apt-get.", counted(needs.len()));
    // Lists that cannot be refreshed may still be good enough: the next call decides.
    if let Err(failure) = run(&mut apt(rights, &["update"], &[])) {
        println!("The package lists could not be refreshed ({failure}); trying with the old ones.");
    }
    run(&mut apt(
        rights,
        &["install", "--yes", "--no-install-recommends"],
        needs,
    ))
    .map_err(|failure| {
        Failure::new(format!(
            "{failure}\nIf a package was not found: Debian 12, Ubuntu 22.04 or newer is needed."
        ))
    })
}

#[derive(Clone, Copy)]
enum Rights {
    Root,
    Sudo,
    /// Nobody is there to type a password.
    SudoWithoutAsking,
    None,
}

impl Rights {
    fn of_this_person() -> Self {
        let is_root = Command::new("id")
            .arg("-u")
            .output()
            .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
        if is_root {
            Self::Root
        } else if !on_path("sudo") {
            Self::None
        } else if stdin().is_terminal() && env::var_os("CI").is_none() {
            Self::Sudo
        } else {
            Self::SudoWithoutAsking
        }
    }

    fn prefix(self) -> &'static [&'static str] {
        match self {
            Self::Root | Self::None => &[],
            Self::Sudo => &["sudo"],
            Self::SudoWithoutAsking => &["sudo", "-n"],
        }
    }
}

fn apt(rights: Rights, words: &[&str], needs: &[Need]) -> Command {
    // sudo drops the variables of the caller, so env sets them behind it.
    let line = rights
        .prefix()
        .iter()
        .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        // On a machine that has just been started, its own updates often hold the lock.
        .chain(&["-o", "DPkg::Lock::Timeout=300"])
        .chain(words)
        .copied()
        .chain(needs.iter().map(|need| need.package));
    let mut line = line.collect::<Vec<_>>().into_iter();
    let mut command = Command::new(line.next().unwrap_or("env"));
    command.args(line).stdin(Stdio::null());
    if matches!(rights, Rights::Sudo) {
        command.stdin(Stdio::inherit());
    }
    command
}

fn dpkg_answer(needs: &[Need]) -> Done<String> {
    // Ends badly when one package is unknown, and still answers for the others.
    let output = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\\n"])
        .args(needs.iter().map(|need| need.package))
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::new(format!("could not start dpkg-query: {error}")))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn installed(dpkg_answer: &str) -> BTreeSet<&str> {
    dpkg_answer
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect()
}

fn missing(needs: &[Need], installed: &BTreeSet<&str>) -> Vec<Need> {
    needs
        .iter()
        .filter(|need| !installed.contains(need.package))
        .copied()
        .collect()
}

fn is_present(sign: Sign) -> bool {
    match sign {
        Sign::Program(name) => on_path(name),
        Sign::Library(name) => succeeds("pkg-config", &["--exists", name]),
        Sign::None => true,
    }
}

fn instructions(absent: &[Need]) -> String {
    let mut text = String::from(
        "this system has no apt-get, so nothing was installed. Please install these yourself and \
         try again (the names are Debian's; other systems call them alike):\n",
    );
    for need in absent {
        let looked_for = match need.sign {
            Sign::Program(name) => format!("the program {name}"),
            Sign::Library(name) => format!("the library {name}, as pkg-config calls it"),
            Sign::None => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:<22} {} ({looked_for})", need.package, need.why);
    }
    text.truncate(text.trim_end().len());
    text
}

fn counted(number: usize) -> String {
    if number == 1 {
        "1 package".to_owned()
    } else {
        format!("{number} packages")
    }
}

fn names(needs: &[Need]) -> String {
    needs
        .iter()
        .map(|need| need.package)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Rights, TESTS, WINDOW, apt, installed, instructions, missing, names};

    const ANSWER: &str = "\
build-essential installed
pkg-config config-files
libwebkit2gtk-4.1-dev installed
";

    #[test]
    fn installs_only_what_is_not_there() {
        let absent = missing(WINDOW, &installed(ANSWER));
        assert_eq!(names(&absent), "pkg-config libssl-dev");
        assert_eq!(missing(TESTS, &installed(ANSWER)).len(), TESTS.len());
    }

    #[track_caller]
    fn check_apt(rights: Rights, expected: &str) {
        let command = apt(rights, &["install", "--yes"], &WINDOW[..1]);
        let mut line = vec![command.get_program().to_string_lossy().into_owned()];
        line.extend(
            command
                .get_args()
                .map(|word| word.to_string_lossy().into_owned()),
        );
        assert_eq!(line.join(" "), expected);
    }

    #[test]
    fn asks_for_rights_only_when_needed() {
        const REST: &str = "env DEBIAN_FRONTEND=noninteractive apt-get -o \
                            DPkg::Lock::Timeout=300 install --yes build-essential";
        check_apt(Rights::Root, REST);
        check_apt(Rights::Sudo, &format!("sudo {REST}"));
        check_apt(Rights::SudoWithoutAsking, &format!("sudo -n {REST}"));
    }

    #[test]
    fn other_systems_are_told_what_to_install() {
        let text = instructions(WINDOW);
        assert!(text.contains("webkit2gtk-4.1"));
        assert!(text.contains("pkg-config"));
    }
}

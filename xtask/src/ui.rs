//! The steps of the web page inside the window; all of them are npm's.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::workshop::{Done, Failure, Workshop, on_path, read, run};

/// The oldest Node that Vite 8 runs on, and the oldest of the next line.
const OLDEST_NODE: [(u32, u32); 2] = [(20, 19), (22, 12)];

/// Fetches the packages of the page.
pub fn install(workshop: &Workshop) -> Done {
    fetch(workshop, "ui")
}

/// Fetches the validator of archive files, which npm has and Debian has not.
pub fn install_validator(workshop: &Workshop) -> Done {
    fetch(workshop, "tests/validator")
}

/// Fetches the packages named in a lock file, unless that was done since it last changed.
pub fn fetch(workshop: &Workshop, folder: &str) -> Done {
    require_node()?;
    let folder = workshop.path(folder);
    let lock = folder.join("package-lock.json");
    let Some(lock) = changed(&lock) else {
        return Err(Failure::new(format!("{} is missing.", lock.display())));
    };
    // npm writes this file last, so a broken-off installation has none.
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    if is_stale(lock, installed) {
        let mut npm = workshop.npm(["ci", "--no-audit", "--no-fund"]);
        run(npm.current_dir(folder))
    } else {
        println!(
            "Nothing to fetch: {} is as new as the lock file.",
            folder.join("node_modules").display()
        );
        Ok(())
    }
}

pub fn check(workshop: &Workshop) -> Done {
    run(&mut workshop.npm(["run", "check"]))
}

pub fn test(workshop: &Workshop) -> Done {
    run(&mut workshop.npm(["test"]))
}

pub fn build(workshop: &Workshop) -> Done {
    run(&mut workshop.npm(["run", "build"]))?;
    for script in scripts(&workshop.path("ui/dist/assets"))? {
        if let Some(mark) = development_mark(&script) {
            return Err(Failure::new(format!(
                "the page that is released holds {mark}, which only a browser of a developer needs."
            )));
        }
    }
    Ok(())
}

fn scripts(folder: &Path) -> Done<Vec<String>> {
    let failed = |error| Failure::new(format!("could not read {}: {error}", folder.display()));
    let mut scripts = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "js") {
            scripts.push(fs::read_to_string(path).map_err(failed)?);
        }
    }
    Ok(scripts)
}

/// What gives away the way to dev-serve or the gallery of parts; see `ui/vite.config.ts`.
fn development_mark(script: &str) -> Option<&'static str> {
    ["/ipc/", "g-values"]
        .into_iter()
        .find(|mark| script.contains(mark))
}

/// The page that talks to dev-serve, with the gallery of its parts.
pub fn build_for_browser(workshop: &Workshop) -> Done {
    let page = workshop.browser_page();
    let mut npm = workshop.npm(["run", "build-browser", "--", "--outDir"]);
    run(npm.arg(page))
}

fn require_node() -> Done {
    let program = if cfg!(windows) { "node.exe" } else { "node" };
    if !on_path(program) {
        return Err(Failure::new(
            "Node is missing. Please install Node 20.19 or newer (with npm) and try again.",
        ));
    }
    let version = read(Command::new(program).arg("--version"))?;
    if is_new_enough(&version) {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "Node {} is too old. Please install Node 20.19, 22.12 or newer and try again.",
            version.trim()
        )))
    }
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    let [(old_major, old_minor), (new_major, new_minor)] = OLDEST_NODE;
    (major == old_major && minor >= old_minor)
        || (major == new_major && minor >= new_minor)
        || major > new_major
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|data| data.modified()).ok()
}

fn is_stale(lock: SystemTime, installed: Option<SystemTime>) -> bool {
    installed.is_none_or(|installed| installed < lock)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{development_mark, is_new_enough, is_stale};

    #[test]
    fn what_is_for_developers_is_not_released() {
        assert_eq!(development_mark("fetch(`/ipc/${command}`)"), Some("/ipc/"));
        assert_eq!(
            development_mark("window.__TAURI_INTERNALS__.invoke(a)"),
            None
        );
    }

    #[test]
    fn fetches_when_absent_or_older_than_the_lock_file() {
        let lock = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        assert!(is_stale(lock, None));
        assert!(is_stale(lock, Some(lock - Duration::from_secs(1))));
        assert!(!is_stale(lock, Some(lock)));
    }

    #[test]
    fn knows_which_node_is_too_old() {
        for old in [
            "v18.20.0", "v20.18.1", "v21.7.3", "v22.11.0", "", "nonsense",
        ] {
            assert!(!is_new_enough(old), "{old}");
        }
        for new in ["v20.19.0\n", "v20.20.2", "v22.12.0", "v24.0.0"] {
            assert!(is_new_enough(new), "{new}");
        }
    }
}

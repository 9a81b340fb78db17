//! `cargo xtask run`: from a fresh copy of the source to the open window, in one command.

use std::env;
use std::ffi::OsString;
use std::fs;

use crate::machine;
use crate::ui;
use crate::workshop::{Done, Failure, Workshop, run as call};

/// The dossier among the files that `hoso sample` writes.
const SAMPLE_DOSSIER: &str = "ho-so-mau.json";

/// The window's package and program.
const WINDOW: &str = "hoso-thi-dua";

pub fn run(workshop: &Workshop) -> Done {
    if has_display(env::var_os("DISPLAY"), env::var_os("WAYLAND_DISPLAY")) {
        open_window(workshop)
    } else {
        write_documents(workshop)
    }
}

fn open_window(workshop: &Workshop) -> Done {
    machine::provide(&[machine::WINDOW]).map_err(|failure| {
        Failure::new(format!(
            "{failure}\nWithout a window nothing need be installed: with DISPLAY and \
             WAYLAND_DISPLAY unset, this command writes the documents as PDF files."
        ))
    })?;
    ui::install(workshop)?;
    ui::build(workshop)?;
    // Both at once: one by one they would not agree on the features of what they share, and the
    // typesetter would be built twice.
    call(&mut workshop.cargo(["build", "--package", "hoso-cli", "--package", WINDOW]))?;
    let dossier = workshop.sample().join(SAMPLE_DOSSIER);
    if !dossier.is_file() {
        write_sample(workshop)?;
    }
    println!(
        "\nOpening the window with the sample dossier {}",
        dossier.display()
    );
    call(workshop.built(WINDOW).arg(dossier))
}

fn write_documents(workshop: &Workshop) -> Done {
    println!("There is no display, so no window opens: writing the sample dossier's documents.");
    call(&mut workshop.cargo(["build", "--package", "hoso-cli"]))?;
    write_sample(workshop)
}

/// `hoso sample` lists what it writes, and overwrites nothing, so what an earlier run left is cleared first.
fn write_sample(workshop: &Workshop) -> Done {
    let folder = workshop.sample();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| {
            Failure::new(format!("could not clear {}: {error}", folder.display()))
        })?;
    }
    call(workshop.built("hoso").args(["sample", "--out"]).arg(folder))
}

/// Windows and macOS always have a display; on Linux one of two variables names it.
fn has_display(x: Option<OsString>, wayland: Option<OsString>) -> bool {
    let is_named = |name: Option<OsString>| name.is_some_and(|name| !name.is_empty());
    !cfg!(target_os = "linux") || is_named(x) || is_named(wayland)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::has_display;

    #[test]
    fn a_window_needs_a_display() {
        assert!(!has_display(None, None));
        assert!(!has_display(Some("".into()), None));
        assert!(has_display(Some(":0".into()), None));
        assert!(has_display(None, Some("wayland-0".into())));
    }
}

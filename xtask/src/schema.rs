//! `cargo xtask schema`: rewrites the committed schemas. The tests only say that they are stale.

use std::fs;

use crate::workshop::{Done, Failure, Workshop, read};

const NAMES: [&str; 6] = ["dossier", "plan", "law", "holidays", "steps", "rehearsal"];

pub fn run(workshop: &Workshop) -> Done {
    let folder = workshop.path("docs/schema");
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::new(format!("could not make {}: {error}", folder.display())))?;
    for name in NAMES {
        let words = [
            "run",
            "--quiet",
            "--package",
            "hoso-cli",
            "--bin",
            "hoso",
            "--",
            "schema",
        ];
        let text = read(workshop.cargo(words).arg(name))?;
        if text.trim().is_empty() {
            return Err(Failure::new(format!(
                "`hoso schema {name}` printed nothing."
            )));
        }
        let file = folder.join(format!("{name}.schema.json"));
        let is_new = fs::read_to_string(&file).map_or(true, |old| old != text);
        if is_new {
            fs::write(&file, text).map_err(|error| {
                Failure::new(format!("could not write {}: {error}", file.display()))
            })?;
        }
        println!(
            "{} {}",
            if is_new { "rewritten" } else { "unchanged" },
            file.display()
        );
    }
    Ok(())
}

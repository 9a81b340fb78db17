//! Which package may depend on which. An arrow points at what is depended on; none points back.

use super::Problem;
use crate::metadata::Metadata;

/// Each package of this workspace with everything of this workspace that it may name.
const ARROWS: &[(&str, &[&str])] = &[
    ("hoso-domain", &[]),
    ("hoso-paper", &[]),
    ("hoso-rules", &["hoso-domain"]),
    ("hoso-store", &["hoso-domain"]),
    ("hoso-exchange", &["hoso-domain"]),
    ("hoso-forms", &["hoso-domain", "hoso-rules", "hoso-paper"]),
    ("hoso-desk", BELOW_DESK),
    ("hoso-cli", DESK_AND_BELOW),
    ("hoso-thi-dua", DESK_AND_BELOW),
    ("hoso-tests", DESK_AND_BELOW),
    ("hoso-faults", &["hoso-domain", "hoso-store"]),
    ("hoso-window-bench", &[]),
    ("xtask", &[]),
];

const BELOW_DESK: &[&str] = &[
    "hoso-domain",
    "hoso-rules",
    "hoso-store",
    "hoso-exchange",
    "hoso-paper",
    "hoso-forms",
];

const DESK_AND_BELOW: &[&str] = &[
    "hoso-domain",
    "hoso-rules",
    "hoso-store",
    "hoso-exchange",
    "hoso-paper",
    "hoso-forms",
    "hoso-desk",
];

/// Outside packages that have one room in the house. Tests may use them anywhere.
const ROOMS: &[(&str, &[&str])] = &[
    ("printpdf", &["hoso-paper"]),
    ("parley", &["hoso-paper"]),
    ("lopdf", &["hoso-paper"]),
    ("hayro", &["hoso-paper"]),
    ("skrifa", &["hoso-paper"]),
    ("subsetter", &["hoso-paper"]),
    ("docx-rs", &["hoso-paper"]),
    ("rusqlite", &["hoso-store"]),
    ("image", &["hoso-paper", "hoso-store"]),
    ("calamine", &["hoso-exchange"]),
    ("cfb", &["hoso-exchange"]),
    ("icalendar", &["hoso-exchange"]),
    ("mail-builder", &["hoso-exchange"]),
    ("quick-xml", &["hoso-exchange"]),
    ("rust_xlsxwriter", &["hoso-exchange"]),
    ("zip", &["hoso-exchange", "hoso-paper"]),
    ("clap", &["hoso-cli"]),
    ("tauri", &["hoso-thi-dua"]),
    ("tauri-specta", &["hoso-thi-dua"]),
];

/// What must not even be built for anything but the window and its tests: a web engine, and
/// anything that opens a connection.
const OUT_OF_BOUNDS: &[&str] = &[
    "tauri",
    "wry",
    "tao",
    "webkit2gtk",
    "hyper",
    "reqwest",
    "ureq",
    "curl",
    "isahc",
    "tokio",
];

const MAY_REACH_THEM: &[&str] = &["hoso-thi-dua", "hoso-window-bench"];

pub fn between_members(metadata: &Metadata) -> Vec<Problem> {
    let mut problems = Vec::new();
    for member in metadata.members() {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == member.name) else {
            let what = "is not in the table of arrows (xtask/src/tidy/arrows.rs); give it a place";
            problems.push(Problem::new(&member.name, what));
            continue;
        };
        for dependency in &member.declared {
            let name = dependency.name.as_str();
            let is_ours = metadata.members().any(|other| other.name == name);
            if is_ours && name != member.name && !allowed.contains(&name) {
                problems.push(Problem::new(
                    &member.name,
                    format!("must not depend on {name}"),
                ));
            }
        }
    }
    problems
}

pub fn outside_packages(metadata: &Metadata) -> Vec<Problem> {
    let mut problems = Vec::new();
    // The test package's ordinary dependencies are for tests too.
    for member in metadata
        .members()
        .filter(|member| member.name != "hoso-tests")
    {
        for dependency in member
            .declared
            .iter()
            .filter(|named| !named.is_for_development)
        {
            let room = ROOMS.iter().find(|(name, _)| *name == dependency.name);
            if let Some((name, rooms)) = room
                && !rooms.contains(&member.name.as_str())
            {
                let what = format!("must leave {name} to {}", rooms.join(", "));
                problems.push(Problem::new(&member.name, what));
            }
        }
    }
    problems
}

pub fn out_of_bounds(metadata: &Metadata) -> Vec<Problem> {
    let mut problems = Vec::new();
    let bound = |name: &str| !MAY_REACH_THEM.contains(&name);
    for member in metadata.members().filter(|member| bound(&member.name)) {
        let reached = metadata.reached_from(&member.name);
        for name in OUT_OF_BOUNDS.iter().filter(|name| reached.contains(**name)) {
            let what = format!("has {name} built into it; only the window may");
            problems.push(Problem::new(&member.name, what));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{ARROWS, between_members, out_of_bounds, outside_packages};
    use crate::metadata::sketch;
    use crate::tidy::told;

    #[test]
    fn a_sound_house_has_no_problems() {
        let metadata = sketch(
            "hoso-domain: serde
             hoso-paper: printpdf +criterion
             hoso-forms: hoso-domain hoso-paper
             hoso-desk: hoso-forms
             hoso-thi-dua: hoso-desk tauri
             hoso-tests: hoso-desk lopdf
             serde:
             printpdf:
             lopdf:
             criterion:
             tauri:",
        );
        assert_eq!(told(&between_members(&metadata)), "");
        assert_eq!(told(&outside_packages(&metadata)), "");
        assert_eq!(told(&out_of_bounds(&metadata)), "");
    }

    #[test]
    fn an_arrow_that_points_back_is_found() {
        let metadata = sketch(
            "hoso-domain: hoso-rules
             hoso-rules: +hoso-exchange
             hoso-exchange:",
        );
        assert_eq!(
            told(&between_members(&metadata)),
            "hoso-domain: must not depend on hoso-rules\n\
             hoso-rules: must not depend on hoso-exchange"
        );
    }

    #[test]
    fn a_package_without_a_place_is_found() {
        assert!(told(&between_members(&sketch("hoso-helpers:"))).contains("give it a place"));
    }

    #[test]
    fn an_outside_package_in_the_wrong_room_is_found() {
        let metadata = sketch(
            "hoso-forms: printpdf +lopdf
             printpdf:
             lopdf:",
        );
        assert_eq!(
            told(&outside_packages(&metadata)),
            "hoso-forms: must leave printpdf to hoso-paper"
        );
    }

    #[test]
    fn a_connection_is_found_however_deep() {
        let metadata = sketch(
            "hoso-exchange: sheets
             sheets: hyper
             hyper:",
        );
        assert_eq!(
            told(&out_of_bounds(&metadata)),
            "hoso-exchange: has hyper built into it; only the window may"
        );
    }

    #[test]
    fn the_table_itself_has_no_circle() {
        for (name, allowed) in ARROWS {
            for below in *allowed {
                let back = ARROWS.iter().find(|(other, _)| other == below).unwrap().1;
                assert!(
                    !back.contains(name),
                    "{name} and {below} point at each other"
                );
            }
        }
    }
}

//! `cargo xtask licences`: writes what the program says of the work of others in it, with the words
//! of their licences, into `assets/licences/third-party.txt`. The window, `hoso licences` and the
//! installers show that file; a step of `cargo xtask test` tells when it is out of date.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::parts::{self, Origin, Part};
use crate::tidy;
use crate::workshop::{Done, Failure, Workshop};

const FILE: &str = "assets/licences/third-party.txt";

/// What stands under a licence whose makers give its name alone.
const BSD_3: &str = "\
Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions
   and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions
   and the following disclaimer in the documentation and/or other materials provided with the
   distribution.

3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse
   or promote products derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\" AND ANY EXPRESS OR
IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE
USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.";

/// The words of licences that hold for whoever is named above them.
struct Standard {
    mit: String,
    apache: String,
}

/// Writes the file.
pub fn write(workshop: &Workshop) -> Done {
    let text = fresh(workshop)?;
    let path = workshop.path(FILE);
    let failed = |error| Failure::new(format!("could not write {FILE}: {error}"));
    fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(failed)?;
    fs::write(&path, &text).map_err(failed)?;
    println!("{FILE}: {} KB", text.len() / 1000);
    Ok(())
}

/// Fails where the file is not what would be written now.
pub fn check(workshop: &Workshop) -> Done {
    let committed = fs::read_to_string(workshop.path(FILE)).unwrap_or_default();
    if committed.replace('\r', "") == fresh(workshop)? {
        println!("{FILE} names every part with its licence.");
        Ok(())
    } else {
        Err(Failure::new(format!(
            "{FILE} is out of date: the parts of the program have changed. Please type `cargo \
             xtask licences` and look at what it changes."
        )))
    }
}

fn fresh(workshop: &Workshop) -> Done<String> {
    let policy = tidy::policy(workshop)?;
    let standard = Standard {
        mit: read(workshop, "LICENSE-MIT")?,
        apache: read(workshop, "LICENSE-APACHE")?,
    };
    told(&parts::all(workshop, policy.systems())?, &standard)
}

fn read(workshop: &Workshop, path: &str) -> Done<String> {
    let text = fs::read_to_string(workshop.path(path))
        .map_err(|error| Failure::new(format!("could not read {path}: {error}")))?;
    Ok(text.replace('\r', ""))
}

/// The list, then each text once with the names of all that it holds for.
fn told(parts: &[Part], standard: &Standard) -> Done<String> {
    let mut text = String::from(
        "Hồ sơ Thi đua: các thành phần của người khác và giấy phép của chúng\n\
         Third-party components and their licences\n\n\
         Bản thân chương trình theo giấy phép MIT hoặc Apache 2.0, tùy chọn.\n\n",
    );
    let sections = [
        (Origin::Font, "PHÔNG CHỮ (fonts)"),
        (Origin::Crate, "THƯ VIỆN RUST (crates)"),
        (Origin::Npm, "THƯ VIỆN CỦA GIAO DIỆN (npm)"),
        (Origin::Inside, "NẰM TRONG THƯ VIỆN KHÁC (bundled inside)"),
    ];
    // Writing to a string cannot fail.
    for (origin, title) in sections {
        let _ = writeln!(text, "{title}\n");
        for part in parts.iter().filter(|part| part.origin == origin) {
            let _ = writeln!(text, "  {}: {}", named(part), part.licence);
        }
        text.push('\n');
    }
    text.push_str("NGUYÊN VĂN CÁC GIẤY PHÉP (full texts)\n");
    for (names, words) in texts(parts, standard)? {
        let _ = write!(
            text,
            "\n{}\n{}\n\n{words}\n",
            "-".repeat(72),
            names.join(", ")
        );
    }
    Ok(text)
}

fn named(part: &Part) -> String {
    format!("{} {}", part.name, part.version)
        .trim_end()
        .to_owned()
}

fn texts(parts: &[Part], standard: &Standard) -> Done<Vec<(Vec<String>, String)>> {
    let mut places = BTreeMap::new();
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    let apache = essence(&standard.apache);
    for part in parts {
        let own = if part.texts.is_empty() {
            vec![stand_in(part, parts, standard)?]
        } else {
            part.texts.iter().map(|(_, words)| words.clone()).collect()
        };
        for words in own {
            let essence = essence(&words);
            let words = if essence == apache {
                standard.apache.trim_matches('\n').to_owned()
            } else {
                words
            };
            let place = *places.entry(essence).or_insert_with(|| {
                told.push((Vec::new(), words));
                told.len() - 1
            });
            let name = named(part);
            if told[place].0.last() != Some(&name) {
                told[place].0.push(name);
            }
        }
    }
    Ok(told)
}

/// The words without blanks and case, by which two copies are told to be one text. What follows the
/// end of the Apache licence only says how to use it.
fn essence(words: &str) -> String {
    let whole: String = words
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    match whole.find("endoftermsandconditions") {
        Some(end) if whole.starts_with("apachelicenseversion20january2004") => {
            whole[..end].to_owned()
        }
        _ => whole,
    }
}

/// The words of a licence of which a package gives the name only.
fn stand_in(part: &Part, parts: &[Part], standard: &Standard) -> Done<String> {
    let holders = if part.authors.is_empty() {
        format!("the authors of {}", part.name)
    } else {
        part.authors.join(", ")
    };
    let names: Vec<&str> = part
        .licence
        .split(|letter: char| letter.is_whitespace() || "()".contains(letter))
        .collect();
    if names.contains(&"MIT") {
        let body = standard.mit.split_once("Permission is hereby");
        let body = body.map(|(_, rest)| format!("Permission is hereby{rest}"));
        let body = body.ok_or_else(|| Failure::new("LICENSE-MIT has lost its first words."))?;
        return Ok(format!(
            "MIT License\n\nCopyright (c) {holders}\n\n{}",
            body.trim_end()
        ));
    }
    if names.contains(&"Apache-2.0") {
        return Ok(standard.apache.trim_matches('\n').to_owned());
    }
    if names == ["BSD-3-Clause"] {
        return Ok(format!("Copyright (c) {holders}\n\n{BSD_3}"));
    }
    // The same for everybody, as others have it.
    let same = parts
        .iter()
        .find(|other| other.licence == part.licence && !other.texts.is_empty());
    match same {
        Some(other) if names == ["MPL-2.0"] => Ok(other.texts[0].1.clone()),
        _ => Err(Failure::new(format!(
            "{} has no licence file, and the words of {} are not known here.",
            named(part),
            part.licence
        ))),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Standard, told};
    use crate::parts::{Origin, Part};

    fn part(name: &str, licence: &str, texts: &[&str]) -> Part {
        Part {
            origin: Origin::Crate,
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            authors: Vec::new(),
            checksum: None,
            needs: BTreeSet::new(),
            texts: texts
                .iter()
                .map(|words| ("LICENSE".to_owned(), (*words).to_owned()))
                .collect(),
            within: None,
        }
    }

    fn standard() -> Standard {
        Standard {
            mit: "Copyright (c) us\n\nPermission is hereby granted.\n".to_owned(),
            apache:
                "Apache License\nVersion 2.0, January 2004\nTerms.\nEND OF TERMS AND CONDITIONS\n"
                    .to_owned(),
        }
    }

    #[test]
    fn one_text_is_told_once_for_all_it_holds_for() {
        let parts = [
            part("a", "MIT", &["MIT\n\nCopyright (c) A"]),
            part("b", "MIT", &["MIT Copyright (c) A"]),
            part("c", "MIT", &["MIT Copyright (c) C"]),
        ];
        let text = told(&parts, &standard()).unwrap();
        assert!(text.contains("\na 1.0.0, b 1.0.0\n"), "{text}");
        assert!(text.contains("\nc 1.0.0\n"), "{text}");
        assert_eq!(text.matches("Copyright (c) A").count(), 1);
    }

    #[test]
    fn what_follows_the_apache_licence_does_not_make_it_another() {
        let longer = "Apache License Version 2.0, January 2004 Terms. END OF TERMS AND CONDITIONS \
                      APPENDIX: How to apply";
        let parts = [
            part("a", "Apache-2.0", &[]),
            part("b", "Apache-2.0", &[longer]),
        ];
        let text = told(&parts, &standard()).unwrap();
        assert!(text.contains("\na 1.0.0, b 1.0.0\n"), "{text}");
        assert!(!text.contains("APPENDIX"));
    }

    #[test]
    fn a_licence_given_by_name_names_its_holders() {
        let mut one = part("a", "Zlib OR MIT", &[]);
        let text = told(&[one.clone()], &standard()).unwrap();
        assert!(
            text.contains("Copyright (c) the authors of a\n\nPermission"),
            "{text}"
        );
        one.authors = vec!["An".to_owned()];
        assert!(
            told(&[one.clone()], &standard())
                .unwrap()
                .contains("Copyright (c) An\n")
        );
        one.licence = "Unheard-Of".to_owned();
        let failure = told(&[one], &standard()).unwrap_err().to_string();
        assert!(failure.contains("Unheard-Of"), "{failure}");
    }
}

//! `cargo xtask sbom`: the parts of the program as a bill of materials, in the `CycloneDX` format that
//! offices' scanners read. Nothing in it depends on the machine or the day, so that the same source
//! gives the same file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::metadata::Metadata;
use crate::parts::{self, Origin, PROGRAMS, Part};
use crate::tidy;
use crate::workshop::{Done, Failure, Workshop};

const NAME: &str = "ho-so-thi-dua";

/// Writes the file and tells where.
pub fn write(workshop: &Workshop) -> Done<PathBuf> {
    let policy = tidy::policy(workshop)?;
    let metadata = Metadata::of_members(workshop)?;
    let member = metadata
        .members()
        .find(|package| package.name == PROGRAMS[1])
        .ok_or_else(|| Failure::new(format!("there is no package {}.", PROGRAMS[1])))?;
    let parts = parts::all(workshop, policy.systems())?;
    let bill = bill(&member.version, &parts);
    let problems = problems(&bill);
    if !problems.is_empty() {
        return Err(Failure::new(format!(
            "the bill of materials is not in order:\n{}",
            problems.join("\n")
        )));
    }
    let path = workshop.ship().join(format!("{NAME}.cdx.json"));
    let failed = |error| Failure::new(format!("could not write {}: {error}", path.display()));
    fs::create_dir_all(workshop.ship()).map_err(failed)?;
    let text = serde_json::to_string_pretty(&bill)
        .map_err(|error| Failure::new(format!("could not write the bill: {error}")))?;
    fs::write(&path, text + "\n").map_err(failed)?;
    println!("{}: {} parts", path.display(), parts.len());
    Ok(path)
}

fn bill(version: &str, parts: &[Part]) -> Value {
    let own = format!("pkg:generic/{NAME}@{version}");
    let components: Vec<Value> = parts.iter().map(component).collect();
    let known: BTreeSet<String> = parts.iter().map(reference).collect();
    let mut dependencies = vec![json!({ "ref": own, "dependsOn": known })];
    for part in parts {
        let mut needs: BTreeSet<String> = part
            .needs
            .iter()
            .map(|(name, version)| address(part.origin, name, version))
            .filter(|needed| known.contains(needed))
            .collect();
        if part.origin == Origin::Crate {
            let within = parts.iter().filter(|one| one.within == Some(&part.name));
            needs.extend(within.map(reference));
        }
        dependencies.push(json!({ "ref": reference(part), "dependsOn": needs }));
    }
    let mut bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": NAME,
                "version": version,
                "description": "Hồ sơ Thi đua",
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "purl": own,
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    bill["serialNumber"] = json!(serial(&bill));
    bill
}

fn component(part: &Part) -> Value {
    let kind = match part.origin {
        Origin::Font => "data",
        Origin::Crate | Origin::Npm | Origin::Inside => "library",
    };
    let mut component = json!({
        "type": kind,
        "bom-ref": reference(part),
        "name": part.name,
        "version": part.version,
        "scope": "required",
        "licenses": [licence(&part.licence)],
        "purl": reference(part),
    });
    if !part.authors.is_empty() {
        component["author"] = json!(part.authors.join(", "));
    }
    if let Some((algorithm, sum)) = &part.checksum {
        component["hashes"] = json!([{ "alg": algorithm, "content": sum }]);
    }
    component
}

/// One licence has an identity; several are an expression.
fn licence(expression: &str) -> Value {
    if expression.contains(' ') {
        json!({ "expression": expression })
    } else {
        json!({ "license": { "id": expression } })
    }
}

fn reference(part: &Part) -> String {
    address(part.origin, &part.name, &part.version)
}

/// The address of a package in the notation that all registries share.
fn address(origin: Origin, name: &str, version: &str) -> String {
    let kind = match origin {
        Origin::Crate => "cargo",
        Origin::Npm => "npm",
        Origin::Font | Origin::Inside => "generic",
    };
    let name = name.replace('@', "%40");
    if version.is_empty() {
        format!("pkg:{kind}/{name}")
    } else {
        format!("pkg:{kind}/{name}@{}", version.replace('+', "%2B"))
    }
}

/// An identity made of the contents, in the form of a UUID of the version for own schemes.
fn serial(bill: &Value) -> String {
    let mut bytes = Sha256::digest(bill.to_string());
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::from("urn:uuid:");
    for (at, byte) in bytes.iter().take(16).enumerate() {
        if [4, 6, 8, 10].contains(&at) {
            text.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What the format requires and a bill lacks.
fn problems(bill: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let mut require = |holds: bool, what: String| {
        if !holds {
            problems.push(what);
        }
    };
    require(
        bill["bomFormat"] == "CycloneDX",
        "it does not name its format".to_owned(),
    );
    let serial = bill["serialNumber"].as_str().unwrap_or_default();
    require(
        serial.len() == 45 && serial.starts_with("urn:uuid:"),
        format!("the serial number \"{serial}\" is none"),
    );
    let empty = Vec::new();
    let components = bill["components"].as_array().unwrap_or(&empty);
    let mut references = BTreeSet::from([word(&bill["metadata"]["component"]["bom-ref"])]);
    for component in components {
        let name = word(&component["name"]);
        for field in ["type", "name", "bom-ref", "purl"] {
            require(
                !word(&component[field]).is_empty(),
                format!("{name} has no {field}"),
            );
        }
        require(
            references.insert(word(&component["bom-ref"])),
            format!("{name} is named twice"),
        );
        let licence = &component["licenses"][0];
        let has_one =
            !word(&licence["expression"]).is_empty() || !word(&licence["license"]["id"]).is_empty();
        require(has_one, format!("{name} has no licence"));
    }
    for dependency in bill["dependencies"].as_array().unwrap_or(&empty) {
        let needs = dependency["dependsOn"].as_array().unwrap_or(&empty);
        for reference in needs.iter().chain([&dependency["ref"]]) {
            require(
                references.contains(&word(reference)),
                format!("{reference} is needed and not listed"),
            );
        }
    }
    problems
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::{bill, problems};
    use crate::parts::{Origin, Part};

    fn part(origin: Origin, name: &str, needs: &[&str]) -> Part {
        let needs = needs
            .iter()
            .map(|name| ((*name).to_owned(), "1.0.0+x".to_owned()));
        Part {
            origin,
            name: name.to_owned(),
            version: "1.0.0+x".to_owned(),
            licence: "MIT".to_owned(),
            authors: Vec::new(),
            checksum: Some(("SHA-256", "00".repeat(32))),
            needs: needs.collect::<BTreeSet<_>>(),
            texts: Vec::new(),
            within: None,
        }
    }

    #[test]
    fn a_bill_is_in_order_and_the_same_each_time() {
        let mut parts = [
            part(Origin::Crate, "a", &["b"]),
            part(Origin::Crate, "b", &[]),
            part(Origin::Npm, "@x/a", &[]),
            part(Origin::Inside, "c", &[]),
        ];
        parts[3].within = Some("b");
        let made = bill("0.1.0", &parts);
        assert_eq!(problems(&made), Vec::<String>::new());
        assert_eq!(made, bill("0.1.0", &parts));
        assert_ne!(
            made["serialNumber"],
            bill("0.1.0", &parts[..2])["serialNumber"]
        );
        assert_eq!(made["components"][2]["purl"], "pkg:npm/%40x/a@1.0.0%2Bx");
        assert_eq!(
            made["dependencies"][1]["dependsOn"],
            json!(["pkg:cargo/b@1.0.0%2Bx"])
        );
        assert_eq!(
            made["dependencies"][2]["dependsOn"],
            json!(["pkg:generic/c@1.0.0%2Bx"])
        );
    }

    #[test]
    fn what_the_format_requires_is_missed() {
        let parts = [part(Origin::Crate, "a", &[])];
        let mut broken = bill("0.1.0", &parts);
        broken["components"][0]["licenses"] = json!([]);
        broken["components"][0]["purl"] = json!("");
        broken["dependencies"][1]["ref"] = json!("pkg:cargo/z@1");
        broken["serialNumber"] = json!("7");
        assert_eq!(problems(&broken).len(), 4);
        let twice = bill("0.1.0", &[parts[0].clone(), parts[0].clone()]);
        assert_eq!(problems(&twice), ["a is named twice"]);
    }
}

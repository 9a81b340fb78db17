//! What Cargo knows about the packages: who they are, and who depends on whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

use crate::workshop::{Done, Failure, Workshop, read};

pub struct Metadata {
    packages: BTreeMap<String, Package>,
    members: BTreeSet<String>,
}

#[derive(Clone, Default)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    /// The file that holds a licence with no name of its own, as the manifest gives it.
    pub license_file: Option<String>,
    pub authors: Vec<String>,
    pub manifest: PathBuf,
    /// Empty for a package of this workspace.
    pub source: Option<String>,
    pub benches: Vec<String>,
    /// What its own manifest names, development dependencies included.
    pub declared: Vec<Declared>,
    /// The identities of what is really built for it, development dependencies left out.
    built_with: Vec<String>,
    /// The same without what only its build script uses.
    linked_with: Vec<String>,
    /// Runs in the compiler, so that of what it is built with nothing is in the program.
    is_macro: bool,
}

#[derive(Clone)]
pub struct Declared {
    pub name: String,
    pub is_for_development: bool,
}

impl Metadata {
    /// The packages of this workspace only: quick, and needs no network.
    pub fn of_members(workshop: &Workshop) -> Done<Self> {
        Self::ask(workshop, &["--no-deps".to_owned()])
    }

    /// Everything that is built on the given systems.
    pub fn of_all(workshop: &Workshop, systems: &[String]) -> Done<Self> {
        let words = systems
            .iter()
            .flat_map(|name| ["--filter-platform".to_owned(), name.clone()]);
        Self::ask(workshop, &words.collect::<Vec<_>>())
    }

    fn ask(workshop: &Workshop, words: &[String]) -> Done<Self> {
        let text = read(
            workshop
                .cargo(["metadata", "--format-version", "1"])
                .args(words),
        )?;
        Self::parse(&text)
    }

    pub fn parse(text: &str) -> Done<Self> {
        let value: Value = serde_json::from_str(text)
            .map_err(|error| Failure::new(format!("could not read cargo metadata: {error}")))?;
        let mut packages: BTreeMap<String, Package> = list(&value["packages"])
            .iter()
            .map(|package| (text_of(&package["id"]), read_package(package)))
            .collect();
        let nodes = list(&value["resolve"]["nodes"]);
        for node in nodes {
            if let Some(package) = packages.get_mut(&text_of(&node["id"])) {
                let of_kind = |is_asked: &dyn Fn(&Value) -> bool| {
                    list(&node["deps"])
                        .iter()
                        .filter(|dep| {
                            let mut kinds = list(&dep["dep_kinds"]).iter();
                            kinds.any(|kind| is_asked(&kind["kind"]))
                        })
                        .map(|dep| text_of(&dep["pkg"]))
                        .collect()
                };
                package.built_with = of_kind(&|kind| kind != "dev");
                package.linked_with = of_kind(&|kind| kind.is_null() || kind == "normal");
            }
        }
        if !nodes.is_empty() {
            // Cargo lists packages for every system; only these are built on the ones asked for.
            let built: BTreeSet<String> = nodes.iter().map(|node| text_of(&node["id"])).collect();
            packages.retain(|id, _| built.contains(id));
        }
        let members = list(&value["workspace_members"])
            .iter()
            .map(text_of)
            .collect();
        Ok(Self { packages, members })
    }

    pub fn packages(&self) -> impl Iterator<Item = &Package> {
        self.packages.values()
    }

    pub fn members(&self) -> impl Iterator<Item = &Package> {
        self.members.iter().filter_map(|id| self.packages.get(id))
    }

    /// Everything that goes into the members of these names, themselves included. Of what a macro
    /// is built with nothing does.
    pub fn shipped_with(&self, names: &[&str]) -> Vec<&Package> {
        let mut seen = BTreeSet::new();
        let members = self.members.iter().filter(|id| {
            let package = self.packages.get(*id);
            package.is_some_and(|package| names.contains(&package.name.as_str()))
        });
        let mut waiting: Vec<&str> = members.map(String::as_str).collect();
        while let Some(id) = waiting.pop() {
            if let Some(package) = self.packages.get(id)
                && seen.insert(id)
                && !package.is_macro
            {
                waiting.extend(package.linked_with.iter().map(String::as_str));
            }
        }
        seen.into_iter()
            .filter_map(|id| self.packages.get(id))
            .collect()
    }

    /// What is linked into a package, by name and version.
    pub fn needs(&self, package: &Package) -> BTreeSet<(String, String)> {
        let ids = if package.is_macro {
            &[][..]
        } else {
            &package.linked_with
        };
        ids.iter()
            .filter_map(|id| self.packages.get(id))
            .map(|needed| (needed.name.clone(), needed.version.clone()))
            .collect()
    }

    /// The names of everything that is built for a member, however far down.
    pub fn reached_from(&self, member: &str) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&str> = self
            .members
            .iter()
            .filter(|id| {
                self.packages
                    .get(*id)
                    .is_some_and(|package| package.name == member)
            })
            .map(String::as_str)
            .collect();
        while let Some(id) = waiting.pop() {
            if let Some(package) = self.packages.get(id)
                && seen.insert(id)
            {
                waiting.extend(package.built_with.iter().map(String::as_str));
            }
        }
        seen.into_iter()
            .filter_map(|id| self.packages.get(id))
            .map(|p| p.name.as_str())
            .collect()
    }
}

fn read_package(package: &Value) -> Package {
    let benches = list(&package["targets"])
        .iter()
        .filter(|target| list(&target["kind"]).iter().any(|kind| kind == "bench"))
        .map(|target| text_of(&target["name"]))
        .collect();
    let declared = list(&package["dependencies"])
        .iter()
        .map(|dependency| Declared {
            name: text_of(&dependency["name"]),
            is_for_development: dependency["kind"] == "dev",
        })
        .collect();
    Package {
        name: text_of(&package["name"]),
        version: text_of(&package["version"]),
        license: package["license"].as_str().map(str::to_owned),
        license_file: package["license_file"].as_str().map(str::to_owned),
        authors: list(&package["authors"]).iter().map(text_of).collect(),
        manifest: PathBuf::from(text_of(&package["manifest_path"])),
        is_macro: list(&package["targets"]).iter().any(|target| {
            list(&target["kind"])
                .iter()
                .any(|kind| kind == "proc-macro")
        }),
        source: package["source"].as_str().map(str::to_owned),
        benches,
        declared,
        built_with: Vec::new(),
        linked_with: Vec::new(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A small workspace for the tests of the checks: each line is `package: dependency dependency`,
/// where `+name` is a development dependency. The names with a `hoso-` or `xtask` are members.
#[cfg(test)]
pub fn sketch(lines: &str) -> Metadata {
    use serde_json::json;
    let is_member = |name: &str| name.starts_with("hoso-") || name == "xtask";
    let mut packages = Vec::new();
    let mut nodes = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (name, rest) = line.split_once(':').unwrap();
        let dependencies: Vec<(&str, &str)> = rest
            .split_whitespace()
            .map(|word| {
                word.strip_prefix('+')
                    .map_or((word, "normal"), |name| (name, "dev"))
            })
            .collect();
        packages.push(json!({
            "id": name,
            "name": name,
            "version": "1.0.0",
            "license": "MIT",
            "source": if is_member(name) { Value::Null } else { json!("registry") },
            "targets": [],
            "dependencies": dependencies
                .iter()
                .map(|(name, kind)| json!({ "name": name, "kind": kind }))
                .collect::<Vec<_>>(),
        }));
        nodes.push(json!({
            "id": name,
            "deps": dependencies
                .iter()
                .map(|(name, kind)| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] }))
                .collect::<Vec<_>>(),
        }));
    }
    let members: Vec<&Value> = packages
        .iter()
        .map(|package| &package["name"])
        .filter(|name| is_member(name.as_str().unwrap()))
        .collect();
    let value = json!({
        "workspace_members": members, "packages": packages, "resolve": { "nodes": nodes },
    });
    Metadata::parse(&value.to_string()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::{Metadata, sketch};

    #[test]
    fn follows_what_is_built_and_not_what_is_only_tested_with() {
        let metadata = sketch(
            "hoso-a: b +d
             b: c
             c: b
             d:",
        );
        let reached: Vec<&str> = metadata.reached_from("hoso-a").into_iter().collect();
        assert_eq!(reached, ["b", "c", "hoso-a"]);
        assert_eq!(metadata.packages().count(), 4);
        assert_eq!(metadata.members().count(), 1);
    }

    #[test]
    fn what_is_shipped_is_told_with_what_it_needs() {
        let metadata = sketch(
            "hoso-a: b +d
             b: c
             c:
             d:",
        );
        let shipped = metadata.shipped_with(&["hoso-a"]);
        let names: Vec<&str> = shipped
            .iter()
            .map(|package| package.name.as_str())
            .collect();
        assert_eq!(names, ["b", "c", "hoso-a"]);
        let needs = metadata.needs(shipped[0]);
        assert_eq!(needs.into_iter().next().unwrap().0, "c");
    }

    #[test]
    fn refuses_what_is_not_metadata() {
        assert!(Metadata::parse("error: no such command").is_err());
    }
}

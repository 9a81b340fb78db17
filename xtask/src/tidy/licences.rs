//! Under which licences, and from where, other people's packages may come. The list is in
//! `deny.toml`, which cargo-deny reads too; this reads it without cargo-deny, on every run.

use std::collections::BTreeMap;

use super::Problem;
use crate::metadata::{Metadata, Package};
use crate::workshop::{Done, Failure};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub struct Policy {
    systems: Vec<String>,
    allowed: Vec<String>,
    /// What one package may have besides.
    exceptions: BTreeMap<String, Vec<String>>,
    /// What a package without a licence field really has.
    clarified: BTreeMap<String, String>,
}

impl Policy {
    pub fn parse(text: &str) -> Done<Self> {
        let table: toml::Table = toml::from_str(text)
            .map_err(|error| Failure::new(format!("could not read deny.toml: {error}")))?;
        let licences = table.get("licenses");
        let get = |key: &str| licences.and_then(|licences| licences.get(key));
        let systems = table.get("graph").and_then(|graph| graph.get("targets"));
        let allowed = words(get("allow"));
        if allowed.is_empty() {
            return Err(Failure::new(
                "deny.toml: [licenses] allow is missing or empty.",
            ));
        }
        let exceptions = tables(get("exceptions"))
            .map(|entry| (word(entry.get("crate")), words(entry.get("allow"))))
            .collect();
        let clarified = tables(get("clarify"))
            .map(|entry| (word(entry.get("crate")), word(entry.get("expression"))))
            .collect();
        Ok(Self {
            systems: words(systems),
            allowed,
            exceptions,
            clarified,
        })
    }

    pub fn systems(&self) -> &[String] {
        &self.systems
    }

    pub fn licences(&self, metadata: &Metadata) -> Vec<Problem> {
        metadata
            .packages()
            .filter_map(|package| self.objection(package))
            .collect()
    }

    fn objection(&self, package: &Package) -> Option<Problem> {
        let place = format!("{} {}", package.name, package.version);
        let clarified = self.clarified.get(&package.name);
        let Some(expression) = clarified.or(package.license.as_ref()) else {
            return Some(Problem::new(
                place,
                "names no licence; see [licenses] in deny.toml",
            ));
        };
        let more = self
            .exceptions
            .get(&package.name)
            .map_or(&[][..], Vec::as_slice);
        let is_allowed = |name: &str| self.allowed.iter().chain(more).any(|known| known == name);
        match evaluate(expression, &is_allowed) {
            Some(true) => None,
            Some(false) => {
                let what = format!("is under {expression}, which deny.toml does not allow");
                Some(Problem::new(place, what))
            }
            None => Some(Problem::new(
                place,
                format!("has an unreadable licence: {expression}"),
            )),
        }
    }
}

/// Packages come from this workspace or from the public registry, nothing else.
pub fn origins(metadata: &Metadata) -> Vec<Problem> {
    let is_known = |package: &&Package| {
        package
            .source
            .as_deref()
            .is_none_or(|source| source == REGISTRY)
    };
    metadata
        .packages()
        .filter(|package| !is_known(package))
        .map(|package| {
            let source = package.source.as_deref().unwrap_or_default();
            Problem::new(
                format!("{} {}", package.name, package.version),
                format!("comes from {source}, not from the public registry"),
            )
        })
        .collect()
}

/// Whether a licence expression can be satisfied with allowed licences alone; `None` when it is
/// not an expression. `AND` binds tighter than `OR`; an old way of writing `OR` is a slash.
fn evaluate(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        words: &words,
        is_allowed,
    };
    let answer = reader.any()?;
    reader.words.is_empty().then_some(answer)
}

struct Reader<'a> {
    words: &'a [&'a str],
    is_allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Reader<'a> {
    fn any(&mut self) -> Option<bool> {
        let mut answer = self.all()?;
        while self.take("OR") {
            answer |= self.all()?;
        }
        Some(answer)
    }

    fn all(&mut self) -> Option<bool> {
        let mut answer = self.one()?;
        while self.take("AND") {
            answer &= self.one()?;
        }
        Some(answer)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let answer = self.any()?;
            return self.take(")").then_some(answer);
        }
        let name = self.name()?;
        if self.take("WITH") {
            let exception = self.name()?;
            return Some((self.is_allowed)(&format!("{name} WITH {exception}")));
        }
        Some((self.is_allowed)(name))
    }

    fn name(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        if ["AND", "OR", "WITH", "(", ")"].contains(first) {
            return None;
        }
        self.words = rest;
        Some(first)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }
}

fn words(value: Option<&toml::Value>) -> Vec<String> {
    let list = value
        .and_then(toml::Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    list.iter().map(|entry| word(Some(entry))).collect()
}

fn tables(value: Option<&toml::Value>) -> impl Iterator<Item = &toml::Value> {
    value.and_then(toml::Value::as_array).into_iter().flatten()
}

fn word(value: Option<&toml::Value>) -> String {
    value
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Policy, REGISTRY, evaluate, origins};
    use crate::metadata::{Metadata, sketch};
    use crate::tidy::told;

    const POLICY: &str = r#"
        [graph]
        targets = ["x86_64-unknown-linux-gnu"]
        [licenses]
        allow = ["MIT", "Apache-2.0", "Unicode-3.0"]
        exceptions = [{ crate = "fonts", allow = ["OFL-1.1"] }]
        [[licenses.clarify]]
        crate = "old"
        expression = "MIT"
    "#;

    #[track_caller]
    fn check(expression: &str, expected: Option<bool>) {
        let is_allowed =
            |name: &str| ["MIT", "MIT WITH a-promise", "Apache-2.0", "Unicode-3.0"].contains(&name);
        assert_eq!(evaluate(expression, &is_allowed), expected, "{expression}");
    }

    #[test]
    fn understands_licence_expressions() {
        check("MIT", Some(true));
        check("GPL-3.0-only", Some(false));
        check("MIT/Apache-2.0", Some(true));
        check("GPL-3.0-only OR MIT", Some(true));
        check("MIT AND GPL-3.0-only", Some(false));
        check("(MIT OR GPL-3.0-only) AND Unicode-3.0", Some(true));
        check("GPL-3.0-only OR MIT AND GPL-2.0-only", Some(false));
        check("MIT WITH a-promise", Some(true));
        // As cargo-deny does, the list must name the exception too.
        check("MIT WITH a-threat", Some(false));
    }

    #[test]
    fn refuses_what_is_not_an_expression() {
        for text in [
            "",
            "MIT OR",
            "OR MIT",
            "(MIT",
            "MIT)",
            "MIT Apache-2.0",
            "MIT WITH",
        ] {
            check(text, None);
        }
    }

    fn package(name: &str, license: &str, source: &str) -> Metadata {
        let license = if license.is_empty() {
            "null".to_owned()
        } else {
            format!("{license:?}")
        };
        Metadata::parse(&format!(
            r#"{{"packages": [{{"id": "1", "name": "{name}", "version": "0.1.0",
                "license": {license}, "source": "{source}"}}]}}"#
        ))
        .unwrap()
    }

    #[track_caller]
    fn check_package(name: &str, license: &str, expected: &str) {
        let policy = Policy::parse(POLICY).unwrap();
        assert_eq!(
            told(&policy.licences(&package(name, license, REGISTRY))),
            expected
        );
    }

    #[test]
    fn objects_to_licences_that_are_not_on_the_list() {
        check_package("good", "MIT OR Apache-2.0", "");
        check_package(
            "bad",
            "AGPL-3.0-only",
            "bad 0.1.0: is under AGPL-3.0-only, which deny.toml does not allow",
        );
        check_package(
            "none",
            "",
            "none 0.1.0: names no licence; see [licenses] in deny.toml",
        );
        check_package(
            "odd",
            "MIT AND",
            "odd 0.1.0: has an unreadable licence: MIT AND",
        );
    }

    #[test]
    fn exceptions_and_clarifications_are_for_one_package() {
        check_package("fonts", "OFL-1.1", "");
        check_package(
            "other",
            "OFL-1.1",
            "other 0.1.0: is under OFL-1.1, which deny.toml does not allow",
        );
        check_package("old", "", "");
    }

    #[test]
    fn a_policy_without_a_list_is_refused() {
        assert!(Policy::parse("[licenses]").is_err());
        assert!(Policy::parse("[licenses").is_err());
        assert_eq!(
            Policy::parse(POLICY).unwrap().systems(),
            ["x86_64-unknown-linux-gnu"]
        );
    }

    #[test]
    fn packages_from_elsewhere_are_found() {
        let elsewhere = package("fork", "MIT", "git+https://example.org/fork");
        assert!(told(&origins(&elsewhere)).contains("comes from git+https://example.org/fork"));
        assert_eq!(told(&origins(&package("good", "MIT", REGISTRY))), "");
        assert_eq!(told(&origins(&sketch("hoso-domain:"))), "");
    }
}

//! Rule data: every rule says which provision it is from, and when a person last compared them.

use std::collections::BTreeMap;

use toml::Value;

use super::{Problem, SourceFile};

pub fn rules(files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let is_rules =
        |file: &&SourceFile| file.path.starts_with("assets/rules/") && file.has_ending(&["toml"]);
    for file in files.iter().filter(is_rules) {
        let table: toml::Table = match toml::from_str(file.text.as_deref().unwrap_or_default()) {
            Ok(table) => table,
            Err(error) => {
                let what = format!("cannot be read: {}", error.message());
                problems.push(Problem::new(&file.path, what));
                continue;
            }
        };
        let list = table
            .get("rules")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        for (index, rule) in list.iter().enumerate() {
            let id = rule
                .get("id")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .trim();
            let place = if id.is_empty() {
                format!("{}, rule {}", file.path, index + 1)
            } else {
                format!("{}, {id}", file.path)
            };
            problems.extend(faults(rule, id).map(|what| Problem::new(&place, what)));
            if !id.is_empty()
                && let Some(other) = seen.insert(id.to_owned(), &file.path)
            {
                problems.push(Problem::new(&place, format!("the id is also in {other}")));
            }
        }
    }
    if seen.is_empty() {
        problems.push(Problem::new("assets/rules", "there is not one rule"));
    }
    problems
}

fn faults<'a>(rule: &Value, id: &str) -> impl Iterator<Item = &'a str> {
    let is_cited = match rule.get("cite") {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        _ => false,
    };
    let is_reviewed = match rule.get("reviewed_on") {
        Some(Value::Datetime(time)) => time.date.is_some(),
        Some(Value::String(text)) => is_date(text),
        _ => false,
    };
    [
        (!id.is_empty(), "has no id"),
        (
            is_cited,
            "has no cite; a rule without a provision is an opinion",
        ),
        (is_reviewed, "has no reviewed_on date (2026-01-31)"),
    ]
    .into_iter()
    .filter(|(is_fine, _)| !is_fine)
    .map(|(_, what)| what)
}

fn is_date(text: &str) -> bool {
    // TOML's own reader knows the length of each month.
    let time = text.parse::<toml::value::Datetime>();
    time.is_ok_and(|time| time.date.is_some() && time.time.is_none())
}

#[cfg(test)]
mod tests {
    use super::{is_date, rules};
    use crate::tidy::{file, told};

    const GOOD: &str = "[[rules]]\nid = 'a.b'\ncite = 'I.1'\nreviewed_on = '2026-01-15'\n";

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let files = [
            file("assets/rules/a.toml", GOOD),
            file("assets/rules/b.toml", text),
        ];
        assert_eq!(told(&rules(&files)), expected);
    }

    #[test]
    fn a_rule_needs_a_provision_and_a_review() {
        check(
            "[[rules]]\nid = 'c'\ncite = [{ act = 'a' }]\nreviewed_on = 2026-01-15\n",
            "",
        );
        check(
            "[[rules]]\nid = 'c'\ncite = ' '\nreviewed_on = '2026-01-15'\n",
            "assets/rules/b.toml, c: has no cite; a rule without a provision is an opinion",
        );
        check(
            "[[rules]]\nid = 'c'\ncite = 'I.1'\nreviewed_on = 'soon'\n",
            "assets/rules/b.toml, c: has no reviewed_on date (2026-01-31)",
        );
        check(
            "[[rules]]\ncite = 'I.1'\nreviewed_on = '2026-01-15'\n",
            "assets/rules/b.toml, rule 1: has no id",
        );
    }

    #[test]
    fn an_id_is_used_once() {
        check(
            GOOD,
            "assets/rules/b.toml, a.b: the id is also in assets/rules/a.toml",
        );
    }

    #[test]
    fn a_broken_file_and_an_empty_folder_are_found() {
        let broken = [
            file("assets/rules/a.toml", GOOD),
            file("assets/rules/b.toml", "[[rules]"),
        ];
        assert!(told(&rules(&broken)).starts_with("assets/rules/b.toml: cannot be read: "));
        assert_eq!(told(&rules(&[])), "assets/rules: there is not one rule");
    }

    #[test]
    fn knows_a_date() {
        assert!(is_date("2026-02-28"));
        for text in ["2026-02-30", "28/02/2026", "2026-02-28T08:00:00", ""] {
            assert!(!is_date(text), "{text}");
        }
    }
}

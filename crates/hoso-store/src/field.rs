//! Paths of fields, as findings name them: `nominees[cn-an].report.sections[0].heading`.
//!
//! A list's element is named by its id, a tally by its nominee, anything else by its place.

use crate::error::StoreError;
use serde_json::Value;
use std::fmt;

/// The path of one field of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Name(String),
    Element(String),
}

/// The part of a dossier that a path leads into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Region {
    Frame,
    Nominee(String),
    Evidence(String),
}

impl FieldPath {
    /// Reads a path.
    pub fn parse(path: &str) -> Result<Self, StoreError> {
        let refused = || StoreError::NoField {
            path: path.to_owned(),
        };
        let mut steps = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (element, after) = inside.split_once(']').ok_or_else(refused)?;
                steps.push(Step::Element(element.to_owned()));
                rest = after;
            } else {
                let name = if steps.is_empty() {
                    rest
                } else {
                    rest.strip_prefix('.').ok_or_else(refused)?
                };
                let end = name.find(['.', '[']).unwrap_or(name.len());
                if end == 0 {
                    return Err(refused());
                }
                steps.push(Step::Name(name[..end].to_owned()));
                rest = &name[end..];
            }
        }
        if matches!(steps.first(), Some(Step::Name(_))) {
            Ok(Self { steps })
        } else {
            Err(refused())
        }
    }

    /// Where it leads, and the path from there on.
    pub(crate) fn region(&self) -> Result<(Region, Self), StoreError> {
        let from = |at: usize| Self {
            steps: self.steps[at..].to_vec(),
        };
        match self.steps.as_slice() {
            [Step::Name(list), Step::Element(id), Step::Name(field), ..] if list == "nominees" => {
                self.refuse_id(field)?;
                Ok((Region::Nominee(id.clone()), from(2)))
            }
            [Step::Name(list), Step::Element(id), Step::Name(field), ..] if list == "evidence" => {
                self.refuse_id(field)?;
                Ok((Region::Evidence(id.clone()), from(2)))
            }
            [Step::Name(first), ..] if !["nominees", "evidence"].contains(&first.as_str()) => {
                self.refuse_id(first)?;
                Ok((Region::Frame, from(0)))
            }
            _ => Err(self.unknown()),
        }
    }

    /// Puts a value at the path. A missing field of an object is set as well: whether the model
    /// has it is decided when the object is read into the model.
    pub(crate) fn set(&self, root: &mut Value, value: Value) -> Result<(), StoreError> {
        let mut at = root;
        for step in &self.steps {
            at = match (step, at) {
                (Step::Name(name), Value::Object(object)) => {
                    object.entry(name.clone()).or_insert(Value::Null)
                }
                (Step::Element(name), Value::Array(list)) => {
                    let place = place(list, name).ok_or_else(|| self.unknown())?;
                    &mut list[place]
                }
                _ => return Err(self.unknown()),
            };
        }
        *at = value;
        Ok(())
    }

    /// Identities are kept for life.
    fn refuse_id(&self, field: &str) -> Result<(), StoreError> {
        if field == "id" {
            Err(self.unknown())
        } else {
            Ok(())
        }
    }

    fn unknown(&self) -> StoreError {
        StoreError::NoField {
            path: self.to_string(),
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.steps.iter().enumerate() {
            match step {
                Step::Name(name) if at == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Element(name) => write!(f, "[{name}]")?,
            }
        }
        Ok(())
    }
}

fn place(list: &[Value], name: &str) -> Option<usize> {
    let is_named = |value: &Value| value["id"] == name || value["nominee"] == name;
    list.iter()
        .position(is_named)
        .or_else(|| name.parse().ok().filter(|place| *place < list.len()))
}

#[cfg(test)]
mod tests {
    use super::{FieldPath, Region};
    use serde_json::json;

    #[test]
    fn paths_are_read_as_findings_write_them() {
        for path in [
            "unit.name",
            "nominees[cn-an].report.sections[0].paragraphs[2]",
            "meeting.votes[cn-an].agree",
            "year",
        ] {
            assert_eq!(FieldPath::parse(path).unwrap().to_string(), path);
        }
        for path in ["", ".a", "[0]", "a..b", "a[b", "a."] {
            assert!(FieldPath::parse(path).is_err(), "{path}");
        }
    }

    #[test]
    fn a_path_leads_into_one_part() {
        let (region, rest) = FieldPath::parse("nominees[x].name")
            .unwrap()
            .region()
            .unwrap();
        assert_eq!(region, Region::Nominee("x".to_owned()));
        assert_eq!(rest.to_string(), "name");
        let (region, _) = FieldPath::parse("unit.name").unwrap().region().unwrap();
        assert_eq!(region, Region::Frame);
        for path in [
            "nominees",
            "nominees[x]",
            "nominees[x].id",
            "id",
            "evidence[a].id",
        ] {
            assert!(FieldPath::parse(path).unwrap().region().is_err(), "{path}");
        }
    }

    #[test]
    fn a_value_is_put_where_the_path_leads() {
        let mut tree = json!({ "votes": [{ "nominee": "a", "agree": 1 }], "list": [1, 2] });
        let mut set = |path: &str, value| FieldPath::parse(path).unwrap().set(&mut tree, value);
        set("votes[a].agree", json!(9)).unwrap();
        set("list[1]", json!(5)).unwrap();
        assert!(set("list[2]", json!(5)).is_err());
        assert!(set("list.a", json!(5)).is_err());
        assert_eq!(
            tree,
            json!({ "votes": [{ "nominee": "a", "agree": 9 }], "list": [1, 5] })
        );
    }
}

//! Template files: their headings, and which of several holds on a day for a unit.

use crate::Kind;
use crate::template::{Fault, Node, TemplateFault, nearest, parse};
use crate::vocabulary::Vocabulary;
use chrono::NaiveDate;
use hoso_domain::{Mark, UnitKind};

/// The wording of one kind of document, as one file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// What it is for.
    pub kind: Kind,
    /// Title for people.
    pub title: String,
    /// The provision it follows; may be empty.
    pub cite: String,
    /// How far it has been compared with that provision.
    pub mark: Mark,
    /// First day on which it is used.
    pub from: Option<NaiveDate>,
    /// Last day on which it is used.
    pub until: Option<NaiveDate>,
    /// The kinds of unit it is for; empty: all.
    pub units: Vec<UnitKind>,
    /// What stands at the top right, where it is not what the unit's kind has.
    pub heading: Option<String>,
    /// For an e-mail, its addresses, parted by commas; may be empty.
    pub to: String,
    /// Whether it is a unit's own.
    pub is_own: bool,
    /// The parts.
    pub(crate) nodes: Vec<Node>,
}

/// All forms there are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forms {
    forms: Vec<Form>,
}

const KEYS: [&str; 9] = [
    "form", "title", "cite", "mark", "from", "until", "units", "heading", "to",
];

const UNITS: [(&str, UnitKind); 8] = [
    ("department", UnitKind::Department),
    ("socio_political", UnitKind::SocioPolitical),
    ("cluster_member", UnitKind::ClusterMember),
    ("public_service", UnitKind::PublicService),
    ("enterprise", UnitKind::Enterprise),
    ("association", UnitKind::Association),
    ("district", UnitKind::District),
    ("commune", UnitKind::Commune),
];

impl Form {
    /// Reads a template file and checks every name in it.
    pub fn read(text: &str) -> Result<Self, TemplateFault> {
        let text = text.trim_start_matches('\u{feff}');
        let end = text
            .lines()
            .position(|line| line.trim() == "---")
            .ok_or(TemplateFault {
                line: 1,
                fault: Fault::HeadingLacks { name: "---" },
            })?;
        let mut form = Self {
            kind: Kind::Submission,
            title: String::new(),
            cite: String::new(),
            mark: Mark::Unchecked,
            from: None,
            until: None,
            units: Vec::new(),
            heading: None,
            to: String::new(),
            is_own: false,
            nodes: Vec::new(),
        };
        let mut kind = None;
        for (at, line) in text.lines().take(end).enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with("//") {
                continue;
            }
            form.heading_line(line, &mut kind)
                .map_err(|fault| TemplateFault {
                    line: at + 1,
                    fault,
                })?;
        }
        form.kind = kind.ok_or(TemplateFault {
            line: 1,
            fault: Fault::HeadingLacks { name: "form" },
        })?;
        let body: Vec<&str> = text.lines().skip(end + 1).collect();
        form.nodes = parse(&body.join("\n"), end + 2, Vocabulary::of(form.kind))?;
        Ok(form)
    }

    fn heading_line(&mut self, line: &str, kind: &mut Option<Kind>) -> Result<(), Fault> {
        let not_understood = || Fault::Heading {
            text: line.to_owned(),
        };
        let (key, value) = line.split_once(':').ok_or_else(not_understood)?;
        let (key, value) = (key.trim(), value.trim());
        let date = || value.parse::<NaiveDate>().map_err(|_| not_understood());
        match key {
            "form" => {
                let found = Kind::of_code(value);
                *kind = Some(found.ok_or_else(|| Fault::Unknown {
                    name: value.to_owned(),
                    hint: nearest(value, &Kind::ALL.map(Kind::code)),
                })?);
            }
            "title" => value.clone_into(&mut self.title),
            "cite" => value.clone_into(&mut self.cite),
            "mark" => {
                self.mark = match value {
                    "verified" => Mark::Verified,
                    "inferred" => Mark::Inferred,
                    "unchecked" => Mark::Unchecked,
                    _ => return Err(not_understood()),
                }
            }
            "from" => self.from = Some(date()?),
            "until" => self.until = Some(date()?),
            "units" => {
                for unit in value.split(',').map(str::trim) {
                    let known = UNITS.iter().find(|(code, _)| *code == unit);
                    let (_, kind) = known.ok_or_else(|| Fault::Unknown {
                        name: unit.to_owned(),
                        hint: nearest(unit, &UNITS.map(|(code, _)| code)),
                    })?;
                    self.units.push(*kind);
                }
            }
            "heading" => self.heading = Some(value.to_owned()),
            "to" if *kind == Some(Kind::Mail) => value.clone_into(&mut self.to),
            _ => {
                return Err(Fault::Unknown {
                    name: key.to_owned(),
                    hint: nearest(key, &KEYS),
                });
            }
        }
        Ok(())
    }

    fn holds(&self, on: NaiveDate, unit: UnitKind) -> bool {
        self.from.is_none_or(|from| from <= on)
            && self.until.is_none_or(|until| on <= until)
            && (self.units.is_empty() || self.units.contains(&unit))
    }
}

impl Forms {
    /// Adds a form that comes with the program.
    pub fn add(&mut self, form: Form) {
        self.forms.push(form);
    }

    /// Adds a unit's own form, which goes before all that come with the program.
    pub fn add_own(&mut self, form: Form) {
        self.forms.push(Form {
            is_own: true,
            ..form
        });
    }

    /// All forms, in the order in which they were added.
    pub fn all(&self) -> &[Form] {
        &self.forms
    }

    /// The form of a kind on a day: a unit's own before others, one for the unit's kind before one
    /// for all, then the one that holds since the latest day, then the one added last.
    pub fn pick(&self, kind: Kind, on: NaiveDate, unit: UnitKind) -> Option<&Form> {
        self.forms
            .iter()
            .filter(|form| form.kind == kind && form.holds(on, unit))
            .max_by_key(|form| (form.is_own, !form.units.is_empty(), form.from))
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Forms};
    use crate::Kind;
    use chrono::NaiveDate;
    use hoso_domain::UnitKind;

    fn form(heading: &str) -> Form {
        Form::read(&format!("form: decision\n{heading}\n---\n= QUYẾT ĐỊNH")).unwrap()
    }

    #[track_caller]
    fn refused(text: &str, line: usize, expected: &str) {
        let fault = Form::read(text).unwrap_err();
        assert_eq!(
            (fault.line, fault.fault.to_string().as_str()),
            (line, expected)
        );
    }

    #[test]
    fn a_newer_law_is_a_new_file() {
        let mut forms = Forms::default();
        forms.add(form("title: cũ\nuntil: 2024-12-31"));
        forms.add(form("title: mới\nfrom: 2025-01-01"));
        forms.add(form("title: xã\nfrom: 2020-01-01\nunits: commune"));
        let pick = |day: &str, unit| {
            let day: NaiveDate = day.parse().unwrap();
            forms.pick(Kind::Decision, day, unit).unwrap().title.clone()
        };
        assert_eq!(pick("2024-12-31", UnitKind::Department), "cũ");
        assert_eq!(pick("2025-01-01", UnitKind::Department), "mới");
        assert_eq!(pick("2025-01-01", UnitKind::Commune), "xã");
        assert!(
            forms
                .pick(Kind::Ballot, NaiveDate::MIN, UnitKind::Commune)
                .is_none()
        );
        let mut own = forms.clone();
        own.add_own(form("title: của đơn vị"));
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        assert_eq!(
            own.pick(Kind::Decision, day, UnitKind::Commune)
                .unwrap()
                .title,
            "của đơn vị"
        );
    }

    #[test]
    fn headings_are_checked() {
        refused("= A", 1, "heading lacks `---`");
        refused("title: A\n---", 1, "heading lacks `form`");
        refused("form: decison\n---", 1, "`decison` is not known here");
        refused(
            "form: decision\nfrom: 1/1/2025\n---",
            2,
            "heading `from: 1/1/2025` is not understood",
        );
        refused("form: decision\n---\n{unti}", 3, "`unti` is not known here");
    }
}

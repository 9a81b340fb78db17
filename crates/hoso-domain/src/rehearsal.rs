//! The receiver's rehearsal: the lines that whoever receives a dossier would tick, and what people
//! confirmed before it was sent.

use crate::dossier::UnitKind;
use crate::finding::Mark;
use crate::plan_check::{PlanFault, PlanProblem};
use crate::provision::Principle;
use crate::text::{Name, Text};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeSet;

/// The checklist, as shipped or as a unit has changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rehearsal {
    /// The groups, in order.
    pub groups: Vec<RehearsalGroup>,
    /// The lines, in the order in which they are asked within their groups.
    pub lines: Vec<RehearsalLine>,
    /// Ids of lines that are not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<String>,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RehearsalGroup {
    /// Stable code.
    pub id: String,
    /// Title.
    pub title: String,
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RehearsalLine {
    /// Stable code.
    pub id: String,
    /// The group that it stands in.
    pub group: String,
    /// What is asked.
    pub title: String,
    /// What belongs to it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The principle of the law that it follows; its provision on the day is cited then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principle: Option<Principle>,
    /// Provision or convention it follows, where the law data has none for the day.
    pub cite: String,
    /// The provision's own words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// How far it has been checked.
    pub mark: Mark,
    /// Codes of the documents that it looks at: `submission`, `report`, `minutes` and others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The only kind of unit that it is asked of; absent: of every unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_for: Option<UnitKind>,
    /// Where the unit has it from, for example from a return; empty for a line that is shipped.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// Who answers it, and by what.
    pub answer: RehearsalAnswer,
}

/// Who answers a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RehearsalAnswer {
    /// The program: fulfilled while no finding of these rules is open.
    Rules(Vec<String>),
    /// The program, by the state of the dossier.
    State(RehearsalState),
    /// A person, once; the tick lapses when what it covers changes.
    Person(Covers),
    /// Each nominee, or somebody in its name; the tick lapses when what it covers changes.
    EachNominee(Covers),
}

/// States of a dossier that no rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RehearsalState {
    /// The letter has its number and its date.
    LetterNumbered,
    /// Every paper in the list of evidence has its scan.
    EvidenceFiles,
    /// No two reports are much alike.
    ReportsNotCopied,
    /// Every nominee meets the standard of its award form.
    Standards,
}

/// What a person's tick covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// Nothing in the dossier: it never lapses.
    Nothing,
    /// Who the nominee is, as it stands in the lists.
    Name,
    /// The nominees and what was declared to bar them.
    Clearance,
    /// The reports.
    Reports,
    /// The council, its meeting and the votes.
    Council,
    /// The unit and its letter, besides number and date, which are given after signing.
    Letter,
    /// The list of evidence.
    Evidence,
    /// Everything, besides numbers and dates that are given after signing.
    Dossier,
}

/// What a unit has changed of the checklist.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RehearsalChanges {
    /// Ids of lines that are not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<String>,
    /// Lines added, or put in the place of those with their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<RehearsalLine>,
}

/// What a person answered to a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Id of the line.
    pub line: String,
    /// Id of the nominee, for a line that each one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nominee: Option<String>,
    /// What was asked, as it stood then.
    pub asked: Text,
    /// The answer.
    pub answer: Confirmed,
    /// Who answered.
    pub by: Name,
    /// When.
    pub on: NaiveDate,
    /// Any remark.
    pub note: Text,
    /// SHA-256 of what the answer covers, in hexadecimal.
    pub covers: String,
}

/// The answers that a person can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum Confirmed {
    /// It is so.
    Fulfilled,
    /// It does not concern this dossier.
    NotNeeded,
}

impl Rehearsal {
    /// The group of lines that a unit adds.
    pub const OWN: &str = "own";

    /// The checklist as a unit has changed it.
    #[must_use]
    pub fn with(&self, changes: &RehearsalChanges) -> Self {
        let own = |id: &str| changes.lines.iter().find(|line| line.id == id);
        let kept = self.lines.iter();
        let mut lines: Vec<RehearsalLine> = kept
            .map(|line| own(&line.id).unwrap_or(line).clone())
            .collect();
        let added = changes.lines.iter();
        lines.extend(added.filter(|line| self.line(&line.id).is_none()).cloned());
        Self {
            groups: self.groups.clone(),
            lines,
            off: changes.off.clone(),
        }
    }

    /// The line with this id.
    pub fn line(&self, id: &str) -> Option<&RehearsalLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// The lines that are asked, group by group.
    pub fn asked(&self) -> impl Iterator<Item = (&RehearsalGroup, &RehearsalLine)> {
        let is_on = |line: &&RehearsalLine| !self.off.contains(&line.id);
        self.groups.iter().flat_map(move |group| {
            let lines = self.lines.iter().filter(|line| line.group == group.id);
            lines.filter(is_on).map(move |line| (group, line))
        })
    }

    /// Everything that is wrong with the checklist beyond its shape.
    pub fn problems(&self) -> Vec<PlanProblem> {
        let mut seen = BTreeSet::new();
        let mut problems: Vec<PlanProblem> = self
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| !seen.insert(group.id.as_str()))
            .map(|(at, group)| PlanProblem {
                path: format!("groups[{at}].id"),
                fault: PlanFault::DuplicateId(group.id.clone()),
            })
            .collect();
        problems.extend(self.problems_of(&self.lines));
        problems
    }

    /// Everything that is wrong with a unit's changes beyond their shape.
    pub fn problems_with(&self, changes: &RehearsalChanges) -> Vec<PlanProblem> {
        self.problems_of(&changes.lines)
    }

    fn problems_of(&self, lines: &[RehearsalLine]) -> Vec<PlanProblem> {
        let mut problems = Vec::new();
        let mut report = |path: String, fault| problems.push(PlanProblem { path, fault });
        let mut seen = BTreeSet::new();
        for (at, line) in lines.iter().enumerate() {
            if !seen.insert(&line.id) {
                report(
                    format!("lines[{at}].id"),
                    PlanFault::DuplicateId(line.id.clone()),
                );
            }
            for (field, value) in [
                ("id", &line.id),
                ("title", &line.title),
                ("cite", &line.cite),
            ] {
                if value.trim().is_empty() {
                    report(format!("lines[{at}].{field}"), PlanFault::Empty);
                }
            }
            if !self.groups.iter().any(|group| group.id == line.group) {
                report(
                    format!("lines[{at}].group"),
                    PlanFault::UnknownReference(line.group.clone()),
                );
            }
            if matches!(&line.answer, RehearsalAnswer::Rules(rules) if rules.is_empty()) {
                report(format!("lines[{at}].answer"), PlanFault::Empty);
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Covers, Rehearsal, RehearsalAnswer, RehearsalChanges, RehearsalGroup, RehearsalLine,
    };
    use crate::finding::Mark;

    fn line(id: &str, group: &str, title: &str) -> RehearsalLine {
        RehearsalLine {
            id: id.to_owned(),
            group: group.to_owned(),
            title: title.to_owned(),
            detail: String::new(),
            principle: None,
            cite: "Nếp làm việc".to_owned(),
            text: String::new(),
            mark: Mark::Unchecked,
            documents: Vec::new(),
            only_for: None,
            origin: String::new(),
            answer: RehearsalAnswer::Person(Covers::Nothing),
        }
    }

    fn shipped() -> Rehearsal {
        let group = |id: &str| RehearsalGroup {
            id: id.to_owned(),
            title: id.to_owned(),
        };
        Rehearsal {
            groups: vec![group("paper"), group("own")],
            lines: vec![line("a", "paper", "A"), line("b", "paper", "B")],
            off: Vec::new(),
        }
    }

    fn asked(list: &Rehearsal) -> Vec<&str> {
        list.asked().map(|(_, line)| line.title.as_str()).collect()
    }

    #[test]
    fn a_unit_adds_replaces_and_switches_off() {
        let changes = RehearsalChanges {
            off: vec!["a".to_owned(), "not there any more".to_owned()],
            lines: vec![line("b", "paper", "B của đơn vị"), line("c", "own", "C")],
        };
        let list = shipped().with(&changes);
        assert_eq!(asked(&list), ["B của đơn vị", "C"]);
        assert_eq!(asked(&shipped()), ["A", "B"]);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let empty = RehearsalLine {
            answer: RehearsalAnswer::Rules(Vec::new()),
            ..line("c", "nowhere", " ")
        };
        let changes = RehearsalChanges {
            off: Vec::new(),
            lines: vec![line("c", "own", "C"), empty],
        };
        let problems = shipped().problems_with(&changes);
        let paths: Vec<&str> = problems.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "lines[1].id",
                "lines[1].title",
                "lines[1].group",
                "lines[1].answer"
            ]
        );
    }
}

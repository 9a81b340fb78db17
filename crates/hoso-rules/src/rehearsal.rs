//! The receiver's rehearsal: how each line of the checklist stands, from the findings, the state of
//! the dossier and what people confirmed. What a tick covers is told apart by digests, which the
//! caller makes.

use crate::book::cited;
use crate::case::Case;
use crate::quality::{Quality, What, hints};
use crate::{Check, FigureUnits};
use hoso_domain::finding::{Citation, Finding, Severity, State, Subject};
use hoso_domain::{
    Confirmation, Confirmed, Covers, Nominee, Rehearsal, RehearsalAnswer, RehearsalGroup,
    RehearsalLine, RehearsalState,
};
use std::collections::HashMap;

/// How a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// The program finds it fulfilled.
    Fulfilled,
    /// The program finds it not fulfilled.
    NotFulfilled,
    /// A person has to answer.
    Asked,
    /// A person confirmed it.
    Confirmed,
    /// A person said that it does not concern this dossier.
    NotNeeded,
    /// A person answered, and what the answer covers has changed since.
    Lapsed,
    /// There is nothing for it to ask about.
    NotApplicable,
}

/// A line with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Rehearsed<'a> {
    /// The group.
    pub group: &'a RehearsalGroup,
    /// The line.
    pub line: &'a RehearsalLine,
    /// Where it stands written on the day.
    pub cite: Citation,
    /// How it stands.
    pub state: LineState,
    /// What says that it is not fulfilled.
    pub open: Vec<OpenPoint>,
    /// The answer of a person, for a line that is answered once.
    pub answer: Option<&'a Confirmation>,
    /// The answers of the nominees, for a line that each one answers.
    pub people: Vec<NomineeAnswer<'a>>,
}

/// Something that is to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPoint {
    /// Whom it concerns.
    pub subject: Subject,
    /// What it is.
    pub message: String,
    /// Path of the field that mends it.
    pub field: String,
}

/// A nominee's answer to a line.
#[derive(Debug, Clone, PartialEq)]
pub struct NomineeAnswer<'a> {
    /// The nominee.
    pub nominee: &'a Nominee,
    /// How it stands.
    pub state: LineState,
    /// The answer, where there is one.
    pub answer: Option<&'a Confirmation>,
}

/// What everything is answered from.
pub struct Rehearsing<'r, 'a> {
    /// The dossier, its plan and the rules.
    pub case: &'r Case<'a>,
    /// The checklist.
    pub list: &'a Rehearsal,
    /// The findings on the dossier.
    pub findings: &'r [Finding],
    /// When two reports are alike.
    pub quality: &'r Quality,
    /// The units of figures in reports.
    pub units: &'r FigureUnits,
    /// Makes the digest of what a tick covers, of one nominee where one is named.
    pub digest: &'r dyn Fn(Covers, Option<&Nominee>) -> String,
}

/// Rules of plans that are not among the checks of the book and have the same code in every plan.
const OF_PLANS: [&str; 5] = [
    "plan.award_form",
    "plan.deadline",
    "plan.round",
    "plan.standard",
    "plan.subject",
];

/// Whether a line may name a rule.
pub fn is_rule(code: &str) -> bool {
    OF_PLANS.contains(&code) || Check::ALL.iter().any(|check| check.code() == code)
}

/// The rules of a checklist that there are not, each with the place of its line.
pub fn unknown_rules(lines: &[RehearsalLine]) -> Vec<(usize, String)> {
    let mut unknown = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let RehearsalAnswer::Rules(rules) = &line.answer {
            let missing = rules.iter().filter(|rule| !is_rule(rule));
            unknown.extend(missing.map(|rule| (at, rule.clone())));
        }
    }
    unknown
}

impl<'a> Rehearsing<'_, 'a> {
    /// Every line that is asked, in order, with its answer.
    pub fn lines(&self) -> Vec<Rehearsed<'a>> {
        let mut by_rule: HashMap<&str, Vec<&Finding>> = HashMap::new();
        for finding in self.findings {
            by_rule.entry(&finding.rule).or_default().push(finding);
        }
        let asked = self.list.asked();
        asked
            .map(|(group, line)| self.rehearsed(group, line, &by_rule))
            .collect()
    }

    fn rehearsed(
        &self,
        group: &'a RehearsalGroup,
        line: &'a RehearsalLine,
        by_rule: &HashMap<&str, Vec<&Finding>>,
    ) -> Rehearsed<'a> {
        let mut rehearsed = Rehearsed {
            group,
            line,
            cite: self.citation(line),
            state: LineState::NotApplicable,
            open: Vec::new(),
            answer: None,
            people: Vec::new(),
        };
        let dossier = self.case.dossier;
        if line.only_for.is_some_and(|kind| kind != dossier.unit.kind) {
            return rehearsed;
        }
        match &line.answer {
            RehearsalAnswer::Rules(rules) => {
                let rules = rules.iter().map(String::as_str);
                (rehearsed.state, rehearsed.open) = by_findings(rules, by_rule);
            }
            RehearsalAnswer::State(state) => {
                (rehearsed.state, rehearsed.open) = self.by_state(*state, by_rule);
            }
            RehearsalAnswer::Person(covers) => {
                rehearsed.answer = self.answer_to(line, None);
                rehearsed.state = self.answered(line, *covers, None, rehearsed.answer);
            }
            RehearsalAnswer::EachNominee(covers) => {
                let given = self.answers_to(line);
                let people = dossier.nominees.iter().map(|nominee| {
                    let answer = given.get(nominee.id.as_str()).copied();
                    NomineeAnswer {
                        nominee,
                        state: self.answered(line, *covers, Some(nominee), answer),
                        answer,
                    }
                });
                rehearsed.people = people.collect();
                rehearsed.state = of_all(&rehearsed.people);
            }
        }
        rehearsed
    }

    fn citation(&self, line: &RehearsalLine) -> Citation {
        let law = &self.case.rules.law;
        let principle = line.principle;
        let provision = principle.and_then(|principle| law.principle(principle, self.case.law_day));
        provision.map_or_else(
            || Citation {
                place: line.cite.clone(),
                text: line.text.clone(),
                mark: line.mark,
            },
            cited,
        )
    }

    fn by_state(
        &self,
        state: RehearsalState,
        by_rule: &HashMap<&str, Vec<&Finding>>,
    ) -> (LineState, Vec<OpenPoint>) {
        let dossier = self.case.dossier;
        let of_dossier = |message: &str, field: &str| OpenPoint {
            subject: Subject::Dossier,
            message: message.to_owned(),
            field: field.to_owned(),
        };
        let open: Vec<OpenPoint> = match state {
            RehearsalState::LetterNumbered => {
                let number = dossier.letter.number.is_none();
                let number = number.then(|| of_dossier("Tờ trình chưa có số.", "letter.number"));
                let date = dossier.letter.date.is_none();
                let date = date.then(|| of_dossier("Tờ trình chưa có ngày.", "letter.date"));
                number.into_iter().chain(date).collect()
            }
            RehearsalState::EvidenceFiles => {
                if dossier.evidence.is_empty() {
                    return (LineState::NotApplicable, Vec::new());
                }
                let lacking = dossier.evidence.iter().filter(|one| one.file.is_blank());
                let point = |paper: &hoso_domain::Evidence| {
                    let name = [&paper.document.title, &paper.document.symbol];
                    let name: Vec<&str> = name.iter().filter_map(|part| part.filled()).collect();
                    of_dossier(
                        &format!("Chưa có bản quét: {}.", name.join(" ")),
                        &format!("evidence[{}].file", paper.id),
                    )
                };
                lacking.map(point).collect()
            }
            RehearsalState::ReportsNotCopied => {
                if dossier.nominees.len() < 2 {
                    return (LineState::NotApplicable, Vec::new());
                }
                let copied = hints(dossier, self.quality, self.units)
                    .into_iter()
                    .filter_map(|hint| {
                        let What::Copied { from, percent, .. } = hint.what else {
                            return None;
                        };
                        Some(OpenPoint {
                            subject: Subject::Nominee(hint.nominee.id.clone()),
                            message: format!("Giống báo cáo của {} khoảng {percent}%.", from.name),
                            field: format!("nominees[{}].report.sections", hint.nominee.id),
                        })
                    });
                copied.collect()
            }
            RehearsalState::Standards => {
                let standards = self.case.plan.standards.iter();
                let codes: Vec<String> = standards
                    .map(|standard| format!("plan.{}", standard.id))
                    .collect();
                let rules = codes.iter().map(String::as_str).chain(["plan.standard"]);
                return by_findings(rules, by_rule);
            }
        };
        if open.is_empty() {
            (LineState::Fulfilled, open)
        } else {
            (LineState::NotFulfilled, open)
        }
    }

    fn answer_to(&self, line: &RehearsalLine, nominee: Option<&str>) -> Option<&'a Confirmation> {
        let given = self.case.dossier.confirmations.iter();
        let mut given =
            given.filter(|one| one.line == line.id && one.nominee.as_deref() == nominee);
        given.next_back()
    }

    fn answers_to(&self, line: &RehearsalLine) -> HashMap<&'a str, &'a Confirmation> {
        let given = self.case.dossier.confirmations.iter();
        given
            .filter(|one| one.line == line.id)
            .filter_map(|one| Some((one.nominee.as_deref()?, one)))
            .collect()
    }

    /// How a person's answer stands: it lapses where what it covers, or the question, has changed.
    fn answered(
        &self,
        line: &RehearsalLine,
        covers: Covers,
        nominee: Option<&Nominee>,
        answer: Option<&Confirmation>,
    ) -> LineState {
        let Some(answer) = answer else {
            return LineState::Asked;
        };
        if answer.asked.as_str() != line.title || answer.covers != (self.digest)(covers, nominee) {
            return LineState::Lapsed;
        }
        match answer.answer {
            Confirmed::Fulfilled => LineState::Confirmed,
            Confirmed::NotNeeded => LineState::NotNeeded,
        }
    }
}

/// What the findings of some rules say together.
fn by_findings<'b>(
    rules: impl Iterator<Item = &'b str>,
    by_rule: &HashMap<&str, Vec<&Finding>>,
) -> (LineState, Vec<OpenPoint>) {
    let mut applies = false;
    let mut open = Vec::new();
    for finding in rules.filter_map(|rule| by_rule.get(rule)).flatten() {
        applies |= finding.state != State::NotApplicable;
        let fails = matches!(finding.state, State::NotMet | State::Unknown);
        if fails && finding.severity != Severity::Info {
            open.push(OpenPoint {
                subject: finding.subject.clone(),
                message: finding.message.clone(),
                field: finding.field.clone(),
            });
        }
    }
    let state = match (applies, open.is_empty()) {
        (false, _) => LineState::NotApplicable,
        (true, true) => LineState::Fulfilled,
        (true, false) => LineState::NotFulfilled,
    };
    (state, open)
}

/// How a line stands that each nominee answers.
fn of_all(people: &[NomineeAnswer<'_>]) -> LineState {
    let any = |state| people.iter().any(|one| one.state == state);
    if people.is_empty() {
        LineState::NotApplicable
    } else if any(LineState::Lapsed) {
        LineState::Lapsed
    } else if any(LineState::Asked) {
        LineState::Asked
    } else if any(LineState::Confirmed) {
        LineState::Confirmed
    } else {
        LineState::NotNeeded
    }
}

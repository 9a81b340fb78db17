//! The receiver's rehearsal: the checklist that whoever receives the dossier would tick, answered by
//! the program where it can tell and by people where only they can.

use crate::documents;
use crate::view::{DocumentView, MarkCode};
use crate::{Day, Desk, DeskError, Opened};
use hoso_domain::finding::{Mark, Subject};
use hoso_domain::{
    Confirmation, Confirmed, Covers, Dossier, Nominee, Person, Rehearsal, RehearsalAnswer,
    RehearsalLine, short_date,
};
use hoso_forms::{RehearsalSheet, SheetLine};
use hoso_rules::judge;
use hoso_rules::rehearsal::{LineState, OpenPoint, Rehearsed, Rehearsing};
use hoso_store::{Frozen, SentLine, sha256_of};
use serde::Serialize;
use serde_json::{Value, json};
use specta::Type;
use std::collections::HashMap;

/// Code of the printed sheet among the documents.
pub(crate) const SHEET: &str = "rehearsal";

/// How many open points of a line are told; the rest are counted.
const MOST_POINTS: usize = 50;

/// How many of them stand on paper.
const ON_PAPER: usize = 2;

/// The checklist with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RehearsalView {
    /// The day on which the program answered, ISO.
    pub on: String,
    /// Whether it is as it was when the dossier was sent.
    pub is_as_sent: bool,
    /// How many lines are done with.
    pub done: u32,
    /// How many lines concern this dossier.
    pub total: u32,
    /// The groups that have lines.
    pub groups: Vec<RehearsalGroupView>,
    /// Lines that the unit has switched off.
    pub off: Vec<RehearsalNameView>,
}

/// A group of lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RehearsalGroupView {
    /// Title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<RehearsalLineView>,
}

/// A line by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RehearsalNameView {
    /// Its id.
    pub id: String,
    /// What it asks.
    pub title: String,
}

/// A line with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RehearsalLineView {
    /// Its id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// What belongs to it; may be empty.
    pub detail: String,
    /// Where it stands written.
    pub cite: String,
    /// The provision's own words; may be empty.
    pub cite_text: String,
    /// How far that has been checked.
    pub mark: MarkCode,
    /// Whose the line is.
    pub owner: RehearsalOwner,
    /// Where the unit has it from; empty for a line that is shipped.
    pub origin: String,
    /// How it stands.
    pub state: RehearsalCode,
    /// The same in words.
    pub state_text: String,
    /// Who answered and when, how many did, or what is still open.
    pub remark: String,
    /// What a person's answer covers; absent where the program answers.
    pub covers: Option<Covers>,
    /// Whether each nominee answers.
    pub is_each: bool,
    /// What says that it is not fulfilled.
    pub points: Vec<RehearsalPointView>,
    /// How many more of them there are.
    pub more_points: u32,
    /// The answer of a person.
    pub answer: Option<ConfirmationView>,
    /// The nominees with their answers, where each one answers.
    pub people: Vec<RehearsalPersonView>,
    /// The documents that it looks at.
    pub documents: Vec<DocumentView>,
}

/// Whose a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RehearsalOwner {
    /// It comes with the program.
    Program,
    /// It comes with the program, and the unit has changed it.
    Changed,
    /// The unit has added it.
    Unit,
}

/// How a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RehearsalCode {
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
    /// What a person confirmed has changed since.
    Lapsed,
    /// There is nothing for it to ask about.
    NotApplicable,
}

/// Something that is to be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RehearsalPointView {
    /// Name of the nominee; empty for the dossier.
    pub subject: String,
    /// What it is.
    pub message: String,
    /// Path of the field that mends it.
    pub field: String,
}

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConfirmationView {
    /// Who.
    pub by: String,
    /// When, ISO.
    pub on: String,
    /// Any remark.
    pub note: String,
}

/// A nominee with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RehearsalPersonView {
    /// Id of the nominee.
    pub nominee: String,
    /// Name.
    pub name: String,
    /// What the answer covers, as it stands in the lists.
    pub shown: String,
    /// How it stands.
    pub state: RehearsalCode,
    /// The same in words.
    pub state_text: String,
    /// The answer, where there is one.
    pub answer: Option<ConfirmationView>,
}

impl Desk {
    /// The checklist of a dossier with its answers; of one that was sent, as it stood then.
    pub fn rehearsal(&self, opened: &Opened, day: Day) -> RehearsalView {
        match &opened.sent {
            Some(sent) => as_sent(sent),
            None => self.rehearse(opened, day),
        }
    }

    fn rehearse(&self, opened: &Opened, day: Day) -> RehearsalView {
        let case = self.case(opened, day);
        let findings = judge(&case);
        let dossier = &opened.dossier;
        let rehearsing = Rehearsing {
            case: &case,
            list: &self.rehearsal,
            findings: &findings,
            quality: &self.quality,
            units: &self.figure_units,
            digest: &|covers, nominee| digest(dossier, covers, nominee),
        };
        let documents = self.documents(opened);
        let names: HashMap<&str, &str> = dossier
            .nominees
            .iter()
            .map(|nominee| (nominee.id.as_str(), nominee.name.as_str()))
            .collect();
        let lines = rehearsing.lines().into_iter().map(|one| {
            let group = one.group.title.clone();
            (group, self.line(&one, &names, &documents))
        });
        let off = self.rehearsal.off.iter();
        let off = off.filter_map(|id| self.rehearsal.line(id));
        RehearsalView {
            off: off.map(name_of).collect(),
            ..view(Self::judging_day(opened, day).to_string(), lines)
        }
    }

    fn line(
        &self,
        one: &Rehearsed<'_>,
        names: &HashMap<&str, &str>,
        documents: &[DocumentView],
    ) -> RehearsalLineView {
        let line = one.line;
        let points = one.open.iter().map(|point| point_view(point, names));
        let points: Vec<RehearsalPointView> = points.take(MOST_POINTS).collect();
        let shown = |code: &String| {
            let mut all = documents.iter();
            all.find(|document| documents::is_named(code, &document.id))
                .cloned()
        };
        let (covers, is_each) = match line.answer {
            RehearsalAnswer::Person(covers) => (Some(covers), false),
            RehearsalAnswer::EachNominee(covers) => (Some(covers), true),
            RehearsalAnswer::Rules(_) | RehearsalAnswer::State(_) => (None, false),
        };
        RehearsalLineView {
            id: line.id.clone(),
            title: line.title.clone(),
            detail: line.detail.clone(),
            cite: one.cite.place.clone(),
            cite_text: one.cite.text.clone(),
            mark: one.cite.mark.into(),
            owner: owner(self.rehearsal_beneath(), line),
            origin: line.origin.clone(),
            state: one.state.into(),
            state_text: state_text(one.state.into()).to_owned(),
            remark: remark(one, names),
            covers,
            is_each,
            more_points: (one.open.len() - points.len()) as u32,
            points,
            answer: one.answer.map(ConfirmationView::of),
            people: people(one),
            documents: line.documents.iter().filter_map(shown).collect(),
        }
    }

    /// The checklist as the printed sheet has it.
    pub(crate) fn sheet(&self, opened: &Opened, day: Day) -> RehearsalSheet {
        let view = self.rehearsal(opened, day);
        let lines = view.groups.into_iter().flat_map(|group| {
            let title = group.title;
            let lines = group.lines.into_iter();
            lines.map(move |line| SheetLine {
                group: title.clone(),
                title: line.title,
                source: source(&line.cite, line.mark, line.owner, &line.origin),
                state: line.state_text,
                is_done: is_done(line.state),
                applies: line.state != RehearsalCode::NotApplicable,
                remark: line.remark,
            })
        });
        let sent = opened.sent.as_ref();
        RehearsalSheet {
            on: sent.map_or_else(|| Self::judging_day(opened, day), |sent| sent.judged_on),
            lines: lines.collect(),
        }
    }

    /// What a sending keeps of the checklist.
    pub(crate) fn sent_lines(&self, opened: &Opened, day: Day) -> Vec<SentLine> {
        let view = self.rehearsal(opened, day);
        let lines = view.groups.into_iter().flat_map(|group| {
            let title = group.title;
            let lines = group.lines.into_iter();
            lines.map(move |line| SentLine {
                group: title.clone(),
                id: line.id,
                title: line.title,
                mark: mark_code(line.mark).to_owned(),
                state: code(line.state).to_owned(),
                origin: if line.owner == RehearsalOwner::Unit {
                    source(&line.cite, line.mark, line.owner, &line.origin)
                } else {
                    String::new()
                },
                cite: line.cite,
                remark: line.remark,
            })
        });
        lines.collect()
    }

    /// A person's answer to a line, ready to be kept; `nominee` where each one answers.
    pub(crate) fn confirmation(
        dossier: &Dossier,
        line: &RehearsalLine,
        nominee: Option<&Nominee>,
        given: Given,
    ) -> Option<Confirmation> {
        let covers = match line.answer {
            RehearsalAnswer::Person(covers) | RehearsalAnswer::EachNominee(covers) => covers,
            RehearsalAnswer::Rules(_) | RehearsalAnswer::State(_) => return None,
        };
        Some(Confirmation {
            line: line.id.clone(),
            nominee: nominee.map(|nominee| nominee.id.clone()),
            asked: line.title.as_str().into(),
            answer: given.answer,
            by: given.by,
            on: given.on,
            note: given.note,
            covers: digest(dossier, covers, nominee),
        })
    }

    /// A line that a person answers.
    pub(crate) fn line_to_confirm(&self, id: &str) -> Result<&RehearsalLine, DeskError> {
        let by_people = |line: &&RehearsalLine| {
            matches!(
                line.answer,
                RehearsalAnswer::Person(_) | RehearsalAnswer::EachNominee(_)
            )
        };
        let asked = || {
            self.rehearsal
                .asked()
                .map(|(_, line)| line)
                .filter(by_people)
        };
        let found = asked().find(|line| line.id == id);
        found.ok_or_else(|| DeskError::UnknownLine {
            id: id.to_owned(),
            known: asked().map(|line| line.id.clone()).collect(),
        })
    }
}

/// What a person gave with an answer.
#[derive(Clone)]
pub(crate) struct Given {
    pub answer: Confirmed,
    pub by: hoso_domain::Name,
    pub on: chrono::NaiveDate,
    pub note: hoso_domain::Text,
}

impl ConfirmationView {
    fn of(given: &Confirmation) -> Self {
        Self {
            by: given.by.to_string(),
            on: given.on.to_string(),
            note: given.note.to_string(),
        }
    }
}

impl From<LineState> for RehearsalCode {
    fn from(state: LineState) -> Self {
        match state {
            LineState::Fulfilled => Self::Fulfilled,
            LineState::NotFulfilled => Self::NotFulfilled,
            LineState::Asked => Self::Asked,
            LineState::Confirmed => Self::Confirmed,
            LineState::NotNeeded => Self::NotNeeded,
            LineState::Lapsed => Self::Lapsed,
            LineState::NotApplicable => Self::NotApplicable,
        }
    }
}

/// Stable codes, as they are kept with a sending, with their words.
const CODES: [(RehearsalCode, &str, &str); 7] = [
    (RehearsalCode::Fulfilled, "fulfilled", "Đạt"),
    (RehearsalCode::NotFulfilled, "not_fulfilled", "Chưa đạt"),
    (RehearsalCode::Asked, "asked", "Chờ xác nhận"),
    (RehearsalCode::Confirmed, "confirmed", "Đã xác nhận"),
    (RehearsalCode::NotNeeded, "not_needed", "Không cần"),
    (RehearsalCode::Lapsed, "lapsed", "Đã đổi sau khi xác nhận"),
    (
        RehearsalCode::NotApplicable,
        "not_applicable",
        "Không áp dụng",
    ),
];

fn code(state: RehearsalCode) -> &'static str {
    let found = CODES.iter().find(|(known, ..)| *known == state);
    found.map_or("", |(_, code, _)| code)
}

fn state_text(state: RehearsalCode) -> &'static str {
    let found = CODES.iter().find(|(known, ..)| *known == state);
    found.map_or("", |(.., words)| words)
}

fn is_done(state: RehearsalCode) -> bool {
    matches!(
        state,
        RehearsalCode::Fulfilled | RehearsalCode::Confirmed | RehearsalCode::NotNeeded
    )
}

const MARKS: [(MarkCode, &str); 3] = [
    (MarkCode::Verified, "verified"),
    (MarkCode::Inferred, "inferred"),
    (MarkCode::Unchecked, "unchecked"),
];

fn mark_code(mark: MarkCode) -> &'static str {
    let found = MARKS.iter().find(|(known, _)| *known == mark);
    found.map_or("unchecked", |(_, code)| code)
}

/// Where a line has its words from, as paper says it: what has not been compared with its source is
/// never shown as law.
fn source(cite: &str, mark: MarkCode, owner: RehearsalOwner, origin: &str) -> String {
    if owner == RehearsalOwner::Unit {
        return if origin.is_empty() { cite } else { origin }.to_owned();
    }
    match mark {
        MarkCode::Verified => cite.to_owned(),
        // Some places say it themselves.
        _ if cite.contains("chưa đối chiếu") => cite.to_owned(),
        MarkCode::Inferred | MarkCode::Unchecked => format!("{cite} (chưa đối chiếu)"),
    }
}

fn owner(beneath: &Rehearsal, line: &RehearsalLine) -> RehearsalOwner {
    match beneath.line(&line.id) {
        None => RehearsalOwner::Unit,
        Some(shipped) if shipped == line => RehearsalOwner::Program,
        Some(_) => RehearsalOwner::Changed,
    }
}

fn name_of(line: &RehearsalLine) -> RehearsalNameView {
    RehearsalNameView {
        id: line.id.clone(),
        title: line.title.clone(),
    }
}

/// A line that a sending has kept, in one sentence.
pub(crate) fn told(line: &SentLine) -> String {
    let state = CODES.iter().find(|(_, code, _)| *code == line.state);
    let state = state.map_or("", |(.., words)| words);
    match line.remark.as_str() {
        "" => format!("{}: {state}", line.title),
        remark => format!("{}: {state} ({remark})", line.title),
    }
}

/// Lines with the titles of their groups, grouped and counted.
fn view(on: String, lines: impl Iterator<Item = (String, RehearsalLineView)>) -> RehearsalView {
    let mut groups: Vec<RehearsalGroupView> = Vec::new();
    for (title, line) in lines {
        match groups.last_mut() {
            Some(last) if last.title == title => last.lines.push(line),
            _ => groups.push(RehearsalGroupView {
                title,
                lines: vec![line],
            }),
        }
    }
    let states = groups.iter().flat_map(|group| &group.lines);
    let states: Vec<RehearsalCode> = states.map(|line| line.state).collect();
    let count = |wanted: fn(RehearsalCode) -> bool| {
        states.iter().filter(|state| wanted(**state)).count() as u32
    };
    RehearsalView {
        on,
        is_as_sent: false,
        done: count(is_done),
        total: count(|state| state != RehearsalCode::NotApplicable),
        groups,
        off: Vec::new(),
    }
}

/// The checklist as a sending has kept it.
fn as_sent(sent: &Frozen) -> RehearsalView {
    let lines = sent.rehearsal.iter().map(|line| {
        let state = CODES.iter().find(|(_, code, _)| *code == line.state);
        let state = state.map_or(RehearsalCode::NotApplicable, |(state, ..)| *state);
        let mark = MARKS.iter().find(|(_, code)| *code == line.mark);
        let shown = RehearsalLineView {
            id: line.id.clone(),
            title: line.title.clone(),
            detail: String::new(),
            cite: line.cite.clone(),
            cite_text: String::new(),
            mark: mark.map_or_else(|| Mark::Unchecked.into(), |(mark, _)| *mark),
            owner: if line.origin.is_empty() {
                RehearsalOwner::Program
            } else {
                RehearsalOwner::Unit
            },
            origin: line.origin.clone(),
            state,
            state_text: state_text(state).to_owned(),
            remark: line.remark.clone(),
            covers: None,
            is_each: false,
            points: Vec::new(),
            more_points: 0,
            answer: None,
            people: Vec::new(),
            documents: Vec::new(),
        };
        (line.group.clone(), shown)
    });
    RehearsalView {
        is_as_sent: true,
        ..view(sent.judged_on.to_string(), lines)
    }
}

fn point_view(point: &OpenPoint, names: &HashMap<&str, &str>) -> RehearsalPointView {
    let subject = match &point.subject {
        Subject::Dossier => String::new(),
        Subject::Nominee(id) => {
            let name = names.get(id.as_str());
            let name = name.filter(|name| !name.trim().is_empty());
            name.map_or_else(|| id.clone(), |name| (*name).to_owned())
        }
    };
    RehearsalPointView {
        subject,
        message: point.message.clone(),
        field: point.field.clone(),
    }
}

fn people(one: &Rehearsed<'_>) -> Vec<RehearsalPersonView> {
    let people = one.people.iter().map(|person| {
        let state = RehearsalCode::from(person.state);
        RehearsalPersonView {
            nominee: person.nominee.id.clone(),
            name: person.nominee.name.to_string(),
            shown: shown(person.nominee),
            state,
            state_text: state_text(state).to_owned(),
            answer: person.answer.map(ConfirmationView::of),
        }
    });
    people.collect()
}

/// What a nominee proof-reads besides the name.
fn shown(nominee: &Nominee) -> String {
    let parts = match &nominee.person {
        Person::Individual(person) => [&person.position, &person.workplace],
        Person::Collective(body) => [&body.parent, &body.head],
    };
    let parts: Vec<&str> = parts.into_iter().filter_map(|part| part.filled()).collect();
    parts.join(", ")
}

/// Who answered and when, how many did, or what is still open, in one or two sentences.
fn remark(one: &Rehearsed<'_>, names: &HashMap<&str, &str>) -> String {
    if !one.people.is_empty() {
        return counted(one);
    }
    if let Some(given) = one.answer {
        return answered(given);
    }
    let points = one.open.iter().take(ON_PAPER).map(|point| {
        let point = point_view(point, names);
        let message = point.message.trim_end_matches('.');
        if point.subject.is_empty() {
            message.to_owned()
        } else {
            format!("{}: {message}", point.subject)
        }
    });
    let mut words: Vec<String> = points.collect();
    if one.open.len() > ON_PAPER {
        words.push(format!("và {} điểm khác", one.open.len() - ON_PAPER));
    }
    words.join("; ")
}

fn answered(given: &Confirmation) -> String {
    let who = given.by.filled().unwrap_or("Không ghi tên");
    let on = short_date(given.on);
    match given.note.filled() {
        Some(note) => format!("{who}, ngày {on}. {note}"),
        None => format!("{who}, ngày {on}"),
    }
}

fn counted(one: &Rehearsed<'_>) -> String {
    let count = |wanted: fn(RehearsalCode) -> bool| {
        let states = one.people.iter().map(|person| person.state.into());
        states.filter(|state| wanted(*state)).count()
    };
    let all = one.people.len();
    let done = count(is_done);
    match count(|state| state == RehearsalCode::Lapsed) {
        0 => format!("{done}/{all} trường hợp đã xác nhận"),
        lapsed => {
            format!("{done}/{all} trường hợp đã xác nhận; {lapsed} trường hợp đổi sau khi xác nhận")
        }
    }
}

/// What a tick covers, as a number: another one says that something of it has changed.
fn digest(dossier: &Dossier, covers: Covers, nominee: Option<&Nominee>) -> String {
    let nominees: Vec<&Nominee> = match nominee {
        Some(one) => vec![one],
        None => dossier.nominees.iter().collect(),
    };
    let of_each = |part: fn(&Nominee) -> Value| -> Value {
        let parts = nominees.iter().map(|one| json!([one.id, part(one)]));
        parts.collect()
    };
    let covered = match covers {
        Covers::Nothing => return String::new(),
        Covers::Name => of_each(|one| json!([one.name, who(&one.person)])),
        Covers::Clearance => of_each(|one| json!([one.name, one.clearance])),
        Covers::Reports => of_each(|one| json!(one.report)),
        Covers::Council => {
            let mut meeting = dossier.meeting.clone();
            if let Some(meeting) = &mut meeting {
                meeting.number = None;
            }
            json!([dossier.council, meeting])
        }
        Covers::Letter => {
            let list = of_each(|one| json!([one.name, one.award_form, who(&one.person)]));
            json!([dossier.unit, letter(dossier), list])
        }
        Covers::Evidence => json!(dossier.evidence),
        Covers::Dossier => {
            let mut whole = dossier.clone();
            whole.confirmations.clear();
            whole.judged_on = None;
            whole.letter.number = None;
            whole.letter.date = None;
            if let Some(meeting) = &mut whole.meeting {
                meeting.number = None;
            }
            json!(whole)
        }
    };
    sha256_of(covered.to_string().as_bytes())
}

fn letter(dossier: &Dossier) -> Value {
    let mut letter = dossier.letter.clone();
    // Both are given after signing.
    letter.number = None;
    letter.date = None;
    json!(letter)
}

fn who(person: &Person) -> Value {
    match person {
        Person::Collective(body) => json!([body.parent]),
        Person::Individual(one) => {
            json!([one.gender, one.birth_date, one.position, one.workplace])
        }
    }
}

//! Answer the receiver's rehearsal, change the unit's checklist, and let it learn from a return.

use super::{OpenedCabinet, SavedView};
use crate::deadline;
use crate::own::{OwnKind, rehearsal_changes};
use crate::rehearsal::{Given, RehearsalNameView};
use crate::{Desk, DeskError};
use hoso_domain::finding::Mark;
use hoso_domain::{
    Confirmation, Confirmed, Covers, Name, Nominee, Rehearsal, RehearsalAnswer, RehearsalChanges,
    RehearsalLine, Text, short_date,
};
use hoso_exchange::data_to_toml;
use hoso_store::{DossierState, Edit, FieldPath, Frozen, Stamp, StoreError};
use serde::Deserialize;
use specta::Type;
use std::path::Path;

/// Where a line that the unit adds is said to stand.
const OWN_CITE: &str = "Đơn vị tự đặt";

/// A person's answer as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ConfirmInput {
    /// Id of the line.
    pub line: String,
    /// Ids of the nominees that answer, for a line that each one answers; empty: all of them.
    pub nominees: Vec<String>,
    /// Who answers; empty: the person at the machine.
    pub by: String,
    /// Any remark.
    pub note: String,
    /// Whether the line does not concern this dossier.
    pub is_not_needed: bool,
}

/// A line of the unit's own as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct RehearsalLineInput {
    /// Its id; empty for a new one.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// What belongs to it.
    pub detail: String,
    /// What a person's answer covers; not heeded where the program answers.
    pub covers: Covers,
    /// Whether each nominee answers.
    pub is_each: bool,
}

impl OpenedCabinet {
    /// Keeps a person's answer to a line of the rehearsal, in place of an earlier one.
    pub fn confirm(
        &mut self,
        desk: &Desk,
        dossier: &str,
        input: &ConfirmInput,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let line = desk.line_to_confirm(&input.line)?;
        let opened = desk.with_plan(self.store.dossier(dossier)?, None)?;
        let by = if input.by.trim().is_empty() {
            stamp.who.clone()
        } else {
            input.by.trim().to_owned()
        };
        let given = Given {
            answer: if input.is_not_needed {
                Confirmed::NotNeeded
            } else {
                Confirmed::Fulfilled
            },
            by: Name::try_from(by).map_err(|error| StoreError::BadValue {
                path: "by".to_owned(),
                detail: error.to_string(),
            })?,
            on: stamp.at.date_naive(),
            note: Text::from(input.note.trim()),
        };
        let people: Vec<Option<&Nominee>> = match &line.answer {
            RehearsalAnswer::EachNominee(_) if input.nominees.is_empty() => {
                opened.dossier.nominees.iter().map(Some).collect()
            }
            RehearsalAnswer::EachNominee(_) => {
                let ids = input.nominees.iter();
                ids.map(|id| opened.nominee_named(id).map(Some))
                    .collect::<Result<_, _>>()?
            }
            _ => vec![None],
        };
        let new = people.into_iter().filter_map(|nominee| {
            Desk::confirmation(&opened.dossier, line, nominee, given.clone())
        });
        let new: Vec<Confirmation> = new.collect();
        let mut all = opened.dossier.confirmations.clone();
        all.retain(|old| !new.iter().any(|one| is_same(old, one)));
        all.extend(new);
        self.keep_confirmations(dossier, &all, stamp)
    }

    /// Takes answers to a line back: those of the nominees named, or all of them.
    pub fn withdraw(
        &mut self,
        dossier: &str,
        line: &str,
        nominees: &[String],
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let mut all = self.store.dossier(dossier)?.confirmations;
        let is_named = |one: &Confirmation| {
            let of = one.nominee.as_ref();
            nominees.is_empty() || of.is_some_and(|id| nominees.contains(id))
        };
        all.retain(|one| one.line != line || !is_named(one));
        self.keep_confirmations(dossier, &all, stamp)
    }

    /// Keeps a line of the unit's own, or the unit's words for a line that is shipped; returns its id.
    pub fn keep_line(
        &mut self,
        desk: &Desk,
        input: &RehearsalLineInput,
        stamp: &Stamp,
    ) -> Result<String, DeskError> {
        let mut changes = self.checklist_changes(desk)?;
        let list = desk.rehearsal_beneath().with(&changes);
        let old = list.line(&input.id);
        if old.is_none() && !input.id.is_empty() {
            return Err(unknown_line(&list, &input.id));
        }
        let by_person = if input.is_each {
            RehearsalAnswer::EachNominee(input.covers)
        } else {
            RehearsalAnswer::Person(input.covers)
        };
        let line = match old {
            None => own_line(free_id(&list), by_person),
            Some(old) => RehearsalLine {
                answer: match &old.answer {
                    RehearsalAnswer::Rules(_) | RehearsalAnswer::State(_) => old.answer.clone(),
                    RehearsalAnswer::Person(_) | RehearsalAnswer::EachNominee(_) => by_person,
                },
                ..old.clone()
            },
        };
        let line = RehearsalLine {
            title: input.title.trim().to_owned(),
            detail: input.detail.trim().to_owned(),
            ..line
        };
        let id = line.id.clone();
        put(&mut changes, line);
        self.keep_checklist(desk, &changes, stamp)?;
        Ok(id)
    }

    /// Drops a line of the unit's own; a line that is shipped gets its own words back.
    pub fn drop_line(&mut self, desk: &Desk, id: &str, stamp: &Stamp) -> Result<(), DeskError> {
        let mut changes = self.checklist_changes(desk)?;
        if !changes.lines.iter().any(|line| line.id == id) {
            return Err(DeskError::NotOwn {
                name: id.to_owned(),
            });
        }
        changes.lines.retain(|line| line.id != id);
        if desk.rehearsal_beneath().line(id).is_none() {
            changes.off.retain(|off| off != id);
        }
        self.keep_checklist(desk, &changes, stamp)
    }

    /// Stops asking a line.
    pub fn switch_line_off(
        &mut self,
        desk: &Desk,
        id: &str,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let mut changes = self.checklist_changes(desk)?;
        let list = desk.rehearsal_beneath().with(&changes);
        if list.line(id).is_none() {
            return Err(unknown_line(&list, id));
        }
        if !changes.off.iter().any(|off| off == id) {
            changes.off.push(id.to_owned());
        }
        self.keep_checklist(desk, &changes, stamp)
    }

    /// Asks a line again that was switched off.
    pub fn switch_line_on(
        &mut self,
        desk: &Desk,
        id: &str,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let mut changes = self.checklist_changes(desk)?;
        changes.off.retain(|off| off != id);
        self.keep_checklist(desk, &changes, stamp)
    }

    /// Makes lines of the unit's checklist from the reasons for which a dossier came back, one for
    /// each line of the reasons, and returns those that are new. What the checklist asks already is
    /// not asked twice; where it was switched off, it is asked again.
    pub fn learn_from_return(
        &mut self,
        desk: &Desk,
        dossier: &str,
        stamp: &Stamp,
    ) -> Result<Vec<RehearsalNameView>, DeskError> {
        let progress = self.store.progress(dossier)?;
        let Some(answer) = progress.answer.filter(|answer| answer.returned) else {
            return Ok(Vec::new());
        };
        let opened = desk.with_plan(self.store.dossier(dossier)?, None)?;
        let round = opened.plan.round(&opened.dossier.round);
        let round = round.map_or_else(String::new, |round| {
            format!(" “{}”", deadline::title(round, opened.dossier.year))
        });
        let origin = format!("Hồ sơ{round} bị trả lại ngày {}", short_date(answer.on));
        let mut changes = self.checklist_changes(desk)?;
        let mut learnt = Vec::new();
        for reason in reasons(answer.note.as_str()) {
            let list = desk.rehearsal_beneath().with(&changes);
            let key = key(&reason);
            let known = list.lines.iter().find(|line| self::key(&line.title) == key);
            if let Some(known) = known {
                changes.off.retain(|off| *off != known.id);
                continue;
            }
            let line = RehearsalLine {
                title: reason,
                origin: origin.clone(),
                ..own_line(free_id(&list), RehearsalAnswer::Person(Covers::Nothing))
            };
            learnt.push(RehearsalNameView {
                id: line.id.clone(),
                title: line.title.clone(),
            });
            put(&mut changes, line);
        }
        self.keep_checklist(desk, &changes, stamp)?;
        Ok(learnt)
    }

    /// What was kept of the rehearsal of a dossier that was sent and has not come back.
    pub(super) fn sent(&self, dossier: &str) -> Result<Option<Frozen>, DeskError> {
        let progress = self.store.progress(dossier)?;
        if matches!(progress.state, DossierState::Draft | DossierState::Returned) {
            return Ok(None);
        }
        let last = progress.sendings.into_iter().next_back();
        let frozen = last.and_then(|sending| sending.frozen);
        // A dossier that was sent before there was a rehearsal has none to show.
        Ok(frozen.filter(|frozen| !frozen.rehearsal.is_empty()))
    }

    fn keep_confirmations(
        &mut self,
        dossier: &str,
        all: &[Confirmation],
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let value =
            serde_json::to_value(all).map_err(|error| DeskError::asset("confirmations", &error))?;
        let path = FieldPath::parse("confirmations")?;
        self.edit(dossier, &Edit::Field { path, value }, stamp)
    }

    fn checklist_changes(&self, desk: &Desk) -> Result<RehearsalChanges, DeskError> {
        let text = self.own_text(OwnKind::Rehearsal)?;
        rehearsal_changes(text.as_deref(), desk.rehearsal_beneath())
            .map_err(|source| DeskError::data(Path::new(OwnKind::Rehearsal.file()), source))
    }

    fn keep_checklist(
        &mut self,
        desk: &Desk,
        changes: &RehearsalChanges,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let before = self.checklist_changes(desk)?;
        if *changes == before {
            return Ok(());
        }
        if *changes == RehearsalChanges::default() {
            return self.drop_own(OwnKind::Rehearsal, "", stamp).map(drop);
        }
        let text = data_to_toml(changes)
            .map_err(|error| DeskError::asset(OwnKind::Rehearsal.code(), &error))?;
        let path = Path::new(OwnKind::Rehearsal.file());
        let checked = desk.check_own(OwnKind::Rehearsal, path, &text)?;
        self.keep_own(&checked, stamp)
    }
}

fn is_same(one: &Confirmation, other: &Confirmation) -> bool {
    one.line == other.line && one.nominee == other.nominee
}

fn put(changes: &mut RehearsalChanges, line: RehearsalLine) {
    match changes.lines.iter_mut().find(|old| old.id == line.id) {
        Some(old) => *old = line,
        None => changes.lines.push(line),
    }
}

fn own_line(id: String, answer: RehearsalAnswer) -> RehearsalLine {
    RehearsalLine {
        id,
        group: Rehearsal::OWN.to_owned(),
        title: String::new(),
        detail: String::new(),
        principle: None,
        cite: OWN_CITE.to_owned(),
        text: String::new(),
        mark: Mark::Unchecked,
        documents: Vec::new(),
        only_for: None,
        origin: String::new(),
        answer,
    }
}

/// An id that no line has.
fn free_id(list: &Rehearsal) -> String {
    let mut numbers = 1..;
    let free = numbers.find(|number| list.line(&format!("own-{number}")).is_none());
    format!("own-{}", free.unwrap_or_default())
}

fn unknown_line(list: &Rehearsal, id: &str) -> DeskError {
    DeskError::UnknownLine {
        id: id.to_owned(),
        known: list.lines.iter().map(|line| line.id.clone()).collect(),
    }
}

/// The reasons of a return: each line of the text is one, without a dash or number before it.
fn reasons(text: &str) -> impl Iterator<Item = String> {
    let bare = |line: &str| {
        let line = line.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | '+' | '•' | '*')
        });
        let line = line.trim_start_matches([')', '.', '/', ':']).trim();
        line.to_owned()
    };
    let lines: Vec<String> = text.lines().map(bare).collect();
    lines.into_iter().filter(|line| !line.is_empty())
}

/// What makes two titles one: neither capitals nor white space nor a full stop.
fn key(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let title = words.join(" ").to_lowercase();
    title.trim_end_matches(['.', ';', ',']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{key, reasons};

    #[test]
    fn each_line_of_a_return_is_a_reason() {
        let found: Vec<String> =
            reasons("- Thiếu dấu trên danh sách\n\n2. Sai tên bà Hằng.\n   ").collect();
        assert_eq!(found, ["Thiếu dấu trên danh sách", "Sai tên bà Hằng."]);
        assert_eq!(key("Sai  tên bà Hằng."), key("sai tên bà hằng"));
        assert_ne!(key("Sai tên"), key("Sai ten"));
    }
}

//! Tell who changed what and when, and bring an earlier state back.

use super::{OpenedCabinet, SavedView, entry, small};
use crate::DeskError;
use crate::words;
use hoso_domain::Dossier;
use hoso_store::{Entry, Part, Past, Stamp};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a history is of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HistoryOf {
    /// A whole dossier.
    Dossier,
    /// A nominee, by id.
    Nominee(String),
    /// A nominee's report, by the nominee's id.
    Report(String),
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EntryView {
    /// Its number.
    pub seq: u32,
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// Code of what was done.
    pub act: String,
    /// What was done, in words.
    pub act_text: String,
    /// Id of the dossier; empty for the cabinet itself.
    pub dossier: String,
    /// What it was done to.
    pub label: String,
}

/// An entry with the fields it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PastView {
    /// The entry.
    pub entry: EntryView,
    /// What it was about, in words; empty for the dossier as a whole.
    pub about: String,
    /// The fields.
    pub fields: Vec<FieldChangeView>,
}

/// A field before and after; texts as they are, anything else in words, empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldChangeView {
    /// Its path in the dossier file.
    pub path: String,
    /// The field in words.
    pub name: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

impl OpenedCabinet {
    /// The last entries about a dossier, or about anything.
    pub fn journal(&self, dossier: Option<&str>, limit: u32) -> Result<Vec<EntryView>, DeskError> {
        let entries = self.store.journal(dossier, limit)?;
        Ok(entries.into_iter().map(EntryView::of).collect())
    }

    /// What happened to a dossier, a nominee or a report, the newest first.
    pub fn history(
        &self,
        dossier: &str,
        of: &HistoryOf,
        limit: u32,
    ) -> Result<Vec<PastView>, DeskError> {
        let now = self.store.dossier(dossier)?;
        let past = self.store.history(dossier, &of.part(), limit)?;
        let mut past: Vec<PastView> = past.into_iter().map(|past| past_view(past, &now)).collect();
        if matches!(of, HistoryOf::Dossier) {
            // Where the dossier went is no change of what is in it, but part of its past.
            let way = self.store.journal(Some(dossier), limit)?;
            let way = way.into_iter().filter(|entry| is_of_way(&entry.act));
            past.extend(way.map(|entry| PastView {
                about: words::fields::subject(&entry.label, &now),
                fields: Vec::new(),
                entry: EntryView::of(entry),
            }));
            past.sort_by_key(|past| std::cmp::Reverse(past.entry.seq));
            past.truncate(limit as usize);
        }
        Ok(past)
    }

    /// Brings a part back to what it was right after an entry; undoing takes that back.
    pub fn restore_part(
        &mut self,
        dossier: &str,
        of: &HistoryOf,
        seq: u32,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let part = of.part();
        let edited = self.store.restore_part(dossier, &part, entry(seq), stamp)?;
        Ok(SavedView {
            entry: edited.entry.map(small),
            steps: self.steps(dossier)?,
        })
    }
}

impl HistoryOf {
    fn part(&self) -> Part {
        match self {
            Self::Dossier => Part::Dossier,
            Self::Nominee(id) => Part::Nominee(id.clone()),
            Self::Report(id) => Part::Report(id.clone()),
        }
    }
}

impl EntryView {
    fn of(entry: Entry) -> Self {
        Self {
            seq: small(entry.seq),
            at: entry.at,
            who: entry.who,
            act_text: words::cabinet::act(&entry.act).to_owned(),
            act: entry.act,
            dossier: entry.dossier,
            label: entry.label,
        }
    }
}

fn is_of_way(act: &str) -> bool {
    ["send", "recall", "answer", "outcome"].contains(&act)
}

fn past_view(past: Past, now: &Dossier) -> PastView {
    let fields = past.fields.into_iter().map(|change| FieldChangeView {
        name: words::fields::name(&change.path, now),
        path: change.path,
        before: words::fields::value(&change.before, now),
        after: words::fields::value(&change.after, now),
    });
    PastView {
        fields: fields.collect(),
        about: words::fields::subject(&past.entry.label, now),
        entry: EntryView::of(past.entry),
    }
}

//! Tell who changed what and when, and bring an earlier state back.

use super::{OpenedCabinet, SavedView, entry, small};
use crate::DeskError;
use crate::words::cabinet as words;
use hoso_store::{Entry, Part, Past, Stamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
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
    /// The fields.
    pub fields: Vec<FieldChangeView>,
}

/// A field before and after; texts as they are, anything else as JSON, empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldChangeView {
    /// Its path in the dossier file.
    pub path: String,
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
        let past = self.store.history(dossier, &of.part(), limit)?;
        Ok(past.into_iter().map(past_view).collect())
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
            act_text: words::act(&entry.act).to_owned(),
            act: entry.act,
            dossier: entry.dossier,
            label: entry.label,
        }
    }
}

fn past_view(past: Past) -> PastView {
    let fields = past.fields.into_iter().map(|change| FieldChangeView {
        path: change.path,
        before: shown(&change.before),
        after: shown(&change.after),
    });
    PastView {
        fields: fields.collect(),
        entry: EntryView::of(past.entry),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

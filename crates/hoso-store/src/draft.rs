//! A field that is being typed in: when it must be saved, and the saving.
//!
//! The window tells each key and asks on each tick; the clock is the caller's.

use crate::alter;
use crate::cabinet::Cabinet;
use crate::edit::{Edit, Edited, Grouping};
use crate::error::StoreError;
use crate::field::{FieldPath, Region};
use crate::journal::Stamp;
use chrono::{DateTime, Duration, FixedOffset};
use hoso_domain::Dossier;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::mem;

/// A field while somebody types in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    dossier: String,
    path: FieldPath,
    unsaved: Option<Unsaved>,
}

#[derive(Debug, Clone, PartialEq)]
struct Unsaved {
    value: Value,
    first_key: DateTime<FixedOffset>,
    last_key: DateTime<FixedOffset>,
}

impl Draft {
    /// A pause between keys after which the field is saved, in milliseconds.
    pub const PAUSE: i64 = 400;

    /// How long typing without a pause may stay unsaved, in milliseconds. With the time of a slow
    /// disk it keeps the promise of two seconds.
    pub const LONGEST: i64 = 1_000;

    /// A field of a dossier, nothing typed yet.
    pub fn new(dossier: &str, path: FieldPath) -> Self {
        Self {
            dossier: dossier.to_owned(),
            path,
            unsaved: None,
        }
    }

    /// Takes what the field holds after a key.
    pub fn typed(&mut self, value: Value, now: DateTime<FixedOffset>) {
        let first_key = self
            .unsaved
            .as_ref()
            .map_or(now, |unsaved| unsaved.first_key);
        self.unsaved = Some(Unsaved {
            value,
            first_key,
            last_key: now,
        });
    }

    /// Whether anything typed is unsaved.
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.is_some()
    }

    /// Whether it is time to save: after a pause, after a second at most, or when the clock jumped.
    pub fn is_due(&self, now: DateTime<FixedOffset>) -> bool {
        self.unsaved.as_ref().is_some_and(|unsaved| {
            now < unsaved.last_key
                || now - unsaved.last_key >= Duration::milliseconds(Self::PAUSE)
                || now - unsaved.first_key >= Duration::milliseconds(Self::LONGEST)
        })
    }

    /// The path of the field.
    pub fn path(&self) -> &FieldPath {
        &self.path
    }

    /// Puts what is typed and unsaved into the dossier as it is held in memory, so that it can be
    /// judged and shown before it is saved. A refused value leaves the dossier as it was.
    pub fn show_in(&self, dossier: &mut Dossier) -> Result<(), StoreError> {
        let Some(unsaved) = &self.unsaved else {
            return Ok(());
        };
        let (region, rest) = self.path.region()?;
        let unknown = || alter::unknown(&self.path.to_string());
        match region {
            Region::Frame => {
                // The lists are long, and no field of the frame is in them.
                let nominees = mem::take(&mut dossier.nominees);
                let evidence = mem::take(&mut dossier.evidence);
                let replaced = self.replaced(&rest, dossier, &unsaved.value);
                let done = replaced.map(|frame| *dossier = frame);
                dossier.nominees = nominees;
                dossier.evidence = evidence;
                done
            }
            Region::Nominee(id) => {
                let mut nominees = dossier.nominees.iter_mut();
                let nominee = nominees.find(|one| one.id == id).ok_or_else(unknown)?;
                *nominee = self.replaced(&rest, nominee, &unsaved.value)?;
                Ok(())
            }
            Region::Evidence(id) => {
                let mut evidence = dossier.evidence.iter_mut();
                let paper = evidence.find(|one| one.id == id).ok_or_else(unknown)?;
                *paper = self.replaced(&rest, paper, &unsaved.value)?;
                Ok(())
            }
        }
    }

    fn replaced<T: Serialize + DeserializeOwned>(
        &self,
        rest: &FieldPath,
        present: &T,
        value: &Value,
    ) -> Result<T, StoreError> {
        let json = serde_json::to_value(present).map_err(|error| StoreError::BadValue {
            path: self.path.to_string(),
            detail: error.to_string(),
        })?;
        alter::set(&self.path, rest, json, value)
    }

    /// Saves what was typed, now; also for leaving the field. Where that fails it stays unsaved.
    pub fn save(&mut self, cabinet: &mut Cabinet, stamp: &Stamp) -> Result<Edited, StoreError> {
        let Some(unsaved) = &self.unsaved else {
            return Ok(Edited { entry: None });
        };
        let edit = Edit::Field {
            path: self.path.clone(),
            value: unsaved.value.clone(),
        };
        let edited = cabinet.edit(&self.dossier, &[edit], Grouping::WithLast, stamp)?;
        self.unsaved = None;
        Ok(edited)
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::field::FieldPath;
    use chrono::{DateTime, Duration, FixedOffset};
    use serde_json::json;

    fn at(milliseconds: i64) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2024-01-15T08:00:00+07:00").unwrap()
            + Duration::milliseconds(milliseconds)
    }

    #[test]
    fn typing_is_saved_on_a_pause_and_after_a_second_at_most() {
        let mut draft = Draft::new("a", FieldPath::parse("unit.name").unwrap());
        assert!(!draft.is_due(at(9_000)));
        draft.typed(json!("S"), at(0));
        assert!(draft.is_unsaved());
        assert!(!draft.is_due(at(399)));
        assert!(draft.is_due(at(400)));
        for key in 1..10 {
            draft.typed(json!("Sở"), at(key * 100));
            assert!(!draft.is_due(at(key * 100)), "{key}");
        }
        draft.typed(json!("Sở N"), at(1_000));
        assert!(draft.is_due(at(1_000)));
        // A clock that jumps back must not put the saving off for a year.
        assert!(draft.is_due(at(-1_000_000)));
    }
}

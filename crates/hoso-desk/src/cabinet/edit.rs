//! Put dossiers in, edit them field by field, take steps back and again, write one to a file.

use super::{OpenedCabinet, small};
use crate::{Desk, DeskError, Opened};
use hoso_domain::{Council, Evidence, Meeting, Nominee, Plan};
use hoso_exchange::{Existing, Staging, dossier_from_json, dossier_to_json, read_text};
use hoso_store::{
    Draft as StoredDraft, Edit, Edited, FieldPath, Grouping, Progress, Stamp, StoreError,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use std::path::Path;

/// What an edit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct SavedView {
    /// Number of its entry in the journal; absent where nothing was different.
    pub entry: Option<u32>,
    /// The steps there are now.
    pub steps: StepsView,
}

/// The steps of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct StepsView {
    /// How many can be taken back.
    pub back: u32,
    /// How many can be taken again.
    pub again: u32,
}

/// An edit as the window gives it.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EditInput {
    /// Sets one field.
    Field {
        /// Its path in the dossier file.
        path: String,
        /// JSON as the dossier file has it.
        value: String,
    },
    /// Adds a nominee at the end, or replaces the one with this id.
    Nominee {
        /// The nominee.
        nominee: Box<Nominee>,
    },
    /// Removes a nominee with its facts and report, and the votes on it.
    RemoveNominee {
        /// Its id.
        id: String,
    },
    /// Moves a nominee.
    MoveNominee {
        /// Its id.
        id: String,
        /// Id of the one to come behind it; absent: to the end.
        before: Option<String>,
    },
    /// Replaces the council.
    Council {
        /// The council.
        council: Council,
    },
    /// Replaces the meeting, or removes it.
    Meeting {
        /// The meeting.
        meeting: Option<Meeting>,
    },
    /// Adds a paper at the end, or replaces the one with this id.
    Evidence {
        /// The paper.
        evidence: Evidence,
    },
    /// Removes a paper from the list; its file stays stored.
    RemoveEvidence {
        /// Its id.
        id: String,
    },
}

impl EditInput {
    fn edit(self) -> Result<Edit, DeskError> {
        Ok(match self {
            Self::Field { path, value } => Edit::Field {
                path: FieldPath::parse(&path)?,
                value: json(&value)?,
            },
            Self::Nominee { nominee } => Edit::Nominee(nominee),
            Self::RemoveNominee { id } => Edit::RemoveNominee(id),
            Self::MoveNominee { id, before } => Edit::MoveNominee { id, before },
            Self::Council { council } => Edit::Council(council),
            Self::Meeting { meeting } => Edit::Meeting(meeting),
            Self::Evidence { evidence } => Edit::Evidence(evidence),
            Self::RemoveEvidence { id } => Edit::RemoveEvidence(id),
        })
    }
}

/// A field that is being typed in. The window tells each key, asks whether it is due on each tick
/// and on each pause, and saves on leaving the field.
#[derive(Debug)]
pub struct Draft {
    inner: StoredDraft,
    dossier: String,
}

impl Draft {
    /// Begins typing in a field.
    pub fn new(dossier: &str, path: &str) -> Result<Self, DeskError> {
        Ok(Self {
            inner: StoredDraft::new(dossier, FieldPath::parse(path)?),
            dossier: dossier.to_owned(),
        })
    }

    /// Takes what the field holds after a key, as JSON of the dossier file.
    pub fn typed(&mut self, value: &str, stamp: &Stamp) -> Result<(), DeskError> {
        self.inner.typed(json(value)?, stamp.at);
        Ok(())
    }

    /// The path of the field.
    pub fn path(&self) -> String {
        self.inner.path().to_string()
    }

    /// Puts what is typed and unsaved into the dossier on the desk, so that it can be checked and
    /// shown at once.
    pub fn show_in(&self, opened: &mut Opened) -> Result<(), DeskError> {
        Ok(self.inner.show_in(&mut opened.dossier)?)
    }

    /// Whether it is time to save.
    pub fn is_due(&self, stamp: &Stamp) -> bool {
        self.inner.is_due(stamp.at)
    }

    /// Saves now.
    pub fn save(
        &mut self,
        cabinet: &mut OpenedCabinet,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let edited = self.inner.save(&mut cabinet.store, stamp)?;
        cabinet.saved(&self.dossier, edited)
    }
}

impl OpenedCabinet {
    /// Puts a dossier file into the cabinet, with the plan it answers; returns its id.
    pub fn import(&mut self, desk: &Desk, file: &Path, stamp: &Stamp) -> Result<String, DeskError> {
        let text = read_text(file)?;
        let dossier = dossier_from_json(&text).map_err(|source| DeskError::Dossier {
            path: file.to_owned(),
            source: Box::new(source),
        })?;
        let plan = desk.plan(&dossier.plan.id)?.clone();
        self.store.import(&dossier, stamp)?;
        self.keep_plan(&plan, stamp)?;
        Ok(dossier.id)
    }

    /// Takes a dossier that lies on the desk into the cabinet, and returns the id that it has
    /// there. One that is there already to the letter is not taken twice; another one of the same
    /// id gets an id of its own, so that neither replaces the other.
    pub fn adopt(&mut self, opened: &Opened, stamp: &Stamp) -> Result<String, DeskError> {
        self.adopt_on_its_way(opened, None, stamp)
    }

    /// The same with its way so far, where it comes with one.
    pub(super) fn adopt_on_its_way(
        &mut self,
        opened: &Opened,
        way: Option<&Progress>,
        stamp: &Stamp,
    ) -> Result<String, DeskError> {
        let mut dossier = opened.dossier.clone();
        let mut copy = 1;
        loop {
            let taken = match self.store.dossier(&dossier.id) {
                Ok(kept) if kept == dossier => return Ok(dossier.id),
                Err(StoreError::NoDossier { .. }) => match way {
                    None => self.store.import(&dossier, stamp),
                    Some(way) => self.store.import_on_its_way(&dossier, way, stamp),
                },
                other => other.map(drop).and(Err(StoreError::DossierExists {
                    id: dossier.id.clone(),
                })),
            };
            match taken {
                Ok(()) => break,
                // Also the id of one that was taken off the list: its past is still there.
                Err(StoreError::DossierExists { .. }) => {
                    copy += 1;
                    dossier.id = format!("{}-{copy}", opened.dossier.id);
                }
                Err(error) => return Err(error.into()),
            }
        }
        self.keep_plan(&opened.plan, stamp)?;
        Ok(dossier.id)
    }

    pub(super) fn keep_plan(&mut self, plan: &Plan, stamp: &Stamp) -> Result<(), DeskError> {
        match self.store.keep_plan(plan, stamp) {
            // The text kept first is the one that dossiers were judged on; it stays.
            Ok(()) | Err(StoreError::PlanDiffers { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes edits as one step. Durable when this returns.
    pub fn amend(
        &mut self,
        dossier: &str,
        edits: Vec<EditInput>,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let edits: Vec<Edit> = edits
            .into_iter()
            .map(EditInput::edit)
            .collect::<Result<_, _>>()?;
        let edited = self.store.edit(dossier, &edits, Grouping::Own, stamp)?;
        self.saved(dossier, edited)
    }

    /// Writes a dossier to a file.
    pub fn write_file(
        &self,
        dossier: &str,
        file: &Path,
        existing: Existing,
    ) -> Result<(), DeskError> {
        let dossier = self.store.dossier(dossier)?;
        let json = dossier_to_json(&dossier).map_err(|error| DeskError::Internal {
            name: "dossier file",
            detail: error.to_string(),
        })?;
        Ok(Staging::write_one(file, json.as_bytes(), existing)?)
    }

    /// Sets one field; `value` is JSON as the dossier file has it. Durable when this returns.
    pub fn set_field(
        &mut self,
        dossier: &str,
        path: &str,
        value: &str,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let edit = Edit::Field {
            path: FieldPath::parse(path)?,
            value: json(value)?,
        };
        self.edit(dossier, &edit, stamp)
    }

    /// Adds a nominee or replaces the one with its id; `nominee` is JSON as the dossier file has it.
    pub fn put_nominee(
        &mut self,
        dossier: &str,
        nominee: &str,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let nominee = part("nominee", nominee)?;
        self.edit(dossier, &Edit::Nominee(Box::new(nominee)), stamp)
    }

    /// Removes a nominee.
    pub fn remove_nominee(
        &mut self,
        dossier: &str,
        nominee: &str,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        self.edit(dossier, &Edit::RemoveNominee(nominee.to_owned()), stamp)
    }

    /// Moves a nominee before another one, or to the end.
    pub fn move_nominee(
        &mut self,
        dossier: &str,
        nominee: &str,
        before: Option<&str>,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let edit = Edit::MoveNominee {
            id: nominee.to_owned(),
            before: before.map(str::to_owned),
        };
        self.edit(dossier, &edit, stamp)
    }

    /// Replaces the council; `council` is JSON as the dossier file has it.
    pub fn set_council(
        &mut self,
        dossier: &str,
        council: &str,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let council = part("council", council)?;
        self.edit(dossier, &Edit::Council(council), stamp)
    }

    /// Replaces the meeting, or removes it with `null`.
    pub fn set_meeting(
        &mut self,
        dossier: &str,
        meeting: &str,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let meeting = part("meeting", meeting)?;
        self.edit(dossier, &Edit::Meeting(meeting), stamp)
    }

    /// Takes the last step back; returns what it was about.
    pub fn undo(&mut self, dossier: &str, stamp: &Stamp) -> Result<String, DeskError> {
        Ok(self.store.undo(dossier, stamp)?)
    }

    /// Takes the last step that was taken back again; returns what it was about.
    pub fn redo(&mut self, dossier: &str, stamp: &Stamp) -> Result<String, DeskError> {
        Ok(self.store.redo(dossier, stamp)?)
    }

    /// The steps of a dossier.
    pub fn steps(&self, dossier: &str) -> Result<StepsView, DeskError> {
        let (back, again) = self.store.steps(dossier)?;
        Ok(StepsView { back, again })
    }

    /// Takes a dossier off the list; undoing brings it back.
    pub fn discard(&mut self, dossier: &str, stamp: &Stamp) -> Result<(), DeskError> {
        Ok(self.store.discard(dossier, stamp)?)
    }

    pub(crate) fn edit(
        &mut self,
        dossier: &str,
        edit: &Edit,
        stamp: &Stamp,
    ) -> Result<SavedView, DeskError> {
        let edits = std::slice::from_ref(edit);
        let edited = self.store.edit(dossier, edits, Grouping::Own, stamp)?;
        self.saved(dossier, edited)
    }

    pub(super) fn saved(&self, dossier: &str, edited: Edited) -> Result<SavedView, DeskError> {
        Ok(SavedView {
            entry: edited.entry.map(small),
            steps: self.steps(dossier)?,
        })
    }
}

fn json(value: &str) -> Result<Value, DeskError> {
    part("value", value)
}

fn part<T: serde::de::DeserializeOwned>(path: &str, text: &str) -> Result<T, DeskError> {
    serde_json::from_str(text).map_err(|error| {
        DeskError::Cabinet(StoreError::BadValue {
            path: path.to_owned(),
            detail: error.to_string(),
        })
    })
}

//! Make, open and close the cabinet; list its dossiers and lay one on the desk.

use crate::words::cabinet as words;
use crate::{Desk, DeskError, Opened};
use hoso_store::{Cabinet, DossierSummary, Place, PlaceKind, Stamp, StoreError};
use serde::Serialize;
use specta::Type;
use std::path::Path;

/// An open cabinet.
#[derive(Debug)]
pub struct OpenedCabinet {
    pub(crate) store: Cabinet,
}

/// A cabinet as its home page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CabinetView {
    /// The folder it stands in.
    pub folder: String,
    /// Its dossiers, the newest year first.
    pub dossiers: Vec<DossierLineView>,
    /// What is to be known of the place it stands in; empty where it is good.
    pub advice: String,
}

/// A dossier in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DossierLineView {
    /// Its id.
    pub id: String,
    /// Name of the proposing unit.
    pub unit: String,
    /// Id of the plan.
    pub plan: String,
    /// Version of the plan.
    pub plan_version: u32,
    /// Id of the round.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Code of its state: `draft`, `sent`, `returned`, `accepted`.
    pub state: String,
    /// How many collectives are proposed.
    pub collectives: u32,
    /// How many individuals are proposed.
    pub individuals: u32,
    /// When it was last changed.
    pub changed_at: String,
    /// Who changed it last.
    pub changed_by: String,
    /// Whether this line is as it was written.
    pub is_sound: bool,
}

/// A place for a cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlaceView {
    /// Whether it lies on another machine.
    pub is_network: bool,
    /// Whether files can be made there.
    pub can_write: bool,
    /// What to do; empty where the place is good.
    pub advice: String,
}

impl OpenedCabinet {
    /// Makes an empty cabinet in a folder.
    pub fn create(folder: &Path) -> Result<Self, DeskError> {
        Ok(Self {
            store: Cabinet::create(folder)?,
        })
    }

    /// Opens a cabinet; one of an older program is backed up and brought up to date first.
    pub fn open(folder: &Path, stamp: &Stamp) -> Result<Self, DeskError> {
        Ok(Self {
            store: Cabinet::open(folder, stamp)?,
        })
    }

    /// Opens the cabinet of a folder, or makes an empty one where there is none.
    pub fn open_or_create(folder: &Path, stamp: &Stamp) -> Result<Self, DeskError> {
        match Cabinet::open(folder, stamp) {
            Err(StoreError::NoCabinet { .. }) => Self::create(folder),
            opened => Ok(Self { store: opened? }),
        }
    }

    /// What kind of place a folder is for a cabinet.
    pub fn look(folder: &Path) -> PlaceView {
        let place = Place::look(folder);
        let is_network = place.kind == PlaceKind::Network;
        PlaceView {
            is_network,
            can_write: place.can_write,
            advice: words::place_advice(is_network, place.can_write),
        }
    }

    /// Copies a cabinet that lies on a network or a read-only medium to a good place, and opens
    /// the copy.
    pub fn copy(from: &Path, to: &Path, stamp: &Stamp) -> Result<Self, DeskError> {
        Ok(Self {
            store: Cabinet::copy(from, to, stamp)?,
        })
    }

    /// Closes the cabinet.
    pub fn close(self) -> Result<(), DeskError> {
        Ok(self.store.close()?)
    }

    /// The home page.
    pub fn home(&self) -> Result<CabinetView, DeskError> {
        let folder = self.store.folder().path();
        let dossiers = self.store.dossiers()?;
        Ok(CabinetView {
            folder: folder.display().to_string(),
            dossiers: dossiers.into_iter().map(line).collect(),
            advice: Self::look(folder).advice,
        })
    }

    /// Lays a dossier on the desk, to be checked, shown and exported like one from a file.
    pub fn lay_out(&self, desk: &Desk, dossier: &str) -> Result<Opened, DeskError> {
        desk.with_plan(self.store.dossier(dossier)?, None)
    }
}

fn line(dossier: DossierSummary) -> DossierLineView {
    DossierLineView {
        id: dossier.id,
        unit: dossier.unit,
        plan: dossier.plan,
        plan_version: dossier.plan_version,
        round: dossier.round,
        year: dossier.year,
        state: dossier.state,
        collectives: dossier.collectives,
        individuals: dossier.individuals,
        changed_at: dossier.changed_at,
        changed_by: dossier.changed_by,
        is_sound: dossier.is_sound,
    }
}

//! Make, open and close the cabinet; list its dossiers and lay one on the desk.

use crate::view::DeadlineView;
use crate::words::cabinet as words;
use crate::{Desk, DeskError, Opened};
use chrono::NaiveDate;
use hoso_store::{
    Backup, Cabinet, CabinetFolder, DossierSummary, Place, PlaceKind, Secret, Stamp, StoreError,
};
use serde::Serialize;
use specta::Type;
use std::collections::HashMap;
use std::path::Path;

/// How many days before its deadline a dossier that is being made is brought to notice.
const SOON: i32 = 30;

/// An open cabinet.
#[derive(Debug)]
pub struct OpenedCabinet {
    pub(crate) store: Cabinet,
}

/// A look at an open cabinet as it was when the look was taken, for what takes long; the cabinet is
/// written meanwhile as ever. It is given up before the cabinet is closed.
#[derive(Debug)]
pub struct Onlooker {
    pub(crate) store: hoso_store::Onlooker,
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
    /// Short title of the plan; its id where the plan is not at hand.
    pub plan_title: String,
    /// Title of the round with its year.
    pub title: String,
    /// When it is due; absent where the plan is not at hand.
    pub deadline: Option<DeadlineView>,
    /// Why it needs attention; absent where it does not.
    pub attention: Option<AttentionCode>,
}

/// Why a dossier needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AttentionCode {
    /// Something of it is not as it was written.
    Damaged,
    /// It came back and waits to be mended.
    Returned,
    /// It is being made, and its deadline is near.
    DueSoon,
    /// It is being made, and its deadline has passed.
    Late,
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

    /// Opens a cabinet; one of an older program is backed up and brought up to date first. `secret`
    /// opens one that has a passphrase.
    pub fn open(folder: &Path, secret: Option<&Secret>, stamp: &Stamp) -> Result<Self, DeskError> {
        Ok(Self {
            store: store(folder, secret, stamp)?,
        })
    }

    /// Opens the cabinet of a folder, or makes an empty one where there is none and never was:
    /// backups without their cabinet are never covered by an empty one.
    pub fn open_or_create(
        folder: &Path,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<Self, DeskError> {
        match store(folder, secret, stamp) {
            Err(StoreError::NoCabinet { .. }) => {
                if Self::is_gone(folder) {
                    let backups = Backup::list(&Self::backups_of(folder)).len();
                    let folder = folder.to_owned();
                    return Err(StoreError::Lost { folder, backups }.into());
                }
                Self::create(folder)
            }
            opened => Ok(Self { store: opened? }),
        }
    }

    /// Whether the cabinet of a folder is gone and has left backups behind.
    pub fn is_gone(folder: &Path) -> bool {
        let place = CabinetFolder::new(folder);
        !place.database().exists() && !Backup::list(&place.backups()).is_empty()
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
    pub fn copy(
        from: &Path,
        to: &Path,
        secret: Option<&Secret>,
        stamp: &Stamp,
    ) -> Result<Self, DeskError> {
        Ok(Self {
            store: Cabinet::copy(from, to, secret, stamp)?,
        })
    }

    /// Takes a look at the cabinet as it is now.
    pub fn onlooker(&self) -> Result<Onlooker, DeskError> {
        Ok(Onlooker {
            store: self.store.onlooker()?,
        })
    }

    /// Closes the cabinet.
    pub fn close(self) -> Result<(), DeskError> {
        Ok(self.store.close()?)
    }

    /// The home page as it is on a day.
    pub fn home(&self, desk: &Desk, today: NaiveDate) -> Result<CabinetView, DeskError> {
        let folder = self.store.folder().path();
        let dossiers = self.store.dossiers()?;
        let mut rounds = HashMap::new();
        for deadline in desk.every_deadline(today) {
            let key = (deadline.plan.clone(), deadline.round.clone(), deadline.year);
            rounds.insert(key, deadline);
        }
        let titles = desk.plans().into_iter().map(|plan| (plan.id, plan.title));
        let titles: HashMap<_, _> = titles.collect();
        let line = |dossier: DossierSummary| {
            let key = (dossier.plan.clone(), dossier.round.clone(), dossier.year);
            line(dossier, &titles, rounds.get(&key))
        };
        Ok(CabinetView {
            folder: folder.display().to_string(),
            dossiers: dossiers.into_iter().map(line).collect(),
            advice: Self::look(folder).advice,
        })
    }

    /// Lays a dossier on the desk, to be checked, shown and exported like one from a file.
    pub fn lay_out(&self, desk: &Desk, dossier: &str) -> Result<Opened, DeskError> {
        Ok(Opened {
            sent: self.sent(dossier)?,
            ..desk.with_plan(self.store.dossier(dossier)?, None)?
        })
    }
}

fn store(folder: &Path, secret: Option<&Secret>, stamp: &Stamp) -> Result<Cabinet, StoreError> {
    match secret {
        // A cabinet whose passphrase was taken away meanwhile opens without.
        Some(secret) if CabinetFolder::new(folder).is_sealed() => {
            Cabinet::unlock(folder, secret, stamp)
        }
        _ => Cabinet::open(folder, stamp),
    }
}

fn line(
    dossier: DossierSummary,
    plans: &HashMap<String, String>,
    deadline: Option<&DeadlineView>,
) -> DossierLineView {
    let year = dossier
        .year
        .map_or_else(String::new, |year| year.to_string());
    let title = deadline.map(|deadline| deadline.title.clone());
    DossierLineView {
        attention: attention(&dossier, deadline),
        plan_title: plans.get(&dossier.plan).unwrap_or(&dossier.plan).clone(),
        title: title.unwrap_or_else(|| format!("{} {year}", dossier.round).trim().to_owned()),
        deadline: deadline.cloned(),
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

fn attention(dossier: &DossierSummary, deadline: Option<&DeadlineView>) -> Option<AttentionCode> {
    if !dossier.is_sound {
        return Some(AttentionCode::Damaged);
    }
    match (dossier.state.as_str(), deadline.map(|one| one.days_left)) {
        ("returned", _) => Some(AttentionCode::Returned),
        ("draft", Some(..0)) => Some(AttentionCode::Late),
        ("draft", Some(0..=SOON)) => Some(AttentionCode::DueSoon),
        _ => None,
    }
}

//! Take a dossier out of a package into the cabinet, with its scans and its plan; note why it
//! comes back.

use super::OpenedCabinet;
use crate::own::{OwnKind, OwnText, plan_name};
use crate::package::{
    HereCode, HereView, Looked, PlanHereCode, TakenCode, TakenView, Way, differences,
};
use crate::words::package as words;
use crate::{Desk, DeskError, Opened, Progress, Watch};
use hoso_domain::{Dossier, Text};
use hoso_exchange::FileError;
use hoso_exchange::dossier_package::{PackageError, Part, Return};
use hoso_store::{Answer, DossierState, Edit, Sending, Stamp, StoreError};
use serde::Deserialize;
use specta::Type;

/// How many differences are told.
const MOST_DIFFERENCES: usize = 40;

/// What to do with a dossier where another one of its id is in the cabinet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TakeCode {
    /// Nothing; it is refused.
    Refuse,
    /// It is put beside the other one.
    Copy,
    /// It is put in the place of the other one, as one step that can be taken back.
    Replace,
}

impl OpenedCabinet {
    /// Where a dossier is on its way, for its package.
    pub fn way(&self, dossier: &str) -> Result<Way, DeskError> {
        let progress = self.store.progress(dossier)?;
        let is_new = progress.state == DossierState::Draft
            && progress.sendings.is_empty()
            && progress.outcomes.is_empty();
        let json = || {
            let mut text = serde_json::to_string_pretty(&progress)
                .map_err(|error| DeskError::asset("progress", &error))?;
            text.push('\n');
            Ok::<_, DeskError>(text)
        };
        Ok(Way {
            state: self.standing(dossier)?.state,
            file: if is_new { None } else { Some(json()?) },
        })
    }

    /// What is in the cabinet already of what a package brings.
    pub fn compare_package(
        &self,
        desk: &Desk,
        looked: &Looked,
    ) -> Result<Option<HereView>, DeskError> {
        let plan = plan_here(desk, looked);
        let Some(dossier) = looked.readable().cloned() else {
            return Ok(None);
        };
        let dossier = bound(dossier, looked);
        let mut view = HereView {
            state: HereCode::Absent,
            differences: Vec::new(),
            more: 0,
            can_replace: true,
            plan,
        };
        let kept = match self.store.dossier(&dossier.id) {
            Err(StoreError::NoDossier { .. }) => return Ok(Some(view)),
            kept => kept?,
        };
        view.can_replace = self.standing(&dossier.id)?.can_change;
        if kept == dossier {
            view.state = HereCode::Same;
        } else {
            view.state = HereCode::Different;
            (view.differences, view.more) = differences(&kept, &dossier, MOST_DIFFERENCES)?;
        }
        Ok(Some(view))
    }

    /// Keeps the plan that a package brings as the unit's own where it is not at hand; whether it
    /// did. The unit's own data is then to be laid on the desk again.
    pub fn keep_plan_of(
        &mut self,
        desk: &Desk,
        looked: &Looked,
        stamp: &Stamp,
    ) -> Result<bool, DeskError> {
        let (PlanHereCode::New, Some((plan, text))) = (plan_here(desk, looked), looked.plan())
        else {
            return Ok(false);
        };
        let piece = OwnText {
            kind: OwnKind::Plan,
            name: plan_name(&plan.id, plan.version),
            text: text.to_owned(),
        };
        self.keep_own(&piece, stamp)?;
        Ok(true)
    }

    /// Takes a dossier out of a package: its scans are stored, it is put into the cabinet, and why
    /// it comes back is noted. What was altered stays out and is named. One that is given up leaves
    /// nothing behind.
    pub fn take_out(
        &mut self,
        desk: &Desk,
        looked: &mut Looked,
        how: TakeCode,
        stamp: &Stamp,
        watch: Watch<'_>,
    ) -> Result<TakenView, DeskError> {
        let dossier = bound(looked.dossier()?.clone(), looked);
        let opened = desk.with_plan(dossier, None)?;
        let mut notes = plan_notes(desk, looked);
        let present = self.here(&opened.dossier.id)?;
        let is_other = present.as_ref().is_some_and(|one| *one != opened.dossier);
        if is_other && how == TakeCode::Refuse && looked.given_back.is_none() {
            return Err(DeskError::AnotherIsHere {
                id: opened.dossier.id,
            });
        }
        let (scans, new) = self.store_scans(looked, &opened.dossier, stamp, watch, &mut notes)?;
        let taken = self.put_in(&opened, looked, how, stamp);
        let (id, mut outcome) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                self.store.remove_orphans(&new, stamp)?;
                return Err(error);
            }
        };
        if let Some(given_back) = &looked.given_back {
            if is_other {
                notes.push(words::RETURN_OF_ANOTHER_STATE.to_owned());
            }
            outcome = self.note_return(desk, &id, given_back, stamp)?;
        }
        let faulty = looked.faulty_scans().into_iter();
        notes.extend(faulty.map(|name| words::faulty_scan(&name)));
        Ok(TakenView {
            dossier: id,
            outcome,
            scans,
            notes,
        })
    }

    fn here(&self, id: &str) -> Result<Option<Dossier>, DeskError> {
        match self.store.dossier(id) {
            Ok(dossier) => Ok(Some(dossier)),
            Err(StoreError::NoDossier { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Puts the dossier where it belongs.
    fn put_in(
        &mut self,
        opened: &Opened,
        looked: &Looked,
        how: TakeCode,
        stamp: &Stamp,
    ) -> Result<(String, TakenCode), DeskError> {
        let id = opened.dossier.id.clone();
        match self.here(&id)? {
            Some(kept) if kept == opened.dossier => Ok((id, TakenCode::Same)),
            // A return never takes anything out of the dossier that was worked on meanwhile.
            Some(_) if looked.given_back.is_some() => Ok((id, TakenCode::Same)),
            Some(_) if how == TakeCode::Replace => {
                let whole = Edit::Whole(Box::new(opened.dossier.clone()));
                self.edit(&id, &whole, stamp)?;
                self.keep_plan(&opened.plan, stamp)?;
                Ok((id, TakenCode::Replaced))
            }
            present => {
                let id = self.adopt_on_its_way(opened, looked.way.as_ref(), stamp)?;
                let outcome = if present.is_some() {
                    TakenCode::Copied
                } else {
                    TakenCode::New
                };
                Ok((id, outcome))
            }
        }
    }

    /// Stores the scans that the dossier names; how many, and the hashes of those that are new.
    fn store_scans(
        &mut self,
        looked: &mut Looked,
        dossier: &Dossier,
        stamp: &Stamp,
        watch: Watch<'_>,
        notes: &mut Vec<String>,
    ) -> Result<(u32, Vec<String>), DeskError> {
        let scans = looked.sound_scans();
        let mut new = Vec::new();
        let mut stored = 0;
        for (done, part) in scans.iter().enumerate() {
            let named = dossier
                .evidence
                .iter()
                .find(|paper| paper.sha256.as_ref() == Some(&part.sha256));
            let Some(paper) = named else {
                notes.push(words::nameless_scan(&part.name));
                continue;
            };
            let progress = Progress {
                done,
                total: scans.len(),
                file: part.name.rsplit('/').next().unwrap_or(&part.name),
            };
            let name = paper.file.filled().unwrap_or(&part.name).to_owned();
            let was_here = self.store.stored_file(&part.sha256).is_ok();
            let kept = self.store.store_content(
                &name,
                |to| {
                    let copied = looked.copy(part, to, watch, progress);
                    copied.map_err(|error| not_stored(error, &name))
                },
                stamp,
            );
            match kept {
                Ok(_) => {
                    stored += 1;
                    if !was_here {
                        new.push(part.sha256.clone());
                    }
                }
                Err(DeskError::Cabinet(StoreError::UnknownFileKind { .. })) => {
                    notes.push(words::unknown_scan(&part.name));
                }
                Err(DeskError::Cabinet(StoreError::TooLarge { .. })) => {
                    notes.push(words::large_scan(&part.name));
                }
                Err(error) => {
                    self.store.remove_orphans(&new, stamp)?;
                    return Err(error);
                }
            }
        }
        Ok((stored, new))
    }

    /// Notes a return. A dossier that was not marked as sent has been received all the same, which
    /// is noted first.
    fn note_return(
        &mut self,
        desk: &Desk,
        dossier: &str,
        given_back: &Return,
        stamp: &Stamp,
    ) -> Result<TakenCode, DeskError> {
        let answer = Answer {
            on: given_back.on,
            returned: true,
            note: Text::from(words::reasons(given_back)),
        };
        let progress = self.store.progress(dossier)?;
        if progress.state == DossierState::Returned && progress.answer.as_ref() == Some(&answer) {
            return Ok(TakenCode::ReturnedBefore);
        }
        if matches!(progress.state, DossierState::Draft | DossierState::Returned) {
            let sending = Sending {
                on: given_back.on,
                to: given_back.by.clone(),
                by: Text::from(words::SENT_AS_PACKAGE),
                note: Text::from(words::SENT_BEFORE_RETURN),
                confirmed: Vec::new(),
                frozen: None,
                after: None,
                recalled: None,
            };
            self.store.send(dossier, &sending, stamp)?;
        }
        self.store.answer(dossier, &answer, stamp)?;
        self.learn_from_return(desk, dossier, stamp)?;
        Ok(TakenCode::Returned)
    }
}

/// The dossier with each paper bound to its scan, also where the paper does not tell the hash.
fn bound(mut dossier: Dossier, looked: &Looked) -> Dossier {
    let parts: Vec<Part> = looked.sound_scans();
    for paper in &mut dossier.evidence {
        if paper.sha256.is_none() {
            let scan = parts.iter().find(|part| part.papers.contains(&paper.id));
            paper.sha256 = scan.map(|part| part.sha256.clone());
        }
    }
    dossier
}

fn plan_here(desk: &Desk, looked: &Looked) -> PlanHereCode {
    let about = &looked.manifest().about;
    match looked.plan() {
        Some((plan, _)) => match desk.clash(plan) {
            Ok(true) => PlanHereCode::Known,
            Ok(false) => PlanHereCode::New,
            Err(_) => PlanHereCode::Differs,
        },
        None => match desk.plan_version(&about.plan, Some(about.plan_version)) {
            Ok(_) => PlanHereCode::Known,
            Err(_) => PlanHereCode::Absent,
        },
    }
}

fn plan_notes(desk: &Desk, looked: &Looked) -> Vec<String> {
    let about = &looked.manifest().about;
    match plan_here(desk, looked) {
        PlanHereCode::Differs => vec![words::plan_differs(&about.plan, about.plan_version)],
        PlanHereCode::Absent => vec![words::plan_absent(&about.plan, about.plan_version)],
        PlanHereCode::Known | PlanHereCode::New => Vec::new(),
    }
}

/// A scan that could not be stored: what failed is the cabinet where writing did.
fn not_stored(error: PackageError, name: &str) -> DeskError {
    match error {
        PackageError::File(FileError::Write { source, .. }) => {
            DeskError::Cabinet(StoreError::File {
                doing: "write",
                path: name.into(),
                source,
            })
        }
        error => error.into(),
    }
}

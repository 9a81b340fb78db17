//! Begin this year's dossier from last year's.

use super::OpenedCabinet;
use super::begin::new_id;
use crate::{Desk, DeskError};
use hoso_domain::{Nominee, NomineeKind};
use hoso_store::{Renewal, Stamp, StoreError};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A new dossier as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct RenewalInput {
    /// Id of the new dossier; empty: one is made.
    pub id: String,
    /// Id of the round in the plan.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Ids of the nominees to propose again; absent: nobody.
    pub nominees: Vec<String>,
}

/// Somebody of an earlier dossier who may be proposed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CandidateView {
    /// Id of the nominee.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whether it is a person.
    pub is_individual: bool,
    /// How many awards they have had, in all years.
    pub awards: u32,
    /// Whether they were awarded in the earlier dossier; absent while it is not known.
    pub is_awarded: Option<bool>,
}

impl OpenedCabinet {
    /// Who of a dossier may be proposed again, in its order.
    pub fn candidates(&self, source: &str) -> Result<Vec<CandidateView>, DeskError> {
        let outcomes = self.progress(source)?.outcomes;
        let nominees = self.store.dossier(source)?.nominees;
        let candidate = |nominee: Nominee| {
            let outcome = outcomes.iter().find(|one| one.nominee == nominee.id);
            Ok(CandidateView {
                awards: self.awards_of(source, &nominee.id)?.len() as u32,
                is_awarded: outcome.map(|outcome| outcome.is_awarded),
                is_individual: nominee.kind() == NomineeKind::Individual,
                name: nominee.name.to_string(),
                id: nominee.id,
            })
        };
        nominees.into_iter().map(candidate).collect()
    }

    /// Begins a dossier from an earlier one, of the same plan as it is at hand now; returns its id.
    pub fn renew(
        &mut self,
        desk: &Desk,
        source: &str,
        input: &RenewalInput,
        stamp: &Stamp,
    ) -> Result<String, DeskError> {
        let plan = desk.plan(&self.store.dossier(source)?.plan.id)?.clone();
        let renewal = Renewal {
            id: match input.id.as_str() {
                "" => new_id(stamp),
                id => id.to_owned(),
            },
            plan_version: plan.version,
            round: input.round.clone(),
            year: input.year,
            nominees: input.nominees.clone(),
        };
        self.store.renew(source, &renewal, stamp)?;
        match self.store.keep_plan(&plan, stamp) {
            // The text kept first is the one that dossiers were judged on; it stays.
            Ok(()) | Err(StoreError::PlanDiffers { .. }) => Ok(renewal.id),
            Err(error) => Err(error.into()),
        }
    }
}

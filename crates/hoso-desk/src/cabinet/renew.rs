//! Begin this year's dossier from last year's.

use super::OpenedCabinet;
use crate::{Desk, DeskError};
use hoso_store::{Renewal, Stamp, StoreError};
use serde::Deserialize;
use specta::Type;

/// A new dossier as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct RenewalInput {
    /// Id of the new dossier.
    pub id: String,
    /// Id of the round in the plan.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Ids of the nominees to propose again; absent: nobody.
    pub nominees: Vec<String>,
}

impl OpenedCabinet {
    /// Begins a dossier from an earlier one, of the same plan as it is at hand now.
    pub fn renew(
        &mut self,
        desk: &Desk,
        source: &str,
        input: &RenewalInput,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let plan = desk.plan(&self.store.dossier(source)?.plan.id)?.clone();
        let renewal = Renewal {
            id: input.id.clone(),
            plan_version: plan.version,
            round: input.round.clone(),
            year: input.year,
            nominees: input.nominees.clone(),
        };
        self.store.renew(source, &renewal, stamp)?;
        match self.store.keep_plan(&plan, stamp) {
            // The text kept first is the one that dossiers were judged on; it stays.
            Ok(()) | Err(StoreError::PlanDiffers { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

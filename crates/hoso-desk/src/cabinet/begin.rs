//! Begin a dossier of a round, with what is known of the unit already filled in.

use super::OpenedCabinet;
use crate::{Desk, DeskError};
use hoso_domain::{
    Council, Dossier, Letter, Name, PlanReference, Signatory, SigningMode, Text, Unit, UnitKind,
};
use hoso_store::Stamp;
use serde::Deserialize;
use specta::Type;

/// A new dossier as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct BeginInput {
    /// Id of the plan.
    pub plan: String,
    /// Id of the round in the plan.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Name of a unit that is kept; empty: the unit is typed later.
    pub unit: String,
}

impl OpenedCabinet {
    /// Begins a dossier and returns its id. The unit and its signatory are as they were kept, the
    /// council as in the unit's newest dossier.
    pub fn begin(
        &mut self,
        desk: &Desk,
        input: &BeginInput,
        stamp: &Stamp,
    ) -> Result<String, DeskError> {
        let plan = desk.plan(&input.plan)?.clone();
        let units = self.units()?;
        let unit = units
            .into_iter()
            .find(|unit| unit.name.as_str() == input.unit);
        let signatory = self.signatories(&input.unit)?.into_iter().next();
        let dossier = Dossier {
            id: new_id(stamp),
            plan: PlanReference {
                id: plan.id.clone(),
                version: plan.version,
                number: Text::default(),
                date: None,
                launched_on: None,
                reviewed_on: None,
            },
            round: input.round.clone(),
            year: input.year,
            judged_on: None,
            late_justification: Text::default(),
            council: self.council_of(&input.unit)?.unwrap_or_else(no_council),
            unit: unit.unwrap_or_else(no_unit),
            letter: Letter {
                number: None,
                date: None,
                legal_bases: Vec::new(),
                further_bases: Vec::new(),
                signatory: signatory.unwrap_or_else(nobody),
                recipients: Vec::new(),
                archive: Text::default(),
            },
            nominees: Vec::new(),
            meeting: None,
            evidence: Vec::new(),
            indicators: Vec::new(),
            confirmations: Vec::new(),
        };
        self.store.add(&dossier, stamp)?;
        self.keep_plan(&plan, stamp)?;
        Ok(dossier.id)
    }

    fn council_of(&self, unit: &str) -> Result<Option<Council>, DeskError> {
        let dossiers = self.store.dossiers()?;
        let newest = dossiers.iter().find(|dossier| dossier.unit == unit);
        let dossier = newest.map(|newest| self.store.dossier(&newest.id));
        Ok(dossier.transpose()?.map(|dossier| dossier.council))
    }
}

/// An id for a dossier begun now.
pub(super) fn new_id(stamp: &Stamp) -> String {
    stamp.at.format("hs-%Y%m%d-%H%M%S-%3f").to_string()
}

fn no_unit() -> Unit {
    Unit {
        name: Name::default(),
        parent: Name::default(),
        parent_heading: Name::default(),
        kind: UnitKind::Department,
        symbol: Text::default(),
        place: Name::default(),
        facts: Vec::new(),
        level: None,
    }
}

fn nobody() -> Signatory {
    Signatory {
        name: Name::default(),
        position: Name::default(),
        mode: SigningMode::Own,
        principal: Name::default(),
    }
}

fn no_council() -> Council {
    Council {
        name: Name::default(),
        decision: None,
        members: Vec::new(),
        rule: None,
        quorum: None,
    }
}

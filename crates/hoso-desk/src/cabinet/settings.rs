//! Settings, and the units and signatories that are typed once.

use super::OpenedCabinet;
use crate::DeskError;
use hoso_domain::{Signatory, Unit};
use hoso_store::{KnownSignatory, Stamp};
use serde_json::Value;

impl OpenedCabinet {
    /// A setting as JSON; absent where it was never set.
    pub fn setting(&self, name: &str) -> Result<Option<String>, DeskError> {
        let value = self.store.setting(name)?;
        Ok(value.map(|value| value.to_string()))
    }

    /// A setting that is a text.
    pub fn text_setting(&self, name: &str) -> Result<Option<String>, DeskError> {
        let value = self.store.setting(name)?;
        Ok(value.and_then(|value| value.as_str().map(str::to_owned)))
    }

    /// Sets a setting, a text.
    pub fn set_setting(&mut self, name: &str, value: &str, stamp: &Stamp) -> Result<(), DeskError> {
        let value = Value::String(value.to_owned());
        Ok(self.store.set_setting(name, &value, stamp)?)
    }

    /// Keeps a unit and who signs for it.
    pub fn keep_unit(
        &mut self,
        unit: &Unit,
        signatory: &Signatory,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        self.store.keep_unit(unit, stamp)?;
        let known = KnownSignatory {
            unit: unit.name.to_string(),
            signatory: signatory.clone(),
        };
        Ok(self.store.keep_signatory(&known, stamp)?)
    }

    /// Keeps the unit and the signatory of a dossier for the next ones.
    pub fn keep_unit_of(&mut self, dossier: &str, stamp: &Stamp) -> Result<(), DeskError> {
        let dossier = self.store.dossier(dossier)?;
        self.keep_unit(&dossier.unit, &dossier.letter.signatory, stamp)
    }

    /// The units kept, in dictionary order.
    pub fn units(&self) -> Result<Vec<Unit>, DeskError> {
        Ok(self.store.units()?)
    }

    /// The signatories kept of a unit.
    pub fn signatories(&self, unit: &str) -> Result<Vec<Signatory>, DeskError> {
        let known = self.store.signatories()?.into_iter();
        let of_unit = known.filter(|known| known.unit == unit);
        Ok(of_unit.map(|known| known.signatory).collect())
    }
}

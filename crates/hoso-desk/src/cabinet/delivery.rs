//! What is remembered of how dossiers leave the office: how large an e-mail may be, and as which set
//! dossiers of a kind are printed.

use super::OpenedCabinet;
use crate::{DeskError, MailLimits, Opened, PrintSet};
use hoso_store::Stamp;
use serde_json::Value;

/// The setting with the size of an e-mail.
const MAIL: &str = "mail-megabytes";
/// Beginning of the settings with the sets, each for one round of one plan.
const PRINT_SET: &str = "print-set";

impl OpenedCabinet {
    /// How large an e-mail may be, in megabytes.
    pub fn mail_megabytes(&self) -> Result<u32, DeskError> {
        let kept = self.store.setting(MAIL)?;
        let kept = kept.and_then(|value| value.as_u64());
        let kept = kept.and_then(|value| u32::try_from(value).ok());
        Ok(kept.unwrap_or(MailLimits::USUAL))
    }

    /// Remembers how large an e-mail may be.
    pub fn keep_mail_megabytes(&mut self, megabytes: u32, stamp: &Stamp) -> Result<(), DeskError> {
        let megabytes = MailLimits::check(megabytes)?;
        if megabytes == self.mail_megabytes()? {
            return Ok(());
        }
        Ok(self
            .store
            .set_setting(MAIL, &Value::from(megabytes), stamp)?)
    }

    /// The set that dossiers of this kind are printed as; absent where it is the usual one.
    pub fn kept_print_set(&self, opened: &Opened) -> Result<Option<PrintSet>, DeskError> {
        let kept = self.store.setting(&setting_of(opened))?;
        // One that this program no longer understands is no reason not to print.
        Ok(kept.and_then(|value| serde_json::from_value(value).ok()))
    }

    /// Remembers a set for dossiers of this kind; absent, the usual one holds again.
    pub fn keep_print_set(
        &mut self,
        opened: &Opened,
        set: Option<&PrintSet>,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        if self.kept_print_set(opened)?.as_ref() == set {
            return Ok(());
        }
        let value = serde_json::to_value(set).unwrap_or_default();
        Ok(self.store.set_setting(&setting_of(opened), &value, stamp)?)
    }
}

fn setting_of(opened: &Opened) -> String {
    let dossier = &opened.dossier;
    format!("{PRINT_SET}/{}/{}", dossier.plan.id, dossier.round)
}

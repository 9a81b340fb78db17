//! Open a dossier file, or the built-in sample.

use crate::{Desk, DeskError, Opened, assets};
use hoso_domain::{Dossier, Plan};
use hoso_exchange::{dossier_from_json, read_text};
use std::path::Path;

impl Desk {
    /// Opens the built-in sample.
    pub fn sample(&self) -> Result<Opened, DeskError> {
        self.with_plan(assets::sample()?, None)
    }

    /// Opens a dossier file.
    pub fn open(&self, path: &Path) -> Result<Opened, DeskError> {
        let text = read_text(path)?;
        let dossier = dossier_from_json(&text).map_err(|source| DeskError::Dossier {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        self.with_plan(dossier, file)
    }

    pub(crate) fn with_plan(
        &self,
        dossier: Dossier,
        file: Option<String>,
    ) -> Result<Opened, DeskError> {
        let plan = self.plan_judged(&dossier)?.clone();
        Ok(Opened {
            file,
            dossier,
            plan,
            sent: None,
        })
    }

    /// The plan that a dossier was judged on; the newest where that version is not at hand, which a
    /// finding then tells.
    fn plan_judged(&self, dossier: &Dossier) -> Result<&Plan, DeskError> {
        let (id, version) = (&dossier.plan.id, dossier.plan.version);
        self.plan_version(id, Some(version))
            .or_else(|_| self.plan(id))
    }

    /// The newest version of the plan with this id.
    pub(crate) fn plan(&self, id: &str) -> Result<&Plan, DeskError> {
        self.plan_version(id, None)
    }
}

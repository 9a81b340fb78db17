//! Gives a package back to the unit that sent it, with the reasons.

use super::{ConsolidationFault, Intake, Package};
use crate::documents::slug;
use crate::words::consolidation as words;
use crate::{Desk, DeskError, Opened};
use hoso_domain::Text;
use hoso_exchange::dossier_package::{
    About, PackageReader, PackageWriter, Purpose, Reason, Return, Role, part,
};
use hoso_exchange::{Existing, dossier_to_json};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;

/// What is given back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReturnInput {
    /// Number of the package.
    pub package: u32,
    /// The body or the person who gives it back.
    pub by: String,
    /// The reasons.
    pub reasons: Vec<ReasonInput>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReasonInput {
    /// What is wrong and what to do.
    pub text: String,
    /// Id of the nominee that it concerns; absent: the dossier as a whole.
    #[serde(default)]
    pub nominee: Option<String>,
    /// Path of the field that it concerns, as a finding has it; empty: none.
    #[serde(default)]
    pub path: String,
}

/// A package that was given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReturnedPackageView {
    /// The file that goes to the unit.
    pub file: String,
    /// The unit.
    pub unit: String,
    /// How many reasons it states.
    pub reasons: u32,
}

impl Desk {
    /// Writes the package that goes back: the dossier as it came, and the reasons.
    pub fn give_back(
        &self,
        intake: &Intake,
        input: &ReturnInput,
        on: chrono::NaiveDate,
        (file, existing): (&Path, Existing),
    ) -> Result<ReturnedPackageView, DeskError> {
        let package = intake.at(input.package)?;
        let (mut reader, opened) = self.same(package)?;
        let reasons = reasons(package, &opened, &input.reasons)?;
        let told = reasons.len() as u32;
        let note = Return {
            package: Some(package.fingerprint.clone()),
            ..Return::new(&opened.dossier.id, on, Text::from(input.by.trim()), reasons)
        };
        let internal = |error: serde_json::Error| DeskError::Internal {
            name: "return",
            detail: error.to_string(),
        };
        let mut writer = PackageWriter::begin(file, existing)?;
        let first = words::return_note(&package.unit, &note);
        writer.text(Role::ReadFirst, part::READ_FIRST, &first)?;
        writer.text(
            Role::Dossier,
            part::DOSSIER,
            &dossier_to_json(&opened.dossier).map_err(internal)?,
        )?;
        if let Some(plan) = reader.plan()? {
            writer.text(Role::Plan, part::PLAN, &plan)?;
        }
        writer.text(
            Role::Return,
            part::RETURN,
            &note.to_json().map_err(internal)?,
        )?;
        let about = About {
            purpose: Purpose::Return,
            ..reader.manifest().about.clone()
        };
        writer.finish(about)?;
        Ok(ReturnedPackageView {
            file: file.display().to_string(),
            unit: package.unit.clone(),
            reasons: told,
        })
    }

    /// A package read again, where it still is the one that was read.
    pub(crate) fn same(&self, package: &Package) -> Result<(PackageReader, Opened), DeskError> {
        let changed = || ConsolidationFault::Changed {
            file: package.name.clone(),
        };
        let mut reader = PackageReader::open(&package.path).map_err(|_| changed())?;
        if reader.fingerprint() != package.fingerprint {
            return Err(changed().into());
        }
        let opened = self.opened_in(&mut reader)?;
        Ok((reader, opened))
    }
}

impl Intake {
    /// A file name for the package that goes back, for example `tra-lai-so-tu-phap.hoso`.
    pub fn return_name(&self, package: u32) -> Result<String, DeskError> {
        Ok(format!("tra-lai-{}.hoso", slug(&self.at(package)?.unit)))
    }
}

fn reasons(
    package: &Package,
    opened: &Opened,
    given: &[ReasonInput],
) -> Result<Vec<Reason>, DeskError> {
    let mut reasons = Vec::new();
    for one in given.iter().filter(|one| !one.text.trim().is_empty()) {
        let (place, path) = match one.nominee.as_deref().filter(|id| !id.is_empty()) {
            None => (Text::default(), one.path.clone()),
            Some(id) => {
                let unknown = || ConsolidationFault::UnknownNominee {
                    file: package.name.clone(),
                    id: id.to_owned(),
                };
                let nominee = opened.dossier.nominee(id).ok_or_else(unknown)?;
                let path = match one.path.as_str() {
                    "" => format!("nominees[{id}]"),
                    path => path.to_owned(),
                };
                (Text::from(nominee.name.as_str()), path)
            }
        };
        reasons.push(Reason {
            text: Text::from(one.text.trim()),
            place,
            path,
        });
    }
    if reasons.is_empty() {
        return Err(ConsolidationFault::NoReason.into());
    }
    Ok(reasons)
}

//! Gives a package back to the unit that sent it, with the reasons.

use super::{ConsolidationFault, Intake, Package};
use crate::documents::slug;
use crate::package::{ReasonInput, ReturnInput};
use crate::{Desk, DeskError, Opened};
use hoso_domain::Dossier;
use hoso_exchange::Existing;
use hoso_exchange::dossier_package::PackageReader;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::ops::ControlFlow;
use std::path::Path;

/// What is given back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct GiveBackInput {
    /// Number of the package.
    pub package: u32,
    /// The body or the person who gives it back.
    pub by: String,
    /// The reasons.
    pub reasons: Vec<GiveBackReason>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct GiveBackReason {
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
pub struct GivenBackView {
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
        input: &GiveBackInput,
        on: chrono::NaiveDate,
        (file, existing): (&Path, Existing),
    ) -> Result<GivenBackView, DeskError> {
        let package = intake.at(input.package)?;
        let mut looked = self.look_into(&package.path, &|_| ControlFlow::Continue(()))?;
        if looked.fingerprint() != package.fingerprint {
            return Err(package.changed().into());
        }
        let reasons = reasons(package, looked.dossier()?, &input.reasons)?;
        let told = reasons.len() as u32;
        let input = ReturnInput {
            on: on.to_string(),
            by: input.by.clone(),
            reasons,
        };
        self.make_return(&mut looked, (file, existing), &input)?;
        Ok(GivenBackView {
            file: file.display().to_string(),
            unit: package.unit.clone(),
            reasons: told,
        })
    }

    /// A package read again, where it still is the one that was read.
    pub(crate) fn same(&self, package: &Package) -> Result<(PackageReader, Opened), DeskError> {
        let mut reader = PackageReader::open(&package.path).map_err(|_| package.changed())?;
        if reader.fingerprint() != package.fingerprint {
            return Err(package.changed().into());
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

impl Package {
    fn changed(&self) -> ConsolidationFault {
        ConsolidationFault::Changed {
            file: self.name.clone(),
        }
    }
}

fn reasons(
    package: &Package,
    dossier: &Dossier,
    given: &[GiveBackReason],
) -> Result<Vec<ReasonInput>, DeskError> {
    let mut reasons = Vec::new();
    for one in given.iter().filter(|one| !one.text.trim().is_empty()) {
        let (place, path) = match one.nominee.as_deref().filter(|id| !id.is_empty()) {
            None => (String::new(), one.path.clone()),
            Some(id) => {
                let unknown = || ConsolidationFault::UnknownNominee {
                    file: package.name.clone(),
                    id: id.to_owned(),
                };
                let nominee = dossier.nominee(id).ok_or_else(unknown)?;
                let path = match one.path.as_str() {
                    "" => format!("nominees[{id}]"),
                    path => path.to_owned(),
                };
                (nominee.name.to_string(), path)
            }
        };
        reasons.push(ReasonInput {
            text: one.text.clone(),
            place,
            path,
        });
    }
    Ok(reasons)
}

//! Look into a package: what it is, whether every part is as it was packed, why it comes back.

use super::make::telling;
use super::view::{
    MissingPartView, PackageView, PartStateCode, PartView, ReasonView, ReturnView, kilobytes,
};
use super::{HereView, short_code};
use crate::words::package as words;
use crate::{Desk, DeskError, Progress, Watch, deadline};
use hoso_domain::{Dossier, Plan};
use hoso_exchange::dossier_package::{
    Manifest, PackageError, PackageReader, Part, PartFault, Return, Role,
};
use hoso_exchange::plan_from_toml;
use hoso_store::Progress as WaySoFar;
use std::io::Write;
use std::path::Path;

/// A package that has been looked into.
#[derive(Debug)]
pub struct Looked {
    reader: PackageReader,
    size: u64,
    faults: Vec<PartFault>,
    /// The dossier, where it can be read.
    dossier: Option<Dossier>,
    plan: Option<(Plan, String)>,
    pub(crate) way: Option<WaySoFar>,
    pub(crate) given_back: Option<Return>,
}

impl Desk {
    /// Looks into a package and verifies all of it. A part that was altered is named; only what no
    /// package of this program can be is refused.
    pub fn look_into(&self, path: &Path, watch: Watch<'_>) -> Result<Looked, DeskError> {
        let mut reader = PackageReader::open(path)?;
        let size = path.metadata().map_or(0, |size| size.len());
        let total = reader.manifest().parts.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let progress = Progress {
            done: 0,
            total,
            file: &name,
        };
        let faults = reader.verify(&mut telling(watch, progress))?;
        // A part that cannot be read is named among the faults, or told when it is asked for.
        let dossier = reader.dossier().ok();
        let plan = reader.plan().ok().flatten();
        let plan = plan.and_then(|text| Some((plan_from_toml(&text).ok()?, text)));
        let way = reader.way().ok().flatten();
        let way = way.and_then(|text| serde_json::from_str(&text).ok());
        let given_back = match reader.given_back() {
            Err(error @ PackageError::Part { .. }) => return Err(error.into()),
            given_back => given_back.ok().flatten(),
        };
        Ok(Looked {
            reader,
            size,
            faults,
            dossier,
            plan,
            way,
            given_back,
        })
    }
}

impl Looked {
    /// What it says is in it.
    pub fn manifest(&self) -> &Manifest {
        self.reader.manifest()
    }

    /// SHA-256 of its manifest.
    pub fn fingerprint(&self) -> &str {
        self.reader.fingerprint()
    }

    /// The dossier in it, or why it cannot be taken out.
    pub fn dossier(&mut self) -> Result<&Dossier, DeskError> {
        let dossier = match self.dossier.take() {
            Some(dossier) => dossier,
            None => self.reader.dossier()?,
        };
        Ok(self.dossier.insert(dossier))
    }

    /// The dossier in it, where it can be read.
    pub(crate) fn readable(&self) -> Option<&Dossier> {
        self.dossier.as_ref()
    }

    /// Whether every part is as it was packed.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The file of the plan.
    pub(super) fn plan_text(&self) -> Option<&str> {
        self.plan.as_ref().map(|(_, text)| text.as_str())
    }

    /// The plan that it brings, with its file.
    pub(crate) fn plan(&self) -> Option<(&Plan, &str)> {
        self.plan.as_ref().map(|(plan, text)| (plan, text.as_str()))
    }

    /// The short title of the plan; its id where it is nowhere to be read.
    pub(super) fn plan_title(&self, desk: &Desk) -> String {
        self.plan_at_hand(desk).map_or_else(
            || self.manifest().about.plan.clone(),
            |plan| plan.short_title.clone(),
        )
    }

    fn plan_at_hand<'a>(&'a self, desk: &'a Desk) -> Option<&'a Plan> {
        let about = &self.manifest().about;
        let own = self.plan.as_ref().map(|(plan, _)| plan);
        own.or_else(|| {
            desk.plan_version(&about.plan, Some(about.plan_version))
                .ok()
        })
        .or_else(|| desk.plan_version(&about.plan, None).ok())
    }

    /// The scans that are as they were packed.
    pub(crate) fn sound_scans(&self) -> Vec<Part> {
        let is_faulty = |part: &Part| self.faults.iter().any(|fault| fault.name == part.name);
        let scans = self.manifest().parts_of(Role::Evidence);
        scans.filter(|part| !is_faulty(part)).cloned().collect()
    }

    /// Names of the scans that are not.
    pub(crate) fn faulty_scans(&self) -> Vec<String> {
        let scans = self.manifest().parts_of(Role::Evidence);
        let faulty = scans.filter(|part| self.faults.iter().any(|fault| fault.name == part.name));
        faulty.map(|part| part.name.clone()).collect()
    }

    /// Copies a part, telling how far it is.
    pub(crate) fn copy(
        &mut self,
        part: &Part,
        to: &mut dyn Write,
        watch: Watch<'_>,
        progress: Progress<'_>,
    ) -> Result<(), PackageError> {
        self.reader.copy(part, to, &mut telling(watch, progress))
    }

    /// For front ends; `here` is what the cabinet has of it.
    pub fn view(&self, desk: &Desk, here: Option<HereView>) -> PackageView {
        let about = &self.manifest().about;
        let plan = self.plan_at_hand(desk);
        let round = plan.and_then(|plan| plan.round(&about.round));
        let missing = self.manifest().missing.iter();
        let path = self.reader.path();
        PackageView {
            path: path.display().to_string(),
            file: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            purpose: about.purpose.into(),
            purpose_name: words::purpose(about.purpose).to_owned(),
            program: about.program.clone(),
            code: short_code(self.fingerprint()),
            dossier: about.dossier.clone(),
            unit: about.unit.clone(),
            plan: self.plan_title(desk),
            plan_version: about.plan_version,
            round: round.map_or_else(
                || about.round.clone(),
                |round| deadline::title(round, about.year),
            ),
            state: about.state.clone(),
            law_on: about.law_on.to_string(),
            collectives: about.counts.collectives,
            individuals: about.counts.individuals,
            kilobytes: kilobytes(self.size),
            parts: self.part_views(),
            is_sound: self.is_sound(),
            can_take: self.dossier.is_some(),
            missing: missing.map(MissingPartView::from).collect(),
            given_back: self.given_back.as_ref().map(return_view),
            here,
        }
    }

    fn part_views(&self) -> Vec<PartView> {
        let fault = |name: &str| {
            let found = self.faults.iter().find(|fault| fault.name == name);
            found.map_or(PartStateCode::Sound, |fault| fault.state.into())
        };
        let parts = self.manifest().parts.iter();
        let named = parts.map(|part| {
            let role = words::role(part.role);
            PartView::new(&part.name, role, part.bytes, fault(&part.name))
        });
        let extra = self.faults.iter().filter_map(|fault| {
            let state = PartStateCode::from(fault.state);
            (state == PartStateCode::Extra)
                .then(|| PartView::new(&fault.name, words::NO_ROLE, 0, state))
        });
        named.chain(extra).collect()
    }
}

fn return_view(given_back: &Return) -> ReturnView {
    let reasons = given_back.reasons.iter();
    ReturnView {
        on: given_back.on.to_string(),
        by: given_back.by.to_string(),
        reasons: reasons
            .map(|reason| ReasonView {
                text: reason.text.to_string(),
                place: reason.place.to_string(),
                path: reason.path.clone(),
            })
            .collect(),
    }
}

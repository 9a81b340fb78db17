//! A unit's own data: plans, templates, corrections of the law, holidays, steps and checklist, laid
//! over what comes with the program. Each piece is a text in the format of its file, so that it can be handed
//! on and read by any other copy of the program.

use crate::view::WireError;
use crate::{Desk, DeskError, emblem};
use hoso_domain::{
    Holidays, Law, LawOverrides, Plan, PlanFault, Rehearsal, RehearsalChanges, Steps,
};
use hoso_exchange::{
    Existing, LocatedProblem, Refusal, Staging, corrected_law_from_toml, holiday_changes_from_toml,
    law_overrides_from_toml, plan_from_toml, rehearsal_changes_from_toml, steps_from_toml,
};
use hoso_forms::{Form, Forms};
use hoso_rules::WorkDays;
use hoso_rules::rehearsal::unknown_rules;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;
use std::path::Path;

/// What a unit can have of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OwnKind {
    /// A plan; its name is `id@version`.
    Plan,
    /// A template; its name is that of its file.
    Template,
    /// Corrections of the law; there is one such text.
    Law,
    /// Holidays, breaks and days worked in exchange; there is one such text.
    Holidays,
    /// The steps of preparing a dossier; there is one such text.
    Steps,
    /// The picture at the top of certificates, its file in Base64; there is one.
    Emblem,
    /// Lines of the receiver's rehearsal; there is one such text.
    Rehearsal,
}

/// A piece of a unit's own data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnText {
    /// What it is.
    pub kind: OwnKind,
    /// Its name among those of its kind.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A piece of a unit's own data in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OwnView {
    /// What it is.
    pub kind: OwnKind,
    /// Its name among those of its kind.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// For a template: the code of the document it is for; else empty.
    pub form: String,
    /// Why it could not be used; absent where it is in use.
    pub refused: Option<WireError>,
}

/// What a unit's own data is laid over.
#[derive(Debug, Clone)]
pub(crate) struct Beneath {
    plans: Vec<Plan>,
    plan_texts: BTreeMap<(String, u32), String>,
    law: Law,
    holidays: Holidays,
    steps: Steps,
    rehearsal: Rehearsal,
    forms: Forms,
}

impl OwnKind {
    /// Its stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Template => "template",
            Self::Law => "law",
            Self::Holidays => "holidays",
            Self::Steps => "steps",
            Self::Emblem => "emblem",
            Self::Rehearsal => "rehearsal",
        }
    }

    /// Name of the file that a text of this kind is handed on as, where there is one only.
    pub fn file(self) -> &'static str {
        match self {
            Self::Plan | Self::Template => "",
            Self::Law => "doi-chieu-phap-luat.toml",
            Self::Holidays => "ngay-nghi.toml",
            Self::Steps => "cac-buoc.toml",
            Self::Emblem => "hinh-giay-khen",
            Self::Rehearsal => "phieu-tu-kiem-tra.toml",
        }
    }

    /// Whether there is one text of this kind only.
    pub(crate) fn is_single(self) -> bool {
        matches!(
            self,
            Self::Law | Self::Holidays | Self::Steps | Self::Emblem | Self::Rehearsal
        )
    }
}

impl Desk {
    /// Lays a unit's own data over what was at hand before it, in place of any laid so earlier. A
    /// piece that cannot be used is left out and says why in [`Desk::own`].
    pub fn lay_own(&mut self, own: &[OwnText]) {
        match self.before_own.take() {
            Some(beneath) => self.put_back(*beneath),
            None => self.own.clear(),
        }
        self.before_own = Some(Box::new(self.beneath()));
        self.own = own.iter().map(|piece| self.lay(piece)).collect();
    }

    /// The unit's own data that has been laid out.
    pub fn own(&self) -> &[OwnView] {
        &self.own
    }

    /// Reads a piece of a unit's own data and gives it its name, or refuses it with its place. Nothing
    /// is laid out.
    pub fn check_own(&self, kind: OwnKind, path: &Path, text: &str) -> Result<OwnText, DeskError> {
        let refused = |source| refusal(kind, path, source);
        let name = match kind {
            OwnKind::Plan => {
                let plan = plan_from_toml(text).map_err(refused)?;
                self.clash(&plan)?;
                plan_name(&plan.id, plan.version)
            }
            OwnKind::Template => {
                read_form(path, text)?;
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }
            OwnKind::Law => {
                corrected_law_from_toml(text, self.law_beneath()).map_err(refused)?;
                String::new()
            }
            OwnKind::Holidays => {
                holiday_changes_from_toml(text, self.holidays_beneath()).map_err(refused)?;
                String::new()
            }
            OwnKind::Steps => {
                steps_from_toml(text).map_err(refused)?;
                String::new()
            }
            OwnKind::Emblem => {
                emblem::of_text(text, path)?;
                String::new()
            }
            OwnKind::Rehearsal => {
                rehearsal_changes(Some(text), self.rehearsal_beneath()).map_err(refused)?;
                String::new()
            }
        };
        Ok(OwnText {
            kind,
            name,
            text: text.to_owned(),
        })
    }

    /// Writes a piece of a unit's own data as a file, for handing on.
    pub fn export_own(own: &OwnText, path: &Path, existing: Existing) -> Result<(), DeskError> {
        let written = match own.kind {
            OwnKind::Emblem => Staging::write_one(path, &emblem::file_of(&own.text), existing),
            _ => Staging::write_one(path, own.text.as_bytes(), existing),
        };
        Ok(written?)
    }

    /// Whether a plan (`id@version`) is at hand without the unit's own data.
    pub(crate) fn has_beneath(&self, name: &str) -> bool {
        let beneath = self.before_own.as_ref();
        let plans = beneath.map_or(&self.plans, |beneath| &beneath.plans);
        plans
            .iter()
            .any(|plan| plan_name(&plan.id, plan.version) == name)
    }

    /// The law without the unit's corrections.
    pub(crate) fn law_beneath(&self) -> &Law {
        let beneath = self.before_own.as_ref();
        beneath.map_or(&self.rules.law, |beneath| &beneath.law)
    }

    /// The holidays without what the unit added.
    pub(crate) fn holidays_beneath(&self) -> &Holidays {
        let beneath = self.before_own.as_ref();
        beneath.map_or(&self.holidays, |beneath| &beneath.holidays)
    }

    /// The checklist without what the unit changed.
    pub(crate) fn rehearsal_beneath(&self) -> &Rehearsal {
        let beneath = self.before_own.as_ref();
        beneath.map_or(&self.rehearsal, |beneath| &beneath.rehearsal)
    }

    fn lay(&mut self, piece: &OwnText) -> OwnView {
        let mut view = OwnView {
            kind: piece.kind,
            name: piece.name.clone(),
            title: piece.name.clone(),
            form: String::new(),
            refused: None,
        };
        if let Err(error) = self.lay_one(piece, &mut view) {
            view.refused = Some(WireError::from(&error));
        }
        view
    }

    fn lay_one(&mut self, piece: &OwnText, view: &mut OwnView) -> Result<(), DeskError> {
        let path = Path::new(&piece.name);
        let text = &piece.text;
        let refused = |source| refusal(piece.kind, path, source);
        match piece.kind {
            OwnKind::Plan => {
                let plan = plan_from_toml(text).map_err(refused)?;
                view.title.clone_from(&plan.short_title);
                self.shelve(plan, text.clone())?;
            }
            OwnKind::Template => {
                let form = read_form(path, text)?;
                view.title.clone_from(&form.title);
                form.kind.code().clone_into(&mut view.form);
                self.forms.add_own(form);
            }
            OwnKind::Law => {
                self.rules.law = corrected_law_from_toml(text, &self.rules.law).map_err(refused)?;
            }
            OwnKind::Holidays => {
                let changes = holiday_changes_from_toml(text, &self.holidays).map_err(refused)?;
                self.holidays = self.holidays.with(&changes);
                self.rules.work = WorkDays::new(&self.holidays);
            }
            OwnKind::Steps => self.steps = steps_from_toml(text).map_err(refused)?,
            OwnKind::Emblem => self.emblem = Some(emblem::of_text(text, path)?),
            OwnKind::Rehearsal => {
                let changes = rehearsal_changes(Some(text), &self.rehearsal).map_err(refused)?;
                self.rehearsal = self.rehearsal.with(&changes);
            }
        }
        Ok(())
    }

    fn beneath(&self) -> Beneath {
        Beneath {
            plans: self.plans.clone(),
            plan_texts: self.plan_texts.clone(),
            law: self.rules.law.clone(),
            holidays: self.holidays.clone(),
            steps: self.steps.clone(),
            rehearsal: self.rehearsal.clone(),
            forms: self.forms.clone(),
        }
    }

    fn put_back(&mut self, beneath: Beneath) {
        self.plans = beneath.plans;
        self.plan_texts = beneath.plan_texts;
        self.rules.law = beneath.law;
        self.rules.work = WorkDays::new(&beneath.holidays);
        self.holidays = beneath.holidays;
        self.steps = beneath.steps;
        self.rehearsal = beneath.rehearsal;
        self.forms = beneath.forms;
        self.emblem = None;
    }
}

/// What a version of a plan is called among a unit's own.
pub(crate) fn plan_name(id: &str, version: u32) -> String {
    format!("{id}@{version}")
}

/// The unit's corrections of the law as their text has them; none where there is no text.
pub(crate) fn overrides(text: Option<&str>, law: &Law) -> Result<LawOverrides, DeskError> {
    let Some(text) = text else {
        return Ok(LawOverrides::default());
    };
    law_overrides_from_toml(text, law)
        .map_err(|source| refusal(OwnKind::Law, Path::new("doi-chieu.toml"), source))
}

/// What the unit changes of the checklist as its text has it; nothing where there is no text.
pub(crate) fn rehearsal_changes(
    text: Option<&str>,
    list: &Rehearsal,
) -> Result<RehearsalChanges, Refusal> {
    let Some(text) = text else {
        return Ok(RehearsalChanges::default());
    };
    let changes = rehearsal_changes_from_toml(text, list)?;
    let unknown = unknown_rules(&changes.lines).into_iter();
    let problems: Vec<LocatedProblem> = unknown
        .map(|(at, rule)| LocatedProblem {
            place: None,
            field: format!("lines[{at}].answer.rules"),
            fault: PlanFault::UnknownReference(rule),
        })
        .collect();
    if problems.is_empty() {
        Ok(changes)
    } else {
        Err(Refusal::Plan(problems))
    }
}

fn read_form(path: &Path, text: &str) -> Result<Form, DeskError> {
    Form::read(text).map_err(|source| DeskError::Form {
        path: path.to_owned(),
        source: Box::new(source),
    })
}

fn refusal(kind: OwnKind, path: &Path, source: Refusal) -> DeskError {
    let (path, source) = (path.to_owned(), Box::new(source));
    match kind {
        OwnKind::Plan => DeskError::Plan { path, source },
        _ => DeskError::Data { path, source },
    }
}

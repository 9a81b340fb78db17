//! Keep a unit's own plans, templates, corrections of the law, holidays, steps and checklist between
//! starts.
//!
//! Each is a setting with its text; one more setting lists them. So they are journaled, backed up
//! and carried along in a package like everything else.

use super::OpenedCabinet;
use crate::law::LawCorrectionInput;
use crate::own::{OwnKind, OwnText, overrides, plan_name};
use crate::plan_shelf::PlanDiffView;
use crate::schedule::{HolidayChangesInput, HolidayChangesView, StepInput};
use crate::{Desk, DeskError, Opened, PlanEditInput, PlanSummary, emblem};
use chrono::NaiveDate;
use hoso_domain::{LawOverrides, Plan};
use hoso_exchange::{data_to_toml, read_text};
use hoso_store::Stamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::Path;

/// The setting that lists what there is.
const LIST: &str = "own";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    kind: OwnKind,
    name: String,
}

impl Entry {
    fn setting(&self) -> String {
        format!("{LIST}/{}/{}", self.kind.code(), self.name)
    }
}

impl OpenedCabinet {
    /// The unit's own data, in the order in which it came.
    pub fn own(&self) -> Result<Vec<OwnText>, DeskError> {
        let mut own = Vec::new();
        for entry in self.own_entries()? {
            // A text that is not there was taken away by a hand other than this program's.
            if let Some(Value::String(text)) = self.store.setting(&entry.setting())? {
                own.push(OwnText {
                    kind: entry.kind,
                    name: entry.name,
                    text,
                });
            }
        }
        Ok(own)
    }

    /// One piece of it.
    pub fn own_piece(&self, kind: OwnKind, name: &str) -> Result<OwnText, DeskError> {
        let found = self.own()?.into_iter();
        let mut found = found.filter(|piece| piece.kind == kind && piece.name == name);
        found.next().ok_or_else(|| DeskError::NotOwn {
            name: name.to_owned(),
        })
    }

    /// Keeps a piece of the unit's own data from a file; returns its name.
    pub fn keep_own_file(
        &mut self,
        desk: &Desk,
        kind: OwnKind,
        path: &Path,
        stamp: &Stamp,
    ) -> Result<String, DeskError> {
        let text = match kind {
            OwnKind::Emblem => emblem::read_as_text(path)?,
            _ => read_text(path)?,
        };
        let piece = desk.check_own(kind, path, &text)?;
        let name = piece.name.clone();
        if kind == OwnKind::Plan && desk.has_beneath(&name) {
            // It comes with the program, so there is nothing to keep.
            return Ok(name);
        }
        if kind == OwnKind::Law {
            self.merge_law(desk, &piece.text, stamp)?;
        } else {
            self.keep_own(&piece, stamp)?;
        }
        Ok(name)
    }

    /// Keeps a piece again that was dropped before.
    pub fn keep_own_again(
        &mut self,
        desk: &Desk,
        piece: &OwnText,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let checked = desk.check_own(piece.kind, Path::new(&piece.name), &piece.text)?;
        self.keep_own(&checked, stamp)
    }

    /// Drops a piece of the unit's own data and returns it. A plan that a dossier was judged on
    /// stays.
    pub fn drop_own(
        &mut self,
        kind: OwnKind,
        name: &str,
        stamp: &Stamp,
    ) -> Result<OwnText, DeskError> {
        let piece = self.own_piece(kind, name)?;
        if kind == OwnKind::Plan {
            let dossiers = self.store.dossiers()?;
            let of_plan = |plan: &str, version| plan_name(plan, version) == name;
            let used = dossiers
                .iter()
                .filter(|one| of_plan(&one.plan, one.plan_version));
            let used = used.count();
            if used > 0 {
                return Err(DeskError::PlanInUse {
                    name: name.to_owned(),
                    dossiers: used,
                });
            }
        }
        let entry = Entry {
            kind,
            name: name.to_owned(),
        };
        let entries: Vec<Entry> = self.own_entries()?;
        let rest: Vec<Entry> = entries.into_iter().filter(|one| *one != entry).collect();
        self.list(&rest, stamp)?;
        self.store
            .set_setting(&entry.setting(), &Value::Null, stamp)?;
        Ok(piece)
    }

    /// Copies a plan as the unit's own, under an id made of the title where none is given.
    pub fn copy_plan(
        &mut self,
        desk: &Desk,
        source: &str,
        id: &str,
        title: &str,
        stamp: &Stamp,
    ) -> Result<PlanSummary, DeskError> {
        let (text, plan) = desk.copied_plan(source, id, title)?;
        self.keep_plan_text(&plan, text, stamp)?;
        Ok(PlanSummary::of(&plan))
    }

    /// Changes values of a plan of the unit's own: in place where no dossier uses this version yet,
    /// else as its next version.
    pub fn save_plan(
        &mut self,
        desk: &Desk,
        name: &str,
        edits: &[PlanEditInput],
        stamp: &Stamp,
    ) -> Result<PlanSummary, DeskError> {
        let own = self.own_piece(OwnKind::Plan, name)?;
        let plan = desk.plan_named(name)?;
        let used = self.store.plan(&plan.id, plan.version)?.is_some();
        let version = if used {
            let versions = desk.plan_versions(&plan.id);
            versions.last().map_or(plan.version, |last| last + 1)
        } else {
            plan.version
        };
        let (text, edited) = Desk::edited_plan(&own.text, edits, version)?;
        self.keep_plan_text(&edited, text, stamp)?;
        Ok(PlanSummary::of(&edited))
    }

    /// Compares two plans, or two versions of one, and tells which dossiers of the cabinet it
    /// concerns.
    pub fn compare_plans(
        &self,
        desk: &Desk,
        old: &str,
        new: &str,
        today: NaiveDate,
    ) -> Result<PlanDiffView, DeskError> {
        let (old, new) = (desk.plan_named(old)?, desk.plan_named(new)?);
        let mut opened: Vec<Opened> = Vec::new();
        for dossier in self.store.dossiers()? {
            if dossier.plan == old.id {
                opened.push(self.lay_out(desk, &dossier.id)?);
            }
        }
        Ok(desk.compare_plans(&old, &new, &opened, today))
    }

    /// Corrects or confirms an item of the law by a document that the unit has read.
    pub fn correct_law(
        &mut self,
        desk: &Desk,
        correction: &LawCorrectionInput,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let correction = correction.as_override(desk.law_beneath())?;
        let mut all = self.overrides(desk)?;
        all.overrides.retain(|old| old.item != correction.item);
        all.overrides.push(correction);
        self.keep_law(desk, &all, stamp)
    }

    /// Takes the unit's correction of an item of the law back.
    pub fn uncorrect_law(
        &mut self,
        desk: &Desk,
        item: &str,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let mut all = self.overrides(desk)?;
        all.overrides.retain(|old| old.item != item);
        self.keep_law(desk, &all, stamp)
    }

    /// Keeps the unit's breaks and days worked in exchange.
    pub fn change_holidays(
        &mut self,
        desk: &Desk,
        changes: &HolidayChangesInput,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let changes = changes.as_changes(desk, self.own_text(OwnKind::Holidays)?.as_deref())?;
        let text = written(OwnKind::Holidays, &changes)?;
        let checked = desk.check_own(OwnKind::Holidays, Path::new("ngay-nghi.toml"), &text)?;
        self.keep_own(&checked, stamp)
    }

    /// Keeps the unit's steps of preparing a dossier.
    pub fn change_steps(
        &mut self,
        desk: &Desk,
        steps: &[StepInput],
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let text = written(OwnKind::Steps, &desk.steps_of(steps))?;
        let checked = desk.check_own(OwnKind::Steps, Path::new("cac-buoc.toml"), &text)?;
        self.keep_own(&checked, stamp)
    }

    /// What the unit has added to the public holidays.
    pub fn holiday_changes(&self, desk: &Desk) -> Result<HolidayChangesView, DeskError> {
        desk.holiday_changes(self.own_text(OwnKind::Holidays)?.as_deref())
    }

    pub(super) fn own_text(&self, kind: OwnKind) -> Result<Option<String>, DeskError> {
        let mut own = self.own()?.into_iter().filter(|piece| piece.kind == kind);
        Ok(own.next().map(|piece| piece.text))
    }

    fn overrides(&self, desk: &Desk) -> Result<LawOverrides, DeskError> {
        overrides(self.own_text(OwnKind::Law)?.as_deref(), desk.law_beneath())
    }

    fn merge_law(&mut self, desk: &Desk, text: &str, stamp: &Stamp) -> Result<(), DeskError> {
        let new = overrides(Some(text), desk.law_beneath())?;
        let mut all = self.overrides(desk)?;
        let is_new = |item: &str| new.overrides.iter().any(|one| one.item == item);
        all.overrides.retain(|old| !is_new(&old.item));
        all.overrides.extend(new.overrides);
        self.keep_law(desk, &all, stamp)
    }

    fn keep_law(
        &mut self,
        desk: &Desk,
        all: &LawOverrides,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let text = written(OwnKind::Law, all)?;
        let checked = desk.check_own(OwnKind::Law, Path::new("doi-chieu.toml"), &text)?;
        self.keep_own(&checked, stamp)
    }

    fn keep_plan_text(
        &mut self,
        plan: &Plan,
        text: String,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let piece = OwnText {
            kind: OwnKind::Plan,
            name: plan_name(&plan.id, plan.version),
            text,
        };
        self.keep_own(&piece, stamp)
    }

    pub(super) fn keep_own(&mut self, piece: &OwnText, stamp: &Stamp) -> Result<(), DeskError> {
        let entry = Entry {
            kind: piece.kind,
            name: if piece.kind.is_single() {
                String::new()
            } else {
                piece.name.clone()
            },
        };
        let text = Value::String(piece.text.clone());
        self.store.set_setting(&entry.setting(), &text, stamp)?;
        let mut entries = self.own_entries()?;
        if !entries.contains(&entry) {
            entries.push(entry);
            self.list(&entries, stamp)?;
        }
        Ok(())
    }

    fn own_entries(&self) -> Result<Vec<Entry>, DeskError> {
        let list = self.store.setting(LIST)?.unwrap_or_default();
        // A list that another hand has written counts as none.
        Ok(serde_json::from_value(list).unwrap_or_default())
    }

    fn list(&mut self, entries: &[Entry], stamp: &Stamp) -> Result<(), DeskError> {
        let list =
            serde_json::to_value(entries).map_err(|error| DeskError::asset("own data", &error))?;
        Ok(self.store.set_setting(LIST, &list, stamp)?)
    }
}

fn written<T: Serialize>(kind: OwnKind, data: &T) -> Result<String, DeskError> {
    data_to_toml(data).map_err(|error| DeskError::asset(kind.code(), &error))
}

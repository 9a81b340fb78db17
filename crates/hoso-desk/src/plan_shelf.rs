//! Keep plans as the user's own: copy, edit in place, compare two versions with the dossiers they
//! affect, import and export.

use crate::documents::slug;
use crate::plan_edit::being_edited;
use crate::view::StateCode;
use crate::{Desk, DeskError, Opened, PlanSummary, assets};
use hoso_domain::{ClauseChange, Plan, differences};
use hoso_exchange::{
    Existing, PlanEdit, Staging, edit_plan, plan_from_toml, plan_to_toml, read_text,
};
use hoso_rules::{Differing, differing};
use serde::Serialize;
use specta::Type;
use std::path::Path;

/// Two plans, or two versions of one, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanDiffView {
    /// The older: id and version.
    pub old: String,
    /// The newer: id and version.
    pub new: String,
    /// The clauses that differ.
    pub clauses: Vec<ClauseChangeView>,
    /// The dossiers whose answers change.
    pub affected: Vec<AffectedView>,
    /// How many dossiers were looked at.
    pub dossiers: u32,
}

/// A clause that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClauseChangeView {
    /// The part of the plan.
    pub part: String,
    /// Code of the clause.
    pub id: String,
    /// Its place.
    pub cite: String,
    /// Whether it is new, gone or changed.
    pub change: ChangeCode,
    /// The fields that differ.
    pub fields: Vec<ClauseFieldView>,
}

/// What happened to a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ChangeCode {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClauseFieldView {
    /// Its name.
    pub field: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// A dossier whose answers change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AffectedView {
    /// Name of its file, or its id.
    pub dossier: String,
    /// The unit.
    pub unit: String,
    /// The answers that change.
    pub answers: Vec<AnswerChangeView>,
}

/// An answer that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AnswerChangeView {
    /// Name of the nominee, or `Hồ sơ`.
    pub subject: String,
    /// Code of the rule.
    pub rule: String,
    /// The answer by the older plan; absent where it has no such rule.
    pub before: Option<StateCode>,
    /// The answer by the newer plan; absent where it has no such rule.
    pub after: Option<StateCode>,
    /// What is said of it.
    pub message: String,
}

impl Desk {
    /// The text of a plan file, comments included; `version` absent: the newest.
    pub fn plan_text(&self, id: &str, version: Option<u32>) -> Result<String, DeskError> {
        let plan = self.plan_version(id, version)?;
        match self.plan_texts.get(&(plan.id.clone(), plan.version)) {
            Some(text) => Ok(text.clone()),
            None => plan_to_toml(plan).map_err(|error| DeskError::asset("plan", &error)),
        }
    }

    /// Copies a plan under another id, as version 1, and writes it to a file for the unit to edit.
    pub fn copy_plan(
        &self,
        id: &str,
        new_id: &str,
        title: &str,
        path: &Path,
        existing: Existing,
    ) -> Result<PlanSummary, DeskError> {
        let (text, plan) = self.copied_plan(id, new_id, title)?;
        Staging::write_one(path, text.as_bytes(), existing)?;
        Ok(PlanSummary::of(&plan))
    }

    /// A copy of a plan (`id`, or `id@version`) under another id, as version 1; an empty id is made
    /// of the title.
    pub(crate) fn copied_plan(
        &self,
        source: &str,
        new_id: &str,
        title: &str,
    ) -> Result<(String, Plan), DeskError> {
        let old = self.plan_named(source)?;
        let taken = |id: &str| self.plans.iter().any(|plan| plan.id == id);
        let new_id = if new_id.trim().is_empty() {
            let wanted = slug(if title.trim().is_empty() {
                &old.short_title
            } else {
                title
            });
            let numbered = (2..).map(|number| format!("{wanted}-{number}"));
            let mut ids = std::iter::once(wanted.clone()).chain(numbered);
            ids.find(|id| !taken(id)).unwrap_or(wanted)
        } else {
            new_id.trim().to_owned()
        };
        if taken(&new_id) {
            return Err(DeskError::PlanTaken {
                id: new_id,
                version: 1,
            });
        }
        let text = self.plan_text(&old.id, Some(old.version))?;
        let mut edits = vec![edit("id", &new_id), edit("version", "1")];
        if !title.trim().is_empty() {
            edits.push(edit("short_title", title.trim()));
        }
        if old.example {
            // The copy is for real use, and its deadlines count.
            edits.push(edit("example", "false"));
        }
        edit_plan(&text, &edits).map_err(being_edited)
    }

    /// Changes values of a plan file in place, as its next version, and writes the result; refused
    /// as a whole where it would not be in order.
    pub fn edit_plan_file(
        path: &Path,
        edits: &[PlanEdit],
        target: &Path,
        existing: Existing,
    ) -> Result<PlanSummary, DeskError> {
        let text = read_text(path)?;
        Self::write_edited(&text, edits, target, existing)
    }

    /// Changes values of a plan's text in place, for an editor that has not saved yet.
    pub fn edit_plan_text(text: &str, edits: &[PlanEdit]) -> Result<String, DeskError> {
        edit_plan(text, edits)
            .map(|(text, _)| text)
            .map_err(being_edited)
    }

    /// Puts a plan's text at hand, as an editor hands it over.
    pub fn add_plan_text(&mut self, text: &str) -> Result<PlanSummary, DeskError> {
        let plan = plan_from_toml(text).map_err(being_edited)?;
        self.shelve(plan, text.to_owned())
    }

    /// Writes a plan file as it is, for handing on.
    pub fn export_plan(
        &self,
        id: &str,
        version: Option<u32>,
        path: &Path,
        existing: Existing,
    ) -> Result<(), DeskError> {
        let text = self.plan_text(id, version)?;
        Ok(Staging::write_one(path, text.as_bytes(), existing)?)
    }

    /// Compares two plans clause by clause, and tells which answers change for each dossier.
    pub fn compare_plans(
        &self,
        old: &Plan,
        new: &Plan,
        dossiers: &[Opened],
        today: chrono::NaiveDate,
    ) -> PlanDiffView {
        let named = |plan: &Plan| format!("{} (bản {})", plan.id, plan.version);
        let affected = dossiers.iter().filter_map(|opened| {
            let on = opened.dossier.judged_on.unwrap_or(today);
            let answers = differing(old, new, &opened.dossier, &self.rules, on);
            (!answers.is_empty()).then(|| AffectedView {
                dossier: opened
                    .file
                    .clone()
                    .unwrap_or_else(|| opened.dossier.id.clone()),
                unit: opened.dossier.unit.name.to_string(),
                answers: answers
                    .into_iter()
                    .map(|answer| answer_view(opened, answer))
                    .collect(),
            })
        });
        PlanDiffView {
            old: named(old),
            new: named(new),
            clauses: differences(old, new).into_iter().map(clause_view).collect(),
            affected: affected.collect(),
            dossiers: dossiers.len() as u32,
        }
    }

    /// A plan by file path, or by id with an optional version: `id` or `id@2`.
    pub fn plan_named(&self, name: &str) -> Result<Plan, DeskError> {
        let path = Path::new(name);
        if path.is_file() {
            return crate::plan::read_plan(path).map(|(plan, _)| plan);
        }
        let (id, version) = match name.split_once('@') {
            Some((id, version)) => (id, version.parse().ok()),
            None => (name, None),
        };
        self.plan_version(id, version).cloned()
    }

    /// The versions of a plan at hand, oldest first.
    pub fn plan_versions(&self, id: &str) -> Vec<u32> {
        let of_id = self.plans.iter().filter(|plan| plan.id == id);
        let mut versions: Vec<u32> = of_id.map(|plan| plan.version).collect();
        versions.sort_unstable();
        versions
    }

    /// A version of a plan, or its newest.
    pub(crate) fn plan_version(&self, id: &str, version: Option<u32>) -> Result<&Plan, DeskError> {
        let mut of_id = self.plans.iter().filter(|plan| plan.id == id);
        let found = match version {
            Some(version) => of_id.find(|plan| plan.version == version),
            None => of_id.max_by_key(|plan| plan.version),
        };
        found.ok_or_else(|| DeskError::UnknownPlan {
            id: version.map_or_else(|| id.to_owned(), |version| format!("{id}@{version}")),
            known: self.plans.iter().map(|plan| plan.id.clone()).collect(),
        })
    }

    /// Keeps a plan beside its other versions. The same version with other content is refused: a
    /// dossier that was judged on it would silently get another answer.
    pub(crate) fn shelve(&mut self, plan: Plan, text: String) -> Result<PlanSummary, DeskError> {
        let summary = PlanSummary::of(&plan);
        if !self.clash(&plan)? {
            self.plan_texts
                .insert((plan.id.clone(), plan.version), text);
            self.plans.push(plan);
        }
        Ok(summary)
    }

    /// Whether this very plan is at hand already; refused where another is under its id and version.
    pub(crate) fn clash(&self, plan: &Plan) -> Result<bool, DeskError> {
        let same = |other: &&Plan| other.id == plan.id && other.version == plan.version;
        match self.plans.iter().find(same) {
            None => Ok(false),
            Some(other) if other == plan => Ok(true),
            Some(_) => Err(DeskError::PlanTaken {
                id: plan.id.clone(),
                version: plan.version,
            }),
        }
    }

    fn write_edited(
        text: &str,
        edits: &[PlanEdit],
        path: &Path,
        existing: Existing,
    ) -> Result<PlanSummary, DeskError> {
        let (text, plan) = edit_plan(text, edits).map_err(|source| DeskError::Plan {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        Staging::write_one(path, text.as_bytes(), existing)?;
        Ok(PlanSummary::of(&plan))
    }
}

/// The texts of the built-in plans, by id and version.
pub(crate) fn built_in_texts(plans: &[Plan]) -> std::collections::BTreeMap<(String, u32), String> {
    plans
        .iter()
        .zip(assets::plan_texts())
        .map(|(plan, text)| ((plan.id.clone(), plan.version), text.to_owned()))
        .collect()
}

fn edit(path: &str, value: &str) -> PlanEdit {
    PlanEdit {
        path: path.to_owned(),
        value: value.to_owned(),
    }
}

fn clause_view(change: ClauseChange) -> ClauseChangeView {
    ClauseChangeView {
        part: change.part.to_owned(),
        id: change.id,
        cite: change.cite,
        change: match (change.before, change.after) {
            (false, _) => ChangeCode::Added,
            (_, false) => ChangeCode::Removed,
            (true, true) => ChangeCode::Changed,
        },
        fields: change
            .fields
            .into_iter()
            .map(|(field, before, after)| ClauseFieldView {
                field: field.to_owned(),
                before,
                after,
            })
            .collect(),
    }
}

fn answer_view(opened: &Opened, answer: Differing) -> AnswerChangeView {
    use hoso_domain::Subject;
    let subject = match &answer.subject {
        Subject::Dossier => "Hồ sơ".to_owned(),
        Subject::Nominee(id) => opened
            .dossier
            .nominee(id)
            .map_or_else(|| id.clone(), |nominee| nominee.name.to_string()),
    };
    AnswerChangeView {
        subject,
        rule: answer.rule,
        before: answer.before.map(Into::into),
        after: answer.after.map(Into::into),
        message: answer.message,
    }
}

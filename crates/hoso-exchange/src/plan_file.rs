//! Plans and the other data files that people edit: TOML, refused with line, field and reason.

use crate::shape::{LocatedProblem, Place, Refusal, ShapeFault};
use hoso_domain::{
    Acts, HolidayChanges, Holidays, Law, LawOverrides, Plan, PlanFault, PlanProblem, Rehearsal,
    RehearsalChanges, Steps,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Reads a plan file.
pub fn plan_from_toml(text: &str) -> Result<Plan, Refusal> {
    data_from_toml(text, Plan::problems)
}

/// Reads a file of provisions, against the acts that it may refer to.
pub fn law_from_toml(text: &str, acts: &Acts) -> Result<Law, Refusal> {
    data_from_toml(text, |law: &Law| law.problems(acts))
}

/// Reads a unit's corrections of the law, which must fit it.
pub fn law_overrides_from_toml(text: &str, law: &Law) -> Result<LawOverrides, Refusal> {
    data_from_toml(text, |overrides: &LawOverrides| {
        law.corrected(overrides).err().unwrap_or_default()
    })
}

/// Reads a unit's corrections of the law, and applies them.
pub fn corrected_law_from_toml(text: &str, law: &Law) -> Result<Law, Refusal> {
    let overrides = law_overrides_from_toml(text, law)?;
    // The problems have just been found to be none.
    law.corrected(&overrides)
        .map_err(|problems| Refusal::Plan(located(text, problems)))
}

/// Reads a file of public holidays.
pub fn holidays_from_toml(text: &str) -> Result<Holidays, Refusal> {
    data_from_toml(text, Holidays::problems)
}

/// Reads what a unit adds to the public holidays, which must fit them.
pub fn holiday_changes_from_toml(
    text: &str,
    holidays: &Holidays,
) -> Result<HolidayChanges, Refusal> {
    data_from_toml(text, |changes: &HolidayChanges| {
        holidays.with(changes).problems()
    })
}

/// Reads a file of the steps of preparing a dossier.
pub fn steps_from_toml(text: &str) -> Result<Steps, Refusal> {
    data_from_toml(text, Steps::problems)
}

/// Reads the checklist of the receiver's rehearsal.
pub fn rehearsal_from_toml(text: &str) -> Result<Rehearsal, Refusal> {
    data_from_toml(text, Rehearsal::problems)
}

/// Reads what a unit changes of the checklist, which must fit it.
pub fn rehearsal_changes_from_toml(
    text: &str,
    list: &Rehearsal,
) -> Result<RehearsalChanges, Refusal> {
    data_from_toml(text, |changes: &RehearsalChanges| {
        list.problems_with(changes)
    })
}

/// Writes a plan as a file of its own, without the comments that only a file edited in place keeps.
pub fn plan_to_toml(plan: &Plan) -> Result<String, toml::ser::Error> {
    toml::to_string(plan)
}

/// Writes a unit's own data (corrections of the law, holidays, steps, checklist) as the file that is read back.
pub fn data_to_toml<T: Serialize>(data: &T) -> Result<String, toml::ser::Error> {
    toml::to_string(data)
}

/// Reads a data file: its shape first, then what is wrong beyond it, each with its place.
fn data_from_toml<T: DeserializeOwned>(
    text: &str,
    problems: impl Fn(&T) -> Vec<PlanProblem>,
) -> Result<T, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let tree = parsed(text)?;
    let parser = toml::Deserializer::parse(text).map_err(|error| syntax(text, &error))?;
    let data: T = serde_path_to_error::deserialize(parser).map_err(|error| {
        let field = error.path().to_string();
        let error = error.into_inner();
        let at = error.span().map(|span| Place::of_offset(text, span.start));
        let place = at.or_else(|| locate(text, &tree, &field));
        Refusal::Shape {
            place: place.unwrap_or(Place { line: 1, column: 1 }),
            field,
            fault: ShapeFault::from_words(error.message()),
        }
    })?;
    let problems = located(text, problems(&data));
    if problems.is_empty() {
        Ok(data)
    } else {
        Err(Refusal::Plan(problems))
    }
}

fn parsed(text: &str) -> Result<Spanned<DeTable<'_>>, Refusal> {
    DeTable::parse(text).map_err(|error| syntax(text, &error))
}

fn syntax(text: &str, error: &toml::de::Error) -> Refusal {
    Refusal::Syntax {
        place: Place::of_offset(text, error.span().map_or(text.len(), |span| span.start)),
        detail: error.message().to_owned(),
        cut_short: false,
    }
}

/// Problems with their places in a text that has been parsed before.
fn located(text: &str, problems: Vec<PlanProblem>) -> Vec<LocatedProblem> {
    let tree = DeTable::parse(text).ok();
    problems
        .into_iter()
        .map(|problem| LocatedProblem {
            place: tree
                .as_ref()
                .and_then(|tree| locate(text, tree, &problem.path)),
            field: problem.path,
            fault: problem.fault,
        })
        .collect()
}

/// One change to a plan file: the path of a value, such as `rounds[1].deadline.before`, and what is
/// to stand there, as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEdit {
    /// Path of the value.
    pub path: String,
    /// The new value, without quotation marks where it is a text.
    pub value: String,
}

/// Changes values of a plan file in place, so that comments and order stay, and reads the result.
pub fn edit_plan(text: &str, edits: &[PlanEdit]) -> Result<(String, Plan), Refusal> {
    let mut edited = text.to_owned();
    for edit in edits {
        edited = put(&edited, edit)?;
    }
    let plan = plan_from_toml(&edited)?;
    Ok((edited, plan))
}

fn put(text: &str, edit: &PlanEdit) -> Result<String, Refusal> {
    let tree = parsed(text)?;
    let quoted = || toml::Value::String(edit.value.clone()).to_string();
    if let Some((span, is_text)) = find(&tree, &edit.path) {
        let value = if is_text {
            quoted()
        } else {
            edit.value.clone()
        };
        let (before, after) = (text.get(..span.start), text.get(span.end..));
        return Ok([before.unwrap_or(text), &value, after.unwrap_or_default()].concat());
    }
    // A value that may be absent, such as the number: it goes right behind the version.
    let is_own = !edit.path.contains(['.', '[']);
    if let Some((span, _)) = find(&tree, "version").filter(|_| is_own) {
        let (before, after) = text.split_at(span.end.min(text.len()));
        let line = format!("\n{} = {}", edit.path, quoted());
        return Ok([before, &line, after].concat());
    }
    Err(Refusal::Plan(vec![LocatedProblem {
        place: locate(text, &tree, &edit.path),
        field: edit.path.clone(),
        fault: PlanFault::UnknownReference(edit.path.clone()),
    }]))
}

/// Where the value at a path stands, and whether it is a text.
fn find(tree: &Spanned<DeTable<'_>>, path: &str) -> Option<(std::ops::Range<usize>, bool)> {
    let mut steps = walk(tree, path);
    let wanted = steps_of(path).count();
    let last = steps.nth(wanted.checked_sub(1)?)?;
    Some((last.span(), matches!(last.get_ref(), DeValue::String(_))))
}

fn steps_of(path: &str) -> impl Iterator<Item = &str> {
    path.split(['.', '['])
        .map(|step| step.trim_end_matches(']'))
}

/// The values along a path, as far as they are there.
fn walk<'t, 'i>(
    tree: &'t Spanned<DeTable<'i>>,
    path: &'t str,
) -> impl Iterator<Item = &'t Spanned<DeValue<'i>>> {
    let mut table = Some(tree.get_ref());
    let mut array: Option<&DeArray<'i>> = None;
    steps_of(path).map_while(move |step| {
        let value = match (table, array) {
            (Some(table), _) => table.get(step),
            (None, Some(array)) => step.parse::<usize>().ok().and_then(|at| array.get(at)),
            (None, None) => None,
        }?;
        (table, array) = match value.get_ref() {
            DeValue::Table(inner) => (Some(inner), None),
            DeValue::Array(inner) => (None, Some(inner)),
            _ => (None, None),
        };
        Some(value)
    })
}

/// The place of a path such as `standards[0].any_of[2]`, or of its deepest part that is there.
fn locate(text: &str, tree: &Spanned<DeTable<'_>>, path: &str) -> Option<Place> {
    walk(tree, path)
        .last()
        .map(|value| Place::of_offset(text, value.span().start))
}

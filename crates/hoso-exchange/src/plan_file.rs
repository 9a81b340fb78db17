//! The plan file: TOML, refused with line, field and reason.

use crate::shape::{LocatedProblem, Place, Refusal, ShapeFault};
use hoso_domain::Plan;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a plan file.
pub fn plan_from_toml(text: &str) -> Result<Plan, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let tree = DeTable::parse(text).map_err(|error| Refusal::Syntax {
        place: Place::of_offset(text, error.span().map_or(text.len(), |span| span.start)),
        detail: error.message().to_owned(),
        cut_short: false,
    })?;
    let parser = toml::Deserializer::parse(text).map_err(|error| Refusal::Syntax {
        place: Place::of_offset(text, error.span().map_or(text.len(), |span| span.start)),
        detail: error.message().to_owned(),
        cut_short: false,
    })?;
    let plan: Plan = serde_path_to_error::deserialize(parser).map_err(|error| {
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
    let problems: Vec<LocatedProblem> = plan
        .problems()
        .into_iter()
        .map(|problem| LocatedProblem {
            place: locate(text, &tree, &problem.path),
            field: problem.path,
            fault: problem.fault,
        })
        .collect();
    if problems.is_empty() {
        Ok(plan)
    } else {
        Err(Refusal::Plan(problems))
    }
}

/// The place of a path such as `standards[0].any_of[2]`, or of its deepest part that is there.
fn locate(text: &str, tree: &Spanned<DeTable<'_>>, path: &str) -> Option<Place> {
    let mut table = Some(tree.get_ref());
    let mut array: Option<&toml::de::DeArray<'_>> = None;
    let mut found = None;
    for step in path
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']'))
    {
        let value: Option<&Spanned<DeValue<'_>>> = match (table, array) {
            (Some(table), _) => table.get(step),
            (None, Some(array)) => step.parse::<usize>().ok().and_then(|at| array.get(at)),
            (None, None) => None,
        };
        let Some(value) = value else { break };
        found = Some(value.span().start);
        (table, array) = match value.get_ref() {
            DeValue::Table(inner) => (Some(inner), None),
            DeValue::Array(inner) => (None, Some(inner)),
            _ => (None, None),
        };
    }
    found.map(|offset| Place::of_offset(text, offset))
}

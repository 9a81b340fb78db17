//! Figures of the achievement: what the lists say of a nominee, compared with its report.

use super::fields::FieldText;
use super::mismatch::Mismatches;
use super::words::{Words, is_one_off};
use super::{Hit, MismatchKind, Role};
use std::collections::HashMap;

/// A figure with fewer digits is one letter off too many others.
const FEWEST_DIGITS: usize = 3;

/// A number with parts, such as `41.286` and `99,4`, and what it counts.
struct Figure {
    first: usize,
    last: usize,
    digits: String,
    unit: String,
}

/// A figure of a summary that its report does not have, where the report has one that differs in
/// a digit or in their order.
pub(super) fn among_figures(texts: &[FieldText<'_>], found: &mut Mismatches) {
    let mut reports: HashMap<usize, Vec<&FieldText<'_>>> = HashMap::new();
    for text in texts {
        let passage = text.passage();
        if let (Role::Report, Some(nominee)) = (passage.role, passage.about) {
            reports.entry(nominee).or_default().push(text);
        }
    }
    for text in texts {
        let passage = text.passage();
        let report = passage.about.and_then(|nominee| reports.get(&nominee));
        let (Role::Note, Some(report)) = (passage.role, report) else {
            continue;
        };
        let words = Words::of(text.text);
        let said = figures(&words);
        if said.is_empty() {
            continue;
        }
        let mut written: Vec<(Figure, String, &str)> = Vec::new();
        for paragraph in report {
            let words = Words::of(paragraph.text);
            for figure in figures(&words) {
                let number = paragraph.text[words.span(figure.first, figure.last)].to_owned();
                written.push((figure, number, &paragraph.path));
            }
        }
        for figure in said {
            if written
                .iter()
                .any(|(other, ..)| other.digits == figure.digits)
            {
                continue;
            }
            let near = written.iter().find(|(other, ..)| {
                other.unit == figure.unit
                    && other.digits.len() == figure.digits.len()
                    && is_one_off(&other.digits, &figure.digits)
            });
            if let Some((_, number, path)) = near {
                let hit = Hit {
                    kind: MismatchKind::Figure,
                    differs: None,
                    at: words.span(figure.first, figure.last),
                    expected: number.clone(),
                    source: Some((*path).to_owned()),
                    stated: number.clone(),
                    is_for_templates: false,
                };
                found.in_field(&hit, &text.path, text.text);
            }
        }
    }
}
fn figures(words: &Words<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let first = at;
        at += 1;
        if !words.all[first].is_number {
            continue;
        }
        let goes_on = |last: usize| {
            matches!(words.gap(last), "." | ",")
                && words.all.get(last + 1).is_some_and(|word| word.is_number)
        };
        let mut last = first;
        while goes_on(last) {
            last += 1;
        }
        at = last + 1;
        let digits: String = (first..=last).map(|at| words.written(at)).collect();
        // A number without parts may be a year; three parts may be a date.
        let is_figure = last > first
            && digits.len() >= FEWEST_DIGITS
            && !(last == first + 2 && words.written(last).len() == 4);
        if is_figure {
            let unit = if words.gap(last).trim_start().starts_with('%') {
                "%".to_owned()
            } else {
                words.plain(last + 1).to_owned()
            };
            figures.push(Figure {
                first,
                last,
                digits,
                unit,
            });
        }
    }
    figures
}

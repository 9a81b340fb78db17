//! Figures in a report: which numbers with a unit its text holds, and what in the dossier states
//! the same value. It compares values only; whether a sentence is about the thing that states its
//! figure is for a person to read. The words for units are data.

use crate::case::cited;
use crate::indicators::{IndicatorRow, indicator_table};
use hoso_domain::nominee::{Fact, FactValue};
use hoso_domain::{Dossier, Nominee, Plan, level_name};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::ops::Range;

/// The id of the unit of percentages in the data.
const PERCENT: &str = "percent";
/// The id of the unit of differences between percentages.
const POINTS: &str = "points";

/// The units that make a number a figure, from `assets/forms/figures.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureUnits {
    /// The units; several of one id measure the same on different scales.
    pub units: Vec<FigureUnit>,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureUnit {
    /// What it measures.
    pub id: String,
    /// How it is written behind a number.
    pub words: Vec<String>,
    /// By what a number is multiplied to compare it with others of this id.
    #[serde(default = "one")]
    pub times: Decimal,
}

fn one() -> Decimal {
    Decimal::ONE
}

/// A number with its unit in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<'a> {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What it measures.
    pub unit: &'a str,
    /// How much, on the scale that its unit compares on.
    pub value: Decimal,
}

/// A figure of a report with everything that states the same value.
#[derive(Debug, Clone, PartialEq)]
pub struct CoveredFigure<'a> {
    /// The part of the report that it stands in, from 0.
    pub section: usize,
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// The figure.
    pub figure: Figure<'a>,
    /// It as it is written there.
    pub text: &'a str,
    /// What states it; empty where nothing does.
    pub stated_by: Vec<Statement>,
}

/// Something in the dossier that states a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is, for people.
    pub what: String,
    /// The document it rests on, where one is named.
    pub document: Option<String>,
}

impl FigureUnits {
    /// The figures of a text, in its order.
    pub fn find<'a>(&'a self, text: &str) -> Vec<Figure<'a>> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()) {
            let start = from + start;
            let (end, number) = number_at(text, start);
            from = end;
            // Part of a word or a code, such as `C03` or `12/2023`.
            let before = text[..start].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '/') {
                continue;
            }
            let spaces: usize = text[end..]
                .chars()
                .take_while(|c| *c == ' ' || *c == '\u{a0}')
                .map(char::len_utf8)
                .sum();
            let (Some(number), Some((unit, length))) =
                (number, self.unit_at(&text[end + spaces..]))
            else {
                continue;
            };
            from = end + spaces + length;
            // More than a number can hold is no figure of a report.
            if let Some(value) = number.checked_mul(unit.times) {
                found.push(Figure {
                    at: start..from,
                    unit: &unit.id,
                    value: value.normalize(),
                });
            }
        }
        found
    }

    /// The unit that a text begins with, the longest of several, and how many bytes it takes.
    fn unit_at(&self, text: &str) -> Option<(&FigureUnit, usize)> {
        let written = self
            .units
            .iter()
            .flat_map(|unit| unit.words.iter().map(move |word| (unit, word)));
        written
            .filter_map(|(unit, word)| Some((unit, begins_with(text, word)?)))
            .max_by_key(|(_, length)| *length)
    }
}

/// How many bytes a word takes at the beginning of a text, in any case, where it ends there.
fn begins_with(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in word.chars() {
        let (_, found) = rest.next()?;
        let is_space = wanted == ' ' && found == '\u{a0}';
        if !is_space && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let end = rest.offset();
    let is_letter = word.chars().next_back().is_some_and(char::is_alphanumeric);
    let goes_on = text[end..]
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric);
    (!(is_letter && goes_on)).then_some(end)
}

/// The number that begins at a place, as Vietnamese writes it: `41.286`, `99,4`, `05`; also `91.2`.
/// It is absent where the digits are no number, such as `1.2.2023`.
fn number_at(text: &str, start: usize) -> (usize, Option<Decimal>) {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut groups = vec![(b'.', start..start + digits(start))];
    let mut end = start + digits(start);
    while let Some(stop @ (b'.' | b',')) = bytes.get(end).copied() {
        let length = digits(end + 1);
        if length == 0 {
            break;
        }
        groups.push((stop, end + 1..end + 1 + length));
        end += 1 + length;
    }
    (end, read(text, &groups))
}

fn read(text: &str, groups: &[(u8, Range<usize>)]) -> Option<Decimal> {
    let (first, rest) = groups.split_first()?;
    let mut whole = text[first.1.clone()].to_owned();
    let mut fraction = "";
    for (at, (stop, range)) in rest.iter().enumerate() {
        let digits = &text[range.clone()];
        let is_last = at + 1 == rest.len();
        match stop {
            b'.' if digits.len() == 3 => whole.push_str(digits),
            b',' if is_last => fraction = digits,
            // `91.2` as machines write it.
            b'.' if is_last && at == 0 => fraction = digits,
            _ => return None,
        }
    }
    let number = if fraction.is_empty() {
        whole
    } else {
        format!("{whole}.{fraction}")
    };
    number.parse().ok()
}

/// The figures of a nominee's report, in its order, each with what states it: indicators of the
/// years of the movement with their targets, facts of the nominee and of the unit, and papers.
pub fn figures<'a>(
    plan: &Plan,
    dossier: &Dossier,
    nominee: &'a Nominee,
    units: &'a FigureUnits,
) -> Vec<CoveredFigure<'a>> {
    let stated = statements(plan, dossier, nominee, units);
    let mut covered = Vec::new();
    for (section, part) in nominee.report.sections.iter().enumerate() {
        for (paragraph, text) in part.paragraphs.iter().enumerate() {
            let text = text.as_str();
            covered.extend(units.find(text).into_iter().map(|figure| {
                CoveredFigure {
                    section,
                    paragraph,
                    text: &text[figure.at.clone()],
                    stated_by: stated
                        .iter()
                        .filter(|(unit, value, _)| *unit == figure.unit && *value == figure.value)
                        .map(|(.., statement)| statement.clone())
                        .collect(),
                    figure,
                }
            }));
        }
    }
    covered
}

type Stated<'a> = (&'a str, Decimal, Statement);

fn statements<'a>(
    plan: &Plan,
    dossier: &Dossier,
    nominee: &Nominee,
    units: &'a FigureUnits,
) -> Vec<Stated<'a>> {
    let mut stated = of_indicators(plan, dossier);
    let facts = [
        (&nominee.facts, ""),
        (&dossier.unit.facts, " (chung của đơn vị)"),
    ];
    for (facts, whose) in facts {
        for fact in facts {
            stated.extend(of_fact(plan, dossier, fact, whose, units));
        }
    }
    for paper in &dossier.evidence {
        let document = cited(&paper.document);
        stated.extend(units.find(paper.document.title.as_str()).into_iter().map(
            |Figure { unit, value, .. }| {
                let what = format!("Minh chứng “{}”", paper.document.title);
                let document = document.clone();
                (unit, value, Statement { what, document })
            },
        ));
    }
    stated
}

/// What the indicators state for the years rewarded, and what was achieved in the year before.
fn of_indicators<'a>(plan: &Plan, dossier: &Dossier) -> Vec<Stated<'a>> {
    let years = plan
        .round(&dossier.round)
        .map_or_else(Vec::new, |round| round.rewarded_years(dossier.year));
    let mut stated: Vec<Stated<'a>> = Vec::new();
    let before = years.first().and_then(|first| first.checked_sub(1));
    if let Some(year) = before {
        let rows = indicator_table(plan, dossier, year);
        stated.extend(rows.iter().filter_map(achieved));
    }
    for year in years {
        for row in indicator_table(plan, dossier, year) {
            stated.extend(achieved(&row));
            stated.extend(target(plan, dossier, &row));
            stated.extend(differences(&row));
        }
    }
    stated
}

fn named(what: &str, row: &IndicatorRow<'_>) -> String {
    format!("{what} “{}” năm {}", row.indicator.label, row.year)
}

fn document_of(row: &IndicatorRow<'_>) -> Option<String> {
    row.achieved?.source.as_ref().and_then(cited)
}

fn achieved<'a>(row: &IndicatorRow<'_>) -> Option<Stated<'a>> {
    let statement = Statement {
        what: named("Kết quả chỉ tiêu", row),
        document: document_of(row),
    };
    Some((PERCENT, row.achieved?.value.value(), statement))
}

fn target<'a>(plan: &Plan, dossier: &Dossier, row: &IndicatorRow<'_>) -> Option<Stated<'a>> {
    let of = named("Mức Kế hoạch đặt cho chỉ tiêu", row);
    let level = dossier.unit.level().map(level_name);
    let statement = Statement {
        what: level.map_or_else(|| of.clone(), |level| format!("{of} ({level})")),
        document: Some(format!("{} {}", row.group.cite, plan.short_title)),
    };
    Some((PERCENT, row.target?.value(), statement))
}

fn differences<'a>(row: &IndicatorRow<'_>) -> impl Iterator<Item = Stated<'a>> {
    let both = [
        (row.gap, "Chênh so với mức Kế hoạch của chỉ tiêu"),
        (row.trend, "Chênh so với năm trước của chỉ tiêu"),
    ];
    let document = document_of(row);
    both.map(|(points, what)| {
        let statement = Statement {
            what: named(what, row),
            document: document.clone(),
        };
        let points = points.filter(|points| !points.is_zero())?;
        Some((POINTS, points.abs().normalize(), statement))
    })
    .into_iter()
    .flatten()
}

fn of_fact<'a>(
    plan: &Plan,
    dossier: &Dossier,
    fact: &Fact,
    whose: &str,
    units: &'a FigureUnits,
) -> Vec<Stated<'a>> {
    let label = plan
        .fact(&fact.fact)
        .map_or(fact.fact.as_str(), |known| known.label.as_str());
    let year = fact
        .year
        .map(|year| format!(" năm {year}"))
        .unwrap_or_default();
    let proven = || {
        let papers = fact.evidence.iter().filter_map(|id| dossier.evidence(id));
        papers.map(|paper| &paper.document).find_map(cited)
    };
    let document = fact.source.as_ref().and_then(cited).or_else(proven);
    let statement = Statement {
        what: format!("{label}{year}{whose}"),
        document,
    };
    match &fact.value {
        FactValue::Yes(_) => Vec::new(),
        FactValue::Percent(percent) => vec![(PERCENT, percent.value(), statement)],
        FactValue::Recognition(recognition) => units
            .find(recognition.title.as_str())
            .into_iter()
            .map(|figure| (figure.unit, figure.value, statement.clone()))
            .collect(),
    }
}

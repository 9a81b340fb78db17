//! The table of indicators: target, achieved, gap and trend, for the unit's level and each year.

use crate::case::{Answer, Case, cited};
use hoso_domain::indicator::IndicatorValue;
use hoso_domain::nominee::Percent;
use hoso_domain::plan::{Condition, Indicator, IndicatorGroup, Level, Plan};
use hoso_domain::{Dossier, State, level_name};
use rust_decimal::Decimal;

/// One indicator in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorRow<'a> {
    /// Its group.
    pub group: &'a IndicatorGroup,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The year.
    pub year: i32,
    /// The target for the unit's level, where the plan sets one.
    pub target: Option<Percent>,
    /// Whether the plan writes the target itself or it follows from a yearly step.
    pub derived: bool,
    /// What was achieved, where it has been filled in once.
    pub achieved: Option<&'a IndicatorValue>,
    /// Achieved less target, in percentage points.
    pub gap: Option<Decimal>,
    /// Achieved less last year's, in percentage points.
    pub trend: Option<Decimal>,
    /// Whether the target was reached.
    pub state: State,
}

/// The rows of a dossier: every indicator of the plan, for one year.
pub fn indicator_table<'a>(
    plan: &'a Plan,
    dossier: &'a Dossier,
    year: i32,
) -> Vec<IndicatorRow<'a>> {
    let level = dossier.unit.level();
    plan.indicators()
        .map(|(group, indicator)| row(dossier, level, group, indicator, year))
        .collect()
}

fn row<'a>(
    dossier: &'a Dossier,
    level: Option<Level>,
    group: &'a IndicatorGroup,
    indicator: &'a Indicator,
    year: i32,
) -> IndicatorRow<'a> {
    let target = indicator.target(level, year);
    let achieved = value(dossier, &indicator.id, year);
    let last = year
        .checked_sub(1)
        .and_then(|year| value(dossier, &indicator.id, year));
    let points = |value: &IndicatorValue| value.value.value();
    let state = match (target, achieved) {
        (None, _) => State::NotApplicable,
        (Some(_), None) => State::Unknown,
        (Some(target), Some(achieved)) if achieved.value >= target.at_least => State::Met,
        (Some(_), Some(_)) => State::NotMet,
    };
    IndicatorRow {
        group,
        indicator,
        year,
        target: target.map(|target| target.at_least),
        derived: target.is_some_and(|target| target.derived),
        achieved,
        gap: achieved
            .zip(target)
            .map(|(achieved, target)| points(achieved) - target.at_least.value()),
        trend: achieved
            .zip(last)
            .map(|(achieved, last)| points(achieved) - points(last)),
        state,
    }
}

/// The value filled in for a year; none where two of them contradict each other.
fn value<'a>(dossier: &'a Dossier, id: &str, year: i32) -> Option<&'a IndicatorValue> {
    let mut of_year = dossier
        .indicators
        .iter()
        .filter(|value| value.indicator == id && value.year == year);
    let first = of_year.next()?;
    of_year
        .all(|other| other.value == first.value)
        .then_some(first)
}

/// Whether the unit reached its target of an indicator in every year of the round.
pub(crate) fn target_reached(case: &Case<'_>, id: &str) -> Answer {
    let Some(indicator) = case.plan.indicator(id) else {
        return Answer::unknown(vec![format!("kế hoạch không có chỉ tiêu “{id}”")]);
    };
    let level = case.dossier.unit.level();
    let mut failed = Vec::new();
    let mut reached = Vec::new();
    let mut missing = Vec::new();
    for year in &case.years {
        let label = format!("{} năm {year}", indicator.label);
        let Some(target) = indicator.target(level, *year) else {
            let whose = level.map_or("cấp của đơn vị", level_name);
            missing.push(format!("chỉ tiêu của {whose} về {label}"));
            continue;
        };
        let least = target.at_least;
        match value(case.dossier, id, *year) {
            None => missing.push(format!("kết quả {label} (chỉ tiêu từ {least} trở lên)")),
            Some(achieved) => {
                let source = achieved.source.as_ref().and_then(cited);
                let source = source
                    .map(|words| format!(" ({words})"))
                    .unwrap_or_default();
                let words = format!("{label}: {}, chỉ tiêu từ {least}{source}", achieved.value);
                if achieved.value >= least {
                    reached.push(words);
                } else {
                    failed.push(words);
                }
            }
        }
    }
    if case.years.is_empty() {
        missing.push("năm xét khen thưởng của hồ sơ".to_owned());
    }
    if !failed.is_empty() {
        Answer::not_met(failed)
    } else if missing.is_empty() {
        Answer::met(reached)
    } else {
        Answer::unknown(missing)
    }
}

/// Whether a criterion of the plan reads an indicator.
fn is_read(plan: &Plan, id: &str) -> bool {
    fn reads(condition: &Condition, id: &str) -> bool {
        match condition {
            Condition::TargetReached(indicator) => indicator == id,
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|part| reads(part, id))
            }
            _ => false,
        }
    }
    plan.criteria
        .iter()
        .any(|criterion| reads(&criterion.when, id))
}

/// Values that fit no indicator, stand twice, lie outside the movement, or are read by a criterion
/// and rest on no document.
pub(crate) fn problems(case: &Case<'_>) -> Vec<String> {
    let mut problems = Vec::new();
    let values = &case.dossier.indicators;
    for (at, filled) in values.iter().enumerate() {
        let (id, year) = (&filled.indicator, filled.year);
        match case.plan.indicator(id) {
            None => problems.push(format!("kế hoạch không có chỉ tiêu “{id}”")),
            Some(indicator) => {
                let label = &indicator.label;
                let twice = values[..at]
                    .iter()
                    .any(|other| other.indicator == *id && other.year == year);
                if twice {
                    problems.push(format!("{label} năm {year} được nhập nhiều lần"));
                }
                let unsourced = filled.source.as_ref().and_then(cited).is_none();
                if unsourced && is_read(case.plan, id) {
                    problems.push(format!("{label} năm {year} chưa có văn bản làm nguồn"));
                }
                // Last year's value before the movement serves the trend.
                let span = case.plan.years;
                if !span.contains(year) && year.checked_add(1) != Some(span.from) {
                    problems.push(format!("{label}: năm {year} nằm ngoài phong trào"));
                }
            }
        }
    }
    problems
}

//! Show the table of indicators of a dossier for a year: target, achieved, gap and trend.

use crate::view::StateCode;
use crate::{Desk, Opened};
use hoso_domain::indicator::signed_points;
use hoso_rules::{IndicatorRow, indicator_table};
use serde::Serialize;
use specta::Type;

/// The table of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IndicatorTableView {
    /// The year.
    pub year: i32,
    /// Level of government whose targets apply, in Vietnamese; empty where it is not known.
    pub level: String,
    /// The years that the movement has.
    pub years: Vec<i32>,
    /// The rows, in the order of the plan.
    pub rows: Vec<IndicatorRowView>,
}

/// One indicator. Percentages are as Vietnamese writes them, for example `56,3%`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IndicatorRowView {
    /// Id of the indicator, for filling it in.
    pub indicator: String,
    /// What is measured.
    pub label: String,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// The target; empty where the plan sets none for the level and year.
    pub target: String,
    /// Whether the target follows from a yearly step instead of standing in the plan.
    pub derived: bool,
    /// What was achieved; empty while it is not filled in.
    pub achieved: String,
    /// The document that states it; empty where none is named.
    pub source: String,
    /// Achieved less target in percentage points, with sign; empty where one is missing.
    pub gap: String,
    /// Achieved less last year's in percentage points, with sign; empty where one is missing.
    pub trend: String,
    /// Whether the target was reached.
    pub state: StateCode,
}

impl Desk {
    /// The table of indicators of a dossier; `year` absent: the year rewarded, else the last year.
    pub fn indicators(opened: &Opened, year: Option<i32>) -> IndicatorTableView {
        let (plan, dossier) = (&opened.plan, &opened.dossier);
        let year = year.or(dossier.year).unwrap_or(plan.years.to);
        let level = dossier.unit.level();
        IndicatorTableView {
            year,
            level: level.map_or("", hoso_domain::level_name).to_owned(),
            years: plan.years.years().collect(),
            rows: indicator_table(plan, dossier, year)
                .iter()
                .map(row)
                .collect(),
        }
    }
}

fn row(row: &IndicatorRow<'_>) -> IndicatorRowView {
    let points = |points: Option<_>| points.map(signed_points).unwrap_or_default();
    let source = row.achieved.and_then(|value| value.source.as_ref());
    IndicatorRowView {
        indicator: row.indicator.id.clone(),
        label: row.indicator.label.clone(),
        cite: format!("{} Kế hoạch", row.group.cite),
        text: row.group.text.clone(),
        target: row
            .target
            .map(|target| target.to_string())
            .unwrap_or_default(),
        derived: row.derived,
        achieved: row
            .achieved
            .map(|value| value.value.to_string())
            .unwrap_or_default(),
        source: source.and_then(hoso_rules::cited).unwrap_or_default(),
        gap: points(row.gap),
        trend: points(row.trend),
        state: row.state.into(),
    }
}

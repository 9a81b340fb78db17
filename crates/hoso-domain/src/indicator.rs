//! Emulation indicators (IV.1 of the Nam Định plan): what a unit achieved, against what target.

use crate::dossier::{Source, Unit, UnitKind};
use crate::nominee::Percent;
use crate::plan::{Indicator, IndicatorGroup, Level, Plan, Target};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the unit achieved of one indicator in one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, specta::Type)]
#[serde(deny_unknown_fields)]
pub struct IndicatorValue {
    /// Id of the indicator in the plan.
    pub indicator: String,
    /// The year.
    pub year: i32,
    /// The value at the end of that year.
    pub value: Percent,
    /// The document that states it.
    pub source: Option<Source>,
}

impl Unit {
    /// The level whose targets apply: as stated, else the one that the kind of unit implies.
    pub fn level(&self) -> Option<Level> {
        let implied = match self.kind {
            UnitKind::Department => Some(Level::Province),
            UnitKind::District => Some(Level::District),
            UnitKind::Commune => Some(Level::Commune),
            UnitKind::SocioPolitical
            | UnitKind::ClusterMember
            | UnitKind::PublicService
            | UnitKind::Enterprise
            | UnitKind::Association => None,
        };
        self.level.or(implied)
    }
}

/// A difference in percentage points as people write it, with its sign: `+6,3`.
pub fn signed_points(points: Decimal) -> String {
    let points = points.normalize();
    let sign = if points > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{points}").replace('.', ",")
}

impl Indicator {
    /// The target for a level and a year: the latest one set for that year or an earlier one.
    pub fn target(&self, level: Option<Level>, year: i32) -> Option<&Target> {
        self.targets
            .iter()
            .filter(|target| target.level.is_none() || target.level == level)
            .filter(|target| target.year.is_none_or(|from| from <= year))
            .max_by_key(|target| (target.year, target.level.is_some()))
    }
}

impl Plan {
    /// Every indicator with its group, in the order of the plan.
    pub fn indicators(&self) -> impl Iterator<Item = (&IndicatorGroup, &Indicator)> {
        self.indicator_groups
            .iter()
            .flat_map(|group| group.indicators.iter().map(move |item| (group, item)))
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators()
            .map(|(_, indicator)| indicator)
            .find(|indicator| indicator.id == id)
    }
}

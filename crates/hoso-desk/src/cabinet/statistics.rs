//! Nominations and what became of them, over the years.

use super::OpenedCabinet;
use crate::{Desk, DeskError};
use hoso_store::RoundCount;
use serde::Serialize;
use specta::Type;

/// What was proposed in one year, or in a round that is of no year, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct YearView {
    /// The year, or the title of the round.
    pub label: String,
    /// How many collectives were proposed.
    pub collectives: u32,
    /// How many individuals were proposed.
    pub individuals: u32,
    /// How many of them were awarded.
    pub awarded: u32,
    /// How many of them were not.
    pub refused: u32,
}

impl OpenedCabinet {
    /// Nominations and outcomes by year, the earliest first, then by round where it has no year.
    pub fn statistics(&self, desk: &Desk) -> Result<Vec<YearView>, DeskError> {
        let mut years: Vec<YearView> = Vec::new();
        for count in self.store.statistics()? {
            let label = label(desk, &count);
            match years.last_mut() {
                Some(year) if year.label == label => {
                    year.collectives += count.collectives;
                    year.individuals += count.individuals;
                    year.awarded += count.awarded;
                    year.refused += count.refused;
                }
                _ => years.push(YearView {
                    label,
                    collectives: count.collectives,
                    individuals: count.individuals,
                    awarded: count.awarded,
                    refused: count.refused,
                }),
            }
        }
        Ok(years)
    }
}

fn label(desk: &Desk, count: &RoundCount) -> String {
    if let Some(year) = count.year {
        return year.to_string();
    }
    let rounds = desk.plan(&count.plan).map(|plan| plan.rounds.as_slice());
    let round = rounds
        .unwrap_or_default()
        .iter()
        .find(|round| round.id == count.round);
    round.map_or_else(|| count.round.clone(), |round| round.title.clone())
}

//! Counts over the years, by the database itself: no dossier is loaded for them.

use crate::cabinet::Cabinet;
use crate::error::StoreError;

/// What was proposed in one round of one year, in all dossiers together, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundCount {
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Id of the plan.
    pub plan: String,
    /// Id of the round.
    pub round: String,
    /// How many collectives were proposed.
    pub collectives: u32,
    /// How many individuals were proposed.
    pub individuals: u32,
    /// How many of them were awarded.
    pub awarded: u32,
    /// How many of them were not.
    pub refused: u32,
}

impl Cabinet {
    /// Nominations and outcomes by year and round, the earliest year first.
    pub fn statistics(&self) -> Result<Vec<RoundCount>, StoreError> {
        self.connection
            .prepare_cached(include_str!("statistics.sql"))
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| {
                        Ok(RoundCount {
                            year: row.get(0)?,
                            plan: row.get(1)?,
                            round: row.get(2)?,
                            collectives: row.get(3)?,
                            individuals: row.get(4)?,
                            awarded: row.get(5)?,
                            refused: row.get(6)?,
                        })
                    })?
                    .collect()
            })
            .map_err(StoreError::of("count over the years"))
    }
}

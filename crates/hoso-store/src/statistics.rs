//! Counts over the years, by the database itself: no dossier is loaded for them.

use crate::cabinet::Cabinet;
use crate::error::StoreError;
use hoso_domain::{Gender, NomineeKind};

/// How many of one sort were proposed in one round of one year, in all dossiers together, and what
/// became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Id of the plan.
    pub plan: String,
    /// Id of the round.
    pub round: String,
    /// Collectives or individuals.
    pub kind: NomineeKind,
    /// Id of the award form asked for.
    pub award: String,
    /// Of individuals: women or men.
    pub gender: Option<Gender>,
    /// Of individuals: whether they work directly, where that is said.
    pub works_directly: Option<bool>,
    /// How many were proposed.
    pub proposed: u32,
    /// How many of them were awarded.
    pub awarded: u32,
    /// How many of them were not.
    pub refused: u32,
}

impl Cabinet {
    /// Nominations and outcomes by year and round, the earliest year first.
    pub fn statistics(&self) -> Result<Vec<Count>, StoreError> {
        self.connection
            .prepare_cached(include_str!("statistics.sql"))
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| {
                        let kind: String = row.get(3)?;
                        let gender: Option<String> = row.get(5)?;
                        Ok(Count {
                            year: row.get(0)?,
                            plan: row.get(1)?,
                            round: row.get(2)?,
                            kind: match kind.as_str() {
                                "collective" => NomineeKind::Collective,
                                _ => NomineeKind::Individual,
                            },
                            award: row.get(4)?,
                            gender: gender.map(|gender| match gender.as_str() {
                                "female" => Gender::Female,
                                _ => Gender::Male,
                            }),
                            works_directly: row.get(6)?,
                            proposed: row.get(7)?,
                            awarded: row.get(8)?,
                            refused: row.get(9)?,
                        })
                    })?
                    .collect()
            })
            .map_err(StoreError::of("count over the years"))
    }
}

//! Takes steps back and again, per dossier, across sessions. Both are ordinary entries of the
//! journal: nothing is ever taken out of it.

use crate::cabinet::{Cabinet, any_card};
use crate::edit::Step;
use crate::error::StoreError;
use crate::journal::{self, Act, Change, Heading, Stamp};
use crate::progress;
use crate::row::{Key, Row};
use rusqlite::Connection;
use std::collections::BTreeMap;

impl Cabinet {
    /// Takes the last step of a dossier back; returns what it was about.
    pub fn undo(&mut self, dossier: &str, stamp: &Stamp) -> Result<String, StoreError> {
        let card = any_card(&self.connection, dossier)?;
        let (level, to) = (card.undo_level, card.undo_level - 1);
        self.move_step(dossier, stamp, Act::Undo, level, to)?
            .ok_or(StoreError::NothingToUndo)
    }

    /// Takes the step that was taken back last again; returns what it was about.
    pub fn redo(&mut self, dossier: &str, stamp: &Stamp) -> Result<String, StoreError> {
        let card = any_card(&self.connection, dossier)?;
        let level = card.undo_level + 1;
        self.move_step(dossier, stamp, Act::Redo, level, level)?
            .ok_or(StoreError::NothingToRedo)
    }

    /// How many steps can be taken back, and how many again.
    pub fn steps(&self, dossier: &str) -> Result<(u32, u32), StoreError> {
        let card = any_card(&self.connection, dossier)?;
        let top: u32 = self
            .connection
            .query_row(
                "SELECT ifnull(max(level), 0) FROM undo_step WHERE dossier = ?1",
                [card.number],
                |row| row.get(0),
            )
            .map_err(StoreError::of("read the steps"))?;
        let back = card.undo_level as u32;
        Ok((back, top.saturating_sub(back)))
    }

    fn move_step(
        &mut self,
        dossier: &str,
        stamp: &Stamp,
        act: Act,
        level: i64,
        to: i64,
    ) -> Result<Option<String>, StoreError> {
        let card = any_card(&self.connection, dossier)?;
        let number = card.number;
        let Some((seqs, label)) = step(&self.connection, number, level)? else {
            return Ok(None);
        };
        progress::refuse_frozen(&self.connection, dossier, number)?;
        let heading = Heading {
            stamp,
            act,
            dossier: number,
            label: &label,
        };
        self.write(&heading, Step::Moved { level, to }, |connection| {
            inverse(connection, number, &seqs)
        })?;
        Ok(Some(label))
    }
}

/// The entries of a step, the newest first, and what it was about.
fn step(
    connection: &Connection,
    dossier: i64,
    level: i64,
) -> Result<Option<(Vec<i64>, String)>, StoreError> {
    let steps = connection
        .prepare_cached(
            "SELECT undo_step.seq, journal.label FROM undo_step JOIN journal USING (seq) \
             WHERE undo_step.dossier = ?1 AND level = ?2 ORDER BY undo_step.seq DESC",
        )
        .and_then(|mut statement| {
            statement
                .query_map([dossier, level], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<Vec<(i64, String)>, _>>()
        })
        .map_err(StoreError::of("read the steps"))?;
    let label = steps.first().map(|(_, label)| label.clone());
    Ok(label.map(|label| (steps.into_iter().map(|(seq, _)| seq).collect(), label)))
}

/// The net changes that take these entries back, the newest entry first.
fn inverse(connection: &Connection, dossier: i64, seqs: &[i64]) -> Result<Vec<Change>, StoreError> {
    let mut net: BTreeMap<Key, (Option<Row>, Option<Row>)> = BTreeMap::new();
    for seq in seqs {
        for kept in journal::changes(connection, *seq)?.into_iter().rev() {
            let (first, now) = if let Some(seen) = net.remove(&kept.key) {
                seen
            } else {
                let row = kept.key.get(connection, dossier)?;
                (row.clone(), row)
            };
            let earlier = kept.reverse(dossier, now.as_ref())?;
            net.insert(kept.key, (first, earlier));
        }
    }
    let changes = net.into_values();
    Ok(changes
        .map(|(before, after)| Change { before, after })
        .filter(|change| change.before != change.after)
        .collect())
}

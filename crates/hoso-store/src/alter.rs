//! Which rows an edit changes: the dossier's part is put together, changed as the model, taken
//! apart again, and compared.

use crate::edit::Edit;
use crate::error::StoreError;
use crate::field::{FieldPath, Region};
use crate::journal::Change;
use crate::parts;
use crate::row::{self, Key, Kind, Row};
use hoso_domain::{Dossier, Evidence, Nominee};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// The net changes of several edits of a dossier, each on top of those before it.
pub(crate) struct Alteration<'a> {
    connection: &'a Connection,
    number: i64,
    id: &'a str,
    net: BTreeMap<Key, Change>,
}

impl<'a> Alteration<'a> {
    pub fn new(connection: &'a Connection, number: i64, id: &'a str) -> Self {
        Self {
            connection,
            number,
            id,
            net: BTreeMap::new(),
        }
    }

    /// Adds an edit.
    pub fn take(&mut self, edit: &Edit) -> Result<(), StoreError> {
        for change in self.of(edit)? {
            let Some(key) = change.key().cloned() else {
                continue;
            };
            match self.net.get_mut(&key) {
                Some(earlier) => earlier.after = change.after,
                None => {
                    self.net.insert(key, change);
                }
            }
        }
        Ok(())
    }

    /// What all edits together change.
    pub fn changes(self) -> Vec<Change> {
        self.net
            .into_values()
            .filter(|change| change.before != change.after)
            .collect()
    }

    fn of(&self, edit: &Edit) -> Result<Vec<Change>, StoreError> {
        match edit {
            Edit::Field { path, value } => self.field(path, value),
            Edit::Nominee(nominee) => self.nominee(nominee),
            Edit::RemoveNominee(id) => self.without_nominee(id),
            Edit::MoveNominee { id, before } => {
                self.known_nominee(id)?;
                let rows = self.read(&[Kind::Nominee], None)?;
                moved(self.number, rows, id, before.as_deref())
            }
            Edit::Report { nominee, report } => {
                let present = self.known_nominee(nominee)?;
                let mut changed: Nominee = parts::model("a nominee", nominee_json(&present)?)?;
                changed.report = report.clone();
                self.replaced_nominee(&present, &changed)
            }
            Edit::Unit(unit) => self.frame(|frame| frame.unit = unit.clone()),
            Edit::Letter(letter) => self.frame(|frame| frame.letter = letter.clone()),
            Edit::Council(council) => self.frame(|frame| frame.council = council.clone()),
            Edit::Meeting(meeting) => self.frame(|frame| frame.meeting.clone_from(meeting)),
            Edit::Evidence(evidence) => self.evidence(evidence),
            Edit::RemoveEvidence(id) => {
                let row = self.known_evidence(id)?;
                Ok(Change::between(&[row], Vec::new()))
            }
            Edit::Whole(whole) | Edit::Table(whole) => {
                if whole.id != self.id {
                    return Err(unknown("id"));
                }
                let present = self.read(&parts::WHOLE, None)?;
                Ok(self.compared(&present, parts::of_dossier(whole)?))
            }
        }
    }

    fn field(&self, path: &FieldPath, value: &Value) -> Result<Vec<Change>, StoreError> {
        let (region, rest) = path.region()?;
        match region {
            Region::Frame => {
                let present = self.read(&parts::FRAME, None)?;
                let frame: Dossier = set(path, &rest, parts::dossier_json(&present)?, value)?;
                Ok(self.compared(&present, parts::of_frame(&frame)?))
            }
            Region::Nominee(id) => {
                let present = self.known_nominee(&id)?;
                let nominee: Nominee = set(path, &rest, nominee_json(&present)?, value)?;
                self.replaced_nominee(&present, &nominee)
            }
            Region::Evidence(id) => {
                let row = self.known_evidence(&id)?;
                let json = Value::Object(parts::parse(&row)?);
                let evidence: Evidence = set(path, &rest, json, value)?;
                let part = parts::of_evidence(&evidence, row.position)?;
                Ok(self.compared(&[row], vec![part]))
            }
        }
    }

    fn frame(&self, change: impl FnOnce(&mut Dossier)) -> Result<Vec<Change>, StoreError> {
        let present = self.read(&parts::FRAME, None)?;
        let mut frame: Dossier = parts::model("a dossier", parts::dossier_json(&present)?)?;
        change(&mut frame);
        Ok(self.compared(&present, parts::of_frame(&frame)?))
    }

    fn nominee(&self, nominee: &Nominee) -> Result<Vec<Change>, StoreError> {
        let present = self.read(&parts::NOMINEE, Some(&nominee.id))?;
        if present.is_empty() {
            let others = self.read(&[Kind::Nominee], None)?;
            Ok(self.newcomer(&others, parts::of_nominee(nominee, 0)?))
        } else {
            self.replaced_nominee(&present, nominee)
        }
    }

    fn without_nominee(&self, id: &str) -> Result<Vec<Change>, StoreError> {
        let mut present = self.known_nominee(id)?;
        present.extend(self.read(&[Kind::Outcome], Some(id))?);
        let mut changes = Change::between(&present, Vec::new());
        changes.extend(self.frame(|frame| {
            if let Some(meeting) = &mut frame.meeting {
                meeting.votes.retain(|tally| tally.nominee != id);
            }
            let confirmations = &mut frame.confirmations;
            confirmations.retain(|one| one.nominee.as_deref() != Some(id));
        })?);
        Ok(changes)
    }

    fn evidence(&self, evidence: &Evidence) -> Result<Vec<Change>, StoreError> {
        let others = self.read(&[Kind::Evidence], None)?;
        match others.iter().find(|row| row.key.id == evidence.id) {
            Some(row) => {
                let part = parts::of_evidence(evidence, row.position)?;
                Ok(self.compared(std::slice::from_ref(row), vec![part]))
            }
            None => Ok(self.newcomer(&others, vec![parts::of_evidence(evidence, 0)?])),
        }
    }

    /// Adds one behind the others, with room before it.
    fn newcomer(&self, others: &[Row], parts: Vec<parts::Part>) -> Vec<Change> {
        let last = others.iter().map(|row| row.position).max();
        let place = last.map_or(0, |last| last + parts::STRIDE);
        let rows = parts::into_rows(self.number, parts, &[]);
        let rows = rows.into_iter().map(|row| {
            if row.key.kind.is_ordered_by_hand() {
                Row::new(self.number, row.key, place, row.body)
            } else {
                row
            }
        });
        Change::between(&[], rows.collect())
    }

    fn replaced_nominee(
        &self,
        present: &[Row],
        nominee: &Nominee,
    ) -> Result<Vec<Change>, StoreError> {
        Ok(self.compared(present, parts::of_nominee(nominee, 0)?))
    }

    fn compared(&self, present: &[Row], parts: Vec<parts::Part>) -> Vec<Change> {
        Change::between(present, parts::into_rows(self.number, parts, present))
    }

    fn known_nominee(&self, id: &str) -> Result<Vec<Row>, StoreError> {
        let rows = self.read(&parts::NOMINEE, Some(id))?;
        if rows.is_empty() {
            Err(unknown(&format!("nominees[{id}]")))
        } else {
            Ok(rows)
        }
    }

    fn known_evidence(&self, id: &str) -> Result<Row, StoreError> {
        let rows = self.read(&[Kind::Evidence], None)?;
        let known = rows.into_iter().find(|row| row.key.id == id);
        known.ok_or_else(|| unknown(&format!("evidence[{id}]")))
    }

    /// Rows as they are after the edits so far.
    fn read(&self, kinds: &[Kind], nominee: Option<&str>) -> Result<Vec<Row>, StoreError> {
        let mut rows = row::read(self.connection, self.number, kinds, nominee)?;
        rows.retain(|row| !self.net.contains_key(&row.key));
        let belongs = |key: &Key| {
            kinds.contains(&key.kind) && nominee.is_none_or(|nominee| key.nominee == nominee)
        };
        rows.extend(
            self.net
                .iter()
                .filter(|(key, _)| belongs(key))
                .filter_map(|(_, change)| change.after.clone()),
        );
        Ok(rows)
    }
}

pub(crate) fn unknown(path: &str) -> StoreError {
    StoreError::NoField {
        path: path.to_owned(),
    }
}

fn nominee_json(rows: &[Row]) -> Result<Value, StoreError> {
    let own: Vec<&Row> = rows.iter().collect();
    parts::nominee_json(&own)
}

/// Sets a field and reads the whole into the model, which decides whether it takes the value.
pub(crate) fn set<T: DeserializeOwned>(
    path: &FieldPath,
    rest: &FieldPath,
    mut json: Value,
    value: &Value,
) -> Result<T, StoreError> {
    let no_field = || unknown(&path.to_string());
    rest.set(&mut json, value.clone()).map_err(|_| no_field())?;
    serde_json::from_value(json).map_err(|error| {
        let detail = error.to_string();
        if detail.starts_with("unknown field") {
            no_field()
        } else {
            StoreError::BadValue {
                path: path.to_string(),
                detail,
            }
        }
    })
}

fn moved(
    number: i64,
    mut rows: Vec<Row>,
    id: &str,
    before: Option<&str>,
) -> Result<Vec<Change>, StoreError> {
    rows.sort_by_key(|row| row.position);
    let present = rows.clone();
    let from = rows.iter().position(|row| row.key.nominee == id);
    let moving = rows.remove(from.unwrap_or_default());
    let to = match before {
        None => rows.len(),
        Some(other) => rows
            .iter()
            .position(|row| row.key.nominee == other)
            .ok_or_else(|| StoreError::NoField {
                path: format!("nominees[{other}]"),
            })?,
    };
    let left = to.checked_sub(1).map(|at| rows[at].position);
    let right = rows.get(to).map(|row| row.position);
    let between = match (left, right) {
        (None, None) => Some(0),
        (Some(left), None) => Some(left + parts::STRIDE),
        (left, Some(right)) => {
            let left = left.unwrap_or(-1);
            (right - left > 1).then_some(left + (right - left) / 2)
        }
    };
    let place = |row: Row, position| Row::new(number, row.key, position, row.body);
    let after = if let Some(position) = between {
        rows.insert(to, place(moving, position));
        rows
    } else {
        // No room between the two: everyone gets a new place.
        rows.insert(to, moving);
        let spread = rows.into_iter().enumerate();
        spread
            .map(|(at, row)| place(row, at as i64 * parts::STRIDE))
            .collect()
    };
    Ok(Change::between(&present, after))
}

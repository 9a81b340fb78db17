//! What becomes of a dossier: draft, sent and frozen, returned or accepted, and the outcome for
//! each nominee.

use crate::cabinet::{Cabinet, card};
use crate::edit::Step;
use crate::error::StoreError;
use crate::journal::{Act, Change, Heading, Stamp};
use crate::parts;
use crate::row::{self, Key, Kind, Row};
use chrono::NaiveDate;
use hoso_domain::{Dossier, Source, Text};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The states of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierState {
    /// Being put together.
    Draft,
    /// Sent, and frozen as it was sent.
    Sent,
    /// Sent back; open for changes again.
    Returned,
    /// Accepted.
    Accepted,
}

/// One sending of a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sending {
    /// The day.
    pub on: NaiveDate,
    /// To whom.
    pub to: Text,
    /// By which way: post, by hand, the document system.
    pub by: Text,
    /// Any remark.
    pub note: Text,
    /// What was confirmed before it was sent, by stable codes, as it was kept before the dossier
    /// had its rehearsal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<String>,
    /// What was sent, as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
    /// The return that it answers; set by [`Cabinet::send`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Answer>,
    /// Why it was called back, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recalled: Option<Recall>,
}

/// What was sent, to be compared with later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// The day on which it was judged.
    pub judged_on: NaiveDate,
    /// Id of the plan.
    pub plan: String,
    /// Version of the plan file.
    pub plan_version: u32,
    /// The documents.
    pub documents: Vec<SentDocument>,
    /// What was still open then: every finding that is neither met nor beside the point.
    pub findings: Vec<SentFinding>,
    /// The receiver's rehearsal as it stood then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rehearsal: Vec<SentLine>,
}

/// A document that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentDocument {
    /// Name of its file.
    pub file: String,
    /// SHA-256 of the PDF, in hexadecimal.
    pub sha256: String,
}

/// A finding that was open when the dossier was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentFinding {
    /// Code of the rule.
    pub rule: String,
    /// Whom it was about, by name.
    pub subject: String,
    /// Code of its severity.
    pub severity: String,
    /// What it said.
    pub message: String,
}

/// A line of the receiver's rehearsal when the dossier was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentLine {
    /// Its id.
    pub id: String,
    /// Title of its group.
    pub group: String,
    /// What was asked.
    pub title: String,
    /// Where it stood written.
    pub cite: String,
    /// Code of how far that had been checked.
    pub mark: String,
    /// Code of how it stood.
    pub state: String,
    /// Who answered and when, or what was still open.
    pub remark: String,
    /// Where the unit had it from; empty for a line that was shipped.
    pub origin: String,
}

/// The calling back of a sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recall {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub note: Text,
}

/// What the receiver answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The day.
    pub on: NaiveDate,
    /// Whether it came back; otherwise it was accepted.
    pub returned: bool,
    /// Why, or any remark.
    pub note: Text,
}

/// What became of one nominee.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Awarded or not.
    pub result: OutcomeResult,
    /// The award, in words.
    pub award: Text,
    /// The decision.
    pub decision: Option<Source>,
    /// Any remark.
    pub note: Text,
}

/// Whether a nominee was awarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeResult {
    /// Awarded.
    Awarded,
    /// Not awarded.
    Refused,
}

/// A dossier's way so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Where it is.
    pub state: DossierState,
    /// Its sendings, in order.
    pub sendings: Vec<Sending>,
    /// The last answer.
    pub answer: Option<Answer>,
    /// What became of the nominees, by their ids.
    pub outcomes: Vec<(String, Outcome)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    state: DossierState,
    answer: Option<Answer>,
}

impl Cabinet {
    /// Marks a dossier as sent and freezes it.
    pub fn send(
        &mut self,
        dossier: &str,
        sending: &Sending,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let card = card(&self.connection, dossier)?;
        refuse_frozen(&self.connection, dossier, card.number)?;
        let number = card.number;
        self.note(number, Act::Send, "sending", stamp, |connection| {
            let sendings = row::read(connection, number, &[Kind::Sending], None)?;
            let place = sendings.len() as i64;
            let key = Key::single(Kind::Sending).at(place);
            let sending = Sending {
                after: standing(connection, number)?.answer,
                ..sending.clone()
            };
            let body = parts::json("sending", &sending)?.to_string();
            let mut changes = stand(connection, number, DossierState::Sent, None)?;
            changes.extend(Change::between(
                &[],
                vec![Row::new(number, key, place, body)],
            ));
            Ok(changes)
        })
    }

    /// Calls a sending back that was not answered yet: the dossier is again what it was before it
    /// was sent, and open for changes.
    pub fn recall(
        &mut self,
        dossier: &str,
        recall: &Recall,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let number = card(&self.connection, dossier)?.number;
        if standing(&self.connection, number)?.state != DossierState::Sent {
            return Err(StoreError::NotSent {
                id: dossier.to_owned(),
            });
        }
        self.note(number, Act::Recall, "sending", stamp, |connection| {
            let mut sendings = row::read(connection, number, &[Kind::Sending], None)?;
            sendings.sort_by_key(|row| row.position);
            let Some(present) = sendings.pop() else {
                return Err(StoreError::damaged("a sent dossier without a sending"));
            };
            let mut sending: Sending = parts::model("a sending", parts::parse(&present)?.into())?;
            let state = match &sending.after {
                Some(_) => DossierState::Returned,
                None => DossierState::Draft,
            };
            let mut changes = stand(connection, number, state, sending.after.clone())?;
            sending.recalled = Some(recall.clone());
            let body = parts::json("sending", &sending)?.to_string();
            let after = Row::new(number, present.key.clone(), present.position, body);
            changes.extend(Change::between(&[present], vec![after]));
            Ok(changes)
        })
    }

    /// Notes what the receiver answered; a returned dossier is open for changes again.
    pub fn answer(
        &mut self,
        dossier: &str,
        answer: &Answer,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let number = card(&self.connection, dossier)?.number;
        let state = standing(&self.connection, number)?.state;
        if matches!(state, DossierState::Draft | DossierState::Returned) {
            return Err(StoreError::NotSent {
                id: dossier.to_owned(),
            });
        }
        let state = if answer.returned {
            DossierState::Returned
        } else {
            DossierState::Accepted
        };
        self.note(number, Act::Answer, "answer", stamp, |connection| {
            stand(connection, number, state, Some(answer.clone()))
        })
    }

    /// Notes what became of nominees, the same for each, or takes such notes away.
    pub fn note_outcome(
        &mut self,
        dossier: &str,
        nominees: &[&str],
        outcome: Option<&Outcome>,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let number = card(&self.connection, dossier)?.number;
        let path = |nominee: &str| format!("nominees[{nominee}].outcome");
        for nominee in nominees {
            let known = Key::of_nominee(Kind::Nominee, nominee).get(&self.connection, number)?;
            if known.is_none() {
                let path = path(nominee);
                return Err(StoreError::NoField { path });
            }
        }
        let label = match nominees {
            [nominee] => path(nominee),
            _ => "outcomes".to_owned(),
        };
        self.note(number, Act::Outcome, &label, stamp, |connection| {
            let mut changes = Vec::new();
            for nominee in nominees {
                let key = Key::of_nominee(Kind::Outcome, nominee);
                let present: Vec<Row> = key.get(connection, number)?.into_iter().collect();
                let after = match outcome {
                    None => Vec::new(),
                    Some(outcome) => {
                        let body = parts::json("outcome", outcome)?.to_string();
                        vec![Row::new(number, key, 0, body)]
                    }
                };
                changes.extend(Change::between(&present, after));
            }
            Ok(changes)
        })
    }

    /// A dossier's way so far.
    pub fn progress(&self, dossier: &str) -> Result<Progress, StoreError> {
        let number = card(&self.connection, dossier)?.number;
        let standing = standing(&self.connection, number)?;
        let mut sendings = row::read(&self.connection, number, &[Kind::Sending], None)?;
        sendings.sort_by_key(|row| row.position);
        let sendings = sendings
            .iter()
            .map(|row| parts::model("a sending", parts::parse(row)?.into()))
            .collect::<Result<_, _>>()?;
        let outcomes = row::read(&self.connection, number, &[Kind::Outcome], None)?
            .iter()
            .map(|row| {
                let outcome = parts::model("an outcome", parts::parse(row)?.into())?;
                Ok((row.key.nominee.clone(), outcome))
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Progress {
            state: standing.state,
            sendings,
            answer: standing.answer,
            outcomes,
        })
    }

    fn note(
        &mut self,
        number: i64,
        act: Act,
        label: &str,
        stamp: &Stamp,
        changes: impl FnOnce(&Connection) -> Result<Vec<Change>, StoreError>,
    ) -> Result<(), StoreError> {
        let heading = Heading {
            stamp,
            act,
            dossier: number,
            label,
        };
        self.write(&heading, Step::None, changes).map(|_| ())
    }
}

/// The row of a dossier that has just begun.
pub(crate) fn draft(dossier: i64) -> Result<Row, StoreError> {
    standing_row(dossier, DossierState::Draft, None)
}

/// The rows of the way that a dossier comes with; refused where it does not fit the dossier.
pub(crate) fn come_with(
    number: i64,
    dossier: &Dossier,
    progress: &Progress,
) -> Result<Vec<Row>, StoreError> {
    let bad = |detail: &str| StoreError::BadValue {
        path: "progress".to_owned(),
        detail: detail.to_owned(),
    };
    let last = progress.sendings.last();
    let is_away = last.is_some_and(|sending| sending.recalled.is_none());
    if progress.state == DossierState::Sent && !is_away {
        return Err(bad("sent without a sending"));
    }
    let state = progress.state;
    let mut rows = vec![standing_row(number, state, progress.answer.clone())?];
    for (place, sending) in progress.sendings.iter().enumerate() {
        let place = place as i64;
        let body = parts::json("sending", sending)?.to_string();
        let key = Key::single(Kind::Sending).at(place);
        rows.push(Row::new(number, key, place, body));
    }
    let mut known = HashSet::new();
    for (nominee, outcome) in &progress.outcomes {
        if dossier.nominee(nominee).is_none() || !known.insert(nominee) {
            return Err(bad("an outcome of nobody"));
        }
        let body = parts::json("outcome", outcome)?.to_string();
        let key = Key::of_nominee(Kind::Outcome, nominee);
        rows.push(Row::new(number, key, 0, body));
    }
    Ok(rows)
}

/// Refuses to change what has been sent.
pub(crate) fn refuse_frozen(
    connection: &Connection,
    id: &str,
    dossier: i64,
) -> Result<(), StoreError> {
    let state: Option<String> = connection
        .prepare_cached("SELECT state FROM progress WHERE dossier = ?1")
        .and_then(|mut statement| statement.query_row([dossier], |row| row.get(0)).optional())
        .map_err(StoreError::of("read the state"))?;
    if state.is_some_and(|state| ["sent", "accepted"].contains(&state.as_str())) {
        Err(StoreError::Frozen { id: id.to_owned() })
    } else {
        Ok(())
    }
}

fn standing_row(
    dossier: i64,
    state: DossierState,
    answer: Option<Answer>,
) -> Result<Row, StoreError> {
    let body = parts::json("progress", &Standing { state, answer })?.to_string();
    Ok(Row::new(dossier, Key::single(Kind::Progress), 0, body))
}

fn standing(connection: &Connection, dossier: i64) -> Result<Standing, StoreError> {
    let row = Key::single(Kind::Progress)
        .get(connection, dossier)?
        .ok_or_else(|| StoreError::damaged(format!("dossier {dossier} without progress")))?;
    parts::model("progress", parts::parse(&row)?.into())
}

fn stand(
    connection: &Connection,
    dossier: i64,
    state: DossierState,
    answer: Option<Answer>,
) -> Result<Vec<Change>, StoreError> {
    let present: Vec<Row> = Key::single(Kind::Progress)
        .get(connection, dossier)?
        .into_iter()
        .collect();
    Ok(Change::between(
        &present,
        vec![standing_row(dossier, state, answer)?],
    ))
}

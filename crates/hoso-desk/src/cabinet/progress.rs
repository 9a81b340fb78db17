//! Mark a dossier as sent, note the answer and the outcomes.

use super::OpenedCabinet;
use crate::DeskError;
use crate::view::KeptView;
use chrono::NaiveDate;
use hoso_domain::{Name, Source, Text};
use hoso_store::{Answer, DossierState, Outcome, OutcomeResult, Sending, Stamp, StoreError};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A dossier's way so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProgressView {
    /// Code of its state.
    pub state: String,
    /// Days on which it was sent, ISO.
    pub sent_on: Vec<String>,
    /// The day of the last answer, ISO.
    pub answered_on: Option<String>,
    /// The answer's remark.
    pub answer: String,
    /// What became of the nominees.
    pub outcomes: Vec<OutcomeView>,
}

/// What became of one nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OutcomeView {
    /// Id of the nominee.
    pub nominee: String,
    /// Whether it was awarded.
    pub is_awarded: bool,
    /// The award.
    pub award: String,
    /// Number and symbol of the decision.
    pub decision: String,
}

/// A sending as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct SendingInput {
    /// The day, ISO.
    pub on: String,
    /// To whom.
    pub to: String,
    /// By which way.
    pub by: String,
    /// Any remark.
    pub note: String,
}

/// An outcome as the form gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct OutcomeInput {
    /// Whether it was awarded.
    pub is_awarded: bool,
    /// The award.
    pub award: String,
    /// Number and symbol of the decision; empty where there is none.
    pub symbol: String,
    /// Day of the decision, ISO; absent where not known.
    pub date: Option<String>,
    /// Who decided.
    pub issuer: String,
    /// Any remark.
    pub note: String,
}

impl OpenedCabinet {
    /// Marks a dossier as sent; it is frozen from then on.
    pub fn send(
        &mut self,
        dossier: &str,
        sending: &SendingInput,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let sending = Sending {
            on: day("on", &sending.on)?,
            to: Text::from(sending.to.as_str()),
            by: Text::from(sending.by.as_str()),
            note: Text::from(sending.note.as_str()),
        };
        Ok(self.store.send(dossier, &sending, stamp)?)
    }

    /// Notes that a dossier came back; it can be changed again.
    pub fn returned(
        &mut self,
        dossier: &str,
        on: &str,
        note: &str,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        self.note_answer(dossier, true, on, note, stamp)
    }

    /// Notes that a dossier was accepted.
    pub fn accepted(
        &mut self,
        dossier: &str,
        on: &str,
        note: &str,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        self.note_answer(dossier, false, on, note, stamp)
    }

    /// Notes what became of a nominee, or takes the note away.
    pub fn note_outcome(
        &mut self,
        dossier: &str,
        nominee: &str,
        outcome: Option<&OutcomeInput>,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let outcome = outcome.map(outcome_of).transpose()?;
        let outcome = outcome.as_ref();
        Ok(self.store.note_outcome(dossier, nominee, outcome, stamp)?)
    }

    /// How a dossier stands: its state and the steps that can be taken back and again.
    pub fn standing(&self, dossier: &str) -> Result<KeptView, DeskError> {
        let state = self.store.progress(dossier)?.state;
        Ok(KeptView {
            state: code(state).to_owned(),
            can_change: matches!(state, DossierState::Draft | DossierState::Returned),
            steps: self.steps(dossier)?,
        })
    }

    /// A dossier's way so far.
    pub fn progress(&self, dossier: &str) -> Result<ProgressView, DeskError> {
        let progress = self.store.progress(dossier)?;
        let outcomes = progress.outcomes.into_iter().map(|(nominee, outcome)| {
            let decision = outcome.decision.map(|decision| decision.symbol.to_string());
            OutcomeView {
                nominee,
                is_awarded: outcome.result == OutcomeResult::Awarded,
                award: outcome.award.to_string(),
                decision: decision.unwrap_or_default(),
            }
        });
        Ok(ProgressView {
            state: code(progress.state).to_owned(),
            sent_on: progress
                .sendings
                .iter()
                .map(|sending| sending.on.to_string())
                .collect(),
            answered_on: progress.answer.as_ref().map(|answer| answer.on.to_string()),
            answer: progress
                .answer
                .map(|answer| answer.note.to_string())
                .unwrap_or_default(),
            outcomes: outcomes.collect(),
        })
    }

    fn note_answer(
        &mut self,
        dossier: &str,
        returned: bool,
        on: &str,
        note: &str,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let answer = Answer {
            on: day("on", on)?,
            returned,
            note: Text::from(note),
        };
        Ok(self.store.answer(dossier, &answer, stamp)?)
    }
}

fn code(state: DossierState) -> &'static str {
    match state {
        DossierState::Draft => "draft",
        DossierState::Sent => "sent",
        DossierState::Returned => "returned",
        DossierState::Accepted => "accepted",
    }
}

fn outcome_of(input: &OutcomeInput) -> Result<Outcome, DeskError> {
    let is_decided = !input.symbol.trim().is_empty() || input.date.is_some();
    let date = input.date.as_deref().map(|date| day("date", date));
    let issuer = Name::try_from(input.issuer.clone()).map_err(|error| bad("issuer", error))?;
    let decision = Source {
        title: Text::from("Quyết định"),
        symbol: Text::from(input.symbol.as_str()),
        date: date.transpose()?,
        issuer,
    };
    Ok(Outcome {
        result: if input.is_awarded {
            OutcomeResult::Awarded
        } else {
            OutcomeResult::Refused
        },
        award: Text::from(input.award.as_str()),
        decision: is_decided.then_some(decision),
        note: Text::from(input.note.as_str()),
    })
}

fn day(path: &str, text: &str) -> Result<NaiveDate, DeskError> {
    text.parse().map_err(|error| bad(path, error))
}

fn bad(path: &str, error: impl std::fmt::Display) -> DeskError {
    DeskError::Cabinet(StoreError::BadValue {
        path: path.to_owned(),
        detail: error.to_string(),
    })
}

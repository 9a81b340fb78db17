//! Mark a dossier as sent, note the answer and the outcomes.

use super::OpenedCabinet;
use crate::rehearsal::{SHEET, told};
use crate::view::{DocumentView, FindingView, KeptView, SeverityCode, StateCode};
use crate::words::cabinet as words;
use crate::{Day, Desk, DeskError, Opened, Options};
use chrono::NaiveDate;
use hoso_domain::{Name, Source, Text};
use hoso_store::{
    Answer, DossierState, Frozen, Outcome, OutcomeResult, Recall, Sending, SentDocument,
    SentFinding, Stamp, StoreError, sha256_of,
};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A dossier's way so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProgressView {
    /// Code of its state.
    pub state: String,
    /// Its sendings, in order.
    pub sendings: Vec<SendingView>,
    /// The day of the last answer, ISO.
    pub answered_on: Option<String>,
    /// The answer's remark.
    pub answer: String,
    /// What became of the nominees.
    pub outcomes: Vec<OutcomeView>,
}

/// One sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SendingView {
    /// The day, ISO.
    pub on: String,
    /// To whom.
    pub to: String,
    /// By which way.
    pub by: String,
    /// Any remark.
    pub note: String,
    /// The receiver's rehearsal as it stood then, line by line.
    pub rehearsal: Vec<String>,
    /// The reasons of the return that it answers; empty where it answers none.
    pub after: String,
    /// The day on which it was called back, ISO.
    pub recalled_on: Option<String>,
    /// Why it was called back.
    pub recalled: String,
    /// Version of the plan file then; absent where nothing was kept of what was sent.
    pub plan_version: Option<u32>,
    /// The documents that were sent.
    pub documents: Vec<SentDocumentView>,
    /// What was still open, line by line.
    pub findings: Vec<String>,
}

/// A document that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentDocumentView {
    /// Name of its file.
    pub file: String,
    /// SHA-256 of the PDF, in hexadecimal.
    pub sha256: String,
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
    /// Day of the decision, ISO.
    pub date: Option<String>,
    /// Who decided.
    pub issuer: String,
    /// Any remark.
    pub note: String,
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
        frozen: Frozen,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let sending = Sending {
            on: day("on", &sending.on)?,
            to: Text::from(sending.to.as_str()),
            by: Text::from(sending.by.as_str()),
            note: Text::from(sending.note.as_str()),
            confirmed: Vec::new(),
            frozen: Some(frozen),
            after: None,
            recalled: None,
        };
        Ok(self.store.send(dossier, &sending, stamp)?)
    }

    /// Calls a sending back that was not answered yet.
    pub fn recall(
        &mut self,
        dossier: &str,
        on: &str,
        note: &str,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let recall = Recall {
            on: day("on", on)?,
            note: Text::from(note),
        };
        Ok(self.store.recall(dossier, &recall, stamp)?)
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

    /// Notes what became of nominees, the same for each, or takes the notes away.
    pub fn note_outcome(
        &mut self,
        dossier: &str,
        nominees: &[&str],
        outcome: Option<&OutcomeInput>,
        stamp: &Stamp,
    ) -> Result<(), DeskError> {
        let outcome = outcome.map(outcome_of).transpose()?;
        let outcome = outcome.as_ref();
        Ok(self.store.note_outcome(dossier, nominees, outcome, stamp)?)
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
            let decision = outcome.decision.as_ref();
            OutcomeView {
                nominee,
                is_awarded: outcome.result == OutcomeResult::Awarded,
                award: outcome.award.to_string(),
                decision: decision
                    .map(|decision| decision.symbol.to_string())
                    .unwrap_or_default(),
                date: decision
                    .and_then(|decision| decision.date)
                    .map(|date| date.to_string()),
                issuer: decision
                    .map(|decision| decision.issuer.to_string())
                    .unwrap_or_default(),
                note: outcome.note.to_string(),
            }
        });
        Ok(ProgressView {
            state: code(progress.state).to_owned(),
            sendings: progress.sendings.into_iter().map(sending_view).collect(),
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

impl Desk {
    /// What a sending keeps of a dossier: the hash of each document and of the sheet of the
    /// rehearsal, the plan's version, the findings that are still open, and the rehearsal itself.
    pub fn freeze(&self, opened: &Opened, at: Day) -> Result<Frozen, DeskError> {
        let view = self.overview(opened, at);
        let document = |document: &DocumentView| {
            let pdf = self.pdf(opened, at, &document.id, &Options::default())?;
            Ok(SentDocument {
                file: document.file_name.clone(),
                sha256: sha256_of(&pdf),
            })
        };
        let further = self.documents(opened).into_iter();
        let sheet: Vec<DocumentView> = further.filter(|one| one.id == SHEET).collect();
        let is_open = |finding: &&FindingView| {
            finding.severity != SeverityCode::Info
                && matches!(finding.state, StateCode::NotMet | StateCode::Unknown)
        };
        let open = view.findings.iter().filter(is_open);
        Ok(Frozen {
            judged_on: Self::judging_day(opened, at),
            plan: opened.plan.id.clone(),
            plan_version: opened.plan.version,
            documents: view
                .documents
                .iter()
                .chain(sheet.iter())
                .map(document)
                .collect::<Result<_, DeskError>>()?,
            rehearsal: self.sent_lines(opened, at),
            findings: open
                .map(|finding| SentFinding {
                    rule: finding.rule.clone(),
                    subject: finding.subject.clone(),
                    severity: severity(finding.severity).to_owned(),
                    message: finding.message.clone(),
                })
                .collect(),
        })
    }
}

fn severity(severity: SeverityCode) -> &'static str {
    match severity {
        SeverityCode::Blocking => "blocking",
        SeverityCode::Warning => "warning",
        SeverityCode::Info => "info",
    }
}

fn sending_view(sending: Sending) -> SendingView {
    let recalled_on = sending
        .recalled
        .as_ref()
        .map(|recall| recall.on.to_string());
    let note = |text: Option<Text>| text.map(|text| text.to_string()).unwrap_or_default();
    // A sending from before the rehearsal kept codes alone.
    let mut rehearsal: Vec<String> = sending
        .confirmed
        .iter()
        .map(|code| words::confirmed(code))
        .collect();
    let (plan_version, documents, findings) = match sending.frozen {
        None => (None, Vec::new(), Vec::new()),
        Some(frozen) => {
            rehearsal.extend(frozen.rehearsal.iter().map(told));
            (Some(frozen.plan_version), frozen.documents, frozen.findings)
        }
    };
    let line = |finding: SentFinding| {
        if finding.subject.is_empty() {
            finding.message
        } else {
            format!("{}: {}", finding.subject, finding.message)
        }
    };
    SendingView {
        on: sending.on.to_string(),
        to: sending.to.to_string(),
        by: sending.by.to_string(),
        note: sending.note.to_string(),
        rehearsal,
        after: note(sending.after.map(|answer| answer.note)),
        recalled_on,
        recalled: note(sending.recalled.map(|recall| recall.note)),
        plan_version,
        documents: documents
            .into_iter()
            .map(|document| SentDocumentView {
                file: document.file,
                sha256: document.sha256,
            })
            .collect(),
        findings: findings.into_iter().map(line).collect(),
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

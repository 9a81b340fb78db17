//! People and collectives across the years, and the awards they have had.

use super::{OpenedCabinet, entry, small};
use crate::{DeskError, Opened};
use hoso_domain::NomineeKind;
use hoso_store::{Stamp, fold};
use serde::Serialize;
use specta::Type;

/// A person or collective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SubjectView {
    /// Its number.
    pub number: u32,
    /// Whether it is a person.
    pub is_individual: bool,
    /// Its name.
    pub name: String,
    /// Date of birth, where one was typed.
    pub birth_date: Option<String>,
    /// How often proposed.
    pub nominations: u32,
}

/// An award that someone has had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AwardView {
    /// The year.
    pub year: i32,
    /// The award.
    pub award: String,
    /// For what.
    pub achievement: String,
    /// Number and symbol of the decision.
    pub decision: String,
    /// Id of the dossier that says so.
    pub dossier: String,
    /// Whether it is an outcome noted here.
    pub is_outcome: bool,
}

impl OpenedCabinet {
    /// People by given name, then collectives, in Vietnamese order.
    pub fn subjects(&self) -> Result<Vec<SubjectView>, DeskError> {
        let mut views = Vec::new();
        for kind in [NomineeKind::Individual, NomineeKind::Collective] {
            views.extend(
                self.store
                    .subjects(kind)?
                    .into_iter()
                    .map(|subject| SubjectView {
                        number: small(subject.number),
                        is_individual: subject.kind == NomineeKind::Individual,
                        name: subject.name,
                        birth_date: subject.birth_date,
                        nominations: subject.nominations,
                    }),
            );
        }
        Ok(views)
    }

    /// The awards that a nominee of a dossier has had, from all years.
    pub fn awards_of(&self, dossier: &str, nominee: &str) -> Result<Vec<AwardView>, DeskError> {
        let Some(subject) = self.store.subject_of(dossier, nominee)? else {
            return Ok(Vec::new());
        };
        let awards = self.store.awards(subject)?.into_iter();
        let views = awards.map(|had| AwardView {
            year: had.award.year,
            award: had.award.award.to_string(),
            achievement: had.award.achievement.to_string(),
            decision: had.award.decision.symbol.to_string(),
            dossier: had.dossier,
            is_outcome: had.is_outcome,
        });
        Ok(views.collect())
    }

    /// Declares two records to be one person or collective.
    pub fn join_subjects(&mut self, kept: u32, gone: u32, stamp: &Stamp) -> Result<(), DeskError> {
        Ok(self.store.join_subjects(entry(kept), entry(gone), stamp)?)
    }
}

impl Opened {
    /// Ids of the nominees in Vietnamese order: collectives by name, people by given name.
    pub fn nominees_in_order(&self) -> Vec<String> {
        let mut nominees: Vec<_> = self.dossier.nominees.iter().collect();
        nominees.sort_by_cached_key(|nominee| {
            let name = nominee.name.as_str();
            match nominee.kind() {
                NomineeKind::Collective => (0, fold::text_order(name)),
                NomineeKind::Individual => (1, fold::person_order(name)),
            }
        });
        let ids = nominees.into_iter().map(|nominee| nominee.id.clone());
        ids.collect()
    }
}

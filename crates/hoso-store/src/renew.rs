//! Begins a dossier from an earlier one: the unit, the council, the signatory, and whoever is
//! proposed again, with the awards they have had since.
//!
//! Every part of the old dossier is taken to pieces field by field, without `..`: a field that the
//! model gains does not compile until somebody has said here whether it holds for another year.

use crate::cabinet::{Cabinet, card, load};
use crate::error::StoreError;
use crate::journal::{Act, Stamp};
use hoso_domain::{
    Collective, Dossier, EarlierAward, Individual, Letter, Nominee, Person, PlanReference, Text,
    Unit,
};

/// What the new dossier is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// Its id.
    pub id: String,
    /// Version of the plan file that it answers; the plan is that of the earlier dossier.
    pub plan_version: u32,
    /// Id of the round.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Ids of the nominees to propose again, in the new order.
    pub nominees: Vec<String>,
}

impl Cabinet {
    /// Begins a dossier from an earlier one. What is true of one year only (facts, indicators,
    /// declarations, confirmations, claims, summaries, reports, votes, papers, legal bases, number
    /// and date of the letter) stays behind.
    pub fn renew(
        &mut self,
        source: &str,
        renewal: &Renewal,
        stamp: &Stamp,
    ) -> Result<Dossier, StoreError> {
        let card = card(&self.connection, source)?;
        let old = load(&self.connection, source, &card)?;
        let mut nominees = Vec::new();
        for id in &renewal.nominees {
            let earlier = old.nominee(id).ok_or_else(|| StoreError::NoField {
                path: format!("nominees[{id}]"),
            })?;
            let awards = match self.subject_of(source, &earlier.id)? {
                None => earlier.earlier_awards.clone(),
                Some(subject) => {
                    let awards = self.awards(subject)?.into_iter();
                    awards.map(|award| award.award).collect()
                }
            };
            nominees.push(nominee_again(earlier.clone(), awards));
        }
        let dossier = dossier_again(old, renewal, nominees);
        self.begin(&dossier, Act::Renew, source, stamp)?;
        Ok(dossier)
    }
}

fn dossier_again(old: Dossier, renewal: &Renewal, nominees: Vec<Nominee>) -> Dossier {
    let Dossier {
        id: _,
        plan,
        round: _,
        year: _,
        judged_on: _,
        late_justification: _,
        unit,
        letter,
        nominees: _,
        council,
        meeting: _,
        evidence: _,
        indicators: _,
        confirmations: _,
    } = old;
    Dossier {
        id: renewal.id.clone(),
        plan: plan_again(plan, renewal.plan_version),
        round: renewal.round.clone(),
        year: renewal.year,
        judged_on: None,
        late_justification: Text::default(),
        unit: unit_again(unit),
        letter: letter_again(letter),
        nominees,
        council,
        meeting: None,
        evidence: Vec::new(),
        indicators: Vec::new(),
        confirmations: Vec::new(),
    }
}

fn plan_again(old: PlanReference, version: u32) -> PlanReference {
    let PlanReference {
        id,
        version: _,
        number,
        date,
        launched_on,
        // Each round has a review of its own.
        reviewed_on: _,
    } = old;
    PlanReference {
        id,
        version,
        number,
        date,
        launched_on,
        reviewed_on: None,
    }
}

fn unit_again(old: Unit) -> Unit {
    let Unit {
        name,
        parent,
        parent_heading,
        kind,
        symbol,
        place,
        facts: _,
        level,
    } = old;
    Unit {
        name,
        parent,
        parent_heading,
        kind,
        symbol,
        place,
        facts: Vec::new(),
        level,
    }
}

fn letter_again(old: Letter) -> Letter {
    let Letter {
        number: _,
        date: _,
        // Acts are replaced: none typed means those in force on the new day.
        legal_bases: _,
        further_bases: _,
        signatory,
        recipients,
        archive,
    } = old;
    Letter {
        number: None,
        date: None,
        legal_bases: Vec::new(),
        further_bases: Vec::new(),
        signatory,
        recipients,
        archive,
    }
}

fn nominee_again(old: Nominee, awards: Vec<EarlierAward>) -> Nominee {
    let Nominee {
        id,
        name,
        person,
        award_form,
        claims: _,
        summary: _,
        facts: _,
        earlier_awards: _,
        report: _,
        determinations: _,
        note: _,
        // Nobody has declared yet that nothing bars the nominee this year.
        clearance: _,
        // This year the unit itself proposes.
        origin: _,
    } = old;
    Nominee {
        earlier_awards: awards.into_iter().map(award_again).collect(),
        ..Nominee::new(id, name, person_again(person), award_form)
    }
}

fn person_again(old: Person) -> Person {
    match old {
        Person::Collective(Collective {
            parent,
            address,
            phone,
            fax,
            website,
            structure,
            duties,
            head,
            head_position,
            // A share of one year, which would decide a tie of another.
            women: _,
        }) => Person::Collective(Collective {
            parent,
            address,
            phone,
            fax,
            website,
            structure,
            duties,
            head,
            head_position,
            women: None,
        }),
        Person::Individual(Individual {
            gender,
            birth_date,
            hometown,
            residence,
            position,
            workplace,
            qualification,
            phone,
            is_head,
            works_directly,
        }) => Person::Individual(Individual {
            gender,
            birth_date,
            hometown,
            residence,
            position,
            workplace,
            qualification,
            phone,
            is_head,
            works_directly,
        }),
    }
}

fn award_again(old: EarlierAward) -> EarlierAward {
    let EarlierAward {
        year,
        award,
        achievement,
        decision,
        // What the award means for the proposal is asked anew each year.
        same_achievement: _,
        kind,
        initiative,
        relied_on: _,
    } = old;
    EarlierAward {
        year,
        award,
        achievement,
        decision,
        same_achievement: false,
        kind,
        initiative,
        relied_on: false,
    }
}

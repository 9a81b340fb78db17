//! Begins a dossier from an earlier one: the unit, the council, the signatory, and whoever is
//! proposed again, with the awards they have had since.

use crate::cabinet::{Cabinet, card, load};
use crate::error::StoreError;
use crate::journal::{Act, Stamp};
use hoso_domain::{Dossier, EarlierAward, Nominee, PlanReference, Text};

/// What the new dossier is.
#[derive(Debug, Clone, PartialEq)]
pub struct Renewal {
    /// Its id.
    pub id: String,
    /// The plan it answers.
    pub plan: PlanReference,
    /// Id of the round.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Ids of the nominees to propose again, in the new order.
    pub nominees: Vec<String>,
}

impl Cabinet {
    /// Begins a dossier from an earlier one. What is true of one year only (facts, claims,
    /// summaries, reports, votes, papers, number and date of the letter) stays behind.
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
            nominees.push(self.again(source, earlier)?);
        }
        // Changed in place, so that a field that the model gains is carried over as it is.
        let mut dossier = old;
        dossier.id.clone_from(&renewal.id);
        dossier.plan = renewal.plan.clone();
        dossier.round.clone_from(&renewal.round);
        dossier.year = renewal.year;
        dossier.judged_on = None;
        dossier.late_justification = Text::default();
        dossier.unit.facts.clear();
        dossier.letter.number = None;
        dossier.letter.date = None;
        dossier.letter.further_bases.clear();
        dossier.nominees = nominees;
        dossier.meeting = None;
        dossier.evidence.clear();
        self.begin(&dossier, Act::Renew, source, stamp)?;
        Ok(dossier)
    }

    fn again(&self, source: &str, earlier: &Nominee) -> Result<Nominee, StoreError> {
        let awards: Vec<EarlierAward> = match self.subject_of(source, &earlier.id)? {
            None => earlier.earlier_awards.clone(),
            Some(subject) => {
                let awards = self.awards(subject)?.into_iter();
                awards.map(|award| award.award).collect()
            }
        };
        let mut nominee = earlier.clone();
        nominee.claims.clear();
        nominee.summary = Text::default();
        nominee.facts.clear();
        nominee.determinations.clear();
        nominee.note = Text::default();
        nominee.report.date = None;
        nominee.report.sections.clear();
        nominee.report.confirmed_on = None;
        nominee.earlier_awards = awards;
        for award in &mut nominee.earlier_awards {
            // Whether it was for the same achievement is asked anew each year.
            award.same_achievement = false;
        }
        Ok(nominee)
    }
}

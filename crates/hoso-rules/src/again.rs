//! Judging again after a small change: what was said of a nominee stands while nothing that it rests
//! on is another.

use crate::case::{Case, Rules};
use crate::nominee;
use crate::principles::Others;
use chrono::NaiveDate;
use hoso_domain::finding::Finding;
use hoso_domain::{Dossier, Nominee, Plan};

/// What came of judging the nominees of a case the last time.
#[derive(Debug)]
pub struct Again<T> {
    around: Option<Around>,
    nominees: Vec<Judged<T>>,
}

impl<T> Default for Again<T> {
    fn default() -> Self {
        Self {
            around: None,
            nominees: Vec::new(),
        }
    }
}

/// A nominee as it was judged, and what was made of the findings on it.
#[derive(Debug)]
struct Judged<T> {
    nominee: Nominee,
    others: Others,
    made: T,
}

/// What judging a nominee reads besides the nominees.
#[derive(Debug, PartialEq)]
struct Around {
    plan: Plan,
    rules: Rules,
    dossier: Dossier,
    on: NaiveDate,
}

impl<T> Again<T> {
    /// What `make` makes of the findings on each nominee, in the order of the file. Only the nominees
    /// on which other findings are possible than the last time are judged.
    pub fn judge(
        &mut self,
        case: &Case<'_>,
        make: impl Fn(&Nominee, Vec<Finding>) -> T,
    ) -> impl Iterator<Item = &T> {
        if !self.around.as_ref().is_some_and(|around| around.is(case)) {
            self.around = Some(Around::of(case));
            self.nominees.clear();
        }
        let nominees = &case.dossier.nominees;
        self.nominees.truncate(nominees.len());
        for (at, nominee) in nominees.iter().enumerate() {
            let others = Others::of(case, nominee);
            let before = self.nominees.get_mut(at);
            let stands = |before: &Judged<T>| before.nominee == *nominee && before.others == others;
            if before.as_deref().is_some_and(stands) {
                continue;
            }
            let judged = Judged {
                made: make(nominee, nominee::judge(case, nominee, &others)),
                nominee: nominee.clone(),
                others,
            };
            match before {
                Some(before) => *before = judged,
                None => self.nominees.push(judged),
            }
        }
        self.nominees.iter().map(|judged| &judged.made)
    }
}

impl Around {
    fn of(case: &Case<'_>) -> Self {
        Self {
            plan: case.plan.clone(),
            rules: case.rules.clone(),
            dossier: without_nominees(case.dossier),
            on: case.on,
        }
    }

    fn is(&self, case: &Case<'_>) -> bool {
        self.on == case.on
            && self.dossier == without_nominees(case.dossier)
            && self.plan == *case.plan
            && self.rules == *case.rules
    }
}

fn without_nominees(dossier: &Dossier) -> Dossier {
    // All parts by name, so that a new one is not left out: the nominees are the largest, and are not
    // to be copied with each key.
    let Dossier {
        id,
        plan,
        round,
        year,
        judged_on,
        late_justification,
        unit,
        letter,
        nominees: _,
        council,
        meeting,
        evidence,
        indicators,
        confirmations,
    } = dossier;
    Dossier {
        id: id.clone(),
        plan: plan.clone(),
        round: round.clone(),
        year: *year,
        judged_on: *judged_on,
        late_justification: late_justification.clone(),
        unit: unit.clone(),
        letter: letter.clone(),
        nominees: Vec::new(),
        council: council.clone(),
        meeting: meeting.clone(),
        evidence: evidence.clone(),
        indicators: indicators.clone(),
        confirmations: confirmations.clone(),
    }
}

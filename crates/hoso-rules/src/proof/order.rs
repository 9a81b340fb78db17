//! The order of days across documents, as far as no rule judges it: rules have report, confirmation,
//! meeting, letter and deadline.

use super::known::sources;
use super::mismatch::{Mismatch, Mismatches, Place};
use super::{MismatchKind, Proof};
use chrono::NaiveDate;
use hoso_domain::short_date;
use std::collections::BTreeMap;

impl Proof<'_> {
    pub(super) fn order_of_dates(&self, found: &mut Mismatches) {
        let dossier = self.dossier;
        let place = |path: &str, day| Place {
            field: Some(path.to_owned()),
            words: short_date(day),
            ..Place::default()
        };
        // By what comes first in the wrong place: all that should come before it.
        let mut wrong: BTreeMap<(String, NaiveDate), Vec<Place>> = BTreeMap::new();
        let mut in_order = |first: (&str, Option<NaiveDate>), then: (&str, Option<NaiveDate>)| {
            if let ((first, Some(a)), (then, Some(b))) = (first, then)
                && a > b
            {
                let places = wrong.entry((then.to_owned(), b)).or_default();
                places.push(place(first, a));
            }
        };
        let meeting = ("meeting.date", dossier.meeting.as_ref().map(|one| one.date));
        // A letter before the meeting is a finding of the rules.
        let is_judged = meeting
            .1
            .is_some_and(|day| dossier.letter.date.is_some_and(|one| one < day));
        let letter = ("letter.date", dossier.letter.date.filter(|_| !is_judged));
        let established = dossier.council.decision.as_ref().and_then(|one| one.date);
        in_order(("council.decision.date", established), meeting);
        let plan = ("plan.date", self.plan.date.or(dossier.plan.date));
        in_order(plan, meeting);
        if meeting.1.is_none() {
            in_order(plan, letter);
        }
        for (source, path) in sources(dossier) {
            if path != "council.decision" {
                in_order((&format!("{path}.date"), source.date), letter);
            }
        }
        for nominee in &dossier.nominees {
            let path = |field: &str| format!("nominees[{}].{field}", nominee.id);
            let written = (path("report.date"), nominee.report.date);
            for (at, award) in nominee.earlier_awards.iter().enumerate() {
                let decided = path(&format!("earlier_awards[{at}].decision.date"));
                if letter.1.is_none() {
                    in_order((&decided, award.decision.date), (&written.0, written.1));
                }
            }
            let declared = nominee
                .clearance
                .as_ref()
                .and_then(|clearance| clearance.on);
            in_order((&path("clearance.on"), declared), letter);
        }
        for ((then, day), places) in wrong {
            found.push(Mismatch {
                kind: MismatchKind::DateOrder,
                differs: None,
                found: places[0].words.clone(),
                expected: String::new(),
                places,
                more_places: 0,
                stated: vec![place(&then, day)],
                changes: Vec::new(),
            });
        }
    }
}

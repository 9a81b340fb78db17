//! The sample, as large as a bench wants it.

use chrono::NaiveDate;
use hoso_desk::{Day, Desk, Opened};

/// The day seen from; what is measured does not depend on it.
pub fn day() -> Day {
    Day {
        today: NaiveDate::default(),
        asked: None,
    }
}

/// The sample with its nominees repeated until there are `count`.
pub fn dossier(desk: &Desk, count: usize) -> Opened {
    let mut opened = desk.sample().expect("the sample opens");
    let model = opened.dossier.nominees.clone();
    let votes = opened
        .dossier
        .meeting
        .as_ref()
        .map(|meeting| meeting.votes.clone());
    let again = |id: &str, at: usize| format!("{id}-{at}");
    opened.dossier.nominees = (0..count)
        .map(|at| {
            let mut nominee = model[at % model.len()].clone();
            nominee.id = again(&nominee.id, at);
            nominee
        })
        .collect();
    if let (Some(meeting), Some(votes)) = (&mut opened.dossier.meeting, votes) {
        meeting.votes = (0..count)
            .map(|at| {
                let mut tally = votes[at % votes.len()].clone();
                tally.nominee = again(&tally.nominee, at);
                tally
            })
            .collect();
    }
    opened
}

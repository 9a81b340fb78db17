//! Documents that list all nominees: who is missing from one, and who is in it without being
//! proposed.

use super::names::NameKind;
use super::words::Words;
use super::{Hit, MismatchKind, Proof};
use std::collections::BTreeSet;

impl Proof<'_> {
    /// The nominees that a paragraph or a cell lists, by their places: named at its beginning, or one
    /// of several named in a row. Whoever is only mentioned is not listed.
    pub fn listed(&self, text: &str) -> BTreeSet<usize> {
        let words = Words::of(text);
        let mut listed = BTreeSet::new();
        for mention in self.known.names.find(&words, false) {
            let Some(nominees) = self.known.nominees.get(&mention.spelt()) else {
                continue;
            };
            let is_person = self.known.names.all[mention.name].kind == NameKind::Person;
            if stands_in_list(&words, mention.first, is_person) {
                listed.extend(nominees);
            }
        }
        listed
    }

    /// Whether a nominee's name can be looked for at all: a sign or two cannot.
    pub fn can_be_listed(&self, nominee: usize) -> bool {
        let mut bearers = self.known.nominees.values();
        bearers.any(|places| places.contains(&nominee))
    }

    /// Somebody whom a line of a list names and nobody knows: `10. Ông Lê Văn Dũng, …`.
    pub fn unknown_in_list(&self, text: &str) -> Option<Hit> {
        let words = Words::of(text);
        let numbered = words.all.first()?.is_number;
        let title = usize::from(numbered);
        let has_title = matches!(words.plain(title), "ong" | "ba");
        let opens = words
            .gap_before(0)
            .trim_start()
            .starts_with(['-', '+', '•'])
            || numbered;
        if !has_title || !opens {
            return None;
        }
        let first = title + 1;
        let last = (first..words.len())
            .take_while(|at| {
                let apart = *at > first && !words.gap_before(*at).trim().is_empty();
                words.all[*at].is_capital && !apart
            })
            .last()?;
        let mentions = self.known.names.find(&words, false);
        let is_known = mentions
            .iter()
            .any(|mention| mention.first <= last && first <= mention.last);
        (last > first && !is_known).then(|| Hit {
            kind: MismatchKind::Extra,
            differs: None,
            at: words.span(first, last),
            expected: String::new(),
            source: Some("nominees".to_owned()),
            stated: String::new(),
            is_for_templates: true,
        })
    }
}

/// Whether a name begins an entry of a list: behind nothing, a dash, a number, a colon, a semicolon.
fn stands_in_list(words: &Words<'_>, name: usize, is_person: bool) -> bool {
    let titled = name > 0 && matches!(words.plain(name - 1), "ong" | "ba");
    let first = if titled { name - 1 } else { name };
    let gap = words.gap_before(first);
    let gap = gap.trim();
    let is_number = |at: usize| words.all[at].is_number;
    first == 0
        || (first == 1 && is_number(0))
        || gap.ends_with([';', ':', '-', '+', '•', '\n'])
        || (is_number(first - 1) && gap == ".")
        || (is_person && (gap.ends_with(',') || words.plain(first - 1) == "va"))
}

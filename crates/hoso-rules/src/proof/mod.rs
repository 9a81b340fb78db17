//! Whether everything that a dossier and its documents say agrees: names, posts, counts, votes,
//! awards, dates, numbers of documents. What is stated once, in its own field, is compared with
//! every text that says it again: other fields, and the pages as they were produced.
//!
//! It compares texts that it is given; making and reading the pages is the caller's work. What a
//! rule finds already is not found here again.

mod counts;
mod fields;
mod figures;
mod known;
mod lists;
mod mismatch;
mod names;
mod order;
mod posts;
mod stated;
mod symbols;
mod votes;
mod words;

pub use mismatch::{Change, Mismatch, MismatchKind, Mismatches, OnPaper, Place, Side, Value};
pub use names::Difference;

use chrono::NaiveDate;
use counts::Counts;
use hoso_domain::council::Meeting;
use hoso_domain::{Dossier, Plan};
use known::Known;
use names::Mention;
use serde::Deserialize;
use std::collections::HashMap;
use std::ops::Range;
use words::Words;

/// The words that the proof goes by, from `assets/rules/proof.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofWords {
    /// Administrative posts, of which a person holds one.
    pub posts: Vec<Term>,
    /// Forms of award by the words they begin with.
    pub awards: Vec<Term>,
}

/// One or several words that are looked for without their marks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Term {
    words: Vec<String>,
}

impl From<String> for Term {
    fn from(written: String) -> Self {
        let words = words::plain(&written);
        Self {
            words: words.split(' ').map(str::to_owned).collect(),
        }
    }
}

impl ProofWords {
    /// The longest of some terms that stands at a word, with its last word.
    fn term_at(terms: &[Term], words: &Words<'_>, at: usize) -> Option<(String, usize)> {
        let says = |term: &&Term| {
            let mut both = term.words.iter().zip(at..);
            both.all(|(word, at)| words.plain(at) == word)
        };
        let longest = terms
            .iter()
            .filter(says)
            .max_by_key(|term| term.words.len())?;
        Some((longest.words.join(" "), at + longest.words.len() - 1))
    }

    /// The administrative posts that a text names, folded.
    fn posts_in(&self, text: &str) -> Vec<String> {
        let words = Words::of(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match Self::term_at(&self.posts, &words, at) {
                Some((term, last)) => {
                    found.push(term);
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// What kind of text is read; what a text of one kind says of votes may mean other votes in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An achievement report.
    Report,
    /// What the lists say of a nominee.
    Note,
    /// What the council discussed.
    Talk,
    /// What the letter rests on, and why it is late.
    Basis,
    /// Names, posts and whatever else.
    Other,
    /// A page of a document.
    Paper,
}

/// A text to be read.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'t> {
    /// The text.
    pub text: &'t str,
    /// Its kind.
    pub role: Role,
    /// The nominee that it is about, by its place in the dossier.
    pub about: Option<usize>,
}

/// Something in a text that differs from what is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What kind of thing.
    pub kind: MismatchKind,
    /// How a name differs.
    pub differs: Option<Difference>,
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
    /// What should stand there.
    pub expected: String,
    /// Path of the field that states it; absent where the plan or the program does.
    pub source: Option<String>,
    /// What that field says.
    pub stated: String,
    /// It is a fault only where a template says so itself; the same words in what somebody typed
    /// may mean something else.
    pub is_for_templates: bool,
}

/// A dossier, ready to be compared with texts.
#[derive(Debug)]
pub struct Proof<'a> {
    plan: &'a Plan,
    dossier: &'a Dossier,
    data: &'a ProofWords,
    known: Known,
    counts: Counts,
    /// The votes on each nominee, by its id.
    tallies: HashMap<&'a str, &'a hoso_domain::Tally>,
}

impl<'a> Proof<'a> {
    /// Takes down what the dossier and its plan state; `day` picks the names of awards.
    pub fn new(plan: &'a Plan, dossier: &'a Dossier, day: NaiveDate, data: &'a ProofWords) -> Self {
        let meeting = dossier.meeting.as_ref();
        Self {
            plan,
            dossier,
            data,
            known: Known::of(plan, dossier, day, data),
            counts: Counts::of(plan, dossier),
            tallies: meeting.map(Meeting::tallies).unwrap_or_default(),
        }
    }

    /// What differs within the dossier itself.
    pub fn of_dossier(&self) -> Mismatches {
        let mut found = Mismatches::default();
        let texts = fields::texts(self.dossier);
        for field in &texts {
            for hit in self.read(&field.passage()) {
                if !hit.is_for_templates && hit.source.as_deref() != Some(&field.path) {
                    found.in_field(&hit, &field.path, field.text);
                }
            }
        }
        figures::among_figures(&texts, &mut found);
        self.among_posts(&mut found);
        self.among_documents(&mut found);
        self.order_of_dates(&mut found);
        found
    }

    /// What a text says differently, in its order.
    pub fn read(&self, passage: &Passage<'_>) -> Vec<Hit> {
        let words = Words::of(passage.text);
        let counts_spaces = passage.role != Role::Paper;
        let mentions = self.known.names.find(&words, counts_spaces);
        let text = Reading {
            passage: *passage,
            words: &words,
            mentions: &mentions,
        };
        let mut hits = self.names_in(&text);
        hits.extend(self.posts_in(&text));
        if words.all.iter().any(|word| word.is_number) {
            hits.extend(self.counts_in(&text));
            hits.extend(self.votes_in(&text));
            hits.extend(self.symbols_in(&text));
        }
        hits.extend(self.awards_in(&text));
        hits.sort_by_key(|hit| (hit.at.start, hit.kind));
        hits
    }

    /// Names that are almost right.
    fn names_in(&self, text: &Reading<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for mention in text.mentions {
            let Some(differs) = mention.differs else {
                continue;
            };
            let name = &self.known.names.all[mention.name];
            let is_own = || {
                let bearers = self.known.nominees.get(&mention.spelt());
                bearers.is_some_and(|bearers| {
                    text.passage
                        .about
                        .is_some_and(|about| bearers.contains(&about))
                })
            };
            // In the report of another a name of three words may well be somebody else's.
            let is_elsewhere = text.passage.role == Role::Report
                || (text.passage.role == Role::Paper && text.passage.about.is_some());
            if mention.is_doubtful && is_elsewhere && !is_own() {
                continue;
            }
            let spelling = &name.spellings[mention.spelling];
            hits.push(Hit {
                kind: match name.kind {
                    names::NameKind::Person => MismatchKind::Name,
                    names::NameKind::Body => MismatchKind::Body,
                    names::NameKind::Award => MismatchKind::Award,
                },
                differs: Some(differs),
                at: text.words.span(mention.first, mention.last),
                expected: spelling.text.clone(),
                source: spelling.path.clone(),
                stated: spelling.text.clone(),
                is_for_templates: false,
            });
        }
        hits
    }
}

/// A text with what was found in it.
struct Reading<'r> {
    passage: Passage<'r>,
    words: &'r Words<'r>,
    mentions: &'r [Mention],
}

impl Proof<'_> {
    /// The one nominee that a range of words is about: the only one named in it, else the one the
    /// text belongs to.
    fn subject(&self, text: &Reading<'_>, within: &Range<usize>) -> Option<usize> {
        let mut named: Option<usize> = None;
        for mention in text.mentions {
            if mention.first < within.start || mention.last >= within.end {
                continue;
            }
            let Some([nominee]) = self.known.nominees.get(&mention.spelt()).map(Vec::as_slice)
            else {
                continue;
            };
            if named.is_some_and(|other| other != *nominee) {
                return None;
            }
            named = Some(*nominee);
        }
        named.or(text.passage.about)
    }
}

//! What the dossier states twice in fields of their own: posts of one person, documents of one
//! number.

use super::known::{Claim, ClaimFrom, Stated, agree, bodies_agree};
use super::mismatch::{Change, Mismatch, Mismatches, Place, Side, Value};
use super::symbols::{is_same_symbol, is_slip, is_swapped, parts};
use super::words::{is_one_off, plain};
use super::{MismatchKind, Proof};
use hoso_domain::{Source, short_date};
use std::collections::HashMap;

impl Proof<'_> {
    /// The same person with posts that contradict each other.
    pub(super) fn among_posts(&self, found: &mut Mismatches) {
        let mut names: Vec<_> = self.known.people.iter().collect();
        names.sort_by_key(|(spelt, _)| **spelt);
        for (_, claims) in names {
            // Of several nominees of one name it cannot be told who is meant.
            let nominees = claims.iter().filter(|one| one.from == ClaimFrom::Nominee);
            if nominees.count() > 1 {
                continue;
            }
            let Some(first) = claims.iter().find(|claim| !claim.terms.is_empty()) else {
                continue;
            };
            for other in claims.iter().filter(|claim| !claim.terms.is_empty()) {
                if other.post_path == first.post_path || agree(first, other) {
                    continue;
                }
                let same_post = first.terms.iter().any(|term| other.terms.contains(term));
                let is_place = same_post && !bodies_agree(first, other);
                found.push(two_posts(first, other, is_place));
            }
        }
    }

    /// The same document with two dates, and facts whose paper has another number.
    pub(super) fn among_documents(&self, found: &mut Mismatches) {
        let documents = &self.known.documents;
        let mut by_symbol: HashMap<(&str, &str), Vec<&Stated>> = HashMap::new();
        for document in documents {
            if let Some(parts) = parts(&document.symbol) {
                by_symbol.entry(parts).or_default().push(document);
            }
        }
        let mut groups: Vec<Vec<&Stated>> = by_symbol.into_values().collect();
        groups.sort_by(|one, other| one[0].symbol_path.cmp(&other[0].symbol_path));
        for group in groups {
            let dated: Vec<&Stated> = group.into_iter().filter(|one| one.date.is_some()).collect();
            let often = |one: &Stated| dated.iter().filter(|other| other.date == one.date).count();
            // The date that most say counts; of as many, that of the paper itself, then the first.
            let Some(right) = dated
                .iter()
                .rev()
                .max_by_key(|one| (often(one), is_paper(one)))
            else {
                continue;
            };
            for other in &dated {
                if let (Some(a), Some(b)) = (right.date, other.date)
                    && is_slip(a, b)
                {
                    found.push(two_dates(other, right));
                }
            }
        }
        self.among_evidence(found);
    }

    fn among_evidence(&self, found: &mut Mismatches) {
        let facts = self.dossier.nominees.iter().flat_map(|nominee| {
            let path = format!("nominees[{}].facts", nominee.id);
            nominee
                .facts
                .iter()
                .enumerate()
                .map(move |(at, fact)| (fact, format!("{path}[{at}]")))
        });
        let of_unit = self.dossier.unit.facts.iter().enumerate();
        let of_unit = of_unit.map(|(at, fact)| (fact, format!("unit.facts[{at}]")));
        for (fact, path) in facts.chain(of_unit) {
            let Some(source) = &fact.source else { continue };
            let papers: Vec<_> = fact
                .evidence
                .iter()
                .filter_map(|id| self.dossier.evidence(id))
                .collect();
            if let Some(paper) = papers.iter().find(|paper| {
                is_same_symbol(paper.document.symbol.as_str(), source.symbol.as_str())
            }) {
                found_issuer(found, source, &path, &paper.document, &paper.id);
                continue;
            }
            let slip = papers
                .iter()
                .find(|paper| is_meant(source, &paper.document));
            if let Some(paper) = slip {
                let here = format!("{path}.source.symbol");
                let there = format!("evidence[{}].document.symbol", paper.id);
                found.push(two_texts(
                    MismatchKind::Symbol,
                    (&here, source.symbol.as_str()),
                    (&there, paper.document.symbol.as_str()),
                ));
            }
        }
    }
}

/// Whether it is the paper that lies in the dossier.
fn is_paper(stated: &Stated) -> bool {
    let path = stated.date_path.as_deref();
    path.is_some_and(|path| path.starts_with("evidence["))
}

/// Whether a source and a paper are one document with a slip in its number.
fn is_meant(source: &Source, paper: &Source) -> bool {
    let both = parts(source.symbol.as_str()).zip(parts(paper.symbol.as_str()));
    both.is_some_and(|((number, letters), (other, others))| {
        let near =
            is_swapped(number, other) || (is_one_off(number, other) && source.date == paper.date);
        (letters == others && near)
            || (number == other && source.date == paper.date && is_one_off(letters, others))
    })
}

fn found_issuer(found: &mut Mismatches, source: &Source, path: &str, paper: &Source, id: &str) {
    let (here, there) = (source.issuer.as_str(), paper.issuer.as_str());
    let is_other = source.date == paper.date
        && !here.trim().is_empty()
        && !there.trim().is_empty()
        && plain(here) != plain(there);
    if is_other {
        let here_path = format!("{path}.source.issuer");
        let there_path = format!("evidence[{id}].document.issuer");
        found.push(two_texts(
            MismatchKind::Body,
            (&here_path, here),
            (&there_path, there),
        ));
    }
}

fn place(path: &str, words: &str) -> Place {
    Place {
        field: Some(path.to_owned()),
        words: words.to_owned(),
        ..Place::default()
    }
}

/// Two fields that should say the same; either can be made like the other.
fn two_texts(kind: MismatchKind, here: (&str, &str), there: (&str, &str)) -> Mismatch {
    let change = |side, path: &str, text: &str| Change {
        side,
        edits: vec![(path.to_owned(), Value::Text(text.to_owned()))],
    };
    Mismatch {
        kind,
        differs: None,
        found: here.1.to_owned(),
        expected: there.1.to_owned(),
        places: vec![place(here.0, here.1)],
        more_places: 0,
        stated: vec![place(there.0, there.1)],
        changes: vec![
            change(Side::Found, here.0, there.1),
            change(Side::Stated, there.0, here.1),
        ],
    }
}

fn two_posts(right: &Claim, other: &Claim, is_place: bool) -> Mismatch {
    let kind = if is_place {
        MismatchKind::Workplace
    } else {
        MismatchKind::Post
    };
    two_texts(
        kind,
        (&other.post_path, &other.post),
        (&right.post_path, &right.post),
    )
}

fn two_dates(other: &Stated, right: &Stated) -> Mismatch {
    let said = |one: &Stated| one.date.map(short_date).unwrap_or_default();
    let change = |side, of: &Stated, like: &Stated| {
        let (path, date) = (of.date_path.clone()?, like.date?);
        Some(Change {
            side,
            edits: vec![(path, Value::Date(date))],
        })
    };
    let changes = [
        change(Side::Found, other, right),
        change(Side::Stated, right, other),
    ];
    let at = |one: &Stated| Place {
        field: one.date_path.clone(),
        before: format!("{} ", one.symbol),
        words: said(one),
        ..Place::default()
    };
    Mismatch {
        kind: MismatchKind::Date,
        differs: None,
        found: said(other),
        expected: said(right),
        places: vec![at(other)],
        more_places: 0,
        stated: vec![at(right)],
        changes: changes.into_iter().flatten().collect(),
    }
}

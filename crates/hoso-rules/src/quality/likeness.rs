//! How alike reports are: by the passages of some words in a row that they share.
//!
//! Each passage becomes a number. The numbers of all reports, put in order, bring those that have
//! one in common together, so that reports are never compared word by word.

use super::Place;
use hoso_domain::{Dossier, Nominee};
use std::ops::Range;

/// Two reports beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The share of the shorter of the two that stands in both, in whole per cent, rounded down.
    pub percent: u32,
    /// What of the first stands in the second too, in the order of the text.
    pub one: Vec<Span>,
    /// What of the second stands in the first too.
    pub other: Vec<Span>,
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The part of the report, from 0.
    pub section: usize,
    /// The paragraph of that part, from 0.
    pub paragraph: usize,
    /// Where in it, in bytes.
    pub at: Range<usize>,
}

/// Compares two reports of a dossier, where both nominees are there; `passage` is how many words in
/// a row make one.
pub fn compare(dossier: &Dossier, passage: usize, one: &str, other: &str) -> Option<Comparison> {
    let one = Read::of(dossier.nominee(one)?, passage);
    let other = Read::of(dossier.nominee(other)?, passage);
    Some(Comparison {
        percent: percent(&one, &other, shared(&one.sorted, &other.sorted)),
        one: one.spans(&other, passage),
        other: other.spans(&one, passage),
    })
}

/// A report, read for comparing.
pub struct Read<'a> {
    pub nominee: &'a Nominee,
    pub words: Vec<Word<'a>>,
    /// A number for each passage, in the order of the text.
    passages: Vec<u64>,
    /// The same, each once and in order of size.
    sorted: Vec<u64>,
}

/// A word with the place it stands in.
pub struct Word<'a> {
    section: usize,
    paragraph: usize,
    at: Range<usize>,
    text: &'a str,
}

impl<'a> Read<'a> {
    pub fn of(nominee: &'a Nominee, passage: usize) -> Self {
        let mut words = Vec::new();
        for (section, part) in nominee.report.sections.iter().enumerate() {
            for (paragraph, text) in part.paragraphs.iter().enumerate() {
                let text = text.as_str();
                words.extend(super::words(text).map(|word| {
                    let start = word.as_ptr() as usize - text.as_ptr() as usize;
                    let at = start..start + word.len();
                    Word {
                        section,
                        paragraph,
                        at,
                        text,
                    }
                }));
            }
        }
        let numbers: Vec<u64> = words
            .iter()
            .map(|word| number(&word.text[word.at.clone()]))
            .collect();
        let passages: Vec<u64> = numbers.windows(passage.max(1)).map(joined).collect();
        let mut sorted = passages.clone();
        sorted.sort_unstable();
        sorted.dedup();
        Self {
            nominee,
            words,
            passages,
            sorted,
        }
    }

    /// The longest text in a row within a paragraph that another report has too.
    pub fn longest_shared(&self, other: &Self, passage: usize) -> Option<Place<'a>> {
        let spans = self.spans(other, passage);
        let longest = spans.into_iter().rev().max_by_key(|span| span.at.len())?;
        let word = self
            .words
            .iter()
            .find(|word| word.section == longest.section && word.paragraph == longest.paragraph)?;
        Some(Place {
            section: longest.section,
            paragraph: longest.paragraph,
            text: &word.text[longest.at],
        })
    }

    /// All text that another report has too, cut at the paragraphs.
    fn spans(&self, other: &Self, passage: usize) -> Vec<Span> {
        let passage = passage.max(1);
        let mut is_shared = vec![false; self.words.len()];
        for (at, number) in self.passages.iter().enumerate() {
            if other.sorted.binary_search(number).is_ok() {
                is_shared[at..at + passage].fill(true);
            }
        }
        let mut spans: Vec<Span> = Vec::new();
        let mut goes_on = false;
        for (word, is_shared) in self.words.iter().zip(is_shared) {
            match spans.last_mut() {
                Some(span)
                    if goes_on
                        && is_shared
                        && (span.section, span.paragraph) == (word.section, word.paragraph) =>
                {
                    span.at.end = word.at.end;
                }
                _ if is_shared => spans.push(Span {
                    section: word.section,
                    paragraph: word.paragraph,
                    at: word.at.clone(),
                }),
                _ => {}
            }
            goes_on = is_shared;
        }
        spans
    }
}

/// A number for a word, the same for small and capital letters.
fn number(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |number, letter| {
        (number ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A number for words in a row.
fn joined(words: &[u64]) -> u64 {
    words.iter().fold(0, |number, word| {
        (number ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    })
}

/// The report that another one is most like.
#[derive(Clone, Copy)]
pub struct Likest {
    pub other: usize,
    pub percent: u32,
}

/// The likest of each report, the first of several.
pub fn likest(reports: &[Read<'_>]) -> Vec<Option<Likest>> {
    // Every passage with the report it stands in; equal ones stand beside each other once ordered.
    let mut all: Vec<(u64, u32)> = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        all.extend(report.sorted.iter().map(|number| (*number, at as u32)));
    }
    all.sort_unstable();
    let mut groups_of: Vec<Vec<&[(u64, u32)]>> = vec![Vec::new(); reports.len()];
    for group in all.chunk_by(|one, other| one.0 == other.0) {
        if group.len() > 1 {
            for (_, report) in group {
                groups_of[*report as usize].push(group);
            }
        }
    }
    let mut counts = vec![0_u32; reports.len()];
    let mut likest = Vec::with_capacity(reports.len());
    for (at, groups) in groups_of.iter().enumerate() {
        counts.fill(0);
        for (_, other) in groups.iter().copied().flatten() {
            counts[*other as usize] += 1;
        }
        let shared = counts.iter().map(|count| *count as usize);
        likest.push(best(reports, at, shared));
    }
    likest
}

/// The likest of one report.
pub fn likest_of(reports: &[Read<'_>], at: usize) -> Option<Likest> {
    let one = &reports[at].sorted;
    best(
        reports,
        at,
        reports.iter().map(|other| shared(one, &other.sorted)),
    )
}

fn best(reports: &[Read<'_>], at: usize, shared: impl Iterator<Item = usize>) -> Option<Likest> {
    let mut best: Option<Likest> = None;
    for (other, shared) in shared.enumerate() {
        let percent = percent(&reports[at], &reports[other], shared);
        if other != at && percent > best.map_or(0, |best| best.percent) {
            best = Some(Likest { other, percent });
        }
    }
    best
}

fn percent(one: &Read<'_>, other: &Read<'_>, shared: usize) -> u32 {
    let shorter = one.sorted.len().min(other.sorted.len());
    (shared * 100).checked_div(shorter).unwrap_or(0) as u32
}

/// How many numbers two ordered lists share.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut left, mut right, mut count) = (0, 0, 0);
    while left < one.len() && right < other.len() {
        // Without branches: which list is behind is as good as random.
        let (a, b) = (one[left], other[right]);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
        count += usize::from(a == b);
    }
    count
}

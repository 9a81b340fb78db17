//! Hints on achievement reports: copied text, empty phrases, length, parts of the form that are
//! missing, parts without a figure, figures that are compared with nothing. They are hints and no
//! findings: none of them bears on whether a dossier may be sent.

mod likeness;

pub use likeness::{Comparison, Span, compare};

use crate::FigureUnits;
use hoso_domain::{Dossier, Nominee, Text};
use likeness::{Likest, Read, likest, likest_of};
use serde::Deserialize;

/// When something is worth a hint.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Copied text.
    pub copying: Copying,
    /// How long a report should be.
    pub length: Length,
    /// Parts without a figure.
    pub figures: Figures,
    /// Figures that are compared with nothing.
    pub comparison: Compared,
    /// Parts of the form that a report is to have.
    pub parts: Vec<Part>,
    /// Phrases that say nothing.
    pub empty: Empty,
}

/// When two reports are alike.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copying {
    /// Why it matters, for people.
    pub note: String,
    /// So many words in a row make a passage.
    pub words: usize,
    /// From this share of the shorter report on, in per cent.
    pub percent: u32,
}

/// How long a report should be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// At least so many words.
    pub least: usize,
    /// At most so many words.
    pub most: usize,
}

/// When a part wants a figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// From so many words on.
    pub words: usize,
}

/// When figures want something to be compared with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// From so many figures in a part on.
    pub figures: usize,
    /// Words of a sentence that compares, in small letters.
    pub words: Vec<String>,
}

/// A part of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is about, for people.
    pub name: String,
    /// Words of a heading that stands for it, in small letters.
    pub words: Vec<String>,
    /// Place in the form.
    pub cite: String,
}

/// Phrases that say nothing unless a figure stands with them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Empty {
    /// The phrases, in small letters.
    pub phrases: Vec<String>,
}

/// A hint on one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint<'a> {
    /// Whose report.
    pub nominee: &'a Nominee,
    /// What is worth a look.
    pub what: What<'a>,
}

/// What is worth a look.
#[derive(Debug, Clone, PartialEq)]
pub enum What<'a> {
    /// Much of it stands in another report too.
    Copied {
        /// Whose.
        from: &'a Nominee,
        /// The share of the shorter of the two, in whole per cent, rounded down.
        percent: u32,
        /// The longest passage of one paragraph that they share, as this report has it.
        passage: Place<'a>,
    },
    /// It is short.
    Short {
        /// Its words.
        words: usize,
    },
    /// It is long.
    Long {
        /// Its words.
        words: usize,
    },
    /// No heading stands for a part of the form.
    NoPart {
        /// The part.
        part: &'a Part,
    },
    /// A long part has no figure.
    NoFigure {
        /// Place of the part in the report, from 0.
        section: usize,
    },
    /// A part has figures, and none of them is compared with anything.
    NoComparison {
        /// The first sentence with a figure.
        sentence: Place<'a>,
    },
    /// A sentence says nothing that could be checked.
    Empty {
        /// The sentence.
        sentence: Place<'a>,
        /// The phrase.
        phrase: &'a str,
    },
}

/// A passage of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The part that it stands in, from 0.
    pub section: usize,
    /// The paragraph of that part, from 0.
    pub paragraph: usize,
    /// Its words.
    pub text: &'a str,
}

/// All hints on the reports of a dossier, in the order of its nominees. A report of which nothing is
/// written yet gets none: that it is missing is a finding.
pub fn hints<'a>(dossier: &'a Dossier, quality: &'a Quality, units: &FigureUnits) -> Vec<Hint<'a>> {
    let reports = read(dossier, quality);
    let likest = likest(&reports);
    let mut hints = Vec::new();
    for (report, likest) in reports.iter().zip(likest) {
        of_report(report, likest, &reports, quality, units, &mut hints);
    }
    hints
}

/// The hints on one report, compared with all others; none where no nominee has the id.
pub fn hints_of<'a>(
    dossier: &'a Dossier,
    quality: &'a Quality,
    units: &FigureUnits,
    nominee: &str,
) -> Vec<Hint<'a>> {
    let reports = read(dossier, quality);
    let at = reports
        .iter()
        .position(|report| report.nominee.id == nominee);
    let mut hints = Vec::new();
    if let Some(at) = at {
        let likest = likest_of(&reports, at);
        of_report(&reports[at], likest, &reports, quality, units, &mut hints);
    }
    hints
}

fn read<'a>(dossier: &'a Dossier, quality: &Quality) -> Vec<Read<'a>> {
    let nominees = dossier.nominees.iter();
    nominees
        .map(|nominee| Read::of(nominee, quality.copying.words))
        .collect()
}

fn of_report<'a>(
    report: &Read<'a>,
    likest: Option<Likest>,
    all: &[Read<'a>],
    quality: &'a Quality,
    units: &FigureUnits,
    hints: &mut Vec<Hint<'a>>,
) {
    let count = report.words.len();
    if count == 0 {
        return;
    }
    let mut add = |what| {
        hints.push(Hint {
            nominee: report.nominee,
            what,
        });
    };
    if let Some(Likest { other, percent }) = likest
        && percent >= quality.copying.percent
        && let Some(passage) = report.longest_shared(&all[other], quality.copying.words)
    {
        let from = all[other].nominee;
        add(What::Copied {
            from,
            percent,
            passage,
        });
    }
    if count < quality.length.least {
        add(What::Short { words: count });
    }
    if count > quality.length.most {
        add(What::Long { words: count });
    }
    missing_parts(report.nominee, quality).for_each(&mut add);
    of_sections(report.nominee, quality, units)
        .into_iter()
        .for_each(add);
}

/// The parts of the form that no heading stands for.
fn missing_parts<'a>(nominee: &Nominee, quality: &'a Quality) -> impl Iterator<Item = What<'a>> {
    let headings = nominee
        .report
        .sections
        .iter()
        .map(|section| section.heading.as_str().to_lowercase());
    let headings: Vec<String> = headings.collect();
    let stands = move |part: &&Part| {
        headings.iter().any(|heading| {
            part.words
                .iter()
                .any(|word| heading.contains(word.as_str()))
        })
    };
    quality
        .parts
        .iter()
        .filter(move |part| !stands(part))
        .map(|part| What::NoPart { part })
}

fn of_sections<'a>(
    nominee: &'a Nominee,
    quality: &'a Quality,
    units: &FigureUnits,
) -> Vec<What<'a>> {
    let mut found = Vec::new();
    for (section, part) in nominee.report.sections.iter().enumerate() {
        let texts = part.paragraphs.iter().map(Text::as_str);
        let count: usize = texts.clone().map(|text| words(text).count()).sum();
        if count >= quality.figures.words && !texts.clone().any(has_figure) {
            found.push(What::NoFigure { section });
        }
        let mut figures = 0;
        let mut first = None;
        let mut is_compared = false;
        for (paragraph, text) in texts.enumerate() {
            for text in sentences(text) {
                let sentence = Place {
                    section,
                    paragraph,
                    text,
                };
                let plain = plain(text);
                if has_figure(text) {
                    let counted = units.find(text).len();
                    figures += counted;
                    if counted > 0 {
                        first = first.or(Some(sentence));
                    }
                    is_compared |= quality
                        .comparison
                        .words
                        .iter()
                        .any(|word| has(&plain, word));
                } else {
                    let phrases = quality.empty.phrases.iter();
                    let said = phrases.filter(|phrase| has(&plain, phrase));
                    found.extend(said.map(|phrase| What::Empty { sentence, phrase }));
                }
            }
        }
        if let Some(sentence) = first
            && figures >= quality.comparison.figures
            && !is_compared
        {
            found.push(What::NoComparison { sentence });
        }
    }
    found
}

fn has_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// The words of a text in small letters, with one space around each.
fn plain(text: &str) -> String {
    let mut plain = " ".to_owned();
    for word in words(text) {
        plain.extend(word.chars().flat_map(char::to_lowercase));
        plain.push(' ');
    }
    plain
}

/// Whether a plain text has some words, whole.
fn has(plain: &str, words: &str) -> bool {
    plain
        .match_indices(words)
        .any(|(at, _)| plain[..at].ends_with(' ') && plain[at + words.len()..].starts_with(' '))
}

/// The sentences of a text; a dot inside a number ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = |(at, sign): (usize, char)| match sign {
            ';' | '\n' => Some(at + 1),
            '.' | '!' | '?' => {
                let after = rest[at + 1..].chars().next();
                after.is_none_or(char::is_whitespace).then_some(at + 1)
            }
            _ => None,
        };
        let end = rest.char_indices().find_map(ends).unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim())
    })
    .filter(|sentence| !sentence.is_empty())
}

/// The words of a text without the marks between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

//! Hints on achievement reports: copied text, empty phrases, length, parts without a figure. They
//! are hints and no findings: none of them bears on whether a dossier may be sent.

use hoso_domain::{Dossier, Nominee, Text};
use serde::Deserialize;
use std::hash::{DefaultHasher, Hash, Hasher};

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
        /// The longest passage they share, as this report has it.
        passage: String,
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
    /// A long part has no figure.
    NoFigure {
        /// Place of the part in the report, from 0.
        section: usize,
    },
    /// A sentence says nothing that could be checked.
    Empty {
        /// Place of the part in the report, from 0.
        section: usize,
        /// The phrase.
        phrase: &'a str,
    },
}

/// All hints on the reports of a dossier, in the order of its nominees. A report of which nothing is
/// written yet gets none: that it is missing is a finding.
pub fn hints<'a>(dossier: &'a Dossier, quality: &'a Quality) -> Vec<Hint<'a>> {
    let reports: Vec<Read<'a>> = dossier
        .nominees
        .iter()
        .map(|nominee| Read::of(nominee, quality.copying.words))
        .collect();
    let likest = likest(&reports);
    let mut hints = Vec::new();
    for (report, likest) in reports.iter().zip(likest) {
        let count = report.words.len();
        if count == 0 {
            continue;
        }
        let mut add = |what| {
            hints.push(Hint {
                nominee: report.nominee,
                what,
            });
        };
        if let Some(Likest { other, percent }) = likest
            && percent >= quality.copying.percent
        {
            add(What::Copied {
                from: reports[other].nominee,
                percent,
                passage: report.longest_shared(&reports[other], quality.copying.words),
            });
        }
        if count < quality.length.least {
            add(What::Short { words: count });
        }
        if count > quality.length.most {
            add(What::Long { words: count });
        }
        of_sections(report.nominee, quality)
            .into_iter()
            .for_each(add);
    }
    hints
}

fn of_sections<'a>(nominee: &Nominee, quality: &'a Quality) -> Vec<What<'a>> {
    let mut found = Vec::new();
    for (section, part) in nominee.report.sections.iter().enumerate() {
        let texts = part.paragraphs.iter().map(Text::as_str);
        let count: usize = texts.clone().map(|text| words(text).count()).sum();
        if count >= quality.figures.words && !texts.clone().any(has_figure) {
            found.push(What::NoFigure { section });
        }
        let sentences = texts.flat_map(|text| text.split(['.', ';', '\n']));
        for sentence in sentences.filter(|sentence| !has_figure(sentence)) {
            let plain = words(sentence).map(str::to_lowercase).collect::<Vec<_>>();
            let plain = plain.join(" ");
            let phrases = quality.empty.phrases.iter();
            let said = phrases.filter(|phrase| plain.contains(phrase.as_str()));
            found.extend(said.map(|phrase| What::Empty { section, phrase }));
        }
    }
    found
}

fn has_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// The words of a text without the marks between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// A report, read for comparing.
struct Read<'a> {
    nominee: &'a Nominee,
    words: Vec<&'a str>,
    /// A number for each passage, in the order of the text.
    passages: Vec<u64>,
    /// The same, each once and in order of size.
    sorted: Vec<u64>,
}

impl<'a> Read<'a> {
    fn of(nominee: &'a Nominee, passage: usize) -> Self {
        let sections = nominee.report.sections.iter();
        let paragraphs = sections.flat_map(|section| &section.paragraphs);
        let words: Vec<&str> = paragraphs.flat_map(|text| words(text.as_str())).collect();
        let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let passages: Vec<u64> = small.windows(passage.max(1)).map(number).collect();
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

    /// The longest text in a row that another report has too, as it stands here.
    fn longest_shared(&self, other: &Self, passage: usize) -> String {
        let is_shared = |at: &usize| other.sorted.binary_search(&self.passages[*at]).is_ok();
        let (mut best, mut run) = (0..0, 0..0);
        for at in (0..self.passages.len()).filter(is_shared) {
            run = if at == run.end {
                run.start..at + 1
            } else {
                at..at + 1
            };
            if run.len() > best.len() {
                best = run.clone();
            }
        }
        let words = best.start..(best.end + passage.max(1) - 1).min(self.words.len());
        self.words[words].join(" ")
    }
}

fn number(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The report that another one is most like.
#[derive(Clone, Copy)]
struct Likest {
    other: usize,
    percent: u32,
}

fn likest(reports: &[Read<'_>]) -> Vec<Option<Likest>> {
    let mut likest: Vec<Option<Likest>> = vec![None; reports.len()];
    let mut note = |of: usize, other: usize, percent: u32| {
        if likest[of].is_none_or(|before| before.percent < percent) {
            likest[of] = Some(Likest { other, percent });
        }
    };
    for (at, one) in reports.iter().enumerate() {
        for (before, other) in reports[..at].iter().enumerate() {
            let shorter = one.sorted.len().min(other.sorted.len());
            let shared = shared(&one.sorted, &other.sorted);
            if let Some(percent) = (shared * 100).checked_div(shorter)
                && percent > 0
            {
                note(at, before, percent as u32);
                note(before, at, percent as u32);
            }
        }
    }
    likest
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

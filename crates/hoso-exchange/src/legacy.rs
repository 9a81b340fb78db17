//! Text from before Unicode: letters of TCVN3 (the ABC fonts) and VNI-Windows, and marks typed in
//! an order that no letter is composed of. It is recognised and read; nothing here changes a text
//! of anybody's: the caller offers what it finds.
//!
//! A text is taken for one in an old encoding where reading it so gives syllables that Vietnamese
//! has, and reading it as it stands does not. Whatever holds a letter that only Unicode has is left
//! alone.

mod marks;
mod syllable;
mod tcvn3;
mod vni;

use std::collections::BTreeSet;
use syllable::is_syllable;

/// Signs of TCVN3 that stand inside no word of another language.
const TELLING: &str = "µ¶¸¹¼¾¨ª¬\u{ad}ÐÞþ";

/// So many pieces that are certain tell the encoding of all that lie around them.
const MUCH: usize = 3;

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// TCVN 5712:1993, third table, of the ABC fonts (`.VnTime`).
    Tcvn3,
    /// VNI-Windows, of the VNI fonts (`VNI-Times`).
    Vni,
    /// Unicode with marks that stand apart, in an order that normalisation does not mend.
    LooseMarks,
}

/// A piece of text that seems to be written in an old way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescue {
    /// Its place among the pieces.
    pub at: usize,
    /// How it seems to be written.
    pub encoding: Encoding,
    /// The same in Unicode.
    pub after: String,
    /// Whether it can hardly be anything else. Other pieces are told because of those around them.
    pub is_sure: bool,
}

/// Which of some pieces (cells, paragraphs, fields) that belong together are written in an old way.
/// The pieces are as they were found: not normalised, and with their soft hyphens.
pub fn rescue(pieces: &[&str]) -> Vec<Rescue> {
    let read: Vec<Option<Reading>> = pieces.iter().map(|piece| best(piece)).collect();
    let certain = |reading: &Option<Reading>| reading.as_ref().is_some_and(Reading::is_certain);
    let told = read.iter().filter(|reading| certain(reading)).count();
    let modern = pieces.iter().filter(|piece| is_modern(piece)).count();
    let of = |encoding| {
        let alike = |reading: &&Reading| reading.encoding == encoding && reading.is_certain();
        read.iter().flatten().filter(alike).count()
    };
    let (tcvn3, vni) = (of(Encoding::Tcvn3), of(Encoding::Vni));
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(reading) = &read[at] {
            let around = if reading.encoding == Encoding::Tcvn3 {
                tcvn3
            } else {
                vni
            };
            if reading.is_certain() || (around > 0 && reading.is_clean()) {
                found.push(reading.told(at, true));
                continue;
            }
        }
        // What can be read both ways is told where nearly all around it is old; it is sure where
        // much is and nothing is Unicode.
        if told > 0 && told >= 2 * modern && (tcvn3 == 0 || vni == 0) {
            let encoding = if tcvn3 > 0 {
                Encoding::Tcvn3
            } else {
                Encoding::Vni
            };
            let reading = Reading::of(piece, encoding);
            if reading.wrong == 0 && reading.lost == 0 && reading.after != *piece {
                found.push(reading.told(at, told >= MUCH && modern == 0));
                continue;
            }
        }
        if let Some(after) = marks::mended(piece) {
            found.push(Rescue {
                at,
                encoding: Encoding::LooseMarks,
                after,
                is_sure: true,
            });
        }
    }
    found
}

/// A text that is known to be in an old encoding, in Unicode.
pub fn read(encoding: Encoding, text: &str) -> String {
    match encoding {
        Encoding::Tcvn3 => tcvn3::read(text),
        Encoding::Vni => vni::read(text),
        Encoding::LooseMarks => marks::mended(text).unwrap_or_else(|| text.to_owned()),
    }
}

/// How much a text looks like Vietnamese: its syllables with marks, less other words with marks.
pub fn weight(text: &str) -> isize {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let marked = words.filter(|word| !word.is_ascii());
    marked
        .map(|word| if is_syllable(word) { 1 } else { -1 })
        .sum()
}

/// A text read in one encoding.
struct Reading {
    encoding: Encoding,
    after: String,
    /// Words that are Vietnamese this way and are not as they stand.
    gained: BTreeSet<String>,
    /// Words that are Vietnamese as they stand and are not this way.
    lost: usize,
    /// Words that are Vietnamese neither way.
    wrong: usize,
    /// Whether a word can hardly be anything else, and no other one speaks against it.
    is_plain: bool,
}

impl Reading {
    fn of(text: &str, encoding: Encoding) -> Self {
        let mut reading = Self {
            encoding,
            after: String::new(),
            gained: BTreeSet::new(),
            lost: 0,
            wrong: 0,
            is_plain: false,
        };
        if is_modern(text) {
            text.clone_into(&mut reading.after);
            return reading;
        }
        let mut has_plain = false;
        let mut others_fit = true;
        for word in words(text, encoding) {
            if word.is_ascii() {
                others_fit &= is_syllable(word) || !word.chars().any(is_small_vowel);
                continue;
            }
            // A sign that stands alone may be what it looks like.
            if word.chars().count() == 1 {
                continue;
            }
            let after = decoded(word, encoding);
            if is_abbreviation(&after) {
                continue;
            }
            let stands = is_syllable(word.trim_matches(['«', '»']));
            match (is_syllable(&after), stands) {
                (true, false) => {
                    has_plain |= is_plainly(word, encoding);
                    reading.gained.insert(after.to_lowercase());
                }
                (false, true) => reading.lost += 1,
                (false, false) => reading.wrong += 1,
                (true, true) => {}
            }
        }
        reading.is_plain = has_plain && others_fit;
        reading.after = read(encoding, text);
        reading
    }

    /// Whether it is certain without looking at what stands around it.
    fn is_certain(&self) -> bool {
        let gained = self.gained.len();
        let fits = self.wrong * 3 <= gained && self.lost * 5 <= gained;
        fits && (gained >= 2 || (gained == 1 && self.is_plain && self.wrong + self.lost == 0))
    }

    /// Whether something speaks for it and nothing against it.
    fn is_clean(&self) -> bool {
        !self.gained.is_empty() && self.wrong == 0 && self.lost == 0
    }

    fn told(&self, at: usize, is_sure: bool) -> Rescue {
        Rescue {
            at,
            encoding: self.encoding,
            after: self.after.clone(),
            is_sure,
        }
    }
}

/// The reading that more speaks for.
fn best(text: &str) -> Option<Reading> {
    if text.is_ascii() || is_modern(text) {
        return None;
    }
    let readings = [Encoding::Tcvn3, Encoding::Vni].map(|encoding| Reading::of(text, encoding));
    let weight = |reading: &Reading| {
        let against = reading.wrong + reading.lost;
        (
            reading.gained.len().saturating_sub(against),
            reading.gained.len(),
        )
    };
    readings
        .into_iter()
        .filter(|reading| !reading.gained.is_empty())
        .max_by_key(weight)
}

/// Whether a text has a letter that no old encoding shows: it is Unicode already.
fn is_modern(text: &str) -> bool {
    let is_beyond = |letter: char| {
        letter > '\u{ff}' && (letter.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&letter))
    };
    text.chars().any(is_beyond)
}

/// The words of a text, cut where neither a letter nor a sign of the encoding stands.
fn words(text: &str, encoding: Encoding) -> impl Iterator<Item = &str> {
    text.split(move |letter: char| !belongs(letter, encoding))
        .filter(|word| !word.is_empty())
}

fn belongs(letter: char, encoding: Encoding) -> bool {
    letter.is_alphabetic() || (encoding == Encoding::Tcvn3 && tcvn3::letter(letter).is_some())
}

fn decoded(word: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Tcvn3 => tcvn3::letters(word),
        _ => vni::read(word),
    }
}

fn is_abbreviation(word: &str) -> bool {
    !word
        .chars()
        .any(|letter| syllable::is_vowel(letter) || letter.is_lowercase())
}

fn is_small_vowel(letter: char) -> bool {
    "aeiouy".contains(letter)
}

/// Whether a word alone shows its encoding: by signs that stand inside no word of another language.
fn is_plainly(word: &str, encoding: Encoding) -> bool {
    match encoding {
        Encoding::Tcvn3 => {
            let begins = |first: char| first.is_ascii_alphabetic() || first == '§';
            word.starts_with(begins) && word.contains(|letter| TELLING.contains(letter))
        }
        _ => vni::is_plainly(word),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests;

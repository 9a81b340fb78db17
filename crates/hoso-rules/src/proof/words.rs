//! Text as words that can be compared: with their place, folded to plain letters, and with the tone
//! apart from the letters.

use std::ops::Range;
use std::sync::OnceLock;

/// The vowels with their five tones, level tone first.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];
/// The plain letter of each row of [`VOWELS`].
const PLAIN: [u8; 12] = *b"aaaeeiooouuy";
/// Above the last Vietnamese letter.
const LETTERS: usize = 0x1f00;

/// A letter taken apart.
#[derive(Clone, Copy, Default)]
struct Parts {
    /// Without any mark; 0 where the letter is none of these.
    plain: u8,
    /// Row of [`VOWELS`], counted from 1; 0 for a consonant.
    row: u8,
    tone: u8,
}

fn table() -> &'static [Parts] {
    static TABLE: OnceLock<Vec<Parts>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![Parts::default(); LETTERS];
        let mut put = |letter: char, parts: Parts| {
            for letter in letter.to_lowercase().chain(letter.to_uppercase()) {
                if let Some(entry) = table.get_mut(letter as usize) {
                    *entry = parts;
                }
            }
        };
        for letter in ('a'..='z').chain('0'..='9') {
            let plain = letter as u8;
            put(
                letter,
                Parts {
                    plain,
                    row: 0,
                    tone: 0,
                },
            );
        }
        put(
            'đ',
            Parts {
                plain: b'd',
                row: 0,
                tone: 0,
            },
        );
        for (row, (letters, plain)) in VOWELS.iter().zip(PLAIN).enumerate() {
            for (letter, tone) in letters.chars().zip(0..) {
                let row = row as u8 + 1;
                put(letter, Parts { plain, row, tone });
            }
        }
        table
    })
}

/// Marks that decomposed text has of their own.
fn is_combining(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// One word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
    /// Where it stands in the folded text.
    pub folded: Range<usize>,
    /// Whether it begins with a capital.
    pub is_capital: bool,
    /// Whether it has digits only.
    pub is_number: bool,
}

/// A text as words.
#[derive(Debug)]
pub(super) struct Words<'t> {
    pub text: &'t str,
    pub all: Vec<Word>,
    /// All words without marks, in small letters, with nothing between them.
    pub folded: String,
}

impl<'t> Words<'t> {
    pub fn of(text: &'t str) -> Self {
        let table = table();
        let mut all: Vec<Word> = Vec::with_capacity(text.len() / 5);
        let mut folded = String::with_capacity(text.len());
        let mut open = false;
        for (at, letter) in text.char_indices() {
            let combining = is_combining(letter);
            if !combining && !letter.is_alphanumeric() {
                open = false;
                continue;
            }
            let end = at + letter.len_utf8();
            let from = folded.len();
            match table.get(letter as usize).map_or(0, |parts| parts.plain) {
                _ if combining => {}
                0 => folded.extend(letter.to_lowercase()),
                plain => folded.push(char::from(plain)),
            }
            match all.last_mut() {
                Some(word) if open => {
                    word.at.end = end;
                    word.folded.end = folded.len();
                    word.is_number &= letter.is_ascii_digit();
                }
                _ => all.push(Word {
                    at: at..end,
                    folded: from..folded.len(),
                    is_capital: letter.is_uppercase(),
                    is_number: letter.is_ascii_digit(),
                }),
            }
            open = true;
        }
        Self { text, all, folded }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// A word as it is written.
    pub fn written(&self, at: usize) -> &'t str {
        self.all
            .get(at)
            .map_or("", |word| &self.text[word.at.clone()])
    }

    /// A word folded; nothing behind the last.
    pub fn plain(&self, at: usize) -> &str {
        self.all
            .get(at)
            .map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// Whether these words, folded, stand from a place on.
    pub fn says(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .zip(at..)
            .all(|(word, at)| self.plain(at) == *word)
    }

    /// What stands between a word and the one behind it.
    pub fn gap(&self, at: usize) -> &'t str {
        let from = self.all.get(at).map_or(self.text.len(), |word| word.at.end);
        let to = self
            .all
            .get(at + 1)
            .map_or(self.text.len(), |word| word.at.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// What stands before a word, back to the one before it.
    pub fn gap_before(&self, at: usize) -> &'t str {
        if let Some(before) = at.checked_sub(1) {
            return self.gap(before);
        }
        let to = self.all.first().map_or(0, |word| word.at.start);
        self.text.get(..to).unwrap_or_default()
    }

    /// The bytes from one word to another.
    pub fn span(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.all.get(first).map_or(0, |word| word.at.start);
        let end = self.all.get(last).map_or(start, |word| word.at.end);
        start..end.max(start)
    }

    /// The words of the sentence around a word: from behind the stop before it to the next.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let is_stop = |at: usize| {
            let gap = self.gap(at);
            gap.contains([';', '!', '?', '\n']) || (gap.contains('.') && gap.len() > 1)
        };
        let start = (0..at).rev().find(|before| is_stop(*before));
        let end = (at..self.len()).find(|word| is_stop(*word));
        start.map_or(0, |before| before + 1)..end.map_or(self.len(), |last| last + 1)
    }

    /// Whether these words stand in a row somewhere in a range.
    pub fn has(&self, within: Range<usize>, words: &[&str]) -> bool {
        let end = within.end.min(self.len());
        within
            .clone()
            .any(|at| at + words.len() <= end && self.says(at, words))
    }
}

/// A text in plain small letters, words apart by one space.
pub(super) fn plain(text: &str) -> String {
    let words = Words::of(text);
    let all: Vec<&str> = (0..words.len()).map(|at| words.plain(at)).collect();
    all.join(" ")
}

/// The letters of a word with the tone apart, so that `hòa` and `hoà` are one.
pub(super) fn without_place_of_tone(word: &str) -> (String, u8) {
    let table = table();
    let mut letters = String::new();
    let mut tone = 0;
    for letter in word.chars().flat_map(char::to_lowercase) {
        let parts = table.get(letter as usize).copied().unwrap_or_default();
        tone = tone.max(parts.tone);
        let level = usize::from(parts.row)
            .checked_sub(1)
            .and_then(|row| VOWELS[row].chars().next());
        letters.push(level.unwrap_or(letter));
    }
    (letters, tone)
}

/// Whether two words differ by one letter that is put in, left out, another one, or changes places
/// with its neighbour.
pub(super) fn is_one_off(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one.as_bytes(), other.as_bytes())
    } else {
        (other.as_bytes(), one.as_bytes())
    };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 if same == short.len() => false,
        0 => {
            short[same + 1..] == long[same + 1..]
                || (same + 1 < short.len()
                    && short[same] == long[same + 1]
                    && short[same + 1] == long[same]
                    && short[same + 2..] == long[same + 2..])
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, is_one_off, plain, without_place_of_tone};

    #[test]
    fn words_have_their_places_and_plain_letters() {
        let words = Words::of("Bà Nguyễn\u{a0}Thị Thúy, số 05/TTr-SNV");
        let all: Vec<&str> = (0..words.len()).map(|at| words.plain(at)).collect();
        assert_eq!(
            all,
            ["ba", "nguyen", "thi", "thuy", "so", "05", "ttr", "snv"]
        );
        assert_eq!(words.written(3), "Thúy");
        assert_eq!(words.gap(3), ", ");
        assert_eq!(plain("ĐẶNG  Phương-Mai"), "dang phuong mai");
        assert_eq!(plain("Nguye\u{302}\u{303}n"), "nguyen");
    }

    #[test]
    fn tone_marks_stand_apart_from_letters() {
        assert_eq!(without_place_of_tone("hòa"), without_place_of_tone("hoà"));
        assert_eq!(without_place_of_tone("Ủy"), without_place_of_tone("uỷ"));
        assert_ne!(without_place_of_tone("Lân"), without_place_of_tone("Lan"));
    }

    #[test]
    fn one_letter_off() {
        for (one, other) in [
            ("lan", "lam"),
            ("lan", "loan"),
            ("hanh", "hnah"),
            ("an", "anh"),
        ] {
            assert!(
                is_one_off(one, other) && is_one_off(other, one),
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("lan", "lan"),
            ("lan", "lieu"),
            ("an", "ngan"),
            ("abc", "cba"),
        ] {
            assert!(!is_one_off(one, other), "{one} {other}");
        }
    }
}

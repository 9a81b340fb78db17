//! Marks that stand apart in the wrong order. Unicode composes `ê` and an acute to `ế`, but not
//! `é` and a circumflex: some keyboards leave the two apart, and search and sorting miss the word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical};

const TONES: [char; 4] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}'];
const SHAPES: [char; 2] = ['\u{302}', '\u{306}'];

/// The text with each letter in one; nothing where all letters are composed already.
pub fn mended(text: &str) -> Option<String> {
    let typed: String = text.nfc().collect();
    let mut letters: Vec<char> = Vec::with_capacity(typed.len());
    let mut has_changed = false;
    for letter in typed.chars() {
        let whole = SHAPES
            .contains(&letter)
            .then(|| shaped(*letters.last()?, letter))
            .flatten();
        match whole {
            Some(whole) => {
                letters.pop();
                letters.push(whole);
                has_changed = true;
            }
            None => letters.push(letter),
        }
    }
    has_changed.then(|| letters.into_iter().collect())
}

/// A vowel with its tone, and the shape that was typed after it.
fn shaped(toned: char, shape: char) -> Option<char> {
    let mut parts = Vec::new();
    decompose_canonical(toned, |part| parts.push(part));
    let [vowel, tone] = parts[..] else {
        return None;
    };
    if !TONES.contains(&tone) {
        return None;
    }
    compose(compose(vowel, shape)?, tone)
}

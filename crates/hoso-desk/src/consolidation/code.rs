//! The short code of a package: what both sides read to each other over the telephone, or compare
//! on the receipt, to know that they speak of the same file.
//!
//! Eleven characters of Crockford's alphabet (no I, L, O, U) from the first 55 bits of the package's
//! SHA-256, and one that checks them: a wrong character and two exchanged neighbours are always
//! noticed.

use serde::Serialize;
use specta::Type;

/// Crockford's alphabet.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many characters carry the hash.
const TOLD: usize = 11;
/// How many characters stand together.
const GROUP: usize = 4;

/// What a typed code says of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CodeAnswer {
    /// It is the package's.
    Same,
    /// It is a code, but of another file.
    Other,
    /// It is no code: something was mistyped or left out.
    Mistyped,
}

/// The code of a package, grouped: `7K3M-9QXT-0B2C`; empty where the hash is none.
pub fn package_code(sha256: &str) -> String {
    let Some(bits) = sha256
        .get(..14)
        .and_then(|start| u64::from_str_radix(start, 16).ok())
    else {
        return String::new();
    };
    let digits: Vec<u8> = (0..TOLD)
        .map(|at| (bits >> (51 - 5 * at) & 31) as u8)
        .collect();
    let check = check(&digits);
    let letters = digits.into_iter().chain([check]);
    let mut code = String::with_capacity(TOLD + 3);
    for (at, digit) in letters.enumerate() {
        if at > 0 && at % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[usize::from(digit)]));
    }
    code
}

/// Compares a typed code with a package. Case, spaces and hyphens do not matter, and O, I and L are
/// read as the digits they look like.
pub fn compare_code(typed: &str, sha256: &str) -> CodeAnswer {
    let digits: Option<Vec<u8>> = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '.'))
        .map(digit)
        .collect();
    let Some(digits) = digits.filter(|digits| digits.len() == TOLD + 1) else {
        return CodeAnswer::Mistyped;
    };
    if check(&digits[..TOLD]) != digits[TOLD] {
        return CodeAnswer::Mistyped;
    }
    let code: Option<Vec<u8>> = package_code(sha256)
        .chars()
        .filter(|letter| *letter != '-')
        .map(digit)
        .collect();
    if code.is_some_and(|code| code == digits) {
        CodeAnswer::Same
    } else {
        CodeAnswer::Other
    }
}

fn digit(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET
        .iter()
        .position(|known| char::from(*known) == letter);
    place.map(|place| place as u8)
}

/// The digits as a polynomial over the field of 32 elements, at its primitive element.
fn check(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| doubled(sum ^ digit))
}

/// Times the primitive element, modulo x⁵ + x² + 1.
fn doubled(element: u8) -> u8 {
    let twice = element << 1;
    if twice & 32 == 0 {
        twice
    } else {
        twice ^ 0b10_0101
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeAnswer, compare_code, package_code};

    const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    const OTHER: &str = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        let code = package_code(HASH);
        assert_eq!(code.len(), 14);
        let loose = code
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert_eq!(compare_code(&code, HASH), CodeAnswer::Same);
        assert_eq!(compare_code(&loose, HASH), CodeAnswer::Same);
        assert_eq!(compare_code(&code, OTHER), CodeAnswer::Other);
    }

    #[test]
    fn one_wrong_character_and_exchanged_neighbours_are_noticed() {
        let code: Vec<char> = package_code(HASH)
            .chars()
            .filter(|one| *one != '-')
            .collect();
        let typed = |letters: &[char]| compare_code(&letters.iter().collect::<String>(), HASH);
        for at in 0..code.len() {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
                let mut wrong = code.clone();
                wrong[at] = other;
                let expected = if other == code[at] {
                    CodeAnswer::Same
                } else {
                    CodeAnswer::Mistyped
                };
                assert_eq!(typed(&wrong), expected);
            }
        }
        for at in 1..code.len() {
            let mut turned = code.clone();
            turned.swap(at - 1, at);
            if turned != code {
                assert_eq!(typed(&turned), CodeAnswer::Mistyped);
            }
        }
        assert_eq!(typed(&code[1..]), CodeAnswer::Mistyped);
    }
}

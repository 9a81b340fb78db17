//! Vietnamese text as keys: folded for searching, as one key per name, and in dictionary order.
//!
//! Knows letters and tones only; what is searched or sorted is the caller's affair.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters in the order of a Vietnamese dictionary; f, j, w and z keep their Latin places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Codes of sort keys: tones are below digits, digits below letters, so that a syllable stands
/// before its longer neighbours.
const FIRST_DIGIT: u8 = 0x10;
const FIRST_LETTER: u8 = 0x20;
const OTHER: u8 = 0x70;
const GIVEN_NAME_END: u8 = 0x01;

/// The five tone marks, in dictionary order after the level tone: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Text for searching: small letters without any mark, `đ` as `d`, words apart by one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut apart = false;
    for letter in text.nfd().filter(|letter| !is_dropped(*letter)) {
        if letter.is_alphanumeric() {
            if apart && !folded.is_empty() {
                folded.push(' ');
            }
            apart = false;
            match base(letter) {
                'đ' => folded.push('d'),
                other => folded.extend(other.to_lowercase()),
            }
        } else {
            apart = true;
        }
    }
    folded
}

/// The key under which a name is one name: whatever its case, spacing, Unicode form, look-alike
/// letters, or the place of its tone marks (`Hòa` and `Hoà`).
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for syllable in syllables(name) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&syllable.letters);
        if let Some(tone) = syllable.tone {
            key.push(char::from(b'1' + tone));
        }
    }
    key
}

/// Sort key of a person's name: by given name, then from the family name on.
pub fn person_order(name: &str) -> Vec<u8> {
    let syllables = syllables(name);
    let mut key = Vec::new();
    if let Some((given, before)) = syllables.split_last() {
        given.weigh(&mut key);
        key.push(GIVEN_NAME_END);
        for syllable in before {
            syllable.weigh(&mut key);
        }
    }
    key
}

/// Sort key of any other text: word by word, as a dictionary stands.
pub fn text_order(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    for syllable in syllables(text) {
        syllable.weigh(&mut key);
    }
    key
}

/// Letters (with breve, circumflex and horn) and the tone, wherever it was put.
struct Syllable {
    letters: String,
    tone: Option<u8>,
}

impl Syllable {
    fn weigh(&self, key: &mut Vec<u8>) {
        for letter in self.letters.chars() {
            if let Some(place) = ALPHABET.chars().position(|known| known == letter) {
                key.push(FIRST_LETTER + place as u8);
            } else if let Some(digit) = letter.to_digit(10) {
                key.push(FIRST_DIGIT + digit as u8);
            } else {
                key.push(OTHER);
                let mut bytes = [0; 4];
                key.extend_from_slice(letter.encode_utf8(&mut bytes).as_bytes());
            }
        }
        key.push(2 + self.tone.map_or(0, |tone| tone + 1));
    }
}

fn syllables(text: &str) -> Vec<Syllable> {
    text.split(char::is_whitespace)
        .filter_map(|word| {
            let mut tone = None;
            let mut letters = String::new();
            for letter in word.nfd() {
                if let Some(place) = TONES.iter().position(|known| *known == letter) {
                    tone = Some(place as u8);
                } else if is_combining_mark(letter) {
                    letters.push(letter);
                } else if !is_dropped(letter) {
                    letters.extend(base(letter).to_lowercase());
                }
            }
            let letters: String = letters.nfc().collect();
            (!letters.is_empty()).then_some(Syllable { letters, tone })
        })
        .collect()
}

/// Marks, and characters that have no width and are typed by accident.
fn is_dropped(letter: char) -> bool {
    is_combining_mark(letter) || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
}

/// `đ` as one letter, whichever of the three look-alike capitals was typed; dashes as hyphens.
fn base(letter: char) -> char {
    match letter {
        'Đ' | 'đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'đ',
        '\u{2010}'..='\u{2015}' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, name_key, person_order, text_order};

    #[test]
    fn marks_do_not_matter_for_searching() {
        assert_eq!(fold("Nguyễn Văn An"), "nguyen van an");
        assert_eq!(fold("Nguye\u{302}\u{303}n  VĂN\u{a0}an"), "nguyen van an");
        assert_eq!(
            fold("Đoàn Đại-Nghĩa (218/QĐ-UBND)"),
            "doan dai nghia 218 qd ubnd"
        );
        assert_eq!(fold("  ,. "), "");
    }

    #[test]
    fn one_name_has_one_key() {
        let key = name_key("Nguyễn Thị Thúy Hòa");
        for same in [
            "NGUYỄN THỊ THÚY HÒA",
            " nguyễn  thị\tthuý\u{a0}hoà ",
            "Nguye\u{302}\u{303}n Thi\u{323} Thu\u{301}y Ho\u{300}a",
            "Nguyễn Thị Thúy Hòa\u{200b}",
        ] {
            assert_eq!(name_key(same), key, "{same}");
        }
        assert_eq!(name_key("Đỗ"), name_key("Ðỗ"));
        for other in [
            "Nguyễn Thị Thủy Hòa",
            "Nguyễn Thị Thúy Hoa",
            "Nguyễn Thị Thúy",
        ] {
            assert_ne!(name_key(other), key, "{other}");
        }
    }

    #[test]
    fn people_stand_in_the_order_of_their_given_names() {
        let ordered = [
            "Phạm Thị An",
            "Trần Văn An",
            "Nguyễn Hoàng Ân",
            "Lê Thị Bình",
            "Lê Thị Bính",
            "Đỗ Văn Dũng",
            "Bùi Đức",
            "Lê Ê",
            "Trần Hoa",
            "Trần Hòa",
            "Trần Hỏa",
            "Trần Hoán",
            "Đặng Thị Ô",
            "Đặng Thị Ơn",
            "Lê Văn Ước",
            "Lê Thị Yến",
        ];
        let mut sorted = ordered;
        sorted.reverse();
        sorted.sort_by_key(|name| person_order(name));
        assert_eq!(sorted, ordered);
    }

    #[test]
    fn texts_stand_in_the_order_of_a_dictionary() {
        let ordered = [
            "Ba",
            "Ba Ba",
            "Bà",
            "Bà Ba",
            "Bang",
            "Phòng 2",
            "Phòng A",
            "Phòng Ă",
        ];
        let mut sorted = ordered;
        sorted.reverse();
        sorted.sort_by_key(|text| text_order(text));
        assert_eq!(sorted, ordered);
    }
}

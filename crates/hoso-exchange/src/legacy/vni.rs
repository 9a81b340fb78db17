//! VNI-Windows, as Windows shows its bytes: a plain vowel with a letter behind it that draws the
//! mark, or a letter of its own. The table is the one that VNI published with its fonts; capitals
//! are the capitals of both letters.

/// Letters by what shows in their place; the second half of a pair is the mark.
const LETTERS: [(&str, char); 67] = [
    ("aù", 'á'),
    ("aø", 'à'),
    ("aû", 'ả'),
    ("aõ", 'ã'),
    ("aï", 'ạ'),
    ("aê", 'ă'),
    ("aé", 'ắ'),
    ("aè", 'ằ'),
    ("aú", 'ẳ'),
    ("aü", 'ẵ'),
    ("aë", 'ặ'),
    ("aâ", 'â'),
    ("aá", 'ấ'),
    ("aà", 'ầ'),
    ("aå", 'ẩ'),
    ("aã", 'ẫ'),
    ("aä", 'ậ'),
    ("eù", 'é'),
    ("eø", 'è'),
    ("eû", 'ẻ'),
    ("eõ", 'ẽ'),
    ("eï", 'ẹ'),
    ("eâ", 'ê'),
    ("eá", 'ế'),
    ("eà", 'ề'),
    ("eå", 'ể'),
    ("eã", 'ễ'),
    ("eä", 'ệ'),
    ("í", 'í'),
    ("ì", 'ì'),
    ("æ", 'ỉ'),
    ("ó", 'ĩ'),
    ("ò", 'ị'),
    ("où", 'ó'),
    ("oø", 'ò'),
    ("oû", 'ỏ'),
    ("oõ", 'õ'),
    ("oï", 'ọ'),
    ("oâ", 'ô'),
    ("oá", 'ố'),
    ("oà", 'ồ'),
    ("oå", 'ổ'),
    ("oã", 'ỗ'),
    ("oä", 'ộ'),
    ("ô", 'ơ'),
    ("ôù", 'ớ'),
    ("ôø", 'ờ'),
    ("ôû", 'ở'),
    ("ôõ", 'ỡ'),
    ("ôï", 'ợ'),
    ("uù", 'ú'),
    ("uø", 'ù'),
    ("uû", 'ủ'),
    ("uõ", 'ũ'),
    ("uï", 'ụ'),
    ("ö", 'ư'),
    ("öù", 'ứ'),
    ("öø", 'ừ'),
    ("öû", 'ử'),
    ("öõ", 'ữ'),
    ("öï", 'ự'),
    ("yù", 'ý'),
    ("yø", 'ỳ'),
    ("yû", 'ỷ'),
    ("yõ", 'ỹ'),
    ("î", 'ỵ'),
    ("ñ", 'đ'),
];

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn letter(first: char, mark: Option<char>) -> Option<char> {
    let found = LETTERS.iter().find(|(shown, _)| {
        let mut signs = shown.chars();
        signs.next() == Some(small(first)) && signs.next() == mark.map(small)
    });
    let letter = found?.1;
    let is_capital = first.is_uppercase();
    Some(if is_capital {
        letter.to_uppercase().next().unwrap_or(letter)
    } else {
        letter
    })
}

/// A text in Unicode.
pub fn read(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(first) = signs.next() {
        let pair = signs.peek().and_then(|mark| letter(first, Some(*mark)));
        if pair.is_some() {
            signs.next();
        }
        read.push(pair.or_else(|| letter(first, None)).unwrap_or(first));
    }
    read
}

/// Whether a word alone shows the encoding: a consonant, then a pair that no other language writes.
pub fn is_plainly(word: &str) -> bool {
    let signs: Vec<char> = word.chars().map(small).collect();
    let is_pair = |pair: &[char]| {
        let marks = if "ae".contains(pair[0]) {
            "øõåäâêáàã"
        } else {
            "øõåäâê"
        };
        letter(pair[0], Some(pair[1])).is_some() && marks.contains(pair[1])
    };
    signs.len() >= 4 && !"aeiouy".contains(signs[0]) && signs.windows(2).any(is_pair)
}

#[cfg(test)]
pub fn written(text: &str) -> Option<String> {
    let mut written = String::new();
    for wanted in text.chars() {
        if wanted.is_ascii() {
            written.push(wanted);
            continue;
        }
        let (shown, _) = LETTERS.iter().find(|(_, one)| *one == small(wanted))?;
        written.push_str(&if wanted.is_uppercase() {
            shown.to_uppercase()
        } else {
            (*shown).to_owned()
        });
    }
    Some(written)
}

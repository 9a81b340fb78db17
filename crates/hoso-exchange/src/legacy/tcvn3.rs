//! TCVN3: the third table of TCVN 5712:1993, as the ABC fonts have it and as Windows shows its
//! bytes. The small letters and the seven capitals were compared with the conversion table of the
//! GNU C library for the first table of the standard (`TCVN5712-1`), which has them at the same
//! places. Capitals with a tone are not in the third table: fonts such as `.VnTimeH` draw small
//! letters as capitals, and nothing in the text says so.

/// The letters by what shows in their place.
const LETTERS: [(char, char); 74] = [
    ('µ', 'à'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¸', 'á'),
    ('¹', 'ạ'),
    ('¨', 'ă'),
    ('»', 'ằ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('¾', 'ắ'),
    ('Æ', 'ặ'),
    ('©', 'â'),
    ('Ç', 'ầ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ê', 'ấ'),
    ('Ë', 'ậ'),
    ('®', 'đ'),
    ('Ì', 'è'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ð', 'é'),
    ('Ñ', 'ẹ'),
    ('ª', 'ê'),
    ('Ò', 'ề'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Õ', 'ế'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Ý', 'í'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ã', 'ó'),
    ('ä', 'ọ'),
    ('«', 'ô'),
    ('å', 'ồ'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('è', 'ố'),
    ('é', 'ộ'),
    ('¬', 'ơ'),
    ('ê', 'ờ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('í', 'ớ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ó', 'ú'),
    ('ô', 'ụ'),
    ('\u{ad}', 'ư'),
    ('õ', 'ừ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ø', 'ứ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('ý', 'ý'),
    ('þ', 'ỵ'),
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
    ('§', 'Đ'),
];

/// The letter that shows as a sign.
pub fn letter(sign: char) -> Option<char> {
    LETTERS
        .iter()
        .find(|(shown, _)| *shown == sign)
        .map(|(_, letter)| *letter)
}

/// A text letter by letter, its case as it is written down.
pub fn letters(text: &str) -> String {
    text.chars()
        .map(|sign| letter(sign).unwrap_or(sign))
        .collect()
}

/// A text with capitals where the words around leave no doubt: a word whose plain letters are all
/// capitals is one of a line in capitals.
pub fn read(text: &str) -> String {
    let mut pieces: Vec<(&str, Case)> = Vec::new();
    let mut rest = text;
    // A dot that begins an entry of a list is no letter.
    let bullet = rest.strip_prefix("· ").or_else(|| rest.strip_prefix("·\t"));
    let start = bullet.map_or(0, |after| text.len() - after.len());
    rest = &rest[start..];
    while let Some(first) = rest.chars().next() {
        let is_word = in_word(first);
        let end = rest
            .find(|sign| in_word(sign) != is_word)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push((
            piece,
            if is_word {
                Case::of(piece)
            } else {
                Case::Apart
            },
        ));
        rest = after;
    }
    let mut read = text[..start].to_owned();
    for (at, (piece, case)) in pieces.iter().enumerate() {
        let decided = |case: &&Case| matches!(case, Case::Capitals | Case::Small);
        let before = pieces[..at]
            .iter()
            .rev()
            .map(|(_, case)| case)
            .find(decided);
        let after = pieces[at + 1..].iter().map(|(_, case)| case).find(decided);
        let is_capital = match case {
            Case::Capitals => true,
            Case::Open => {
                let around = [before, after];
                !around.contains(&Some(&Case::Small)) && around.contains(&Some(&Case::Capitals))
            }
            Case::Small | Case::Apart => false,
        };
        let letters = letters(piece);
        read.push_str(&if is_capital {
            letters.to_uppercase()
        } else {
            letters
        });
    }
    read
}

fn in_word(sign: char) -> bool {
    sign.is_alphabetic() || letter(sign).is_some()
}

/// What the plain letters of a word say of its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Capitals,
    Small,
    /// Too few plain letters to say.
    Open,
    /// No word.
    Apart,
}

impl Case {
    fn of(word: &str) -> Self {
        let small = word.contains(|sign: char| sign.is_ascii_lowercase());
        let is_capital = |sign: &char| sign.is_ascii_uppercase() || ('¡'..='§').contains(sign);
        match word.chars().filter(is_capital).count() {
            _ if small => Self::Small,
            2.. => Self::Capitals,
            _ => Self::Open,
        }
    }
}

#[cfg(test)]
pub fn written(text: &str) -> Option<String> {
    let sign = |wanted: char| {
        let of = |letter: char| LETTERS.iter().find(|(_, one)| *one == letter);
        let small = wanted.to_lowercase().next()?;
        of(wanted).or_else(|| of(small)).map(|(shown, _)| *shown)
    };
    text.chars()
        .map(|letter| {
            if letter.is_ascii() {
                Some(letter)
            } else {
                sign(letter)
            }
        })
        .collect()
}

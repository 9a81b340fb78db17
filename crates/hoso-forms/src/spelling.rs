//! The two ways to place the mark on `oa`, `oe` and `uy`: `hòa`, `ủy` (old) and `hoà`, `uỷ` (new).
//!
//! Both stand in official samples. The choice is for the words that templates print; what people
//! type is never respelt.

/// Where the tone mark of an open `oa`, `oe`, `uy` stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spelling {
    /// On the first letter: `hòa`, `ủy`.
    #[default]
    Old,
    /// On the last letter: `hoà`, `uỷ`.
    New,
}

/// Letters with each of the five marks, plain letter first.
const MARKED: [&str; 10] = [
    "oòóỏõọ",
    "aàáảãạ",
    "eèéẻẽẹ",
    "uùúủũụ",
    "yỳýỷỹỵ",
    "OÒÓỎÕỌ",
    "AÀÁẢÃẠ",
    "EÈÉẺẼẸ",
    "UÙÚỦŨỤ",
    "YỲÝỶỸỴ",
];

/// Text of a template in the wanted spelling.
pub fn spell(text: &str, spelling: Spelling) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut spelt = letters.clone();
    for at in 0..letters.len().saturating_sub(1) {
        let (first, second) = (letters[at], letters[at + 1]);
        let before = at.checked_sub(1).map(|at| letters[at]);
        // A letter behind closes the syllable, and there both ways are the same.
        if letters.get(at + 2).is_some_and(|next| next.is_alphabetic()) {
            continue;
        }
        let (Some((plain, mark)), Some((last, own))) = (parts(first), parts(second)) else {
            continue;
        };
        let pair: String = [plain, last].iter().collect::<String>().to_lowercase();
        let is_pair = match pair.as_str() {
            "oa" | "oe" => true,
            // In "quy" the u belongs to the q.
            "uy" => !matches!(before, Some('q' | 'Q')),
            _ => false,
        };
        let mark = mark.max(own);
        if !is_pair || mark == 0 {
            continue;
        }
        let (on_first, on_last) = match spelling {
            Spelling::Old => (mark, 0),
            Spelling::New => (0, mark),
        };
        spelt[at] = with_mark(plain, on_first);
        spelt[at + 1] = with_mark(last, on_last);
    }
    spelt.into_iter().collect()
}

/// A letter without its mark, and which of the marks it bears.
fn parts(letter: char) -> Option<(char, usize)> {
    MARKED.iter().find_map(|row| {
        let mark = row.chars().position(|marked| marked == letter)?;
        Some((row.chars().next()?, mark))
    })
}

fn with_mark(plain: char, mark: usize) -> char {
    MARKED
        .iter()
        .find(|row| row.starts_with(plain))
        .and_then(|row| row.chars().nth(mark))
        .unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::{Spelling, spell};

    #[test]
    fn moves_the_mark_there_and_back() {
        for (old, new) in [
            ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI"),
            ("Ủy ban; ủy viên; khóe", "Uỷ ban; uỷ viên; khoé"),
            ("số hóa, tòa án", "số hoá, toà án"),
        ] {
            assert_eq!(spell(old, Spelling::New), new);
            assert_eq!(spell(new, Spelling::Old), old);
        }
    }

    #[test]
    fn leaves_closed_syllables_and_quy_alone() {
        for same in [
            "quý, quy định, quỳ",
            "hoàn thành, thuyền",
            "tiếp thu ý kiến",
            "Nguyễn Huệ",
        ] {
            assert_eq!(spell(same, Spelling::New), same);
            assert_eq!(spell(same, Spelling::Old), same);
        }
    }
}

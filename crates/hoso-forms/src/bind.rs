//! What must not be torn apart at a line's end: dates, numbers with their units, document symbols,
//! provisions, and names of persons.

/// A space at which no line ends.
const GLUE: char = '\u{a0}';

/// Words that belong to the number or letter behind them.
const BEFORE: [&str; 22] = [
    "điều",
    "khoản",
    "điểm",
    "mục",
    "chương",
    "phần",
    "lục",
    "mẫu",
    "số",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "khóa",
    "lần",
    "hạng",
    "giờ",
    "đợt",
    "tờ",
    "trang",
    "biểu",
    "nghị quyết",
];

/// Words that belong to the number before them.
const AFTER: [&str; 36] = [
    "tháng",
    "năm",
    "ngày",
    "giờ",
    "phút",
    "đồng",
    "nghìn",
    "triệu",
    "tỷ",
    "tỉ",
    "người",
    "lượt",
    "phiếu",
    "trang",
    "bản",
    "bộ",
    "điểm",
    "km",
    "m",
    "m²",
    "kg",
    "tấn",
    "ha",
    "tập",
    "cá",
    "thành",
    "hồ",
    "báo",
    "đơn",
    "xã",
    "phường",
    "huyện",
    "lớp",
    "tổ",
    "quyển",
    "%",
];

/// Ties words together with no-break spaces. Several spaces in a row are room for a pen, and stay.
pub fn bind(text: &str) -> String {
    if !text.contains(' ') {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut bound = String::with_capacity(text.len() + 8);
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            let before = words[at - 1];
            bound.push(if ties(before, word, at == 1) {
                GLUE
            } else {
                ' '
            });
        }
        bound.push_str(word);
    }
    bound
}

fn ties(before: &str, after: &str, is_first: bool) -> bool {
    // An empty word stands between two spaces.
    if before.is_empty() || after.is_empty() {
        return true;
    }
    // A dash stays on the line of the word before it; one that opens a paragraph, with the next.
    if matches!(after, "-" | "–") || (is_first && matches!(before, "-" | "–" | "+")) {
        return true;
    }
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '²')
            .to_lowercase()
    };
    let (left, right) = (bare(before), bare(after));
    // A comma or full stop between them parts what would belong together.
    let is_parted = before.ends_with([',', ';', '.', ':', ')', '”']) && !is_number(before);
    if is_parted {
        return false;
    }
    if BEFORE.contains(&left.as_str()) && is_mark(after) {
        return true;
    }
    is_number(before) && AFTER.contains(&right.as_str())
}

/// `5`, `91,2`, `41.286`, `03/09`.
fn is_number(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '%' | '-' | '–'))
        && word.ends_with(|c: char| c.is_ascii_digit() || c == '%')
}

/// A number, a Roman number, a single letter or a symbol: what names one of several things.
fn is_mark(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(|c: char| c.is_ascii_digit())
        || (!bare.is_empty() && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')))
        || bare.chars().count() == 1
        || bare.starts_with("IV.")
        || bare == "Ba"
        || bare == "Nhì"
        || bare == "Nhất"
}

/// Words of two syllables that a title must not part; in running text it would cost too much room.
const COMPOUNDS: [(&str, &str); 10] = [
    ("chủ", "tịch"),
    ("ủy", "ban"),
    ("uỷ", "ban"),
    ("nhân", "dân"),
    ("giám", "đốc"),
    ("hội", "đồng"),
    ("bằng", "khen"),
    ("giấy", "khen"),
    ("thi", "đua"),
    ("khen", "thưởng"),
];

/// The same for a title, whose few lines break at better places.
pub fn bind_title(text: &str) -> String {
    let bound = bind(text);
    let words: Vec<&str> = bound.split(' ').collect();
    let mut title = String::with_capacity(bound.len());
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            let left = words[at - 1]
                .rsplit(GLUE)
                .next()
                .unwrap_or_default()
                .to_lowercase();
            let right = word.split(GLUE).next().unwrap_or_default().to_lowercase();
            let right = right.trim_end_matches([',', '.', ';', ')', '”']);
            let left = left.trim_start_matches(['(', '“']);
            title.push(if COMPOUNDS.contains(&(left, right)) {
                GLUE
            } else {
                ' '
            });
        }
        title.push_str(word);
    }
    title
}

/// A person's name on one line; a very long one may be parted all the same.
pub fn person(name: &str) -> String {
    const LONGEST: usize = 36;
    let name = name.trim();
    if name.chars().count() > LONGEST {
        return name.to_owned();
    }
    name.replace(' ', "\u{a0}")
}

/// The same text with spaces at which a line may end, for places that break lines in their own way.
pub fn loosened(text: &str) -> String {
    text.replace(GLUE, " ")
}

#[cfg(test)]
mod tests {
    use super::{bind, bind_title, person};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(bind(text).replace('\u{a0}', "~"), expected);
    }

    #[test]
    fn dates_and_numbers_hold_together() {
        check(
            "Nam Định, ngày 05 tháng 02 năm 2024",
            "Nam Định, ngày~05~tháng~02~năm~2024",
        );
        check("từ 14 giờ 30 đến", "từ 14~giờ~30 đến");
        check("03 tập thể và 09 cá nhân", "03~tập thể và 09~cá nhân");
        check(
            "đạt 91,2 % và 1.490.000 đồng",
            "đạt 91,2~% và 1.490.000~đồng",
        );
    }

    #[test]
    fn provisions_and_symbols_hold_together() {
        check(
            "theo điểm a khoản 1 Điều 74 Luật",
            "theo điểm~a khoản~1 Điều~74 Luật",
        );
        check(
            "Nghị định số 91/2017/NĐ-CP của",
            "Nghị định số~91/2017/NĐ-CP của",
        );
        check("Phụ lục II kèm theo", "Phụ lục~II kèm theo");
        check("hạng Ba cho", "hạng~Ba cho");
    }

    #[test]
    fn dashes_open_no_line_and_room_for_the_pen_stays() {
        check("Thi đua - Khen thưởng", "Thi đua~- Khen thưởng");
        check("- Như trên;", "-~Như trên;");
        check("ngày   tháng   năm", "ngày~~~tháng~~~năm");
    }

    #[test]
    fn titles_keep_compounds_whole() {
        assert_eq!(
            bind_title("TẶNG BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN").replace('\u{a0}', "~"),
            "TẶNG BẰNG~KHEN CỦA CHỦ~TỊCH ỦY~BAN"
        );
    }

    #[test]
    fn other_words_part_freely() {
        check("các điều, 5 người", "các điều, 5~người");
        check("trong năm qua", "trong năm qua");
    }

    #[test]
    fn names_stay_whole_unless_they_are_very_long() {
        assert_eq!(person("Nguyễn Văn An"), "Nguyễn\u{a0}Văn\u{a0}An");
        let long = "Công Tằng Tôn Nữ ".repeat(5);
        assert!(person(&long).contains(' '));
    }
}

//! What stands in a cell, read as what its column holds. What cannot be read for certain is not
//! guessed at: the cell is named, with what to write instead.

use super::columns::{Column, ColumnChoice};
use chrono::NaiveDate;
use hoso_domain::{Name, Percent};
use hoso_exchange::sheet::Cell;
use hoso_store::fold::fold;
use rust_decimal::Decimal;
use std::str::FromStr;

/// Why a cell cannot be read: what is wrong with it, and what to write.
pub type Unread = (String, String);

/// A day, or what of it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The day.
    Day(NaiveDate),
    /// Only the year, perhaps with a month.
    Year(i32),
}

/// What a cell shows, on one line where it is a name.
pub fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Number(number) => number.to_string().replace('.', ","),
        Cell::Percent(number) => format!("{}%", number.to_string().replace('.', ",")),
        Cell::Date(day) => hoso_domain::short_date(*day),
        Cell::Yes(true) => "có".to_owned(),
        Cell::Yes(false) => "không".to_owned(),
        Cell::Error(sign) => sign.clone(),
    }
}

/// A name: words apart by one space.
pub fn name(cell: &Cell) -> Result<Name, Unread> {
    let words = shown(cell);
    let words: Vec<&str> = words.split_whitespace().collect();
    Name::try_from(words.join(" ")).map_err(|long| {
        (
            format!("dài {} chữ, nhiều nhất là {}", long.length, Name::MAX),
            "Rút ngắn lại.".to_owned(),
        )
    })
}

/// A day in any of the forms that spreadsheets and people write.
pub fn date(cell: &Cell) -> Result<Told, Unread> {
    match cell {
        Cell::Date(day) => Ok(Told::Day(*day)),
        Cell::Number(number) => number_as_day(*number),
        Cell::Text(text) => text_as_day(text),
        other => Err(no_day(&shown(other))),
    }
}

fn no_day(text: &str) -> Unread {
    (
        format!("“{text}” không phải ngày"),
        "Ghi ngày/tháng/năm, ví dụ 03/04/1981.".to_owned(),
    )
}

/// Excel counts days; a small number is a year.
fn number_as_day(number: f64) -> Result<Told, Unread> {
    let unread = || no_day(&number.to_string());
    if number.fract() == 0.0 && (1900.0..2100.0).contains(&number) {
        return Ok(Told::Year(number as i32));
    }
    if number.fract() == 0.0 && (1_010_000.0..=31_129_999.0).contains(&number) {
        return text_as_day(&format!("{number:08.0}"));
    }
    if (3000.0..100_000.0).contains(&number) {
        let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or_else(unread)?;
        let days = chrono::Days::new(number as u64);
        return epoch
            .checked_add_days(days)
            .map(Told::Day)
            .ok_or_else(unread);
    }
    Err(unread())
}

fn text_as_day(text: &str) -> Result<Told, Unread> {
    let text = text.trim();
    let unread = || no_day(text);
    let folded = fold(text);
    let words = folded
        .split(' ')
        .filter(|word| !["ngay", "thang", "nam", "sinh", "mung"].contains(word));
    let mut words: Vec<&str> = words.collect();
    // A time of day behind a day is passed over.
    let behind = words.split_off(words.len().min(3));
    let is_time = |word: &&str| word.len() <= 2 && word.bytes().all(|sign| sign.is_ascii_digit());
    if behind.len() > 3 || !behind.iter().all(is_time) {
        return Err(unread());
    }
    if words
        .iter()
        .any(|word| word.bytes().any(|sign| !sign.is_ascii_digit()))
        && !(words.len() == 3 && words[2].get(2..3) == Some("t"))
    {
        return Err(unread());
    }
    let number = |word: &str| -> Option<u32> {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    let numbers: Vec<u32> = words.iter().filter_map(|word| number(word)).collect();
    let (day, month, year) = match (numbers.as_slice(), words.as_slice()) {
        ([whole], [word]) if word.len() == 8 => {
            (whole / 1_000_000, whole / 10_000 % 100, whole % 10_000)
        }
        ([year], [word]) if word.len() == 4 => return year_only(*year).ok_or_else(unread),
        ([month, year], [_, word]) if word.len() == 4 && (1..=12).contains(month) => {
            return year_only(*year).ok_or_else(unread);
        }
        ([year, month, day], [word, ..]) if word.len() == 4 => (*day, *month, *year),
        ([day, month, year], [.., word]) if word.len() == 4 => (*day, *month, *year),
        // Two digits are read as Excel reads them.
        ([day, month, year], [.., word]) if word.len() == 2 => (
            *day,
            *month,
            if *year < 30 { 2000 + year } else { 1900 + year },
        ),
        _ => return Err(unread()),
    };
    let year = i32::try_from(year).map_err(|_| unread())?;
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) if (1800..2200).contains(&year) => Ok(Told::Day(day)),
        _ if month > 12 && day <= 12 => Err((
            format!("“{text}” có tháng {month}"),
            "Ghi ngày trước, tháng sau: ngày/tháng/năm.".to_owned(),
        )),
        _ => Err(unread()),
    }
}

fn year_only(year: u32) -> Option<Told> {
    let year = i32::try_from(year).ok()?;
    (1800..2200).contains(&year).then_some(Told::Year(year))
}

/// A year; of a day its year.
pub fn year(cell: &Cell) -> Result<i32, Unread> {
    match date(cell) {
        Ok(Told::Year(year)) => Ok(year),
        Ok(Told::Day(day)) => Ok(chrono::Datelike::year(&day)),
        Err(_) => Err((
            format!("“{}” không phải năm", shown(cell)),
            "Ghi năm bằng bốn chữ số, ví dụ 2022.".to_owned(),
        )),
    }
}

/// A percentage; the note says what a small plain number was taken for.
pub fn percent(cell: &Cell) -> Result<(Percent, Option<String>), Unread> {
    let text = shown(cell);
    let plain: String = text
        .trim_end_matches('%')
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let number = Decimal::from_str(&plain.replace(',', ".")).map_err(|_| {
        (
            format!("“{text}” không phải số"),
            "Ghi một số từ 0 đến 100, ví dụ 94,3.".to_owned(),
        )
    })?;
    let percent = Percent::try_from(number).map_err(|_| {
        (
            format!("“{text}” ngoài khoảng từ 0 đến 100"),
            "Ghi một số từ 0 đến 100.".to_owned(),
        )
    })?;
    let is_share = matches!(cell, Cell::Number(share) if *share > 0.0 && *share <= 1.0);
    let note = is_share.then(|| {
        format!(
            "{percent} đọc từ số {plain}; nếu là tỷ lệ thì định dạng ô là phần trăm rồi nhập lại"
        )
    });
    Ok((percent, note))
}

/// Yes or no.
pub fn yes(cell: &Cell) -> Result<bool, Unread> {
    let text = shown(cell);
    match fold(&text).as_str() {
        "co" | "x" | "dung" | "1" | "true" | "yes" | "v" | "co x" => Ok(true),
        "khong" | "sai" | "0" | "false" | "no" | "k" => Ok(false),
        // A tick of a font or of Unicode folds to nothing.
        "" if ["✓", "✔", "☑", "√", "+"].contains(&text.as_str()) => Ok(true),
        "" if ["-", "–", "☐"].contains(&text.as_str()) => Ok(false),
        _ => Err((
            format!("“{text}” không rõ là có hay không"),
            "Ghi Có hoặc Không.".to_owned(),
        )),
    }
}

/// One of the choices of a column: by its whole name, else by the longest name it begins with.
pub fn choice<'c>(cell: &Cell, column: &'c Column) -> Result<&'c ColumnChoice, Unread> {
    let text = shown(cell);
    let folded = fold(&text);
    if let Some(choice) = column.choice(&folded) {
        return Ok(choice);
    }
    let named = |choice: &'c ColumnChoice| {
        let title = fold(&choice.title);
        let names = choice.synonyms.iter().cloned().chain([title]);
        let begun = names.filter(|name| name.len() > 2 && folded.starts_with(&format!("{name} ")));
        begun.map(|name| name.len()).max()
    };
    let found = column
        .choices
        .iter()
        .filter_map(|choice| Some((named(choice)?, choice)))
        .max_by_key(|(length, _)| *length);
    found.map(|(_, choice)| choice).ok_or_else(|| {
        let titles: Vec<&str> = column
            .choices
            .iter()
            .map(|choice| choice.title.as_str())
            .collect();
        (
            format!("“{text}” không phải giá trị của cột này"),
            format!("Ghi một trong: {}.", titles.join(", ")),
        )
    })
}

/// Which of some named things a text means: the one of just this name, else the only one whose name
/// has all the words of the text.
pub fn named<'n, T>(
    text: &str,
    things: &'n [T],
    names: impl Fn(&T) -> Vec<String>,
) -> Option<(&'n T, bool)> {
    let folded = fold(text).replace("ubnd", "uy ban nhan dan");
    let exact = things
        .iter()
        .find(|thing| names(thing).iter().any(|name| fold(name) == folded));
    if let Some(thing) = exact {
        return Some((thing, true));
    }
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !["cua", "muc", "cap"].contains(word))
        .collect();
    let has_all = |thing: &&'n T| {
        names(thing).iter().any(|name| {
            let name = fold(name);
            let of_name: Vec<&str> = name.split(' ').collect();
            words.len() > 1 && words.iter().all(|word| of_name.contains(word))
        })
    };
    let mut alike = things.iter().filter(has_all);
    match (alike.next(), alike.next()) {
        (Some(only), None) => Some((only, false)),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{Told, date, named, percent, yes};
    use chrono::NaiveDate;
    use hoso_exchange::sheet::Cell;

    fn day(year: i32, month: u32, day: u32) -> Told {
        Told::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn a_day_is_read_in_every_form() {
        for text in [
            "03/04/1981",
            "3/4/1981",
            "3-4-81",
            "03.04.1981",
            "3 / 4 / 1981",
            "1981-04-03",
            "1981-04-03T00:00:00",
            "1981/04/03",
            "03041981",
            "ngày 3 tháng 4 năm 1981",
            "Sinh ngày 03/04/1981",
            "03/04/1981 00:00",
        ] {
            assert_eq!(
                date(&Cell::Text(text.to_owned())),
                Ok(day(1981, 4, 3)),
                "{text}"
            );
        }
        assert_eq!(date(&Cell::Number(29679.0)), Ok(day(1981, 4, 3)));
        assert_eq!(date(&Cell::Number(3_041_981.0)), Ok(day(1981, 4, 3)));
        for cell in ["năm 1975", "1975", "4/1975", "sinh năm 1975"] {
            assert_eq!(
                date(&Cell::Text(cell.to_owned())),
                Ok(Told::Year(1975)),
                "{cell}"
            );
        }
        assert_eq!(date(&Cell::Number(1975.0)), Ok(Told::Year(1975)));
        for cell in [
            "31/02/1981",
            "04/25/1981",
            "abc",
            "3/4",
            "12",
            "0/0/0000",
            "3/4/1981/5 a",
        ] {
            assert!(date(&Cell::Text(cell.to_owned())).is_err(), "{cell}");
        }
    }

    #[test]
    fn percentages_are_exact_and_a_share_is_told() {
        let read = |cell: Cell| {
            percent(&cell).map(|(percent, note)| (percent.to_string(), note.is_some()))
        };
        assert_eq!(read(Cell::Percent(94.3)), Ok(("94,3%".to_owned(), false)));
        assert_eq!(read(Cell::Number(94.3)), Ok(("94,3%".to_owned(), false)));
        assert_eq!(
            read(Cell::Text(" 94,3 %".to_owned())),
            Ok(("94,3%".to_owned(), false))
        );
        assert_eq!(read(Cell::Number(0.943)), Ok(("0,943%".to_owned(), true)));
        assert!(percent(&Cell::Number(101.0)).is_err());
        assert!(percent(&Cell::Text("cao".to_owned())).is_err());
    }

    #[test]
    fn yes_and_no_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Có", true),
            ("x", true),
            ("✓", true),
            ("KHÔNG", false),
            ("0", false),
        ] {
            assert_eq!(yes(&Cell::Text(text.to_owned())), Ok(expected), "{text}");
        }
        assert_eq!(yes(&Cell::Yes(true)), Ok(true));
        assert!(yes(&Cell::Text("chắc là có".to_owned())).is_err());
    }

    #[test]
    fn a_name_is_told_by_all_its_words_where_only_one_has_them() {
        let forms = [
            "Giấy khen",
            "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
            "Bằng khen của Thủ tướng Chính phủ",
        ];
        let asked = |text: &str| {
            named(text, &forms, |form| vec![(*form).to_owned()]).map(|(form, _)| *form)
        };
        assert_eq!(asked("GIẤY KHEN"), Some(forms[0]));
        assert_eq!(asked("Bằng khen UBND tỉnh"), Some(forms[1]));
        assert_eq!(asked("bằng khen thủ tướng"), Some(forms[2]));
        assert_eq!(asked("Bằng khen"), None);
        assert_eq!(asked("Huân chương"), None);
    }
}

//! Dates, counts and blanks as official documents write them (Phụ lục I Nghị định 30/2020/NĐ-CP).

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use hoso_domain::Source;

/// A visible blank for what is still to be filled in.
pub const BLANK: &str = "……………";

/// `ngày 05 tháng 01 năm 2023`: days below 10 and months 1 and 2 carry a zero.
pub fn long_date(date: NaiveDate) -> String {
    let (day, month) = (date.day(), date.month());
    let month = if month <= 2 {
        format!("{month:02}")
    } else {
        month.to_string()
    };
    format!("ngày {day:02} tháng {month} năm {}", date.year())
}

/// The date, or room for the pen with the year printed.
pub fn date_or_room(date: Option<NaiveDate>, year: i32) -> String {
    date.map_or_else(|| format!("ngày       tháng       năm {year}"), long_date)
}

/// `14 giờ 30`.
pub fn time(time: NaiveTime) -> String {
    format!("{:02} giờ {:02}", time.hour(), time.minute())
}

/// A count below 10 carries a zero.
pub fn count(count: usize) -> String {
    format!("{count:02}")
}

/// Number and symbol, `05/TTr-SNV`, with room for the pen where there is no number yet.
pub fn number_and_symbol(number: Option<u32>, kind: &str, symbol: &str) -> String {
    match number {
        Some(number) => format!("{number:02}/{kind}-{symbol}"),
        None => format!("        /{kind}-{symbol}"),
    }
}

/// `Phụ lục II`.
pub fn annex(number: usize) -> String {
    format!("Phụ lục {}", roman(number))
}

/// A number as the Romans wrote it.
pub fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            written.push_str(sign);
            number -= value;
        }
    }
    written
}

/// `a`, `a và b`, `a, b và c`.
pub fn enumerate(mut items: Vec<String>) -> String {
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} và {last}", items.join(", ")),
    }
}

/// The text, or a visible blank.
pub fn or_blank(text: Option<&str>) -> &str {
    text.unwrap_or(BLANK)
}

/// `Quyết định số 218/QĐ-UBND ngày 31 tháng 01 năm 2023 của …`.
pub fn cite(source: &Source) -> String {
    let date = source.date.map(long_date).unwrap_or_default();
    let issuer = source
        .issuer
        .filled()
        .map(|issuer| format!(" của {issuer}"))
        .unwrap_or_default();
    format!(
        "{} số {} {date}{issuer}",
        source.title,
        or_blank(source.symbol.filled())
    )
}

/// Votes for, of how many, as a percentage with one decimal, rounded half up: `8/9 (88,9%)`.
pub fn share(agree: u32, base: u64) -> String {
    let Some(per_mille) = (u64::from(agree) * 2000 + base).checked_div(base * 2) else {
        return format!("{agree:02}/00");
    };
    let (whole, tenth) = (per_mille / 10, per_mille % 10);
    let percent = if tenth == 0 {
        whole.to_string()
    } else {
        format!("{whole},{tenth}")
    };
    format!("{agree:02}/{base:02} ({percent}%)")
}

/// The text with its first letter small, for use inside a sentence.
pub fn inside_sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{annex, long_date, share};

    #[test]
    fn annexes_have_roman_numbers() {
        assert_eq!(annex(1), "Phụ lục I");
        assert_eq!(annex(14), "Phụ lục XIV");
        assert_eq!(annex(49), "Phụ lục XLIX");
    }

    #[test]
    fn only_the_first_two_months_carry_a_zero() {
        let date = |text: &str| long_date(text.parse().unwrap());
        assert_eq!(date("2024-02-05"), "ngày 05 tháng 02 năm 2024");
        assert_eq!(date("2019-06-29"), "ngày 29 tháng 6 năm 2019");
    }

    #[test]
    fn shares_are_rounded_half_up_and_never_divide_by_nothing() {
        assert_eq!(share(8, 9), "08/09 (88,9%)");
        assert_eq!(share(0, 0), "00/00");
    }
}

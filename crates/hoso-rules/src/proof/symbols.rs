//! Numbers of documents and dates in a text, compared with what is stated of the same document.

use super::known::{Stated, What};
use super::words::{Words, is_one_off};
use super::{Hit, MismatchKind, Proof, Reading, Role};
use chrono::{Datelike, NaiveDate};
use hoso_domain::short_date;

/// A date in a text.
struct SaidDate {
    date: NaiveDate,
    first: usize,
    last: usize,
    is_long: bool,
}

/// Number and symbol of a document in a text.
struct SaidSymbol {
    text: String,
    first: usize,
    last: usize,
}

impl Proof<'_> {
    pub(super) fn symbols_in(&self, text: &Reading<'_>) -> Vec<Hit> {
        let words = text.words;
        let dates = dates(words);
        let mut hits = Vec::new();
        for symbol in symbols(words) {
            let date = dates
                .iter()
                .find(|date| (symbol.last + 1..=symbol.last + 3).contains(&date.first));
            let same: Vec<&Stated> = self
                .known
                .documents
                .iter()
                .filter(|known| is_same_symbol(&known.symbol, &symbol.text))
                .collect();
            if same.is_empty() {
                hits.extend(self.other_symbol(text, &symbol, date));
            } else if let Some(said) = date {
                hits.extend(other_date(words, said, &same));
            }
        }
        hits.extend(self.meeting_dates(text, &dates));
        hits
    }

    /// A symbol that is none of those stated, but is meant as one of them.
    fn other_symbol(
        &self,
        text: &Reading<'_>,
        said: &SaidSymbol,
        date: Option<&SaidDate>,
    ) -> Option<Hit> {
        let words = text.words;
        let (number, letters) = parts(&said.text)?;
        let is_paper = text.passage.role == Role::Paper;
        let sentence = words.sentence(said.first);
        let has = |phrase: &[&str]| words.has(sentence.clone(), phrase);
        let named = |phrase: &[&str]| {
            let from = said.first.saturating_sub(phrase.len() + 1);
            words.has(from..said.first, phrase)
        };
        let mut for_templates = false;
        let meant = self.known.documents.iter().find(|known| {
            let Some((own_number, own_letters)) = parts(&known.symbol) else {
                return false;
            };
            let same_letters = own_letters == letters;
            let same_date = date.is_some_and(|said| known.date == Some(said.date));
            let is_own = known.nominee.is_some() && known.nominee == text.passage.about;
            let is_it = match known.what {
                What::Letter => same_letters || (is_paper && named(&["to", "trinh"])),
                What::Minutes => same_letters && (same_date || has(&["hop", "hoi", "dong"])),
                What::Plan => {
                    same_letters
                        && (same_date
                            || has(&["phong", "trao", "thi", "dua"])
                            || (is_paper && named(&["ke", "hoach"])))
                }
                What::CouncilDecision => {
                    same_letters && (same_date || has(&["thanh", "lap", "hoi", "dong"]))
                }
                What::Other => false,
            };
            let is_slip = (same_letters && is_swapped(own_number, number) && (same_date || is_own))
                || (same_letters && is_own && same_date && is_one_off(own_number, number))
                || (own_number == number && same_date && is_one_off(own_letters, letters));
            if is_it && !same_letters {
                for_templates = true;
            }
            is_it || is_slip
        });
        if let Some(known) = meant {
            return Some(symbol_hit(
                words,
                said,
                known,
                for_templates || (is_paper && !has(&["ngay"])),
            ));
        }
        // The letter has no number yet, but its letters are known.
        let own = self.dossier.unit.symbol.filled()?;
        let kind = letters
            .strip_suffix(own)
            .is_none()
            .then(|| letters.split('-').next())??;
        let is_letter = kind == "TTr" && is_paper && named(&["to", "trinh"]);
        is_letter.then(|| {
            let expected = format!("{number}/TTr-{own}");
            Hit {
                kind: MismatchKind::Symbol,
                differs: None,
                at: words.span(said.first, said.last),
                stated: own.to_owned(),
                expected,
                source: Some("unit.symbol".to_owned()),
                is_for_templates: true,
            }
        })
    }

    /// Dates of the council's meeting.
    fn meeting_dates(&self, text: &Reading<'_>, dates: &[SaidDate]) -> Vec<Hit> {
        let speaks = matches!(
            text.passage.role,
            Role::Basis | Role::Talk | Role::Paper | Role::Note
        );
        let Some(meeting) = self.dossier.meeting.as_ref().filter(|_| speaks) else {
            return Vec::new();
        };
        let words = text.words;
        let mut hits = Vec::new();
        for said in dates.iter().filter(|said| said.date != meeting.date) {
            let start = words.sentence(said.first).start;
            let clause = (start..said.first)
                .rev()
                .find(|at| dates.iter().any(|other| other.last == *at))
                .map_or(start, |at| at + 1);
            let before = clause..said.first;
            let names_council = text.mentions.iter().any(|mention| {
                Some(mention.name) == self.known.council
                    && before.contains(&mention.first)
                    && said.first - mention.last <= 2
            });
            let has_symbol = symbols(words)
                .iter()
                .any(|symbol| before.contains(&symbol.first));
            let is_meeting = words.has(before.clone(), &["hop"]) && names_council
                || words.has(before.clone(), &["hop", "hoi", "dong", "ngay"])
                || words.has(before.clone(), &["hoi", "dong", "hop", "ngay"])
                || words.has(before.clone(), &["cuoc", "hop", "ket", "thuc"]);
            // `Thời gian: 14 giờ 00, ngày …` of an invitation or minutes.
            let is_head = text.passage.role == Role::Paper
                && text.passage.about.is_none()
                && words.says(0, &["thoi", "gian"]);
            if (is_meeting || is_head) && !has_symbol {
                hits.push(Hit {
                    is_for_templates: is_head && !is_meeting,
                    ..date_hit(words, said, meeting.date, Some("meeting.date"))
                });
            }
        }
        hits
    }
}

fn symbol_hit(words: &Words<'_>, said: &SaidSymbol, known: &Stated, is_for_templates: bool) -> Hit {
    Hit {
        kind: MismatchKind::Symbol,
        differs: None,
        at: words.span(said.first, said.last),
        expected: known.symbol.clone(),
        source: known.symbol_path.clone(),
        stated: known.symbol.clone(),
        is_for_templates,
    }
}

/// A date that none of the documents of its symbol has, though one of them is meant: a number comes
/// again in another year.
fn other_date(words: &Words<'_>, said: &SaidDate, same: &[&Stated]) -> Option<Hit> {
    if same.iter().any(|known| known.date == Some(said.date)) {
        return None;
    }
    let (known, date) = same
        .iter()
        .filter_map(|known| Some((known, known.date?)))
        .find(|(_, date)| is_slip(*date, said.date))?;
    Some(date_hit(words, said, date, known.date_path.as_deref()))
}

fn date_hit(words: &Words<'_>, said: &SaidDate, date: NaiveDate, source: Option<&str>) -> Hit {
    let expected = if said.is_long {
        let (day, month) = (date.day(), date.month());
        let month = if month <= 2 {
            format!("{month:02}")
        } else {
            month.to_string()
        };
        format!("{day:02} tháng {month} năm {}", date.year())
    } else {
        short_date(date)
    };
    Hit {
        kind: MismatchKind::Date,
        differs: None,
        at: words.span(said.first, said.last),
        expected,
        source: source.map(str::to_owned),
        stated: short_date(date),
        is_for_templates: false,
    }
}

/// Whether one date may be the other with a slip.
pub(super) fn is_slip(one: NaiveDate, other: NaiveDate) -> bool {
    one != other
        && (one.year() == other.year()
            || (one.day() == other.day() && one.month() == other.month()))
}

/// Whether two symbols are one, whatever zeros stand before the number.
pub(super) fn is_same_symbol(one: &str, other: &str) -> bool {
    parts(one).is_some_and(|one| Some(one) == parts(other))
}

/// Number without zeros before it, and letters.
pub(super) fn parts(symbol: &str) -> Option<(&str, &str)> {
    let (number, letters) = symbol.trim().split_once('/')?;
    Some((number.trim_start_matches('0'), letters))
}

/// Whether two digits next to each other have changed places.
pub(super) fn is_swapped(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.len() > 1 && is_one_off(one, other) && {
        let sorted = |text: &str| {
            let mut digits: Vec<char> = text.chars().collect();
            digits.sort_unstable();
            digits
        };
        sorted(one) == sorted(other)
    }
}

/// The dates of a text, as `05/02/2023` or `05 tháng 02 năm 2023`.
fn dates(words: &Words<'_>) -> Vec<SaidDate> {
    let number = |at: usize, most: usize| -> Option<u32> {
        let written = words.written(at);
        let is = words.all.get(at).is_some_and(|word| word.is_number);
        (is && written.len() <= most).then(|| written.parse().ok())?
    };
    let of = |year: u32, month: u32, day: u32| {
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    };
    let at = |first: usize| {
        let day = number(first, 2)?;
        if words.says(first + 1, &["thang"]) && words.says(first + 3, &["nam"]) {
            let date = of(number(first + 4, 4)?, number(first + 2, 2)?, day)?;
            return Some(SaidDate {
                date,
                first,
                last: first + 4,
                is_long: true,
            });
        }
        let is_mark = |gap: &str| matches!(gap, "/" | "-" | ".");
        let is_row = is_mark(words.gap(first)) && words.gap(first) == words.gap(first + 1);
        let date = of(number(first + 2, 4)?, number(first + 1, 2)?, day)?;
        (is_row && date.year() > 1900).then_some(SaidDate {
            date,
            first,
            last: first + 2,
            is_long: false,
        })
    };
    (0..words.len()).filter_map(at).collect()
}

/// The symbols of a text, such as `12/TTr-SNV` and `91/2017/NĐ-CP`.
fn symbols(words: &Words<'_>) -> Vec<SaidSymbol> {
    let is_letters = |at: usize| {
        let written = words.written(at);
        written
            .chars()
            .filter(|letter| letter.is_uppercase())
            .count()
            > 1
            && written.starts_with(char::is_uppercase)
    };
    let at = |first: usize| {
        let word = words.all.get(first)?;
        // `410, 415/QĐ-…` names several.
        let before = words.gap_before(first);
        let is_several = first > 0 && words.all[first - 1].is_number && before.trim() == ",";
        if !word.is_number || before.ends_with('/') || is_several {
            return None;
        }
        let mut last = first;
        if words.gap(last) == "/" && words.all.get(last + 1)?.is_number {
            last += 1;
        }
        if words.gap(last) != "/" || !is_letters(last + 1) {
            return None;
        }
        last += 1;
        let goes_on = |last: usize| matches!(words.gap(last), "-" | "/") && is_letters(last + 1);
        while goes_on(last) {
            last += 1;
        }
        Some(SaidSymbol {
            text: words.text[words.span(first, last)].to_owned(),
            first,
            last,
        })
    };
    (0..words.len()).filter_map(at).collect()
}

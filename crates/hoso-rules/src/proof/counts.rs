//! How many collectives and individuals there are: what a text says, in digits or in words, and what
//! the dossier holds.

use super::words::Words;
use super::{Hit, MismatchKind, Proof, Reading, Role};
use hoso_domain::council::Meeting;
use hoso_domain::nominee::NomineeKind;
use hoso_domain::plan::AwardLevel;
use hoso_domain::{Dossier, Nominee, Plan};
use std::collections::BTreeSet;
use std::ops::Range;

/// The numbers from 0 to 10 in words.
const UNITS: [&str; 11] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
];

/// How many of each kind a document may speak of.
#[derive(Debug)]
pub(super) struct Counts {
    collectives: Count,
    individuals: Count,
    all: usize,
}

/// How many of one kind.
#[derive(Debug)]
struct Count {
    /// In the dossier.
    all: u32,
    /// Numbers that are right somewhere: all, those the council agreed on, those of each level, those
    /// of each criterion.
    right: BTreeSet<u32>,
}

impl Counts {
    pub fn of(plan: &Plan, dossier: &Dossier) -> Self {
        let meeting = dossier.meeting.as_ref();
        let tallies = meeting.map(Meeting::tallies).unwrap_or_default();
        let count = |kind| {
            let of_kind: Vec<&Nominee> = dossier
                .nominees
                .iter()
                .filter(|nominee| nominee.kind() == kind)
                .collect();
            let count = |is: &dyn Fn(&Nominee) -> bool| {
                of_kind.iter().filter(|nominee| is(nominee)).count() as u32
            };
            let level = |nominee: &Nominee| {
                let form = plan.award_form(&nominee.award_form);
                form.map_or(AwardLevel::Province, |form| form.level)
            };
            let council = &dossier.council;
            let voted = council.rule.as_ref().zip(dossier.meeting.as_ref());
            let passed = |nominee: &Nominee| {
                voted
                    .zip(tallies.get(&*nominee.id))
                    .is_some_and(|((rule, meeting), tally)| {
                        rule.passes(tally.agree, rule.base(council, meeting, tally))
                    })
            };
            let all = of_kind.len() as u32;
            let mut right = BTreeSet::from([all, count(&passed)]);
            for wanted in [AwardLevel::Unit, AwardLevel::Province, AwardLevel::State] {
                right.insert(count(&|nominee| level(nominee) == wanted));
            }
            for form in &plan.award_forms {
                right.insert(count(&|nominee| nominee.award_form == form.id));
            }
            for criterion in &plan.criteria {
                right.insert(count(&|nominee| {
                    nominee.claims.first() == Some(&criterion.id)
                }));
            }
            right.insert(count(&|nominee| nominee.claims.is_empty()));
            right.retain(|count| *count > 0 || all == 0);
            Count { all, right }
        };
        Self {
            collectives: count(NomineeKind::Collective),
            individuals: count(NomineeKind::Individual),
            all: dossier.nominees.len(),
        }
    }
}

/// A number of collectives or individuals in a text.
struct Said {
    kind: NomineeKind,
    value: u32,
    /// The words of the number.
    number: Range<usize>,
    /// The last word of all.
    last: usize,
}

impl Proof<'_> {
    pub(super) fn counts_in(&self, text: &Reading<'_>) -> Vec<Hit> {
        let words = text.words;
        let mut hits = in_words(words);
        let said: Vec<Said> = (0..words.len()).filter_map(|at| said(words, at)).collect();
        for (place, one) in said.iter().enumerate() {
            let count = match one.kind {
                NomineeKind::Collective => &self.counts.collectives,
                NomineeKind::Individual => &self.counts.individuals,
            };
            let names = self.names_listed_behind(text, one);
            if let Some(listed) = names
                && listed != one.value
            {
                hits.push(count_hit(words, one, listed, None, false));
                continue;
            }
            if count.right.contains(&one.value) {
                continue;
            }
            let is_beside = |other: &Said| other.kind != one.kind && is_pair(words, one, other);
            let is_pair = [place.checked_sub(1), Some(place + 1)]
                .into_iter()
                .flatten()
                .filter_map(|at| said.get(at))
                .any(is_beside);
            let is_total = match text.passage.role {
                Role::Talk | Role::Basis | Role::Note => is_pair && speaks_of_all(words, one),
                Role::Paper => true,
                Role::Report | Role::Other => false,
            };
            if is_total && names.is_none() {
                let for_templates = text.passage.role == Role::Paper;
                hits.push(count_hit(
                    words,
                    one,
                    count.all,
                    Some("nominees"),
                    for_templates,
                ));
            }
        }
        if text.passage.role == Role::Paper {
            hits.extend(self.reports_counted(words));
        }
        hits
    }

    /// How many nominees of the kind are listed behind a number, `03 cá nhân, gồm: …`.
    fn names_listed_behind(&self, text: &Reading<'_>, said: &Said) -> Option<u32> {
        let words = text.words;
        let opens = words.gap(said.last).trim() == ":"
            || (words.says(said.last + 1, &["gom"]) && words.gap(said.last + 1).trim() == ":");
        if !opens {
            return None;
        }
        // Up to the end of the paragraph or the next number.
        let end = (said.last + 1..words.len())
            .find(|at| words.gap(*at).contains(['.', '\n']) || words.all[*at].is_number)
            .map_or(words.len(), |at| at + 1);
        let mut listed = BTreeSet::new();
        for mention in text.mentions {
            if mention.first <= said.last || mention.last >= end {
                continue;
            }
            let bearers = self.known.nominees.get(&mention.spelt());
            let is_kind = |at: &&usize| self.dossier.nominees[**at].kind() == said.kind;
            listed.extend(bearers.into_iter().flatten().filter(is_kind).copied());
        }
        (listed.len() > 1).then_some(listed.len() as u32)
    }

    /// `12 báo cáo thành tích`: one for every nominee.
    fn reports_counted(&self, words: &Words<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for at in 0..words.len() {
            let value: Option<usize> = words
                .written(at)
                .parse()
                .ok()
                .filter(|_| words.all[at].is_number);
            let Some(value) = value else { continue };
            let is_count = words.says(at + 1, &["bao", "cao", "thanh", "tich"]);
            if is_count && self.counts.all != value {
                hits.push(Hit {
                    kind: MismatchKind::Count,
                    differs: None,
                    at: words.span(at, at),
                    expected: format!("{:02}", self.counts.all),
                    source: Some("nominees".to_owned()),
                    stated: format!("{:02} tập thể, cá nhân", self.counts.all),
                    is_for_templates: true,
                });
            }
        }
        hits
    }
}

fn count_hit(
    words: &Words<'_>,
    said: &Said,
    right: u32,
    source: Option<&str>,
    is_for_templates: bool,
) -> Hit {
    let written = &words.text[words.span(said.number.start, said.number.end - 1)];
    let expected = if written.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("{right:02}")
    } else {
        number_in_words(right)
    };
    Hit {
        kind: MismatchKind::Count,
        differs: None,
        at: words.span(said.number.start, said.number.end - 1),
        stated: match said.kind {
            NomineeKind::Collective => format!("{right:02} tập thể"),
            NomineeKind::Individual => format!("{right:02} cá nhân"),
        },
        expected,
        source: source.map(str::to_owned),
        is_for_templates,
    }
}

/// A number before `tập thể` or `cá nhân`, where they stand at a word.
fn said(words: &Words<'_>, at: usize) -> Option<Said> {
    let (kind, last) = if words.says(at, &["tap", "the"]) {
        (NomineeKind::Collective, at + 1)
    } else if words.says(at, &["ca", "nhan"]) && words.written(at).to_lowercase() == "cá" {
        (NomineeKind::Individual, at + 1)
    } else {
        return None;
    };
    let end = at;
    let before = at.checked_sub(1)?;
    if !words.gap(before).trim().is_empty() {
        return None;
    }
    if words.all[before].is_number {
        let is_part = |gap: &str| gap.ends_with(['/', '.', ',', '-']);
        let value = words.written(before).parse().ok()?;
        return (!is_part(words.gap_before(before)) || before == 0).then_some(Said {
            kind,
            value,
            number: before..end,
            last,
        });
    }
    let (value, start) = words_before(words, end)?;
    Some(Said {
        kind,
        value,
        number: start..end,
        last,
    })
}

/// The number in words that ends before a word.
fn words_before(words: &Words<'_>, end: usize) -> Option<(u32, usize)> {
    let written = |from: usize| -> Vec<String> {
        (from..end)
            .map(|at| words.written(at).to_lowercase())
            .collect()
    };
    let longest = (end.saturating_sub(5)..end).find_map(|from| {
        let is_row = (from..end - 1).all(|at| words.gap(at).trim().is_empty());
        let number = read(&written(from)).filter(|_| is_row)?;
        Some((number, from))
    });
    // `một` alone is an article.
    longest.filter(|(number, _)| *number > 1)
}

/// Whether two numbers are of one statement: `03 tập thể và 09 cá nhân`.
fn is_pair(words: &Words<'_>, one: &Said, other: &Said) -> bool {
    let (first, second) = if one.last < other.last {
        (one, other)
    } else {
        (other, one)
    };
    let between = second.number.start - first.last - 1;
    between == 0 || (between == 1 && words.says(first.last + 1, &["va"]))
}

/// Whether a sentence speaks of all that are proposed, not of some of them.
fn speaks_of_all(words: &Words<'_>, said: &Said) -> bool {
    let start = words.sentence(said.number.start).start;
    let before = start..said.number.start;
    let has = |phrase: &[&str]| words.has(before.clone(), phrase);
    let asks = has(&["de", "nghi"]) || has(&["thong", "nhat"]) || has(&["tong", "so"]);
    asks && !has(&["trong", "do"]) && !has(&["nam", "truoc"])
}

/// Numbers that stand in digits and in words, and differ: `12 (mười một)`.
fn in_words(words: &Words<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for at in 0..words.len() {
        let opens = words.all[at].is_number && words.gap(at).trim() == "(";
        if !opens {
            continue;
        }
        let Ok(value) = words.written(at).parse::<u32>() else {
            continue;
        };
        let Some(last) =
            (at + 1..words.len().min(at + 9)).find(|at| words.gap(*at).starts_with(')'))
        else {
            continue;
        };
        let written: Vec<String> = (at + 1..=last)
            .map(|at| words.written(at).to_lowercase())
            .collect();
        let Some(said) = read(&written) else { continue };
        if said != value && value < 1000 {
            hits.push(Hit {
                kind: MismatchKind::InWords,
                differs: None,
                at: words.span(at + 1, last),
                expected: number_in_words(value),
                source: None,
                stated: words.written(at).to_owned(),
                is_for_templates: false,
            });
        }
    }
    hits
}

/// A number below 1000 from its words, in small letters.
pub(super) fn read(words: &[String]) -> Option<u32> {
    let unit = |word: &str| -> Option<u32> {
        match word {
            "mốt" => Some(1),
            "tư" => Some(4),
            "lăm" => Some(5),
            "bẩy" => Some(7),
            word => UNITS[..10]
                .iter()
                .position(|one| *one == word)
                .map(|at| at as u32),
        }
    };
    let mut rest: Vec<&str> = words.iter().map(String::as_str).collect();
    if rest.is_empty() {
        return None;
    }
    let mut value = 0;
    if rest.len() >= 2 && rest[1] == "trăm" {
        value = unit(rest[0])? * 100;
        rest.drain(..2);
        if matches!(rest.first(), Some(&("linh" | "lẻ"))) {
            rest.remove(0);
            return match rest[..] {
                [word] => Some(value + unit(word)?),
                _ => None,
            };
        }
    }
    match rest[..] {
        [] => Some(value),
        [tens, "mươi"] => Some(value + unit(tens)? * 10),
        [tens, "mươi", one] => Some(value + unit(tens)? * 10 + unit(one)?),
        ["mười"] => Some(value + 10),
        ["mười", one] => Some(value + 10 + unit(one)?),
        [tens, one] => {
            Some(value + unit(tens)? * 10 + unit(one)?).filter(|_| value == 0 && one != "năm")
        }
        [one] => Some(value + unit(one)?).filter(|_| value == 0),
        _ => None,
    }
}

/// A number below 1000 in words.
pub(super) fn number_in_words(number: u32) -> String {
    let unit = |at: u32| UNITS[(at % 10) as usize];
    let below_hundred = |number: u32| match (number / 10, number % 10) {
        (0, one) => unit(one).to_owned(),
        (1, 0) => "mười".to_owned(),
        (1, 5) => "mười lăm".to_owned(),
        (1, one) => format!("mười {}", unit(one)),
        (tens, 0) => format!("{} mươi", unit(tens)),
        (tens, 1) => format!("{} mươi mốt", unit(tens)),
        (tens, 5) => format!("{} mươi lăm", unit(tens)),
        (tens, one) => format!("{} mươi {}", unit(tens), unit(one)),
    };
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} trăm", unit(hundreds)),
        (hundreds, rest) if rest < 10 => format!("{} trăm linh {}", unit(hundreds), unit(rest)),
        (hundreds, rest) => format!("{} trăm {}", unit(hundreds), below_hundred(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::{number_in_words, read};

    #[test]
    fn numbers_in_words_are_read_as_they_are_written() {
        for number in 0..1000 {
            let written = number_in_words(number);
            let words: Vec<String> = written.split(' ').map(str::to_owned).collect();
            assert_eq!(read(&words), Some(number), "{written}");
        }
    }

    #[test]
    fn other_words_are_no_numbers() {
        for text in ["", "một lần", "trăm", "mươi", "tập thể"] {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            assert_eq!(read(&words), None, "{text}");
        }
    }
}

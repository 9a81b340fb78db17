//! How names are written: in full, in small letters, without titles, and in keeping with what is
//! said of the person. The certificate is printed from them.

use crate::book::Check;
use crate::case::{Answer, Case};
use chrono::NaiveDate;
use hoso_domain::dossier::UnitKind;
use hoso_domain::finding::{Finding, Subject};
use hoso_domain::nominee::{Gender, Nominee, Person};
use hoso_domain::short_date;

/// What stands before a name and is printed by the lists themselves, or not at all.
const TITLES: [&str; 7] = ["Ông", "Bà", "Anh", "Chị", "Cô", "Thầy", "Đồng chí"];
/// What a registered name of such a body may be short for.
const REGISTERED: [&str; 5] = [
    "Công ty",
    "Ngân hàng",
    "Tập đoàn",
    "Hợp tác xã",
    "Doanh nghiệp",
];

/// Findings on the name of a nominee and what is said of the person; only problems are reported.
pub(crate) fn judge(case: &Case<'_>, nominee: &Nominee) -> Vec<Finding> {
    let subject = || Subject::Nominee(nominee.id.clone());
    let path = |field: &str| format!("nominees[{}].{field}", nominee.id);
    let mut findings = Vec::new();
    let mut add = |check, field: &str, problems: Vec<String>| {
        if !problems.is_empty() {
            let answer = Answer::not_met(problems);
            findings.push(case.by_book(check, subject(), &path(field), answer, None));
        }
    };
    let name = nominee.name.as_str().trim();
    match &nominee.person {
        Person::Collective(_) => {
            let registered = case.dossier.unit.kind == UnitKind::Enterprise
                || REGISTERED.iter().any(|word| name.contains(word));
            let found = if registered {
                Vec::new()
            } else {
                shortened(name)
            };
            add(Check::NameWriting, "name", found);
        }
        Person::Individual(person) => {
            add(Check::NameWriting, "name", of_person(name));
            if person.gender == Gender::Male && name.split_whitespace().any(|word| word == "Thị")
            {
                let problem = format!("{name} ghi giới tính nam: danh sách sẽ in là Ông");
                add(Check::Person, "person.individual.gender", vec![problem]);
            }
            let begins = case.years.iter().min();
            let begins = begins.and_then(|year| NaiveDate::from_ymd_opt(*year, 1, 1));
            if let (Some(born), Some(begins)) = (person.birth_date, begins)
                && born >= begins
            {
                let (born, begins) = (short_date(born), short_date(begins));
                let problem = format!("ngày sinh {born} không trước thời gian xét (từ {begins})");
                add(Check::Person, "person.individual.birth_date", vec![problem]);
            }
        }
    }
    findings
}

fn of_person(name: &str) -> Vec<String> {
    let mut problems = shortened(name);
    let titled = TITLES.iter().find(|title| {
        let rest = name.strip_prefix(**title);
        rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
    });
    if let Some(title) = titled {
        problems.push(format!("“{title}” do danh sách tự ghi, không thuộc họ tên"));
    }
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    if letters().count() > 3 && letters().all(char::is_uppercase) {
        problems.push("họ tên viết in hoa toàn bộ".to_owned());
    }
    let small = name.split_whitespace().find(|word| {
        let first = word.chars().next();
        first.is_some_and(char::is_lowercase)
    });
    if let Some(word) = small {
        problems.push(format!("“{word}” chưa viết hoa chữ đầu"));
    }
    problems
}

/// Words of a name that are shortened: `P.`, `THPT`. Numerals and codes with digits are none.
fn shortened(name: &str) -> Vec<String> {
    if !name.chars().any(char::is_lowercase) {
        return Vec::new();
    }
    let is_mark = |letter: char| "()“”\"',;".contains(letter);
    let words = name.split(|letter: char| letter.is_whitespace() || letter == '-');
    let words = words.map(|word| word.trim_matches(is_mark));
    let is_short = |word: &&str| {
        let capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        let numeral = word.chars().all(|letter| "IVXL".contains(letter));
        let stopped = word.len() > 1 && word.ends_with('.');
        (capitals && !numeral) || stopped
    };
    words
        .filter(is_short)
        .map(|word| format!("“{word}” viết tắt"))
        .collect()
}

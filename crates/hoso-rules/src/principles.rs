//! What the law of the day asks beyond the plan: of the dossier, and of each nominee.

use crate::book::{Check, cited};
use crate::case::{Answer, Case};
use crate::council;
use crate::law::{LawChange, law_changes};
use crate::nominee::kind_name;
use chrono::{Datelike, Months, NaiveDate};
use hoso_domain::finding::{Finding, Mark, Severity, Subject};
use hoso_domain::nominee::{CommendationKind, FactValue, Individual, Nominee, NomineeKind, Person};
use hoso_domain::plan::DocumentId;
use hoso_domain::provision::{LawItem, Says};
use hoso_domain::short_date;
use std::collections::{BTreeMap, BTreeSet};

/// Findings on the dossier as a whole.
pub(crate) fn judge_dossier(case: &Case<'_>) -> Vec<Finding> {
    let of_dossier = |check, field, answer, message: Option<String>| {
        case.by_book(check, Subject::Dossier, field, answer, message)
    };
    let mut findings = vec![
        of_dossier(Check::UnitKind, "unit.kind", unit_kind(case), None),
        of_dossier(Check::OneRegime, "letter.date", one_regime(case), None),
    ];
    let changes = changes(case);
    if !changes.is_empty() {
        let message = format!(
            "Văn bản lập ngày {} theo quy định đã khác lúc ban hành Kế hoạch ở {} điểm.",
            short_date(case.law_day),
            changes.len()
        );
        let answer = Answer::met(changes);
        findings.push(of_dossier(Check::LawChanges, "", answer, Some(message)));
    }
    findings
}

/// What judging a nominee asks of the other nominees, and all that it asks of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Others {
    /// How many nominees rest on each of its initiatives.
    users: Vec<usize>,
    /// Whether the collective that it heads is proposed too.
    collective: bool,
}

impl Others {
    pub fn of(case: &Case<'_>, nominee: &Nominee) -> Self {
        let users = recognised(nominee).map(|title| case.users_of(&same(title)));
        let collective = headed(nominee).is_some_and(|person| {
            let workplace = person.workplace.key();
            !workplace.is_empty() && case.proposes_collective(&workplace)
        });
        Self {
            users: users.collect(),
            collective,
        }
    }
}

/// Findings on one nominee.
pub(crate) fn judge_nominee(case: &Case<'_>, nominee: &Nominee, others: &Others) -> Vec<Finding> {
    let of_nominee = |check, field: &str, answer| {
        let field = format!("nominees[{}].{field}", nominee.id);
        case.by_book(
            check,
            Subject::Nominee(nominee.id.clone()),
            &field,
            answer,
            None,
        )
    };
    let mut findings = vec![
        award_finding(case, nominee),
        of_nominee(Check::Bars, "clearance", bars(nominee)),
    ];
    let checks = [
        (
            Check::AfterDiscipline,
            "clearance",
            after_discipline(case, nominee),
        ),
        (
            Check::InitiativeOnce,
            "facts",
            initiative_once(nominee, others),
        ),
        (Check::Head, "person", head(nominee, others)),
        (
            Check::ThematicBasis,
            "earlier_awards",
            thematic_basis(case, nominee),
        ),
    ];
    for (check, field, answer) in checks {
        findings.extend(answer.map(|answer| of_nominee(check, field, answer)));
    }
    findings
}

/// A kind of unit that the law data limits to other days does not propose on this one.
fn unit_kind(case: &Case<'_>) -> Answer {
    let kind = case.dossier.unit.kind;
    let mut ended = Vec::new();
    for item in &case.rules.law.items {
        if !matches!(item.says, Says::UnitExists { unit_kind } if unit_kind == kind) {
            continue;
        }
        if item.in_force(case.law_day) {
            return Answer::met(Vec::new());
        }
        let until = item
            .to
            .map(|to| format!("chỉ có đến hết ngày {}", short_date(to)));
        let day = short_date(case.law_day);
        ended.push(format!(
            "loại hình đơn vị này {}; văn bản lập ngày {day} ({})",
            until.unwrap_or_else(|| "chưa có".to_owned()),
            item.place
        ));
    }
    Answer::from_problems(ended)
}

fn regime<'a>(case: &Case<'a>, on: NaiveDate) -> Option<&'a LawItem> {
    let regime = |says: &Says| matches!(says, Says::Regime { .. });
    case.rules.law.find(on, regime)
}

fn regime_name(item: Option<&LawItem>) -> &str {
    match item.map(|item| &item.says) {
        Some(Says::Regime { name }) => name,
        _ => "chưa có trong dữ liệu",
    }
}

/// Documents dated on both sides of a change of the law.
fn one_regime(case: &Case<'_>) -> Answer {
    let dossier = case.dossier;
    let meeting = dossier.meeting.as_ref().map(|meeting| meeting.date);
    let reports = dossier.nominees.iter().flat_map(|nominee| {
        let report = &nominee.report;
        [report.date, report.confirmed_on]
    });
    let dates: Vec<NaiveDate> = reports
        .chain([meeting, dossier.letter.date])
        .flatten()
        .collect();
    let (Some(first), Some(last)) = (dates.iter().min(), dates.iter().max()) else {
        return Answer::met(Vec::new());
    };
    let (before, after) = (regime(case, *first), regime(case, *last));
    if before.map(|item| &item.id) == after.map(|item| &item.id) {
        return Answer::met(Vec::new());
    }
    Answer::not_met(vec![
        format!(
            "văn bản sớm nhất ngày {}: {}",
            short_date(*first),
            regime_name(before)
        ),
        format!(
            "văn bản muộn nhất ngày {}: {}",
            short_date(*last),
            regime_name(after)
        ),
    ])
}

/// What the law of the documents has changed since the plan, in sentences.
fn changes(case: &Case<'_>) -> Vec<String> {
    let Some(from) = case.plan_day() else {
        return Vec::new();
    };
    law_changes(&case.rules.law, from, case.law_day)
        .into_iter()
        .filter_map(|change| in_words(case, change))
        .collect()
}

/// A change that matters to this dossier, as a sentence.
fn in_words(case: &Case<'_>, change: LawChange<'_>) -> Option<String> {
    let says = &change.after.or(change.before)?.says;
    let asked = |award: &str, kind: NomineeKind| {
        let mut nominees = case.dossier.nominees.iter();
        nominees.any(|nominee| nominee.award_form == award && nominee.kind() == kind)
    };
    let said = |item: Option<&LawItem>| item.map(|item| item.says.clone());
    let differs = said(change.before) != said(change.after);
    let unchecked = match change.after {
        Some(item) if item.mark == Mark::Unchecked => " (chưa đối chiếu)",
        _ => "",
    };
    let place = |item: Option<&LawItem>| {
        item.map_or_else(|| "không có".to_owned(), |item| item.place.clone())
    };
    let (before, after) = (place(change.before), place(change.after));
    let sentence = match says {
        Says::Regime { .. } => format!(
            "Văn bản áp dụng: lúc ban hành Kế hoạch là {}; hiện là {}",
            regime_name(change.before),
            regime_name(change.after)
        ),
        Says::Form { document, .. } => {
            let in_plan = in_plan(case, *document, change.before);
            let now = change
                .after
                .map_or("chưa có trong dữ liệu".to_owned(), form);
            format!("{in_plan} nêu trong Kế hoạch; văn bản hiện hành: {now}")
        }
        Says::Award { award, kind, .. } if asked(award, *kind) => {
            format!(
                "Điều kiện của {} đối với {}: trước là {before}; nay là {after}",
                award_name(case, award),
                kind_name(*kind)
            )
        }
        // Another decree with the same sum changes nothing for the nominee.
        Says::Reward { award, kind, .. } if asked(award, *kind) && differs => {
            format!(
                "Mức tiền thưởng {} đối với {}: trước theo {before}; nay theo {after}",
                award_name(case, award),
                kind_name(*kind)
            )
        }
        Says::UnitExists { unit_kind } if *unit_kind == case.dossier.unit.kind => {
            format!("Loại hình đơn vị: {before} không còn áp dụng")
        }
        Says::Principle(_)
        | Says::WomenFirst { .. }
        | Says::Award { .. }
        | Says::Reward { .. }
        | Says::Decides { .. }
        | Says::UnitExists { .. }
        | Says::BaseSalary { .. }
        | Says::RoundedUp { .. }
        | Says::Setting { .. } => return None,
    };
    Some(format!("{sentence}{unchecked}."))
}

fn award_name(case: &Case<'_>, award: &str) -> String {
    let form = case.plan.award_form(award);
    form.map_or_else(
        || award.to_owned(),
        |form| case.plan.award_name(form, case.law_day),
    )
}

/// A form as the plan names it, else as the law of its day did.
fn in_plan(case: &Case<'_>, document: DocumentId, before: Option<&LawItem>) -> String {
    let named = case.plan.document(document);
    let named = named.and_then(|document| document.form.clone());
    named.unwrap_or_else(|| before.map_or("Mẫu không".to_owned(), form))
}

fn form(item: &LawItem) -> String {
    match &item.says {
        Says::Form { number, title, .. } if number.is_empty() => {
            format!("“{title}”, {}", item.place)
        }
        Says::Form { number, title, .. } => format!("{number} “{title}”, {}", item.place),
        _ => item.place.clone(),
    }
}

/// What the law asks for the award on the day, cited by its own place.
fn award_finding(case: &Case<'_>, nominee: &Nominee) -> Finding {
    let (item, answer) = award(case, nominee);
    let answer = crate::nominee::determined(nominee, Check::LawAward.code(), answer);
    let field = format!("nominees[{}].award_form", nominee.id);
    let subject = Subject::Nominee(nominee.id.clone());
    let cite = item.map(cited);
    let mut finding = case.by_book_citing(Check::LawAward, subject, &field, answer, cite);
    let asks_more = item.is_some_and(|item| {
        matches!(
            item.says,
            Says::Award {
                movement_years: Some(_),
                ..
            }
        )
    });
    if item.is_some() && !asks_more {
        // The council's vote is weighed by its own rule; here it is only cited.
        finding.severity = Severity::Info;
    }
    finding
}

/// What the law data asks for the award asked for, and whether it holds.
pub(crate) fn award<'a>(case: &Case<'a>, nominee: &Nominee) -> (Option<&'a LawItem>, Answer) {
    let wanted = |says: &Says| match says {
        Says::Award { award, kind, .. } => *award == nominee.award_form && *kind == nominee.kind(),
        _ => false,
    };
    let open = |missing: Vec<String>, because: Vec<String>| Answer {
        because,
        open: true,
        ..Answer::unknown(missing)
    };
    let Some(item) = case.rules.law.find(case.law_day, wanted) else {
        let day = short_date(case.law_day);
        let missing = format!("quy định của pháp luật về hình thức này vào ngày {day}");
        return (None, open(vec![missing], Vec::new()));
    };
    let asked = match item.says {
        Says::Award { movement_years, .. } => movement_years,
        _ => None,
    };
    let answer = match asked {
        // What has not been checked is no law: it neither admits nor excludes.
        _ if item.mark == Mark::Unchecked => open(
            vec![format!("đối chiếu {} với văn bản gốc", item.place)],
            vec![format!("chưa đối chiếu: {}", item.note)],
        ),
        None => council::proposes(case, nominee),
        Some(years) => lasted(case, years),
    };
    (Some(item), answer)
}

/// Whether the movement has lasted so many years from its launch to its review.
fn lasted(case: &Case<'_>, years: u32) -> Answer {
    let reference = &case.dossier.plan;
    let launched = reference.launched_on.or(case.plan.date).or(reference.date);
    let mut missing = Vec::new();
    if launched.is_none() {
        missing.push("ngày phát động phong trào".to_owned());
    }
    if reference.reviewed_on.is_none() {
        missing.push("ngày sơ kết, tổng kết phong trào".to_owned());
    }
    let (Some(from), Some(to)) = (launched, reference.reviewed_on) else {
        return Answer::unknown(missing);
    };
    let because = vec![format!(
        "từ ngày phát động {} đến ngày tổng kết {}: {}; yêu cầu từ {years} năm trở lên",
        short_date(from),
        short_date(to),
        duration(from, to)
    )];
    let due = from.checked_add_months(Months::new(years.saturating_mul(12)));
    if due.is_some_and(|due| due <= to) {
        return Answer::met(because);
    }
    // Counted by the years in its title the movement may be long enough; no provision says how to
    // count, so that question is a person's.
    let span = case.plan.years;
    let titled = i64::from(span.to) - i64::from(span.from) + 1;
    if titled >= i64::from(years) && to.year() >= span.to {
        return Answer {
            because,
            open: true,
            ..Answer::unknown(vec![format!(
                "cách tính thời gian thực hiện: theo năm trong tên phong trào thì đủ {titled} năm, \
                 theo ngày thì chưa đủ {years} năm; hỏi Sở Nội vụ rồi ghi kết luận"
            )])
        };
    }
    Answer::not_met(because)
}

/// `2 năm 364 ngày`.
fn duration(from: NaiveDate, to: NaiveDate) -> String {
    let years = to.years_since(from).unwrap_or(0);
    let rest = from
        .checked_add_months(Months::new(years.saturating_mul(12)))
        .map_or(0, |day| to.signed_duration_since(day).num_days());
    format!("{years} năm {rest} ngày")
}

pub(crate) fn bars(nominee: &Nominee) -> Answer {
    let Some(clearance) = &nominee.clearance else {
        return Answer::unknown(vec![
            "xác nhận không bị xem xét kỷ luật, điều tra, thanh tra, kiểm tra, khiếu nại, tố cáo"
                .to_owned(),
        ]);
    };
    let declared = [
        (clearance.discipline_pending, "đang bị xem xét kỷ luật"),
        (
            clearance.investigated,
            "đang bị điều tra, thanh tra, kiểm tra, kiểm toán có dấu hiệu vi phạm",
        ),
        (
            clearance.complaint,
            "đang xác minh đơn thư khiếu nại, tố cáo hoặc phản ánh của báo chí",
        ),
    ];
    let found: Vec<String> = declared
        .into_iter()
        .filter(|(barred, _)| *barred)
        .map(|(_, why)| why.to_owned())
        .collect();
    if found.is_empty() && clearance.by.is_blank() {
        return Answer::unknown(vec!["người xác nhận không có vướng mắc".to_owned()]);
    }
    Answer::from_problems(found)
}

/// After a discipline, achievements count only from the day it ended. Silent where there was none.
fn after_discipline(case: &Case<'_>, nominee: &Nominee) -> Option<Answer> {
    let ended = nominee.clearance.as_ref()?.discipline_ended_on?;
    let first = case.years.iter().min()?;
    let begins = NaiveDate::from_ymd_opt(*first, 1, 1)?;
    let (ended_on, begins_on) = (short_date(ended), short_date(begins));
    let because = vec![format!(
        "chấp hành xong kỷ luật ngày {ended_on}; thời gian xét từ ngày {begins_on}"
    )];
    Some(if ended < begins {
        Answer::met(because)
    } else {
        Answer::not_met(because)
    })
}

/// One initiative, one award: not on an earlier award, not on another nominee. Silent without one.
fn initiative_once(nominee: &Nominee, others: &Others) -> Option<Answer> {
    if others.users.is_empty() {
        return None;
    }
    let mut problems = Vec::new();
    for (title, &users) in recognised(nominee).zip(&others.users) {
        let key = same(title);
        for award in &nominee.earlier_awards {
            if award
                .initiative
                .filled()
                .is_some_and(|used| same(used) == key)
            {
                problems.push(format!(
                    "sáng kiến “{title}” đã dùng cho {} năm {}",
                    award.award, award.year
                ));
            }
        }
        if users > 1 {
            problems.push(format!(
                "sáng kiến “{title}” được dùng cho {users} đề nghị trong hồ sơ này"
            ));
        }
    }
    Some(Answer::from_problems(problems))
}

/// A title as a key: the same words in other case or spacing are the same initiative.
pub(crate) fn same(title: &str) -> String {
    title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// How many nominees rest on each initiative, by its key.
pub(crate) fn initiative_users(nominees: &[Nominee]) -> BTreeMap<String, usize> {
    let mut users: BTreeMap<String, usize> = BTreeMap::new();
    for nominee in nominees {
        let own: BTreeSet<String> = recognised(nominee).map(same).collect();
        for key in own {
            *users.entry(key).or_default() += 1;
        }
    }
    users
}

/// Titles of a nominee's recognised initiatives.
pub(crate) fn recognised(nominee: &Nominee) -> impl Iterator<Item = &str> {
    nominee.facts.iter().filter_map(|fact| match &fact.value {
        FactValue::Recognition(recognition) => recognition.title.filled(),
        FactValue::Yes(_) | FactValue::Percent(_) => None,
    })
}

/// A nominee who is the head of a collective.
fn headed(nominee: &Nominee) -> Option<&Individual> {
    match &nominee.person {
        Person::Individual(person) => person.is_head.then_some(person),
        Person::Collective(_) => None,
    }
}

/// A head is proposed with the collective, or a person tells why not. Silent for others.
fn head(nominee: &Nominee, others: &Others) -> Option<Answer> {
    let person = headed(nominee)?;
    let answer = if others.collective {
        Answer::met(vec![format!("{} cũng được đề nghị", person.workplace)])
    } else {
        Answer {
            open: true,
            ..Answer::unknown(vec![format!(
                "kết quả thực hiện nhiệm vụ của tập thể do người này đứng đầu ({})",
                person
                    .workplace
                    .filled()
                    .unwrap_or("chưa ghi đơn vị công tác")
            )])
        }
    };
    let answer = crate::nominee::determined(nominee, Check::Head.code(), answer);
    Some(answer)
}

/// Merit must not rest on a thematic or unexpected award. Silent for plans of another kind, and
/// where nothing is relied on.
fn thematic_basis(case: &Case<'_>, nominee: &Nominee) -> Option<Answer> {
    if case.plan.commendation != CommendationKind::Merit {
        return None;
    }
    let relied: Vec<_> = nominee
        .earlier_awards
        .iter()
        .filter(|award| award.relied_on)
        .collect();
    if relied.is_empty() {
        return None;
    }
    let is_barred = |kind| {
        matches!(
            kind,
            Some(CommendationKind::Thematic | CommendationKind::Unexpected)
        )
    };
    let barred: Vec<String> = relied
        .iter()
        .filter(|award| is_barred(award.kind))
        .map(|award| {
            format!(
                "{} năm {} là khen thưởng theo chuyên đề hoặc đột xuất",
                award.award, award.year
            )
        })
        .collect();
    if !barred.is_empty() {
        return Some(Answer::not_met(barred));
    }
    let unknown = relied.iter().filter(|award| award.kind.is_none());
    let missing = unknown
        .map(|award| {
            format!(
                "loại hình khen thưởng của {} năm {}",
                award.award, award.year
            )
        })
        .collect();
    Some(Answer::from_missing(missing))
}

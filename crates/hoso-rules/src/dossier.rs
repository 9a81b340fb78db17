//! What is judged of the dossier as a whole: round, deadline, unit, letter, names, dates.

use crate::book::Check;
use crate::case::{Answer, Case, finding};
use crate::citing;
use crate::dates;
use crate::deadline::DueDate;
use crate::indicators;
use crate::nominee::kind_name;
use crate::principles;
use hoso_domain::dossier::UnitKind;
use hoso_domain::finding::{Citation, Finding, Severity, Subject};
use hoso_domain::nominee::{FactValue, Nominee, Person};
use hoso_domain::plan::{FactType, Round, RoundKind};
use hoso_domain::{SigningMode, short_date};
use std::collections::{BTreeMap, BTreeSet};

/// All findings on the dossier as a whole.
pub(crate) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = vec![round(case)];
    findings.extend(case.round.and_then(|round| deadline(case, round)));
    let checks = [
        (
            Check::References,
            "",
            Answer::from_problems(broken_references(case)),
        ),
        (
            Check::PlanNumber,
            "plan",
            Answer::from_missing(plan_blanks(case)),
        ),
        (Check::Unit, "unit", Answer::from_missing(unit_blanks(case))),
        (
            Check::Submission,
            "letter.signatory",
            Answer::from_missing(letter_blanks(case)),
        ),
        (
            Check::Capacity,
            "letter.signatory.mode",
            Answer::from_problems(wrong_capacity(case)),
        ),
        (
            Check::Unique,
            "nominees",
            Answer::from_problems(duplicates(case)),
        ),
        (Check::PlanVersion, "plan.version", plan_version(case)),
        (
            Check::Indicators,
            "indicators",
            Answer::from_problems(indicators::problems(case)),
        ),
    ];
    for (check, field, answer) in checks {
        findings.push(case.by_book(check, Subject::Dossier, field, answer, None));
    }
    findings.extend(dates::judge(case));
    findings.extend(citing::judge(case));
    findings.extend(principles::judge_dossier(case));
    findings
}

fn citation(case: &Case<'_>, place: &str, text: &str) -> Citation {
    Citation {
        place: format!("{place} Kế hoạch"),
        text: text.to_owned(),
        mark: case.plan.mark,
    }
}

fn round(case: &Case<'_>) -> Finding {
    let dossier = case.dossier;
    let answer = match case.round {
        None => Answer::not_met(vec![format!("kế hoạch không có đợt “{}”", dossier.round)]),
        Some(round) if round.kind == RoundKind::Annual => match dossier.year {
            None => Answer::unknown(vec!["năm xét khen thưởng".to_owned()]),
            Some(year) if !round.years.contains(year) => Answer::not_met(vec![format!(
                "năm {year} nằm ngoài thời gian của đợt ({}-{})",
                round.years.from, round.years.to
            )]),
            Some(_) => Answer::met(Vec::new()),
        },
        Some(_) => Answer::met(Vec::new()),
    };
    let cite = match case.round {
        Some(round) => citation(case, &round.award_forms_cite, ""),
        None => citation(case, "IV.5", ""),
    };
    let remedy = "Chọn đợt khen thưởng và năm có trong Kế hoạch.";
    let words = (
        Severity::Blocking,
        cite,
        "Đợt khen thưởng có trong Kế hoạch",
        remedy,
    );
    finding(
        "plan.round".to_owned(),
        Subject::Dossier,
        "round",
        answer,
        words,
        None,
    )
}

fn deadline(case: &Case<'_>, round: &Round) -> Option<Finding> {
    let due = DueDate::of(round, case.dossier.year, &case.rules.work, case.on)?;
    let cite = citation(case, &round.cite, &round.text);
    let last_day = short_date(due.last_day);
    let judged = format!("xét vào ngày {}", short_date(case.on));
    let safe_day = short_date(due.last_working_day);
    let safe = format!("ngày làm việc cuối cùng trước hạn: {safe_day}");
    let justification = case.dossier.late_justification.filled();
    let (answer, message) = if due.passed() {
        let late = -due.days_left;
        let mut because = vec![judged];
        because.extend(justification.map(|words| format!("giải trình: {words}")));
        (
            Answer::not_met(because),
            format!("Đã quá hạn {late} ngày; ngày cuối cùng đúng hạn là {last_day}."),
        )
    } else if due.days_left == 0 {
        (
            Answer::met(vec![judged, safe]),
            format!("Hôm nay ({last_day}) là ngày cuối cùng đúng hạn."),
        )
    } else {
        let left = due.days_left;
        (
            Answer::met(vec![judged, safe]),
            format!("Còn {left} ngày; ngày cuối cùng đúng hạn là {last_day}."),
        )
    };
    let severity = if justification.is_some() {
        Severity::Warning
    } else {
        Severity::Blocking
    };
    let remedy = if justification.is_some() {
        "Đợt này đã đóng; hồ sơ chỉ được xem xét nếu cơ quan tiếp nhận chấp nhận giải trình."
    } else {
        "Đợt này đã đóng: liên hệ Sở Nội vụ và ghi lý do nộp muộn, hoặc lập hồ sơ cho đợt khác."
    };
    let words = (severity, cite, "", remedy);
    let field = "late_justification";
    Some(finding(
        "plan.deadline".to_owned(),
        Subject::Dossier,
        field,
        answer,
        words,
        Some(message),
    ))
}

/// Ids that point at nothing, or stand twice.
fn broken_references(case: &Case<'_>) -> Vec<String> {
    let dossier = case.dossier;
    let mut problems = Vec::new();
    let mut ids = |what: &str, list: Vec<&str>| -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        for id in list {
            if !seen.insert(id.to_owned()) {
                problems.push(format!("mã {what} “{id}” dùng hai lần"));
            }
        }
        seen
    };
    let nominees = ids(
        "đề nghị",
        dossier.nominees.iter().map(|n| n.id.as_str()).collect(),
    );
    let members = ids(
        "thành viên",
        dossier
            .council
            .members
            .iter()
            .map(|m| m.id.as_str())
            .collect(),
    );
    let evidence = ids(
        "minh chứng",
        dossier.evidence.iter().map(|e| e.id.as_str()).collect(),
    );

    let mut refer = |known: &BTreeSet<String>, what: &str, id: &str| {
        if !known.contains(id) {
            problems.push(format!("không có {what} mang mã “{id}”"));
        }
    };
    for nominee in &dossier.nominees {
        for fact in &nominee.facts {
            fact.evidence
                .iter()
                .for_each(|id| refer(&evidence, "minh chứng", id));
        }
    }
    if let Some(meeting) = &dossier.meeting {
        meeting
            .present
            .iter()
            .for_each(|id| refer(&members, "thành viên", id));
        meeting
            .absent
            .iter()
            .for_each(|gone| refer(&members, "thành viên", &gone.member));
        refer(&members, "thành viên", &meeting.chair);
        refer(&members, "thành viên", &meeting.secretary);
        meeting
            .votes
            .iter()
            .for_each(|tally| refer(&nominees, "đề nghị", &tally.nominee));
    }
    let facts: BTreeSet<String> = case.plan.facts.iter().map(|fact| fact.id.clone()).collect();
    let criteria: BTreeSet<String> = case.plan.criteria.iter().map(|c| c.id.clone()).collect();
    for nominee in &dossier.nominees {
        nominee
            .facts
            .iter()
            .for_each(|fact| refer(&facts, "dữ kiện trong kế hoạch", &fact.fact));
        nominee
            .claims
            .iter()
            .for_each(|id| refer(&criteria, "tiêu chuẩn trong kế hoạch", id));
    }
    problems.extend(wrong_types(case));
    problems
}

/// Facts whose value is of another kind than the plan asks for; no criterion would read them.
fn wrong_types(case: &Case<'_>) -> Vec<String> {
    let dossier = case.dossier;
    let of_nominees = dossier.nominees.iter().flat_map(|nominee| &nominee.facts);
    let mut problems = Vec::new();
    for fact in dossier.unit.facts.iter().chain(of_nominees) {
        let Some(kind) = case.plan.fact(&fact.fact) else {
            continue;
        };
        let (stated, wanted) = match fact.value {
            FactValue::Yes(_) => (FactType::Yes, "có hoặc không"),
            FactValue::Percent(_) => (FactType::Percent, "phần trăm"),
            FactValue::Recognition(_) => (FactType::Recognition, "sáng kiến được công nhận"),
        };
        if stated != kind.value {
            problems.push(format!("“{}” không nhận giá trị kiểu {wanted}", kind.label));
        }
    }
    problems
}

/// The dossier was made for this version of the plan.
fn plan_version(case: &Case<'_>) -> Answer {
    let (made, judged) = (case.dossier.plan.version, case.plan.version);
    if made == judged {
        Answer::met(Vec::new())
    } else {
        Answer::not_met(vec![format!(
            "hồ sơ lập theo bản {made} của Kế hoạch, đang xét theo bản {judged}"
        )])
    }
}

fn plan_blanks(case: &Case<'_>) -> Vec<String> {
    let reference = &case.dossier.plan;
    let blanks = [
        (
            case.plan.number.is_none() && reference.number.is_blank(),
            "số của Kế hoạch",
        ),
        (
            case.plan.date.is_none() && reference.date.is_none(),
            "ngày của Kế hoạch",
        ),
    ];
    blanks
        .into_iter()
        .filter(|(blank, _)| *blank)
        .map(|(_, what)| what.to_owned())
        .collect()
}

fn unit_blanks(case: &Case<'_>) -> Vec<String> {
    let unit = &case.dossier.unit;
    let blanks = [
        (unit.name.is_blank(), "tên đơn vị"),
        (
            unit.symbol.is_blank(),
            "chữ viết tắt của đơn vị trong ký hiệu văn bản",
        ),
        (unit.place.is_blank(), "địa danh"),
    ];
    blanks
        .into_iter()
        .filter(|(blank, _)| *blank)
        .map(|(_, what)| what.to_owned())
        .collect()
}

fn letter_blanks(case: &Case<'_>) -> Vec<String> {
    let signatory = &case.dossier.letter.signatory;
    let needs_principal = !matches!(signatory.mode, SigningMode::Own | SigningMode::Acting);
    let blanks = [
        (signatory.name.is_blank(), "họ tên người ký"),
        (signatory.position.is_blank(), "chức vụ người ký"),
        (
            needs_principal && signatory.principal.is_blank(),
            "tập thể hoặc người được ký thay",
        ),
    ];
    blanks
        .into_iter()
        .filter(|(blank, _)| *blank)
        .map(|(_, what)| what.to_owned())
        .collect()
}

/// In what capacity the letter is signed: a deputy signs for the head, a body that decides together
/// through its chairman.
fn wrong_capacity(case: &Case<'_>) -> Vec<String> {
    let signatory = &case.dossier.letter.signatory;
    let (mode, position) = (signatory.mode, signatory.position.key());
    let is_deputy = position.starts_with("phó ");
    let unit = &case.dossier.unit;
    let decides_together = matches!(unit.kind, UnitKind::District | UnitKind::Commune);
    let rules = [
        (
            is_deputy && matches!(mode, SigningMode::Own | SigningMode::Acting),
            format!("{} ký thay cấp trưởng thì ghi KT.", signatory.position),
        ),
        (
            mode == SigningMode::ForHead && position == signatory.principal.key(),
            format!("{} không ký thay chính mình", signatory.position),
        ),
        (
            decides_together && mode == SigningMode::Own,
            format!(
                "{} làm việc theo chế độ tập thể thì Tờ trình ký TM.",
                unit.name
            ),
        ),
    ];
    let broken = rules.into_iter().filter(|(broken, _)| *broken);
    broken.map(|(_, words)| words).collect()
}

/// Nobody stands in the lists twice, under one award form or several, nor under two spellings of
/// one name.
fn duplicates(case: &Case<'_>) -> Vec<String> {
    let mut seen: BTreeMap<(String, String), Vec<&Nominee>> = BTreeMap::new();
    let mut problems = Vec::new();
    for nominee in &case.dossier.nominees {
        if nominee.name.is_blank() {
            continue;
        }
        let telling_apart = match &nominee.person {
            Person::Collective(collective) => collective.parent.key(),
            Person::Individual(individual) => individual
                .birth_date
                .map_or_else(|| individual.workplace.key(), |date| date.to_string()),
        };
        let before = seen
            .entry((nominee.name.bare_key(), telling_apart))
            .or_default();
        before.push(nominee);
        let [first, second] = before.as_slice() else {
            continue;
        };
        let kind = kind_name(nominee.kind());
        let same_name = first.name.key() == second.name.key();
        problems.push(if !same_name {
            format!(
                "{kind} {} và {} có thể là một, họ tên ghi hai cách",
                first.name, second.name
            )
        } else if first.award_form == second.award_form {
            format!("{kind} {} được đề nghị nhiều hơn một lần", nominee.name)
        } else {
            format!(
                "{kind} {} được đề nghị nhiều hình thức cho một thành tích",
                nominee.name
            )
        });
    }
    problems
}

//! Dates in the only possible order: report, confirmation, meeting, letter, deadline; and nothing
//! dated after the letter that the letter rests on. Each finding names the field that holds the
//! date out of place.

use crate::book::Check;
use crate::case::{Answer, Case, cited};
use chrono::NaiveDate;
use hoso_domain::dossier::Source;
use hoso_domain::finding::{Finding, Subject};
use hoso_domain::short_date;

/// A date out of place.
struct Misplaced {
    subject: Subject,
    field: String,
    problem: String,
}

/// One finding for each field with a date out of place, or one that says that all is in order.
pub(crate) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut misplaced = of_nominees(case);
    misplaced.extend(of_dossier(case));
    misplaced.extend(of_sources(case));
    if misplaced.is_empty() {
        let answer = Answer::met(Vec::new());
        return vec![case.by_book(
            Check::DateOrder,
            Subject::Dossier,
            "letter.date",
            answer,
            None,
        )];
    }
    let mut fields: Vec<(Subject, String, Vec<String>)> = Vec::new();
    for Misplaced {
        subject,
        field,
        problem,
    } in misplaced
    {
        let same = fields
            .iter_mut()
            .find(|(other, path, _)| *other == subject && *path == field);
        match same {
            Some((.., problems)) => problems.push(problem),
            None => fields.push((subject, field, vec![problem])),
        }
    }
    fields
        .into_iter()
        .map(|(subject, field, problems)| {
            let answer = Answer::not_met(problems);
            case.by_book(Check::DateOrder, subject, &field, answer, None)
        })
        .collect()
}

/// `họp Hội đồng (14/02/2023) trước báo cáo của … (15/02/2023)`, where it is so.
fn before(then: &str, second: NaiveDate, first: &str, day: NaiveDate) -> Option<String> {
    let (second_day, first_day) = (short_date(second), short_date(day));
    (second < day).then(|| format!("{then} ({second_day}) trước {first} ({first_day})"))
}

/// Reports and their confirmations, each before the meeting.
fn of_nominees(case: &Case<'_>) -> Vec<Misplaced> {
    let dossier = case.dossier;
    let meeting = dossier.meeting.as_ref().map(|meeting| meeting.date);
    let mut misplaced = Vec::new();
    let mut after_meeting = Vec::new();
    for nominee in &dossier.nominees {
        let (name, report) = (&nominee.name, &nominee.report);
        let path = |field: &str| format!("nominees[{}].report.{field}", nominee.id);
        let subject = || Subject::Nominee(nominee.id.clone());
        let written = format!("báo cáo của {name}");
        if let (Some(day), Some(confirmed)) = (report.date, report.confirmed_on)
            && let Some(problem) = before("xác nhận báo cáo", confirmed, &written, day)
        {
            misplaced.push(Misplaced {
                subject: subject(),
                field: path("confirmed_on"),
                problem,
            });
        }
        let (last, what, field) = match (report.confirmed_on, report.date) {
            (Some(day), _) => (day, format!("xác nhận {written}"), "confirmed_on"),
            (None, Some(day)) => (day, written, "date"),
            (None, None) => continue,
        };
        if let Some(problem) =
            meeting.and_then(|meeting| before("họp Hội đồng", meeting, &what, last))
        {
            after_meeting.push(Misplaced {
                subject: subject(),
                field: path(field),
                problem,
            });
        }
    }
    // Where every report is later, it is the meeting whose date is wrong.
    let all = after_meeting.len() > 1 && after_meeting.len() == dossier.nominees.len();
    if all {
        for one in &mut after_meeting {
            one.subject = Subject::Dossier;
            "meeting.date".clone_into(&mut one.field);
        }
    }
    misplaced.extend(after_meeting);
    misplaced
}

/// The council before its meeting, the meeting before the letter, the letter before the deadline.
fn of_dossier(case: &Case<'_>) -> Vec<Misplaced> {
    let dossier = case.dossier;
    let meeting = dossier.meeting.as_ref().map(|meeting| meeting.date);
    let letter = dossier.letter.date;
    let mut misplaced = Vec::new();
    let mut add = |field: &str, problem: Option<String>| {
        misplaced.extend(problem.map(|problem| Misplaced {
            subject: Subject::Dossier,
            field: field.to_owned(),
            problem,
        }));
    };
    let decision = dossier.council.decision.as_ref();
    if let (Some(decided), Some(held)) = (decision.and_then(|decision| decision.date), meeting) {
        let what = "Quyết định thành lập Hội đồng";
        add(
            "council.decision.date",
            before("họp Hội đồng", held, what, decided),
        );
    }
    if let (Some(held), Some(day)) = (meeting, letter) {
        add("letter.date", before("Tờ trình", day, "họp Hội đồng", held));
    }
    let due = case.round.and_then(|round| round.due_before(dossier.year));
    if let (Some(due), Some(day)) = (due, letter)
        && day >= due
        && dossier.late_justification.is_blank()
    {
        let (day, due) = (short_date(day), short_date(due));
        let problem = format!("Tờ trình ({day}) không trước hạn {due}");
        add("letter.date", Some(problem));
    }
    misplaced
}

/// Documents that the dossier rests on, none of them later than the letter.
fn of_sources(case: &Case<'_>) -> Vec<Misplaced> {
    let Some(letter) = case.dossier.letter.date else {
        return Vec::new();
    };
    let mut misplaced = Vec::new();
    for placed in sources(case) {
        let Some(day) = placed.source.date.filter(|day| *day > letter) else {
            continue;
        };
        let words = cited(placed.source)
            .unwrap_or_else(|| format!("văn bản chứng minh ngày {}", short_date(day)));
        misplaced.push(Misplaced {
            subject: placed.subject,
            field: placed.field,
            problem: format!("{words} sau ngày Tờ trình ({})", short_date(letter)),
        });
    }
    misplaced
}

/// A document named somewhere in the dossier.
pub(crate) struct Placed<'a> {
    /// The document.
    pub source: &'a Source,
    /// Whom it is said of.
    pub subject: Subject,
    /// Path of the field that holds it.
    pub field: String,
}

/// Every document that the dossier names, in the order of the file.
pub(crate) fn sources<'a>(case: &Case<'a>) -> Vec<Placed<'a>> {
    let dossier = case.dossier;
    let of_dossier = |source: &'a Source, field: &str| Placed {
        source,
        subject: Subject::Dossier,
        field: field.to_owned(),
    };
    let stated = |facts: &'a [hoso_domain::nominee::Fact]| {
        facts.iter().filter_map(|fact| fact.source.as_ref())
    };
    let mut placed: Vec<Placed<'a>> = stated(&dossier.unit.facts)
        .map(|source| of_dossier(source, "unit.facts"))
        .collect();
    for nominee in &dossier.nominees {
        let of_nominee = |source: &'a Source, field: &str| Placed {
            source,
            subject: Subject::Nominee(nominee.id.clone()),
            field: format!("nominees[{}].{field}", nominee.id),
        };
        placed.extend(stated(&nominee.facts).map(|source| of_nominee(source, "facts")));
        let earlier = nominee.earlier_awards.iter();
        placed.extend(earlier.map(|award| of_nominee(&award.decision, "earlier_awards")));
    }
    let decision = dossier.council.decision.iter();
    placed.extend(decision.map(|source| of_dossier(source, "council.decision")));
    let papers = dossier.evidence.iter();
    placed.extend(papers.map(|paper| of_dossier(&paper.document, "evidence")));
    let achieved = dossier.indicators.iter();
    let achieved = achieved.filter_map(|value| value.source.as_ref());
    placed.extend(achieved.map(|source| of_dossier(source, "indicators")));
    placed
}

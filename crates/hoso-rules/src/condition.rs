//! Evaluates a plan's conditions in three-valued logic. Knows no law and no number of its own.

use crate::case::{Answer, Case, cited};
use crate::council;
use crate::indicators;
use crate::why::by_name;
use hoso_domain::finding::State;
use hoso_domain::nominee::{Fact, FactValue, Nominee, Percent, Recognizer};
use hoso_domain::plan::{Condition, Criterion, FactKind, YearChoice};

impl Case<'_> {
    /// Whether a criterion holds for a nominee.
    pub(crate) fn criterion(&self, nominee: &Nominee, criterion: &Criterion) -> Answer {
        if !criterion.applies_to.contains(&nominee.kind()) {
            return not_applicable(Vec::new());
        }
        if let Some(fact) = criterion.only_if.as_deref() {
            let concerned = self.is_true(nominee, fact);
            match concerned.state {
                State::Met => {}
                State::Unknown => return concerned,
                State::NotMet | State::NotApplicable => return not_applicable(concerned.because),
            }
        }
        let mut answer = self.condition(nominee, &criterion.when);
        if answer.open
            && let Some(question) = &criterion.open_question
        {
            answer.missing.push(question.clone());
        }
        answer
    }

    fn condition(&self, nominee: &Nominee, condition: &Condition) -> Answer {
        match condition {
            Condition::All(parts) => all(parts
                .iter()
                .map(|part| self.condition(nominee, part))
                .collect()),
            Condition::IsTrue { fact } => self.is_true(nominee, fact),
            Condition::AtLeast {
                fact,
                percent,
                years: YearChoice::EachOfRound,
            } => self.at_least(nominee, fact, *percent),
            Condition::Recognized { fact, by } => self.recognized(nominee, fact, by),
            Condition::CouncilProposes => council::proposes(self, nominee),
            Condition::Any(parts) => any(parts
                .iter()
                .map(|part| self.condition(nominee, part))
                .collect()),
            // A plan in which a criterion hangs on itself is refused when it is read.
            Condition::Criterion(id) => match self.plan.criterion(id) {
                Some(criterion) => self.criterion(nominee, criterion),
                None => unknown_fact(id),
            },
            Condition::TargetReached(id) => indicators::target_reached(self, id),
        }
    }

    fn is_true(&self, nominee: &Nominee, fact: &str) -> Answer {
        let Some(kind) = self.plan.fact(fact) else {
            return unknown_fact(fact);
        };
        let stated = self.facts(nominee, kind);
        let values: Vec<bool> = stated
            .iter()
            .filter_map(|fact| match fact.value {
                FactValue::Yes(value) => Some(value),
                FactValue::Percent(_) | FactValue::Recognition(_) => None,
            })
            .collect();
        match values.first() {
            None => Answer::unknown(vec![kind.remedy.clone()]),
            Some(first) if values.iter().any(|value| value != first) => {
                Answer::unknown(vec![contradiction(kind, None)])
            }
            Some(true) => Answer::met(stated.iter().map(|f| said(kind, f, "có")).collect()),
            Some(false) => Answer::not_met(stated.iter().map(|f| said(kind, f, "không")).collect()),
        }
    }

    fn at_least(&self, nominee: &Nominee, fact: &str, least: Percent) -> Answer {
        let Some(kind) = self.plan.fact(fact) else {
            return unknown_fact(fact);
        };
        let stated = self.facts(nominee, kind);
        let yearly: Vec<Answer> = self
            .years
            .iter()
            .map(|year| in_year(&stated, kind, *year, least))
            .collect();
        if yearly.is_empty() {
            return Answer::unknown(vec!["năm xét khen thưởng của hồ sơ".to_owned()]);
        }
        let some = |state| yearly.iter().any(|answer: &Answer| answer.state == state);
        let (met, not_met, unknown) = (some(State::Met), some(State::NotMet), some(State::Unknown));
        let mut answer = merge(yearly);
        answer.state = match (met, not_met, unknown) {
            (true, false, false) => State::Met,
            (false, true, false) => State::NotMet,
            _ => State::Unknown,
        };
        // With values for several years the plan does not say which of them count.
        answer.open = met && answer.state == State::Unknown;
        answer
    }

    fn recognized(&self, nominee: &Nominee, fact: &str, by: &[Recognizer]) -> Answer {
        let Some(kind) = self.plan.fact(fact) else {
            return unknown_fact(fact);
        };
        let stated: Vec<_> = self
            .facts(nominee, kind)
            .into_iter()
            .filter_map(|fact| match &fact.value {
                FactValue::Recognition(recognition) => Some((fact, recognition)),
                FactValue::Yes(_) | FactValue::Percent(_) => None,
            })
            .collect();
        if stated.is_empty() {
            return Answer::unknown(vec![kind.remedy.clone()]);
        }
        let describe = |(fact, recognition): &(&Fact, &hoso_domain::Recognition)| {
            let title = recognition.title.as_str();
            said(
                kind,
                fact,
                &format!("“{title}”, {} công nhận", by_name(recognition.by)),
            )
        };
        let right: Vec<_> = stated.iter().filter(|(_, r)| by.contains(&r.by)).collect();
        if right.is_empty() {
            return Answer::not_met(stated.iter().map(describe).collect());
        }
        let documented: Vec<String> = right
            .iter()
            .filter(|(fact, _)| fact.source.as_ref().and_then(cited).is_some())
            .map(|stated| describe(stated))
            .collect();
        if documented.is_empty() {
            let mut answer = Answer::unknown(vec![kind.remedy.clone()]);
            answer.because = right.iter().map(|stated| describe(stated)).collect();
            return answer;
        }
        Answer::met(documented)
    }
}

fn in_year(stated: &[&Fact], kind: &FactKind, year: i32, least: Percent) -> Answer {
    let of_year: Vec<(&Fact, Percent)> = stated
        .iter()
        .filter(|fact| fact.year == Some(year))
        .filter_map(|fact| match fact.value {
            FactValue::Percent(percent) => Some((*fact, percent)),
            FactValue::Yes(_) | FactValue::Recognition(_) => None,
        })
        .collect();
    let Some((fact, value)) = of_year.first() else {
        return Answer::unknown(vec![format!("{} năm {year}", kind.label)]);
    };
    if of_year.iter().any(|(_, other)| other != value) {
        return Answer::unknown(vec![contradiction(kind, Some(year))]);
    }
    let because = vec![said(
        kind,
        fact,
        &format!("{value}, yêu cầu từ {least} trở lên"),
    )];
    if value >= &least {
        Answer::met(because)
    } else {
        Answer::not_met(because)
    }
}

/// Kleene's "and": one no is a no, else one unknown is unknown. What does not concern the nominee
/// does not hold of it either.
pub(crate) fn strictest(parts: &[Answer]) -> State {
    let some = |state| parts.iter().any(|part: &Answer| part.state == state);
    if some(State::NotMet) || some(State::NotApplicable) {
        State::NotMet
    } else if some(State::Unknown) {
        State::Unknown
    } else {
        State::Met
    }
}

fn all(parts: Vec<Answer>) -> Answer {
    let state = strictest(&parts);
    // Only what decided the answer is a reason; a missing fact decides nothing once one says no.
    let decides = |part: &Answer| match part.state {
        State::NotApplicable => state == State::NotMet,
        other => other == state,
    };
    let decisive: Vec<Answer> = parts.into_iter().filter(decides).collect();
    let open = decisive.iter().all(|part| part.open);
    Answer {
        state,
        open,
        ..merge(decisive)
    }
}

/// Kleene's "or": one yes is a yes, else one unknown is unknown.
fn any(parts: Vec<Answer>) -> Answer {
    let some = |state| parts.iter().any(|part: &Answer| part.state == state);
    let state = if some(State::Met) {
        State::Met
    } else if some(State::Unknown) {
        State::Unknown
    } else {
        State::NotMet
    };
    let decisive: Vec<Answer> = parts
        .into_iter()
        .filter(|part| part.state == state)
        .collect();
    let open = decisive.iter().any(|part| part.open);
    Answer {
        state,
        open,
        ..merge(decisive)
    }
}

fn merge(parts: Vec<Answer>) -> Answer {
    let mut merged = Answer::met(Vec::new());
    for part in parts {
        merged.because.extend(part.because);
        merged.missing.extend(part.missing);
    }
    merged
}

fn not_applicable(because: Vec<String>) -> Answer {
    Answer {
        state: State::NotApplicable,
        ..Answer::met(because)
    }
}

fn unknown_fact(fact: &str) -> Answer {
    Answer::unknown(vec![format!("kế hoạch không định nghĩa dữ kiện “{fact}”")])
}

fn contradiction(kind: &FactKind, year: Option<i32>) -> String {
    let when = year.map(|year| format!(" năm {year}")).unwrap_or_default();
    format!(
        "{}{when}: đang nhập nhiều giá trị khác nhau, cần giữ lại một giá trị đúng",
        kind.label
    )
}

/// A stated value with its year and source.
fn said(kind: &FactKind, fact: &Fact, value: &str) -> String {
    let year = fact
        .year
        .map(|year| format!(" năm {year}"))
        .unwrap_or_default();
    let source = fact.source.as_ref().and_then(cited);
    let source = source
        .map(|source| format!(" ({source})"))
        .unwrap_or_default();
    format!("{}{year}: {value}{source}", kind.label)
}

//! The why-not card: for a nominee and a criterion, the values used, the smallest change that would
//! satisfy it, and the evidence still missing; and which awards are open to the nominee.

use crate::case::{Answer, Case, cited};
use crate::council;
use crate::indicators;
use crate::nominee::{by_law, judged_criterion};
use crate::principles;
use hoso_domain::finding::State;
use hoso_domain::nominee::{Fact, FactValue, Nominee, Percent, Recognizer};
use hoso_domain::plan::{AwardForm, Condition, Criterion, FactKind, Standard};

/// What one criterion says of one nominee, and what would change it.
#[derive(Debug, Clone, PartialEq)]
pub struct Card<'a> {
    /// The criterion, in the plan's words.
    pub criterion: &'a Criterion,
    /// The standard that it belongs to.
    pub standard: &'a Standard,
    /// Whether it must hold in any case, not as one of several.
    pub mandatory: bool,
    /// Whether the dossier claims it.
    pub claimed: bool,
    /// The answer.
    pub state: State,
    /// What decided it.
    pub because: Vec<String>,
    /// What would have to be known.
    pub missing: Vec<String>,
    /// The facts of the plan that the criterion reads.
    pub facts: Vec<&'a FactKind>,
    /// Every value that the criterion reads, with its source.
    pub values: Vec<UsedValue>,
    /// The smallest set of changes that would satisfy it; empty where it holds or never can.
    pub changes: Vec<String>,
    /// Values that no document proves yet.
    pub unproven: Vec<String>,
}

/// A value that a criterion reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedValue {
    /// What it is.
    pub label: String,
    /// The year it holds for.
    pub year: Option<i32>,
    /// The value, as people write it.
    pub value: String,
    /// The document that states it, as cited; absent where none is named.
    pub source: Option<String>,
    /// Whether it is the unit's own value that the nominee shares.
    pub of_unit: bool,
    /// Path of the field in the dossier file.
    pub field: String,
}

/// Whether an award is open to a nominee in the round of the dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposable<'a> {
    /// The award form.
    pub form: &'a AwardForm,
    /// `Met`: it can be proposed; `Unknown`: something is missing; `NotMet`: it cannot.
    pub state: State,
    /// The criteria that hold, besides the precondition.
    pub by: Vec<&'a Criterion>,
    /// Why not, or what is missing.
    pub why_not: Vec<String>,
}

/// What only a person can answer for a nominee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Code of the rule that asks.
    pub rule: String,
    /// Title of the criterion or standard.
    pub title: String,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// What is asked, where the plan says it.
    pub question: String,
}

/// What a person has to answer for a nominee, answered or not.
pub fn questions(case: &Case<'_>, nominee: &Nominee) -> Vec<Question> {
    let Some(standard) = case.plan.standard(nominee.kind(), &nominee.award_form) else {
        return Vec::new();
    };
    if standard.any_of.is_empty() {
        let unanswered = without_determinations(nominee);
        let rule = format!("plan.{}", standard.id);
        let is_open = by_law(case, &unanswered, &rule).state == State::Unknown;
        let question = Question {
            rule,
            title: standard.title.clone(),
            cite: standard.cite.clone(),
            text: standard.text.clone(),
            question: String::new(),
        };
        return is_open.then_some(question).into_iter().collect();
    }
    standard
        .precondition
        .iter()
        .chain(&standard.any_of)
        .filter_map(|id| case.plan.criterion(id))
        .filter(|criterion| {
            let answer = case.criterion(nominee, criterion);
            answer.open && answer.state == State::Unknown
        })
        .map(|criterion| Question {
            rule: format!("plan.{}", criterion.id),
            title: criterion.title.clone(),
            cite: criterion.cite.clone(),
            text: criterion.text.clone(),
            question: criterion.open_question.clone().unwrap_or_default(),
        })
        .collect()
}

fn without_determinations(nominee: &Nominee) -> Nominee {
    Nominee {
        determinations: Vec::new(),
        ..nominee.clone()
    }
}

/// The cards of a nominee for the award asked for: the precondition first, then the alternatives.
pub fn why_not<'a>(case: &Case<'a>, nominee: &Nominee) -> Vec<Card<'a>> {
    let Some(standard) = case.plan.standard(nominee.kind(), &nominee.award_form) else {
        return Vec::new();
    };
    let mandatory = standard.precondition.iter().map(|id| (id, true));
    let alternatives = standard.any_of.iter().map(|id| (id, false));
    mandatory
        .chain(alternatives)
        .filter_map(|(id, mandatory)| Some((case.plan.criterion(id)?, mandatory)))
        .map(|(criterion, mandatory)| card(case, nominee, standard, criterion, mandatory))
        .collect()
}

fn card<'a>(
    case: &Case<'a>,
    nominee: &Nominee,
    standard: &'a Standard,
    criterion: &'a Criterion,
    mandatory: bool,
) -> Card<'a> {
    let answer = judged_criterion(case, nominee, criterion);
    let mut kinds = Vec::new();
    facts_read(case, criterion, &mut kinds);
    let mut values = Vec::new();
    let mut unproven = Vec::new();
    for kind in &kinds {
        let own = nominee.facts.iter().any(|fact| fact.fact == kind.id);
        for fact in case.facts(nominee, kind) {
            let used = used_value(nominee, kind, fact, !own);
            let proven = used.source.is_some() || !fact.evidence.is_empty();
            if !proven && !matches!(fact.value, FactValue::Yes(_)) {
                let year = fact
                    .year
                    .map(|year| format!(" năm {year}"))
                    .unwrap_or_default();
                unproven.push(format!("văn bản chứng minh {}{year}", kind.label));
            }
            values.push(used);
        }
    }
    let changes = match answer.state {
        State::Met | State::NotApplicable => Vec::new(),
        State::NotMet | State::Unknown => case.changes_for(nominee, criterion),
    };
    Card {
        criterion,
        standard,
        mandatory,
        claimed: nominee.claims.contains(&criterion.id),
        state: answer.state,
        because: answer.because,
        missing: answer.missing,
        facts: kinds,
        values,
        changes,
        unproven,
    }
}

fn used_value(nominee: &Nominee, kind: &FactKind, fact: &Fact, of_unit: bool) -> UsedValue {
    let value = match &fact.value {
        FactValue::Yes(true) => "có".to_owned(),
        FactValue::Yes(false) => "không".to_owned(),
        FactValue::Percent(percent) => percent.to_string(),
        FactValue::Recognition(recognition) => {
            format!(
                "“{}”, {} công nhận",
                recognition.title,
                by_name(recognition.by)
            )
        }
    };
    let field = if of_unit {
        "unit.facts".to_owned()
    } else {
        format!("nominees[{}].facts", nominee.id)
    };
    UsedValue {
        label: kind.label.clone(),
        year: fact.year,
        value,
        source: fact.source.as_ref().and_then(cited),
        of_unit,
        field,
    }
}

/// The kinds of fact that a criterion reads, each once.
fn facts_read<'a>(case: &Case<'a>, criterion: &Criterion, found: &mut Vec<&'a FactKind>) {
    let mut ids: Vec<&str> = criterion.only_if.iter().map(String::as_str).collect();
    let mut criteria = Vec::new();
    ids_read(&criterion.when, &mut ids, &mut criteria);
    for id in ids {
        if let Some(kind) = case.plan.fact(id)
            && found.iter().all(|known| known.id != kind.id)
        {
            found.push(kind);
        }
    }
    for id in criteria {
        if let Some(other) = case.plan.criterion(id) {
            facts_read(case, other, found);
        }
    }
}

fn ids_read<'c>(condition: &'c Condition, facts: &mut Vec<&'c str>, criteria: &mut Vec<&'c str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                ids_read(part, facts, criteria);
            }
        }
        Condition::IsTrue { fact }
        | Condition::AtLeast { fact, .. }
        | Condition::Recognized { fact, .. } => facts.push(fact),
        Condition::Criterion(id) => criteria.push(id),
        Condition::CouncilProposes | Condition::TargetReached(_) => {}
    }
}

impl Case<'_> {
    /// The fewest changes after which a criterion would hold.
    fn changes_for(&self, nominee: &Nominee, criterion: &Criterion) -> Vec<String> {
        let mut changes = Vec::new();
        if let Some(kind) = criterion
            .only_if
            .as_deref()
            .and_then(|id| self.plan.fact(id))
            && self.facts(nominee, kind).is_empty()
        {
            changes.push(format!("Cho biết: {}.", kind.label));
        }
        changes.extend(self.changes(nominee, &criterion.when));
        // What only an answer of a person can settle is no change of a value.
        if changes.is_empty()
            && let Some(question) = &criterion.open_question
        {
            changes.push(question.clone());
        }
        changes
    }

    fn changes(&self, nominee: &Nominee, condition: &Condition) -> Vec<String> {
        match condition {
            Condition::All(parts) => parts
                .iter()
                .flat_map(|part| self.changes(nominee, part))
                .collect(),
            Condition::Any(parts) => parts
                .iter()
                .map(|part| self.changes(nominee, part))
                .min_by_key(Vec::len)
                .unwrap_or_default(),
            Condition::IsTrue { fact } => self.change_yes(nominee, fact),
            Condition::AtLeast { fact, percent, .. } => {
                self.change_percent(nominee, fact, *percent)
            }
            Condition::Recognized { fact, by } => self.change_recognition(nominee, fact, by),
            Condition::CouncilProposes => council_change(self, nominee),
            Condition::Criterion(id) => match self.plan.criterion(id) {
                Some(other) if judged_criterion(self, nominee, other).state == State::Met => {
                    Vec::new()
                }
                Some(other) => self.changes_for(nominee, other),
                None => Vec::new(),
            },
            Condition::TargetReached(id) => {
                let answer = indicators::target_reached(self, id);
                match answer.state {
                    State::Met | State::NotApplicable => Vec::new(),
                    State::NotMet => raised(answer.because),
                    State::Unknown => filled_in(answer.missing),
                }
            }
        }
    }

    fn change_yes(&self, nominee: &Nominee, fact: &str) -> Vec<String> {
        let Some(kind) = self.plan.fact(fact) else {
            return Vec::new();
        };
        let stated = self.facts(nominee, kind);
        let all_yes = stated
            .iter()
            .all(|fact| matches!(fact.value, FactValue::Yes(true)));
        match (stated.is_empty(), all_yes) {
            (true, _) => vec![kind.remedy.clone()],
            (false, true) => Vec::new(),
            (false, false) => vec![format!("“{}” phải là “có”.", kind.label)],
        }
    }

    fn change_percent(&self, nominee: &Nominee, fact: &str, least: Percent) -> Vec<String> {
        let Some(kind) = self.plan.fact(fact) else {
            return Vec::new();
        };
        let stated = self.facts(nominee, kind);
        let mut changes = Vec::new();
        for year in &self.years {
            let of_year: Vec<Percent> = stated
                .iter()
                .filter(|fact| fact.year == Some(*year))
                .filter_map(|fact| match fact.value {
                    FactValue::Percent(percent) => Some(percent),
                    FactValue::Yes(_) | FactValue::Recognition(_) => None,
                })
                .collect();
            let label = format!("{} năm {year}", kind.label);
            match of_year.first() {
                None => changes.push(format!("Nhập {label}, từ {least} trở lên.")),
                Some(first) if of_year.iter().any(|other| other != first) => {
                    changes.push(format!("Giữ lại một giá trị đúng của {label}."));
                }
                Some(value) if *value < least => {
                    let more = (least.value() - value.value()).normalize();
                    let more = more.to_string().replace('.', ",");
                    changes.push(format!(
                        "{label}: từ {value} lên ít nhất {least} (thêm {more} điểm phần trăm)."
                    ));
                }
                Some(_) => {}
            }
        }
        changes
    }

    fn change_recognition(&self, nominee: &Nominee, fact: &str, by: &[Recognizer]) -> Vec<String> {
        let Some(kind) = self.plan.fact(fact) else {
            return Vec::new();
        };
        let stated = self.facts(nominee, kind);
        let right: Vec<_> = stated
            .iter()
            .filter(|fact| {
                matches!(&fact.value, FactValue::Recognition(found) if by.contains(&found.by))
            })
            .collect();
        let documented = |fact: &&Fact| fact.source.as_ref().and_then(cited).is_some();
        let names: Vec<&str> = by.iter().map(|by| by_name(*by)).collect();
        let names = names.join(" hoặc ");
        match (stated.is_empty(), right.is_empty()) {
            (true, _) => vec![kind.remedy.clone()],
            (false, true) => vec![format!("Có văn bản công nhận sáng kiến của {names}.")],
            (false, false) if right.iter().any(|fact| documented(fact)) => Vec::new(),
            (false, false) => {
                vec![format!(
                    "Ghi số, ngày của văn bản công nhận do {names} ban hành."
                )]
            }
        }
    }
}

/// How many more votes for the nominee would do, on the same base.
fn council_change(case: &Case<'_>, nominee: &Nominee) -> Vec<String> {
    let answer = council::proposes(case, nominee);
    match answer.state {
        State::Met | State::NotApplicable => Vec::new(),
        State::Unknown => filled_in(answer.missing),
        State::NotMet => {
            let (council, meeting) = (&case.dossier.council, case.dossier.meeting.as_ref());
            let needed = meeting
                .zip(case.tally(nominee))
                .zip(council.rule.as_ref())
                .and_then(|((meeting, tally), rule)| {
                    let base = rule.base(council, meeting, tally);
                    let most = u32::try_from(base).unwrap_or(u32::MAX);
                    let least = rule.least(base).filter(|least| *least <= most)?;
                    Some(format!(
                        "Cần ít nhất {least} phiếu đồng ý trên {base} (hiện có {}, thêm {}).",
                        tally.agree,
                        least.saturating_sub(tally.agree)
                    ))
                });
            needed.into_iter().collect()
        }
    }
}

fn filled_in(missing: Vec<String>) -> Vec<String> {
    missing
        .into_iter()
        .map(|what| format!("Bổ sung {what}."))
        .collect()
}

fn raised(because: Vec<String>) -> Vec<String> {
    because
        .into_iter()
        .map(|what| format!("Nâng cho đạt chỉ tiêu: {what}."))
        .collect()
}

/// What a recogniser is called.
pub(crate) fn by_name(by: Recognizer) -> &'static str {
    match by {
        Recognizer::ScienceDepartment => "Sở Khoa học và Công nghệ",
        Recognizer::Unit => "cơ quan, đơn vị",
        Recognizer::Other => "cơ quan khác",
    }
}

impl Proposable<'_> {
    /// Every award form of the plan, in its order, as it is open to a nominee now.
    pub fn all<'a>(case: &Case<'a>, nominee: &Nominee) -> Vec<Proposable<'a>> {
        case.plan
            .award_forms
            .iter()
            .map(|form| proposable(case, nominee, form))
            .collect()
    }
}

fn proposable<'a>(case: &Case<'a>, nominee: &Nominee, form: &'a AwardForm) -> Proposable<'a> {
    let closed = |why: String| Proposable {
        form,
        state: State::NotMet,
        by: Vec::new(),
        why_not: vec![why],
    };
    let Some(round) = case.round else {
        return closed("hồ sơ chưa chọn đúng đợt khen thưởng".to_owned());
    };
    if !round.award_forms.contains(&form.id) {
        return closed(format!("{} không xét hình thức này", round.title));
    }
    let Some(standard) = case.plan.standard(nominee.kind(), &form.id) else {
        return closed("Kế hoạch không có tiêu chuẩn của hình thức này".to_owned());
    };
    // Judged as if the nominee asked for this form; nothing else of it changes.
    let asking = Nominee {
        award_form: form.id.clone(),
        ..nominee.clone()
    };
    let mut parts: Vec<Answer> = Vec::new();
    let mut by = Vec::new();
    if let Some(id) = &standard.precondition
        && let Some(criterion) = case.plan.criterion(id)
    {
        parts.push(judged_criterion(case, &asking, criterion));
    }
    if standard.any_of.is_empty() {
        let rule = format!("plan.{}", standard.id);
        parts.push(by_law(case, &asking, &rule));
    } else {
        let mut alternatives = Vec::new();
        for criterion in standard
            .any_of
            .iter()
            .filter_map(|id| case.plan.criterion(id))
        {
            let answer = judged_criterion(case, &asking, criterion);
            if answer.state == State::Met {
                by.push(criterion);
            }
            alternatives.push(answer);
        }
        parts.push(one_of(alternatives));
    }
    parts.push(principles::bars(&asking));
    let state = crate::condition::strictest(&parts);
    let why_not = parts
        .into_iter()
        .filter(|part| part.state != State::Met)
        .flat_map(|part| part.because.into_iter().chain(part.missing))
        .collect();
    Proposable {
        form,
        state,
        by,
        why_not,
    }
}

/// One of several suffices.
fn one_of(answers: Vec<Answer>) -> Answer {
    let some = |state| answers.iter().any(|answer: &Answer| answer.state == state);
    if some(State::Met) {
        return Answer::met(Vec::new());
    }
    let unknown = some(State::Unknown);
    let (mut because, mut missing) = (Vec::new(), Vec::new());
    for answer in answers {
        because.extend(answer.because);
        missing.extend(answer.missing);
    }
    if unknown {
        Answer {
            because,
            ..Answer::unknown(missing)
        }
    } else {
        Answer::not_met(because)
    }
}

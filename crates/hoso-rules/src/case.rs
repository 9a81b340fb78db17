//! One case to judge: a dossier, the plan it answers, the rule book, and the day.

use crate::book::{Check, RuleBook};
use crate::presence;
use crate::principles;
use crate::workdays::WorkDays;
use chrono::NaiveDate;
use hoso_domain::council::{Meeting, Tally};
use hoso_domain::dossier::{Dossier, Source};
use hoso_domain::finding::{Citation, Finding, Mark, Severity, State, Subject};
use hoso_domain::nominee::{Fact, Nominee, NomineeKind};
use hoso_domain::plan::{FactKind, Plan, Round};
use hoso_domain::provision::Law;
use hoso_domain::short_date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

/// The rules besides the plan: what does not change from dossier to dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// The rule book.
    pub book: RuleBook,
    /// The law, as shipped or as the unit has corrected it.
    pub law: Law,
    /// Working days.
    pub work: WorkDays,
}

/// Everything that judging reads.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The rules.
    pub rules: &'a Rules,
    /// The day on which the dossier is judged.
    pub on: NaiveDate,
    /// The day whose law counts: the letter's own date, else the day of judging.
    pub law_day: NaiveDate,
    pub(crate) round: Option<&'a Round>,
    pub(crate) years: Vec<i32>,
    tallies: HashMap<&'a str, &'a Tally>,
    /// Made when first asked for: judging one nominee mostly needs none of them.
    collectives: OnceLock<BTreeSet<String>>,
    initiatives: OnceLock<BTreeMap<String, usize>>,
    voters: OnceLock<BTreeSet<String>>,
    voted_twice: OnceLock<BTreeSet<String>>,
}

/// What a rule says before it becomes a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub state: State,
    pub because: Vec<String>,
    pub missing: Vec<String>,
    /// Only a person can decide; a recorded determination is accepted.
    pub open: bool,
}

impl Answer {
    pub fn met(because: Vec<String>) -> Self {
        Self {
            state: State::Met,
            because,
            missing: Vec::new(),
            open: false,
        }
    }

    pub fn not_met(because: Vec<String>) -> Self {
        Self {
            state: State::NotMet,
            because,
            missing: Vec::new(),
            open: false,
        }
    }

    pub fn unknown(missing: Vec<String>) -> Self {
        Self {
            state: State::Unknown,
            because: Vec::new(),
            missing,
            open: false,
        }
    }

    /// `NotMet` with every problem as a reason, `Met` where there is none.
    pub fn from_problems(problems: Vec<String>) -> Self {
        if problems.is_empty() {
            Self::met(problems)
        } else {
            Self::not_met(problems)
        }
    }

    /// `Unknown` with everything that is missing, `Met` where nothing is.
    pub fn from_missing(missing: Vec<String>) -> Self {
        if missing.is_empty() {
            Self::met(missing)
        } else {
            Self::unknown(missing)
        }
    }
}

impl<'a> Case<'a> {
    /// Prepares a case. `on` is the day that counts, already chosen by the caller.
    pub fn new(plan: &'a Plan, dossier: &'a Dossier, rules: &'a Rules, on: NaiveDate) -> Self {
        let round = plan.round(&dossier.round);
        let years = round
            .map(|round| round.rewarded_years(dossier.year))
            .unwrap_or_default();
        let meeting = dossier.meeting.as_ref();
        Self {
            plan,
            dossier,
            rules,
            on,
            law_day: dossier.letter.date.unwrap_or(on),
            round,
            years,
            tallies: meeting.map(Meeting::tallies).unwrap_or_default(),
            voted_twice: OnceLock::new(),
            collectives: OnceLock::new(),
            initiatives: OnceLock::new(),
            voters: OnceLock::new(),
        }
    }

    /// The day whose law the plan was written by: its own date, else the first of the movement.
    pub fn plan_day(&self) -> Option<NaiveDate> {
        let stated = self.plan.date.or(self.dossier.plan.date);
        stated.or_else(|| NaiveDate::from_ymd_opt(self.plan.years.from, 1, 1))
    }

    /// The votes on a nominee.
    pub(crate) fn tally(&self, nominee: &Nominee) -> Option<&'a Tally> {
        self.tallies.get(nominee.id.as_str()).copied()
    }

    /// Whether the minutes note the votes on a nominee more than once.
    pub(crate) fn voted_twice(&self, nominee: &Nominee) -> bool {
        let twice = || {
            let mut once = HashSet::new();
            let meeting = self.dossier.meeting.iter();
            let noted = meeting.flat_map(|meeting| &meeting.votes);
            let again = noted.filter(|tally| !once.insert(tally.nominee.as_str()));
            again.map(|tally| tally.nominee.clone()).collect()
        };
        let twice = self.voted_twice.get_or_init(twice);
        twice.contains(nominee.id.as_str())
    }

    /// What the file says of a fact of a nominee: its own statements, or the unit's where the plan
    /// lets people share them.
    pub(crate) fn facts<'b>(&self, nominee: &'b Nominee, kind: &FactKind) -> Vec<&'b Fact>
    where
        'a: 'b,
    {
        let of = |facts: &'b [Fact]| -> Vec<&'b Fact> {
            facts.iter().filter(|fact| fact.fact == kind.id).collect()
        };
        let own = of(&nominee.facts);
        let shares = kind.shared_by_unit && nominee.kind() == NomineeKind::Individual;
        if own.is_empty() && shares {
            of(&self.dossier.unit.facts)
        } else {
            own
        }
    }

    /// How many nominees rest on an initiative.
    pub(crate) fn users_of(&self, key: &str) -> usize {
        self.initiatives
            .get_or_init(|| principles::initiative_users(&self.dossier.nominees))
            .get(key)
            .copied()
            .unwrap_or(0)
    }

    /// Whether a collective of this name, by its key, is proposed too.
    pub(crate) fn proposes_collective(&self, key: &str) -> bool {
        let nominees = self.dossier.nominees.iter();
        let collectives = nominees.filter(|nominee| nominee.kind() == NomineeKind::Collective);
        self.collectives
            .get_or_init(|| collectives.map(|nominee| nominee.name.key()).collect())
            .contains(key)
    }

    /// Whether a member of the council who voted has this name, by its key.
    pub(crate) fn voted(&self, key: &str) -> bool {
        let names = || presence::voters(self.dossier).map(|member| member.name.key());
        self.voters.get_or_init(|| names().collect()).contains(key)
    }

    /// A finding of a check from the rule book.
    pub(crate) fn by_book(
        &self,
        check: Check,
        subject: Subject,
        field: &str,
        answer: Answer,
        message: impl Into<Option<String>>,
    ) -> Finding {
        let mut finding = self.by_book_citing(check, subject, field, answer, None);
        if let Some(message) = message.into() {
            finding.message = message;
        }
        finding
    }

    /// A finding of a check from the rule book, with another citation where there is one.
    pub(crate) fn by_book_citing(
        &self,
        check: Check,
        subject: Subject,
        field: &str,
        answer: Answer,
        cite: Option<Citation>,
    ) -> Finding {
        let code = check.code().to_owned();
        let Ok(entry) = self.rules.book.entry(check) else {
            // A book without the entry is refused when it is loaded; here it must not hide a fault.
            let cite = Citation {
                place: code.clone(),
                text: String::new(),
                mark: Mark::Unchecked,
            };
            return finding(
                code,
                subject,
                field,
                answer,
                (Severity::Blocking, cite, "", ""),
                None,
            );
        };
        let cite = cite.unwrap_or_else(|| entry.citation(&self.rules.law, self.law_day));
        let weight = entry.weight(answer.state, cite.mark);
        let words = (weight, cite, &*entry.title, &*entry.remedy);
        finding(code, subject, field, answer, words, None)
    }
}

/// Makes a finding; `words` are severity where it fails, citation, title and remedy.
pub(crate) fn finding(
    rule: String,
    subject: Subject,
    field: &str,
    answer: Answer,
    words: (Severity, Citation, &str, &str),
    message: Option<String>,
) -> Finding {
    let (severity, cite, title, remedy) = words;
    let fails = matches!(answer.state, State::NotMet | State::Unknown);
    let message = message.unwrap_or_else(|| match answer.state {
        State::Met => format!("Đạt: {title}."),
        State::NotMet => format!("Không đạt: {title}."),
        State::Unknown => format!("Chưa đủ dữ liệu: {title}."),
        State::NotApplicable => format!("Không áp dụng: {title}."),
    });
    Finding {
        rule,
        state: answer.state,
        severity: if fails { severity } else { Severity::Info },
        subject,
        cite,
        message,
        because: answer.because,
        missing: answer.missing,
        remedy: if fails {
            remedy.to_owned()
        } else {
            String::new()
        },
        field: field.to_owned(),
    }
}

/// A document as a person cites it; `None` where nothing identifies it.
pub fn cited(source: &Source) -> Option<String> {
    let symbol = source.symbol.filled()?;
    let mut words = String::new();
    if let Some(title) = source.title.filled() {
        words = format!("{title} ");
    }
    words.push_str("số ");
    words.push_str(symbol);
    if let Some(date) = source.date {
        words.push_str(" ngày ");
        words.push_str(&short_date(date));
    }
    if let Some(issuer) = source.issuer.filled() {
        words.push_str(" của ");
        words.push_str(issuer);
    }
    Some(words)
}

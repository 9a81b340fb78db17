//! What a dossier and its plan state: which names are right, who holds which post, which documents
//! have which number and date. Everything else is compared with it.

use super::ProofWords;
use super::names::{Difference, NameKind, Names, Spelt};
use super::words::{Words, plain};
use chrono::NaiveDate;
use hoso_domain::council::CouncilRole;
use hoso_domain::nominee::{NomineeKind, Person};
use hoso_domain::{Dossier, Nominee, Plan, Source};
use std::collections::HashMap;

/// A post that somebody is said to hold.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The post, for example `Phó Giám đốc Sở`.
    pub post: String,
    /// The body it is held in; may be empty.
    pub unit: String,
    /// Path of the field with the post.
    pub post_path: String,
    /// Path of the field with the body; empty where there is none.
    pub unit_path: String,
    /// Administrative posts in it, folded.
    pub terms: Vec<String>,
    pub from: ClaimFrom,
}

/// Where somebody is named. In this order one is believed rather than the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ClaimFrom {
    Nominee,
    Member,
    Signatory,
    Head,
}

/// A document that is stated with number and date.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub symbol: String,
    pub date: Option<NaiveDate>,
    pub symbol_path: Option<String>,
    pub date_path: Option<String>,
    /// The nominee whose it is, by place; absent for the dossier's.
    pub nominee: Option<usize>,
    pub what: What,
}

/// Which document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Plan,
    Letter,
    Minutes,
    CouncilDecision,
    Other,
}

/// Everything that is stated.
#[derive(Debug)]
pub(super) struct Known {
    pub names: Names,
    /// Who bears a name.
    pub people: HashMap<Spelt, Vec<Claim>>,
    /// The nominees of a name, by their places.
    pub nominees: HashMap<Spelt, Vec<usize>>,
    pub documents: Vec<Stated>,
    pub council: Option<usize>,
    pub unit: Option<usize>,
    pub parent: Option<usize>,
    /// Award forms by the place of their name.
    pub awards: HashMap<usize, String>,
}

impl Known {
    pub fn of(plan: &Plan, dossier: &Dossier, day: NaiveDate, data: &ProofWords) -> Self {
        let mut known = Self {
            names: Names::default(),
            people: HashMap::new(),
            nominees: HashMap::new(),
            documents: documents(plan, dossier),
            council: None,
            unit: None,
            parent: None,
            awards: HashMap::new(),
        };
        known.bodies(plan, dossier);
        known.people(dossier, data);
        for form in &plan.award_forms {
            let name = plan.award_name(form, day);
            if let Some((at, _)) = known.names.add(NameKind::Award, &name, None) {
                known.awards.insert(at, form.id.clone());
            }
        }
        known
    }

    fn bodies(&mut self, plan: &Plan, dossier: &Dossier) {
        let unit = &dossier.unit;
        // The plan is printed as it is, so its own spelling comes first.
        self.body(&plan.issuer, None);
        self.unit = self.body(unit.name.as_str(), Some("unit.name"));
        self.parent = self.body(unit.parent.as_str(), Some("unit.parent"));
        self.council = self.body(dossier.council.name.as_str(), Some("council.name"));
        for (at, nominee) in dossier.nominees.iter().enumerate() {
            if nominee.kind() == NomineeKind::Collective {
                let path = format!("nominees[{}].name", nominee.id);
                // Two collectives whose names differ in a mark are two.
                let name = nominee.name.as_str();
                if let Some(name) = self.names.add(NameKind::Body, name, Some(&path)) {
                    self.nominees.entry(name).or_default().push(at);
                }
            }
        }
        // Bodies that are only named besides: the spelling used most often counts.
        let mut counted: Vec<(String, String, usize)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut besides = |name: &str, path: String| {
            if name.trim().is_empty() {
                return;
            }
            let at = *places.entry(name.to_owned()).or_insert_with(|| {
                counted.push((name.to_owned(), path, 0));
                counted.len() - 1
            });
            counted[at].2 += 1;
        };
        for nominee in &dossier.nominees {
            let path = |field: &str| format!("nominees[{}].person.{field}", nominee.id);
            match &nominee.person {
                Person::Individual(person) => {
                    besides(person.workplace.as_str(), path("individual.workplace"));
                }
                Person::Collective(body) => {
                    besides(body.parent.as_str(), path("collective.parent"));
                }
            }
        }
        for (source, path) in sources(dossier) {
            besides(source.issuer.as_str(), format!("{path}.issuer"));
        }
        counted.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
        for (name, path, _) in counted {
            let is_almost = match self.names.almost(&name) {
                // A place of its own that differs by a letter is another body: `Hải An`, `Hải Anh`.
                Some(found) if found.differs == Some(Difference::Letter) => {
                    !differs_in_place(&name, &self.names.all[found.name].spellings[0].text)
                }
                Some(_) => true,
                None => false,
            };
            if !is_almost {
                self.body(&name, Some(&path));
            }
        }
    }

    /// Takes down the name of a body, unless it, or one in it, is known under another spelling.
    fn body(&mut self, name: &str, path: Option<&str>) -> Option<usize> {
        let words = Words::of(name);
        let mut found = self.names.find(&words, false).into_iter();
        if let Some(other) = found.find(|found| found.differs.is_some()) {
            let is_whole = other.first == 0 && other.last + 1 == words.len();
            return is_whole.then_some(other.name);
        }
        self.names
            .add(NameKind::Body, name, path)
            .map(|(name, _)| name)
    }

    fn people(&mut self, dossier: &Dossier, data: &ProofWords) {
        for (name, path, claim, nominee) in claims(dossier, data) {
            let name: &str = &name;
            if name.trim().is_empty() {
                continue;
            }
            // Somebody else with much the same name keeps it; the same person under another
            // spelling does not.
            let at = match self.names.almost(name) {
                Some(found) if found.differs.is_some() && self.is_one(found.spelt(), &claim) => {
                    Some(found.spelt())
                }
                _ => self.names.add(NameKind::Person, name, Some(&path)),
            };
            let Some(at) = at else { continue };
            self.people.entry(at).or_default().push(claim);
            if let Some(nominee) = nominee {
                self.nominees.entry(at).or_default().push(nominee);
            }
        }
        for guest in dossier.meeting.iter().flat_map(|meeting| &meeting.guests) {
            if let Some(name) = titled_name(guest.as_str()) {
                self.names.add(NameKind::Person, &name, None);
            }
        }
    }

    /// Whether a claim is about somebody who is known under much the same name: in another role,
    /// and with a post that agrees.
    fn is_one(&self, name: Spelt, claim: &Claim) -> bool {
        let Some(known) = self.people.get(&name) else {
            return false;
        };
        known
            .iter()
            .any(|other| other.from != claim.from && agree(other, claim))
    }
}

/// Whether two posts may be one and the same.
pub(super) fn agree(one: &Claim, other: &Claim) -> bool {
    if one.post.trim().is_empty() || other.post.trim().is_empty() {
        return one.from == ClaimFrom::Head || other.from == ClaimFrom::Head;
    }
    if one.terms.is_empty() || other.terms.is_empty() {
        return plain(&one.post) == plain(&other.post);
    }
    one.terms.iter().any(|term| other.terms.contains(term)) && bodies_agree(one, other)
}

/// Whether what two posts say of the body they are held in does not contradict.
pub(super) fn bodies_agree(one: &Claim, other: &Claim) -> bool {
    let words = |claim: &Claim| -> Vec<String> {
        let post = plain(&claim.post);
        let mut rest = format!(" {post} ");
        let mut terms = claim.terms.clone();
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        for term in terms {
            rest = rest.replace(&format!(" {term} "), " ");
        }
        let body = plain(&claim.unit);
        let all = rest.split_whitespace().chain(body.split_whitespace());
        all.map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    // `Giám đốc Trung tâm` and `Giám đốc, Trung tâm Tiếp nhận …` agree: the shorter is part.
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.iter().all(|word| long.contains(word)) || short.len() < 2
}

/// Whether two names differ in a word that is a name of its own.
fn differs_in_place(one: &str, other: &str) -> bool {
    let (one, other) = (Words::of(one), Words::of(other));
    let differing = (0..one.len()).find(|at| one.plain(*at) != other.plain(*at));
    differing.is_some_and(|at| one.all[at].is_capital)
}

/// Everybody whom the dossier names with a post, in the order of belief.
fn claims(dossier: &Dossier, data: &ProofWords) -> Vec<(String, String, Claim, Option<usize>)> {
    let claim = |post: &str, unit: &str, post_path: String, unit_path: String, from| Claim {
        post: post.to_owned(),
        unit: unit.to_owned(),
        terms: data.posts_in(post),
        post_path,
        unit_path,
        from,
    };
    let mut claims = Vec::new();
    let nominees = || dossier.nominees.iter().enumerate();
    for (at, nominee) in nominees() {
        if let Person::Individual(person) = &nominee.person {
            let path = |field: &str| format!("nominees[{}].{field}", nominee.id);
            let claim = claim(
                person.position.as_str(),
                person.workplace.as_str(),
                path("person.individual.position"),
                path("person.individual.workplace"),
                ClaimFrom::Nominee,
            );
            claims.push((nominee.name.to_string(), path("name"), claim, Some(at)));
        }
    }
    for member in &dossier.council.members {
        let path = |field: &str| format!("council.members[{}].{field}", member.id);
        let claim = claim(
            member.position.as_str(),
            "",
            path("position"),
            String::new(),
            ClaimFrom::Member,
        );
        claims.push((member.name.to_string(), path("name"), claim, None));
    }
    let signatory = &dossier.letter.signatory;
    let signs = claim(
        signatory.position.as_str(),
        "",
        "letter.signatory.position".to_owned(),
        String::new(),
        ClaimFrom::Signatory,
    );
    let path = "letter.signatory.name".to_owned();
    claims.push((signatory.name.to_string(), path, signs, None));
    for (_, nominee) in nominees() {
        if let Person::Collective(body) = &nominee.person {
            let path = |field: &str| format!("nominees[{}].person.collective.{field}", nominee.id);
            let heads = claim(
                body.head_position.as_str(),
                nominee.name.as_str(),
                path("head_position"),
                format!("nominees[{}].name", nominee.id),
                ClaimFrom::Head,
            );
            claims.push((body.head.to_string(), path("head"), heads, None));
        }
    }
    claims
}

/// Roles in the council that may stand behind a member's name, folded.
pub(super) fn role_terms(role: CouncilRole) -> &'static [&'static str] {
    match role {
        CouncilRole::Chair => &["chu tich"],
        CouncilRole::ViceChair => &["pho chu tich"],
        CouncilRole::Member => &["uy vien"],
        CouncilRole::MemberSecretary => &["uy vien", "thu ky"],
    }
}

/// The name behind `Ông`, `Bà` or `Đồng chí` at the beginning of a text.
pub(super) fn titled_name(text: &str) -> Option<String> {
    let words = Words::of(text);
    let first = match words.plain(0) {
        "ong" | "ba" => 1,
        "dong" if words.plain(1) == "chi" => 2,
        _ => 0,
    };
    let last = (first..words.len())
        .take_while(|at| {
            let is_apart = *at > first && !words.gap_before(*at).trim().is_empty();
            words.all[*at].is_capital && !is_apart
        })
        .last()?;
    (last > first).then(|| text[words.span(first, last)].to_owned())
}

/// Every document that something in the dossier rests on, with its path.
pub(super) fn sources(dossier: &Dossier) -> Vec<(&Source, String)> {
    let mut sources: Vec<(&Source, String)> = Vec::new();
    sources.extend(
        dossier
            .council
            .decision
            .as_ref()
            .map(|decision| (decision, "council.decision".to_owned())),
    );
    for (at, fact) in dossier.unit.facts.iter().enumerate() {
        let source = fact.source.as_ref();
        sources.extend(source.map(|source| (source, format!("unit.facts[{at}].source"))));
    }
    for nominee in &dossier.nominees {
        sources.extend(of_nominee(nominee));
    }
    for paper in &dossier.evidence {
        sources.push((&paper.document, format!("evidence[{}].document", paper.id)));
    }
    for (at, value) in dossier.indicators.iter().enumerate() {
        let source = value.source.as_ref();
        sources.extend(source.map(|source| (source, format!("indicators[{at}].source"))));
    }
    sources
}

fn of_nominee(nominee: &Nominee) -> impl Iterator<Item = (&Source, String)> {
    let facts = nominee.facts.iter().enumerate().filter_map(|(at, fact)| {
        let source = fact.source.as_ref()?;
        Some((
            source,
            format!("nominees[{}].facts[{at}].source", nominee.id),
        ))
    });
    let awards = nominee.earlier_awards.iter().enumerate();
    facts.chain(awards.map(|(at, award)| {
        let path = format!("nominees[{}].earlier_awards[{at}].decision", nominee.id);
        (&award.decision, path)
    }))
}

fn documents(plan: &Plan, dossier: &Dossier) -> Vec<Stated> {
    let mut documents = Vec::new();
    let reference = &dossier.plan;
    let number = plan.number.as_deref().or(reference.number.filled());
    if let Some(number) = number {
        documents.push(Stated {
            symbol: number.to_owned(),
            date: plan.date.or(reference.date),
            symbol_path: plan.number.is_none().then(|| "plan.number".to_owned()),
            date_path: plan.date.is_none().then(|| "plan.date".to_owned()),
            nominee: None,
            what: What::Plan,
        });
    }
    let letters = dossier.unit.symbol.filled().unwrap_or_default();
    let meeting = dossier.meeting.as_ref();
    let own = [
        (
            dossier.letter.number,
            "TTr",
            dossier.letter.date,
            ("letter.number", "letter.date"),
            What::Letter,
        ),
        (
            meeting.and_then(|meeting| meeting.number),
            "BB",
            meeting.map(|meeting| meeting.date),
            ("meeting.number", "meeting.date"),
            What::Minutes,
        ),
    ];
    for (number, kind, date, (symbol_path, date_path), what) in own {
        if let Some(number) = number {
            documents.push(Stated {
                symbol: format!("{number:02}/{kind}-{letters}"),
                date,
                symbol_path: Some(symbol_path.to_owned()),
                date_path: Some(date_path.to_owned()),
                nominee: None,
                what,
            });
        }
    }
    let places: HashMap<&str, usize> = dossier
        .nominees
        .iter()
        .enumerate()
        .map(|(at, nominee)| (nominee.id.as_str(), at))
        .collect();
    for (source, path) in sources(dossier) {
        let Some(symbol) = source.symbol.filled() else {
            continue;
        };
        let id = path
            .strip_prefix("nominees[")
            .and_then(|rest| rest.split(']').next());
        documents.push(Stated {
            symbol: symbol.to_owned(),
            date: source.date,
            symbol_path: Some(format!("{path}.symbol")),
            date_path: Some(format!("{path}.date")),
            nominee: id.and_then(|id| places.get(id).copied()),
            what: if path == "council.decision" {
                What::CouncilDecision
            } else {
                What::Other
            },
        });
    }
    documents
}

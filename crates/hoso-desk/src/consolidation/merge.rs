//! Chosen nominees of packages go into the own dossier, as one new state of it.
//!
//! Knows dossiers only: no file, no cabinet, no clock.

use super::clash::{Brief, Proposal, clashes};
use hoso_domain::{Dossier, Evidence, Fact, Nominee, NomineeKind, Origin, Person, Plan};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A package with those of its nominees that were chosen.
pub(crate) struct Incoming<'a> {
    /// Its place in the intake.
    pub package: usize,
    pub sha256: &'a str,
    pub received_on: chrono::NaiveDate,
    pub dossier: &'a Dossier,
    /// The plan that the dossier answers.
    pub plan: &'a Plan,
    /// Places of the chosen nominees in it.
    pub chosen: Vec<usize>,
}

/// One proposal: a nominee of a package, by its place in the intake, or of the own dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ProposalId {
    pub package: Option<usize>,
    pub nominee: String,
}

/// What a person decided of proposals of one person or body.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decision {
    /// Those that stay.
    pub keep: Vec<ProposalId>,
    /// Whose spelling, day of birth and award form those that stay get; absent: their own.
    pub name: Option<ProposalId>,
    pub birth_date: Option<ProposalId>,
    pub award: Option<ProposalId>,
}

/// What became of the own dossier.
pub(crate) struct Merged {
    pub dossier: Dossier,
    /// Those that came in: place of the package, and name.
    pub added: Vec<(usize, String)>,
    /// Names of those of the own dossier that were changed by a decision, or went for another.
    pub changed: Vec<String>,
    pub removed: Vec<String>,
    /// Chosen ones that did not come in.
    pub left: Vec<Left>,
    /// Papers that came with them.
    pub papers: u32,
    /// Scans to be fetched from their packages: place of the package, and SHA-256.
    pub scans: BTreeSet<(usize, String)>,
}

/// Somebody who was chosen and did not come in.
pub(crate) struct Left {
    pub name: String,
    pub unit: String,
    pub why: LeftWhy,
}

pub(crate) enum LeftWhy {
    /// Another proposal stays in its place.
    Decided,
    /// It was taken over from the same package before.
    HereAlready,
    /// The own plan has no such award form.
    NoSuchAward(String),
}

/// What is left to be decided: proposals of one person or body.
pub(crate) struct Undecided {
    /// A name of each.
    pub names: Vec<String>,
}

/// What each proposal is to become.
enum Fate<'a> {
    Kept(&'a Decision),
    /// Another one stays in its place.
    Replaced,
    HereAlready,
}

/// Merges, or tells what has to be decided first.
pub(crate) fn merge(
    own: &Dossier,
    plan: &Plan,
    incoming: &[Incoming<'_>],
    decisions: &[Decision],
) -> Result<Merged, Undecided> {
    let briefs = briefs(own, incoming);
    let fates = fates(&briefs, incoming, decisions)?;
    let values = Values::of(own, incoming);
    let mut merging = Merging::new(own, plan);
    merging.own(&fates, &values);
    for package in incoming {
        merging.package(package, &fates, &values);
    }
    Ok(merging.merged)
}

/// The own nominees and the chosen ones, as clashes are found among them.
fn briefs(own: &Dossier, incoming: &[Incoming<'_>]) -> Vec<(Option<usize>, String, Brief)> {
    let of = |package: Option<usize>, dossier: &Dossier, nominee: &Nominee| {
        let brief = Brief::of(nominee, &dossier.unit.name, String::new());
        (package, dossier.unit.name.to_string(), brief)
    };
    let own_ones = own.nominees.iter().map(|nominee| of(None, own, nominee));
    let others = incoming.iter().flat_map(|package| {
        let nominees = package.chosen_nominees();
        nominees.map(move |nominee| of(Some(package.package), package.dossier, nominee))
    });
    own_ones.chain(others).collect()
}

fn fates<'a>(
    briefs: &[(Option<usize>, String, Brief)],
    incoming: &[Incoming<'_>],
    decisions: &'a [Decision],
) -> Result<HashMap<ProposalId, Fate<'a>>, Undecided> {
    let decided: HashMap<&ProposalId, &Decision> = decisions
        .iter()
        .flat_map(|decision| decision.keep.iter().map(move |kept| (kept, decision)))
        .collect();
    let proposals: Vec<Proposal<'_>> = briefs
        .iter()
        .map(|(package, unit, brief)| Proposal {
            package: *package,
            unit,
            brief,
        })
        .collect();
    let hashes: HashMap<usize, &str> = incoming
        .iter()
        .map(|package| (package.package, package.sha256))
        .collect();
    // What came from this very package before is no question.
    let known: HashSet<(&str, &str)> = proposals
        .iter()
        .filter(|one| one.package.is_none())
        .filter_map(|one| one.brief.origin.as_ref())
        .map(|origin| (origin.package.as_str(), origin.nominee.as_str()))
        .collect();
    let is_here = |one: &Proposal<'_>| {
        let hash = one
            .package
            .and_then(|package| hashes.get(&package).copied());
        hash.is_some_and(|hash| known.contains(&(hash, one.brief.id.as_str())))
    };
    let here = proposals.iter().filter(|one| is_here(one));
    let here = here.map(|one| (ProposalId::of(one), Fate::HereAlready));
    let mut fates: HashMap<ProposalId, Fate<'_>> = here.collect();
    let mut undecided = Undecided { names: Vec::new() };
    for group in clashes(&proposals) {
        let ids: Vec<ProposalId> = group.iter().map(ProposalId::of).collect();
        let open: Vec<&Proposal<'_>> = group.iter().filter(|one| !is_here(one)).collect();
        let is_question = open.len() > 1 && open.iter().any(|one| one.package.is_some());
        let decision = ids.iter().find_map(|id| decided.get(id).copied());
        match decision {
            Some(decision) => {
                for one in open {
                    let id = ProposalId::of(one);
                    let fate = if decision.keep.contains(&id) {
                        Fate::Kept(decision)
                    } else {
                        Fate::Replaced
                    };
                    fates.insert(id, fate);
                }
            }
            None if is_question => {
                undecided.names.push(group[0].brief.name.clone());
            }
            None => {}
        }
    }
    if undecided.names.is_empty() {
        Ok(fates)
    } else {
        Err(undecided)
    }
}

/// The nominees by what decisions call them.
struct Values<'a>(HashMap<ProposalId, &'a Nominee>);

impl<'a> Values<'a> {
    fn of(own: &'a Dossier, incoming: &[Incoming<'a>]) -> Self {
        let id = |package, nominee: &Nominee| ProposalId {
            package,
            nominee: nominee.id.clone(),
        };
        let own_ones = own.nominees.iter().map(|one| (id(None, one), one));
        let others = incoming.iter().flat_map(|package| {
            let all = package.dossier.nominees.iter();
            all.map(|one| (id(Some(package.package), one), one))
        });
        Self(own_ones.chain(others).collect())
    }

    /// The nominee with what a decision takes from others.
    fn decided(&self, nominee: &Nominee, decision: &Decision) -> Nominee {
        let of = |id: &Option<ProposalId>| id.as_ref().and_then(|id| self.0.get(id));
        let mut decided = nominee.clone();
        if let Some(other) = of(&decision.name) {
            decided.name = other.name.clone();
        }
        if let Some(other) = of(&decision.award) {
            decided.award_form.clone_from(&other.award_form);
        }
        if let (Person::Individual(person), Some(Person::Individual(other))) = (
            &mut decided.person,
            of(&decision.birth_date).map(|other| &other.person),
        ) {
            person.birth_date = other.birth_date;
        }
        decided
    }
}

struct Merging<'a> {
    plan: &'a Plan,
    merged: Merged,
    nominee_ids: HashSet<String>,
    paper_ids: HashSet<String>,
}

impl<'a> Merging<'a> {
    fn new(own: &Dossier, plan: &'a Plan) -> Self {
        Self {
            plan,
            nominee_ids: own.nominees.iter().map(|one| one.id.clone()).collect(),
            paper_ids: own.evidence.iter().map(|one| one.id.clone()).collect(),
            merged: Merged {
                dossier: own.clone(),
                added: Vec::new(),
                changed: Vec::new(),
                removed: Vec::new(),
                left: Vec::new(),
                papers: 0,
                scans: BTreeSet::new(),
            },
        }
    }

    /// Decisions on the nominees that are there: changed where they stay, gone with the votes on them
    /// where another stays.
    fn own(&mut self, fates: &HashMap<ProposalId, Fate<'_>>, values: &Values<'_>) {
        let merged = &mut self.merged;
        let fate = |nominee: &Nominee| {
            fates.get(&ProposalId {
                package: None,
                nominee: nominee.id.clone(),
            })
        };
        let mut gone = HashSet::new();
        for nominee in &mut merged.dossier.nominees {
            match fate(nominee) {
                Some(Fate::Kept(decision)) => {
                    let decided = values.decided(nominee, decision);
                    if decided != *nominee {
                        merged.changed.push(decided.name.to_string());
                        *nominee = decided;
                    }
                }
                Some(Fate::Replaced) => {
                    merged.removed.push(nominee.name.to_string());
                    gone.insert(nominee.id.clone());
                }
                Some(Fate::HereAlready) | None => {}
            }
        }
        let dossier = &mut merged.dossier;
        dossier.nominees.retain(|one| !gone.contains(&one.id));
        if let Some(meeting) = &mut dossier.meeting {
            meeting.votes.retain(|one| !gone.contains(&one.nominee));
        }
        let confirmations = &mut dossier.confirmations;
        confirmations.retain(|one| one.nominee.as_ref().is_none_or(|id| !gone.contains(id)));
    }

    fn package(
        &mut self,
        package: &Incoming<'_>,
        fates: &HashMap<ProposalId, Fate<'_>>,
        values: &Values<'_>,
    ) {
        let mut papers = HashMap::new();
        for nominee in package.chosen_nominees() {
            let fate = fates.get(&ProposalId {
                package: Some(package.package),
                nominee: nominee.id.clone(),
            });
            let nominee = match fate {
                Some(Fate::Replaced) => {
                    self.leave(package, nominee, LeftWhy::Decided);
                    continue;
                }
                Some(Fate::HereAlready) => {
                    self.leave(package, nominee, LeftWhy::HereAlready);
                    continue;
                }
                Some(Fate::Kept(decision)) => values.decided(nominee, decision),
                None => nominee.clone(),
            };
            if self.plan.award_form(&nominee.award_form).is_none() {
                let form = package.plan.award_form(&nominee.award_form);
                let award = form.map_or(&nominee.award_form, |form| &form.name);
                let why = LeftWhy::NoSuchAward(award.clone());
                self.leave(package, &nominee, why);
                continue;
            }
            self.take(package, nominee, &mut papers);
        }
    }

    fn leave(&mut self, package: &Incoming<'_>, nominee: &Nominee, why: LeftWhy) {
        self.merged.left.push(Left {
            name: nominee.name.to_string(),
            unit: package.dossier.unit.name.to_string(),
            why,
        });
    }

    fn take(
        &mut self,
        package: &Incoming<'_>,
        mut nominee: Nominee,
        papers: &mut HashMap<String, String>,
    ) {
        nominee.origin = Some(Origin {
            unit: package.dossier.unit.name.clone(),
            dossier: package.dossier.id.clone(),
            nominee: nominee.id.clone(),
            package: package.sha256.to_owned(),
            received_on: package.received_on,
        });
        nominee.facts.extend(shared(package, &nominee));
        for fact in &mut nominee.facts {
            for paper in &mut fact.evidence {
                if let Some(evidence) = package.dossier.evidence(paper) {
                    let id = papers
                        .entry(paper.clone())
                        .or_insert_with(|| self.paper(package, evidence));
                    paper.clone_from(id);
                }
            }
        }
        nominee.id = free(&mut self.nominee_ids, &nominee.id);
        let name = nominee.name.to_string();
        self.merged.added.push((package.package, name));
        self.merged.dossier.nominees.push(nominee);
    }

    /// Takes a paper over, unless the very same is there; returns its id in the own dossier.
    fn paper(&mut self, package: &Incoming<'_>, evidence: &Evidence) -> String {
        if let Some(sha256) = &evidence.sha256 {
            let scan = (package.package, sha256.clone());
            self.merged.scans.insert(scan);
        }
        let same = |known: &&Evidence| {
            known.document == evidence.document && known.sha256 == evidence.sha256
        };
        if let Some(known) = self.merged.dossier.evidence.iter().find(same) {
            return known.id.clone();
        }
        let id = free(&mut self.paper_ids, &evidence.id);
        self.merged.papers += 1;
        self.merged.dossier.evidence.push(Evidence {
            id: id.clone(),
            ..evidence.clone()
        });
        id
    }
}

/// What a person shares of its unit and states nowhere itself: in the own dossier it would be taken
/// from another unit.
fn shared(package: &Incoming<'_>, nominee: &Nominee) -> Vec<Fact> {
    if nominee.kind() != NomineeKind::Individual {
        return Vec::new();
    }
    let kinds = package.plan.facts.iter().filter(|kind| {
        let stated = nominee.facts.iter().any(|fact| fact.fact == kind.id);
        kind.shared_by_unit && !stated
    });
    let of = |kind: &str| {
        let facts = package.dossier.unit.facts.iter();
        facts
            .filter(|fact| fact.fact == kind)
            .cloned()
            .collect::<Vec<_>>()
    };
    kinds.flat_map(|kind| of(&kind.id)).collect()
}

/// The id itself, or with a number behind it where it is taken.
fn free(taken: &mut HashSet<String>, id: &str) -> String {
    let mut free = id.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{id}-{number}");
        number += 1;
    }
    free
}

impl<'a> Incoming<'a> {
    fn chosen_nominees(&self) -> impl Iterator<Item = &'a Nominee> {
        let nominees = &self.dossier.nominees;
        self.chosen.iter().filter_map(|at| nominees.get(*at))
    }
}

impl ProposalId {
    fn of(proposal: &Proposal<'_>) -> Self {
        Self {
            package: proposal.package,
            nominee: proposal.brief.id.clone(),
        }
    }
}

//! Who is proposed more than once, over all packages and the dossier that they go into.
//!
//! Every nominee is put under a few keys, each of which is the same for the same person or body;
//! whoever meets under a key belongs together. So the work grows with the number of nominees, not
//! with its square.

use chrono::NaiveDate;
use hoso_domain::{Name, Nominee, NomineeKind, Origin, Person};
use hoso_store::fold::{fold, name_key};
use std::collections::HashMap;

/// Where more than this many share a name, the name alone says nothing of who is who.
const FEW: usize = 5;

/// What of a nominee tells it from others, and what two proposals of it may differ in.
#[derive(Debug, Clone)]
pub(crate) struct Brief {
    /// Its id in its dossier.
    pub id: String,
    pub kind: NomineeKind,
    pub name: String,
    pub birth_date: Option<NaiveDate>,
    pub is_woman: bool,
    pub position: String,
    /// Where a person works, or whom a collective belongs to.
    pub place: String,
    /// Id of the award form.
    pub form: String,
    /// Name of the award form.
    pub award: String,
    /// How many of its findings block and warn.
    pub blocking: u32,
    pub warnings: u32,
    /// Where it was taken over from, for one of the own dossier.
    pub origin: Option<Origin>,
}

/// One proposal: of a package, by its place in the intake, or of the own dossier.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proposal<'a> {
    pub package: Option<usize>,
    pub unit: &'a str,
    pub brief: &'a Brief,
}

/// What proposals of one person or body differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Difference {
    Unit,
    Name,
    BirthDate,
    Place,
    Award,
}

impl Brief {
    pub fn of(nominee: &Nominee, unit: &Name, award: String) -> Self {
        let filled = |name: &Name| name.filled().unwrap_or_default().to_owned();
        let (birth_date, is_woman, position, place) = match &nominee.person {
            Person::Individual(person) => (
                person.birth_date,
                person.gender == hoso_domain::Gender::Female,
                filled(&person.position),
                filled(&person.workplace),
            ),
            Person::Collective(body) => {
                let parent = body.parent.filled().or(unit.filled());
                let parent = parent.unwrap_or_default().to_owned();
                (None, false, String::new(), parent)
            }
        };
        Self {
            id: nominee.id.clone(),
            kind: nominee.kind(),
            name: filled(&nominee.name),
            birth_date,
            is_woman,
            position,
            place,
            form: nominee.award_form.clone(),
            award,
            blocking: 0,
            warnings: 0,
            origin: nominee.origin.clone(),
        }
    }

    /// The keys under which the same person or body meets.
    fn keys(&self, name: &str) -> Vec<String> {
        let place = name_key(&self.place);
        match self.kind {
            NomineeKind::Individual => {
                let mut keys = Vec::new();
                if let Some(day) = self.birth_date {
                    keys.push(format!("b/{name}/{day}"));
                    // Another spelling, on the same day of birth.
                    keys.push(format!("s/{}/{day}", loose(&self.name)));
                }
                if !place.is_empty() {
                    keys.push(format!("p/{name}/{place}"));
                }
                keys
            }
            NomineeKind::Collective => vec![
                format!("c/{name}/{place}"),
                format!("d/{}/{}", loose(&self.name), loose(&self.place)),
            ],
        }
    }

    /// Whether nothing but its name tells who it is.
    fn is_bare(&self) -> bool {
        self.kind == NomineeKind::Individual && self.birth_date.is_none()
    }
}

/// Groups of proposals of one person or body, in the order in which the first of each came; those
/// that are alone are left out.
pub(crate) fn clashes<'a>(proposals: &[Proposal<'a>]) -> Vec<Vec<Proposal<'a>>> {
    let mut union = Union::new(proposals.len());
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut named: HashMap<String, Vec<usize>> = HashMap::new();
    let mut bare: Vec<(String, usize)> = Vec::new();
    for (at, proposal) in proposals.iter().enumerate() {
        let brief = proposal.brief;
        if brief.name.is_empty() {
            continue;
        }
        let name = name_key(&brief.name);
        for key in brief.keys(&name) {
            let met = *first.entry(key).or_insert(at);
            union.join(met, at);
        }
        if brief.kind == NomineeKind::Individual {
            if brief.is_bare() {
                bare.push((name.clone(), at));
            }
            named.entry(name).or_default().push(at);
        }
    }
    for (name, at) in bare {
        let sharing = &named[&name];
        if sharing.len() <= FEW {
            for other in sharing {
                union.join(*other, at);
            }
        }
    }
    let mut groups: Vec<Vec<Proposal<'a>>> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (at, proposal) in proposals.iter().enumerate() {
        let group = *place.entry(union.root(at)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(*proposal);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// What the proposals of a group differ in.
pub(crate) fn differences(group: &[Proposal<'_>]) -> Vec<Difference> {
    let Some((first, others)) = group.split_first() else {
        return Vec::new();
    };
    let brief = first.brief;
    // Whoever takes over proposes nobody of its own accord.
    let sent = group.iter().filter(|one| one.package.is_some());
    let sent: Vec<String> = sent.map(|one| name_key(one.unit)).collect();
    let any = |differ: &dyn Fn(&Proposal<'_>) -> bool| others.iter().any(differ);
    let differs = |difference: Difference| match difference {
        Difference::Unit => sent.iter().any(|unit| *unit != sent[0]),
        Difference::Name => any(&|other| other.brief.name != brief.name),
        Difference::BirthDate => any(&|other| other.brief.birth_date != brief.birth_date),
        Difference::Place => {
            let place = name_key(&brief.place);
            any(&|other| name_key(&other.brief.place) != place)
        }
        Difference::Award => any(&|other| other.brief.form != brief.form),
    };
    [
        Difference::Unit,
        Difference::Name,
        Difference::BirthDate,
        Difference::Place,
        Difference::Award,
    ]
    .into_iter()
    .filter(|difference| differs(*difference))
    .collect()
}

/// A name without any mark, `y` as `i`: how it may be written by somebody else.
fn loose(name: &str) -> String {
    fold(name).replace('y', "i")
}

/// Who belongs together.
struct Union(Vec<usize>);

impl Union {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The earlier one leads, so that groups stand in the order of their first.
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::{Brief, Difference, Proposal, clashes, differences};
    use hoso_domain::NomineeKind;

    fn person(name: &str, born: &str, place: &str) -> Brief {
        Brief {
            id: "an".to_owned(),
            kind: NomineeKind::Individual,
            name: name.to_owned(),
            birth_date: born.parse().ok(),
            is_woman: false,
            position: String::new(),
            place: place.to_owned(),
            form: "bang_khen".to_owned(),
            award: String::new(),
            blocking: 0,
            warnings: 0,
            origin: None,
        }
    }

    fn groups(briefs: &[Brief]) -> Vec<Vec<usize>> {
        let proposals: Vec<Proposal<'_>> = briefs
            .iter()
            .enumerate()
            .map(|(at, brief)| Proposal {
                package: Some(at),
                unit: "Sở",
                brief,
            })
            .collect();
        clashes(&proposals)
            .into_iter()
            .map(|group| group.iter().filter_map(|one| one.package).collect())
            .collect()
    }

    #[test]
    fn the_same_person_is_found_however_written() {
        let same = [
            person("Trần Thị Hoà", "1980-02-03", "Sở Nội vụ"),
            person("TRẦN  THỊ HÒA", "1980-02-03", "Chi cục Văn thư"),
            // Decomposed letters.
            person("Tra\u{302}\u{300}n Thi\u{323} Hoa\u{300}", "1980-02-03", ""),
            person("Tran Thi Hoa", "1980-02-03", ""),
            // Another day of birth at the same workplace.
            person("Trần Thị Hòa", "1980-03-02", "Sở Nội vụ"),
        ];
        assert_eq!(groups(&same), [[0, 1, 2, 3, 4]]);
    }

    #[test]
    fn namesakes_are_left_alone() {
        let namesakes = [
            person("Nguyễn Văn An", "1980-02-03", "Sở Nội vụ"),
            person("Nguyễn Văn An", "1981-02-03", "Sở Tư pháp"),
            person("Nguyễn Văn Ân", "1981-02-04", "Sở Tư pháp"),
        ];
        assert!(groups(&namesakes).is_empty());
    }

    #[test]
    fn a_name_alone_is_asked_about_while_few_share_it() {
        let known = |day: u32| {
            person(
                "Lê Văn Bình",
                &format!("1980-01-{day:02}"),
                &format!("Phòng {day}"),
            )
        };
        let bare = person("Lê Văn Bình", "", "");
        assert_eq!(groups(&[known(1), bare.clone()]), [[0, 1]]);
        let mut many: Vec<Brief> = (1..9).map(known).collect();
        many.push(bare);
        assert!(groups(&many).is_empty());
    }

    #[test]
    fn what_differs_is_told() {
        let briefs = [
            person("Trần Thị Hoà", "1980-02-03", "Sở Nội vụ"),
            Brief {
                form: "giay_khen".to_owned(),
                ..person("Trần Thị Hòa", "1980-02-03", "sở nội vụ")
            },
        ];
        let proposals = briefs.each_ref().map(|brief| Proposal {
            package: None,
            unit: "Sở",
            brief,
        });
        assert_eq!(
            differences(&proposals),
            [Difference::Name, Difference::Award]
        );
    }
}

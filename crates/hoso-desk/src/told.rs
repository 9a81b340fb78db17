//! What a front end was told of a dossier last, so that after a key only what changed is told.

use crate::check::{Judged, Standing};
use crate::view::{DocumentView, DossierView, SinceView};
use crate::{Day, Desk, Opened};
use hoso_domain::finding::Subject;
use hoso_rules::Again;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What was told last, and what was judged for it.
#[derive(Debug, Default)]
pub struct Told {
    revision: u32,
    again: Again<Standing>,
    last: Digests,
}

/// A view as digests of what it holds.
#[derive(Debug, Default)]
struct Digests {
    dossier: String,
    /// What is found on each subject, and how it stands.
    subjects: HashMap<Subject, u64>,
    /// The nominees, in the order of the lists.
    nominees: Vec<String>,
    /// The documents, in their order.
    documents: Vec<(String, u64)>,
}

impl Told {
    /// Tells all of a dossier.
    pub fn whole(&mut self, desk: &Desk, opened: &Opened, day: Day) -> DossierView {
        let judged = desk.judged(opened, day, &mut self.again);
        let mut view = desk.home(opened, day, &judged);
        view.findings = judged.findings(|_| true);
        self.last = Digests::of(&judged, &view);
        self.number(view)
    }

    /// Tells a dossier with what is not as it was told last: the findings of the subjects of whom
    /// something else is found, these nominees, and the changed documents. All of it where another
    /// dossier was told last, or one with other nominees or documents.
    pub fn changes(&mut self, desk: &Desk, opened: &Opened, day: Day) -> DossierView {
        let judged = desk.judged(opened, day, &mut self.again);
        let mut view = desk.home(opened, day, &judged);
        let now = Digests::of(&judged, &view);
        if now.is_of_the_same(&self.last) {
            let changed = now.changed_since(&self.last);
            view.findings = judged.findings(|subject| changed.contains(subject));
            view.nominees
                .retain(|line| changed.contains(&Subject::Nominee(line.id.clone())));
            keep_changed(&mut view.documents, &self.last.documents, &now.documents);
            view.since = Some(SinceView {
                revision: self.revision,
                subjects: changed.into_iter().map(id).collect(),
            });
        } else {
            view.findings = judged.findings(|_| true);
        }
        self.last = now;
        self.number(view)
    }

    fn number(&mut self, view: DossierView) -> DossierView {
        self.revision = self.revision.wrapping_add(1);
        DossierView {
            revision: self.revision,
            ..view
        }
    }
}

impl Digests {
    fn of(judged: &Judged<'_>, view: &DossierView) -> Self {
        let document = |one: &DocumentView| (one.id.clone(), digest(one));
        Self {
            dossier: view.id.clone(),
            subjects: judged.digests(),
            nominees: view.nominees.iter().map(|line| line.id.clone()).collect(),
            documents: view.documents.iter().map(document).collect(),
        }
    }

    /// Whether it is the same dossier, with the same nominees and documents in the same order.
    fn is_of_the_same(&self, last: &Self) -> bool {
        self.dossier == last.dossier
            && self.nominees == last.nominees
            && same_ids(&self.documents, &last.documents)
    }

    fn changed_since(&self, last: &Self) -> BTreeSet<Subject> {
        let all = self.subjects.keys().chain(last.subjects.keys());
        all.filter(|subject| last.subjects.get(subject) != self.subjects.get(subject))
            .cloned()
            .collect()
    }
}

/// The subject as a view names it.
fn id(subject: Subject) -> Option<String> {
    match subject {
        Subject::Dossier => None,
        Subject::Nominee(id) => Some(id),
    }
}

fn same_ids(last: &[(String, u64)], now: &[(String, u64)]) -> bool {
    let ids = |all: &[(String, u64)], other: &[(String, u64)]| {
        all.iter()
            .zip(other)
            .all(|((id, _), (other, _))| id == other)
    };
    last.len() == now.len() && ids(last, now)
}

/// Keeps those of a list, in the order of its digests, whose digest changed.
fn keep_changed<T>(list: &mut Vec<T>, last: &[(String, u64)], now: &[(String, u64)]) {
    let mut changed = last.iter().zip(now).map(|(last, now)| last != now);
    list.retain(|_| changed.next().unwrap_or(true));
}

fn digest(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::Told;
    use crate::view::{DossierView, FindingView};
    use crate::{Day, Desk};
    use chrono::NaiveDate;
    use hoso_domain::{Dossier, Name};

    #[test]
    fn after_a_key_only_what_changed_is_told() {
        let desk = Desk::new().expect("a desk");
        let day = Day {
            today: NaiveDate::from_ymd_opt(2023, 2, 16).expect("a day"),
            asked: None,
        };
        let mut opened = desk.sample().expect("the sample");
        let mut told = Told::default();
        let first = told.changes(&desk, &opened, day);
        assert!(first.since.is_none(), "nothing was told before");
        let all = first.findings.len();

        let same = told.changes(&desk, &opened, day);
        let since = same.since.expect("told before");
        assert_eq!((since.revision, same.findings.len()), (first.revision, 0));
        assert!(same.nominees.is_empty() && same.documents.is_empty());

        opened.dossier.nominees[3].claims.clear();
        let id = opened.dossier.nominees[3].id.clone();
        let fewer = told.changes(&desk, &opened, day);
        let since = fewer.since.expect("told before");
        assert_eq!(since.subjects, [Some(id.clone())]);
        assert!(
            fewer
                .findings
                .iter()
                .all(|finding| finding.subject_id.as_ref() == Some(&id))
        );

        opened.dossier.nominees.remove(3);
        let gone = told.changes(&desk, &opened, day);
        let left = first.nominees.len() - 1;
        assert_eq!(
            (gone.since, gone.nominees.len()),
            (None, left),
            "other nominees"
        );

        let whole = told.whole(&desk, &desk.sample().expect("the sample"), day);
        assert_eq!((whole.since, whole.findings.len()), (None, all));
    }

    /// A view made whole with the one before, as a front end does it.
    fn whole(before: &DossierView, told: DossierView) -> DossierView {
        let Some(since) = &told.since else {
            return told;
        };
        let is_anew = |finding: &FindingView| since.subjects.contains(&finding.subject_id);
        let kept = before.findings.iter().filter(|finding| !is_anew(finding));
        let mut findings: Vec<FindingView> = kept.chain(&told.findings).cloned().collect();
        let place = |finding: &FindingView| {
            let mut lines = before.nominees.iter();
            let id = finding.subject_id.as_ref();
            id.map(|id| lines.position(|line| line.id == *id))
        };
        findings.sort_by_key(|finding| (finding.severity as u8, place(finding)));
        let mut nominees = before.nominees.clone();
        for line in &mut nominees {
            if let Some(now) = told.nominees.iter().find(|one| one.id == line.id) {
                line.clone_from(now);
            }
        }
        let mut documents = before.documents.clone();
        for document in &mut documents {
            if let Some(now) = told.documents.iter().find(|one| one.id == document.id) {
                document.clone_from(now);
            }
        }
        DossierView {
            findings,
            nominees,
            documents,
            since: None,
            ..told
        }
    }

    #[test]
    fn what_is_told_after_each_edit_makes_the_whole_of_now() {
        let desk = Desk::new().expect("a desk");
        let day = |day| Day {
            today: NaiveDate::from_ymd_opt(2023, 2, day).expect("a day"),
            asked: None,
        };
        let name = |name: &str| Name::try_from(name.to_owned()).expect("it fits");
        let early = NaiveDate::from_ymd_opt(2020, 1, 1);
        let edits: [&dyn Fn(&mut Dossier); 12] = [
            &|dossier| dossier.nominees[0].name = name("Phòng Khác"),
            &|dossier| dossier.nominees[4].name = name("Lê Thị Khác"),
            // What the dossier is told of a nominee.
            &|dossier| dossier.nominees[4].report.confirmed_on = early,
            &|dossier| dossier.letter.date = early,
            &|dossier| dossier.letter.date = None,
            &|dossier| dossier.nominees[4].report.sections.clear(),
            &|dossier| dossier.nominees[5].award_form = "labor_order_third_class".to_owned(),
            &|dossier| dossier.unit.name = name("Sở Khác"),
            &|dossier| dossier.meeting = None,
            &|dossier| dossier.nominees.swap(3, 6),
            &|dossier| drop(dossier.nominees.remove(2)),
            &|dossier| dossier.nominees[2].facts.clear(),
        ];
        let mut opened = desk.sample().expect("the sample");
        let mut told = Told::default();
        let mut shown = told.whole(&desk, &opened, day(16));
        for (at, edit) in edits.iter().enumerate() {
            edit(&mut opened.dossier);
            let day = day(16 + at as u32 / 6);
            shown = whole(&shown, told.changes(&desk, &opened, day));
            let now = DossierView {
                revision: shown.revision,
                ..desk.overview(&opened, day)
            };
            assert!(shown == now, "after edit {at}");
        }
    }
}

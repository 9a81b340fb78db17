//! What a front end was told of a dossier last, so that after a key only what changed is told.

use crate::view::{DossierView, SinceView};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What was told last.
#[derive(Debug, Default)]
pub struct Told {
    revision: u32,
    last: Digests,
}

/// A view as digests of what it holds.
#[derive(Debug, Default)]
struct Digests {
    dossier: String,
    /// The findings of each subject.
    subjects: HashMap<Option<String>, u64>,
    /// How each nominee stands, in the order of the lists.
    nominees: Vec<(String, u64)>,
    /// The documents, in their order.
    documents: Vec<(String, u64)>,
}

impl Told {
    /// Tells all of a view.
    pub fn whole(&mut self, view: DossierView) -> DossierView {
        let now = Digests::of(&view);
        self.take(now, view)
    }

    /// Tells a view with what is not as it was told last: the findings of the subjects whose findings
    /// changed, the changed nominees and documents. All of it where another dossier was told last, or
    /// one with other nominees or documents.
    pub fn changes(&mut self, mut view: DossierView) -> DossierView {
        let now = Digests::of(&view);
        let last = &self.last;
        let is_same = last.dossier == now.dossier
            && same_ids(&last.nominees, &now.nominees)
            && same_ids(&last.documents, &now.documents);
        if !is_same {
            return self.take(now, view);
        }
        let is_changed =
            |subject: &Option<String>| last.subjects.get(subject) != now.subjects.get(subject);
        let gone = last
            .subjects
            .keys()
            .filter(|gone| !now.subjects.contains_key(*gone));
        let all = now.subjects.keys().chain(gone);
        let mut subjects: Vec<Option<String>> =
            all.filter(|subject| is_changed(subject)).cloned().collect();
        subjects.sort();
        view.findings
            .retain(|finding| subjects.binary_search(&finding.subject_id).is_ok());
        keep_changed(&mut view.nominees, &last.nominees, &now.nominees);
        keep_changed(&mut view.documents, &last.documents, &now.documents);
        view.since = Some(SinceView {
            revision: self.revision,
            subjects,
        });
        self.take(now, view)
    }

    fn take(&mut self, now: Digests, mut view: DossierView) -> DossierView {
        self.revision = self.revision.wrapping_add(1);
        self.last = now;
        view.revision = self.revision;
        view
    }
}

impl Digests {
    fn of(view: &DossierView) -> Self {
        let mut hashers: HashMap<&Option<String>, DefaultHasher> = HashMap::new();
        for finding in &view.findings {
            finding.hash(hashers.entry(&finding.subject_id).or_default());
        }
        let subjects = hashers
            .into_iter()
            .map(|(subject, hasher)| (subject.clone(), hasher.finish()));
        let nominees = view
            .nominees
            .iter()
            .map(|line| (line.id.clone(), digest(line)));
        let documents = view
            .documents
            .iter()
            .map(|one| (one.id.clone(), digest(one)));
        Self {
            dossier: view.id.clone(),
            subjects: subjects.collect(),
            nominees: nominees.collect(),
            documents: documents.collect(),
        }
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
    use crate::{Day, Desk};
    use chrono::NaiveDate;

    #[test]
    fn after_a_key_only_what_changed_is_told() {
        let desk = Desk::new().expect("a desk");
        let day = Day {
            today: NaiveDate::from_ymd_opt(2023, 2, 16).expect("a day"),
            asked: None,
        };
        let mut opened = desk.sample().expect("the sample");
        let mut told = Told::default();
        let first = told.changes(desk.overview(&opened, day));
        assert!(first.since.is_none(), "nothing was told before");
        let all = first.findings.len();

        let same = told.changes(desk.overview(&opened, day));
        let since = same.since.expect("told before");
        assert_eq!((since.revision, same.findings.len()), (first.revision, 0));
        assert!(same.nominees.is_empty() && same.documents.is_empty());

        opened.dossier.nominees[3].claims.clear();
        let id = opened.dossier.nominees[3].id.clone();
        let fewer = told.changes(desk.overview(&opened, day));
        let since = fewer.since.expect("told before");
        assert_eq!(since.subjects, [Some(id.clone())]);
        assert!(
            fewer
                .findings
                .iter()
                .all(|finding| finding.subject_id.as_ref() == Some(&id))
        );

        opened.dossier.nominees.remove(3);
        let gone = told.changes(desk.overview(&opened, day));
        let left = first.nominees.len() - 1;
        assert_eq!(
            (gone.since, gone.nominees.len()),
            (None, left),
            "other nominees"
        );

        let whole = told.whole(desk.overview(&desk.sample().expect("the sample"), day));
        assert_eq!((whole.since, whole.findings.len()), (None, all));
    }
}

//! What a front end was told of a dossier last, so that after a key only what changed is told.

use crate::view::{DossierView, FindingView, SinceView};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What was told last.
#[derive(Debug, Default)]
pub struct Told {
    revision: u32,
    dossier: String,
    /// The findings of each subject, as a digest.
    subjects: HashMap<Option<String>, u64>,
}

impl Told {
    /// Tells all of a view.
    pub fn whole(&mut self, mut view: DossierView) -> DossierView {
        self.take(&view.id, digests(&view.findings));
        view.revision = self.revision;
        view
    }

    /// Tells a view with the findings of those subjects alone that are not what they were; all of it
    /// where another dossier was told last.
    pub fn changes(&mut self, mut view: DossierView) -> DossierView {
        if self.dossier != view.id {
            return self.whole(view);
        }
        let revision = self.revision;
        let now = digests(&view.findings);
        let is_changed = |subject: &Option<String>| self.subjects.get(subject) != now.get(subject);
        let mut subjects: Vec<Option<String>> = now
            .keys()
            .chain(self.subjects.keys().filter(|gone| !now.contains_key(*gone)))
            .filter(|subject| is_changed(subject))
            .cloned()
            .collect();
        subjects.sort();
        view.findings
            .retain(|finding| subjects.binary_search(&finding.subject_id).is_ok());
        self.take(&view.id, now);
        view.revision = self.revision;
        view.since = Some(SinceView { revision, subjects });
        view
    }

    fn take(&mut self, dossier: &str, subjects: HashMap<Option<String>, u64>) {
        self.revision = self.revision.wrapping_add(1);
        dossier.clone_into(&mut self.dossier);
        self.subjects = subjects;
    }
}

fn digests(findings: &[FindingView]) -> HashMap<Option<String>, u64> {
    let mut hashers: HashMap<&Option<String>, DefaultHasher> = HashMap::new();
    for finding in findings {
        finding.hash(hashers.entry(&finding.subject_id).or_default());
    }
    hashers
        .into_iter()
        .map(|(subject, hasher)| (subject.clone(), hasher.finish()))
        .collect()
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
        assert!(
            gone.since
                .expect("told before")
                .subjects
                .contains(&Some(id))
        );

        let whole = told.whole(desk.overview(&desk.sample().expect("the sample"), day));
        assert_eq!((whole.since, whole.findings.len()), (None, all));
    }
}

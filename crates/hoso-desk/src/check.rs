//! Check a dossier: its findings, and the home page made of them.

use crate::view::{
    DateOrigin, DocumentView, DossierView, FindingView, NomineeLineView, StateCode, TaskState,
    TaskView,
};
use crate::{Day, Desk, DeskError, Opened, deadline, documents, steps};
use chrono::NaiveDate;
use hoso_domain::Plan;
use hoso_domain::finding::{Finding, Severity, State, Subject};
use hoso_domain::nominee::{Nominee, NomineeKind};
use hoso_rules::{Again, Check, DueDate, judge_dossier};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A dossier as it was judged.
pub(crate) struct Judged<'a> {
    opened: &'a Opened,
    of_dossier: Vec<Finding>,
    of_nominees: Vec<&'a Standing>,
}

/// A nominee as it was judged.
#[derive(Debug)]
pub(crate) struct Standing {
    findings: Vec<Finding>,
    /// How it stands by these findings alone.
    line: NomineeLineView,
    digest: u64,
}

impl Desk {
    /// The findings on a dossier, blocking ones first; refused where it proposes nobody.
    pub fn check(&self, opened: &Opened, day: Day) -> Result<Vec<FindingView>, DeskError> {
        if opened.dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        let mut again = Again::default();
        Ok(self.judged(opened, day, &mut again).findings(|_| true))
    }

    /// The home page of a dossier.
    pub fn overview(&self, opened: &Opened, day: Day) -> DossierView {
        let mut again = Again::default();
        let judged = self.judged(opened, day, &mut again);
        DossierView {
            findings: judged.findings(|_| true),
            ..self.home(opened, day, &judged)
        }
    }

    /// A dossier judged, with what was judged of it before in mind.
    pub(crate) fn judged<'a>(
        &self,
        opened: &'a Opened,
        day: Day,
        again: &'a mut Again<Standing>,
    ) -> Judged<'a> {
        let case = self.case(opened, day);
        let standing =
            |nominee: &Nominee, findings| Standing::of(&opened.plan, case.on, nominee, findings);
        Judged {
            opened,
            of_dossier: judge_dossier(&case),
            of_nominees: again.judge(&case, standing).collect(),
        }
    }

    /// The home page of a dossier as it was judged, without its findings.
    pub(crate) fn home(&self, opened: &Opened, day: Day, judged: &Judged<'_>) -> DossierView {
        let dossier = &opened.dossier;
        let on = Self::judging_day(opened, day);
        let failing: Vec<&Finding> = judged
            .all()
            .filter(|finding| finding.severity != Severity::Info)
            .collect();
        let tasks = tasks(opened, &failing);
        let round = opened.plan.round(&dossier.round);
        let due = round.and_then(|round| {
            let due = DueDate::of(round, dossier.year, &self.rules.work, on)?;
            Some((round, due))
        });
        let count = |kind| dossier.nominees.iter().filter(|n| n.kind() == kind).count() as u32;
        let weighing = |weight| failing.iter().filter(|f| f.severity == weight).count() as u32;
        DossierView {
            id: dossier.id.clone(),
            file: opened.file.clone(),
            kept: None,
            unit: dossier.unit.name.to_string(),
            parent: dossier.unit.parent.to_string(),
            plan_title: opened.plan.short_title.clone(),
            movement: opened.plan.movement.clone(),
            round_title: round.map_or_else(
                || dossier.round.clone(),
                |round| deadline::title(round, dossier.year),
            ),
            judged_on: on.to_string(),
            judged_on_origin: match (day.asked, dossier.judged_on) {
                (Some(_), _) => DateOrigin::Asked,
                (None, Some(_)) => DateOrigin::Dossier,
                (None, None) => DateOrigin::Today,
            },
            deadline: due
                .map(|(round, due)| deadline::view(&opened.plan, round, dossier.year, &due)),
            collectives: count(NomineeKind::Collective),
            individuals: count(NomineeKind::Individual),
            next: next(&tasks),
            tasks,
            nominees: judged.lines(),
            blocking: weighing(Severity::Blocking),
            warnings: weighing(Severity::Warning),
            findings: Vec::new(),
            revision: 0,
            since: None,
            documents: documents(opened),
        }
    }
}

impl Judged<'_> {
    /// Every finding: the dossier's first, then each nominee's in the order of the file.
    fn all(&self) -> impl Iterator<Item = &Finding> {
        let of_nominees = self.of_nominees.iter();
        let of_nominees = of_nominees.flat_map(|standing| &standing.findings);
        self.of_dossier.iter().chain(of_nominees)
    }

    /// The findings on some subjects: blocking ones first, of one weight the dossier's first, then
    /// each nominee's in the order of the file.
    pub fn findings(&self, is_wanted: impl Fn(&Subject) -> bool) -> Vec<FindingView> {
        let nominees = self.opened.dossier.nominees.iter().zip(1..);
        let nominees: HashMap<&str, (usize, &Nominee)> = nominees
            .map(|(nominee, place)| (nominee.id.as_str(), (place, nominee)))
            .collect();
        let mut wanted: Vec<(&Finding, usize, Option<&Nominee>)> = self
            .all()
            .filter(|finding| is_wanted(&finding.subject))
            .map(|finding| match &finding.subject {
                Subject::Dossier => (finding, 0, None),
                Subject::Nominee(id) => match nominees.get(id.as_str()) {
                    Some((place, nominee)) => (finding, *place, Some(*nominee)),
                    None => (finding, usize::MAX, None),
                },
            })
            .collect();
        wanted.sort_by_key(|(finding, place, _)| (finding.severity, *place));
        let wanted = wanted.into_iter();
        wanted
            .map(|(finding, _, nominee)| view(finding, nominee))
            .collect()
    }

    /// How each nominee stands, in the order of the lists.
    fn lines(&self) -> Vec<NomineeLineView> {
        let mut more: HashMap<&str, u32> = HashMap::new();
        for finding in &self.of_dossier {
            if let Subject::Nominee(id) = &finding.subject
                && finding.severity != Severity::Info
            {
                *more.entry(id).or_default() += 1;
            }
        }
        let of_nominees = self.of_nominees.iter();
        let line = of_nominees.map(|Standing { line, .. }| NomineeLineView {
            open: line.open + more.get(line.id.as_str()).unwrap_or(&0),
            ..line.clone()
        });
        line.collect()
    }

    /// What is found on each subject and how it stands, as digests.
    pub fn digests(&self) -> HashMap<Subject, u64> {
        let mut hashers: HashMap<Subject, DefaultHasher> = HashMap::new();
        for finding in &self.of_dossier {
            let hasher = hashers.entry(finding.subject.clone()).or_default();
            finding.hash(hasher);
        }
        for standing in &self.of_nominees {
            let subject = Subject::Nominee(standing.line.id.clone());
            standing.digest.hash(hashers.entry(subject).or_default());
        }
        let digests = hashers.into_iter();
        digests
            .map(|(subject, hasher)| (subject, hasher.finish()))
            .collect()
    }
}

impl Standing {
    /// Its criteria are what the standard of its award form concludes; where the plan has none,
    /// nothing is met.
    fn of(plan: &Plan, on: NaiveDate, nominee: &Nominee, findings: Vec<Finding>) -> Self {
        let state = |rule: &str| {
            let found = findings.iter().find(|finding| finding.rule == rule);
            found.map_or(StateCode::Unknown, |finding| finding.state.into())
        };
        let standard = plan.standard(nominee.kind(), &nominee.award_form);
        let form = plan.award_form(&nominee.award_form);
        let line = NomineeLineView {
            id: nominee.id.clone(),
            award: form.map_or_else(
                || nominee.award_form.clone(),
                |form| plan.award_name(form, on),
            ),
            criteria: standard.map_or(StateCode::Unknown, |standard| {
                state(&format!("plan.{}", standard.id))
            }),
            report: state(Check::Report.code()),
            open: findings
                .iter()
                .filter(|finding| finding.severity != Severity::Info)
                .count() as u32,
        };
        let mut hasher = DefaultHasher::new();
        // The name stands in the view of each finding.
        (&nominee.name, &line, &findings).hash(&mut hasher);
        Self {
            findings,
            line,
            digest: hasher.finish(),
        }
    }
}

fn view(finding: &Finding, nominee: Option<&Nominee>) -> FindingView {
    let subject_id = match &finding.subject {
        Subject::Dossier => None,
        Subject::Nominee(id) => Some(id.clone()),
    };
    let named = nominee.filter(|nominee| !nominee.name.is_blank());
    let subject = match (named, &subject_id) {
        (Some(nominee), _) => nominee.name.to_string(),
        (None, Some(id)) => id.clone(),
        (None, None) => "Hồ sơ".to_owned(),
    };
    FindingView {
        rule: finding.rule.clone(),
        state: finding.state.into(),
        severity: finding.severity.into(),
        subject,
        subject_id,
        cite: finding.cite.place.clone(),
        cite_text: finding.cite.text.clone(),
        mark: finding.cite.mark.into(),
        message: finding.message.clone(),
        because: finding.because.clone(),
        missing: finding.missing.clone(),
        remedy: finding.remedy.clone(),
        field: finding.field.clone(),
        task: steps::of_rule(&finding.rule).to_owned(),
        document: steps::document(finding),
    }
}

fn documents(opened: &Opened) -> Vec<DocumentView> {
    let named = documents::named(opened).into_iter();
    named.map(DocumentView::from).collect()
}

/// The steps of a dossier, by the findings that are not in order and belong to each.
fn tasks(opened: &Opened, findings: &[&Finding]) -> Vec<TaskView> {
    let dossier = &opened.dossier;
    let failing = |of_task: fn(&str) -> bool| {
        findings
            .iter()
            .filter(|finding| of_task(&finding.rule))
            .count()
    };
    let nobody = dossier.nominees.is_empty();
    let task = |id: &str, state, detail: String| TaskView {
        id: id.to_owned(),
        title: steps::title(id).to_owned(),
        state,
        detail,
        waits: if nobody && !matches!(id, steps::GENERAL | steps::NOMINEES) {
            "Cần có ít nhất một tập thể hoặc cá nhân được đề nghị.".to_owned()
        } else {
            String::new()
        },
    };
    let by_count = |count: usize, done: String| match count {
        0 => (TaskState::Done, done),
        count => (TaskState::Missing, format!("{count} điểm cần sửa")),
    };

    let (general_state, general_detail) = by_count(
        failing(|rule| steps::of_rule(rule) == steps::GENERAL),
        "Đủ thông tin".to_owned(),
    );

    let all = dossier.nominees.len();
    let of_nominee = |rule: &str| steps::of_rule(rule) == steps::NOMINEES;
    let (list_state, list_detail) = if all == 0 {
        (TaskState::NotStarted, "Chưa có ai được đề nghị".to_owned())
    } else {
        let troubled = troubled(findings, of_nominee);
        let state = if troubled == 0 {
            TaskState::Done
        } else {
            TaskState::Missing
        };
        (state, format!("{}/{all} đạt", all - troubled))
    };

    let written = dossier
        .nominees
        .iter()
        .filter(|n| !n.report.sections.is_empty())
        .count();
    let lacking = troubled(findings, |rule| steps::of_rule(rule) == steps::REPORTS);
    let report_state = match (written, lacking) {
        (0, _) => TaskState::NotStarted,
        (_, 0) => TaskState::Done,
        (written, _) if written < all => TaskState::InProgress,
        _ => TaskState::Missing,
    };
    let report_detail = format!("{}/{all} hoàn chỉnh", all - lacking.min(all));

    let (council_state, council_detail) = if dossier.meeting.is_none() {
        (TaskState::NotStarted, "Chưa họp".to_owned())
    } else {
        by_count(
            failing(|rule| steps::of_rule(rule) == steps::COUNCIL),
            "Đã có biên bản".to_owned(),
        )
    };

    let blocking = findings.iter().filter(|finding| finding.blocks()).count();
    let (check_state, check_detail) = checked(blocking, failing(|_| true) - blocking);
    let send_detail = match blocking {
        _ if all == 0 => "Chưa có gì để xuất".to_owned(),
        0 => "Sẵn sàng xuất".to_owned(),
        _ => "Nên sửa xong trước khi xuất".to_owned(),
    };
    vec![
        task(steps::GENERAL, general_state, general_detail),
        task(steps::NOMINEES, list_state, list_detail),
        task(steps::REPORTS, report_state, report_detail),
        task(steps::COUNCIL, council_state, council_detail),
        task(steps::CHECK, check_state, check_detail),
        task(steps::EXPORT, TaskState::NotStarted, send_detail),
    ]
}

/// How far the checking is, by what it still finds.
fn checked(blocking: usize, warnings: usize) -> (TaskState, String) {
    match (blocking, warnings) {
        (0, 0) => (TaskState::Done, "Không có điểm phải sửa".to_owned()),
        (0, warnings) => (
            TaskState::InProgress,
            format!("{warnings} điểm cần xem lại"),
        ),
        (blocking, _) => (TaskState::Missing, format!("{blocking} điểm phải sửa")),
    }
}

/// The first step that is neither done nor has to wait. Checking is no work of its own: while it
/// finds something, the step to go to is the one that mends it.
fn next(tasks: &[TaskView]) -> String {
    let open = tasks.iter().find(|task| {
        task.id != steps::CHECK && task.state != TaskState::Done && task.waits.is_empty()
    });
    open.map_or(steps::EXPORT, |task| &task.id).to_owned()
}

/// How many nominees have one of these findings of these rules.
fn troubled(findings: &[&Finding], of_task: fn(&str) -> bool) -> usize {
    let mut subjects: Vec<&Subject> = findings
        .iter()
        .filter(|finding| of_task(&finding.rule))
        .filter(|finding| matches!(finding.state, State::NotMet | State::Unknown))
        .map(|finding| &finding.subject)
        .filter(|subject| matches!(subject, Subject::Nominee(_)))
        .collect();
    subjects.sort();
    subjects.dedup();
    subjects.len()
}

//! Check a dossier: its findings, and the home page made of them.

use crate::view::{
    DateOrigin, DocumentView, DossierView, FindingView, NomineeLineView, SeverityCode, StateCode,
    TaskState, TaskView,
};
use crate::{Day, Desk, DeskError, Opened, deadline, documents, steps};
use chrono::NaiveDate;
use hoso_domain::finding::{Finding, Severity, State, Subject};
use hoso_domain::nominee::{Nominee, NomineeKind};
use hoso_rules::{Check, DueDate, judge};
use std::collections::HashMap;

impl Desk {
    /// The findings on a dossier, blocking ones first; refused where it proposes nobody.
    pub fn check(&self, opened: &Opened, day: Day) -> Result<Vec<FindingView>, DeskError> {
        if opened.dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        Ok(views(opened, self.judge(opened, day)))
    }

    /// The home page of a dossier.
    pub fn overview(&self, opened: &Opened, day: Day) -> DossierView {
        let dossier = &opened.dossier;
        let on = Self::judging_day(opened, day);
        let findings = self.judge(opened, day);
        let tasks = tasks(opened, &findings);
        let nominees = lines(opened, &findings, on);
        let findings = views(opened, findings);
        let round = opened.plan.round(&dossier.round);
        let due = round.and_then(|round| {
            let due = DueDate::of(round, dossier.year, &self.rules.work, on)?;
            Some((round, due))
        });
        let count = |kind| dossier.nominees.iter().filter(|n| n.kind() == kind).count() as u32;
        let weighing = |weight| findings.iter().filter(|f| f.severity == weight).count() as u32;
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
            nominees,
            blocking: weighing(SeverityCode::Blocking),
            warnings: weighing(SeverityCode::Warning),
            findings,
            revision: 0,
            since: None,
            documents: documents(opened),
        }
    }

    pub(crate) fn judge(&self, opened: &Opened, day: Day) -> Vec<Finding> {
        let mut findings = judge(&self.case(opened, day));
        // The sort is stable: within a weight the order of the dossier stays.
        findings.sort_by_key(|finding| finding.severity);
        findings
    }
}

/// How each nominee stands. Its criteria are what the standard of its award form concludes; where
/// the plan has none, nothing is met.
fn lines(opened: &Opened, findings: &[Finding], on: NaiveDate) -> Vec<NomineeLineView> {
    let plan = &opened.plan;
    let mut of: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in findings {
        if let Subject::Nominee(id) = &finding.subject {
            of.entry(id).or_default().push(finding);
        }
    }
    let line = |nominee: &Nominee| {
        let own = of.get(nominee.id.as_str()).map_or(&[][..], Vec::as_slice);
        let state = |rule: &str| {
            let found = own.iter().find(|finding| finding.rule == rule);
            found.map_or(StateCode::Unknown, |finding| finding.state.into())
        };
        let standard = plan.standard(nominee.kind(), &nominee.award_form);
        let form = plan.award_form(&nominee.award_form);
        NomineeLineView {
            id: nominee.id.clone(),
            award: form.map_or_else(
                || nominee.award_form.clone(),
                |form| plan.award_name(form, on),
            ),
            criteria: standard.map_or(StateCode::Unknown, |standard| {
                state(&format!("plan.{}", standard.id))
            }),
            report: state(Check::Report.code()),
            open: own
                .iter()
                .filter(|finding| finding.severity != Severity::Info)
                .count() as u32,
        }
    };
    opened.dossier.nominees.iter().map(line).collect()
}

pub(crate) fn views(opened: &Opened, findings: Vec<Finding>) -> Vec<FindingView> {
    let nominees = &opened.dossier.nominees;
    let names: HashMap<&str, &str> = nominees
        .iter()
        .map(|nominee| (nominee.id.as_str(), nominee.name.as_str()))
        .collect();
    findings
        .into_iter()
        .map(|finding| {
            let task = steps::of_rule(&finding.rule).to_owned();
            let document = steps::document(&finding);
            let (subject, subject_id) = match finding.subject {
                Subject::Dossier => ("Hồ sơ".to_owned(), None),
                Subject::Nominee(id) => {
                    let name = names
                        .get(id.as_str())
                        .filter(|name| !name.trim().is_empty());
                    let name = name.map_or_else(|| id.clone(), |name| (*name).to_owned());
                    (name, Some(id))
                }
            };
            FindingView {
                rule: finding.rule,
                state: finding.state.into(),
                severity: finding.severity.into(),
                subject,
                subject_id,
                cite: finding.cite.place,
                cite_text: finding.cite.text,
                mark: finding.cite.mark.into(),
                message: finding.message,
                because: finding.because,
                missing: finding.missing,
                remedy: finding.remedy,
                field: finding.field,
                task,
                document,
            }
        })
        .collect()
}

fn documents(opened: &Opened) -> Vec<DocumentView> {
    documents::named(opened)
        .into_iter()
        .map(|named| DocumentView {
            id: named.id,
            title: named.title.to_owned(),
            subject: named
                .paper
                .nominee
                .map(|n| n.name.to_string())
                .unwrap_or_default(),
            file_name: named.file_name,
        })
        .collect()
}

/// The steps of a dossier, by the findings that belong to each.
fn tasks(opened: &Opened, findings: &[Finding]) -> Vec<TaskView> {
    let dossier = &opened.dossier;
    let failing = |of_task: fn(&str) -> bool| {
        findings
            .iter()
            .filter(|finding| of_task(&finding.rule))
            .filter(|finding| finding.severity != Severity::Info)
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

/// How many nominees have a finding of these rules that is not in order.
fn troubled(findings: &[Finding], of_task: fn(&str) -> bool) -> usize {
    let mut subjects: Vec<&Subject> = findings
        .iter()
        .filter(|finding| of_task(&finding.rule) && finding.severity != Severity::Info)
        .filter(|finding| matches!(finding.state, State::NotMet | State::Unknown))
        .map(|finding| &finding.subject)
        .filter(|subject| matches!(subject, Subject::Nominee(_)))
        .collect();
    subjects.sort();
    subjects.dedup();
    subjects.len()
}

//! A plan as people read it: its clauses in order, each with its place and its own words.

use crate::view::MarkCode;
use crate::{Desk, DeskError};
use hoso_domain::nominee::NomineeKind;
use hoso_domain::plan::{
    AwardLevel, Criterion, Deadline, Indicator, IndicatorGroup, Level, Plan, Provision, Round,
    Standard, Target,
};
use hoso_domain::short_date;
use serde::Serialize;
use specta::Type;
use std::collections::BTreeSet;

/// What is said of a criterion to which no standard leads.
const IDLE: &str =
    "Lưu ý: tiêu chuẩn này không được xét, vì chưa hình thức khen thưởng nào của kế hoạch đòi nó.";

/// A plan, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanView {
    /// Id.
    pub id: String,
    /// Version of the plan file.
    pub version: u32,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short_title: String,
    /// Body that issued it.
    pub issuer: String,
    /// Number and symbol; empty where the copy leaves them blank.
    pub number: String,
    /// Day of issue; empty where the copy leaves it blank.
    pub date: String,
    /// How far the file has been compared with the plan.
    pub mark: MarkCode,
    /// What the plan rests on.
    pub bases: Vec<String>,
    /// Its clauses, section by section.
    pub sections: Vec<PlanSection>,
    /// Groups of targets.
    pub indicator_groups: Vec<IndicatorGroupView>,
    /// Where the file departs from the copy.
    pub corrections: Vec<CorrectionView>,
}

/// A part of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanSection {
    /// Which part.
    pub id: SectionCode,
    /// Its clauses.
    pub clauses: Vec<ClauseView>,
}

/// The parts of a plan that consist of clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SectionCode {
    /// Who can be proposed.
    Subjects,
    /// Award forms.
    AwardForms,
    /// Which criteria an award needs.
    Standards,
    /// Criteria.
    Criteria,
    /// Rounds and deadlines.
    Rounds,
    /// Papers of a dossier.
    Documents,
    /// Where dossiers go.
    Addressees,
    /// Source of funds.
    Funding,
    /// Progress of the movement.
    Milestones,
    /// Who has to do what.
    Duties,
    /// What the plan leaves open.
    Ambiguities,
}

/// A clause with its place and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClauseView {
    /// Title; may be empty.
    pub title: String,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// What follows from it, line by line.
    pub notes: Vec<String>,
    /// What is open or uncertain about it, line by line.
    pub cautions: Vec<String>,
}

/// A group of emulation targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IndicatorGroupView {
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// The measurable targets in it.
    pub indicators: Vec<IndicatorView>,
}

/// One measurable target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct IndicatorView {
    /// What is measured.
    pub label: String,
    /// The target values.
    pub targets: Vec<TargetView>,
}

/// A target value for a level of government and a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TargetView {
    /// For which level; absent: for all.
    pub level: Option<LevelCode>,
    /// For which year; absent: for the whole movement.
    pub year: Option<i32>,
    /// At least so much, as Vietnamese writes it: `91,2%`.
    pub at_least: String,
    /// Whether it follows from a yearly step that the plan writes.
    pub derived: bool,
}

/// Levels of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LevelCode {
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
}

/// One departure from the copy's wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CorrectionView {
    /// Where in the plan.
    pub cite: String,
    /// As the copy prints it.
    pub printed: String,
    /// As the file has it.
    pub corrected: String,
    /// Why.
    pub reason: String,
}

impl Desk {
    /// The plan with this id as people read it.
    pub fn read_plan(&self, id: &str) -> Result<PlanView, DeskError> {
        Ok(view(self.plan(id)?))
    }

    /// A version of a plan as people read it; `name` is `id@version`.
    pub fn read_plan_version(&self, name: &str) -> Result<PlanView, DeskError> {
        Ok(view(&self.plan_named(name)?))
    }
}

fn view(plan: &Plan) -> PlanView {
    PlanView {
        id: plan.id.clone(),
        version: plan.version,
        title: plan.title.clone(),
        short_title: plan.short_title.clone(),
        issuer: plan.issuer.clone(),
        number: plan.number.clone().unwrap_or_default(),
        date: plan.date.map(|date| date.to_string()).unwrap_or_default(),
        mark: plan.mark.into(),
        bases: plan.bases.iter().map(|basis| basis.text.clone()).collect(),
        sections: sections(plan),
        indicator_groups: plan.indicator_groups.iter().map(group).collect(),
        corrections: plan
            .corrections
            .iter()
            .map(|correction| CorrectionView {
                cite: correction.cite.clone(),
                printed: correction.printed.clone(),
                corrected: correction.corrected.clone(),
                reason: correction.reason.clone(),
            })
            .collect(),
    }
}

fn sections(plan: &Plan) -> Vec<PlanSection> {
    let all: [(SectionCode, Vec<ClauseView>); 11] = [
        (
            SectionCode::Subjects,
            each(&plan.subjects, |subject| {
                clause(kind(subject.kind), &subject.cite, &subject.text)
            }),
        ),
        (
            SectionCode::AwardForms,
            each(&plan.award_forms, |form| {
                let title = form.name.replace("{body}", "Ủy ban nhân dân tỉnh");
                noted(clause(&title, &form.cite, &form.text), [level(form.level)])
            }),
        ),
        (
            SectionCode::Standards,
            each(&plan.standards, |of| standard(plan, of)),
        ),
        (SectionCode::Criteria, criteria(plan)),
        (
            SectionCode::Rounds,
            each(&plan.rounds, |of| round(plan, of)),
        ),
        (
            SectionCode::Documents,
            each(&plan.documents, |document| {
                let form = document.form.iter().map(|form| format!("Mẫu: {form}."));
                noted(
                    clause(&document.title, &document.cite, &document.text),
                    form,
                )
            }),
        ),
        (
            SectionCode::Addressees,
            each(&plan.addressees, |period| {
                let title = match (period.from, period.to) {
                    (None, None) => "Trong suốt phong trào".to_owned(),
                    (None, Some(to)) => format!("Đến hết ngày {}", short_date(to)),
                    (Some(from), None) => format!("Từ ngày {}", short_date(from)),
                    (Some(from), Some(to)) => {
                        format!("Từ ngày {} đến ngày {}", short_date(from), short_date(to))
                    }
                };
                clause(&title, &period.cite, &period.names.join("\n"))
            }),
        ),
        (SectionCode::Funding, vec![provision(&plan.funding)]),
        (SectionCode::Milestones, each(&plan.milestones, provision)),
        (
            SectionCode::Duties,
            each(&plan.duties, |duty| {
                clause(&duty.who, &duty.cite, &duty.text)
            }),
        ),
        (
            SectionCode::Ambiguities,
            each(&plan.ambiguities, |open| clause("", &open.cite, &open.text)),
        ),
    ];
    all.into_iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(id, clauses)| PlanSection { id, clauses })
        .collect()
}

fn each<T>(all: &[T], view: impl Fn(&T) -> ClauseView) -> Vec<ClauseView> {
    all.iter().map(view).collect()
}

fn clause(title: &str, cite: &str, text: &str) -> ClauseView {
    ClauseView {
        title: title.to_owned(),
        cite: cite.to_owned(),
        text: text.trim().to_owned(),
        notes: Vec::new(),
        cautions: Vec::new(),
    }
}

fn noted<T: Into<String>>(clause: ClauseView, notes: impl IntoIterator<Item = T>) -> ClauseView {
    ClauseView {
        notes: notes.into_iter().map(Into::into).collect(),
        ..clause
    }
}

fn provision(provision: &Provision) -> ClauseView {
    clause("", &provision.cite, &provision.text)
}

fn criteria(plan: &Plan) -> Vec<ClauseView> {
    let idle: BTreeSet<&str> = plan.idle_criteria().map(|idle| &*idle.id).collect();
    each(&plan.criteria, |of| {
        let mut clause = criterion(of);
        if idle.contains(&*of.id) {
            clause.notes.push(IDLE.to_owned());
        }
        clause
    })
}

fn criterion(criterion: &Criterion) -> ClauseView {
    let whom: Vec<&str> = criterion.applies_to.iter().copied().map(kind).collect();
    let notes = [
        format!("Áp dụng cho: {}.", whom.join(", ").to_lowercase()),
        format!("Khi chưa đạt: {}", criterion.remedy),
    ];
    ClauseView {
        cautions: criterion.open_question.iter().cloned().collect(),
        ..noted(
            clause(&criterion.title, &criterion.cite, &criterion.text),
            notes,
        )
    }
}

fn standard(plan: &Plan, standard: &Standard) -> ClauseView {
    let title = |id: &String| {
        let criterion = plan.criterion(id);
        criterion.map_or_else(|| id.clone(), |criterion| criterion.title.clone())
    };
    let always = standard.precondition.iter().map(title);
    let mut notes: Vec<String> = always.map(|title| format!("Bắt buộc: {title}.")).collect();
    if !standard.any_of.is_empty() {
        let any: Vec<String> = standard.any_of.iter().map(title).collect();
        notes.push(format!("Và đạt một trong: {}.", any.join("; ")));
    }
    noted(
        clause(&standard.title, &standard.cite, &standard.text),
        notes,
    )
}

fn round(plan: &Plan, round: &Round) -> ClauseView {
    let due = match &round.deadline {
        Deadline::Before(day) => format!("Gửi trước ngày {}.", short_date(*day)),
        Deadline::BeforeYearly { month, day } => {
            format!("Gửi trước ngày {day:02}/{month:02} của năm sau năm được khen.")
        }
    };
    let years = format!(
        "Khen thưởng các năm {}-{}.",
        round.years.from, round.years.to
    );
    let forms: Vec<String> = round
        .award_forms
        .iter()
        .filter_map(|id| plan.award_form(id))
        .map(|form| form.name.replace("{body}", "Ủy ban nhân dân tỉnh"))
        .collect();
    let awards = format!(
        "Được đề nghị: {} ({}).",
        forms.join("; "),
        round.award_forms_cite
    );
    let cautions = round
        .uncertain
        .iter()
        .map(|uncertain| format!("Năm {}: {}", uncertain.year, uncertain.reason));
    ClauseView {
        cautions: cautions.collect(),
        ..noted(
            clause(&round.title, &round.cite, &round.text),
            [due, years, awards],
        )
    }
}

fn group(group: &IndicatorGroup) -> IndicatorGroupView {
    IndicatorGroupView {
        cite: group.cite.clone(),
        text: group.text.trim().to_owned(),
        indicators: group.indicators.iter().map(indicator).collect(),
    }
}

fn indicator(indicator: &Indicator) -> IndicatorView {
    IndicatorView {
        label: indicator.label.clone(),
        targets: indicator.targets.iter().map(target).collect(),
    }
}

fn target(target: &Target) -> TargetView {
    TargetView {
        level: target.level.map(|level| match level {
            Level::Province => LevelCode::Province,
            Level::District => LevelCode::District,
            Level::Commune => LevelCode::Commune,
        }),
        year: target.year,
        at_least: target.at_least.to_string(),
        derived: target.derived,
    }
}

fn kind(kind: NomineeKind) -> &'static str {
    match kind {
        NomineeKind::Collective => "Tập thể",
        NomineeKind::Individual => "Cá nhân",
    }
}

fn level(level: AwardLevel) -> &'static str {
    match level {
        AwardLevel::Unit => "Do đơn vị tặng.",
        AwardLevel::Province => "Cấp tỉnh tặng.",
        AwardLevel::State => "Cấp Nhà nước tặng.",
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn nam_dinh() -> PlanView {
        let desk = Desk::new().unwrap();
        let id = desk.plans()[0].id.clone();
        desk.read_plan(&id).unwrap()
    }

    #[test]
    fn every_clause_of_the_built_in_plan_says_where_it_stands() {
        let plan = nam_dinh();
        assert_eq!(plan.sections.len(), 11);
        assert_eq!(plan.indicator_groups.len(), 8);
        for section in &plan.sections {
            for clause in &section.clauses {
                assert!(!clause.cite.is_empty(), "{:?}: {clause:?}", section.id);
                assert!(!clause.text.is_empty(), "{:?}: {clause:?}", section.id);
            }
        }
    }

    #[test]
    fn a_round_says_its_deadline_and_what_is_uncertain() {
        let plan = nam_dinh();
        let rounds = plan.sections.iter().find(|s| s.id == SectionCode::Rounds);
        let annual = &rounds.unwrap().clauses[0];
        assert_eq!(
            annual.notes[0],
            "Gửi trước ngày 28/02 của năm sau năm được khen."
        );
        assert!(annual.cautions[0].starts_with("Năm 2025: "));
    }

    #[test]
    fn a_criterion_to_which_no_standard_leads_says_so() {
        let desk = Desk::new().unwrap();
        let mut plan = desk.plans[0].clone();
        for standard in &mut plan.standards {
            standard.any_of.retain(|id| id != "a3");
        }
        let sections = view(&plan).sections;
        let criteria = sections.into_iter().find(|s| s.id == SectionCode::Criteria);
        let clauses = criteria.unwrap().clauses.into_iter();
        let idle: Vec<String> = clauses
            .filter(|clause| clause.notes.iter().any(|words| words == IDLE))
            .map(|clause| clause.title)
            .collect();
        assert_eq!(
            idle,
            ["Sáng kiến của tập thể được Sở Khoa học và Công nghệ công nhận"]
        );
    }

    #[test]
    fn an_unknown_plan_is_refused() {
        let refused = Desk::new().unwrap().read_plan("none");
        assert!(matches!(refused, Err(DeskError::UnknownPlan { .. })));
    }
}

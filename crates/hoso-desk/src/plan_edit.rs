//! The values of a plan that a person can change, and what is wrong with a change before it is kept.

use crate::own::plan_name;
use crate::{Desk, DeskError, words};
use hoso_domain::plan::Deadline;
use hoso_domain::{Condition, Plan};
use hoso_exchange::{PlanEdit, Refusal, edit_plan};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;

/// A plan's values, clause by clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanValuesView {
    /// `id@version`.
    pub name: String,
    /// Its clauses.
    pub clauses: Vec<ClauseValuesView>,
}

/// The values of one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClauseValuesView {
    /// What it is.
    pub title: String,
    /// Its place in the plan; may be empty.
    pub cite: String,
    /// Its values.
    pub values: Vec<PlanValueView>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanValueView {
    /// Its path in the file.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// What can stand there.
    pub kind: ValueKind,
    /// What stands there, as the file has it.
    pub value: String,
}

/// What can stand in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A line.
    Line,
    /// Words of the plan.
    Text,
    /// A whole number.
    Number,
    /// A percentage.
    Percent,
    /// A day.
    Day,
}

/// One change to a value, as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct PlanEditInput {
    /// Path of the value.
    pub path: String,
    /// The new value.
    pub value: String,
}

/// What is wrong in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanProblemView {
    /// The line in the file, where it is known.
    pub line: Option<u32>,
    /// Path of the value; may be empty.
    pub path: String,
    /// What is wrong.
    pub words: String,
}

impl Desk {
    /// The values of a plan that a person can change; `name` is `id@version`, or an id for the
    /// newest.
    pub fn plan_values(&self, name: &str) -> Result<PlanValuesView, DeskError> {
        let plan = self.plan_named(name)?;
        Ok(PlanValuesView {
            name: plan_name(&plan.id, plan.version),
            clauses: clauses(&plan),
        })
    }

    /// What would be wrong with a plan after changes; nothing where it would be in order.
    pub fn try_plan(
        &self,
        name: &str,
        edits: &[PlanEditInput],
    ) -> Result<Vec<PlanProblemView>, DeskError> {
        let plan = self.plan_named(name)?;
        let text = self.plan_text(&plan.id, Some(plan.version))?;
        let edits: Vec<PlanEdit> = edits.iter().map(PlanEditInput::edit).collect();
        Ok(match edit_plan(&text, &edits) {
            Ok(_) => Vec::new(),
            Err(refusal) => words::plan_problems(&refusal),
        })
    }

    /// A plan's text after changes, as a version of it.
    pub(crate) fn edited_plan(
        text: &str,
        edits: &[PlanEditInput],
        version: u32,
    ) -> Result<(String, Plan), DeskError> {
        let edits = edits.iter().map(PlanEditInput::edit);
        let numbered = PlanEdit {
            path: "version".to_owned(),
            value: version.to_string(),
        };
        let edits: Vec<PlanEdit> = edits.chain([numbered]).collect();
        edit_plan(text, &edits).map_err(being_edited)
    }
}

impl PlanEditInput {
    fn edit(&self) -> PlanEdit {
        PlanEdit {
            path: self.path.clone(),
            value: self.value.clone(),
        }
    }
}

/// The refusal of a plan that is in no file yet.
pub(crate) fn being_edited(source: Refusal) -> DeskError {
    DeskError::Plan {
        path: Path::new("kế hoạch đang sửa").to_owned(),
        source: Box::new(source),
    }
}

fn clauses(plan: &Plan) -> Vec<ClauseValuesView> {
    let mut all = vec![ClauseValuesView {
        title: "Thông tin chung".to_owned(),
        cite: String::new(),
        values: vec![
            line("short_title", "Tên ngắn", &plan.short_title),
            text("title", "Tên đầy đủ", &plan.title),
            line("movement", "Tên phong trào", &plan.movement),
            line("issuer", "Cơ quan ban hành", &plan.issuer),
            line(
                "number",
                "Số, ký hiệu",
                plan.number.as_deref().unwrap_or_default(),
            ),
            value(
                "date",
                "Ngày ban hành",
                ValueKind::Day,
                plan.date.map(|day| day.to_string()).unwrap_or_default(),
            ),
            value(
                "years.from",
                "Năm đầu",
                ValueKind::Number,
                plan.years.from.to_string(),
            ),
            value(
                "years.to",
                "Năm cuối",
                ValueKind::Number,
                plan.years.to.to_string(),
            ),
        ],
    }];
    all.extend(rounds(plan));
    all.extend(criteria(plan));
    all.extend(indicators(plan));
    all.extend(plan.award_forms.iter().enumerate().map(|(at, form)| {
        let path = |field: &str| format!("award_forms[{at}].{field}");
        clause(
            format!(
                "Hình thức khen thưởng: {}",
                form.name.replace(" {body}", "")
            ),
            &form.cite,
            vec![text(path("text"), "Lời văn", &form.text)],
        )
    }));
    all.extend(plan.documents.iter().enumerate().map(|(at, document)| {
        let path = |field: &str| format!("documents[{at}].{field}");
        clause(
            format!("Thành phần hồ sơ: {}", document.title),
            &document.cite,
            vec![
                line(path("title"), "Tên", &document.title),
                text(path("text"), "Lời văn", &document.text),
            ],
        )
    }));
    all.push(clause(
        "Kinh phí".to_owned(),
        &plan.funding.cite,
        vec![text("funding.text", "Lời văn", &plan.funding.text)],
    ));
    all.extend(plan.milestones.iter().enumerate().map(|(at, milestone)| {
        clause(
            "Tiến độ".to_owned(),
            &milestone.cite,
            vec![text(
                format!("milestones[{at}].text"),
                "Lời văn",
                &milestone.text,
            )],
        )
    }));
    all.extend(plan.duties.iter().enumerate().map(|(at, duty)| {
        clause(
            format!("Tổ chức thực hiện: {}", duty.who),
            &duty.cite,
            vec![text(format!("duties[{at}].text"), "Lời văn", &duty.text)],
        )
    }));
    all
}

fn rounds(plan: &Plan) -> impl Iterator<Item = ClauseValuesView> {
    plan.rounds.iter().enumerate().map(|(at, round)| {
        let path = |field: &str| format!("rounds[{at}].{field}");
        let mut values = vec![line(path("title"), "Tên đợt", &round.title)];
        match &round.deadline {
            Deadline::Before(day) => values.push(value(
                path("deadline.before"),
                "Gửi trước ngày",
                ValueKind::Day,
                day.to_string(),
            )),
            Deadline::BeforeYearly { month, day } => {
                values.push(value(
                    path("deadline.before_yearly.day"),
                    "Gửi trước ngày (của năm sau năm được khen)",
                    ValueKind::Number,
                    day.to_string(),
                ));
                values.push(value(
                    path("deadline.before_yearly.month"),
                    "Tháng",
                    ValueKind::Number,
                    month.to_string(),
                ));
            }
        }
        let year = |field: &str, label, year: i32| {
            value(path(field), label, ValueKind::Number, year.to_string())
        };
        values.push(year("years.from", "Khen từ năm", round.years.from));
        values.push(year("years.to", "Khen đến năm", round.years.to));
        values.push(text(path("text"), "Lời văn", &round.text));
        clause(format!("Đợt: {}", round.title), &round.cite, values)
    })
}

fn criteria(plan: &Plan) -> impl Iterator<Item = ClauseValuesView> {
    plan.criteria.iter().enumerate().map(|(at, criterion)| {
        let path = |field: &str| format!("criteria[{at}].{field}");
        let mut values = vec![line(path("title"), "Tên", &criterion.title)];
        thresholds(plan, &path("when"), &criterion.when, &mut values);
        values.push(text(path("text"), "Lời văn", &criterion.text));
        values.push(text(
            path("remedy"),
            "Việc cần làm khi chưa đạt",
            &criterion.remedy,
        ));
        let title = format!("Tiêu chuẩn: {}", criterion.title);
        clause(title, &criterion.cite, values)
    })
}

/// The percentages that a condition asks for.
fn thresholds(plan: &Plan, path: &str, when: &Condition, values: &mut Vec<PlanValueView>) {
    match when {
        Condition::AtLeast { fact, percent, .. } => {
            let label = plan.fact(fact).map_or(fact.as_str(), |fact| &fact.label);
            let shown = percent.to_string();
            values.push(value(
                format!("{path}.at_least.percent"),
                &format!("{label}: đạt từ"),
                ValueKind::Percent,
                shown.trim_end_matches('%').replace(',', "."),
            ));
        }
        Condition::All(inner) | Condition::Any(inner) => {
            let of = if matches!(when, Condition::All(_)) {
                "all"
            } else {
                "any"
            };
            for (at, one) in inner.iter().enumerate() {
                thresholds(plan, &format!("{path}.{of}[{at}]"), one, values);
            }
        }
        Condition::IsTrue { .. }
        | Condition::Recognized { .. }
        | Condition::CouncilProposes
        | Condition::Criterion(_)
        | Condition::TargetReached(_) => {}
    }
}

fn indicators(plan: &Plan) -> impl Iterator<Item = ClauseValuesView> {
    plan.indicator_groups.iter().enumerate().map(|(at, group)| {
        let mut values = Vec::new();
        for (number, indicator) in group.indicators.iter().enumerate() {
            let path = format!("indicator_groups[{at}].indicators[{number}]");
            values.push(line(format!("{path}.label"), "Chỉ tiêu", &indicator.label));
            for (place, target) in indicator.targets.iter().enumerate() {
                let level = target.level.map(hoso_domain::level_name);
                let year = target.year.map(|year| format!("năm {year}"));
                let of: Vec<String> = level.map(str::to_owned).into_iter().chain(year).collect();
                let label = if of.is_empty() {
                    "Đạt từ".to_owned()
                } else {
                    format!("Đạt từ ({})", of.join(", "))
                };
                let shown = target.at_least.to_string();
                values.push(value(
                    format!("{path}.targets[{place}].at_least"),
                    &label,
                    ValueKind::Percent,
                    shown.trim_end_matches('%').replace(',', "."),
                ));
            }
        }
        let words = format!("indicator_groups[{at}].text");
        values.push(text(words, "Lời văn", &group.text));
        clause("Tiêu chí thi đua".to_owned(), &group.cite, values)
    })
}

fn clause(title: String, cite: &str, values: Vec<PlanValueView>) -> ClauseValuesView {
    ClauseValuesView {
        title,
        cite: cite.to_owned(),
        values,
    }
}

fn value(path: impl Into<String>, label: &str, kind: ValueKind, value: String) -> PlanValueView {
    PlanValueView {
        path: path.into(),
        label: label.to_owned(),
        kind,
        value,
    }
}

fn line(path: impl Into<String>, label: &str, words: &str) -> PlanValueView {
    value(path, label, ValueKind::Line, words.to_owned())
}

fn text(path: impl Into<String>, label: &str, words: &str) -> PlanValueView {
    value(path, label, ValueKind::Text, words.to_owned())
}

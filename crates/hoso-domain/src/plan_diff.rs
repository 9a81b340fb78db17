//! Compares two plans clause by clause: what one has, what the other changed, in people's words.

use crate::plan::{Condition, Deadline, FactType, Level, Plan, RoundKind, YearSpan};
use crate::text::short_date;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One clause of a plan, spread out in named fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The part of the plan it belongs to, in Vietnamese.
    pub part: &'static str,
    /// Its stable code within the part; may be empty where a part has one clause.
    pub id: String,
    /// Its place in the plan.
    pub cite: String,
    /// What it says, field by field: name and value in Vietnamese.
    pub fields: Vec<(&'static str, String)>,
}

/// How a clause differs between two plans; one of the two may lack it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseChange {
    /// The part of the plan.
    pub part: &'static str,
    /// Stable code of the clause.
    pub id: String,
    /// Its place, in the newer plan where that has it.
    pub cite: String,
    /// Whether the older plan has it.
    pub before: bool,
    /// Whether the newer plan has it.
    pub after: bool,
    /// The fields that differ: name, value before, value after.
    pub fields: Vec<(&'static str, String, String)>,
}

/// What differs from an older plan to a newer one, in the order of the older, then what is new.
pub fn differences(old: &Plan, new: &Plan) -> Vec<ClauseChange> {
    let (old, new) = (clauses(old), clauses(new));
    let key = |clause: &Clause| (clause.part, clause.id.clone());
    let of_new: BTreeMap<_, &Clause> = new.iter().map(|clause| (key(clause), clause)).collect();
    let of_old: BTreeMap<_, &Clause> = old.iter().map(|clause| (key(clause), clause)).collect();
    let kept = old
        .iter()
        .map(|clause| (Some(clause), of_new.get(&key(clause)).copied()));
    let added = new
        .iter()
        .filter(|clause| !of_old.contains_key(&key(clause)))
        .map(|clause| (None, Some(clause)));
    kept.chain(added)
        .filter_map(|(old, new)| change(old, new))
        .collect()
}

fn change(old: Option<&Clause>, new: Option<&Clause>) -> Option<ClauseChange> {
    let shown = new.or(old)?;
    let of = |clause: Option<&Clause>| -> BTreeMap<&'static str, String> {
        clause
            .map(|clause| clause.fields.iter().cloned().collect())
            .unwrap_or_default()
    };
    let (before, after) = (of(old), of(new));
    let mut fields = Vec::new();
    for (name, _) in old.into_iter().chain(new).flat_map(|clause| &clause.fields) {
        let value = |side: &BTreeMap<_, String>| side.get(name).cloned().unwrap_or_default();
        let (old, new) = (value(&before), value(&after));
        if old != new && fields.iter().all(|(known, _, _)| known != name) {
            fields.push((*name, old, new));
        }
    }
    (!fields.is_empty()).then(|| ClauseChange {
        part: shown.part,
        id: shown.id.clone(),
        cite: shown.cite.clone(),
        before: old.is_some(),
        after: new.is_some(),
        fields,
    })
}

/// Every clause of a plan.
pub fn clauses(plan: &Plan) -> Vec<Clause> {
    let mut all = vec![identity(plan)];
    all.extend(plan.bases.iter().enumerate().map(|(at, basis)| {
        clause(
            "Căn cứ",
            &(at + 1).to_string(),
            "",
            [("Văn bản", basis.text.clone())],
        )
    }));
    all.extend(addressees(plan));
    all.extend(plan.subjects.iter().map(|subject| {
        let fields = [
            ("Nguyên văn", subject.text.clone()),
            ("Loại", format!("{:?}", subject.kind)),
            ("Loại hình đơn vị", format!("{:?}", subject.unit_kinds)),
        ];
        clause("Đối tượng", &subject.id, &subject.cite, fields)
    }));
    all.extend(indicators(plan));
    all.extend(plan.award_forms.iter().map(|form| {
        let fields = [
            ("Tên", form.name.clone()),
            ("Nguyên văn", form.text.clone()),
            ("Cấp quyết định", format!("{:?}", form.level)),
        ];
        clause("Hình thức khen thưởng", &form.id, &form.cite, fields)
    }));
    all.extend(rounds(plan));
    all.extend(facts(plan));
    all.extend(criteria(plan));
    all.extend(plan.documents.iter().map(|document| {
        let fields = [
            ("Tên", document.title.clone()),
            ("Mẫu", document.form.clone().unwrap_or_default()),
            ("Nguyên văn", document.text.clone()),
        ];
        clause(
            "Hồ sơ",
            &format!("{:?}", document.id),
            &document.cite,
            fields,
        )
    }));
    all.push(clause(
        "Kinh phí",
        "",
        &plan.funding.cite,
        [("Nguyên văn", plan.funding.text.clone())],
    ));
    all.extend(plan.milestones.iter().map(|item| {
        clause(
            "Tiến độ",
            &item.cite,
            &item.cite,
            [("Nguyên văn", item.text.clone())],
        )
    }));
    all.extend(plan.duties.iter().map(|duty| {
        let fields = [
            ("Ai làm", duty.who.clone()),
            ("Nguyên văn", duty.text.clone()),
        ];
        clause("Tổ chức thực hiện", &duty.cite, &duty.cite, fields)
    }));
    all.extend(plan.ambiguities.iter().enumerate().map(|(at, item)| {
        let fields = [("Nội dung", item.text.clone())];
        clause(
            "Điều chưa nói rõ",
            &(at + 1).to_string(),
            &item.cite,
            fields,
        )
    }));
    all.extend(plan.corrections.iter().enumerate().map(|(at, item)| {
        let fields = [
            ("Bản in", item.printed.clone()),
            ("Đã sửa", item.corrected.clone()),
            ("Lý do", item.reason.clone()),
        ];
        clause("Chỗ sửa chữ", &(at + 1).to_string(), &item.cite, fields)
    }));
    all
}

fn clause<const N: usize>(
    part: &'static str,
    id: &str,
    cite: &str,
    fields: [(&'static str, String); N],
) -> Clause {
    let mut fields = Vec::from(fields);
    fields.push(("Điều khoản", cite.to_owned()));
    Clause {
        part,
        id: id.to_owned(),
        cite: cite.to_owned(),
        fields,
    }
}

fn identity(plan: &Plan) -> Clause {
    let fields = [
        ("Tên kế hoạch", plan.title.clone()),
        ("Tên ngắn", plan.short_title.clone()),
        ("Phong trào", plan.movement.clone()),
        ("Cơ quan ban hành", plan.issuer.clone()),
        ("Số", plan.number.clone().unwrap_or_default()),
        ("Ký hiệu", plan.symbol.clone()),
        ("Ngày", day(plan.date)),
        ("Thời gian", years(plan.years)),
        ("Mức đối chiếu", format!("{:?}", plan.mark)),
        ("Loại hình khen thưởng", format!("{:?}", plan.commendation)),
        ("Ví dụ", format!("{}", plan.example)),
    ];
    clause("Thông tin chung", "", "", fields)
}

fn addressees(plan: &Plan) -> Vec<Clause> {
    let of = |period: &crate::plan::AddresseePeriod| {
        let fields = [
            ("Kính gửi", period.names.join("; ")),
            ("Người quyết định", period.authority.clone()),
            ("Cơ quan", period.body.clone()),
            ("Từ ngày", day(period.from)),
            ("Đến ngày", day(period.to)),
            ("Mức đối chiếu", format!("{:?}", period.mark)),
        ];
        clause("Nơi nhận hồ sơ", &day(period.from), &period.cite, fields)
    };
    plan.addressees.iter().map(of).collect()
}

fn indicators(plan: &Plan) -> Vec<Clause> {
    let mut all = Vec::new();
    for group in &plan.indicator_groups {
        let fields = [("Nguyên văn", group.text.clone())];
        all.push(clause("Tiêu chí thi đua", &group.id, &group.cite, fields));
        for indicator in &group.indicators {
            let targets: Vec<String> = indicator
                .targets
                .iter()
                .map(|target| {
                    let level = target.level.map_or("mọi cấp", level_name);
                    let year = target
                        .year
                        .map_or_else(|| "cả giai đoạn".to_owned(), |year| year.to_string());
                    let derived = if target.derived { " (suy ra)" } else { "" };
                    format!("{level}, {year}: {}{derived}", target.at_least)
                })
                .collect();
            let fields = [
                ("Tên", indicator.label.clone()),
                ("Mức", targets.join("; ")),
            ];
            all.push(clause("Chỉ tiêu", &indicator.id, &group.cite, fields));
        }
    }
    all
}

fn rounds(plan: &Plan) -> Vec<Clause> {
    let of = |round: &crate::plan::Round| {
        let kind = match round.kind {
            RoundKind::Annual => "hàng năm",
            RoundKind::Closing => "tổng kết",
        };
        let deadline = match &round.deadline {
            Deadline::BeforeYearly { month, day } => {
                format!("trước ngày {day:02}/{month:02} năm sau")
            }
            Deadline::Before(day) => format!("trước ngày {}", short_date(*day)),
        };
        let uncertain: Vec<String> = round
            .uncertain
            .iter()
            .map(|item| format!("{}: {}", item.year, item.reason))
            .collect();
        let fields = [
            ("Tên", round.title.clone()),
            ("Loại", kind.to_owned()),
            ("Năm", years(round.years)),
            ("Hạn", deadline),
            ("Hình thức được đề nghị", round.award_forms.join(", ")),
            ("Điều khoản về hình thức", round.award_forms_cite.clone()),
            ("Nguyên văn", round.text.clone()),
            ("Chưa chắc chắn", uncertain.join("; ")),
        ];
        clause("Đợt và hạn nộp", &round.id, &round.cite, fields)
    };
    plan.rounds.iter().map(of).collect()
}

fn facts(plan: &Plan) -> Vec<Clause> {
    let of = |fact: &crate::plan::FactKind| {
        let kind = match fact.value {
            FactType::Yes => "có/không",
            FactType::Percent => "phần trăm",
            FactType::Recognition => "sáng kiến được công nhận",
        };
        let fields = [
            ("Tên", fact.label.clone()),
            ("Kiểu", kind.to_owned()),
            ("Hỏi", format!("{:?}", fact.applies_to)),
            ("Theo năm", fact.yearly.to_string()),
            ("Dùng chung của đơn vị", fact.shared_by_unit.to_string()),
            ("Cần bổ sung", fact.remedy.clone()),
        ];
        clause("Dữ kiện", &fact.id, "", fields)
    };
    plan.facts.iter().map(of).collect()
}

fn criteria(plan: &Plan) -> Vec<Clause> {
    let criteria = plan.criteria.iter().map(|criterion| {
        let fields = [
            ("Tên", criterion.title.clone()),
            ("Nguyên văn", criterion.text.clone()),
            ("Áp dụng cho", format!("{:?}", criterion.applies_to)),
            ("Điều kiện", plan.condition_in_words(&criterion.when)),
            ("Chỉ xét khi", criterion.only_if.clone().unwrap_or_default()),
            ("Cần làm", criterion.remedy.clone()),
            (
                "Điều chưa rõ",
                criterion.open_question.clone().unwrap_or_default(),
            ),
        ];
        clause("Tiêu chuẩn", &criterion.id, &criterion.cite, fields)
    });
    let standards = plan.standards.iter().map(|standard| {
        let fields = [
            ("Tên", standard.title.clone()),
            ("Nguyên văn", standard.text.clone()),
            ("Áp dụng cho", format!("{:?}", standard.applies_to)),
            ("Hình thức", standard.award_forms.join(", ")),
            (
                "Điều kiện bắt buộc",
                standard.precondition.clone().unwrap_or_default(),
            ),
            ("Một trong các tiêu chuẩn", standard.any_of.join(", ")),
        ];
        clause(
            "Điều kiện của hình thức",
            &standard.id,
            &standard.cite,
            fields,
        )
    });
    criteria.chain(standards).collect()
}

impl Plan {
    /// A condition as a person would say it.
    pub fn condition_in_words(&self, condition: &Condition) -> String {
        let fact = |id: &str| {
            self.fact(id)
                .map_or_else(|| id.to_owned(), |kind| kind.label.clone())
        };
        let joined = |parts: &[Condition], word: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| self.condition_in_words(part))
                .collect();
            format!("({})", parts.join(word))
        };
        match condition {
            Condition::All(parts) => joined(parts, " và "),
            Condition::Any(parts) => joined(parts, " hoặc "),
            Condition::IsTrue { fact: id } => format!("“{}” là có", fact(id)),
            Condition::AtLeast {
                fact: id, percent, ..
            } => format!("{} từ {percent} trở lên ở mỗi năm của đợt", fact(id)),
            Condition::Recognized { fact: id, by } => format!("{} bởi {by:?}", fact(id)),
            Condition::CouncilProposes => "Hội đồng của đơn vị biểu quyết đề nghị".to_owned(),
            Condition::Criterion(id) => self
                .criterion(id)
                .map_or_else(|| id.clone(), |other| format!("đạt “{}”", other.title)),
            Condition::TargetReached(id) => {
                let label = self.indicator(id).map_or(id.as_str(), |item| &item.label);
                format!("đạt chỉ tiêu “{label}” ở mỗi năm của đợt")
            }
        }
    }
}

/// What a level is called.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Province => "cấp tỉnh",
        Level::District => "cấp huyện",
        Level::Commune => "cấp xã",
    }
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(short_date).unwrap_or_default()
}

fn years(span: YearSpan) -> String {
    format!("{}-{}", span.from, span.to)
}

//! Show the law of a day, what it changed for a dossier, and reward money; take a unit's corrections.

use crate::schedule::weekday;
use crate::view::MarkCode;
use crate::{Day, Desk, DeskError, Opened};
use chrono::NaiveDate;
use hoso_domain::nominee::NomineeKind;
use hoso_domain::provision::{Law, LawItem, LawOverride, Principle, Says};
use hoso_domain::short_date;
use hoso_domain::{Name, Source};
use hoso_exchange::{corrected_law_from_toml, read_text};
use hoso_rules::{LawChange, law_changes, reward};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;

/// The law of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LawView {
    /// The day.
    pub on: String,
    /// Acts in force, in citing order.
    pub acts: Vec<ActView>,
    /// Provisions in force, in the order of the data.
    pub items: Vec<LawItemView>,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ActView {
    /// Stable code.
    pub id: String,
    /// Short name.
    pub name: String,
    /// First day in force; empty where it is older than anything judged here.
    pub from: String,
    /// Last day in force; empty while it holds.
    pub to: String,
    /// How far it has been checked.
    pub mark: MarkCode,
}

/// A provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LawItemView {
    /// Stable code, which a correction names.
    pub id: String,
    /// What it is about, for grouping.
    pub topic: String,
    /// What it lays down, as a sentence.
    pub says: String,
    /// The provision.
    pub place: String,
    /// Its words; may be empty.
    pub text: String,
    /// How far it has been checked.
    pub mark: MarkCode,
    /// What a person should know about it; may be empty.
    pub note: String,
    /// First day; empty where open.
    pub from: String,
    /// Last day; empty where open.
    pub to: String,
    /// The document by which the unit corrected or confirmed it; empty where it has not.
    pub checked_by: String,
    /// For an item whose value only people read: the value, which a unit can write; else absent.
    pub value: Option<String>,
}

/// A day on which the law changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LawDayView {
    /// The first day of the new state.
    pub day: String,
    /// Acts that begin.
    pub begin: Vec<String>,
    /// Acts that have ended the day before.
    pub ended: Vec<String>,
    /// How many questions the law answers differently from this day on.
    pub changes: u32,
}

/// What the law changed between the plan and the documents of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DossierLawView {
    /// The day whose law the plan was written by; absent where the plan tells none.
    pub plan_day: Option<String>,
    /// The day whose law the documents follow.
    pub law_day: String,
    /// What differs.
    pub changes: Vec<LawChangeView>,
}

/// A unit's correction or confirmation of an item, as the form gives it.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
pub struct LawCorrectionInput {
    /// Id of the item.
    pub item: String,
    /// The document that the unit has read.
    pub source: Source,
    /// The place, as a person would quote it; empty: as it is.
    pub place: String,
    /// The provision's own words; empty: as they are.
    pub text: String,
    /// The value of an item that only people read; absent: as it is.
    pub value: Option<String>,
}

/// What the law answers differently on two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LawChangeView {
    /// What it is about.
    pub topic: String,
    /// The answer on the first day; absent where there was none.
    pub before: Option<LawItemView>,
    /// The answer on the second; absent where there is none.
    pub after: Option<LawItemView>,
}

/// Reward money for one award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RewardView {
    /// Id of the award form.
    pub award: String,
    /// Its name.
    pub name: String,
    /// `collective` or `individual`.
    pub kind: String,
    /// The day of the decision.
    pub decided_on: String,
    /// The sum in đồng; absent where the law data lacks something.
    pub dong: Option<u32>,
    /// How it was worked out, or what is missing.
    pub message: String,
    /// The provisions it rests on.
    pub cites: Vec<String>,
    /// The least checked of them.
    pub mark: MarkCode,
}

impl Desk {
    /// The acts and provisions in force on a day.
    pub fn law(&self, on: NaiveDate) -> LawView {
        LawView {
            on: on.to_string(),
            acts: self.acts.in_force(on).map(act).collect(),
            items: self
                .rules
                .law
                .in_force(on)
                .map(|item| self.item(item))
                .collect(),
        }
    }

    /// What the law answers differently on two days.
    pub fn law_changes(&self, from: NaiveDate, to: NaiveDate) -> Vec<LawChangeView> {
        let view = |change: LawChange<'_>| {
            let shown = change.after.or(change.before)?;
            Some(LawChangeView {
                topic: topic(&shown.says).to_owned(),
                before: change.before.map(|item| self.item(item)),
                after: change.after.map(|item| self.item(item)),
            })
        };
        law_changes(&self.rules.law, from, to)
            .into_iter()
            .filter_map(view)
            .collect()
    }

    /// The days on which the law changes, earliest first.
    pub fn law_days(&self) -> Vec<LawDayView> {
        let items = self.rules.law.items.iter();
        let spans = items.map(|item| (item.from, item.to));
        let spans = spans.chain(self.acts.acts.iter().map(|act| (act.from, act.to)));
        let mut days: Vec<NaiveDate> = spans
            .flat_map(|(from, to)| [from, to.and_then(|to| to.succ_opt())])
            .flatten()
            .collect();
        days.sort_unstable();
        days.dedup();
        let day_view = |day: NaiveDate| {
            let before = day.pred_opt()?;
            let acts = self.acts.acts.iter();
            let named = |act: &hoso_domain::Act| act.short.clone();
            Some(LawDayView {
                day: day.to_string(),
                begin: acts
                    .clone()
                    .filter(|act| act.from == Some(day))
                    .map(named)
                    .collect(),
                ended: acts
                    .filter(|act| act.to == Some(before))
                    .map(named)
                    .collect(),
                changes: law_changes(&self.rules.law, before, day).len() as u32,
            })
        };
        days.into_iter().filter_map(day_view).collect()
    }

    /// What the law changed for a dossier, with the two days that are compared.
    pub fn dossier_law(&self, opened: &Opened, day: Day) -> DossierLawView {
        let case = self.case(opened, day);
        DossierLawView {
            plan_day: case.plan_day().map(|day| day.to_string()),
            law_day: case.law_day.to_string(),
            changes: self.dossier_law_changes(opened, day),
        }
    }

    /// What the law changed between the plan and the documents of a dossier.
    pub fn dossier_law_changes(&self, opened: &Opened, day: Day) -> Vec<LawChangeView> {
        let case = self.case(opened, day);
        case.plan_day()
            .map(|from| self.law_changes(from, case.law_day))
            .unwrap_or_default()
    }

    /// Reward money for an award decided on a day.
    pub fn reward(
        &self,
        award: &str,
        kind: NomineeKind,
        decided: NaiveDate,
    ) -> Result<RewardView, DeskError> {
        let known: Vec<String> = self.rewarded_awards();
        if !known.iter().any(|id| id == award) {
            return Err(DeskError::UnknownAward {
                award: award.to_owned(),
                known,
            });
        }
        let found = reward(&self.rules.law, award, kind, decided);
        let cites = [
            found.multiple.map(|(item, _)| item),
            found.base.map(|(item, _)| item),
            found.rounding.map(|(item, _)| item),
        ];
        let missing: Vec<&str> = [
            (found.multiple.is_none(), "bội số của hình thức này"),
            (found.base.is_none(), "mức lương cơ sở"),
            (found.rounding.is_none(), "quy tắc làm tròn"),
        ]
        .into_iter()
        .filter_map(|(absent, what)| absent.then_some(what))
        .collect();
        let day = format!("{} {}", weekday(decided), short_date(decided));
        let message = match (found.dong, found.multiple, found.base, found.rounding) {
            (Some(dong), Some((_, multiple)), Some((_, base)), Some((_, unit))) => format!(
                "{} × {} đồng, làm tròn lên {} đồng: {} đồng (quyết định {day}).",
                multiple.normalize().to_string().replace('.', ","),
                grouped(base),
                grouped(unit),
                grouped(dong)
            ),
            _ => format!("Chưa tính được vào {day}: thiếu {}.", missing.join(", ")),
        };
        Ok(RewardView {
            award: award.to_owned(),
            name: self.award_title(award),
            kind: match kind {
                NomineeKind::Collective => "collective",
                NomineeKind::Individual => "individual",
            }
            .to_owned(),
            decided_on: decided.to_string(),
            dong: found.dong.and_then(|dong| u32::try_from(dong).ok()),
            message,
            cites: cites
                .into_iter()
                .flatten()
                .map(|item| item.place.clone())
                .collect(),
            mark: found.mark.into(),
        })
    }

    /// Applies a unit's corrections of the law, each with its own source.
    pub fn correct_law(&mut self, path: &Path) -> Result<(), DeskError> {
        let text = read_text(path)?;
        self.rules.law = corrected_law_from_toml(&text, &self.rules.law)
            .map_err(|source| DeskError::data(path, source))?;
        Ok(())
    }

    /// Award forms for which the law data knows reward money.
    fn rewarded_awards(&self) -> Vec<String> {
        let mut known: Vec<String> = Vec::new();
        for item in &self.rules.law.items {
            if let Says::Reward { award, .. } = &item.says
                && !known.contains(award)
            {
                known.push(award.clone());
            }
        }
        known
    }

    fn item(&self, item: &LawItem) -> LawItemView {
        let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let checked = item.checked_by.as_ref().and_then(hoso_rules::cited);
        LawItemView {
            id: item.id.clone(),
            topic: topic(&item.says).to_owned(),
            says: self.sentence(&item.says),
            place: item.place.clone(),
            text: item.text.clone(),
            mark: item.mark.into(),
            note: item.note.clone(),
            from: date(item.from),
            to: date(item.to),
            checked_by: checked.unwrap_or_default(),
            value: match &item.says {
                Says::Setting { value, .. } => Some(value.clone()),
                _ => None,
            },
        }
    }

    /// The name of an award form by any plan at hand, without the body that decides on a day.
    fn award_title(&self, id: &str) -> String {
        let form = self.plans.iter().find_map(|plan| plan.award_form(id));
        form.map_or_else(
            || id.to_owned(),
            |form| form.name.replace("{body}", "Ủy ban nhân dân tỉnh"),
        )
    }

    fn sentence(&self, says: &Says) -> String {
        let whom = |kind: &NomineeKind| match kind {
            NomineeKind::Collective => "tập thể",
            NomineeKind::Individual => "cá nhân",
        };
        match says {
            Says::Regime { name } => format!("Áp dụng {name}."),
            Says::Form { number, title, .. } if number.is_empty() => format!("Mẫu “{title}”."),
            Says::Form { number, title, .. } => format!("{number}: “{title}”."),
            Says::Award {
                award,
                kind,
                movement_years,
            } => {
                let years = movement_years
                    .map(|years| format!(", phong trào từ {years:02} năm trở lên"))
                    .unwrap_or_default();
                format!("{}, {}{years}.", self.award_title(award), whom(kind))
            }
            Says::Principle(principle) => principle_words(*principle).to_owned(),
            Says::WomenFirst { collective_share } => format!(
                "Cùng đủ điều kiện thì ưu tiên nữ, hoặc tập thể có từ {collective_share} nữ trở lên."
            ),
            Says::Reward {
                award,
                kind,
                multiple,
            } => format!(
                "{}, {}: {} lần mức lương cơ sở.",
                self.award_title(award),
                whom(kind),
                multiple.normalize().to_string().replace('.', ",")
            ),
            Says::BaseSalary { dong } => format!("Mức lương cơ sở {} đồng/tháng.", grouped(*dong)),
            Says::RoundedUp { to_dong } => {
                format!("Tiền thưởng làm tròn lên {} đồng.", grouped(*to_dong))
            }
            Says::Decides {
                award,
                by,
                proposed_by,
            } => format!(
                "{}: {by} quyết định; {proposed_by} đề nghị.",
                self.award_title(award)
            ),
            Says::UnitExists { unit_kind } => {
                format!("Còn loại hình đơn vị {}.", unit_words(*unit_kind))
            }
            Says::Setting { about, value } if value.is_empty() => {
                format!("{about}: chưa rõ, đơn vị tự đối chiếu.")
            }
            Says::Setting { about, value } => format!("{about}: {value}"),
        }
    }
}

impl LawCorrectionInput {
    /// A confirmation of an item as it is, by a document.
    pub fn by(item: &str, title: &str, symbol: &str) -> Self {
        Self {
            item: item.to_owned(),
            source: Source {
                title: title.into(),
                symbol: symbol.into(),
                date: None,
                issuer: Name::default(),
            },
            place: String::new(),
            text: String::new(),
            value: None,
        }
    }

    pub(crate) fn as_override(&self, law: &Law) -> Result<LawOverride, DeskError> {
        let item = law.items.iter().find(|item| item.id == self.item);
        let item = item.ok_or_else(|| DeskError::UnknownLawItem {
            id: self.item.clone(),
        })?;
        let changed = |new: &str, old: &str| {
            let new = new.trim();
            (!new.is_empty() && new != old).then(|| new.to_owned())
        };
        let says = match (&item.says, &self.value) {
            (Says::Setting { about, value }, Some(new)) if new != value => Some(Says::Setting {
                about: about.clone(),
                value: new.clone(),
            }),
            _ => None,
        };
        Ok(LawOverride {
            item: self.item.clone(),
            source: self.source.clone(),
            from: None,
            to: None,
            place: changed(&self.place, &item.place),
            text: changed(&self.text, &item.text),
            says,
        })
    }
}

fn act(act: &hoso_domain::Act) -> ActView {
    let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    ActView {
        id: act.id.clone(),
        name: act.short.clone(),
        from: date(act.from),
        to: date(act.to),
        mark: act.mark.into(),
    }
}

fn topic(says: &Says) -> &'static str {
    match says {
        Says::Regime { .. } => "Văn bản áp dụng",
        Says::Form { .. } => "Mẫu văn bản",
        Says::Award { .. } => "Tiêu chuẩn theo pháp luật",
        Says::Principle(_) | Says::WomenFirst { .. } => "Nguyên tắc",
        Says::Reward { .. } | Says::BaseSalary { .. } | Says::RoundedUp { .. } => "Tiền thưởng",
        Says::Decides { .. } => "Thẩm quyền",
        Says::UnitExists { .. } => "Loại hình đơn vị",
        Says::Setting { .. } => "Việc cần biết",
    }
}

fn principle_words(principle: Principle) -> &'static str {
    match principle {
        Principle::OnceOnly => "Một thành tích chỉ được khen thưởng một lần.",
        Principle::NoLadder => "Không cần có hình thức thấp trước rồi mới được hình thức cao hơn.",
        Principle::ThematicIsNoBasis => {
            "Khen thưởng chuyên đề, đột xuất không làm căn cứ khen thưởng công trạng."
        }
        Principle::Bars => {
            "Không đề nghị khi đang bị xem xét kỷ luật, điều tra, thanh tra, xác minh khiếu nại, tố cáo."
        }
        Principle::InitiativeOnce => "Mỗi sáng kiến chỉ dùng cho một lần đề nghị.",
        Principle::HeadWithCollective => {
            "Khen thưởng người đứng đầu gắn với thành tích của tập thể."
        }
        Principle::MaternityCounts => "Thời gian nghỉ thai sản được tính để xét.",
        Principle::DirectWorkersFirst => "Ưu tiên người trực tiếp lao động, công tác.",
        Principle::HeadAnswers => "Thủ trưởng chịu trách nhiệm về thủ tục và sự thật của hồ sơ.",
        Principle::ProofOfInitiative => "Sáng kiến phải có chứng nhận hoặc xác nhận.",
    }
}

fn unit_words(kind: hoso_domain::UnitKind) -> &'static str {
    use hoso_domain::UnitKind;
    match kind {
        UnitKind::Department => "sở, ban, ngành",
        UnitKind::SocioPolitical => "Mặt trận Tổ quốc, tổ chức chính trị - xã hội",
        UnitKind::ClusterMember => "đơn vị thuộc cụm, khối thi đua",
        UnitKind::PublicService => "đơn vị sự nghiệp",
        UnitKind::Enterprise => "doanh nghiệp",
        UnitKind::Association => "hội, hiệp hội",
        UnitKind::District => "huyện, thành phố",
        UnitKind::Commune => "xã, phường, thị trấn",
    }
}

/// `2.340.000`, as Vietnamese groups digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

//! Rows that are awards which nominees received before.

use super::cells::{Cells, Laying, Outcome, as_is, document, yes};
use super::columns::TableColumns;
use super::run::Given;
use super::value::Told;
use super::view::RowState;
use chrono::Datelike;
use hoso_domain::nominee::{CommendationKind, EarlierAward, Person};
use hoso_domain::{Name, Nominee, Source, Text};
use hoso_store::fold::{fold, name_key};
use std::collections::HashMap;

/// The nominees of a dossier while awards are laid over them.
pub struct Awards<'a> {
    table: &'a TableColumns,
    pub nominees: Vec<Nominee>,
    by_key: HashMap<String, Vec<usize>>,
    told_by: HashMap<(usize, usize), u32>,
}

impl<'a> Awards<'a> {
    pub fn new(given: &'a Given<'a>, table: &'a TableColumns) -> Self {
        let nominees = given.opened.dossier.nominees.clone();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, nominee) in nominees.iter().enumerate() {
            by_key
                .entry(name_key(nominee.name.as_str()))
                .or_default()
                .push(at);
        }
        Self {
            table,
            nominees,
            by_key,
            told_by: HashMap::new(),
        }
    }

    pub fn take(&mut self, cells: &mut Cells<'_>) -> Outcome {
        let shown = cells.shown("name");
        if cells.cell("id").is_none() || cells.cell("name").is_some() {
            cells.ask_for_required();
        }
        let whose = self.find(cells);
        let year = cells.year("year");
        let award = cells.text("award");
        let mut outcome = Outcome {
            state: RowState::Refused,
            name: shown,
            detail: String::new(),
            changes: Vec::new(),
        };
        let (Some(whose), Some(year), Some(award)) = (whose, year, award) else {
            return outcome;
        };
        let symbol = fold(&cells.shown("decision_symbol"));
        let list = &self.nominees[whose].earlier_awards;
        let is_it = |one: &EarlierAward| {
            let known = fold(one.decision.symbol.as_str());
            let fits = known == symbol || known.is_empty() || symbol.is_empty();
            one.year == year && fold(one.award.as_str()) == fold(award.as_str()) && fits
        };
        let found = list.iter().position(is_it);
        let mut told = match found {
            Some(at) => list[at].clone(),
            None => blank(year, award),
        };
        let mut laying = Laying::new(self.table);
        lay(cells, &mut told, &mut laying);
        if let Some(row) = found.and_then(|at| self.told_by.get(&(whose, at)))
            && !laying.changes.is_empty()
        {
            cells.refuse_row(
                format!("dòng {row} đã ghi lần khen này với nội dung khác"),
                "Giữ một dòng cho mỗi lần khen.",
            );
        }
        let nominee = &mut self.nominees[whose];
        outcome.name = nominee.name.to_string();
        outcome.detail = format!("{year} · {}", told.award);
        if !cells.faults.is_empty() {
            return outcome;
        }
        let at = if let Some(at) = found {
            nominee.earlier_awards[at] = told;
            at
        } else {
            nominee.earlier_awards.push(told);
            nominee.earlier_awards.len() - 1
        };
        self.told_by.entry((whose, at)).or_insert(cells.row.number);
        outcome.state = match (found, laying.changes.is_empty()) {
            (None, _) => RowState::New,
            (Some(_), true) => RowState::Same,
            (Some(_), false) => RowState::Updated,
        };
        if found.is_some() {
            outcome.changes = laying.changes;
        }
        outcome
    }

    /// Whose award a row tells.
    fn find(&self, cells: &mut Cells<'_>) -> Option<usize> {
        if cells.cell("id").is_some() {
            let id = cells.shown("id");
            let found = self.nominees.iter().position(|nominee| nominee.id == id);
            if found.is_none() {
                let what = format!("danh sách không có đề nghị nào mang mã “{id}”");
                cells.refuse(
                    "id",
                    (what, "Sửa lại mã, hoặc xóa mã và điền họ tên.".to_owned()),
                );
            }
            return found;
        }
        let name = cells.name("name")?;
        let birth = cells.told_date("birth_date");
        let place = cells.name("workplace");
        let named = self
            .by_key
            .get(&name_key(name.as_str()))
            .map_or(&[][..], Vec::as_slice);
        let fitting: Vec<usize> = named
            .iter()
            .copied()
            .filter(|at| fits(&self.nominees[*at], birth, place.as_ref()))
            .collect();
        match fitting.as_slice() {
            [only] => Some(*only),
            [] => {
                cells.refuse(
                    "name",
                    (
                        format!("danh sách đề nghị không có “{name}”"),
                        "Nhập danh sách đề nghị trước, hoặc sửa lại họ tên.".to_owned(),
                    ),
                );
                None
            }
            several => {
                cells.refuse(
                    "name",
                    (
                        format!("có {} đề nghị cùng tên này, chưa rõ là ai", several.len()),
                        "Điền thêm ngày sinh, nơi công tác hoặc mã.".to_owned(),
                    ),
                );
                None
            }
        }
    }
}

fn fits(nominee: &Nominee, birth: Option<Told>, place: Option<&Name>) -> bool {
    let (born, works) = match &nominee.person {
        Person::Individual(person) => (person.birth_date, &person.workplace),
        Person::Collective(body) => (None, &body.parent),
    };
    let same_birth = match (born, birth) {
        (Some(known), Some(Told::Day(asked))) => known == asked,
        (Some(known), Some(Told::Year(asked))) => known.year() == asked,
        _ => true,
    };
    let same_place = match (works.filled(), place.and_then(Name::filled)) {
        (Some(known), Some(asked)) => name_key(known) == name_key(asked),
        _ => true,
    };
    same_birth && same_place
}

fn lay(cells: &mut Cells<'_>, told: &mut EarlierAward, laying: &mut Laying<'_>) {
    laying.set(
        "achievement",
        &mut told.achievement,
        cells.text("achievement"),
        as_is,
    );
    let decision = cells.source(
        Some(&told.decision),
        ["", "decision_symbol", "decision_date", "decision_issuer"],
        "Quyết định",
    );
    laying.set("decision_symbol", &mut told.decision, decision, document);
    let kind = cells.choice("kind").map(|code| match code {
        "merit" => CommendationKind::Merit,
        "unexpected" => CommendationKind::Unexpected,
        "long_service" => CommendationKind::LongService,
        _ => CommendationKind::Thematic,
    });
    laying.set("kind", &mut told.kind, kind.map(Some), |kind| match kind {
        Some(CommendationKind::Merit) => "Công trạng".to_owned(),
        Some(CommendationKind::Thematic) => "Chuyên đề".to_owned(),
        Some(CommendationKind::Unexpected) => "Đột xuất".to_owned(),
        Some(CommendationKind::LongService) => "Quá trình cống hiến".to_owned(),
        None => String::new(),
    });
    let same = cells.yes("same_achievement");
    laying.set("same_achievement", &mut told.same_achievement, same, |is| {
        yes(*is)
    });
    laying.set(
        "initiative",
        &mut told.initiative,
        cells.text("initiative"),
        as_is,
    );
}

fn blank(year: i32, award: Text) -> EarlierAward {
    EarlierAward {
        year,
        award,
        achievement: Text::default(),
        decision: Source {
            title: "Quyết định".into(),
            symbol: Text::default(),
            date: None,
            issuer: Name::default(),
        },
        same_achievement: false,
        kind: None,
        initiative: Text::default(),
        relied_on: false,
    }
}

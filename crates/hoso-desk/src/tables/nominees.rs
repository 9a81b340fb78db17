//! The lists of nominees: as they stand on paper, and with all that is known besides.

use super::{heading, ordinal, percent, yes_or_no};
use crate::{Day, Desk, DeskError, Opened};
use hoso_domain::Nominee;
use hoso_domain::nominee::{Collective, EarlierAward, Individual, NomineeKind, Person};
use hoso_exchange::workbook::{Cell, Column, ColumnKind, Sheet};
use hoso_forms::{Options, PlainList, plain_lists};
use hoso_paper::Align;

impl Desk {
    /// A sheet for each list, with the columns, rows and words that it has on paper.
    pub(super) fn lists(&self, opened: &Opened, day: Day) -> Result<Vec<Sheet>, DeskError> {
        let options = Options::default();
        let lists = plain_lists(&self.source(opened, day, &options, &[]));
        if lists.is_empty() {
            return Err(DeskError::NoNominees);
        }
        Ok(lists.iter().map(|list| on_paper(opened, list)).collect())
    }

    /// The same, and behind them a sheet for each with what the lists do not say.
    pub(super) fn lists_in_full(&self, opened: &Opened, day: Day) -> Result<Vec<Sheet>, DeskError> {
        let mut sheets = self.lists(opened, day)?;
        let kinds = [NomineeKind::Collective, NomineeKind::Individual];
        sheets.extend(kinds.into_iter().filter_map(|kind| in_full(opened, kind)));
        Ok(sheets)
    }
}

fn on_paper(opened: &Opened, list: &PlainList) -> Sheet {
    let columns = list.columns.iter().enumerate().map(|(at, title)| {
        let first = list.rows.first().and_then(|row| row.get(at));
        let kind = match first {
            Some((_, Align::Left)) | None => ColumnKind::Text,
            Some(_) => ColumnKind::Centered,
        };
        Column::of(kind, *title)
    });
    let cell = |(text, align): &(String, Align)| match (align, text.parse()) {
        (Align::Center, Ok(numeral)) => Cell::Numeral(numeral),
        _ => Cell::text(text.as_str()),
    };
    let rows = list.rows.iter();
    Sheet {
        name: name_of(list.kind).to_owned(),
        lines: heading(opened, "Danh sách", &list.subject),
        columns: columns.collect(),
        rows: rows.map(|row| row.iter().map(cell).collect()).collect(),
        frozen_columns: 2,
        ..Sheet::default()
    }
}

fn name_of(kind: NomineeKind) -> &'static str {
    match kind {
        NomineeKind::Collective => "Tập thể",
        NomineeKind::Individual => "Cá nhân",
    }
}

/// What is known of the nominees of a kind; none where nobody is of it.
fn in_full(opened: &Opened, kind: NomineeKind) -> Option<Sheet> {
    let nominees = opened.dossier.nominees.iter();
    let nominees: Vec<&Nominee> = nominees.filter(|one| one.kind() == kind).collect();
    if nominees.is_empty() {
        return None;
    }
    let own = match kind {
        NomineeKind::Collective => collective_columns(),
        NomineeKind::Individual => individual_columns(),
    };
    let mut columns = vec![
        Column::of(ColumnKind::Centered, "STT"),
        Column::text(match kind {
            NomineeKind::Collective => "Tên tập thể",
            NomineeKind::Individual => "Họ và tên",
        }),
    ];
    columns.extend(own);
    columns.extend([
        Column::text("Tiêu chuẩn đăng ký"),
        Column::text("Khen thưởng đã có"),
        Column::text("Mã"),
    ]);
    let rows = nominees.into_iter().enumerate().map(|(at, nominee)| {
        let mut cells = vec![ordinal(at), Cell::text(nominee.name.as_str())];
        match &nominee.person {
            Person::Collective(collective) => cells.extend(collective_cells(collective)),
            Person::Individual(individual) => cells.extend(individual_cells(individual)),
        }
        let had: Vec<String> = nominee.earlier_awards.iter().map(earlier).collect();
        cells.extend([
            Cell::text(claims(opened, nominee)),
            Cell::text(had.join("\n")),
            Cell::text(nominee.id.as_str()),
        ]);
        cells
    });
    Some(Sheet {
        name: format!("{} (đầy đủ)", name_of(kind)),
        lines: heading(opened, &format!("Thông tin {}", name_of(kind)), ""),
        columns,
        rows: rows.collect(),
        frozen_columns: 2,
        ..Sheet::default()
    })
}

fn collective_columns() -> Vec<Column> {
    [
        "Cơ quan chủ quản, địa phương",
        "Địa chỉ trụ sở",
        "Điện thoại",
        "Fax",
        "Trang tin điện tử",
        "Tổ chức, nhân sự",
        "Chức năng, nhiệm vụ",
        "Người đứng đầu",
        "Chức vụ người đứng đầu",
    ]
    .map(Column::text)
    .into_iter()
    .chain([Column::of(ColumnKind::Number, "Tỷ lệ nữ")])
    .collect()
}

fn collective_cells(collective: &Collective) -> Vec<Cell> {
    let Collective {
        parent,
        address,
        phone,
        fax,
        website,
        structure,
        duties,
        head,
        head_position,
        women,
    } = collective;
    vec![
        Cell::text(parent.as_str()),
        Cell::text(address.as_str()),
        Cell::text(phone.as_str()),
        Cell::text(fax.as_str()),
        Cell::text(website.as_str()),
        Cell::text(structure.as_str()),
        Cell::text(duties.as_str()),
        Cell::text(head.as_str()),
        Cell::text(head_position.as_str()),
        women.map_or(Cell::Blank, percent),
    ]
}

fn individual_columns() -> Vec<Column> {
    let text = Column::text;
    let centered = |title| Column::of(ColumnKind::Centered, title);
    vec![
        Column::of(ColumnKind::Date, "Ngày sinh"),
        text("Chức vụ"),
        text("Nơi công tác"),
        centered("Là người đứng đầu"),
        centered("Trực tiếp công tác"),
        text("Trình độ chuyên môn"),
        text("Quê quán"),
        text("Nơi thường trú"),
        text("Điện thoại"),
    ]
}

fn individual_cells(individual: &Individual) -> Vec<Cell> {
    let Individual {
        gender: _,
        birth_date,
        hometown,
        residence,
        position,
        workplace,
        qualification,
        phone,
        is_head,
        works_directly,
    } = individual;
    vec![
        Cell::date(*birth_date),
        Cell::text(position.as_str()),
        Cell::text(workplace.as_str()),
        yes_or_no(*is_head),
        works_directly.map_or(Cell::Blank, yes_or_no),
        Cell::text(qualification.as_str()),
        Cell::text(hometown.as_str()),
        Cell::text(residence.as_str()),
        Cell::text(phone.as_str()),
    ]
}

/// The criteria claimed, each with its place in the plan.
fn claims(opened: &Opened, nominee: &Nominee) -> String {
    let claim = |id: &String| match opened.plan.criterion(id) {
        Some(criterion) => format!("{} ({})", criterion.title, criterion.cite),
        None => id.clone(),
    };
    let claims: Vec<String> = nominee.claims.iter().map(claim).collect();
    claims.join("\n")
}

/// `2021: Bằng khen … (Quyết định số …)`.
fn earlier(award: &EarlierAward) -> String {
    let decision = hoso_rules::cited(&award.decision);
    let decision = decision.map_or_else(String::new, |cited| format!(" ({cited})"));
    format!("{}: {}{decision}", award.year, award.award)
}

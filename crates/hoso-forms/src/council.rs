//! The papers around a meeting of the council: invitation, ballots, written opinions, the count.
//! No law lays down their wording.

use crate::letterhead::{Agency, foot};
use crate::minutes::{self, lines};
use crate::style::{BOLD, ITALIC, line};
use crate::{Composer, Kind, list, words};
use hoso_paper::{
    Align, Block, Document, Fit, Length, PageSetup, Paragraph, Section, Sheet, Table,
};

/// How many people count votes where the file does not say who does.
const TELLERS: usize = 3;

pub fn invitation(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let fields = minutes::fields(page);
    let blocks = page.fill(Kind::Invitation, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), false)],
        "number" => vec![page.number_and_date(
            Some(words::number_and_symbol(None, "GM", page.unit_symbol())),
            Some(page.place_and_date(None)),
        )],
        "foot" => vec![foot(
            page.recipients("Như trên", &[], "VT"),
            page.unit_signature(&dossier.letter.signatory),
        )],
        _ => Vec::new(),
    });
    one_section(page, "Giấy mời họp Hội đồng", page.style.portrait(), blocks)
}

pub fn written_opinion(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let fields = minutes::fields(page);
    // One for every member who was not there, or one to copy.
    let absent: Vec<&str> = dossier
        .meeting
        .iter()
        .flat_map(|meeting| &meeting.absent)
        .filter_map(|absence| dossier.council.member(&absence.member))
        .map(|member| member.name.as_str())
        .collect();
    let names = if absent.is_empty() {
        vec![words::BLANK]
    } else {
        absent
    };
    let sections = names.into_iter().map(|name| {
        let blocks = page.fill(Kind::WrittenOpinion, &fields, &mut |slot| match slot {
            "head" => vec![page.head(&Agency::of(&dossier.unit), false)],
            "number" => vec![page.number_and_date(None, Some(page.place_and_date(None)))],
            "choices" => vec![Block::Table(choices(page, true))],
            "signature" => {
                let title = ["THÀNH VIÊN HỘI ĐỒNG".to_owned()];
                let signed = page.signature(&title, Some("(Ký, ghi rõ họ tên)"), name);
                let mut right = signed.capacity;
                right.push(signed.name);
                vec![foot(Vec::new(), right)]
            }
            _ => Vec::new(),
        });
        Section {
            title: format!("Phiếu lấy ý kiến - {name}"),
            page: page.style.portrait(),
            sheet: None,
            blocks,
        }
    });
    Document {
        sections: sections.collect(),
        ..titled(page, "Phiếu lấy ý kiến bằng văn bản")
    }
}

/// Ballots, several on a sheet, one for every member who votes.
pub fn ballot(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let fields = minutes::fields(page);
    let (full, columns, rows) = sheet_of_ballots(page);
    let margin = Length::mm(10.0);
    let setup = PageSetup {
        width: Length::pt(full.width.points() / f32::from(columns)),
        height: Length::pt(full.height.points() / f32::from(rows)),
        top: margin,
        bottom: margin,
        left: margin,
        right: margin,
        number_size: Length::ZERO,
        frame: None,
        fit: Fit::Flow,
    };
    let small = page.style.format.size.table;
    let mut blocks = page.fill(Kind::Ballot, &fields, &mut |slot| match slot {
        "short_head" => {
            let council = dossier.council.name.as_str().to_uppercase();
            vec![Block::Paragraph(line(council, small, BOLD, Align::Center))]
        }
        "choices" => vec![Block::Table(choices(page, false))],
        "seal" => {
            let place = line("(Dấu treo của cơ quan)", small, ITALIC, Align::Right);
            vec![Block::Paragraph(place)]
        }
        _ => Vec::new(),
    });
    for block in &mut blocks {
        if let Block::Paragraph(paragraph) = block {
            compact(paragraph, small);
        }
    }
    let voters = dossier
        .meeting
        .as_ref()
        .map_or(dossier.council.members.len(), |meeting| {
            meeting
                .ballots_issued
                .map_or(meeting.present.len(), |issued| issued as usize)
        });
    let mut document = one_section(page, "Phiếu bầu", setup, blocks);
    for section in &mut document.sections {
        section.sheet = Some(Sheet {
            columns,
            rows,
            copies: u16::try_from(voters.max(1)).unwrap_or(u16::MAX).min(999),
        });
    }
    document
}

/// The sheet and how many ballots stand on it: as many as asked for, and fewer where so many
/// nominees would not fit on one piece, since a ballot cut in two is none.
fn sheet_of_ballots(page: &Composer<'_>) -> (PageSetup, u16, u16) {
    const ON_A_QUARTER: usize = 5;
    const ON_A_HALF: usize = 14;
    let nominees = page.nominees().count();
    let wanted = match page.source.options.ballots_per_sheet {
        wanted @ (1 | 4) => wanted,
        _ => 2,
    };
    let style = page.style;
    match wanted {
        4 if nominees <= ON_A_QUARTER => (style.portrait(), 2, 2),
        2 | 4 if nominees <= ON_A_HALF => (style.landscape(), 2, 1),
        _ => (style.portrait(), 1, 1),
    }
}

/// A ballot is a small sheet: small letters, and little room around its lines.
fn compact(paragraph: &mut Paragraph, size: f32) {
    let most = |length: Length, points: f32| Length::pt(length.points().min(points));
    paragraph.size = most(paragraph.size, size);
    paragraph.before = most(paragraph.before, 4.0);
    paragraph.after = most(paragraph.after, 4.0);
    paragraph.first_indent = Length::ZERO;
    paragraph.line_spacing = 1.0;
}

pub fn tally(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let mut fields = minutes::fields(page);
    let teller = |_| format!("{}, chức vụ: {}", words::BLANK, words::BLANK);
    fields.list("tellers", lines((0..TELLERS).map(teller)));
    let blocks = page.fill(
        Kind::Tally,
        &fields,
        &mut |slot| match (slot, &dossier.meeting) {
            ("head", _) => vec![page.head(&Agency::of(&dossier.unit), false)],
            ("number", _) => vec![page.number_and_date(
                Some(words::number_and_symbol(None, "BB", page.unit_symbol())),
                None,
            )],
            ("results", Some(meeting)) => vec![Block::Table(minutes::results(page, meeting))],
            ("signatures", _) => {
                page.signed_by_two("THÀNH VIÊN TỔ KIỂM PHIẾU", "TỔ TRƯỞNG TỔ KIỂM PHIẾU")
            }
            _ => Vec::new(),
        },
    );
    one_section(page, "Biên bản kiểm phiếu", page.style.portrait(), blocks)
}

/// A row for every nominee with boxes to tick. A column for the awards only where they differ,
/// since the title names them.
fn choices(page: &Composer<'_>, with_opinion: bool) -> Table {
    let first = page.nominees().next().map(|nominee| &nominee.award_form);
    let differ = page.nominees().any(|n| Some(&n.award_form) != first);
    let mut columns = vec![("STT", 9.0), ("Tập thể, cá nhân", 44.0)];
    if differ {
        columns.push(("Hình thức đề nghị", 24.0));
    }
    let boxes = columns.len()..columns.len() + 2;
    columns.extend([("Đồng ý", 11.0), ("Không đồng ý", 12.0)]);
    if with_opinion {
        columns.push(("Ý kiến khác", 18.0));
    }
    let style = page.style;
    let count = columns.len();
    let rows = minutes::grouped(page, count, |number, nominee| {
        let cells = (0..count).map(|column| match column {
            0 => (number.to_string(), Align::Center),
            1 => (list::titled(nominee), Align::Left),
            _ if boxes.contains(&column) => ("□".to_owned(), Align::Center),
            2 if differ => (page.award_name(&nominee.award_form), Align::Left),
            _ => (String::new(), Align::Left),
        });
        style.row(cells)
    });
    style.table(&columns, rows)
}

/// A document of one section.
pub fn one_section(
    page: &Composer<'_>,
    title: &str,
    setup: PageSetup,
    blocks: Vec<Block>,
) -> Document {
    Document {
        sections: vec![Section {
            title: title.to_owned(),
            page: setup,
            sheet: None,
            blocks,
        }],
        ..titled(page, title)
    }
}

/// A document without sections.
pub fn titled(page: &Composer<'_>, title: &str) -> Document {
    let unit = &page.source.dossier.unit.name;
    Document {
        title: format!("{title} - {unit}"),
        author: unit.to_string(),
        language: "vi-VN".to_owned(),
        sections: Vec::new(),
    }
}

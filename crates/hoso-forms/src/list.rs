//! Danh sách tập thể and Danh sách cá nhân: attachments of the letter, without a number of their
//! own (a list is no kind of document in Nghị định 30/2020/NĐ-CP).

use crate::letterhead::Agency;
use crate::style::{BOLD, ITALIC, PLAIN, cell, line};
use crate::submission::{number, of_kind};
use crate::{Composer, words};
use chrono::Datelike;
use hoso_domain::nominee::{Gender, NomineeKind, Person};
use hoso_domain::{Name, Nominee};
use hoso_paper::{Align, Block, Length, Paragraph, Row, Section, Vertical};

/// One landscape section per kind of nominee that is there.
pub fn sections(page: &Composer<'_>) -> Vec<Section> {
    [NomineeKind::Collective, NomineeKind::Individual]
        .into_iter()
        .filter(|kind| of_kind(page, *kind).next().is_some())
        .map(|kind| section(page, kind))
        .collect()
}

fn section(page: &Composer<'_>, kind: NomineeKind) -> Section {
    let dossier = page.source.dossier;
    let style = page.style;
    let kind_title = match kind {
        NomineeKind::Collective => "Tập thể",
        NomineeKind::Individual => "Cá nhân",
    };
    let subject = format!(
        "{kind_title} đề nghị tặng {} vì có thành tích xuất sắc {}",
        page.awards_asked(),
        page.in_movement()
    );
    let attached = format!(
        "(Kèm theo Tờ trình số {} {} của {})",
        number(page),
        words::date_or_room(dossier.letter.date, page.document_day().year()),
        dossier.unit.name
    );
    let count = of_kind(page, kind).count();
    let closing = format!(
        "(Danh sách này có {} {}./.)",
        words::count(count),
        words::inside_sentence(kind_title)
    );
    let table = match kind {
        NomineeKind::Collective => collectives(page),
        NomineeKind::Individual => individuals(page),
    };
    let blocks = vec![
        page.head(&Agency::of(&dossier.unit), true),
        Block::Paragraph(style.title("DANH SÁCH")),
        Block::Paragraph(style.under_title(subject, BOLD)),
        Block::Paragraph(Paragraph {
            after: Length::pt(8.0),
            ..style.under_title(attached, ITALIC)
        }),
        Block::Table(table),
        Block::Paragraph(line(closing, style.format.size.body, ITALIC, Align::Left)),
    ];
    Section {
        title: format!("Danh sách {}", words::inside_sentence(kind_title)),
        page: style.landscape(),
        blocks,
    }
}

fn collectives(page: &Composer<'_>) -> hoso_paper::Table {
    let columns = [
        ("STT", 5.0),
        ("Tên tập thể", 22.0),
        ("Cơ quan chủ quản, địa phương", 15.0),
        ("Hình thức đề nghị", 15.0),
        ("Tóm tắt thành tích, tiêu chuẩn đạt", 27.0),
        ("Kết quả bình xét", 9.0),
        ("Ghi chú", 7.0),
    ];
    let rows = of_kind(page, NomineeKind::Collective)
        .enumerate()
        .map(|(at, nominee)| {
            let parent = match &nominee.person {
                Person::Collective(collective) => collective.parent.as_str(),
                Person::Individual(_) => "",
            };
            let (left, center) = (Align::Left, Align::Center);
            row(
                page,
                vec![
                    ((at + 1).to_string(), center),
                    (nominee.name.to_string(), left),
                    (parent.to_owned(), left),
                    (page.award_name(&nominee.award_form), left),
                    (achievement(page, nominee), left),
                    (votes(page, nominee), center),
                    (nominee.note.to_string(), left),
                ],
            )
        });
    page.style.table(&columns, rows.collect())
}

fn individuals(page: &Composer<'_>) -> hoso_paper::Table {
    let columns = [
        ("STT", 4.5),
        ("Họ và tên", 16.0),
        ("Năm sinh", 6.5),
        ("Giới tính", 6.0),
        ("Chức vụ, đơn vị công tác", 18.0),
        ("Hình thức đề nghị", 14.0),
        ("Tóm tắt thành tích, tiêu chuẩn đạt", 21.0),
        ("Kết quả bình xét", 8.0),
        ("Ghi chú", 6.0),
    ];
    let rows = of_kind(page, NomineeKind::Individual)
        .enumerate()
        .map(|(at, nominee)| {
            let (birth, gender, post) = match &nominee.person {
                Person::Individual(individual) => (
                    individual
                        .birth_date
                        .map_or_else(String::new, |date| date.year().to_string()),
                    gender(individual.gender),
                    post(&individual.position, &individual.workplace),
                ),
                Person::Collective(_) => (String::new(), "", String::new()),
            };
            let (left, center) = (Align::Left, Align::Center);
            row(
                page,
                vec![
                    ((at + 1).to_string(), center),
                    (titled(nominee), left),
                    (birth, center),
                    (gender.to_owned(), center),
                    (post, left),
                    (page.award_name(&nominee.award_form), left),
                    (achievement(page, nominee), left),
                    (votes(page, nominee), center),
                    (nominee.note.to_string(), left),
                ],
            )
        });
    page.style.table(&columns, rows.collect())
}

fn row(page: &Composer<'_>, cells: Vec<(String, Align)>) -> Row {
    let cells = cells.into_iter().map(|(text, align)| {
        cell(
            page.style.cell_text(text, PLAIN, align),
            1,
            Vertical::Middle,
        )
    });
    Row {
        cells: cells.collect(),
        keep_with_next: false,
    }
}

/// `Ông Nguyễn Văn An`; a collective's bare name.
pub fn titled(nominee: &Nominee) -> String {
    match &nominee.person {
        Person::Collective(_) => nominee.name.to_string(),
        Person::Individual(individual) => {
            let title = match individual.gender {
                Gender::Male => "Ông",
                Gender::Female => "Bà",
            };
            format!("{title} {}", nominee.name)
        }
    }
}

/// `Nam` or `Nữ`.
pub fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Male => "Nam",
        Gender::Female => "Nữ",
    }
}

/// `Phó Trưởng phòng, Phòng Tổng hợp`.
pub fn post(position: &Name, workplace: &Name) -> String {
    let parts = [position.filled(), workplace.filled()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The summary with the criteria claimed.
fn achievement(page: &Composer<'_>, nominee: &Nominee) -> String {
    let cited: Vec<String> = nominee
        .claims
        .iter()
        .filter_map(|id| page.source.plan.criterion(id))
        .map(|criterion| format!("{} Kế hoạch", criterion.cite))
        .collect();
    match (nominee.summary.filled(), cited.is_empty()) {
        (Some(summary), false) => format!("{summary} (Tiêu chuẩn: {})", cited.join("; ")),
        (Some(summary), true) => summary.to_owned(),
        (None, false) => format!("Tiêu chuẩn: {}", cited.join("; ")),
        (None, true) => String::new(),
    }
}

/// Votes for, of those the council's rule counts.
pub fn votes(page: &Composer<'_>, nominee: &Nominee) -> String {
    let dossier = page.source.dossier;
    let Some(meeting) = &dossier.meeting else {
        return String::new();
    };
    let Some(tally) = meeting.tally(&nominee.id) else {
        return String::new();
    };
    let members = dossier.council.members.len() as u64;
    let base = dossier
        .council
        .rule
        .as_ref()
        .map_or(members, |rule| rule.base(&dossier.council, meeting, tally));
    words::share(tally.agree, base)
}

//! Danh sách tập thể and Danh sách cá nhân: attachments of the letter, without a number of their
//! own (a list is no kind of document in Nghị định 30/2020/NĐ-CP).

use crate::letterhead::Agency;
use crate::template::Fields;
use crate::{Composer, Kind, Paper, Source, bind, words};
use chrono::Datelike;
use hoso_domain::nominee::{Gender, NomineeKind, Person};
use hoso_domain::{Name, Nominee};
use hoso_paper::{Align, Block, Section};

/// One landscape section per kind of nominee that is there; `attached` names the document that
/// they belong to. Two of them are numbered as its annexes.
pub fn sections(page: &Composer<'_>, attached: &str) -> Vec<Section> {
    let kinds: Vec<NomineeKind> = [NomineeKind::Collective, NomineeKind::Individual]
        .into_iter()
        .filter(|kind| page.of_kind(*kind).next().is_some())
        .collect();
    let numbered = kinds.len() > 1;
    kinds
        .into_iter()
        .enumerate()
        .map(|(at, kind)| {
            let annex = if numbered {
                words::annex(at + 1)
            } else {
                String::new()
            };
            section(page, kind, attached, &annex)
        })
        .collect()
}

fn section(page: &Composer<'_>, kind: NomineeKind, attached: &str, annex: &str) -> Section {
    let dossier = page.source.dossier;
    let form = match kind {
        NomineeKind::Collective => Kind::CollectiveList,
        NomineeKind::Individual => Kind::IndividualList,
    };
    let mut fields = Fields::default();
    fields
        .set("annex", annex)
        .set("attached", attached)
        .set("count", words::count(page.of_kind(kind).count()))
        .set("kind", subject(page, kind));
    let blocks = page.fill(form, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), true)],
        "table" => {
            let Listed { columns, rows } = listed(page, kind);
            let rows = rows.into_iter().map(|row| page.style.row(row));
            vec![Block::Table(page.style.table(&columns, rows.collect()))]
        }
        _ => Vec::new(),
    });
    Section {
        title: format!("Danh sách {}", words::inside_sentence(title_of(kind))),
        page: page.style.landscape(),
        sheet: None,
        blocks,
    }
}

/// A list as it stands on paper, a cell after the other, for a spreadsheet.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainList<'a> {
    /// Whom it lists.
    pub kind: NomineeKind,
    /// What is asked for them: `Tập thể đề nghị tặng … năm 2022`.
    pub subject: String,
    /// The titles of its columns.
    pub columns: Vec<&'static str>,
    /// The nominees, a row each.
    pub nominees: Vec<&'a Nominee>,
    /// The rows, a text for each column.
    pub rows: Vec<Vec<String>>,
}

/// The lists of a dossier with the columns, rows and words that they have on paper; none for a kind
/// of which nobody is there.
pub fn plain_lists<'a>(source: &Source<'a>) -> Vec<PlainList<'a>> {
    let page = Composer::new(source, &Paper::single(Kind::Submission));
    [NomineeKind::Collective, NomineeKind::Individual]
        .into_iter()
        .map(|kind| {
            let listed = listed(&page, kind);
            let texts = |row: Vec<(String, Align)>| {
                let cells = row.into_iter().map(|(text, _)| bind::loosened(&text));
                cells.collect()
            };
            PlainList {
                kind,
                subject: bind::loosened(&subject(&page, kind)),
                columns: listed.columns.iter().map(|(title, _)| *title).collect(),
                nominees: page.of_kind(kind).collect(),
                rows: listed.rows.into_iter().map(texts).collect(),
            }
        })
        .filter(|list| !list.rows.is_empty())
        .collect()
}

/// What a list is about: whom, what is asked for them, and for what.
fn subject(page: &Composer<'_>, kind: NomineeKind) -> String {
    let kind_title = title_of(kind);
    let asked = match page.kind {
        Kind::Decision => format!("{kind_title} được tặng Giấy khen"),
        _ => format!("{kind_title} đề nghị tặng {}", page.awards_asked()),
    };
    format!(
        "{asked} vì có thành tích xuất sắc {} {}",
        page.movement(),
        page.period()
    )
}

fn title_of(kind: NomineeKind) -> &'static str {
    match kind {
        NomineeKind::Collective => "Tập thể",
        NomineeKind::Individual => "Cá nhân",
    }
}

/// The columns of a list with their shares of the width, and its rows.
struct Listed {
    columns: Vec<(&'static str, f32)>,
    rows: Vec<Vec<(String, Align)>>,
}

fn listed(page: &Composer<'_>, kind: NomineeKind) -> Listed {
    match kind {
        NomineeKind::Collective => collectives(page),
        NomineeKind::Individual => individuals(page),
    }
}

fn collectives(page: &Composer<'_>) -> Listed {
    let columns = vec![
        ("STT", 5.0),
        ("Tên tập thể", 22.0),
        ("Cơ quan chủ quản, địa phương", 15.0),
        (award_title(page), 15.0),
        ("Tóm tắt thành tích, tiêu chuẩn đạt", 27.0),
        ("Kết quả bình xét", 9.0),
        ("Ghi chú", 7.0),
    ];
    let rows = page
        .of_kind(NomineeKind::Collective)
        .enumerate()
        .map(|(at, nominee)| {
            let parent = match &nominee.person {
                Person::Collective(collective) => collective.parent.as_str(),
                Person::Individual(_) => "",
            };
            let (left, center) = (Align::Left, Align::Center);
            vec![
                ((at + 1).to_string(), center),
                (nominee.name.to_string(), left),
                (parent.to_owned(), left),
                (award(page, nominee), left),
                (achievement(page, nominee), left),
                (votes(page, nominee), Align::Decimal),
                (nominee.note.to_string(), left),
            ]
        });
    Listed {
        rows: rows.collect(),
        columns,
    }
}

fn individuals(page: &Composer<'_>) -> Listed {
    let columns = vec![
        ("STT", 5.0),
        ("Họ và tên", 16.5),
        ("Năm sinh", 6.0),
        ("Giới tính", 5.5),
        ("Chức vụ, đơn vị công tác", 16.0),
        (award_title(page), 12.5),
        ("Tóm tắt thành tích, tiêu chuẩn đạt", 25.0),
        ("Kết quả bình xét", 8.0),
        ("Ghi chú", 5.5),
    ];
    let rows = page
        .of_kind(NomineeKind::Individual)
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
            vec![
                ((at + 1).to_string(), center),
                (titled(nominee), left),
                (birth, center),
                (gender.to_owned(), center),
                (post, left),
                (award(page, nominee), left),
                (achievement(page, nominee), left),
                (votes(page, nominee), Align::Decimal),
                (nominee.note.to_string(), left),
            ]
        });
    Listed {
        rows: rows.collect(),
        columns,
    }
}

/// Title of the column with the awards: asked for, or given by a decision.
fn award_title(page: &Composer<'_>) -> &'static str {
    match page.kind {
        Kind::Decision => "Hình thức khen thưởng",
        _ => "Hình thức đề nghị",
    }
}

/// The award asked for; a decision of the unit gives what the unit can give.
fn award(page: &Composer<'_>, nominee: &Nominee) -> String {
    match page.kind {
        Kind::Decision => "Giấy khen".to_owned(),
        _ => page.award_name(&nominee.award_form),
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
            bind::person(&format!("{title} {}", nominee.name))
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

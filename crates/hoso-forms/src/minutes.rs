//! Biên bản họp Hội đồng Thi đua - Khen thưởng (IV.4, third dash; Mẫu 1.9 Phụ lục III Nghị định
//! 30/2020/NĐ-CP). No law lays down its wording.

use crate::letterhead::{Agency, signed_side_by_side};
use crate::style::table_of;
use crate::template::Fields;
use crate::{Composer, Kind, bind, list, words};
use hoso_domain::Nominee;
use hoso_domain::council::{Council, CouncilRole, Meeting, Member, Method};
use hoso_domain::nominee::NomineeKind;
use hoso_paper::{Align, Block, Document, Length, Row, Section, Table};

pub fn compose(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let number = dossier.meeting.as_ref().and_then(|meeting| meeting.number);
    let fields = fields(page);
    let blocks = page.fill(Kind::Minutes, &fields, &mut |slot| {
        match (slot, &dossier.meeting) {
            ("head", _) => vec![page.head(&Agency::of(&dossier.unit), false)],
            // Mẫu 1.9 has no place and date in its head.
            ("number", _) => vec![page.number_and_date(
                Some(words::number_and_symbol(number, "BB", page.unit_symbol())),
                None,
            )],
            ("results", Some(meeting)) => vec![Block::Table(results(page, meeting))],
            ("signatures", Some(meeting)) => signatures(page, meeting),
            ("recipients", _) => {
                let mut recipients = page.recipients("Như thành phần tham dự", &[], "VT, Hồ sơ");
                if let Some(first) = recipients.first_mut() {
                    first.before = Length::pt(12.0);
                }
                recipients.into_iter().map(Block::Paragraph).collect()
            }
            _ => Vec::new(),
        }
    });
    let title = format!("Biên bản họp {}", dossier.council.name);
    Document {
        title: title.clone(),
        author: dossier.unit.name.to_string(),
        language: "vi-VN".to_owned(),
        sections: vec![Section {
            title,
            page: page.style.portrait(),
            sheet: None,
            blocks,
        }],
    }
}

fn signatures(page: &Composer<'_>, meeting: &Meeting) -> Vec<Block> {
    let council = &page.source.dossier.council;
    let signature = |id: &str, title: &str| {
        let member = council.member(id);
        let mut lines = vec![title.to_owned()];
        lines.extend(member.map(|member| council_role(member.role).to_uppercase()));
        lines.extend(member.map(|member| member.position.as_str().to_uppercase()));
        let name = member.map_or(words::BLANK, |member| member.name.as_str());
        page.signature(&lines, None, name)
    };
    signed_side_by_side(
        signature(&meeting.secretary, "THƯ KÝ"),
        signature(&meeting.chair, "CHỦ TỌA"),
    )
    .into()
}

/// Values that all papers of the meeting share.
pub fn fields(page: &Composer<'_>) -> Fields {
    let dossier = page.source.dossier;
    let council = &dossier.council;
    let mut fields = Fields::default();
    fields
        .set("established", established(council))
        .set("members_count", words::count(council.members.len()));
    let Some(meeting) = &dossier.meeting else {
        return fields;
    };
    let passed = |kind| {
        let passed = page
            .of_kind(kind)
            .filter(|nominee| proposed(page, meeting, nominee) == Some(true))
            .count();
        words::count(passed)
    };
    let rule = council.rule.as_ref().and_then(|rule| rule.source.filled());
    fields
        .set("meeting_date", words::long_date(meeting.date))
        .set("meeting_place", meeting.place.as_str())
        .set("start", words::time(meeting.start))
        .set("end", words::time(meeting.end))
        .set("present_count", words::count(meeting.present.len()))
        .set("absent_count", words::count(meeting.absent.len()))
        .set("chair", member_line(council, &meeting.chair))
        .set("secretary", member_line(council, &meeting.secretary))
        .set("method", voting(meeting.method))
        .set("ballot_counts", ballot_counts(council, meeting))
        .set("passed_collectives", passed(NomineeKind::Collective))
        .set("passed_individuals", passed(NomineeKind::Individual))
        .set("rule", rule.unwrap_or_default())
        .list(
            "present",
            lines(meeting.present.iter().map(|id| member_line(council, id))),
        )
        .list("absent", lines(absent(council, meeting)))
        .list(
            "guests",
            lines(meeting.guests.iter().map(ToString::to_string)),
        );
    let mut discussed = meeting
        .discussion
        .iter()
        .filter_map(|text| text.filled())
        .map(|text| {
            let mut fields = Fields::default();
            fields.set("paragraph", text);
            fields
        });
    let first = discussed.next();
    fields
        .list("first_discussion", first.into_iter().collect())
        .list("discussion", discussed.collect());
    fields
}

fn absent(council: &Council, meeting: &Meeting) -> Vec<String> {
    let absent = meeting.absent.iter().map(|absence| {
        let opinion = if absence.written_opinion {
            "; đã gửi ý kiến bằng văn bản"
        } else {
            ""
        };
        let reason = words::or_blank(absence.reason.filled());
        format!(
            "{} (lý do: {reason}{opinion})",
            member_line(council, &absence.member)
        )
    });
    absent.collect()
}

/// The lines of a list, each with the stop behind it.
pub fn lines(items: impl IntoIterator<Item = String>) -> Vec<Fields> {
    let items: Vec<String> = items.into_iter().collect();
    let last = items.len().saturating_sub(1);
    let numbered = items.into_iter().enumerate();
    numbered
        .map(|(at, item)| {
            let mut fields = Fields::default();
            fields.set(
                "line",
                format!("{item}{}", if at == last { '.' } else { ';' }),
            );
            fields
        })
        .collect()
}

fn established(council: &Council) -> String {
    let cited = council
        .decision
        .as_ref()
        .map_or_else(|| words::BLANK.to_owned(), words::cite);
    format!("theo {cited} về việc thành lập {}", council.name)
}

pub fn member_line(council: &Council, id: &str) -> String {
    council.member(id).map_or_else(
        || words::BLANK.to_owned(),
        |Member {
             name,
             position,
             role: in_council,
             ..
         }| {
            let position = position
                .filled()
                .map(|p| format!(", {p}"))
                .unwrap_or_default();
            let name = bind::person(name.as_str());
            format!("{name}{position} - {}", council_role(*in_council))
        },
    )
}

/// A role in the council, as minutes call it.
pub fn council_role(role: CouncilRole) -> &'static str {
    match role {
        CouncilRole::Chair => "Chủ tịch Hội đồng",
        CouncilRole::ViceChair => "Phó Chủ tịch Hội đồng",
        CouncilRole::Member => "Ủy viên Hội đồng",
        CouncilRole::MemberSecretary => "Ủy viên, Thư ký Hội đồng",
    }
}

fn voting(method: Method) -> &'static str {
    match method {
        Method::ShowOfHands => "biểu quyết",
        Method::SecretBallot => "bỏ phiếu kín",
        Method::Written => "lấy ý kiến bằng văn bản",
    }
}

fn ballot_counts(council: &Council, meeting: &Meeting) -> String {
    let written = meeting
        .absent
        .iter()
        .filter(|absence| absence.written_opinion)
        .count();
    let members = words::count(council.members.len());
    let mut counts = vec![format!("tổng số thành viên {members}")];
    let ballots = [
        ("số phiếu phát ra", meeting.ballots_issued),
        ("thu về", meeting.ballots_returned),
        ("không hợp lệ", meeting.ballots_invalid),
    ];
    counts.extend(
        ballots.into_iter().filter_map(|(label, count)| {
            Some(format!("{label} {}", words::count(count? as usize)))
        }),
    );
    if written > 0 {
        counts.push(format!(
            "ý kiến bằng văn bản của thành viên vắng mặt {}",
            words::count(written)
        ));
    }
    counts.join("; ")
}

/// The votes on every nominee.
pub fn results(page: &Composer<'_>, meeting: &Meeting) -> Table {
    const SHARES: [f32; 8] = [7.0, 25.3, 17.0, 10.2, 10.0, 10.0, 11.0, 9.5];
    let style = page.style;
    let title = |title, columns, rows| style.title_cell(title, columns, rows);
    // The votes stand side by side under one title.
    let header = vec![
        Row {
            cells: vec![
                title("STT", 1, 2),
                title("Tập thể, cá nhân", 1, 2),
                title("Hình thức đề nghị", 1, 2),
                title("Số phiếu", 3, 1),
                title("Tỷ lệ", 1, 2),
                title("Kết quả", 1, 2),
            ],
            keep_with_next: true,
        },
        Row {
            cells: vec![
                title("Đồng ý", 1, 1),
                title("Không đồng ý", 1, 1),
                title("Trắng, không hợp lệ", 1, 1),
            ],
            keep_with_next: true,
        },
    ];
    let rows = grouped(page, SHARES.len(), |number, nominee| {
        result(page, meeting, number, nominee)
    });
    table_of(SHARES.to_vec(), header, rows)
}

/// A row for every nominee, collectives and individuals each under a title.
pub fn grouped(
    page: &Composer<'_>,
    columns: usize,
    row: impl Fn(usize, &Nominee) -> Row,
) -> Vec<Row> {
    let kinds = [
        (NomineeKind::Collective, "TẬP THỂ"),
        (NomineeKind::Individual, "CÁ NHÂN"),
    ];
    let present = kinds
        .into_iter()
        .filter(|(kind, _)| page.of_kind(*kind).next().is_some());
    let mut rows = Vec::new();
    for (at, (kind, title)) in present.enumerate() {
        let title = format!("{}. {title}", words::roman(at + 1));
        rows.push(page.style.group_row(&title, columns));
        let nominees = page.of_kind(kind).enumerate();
        rows.extend(nominees.map(|(at, nominee)| row(at + 1, nominee)));
    }
    rows
}

fn result(page: &Composer<'_>, meeting: &Meeting, number: usize, nominee: &Nominee) -> Row {
    let tally = meeting.tally(&nominee.id);
    let votes = |pick: fn(&hoso_domain::Tally) -> u32| {
        tally
            .map(|tally| words::count(pick(tally) as usize))
            .unwrap_or_default()
    };
    let outcome = match proposed(page, meeting, nominee) {
        Some(true) => "Đề nghị",
        Some(false) => "Không đề nghị",
        None => "",
    };
    let (left, center, figure) = (Align::Left, Align::Center, Align::Decimal);
    let cells = [
        (number.to_string(), center),
        (list::titled(nominee), left),
        (page.award_name(&nominee.award_form), left),
        (votes(|tally| tally.agree), figure),
        (votes(|tally| tally.disagree), figure),
        (votes(|tally| tally.blank), figure),
        (list::votes(page, nominee), figure),
        (outcome.to_owned(), center),
    ];
    page.style.row(cells)
}

/// Whether the council proposes a nominee by its own rule; `None` without a rule or a vote.
fn proposed(page: &Composer<'_>, meeting: &Meeting, nominee: &Nominee) -> Option<bool> {
    let council = &page.source.dossier.council;
    let (rule, tally) = (council.rule.as_ref()?, meeting.tally(&nominee.id)?);
    Some(rule.passes(tally.agree, rule.base(council, meeting, tally)))
}

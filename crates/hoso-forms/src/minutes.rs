//! Biên bản họp Hội đồng Thi đua - Khen thưởng (IV.4, third dash; Mẫu 1.9 Phụ lục III Nghị định
//! 30/2020/NĐ-CP). No law lays down its wording.

use crate::letterhead::{Agency, signed_side_by_side};
use crate::style::{BOLD, PLAIN, cell};
use crate::submission::{of_kind, plan_basis};
use crate::{Composer, list, words};
use hoso_domain::council::{Council, CouncilRole, Meeting, Member, Method};
use hoso_domain::nominee::NomineeKind;
use hoso_domain::{Nominee, Source};
use hoso_paper::{Align, Block, Document, Paragraph, Row, Section, Vertical};

pub fn compose(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let number = dossier.meeting.as_ref().and_then(|meeting| meeting.number);
    let symbol = words::or_blank(dossier.unit.symbol.filled());
    let subject = format!(
        "Họp {} xét, đề nghị khen thưởng {}",
        dossier.council.name,
        page.in_movement()
    );
    let mut blocks = vec![
        page.head(&Agency::of(&dossier.unit), false),
        // Mẫu 1.9 has no place and date in its head.
        page.number_and_date(Some(words::number_and_symbol(number, "BB", symbol)), None),
    ];
    blocks.extend(page.title_block("BIÊN BẢN", subject));
    match &dossier.meeting {
        Some(meeting) => blocks.extend(held(page, meeting)),
        None => blocks.push(Block::Paragraph(
            page.style
                .body("Hội đồng chưa họp: chưa có nội dung biên bản."),
        )),
    }
    let title = format!("Biên bản họp {}", dossier.council.name);
    Document {
        title: title.clone(),
        author: dossier.unit.name.to_string(),
        language: "vi-VN".to_owned(),
        sections: vec![Section {
            title,
            page: page.style.portrait(),
            blocks,
        }],
    }
}

fn held(page: &Composer<'_>, meeting: &Meeting) -> Vec<Block> {
    let mut blocks: Vec<Block> = attendance(page, meeting)
        .into_iter()
        .map(Block::Paragraph)
        .collect();
    blocks.extend(proceedings(page, meeting).into_iter().map(Block::Paragraph));
    blocks.push(Block::Table(results(page, meeting)));
    blocks.extend(conclusion(page, meeting).into_iter().map(Block::Paragraph));
    let council = &page.source.dossier.council;
    let signature = |id: &str, title: &str| {
        let member = council.member(id);
        let mut lines = vec![title.to_owned()];
        lines.extend(member.map(|member| role(member.role).to_uppercase()));
        lines.extend(member.map(|member| member.position.as_str().to_uppercase()));
        let name = member.map_or(words::BLANK, |member| member.name.as_str());
        page.signature(&lines, None, name)
    };
    blocks.extend(signed_side_by_side(
        signature(&meeting.secretary, "THƯ KÝ"),
        signature(&meeting.chair, "CHỦ TỌA"),
    ));
    let recipients = page.recipients("Như thành phần tham dự", &[], "VT, Hồ sơ");
    blocks.extend(recipients.into_iter().map(Block::Paragraph));
    blocks
}

fn attendance(page: &Composer<'_>, meeting: &Meeting) -> Vec<Paragraph> {
    let style = page.style;
    let council = &page.source.dossier.council;
    let all = words::count(council.members.len());
    let present = words::count(meeting.present.len());
    let mut lines = vec![
        style.labelled(
            "Thời gian bắt đầu: ",
            format!(
                "{}, {}",
                words::time(meeting.start),
                words::long_date(meeting.date)
            ),
        ),
        style.labelled("Địa điểm: ", words::or_blank(meeting.place.filled())),
        style.labelled("Thành phần tham dự: ", established(council)),
        style.body(format!("1. Có mặt: {present}/{all} thành viên, gồm:")),
    ];
    lines.extend(listed(
        meeting.present.iter().map(|id| member_line(council, id)),
        page,
    ));
    if meeting.absent.is_empty() {
        lines.push(style.body("2. Vắng mặt: 0."));
    } else {
        let absent = words::count(meeting.absent.len());
        lines.push(style.body(format!("2. Vắng mặt: {absent} thành viên, gồm:")));
        let gone = meeting.absent.iter().map(|absence| {
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
        lines.extend(listed(gone, page));
    }
    if !meeting.guests.is_empty() {
        lines.push(style.body("3. Mời dự (không biểu quyết):"));
        lines.extend(listed(meeting.guests.iter().map(ToString::to_string), page));
    }
    lines.push(style.labelled("Chủ trì (chủ tọa): ", member_line(council, &meeting.chair)));
    lines.push(style.labelled(
        "Thư ký (người ghi biên bản): ",
        member_line(council, &meeting.secretary),
    ));
    lines
}

fn listed(items: impl Iterator<Item = String>, page: &Composer<'_>) -> Vec<Paragraph> {
    let items: Vec<String> = items.collect();
    let last = items.len().saturating_sub(1);
    let numbered = items.into_iter().enumerate();
    numbered
        .map(|(at, item)| {
            page.style
                .body(format!("- {item}{}", if at == last { '.' } else { ';' }))
        })
        .collect()
}

fn established(council: &Council) -> String {
    let cited = council
        .decision
        .as_ref()
        .map_or_else(|| words::BLANK.to_owned(), cite);
    format!("theo {cited} về việc thành lập {}.", council.name)
}

fn cite(source: &Source) -> String {
    let date = source.date.map(words::long_date).unwrap_or_default();
    let issuer = source
        .issuer
        .filled()
        .map(|issuer| format!(" của {issuer}"))
        .unwrap_or_default();
    format!(
        "{} số {} {date}{issuer}",
        source.title,
        words::or_blank(source.symbol.filled())
    )
}

fn member_line(council: &Council, id: &str) -> String {
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
            format!("{name}{position} - {}", role(*in_council))
        },
    )
}

fn role(role: CouncilRole) -> &'static str {
    match role {
        CouncilRole::Chair => "Chủ tịch Hội đồng",
        CouncilRole::ViceChair => "Phó Chủ tịch Hội đồng",
        CouncilRole::Member => "Ủy viên Hội đồng",
        CouncilRole::MemberSecretary => "Ủy viên, Thư ký Hội đồng",
    }
}

fn proceedings(page: &Composer<'_>, meeting: &Meeting) -> Vec<Paragraph> {
    let style = page.style;
    let dossier = page.source.dossier;
    let collectives = words::count(of_kind(page, NomineeKind::Collective).count());
    let individuals = words::count(of_kind(page, NomineeKind::Individual).count());
    let mut paragraphs = vec![
        style.heading(1, "Nội dung"),
        style.labelled(
            "1. Chủ tọa nêu mục đích, căn cứ của cuộc họp: ",
            format!("xét, đề nghị khen thưởng theo {}.", plan_basis(page)),
        ),
        style.labelled(
            "2. Thường trực Hội đồng báo cáo kết quả tiếp nhận, thẩm định hồ sơ: ",
            format!("{collectives} tập thể và {individuals} cá nhân được đề nghị xét khen thưởng."),
        ),
    ];
    let discussed: Vec<&str> = meeting
        .discussion
        .iter()
        .filter_map(|text| text.filled())
        .collect();
    if let Some((first, rest)) = discussed.split_first() {
        paragraphs.push(style.labelled("3. Ý kiến thảo luận: ", *first));
        paragraphs.extend(rest.iter().map(|text| style.body(*text)));
    } else {
        paragraphs.push(style.labelled("3. Ý kiến thảo luận: ", "không có ý kiến khác."));
    }
    let voting = match meeting.method {
        Method::ShowOfHands => "biểu quyết",
        Method::SecretBallot => "bỏ phiếu kín",
        Method::Written => "lấy ý kiến bằng văn bản",
    };
    let written = meeting
        .absent
        .iter()
        .filter(|absence| absence.written_opinion)
        .count();
    let mut counts = vec![format!(
        "tổng số thành viên {}",
        words::count(dossier.council.members.len())
    )];
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
    paragraphs.push(Paragraph {
        keep_with_next: true,
        ..style.labelled(
            format!("4. Kết quả {voting}: "),
            format!("{}.", counts.join("; ")),
        )
    });
    paragraphs
}

fn results(page: &Composer<'_>, meeting: &Meeting) -> hoso_paper::Table {
    let columns = [
        ("STT", 7.5),
        ("Tập thể, cá nhân", 25.0),
        ("Hình thức đề nghị", 21.0),
        ("Đồng ý", 8.0),
        ("Không đồng ý", 10.0),
        ("Trắng, không hợp lệ", 10.0),
        ("Tỷ lệ", 11.5),
        ("Kết quả", 10.5),
    ];
    let kinds = [
        (NomineeKind::Collective, "I. TẬP THỂ"),
        (NomineeKind::Individual, "II. CÁ NHÂN"),
    ];
    let span = columns.len() as u16;
    let mut rows = Vec::new();
    for (kind, title) in kinds {
        let mut nominees = of_kind(page, kind).enumerate().peekable();
        if nominees.peek().is_some() {
            let title = page.style.cell_text(title, BOLD, Align::Left);
            rows.push(Row {
                cells: vec![cell(title, span, Vertical::Middle)],
                keep_with_next: true,
            });
        }
        rows.extend(nominees.map(|(at, nominee)| result(page, meeting, at + 1, nominee)));
    }
    page.style.table(&columns, rows)
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
    let (left, center) = (Align::Left, Align::Center);
    let cells = [
        (number.to_string(), center),
        (list::titled(nominee), left),
        (page.award_name(&nominee.award_form), left),
        (votes(|tally| tally.agree), center),
        (votes(|tally| tally.disagree), center),
        (votes(|tally| tally.blank), center),
        (list::votes(page, nominee), center),
        (outcome.to_owned(), center),
    ];
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

/// Whether the council proposes a nominee by its own rule; `None` without a rule or a vote.
fn proposed(page: &Composer<'_>, meeting: &Meeting, nominee: &Nominee) -> Option<bool> {
    let council = &page.source.dossier.council;
    let (rule, tally) = (council.rule.as_ref()?, meeting.tally(&nominee.id)?);
    Some(rule.passes(tally.agree, rule.base(council, meeting, tally)))
}

fn conclusion(page: &Composer<'_>, meeting: &Meeting) -> Vec<Paragraph> {
    let style = page.style;
    let dossier = page.source.dossier;
    let passed = |kind| {
        let passed = of_kind(page, kind)
            .filter(|nominee| proposed(page, meeting, nominee) == Some(true))
            .count();
        words::count(passed)
    };
    let authority = page.source.plan.addressees_on(page.document_day());
    let authority = authority.map_or(words::BLANK, |period| &period.authority);
    let rule = dossier
        .council
        .rule
        .as_ref()
        .and_then(|rule| rule.source.filled());
    let rule = rule
        .map(|source| format!(" theo {source}"))
        .unwrap_or_default();
    vec![
        style.labelled(
            "5. Kết luận: ",
            format!(
                "Căn cứ kết quả trên{rule}, Hội đồng thống nhất đề nghị {authority} tặng {} cho {} tập \
                 thể và {} cá nhân.",
                page.awards_asked(),
                passed(NomineeKind::Collective),
                passed(NomineeKind::Individual)
            ),
        ),
        style.body(format!(
            "Biên bản được thông qua tại cuộc họp với {}/{} thành viên có mặt nhất trí.",
            words::count(meeting.present.len()),
            words::count(meeting.present.len())
        )),
        Paragraph {
            keep_with_next: true,
            ..style.body(format!(
                "Cuộc họp kết thúc vào {}, {}./.",
                words::time(meeting.end),
                words::long_date(meeting.date)
            ))
        },
    ]
}

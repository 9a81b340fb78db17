//! What the answering commands print as text.

use crate::print::{iso, mark, state};
use hoso_desk::UnitKindView;
use hoso_desk::indicators::IndicatorTableView;
use hoso_desk::law::{LawChangeView, LawDayView, LawItemView, LawView, RewardView};
use hoso_desk::nominee_forms::NomineeFormsView;
use hoso_desk::plan_shelf::{ChangeCode, PlanDiffView};
use hoso_desk::rehearsal::{RehearsalCode, RehearsalLineView, RehearsalOwner, RehearsalView};
use hoso_desk::schedule::{MonthView, ScheduleView};
use hoso_desk::why::{CardView, ExplanationView, TieView};
use hoso_desk::writing::{CoverCode, FiguresView, LetterView, PartSourceCode, ReportGuideView};
use std::fmt::Write;

/// A nominee's cards and the awards open to it.
pub fn explanation(view: &ExplanationView) -> String {
    let mut text = format!("{}\nĐề nghị: {}\n", view.name, view.award);
    let _ = writeln!(text, "Xét vào ngày {}", iso(&view.judged_on));
    for card in &view.cards {
        one_card(&mut text, card);
    }
    if !view.questions.is_empty() {
        text.push_str("\nCẦN NGƯỜI CÓ THẨM QUYỀN KẾT LUẬN\n");
    }
    for asked in &view.questions {
        let _ = writeln!(text, "  {} ({})", asked.title, asked.rule);
        if !asked.question.is_empty() {
            let _ = writeln!(text, "    {}", asked.question);
        }
    }
    text.push_str("\nCÓ THỂ ĐỀ NGHỊ\n");
    for open in &view.proposable {
        let _ = writeln!(text, "  {} - {}", open.name, state(open.state));
        if !open.by.is_empty() {
            let _ = writeln!(text, "    Theo: {}", open.by.join("; "));
        }
        for why in &open.why_not {
            let _ = writeln!(text, "    Vì: {why}");
        }
    }
    text
}

/// What the forms of nominees ask.
pub fn forms(view: &NomineeFormsView) -> String {
    let mut text = String::new();
    for (kind, form) in [("TẬP THỂ", &view.collective), ("CÁ NHÂN", &view.individual)] {
        let _ = writeln!(text, "{kind}");
        for award in form.award_forms.iter().filter(|award| award.is_open) {
            let _ = writeln!(text, "  {} ({}) - {}", award.name, award.id, award.cite);
            for claim in &award.claims {
                let _ = writeln!(text, "    {} ({}) - {}", claim.title, claim.id, claim.cite);
            }
        }
        for fact in &form.facts {
            let _ = writeln!(text, "  Dữ kiện: {} ({})", fact.label, fact.id);
        }
    }
    text
}

fn one_card(text: &mut String, card: &CardView) {
    let role = match (card.mandatory, card.claimed) {
        (true, _) => " (bắt buộc)",
        (false, true) => " (ghi trong danh sách)",
        (false, false) => "",
    };
    let _ = writeln!(text, "\n{}{role} - {}", card.title, state(card.state));
    let _ = writeln!(text, "  “{}”", card.text);
    let _ = writeln!(text, "  Căn cứ: {}{}", card.cite, mark(card.mark));
    for used in &card.values {
        let year = used
            .year
            .map(|year| format!(" năm {year}"))
            .unwrap_or_default();
        let whose = if used.of_unit {
            ", số của đơn vị"
        } else {
            ""
        };
        let source = if used.source.is_empty() {
            "chưa ghi nguồn"
        } else {
            &used.source
        };
        let _ = writeln!(
            text,
            "  Giá trị: {}{year}: {} ({source}{whose})",
            used.label, used.value
        );
    }
    for reason in &card.because {
        let _ = writeln!(text, "  Vì: {reason}");
    }
    for change in &card.changes {
        let _ = writeln!(text, "  Để đạt: {change}");
    }
    for missing in &card.unproven {
        let _ = writeln!(text, "  Thiếu minh chứng: {missing}");
    }
}

/// A reverse schedule.
pub fn schedule(view: &ScheduleView) -> String {
    let deadline = &view.deadline;
    let mut text = format!("{} ({})\n", deadline.title, deadline.plan);
    let _ = writeln!(
        text,
        "Trước ngày {}: ngày cuối {}; ngày làm việc cuối cùng: {} {}",
        iso(&deadline.due_before),
        iso(&deadline.last_day),
        view.safe_weekday,
        iso(&deadline.last_working_day)
    );
    let _ = writeln!(
        text,
        "{} Còn {} ngày làm việc.",
        deadline.message, view.working_days_left
    );
    for step in &view.steps {
        let passed = if step.passed { " (đã qua)" } else { "" };
        let _ = writeln!(
            text,
            "  {:<9} {}  [{} ngày làm việc trước] {}{passed}",
            step.weekday,
            iso(&step.day),
            step.working_days_before,
            step.title
        );
        if !step.detail.is_empty() {
            let _ = writeln!(text, "                        {}", step.detail);
        }
    }
    for day in &view.holidays {
        let made_up = if day.made_up { ", nghỉ bù" } else { "" };
        let _ = writeln!(
            text,
            "  Nghỉ: {} {}{made_up}{}",
            iso(&day.day),
            day.name,
            mark(day.mark)
        );
    }
    for note in &view.notes {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    text
}

/// The law of a day.
pub fn law(view: &LawView) -> String {
    let mut text = format!("Quy định có hiệu lực ngày {}\n\nVĂN BẢN\n", iso(&view.on));
    for act in &view.acts {
        let _ = writeln!(
            text,
            "  {}{}{}",
            act.name,
            span(&act.from, &act.to),
            mark(act.mark)
        );
    }
    let mut topic = "";
    for item in &view.items {
        if item.topic != topic {
            topic = &item.topic;
            let _ = writeln!(text, "\n{}", topic.to_uppercase());
        }
        law_item(&mut text, "  ", item);
    }
    text
}

fn law_item(text: &mut String, indent: &str, item: &LawItemView) {
    let _ = writeln!(text, "{indent}{}{}", item.says, mark(item.mark));
    let _ = writeln!(
        text,
        "{indent}  {}{} ({})",
        item.place,
        span(&item.from, &item.to),
        item.id
    );
    if !item.text.is_empty() {
        let _ = writeln!(text, "{indent}  “{}”", item.text);
    }
    if !item.note.is_empty() {
        let _ = writeln!(text, "{indent}  Lưu ý: {}", item.note);
    }
    if !item.checked_by.is_empty() {
        let _ = writeln!(text, "{indent}  Đơn vị đối chiếu: {}", item.checked_by);
    }
}

fn span(from: &str, to: &str) -> String {
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(", từ {}", iso(from)),
        (true, false) => format!(", đến {}", iso(to)),
        (false, false) => format!(", từ {} đến {}", iso(from), iso(to)),
    }
}

/// What the law answers differently on two days.
pub fn law_changes(changes: &[LawChangeView]) -> String {
    if changes.is_empty() {
        return "Quy định của hai ngày như nhau.\n".to_owned();
    }
    let mut text = String::new();
    for change in changes {
        let _ = writeln!(text, "{}", change.topic);
        for (word, item) in [("Trước", &change.before), ("Sau", &change.after)] {
            match item {
                Some(item) => {
                    let _ = writeln!(text, "  {word}:");
                    law_item(&mut text, "    ", item);
                }
                None => {
                    let _ = writeln!(text, "  {word}: không có");
                }
            }
        }
    }
    text
}

/// The days on which the law changes.
pub fn law_days(days: &[LawDayView]) -> String {
    let mut text = String::new();
    for day in days {
        let _ = writeln!(text, "{}: {} quy định thay đổi", iso(&day.day), day.changes);
        for (word, acts) in [("bắt đầu", &day.begin), ("hết hiệu lực", &day.ended)] {
            for act in acts {
                let _ = writeln!(text, "  {act}: {word}");
            }
        }
    }
    text
}

/// The days of a month on which offices are closed although it is no weekend, or work although it is.
pub fn month(month: &MonthView) -> String {
    let mut text = format!("Tháng {}/{}\n", month.month, month.year);
    for day in &month.days {
        if let Some(holiday) = &day.holiday {
            let made_up = if holiday.made_up { " (nghỉ bù)" } else { "" };
            let _ = writeln!(
                text,
                "  {}: {}{made_up}, {} ({})",
                iso(&day.day),
                holiday.name,
                holiday.cite,
                mark(holiday.mark)
            );
        } else if day.in_exchange {
            let _ = writeln!(text, "  {}: làm bù", iso(&day.day));
        }
    }
    text
}

/// Reward money.
pub fn reward(view: &RewardView) -> String {
    let mut text = format!("{}{}\n{}\n", view.name, mark(view.mark), view.message);
    for cite in &view.cites {
        let _ = writeln!(text, "  Căn cứ: {cite}");
    }
    text
}

/// The table of indicators.
pub fn indicators(view: &IndicatorTableView) -> String {
    let level = if view.level.is_empty() {
        "chưa rõ cấp"
    } else {
        &view.level
    };
    let mut text = format!("Chỉ tiêu thi đua năm {} ({level})\n", view.year);
    for row in &view.rows {
        let or_dash = |value: &str| if value.is_empty() { "-" } else { value }.to_owned();
        let derived = if row.derived { " (suy ra)" } else { "" };
        let _ = writeln!(
            text,
            "  {} [{}] - {}",
            row.label,
            row.cite,
            state(row.state)
        );
        let _ = writeln!(
            text,
            "    Chỉ tiêu {}{derived}; đạt {}; chênh {}; so với năm trước {}",
            or_dash(&row.target),
            or_dash(&row.achieved),
            or_dash(&row.gap),
            or_dash(&row.trend)
        );
    }
    text
}

/// The figures of a report.
pub fn figures(view: &FiguresView) -> String {
    if view.figures.is_empty() {
        return "Báo cáo chưa có số liệu nào.\n".to_owned();
    }
    let mut text = format!(
        "{} số liệu trong báo cáo, {} có nơi khác trong hồ sơ nêu cùng giá trị, {} có văn bản\n",
        view.figures.len(),
        view.stated,
        view.proven
    );
    for figure in &view.figures {
        let cover = match figure.cover {
            CoverCode::Proven => "có văn bản",
            CoverCode::Stated => "chưa ghi văn bản",
            CoverCode::Alone => "chỉ có trong báo cáo",
        };
        let _ = writeln!(
            text,
            "  {} (mục {}, đoạn {}) - {cover}",
            figure.text,
            figure.section + 1,
            figure.paragraph + 1
        );
        for statement in &figure.stated_by {
            let document = match statement.document.as_str() {
                "" => String::new(),
                document => format!(" ({document})"),
            };
            let _ = writeln!(text, "    {}{document}", statement.what);
        }
    }
    text
}

/// What a report is to say.
pub fn report_guide(view: &ReportGuideView) -> String {
    let mut text = format!("{}{}\n", view.form, mark(view.form_mark));
    for part in &view.parts {
        let _ = writeln!(text, "{} [{}{}]", part.heading, part.cite, mark(part.mark));
        let _ = writeln!(text, "  {}", part.prompt);
        if part.source != PartSourceCode::Sections {
            continue;
        }
        for (at, section) in view.sections.iter().enumerate() {
            let _ = writeln!(text, "  {}. {}", at + 1, section.heading);
            let _ = writeln!(text, "     {}", section.prompt);
        }
    }
    text
}

/// What the letter finds by itself.
pub fn letter(view: &LetterView) -> String {
    let mut text = format!("Số: {}\n", view.number);
    for basis in &view.bases {
        let _ = writeln!(text, "Căn cứ {basis}");
    }
    for line in view.capacity.iter().chain([&view.name]) {
        let _ = writeln!(text, "  {line}");
    }
    text
}

/// Groups of equals.
pub fn ties(ties: &[TieView]) -> String {
    if ties.is_empty() {
        return "Không có trường hợp bằng phiếu nhau.\n".to_owned();
    }
    let mut text = String::new();
    for tie in ties {
        let _ = writeln!(text, "Bằng phiếu: {}", tie.nominees.join("; "));
        let first = if tie.first.is_empty() {
            "không phân biệt được".to_owned()
        } else {
            tie.first.join("; ")
        };
        let _ = writeln!(text, "  Ưu tiên: {first}");
        if !tie.unknown.is_empty() {
            let _ = writeln!(text, "  Chưa ghi tỷ lệ nữ: {}", tie.unknown.join("; "));
        }
        match tie.mark {
            Some(of) => {
                let _ = writeln!(text, "  Căn cứ: {}{}", tie.cite, mark(of));
            }
            None => text.push_str("  Chưa có quy định về thứ tự ưu tiên cho ngày này.\n"),
        }
    }
    text
}

/// Two plans side by side.
pub fn plan_diff(view: &PlanDiffView) -> String {
    let mut text = format!("So sánh {} với {}\n", view.old, view.new);
    if view.clauses.is_empty() {
        text.push_str("Hai kế hoạch như nhau.\n");
    }
    for clause in &view.clauses {
        let what = match clause.change {
            ChangeCode::Added => "thêm",
            ChangeCode::Removed => "bỏ",
            ChangeCode::Changed => "sửa",
        };
        let _ = write!(text, "\n{}", clause.part);
        if !clause.id.is_empty() {
            let _ = write!(text, " {}", clause.id);
        }
        if !clause.cite.is_empty() {
            let _ = write!(text, " [{}]", clause.cite);
        }
        let _ = writeln!(text, " - {what}");
        for field in &clause.fields {
            let _ = writeln!(text, "  {}:", field.field);
            if !field.before.is_empty() {
                let _ = writeln!(text, "    trước: {}", field.before);
            }
            if !field.after.is_empty() {
                let _ = writeln!(text, "    sau:   {}", field.after);
            }
        }
    }
    if view.dossiers > 0 {
        let _ = writeln!(
            text,
            "\nHồ sơ bị ảnh hưởng: {}/{}",
            view.affected.len(),
            view.dossiers
        );
    }
    for affected in &view.affected {
        let _ = writeln!(text, "  {} ({})", affected.dossier, affected.unit);
        for answer in &affected.answers {
            let of = |code: Option<_>| code.map_or("không có", state);
            let _ = writeln!(
                text,
                "    {} - {}: {} → {}",
                answer.subject,
                answer.rule,
                of(answer.before),
                of(answer.after)
            );
        }
    }
    text
}

/// The kinds of unit, with what such a unit usually writes.
pub fn unit_kinds(kinds: &[UnitKindView]) -> String {
    kinds.iter().fold(String::new(), |mut text, kind| {
        let _ = writeln!(text, "{}: ví dụ {}", kind.title, kind.example);
        if !kind.parent.is_empty() {
            let _ = writeln!(text, "  Cơ quan chủ quản: {}", kind.parent);
        }
        let _ = writeln!(text, "  Người ký: {}", kind.position);
        text
    })
}

/// The receiver's rehearsal.
pub fn rehearsal(view: &RehearsalView) -> String {
    let mut text = format!(
        "Phiếu tự kiểm tra: {}/{} mục (ngày {})\n",
        view.done,
        view.total,
        iso(&view.on)
    );
    if view.is_as_sent {
        text.push_str("Như lúc gửi hồ sơ.\n");
    }
    for group in &view.groups {
        let _ = writeln!(text, "\n{}", group.title);
        for line in &group.lines {
            rehearsal_line(&mut text, line);
        }
    }
    if !view.off.is_empty() {
        text.push_str("\nMục đã tắt\n");
    }
    for line in &view.off {
        let _ = writeln!(text, "  [{}] {}", line.id, line.title);
    }
    text
}

fn rehearsal_line(text: &mut String, line: &RehearsalLineView) {
    let sign = match line.state {
        RehearsalCode::Fulfilled | RehearsalCode::Confirmed | RehearsalCode::NotNeeded => '✓',
        RehearsalCode::NotFulfilled | RehearsalCode::Lapsed => '✗',
        RehearsalCode::Asked => '?',
        RehearsalCode::NotApplicable => '-',
    };
    let _ = writeln!(
        text,
        "{sign} [{}] {}: {}",
        line.id, line.title, line.state_text
    );
    if line.points.is_empty() && !line.remark.is_empty() {
        let _ = writeln!(text, "    {}", line.remark);
    }
    for point in &line.points {
        let of = if point.subject.is_empty() {
            String::new()
        } else {
            format!("{}: ", point.subject)
        };
        let _ = writeln!(text, "    {of}{} ({})", point.message, point.field);
    }
    if line.more_points > 0 {
        let _ = writeln!(text, "    và {} điểm khác", line.more_points);
    }
    for person in &line.people {
        let _ = writeln!(text, "    {}: {}", person.name, person.state_text);
    }
    let origin = if line.origin.is_empty() {
        &line.cite
    } else {
        &line.origin
    };
    let mark = match line.owner {
        RehearsalOwner::Unit => "",
        RehearsalOwner::Program | RehearsalOwner::Changed => mark(line.mark),
    };
    let _ = writeln!(text, "    Căn cứ: {origin}{mark}");
}

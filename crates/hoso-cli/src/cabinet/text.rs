//! What `hoso cabinet` prints: plain Vietnamese text, or JSON of the same values.

use crate::{Format, print, say};
use hoso_desk::cabinet::{
    CabinetView, EvidenceCheckView, ExaminationView, PastView, ProgressView, RestoredView,
    SalvageView, ThumbnailsView,
};
use hoso_desk::council::CouncilView;
use hoso_desk::rehearsal::RehearsalNameView;
use hoso_desk::view::StateCode;
use std::fmt::Write;

pub fn print_as<T: serde::Serialize>(format: Format, value: &T, text: impl FnOnce(&T) -> String) {
    say(&match format {
        Format::Json => print::json(value),
        Format::Text => text(value),
    });
}

pub fn lines<T>(list: &[T], none: &str, line: impl Fn(&T) -> String) -> String {
    if list.is_empty() {
        return format!("{none}\n");
    }
    list.iter().fold(String::new(), |mut text, one| {
        let _ = writeln!(text, "{}", line(one).trim_end());
        text
    })
}

pub fn advise(advice: &str) {
    if !advice.is_empty() {
        say(&format!("Lưu ý: {advice}\n"));
    }
}

pub fn home_text(view: &CabinetView) -> String {
    let mut text = lines(&view.dossiers, "Tủ chưa có hồ sơ nào.", |line| {
        let year = line
            .year
            .map_or_else(|| line.round.clone(), |year| year.to_string());
        let state = state_text(&line.state);
        let sound = if line.is_sound { "" } else { "  [BỊ HỎNG]" };
        format!(
            "{}  {year}  {}  {} tập thể, {} cá nhân  {state}{sound}",
            line.id, line.unit, line.collectives, line.individuals
        )
    });
    if !view.advice.is_empty() {
        let _ = writeln!(text, "Lưu ý: {}", view.advice);
    }
    text
}

pub fn history_text(past: &[PastView]) -> String {
    lines(past, "Chưa có lần ghi nào.", |past| {
        let entry = &past.entry;
        let mut text = format!(
            "{:>5}  {}  {}: {} {}",
            entry.seq, entry.at, entry.who, entry.act_text, past.about
        );
        for change in &past.fields {
            let _ = write!(
                text,
                "\n         {}: “{}” -> “{}”",
                change.name, change.before, change.after
            );
        }
        text
    })
}

fn state_text(code: &str) -> &'static str {
    match code {
        "sent" => "đã gửi",
        "returned" => "bị trả lại",
        "accepted" => "đã tiếp nhận",
        _ => "đang lập",
    }
}

pub fn returned_text(learnt: &[RehearsalNameView]) -> String {
    let mut text = "Đã ghi nhận: hồ sơ bị trả lại, sửa tiếp được.\n".to_owned();
    for line in learnt {
        let _ = writeln!(
            text,
            "Đã thêm vào phiếu tự kiểm tra của đơn vị [{}]: {}",
            line.id, line.title
        );
    }
    text
}

pub fn progress_text(view: &ProgressView) -> String {
    let mut text = format!("Hồ sơ {}.\n", state_text(&view.state));
    for sending in &view.sendings {
        let _ = writeln!(
            text,
            "Gửi ngày {} đến {}: {} văn bản, {} điểm còn mở{}",
            sending.on,
            sending.to,
            sending.documents.len(),
            sending.findings.len(),
            if sending.recalled_on.is_some() {
                " (đã rút về)"
            } else {
                ""
            }
        );
        for document in &sending.documents {
            let _ = writeln!(text, "  {}  {}", document.sha256, document.file);
        }
    }
    if !view.answer.is_empty() {
        let _ = writeln!(text, "Trả lời: {}", view.answer);
    }
    for outcome in &view.outcomes {
        let award = if outcome.is_awarded {
            &outcome.award
        } else {
            "không được khen"
        };
        let _ = writeln!(text, "{}: {award} {}", outcome.nominee, outcome.decision);
    }
    text
}

pub fn council_text(view: &CouncilView) -> String {
    let mut text = format!(
        "{} thành viên, {} có mặt, {} vắng mặt ({} có ý kiến bằng văn bản); {} người biểu quyết.\n",
        view.members, view.present, view.absent, view.written, view.voters
    );
    let rule = if view.rule.is_empty() {
        "chưa có"
    } else {
        &view.rule
    };
    let _ = writeln!(text, "Tỷ lệ phiếu: {rule}.");
    for problem in &view.roles {
        let _ = writeln!(text, "Cần xem lại: {problem}.");
    }
    for ballot in &view.ballots {
        let state = match ballot.state {
            StateCode::Met => "đạt",
            StateCode::NotMet => "không đạt",
            StateCode::Unknown | StateCode::NotApplicable => "chưa rõ",
        };
        let _ = writeln!(text, "{}: {} {state}", ballot.name, ballot.share);
        for problem in &ballot.problems {
            let _ = writeln!(text, "  {problem}");
        }
    }
    text
}

pub fn check_text(check: &EvidenceCheckView) -> String {
    let mut text = format!("Đã đọc {} tệp.\n", check.checked);
    for missing in &check.missing {
        let _ = writeln!(
            text,
            "Thiếu: hồ sơ {}, giấy tờ {}",
            missing.dossier, missing.paper
        );
    }
    for altered in &check.altered {
        let _ = writeln!(text, "Bị thay đổi: {altered}");
    }
    if !check.orphans.is_empty() {
        let _ = writeln!(text, "Không giấy tờ nào dùng: {} tệp", check.orphans.len());
    }
    text
}

pub fn thumbnails_text(made: &ThumbnailsView) -> String {
    let mut text = format!("Đã tạo {} ảnh thu nhỏ.\n", made.made);
    for name in &made.without {
        let _ = writeln!(
            text,
            "Không tạo được: “{name}”; tệp vẫn được giữ, hãy mở bằng trình xem PDF hoặc ảnh."
        );
    }
    text
}

pub fn examination_text(examined: &ExaminationView) -> String {
    let mut text = format!(
        "{} hồ sơ, {} lần ghi.\n",
        examined.dossiers, examined.entries
    );
    for problem in &examined.problems {
        let _ = writeln!(text, "HỎNG: {problem}");
    }
    if examined.problems.is_empty() {
        text.push_str("Tủ hồ sơ nguyên vẹn.\n");
    }
    text
}

pub fn restored_text(restored: &RestoredView) -> String {
    let mut text = String::from("Đã khôi phục.\n");
    if let Some(before) = &restored.before {
        let _ = writeln!(
            text,
            "Trạng thái trước đó được giữ trong {}; --undo để trở lại.",
            before.file
        );
    }
    if !restored.lost_evidence.is_empty() {
        let _ = writeln!(
            text,
            "Không tìm lại được {} tệp minh chứng.",
            restored.lost_evidence.len()
        );
    }
    text
}

pub fn salvage_text(report: &SalvageView) -> String {
    let mut text = format!("Tệp hỏng được giữ trong {}\n", report.set_aside);
    let _ = writeln!(text, "Nguyên vẹn: {}", report.whole.join(", "));
    for (title, list) in [
        ("Lấy bù từ bản sao lưu", &report.mended),
        ("Còn thiếu", &report.incomplete),
    ] {
        for saved in list {
            let _ = writeln!(
                text,
                "{title}: {} ({})",
                saved.dossier,
                saved.parts.join(", ")
            );
        }
    }
    if !report.lost.is_empty() {
        let _ = writeln!(text, "Không cứu được: {}", report.lost.join(", "));
    }
    text
}

//! What the command line prints: plain Vietnamese text, or JSON of the same values.

use hoso_desk::view::{
    DeadlineView, ExportOptionsView, ExportView, FindingView, MarkCode, SeverityCode, StateCode,
    WireError,
};
use hoso_desk::{FoundOnPageView, Plan, PlanSummary, Progress, Round};
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

/// An error: what, why, what next.
pub fn error(error: &WireError) -> String {
    format!(
        "Lỗi: {}\nVì sao: {}\nCần làm: {}\n",
        error.what, error.why, error.next
    )
}

/// Any value as JSON.
pub fn json(value: &(impl Serialize + ?Sized)) -> String {
    // The views are plain structs and lists of strings and numbers, which always have a JSON form.
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .unwrap_or_default()
}

/// Findings, those that need work in full, the rest as a count.
pub fn findings(findings: &[FindingView]) -> String {
    let mut text = String::new();
    let weighing = |weight| findings.iter().filter(move |f| f.severity == weight);
    let (blocking, warnings) = (SeverityCode::Blocking, SeverityCode::Warning);
    for (weight, title) in [
        (blocking, "PHẢI SỬA TRƯỚC KHI GỬI"),
        (warnings, "CẦN XEM LẠI"),
    ] {
        let count = weighing(weight).count();
        if count > 0 {
            let _ = writeln!(text, "{title} ({count})");
            weighing(weight).for_each(|finding| one(&mut text, finding));
            text.push('\n');
        }
    }
    for finding in findings
        .iter()
        .filter(|finding| finding.rule == "law.changes")
    {
        let _ = writeln!(text, "QUY ĐỊNH ĐÃ THAY ĐỔI\n\n    {}", finding.message);
        for change in &finding.because {
            let _ = writeln!(text, "    - {change}");
        }
        text.push('\n');
    }
    let met = findings
        .iter()
        .filter(|finding| finding.state == StateCode::Met)
        .count();
    let all = findings.len();
    let (must, should) = (weighing(blocking).count(), weighing(warnings).count());
    let _ = writeln!(
        text,
        "Đã kiểm tra {all} điểm: {met} đạt, {must} phải sửa, {should} cần xem lại."
    );
    if must == 0 {
        text.push_str("Không có điểm nào cản trở việc gửi hồ sơ.\n");
    }
    text
}

fn one(text: &mut String, finding: &FindingView) {
    let mark = mark(finding.mark);
    let _ = writeln!(text, "\n  {} - {}", finding.subject, state(finding.state));
    let _ = writeln!(text, "    {}", finding.message);
    let _ = writeln!(text, "    Căn cứ: {}{mark}", finding.cite);
    for reason in &finding.because {
        let _ = writeln!(text, "    Vì: {reason}");
    }
    for missing in &finding.missing {
        let _ = writeln!(text, "    Còn thiếu: {missing}");
    }
    if !finding.remedy.is_empty() {
        let _ = writeln!(text, "    Cần làm: {}", finding.remedy);
    }
}

/// An answer in words.
pub fn state(state: StateCode) -> &'static str {
    match state {
        StateCode::Met => "Đạt",
        StateCode::NotMet => "Không đạt",
        StateCode::Unknown => "Chưa đủ dữ liệu",
        StateCode::NotApplicable => "Không áp dụng",
    }
}

/// How far a source has been checked, as a remark; nothing where it has been read.
pub fn mark(mark: MarkCode) -> &'static str {
    match mark {
        MarkCode::Verified => "",
        MarkCode::Inferred => " [suy luận]",
        MarkCode::Unchecked => " [chưa đối chiếu]",
    }
}

/// How far an export is, for the line that it is told on.
pub fn progress(progress: &Progress<'_>) -> String {
    // A line that a narrow terminal breaks could not be taken back.
    const LONGEST: usize = 50;
    let Progress { done, total, file } = progress;
    let file: String = file.chars().take(LONGEST).collect();
    format!("Đang xuất {done}/{total}: {file}")
}

/// The documents that can be exported, with their codes.
pub fn documents(options: &ExportOptionsView) -> String {
    let mut text = String::new();
    for entry in &options.documents {
        let document = &entry.document;
        let _ = write!(text, "{}: {}", document.id, document.title);
        if !document.subject.is_empty() {
            let _ = write!(text, ", {}", document.subject);
        }
        let others = if entry.is_handed_in {
            ""
        } else {
            " (lập khi cần)"
        };
        let _ = writeln!(text, "{others}\n  {}", document.file_name);
    }
    text
}

/// Where the handbook was written.
pub fn handbook(file: &Path) -> String {
    format!("Đã ghi hướng dẫn sử dụng vào {}\n", file.display())
}

/// What was written.
pub fn export(written: &ExportView) -> String {
    let mut text = format!(
        "Đã ghi {} tệp vào {}:\n",
        written.files.len(),
        written.folder
    );
    for file in &written.files {
        let _ = writeln!(text, "  {file}");
    }
    for note in &written.notes {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    text
}

/// Deadlines, earliest first.
pub fn deadlines(deadlines: &[DeadlineView]) -> String {
    if deadlines.is_empty() {
        return "Không có hạn nộp nào.\n".to_owned();
    }
    let mut text = String::new();
    for deadline in deadlines {
        let _ = writeln!(text, "{} ({})", deadline.title, deadline.plan);
        let _ = writeln!(
            text,
            "  Trước ngày {}: ngày cuối {}",
            iso(&deadline.due_before),
            iso(&deadline.last_day)
        );
        let _ = writeln!(
            text,
            "  Ngày làm việc cuối cùng: {}",
            iso(&deadline.last_working_day)
        );
        let _ = writeln!(text, "  {}", deadline.message);
        let _ = writeln!(text, "  Căn cứ: {} Kế hoạch", deadline.cite);
        if !deadline.uncertain.is_empty() {
            let _ = writeln!(text, "  Lưu ý: {}", deadline.uncertain);
        }
    }
    text
}

/// `2023-02-27` as `27/02/2023`.
pub fn iso(date: &str) -> String {
    let mut parts: Vec<&str> = date.split('-').collect();
    parts.reverse();
    parts.join("/")
}

/// Plans at hand.
pub fn plans(plans: &[PlanSummary]) -> String {
    let mut text = String::new();
    for plan in plans {
        let (from, to) = plan.years;
        let _ = writeln!(text, "{} (bản {})", plan.id, plan.version);
        let _ = writeln!(text, "  {}", plan.title);
        let _ = writeln!(text, "  {}, {from}-{to}", plan.issuer);
        if plan.example {
            text.push_str("  Mẫu ví dụ, không phải văn bản có thật.\n");
        }
    }
    text
}

/// A plan file that is in order.
pub fn plan_in_order(plan: &PlanSummary) -> String {
    let mut text = format!(
        "Tệp kế hoạch hợp lệ: {} (bản {}), {} tiêu chuẩn, {} đợt.\n",
        plan.id, plan.version, plan.criteria, plan.rounds
    );
    for title in &plan.idle_criteria {
        let _ = writeln!(
            text,
            "Lưu ý: “{title}” sẽ không được xét, vì chưa mục [[standards]] nào nhắc đến mã của nó."
        );
    }
    text
}

/// A plan in its own words.
pub fn plan(plan: &Plan) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}\n{}", plan.title, plan.issuer);
    let mut part = |title: &str, items: Vec<(&str, &str)>| {
        if !items.is_empty() {
            let _ = writeln!(text, "\n{title}");
            for (cite, words) in items {
                let _ = writeln!(text, "  [{cite}] {words}");
            }
        }
    };
    part("ĐỐI TƯỢNG", pairs(&plan.subjects, |s| (&s.cite, &s.text)));
    part(
        "TIÊU CHÍ THI ĐUA",
        pairs(&plan.indicator_groups, |g| (&g.cite, &g.text)),
    );
    part(
        "HÌNH THỨC KHEN THƯỞNG",
        pairs(&plan.award_forms, |f| (&f.cite, &f.text)),
    );
    part("TIÊU CHUẨN", pairs(&plan.criteria, |c| (&c.cite, &c.text)));
    part("HỒ SƠ", pairs(&plan.documents, |d| (&d.cite, &d.text)));
    part(
        "THỜI HẠN",
        pairs(&plan.rounds, |r: &Round| (&r.cite, &r.text)),
    );
    part("KINH PHÍ", vec![(&plan.funding.cite, &plan.funding.text)]);
    part("TIẾN ĐỘ", pairs(&plan.milestones, |m| (&m.cite, &m.text)));
    part(
        "TỔ CHỨC THỰC HIỆN",
        pairs(&plan.duties, |d| (&d.cite, &d.text)),
    );
    part(
        "ĐIỀU KẾ HOẠCH CHƯA NÓI RÕ",
        pairs(&plan.ambiguities, |a| (&a.cite, &a.text)),
    );
    text
}

fn pairs<T>(items: &[T], pick: fn(&T) -> (&String, &String)) -> Vec<(&str, &str)> {
    items
        .iter()
        .map(pick)
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect()
}

pub fn found(found: &[FoundOnPageView]) -> String {
    if found.is_empty() {
        return "Không tìm thấy.\n".to_owned();
    }
    let mut text = String::new();
    for one in found {
        let _ = writeln!(text, "Trang {}: {}", one.page, one.excerpt);
    }
    text
}

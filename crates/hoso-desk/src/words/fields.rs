//! The Vietnamese names of the fields of a dossier, and their values in words, for its history.

use hoso_domain::{Dossier, short_date};
use serde_json::Value;

/// A field in words, from the whole to the part: `Nguyễn Văn An › Báo cáo › Phần 2 › Đoạn 1`.
/// `path` is as a history has it, with places in lists.
pub(crate) fn name(path: &str, dossier: &Dossier) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut list = "";
    for part in path.split('.') {
        let (field, elements) = part.split_once('[').unwrap_or((part, ""));
        let element = elements.trim_end_matches(']');
        // A list with a named element needs no word of its own.
        let is_list = ["nominees", "members", "votes"].contains(&field) && !element.is_empty();
        if !is_list {
            words.push(word(field).to_owned());
        }
        list = field;
        for element in element.split("][").filter(|element| !element.is_empty()) {
            words.push(element_name(list, element, dossier));
        }
    }
    if list.is_empty() {
        words.clear();
    }
    words.retain(|word| !word.is_empty());
    words.join(" › ")
}

/// What an entry of the journal is about; its label is a path, or the name of a part.
pub(crate) fn subject(label: &str, dossier: &Dossier) -> String {
    match label {
        "" | "dossier" | "sending" | "answer" => String::new(),
        "outcomes" => "nhiều trường hợp".to_owned(),
        "table" => "nhập từ bảng tính".to_owned(),
        path => name(path, dossier),
    }
}

/// A value in words: names for ids, days as people write them, yes and no.
pub(crate) fn value(value: &Value, dossier: &Dossier) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "có".to_owned(),
        Value::Bool(false) => "không".to_owned(),
        Value::Number(number) => number.to_string().replace('.', ","),
        Value::String(text) => code(text)
            .map(str::to_owned)
            .or_else(|| member(text, dossier))
            .or_else(|| nominee(text, dossier))
            .or_else(|| text.parse().ok().map(short_date))
            .unwrap_or_else(|| text.clone()),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(|one| self::value(one, dossier)).collect();
            words.join("; ")
        }
        Value::Object(object) => {
            let words = object.iter().filter_map(|(field, inner)| {
                let text = self::value(inner, dossier);
                let is_code = ["id", "line", "covers"].contains(&field.as_str());
                let (name, hidden) = (word(field), is_code || text.is_empty());
                (!hidden).then(|| format!("{name}: {text}"))
            });
            words.collect::<Vec<_>>().join("; ")
        }
    }
}

fn element_name(list: &str, element: &str, dossier: &Dossier) -> String {
    let nominee = |id: &str| nominee(id, dossier);
    let place = element.parse::<usize>().ok();
    let found = match list {
        "nominees" => nominee(element).or_else(|| Some("người hoặc tập thể đã bỏ".to_owned())),
        "members" => member(element, dossier).or_else(|| Some("thành viên đã bỏ".to_owned())),
        "votes" => place
            .and_then(|at| dossier.meeting.as_ref()?.votes.get(at))
            .and_then(|tally| nominee(&tally.nominee))
            .or_else(|| nominee(element))
            .map(|name| format!("Phiếu của {name}")),
        "evidence" => dossier
            .evidence
            .iter()
            .find(|evidence| evidence.id == element)
            .map(|evidence| evidence.document.symbol.to_string()),
        _ => None,
    };
    let counted = || match place {
        Some(at) => format!("{} {}", element_word(list), at + 1),
        None => element.to_owned(),
    };
    found.unwrap_or_else(counted)
}

fn member(id: &str, dossier: &Dossier) -> Option<String> {
    dossier
        .council
        .member(id)
        .map(|member| member.name.to_string())
}

fn nominee(id: &str, dossier: &Dossier) -> Option<String> {
    dossier.nominee(id).map(|nominee| nominee.name.to_string())
}

fn element_word(list: &str) -> &'static str {
    match list {
        "sections" => "Phần",
        "paragraphs" | "discussion" => "Đoạn",
        _ => "Mục",
    }
}

/// Fields of the dossier file in words; an empty one says nothing.
const WORDS: &[(&str, &str)] = &[
    ("unit", "Đơn vị"),
    ("name", "Tên"),
    ("parent", "Cơ quan chủ quản"),
    ("parent_heading", "Cơ quan chủ quản (dòng đầu văn bản)"),
    ("kind", "Loại"),
    ("symbol", "Số, ký hiệu"),
    ("place", "Địa điểm"),
    ("facts", "Dữ liệu"),
    ("fact", "Dữ liệu"),
    ("level", "Cấp"),
    ("letter", "Tờ trình"),
    ("number", "Số"),
    ("date", "Ngày"),
    ("on", "Ngày"),
    ("legal_bases", "Căn cứ pháp lý"),
    ("further_bases", "Căn cứ khác"),
    ("signatory", "Người ký"),
    ("mode", "Thể thức ký"),
    ("principal", "Ký thay mặt"),
    ("recipients", "Nơi nhận"),
    ("archive", "Lưu"),
    ("position", "Chức vụ"),
    ("nominees", "Danh sách"),
    ("nominee", "Trường hợp"),
    ("person", "Nhân thân"),
    ("individual", "Cá nhân"),
    ("collective", "Tập thể"),
    ("gender", "Giới tính"),
    ("birth_date", "Ngày sinh"),
    ("hometown", "Quê quán"),
    ("residence", "Nơi thường trú"),
    ("workplace", "Đơn vị công tác"),
    ("qualification", "Trình độ chuyên môn"),
    ("phone", "Điện thoại"),
    ("fax", "Fax"),
    ("website", "Trang tin điện tử"),
    ("address", "Địa chỉ"),
    ("structure", "Cơ cấu tổ chức"),
    ("duties", "Chức năng, nhiệm vụ"),
    ("head", "Người đứng đầu"),
    ("is_head", "Người đứng đầu"),
    ("works_directly", "Trực tiếp công tác"),
    ("head_position", "Chức vụ người đứng đầu"),
    ("women", "Tỷ lệ nữ"),
    ("award_form", "Hình thức khen thưởng"),
    ("award", "Hình thức khen thưởng"),
    ("claims", "Tiêu chuẩn đề nghị"),
    ("summary", "Tóm tắt thành tích"),
    ("earlier_awards", "Khen thưởng đã có"),
    ("achievement", "Thành tích"),
    ("decision", "Quyết định"),
    ("report", "Báo cáo"),
    ("sections", ""),
    ("paragraphs", ""),
    ("heading", "Tiêu đề"),
    ("confirmed_on", "Ngày xác nhận"),
    ("determinations", "Kết luận của người xét"),
    ("note", "Ghi chú"),
    ("clearance", "Xác nhận không vướng mắc"),
    ("discipline_pending", "Đang xem xét kỷ luật"),
    ("investigated", "Đang thanh tra, kiểm tra, điều tra"),
    ("complaint", "Đang có khiếu nại, tố cáo"),
    ("discipline_ended_on", "Ngày hết kỷ luật"),
    ("by", "Người ghi"),
    ("council", "Hội đồng"),
    ("members", "Thành viên"),
    ("member", "Thành viên"),
    ("role", "Chức danh trong Hội đồng"),
    ("rule", "Tỷ lệ phiếu"),
    ("numerator", "Tử số"),
    ("denominator", "Mẫu số"),
    ("quorum", "Số thành viên tối thiểu dự họp"),
    ("count_written", "Tính cả ý kiến bằng văn bản"),
    ("more_than", "Phải quá tỷ lệ"),
    ("of", "Tính trên"),
    ("source", "Nơi quy định"),
    ("meeting", "Cuộc họp"),
    ("start", "Giờ bắt đầu"),
    ("end", "Giờ kết thúc"),
    ("present", "Có mặt"),
    ("absent", "Vắng mặt"),
    ("reason", "Lý do"),
    ("written_opinion", "Có ý kiến bằng văn bản"),
    ("guests", "Khách mời"),
    ("chair", "Chủ trì"),
    ("secretary", "Thư ký"),
    ("method", "Cách lấy ý kiến"),
    ("ballots_issued", "Phiếu phát ra"),
    ("ballots_returned", "Phiếu thu về"),
    ("ballots_invalid", "Phiếu không hợp lệ"),
    ("discussion", "Thảo luận"),
    ("votes", "Kết quả xét"),
    ("agree", "Đồng ý"),
    ("disagree", "Không đồng ý"),
    ("blank", "Trắng, không hợp lệ"),
    ("evidence", "Minh chứng"),
    ("document", "Văn bản"),
    ("file", "Tên tệp"),
    ("sha256", "Mã kiểm của tệp"),
    ("title", "Tên"),
    ("issuer", "Cơ quan ban hành"),
    ("year", "Năm"),
    ("value", "Giá trị"),
    ("percent", "Tỷ lệ"),
    ("yes", "Có hay không"),
    ("recognition", "Công nhận"),
    ("state", "Kết luận"),
    ("basis", "Căn cứ"),
    ("plan", "Kế hoạch"),
    ("version", "Phiên bản"),
    ("launched_on", "Ngày phát động"),
    ("reviewed_on", "Ngày tổng kết"),
    ("round", "Đợt"),
    ("judged_on", "Ngày xét"),
    ("late_justification", "Lý do nộp muộn"),
    ("indicators", "Chỉ tiêu"),
    ("indicator", "Chỉ tiêu"),
    ("confirmations", "Phiếu tự kiểm tra"),
    ("asked", "Nội dung"),
    ("answer", "Trả lời"),
    ("outcome", "Kết quả"),
    ("same_achievement", "Cùng một thành tích"),
    ("initiative", "Sáng kiến"),
    ("relied_on", "Được dùng làm căn cứ"),
];

/// A field in words.
fn word(field: &str) -> &'static str {
    let known = WORDS.iter().find(|(name, _)| *name == field);
    known.map_or("Mục khác", |(_, word)| word)
}

fn code(text: &str) -> Option<&'static str> {
    Some(match text {
        "vice_chair" => "Phó Chủ tịch",
        "member_secretary" => "Ủy viên kiêm Thư ký",
        "chair" => "Chủ tịch",
        "member" => "Ủy viên",
        "show_of_hands" => "biểu quyết",
        "secret_ballot" => "bỏ phiếu kín",
        "written" => "lấy ý kiến bằng văn bản",
        "all_members" => "tổng số thành viên",
        "present" => "thành viên có mặt",
        "votes_cast" => "phiếu đã bỏ",
        "valid_votes" => "phiếu hợp lệ",
        "male" => "nam",
        "female" => "nữ",
        "met" => "đạt",
        "not_met" => "không đạt",
        "unknown" => "chưa rõ",
        "not_applicable" => "không áp dụng",
        "fulfilled" => "đã xác nhận",
        "not_needed" => "không cần",
        _ => return None,
    })
}

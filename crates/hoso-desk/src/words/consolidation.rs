//! The Vietnamese words for consolidation: how packages stand, and why something was refused.

use super::wire;
use crate::consolidation::{ConsolidationFault, Difference, Done, Remembered};
use crate::view::WireError;
use hoso_domain::{Origin, short_date};
use hoso_exchange::dossier_package::{PartFault, PartState};

/// Names told in an error; the others are counted.
const MOST_NAMES: usize = 5;

pub(crate) const LEFT_DECIDED: &str =
    "Đã quyết định giữ đề nghị khác của cùng người, cùng tập thể.";
pub(crate) const LEFT_HERE: &str = "Đã gộp từ chính gói này trước đây.";

pub(crate) fn left_no_award(award: &str) -> String {
    format!("Kế hoạch của hồ sơ nhận không có hình thức “{award}”.")
}

pub(crate) fn refusal(fault: &ConsolidationFault) -> WireError {
    match fault {
        ConsolidationFault::UnknownPackage { name } => wire(
            "unknown_package",
            format!("Không có gói “{name}” trong thư mục vừa đọc."),
            "Số hoặc tên gói không khớp với gói nào trong bảng.",
            "Đọc lại thư mục rồi chọn gói trong bảng.",
        ),
        ConsolidationFault::Unusable { file } => wire(
            "unusable_package",
            format!("Không gộp được từ gói “{file}”."),
            "Gói không mở được, bị hỏng, hoặc đã có gói mới hơn thay thế.",
            "Xem lý do trong bảng; đề nghị đơn vị gửi lại, hoặc chọn gói mới hơn.",
        ),
        ConsolidationFault::Changed { file } => wire(
            "package_changed",
            format!("Gói “{file}” đã khác lúc đọc thư mục."),
            "Tệp đã bị thay hoặc xóa sau khi đọc, nên những gì đang thấy không còn đúng.",
            "Đọc lại thư mục rồi làm lại.",
        ),
        ConsolidationFault::NobodyChosen => wire(
            "nobody_chosen",
            "Chưa chọn ai để gộp.",
            "Cần ít nhất một tập thể hoặc cá nhân của một gói dùng được.",
            "Chọn trong bảng rồi gộp lại.",
        ),
        ConsolidationFault::UnknownNominee { file, id } => wire(
            "unknown_nominee",
            format!("Gói “{file}” không có đề nghị nào mang mã “{id}”."),
            "Mã không khớp với danh sách trong gói.",
            "Xem danh sách của gói rồi chọn lại.",
        ),
        ConsolidationFault::Undecided { count, names } => wire(
            "undecided",
            format!("Còn {count} trường hợp được đề nghị nhiều lần chưa có quyết định."),
            format!("Gồm: {}.", some_of(names, *count)),
            "Với từng trường hợp, chọn đề nghị được giữ (có thể giữ cả hai), rồi gộp lại.",
        ),
        ConsolidationFault::NoReceiver => wire(
            "no_receiver",
            "Chưa biết đơn vị nhận để ghi trên giấy biên nhận.",
            "Tủ hồ sơ chưa giữ đơn vị nào.",
            "Khai đơn vị trong phần Cài đặt, hoặc lập một hồ sơ của đơn vị, rồi in lại.",
        ),
    }
}

/// A package that a parent body gave back, lying among those that came in.
pub(crate) fn is_return(file: &str) -> WireError {
    wire(
        "is_return",
        format!("Gói “{file}” là gói trả lại, không phải gói đề nghị."),
        "Gói này do nơi nhận làm ra để gửi trả đơn vị, kèm lý do.",
        "Mở gói bằng phần Hồ sơ ở đơn vị đã gửi; không cần tổng hợp gói này.",
    )
}

/// A part that is not as it was packed.
pub(crate) fn fault(fault: &PartFault) -> String {
    let name = &fault.name;
    match fault.state {
        PartState::Altered => format!("“{name}” đã bị thay đổi"),
        PartState::Missing => format!("“{name}” bị thiếu"),
        PartState::Extra => format!("“{name}” là tệp lạ"),
    }
}

pub(crate) fn damaged(faults: &[String]) -> String {
    format!(
        "Gói không còn nguyên như khi đóng: {}.",
        some_of(faults, faults.len())
    )
}

pub(crate) fn duplicate(other: &str) -> String {
    format!("Trùng hoàn toàn với gói “{other}”.")
}

pub(crate) fn superseded(other: &str) -> String {
    format!("Đã có gói mới hơn của cùng hồ sơ: “{other}”.")
}

pub(crate) fn done(known: &Remembered) -> String {
    let on = short_date(known.done_on);
    match known.done {
        Done::Received => format!("Nhận ngày {on}."),
        Done::Merged => format!("Đã gộp {} đề nghị, ngày {on}.", known.merged),
        Done::Returned => format!("Đã trả lại ngày {on}."),
    }
}

pub(crate) fn renewed(known: &Remembered) -> String {
    let what = match known.done {
        Done::Received => "đã nhận",
        Done::Merged => "đã gộp",
        Done::Returned => "đã trả lại",
    };
    let on = short_date(known.done_on);
    format!("Bản mới của hồ sơ {what} ngày {on} (gói “{}”).", known.file)
}

pub(crate) fn taken_over(origin: &Origin) -> String {
    let on = short_date(origin.received_on);
    format!("Gộp từ gói của {} nhận ngày {on}", origin.unit)
}

pub(crate) fn differences(differences: &[Difference], has_own: bool) -> Vec<String> {
    let own = has_own.then_some("Đã có trong hồ sơ");
    let differ = differences.iter().map(|difference| match difference {
        Difference::Unit => "Hai đơn vị cùng đề nghị",
        Difference::Name => "Khác cách viết tên",
        Difference::BirthDate => "Khác ngày sinh",
        Difference::Place => "Khác nơi công tác",
        Difference::Award => "Khác hình thức khen",
    });
    let told: Vec<String> = own.into_iter().chain(differ).map(str::to_owned).collect();
    if told.is_empty() {
        vec!["Đề nghị lặp lại".to_owned()]
    } else {
        told
    }
}

/// A scan that a paper names and its package does not have.
pub(crate) fn missing_scan(file: &str, unit: &str) -> String {
    format!("“{file}” ({unit})")
}

pub(crate) fn receipt_lines(
    file: &str,
    kilobytes: u32,
    parts: u32,
    awards: &[(String, u32, u32)],
    fingerprint: &str,
) -> Vec<(String, String)> {
    let mut lines = vec![
        ("Tệp gói".to_owned(), file.to_owned()),
        (
            "Dung lượng".to_owned(),
            format!("{} KB, gồm {parts} tệp bên trong", grouped(kilobytes)),
        ),
    ];
    for (award, collectives, individuals) in awards {
        let counts = [(*collectives, "tập thể"), (*individuals, "cá nhân")];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count:02} {what}"))
            .collect();
        lines.push((award.clone(), counts.join(", ")));
    }
    let letters: Vec<char> = fingerprint.chars().collect();
    let groups: Vec<String> = letters
        .chunks(16)
        .map(|group| group.iter().collect())
        .collect();
    lines.push(("SHA-256 của gói".to_owned(), groups.join(" ")));
    lines
}

/// Digits in groups of three, as Vietnamese writes them.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

fn some_of(names: &[String], count: usize) -> String {
    let told = names.len().min(MOST_NAMES);
    let rest = count - told;
    let told = names[..told].join(", ");
    if rest == 0 {
        told
    } else {
        format!("{told} và {rest} trường hợp khác")
    }
}

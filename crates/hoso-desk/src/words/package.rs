//! The Vietnamese words about packages of one dossier: what a person is to read first, what the
//! parts are called, and why a package was refused.

use super::{fields, name, refused, wire};
use crate::package::PartStateCode;
use crate::view::WireError;
use hoso_domain::{Dossier, short_date};
use hoso_exchange::ArchiveFault;
use hoso_exchange::dossier_package::{About, PackageError, Purpose, Return, Role, part};

/// What a part is that nothing is said of.
pub(crate) const NO_ROLE: &str = "Không có trong danh mục";
/// By which way a dossier was sent that came back as a package.
pub(crate) const SENT_AS_PACKAGE: &str = "Gói hồ sơ (.hoso)";
/// The remark of such a sending.
pub(crate) const SENT_BEFORE_RETURN: &str =
    "Ghi nhận khi mở gói trả lại: nơi nhận đã nhận được hồ sơ này.";
/// A return of a dossier that was worked on meanwhile.
pub(crate) const RETURN_OF_ANOTHER_STATE: &str = "Hồ sơ trong tủ khác bản mà nơi nhận đã xem: hồ sơ trong tủ được giữ nguyên, chỉ ghi thêm lý do trả lại.";

const UNTOUCHED: &str = "Tệp gói không bị thay đổi và chưa có gì được lấy ra.";
const ASK_AGAIN: &str =
    "Chép lại tệp từ nơi gửi (không mở hay sửa bằng chương trình nén), hoặc nhờ gửi lại.";

pub(crate) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Submission => "Gói trình hồ sơ",
        Purpose::Copy => "Bản sao để lưu, chuyển máy",
        Purpose::Return => "Gói trả lại hồ sơ",
    }
}

pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::ReadFirst => "Hướng dẫn đọc",
        Role::Dossier => "Dữ liệu hồ sơ",
        Role::Plan => "Kế hoạch",
        Role::Way => "Quá trình gửi, trả lời",
        Role::Return => "Lý do trả lại",
        Role::Document => "Văn bản",
        Role::Table => "Bảng",
        Role::Evidence => "Minh chứng",
    }
}

pub(crate) fn part_state(state: PartStateCode) -> &'static str {
    match state {
        PartStateCode::Sound => "Nguyên vẹn",
        PartStateCode::Altered => "Đã bị thay đổi",
        PartStateCode::Missing => "Bị thiếu",
        PartStateCode::Extra => "Thừa",
    }
}

pub(crate) fn altered_scan(title: &str) -> String {
    format!(
        "Tệp minh chứng của “{title}” không đọc được hoặc không còn đúng như khi lưu, nên không được đưa vào gói. Quét hoặc chọn lại tệp rồi đóng gói lại."
    )
}

pub(crate) fn faulty_scan(part: &str) -> String {
    format!("“{part}” bị thiếu hoặc đã bị thay đổi nên không được lấy vào tủ.")
}

pub(crate) fn nameless_scan(part: &str) -> String {
    format!(
        "“{part}” không thuộc giấy tờ nào của hồ sơ nên không được lấy vào tủ; tệp vẫn ở trong gói."
    )
}

pub(crate) fn unknown_scan(part: &str) -> String {
    format!(
        "“{part}” không phải PDF, JPEG, PNG, DOCX hay XLSX nên không được lấy vào tủ; tệp vẫn ở trong gói."
    )
}

pub(crate) fn large_scan(part: &str) -> String {
    format!("“{part}” lớn hơn 100 MB nên không được lấy vào tủ; tệp vẫn ở trong gói.")
}

pub(crate) fn plan_differs(id: &str, version: u32) -> String {
    format!(
        "Máy này đã có kế hoạch “{id}”, bản {version}, với nội dung khác bản trong gói. Hồ sơ được xét theo bản của máy này; đối chiếu hai bản trước khi dùng kết quả kiểm tra."
    )
}

pub(crate) fn plan_absent(id: &str, version: u32) -> String {
    format!(
        "Máy này không có kế hoạch “{id}”, bản {version}, và gói không kèm theo. Hồ sơ được xét theo bản mới nhất đang có."
    )
}

/// Where a reason is about: the words given, else those of the field.
pub(crate) fn reason_place(place: &str, path: &str, dossier: &Dossier) -> String {
    if place.trim().is_empty() && !path.is_empty() {
        fields::name(path, dossier)
    } else {
        place.trim().to_owned()
    }
}

/// The reasons of a return as the note of an answer, one on a line.
pub(crate) fn reasons(given_back: &Return) -> String {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let reasons = given_back.reasons.iter().map(|reason| {
        let text = line(reason.text.as_str());
        match reason.place.filled() {
            None => text,
            Some(place) => format!("{}: {text}", line(place)),
        }
    });
    reasons.collect::<Vec<_>>().join("\n")
}

/// What a person is to read first, also one without this program in thirty years. With the byte
/// order mark and the line ends by which the oldest editors show it right.
pub(crate) fn read_first(about: &About, plan: &str) -> String {
    let what = match about.purpose {
        Purpose::Submission => "Đây là một bộ hồ sơ đề nghị khen thưởng, đóng gói để trình.",
        Purpose::Copy => {
            "Đây là bản sao của một bộ hồ sơ đề nghị khen thưởng, để lưu hoặc chuyển sang máy khác."
        }
        Purpose::Return => "Đây là một bộ hồ sơ đề nghị khen thưởng được trả lại, kèm lý do.",
    };
    let occasion = about
        .year
        .map_or_else(String::new, |year| format!(", năm {year}"));
    let counts = about.counts;
    let text = format!(
        "ĐỌC TRƯỚC\n\n\
         {what}\n\n\
         Đơn vị:    {unit}\n\
         Kế hoạch:  {plan} (mã {plan_id}, bản {version}){occasion}\n\
         Đề nghị:   {collectives} tập thể, {individuals} cá nhân; {evidence} giấy tờ minh chứng\n\
         Xét theo quy định của pháp luật ngày {day}\n\n\n\
         MỞ BẰNG CHƯƠNG TRÌNH\n\n\
         Mở chương trình “Hồ sơ Thi đua”, chọn “Mở gói hồ sơ…” rồi chọn tệp .hoso này.\n\
         Chương trình kiểm tra từng phần trước khi lấy hồ sơ vào tủ.\n\n\n\
         MỞ KHI KHÔNG CÓ CHƯƠNG TRÌNH\n\n\
         Tệp .hoso là một tệp nén ZIP thông thường: đổi đuôi .hoso thành .zip rồi giải nén\n\
         bằng công cụ có sẵn của máy. Trong đó có:\n\n\
         {contents}\n\
         Tệp .json, .toml và .txt là văn bản Unicode (UTF-8), mở được bằng mọi trình soạn\n\
         thảo, kể cả Notepad. Tệp PDF theo chuẩn lưu trữ lâu dài PDF/A.\n\n\n\
         KIỂM TRA CÒN NGUYÊN VẸN\n\n\
         {manifest} ghi kích thước và mã kiểm SHA-256 của từng tệp. Sau khi giải nén, so mã\n\
         đó với kết quả của lệnh có sẵn: sha256sum TỆP (Linux), shasum -a 256 TỆP (macOS),\n\
         certutil -hashfile TỆP SHA256 (Windows). Khác mã là tệp đã bị thay đổi.\n",
        unit = about.unit,
        plan_id = about.plan,
        version = about.plan_version,
        collectives = counts.collectives,
        individuals = counts.individuals,
        evidence = counts.evidence,
        day = short_date(about.law_on),
        contents = contents(about.purpose),
        manifest = part::MANIFEST,
    );
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// What may lie in a package, a line for each.
fn contents(purpose: Purpose) -> String {
    let mut lines = vec![
        (part::MANIFEST.to_owned(), "danh mục các phần của gói"),
        (part::DOSSIER.to_owned(), "toàn bộ nội dung hồ sơ"),
        (part::PLAN.to_owned(), "kế hoạch mà hồ sơ thực hiện"),
    ];
    match purpose {
        Purpose::Return => lines.push((part::RETURN.to_owned(), "vì sao hồ sơ được trả lại")),
        Purpose::Copy => lines.push((
            part::WAY.to_owned(),
            "các lần gửi, trả lời, kết quả (nếu có)",
        )),
        Purpose::Submission => {}
    }
    if purpose != Purpose::Return {
        lines.extend([
            (
                format!("{}/", part::DOCUMENTS),
                "các văn bản của hồ sơ (PDF, DOCX), nếu có",
            ),
            (
                format!("{}/", part::TABLES),
                "danh sách, hội đồng, chỉ tiêu (Excel), nếu có",
            ),
            (
                format!("{}/", part::EVIDENCE),
                "bản quét giấy tờ minh chứng, nếu có",
            ),
        ]);
    }
    let lines = lines
        .into_iter()
        .map(|(name, what)| format!("  {name:<18} {what}\n"));
    lines.collect()
}

pub(crate) fn refusal(error: &PackageError) -> WireError {
    let cannot = |path| format!("Không mở được gói hồ sơ “{}”.", name(path));
    match error {
        PackageError::File(error) => super::file(error),
        PackageError::Archive { path, fault } => wire(
            "package_refused",
            cannot(path),
            format!("{} {UNTOUCHED}", archive(fault)),
            match fault {
                ArchiveFault::NoArchive(_) => ASK_AGAIN,
                ArchiveFault::Encrypted(_) => "Nhờ nơi gửi đóng gói lại, không đặt mật khẩu.",
                _ => {
                    "Không dùng gói này; nhờ nơi gửi đóng gói lại bằng chương trình “Hồ sơ Thi đua”."
                }
            },
        ),
        PackageError::WholeCabinet { path } => wire(
            "whole_cabinet",
            format!("“{}” là gói của cả tủ hồ sơ.", name(path)),
            "Gói này chứa mọi hồ sơ của một đơn vị, không phải một hồ sơ.",
            "Vào Cài đặt, phần Sao lưu, bấm “Mở tệp gói…”; tủ đang có sẽ được sao lưu trước.",
        ),
        PackageError::Part { path, part, source } => {
            let what = format!("{} Phần “{part}” không dùng được.", cannot(path));
            refused("package_refused", what, source, "gói hồ sơ")
        }
        PackageError::Lacks { path, part } => wire(
            "package_refused",
            cannot(path),
            format!(
                "Trong tệp không có “{part}”: đây không phải gói hồ sơ, hoặc gói đã bị lấy bớt. {UNTOUCHED}"
            ),
            ASK_AGAIN,
        ),
        PackageError::Altered { path, part } => wire(
            "package_altered",
            format!("Không lấy được hồ sơ từ gói “{}”.", name(path)),
            format!("Phần “{part}” đã bị thay đổi sau khi đóng gói. {UNTOUCHED}"),
            ASK_AGAIN,
        ),
        PackageError::GivenUp => given_up(),
    }
}

fn given_up() -> WireError {
    wire(
        "cancelled",
        "Đã dừng theo yêu cầu.",
        "Chưa có gì được ghi.",
        "Làm lại khi cần.",
    )
}

pub(crate) fn another_is_here(id: &str) -> WireError {
    wire(
        "another_is_here",
        format!("Trong tủ đã có hồ sơ “{id}” với nội dung khác."),
        "Hồ sơ đang có không bị ghi đè khi chưa so sánh.",
        "Xem điểm khác nhau rồi chọn: lấy thành một hồ sơ riêng (--as-copy), hoặc thay hồ sơ đang có (--replace-kept; hoàn tác được).",
    )
}

pub(crate) fn no_reason() -> WireError {
    wire(
        "no_reason",
        "Chưa lập được gói trả lại.",
        "Gói trả lại phải nêu ít nhất một lý do, để đơn vị biết cần sửa gì.",
        "Ghi lý do, nêu rõ chỗ cần sửa, rồi làm lại.",
    )
}

/// Why an archive was refused, as a sentence.
fn archive(fault: &ArchiveFault) -> String {
    match fault {
        ArchiveFault::NoArchive(detail) => {
            format!(
                "Tệp không phải tệp nén ZIP còn nguyên vẹn: có thể chép dở dang hoặc đã bị hỏng ({detail})."
            )
        }
        ArchiveFault::TooManyEntries { found, limit } => {
            format!("Tệp khai có {found} phần, quá giới hạn {limit} phần của một gói.")
        }
        ArchiveFault::UnsafeName(name) => {
            format!(
                "Tên phần “{}” dẫn ra ngoài thư mục hoặc không dùng được trên Windows.",
                shown(name)
            )
        }
        ArchiveFault::DuplicateName(name) => {
            format!(
                "Có hai phần trùng tên “{}” (không kể chữ hoa, chữ thường).",
                shown(name)
            )
        }
        ArchiveFault::NotAFile(name) => {
            format!("Phần “{}” là liên kết, không phải tệp.", shown(name))
        }
        ArchiveFault::Encrypted(name) => format!("Phần “{}” bị khóa bằng mật khẩu.", shown(name)),
        ArchiveFault::UnknownPacking(name) => {
            format!(
                "Phần “{}” được nén theo cách chương trình không dùng.",
                shown(name)
            )
        }
        ArchiveFault::Overlap(name) => {
            format!(
                "Phần “{}” chồng lên phần khác, như trong tệp nén dùng để phá máy.",
                shown(name)
            )
        }
        ArchiveFault::TooLarge { name, limit } => format!(
            "Phần “{}” giải nén ra quá {} MB, như trong tệp nén dùng để phá máy.",
            shown(name),
            super::mebibytes(*limit)
        ),
    }
}

/// A name of a foreign file, short and without signs that do not print.
fn shown(name: &str) -> String {
    const LONGEST: usize = 80;
    let signs = name
        .chars()
        .map(|sign| if sign.is_control() { '·' } else { sign });
    signs.take(LONGEST).collect()
}

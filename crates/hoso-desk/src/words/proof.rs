//! The Vietnamese words of the proof that all documents agree.

use hoso_rules::proof::{Difference, Mismatch, MismatchKind};
use std::fmt::Write;

/// What states something that no field of the dossier states.
pub(crate) const OF_THE_PLAN: &str = "Kế hoạch và số liệu tính được";

/// What differs, as a title.
pub(crate) fn title(kind: MismatchKind) -> &'static str {
    match kind {
        MismatchKind::Name => "Họ tên viết khác nhau",
        MismatchKind::Body => "Tên cơ quan, đơn vị viết khác nhau",
        MismatchKind::Missing => "Thiếu người hoặc tập thể được đề nghị",
        MismatchKind::Extra => "Có người không thuộc danh sách đề nghị",
        MismatchKind::Count => "Số lượng không khớp",
        MismatchKind::InWords => "Số và chữ không khớp",
        MismatchKind::Votes => "Số phiếu, số thành viên không khớp",
        MismatchKind::Award => "Hình thức khen thưởng không khớp",
        MismatchKind::Post => "Chức vụ không khớp",
        MismatchKind::Workplace => "Đơn vị công tác không khớp",
        MismatchKind::Date => "Ngày không khớp",
        MismatchKind::DateOrder => "Ngày không theo thứ tự",
        MismatchKind::Symbol => "Số, ký hiệu không khớp",
        MismatchKind::Figure => "Số liệu không khớp",
    }
}

/// One sentence on a mismatch.
pub(crate) fn message(mismatch: &Mismatch) -> String {
    let (found, expected) = (&mismatch.found, &mismatch.expected);
    match mismatch.kind {
        MismatchKind::Missing => format!("Văn bản không nêu tên {expected}."),
        MismatchKind::Extra => {
            format!("Văn bản nêu tên {found}, nhưng hồ sơ không đề nghị khen thưởng người này.")
        }
        MismatchKind::DateOrder => {
            let later = mismatch.stated.first().map_or("", |place| &place.words);
            format!("Ngày {found} lại sau ngày {later} của việc phải diễn ra sau.")
        }
        _ => match mismatch.differs {
            Some(differs) => format!("Ghi “{found}”, đúng ra là “{expected}”: {}.", how(differs)),
            None => format!("Ghi “{found}”, nơi khác ghi “{expected}”."),
        },
    }
}

fn how(differs: Difference) -> &'static str {
    match differs {
        Difference::Marks => "khác dấu",
        Difference::Capitals => "khác chữ hoa, chữ thường",
        Difference::PlaceOfTone => "dấu thanh đặt ở chữ cái khác",
        Difference::Spaces => "thừa hoặc thiếu khoảng trắng",
        Difference::Composition => "dấu là ký tự rời, máy coi là chữ khác",
        Difference::Letter => "khác một chữ cái",
    }
}

/// A place on paper: document, page, and the template with its line.
pub(crate) fn on_paper(title: &str, page: usize, template: Option<(&str, usize)>) -> String {
    let mut words = title.to_owned();
    if page > 0 {
        let _ = write!(words, ", trang {page}");
    }
    if let Some((template, line)) = template {
        let _ = write!(words, "; mẫu “{template}” của đơn vị, dòng {line}");
    }
    words
}

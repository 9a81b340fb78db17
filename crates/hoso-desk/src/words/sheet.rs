//! The Vietnamese words for spreadsheets that cannot be read, and imports that cannot be done.

use super::{mebibytes, name, wire};
use crate::view::WireError;
use hoso_exchange::sheet::SheetFault;
use std::path::Path;

const SAVE_AGAIN: &str = "Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi nhập lại.";

pub(super) fn refused(path: &Path, fault: &SheetFault) -> WireError {
    let what = format!("Không đọc được bảng tính “{}”.", name(path));
    let (code, why, next) = match fault {
        SheetFault::NotASheet => (
            "sheet_unknown",
            "Tệp không phải bảng tính Excel, OpenDocument hay CSV.".to_owned(),
            "Chọn tệp .xlsx, .xls, .ods hoặc .csv.",
        ),
        SheetFault::WebPage => (
            "sheet_web_page",
            "Tệp là trang web hoặc XML mang tên bảng tính; nhiều phần mềm xuất dữ liệu như vậy."
                .to_owned(),
            SAVE_AGAIN,
        ),
        SheetFault::Binary => (
            "sheet_binary",
            "Tệp ở dạng nhị phân .xlsb.".to_owned(),
            SAVE_AGAIN,
        ),
        SheetFault::Password => (
            "sheet_password",
            "Tệp được đặt mật khẩu.".to_owned(),
            "Mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi nhập lại.",
        ),
        SheetFault::Damaged { detail } => (
            "sheet_damaged",
            format!("Nội dung tệp bị hỏng hoặc không đúng quy cách ({detail})."),
            SAVE_AGAIN,
        ),
        SheetFault::UnpacksTooLarge { limit } => (
            "sheet_too_large",
            format!("Nội dung tệp khi mở ra lớn hơn {} MB.", mebibytes(*limit)),
            "Chép riêng bảng cần nhập sang tệp mới rồi nhập tệp đó.",
        ),
        SheetFault::TooManySheets { limit } => (
            "sheet_too_large",
            format!("Tệp có hơn {limit} trang tính."),
            "Chép riêng trang tính cần nhập sang tệp mới rồi nhập tệp đó.",
        ),
        SheetFault::TooManyRows { sheet, limit } => (
            "sheet_too_large",
            format!("Trang tính “{sheet}” có hơn {limit} dòng."),
            "Chia bảng thành nhiều tệp rồi nhập từng tệp.",
        ),
        SheetFault::TooManyColumns { sheet, limit } => (
            "sheet_too_large",
            format!("Trang tính “{sheet}” có hơn {limit} cột."),
            "Xóa các cột thừa ở bên phải rồi nhập lại.",
        ),
        SheetFault::TooManyCells { limit } => (
            "sheet_too_large",
            format!("Tệp có hơn {limit} ô, hoặc các ô nằm quá xa nhau."),
            "Chép riêng bảng cần nhập sang tệp mới rồi nhập tệp đó.",
        ),
        SheetFault::TooHard => (
            "sheet_too_hard",
            "Việc đọc tệp mất quá nhiều thời gian hoặc bộ nhớ, hoặc nội dung tệp làm bộ đọc dừng."
                .to_owned(),
            SAVE_AGAIN,
        ),
        SheetFault::Empty => (
            "sheet_empty",
            "Tệp không có ô nào có chữ hoặc số.".to_owned(),
            "Chọn đúng tệp có bảng cần nhập.",
        ),
    };
    wire(code, what, why, next)
}

pub(super) fn cells_refused(fault: &SheetFault) -> WireError {
    let (code, why, next) = match fault {
        SheetFault::TooManyRows { limit, .. } => (
            "cells_too_many",
            format!("Vùng đã chép có hơn {limit} dòng."),
            "Lưu bảng thành tệp .xlsx, chia thành nhiều tệp rồi nhập từng tệp.",
        ),
        SheetFault::TooManyColumns { limit, .. } => (
            "cells_too_many",
            format!("Vùng đã chép có hơn {limit} cột."),
            "Trong Excel, chỉ chọn các cột của bảng, chép lại rồi dán.",
        ),
        SheetFault::TooManyCells { limit } => (
            "cells_too_many",
            format!("Vùng đã chép có hơn {limit} ô."),
            "Chép từng phần của bảng, hoặc lưu bảng thành tệp .xlsx rồi nhập tệp đó.",
        ),
        _ => (
            "cells_empty",
            "Không có ô nào có chữ hoặc số.".to_owned(),
            "Trong Excel, chọn vùng ô của bảng, bấm Ctrl+C rồi dán lại.",
        ),
    };
    let what = "Không nhận được các ô đã dán.".to_owned();
    wire(code, what, why, next)
}

pub(super) fn unknown(name: &str, known: &[String]) -> WireError {
    wire(
        "unknown_sheet",
        format!("Tệp không có trang tính “{name}”."),
        format!("Các trang tính trong tệp: {}.", known.join(", ")),
        "Chọn một trong các trang tính trên.",
    )
}

pub(super) fn nothing(refused: u32) -> WireError {
    let why = if refused == 0 {
        "Mọi dòng đều đã có trong hồ sơ đúng như vậy, hoặc không phải dòng dữ liệu.".to_owned()
    } else {
        format!("Không có dòng nào mới hoặc thay đổi; {refused} dòng bị từ chối.")
    };
    wire(
        "nothing_to_import",
        "Không có gì để ghi.",
        why,
        "Xem lý do ở từng dòng, sửa bảng hoặc chọn lại cột rồi nhập lại.",
    )
}

pub(super) fn changed() -> WireError {
    wire(
        "import_changed",
        "Chưa ghi gì: kết quả đã khác với bảng vừa xem.",
        "Tệp bảng tính hoặc hồ sơ đã thay đổi sau khi xem trước.",
        "Xem lại bảng kết quả mới rồi xác nhận lần nữa.",
    )
}

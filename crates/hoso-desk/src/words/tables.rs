//! The words for tables that are written for a spreadsheet.

use super::wire;
use crate::cabinet::AttentionCode;
use crate::view::WireError;
use hoso_exchange::workbook::{CutCell, WorkbookError, Xlsx};

/// How many cut texts are named one by one.
const NAMED: usize = 5;

pub(crate) fn refusal(error: &WorkbookError) -> WireError {
    wire(
        "workbook",
        "Không ghi được tệp Excel.",
        format!("Bảng không vừa một trang tính Excel: {error}."),
        "Chia bớt hồ sơ hoặc xuất từng bảng rồi làm lại; chưa có tệp nào được ghi.",
    )
}

/// What of a workbook was too long, for people.
pub(crate) fn cut(xlsx: &Xlsx) -> Vec<String> {
    let one = |cell: &CutCell| {
        let CutCell { sheet, row, column } = cell;
        format!(
            "Trang “{sheet}”, dòng {row}, cột “{column}”: đoạn dài hơn một ô Excel chứa được (32.767 ký tự) nên bị cắt bớt; trong hồ sơ vẫn đủ."
        )
    };
    let mut notes: Vec<String> = xlsx.cut.iter().take(NAMED).map(one).collect();
    let others = xlsx.cut.len().saturating_sub(NAMED);
    if others > 0 {
        notes.push(format!("Và {others} ô khác bị cắt bớt như vậy."));
    }
    notes
}

/// A dossier's state in words.
pub(crate) fn state(code: &str) -> &'static str {
    match code {
        "sent" => "Đã gửi",
        "returned" => "Bị trả lại",
        "accepted" => "Đã tiếp nhận",
        _ => "Đang lập",
    }
}

/// Why a dossier needs attention.
pub(crate) fn attention(code: AttentionCode) -> &'static str {
    match code {
        AttentionCode::Damaged => "Dữ liệu không còn như khi ghi",
        AttentionCode::Returned => "Bị trả lại, chờ bổ sung",
        AttentionCode::DueSoon => "Sắp đến hạn, chưa gửi",
        AttentionCode::Late => "Quá hạn mà chưa gửi",
    }
}

//! The Vietnamese words for what can go wrong with the cabinet, and for what its journal tells.

use super::{cause, mebibytes, name, wire};
use crate::view::WireError;
use hoso_store::{Problem, StoreError};

const SAFE: &str = "Những gì đã được lưu trước đó vẫn còn nguyên.";
const EXAMINE: &str = "Chạy “Kiểm tra tủ hồ sơ”; nếu báo hỏng, dùng “Cứu dữ liệu” hoặc khôi phục bản sao lưu gần nhất.";

pub(crate) fn refusal(error: &StoreError) -> WireError {
    place(error)
        .or_else(|| medium(error))
        .or_else(|| subject(error))
        .unwrap_or_else(|| {
            wire(
                "cabinet",
                "Tủ hồ sơ không thực hiện được việc này.",
                format!("Bộ phận lưu trữ báo: {error}. {SAFE}"),
                "Thử lại; nếu vẫn lỗi, chép chi tiết này gửi người hỗ trợ.",
            )
        })
}

/// Refusals that are about where the cabinet is and who has it.
fn place(error: &StoreError) -> Option<WireError> {
    Some(match error {
        StoreError::NoCabinet { folder } => wire(
            "no_cabinet",
            format!("Chưa có tủ hồ sơ trong “{}”.", folder.display()),
            "Thư mục này không có tệp cabinet.db.",
            "Tạo tủ hồ sơ mới ở đây, hoặc chọn đúng thư mục của tủ hồ sơ.",
        ),
        StoreError::Lost { folder, backups } => wire(
            "cabinet_lost",
            "Không còn thấy dữ liệu của tủ hồ sơ.",
            format!(
                "Trong “{}” không còn tệp cabinet.db, nhưng vẫn còn {backups} bản sao lưu. Tệp có thể đã bị xóa hoặc bị chuyển đi nơi khác.",
                folder.display()
            ),
            "Nếu biết tệp ở đâu, chép trả về rồi mở lại; nếu không, khôi phục bản sao lưu mới nhất.",
        ),
        StoreError::CabinetExists { folder } => wire(
            "cabinet_exists",
            format!("Thư mục “{}” đã có tủ hồ sơ.", folder.display()),
            "Mỗi thư mục chỉ chứa một tủ hồ sơ, và tủ đang có không bị ghi đè.",
            "Mở tủ hồ sơ đang có, hoặc chọn thư mục khác.",
        ),
        StoreError::InUse { folder } => wire(
            "cabinet_in_use",
            format!("Tủ hồ sơ “{}” đang được mở ở nơi khác.", folder.display()),
            "Mỗi lúc chỉ một cửa sổ được mở tủ hồ sơ, để không ai ghi đè lên ai.",
            "Chuyển sang cửa sổ đang mở, hoặc đóng cửa sổ đó rồi mở lại.",
        ),
        StoreError::Newer { found, known } => wire(
            "newer_version",
            "Tủ hồ sơ do phiên bản mới hơn của chương trình ghi ra nên không mở được.",
            format!(
                "Tủ theo cấu trúc số {found}; chương trình này biết đến số {known}. Tủ không bị thay đổi."
            ),
            "Cập nhật chương trình rồi mở lại.",
        ),
        StoreError::Foreign { path } => wire(
            "foreign_cabinet",
            format!("“{}” không phải tủ hồ sơ đọc được.", name(path)),
            "Phần đầu của tệp không phải của chương trình này, hoặc đã bị hỏng.",
            "Nếu đây từng là tủ hồ sơ, dùng “Cứu dữ liệu” để lấy lại từ tệp và từ bản sao lưu.",
        ),
        StoreError::ForeignMigration { number } => wire(
            "foreign_cabinet",
            "Tủ hồ sơ này không do bản chính thức của chương trình tạo ra.",
            format!("Bước nâng cấp số {number} của tủ khác với của chương trình."),
            "Mở bằng chương trình đã tạo ra tủ, rồi xuất từng hồ sơ ra tệp.",
        ),
        StoreError::PathTooLong { path } => wire(
            "path_too_long",
            "Đường dẫn của thư mục quá dài.",
            format!("“{}” dài hơn mức mà tệp dữ liệu nhận được.", path.display()),
            "Chọn thư mục nằm ít tầng hơn hoặc có tên ngắn hơn.",
        ),
        _ => return None,
    })
}

/// Refusals of the disk, and damage.
fn medium(error: &StoreError) -> Option<WireError> {
    Some(match error {
        StoreError::Damaged { what } => wire(
            "damaged",
            "Một phần dữ liệu trong tủ hồ sơ đã bị hỏng nên không được hiện ra.",
            format!("Dữ liệu không còn khớp với dấu kiểm khi ghi ({what})."),
            EXAMINE,
        ),
        StoreError::DamagedCopy { path, what } => wire(
            "damaged_copy",
            format!("Bản sao “{}” đã bị hỏng nên không được dùng.", name(path)),
            format!("Nội dung không còn khớp với dấu kiểm ({what}). Tủ hồ sơ không bị thay đổi."),
            "Chọn bản sao lưu khác, hoặc tạo bản sao lưu mới sang ổ đĩa khác.",
        ),
        StoreError::Full { .. } => wire(
            "disk_full",
            "Không lưu được: ổ đĩa đã đầy.",
            format!("Không còn chỗ cho thay đổi vừa rồi. {SAFE}"),
            "Xóa bớt tệp không cần trên ổ đĩa này rồi gõ tiếp; chương trình sẽ lưu lại.",
        ),
        StoreError::ReadOnly { .. } => wire(
            "read_only",
            "Tủ hồ sơ nằm ở nơi chỉ cho đọc nên không lưu được.",
            "Ổ đĩa, USB hoặc thư mục này không cho ghi.",
            "Chép tủ hồ sơ sang thư mục Tài liệu (Documents) của máy này rồi mở ở đó.",
        ),
        StoreError::Medium { detail, .. } => wire(
            "medium",
            "Không đọc hoặc ghi được tủ hồ sơ: ổ đĩa hoặc USB có thể đã bị rút ra.",
            format!("Hệ thống báo: {detail}. {SAFE}"),
            "Cắm lại ổ đĩa rồi mở lại tủ hồ sơ.",
        ),
        StoreError::File { path, source, .. } => {
            let (why, next) = cause(source);
            let what = format!("Không đọc hoặc ghi được “{}”.", path.display());
            wire("cannot_read", what, why, next)
        }
        StoreError::TooLarge { path, bytes, limit } => wire(
            "too_large",
            format!(
                "Tệp “{}” quá lớn nên không được nhận làm minh chứng.",
                name(path)
            ),
            format!(
                "Tệp có {} MB, giới hạn là {} MB.",
                mebibytes(*bytes),
                mebibytes(*limit)
            ),
            "Quét lại với độ phân giải 200-300 dpi, hoặc tách thành nhiều tệp.",
        ),
        StoreError::UnknownFileKind { path } => wire(
            "unknown_file_kind",
            format!("Tệp “{}” không thuộc loại nhận làm minh chứng.", name(path)),
            "Chỉ nhận PDF, ảnh JPEG hoặc PNG, văn bản Word (.docx) và bảng tính Excel (.xlsx); loại tệp được xét theo nội dung, không theo tên.",
            "Lưu hoặc quét lại thành PDF rồi thêm vào.",
        ),
        StoreError::NoEvidence { sha256 } => wire(
            "no_evidence",
            "Tệp minh chứng không còn, hoặc nội dung đã bị thay đổi.",
            format!(
                "Không có tệp nào còn khớp với mã {}…",
                sha256.get(..12).unwrap_or(sha256)
            ),
            "Thêm lại tệp gốc: chương trình nhận ra và đặt lại đúng chỗ.",
        ),
        StoreError::NoBackup => wire(
            "no_backup",
            "Không có bản sao lưu nào như vậy.",
            "Thư mục không có bản sao lưu dùng được, hoặc số không đúng.",
            "Chọn thư mục khác, hoặc xem danh sách bản sao lưu.",
        ),
        _ => return None,
    })
}

/// Refusals that are about a dossier and what was to be done with it.
fn subject(error: &StoreError) -> Option<WireError> {
    Some(match error {
        StoreError::NoDossier { id } => wire(
            "no_dossier",
            format!("Trong tủ không có hồ sơ “{id}”."),
            "Không hồ sơ nào mang mã này, hoặc hồ sơ đã được cất khỏi danh sách.",
            "Chọn hồ sơ trong danh sách của tủ.",
        ),
        StoreError::DossierExists { id } => wire(
            "dossier_exists",
            format!("Trong tủ đã có hồ sơ “{id}”."),
            "Mỗi hồ sơ có một mã riêng, và hồ sơ đang có không bị ghi đè.",
            "Mở hồ sơ đang có, hoặc đổi mã trong tệp rồi nhập lại.",
        ),
        StoreError::Frozen { id } => wire(
            "frozen",
            format!("Hồ sơ “{id}” đã gửi nên không sửa được nữa."),
            "Bản đã gửi được giữ đúng như lúc gửi.",
            "Nếu hồ sơ bị trả lại, ghi nhận “Bị trả lại” rồi sửa; nếu không, lập hồ sơ mới từ hồ sơ này.",
        ),
        StoreError::NotSent { id } => wire(
            "not_sent",
            format!("Hồ sơ “{id}” không ở nơi nhận nên chưa ghi nhận được việc này."),
            "Hồ sơ chưa gửi, đã rút về hoặc đã bị trả lại.",
            "Đánh dấu đã gửi trước, rồi ghi nhận trả lời của nơi nhận.",
        ),
        StoreError::BadId { list, id } => wire(
            "bad_id",
            "Dữ liệu có mã bị trống hoặc bị trùng nên chưa được lưu.",
            format!("Mã “{id}” trong danh sách “{list}” bị trống hoặc dùng hai lần."),
            "Đặt cho mỗi mục một mã riêng rồi làm lại.",
        ),
        StoreError::NoField { path } => wire(
            "no_field",
            "Không tìm thấy mục cần sửa.",
            format!("Hồ sơ không có mục “{path}”."),
            "Mở lại hồ sơ: mục này có thể vừa bị xóa.",
        ),
        StoreError::BadValue { path, detail } => wire(
            "bad_value",
            "Giá trị vừa nhập không hợp lệ nên chưa được lưu.",
            format!("Mục “{path}” không nhận giá trị này ({detail})."),
            "Sửa lại giá trị; phần đã lưu trước đó vẫn còn.",
        ),
        StoreError::NothingToUndo => wire(
            "nothing_to_undo",
            "Không còn bước nào để hoàn tác.",
            "Hồ sơ đang ở trạng thái khi bắt đầu.",
            "Xem “Lịch sử” để tìm trạng thái cũ hơn.",
        ),
        StoreError::NothingToRedo => wire(
            "nothing_to_redo",
            "Không có bước nào để làm lại.",
            "Chưa hoàn tác bước nào, hoặc đã sửa tiếp sau khi hoàn tác.",
            "Xem “Lịch sử” để lấy lại trạng thái đã bỏ.",
        ),
        StoreError::NoEntry { seq } => wire(
            "no_entry",
            "Không tìm thấy thời điểm này trong lịch sử.",
            format!("Lịch sử của mục này không có lần ghi số {seq}."),
            "Chọn một lần ghi trong danh sách lịch sử.",
        ),
        StoreError::PlanDiffers { id, version } => wire(
            "plan_differs",
            format!("Kế hoạch “{id}” bản {version} đã được lưu với nội dung khác."),
            "Một bản kế hoạch đã dùng để xét hồ sơ thì không đổi nữa.",
            "Tăng số bản của tệp kế hoạch rồi nạp lại.",
        ),
        StoreError::NoSubject { number } => wire(
            "no_subject",
            "Không ghép được hai tên này làm một.",
            format!("Không có người hoặc tập thể số {number}, hoặc hai bên không cùng loại."),
            "Chọn lại hai dòng trong danh sách.",
        ),
        _ => return None,
    })
}

/// What an entry of the journal did.
pub(crate) fn act(code: &str) -> &'static str {
    match code {
        "create" => "Lập hồ sơ",
        "import" => "Nhập hồ sơ từ tệp",
        "renew" => "Lập từ hồ sơ cũ",
        "edit" => "Sửa",
        "undo" => "Hoàn tác",
        "redo" => "Làm lại",
        "restore" => "Lấy lại trạng thái cũ",
        "discard" => "Cất khỏi danh sách",
        "send" => "Gửi hồ sơ",
        "recall" => "Rút hồ sơ về",
        "answer" => "Ghi nhận trả lời",
        "outcome" => "Ghi nhận kết quả",
        "keep" => "Đổi thiết đặt",
        "file" => "Lưu tệp minh chứng",
        "from_backup" => "Khôi phục từ bản sao lưu",
        "salvage" => "Cứu từ tủ bị hỏng",
        "erase" => "Xóa dữ liệu cá nhân theo yêu cầu",
        _ => "Ghi",
    }
}

/// What was confirmed before a sending, as its code was kept before dossiers had a rehearsal.
pub(crate) fn confirmed(code: &str) -> String {
    match code {
        "names" => "Người được đề nghị đã soát lại họ tên, chức vụ của mình".to_owned(),
        "clearance" => "Đã rà soát kỷ luật, khiếu nại, tố cáo của từng trường hợp".to_owned(),
        "head" => "Thủ trưởng đơn vị đã xem và xác nhận hồ sơ".to_owned(),
        other => other.to_owned(),
    }
}

/// What an examination found.
pub(crate) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Database(what) => format!("Tệp dữ liệu có chỗ không đọc được: {what}"),
        Problem::Reference(what) => format!("Có dòng trỏ đến dòng không còn: {what}"),
        Problem::Dossier { id, what } if id.is_empty() => {
            format!("Phần chung của tủ (thiết đặt, danh mục) bị hỏng: {what}")
        }
        Problem::Dossier { id, what } => format!("Hồ sơ “{id}” bị hỏng: {what}"),
        Problem::Journal(seq) => format!("Nhật ký bị đứt từ lần ghi số {seq}"),
    }
}

/// What to know of a place before a cabinet is put there; empty where it is good.
pub(crate) fn place_advice(is_network: bool, can_write: bool) -> String {
    match (is_network, can_write) {
        (_, false) => "Nơi này chỉ cho đọc. Hãy chép tủ hồ sơ sang thư mục Tài liệu của máy này rồi mở ở đó.".to_owned(),
        (true, true) => "Nơi này là ổ đĩa mạng: khi mạng chập chờn, tủ hồ sơ có thể hỏng. Hãy để tủ trên ổ đĩa của máy này, và sao lưu sang ổ mạng.".to_owned(),
        (false, true) => String::new(),
    }
}

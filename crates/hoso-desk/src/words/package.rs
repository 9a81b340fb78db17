//! The Vietnamese words for a package that was not made or not opened.

use super::{file, name, refused, wire};
use crate::view::WireError;
use hoso_exchange::ArchiveFault;
use hoso_exchange::dossier_package::PackageError;

const SEND_AGAIN: &str = "Đề nghị nơi gửi đóng gói và gửi lại; tệp đang có được để nguyên.";

pub(super) fn refusal(error: &PackageError) -> WireError {
    match error {
        PackageError::File(error) => file(error),
        PackageError::Archive { path, fault } => wire(
            "package_refused",
            format!("Không mở được gói “{}”.", name(path)),
            archive(fault),
            SEND_AGAIN,
        ),
        PackageError::WholeCabinet { path } => wire(
            "whole_cabinet",
            format!(
                "“{}” là cả một tủ hồ sơ đóng gói, không phải gói một hồ sơ.",
                name(path)
            ),
            "Hai loại tệp cùng có đuôi .hoso.",
            "Nếu muốn mở tủ hồ sơ này, dùng mục sao lưu trong Cài đặt; nếu cần một hồ sơ, đề nghị nơi gửi đóng gói riêng hồ sơ ấy.",
        ),
        PackageError::Part { path, part, source } => {
            let what = format!("Không đọc được “{part}” trong gói “{}”.", name(path));
            refused("package_refused", what, source, "tệp trong gói")
        }
        PackageError::Lacks { path, part } => wire(
            "package_refused",
            format!("“{}” không phải gói hồ sơ, hoặc gói bị thiếu.", name(path)),
            format!("Trong tệp không có “{part}” mà mọi gói hồ sơ đều có."),
            "Kiểm tra lại tệp vừa chọn; nếu đúng là gói hồ sơ, đề nghị nơi gửi đóng gói và gửi lại.",
        ),
        PackageError::Altered { path, part } => wire(
            "package_altered",
            format!("Gói “{}” không còn nguyên như khi đóng.", name(path)),
            format!("“{part}” trong gói đã bị thay đổi hoặc hỏng khi chép."),
            SEND_AGAIN,
        ),
        PackageError::GivenUp => wire(
            "cancelled",
            "Đã dừng.",
            "Việc được dừng theo yêu cầu; chưa có tệp nào được ghi hay thay thế.",
            "Làm lại khi cần.",
        ),
    }
}

fn archive(fault: &ArchiveFault) -> String {
    match fault {
        ArchiveFault::NoArchive(_) => {
            "Tệp không phải gói hồ sơ, hoặc bị cắt cụt khi chép hay gửi.".to_owned()
        }
        ArchiveFault::TooManyEntries { found, limit } => {
            format!("Gói có {found} tệp bên trong, nhiều hơn mức cho phép là {limit}.")
        }
        ArchiveFault::UnsafeName(name) => {
            format!("Tên tệp bên trong “{name}” dẫn ra ngoài gói hoặc không dùng được trên máy.")
        }
        ArchiveFault::DuplicateName(name) => {
            format!("Trong gói có hai tệp cùng tên “{name}”.")
        }
        ArchiveFault::NotAFile(name) => format!("“{name}” trong gói không phải tệp thường."),
        ArchiveFault::Encrypted(name) => format!("“{name}” trong gói bị khóa bằng mật khẩu."),
        ArchiveFault::UnknownPacking(name) => {
            format!("“{name}” trong gói được nén theo cách chương trình không đọc.")
        }
        ArchiveFault::Overlap(name) => format!("“{name}” nằm chồng lên tệp khác trong gói."),
        ArchiveFault::TooLarge { name, .. } => {
            format!("“{name}” giải nén ra quá lớn so với mức cho phép.")
        }
    }
}

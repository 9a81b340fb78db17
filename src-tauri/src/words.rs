//! The words for what only the window can refuse; all others come from the desk.

use hoso_desk::view::WireError;
use std::path::Path;

pub fn nothing_open() -> WireError {
    WireError {
        code: "nothing_open".to_owned(),
        what: "Chưa có hồ sơ nào được mở.".to_owned(),
        why: "Việc vừa chọn cần một hồ sơ đang mở.".to_owned(),
        next: "Mở hồ sơ mẫu hoặc một tệp hồ sơ rồi làm lại.".to_owned(),
    }
}

pub fn no_cabinet() -> WireError {
    WireError {
        code: "no_cabinet".to_owned(),
        what: "Chưa mở được tủ hồ sơ.".to_owned(),
        why: "Khi chưa có tủ hồ sơ, hồ sơ chỉ xem được, không sửa được.".to_owned(),
        next: "Khởi động lại chương trình; nếu vẫn vậy, xem mục “Khi gặp lỗi” trong Trợ giúp."
            .to_owned(),
    }
}

pub fn nothing_received() -> WireError {
    WireError {
        code: "nothing_received".to_owned(),
        what: "Chưa đọc thư mục gói hồ sơ nào.".to_owned(),
        why: "Việc vừa chọn cần các gói do đơn vị gửi lên.".to_owned(),
        next: "Chọn thư mục chứa các gói rồi làm lại.".to_owned(),
    }
}

pub fn not_a_dossier_file(path: &Path) -> WireError {
    let name = path.file_name().unwrap_or(path.as_os_str());
    WireError {
        code: "not_a_dossier_file".to_owned(),
        what: format!("“{}” không phải tệp hồ sơ.", name.to_string_lossy()),
        why: "Tệp hồ sơ có đuôi .json, gói hồ sơ có đuôi .hoso, do chương trình này ghi ra."
            .to_owned(),
        next: "Chọn tệp hồ sơ hoặc gói hồ sơ rồi mở lại.".to_owned(),
    }
}

pub fn not_a_package(path: &Path) -> WireError {
    let name = path.file_name().unwrap_or(path.as_os_str());
    WireError {
        code: "not_a_package".to_owned(),
        what: format!("“{}” không phải gói hồ sơ.", name.to_string_lossy()),
        why: "Gói hồ sơ có đuôi .hoso, do chương trình này ghi ra.".to_owned(),
        next: "Chọn gói hồ sơ (đuôi .hoso) rồi mở lại.".to_owned(),
    }
}

pub fn cannot_show(folder: &Path, detail: &str) -> WireError {
    WireError {
        code: "cannot_show".to_owned(),
        what: "Không mở được thư mục.".to_owned(),
        why: format!("Hệ thống báo: {detail}."),
        next: format!("Tự mở thư mục {} để lấy tệp.", folder.display()),
    }
}

/// Code of the refusal where no folder for further backups was chosen yet.
pub const NO_BACKUP_FOLDER: &str = "no_backup_folder";

pub fn no_backup_folder() -> WireError {
    WireError {
        code: NO_BACKUP_FOLDER.to_owned(),
        what: "Chưa chọn thư mục sao lưu.".to_owned(),
        why: "Bản sao lưu thêm nằm ở thư mục do người dùng chọn, ví dụ trên USB.".to_owned(),
        next: "Vào Cài đặt, phần Sao lưu, và chọn thư mục.".to_owned(),
    }
}

pub fn cannot_remember(folder: &Path, error: &std::io::Error) -> WireError {
    WireError {
        code: "cannot_remember".to_owned(),
        what: "Đã mở tủ hồ sơ ở chỗ mới nhưng chưa nhớ được cho lần sau.".to_owned(),
        why: format!("Hệ thống báo: {error}."),
        next: format!("Lần mở sau, nếu cần, mở lại tủ ở {}.", folder.display()),
    }
}

pub fn cannot_open(file: &Path, detail: &str) -> WireError {
    WireError {
        code: "cannot_open".to_owned(),
        what: "Không mở được tệp minh chứng.".to_owned(),
        why: format!("Hệ thống báo: {detail}."),
        next: format!("Tự mở bản sao tại {}.", file.display()),
    }
}

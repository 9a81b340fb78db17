//! The menu of the window. It names the keys and has none of its own: the page takes them, since in
//! a field they belong to the field. What is chosen is told to the page, which does the same as for
//! the key.

use tauri::menu::{Menu, MenuBuilder, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, Runtime};

/// Closes the window; the one choice that is not the page's.
const CLOSE: &str = "close";

/// The code, the words and the key; without a code it is a line.
type Entry = (&'static str, &'static str, &'static str);

/// What stands in the menu, under each title.
const ENTRIES: &[(&str, &[Entry])] = &[
    (
        "&Tệp",
        &[
            ("new", "Hồ sơ mới", "Ctrl+N"),
            ("open", "Mở tệp hồ sơ…", "Ctrl+O"),
            ("", "", ""),
            ("save", "Lưu", "Ctrl+S"),
            ("preview", "Xem trước để in", "Ctrl+P"),
            ("export", "Xuất và gửi", "Ctrl+E"),
            ("", "", ""),
            (CLOSE, "Thoát", "Alt+F4"),
        ],
    ),
    (
        "&Sửa",
        &[
            ("undo", "Hoàn tác", "Ctrl+Z"),
            ("redo", "Làm lại", "Ctrl+Y"),
            ("", "", ""),
            ("find", "Tìm trong phần đang xem", "Ctrl+F"),
            ("search", "Tìm trong mọi hồ sơ", "Ctrl+K"),
        ],
    ),
    (
        "&Xem",
        &[
            ("home", "Trang chủ", "Alt+1"),
            ("dossier", "Hồ sơ", "Alt+2"),
            ("plans", "Kế hoạch", "Alt+3"),
            ("deadlines", "Hạn nộp", "Alt+4"),
            ("settings", "Cài đặt", "Alt+6"),
        ],
    ),
    (
        "Trợ &giúp",
        &[
            ("explain", "Giải thích chỗ đang chọn", "F1"),
            ("help", "Hướng dẫn", "Alt+5"),
            ("handbook", "In hướng dẫn…", ""),
        ],
    ),
];

/// Makes the menu.
pub fn of<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let mut menu = MenuBuilder::new(app);
    for (title, entries) in ENTRIES {
        let mut under = SubmenuBuilder::new(app, title);
        for (code, words, key) in *entries {
            under = match *code {
                "" => under.separator(),
                code if key.is_empty() => under.text(code, *words),
                code => under.text(code, format!("{words}\t{key}")),
            };
        }
        menu = menu.item(&under.build()?);
    }
    menu.build()
}

/// Does what was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, code: &str) {
    if code != CLOSE {
        let _ = app.emit("menu", code);
    } else if let Some(window) = app.get_webview_window("main") {
        // Asked and not forced, so that what is typed is saved first.
        let _ = window.close();
    }
}

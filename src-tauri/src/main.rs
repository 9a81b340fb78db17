//! The window: a thin shell over `hoso-desk`. It reads the clock, asks the system for folders and
//! files, and passes everything else on.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod state;

use hoso_desk::Desk;
use hoso_desk::view::WireError;
use state::Session;
use std::path::PathBuf;
use tauri::Manager;

fn main() {
    let desk = match Desk::new() {
        Ok(desk) => desk,
        Err(error) => {
            let error = WireError::from(&error);
            eprintln!("{} {} {}", error.what, error.why, error.next);
            std::process::exit(2);
        }
    };
    let file = std::env::args_os().nth(1).map(PathBuf::from);
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(
            |app, _arguments, _folder| {
                if let Some(window) = app.get_webview_window("main") {
                    let _ = window.unminimize();
                    let _ = window.set_focus();
                }
            },
        ))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(Session::new(desk, file.as_deref()))
        .invoke_handler(commands::builder().invoke_handler())
        .run(tauri::generate_context!());
    if let Err(error) = started {
        eprintln!("the window cannot be opened: {error}");
        std::process::exit(2);
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop at the first surprise")]
mod tests {
    use specta_typescript::Typescript;
    use std::path::Path;

    /// The window's TypeScript types follow the Rust ones; `UPDATE=1` rewrites them.
    #[test]
    fn committed_bindings_are_current() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/bindings.ts");
        let folder = tempfile::tempdir().expect("a folder");
        let fresh = folder.path().join("bindings.ts");
        super::commands::builder()
            .export(Typescript::default(), &fresh)
            .expect("the bindings are written");
        let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::copy(&fresh, &committed).expect("the bindings are copied");
        }
        assert!(
            read(&fresh) == read(&committed),
            "ui/src/ipc/bindings.ts is stale: run with UPDATE=1"
        );
    }
}

//! Starts the window, with the file named on the command line where one is.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use hoso_desk::view::WireError;
use hoso_desk::{Desk, PageDrawer};
use hoso_window::commands;
use hoso_window::session::Session;
use hoso_window::system::Desktop;
use std::path::PathBuf;
use std::process::ExitCode;
use tauri::{Emitter, Manager, WebviewWindowBuilder, WindowEvent};

fn main() -> ExitCode {
    if let Some(code) = PageDrawer::answer(std::env::args_os()) {
        return code;
    }
    let desk = match Desk::new() {
        Ok(desk) => desk.drawing_with(std::env::current_exe().ok().map(PageDrawer::new)),
        Err(error) => {
            let error = WireError::from(&error);
            eprintln!("{} {} {}", error.what, error.why, error.next);
            return ExitCode::from(2);
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
        .setup(move |app| {
            let desktop = Box::new(Desktop::of(app.handle().clone()));
            let cabinet = app.path().app_local_data_dir()?.join("Tủ hồ sơ");
            let session = Session::new(desk, desktop, Some(&cabinet), file.as_deref());
            app.manage(session);
            // Made here and not by the configuration, because the page may ask for the session as
            // soon as it is there.
            for window in &app.config().app.windows {
                WebviewWindowBuilder::from_config(app.handle(), window)?.build()?;
            }
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && let Err(error) = window.state::<Session>().settle()
            {
                // What cannot be saved stays in front of the person, who is told why.
                api.prevent_close();
                let _ = window.emit("unsaved", error);
            }
        })
        .invoke_handler(commands::builder().invoke_handler())
        .run(tauri::generate_context!());
    if let Err(error) = started {
        eprintln!("the window cannot be opened: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

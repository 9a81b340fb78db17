//! Starts the window, with the file named on the command line where one is.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use hoso_desk::view::WireError;
use hoso_desk::{Desk, PageDrawer};
use hoso_window::commands::package::is_package;
use hoso_window::place::{self, Carried};
use hoso_window::session::Session;
use hoso_window::system::Desktop;
use hoso_window::{commands, menu, own_page};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, WebviewWindowBuilder, WindowEvent};

/// Time for the first screen, which a backup must not hold up.
const FIRST_BACKUP: Duration = Duration::from_secs(15);
const BETWEEN_BACKUPS: Duration = Duration::from_hours(1);

/// What a program that is carried about is called besides, so that it is not taken for the one that
/// is installed on the machine it visits.
const CARRIED_IDENTITY: &str = ".portable";
const CARRIED_TITLE: &str = "(mang theo)";

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
    let program = std::env::current_exe();
    let carried = program.ok().and_then(|program| place::carried(&program));
    let mut context = tauri::generate_context!();
    if carried.is_some() {
        context.config_mut().identifier.push_str(CARRIED_IDENTITY);
    }
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, folder| {
                if let Some(window) = app.get_webview_window("main") {
                    let _ = window.unminimize();
                    let _ = window.set_focus();
                }
                if let Some(file) = arguments.get(1) {
                    open_here(app.clone(), Path::new(&folder).join(file));
                }
            },
        ))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .menu(menu::of)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(move |app| {
            let passing = carried.as_ref().map(|carried| carried.passing.clone());
            let desktop = Box::new(Desktop::of(app.handle().clone()).keeping_in(passing));
            let cabinet = match &carried {
                Some(carried) => carried.cabinet.clone(),
                None => app.path().app_local_data_dir()?.join(place::CABINET),
            };
            let mut session = Session::new(desk, desktop, Some(&cabinet), file.as_deref());
            if carried.is_some() {
                session = session.carried();
            }
            app.manage(session);
            back_up_now_and_then(app.handle().clone());
            show(app, carried.as_ref())?;
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
        .build(context);
    match started {
        Ok(app) => app.run(|app, event| {
            // The window is gone by now; nobody waits for the last backup.
            if matches!(event, RunEvent::Exit) {
                app.state::<Session>().end();
            }
        }),
        Err(error) => {
            eprintln!("the window cannot be opened: {error}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// Opens the window. Made here and not by the configuration, because the page may ask for the
/// session as soon as it is there.
fn show(app: &App, carried: Option<&Carried>) -> tauri::Result<()> {
    for window in &app.config().app.windows {
        let mut builder = WebviewWindowBuilder::from_config(app.handle(), window)?
            .on_navigation(own_page::is_own)
            .on_new_window(|_, _| NewWindowResponse::Deny);
        if let Some(carried) = carried {
            builder = builder
                .title(format!("{} {CARRIED_TITLE}", window.title))
                .data_directory(carried.passing.clone());
        }
        builder.build()?;
    }
    Ok(())
}

/// Opens the file that the program was started with a second time, in the window that is there.
fn open_here(app: AppHandle, file: PathBuf) {
    std::thread::spawn(move || {
        if is_package(&file) {
            let _ = app.emit("package", file.display().to_string());
            return;
        }
        let _ = match app.state::<Session>().read(&file) {
            Ok(view) => app.emit("opened", view),
            Err(error) => app.emit("not-opened", error),
        };
    });
}

/// Backs up soon after the start and every hour, where anything has changed.
fn back_up_now_and_then(app: AppHandle) {
    std::thread::spawn(move || {
        std::thread::sleep(FIRST_BACKUP);
        loop {
            if let Err(error) = app.state::<Session>().back_up_if_needed() {
                let _ = app.emit("not-backed-up", error);
            }
            std::thread::sleep(BETWEEN_BACKUPS);
        }
    });
}

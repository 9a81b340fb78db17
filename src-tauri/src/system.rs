//! What the window asks of the system and of the person in front of it: the day, a file, a folder.
//!
//! The commands know only [`System`], so that they run the same with a real desktop behind them
//! and with answers that a test has prepared.

use chrono::{DateTime, FixedOffset, Local, NaiveDate};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

/// The system as the window sees it.
pub trait System: Send + Sync {
    /// What the clock says.
    fn now(&self) -> DateTime<FixedOffset>;
    /// Which day it is.
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
    /// Who works here, as the journal is to name them.
    fn person(&self) -> String;
    /// Asks for a dossier file; nothing where the person cancels.
    fn choose_file(&self) -> Option<PathBuf>;
    /// Asks for a scan; nothing where the person cancels.
    fn choose_scan(&self) -> Option<PathBuf>;
    /// Asks for a packed cabinet; nothing where the person cancels.
    fn choose_package(&self) -> Option<PathBuf>;
    /// Asks for a folder; nothing where the person cancels.
    fn choose_folder(&self) -> Option<PathBuf>;
    /// Asks for a file of a kind, by the endings of its name; nothing where the person cancels.
    fn choose_of(&self, kind: &str, endings: &[&str]) -> Option<PathBuf>;
    /// Asks where to save a file, with a name to begin from; nothing where the person cancels.
    fn save_file(&self, name: &str) -> Option<PathBuf>;
    /// The folder of the person's documents.
    fn documents(&self) -> PathBuf;
    /// A folder for what is needed for a while only.
    fn temporary(&self) -> PathBuf;
    /// Shows a folder in the file manager or a file in its own program, or says why not.
    fn show(&self, place: &Path) -> Result<(), String>;
    /// Opens a `mailto:` link in the mail program, or says why not; any other link is refused.
    fn open_mail(&self, link: &str) -> Result<(), String>;
}

/// The desktop that the program runs on.
pub struct Desktop<R: Runtime>(AppHandle<R>, Option<PathBuf>);

impl<R: Runtime> Desktop<R> {
    /// The desktop of a running program.
    pub fn of(app: AppHandle<R>) -> Self {
        Self(app, None)
    }

    /// The same for a program that is carried about: what passes stays in a folder beside it.
    #[must_use]
    pub fn keeping_in(mut self, passing: Option<PathBuf>) -> Self {
        self.1 = passing;
        self
    }
}

impl<R: Runtime> System for Desktop<R> {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }

    fn person(&self) -> String {
        person()
    }

    fn choose_file(&self) -> Option<PathBuf> {
        let file = self.0.dialog().file();
        file.add_filter("Hồ sơ (*.json)", &["json"])
            .blocking_pick_file()?
            .into_path()
            .ok()
    }

    fn choose_scan(&self) -> Option<PathBuf> {
        let file = self.0.dialog().file();
        file.add_filter(
            "Bản quét, tài liệu",
            &["pdf", "jpg", "jpeg", "png", "docx", "xlsx"],
        )
        .blocking_pick_file()?
        .into_path()
        .ok()
    }

    fn choose_package(&self) -> Option<PathBuf> {
        let file = self.0.dialog().file();
        file.add_filter("Tủ hồ sơ đóng gói (*.hoso)", &["hoso"])
            .blocking_pick_file()?
            .into_path()
            .ok()
    }

    fn choose_folder(&self) -> Option<PathBuf> {
        let file = self.0.dialog().file();
        file.blocking_pick_folder()?.into_path().ok()
    }

    fn choose_of(&self, kind: &str, endings: &[&str]) -> Option<PathBuf> {
        let file = self.0.dialog().file();
        file.add_filter(kind, endings)
            .blocking_pick_file()?
            .into_path()
            .ok()
    }

    fn save_file(&self, name: &str) -> Option<PathBuf> {
        let file = self.0.dialog().file();
        file.set_file_name(name)
            .blocking_save_file()?
            .into_path()
            .ok()
    }

    fn documents(&self) -> PathBuf {
        let paths = self.0.path();
        paths
            .document_dir()
            .or_else(|_| paths.home_dir())
            .unwrap_or_default()
    }

    fn temporary(&self) -> PathBuf {
        if let Some(passing) = &self.1 {
            return passing.clone();
        }
        // Not the system's own, which others on the machine may read.
        let cache = self.0.path().app_cache_dir();
        cache.unwrap_or_else(|_| std::env::temp_dir()).join("tạm")
    }

    fn show(&self, place: &Path) -> Result<(), String> {
        let opener = self.0.opener();
        opener
            .open_path(place.to_string_lossy(), None::<&str>)
            .map_err(|error| error.to_string())
    }

    fn open_mail(&self, link: &str) -> Result<(), String> {
        if !link.starts_with("mailto:") {
            return Err("not a mailto: link".to_owned());
        }
        let opener = self.0.opener();
        opener
            .open_url(link, None::<&str>)
            .map_err(|error| error.to_string())
    }
}

/// The name under which the person is logged in; empty where the system does not tell.
pub fn person() -> String {
    ["USERNAME", "USER"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default()
}

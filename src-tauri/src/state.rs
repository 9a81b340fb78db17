//! What the window has open: one desk, at most one dossier, the judging day asked for.

use chrono::{Local, NaiveDate};
use hoso_desk::view::{DossierView, WireError};
use hoso_desk::{Day, Desk, Opened};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The running session.
pub struct Session {
    /// The desk.
    pub desk: Desk,
    open: Mutex<Open>,
}

/// What is open.
#[derive(Default)]
pub struct Open {
    /// The dossier.
    pub dossier: Option<Opened>,
    /// The judging day asked for.
    pub asked: Option<NaiveDate>,
    /// The folder of the last export.
    pub exported: Option<PathBuf>,
    /// Why the file given at the start was refused; told once.
    pub refused: Option<WireError>,
}

impl Session {
    /// A session, with a file opened where one was given.
    pub fn new(desk: Desk, file: Option<&Path>) -> Self {
        let mut open = Open::default();
        match file.map(|file| desk.open(file)) {
            Some(Ok(dossier)) => open.dossier = Some(dossier),
            Some(Err(error)) => open.refused = Some(WireError::from(&error)),
            None => {}
        }
        Self {
            desk,
            open: Mutex::new(open),
        }
    }

    /// What is open.
    pub fn open(&self) -> MutexGuard<'_, Open> {
        // Fields are replaced whole, so a panic elsewhere leaves none half changed.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a dossier in the place of the one that was open.
    pub fn take(&self, dossier: Opened) -> DossierView {
        let mut open = self.open();
        let view = self.desk.overview(
            &dossier,
            Day {
                today: today(),
                asked: None,
            },
        );
        *open = Open {
            dossier: Some(dossier),
            ..Open::default()
        };
        view
    }

    /// Does something with the open dossier and the day that counts.
    pub fn with<T>(
        &self,
        work: impl FnOnce(&Desk, &Opened, Day) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        let open = self.open();
        let dossier = open.dossier.as_ref().ok_or_else(nothing_open)?;
        work(
            &self.desk,
            dossier,
            Day {
                today: today(),
                asked: open.asked,
            },
        )
    }
}

fn today() -> NaiveDate {
    Local::now().date_naive()
}

fn nothing_open() -> WireError {
    WireError {
        code: "nothing_open".to_owned(),
        what: "Chưa có hồ sơ nào được mở.".to_owned(),
        why: "Việc vừa chọn cần một hồ sơ đang mở.".to_owned(),
        next: "Mở hồ sơ mẫu hoặc một tệp hồ sơ rồi làm lại.".to_owned(),
    }
}

//! What the window has open: one desk, at most one dossier, the judging day asked for.

use crate::system::System;
use crate::words;
use chrono::NaiveDate;
use hoso_desk::view::{DossierView, WireError};
use hoso_desk::{Day, Desk, Opened};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The running session.
pub struct Session {
    /// The desk.
    pub desk: Desk,
    /// The system around the window.
    pub system: Box<dyn System>,
    open: Mutex<Open>,
}

/// What is open.
#[derive(Default)]
pub struct Open {
    /// The dossier.
    pub dossier: Option<Opened>,
    /// Where it was read from; nothing for the built-in sample.
    pub path: Option<PathBuf>,
    /// The judging day asked for.
    pub asked: Option<NaiveDate>,
    /// The folder of the last export.
    pub exported: Option<PathBuf>,
    /// Why the file given at the start was refused; told once.
    pub refused: Option<WireError>,
}

impl Session {
    /// A session, with a file opened where one was given.
    pub fn new(desk: Desk, system: Box<dyn System>, file: Option<&Path>) -> Self {
        let session = Self {
            desk,
            system,
            open: Mutex::default(),
        };
        if let Some(file) = file {
            session.open().refused = session.read(file).err();
        }
        session
    }

    /// What is open.
    pub fn open(&self) -> MutexGuard<'_, Open> {
        // Fields are replaced whole, so a panic elsewhere leaves none half changed.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a dossier file and takes it in the place of what was open.
    pub fn read(&self, file: &Path) -> Result<DossierView, WireError> {
        let opened = self
            .desk
            .open(file)
            .map_err(|error| WireError::from(&error))?;
        // A path from the command line may hang on the folder the program was started in.
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        Ok(self.take(opened, Some(path)))
    }

    /// Takes a dossier in the place of the one that was open.
    pub fn take(&self, dossier: Opened, path: Option<PathBuf>) -> DossierView {
        let mut open = self.open();
        let day = Day {
            today: self.system.today(),
            asked: None,
        };
        let view = self.desk.overview(&dossier, day);
        *open = Open {
            dossier: Some(dossier),
            path,
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
        let dossier = open.dossier.as_ref().ok_or_else(words::nothing_open)?;
        let day = Day {
            today: self.system.today(),
            asked: open.asked,
        };
        work(&self.desk, dossier, day)
    }
}

//! Keeps the cabinet of the session: opens it again, moves it, goes back to a backup.

use crate::place;
use crate::session::{Open, Session, wire};
use crate::words;
use hoso_desk::DeskError;
use hoso_desk::cabinet::{
    BackupView, Onlooker, OpenedCabinet, RestoredView, SalvageView, Secret, Stamp,
};
use hoso_desk::view::WireError;
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

impl Session {
    /// The folder of the cabinet, open or not.
    pub fn folder(&self) -> Result<PathBuf, WireError> {
        let own = self.own_folder.as_deref().ok_or_else(words::no_cabinet)?;
        Ok(place::remembered(own))
    }

    /// Opens the cabinet where it is thought to be; one that has never been is made in the
    /// program's own folder, and nowhere else.
    pub fn open_cabinet(&self) -> Result<(), WireError> {
        let folder = self.folder()?;
        let is_own = self.own_folder.as_deref() == Some(folder.as_path());
        let secret = self.secret();
        self.put(|stamp| {
            if is_own {
                OpenedCabinet::open_or_create(&folder, secret.as_ref(), stamp)
            } else {
                OpenedCabinet::open(&folder, secret.as_ref(), stamp)
            }
        })
    }

    /// Makes an empty cabinet in the program's own folder, in the place of one that is gone.
    pub fn begin_anew(&self) -> Result<(), WireError> {
        let folder = self.folder()?;
        self.put(|_| OpenedCabinet::create(&folder))
    }

    /// Takes the cabinet in the program's own folder again.
    pub fn take_own(&self) -> Result<(), WireError> {
        let own = self.own_folder.clone().ok_or_else(words::no_cabinet)?;
        self.remember(&own)?;
        self.open_cabinet()
    }

    /// Copies the cabinet into a folder and works there from now on.
    pub fn move_to(&self, to: &Path) -> Result<(), WireError> {
        let from = self.folder()?;
        let secret = self.secret();
        self.put(|stamp| OpenedCabinet::copy(&from, to, secret.as_ref(), stamp))?;
        self.remember(to)
    }

    /// Sets a damaged cabinet aside and goes on with what could be read of it.
    pub fn salvage(&self, backups: &[PathBuf]) -> Result<SalvageView, WireError> {
        let folder = self.folder()?;
        let mut report = None;
        let secret = self.secret();
        self.put(|stamp| {
            let (cabinet, told) = OpenedCabinet::salvage(&folder, backups, secret.as_ref(), stamp)?;
            report = Some(told);
            Ok(cabinet)
        })?;
        report.ok_or_else(words::no_cabinet)
    }

    /// Goes back: `work` is given the open cabinet, or its folder where there is none.
    pub fn go_back(
        &self,
        work: impl FnOnce(
            Result<OpenedCabinet, &Path>,
            &Stamp,
        ) -> Result<(OpenedCabinet, RestoredView), DeskError>,
    ) -> Result<RestoredView, WireError> {
        self.settle()?;
        let folder = self.folder()?;
        let stamp = self.stamp();
        let care = self.care();
        let mut open = self.open();
        let cabinet = open.cabinet.take().ok_or(folder.as_path());
        match work(cabinet, &stamp) {
            Ok((cabinet, restored)) => {
                *open = Open {
                    cabinet: Some(cabinet),
                    ..Open::default()
                };
                drop(open);
                self.lay_own_anew();
                Ok(restored)
            }
            Err(error) => {
                drop(open);
                drop(care);
                // The cabinet was closed and is as it was; why it was is what is told.
                let _ = self.open_cabinet();
                Err(wire(error))
            }
        }
    }

    /// Opens a cabinet that has a passphrase, and remembers what opens it until it is locked.
    pub fn unlock(&self, secret: Secret) -> Result<(), WireError> {
        *self.secret_place() = Some(secret);
        let opened = self.open_cabinet();
        if opened
            .as_ref()
            .is_err_and(|error| error.code == "wrong_secret")
        {
            *self.secret_place() = None;
        }
        opened
    }

    /// Saves what is typed and closes a cabinet that has a passphrase; nothing of it stays in
    /// sight or in mind. Whether there was one to close.
    pub fn lock(&self) -> Result<bool, WireError> {
        if !self.is_sealed() {
            return Ok(false);
        }
        // What cannot be saved keeps the cabinet open, and open as it was.
        self.settle()?;
        *self.secret_place() = None;
        match self.open_cabinet() {
            Err(error) if error.code == "locked" => Ok(true),
            told => told.map(|()| false),
        }
    }

    /// Whether the open cabinet has a passphrase.
    pub fn is_sealed(&self) -> bool {
        self.open()
            .cabinet
            .as_ref()
            .is_some_and(OpenedCabinet::is_sealed)
    }

    /// What opened the cabinet, where it has a passphrase.
    pub fn secret(&self) -> Option<Secret> {
        self.secret_place().clone()
    }

    /// Remembers another passphrase for the open cabinet.
    pub fn remember_secret(&self, secret: Secret) {
        *self.secret_place() = Some(secret);
    }

    fn secret_place(&self) -> MutexGuard<'_, Option<Secret>> {
        // Replaced whole.
        self.secret.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the open cabinet behind a passphrase, or gives it another or none: `work` closes it
    /// where it fails.
    pub fn seal<T>(
        &self,
        secret: Option<Secret>,
        work: impl FnOnce(OpenedCabinet, &Stamp) -> Result<(OpenedCabinet, T), DeskError>,
    ) -> Result<T, WireError> {
        self.settle()?;
        let stamp = self.stamp();
        let care = self.care();
        let mut open = self.open();
        open.cabinet()?;
        let Some(cabinet) = open.cabinet.take() else {
            return Err(words::no_cabinet());
        };
        let worked = work(cabinet, &stamp);
        let made = match worked {
            Ok((cabinet, made)) => {
                open.cabinet = Some(cabinet);
                Ok(made)
            }
            Err(error) => Err(wire(error)),
        };
        drop(open);
        drop(care);
        if made.is_ok() {
            *self.secret_place() = secret;
        } else {
            // It opens as before or with the passphrase; why it was closed is what is told.
            let _ = self.open_cabinet();
        }
        made
    }

    /// Backs up into the cabinet's own folder where anything has changed.
    pub fn back_up_if_needed(&self) -> Result<Option<BackupView>, WireError> {
        if self.open().cabinet.is_none() {
            return Ok(None);
        }
        let own = self.own_backups()?;
        self.looking_on(|cabinet, stamp| cabinet.back_up_if_needed(&own, stamp))
    }

    /// The folder in which the program keeps backups of its own accord.
    pub(crate) fn own_backups(&self) -> Result<PathBuf, WireError> {
        Ok(OpenedCabinet::backups_of(&self.folder()?))
    }

    /// Does something that takes long with the cabinet as it is now, while the window goes on. One
    /// such work at a time; whoever wants to close the cabinet waits for it.
    pub fn looking_on<T>(
        &self,
        work: impl FnOnce(&Onlooker, &Stamp) -> Result<T, DeskError>,
    ) -> Result<T, WireError> {
        self.settle()?;
        let _care = self.care();
        let stamp = self.stamp();
        let onlooker = self.open().cabinet()?.onlooker().map_err(wire)?;
        work(&onlooker, &stamp).map_err(wire)
    }

    /// Changes the cabinet while nobody looks on; whoever does is waited for.
    pub fn alone<T>(
        &self,
        work: impl FnOnce(&mut OpenedCabinet, &Stamp) -> Result<T, DeskError>,
    ) -> Result<T, WireError> {
        self.settle()?;
        let _care = self.care();
        self.in_cabinet(work)
    }

    fn care(&self) -> MutexGuard<'_, ()> {
        // It guards nothing that a panic could leave half done.
        self.care.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Backs up a last time and closes the cabinet; whatever fails has failed before and was told.
    pub fn end(&self) {
        let _ = self.back_up_if_needed();
        let _care = self.care();
        if let Some(cabinet) = self.open().cabinet.take() {
            let _ = cabinet.close();
        }
    }

    fn remember(&self, folder: &Path) -> Result<(), WireError> {
        let own = self.own_folder.as_deref().ok_or_else(words::no_cabinet)?;
        place::remember(own, folder).map_err(|error| words::cannot_remember(folder, &error))
    }

    /// Puts a cabinet in the place of the one that was open, which is closed first. What lay in
    /// front of the person was of that one, and goes with it.
    fn put(
        &self,
        make: impl FnOnce(&Stamp) -> Result<OpenedCabinet, DeskError>,
    ) -> Result<(), WireError> {
        self.settle()?;
        let _care = self.care();
        let mut open = self.open();
        if let Some(cabinet) = open.cabinet.take() {
            cabinet.close().map_err(wire)?;
            open.dossier = None;
        }
        match make(&self.stamp()) {
            Ok(cabinet) => {
                open.cabinet = Some(cabinet);
                open.no_cabinet = None;
                drop(open);
                self.lay_own_anew();
                Ok(())
            }
            Err(error) => {
                let error = wire(error);
                open.no_cabinet.get_or_insert_with(|| error.clone());
                Err(error)
            }
        }
    }
}

//! What the window has open: one desk, one cabinet, at most one dossier.

use crate::commands::package::is_package;
use crate::long_work::LongWork;
use crate::system::System;
use crate::words;
use chrono::NaiveDate;
use hoso_desk::cabinet::{Draft, OpenedCabinet, Secret, Stamp};
use hoso_desk::consolidation::Intake;
use hoso_desk::told::Told;
use hoso_desk::view::{DossierView, KeptView, WireError};
use hoso_desk::{Day, Desk, DeskError, Opened};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The running session.
pub struct Session {
    /// The system around the window.
    pub system: Box<dyn System>,
    /// What takes long.
    pub long_work: LongWork,
    /// The program's own folder for the cabinet, where it stands unless it was moved.
    pub(crate) own_folder: Option<PathBuf>,
    /// Whether that folder is carried about beside the program.
    pub(crate) is_carried: bool,
    desk: RwLock<Desk>,
    open: Mutex<Open>,
    told: Mutex<Told>,
    /// The packages of units that were read last.
    intake: Mutex<Option<Intake>>,
    /// What opened the cabinet, where it has a passphrase; gone when it is locked.
    pub(crate) secret: Mutex<Option<Secret>>,
    /// Held by whoever looks on at the cabinet for long, and by whoever closes it.
    pub(crate) care: Mutex<()>,
}

/// What is open.
#[derive(Default)]
pub struct Open {
    /// The cabinet; absent where it could not be opened.
    pub cabinet: Option<OpenedCabinet>,
    /// Why there is no cabinet.
    pub no_cabinet: Option<WireError>,
    /// The dossier in front of the person.
    pub dossier: Option<OnDesk>,
    /// Why the file given at the start was refused; told once.
    pub refused: Option<WireError>,
    /// The package given at the start; told once.
    pub package: Option<PathBuf>,
}

/// The dossier in front of the person.
pub struct OnDesk {
    /// The dossier as it is now, with what is typed and not yet saved.
    pub opened: Opened,
    /// Whether it is in the cabinet; otherwise it can only be read.
    pub is_kept: bool,
    /// The field that is being typed in.
    pub draft: Option<Draft>,
    /// Where it was read from; nothing for the built-in sample.
    pub path: Option<PathBuf>,
    /// The judging day asked for.
    pub asked: Option<NaiveDate>,
    /// The folder of the last export.
    pub exported: Option<PathBuf>,
}

impl Session {
    /// A session with the cabinet of a folder, made there where none is yet, and with a file opened
    /// where one was given.
    pub fn new(
        desk: Desk,
        system: Box<dyn System>,
        cabinet: Option<&Path>,
        file: Option<&Path>,
    ) -> Self {
        let session = Self {
            system,
            long_work: LongWork::default(),
            own_folder: cabinet.map(Path::to_owned),
            is_carried: false,
            desk: RwLock::new(desk),
            open: Mutex::default(),
            told: Mutex::default(),
            intake: Mutex::default(),
            secret: Mutex::default(),
            care: Mutex::default(),
        };
        if cabinet.is_some() {
            // Why there is none is kept, and told by whatever needs one.
            let _ = session.open_cabinet();
        }
        if let Some(file) = file.filter(|file| is_package(file)) {
            let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
            session.open().package = Some(path);
        } else if let Some(file) = file {
            let refused = session.read(file).err();
            session.open().refused = refused;
        }
        session
    }

    /// The same for a program that is carried about with its cabinet.
    #[must_use]
    pub fn carried(mut self) -> Self {
        self.is_carried = true;
        self
    }

    /// The desk, to ask.
    pub fn desk(&self) -> RwLockReadGuard<'_, Desk> {
        self.desk.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The desk, to lay plans, templates or holidays on it.
    pub fn desk_to_change(&self) -> RwLockWriteGuard<'_, Desk> {
        self.desk.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is open.
    pub fn open(&self) -> MutexGuard<'_, Open> {
        // Fields are replaced whole, so a panic elsewhere leaves none half changed.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The packages of units that were read last.
    pub fn intake(&self) -> MutexGuard<'_, Option<Intake>> {
        // Replaced whole, and otherwise only told what is kept already.
        self.intake.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who writes now, and when.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            who: self.system.person(),
            at: self.system.now(),
        }
    }

    /// Reads a dossier file and takes it in the place of what was open.
    pub fn read(&self, file: &Path) -> Result<DossierView, WireError> {
        if words::is_packed_cabinet(file) {
            return Err(words::packed_cabinet(file));
        }
        let opened = self.desk().open(file).map_err(wire)?;
        // A path from the command line may hang on the folder the program was started in.
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.take(opened, Some(path))
    }

    /// Takes a dossier in the place of the one that was open, and into the cabinet where there is
    /// one.
    pub fn take(&self, opened: Opened, path: Option<PathBuf>) -> Result<DossierView, WireError> {
        self.settle()?;
        let mut open = self.open();
        let mut dossier = OnDesk::new(opened, path);
        if let Some(cabinet) = &mut open.cabinet {
            let id = cabinet
                .adopt(&dossier.opened, &self.stamp())
                .map_err(wire)?;
            dossier.opened.dossier.id = id;
            dossier.is_kept = true;
        }
        open.dossier = Some(dossier);
        self.view(&open)
    }

    /// Lays a dossier of the cabinet in the place of the one that was open.
    pub fn lay_out(&self, id: &str) -> Result<DossierView, WireError> {
        self.settle()?;
        let mut open = self.open();
        let cabinet = open.cabinet()?;
        let opened = cabinet.lay_out(&self.desk(), id).map_err(wire)?;
        let mut dossier = OnDesk::new(opened, None);
        dossier.is_kept = true;
        open.dossier = Some(dossier);
        self.view(&open)
    }

    /// Saves what is typed and not yet saved. Where that fails it stays unsaved and typed.
    pub fn settle(&self) -> Result<(), WireError> {
        let mut open = self.open();
        let Open {
            cabinet: Some(cabinet),
            dossier: Some(dossier),
            ..
        } = &mut *open
        else {
            return Ok(());
        };
        if let Some(draft) = &mut dossier.draft {
            draft.save(cabinet, &self.stamp()).map_err(wire)?;
        }
        dossier.draft = None;
        Ok(())
    }

    /// Changes the open dossier in the cabinet, after saving what was typed, and shows it anew.
    pub fn change(
        &self,
        work: impl FnOnce(&mut OpenedCabinet, &str, &Stamp) -> Result<(), DeskError>,
    ) -> Result<DossierView, WireError> {
        self.settle()?;
        let mut open = self.open();
        let id = open.kept()?.opened.dossier.id.clone();
        let stamp = self.stamp();
        let cabinet = open.cabinet()?;
        work(cabinet, &id, &stamp).map_err(wire)?;
        let opened = cabinet.lay_out(&self.desk(), &id).map_err(wire)?;
        open.kept()?.opened = opened;
        self.view(&open)
    }

    /// Asks the cabinet about the open dossier, after saving what was typed.
    pub fn ask<T>(
        &self,
        work: impl FnOnce(&mut OpenedCabinet, &str, &Stamp) -> Result<T, DeskError>,
    ) -> Result<T, WireError> {
        self.settle()?;
        let mut open = self.open();
        let id = open.kept()?.opened.dossier.id.clone();
        let stamp = self.stamp();
        work(open.cabinet()?, &id, &stamp).map_err(wire)
    }

    /// Does something with the cabinet.
    pub fn in_cabinet<T>(
        &self,
        work: impl FnOnce(&mut OpenedCabinet, &Stamp) -> Result<T, DeskError>,
    ) -> Result<T, WireError> {
        self.settle()?;
        let mut open = self.open();
        let stamp = self.stamp();
        work(open.cabinet()?, &stamp).map_err(wire)
    }

    /// Changes the unit's own data in the cabinet and lays it on the desk.
    pub fn change_own<T>(
        &self,
        work: impl FnOnce(&mut OpenedCabinet, &Desk, &Stamp) -> Result<T, DeskError>,
    ) -> Result<T, WireError> {
        let made = self.in_cabinet(|cabinet, stamp| work(cabinet, &self.desk(), stamp))?;
        self.lay_own()?;
        Ok(made)
    }

    /// Lays the unit's own data on the desk.
    fn lay_own(&self) -> Result<(), WireError> {
        let open = self.open();
        let own = open.cabinet.as_ref().map(OpenedCabinet::own);
        let own = own.transpose().map_err(wire)?.unwrap_or_default();
        self.desk_to_change().lay_own(&own);
        Ok(())
    }

    /// The same after another cabinet was opened; what cannot be read is told with the next question
    /// for what is open.
    pub(crate) fn lay_own_anew(&self) {
        if let Err(error) = self.lay_own() {
            self.open().refused = Some(error);
        }
    }

    /// The open dossier as its home page shows it.
    pub fn view(&self, open: &Open) -> Result<DossierView, WireError> {
        self.tell(open, Told::whole)
    }

    /// The same with those findings alone that changed since it was last told, for after a key.
    pub fn changes(&self, open: &Open) -> Result<DossierView, WireError> {
        self.tell(open, Told::changes)
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        // What it holds is put in whole, so what a panic left is still good.
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(
        &self,
        open: &Open,
        tell: impl FnOnce(&mut Told, &Desk, &Opened, Day) -> DossierView,
    ) -> Result<DossierView, WireError> {
        let dossier = open.dossier.as_ref().ok_or_else(words::nothing_open)?;
        let (desk, day) = (self.desk(), self.day(dossier));
        let mut view = tell(&mut self.told(), &desk, &dossier.opened, day);
        view.kept = self.standing(open)?;
        Ok(view)
    }

    /// How the open dossier stands in the cabinet; none for one that lies outside.
    pub fn standing(&self, open: &Open) -> Result<Option<KeptView>, WireError> {
        let dossier = open.dossier.as_ref().ok_or_else(words::nothing_open)?;
        let kept = open.cabinet.as_ref().filter(|_| dossier.is_kept);
        let standing = kept.map(|cabinet| cabinet.standing(&dossier.opened.dossier.id));
        standing.transpose().map_err(wire)
    }

    /// Does something with the open dossier and the day that counts.
    pub fn with<T>(
        &self,
        work: impl FnOnce(&Desk, &Opened, Day) -> Result<T, DeskError>,
    ) -> Result<T, WireError> {
        let open = self.open();
        let dossier = open.dossier.as_ref().ok_or_else(words::nothing_open)?;
        work(&self.desk(), &dossier.opened, self.day(dossier)).map_err(wire)
    }

    /// Does something that takes long with the open dossier as it is now, while the window goes on.
    pub fn with_copy<T>(
        &self,
        work: impl FnOnce(&Desk, &Opened, Day) -> Result<T, DeskError>,
    ) -> Result<T, WireError> {
        let (opened, day) = {
            let open = self.open();
            let dossier = open.dossier.as_ref().ok_or_else(words::nothing_open)?;
            (dossier.opened.clone(), self.day(dossier))
        };
        work(&self.desk(), &opened, day).map_err(wire)
    }

    fn day(&self, dossier: &OnDesk) -> Day {
        Day {
            today: self.system.today(),
            asked: dossier.asked,
        }
    }
}

impl Open {
    /// The cabinet, or why there is none.
    pub fn cabinet(&mut self) -> Result<&mut OpenedCabinet, WireError> {
        match &mut self.cabinet {
            Some(cabinet) => Ok(cabinet),
            None => Err(self.no_cabinet.clone().unwrap_or_else(words::no_cabinet)),
        }
    }

    /// The open dossier, where it is in the cabinet.
    pub fn kept(&mut self) -> Result<&mut OnDesk, WireError> {
        let dossier = self.dossier.as_mut().ok_or_else(words::nothing_open)?;
        if dossier.is_kept {
            Ok(dossier)
        } else {
            Err(self.no_cabinet.clone().unwrap_or_else(words::no_cabinet))
        }
    }
}

impl OnDesk {
    fn new(opened: Opened, path: Option<PathBuf>) -> Self {
        Self {
            opened,
            is_kept: false,
            draft: None,
            path,
            asked: None,
            exported: None,
        }
    }
}

/// An error of the desk for the window.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
pub fn wire(error: DeskError) -> WireError {
    WireError::from(&error)
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]
mod tests {
    use super::Session;
    use crate::system::System;
    use chrono::{DateTime, FixedOffset};
    use hoso_desk::cabinet::Draft;
    use hoso_desk::cabinet::OpenedCabinet;
    use hoso_desk::view::DossierView;
    use hoso_desk::{Desk, Existing};
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    struct Still;

    impl System for Still {
        fn now(&self) -> DateTime<FixedOffset> {
            DateTime::parse_from_rfc3339("2023-02-16T08:00:00+07:00").expect("a time")
        }
        fn person(&self) -> String {
            "Lan".to_owned()
        }
        fn choose_file(&self) -> Option<PathBuf> {
            None
        }
        fn choose_scan(&self) -> Option<PathBuf> {
            None
        }
        fn choose_package(&self) -> Option<PathBuf> {
            None
        }
        fn choose_folder(&self) -> Option<PathBuf> {
            None
        }
        fn choose_of(&self, _: &str, _: &[&str]) -> Option<PathBuf> {
            None
        }
        fn save_file(&self, _: &str) -> Option<PathBuf> {
            None
        }
        fn documents(&self) -> PathBuf {
            PathBuf::new()
        }
        fn temporary(&self) -> PathBuf {
            std::env::temp_dir()
        }
        fn show(&self, _: &Path) -> Result<(), String> {
            Ok(())
        }

        fn open_mail(&self, _: &str) -> Result<(), String> {
            Ok(())
        }
    }

    fn session(folder: &Path) -> Session {
        let desk = Desk::new().expect("a desk");
        let cabinet = folder.join("Tủ hồ sơ");
        Session::new(desk, Box::new(Still), Some(&cabinet), None)
    }

    fn open_sample(session: &Session) -> DossierView {
        let sample = session.desk().sample().expect("the sample");
        session.take(sample, None).expect("it is taken")
    }

    fn type_name(session: &Session, name: &str) {
        let mut open = session.open();
        let dossier = open.kept().expect("a dossier");
        let mut draft = Draft::new(&dossier.opened.dossier.id, "unit.name").expect("a field");
        draft
            .typed(&format!("{name:?}"), &session.stamp())
            .expect("it is typed");
        draft.show_in(&mut dossier.opened).expect("it is shown");
        dossier.draft = Some(draft);
    }

    #[test]
    fn what_is_typed_is_judged_at_once_and_there_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = session(folder.path());
        let id = open_sample(&first).id;
        type_name(&first, "Sở Mới");
        let shown = first.view(&first.open()).expect("a view");
        assert_eq!(shown.unit, "Sở Mới");
        first.settle().expect("it is saved");
        drop(first);
        let again = session(folder.path());
        assert_eq!(again.lay_out(&id).expect("it is there").unit, "Sở Mới");
    }

    #[test]
    fn opening_another_dossier_saves_what_was_typed_in_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = session(folder.path());
        let id = open_sample(&session).id;
        type_name(&session, "Sở Mới");
        let copied = open_sample(&session);
        assert_ne!(
            copied.id, id,
            "the sample as shipped is another dossier now"
        );
        assert_ne!(copied.unit, "Sở Mới");
        assert_eq!(session.lay_out(&id).expect("it is there").unit, "Sở Mới");
        assert_eq!(
            open_sample(&session).id,
            copied.id,
            "the same one is not taken twice"
        );
    }

    #[test]
    fn a_dossier_taken_off_the_list_does_not_bar_its_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = session(folder.path());
        let id = open_sample(&session).id;
        let file = folder.path().join("hồ sơ.json");
        session
            .ask(|cabinet, id, _| cabinet.write_file(id, &file, Existing::Refuse))
            .expect("it is written");
        session
            .in_cabinet(|cabinet, stamp| cabinet.discard(&id, stamp))
            .expect("it is taken off");
        let again = session.read(&file).expect("it is read");
        assert_ne!(again.id, id);
        assert!(again.kept.is_some_and(|kept| kept.can_change));
    }

    #[test]
    fn a_cabinet_that_is_gone_is_never_covered_by_an_empty_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = session(folder.path());
        let id = open_sample(&session).id;
        let made = session.back_up_if_needed().expect("it is backed up");
        assert!(made.is_some());
        assert_eq!(session.back_up_if_needed().expect("it is asked"), None);
        let place = session.folder().expect("a folder");
        session.end();
        std::fs::remove_file(place.join("cabinet.db")).expect("it is removed");

        let session = self::session(folder.path());
        let refused = session
            .in_cabinet(|cabinet, _| cabinet.units())
            .unwrap_err();
        assert_eq!(refused.code, "cabinet_lost");
        assert_eq!(session.open_cabinet().unwrap_err().code, "cabinet_lost");
        let backups = OpenedCabinet::backups_of(&place);
        let newest = OpenedCabinet::backups(&backups)[0].number;
        session
            .go_back(|cabinet, stamp| match cabinet {
                Ok(cabinet) => cabinet.restore(&backups, newest, None, stamp),
                Err(folder) => OpenedCabinet::from_backup(folder, &backups, newest, None, stamp),
            })
            .expect("it is there again");
        session.lay_out(&id).expect("the dossier is there");
    }

    #[test]
    fn a_moved_cabinet_is_found_at_the_next_start_and_never_made_anew_elsewhere() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = session(folder.path());
        let id = open_sample(&session).id;
        let elsewhere = folder.path().join("Documents/Tủ hồ sơ");
        session.move_to(&elsewhere).expect("it is copied");
        assert!(session.open().dossier.is_none());
        session.end();

        let session = self::session(folder.path());
        assert_eq!(session.folder().expect("a folder"), elsewhere);
        session.lay_out(&id).expect("the dossier is there");
        session.end();
        std::fs::remove_dir_all(&elsewhere).expect("the stick is pulled out");

        let session = self::session(folder.path());
        let refused = session
            .in_cabinet(|cabinet, _| cabinet.units())
            .unwrap_err();
        assert_eq!(refused.code, "no_cabinet");
        session.take_own().expect("the own one is still there");
        session.lay_out(&id).expect("the dossier is there");
    }

    #[test]
    fn typing_is_answered_and_saved_while_a_slow_backup_runs() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = session(folder.path());
        let DossierView { id, unit, .. } = open_sample(&session);
        let backups = session.own_backups().expect("a folder");
        let (begun, wait_for_begin) = std::sync::mpsc::channel();
        let (typed, wait_for_typing) = std::sync::mpsc::channel();
        let (looked_at, into) = (&session, &backups);
        let made = std::thread::scope(|scope| {
            let backup = scope.spawn(move || {
                looked_at.looking_on(|cabinet, stamp| {
                    begun.send(()).expect("somebody waits");
                    // As slow as a disk can be: it goes on only after what is typed below is saved.
                    wait_for_typing
                        .recv_timeout(Duration::from_mins(1))
                        .expect("typing is answered");
                    cabinet.back_up_if_needed(into, stamp)
                })
            });
            wait_for_begin.recv().expect("it begins");
            type_name(&session, "Sở Mới");
            session.settle().expect("it is saved");
            let shown = session.lay_out(&id).expect("it is there");
            assert_eq!(shown.unit, "Sở Mới");
            typed.send(()).expect("somebody waits");
            backup.join().expect("it ends").expect("it is backed up")
        });
        // The backup holds what was there when it began, whole; the next one holds the rest.
        let number = made.expect("a backup").number;
        assert!(
            OpenedCabinet::verify_backup(None, &backups, number)
                .unwrap()
                .is_empty()
        );
        assert!(session.back_up_if_needed().unwrap().is_some());
        session
            .go_back(|cabinet, stamp| match cabinet {
                Ok(cabinet) => cabinet.restore(&backups, number, None, stamp),
                Err(folder) => OpenedCabinet::from_backup(folder, &backups, number, None, stamp),
            })
            .expect("it is brought back");
        assert_eq!(session.lay_out(&id).unwrap().unit, unit);
    }

    #[test]
    fn a_damaged_cabinet_is_salvaged_while_the_program_runs() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = session(folder.path());
        let id = open_sample(&session).id;
        let report = session.salvage(&[]).expect("it is salvaged");
        assert_eq!(report.whole, std::slice::from_ref(&id));
        assert!(session.open().dossier.is_none());
        session.lay_out(&id).expect("the dossier is there");
    }

    #[test]
    fn a_second_program_is_told_that_the_cabinet_is_in_use_and_can_still_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = session(folder.path());
        open_sample(&first);
        let second = session(folder.path());
        let refused = second.in_cabinet(|cabinet, _| cabinet.units()).unwrap_err();
        assert_eq!(refused.code, "cabinet_in_use");
        assert!(open_sample(&second).kept.is_none());
        let refused = second.change(|_, _, _| Ok(())).unwrap_err();
        assert_eq!(refused.code, "cabinet_in_use");
    }
}

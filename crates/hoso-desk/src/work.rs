//! Long work: shared among all cores, told about while it goes on, given up when that is asked.

use crate::DeskError;
use hoso_paper::{Stop, Typesetter};
use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Documents that are done.
    pub done: usize,
    /// Documents in all; the whole dossier in one file counts as one more.
    pub total: usize,
    /// The file at hand.
    pub file: &'a str,
}

/// What a front end does with it. It is called on the thread that asked for the export, at least
/// every twentieth of a second; to break is to give the export up.
pub type Watch<'a> = &'a dyn Fn(Progress<'_>) -> ControlFlow<()>;

/// The longest time between two calls.
const TICK: Duration = Duration::from_millis(50);
/// Each core needs memory for the largest document.
const MOST_CORES: usize = 8;

/// Work that someone watches.
pub(crate) struct Watched<'a> {
    watch: Watch<'a>,
    stop: Stop,
    done: Cell<usize>,
    total: usize,
    file: Cell<&'a str>,
}

impl<'a> Watched<'a> {
    pub fn new(watch: Watch<'a>, total: usize) -> Self {
        Self {
            watch,
            stop: Stop::default(),
            done: Cell::new(0),
            total,
            file: Cell::new(""),
        }
    }

    /// Work that nobody watches.
    pub fn unwatched() -> Self {
        Self::new(&|_| ControlFlow::Continue(()), 0)
    }

    /// What workers look at to know whether to go on.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Tells which file is at hand from now on.
    pub fn turn_to(&self, file: &'a str) -> Result<(), DeskError> {
        self.file.set(file);
        self.tell()
    }

    /// Notes that a file is done; the next call tells.
    pub fn finish(&self, file: &'a str) {
        self.done.set(self.done.get() + 1);
        self.file.set(file);
    }

    /// Tells how far it is.
    pub fn tell(&self) -> Result<(), DeskError> {
        let progress = Progress {
            done: self.done.get(),
            total: self.total,
            file: self.file.get(),
        };
        match (self.watch)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(DeskError::Cancelled),
        }
    }
}

/// Does `count` pieces of work on all cores and hands over what came of each as soon as it is there,
/// in whatever order. What takes long, writing included, belongs into `make`: the thread that takes
/// the results is the one that tells. Whoever is ahead waits, so that few results stand in memory.
pub(crate) fn on_all_cores<T: Send>(
    count: usize,
    watched: &Watched<'_>,
    make: impl Fn(&mut Typesetter, usize) -> Result<T, DeskError> + Sync,
    mut take: impl FnMut(usize, T) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let stop = watched.stop();
    let work = |sender: &SyncSender<Result<(usize, T), DeskError>>| {
        let mut typesetter = Typesetter::new()?;
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count || stop.is_asked() {
                return Ok(());
            }
            let made = make(&mut typesetter, at)?;
            if sender.send(Ok((at, made))).is_err() {
                // The one who takes them has given up.
                return Ok(());
            }
        }
    };
    thread::scope(|scope| {
        let (sender, made) = sync_channel(1);
        for _ in 0..cores.min(MOST_CORES).min(count) {
            let (sender, work) = (sender.clone(), &work);
            scope.spawn(move || {
                if let Err(error) = work(&sender) {
                    let _ = sender.send(Err(error));
                }
            });
        }
        drop(sender);
        let taken = loop {
            let step = match made.recv_timeout(TICK) {
                Ok(Ok((at, made))) => take(at, made).and_then(|()| watched.tell()),
                Ok(Err(error)) => Err(error),
                Err(RecvTimeoutError::Timeout) => watched.tell(),
                Err(RecvTimeoutError::Disconnected) => break Ok(()),
            };
            if step.is_err() {
                break step;
            }
        };
        if taken.is_err() {
            stop.ask();
        }
        // Nobody may wait to hand over what nobody takes.
        drop(made);
        taken
    })
}

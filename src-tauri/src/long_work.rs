//! Work that takes long: how far it is, and whether it was given up. One at a time; the page asks.

use crate::commands::ProgressOfExport;
use hoso_desk::Progress;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The one that goes on, if any.
#[derive(Default)]
pub struct LongWork {
    is_given_up: AtomicBool,
    progress: Mutex<Option<ProgressOfExport>>,
}

/// Work that has begun; it is over when this goes away.
pub struct Begun<'a>(&'a LongWork);

impl LongWork {
    /// Begins.
    pub fn begin(&self) -> Begun<'_> {
        self.is_given_up.store(false, Ordering::Relaxed);
        Begun(self)
    }

    /// Asks for it to be given up.
    pub fn cancel(&self) {
        self.is_given_up.store(true, Ordering::Relaxed);
    }

    /// How far it is; nothing where none goes on.
    pub fn progress(&self) -> Option<ProgressOfExport> {
        self.held().clone()
    }

    fn held(&self) -> MutexGuard<'_, Option<ProgressOfExport>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Begun<'_> {
    /// Notes how far it is, and tells whether to go on.
    pub fn tell(&self, progress: Progress<'_>) -> ControlFlow<()> {
        *self.0.held() = Some(ProgressOfExport::of(progress));
        if self.0.is_given_up.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        *self.0.held() = None;
    }
}

//! A way to give up work that takes long.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::PaperError;

/// Whether work is still wanted. Copies share one answer, so one thread can ask another to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks everyone who works to give up.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether someone asked.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// An error once someone asked.
    pub(crate) fn check(&self) -> Result<(), PaperError> {
        if self.is_asked() {
            return Err(PaperError::Stopped);
        }
        Ok(())
    }
}

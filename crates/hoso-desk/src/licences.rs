//! Whose work is in the program, as `cargo xtask licences` wrote it down.

use crate::{Desk, assets};

impl Desk {
    /// The parts of the program that others have made, with the words of their licences.
    pub fn licences() -> &'static str {
        assets::LICENCES
    }
}

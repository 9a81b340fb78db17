//! The window: a thin shell over `hoso-desk`. It reads the clock, asks the system for folders and
//! files, and passes everything else on.

pub mod commands;
pub mod long_work;
pub mod menu;
pub mod own_page;
pub mod session;
pub mod system;

mod place;
mod upkeep;
mod words;

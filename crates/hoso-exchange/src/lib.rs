//! Open file formats: how a dossier and a plan are read, refused and written.
//!
//! Every foreign file is read bounded and refused with its place; every file of ours is written
//! whole or not at all. Deliberately absent: rules, pages, sentences for people, the database.

mod dossier_file;
mod file;
mod package;
mod plan_file;
mod schema;
mod shape;

pub use dossier_file::{DOSSIER_FORMAT, DOSSIER_VERSION, dossier_from_json, dossier_to_json};
pub use file::{Existing, FileError, Staging, read_text};
pub use package::{pack, unpack};
pub use plan_file::plan_from_toml;
pub use schema::{dossier_schema, plan_schema};
pub use shape::{LocatedProblem, Place, Refusal, ShapeFault};

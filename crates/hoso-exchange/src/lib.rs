//! Open file formats: how dossiers, plans and law data are read, refused and written, how a schedule
//! becomes a calendar file, documents a package or the draft of an e-mail, and a spreadsheet a grid.
//!
//! Every foreign file is read bounded and refused with its place; every file of ours is written
//! whole or not at all. Deliberately absent: rules, pages, sentences for people, the database.

mod dossier_file;
mod file;
mod ics;
pub mod legacy;
mod mail;
mod package;
mod plan_file;
mod schema;
mod shape;
pub mod sheet;

pub use dossier_file::{DOSSIER_FORMAT, DOSSIER_VERSION, dossier_from_json, dossier_to_json};
pub use file::{Existing, FileError, Staging, read_bytes, read_text};
pub use ics::{CalendarEntry, calendar_file};
pub use mail::{Attachment, MailDraft, mail_file};
pub use package::{pack, unpack};
pub use plan_file::{
    PlanEdit, corrected_law_from_toml, data_to_toml, edit_plan, holiday_changes_from_toml,
    holidays_from_toml, law_from_toml, law_overrides_from_toml, plan_from_toml, plan_to_toml,
    rehearsal_changes_from_toml, rehearsal_from_toml, steps_from_toml,
};
pub use schema::{
    dossier_schema, holidays_schema, law_schema, plan_schema, rehearsal_schema, steps_schema,
};
pub use shape::{LocatedProblem, Place, Refusal, ShapeFault};

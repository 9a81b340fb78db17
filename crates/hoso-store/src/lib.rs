//! The cabinet: every dossier of a unit, with its history, evidence and backups, in one folder.
//!
//! What was confirmed is there after a power cut, a full disk, a pulled stick or a second window;
//! what is damaged is said to be. Everything typed is a row with a hash of its own, every write is
//! one transaction with one entry in a journal chained by hashes, and every dossier carries a
//! fingerprint of its rows, so nothing is silently wrong or missing.
//!
//! Deliberately absent: rules, pages, exchange formats, sentences for people, the clock, and the
//! system's folders (both are passed in). No rusqlite type leaves this crate.

#![expect(
    clippy::cast_possible_wrap,
    reason = "SQLite counts in i64; places and lengths here are far below its limit"
)]
#![cfg_attr(
    test,
    expect(clippy::unwrap_used, reason = "a failing test should stop at once")
)]

mod alter;
mod backup;
mod cabinet;
mod disk;
mod doctor;
mod draft;
mod edit;
mod erase;
mod error;
mod evidence;
mod field;
pub mod fold;
mod history;
mod journal;
mod onlooker;
mod parts;
mod place;
mod progress;
mod register;
mod renew;
mod restore;
mod rotation;
mod row;
mod salvage;
mod schema;
mod search;
mod sniff;
mod statistics;
mod subject;
mod thumbnail;
mod undo;

pub use backup::{Backup, BackupKind};
pub use cabinet::{Cabinet, CabinetFolder, DossierSummary};
pub use disk::sha256_of;
pub use doctor::{Examination, Problem};
pub use draft::Draft;
pub use edit::{Edit, Edited, Grouping};
pub use erase::{Erased, Nomination, Traces};
pub use error::StoreError;
pub use evidence::{EvidenceCheck, MAX_EVIDENCE_BYTES, StoredFile};
pub use field::FieldPath;
pub use history::{FieldChange, Part, Past};
pub use journal::{Act, Entry, Stamp};
pub use onlooker::Onlooker;
pub use place::{Place, PlaceKind};
pub use progress::{
    Answer, DossierState, Frozen, Outcome, OutcomeResult, Progress, Recall, Sending, SentDocument,
    SentFinding, SentLine,
};
pub use register::KnownSignatory;
pub use renew::Renewal;
pub use restore::Restored;
pub use rotation::{Rotation, Stored, surplus};
pub use salvage::SalvageReport;
pub use schema::{Ladder, Migration};
pub use search::{Found, FoundPart};
pub use sniff::FileKind;
pub use statistics::Count;
pub use subject::{Award, SubjectSummary};
pub use thumbnail::{THUMBNAIL_SIDE, Thumbnail};

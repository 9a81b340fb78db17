//! The cabinet on the desk: what a person does with dossiers that are kept, one file per task,
//! each with what front ends are given.
//!
//! Deliberately absent: SQL, and the clock; front ends pass the time and the person's name in.

mod backup;
mod begin;
mod doctor;
mod edit;
mod evidence;
mod history;
mod import;
mod open;
mod own;
mod people;
mod progress;
mod rehearsal;
mod renew;
mod rescue;
mod search;
mod sent;
mod settings;
mod statistics;

pub use backup::{BackupView, RestoredView};
pub use begin::BeginInput;
pub use doctor::{ExaminationView, SalvageView, SalvagedView};
pub use edit::{Draft, EditInput, SavedView, StepsView};
pub use evidence::{
    EvidenceCheckView, MissingScanView, ScanView, StoredFileView, Thumbnail, ThumbnailsView,
};
pub use history::{EntryView, FieldChangeView, HistoryOf, PastView};
pub use hoso_store::{Frozen, Stamp};
pub use import::ImportedView;
pub use open::{AttentionCode, CabinetView, DossierLineView, Onlooker, OpenedCabinet, PlaceView};
pub use people::{AwardView, SubjectView};
pub use progress::{
    OutcomeInput, OutcomeView, ProgressView, SendingInput, SendingView, SentDocumentView,
};
pub use rehearsal::{ConfirmInput, RehearsalLineInput};
pub use renew::{CandidateView, RenewalInput};
pub use search::{FoundPartCode, FoundView};
pub use sent::{SentFileCode, SentFileView, SentFilesView};
pub use statistics::{
    StatisticsCountView, StatisticsRowView, StatisticsTable, StatisticsTableView, StatisticsView,
    YearView, YearsAsked,
};

/// Numbers of entries and sizes for front ends, which count in 32 bits.
fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The same, back.
fn entry(number: u32) -> i64 {
    i64::from(number)
}

//! What can go wrong in the cabinet. `Display` is English, for logs, and names no person: ids,
//! counts and paths only.

use std::io;
use std::path::{Path, PathBuf};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no cabinet in the folder.
    #[error("no cabinet in {}", folder.display())]
    NoCabinet {
        /// The folder.
        folder: PathBuf,
    },
    /// The cabinet of the folder is gone, and what it left behind is still there.
    #[error("the cabinet in {} is gone, {backups} backup(s) are left", folder.display())]
    Lost {
        /// The folder.
        folder: PathBuf,
        /// How many backups stand there.
        backups: usize,
    },
    /// There is one already.
    #[error("{} already holds a cabinet", folder.display())]
    CabinetExists {
        /// The folder.
        folder: PathBuf,
    },
    /// Another process has it open.
    #[error("the cabinet in {} is in use", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// It has a passphrase, and none was given.
    #[error("the cabinet in {} has a passphrase", folder.display())]
    Locked {
        /// The folder.
        folder: PathBuf,
    },
    /// Neither the passphrase nor the recovery key is right.
    #[error("wrong passphrase or recovery key")]
    WrongSecret,
    /// The file that holds the keys is missing or damaged, and no backup has it.
    #[error("no keys in {}", path.display())]
    NoKey {
        /// The file.
        path: PathBuf,
    },
    /// A newer program wrote it; it was left as it is.
    #[error("cabinet version {found}, this program knows up to {known}")]
    Newer {
        /// Its version.
        found: u32,
        /// The newest version known.
        known: u32,
    },
    /// The file is no cabinet.
    #[error("{} is not a cabinet", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A migration that was applied to it is not the one that this program knows.
    #[error("migration {number} of the cabinet is another one than this program's")]
    ForeignMigration {
        /// Number of the migration.
        number: u32,
    },
    /// Something stored does not fit its hash, or the database cannot read itself.
    #[error("the cabinet is damaged: {what}")]
    Damaged {
        /// What was found.
        what: String,
    },
    /// A backup or package does not fit its hashes.
    #[error("{} is damaged: {what}", path.display())]
    DamagedCopy {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// The path is longer than a database can have.
    #[error("the path of {} is too long", path.display())]
    PathTooLong {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full; nothing was changed.
    #[error("the disk is full ({doing})")]
    Full {
        /// What was being done.
        doing: &'static str,
    },
    /// The medium can only be read.
    #[error("the medium is read-only ({doing})")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
    },
    /// The medium failed or is gone; nothing was changed.
    #[error("the medium failed ({doing}): {detail}")]
    Medium {
        /// What was being done.
        doing: &'static str,
        /// The system's words.
        detail: String,
    },
    /// Any other refusal of the database.
    #[error("the database refused ({doing}): {detail}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// Its words.
        detail: String,
    },
    /// A file beside the database could not be read or written.
    #[error("could not {doing} {}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No dossier has this id.
    #[error("no dossier `{id}`")]
    NoDossier {
        /// The id.
        id: String,
    },
    /// A dossier with this id is there already.
    #[error("dossier `{id}` is there already")]
    DossierExists {
        /// The id.
        id: String,
    },
    /// The dossier has been sent and is frozen.
    #[error("dossier `{id}` has been sent and is frozen")]
    Frozen {
        /// The id.
        id: String,
    },
    /// The dossier is not with the receiver, so nothing can come of it there.
    #[error("dossier `{id}` has not been sent")]
    NotSent {
        /// The id.
        id: String,
    },
    /// An id stands twice in one list, or is empty.
    #[error("id `{id}` is empty or stands twice in `{list}`")]
    BadId {
        /// The list.
        list: &'static str,
        /// The id.
        id: String,
    },
    /// No field has this path.
    #[error("no field `{path}`")]
    NoField {
        /// The path.
        path: String,
    },
    /// A field does not take this value.
    #[error("field `{path}` does not take the value: {detail}")]
    BadValue {
        /// The path.
        path: String,
        /// Why.
        detail: String,
    },
    /// There is no step to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// There is no step to take again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The journal has no such entry for this subject.
    #[error("no entry {seq} in this history")]
    NoEntry {
        /// Its number.
        seq: i64,
    },
    /// Another text is stored as this version of the plan.
    #[error("version {version} of plan `{id}` is stored with another text")]
    PlanDiffers {
        /// Id of the plan.
        id: String,
        /// The version.
        version: u32,
    },
    /// The file is larger than evidence may be.
    #[error("{} has {bytes} bytes, the limit is {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The file is of no kind that can be evidence.
    #[error("{} is of no known kind", path.display())]
    UnknownFileKind {
        /// The file.
        path: PathBuf,
    },
    /// No stored file has this hash, or it is gone or altered.
    #[error("evidence {sha256} is missing or altered")]
    NoEvidence {
        /// Its SHA-256.
        sha256: String,
    },
    /// There is no backup to go back to.
    #[error("no such backup")]
    NoBackup,
    /// No person or collective has this number.
    #[error("no subject {number}")]
    NoSubject {
        /// The number.
        number: i64,
    },
}

impl StoreError {
    /// Turns a refusal of `SQLite` into what a person can act on.
    pub(crate) fn of(doing: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        /// The database's shared index could not grow: it lies on the same full disk.
        const NO_ROOM_FOR_INDEX: i32 = 0x130a;
        move |error| {
            let detail = error.to_string();
            let extended = error.sqlite_error().map(|error| error.extended_code);
            if extended == Some(NO_ROOM_FOR_INDEX) {
                return Self::Full { doing };
            }
            match error.sqlite_error_code() {
                Some(Code::DiskFull) => Self::Full { doing },
                Some(Code::ReadOnly) => Self::ReadOnly { doing },
                Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged { what: detail },
                Some(Code::SystemIoFailure | Code::CannotOpen | Code::PermissionDenied) => {
                    Self::Medium { doing, detail }
                }
                _ => Self::Database { doing, detail },
            }
        }
    }

    /// Turns a refusal of the file system into what a person can act on.
    pub(crate) fn file(doing: &'static str, path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { doing },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { doing },
            _ => Self::File {
                doing,
                path: path.clone(),
                source,
            },
        }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

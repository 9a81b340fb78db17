//! Opens and closes the cabinet, lists its dossiers and loads one.

use crate::backup::{self, BackupKind};
use crate::disk;
use crate::error::StoreError;
use crate::journal::{self, Entry, Stamp};
use crate::parts;
use crate::row::{self, Kind, Row, RowHash};
use crate::schema::{APPLICATION_ID, Ladder, version};
use crate::seal::{Keys, Secret};
use hoso_domain::Dossier;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long to wait for a virus scanner or an indexer that holds the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often, and how long apart, the lock is asked for.
const LOCK_TRIES: u32 = 40;
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// How a database begins that no key has sealed.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";

/// The folder of a cabinet and what stands in it, with the keys to it where it is sealed and open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CabinetFolder {
    path: PathBuf,
    pub(crate) keys: Option<Arc<Keys>>,
}

/// An open cabinet. One process at a time has it, guarded by a lock beside the database.
#[derive(Debug)]
pub struct Cabinet {
    pub(crate) connection: Connection,
    pub(crate) folder: CabinetFolder,
    lock: Arc<File>,
}

/// A dossier in the list of the home page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierSummary {
    /// Its id.
    pub id: String,
    /// Name of the proposing unit.
    pub unit: String,
    /// Id of the plan.
    pub plan: String,
    /// Version of the plan.
    pub plan_version: u32,
    /// Id of the round.
    pub round: String,
    /// The year rewarded, in an annual round.
    pub year: Option<i32>,
    /// Code of its state: draft, sent, returned, accepted.
    pub state: String,
    /// How many collectives are proposed.
    pub collectives: u32,
    /// How many individuals are proposed.
    pub individuals: u32,
    /// When it was last changed, by the clock of that day.
    pub changed_at: String,
    /// Who changed it last.
    pub changed_by: String,
    /// Whether what this line tells is as it was written; the dossier itself is checked when it
    /// is opened.
    pub is_sound: bool,
}

/// What the cabinet knows of a dossier without its parts.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    pub number: i64,
    pub row_count: i64,
    pub fingerprint: RowHash,
    pub undo_level: i64,
}

impl CabinetFolder {
    /// The cabinet of this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            path: folder.into(),
            keys: None,
        }
    }

    /// The same folder with the keys to it.
    pub(crate) fn with(self, keys: Option<Arc<Keys>>) -> Self {
        Self { keys, ..self }
    }

    /// The keys, where it is sealed and open.
    pub(crate) fn keys(&self) -> Option<&Keys> {
        self.keys.as_deref()
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.path.join("cabinet.db")
    }

    /// What `SQLite` has confirmed and not yet moved into the database.
    pub fn write_ahead_log(&self) -> PathBuf {
        self.path.join("cabinet.db-wal")
    }

    /// The lock.
    pub fn lock(&self) -> PathBuf {
        self.path.join("cabinet.lock")
    }

    /// The keys, sealed; there where the cabinet has a passphrase.
    pub fn key_file(&self) -> PathBuf {
        self.path.join("cabinet.key")
    }

    /// Files of evidence.
    pub fn evidence(&self) -> PathBuf {
        self.path.join("evidence")
    }

    /// Pictures made from evidence; they can be made again.
    pub fn thumbnails(&self) -> PathBuf {
        self.path.join("thumbnails")
    }

    /// Backups that the program makes of its own accord.
    pub fn backups(&self) -> PathBuf {
        self.path.join("backups")
    }

    pub(crate) fn shared_memory(&self) -> PathBuf {
        self.path.join("cabinet.db-shm")
    }

    pub(crate) fn incoming(&self) -> PathBuf {
        self.path.join("cabinet.db.new")
    }

    /// Takes the lock, or says that another process has it.
    pub(crate) fn take_lock(&self) -> Result<Arc<File>, StoreError> {
        let path = self.lock();
        let failed = StoreError::file("lock", &path);
        let lock = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(&failed)?;
        // A program that was just closed or killed lets go once the system has cleared it away, which takes
        // a busy machine a second.
        for _ in 0..LOCK_TRIES {
            match lock.try_lock() {
                Ok(()) => return Ok(Arc::new(lock)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        Err(StoreError::InUse {
            folder: self.path.clone(),
        })
    }
}

impl Cabinet {
    /// Makes an empty cabinet. It is there whole or not at all.
    pub fn create(folder: &Path) -> Result<Self, StoreError> {
        let folder = CabinetFolder::new(folder);
        disk::make_folder(folder.path())?;
        let lock = folder.take_lock()?;
        if folder.database().exists() {
            return Err(StoreError::CabinetExists {
                folder: folder.path().to_owned(),
            });
        }
        let incoming = folder.incoming();
        new_database(&incoming, &Ladder::of_this_program(), None)?;
        // What a lost database left behind must not be taken for a part of the new one.
        disk::remove(&folder.write_ahead_log())?;
        disk::remove(&folder.shared_memory())?;
        std::fs::rename(&incoming, folder.database())
            .map_err(StoreError::file("name", &incoming))?;
        disk::sync_folder(folder.path());
        Self::connect(folder, lock)
    }

    /// Opens a cabinet, after a backup and a migration where an older program wrote it.
    pub fn open(folder: &Path, stamp: &Stamp) -> Result<Self, StoreError> {
        Self::open_with(folder, stamp, &Ladder::of_this_program())
    }

    /// Opens a cabinet that has a passphrase.
    pub fn unlock(folder: &Path, secret: &Secret, stamp: &Stamp) -> Result<Self, StoreError> {
        let ladder = Ladder::of_this_program();
        Self::open_unlocked(folder, Some(secret), stamp, &ladder)
    }

    /// Opens a cabinet as a program with these migrations does.
    pub fn open_with(folder: &Path, stamp: &Stamp, ladder: &Ladder) -> Result<Self, StoreError> {
        Self::open_unlocked(folder, None, stamp, ladder)
    }

    fn open_unlocked(
        folder: &Path,
        secret: Option<&Secret>,
        stamp: &Stamp,
        ladder: &Ladder,
    ) -> Result<Self, StoreError> {
        let folder = CabinetFolder::new(folder);
        if !folder.database().exists() {
            return Err(StoreError::NoCabinet {
                folder: folder.path().to_owned(),
            });
        }
        let lock = folder.take_lock()?;
        let keys = folder.open_keys(secret)?;
        let folder = folder.with(keys);
        let found = peek_version(&folder)?;
        if found > ladder.top() {
            return Err(StoreError::Newer {
                found,
                known: ladder.top(),
            });
        }
        let mut cabinet = Self::connect(folder, lock)?;
        ladder.check(&cabinet.connection)?;
        if cabinet.is_sealed() {
            // Whatever was still plain when the PC went off while the cabinet was being sealed.
            cabinet.folder.keep_files(cabinet.folder.keys())?;
        }
        if found < ladder.top() {
            let backups = cabinet.folder.backups();
            backup::take(&cabinet, &backups, BackupKind::BeforeMigration, stamp)?;
            ladder.climb(&mut cabinet.connection)?;
        }
        Ok(cabinet)
    }

    pub(crate) fn connect(folder: CabinetFolder, lock: Arc<File>) -> Result<Self, StoreError> {
        let connection = connect(&folder.database(), folder.keys())?;
        Ok(Self {
            connection,
            folder,
            lock,
        })
    }

    /// The same cabinet through a connection of its own that only reads, as it is at this moment.
    pub(crate) fn looked_at(&self) -> Result<Self, StoreError> {
        let connection = connect_to_read(&self.folder.database(), self.folder.keys())?;
        connection
            .busy_timeout(PATIENCE)
            .and_then(|()| connection.execute_batch("BEGIN"))
            // The first read fixes what the transaction sees; of a damaged one the first page will do.
            .and_then(|()| {
                connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
            })
            .map_err(StoreError::of("look at the cabinet"))?;
        connection.set_prepared_statement_cache_capacity(128);
        Ok(Self {
            connection,
            folder: self.folder.clone(),
            lock: Arc::clone(&self.lock),
        })
    }

    /// Gives up the connection and keeps the lock, to put another database in its place.
    pub(crate) fn disconnect(self) -> Result<(CabinetFolder, Arc<File>), StoreError> {
        let Self {
            connection,
            folder,
            lock,
        } = self;
        let failed = StoreError::of("close");
        connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            })
            .map_err(&failed)?;
        connection.close().map_err(|(_, error)| failed(error))?;
        Ok((folder, lock))
    }

    /// Closes the cabinet and leaves one file.
    pub fn close(self) -> Result<(), StoreError> {
        self.disconnect().map(|_| ())
    }

    /// The folder it stands in.
    pub fn folder(&self) -> &CabinetFolder {
        &self.folder
    }

    /// The dossiers, the newest year first.
    pub fn dossiers(&self) -> Result<Vec<DossierSummary>, StoreError> {
        let failed = StoreError::of("list the dossiers");
        let mut statement = self
            .connection
            .prepare_cached(include_str!("dossiers.sql"))
            .map_err(&failed)?;
        let listed = statement
            .query_map([], |row| {
                let number: i64 = row.get(11)?;
                let summary = DossierSummary {
                    id: row.get(0)?,
                    unit: row.get(1)?,
                    plan: row.get(2)?,
                    plan_version: row.get(3)?,
                    round: row.get(4)?,
                    year: row.get(5)?,
                    state: row.get(6)?,
                    collectives: row.get(7)?,
                    individuals: row.get(8)?,
                    changed_at: row.get(9)?,
                    changed_by: row.get(10)?,
                    is_sound: true,
                };
                Ok((number, summary))
            })
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(&failed)?;
        let told = [Kind::Head, Kind::Unit, Kind::Progress];
        Ok(listed
            .into_iter()
            .map(|(number, summary)| DossierSummary {
                is_sound: row::read(&self.connection, number, &told, None)
                    .is_ok_and(|rows| rows.len() == told.len()),
                ..summary
            })
            .collect())
    }

    /// A dossier, equal to what was stored; every row is checked against its hash, and all of
    /// them against the dossier's fingerprint.
    pub fn dossier(&self, id: &str) -> Result<Dossier, StoreError> {
        let card = card(&self.connection, id)?;
        load(&self.connection, id, &card)
    }

    /// The last entries of the journal about a dossier, or about anything, newest first.
    pub fn journal(&self, dossier: Option<&str>, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let number = match dossier {
            None => None,
            Some(id) => Some(card(&self.connection, id)?.number),
        };
        journal::entries(&self.connection, number, limit)
    }
}

/// A database with the whole schema at a path where none is yet, closed and synced.
pub(crate) fn new_database(
    path: &Path,
    ladder: &Ladder,
    keys: Option<&Keys>,
) -> Result<(), StoreError> {
    disk::remove_database(path)?;
    let mut connection = connect_alone(path, keys)?;
    ladder.climb(&mut connection)?;
    connection
        .close()
        .map_err(|(_, error)| StoreError::of("close")(error))?;
    disk::sync_file(path)
}

/// Opens a database that is being made and has no log, so that its one file is all of it: closing
/// a log may fail without a word, and what is in it would stay behind.
pub(crate) fn connect_alone(path: &Path, keys: Option<&Keys>) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open_database(path, flags, keys)?;
    let failed = StoreError::of("open");
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))
        .map_err(&failed)?;
    if mode != "delete" {
        return Err(StoreError::Database {
            doing: "open",
            detail: format!("journal mode {mode}"),
        });
    }
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; \
             PRAGMA temp_store = MEMORY;",
        )
        .map_err(&failed)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Opens a database file by whatever path the system's own files can have, with the keys to it.
fn open_database(
    path: &Path,
    flags: OpenFlags,
    keys: Option<&Keys>,
) -> Result<Connection, StoreError> {
    #[cfg(windows)]
    let opened = {
        // The folder's own name with its prefix, which takes more than 260 characters.
        let folder = path.parent().unwrap_or(Path::new("."));
        let folder = std::fs::canonicalize(folder).map_err(StoreError::file("open", path))?;
        let whole = folder.join(path.file_name().unwrap_or_default());
        Connection::open_with_flags_and_vfs(whole, flags, c"win32-longpath")
    };
    #[cfg(not(windows))]
    let opened = {
        // SQLite refuses 512 bytes, its own suffixes included, and does not say why.
        if path.as_os_str().len() > 500 {
            return Err(StoreError::PathTooLong {
                path: path.to_owned(),
            });
        }
        Connection::open_with_flags(path, flags)
    };
    let failed = StoreError::of("open");
    let connection = opened.map_err(&failed)?;
    if let Some(keys) = keys {
        connection
            .pragma_update(None, "key", keys.of_database().as_str())
            .map_err(failed)?;
    }
    Ok(connection)
}

/// Opens a database file for writing.
pub(crate) fn connect(path: &Path, keys: Option<&Keys>) -> Result<Connection, StoreError> {
    let failed = StoreError::of("open");
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open_database(path, flags, keys)?;
    connection.busy_timeout(PATIENCE).map_err(&failed)?;
    // With a write-ahead log, FULL syncs the log at each commit: a confirmed edit then survives
    // the loss of power, which NORMAL would not promise.
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))
        .map_err(&failed)?;
    if mode != "wal" {
        return Err(StoreError::ReadOnly { doing: "open" });
    }
    // No memory mapping: a stick pulled out would end the process instead of failing a read.
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; \
             PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -16384; \
             PRAGMA journal_size_limit = 4194304; PRAGMA temp_store = MEMORY;",
        )
        .map_err(&failed)?;
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)
        .map_err(&failed)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Opens a database file that is only to be looked at.
pub(crate) fn connect_to_read(path: &Path, keys: Option<&Keys>) -> Result<Connection, StoreError> {
    connect_to_look(path, OpenFlags::SQLITE_OPEN_READ_ONLY, keys)
}

fn connect_to_look(
    path: &Path,
    access: OpenFlags,
    keys: Option<&Keys>,
) -> Result<Connection, StoreError> {
    let failed = StoreError::of("open a copy");
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open_database(path, flags, keys)?;
    connection
        .execute_batch(
            "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; \
             PRAGMA temp_store = MEMORY;",
        )
        .map_err(&failed)?;
    Ok(connection)
}

/// The version of a cabinet, found out without changing a byte of it.
fn peek_version(folder: &CabinetFolder) -> Result<u32, StoreError> {
    let path = folder.database();
    if folder.keys().is_some() {
        // What stands in a sealed header can only be read through the database itself.
        return peek_sealed(folder);
    }
    let failed = StoreError::file("read", &path);
    let mut header = [0; 100];
    File::open(&path)
        .and_then(|mut file| file.read_exact(&mut header))
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => StoreError::Foreign { path: path.clone() },
            _ => failed(error),
        })?;
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    let is_ours = header.starts_with(PLAIN) && number(68) == APPLICATION_ID as u32;
    if !is_ours {
        return Err(StoreError::Foreign { path });
    }
    let log = folder.write_ahead_log();
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        // The log may hold a later header; a connection that only reads never moves it.
        version(&connect_to_read(&path, None)?)
    } else {
        Ok(number(60))
    }
}

fn peek_sealed(folder: &CabinetFolder) -> Result<u32, StoreError> {
    let path = folder.database();
    let look = |access: OpenFlags| {
        let connection = connect_to_look(&path, access, folder.keys())?;
        let application: i32 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(StoreError::of("open"))?;
        if application == APPLICATION_ID {
            version(&connection)
        } else {
            Err(StoreError::Foreign { path: path.clone() })
        }
    };
    match look(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        // A change was cut off before there was a log; who only reads may not take it back.
        Err(StoreError::ReadOnly { .. }) => look(OpenFlags::SQLITE_OPEN_READ_WRITE),
        found => found,
    }
}

/// Whether a database can be read without a key.
pub(crate) fn is_plain(database: &Path) -> bool {
    let mut start = [0; PLAIN.len()];
    File::open(database)
        .and_then(|mut file| file.read_exact(&mut start))
        .is_ok()
        && start == *PLAIN
}

/// Finds a dossier by its id.
pub(crate) fn card(connection: &Connection, id: &str) -> Result<Card, StoreError> {
    connection
        .prepare_cached(
            "SELECT number, row_count, fingerprint, undo_level FROM dossier \
             WHERE id = ?1 AND (row_count > 0 OR number = 0)",
        )
        .and_then(|mut statement| statement.query_row([id], read_card).optional())
        .map_err(StoreError::of("find a dossier"))?
        .ok_or_else(|| StoreError::NoDossier { id: id.to_owned() })
}

/// Finds a dossier by its id, also one that was taken off the list.
pub(crate) fn any_card(connection: &Connection, id: &str) -> Result<Card, StoreError> {
    connection
        .prepare_cached(
            "SELECT number, row_count, fingerprint, undo_level FROM dossier WHERE id = ?1",
        )
        .and_then(|mut statement| statement.query_row([id], read_card).optional())
        .map_err(StoreError::of("find a dossier"))?
        .ok_or_else(|| StoreError::NoDossier { id: id.to_owned() })
}

/// Reads `number, row_count, fingerprint, undo_level`.
pub(crate) fn read_card(row: &rusqlite::Row<'_>) -> rusqlite::Result<Card> {
    Ok(Card {
        number: row.get(0)?,
        row_count: row.get(1)?,
        fingerprint: row.get(2)?,
        undo_level: row.get(3)?,
    })
}

/// Loads and checks a whole dossier.
pub(crate) fn load(connection: &Connection, id: &str, card: &Card) -> Result<Dossier, StoreError> {
    let rows = all_rows(connection, card)?;
    let dossier: Dossier = parts::model("a dossier", parts::dossier_json(&rows)?)?;
    if dossier.id == id {
        Ok(dossier)
    } else {
        Err(StoreError::damaged(format!(
            "the id of dossier {}",
            card.number
        )))
    }
}

/// All rows of a dossier, or of the cabinet itself, none altered and none missing.
pub(crate) fn all_rows(connection: &Connection, card: &Card) -> Result<Vec<Row>, StoreError> {
    let rows = row::read(connection, card.number, &Kind::ALL, None)?;
    let mut fingerprint = RowHash::default();
    for row in &rows {
        row::toggle(&mut fingerprint, &row.hash);
    }
    if fingerprint == card.fingerprint && rows.len() as i64 == card.row_count {
        Ok(rows)
    } else {
        let what = format!("rows of dossier {} are missing or strange", card.number);
        Err(StoreError::damaged(what))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cabinet, CabinetFolder, connect_alone};
    use crate::journal::Stamp;
    use crate::seal::Secret;
    use chrono::DateTime;
    use std::fs;

    #[test]
    fn a_sealed_cabinet_opens_after_its_first_change_was_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp {
            who: "Người kiểm tra".to_owned(),
            at: DateTime::parse_from_rfc3339("2024-02-01T08:00:00+07:00").unwrap(),
        };
        let secret = Secret::passphrase("bốn từ không liên quan");
        let whole = folder.path().join("whole");
        let cabinet = Cabinet::create(&whole).unwrap();
        cabinet
            .set_passphrase(&secret, &stamp)
            .unwrap()
            .0
            .close()
            .unwrap();

        // Without a log, as a database is before it is opened for the first time.
        let cut = CabinetFolder::new(folder.path().join("cut"));
        fs::create_dir(cut.path()).unwrap();
        fs::copy(CabinetFolder::new(&whole).key_file(), cut.key_file()).unwrap();
        let keys = CabinetFolder::new(&whole).open_keys(Some(&secret)).unwrap();
        let database = CabinetFolder::new(&whole).database();
        let connection = connect_alone(&database, keys.as_deref()).unwrap();
        connection
            .execute_batch("BEGIN; CREATE TABLE half_done (number INTEGER);")
            .unwrap();
        connection.cache_flush().unwrap();
        let journal = |database: &std::path::Path| database.with_extension("db-journal");
        fs::copy(&database, cut.database()).unwrap();
        fs::copy(journal(&database), journal(&cut.database())).unwrap();

        let opened = Cabinet::unlock(cut.path(), &secret, &stamp).unwrap();
        assert_eq!(opened.examine().unwrap().problems, []);
        assert!(!journal(&cut.database()).exists());
    }
}

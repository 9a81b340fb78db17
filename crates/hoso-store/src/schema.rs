//! The ladder of migrations: numbered, append-only, checksummed.
//!
//! A released migration is never edited (`cargo xtask tidy` compares the files with
//! `migrations/released.txt`); a cabinet remembers the checksums of those it has been through.

use crate::error::StoreError;
use rusqlite::{Connection, TransactionBehavior, params};
use sha2::{Digest, Sha256};

/// What every cabinet file says it is: `HoSo` in the database's header.
pub(crate) const APPLICATION_ID: i32 = 0x486f_536f;

/// One step of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Its number, from 1 on without a gap.
    pub number: u32,
    /// Its name, as in the name of its file.
    pub name: String,
    /// What it does.
    pub sql: String,
}

/// The migrations that a program knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder(Vec<Migration>);

impl Ladder {
    /// The migrations of this program.
    pub fn of_this_program() -> Self {
        Self(Vec::new())
            .with("cabinet", include_str!("../migrations/0001_cabinet.sql"))
            .with("erasure", include_str!("../migrations/0002_erasure.sql"))
    }

    /// The same with one more step, as a later program will have it; for rehearsing an update.
    #[must_use]
    pub fn with(mut self, name: &str, sql: &str) -> Self {
        self.0.push(Migration {
            number: self.0.len() as u32 + 1,
            name: name.to_owned(),
            sql: sql.to_owned(),
        });
        self
    }

    /// The number of the last step.
    pub fn top(&self) -> u32 {
        self.0.len() as u32
    }

    /// Climbs from where a database is to the top, step by step, each in one transaction.
    pub(crate) fn climb(&self, connection: &mut Connection) -> Result<(), StoreError> {
        let failed = StoreError::of("migrate");
        for migration in &self.0[version(connection)? as usize..] {
            let transaction = connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(&failed)?;
            transaction.execute_batch(&migration.sql).map_err(&failed)?;
            transaction
                .execute(
                    "INSERT INTO migration (number, name, checksum) VALUES (?1, ?2, ?3)",
                    params![migration.number, migration.name, migration.checksum()],
                )
                .map_err(&failed)?;
            transaction
                .pragma_update(None, "application_id", APPLICATION_ID)
                .and_then(|()| transaction.pragma_update(None, "user_version", migration.number))
                .and_then(|()| transaction.commit())
                .map_err(&failed)?;
        }
        Ok(())
    }

    /// Whether the database has been through these very migrations.
    pub(crate) fn check(&self, connection: &Connection) -> Result<(), StoreError> {
        let failed = StoreError::of("read the migrations");
        let mut statement = connection
            .prepare("SELECT number, checksum FROM migration ORDER BY number")
            .map_err(&failed)?;
        let applied = statement
            .query_map([], |row| {
                Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
            })
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(&failed)?;
        let known = self.0.iter().map(|known| (known.number, known.checksum()));
        for (known, (number, checksum)) in known.zip(&applied) {
            if known != (*number, checksum.clone()) {
                return Err(StoreError::ForeignMigration { number: *number });
            }
        }
        let version = version(connection)?;
        if applied.len() as u32 == version {
            Ok(())
        } else {
            let what = format!("version {version} after {} migrations", applied.len());
            Err(StoreError::damaged(what))
        }
    }
}

impl Migration {
    /// SHA-256 of its text, whatever the line ends of the machine it was checked out on.
    pub fn checksum(&self) -> String {
        hex(&Sha256::digest(self.sql.replace("\r\n", "\n")))
    }
}

/// The version of the schema in a database.
pub(crate) fn version(connection: &Connection) -> Result<u32, StoreError> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(StoreError::of("read the version"))
}

/// Bytes in small hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

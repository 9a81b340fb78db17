//! Files of evidence: stored under their SHA-256 beside the database, each once, never changed.

use crate::cabinet::{Cabinet, CabinetFolder};
use crate::disk;
use crate::edit::Step;
use crate::error::StoreError;
use crate::journal::{Act, Change, Heading, Stamp};
use crate::parts;
use crate::row::{self, Key, Kind, Row};
use crate::schema::hex;
use crate::sniff::FileKind;
use crate::thumbnail::thumbnail_file;
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The largest file taken as evidence.
pub const MAX_EVIDENCE_BYTES: u64 = 100 * 1024 * 1024;

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// SHA-256 of its content, 64 small hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
    /// What kind of file it is.
    pub kind: FileKind,
    /// The name it first came with.
    pub name: String,
}

/// What a look at all stored files found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceCheck {
    /// How many files were read and compared with their hashes.
    pub checked: u32,
    /// Papers whose file is not there, as dossier, id of the paper, and SHA-256.
    pub missing: Vec<(String, String, String)>,
    /// Files whose content is no longer what it was, by SHA-256.
    pub altered: Vec<String>,
    /// Files that no paper names, by SHA-256.
    pub orphans: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    size: u64,
    kind: String,
    name: String,
}

impl CabinetFolder {
    /// Where a file with this hash stands.
    pub(crate) fn evidence_file(&self, sha256: &str) -> PathBuf {
        file_in(&self.evidence(), sha256)
    }

    /// A stored file, to be read bit by bit; whoever does compares it with its hash.
    pub fn open_evidence(&self, sha256: &str) -> Result<File, StoreError> {
        let gone = || StoreError::NoEvidence {
            sha256: sha256.to_owned(),
        };
        if !is_hash(sha256) {
            return Err(gone());
        }
        File::open(self.evidence_file(sha256)).map_err(|_| gone())
    }

    /// The content of a stored file of at most so many bytes, exactly as it was stored, or an
    /// error. The cabinet itself is not asked, so this may go on while somebody writes.
    pub fn read_evidence(&self, sha256: &str, most: u64) -> Result<Vec<u8>, StoreError> {
        let gone = || StoreError::NoEvidence {
            sha256: sha256.to_owned(),
        };
        let mut bytes = Vec::new();
        let file = self.open_evidence(sha256)?;
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| gone())?;
        if hex(&Sha256::digest(&bytes)) == sha256 {
            Ok(bytes)
        } else {
            Err(gone())
        }
    }
}

fn is_hash(sha256: &str) -> bool {
    sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Where a file with this hash stands in a folder of evidence.
pub(crate) fn file_in(folder: &Path, sha256: &str) -> PathBuf {
    let start = sha256.get(..2).unwrap_or_default();
    folder.join(start).join(sha256)
}

impl Cabinet {
    /// Stores a file; the same content is stored once.
    pub fn store_file(&mut self, source: &Path, stamp: &Stamp) -> Result<StoredFile, StoreError> {
        let failed = StoreError::file("read", source);
        let mut from = File::open(source).map_err(&failed)?;
        let claimed = from.metadata().map_err(&failed)?;
        if claimed.is_dir() {
            let kind = io::ErrorKind::IsADirectory;
            return Err(failed(io::Error::from(kind)));
        }
        if claimed.len() > MAX_EVIDENCE_BYTES {
            return Err(too_large(source, claimed.len()));
        }
        let write = |to: &mut dyn Write| copy_bounded(source, &mut from, to);
        self.store_written(source, write, stamp)
    }

    /// Stores what `write` writes under the name that it came with. Where `write` fails nothing is
    /// stored.
    pub fn store_content<E: From<StoreError>>(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
        stamp: &Stamp,
    ) -> Result<StoredFile, E> {
        let source = Path::new(name);
        let write = |to: &mut dyn Write| {
            let mut bounded = Bounded { to, size: 0 };
            let written = write(&mut bounded);
            if bounded.size > MAX_EVIDENCE_BYTES {
                return Err(too_large(source, bounded.size).into());
            }
            written
        };
        self.store_written(source, write, stamp)
    }

    fn store_written<E: From<StoreError>>(
        &mut self,
        source: &Path,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
        stamp: &Stamp,
    ) -> Result<StoredFile, E> {
        let folder = self.folder.evidence();
        disk::make_folder(&folder)?;
        let mut hidden = tempfile::Builder::new()
            .prefix(".hoso-")
            .tempfile_in(&folder)
            .map_err(StoreError::file("write", &folder))?;
        let mut summing = Summing {
            to: hidden.as_file_mut(),
            sum: Sha256::new(),
            size: 0,
        };
        write(&mut summing)?;
        let (sha256, size) = (hex(&summing.sum.finalize()), summing.size);
        let kind = FileKind::of(hidden.as_file_mut())
            .map_err(StoreError::file("read", source))?
            .ok_or_else(|| StoreError::UnknownFileKind {
                path: source.to_owned(),
            })?;
        self.put_stored(hidden, &sha256)?;
        let name = source
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let known = Key::of_id(Kind::StoredFile, &sha256).get(&self.connection, 0)?;
        if let Some(row) = known {
            return Ok(stored(&row)?);
        }
        let body = Body {
            size,
            kind: kind.code().to_owned(),
            name: name.clone(),
        };
        let json = parts::json("stored file", &body)?;
        self.keep(Kind::StoredFile, &sha256, &json, stamp)?;
        Ok(StoredFile {
            sha256,
            size,
            kind,
            name,
        })
    }

    /// Puts a file that was written in its place.
    fn put_stored(&self, hidden: NamedTempFile, sha256: &str) -> Result<(), StoreError> {
        let folder = self.folder.evidence();
        let place = file_in(&folder, sha256);
        let shelf = place.parent().unwrap_or(&folder).to_owned();
        disk::make_folder(&shelf)?;
        let is_there = disk::sha256(&place).is_ok_and(|(found, _)| found == sha256);
        if !is_there {
            hidden
                .as_file()
                .sync_all()
                .map_err(StoreError::file("write", &place))?;
            // In the place of a file that was altered, too: its name is the promise of its content.
            disk::put_in_place(hidden, &place)?;
            disk::sync_folder(&folder);
        }
        Ok(())
    }

    /// What is known of a stored file.
    pub fn stored_file(&self, sha256: &str) -> Result<StoredFile, StoreError> {
        let row = Key::of_id(Kind::StoredFile, sha256).get(&self.connection, 0)?;
        stored(&row.ok_or_else(|| StoreError::NoEvidence {
            sha256: sha256.to_owned(),
        })?)
    }

    /// All stored files.
    pub fn stored_files(&self) -> Result<Vec<StoredFile>, StoreError> {
        let rows = row::read(&self.connection, 0, &[Kind::StoredFile], None)?;
        rows.iter().map(stored).collect()
    }

    /// The content of a stored file, exactly as it was stored, or an error.
    pub fn read_evidence(&self, sha256: &str) -> Result<Vec<u8>, StoreError> {
        read_stored(&self.folder, &self.stored_file(sha256)?)
    }

    /// Reads every stored file and compares it with its hash; finds papers without a file, and
    /// files without a paper.
    pub fn check_evidence(&self) -> Result<EvidenceCheck, StoreError> {
        let mut check = EvidenceCheck::default();
        let mut sound = BTreeSet::new();
        for stored in self.stored_files()? {
            match disk::sha256(&self.folder.evidence_file(&stored.sha256)) {
                Ok((found, _)) if found == stored.sha256 => {
                    sound.insert(stored.sha256);
                }
                Ok(_) => check.altered.push(stored.sha256),
                Err(_) => continue,
            }
            check.checked += 1;
        }
        let named = self.named_files()?;
        for (dossier, id, sha256) in &named {
            if !sound.contains(sha256) && !check.altered.contains(sha256) {
                let missing = (dossier.clone(), id.clone(), sha256.clone());
                check.missing.push(missing);
            }
        }
        let named: BTreeSet<&String> = named.iter().map(|(_, _, sha256)| sha256).collect();
        let mut present = files_of(&self.folder.evidence());
        present.extend(self.stored_files()?.into_iter().map(|stored| stored.sha256));
        check.orphans = present
            .into_iter()
            .filter(|sha256| !named.contains(sha256))
            .collect();
        Ok(check)
    }

    /// Removes files that no paper names, on the person's word; returns how many went.
    pub fn remove_orphans(&mut self, orphans: &[String], stamp: &Stamp) -> Result<u32, StoreError> {
        let named = self.named_files()?;
        let mut removed = 0;
        for sha256 in orphans {
            if named.iter().any(|(_, _, named)| named == sha256) {
                continue;
            }
            let heading = Heading {
                stamp,
                act: Act::File,
                dossier: 0,
                label: "orphan",
            };
            self.write(&heading, Step::None, |connection| {
                let key = Key::of_id(Kind::StoredFile, sha256);
                let present: Vec<Row> = key.get(connection, 0)?.into_iter().collect();
                Ok(Change::between(&present, Vec::new()))
            })?;
            disk::remove(&self.folder.evidence_file(sha256))?;
            disk::remove(&thumbnail_file(&self.folder, sha256))?;
            removed += 1;
        }
        Ok(removed)
    }

    /// The SHA-256 of a paper's scan, where it has one.
    pub fn scan_of(&self, dossier: &str, id: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row(
                "SELECT sha256 FROM evidence JOIN dossier ON dossier.number = evidence.dossier \
                 WHERE dossier.id = ?1 AND evidence.id = ?2",
                [dossier, id],
                |row| row.get(0),
            )
            .optional()
            .map(Option::flatten)
            .map_err(StoreError::of("find a paper"))
    }

    fn named_files(&self) -> Result<Vec<(String, String, String)>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT dossier.id, evidence.id, sha256 FROM evidence \
                 JOIN dossier ON dossier.number = evidence.dossier \
                 WHERE sha256 IS NOT NULL ORDER BY evidence.dossier, evidence.position",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect()
            })
            .map_err(StoreError::of("list papers"))
    }
}

/// The content of a stored file, exactly as it was stored, or an error.
pub(crate) fn read_stored(
    folder: &CabinetFolder,
    stored: &StoredFile,
) -> Result<Vec<u8>, StoreError> {
    folder.read_evidence(&stored.sha256, stored.size)
}

fn stored(row: &Row) -> Result<StoredFile, StoreError> {
    let body: Body = parts::model("a stored file", parts::parse(row)?.into())?;
    let kind = FileKind::of_code(&body.kind)
        .ok_or_else(|| StoreError::damaged("a stored file of no kind"))?;
    Ok(StoredFile {
        sha256: row.key.id.clone(),
        size: body.size,
        kind,
        name: body.name,
    })
}

/// The names of the files in a folder of evidence.
pub(crate) fn files_of(folder: &Path) -> BTreeSet<String> {
    let inside = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let names = inside(folder)
        .into_iter()
        .filter(|path| path.is_dir())
        .flat_map(|shelf| inside(&shelf))
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    names.filter(|name| is_hash(name)).collect()
}

/// Hashes and counts what goes through.
struct Summing<'a> {
    to: &'a mut File,
    sum: Sha256,
    size: u64,
}

impl Write for Summing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sum.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Stops where more goes through than evidence may have.
struct Bounded<'a> {
    to: &'a mut dyn Write,
    size: u64,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.size += bytes.len() as u64;
        if self.size > MAX_EVIDENCE_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.to.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn too_large(source: &Path, bytes: u64) -> StoreError {
    StoreError::TooLarge {
        path: source.to_owned(),
        bytes,
        limit: MAX_EVIDENCE_BYTES,
    }
}

/// Copies a file, and stops where it is larger than evidence may be: a pipe or a growing file tells
/// no size beforehand.
fn copy_bounded(source: &Path, from: &mut File, to: &mut dyn Write) -> Result<(), StoreError> {
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let read = from
            .read(&mut buffer)
            .map_err(StoreError::file("read", source))?;
        if read == 0 {
            return Ok(());
        }
        size += read as u64;
        if size > MAX_EVIDENCE_BYTES {
            return Err(too_large(source, size));
        }
        to.write_all(&buffer[..read])
            .map_err(StoreError::file("write", source))?;
    }
}

//! ZIP archives within bounds: written the same from the same files, and read without believing
//! anything that they say of themselves.
//!
//! Knows nothing of what is in an archive. Nothing here makes a file from a name that an archive
//! brings; whoever does has had the name checked by [`ArchiveReader::open`].

use crate::file::FileError;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use unicode_normalization::UnicodeNormalization;
use zip::read::{ArchiveOffset, Config, ZipReadOptions};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

/// What is copied at a time.
const BUFFER: usize = 64 * 1024;
/// From this size on an entry needs the long form of the archive.
const LONG_FORM: u64 = 0xffff_0000;
/// The record that ends an archive, its long form, and what points to that.
const END: u64 = 22;
const LONG_END: u64 = 56;
const LONG_END_PLACE: u64 = 20;
/// The fixed part in front of an entry's content.
const ENTRY_HEADING: u64 = 30;
/// The longest name of an entry, in bytes.
const LONGEST_NAME: usize = 400;
/// What Windows keeps for its devices, whatever the ending.
const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// Told how many bytes have gone through since the last time; to break is to give the work up.
pub type GoOn<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// Why an archive is not opened. What it holds is left where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveFault {
    /// It is no archive, or broken off.
    #[error("no whole ZIP archive ({0})")]
    NoArchive(String),
    /// It has more entries than any archive of its kind.
    #[error("{found} entries, the limit is {limit}")]
    TooManyEntries {
        /// How many it has.
        found: u64,
        /// The limit.
        limit: u64,
    },
    /// A name leads out of the folder, or is none on some system.
    #[error("entry name {0:?} is not safe")]
    UnsafeName(String),
    /// Two entries have the same name, at least where case does not count.
    #[error("entry name {0:?} stands twice")]
    DuplicateName(String),
    /// An entry is a link or a device.
    #[error("entry {0:?} is no file")]
    NotAFile(String),
    /// An entry is locked with a password.
    #[error("entry {0:?} is encrypted")]
    Encrypted(String),
    /// An entry is packed in a way that is not read here.
    #[error("entry {0:?} is packed in an unknown way")]
    UnknownPacking(String),
    /// Entries lie over each other.
    #[error("entry {0:?} lies over another one")]
    Overlap(String),
    /// An entry unpacks to more than it may.
    #[error("entry {name:?} has more than {limit} bytes")]
    TooLarge {
        /// Its name.
        name: String,
        /// How many it may have.
        limit: u64,
    },
}

/// How much of an archive is taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Entries.
    pub entries: u64,
    /// Bytes of its directory.
    pub directory: u64,
    /// How many times its packed size an entry may have, beyond [`Limits::any_ratio`].
    pub ratio: u64,
    /// Up to this size, whatever the ratio.
    pub any_ratio: u64,
}

/// An archive that is being written under a hidden name beside its place.
#[derive(Debug)]
pub(crate) struct NewArchive {
    target: PathBuf,
    hidden: NamedTempFile,
    writer: ZipWriter<File>,
}

/// An archive whose directory has been checked.
#[derive(Debug)]
pub(crate) struct ArchiveReader {
    path: PathBuf,
    archive: ZipArchive<File>,
    names: Vec<String>,
    limits: Limits,
}

/// What went wrong while an entry was copied.
#[derive(Debug)]
pub(crate) enum CopyFault {
    /// The archive, or its entry: what was packed is not what comes out.
    Read(io::Error),
    /// Where it should go.
    Write(io::Error),
    /// It is larger than it may be.
    TooLarge(u64),
    /// The work was given up.
    GivenUp,
}

impl NewArchive {
    /// Begins an archive; its folder is made where it is missing.
    pub fn begin(target: &Path) -> Result<Self, FileError> {
        let failed = |source| FileError::Write {
            path: target.to_owned(),
            source,
        };
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let hidden = tempfile::Builder::new()
            .prefix(".hoso-")
            .tempfile_in(folder)
            .map_err(failed)?;
        let file = hidden.reopen().map_err(failed)?;
        Ok(Self {
            target: target.to_owned(),
            hidden,
            writer: ZipWriter::new(file),
        })
    }

    /// Adds an entry from a file.
    pub fn add(
        &mut self,
        name: &str,
        file: &Path,
        method: CompressionMethod,
    ) -> Result<(), FileError> {
        put(&mut self.writer, name.to_owned(), file, method).map_err(|source| self.failed(source))
    }

    /// Begins an entry whose content is then written; `large` where it may need the long form.
    pub fn entry(
        &mut self,
        name: &str,
        method: CompressionMethod,
        large: bool,
    ) -> Result<&mut ZipWriter<File>, FileError> {
        let options = options(method).large_file(large);
        let begun = self.writer.start_file(name, options);
        match begun {
            Ok(()) => Ok(&mut self.writer),
            Err(error) => Err(self.failed(error.into())),
        }
    }

    /// Makes durable what was written so far, so that the end does not have to wait for all of it.
    pub fn settle(&self) -> Result<(), FileError> {
        let settled = self.hidden.as_file().sync_data();
        settled.map_err(|source| self.failed(source))
    }

    /// Takes the entry back that was begun last.
    pub fn take_back(&mut self) -> Result<(), FileError> {
        let taken = self.writer.abort_file();
        taken.map_err(|error| self.failed(error.into()))
    }

    /// Puts the archive in its place; over another one only where that may be.
    pub fn finish(self, replace: bool) -> Result<(), FileError> {
        let Self {
            target,
            hidden,
            writer,
        } = self;
        let failed = |source| FileError::Write {
            path: target.clone(),
            source,
        };
        let file = writer.finish().map_err(|error| failed(error.into()))?;
        file.sync_all().map_err(failed)?;
        // Windows renames no open file.
        drop(file);
        let place = hidden.into_temp_path();
        let placed = if replace {
            place.persist(&target)
        } else {
            place.persist_noclobber(&target)
        };
        placed.map_err(|error| failed(error.error))
    }

    /// The error of a write that failed.
    pub fn failed(&self, source: io::Error) -> FileError {
        FileError::Write {
            path: self.target.clone(),
            source,
        }
    }
}

impl ArchiveReader {
    /// Opens an archive and checks its whole directory before anything is taken from it.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, OpenFault> {
        let failed = |source| {
            OpenFault::File(FileError::Read {
                path: path.to_owned(),
                source,
            })
        };
        let mut file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        look_at_end(&mut file, limits).map_err(|fault| match fault {
            EndFault::Read(source) => failed(source),
            EndFault::Archive(fault) => OpenFault::Archive(fault),
        })?;
        let config = Config {
            archive_offset: ArchiveOffset::Known(0),
        };
        let broken = |error: zip::result::ZipError| ArchiveFault::NoArchive(error.to_string());
        let archive = ZipArchive::with_config(config, file).map_err(broken)?;
        let names = checked_names(&archive)?;
        Ok(Self {
            path: path.to_owned(),
            archive,
            names,
            limits,
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of its entries, folders with a stroke at the end.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Copies an entry of at most so many bytes; `None` where there is none of this name. Returns
    /// how many bytes it had.
    pub fn copy(
        &mut self,
        name: &str,
        most: u64,
        to: &mut dyn Write,
        go_on: GoOn<'_>,
    ) -> Result<Option<u64>, CopyFault> {
        let Some(at) = self.names.iter().position(|one| one == name) else {
            return Ok(None);
        };
        self.copy_at(at, most, to, go_on).map(Some)
    }

    /// Copies the entry at a place of [`ArchiveReader::names`].
    pub fn copy_at(
        &mut self,
        at: usize,
        most: u64,
        to: &mut dyn Write,
        go_on: GoOn<'_>,
    ) -> Result<u64, CopyFault> {
        let options = ZipReadOptions::new().enforce_header_consistency(true);
        let broken = |error: zip::result::ZipError| CopyFault::Read(error.into());
        let mut entry = self
            .archive
            .by_index_with_options(at, options)
            .map_err(broken)?;
        // The size that an entry claims is not believed; what is packed cannot be more than it is.
        let ratio = entry.compressed_size().saturating_mul(self.limits.ratio);
        let limit = most.min(ratio.max(self.limits.any_ratio));
        let mut buffer = vec![0; BUFFER];
        let mut copied = 0;
        loop {
            let read = match entry.read(&mut buffer) {
                Ok(0) => return Ok(copied),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(CopyFault::Read(error)),
            };
            copied += read as u64;
            if copied > limit {
                return Err(CopyFault::TooLarge(limit));
            }
            to.write_all(&buffer[..read]).map_err(CopyFault::Write)?;
            if go_on(read as u64).is_break() {
                return Err(CopyFault::GivenUp);
            }
        }
    }
}

/// Why an archive was not opened.
#[derive(Debug)]
pub(crate) enum OpenFault {
    /// The file itself could not be read.
    File(FileError),
    /// Its content is refused.
    Archive(ArchiveFault),
}

impl From<ArchiveFault> for OpenFault {
    fn from(fault: ArchiveFault) -> Self {
        Self::Archive(fault)
    }
}

enum EndFault {
    Read(io::Error),
    Archive(ArchiveFault),
}

/// Puts a file into an archive. The same file, the same bytes: no time of day goes in.
pub(crate) fn put<W: Write + Seek>(
    writer: &mut ZipWriter<W>,
    inside: String,
    path: &Path,
    method: CompressionMethod,
) -> io::Result<()> {
    let mut file = File::open(path)?;
    let options = options(method).large_file(file.metadata()?.len() >= LONG_FORM);
    writer.start_file(inside, options)?;
    io::copy(&mut file, writer)?;
    Ok(())
}

/// Whether a file of this size needs the long form of an entry.
pub(crate) fn is_long(bytes: u64) -> bool {
    bytes >= LONG_FORM
}

/// The same on every system and at any time.
fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::DEFAULT
        .compression_method(method)
        .system(System::Unix)
}

/// Looks at the record that ends an archive before the library does, which makes room for as many
/// entries as it claims. It must be the last thing in the file and right behind the directory, so
/// that there is one reading of the archive only.
fn look_at_end(file: &mut File, limits: Limits) -> Result<(), EndFault> {
    let broken = |what: &str| EndFault::Archive(ArchiveFault::NoArchive(what.to_owned()));
    let length = file.seek(SeekFrom::End(0)).map_err(EndFault::Read)?;
    if length < END {
        return Err(broken("too short"));
    }
    let mut read = |at: u64, size: u64| {
        let mut bytes = vec![0; size as usize];
        file.seek(SeekFrom::Start(at))
            .and_then(|_| file.read_exact(&mut bytes))
            .map_err(EndFault::Read)?;
        Ok::<_, EndFault>(bytes)
    };
    let end = length - END;
    let record = read(end, END)?;
    if !record.starts_with(b"PK\x05\x06") {
        return Err(broken("no end record"));
    }
    let (mut entries, mut size, mut start) = (
        number(&record, 10, 2),
        number(&record, 12, 4),
        number(&record, 16, 4),
    );
    let mut behind = end;
    if entries == 0xffff || size == 0xffff_ffff || start == 0xffff_ffff {
        let place = end
            .checked_sub(LONG_END_PLACE + LONG_END)
            .ok_or_else(|| broken("no long end record"))?;
        let record = read(place, LONG_END + LONG_END_PLACE)?;
        let pointer = record.get(LONG_END as usize..).unwrap_or_default();
        let is_long = record.starts_with(b"PK\x06\x06")
            && pointer.starts_with(b"PK\x06\x07")
            && number(pointer, 8, 8) == place;
        // An archive may have just as many entries as the short form cannot tell from the long one.
        if is_long {
            (entries, size, start) = (
                number(&record, 32, 8),
                number(&record, 40, 8),
                number(&record, 48, 8),
            );
            behind = place;
        }
    }
    if entries > limits.entries {
        return Err(EndFault::Archive(ArchiveFault::TooManyEntries {
            found: entries,
            limit: limits.entries,
        }));
    }
    if size > limits.directory || start.checked_add(size) != Some(behind) {
        return Err(broken("a directory of another size"));
    }
    Ok(())
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, size: usize) -> u64 {
    let bytes = bytes.get(at..at + size).unwrap_or_default();
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The names of an archive's entries, where every entry may be taken.
fn checked_names(archive: &ZipArchive<File>) -> Result<Vec<String>, ArchiveFault> {
    let broken = |error: zip::result::ZipError| ArchiveFault::NoArchive(error.to_string());
    let shown = |raw: &[u8]| String::from_utf8_lossy(raw).into_owned();
    if archive.has_duplicate_names() {
        return Err(ArchiveFault::DuplicateName(String::new()));
    }
    let mut names = Vec::new();
    let mut keys = BTreeSet::new();
    let mut places = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index_data(at).map_err(broken)?;
        let name = entry
            .name()
            .map_err(|_| ArchiveFault::UnsafeName(shown(entry.name_raw())))?
            .into_owned();
        if !is_safe(&name) {
            return Err(ArchiveFault::UnsafeName(name));
        }
        let key: String = name.trim_end_matches('/').to_lowercase().nfc().collect();
        if !keys.insert(key) {
            return Err(ArchiveFault::DuplicateName(name));
        }
        let kind = (entry.external_attributes() >> 16) & 0o170_000;
        if ![0, 0o100_000, 0o040_000].contains(&kind) {
            return Err(ArchiveFault::NotAFile(name));
        }
        if entry.encrypted() {
            return Err(ArchiveFault::Encrypted(name));
        }
        let known = [CompressionMethod::Stored, CompressionMethod::Deflated];
        if !known.contains(&entry.compression()) {
            return Err(ArchiveFault::UnknownPacking(name));
        }
        let heading = ENTRY_HEADING + entry.name_raw().len() as u64;
        let end = entry
            .header_start()
            .checked_add(heading)
            .and_then(|start| start.checked_add(entry.compressed_size()));
        let end = end.ok_or_else(|| ArchiveFault::Overlap(name.clone()))?;
        places.push((entry.header_start(), end, at));
        names.push(name);
    }
    places.sort_unstable();
    let last = archive.central_directory_start();
    let starts = places.iter().skip(1).map(|(start, _, _)| *start);
    for ((_, end, at), next) in places.iter().zip(starts.chain([last])) {
        if *end > next {
            return Err(ArchiveFault::Overlap(names[*at].clone()));
        }
    }
    Ok(names)
}

/// Whether a name, with strokes between its parts, stays inside a folder and can be a file's on
/// every system.
pub(crate) fn is_safe(name: &str) -> bool {
    let inside = name.strip_suffix('/').unwrap_or(name);
    name.len() <= LONGEST_NAME && inside.split('/').all(is_safe_part)
}

fn is_safe_part(part: &str) -> bool {
    let is_bad = |sign: char| sign.is_control() || "\\:<>\"|?*".contains(sign);
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let stem = stem.to_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| {
            number.chars().count() == 1 && number.chars().all(|one| "0123456789¹²³".contains(one))
        })
    };
    !part.is_empty()
        && !part.chars().any(is_bad)
        && !part.ends_with(['.', ' '])
        && !part.starts_with(' ')
        && !DEVICES.contains(&stem.as_str())
        && !numbered("com")
        && !numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[track_caller]
    fn check(name: &str, safe: bool) {
        assert_eq!(is_safe(name), safe, "{name:?}");
    }

    #[test]
    fn takes_names_that_are_files_on_every_system() {
        check("manifest.json", true);
        check("minh-chung/001-quyet-dinh.pdf", true);
        check("Minh chứng/Quyết định số 12.pdf", true);
        check("van-ban/", true);
        check("console.txt", true);
        check(".an", true);
    }

    #[test]
    fn refuses_names_that_lead_out_or_are_none_on_windows() {
        for name in [
            "",
            "/",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a/./b",
            "a//b",
            "C:/a",
            "c:a",
            "a\\b",
            "..\\a",
            "a\0b",
            "a\nb",
            "con",
            "CON.txt",
            "a/Nul",
            "com1.pdf",
            "LPT9",
            "COM¹.x",
            "a.",
            "a ",
            " a",
            "a?",
            "a*b",
            "a|b",
            "a<b",
            "\"a\"",
            "aux .txt",
            "a/ /b",
        ] {
            check(name, false);
        }
        check(&"a".repeat(401), false);
    }
}

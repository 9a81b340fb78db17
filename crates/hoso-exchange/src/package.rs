//! A folder as one file to carry to another PC: a ZIP archive that any system opens.
//!
//! Knows nothing of what is in the folder. Written whole or not at all; read within bounds, and
//! never outside its target folder.

use crate::file::FileError;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most entries that a package is taken with.
const MOST_ENTRIES: usize = 100_000;
/// The largest content of a package, unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024 * 1024;
/// From this size on an entry needs the long form of the archive.
const LONG_FORM: u64 = 0xffff_0000;

/// Packs every file below a folder into one new file.
pub fn pack(folder: &Path, target: &Path) -> Result<(), FileError> {
    let failed = |source| FileError::Write {
        path: target.to_owned(),
        source,
    };
    if target.exists() {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        return Err(FileError::Exists {
            folder: target.parent().unwrap_or(Path::new(".")).to_owned(),
            names: vec![name.into_owned()],
        });
    }
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(failed)?;
    let mut hidden = tempfile::Builder::new()
        .prefix(".hoso-")
        .tempfile_in(parent)
        .map_err(failed)?;
    let mut names = Vec::new();
    files_below(folder, Path::new(""), &mut names).map_err(failed)?;
    names.sort();
    let mut writer = ZipWriter::new(hidden.as_file_mut());
    for name in names {
        let inside = name.to_string_lossy().replace('\\', "/");
        let method = CompressionMethod::Deflated;
        put(&mut writer, inside, &folder.join(&name), method).map_err(failed)?;
    }
    writer.finish().map_err(|error| failed(error.into()))?;
    hidden.as_file().sync_all().map_err(failed)?;
    hidden
        .persist_noclobber(target)
        .map_err(|error| failed(error.error))?;
    Ok(())
}

/// A package of files that are packed themselves (PDF, DOCX), put in one after the other, in the
/// order in which they are to be seen.
#[derive(Debug)]
pub(crate) struct Packing {
    path: PathBuf,
    writer: ZipWriter<File>,
}

impl Packing {
    pub fn begin(path: PathBuf) -> Result<Self, FileError> {
        match File::create_new(&path) {
            Ok(file) => Ok(Self {
                path,
                writer: ZipWriter::new(file),
            }),
            Err(source) => Err(FileError::Write { path, source }),
        }
    }

    pub fn add(&mut self, name: &str, file: &Path) -> Result<(), FileError> {
        let method = CompressionMethod::Stored;
        put(&mut self.writer, name.to_owned(), file, method).map_err(|source| FileError::Write {
            path: self.path.clone(),
            source,
        })
    }

    pub fn finish(self) -> Result<(), FileError> {
        let Self { path, writer } = self;
        let written = writer.finish().map_err(io::Error::from);
        written
            .and_then(|file| file.sync_all())
            .map_err(|source| FileError::Write { path, source })
    }
}

/// Unpacks a package into an empty folder. What it holds is the caller's to verify.
pub fn unpack(package: &Path, folder: &Path) -> Result<(), FileError> {
    let failed = |source| FileError::Read {
        path: package.to_owned(),
        source,
    };
    let refused = |what: &'static str| failed(io::Error::new(io::ErrorKind::InvalidData, what));
    let file = File::open(package).map_err(failed)?;
    let mut archive = ZipArchive::new(file).map_err(|error| failed(error.into()))?;
    if archive.len() > MOST_ENTRIES {
        return Err(refused("too many entries"));
    }
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let mut entry = archive
            .by_index(index)
            .map_err(|error| failed(error.into()))?;
        if entry.is_dir() {
            continue;
        }
        let name = entry
            .enclosed_name()
            .ok_or_else(|| refused("an entry outside the folder"))?;
        let target = folder.join(name);
        let written = |source| FileError::Write {
            path: target.clone(),
            source,
        };
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(written)?;
        }
        let mut file = File::create_new(&target).map_err(written)?;
        // The size that an entry claims is not believed.
        let copied = io::copy(&mut entry.by_ref().take(left.saturating_add(1)), &mut file)
            .map_err(failed)?;
        left = left
            .checked_sub(copied)
            .ok_or_else(|| refused("more content than any package has"))?;
        file.sync_all().map_err(written)?;
    }
    Ok(())
}

/// Puts a file into an archive. The same file, the same bytes: no time of day goes in.
fn put<W: Write + Seek>(
    writer: &mut ZipWriter<W>,
    inside: String,
    path: &Path,
    method: CompressionMethod,
) -> io::Result<()> {
    let mut file = File::open(path)?;
    let options = SimpleFileOptions::DEFAULT
        .compression_method(method)
        .large_file(file.metadata()?.len() >= LONG_FORM);
    writer.start_file(inside, options)?;
    io::copy(&mut file, writer)?;
    Ok(())
}

fn files_below(folder: &Path, inside: &Path, names: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder.join(inside))? {
        let entry = entry?;
        let name = inside.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            files_below(folder, &name, names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

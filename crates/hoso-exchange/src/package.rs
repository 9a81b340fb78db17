//! A folder as one file to carry to another PC: a ZIP archive that any system opens.
//!
//! Knows nothing of what is in the folder. Written whole or not at all; read within bounds, and
//! never outside its target folder.

use crate::archive::{ArchiveReader, CopyFault, Limits, NewArchive, OpenFault, put};
use crate::file::FileError;
use std::fs::{self, File};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zip::{CompressionMethod, ZipWriter};

/// How much of a package is taken. A database compresses as well as anything does, so no ratio is
/// too good for it.
const LIMITS: Limits = Limits {
    entries: 100_000,
    directory: 32 * 1024 * 1024,
    ratio: u64::MAX,
    any_ratio: u64::MAX,
};
/// The largest content of a package, unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024 * 1024;

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
    let mut names = Vec::new();
    let mut archive = NewArchive::begin(target)?;
    files_below(folder, Path::new(""), &mut names).map_err(failed)?;
    names.sort();
    for name in names {
        let inside = name.to_string_lossy().replace('\\', "/");
        archive.add(&inside, &folder.join(&name), CompressionMethod::Deflated)?;
    }
    archive.finish(false)
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
    let refused = |what: String| failed(io::Error::new(io::ErrorKind::InvalidData, what));
    let mut archive = ArchiveReader::open(package, LIMITS).map_err(|fault| match fault {
        OpenFault::File(error) => error,
        OpenFault::Archive(fault) => refused(fault.to_string()),
    })?;
    let mut left = MOST_BYTES;
    for at in 0..archive.names().len() {
        let name = archive.names()[at].clone();
        if name.ends_with('/') {
            continue;
        }
        let target = folder.join(name);
        let written = |source| FileError::Write {
            path: target.clone(),
            source,
        };
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(written)?;
        }
        let mut file = File::create_new(&target).map_err(written)?;
        let copied = archive.copy_at(at, left, &mut file, &mut |_| ControlFlow::Continue(()));
        left -= copied.map_err(|fault| match fault {
            CopyFault::Read(source) => failed(source),
            CopyFault::Write(source) => written(source),
            CopyFault::TooLarge(_) => refused("more content than any package has".to_owned()),
            CopyFault::GivenUp => refused("given up".to_owned()),
        })?;
        file.sync_all().map_err(written)?;
    }
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

//! Files on disk: bounded reading, and writing that leaves all or nothing.

use crate::package::Packing;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// The largest text file that is read, in bytes. A dossier of 500 nominees with long reports has
/// about a tenth of it.
pub const MAX_TEXT_BYTES: u64 = 50 * 1024 * 1024;

/// What can go wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be opened or read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is larger than any file of this kind.
    #[error("{} has {bytes} bytes, the limit is {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// It is not UTF-8 text.
    #[error("{} is not UTF-8 text from byte {valid_up_to}", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// How many bytes are.
        valid_up_to: usize,
    },
    /// It cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder's own path leaves no room for names.
    #[error("the path of {} has {length} characters, at most {most} leave room for names", folder.display())]
    TooDeep {
        /// The folder.
        folder: PathBuf,
        /// How long its path is.
        length: usize,
        /// How long it may be.
        most: usize,
    },
    /// Files of these names are there already.
    #[error("{} file(s) already in {}", names.len(), folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
        /// The names.
        names: Vec<String>,
    },
}

/// Reads a text file of at most [`MAX_TEXT_BYTES`], without a byte order mark.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let bytes = read_bytes(path, MAX_TEXT_BYTES)?;
    let text = String::from_utf8(bytes).map_err(|error| FileError::NotUtf8 {
        path: path.to_owned(),
        valid_up_to: error.utf8_error().valid_up_to(),
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// Reads a file of at most `limit` bytes.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let failed = |source| FileError::Read {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?;
    if size.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    // A pipe or device tells no size, so the reader itself is bounded too.
    let mut bytes = Vec::new();
    if size.len() <= limit {
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    }
    let found = size.len().max(bytes.len() as u64);
    if found > limit {
        return Err(FileError::TooLarge {
            path: path.to_owned(),
            bytes: found,
            limit,
        });
    }
    Ok(bytes)
}

/// How many bytes a file has.
pub fn file_bytes(path: &Path) -> Result<u64, FileError> {
    let size = fs::metadata(path).map(|data| data.len());
    size.map_err(|source| FileError::Read {
        path: path.to_owned(),
        source,
    })
}

/// What to do with files that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave them and refuse.
    Refuse,
    /// Put the new ones in their place.
    Replace,
}

impl Existing {
    /// As a person answered whether they are to be replaced.
    pub fn replaced(yes: bool) -> Self {
        if yes { Self::Replace } else { Self::Refuse }
    }
}

/// How many files are made durable at a time; the system does many in hardly longer than one.
const AT_A_TIME: usize = 8;

/// A set of files that appears in a folder all at once: they are written in a hidden folder beside
/// their place, synced together at the end, and only then renamed into it. A set that is given up
/// before has cost no sync, and what was never synced goes away at once.
#[derive(Debug)]
pub struct Staging {
    folder: PathBuf,
    hidden: tempfile::TempDir,
    names: Mutex<Vec<String>>,
    made_folder: bool,
}

impl Staging {
    /// Begins a set in `folder`, which is made where it is missing. `names` are the files to come.
    pub fn begin(
        folder: &Path,
        names: impl IntoIterator<Item = String>,
        existing: Existing,
    ) -> Result<Self, FileError> {
        free(folder, names, existing)?;
        let failed = |source| FileError::Write {
            path: folder.to_owned(),
            source,
        };
        let made_folder = !folder.exists();
        fs::create_dir_all(folder).map_err(failed)?;
        let hidden = tempfile::Builder::new()
            .prefix(".hoso-")
            .tempdir_in(folder)
            .map_err(failed)?;
        Ok(Self {
            folder: folder.to_owned(),
            hidden,
            names: Mutex::default(),
            made_folder,
        })
    }

    /// The same question as at the beginning, for files whose names are known only now.
    pub fn expect(
        &self,
        names: impl IntoIterator<Item = String>,
        existing: Existing,
    ) -> Result<(), FileError> {
        free(&self.folder, names, existing)
    }

    /// Writes one file of the set, whole, not yet in its place. Several threads may do so at a time.
    pub fn add(&self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let written = File::create_new(self.hidden.path().join(name))
            .and_then(|mut file| file.write_all(bytes));
        match written {
            Ok(()) => {
                self.names().push(name.to_owned());
                Ok(())
            }
            Err(source) => Err(FileError::Write {
                path: self.folder.join(name),
                source,
            }),
        }
    }

    /// A place in the hidden folder, for files that only serve to make those of the set.
    pub fn room(&self, name: &str) -> PathBuf {
        self.hidden.path().join(name)
    }

    /// Makes a file that was written into a room of this set one of the set.
    pub fn adopt(&self, name: &str, file: &Path) -> Result<(), FileError> {
        let moved = fs::rename(file, self.hidden.path().join(name));
        moved.map_err(|source| FileError::Write {
            path: self.folder.join(name),
            source,
        })?;
        self.names().push(name.to_owned());
        Ok(())
    }

    /// Takes files of the set out of it and into a package, which becomes a file of the set itself.
    /// After each file `go_on` is asked whether to.
    pub fn pack<E: From<FileError>>(
        &self,
        package: &str,
        names: &[String],
        go_on: impl Fn() -> Result<(), E>,
    ) -> Result<(), E> {
        let mut packing = Packing::begin(self.hidden.path().join(package))?;
        for name in names {
            let file = self.hidden.path().join(name);
            packing.add(name, &file)?;
            // The hidden folder goes in the end, and what is left in it.
            let _ = fs::remove_file(&file);
            go_on()?;
        }
        packing.finish()?;
        self.names().retain(|name| !names.contains(name));
        self.names().push(package.to_owned());
        Ok(())
    }

    /// Writes one file, whole or not at all.
    pub fn write_one(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), FileError> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let staging = Self::begin(folder, [name.clone().into_owned()], existing)?;
        staging.add(&name, bytes)?;
        staging.finish()?;
        Ok(())
    }

    /// Puts all files in their place and returns their names.
    pub fn finish(mut self) -> Result<Vec<String>, FileError> {
        let names = std::mem::take(&mut *self.names());
        self.sync(&names)?;
        for name in &names {
            let place = self.folder.join(name);
            fs::rename(self.hidden.path().join(name), &place).map_err(|source| {
                FileError::Write {
                    path: place,
                    source,
                }
            })?;
        }
        self.made_folder = false;
        sync_folder(&self.folder);
        Ok(names)
    }

    /// Makes files durable where they are.
    fn sync(&self, names: &[String]) -> Result<(), FileError> {
        let sync = |name: &String| {
            let file = self.hidden.path().join(name);
            let synced = File::options()
                .write(true)
                .open(file)
                .and_then(|file| file.sync_all());
            synced.map_err(|source| FileError::Write {
                path: self.folder.join(name),
                source,
            })
        };
        let share = names.len().div_ceil(AT_A_TIME).max(1);
        thread::scope(|scope| {
            let threads: Vec<_> = names
                .chunks(share)
                .map(|names| scope.spawn(|| names.iter().try_for_each(sync)))
                .collect();
            let mut all = Ok(());
            for thread in threads {
                all = all.and(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            all
        })
    }

    fn names(&self) -> MutexGuard<'_, Vec<String>> {
        // Names are put in and taken out whole, so a list that a panic left is still good.
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.made_folder {
            // The hidden folder must go first; the outer one is removed only while it is empty.
            let _ = fs::remove_dir_all(self.hidden.path());
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Refuses files that are there already, where they are not to be replaced.
fn free(
    folder: &Path,
    names: impl IntoIterator<Item = String>,
    existing: Existing,
) -> Result<(), FileError> {
    let is_taken = |name: &String| existing == Existing::Refuse && folder.join(name).exists();
    let taken: Vec<_> = names.into_iter().filter(is_taken).collect();
    if taken.is_empty() {
        return Ok(());
    }
    Err(FileError::Exists {
        folder: folder.to_owned(),
        names: taken,
    })
}

/// Makes renames durable where the system can sync a folder; Windows cannot and needs not.
fn sync_folder(folder: &Path) {
    if let Ok(handle) = File::open(folder) {
        let _ = handle.sync_all();
    }
}

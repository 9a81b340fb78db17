//! The few things done to files beside the database: whole writes, synced names, hashes.

use crate::error::StoreError;
use crate::schema::hex;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Makes renames durable where the system can sync a folder; Windows cannot and needs not.
pub fn sync_folder(folder: &Path) {
    if let Ok(handle) = File::open(folder) {
        let _ = handle.sync_all();
    }
}

/// Writes a file that is there whole or not at all.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let failed = StoreError::file("write", path);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut hidden = tempfile::Builder::new()
        .prefix(".hoso-")
        .tempfile_in(folder)
        .map_err(&failed)?;
    hidden
        .write_all(bytes)
        .and_then(|()| hidden.as_file().sync_all())
        .map_err(&failed)?;
    put_in_place(hidden, path)
}

/// Copies a file so that it is there whole or not at all.
pub fn copy_whole(from: &Path, to: &Path) -> Result<(), StoreError> {
    let failed = StoreError::file("copy", from);
    let folder = to.parent().unwrap_or(Path::new("."));
    let mut hidden = tempfile::Builder::new()
        .prefix(".hoso-")
        .tempfile_in(folder)
        .map_err(StoreError::file("write", to))?;
    let mut source = File::open(from).map_err(&failed)?;
    io::copy(&mut source, &mut hidden)
        .and_then(|_| hidden.as_file().sync_all())
        .map_err(&failed)?;
    put_in_place(hidden, to)
}

/// Gives a hidden, synced file its name, over any file of that name.
pub fn put_in_place(hidden: NamedTempFile, place: &Path) -> Result<(), StoreError> {
    let failed = StoreError::file("write", place);
    // The handle is closed first: Windows renames no open file.
    let path = hidden.into_temp_path();
    fs::rename(&path, place).map_err(&failed)?;
    // There is nothing left to remove under the hidden name.
    let _ = path.keep();
    if let Some(folder) = place.parent() {
        sync_folder(folder);
    }
    Ok(())
}

/// Syncs a file that something else wrote.
pub fn sync_file(path: &Path) -> Result<(), StoreError> {
    // Windows syncs only through a handle that may write.
    fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::file("sync", path))
}

/// SHA-256 of bytes in hexadecimal digits.
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of a file in hexadecimal digits, and its size.
pub fn sha256(path: &Path) -> Result<(String, u64), StoreError> {
    let failed = StoreError::file("read", path);
    let mut file = File::open(path).map_err(&failed)?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        match file.read(&mut buffer).map_err(&failed)? {
            0 => return Ok((hex(&sum.finalize()), size)),
            read => {
                sum.update(&buffer[..read]);
                size += read as u64;
            }
        }
    }
}

/// Removes a file that may not be there.
pub fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::file("remove", path)(error))
        }
        _ => Ok(()),
    }
}

/// Removes a database that may not be there, and what belongs to it.
pub fn remove_database(path: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        remove(Path::new(&name))?;
    }
    Ok(())
}

/// Makes a folder and those above it.
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder).map_err(StoreError::file("make", folder))
}

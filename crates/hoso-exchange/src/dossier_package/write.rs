//! Makes a package: parts one after the other, hashed while they go in, the manifest last.

use super::{
    About, Manifest, MissingScan, PACKAGE_FORMAT, PACKAGE_VERSION, PackageError, Part, Role, hex,
    json, part,
};
use crate::archive::{GoOn, NewArchive, is_long, is_safe};
use crate::file::{Existing, FileError};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};
use std::path::Path;
use zip::CompressionMethod;

/// What is copied at a time.
const BUFFER: usize = 64 * 1024;
/// After so many bytes what was written is made durable: on a slow stick the end comes soon, and
/// giving up never waits for long.
const SETTLE: u64 = 64 * 1024 * 1024;

/// A package that is being made. It is there whole once it is finished, and until then not at all.
#[derive(Debug)]
pub struct PackageWriter {
    archive: NewArchive,
    existing: Existing,
    parts: Vec<Part>,
    missing: Vec<MissingScan>,
    unsettled: u64,
}

/// What came of putting a part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is in.
    In,
    /// It was left out: its content is not what was expected.
    Altered,
}

impl PackageWriter {
    /// Begins a package.
    pub fn begin(target: &Path, existing: Existing) -> Result<Self, FileError> {
        if existing == Existing::Refuse && target.exists() {
            let name = target.file_name().unwrap_or_default().to_string_lossy();
            return Err(FileError::Exists {
                folder: target.parent().unwrap_or(Path::new(".")).to_owned(),
                names: vec![name.into_owned()],
            });
        }
        Ok(Self {
            archive: NewArchive::begin(target)?,
            existing,
            parts: Vec::new(),
            missing: Vec::new(),
            unsettled: 0,
        })
    }

    /// Puts a text in, packed.
    pub fn text(&mut self, role: Role, name: &str, text: &str) -> Result<(), PackageError> {
        self.check(name)?;
        let written = self
            .archive
            .entry(name, CompressionMethod::Deflated, false)?
            .write_all(text.as_bytes());
        written.map_err(|source| self.archive.failed(source))?;
        self.parts.push(Part {
            name: name.to_owned(),
            role,
            bytes: text.len() as u64,
            sha256: hex(&Sha256::digest(text.as_bytes())),
            papers: Vec::new(),
        });
        Ok(())
    }

    /// Puts content in as it is, at most `most` bytes of it. What is more, or has another hash than
    /// expected, is left out.
    pub fn content(
        &mut self,
        (role, name): (Role, &str),
        from: &mut dyn Read,
        most: u64,
        expected: Option<&str>,
        go_on: GoOn<'_>,
    ) -> Result<Put, PackageError> {
        self.check(name)?;
        let mut sum = Sha256::new();
        let mut bytes = 0;
        let mut buffer = vec![0; BUFFER];
        let entry = self
            .archive
            .entry(name, CompressionMethod::Stored, is_long(most))?;
        let failed = loop {
            let read = match from.read(&mut buffer) {
                Ok(0) => break None,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // What cannot be read to its end is not what was expected.
                Err(_) => {
                    bytes = u64::MAX;
                    break None;
                }
            };
            bytes += read as u64;
            if bytes > most {
                break None;
            }
            sum.update(&buffer[..read]);
            if let Err(source) = entry.write_all(&buffer[..read]) {
                break Some(source);
            }
            if go_on(read as u64).is_break() {
                return Err(PackageError::GivenUp);
            }
        };
        if let Some(source) = failed {
            return Err(self.archive.failed(source).into());
        }
        let sha256 = hex(&sum.finalize());
        if bytes > most || expected.is_some_and(|expected| expected != sha256) {
            self.archive.take_back()?;
            return Ok(Put::Altered);
        }
        self.parts.push(Part {
            name: name.to_owned(),
            role,
            bytes,
            sha256,
            papers: Vec::new(),
        });
        self.unsettled += bytes;
        if self.unsettled >= SETTLE {
            self.archive.settle()?;
            self.unsettled = 0;
        }
        Ok(Put::In)
    }

    /// Notes a scan that could not be taken.
    pub fn lacks(&mut self, scan: MissingScan) {
        self.missing.push(scan);
    }

    /// Notes whose scan the part that was put in last is.
    pub fn is_scan_of(&mut self, paper: &str) {
        if let Some(part) = self.parts.last_mut() {
            part.papers.push(paper.to_owned());
        }
    }

    /// Notes that a scan which is in already is this paper's too; false where it is not in.
    pub fn shares(&mut self, sha256: &str, paper: &str) -> bool {
        let mut scans = self.parts.iter_mut();
        let scan = scans.find(|part| part.role == Role::Evidence && part.sha256 == sha256);
        scan.is_some_and(|part| {
            part.papers.push(paper.to_owned());
            true
        })
    }

    /// Puts the manifest in, and the package in its place.
    pub fn finish(mut self, about: About) -> Result<Manifest, PackageError> {
        let manifest = Manifest {
            format: PACKAGE_FORMAT.to_owned(),
            version: PACKAGE_VERSION,
            about,
            missing: self.missing,
            parts: self.parts,
        };
        let text = json(&manifest).map_err(|error| self.archive.failed(error.into()))?;
        let written = self
            .archive
            .entry(part::MANIFEST, CompressionMethod::Deflated, false)?
            .write_all(text.as_bytes());
        written.map_err(|source| self.archive.failed(source))?;
        self.archive.finish(self.existing == Existing::Replace)?;
        Ok(manifest)
    }

    fn check(&self, name: &str) -> Result<(), FileError> {
        if is_safe(name) && !self.parts.iter().any(|part| part.name == name) {
            Ok(())
        } else {
            let error = io::Error::new(io::ErrorKind::InvalidInput, format!("part name {name:?}"));
            Err(self.archive.failed(error))
        }
    }
}

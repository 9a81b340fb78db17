//! Opens a package: its directory is checked first, its manifest read next, and each part compared
//! with what the manifest says of it.

use super::{Manifest, PackageError, Part, Return, Role, hex, part};
use crate::archive::{ArchiveFault, ArchiveReader, CopyFault, GoOn, Limits, OpenFault};
use crate::dossier_file::dossier_from_json;
use crate::file::{FileError, MAX_TEXT_BYTES};
use crate::shape::Refusal;
use hoso_domain::Dossier;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// How much of a package is taken.
const LIMITS: Limits = Limits {
    entries: 20_000,
    directory: 8 * 1024 * 1024,
    ratio: 200,
    any_ratio: MAX_TEXT_BYTES,
};
/// The largest manifest.
const MAX_MANIFEST_BYTES: u64 = 8 * 1024 * 1024;
/// The largest content of a package, unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024 * 1024;

/// A package that is being read. Nothing of it is written anywhere but where the caller says.
#[derive(Debug)]
pub struct PackageReader {
    archive: ArchiveReader,
    manifest: Manifest,
    fingerprint: String,
}

/// What is told of a package without unpacking it.
#[derive(Debug, Clone, PartialEq)]
pub struct PackageSummary {
    /// What it says is in it.
    pub manifest: Manifest,
    /// SHA-256 of its manifest, which names the hash of everything else: the same package, the
    /// same fingerprint, on both sides.
    pub fingerprint: String,
    /// The dossier.
    pub dossier: Dossier,
    /// Why it comes back, where it does.
    pub given_back: Option<Return>,
}

/// A part that is not as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartFault {
    /// Its name.
    pub name: String,
    /// What is wrong.
    pub state: PartState,
}

/// What is wrong with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// Its content is not what was packed.
    Altered,
    /// It is not there.
    Missing,
    /// Nothing is said of it.
    Extra,
}

/// Reads what a package is and the dossier in it, and nothing else of it.
pub fn read_summary(path: &Path) -> Result<PackageSummary, PackageError> {
    let mut reader = PackageReader::open(path)?;
    Ok(PackageSummary {
        dossier: reader.dossier()?,
        given_back: reader.given_back()?,
        manifest: reader.manifest,
        fingerprint: reader.fingerprint,
    })
}

impl PackageReader {
    /// Opens a package: checks its directory and reads its manifest.
    pub fn open(path: &Path) -> Result<Self, PackageError> {
        let mut archive = ArchiveReader::open(path, LIMITS).map_err(|fault| match fault {
            OpenFault::File(error) => PackageError::File(error),
            OpenFault::Archive(fault) => PackageError::Archive {
                path: path.to_owned(),
                fault,
            },
        })?;
        let mut bytes = Vec::new();
        let copied = archive.copy(part::MANIFEST, MAX_MANIFEST_BYTES, &mut bytes, &mut |_| {
            ControlFlow::Continue(())
        });
        let copied = copied.map_err(|fault| refused(path, part::MANIFEST, fault))?;
        if copied.is_none() {
            let path = path.to_owned();
            let is_database =
                |name: &String| Path::new(name).extension().is_some_and(|one| one == "db");
            let is_cabinet = archive.names().iter().any(is_database);
            return Err(if is_cabinet {
                PackageError::WholeCabinet { path }
            } else {
                let part = part::MANIFEST.to_owned();
                PackageError::Lacks { path, part }
            });
        }
        let fingerprint = hex(&Sha256::digest(&bytes));
        let text = text(path, part::MANIFEST, bytes)?;
        let manifest = Manifest::read(&text).map_err(|source| PackageError::Part {
            path: path.to_owned(),
            part: part::MANIFEST.to_owned(),
            source: Box::new(source),
        })?;
        Ok(Self {
            archive,
            manifest,
            fingerprint,
        })
    }

    /// What it says is in it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// SHA-256 of its manifest.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.archive.path()
    }

    /// The dossier. One that was altered since it was packed is refused.
    pub fn dossier(&mut self) -> Result<Dossier, PackageError> {
        let text = self.required(Role::Dossier, part::DOSSIER)?;
        dossier_from_json(&text).map_err(|source| self.part_refused(part::DOSSIER, source))
    }

    /// The file of the plan; absent where the package has none.
    pub fn plan(&mut self) -> Result<Option<String>, PackageError> {
        self.text_of(Role::Plan)
    }

    /// What became of the dossier so far, as its caller wrote it; absent where nothing did.
    pub fn way(&mut self) -> Result<Option<String>, PackageError> {
        self.text_of(Role::Way)
    }

    /// Why it comes back; absent where it does not.
    pub fn given_back(&mut self) -> Result<Option<Return>, PackageError> {
        let text = self.text_of(Role::Return)?;
        let read = text.map(|text| Return::read(&text)).transpose();
        read.map_err(|source| self.part_refused(part::RETURN, source))
    }

    /// Copies a part, at most as many bytes as the manifest says, to where the caller wants it.
    /// What was copied is only good when this returns without an error.
    pub fn copy(
        &mut self,
        of: &Part,
        to: &mut dyn Write,
        go_on: GoOn<'_>,
    ) -> Result<(), PackageError> {
        let mut sum = Summing {
            to,
            sum: Sha256::new(),
        };
        let copied = self.archive.copy(&of.name, of.bytes, &mut sum, go_on);
        let sha256 = hex(&sum.sum.finalize());
        let path = self.path().to_owned();
        let name = of.name.clone();
        match copied {
            Ok(Some(bytes)) if bytes == of.bytes && sha256 == of.sha256 => Ok(()),
            Ok(Some(_)) | Err(CopyFault::TooLarge(_)) => {
                Err(PackageError::Altered { path, part: name })
            }
            Ok(None) => Err(PackageError::Lacks { path, part: name }),
            Err(fault) => Err(refused(&path, &name, fault)),
        }
    }

    /// Compares every part with the manifest, and names those that are altered, missing or too
    /// many.
    pub fn verify(&mut self, go_on: GoOn<'_>) -> Result<Vec<PartFault>, PackageError> {
        let mut faults = Vec::new();
        let fault = |name: &str, state| PartFault {
            name: name.to_owned(),
            state,
        };
        let mut left = MOST_BYTES;
        let mut named = BTreeSet::from([part::MANIFEST.to_owned()]);
        for part in self.manifest.parts.clone() {
            // A part that is named twice could not be both.
            if !named.insert(part.name.clone()) || part.bytes > left {
                faults.push(fault(&part.name, PartState::Altered));
                continue;
            }
            left -= part.bytes;
            match self.copy(&part, &mut io::sink(), go_on) {
                Ok(()) => {}
                Err(PackageError::Altered { .. }) => {
                    faults.push(fault(&part.name, PartState::Altered));
                }
                Err(PackageError::Lacks { .. }) => {
                    faults.push(fault(&part.name, PartState::Missing));
                }
                Err(error) => return Err(error),
            }
        }
        let names = self.archive.names().iter();
        let extra = names.filter(|name| !name.ends_with('/') && !named.contains(*name));
        faults.extend(extra.map(|name| fault(name, PartState::Extra)));
        Ok(faults)
    }

    fn required(&mut self, role: Role, name: &str) -> Result<String, PackageError> {
        let text = self.text_of(role)?;
        text.ok_or_else(|| PackageError::Lacks {
            path: self.path().to_owned(),
            part: name.to_owned(),
        })
    }

    /// The text of the one part of a role.
    fn text_of(&mut self, role: Role) -> Result<Option<String>, PackageError> {
        let Some(part) = self.manifest.parts_of(role).next().cloned() else {
            return Ok(None);
        };
        if part.bytes > MAX_TEXT_BYTES {
            return Err(FileError::TooLarge {
                path: self.path().join(&part.name),
                bytes: part.bytes,
                limit: MAX_TEXT_BYTES,
            }
            .into());
        }
        let mut bytes = Vec::new();
        self.copy(&part, &mut bytes, &mut |_| ControlFlow::Continue(()))?;
        text(self.path(), &part.name, bytes).map(Some)
    }

    fn part_refused(&self, part: &str, source: Refusal) -> PackageError {
        PackageError::Part {
            path: self.path().to_owned(),
            part: part.to_owned(),
            source: Box::new(source),
        }
    }
}

/// Hashes what goes through.
struct Summing<'a> {
    to: &'a mut dyn Write,
    sum: Sha256,
}

impl Write for Summing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn text(path: &Path, part: &str, bytes: Vec<u8>) -> Result<String, PackageError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid_up_to = error.utf8_error().valid_up_to();
        let path = path.join(part);
        FileError::NotUtf8 { path, valid_up_to }.into()
    })
}

/// What a fault of copying is for whoever reads a package: what does not unpack was altered, and
/// only the system's own errors are those of reading.
fn refused(path: &Path, part: &str, fault: CopyFault) -> PackageError {
    let path: PathBuf = path.to_owned();
    let name = part.to_owned();
    match fault {
        CopyFault::Read(source) if source.raw_os_error().is_some() => {
            FileError::Read { path, source }.into()
        }
        CopyFault::Read(_) => PackageError::Altered { path, part: name },
        CopyFault::TooLarge(limit) => PackageError::Archive {
            path,
            fault: ArchiveFault::TooLarge { name, limit },
        },
        CopyFault::Write(source) => FileError::Write { path, source }.into(),
        CopyFault::GivenUp => PackageError::GivenUp,
    }
}

//! Add a scan to a paper, look at it, find what is missing, clear what nobody names.

use super::{Onlooker, OpenedCabinet, SavedView};
use crate::{Desk, DeskError, PageDrawer, Scans};
use hoso_domain::{Evidence, Name, Source, Text};
use hoso_exchange::{Existing, Staging};
use hoso_store::{Edit, EvidenceCheck, Stamp, StoreError, StoredFile, THUMBNAIL_SIDE};
use serde::Serialize;
use specta::Type;
use std::path::{Path, PathBuf};

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StoredFileView {
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// Size in bytes.
    pub size: u32,
    /// Code of its kind: `pdf`, `jpeg`, `png`, `docx`, `xlsx`.
    pub kind: String,
    /// The name it first came with.
    pub name: String,
}

/// A stored file, and whether it is still what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ScanView {
    /// The file.
    pub file: StoredFileView,
    /// Whether its content still is what was stored.
    pub is_sound: bool,
}

/// What a look at all stored files found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EvidenceCheckView {
    /// How many files were read.
    pub checked: u32,
    /// Papers whose file is missing.
    pub missing: Vec<MissingScanView>,
    /// Files that were altered, by SHA-256.
    pub altered: Vec<String>,
    /// Files that no paper names, by SHA-256.
    pub orphans: Vec<String>,
}

/// The thumbnail of a stored file, made or still to be made.
#[derive(Debug, Clone)]
pub struct Thumbnail {
    kept: hoso_store::Thumbnail,
    drawer: Option<PageDrawer>,
}

/// What came of making the thumbnails that were not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ThumbnailsView {
    /// How many were made.
    pub made: u32,
    /// Names of the files that have none still: damaged, locked, too large.
    pub without: Vec<String>,
}

/// A paper whose file is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MissingScanView {
    /// Id of the dossier.
    pub dossier: String,
    /// Id of the paper.
    pub paper: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl OpenedCabinet {
    /// Stores a file and binds it to a paper of a dossier, which is made where there is none.
    pub fn add_evidence(
        &mut self,
        dossier: &str,
        paper: &str,
        file: &Path,
        stamp: &Stamp,
    ) -> Result<(StoredFileView, SavedView), DeskError> {
        let present = self.store.dossier(dossier)?;
        let stored = self.store.store_file(file, stamp)?;
        let mut evidence = present.evidence(paper).cloned().unwrap_or(Evidence {
            id: paper.to_owned(),
            document: Source {
                title: Text::default(),
                symbol: Text::default(),
                date: None,
                issuer: Name::default(),
            },
            file: Text::default(),
            sha256: None,
        });
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        evidence.file = Text::from(name.as_ref());
        evidence.sha256 = Some(stored.sha256.clone());
        let saved = self.edit(dossier, &Edit::Evidence(evidence), stamp)?;
        Ok((stored_view(stored), saved))
    }

    /// Looks at a stored file; absent where none of this hash was ever stored here.
    pub fn scan(&self, sha256: &str) -> Result<Option<ScanView>, DeskError> {
        let stored = match self.store.stored_file(sha256) {
            Ok(stored) => stored,
            Err(StoreError::NoEvidence { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(Some(ScanView {
            is_sound: self.store.read_evidence(sha256).is_ok(),
            file: stored_view(stored),
        }))
    }

    /// Writes a copy of a stored file into a folder, to be opened or carried away; returns where.
    /// Its ending is that of its content, whatever name it came with.
    pub fn copy_evidence(&self, sha256: &str, folder: &Path) -> Result<PathBuf, DeskError> {
        let stored = self.store.stored_file(sha256)?;
        let bytes = self.store.read_evidence(sha256)?;
        let stem = Path::new(&stored.name).file_stem().unwrap_or_default();
        let ending = match stored.kind.code() {
            "jpeg" => "jpg",
            other => other,
        };
        let name = format!("{}.{ending}", stem.to_string_lossy());
        let staging = Staging::begin(folder, [name.clone()], Existing::Replace)?;
        staging.add(&name, &bytes)?;
        staging.finish()?;
        Ok(folder.join(name))
    }

    /// Writes a copy of a paper's scan into a folder; returns where.
    pub fn copy_scan(
        &self,
        dossier: &str,
        paper: &str,
        folder: &Path,
    ) -> Result<PathBuf, DeskError> {
        let scan = self.store.scan_of(dossier, paper)?;
        let sha256 = scan.ok_or_else(|| StoreError::NoEvidence {
            sha256: paper.to_owned(),
        })?;
        self.copy_evidence(&sha256, folder)
    }

    /// Where an export finds the scans.
    pub fn scans(&self) -> Scans {
        Scans::Cabinet(self.store.folder().clone())
    }

    /// The content of a stored file, as it was stored.
    pub fn read_evidence(&self, sha256: &str) -> Result<Vec<u8>, DeskError> {
        Ok(self.store.read_evidence(sha256)?)
    }

    /// The thumbnail of a stored file. It is taken away from the cabinet and the desk: drawing takes
    /// a while, and nobody else should wait for it.
    pub fn thumbnail(&self, desk: &Desk, sha256: &str) -> Result<Thumbnail, DeskError> {
        Ok(Thumbnail {
            kept: self.store.thumbnail(sha256)?,
            drawer: desk.drawer.clone(),
        })
    }

    /// Makes the thumbnails that are not there, also where that failed before.
    pub fn make_missing_thumbnails(&self, desk: &Desk) -> Result<ThumbnailsView, DeskError> {
        let mut view = ThumbnailsView {
            made: 0,
            without: Vec::new(),
        };
        for thumbnail in self.store.missing_thumbnails()? {
            match thumbnail.make(|pdf| first_page(desk.drawer.as_ref(), pdf)) {
                Some(_) => view.made += 1,
                None => view.without.push(thumbnail.of().name.clone()),
            }
        }
        Ok(view)
    }

    /// Removes stored files that no paper names; returns how many went.
    pub fn remove_orphans(&mut self, orphans: &[String], stamp: &Stamp) -> Result<u32, DeskError> {
        Ok(self.store.remove_orphans(orphans, stamp)?)
    }
}

impl Onlooker {
    /// Reads every stored file and compares it with its hash.
    pub fn check_evidence(&self) -> Result<EvidenceCheckView, DeskError> {
        Ok(view(self.store.check_evidence()?))
    }
}

impl Thumbnail {
    /// A small PNG of a stored picture or of a first page, made when first asked for; absent for
    /// other files, and where none can be made.
    pub fn png(&self) -> Option<Vec<u8>> {
        self.kept.png(|pdf| first_page(self.drawer.as_ref(), pdf))
    }
}

fn first_page(drawer: Option<&PageDrawer>, pdf: &[u8]) -> Option<Vec<u8>> {
    Some(drawer?.draw(pdf, 1, THUMBNAIL_SIDE)?.png)
}

fn stored_view(stored: StoredFile) -> StoredFileView {
    StoredFileView {
        size: u32::try_from(stored.size).unwrap_or(u32::MAX),
        kind: stored.kind.code().to_owned(),
        sha256: stored.sha256,
        name: stored.name,
    }
}

fn view(check: EvidenceCheck) -> EvidenceCheckView {
    let missing = check.missing.into_iter();
    EvidenceCheckView {
        checked: check.checked,
        missing: missing
            .map(|(dossier, paper, sha256)| MissingScanView {
                dossier,
                paper,
                sha256,
            })
            .collect(),
        altered: check.altered,
        orphans: check.orphans,
    }
}

//! Add a scan to a paper, look at it, find what is missing, clear what nobody names.

use super::{OpenedCabinet, SavedView};
use crate::{Desk, DeskError};
use hoso_domain::{Evidence, Name, Source, Text};
use hoso_paper::PageImage;
use hoso_store::{Edit, EvidenceCheck, Stamp, THUMBNAIL_SIDE, Thumbnail};
use serde::Serialize;
use specta::Type;
use std::path::Path;

/// The longer side of a page to be read, in pixels: A4 with about 140 dots per inch.
const PAGE_SIDE: u16 = 1600;

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
        let view = StoredFileView {
            size: u32::try_from(stored.size).unwrap_or(u32::MAX),
            kind: stored.kind.code().to_owned(),
            sha256: stored.sha256,
            name: stored.name,
        };
        Ok((view, saved))
    }

    /// The content of a stored file, as it was stored.
    pub fn read_evidence(&self, sha256: &str) -> Result<Vec<u8>, DeskError> {
        Ok(self.store.read_evidence(sha256)?)
    }

    /// The thumbnail of a stored file, for [`Desk::show_thumbnail`]: drawing takes a while, and the
    /// cabinet is not needed for it.
    pub fn thumbnail(&self, sha256: &str) -> Result<Thumbnail, DeskError> {
        Ok(self.store.thumbnail(sha256)?)
    }

    /// Reads every stored file and compares it with its hash.
    pub fn check_evidence(&self) -> Result<EvidenceCheckView, DeskError> {
        Ok(view(self.store.check_evidence()?))
    }

    /// Removes stored files that no paper names; returns how many went.
    pub fn remove_orphans(&mut self, orphans: &[String], stamp: &Stamp) -> Result<u32, DeskError> {
        Ok(self.store.remove_orphans(orphans, stamp)?)
    }
}

impl Desk {
    /// A small PNG of a stored picture or of a first page, made when first asked for; absent for
    /// other files, and where none can be made.
    pub fn show_thumbnail(&self, thumbnail: &Thumbnail) -> Option<Vec<u8>> {
        thumbnail.png(|pdf| self.draw(pdf, 1, THUMBNAIL_SIDE).map(|page| page.png))
    }

    /// Makes the thumbnails that are not there, also where that failed before.
    pub fn make_missing_thumbnails(
        &self,
        cabinet: &OpenedCabinet,
    ) -> Result<ThumbnailsView, DeskError> {
        let mut view = ThumbnailsView {
            made: 0,
            without: Vec::new(),
        };
        for thumbnail in cabinet.store.missing_thumbnails()? {
            let page = |pdf: &[u8]| self.draw(pdf, 1, THUMBNAIL_SIDE).map(|page| page.png);
            match thumbnail.make(page) {
                Some(_) => view.made += 1,
                None => view.without.push(thumbnail.of().name.clone()),
            }
        }
        Ok(view)
    }

    /// A page of a stored PDF file, counted from 1, large enough to be read.
    pub fn draw_page(&self, pdf: &[u8], page: u32) -> Option<PageImage> {
        self.draw(pdf, page, PAGE_SIDE)
    }

    fn draw(&self, pdf: &[u8], page: u32, side: u16) -> Option<PageImage> {
        self.drawer.as_ref()?.draw(pdf, page, side)
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

//! What can go wrong at the desk. `Display` is English, for logs; the words for people are made in
//! [`crate::words`].

use hoso_exchange::{FileError, Refusal};
use hoso_paper::PaperError;
use std::fmt::Display;
use std::path::PathBuf;

/// An error of the desk.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A dossier file was refused.
    #[error("dossier file {} refused", path.display())]
    Dossier {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Refusal,
    },
    /// A plan file was refused.
    #[error("plan file {} refused", path.display())]
    Plan {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Refusal,
    },
    /// No plan has this id.
    #[error("no plan `{id}`")]
    UnknownPlan {
        /// The id.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// The dossier proposes nobody.
    #[error("the dossier has no nominee")]
    NoNominees,
    /// No document of the dossier has this code, or it has fewer pages.
    #[error("no page {page} of document `{document}`")]
    NoSuchPage {
        /// Code of the document.
        document: String,
        /// Page asked for, from 1.
        page: u32,
    },
    /// A document could not be set or written as PDF.
    #[error("a document could not be typeset")]
    Paper(#[from] PaperError),
    /// The cabinet refused.
    #[error(transparent)]
    Cabinet(#[from] hoso_store::StoreError),
    /// The program's own data or state is broken.
    #[error("built-in {name}: {detail}")]
    Internal {
        /// Which part.
        name: &'static str,
        /// What is wrong with it.
        detail: String,
    },
}

impl DeskError {
    pub(crate) fn asset(name: &'static str, detail: &impl Display) -> Self {
        Self::Internal {
            name,
            detail: detail.to_string(),
        }
    }
}

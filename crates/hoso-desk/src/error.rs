//! What can go wrong at the desk. `Display` is English, for logs; the words for people are made in
//! [`crate::words`].

use hoso_exchange::dossier_package::PackageError;
use hoso_exchange::sheet::SheetFault;
use hoso_exchange::workbook::WorkbookError;
use hoso_exchange::{FileError, Refusal};
use hoso_forms::TemplateFault;
use hoso_paper::{ImageFault, PaperError};
use std::fmt::Display;
use std::path::{Path, PathBuf};

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
        source: Box<Refusal>,
    },
    /// A plan file was refused.
    #[error("plan file {} refused", path.display())]
    Plan {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<Refusal>,
    },
    /// Another data file (law, holidays, steps) was refused.
    #[error("data file {} refused", path.display())]
    Data {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<Refusal>,
    },
    /// Another plan is at hand under this id and version.
    #[error("plan `{id}` version {version} is at hand with other content")]
    PlanTaken {
        /// The id.
        id: String,
        /// The version.
        version: u32,
    },
    /// No round of the plan fits.
    #[error("plan `{plan}` has no round `{round}` for {year:?}")]
    NoSuchRound {
        /// Id of the plan.
        plan: String,
        /// Id of the round; empty where none was named.
        round: String,
        /// The year asked for.
        year: Option<i32>,
        /// The rounds there are.
        known: Vec<String>,
    },
    /// No nominee has this id or name.
    #[error("no nominee `{id}`")]
    UnknownNominee {
        /// The id or name.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// The law data knows no reward money for this award.
    #[error("no reward money for `{award}`")]
    UnknownAward {
        /// The award form.
        award: String,
        /// The ones there are.
        known: Vec<String>,
    },
    /// The law data has no item with this id.
    #[error("no item `{id}` in the law data")]
    UnknownLawItem {
        /// The id.
        id: String,
    },
    /// The unit has nothing of its own under this name.
    #[error("nothing of the unit's own is called `{name}`")]
    NotOwn {
        /// The name.
        name: String,
    },
    /// No line of the rehearsal that could be meant has this id.
    #[error("no line `{id}` in the rehearsal")]
    UnknownLine {
        /// The id.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// Dossiers were begun or judged on this plan.
    #[error("plan `{name}` is used by {dossiers} dossier(s)")]
    PlanInUse {
        /// `id@version`.
        name: String,
        /// How many use it.
        dossiers: usize,
    },
    /// The calendar has no such month.
    #[error("no month {month} of {year}")]
    NoSuchMonth {
        /// The year.
        year: i32,
        /// The month.
        month: u32,
    },
    /// No plan has this id.
    #[error("no plan `{id}`")]
    UnknownPlan {
        /// The id.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// Nothing was kept of a sending of this dossier.
    #[error("no sending of dossier `{dossier}` kept its files")]
    NothingSent {
        /// Id of the dossier.
        dossier: String,
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
    /// No document of the dossier has this code.
    #[error("no document `{id}`")]
    UnknownDocument {
        /// The code.
        id: String,
        /// The codes there are.
        known: Vec<String>,
    },
    /// A template file was refused.
    #[error("template file {} refused", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<TemplateFault>,
    },
    /// A scan cannot be put into the dossier.
    #[error("scan {file} refused: {reason}")]
    Scan {
        /// Its file name.
        file: String,
        /// Why.
        reason: String,
    },
    /// A picture for certificates cannot be printed.
    #[error("{} cannot be printed on certificates", file.display())]
    Emblem {
        /// Its file.
        file: PathBuf,
        /// Why.
        source: ImageFault,
    },
    /// A spreadsheet cannot be read.
    #[error("spreadsheet {} refused", path.display())]
    Sheet {
        /// The file.
        path: PathBuf,
        /// Why.
        source: SheetFault,
    },
    /// Cells that were copied from a spreadsheet cannot be taken.
    #[error("pasted cells refused")]
    PastedCells {
        /// Why.
        source: SheetFault,
    },
    /// The workbook has no sheet of this name.
    #[error("no sheet `{name}`")]
    UnknownSheet {
        /// The name.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// An import would write nothing.
    #[error("nothing to import, {refused} row(s) refused")]
    NothingToImport {
        /// How many rows were refused.
        refused: u32,
    },
    /// The file or the dossier is no longer what the person saw when confirming.
    #[error("what was confirmed is not what would be imported")]
    ImportChanged,
    /// What was asked of an export cannot be had.
    #[error(transparent)]
    Choice(#[from] ChoiceFault),
    /// A document could not be set or written as PDF.
    #[error("a document could not be typeset")]
    Paper(#[source] PaperError),
    /// A table does not fit into an Excel file.
    #[error("a table could not be written")]
    Workbook(#[from] WorkbookError),
    /// The person gave the work up.
    #[error("cancelled")]
    Cancelled,
    /// What was asked of a consolidation cannot be had.
    #[error(transparent)]
    Consolidation(#[from] crate::consolidation::ConsolidationFault),
    /// The cabinet refused.
    #[error(transparent)]
    Cabinet(#[from] hoso_store::StoreError),
    /// A package was refused.
    #[error(transparent)]
    Package(PackageError),
    /// Another dossier of this id is in the cabinet.
    #[error("another dossier `{id}` is in the cabinet")]
    AnotherIsHere {
        /// The id.
        id: String,
    },
    /// A return without a reason.
    #[error("a return without a reason")]
    NoReason,
    /// The program's own data or state is broken.
    #[error("built-in {name}: {detail}")]
    Internal {
        /// Which part.
        name: &'static str,
        /// What is wrong with it.
        detail: String,
    },
}

/// Why what was asked of an export cannot be had.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChoiceFault {
    /// No heading has this code.
    #[error("no heading `{id}`")]
    UnknownHeading {
        /// The code.
        id: String,
        /// The codes there are.
        known: Vec<String>,
    },
    /// What is printed on certificates would leave the paper.
    #[error("offsets {right}, {down} mm are more than {furthest} mm")]
    OffsetTooFar {
        /// To the right.
        right: f32,
        /// Down.
        down: f32,
        /// The most either way.
        furthest: f32,
    },
    /// No document of the set is to be printed.
    #[error("nothing to print")]
    NothingToPrint,
    /// More copies than a set has.
    #[error("{copies} copies, at most {most}")]
    TooManyCopies {
        /// How many.
        copies: u32,
        /// The most.
        most: u32,
    },
    /// An e-mail cannot be so small or so large.
    #[error("an e-mail of {megabytes} MB is not between {least} and {most} MB")]
    MailLimit {
        /// What was asked for.
        megabytes: u32,
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// A passphrase is too short.
    #[error("the passphrase has fewer than {least} letters")]
    ShortPassphrase {
        /// How many it needs at least.
        least: usize,
    },
    /// What was typed cannot be a recovery key.
    #[error("the recovery key is mistyped")]
    MistypedKey,
    /// An e-mail cannot go to this.
    #[error("`{text}` is no e-mail address")]
    NoAddress {
        /// What was given.
        text: String,
    },
}

impl From<PaperError> for DeskError {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::Stopped => Self::Cancelled,
            error => Self::Paper(error),
        }
    }
}

impl DeskError {
    pub(crate) fn data(path: &Path, source: Refusal) -> Self {
        Self::Data {
            path: path.to_owned(),
            source: Box::new(source),
        }
    }

    pub(crate) fn asset(name: &'static str, detail: &impl Display) -> Self {
        Self::Internal {
            name,
            detail: detail.to_string(),
        }
    }
}

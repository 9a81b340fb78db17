//! What front ends are given: flat, finished values that need no rule to be shown.
//!
//! Dates are ISO `YYYY-MM-DD`; sentences are Vietnamese and ready to print. The window's
//! TypeScript types are generated from these.

use crate::cabinet::StepsView;
use hoso_domain::finding::{Mark, Severity, State};
use serde::Serialize;
use specta::Type;

/// An opened dossier as its home page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DossierView {
    /// Id of the dossier.
    pub id: String,
    /// Name of the file it came from; absent for the built-in sample and for one in the cabinet.
    pub file: Option<String>,
    /// How it stands in the cabinet; absent for one that lies outside and can only be read.
    pub kept: Option<KeptView>,
    /// Name of the proposing unit.
    pub unit: String,
    /// Name of the superior body; may be empty.
    pub parent: String,
    /// Title of the plan.
    pub plan_title: String,
    /// Name of the movement.
    pub movement: String,
    /// Title of the round with its year.
    pub round_title: String,
    /// The day on which the dossier is judged.
    pub judged_on: String,
    /// Where that day comes from.
    pub judged_on_origin: DateOrigin,
    /// The round's deadline as seen from that day; absent where the round is unknown.
    pub deadline: Option<DeadlineView>,
    /// How many collectives are proposed.
    pub collectives: u32,
    /// How many individuals are proposed.
    pub individuals: u32,
    /// The steps of the dossier, in order.
    pub tasks: Vec<TaskView>,
    /// Code of the step to take next.
    pub next: String,
    /// Findings, blocking ones first: all of them, or those that `since` says.
    pub findings: Vec<FindingView>,
    /// Grows with each view that a front end is told: of the same revision, all pages are the same.
    pub revision: u32,
    /// What the view was told after; absent where it holds everything. Otherwise its findings,
    /// nominees and documents are those alone that changed since.
    pub since: Option<SinceView>,
    /// How each nominee stands, in the order of the lists.
    pub nominees: Vec<NomineeLineView>,
    /// How many findings block.
    pub blocking: u32,
    /// How many findings warn.
    pub warnings: u32,
    /// The documents that can be printed, in the order of the dossier.
    pub documents: Vec<DocumentView>,
}

/// Which view another one changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SinceView {
    /// The revision of the view before.
    pub revision: u32,
    /// The subjects whose findings are told anew, ids of nominees, none for the dossier; the findings
    /// of all others stay as they were.
    pub subjects: Vec<Option<String>>,
}

/// How a nominee stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Type)]
pub struct NomineeLineView {
    /// Its id.
    pub id: String,
    /// Name of the award form asked for.
    pub award: String,
    /// Whether it meets what its award form asks.
    pub criteria: StateCode,
    /// Whether its report is complete.
    pub report: StateCode,
    /// How many of its findings block or warn.
    pub open: u32,
}

/// How a dossier stands in the cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KeptView {
    /// Code of its state: `draft`, `sent`, `returned`, `accepted`.
    pub state: String,
    /// Whether it can be changed: not while it is sent or accepted.
    pub can_change: bool,
    /// The steps that can be taken back and again.
    pub steps: StepsView,
}

/// Where the judging date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DateOrigin {
    /// Asked for.
    Asked,
    /// Written in the dossier.
    Dossier,
    /// Today.
    Today,
}

/// A deadline seen from a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DeadlineView {
    /// Id of the plan.
    pub plan: String,
    /// Id of the round.
    pub round: String,
    /// Title of the round.
    pub title: String,
    /// The year rewarded, in a yearly round.
    pub year: Option<i32>,
    /// The first day that is too late.
    pub due_before: String,
    /// The last day on time.
    pub last_day: String,
    /// The last working day not after it: neither weekend nor public holiday.
    pub last_working_day: String,
    /// Days from the judging day to the last day; 0 on it, negative after it.
    pub days_left: i32,
    /// Whether dossiers are still on time.
    pub state: DeadlineState,
    /// Place in the plan.
    pub cite: String,
    /// The plan's words.
    pub text: String,
    /// One sentence for people.
    pub message: String,
    /// Why it is not certain that this round takes place; empty where it is.
    pub uncertain: String,
}

/// Whether a deadline has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    /// There is time.
    Open,
    /// It is the last day.
    LastDay,
    /// It has passed.
    Closed,
}

/// One step of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TaskView {
    /// Stable code.
    pub id: String,
    /// Title.
    pub title: String,
    /// How far it is.
    pub state: TaskState,
    /// What is still to do or how much is done, in a few words.
    pub detail: String,
    /// Why it cannot be started yet; empty where it can.
    pub waits: String,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Chưa bắt đầu.
    NotStarted,
    /// Đang làm.
    InProgress,
    /// Còn thiếu.
    Missing,
    /// Xong.
    Done,
}

/// A finding, ready to show. `hoso check --format json` prints a list of these.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Type)]
pub struct FindingView {
    /// The rule's stable code.
    pub rule: String,
    /// The answer.
    pub state: StateCode,
    /// What it means for sending.
    pub severity: SeverityCode,
    /// Name of the nominee, or `Hồ sơ`.
    pub subject: String,
    /// Id of the nominee; absent for the dossier.
    pub subject_id: Option<String>,
    /// The provision.
    pub cite: String,
    /// The provision's own words; may be empty.
    pub cite_text: String,
    /// How far the provision has been checked.
    pub mark: MarkCode,
    /// What was found.
    pub message: String,
    /// What decided it.
    pub because: Vec<String>,
    /// What is missing.
    pub missing: Vec<String>,
    /// What to do next; may be empty.
    pub remedy: String,
    /// Path of the field that mends it.
    pub field: String,
    /// Code of the step that mends it.
    pub task: String,
    /// Code of the document that shows it.
    pub document: String,
}

/// [`State`] as front ends see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StateCode {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Unknown.
    Unknown,
    /// Not applicable.
    NotApplicable,
}

impl From<State> for StateCode {
    fn from(value: State) -> Self {
        match value {
            State::Met => Self::Met,
            State::NotMet => Self::NotMet,
            State::Unknown => Self::Unknown,
            State::NotApplicable => Self::NotApplicable,
        }
    }
}

/// [`Severity`] as front ends see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SeverityCode {
    /// Blocking.
    Blocking,
    /// Warning.
    Warning,
    /// Info.
    Info,
}

impl From<Severity> for SeverityCode {
    fn from(value: Severity) -> Self {
        match value {
            Severity::Blocking => Self::Blocking,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

/// [`Mark`] as front ends see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MarkCode {
    /// Verified.
    Verified,
    /// Inferred.
    Inferred,
    /// Unchecked.
    Unchecked,
}

impl From<Mark> for MarkCode {
    fn from(value: Mark) -> Self {
        match value {
            Mark::Verified => Self::Verified,
            Mark::Inferred => Self::Inferred,
            Mark::Unchecked => Self::Unchecked,
        }
    }
}

/// A document that can be printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Type)]
pub struct DocumentView {
    /// Stable code within the dossier, for example `submission` or `report.an`.
    pub id: String,
    /// Title, for example `Tờ trình và danh sách`.
    pub title: String,
    /// Whose it is, for a report; empty otherwise.
    pub subject: String,
    /// Name of the PDF file.
    pub file_name: String,
}

/// One page of a document as a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct PageView {
    /// The picture, in bands from top to bottom.
    pub bands: Vec<BandView>,
    /// Number of this page, from 1.
    pub page: u32,
    /// How many pages the document has.
    pub pages: u32,
    /// Paper width in points.
    pub width: f32,
    /// Paper height in points.
    pub height: f32,
}

/// A band of a page's picture.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct BandView {
    /// Its upper edge in points.
    pub top: f32,
    /// Its lower edge in points.
    pub bottom: f32,
    /// A standalone SVG as large as the page, to be shown between the two.
    pub svg: String,
}

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ExportView {
    /// The folder.
    pub folder: String,
    /// Names of the files in it, in the order of the dossier.
    pub files: Vec<String>,
    /// What to look at: characters that cannot be printed, blanks, scans that are not there.
    pub notes: Vec<String>,
}

/// Drafts of e-mails that were written, or files and links for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MailView {
    /// The folder.
    pub folder: String,
    /// The e-mails; several where one would be too large.
    pub letters: Vec<MailLetterView>,
    /// Files in the folder that no e-mail has room for.
    pub apart: Vec<AttachmentView>,
    /// How large an e-mail may be, in megabytes.
    pub megabytes: u32,
    /// What to look at.
    pub notes: Vec<String>,
}

/// One e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MailLetterView {
    /// Which of how many it is, for example `1/3`; empty for the only one.
    pub place: String,
    /// Name of the draft in the folder, or of the file with its text where only a link was asked
    /// for.
    pub file: String,
    /// Addresses; empty: to be filled in when it is sent.
    pub to: Vec<String>,
    /// Subject.
    pub subject: String,
    /// Text, a paragraph a line.
    pub text: String,
    /// A link that opens a mail program with all but what is attached.
    pub link: String,
    /// Whether the link carries the text; it may be too long for one.
    pub link_has_text: bool,
    /// What is attached, or to be attached by hand.
    pub attachments: Vec<AttachmentView>,
}

/// A file that goes with an e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AttachmentView {
    /// Its name.
    pub name: String,
    /// Its size.
    pub kilobytes: u32,
}

/// What an export can be asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ExportOptionsView {
    /// The documents, in order: those of the dossier, then those made when asked for.
    pub documents: Vec<ExportDocumentView>,
    /// Name of the file with the whole dossier.
    pub merged_file: String,
    /// Name of the file with lists and tables.
    pub tables_file: String,
    /// Name of the package.
    pub package_file: String,
    /// What can stand at the top right of documents.
    pub headings: Vec<HeadingView>,
    /// The code of the one that holds where none is chosen.
    pub heading: String,
    /// How many ballots can stand on a sheet.
    pub ballots_per_sheet: Vec<u16>,
    /// How far certificates can be moved on stock that is printed already, either way, in
    /// millimetres.
    pub furthest_offset: f32,
    /// Names that the files of the dossier's scans are written under.
    pub scans: Vec<String>,
}

/// A document that can be exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ExportDocumentView {
    /// The document.
    pub document: DocumentView,
    /// Name of the DOCX file.
    pub docx_name: String,
    /// Whether it is one of those that are handed in, which are written where none is chosen.
    pub is_handed_in: bool,
    /// Whether the printing stock of certificates matters for it.
    pub has_stock: bool,
    /// Whether the number on a sheet matters for it.
    pub has_sheets: bool,
}

/// What can stand at the top right of documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HeadingView {
    /// Stable code.
    pub id: String,
    /// Title.
    pub title: String,
    /// How far it has been checked.
    pub mark: MarkCode,
}

/// A template with the names that it may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TemplateView {
    /// Code of the kind of document.
    pub form: String,
    /// Title.
    pub title: String,
    /// The provision it follows; may be empty.
    pub cite: String,
    /// How far it has been compared with that provision.
    pub mark: MarkCode,
    /// First day on which it is used.
    pub from: Option<String>,
    /// Last day on which it is used.
    pub until: Option<String>,
    /// Whether it is the unit's own.
    pub is_own: bool,
    /// Fields, to be written in braces.
    pub fields: Vec<String>,
    /// Lists, each with the fields of its entries.
    pub lists: Vec<String>,
    /// Parts that the program makes, to be written behind `@`.
    pub parts: Vec<String>,
}

/// An error for people. The window decides by `code`, never by the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WireError {
    /// Stable code, for example `file_exists`.
    pub code: String,
    /// What happened.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do next.
    pub next: String,
}

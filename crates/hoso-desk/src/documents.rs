//! Which documents a dossier has, under which codes and file names.

use crate::view::DocumentView;
use crate::{Desk, DeskError, Opened};
use hoso_domain::Evidence;
use hoso_domain::plan::AwardLevel;
use hoso_exchange::{FileError, fit_names, safe_name};
use hoso_forms::{Kind, Paper, further_papers, papers};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest part of a file name that comes from a person's or body's name, in characters.
const MAX_SLUG: usize = 60;
/// Beginning of the file names of scans; documents have lower numbers.
const SCANS: &str = "12-minh-chung";
/// Longest ending of a scan's file name that is taken over, without its dot.
const MAX_ENDING: usize = 6;

/// A document with its code and file name.
pub(crate) struct Named<'a> {
    pub paper: Paper<'a>,
    pub id: String,
    pub title: &'static str,
    /// With the ending of a PDF.
    pub file_name: String,
}

impl Named<'_> {
    /// The file name with another ending.
    pub fn file_name_as(&self, ending: &str) -> String {
        format!("{}.{ending}", self.file_name.trim_end_matches(".pdf"))
    }
}

/// Shortens the file names where a folder's path leaves them less room.
pub(crate) fn fit(documents: &mut [Named<'_>], folder: &Path) -> Result<(), FileError> {
    // The longest ending that they are written with.
    let names: Vec<String> = documents
        .iter()
        .map(|one| one.file_name_as("docx"))
        .collect();
    for (named, fitted) in documents.iter_mut().zip(fit_names(folder, &names)?) {
        named.file_name = format!("{}.pdf", fitted.trim_end_matches(".docx"));
    }
    Ok(())
}

/// The scans of a dossier as files of a hand-over: numbered in the order of the dossier, named after
/// what they prove, behind the documents.
pub(crate) fn scan_files(opened: &Opened) -> Vec<(String, &Evidence)> {
    let evidence = &opened.dossier.evidence;
    let width = evidence.len().max(10).to_string().len();
    let scans = evidence.iter().filter(|one| !one.file.is_blank());
    let named = scans.enumerate().map(|(at, one)| {
        let document = &one.document;
        let title = slug(&format!("{} {}", document.title, document.symbol));
        let ending = Path::new(one.file.as_str()).extension();
        let ending = ending.map_or_else(String::new, |ending| slug(&ending.to_string_lossy()));
        let ending: String = ending.chars().take(MAX_ENDING).collect();
        let name = format!("{SCANS}-{:0width$}-{title}", at + 1);
        let name = name.trim_end_matches('-');
        let dot = if ending.is_empty() { "" } else { "." };
        (format!("{name}{dot}{ending}"), one)
    });
    named.collect()
}

impl From<Named<'_>> for DocumentView {
    fn from(named: Named<'_>) -> Self {
        let nominee = named.paper.nominee;
        Self {
            id: named.id,
            title: named.title.to_owned(),
            subject: nominee.map_or_else(String::new, |nominee| nominee.name.to_string()),
            file_name: named.file_name,
        }
    }
}

/// The documents of a dossier with their codes and file names, in the order of the dossier.
pub(crate) fn named(opened: &Opened) -> Vec<Named<'_>> {
    let width = opened.dossier.nominees.len().max(10).to_string().len();
    let mut report = 0;
    papers(&opened.plan, &opened.dossier)
        .into_iter()
        .map(|paper| {
            let (id, title, file_name) = match (paper.kind, paper.nominee) {
                (Kind::CollectiveReport | Kind::IndividualReport, Some(nominee)) => {
                    report += 1;
                    let slug = slug(nominee.name.as_str());
                    let name = format!("02-bao-cao-thanh-tich-{report:0width$}-{slug}");
                    (
                        format!("report.{}", nominee.id),
                        "Báo cáo thành tích",
                        // Letters of another script leave nothing behind the number.
                        format!("{}.pdf", name.trim_end_matches('-')),
                    )
                }
                (Kind::Submission, _) => submission(paper.level),
                (kind, _) => single(kind),
            };
            Named {
                paper,
                id,
                title,
                file_name,
            }
        })
        .collect()
}

/// The documents that are made when asked for.
pub(crate) fn further<'a>() -> Vec<Named<'a>> {
    let all = further_papers().into_iter();
    all.map(|paper| {
        let (id, title, file_name) = single(paper.kind);
        Named {
            paper,
            id,
            title,
            file_name,
        }
    })
    .collect()
}

/// Whether a code names a document, or the group that it is in.
pub(crate) fn is_named(code: &str, id: &str) -> bool {
    let rest = id.strip_prefix(code);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The letter; where there is one for each level, its names say which it is.
fn submission(level: Option<AwardLevel>) -> (String, &'static str, String) {
    let (code, title, part) = match level {
        None => ("submission", "Tờ trình và danh sách", ""),
        Some(AwardLevel::Unit) => (
            "submission.unit",
            "Tờ trình và danh sách (cấp đơn vị)",
            "-cap-don-vi",
        ),
        Some(AwardLevel::Province) => (
            "submission.province",
            "Tờ trình và danh sách (cấp tỉnh)",
            "-cap-tinh",
        ),
        Some(AwardLevel::State) => (
            "submission.state",
            "Tờ trình và danh sách (cấp Nhà nước)",
            "-cap-nha-nuoc",
        ),
    };
    let file = format!("01-to-trinh-va-danh-sach{part}.pdf");
    (code.to_owned(), title, file)
}

fn single(kind: Kind) -> (String, &'static str, String) {
    let (title, file) = match kind {
        Kind::Submission | Kind::CollectiveList | Kind::IndividualList => {
            ("Tờ trình và danh sách", "01-to-trinh-va-danh-sach")
        }
        Kind::CollectiveReport | Kind::IndividualReport => {
            ("Báo cáo thành tích", "02-bao-cao-thanh-tich")
        }
        Kind::Minutes => ("Biên bản họp Hội đồng", "03-bien-ban-hop-hoi-dong"),
        Kind::Invitation => ("Giấy mời họp Hội đồng", "04-giay-moi-hop-hoi-dong"),
        Kind::Ballot => ("Phiếu bầu", "05-phieu-bau"),
        Kind::WrittenOpinion => ("Phiếu lấy ý kiến bằng văn bản", "06-phieu-lay-y-kien"),
        Kind::Tally => ("Biên bản kiểm phiếu", "07-bien-ban-kiem-phieu"),
        Kind::Decision => ("Quyết định tặng Giấy khen", "08-quyet-dinh-tang-giay-khen"),
        Kind::Certificate => ("Giấy khen", "09-giay-khen"),
        Kind::Index => ("Mục lục hồ sơ", "00-muc-luc-ho-so"),
        Kind::HandOver => ("Biên bản giao nhận hồ sơ", "10-bien-ban-giao-nhan-ho-so"),
        Kind::Rehearsal => ("Phiếu tự kiểm tra hồ sơ", "11-phieu-tu-kiem-tra"),
        Kind::Receipt => ("Giấy biên nhận hồ sơ", "giay-bien-nhan"),
        Kind::Mail => ("Thư điện tử gửi hồ sơ", "thu-dien-tu"),
    };
    (kind.code().to_owned(), title, format!("{file}.pdf"))
}

impl Desk {
    /// Every document that can be made: those of the dossier, then those around the meeting and
    /// after the decision.
    pub fn documents(&self, opened: &Opened) -> Vec<DocumentView> {
        let all = named(opened).into_iter().chain(further());
        all.map(DocumentView::from).collect()
    }

    /// The documents that codes name: a code, `report` for all reports, `all` for everything; none
    /// names the documents of the dossier itself.
    pub(crate) fn chosen<'a>(
        opened: &'a Opened,
        codes: &[String],
    ) -> Result<Vec<Named<'a>>, DeskError> {
        let own = named(opened);
        if codes.is_empty() {
            return Ok(own);
        }
        let own_count = own.len();
        let all: Vec<Named<'a>> = own.into_iter().chain(further()).collect();
        let names = |code: &str, id: &str| code == "all" || is_named(code, id);
        for code in codes {
            if !all.iter().any(|named| names(code, &named.id)) {
                let known = all.iter().enumerate().filter_map(|(at, named)| {
                    let is_report = named.paper.nominee.is_some();
                    (at >= own_count || !is_report).then(|| named.id.clone())
                });
                return Err(DeskError::UnknownDocument {
                    id: code.clone(),
                    known: known
                        .chain(["report".to_owned(), "all".to_owned()])
                        .collect(),
                });
            }
        }
        Ok(all
            .into_iter()
            .filter(|named| codes.iter().any(|code| names(code, &named.id)))
            .collect())
    }
}

impl Opened {
    /// A folder name for the dossier that every system takes, for example `so-noi-vu-2024`.
    pub fn folder_name(&self) -> String {
        let dossier = &self.dossier;
        let occasion = dossier
            .year
            .map_or_else(|| slug(&dossier.round), |year| year.to_string());
        let unit = slug(dossier.unit.name.as_str());
        let name = format!("{unit}-{occasion}");
        match name.trim_matches('-') {
            "" => "ho-so".to_owned(),
            name => safe_name(name),
        }
    }

    /// The file name of the package with all documents.
    pub(crate) fn package_name(&self) -> String {
        format!("{}.zip", self.folder_name())
    }

    /// The file name of the draft of an e-mail, or of one of several.
    pub(crate) fn mail_name(&self, part: Option<(usize, usize)>, ending: &str) -> String {
        let name = self.folder_name();
        match part {
            None => format!("{name}.{ending}"),
            Some((number, count)) => format!("{name}-thu-{number}-tren-{count}.{ending}"),
        }
    }
}

/// A name as part of a file name that every system takes: small letters without marks, digits and
/// hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .take(MAX_SLUG)
    {
        match letter {
            'đ' | 'Đ' => slug.push('d'),
            letter if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

//! The whole dossier as one document: the index, every document, the scans of its evidence.

use crate::documents::named;
use crate::export::{Job, Scans};
use crate::work::{Watched, on_all_cores};
use crate::{Desk, DeskError, Opened};
use hoso_domain::plan::AwardLevel;
use hoso_domain::{Evidence, NomineeKind, Source};
use hoso_exchange::read_bytes;
use hoso_forms::{Kind, Paper, PaperEntry};
use hoso_paper::{
    Align, Appendix, Block, Document, Fit, Image, Length, PageSetup, Picture, Section, Stop,
    Typesetter,
};
use std::path::{Component, Path};

/// The largest scan that is read.
const MAX_SCAN_BYTES: u64 = 64 * 1024 * 1024;

/// The whole dossier before layout.
pub(crate) struct Gathered {
    pub document: Document,
    /// Scans that are PDF files themselves, behind everything else.
    pub appendices: Vec<Appendix>,
}

/// A scan that has been read.
enum Scan {
    Picture(Image),
    Pdf(Box<Appendix>),
}

impl Desk {
    /// Puts the dossier together. A scan that is not there is noted; one that is broken is refused
    /// by name, since a dossier without it would look complete.
    pub(crate) fn gather(
        &self,
        typesetter: &mut Typesetter,
        job: Job<'_>,
        documents: Vec<(PaperEntry, Document)>,
        stop: &Stop,
        notes: &mut Vec<String>,
    ) -> Result<Gathered, DeskError> {
        let Job { opened, choice, .. } = job;
        let (mut entries, documents): (Vec<_>, Vec<_>) = documents.into_iter().unzip();
        let mut appendices = Vec::new();
        let mut appended = Vec::new();
        let mut pictures = Vec::new();
        for evidence in &opened.dossier.evidence {
            if stop.is_asked() {
                return Err(DeskError::Cancelled);
            }
            let Some(file) = evidence.file.filled() else {
                continue;
            };
            let Some(scan) = read_scan(&choice.scans, evidence, file)? else {
                notes.push(not_there(file));
                continue;
            };
            let entry = |pages| PaperEntry {
                pages,
                ..evidence_entry(evidence)
            };
            match scan {
                Scan::Picture(image) => {
                    entries.push(entry(1));
                    pictures.push(picture_section(evidence, image));
                }
                Scan::Pdf(appendix) => {
                    appended.push(entry(appendix.pages()));
                    appendices.push(*appendix);
                }
            }
        }
        // Files that are PDF themselves come last, whatever their place in the list.
        entries.extend(appended);
        let index = self.index(typesetter, job, &mut entries, stop)?;
        let mut sections = index.sections;
        sections.extend(documents.into_iter().flat_map(|document| document.sections));
        sections.extend(pictures);
        Ok(Gathered {
            document: Document {
                title: format!("Hồ sơ đề nghị khen thưởng - {}", opened.dossier.unit.name),
                author: opened.dossier.unit.name.to_string(),
                language: "vi-VN".to_owned(),
                sections,
            },
            appendices,
        })
    }

    /// The papers of the dossier with their pages, as index and hand-over list them.
    pub(crate) fn paper_entries(
        opened: &Opened,
        documents: &[(PaperEntry, Document)],
    ) -> Vec<PaperEntry> {
        let documents = documents.iter().map(|(entry, _)| entry.clone());
        let evidence = opened.dossier.evidence.iter().map(evidence_entry);
        documents.chain(evidence).collect()
    }

    /// The documents of the dossier, each with its line of the index.
    pub(crate) fn documents_with_pages(
        &self,
        job: Job<'_>,
        watched: &Watched<'_>,
    ) -> Result<Vec<(PaperEntry, Document)>, DeskError> {
        let Job {
            opened,
            day,
            choice,
        } = job;
        let documents = named(opened);
        let stop = watched.stop();
        let make = |typesetter: &mut Typesetter, at: usize| {
            let paper = &documents[at].paper;
            let composed = self.compose(opened, day, paper, &choice.options, &[]);
            let layout = typesetter.lay_out_unless(&composed.document, stop)?;
            let entry = PaperEntry {
                pages: layout.pages.len(),
                ..paper_entry(opened, paper)
            };
            Ok((entry, composed.document))
        };
        let mut made: Vec<_> = documents.iter().map(|_| None).collect();
        on_all_cores(documents.len(), watched, make, |at, one| {
            made[at] = Some(one);
            Ok(())
        })?;
        Ok(made.into_iter().flatten().collect())
    }

    /// The index in front of the whole dossier. How many pages it has itself decides on which page
    /// the others begin, so it is set until that no longer changes.
    fn index(
        &self,
        typesetter: &mut Typesetter,
        job: Job<'_>,
        entries: &mut [PaperEntry],
        stop: &Stop,
    ) -> Result<Document, DeskError> {
        const MOST_ATTEMPTS: usize = 4;
        let options = &job.choice.options;
        let paper = Paper::single(Kind::Index);
        let mut own = 1;
        let mut document = None;
        for _ in 0..MOST_ATTEMPTS {
            let mut next = own + 1;
            for entry in entries.iter_mut() {
                entry.first_page = Some(next);
                next += entry.pages;
            }
            let composed = self.compose(job.opened, job.day, &paper, options, entries);
            let layout = typesetter.lay_out_unless(&composed.document, stop)?;
            let pages = layout.pages.len();
            let index = document.insert(composed.document);
            if pages == own {
                return Ok(index.clone());
            }
            own = pages;
        }
        Ok(document.unwrap_or_else(|| Document {
            title: String::new(),
            author: String::new(),
            language: "vi-VN".to_owned(),
            sections: Vec::new(),
        }))
    }
}

/// A document as a line of the index.
pub(crate) fn paper_entry(opened: &Opened, paper: &Paper<'_>) -> PaperEntry {
    let dossier = &opened.dossier;
    let author = dossier.unit.name.to_string();
    let symbol = |number: Option<u32>, kind: &str| {
        number.map_or_else(String::new, |number| {
            let letters = dossier.unit.symbol.filled().unwrap_or_default();
            format!("{number:02}/{kind}-{letters}")
        })
    };
    match (paper.kind, paper.nominee) {
        (Kind::Minutes, _) => PaperEntry {
            symbol: symbol(dossier.meeting.as_ref().and_then(|m| m.number), "BB"),
            date: dossier.meeting.as_ref().map(|meeting| meeting.date),
            title: format!("Biên bản họp {}", dossier.council.name),
            author,
            ..PaperEntry::default()
        },
        (_, Some(nominee)) => PaperEntry {
            date: nominee.report.date,
            title: format!("Báo cáo thành tích của {}", nominee.name),
            author: match nominee.kind() {
                NomineeKind::Collective => nominee.name.to_string(),
                NomineeKind::Individual => author,
            },
            ..PaperEntry::default()
        },
        _ => PaperEntry {
            symbol: symbol(dossier.letter.number, "TTr"),
            date: dossier.letter.date,
            title: format!(
                "Tờ trình đề nghị khen thưởng{} và danh sách kèm theo",
                match paper.level {
                    None => "",
                    Some(AwardLevel::Unit) => " cấp đơn vị",
                    Some(AwardLevel::Province) => " cấp tỉnh",
                    Some(AwardLevel::State) => " cấp Nhà nước",
                }
            ),
            author,
            ..PaperEntry::default()
        },
    }
}

pub(crate) fn evidence_entry(evidence: &Evidence) -> PaperEntry {
    let Source {
        title,
        symbol,
        date,
        issuer,
    } = &evidence.document;
    PaperEntry {
        symbol: symbol.to_string(),
        date: *date,
        title: title.to_string(),
        author: issuer.to_string(),
        note: "Minh chứng".to_owned(),
        ..PaperEntry::default()
    }
}

/// Reads a scan, `None` where it is not there.
fn read_scan(scans: &Scans, evidence: &Evidence, file: &str) -> Result<Option<Scan>, DeskError> {
    let refused = |reason: String| DeskError::Scan {
        file: file.to_owned(),
        reason,
    };
    let Some(bytes) = scan_bytes(scans, evidence, file)? else {
        return Ok(None);
    };
    if bytes.starts_with(b"%PDF-") {
        let appendix = Appendix::read(&scan_title(evidence), &bytes)
            .map_err(|fault| refused(fault.to_string()))?;
        return Ok(Some(Scan::Pdf(Box::new(appendix))));
    }
    let image = Image::read(&bytes).map_err(|fault| refused(fault.to_string()))?;
    Ok(Some(Scan::Picture(image)))
}

/// The file of a scan, `None` where it is not there. Names that lead out of the folder are taken for
/// names of files that are not there.
pub(crate) fn scan_bytes(
    scans: &Scans,
    evidence: &Evidence,
    file: &str,
) -> Result<Option<Vec<u8>>, DeskError> {
    match scans {
        Scans::None => Ok(None),
        Scans::Folder(folder) => {
            let is_inside = Path::new(file)
                .components()
                .all(|part| matches!(part, Component::Normal(_)));
            let path = folder.join(file);
            if !is_inside || !path.is_file() {
                return Ok(None);
            }
            Ok(Some(read_bytes(&path, MAX_SCAN_BYTES)?))
        }
        Scans::Cabinet(cabinet) => {
            let stored = evidence.sha256.as_deref();
            let read = stored.map(|sha256| cabinet.read_evidence(sha256, MAX_SCAN_BYTES));
            // Missing and altered ones are named by the check of the evidence.
            Ok(read.and_then(Result::ok))
        }
    }
}

/// Says of a scan that is not there that it is not.
pub(crate) fn not_there(file: &str) -> String {
    format!("Không thấy tệp minh chứng “{file}” để ghép vào hồ sơ.")
}

fn scan_title(evidence: &Evidence) -> String {
    let document = &evidence.document;
    let symbol = document.symbol.filled();
    let symbol = symbol.map(|symbol| format!(" số {symbol}"));
    format!(
        "Minh chứng: {}{}",
        document.title,
        symbol.unwrap_or_default()
    )
}

/// A picture on a page of its own, as large as the paper and a small margin let it be.
fn picture_section(evidence: &Evidence, image: Image) -> Section {
    let margin = Length::mm(8.0);
    let (short, long) = (Length::mm(210.0), Length::mm(297.0));
    let (width, height) = image.size();
    let (paper_width, paper_height) = if width > height {
        (long, short)
    } else {
        (short, long)
    };
    let title = scan_title(evidence);
    Section {
        title: title.clone(),
        page: PageSetup {
            width: paper_width,
            height: paper_height,
            top: margin,
            bottom: margin,
            left: margin,
            right: margin,
            number_size: Length::ZERO,
            frame: None,
            fit: Fit::Flow,
        },
        sheet: None,
        blocks: vec![Block::Picture(Picture {
            image,
            alternative: title,
            width: paper_width,
            height: paper_height,
            align: Align::Center,
            before: Length::ZERO,
            after: Length::ZERO,
        })],
    }
}

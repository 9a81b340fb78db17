//! Export a dossier: one PDF per document, all of them or none.

use crate::view::ExportView;
use crate::{Day, Desk, DeskError, Opened};
use hoso_domain::plan::DocumentId;
use hoso_exchange::{Existing, Staging};
use hoso_forms::{Paper, Source, compose, papers};
use hoso_paper::{Layout, Typesetter, write_pdf};
use std::path::Path;
use std::sync::{MutexGuard, PoisonError};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest part of a file name that comes from a person's or body's name, in characters.
const MAX_SLUG: usize = 60;

/// A document with its code and file name.
pub(crate) struct Named<'a> {
    pub paper: Paper<'a>,
    pub id: String,
    pub title: &'static str,
    pub file_name: String,
}

impl Desk {
    /// Writes every document of a dossier into a folder.
    pub fn export(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
    ) -> Result<ExportView, DeskError> {
        self.export_with(opened, day, folder, existing, None)
    }

    /// Writes the documents, and one further file before them where there is one.
    pub(crate) fn export_with(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
        further: Option<(&str, &[u8])>,
    ) -> Result<ExportView, DeskError> {
        if opened.dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        let documents = named(opened);
        let names = documents.iter().map(|named| named.file_name.clone());
        let names = further
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .chain(names);
        let mut staging = Staging::begin(folder, names, existing)?;
        if let Some((name, bytes)) = further {
            staging.add(name, bytes)?;
        }
        let mut notes = Vec::new();
        for document in &documents {
            let mut typesetter = self.typesetter();
            let layout = self.lay_out(&mut typesetter, opened, day, &document.paper);
            notes.extend(layout.missing.iter().map(|missing| {
                format!(
                    "{}: không in được ký tự “{}”",
                    document.file_name, missing.character
                )
            }));
            let pdf = write_pdf(&layout, typesetter.fonts())?;
            drop(typesetter);
            staging.add(&document.file_name, &pdf)?;
        }
        let files = staging.finish()?;
        Ok(ExportView {
            folder: folder.display().to_string(),
            files,
            notes,
        })
    }

    pub(crate) fn lay_out(
        &self,
        typesetter: &mut Typesetter,
        opened: &Opened,
        day: Day,
        paper: &Paper<'_>,
    ) -> Layout {
        let source = Source {
            plan: &opened.plan,
            dossier: &opened.dossier,
            acts: &self.acts,
            format: &self.format,
            on: Self::judging_day(opened, day),
        };
        typesetter.lay_out(&compose(&source, paper))
    }

    pub(crate) fn typesetter(&self) -> MutexGuard<'_, Typesetter> {
        // A typesetter keeps only caches between documents, so one that a panic left is still good.
        self.typesetter
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Opened {
    /// A folder name for the dossier that every system takes, for example `so-noi-vu-2024`.
    pub fn folder_name(&self) -> String {
        let dossier = &self.dossier;
        let occasion = dossier
            .year
            .map_or_else(|| slug(&dossier.round), |year| year.to_string());
        format!("{}-{occasion}", slug(dossier.unit.name.as_str()))
    }
}

/// The documents of a dossier with their codes and file names, in the order of the dossier.
pub(crate) fn named(opened: &Opened) -> Vec<Named<'_>> {
    let width = opened.dossier.nominees.len().max(10).to_string().len();
    let mut report = 0;
    let name = |paper: Paper<'_>, report: &mut usize| match (paper.kind, paper.nominee) {
        (DocumentId::AchievementReport, Some(nominee)) => {
            *report += 1;
            let slug = slug(nominee.name.as_str());
            (
                format!("report.{}", nominee.id),
                "Báo cáo thành tích",
                format!("02-bao-cao-thanh-tich-{report:0width$}-{slug}.pdf"),
            )
        }
        (DocumentId::Minutes, _) => {
            let file = "03-bien-ban-hop-hoi-dong.pdf".to_owned();
            ("minutes".to_owned(), "Biên bản họp Hội đồng", file)
        }
        (DocumentId::Submission | DocumentId::AchievementReport, _) => {
            let file = "01-to-trinh-va-danh-sach.pdf".to_owned();
            ("submission".to_owned(), "Tờ trình và danh sách", file)
        }
    };
    papers(&opened.dossier)
        .into_iter()
        .map(|paper| {
            let (id, title, file_name) = name(paper, &mut report);
            Named {
                paper,
                id,
                title,
                file_name,
            }
        })
        .collect()
}

/// A name as part of a file name that every system takes: small letters without marks, digits and
/// hyphens.
fn slug(name: &str) -> String {
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

//! What an export can be asked for, and what a window asks for in return.

use crate::documents::{further, named, scan_files};
use crate::export::{MERGED, TABLES};
use crate::view::{DocumentView, ExportDocumentView, ExportOptionsView, HeadingView};
use crate::{ChoiceFault, Desk, DeskError, ExportChoice, FileFormat, Opened, Scans, Whole};
use hoso_forms::{Kind, Options, Spelling, Stock};
use serde::Deserialize;
use specta::Type;
use std::path::PathBuf;

/// How many ballots can stand on a sheet.
const BALLOTS: [u16; 3] = [1, 2, 4];

/// What a window asks an export for. What is left out is as in [`ExportChoice::default`].
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ExportInput {
    /// Codes of the documents; empty: those that are handed in.
    pub documents: Vec<String>,
    /// Which files.
    pub format: FileFormat,
    /// Whether the whole dossier is written as one PDF.
    pub whole: Whole,
    /// Whether lists, votes and indicators are written as an Excel file besides.
    pub tables: bool,
    /// Whether everything is put into one package.
    pub packed: bool,
    /// Whether the scans go along as files of their own.
    pub scan_files: bool,
    /// Where tone marks stand.
    pub spelling: SpellingCode,
    /// Code of the heading; absent: that of the unit's kind.
    pub heading: Option<String>,
    /// Offsets of certificates on stock that is printed already; absent: blank paper.
    pub preprinted: Option<OffsetInput>,
    /// A picture file with the emblem of certificates.
    pub emblem: Option<PathBuf>,
    /// How many ballots stand on a sheet; absent: 2.
    pub ballots_per_sheet: Option<u16>,
}

/// Where tone marks stand in the templates' own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SpellingCode {
    /// hòa, ủy.
    #[default]
    Old,
    /// hoà, uỷ.
    New,
}

/// By how much what is printed is moved, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct OffsetInput {
    /// To the right; negative: to the left.
    pub right: f32,
    /// Down; negative: up.
    pub down: f32,
}

impl Desk {
    /// What an export of a dossier can be asked for.
    pub fn export_options(&self, opened: &Opened) -> ExportOptionsView {
        let own = named(opened).into_iter().map(|named| (named, true));
        let others = further().into_iter().map(|named| (named, false));
        let documents = own.chain(others).map(|(named, is_handed_in)| {
            let kind = named.paper.kind;
            ExportDocumentView {
                docx_name: named.file_name_as("docx"),
                is_handed_in,
                has_stock: kind == Kind::Certificate,
                has_sheets: kind == Kind::Ballot,
                document: DocumentView::from(named),
            }
        });
        let headings = self.headings.headings.iter().map(|heading| HeadingView {
            id: heading.id.clone(),
            title: heading.title.clone(),
            mark: heading.mark.into(),
        });
        let heading = self.headings.of(opened.dossier.unit.kind);
        ExportOptionsView {
            documents: documents.collect(),
            merged_file: MERGED.to_owned(),
            tables_file: TABLES.to_owned(),
            package_file: opened.package_name(),
            headings: headings.collect(),
            heading: heading.map_or_else(String::new, |heading| heading.id.clone()),
            ballots_per_sheet: BALLOTS.to_vec(),
            furthest_offset: Stock::FURTHEST,
            scans: scan_files(opened)
                .into_iter()
                .map(|(name, _)| name)
                .collect(),
        }
    }

    /// What a window asked for; `scans` says where the dossier's scans are.
    pub fn export_choice(
        &self,
        input: ExportInput,
        scans: Scans,
    ) -> Result<ExportChoice, DeskError> {
        if let Some(id) = &input.heading {
            self.heading_named(id)?;
        }
        let certificate = match input.preprinted {
            None => Stock::Blank,
            Some(OffsetInput { right, down }) => stock(right, down)?,
        };
        Ok(ExportChoice {
            format: input.format,
            whole: input.whole,
            tables: input.tables,
            packed: input.packed,
            documents: input.documents,
            scans,
            scan_files: input.scan_files,
            options: Options {
                spelling: match input.spelling {
                    SpellingCode::Old => Spelling::Old,
                    SpellingCode::New => Spelling::New,
                },
                heading: input.heading,
                certificate,
                emblem: input
                    .emblem
                    .as_deref()
                    .map(Self::read_picture)
                    .transpose()?,
                ballots_per_sheet: input.ballots_per_sheet.unwrap_or_default(),
            },
        })
    }

    fn heading_named(&self, id: &str) -> Result<(), DeskError> {
        if self.headings.named(id).is_some() {
            return Ok(());
        }
        let known = self.headings.headings.iter();
        Err(ChoiceFault::UnknownHeading {
            id: id.to_owned(),
            known: known.map(|heading| heading.id.clone()).collect(),
        }
        .into())
    }
}

/// Stock that is printed already, with offsets that the paper has room for.
fn stock(right: f32, down: f32) -> Result<Stock, ChoiceFault> {
    let fits = |offset: f32| offset.abs() <= Stock::FURTHEST;
    if fits(right) && fits(down) {
        return Ok(Stock::Preprinted { right, down });
    }
    Err(ChoiceFault::OffsetTooFar {
        right,
        down,
        furthest: Stock::FURTHEST,
    })
}

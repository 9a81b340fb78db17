//! One PDF of what is to be printed, for the system's viewer, which prints it.

use crate::print_set::{Copied, Gathering, PrintSet, Sides, in_order};
use crate::work::{Watched, on_all_cores};
use crate::{ChoiceFault, Day, Desk, DeskError, ExportChoice, Opened, Watch, missing};
use hoso_exchange::{Existing, Staging};
use hoso_paper::{Layout, PrintedPage, Typesetter, write_printed};
use serde::Serialize;
use specta::Type;
use std::ops::Range;
use std::path::Path;

/// Name of the file.
const FILE: &str = "in-ho-so.pdf";

/// A file that was made to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PrintedView {
    /// The folder.
    pub folder: String,
    /// Name of the file in it.
    pub file: String,
    /// How many documents are in it.
    pub documents: u32,
    /// How many pages come out, empty backs not counted.
    pub pages: u32,
    /// How many sheets of paper they take.
    pub sheets: u32,
    /// What to look at.
    pub notes: Vec<String>,
}

/// Documents one behind the other.
struct Joined {
    layout: Layout,
    /// The pages of each.
    ranges: Vec<Range<usize>>,
    /// What to look at.
    notes: Vec<String>,
}

impl Desk {
    /// Writes documents one behind the other as one PDF into a folder, which for a window is one of
    /// the program's own: those of a set with its copies, or each of the chosen ones once.
    pub fn print_file(
        &self,
        opened: &Opened,
        day: Day,
        (folder, existing): (&Path, Existing),
        (choice, set): (&ExportChoice, Option<&PrintSet>),
        watch: Watch<'_>,
    ) -> Result<PrintedView, DeskError> {
        if opened.dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        let copied = match set {
            Some(set) => self.copied(opened, set)?,
            None => Self::chosen(opened, &choice.documents)?
                .into_iter()
                .map(|named| Copied { named, copies: 1 })
                .collect(),
        };
        if copied.is_empty() {
            return Err(ChoiceFault::NothingToPrint.into());
        }
        let (gathering, sides) = set.map_or((Gathering::BySet, Sides::One), |set| {
            (set.gathering, set.sides)
        });
        let watched = Watched::new(watch, copied.len() + 1);
        let staging = Staging::begin(folder, [FILE.to_owned()], existing)?;
        let joined = self.joined(opened, day, (&copied, choice), &watched)?;
        let Joined {
            layout,
            ranges,
            notes,
        } = joined;
        let copies = copied.iter().map(|one| one.copies);
        let documents: Vec<_> = ranges.into_iter().zip(copies).collect();
        let order = in_order(&documents, gathering, sides);
        watched.turn_to(FILE)?;
        let stop = watched.stop();
        let write = |typesetter: &mut Typesetter, _| {
            let pdf = write_printed(&layout, typesetter.fonts(), &order, stop)?;
            Ok(staging.add(FILE, &pdf)?)
        };
        // Another thread writes it, so that this one can go on telling.
        on_all_cores(1, &watched, write, |_, ()| {
            watched.finish(FILE);
            Ok(())
        })?;
        staging.finish()?;
        let count = |pages: usize| u32::try_from(pages).unwrap_or(u32::MAX);
        let printed = order
            .iter()
            .filter(|page| matches!(page, PrintedPage::Of(_)));
        Ok(PrintedView {
            folder: folder.display().to_string(),
            file: FILE.to_owned(),
            documents: count(copied.len()),
            pages: count(printed.count()),
            sheets: count(match sides {
                Sides::One => order.len(),
                Sides::Two => order.len().div_ceil(2),
            }),
            notes,
        })
    }

    /// All documents as one layout.
    fn joined<'a>(
        &self,
        opened: &Opened,
        day: Day,
        (copied, choice): (&'a [Copied<'_>], &ExportChoice),
        watched: &Watched<'a>,
    ) -> Result<Joined, DeskError> {
        let stop = watched.stop();
        let options = &choice.options;
        watched.turn_to(copied.first().map_or(FILE, |one| &one.named.file_name))?;
        let make = |typesetter: &mut Typesetter, at: usize| {
            let named = &copied[at].named;
            let papers = self.listed_papers(opened, day, named.paper.kind, options)?;
            let composed = self.compose(opened, day, &named.paper, options, &papers);
            let mut notes = Vec::new();
            let layout = typesetter.lay_out_unless(&composed.document, stop)?;
            missing::note(&named.file_name, &layout, opened, &mut notes);
            missing::note_blanks(&named.file_name, &composed.blanks, &mut notes);
            Ok((layout, notes))
        };
        let mut made: Vec<_> = copied.iter().map(|_| None).collect();
        on_all_cores(copied.len(), watched, make, |at, one| {
            made[at] = Some(one);
            watched.finish(&copied[at].named.file_name);
            Ok(())
        })?;
        let mut layout = Layout {
            title: format!("Bản in - {}", opened.dossier.unit.name),
            author: opened.dossier.unit.name.to_string(),
            language: "vi-VN".to_owned(),
            pages: Vec::new(),
            outline: Vec::new(),
            tags: Vec::new(),
            blocks: Vec::new(),
            missing: Vec::new(),
        };
        let mut notes = Vec::new();
        let mut ranges = Vec::new();
        for (of_one, further) in made.into_iter().flatten() {
            let first = layout.pages.len();
            layout.append(of_one);
            ranges.push(first..layout.pages.len());
            notes.extend(further);
        }
        Ok(Joined {
            layout,
            ranges,
            notes,
        })
    }
}

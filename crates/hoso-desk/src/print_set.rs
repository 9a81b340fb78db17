//! The set that a dossier is printed as: how many copies of what, in which order, and how they lie
//! in the printer's tray.

use crate::documents::{Named, further, is_named, named};
use crate::{ChoiceFault, Desk, DeskError, Opened, assets};
use hoso_paper::PrintedPage;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::ops::Range;

/// The code that stands for all reports.
const REPORTS: &str = "report";
/// The most copies of a document in one set.
const MOST_COPIES: u32 = 50;

/// How the copies follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Gathering {
    /// One complete set after the other.
    #[default]
    BySet,
    /// All copies of a document, then those of the next.
    ByDocument,
}

/// On how many sides of the paper is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Sides {
    /// On one.
    #[default]
    One,
    /// On both; a document that ends on a front has an empty back, so that the next begins on a
    /// sheet of its own.
    Two,
}

/// How many copies of a document, or of all reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PrintLine {
    /// Its code; `report` stands for all reports.
    pub document: String,
    /// How many copies; none: it is left out.
    pub copies: u32,
}

/// A set to be printed, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PrintSet {
    /// What is in it.
    pub lines: Vec<PrintLine>,
    /// How the copies follow each other.
    pub gathering: Gathering,
    /// On how many sides.
    pub sides: Sides,
}

/// A set as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PrintSetView {
    /// What is in it, in its order; what is left out stands there with no copies.
    pub lines: Vec<PrintLineView>,
    /// How the copies follow each other.
    pub gathering: Gathering,
    /// On how many sides.
    pub sides: Sides,
    /// The most copies of a document.
    pub most_copies: u32,
    /// Whether it is the set that the program brings along.
    pub is_usual: bool,
}

/// A line of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PrintLineView {
    /// Its code; `report` stands for all reports.
    pub document: String,
    /// Title.
    pub title: String,
    /// How many documents it stands for.
    pub documents: u32,
    /// How many copies of each.
    pub copies: u32,
    /// Why so many are usual.
    pub reason: String,
}

/// The set that the program brings along.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsualSet {
    lines: Vec<UsualLine>,
    gathering: Gathering,
    sides: Sides,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualLine {
    document: String,
    copies: u32,
    reason: String,
}

/// A document of a set that is printed, and how often.
pub(crate) struct Copied<'a> {
    pub named: Named<'a>,
    pub copies: u32,
}

impl Desk {
    /// The set for a dossier: the one given, which may be that of another dossier, else the usual
    /// one.
    pub fn print_set(
        &self,
        opened: &Opened,
        set: Option<&PrintSet>,
    ) -> Result<PrintSetView, DeskError> {
        let usual = assets::print_set()?;
        let usual_line = |code: &str| {
            let mut lines = usual.lines.iter();
            lines.position(|line| is_named(&line.document, code))
        };
        let mut lines: Vec<PrintLineView> = Vec::new();
        for named in named(opened).into_iter().chain(further()) {
            let code = code_of(&named);
            if let Some(known) = lines.iter_mut().find(|line| line.document == code) {
                known.documents += 1;
                continue;
            }
            let line = usual_line(code).map(|at| &usual.lines[at]);
            lines.push(PrintLineView {
                document: code.to_owned(),
                title: named.title.to_owned(),
                documents: 1,
                copies: line.map_or(0, |line| line.copies),
                reason: line.map_or_else(String::new, |line| line.reason.clone()),
            });
        }
        lines.sort_by_key(|line| usual_line(&line.document).unwrap_or(usize::MAX));
        let as_usual = PrintSet {
            lines: lines.iter().map(PrintLineView::line).collect(),
            gathering: usual.gathering,
            sides: usual.sides,
        };
        let (mut gathering, mut sides) = (usual.gathering, usual.sides);
        if let Some(set) = set {
            (gathering, sides) = (set.gathering, set.sides);
            let wanted = |code: &str| set.lines.iter().position(|line| line.document == code);
            for line in &mut lines {
                if let Some(at) = wanted(&line.document) {
                    line.copies = set.lines[at].copies.min(MOST_COPIES);
                }
            }
            // What the set does not name keeps its place behind what it does.
            lines.sort_by_key(|line| wanted(&line.document).unwrap_or(usize::MAX));
        }
        let now = PrintSet {
            lines: lines.iter().map(PrintLineView::line).collect(),
            gathering,
            sides,
        };
        Ok(PrintSetView {
            is_usual: now == as_usual,
            lines,
            gathering,
            sides,
            most_copies: MOST_COPIES,
        })
    }

    /// Checks a set that a person made; what it names must be there.
    pub fn check_print_set(&self, opened: &Opened, set: &PrintSet) -> Result<(), DeskError> {
        let known = self.print_set(opened, None)?.lines;
        for line in &set.lines {
            if !known.iter().any(|one| one.document == line.document) {
                return Err(DeskError::UnknownDocument {
                    id: line.document.clone(),
                    known: known.into_iter().map(|one| one.document).collect(),
                });
            }
            if line.copies > MOST_COPIES {
                return Err(ChoiceFault::TooManyCopies {
                    copies: line.copies,
                    most: MOST_COPIES,
                }
                .into());
            }
        }
        Ok(())
    }

    /// The documents of a set with their copies, in its order.
    pub(crate) fn copied<'a>(
        &self,
        opened: &'a Opened,
        set: &PrintSet,
    ) -> Result<Vec<Copied<'a>>, DeskError> {
        self.check_print_set(opened, set)?;
        let mut all: Vec<Named<'a>> = named(opened).into_iter().chain(further()).collect();
        let mut copied = Vec::new();
        for line in set.lines.iter().filter(|line| line.copies > 0) {
            let (of_line, rest) = all
                .into_iter()
                .partition(|named| code_of(named) == line.document);
            all = rest;
            let of_line: Vec<Named<'a>> = of_line;
            copied.extend(of_line.into_iter().map(|named| Copied {
                named,
                copies: line.copies,
            }));
        }
        Ok(copied)
    }
}

impl PrintLineView {
    fn line(&self) -> PrintLine {
        PrintLine {
            document: self.document.clone(),
            copies: self.copies,
        }
    }
}

impl From<&PrintSetView> for PrintSet {
    fn from(view: &PrintSetView) -> Self {
        Self {
            lines: view.lines.iter().map(PrintLineView::line).collect(),
            gathering: view.gathering,
            sides: view.sides,
        }
    }
}

/// The code of the line that a document belongs to.
fn code_of<'n>(named: &'n Named<'_>) -> &'n str {
    if is_named(REPORTS, &named.id) {
        REPORTS
    } else {
        &named.id
    }
}

/// The pages of documents, each a range of the layout's, in the order in which they are printed.
pub(crate) fn in_order(
    documents: &[(Range<usize>, u32)],
    gathering: Gathering,
    sides: Sides,
) -> Vec<PrintedPage> {
    let most = documents.iter().map(|(_, copies)| *copies).max();
    let each = |at: usize, times: u32| (0..times).map(move |_| at);
    let sequence: Vec<usize> = match gathering {
        Gathering::BySet => (0..most.unwrap_or(0))
            .flat_map(|set| {
                let has = move |at: &usize| documents[*at].1 > set;
                (0..documents.len()).filter(has)
            })
            .collect(),
        Gathering::ByDocument => (0..documents.len())
            .flat_map(|at| each(at, documents[at].1))
            .collect(),
    };
    let mut pages = Vec::new();
    for at in sequence {
        let (range, _) = &documents[at];
        pages.extend(range.clone().map(PrintedPage::Of));
        if sides == Sides::Two && range.len() % 2 == 1 {
            pages.push(PrintedPage::Empty(range.end - 1));
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::{Gathering, Sides, in_order};
    use hoso_paper::PrintedPage::{Empty, Of};

    #[test]
    fn sets_are_complete_and_each_document_begins_on_a_sheet_of_its_own() {
        let documents = [(0..2, 1), (2..5, 2)];
        let third = [Of(2), Of(3), Of(4), Empty(4)];
        let by_set = in_order(&documents, Gathering::BySet, Sides::Two);
        assert_eq!(by_set, [&[Of(0), Of(1)][..], &third, &third].concat());
        let documents = [(0..1, 2), (1..2, 2)];
        let by_set = in_order(&documents, Gathering::BySet, Sides::One);
        assert_eq!(by_set, [Of(0), Of(1), Of(0), Of(1)]);
        let by_document = in_order(&documents, Gathering::ByDocument, Sides::One);
        assert_eq!(by_document, [Of(0), Of(0), Of(1), Of(1)]);
        assert!(in_order(&[], Gathering::BySet, Sides::Two).is_empty());
    }
}

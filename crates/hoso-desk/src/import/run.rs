//! The dry run: every row of a table laid over a dossier, which nothing is written to.

use super::awards::Awards;
use super::cells::{Cells, Outcome, Places};
use super::columns::{ImportKind, TableColumns};
use super::figures::Figures;
use super::members::Members;
use super::nominees::{Nominees, title_of};
use super::recognise::Recognised;
use super::value::shown;
use super::view::{ImportChoice, ImportCounts, ImportRowView, RowState};
use crate::Opened;
use chrono::NaiveDate;
use hoso_domain::{Dossier, NomineeKind};
use hoso_exchange::sheet::{Cell, Row, Sheet};
use hoso_store::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// What rows are laid over, and what was chosen for them.
pub struct Given<'a> {
    pub opened: &'a Opened,
    pub choice: &'a ImportChoice,
    /// The plan's award forms by id, with their names on the day.
    pub award_names: BTreeMap<String, String>,
    /// The award form of rows that do not say it.
    pub award_form: String,
    /// What the sheet as a whole seems to hold.
    pub sheet_is: Option<NomineeKind>,
}

/// What came of a dry run.
pub struct Run {
    pub rows: Vec<ImportRowView>,
    pub counts: ImportCounts,
    /// The dossier with all new and changed rows.
    pub after: Dossier,
}

/// What rows become.
enum Target<'a> {
    Nominees(Nominees<'a>),
    Members(Members<'a>),
    Figures(Figures<'a>),
    Awards(Awards<'a>),
}

impl<'a> Given<'a> {
    pub fn new(opened: &'a Opened, choice: &'a ImportChoice, on: NaiveDate) -> Self {
        let (plan, dossier) = (&opened.plan, &opened.dossier);
        let names = plan.award_forms.iter();
        let award_names: BTreeMap<_, _> = names
            .map(|form| (form.id.clone(), plan.award_name(form, on)))
            .collect();
        let round = plan.round(&dossier.round);
        let of_round = round.and_then(|round| round.award_forms.first().cloned());
        let chosen = choice
            .award_form
            .clone()
            .filter(|id| award_names.contains_key(id));
        Self {
            opened,
            choice,
            award_names,
            award_form: chosen.or(of_round).unwrap_or_default(),
            sheet_is: None,
        }
    }
}

/// Lays the rows below a header over a dossier.
pub fn run(
    given: Given<'_>,
    sheet: &Sheet,
    table: &TableColumns,
    found: &Recognised,
    places: &Places,
) -> Run {
    let first = found.header.map_or(0, |(_, last)| last + 1);
    let (above, below) = sheet.rows.split_at(first.min(sheet.rows.len()));
    let given = Given {
        sheet_is: sheet_is(sheet, above, table, places),
        ..given
    };
    let mut target = Target::new(&given, table, below, places);
    let mut rows = Vec::with_capacity(below.len());
    let mut counts = ImportCounts::default();
    for (at, row) in below.iter().enumerate() {
        let mut cells = Cells::new(row, table, places);
        let outcome = match passed_over(sheet, &given, row, at == 0, &cells) {
            Some((note, name, kind)) => {
                if let (Target::Nominees(nominees), Some(kind)) = (&mut target, kind) {
                    nominees.heading = Some(kind);
                }
                cells.note(note);
                Outcome {
                    state: RowState::Skipped,
                    name,
                    detail: String::new(),
                    changes: Vec::new(),
                }
            }
            None => target.take(&mut cells),
        };
        counts.add(outcome.state, !cells.notes.is_empty());
        rows.push(ImportRowView {
            row: row.number,
            state: outcome.state,
            name: outcome.name,
            detail: outcome.detail,
            changes: outcome.changes,
            faults: cells.faults,
            notes: cells.notes,
        });
    }
    let after = target.into_dossier(&given);
    Run {
        rows,
        counts,
        after,
    }
}

impl<'a> Target<'a> {
    fn new(given: &'a Given<'a>, table: &'a TableColumns, rows: &[Row], places: &Places) -> Self {
        match table.kind {
            ImportKind::Nominees => {
                let mut nominees = Nominees::new(given, table);
                let names = rows.iter().filter_map(|row| {
                    let cell = row.cells.get(*places.get("name")? as usize)?;
                    (*cell != Cell::Blank).then(|| shown(cell))
                });
                let (mut all, mut titled) = (0, 0);
                for name in names {
                    all += 1;
                    titled += usize::from(title_of(&name).is_some());
                }
                nominees.has_titles = titled >= 2 && titled * 2 >= all;
                Self::Nominees(nominees)
            }
            ImportKind::Members => Self::Members(Members::new(given, table)),
            ImportKind::Indicators => Self::Figures(Figures::new(given, table)),
            ImportKind::Awards => Self::Awards(Awards::new(given, table)),
        }
    }

    fn take(&mut self, cells: &mut Cells<'_>) -> Outcome {
        match self {
            Self::Nominees(nominees) => nominees.take(cells),
            Self::Members(members) => members.take(cells),
            Self::Figures(figures) => figures.take(cells),
            Self::Awards(awards) => awards.take(cells),
        }
    }

    fn into_dossier(self, given: &Given<'_>) -> Dossier {
        let mut dossier = given.opened.dossier.clone();
        match self {
            Self::Nominees(Nominees { list, .. }) | Self::Awards(Awards { nominees: list, .. }) => {
                dossier.nominees = list;
            }
            Self::Members(members) => dossier.council.members = members.list,
            Self::Figures(figures) => dossier.indicators = figures.list,
        }
        dossier
    }
}

impl ImportCounts {
    fn add(&mut self, state: RowState, is_noted: bool) {
        let count = match state {
            RowState::New => &mut self.new,
            RowState::Updated => &mut self.updated,
            RowState::Same => &mut self.same,
            RowState::Refused => &mut self.refused,
            RowState::Skipped => &mut self.skipped,
        };
        *count += 1;
        let is_written = matches!(state, RowState::New | RowState::Updated);
        self.noted += u32::from(is_written && is_noted);
    }

    /// How many rows would be written.
    pub fn written(&self) -> u32 {
        self.new + self.updated
    }
}

/// Why a row is no entry of the table, what it says, and what it tells of the rows below it.
fn passed_over(
    sheet: &Sheet,
    given: &Given<'_>,
    row: &Row,
    is_first: bool,
    cells: &Cells<'_>,
) -> Option<(String, String, Option<NomineeKind>)> {
    let filled = row.cells.iter().filter(|cell| **cell != Cell::Blank);
    let texts: Vec<String> = filled.map(shown).collect();
    let distinct: BTreeSet<&str> = texts.iter().map(String::as_str).collect();
    let longest = distinct.iter().max_by_key(|text| text.len());
    let text = (*longest.unwrap_or(&"")).to_owned();
    let because = |why: &str| Some((why.to_owned(), text.clone(), None));
    if row.hidden && !given.choice.hidden_rows {
        return because("Dòng đang ẩn trong tệp");
    }
    let folded = fold(&text);
    let kind = kind_told(&folded);
    let top = row.number - 1;
    let is_across = sheet.merged.iter().any(|area| {
        (area.top..=area.bottom).contains(&top)
            && area.right >= area.left + 2
            && distinct.len() <= 2
    });
    let is_alone = distinct.len() == 1
        || (distinct.len() == 2 && distinct.iter().any(|text| text.chars().count() <= 4));
    let words = folded.split(' ').count();
    if is_across || (is_alone && kind.is_some() && words <= 8) {
        return Some(("Dòng tiêu đề nhóm".to_owned(), text, kind));
    }
    if is_first && texts.len() > 1 && is_numbering(&texts) {
        return because("Dòng đánh số cột");
    }
    let name = fold(&cells.shown("name"));
    let is_total = ["tong cong", "tong so", "cong"].iter().any(|word| {
        let begins = |text: &str| text == *word || text.starts_with(&format!("{word} "));
        begins(&name) || (is_alone && begins(&folded))
    });
    if is_total && distinct.len() <= 3 {
        return because("Dòng tổng cộng");
    }
    let closes = [
        "nguoi lap",
        "thu truong",
        "noi nhan",
        "xac nhan cua",
        "ky ten",
        "ghi chu",
    ];
    let is_end = closes
        .iter()
        .any(|word| name.starts_with(word) || folded.starts_with(word));
    if is_end && is_alone {
        return because("Dòng ký tên, ghi chú cuối bảng");
    }
    if is_alone && !cells.has_required() {
        return because("Dòng ngoài bảng: không có gì ở các cột phải điền");
    }
    None
}

/// What a heading or title says that the rows below it are.
fn kind_told(folded: &str) -> Option<NomineeKind> {
    let has = |words: &str| format!(" {folded} ").contains(&format!(" {words} "));
    match (has("tap the"), has("ca nhan")) {
        (true, false) => Some(NomineeKind::Collective),
        (false, true) => Some(NomineeKind::Individual),
        _ => None,
    }
}

/// Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3).
fn is_numbering(texts: &[String]) -> bool {
    let numbers = texts.iter().map(|text| {
        let plain = text.trim_matches(['(', ')', '[', ']']);
        plain.parse::<usize>().ok()
    });
    let numbers: Option<Vec<usize>> = numbers.collect();
    numbers.is_some_and(|numbers| numbers.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

/// What the sheet as a whole holds: its name, the title above the header, its columns.
fn sheet_is(
    sheet: &Sheet,
    above: &[Row],
    table: &TableColumns,
    places: &Places,
) -> Option<NomineeKind> {
    let titles = above.iter().flat_map(|row| &row.cells).map(shown);
    let told = std::iter::once(sheet.name.clone())
        .chain(titles)
        .find_map(|text| kind_told(&fold(&text)));
    let has = |kind| {
        let columns = table
            .columns
            .iter()
            .filter(|column| column.of == Some(kind));
        columns
            .map(|column| &column.id)
            .any(|id| places.contains_key(id))
    };
    told.or(
        match (has(NomineeKind::Individual), has(NomineeKind::Collective)) {
            (true, false) => Some(NomineeKind::Individual),
            (false, true) => Some(NomineeKind::Collective),
            _ => None,
        },
    )
}

//! Nominations and what became of them, over the years: in short for the home page, and by kind,
//! award form, gender and direct work.

use super::OpenedCabinet;
use crate::{Desk, DeskError};
use hoso_domain::{Gender, NomineeKind};
use hoso_exchange::{Existing, Staging};
use hoso_store::Count;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::fmt::Write;
use std::path::Path;

/// What was proposed in one year, or in a round that is of no year, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct YearView {
    /// The year, or the title of the round.
    pub label: String,
    /// How many collectives were proposed.
    pub collectives: u32,
    /// How many individuals were proposed.
    pub individuals: u32,
    /// How many of them were awarded.
    pub awarded: u32,
    /// How many of them were not.
    pub refused: u32,
}

/// Which years are asked for; an open end is the earliest or the latest there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Type)]
pub struct YearsAsked {
    /// The first.
    pub from: Option<i32>,
    /// The last.
    pub to: Option<i32>,
}

/// Nominations and outcomes over the years, told apart in several ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StatisticsView {
    /// The years to choose from, whichever are asked for.
    pub years: Vec<i32>,
    /// One for each way of telling apart; empty where nothing was proposed in these years.
    pub tables: Vec<StatisticsTableView>,
}

/// Nominations and outcomes told apart in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StatisticsTableView {
    /// In which way.
    pub id: StatisticsTable,
    /// Its title.
    pub title: String,
    /// What is to be known of it; may be empty.
    pub note: String,
    /// What is told apart.
    pub groups: Vec<String>,
    /// The years, the earliest first.
    pub rows: Vec<StatisticsRowView>,
    /// All years together, a count for each group.
    pub total: Vec<StatisticsCountView>,
}

/// Ways of telling nominations apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StatisticsTable {
    /// Collectives and individuals together.
    All,
    /// Collectives and individuals.
    Kind,
    /// The award form asked for.
    Form,
    /// Women and men.
    Gender,
    /// Those who work directly.
    Direct,
}

/// One year, or a round that is of no year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct StatisticsRowView {
    /// The year, or the title of the round.
    pub label: String,
    /// A count for each group.
    pub counts: Vec<StatisticsCountView>,
}

/// How many were proposed, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct StatisticsCountView {
    /// Proposed.
    pub proposed: u32,
    /// Awarded.
    pub awarded: u32,
    /// Not awarded.
    pub refused: u32,
    /// Nothing known yet.
    pub pending: u32,
}

impl OpenedCabinet {
    /// Nominations and outcomes by year, the earliest first, then by round where it has no year.
    pub fn statistics(&self, desk: &Desk) -> Result<Vec<YearView>, DeskError> {
        let mut years: Vec<YearView> = Vec::new();
        for count in self.store.statistics()? {
            let label = label(desk, &count);
            if years.last().is_none_or(|year| year.label != label) {
                years.push(YearView {
                    label,
                    collectives: 0,
                    individuals: 0,
                    awarded: 0,
                    refused: 0,
                });
            }
            let Some(year) = years.last_mut() else {
                continue;
            };
            match count.kind {
                NomineeKind::Collective => year.collectives += count.proposed,
                NomineeKind::Individual => year.individuals += count.proposed,
            }
            year.awarded += count.awarded;
            year.refused += count.refused;
        }
        Ok(years)
    }

    /// Nominations and outcomes of some years, told apart in each way.
    pub fn statistics_by_group(
        &self,
        desk: &Desk,
        asked: YearsAsked,
    ) -> Result<StatisticsView, DeskError> {
        let counts = self.store.statistics()?;
        let mut years: Vec<i32> = counts
            .iter()
            .filter_map(|count| year(desk, count))
            .collect();
        years.sort_unstable();
        years.dedup();
        let is_asked = |count: &&Count| {
            let of = year(desk, count);
            let from = asked.from.is_none_or(|from| of.is_none_or(|of| from <= of));
            from && asked.to.is_none_or(|to| of.is_none_or(|of| of <= to))
        };
        let counts: Vec<&Count> = counts.iter().filter(is_asked).collect();
        let tables = if counts.is_empty() {
            Vec::new()
        } else {
            TABLES.map(|id| table(desk, id, &counts)).into()
        };
        Ok(StatisticsView { years, tables })
    }
}

impl StatisticsView {
    /// All tables as one for a spreadsheet: values parted by semicolons, as Vietnamese Excel reads
    /// them.
    pub fn csv(&self) -> String {
        let mut text =
            "\u{feff}Bảng;Năm hoặc đợt;Nhóm;Đề nghị;Được khen;Không được khen;Chưa có kết quả\r\n"
                .to_owned();
        for table in &self.tables {
            for row in &table.rows {
                for (group, count) in table.groups.iter().zip(&row.counts) {
                    let [title, label, group] =
                        [&table.title, &row.label, group].map(|text| quoted(text));
                    let StatisticsCountView {
                        proposed,
                        awarded,
                        refused,
                        pending,
                    } = count;
                    let _ = write!(
                        text,
                        "{title};{label};{group};{proposed};{awarded};{refused};{pending}\r\n"
                    );
                }
            }
        }
        text
    }

    /// Writes all tables to a file for a spreadsheet.
    pub fn write_csv(&self, file: &Path, existing: Existing) -> Result<(), DeskError> {
        Ok(Staging::write_one(file, self.csv().as_bytes(), existing)?)
    }
}

const TABLES: [StatisticsTable; 5] = [
    StatisticsTable::All,
    StatisticsTable::Kind,
    StatisticsTable::Form,
    StatisticsTable::Gender,
    StatisticsTable::Direct,
];

fn table(desk: &Desk, id: StatisticsTable, counts: &[&Count]) -> StatisticsTableView {
    let (title, note) = match id {
        StatisticsTable::All => ("Đề nghị và kết quả", ""),
        StatisticsTable::Kind => ("Theo tập thể, cá nhân", ""),
        StatisticsTable::Form => ("Theo hình thức đề nghị", ""),
        StatisticsTable::Gender => ("Cá nhân theo giới tính", ""),
        StatisticsTable::Direct => (
            "Cá nhân trực tiếp công tác",
            "Theo mục “Trực tiếp công tác” trong thông tin của từng người.",
        ),
    };
    let mut groups: Vec<String> = fixed_groups(id)
        .iter()
        .map(|group| (*group).to_owned())
        .collect();
    let mut rows: Vec<StatisticsRowView> = Vec::new();
    for count in counts {
        let Some(group) = group(desk, id, count) else {
            continue;
        };
        let place = groups
            .iter()
            .position(|known| *known == group)
            .unwrap_or_else(|| {
                groups.push(group);
                groups.len() - 1
            });
        let label = label(desk, count);
        if rows.last().is_none_or(|row| row.label != label) {
            rows.push(StatisticsRowView {
                label,
                counts: Vec::new(),
            });
        }
        if let Some(row) = rows.last_mut() {
            row.counts.resize(
                groups.len().max(row.counts.len()),
                StatisticsCountView::default(),
            );
            row.counts[place].add(count);
        }
    }
    let mut total = vec![StatisticsCountView::default(); groups.len()];
    for row in &mut rows {
        row.counts
            .resize(groups.len(), StatisticsCountView::default());
        for (sum, count) in total.iter_mut().zip(&row.counts) {
            sum.proposed += count.proposed;
            sum.awarded += count.awarded;
            sum.refused += count.refused;
            sum.pending += count.pending;
        }
    }
    StatisticsTableView {
        id,
        title: title.to_owned(),
        note: note.to_owned(),
        groups,
        rows,
        total,
    }
}

/// Groups that stand in a table even where nobody is in them.
fn fixed_groups(id: StatisticsTable) -> &'static [&'static str] {
    match id {
        StatisticsTable::All => &["Tất cả"],
        StatisticsTable::Kind => &["Tập thể", "Cá nhân"],
        StatisticsTable::Form => &[],
        StatisticsTable::Gender => &["Nữ", "Nam"],
        StatisticsTable::Direct => &["Trực tiếp công tác", "Lãnh đạo, quản lý"],
    }
}

/// The group that a count belongs to; none where the table is not about it.
fn group(desk: &Desk, id: StatisticsTable, count: &Count) -> Option<String> {
    Some(match id {
        StatisticsTable::All => "Tất cả".to_owned(),
        StatisticsTable::Kind => match count.kind {
            NomineeKind::Collective => "Tập thể".to_owned(),
            NomineeKind::Individual => "Cá nhân".to_owned(),
        },
        StatisticsTable::Form => award(desk, count),
        StatisticsTable::Gender => match count.gender? {
            Gender::Female => "Nữ".to_owned(),
            Gender::Male => "Nam".to_owned(),
        },
        StatisticsTable::Direct => match (count.kind, count.works_directly) {
            (NomineeKind::Collective, _) => return None,
            (_, Some(true)) => "Trực tiếp công tác".to_owned(),
            (_, Some(false)) => "Lãnh đạo, quản lý".to_owned(),
            (_, None) => "Chưa ghi".to_owned(),
        },
    })
}

impl StatisticsCountView {
    fn add(&mut self, count: &Count) {
        self.proposed += count.proposed;
        self.awarded += count.awarded;
        self.refused += count.refused;
        self.pending += count.proposed.saturating_sub(count.awarded + count.refused);
    }
}

fn quoted(text: &str) -> String {
    if text.contains([';', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The name of an award form, as it was on the round's deadline.
fn award(desk: &Desk, count: &Count) -> String {
    let named = desk.plan(&count.plan).ok().and_then(|plan| {
        let form = plan.award_form(&count.award)?;
        let day = plan.round(&count.round)?.due_before(count.year)?;
        Some(plan.award_name(form, day))
    });
    named.unwrap_or_else(|| count.award.clone())
}

/// The year that a count is of: the year rewarded, or the last one that the round rewards.
fn year(desk: &Desk, count: &Count) -> Option<i32> {
    let last = || Some(desk.plan(&count.plan).ok()?.round(&count.round)?.years.to);
    count.year.or_else(last)
}

fn label(desk: &Desk, count: &Count) -> String {
    if let Some(year) = count.year {
        return year.to_string();
    }
    let plan = desk.plan(&count.plan).ok();
    let round = plan.and_then(|plan| plan.round(&count.round));
    round.map_or_else(|| count.round.clone(), |round| round.title.clone())
}

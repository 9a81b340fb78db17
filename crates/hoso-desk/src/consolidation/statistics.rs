//! Counts over all units that sent a package.

use super::Package;
use hoso_domain::{Level, NomineeKind};
use hoso_store::fold::text_order;
use serde::Serialize;
use specta::Type;
use std::collections::HashMap;

/// Counts over all units, told apart in several ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConsolidatedView {
    /// How many units sent a package that counts.
    pub units: u32,
    /// One for each way of telling apart; empty where no package counts.
    pub tables: Vec<ConsolidatedTableView>,
}

/// Counts told apart in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConsolidatedTableView {
    /// Stable code: `form`, `kind`, `gender`, `level`, `unit`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the rows are.
    pub of: String,
    /// What is counted.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ConsolidatedRowView>,
    /// All rows together.
    pub total: Vec<u32>,
}

/// One row of counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConsolidatedRowView {
    /// What it is about.
    pub label: String,
    /// A count for each column.
    pub counts: Vec<u32>,
}

impl ConsolidatedView {
    pub(super) fn of<'a>(packages: impl Iterator<Item = &'a Package>) -> Self {
        let packages: Vec<&Package> = packages.collect();
        let mut units: Vec<&str> = packages.iter().map(|one| one.unit.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        let tables = if packages.is_empty() {
            Vec::new()
        } else {
            vec![
                forms(&packages),
                genders(&packages),
                levels(&packages),
                by_unit(&packages),
            ]
        };
        Self {
            units: units.len() as u32,
            tables,
        }
    }
}

const KINDS: [&str; 3] = ["Tập thể", "Cá nhân", "Cộng"];

fn forms(packages: &[&Package]) -> ConsolidatedTableView {
    let mut rows = Rows::default();
    for one in packages.iter().flat_map(|package| &package.nominees) {
        rows.add(&one.award, &kinds(one.kind));
    }
    rows.table("form", "Theo hình thức khen", "Hình thức khen", &KINDS)
}

fn genders(packages: &[&Package]) -> ConsolidatedTableView {
    let mut rows = Rows::default();
    for label in ["Nam", "Nữ"] {
        rows.add(label, &[0]);
    }
    let all = packages.iter().flat_map(|package| &package.nominees);
    for one in all.filter(|one| one.kind == NomineeKind::Individual) {
        rows.add(if one.is_woman { "Nữ" } else { "Nam" }, &[1]);
    }
    rows.table(
        "gender",
        "Cá nhân theo giới tính",
        "Giới tính",
        &["Cá nhân"],
    )
}

fn levels(packages: &[&Package]) -> ConsolidatedTableView {
    let mut rows = Rows::default();
    let mut seen = std::collections::HashSet::new();
    for package in packages {
        let label = match package.level {
            Some(Level::Province) => "Cấp tỉnh",
            Some(Level::District) => "Cấp huyện",
            Some(Level::Commune) => "Cấp xã",
            None => "Không theo cấp",
        };
        let is_new = seen.insert(package.unit.as_str());
        rows.add(label, &[u32::from(is_new), 0, 0, 0]);
        for one in &package.nominees {
            let [collectives, individuals, all] = kinds(one.kind);
            rows.add(label, &[0, collectives, individuals, all]);
        }
    }
    let columns = ["Đơn vị", KINDS[0], KINDS[1], KINDS[2]];
    rows.table("level", "Theo cấp của đơn vị", "Cấp", &columns)
}

fn by_unit(packages: &[&Package]) -> ConsolidatedTableView {
    let mut rows = Rows::default();
    for package in packages {
        rows.add(&package.unit, &[0, 0, 0]);
        for one in &package.nominees {
            rows.add(&package.unit, &kinds(one.kind));
        }
    }
    rows.rows.sort_by_cached_key(|row| text_order(&row.label));
    rows.table("unit", "Theo đơn vị", "Đơn vị", &KINDS)
}

fn kinds(kind: NomineeKind) -> [u32; 3] {
    match kind {
        NomineeKind::Collective => [1, 0, 1],
        NomineeKind::Individual => [0, 1, 1],
    }
}

/// Rows by their labels, in the order in which they came.
#[derive(Default)]
struct Rows {
    rows: Vec<ConsolidatedRowView>,
    places: HashMap<String, usize>,
}

impl Rows {
    fn add(&mut self, label: &str, counts: &[u32]) {
        let at = *self
            .places
            .entry(label.to_owned())
            .or_insert(self.rows.len());
        if at == self.rows.len() {
            self.rows.push(ConsolidatedRowView {
                label: label.to_owned(),
                counts: vec![0; counts.len()],
            });
        }
        for (sum, count) in self.rows[at].counts.iter_mut().zip(counts) {
            *sum += count;
        }
    }

    fn table(self, id: &str, title: &str, of: &str, columns: &[&str]) -> ConsolidatedTableView {
        let mut total = vec![0; columns.len()];
        for row in &self.rows {
            for (sum, count) in total.iter_mut().zip(&row.counts) {
                *sum += count;
            }
        }
        ConsolidatedTableView {
            id: id.to_owned(),
            title: title.to_owned(),
            of: of.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: self.rows,
            total,
        }
    }
}

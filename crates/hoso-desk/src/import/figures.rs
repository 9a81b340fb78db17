//! Rows that are what the unit achieved of an indicator: in one year, or in several side by side.

use super::cells::{Cells, Laying, Outcome, as_is, document};
use super::columns::{Column, TableColumns};
use super::run::Given;
use super::view::RowState;
use hoso_domain::{IndicatorValue, Percent};
use std::collections::HashMap;

/// The figures of a dossier while rows are laid over them.
pub struct Figures<'a> {
    given: &'a Given<'a>,
    table: &'a TableColumns,
    pub list: Vec<IndicatorValue>,
    told_by: HashMap<usize, u32>,
}

/// A value that a row tells; none where its cell cannot be read.
struct Told {
    year: i32,
    value: Option<Percent>,
    /// The column it stands in.
    field: String,
}

impl<'a> Figures<'a> {
    pub fn new(given: &'a Given<'a>, table: &'a TableColumns) -> Self {
        Self {
            given,
            table,
            list: given.opened.dossier.indicators.clone(),
            told_by: HashMap::new(),
        }
    }

    pub fn take(&mut self, cells: &mut Cells<'_>) -> Outcome {
        let shown = cells.shown("indicator");
        cells.ask_for_required();
        let indicator = cells.indicator(&self.given.opened.plan);
        let told = self.told(cells);
        let mut outcome = Outcome {
            state: RowState::Refused,
            name: indicator.map_or(shown, |indicator| indicator.label.clone()),
            detail: in_words(&told),
            changes: Vec::new(),
        };
        let Some(indicator) = indicator else {
            return outcome;
        };
        let mut laid = Vec::new();
        for told in &told {
            let is_it =
                |one: &IndicatorValue| one.indicator == indicator.id && one.year == told.year;
            let at = self.list.iter().position(is_it);
            let present = at.map(|at| &self.list[at]);
            let source = cells.source(
                present.and_then(|present| present.source.as_ref()),
                [
                    "source_title",
                    "source_symbol",
                    "source_date",
                    "source_issuer",
                ],
                "Báo cáo",
            );
            let Some(value) = told.value else { continue };
            let mut figure = present.cloned().unwrap_or_else(|| IndicatorValue {
                indicator: indicator.id.clone(),
                year: told.year,
                value,
                source: source.clone(),
            });
            let mut laying = Laying::new(self.table);
            laying.set(&told.field, &mut figure.value, Some(value), as_is);
            laying.set("source_title", &mut figure.source, Some(source), |source| {
                source.as_ref().map(document).unwrap_or_default()
            });
            if let Some(row) = at.and_then(|at| self.told_by.get(&at))
                && !laying.changes.is_empty()
            {
                cells.refuse_row(
                    format!(
                        "dòng {row} đã ghi chỉ tiêu này của năm {} với số khác",
                        told.year
                    ),
                    "Giữ một dòng cho mỗi chỉ tiêu trong một năm.",
                );
            }
            outcome.changes.extend(laying.changes);
            laid.push((at, figure));
            // What is wrong with the document is told once, not for each year.
            if !cells.faults.is_empty() {
                break;
            }
        }
        if !cells.faults.is_empty() {
            outcome.changes.clear();
            return outcome;
        }
        outcome.state = if !outcome.changes.is_empty() {
            RowState::Updated
        } else if laid.iter().any(|(at, _)| at.is_none()) {
            RowState::New
        } else {
            RowState::Same
        };
        for (at, figure) in laid {
            let at = if let Some(at) = at {
                self.list[at] = figure;
                at
            } else {
                self.list.push(figure);
                self.list.len() - 1
            };
            self.told_by.entry(at).or_insert(cells.row.number);
        }
        outcome
    }

    /// What a row tells of which year: in columns of one year each, or in one with the year beside it.
    fn told(&self, cells: &mut Cells<'_>) -> Vec<Told> {
        let of_years = self.table.of_years("value");
        let of_years: Vec<(&Column, i32)> = of_years
            .filter(|(column, _)| cells.has_column(&column.id))
            .collect();
        let mut told = Vec::new();
        for (column, year) in &of_years {
            if cells.cell(&column.id).is_some() {
                told.push(Told {
                    year: *year,
                    value: cells.percent(&column.id),
                    field: column.id.clone(),
                });
            }
        }
        if !of_years.is_empty() && cells.cell("value").is_none() {
            return told;
        }
        let Some(year) = self.year(cells) else {
            // Its own faults are told too.
            cells.percent("value");
            return told;
        };
        let value = cells.percent("value");
        if told
            .iter()
            .any(|one| one.year == year && one.value != value)
        {
            cells.refuse(
                "value",
                (
                    format!("cột của năm {year} ghi số khác"),
                    "Giữ một trong hai số.".to_owned(),
                ),
            );
        }
        told.retain(|one| one.year != year);
        told.push(Told {
            year,
            value,
            field: "value".to_owned(),
        });
        told
    }

    /// The year that a row names, else the dossier's.
    fn year(&self, cells: &mut Cells<'_>) -> Option<i32> {
        let (plan, dossier) = (&self.given.opened.plan, &self.given.opened.dossier);
        let is_blank = cells.cell("year").is_none();
        let year = cells
            .year("year")
            .or_else(|| dossier.year.filter(|_| is_blank));
        if year.is_none() && is_blank {
            cells.refuse(
                "year",
                ("còn trống".to_owned(), "Điền năm của số liệu.".to_owned()),
            );
        }
        if let Some(year) = year.filter(|year| !plan.years.contains(*year)) {
            let (from, to) = (plan.years.from, plan.years.to);
            cells.refuse(
                "year",
                (
                    format!("kế hoạch không có năm {year}"),
                    format!("Ghi một năm từ {from} đến {to}."),
                ),
            );
        }
        year
    }
}

/// Years and values in a line.
fn in_words(told: &[Told]) -> String {
    let told = told.iter().map(|told| match told.value {
        Some(value) => format!("{} · {value}", told.year),
        None => told.year.to_string(),
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return String::new();
    }
    format!("Năm {}", told.join("; "))
}

//! Rows that are what the unit achieved of an indicator in a year.

use super::cells::{Cells, Laying, Outcome, as_is, document};
use super::columns::TableColumns;
use super::run::Given;
use super::view::RowState;
use hoso_domain::IndicatorValue;
use std::collections::HashMap;

/// The figures of a dossier while rows are laid over them.
pub struct Figures<'a> {
    given: &'a Given<'a>,
    table: &'a TableColumns,
    pub list: Vec<IndicatorValue>,
    told_by: HashMap<usize, u32>,
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
        let (plan, dossier) = (&self.given.opened.plan, &self.given.opened.dossier);
        let shown = cells.shown("indicator");
        cells.ask_for_required();
        let indicator = cells.indicator(plan);
        let told_year = cells.year("year");
        let is_blank = cells.cell("year").is_none();
        let year = told_year.or_else(|| dossier.year.filter(|_| is_blank));
        if year.is_none() && is_blank {
            cells.refuse(
                "year",
                ("còn trống".to_owned(), "Điền năm của số liệu.".to_owned()),
            );
        }
        if let Some(year) = year.filter(|year| !plan.years.years().any(|of_plan| of_plan == *year))
        {
            let (from, to) = (plan.years.from, plan.years.to);
            cells.refuse(
                "year",
                (
                    format!("kế hoạch không có năm {year}"),
                    format!("Ghi một năm từ {from} đến {to}."),
                ),
            );
        }
        let value = cells.percent("value");
        let mut outcome = Outcome {
            state: RowState::Refused,
            name: indicator.map_or(shown, |indicator| indicator.label.clone()),
            detail: year.map(|year| format!("Năm {year}")).unwrap_or_default(),
            changes: Vec::new(),
        };
        let at = indicator.zip(year).and_then(|(indicator, year)| {
            let is_it = |one: &IndicatorValue| one.indicator == indicator.id && one.year == year;
            self.list.iter().position(is_it)
        });
        let present = at.map(|at| self.list[at].clone());
        let source = cells.source(
            present.as_ref().and_then(|present| present.source.as_ref()),
            [
                "source_title",
                "source_symbol",
                "source_date",
                "source_issuer",
            ],
            "Báo cáo",
        );
        let (Some(indicator), Some(year), Some(value)) = (indicator, year, value) else {
            return outcome;
        };
        let mut laying = Laying::new(self.table);
        let mut figure = present.unwrap_or_else(|| IndicatorValue {
            indicator: indicator.id.clone(),
            year,
            value,
            source: source.clone(),
        });
        laying.set("value", &mut figure.value, Some(value), as_is);
        laying.set("source_title", &mut figure.source, Some(source), |source| {
            source.as_ref().map(document).unwrap_or_default()
        });
        if let Some(row) = at.and_then(|at| self.told_by.get(&at))
            && !laying.changes.is_empty()
        {
            cells.refuse_row(
                format!("dòng {row} đã ghi chỉ tiêu này của năm {year} với số khác"),
                "Giữ một dòng cho mỗi chỉ tiêu trong một năm.",
            );
        }
        if !cells.faults.is_empty() {
            return outcome;
        }
        outcome.detail = format!("Năm {year} · {}", figure.value);
        outcome.state = match (at, laying.changes.is_empty()) {
            (None, _) => RowState::New,
            (Some(_), true) => RowState::Same,
            (Some(_), false) => RowState::Updated,
        };
        let at = if let Some(at) = at {
            self.list[at] = figure;
            at
        } else {
            self.list.push(figure);
            self.list.len() - 1
        };
        self.told_by.entry(at).or_insert(cells.row.number);
        outcome.changes = laying.changes;
        outcome
    }
}

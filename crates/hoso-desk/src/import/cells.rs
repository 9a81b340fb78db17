//! One row of a table, asked for its fields. What cannot be read is noted as a fault of its cell.

use super::columns::{Column, TableColumns};
use super::value::{self, Told, Unread, shown};
use super::view::{ImportChangeView, ImportFaultView, RowState};
use chrono::NaiveDate;
use hoso_domain::plan::{AwardForm, Criterion, Indicator};
use hoso_domain::{Name, Percent, Plan, Source, Text, short_date};
use hoso_exchange::sheet::{Cell, Row, column_letters};
use hoso_store::fold::fold;
use std::collections::BTreeMap;

/// Which column holds a field.
pub type Places = BTreeMap<String, u32>;

/// A row that is being read.
pub struct Cells<'a> {
    pub row: &'a Row,
    table: &'a TableColumns,
    places: &'a Places,
    pub faults: Vec<ImportFaultView>,
    pub notes: Vec<String>,
}

/// What became of a row, before it is told.
pub struct Outcome {
    pub state: RowState,
    pub name: String,
    pub detail: String,
    pub changes: Vec<ImportChangeView>,
}

impl<'a> Cells<'a> {
    pub fn new(row: &'a Row, table: &'a TableColumns, places: &'a Places) -> Self {
        Self {
            row,
            table,
            places,
            faults: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The cell of a field, where it holds anything.
    pub fn cell(&self, field: &str) -> Option<&'a Cell> {
        let column = *self.places.get(field)? as usize;
        let cell = self.row.cells.get(column)?;
        (*cell != Cell::Blank).then_some(cell)
    }

    /// Whether the table has a column for a field.
    pub fn has_column(&self, field: &str) -> bool {
        self.places.contains_key(field)
    }

    /// What the cell of a field shows.
    pub fn shown(&self, field: &str) -> String {
        self.cell(field).map(shown).unwrap_or_default()
    }

    /// The cell as Excel names it.
    pub fn address(&self, field: &str) -> String {
        let column = self.places.get(field);
        column.map_or_else(String::new, |column| {
            format!("{}{}", column_letters(*column), self.row.number)
        })
    }

    fn column(&self, field: &str) -> Option<&'a Column> {
        self.table.column(field)
    }

    fn title(&self, field: &str) -> String {
        let column = self.column(field);
        column.map_or_else(String::new, |column| column.title.clone())
    }

    /// Notes a fault of a field's cell.
    pub fn refuse(&mut self, field: &str, (what, next): Unread) {
        self.faults.push(ImportFaultView {
            cell: self.address(field),
            field: self.title(field),
            what,
            next,
        });
    }

    /// Notes a fault of the row.
    pub fn refuse_row(&mut self, what: impl Into<String>, next: impl Into<String>) {
        self.faults.push(ImportFaultView {
            cell: String::new(),
            field: String::new(),
            what: what.into(),
            next: next.into(),
        });
    }

    /// Notes what is to be looked at; a cell that is read for several years says it once.
    pub fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Whether any field that has to be there is.
    pub fn has_required(&self) -> bool {
        let required = self.table.columns.iter().filter(|column| column.required);
        let lacking = self.table.lacking(|id| self.cell(id).is_some());
        lacking.count() < required.count()
    }

    /// Refuses every field that has to be there and is not.
    pub fn ask_for_required(&mut self) {
        let lacking: Vec<&Column> = self.table.lacking(|id| self.cell(id).is_some()).collect();
        for column in lacking {
            let mut of_years = self.table.of_years(&column.id);
            let unread = if of_years.any(|(part, _)| self.has_column(&part.id)) {
                (
                    "chưa có số của năm nào".to_owned(),
                    "Điền ít nhất một năm.".to_owned(),
                )
            } else {
                (
                    "còn trống".to_owned(),
                    format!("Điền cột “{}”.", column.title),
                )
            };
            self.refuse(&column.id, unread);
        }
    }

    fn read<T>(
        &mut self,
        field: &str,
        read: impl FnOnce(&'a Cell, &'a Column) -> Result<T, Unread>,
    ) -> Option<T> {
        let (cell, column) = self.cell(field).zip(self.column(field))?;
        if let Cell::Error(sign) = cell {
            let what = format!("công thức báo lỗi {sign}");
            self.refuse(
                field,
                (what, "Sửa công thức, hoặc gõ thẳng giá trị.".to_owned()),
            );
            return None;
        }
        match read(cell, column) {
            Ok(value) => Some(value),
            Err(unread) => {
                self.refuse(field, unread);
                None
            }
        }
    }

    pub fn text(&mut self, field: &str) -> Option<Text> {
        self.read(field, |cell, _| Ok(Text::from(shown(cell))))
    }

    pub fn name(&mut self, field: &str) -> Option<Name> {
        self.read(field, |cell, _| value::name(cell))
    }

    pub fn told_date(&mut self, field: &str) -> Option<Told> {
        self.read(field, |cell, _| value::date(cell))
    }

    /// A day; where only the year is told, that is noted and there is none.
    pub fn date(&mut self, field: &str) -> Option<NaiveDate> {
        match self.told_date(field)? {
            Told::Day(day) => Some(day),
            Told::Year(year) => {
                let (cell, title) = (self.address(field), self.title(field));
                self.note(format!(
                    "Ô {cell} chỉ có năm {year}: “{title}” để trống, bổ sung ngày tháng sau"
                ));
                None
            }
        }
    }

    pub fn year(&mut self, field: &str) -> Option<i32> {
        self.read(field, |cell, _| value::year(cell))
    }

    pub fn percent(&mut self, field: &str) -> Option<Percent> {
        let (percent, note) = self.read(field, |cell, _| value::percent(cell))?;
        if let Some(note) = note {
            let cell = self.address(field);
            self.note(format!("Ô {cell}: {note}"));
        }
        Some(percent)
    }

    pub fn yes(&mut self, field: &str) -> Option<bool> {
        self.read(field, |cell, column| {
            match column.choice(&fold(&shown(cell))) {
                Some(choice) => Ok(choice.code == "yes"),
                None => value::yes(cell),
            }
        })
    }

    /// The code of a choice.
    pub fn choice(&mut self, field: &str) -> Option<&'a str> {
        self.read(field, |cell, column| {
            value::choice(cell, column).map(|choice| choice.code.as_str())
        })
    }

    /// An award form, by its id or its name.
    pub fn award_form(&mut self, plan: &Plan, names: &BTreeMap<String, String>) -> Option<String> {
        self.read("award_form", |cell, _| {
            let text = shown(cell);
            let known = |form: &AwardForm| {
                vec![
                    form.id.clone(),
                    names.get(&form.id).cloned().unwrap_or_default(),
                ]
            };
            let found = value::named(&text, &plan.award_forms, known);
            found.map(|(form, _)| form.id.clone()).ok_or_else(|| {
                let names: Vec<&str> = names.values().map(String::as_str).collect();
                (
                    format!(
                        "kế hoạch không có hình thức “{text}”, hoặc có nhiều hình thức như vậy"
                    ),
                    format!("Ghi đủ tên một trong: {}.", names.join("; ")),
                )
            })
        })
    }

    /// Criteria, by their ids, places or titles.
    pub fn criteria(&mut self, plan: &Plan) -> Option<Vec<String>> {
        self.read("claims", |cell, _| {
            let text = shown(cell);
            let parts = text.split([';', ',', '\n']).map(str::trim);
            let known = |criterion: &Criterion| {
                vec![
                    criterion.id.clone(),
                    criterion.cite.clone(),
                    criterion.title.clone(),
                ]
            };
            let one = |part: &str| {
                let found = value::named(part, &plan.criteria, known);
                found
                    .map(|(criterion, _)| criterion.id.clone())
                    .ok_or_else(|| {
                        let ids = plan.criteria.iter().map(|criterion| criterion.id.as_str());
                        let ids: Vec<&str> = ids.collect();
                        (
                            format!("kế hoạch không có tiêu chuẩn “{part}”"),
                            format!("Ghi mã tiêu chuẩn: {}.", ids.join(", ")),
                        )
                    })
            };
            parts.filter(|part| !part.is_empty()).map(one).collect()
        })
    }

    /// An indicator, by its id or its words.
    pub fn indicator<'p>(&mut self, plan: &'p Plan) -> Option<&'p Indicator> {
        let all: Vec<&'p Indicator> = plan.indicators().map(|(_, indicator)| indicator).collect();
        let known = |indicator: &&Indicator| vec![indicator.id.clone(), indicator.label.clone()];
        let (found, is_exact) =
            self.read("indicator", |cell, _| {
                let text = shown(cell);
                let found = value::named(&text, &all, known);
                found.map(|(found, is_exact)| (*found, is_exact)).ok_or_else(|| {
                (
                    format!("kế hoạch không có chỉ tiêu “{text}”, hoặc có nhiều chỉ tiêu như vậy"),
                    "Chép đúng tên chỉ tiêu trong kế hoạch, hoặc ghi mã của chỉ tiêu.".to_owned(),
                )
            })
            })?;
        if !is_exact {
            self.note(format!("Hiểu là chỉ tiêu “{}”", found.label));
        }
        Some(found)
    }

    /// A document told in four fields; none where all are blank.
    pub fn source(
        &mut self,
        before: Option<&Source>,
        fields: [&str; 4],
        title: &str,
    ) -> Option<Source> {
        let [of_title, of_symbol, of_date, of_issuer] = fields;
        let is_told = fields.iter().any(|field| self.cell(field).is_some());
        if !is_told {
            return before.cloned();
        }
        let mut source = before.cloned().unwrap_or_else(|| Source {
            title: title.into(),
            symbol: Text::default(),
            date: None,
            issuer: Name::default(),
        });
        if let Some(title) = self.text(of_title) {
            source.title = title;
        }
        if let Some(symbol) = self.text(of_symbol) {
            source.symbol = symbol;
        }
        if let Some(date) = self.date(of_date) {
            source.date = Some(date);
        }
        if let Some(issuer) = self.name(of_issuer) {
            source.issuer = issuer;
        }
        Some(source)
    }
}

/// What an entry becomes, noted field by field. A blank cell never empties what is there.
pub struct Laying<'t> {
    table: &'t TableColumns,
    pub changes: Vec<ImportChangeView>,
}

impl<'t> Laying<'t> {
    pub fn new(table: &'t TableColumns) -> Self {
        Self {
            table,
            changes: Vec::new(),
        }
    }

    /// Sets a field where the row tells it and it is not so already.
    pub fn set<T: PartialEq>(
        &mut self,
        field: &str,
        slot: &mut T,
        told: Option<T>,
        words: impl Fn(&T) -> String,
    ) {
        let Some(value) = told.filter(|value| value != slot) else {
            return;
        };
        let title = self.table.column(field).map(|column| column.title.clone());
        self.changes.push(ImportChangeView {
            field: title.unwrap_or_default(),
            before: words(slot),
            after: words(&value),
        });
        *slot = value;
    }
}

/// Words for the values that most fields have.
pub fn as_is(value: &impl ToString) -> String {
    value.to_string()
}

pub fn day(value: Option<NaiveDate>) -> String {
    value.map(short_date).unwrap_or_default()
}

pub fn yes(value: bool) -> String {
    if value { "có" } else { "không" }.to_owned()
}

/// A document in one line.
pub fn document(source: &Source) -> String {
    let symbol = source.symbol.filled().map(|symbol| format!("số {symbol}"));
    let date = source.date.map(|date| format!("ngày {}", short_date(date)));
    let issuer = source.issuer.filled().map(|issuer| format!("của {issuer}"));
    let parts = [
        source.title.filled().map(str::to_owned),
        symbol,
        date,
        issuer,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether two names differ in nothing but marks: perhaps one and the same, perhaps not.
pub fn alike(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

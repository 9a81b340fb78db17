//! The plan's indicators of a year: target, achieved, gap and trend.

use super::{heading, number, ordinal, percent};
use crate::Opened;
use hoso_domain::finding::State;
use hoso_exchange::workbook::{Cell, Column, ColumnKind, Line, LineLook, Sheet};
use hoso_rules::{IndicatorRow, indicator_table};

pub(super) fn sheet(opened: &Opened, year: Option<i32>) -> Sheet {
    let (plan, dossier) = (&opened.plan, &opened.dossier);
    let year = year.or(dossier.year).unwrap_or(plan.years.to);
    let rows = indicator_table(plan, dossier, year);
    let mut lines = heading(opened, &format!("Chỉ tiêu thi đua năm {year}"), "");
    let level = dossier.unit.level().map(hoso_domain::level_name);
    lines.extend(level.map(|level| Line::of(LineLook::Subtitle, format!("Mức áp dụng: {level}"))));
    if rows.iter().any(|row| row.derived) {
        lines.push(Line::of(
            LineLook::Remark,
            "(*) Kế hoạch không ghi mức của năm này; mức được suy ra từ mức tăng hằng năm.",
        ));
    }
    let text = Column::text;
    let number = |title| Column::of(ColumnKind::Number, title);
    Sheet {
        name: format!("Năm {year}"),
        lines,
        columns: vec![
            Column::of(ColumnKind::Centered, "STT"),
            text("Chỉ tiêu"),
            number("Kế hoạch giao"),
            Column::of(ColumnKind::Centered, "Suy ra (*)"),
            number("Kết quả"),
            number("So với mức giao (điểm %)"),
            number("So với năm trước (điểm %)"),
            Column::of(ColumnKind::Centered, "Đánh giá"),
            text("Văn bản nêu kết quả"),
            text("Căn cứ"),
        ],
        rows: rows
            .iter()
            .enumerate()
            .map(|(at, of)| row(at, of))
            .collect(),
        frozen_columns: 2,
        ..Sheet::default()
    }
}

fn row(at: usize, row: &IndicatorRow<'_>) -> Vec<Cell> {
    let points = |points: Option<_>| {
        points.map_or(Cell::Blank, |points| {
            let (value, decimals) = number(points);
            Cell::Signed(value, decimals)
        })
    };
    let source = row.achieved.and_then(|value| value.source.as_ref());
    vec![
        ordinal(at),
        Cell::text(row.indicator.label.as_str()),
        row.target.map_or(Cell::Blank, percent),
        Cell::text(if row.derived { "*" } else { "" }),
        row.achieved
            .map_or(Cell::Blank, |value| percent(value.value)),
        points(row.gap),
        points(row.trend),
        Cell::text(match row.state {
            State::Met => "Đạt",
            State::NotMet => "Chưa đạt",
            State::Unknown => "Chưa điền",
            State::NotApplicable => "Không đặt mức",
        }),
        Cell::text(source.and_then(hoso_rules::cited).unwrap_or_default()),
        Cell::text(format!("{} Kế hoạch", row.group.cite)),
    ]
}

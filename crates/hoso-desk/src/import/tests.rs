//! Cells that were copied from a spreadsheet, laid over the sample.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::{ImportChoice, ImportKind, ImportView, TableSource};
use crate::view::WireError;
use crate::{Day, Desk};
use chrono::NaiveDate;

/// Lays copied cells over the sample.
fn pasted(kind: ImportKind, cells: &[&[&str]], choice: ImportChoice) -> ImportView {
    let desk = Desk::new().unwrap();
    let opened = desk.sample().unwrap();
    let cells = cells.iter().map(|row| row.iter().map(ToString::to_string));
    let source = TableSource::Cells(cells.map(Iterator::collect).collect());
    let choice = ImportChoice {
        kind: Some(kind),
        ..choice
    };
    let day = Day {
        today: NaiveDate::from_ymd_opt(2023, 2, 16).unwrap(),
        asked: None,
    };
    desk.try_table(&opened, &source, &choice, day).unwrap().view
}

/// The fields of the columns that have anything in them.
fn fields(view: &ImportView) -> Vec<Option<&str>> {
    let columns = view.columns.iter();
    columns.map(|column| column.field.as_deref()).collect()
}

#[test]
fn copied_cells_are_recognised_by_their_header_as_offices_write_it() {
    let head = [
        "STT",
        "HỌ TÊN",
        "Ngày, tháng, năm sinh",
        "Giới tính (Nam/Nữ)",
        "Phòng",
        "Trực tiếp",
        "Hình thức khen thưởng đề nghị",
    ];
    let row = [
        "1",
        "Nguyễn Văn  Mới",
        "27/2/1980",
        "Nam",
        "Văn phòng Sở",
        "Lãnh đạo, quản lý",
        "",
    ];
    let view = pasted(
        ImportKind::Nominees,
        &[&head, &row],
        ImportChoice::default(),
    );
    assert_eq!(view.header, Some(1));
    assert_eq!(
        fields(&view),
        [
            None,
            Some("name"),
            Some("birth_date"),
            Some("gender"),
            Some("workplace"),
            Some("works_directly"),
            Some("award_form"),
        ]
    );
    assert_eq!(view.counts.new, 1, "{:#?}", view.rows);
    assert_eq!(view.rows[0].name, "Nguyễn Văn Mới");
    assert!(
        view.notes
            .iter()
            .any(|note| note.contains("đếm từ ô đầu của vùng đã dán"))
    );
}

#[test]
fn copied_cells_without_a_header_go_by_their_place_and_are_uncertain() {
    let people: [&[&str]; 3] = [
        &["1.", "Trần An", "Giám đốc", "Chủ tịch Hội đồng"],
        &["2.", "Lê Bình", "Phó Giám đốc", "Phó Chủ tịch"],
        &["3.", "Võ Chi", "Chuyên viên", "Ủy viên, Thư ký"],
    ];
    let view = pasted(ImportKind::Members, &people, ImportChoice::default());
    assert_eq!(view.header, None);
    let expected = [None, Some("name"), Some("position"), Some("role")];
    assert_eq!(fields(&view), expected);
    assert!(view.columns[1..].iter().all(|column| !column.is_sure));
    assert_eq!((view.counts.new, view.rows.len()), (3, 3));
    let roles: Vec<&str> = view.rows.iter().map(|row| row.detail.as_str()).collect();
    let told = [
        "Chủ tịch Hội đồng",
        "Phó Chủ tịch Hội đồng",
        "Ủy viên kiêm Thư ký",
    ];
    assert_eq!(roles, told);

    // A person who works in a department is no header.
    let row: &[&str] = &["Nguyễn Văn Mới", "Trưởng phòng"];
    let view = pasted(ImportKind::Nominees, &[row], ImportChoice::default());
    assert_eq!(view.header, None);
    assert_eq!(fields(&view), [Some("name"), None]);
}

#[test]
fn a_header_can_be_denied_and_pointed_at() {
    let cells: [&[&str]; 2] = [&["Họ và tên", "Chức vụ"], &["Trần An", "Giám đốc"]];
    let header = |number| ImportChoice {
        header: Some(number),
        ..ImportChoice::default()
    };
    let view = pasted(ImportKind::Members, &cells, header(0));
    assert_eq!((view.header, view.rows.len()), (None, 2));
    let view = pasted(ImportKind::Members, &cells, header(1));
    assert_eq!((view.header, view.rows.len()), (Some(1), 1));
}

#[test]
fn copied_cells_with_nothing_in_them_are_refused_with_what_to_do() {
    let desk = Desk::new().unwrap();
    let opened = desk.sample().unwrap();
    let source = TableSource::Cells(vec![vec![" ".to_owned()], Vec::new()]);
    let day = Day {
        today: NaiveDate::default(),
        asked: None,
    };
    let refused = desk.try_table(&opened, &source, &ImportChoice::default(), day);
    let said = WireError::from(&refused.unwrap_err());
    assert_eq!(said.code, "cells_empty");
    assert!(said.next.contains("Ctrl+C"), "{said:?}");
}

//! Workbooks read back by another library than the one that writes them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failing test should stop at once"
)]

use super::{
    Band, Cell, Column, ColumnKind, CutCell, LONGEST_CELL, Line, LineLook, Sheet, Workbook,
    csv_text,
};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use std::io::{Cursor, Read};

const HOSTILE: [&str; 10] = [
    "=1+1",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+84 912 345 678",
    "-5",
    "@SUM(A1)",
    "\tẩn",
    "\rẩn",
    "＝1+1",
    "0912345678",
    "_x0041_",
];

fn book(sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        title: "2023 & sau".to_owned(),
        author: "Sở Nội vụ".to_owned(),
        made_on: NaiveDate::from_ymd_opt(2023, 2, 27).unwrap(),
        sheets,
    }
}

fn one_column(cells: Vec<Cell>) -> Sheet {
    Sheet {
        name: "Bảng".to_owned(),
        columns: vec![Column::text("Cột")],
        rows: cells.into_iter().map(|cell| vec![cell]).collect(),
        ..Sheet::default()
    }
}

fn read(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("calamine opens it")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut entry = archive.by_name(name).unwrap();
    entry.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn what_begins_like_a_formula_stays_the_text_it_is() {
    let cells = HOSTILE.map(Cell::text).into();
    let xlsx = book(vec![one_column(cells)]).xlsx().unwrap();
    assert!(xlsx.cut.is_empty());
    let mut read = read(&xlsx.bytes);
    let range = read.worksheet_range("Bảng").unwrap();
    for (row, text) in HOSTILE.iter().enumerate() {
        assert_eq!(
            range.get((row + 1, 0)),
            Some(&Data::String((*text).to_owned()))
        );
    }
    let formulas = read.worksheet_formula("Bảng").unwrap();
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
    assert!(!part(&xlsx.bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
    // A person who edits such a cell still has text afterwards.
    assert!(part(&xlsx.bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let sheet = || Sheet {
        lines: vec![Line::of(LineLook::Title, "Danh sách")],
        columns: vec![
            Column {
                choices: vec!["Nam".to_owned(), "Nữ".to_owned()],
                note: "Chọn một".to_owned(),
                ..Column::text("Giới tính")
            },
            Column::of(ColumnKind::Date, "Ngày"),
        ],
        rows_to_fill: 20,
        ..one_column(vec![Cell::text("Nam")])
    };
    let made = || book(vec![sheet(), sheet()]).xlsx().unwrap().bytes;
    assert_eq!(made(), made());
}

#[test]
fn dates_are_dates_and_numbers_are_numbers() {
    let day = NaiveDate::from_ymd_opt(1975, 4, 30).unwrap();
    let old = NaiveDate::from_ymd_opt(1890, 5, 19).unwrap();
    let cells = vec![
        Cell::Date(day),
        Cell::Date(old),
        Cell::Count(1_234_567),
        Cell::Percent(91.2, 1),
        Cell::Signed(6.3, 1),
        Cell::Numeral(2023),
    ];
    let xlsx = book(vec![one_column(cells)]).xlsx().unwrap();
    let range = read(&xlsx.bytes).worksheet_range("Bảng").unwrap();
    let at = |row: usize| range.get((row, 0)).unwrap().clone();
    let Data::DateTime(date) = at(1) else {
        panic!("{:?} is no date", at(1));
    };
    assert!((date.as_f64() - 27514.0).abs() < 1e-9);
    assert_eq!(at(2), Data::String("19/05/1890".to_owned()));
    assert_eq!(at(3), Data::Float(1_234_567.0));
    assert_eq!(at(4), Data::Float(0.912));
    assert_eq!(at(5), Data::Float(6.3));
    assert_eq!(at(6), Data::Float(2023.0));
}

#[test]
fn names_of_sheets_are_made_fit_and_differ() {
    let named = |name: &str| Sheet {
        name: name.to_owned(),
        ..one_column(vec![Cell::Count(1)])
    };
    let long = "Danh sách tập thể, cá nhân được đề nghị tặng Bằng khen";
    let names = [long, long, "a/b:c*[d]?\\e", "", "'x'", "History", "BẢNG"];
    let xlsx = book(names.map(named).into()).xlsx().unwrap();
    let read = read(&xlsx.bytes);
    assert_eq!(
        read.sheet_names(),
        [
            "Danh sách tập thể, cá nhân được",
            "Danh sách tập thể, cá nhân (2)",
            "a b c d e",
            "Bảng",
            "x",
            "Bảng History",
            "BẢNG (2)",
        ]
    );
}

#[test]
fn what_no_cell_can_hold_is_cut_and_named() {
    let long = "ệ".repeat(LONGEST_CELL + 5);
    let xlsx = book(vec![one_column(vec![Cell::text("a"), Cell::text(long)])])
        .xlsx()
        .unwrap();
    assert_eq!(
        xlsx.cut,
        [CutCell {
            sheet: "Bảng".to_owned(),
            row: 3,
            column: "Cột".to_owned(),
        }]
    );
}

#[test]
fn lists_to_choose_from_stand_on_a_hidden_sheet_and_may_have_commas() {
    let choices = ["Bằng khen, có tiền thưởng", "=Giấy khen"].map(str::to_owned);
    let sheet = Sheet {
        columns: vec![Column {
            choices: choices.into(),
            ..Column::text("Hình thức")
        }],
        rows_to_fill: 50,
        ..one_column(Vec::new())
    };
    let xlsx = book(vec![sheet]).xlsx().unwrap();
    let xml = part(&xlsx.bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("sqref=\"A2:A51\""), "{xml}");
    assert!(xml.contains("'Danh mục'!$A$1:$A$2"), "{xml}");
    let workbook = part(&xlsx.bytes, "xl/workbook.xml");
    assert!(workbook.contains("state=\"hidden\""), "{workbook}");
    let range = read(&xlsx.bytes).worksheet_range("Danh mục").unwrap();
    assert_eq!(
        range.get((1, 0)),
        Some(&Data::String("=Giấy khen".to_owned()))
    );
}

#[test]
fn a_sheet_is_ready_to_be_printed() {
    let sheet = Sheet {
        lines: vec![Line::of(LineLook::Title, "Thống kê")],
        bands: vec![
            Band {
                title: String::new(),
                columns: 1,
            },
            Band {
                title: "Tập thể".to_owned(),
                columns: 2,
            },
        ],
        columns: ["Năm", "Đề nghị", "Được khen"].map(Column::text).into(),
        rows: vec![vec![Cell::Numeral(2022), Cell::Count(3), Cell::Count(2)]],
        total: vec![Cell::text("Cộng"), Cell::Count(3), Cell::Count(2)],
        frozen_columns: 1,
        ..one_column(Vec::new())
    };
    let xlsx = book(vec![sheet]).xlsx().unwrap();
    let xml = part(&xlsx.bytes, "xl/worksheets/sheet1.xml");
    for what in [
        "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"",
        "Trang &amp;P/&amp;N",
        "2023 &amp;&amp; sau",
        "<pane xSplit=\"1\" ySplit=\"4\"",
        "<autoFilter ref=\"A4:C5\"/>",
    ] {
        assert!(xml.contains(what), "{what} is not in {xml}");
    }
    let workbook = part(&xlsx.bytes, "xl/workbook.xml");
    assert!(
        workbook.contains("'Bảng'!$3:$4") || workbook.contains("Bảng!$3:$4"),
        "{workbook}"
    );
}

#[test]
fn in_csv_too_text_stays_text() {
    let row = HOSTILE[..5].iter().map(|text| Cell::text(*text));
    let row = row.chain([
        Cell::text("a;\"b\""),
        Cell::Percent(91.2, 1),
        Cell::Signed(-5.0, 0),
    ]);
    let text = csv_text([row.collect()]);
    assert_eq!(
        text,
        "\u{feff}'=1+1;\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\";'+84 912 345 678;'-5;'@SUM(A1);\"a;\"\"b\"\"\";91,2%;-5\r\n"
    );
}

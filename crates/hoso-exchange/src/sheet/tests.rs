//! Files made by programs of others, and the same files with bytes changed.

use super::{Cell, Charset, Sheet, SheetFault, SheetFile, Workbook, column_letters, workbook_of};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/import");
    std::fs::read(folder.join(name)).unwrap()
}

fn read(name: &str) -> Workbook {
    Workbook::read(&bytes(name)).unwrap()
}

/// The cell that Excel names so.
fn at<'s>(sheet: &'s Sheet, name: &str) -> &'s Cell {
    let column = u32::from(name.as_bytes()[0] - b'A') as usize;
    let number: u32 = name[1..].parse().unwrap();
    let row = sheet.rows.iter().find(|row| row.number == number);
    row.and_then(|row| row.cells.get(column))
        .unwrap_or(&Cell::Blank)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn day(year: i32, month: u32, day: u32) -> Cell {
    Cell::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

#[test]
fn columns_are_named_as_excel_names_them() {
    for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
        assert_eq!(column_letters(column), letters);
    }
}

#[test]
fn the_same_list_is_read_from_every_kind_of_file() {
    for (name, kind) in [
        ("danh-sach.xlsx", SheetFile::Xlsx),
        ("danh-sach-libreoffice.xlsx", SheetFile::Xlsx),
        ("danh-sach.ods", SheetFile::Ods),
        ("danh-sach.xls", SheetFile::Xls),
    ] {
        let book = read(name);
        assert_eq!(book.kind, kind, "{name}");
        let [sheet, other] = book.sheets.as_slice() else {
            panic!("{name}: {} sheets", book.sheets.len());
        };
        assert_eq!(
            (sheet.name.as_str(), sheet.hidden),
            ("Đề nghị", false),
            "{name}"
        );
        assert_eq!(
            (other.name.as_str(), other.hidden),
            ("Danh mục ẩn", true),
            "{name}"
        );
        assert_eq!(*at(sheet, "B7"), text("Nguyễn Thị Minh Khai"), "{name}");
        assert_eq!(*at(sheet, "D7"), day(1981, 4, 3), "{name}");
        assert_eq!(*at(sheet, "C8"), text("03/04/1981"), "{name}");
        // Text that looks like a number, and a number that its format fills up.
        assert_eq!(*at(sheet, "G7"), text("0912345678"), "{name}");
        assert_eq!(*at(sheet, "G10"), text("0983111222"), "{name}");
        // Decomposed letters come composed.
        assert_eq!(*at(sheet, "B11"), text("Hoàng Ngọc Sơn"), "{name}");
        // Merged cells have the value of their first one.
        for column in ["A6", "E6", "I6"] {
            assert_eq!(*at(sheet, column), text("I. CÁ NHÂN"), "{name}");
        }
        assert_eq!(*at(sheet, "D3"), text("Ngày, tháng, năm sinh"), "{name}");
        assert_eq!(*at(sheet, "B4"), text("Họ và tên"), "{name}");
        let hidden = sheet.rows.iter().filter(|row| row.hidden);
        let hidden: Vec<u32> = hidden.map(|row| row.number).collect();
        assert_eq!(hidden, [14], "{name}");
    }
}

#[test]
fn formulas_are_read_by_their_values() {
    for name in ["chi-tieu-libreoffice.xlsx", "chi-tieu.ods", "chi-tieu.xls"] {
        let book = read(name);
        let sheet = &book.sheets[0];
        assert_eq!(*at(sheet, "C2"), Cell::Percent(45.3), "{name}");
        assert_eq!(*at(sheet, "C3"), text("38,5 %"), "{name}");
        assert_eq!(*at(sheet, "C4"), Cell::Number(88.5), "{name}");
        assert_eq!(
            *at(sheet, "C5"),
            Cell::Error("#DIV/0!".to_owned()),
            "{name}"
        );
        assert_eq!(*at(sheet, "F2"), day(2023, 1, 10), "{name}");
    }
    // Nobody has worked these out, which is said and not read as blank.
    let book = read("chi-tieu.xlsx");
    assert_eq!(*at(&book.sheets[0], "C4"), Cell::Error("#CALC!".to_owned()));
}

#[test]
fn days_counted_from_1904_are_the_same_days() {
    assert_eq!(
        *at(&read("lich-1904.xlsx").sheets[0], "C2"),
        day(1981, 4, 3)
    );
}

#[test]
fn text_is_read_however_it_is_written() {
    for (name, charset) in [
        ("utf8.csv", Charset::Utf8),
        ("utf8-bom.csv", Charset::Utf8),
        ("utf16.csv", Charset::Utf16),
        ("windows-1258.csv", Charset::Windows1258),
        ("tcvn3.csv", Charset::Tcvn3),
    ] {
        let book = read(name);
        assert_eq!(book.charset, Some(charset), "{name}");
        let sheet = &book.sheets[0];
        for (place, expected) in [
            ("A1", "Họ và tên"),
            ("A2", "Nguyễn Thị Hoà"),
            ("D2", "Trưởng phòng Tổ chức"),
            ("E2", "0912345678"),
            ("D3", "Chuyên viên; tổ trưởng"),
            ("A3", "Trần Đức Được"),
        ] {
            assert_eq!(*at(sheet, place), text(expected), "{name} {place}");
        }
    }
}

#[test]
fn rows_of_text_are_numbered_as_excel_numbers_them() {
    let book = Workbook::read("sep=;\r\na;b\r\n\r\n\"c\nd\";e\r\nf;g\r\n".as_bytes()).unwrap();
    let rows: Vec<u32> = book.sheets[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(rows, [2, 4, 5]);
    assert_eq!(*at(&book.sheets[0], "A4"), text("c\nd"));
}

#[test]
fn what_is_no_spreadsheet_is_refused_by_what_it_is() {
    let refused = |bytes: &[u8]| Workbook::read(bytes).unwrap_err();
    assert_eq!(
        refused(b"<html><table><tr><td>a</td></tr></table>"),
        SheetFault::WebPage
    );
    assert_eq!(refused(b"%PDF-1.7 a,b"), SheetFault::NotASheet);
    assert_eq!(refused(&[0; 100]), SheetFault::NotASheet);
    assert_eq!(refused(b" \n\n"), SheetFault::Empty);
    assert_eq!(
        refused(&packed(&[("word/document.xml", b"<a/>")])),
        SheetFault::NotASheet
    );
    assert_eq!(
        refused(&packed(&[("xl/workbook.bin", b"x")])),
        SheetFault::Binary
    );
    assert!(matches!(
        refused(b"PK\x03\x04 broken"),
        SheetFault::Damaged { .. }
    ));
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::DEFAULT)
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A few kilobytes that unpack to 300 MB, and a row that is repeated a million times.
#[test]
fn files_made_to_do_harm_are_refused_or_cost_nothing() {
    let zeros = vec![b' '; 300 * 1024 * 1024];
    let bomb = packed(&[("xl/workbook.xml", &zeros)]);
    drop(zeros);
    assert!(bomb.len() < 1024 * 1024);
    assert!(matches!(
        Workbook::read(&bomb),
        Err(SheetFault::UnpacksTooLarge { .. })
    ));

    let content = |rows: u32, cell: &str| {
        format!(
            "<office:document-content><office:body><office:spreadsheet><table:table table:name='a'>\
             <table:table-row table:number-rows-repeated='{rows}'><table:table-cell \
             table:number-columns-repeated='16384'>{cell}</table:table-cell></table:table-row>\
             <table:table-row><table:table-cell><text:p>z</text:p></table:table-cell></table:table-row>\
             </table:table></office:spreadsheet></office:body></office:document-content>"
        )
    };
    let read = |content: String| Workbook::read(&packed(&[("content.xml", content.as_bytes())]));
    let book = read(content(1_000_000, "")).unwrap();
    assert_eq!(book.sheets[0].rows.len(), 1);
    assert_eq!(book.sheets[0].rows[0].number, 1_000_001);
    assert!(matches!(
        read(content(1_000_000, "<text:p>a</text:p>")),
        Err(SheetFault::TooManyColumns { .. })
    ));
}

#[test]
fn what_is_written_reads_the_same_and_no_name_is_a_formula() {
    let rows = vec![
        vec!["Họ tên".to_owned(), "Điện thoại".to_owned()],
        vec!["=HYPERLINK(\"http://x\")".to_owned(), "0912".to_owned()],
    ];
    let book = Workbook::read(&workbook_of("Từ chối", &rows).unwrap()).unwrap();
    assert_eq!(*at(&book.sheets[0], "A2"), text("=HYPERLINK(\"http://x\")"));
    assert_eq!(*at(&book.sheets[0], "B2"), text("0912"));
}

/// Real files with some bytes changed, cut off, or doubled.
fn mutated(name: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let whole = bytes(name);
    let length = whole.len();
    let changes = prop::collection::vec((0..length, any::<u8>()), 1..12);
    (changes, 0..length, 0..20_u8).prop_map(move |(changes, end, cut)| {
        let mut bytes = whole.clone();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        if cut == 0 {
            bytes.truncate(end);
        }
        bytes
    })
}

/// The parts of a package with bytes of their text changed, so that what is read is XML that is
/// nearly right and not a broken archive.
fn mutated_parts(name: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let package = super::packed::Package::unpack(&bytes(name)).unwrap();
    let parts: Vec<(String, Vec<u8>)> = package.into_parts().into_iter().collect();
    let changes = prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
            any::<u8>(),
        ),
        1..16,
    );
    changes.prop_map(move |changes| {
        let mut parts = parts.clone();
        for (which, place, byte) in changes {
            let (_, content) = which.get_mut(&mut parts[..]);
            if !content.is_empty() {
                // Digits, brackets and letters do more harm than bytes that no text has.
                let at = place.index(content.len());
                content[at] = b"0123456789<>\"/=:Az-"[usize::from(byte) % 19];
            }
        }
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice()))
            .collect();
        packed(&parts)
    })
}

#[test]
fn a_range_that_ends_before_it_begins_stops_nobody() {
    let package = super::packed::Package::unpack(&bytes("danh-sach-libreoffice.xlsx")).unwrap();
    let mut parts = package.into_parts();
    let sheet = parts.get_mut("xl/worksheets/sheet1.xml").unwrap();
    let text = String::from_utf8(sheet.clone()).unwrap();
    let (before, rest) = text.split_once("<mergeCell ref=\"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    *sheet = format!("{before}<mergeCell ref=\"C3:A1\"{after}").into_bytes();
    let parts = parts.iter();
    let parts: Vec<(&str, &[u8])> = parts.map(|(name, content)| (&**name, &**content)).collect();
    let read = Workbook::read(&packed(&parts));
    assert!(matches!(read, Ok(_) | Err(SheetFault::TooHard)), "{read:?}");
}

#[test]
fn an_old_sheet_that_claims_to_be_huge_is_refused_before_room_is_made() {
    let sound = bytes("danh-sach.xls");
    let mut refused = 0;
    // The record of dimensions, wherever it stands: its last row is set to the largest there is.
    for at in 0..sound.len() - 12 {
        if sound[at..].starts_with(&[0x00, 0x02, 0x0e, 0x00]) {
            let mut claiming = sound.clone();
            claiming[at + 8..at + 12].fill(0xff);
            let read = Workbook::read(&claiming);
            refused += usize::from(matches!(read, Err(SheetFault::TooManyCells { .. })));
        }
    }
    assert!(refused >= 1);
}

/// 400 files of each kind, and as many times more as the long proofs say.
fn cases() -> u32 {
    let times = std::env::var("HOSO_SOAK").ok();
    400 * times.and_then(|times| times.parse().ok()).unwrap_or(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_xlsx_never_panics(bytes in mutated_parts("danh-sach-libreoffice.xlsx")) {
        let _ = Workbook::read(&bytes);
    }

    #[test]
    fn changed_ods_never_panics(bytes in mutated_parts("danh-sach.ods")) {
        let _ = Workbook::read(&bytes);
    }

    #[test]
    fn changed_xls_never_panics(bytes in mutated("danh-sach.xls")) {
        let _ = Workbook::read(&bytes);
    }

    #[test]
    fn changed_archives_never_panic(bytes in mutated("chi-tieu.xlsx")) {
        let _ = Workbook::read(&bytes);
    }

    #[test]
    fn changed_text_never_panics(bytes in mutated("windows-1258.csv")) {
        let _ = Workbook::read(&bytes);
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        let _ = Workbook::read(&bytes);
    }
}

//! Tables of other programs, imported through the built program: tried first, then written as one
//! step that one undo takes back.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{Ran, cabinet, done, filled, folder, hoso, refused, root, written};
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn table(name: &str) -> PathBuf {
    root().join("tests/suite/import").join(name)
}

fn sample() -> PathBuf {
    root().join("assets/samples/ho-so-mau.json")
}

/// Tries a table on the sample; what became of each row.
fn tried(file: &Path, more: &[&str]) -> (Ran, Value) {
    let mut words = vec!["import".to_owned()];
    words.extend([&sample(), file].map(|path| path.display().to_string()));
    words.extend(["--format".to_owned(), "json".to_owned()]);
    words.extend(more.iter().map(ToString::to_string));
    let ran = hoso(words);
    let view = serde_json::from_str(&ran.out).unwrap_or_default();
    (ran, view)
}

fn row(view: &Value, number: u32) -> &Value {
    let rows = view["rows"].as_array().unwrap();
    rows.iter().find(|row| row["row"] == number).unwrap()
}

fn states(view: &Value) -> Vec<(u64, &str)> {
    let rows = view["rows"].as_array().unwrap().iter();
    rows.map(|row| (row["row"].as_u64().unwrap(), row["state"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_list_as_offices_keep_it_is_understood_row_by_row() {
    for name in [
        "danh-sach.ods",
        "danh-sach.xls",
        "danh-sach-libreoffice.xlsx",
    ] {
        let (ran, view) = tried(&table(name), &[]);
        assert_eq!(ran.code, 1, "{name}: {}", ran.err);
        assert_eq!(view["kind"], "nominees", "{name}");
        assert_eq!(view["header"], 3, "{name}");
        assert_eq!(
            states(&view),
            [
                (5, "skipped"),
                (6, "skipped"),
                (7, "new"),
                (8, "new"),
                (9, "new"),
                (10, "new"),
                // Already proposed, with other blanks in the name of the office.
                (11, "same"),
                (12, "new"),
                (13, "refused"),
                (14, "skipped"),
                // The same person again, with another post.
                (15, "refused"),
                (16, "skipped"),
                (17, "new"),
                (18, "skipped"),
                (20, "skipped"),
                (21, "skipped"),
            ],
            "{name}: {:#}",
            view["rows"]
        );
        let faults = row(&view, 13)["faults"].as_array().unwrap();
        let cells: Vec<&str> = faults
            .iter()
            .map(|one| one["cell"].as_str().unwrap())
            .collect();
        assert_eq!(cells, ["C13", "H13"], "{name}");
        assert!(
            row(&view, 12)["notes"].to_string().contains("1975"),
            "{name}"
        );
        assert!(
            row(&view, 15)["faults"][0]["what"]
                .to_string()
                .contains("dòng 8"),
            "{name}"
        );
        assert_eq!(
            row(&view, 17)["detail"],
            "Tập thể · Sở Dịch vụ công và Dữ liệu",
            "{name}"
        );
        // The column under “Nữ” tells the gender, and formulas their values.
        let notes = view["notes"].to_string();
        for told in ["1 dòng đang ẩn", "vùng ô gộp"] {
            assert!(notes.contains(told), "{name}: {notes}");
        }
    }
}

#[test]
fn what_is_written_to_a_file_is_what_was_told() {
    let folder = folder();
    let out = folder.path().join("sau khi nhập.json");
    let from =
        [sample(), table("danh-sach-libreoffice.xlsx")].map(|path| path.display().to_string());
    let [dossier, list] = &from;
    let out_name = out.display().to_string();
    let refusals = folder.path().join("từ chối.xlsx").display().to_string();
    let ran = hoso([
        "import",
        dossier,
        list,
        "--write",
        &out_name,
        "--refused",
        &refusals,
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.out.contains("Đã ghi 6 dòng: 6 mới, 0 cập nhật."),
        "{}",
        ran.out
    );
    let text = std::fs::read_to_string(&out).unwrap();
    let after = hoso_exchange::dossier_from_json(&text).unwrap();
    let named = |name: &str| {
        after
            .nominees
            .iter()
            .find(|one| one.name.as_str() == name)
            .unwrap()
    };
    let json = |name: &str| serde_json::to_value(named(name)).unwrap();
    let khai = json("Nguyễn Thị Minh Khai");
    assert_eq!(khai["person"]["individual"]["gender"], "female");
    assert_eq!(khai["person"]["individual"]["birth_date"], "1981-04-03");
    assert_eq!(khai["person"]["individual"]["phone"], "0912345678");
    assert_eq!(khai["award_form"], "provincial_merit");
    assert_eq!(
        json("Lê Hoà")["person"]["individual"]["birth_date"],
        "1981-04-03"
    );
    assert_eq!(json("Lê Hoà")["summary"], "Đạt 96%");
    assert_eq!(
        json("Phạm Đức Bình")["person"]["individual"]["phone"],
        "0983111222"
    );
    assert_eq!(json("Phạm Đức Bình")["award_form"], "commendation_letter");
    assert_eq!(
        json("Đỗ Thị Lan")["person"]["individual"]["birth_date"],
        Value::Null
    );
    // Nothing that was there is lost, and blank cells empty nothing.
    let before =
        hoso_exchange::dossier_from_json(&std::fs::read_to_string(sample()).unwrap()).unwrap();
    assert_eq!(after.nominees.len(), before.nominees.len() + 6);
    let son = named("Hoàng Ngọc Sơn");
    assert_eq!(son.report, before.nominee(&son.id).unwrap().report);
    // The refused rows come back with their reasons, and are refused for the same again.
    let (_, again) = tried(Path::new(&refusals), &[]);
    assert_eq!(again["counts"]["refused"], 1, "{again:#}");
    assert_eq!(
        again["counts"]["new"], 1,
        "the second one is alone now: {again:#}"
    );
    // What was imported is there just so.
    let (_, same) = {
        let ran = hoso(["import", &out_name, list, "--format", "json"]);
        (ran.code, serde_json::from_str::<Value>(&ran.out).unwrap())
    };
    assert_eq!(same["counts"]["new"], 0, "{same:#}");
    assert_eq!(same["counts"]["updated"], 0, "{same:#}");
    let ran = hoso(["import", &out_name, list, "--write", &out_name, "--replace"]);
    refused(&ran, &["Không có gì để ghi"]);
}

#[test]
fn indicators_are_read_with_their_percentages_and_papers() {
    for name in ["chi-tieu.ods", "chi-tieu.xls", "chi-tieu-libreoffice.xlsx"] {
        let (ran, view) = tried(&table(name), &[]);
        assert_eq!(view["kind"], "indicators", "{name}: {}", ran.err);
        let of = |number| {
            (
                row(&view, number)["state"].as_str().unwrap(),
                row(&view, number)["detail"].as_str().unwrap(),
            )
        };
        assert!(of(2).1.contains("45,3%"), "{name}: {:?}", of(2));
        assert!(of(3).1.contains("2021 · 38,5%"), "{name}: {:?}", of(3));
        assert!(of(4).1.contains("88,5%"), "{name}: {:?}", of(4));
        for (number, told) in [
            (5, "#DIV/0!"),
            (6, "ngoài khoảng"),
            (7, "không có chỉ tiêu"),
        ] {
            assert_eq!(of(number).0, "refused", "{name}");
            let faults = row(&view, number)["faults"].to_string();
            assert!(faults.contains(told), "{name}: {faults}");
        }
    }
}

#[test]
fn indicators_with_a_column_for_each_year_are_laid_year_by_year() {
    let folder = folder();
    let file = written(
        folder.path(),
        "số liệu các năm.csv",
        "TT;Chỉ tiêu;Mục tiêu 2025 (%);Năm 2021;Năm 2022 (%);Kết quả năm 2023;Số, ký hiệu\n\
         1;Giao dịch thanh toán trực tuyến;30;12,5;20;28,4;15/BC-STP\n\
         2;Hồ sơ giải quyết thủ tục hành chính được luân chuyển nội bộ bằng phương thức điện tử;\
         80;;75;;\n\
         3;vertical_sector_at_one_stop;100;90;một trăm;100;\n\
         4;internal_procedures_published;100;;;;\n\
         5;Giao dịch thanh toán trực tuyến;30;12,5;21;;\n",
    );
    let (ran, view) = tried(&file, &[]);
    assert_eq!(view["kind"], "indicators", "{}", ran.err);
    assert_eq!(view["missing"], serde_json::json!([]));
    let columns = view["columns"].as_array().unwrap().iter();
    let fields: Vec<&str> = columns
        .map(|column| column["field"].as_str().unwrap_or("-"))
        .collect();
    let expected = [
        "-",
        "indicator",
        "-",
        "value_2021",
        "value_2022",
        "value_2023",
        "source_symbol",
    ];
    assert_eq!(fields, expected);
    assert_eq!(
        states(&view),
        [
            (2, "new"),
            (3, "new"),
            (4, "refused"),
            (5, "refused"),
            (6, "refused")
        ],
        "{view:#}"
    );
    assert_eq!(
        row(&view, 2)["detail"],
        "Năm 2021 · 12,5%; 2022 · 20%; 2023 · 28,4%"
    );
    assert_eq!(row(&view, 3)["detail"], "Năm 2022 · 75%");
    assert_eq!(row(&view, 4)["faults"][0]["cell"], "E4");
    let blank = row(&view, 5)["faults"].to_string();
    assert!(blank.contains("chưa có số của năm nào"), "{blank}");
    let other = row(&view, 6)["faults"].to_string();
    assert!(
        other.contains("dòng 2 đã ghi chỉ tiêu này của năm 2022"),
        "{other}"
    );
}

#[test]
fn a_result_for_a_year_that_its_own_column_tells_otherwise_is_refused() {
    let folder = folder();
    let file = written(
        folder.path(),
        "hai số.csv",
        "Chỉ tiêu;Năm;Kết quả;Năm 2022\n\
         Giao dịch thanh toán trực tuyến;2022;20;20\n\
         internal_procedures_published;2022;21;20\n\
         vertical_sector_at_one_stop;2021;90;100\n",
    );
    let (_, view) = tried(&file, &[]);
    assert_eq!(
        states(&view),
        [(2, "new"), (3, "refused"), (4, "new")],
        "{view:#}"
    );
    assert_eq!(row(&view, 2)["detail"], "Năm 2022 · 20%");
    assert_eq!(row(&view, 3)["faults"][0]["cell"], "C3");
    assert_eq!(row(&view, 4)["detail"], "Năm 2022 · 100%; 2021 · 90%");
}

#[test]
fn members_and_earlier_awards_are_recognised_by_their_headers() {
    let folder = folder();
    let members = written(
        folder.path(),
        "hội đồng.csv",
        "STT;Họ và tên;Chức vụ;Chức danh trong Hội đồng\n\
         1;Trịnh Công Chủ;Giám đốc;Chủ tịch HĐ\n\
         2;Lê Thị Thư;Văn thư;Ủy viên, thư ký\n\
         3;Ngô Văn Lạ;Chuyên viên;Trưởng ban\n",
    );
    let (_, view) = tried(&members, &[]);
    assert_eq!(view["kind"], "members", "{view:#}");
    assert_eq!(row(&view, 2)["detail"], "Chủ tịch Hội đồng");
    assert_eq!(row(&view, 3)["detail"], "Ủy viên kiêm Thư ký");
    assert_eq!(row(&view, 4)["state"], "refused");

    let awards = written(
        folder.path(),
        "đã khen.csv",
        "Họ tên,Năm khen,Danh hiệu thi đua,Số quyết định,Ngày quyết định,Cơ quan ban hành\n\
         HOÀNG  NGỌC SƠN,2020,Chiến sĩ thi đua cơ sở,12/QĐ-STP,05/01/2021,Sở Tư pháp\n\
         Hoàng Ngọc Sơn,2020,chiến sĩ thi đua cơ sở,12/QĐ-STP,05/01/2021,Sở Tư pháp\n\
         Người Không Có,2020,Giấy khen,1/QĐ,,\n\
         Hoàng Ngọc Sơn,hai nghìn,Giấy khen,1/QĐ,,\n",
    );
    let (_, view) = tried(&awards, &[]);
    assert_eq!(view["kind"], "awards", "{view:#}");
    assert_eq!(
        states(&view),
        [(2, "new"), (3, "same"), (4, "refused"), (5, "refused")],
        "{view:#}"
    );
    assert_eq!(row(&view, 2)["name"], "Hoàng Ngọc Sơn");
}

#[test]
fn in_the_cabinet_an_import_is_one_step_and_its_columns_are_remembered() {
    let folder = folder();
    let place = filled(folder.path());
    let list = |home: &str| {
        written(
            folder.path(),
            "danh sách.csv",
            format!("Cột một,Cột hai,Cột ba,Cột bốn\nTrần Thị Mới,Nữ,01/02/1990,{home}\n"),
        )
        .display()
        .to_string()
    };
    let mapping = [
        "--map",
        "A=name",
        "--map",
        "B=gender",
        "--map",
        "C=birth_date",
        "--map",
        "D=hometown",
    ];
    let first = list("Xã Nghĩa Lợi");
    let mut words = vec![
        "import-table",
        "mau-2022",
        &first,
        "--header",
        "1",
        "--kind",
        "nominees",
    ];
    // Nothing names the columns, so nothing is known of them.
    assert!(cabinet(&place, &words).out.contains("Thiếu cột bắt buộc"));
    words.extend(mapping);
    words.push("--write");
    let told = done(&place, &words);
    assert!(told.contains("Đã ghi 1 dòng: 1 mới, 0 cập nhật."), "{told}");
    assert!(done(&place, &["show", "mau-2022"]).contains("Trần Thị Mới"));
    assert!(done(&place, &["history", "mau-2022"]).contains("nhập từ bảng tính"));

    // The same header again: the columns are known, the other home is a change.
    let second = list("Xã Hải Hậu");
    let told = done(
        &place,
        &[
            "import-table",
            "mau-2022",
            &second,
            "--header",
            "1",
            "--kind",
            "nominees",
            "--write",
        ],
    );
    assert!(
        told.contains("Quê quán: “Xã Nghĩa Lợi” -> “Xã Hải Hậu”"),
        "{told}"
    );
    done(&place, &["undo", "mau-2022"]);
    assert!(done(&place, &["show", "mau-2022"]).contains("Xã Nghĩa Lợi"));
    done(&place, &["undo", "mau-2022"]);
    assert!(!done(&place, &["show", "mau-2022"]).contains("Trần Thị Mới"));
    assert!(
        done(&place, &["doctor"]).contains("nguyên vẹn") || cabinet(&place, &["doctor"]).code == 0
    );
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let folder = folder();
    let of = |name: &str, content: &[u8]| {
        let file = written(folder.path(), name, content);
        hoso([
            "import".to_owned(),
            sample().display().to_string(),
            file.display().to_string(),
        ])
    };
    refused(
        &of("trang web.xls", b"<html><table></table></html>"),
        &["trang web", ".xlsx"],
    );
    refused(
        &of("anh.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0"),
        &["không phải bảng tính"],
    );
    refused(&of("trong.csv", b"\n\n"), &["không có ô nào"]);
    let (ran, _) = tried(&table("danh-sach.xlsx"), &["--sheet", "Khác"]);
    refused(&ran, &["Khác", "Đề nghị"]);
}

#[test]
fn ten_thousand_rows_are_tried_and_written_as_one_step() {
    let folder = folder();
    let place = filled(folder.path());
    let mut text = "Họ và tên,Giới tính,Ngày sinh,Chức vụ,Nơi công tác\n".to_owned();
    for number in 0..10_000 {
        let (day, month, year) = (number % 28 + 1, number % 12 + 1, 1960 + number % 40);
        let _ = writeln!(
            text,
            "Nguyễn Văn Số {number},Nam,{day:02}/{month:02}/{year},Chuyên viên,Phòng {}",
            number % 50
        );
    }
    let list = written(folder.path(), "mười nghìn.csv", text)
        .display()
        .to_string();
    let told = done(&place, &["import-table", "mau-2022", &list, "--write"]);
    assert!(
        told.contains("Đã ghi 10000 dòng: 10000 mới"),
        "{}",
        &told[told.len() - 200..]
    );
    done(&place, &["undo", "mau-2022"]);
    assert!(!done(&place, &["show", "mau-2022"]).contains("Nguyễn Văn Số"));
}

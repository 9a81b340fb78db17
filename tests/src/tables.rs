//! Tables for a spreadsheet, read back with another language's library: the same rows as on paper,
//! real dates and numbers, and no name that becomes a formula.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{cabinet, done, filled, folder, hoso, read_with, refused, sample, written};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads a workbook: of each sheet its name, its rows with the kind of each value, the formulas in
/// it, the lists to choose from and the notes.
const READ_WORKBOOK: &str = "
import json, sys, zipfile
import xml.etree.ElementTree as tree
M = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
names = book.namelist()
part = lambda name: tree.fromstring(book.read(name))
text = lambda node: ''.join(t.text or '' for t in node.iter(M + 't'))
strings = [text(s) for s in part('xl/sharedStrings.xml')] if 'xl/sharedStrings.xml' in names else []
styles = part('xl/styles.xml')
codes = {'1': '0', '3': '#,##0', '9': '0%', '10': '0.00%', '49': '@'}
codes.update({f.get('numFmtId'): f.get('formatCode') for f in styles.iter(M + 'numFmt')})
looks = [codes.get(x.get('numFmtId'), x.get('numFmtId')) for x in styles.find(M + 'cellXfs')]
targets = {r.get('Id'): r.get('Target') for r in part('xl/_rels/workbook.xml.rels')}
sheets = []
for sheet in part('xl/workbook.xml').iter(M + 'sheet'):
    content = part('xl/' + targets[sheet.get(R + 'id')])
    rows = []
    for row in content.iter(M + 'row'):
        cells = []
        for cell in row.iter(M + 'c'):
            value = cell.find(M + 'v')
            look = looks[int(cell.get('s', '0'))]
            if value is None:
                cells.append(None)
            elif cell.get('t') == 's':
                cells.append(strings[int(value.text)])
            elif look == 'dd/mm/yyyy':
                cells.append({'date': int(value.text)})
            else:
                cells.append({'number': float(value.text), 'look': look})
        rows.append(cells)
    sheets.append({
        'name': sheet.get('name'),
        'hidden': sheet.get('state') == 'hidden',
        'rows': rows,
        'formulas': len(list(content.iter(M + 'f'))),
        'choices': [[v.get('sqref'), v.find(M + 'formula1').text]
                    for v in content.iter(M + 'dataValidation')],
        'paper': content.find(M + 'pageSetup').attrib if content.find(M + 'pageSetup') is not None else {},
    })
json.dump({'sheets': sheets, 'notes': sum('comments' in name for name in names)}, sys.stdout)
";

/// Reads the rows of every table of a DOCX file.
const READ_PAPER: &str = "
import json, sys, zipfile
import xml.etree.ElementTree as tree
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
body = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read('word/document.xml'))
text = lambda node: ''.join(t.text or '' for t in node.iter(W + 't')).replace('\\u00a0', ' ')
json.dump([[[text(cell) for cell in row.findall(W + 'tc')] for row in table.findall(W + 'tr')]
           for table in body.iter(W + 'tbl')], sys.stdout)
";

const HOSTILE: [&str; 4] = [
    "=HYPERLINK(\"http://x.example\",\"xem\")",
    "+84 912 345 678",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
];

fn read(script: &str, file: &Path) -> Value {
    let out = read_with("python3", &["-c", script, &file.display().to_string()]);
    serde_json::from_str(&out).unwrap()
}

/// A dossier as a file.
fn on_disk(folder: &Path, dossier: &Value) -> PathBuf {
    written(
        folder,
        "hồ sơ.json",
        serde_json::to_string(dossier).unwrap(),
    )
}

/// Writes a table of a dossier and reads it back.
#[track_caller]
fn table(kind: &str, dossier: &Path, more: &[&str]) -> Value {
    let folder = folder();
    let out = folder.path().join("bảng.xlsx");
    let words = ["table", kind, &dossier.display().to_string()];
    let target = ["--out", &out.display().to_string()];
    let ran = hoso(words.iter().chain(&target).chain(more));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.starts_with("Đã ghi "), "{ran:?}");
    read(READ_WORKBOOK, &out)
}

/// The rows of a sheet from the one that begins with a title on.
fn from_head(book: &Value, sheet: usize, first: &str) -> Vec<Vec<Value>> {
    let rows = book["sheets"][sheet]["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row.as_array().unwrap().clone())
        .skip_while(|row| row.first() != Some(&json!(first)))
        .collect()
}

/// The names of the sheets.
fn sheets_of(book: &Value) -> Vec<&str> {
    let sheets = book["sheets"].as_array().unwrap();
    let names = sheets.iter().map(|sheet| sheet["name"].as_str().unwrap());
    names.collect()
}

/// What a cell shows.
fn shown(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other["number"].as_f64().unwrap().to_string(),
    }
}

#[test]
fn the_lists_have_the_rows_and_columns_that_they_have_on_paper() {
    let folder = folder();
    let dossier = on_disk(folder.path(), &sample());
    let out = folder.path().join("văn bản");
    let words = ["export", "--format", "docx", "--document", "submission"];
    let places = [
        "--out",
        &out.display().to_string(),
        &dossier.display().to_string(),
    ];
    assert_eq!(hoso(words.iter().chain(&places)).code, 0);
    let paper = read(READ_PAPER, &out.join("01-to-trinh-va-danh-sach.docx"));
    let lists: Vec<&Value> = paper
        .as_array()
        .unwrap()
        .iter()
        .filter(|table| table[0][0] == "STT")
        .collect();
    let book = table("nominees", &dossier, &[]);
    assert_eq!(book["sheets"].as_array().unwrap().len(), lists.len());
    for (at, list) in lists.into_iter().enumerate() {
        let rows = from_head(&book, at, "STT");
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(shown).collect())
            .collect();
        assert_eq!(json!(rows), *list);
        assert_eq!(book["sheets"][at]["paper"]["paperSize"], "9");
        assert_eq!(book["sheets"][at]["paper"]["orientation"], "landscape");
    }
}

#[test]
fn the_full_list_has_real_dates_and_numbers_that_stay_text() {
    let folder = folder();
    let mut changed = sample();
    let nominees = changed["dossier"]["nominees"].as_array_mut().unwrap();
    let person = nominees
        .iter_mut()
        .find(|nominee| nominee["person"]["individual"].is_object())
        .unwrap();
    person["person"]["individual"]["phone"] = json!("0912345678");
    person["person"]["individual"]["birth_date"] = json!("1975-04-30");
    let book = table("nominees-in-full", &on_disk(folder.path(), &changed), &[]);
    let names = sheets_of(&book);
    assert_eq!(
        names,
        ["Tập thể", "Cá nhân", "Tập thể (đầy đủ)", "Cá nhân (đầy đủ)"]
    );
    let rows = from_head(&book, 3, "STT");
    let column = |title: &str| rows[0].iter().position(|head| head == title).unwrap();
    assert_eq!(rows[1][column("Ngày sinh")], json!({ "date": 27514 }));
    assert_eq!(rows[1][column("Điện thoại")], "0912345678");
}

#[test]
fn no_name_becomes_a_formula_in_any_table() {
    let folder = folder();
    let mut changed = sample();
    let unit = HOSTILE[0];
    changed["dossier"]["unit"]["name"] = json!(unit);
    for (at, nominee) in changed["dossier"]["nominees"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        nominee["name"] = json!(HOSTILE[at % HOSTILE.len()]);
        nominee["note"] = json!(HOSTILE[(at + 1) % HOSTILE.len()]);
        nominee["summary"] = json!(HOSTILE[(at + 2) % HOSTILE.len()]);
    }
    for member in changed["dossier"]["council"]["members"]
        .as_array_mut()
        .unwrap()
    {
        member["name"] = json!(HOSTILE[1]);
        member["position"] = json!(HOSTILE[2]);
    }
    let dossier = on_disk(folder.path(), &changed);
    for kind in [
        "nominees",
        "nominees-in-full",
        "indicators",
        "findings",
        "council",
    ] {
        let book = table(kind, &dossier, &[]);
        for sheet in book["sheets"].as_array().unwrap() {
            assert_eq!(sheet["formulas"], 0, "{kind}: {sheet}");
        }
        let text = book.to_string();
        for name in &HOSTILE[1..] {
            let is_there = text.contains(&json!(name).to_string());
            assert_eq!(is_there, kind != "indicators", "{kind}: {name}");
        }
    }

    let place = folder.path().join("tủ");
    done(&place, &["init"]);
    done(&place, &["import", &dossier.display().to_string()]);
    let list = folder.path().join("hồ sơ.xlsx").display().to_string();
    done(&place, &["list", "--xlsx", &list]);
    let book = read(READ_WORKBOOK, Path::new(&list));
    let rows = from_head(&book, 0, "STT");
    assert_eq!(rows[1][2], unit);
    assert_eq!(book["sheets"][0]["formulas"], 0);
    refused(&cabinet(&place, &["list", "--xlsx", &list]), &["trùng tên"]);
}

#[test]
fn the_findings_are_those_of_the_check() {
    let folder = folder();
    let mut changed = sample();
    changed["dossier"]["unit"]["name"] = json!("");
    changed["dossier"]["nominees"][3]["facts"] = json!([]);
    let dossier = on_disk(folder.path(), &changed);
    let checked = hoso(["check", &dossier.display().to_string(), "--format", "json"]);
    let findings: Vec<Value> = serde_json::from_str(&checked.out).unwrap();
    let book = table("findings", &dossier, &[]);
    let (open, others) = (from_head(&book, 0, "STT"), from_head(&book, 1, "STT"));
    assert_eq!(open.len() + others.len() - 2, findings.len());
    let weighing = |title: &str| open.iter().filter(|row| row[1] == title).count();
    let of = |weight: &str| {
        findings
            .iter()
            .filter(|one| one["severity"] == weight)
            .count()
    };
    assert!(of("blocking") > 0);
    assert_eq!(weighing("Phải sửa"), of("blocking"));
    assert_eq!(weighing("Cần xem lại"), of("warning"));
    for (row, finding) in open[1..].iter().zip(&findings) {
        assert_eq!(row[4], finding["message"]);
        assert!(!shown(&row[8]).is_empty(), "{row:?} has no place");
    }
}

#[test]
fn votes_and_indicators_are_numbers() {
    let folder = folder();
    let mut changed = sample();
    changed["dossier"]["indicators"] = json!([]);
    let dossier = on_disk(folder.path(), &changed);
    let book = table("council", &dossier, &[]);
    let votes = from_head(&book, 1, "STT");
    let share = votes[0]
        .iter()
        .position(|head| head == "Tỷ lệ đồng ý")
        .unwrap();
    assert!(votes[1..].iter().all(|row| row[share]["look"] == "0.00%"));
    let tally = &changed["dossier"]["meeting"]["votes"][0];
    assert_eq!(votes[1][4]["number"], tally["agree"].as_f64().unwrap());
    let book = table("indicators", &dossier, &["--year", "2023"]);
    assert_eq!(book["sheets"][0]["name"], "Năm 2023");
    let rows = from_head(&book, 0, "STT");
    assert!(
        rows[1..].iter().any(|row| row[2]["look"] == "0%"),
        "{rows:?}"
    );
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let folder = folder();
    let dossier = on_disk(folder.path(), &sample()).display().to_string();
    let write = |name: &str, command: &str, kind: &str| {
        let out = folder.path().join(name);
        let ran = hoso([command, kind, &dossier, "--out", &out.display().to_string()]);
        assert_eq!(ran.code, 0, "{ran:?}");
        fs::read(out).unwrap()
    };
    assert_eq!(
        write("một.xlsx", "table", "nominees-in-full"),
        write("hai.xlsx", "table", "nominees-in-full")
    );
    assert_eq!(
        write("ba.xlsx", "import-template", "nominees"),
        write("bốn.xlsx", "import-template", "nominees")
    );
}

#[test]
fn a_template_offers_what_the_plan_has() {
    let folder = folder();
    let dossier = on_disk(folder.path(), &sample()).display().to_string();
    for (kind, lists) in [
        ("nominees", 6),
        ("members", 1),
        ("indicators", 1),
        ("awards", 2),
    ] {
        let out = folder.path().join(format!("{kind}.xlsx"));
        let ran = hoso([
            "import-template",
            kind,
            &dossier,
            "--out",
            &out.display().to_string(),
        ]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let book = read(READ_WORKBOOK, &out);
        let sheets = book["sheets"].as_array().unwrap();
        assert_eq!(sheets[0]["rows"].as_array().unwrap().len(), 1, "{kind}");
        assert_eq!(
            sheets[0]["choices"].as_array().unwrap().len(),
            lists,
            "{kind}"
        );
        assert_eq!(sheets[1]["name"], "Hướng dẫn");
        assert_eq!(sheets.last().unwrap()["hidden"], true);
        assert_ne!(book["notes"], 0);
    }
    let book = read(READ_WORKBOOK, &folder.path().join("nominees.xlsx")).to_string();
    for offered in [
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "b2",
        "Cá nhân",
    ] {
        assert!(book.contains(offered), "{offered}");
    }
}

#[test]
fn an_export_takes_lists_and_tables_along() {
    let folder = folder();
    let dossier = on_disk(folder.path(), &sample()).display().to_string();
    let out = folder.path().join("ra");
    let words = ["export", &dossier, "--document", "minutes", "--tables"];
    let ran = hoso(words.iter().chain(&["--out", &out.display().to_string()]));
    assert_eq!(ran.code, 0, "{ran:?}");
    let book = read(READ_WORKBOOK, &out.join("12-danh-sach-va-bang-bieu.xlsx"));
    let names = sheets_of(&book);
    assert!(names.starts_with(&["Tập thể", "Cá nhân", "Hội đồng", "Kết quả bình xét"]));
    let packed =
        hoso(
            words
                .iter()
                .chain(&["--zip", "--replace", "--out", &out.display().to_string()]),
        );
    assert_eq!(packed.code, 0, "{packed:?}");
    let package = fs::read_dir(&out)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "zip"))
        .unwrap();
    let listed = read_with("unzip", &["-l", &package.display().to_string()]);
    assert!(
        listed.contains("12-danh-sach-va-bang-bieu.xlsx"),
        "{listed}"
    );
}

#[test]
fn a_dossier_without_nominees_has_no_list() {
    let folder = folder();
    let mut changed = sample();
    changed["dossier"]["nominees"] = json!([]);
    changed["dossier"]["meeting"] = Value::Null;
    let dossier = on_disk(folder.path(), &changed).display().to_string();
    let out = folder.path().join("bảng.xlsx");
    let ran = hoso([
        "table",
        "nominees",
        &dossier,
        "--out",
        &out.display().to_string(),
    ]);
    refused(&ran, &["chưa có gì"]);
    assert!(!out.exists());
}

#[test]
fn the_statistics_have_a_sheet_for_each_table() {
    let folder = folder();
    let place = filled(folder.path());
    let out = folder.path().join("thống kê.xlsx").display().to_string();
    done(&place, &["statistics", "--full", "--xlsx", &out]);
    let book = read(READ_WORKBOOK, Path::new(&out));
    let sheets = book["sheets"].as_array().unwrap();
    assert_eq!(sheets.len(), 5);
    let rows = from_head(&book, 1, "Năm hoặc đợt");
    assert_eq!(rows[0][1], "Tập thể");
    assert_eq!(rows[2][0]["number"], 2022.0);
    assert_eq!(rows[2][1]["number"], 3.0);
    assert_eq!(rows[2][1]["look"], "#,##0");
}

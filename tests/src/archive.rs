//! Files that an archive, a word processor and a screen reader accept, and what becomes of bad
//! input. Read with tools that share no code with the program (veraPDF, poppler, qpdf, a DOCX
//! reader, `LibreOffice`), and with a second validator of the archive standards, which rests on a
//! later version of the PDF library that the program uses.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "archive/verapdf.rs"]
mod verapdf;

use docx_rs::{
    DocumentChild, ParagraphChild, RunChild, TableCellContent, TableChild, TableRowChild,
};
use hoso_tests::{Ran, fold, hoso, listing, read_with, sample};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// Writes a dossier file and exports it.
fn export(folder: &Path, file: &Value, more: &[&str]) -> (Ran, PathBuf) {
    let path = folder.join("ho-so.json");
    fs::write(&path, file.to_string()).unwrap();
    let out = folder.join("ra");
    let mut arguments = vec![
        "export".to_owned(),
        path.display().to_string(),
        "--out".to_owned(),
        out.display().to_string(),
    ];
    arguments.extend(more.iter().map(|word| (*word).to_owned()));
    (hoso(arguments), out)
}

/// Everything there is of the sample, written once for all tests that only read it.
fn everything() -> &'static Path {
    static WRITTEN: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    &WRITTEN.get_or_init(write_everything).1
}

fn write_everything() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let more = ["--document", "all", "--format", "both", "--merged"];
    let (ran, out) = export(folder.path(), &sample(), &more);
    assert_eq!(ran.code, 0, "{ran:?}");
    (folder, out)
}

fn with_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let names = listing(folder).into_iter();
    names
        .filter(|name| name.ends_with(ending))
        .map(|name| folder.join(name))
        .collect()
}

/// Both validators find nothing.
#[track_caller]
fn conform(pdfs: &[PathBuf]) {
    for pdf in pdfs {
        let bytes = fs::read(pdf).unwrap();
        for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
            let options = ValidationOptions::default().profile(profile);
            let report = validate_pdf_bytes(&bytes, &options).unwrap();
            assert!(
                report.failures.is_empty(),
                "{} {profile:?}: {:?}",
                pdf.display(),
                report.failures
            );
        }
    }
    verapdf::judge(pdfs);
}

#[test]
fn every_pdf_is_an_archive_file_that_can_be_read_aloud() {
    let out = everything();
    let pdfs = with_ending(out, ".pdf");
    assert_eq!(pdfs.len(), 24, "{pdfs:?}");
    conform(&pdfs);
    for pdf in &pdfs {
        read_with("qpdf", &["--check", &pdf.display().to_string()]);
    }
}

#[test]
fn a_screen_reader_meets_headings_tables_and_text_in_order() {
    let out = everything();
    let letter = out
        .join("01-to-trinh-va-danh-sach.pdf")
        .display()
        .to_string();
    let tree = read_with("pdfinfo", &["-struct-text", &letter]);
    let places: Vec<usize> = [
        "H1",
        "\"TỜ TRÌNH\"",
        "H2",
        "\"1. Tập thể\"",
        "Table",
        "TH",
        "\"STT\"",
        "TD",
    ]
    .iter()
    .map(|words| {
        tree.find(words)
            .unwrap_or_else(|| panic!("{words}: {tree}"))
    })
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    // The header row stands on three pages and is read once for each of the two tables.
    assert_eq!(tree.matches("\"STT\"").count(), 2, "{tree}");
}

#[test]
fn word_files_say_what_the_pdf_says() {
    let out = everything();
    let files = with_ending(out, ".docx");
    assert_eq!(files.len(), 23);
    // Printing a tree takes a second for each document, so some stand for their like; of ballots
    // the PDF holds one for every voter and the other file one to copy.
    let left_out =
        |name: &str| name.starts_with("05-") || (name.starts_with("02-") && !name.contains("-04-"));
    let name = |path: &PathBuf| path.file_name().unwrap().display().to_string();
    for file in files.into_iter().filter(|file| !left_out(&name(file))) {
        let docx = docx_rs::read_docx(&fs::read(&file).unwrap()).unwrap();
        let words = fold(&text_of(&docx.document.children));
        let pdf = file.with_extension("pdf").display().to_string();
        let tree = read_with("pdfinfo", &["-struct-text", &pdf]);
        let read = fold(&tree_text(&tree));
        assert_eq!(words, read, "{}", file.display());
    }
}

/// The quoted texts of a printed structure tree. Lines of one paragraph stand in one quotation.
fn tree_text(tree: &str) -> String {
    let mut text = String::new();
    for line in tree.lines() {
        let line = line.trim_start();
        if let Some(quoted) = line.strip_prefix('"') {
            text.push_str(quoted.strip_suffix('"').unwrap_or(quoted));
            text.push(' ');
        }
    }
    text
}

fn text_of(children: &[DocumentChild]) -> String {
    let mut text = String::new();
    for child in children {
        match child {
            DocumentChild::Paragraph(paragraph) => push_paragraph(&paragraph.children, &mut text),
            DocumentChild::Table(table) => push_table(table, &mut text),
            _ => {}
        }
    }
    text
}

fn push_table(table: &docx_rs::Table, text: &mut String) {
    for TableChild::TableRow(row) in &table.rows {
        for TableRowChild::TableCell(cell) in &row.cells {
            for content in &cell.children {
                match content {
                    TableCellContent::Paragraph(paragraph) => {
                        push_paragraph(&paragraph.children, text);
                    }
                    TableCellContent::Table(table) => push_table(table, text),
                    _ => {}
                }
            }
        }
    }
}

fn push_paragraph(children: &[ParagraphChild], text: &mut String) {
    for child in children {
        if let ParagraphChild::Run(run) = child {
            for part in &run.children {
                match part {
                    RunChild::Text(words) => text.push_str(&words.text),
                    RunChild::Break(_) => text.push(' '),
                    _ => {}
                }
            }
        }
    }
    text.push(' ');
}

#[test]
fn word_files_have_real_tables_page_numbers_and_the_usual_font() {
    let out = everything();
    let file = out.join("01-to-trinh-va-danh-sach.docx");
    let part = |name: &str| read_with("unzip", &["-p", &file.display().to_string(), name]);
    let body = part("word/document.xml");
    assert_eq!(
        body.matches("<w:tblHeader/>").count(),
        2,
        "two tables repeat their headers"
    );
    assert!(body.contains("w:orient=\"landscape\""));
    assert!(body.contains("<w:pStyle w:val=\"Title\"/>") && body.contains("Heading2"));
    // 20, 15, 20 and 30 millimetres in twentieths of a point.
    assert!(
        body.contains("w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\""),
        "{body}"
    );
    assert!(part("word/styles.xml").contains("Times New Roman"));
    assert!(part("word/header0.xml").contains(" PAGE "));
    let minutes = out
        .join("03-bien-ban-hop-hoi-dong.docx")
        .display()
        .to_string();
    assert!(read_with("unzip", &["-p", &minutes, "word/document.xml"]).contains("w:vMerge"));
}

/// `LibreOffice` opens a file and prints what it read.
#[test]
fn libreoffice_opens_word_files() {
    let out = everything();
    let folder = tempfile::tempdir().unwrap();
    let Ok(output) = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.path().join("profile").display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .args([
            out.join("04-giay-moi-hop-hoi-dong.docx"),
            out.join("02-bao-cao-thanh-tich-04-doan-van-khai.docx"),
        ])
        .output()
    else {
        println!("LibreOffice is not installed here; the other tests read DOCX files without it.");
        return;
    };
    assert!(output.status.success(), "{output:?}");
    for name in [
        "04-giay-moi-hop-hoi-dong.pdf",
        "02-bao-cao-thanh-tich-04-doan-van-khai.pdf",
    ] {
        let words = |path: PathBuf| {
            let text = read_with("pdftotext", &["-raw", &path.display().to_string(), "-"]);
            let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(
            words(folder.path().join(name)),
            words(out.join(name)),
            "{name}"
        );
    }
}

/// A dossier with three scans beside it.
fn with_scans(folder: &Path) -> Value {
    let mut file = sample();
    let out = everything();
    let minutes = out.join("03-bien-ban-hop-hoi-dong.pdf");
    fs::copy(&minutes, folder.join("a.pdf")).unwrap();
    for (kind, name) in [("-jpeg", "b"), ("-png", "c")] {
        let target = folder.join(name).display().to_string();
        let source = minutes.display().to_string();
        read_with(
            "pdftoppm",
            &["-r", "50", "-singlefile", kind, &source, &target],
        );
    }
    let evidence = file["dossier"]["evidence"].as_array_mut().unwrap();
    evidence.truncate(3);
    for (paper, name) in evidence.iter_mut().zip(["a.pdf", "b.jpg", "c.png"]) {
        paper["file"] = name.into();
        paper["sha256"] = Value::Null;
    }
    file
}

#[test]
fn the_whole_dossier_is_one_file_with_index_bookmarks_and_scans() {
    let folder = tempfile::tempdir().unwrap();
    let file = with_scans(folder.path());
    let (ran, out) = export(folder.path(), &file, &["--merged"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let whole = out.join("ho-so-day-du.pdf").display().to_string();
    read_with("qpdf", &["--check", &whole]);
    let pages = |path: &str| -> usize {
        let info = read_with("pdfinfo", &[path]);
        let line = info
            .lines()
            .find(|line| line.starts_with("Pages:"))
            .unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let own: usize = with_ending(&out, ".pdf")
        .iter()
        .map(|path| path.display().to_string())
        .filter(|path| *path != whole)
        .map(|path| pages(&path))
        .sum();
    let minutes = pages(
        &out.join("03-bien-ban-hop-hoi-dong.pdf")
            .display()
            .to_string(),
    );
    let text = read_with("pdftotext", &["-layout", &whole, "-"]);
    let sheets: Vec<&str> = text.split('\u{c}').collect();
    let index = sheets
        .iter()
        .position(|sheet| sheet.contains("TỜ TRÌNH"))
        .unwrap();
    assert!(sheets[0].contains("MỤC LỤC VĂN BẢN, TÀI LIỆU"));
    assert_eq!(
        pages(&whole),
        index + own + 2 + minutes,
        "index, documents, two pictures, scan"
    );
    // The index sends to the page on which the minutes really begin.
    let begins = sheets
        .iter()
        .position(|sheet| sheet.contains("BIÊN BẢN") && sheet.contains("Thời gian bắt đầu"))
        .unwrap()
        + 1;
    let listed = fold(&sheets[..index].join(" "));
    assert!(
        listed.contains(&format!("{begins}–{}", begins + minutes - 1)),
        "{begins}: {listed}"
    );
    let outline = read_with("qpdf", &["--json", "--json-key=outlines", &whole]);
    for title in [
        "Tờ trình",
        "Danh sách cá nhân",
        "Biên bản họp Hội đồng",
        "Minh chứng:",
    ] {
        assert!(outline.contains(title), "{title}");
    }
}

#[test]
fn pictures_alone_keep_the_whole_dossier_an_archive_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = with_scans(folder.path());
    file["dossier"]["evidence"][0]["file"] = "b.jpg".into();
    let (ran, out) = export(folder.path(), &file, &["--merged"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    conform(&[out.join("ho-so-day-du.pdf")]);
}

#[test]
fn a_broken_scan_is_refused_by_name_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = with_scans(folder.path());
    let whole = fs::read(folder.path().join("a.pdf")).unwrap();
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    huge.extend([
        0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 8, 2, 0, 0, 0, 0, 0, 0, 0,
    ]);
    for bad in [
        &whole[..whole.len() / 2],
        b"%PDF-1.7\nnothing",
        &huge,
        b"GIF89a",
    ] {
        fs::write(folder.path().join("a.pdf"), bad).unwrap();
        let (ran, out) = export(folder.path(), &file, &["--merged"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains("“a.pdf”"), "{}", ran.err);
        assert!(!out.exists() || listing(&out).is_empty());
    }
    // What is not there is said, and the rest is written.
    fs::remove_file(folder.path().join("a.pdf")).unwrap();
    let (ran, out) = export(folder.path(), &file, &["--merged"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains("Không thấy tệp minh chứng “a.pdf”"),
        "{}",
        ran.out
    );
    assert!(out.join("ho-so-day-du.pdf").exists());
}

#[test]
fn scans_outside_the_folder_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = with_scans(folder.path());
    fs::create_dir(folder.path().join("trong")).unwrap();
    file["dossier"]["evidence"][0]["file"] = "../a.pdf".into();
    let inside = folder.path().join("trong").display().to_string();
    let (ran, _out) = export(folder.path(), &file, &["--merged", "--scans", &inside]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("Không thấy tệp minh chứng “../a.pdf”"));
}

#[test]
fn odd_letters_are_printed_or_named_with_their_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = sample();
    let nominee = &mut file["dossier"]["nominees"][4];
    nominee["name"] = "Vũ\u{202e} Thị\u{7} Thanh😀 Hà\u{200f}".into();
    let words = "từng ".repeat(10_000);
    nominee["report"]["sections"][0]["paragraphs"][0] = words.into();
    nominee["report"]["sections"][0]["heading"] = "שלום".into();
    let long = "Nguyễn ".repeat(35);
    file["dossier"]["nominees"][5]["name"] = long.trim().into();
    let (ran, out) = export(folder.path(), &file, &["--format", "both"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let named = "không in được ký tự “😀” (U+1F600) (ở mục nominees[4].name)";
    assert!(ran.out.contains(named), "{}", ran.out);
    let hebrew = "“ש” (U+05E9) (ở mục nominees[4].report.sections[0].heading)";
    assert!(ran.out.contains(hebrew), "{}", ran.out);
    assert!(!ran.out.contains("U+202E") && !ran.out.contains("U+0007"));
    let pdfs = with_ending(&out, ".pdf");
    conform(&pdfs[..8]);
    let mut report = pdfs.into_iter().map(|path| path.display().to_string());
    let path = report
        .find(|path| path.contains("vu-thi-thanh-ha"))
        .unwrap();
    let raw = read_with("pdftotext", &["-raw", &path, "-"]);
    let printed = raw
        .split_whitespace()
        .filter(|word| *word == "từng")
        .count();
    assert!(printed >= 10_000, "{printed}");
}

#[test]
fn awards_of_two_levels_have_a_letter_each() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = sample();
    file["dossier"]["nominees"][0]["award_form"] = "prime_minister_merit".into();
    let (ran, out) = export(folder.path(), &file, &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let letters: Vec<String> = listing(&out)
        .into_iter()
        .filter(|name| name.starts_with("01-"))
        .collect();
    assert_eq!(
        letters,
        [
            "01-to-trinh-va-danh-sach-cap-nha-nuoc.pdf",
            "01-to-trinh-va-danh-sach-cap-tinh.pdf"
        ]
    );
    let state = hoso_tests::pdf_text(&out.join(&letters[0]));
    assert!(
        state.contains("Bằng khen của Thủ tướng Chính phủ"),
        "{state}"
    );
    assert!(state.contains("01 tập thể có thành tích"), "{state}");
    assert!(!state.contains("Vũ Thị Thanh Hà"));
}

#[test]
fn the_same_choice_gives_the_same_bytes() {
    let first = everything();
    let (_two, second) = write_everything();
    for name in listing(first) {
        assert!(
            fs::read(first.join(&name)).unwrap() == fs::read(second.join(&name)).unwrap(),
            "{name} differs"
        );
    }
}

#[test]
fn a_document_that_does_not_exist_is_refused_with_those_that_do() {
    let folder = tempfile::tempdir().unwrap();
    let (ran, out) = export(folder.path(), &sample(), &["--document", "letter"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("submission") && ran.err.contains("certificate"),
        "{}",
        ran.err
    );
    assert!(!out.exists());
    let (ran, out) = export(
        folder.path(),
        &sample(),
        &["--document", "minutes", "--document", "ballot"],
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        listing(&out),
        ["03-bien-ban-hop-hoi-dong.pdf", "05-phieu-bau.pdf"]
    );
}

//! The set that is printed: copies, order, empty backs, and that it is remembered.

use super::{done, dossier, run};
use hoso_tests::{cabinet, filled, folder, listing, read_with, refused};
use serde_json::Value;
use std::path::Path;

/// The text of each page.
fn pages(out: &Path) -> Vec<String> {
    let file = out.join("in-ho-so.pdf").display().to_string();
    let text = read_with("pdftotext", &["-layout", &file, "-"]);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(
        pages.pop().as_deref(),
        Some(""),
        "a page ends with its mark"
    );
    pages
}

/// Places of the pages with a title, from 1.
fn with(pages: &[String], title: &str) -> Vec<usize> {
    let has = |(at, page): (usize, &String)| {
        page.lines()
            .any(|line| line.trim() == title)
            .then_some(at + 1)
    };
    pages.iter().enumerate().filter_map(has).collect()
}

#[test]
fn the_usual_set_is_collated_and_each_document_begins_on_a_sheet_of_its_own() {
    let (folder, file) = dossier();
    let out = folder.path().join("in");
    let ran = run("print", &file, &out, &["--set"]);
    done(&ran);
    let pages = pages(&out);
    let letters = with(&pages, "TỜ TRÌNH");
    let reports = with(&pages, "BÁO CÁO THÀNH TÍCH");
    let minutes = with(&pages, "BIÊN BẢN");
    assert_eq!((letters.len(), reports.len()), (3, 24));
    for page in letters.iter().chain(&reports).chain(&minutes) {
        assert_eq!(page % 2, 1, "page {page} is no front");
    }
    // One set is complete before the next begins: letter, reports, minutes, and again.
    assert!(
        letters[0] < reports[0] && reports[11] < letters[1],
        "{letters:?} {reports:?}"
    );
    assert!(
        letters[1] < reports[12] && reports[23] < letters[2],
        "{letters:?} {reports:?}"
    );
    let sheets = pages.len().div_ceil(2);
    assert!(
        ran.out.contains(&format!("trên {sheets} tờ giấy")),
        "{}",
        ran.out
    );
    let file = out.join("in-ho-so.pdf").display().to_string();
    read_with("qpdf", &["--check", &file]);
    let again = folder.path().join("lại");
    done(&run(
        "print",
        &super::dossier_of(&folder),
        &again,
        &["--set"],
    ));
    let bytes = |out: &Path| std::fs::read(out.join("in-ho-so.pdf")).unwrap();
    assert!(bytes(&out) == bytes(&again), "the same set, the same bytes");
}

#[test]
fn copies_and_order_are_as_asked_for() {
    let (folder, file) = dossier();
    let out = folder.path().join("in");
    let mut more = vec![
        "--first",
        "minutes",
        "--gathering",
        "by-document",
        "--sides",
        "one",
    ];
    for copies in [
        "minutes=2",
        "submission=1",
        "report=0",
        "index=0",
        "hand_over=0",
    ] {
        more.extend(["--copies", copies]);
    }
    done(&run("print", &file, &out, &more));
    let pages = pages(&out);
    let (minutes, letters) = (with(&pages, "BIÊN BẢN"), with(&pages, "TỜ TRÌNH"));
    assert_eq!((minutes.len(), letters.len()), (2, 1));
    assert!(minutes[1] < letters[0], "{minutes:?} {letters:?}");
    assert_eq!(with(&pages, "BÁO CÁO THÀNH TÍCH"), [0_usize; 0]);
    assert!(
        pages.iter().all(|page| !page.trim().is_empty()),
        "no empty backs"
    );

    let other = folder.path().join("khác");
    refused(
        &run("print", &file, &other, &["--copies", "banh=1"]),
        &["banh"],
    );
    refused(
        &run("print", &file, &other, &["--copies", "report=51"]),
        &["50 bản"],
    );
    let none = [
        "index=0",
        "submission=0",
        "report=0",
        "minutes=0",
        "hand_over=0",
    ];
    let none: Vec<&str> = none
        .iter()
        .flat_map(|copies| ["--copies", copies])
        .collect();
    refused(&run("print", &file, &other, &none), &["0 bản"]);
    assert!(!other.exists());
}

#[test]
fn a_set_and_the_size_of_mails_are_remembered_for_dossiers_of_a_kind() {
    let folder = folder();
    let place = filled(folder.path());
    let told = |words: &[&str]| {
        let ran = cabinet(&place, words);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}: {ran:?}");
        ran.out
    };
    let set = |more: &[&str]| -> Value {
        let words = [&["print-set", "mau-2022", "--format", "json"], more].concat();
        serde_json::from_str(&told(&words)).unwrap()
    };
    assert_eq!(set(&[])["is_usual"], true);
    set(&[
        "--copies",
        "submission=5",
        "--copies",
        "report=1",
        "--first",
        "submission",
    ]);
    let kept = set(&[]);
    assert_eq!(kept["is_usual"], false);
    assert_eq!(kept["lines"][0]["document"], "submission");
    assert_eq!(kept["lines"][0]["copies"], 5);
    let out = folder.path().join("in");
    let kept = ["--cabinet", &place.display().to_string()];
    let run = |command: &str, out: &Path, more: &[&str]| {
        done(&run(
            command,
            "mau-2022".as_ref(),
            out,
            &[&kept[..], more].concat(),
        ));
    };
    run("print", &out, &["--set"]);
    let pages = pages(&out);
    assert_eq!(with(&pages, "TỜ TRÌNH").len(), 5);
    assert_eq!(with(&pages, "BÁO CÁO THÀNH TÍCH").len(), 12);
    assert_eq!(set(&["--usual"])["is_usual"], true);

    assert!(told(&["mail-limit"]).contains("20 MB"));
    assert!(told(&["mail-limit", "12"]).contains("12 MB"));
    assert!(told(&["mail-limit"]).contains("12 MB"));
    let mail = folder.path().join("thư");
    run("mail", &mail, &[]);
    assert_eq!(listing(&mail).len(), 1);
    let papers = folder.path().join("văn bản");
    run("export", &papers, &[]);
    assert_eq!(listing(&papers).len(), 14);
}

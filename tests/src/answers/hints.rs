//! Hints on reports, and words on printed pages.

use super::{done, json_of, shown};
use hoso_tests::{folder, hoso, refused, root, sample};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The sample with other texts in its first reports.
fn with_reports(folder: &Path, texts: &[&str]) -> String {
    let mut file = sample();
    for (at, text) in texts.iter().enumerate() {
        file["dossier"]["nominees"][at]["report"]["sections"] =
            json!([{ "heading": "Kết quả", "paragraphs": [text] }]);
    }
    let path = folder.join("hồ sơ.json");
    fs::write(&path, file.to_string()).unwrap();
    shown(&path)
}

#[test]
fn reports_that_copy_each_other_or_say_nothing_are_named_as_hints() {
    let folder = folder();
    let copied =
        "Năm 2022 phòng đã rà soát 45 thủ tục, cắt giảm 12 ngày giải quyết và số hóa 98% hồ sơ.";
    let other = "Tổ một cửa tiếp nhận 5.120 hồ sơ trực tuyến, trả đúng hạn 99% và không để dân phải đi lại hai lần.";
    let empty =
        "Luôn chấp hành nghiêm kỷ luật; phát huy tinh thần trách nhiệm trong 3 đợt cao điểm.";
    let file = with_reports(folder.path(), &[copied, copied, other, empty]);
    let hints = json_of(&["hints", &file]);
    let hints = hints.as_array().unwrap();
    let nominees = sample();
    let id = |at: usize| nominees["dossier"]["nominees"][at]["id"].clone();
    let of = |at: usize, kind: &str| -> Vec<&Value> {
        let wanted = id(at);
        let own = hints.iter().filter(|hint| hint["nominee"] == wanted);
        own.filter(|hint| hint["kind"] == kind).collect()
    };
    let said = of(0, "copied");
    assert_eq!(said.len(), 1, "{hints:?}");
    assert!(
        said[0]["message"]
            .as_str()
            .unwrap()
            .starts_with("100% trùng")
    );
    assert!(
        said[0]["passage"]
            .as_str()
            .unwrap()
            .contains("rà soát 45 thủ tục")
    );
    assert_eq!(of(1, "copied").len(), 1);
    assert!(of(2, "copied").is_empty());
    assert_eq!(of(2, "short").len(), 1);
    // The phrase that stands with a figure is none.
    let empty: Vec<&Value> = of(3, "empty").iter().map(|hint| &hint["passage"]).collect();
    assert_eq!(empty, ["luôn chấp hành nghiêm"]);
    // Hints are no findings: the check does not know of them.
    let checked = hoso(["check", &file, "--format", "json"]);
    assert!(
        !checked.out.contains("trùng với báo cáo"),
        "{}",
        checked.out
    );
}

#[test]
fn words_are_found_on_the_printed_pages_with_and_without_diacritics() {
    let file = shown(&root().join("assets/samples/ho-so-mau.json"));
    let found = |words: &str| done(&["find", &file, "submission", words]);
    assert!(
        found("noi nhan").starts_with("Trang "),
        "{}",
        found("noi nhan")
    );
    assert!(found("NƠI NHẬN").starts_with("Trang "));
    assert_eq!(found("nói nhận"), "Không tìm thấy.\n");
    // A word that is parted over two lines or cells is found across them.
    let across = found("cong hoa xa hoi chu nghia viet nam doc lap");
    assert!(across.starts_with("Trang 1: "), "{across}");
    refused(&hoso(["find", &file, "khong-co", "a"]), &["khong-co"]);
}

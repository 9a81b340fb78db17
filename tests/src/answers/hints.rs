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
fn a_report_without_a_part_of_the_form_or_a_comparison_is_told_so() {
    let folder = folder();
    let bare = "Tiếp nhận 5.120 hồ sơ. Trả đúng hạn 99%. Số hóa 98% hồ sơ.";
    let compared = "Tiếp nhận 5.120 hồ sơ. Trả đúng hạn 99%, vượt chỉ tiêu 4%. Số hóa 98% hồ sơ.";
    let file = with_reports(folder.path(), &[bare, compared]);
    let id = |at: usize| {
        sample()["dossier"]["nominees"][at]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let of = |at: usize, kind: &str| -> Vec<Value> {
        let hints = json_of(&["hints", &file, "--nominee", &id(at)]);
        let own = hints
            .as_array()
            .unwrap()
            .iter()
            .filter(|hint| hint["kind"] == kind);
        own.cloned().collect()
    };
    let told = of(0, "no_comparison");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["passage"], "Tiếp nhận 5.120 hồ sơ.");
    assert_eq!(
        (&told[0]["section"], &told[0]["paragraph"]),
        (&json!(0), &json!(0))
    );
    assert!(of(1, "no_comparison").is_empty());
    // One heading, “Kết quả”, stands for one of the five parts.
    let parts = of(0, "no_part");
    assert_eq!(parts.len(), 4, "{parts:?}");
    assert!(
        parts[0]["message"]
            .as_str()
            .unwrap()
            .contains("chỉ tiêu đã đăng ký")
    );
}

#[test]
fn two_reports_are_set_beside_each_other_with_what_both_have() {
    let folder = folder();
    let shared = "phòng đã rà soát 45 thủ tục, cắt giảm 12 ngày giải quyết và số hóa 98% hồ sơ";
    let one = format!("Năm 2022 {shared}; cấp trên khen.");
    let other = format!("Trong quý này {shared}.");
    let file = with_reports(folder.path(), &[&one, &other]);
    let id = |at: usize| {
        sample()["dossier"]["nominees"][at]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let pair = json_of(&["hints", &file, "--compare", &id(0), &id(1)]);
    let runs = |side: &str| pair[side]["sections"][0]["paragraphs"][0].clone();
    assert_eq!(
        runs("one"),
        json!([
            {"text": "Năm 2022 ", "is_shared": false},
            {"text": shared, "is_shared": true},
            {"text": "; cấp trên khen.", "is_shared": false},
        ])
    );
    assert_eq!(runs("other")[1], json!({"text": shared, "is_shared": true}));
    let said = done(&["hints", &file, "--compare", &id(0), &id(1)]);
    assert!(said.contains(shared), "{said}");
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

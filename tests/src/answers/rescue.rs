//! Text in an old encoding: told before and after, and never changed unasked.

use super::{done, json_of, shown};
use hoso_exchange::legacy::rescue;
use hoso_tests::{folder, hoso, refused, sample, written};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;

/// The sample with some fields as they come from a file in TCVN3.
fn old() -> Value {
    let mut file = sample();
    let nominee = &mut file["dossier"]["nominees"][3];
    nominee["name"] = json!("NguyÔn ThÞ Hång");
    nominee["report"]["sections"][0]["paragraphs"][0] =
        json!("Tû lÖ hå s¬ gi¶i quyÕt ®óng h¹n ®¹t 98,5%, v\u{ad}ît 3,5%.");
    file
}

#[test]
fn fields_in_an_old_encoding_are_listed_and_changed_only_in_a_new_file() {
    let folder = folder();
    let text = old().to_string();
    let file = shown(&written(folder.path(), "cũ.json", &text));
    let id = old()["dossier"]["nominees"][3]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let found = json_of(&["rescue", &file]);
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0]["path"], format!("nominees[{id}].name"));
    assert_eq!(found[0]["before"], "NguyÔn ThÞ Hång");
    assert_eq!(found[0]["after"], "Nguyễn Thị Hồng");
    assert_eq!(found[0]["encoding"], "tcvn3");
    assert!(found[0]["note"].as_str().unwrap().contains("chữ hoa"));
    assert_eq!(
        found[1]["after"],
        "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%, vượt 3,5%."
    );
    let said = done(&["rescue", &file]);
    assert!(said.contains("Có thể đổi 2 mục"), "{said}");
    assert_eq!(
        fs::read_to_string(folder.path().join("cũ.json")).unwrap(),
        text
    );

    let new = shown(&folder.path().join("mới.json"));
    let name = format!("nominees[{id}].name");
    done(&["rescue", &file, "--out", &new, "--only", &name]);
    let read: Value = serde_json::from_str(&fs::read_to_string(&new).unwrap()).unwrap();
    let nominee = &read["dossier"]["nominees"][3];
    assert_eq!(nominee["name"], "Nguyễn Thị Hồng");
    // What was not named stays as it was.
    assert_eq!(
        nominee["report"]["sections"][0]["paragraphs"][0],
        old()["dossier"]["nominees"][3]["report"]["sections"][0]["paragraphs"][0]
    );
    refused(
        &hoso([
            "rescue",
            &file,
            "--out",
            &new,
            "--only",
            "unit.nothing",
            "--replace",
        ]),
        &["unit.nothing"],
    );
    refused(&hoso(["rescue", &file, "--out", &new]), &["mới.json"]);
}

#[test]
fn lines_of_a_text_file_are_told_and_sound_ones_are_not() {
    let folder = folder();
    let lines = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nTrần Thị Bích\nLe Duc Anh, 12/QĐ\n";
    let file = shown(&written(folder.path(), "dán.txt", lines));
    let found = json_of(&["rescue", &file, "--text"]);
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["encoding"], "vni");
    assert_eq!(found[0]["after"], "Cộng hòa xã hội chủ nghĩa Việt Nam");
    assert!(done(&["rescue", &file, "--text"]).contains("Dòng 1: mã VNI"));
}

#[test]
fn nothing_is_said_of_the_sample() {
    let folder = folder();
    let file = shown(&written(folder.path(), "mẫu.json", sample().to_string()));
    assert_eq!(json_of(&["rescue", &file]), json!([]));
    assert_eq!(
        done(&["rescue", &file]),
        "Không có đoạn nào gõ bằng mã cũ.\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: hoso_tests::soak(600),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_said_of_plain_letters_numbers_and_addresses(
        text in "[ -~]{0,60}",
        address in "[a-z.]{1,12}@[a-z]{2,8}\\.gov\\.vn",
    ) {
        prop_assert_eq!(rescue(&[&text, &address]), []);
    }

    #[test]
    fn nothing_is_said_of_text_with_letters_that_only_unicode_has(
        before in "[ -~À-ý]{0,20}",
        letter in "[ăđơưĂĐƠƯạ-ỹ]",
        after in "[ -~À-ý]{0,20}",
    ) {
        let text = format!("{before}{letter}{after}");
        prop_assert_eq!(rescue(&[&text]), []);
    }

    #[test]
    fn any_text_at_all_is_read_without_harm(pieces in prop::collection::vec("\\PC{0,40}", 0..6)) {
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        for one in rescue(&pieces) {
            prop_assert!(one.at < pieces.len());
            prop_assert!(one.after != pieces[one.at]);
        }
    }
}

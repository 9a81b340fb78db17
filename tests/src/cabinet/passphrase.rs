//! `hoso cabinet passphrase` at its boundary.

use super::{ID, json};
use hoso_tests::{cabinet, done, filled, folder, pdf_text, refused};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn told(place: &Path, file: &Path, words: &[&str]) -> String {
    let file = file.display().to_string();
    let words: Vec<&str> = [words, &["--passphrase-file", &file]].concat();
    done(place, &words)
}

#[test]
fn a_cabinet_behind_a_passphrase_opens_for_who_has_it() {
    let folder = folder();
    let place = filled(folder.path());
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let word = file("mat-khau.txt", "bốn từ không liên quan\n");
    let short = file("ngan.txt", "ngắn\n");
    let other = file("moi.txt", "\u{feff}một câu khác hẳn\r\ndòng hai\r\n");
    let sheet = folder.path().join("to-khoa.pdf");
    let before = json(&place, &["show", ID]);

    let set = |file: &Path| {
        let name = file.display().to_string();
        ["passphrase", "set", "--new"]
            .map(str::to_owned)
            .into_iter()
            .chain([name])
            .collect::<Vec<_>>()
    };
    let short_words = set(&short);
    let short_words: Vec<&str> = short_words.iter().map(String::as_str).collect();
    refused(&cabinet(&place, &short_words), &["quá ngắn", "ít nhất 8"]);
    let sheet_name = sheet.display().to_string();
    let words = set(&word);
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .chain(["--sheet", sheet_name.as_str(), "--format", "json"])
        .collect();
    let sealed: Value = serde_json::from_str(&done(&place, &words)).unwrap();
    let key = sealed["recovery"]["key"].as_str().unwrap().to_owned();

    // The page to lock away, as a tool of others reads it.
    let text = pdf_text(&sheet);
    assert!(text.contains("KHÓA KHÔI PHỤC"), "{text}");
    for group in key.split('-') {
        assert!(text.contains(group), "{group} in {text}");
    }

    refused(
        &cabinet(&place, &["list"]),
        &["có mật khẩu", "khóa khôi phục"],
    );
    let name = short.display().to_string();
    refused(
        &cabinet(&place, &["list", "--passphrase-file", &name]),
        &["không đúng", "Caps Lock"],
    );
    let shown = told(&place, &word, &["show", ID, "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), before);
    assert!(told(&place, &word, &["doctor"]).contains("nguyên vẹn"));
    told(&place, &word, &["backup"]);
    assert!(told(&place, &word, &["backups"]).contains("tốt"));

    let changed = told(
        &place,
        &word,
        &[
            "passphrase",
            "change",
            "--new",
            &other.display().to_string(),
        ],
    );
    assert!(changed.contains("Khóa khôi phục"), "{changed}");
    refused(
        &cabinet(
            &place,
            &["list", "--passphrase-file", &word.display().to_string()],
        ),
        &["không đúng"],
    );
    let old = file("khoa-cu.txt", &key);
    refused(
        &cabinet(
            &place,
            &["list", "--recovery-file", &old.display().to_string()],
        ),
        &["không đúng"],
    );
    let mistyped = file(
        "khoa-sai.txt",
        &key.replace('-', " ").replacen(&key[..1], "?", 1),
    );
    refused(
        &cabinet(
            &place,
            &["list", "--recovery-file", &mistyped.display().to_string()],
        ),
        &["gõ chưa đúng"],
    );

    refused(
        &cabinet(&place, &["passphrase", "remove"]),
        &["có mật khẩu"],
    );
    told(&place, &other, &["passphrase", "remove"]);
    assert_eq!(json(&place, &["show", ID]), before);
}

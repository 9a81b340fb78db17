//! Wording that a unit can change.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{Ran, fold, hoso, listing, pdf_text, sample};
use std::fs;
use std::path::Path;

fn words(arguments: &[&str]) -> Ran {
    hoso(arguments)
}

fn check(text: &str) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mau.form");
    fs::write(&path, text).unwrap();
    words(&["template", "check", &path.display().to_string()])
}

/// Exports one document of the sample and returns its text and what was said.
fn printed(document: &str, file: &str, more: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ho-so.json");
    fs::write(&path, sample().to_string()).unwrap();
    let out = folder.path().join("ra");
    let (path, target) = (path.display().to_string(), out.display().to_string());
    let mut arguments = vec!["export", &path, "--out", &target, "--document", document];
    arguments.extend(more);
    let ran = words(&arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    (pdf_text(&out.join(file)), ran.out)
}

fn own(folder: &Path, text: &str) -> String {
    let path = folder.join("mau.form");
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn every_kind_of_document_has_a_template_with_its_names() {
    let ran = words(&["template", "list"]);
    assert_eq!(ran.code, 0);
    for code in [
        "submission",
        "minutes",
        "ballot",
        "certificate",
        "index",
        "hand_over",
        "rehearsal",
    ] {
        assert!(ran.out.contains(&format!("{code}: ")), "{}", ran.out);
    }
    assert!(ran.out.contains("Danh sách bases: basis") && ran.out.contains("@addressees"));
    let json = words(&["template", "list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 17);
}

#[test]
fn built_in_templates_can_be_taken_out_and_are_sound() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("mau");
    let ran = words(&["template", "export", "--out", &out.display().to_string()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(listing(&out).len(), 17);
    for name in listing(&out) {
        let ran = words(&["template", "check", &out.join(name).display().to_string()]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

#[test]
fn a_wrong_name_is_refused_with_its_line_and_the_name_meant() {
    let ran = check("form: minutes\n---\n@head\n= BIÊN BẢN\nTại {meeting_plase}, hôm nay");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("Dòng 5") && ran.err.contains("“meeting_plase”"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("Có phải là “meeting_place”?"),
        "{}",
        ran.err
    );
    let ran = check("form: minutes\n---\n{#each present}\n- {line}");
    assert!(
        ran.err.contains("Dòng 3") && ran.err.contains("chưa được đóng"),
        "{}",
        ran.err
    );
    let ran = check("form: minuts\n---\n");
    assert!(ran.err.contains("Có phải là “minutes”?"), "{}", ran.err);
    let ran = check("form: minutes\nfrom: hôm qua\n---\n");
    assert!(ran.err.contains("Dòng 2"), "{}", ran.err);
}

#[test]
fn a_units_own_wording_is_printed_and_its_blanks_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let form = own(
        folder.path(),
        "form: invitation\ntitle: Của đơn vị\n---\n@head\n= GIẤY MỜI HỌP\nKính mời {guest_of_honour}",
    );
    let ran = words(&["template", "check", &form]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let form = own(
        folder.path(),
        "form: individual_report\n---\n@head\n= TỰ THUẬT\nĐiện thoại: {phone}\n**Tên:** {NAME}",
    );
    let (text, said) = printed(
        "report.khai",
        "02-bao-cao-thanh-tich-04-doan-van-khai.pdf",
        &["--form-file", &form],
    );
    assert!(
        text.contains("TỰ THUẬT") && text.contains("Tên: ĐOÀN VĂN KHẢI"),
        "{text}"
    );
    if text.contains("Điện thoại: ……………") {
        assert!(
            said.contains("còn để trống “phone” (mẫu individual_report, dòng 5)"),
            "{said}"
        );
    }
}

#[test]
fn a_note_stands_at_the_foot_with_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    let form = own(
        folder.path(),
        "form: individual_report\n---\n@head\n= BÁO CÁO THÀNH TÍCH\nĐề nghị tặng {award} [^Ghi rõ hình thức \
         đề nghị khen thưởng.]\nĐoạn sau.",
    );
    let (text, _) = printed(
        "report.khai",
        "02-bao-cao-thanh-tich-04-doan-van-khai.pdf",
        &["--form-file", &form],
    );
    assert!(
        text.ends_with("(1) Ghi rõ hình thức đề nghị khen thưởng."),
        "{text}"
    );
    assert!(text.contains("Đoạn sau."), "{text}");
}

#[test]
fn spelling_changes_the_templates_words_and_no_names() {
    let (old, _) = printed("invitation", "04-giay-moi-hop-hoi-dong.pdf", &[]);
    let (new, _) = printed(
        "invitation",
        "04-giay-moi-hop-hoi-dong.pdf",
        &["--spelling", "new"],
    );
    assert!(old.contains("CỘNG HÒA XÃ HỘI") && new.contains("CỘNG HOÀ XÃ HỘI"));
    // The office of a name stays as it was typed.
    assert!(old.contains("Ủy ban nhân dân") && new.contains("Ủy ban nhân dân"));
}

#[test]
fn bodies_with_a_heading_of_their_own_have_it() {
    let file = "01-to-trinh-va-danh-sach.pdf";
    let (party, _) = printed("submission", file, &["--heading", "party"]);
    assert!(party.contains("ĐẢNG CỘNG SẢN VIỆT NAM") && !party.contains("Độc lập"));
    let (plain, _) = printed("submission", file, &["--heading", "plain"]);
    assert!(!plain.contains("CỘNG HÒA XÃ HỘI") && plain.contains("TỜ TRÌNH"));
}

#[test]
fn pre_printed_certificates_bear_only_what_differs() {
    let (blank, _) = printed("certificate", "09-giay-khen.pdf", &[]);
    assert!(blank.contains("GIẤY KHEN") && blank.contains("CỘNG HÒA"));
    let (moved, _) = printed(
        "certificate",
        "09-giay-khen.pdf",
        &["--preprinted", "2,-1.5"],
    );
    assert!(!moved.contains("GIẤY KHEN") && !moved.contains("CỘNG HÒA"));
    assert!(moved.contains("Đoàn Văn Khải") && fold(&moved).contains("Số sổ vàng: 04"));
}

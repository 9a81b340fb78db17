//! The whole way: from an empty PC to exported PDFs, typed as people in Viet Nam type, with the
//! power failing in the middle; and the same way by a newcomer, whose clicks are counted.

use crate::driven::Window;
use crate::hand::{BACKSPACE, ENTER, Hand, TAB, at, css, unikey};
use crate::pdf_text;
use std::fs;
use std::path::Path;

/// Texts of the exported PDFs by file name, in order.
fn exported(folder: &Path) -> Vec<(String, String)> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "pdf"))
        .collect();
    names.sort();
    let read = |name: String| (name.clone(), pdf_text(&folder.join(name)));
    names.into_iter().map(read).collect()
}

fn the<'a>(documents: &'a [(String, String)], name: &str) -> &'a str {
    let found = documents.iter().find(|(file, _)| file.contains(name));
    &found
        .unwrap_or_else(|| panic!("no {name} in {documents:?}"))
        .1
}

#[tokio::test(flavor = "multi_thread")]
async fn from_first_start_to_exported_documents_with_a_kill_in_the_middle() {
    let hand = Hand::at(Window::open(None).await);
    // The unit, typed as UniKey does it.
    hand.see(&css("welcome")).await;
    hand.fill("unit-place", &unikey("Ninh Bình")).await;
    hand.fill("unit-name-field", &unikey("Sở Tư pháp tỉnh Ninh Bình"))
        .await;
    hand.fill("signatory-name", &unikey("Đỗ Thị Hường")).await;
    hand.click("unit-save").await;
    hand.click("new-make").await;
    hand.reads("unit-name", "Sở Tư pháp tỉnh Ninh Bình").await;

    // A person, and a collective.
    hand.click("tab-nominees").await;
    hand.click("add-first").await;
    let name = css("nominee-field-name");
    hand.see(&name).await;
    hand.compose(
        &name,
        &[
            &["N", "Ng", "Ngu", "Nguy", "Nguyê", "Nguyên", "Nguyễn"],
            &["D", "Đ", "Đư", "Đưc", "Đức"],
            &["T", "Th", "Thi", "Thin", "Thinh", "Thịnh"],
        ],
    )
    .await;
    hand.window
        .type_into("nominee-field-name", &BACKSPACE.to_string())
        .await;
    hand.holds(&name, "Nguyễn Đức Thịnh").await;
    let position = unikey("Trưởng phòng Hành chính tư pháp");
    hand.fill("nominee-position", &position).await;
    hand.saved().await;
    hand.click("nominee-add").await;
    hand.click("menu-add-collective").await;
    hand.holds(&name, "").await;
    hand.fill(
        "nominee-field-name",
        &unikey("Phòng Phổ biến, giáo dục pháp luật"),
    )
    .await;
    hand.saved().await;

    // The power fails; what was typed is there.
    let hand = hand.killed().await;
    hand.click("dossier-line").await;
    hand.click("tab-reports").await;
    hand.click("report-begin").await;
    let text = css("report-text");
    hand.fill_at(&text, &unikey("Tham mưu ban hành 12 quyết định"))
        .await;
    hand.compose(
        &text,
        &[
            &[".", ".", "."],
            &["M", "Mơ", "Mơi", "Mới"],
            &["n", "nh", "nhâ", "nhât", "nhất"],
        ],
    )
    .await;
    hand.holds(&text, "Tham mưu ban hành 12 quyết định. Mới nhất ")
        .await;
    hand.saved().await;
    hand.window.picture_is_drawn().await;

    let hand = hand.killed().await;
    hand.click("dossier-line").await;
    hand.click("tab-reports").await;
    hand.holds(&text, "Tham mưu ban hành 12 quyết định. Mới nhất")
        .await;

    council(&hand).await;
    hand.click("tab-check").await;
    hand.see(&css("finding")).await;
    assert!(hand.window.count("finding").await >= 2);
    hand.click("tab-preview").await;
    hand.window.picture_is_drawn().await;
    hand.window.screenshot("whole-way-preview").await;
    hand.click("tab-export").await;
    hand.click("export-run").await;
    hand.see(&css("export-done")).await;

    let documents = exported(&hand.window.exported_folder());
    let letter = the(&documents, "to-trinh");
    for words in [
        "SỞ TƯ PHÁP",
        "Nguyễn Đức Thịnh",
        "Trưởng phòng Hành chính tư pháp",
        "Phòng Phổ biến, giáo dục pháp luật",
        "Đỗ Thị Hường",
    ] {
        assert!(letter.contains(words), "{words} is missing in {letter}");
    }
    let report = the(&documents, "nguyen-duc-thinh");
    let words = "Tham mưu ban hành 12 quyết định. Mới nhất";
    assert!(report.contains(words), "{report}");
    let minutes = the(&documents, "bien-ban-hop");
    for words in ["Trần Văn Chủ Tịch", "02 01 00 02/03 (66,7%)"] {
        assert!(minutes.contains(words), "{words} is missing in {minutes}");
    }
    hand.window.close().await;
}

/// A council of three that met and voted; one of them against the first nominee.
async fn council(hand: &Hand) {
    hand.click("tab-council").await;
    let members = [
        ("m1", "Trần Văn Chủ Tịch", "Giám đốc", "chair"),
        ("m2", "Lê Thị Ủy Viên", "Phó Giám đốc", "member"),
        ("m3", "Phạm Thư Ký", "Chánh Văn phòng", "member_secretary"),
    ];
    for (id, name, position, role) in members {
        hand.click("member-add").await;
        let field = |field: &str| at(&format!("council.members[{id}].{field}"));
        hand.stands_on(&field("name")).await;
        hand.fill_at(&field("name"), name).await;
        hand.fill_at(&field("position"), position).await;
        hand.choose(&field("role"), role).await;
    }
    hand.saved().await;
    hand.click("meeting-begin").await;
    hand.see(&css("meeting-date")).await;
    hand.click("agree-all").await;
    hand.holds("[data-cell='0.0']", "3").await;
    hand.fill_at("[data-cell='0.0']", &format!("{BACKSPACE}2{TAB}"))
        .await;
    hand.fill_at("[data-cell='0.1']", &format!("{BACKSPACE}1{ENTER}"))
        .await;
    hand.holds("[data-cell='0.1']", "1").await;
    hand.saved().await;
}

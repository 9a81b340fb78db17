//! What comes from outside: a dossier file given to the program, and rows copied from a spreadsheet.

use crate::driven::Window;
use crate::hand::{Hand, css};
use serde_json::json;

const ROWS: &str = "Họ và tên\tGiới tính\tChức vụ\tĐơn vị công tác\n\
                    Vũ Thị Tuyết Nhung\tNữ\tChuyên viên\tPhòng Nghiệp vụ\n\
                    Đặng Quốc Việt\tNam\tPhó Trưởng phòng\t\"Phòng Hành chính\nvà Bổ trợ tư pháp\"\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_given_to_the_program_is_in_the_cabinet_and_takes_rows_of_a_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hồ sơ nhận được.json");
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../assets/samples/ho-so-mau.json"
    );
    std::fs::copy(sample, &file).unwrap();
    let hand = Hand::at(Window::open(Some(&file)).await);
    let unit = hand.window.text("unit-name").await;
    hand.saved().await;

    // Without the file it is still there, in the cabinet, and can be changed.
    std::fs::remove_file(&file).unwrap();
    let hand = hand.again().await;
    hand.reads("dossier-line", "2022").await;
    hand.click("dossier-line").await;
    hand.reads("unit-name", &unit).await;
    hand.click("tab-nominees").await;
    hand.see(&css("nominee-table")).await;
    let before = rows(&hand).await;

    copy(&hand, ROWS).await;
    hand.control(&css("nominee-table"), 'v').await;
    hand.reads("import-apply", "2 dòng").await;
    let shown = hand.window.texts("import-rows").await.concat();
    assert!(shown.contains("Vũ Thị Tuyết Nhung"), "{shown}");
    hand.window.screenshot("pasted-rows").await;
    hand.click("import-apply").await;
    hand.see(&css("nominee-table")).await;
    assert_eq!(rows(&hand).await, before + 2);
    hand.holds(&css("nominee-field-name"), "Vũ Thị Tuyết Nhung")
        .await;
    hand.holds(&css("nominee-workplace"), "Phòng Nghiệp vụ")
        .await;

    // What was pasted is saved.
    let hand = hand.killed().await;
    hand.click("dossier-line").await;
    hand.click("tab-nominees").await;
    hand.see(&css("nominee-table")).await;
    assert_eq!(rows(&hand).await, before + 2);
    hand.window.close().await;
}

/// How many rows the table of nominees has.
async fn rows(hand: &Hand) -> u64 {
    let count = "return document.querySelector('[data-testid=nominee-table]').ariaRowCount - 1;";
    hand.run(count, vec![]).await.as_f64().unwrap() as u64
}

/// Puts a text on the system's clipboard, as another program would.
async fn copy(hand: &Hand, text: &str) {
    let make = "
        const area = document.createElement('textarea');
        area.dataset.testid = 'elsewhere';
        document.body.append(area);
        area.value = arguments[0];
        area.focus();
        area.select();";
    hand.run(make, vec![json!(text)]).await;
    hand.control(&css("elsewhere"), 'c').await;
    let drop = "document.querySelector('[data-testid=elsewhere]').remove();";
    hand.run(drop, vec![]).await;
}

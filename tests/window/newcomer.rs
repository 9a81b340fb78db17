//! A newcomer's way to the first exported dossier, with a unit, a person and a collective of their
//! own: how many clicks and fields it takes, and how long the program lets them wait. Enter at the
//! end of a field is part of typing it.

use crate::driven::Window;
use crate::hand::{Done, ENTER, Hand, at, css};

/// More would be a step back; fewer are welcome, and this number then follows.
const MOST_CLICKS: usize = 18;

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_exports_the_first_dossier_in_few_clicks() {
    let hand = Hand::at(Window::open(None).await);
    hand.fill("unit-place", "Ninh Bình").await;
    hand.fill("unit-name-field", "Sở Tư pháp tỉnh Ninh Bình")
        .await;
    hand.fill("signatory-name", "Đỗ Thị Hường").await;
    hand.click("unit-save").await;
    hand.stands_on("[type=radio]:checked").await;
    hand.enter().await;

    hand.click("tab-nominees").await;
    hand.click("add-first").await;
    hand.fill("nominee-field-name", "Nguyễn Thị Thịnh").await;
    hand.fill("nominee-position", "Chuyên viên").await;
    hand.click("nominee-add").await;
    hand.click("menu-add-collective").await;
    hand.holds(&css("nominee-field-name"), "").await;
    hand.fill("nominee-field-name", "Phòng Phổ biến, giáo dục pháp luật")
        .await;

    hand.click("tab-reports").await;
    let report = "Hoàn thành tốt nhiệm vụ được giao.";
    hand.click("report-begin").await;
    hand.fill_at(&css("report-text"), report).await;
    hand.click_on("[data-testid='report-nominees'] li:first-child button")
        .await;
    hand.click("report-begin").await;
    hand.holds(&css("report-text"), "").await;
    hand.fill_at(&css("report-text"), report).await;

    hand.click("tab-council").await;
    hand.click("member-add").await;
    let members = [
        ("m1", "Trần Văn Chủ", "Giám đốc"),
        ("m2", "Lê Thị Ủy", "Phó Giám đốc"),
        ("m3", "Phạm Thư", "Chánh Văn phòng"),
    ];
    let field = |id: &str, field: &str| at(&format!("council.members[{id}].{field}"));
    for (id, name, position) in members {
        hand.stands_on(&field(id, "name")).await;
        hand.fill_at(&field(id, "name"), &format!("{name}{ENTER}"))
            .await;
        hand.stands_on(&field(id, "position")).await;
        let last = if id == "m3" { "" } else { "\u{e007}" };
        hand.fill_at(&field(id, "position"), &format!("{position}{last}"))
            .await;
    }
    hand.choose(&field("m3", "role"), "member_secretary").await;
    hand.click("meeting-begin").await;
    hand.click("agree-all").await;
    hand.holds("[data-cell='1.0']", "3").await;

    hand.click("tab-check").await;
    hand.see(&css("finding")).await;
    hand.click("tab-export").await;
    hand.click("export-run").await;
    hand.see(&css("export-done")).await;
    let Done {
        clicks,
        fields,
        waited,
    } = hand.done();
    println!(
        "newcomer: {clicks} clicks, {fields} fields, {:.1} s of the program's own waiting",
        waited.as_secs_f32()
    );
    assert!(clicks <= MOST_CLICKS, "{clicks} clicks");
    hand.window.close().await;
}

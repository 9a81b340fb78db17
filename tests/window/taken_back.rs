//! Steps back and again: in the table of nominees, inside a field, and after a restart.

use crate::driven::Window;
use crate::hand::{DELETE, Hand, TAB, css};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn steps_are_taken_back_and_again_in_table_and_field_and_after_a_restart() {
    let hand = Hand::at(Window::open(None).await);
    hand.click("start-sample").await;
    hand.click("tab-nominees").await;
    let table = css("nominee-table");
    let name = css("nominee-field-name");
    hand.click_on("[data-testid='nominee-table'] [aria-rowindex='2'][role='row']")
        .await;
    let first = hand.value(&name).await;
    let all = rows(&hand).await;

    // In the table the keys take back and do again what was done to the dossier.
    hand.press(&table, DELETE).await;
    has_rows(&hand, all - 1).await;
    hand.control(&table, 'z').await;
    has_rows(&hand, all).await;
    hand.control(&table, 'y').await;
    has_rows(&hand, all - 1).await;
    hand.control(&table, 'z').await;
    has_rows(&hand, all).await;
    hand.click_on("[data-testid='nominee-table'] [aria-rowindex='2'][role='row']")
        .await;
    hand.holds(&name, &first).await;

    // Inside a field they are the field's own, and the dossier follows what stands there.
    hand.fill("nominee-field-name", " thử").await;
    hand.saved().await;
    let typed = hand.value(&name).await;
    assert_eq!(typed, format!("{first} thử"));
    has_rows(&hand, all).await;
    hand.control(&name, 'z').await;
    hand.window
        .until("the field takes back what was typed in it", async || {
            hand.value(&name).await.chars().count() < typed.chars().count()
        })
        .await;
    has_rows(&hand, all).await;
    hand.control(&name, 'y').await;
    hand.holds(&name, &typed).await;
    hand.press(&name, TAB).await;
    hand.saved().await;

    // Out of the field the whole typing is one step, or a few, of the dossier.
    hand.press(&table, TAB).await;
    let mut steps = 0;
    while hand.value(&name).await != first {
        let before = hand.value(&name).await;
        hand.control(&table, 'z').await;
        hand.window
            .until("a step is taken back", async || {
                hand.value(&name).await != before
            })
            .await;
        steps += 1;
        assert!(steps < 8, "{}", hand.value(&name).await);
    }

    // After a restart, also a sudden one, the steps are still there.
    hand.press(&table, DELETE).await;
    has_rows(&hand, all - 1).await;
    hand.saved().await;
    let hand = hand.killed().await;
    hand.click("dossier-line").await;
    hand.click("tab-nominees").await;
    has_rows(&hand, all - 1).await;
    hand.control(&table, 'z').await;
    has_rows(&hand, all).await;
    hand.control(&table, 'y').await;
    has_rows(&hand, all - 1).await;
    hand.window.close().await;
}

async fn rows(hand: &Hand) -> u64 {
    hand.see(&css("nominee-table")).await;
    let count = "return document.querySelector('[data-testid=nominee-table]').ariaRowCount - 1;";
    hand.run(count, vec![]).await.as_f64().unwrap() as u64
}

async fn has_rows(hand: &Hand, wanted: u64) {
    let count = "return document.querySelector('[data-testid=nominee-table]')?.ariaRowCount - 1;";
    hand.window
        .until(&format!("the table has {wanted} rows"), async || {
            let found = hand.run(count, vec![]).await;
            found == json!(wanted)
        })
        .await;
}

//! A dossier is sent, comes back with reasons, is mended and sent again; what was sent first stays
//! as it was.

use crate::driven::Window;
use crate::hand::{Hand, TAB, css};

const REASON: &str = "Tờ trình chưa ghi số; đề nghị bổ sung.";

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_dossier_is_mended_and_sent_again_and_the_first_one_stays_as_it_was() {
    let hand = Hand::at(Window::open(None).await);
    hand.click("start-sample").await;
    hand.click("tab-export").await;
    send(&hand, "20/02/2023").await;
    hand.see("[data-testid='sending'][data-state='sent']").await;
    hand.window
        .until("the sending is listed", async || {
            !past(&hand).await.is_empty()
        })
        .await;
    let first = past(&hand).await;
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].contains("Sở Nội vụ"), "{first:?}");
    // What is sent can only be read.
    hand.click("tab-general").await;
    let read_only = "[data-testid='unit-field']:disabled";
    hand.window
        .until("the fields can only be read", async || {
            let field = format!("return !!document.querySelector(\"{read_only}\")");
            hand.run(&field, vec![]).await == true
        })
        .await;

    hand.click("tab-export").await;
    hand.fill("answer-on", &format!("24/02/2023{TAB}")).await;
    hand.fill("answer-note", REASON).await;
    hand.click("answer-returned").await;
    hand.reads("returned-reasons", REASON).await;
    hand.window.screenshot("returned").await;

    // It is mended and sent again; the reasons stay in front until then.
    hand.click("tab-general").await;
    hand.fill("letter-number", &format!("57{TAB}")).await;
    hand.reads("letter-printed", "57/TTr").await;
    hand.saved().await;
    let hand = hand.again().await;
    hand.click("dossier-line").await;
    hand.reads("returned-reasons", REASON).await;
    hand.click("tab-export").await;
    send(&hand, "25/02/2023").await;
    hand.gone(&css("returned-reasons")).await;
    hand.window
        .until("both sendings are listed", async || {
            past(&hand).await.len() == 2
        })
        .await;
    let both = past(&hand).await;
    // The second says what it answers; the first is as it was, with the hashes of its documents.
    assert!(both[1].contains(REASON), "{both:?}");
    assert_eq!(hashes(&both[0]), hashes(&first[0]));
    assert!(hashes(&first[0]).len() > 10, "{first:?}");
    assert_ne!(hashes(&both[1]), hashes(&first[0]));
    hand.window.close().await;
}

async fn send(hand: &Hand, on: &str) {
    hand.fill("send-on", &format!("{on}{TAB}")).await;
    hand.fill("send-to", "Sở Nội vụ").await;
    hand.click("send-run").await;
}

/// What is told of each sending, with what is folded away.
async fn past(hand: &Hand) -> Vec<String> {
    let texts = "return [...document.querySelectorAll('[data-testid=sending-past]')].map((one) => one.textContent);";
    let found = hand.run(texts, vec![]).await;
    serde_json::from_value(found).unwrap()
}

/// The hashes that a text names.
fn hashes(text: &str) -> Vec<&str> {
    text.as_bytes()
        .windows(64)
        .enumerate()
        .filter(|(_, part)| part.iter().all(u8::is_ascii_hexdigit))
        .map(|(at, _)| &text[at..at + 64])
        .collect()
}

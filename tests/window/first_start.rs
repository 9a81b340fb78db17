//! From an empty PC to a dossier of the unit's own, with the power failing in the middle of a word.

use crate::driven::Window;
use std::time::{Duration, Instant};

/// How much typing may be lost.
const PROMISED: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_outlives_a_kill_in_the_middle_of_a_word() {
    let window = Window::open(None).await;
    window.wait("welcome").await;
    window.screenshot("welcome").await;
    window.type_into("unit-place", "Nam Định").await;
    window
        .type_into("unit-name-field", "Sở Tư pháp tỉnh Nam Định")
        .await;
    window.type_into("signatory-name", "Trần Văn Bình").await;
    assert_eq!(
        window.value("unit-parent").await,
        "Ủy ban nhân dân tỉnh Nam Định"
    );
    window.click("unit-save").await;
    window.wait("new-dossier").await;
    window.screenshot("new-dossier").await;
    window.click("new-make").await;
    assert_eq!(window.text("unit-name").await, "Sở Tư pháp tỉnh Nam Định");

    window.click("tab-nominees").await;
    window.click("add-first").await;
    window
        .type_into("nominee-field-name", "Phạm Thị Mỹ Lệ")
        .await;
    window
        .type_into("nominee-position", "Chuyên viên chính Phòng ")
        .await;
    let mut keys: Vec<(char, Instant)> = Vec::new();
    for key in "Hành chính tư pháp và Bổ trợ tư pháp, phụ trách cải cách hành chính".chars()
    {
        window.type_into("nominee-position", &key.to_string()).await;
        keys.push((key, Instant::now()));
    }
    let killed = Instant::now();
    let window = window.killed().await;

    window.click("dossier-line").await;
    window.click("tab-nominees").await;
    assert_eq!(window.value("nominee-field-name").await, "Phạm Thị Mỹ Lệ");
    let kept = window.value("nominee-position").await;
    let kept = kept.strip_prefix("Chuyên viên chính Phòng ").unwrap();
    let lost = &keys[kept.chars().count()..];
    assert!(
        keys.iter()
            .map(|(key, _)| key)
            .collect::<String>()
            .starts_with(kept)
    );
    let oldest = lost.first().map(|(_, typed)| killed - *typed);
    println!(
        "{} of {} keys lost, the oldest {oldest:?} before the kill",
        lost.len(),
        keys.len()
    );
    assert!(oldest.is_none_or(|age| age <= PROMISED), "{oldest:?}");
    window.close().await;
}

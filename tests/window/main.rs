//! Drives the real window under a display: open, look, export, and read the PDFs back with poppler.
//!
//! Needs `WebKitWebDriver`, a display and `pdftotext`; `cargo xtask test` provides them.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod closed;
mod driven;
mod first_start;
mod hand;
mod newcomer;
mod returned;
mod taken_back;
mod taken_in;
mod whole_way;

use driven::Window;
use fantoccini::Locator;
use serde_json::json;
use std::path::Path;
use std::process::Command;

fn pdf_text(path: &Path) -> String {
    let output = Command::new("pdftotext")
        .arg("-raw")
        .arg(path)
        .arg("-")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    fold(&String::from_utf8_lossy(&output.stdout))
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_is_opened_looked_at_and_exported() {
    let window = Window::open(None).await;
    window.wait("start-sample").await;
    println!("first screen after {} ms", window.age().as_millis());
    window.screenshot("start").await;
    window.click("start-sample").await;
    let unit = window.text("unit-name").await;
    assert!(unit.starts_with("Sở "), "{unit}");
    let deadline = window.text("deadline").await;
    for words in ["Còn 11 ngày", "27/02/2023"] {
        assert!(deadline.contains(words), "{deadline}");
    }

    // One thing is named to do next, and it leads to its own findings.
    window.wait("next-step").await;
    window.screenshot("steps").await;
    window.click("next-findings").await;
    let of_step = window.count("finding").await;
    window.click("step-filter").await;
    window.click("tab-check").await;
    let findings = window.count("finding").await;
    assert!(findings >= 2, "{findings} findings");
    assert!((1..=findings).contains(&of_step), "{of_step} of {findings}");
    // Cards have no text for the driver before they have been drawn once.
    window
        .until("a finding names the figure that decided it", async || {
            window.texts("finding").await.join("\n").contains("89,75%")
        })
        .await;
    window.screenshot("check").await;

    window.click("tab-preview").await;
    window.picture_is_drawn().await;
    window.screenshot("preview").await;
    window.click("page-next").await;
    window
        .until("the second page is drawn", async || {
            window.attribute("page-image", "data-page").await.as_deref() == Some("2")
        })
        .await;
    window.picture_is_drawn().await;

    window.click("tab-export").await;
    window.click("export-run").await;
    window.wait("export-done").await;
    window.screenshot("export").await;
    let folder = window.exported_folder();
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), 14, "{names:?}");
    let letter = pdf_text(&folder.join("01-to-trinh-va-danh-sach.pdf"));
    let minutes = pdf_text(&folder.join("03-bien-ban-hop-hoi-dong.pdf"));
    let report = pdf_text(&folder.join(&names[1]));
    for (text, words) in [
        (&letter, "TỜ TRÌNH"),
        (&letter, "DANH SÁCH"),
        (&report, "BÁO CÁO THÀNH TÍCH"),
        (&minutes, "BIÊN BẢN"),
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    // The unit's name is spelt in the documents as in the window.
    for text in [&letter, &minutes] {
        assert!(text.contains(&fold(&unit)), "{unit} is missing");
    }

    // Exporting again asks before anything is replaced.
    let file = folder.join("03-bien-ban-hop-hoi-dong.pdf");
    std::fs::write(&file, "của tôi").unwrap();
    window.click("export-run").await;
    window.wait("export-replace").await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "của tôi");
    window.click("export-replace").await;
    window
        .until("the file is replaced", async || {
            std::fs::read(&file).is_ok_and(|bytes| bytes.starts_with(b"%PDF"))
        })
        .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hồ sơ hỏng.json");
    std::fs::write(&file, "{\"format\": ").unwrap();
    let window = Window::open(Some(&file)).await;
    window.wait("error-panel").await;
    let words = window.text("error-panel").await;
    assert!(words.contains("hồ sơ hỏng.json"), "{words}");
    assert!(words.contains("cắt cụt"), "{words}");
    window.screenshot("refused").await;
    // The window stays of use.
    window.click("start-sample").await;
    window.wait("unit-name").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_screens_are_reached_and_settings_outlive_the_program() {
    let window = Window::open(None).await;
    window.wait("start-sample").await;
    window.click("nav-plans").await;
    window.wait("plan-facts").await;
    let field = window.wait("plan-find").await;
    field.send_keys("sáng kiến").await.unwrap();
    window
        .until("only what was asked for is left", async || {
            let marks = window.client.find_all(Locator::Css("mark")).await;
            marks.is_ok_and(|marks| marks.len() > 2)
        })
        .await;
    window.screenshot("plans").await;
    window.click("nav-deadlines").await;
    window.wait("closed-deadlines").await;
    window.screenshot("deadlines").await;
    window.click("nav-help").await;
    let guide = window.text("guide-text").await;
    assert!(guide.contains("Bắt đầu trong mười phút"), "{guide}");
    window.click("nav-settings").await;
    let size = window.wait("text-size").await;
    size.select_by_value("150").await.unwrap();
    window.screenshot("settings").await;
    // The web view writes a moment later.
    window
        .until("the setting is on the disk", async || {
            window.has_stored("\"textSize\":150")
        })
        .await;

    let window = window.again().await;
    window.wait("start-sample").await;
    let letters = window
        .client
        .execute(
            "return getComputedStyle(document.documentElement).fontSize",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(letters, json!("22.5px"));
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_can_neither_reach_the_network_nor_make_code() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let window = Window::open(None).await;
    window.wait("start-sample").await;
    let script = "
        const done = arguments[arguments.length - 1];
        const answer = {};
        try { eval('1'); answer.eval = 'ran'; } catch { answer.eval = 'refused'; }
        fetch(arguments[0]).then(() => 'reached', () => 'refused')
            .then((reach) => { answer.fetch = reach; done(answer); });
    ";
    let arguments = vec![json!(format!("http://{address}/"))];
    let answer = window
        .client
        .execute_async(script, arguments)
        .await
        .unwrap();
    assert_eq!(answer, json!({ "eval": "refused", "fetch": "refused" }));
    assert!(listener.accept().is_err(), "something reached the listener");
    let globals = window
        .client
        .execute(
            "return [typeof window.__TAURI__, document.scripts.length]",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(globals[0], "undefined");
    let external = window
        .client
        .find_all(Locator::Css("script[src^='http']"))
        .await
        .unwrap();
    assert!(external.is_empty());
    window.close().await;
}

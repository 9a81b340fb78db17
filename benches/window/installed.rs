//! Drives an installed window to its first screen and a little further; `HOSO_WINDOW` names the
//! program. `cargo xtask bundle --test` starts it. With `carried` it looks for what a program that
//! is carried about says of itself.

#![expect(
    clippy::unwrap_used,
    reason = "whoever drives a window may stop at the first surprise"
)]

use driven::Window;

#[tokio::main]
async fn main() {
    let is_carried = std::env::args().any(|word| word == "carried");
    let window = Window::open(None).await;
    window.wait("start-sample").await;
    println!("first screen after {} ms", window.age().as_millis());
    window.screenshot("installed-start").await;
    window.click("start-sample").await;
    let unit = filled(&window, "unit-name").await;
    assert!(unit.starts_with("Sở "), "{unit}");
    window.click("tab-preview").await;
    window.picture_is_drawn().await;

    window.click("nav-settings").await;
    let version = filled(&window, "version").await;
    assert!(version.contains(env!("CARGO_PKG_VERSION")), "{version}");
    let folder = filled(&window, "cabinet-folder").await;
    let program = std::env::var("HOSO_WINDOW").unwrap();
    let beside = program.rsplit_once('/').unwrap().0;
    assert_eq!(folder.starts_with(beside), is_carried, "{folder}");
    let care = window.text("settings-care").await;
    assert_eq!(care.contains("chế độ mang theo"), is_carried, "{care}");
    window.screenshot("installed-settings").await;
    window.click("licences").await;
    let licences = filled(&window, "licence-texts").await;
    assert!(licences.contains("Tinos"), "the licences are not shown");
    window.screenshot("installed-licences").await;
    window.close().await;
    println!("driven: {unit}; {version}; {folder}");
}

/// The text of something once it has one.
async fn filled(window: &Window, id: &str) -> String {
    let is_filled = async || !window.text(id).await.is_empty();
    window.until(&format!("{id} is filled"), is_filled).await;
    window.text(id).await
}

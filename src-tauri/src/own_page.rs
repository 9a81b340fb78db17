//! Which addresses the window may show: its own page and no other, whatever a page or a file in it
//! asks for.

use tauri::Url;

/// Whether an address is the program's own page. Windows gives the page a name under `localhost`,
/// which never leaves the machine; an empty page is what a window begins as.
pub fn is_own(address: &Url) -> bool {
    match (address.scheme(), address.host_str()) {
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => {
            address.port().is_none()
        }
        ("about", None) => address.path() == "blank",
        _ => false,
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a failing test should stop at once")]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_page_is_shown() {
        let is_own = |address: &str| is_own(&address.parse().expect("an address"));
        for own in [
            "tauri://localhost",
            "tauri://localhost/index.html",
            "http://tauri.localhost/",
            "https://tauri.localhost/index.html#x",
            "about:blank",
        ] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "https://example.vn/",
            "http://localhost/",
            "http://127.0.0.1:8080/",
            "http://tauri.localhost:8080/",
            "http://tauri.localhost.example.vn/",
            "tauri://example.vn/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:srcdoc",
            "mailto:a@b.vn",
        ] {
            assert!(!is_own(other), "{other}");
        }
    }
}

//! The handbook as a book: read back with poppler, checked as an archive file.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{program, root};
use std::path::Path;
use std::process::Command;

fn written(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("hướng dẫn.pdf");
    let output = Command::new(program())
        .args(["guide", "--out"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    file
}

fn told(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .arg("-")
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Title of each page of the guide, in the order of the contents.
fn titles() -> Vec<String> {
    let folder = root().join("docs/huong-dan");
    let contents = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let links = contents.lines().filter_map(|line| {
        let (_, link) = line.strip_prefix("- [")?.split_once("](")?;
        link.strip_suffix(')')
    });
    let title = |link: &str| {
        let text = std::fs::read_to_string(folder.join(link)).unwrap();
        text.lines()
            .next()
            .unwrap()
            .trim_start_matches("# ")
            .to_owned()
    };
    links.map(title).collect()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_contents_name_the_page_on_which_each_page_begins() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(folder.path());
    let pages: Vec<String> = told("pdftotext", &["-layout"], &file)
        .split('\u{c}')
        .map(folded)
        .collect();
    assert!(pages.len() > 30, "{} pages", pages.len());
    let contents = folded(&pages[1..3].join(" "));
    let titles = titles();
    assert!(titles.len() > 30, "{titles:?}");
    for title in titles {
        // The number behind the title, where it stands as an entry and not within another one.
        let numbers = contents.match_indices(&title).filter_map(|(at, _)| {
            let behind = &contents[at + title.len()..];
            behind.split_whitespace().next()?.parse::<usize>().ok()
        });
        let number = numbers
            .max()
            .unwrap_or_else(|| panic!("{title} in {contents}"));
        assert!(
            pages[number - 1].contains(&title),
            "{title} is not on page {number}"
        );
    }
}

#[test]
fn the_book_is_a_sound_archive_file_with_bookmarks_and_all_its_letters() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(folder.path());
    let checked = Command::new("qpdf")
        .arg("--check")
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.windows(14).any(|part| part == b"pdfaid:part>2<"));
    println!("{} KB", bytes.len() / 1024);
    assert!(bytes.len() < 6_000_000, "{} bytes", bytes.len());
    let text = told("pdftotext", &["-raw"], &file);
    for words in ["Hồ sơ bị trả lại thì sao", "Alt+↑", "←"] {
        assert!(text.contains(words), "{words}");
    }
    let outline = Command::new("qpdf")
        .args(["--json", "--json-key=outlines"])
        .arg(&file)
        .output()
        .unwrap();
    let outline: serde_json::Value = serde_json::from_slice(&outline.stdout).unwrap();
    let chapters = outline["outlines"].as_array().unwrap();
    assert!(chapters.len() >= 7, "{outline}");
    assert_eq!(chapters[0]["title"], "Bắt đầu");
    assert_eq!(chapters[0]["kids"][0]["title"], "Bắt đầu trong mười phút");
}

#[test]
fn an_existing_file_is_replaced_only_where_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, "của tôi").unwrap();
    let run = |more: &[&str]| {
        let guide = Command::new(program())
            .args(["guide", "--out"])
            .arg(&file)
            .args(more)
            .output();
        guide.unwrap().status.code()
    };
    assert_eq!(run(&[]), Some(2));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "của tôi");
    assert_eq!(run(&["--replace"]), Some(0));
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
}

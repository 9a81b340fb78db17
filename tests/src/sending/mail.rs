//! E-mails that are too large for one, and links for mail programs that open no draft.

use super::{READ_MAIL, done, python, run, sum};
use hoso_tests::{folder, listing, read_with, refused, written};
use serde_json::{Value, json};
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const MEGABYTE: u64 = 1024 * 1024;

/// What a browser makes of a link.
const READ_LINK: &str = "
import json, sys, urllib.parse
link = urllib.parse.urlsplit(open(sys.argv[1], encoding='utf-8').read().strip())
json.dump({'scheme': link.scheme, 'to': urllib.parse.unquote(link.path),
           **{k: v[0] for k, v in urllib.parse.parse_qs(link.query, strict_parsing=True).items()}},
          sys.stdout)
";

/// A scan that cannot be made smaller: noise.
fn noise(path: &Path, side: u32) {
    let file = BufWriter::new(fs::File::create(path).unwrap());
    let mut encoder = png::Encoder::new(file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut state = 0x9E37_79B9_u32;
    let pixels: Vec<u8> = (0..side * side)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[1]
        })
        .collect();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
}

/// The sample with scans of these sides in pixels beside it.
fn with_scans(sides: &[u32]) -> (TempDir, PathBuf) {
    let folder = folder();
    let mut sample = hoso_tests::sample();
    let evidence = sample["dossier"]["evidence"].as_array_mut().unwrap();
    for (at, paper) in evidence.iter_mut().enumerate() {
        paper["file"] = json!("");
        if let Some(side) = sides.get(at) {
            let name = format!("Bản quét {at}.PNG");
            noise(&folder.path().join(&name), *side);
            paper["file"] = json!(name);
        }
    }
    let file = written(folder.path(), "hồ sơ.json", sample.to_string());
    (folder, file)
}

#[test]
fn a_dossier_too_large_for_one_mail_goes_in_several_and_nothing_is_lost() {
    let (folder, file) = with_scans(&[900, 900, 900, 900, 2000, 900]);
    let (files, drafts) = (folder.path().join("tệp"), folder.path().join("thư"));
    done(&run("export", &file, &files, &["--scan-files"]));
    let ran = run(
        "mail",
        &file,
        &drafts,
        &["--limit", "3", "--to", "vanthu@snv.example.vn"],
    );
    done(&ran);
    let names = listing(&drafts);
    let letters: Vec<&String> = names.iter().filter(|name| name.contains("-thu-")).collect();
    let count = letters.len();
    assert!(count > 1, "{names:?}");
    let mut sent = Vec::new();
    for (at, name) in letters.iter().enumerate() {
        assert!(
            name.ends_with(&format!("-thu-{}-tren-{count}.eml", at + 1)),
            "{name}"
        );
        let path = drafts.join(name);
        assert!(fs::metadata(&path).unwrap().len() <= 3 * MEGABYTE, "{name}");
        let mail = python(READ_MAIL, &path);
        assert_eq!(mail["defects"], json!([]));
        let subject = mail["headers"]["Subject"].as_str().unwrap();
        let place = format!("({}/{count})", at + 1);
        assert!(subject.ends_with(&place), "{subject}");
        let text = mail["text"].as_str().unwrap();
        assert!(
            text.contains(&format!("đây là thư {}/{count}.", at + 1)),
            "{text}"
        );
        let held = mail["files"].as_array().unwrap();
        // Each e-mail tells what is in every other.
        let own = format!(
            "- Thư {}/{count}: {} (",
            at + 1,
            held[0][0].as_str().unwrap()
        );
        assert!(text.contains(&own), "“{own}” is missing in: {text}");
        let told = (1..=count).all(|one| text.contains(&format!("- Thư {one}/{count}: ")));
        assert!(told, "{text}");
        assert!(
            text.contains("- 12-minh-chung-05-"),
            "the large one is named: {text}"
        );
        for attached in held {
            let name = attached[0].as_str().unwrap().to_owned();
            assert_eq!(attached[2], json!(sum(&files.join(&name))), "{name}");
            sent.push(name);
        }
    }
    // In their order, and all but the one that no e-mail holds, which lies beside the drafts.
    let large: Vec<String> = listing(&files)
        .into_iter()
        .filter(|name| name.starts_with("12-minh-chung-05-"))
        .collect();
    let others: Vec<String> = listing(&files)
        .into_iter()
        .filter(|name| !large.contains(name))
        .collect();
    assert_eq!(sent, others);
    assert_eq!(large.len(), 1);
    assert_eq!(sum(&drafts.join(&large[0])), sum(&files.join(&large[0])));
    assert!(
        ran.out.contains(&format!("Lưu ý: {}", large[0])),
        "{}",
        ran.out
    );
    assert_eq!(names.len(), count + 1);
}

#[test]
fn a_link_carries_the_words_and_the_files_lie_beside_it() {
    let (folder, file) = with_scans(&[]);
    let out = folder.path().join("thư");
    let ran = run("mail", &file, &out, &["--link", "--to", "a@x.vn; b@y.vn"]);
    done(&ran);
    let text = "so-dich-vu-cong-va-du-lieu-tinh-nam-dinh-2022.txt";
    assert_eq!(listing(&out), ["ho-so-day-du.pdf", text]);
    let link = ran
        .out
        .lines()
        .find_map(|line| line.trim().strip_prefix("Liên kết: "));
    let link = written(folder.path(), "liên kết", link.unwrap());
    let read: Value = serde_json::from_str(&read_with(
        "python3",
        &["-c", READ_LINK, &link.display().to_string()],
    ))
    .unwrap();
    assert_eq!(
        (&read["scheme"], &read["to"]),
        (&json!("mailto"), &json!("a@x.vn,b@y.vn"))
    );
    let subject = read["subject"].as_str().unwrap();
    assert!(
        subject.starts_with("Hồ sơ đề nghị khen thưởng năm 2022 - Sở"),
        "{subject}"
    );
    // Too long for a link: the text is in the file beside it.
    let kept = fs::read_to_string(out.join(text)).unwrap();
    for words in [
        "Gửi đến: a@x.vn, b@y.vn\r\n",
        "Tệp cần đính kèm: ho-so-day-du.pdf",
        "Kính gửi: ",
    ] {
        assert!(kept.contains(words), "“{words}” is missing in: {kept}");
    }
    assert!(kept.contains(subject), "{kept}");
}

#[test]
fn a_size_that_no_mail_has_is_refused() {
    let (folder, file) = with_scans(&[]);
    let out = folder.path().join("thư");
    for limit in ["1", "151"] {
        refused(
            &run("mail", &file, &out, &["--limit", limit]),
            &["từ 2 đến 150"],
        );
    }
    assert!(!out.exists());
}

//! What leaves the office: packages and drafts of e-mails, read back with another language's library.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "sending/mail.rs"]
mod mail;
#[path = "sending/printing.rs"]
mod printing;

use hoso_tests::{folder, hoso, listing, pdf_text, read_with, refused, written};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Reads a draft the way a mail program does.
const READ_MAIL: &str = "
import email, email.policy, hashlib, json, sys
with open(sys.argv[1], 'rb') as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)
body = mail.get_body(preferencelist=('plain',))
json.dump({
    'headers': {name: str(value) for name, value in mail.items()},
    'defects': [str(d) for part in mail.walk() for d in part.defects],
    'text': body.get_content(),
    'files': [[part.get_filename(), part.get_content_type(),
               hashlib.sha256(part.get_content()).hexdigest()]
              for part in mail.iter_attachments()],
}, sys.stdout)
";

/// Lists a package with the sums of its files, in the order in which it holds them.
const READ_PACKAGE: &str = "
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as package:
    assert package.testzip() is None
    json.dump([[name, hashlib.sha256(package.read(name)).hexdigest()]
               for name in package.namelist()], sys.stdout)
";

fn python(script: &str, file: &Path) -> Value {
    let out = read_with("python3", &["-c", script, &file.display().to_string()]);
    serde_json::from_str(&out).unwrap()
}

fn sum(file: &Path) -> String {
    let out = read_with("sha256sum", &[&file.display().to_string()]);
    out.trim_start_matches('\\')[..64].to_owned()
}

/// The sample's file.
fn dossier() -> (TempDir, PathBuf) {
    let folder = folder();
    let file = dossier_of(&folder);
    (folder, file)
}

/// The sample's file in a folder.
fn dossier_of(folder: &TempDir) -> PathBuf {
    let text = serde_json::to_string(&hoso_tests::sample()).unwrap();
    written(folder.path(), "hồ sơ.json", text)
}

/// Runs `hoso` for a dossier with an own folder to write into.
fn run(command: &str, file: &Path, out: &Path, more: &[&str]) -> hoso_tests::Ran {
    let (file, out) = (file.display().to_string(), out.display().to_string());
    let arguments = [command, &file, "--out", &out];
    hoso(arguments.iter().chain(more))
}

#[track_caller]
fn done(ran: &hoso_tests::Ran) {
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn a_package_holds_every_file_in_the_order_of_the_dossier() {
    let (folder, file) = dossier();
    let (plain, packed) = (folder.path().join("tệp"), folder.path().join("gói"));
    let more = ["--format", "both", "--merged"];
    done(&run("export", &file, &plain, &more));
    done(&run(
        "export",
        &file,
        &packed,
        &[&more[..], &["--zip"]].concat(),
    ));
    let names = listing(&packed);
    let name = "so-dich-vu-cong-va-du-lieu-tinh-nam-dinh-2022.zip";
    assert_eq!(names, [name]);
    let held = python(READ_PACKAGE, &packed.join(name));
    let held: Vec<(String, String)> = serde_json::from_value(held).unwrap();
    let all = listing(&plain);
    assert_eq!(held.len(), all.len());
    for (name, sum_inside) in &held {
        assert!(name.is_ascii(), "{name}");
        assert_eq!(*sum_inside, sum(&plain.join(name)), "{name}");
    }
    let place = |part: &str| held.iter().position(|(name, _)| name.contains(part));
    let order = [
        "01-to-trinh",
        "02-bao-cao-thanh-tich-01",
        "02-bao-cao-thanh-tich-12",
        "03-bien-ban",
        "ho-so-day-du",
    ];
    assert!(order.iter().all(|part| place(part).is_some()), "{held:?}");
    assert!(order.is_sorted_by_key(|part| place(part)), "{held:?}");
}

#[test]
fn what_is_printed_is_one_file_with_the_chosen_documents() {
    let (folder, file) = dossier();
    let out = folder.path().join("in");
    let more = ["--document", "report", "--document", "ballot"];
    done(&run("print", &file, &out, &more));
    assert_eq!(listing(&out), ["in-ho-so.pdf"]);
    let text = pdf_text(&out.join("in-ho-so.pdf"));
    assert_eq!(text.matches("BÁO CÁO THÀNH TÍCH").count(), 12);
    assert!(
        text.contains("PHIẾU BẦU") && !text.contains("TỜ TRÌNH"),
        "{text}"
    );
    refused(&run("print", &file, &out, &more), &["trùng tên"]);
}

#[test]
fn a_draft_is_ready_to_be_sent_with_the_dossier_attached() {
    let (folder, file) = dossier();
    let (merged, drafts) = (folder.path().join("pdf"), folder.path().join("thư"));
    done(&run("export", &file, &merged, &["--merged-only"]));
    assert_eq!(listing(&merged), ["ho-so-day-du.pdf"]);
    let to = ["--to", "vanthu@sonoivu.example.vn; tdkt@example.vn"];
    let ran = run("mail", &file, &drafts, &to);
    done(&ran);
    let name = &listing(&drafts)[0];
    assert_eq!(name, "so-dich-vu-cong-va-du-lieu-tinh-nam-dinh-2022.eml");
    assert!(ran.out.contains(name), "{ran:?}");
    let bytes = fs::read(drafts.join(name)).unwrap();
    assert!(bytes.is_ascii(), "any transport passes it on unchanged");
    assert!(
        bytes
            .split(|byte| *byte == b'\n')
            .all(|line| line.len() <= 998),
        "lines are within what mail allows"
    );

    let mail = python(READ_MAIL, &drafts.join(name));
    assert_eq!(mail["defects"], serde_json::json!([]));
    let header = |name: &str| mail["headers"][name].as_str().unwrap_or_default();
    assert_eq!(header("X-Unsent"), "1");
    assert_eq!(header("MIME-Version"), "1.0");
    assert_eq!(header("To"), "vanthu@sonoivu.example.vn, tdkt@example.vn");
    assert_eq!(
        header("Subject"),
        "Hồ sơ đề nghị khen thưởng năm 2022 - Sở Dịch vụ công và Dữ liệu tỉnh Nam Định"
    );
    // The mail program says who sends it, and when.
    assert_eq!((header("From"), header("Date")), ("", ""));
    let text = mail["text"].as_str().unwrap();
    for words in [
        "Kính gửi: ",
        "03 tập thể và 09 cá nhân",
        "- ho-so-day-du.pdf (",
    ] {
        assert!(text.contains(words), "“{words}” is missing in: {text}");
    }
    let sum = sum(&merged.join("ho-so-day-du.pdf"));
    let attached = serde_json::json!([["ho-so-day-du.pdf", "application/pdf", sum]]);
    assert_eq!(mail["files"], attached);

    let again = run("mail", &file, &drafts, &to);
    refused(&again, &["trùng tên"]);
    done(&run(
        "mail",
        &file,
        &drafts,
        &[&to[..], &["--replace"]].concat(),
    ));
    assert!(
        fs::read(drafts.join(name)).unwrap() == bytes,
        "the same draft, the same bytes"
    );
    assert_eq!(listing(&drafts).len(), 1, "nothing else is left");
}

#[test]
fn a_draft_takes_a_package_and_the_units_own_words() {
    let (folder, file) = dossier();
    let form = "form: mail\nto: tiepnhan@example.vn\n---\n= Gửi {counts}\nXem {#each files}\n{file}\n{/each}";
    let wrong = written(folder.path(), "sai.form", form);
    let out = folder.path().join("thư");
    let own = |form: &Path| {
        let form = form.display().to_string();
        run("mail", &file, &out, &["--zip", "--form-file", &form])
    };
    refused(&own(&wrong), &["sai.form"]);
    let right = form.replace("Xem {#each", "{#each");
    done(&own(&written(folder.path(), "đúng.form", right)));
    let mail = python(READ_MAIL, &out.join(&listing(&out)[0]));
    assert_eq!(mail["headers"]["To"], "tiepnhan@example.vn");
    assert_eq!(mail["headers"]["Subject"], "Gửi 03 tập thể và 09 cá nhân");
    assert_eq!(mail["files"][0][1], "application/zip");
    assert!(mail["text"].as_str().unwrap().contains(".zip ("), "{mail}");
}

#[test]
fn what_cannot_be_sent_or_printed_so_is_refused() {
    let (folder, file) = dossier();
    let out = folder.path().join("ra");
    for (command, more, words) in [
        ("mail", ["--to", "văn thư"], "văn thư"),
        ("mail", ["--to", "a@b.vn\nBcc: c@d.vn"], "Bcc"),
        ("export", ["--heading", "royal"], "national, party, plain"),
        ("export", ["--preprinted", "16,0"], "15 mm"),
        ("export", ["--preprinted", "nan,0"], "15 mm"),
    ] {
        refused(&run(command, &file, &out, &more), &[words]);
        assert!(!out.exists(), "{more:?} left something behind");
    }
}

#[test]
fn the_documents_are_listed_with_the_codes_that_export_takes() {
    let (folder, file) = dossier();
    let ran = hoso(["documents", &file.display().to_string(), "--format", "json"]);
    done(&ran);
    let options: Value = serde_json::from_str(&ran.out).unwrap();
    let documents = options["documents"].as_array().unwrap();
    let handed_in = documents.iter().filter(|d| d["is_handed_in"] == true);
    assert_eq!((documents.len(), handed_in.count()), (23, 14));
    assert_eq!(options["heading"], "national");
    assert_eq!(options["furthest_offset"], 15.0);
    for entry in [&documents[0], &documents[1], &documents[22]] {
        let document = &entry["document"];
        let code = document["id"].as_str().unwrap();
        let out = folder.path().join(code);
        let ran = run(
            "export",
            &file,
            &out,
            &["--document", code, "--format", "both"],
        );
        assert_eq!(ran.code, 0, "{ran:?}");
        let mut names = [&entry["docx_name"], &document["file_name"]]
            .map(|name| name.as_str().unwrap().to_owned());
        names.sort();
        assert_eq!(listing(&out), names);
    }
}

#[test]
fn names_are_shortened_where_the_folder_is_deep_and_refused_where_there_is_no_room() {
    let (folder, file) = dossier();
    let length = |path: &Path| path.to_string_lossy().encode_utf16().count();
    let room = 195 - length(folder.path()) - 1;
    // No system takes so long a name of one folder, so there are several.
    let deep: String = "Hồ sơ năm/".chars().cycle().take(room).collect();
    let deep = folder.path().join(deep.trim_end_matches(['/', ' ']));
    done(&run(
        "export",
        &file,
        &deep,
        &["--format", "both", "--merged"],
    ));
    let names = listing(&deep);
    assert_eq!(names.len(), 29);
    for name in &names {
        assert!(length(&deep.join(name)) <= 240, "{name}");
    }
    let reports = names
        .iter()
        .filter(|name| name.starts_with("02-bao-cao-thanh-tich-"));
    assert_eq!(reports.count(), 24);
    let deeper = folder.path().join("x".repeat(room + 10));
    refused(&run("export", &file, &deeper, &[]), &["quá sâu", "ký tự"]);
    assert!(!deeper.exists());
}

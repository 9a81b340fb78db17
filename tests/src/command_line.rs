//! `hoso` at its boundary: what it prints, its exit codes, and what it leaves on the disk.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{Ran, folder, hoso, listing, program, refused, root, sample, written};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

fn check(file: &Path, more: &[&str]) -> Ran {
    let mut arguments = vec!["check".to_owned(), file.display().to_string()];
    arguments.extend(more.iter().map(ToString::to_string));
    hoso(arguments)
}

fn export(file: &Path, out: &Path, more: &[&str]) -> Ran {
    let mut arguments = vec!["export".to_owned(), file.display().to_string()];
    arguments.extend(["--out".to_owned(), out.display().to_string()]);
    arguments.extend(more.iter().map(ToString::to_string));
    hoso(arguments)
}

#[test]
fn the_sample_has_exactly_its_two_deliberate_faults() {
    let folder = folder();
    let ran = hoso(["sample", "--out", &folder.path().display().to_string()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let names = listing(folder.path());
    assert_eq!(names.len(), 15, "{names:?}");

    let ran = check(&folder.path().join("ho-so-mau.json"), &["--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let findings: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let blocking: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["severity"] == "blocking")
        .collect();
    assert_eq!(blocking.len(), 2, "{blocking:#?}");
    assert_eq!(blocking[0]["state"], "not_met");
    assert_eq!(blocking[1]["state"], "unknown");
    for finding in &findings {
        for key in ["rule", "subject", "cite", "message", "remedy"] {
            assert!(finding[key].is_string(), "{key} in {finding}");
        }
        for key in ["because", "missing"] {
            assert!(finding[key].is_array(), "{key} in {finding}");
        }
        let state = finding["state"].as_str().unwrap();
        assert!(["met", "not_met", "unknown", "not_applicable"].contains(&state));
        let blocks = finding["severity"] == "blocking";
        assert!(!blocks || ["not_met", "unknown"].contains(&state));
        assert!(!finding["cite"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_mended_sample_passes_and_a_late_one_does_not() {
    let folder = folder();
    let mut file = sample();
    let nominees = file["dossier"]["nominees"].as_array_mut().unwrap();
    for fact in nominees
        .iter_mut()
        .flat_map(|n| n["facts"].as_array_mut().unwrap())
    {
        if fact["value"]["percent"]
            .as_f64()
            .is_some_and(|percent| percent < 90.0)
        {
            fact["value"]["percent"] = json!(90);
        }
        if fact["fact"] == "initiative" && fact["source"].is_null() {
            fact["source"] = json!({ "title": "Quyết định", "symbol": "7/QĐ", "date": "2022-12-01", "issuer": "Sở" });
        }
    }
    let path = written(folder.path(), "du.json", file.to_string());
    let ran = check(&path, &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("Không có điểm nào cản trở"), "{}", ran.out);
    assert_eq!(check(&path, &["--on", "2023-02-27"]).code, 0);
    let late = check(&path, &["--on", "2023-02-28"]);
    assert_eq!(late.code, 1);
    assert!(late.out.contains("Đã quá hạn 1 ngày"), "{}", late.out);
}

#[test]
fn deadlines_are_strict_and_counted_from_the_day_asked_for() {
    let ran = hoso([
        "deadline",
        "--year",
        "2022",
        "--on",
        "2022-02-15",
        "--format",
        "json",
    ]);
    let deadlines: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(deadlines.len(), 1);
    let first = &deadlines[0];
    assert_eq!(first["due_before"], "2022-02-28");
    assert_eq!(first["last_day"], "2022-02-27");
    assert_eq!(first["last_working_day"], "2022-02-25");
    assert_eq!(first["days_left"], 12);
    assert_eq!(first["year"], 2021);
    assert_eq!(first["state"], "open");

    let ran = hoso(["deadline", "--on", "2025-12-31", "--format", "json"]);
    let deadlines: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let closing = deadlines
        .iter()
        .find(|deadline| deadline["round"] == "closing")
        .unwrap();
    assert_eq!(closing["last_day"], "2025-12-30");
    assert_eq!(closing["days_left"], -1);
    assert_eq!(closing["state"], "closed");

    let ran = hoso(["deadline", "--year", "2030"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "Không có hạn nộp nào.\n"));
    refused(
        &hoso(["deadline", "--plan", "khong-co"]),
        &["khong-co", "nam-dinh-cchc-2021-2025"],
    );
}

#[test]
fn files_that_are_no_dossier_are_refused_with_their_fault() {
    let folder = folder();
    let whole = sample().to_string();
    let half: String = whole.chars().take(whole.chars().count() / 2).collect();
    let mut newer = sample();
    newer["version"] = json!(99);
    let mut foreign = sample();
    foreign["format"] = json!("khac/tep");
    let mut wrong_type = sample();
    wrong_type["dossier"]["nominees"][0]["name"] = json!(5);
    let mut long_name = sample();
    long_name["dossier"]["nominees"][0]["name"] = json!("Ă".repeat(300));
    let mut percent = sample();
    percent["dossier"]["unit"]["facts"][0]["value"] = json!({ "percent": 101 });
    let mut day = sample();
    day["dossier"]["letter"]["date"] = json!("2023-02-29");
    let mut empty = sample();
    empty["dossier"]["nominees"] = json!([]);
    let mut unknown_plan = sample();
    unknown_plan["dossier"]["plan"]["id"] = json!("ke-hoach-la");
    let mut no_unit = sample();
    no_unit["dossier"].as_object_mut().unwrap().remove("unit");
    let mut extra = sample();
    extra["dossier"]["la"] = json!(1);
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("rong.json", Vec::new(), &["Tệp không có nội dung"]),
        (
            "sai.json",
            b"{\"a\": ,}".to_vec(),
            &["sai cấu trúc", "dòng 1, cột 7"],
        ),
        ("cut.json", half.into_bytes(), &["cắt cụt"]),
        (
            "latin1.json",
            b"{\"format\": \"S\xe9\"}".to_vec(),
            &["UTF-8", "byte thứ 13"],
        ),
        (
            "moi.json",
            newer.to_string().into_bytes(),
            &["phiên bản 99", "Cập nhật"],
        ),
        (
            "la.json",
            foreign.to_string().into_bytes(),
            &["tệp loại khác", "khac/tep"],
        ),
        ("mang.json", b"[1, 2]".to_vec(), &["tệp loại khác"]),
        (
            "kieu.json",
            wrong_type.to_string().into_bytes(),
            &["dossier.nominees[0].name"],
        ),
        (
            "dai.json",
            long_name.to_string().into_bytes(),
            &["nominees[0].name", "250 ký tự"],
        ),
        (
            "ty-le.json",
            percent.to_string().into_bytes(),
            &["từ 0 đến 100"],
        ),
        (
            "ngay.json",
            day.to_string().into_bytes(),
            &["letter.date", "ngày giờ hợp lệ"],
        ),
        (
            "khong-ai.json",
            empty.to_string().into_bytes(),
            &["chưa có tập thể hoặc cá nhân nào"],
        ),
        (
            "ke-hoach.json",
            unknown_plan.to_string().into_bytes(),
            &["ke-hoach-la"],
        ),
        (
            "thieu.json",
            no_unit.to_string().into_bytes(),
            &["thiếu mục “unit”"],
        ),
        (
            "thua.json",
            extra.to_string().into_bytes(),
            &["không có mục nào tên “la”"],
        ),
    ];
    for (name, bytes, words) in cases {
        let path = written(folder.path(), name, bytes);
        refused(&check(&path, &[]), words);
        let out = folder.path().join("ra");
        refused(&export(&path, &out, &[]), words);
        assert!(!out.exists(), "{name} left a folder");
    }
    refused(
        &check(&folder.path().join("khong-co.json"), &[]),
        &["Không có tệp"],
    );
    refused(&check(folder.path(), &[]), &["thư mục, không phải tệp"]);
}

#[test]
fn a_file_of_200_megabytes_is_refused_without_being_read() {
    let folder = folder();
    let path = folder.path().join("to.json");
    fs::File::create(&path)
        .unwrap()
        .set_len(200 * 1024 * 1024)
        .unwrap();
    refused(&check(&path, &[]), &["200 MB", "50 MB"]);
}

#[test]
fn a_byte_order_mark_does_not_matter() {
    let folder = folder();
    let path = written(folder.path(), "bom.json", format!("\u{feff}{}", sample()));
    assert_eq!(check(&path, &[]).code, 1);
}

#[test]
fn existing_files_stay_until_the_user_agrees() {
    let folder = folder();
    let file = written(folder.path(), "ho-so.json", sample().to_string());
    let out = folder.path().join("ra");
    assert_eq!(export(&file, &out, &[]).code, 0);
    let letter = out.join("01-to-trinh-va-danh-sach.pdf");
    fs::write(&letter, "của tôi").unwrap();
    let before = listing(&out);
    refused(
        &export(&file, &out, &[]),
        &["trùng tên", "01-to-trinh-va-danh-sach.pdf"],
    );
    assert_eq!(fs::read_to_string(&letter).unwrap(), "của tôi");
    assert_eq!(listing(&out), before);
    assert_eq!(export(&file, &out, &["--replace"]).code, 0);
    assert!(fs::read(&letter).unwrap().starts_with(b"%PDF"));
    assert_eq!(listing(&out), before, "nothing else may be left");
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let folder = folder();
    let file = written(folder.path(), "ho-so.json", sample().to_string());
    let taken = written(folder.path(), "ra", "tệp");
    refused(
        &export(&file, &taken, &[]),
        &["Không ghi được", "chưa có tệp nào được ghi"],
    );
    assert_eq!(fs::read_to_string(&taken).unwrap(), "tệp");
}

/// A real small disk, and a real read-only one, in a private mount namespace.
#[cfg(target_os = "linux")]
#[test]
fn a_full_or_read_only_disk_leaves_nothing_behind() {
    let folder = folder();
    let file = written(folder.path(), "ho-so.json", sample().to_string());
    let disk = folder.path().join("dia");
    fs::create_dir(&disk).unwrap();
    let run = |options: &str| -> Ran {
        let script = format!(
            "mount -t tmpfs -o {options} tmpfs \"$2\" || exit 99; \
             \"$0\" export \"$1\" --out \"$2/ra\"; code=$?; ls -A \"$2\" >&2; exit $code"
        );
        // A user namespace lets an ordinary user mount; a superuser needs none.
        let output = Command::new("unshare")
            .args(["--mount", "--user", "--map-root-user", "sh", "-c", &script])
            .arg(program())
            .args([&file, &disk])
            .output()
            .unwrap();
        output.into()
    };
    for (options, words) in [("size=200k", "Ổ đĩa đã đầy"), ("ro", "chỉ cho đọc")] {
        let ran = run(options);
        refused(&ran, &[words, "chưa có tệp nào được ghi"]);
        let last = ran.err.lines().last().unwrap_or_default();
        assert!(
            last.starts_with("Cần làm"),
            "the disk must be empty, but has: {last}"
        );
    }
}

#[test]
fn a_command_line_that_is_not_understood_is_refused_in_vietnamese() {
    let cases: [(&[&str], &[&str]); 7] = [
        (&[], &["Chưa chọn lệnh"]),
        (&["chekc"], &["không có lệnh “chekc”"]),
        (&["check"], &["Chưa có: <TỆP>"]),
        (
            &["check", "a.json", "--on", "2023-02-30"],
            &["2023-02-30", "--on"],
        ),
        (
            &["check", "a.json", "--format", "xml"],
            &["xml", "text, json"],
        ),
        (
            &["export", "a.json", "--out"],
            &["--out", "phải có giá trị"],
        ),
        (&["deadline", "--nam", "2023"], &["--nam"]),
    ];
    for (arguments, words) in cases {
        refused(&hoso(arguments), words);
    }
    let help = hoso(["--help"]);
    assert_eq!(help.code, 0, "{help:?}");
    for words in [
        "Lập, kiểm tra và in hồ sơ",
        "Cách dùng: hoso",
        "Lệnh:",
        "Hiện cách dùng",
    ] {
        assert!(
            help.out.contains(words),
            "{words} is missing in {}",
            help.out
        );
    }
}

#[test]
fn plans_are_listed_shown_and_refused_with_line_and_field() {
    let list = hoso(["plan", "list"]);
    assert!(list.out.contains("nam-dinh-cchc-2021-2025"), "{list:?}");
    let show = hoso(["plan", "show", "nam-dinh-cchc-2021-2025"]);
    for words in [
        "90% trở lên",
        "trước ngày 28/02 hàng năm",
        "trước ngày 31/12/2025",
    ] {
        assert!(show.out.contains(words), "{words}");
    }
    let built_in = root().join("assets/plans/nam-dinh-cchc-2021-2025.toml");
    let ran = hoso(["plan", "check", &built_in.display().to_string()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.out.contains("Lưu ý"), "{ran:?}");

    let folder = folder();
    let text = fs::read_to_string(&built_in).unwrap();
    let idle = text.replacen(", \"a3\"]", "]", 1);
    let path = written(folder.path(), "bo-sot.toml", &idle);
    let ran = hoso(["plan", "check", &path.display().to_string()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let told: Vec<_> = ran
        .out
        .lines()
        .filter(|line| line.contains("Lưu ý"))
        .collect();
    assert_eq!(told.len(), 1, "{ran:?}");
    assert!(told[0].contains("Sáng kiến của tập thể"), "{ran:?}");

    let broken = text.replacen("any_of = [\"a1\"", "any_of = [\"a9\"", 1);
    assert_ne!(
        broken, text,
        "the plan no longer has the line that this test changes"
    );
    let line = broken
        .lines()
        .position(|line| line.contains("\"a9\""))
        .unwrap()
        + 1;
    let path = written(folder.path(), "sai.toml", &broken);
    let ran = hoso(["plan", "check", &path.display().to_string()]);
    refused(&ran, &["a9", "any_of[0]", &format!("dòng {line}")]);

    let wrong = text.replacen("\nversion = 1", "\nversion = \"một\"", 1);
    let path = written(folder.path(), "kieu.toml", &wrong);
    let ran = hoso(["plan", "check", &path.display().to_string()]);
    refused(&ran, &["“version”", "dòng"]);

    let path = written(folder.path(), "cu-phap.toml", "id = \n");
    refused(
        &hoso(["plan", "check", &path.display().to_string()]),
        &["dòng 1"],
    );
}

#[test]
fn another_plan_is_used_as_data() {
    let folder = folder();
    let text =
        fs::read_to_string(root().join("assets/plans/nam-dinh-cchc-2021-2025.toml")).unwrap();
    let other = text.replacen(
        "id = \"nam-dinh-cchc-2021-2025\"",
        "\nid = \"ke-hoach-khac\"",
        1,
    );
    let plan = written(folder.path(), "khac.toml", other);
    let mut file = sample();
    file["dossier"]["plan"]["id"] = json!("ke-hoach-khac");
    let file = written(folder.path(), "ho-so.json", file.to_string());
    refused(&check(&file, &[]), &["ke-hoach-khac"]);
    assert_eq!(
        check(&file, &["--plan-file", &plan.display().to_string()]).code,
        1
    );
}

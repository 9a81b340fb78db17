//! The commands that answer: why, when, by which law, how much; and plans as the user's own.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "answers/hints.rs"]
mod hints;
#[path = "answers/rescue.rs"]
mod rescue;

use hoso_tests::{folder, hoso, pdf_text, refused, root, sample, written};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const PLAN: &str = "nam-dinh-cchc-2021-2025";

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[track_caller]
fn done(words: &[&str]) -> String {
    let ran = hoso(words);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out
}

#[track_caller]
fn json_of(words: &[&str]) -> Value {
    let words = [words, &["--format", "json"]].concat();
    serde_json::from_str(&done(&words)).unwrap()
}

#[test]
fn a_schedule_is_a_view_a_page_and_a_calendar_that_agree() {
    let folder = folder();
    let (ics, pdf) = (
        folder.path().join("lịch.ics"),
        folder.path().join("lịch.pdf"),
    );
    let words = [
        "schedule",
        "--round",
        "annual",
        "--year",
        "2025",
        "--on",
        "2026-01-05",
    ];
    let files = ["--ics", &shown(&ics), "--pdf", &shown(&pdf)];
    let view = json_of(&[&words[..], &files[..]].concat());
    assert_eq!(view["deadline"]["last_working_day"], "2026-02-27");
    assert_eq!(view["safe_weekday"], "thứ Sáu");
    assert_eq!(view["working_days_left"], 35);
    let steps = view["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 8);
    assert_eq!(steps[0]["day"], "2026-01-09");
    assert_eq!(view["holidays"].as_array().unwrap().len(), 5);

    let text = fs::read_to_string(&ics).unwrap();
    calendar_is_sound(&text);
    let unfolded = text.replace("\r\n ", "");
    for step in steps {
        let day = step["day"].as_str().unwrap().replace('-', "");
        assert!(
            unfolded.contains(&format!("DTSTART;VALUE=DATE:{day}\r\n")),
            "{day}"
        );
        let id = step["id"].as_str().unwrap();
        let uid = format!("UID:{PLAN}-annual-2025-{id}@hoso-thi-dua\r\n");
        assert!(unfolded.contains(&uid), "{uid}");
    }
    // Commas and semicolons are escaped, so that no reader cuts a title short.
    assert!(unfolded.contains("SUMMARY:Thông báo các phòng\\, đơn vị\\; bắt đầu"));

    let page = pdf_text(&pdf);
    for words in [
        "LỊCH CHUẨN BỊ HỒ SƠ",
        "27/02/2026",
        "Họp Hội đồng",
        "thứ Sáu, 09/01/2026",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }

    // The same question gives the same bytes; files stay until the user agrees.
    refused(&hoso([&words[..], &files[..]].concat()), &["trùng tên"]);
    let before = (fs::read(&ics).unwrap(), fs::read(&pdf).unwrap());
    done(&[&words[..], &files[..], &["--replace"]].concat());
    assert!(before == (fs::read(&ics).unwrap(), fs::read(&pdf).unwrap()));
}

/// What RFC 5545 asks of every line, and what readers need of every entry.
fn calendar_is_sound(text: &str) {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains("\r\nVERSION:2.0\r\n") && unfolded.contains("\r\nPRODID:"));
    assert!(unfolded.contains("\r\nMETHOD:PUBLISH\r\n"));
    let mut uids: Vec<&str> = Vec::new();
    for event in unfolded.split("BEGIN:VEVENT\r\n").skip(1) {
        let event = event.split("END:VEVENT").next().unwrap();
        for once in [
            "UID:",
            "DTSTAMP:",
            "DTSTART;VALUE=DATE:",
            "DTEND;VALUE=DATE:",
            "SUMMARY:",
        ] {
            let count = event.lines().filter(|line| line.starts_with(once)).count();
            assert_eq!(count, 1, "{once} in {event}");
        }
        uids.extend(event.lines().filter(|line| line.starts_with("UID:")));
        assert!(event.contains("DTSTAMP:20260105T000000Z"), "{event}");
    }
    let all = uids.len();
    uids.sort_unstable();
    uids.dedup();
    assert_eq!((uids.len(), all), (8, 8));
}

#[test]
fn a_closed_round_still_has_a_schedule_and_says_what_to_do() {
    let text = done(&["schedule", "--on", "2026-11-25"]);
    assert!(text.contains("Đợt này đã đóng"), "{text}");
    assert!(text.contains("giải trình bằng văn bản"), "{text}");
    let ran = hoso(["schedule", "--year", "2040"]);
    refused(&ran, &["đợt cho năm 2040", "annual, closing"]);
    refused(&hoso(["schedule", "--round", "la"]), &["đợt “la”"]);
    refused(&hoso(["schedule", "--plan", "la"]), &["la", PLAN]);
}

#[test]
fn an_example_is_marked_and_has_no_deadlines_unless_asked_for() {
    let example = "mau-vi-du-ninh-binh-2026-2030";
    assert!(done(&["plan", "list"]).contains("Mẫu ví dụ, không phải văn bản có thật."));
    assert!(!done(&["deadline", "--on", "2026-11-25"]).contains(example));
    let asked = done(&[
        "deadline",
        "--plan",
        example,
        "--year",
        "2027",
        "--on",
        "2026-11-25",
    ]);
    assert!(
        asked.contains("Trước ngày 15/03/2027: ngày cuối 14/03/2027"),
        "{asked}"
    );
    assert!(
        asked.contains("Ngày làm việc cuối cùng: 12/03/2027"),
        "{asked}"
    );
}

#[test]
fn steps_and_holidays_are_the_units_own() {
    let folder = folder();
    let steps = "[[steps]]\nid = \"mot\"\nworking_days_before = 1\ntitle = \"Gửi\"\ncite = \"Sở\"\nmark = \"inferred\"\n";
    let steps = written(folder.path(), "buoc.toml", steps);
    let words = [
        "schedule",
        "--round",
        "annual",
        "--year",
        "2025",
        "--on",
        "2026-01-05",
    ];
    let view = json_of(&[&words[..], &["--steps", &shown(&steps)]].concat());
    assert_eq!(view["steps"].as_array().unwrap().len(), 1);
    assert_eq!(view["steps"][0]["day"], "2026-02-26");

    // The program hands out what it brings along, to be changed.
    let shipped = done(&["data", "steps"]);
    let sooner = shipped.replacen("working_days_before = 30", "working_days_before = 35", 1);
    let steps = written(folder.path(), "buoc-sua.toml", &sooner);
    let view = json_of(&[&words[..], &["--steps", &shown(&steps)]].concat());
    assert_eq!(view["steps"].as_array().unwrap().len(), 8);
    assert_eq!(view["steps"][0]["working_days_before"], 35);
    let holidays = done(&["data", "holidays"]);
    let more = "\n[[announced]]\nof = \"\"\nname = \"Nghỉ thêm\"\nfrom = \"2026-02-27\"\nto = \"2026-02-27\"\ncite = \"Công điện\"\nmark = \"verified\"\n";
    let file = written(folder.path(), "nghi.toml", holidays.clone() + more);
    let view = json_of(&[&words[..], &["--holidays-file", &shown(&file)]].concat());
    assert_eq!(view["deadline"]["last_working_day"], "2026-02-26");

    let wrong = holidays.replacen("of = \"tet\"", "of = \"la\"", 1);
    let file = written(folder.path(), "sai.toml", wrong);
    let ran = hoso(["deadline", "--holidays-file", &shown(&file)]);
    refused(&ran, &["tệp dữ liệu", "“la”", "dòng"]);
}

#[test]
fn an_explanation_shows_the_smallest_change() {
    let text = done(&["explain", "phong-kiem-soat"]);
    for words in [
        "Chỉ số cải cách hành chính năm 2022: từ 89,75% lên ít nhất 90% (thêm 0,25 điểm phần trăm)",
        "Căn cứ: IV.3.2.a, gạch đầu dòng thứ 2 Kế hoạch",
        "219/QĐ-UBND",
        "CÓ THỂ ĐỀ NGHỊ",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    // By name, in any case and spacing.
    let view = json_of(&["explain", " trần  đức MINH "]);
    assert_eq!(view["id"], "minh");
    assert_eq!(view["cards"].as_array().unwrap().len(), 4);
    refused(&hoso(["explain", "khong-co"]), &["khong-co", "minh"]);
}

#[test]
fn the_forms_of_nominees_come_from_the_plan_and_the_round() {
    let folder = folder();
    let file = written(folder.path(), "ho-so.json", sample().to_string());
    let view = json_of(&["forms", &shown(&file)]);
    assert_eq!(view["years"], json!([2022]));
    let ids = |list: &Value| -> Vec<String> {
        let all = list.as_array().unwrap().iter();
        all.map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let open: Vec<Value> = view["individual"]["award_forms"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|award| award["is_open"] == true)
        .cloned()
        .collect();
    assert_eq!(ids(&json!(open)), ["provincial_merit"]);
    assert_eq!(ids(&open[0]["claims"]), ["b1", "b2", "b3"]);
    let asked = ids(&view["collective"]["facts"]);
    assert!(asked.contains(&"par_assessed".to_owned()), "{asked:?}");
    let shared = |kind: &str| view[kind]["facts"].as_array().unwrap().clone();
    let index = |facts: Vec<Value>| facts.into_iter().find(|fact| fact["id"] == "par_index");
    assert_eq!(index(shared("individual")).unwrap()["is_shared"], true);
    assert_eq!(index(shared("collective")).unwrap()["is_shared"], false);
    assert!(done(&["forms", &shown(&file)]).contains("Chỉ số cải cách hành chính (par_index)"));
}

#[test]
fn what_only_a_person_can_answer_is_asked_answered_or_not() {
    let folder = folder();
    let mut dossier = sample();
    let nominees = dossier["dossier"]["nominees"].as_array_mut().unwrap();
    let minh = nominees.iter_mut().find(|one| one["id"] == "minh").unwrap();
    minh["award_form"] = json!("prime_minister_merit");
    let file = written(folder.path(), "ho-so.json", dossier.to_string());
    let questions =
        |file: &Path| json_of(&["explain", "minh", "--file", &shown(file)])["questions"].clone();
    let asked = questions(&file);
    assert_eq!(asked[0]["rule"], "plan.state_individual", "{asked}");

    let nominees = dossier["dossier"]["nominees"].as_array_mut().unwrap();
    let minh = nominees.iter_mut().find(|one| one["id"] == "minh").unwrap();
    minh["determinations"] = json!([{ "rule": "plan.state_individual", "state": "met",
        "by": "Phan Thị Kim Oanh", "on": "2023-02-01", "basis": "Công văn của Sở Nội vụ" }]);
    let file = written(folder.path(), "da-tra-loi.json", dossier.to_string());
    assert_eq!(questions(&file), asked);
}

#[test]
fn the_law_of_a_day_is_shown_with_its_marks() {
    let before = done(&["law", "show", "--on", "2023-12-31"]);
    assert!(before.contains("Mẫu số 07"), "{before}");
    assert!(before.contains("[chưa đối chiếu]"));
    let after = done(&["law", "show", "--on", "2024-01-01"]);
    assert!(
        !after.contains("Mẫu số 07") && after.contains("Mẫu số 08"),
        "{after}"
    );
    let diff = done(&["law", "diff", "2025-06-30", "2025-07-01"]);
    assert!(
        diff.contains("(unit.district)") && diff.contains("Sau: không có"),
        "{diff}"
    );
    let same = done(&["law", "diff", "2024-02-01", "2024-02-02"]);
    assert_eq!(same, "Quy định của hai ngày như nhau.\n");

    let folder = folder();
    let file = written(folder.path(), "ho-so.json", sample().to_string());
    let changes = done(&["law", "changes", &shown(&file), "--on", "2025-12-01"]);
    assert!(changes.contains("(form.report.decree_152)"), "{changes}");
}

#[test]
fn a_unit_corrects_an_item_with_its_source() {
    let folder = folder();
    let entry = "[[overrides]]\nitem = \"rounding.decree_152\"\nsource = { title = \"Nghị định\", symbol = \"152/2025/NĐ-CP\", date = \"2025-06-14\", issuer = \"Chính phủ\" }\n";
    let file = written(folder.path(), "doi-chieu.toml", entry);
    let reward = [
        "reward",
        "provincial_merit",
        "individual",
        "--on",
        "2025-12-20",
    ];
    assert!(done(&reward).contains("[chưa đối chiếu]"));
    let corrected = done(&[&reward[..], &["--law-file", &shown(&file)]].concat());
    assert!(!corrected.contains("[chưa đối chiếu]"), "{corrected}");
    let law = done(&[
        "law",
        "show",
        "--on",
        "2025-12-20",
        "--law-file",
        &shown(&file),
    ]);
    assert!(
        law.contains("Đơn vị đối chiếu: Nghị định số 152/2025/NĐ-CP ngày 14/06/2025"),
        "{law}"
    );

    let file = written(folder.path(), "sai.toml", entry.replace("rounding.", "la."));
    let ran = hoso(["law", "show", "--law-file", &shown(&file)]);
    refused(&ran, &["sai.toml", "dòng 2", "la.decree_152"]);
}

#[test]
fn reward_money_is_rounded_up_and_says_how() {
    let text = done(&[
        "reward",
        "provincial_merit",
        "individual",
        "--on",
        "2026-08-10",
    ]);
    assert!(
        text.contains("1,5 × 2.530.000 đồng, làm tròn lên 10.000 đồng: 3.800.000 đồng"),
        "{text}"
    );
    let view = json_of(&[
        "reward",
        "commendation_letter",
        "collective",
        "--on",
        "2025-12-20",
    ]);
    assert_eq!(view["dong"], 1_410_000);
    let text = done(&[
        "reward",
        "provincial_merit",
        "individual",
        "--on",
        "2019-01-01",
    ]);
    assert!(text.contains("thiếu mức lương cơ sở"), "{text}");
    refused(
        &hoso(["reward", "la", "individual"]),
        &["la", "provincial_merit"],
    );
}

#[test]
fn indicators_and_ties_are_told() {
    let folder = folder();
    let mut file = sample();
    file["dossier"]["indicators"] = json!([
        { "indicator": "results_digitised", "year": 2021, "value": 32.2, "source": null },
        { "indicator": "results_digitised", "year": 2022, "value": 56.3, "source": null },
    ]);
    let path = written(folder.path(), "ho-so.json", file.to_string());
    let text = done(&["indicators", &shown(&path)]);
    assert!(text.contains("năm 2022 (cấp tỉnh)"), "{text}");
    assert!(
        text.contains("Chỉ tiêu 50% (suy ra); đạt 56,3%; chênh +6,3; so với năm trước +24,1"),
        "{text}"
    );
    let view = json_of(&["indicators", &shown(&path), "--year", "2023"]);
    let rows = view["rows"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["indicator"] == "results_digitised")
        .unwrap();
    assert_eq!(
        (&row["target"], &row["state"]),
        (&json!("70%"), &json!("unknown"))
    );
    assert!(done(&["ties", &shown(&path)]).contains("Chưa có quy định về thứ tự ưu tiên"));
    let later = done(&["ties", &shown(&path), "--on", "2025-07-01"]);
    assert!(later.contains("khoản 6 Điều 4"), "{later}");
}

#[test]
fn what_helps_to_write_is_told() {
    let folder = folder();
    let mut file = sample();
    file["dossier"]["letter"]["number"] = json!(7);
    file["dossier"]["indicators"] = json!([
        { "indicator": "files_handled_online", "year": 2022, "value": 71.8, "source": null },
    ]);
    let path = written(folder.path(), "ho-so.json", file.to_string());
    let view = json_of(&["figures", "tt-mot-cua", "--file", &shown(&path)]);
    let figures = view["figures"].as_array().unwrap();
    let cover = |text: &str| {
        let found = figures.iter().find(|figure| figure["text"] == text);
        found.unwrap()["cover"].clone()
    };
    assert_eq!(cover("71,8%"), "stated");
    assert_eq!(cover("60%"), "proven");
    assert_eq!(cover("41.286 hồ sơ"), "alone");
    let text = done(&["figures", "tuan", "--file", &shown(&path)]);
    assert!(text.contains("số liệu trong báo cáo"), "{text}");
    refused(&hoso(["figures", "ai"]), &["ai", "tt-mot-cua"]);

    let guide = done(&["report-guide", "tt-mot-cua"]);
    assert!(
        guide.contains("Mẫu số 07 Phụ lục Nghị định 91/2017"),
        "{guide}"
    );
    assert!(guide.contains("I. Sơ lược đặc điểm, tình hình"), "{guide}");
    let later = json_of(&["report-guide", "khai", "--on", "2025-08-01"]);
    assert!(
        later["form"].as_str().unwrap().contains("152/2025"),
        "{later}"
    );
    assert_eq!(later["parts"][0]["heading"], "I. Sơ lược lý lịch");

    let letter = json_of(&["letter", &shown(&path)]);
    assert_eq!(letter["capacity"], json!(["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]));
    assert!(
        letter["number"].as_str().unwrap().starts_with("07/TTr"),
        "{letter}"
    );
    file["dossier"]["letter"]["legal_bases"] = json!(["Luật của đơn vị"]);
    let path = written(folder.path(), "khac.json", file.to_string());
    let own = json_of(&["letter", &shown(&path)]);
    assert_eq!(own["in_force"], letter["in_force"]);
    assert_eq!(own["bases"][0], "Luật của đơn vị");
    assert!(done(&["letter", &shown(&path)]).contains("Căn cứ Luật của đơn vị"));
}

#[test]
fn a_plan_is_copied_edited_in_place_and_compared() {
    let folder = folder();
    let own = folder.path().join("của mình.toml");
    let copied = done(&[
        "plan",
        "copy",
        PLAN,
        "don-vi-2026",
        "--title",
        "Kế hoạch của sở",
        "--out",
        &shown(&own),
    ]);
    assert!(copied.contains("don-vi-2026 (bản 1)"), "{copied}");
    let text = fs::read_to_string(&own).unwrap();
    assert!(
        text.contains("id = \"don-vi-2026\"") && text.contains("short_title = \"Kế hoạch của sở\"")
    );
    assert!(text.contains("# Cách viết"), "comments stay");
    let taken = hoso(["plan", "copy", PLAN, PLAN, "--out", &shown(&own)]);
    refused(&taken, &["Đã có kế hoạch", PLAN]);

    let from_example = folder.path().join("từ mẫu.toml");
    let example = "mau-vi-du-ninh-binh-2026-2030";
    done(&[
        "plan",
        "copy",
        example,
        "that-2026",
        "--out",
        &shown(&from_example),
    ]);
    let copy = fs::read_to_string(&from_example).unwrap();
    assert!(copy.contains("example = false"), "a copy is for real use");

    // Threshold, number and version are changed in place; the rest of the text stays.
    let path = "criteria[2].when.at_least.percent";
    done(&["plan", "set", &shown(&own), path, "95"]);
    done(&["plan", "set", &shown(&own), "number", "12/KH-UBND"]);
    done(&["plan", "set", &shown(&own), "version", "2"]);
    let edited = fs::read_to_string(&own).unwrap();
    assert!(edited.contains("percent = 95,") && edited.contains("number = \"12/KH-UBND\""));
    assert_eq!(edited.lines().count(), text.lines().count() + 1);
    for (path, value, words) in [
        (path, "101", "từ 0 đến 100"),
        (path, "chín mươi", "sai cấu trúc"),
        ("standards[0].any_of[0]", "a9", "a9"),
        ("khong.co", "1", "không có mục nào"),
        (
            "rounds[0].deadline.before_yearly.month",
            "13",
            "ngày không có trong lịch",
        ),
    ] {
        refused(&hoso(["plan", "set", &shown(&own), path, value]), &[words]);
    }
    assert_eq!(
        fs::read_to_string(&own).unwrap(),
        edited,
        "a refused change leaves the file"
    );

    // A dossier whose index is 89.75 keeps its answer, one at 92 loses it.
    let mut file = sample();
    let nominee = &mut file["dossier"]["nominees"][2];
    nominee["facts"].as_array_mut().unwrap()[2]["value"] = json!({ "percent": 92 });
    let dossier = written(folder.path(), "ho-so.json", file.to_string());
    let same = written(folder.path(), "mau.json", sample().to_string());
    let view = json_of(&[
        "plan",
        "diff",
        PLAN,
        &shown(&own),
        "--dossier",
        &shown(&dossier),
        "--dossier",
        &shown(&same),
    ]);
    assert_eq!(view["dossiers"], 2);
    let clauses = view["clauses"].as_array().unwrap();
    let a2 = clauses.iter().find(|clause| clause["id"] == "a2").unwrap();
    assert_eq!(a2["change"], "changed");
    assert!(
        a2["fields"][0]["before"].as_str().unwrap().contains("90%"),
        "{a2}"
    );
    assert!(
        a2["fields"][0]["after"].as_str().unwrap().contains("95%"),
        "{a2}"
    );
    let affected = view["affected"].as_array().unwrap();
    let of = |name: &str| {
        affected.iter().find(|one| one["dossier"] == name).unwrap()["answers"].to_string()
    };
    assert!(of("ho-so.json").contains("\"plan.a2\""));
    assert!(!of("mau.json").contains("\"plan.a2\""), "it failed before");
    let text = done(&["plan", "diff", PLAN, PLAN]);
    assert!(text.contains("Hai kế hoạch như nhau."), "{text}");
    let text = done(&["plan", "diff", PLAN, "mau-vi-du-ninh-binh-2026-2030"]);
    assert!(text.contains("- thêm") && text.contains("- bỏ") && text.contains("- sửa"));
    assert!(text.contains("\nThông tin chung - sửa\n"), "{text}");
}

#[test]
fn two_plans_with_one_id_are_refused_and_versions_are_kept() {
    let folder = folder();
    let whole = folder.path().join("xuat.toml");
    done(&["plan", "export", PLAN, "--out", &shown(&whole)]);
    let text = fs::read_to_string(&whole).unwrap();
    let built_in = root().join("assets/plans/nam-dinh-cchc-2021-2025.toml");
    assert_eq!(
        text,
        fs::read_to_string(built_in).unwrap(),
        "exported as it is"
    );
    // The same file again is no other plan.
    done(&["plan", "list", "--plan-file", &shown(&whole)]);

    let other = text.replacen("percent = 90", "percent = 80", 1);
    let file = written(folder.path(), "khac.toml", &other);
    refused(
        &hoso(["plan", "list", "--plan-file", &shown(&file)]),
        &[PLAN, "bản 1", "Tăng version"],
    );

    let newer = other.replacen("\nversion = 1", "\nversion = 2", 1);
    let file = written(folder.path(), "ban-2.toml", &newer);
    let list = done(&["plan", "list", "--plan-file", &shown(&file)]);
    assert!(
        list.contains("(bản 1)") && list.contains("(bản 2)"),
        "{list}"
    );

    // A dossier keeps the version it was made for, and one for a version not at hand says so.
    let check = |version: u32| {
        let mut file_of = sample();
        file_of["dossier"]["plan"]["version"] = json!(version);
        let dossier = written(folder.path(), "ho-so.json", file_of.to_string());
        let ran = hoso([
            "check",
            &shown(&dossier),
            "--plan-file",
            &shown(&file),
            "--format",
            "json",
        ]);
        let findings: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
        let state = |rule: &str| {
            let mut of_rule = findings.iter().filter(|finding| finding["rule"] == rule);
            let last = of_rule.find(|finding| finding["subject_id"] != "tt-mot-cua");
            last.unwrap()["state"].as_str().unwrap().to_owned()
        };
        let a2 = findings.iter().find(|finding| {
            finding["rule"] == "plan.a2" && finding["subject_id"] == "phong-kiem-soat"
        });
        (a2.unwrap()["state"].clone(), state("dossier.plan_version"))
    };
    assert_eq!(check(1), (json!("not_met"), "met".to_owned()));
    assert_eq!(check(2), (json!("met"), "met".to_owned()));
    assert_eq!(check(3), (json!("met"), "not_met".to_owned()));
}

#[test]
fn the_law_has_its_days_and_the_month_its_holidays() {
    let days = hoso(["law", "days"]);
    assert_eq!(days.code, 0, "{days:?}");
    for expected in ["01/10/2026: ", "Luật số 06/2026/QH16: bắt đầu"] {
        assert!(days.out.contains(expected), "{}", days.out);
    }
    let json = hoso(["law", "days", "--format", "json"]);
    let list: Value = serde_json::from_str(&json.out).unwrap();
    let sorted: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["day"].as_str().unwrap())
        .collect();
    assert!(sorted.is_sorted() && sorted.len() > 5, "{sorted:?}");

    let month = hoso(["month", "2023", "1"]);
    assert!(
        month.out.contains("20/01/2023: Tết Quý Mão"),
        "{}",
        month.out
    );
    let weekend = hoso(["month", "2022", "1"]);
    // New Year's Day of 2022 was a Saturday, so the Monday after it is free.
    assert!(
        weekend.out.contains("03/01/2022: Tết Dương lịch (nghỉ bù)"),
        "{}",
        weekend.out
    );
    refused(&hoso(["month", "2023", "13"]), &["13/2023"]);
}

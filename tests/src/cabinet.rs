//! `hoso cabinet` at its boundary: a year's work with the cabinet, typed command by command.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "cabinet/survey.rs"]
mod survey;

use hoso_tests::{cabinet, done, filled, folder, hoso, refused, root};
use serde_json::Value;
use std::fs;
use std::path::Path;

const ID: &str = "mau-2022";

#[track_caller]
fn json(place: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&done(place, &words)).unwrap()
}

#[test]
fn a_dossier_is_edited_taken_back_and_written_again() {
    let folder = folder();
    let place = filled(folder.path());
    let list = json(&place, &["list"]);
    assert_eq!(list["dossiers"][0]["id"], ID);
    assert_eq!(list["advice"], "");
    let out = folder.path().join("ra.json");
    done(&place, &["export", ID, "--out", &out.display().to_string()]);
    let sample = fs::read_to_string(root().join("assets/samples/ho-so-mau.json")).unwrap();
    let written: Value = serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(&sample).unwrap());
    refused(
        &cabinet(&place, &["export", ID, "--out", &out.display().to_string()]),
        &["trùng tên"],
    );

    assert_eq!(
        done(
            &place,
            &["edit", ID, "unit.name", "Sở Nội vụ", "--who", "Lê Thị Tư"]
        ),
        "Đã lưu.\n"
    );
    assert_eq!(
        done(&place, &["edit", ID, "unit.name", "Sở Nội vụ"]),
        "Không có gì thay đổi.\n"
    );
    assert_eq!(json(&place, &["show", ID])["unit"]["name"], "Sở Nội vụ");
    let history = json(&place, &["history", ID]);
    assert_eq!(history[0]["entry"]["who"], "Lê Thị Tư");
    assert_eq!(history[0]["entry"]["act_text"], "Sửa");
    assert_eq!(history[0]["fields"][0]["path"], "unit.name");
    assert_eq!(history[0]["fields"][0]["name"], "Đơn vị › Tên");
    assert_eq!(history[0]["fields"][0]["after"], "Sở Nội vụ");
    assert_eq!(done(&place, &["undo", ID]), "Đã hoàn tác: unit.name\n");
    refused(&cabinet(&place, &["undo", ID]), &["Không còn bước nào"]);
    assert_eq!(done(&place, &["redo", ID]), "Đã làm lại: unit.name\n");
    let begun = history[1]["entry"]["seq"].to_string();
    done(&place, &["revert", ID, &begun]);
    assert_eq!(
        json(&place, &["show", ID]),
        serde_json::from_str::<Value>(&sample).unwrap()["dossier"]
    );
    assert_eq!(done(&place, &["verify"]), "Chuỗi nhật ký nguyên vẹn.\n");
    assert!(done(&place, &["doctor"]).contains("nguyên vẹn"));
    assert!(done(&place, &["doctor", "--quick"]).contains("nguyên vẹn"));
}

#[test]
fn a_year_goes_from_sending_to_the_next_dossier() {
    let folder = folder();
    let place = filled(folder.path());
    let nominee = json(&place, &["show", ID])["nominees"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    done(
        &place,
        &["send", ID, "--on", "2023-02-20", "--to", "Sở Nội vụ"],
    );
    refused(
        &cabinet(&place, &["edit", ID, "year", "2023"]),
        &["đã gửi", "Bị trả lại"],
    );
    assert_eq!(json(&place, &["list"])["dossiers"][0]["state"], "sent");
    let sent = json(&place, &["progress", ID])["sendings"][0].clone();
    // The fourteen that are handed in, and the sheet of the rehearsal.
    assert_eq!(sent["documents"].as_array().unwrap().len(), 15);
    assert_eq!(sent["documents"][0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(sent["plan_version"], 1);
    done(&place, &["recall", ID, "--note", "Gửi nhầm"]);
    refused(&cabinet(&place, &["answer", ID]), &["chưa gửi"]);
    done(&place, &["send", ID, "--to", "Sở Nội vụ"]);
    let progress = json(&place, &["progress", ID]);
    assert_eq!(progress["sendings"][0]["recalled"], "Gửi nhầm");
    assert_eq!(progress["sendings"][1]["documents"], sent["documents"]);
    let history = done(&place, &["history", ID]);
    assert!(history.contains("Rút hồ sơ về"), "{history}");
    done(&place, &["answer", ID, "--note", "Đủ"]);
    done(
        &place,
        &[
            "outcome",
            ID,
            &nominee,
            "--award",
            "Bằng khen",
            "--decision",
            "5/QĐ-UBND",
            "--date",
            "2023-04-01",
        ],
    );
    done(
        &place,
        &[
            "renew",
            ID,
            "--id",
            "nam-2023",
            "--year",
            "2023",
            "--nominee",
            &nominee,
        ],
    );
    let renewed = json(&place, &["show", "nam-2023"]);
    assert_eq!(renewed["nominees"].as_array().unwrap().len(), 1);
    let awards = json(&place, &["awards", "nam-2023", &nominee]);
    let newest = awards.as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&newest["award"], &newest["is_outcome"]),
        (&Value::from("Bằng khen"), &Value::from(true))
    );
    let found = json(&place, &["search", "trung", "tam", "tiep", "nhan"]);
    done(&place, &["reindex"]);
    assert_eq!(
        json(&place, &["search", "trung", "tam", "tiep", "nhan"]),
        found
    );
    let dossiers: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["dossier"].as_str().unwrap())
        .collect();
    assert!(
        dossiers.contains(&ID) && dossiers.contains(&"nam-2023"),
        "{dossiers:?}"
    );
    assert!(!json(&place, &["people"]).as_array().unwrap().is_empty());
    done(&place, &["discard", "nam-2023"]);
    refused(&cabinet(&place, &["show", "nam-2023"]), &["nam-2023"]);
    done(&place, &["undo", "nam-2023"]);
    assert_eq!(json(&place, &["show", "nam-2023"]), renewed);
}

#[test]
fn the_years_are_counted_and_those_to_propose_again_are_named() {
    let folder = folder();
    let place = filled(folder.path());
    let counted = || json(&place, &["statistics"]);
    assert_eq!(
        counted(),
        serde_json::json!([
            {"label": "2022", "collectives": 3, "individuals": 9, "awarded": 0, "refused": 0}
        ])
    );
    let candidates = json(&place, &["candidates", ID]);
    let candidates = candidates.as_array().unwrap();
    assert_eq!(candidates.len(), 12);
    let first = &candidates[0];
    assert_eq!(first["is_awarded"], Value::Null);
    let nominee = first["id"].as_str().unwrap();
    let had = json(&place, &["awards", ID, nominee])
        .as_array()
        .unwrap()
        .len();
    assert_eq!(first["awards"], had);

    done(&place, &["send", ID, "--on", "2023-02-20"]);
    done(&place, &["answer", ID]);
    let other = candidates[1]["id"].as_str().unwrap();
    done(&place, &["outcome", ID, nominee, "--award", "Bằng khen"]);
    done(&place, &["outcome", ID, other]);
    let year = &counted()[0];
    assert_eq!((&year["awarded"], &year["refused"]), (&1.into(), &1.into()));
    let again = &json(&place, &["candidates", ID])[0];
    assert_eq!(again["is_awarded"], true);
    assert_eq!(again["awards"], had + 1);

    let said = done(
        &place,
        &["renew", ID, "--year", "2023", "--nominee", nominee],
    );
    let id = said.split(['“', '”']).nth(1).unwrap();
    assert!(id.starts_with("hs-"), "{said}");
    let labels: Vec<Value> = counted()
        .as_array()
        .unwrap()
        .iter()
        .map(|year| year["label"].clone())
        .collect();
    assert_eq!(labels, ["2022", "2023"]);
    // What is taken off the list is not counted.
    done(&place, &["discard", id]);
    assert_eq!(counted().as_array().unwrap().len(), 1);
}

#[test]
fn the_list_tells_each_deadline_and_what_needs_attention() {
    let folder = folder();
    let place = filled(folder.path());
    let line = || json(&place, &["list"])["dossiers"][0].clone();
    // The sample's deadline passed long before any day on which this can run.
    let late = line();
    assert_eq!(late["attention"], "late");
    assert_eq!(late["deadline"]["last_day"], "2023-02-27");
    assert_eq!(late["title"], "Khen thưởng hàng năm 2022");
    done(&place, &["send", ID, "--on", "2023-02-20"]);
    assert_eq!(line()["attention"], Value::Null);
    done(&place, &["answer", ID, "--returned", "--note", "Thiếu"]);
    assert_eq!(line()["attention"], "returned");
}

#[test]
fn a_cabinet_that_is_gone_comes_back_from_its_backup_and_a_package_takes_its_place() {
    let folder = folder();
    let place = filled(folder.path());
    done(&place, &["backup"]);
    for file in ["cabinet.db", "cabinet.db-wal", "cabinet.db-shm"] {
        let _ = fs::remove_file(place.join(file));
    }
    refused(&cabinet(&place, &["list"]), &["cabinet.db"]);
    done(&place, &["restore", "1"]);
    assert_eq!(json(&place, &["list"])["dossiers"][0]["id"], ID);

    let package = folder.path().join("gói.hoso").display().to_string();
    done(&place, &["package", &package]);
    let other = folder.path().join("máy khác");
    done(&other, &["init"]);
    done(&other, &["restore", "--package", &package]);
    assert_eq!(json(&other, &["show", ID]), json(&place, &["show", ID]));
    done(&other, &["restore", "--undo"]);
    assert_eq!(
        json(&other, &["list"])["dossiers"],
        Value::Array(Vec::new())
    );
}

#[test]
fn a_dossier_begins_with_the_unit_that_was_kept_and_its_council() {
    let folder = folder();
    let place = filled(folder.path());
    let old = json(&place, &["show", ID]);
    let plan = old["plan"]["id"].as_str().unwrap();
    let unit = old["unit"]["name"].as_str().unwrap();
    let begun = |unit: &str| {
        let said = done(&place, &["begin", plan, "--year", "2024", "--unit", unit]);
        let id = said.split(['“', '”']).nth(1).unwrap().to_owned();
        json(&place, &["show", &id])
    };
    let unknown = begun("");
    assert_eq!(unknown["unit"]["name"], "");
    assert_eq!(unknown["council"]["members"], Value::Array(Vec::new()));
    done(&place, &["keep-unit", ID]);
    let begun = begun(unit);
    assert_eq!(begun["unit"]["name"], old["unit"]["name"]);
    assert_eq!(begun["letter"]["signatory"], old["letter"]["signatory"]);
    assert_eq!(begun["council"], old["council"]);
    assert_eq!(
        (&begun["round"], &begun["year"]),
        (&Value::from("annual"), &Value::from(2024))
    );
    assert_eq!(begun["nominees"], Value::Array(Vec::new()));
    assert_eq!(begun["meeting"], Value::Null);
    refused(&cabinet(&place, &["begin", "khong-co"]), &["khong-co"]);
}

#[test]
fn evidence_backups_and_the_package_go_to_another_pc() {
    let folder = folder();
    let place = filled(folder.path());
    let scan = folder.path().join("Quyết định 5.pdf");
    fs::write(&scan, "%PDF-1.4 quyết định").unwrap();
    let scan = scan.display().to_string();
    assert!(done(&place, &["evidence", "add", ID, "mc-moi", &scan]).contains("pdf"));
    refused(
        &cabinet(
            &place,
            &[
                "evidence",
                "add",
                ID,
                "mc-moi",
                &root().join("Cargo.toml").display().to_string(),
            ],
        ),
        &["PDF, ảnh JPEG"],
    );
    assert_eq!(
        done(&place, &["evidence", "orphans"]),
        "Không có tệp thừa.\n"
    );
    let check = cabinet(&place, &["evidence", "check", "--format", "json"]);
    let check: Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!(check["checked"], 1);

    let lent = folder.path().join("mượn");
    let to = lent.display().to_string();
    let said = done(&place, &["evidence", "copy", ID, "mc-moi", "--to", &to]);
    let copy = lent.join("Quyết định 5.pdf");
    assert_eq!(said.trim(), copy.display().to_string());
    assert_eq!(fs::read(&copy).unwrap(), fs::read(&scan).unwrap());

    let usb = folder.path().join("USB").display().to_string();
    assert!(done(&place, &["backup", "--to", &usb]).contains("bản số 1"));
    assert!(
        done(&place, &["backup", "--to", &usb, "--automatic"]).contains("Không có gì thay đổi")
    );
    assert!(done(&place, &["backups", "--from", &usb]).contains("tốt"));
    done(&place, &["edit", ID, "unit.place", "Ninh Bình"]);
    done(&place, &["restore", "1", "--from", &usb]);
    assert_eq!(json(&place, &["show", ID])["unit"]["place"], "Nam Định");
    done(&place, &["restore", "--undo"]);
    assert_eq!(json(&place, &["show", ID])["unit"]["place"], "Ninh Bình");
    refused(
        &cabinet(&place, &["restore", "9", "--from", &usb]),
        &["bản sao lưu"],
    );

    let package = folder.path().join("mang đi.hoso").display().to_string();
    done(&place, &["package", &package]);
    refused(&cabinet(&place, &["package", &package]), &["trùng tên"]);
    let other = folder.path().join("máy khác");
    done(&other, &["unpack", &package]);
    assert_eq!(json(&other, &["show", ID]), json(&place, &["show", ID]));
    let check = cabinet(&other, &["evidence", "check", "--format", "json"]);
    let check: Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!(
        (&check["checked"], &check["altered"]),
        (&Value::from(1), &Value::from(Vec::<String>::new()))
    );
    refused(&cabinet(&other, &["unpack", &package]), &["đã có tủ hồ sơ"]);

    // One byte of the package is changed: nothing is made of it.
    let mut bytes = fs::read(&package).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(&package, bytes).unwrap();
    let third = folder.path().join("máy thứ ba");
    assert_eq!(cabinet(&third, &["unpack", &package]).code, 2);
    refused(&cabinet(&third, &["list"]), &["Chưa có tủ hồ sơ"]);

    let copy = folder.path().join("bản chép");
    done(&copy, &["copy", &place.display().to_string()]);
    assert_eq!(json(&copy, &["show", ID]), json(&place, &["show", ID]));
}

#[test]
fn first_pages_of_scans_have_thumbnails() {
    let folder = folder();
    let place = filled(folder.path());
    let out = folder.path().join("văn bản");
    let written = hoso(["sample", "--out", &out.display().to_string()]);
    assert_eq!(written.code, 0, "{written:?}");
    let sound = out.join("01-to-trinh-va-danh-sach.pdf");
    let broken = folder.path().join("hỏng.pdf");
    let half = fs::read(&sound).unwrap();
    fs::write(&broken, &half[..half.len() / 3]).unwrap();
    let add = |paper: &str, file: &Path| {
        let file = file.display().to_string();
        done(&place, &["evidence", "add", ID, paper, &file]);
        let dossier = json(&place, &["show", ID]);
        let papers = dossier["evidence"].as_array().unwrap();
        let paper = papers.iter().find(|one| one["id"] == paper).unwrap();
        let name = format!("{}.png", paper["sha256"].as_str().unwrap());
        place.join("thumbnails").join(name)
    };
    let of_sound = add("mc-tot", &sound);
    let of_broken = add("mc-hong", &broken);
    let make = || json(&place, &["evidence", "thumbnails"]);
    let told = make();
    assert_eq!(told["made"], 1);
    assert_eq!(told["without"], Value::from(vec!["hỏng.pdf"]));
    // A4 upright, white with something on it.
    let mut reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(&of_sound).unwrap()))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert!((180..=182).contains(&info.width), "{info:?}");
    assert!((255..=256).contains(&info.height), "{info:?}");
    let dark = pixels.iter().filter(|value| **value < 128).count();
    let white = pixels.iter().filter(|value| **value > 250).count();
    assert!(dark > pixels.len() / 200, "{dark} of {}", pixels.len());
    assert!(white > pixels.len() / 2, "{white} of {}", pixels.len());
    // What could not be drawn is tried again when asked for, and what is there is left alone.
    assert_eq!(fs::read(&of_broken).unwrap(), b"");
    let before = fs::read(&of_sound).unwrap();
    fs::remove_file(&of_sound).unwrap();
    assert_eq!(make()["made"], 1);
    assert_eq!(fs::read(&of_sound).unwrap(), before);
    assert_eq!(make()["made"], 0);
    assert!(done(&place, &["evidence", "thumbnails"]).contains("Không tạo được: “hỏng.pdf”"));
}

#[test]
fn a_damaged_cabinet_is_said_to_be_and_salvaged() {
    let folder = folder();
    let place = filled(folder.path());
    done(&place, &["backup"]);
    let database = place.join("cabinet.db");
    let mut bytes = fs::read(&database).unwrap();
    let at = bytes
        .windows(6)
        .position(|window| window == b"SDVCDL")
        .unwrap();
    bytes[at] ^= 1;
    fs::write(&database, bytes).unwrap();
    refused(&cabinet(&place, &["show", ID]), &["bị hỏng", "Cứu dữ liệu"]);
    let doctor = cabinet(&place, &["doctor"]);
    assert_eq!(doctor.code, 1, "{doctor:?}");
    assert!(doctor.out.contains("HỎNG"), "{}", doctor.out);
    let report = json(&place, &["salvage"]);
    assert_eq!(report["lost"], Value::from(Vec::<String>::new()));
    assert_eq!(report["mended"][0]["dossier"], ID, "{report}");
    assert!(done(&place, &["doctor"]).contains("nguyên vẹn"));
    assert_eq!(json(&place, &["show", ID])["unit"]["symbol"], "SDVCDL");
}

#[test]
fn votes_are_counted_as_the_window_counts_them() {
    let folder = folder();
    let place = filled(folder.path());
    let view = json(&place, &["council", ID]);
    assert_eq!(
        [
            &view["members"],
            &view["present"],
            &view["written"],
            &view["voters"]
        ],
        [9, 8, 1, 9]
    );
    assert_eq!(view["totals"]["passed"], 12);
    assert_eq!(view["roles"].as_array().unwrap().len(), 0);
    let presets = view["presets"].as_array().unwrap();
    assert!(presets.iter().all(|preset| preset["rule"]["source"] != ""));
    // Before 2024 another decree held.
    assert!(presets.iter().any(|preset| preset["id"] == "decree_91_90"));
    assert!(!presets.iter().any(|preset| preset["id"] == "decree_98_90"));
    done(&place, &["edit", ID, "council.members[m1].role", "member"]);
    let view = done(&place, &["council", ID]);
    assert!(view.contains("chưa có Chủ tịch Hội đồng"), "{view}");
}

#[test]
fn a_unit_keeps_plans_templates_law_and_holidays_of_its_own() {
    let folder = folder();
    let place = filled(folder.path());
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    assert_eq!(json(&place, &["own", "list"]), serde_json::json!([]));

    // A copy of the built-in plan, changed and compared; the dossier follows the original still.
    let title = "Cải cách hành chính của Sở";
    done(
        &place,
        &["own", "copy-plan", "nam-dinh-cchc-2021-2025", title],
    );
    let own = json(&place, &["own", "list"]);
    assert_eq!(own[0]["name"], "cai-cach-hanh-chinh-cua-so@1");
    let percent = "criteria[2].when.at_least.percent";
    let copy = "cai-cach-hanh-chinh-cua-so@1";
    let values = done(&place, &["own", "plan-values", copy]);
    assert!(values.contains(&format!("{percent} = 90\n")), "{values}");
    refused(
        &cabinet(&place, &["own", "set-plan", copy, percent, "101"]),
        &["dòng", percent, "từ 0 đến 100"],
    );
    done(&place, &["own", "set-plan", copy, percent, "85"]);
    let diff = json(
        &place,
        &["own", "diff-plans", "nam-dinh-cchc-2021-2025", copy],
    );
    assert_eq!(diff["dossiers"], 1);
    assert_eq!(diff["affected"][0]["dossier"], ID);
    let out = folder.path().join("kh.toml").display().to_string();
    done(&place, &["own", "export", "plan", copy, "--out", &out]);
    let text = fs::read_to_string(&out).unwrap();
    assert!(text.contains("percent = 85") && text.contains("# Tệp này là gì"));

    // A template with an unknown field is refused with its line and a hint.
    let wrong = file("sai.form", "form: decision\n---\n{unti}\n");
    refused(
        &cabinet(&place, &["own", "keep", "template", &wrong]),
        &["Dòng 3", "unti"],
    );
    let right = file(
        "quyet-dinh.form",
        "form: decision\ntitle: Của Sở\n---\n= QUYẾT ĐỊNH\n",
    );
    done(&place, &["own", "keep", "template", &right]);

    // A confirmed item of the law names its source.
    done(
        &place,
        &[
            "own",
            "check-law",
            "regime.law_06_2026",
            "12/TB-SNV",
            "--title",
            "Thông báo",
        ],
    );
    done(&place, &["own", "uncheck-law", "regime.law_06_2026"]);
    refused(
        &cabinet(&place, &["own", "check-law", "none", "1"]),
        &["none"],
    );

    let breaks = "[[announced]]\nof = \"tet\"\nname = \"Tết Đinh Mùi\"\nfrom = \"2027-02-04\"\nto = \"2027-02-12\"\ncite = \"Thông báo\"\nmark = \"verified\"\n";
    let holidays = file("nghi.toml", breaks);
    done(&place, &["own", "keep", "holidays", &holidays]);
    let turned = file(
        "nguoc.toml",
        &breaks.replace("to = \"2027-02-12\"", "to = \"2027-02-01\""),
    );
    refused(
        &cabinet(&place, &["own", "keep", "holidays", &turned]),
        &["dòng 5", "announced[0].to"],
    );

    let kinds: Vec<Value> = json(&place, &["own", "list"])
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].clone())
        .collect();
    assert_eq!(kinds, ["plan", "template", "law", "holidays"]);
    done(&place, &["own", "drop", "template", "quyet-dinh.form"]);
    done(&place, &["own", "drop", "holidays"]);
    refused(&cabinet(&place, &["own", "drop", "steps"]), &["mục riêng"]);
}

#[test]
fn a_plan_with_dossiers_stays_and_changes_as_its_next_version() {
    let folder = folder();
    let place = filled(folder.path());
    done(
        &place,
        &[
            "own",
            "copy-plan",
            "nam-dinh-cchc-2021-2025",
            "Bản của Sở",
            "--id",
            "ban-cua-so",
        ],
    );
    let dossier = folder.path().join("ho-so.json");
    done(
        &place,
        &["export", ID, "--out", &dossier.display().to_string()],
    );
    let mut file: Value = serde_json::from_str(&fs::read_to_string(&dossier).unwrap()).unwrap();
    file["dossier"]["id"] = "cua-so".into();
    file["dossier"]["plan"]["id"] = "ban-cua-so".into();
    fs::write(&dossier, file.to_string()).unwrap();
    done(&place, &["import", &dossier.display().to_string()]);

    let before = json(&place, &["show", "cua-so"]);
    done(
        &place,
        &[
            "own",
            "set-plan",
            "ban-cua-so@1",
            "criteria[2].when.at_least.percent",
            "95",
        ],
    );
    let own = json(&place, &["own", "list"]);
    let names: Vec<&Value> = own
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["ban-cua-so@1", "ban-cua-so@2"]);
    assert_eq!(json(&place, &["show", "cua-so"]), before);
    refused(
        &cabinet(&place, &["own", "drop", "plan", "ban-cua-so@1"]),
        &["1 hồ sơ"],
    );
    done(&place, &["own", "drop", "plan", "ban-cua-so@2"]);
}

#[test]
fn files_altered_or_lost_after_the_sending_are_named() {
    let folder = folder();
    let place = filled(folder.path());
    let sent = folder.path().join("đã gửi");
    let files = ["sent-files", ID, "--files", &sent.display().to_string()].map(str::to_owned);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    refused(&cabinet(&place, &files), &["chưa được đánh dấu gửi"]);

    let sample = root().join("assets/samples/ho-so-mau.json");
    let (sample, out) = (sample.display().to_string(), sent.display().to_string());
    let ran = hoso(["export", &sample, "--out", &out, "--on", "2023-02-16"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    done(
        &place,
        &["send", ID, "--on", "2023-02-17", "--to", "Sở Nội vụ"],
    );
    let states = || -> Vec<String> {
        let view = json(&place, &files);
        let all = view["files"].as_array().unwrap().iter();
        all.map(|one| one["state"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(states().len() == 14 && states().iter().all(|state| state == "same"));
    fs::write(sent.join("03-bien-ban-hop-hoi-dong.pdf"), "khác").unwrap();
    fs::remove_file(sent.join("01-to-trinh-va-danh-sach.pdf")).unwrap();
    let told = done(&place, &files);
    assert!(
        told.contains("03-bien-ban-hop-hoi-dong.pdf: ĐÃ BỊ SỬA"),
        "{told}"
    );
    assert!(
        told.contains("01-to-trinh-va-danh-sach.pdf: KHÔNG CÒN"),
        "{told}"
    );
    assert_eq!(states().iter().filter(|state| *state == "same").count(), 12);
}

#[test]
fn a_person_is_looked_for_and_erased_from_the_command_line() {
    const NAME: &str = "Nguyễn Thị Ngọc Lan";
    let folder = folder();
    let place = filled(folder.path());
    let hoso = |words: &[&str]| cabinet(&place, words);
    done(&place, &["backup"]);
    let looked = hoso(&["erase-person", NAME]);
    assert_eq!(looked.code, 1, "{looked:?}");
    for words in [
        "mau-2022/lan",
        "1990-05-14",
        "Thêm --yes",
        "Bản sao lưu còn giữ",
    ] {
        assert!(looked.out.contains(words), "{words}: {looked:?}");
    }
    let spared = hoso(&["erase-person", NAME, "--nominee", "mau-2022/khai", "--yes"]);
    assert!(spared.out.contains("Đã xóa 0 đề nghị"), "{spared:?}");
    let erased = hoso(&["erase-person", NAME, "--yes"]);
    assert_eq!(erased.code, 0, "{erased:?}");
    assert!(erased.out.contains("Đã xóa 1 đề nghị"), "{erased:?}");
    done(&place, &["doctor"]);
    done(&place, &["verify"]);
    let database = fs::read(place.join("cabinet.db")).unwrap();
    let holds = database
        .windows(NAME.len())
        .any(|part| part == NAME.as_bytes());
    assert!(!holds, "the name is still in the database");
    let again = hoso(&["erase-person", NAME]);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(again.out.contains("Bản sao lưu còn giữ"), "{again:?}");
}

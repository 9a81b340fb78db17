//! `hoso cabinet` at its boundary: a year's work with the cabinet, typed command by command.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{Ran, folder, hoso, refused, root};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const ID: &str = "mau-2022";

fn cabinet(place: &Path, words: &[&str]) -> Ran {
    let mut arguments = vec!["cabinet".to_owned(), place.display().to_string()];
    arguments.extend(words.iter().map(ToString::to_string));
    hoso(arguments)
}

#[track_caller]
fn done(place: &Path, words: &[&str]) -> String {
    let ran = cabinet(place, words);
    assert_eq!(ran.code, 0, "{words:?}: {ran:?}");
    ran.out
}

#[track_caller]
fn json(place: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&done(place, &words)).unwrap()
}

fn filled(folder: &Path) -> PathBuf {
    let place = folder.join("Tủ của Sở");
    done(&place, &["init"]);
    let sample = root().join("assets/samples/ho-so-mau.json");
    done(&place, &["import", &sample.display().to_string()]);
    place
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

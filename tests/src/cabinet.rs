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
    assert_eq!(sent["documents"].as_array().unwrap().len(), 14);
    assert_eq!(sent["documents"][0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(sent["plan_version"], 1);
    done(&place, &["recall", ID, "--note", "Gửi nhầm"]);
    refused(&cabinet(&place, &["answer", ID]), &["chưa gửi"]);
    let names = ["send", ID, "--to", "Sở Nội vụ", "--confirmed", "names"];
    done(&place, &names);
    let progress = json(&place, &["progress", ID]);
    assert_eq!(progress["sendings"][0]["recalled"], "Gửi nhầm");
    assert_eq!(progress["sendings"][1]["confirmed"][0], "names");
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

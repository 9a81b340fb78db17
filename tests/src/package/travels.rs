//! Packages on their way: to another PC and on from there, to where the dossier is already, and back
//! with reasons.

use super::{DAY, ID, json, make, package, packed, shown, with_scans};
use hoso_tests::{done, filled, folder, hoso, refused, root, sample, written};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn open(file: &Path, place: &Path, more: &[&str]) -> String {
    let (file, place) = (shown(file), shown(place));
    let words: [&str; 4] = ["open", &file, "--cabinet", &place];
    packed(&[&words[..], more].concat())
}

fn of_cabinet(place: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&done(place, &words)).unwrap()
}

#[test]
fn a_dossier_of_an_unknown_plan_goes_to_another_pc_with_its_way_and_on_from_there_unchanged() {
    let folder = folder();
    // A plan of the unit's own, which no other PC has.
    let plan = folder.path().join("kế hoạch riêng.toml");
    let copied = hoso([
        "plan",
        "copy",
        sample()["dossier"]["plan"]["id"].as_str().unwrap(),
        "rieng-cua-so",
        "--title",
        "Kế hoạch riêng của Sở",
        "--out",
        &shown(&plan),
    ]);
    assert_eq!(copied.code, 0, "{copied:?}");
    let place = folder.path().join("Tủ của Sở");
    done(&place, &["init"]);
    done(&place, &["own", "keep", "plan", &shown(&plan)]);
    let mut dossier = sample();
    dossier["dossier"]["plan"]["id"] = "rieng-cua-so".into();
    dossier["dossier"]["plan"]["version"] = 1.into();
    let dossier = written(folder.path(), "hồ sơ.json", dossier.to_string());
    done(&place, &["import", &shown(&dossier)]);
    let scan = written(folder.path(), "Minh chứng.pdf", "%PDF-1.4 một");
    done(&place, &["evidence", "add", ID, "mc-x", &shown(&scan)]);
    done(
        &place,
        &["send", ID, "--on", "2023-02-20", "--to", "Sở Nội vụ"],
    );
    let nominee = of_cabinet(&place, &["show", ID])["nominees"][0]["id"].clone();
    done(
        &place,
        &[
            "outcome",
            ID,
            nominee.as_str().unwrap(),
            "--award",
            "Giấy khen",
        ],
    );

    let first = folder.path().join("đi.hoso");
    make(&place, &first, &["--purpose", "copy"]);
    let other = folder.path().join("máy khác");
    done(&other, &["init"]);
    let view = json(&["verify", &shown(&first), "--cabinet", &shown(&other)]);
    assert_eq!(view["here"]["state"], "absent");
    assert_eq!(view["here"]["plan"], "new");
    assert_eq!(view["plan"], "Kế hoạch riêng của Sở");
    let said = open(&first, &other, &[]);
    assert!(said.contains("1 tệp minh chứng"), "{said}");
    assert_eq!(
        of_cabinet(&other, &["progress", ID]),
        of_cabinet(&place, &["progress", ID])
    );
    assert_eq!(
        of_cabinet(&other, &["show", ID]),
        of_cabinet(&place, &["show", ID])
    );
    assert_eq!(
        of_cabinet(&other, &["evidence", "orphans"]),
        Value::Array(Vec::new())
    );
    let second = folder.path().join("tiếp.hoso");
    make(&other, &second, &["--purpose", "copy"]);
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
}

#[test]
fn where_the_dossier_is_already_nothing_is_lost() {
    let folder = folder();
    let place = with_scans(folder.path());
    let file = folder.path().join("gói.hoso");
    make(&place, &file, &["--documents", "none"]);
    assert!(open(&file, &place, &[]).contains("giống hệt"));

    let name = of_cabinet(&place, &["show", ID])["unit"]["name"].clone();
    done(&place, &["edit", ID, "unit.name", "Sở sửa ở đây"]);
    let ran = package(&["open", &shown(&file), "--cabinet", &shown(&place)]);
    refused(&ran, &["nội dung khác", "--as-copy", "--replace-kept"]);
    let here = &json(&["verify", &shown(&file), "--cabinet", &shown(&place)])["here"];
    assert_eq!(here["state"], "different");
    assert_eq!(here["can_replace"], true);
    assert_eq!(here["differences"].as_array().unwrap().len(), 1, "{here}");
    assert_eq!(here["differences"][0]["place"], "Đơn vị › Tên");
    assert_eq!(here["differences"][0]["here"], "Sở sửa ở đây");
    assert_eq!(here["differences"][0]["there"], name);

    let said = open(&file, &place, &["--as-copy"]);
    assert!(said.contains("“mau-2022-2”"), "{said}");
    assert_eq!(
        of_cabinet(&place, &["show", "mau-2022-2"])["unit"]["name"],
        name
    );
    assert_eq!(
        of_cabinet(&place, &["show", ID])["unit"]["name"],
        "Sở sửa ở đây"
    );

    open(&file, &place, &["--replace-kept"]);
    assert_eq!(of_cabinet(&place, &["show", ID])["unit"]["name"], name);
    done(&place, &["undo", ID]);
    assert_eq!(
        of_cabinet(&place, &["show", ID])["unit"]["name"],
        "Sở sửa ở đây"
    );

    done(&place, &["send", ID, "--on", "2023-02-20"]);
    let ran = package(&[
        "open",
        &shown(&file),
        "--cabinet",
        &shown(&place),
        "--replace-kept",
    ]);
    refused(&ran, &["đã gửi"]);
    assert_eq!(
        of_cabinet(&place, &["show", ID])["unit"]["name"],
        "Sở sửa ở đây"
    );
}

#[test]
fn a_return_brings_its_reasons_and_the_unit_goes_on_from_there() {
    let folder = folder();
    let place = with_scans(folder.path());
    let sent = folder.path().join("trình.hoso");
    make(&place, &sent, &["--documents", "none"]);
    let back = folder.path().join("trả lại.hoso");
    refused(
        &package(&[
            "return",
            &shown(&sent),
            "--out",
            &shown(&back),
            "--by",
            "Sở Nội vụ",
            "--reason",
            " ",
        ]),
        &["ít nhất một lý do"],
    );
    packed(&[
        "return",
        &shown(&sent),
        "--out",
        &shown(&back),
        "--by",
        "Sở Nội vụ",
        "--on",
        "2023-02-25",
        "--reason",
        "Báo cáo của bà Lan | Thiếu xác nhận của thủ trưởng",
        "--reason",
        "Tờ trình chưa có số",
    ]);
    // Worked on meanwhile, and never marked as sent.
    done(&place, &["edit", ID, "unit.name", "Sở sửa tiếp"]);
    let view = json(&["verify", &shown(&back), "--cabinet", &shown(&place)]);
    assert_eq!(view["purpose"], "return");
    assert_eq!(view["given_back"]["by"], "Sở Nội vụ");
    assert_eq!(view["given_back"]["reasons"].as_array().unwrap().len(), 2);
    let said = open(&back, &place, &[]);
    assert!(
        said.contains("bị trả lại") && said.contains("giữ nguyên"),
        "{said}"
    );

    let progress = of_cabinet(&place, &["progress", ID]);
    assert_eq!(progress["state"], "returned");
    assert_eq!(progress["answered_on"], "2023-02-25");
    assert_eq!(
        progress["answer"],
        "Báo cáo của bà Lan: Thiếu xác nhận của thủ trưởng\nTờ trình chưa có số"
    );
    assert_eq!(
        of_cabinet(&place, &["show", ID])["unit"]["name"],
        "Sở sửa tiếp"
    );
    assert!(open(&back, &place, &[]).contains("từ trước"));
    done(&place, &["edit", ID, "unit.name", "Sở sửa xong"]);
    done(
        &place,
        &["send", ID, "--on", "2023-02-27", "--to", "Sở Nội vụ"],
    );
    assert_eq!(of_cabinet(&place, &["progress", ID])["state"], "sent");

    // On a PC that never had the dossier, too.
    let other = folder.path().join("máy khác");
    done(&other, &["init"]);
    open(&back, &other, &[]);
    assert_eq!(of_cabinet(&other, &["progress", ID])["state"], "returned");
}

#[test]
fn a_dossier_from_a_file_takes_the_scans_beside_it_along() {
    let folder = folder();
    let mut dossier = sample();
    let papers = dossier["dossier"]["evidence"].as_array_mut().unwrap();
    papers.clear();
    papers.push(serde_json::json!({
        "id": "mc-1",
        "document": { "title": "Quyết định", "symbol": "5/QĐ", "date": null, "issuer": "" },
        "file": "Quyết định 5.pdf",
        "sha256": null,
    }));
    let file = written(folder.path(), "hồ sơ.json", dossier.to_string());
    written(folder.path(), "Quyết định 5.pdf", "%PDF-1.4 năm");
    let out = folder.path().join("gói.hoso");
    packed(&[
        "make",
        &shown(&file),
        "--out",
        &shown(&out),
        "--on",
        DAY,
        "--documents",
        "none",
    ]);
    let place = folder.path().join("tủ");
    done(&place, &["init"]);
    assert!(open(&out, &place, &[]).contains("1 tệp minh chứng"));
    let paper = &of_cabinet(&place, &["show", ID])["evidence"][0];
    assert_eq!(paper["sha256"].as_str().unwrap().len(), 64);
    assert!(open(&out, &place, &[]).contains("giống hệt"));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: hoso_tests::soak(8),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_dossier_goes_there_and_on_byte_for_byte(
        unit in "[A-ZĐÂa-zàảãáạăâđêôơư ]{1,60}",
        text in "\\PC{0,200}",
        keep in 0..6usize,
        scans in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4000), 0..4),
    ) {
        let folder = folder();
        let mut dossier = sample();
        let inner = &mut dossier["dossier"];
        inner["unit"]["name"] = unit.into();
        inner["late_justification"] = text.as_str().into();
        let papers: Vec<Value> = scans.iter().enumerate().map(|(at, _)| serde_json::json!({
            "id": format!("mc-{at}"),
            "document": { "title": text, "symbol": "", "date": "2022-01-02", "issuer": "" },
            "file": format!("{text}-{at}.pdf"),
            "sha256": null,
        })).collect();
        inner["evidence"] = papers.into();
        for nominee in inner["nominees"].as_array_mut().unwrap() {
            for fact in nominee["facts"].as_array_mut().unwrap() {
                fact["evidence"] = Value::Array(Vec::new());
            }
        }
        inner["meeting"] = Value::Null;
        inner["nominees"].as_array_mut().unwrap().truncate(keep);
        let file = written(folder.path(), "a.json", dossier.to_string());
        let place = folder.path().join("tủ");
        done(&place, &["init"]);
        let imported = hoso_tests::cabinet(&place, &["import", &shown(&file)]);
        prop_assume!(imported.code == 0);
        for (at, bytes) in scans.iter().enumerate() {
            let scan = [b"%PDF-1.4 ".as_slice(), &[at as u8], bytes].concat();
            let scan = written(folder.path(), &format!("{at}.pdf"), scan);
            done(&place, &["evidence", "add", ID, &format!("mc-{at}"), &shown(&scan)]);
        }
        let (first, second) = (folder.path().join("1.hoso"), folder.path().join("2.hoso"));
        make(&place, &first, &["--documents", "none", "--purpose", "copy"]);
        let other = folder.path().join("máy khác");
        done(&other, &["init"]);
        open(&first, &other, &[]);
        make(&other, &second, &["--documents", "none", "--purpose", "copy"]);
        prop_assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
    }
}

#[test]
fn the_sample_of_the_program_makes_a_package_from_its_file() {
    let folder = folder();
    let place = filled(folder.path());
    let out = folder.path().join("mẫu.hoso");
    let file = root().join("assets/samples/ho-so-mau.json");
    packed(&[
        "make",
        &shown(&file),
        "--out",
        &shown(&out),
        "--on",
        DAY,
        "--documents",
        "pdf",
    ]);
    assert!(open(&out, &place, &[]).contains("giống hệt"));
}

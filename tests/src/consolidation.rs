//! `hoso consolidate` at its boundary: the packages of fifty units, whole, newer, twice, damaged and
//! foreign ones among them.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "consolidation/made.rs"]
mod made;

use hoso_exchange::dossier_package::{Purpose, read_summary};
use hoso_tests::{Ran, done, filled, folder, hoso, pdf_text, read_with, refused, written};
use made::{Made, fifty, package, person, unit_dossier};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The dossier that takes nominees over.
const OWN: &str = "mau-2022";

fn consolidate(place: &Path, words: &[&str]) -> Ran {
    let place = place.display().to_string();
    let words = words.iter().map(ToString::to_string);
    hoso(["consolidate".to_owned(), place].into_iter().chain(words))
}

/// The same as JSON, where it was done without complaint.
#[track_caller]
fn told(place: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    let ran = consolidate(place, &words);
    assert_eq!(ran.err, "", "{words:?}");
    serde_json::from_str(&ran.out).unwrap()
}

fn row<'a>(view: &'a Value, file: &str) -> &'a Value {
    let rows = view["rows"].as_array().unwrap();
    let found = rows.iter().find(|row| row["file"] == file);
    found.unwrap_or_else(|| panic!("no row {file} in {view}"))
}

fn own(place: &Path) -> Value {
    serde_json::from_str(&done(place, &["show", OWN])).unwrap()
}

/// The nominee with a name, of the own dossier.
fn named<'a>(dossier: &'a Value, name: &str) -> &'a Value {
    let nominees = dossier["nominees"].as_array().unwrap();
    nominees.iter().find(|one| one["name"] == name).unwrap()
}

#[test]
fn every_file_of_fifty_units_is_accounted_for() {
    let folder = folder();
    let Made { packages } = fifty(folder.path());
    let view = told(&packages, &[]);
    let rows = view["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 55);
    let states = |state: &str| rows.iter().filter(|row| row["state"] == state).count();
    assert_eq!(states("new"), 49);
    for (file, state, note) in [
        ("don-vi-10.hoso", "superseded", "don-vi-10 bản 2.hoso"),
        ("don-vi-11 (1).hoso", "new", ""),
        ("don-vi-11.hoso", "duplicate", "don-vi-11 (1).hoso"),
        ("don-vi-12.hoso", "damaged", "ho-so.json"),
        ("khong-phai-goi.hoso", "refused", ""),
        ("moi-hon.hoso", "refused", ""),
        ("tra-lai.hoso", "refused", "gói trả lại"),
    ] {
        let row = row(&view, file);
        let said = row["note"].as_str().unwrap();
        let problem = row["problem"]["why"].as_str().unwrap_or_default();
        if state == "damaged" {
            // A damaged dossier cannot even be read.
            assert!(["damaged", "refused"].contains(&row["state"].as_str().unwrap()));
        } else {
            assert_eq!(row["state"], state, "{row}");
            assert!(said.contains(note) || problem.contains(note), "{row}");
        }
    }
    assert_eq!(view["skipped"], json!(["doc-toi.txt"]));
    let good = row(&view, "don-vi-20.hoso");
    assert_eq!(
        (&good["individuals"], &good["collectives"]),
        (&json!(4), &json!(1))
    );
    assert_eq!(good["unit"], "Sở thứ 20");
    assert!(good["code"].as_str().unwrap().len() == 14, "{good}");
    assert!(good["blocking"].as_u64().unwrap() > 0, "{good}");
    // Something is lost, and the exit code says so.
    assert_eq!(consolidate(&packages, &[]).code, 1);
    let whole = told(&packages, &["--package", "don-vi-20.hoso"]);
    assert_eq!(whole["nominees"].as_array().unwrap().len(), 5);
    let findings = whole["findings"].as_array().unwrap();
    let blocking = findings.iter().filter(|one| one["severity"] == "blocking");
    assert_eq!(blocking.count() as u64, good["blocking"].as_u64().unwrap());
}

/// The package of a unit with these people.
fn put(packages: &Path, name: &str, unit: &str, people: Vec<Value>) {
    let path = packages.join(format!("{name}.hoso"));
    package(&path, &unit_dossier(name, unit, people), &[]);
}

/// Two units with a person each.
fn two(packages: &Path) {
    let an = person("an", "Trịnh Văn An", "1980-01-02", "Sở A");
    let ba = person("ba", "Trịnh Thị Ba", "1981-01-02", "Sở B");
    put(packages, "a", "Sở A", vec![an]);
    put(packages, "b", "Sở B", vec![ba]);
}

/// The same with a cabinet that remembers.
#[track_caller]
fn known(packages: &Path, cabinet: &Path, words: &[&str]) -> Value {
    let cabinet = cabinet.display().to_string();
    let words: Vec<&str> = ["--cabinet", &cabinet]
        .into_iter()
        .chain(words.iter().copied())
        .collect();
    told(packages, &words)
}

#[test]
fn what_was_done_with_a_package_is_known_the_next_time() {
    let folder = folder();
    let place = filled(folder.path());
    let packages = folder.path().join("goi");
    two(&packages);
    let view = known(&packages, &place, &[]);
    assert_eq!(row(&view, "a.hoso")["state"], "new");
    assert!(row(&view, "a.hoso")["received_on"].is_string());
    let merged = known(&packages, &place, &["--choose", "a.hoso", "--into", OWN]);
    assert_eq!(merged["added"], json!(["Trịnh Văn An"]));
    let out = folder.path().join("tra-lai.hoso").display().to_string();
    let back = ["--return", "b.hoso", "--reason", "Thiếu", "--out", &out];
    known(&packages, &place, &back);
    let view = known(&packages, &place, &[]);
    assert_eq!(row(&view, "a.hoso")["state"], "merged");
    let note = row(&view, "a.hoso")["note"].as_str().unwrap().to_owned();
    assert!(note.contains("Đã gộp 1 đề nghị"), "{note}");
    assert_eq!(row(&view, "b.hoso")["state"], "returned");
    // The newer package of what was given back says so.
    let mended = person("ba", "Trịnh Thị Ba", "1981-01-02", "Văn phòng Sở B");
    let path = packages.join("b bản 2.hoso");
    package(&path, &unit_dossier("b", "Sở B", vec![mended]), &[]);
    let view = known(&packages, &place, &[]);
    let newer = row(&view, "b bản 2.hoso");
    assert_eq!(newer["state"], "new");
    let note = newer["note"].as_str().unwrap();
    assert!(note.contains("đã trả lại"), "{newer}");
    // Taken over again from the same package: nobody comes in twice.
    let again = known(&packages, &place, &["--choose", "a.hoso", "--into", OWN]);
    assert_eq!(again["added"], json!([]));
    let why = again["left"][0]["why"].as_str().unwrap();
    assert!(why.contains("trước đây"), "{why}");
}

#[test]
fn a_package_goes_back_with_its_reasons() {
    let folder = folder();
    let packages = folder.path().join("goi");
    two(&packages);
    let out = folder.path().join("tra-lai.hoso");
    let target = out.display().to_string();
    let words = [
        "--return",
        "b.hoso",
        "--reason",
        "ba: Thiếu ngày xác nhận báo cáo",
        "--reason",
        "Chưa có tờ trình ký số",
        "--by",
        "Sở Nội vụ",
        "--out",
        &target,
    ];
    let view = told(&packages, &words);
    assert_eq!(
        (&view["unit"], &view["reasons"]),
        (&json!("Sở B"), &json!(2))
    );
    let given = read_summary(&out).unwrap();
    assert_eq!(given.manifest.about.purpose, Purpose::Return);
    let note = given.given_back.unwrap();
    assert_eq!(
        (note.dossier.as_str(), note.by.as_str()),
        ("b", "Sở Nội vụ")
    );
    let reasons: Vec<(&str, &str, &str)> = note
        .reasons
        .iter()
        .map(|one| (one.text.as_str(), one.place.as_str(), one.path.as_str()))
        .collect();
    let text = "Thiếu ngày xác nhận báo cáo";
    assert_eq!(reasons[0], (text, "Trịnh Thị Ba", "nominees[ba]"));
    assert_eq!(reasons[1], ("Chưa có tờ trình ký số", "", ""));
    // The unit knows by the fingerprint which package is meant.
    let sent = read_summary(&packages.join("b.hoso")).unwrap();
    assert_eq!(note.package.as_deref(), Some(sent.fingerprint.as_str()));
    // It lies among the others by mistake, and is told apart.
    fs::copy(&out, packages.join("tra-lai.hoso")).unwrap();
    let view = told(&packages, &[]);
    assert_eq!(row(&view, "tra-lai.hoso")["problem"]["code"], "is_return");
    refused(&consolidate(&packages, &words), &["tra-lai.hoso"]);
}

#[test]
fn nominees_come_in_with_their_papers_and_origin_and_go_in_one_step() {
    let folder = folder();
    let place = filled(folder.path());
    let at = place.display().to_string();
    let packages = folder.path().join("goi");
    let scan = b"%PDF-1.4 m\xe1\xbb\x99t b\xe1\xba\xa3n qu\xc3\xa9t".as_slice();
    let mut sent = unit_dossier(
        "a",
        "Sở A",
        vec![
            // Ids that the own dossier has, too.
            person("khai", "Trịnh Văn An", "1980-01-02", "Sở A"),
            person("ha", "Trịnh Thị Ba", "1981-01-02", "Sở A"),
            person("cuc", "Trịnh Thị Cúc", "1982-01-02", "Sở A"),
        ],
    );
    made::with_scan(&mut sent, "khai", "mc-xet-chon", scan);
    package(&packages.join("a.hoso"), &sent, &[("qd-12.pdf", scan)]);
    let before = own(&place);
    let words = [
        "--cabinet",
        &at,
        "--choose",
        "a.hoso:khai,ha",
        "--into",
        OWN,
    ];
    let merged = told(&packages, &words);
    assert_eq!(merged["added"], json!(["Trịnh Văn An", "Trịnh Thị Ba"]));
    assert_eq!(
        (&merged["papers"], &merged["scans"]),
        (&json!(1), &json!(1))
    );
    let after = own(&place);
    assert_eq!(
        after["nominees"].as_array().unwrap().len(),
        before["nominees"].as_array().unwrap().len() + 2
    );
    let came = named(&after, "Trịnh Văn An");
    assert_eq!(came["id"], "khai-2");
    let origin = &came["origin"];
    assert_eq!(
        (&origin["unit"], &origin["nominee"], &origin["dossier"]),
        (&json!("Sở A"), &json!("khai"), &json!("a"))
    );
    let sent_as = read_summary(&packages.join("a.hoso")).unwrap();
    assert_eq!(origin["package"], sent_as.fingerprint.as_str());
    // The paper came under an id of its own, and the scan with it.
    let paper = came["facts"][0]["evidence"][0].as_str().unwrap();
    assert_eq!(paper, "mc-xet-chon-2");
    let papers = after["evidence"].as_array().unwrap();
    let paper = papers.iter().find(|one| one["id"] == paper).unwrap();
    let sha256 = paper["sha256"].as_str().unwrap();
    assert_eq!(
        fs::read(place.join("evidence").join(&sha256[..2]).join(sha256)).unwrap(),
        scan
    );
    // What the person shares of its own unit came along, since the own unit's would be another's.
    let shared = came["facts"].as_array().unwrap().iter();
    assert!(
        shared
            .into_iter()
            .any(|fact| fact["fact"] == "par_index" && fact["value"]["percent"] == 92.15)
    );
    assert!(named(&before, "Đoàn Văn Khải")["origin"].is_null());
    done(&place, &["undo", OWN]);
    assert_eq!(own(&place), before);
    done(&place, &["redo", OWN]);
    assert_eq!(own(&place), after);
    assert!(done(&place, &["doctor"]).contains("nguyên vẹn"));
}

/// Two units that propose the same person under two spellings; one proposes somebody of the own
/// dossier, and a namesake of another day of birth and workplace is somebody else.
fn clashing(packages: &Path) {
    let a = vec![
        person("hoa", "Trần Thị Hoà", "1980-02-03", "Sở A"),
        person("an", "Nguyễn Văn An", "1980-02-03", "Sở A"),
        person("son", "HOÀNG NGỌC  SƠN", "1981-04-03", "Văn phòng Sở"),
    ];
    let mut twin = person("hoa-2", "Trần Thị Hòa", "1980-02-03", "Công đoàn ngành");
    twin["award_form"] = json!("giay_khen_la");
    let namesake = person("an", "Nguyễn Văn An", "1975-05-06", "Sở B");
    put(packages, "a", "Sở A", a);
    put(packages, "b", "Công đoàn ngành", vec![twin, namesake]);
}

const MERGE: [&str; 6] = ["--choose", "a.hoso", "--choose", "b.hoso", "--into", OWN];

#[test]
fn whoever_is_proposed_twice_is_found() {
    let folder = folder();
    let place = filled(folder.path());
    let packages = folder.path().join("goi");
    clashing(&packages);
    let clashes = known(&packages, &place, &["--clashes", "--into", OWN]);
    let clashes = clashes.as_array().unwrap();
    assert_eq!(clashes.len(), 2, "{clashes:#?}");
    let with = |name: &str| {
        let first = |one: &&Value| one["proposals"][0]["name"] == name;
        clashes.iter().find(first).unwrap()
    };
    let hoa = with("Trần Thị Hoà");
    let differences = [
        "Hai đơn vị cùng đề nghị",
        "Khác cách viết tên",
        "Khác nơi công tác",
        "Khác hình thức khen",
    ];
    assert_eq!(hoa["differences"], json!(differences));
    assert_eq!(hoa["names_differ"], true);
    assert_eq!(hoa["awards_differ"], true);
    let son = with("Hoàng Ngọc Sơn");
    assert_eq!(son["proposals"][0]["is_own"], true);
    assert_eq!(son["differences"][0], "Đã có trong hồ sơ");
    let cabinet = place.display().to_string();
    let words: Vec<&str> = MERGE.into_iter().chain(["--cabinet", &cabinet]).collect();
    let undecided = ["2 trường hợp", "Trần Thị Hoà", "chưa có quyết định"];
    refused(&consolidate(&packages, &words), &undecided);
}

#[test]
fn what_is_decided_of_a_clash_is_done() {
    let folder = folder();
    let place = filled(folder.path());
    let packages = folder.path().join("goi");
    clashing(&packages);
    let of = |package: Option<u32>, id: &str| json!({ "package": package, "nominee": id });
    let decisions = json!([
        { "keep": [of(Some(0), "hoa")], "name": of(Some(1), "hoa-2") },
        { "keep": [of(None, "son")] },
    ]);
    let file = written(folder.path(), "quyet-dinh.json", decisions.to_string());
    let file = file.display().to_string();
    let words: Vec<&str> = MERGE.into_iter().chain(["--decisions", &file]).collect();
    let merged = known(&packages, &place, &words);
    let added = ["Trần Thị Hòa", "Nguyễn Văn An", "Nguyễn Văn An"];
    assert_eq!(merged["added"], json!(added));
    let left = merged["left"].as_array().unwrap().iter();
    let left: Vec<&str> = left.map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(left, ["HOÀNG NGỌC  SƠN", "Trần Thị Hòa"]);
    let after = own(&place);
    let hoa = named(&after, "Trần Thị Hòa");
    assert_eq!(hoa["origin"]["unit"], "Sở A");
    assert_eq!(hoa["award_form"], "provincial_merit");
    let nominees = after["nominees"].as_array().unwrap().iter();
    assert_eq!(
        nominees
            .filter(|one| one["name"] == "Hoàng Ngọc Sơn")
            .count(),
        1
    );

    // An award form that the own plan does not have loses nobody silently.
    done(&place, &["undo", OWN]);
    let only = ["--choose", "b.hoso:hoa-2", "--into", OWN];
    let merged = known(&packages, &place, &only);
    assert_eq!(merged["added"], json!([]));
    let why = merged["left"][0]["why"].as_str().unwrap();
    assert!(why.contains("không có hình thức"), "{why}");
}

#[test]
fn a_sent_dossier_takes_nobody_and_a_lost_file_is_said() {
    let folder = folder();
    let place = filled(folder.path());
    let at = place.display().to_string();
    let packages = folder.path().join("goi");
    package(
        &packages.join("a.hoso"),
        &unit_dossier(
            "a",
            "Sở A",
            vec![person("an", "Trịnh Văn An", "1980-01-02", "Sở A")],
        ),
        &[],
    );
    let choose = |what: &'static str| {
        let words = ["--cabinet", &at, "--choose", what, "--into", OWN];
        consolidate(&packages, &words)
    };
    refused(&choose("khong-co.hoso"), &["khong-co.hoso"]);
    refused(&choose("a.hoso:khong-co"), &["khong-co"]);
    done(&place, &["send", OWN, "--on", "2023-02-20"]);
    let before = own(&place);
    let ran = choose("a.hoso");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(own(&place), before);
    let view = told(&packages, &["--cabinet", &at]);
    assert_eq!(row(&view, "a.hoso")["state"], "new");
}

#[test]
fn receipts_carry_the_code_that_both_sides_check() {
    let folder = folder();
    let place = filled(folder.path());
    done(&place, &["keep-unit", OWN]);
    let at = place.display().to_string();
    let packages = folder.path().join("goi");
    for (name, unit) in [("a", "Sở A"), ("b", "Hội Liên hiệp Phụ nữ huyện Hải Hậu")]
    {
        let nominees = vec![person("an", "Trịnh Văn An", "1980-01-02", unit)];
        package(
            &packages.join(format!("{name}.hoso")),
            &unit_dossier(name, unit, nominees),
            &[],
        );
    }
    let out = folder.path().join("bien-nhan.pdf");
    let target = out.display().to_string();
    let view = told(
        &packages,
        &["--cabinet", &at, "--receipt", "all", "--out", &target],
    );
    assert_eq!(view["count"], 2);
    let text = pdf_text(&out);
    let rows = told(&packages, &["--cabinet", &at]);
    for (file, unit) in [
        ("a.hoso", "Sở A"),
        ("b.hoso", "Hội Liên hiệp Phụ nữ huyện Hải Hậu"),
    ] {
        let code = row(&rows, file)["code"].as_str().unwrap();
        assert!(text.contains(code), "{code} is missing in {text}");
        assert!(text.contains(unit) && text.contains(file), "{text}");
        // As somebody types it.
        let typed = code.to_lowercase().replace('-', " ");
        let ran = consolidate(&packages, &["--code", &typed]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains(file) && ran.out.contains(unit), "{ran:?}");
        let mut wrong: Vec<char> = code.chars().collect();
        wrong.swap(0, 1);
        let wrong: String = wrong.into_iter().collect();
        if wrong != code {
            let ran = consolidate(&packages, &["--code", &wrong]);
            assert_eq!(ran.code, 1);
            assert!(ran.out.contains("viết sai"), "{ran:?}");
        }
    }
    assert!(text.contains("GIẤY BIÊN NHẬN"), "{text}");
    assert!(text.contains("SỞ DỊCH VỤ CÔNG"), "{text}");
}

#[test]
fn all_units_are_counted_together() {
    let folder = folder();
    let Made { packages } = fifty(folder.path());
    let out = folder.path().join("tong-hop.csv");
    let target = out.display().to_string();
    let view = told(&packages, &["--statistics", "--out", &target]);
    assert_eq!(view["units"], 49);
    let forms = &view["tables"][0];
    // Collectives, individuals, together; the newer package counts in the place of the older.
    assert_eq!(forms["total"], json!([49, 4 * 49, 5 * 49]));
    let genders = &view["tables"][1];
    assert_eq!(genders["total"], json!([4 * 49]));
    let units = view["tables"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "unit")
        .unwrap();
    assert_eq!(units["rows"].as_array().unwrap().len(), 49);
    let book = folder.path().join("tong-hop.xlsx").display().to_string();
    told(&packages, &["--statistics", "--out", &book]);
    let inside = read_with("unzip", &["-p", &book, "xl/*"]);
    for part in ["Các gói", "Đề nghị", "Theo đơn vị", "Sở thứ 20"] {
        assert!(inside.contains(part), "{part} is missing");
    }
    let csv = fs::read_to_string(&out).unwrap();
    assert!(
        csv.starts_with('\u{feff}') && csv.contains("Theo đơn vị;Sở thứ 20;Cá nhân;4"),
        "{csv}"
    );
}

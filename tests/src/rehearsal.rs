//! The receiver's rehearsal at its boundary: what the program answers, what people confirm and what
//! makes it lapse, the unit's own lines, what a return teaches, and the sheet that goes with it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{
    cabinet, done, filled, folder, hoso, listing, pdf_text, read_with, refused, sample, written,
};
use serde_json::Value;
use std::path::Path;

const ID: &str = "mau-2022";

/// The rehearsal of a dossier in the cabinet.
fn rehearsal(place: &Path, id: &str) -> Value {
    let ran = cabinet(place, &["rehearsal", "show", id, "--format", "json"]);
    serde_json::from_str(&ran.out).unwrap()
}

fn lines(view: &Value) -> Vec<&Value> {
    let groups = view["groups"].as_array().unwrap().iter();
    groups
        .flat_map(|group| group["lines"].as_array().unwrap())
        .collect()
}

#[track_caller]
fn line<'a>(view: &'a Value, id: &str) -> &'a Value {
    let found = lines(view).into_iter().find(|line| line["id"] == id);
    found.unwrap_or_else(|| panic!("no line {id}"))
}

fn state(place: &Path, id: &str) -> String {
    let view = rehearsal(place, ID);
    line(&view, id)["state"].as_str().unwrap().to_owned()
}

fn nominees() -> Vec<Value> {
    sample()["dossier"]["nominees"].as_array().unwrap().clone()
}

/// Changes the sample and tells how a line stands then.
#[track_caller]
fn check(change: impl FnOnce(&mut Value), id: &str, expected: &str) {
    let folder = folder();
    let mut file = sample();
    change(&mut file["dossier"]);
    let path = written(folder.path(), "ho-so.json", file.to_string());
    let ran = hoso(["rehearsal", &path.display().to_string(), "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let view: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(line(&view, id)["state"], expected, "{}", line(&view, id));
}

#[test]
fn the_program_answers_what_it_can_tell() {
    check(|_| {}, "submission", "fulfilled");
    check(
        |dossier| dossier["letter"]["signatory"]["name"] = "".into(),
        "submission",
        "not_fulfilled",
    );
    check(|_| {}, "minutes", "fulfilled");
    check(
        |dossier| dossier["meeting"] = Value::Null,
        "minutes",
        "not_fulfilled",
    );
    check(
        |dossier| {
            dossier["letter"]["number"] = 5.into();
            dossier["letter"]["date"] = "2023-02-16".into();
        },
        "letter_number",
        "fulfilled",
    );
    check(
        |dossier| dossier["letter"]["number"] = Value::Null,
        "letter_number",
        "not_fulfilled",
    );
    check(
        |dossier| {
            let same = dossier["nominees"][3]["report"].clone();
            dossier["nominees"][4]["report"] = same;
        },
        "reports_own",
        "not_fulfilled",
    );
    check(
        |dossier| dossier["evidence"] = Value::Array(Vec::new()),
        "evidence_files",
        "not_applicable",
    );
    check(|_| {}, "tax", "not_applicable");
    check(
        |dossier| dossier["unit"]["kind"] = "enterprise".into(),
        "tax",
        "asked",
    );
    check(|_| {}, "head", "asked");
}

#[test]
fn a_tick_lapses_when_what_it_covers_changes_and_nothing_else_does() {
    let folder = folder();
    let place = filled(folder.path());
    let all = nominees();
    let (first, second) = (
        all[0]["id"].as_str().unwrap(),
        all[1]["id"].as_str().unwrap(),
    );
    let confirm = ["rehearsal", "confirm", ID, "names", "--by", "Bà Hằng"];
    done(
        &place,
        &[&confirm[..], &["--nominee", first, "--note", "Đã ký soát"]].concat(),
    );
    assert_eq!(state(&place, "names"), "asked");
    done(&place, &confirm);
    assert_eq!(state(&place, "names"), "confirmed");
    let view = rehearsal(&place, ID);
    assert_eq!(line(&view, "names")["people"][0]["answer"]["by"], "Bà Hằng");

    // A place name is no name of a nominee.
    done(&place, &["edit", ID, "unit.place", "Nam Trực"]);
    assert_eq!(state(&place, "names"), "confirmed");
    let field = format!("nominees[{second}].name");
    done(&place, &["edit", ID, &field, "Tên khác"]);
    let view = rehearsal(&place, ID);
    let names = line(&view, "names");
    assert_eq!(names["state"], "lapsed");
    assert_eq!(names["people"][0]["state"], "confirmed");
    assert_eq!(names["people"][1]["state"], "lapsed");
    assert_eq!(names["people"][1]["state_text"], "Đã đổi sau khi xác nhận");
    done(&place, &["undo", ID]);
    assert_eq!(state(&place, "names"), "confirmed");

    // Ticks are edits like any other: taken back, again, and told in the history.
    done(&place, &["rehearsal", "withdraw", ID, "names"]);
    assert_eq!(state(&place, "names"), "asked");
    done(&place, &["undo", ID]);
    assert_eq!(state(&place, "names"), "confirmed");
    let history = done(&place, &["history", ID]);
    assert!(
        history.contains("Phiếu tự kiểm tra") && history.contains("Bà Hằng"),
        "{history}"
    );

    // Number and date come after signing, so they take nobody's word back.
    done(&place, &["rehearsal", "confirm", ID, "head"]);
    done(&place, &["edit", ID, "letter.number", "7"]);
    assert_eq!(state(&place, "head"), "confirmed");
    done(&place, &["edit", ID, "unit.place", "Nam Định"]);
    assert_eq!(state(&place, "head"), "lapsed");
    done(
        &place,
        &["rehearsal", "confirm", ID, "copies", "--not-needed"],
    );
    assert_eq!(state(&place, "copies"), "not_needed");

    refused(
        &cabinet(&place, &["rehearsal", "confirm", ID, "submission"]),
        &["submission", "names"],
    );
    let nobody = ["--nominee", "khong-co"];
    refused(
        &cabinet(&place, &[&confirm[..], &nobody].concat()),
        &["khong-co"],
    );
}

#[test]
fn confirmations_go_with_the_file_of_the_dossier() {
    let folder = folder();
    let place = filled(folder.path());
    done(
        &place,
        &["rehearsal", "confirm", ID, "clearance", "--by", "Ông Khai"],
    );
    let out = folder.path().join("ra.json");
    done(&place, &["export", ID, "--out", &out.display().to_string()]);
    let ran = hoso(["rehearsal", &out.display().to_string(), "--format", "json"]);
    let view: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(line(&view, "clearance")["state"], "confirmed");
    // Another year is confirmed anew.
    let said = done(&place, &["renew", ID, "--year", "2023"]);
    let again = said.split(['“', '”']).nth(1).unwrap();
    let view = rehearsal(&place, again);
    assert_eq!(line(&view, "clearance")["state"], "asked");
}

#[test]
fn a_unit_adds_changes_and_switches_off_lines() {
    let folder = folder();
    let place = filled(folder.path());
    let total = rehearsal(&place, ID)["total"].as_u64().unwrap();
    let kept = done(
        &place,
        &["rehearsal", "keep", "Kẹp bìa xanh", "--covers", "letter"],
    );
    assert!(kept.contains("own-1"), "{kept}");
    let view = rehearsal(&place, ID);
    assert_eq!(view["total"].as_u64().unwrap(), total + 1);
    assert_eq!(line(&view, "own-1")["owner"], "unit");
    done(&place, &["rehearsal", "confirm", ID, "own-1"]);
    assert_eq!(state(&place, "own-1"), "confirmed");
    // Another question is another answer.
    done(
        &place,
        &[
            "rehearsal",
            "keep",
            "Kẹp bìa vàng",
            "--id",
            "own-1",
            "--covers",
            "letter",
        ],
    );
    assert_eq!(state(&place, "own-1"), "lapsed");

    done(
        &place,
        &["rehearsal", "keep", "Đủ hai bộ", "--id", "copies"],
    );
    let view = rehearsal(&place, ID);
    assert_eq!(line(&view, "copies")["owner"], "changed");
    done(&place, &["rehearsal", "drop", "copies"]);
    assert_eq!(line(&rehearsal(&place, ID), "copies")["owner"], "program");
    done(&place, &["rehearsal", "off", "copies"]);
    let view = rehearsal(&place, ID);
    assert!(lines(&view).iter().all(|line| line["id"] != "copies"));
    assert_eq!(view["off"][0]["id"], "copies");
    done(&place, &["rehearsal", "on", "copies"]);
    assert_eq!(state(&place, "copies"), "asked");

    // The same as a file that can be handed on.
    let file = folder.path().join("phieu.toml").display().to_string();
    done(&place, &["own", "export", "rehearsal", "--out", &file]);
    done(&place, &["own", "drop", "rehearsal"]);
    assert!(
        lines(&rehearsal(&place, ID))
            .iter()
            .all(|line| line["id"] != "own-1")
    );
    done(&place, &["own", "keep", "rehearsal", &file]);
    assert_eq!(
        line(&rehearsal(&place, ID), "own-1")["title"],
        "Kẹp bìa vàng"
    );
    let wrong = "[[lines]]\nid = \"x\"\ngroup = \"own\"\ntitle = \"X\"\ncite = \"Y\"\nmark = \"unchecked\"\nanswer = { rules = [\"paper.submision\"] }\n";
    let wrong = written(folder.path(), "sai.toml", wrong)
        .display()
        .to_string();
    refused(
        &cabinet(&place, &["own", "keep", "rehearsal", &wrong]),
        &["paper.submision"],
    );
}

#[test]
fn what_a_dossier_came_back_for_is_asked_of_every_later_one_once() {
    let folder = folder();
    let place = filled(folder.path());
    done(
        &place,
        &["send", ID, "--on", "2023-02-20", "--to", "Sở Nội vụ"],
    );
    let note = "- Thiếu dấu trên danh sách\n- Sai tên bà Hằng.";
    let note = format!("--note={note}");
    let said = done(&place, &["answer", ID, "--returned", &note]);
    assert!(
        said.contains("[own-1]") && said.contains("[own-2]"),
        "{said}"
    );
    let view = rehearsal(&place, ID);
    let learnt = line(&view, "own-2");
    assert_eq!(learnt["title"], "Sai tên bà Hằng.");
    let origin = learnt["origin"].as_str().unwrap();
    assert!(
        origin.starts_with("Hồ sơ “Khen thưởng hàng năm 2022” bị trả lại ngày "),
        "{origin}"
    );
    // The same reasons once more: nothing new, and what was switched off is asked again.
    done(&place, &["rehearsal", "off", "own-1"]);
    done(&place, &["send", ID, "--on", "2023-02-21"]);
    let again = "thiếu dấu trên danh sách.\nSai tên bà Hằng";
    let said = done(&place, &["answer", ID, "--returned", "--note", again]);
    assert!(!said.contains("own-"), "{said}");
    assert_eq!(state(&place, "own-1"), "asked");

    let said = done(&place, &["renew", ID, "--year", "2023"]);
    let later = said.split(['“', '”']).nth(1).unwrap();
    assert_eq!(line(&rehearsal(&place, later), "own-2")["state"], "asked");
    done(&place, &["rehearsal", "drop", "own-2"]);
    assert!(
        lines(&rehearsal(&place, later))
            .iter()
            .all(|line| line["id"] != "own-2")
    );
}

#[test]
fn the_sheet_is_printed_and_kept_as_it_was_sent() {
    let folder = folder();
    let place = filled(folder.path());
    done(
        &place,
        &[
            "rehearsal",
            "confirm",
            ID,
            "head",
            "--by",
            "Trần Thị Thủ Trưởng",
        ],
    );
    let then = rehearsal(&place, ID);
    done(
        &place,
        &["send", ID, "--on", "2023-02-20", "--to", "Sở Nội vụ"],
    );
    // What the unit changes later changes nothing of what was sent.
    done(&place, &["rehearsal", "keep", "Mục mới"]);
    let view = rehearsal(&place, ID);
    assert_eq!(view["is_as_sent"], true);
    assert_eq!(
        (&view["done"], &view["total"]),
        (&then["done"], &then["total"])
    );
    refused(
        &cabinet(&place, &["rehearsal", "confirm", ID, "copies"]),
        &["đã gửi"],
    );

    let out = folder.path().join("in");
    done(
        &place,
        &[
            "rehearsal",
            "print",
            ID,
            "--out",
            &out.display().to_string(),
        ],
    );
    assert_eq!(listing(&out), ["11-phieu-tu-kiem-tra.pdf"]);
    let pdf = out.join("11-phieu-tu-kiem-tra.pdf");
    let text = pdf_text(&pdf)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for words in [
        "PHIẾU TỰ KIỂM TRA HỒ SƠ",
        "tính đến ngày 16/02/2023",
        "Trần Thị Thủ Trưởng",
        "(chưa đối chiếu)",
    ] {
        assert!(text.contains(words), "“{words}” is missing in: {text}");
    }
    assert!(!text.contains("Mục mới"));
    let pages = read_with("pdfinfo", &[&pdf.display().to_string()]);
    let pages = pages
        .lines()
        .find(|line| line.starts_with("Pages:"))
        .unwrap();
    assert!(["1", "2"].contains(&pages[6..].trim()), "{pages}");

    let progress = cabinet(&place, &["progress", ID, "--format", "json"]).out;
    let progress: Value = serde_json::from_str(&progress).unwrap();
    let sent = &progress["sendings"][0];
    let sheet = sent["documents"].as_array().unwrap().last().unwrap();
    assert_eq!(sheet["file"], "11-phieu-tu-kiem-tra.pdf");
    let sum = read_with("sha256sum", &[&pdf.display().to_string()]);
    assert_eq!(sheet["sha256"], sum.trim_start_matches('\\')[..64]);
    let told = sent["rehearsal"].as_array().unwrap();
    assert!(
        told.iter()
            .any(|line| line.as_str().unwrap().contains("Trần Thị Thủ Trưởng")),
        "{told:?}"
    );
}

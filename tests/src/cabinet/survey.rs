//! What the cabinet counts over the years, and what it finds in the texts of a dossier.

use super::{ID, done, filled, json};
use hoso_tests::folder;
use std::fs;

#[test]
fn the_years_are_told_apart_by_kind_form_gender_and_direct_work() {
    let folder = folder();
    let place = filled(folder.path());
    let candidates = json(&place, &["candidates", ID]);
    let people: Vec<&str> = candidates
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    let path = |at: usize| format!("nominees[{}].person.individual.works_directly", people[at]);
    done(&place, &["edit", ID, &path(3), "true"]);
    done(&place, &["edit", ID, &path(4), "false"]);
    done(&place, &["send", ID, "--on", "2023-02-20"]);
    done(&place, &["answer", ID]);
    done(&place, &["outcome", ID, people[3], "--award", "Bằng khen"]);

    let file = folder.path().join("thống kê.csv");
    let csv = file.display().to_string();
    let view = json(&place, &["statistics", "--full", "--csv", &csv]);
    assert_eq!(view["years"], serde_json::json!([2022]));
    let total = |id: &str| {
        let tables = view["tables"].as_array().unwrap();
        let table = tables.iter().find(|table| table["id"] == id).unwrap();
        let groups = table["groups"].as_array().unwrap().iter();
        let counts = table["total"].as_array().unwrap().iter();
        let named = groups.zip(counts).map(|(group, count)| {
            let number = |key: &str| count[key].as_u64().unwrap();
            let [proposed, awarded, pending] = ["proposed", "awarded", "pending"].map(number);
            format!("{} {proposed}/{awarded}/{pending}", group.as_str().unwrap())
        });
        named.collect::<Vec<_>>()
    };
    assert_eq!(total("all"), ["Tất cả 12/1/11"]);
    assert_eq!(total("kind"), ["Tập thể 3/0/3", "Cá nhân 9/1/8"]);
    assert_eq!(
        total("direct"),
        [
            "Trực tiếp công tác 1/1/0",
            "Lãnh đạo, quản lý 1/0/1",
            "Chưa ghi 7/0/7"
        ]
    );
    let sum = |id: &str| -> u64 {
        let parts = total(id);
        let count = |part: &String| {
            part.rsplit(' ')
                .next()?
                .split('/')
                .next()?
                .parse::<u64>()
                .ok()
        };
        parts.iter().filter_map(count).sum()
    };
    assert_eq!((sum("gender"), sum("form")), (9, 12));
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("Cá nhân trực tiếp công tác;2022;Trực tiếp công tác;1;1;0;0\r\n"));
    let none = json(&place, &["statistics", "--full", "--from", "2023"]);
    assert_eq!(none["tables"], serde_json::json!([]));
    assert!(done(&place, &["statistics", "--full"]).contains("THEO HÌNH THỨC"));
}

#[test]
fn fields_in_an_old_encoding_become_unicode_in_one_step_that_can_be_taken_back() {
    let folder = folder();
    let place = filled(folder.path());
    let name = "unit.place";
    done(&place, &["edit", ID, name, "Nam §Þnh"]);
    let listed = json(&place, &["rescue", ID]);
    assert_eq!(listed[0]["path"], name);
    assert_eq!(listed[0]["after"], "Nam Định");
    assert_eq!(json(&place, &["show", ID])["unit"]["place"], "Nam §Þnh");
    assert!(done(&place, &["rescue", ID, "--apply"]).contains("Đã đổi 1 mục"));
    assert_eq!(json(&place, &["show", ID])["unit"]["place"], "Nam Định");
    done(&place, &["undo", ID]);
    assert_eq!(json(&place, &["show", ID])["unit"]["place"], "Nam §Þnh");
}

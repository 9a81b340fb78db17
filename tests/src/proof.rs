//! The proof that all documents of a dossier agree, through the built program: the sample with one
//! fault each.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{folder, hoso, sample, written};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Runs the proof for a dossier, with the unit's own templates.
fn prove(dossier: &Value, forms: &[&str]) -> (i32, Value) {
    let folder = folder();
    let file = written(folder.path(), "ho-so.json", dossier.to_string());
    let file = file.display().to_string();
    let mut arguments = vec![
        "prove".to_owned(),
        file,
        "--format".to_owned(),
        "json".to_owned(),
    ];
    for (at, form) in forms.iter().enumerate() {
        let path = written(folder.path(), &format!("mau-{at}.form"), *form);
        arguments.push("--form-file".to_owned());
        arguments.push(path.display().to_string());
    }
    let ran = hoso(arguments.iter().map(String::as_str));
    let proof = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    (ran.code, proof)
}

/// Each mismatch as `kind: found -> expected @ first place`.
fn told(proof: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let one = |mismatch: &Value| {
        let place = &mismatch["places"][0];
        let at = if place["field"].is_string() {
            text(&place["field"])
        } else if place["line"].is_number() {
            format!("{}, dòng {}", text(&place["document"]), place["line"])
        } else {
            text(&place["document"])
        };
        format!(
            "{}: {} -> {} @ {at}",
            text(&mismatch["kind"]),
            text(&mismatch["found"]),
            text(&mismatch["expected"])
        )
    };
    proof["mismatches"]
        .as_array()
        .unwrap()
        .iter()
        .map(one)
        .collect()
}

/// The sample with a value at a pointer into its dossier.
fn with(pointer: &str, value: Value) -> Value {
    let mut file = sample();
    let place = file.pointer_mut(&format!("/dossier{pointer}"));
    *place.unwrap_or_else(|| panic!("{pointer}")) = value;
    file
}

#[track_caller]
fn check(pointer: &str, value: Value, expected: &[&str]) {
    let (code, proof) = prove(&with(pointer, value), &[]);
    assert_eq!(told(&proof), expected);
    assert_eq!(code, i32::from(!expected.is_empty()));
}

#[track_caller]
fn check_form(form: &str, expected: &[&str]) {
    assert_eq!(told(&prove(&sample(), &[form]).1), expected);
}

const DISCUSSION: &str = "/meeting/discussion/0";
const AT_DISCUSSION: &str = "meeting.discussion[0]";

#[track_caller]
fn check_discussion(text: &str, expected: &str) {
    let expected = format!("{expected} @ {AT_DISCUSSION}");
    check(DISCUSSION, json!(text), &[&expected]);
}

#[track_caller]
fn clean_discussion(text: &str) {
    check(DISCUSSION, json!(text), &[]);
}

#[test]
fn the_sample_agrees_with_itself() {
    let (code, proof) = prove(&sample(), &[]);
    assert_eq!(told(&proof), Vec::<String>::new());
    assert_eq!((code, proof["documents"].as_u64()), (0, Some(23)));
}

#[test]
fn a_name_almost_right_is_told() {
    check_discussion(
        "Bà Nguyễn Thị Ngọc Lân có sáng kiến.",
        "name: Nguyễn Thị Ngọc Lân -> Nguyễn Thị Ngọc Lan",
    );
    check_discussion(
        "Bà Nguyễn thị Ngọc Lan có sáng kiến.",
        "name: Nguyễn thị Ngọc Lan -> Nguyễn Thị Ngọc Lan",
    );
    check_discussion(
        "Bà Nguyễn Thị Ngọc Lam có sáng kiến.",
        "name: Nguyễn Thị Ngọc Lam -> Nguyễn Thị Ngọc Lan",
    );
    check_discussion(
        "Ông Trần ĐứcMinh có sáng kiến.",
        "name: Trần ĐứcMinh -> Trần Đức Minh",
    );
    check_discussion(
        "Bà Tạ Thị Bích Thuỷ nhất trí.",
        "name: Tạ Thị Bích Thuỷ -> Tạ Thị Bích Thủy",
    );
    check_discussion(
        "Phòng Kiểm soát thủ tục hành chíh đạt chỉ số.",
        "body: Phòng Kiểm soát thủ tục hành chíh -> Phòng Kiểm soát thủ tục hành chính",
    );
    clean_discussion(
        "Ông Nguyễn Ngọc Lan và bà Trần Thị Nguyệt nhất trí; phòng Kiểm soát thủ tục hành chính giải trình.",
    );
}

#[test]
fn every_place_and_both_ways_to_make_it_equal_are_told() {
    let wrong = "Phòng Kiểm soát thủ tục hành chinh";
    let file = with("/nominees/6/person/individual/workplace", json!(wrong));
    let (_, proof) = prove(&file, &[]);
    let mismatch = &proof["mismatches"][0];
    let right = "Phòng Kiểm soát thủ tục hành chính";
    let place = "nominees[lan].person.individual.workplace";
    assert_eq!(
        (&mismatch["found"], &mismatch["expected"]),
        (&json!(wrong), &json!(right))
    );
    assert_eq!(mismatch["places"][0]["field"], place);
    assert_eq!(
        mismatch["stated"][0]["field"],
        "nominees[phong-kiem-soat].name"
    );
    let edit = |text: &str| Value::String(text.to_owned()).to_string();
    assert_eq!(
        mismatch["changes"],
        json!([
            {"side": "found", "edits": [{"path": place, "value": edit(right)}]},
            {"side": "stated", "edits": [{"path": "nominees[phong-kiem-soat].name", "value": edit(wrong)}]},
        ])
    );
    let on_paper = |document: &str| {
        let places = mismatch["places"].as_array().unwrap();
        places
            .iter()
            .any(|place| place["document"] == document && place["page"].as_u64() > Some(0))
    };
    assert!(
        on_paper("submission") && on_paper("report.lan"),
        "{mismatch}"
    );
}

#[test]
fn two_people_with_much_the_same_name_are_two() {
    let mut file = with("/council/members/6/name", json!("Nguyễn Thị Ngọc Lân"));
    file["dossier"]["meeting"]["discussion"] =
        json!(["Bà Nguyễn Thị Ngọc Lân nêu ý kiến về bà Nguyễn Thị Ngọc Lan."]);
    assert_eq!(told(&prove(&file, &[]).1), Vec::<String>::new());
}

#[test]
fn the_same_person_in_two_roles_has_one_name_and_one_post() {
    check(
        "/letter/signatory/name",
        json!("Phan Thi Kim Oanh"),
        &["name: Phan Thi Kim Oanh -> Phan Thị Kim Oanh @ letter.signatory.name"],
    );
    check(
        "/letter/signatory/position",
        json!("Giám đốc"),
        &["post: Giám đốc -> Phó Giám đốc Sở @ letter.signatory.position"],
    );
    check_discussion(
        "Ông Lưu Đình Thắng, Giám đốc Sở, nhất trí.",
        "post: Giám đốc -> Phó Giám đốc",
    );
    clean_discussion(
        "Ông Lưu Đình Thắng, Bí thư Chi bộ, nhất trí; bà Phan Thị Kim Oanh - Phó Chủ tịch Hội đồng kết luận.",
    );
}

#[test]
fn counts_and_votes_follow_from_the_dossier() {
    check_discussion(
        "Hội đồng thống nhất đề nghị khen thưởng 04 tập thể và 09 cá nhân.",
        "count: 04 -> 03",
    );
    check_discussion(
        "Ông Lê Hoàng Quân được 9/9 phiếu đồng ý.",
        "votes: 9/9 -> 8/9",
    );
    check_discussion(
        "Ông Lê Hoàng Quân được 8/9 phiếu, đạt 90%.",
        "votes: 90 -> 88,9",
    );
    check_discussion("Có mặt 9/9 thành viên.", "votes: 9/9 -> 8/9");
    check_discussion(
        "Hội đồng nhận được 12 (mười một) báo cáo.",
        "in_words: mười một -> mười hai",
    );
    clean_discussion(
        "Có mặt 8/9 thành viên; ông Lê Hoàng Quân được 8/9 phiếu (88,9%); còn 02 cá nhân cần làm rõ.",
    );
}

#[test]
fn awards_dates_and_numbers_of_documents_agree() {
    check_discussion(
        "Hội đồng đề nghị tặng Giấy khen cho ông Lê Hoàng Quân.",
        "award: Giấy khen -> Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Nam Định",
    );
    check_discussion(
        "Kế hoạch số 128/KH-UBND ngày 16/11/2021 đặt chỉ tiêu.",
        "date: 16/11/2021 -> 15/11/2021",
    );
    check_discussion(
        "Kế hoạch số 138/KH-UBND ngày 15 tháng 11 năm 2021 đặt chỉ tiêu.",
        "symbol: 138/KH-UBND -> 128/KH-UBND",
    );
    check(
        "/nominees/1/report/sections/2/paragraphs/0",
        json!("Giải pháp được công nhận tại Quyết định số 87/QĐ-SKHCN ngày 15/12/2022."),
        &[
            "date: 15/12/2022 -> 15/11/2022 @ nominees[phong-du-lieu].report.sections[2].paragraphs[0]",
        ],
    );
    check(
        "/nominees/1/facts/1/source/date",
        json!("2022-11-25"),
        &["date: 25/11/2022 -> 15/11/2022 @ nominees[phong-du-lieu].facts[1].source.date"],
    );
}

#[test]
fn a_figure_with_swapped_digits_is_told() {
    let text = "Tiếp nhận 41.268 hồ sơ; đúng và trước hạn 99,4%.";
    check(
        "/nominees/0/summary",
        json!(text),
        &["figure: 41.268 -> 41.286 @ nominees[tt-mot-cua].summary"],
    );
}

#[test]
fn days_stand_in_order_across_documents() {
    check(
        "/council/decision/date",
        json!("2023-03-01"),
        &["date_order: 01/03/2023 ->  @ council.decision.date"],
    );
}

const MINUTES: &str = "form: minutes\ntitle: Biên bản của Sở\n---\n@head\n= BIÊN BẢN\n";

#[test]
fn a_template_edited_by_hand_is_read_back() {
    check_form(
        &format!("{MINUTES}Hội đồng xét 05 tập thể và 09 cá nhân.\n@results"),
        &["count: 05 -> 03 @ minutes, dòng 6"],
    );
    check_form(
        &format!("{MINUTES}Hội đồng gồm ông Trịnh Bá Cường, Phó Giám đốc Sở.\n@results"),
        &["post: Phó Giám đốc -> Giám đốc @ minutes, dòng 6"],
    );
    check_form(
        &format!("{MINUTES}Cuộc họp của {{council}} ngày 15 tháng 02 năm 2023.\n@results"),
        &["date: 15 tháng 02 năm 2023 -> 14 tháng 02 năm 2023 @ minutes, dòng 6"],
    );
    check_form(
        &format!("{MINUTES}Theo Kế hoạch số 43/KH-UBND.\n@results"),
        &["symbol: 43/KH-UBND -> 128/KH-UBND @ minutes, dòng 6"],
    );
}

#[test]
fn nobody_is_missing_from_a_document_that_lists_all_and_nobody_is_added() {
    let names = "1. Trung tâm Tiếp nhận và Trả kết quả liên thông\n\
        2. Phòng Quản trị dữ liệu và Số hóa kết quả giải quyết thủ tục hành chính\n\
        3. Phòng Kiểm soát thủ tục hành chính\n\
        4. Ông Đoàn Văn Khải\n5. Bà Vũ Thị Thanh Hà\n6. Ông Trần Đức Minh\n7. Bà Nguyễn Thị Ngọc Lan\n\
        8. Ông Phạm Anh Tuấn\n9. Bà Bùi Thị Thu Hương\n10. Ông Lê Hoàng Quân\n11. Bà Đặng Phương Mai\n";
    check_form(&format!("{MINUTES}{names}12. Ông Hoàng Ngọc Sơn"), &[]);
    check_form(
        &format!("{MINUTES}{names}"),
        &["missing:  -> Hoàng Ngọc Sơn @ minutes"],
    );
    check_form(
        &format!("{MINUTES}{names}12. Ông Hoàng Ngọc Sơn\n13. Ông Lê Văn Dũng"),
        &["extra: Lê Văn Dũng ->  @ minutes, dòng 18"],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(hoso_tests::soak(12)))]

    /// Whoever is named, and however one letter of the name is changed: it is told, in the report of
    /// the person as in the discussion.
    #[test]
    fn a_letter_changed_in_one_mention_is_always_found(
        who in 3usize..12, word in 0usize..3, letter in prop::sample::select(vec!['b', 'k', 'x', 'z']),
    ) {
        let file = sample();
        let name = file["dossier"]["nominees"][who]["name"].as_str().unwrap().to_owned();
        let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        words[word].push(letter);
        let wrong = words.join(" ");
        let (_, proof) = prove(&with(DISCUSSION, json!(format!("Hội đồng khen {wrong}."))), &[]);
        prop_assert_eq!(told(&proof), [format!("name: {wrong} -> {name} @ {AT_DISCUSSION}")]);
    }
}

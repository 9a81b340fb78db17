//! What only long names, long texts and many people bring to light, each fault once.

use hoso_tests::{hoso, listing, read_with, sample, written};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const UNIT: &str = "Ban Quản lý Dự án đầu tư xây dựng các công trình Nông nghiệp và Phát triển nông \
    thôn, Thủy lợi, Đê điều và Phòng, chống thiên tai tỉnh Nam Định";
const POST: &str = "Phó Trưởng phòng phụ trách Phòng Kỹ thuật và Quản lý chất lượng công trình kiêm \
    Chủ tịch Công đoàn bộ phận";

/// A dossier of a unit with a long name, people with long posts, and texts of this many sentences.
fn long(people: usize, sentences: usize) -> Value {
    let mut file = sample();
    let dossier = &mut file["dossier"];
    dossier["unit"]["name"] = UNIT.into();
    dossier["unit"]["parent_heading"] =
        "Sở Nông nghiệp và Phát triển nông thôn tỉnh Nam Định".into();
    let signatory = &mut dossier["letter"]["signatory"];
    signatory["position"] = "Phó Giám đốc phụ trách Ban Quản lý Dự án đầu tư xây dựng".into();
    let all = dossier["nominees"].as_array().unwrap();
    let model = all
        .iter()
        .find(|one| one["person"].get("individual").is_some());
    let model = model.unwrap().clone();
    let sentence = "Chủ trì triển khai đồng bộ các giải pháp số hóa, tỷ lệ đúng hạn đạt 99,4%. ";
    let nominees = (0..people).map(|at| {
        let mut nominee = model.clone();
        nominee["id"] = format!("n{at}").into();
        nominee["name"] = match at {
            0 => "Nguyễn Phúc Hồng Bửu Vĩnh Bảo Quý Định "
                .repeat(6)
                .trim()
                .into(),
            _ => format!("Trần Thị Số {at:03}").into(),
        };
        nominee["summary"] = sentence.repeat(sentences).trim().into();
        nominee["person"]["individual"]["position"] = POST.into();
        nominee["person"]["individual"]["workplace"] = UNIT.into();
        nominee["award_form"] = if at % 2 == 0 {
            "commendation_letter"
        } else {
            "provincial_merit"
        }
        .into();
        nominee
    });
    let nominees: Vec<Value> = nominees.collect();
    dossier["meeting"]["votes"] = json!([]);
    dossier["nominees"] = nominees.into();
    file
}

fn exported(file: &Value, documents: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "ho-so.json", file.to_string());
    let out = folder.path().join("ra");
    let (path, place) = (path.display().to_string(), out.display().to_string());
    let mut words = vec!["export", &path, "--out", &place];
    words.extend(documents.iter().flat_map(|code| ["--document", code]));
    let ran = hoso(words);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    (folder, out)
}

/// The text of each page.
fn pages(out: &Path, name: &str) -> Vec<String> {
    let path = out.join(name).display().to_string();
    let text = read_with("pdftotext", &["-raw", &path, "-"]);
    let pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages[..pages.len() - 1].to_vec()
}

#[test]
fn a_certificate_with_long_names_is_one_page_with_its_signature() {
    let (_folder, out) = exported(&long(6, 1), &["certificate"]);
    let pages = pages(&out, "09-giay-khen.pdf");
    assert_eq!(pages.len(), 3);
    for page in &pages {
        assert!(
            page.contains("GIẤY KHEN") && page.contains("Phan Thị Kim Oanh"),
            "{page}"
        );
    }
    // And one with short names keeps its size.
    let mut short = sample();
    short["dossier"]["nominees"][3]["award_form"] = "commendation_letter".into();
    let (_folder, out) = exported(&short, &["certificate"]);
    let path = out.join("09-giay-khen.pdf").display().to_string();
    let boxes = read_with("pdftotext", &["-bbox", &path, "-"]);
    let word = boxes.lines().find(|line| line.contains(">KHEN<")).unwrap();
    let value = |name: &str| -> f32 {
        let rest = word.split(&format!("{name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    assert!(value("yMax") - value("yMin") > 45.0, "{word}");
}

#[test]
fn a_list_never_begins_with_a_page_that_has_only_its_heading() {
    let (_folder, out) = exported(&long(8, 14), &["submission"]);
    for name in listing(&out) {
        let pages = pages(&out, &name);
        let has_title = |page: &&String| page.lines().any(|line| line == "DANH SÁCH");
        let first = pages.iter().find(has_title).unwrap();
        assert!(
            first.contains("Họ và tên") && first.contains("Chủ trì triển khai"),
            "{name}: {first}"
        );
    }
}

#[test]
fn columns_take_the_room_that_their_text_needs() {
    let (_folder, out) = exported(&long(60, 1), &["submission", "index"]);
    // With the widths asked for there are two or three people on a page, and papers likewise.
    let rows = |name: &str, row: &str| {
        let pages = pages(&out, name);
        let rows: usize = pages.iter().map(|page| page.matches(row).count()).sum();
        (rows, pages.len())
    };
    let (people, of) = rows("01-to-trinh-va-danh-sach-cap-tinh.pdf", "Trần Thị Số");
    assert_eq!(people, 30);
    assert!(of <= 12, "{people} people on {of} pages");
    let (papers, of) = rows("00-muc-luc-ho-so.pdf", "Báo cáo thành tích");
    assert_eq!(papers, 60);
    assert!(of <= 10, "{papers} papers on {of} pages");
}

#[test]
fn letters_to_several_deciders_are_told_apart_in_the_index() {
    let (_folder, out) = exported(&long(4, 1), &["index", "hand_over"]);
    for name in ["00-muc-luc-ho-so.pdf", "10-bien-ban-giao-nhan-ho-so.pdf"] {
        let text = pages(&out, name).join(" ").replace('\n', " ");
        for level in ["khen thưởng cấp đơn vị", "khen thưởng cấp tỉnh"] {
            assert!(
                text.contains(level),
                "“{level}” is missing in {name}: {text}"
            );
        }
    }
}

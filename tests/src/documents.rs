//! The four documents, read back with poppler and qpdf.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "documents/stress.rs"]
mod stress;

use hoso_tests::{fold, hoso, listing, pdf_text, read_with, sample};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn exported() -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let ran = hoso(["sample", "--out", &folder.path().display().to_string()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let pdfs = listing(folder.path())
        .into_iter()
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
        })
        .map(|name| folder.path().join(name))
        .collect();
    (folder, pdfs)
}

fn named<'a>(pdfs: &'a [PathBuf], part: &str) -> &'a Path {
    pdfs.iter()
        .find(|path| path.display().to_string().contains(part))
        .unwrap()
}

#[track_caller]
fn contains(text: &str, words: &str) {
    assert!(text.contains(words), "“{words}” is missing in:\n{text}");
}

#[test]
fn each_piece_of_the_plans_list_is_there_and_sound() {
    let (_folder, pdfs) = exported();
    assert_eq!(pdfs.len(), 14);
    for pdf in &pdfs {
        read_with("qpdf", &["--check", &pdf.display().to_string()]);
        let fonts = read_with("pdffonts", &[&pdf.display().to_string()]);
        for line in fonts.lines().skip(2) {
            assert!(line.contains("Tinos"), "{line}");
            assert!(
                line.contains("yes yes yes"),
                "embedded, subset, with Unicode: {line}"
            );
        }
    }
}

#[test]
fn the_letter_and_its_lists_carry_every_name_exactly() {
    let (_folder, pdfs) = exported();
    let letter = named(&pdfs, "01-to-trinh");
    let text = pdf_text(letter);
    let raw = fold(&read_with(
        "pdftotext",
        &["-raw", &letter.display().to_string(), "-"],
    ));
    for words in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TỜ TRÌNH",
        "DANH SÁCH",
        "03 tập thể và 09 cá nhân",
        "Nơi nhận:",
        "./.",
    ] {
        contains(&text, words);
    }
    contains(
        &raw,
        "Kính gửi: - Chủ tịch Ủy ban nhân dân tỉnh Nam Định; - Sở Nội vụ tỉnh Nam Định.",
    );
    let file = sample();
    for nominee in file["dossier"]["nominees"].as_array().unwrap() {
        let name = fold(nominee["name"].as_str().unwrap());
        contains(&raw, &name);
    }
    let fitting = "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ";
    contains(&raw, fitting);
    assert!(
        !raw.contains("98/2023"),
        "an act that was not in force is cited"
    );
    // Number and date are left for the pen.
    contains(&raw, "Số: /TTr-");
    contains(&raw, "ngày tháng năm 2023");
}

#[test]
fn lists_lie_across_and_letters_stand_upright() {
    let (_folder, pdfs) = exported();
    let letter = named(&pdfs, "01-to-trinh").display().to_string();
    let info = read_with("pdfinfo", &["-f", "1", "-l", "20", &letter]);
    let sizes: Vec<&str> = info
        .lines()
        .filter(|line| line.starts_with("Page ") && line.contains(" size:"))
        .collect();
    assert!(sizes.len() >= 3, "{info}");
    assert!(
        sizes[0].contains("595") && sizes[0].contains("x 841"),
        "{}",
        sizes[0]
    );
    let last = sizes.last().unwrap();
    assert!(last.contains("841") && last.contains("x 595"), "{last}");
}

#[test]
fn every_report_has_its_parts_and_its_confirmation() {
    let (_folder, pdfs) = exported();
    let reports: Vec<_> = pdfs
        .iter()
        .filter(|path| path.display().to_string().contains("02-bao-cao"))
        .collect();
    assert_eq!(reports.len(), 12);
    let file = sample();
    let nominees = file["dossier"]["nominees"].as_array().unwrap();
    for (report, nominee) in reports.iter().zip(nominees) {
        let path = report.display().to_string();
        let raw = fold(&read_with("pdftotext", &["-raw", &path, "-"]));
        contains(&raw, "BÁO CÁO THÀNH TÍCH");
        contains(
            &raw,
            "ĐỀ NGHỊ TẶNG BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH",
        );
        contains(&raw, "I. SƠ LƯỢC");
        contains(&raw, "II. THÀNH TÍCH ĐẠT ĐƯỢC");
        contains(&raw, "XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ TRÌNH KHEN");
        contains(&raw, &fold(nominee["name"].as_str().unwrap()));
        for section in nominee["report"]["sections"].as_array().unwrap() {
            contains(&raw, &fold(section["heading"].as_str().unwrap()));
        }
    }
}

#[test]
fn the_minutes_agree_with_the_votes() {
    let (_folder, pdfs) = exported();
    let text = pdf_text(named(&pdfs, "03-bien-ban"));
    for words in [
        "BIÊN BẢN",
        "14 giờ 00, ngày 14 tháng 02 năm 2023",
        "Có mặt: 08/09 thành viên",
        "Chủ trì (chủ tọa)",
        "Thư ký (người ghi biên bản)",
        "THƯ KÝ",
        "CHỦ TỌA",
        "Cuộc họp kết thúc vào 16 giờ 30",
    ] {
        contains(&text, words);
    }
    let file = sample();
    for member in file["dossier"]["council"]["members"].as_array().unwrap() {
        contains(&text, &fold(member["name"].as_str().unwrap()));
    }
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let (_one, first) = exported();
    let (_two, second) = exported();
    for (a, b) in first.iter().zip(&second) {
        assert!(
            fs::read(a).unwrap() == fs::read(b).unwrap(),
            "{} differs",
            a.display()
        );
    }
}

/// Typed in decomposed letters, printed and copied in composed ones.
#[test]
fn decomposed_letters_are_printed_composed() {
    use unicode_normalization::UnicodeNormalization;
    let folder = tempfile::tempdir().unwrap();
    let mut file = sample();
    let name = "Nguyễn Thị Ngọc Ưởng";
    let nominees = file["dossier"]["nominees"].as_array_mut().unwrap();
    let person = nominees
        .iter_mut()
        .find(|n| n["person"].get("individual").is_some())
        .unwrap();
    person["name"] = name.nfd().collect::<String>().into();
    let path = folder.path().join("nfd.json");
    fs::write(&path, file.to_string()).unwrap();
    let out = folder.path().join("ra");
    let ran = hoso([
        "export",
        &path.display().to_string(),
        "--out",
        &out.display().to_string(),
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let letter = out
        .join("01-to-trinh-va-danh-sach.pdf")
        .display()
        .to_string();
    let raw = fold(&read_with("pdftotext", &["-raw", &letter, "-"]));
    contains(&raw, &name.nfc().collect::<String>());
    assert!(
        listing(&out)
            .iter()
            .any(|file| file.contains("nguyen-thi-ngoc-uong"))
    );
}

#[test]
fn five_hundred_nominees_with_long_names_keep_their_rows_and_headers() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = sample();
    let model = file["dossier"]["nominees"]
        .as_array()
        .unwrap()
        .iter()
        .find(|nominee| nominee["person"].get("individual").is_some())
        .unwrap()
        .clone();
    let long = "Phạm Nguyễn Hoàng Thiên Bảo ".repeat(6);
    let nominees = (0..500).map(|at| {
        let mut nominee = model.clone();
        nominee["id"] = format!("n{at}").into();
        nominee["name"] = if at % 50 == 0 {
            format!("{long}{at:03}").into()
        } else {
            format!("Trần Văn Số {at:03}").into()
        };
        nominee["report"]["sections"] = serde_json::json!([]);
        nominee
    });
    file["dossier"]["nominees"] = nominees.collect::<Vec<_>>().into();
    let path = folder.path().join("500.json");
    fs::write(&path, file.to_string()).unwrap();
    let out = folder.path().join("ra");
    let ran = hoso([
        "export",
        &path.display().to_string(),
        "--out",
        &out.display().to_string(),
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(listing(&out).len(), 502);
    let letter = out
        .join("01-to-trinh-va-danh-sach.pdf")
        .display()
        .to_string();
    let text = read_with("pdftotext", &["-layout", &letter, "-"]);
    let pages: Vec<&str> = text
        .split('\u{c}')
        .filter(|page| page.contains("Trần Văn"))
        .collect();
    assert!(pages.len() > 20, "{} pages", pages.len());
    assert!(
        pages.iter().all(|page| page.contains("Họ và tên")),
        "a page without the header row"
    );
    let raw = fold(&read_with("pdftotext", &["-raw", &letter, "-"]));
    for at in (1..500).filter(|at| at % 50 != 0) {
        contains(&raw, &format!("{at:03}"));
    }
}

#[test]
fn the_units_own_report_prints_the_indicators_that_are_filled_in_and_no_other_report_does() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = sample();
    let dossier = &mut file["dossier"];
    dossier["indicators"] = serde_json::json!([
        { "indicator": "results_digitised", "year": 2021, "value": 32.2, "source": null },
        { "indicator": "results_digitised", "year": 2022, "value": 56.3, "source": null },
    ]);
    dossier["nominees"][0]["name"] = dossier["unit"]["name"].clone();
    let path = folder.path().join("ho-so.json");
    fs::write(&path, file.to_string()).unwrap();
    let out = folder.path().join("ra");
    fs::create_dir(&out).unwrap();
    let ran = hoso([
        "export",
        &path.display().to_string(),
        "--out",
        &out.display().to_string(),
    ]);
    assert_ne!(ran.code, 2, "{ran:?}");
    let title = "Kết quả thực hiện các chỉ tiêu thi đua của Kế hoạch";
    let mut printed = Vec::new();
    for name in listing(&out).iter().filter(|name| name.contains(".pdf")) {
        let text = fold(&pdf_text(&out.join(name)));
        if text.contains(title) {
            printed.push((name.clone(), text));
        }
    }
    let [(_, text)] = &printed[..] else {
        panic!(
            "{:?}",
            printed.iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
    };
    for words in ["2022", "50%", "56,3%", "+6,3", "+24,1"] {
        contains(text, words);
    }
    assert!(!text.contains("32,2%"), "the year rewarded is 2022 alone");
}

#[test]
fn a_dossier_with_everything_left_empty_is_printed_with_blanks() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = sample();
    let dossier = &mut file["dossier"];
    let nothing = || serde_json::json!([]);
    for path in [
        "/evidence",
        "/council/members",
        "/meeting/present",
        "/meeting/absent",
        "/meeting/guests",
        "/meeting/discussion",
        "/meeting/votes",
        "/letter/recipients",
        "/letter/further_bases",
    ] {
        *dossier.pointer_mut(path).unwrap() = nothing();
    }
    let nominees = dossier["nominees"].as_array_mut().unwrap();
    for nominee in nominees.iter_mut() {
        for field in ["facts", "claims", "earlier_awards"] {
            nominee[field] = nothing();
        }
        nominee["summary"] = "".into();
        nominee["report"]["sections"] = nothing();
    }
    let all = nominees.clone();
    let without_meeting = {
        let mut file = file.clone();
        file["dossier"]["meeting"] = Value::Null;
        file
    };
    let of_one_kind = |kept: &dyn Fn(&Value) -> bool| {
        let mut file = file.clone();
        let kept: Vec<&Value> = all.iter().filter(|one| kept(one)).collect();
        file["dossier"]["nominees"] = serde_json::json!(kept);
        file
    };
    let persons = of_one_kind(&|one| one["person"].get("individual").is_some());
    let bodies = of_one_kind(&|one| one["person"].get("collective").is_some());
    for (at, file) in [&file, &without_meeting, &persons, &bodies]
        .into_iter()
        .enumerate()
    {
        let path = folder.path().join("ho-so.json");
        fs::write(&path, file.to_string()).unwrap();
        let out = folder.path().join(format!("ra {at}"));
        let (path, place) = (path.display().to_string(), out.display().to_string());
        let ran = hoso([
            "export",
            &path,
            "--out",
            &place,
            "--document",
            "all",
            "--merged",
        ]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
        for name in listing(&out) {
            read_with("qpdf", &["--check", &out.join(name).display().to_string()]);
        }
        let letter = pdf_text(&out.join("01-to-trinh-va-danh-sach.pdf"));
        assert!(letter.contains("TỜ TRÌNH"), "{letter}");
    }
}

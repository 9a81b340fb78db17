//! Every document against Phụ lục I Nghị định 30/2020/NĐ-CP, measured on the printed page with
//! poppler. The table of what was measured is written beside the build's other output.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod measured;
mod nd30_pages;
mod printed;

use hoso_tests::{fold, hoso, pdf_text, read_with, sample};
use measured::{Report, letters};
use nd30_pages::{MM, body_is_right, find, heads_are_right, pages_are_right, rule_under};
use printed::{Printed, Text};
use std::fs;
use std::path::{Path, PathBuf};

/// The sample with number and date, so that nothing is left for the pen.
fn exported(folder: &Path) -> PathBuf {
    let mut file = sample();
    file["dossier"]["letter"]["number"] = 5.into();
    file["dossier"]["letter"]["date"] = "2023-02-16".into();
    file["dossier"]["meeting"]["number"] = 3.into();
    let path = folder.join("ho-so.json");
    fs::write(&path, file.to_string()).unwrap();
    let out = folder.join("ra");
    let ran = hoso([
        "export",
        &path.display().to_string(),
        "--out",
        &out.display().to_string(),
        "--document",
        "all",
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    out
}

#[test]
fn every_element_is_as_the_decree_lays_down() {
    let folder = tempfile::tempdir().unwrap();
    let out = exported(folder.path());
    let mut report = Report::default();
    let open = |name: &str| printed::read(&out.join(name));
    let letter = open("01-to-trinh-va-danh-sach.pdf");
    let achievement = open("02-bao-cao-thanh-tich-04-doan-van-khai.pdf");
    let minutes = open("03-bien-ban-hop-hoi-dong.pdf");
    let invitation = open("04-giay-moi-hop-hoi-dong.pdf");
    let opinion = open("06-phieu-lay-y-kien.pdf");
    let tally = open("07-bien-ban-kiem-phieu.pdf");
    let decision = open("08-quyet-dinh-tang-giay-khen.pdf");
    let hand_over = open("10-bien-ban-giao-nhan-ho-so.pdf");
    for (name, pages) in [
        ("Tờ trình", &letter),
        ("Báo cáo", &achievement),
        ("Biên bản", &minutes),
        ("Giấy mời", &invitation),
        ("Phiếu lấy ý kiến", &opinion),
        ("Biên bản kiểm phiếu", &tally),
        ("Quyết định", &decision),
        ("Biên bản giao nhận", &hand_over),
    ] {
        pages_are_right(&mut report, name, pages);
        heads_are_right(&mut report, name, &pages[0]);
        body_is_right(&mut report, name, pages);
    }
    titles_are_right(&mut report, &letter, &achievement, &minutes, &decision);
    number_and_date_are_right(&mut report, &letter[0], &decision[0]);
    bases_are_right(&mut report, &letter[0], &decision[0]);
    addressees_are_right(&mut report, &letter[0]);
    feet_are_right(&mut report, "Tờ trình", &letter[1], "- Như trên;");
    feet_are_right(&mut report, "Quyết định", &decision[0], "- Như Điều 3;");
    annexes_are_right(&mut report, &letter);
    headings_are_right(&mut report, &letter, &achievement, &decision);
    words_are_right(&mut report, &out);

    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nd30.md");
    report.write(&path);
    let wrong: Vec<_> = report.rows.iter().filter(|row| !row.4).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} rows do not hold (all in {}): {wrong:#?}",
        wrong.len(),
        report.rows.len(),
        path.display()
    );
    assert!(report.rows.len() > 150, "{} rows", report.rows.len());
}

fn titles_are_right(
    report: &mut Report,
    letter: &[Printed],
    achievement: &[Printed],
    minutes: &[Printed],
    decision: &[Printed],
) {
    for (name, page, title, subject) in [
        ("Tờ trình", &letter[0], "TỜ TRÌNH", "Về việc đề nghị tặng"),
        ("Báo cáo", &achievement[0], "BÁO CÁO THÀNH TÍCH", ""),
        ("Biên bản", &minutes[0], "BIÊN BẢN", "Họp Hội đồng"),
        (
            "Quyết định",
            &decision[0],
            "QUYẾT ĐỊNH",
            "Về việc tặng Giấy khen",
        ),
    ] {
        let middle = f32::midpoint(30.0 * MM, page.width - 15.0 * MM);
        let title = find(page, title);
        report.letters(
            name,
            "Tên loại",
            title,
            &letters(13.0, 14.0, true, false, true),
        );
        report.near(name, "Tên loại", "canh giữa", title.centre(), middle);
        if subject.is_empty() {
            continue;
        }
        let first = find(page, subject);
        report.letters(
            name,
            "Trích yếu",
            first,
            &letters(13.0, 14.0, true, false, false),
        );
        report.near(name, "Trích yếu", "canh giữa", first.centre(), middle);
        report.between(
            (name, "Trích yếu", "ngay dưới tên loại"),
            first.top - title.top,
            (title.size, title.size * 1.6),
            "pt",
        );
        let subject: Vec<&Text> = page
            .texts
            .iter()
            .skip_while(|text| !std::ptr::eq(*text, first))
            .take_while(|text| text.bold && (text.size - first.size).abs() < 0.1)
            .take_while(|text| !text.is_capitals() && (text.centre() - middle).abs() < 3.0)
            .collect();
        let widest = subject.iter().map(|text| text.width()).fold(0.0, f32::max);
        let last = subject
            .last()
            .unwrap_or_else(|| panic!("{name}: {first:?}"));
        let rule = rule_under(page, last);
        report.between(
            (name, "Đường kẻ dưới trích yếu", "1/3 đến 1/2 dòng chữ"),
            rule.length() / widest,
            (1.0 / 3.0, 0.5),
            "lần",
        );
    }
    let decider = find(&decision[0], "GIÁM ĐỐC SỞ");
    report.letters(
        "Quyết định",
        "Thẩm quyền ban hành",
        decider,
        &letters(13.0, 14.0, true, false, true),
    );
}

fn number_and_date_are_right(report: &mut Report, letter: &Printed, decision: &Printed) {
    for (name, page) in [("Tờ trình", letter), ("Quyết định", decision)] {
        let number = find(page, "Số:");
        let date = find(page, "Nam Định, ngày");
        report.letters(
            name,
            "Số, ký hiệu",
            number,
            &letters(13.0, 13.0, false, false, false),
        );
        report.letters(
            name,
            "Địa danh, thời gian",
            date,
            &letters(13.0, 14.0, false, true, false),
        );
        report.near(
            name,
            "Địa danh, thời gian",
            "cùng dòng với số, ký hiệu",
            date.top,
            number.top,
        );
        let agency = find(page, "UBND TỈNH");
        let nation = find(page, "CỘNG HÒA");
        report.near(
            name,
            "Số, ký hiệu",
            "canh giữa dưới tên cơ quan",
            number.centre(),
            agency.centre(),
        );
        report.near(
            name,
            "Địa danh, thời gian",
            "canh giữa dưới Quốc hiệu",
            date.centre(),
            nation.centre(),
        );
    }
    let number = find(letter, "Số:");
    report.row(
        "Tờ trình",
        "Số, ký hiệu",
        "số nhỏ hơn 10 thêm số 0; “/” và “-” không cách chữ",
        number.words.clone(),
        number.words == "Số: 05/TTr-SDVCDL",
    );
    let date = find(letter, "Nam Định, ngày");
    report.row(
        "Tờ trình",
        "Thời gian",
        "ngày dưới 10, tháng 1 và 2 thêm số 0",
        date.words.clone(),
        fold(&date.words) == "Nam Định, ngày 16 tháng 02 năm 2023",
    );
    let draft = find(decision, "Số:");
    report.row(
        "Quyết định",
        "Số, ký hiệu",
        "dự thảo chừa chỗ ghi số",
        draft.words.clone(),
        draft.words.contains("      /QĐ-"),
    );
}

fn bases_are_right(report: &mut Report, letter: &Printed, decision: &Printed) {
    for (name, page) in [("Tờ trình", letter), ("Quyết định", decision)] {
        let bases: Vec<&Text> = page
            .texts
            .iter()
            .filter(|text| text.italic && (text.size - 14.0).abs() < 0.1)
            .collect();
        report.letters(
            name,
            "Căn cứ",
            bases[0],
            &letters(13.0, 14.0, false, true, false),
        );
        // The lines of one basis end where the next begins with its indent.
        let mut ends = Vec::new();
        for (at, text) in bases.iter().enumerate() {
            let next_begins = bases
                .get(at + 1)
                .is_none_or(|next| next.left > 30.0 * MM + 20.0);
            if next_begins {
                ends.push(text.words.trim_end().chars().next_back().unwrap());
            }
        }
        let (last, others) = ends.split_last().unwrap();
        report.row(
            name,
            "Căn cứ",
            "mỗi căn cứ cuối dòng có dấu chấm phẩy, căn cứ cuối cùng dấu chấm",
            ends.iter().collect::<String>(),
            *last == '.' && others.iter().all(|end| *end == ';') && ends.len() >= 4,
        );
    }
}

fn addressees_are_right(report: &mut Report, page: &Printed) {
    let name = "Tờ trình";
    let label = find(page, "Kính gửi");
    report.letters(
        name,
        "Kính gửi",
        label,
        &letters(13.0, 14.0, false, false, false),
    );
    // The colon is a quarter of an em and a bit wide.
    let colon = label.right - 0.278 * label.size;
    for start in ["- Chủ tịch Ủy ban", "- Sở Nội vụ"] {
        let line = find(page, start);
        report.row(
            name,
            "Kính gửi",
            "gạch đầu dòng thẳng hàng dưới dấu hai chấm",
            format!("lệch {:.1} pt", (line.left - colon).abs()),
            (line.left - colon).abs() < 2.0,
        );
    }
    let ends = |start: &str, end: char| find(page, start).words.ends_with(end);
    report.row(
        name,
        "Kính gửi",
        "cuối dòng dấu chấm phẩy, dòng cuối dấu chấm",
        "; .".to_owned(),
        ends("- Chủ tịch Ủy ban", ';') && ends("- Sở Nội vụ", '.'),
    );
}

fn feet_are_right(report: &mut Report, name: &str, page: &Printed, first: &str) {
    let title = find(page, "Nơi nhận:");
    let capacity = find(page, "KT. GIÁM ĐỐC");
    let post = find(page, "PHÓ GIÁM ĐỐC");
    let signer = find(page, "Phan Thị Kim Oanh");
    report.letters(
        name,
        "Nơi nhận",
        title,
        &letters(12.0, 12.0, true, true, false),
    );
    report.near(name, "Nơi nhận", "sát lề trái", title.left, 30.0 * MM);
    report.row(
        name,
        "Nơi nhận",
        "ngang hàng với quyền hạn, chức vụ",
        format!("lệch {:.1} pt", (title.top - capacity.top).abs()),
        (title.top - capacity.top).abs() < 3.0,
    );
    let recipients: Vec<&Text> = page
        .texts
        .iter()
        .filter(|text| {
            text.words.starts_with("- ") && text.top > title.top && text.left < 40.0 * MM
        })
        .collect();
    for line in &recipients {
        report.letters(
            name,
            "Danh sách nơi nhận",
            line,
            &letters(11.0, 11.0, false, false, false),
        );
    }
    report.row(
        name,
        "Danh sách nơi nhận",
        "dòng đầu “- Như …;”, dòng cuối “- Lưu: VT, ….”",
        format!(
            "{} … {}",
            recipients[0].words,
            recipients.last().unwrap().words
        ),
        recipients[0].words == first
            && recipients.last().unwrap().words.starts_with("- Lưu: VT")
            && recipients.last().unwrap().words.ends_with('.')
            && recipients[..recipients.len() - 1]
                .iter()
                .all(|line| line.words.ends_with(';')),
    );
    for line in [capacity, post] {
        report.letters(
            name,
            "Quyền hạn, chức vụ",
            line,
            &letters(13.0, 14.0, true, false, true),
        );
    }
    report.letters(
        name,
        "Họ và tên người ký",
        signer,
        &letters(13.0, 14.0, true, false, false),
    );
    report.near(
        name,
        "Họ và tên người ký",
        "canh giữa dưới chức vụ",
        signer.centre(),
        capacity.centre(),
    );
    report.row(
        name,
        "Quyền hạn, chức vụ",
        "ở nửa bên phải",
        format!("{:.0} mm từ mép trái", capacity.left / MM),
        capacity.left > page.width / 2.0,
    );
    report.between(
        (name, "Chữ ký", "chỗ trống giữa chức vụ và họ tên"),
        (signer.top - post.top) / MM,
        (20.0, 45.0),
        "mm",
    );
}

fn annexes_are_right(report: &mut Report, letter: &[Printed]) {
    let turned: Vec<&Printed> = letter
        .iter()
        .filter(|page| page.width > page.height)
        .collect();
    let first = turned[0];
    let name = "Danh sách";
    let middle = f32::midpoint(30.0 * MM, first.width - 15.0 * MM);
    let annex = find(first, "Phụ lục I");
    report.letters(
        name,
        "Phụ lục",
        annex,
        &letters(14.0, 14.0, true, false, false),
    );
    report.near(name, "Phụ lục", "canh giữa", annex.centre(), middle);
    let title = find(first, "DANH SÁCH");
    report.letters(
        name,
        "Tiêu đề phụ lục",
        title,
        &letters(13.0, 14.0, true, false, true),
    );
    report.near(name, "Tiêu đề phụ lục", "canh giữa", title.centre(), middle);
    let attached = find(first, "(Kèm theo Tờ trình số");
    report.letters(
        name,
        "Kèm theo",
        attached,
        &letters(13.0, 14.0, false, true, false),
    );
    report.row(
        name,
        "Phụ lục",
        "đánh số La Mã khi có từ hai phụ lục; trang đánh số riêng",
        format!("{} trang ngang", turned.len()),
        turned
            .iter()
            .any(|page| page.texts.iter().any(|t| t.words.trim() == "Phụ lục II"))
            && turned[1..]
                .iter()
                .filter(|p| {
                    p.texts
                        .iter()
                        .any(|t| t.words.trim() == "2" && t.top < 18.0 * MM)
                })
                .count()
                <= 2,
    );
}

fn headings_are_right(
    report: &mut Report,
    letter: &[Printed],
    achievement: &[Printed],
    decision: &[Printed],
) {
    let group = find(&letter[0], "1. Tập thể");
    report.letters(
        "Tờ trình",
        "Khoản có tiêu đề",
        group,
        &letters(13.0, 14.0, true, false, false),
    );
    let section = find(&achievement[0], "I. SƠ LƯỢC");
    report.letters(
        "Báo cáo",
        "Mục",
        section,
        &letters(13.0, 14.0, true, false, true),
    );
    let article = find(&decision[0], "Điều 1.");
    report.letters(
        "Quyết định",
        "Điều",
        article,
        &letters(13.0, 14.0, true, false, false),
    );
    report.between(
        ("Quyết định", "Điều", "lùi đầu dòng 1 cm hoặc 1,27 cm"),
        (article.left - 30.0 * MM) / MM / 10.0,
        (0.98, 1.29),
        "cm",
    );
}

/// Small rules on the words of all documents.
fn words_are_right(report: &mut Report, out: &Path) {
    for name in hoso_tests::listing(out) {
        let text = pdf_text(&out.join(&name));
        let raw = fold(&read_with(
            "pdftotext",
            &["-raw", &out.join(&name).display().to_string(), "-"],
        ));
        let wrong: Vec<String> = dates(&raw)
            .filter(|(_, holds)| !holds)
            .map(|d| d.0)
            .collect();
        let count = dates(&raw).count();
        report.row(
            &name,
            "Ngày tháng trong văn bản",
            "ngày hai chữ số; chỉ tháng 1 và 2 thêm số 0",
            if wrong.is_empty() {
                format!("{count} ngày")
            } else {
                wrong.join(", ")
            },
            wrong.is_empty(),
        );
        let ends = ["01-", "03-", "04-", "07-", "08-", "10-"];
        if ends.iter().any(|start| name.starts_with(start)) {
            report.row(
                &name,
                "Kết thúc văn bản",
                "dấu “./.”",
                text.matches("./.").count().to_string(),
                text.contains("./."),
            );
        }
    }
}

/// Every `ngày … tháng … năm …` with whether its zeros are right; blanks for the pen are left out.
fn dates(text: &str) -> impl Iterator<Item = (String, bool)> + '_ {
    text.match_indices("ngày ").filter_map(|(at, _)| {
        let words: Vec<&str> = text[at..].split(' ').take(6).collect();
        let [_, day, "tháng", month, "năm", year] = words[..] else {
            return None;
        };
        let number: u32 = month.parse().ok()?;
        day.parse::<u32>().ok()?;
        let holds = day.len() == 2 && month.starts_with('0') == (number <= 2);
        Some((format!("ngày {day} tháng {month} năm {year}"), holds))
    })
}

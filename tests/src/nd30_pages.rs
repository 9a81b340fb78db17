//! What every document shares: paper, margins, page numbers, the head, running text.

use crate::measured::{CLOSE, Report, letters};
use crate::printed::{Line, Printed, Text};
use hoso_tests::fold;

pub const MM: f32 = 72.0 / 25.4;

#[track_caller]
pub fn find<'a>(page: &'a Printed, start: &str) -> &'a Text {
    // Justification can make a space so wide that it is read as two.
    let found = page
        .texts
        .iter()
        .find(|text| fold(&text.words).starts_with(start));
    found.unwrap_or_else(|| {
        panic!(
            "“{start}” is not on page {}: {:#?}",
            page.number, page.texts
        )
    })
}

/// The level line right beneath a text.
#[track_caller]
pub fn rule_under(page: &Printed, text: &Text) -> Line {
    let near = |line: &&Line| {
        let below = line.from.1 - text.top;
        line.is_level()
            && below > 0.0
            && below < text.size * 2.2
            && (line.centre() - text.centre()).abs() < 40.0
    };
    let found = page.lines.iter().find(near);
    *found.unwrap_or_else(|| panic!("no line under {text:?}: {:?}", page.lines))
}

fn is_page_number(page: &Printed, text: &Text) -> bool {
    text.top < 18.0 * MM && text.words.trim() == page.number.to_string()
}

pub fn pages_are_right(report: &mut Report, name: &str, pages: &[Printed]) {
    for page in pages.iter().filter(|page| page.width < page.height) {
        let at = format!("{name}, trang {}", page.number);
        report.row(
            &at,
            "Khổ giấy",
            "A4 210 × 297 mm",
            format!("{:.0} × {:.0} mm", page.width / MM, page.height / MM),
            (page.width / MM - 210.0).abs() < 0.5 && (page.height / MM - 297.0).abs() < 0.5,
        );
        let body: Vec<&Text> = page
            .texts
            .iter()
            .filter(|text| !is_page_number(page, text))
            .collect();
        let least = |pick: fn(&Text) -> f32| body.iter().map(|t| pick(t)).fold(f32::MAX, f32::min);
        let most = |pick: fn(&Text) -> f32| body.iter().map(|t| pick(t)).fold(0.0, f32::max);
        let slack = 0.5;
        report.between(
            (&at, "Lề trái", "30-35 mm"),
            least(|text| text.left) / MM,
            (30.0 - slack, 35.0 + slack),
            "mm",
        );
        report.row(
            &at,
            "Lề phải",
            "không lấn vào 15 mm",
            format!("{:.1} mm", (page.width - most(|text| text.right)) / MM),
            (page.width - most(|text| text.right)) / MM >= 15.0 - slack,
        );
        report.row(
            &at,
            "Lề trên",
            "không lấn vào 20 mm",
            format!("{:.1} mm", least(|text| text.top) / MM),
            least(|text| text.top) / MM >= 20.0 - slack,
        );
        report.row(
            &at,
            "Lề dưới",
            "không lấn vào 20 mm",
            format!("{:.1} mm", (page.height - most(|t| t.top + t.size)) / MM),
            (page.height - most(|t| t.top + t.size)) / MM >= 20.0 - slack,
        );
    }
    // Annexes are numbered by themselves, so only the first run of pages is counted here.
    let turned = pages.iter().position(|page| page.width > page.height);
    for page in &pages[..turned.unwrap_or(pages.len())] {
        let number = page.texts.iter().find(|text| is_page_number(page, text));
        let at = format!("{name}, trang {}", page.number);
        match number {
            None => report.row(
                &at,
                "Số trang",
                "không hiển thị ở trang 1",
                "không có".to_owned(),
                page.number == 1,
            ),
            Some(number) => {
                report.letters(
                    &at,
                    "Số trang",
                    number,
                    &letters(13.0, 14.0, false, false, false),
                );
                let middle = f32::midpoint(30.0 * MM, page.width - 15.0 * MM);
                report.near(
                    &at,
                    "Số trang",
                    "canh giữa lề trên",
                    number.centre(),
                    middle,
                );
            }
        }
    }
}

pub fn heads_are_right(report: &mut Report, name: &str, page: &Printed) {
    let nation = find(page, "CỘNG HÒA XÃ HỘI");
    let motto = find(page, "Độc lập - Tự do");
    report.letters(
        name,
        "Quốc hiệu",
        nation,
        &letters(12.0, 13.0, true, false, true),
    );
    report.letters(
        name,
        "Tiêu ngữ",
        motto,
        &letters(13.0, 14.0, true, false, false),
    );
    report.near(
        name,
        "Tiêu ngữ",
        "canh giữa dưới Quốc hiệu",
        motto.centre(),
        nation.centre(),
    );
    let rule = rule_under(page, motto);
    report.between(
        (name, "Đường kẻ dưới Tiêu ngữ", "dài bằng dòng chữ"),
        rule.length() / motto.width(),
        (0.97, 1.03),
        "lần",
    );
    report.near(
        name,
        "Đường kẻ dưới Tiêu ngữ",
        "canh giữa",
        rule.centre(),
        motto.centre(),
    );
    report.between(
        (name, "Quốc hiệu và Tiêu ngữ", "cách nhau dòng đơn"),
        (motto.top - nation.top) / nation.size,
        (1.0, 1.35),
        "lần cỡ chữ",
    );
    let parent = page
        .texts
        .iter()
        .find(|text| text.top < nation.top + 3.0 && text.right < nation.left)
        .unwrap();
    report.letters(
        name,
        "Cơ quan chủ quản",
        parent,
        &letters(12.0, 13.0, false, false, true),
    );
    let issuing: Vec<&Text> = page
        .texts
        .iter()
        .filter(|text| text.bold && text.right < nation.left && text.top > parent.top)
        .filter(|text| text.top < parent.top + 60.0)
        .collect();
    let (first, last) = (issuing[0], issuing.last().unwrap());
    report.letters(
        name,
        "Cơ quan ban hành",
        first,
        &letters(12.0, 13.0, true, false, true),
    );
    report.near(
        name,
        "Cơ quan ban hành",
        "canh giữa dưới cơ quan chủ quản",
        first.centre(),
        parent.centre(),
    );
    let widest = issuing.iter().map(|text| text.width()).fold(0.0, f32::max);
    let rule = rule_under(page, last);
    report.between(
        (
            name,
            "Đường kẻ dưới cơ quan ban hành",
            "1/3 đến 1/2 dòng chữ",
        ),
        rule.length() / widest,
        (1.0 / 3.0, 0.5),
        "lần",
    );
}

/// Running text: size, indent, justification, distances.
pub fn body_is_right(report: &mut Report, name: &str, pages: &[Printed]) {
    let left = 30.0 * MM;
    let right = pages[0].width - 15.0 * MM;
    let mut lines = 0;
    for page in pages.iter().filter(|page| page.width < page.height) {
        let at = format!("{name}, trang {}", page.number);
        let running: Vec<&Text> = page
            .texts
            .iter()
            .filter(|text| (text.size - 14.0).abs() < 0.1 && !text.is_capitals())
            .collect();
        for pair in running.windows(2) {
            let (line, next) = (pair[0], pair[1]);
            let goes_on = (next.left - left).abs() < CLOSE && next.top > line.top;
            let begins = (line.left - left - 12.7 * MM).abs() < CLOSE;
            if goes_on && (begins || (line.left - left).abs() < CLOSE) && next.top - line.top < 30.0
            {
                lines += 1;
                if lines > 4 {
                    continue;
                }
                report.near(&at, "Nội dung", "canh đều hai lề", line.right, right);
                report.between(
                    (&at, "Nội dung", "dòng đơn đến 1,5 dòng"),
                    (next.top - line.top) / (line.size * 1.149),
                    (0.99, 1.51),
                    "dòng",
                );
                if begins {
                    report.between(
                        (&at, "Nội dung", "lùi đầu dòng 1 cm hoặc 1,27 cm"),
                        (line.left - left) / MM / 10.0,
                        (0.98, 1.29),
                        "cm",
                    );
                }
            }
            // From the last line of a paragraph to the first of the next: a line and 6 points.
            let next_begins = (next.left - left - 12.7 * MM).abs() < CLOSE;
            if next_begins && next.top > line.top && next.top - line.top < 40.0 && lines <= 4 {
                let line_height = line.size * 1.149;
                report.row(
                    &at,
                    "Nội dung",
                    "các đoạn cách nhau ít nhất 6 pt",
                    format!("{:.1} pt", next.top - line.top - line_height),
                    next.top - line.top - line_height >= 5.7,
                );
            }
        }
    }
}

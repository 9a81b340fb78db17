//! Báo cáo thành tích, mẫu số 07 (Nghị định 91/2017/NĐ-CP) for collectives and individuals, with
//! the confirmation that IV.4 of the plan asks for. The form's own sheet has not been compared
//! word for word; its arrangement follows the forms of the same family.

use crate::letterhead::{Agency, Signed, signed_side_by_side};
use crate::style::{BOLD, ITALIC};
use crate::{Composer, list, words};
use hoso_domain::nominee::{Collective, Individual, Person};
use hoso_domain::plan::AwardLevel;
use hoso_domain::{Nominee, Unit};
use hoso_paper::{Block, Document, Length, Paragraph, Section};

pub fn compose(page: &Composer<'_>, nominee: &Nominee) -> Document {
    let mut blocks = opening(page, nominee);
    let paragraphs = match &nominee.person {
        Person::Collective(collective) => of_collective(page, nominee, collective),
        Person::Individual(individual) => of_individual(page, nominee, individual),
    };
    blocks.extend(
        paragraphs
            .into_iter()
            .chain(achievements(page, nominee))
            .map(Block::Paragraph),
    );
    blocks.extend(signatures(page, nominee));
    let title = format!("Báo cáo thành tích - {}", nominee.name);
    Document {
        title: title.clone(),
        author: page.source.dossier.unit.name.to_string(),
        language: "vi-VN".to_owned(),
        sections: vec![Section {
            title,
            page: page.style.portrait(),
            blocks,
        }],
    }
}

fn opening(page: &Composer<'_>, nominee: &Nominee) -> Vec<Block> {
    let style = page.style;
    let award = page.award_name(&nominee.award_form).to_uppercase();
    let about = format!("(Về thành tích xuất sắc {})", page.in_movement());
    vec![
        page.head(&agency(nominee, &page.source.dossier.unit), false),
        page.number_and_date(None, Some(page.place_and_date(nominee.report.date))),
        Block::Paragraph(style.title("BÁO CÁO THÀNH TÍCH")),
        Block::Paragraph(style.under_title(format!("ĐỀ NGHỊ TẶNG {award}"), BOLD)),
        Block::Paragraph(Paragraph {
            after: Length::pt(12.0),
            ..style.under_title(about, ITALIC)
        }),
    ]
}

/// Whose paper it is: the collective's, or that of the place where the person works.
fn agency<'a>(nominee: &'a Nominee, unit: &'a Unit) -> Agency<'a> {
    match &nominee.person {
        Person::Collective(collective) if nominee.name.key() != unit.name.key() => {
            let parent = collective.parent.filled().unwrap_or(unit.name.as_str());
            Agency {
                parent,
                name: nominee.name.as_str(),
            }
        }
        Person::Individual(individual)
            if !individual.workplace.is_blank()
                && individual.workplace.key() != unit.name.key() =>
        {
            Agency {
                parent: unit.name.as_str(),
                name: individual.workplace.as_str(),
            }
        }
        Person::Collective(_) | Person::Individual(_) => Agency::of(unit),
    }
}

fn of_collective(
    page: &Composer<'_>,
    nominee: &Nominee,
    collective: &Collective,
) -> Vec<Paragraph> {
    let style = page.style;
    let contacts = [
        ("Địa điểm trụ sở chính", collective.address.filled()),
        ("Điện thoại", collective.phone.filled()),
        ("Fax", collective.fax.filled()),
        ("Địa chỉ trang tin điện tử", collective.website.filled()),
    ];
    let contacts = contacts
        .into_iter()
        .filter(|(label, value)| value.is_some() || *label == "Địa điểm trụ sở chính");
    let mut paragraphs = vec![
        style.labelled("Tên đơn vị đề nghị khen thưởng: ", nominee.name.as_str()),
        style.heading(1, "I. Sơ lược đặc điểm, tình hình"),
        style.heading(2, "1. Đặc điểm, tình hình"),
    ];
    paragraphs.extend(
        contacts.map(|(label, value)| style.body(format!("- {label}: {}", words::or_blank(value)))),
    );
    paragraphs.push(style.body(format!(
        "- Cơ cấu tổ chức, tổng số cán bộ, công chức, viên chức và người lao động: {}",
        words::or_blank(collective.structure.filled())
    )));
    paragraphs.push(style.heading(2, "2. Chức năng, nhiệm vụ được giao"));
    paragraphs.push(style.body(words::or_blank(collective.duties.filled())));
    paragraphs
}

fn of_individual(
    page: &Composer<'_>,
    nominee: &Nominee,
    individual: &Individual,
) -> Vec<Paragraph> {
    let style = page.style;
    let post = list::post(&individual.position, &individual.workplace);
    let born = individual.birth_date.map(hoso_domain::short_date);
    let fields = [
        ("Họ và tên", Some(nominee.name.as_str())),
        ("Sinh ngày, tháng, năm", born.as_deref()),
        ("Giới tính", Some(list::gender(individual.gender))),
        ("Quê quán", individual.hometown.filled()),
        ("Nơi thường trú", individual.residence.filled()),
        ("Chức vụ", individual.position.filled()),
        ("Đơn vị công tác", individual.workplace.filled()),
        (
            "Trình độ chuyên môn, nghiệp vụ",
            individual.qualification.filled(),
        ),
        ("Điện thoại", individual.phone.filled()),
    ];
    let optional = ["Trình độ chuyên môn, nghiệp vụ", "Điện thoại"];
    let mut paragraphs = vec![
        style.labelled(
            "Tên cá nhân, chức vụ, đơn vị đề nghị khen thưởng: ",
            format!("{}, {post}", list::titled(nominee)),
        ),
        style.heading(1, "I. Sơ lược lý lịch"),
    ];
    paragraphs.extend(
        fields
            .into_iter()
            .filter(|(label, value)| value.is_some() || !optional.contains(label))
            .map(|(label, value)| style.body(format!("- {label}: {}", words::or_blank(value)))),
    );
    paragraphs
}

fn achievements(page: &Composer<'_>, nominee: &Nominee) -> Vec<Paragraph> {
    let style = page.style;
    let mut paragraphs = vec![style.heading(1, "II. Thành tích đạt được")];
    if nominee.report.sections.is_empty() {
        paragraphs.push(style.body(words::BLANK));
    }
    for (at, section) in nominee.report.sections.iter().enumerate() {
        paragraphs.push(style.heading(2, &format!("{}. {}", at + 1, section.heading)));
        paragraphs.extend(
            section
                .paragraphs
                .iter()
                .map(|text| style.body(words::or_blank(text.filled()))),
        );
    }
    paragraphs
}

fn signatures(page: &Composer<'_>, nominee: &Nominee) -> Vec<Block> {
    let signatory = &page.source.dossier.letter.signatory;
    let stamped = Some("(Ký tên, đóng dấu)");
    let mut confirmation = vec![
        "XÁC NHẬN CỦA THỦ TRƯỞNG".to_owned(),
        "ĐƠN VỊ TRÌNH KHEN".to_owned(),
    ];
    confirmation.extend(signatory.capacity_lines());
    let confirmed_by = words::or_blank(signatory.name.filled());
    let left = page.signature(&confirmation, stamped, confirmed_by);
    let right = match &nominee.person {
        Person::Collective(collective) => {
            let position = collective
                .head_position
                .filled()
                .unwrap_or("Thủ trưởng đơn vị");
            let name = words::or_blank(collective.head.filled());
            page.signature(&[position.to_uppercase()], stamped, name)
        }
        Person::Individual(_) => page.signature(
            &["NGƯỜI BÁO CÁO".to_owned()],
            Some("(Ký, ghi rõ họ tên)"),
            nominee.name.as_str(),
        ),
    };
    let mut blocks = Vec::from(signed_side_by_side(left, right));
    let level = page
        .source
        .plan
        .award_form(&nominee.award_form)
        .map(|form| form.level);
    if level == Some(AwardLevel::State) {
        let above = page.signature(
            &["XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG".to_owned()],
            stamped,
            "",
        );
        let nobody = Signed {
            capacity: Vec::new(),
            name: above.name.clone(),
        };
        blocks.extend(signed_side_by_side(above, nobody));
    }
    blocks
}

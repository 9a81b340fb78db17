//! Báo cáo thành tích, mẫu số 07 (Nghị định 91/2017/NĐ-CP) for collectives and individuals, with
//! the confirmation that IV.4 of the plan asks for. The form's own sheet has not been compared
//! word for word; its arrangement follows the forms of the same family.

use crate::letterhead::{Agency, Signed, signed_side_by_side};
use crate::template::Fields;
use crate::{Composer, Kind, bind, list, words};
use hoso_domain::indicator::signed_points;
use hoso_domain::nominee::{Collective, Individual, Person};
use hoso_domain::plan::AwardLevel;
use hoso_domain::{Nominee, Unit};
use hoso_paper::{Align, Block, Document, Row, Section};
use hoso_rules::indicator_table;

pub fn compose(page: &Composer<'_>, nominee: &Nominee) -> Document {
    let (kind, mut fields) = match &nominee.person {
        Person::Collective(collective) => {
            (Kind::CollectiveReport, of_collective(nominee, collective))
        }
        Person::Individual(individual) => {
            (Kind::IndividualReport, of_individual(nominee, individual))
        }
    };
    fields
        .set("award", page.award_name(&nominee.award_form))
        .set("summary", nominee.summary.as_str())
        .list("sections", sections(nominee));
    let blocks = page.fill(kind, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&agency(nominee, &page.source.dossier.unit), false)],
        "date" => {
            vec![page.number_and_date(None, Some(page.place_and_date(nominee.report.date)))]
        }
        "indicators" => indicators(page, nominee),
        "earlier_awards" => earlier_awards(page, nominee),
        "signatures" => signatures(page, nominee),
        _ => Vec::new(),
    });
    let title = format!("Báo cáo thành tích - {}", nominee.name);
    Document {
        title: title.clone(),
        author: page.source.dossier.unit.name.to_string(),
        language: "vi-VN".to_owned(),
        sections: vec![Section {
            title,
            page: page.style.portrait(),
            sheet: None,
            blocks,
        }],
    }
}

/// The parts of the report; one without any has a part that is still blank.
fn sections(nominee: &Nominee) -> Vec<Fields> {
    let sections = nominee.report.sections.iter().enumerate();
    sections
        .map(|(at, section)| {
            let paragraphs = section.paragraphs.iter().map(|text| {
                let mut fields = Fields::default();
                fields.set("paragraph", text.as_str());
                fields
            });
            let mut fields = Fields::default();
            fields
                .set("number", (at + 1).to_string())
                .set("heading", section.heading.as_str())
                .list("paragraphs", paragraphs.collect());
            fields
        })
        .collect()
}

/// The end of section II: what the unit achieved of the plan's indicators in the years rewarded.
/// They are the unit's own, so they stand in the report of the unit, not of a part of it.
fn indicators(page: &Composer<'_>, nominee: &Nominee) -> Vec<Block> {
    let (plan, dossier) = (page.source.plan, page.source.dossier);
    if nominee.name.key() != dossier.unit.name.key() {
        return Vec::new();
    }
    let years = plan
        .round(&dossier.round)
        .map_or_else(Vec::new, |round| round.rewarded_years(dossier.year));
    let rows: Vec<Row> = years
        .into_iter()
        .flat_map(|year| indicator_table(plan, dossier, year))
        .filter_map(|row| {
            let achieved = row.achieved?.value.to_string();
            let none = || "–".to_owned();
            let points = |points: Option<_>| points.map_or_else(none, signed_points);
            let target = row.target.map_or_else(none, |target| target.to_string());
            Some(page.style.row([
                (row.indicator.label.clone(), Align::Left),
                (row.year.to_string(), Align::Center),
                (target, Align::Decimal),
                (achieved, Align::Decimal),
                (points(row.gap), Align::Decimal),
                (points(row.trend), Align::Decimal),
            ]))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = [
        ("Chỉ tiêu", 40.0),
        ("Năm", 9.0),
        ("Kế hoạch giao", 13.0),
        ("Kết quả", 12.0),
        ("So với chỉ tiêu (điểm %)", 13.0),
        ("So với năm trước (điểm %)", 13.0),
    ];
    let number = match nominee.report.sections.len() {
        0 => String::new(),
        sections => format!("{}. ", sections + 1),
    };
    let title = format!("{number}Kết quả thực hiện các chỉ tiêu thi đua của Kế hoạch");
    vec![
        Block::Paragraph(page.style.heading(2, &title)),
        Block::Table(page.style.table(&columns, rows)),
    ]
}

/// Section III of the family of forms: awards received before, where there are any.
fn earlier_awards(page: &Composer<'_>, nominee: &Nominee) -> Vec<Block> {
    if nominee.earlier_awards.is_empty() {
        return Vec::new();
    }
    let columns = [
        ("Năm", 10.0),
        ("Hình thức khen thưởng", 35.0),
        (
            "Số, ngày, tháng, năm của quyết định khen thưởng; cơ quan ban hành quyết định",
            55.0,
        ),
    ];
    let rows = nominee.earlier_awards.iter().map(|award| {
        page.style.row([
            (award.year.to_string(), Align::Center),
            (award.award.to_string(), Align::Left),
            (words::cite(&award.decision), Align::Left),
        ])
    });
    let heading = page
        .style
        .heading(1, "III. Các hình thức đã được khen thưởng");
    vec![
        Block::Paragraph(heading),
        Block::Table(page.style.table(&columns, rows.collect())),
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

fn of_collective(nominee: &Nominee, collective: &Collective) -> Fields {
    let mut fields = Fields::default();
    fields
        .set("name", nominee.name.as_str())
        .set("address", collective.address.as_str())
        .set("phone", collective.phone.as_str())
        .set("fax", collective.fax.as_str())
        .set("website", collective.website.as_str())
        .set("structure", collective.structure.as_str())
        .set("duties", collective.duties.as_str());
    fields
}

fn of_individual(nominee: &Nominee, individual: &Individual) -> Fields {
    let born = individual.birth_date.map(hoso_domain::short_date);
    let mut fields = Fields::default();
    fields
        .set("name", bind::person(nominee.name.as_str()))
        .set("titled", list::titled(nominee))
        .set(
            "post",
            list::post(&individual.position, &individual.workplace),
        )
        .set("born", born.unwrap_or_default())
        .set("gender", list::gender(individual.gender))
        .set("hometown", individual.hometown.as_str())
        .set("residence", individual.residence.as_str())
        .set("position", individual.position.as_str())
        .set("workplace", individual.workplace.as_str())
        .set("qualification", individual.qualification.as_str())
        .set("phone", individual.phone.as_str());
    fields
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

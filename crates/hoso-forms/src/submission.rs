//! Tờ trình, with the lists of nominees as its attachments (IV.4, first dash; Mẫu 1.4 Phụ lục III
//! Nghị định 30/2020/NĐ-CP).

use crate::letterhead::{Agency, foot};
use crate::style::{PLAIN, halves, line};
use crate::{Composer, list, words};
use hoso_domain::finding::Mark;
use hoso_domain::nominee::NomineeKind;
use hoso_domain::plan::{AddresseePeriod, Criterion};
use hoso_domain::{Name, Nominee};
use hoso_paper::{Align, Block, Columns, Document, Length, Paragraph, Section};

/// Above so many of one kind the letter gives counts and leaves the names to the lists.
const NAMED_AT_MOST: usize = 12;

pub fn compose(page: &Composer<'_>) -> Document {
    let unit = &page.source.dossier.unit;
    let mut sections = vec![Section {
        title: "Tờ trình".to_owned(),
        page: page.style.portrait(),
        blocks: letter(page),
    }];
    sections.extend(list::sections(page));
    Document {
        title: format!("Tờ trình đề nghị khen thưởng - {}", unit.name),
        author: unit.name.to_string(),
        language: "vi-VN".to_owned(),
        sections,
    }
}

/// The letter's number and symbol.
pub fn number(page: &Composer<'_>) -> String {
    let dossier = page.source.dossier;
    let symbol = words::or_blank(dossier.unit.symbol.filled());
    words::number_and_symbol(dossier.letter.number, "TTr", symbol)
}

fn letter(page: &Composer<'_>) -> Vec<Block> {
    let dossier = page.source.dossier;
    let addressees = page.source.plan.addressees_on(page.document_day());
    let subject = format!(
        "Về việc đề nghị tặng {} cho các tập thể, cá nhân có thành tích xuất sắc {}",
        page.awards_asked(),
        page.in_movement()
    );
    let mut blocks = vec![
        page.head(&Agency::of(&dossier.unit), false),
        page.number_and_date(
            Some(number(page)),
            Some(page.place_and_date(dossier.letter.date)),
        ),
    ];
    blocks.extend(page.title_block("TỜ TRÌNH", subject));
    blocks.extend(addressed(page, addressees));
    blocks.extend(bases(page).into_iter().map(Block::Paragraph));
    blocks.extend(request(page, addressees).into_iter().map(Block::Paragraph));
    let letter = &dossier.letter;
    let others: Vec<&str> = letter
        .recipients
        .iter()
        .filter_map(|name| name.filled())
        .collect();
    let archive = match letter.archive.filled() {
        Some(section) => format!("VT, {section}"),
        None => "VT".to_owned(),
    };
    blocks.push(foot(
        page.recipients("Như trên", &others, &archive),
        page.unit_signature(&letter.signatory),
    ));
    blocks
}

/// "Kính gửi": one addressee on the same line, more beneath each other, dashes under the colon.
fn addressed(page: &Composer<'_>, addressees: Option<&AddresseePeriod>) -> Vec<Block> {
    let style = page.style;
    let size = style.format.size.body;
    let names: Vec<&str> = addressees.map_or(vec![words::BLANK], |a| {
        a.names.iter().map(String::as_str).collect()
    });
    if let [only] = names.as_slice() {
        let line = line(format!("Kính gửi: {only}"), size, PLAIN, Align::Center);
        return vec![Block::Paragraph(Paragraph {
            after: Length::pt(12.0),
            ..line
        })];
    }
    let mut right = vec![line(":", size, PLAIN, Align::Left)];
    let last = names.len().saturating_sub(1);
    right.extend(names.iter().enumerate().map(|(at, name)| {
        let stop = if at == last { '.' } else { ';' };
        line(format!("- {name}{stop}"), size, PLAIN, Align::Left)
    }));
    let left = vec![line("Kính gửi", size, PLAIN, Align::Right)];
    vec![Block::Columns(Columns {
        after: Length::pt(12.0),
        ..halves(left, right, (0.32, 0.68))
    })]
}

fn bases(page: &Composer<'_>) -> Vec<Paragraph> {
    let dossier = page.source.dossier;
    let mut bases: Vec<String> = if dossier.letter.legal_bases.is_empty() {
        page.source
            .acts
            .in_force(page.document_day())
            .filter(|act| act.cited_in_letter && act.mark != Mark::Unchecked)
            .map(|act| act.basis.clone())
            .collect()
    } else {
        dossier
            .letter
            .legal_bases
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    bases.push(plan_basis(page));
    bases.extend(dossier.letter.further_bases.iter().map(ToString::to_string));
    if let Some(meeting) = &dossier.meeting {
        bases.push(format!(
            "Biên bản họp {} {}",
            dossier.council.name,
            words::long_date(meeting.date)
        ));
    }
    let last = bases.len().saturating_sub(1);
    let numbered = bases.into_iter().enumerate();
    numbered
        .map(|(at, basis)| {
            let stop = if at == last { '.' } else { ';' };
            let basis = basis.trim_end_matches([';', '.']);
            page.style.basis(format!("Căn cứ {basis}{stop}"))
        })
        .collect()
}

/// The plan as a legal basis, with room where its number or date is not known.
pub fn plan_basis(page: &Composer<'_>) -> String {
    let plan = page.source.plan;
    let reference = &page.source.dossier.plan;
    let blank = format!("        /{}", plan.symbol);
    let number = plan
        .number
        .as_deref()
        .or(reference.number.filled())
        .unwrap_or(&blank);
    let date = words::date_or_room(plan.date.or(reference.date), plan.years.from);
    format!(
        "Kế hoạch số {number} {date} của {} về phát động và triển khai phong trào thi đua “{}”",
        plan.issuer, plan.movement
    )
}

fn request(page: &Composer<'_>, addressees: Option<&AddresseePeriod>) -> Vec<Paragraph> {
    let dossier = page.source.dossier;
    let style = page.style;
    let unit = &dossier.unit.name;
    let authority = addressees.map_or(words::BLANK, |period| &period.authority);
    let counts = counts(page);
    let award = page.awards_asked();
    let mut paragraphs = vec![];
    if let Some(meeting) = &dossier.meeting {
        paragraphs.push(style.body(format!(
            "Thực hiện Kế hoạch của {}, {unit} đã triển khai phong trào thi đua, tiếp nhận, thẩm định \
             báo cáo thành tích và tổ chức họp {} {} để xét, đề nghị khen thưởng theo đúng quy định.",
            page.source.plan.issuer,
            dossier.council.name,
            words::long_date(meeting.date),
        )));
    }
    paragraphs.push(style.body(format!(
        "{unit} kính trình {authority} xem xét, tặng {award} cho {counts} có thành tích xuất sắc {} \
         (có danh sách kèm theo), cụ thể như sau:",
        page.in_movement()
    )));
    let kinds = [
        (NomineeKind::Collective, "Tập thể"),
        (NomineeKind::Individual, "Cá nhân"),
    ];
    let present = kinds
        .into_iter()
        .filter(|(kind, _)| of_kind(page, *kind).next().is_some());
    for (at, (kind, title)) in present.enumerate() {
        paragraphs.push(style.heading(2, &format!("{}. {title}", at + 1)));
        paragraphs.extend(by_criterion(page, kind));
    }
    let reports = words::count(dossier.nominees.len());
    paragraphs.push(style.body(format!(
        "{unit} cam kết chịu trách nhiệm về tính chính xác của hồ sơ và thành tích của các tập thể, cá \
         nhân được đề nghị khen thưởng."
    )));
    paragraphs.push(style.body(format!(
        "Hồ sơ kèm theo gồm: danh sách đề nghị khen thưởng; {reports} báo cáo thành tích có xác nhận của \
         thủ trưởng đơn vị; biên bản họp {}; văn bản, tài liệu chứng minh thành tích.",
        dossier.council.name
    )));
    paragraphs.push(Paragraph {
        keep_with_next: true,
        ..style.body(format!("Kính đề nghị {authority} xem xét, quyết định./."))
    });
    paragraphs
}

/// `03 tập thể và 09 cá nhân`.
fn counts(page: &Composer<'_>) -> String {
    let count = |kind, name: &str| {
        let count = of_kind(page, kind).count();
        (count > 0).then(|| format!("{} {name}", words::count(count)))
    };
    let collectives = count(NomineeKind::Collective, "tập thể");
    let individuals = count(NomineeKind::Individual, "cá nhân");
    words::enumerate(collectives.into_iter().chain(individuals).collect())
}

/// The nominees of one kind, in the order of the file.
pub fn of_kind<'a>(
    page: &Composer<'a>,
    kind: NomineeKind,
) -> impl Iterator<Item = &'a Nominee> + use<'a> {
    let dossier = page.source.dossier;
    dossier
        .nominees
        .iter()
        .filter(move |nominee| nominee.kind() == kind)
}

/// One paragraph per criterion with those who claim it, then those who claim none.
fn by_criterion(page: &Composer<'_>, kind: NomineeKind) -> Vec<Paragraph> {
    let nominees: Vec<&Nominee> = of_kind(page, kind).collect();
    let named = nominees.len() <= NAMED_AT_MOST;
    let claims_first = |nominee: &&&Nominee, criterion: &Criterion| {
        nominee.claims.first().is_some_and(|id| *id == criterion.id)
    };
    let unit = match kind {
        NomineeKind::Collective => "tập thể",
        NomineeKind::Individual => "cá nhân",
    };
    let paragraph = |ground: &str, who: Vec<&Nominee>| {
        let names: Vec<&str> = who.iter().map(|n| Name::as_str(&n.name)).collect();
        let list = if named {
            format!(", gồm: {}", names.join("; "))
        } else {
            String::new()
        };
        page.style.body(format!(
            "- {ground}{} {unit}{list}.",
            words::count(who.len())
        ))
    };
    let mut paragraphs = Vec::new();
    for criterion in page
        .source
        .plan
        .criteria
        .iter()
        .filter(|c| c.applies_to.contains(&kind))
    {
        let who: Vec<&Nominee> = nominees
            .iter()
            .filter(|n| claims_first(n, criterion))
            .copied()
            .collect();
        if !who.is_empty() {
            let ground = format!("{} ({} Kế hoạch): ", criterion.title, criterion.cite);
            paragraphs.push(paragraph(&ground, who));
        }
    }
    let known = |id: &String| page.source.plan.criterion(id).is_some();
    let rest: Vec<&Nominee> = nominees
        .iter()
        .filter(|nominee| !nominee.claims.first().is_some_and(known))
        .copied()
        .collect();
    if !rest.is_empty() {
        paragraphs.push(paragraph("", rest));
    }
    paragraphs
}

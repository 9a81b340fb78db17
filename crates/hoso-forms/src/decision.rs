//! Quyết định tặng Giấy khen with its lists, and the Giấy khen themselves (Mẫu 1.2 Phụ lục III Nghị
//! định 30/2020/NĐ-CP; Điều 104 Nghị định 98/2023/NĐ-CP).

use crate::council::titled;
use crate::letterhead::{Agency, foot};
use crate::style::{BOLD, BOLD_ITALIC, line};
use crate::submission::{basis_fields, legal_bases, plan_basis};
use crate::template::Fields;
use crate::{Composer, Kind, Stock, bind, list, words};
use hoso_domain::Nominee;
use hoso_domain::dossier::{Signatory, SigningMode};
use hoso_domain::nominee::Person;
use hoso_domain::plan::AwardLevel;
use hoso_paper::{
    Align, Block, Columns, Document, Fit, Frame, Ink, Length, PageSetup, Paragraph, Picture, Role,
    Section,
};

/// The red of the deciding post and of the words GIẤY KHEN.
const RED: Ink = Ink::new(0xC0, 0x00, 0x00);
/// The gold of the frame, unlike that of the State's certificates.
const GOLD: Ink = Ink::new(0xB0, 0x82, 0x2A);

/// The post of the unit's head: the one signed for, else the signer's own.
pub fn head_post(signatory: &Signatory) -> String {
    let post = match signatory.mode {
        SigningMode::ForHead | SigningMode::ByOrder | SigningMode::ByAuthorisation => {
            signatory.principal.filled()
        }
        SigningMode::Own | SigningMode::Acting | SigningMode::OnBehalf => {
            signatory.position.filled()
        }
    };
    post.unwrap_or_default().to_owned()
}

/// The head with the unit's name: who has the power to decide.
fn decider(page: &Composer<'_>) -> String {
    let dossier = page.source.dossier;
    let post = head_post(&dossier.letter.signatory);
    format!("{post} {}", dossier.unit.name).trim().to_owned()
}

/// Whom the unit rewards itself: those proposed for an award of its own level, and where there are
/// none, everyone in the dossier.
fn rewarded<'a>(page: &Composer<'a>) -> Composer<'a> {
    let own = |nominee: &&Nominee| page.level_of(nominee) == AwardLevel::Unit;
    let level = page
        .nominees()
        .any(|nominee| own(&nominee))
        .then_some(AwardLevel::Unit);
    Composer {
        source: page.source,
        style: page.style,
        kind: page.kind,
        level,
        blanks: std::cell::RefCell::default(),
    }
}

pub fn compose(outer: &Composer<'_>) -> Document {
    let page = &rewarded(outer);
    let dossier = page.source.dossier;
    let mut bases = legal_bases(page);
    bases.push(plan_basis(page));
    let mut fields = Fields::default();
    fields
        .set("decider", decider(page))
        .list("bases", basis_fields(bases, ";", ";"));
    let number = words::number_and_symbol(None, "QĐ", page.unit_symbol());
    let blocks = page.fill(Kind::Decision, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), false)],
        "number" => {
            vec![page.number_and_date(Some(number.clone()), Some(page.place_and_date(None)))]
        }
        "foot" => vec![foot(
            page.letter_recipients("Như Điều 3"),
            page.unit_signature(&dossier.letter.signatory),
        )],
        _ => Vec::new(),
    });
    let attached = format!(
        "(Kèm theo Quyết định số {number} {} của {})",
        page.date_or_room(None),
        decider(page)
    );
    let mut sections = vec![Section {
        title: "Quyết định".to_owned(),
        page: page.style.portrait(),
        sheet: None,
        blocks,
    }];
    sections.extend(list::sections(page, &attached));
    outer
        .blanks
        .borrow_mut()
        .append(&mut page.blanks.borrow_mut());
    Document {
        sections,
        ..titled(page, "Quyết định tặng Giấy khen")
    }
}

/// One sheet for every nominee.
pub fn certificates(outer: &Composer<'_>) -> Document {
    let page = &rewarded(outer);
    let sections: Vec<Section> = page
        .nominees()
        .enumerate()
        .map(|(at, nominee)| certificate(page, nominee, at + 1))
        .collect();
    outer
        .blanks
        .borrow_mut()
        .append(&mut page.blanks.borrow_mut());
    Document {
        sections,
        ..titled(page, "Giấy khen")
    }
}

fn certificate(page: &Composer<'_>, nominee: &Nominee, ordinal: usize) -> Section {
    let about = match &nominee.person {
        Person::Collective(collective) => collective.parent.to_string(),
        Person::Individual(person) => list::post(&person.position, &person.workplace),
    };
    let name = match &nominee.person {
        Person::Collective(_) => nominee.name.to_string(),
        Person::Individual(_) => bind::person(nominee.name.as_str()),
    };
    let mut fields = Fields::default();
    fields
        .set("decider", decider(page))
        .set("name", name)
        .set("titled", list::titled(nominee))
        .set("about", about)
        .set("ordinal", words::count(ordinal));
    let stock = page.source.options.certificate;
    let is_printed_already = stock != Stock::Blank;
    let mut blocks = page.fill(Kind::Certificate, &fields, &mut |slot| match slot {
        "emblem" => emblem(page, is_printed_already),
        "signature" => vec![Block::Columns(signature(page, ordinal))],
        _ => Vec::new(),
    });
    let lines = blocks.iter_mut().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    enlarge(lines.collect(), is_printed_already);
    Section {
        title: format!("Giấy khen - {}", nominee.name),
        page: sheet(page, stock),
        sheet: None,
        blocks,
    }
}

/// The sheet lies across; on paper that bears a frame already the rest moves as asked.
fn sheet(page: &Composer<'_>, stock: Stock) -> PageSetup {
    const EDGE: f32 = 22.0;
    let (right, down) = match stock {
        Stock::Blank => (0.0, 0.0),
        Stock::Preprinted { right, down } => {
            let within = |offset: f32| offset.clamp(-Stock::FURTHEST, Stock::FURTHEST);
            (within(right), within(down))
        }
    };
    let frame = Frame {
        inset: Length::mm(9.0),
        gap: Length::mm(2.0),
        thickness: Length::pt(3.0),
        ink: GOLD,
    };
    PageSetup {
        top: Length::mm(18.0 + down),
        bottom: Length::mm(14.0 - down),
        left: Length::mm(EDGE + right),
        right: Length::mm(EDGE - right),
        number_size: Length::ZERO,
        frame: (stock == Stock::Blank).then_some(frame),
        // What is printed on stock has to stay where the stock leaves room for it.
        fit: match stock {
            Stock::Blank => Fit::OnePage,
            Stock::Preprinted { .. } => Fit::Flow,
        },
        ..page.style.landscape()
    }
}

/// The emblem or room for it, Quốc hiệu and Tiêu ngữ.
fn emblem(page: &Composer<'_>, is_printed_already: bool) -> Vec<Block> {
    const HEIGHT: f32 = 24.0;
    let height = Length::mm(HEIGHT);
    let mut blocks = Vec::new();
    match page.source.emblem {
        Some(image) if !is_printed_already => blocks.push(Block::Picture(Picture {
            image: image.clone(),
            alternative: "Quốc huy hoặc biểu trưng".to_owned(),
            width: height,
            height,
            align: Align::Center,
            before: Length::ZERO,
            after: Length::pt(4.0),
        })),
        _ => blocks.push(room(height.points() + 4.0)),
    }
    for mut paragraph in page.heading() {
        if is_printed_already {
            blank(&mut paragraph);
        }
        blocks.push(Block::Paragraph(paragraph));
    }
    blocks
}

/// An empty line of a height.
fn room(points: f32) -> Block {
    // Single spacing of the bundled faces is 1.149 of the size.
    Block::Paragraph(line("", points / 1.149, BOLD, Align::Center))
}

/// Leaves a line's room and nothing of what it says.
fn blank(paragraph: &mut Paragraph) {
    for run in &mut paragraph.runs {
        run.text.clear();
    }
    paragraph.rule_below = None;
    paragraph.role = Role::Body;
}

/// Sizes and colours of the lines of a certificate: the title is the post, the line that would
/// have a rule the words GIẤY KHEN, both red; the first line after them is the name.
fn enlarge(paragraphs: Vec<&mut Paragraph>, is_printed_already: bool) {
    let mut named = None;
    for paragraph in paragraphs {
        let is_heading = paragraph.size < Length::pt(14.0) || paragraph.runs.is_empty();
        if is_heading {
            continue;
        }
        paragraph.keep_with_next = false;
        paragraph.after = Length::ZERO;
        let (size, before, red) = match (paragraph.role, named) {
            (Role::Title, _) => (20.0, 22.0, true),
            _ if paragraph.rule_below.take().is_some() => {
                named = Some(0);
                (46.0, 2.0, true)
            }
            (_, None) => (18.0, 6.0, false),
            (_, Some(0)) => (22.0, 10.0, false),
            (_, Some(_)) => (17.0, 6.0, false),
        };
        let is_words = matches!(named, None | Some(0)) && paragraph.role != Role::Title;
        if let Some(lines) = named.as_mut().filter(|_| size < 40.0) {
            *lines += 1;
        }
        paragraph.size = Length::pt(size);
        paragraph.before = Length::pt(before);
        if red {
            paragraph.ink = RED;
        }
        if is_printed_already && is_words && named.is_none_or(|lines| lines == 0) {
            blank(paragraph);
        }
    }
}

/// Numbers at the left; place, date, post, room for pen and seal, and the name at the right.
fn signature(page: &Composer<'_>, ordinal: usize) -> Columns {
    let size = page.style.format.size.body;
    let note = |text: String, align| line(text, size, BOLD_ITALIC, align);
    let number = words::number_and_symbol(None, "QĐ", page.unit_symbol());
    let left = vec![
        note(format!("Quyết định số: {number}"), Align::Left),
        note(page.date_or_room(None), Align::Left),
        note(
            format!("Số sổ vàng: {}", words::count(ordinal)),
            Align::Left,
        ),
    ];
    let signatory = &page.source.dossier.letter.signatory;
    let mut right = vec![note(page.place_and_date(None), Align::Center)];
    right.extend(page.unit_signature(signatory));
    Columns {
        before: Length::pt(30.0),
        keep_with_next: false,
        ..crate::style::halves(left, right, (0.5, 0.5))
    }
}

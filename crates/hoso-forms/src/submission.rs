//! Tờ trình, with the lists of nominees as its attachments (IV.4, first dash; Mẫu 1.4 Phụ lục III
//! Nghị định 30/2020/NĐ-CP).

use crate::letterhead::{Agency, foot};
use crate::style::{PLAIN, halves, line};
use crate::template::Fields;
use crate::{Composer, Kind, bind, list, words};
use hoso_domain::finding::Mark;
use hoso_domain::nominee::NomineeKind;
use hoso_domain::plan::{AddresseePeriod, Criterion};
use hoso_domain::{Name, Nominee};
use hoso_paper::{Align, Block, Columns, Document, Length, Paragraph, Section};

/// Above so many of one kind the letter gives counts and leaves the names to the lists.
const NAMED_AT_MOST: usize = 12;

/// What the letter says besides what is typed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterWords {
    /// Number and symbol, with room where there is no number yet.
    pub number: String,
    /// The legal bases of the law data for the letter's day, which own ones take the place of.
    pub in_force: Vec<String>,
    /// All bases in the order in which they are printed, without "Căn cứ" and stops.
    pub bases: Vec<String>,
    /// The lines above the signature.
    pub capacity: Vec<String>,
    /// The name below it, or a blank.
    pub name: String,
}

pub fn words_of(page: &Composer<'_>) -> LetterWords {
    let signatory = &page.source.dossier.letter.signatory;
    LetterWords {
        number: number(page),
        in_force: bases_in_force(page),
        bases: bases(page),
        capacity: signatory.capacity_lines(),
        name: words::or_blank(signatory.name.filled()).to_owned(),
    }
}

pub fn compose(page: &Composer<'_>) -> Document {
    let unit = &page.source.dossier.unit;
    let mut sections = vec![Section {
        title: "Tờ trình".to_owned(),
        page: page.style.portrait(),
        sheet: None,
        blocks: letter(page),
    }];
    sections.extend(list::sections(page, &attached(page)));
    Document {
        title: format!("Tờ trình đề nghị khen thưởng - {}", unit.name),
        author: unit.name.to_string(),
        language: "vi-VN".to_owned(),
        sections,
    }
}

/// The letter's number and symbol.
fn number(page: &Composer<'_>) -> String {
    words::number_and_symbol(page.source.dossier.letter.number, "TTr", page.unit_symbol())
}

/// `(Kèm theo Tờ trình số …)`.
fn attached(page: &Composer<'_>) -> String {
    format!(
        "(Kèm theo Tờ trình số {} {} của {})",
        number(page),
        page.date_or_room(page.source.dossier.letter.date),
        page.source.dossier.unit.name
    )
}

fn letter(page: &Composer<'_>) -> Vec<Block> {
    let dossier = page.source.dossier;
    let fields = fields(page);
    page.fill(Kind::Submission, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), false)],
        "number" => vec![page.number_and_date(
            Some(number(page)),
            Some(page.place_and_date(dossier.letter.date)),
        )],
        "addressees" => addressed(page, page.source.plan.addressees_on(page.document_day())),
        "foot" => vec![foot(
            page.letter_recipients("Như trên"),
            page.unit_signature(&dossier.letter.signatory),
        )],
        _ => Vec::new(),
    })
}

fn fields(page: &Composer<'_>) -> Fields {
    let dossier = page.source.dossier;
    let mut fields = Fields::default();
    let meeting_date = dossier.meeting.as_ref().map(|m| words::long_date(m.date));
    fields
        .set("meeting_date", meeting_date.unwrap_or_default())
        .set("reports", words::count(page.nominees().count()))
        .set("attached_counts", page.counts())
        .list("bases", basis_fields(bases(page), ";", "."))
        .list("groups", groups(page));
    fields
}

/// Bases as values, each with the stop behind it.
pub fn basis_fields(bases: Vec<String>, between: &str, last: &str) -> Vec<Fields> {
    let end = bases.len().saturating_sub(1);
    let numbered = bases.into_iter().enumerate();
    numbered
        .map(|(at, basis)| {
            let basis = basis.trim_end_matches([';', '.']);
            let mut fields = Fields::default();
            fields.set(
                "basis",
                format!("{basis}{}", if at == end { last } else { between }),
            );
            fields
        })
        .collect()
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

/// The legal bases of the letter or of a decision: the unit's own words, else those in force.
pub fn legal_bases(page: &Composer<'_>) -> Vec<String> {
    let own = &page.source.dossier.letter.legal_bases;
    if !own.is_empty() {
        return own.iter().map(ToString::to_string).collect();
    }
    bases_in_force(page)
}

fn bases_in_force(page: &Composer<'_>) -> Vec<String> {
    page.source
        .acts
        .in_force(page.document_day())
        .filter(|act| act.cited_in_letter && act.mark != Mark::Unchecked)
        .map(|act| act.basis.clone())
        .collect()
}

fn bases(page: &Composer<'_>) -> Vec<String> {
    let dossier = page.source.dossier;
    let mut bases = legal_bases(page);
    bases.push(plan_basis(page));
    bases.extend(dossier.letter.further_bases.iter().map(ToString::to_string));
    if let Some(meeting) = &dossier.meeting {
        bases.push(format!(
            "Biên bản họp {} {}",
            dossier.council.name,
            words::long_date(meeting.date)
        ));
    }
    bases
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

/// The two kinds of nominee, those that are there.
fn groups(page: &Composer<'_>) -> Vec<Fields> {
    let kinds = [
        (NomineeKind::Collective, "Tập thể"),
        (NomineeKind::Individual, "Cá nhân"),
    ];
    let present = kinds
        .into_iter()
        .filter(|(kind, _)| page.of_kind(*kind).next().is_some());
    present
        .enumerate()
        .map(|(at, (kind, title))| {
            let mut fields = Fields::default();
            fields
                .set("number", (at + 1).to_string())
                .set("title", title)
                .list("grounds", by_criterion(page, kind));
            fields
        })
        .collect()
}

/// One paragraph per criterion with those who claim it, then those who claim none.
fn by_criterion(page: &Composer<'_>, kind: NomineeKind) -> Vec<Fields> {
    let nominees: Vec<&Nominee> = page.of_kind(kind).collect();
    let named = nominees.len() <= NAMED_AT_MOST;
    let claims_first = |nominee: &&&Nominee, criterion: &Criterion| {
        nominee.claims.first().is_some_and(|id| *id == criterion.id)
    };
    let unit = match kind {
        NomineeKind::Collective => "tập thể",
        NomineeKind::Individual => "cá nhân",
    };
    let name = |nominee: &&Nominee| match kind {
        NomineeKind::Collective => nominee.name.to_string(),
        NomineeKind::Individual => bind::person(Name::as_str(&nominee.name)),
    };
    let paragraph = |ground: &str, who: Vec<&Nominee>| {
        let names: Vec<String> = who.iter().map(name).collect();
        let list = if named {
            format!(", gồm: {}", names.join("; "))
        } else {
            String::new()
        };
        let mut fields = Fields::default();
        fields.set(
            "ground",
            format!("{ground}{} {unit}{list}", words::count(who.len())),
        );
        fields
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

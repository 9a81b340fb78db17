//! The head and the foot that official documents share: Quốc hiệu, agency, number and date above;
//! recipients and signature beneath.

use crate::spelling::spell;
use crate::style::{BOLD, BOLD_ITALIC, ITALIC, PLAIN, halves, line};
use crate::words;
use crate::{Composer, HeadingSize};
use chrono::{Datelike, NaiveDate};
use hoso_domain::{Name, Signatory, Unit};
use hoso_paper::{Align, Block, Columns, Length, Paragraph, RuleBelow};

/// Shares of agency and Quốc hiệu: the longer one must fit on one line.
const UPRIGHT: (f32, f32) = (0.41, 0.59);
const TURNED: (f32, f32) = (0.45, 0.55);

/// Height left for a signature and a seal, in points.
const PEN_ROOM: f32 = 64.0;

/// A signature to be set: what stands above the pen's room, and the name below it.
pub struct Signed {
    pub capacity: Vec<Paragraph>,
    pub name: Paragraph,
}

/// What stands at the top left: the superior body over the issuing one.
pub struct Agency<'a> {
    pub parent: &'a str,
    pub name: &'a str,
}

impl<'a> Agency<'a> {
    pub fn of(unit: &'a Unit) -> Self {
        let shortened: &Name = if unit.parent_heading.is_blank() {
            &unit.parent
        } else {
            &unit.parent_heading
        };
        Self {
            parent: shortened.as_str(),
            name: unit.name.as_str(),
        }
    }
}

impl Composer<'_> {
    /// Agency and Quốc hiệu, with their rules.
    pub fn head(&self, agency: &Agency<'_>, turned: bool) -> Block {
        let style = self.style;
        let size = &style.format.size;
        let rule = &style.format.rule;
        let centred = |text: &str, size, face| line(text, size, face, Align::Center);
        let ruled = |paragraph: Paragraph, share| Paragraph {
            rule_below: Some(RuleBelow {
                share,
                gap: Length::pt(2.0),
            }),
            ..paragraph
        };
        let mut left = Vec::new();
        if !agency.parent.trim().is_empty() {
            left.push(centred(&agency.parent.to_uppercase(), size.agency, PLAIN));
        }
        left.push(ruled(
            centred(&agency.name.to_uppercase(), size.agency, BOLD),
            rule.agency,
        ));
        let right = self.heading();
        Block::Columns(halves(left, right, if turned { TURNED } else { UPRIGHT }))
    }

    /// Quốc hiệu and Tiêu ngữ, or what the body or the template has instead.
    pub fn heading(&self) -> Vec<Paragraph> {
        let source = &self.source;
        let asked = source.options.heading.as_deref().or(self.form_heading());
        let heading = asked
            .and_then(|id| source.headings.named(id))
            .or_else(|| source.headings.of(source.dossier.unit.kind));
        let lines = heading.map(|heading| heading.lines.as_slice());
        let size = &self.style.format.size;
        let set = |known: &crate::HeadingLine| {
            let text = spell(&known.text, source.options.spelling);
            let size = match known.size {
                HeadingSize::NationalName => size.national_name,
                HeadingSize::Motto => size.motto,
                HeadingSize::Title => size.title,
            };
            Paragraph {
                rule_below: known.rule.map(|share| RuleBelow {
                    share,
                    gap: Length::pt(2.0),
                }),
                ..line(text, size, BOLD, Align::Center)
            }
        };
        lines.unwrap_or_default().iter().map(set).collect()
    }

    /// The heading that the template at hand asks for.
    fn form_heading(&self) -> Option<&str> {
        let unit = self.source.dossier.unit.kind;
        let form = self.source.forms.pick(self.kind, self.document_day(), unit);
        form.and_then(|form| form.heading.as_deref())
    }

    /// Number and symbol on one line with place and date; either may be absent.
    pub fn number_and_date(&self, number: Option<String>, date: Option<String>) -> Block {
        let style = self.style;
        let size = &style.format.size;
        let number =
            number.map(|number| line(format!("Số: {number}"), size.number, PLAIN, Align::Center));
        let date = date.map(|date| line(date, size.place_date, ITALIC, Align::Center));
        Block::Columns(Columns {
            before: Length::pt(6.0),
            ..halves(
                number.into_iter().collect(),
                date.into_iter().collect(),
                UPRIGHT,
            )
        })
    }

    /// `Nam Định, ngày 05 tháng 01 năm 2023`, or room for the pen.
    pub fn place_and_date(&self, date: Option<NaiveDate>) -> String {
        let place = words::or_blank(self.source.dossier.unit.place.filled());
        format!(
            "{place}, {}",
            words::date_or_room(date, self.document_day().year())
        )
    }

    /// Two people side by side, whose names are written by hand.
    pub fn signed_by_two(&self, left: &str, right: &str) -> Vec<Block> {
        let party = |title: &str| {
            let hint = Some("(Ký, ghi rõ họ tên)");
            self.signature(&[title.to_owned()], hint, words::BLANK)
        };
        signed_side_by_side(party(left), party(right)).into()
    }

    /// A signature: capacity and hint, room for the pen, name.
    pub fn signature(&self, capacity: &[String], hint: Option<&str>, name: &str) -> Signed {
        let size = self.style.format.size.body;
        let centred = |text: &str, face| line(text, size, face, Align::Center);
        let mut lines: Vec<Paragraph> = capacity.iter().map(|line| centred(line, BOLD)).collect();
        lines.extend(hint.map(|hint| centred(hint, ITALIC)));
        let name = Paragraph {
            before: Length::pt(PEN_ROOM),
            ..centred(name, BOLD)
        };
        Signed {
            capacity: lines,
            name,
        }
    }

    /// The date, or room for the pen.
    pub fn date_or_room(&self, date: Option<NaiveDate>) -> String {
        words::date_or_room(date, self.document_day().year())
    }

    /// The unit's letters in symbols, or a blank.
    pub fn unit_symbol(&self) -> &str {
        words::or_blank(self.source.dossier.unit.symbol.filled())
    }

    /// The recipients of the letter, the first of them in other words.
    pub fn letter_recipients(&self, first: &str) -> Vec<Paragraph> {
        let letter = &self.source.dossier.letter;
        let others: Vec<&str> = letter
            .recipients
            .iter()
            .filter_map(|name| name.filled())
            .collect();
        let archive = match letter.archive.filled() {
            Some(section) => format!("VT, {section}"),
            None => "VT".to_owned(),
        };
        self.recipients(first, &others, &archive)
    }

    /// The signature of the person who signs for the unit.
    pub fn unit_signature(&self, signatory: &Signatory) -> Vec<Paragraph> {
        let name = words::or_blank(signatory.name.filled());
        let Signed { mut capacity, name } = self.signature(&signatory.capacity_lines(), None, name);
        capacity.push(name);
        capacity
    }

    /// "Nơi nhận:" and its lines.
    pub fn recipients(&self, first: &str, others: &[&str], archive: &str) -> Vec<Paragraph> {
        let style = self.style;
        let size = &style.format.size;
        let entry = |text: String| line(text, size.recipients, PLAIN, Align::Left);
        let mut lines = vec![line(
            "Nơi nhận:",
            size.recipients_title,
            BOLD_ITALIC,
            Align::Left,
        )];
        lines.push(entry(format!("- {first};")));
        lines.extend(others.iter().map(|other| entry(format!("- {other};"))));
        lines.push(entry(format!("- Lưu: {archive}.")));
        lines
    }
}

/// The foot of a document: it never stands alone on a page.
pub fn foot(left: Vec<Paragraph>, right: Vec<Paragraph>) -> Block {
    Block::Columns(Columns {
        before: Length::pt(10.0),
        keep_with_previous: true,
        keep_with_next: false,
        ..halves(left, right, (0.5, 0.5))
    })
}

/// Two signatures whose names stand on one line, however long the capacities are.
pub fn signed_side_by_side(left: Signed, right: Signed) -> [Block; 2] {
    let above = Columns {
        before: Length::pt(10.0),
        keep_with_previous: true,
        ..halves(left.capacity, right.capacity, (0.5, 0.5))
    };
    let names = Columns {
        keep_with_previous: true,
        keep_with_next: false,
        ..halves(vec![left.name], vec![right.name], (0.5, 0.5))
    };
    [Block::Columns(above), Block::Columns(names)]
}

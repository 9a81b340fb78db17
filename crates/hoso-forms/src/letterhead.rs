//! The head and the foot that official documents share: Quốc hiệu, agency, number and date above;
//! recipients and signature beneath.

use crate::Composer;
use crate::style::{BOLD, BOLD_ITALIC, ITALIC, PLAIN, halves, line};
use crate::words;
use chrono::{Datelike, NaiveDate};
use hoso_domain::{Name, Signatory, Unit};
use hoso_paper::{Align, Block, Columns, Length, Paragraph, RuleBelow};

const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

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
        let right = vec![
            centred(NATIONAL_NAME, size.national_name, BOLD),
            ruled(centred(MOTTO, size.motto, BOLD), rule.motto),
        ];
        Block::Columns(halves(left, right, if turned { TURNED } else { UPRIGHT }))
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

    /// A title with its subject line and the rule beneath.
    pub fn title_block(&self, title: &str, subject: impl Into<String>) -> [Block; 2] {
        let share = self.style.format.rule.subject;
        let subject = Paragraph {
            rule_below: Some(RuleBelow {
                share,
                gap: Length::pt(3.0),
            }),
            after: Length::pt(12.0),
            ..self.style.under_title(subject, BOLD)
        };
        [
            Block::Paragraph(self.style.title(title)),
            Block::Paragraph(subject),
        ]
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

//! Phiếu tự kiểm tra hồ sơ: the receiver's rehearsal on paper. It is the unit's own check, so no law
//! lays down its wording.

use crate::council::one_section;
use crate::letterhead::Agency;
use crate::style::{BOLD, ITALIC, PLAIN, Style, cell, line};
use crate::template::Fields;
use crate::{Composer, Kind, papers, words};
use chrono::NaiveDate;
use hoso_paper::{Align, Block, Cell, Document, Length, Paragraph, Row, Table, Vertical};

/// The checklist with its answers, as paper has it; every sentence is made by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RehearsalSheet {
    /// The day on which it was answered.
    pub on: NaiveDate,
    /// The lines, group by group.
    pub lines: Vec<SheetLine>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// Title of its group.
    pub group: String,
    /// What it asks.
    pub title: String,
    /// Where it has its words from.
    pub source: String,
    /// How it stands, in words.
    pub state: String,
    /// Whether it is done with.
    pub is_done: bool,
    /// Whether it concerns the dossier.
    pub applies: bool,
    /// Who answered and when, or what is still open.
    pub remark: String,
}

/// The size of the table's text, smaller than elsewhere: all lines are to fit on two pages.
const SMALLER_BY: f32 = 2.5;

pub fn compose(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let lines = page
        .source
        .rehearsal
        .map_or(&[][..], |sheet| sheet.lines.as_slice());
    let total = lines.iter().filter(|line| line.applies).count();
    let done = lines.iter().filter(|line| line.is_done).count();
    let on = page.source.rehearsal.map(|sheet| sheet.on);
    let mut fields = Fields::default();
    fields
        .set("dossier_title", papers::dossier_title(page))
        .set("done_count", words::count(done))
        .set("lines_count", words::count(total))
        .set("open_count", words::count(total - done))
        .set(
            "checked_on",
            on.map(hoso_domain::short_date).unwrap_or_default(),
        );
    let blocks = page.fill(Kind::Rehearsal, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), false)],
        "lines" => vec![table(page.style, lines)],
        "signatures" => page.signed_by_two("THỦ TRƯỞNG ĐƠN VỊ", "NGƯỜI KIỂM TRA"),
        _ => Vec::new(),
    });
    one_section(
        page,
        "Phiếu tự kiểm tra hồ sơ",
        page.style.portrait(),
        blocks,
    )
}

fn table(style: Style<'_>, lines: &[SheetLine]) -> Block {
    let columns = [
        ("STT", 8.5),
        ("Nội dung kiểm tra", 54.5),
        ("Kết quả", 13.0),
        ("Người xác nhận, điểm còn mở", 24.0),
    ];
    let size = style.format.size.table - SMALLER_BY;
    let text = |text: &str, face, align| line(text, size, face, align);
    let one = |paragraph: Paragraph| cell(paragraph, 1, Vertical::Middle);
    let mut rows: Vec<Row> = Vec::new();
    let mut group = "";
    // What does not concern the dossier needs no room on paper.
    let asked = lines.iter().filter(|line| line.applies);
    for (at, asked) in asked.enumerate() {
        if asked.group != group {
            group = &asked.group;
            rows.push(Row {
                cells: vec![cell(
                    text(group, BOLD, Align::Left),
                    columns.len() as u16,
                    Vertical::Middle,
                )],
                keep_with_next: true,
            });
        }
        let mut question = text(&asked.title, PLAIN, Align::Left);
        let source = text(&format!(". {}", asked.source), ITALIC, Align::Left);
        question.runs.extend(source.runs);
        let state = if asked.is_done { PLAIN } else { BOLD };
        let cells: Vec<Cell> = vec![
            one(text(&(at + 1).to_string(), PLAIN, Align::Center)),
            one(question),
            one(text(&asked.state, state, Align::Center)),
            one(text(&asked.remark, PLAIN, Align::Left)),
        ];
        rows.push(Row {
            cells,
            keep_with_next: false,
        });
    }
    Block::Table(Table {
        padding_y: Length::pt(1.5),
        ..style.table(&columns, rows)
    })
}

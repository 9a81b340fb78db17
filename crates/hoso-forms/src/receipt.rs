//! Giấy biên nhận: what the receiving body gives for a package that was handed in, with the short
//! code that both sides can check. No law lays down its wording.

use crate::council::one_section;
use crate::letterhead::Agency;
use crate::style::{BOLD, PLAIN, cell, line};
use crate::template::Fields;
use crate::{Composer, Kind, papers, words};
use chrono::NaiveDate;
use hoso_paper::{Align, Block, Document, Length, Row, Table, Vertical};

/// What a receipt is for; every sentence is made by the caller. The dossier of the source is the one
/// that was received, its unit the one that receives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptSheet {
    /// The unit that handed the package in.
    pub sender: String,
    /// The day on which it was received.
    pub received_on: NaiveDate,
    /// The short code of the package.
    pub code: String,
    /// What the package is and holds: a name and its value.
    pub lines: Vec<(String, String)>,
}

/// The code is read aloud and compared by eye.
const CODE_SIZE: f32 = 20.0;

pub fn compose(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let sheet = page.source.receipt;
    let sender = sheet.map_or(words::BLANK, |sheet| sheet.sender.as_str());
    let received_on = sheet.map(|sheet| sheet.received_on);
    let code = sheet.map_or(words::BLANK, |sheet| sheet.code.as_str());
    let mut fields = Fields::default();
    fields
        .set("dossier_title", papers::title_of(page, sender))
        .set("sender", sender)
        .set("received_on", page.date_or_room(received_on))
        .set("code", code);
    let blocks = page.fill(Kind::Receipt, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), false)],
        "date" => vec![page.number_and_date(None, Some(page.place_and_date(received_on)))],
        "package" => sheet
            .map(|sheet| Block::Table(table(page, &sheet.lines)))
            .into_iter()
            .collect(),
        "code" => vec![
            Block::Paragraph(page.style.under_title("Mã kiểm tra", PLAIN)),
            Block::Paragraph(hoso_paper::Paragraph {
                after: Length::pt(8.0),
                ..line(code, CODE_SIZE, BOLD, Align::Center)
            }),
        ],
        "signatures" => page.signed_by_two("BÊN GIAO", "BÊN NHẬN"),
        _ => Vec::new(),
    });
    one_section(page, "Giấy biên nhận", page.style.portrait(), blocks)
}

fn table(page: &Composer<'_>, lines: &[(String, String)]) -> Table {
    let columns = [("Nội dung", 32.0), ("Chi tiết", 68.0)];
    let style = page.style;
    let rows = lines.iter().map(|(name, value)| {
        let text = |text: &str| {
            cell(
                style.cell_text(text, PLAIN, Align::Left),
                1,
                Vertical::Middle,
            )
        };
        Row {
            cells: vec![text(name), text(value)],
            keep_with_next: false,
        }
    });
    style.table(&columns, rows.collect())
}

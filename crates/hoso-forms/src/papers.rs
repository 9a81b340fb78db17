//! Papers about the papers: the index of the dossier and the minutes of handing it over (Phụ lục V
//! Nghị định 30/2020/NĐ-CP).

use crate::council::one_section;
use crate::letterhead::Agency;
use crate::template::Fields;
use crate::{Composer, Kind, bind, words};
use chrono::NaiveDate;
use hoso_paper::{Align, Block, Document, Table};

/// One paper of the dossier with its place in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperEntry {
    /// Number and symbol; may be empty.
    pub symbol: String,
    /// Date.
    pub date: Option<NaiveDate>,
    /// What it is and about what.
    pub title: String,
    /// Who issued it.
    pub author: String,
    /// The first of its pages within the dossier; absent where the dossier is not numbered through.
    pub first_page: Option<usize>,
    /// How many pages it has; 0 where that is not known.
    pub pages: usize,
    /// Remark.
    pub note: String,
}

pub fn index(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let fields = fields(page);
    let blocks = page.fill(Kind::Index, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), true)],
        "papers" => vec![Block::Table(table(page))],
        "signatures" => page.signed_by_two("NGƯỜI KIỂM TRA", "NGƯỜI LẬP MỤC LỤC"),
        _ => Vec::new(),
    });
    one_section(page, "Mục lục hồ sơ", page.style.landscape(), blocks)
}

pub fn hand_over(page: &Composer<'_>) -> Document {
    let dossier = page.source.dossier;
    let fields = fields(page);
    let blocks = page.fill(Kind::HandOver, &fields, &mut |slot| match slot {
        "head" => vec![page.head(&Agency::of(&dossier.unit), false)],
        "number" => vec![page.number_and_date(
            Some(words::number_and_symbol(None, "BB", page.unit_symbol())),
            None,
        )],
        "papers" => vec![Block::Table(short_table(page))],
        "signatures" => page.signed_by_two("ĐẠI DIỆN BÊN NHẬN", "ĐẠI DIỆN BÊN GIAO"),
        _ => Vec::new(),
    });
    one_section(
        page,
        "Biên bản giao nhận hồ sơ",
        page.style.portrait(),
        blocks,
    )
}

fn fields(page: &Composer<'_>) -> Fields {
    let papers = page.source.papers;
    let pages: usize = papers.iter().map(|paper| paper.pages).sum();
    let mut fields = Fields::default();
    fields
        .set("papers_count", words::count(papers.len()))
        .set("pages_count", words::count(pages))
        .set(
            "giver",
            bind::person(page.source.dossier.letter.signatory.name.as_str()),
        )
        .set("dossier_title", dossier_title(page));
    fields
}

/// What the dossier is called on papers about it.
pub fn dossier_title(page: &Composer<'_>) -> String {
    title_of(page, page.source.dossier.unit.name.as_str())
}

/// The same of a unit that is named elsewhere.
pub fn title_of(page: &Composer<'_>, unit: &str) -> String {
    format!(
        "Hồ sơ đề nghị tặng {} {} {} của {}",
        page.awards_asked(),
        page.movement(),
        page.period(),
        unit
    )
}

/// The columns of the index of a file in Phụ lục V.
fn table(page: &Composer<'_>) -> Table {
    let columns = [
        ("STT", 5.0),
        ("Số, ký hiệu văn bản", 14.0),
        ("Ngày, tháng, năm văn bản", 12.0),
        ("Tên loại và trích yếu nội dung văn bản", 33.0),
        ("Tác giả văn bản", 18.0),
        ("Tờ số/ Trang số", 9.0),
        ("Ghi chú", 9.0),
    ];
    let rows = page.source.papers.iter().enumerate().map(|(at, paper)| {
        page.style.row([
            ((at + 1).to_string(), Align::Center),
            (paper.symbol.clone(), Align::Center),
            (date(paper), Align::Center),
            (paper.title.clone(), Align::Left),
            (paper.author.clone(), Align::Left),
            (place(paper), Align::Center),
            (paper.note.clone(), Align::Left),
        ])
    });
    page.style.table(&columns, rows.collect())
}

/// What is handed over, on an upright page.
fn short_table(page: &Composer<'_>) -> Table {
    let columns = [
        ("STT", 8.0),
        ("Số, ký hiệu; ngày", 24.0),
        ("Tên văn bản, tài liệu", 42.0),
        ("Số trang", 12.0),
        ("Ghi chú", 14.0),
    ];
    let rows = page.source.papers.iter().enumerate().map(|(at, paper)| {
        let known = [paper.symbol.clone(), date(paper)];
        let known = known.into_iter().filter(|part| !part.is_empty());
        page.style.row([
            ((at + 1).to_string(), Align::Center),
            (known.collect::<Vec<_>>().join("; "), Align::Left),
            (paper.title.clone(), Align::Left),
            (
                if paper.pages > 0 {
                    words::count(paper.pages)
                } else {
                    String::new()
                },
                Align::Decimal,
            ),
            (paper.note.clone(), Align::Left),
        ])
    });
    page.style.table(&columns, rows.collect())
}

fn date(paper: &PaperEntry) -> String {
    paper.date.map_or_else(String::new, hoso_domain::short_date)
}

/// The pages within the dossier, or how many there are.
fn place(paper: &PaperEntry) -> String {
    match paper.first_page {
        Some(first) if paper.pages > 1 => format!("{first}–{}", first + paper.pages - 1),
        Some(first) => first.to_string(),
        None if paper.pages > 0 => format!("{} trang", words::count(paper.pages)),
        None => String::new(),
    }
}

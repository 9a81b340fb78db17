//! The program's handbook as a book: cover, contents with page numbers, chapters. It is no official
//! document, so it carries neither Quốc hiệu nor a signature.

use crate::Format;
use crate::markdown::{self, Inline, Piece};
use crate::style::{BOLD, BOLD_ITALIC, ITALIC, PLAIN, cell, line, table_of};
use hoso_paper::{
    Align, Block, ColumnCell, Columns, Document, Face, Image, Ink, Layout, Length, PageSetup,
    Paragraph, Picture, Role, Row, RuleBelow, Run, Section, Vertical,
};
use std::collections::BTreeMap;

/// The red of a seal.
const RED: Ink = Ink::new(0x9b, 0x1c, 0x1c);
const BODY: f32 = 12.0;
/// Indent of items, out of which their marks hang.
const HANGING: f32 = 18.0;

/// What the book is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Handbook {
    /// Name of the program.
    pub program: String,
    /// Its version.
    pub version: String,
    title: String,
    preface: Vec<Piece>,
    chapters: Vec<Chapter>,
    pictures: BTreeMap<String, Image>,
}

#[derive(Debug, Clone, PartialEq)]
struct Chapter {
    title: String,
    pages: Vec<Page>,
}

#[derive(Debug, Clone, PartialEq)]
struct Page {
    id: String,
    title: String,
    pieces: Vec<Piece>,
}

/// The page of the book on which each page of the handbook begins, by its id.
pub type HandbookPlaces = BTreeMap<String, usize>;

impl Handbook {
    /// Reads the contents, the pages by their ids, and takes the pictures by the names that the
    /// pages give them. A page that the contents do not list is left out.
    pub fn read(
        contents: &str,
        texts: &BTreeMap<&str, &str>,
        pictures: BTreeMap<String, Image>,
    ) -> Self {
        let (title, pieces) = markdown::read(contents);
        let mut preface = Vec::new();
        let mut chapters: Vec<Chapter> = Vec::new();
        for piece in pieces {
            match (piece, chapters.last_mut()) {
                (Piece::Heading { text, .. }, _) => chapters.push(Chapter {
                    title: plain(&text),
                    pages: Vec::new(),
                }),
                (Piece::List { items, .. }, Some(chapter)) => {
                    let pages = items.iter().flatten().filter_map(|part| match part {
                        Inline::Link { to, .. } => Page::read(to, texts.get(to.as_str())?),
                        _ => None,
                    });
                    chapter.pages.extend(pages);
                }
                (other, None) => preface.push(other),
                (_, Some(_)) => {}
            }
        }
        Self {
            program: String::new(),
            version: String::new(),
            title,
            preface,
            chapters,
            pictures,
        }
    }

    /// The ids of its pages, in order.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let pages = self.chapters.iter().flat_map(|chapter| &chapter.pages);
        pages.map(|page| page.id.as_str())
    }

    /// Where each page stands in a layout of the book.
    pub fn places(&self, layout: &Layout) -> HandbookPlaces {
        let heads = layout.outline.iter().filter(|entry| entry.level == 2);
        self.pages()
            .map(str::to_owned)
            .zip(heads.map(|entry| entry.page + 1))
            .collect()
    }
}

impl Page {
    fn read(id: &str, text: &str) -> Option<Self> {
        let (title, pieces) = markdown::read(text);
        (!title.is_empty()).then(|| Self {
            id: id.to_owned(),
            title,
            pieces,
        })
    }
}

/// Composes the book. What refers to a page says on which page of the book it stands where that is
/// known: lay it out, ask for the places, and compose again until they stay.
pub fn compose_handbook(format: &Format, book: &Handbook, places: &HandbookPlaces) -> Document {
    let mut blocks = cover(book);
    blocks.push(Block::NewPage);
    blocks.push(Block::Paragraph(Paragraph {
        after: Length::pt(8.0),
        ..line("Mục lục", 18.0, BOLD, Align::Left)
    }));
    for chapter in &book.chapters {
        blocks.push(Block::Paragraph(Paragraph {
            before: Length::pt(6.0),
            keep_with_next: true,
            ink: RED,
            ..line(&chapter.title, BODY, BOLD, Align::Left)
        }));
        blocks.extend(chapter.pages.iter().map(|page| entry(page, places)));
    }
    for chapter in &book.chapters {
        blocks.push(Block::NewPage);
        blocks.push(Block::Paragraph(Paragraph {
            role: Role::Heading(1),
            keep_with_next: true,
            after: Length::pt(10.0),
            ink: RED,
            rule_below: Some(RuleBelow {
                share: 1.0,
                gap: Length::pt(3.0),
            }),
            ..line(&chapter.title, 19.0, BOLD, Align::Left)
        }));
        for page in &chapter.pages {
            blocks.push(Block::Paragraph(Paragraph {
                role: Role::Heading(2),
                keep_with_next: true,
                before: Length::pt(16.0),
                after: Length::pt(5.0),
                ..line(&page.title, 15.0, BOLD, Align::Left)
            }));
            blocks.extend(
                page.pieces
                    .iter()
                    .filter_map(|one| set(one, book, places))
                    .flatten(),
            );
        }
    }
    Document {
        title: format!("{}: {}", book.program, book.title),
        author: book.program.clone(),
        language: "vi-VN".to_owned(),
        sections: vec![Section {
            title: String::new(),
            page: PageSetup {
                left: Length::mm(25.0),
                right: Length::mm(20.0),
                number_size: Length::pt(11.0),
                ..crate::style::Style::new(format).portrait()
            },
            sheet: None,
            blocks,
        }],
    }
}

fn cover(book: &Handbook) -> Vec<Block> {
    let mut blocks = vec![
        Block::Paragraph(Paragraph {
            role: Role::Title,
            before: Length::ZERO,
            after: Length::pt(10.0),
            ink: RED,
            ..line(book.program.to_uppercase(), 30.0, BOLD, Align::Left)
        }),
        Block::Paragraph(Paragraph {
            after: Length::pt(6.0),
            ..line(&book.title, 18.0, PLAIN, Align::Left)
        }),
        Block::Paragraph(Paragraph {
            after: Length::pt(24.0),
            ..line(
                format!("Phiên bản {}", book.version),
                BODY,
                ITALIC,
                Align::Left,
            )
        }),
    ];
    let places = HandbookPlaces::new();
    blocks.extend(
        book.preface
            .iter()
            .filter_map(|one| set(one, book, &places))
            .flatten(),
    );
    let first = book
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.pages)
        .next();
    let shown = first.into_iter().flat_map(|page| &page.pieces);
    let picture = shown
        .filter(|one| matches!(one, Piece::Picture { .. }))
        .take(1);
    blocks.extend(picture.filter_map(|one| set(one, book, &places)).flatten());
    blocks
}

/// A line of the contents.
fn entry(page: &Page, places: &HandbookPlaces) -> Block {
    let number = places.get(&page.id).map(ToString::to_string);
    let title = Paragraph {
        left_indent: Length::pt(HANGING),
        ..line(&page.title, BODY, PLAIN, Align::Left)
    };
    let number = line(number.unwrap_or_default(), BODY, PLAIN, Align::Right);
    Block::Columns(Columns {
        cells: vec![
            ColumnCell {
                share: 0.9,
                blocks: vec![title],
            },
            ColumnCell {
                share: 0.1,
                blocks: vec![number],
            },
        ],
        before: Length::ZERO,
        after: Length::ZERO,
        keep_with_previous: false,
        keep_with_next: false,
    })
}

/// Sets one piece; nothing for a picture that is not at hand.
fn set(piece: &Piece, book: &Handbook, places: &HandbookPlaces) -> Option<Vec<Block>> {
    let one = |paragraph| Some(vec![Block::Paragraph(paragraph)]);
    match piece {
        Piece::Heading { level, text } => one(heading(*level, text)),
        Piece::Paragraph(text) => one(running(runs(text, places, PLAIN))),
        Piece::Quote(text) => one(Paragraph {
            left_indent: Length::pt(HANGING),
            ink: RED,
            ..running(runs(text, places, BOLD))
        }),
        Piece::List { numbered, items } => Some(
            items
                .iter()
                .enumerate()
                .map(|(at, text)| Block::Paragraph(item(*numbered, at + 1, text, places)))
                .collect(),
        ),
        Piece::Table { head, rows } => Some(vec![table(head, rows, places)]),
        Piece::Picture { alternative, file } => {
            Some(picture(book.pictures.get(file)?, alternative))
        }
    }
}

fn heading(level: u8, text: &[Inline]) -> Paragraph {
    let (face, size) = if level == 2 {
        (BOLD, 13.0)
    } else {
        (BOLD_ITALIC, BODY)
    };
    Paragraph {
        role: Role::Heading(level + 1),
        keep_with_next: true,
        before: Length::pt(8.0),
        after: Length::pt(3.0),
        ..line(plain(text), size, face, Align::Left)
    }
}

fn running(runs: Vec<Run>) -> Paragraph {
    Paragraph {
        runs,
        after: Length::pt(5.0),
        line_spacing: 1.1,
        ..line("", BODY, PLAIN, Align::Left)
    }
}

fn item(numbered: bool, number: usize, text: &[Inline], places: &HandbookPlaces) -> Paragraph {
    let mark = if numbered {
        format!("{number}.\u{a0}")
    } else {
        "–\u{a0}".to_owned()
    };
    let mut all = vec![Run {
        text: mark,
        face: PLAIN,
    }];
    all.extend(runs(text, places, PLAIN));
    Paragraph {
        left_indent: Length::pt(HANGING),
        first_indent: Length::pt(if numbered { -14.0 } else { -10.0 }),
        after: Length::pt(3.0),
        ..running(all)
    }
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], places: &HandbookPlaces) -> Block {
    let set = |cells: &[Vec<Inline>], face| {
        let cells = cells.iter().map(|text| {
            let text = Paragraph {
                runs: runs(text, places, face),
                ..line("", BODY - 1.0, face, Align::Left)
            };
            cell(text, 1, Vertical::Top)
        });
        Row {
            cells: cells.collect(),
            keep_with_next: false,
        }
    };
    let widths = match head.len() {
        2 => vec![2.0, 3.0],
        columns => vec![1.0; columns],
    };
    let rows = rows.iter().map(|row| set(row, PLAIN)).collect();
    Block::Table(table_of(widths, vec![set(head, BOLD)], rows))
}

fn picture(image: &Image, alternative: &str) -> Vec<Block> {
    let picture = Picture {
        image: image.clone(),
        alternative: alternative.to_owned(),
        width: Length::mm(140.0),
        height: Length::mm(84.0),
        align: Align::Center,
        before: Length::ZERO,
        after: Length::pt(8.0),
    };
    // Above the picture, from which it is not torn then.
    let words = Paragraph {
        before: Length::pt(4.0),
        after: Length::pt(3.0),
        keep_with_next: true,
        ..line(alternative, BODY - 1.5, ITALIC, Align::Center)
    };
    vec![Block::Paragraph(words), Block::Picture(picture)]
}

fn plain(text: &[Inline]) -> String {
    let parts = text.iter().map(|part| match part {
        Inline::Text(text) | Inline::Bold(text) | Inline::Key(text) | Inline::Link { text, .. } => {
            text.as_str()
        }
    });
    parts.collect()
}

/// The runs of a text; a link names the page it leads to.
fn runs(text: &[Inline], places: &HandbookPlaces, face: Face) -> Vec<Run> {
    let parts = text.iter().map(|part| match part {
        Inline::Text(text) => run(text.clone(), face),
        Inline::Bold(text) => run(text.clone(), BOLD),
        Inline::Key(text) => run(text.replace(' ', "\u{a0}"), BOLD_ITALIC),
        Inline::Link { text, to } => run(
            places.get(to).map_or_else(
                || text.clone(),
                |number| format!("{text} (trang\u{a0}{number})"),
            ),
            ITALIC,
        ),
    });
    parts.collect()
}

fn run(text: String, face: Face) -> Run {
    Run { text, face }
}

//! Find words on the pages of a document, as they are printed.

use crate::{Day, Desk, DeskError, Opened, Options};
use hoso_paper::{Page, PlacedLetter};
use hoso_store::fold::fold;
use serde::Serialize;
use specta::Type;

/// How many letters of the page stand before and behind the words in an excerpt.
const AROUND: usize = 40;
/// Letters that differ in height by less, in points, stand on one line.
const ON_ONE_LINE: f32 = 0.5;

/// Words found on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct FoundOnPageView {
    /// Number of the page, from 1.
    pub page: u32,
    /// The words with what stands around them.
    pub excerpt: String,
    /// Where they stand: one mark for each line.
    pub marks: Vec<MarkView>,
}

/// A rectangle on a page, in points from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
pub struct MarkView {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Desk {
    /// Finds words in a document, in capitals or not, without diacritics where they are typed
    /// without; `document` is a code from the home page or of one of the further documents.
    pub fn find(
        &self,
        opened: &Opened,
        day: Day,
        document: &str,
        words: &str,
    ) -> Result<Vec<FoundOnPageView>, DeskError> {
        let layout = self.laid_out(opened, day, document, &Options::default())?;
        let pages = layout.pages.iter().zip(1..);
        Ok(pages
            .flat_map(|(page, number)| on_page(page, number, words))
            .collect())
    }
}

fn on_page(page: &Page, number: u32, words: &str) -> Vec<FoundOnPageView> {
    let letters = page.letters();
    let needle = Needle::of(words);
    let (text, from) = readable(&letters, &needle);
    let mut found = Vec::new();
    let mut start = 0;
    while !needle.text.is_empty()
        && let Some(at) = text[start..].find(&needle.text)
    {
        let (first, last) = (start + at, start + at + needle.text.len() - 1);
        let hit = &letters[from[first]..=from[last]];
        found.push(FoundOnPageView {
            page: number,
            excerpt: excerpt(&letters, from[first], from[last]),
            marks: marks(hit),
        });
        start = last + 1;
        while !text.is_char_boundary(start) {
            start += 1;
        }
    }
    found
}

/// What is looked for, and whether diacritics tell words apart.
struct Needle {
    text: String,
    has_marks: bool,
}

impl Needle {
    fn of(words: &str) -> Self {
        let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let small = plain.to_lowercase();
        let folded = fold(&plain);
        let has_marks = small != folded;
        Self {
            text: if has_marks { small } else { folded },
            has_marks,
        }
    }
}

/// The page's text in the form of the needle, with the letter that each byte comes from.
fn readable(letters: &[PlacedLetter<'_>], needle: &Needle) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut from = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let piece = if letter.text.trim().is_empty() {
            // Spaces of any kind and number are one.
            if text.ends_with(' ') || letter.text.is_empty() {
                continue;
            }
            " ".to_owned()
        } else if needle.has_marks {
            letter.text.to_lowercase()
        } else {
            fold(letter.text)
        };
        text.push_str(&piece);
        from.resize(text.len(), at);
    }
    (text, from)
}

fn excerpt(letters: &[PlacedLetter<'_>], first: usize, last: usize) -> String {
    let (from, to) = (
        first.saturating_sub(AROUND),
        (last + AROUND).min(letters.len() - 1),
    );
    let text: String = letters[from..=to]
        .iter()
        .map(|letter| letter.text)
        .collect();
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    format!(
        "{}{}{}",
        cut(from > 0),
        text.split_whitespace().collect::<Vec<_>>().join(" "),
        cut(to + 1 < letters.len())
    )
}

fn marks(letters: &[PlacedLetter<'_>]) -> Vec<MarkView> {
    let mut marks: Vec<MarkView> = Vec::new();
    for letter in letters.iter().filter(|letter| letter.width > 0.0) {
        match marks.last_mut() {
            Some(mark) if (mark.y - letter.y).abs() < ON_ONE_LINE && letter.x >= mark.x => {
                mark.width = letter.x + letter.width - mark.x;
            }
            _ => marks.push(MarkView {
                x: letter.x,
                y: letter.y,
                width: letter.width,
                height: letter.height,
            }),
        }
    }
    marks
}

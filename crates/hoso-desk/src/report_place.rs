//! Where the text of a report that is being written stands on its pages.

use crate::documents::named;
use crate::preview::no_page;
use crate::{Day, Desk, DeskError, MarkView, Opened, Options};
use hoso_domain::Nominee;
use hoso_forms::Paper;
use hoso_paper::{Document, Layout, PlacedLine};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A place in the text of a report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReportPlaceInput {
    /// Whose report.
    pub nominee: String,
    /// The part, from 0.
    pub section: u32,
    /// The paragraph of the part, from 0; its heading where there is none.
    pub paragraph: Option<u32>,
    /// How many letters of it stand before the place; blanks are not counted.
    pub letters: u32,
}

/// A line of a report on paper.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
pub struct ReportPlaceView {
    /// Number of the page, from 1.
    pub page: u32,
    /// Where the line stands on it.
    pub line: MarkView,
}

impl Desk {
    /// The line on which a place in a report is printed; absent where it is not.
    pub fn report_place(
        &self,
        opened: &Opened,
        day: Day,
        place: &ReportPlaceInput,
    ) -> Result<Option<ReportPlaceView>, DeskError> {
        let nominee = opened.nominee_named(&place.nominee)?;
        let id = format!("report.{}", nominee.id);
        let paper = named(opened).into_iter().find(|named| named.id == id);
        let paper = paper.ok_or_else(|| no_page(&id, 1))?.paper;
        let Some(other) = changed_at(nominee, place) else {
            return Ok(None);
        };
        let options = Options::default();
        let composed = |nominee: &Nominee| {
            let paper = Paper {
                kind: paper.kind,
                nominee: Some(nominee),
                level: paper.level,
            };
            let composed = self.compose(opened, day, &paper, &options, &[]);
            composed.document
        };
        let document = composed(nominee);
        // A template puts the text wherever it likes, so the block is found by what a letter more
        // in the text changes.
        let block = first_change(&document, &composed(&other));
        let layout = self.shown(document);
        let tag = block.and_then(|(section, block)| *layout.blocks.get(section)?.get(block)?);
        Ok(tag.and_then(|tag| line(&layout, tag, place.letters)))
    }
}

/// The nominee with one letter more in the text at a place, where there is such a text.
fn changed_at(nominee: &Nominee, place: &ReportPlaceInput) -> Option<Nominee> {
    let mut nominee = nominee.clone();
    let section = nominee.report.sections.get_mut(place.section as usize)?;
    let text = match place.paragraph {
        None => &mut section.heading,
        Some(paragraph) => section.paragraphs.get_mut(paragraph as usize)?,
    };
    *text = format!("{}x", text.as_str()).into();
    Some(nominee)
}

fn first_change(one: &Document, other: &Document) -> Option<(usize, usize)> {
    let mut sections = one.sections.iter().zip(&other.sections).enumerate();
    sections.find_map(|(at, (one, other))| {
        let mut blocks = one.blocks.iter().zip(&other.blocks);
        Some((at, blocks.position(|(one, other)| one != other)?))
    })
}

/// The line of a tag in which a number of letters is reached; the last one where it never is.
fn line(layout: &Layout, tag: u32, letters: u32) -> Option<ReportPlaceView> {
    let mut left = letters as usize;
    let mut last = None;
    for (page, number) in layout.pages.iter().zip(1..) {
        for line in page.lines_of(tag) {
            let count = line.text.chars().filter(|letter| !letter.is_whitespace());
            let count = count.count();
            last = Some(ReportPlaceView {
                page: number,
                line: mark(&line),
            });
            if left <= count {
                return last;
            }
            left -= count;
        }
    }
    last
}

fn mark(line: &PlacedLine) -> MarkView {
    MarkView {
        x: line.x,
        y: line.y,
        width: line.width,
        height: line.height,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{ReportPlaceInput, ReportPlaceView};
    use crate::{Day, Desk, Opened};
    use chrono::NaiveDate;

    const DAY: Day = Day {
        today: NaiveDate::from_ymd_opt(2023, 2, 16).unwrap(),
        asked: None,
    };

    fn without_blanks(text: &str) -> String {
        text.split_whitespace().collect()
    }

    /// What is printed on the line of a place.
    fn printed(desk: &Desk, opened: &Opened, nominee: &str, found: ReportPlaceView) -> String {
        let document = format!("report.{nominee}");
        let layout = desk
            .laid_out(opened, DAY, &document, &crate::Options::default())
            .unwrap();
        let page = &layout.pages[found.page as usize - 1];
        let letters = page.letters();
        let middle = found.line.y + found.line.height / 2.0;
        let on_line = letters.iter().filter(|letter| {
            (letter.y..letter.y + letter.height).contains(&middle)
                && letter.x >= found.line.x - 0.5
                && letter.x <= found.line.x + found.line.width
        });
        on_line.map(|letter| letter.text).collect()
    }

    #[test]
    fn every_place_of_the_sample_reports_is_found_on_its_line() {
        let desk = Desk::new().unwrap();
        let opened = desk.sample().unwrap();
        let mut seen = 0;
        for nominee in &opened.dossier.nominees {
            for (section, part) in nominee.report.sections.iter().enumerate() {
                let heading = std::iter::once((None, &part.heading));
                let paragraphs = part.paragraphs.iter().enumerate();
                let paragraphs = paragraphs.map(|(at, text)| (Some(at as u32), text));
                for (paragraph, text) in heading.chain(paragraphs) {
                    let text = without_blanks(text.as_str());
                    let place = ReportPlaceInput {
                        nominee: nominee.id.clone(),
                        section: section as u32,
                        paragraph,
                        letters: text.chars().count() as u32,
                    };
                    let found = desk.report_place(&opened, DAY, &place).unwrap().unwrap();
                    let line = without_blanks(&printed(&desk, &opened, &nominee.id, found));
                    // The end of the paragraph stands on the line that was found.
                    let end: Vec<char> = text.chars().rev().take(3).collect();
                    let end: String = end.into_iter().rev().collect();
                    assert!(line.contains(&end), "{end} is not in {line}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 10, "{seen}");
    }

    #[test]
    fn of_two_paragraphs_alike_the_one_asked_for_is_found() {
        let desk = Desk::new().unwrap();
        let mut opened = desk.sample().unwrap();
        let nominee = &mut opened.dossier.nominees[0];
        let id = nominee.id.clone();
        nominee.report.sections[0].paragraphs = vec!["Như trên.".into(), "Như trên.".into()];
        let at = |paragraph| {
            let place = ReportPlaceInput {
                nominee: id.clone(),
                section: 0,
                paragraph: Some(paragraph),
                letters: 3,
            };
            desk.report_place(&opened, DAY, &place).unwrap()
        };
        let (first, second) = (at(0).unwrap(), at(1).unwrap());
        assert!((first.page, first.line.y) < (second.page, second.line.y));
        assert_eq!(at(2), None);
    }
}

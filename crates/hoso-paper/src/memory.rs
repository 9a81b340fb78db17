//! What has been set before, so that a document that changed in one place is set anew in that place
//! only. Used where the same document is laid out again and again, as a preview does.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{block::Paragraph, text::Line};

/// Paragraphs of the last document and of the one being set. Looked up by hash and then compared,
/// never walked through, so that the order of the maps shows nowhere.
#[derive(Default)]
pub(crate) struct Memory {
    last: HashMap<u64, Entry>,
    current: HashMap<u64, Entry>,
}

struct Entry {
    paragraph: Paragraph,
    width: f32,
    lines: Vec<Line>,
    missing: BTreeMap<char, usize>,
}

impl Memory {
    /// The lines of a paragraph that was set before with the same width.
    pub fn recall(
        &mut self,
        paragraph: &Paragraph,
        width: f32,
    ) -> Option<(&[Line], &BTreeMap<char, usize>)> {
        let key = key(paragraph, width);
        if let Some(entry) = self.last.remove(&key) {
            self.current.insert(key, entry);
        }
        let entry = self.current.get(&key)?;
        let same = entry.width.to_bits() == width.to_bits() && entry.paragraph == *paragraph;
        same.then_some((entry.lines.as_slice(), &entry.missing))
    }

    /// Keeps the lines of a paragraph.
    pub fn keep(
        &mut self,
        paragraph: &Paragraph,
        width: f32,
        lines: Vec<Line>,
        missing: BTreeMap<char, usize>,
    ) {
        let entry = Entry {
            paragraph: paragraph.clone(),
            width,
            lines,
            missing,
        };
        self.current.insert(key(paragraph, width), entry);
    }

    /// Ends a document: what it did not use is forgotten.
    pub fn turn(&mut self) {
        self.last = std::mem::take(&mut self.current);
    }
}

fn key(paragraph: &Paragraph, width: f32) -> u64 {
    let mut hasher = DefaultHasher::new();
    for run in &paragraph.runs {
        run.text.hash(&mut hasher);
        run.face.hash(&mut hasher);
    }
    paragraph.size.points().to_bits().hash(&mut hasher);
    width.to_bits().hash(&mut hasher);
    hasher.finish()
}

//! A mismatch: what differs, every place where it stands, what states it otherwise, and the changes
//! that make both equal. The same difference in many places is one mismatch.

use super::Hit;
use super::names::Difference;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// So many letters stand around the words in an excerpt.
const AROUND: usize = 48;
/// So many places of one mismatch are told; the others are counted.
const MOST_PLACES: usize = 200;

/// What differs. The codes are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MismatchKind {
    /// A person's name.
    Name,
    /// The name of a body.
    Body,
    /// A nominee is not in a document that lists all.
    Missing,
    /// Somebody is in such a document who is no nominee.
    Extra,
    /// How many there are.
    Count,
    /// A number in digits and in words.
    InWords,
    /// Votes and their share.
    Votes,
    /// A form of award.
    Award,
    /// A person's post.
    Post,
    /// Where a person works.
    Workplace,
    /// A date.
    Date,
    /// The order of two dates.
    DateOrder,
    /// Number and symbol of a document.
    Symbol,
    /// A figure of the achievement.
    Figure,
}

impl MismatchKind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::Body,
        Self::Missing,
        Self::Extra,
        Self::Count,
        Self::InWords,
        Self::Votes,
        Self::Award,
        Self::Post,
        Self::Workplace,
        Self::Date,
        Self::DateOrder,
        Self::Symbol,
        Self::Figure,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Body => "body",
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Count => "count",
            Self::InWords => "in_words",
            Self::Votes => "votes",
            Self::Award => "award",
            Self::Post => "post",
            Self::Workplace => "workplace",
            Self::Date => "date",
            Self::DateOrder => "date_order",
            Self::Symbol => "symbol",
            Self::Figure => "figure",
        }
    }
}

/// Where words stand on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPaper {
    /// Code of the document.
    pub document: String,
    /// Page, from 1; 0 where they stand on none.
    pub page: usize,
    /// The line of the unit's own template that says them, with its file's title.
    pub template: Option<(String, usize)>,
}

/// Where something stands, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Path of the field in the dossier file.
    pub field: Option<String>,
    /// Where on paper.
    pub paper: Option<OnPaper>,
    /// The words before.
    pub before: String,
    /// The words themselves.
    pub words: String,
    /// The words behind.
    pub after: String,
}

/// A value to be put into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A date.
    Date(NaiveDate),
    /// A whole number.
    Number(u32),
}

/// Which of both is made like the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The text is made like what states it.
    Found,
    /// What states it is made like the text.
    Stated,
}

/// Changes that make both equal, in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which side is changed.
    pub side: Side,
    /// Paths with their new values.
    pub edits: Vec<(String, Value)>,
}

/// Something that is said in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// What differs.
    pub kind: MismatchKind,
    /// How a name differs.
    pub differs: Option<Difference>,
    /// What is said.
    pub found: String,
    /// What it should be; empty where that is for a person to decide.
    pub expected: String,
    /// Where it is said, fields first.
    pub places: Vec<Place>,
    /// How many more places there are.
    pub more_places: usize,
    /// What states it otherwise.
    pub stated: Vec<Place>,
    /// Ways to make both equal.
    pub changes: Vec<Change>,
}

/// Mismatches, each difference once.
#[derive(Debug, Default)]
pub struct Mismatches {
    all: Vec<Mismatch>,
    places: HashMap<(MismatchKind, String, String, String), usize>,
    /// What is to be replaced in which field, by mismatch.
    replaced: BTreeMap<usize, BTreeMap<String, Replacing>>,
}

#[derive(Debug)]
struct Replacing {
    text: String,
    parts: Vec<(Range<usize>, String)>,
}

impl Mismatches {
    /// Notes what a field says differently.
    pub fn in_field(&mut self, hit: &Hit, path: &str, text: &str) {
        let place = Place {
            field: Some(path.to_owned()),
            ..excerpt(text, &hit.at)
        };
        let (range, with) = (hit.at.clone(), hit.expected.clone());
        let at = self.mismatch(hit, text);
        self.add(at, place);
        if !with.is_empty() {
            let fields = self.replaced.entry(at).or_default();
            let field = fields.entry(path.to_owned()).or_insert_with(|| Replacing {
                text: text.to_owned(),
                parts: Vec::new(),
            });
            field.parts.push((range, with));
        }
    }

    /// Notes what a page says differently: beside the field that it comes from, else as the
    /// template's own fault. Words of the program's own that no field and no template of the unit
    /// says are as they have to be.
    pub fn on_page(&mut self, hit: &Hit, text: &str, paper: OnPaper) {
        let is_known = self.places.contains_key(&key(hit, text));
        if (is_known && !hit.is_for_templates) || paper.template.is_some() {
            let place = Place {
                paper: Some(paper),
                ..excerpt(text, &hit.at)
            };
            let at = self.mismatch(hit, text);
            self.add(at, place);
        }
    }

    /// Notes a mismatch that is complete.
    pub fn push(&mut self, mismatch: Mismatch) {
        self.all.push(mismatch);
    }

    /// All, in the order of their kinds.
    pub fn finish(mut self) -> Vec<Mismatch> {
        for (at, fields) in self.replaced {
            let edits = fields
                .into_iter()
                .map(|(path, field)| (path, Value::Text(field.done())))
                .collect();
            self.all[at].changes.insert(
                0,
                Change {
                    side: Side::Found,
                    edits,
                },
            );
        }
        self.all.sort_by_key(|mismatch| mismatch.kind);
        self.all
    }

    fn mismatch(&mut self, hit: &Hit, text: &str) -> usize {
        *self.places.entry(key(hit, text)).or_insert_with(|| {
            let found = one_spaced(&text[hit.at.clone()]);
            let stated = (!hit.stated.is_empty() || hit.source.is_some()).then(|| Place {
                field: hit.source.clone(),
                words: hit.stated.clone(),
                ..Place::default()
            });
            // A name may be right in the text and wrong where it is stated.
            let is_name = matches!(hit.kind, MismatchKind::Name | MismatchKind::Body)
                && hit.differs != Some(Difference::Spaces);
            let source = hit.source.as_ref().filter(|_| is_name);
            let change = source.map(|path| Change {
                side: Side::Stated,
                edits: vec![(path.clone(), Value::Text(found.clone()))],
            });
            self.all.push(Mismatch {
                kind: hit.kind,
                differs: hit.differs,
                found,
                expected: hit.expected.clone(),
                places: Vec::new(),
                more_places: 0,
                stated: stated.into_iter().collect(),
                changes: change.into_iter().collect(),
            });
            self.all.len() - 1
        })
    }

    /// Adds a place. All fields are told, so that all are made equal.
    fn add(&mut self, at: usize, place: Place) {
        let mismatch = &mut self.all[at];
        let is_told = mismatch.places.contains(&place);
        if !is_told && place.field.is_none() && mismatch.places.len() >= MOST_PLACES {
            mismatch.more_places += 1;
        } else if !is_told {
            mismatch.places.push(place);
        }
    }
}

impl Replacing {
    fn done(mut self) -> String {
        self.parts.sort_by_key(|(range, _)| range.start);
        for (range, with) in self.parts.into_iter().rev() {
            self.text.replace_range(range, &with);
        }
        self.text
    }
}

fn key(hit: &Hit, text: &str) -> (MismatchKind, String, String, String) {
    let found = one_spaced(&text[hit.at.clone()]);
    let source = hit.source.clone().unwrap_or_default();
    (hit.kind, found, hit.expected.clone(), source)
}

/// The text with one plain space where there is any.
fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words with what stands around them.
pub(super) fn excerpt(text: &str, at: &Range<usize>) -> Place {
    let (before, after) = (&text[..at.start], &text[at.end..]);
    let from = before
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map_or(0, |(from, _)| from);
    let to = after
        .char_indices()
        .nth(AROUND)
        .map_or(after.len(), |(to, _)| to);
    // No word is cut in two.
    let from = match before[from..].find(' ') {
        Some(space) if from > 0 => from + space + 1,
        _ => from,
    };
    let to = match after[..to].rfind(' ') {
        Some(space) if to < after.len() => space,
        _ => to,
    };
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    Place {
        before: format!("{}{}", cut(from > 0), &before[from..]).replace('\u{a0}', " "),
        words: text[at.clone()].replace('\u{a0}', " "),
        after: format!("{}{}", &after[..to], cut(to < after.len())).replace('\u{a0}', " "),
        ..Place::default()
    }
}

//! What stands at the top right of a document: Quốc hiệu and Tiêu ngữ, or what a body has instead.

use hoso_domain::{Mark, UnitKind};
use serde::Deserialize;

/// The headings there are, from `assets/forms/headings.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    /// The first is the one for everybody who has no other.
    pub headings: Vec<Heading>,
}

/// One heading.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Stable code.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// How far it has been checked.
    pub mark: Mark,
    /// Units that have it without asking for it.
    #[serde(default)]
    pub units: Vec<UnitKind>,
    /// Its lines, top to bottom.
    pub lines: Vec<HeadingLine>,
}

/// One line of a heading.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingLine {
    /// The words.
    pub text: String,
    /// Which of the format's letter sizes it has.
    pub size: HeadingSize,
    /// Length of the rule beneath, as a share of the text.
    pub rule: Option<f32>,
}

/// A letter size of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadingSize {
    /// That of Quốc hiệu.
    NationalName,
    /// That of Tiêu ngữ.
    Motto,
    /// That of a title.
    Title,
}

impl Headings {
    /// The heading with a code.
    pub fn named(&self, id: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.id == id)
    }

    /// The heading of a kind of unit.
    pub fn of(&self, unit: UnitKind) -> Option<&Heading> {
        let own = self
            .headings
            .iter()
            .find(|heading| heading.units.contains(&unit));
        own.or(self.headings.first())
    }
}

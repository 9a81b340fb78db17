//! Text as people type it: kept to the letter, in Unicode NFC, names within a printable length.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Free text in NFC, otherwise exactly as typed.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Type,
)]
#[serde(from = "String", into = "String")]
pub struct Text(String);

impl From<String> for Text {
    fn from(typed: String) -> Self {
        Self(typed.nfc().collect())
    }
}

impl From<&str> for Text {
    fn from(typed: &str) -> Self {
        Self(typed.nfc().collect())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing but white space was typed.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The text without white space around it, or `None` where nothing was typed.
    pub fn filled(&self) -> Option<&str> {
        let trimmed = self.0.trim();
        (!trimmed.is_empty()).then_some(trimmed)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name of a person, body or post: NFC, at most [`Name::MAX`] characters.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Type,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("maxLength" = 250))]
pub struct Name(String);

/// Why a name was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("name has {length} characters, at most {} fit", Name::MAX)]
pub struct NameTooLong {
    /// How many characters it has.
    pub length: usize,
}

impl Name {
    /// The longest name, in characters, that a list row and a certificate can carry.
    pub const MAX: usize = 250;

    /// The name as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing but white space was typed.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The name without white space around it, or `None` where nothing was typed.
    pub fn filled(&self) -> Option<&str> {
        let trimmed = self.0.trim();
        (!trimmed.is_empty()).then_some(trimmed)
    }

    /// A key under which the same name typed in other case or spacing is found again.
    pub fn key(&self) -> String {
        self.0
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    }
}

impl Name {
    /// A key under which the same name is found again that was typed with other marks or none.
    pub fn bare_key(&self) -> String {
        let letters = self.key();
        let bare = letters.nfd().filter(|letter| !is_combining_mark(*letter));
        bare.map(|letter| if letter == 'đ' { 'd' } else { letter })
            .collect()
    }
}

impl TryFrom<String> for Name {
    type Error = NameTooLong;

    fn try_from(typed: String) -> Result<Self, NameTooLong> {
        let name: String = typed.nfc().collect();
        match name.chars().count() {
            length if length > Self::MAX => Err(NameTooLong { length }),
            _ => Ok(Self(name)),
        }
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A date as people write it in running notes: `27/02/2023`.
pub fn short_date(date: chrono::NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

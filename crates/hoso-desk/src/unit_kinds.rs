//! What a unit of a kind usually writes, to be suggested where a person sets up the unit.

use crate::{Desk, DeskError, assets};
use hoso_domain::{SigningMode, UnitKind};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A kind of unit, with suggestions; in them `{place}` stands for the place name of the date line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct UnitKindView {
    /// The kind.
    pub kind: UnitKind,
    /// Its name.
    pub title: String,
    /// A unit of this kind, for example.
    pub example: String,
    /// The direct superior body.
    pub parent: String,
    /// The same as printed at the top left, where it is shortened.
    pub parent_heading: String,
    /// The head's post.
    pub position: String,
    /// How the head signs.
    pub mode: SigningMode,
    /// For whom the head signs; blank for an own power.
    pub principal: String,
    /// Letters for document symbols, for example.
    pub symbol: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kinds {
    pub kinds: Vec<UnitKindView>,
}

impl Desk {
    /// The kinds of unit with what each usually writes.
    pub fn unit_kinds() -> Result<Vec<UnitKindView>, DeskError> {
        Ok(assets::unit_kinds()?.kinds)
    }
}

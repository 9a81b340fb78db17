//! Acts of law with the dates between which they hold.

use crate::finding::Mark;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The acts that documents and rules cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acts {
    /// In the order in which documents cite them.
    pub acts: Vec<Act>,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Stable code.
    pub id: String,
    /// How a list of legal bases names it, without the leading "Căn cứ".
    pub basis: String,
    /// Short name for messages.
    pub short: String,
    /// First day in force; absent where it is older than anything judged here.
    pub from: Option<NaiveDate>,
    /// Last day in force; absent while it holds.
    pub to: Option<NaiveDate>,
    /// How far the entry has been checked.
    pub mark: Mark,
    /// Whether a submission letter cites it as a legal basis.
    pub cited_in_letter: bool,
}

impl Acts {
    /// The acts in force on a day, in citing order.
    pub fn in_force(&self, on: NaiveDate) -> impl Iterator<Item = &Act> {
        self.acts.iter().filter(move |act| act.in_force(on))
    }
}

impl Act {
    /// Whether the act holds on a day.
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }
}

//! Why a file was refused, and where: line, field and reason.

use hoso_domain::PlanFault;
use std::fmt;

/// A place in a text file; lines and columns count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is not JSON or TOML, or it breaks off.
    #[error("not well formed at {place}: {detail}")]
    Syntax {
        /// Where.
        place: Place,
        /// The parser's own words.
        detail: String,
        /// Whether the text ends before its structure does.
        cut_short: bool,
    },
    /// It is well formed, but another kind of file.
    #[error("a file of another kind ({})", found.as_deref().unwrap_or("none named"))]
    Foreign {
        /// The kind that it says it is.
        found: Option<String>,
    },
    /// A newer program wrote it.
    #[error("format version {found}, this program knows up to {known}")]
    Newer {
        /// The version of the file.
        found: u64,
        /// The newest version known.
        known: u64,
    },
    /// A field has the wrong shape.
    #[error("field `{field}` at {place}: {fault}")]
    Shape {
        /// Where.
        place: Place,
        /// Path of the field.
        field: String,
        /// What is wrong.
        fault: ShapeFault,
    },
    /// The plan contradicts itself.
    #[error("{} problem(s) in the plan", .0.len())]
    Plan(Vec<LocatedProblem>),
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeFault {
    /// A field is missing.
    Missing(String),
    /// A field that the format does not have.
    UnknownField(String),
    /// A value that is none of the choices.
    UnknownChoice {
        /// The value.
        found: String,
        /// The choices.
        choices: String,
    },
    /// A name longer than can be printed.
    NameTooLong,
    /// A percentage outside 0 to 100.
    PercentOutOfRange,
    /// A text that is no date or time.
    NoDate,
    /// Anything else, in the parser's words.
    Other(String),
}

/// A problem of a plan with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedProblem {
    /// Where, if the field is in the file at all.
    pub place: Option<Place>,
    /// Path of the field.
    pub field: String,
    /// What is wrong.
    pub fault: PlanFault,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl fmt::Display for ShapeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "missing field `{name}`"),
            Self::UnknownField(name) => write!(f, "unknown field `{name}`"),
            Self::UnknownChoice { found, choices } => write!(f, "`{found}` is none of {choices}"),
            Self::NameTooLong => f.write_str("the name is too long"),
            Self::PercentOutOfRange => f.write_str("the percentage is not between 0 and 100"),
            Self::NoDate => f.write_str("not a date or time"),
            Self::Other(words) => f.write_str(words),
        }
    }
}

impl Place {
    /// The place of a byte offset.
    pub(crate) fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

impl ShapeFault {
    /// Reads serde's words, which are all that its error types offer; words that are not known
    /// are passed on.
    pub(crate) fn from_words(words: &str) -> Self {
        let quoted = |prefix: &str| {
            let rest = words.strip_prefix(prefix)?;
            let (name, rest) = rest.split_once('`')?;
            Some((name.to_owned(), rest))
        };
        if let Some((name, _)) = quoted("missing field `") {
            Self::Missing(name)
        } else if let Some((name, _)) = quoted("unknown field `") {
            Self::UnknownField(name)
        } else if let Some((found, rest)) = quoted("unknown variant `") {
            let choices = rest
                .trim_start_matches(", expected ")
                .trim_start_matches("one of ");
            let choices = choices.split(" at line ").next().unwrap_or(choices);
            Self::UnknownChoice {
                found,
                choices: choices.replace('`', ""),
            }
        } else if words.starts_with("name has ") {
            Self::NameTooLong
        } else if words.starts_with("percentage ") {
            Self::PercentOutOfRange
        } else if [
            "premature end of input",
            "input contains invalid",
            "input is out of range",
            "trailing input",
        ]
        .iter()
        .any(|known| words.starts_with(known))
        {
            Self::NoDate
        } else {
            Self::Other(words.to_owned())
        }
    }
}

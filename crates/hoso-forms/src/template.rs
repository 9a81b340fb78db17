//! The wording of a document as a text file: lines with named fields, repeated and conditional
//! parts. Read and checked here, filled by the forms; what each line looks like is the style's
//! business and what a slot holds is the form's.
//!
//! ```text
//! form: minutes
//! ---
//! // a remark
//! @head                          a part that the program makes (letterhead, table, signature)
//! = BIÊN BẢN                     title        == subject with a rule      =- bold, =/ italic
//! # Nội dung                     heading 1    ## heading 2
//! _ Căn cứ {basis}               italic paragraph
//! **Địa điểm:** {place}          paragraph; {PLACE} prints the field in capitals
//! {award} [^Ghi rõ …]             the paragraph ends with a mark, the note stands at the foot
//! {#each members} ... {/each}    repeated     {#if place} ... {#else} ... {/if}
//! ```

use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// Why a template is refused, with the line it concerns.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct TemplateFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a line of a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A line of the heading is none of those it may have, or has no such value.
    #[error("heading `{text}` is not understood")]
    Heading {
        /// The line.
        text: String,
    },
    /// The heading lacks an entry.
    #[error("heading lacks `{name}`")]
    HeadingLacks {
        /// The entry.
        name: &'static str,
    },
    /// No field, list or part of that name is known in this place.
    #[error("`{name}` is not known here")]
    Unknown {
        /// The name.
        name: String,
        /// The known name that looks most like it.
        hint: Option<&'static str>,
    },
    /// A brace, a pair of asterisks, a repetition or a condition is left open.
    #[error("`{what}` is not closed")]
    Unclosed {
        /// What is open.
        what: String,
    },
    /// Something is closed that is not open.
    #[error("`{what}` closes nothing")]
    Stray {
        /// What closes.
        what: String,
    },
}

/// One part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A line of text.
    Line(TextLine),
    /// A part that the program makes.
    Slot(String),
    /// A repeated part.
    Each { list: String, body: Vec<Self> },
    /// A part that depends on whether a field is filled.
    If {
        field: String,
        filled: Vec<Self>,
        blank: Vec<Self>,
    },
}

/// A line with its look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    pub look: Look,
    pub pieces: Vec<Piece>,
    /// A footnote at its end.
    pub note: Option<String>,
    pub line: usize,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Title,
    Subject,
    CentredBold,
    CentredItalic,
    Heading(u8),
    Basis,
    Body,
}

/// A stretch of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub bold: bool,
    pub what: What,
}

/// What a stretch says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Literal(String),
    Field { name: String, capitals: bool },
}

/// Longer marks first, since the shorter ones begin them.
const LOOKS: [(&str, Look); 7] = [
    ("== ", Look::Subject),
    ("=- ", Look::CentredBold),
    ("=/ ", Look::CentredItalic),
    ("= ", Look::Title),
    ("## ", Look::Heading(2)),
    ("# ", Look::Heading(1)),
    ("_ ", Look::Basis),
];

/// Reads the body of a template, whose first line is number `first`, and checks every name in it.
pub fn parse(text: &str, first: usize, words: &Vocabulary) -> Result<Vec<Node>, TemplateFault> {
    let mut parser = Parser {
        words,
        stack: vec![Open {
            nodes: Vec::new(),
            kind: Kind::Top,
            line: first,
        }],
    };
    for (at, line) in text.lines().enumerate() {
        parser.line(line.trim(), first + at)?;
    }
    parser.finish()
}

struct Parser<'a> {
    words: &'a Vocabulary,
    stack: Vec<Open>,
}

struct Open {
    nodes: Vec<Node>,
    kind: Kind,
    line: usize,
}

enum Kind {
    Top,
    Each(String),
    If(String),
    Else(String, Vec<Node>),
}

impl Parser<'_> {
    fn line(&mut self, text: &str, line: usize) -> Result<(), TemplateFault> {
        if text.is_empty() || text.starts_with("//") {
            return Ok(());
        }
        if let Some(name) = command(text, "{#each ") {
            self.known(
                name,
                line,
                |words, _| words.list_names(),
                |words, within| words.has_list(name, within),
            )?;
            self.open(Kind::Each(name.to_owned()), line);
            return Ok(());
        }
        if let Some(name) = command(text, "{#if ") {
            self.check_condition(name, line)?;
            self.open(Kind::If(name.to_owned()), line);
            return Ok(());
        }
        match text {
            "{#else}" => return self.turn(line),
            "{/each}" | "{/if}" => return self.close(text, line),
            _ => {}
        }
        let node = if let Some(name) = text.strip_prefix('@') {
            self.known(
                name,
                line,
                |words, _| words.slots.to_vec(),
                |words, _| words.slots.contains(&name),
            )?;
            Node::Slot(name.to_owned())
        } else {
            let (look, rest) = LOOKS
                .iter()
                .find_map(|(mark, look)| Some((*look, text.strip_prefix(mark)?)))
                .unwrap_or((Look::Body, text));
            let noted = rest
                .strip_suffix(']')
                .and_then(|rest| rest.rsplit_once("[^"));
            let (rest, note) = match noted {
                Some((rest, note)) => (rest.trim_end(), Some(note.trim().to_owned())),
                None => (rest, None),
            };
            Node::Line(TextLine {
                look,
                pieces: self.pieces(rest, line)?,
                note,
                line,
            })
        };
        self.add(node);
        Ok(())
    }

    fn add(&mut self, node: Node) {
        if let Some(open) = self.stack.last_mut() {
            open.nodes.push(node);
        }
    }

    fn open(&mut self, kind: Kind, line: usize) {
        self.stack.push(Open {
            nodes: Vec::new(),
            kind,
            line,
        });
    }

    /// `{#else}`.
    fn turn(&mut self, line: usize) -> Result<(), TemplateFault> {
        match self.stack.last_mut() {
            Some(Open {
                nodes,
                kind: kind @ Kind::If(_),
                ..
            }) => {
                let filled = std::mem::take(nodes);
                if let Kind::If(field) = std::mem::replace(kind, Kind::Top) {
                    *kind = Kind::Else(field, filled);
                }
                Ok(())
            }
            _ => Err(stray("{#else}", line)),
        }
    }

    fn close(&mut self, what: &str, line: usize) -> Result<(), TemplateFault> {
        if self.stack.len() < 2 {
            return Err(stray(what, line));
        }
        let Some(open) = self.stack.pop() else {
            return Err(stray(what, line));
        };
        let node = match (open.kind, what) {
            (Kind::Each(list), "{/each}") => Node::Each {
                list,
                body: open.nodes,
            },
            (Kind::If(field), "{/if}") => Node::If {
                field,
                filled: open.nodes,
                blank: Vec::new(),
            },
            (Kind::Else(field, filled), "{/if}") => Node::If {
                field,
                filled,
                blank: open.nodes,
            },
            _ => return Err(stray(what, line)),
        };
        self.add(node);
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Node>, TemplateFault> {
        match self.stack.pop() {
            Some(Open {
                nodes,
                kind: Kind::Top,
                ..
            }) => Ok(nodes),
            Some(open) => Err(TemplateFault {
                line: open.line,
                fault: Fault::Unclosed {
                    what: match open.kind {
                        Kind::Each(name) => format!("{{#each {name}}}"),
                        Kind::If(name) | Kind::Else(name, _) => format!("{{#if {name}}}"),
                        Kind::Top => String::new(),
                    },
                },
            }),
            None => Ok(Vec::new()),
        }
    }

    /// Text with `{field}` and `**bold**` in it.
    fn pieces(&self, text: &str, line: usize) -> Result<Vec<Piece>, TemplateFault> {
        let unclosed = |what: &str| TemplateFault {
            line,
            fault: Fault::Unclosed {
                what: what.to_owned(),
            },
        };
        let mut pieces: Vec<Piece> = Vec::new();
        let mut bold = false;
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("**") {
                bold = !bold;
                rest = after;
                continue;
            }
            if let Some(after) = rest.strip_prefix('{') {
                let (name, after) = after.split_once('}').ok_or_else(|| unclosed("{"))?;
                let lower = name.to_lowercase();
                self.check_field(&lower, line)?;
                let what = What::Field {
                    capitals: name != lower,
                    name: lower,
                };
                pieces.push(Piece { bold, what });
                rest = after;
                continue;
            }
            let end = [rest.find("**"), rest.find('{')]
                .into_iter()
                .flatten()
                .min()
                .unwrap_or(rest.len());
            let (literal, after) = rest.split_at(end);
            let what = What::Literal(literal.to_owned());
            pieces.push(Piece { bold, what });
            rest = after;
        }
        if bold {
            return Err(unclosed("**"));
        }
        Ok(pieces)
    }

    fn within(&self) -> Vec<&str> {
        let lists = self.stack.iter().filter_map(|open| match &open.kind {
            Kind::Each(list) => Some(list.as_str()),
            _ => None,
        });
        lists.collect()
    }

    fn check_field(&self, name: &str, line: usize) -> Result<(), TemplateFault> {
        self.known(name, line, Vocabulary::fields_within, |words, within| {
            words.has_field(name, within)
        })
    }

    /// A condition asks for a field or for a list.
    fn check_condition(&self, name: &str, line: usize) -> Result<(), TemplateFault> {
        if self.words.has_list(name, &self.within()) {
            return Ok(());
        }
        self.check_field(name, line)
    }

    fn known(
        &self,
        name: &str,
        line: usize,
        all: impl Fn(&Vocabulary, &[&str]) -> Vec<&'static str>,
        is_known: impl Fn(&Vocabulary, &[&str]) -> bool,
    ) -> Result<(), TemplateFault> {
        let within = self.within();
        if is_known(self.words, &within) {
            return Ok(());
        }
        Err(TemplateFault {
            line,
            fault: Fault::Unknown {
                name: name.to_owned(),
                hint: nearest(name, &all(self.words, &within)),
            },
        })
    }
}

fn command<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix('}').map(str::trim)
}

fn stray(what: &str, line: usize) -> TemplateFault {
    TemplateFault {
        line,
        fault: Fault::Stray {
            what: what.to_owned(),
        },
    }
}

/// The known name with the fewest letters to change, if they are few enough to be a slip.
pub fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    known
        .iter()
        .map(|candidate| (distance(name, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().max(name.len()) / 2)
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = change.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Values for the fields and lists of a template.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    texts: BTreeMap<&'static str, String>,
    lists: BTreeMap<&'static str, Vec<Self>>,
}

impl Fields {
    /// Gives a field its text; blank text leaves it blank.
    pub fn set(&mut self, name: &'static str, text: impl Into<String>) -> &mut Self {
        self.texts.insert(name, text.into());
        self
    }

    /// Gives a list its entries.
    pub fn list(&mut self, name: &'static str, entries: Vec<Self>) -> &mut Self {
        self.lists.insert(name, entries);
        self
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        let text = self.texts.get(name)?;
        (!text.trim().is_empty()).then_some(text)
    }

    pub fn entries(&self, name: &str) -> Option<&[Self]> {
        self.lists.get(name).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Node, parse};
    use crate::vocabulary::{ListWords, Vocabulary};

    const WORDS: Vocabulary = Vocabulary {
        fields: &["unit", "place"],
        lists: &[ListWords {
            name: "members",
            within: None,
            fields: &["name"],
        }],
        slots: &["head", "foot"],
    };

    #[track_caller]
    fn refused(text: &str, line: usize, expected: &str) {
        let fault = parse(text, 1, &WORDS).unwrap_err();
        assert_eq!(
            (fault.line, fault.fault.to_string().as_str()),
            (line, expected)
        );
    }

    #[test]
    fn names_are_checked_where_they_stand() {
        let text = "@head\n= TỜ TRÌNH\n{#each members}\n- {name}, {UNIT}\n{/each}\n{#if place}\na\n{#else}\nb\n{/if}";
        let nodes = parse(text, 1, &WORDS).unwrap();
        assert_eq!(nodes.len(), 4);
        assert!(
            matches!(&nodes[3], Node::If { filled, blank, .. } if filled.len() + blank.len() == 2)
        );
        refused("a\n{unti}", 2, "`unti` is not known here");
        refused("{name}", 1, "`name` is not known here");
        refused("@fot", 1, "`fot` is not known here");
        refused("{#each member}\n{/each}", 1, "`member` is not known here");
    }

    #[test]
    fn a_slip_is_answered_with_the_name_meant() {
        let hint = |text: &str| match parse(text, 1, &WORDS).unwrap_err().fault {
            Fault::Unknown { hint, .. } => hint,
            _ => None,
        };
        assert_eq!(hint("{unti}"), Some("unit"));
        assert_eq!(hint("@fot"), Some("foot"));
        assert_eq!(hint("{xyzxyz}"), None);
    }

    #[test]
    fn what_is_open_must_be_closed() {
        refused("{unit", 1, "`{` is not closed");
        refused("**a", 1, "`**` is not closed");
        refused("a\n{#if place}\nb", 2, "`{#if place}` is not closed");
        refused("a\n{/if}", 2, "`{/if}` closes nothing");
        refused("{#each members}\n{/if}", 2, "`{/if}` closes nothing");
        refused("{#else}", 1, "`{#else}` closes nothing");
    }
}

//! A template and its values to blocks.

use crate::bind::{bind, bind_title};
use crate::spelling::spell;
use crate::style::{BOLD, ITALIC, PLAIN, bound};
use crate::template::{Fields, Look, Node, Piece, TextLine, What};
use crate::{Blank, Composer, Kind, form_of, words};
use hoso_paper::{Block, Face, Footnote, Length, Paragraph, RuleBelow, Run};

/// Makes the blocks of a slot.
pub type Slots<'a> = dyn FnMut(&str) -> Vec<Block> + 'a;

impl Composer<'_> {
    /// The blocks of a document: its template with the values filled in. What is not filled stands
    /// as a visible blank and is reported.
    pub fn fill(&self, kind: Kind, fields: &Fields, slots: &mut Slots<'_>) -> Vec<Block> {
        let Some(form) = form_of(&self.source, kind) else {
            return Vec::new();
        };
        let mut filling = Filling {
            composer: self,
            kind,
            slots,
            blocks: Vec::new(),
            notes: 0,
            centred: false,
        };
        filling.nodes(&form.nodes, &[&self.common(), fields]);
        filling.end_centred();
        filling.blocks
    }
}

struct Filling<'a, 'b, 's> {
    composer: &'a Composer<'b>,
    kind: Kind,
    slots: &'a mut Slots<'s>,
    blocks: Vec<Block>,
    /// How many footnotes there are so far.
    notes: usize,
    /// The last block is a centred line, which keeps its distance from what is not.
    centred: bool,
}

impl Filling<'_, '_, '_> {
    /// `scopes` hold the values, the innermost last.
    fn nodes(&mut self, nodes: &[Node], scopes: &[&Fields]) {
        for node in nodes {
            match node {
                Node::Line(line) => self.line(line, scopes),
                Node::Slot(name) => {
                    self.end_centred();
                    let blocks = (self.slots)(name);
                    self.blocks.extend(blocks);
                }
                Node::Each { list, body } => {
                    let entries = scopes.iter().rev().find_map(|scope| scope.entries(list));
                    for entry in entries.unwrap_or_default() {
                        let inner: Vec<&Fields> = scopes.iter().copied().chain([entry]).collect();
                        self.nodes(body, &inner);
                    }
                }
                Node::If {
                    field,
                    filled,
                    blank,
                } => {
                    let is_filled = scopes.iter().any(|scope| {
                        scope.text(field).is_some()
                            || scope.entries(field).is_some_and(|list| !list.is_empty())
                    });
                    self.nodes(if is_filled { filled } else { blank }, scopes);
                }
            }
        }
    }

    fn line(&mut self, line: &TextLine, scopes: &[&Fields]) {
        let style = self.composer.style;
        let after_rule = matches!(
            self.blocks.last(),
            Some(Block::Paragraph(last)) if last.rule_below.is_some()
        );
        let is_centred = match line.look {
            Look::Title | Look::Subject | Look::CentredBold | Look::CentredItalic => true,
            Look::Heading(_) | Look::Basis | Look::Body => false,
        };
        let runs = |face: Face, filling: &Self| {
            let runs = line.pieces.iter().map(|piece| Run {
                text: filling.text(piece, line.line, scopes),
                face: Face {
                    bold: face.bold || piece.bold,
                    ..face
                },
            });
            bound(runs.collect(), if is_centred { bind_title } else { bind })
        };
        if !is_centred {
            self.end_centred();
        }
        let mut paragraph = match line.look {
            Look::Title => Paragraph {
                runs: runs(BOLD, self),
                ..style.title("")
            },
            Look::Subject => Paragraph {
                runs: runs(BOLD, self),
                rule_below: Some(RuleBelow {
                    share: style.format.rule.subject,
                    gap: Length::pt(3.0),
                }),
                ..style.under_title("", BOLD)
            },
            Look::CentredBold => Paragraph {
                runs: runs(BOLD, self),
                ..style.under_title("", BOLD)
            },
            Look::CentredItalic => Paragraph {
                runs: runs(ITALIC, self),
                ..style.under_title("", ITALIC)
            },
            Look::Heading(level) => {
                let text: String = runs(BOLD, self).into_iter().map(|run| run.text).collect();
                style.heading(level, &text)
            }
            Look::Basis => style.text(runs(ITALIC, self)),
            Look::Body => style.text(runs(PLAIN, self)),
        };
        if let Some(note) = &line.note {
            self.notes += 1;
            paragraph.footnote = Some(Footnote {
                mark: self.notes.to_string(),
                text: bind(&spell(note, self.composer.source.options.spelling)),
            });
        }
        if is_centred && after_rule {
            paragraph.before = Length::pt(12.0);
        } else if is_centred && !self.centred {
            paragraph.before = Length::pt(14.0);
        } else if is_centred {
            paragraph.before = Length::ZERO;
        }
        self.centred = is_centred;
        self.blocks.push(Block::Paragraph(paragraph));
    }

    fn text(&self, piece: &Piece, line: usize, scopes: &[&Fields]) -> String {
        match &piece.what {
            What::Literal(text) => spell(text, self.composer.source.options.spelling),
            What::Field { name, capitals } => {
                let value = scopes.iter().rev().find_map(|scope| scope.text(name));
                match value {
                    Some(value) if *capitals => value.to_uppercase(),
                    Some(value) => value.to_owned(),
                    None => {
                        self.composer.blanks.borrow_mut().push(Blank {
                            form: self.kind,
                            field: name.clone(),
                            line,
                        });
                        words::BLANK.to_owned()
                    }
                }
            }
        }
    }

    /// Leaves room below the last of several centred lines.
    fn end_centred(&mut self) {
        if std::mem::take(&mut self.centred)
            && let Some(Block::Paragraph(last)) = self.blocks.last_mut()
        {
            last.after = Length::pt(12.0);
        }
    }
}

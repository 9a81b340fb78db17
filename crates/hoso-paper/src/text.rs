//! One paragraph to lines: cleaning, shaping, line breaking, alignment.
//!
//! Coordinates in a line are relative to the left edge of the column and to the line's top.

use std::{borrow::Cow, collections::BTreeMap, ops::Range, sync::Arc};

use parley::{
    BaseDirection, FontContext, FontFamily, FontFeatures, FontStyle, FontWeight, LayoutContext,
    StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, SourceCache},
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::{
    block::{Align, Face, Footnote, Length, Paragraph, Role, Run},
    draw::{Glyph, GlyphRun, MissingGlyph, Rule},
    fonts::{FAMILY, Fonts, face_at, face_index},
    lines::{Filling, Piece, PieceKind, break_lines},
    memory::Memory,
    stop::Stop,
};

const RULE_THICKNESS: f32 = 0.75;

/// Set beside a face: raised, as the marks of footnotes are.
const RAISED: u8 = 4;
/// Size of a raised letter and how far it is raised, as shares of the text's size.
const RAISED_SIZE: f32 = 0.65;
const RAISED_BY: f32 = 0.33;
/// Size of a footnote, as a share of the text's size.
const NOTE_SIZE: f32 = 0.8;

/// One line, ready to be placed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    pub height: f32,
    pub runs: Vec<GlyphRun>,
    /// The rule beneath a paragraph's last line.
    pub rule: Option<Rule>,
    /// Level and text, on the first line of a heading.
    pub heading: Option<(u8, String)>,
    /// The lines of a footnote, on the line that bears its mark.
    pub note: Vec<Self>,
}

impl Line {
    /// Whether nothing is seen of this line.
    pub fn is_blank(&self) -> bool {
        self.runs.is_empty() && self.rule.is_none()
    }

    /// Height of its footnote.
    pub fn note_height(&self) -> f32 {
        self.note.iter().map(|line| line.height).sum()
    }

    /// Gives all its letters one tag.
    pub fn set_tag(&mut self, tag: Option<u32>) {
        for run in &mut self.runs {
            run.tag = tag;
        }
    }
}

/// Sets paragraphs; keeps the shaper's working memory between them.
pub(crate) struct TextSetter {
    fonts: Fonts,
    font_context: FontContext,
    layout_context: LayoutContext<u8>,
    shaped: parley::Layout<u8>,
    missing: BTreeMap<char, usize>,
    /// The glyph of a space in each face.
    spaces: [u16; 4],
    memory: Option<Memory>,
    stop: Stop,
}

/// The cleaned text of a paragraph.
#[derive(Default)]
struct CleanText {
    text: String,
    /// Stretches of one face, by its place among the four.
    faces: Vec<(Range<usize>, u8)>,
    /// Where a replacement stands in for a character without glyph.
    replaced: Vec<(usize, char)>,
}

/// The letters of a paragraph after shaping, before lines are broken.
#[derive(Default)]
struct Shaped {
    clusters: Vec<ShapedCluster>,
    glyphs: Vec<parley::Glyph>,
    pieces: Vec<Piece>,
}

struct ShapedCluster {
    text: Range<usize>,
    glyphs: Range<usize>,
    face: u8,
}

impl TextSetter {
    pub fn new(fonts: Fonts) -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        for face in fonts.faces() {
            collection.register_fonts(Blob::new(Arc::new(face.bytes)), None);
        }
        let spaces = fonts.faces().each_ref().map(|face| face.glyph(' '));
        Self {
            spaces,
            fonts,
            font_context: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            layout_context: LayoutContext::new(),
            shaped: parley::Layout::new(),
            missing: BTreeMap::new(),
            memory: None,
            stop: Stop::default(),
        }
    }

    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// From now on looks paragraphs up in what was set before, or does not.
    pub fn remember(&mut self, remember: bool) {
        if !remember {
            self.memory = None;
        } else if self.memory.is_none() {
            self.memory = Some(Memory::default());
        }
    }

    /// From now on sets nothing any more once `stop` is asked.
    pub fn heed(&mut self, stop: Stop) {
        self.stop = stop;
    }

    /// Ends a document: forgets the paragraphs that it no longer has.
    pub fn end_document(&mut self) {
        if let Some(memory) = &mut self.memory {
            memory.turn();
        }
    }

    /// The characters found missing since they were last handed over.
    pub fn missing(&self) -> &BTreeMap<char, usize> {
        &self.missing
    }

    /// Sets them back to what they were.
    pub fn set_missing(&mut self, missing: BTreeMap<char, usize>) {
        self.missing = missing;
    }

    /// Hands over the characters found missing since the last call.
    pub fn take_missing(&mut self) -> Vec<MissingGlyph> {
        std::mem::take(&mut self.missing)
            .into_iter()
            .map(|(character, count)| MissingGlyph { character, count })
            .collect()
    }

    /// Breaks a paragraph into lines of at most `width`. There is always at least one line.
    pub fn set(&mut self, paragraph: &Paragraph, width: f32) -> Vec<Line> {
        if self.stop.is_asked() {
            // Nobody will look at it.
            return vec![Line::default()];
        }
        let Some(mut memory) = self.memory.take() else {
            return self.set_anew(paragraph, width);
        };
        let lines = if let Some((lines, missing)) = memory.recall(paragraph, width) {
            for (character, count) in missing {
                *self.missing.entry(*character).or_default() += count;
            }
            lines.to_vec()
        } else {
            let before = std::mem::take(&mut self.missing);
            let lines = self.set_anew(paragraph, width);
            let missing = std::mem::replace(&mut self.missing, before);
            for (character, count) in &missing {
                *self.missing.entry(*character).or_default() += count;
            }
            memory.keep(paragraph, width, lines.clone(), missing);
            lines
        };
        self.memory = Some(memory);
        lines
    }

    fn set_anew(&mut self, paragraph: &Paragraph, width: f32) -> Vec<Line> {
        let clean = self.clean(paragraph);
        let size = paragraph.size.points().max(1.0);
        let left = paragraph.left_indent.points();
        let measure = (width - left).max(size);
        self.shape(&clean, size);
        let regular = self.fonts.face(face_at(0));
        let height = regular.single_spacing(size) * paragraph.line_spacing.max(0.1);
        // Leading is shared evenly above and below the letters.
        let baseline = f32::midpoint(height, (regular.ascent - regular.descent) * size);
        let descent = regular.descent * size;
        let filling = match paragraph.align {
            Align::Center | Align::Decimal => Filling::Balanced,
            Align::Left | Align::Right | Align::Justify => Filling::Optimal,
        };
        let mut lines = Vec::new();
        let mut indent = paragraph.first_indent.points();
        let hard_lines = self.shaped.len();
        for (hard, hard_line) in self.shaped.lines().enumerate() {
            let shaped = Shaped::of(&hard_line, &clean);
            let ends = break_lines(&shaped.pieces, measure - indent, measure, filling);
            let last = ends.len() - 1;
            let mut start = 0;
            for (index, end) in ends.into_iter().enumerate() {
                let place = LinePlace {
                    left: left + indent,
                    width: measure - indent,
                    baseline,
                    size,
                    align: match paragraph.align {
                        Align::Justify if index == last => Align::Left,
                        align => align,
                    },
                };
                let mut line = Line {
                    height,
                    runs: shaped.runs(start..end, &clean, &place),
                    ..Line::default()
                };
                let goes_on = if index < last {
                    shaped.ends_with_space(end)
                } else {
                    hard + 1 < hard_lines
                };
                if goes_on {
                    self.end_with_space(&mut line);
                }
                for run in &mut line.runs {
                    run.ink = paragraph.ink;
                }
                lines.push(line);
                start = end;
                indent = 0.0;
            }
        }
        if lines.is_empty() {
            lines.push(Line {
                height,
                ..Line::default()
            });
        }
        underline(paragraph, &mut lines, baseline + descent);
        let level = match paragraph.role {
            Role::Heading(level) => Some(level.max(1)),
            Role::Title | Role::Body => None,
        };
        if let (Some(level), Some(first)) = (level, lines.first_mut()) {
            let title = clean
                .source(0..clean.text.len())
                .replace(['\n', '\u{a0}'], " ");
            first.heading = Some((level, title));
        }
        if let Some(footnote) = &paragraph.footnote {
            let note = self.set_anew(&note_paragraph(footnote, paragraph), width);
            if let Some(last) = lines.last_mut() {
                last.note = note;
            }
        }
        lines
    }

    /// Puts a space without width behind a line that goes on below: nothing is seen of it, but who
    /// reads the text aloud would run two words together without it.
    fn end_with_space(&self, line: &mut Line) {
        if let Some(run) = line.runs.last_mut() {
            run.text.push(' ');
            run.glyphs.push(Glyph {
                id: self.spaces[face_index(run.face)],
                text_len: 1,
                advance: 0.0,
                dx: 0.0,
                dy: 0.0,
            });
        }
    }

    /// Shapes the text into one line for each line break that was asked for.
    fn shape(&mut self, clean: &CleanText, size: f32) {
        let mut builder =
            self.layout_context
                .ranged_builder(&mut self.font_context, &clean.text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(FAMILY)));
        builder.push_default(StyleProperty::FontSize(size));
        // Ligatures would tie several letters to one glyph; office documents do not use them.
        builder.push_default(StyleProperty::FontFeatures(FontFeatures::from(
            "\"liga\" 0, \"clig\" 0",
        )));
        builder.set_base_direction(BaseDirection::Ltr);
        for (range, index) in &clean.faces {
            if *index == 0 {
                continue;
            }
            let face = face_at(usize::from(*index));
            builder.push(StyleProperty::Brush(*index), range.clone());
            if face.bold {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
            if face.italic {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range.clone());
            }
            if index & RAISED != 0 {
                builder.push(StyleProperty::FontSize(size * RAISED_SIZE), range.clone());
            }
        }
        builder.build_into(&mut self.shaped, &clean.text);
        self.shaped.break_all_lines(None);
    }

    /// Text in NFC, without control characters, with a stand-in for what the face cannot draw.
    fn clean(&mut self, paragraph: &Paragraph) -> CleanText {
        let mut clean = CleanText::default();
        for run in &paragraph.runs {
            self.clean_run(&run.text, run.face, 0, &mut clean);
        }
        if let Some(footnote) = &paragraph.footnote {
            self.clean_run(&footnote.mark, Face::default(), RAISED, &mut clean);
        }
        clean
    }

    fn clean_run(&mut self, text: &str, wanted: Face, raised: u8, clean: &mut CleanText) {
        let start = clean.text.len();
        let face = self.fonts.face(wanted);
        for character in clean_characters(&normalised(text)) {
            if character == '\n' || (face.covers(character) && !runs_leftwards(character)) {
                clean.text.push(character);
            } else {
                *self.missing.entry(character).or_default() += 1;
                clean.replaced.push((clean.text.len(), character));
                clean.text.push(face.replacement());
            }
        }
        if clean.text.len() > start {
            let face = face_index(wanted) as u8 | raised;
            clean.faces.push((start..clean.text.len(), face));
        }
    }
}

/// A footnote as a paragraph of its own: mark, space, text.
fn note_paragraph(footnote: &Footnote, owner: &Paragraph) -> Paragraph {
    let size = Length::pt((owner.size.points() * NOTE_SIZE).max(1.0));
    Paragraph {
        runs: vec![Run {
            text: format!("({})\u{a0}{}", footnote.mark, footnote.text),
            face: Face::default(),
        }],
        size,
        align: Align::Justify,
        first_indent: Length::ZERO,
        left_indent: Length::ZERO,
        before: Length::ZERO,
        after: Length::ZERO,
        line_spacing: 1.0,
        rule_below: None,
        keep_with_next: false,
        role: Role::Body,
        ink: owner.ink,
        footnote: None,
    }
}

/// Letters of scripts written from right to left. Lines here run to the right only, so such a
/// letter is named as one that cannot be printed rather than printed in the wrong place.
fn runs_leftwards(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
    )
}

impl CleanText {
    /// The text as it was wanted, before stand-ins.
    fn source(&self, range: Range<usize>) -> Cow<'_, str> {
        let first = self.replaced.partition_point(|(at, _)| *at < range.start);
        let replaced: Vec<_> = self.replaced[first..]
            .iter()
            .take_while(|(at, _)| *at < range.end)
            .collect();
        if replaced.is_empty() {
            return Cow::Borrowed(&self.text[range]);
        }
        let start = range.start;
        let source = self.text[range].char_indices().map(|(at, character)| {
            let stand_in = replaced.iter().find(|(place, _)| *place == start + at);
            stand_in.map_or(character, |(_, wanted)| *wanted)
        });
        Cow::Owned(source.collect())
    }
}

/// One line of plain text for metadata: NFC, no control characters, no line breaks.
pub(crate) fn plain(text: &str) -> String {
    let one_line: String = clean_characters(&normalised(text))
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    one_line.trim().to_owned()
}

/// Text in NFC without what has no place on paper; line breaks stay.
pub(crate) fn cleaned(text: &str) -> String {
    clean_characters(&normalised(text)).collect()
}

fn normalised(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Drops what has no place on paper and turns every kind of line end into `\n`.
fn clean_characters(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut before = '\0';
    text.chars().filter_map(move |character| {
        let previous = std::mem::replace(&mut before, character);
        match character {
            '\n' if previous == '\r' => None,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            // Invisible marks: soft hyphen, joiners, text direction, byte order, variation, tags.
            '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{FFFE}'
            | '\u{FFFF}'
            | '\u{E0000}'..='\u{E0FFF}' => None,
            other if other.is_control() => None,
            other => Some(other),
        }
    })
}

/// Where and how a line stands.
struct LinePlace {
    left: f32,
    width: f32,
    baseline: f32,
    size: f32,
    align: Align,
}

impl Shaped {
    fn of(line: &parley::Line<'_, u8>, clean: &CleanText) -> Self {
        let mut shaped = Self::default();
        for run in line.runs() {
            for cluster in run.clusters() {
                let text = cluster.text_range();
                if clean.text[text.clone()].starts_with('\n') {
                    continue;
                }
                let from = shaped.glyphs.len();
                shaped.glyphs.extend(cluster.glyphs());
                let advance = shaped.glyphs[from..]
                    .iter()
                    .map(|glyph| glyph.advance)
                    .sum();
                shaped.pieces.push(Piece {
                    advance,
                    kind: kind_of(&clean.text[text.clone()]),
                });
                shaped.clusters.push(ShapedCluster {
                    text,
                    glyphs: from..shaped.glyphs.len(),
                    face: cluster.style().brush,
                });
            }
        }
        shaped
    }

    /// Whether the piece before a place is a space, so that a line ending there ends a word.
    fn ends_with_space(&self, end: usize) -> bool {
        let last = end.checked_sub(1).and_then(|last| self.pieces.get(last));
        last.is_some_and(|piece| matches!(piece.kind, PieceKind::Space | PieceKind::Glue))
    }

    /// The letters of one line in their places, spaces at its end left out.
    fn runs(&self, range: Range<usize>, clean: &CleanText, place: &LinePlace) -> Vec<GlyphRun> {
        let is_space =
            |at: &usize| matches!(self.pieces[*at].kind, PieceKind::Space | PieceKind::Glue);
        let end = range.clone().rev().find(|at| !is_space(at));
        let range = range.start..end.map_or(range.start, |last| last + 1);
        let natural: f32 = self.pieces[range.clone()]
            .iter()
            .map(|piece| piece.advance)
            .sum();
        let slack = (place.width - natural).max(0.0);
        let (indent, stretch) = match place.align {
            Align::Left => (0.0, 0.0),
            Align::Center | Align::Decimal => (slack / 2.0, 0.0),
            Align::Right => (slack, 0.0),
            Align::Justify => {
                let spaces = range.clone().filter(is_space).count();
                (0.0, slack / spaces.max(1) as f32)
            }
        };
        let mut runs: Vec<(u8, GlyphRun)> = Vec::new();
        let mut pen = place.left + indent;
        for at in range {
            let cluster = &self.clusters[at];
            if runs.last().is_none_or(|(face, _)| *face != cluster.face) {
                let raised = cluster.face & RAISED != 0;
                let run = GlyphRun {
                    face: face_at(usize::from(cluster.face)),
                    size: place.size * if raised { RAISED_SIZE } else { 1.0 },
                    x: pen,
                    baseline: place.baseline - if raised { place.size * RAISED_BY } else { 0.0 },
                    text: String::new(),
                    glyphs: Vec::new(),
                    ink: crate::Ink::BLACK,
                    tag: None,
                };
                runs.push((cluster.face, run));
            }
            if let Some((_, run)) = runs.last_mut() {
                let glyphs = self.glyphs[cluster.glyphs.clone()].iter().copied();
                pen += push_cluster(run, glyphs, &clean.source(cluster.text.clone()));
                if stretch > 0.0
                    && is_space(&at)
                    && let Some(space) = run.glyphs.last_mut()
                {
                    space.advance += stretch;
                    pen += stretch;
                }
            }
        }
        runs.into_iter().map(|(_, run)| run).collect()
    }
}

fn kind_of(text: &str) -> PieceKind {
    match text.chars().next_back() {
        Some('\u{a0}' | '\u{202f}') => PieceKind::Glue,
        Some(space) if space.is_whitespace() => PieceKind::Space,
        Some('/' | '-' | '–' | '.' | ',' | ';' | '_' | '@' | '&' | '=' | '?') => PieceKind::Joint,
        _ => PieceKind::Letter,
    }
}

/// Adds a cluster's glyphs to a run and shares its text out among them; returns the advance.
fn push_cluster(
    run: &mut GlyphRun,
    glyphs: impl Iterator<Item = parley::Glyph> + Clone,
    text: &str,
) -> f32 {
    let count = glyphs.clone().count();
    let one_each = count > 1 && count == text.chars().count();
    let mut characters = text.chars();
    let mut advance = 0.0;
    run.text.push_str(text);
    for (index, glyph) in glyphs.enumerate() {
        let text_len = if one_each {
            characters.next().map_or(0, char::len_utf8)
        } else if index == 0 {
            text.len()
        } else {
            0
        };
        advance += glyph.advance;
        run.glyphs.push(Glyph {
            id: glyph.id as u16,
            text_len: text_len as u16,
            advance: glyph.advance,
            dx: glyph.x,
            dy: glyph.y,
        });
    }
    if count == 0 {
        // Text without a glyph of its own goes with the glyph before it, or nowhere.
        if let Some(last) = run.glyphs.last_mut() {
            last.text_len = last.text_len.saturating_add(text.len() as u16);
        } else {
            run.text.clear();
        }
    }
    advance
}

/// Puts the rule beneath a paragraph, centred under its widest line.
fn underline(paragraph: &Paragraph, lines: &mut [Line], descent: f32) {
    let Some(rule) = paragraph.rule_below else {
        return;
    };
    let widest = lines
        .iter()
        .filter_map(|line| Some((line.runs.first()?.x, line.runs.last()?)))
        .map(|(left, last)| (left, last.x + last.width()))
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    let (Some((left, right)), Some(last)) = (widest, lines.last_mut()) else {
        return;
    };
    let half = (right - left) * rule.share / 2.0;
    let centre = f32::midpoint(left, right);
    let y = descent + rule.gap.points();
    last.rule = Some(Rule {
        ink: paragraph.ink,
        ..Rule::horizontal(y, centre - half, centre + half, RULE_THICKNESS)
    });
    last.height = last.height.max(y + RULE_THICKNESS);
}

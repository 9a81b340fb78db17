//! One paragraph to lines: cleaning, shaping, line breaking, alignment.
//!
//! Coordinates in a line are relative to the left edge of the column and to the line's top.

use std::{borrow::Cow, collections::BTreeMap, ops::Range, sync::Arc};

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFeatures, FontStyle,
    FontWeight, IndentOptions, LayoutContext, OverflowWrap, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, SourceCache},
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::{
    block::{Align, Paragraph, Role},
    draw::{Glyph, GlyphRun, MissingGlyph, Rule},
    fonts::{FAMILY, Fonts, face_at, face_index},
};

const RULE_THICKNESS: f32 = 0.75;

/// One line, ready to be placed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub height: f32,
    pub runs: Vec<GlyphRun>,
    /// The rule beneath a paragraph's last line.
    pub rule: Option<Rule>,
    /// Level and text, on the first line of a heading.
    pub heading: Option<(u8, String)>,
}

impl Line {
    /// Whether nothing is seen of this line.
    pub fn is_blank(&self) -> bool {
        self.runs.is_empty() && self.rule.is_none()
    }
}

/// Sets paragraphs; keeps the shaper's working memory between them.
pub(crate) struct TextSetter {
    fonts: Fonts,
    font_context: FontContext,
    layout_context: LayoutContext<u8>,
    shaped: parley::Layout<u8>,
    missing: BTreeMap<char, usize>,
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

impl TextSetter {
    pub fn new(fonts: Fonts) -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        for face in fonts.faces() {
            collection.register_fonts(Blob::new(Arc::new(face.bytes)), None);
        }
        Self {
            fonts,
            font_context: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            layout_context: LayoutContext::new(),
            shaped: parley::Layout::new(),
            missing: BTreeMap::new(),
        }
    }

    pub fn fonts(&self) -> &Fonts {
        &self.fonts
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
        let clean = self.clean(paragraph);
        let size = paragraph.size.points().max(1.0);
        let left = paragraph.left_indent.points();
        let measure = (width - left).max(size);

        let mut builder =
            self.layout_context
                .ranged_builder(&mut self.font_context, &clean.text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(FAMILY)));
        builder.push_default(StyleProperty::FontSize(size));
        // Ligatures would tie several letters to one glyph; office documents do not use them.
        builder.push_default(StyleProperty::FontFeatures(FontFeatures::from(
            "\"liga\" 0, \"clig\" 0",
        )));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
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
        }
        builder.build_into(&mut self.shaped, &clean.text);
        self.shaped
            .set_text_indent(paragraph.first_indent.points(), IndentOptions::default());
        self.shaped.break_all_lines(Some(measure));
        self.shaped
            .align(alignment(paragraph.align), AlignmentOptions::default());

        let regular = self.fonts.face(face_at(0));
        let height = regular.single_spacing(size) * paragraph.line_spacing.max(0.1);
        // Leading is shared evenly above and below the letters.
        let baseline = f32::midpoint(height, (regular.ascent - regular.descent) * size);
        let mut lines: Vec<Line> = self
            .shaped
            .lines()
            .map(|line| Line {
                height,
                runs: line_runs(&line, &clean, size, left, baseline),
                ..Line::default()
            })
            .collect();
        if lines.is_empty() {
            lines.push(Line {
                height,
                ..Line::default()
            });
        }
        underline(paragraph, &mut lines, baseline + regular.descent * size);
        if let (Role::Heading(level), Some(first)) = (paragraph.role, lines.first_mut()) {
            let title = clean.source(0..clean.text.len()).replace('\n', " ");
            first.heading = Some((level.max(1), title));
        }
        lines
    }

    /// Text in NFC, without control characters, with a stand-in for what the face cannot draw.
    fn clean(&mut self, paragraph: &Paragraph) -> CleanText {
        let mut clean = CleanText::default();
        for run in &paragraph.runs {
            let start = clean.text.len();
            let face = self.fonts.face(run.face);
            for character in clean_characters(&normalised(&run.text)) {
                if character == '\n' || face.covers(character) {
                    clean.text.push(character);
                } else {
                    *self.missing.entry(character).or_default() += 1;
                    clean.replaced.push((clean.text.len(), character));
                    clean.text.push(face.replacement());
                }
            }
            if clean.text.len() > start {
                clean
                    .faces
                    .push((start..clean.text.len(), face_index(run.face) as u8));
            }
        }
        clean
    }
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

fn alignment(align: Align) -> Alignment {
    match align {
        Align::Left => Alignment::Left,
        Align::Center => Alignment::Center,
        Align::Right => Alignment::Right,
        Align::Justify => Alignment::Justify,
    }
}

fn line_runs(
    line: &parley::Line<'_, u8>,
    clean: &CleanText,
    size: f32,
    left: f32,
    baseline: f32,
) -> Vec<GlyphRun> {
    let mut runs: Vec<(u8, GlyphRun)> = Vec::new();
    let mut pen = left + line.metrics().offset + line.metrics().inline_min_coord;
    for run in line.runs() {
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            if clean.text[range.clone()].starts_with('\n') {
                continue;
            }
            let style = cluster.style().brush;
            if runs.last().is_none_or(|(face, _)| *face != style) {
                let run = GlyphRun {
                    face: face_at(usize::from(style)),
                    size,
                    x: pen,
                    baseline,
                    text: String::new(),
                    glyphs: Vec::new(),
                };
                runs.push((style, run));
            }
            if let Some((_, run)) = runs.last_mut() {
                pen += push_cluster(run, cluster.glyphs(), &clean.source(range));
            }
        }
    }
    let mut runs: Vec<GlyphRun> = runs.into_iter().map(|(_, run)| run).collect();
    while let Some(run) = runs.last_mut() {
        trim_spaces(run);
        if !run.glyphs.is_empty() {
            break;
        }
        runs.pop();
    }
    runs
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

/// Spaces at a line's end are not drawn: they would stick out of the margin.
fn trim_spaces(run: &mut GlyphRun) {
    while run.text.ends_with(' ') && run.glyphs.last().is_some_and(|glyph| glyph.text_len == 1) {
        run.text.pop();
        run.glyphs.pop();
    }
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
    last.rule = Some(Rule::horizontal(
        y,
        centre - half,
        centre + half,
        RULE_THICKNESS,
    ));
    last.height = last.height.max(y + RULE_THICKNESS);
}

//! The page image back-end: one page as a standalone SVG made of outlines only.
//!
//! There is no text and nothing external in it, so it looks the same in every viewer.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use base64::prelude::{BASE64_STANDARD, Engine};
use skrifa::{
    GlyphId, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

use crate::{
    block::Ink,
    draw::{Draw, GlyphRun, Page, PlacedImage},
    fonts::{Fonts, face_at, face_index},
    image::{Coding, Upright},
};

/// How high a band is: a few lines.
const BAND: f32 = 84.0;

/// What shows of a page between two heights, as a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its upper edge on the page.
    pub top: f32,
    /// Its lower edge on the page.
    pub bottom: f32,
    /// A picture as large as the page, with everything that reaches into the band in its place.
    pub svg: String,
}

/// Draws a page as SVG on white, sized in points.
pub fn write_svg(page: &Page, fonts: &Fonts) -> String {
    let mut outlines = Outlines::new();
    let all = (0.0, page.height);
    write_items(page, all, page.items.iter(), fonts, &mut outlines)
}

/// Draws a page in bands from top to bottom: after a small change most of them are as they were, and
/// need not be drawn again. A page with pictures is one band, so that none of them is written twice.
pub fn write_bands(page: &Page, fonts: &Fonts) -> Vec<Band> {
    let has_pictures = page
        .items
        .iter()
        .any(|item| matches!(item, Draw::Picture(_)));
    let height = if has_pictures { page.height } else { BAND };
    let count = (page.height / height).ceil().max(1.0) as usize;
    let mut outlines = Outlines::new();
    let band = |at: usize| {
        let top = at as f32 * height;
        let bottom = (top + height).min(page.height);
        let items = page.items.iter().filter(|item| {
            let (from, to) = reach(item);
            to > top && from < bottom
        });
        Band {
            top,
            bottom,
            svg: write_items(page, (top, bottom), items, fonts, &mut outlines),
        }
    };
    (0..count).map(band).collect()
}

/// Between which heights something is drawn, at most.
fn reach(item: &Draw) -> (f32, f32) {
    match item {
        // More than the tallest letter with two marks, and the deepest.
        Draw::Glyphs(run) => (run.baseline - 1.2 * run.size, run.baseline + 0.4 * run.size),
        Draw::Rule(rule) => {
            let half = rule.thickness / 2.0;
            let (one, other) = (rule.from.1, rule.to.1);
            (one.min(other) - half, one.max(other) + half)
        }
        Draw::Picture(picture) => (picture.y, picture.y + picture.height),
    }
}

/// Draws some of a page, on white between two heights.
fn write_items<'a>(
    page: &Page,
    (top, bottom): (f32, f32),
    items: impl Iterator<Item = &'a Draw>,
    fonts: &Fonts,
    outlines: &mut Outlines,
) -> String {
    let mut used = BTreeSet::new();
    let mut body = String::new();
    let mut rules = String::new();
    for item in items {
        match item {
            Draw::Glyphs(run) => write_run(run, fonts, outlines, &mut used, &mut body),
            Draw::Rule(rule) => {
                // Rules are rectangles, so that viewers can align them to the pixel grid.
                let half = rule.thickness / 2.0;
                let ((x1, y1), (x2, y2)) = (rule.from, rule.to);
                let (x, y, width, height) = if (y1 - y2).abs() < f32::EPSILON {
                    (x1.min(x2), y1 - half, (x2 - x1).abs(), rule.thickness)
                } else {
                    (x1 - half, y1.min(y2), rule.thickness, (y2 - y1).abs())
                };
                let _ = write!(
                    rules,
                    "<path{} d=\"M{} {}h{}v{}h{}z\"/>",
                    Fill(rule.ink),
                    Short(x),
                    Short(y),
                    Short(width),
                    Short(height),
                    Short(-width)
                );
            }
            Draw::Picture(picture) => write_picture(picture, &mut body),
        }
    }
    let (width, height) = (Short(page.width), Short(page.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
         viewBox=\"0 0 {width} {height}\"><rect y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"#fff\"/><defs>",
        Short(top),
        Short(bottom - top)
    );
    for (face, glyph) in used {
        if let Some(Some(outline)) = outlines.get(&(face, glyph)) {
            let _ = write!(svg, "<path id=\"{}\" d=\"{outline}\"/>", Name(face, glyph));
        }
    }
    let _ = write!(svg, "</defs>{body}{rules}</svg>");
    svg
}

/// Outlines by face and glyph; `None` for glyphs without ink.
type Outlines = BTreeMap<(usize, u16), Option<String>>;

fn write_run(
    run: &GlyphRun,
    fonts: &Fonts,
    outlines: &mut Outlines,
    used: &mut BTreeSet<(usize, u16)>,
    body: &mut String,
) {
    let face = fonts.face(run.face);
    let index = face_index(run.face);
    let scale = run.size / f32::from(face.units);
    // Inside the group everything is in font units, whose numbers are short and whole.
    let _ = write!(
        body,
        "<g{} transform=\"translate({} {})scale({scale:.6} {:.6})\">",
        Fill(run.ink),
        Short(run.x),
        Short(run.baseline),
        -scale
    );
    let mut pen = 0.0;
    for glyph in &run.glyphs {
        let outline = outlines
            .entry((index, glyph.id))
            .or_insert_with(|| outline(fonts, index, glyph.id));
        if outline.is_some() {
            used.insert((index, glyph.id));
            let x = ((pen + glyph.dx) / scale).round() as i32;
            let y = (-glyph.dy / scale).round() as i32;
            let _ = write!(body, "<use href=\"#{}\" x=\"{x}\"", Name(index, glyph.id));
            let _ = if y == 0 {
                write!(body, "/>")
            } else {
                write!(body, " y=\"{y}\"/>")
            };
        }
        pen += glyph.advance;
    }
    body.push_str("</g>");
}

/// A picture with its file inside, so that the page still stands alone.
fn write_picture(picture: &PlacedImage, body: &mut String) {
    let kind = match picture.image.coding {
        Coding::Jpeg { .. } => "jpeg",
        Coding::Png => "png",
    };
    let (width, height) = (picture.width, picture.height);
    // Here the origin is at the upper left, and downwards counts.
    let Upright { right, up, origin } = picture.image.upright();
    let _ = write!(
        body,
        "<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\" \
         transform=\"matrix({} {} {} {} {} {})\" href=\"data:image/{kind};base64,",
        Short(width * right.0),
        Short(-height * right.1),
        Short(-width * up.0),
        Short(height * up.1),
        Short(picture.x + width * (origin.0 + up.0)),
        Short(picture.y + height * (1.0 - origin.1 - up.1)),
    );
    BASE64_STANDARD.encode_string(picture.image.file(), body);
    body.push_str("\"/>");
}

fn outline(fonts: &Fonts, face: usize, glyph: u16) -> Option<String> {
    let font = &fonts.face(face_at(face)).font;
    let mut pen = PathPen::default();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs()
        .get(GlyphId::from(glyph))?
        .draw(settings, &mut pen)
        .ok()?;
    (!pen.path.is_empty()).then_some(pen.path)
}

#[derive(Default)]
struct PathPen {
    path: String,
    at: (i32, i32),
}

impl PathPen {
    /// Writes a command with points relative to where the pen is.
    fn relative(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        let mut last = self.at;
        for (index, (x, y)) in points.iter().enumerate() {
            let point = (x.round() as i32, y.round() as i32);
            let (dx, dy) = (point.0 - self.at.0, point.1 - self.at.1);
            // A minus sign separates numbers by itself.
            let gap = if index > 0 && dx >= 0 { " " } else { "" };
            let between = if dy >= 0 { " " } else { "" };
            let _ = write!(self.path, "{gap}{dx}{between}{dy}");
            last = point;
        }
        self.at = last;
    }
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        let point = (x.round() as i32, y.round() as i32);
        let _ = write!(self.path, "M{} {}", point.0, point.1);
        self.at = point;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.relative('l', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.relative('q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.relative('c', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
    }
}

/// A glyph's name in the image: the face's letter and the glyph number.
struct Name(usize, u16);

impl std::fmt::Display for Name {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letter = char::from(b"rbix"[self.0 % 4]);
        write!(formatter, "{letter}{:x}", self.1)
    }
}

/// A colour, where it is not the black that everything has by itself.
struct Fill(Ink);

impl std::fmt::Display for Fill {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Ink { red, green, blue } = self.0;
        if self.0 == Ink::BLACK {
            return Ok(());
        }
        write!(formatter, " fill=\"#{red:02x}{green:02x}{blue:02x}\"")
    }
}

/// A length with at most two decimals.
struct Short(f32);

impl std::fmt::Display for Short {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", (self.0 * 100.0).round() / 100.0)
    }
}

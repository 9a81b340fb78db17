//! The page image back-end: one page as a standalone SVG made of outlines only.
//!
//! There is no text and nothing external in it, so it looks the same in every viewer.

use std::{collections::HashMap, fmt::Write};

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

/// Draws a page as SVG on white, sized in points.
pub fn write_svg(page: &Page, fonts: &Fonts) -> String {
    let mut outlines = Outlines::new();
    let mut body = String::new();
    let mut rules = String::new();
    for item in &page.items {
        match item {
            Draw::Glyphs(run) => write_run(run, fonts, &mut outlines, &mut body),
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
         viewBox=\"0 0 {width} {height}\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
    );
    svg.push_str(&body);
    svg.push_str(&rules);
    svg.push_str("</svg>");
    svg
}

/// Outlines by face and glyph, in font units; without contours for glyphs without ink.
type Outlines = HashMap<(usize, u16), Vec<Contour>>;

/// A closed line: where it starts, and its commands relative to there.
#[derive(Default)]
struct Contour {
    start: (i32, i32),
    commands: String,
}

fn write_run(run: &GlyphRun, fonts: &Fonts, outlines: &mut Outlines, body: &mut String) {
    let face = fonts.face(run.face);
    let index = face_index(run.face);
    let scale = run.size / f32::from(face.units);
    // One path for the whole run: viewers take far longer over thousands of elements than over long
    // ones. Inside it everything is in font units, whose numbers are short and whole.
    let _ = write!(
        body,
        "<path{} transform=\"translate({} {})scale({scale:.6} {:.6})\" d=\"",
        Fill(run.ink),
        Short(run.x),
        Short(run.baseline),
        -scale
    );
    let mut pen = 0.0;
    for glyph in &run.glyphs {
        let contours = outlines
            .entry((index, glyph.id))
            .or_insert_with(|| outline(fonts, index, glyph.id));
        let x = ((pen + glyph.dx) / scale).round() as i32;
        let y = (-glyph.dy / scale).round() as i32;
        for contour in contours {
            let start = (x + contour.start.0, y + contour.start.1);
            let _ = write!(body, "M{} {}", start.0, start.1);
            body.push_str(&contour.commands);
        }
        pen += glyph.advance;
    }
    body.push_str("\"/>");
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
    for group in picture.image.file().chunks(3) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte))
            << (8 * (3 - group.len()));
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place)) as usize & 63;
            body.push(if place <= group.len() {
                char::from(BASE64[six])
            } else {
                '='
            });
        }
    }
    body.push_str("\"/>");
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn outline(fonts: &Fonts, face: usize, glyph: u16) -> Vec<Contour> {
    let font = &fonts.face(face_at(face)).font;
    let mut pen = PathPen::default();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let drawn = font
        .outline_glyphs()
        .get(GlyphId::from(glyph))
        .map(|outline| outline.draw(settings, &mut pen));
    if matches!(drawn, Some(Ok(_))) {
        pen.contours
    } else {
        Vec::new()
    }
}

#[derive(Default)]
struct PathPen {
    contours: Vec<Contour>,
    at: (i32, i32),
}

impl PathPen {
    /// Writes a command with points relative to where the pen is.
    fn relative(&mut self, command: char, points: &[(f32, f32)]) {
        let Some(Contour { commands, .. }) = self.contours.last_mut() else {
            return;
        };
        commands.push(command);
        let mut last = self.at;
        for (index, (x, y)) in points.iter().enumerate() {
            let point = (x.round() as i32, y.round() as i32);
            let (dx, dy) = (point.0 - self.at.0, point.1 - self.at.1);
            // A minus sign separates numbers by itself.
            let gap = if index > 0 && dx >= 0 { " " } else { "" };
            let between = if dy >= 0 { " " } else { "" };
            let _ = write!(commands, "{gap}{dx}{between}{dy}");
            last = point;
        }
        self.at = last;
    }
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        let point = (x.round() as i32, y.round() as i32);
        self.contours.push(Contour {
            start: point,
            commands: String::new(),
        });
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
        if let Some(contour) = self.contours.last_mut() {
            contour.commands.push('z');
        }
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

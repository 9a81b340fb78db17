//! The PDF back-end: draw list to operations, fonts cut down to the glyphs in use.
//!
//! Everything an archive file needs on top is added by [`crate::archive`].

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, FontId, FontMetrics, Line, LinePoint, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextItem,
    TextMatrix, serialize::to_lopdf_doc,
};
use skrifa::{
    MetadataProvider,
    instance::{LocationRef, Size},
};
use subsetter::GlyphRemapper;

use crate::{
    PaperError, archive,
    draw::{Draw, GlyphRun, Layout, Page, Rule},
    fonts::{FaceData, Fonts, face_index},
};

/// Names of the faces inside the file. They must not look like the built-in `F1` to `F14`.
const RESOURCES: [&str; 4] = ["TinosR", "TinosB", "TinosI", "TinosBI"];

/// Writes a layout as PDF/A-2b. The same layout always gives the same bytes.
pub fn write_pdf(layout: &Layout, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let mut used = used_glyphs(layout);
    let mut codes: [Codes; 4] =
        std::array::from_fn(|index| Codes::of(std::mem::take(&mut used[index])));
    let mut document = PdfDocument::new("");
    let mut glyph_maps = Vec::new();
    for (index, (face, codes)) in fonts.faces().iter().zip(&mut codes).enumerate() {
        if codes.by_glyph.is_empty() {
            continue;
        }
        let (name, font) = embed(face, codes)?;
        if let Some(map) = codes.glyph_map() {
            glyph_maps.push((name, map));
        }
        document
            .resources
            .fonts
            .map
            .insert(FontId(RESOURCES[index].to_owned()), PdfFont::new(font));
    }
    document.pages = layout
        .pages
        .iter()
        .map(|page| write_page(page, &codes))
        .collect();
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let objects = to_lopdf_doc(&document, &options, &mut Vec::new());
    drop(document);
    archive::finish(objects, layout, &glyph_maps)
}

/// For each face, each glyph in use with the different texts it stands for.
type Used = BTreeMap<u16, Vec<String>>;

fn used_glyphs(layout: &Layout) -> [Used; 4] {
    let mut used: [Used; 4] = Default::default();
    for run in layout.pages.iter().flat_map(Page::runs) {
        let face = &mut used[face_index(run.face)];
        for (glyph, text) in run.clusters() {
            let texts = face.entry(glyph.id).or_default();
            if !texts.iter().any(|known| known == text) {
                texts.push(text.to_owned());
            }
        }
    }
    used
}

/// Which code the page content uses for which glyph with which text.
///
/// A code has one text in the file's text map, so a glyph that stands for several texts (a space
/// and a no-break space, a box for two missing characters) gets one code for each.
#[derive(Default)]
struct Codes {
    by_glyph: BTreeMap<u16, Vec<(String, u16)>>,
    remapper: GlyphRemapper,
    /// Glyphs of the codes beyond the remapped ones.
    further: Vec<u16>,
    /// Width of each code in thousandths of an em.
    widths: BTreeMap<u16, u16>,
}

impl Codes {
    fn of(used: Used) -> Self {
        let mut codes = Self::default();
        for glyph in used.keys() {
            codes.remapper.remap(*glyph);
        }
        for (glyph, texts) in used {
            let code = codes.remapper.remap(glyph);
            let numbered = texts.into_iter().enumerate().map(|(index, text)| {
                if index == 0 {
                    return (text, code);
                }
                codes.further.push(code);
                (
                    text,
                    codes.remapper.num_gids() + codes.further.len() as u16 - 1,
                )
            });
            codes.by_glyph.insert(glyph, numbered.collect());
        }
        codes
    }

    fn code(&self, glyph: u16, text: &str) -> u16 {
        let texts = self
            .by_glyph
            .get(&glyph)
            .map(Vec::as_slice)
            .unwrap_or_default();
        texts
            .iter()
            .find(|(known, _)| known == text)
            .map_or(0, |(_, code)| *code)
    }

    /// The map from codes to glyphs, when it is not one to one.
    fn glyph_map(&self) -> Option<Vec<u8>> {
        let straight = 0..self.remapper.num_gids();
        let map = straight.chain(self.further.iter().copied());
        (!self.further.is_empty()).then(|| map.flat_map(u16::to_be_bytes).collect())
    }
}

/// Cuts a face down to the glyphs in use; returns its name in the file as well.
fn embed(face: &FaceData, codes: &mut Codes) -> Result<(String, ParsedFont), PaperError> {
    let bytes =
        subsetter::subset(face.bytes, 0, &codes.remapper).map_err(|error| PaperError::Subset {
            name: face.name,
            reason: error.to_string(),
        })?;
    // Widths are written as whole thousandths, cut off; scaling and rounding here keeps them exact.
    let scale = 1000.0 / f32::from(face.units);
    for (glyph, texts) in &codes.by_glyph {
        let width = (face.advance(*glyph) * scale).round() as u16;
        codes
            .widths
            .extend(texts.iter().map(|(_, code)| (*code, width)));
    }
    let metrics = face.font.metrics(Size::unscaled(), LocationRef::default());
    let scaled = |value: f32| (value * scale).round() as i16;
    let mut font = ParsedFont::with_glyph_data(
        bytes,
        0,
        None,
        BTreeMap::new(),
        codes.widths.clone(),
        1000,
        FontMetrics {
            ascent: (face.ascent * 1000.0).round() as i16,
            descent: (face.descent * -1000.0).round() as i16,
        },
    );
    let bounds = metrics.bounds.unwrap_or_default();
    let weight = face.font.attributes().weight.value();
    font.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: 1000,
        x_min: scaled(bounds.x_min),
        y_min: scaled(bounds.y_min),
        x_max: scaled(bounds.x_max),
        y_max: scaled(bounds.y_max),
        caret_slope_rise: 1000,
        caret_slope_run: (metrics.italic_angle.to_radians().tan() * -1000.0).round() as i16,
        us_weight_class: weight as u16,
    };
    let name = format!("{}+{}", subset_tag(&font.original_bytes), face.name);
    font.font_name = Some(name.clone());
    Ok((name, font))
}

/// Six capitals made from the subset's content, so that different subsets have different names.
fn subset_tag(bytes: &[u8]) -> String {
    let mut hash = archive::Hash::new();
    hash.feed(bytes);
    let mut rest = hash.value();
    let letters = (0..6).map(|_| {
        let letter = b'A' + (rest % 26) as u8;
        rest /= 26;
        char::from(letter)
    });
    letters.collect()
}

fn write_page(page: &Page, codes: &[Codes; 4]) -> PdfPage {
    let mut ops = Vec::with_capacity(page.items.len() * 2 + 4);
    let mut font = None;
    let mut thickness = None;
    let mut in_text = false;
    for item in &page.items {
        match item {
            Draw::Glyphs(run) => {
                if !in_text {
                    ops.push(Op::StartTextSection);
                    in_text = true;
                    font = None;
                }
                let index = face_index(run.face);
                if font != Some((index, run.size)) {
                    ops.push(Op::SetFont {
                        font: PdfFontHandle::External(FontId(RESOURCES[index].to_owned())),
                        size: Pt(run.size),
                    });
                    font = Some((index, run.size));
                }
                write_run(run, page.height, &codes[index], &mut ops);
            }
            Draw::Rule(rule) => {
                if in_text {
                    ops.push(Op::EndTextSection);
                    in_text = false;
                }
                if thickness != Some(rule.thickness) {
                    ops.push(Op::SetOutlineThickness {
                        pt: Pt(rule.thickness),
                    });
                    thickness = Some(rule.thickness);
                }
                ops.push(Op::DrawLine {
                    line: line(rule, page.height),
                });
            }
        }
    }
    if in_text {
        ops.push(Op::EndTextSection);
    }
    let paper = Rect::from_wh(Pt(round(page.width)), Pt(round(page.height)));
    PdfPage {
        media_box: paper.clone(),
        trim_box: paper.clone(),
        crop_box: paper,
        ops,
    }
}

/// One run as text at a place, corrected wherever whole widths drift from the exact advances.
fn write_run(run: &GlyphRun, page_height: f32, codes: &Codes, ops: &mut Vec<Op>) {
    // In thousandths of an em, the unit of both widths and corrections.
    let em = 1000.0 / f64::from(run.size);
    let mut wanted = 0.0;
    let mut pen = 0.0;
    let mut from = (0.0, 0.0_f32);
    let mut glyphs: Vec<Codepoint> = Vec::with_capacity(run.glyphs.len());
    for (glyph, text) in run.clusters() {
        let place = wanted + f64::from(glyph.dx) * em;
        if (glyph.dy - from.1).abs() > 0.001 {
            flush(run, page_height, from, &mut glyphs, ops);
            from = (wanted / em, glyph.dy);
            pen = wanted;
        }
        let drift = place - pen;
        if drift.abs() >= 1.0 {
            match glyphs.last_mut() {
                // A correction follows the glyph before, and moves left when positive.
                Some(last) => last.offset -= drift.round() as f32,
                None => from.0 += drift.round() / em,
            }
            pen += drift.round();
        }
        let code = codes.code(glyph.id, text);
        glyphs.push(Codepoint {
            gid: code,
            offset: 0.0,
            cid: Some(text.to_owned()),
        });
        pen += f64::from(codes.widths.get(&code).copied().unwrap_or_default());
        wanted += f64::from(glyph.advance) * em;
    }
    flush(run, page_height, from, &mut glyphs, ops);
}

fn flush(
    run: &GlyphRun,
    page_height: f32,
    from: (f64, f32),
    glyphs: &mut Vec<Codepoint>,
    ops: &mut Vec<Op>,
) {
    if glyphs.is_empty() {
        return;
    }
    let x = round(run.x + from.0 as f32);
    let y = round(page_height - run.baseline - from.1);
    ops.push(Op::SetTextMatrix {
        matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]),
    });
    ops.push(Op::ShowText {
        items: vec![TextItem::GlyphIds(std::mem::take(glyphs))],
    });
}

fn line(rule: &Rule, page_height: f32) -> Line {
    let point = |(x, y): (f32, f32)| LinePoint {
        p: Point {
            x: Pt(round(x)),
            y: Pt(round(page_height - y)),
        },
        bezier: false,
    };
    Line {
        points: vec![point(rule.from), point(rule.to)],
        is_closed: false,
    }
}

/// To a thousandth of a point: finer than any printer, and short in the file.
fn round(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

//! The PDF back-end: draw list to page contents, fonts cut down to the glyphs in use.
//!
//! The library writes the skeleton of the file and the fonts, from one specimen of every glyph in
//! use. Page contents are written here, each one packed before the next begins, so that a list of
//! thousands of rows never stands in memory as operations. Everything an archive file needs on top
//! is added by [`crate::archive`].

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId};
use printpdf::{
    Codepoint, FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt, Rect, TextItem, serialize::to_lopdf_doc,
};
use skrifa::{
    MetadataProvider,
    instance::{LocationRef, Size},
};
use subsetter::GlyphRemapper;

use crate::{
    PaperError,
    append::Appendix,
    archive,
    content::{self, Contents},
    draw::{Layout, Page},
    fonts::{FaceData, Fonts, face_index},
    stop::Stop,
};

/// Names of the faces inside the file. They must not look like the built-in `F1` to `F14`.
pub(crate) const RESOURCES: [&str; 4] = ["TinosR", "TinosB", "TinosI", "TinosBI"];

/// Writes a layout as PDF/A-2a and PDF/UA-1. The same layout always gives the same bytes.
pub fn write_pdf(layout: &Layout, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    write_pdf_with(layout, fonts, &[])
}

/// The same with the pages of other files behind. Those are taken as they are, so a file that has
/// some promises nothing of itself as an archive file.
pub fn write_pdf_with(
    layout: &Layout,
    fonts: &Fonts,
    appendices: &[Appendix],
) -> Result<Vec<u8>, PaperError> {
    write_pdf_unless(layout, fonts, appendices, &Stop::default())
}

/// The same, given up soon after `stop` is asked.
pub fn write_pdf_unless(
    layout: &Layout,
    fonts: &Fonts,
    appendices: &[Appendix],
    stop: &Stop,
) -> Result<Vec<u8>, PaperError> {
    let mut used = used_glyphs(layout, stop)?;
    let mut codes: [Codes; 4] =
        std::array::from_fn(|index| Codes::of(std::mem::take(&mut used[index])));
    let mut document = PdfDocument::new("");
    let mut glyph_maps = Vec::new();
    for (index, (face, codes)) in fonts.faces().iter().zip(&mut codes).enumerate() {
        if codes.by_glyph.is_empty() {
            continue;
        }
        stop.check()?;
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
        .enumerate()
        .map(|(index, page)| {
            let ops = if index == 0 {
                specimen(&codes)
            } else {
                Vec::new()
            };
            empty_page(page, ops)
        })
        .collect();
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut objects = to_lopdf_doc(&document, &options, &mut Vec::new());
    drop(document);
    let pages: Vec<ObjectId> = objects.page_iter().collect();
    let mut pictures = content::Pictures::default();
    let mut marks = Vec::with_capacity(pages.len());
    for (page, id) in layout.pages.iter().zip(&pages) {
        stop.check()?;
        let Contents { stream, tags } = content::write(page, &codes, &mut pictures)?;
        let place = objects.get_page_contents(*id).first().copied();
        if let Some(place) = place {
            objects.set_object(place, stream);
        } else {
            let place = objects.add_object(stream);
            objects.get_dictionary_mut(*id)?.set("Contents", place);
        }
        marks.push(tags);
    }
    let names = pictures.add_to(&mut objects)?;
    if !names.is_empty() {
        let dictionary: lopdf::Dictionary = names
            .into_iter()
            .map(|(name, id)| (name, Object::Reference(id)))
            .collect();
        let shared = objects.add_object(dictionary);
        for page in &pages {
            let resources = objects.get_dictionary(*page)?.get(b"Resources")?.clone();
            match resources {
                Object::Reference(id) => objects.get_dictionary_mut(id)?.set("XObject", shared),
                _ => {
                    if let Ok(Object::Dictionary(own)) =
                        objects.get_dictionary_mut(*page)?.get_mut(b"Resources")
                    {
                        own.set("XObject", shared);
                    }
                }
            }
        }
    }
    archive::finish(objects, layout, &glyph_maps, marks, appendices, stop)
}

/// Every glyph in use once, with its text: from this the library makes widths and text maps.
fn specimen(codes: &[Codes; 4]) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for (codes, name) in codes.iter().zip(RESOURCES) {
        let glyphs: Vec<Codepoint> = codes
            .by_glyph
            .values()
            .flatten()
            .map(|(text, code)| Codepoint {
                gid: *code,
                offset: 0.0,
                cid: Some(text.clone()),
            })
            .collect();
        if glyphs.is_empty() {
            continue;
        }
        ops.push(Op::SetFont {
            font: PdfFontHandle::External(FontId(name.to_owned())),
            size: Pt(1.0),
        });
        ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(glyphs)],
        });
    }
    ops.push(Op::EndTextSection);
    ops
}

fn empty_page(page: &Page, ops: Vec<Op>) -> PdfPage {
    let round = |value: f32| (value * 1000.0).round() / 1000.0;
    let paper = Rect::from_wh(Pt(round(page.width)), Pt(round(page.height)));
    PdfPage {
        media_box: paper.clone(),
        trim_box: paper.clone(),
        crop_box: paper,
        ops,
    }
}

/// For each face, each glyph in use with the different texts it stands for.
type Used = BTreeMap<u16, Vec<String>>;

fn used_glyphs(layout: &Layout, stop: &Stop) -> Result<[Used; 4], PaperError> {
    let mut used: [Used; 4] = Default::default();
    for page in &layout.pages {
        stop.check()?;
        for run in page.runs() {
            let face = &mut used[face_index(run.face)];
            for (glyph, text) in run.clusters() {
                let texts = face.entry(glyph.id).or_default();
                if !texts.iter().any(|known| known == text) {
                    texts.push(text.to_owned());
                }
            }
        }
    }
    Ok(used)
}

/// Which code the page content uses for which glyph with which text.
///
/// A code has one text in the file's text map, so a glyph that stands for several texts (a space
/// and a no-break space, a box for two missing characters) gets one code for each.
#[derive(Default)]
pub(crate) struct Codes {
    by_glyph: BTreeMap<u16, Vec<(String, u16)>>,
    remapper: GlyphRemapper,
    /// Glyphs of the codes beyond the remapped ones.
    further: Vec<u16>,
    /// Width of each code in thousandths of an em.
    pub widths: BTreeMap<u16, u16>,
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

    pub fn code(&self, glyph: u16, text: &str) -> u16 {
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
    let mut rest = archive::Hash::of(bytes).value();
    let letters = (0..6).map(|_| {
        let letter = b'A' + (rest % 26) as u8;
        rest /= 26;
        char::from(letter)
    });
    letters.collect()
}

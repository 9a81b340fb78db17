//! The four bundled faces: their bytes, their metrics and which characters they can draw.
//!
//! Nothing is ever looked up on the system, so that a page looks the same everywhere.

use skrifa::{FontRef, GlyphId, MetadataProvider, charmap::Charmap};

use crate::{PaperError, block::Face};

/// The bundled faces, parsed once.
#[derive(Clone)]
pub struct Fonts {
    faces: [FaceData; 4],
}

/// One parsed face.
#[derive(Clone)]
pub(crate) struct FaceData {
    /// PostScript name.
    pub name: &'static str,
    /// The font file.
    pub bytes: &'static [u8],
    pub font: FontRef<'static>,
    /// Font units in one em.
    pub units: u16,
    /// Height above the baseline, in em.
    pub ascent: f32,
    /// Depth below the baseline, in em, positive.
    pub descent: f32,
    /// Extra space between single-spaced lines, in em.
    pub leading: f32,
    charmap: Charmap<'static>,
    replacement: char,
}

/// The name under which the faces are registered for layout.
pub(crate) const FAMILY: &str = "Tinos";

const FILES: [(&str, &[u8]); 4] = [
    (
        "Tinos-Regular",
        include_bytes!("../../../assets/fonts/Tinos-Regular.ttf"),
    ),
    (
        "Tinos-Bold",
        include_bytes!("../../../assets/fonts/Tinos-Bold.ttf"),
    ),
    (
        "Tinos-Italic",
        include_bytes!("../../../assets/fonts/Tinos-Italic.ttf"),
    ),
    (
        "Tinos-BoldItalic",
        include_bytes!("../../../assets/fonts/Tinos-BoldItalic.ttf"),
    ),
];

/// Where a face stands among the four.
pub(crate) fn face_index(face: Face) -> usize {
    usize::from(face.bold) + 2 * usize::from(face.italic)
}

/// The face at a place among the four.
pub(crate) fn face_at(index: usize) -> Face {
    Face {
        bold: index & 1 == 1,
        italic: index & 2 == 2,
    }
}

/// The file of a bundled face.
pub(crate) fn bundled_file(face: Face) -> &'static [u8] {
    FILES[face_index(face)].1
}

impl Fonts {
    /// Parses the bundled faces.
    pub fn bundled() -> Result<Self, PaperError> {
        let [regular, bold, italic, bold_italic] = FILES.map(|(name, bytes)| load(name, bytes));
        Ok(Self {
            faces: [regular?, bold?, italic?, bold_italic?],
        })
    }

    pub(crate) fn face(&self, face: Face) -> &FaceData {
        &self.faces[face_index(face)]
    }

    pub(crate) fn faces(&self) -> &[FaceData; 4] {
        &self.faces
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_list()
            .entries(self.faces.iter().map(|face| face.name))
            .finish()
    }
}

fn load(name: &'static str, bytes: &'static [u8]) -> Result<FaceData, PaperError> {
    let font = FontRef::new(bytes).map_err(|source| PaperError::Font { name, source })?;
    let metrics = font.metrics(
        skrifa::instance::Size::unscaled(),
        skrifa::instance::LocationRef::default(),
    );
    let em = f32::from(metrics.units_per_em);
    let charmap = font.charmap();
    // The font's own ".notdef" is forbidden in archive files, so a real character has to stand in.
    let replacement = ['\u{25A1}', '\u{FFFD}', '\u{25A0}']
        .into_iter()
        .find(|&candidate| charmap.map(candidate).is_some())
        .unwrap_or('?');
    Ok(FaceData {
        name,
        bytes,
        units: metrics.units_per_em,
        ascent: metrics.ascent / em,
        descent: -metrics.descent / em,
        leading: metrics.leading / em,
        font,
        charmap,
        replacement,
    })
}

impl FaceData {
    /// Whether the face can draw a character, if need be as base letter and marks.
    pub fn covers(&self, character: char) -> bool {
        if character.is_ascii() || self.has(character) {
            return true;
        }
        let mut parts = 0;
        let mut all = true;
        unicode_normalization::char::decompose_canonical(character, |part| {
            parts += 1;
            all &= self.has(part);
        });
        parts > 1 && all
    }

    /// The character drawn in place of one that the face lacks.
    pub fn replacement(&self) -> char {
        self.replacement
    }

    /// Advance of a glyph in font units.
    pub fn advance(&self, glyph: u16) -> f32 {
        self.font
            .glyph_metrics(
                skrifa::instance::Size::unscaled(),
                skrifa::instance::LocationRef::default(),
            )
            .advance_width(GlyphId::from(glyph))
            .unwrap_or_default()
    }

    /// The glyph of a character by itself.
    pub fn glyph(&self, character: char) -> u16 {
        let glyph = self.charmap.map(character).unwrap_or(GlyphId::NOTDEF);
        glyph.to_u32() as u16
    }

    /// Width of a character by itself, in em.
    pub fn width(&self, character: char) -> f32 {
        self.advance(self.glyph(character)) / f32::from(self.units)
    }

    /// Height of one single-spaced line at a size.
    pub fn single_spacing(&self, size: f32) -> f32 {
        (self.ascent + self.descent + self.leading) * size
    }

    fn has(&self, character: char) -> bool {
        self.charmap
            .map(character)
            .is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }
}

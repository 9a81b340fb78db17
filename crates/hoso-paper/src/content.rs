//! Page contents: a page of the draw list as the operators of a PDF, with its tags marked.

use std::{collections::BTreeMap, fmt::Write, io::Write as _};

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Document, ObjectId, Stream, dictionary};

use crate::{
    PaperError,
    block::Ink,
    draw::{Draw, GlyphRun, Page, PlacedImage, Rule},
    fonts::face_index,
    image::{Coding, Image, Upright},
    pdf::{Codes, RESOURCES},
};

/// The content of one page.
pub(crate) struct Contents {
    /// Packed.
    pub stream: Stream,
    /// The tag of each marked stretch, by its number on the page.
    pub tags: Vec<u32>,
}

/// Pictures in use, each one once however often it is placed.
#[derive(Default)]
pub(crate) struct Pictures {
    images: Vec<Image>,
}

impl Pictures {
    fn name(&mut self, image: &Image) -> String {
        let known = self.images.iter().position(|known| known == image);
        let index = known.unwrap_or_else(|| {
            self.images.push(image.clone());
            self.images.len() - 1
        });
        format!("Im{index}")
    }

    /// Adds the pictures to a file; returns their names.
    pub fn add_to(self, objects: &mut Document) -> Result<BTreeMap<String, ObjectId>, PaperError> {
        let mut names = BTreeMap::new();
        for (index, image) in self.images.iter().enumerate() {
            let mut dictionary = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Image",
                "Width" => i64::from(image.width),
                "Height" => i64::from(image.height),
                "BitsPerComponent" => 8,
            };
            let (colours, filter, bytes) = match image.coding {
                Coding::Jpeg { colours } => (colours, "DCTDecode", image.file().to_vec()),
                Coding::Png => {
                    let pixels = image.pixels()?;
                    (pixels.colours, "FlateDecode", pack(&pixels.bytes, 0)?.bytes)
                }
            };
            let space = if colours == 1 {
                "DeviceGray"
            } else {
                "DeviceRGB"
            };
            dictionary.set("ColorSpace", space);
            dictionary.set("Filter", filter);
            let stream = Stream::new(dictionary, bytes);
            names.insert(format!("Im{index}"), objects.add_object(stream));
        }
        Ok(names)
    }
}

/// Data packed as a file holds them.
///
/// Packed data that end with a line end look to some readers as if they were shorter than they say.
/// So bytes that no one reads are put behind the data until they do not; the last bytes of packed
/// data are a sum of them, so each byte more changes it.
pub(crate) fn pack(bytes: &[u8], filler: u8) -> std::io::Result<Packed> {
    const MOST: usize = 8;
    let mut fillers = 0;
    loop {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes)?;
        encoder.write_all(&[filler; MOST][..fillers])?;
        let packed = encoder.finish()?;
        if fillers == MOST || !matches!(packed.last(), Some(b'\n' | b'\r')) {
            return Ok(Packed {
                bytes: packed,
                fillers,
            });
        }
        fillers += 1;
    }
}

/// Packed data.
pub(crate) struct Packed {
    pub bytes: Vec<u8>,
    /// How many bytes were put behind the data.
    pub fillers: usize,
}

/// Writes one page.
pub(crate) fn write(
    page: &Page,
    codes: &[Codes; 4],
    pictures: &mut Pictures,
) -> Result<Contents, PaperError> {
    let mut writer = Writer {
        out: String::with_capacity(page.items.len() * 96),
        height: page.height,
        mark: Mark::Closed,
        tags: Vec::new(),
        font: None,
        fill: Ink::BLACK,
        stroke: Ink::BLACK,
        thickness: None,
    };
    for item in &page.items {
        writer.begin_mark(item.tag());
        match item {
            Draw::Glyphs(run) => writer.run(run, &codes[face_index(run.face)]),
            Draw::Rule(rule) => writer.rule(rule),
            Draw::Picture(picture) => {
                let name = pictures.name(&picture.image);
                writer.picture(picture, &name);
            }
        }
    }
    writer.end_mark();
    let packed = pack(writer.out.as_bytes(), b' ')?.bytes;
    let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, packed);
    Ok(Contents {
        stream,
        tags: writer.tags,
    })
}

/// The mark that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Closed,
    /// Around what is not read out.
    Artifact,
    Tag(u32),
}

/// A page's content while it is written. Writing to a string cannot fail.
struct Writer {
    out: String,
    height: f32,
    mark: Mark,
    tags: Vec<u32>,
    font: Option<(usize, f32)>,
    fill: Ink,
    stroke: Ink,
    thickness: Option<f32>,
}

impl Writer {
    /// Opens a mark for a tag, or for what belongs to none, unless it is open already.
    fn begin_mark(&mut self, tag: Option<u32>) {
        let mark = tag.map_or(Mark::Artifact, Mark::Tag);
        if self.mark == mark {
            return;
        }
        self.end_mark();
        if let Some(tag) = tag {
            let _ = writeln!(self.out, "/Span <</MCID {}>> BDC", self.tags.len());
            self.tags.push(tag);
        } else {
            self.out.push_str("/Artifact BMC\n");
        }
        self.mark = mark;
    }

    fn end_mark(&mut self) {
        if self.mark != Mark::Closed {
            self.out.push_str("EMC\n");
            self.mark = Mark::Closed;
        }
    }

    /// One run as text at a place, corrected wherever whole widths drift from the exact advances.
    fn run(&mut self, run: &GlyphRun, codes: &Codes) {
        if run.ink != self.fill {
            let _ = writeln!(self.out, "{} rg", Colour(run.ink));
            self.fill = run.ink;
        }
        self.out.push_str("BT ");
        let index = face_index(run.face);
        if self.font != Some((index, run.size)) {
            let _ = write!(self.out, "/{} {} Tf ", RESOURCES[index], Short(run.size));
            self.font = Some((index, run.size));
        }
        // In thousandths of an em, the unit of both widths and corrections.
        let em = 1000.0 / f64::from(run.size);
        let mut wanted = 0.0;
        let mut pen = 0.0;
        let mut raised = 0.0_f32;
        let mut open = false;
        for (glyph, text) in run.clusters() {
            let place = wanted + f64::from(glyph.dx) * em;
            if !open || (glyph.dy - raised).abs() > 0.001 {
                if open {
                    self.out.push_str(">]TJ ");
                }
                raised = glyph.dy;
                pen = wanted;
                let x = run.x + (wanted / em) as f32;
                let y = self.height - run.baseline - raised;
                let _ = write!(self.out, "1 0 0 1 {} {} Tm [<", Short(x), Short(y));
                open = true;
            }
            let drift = (place - pen).round();
            if drift.abs() >= 1.0 {
                let _ = write!(self.out, ">{}<", -drift);
                pen += drift;
            }
            let code = codes.code(glyph.id, text);
            let _ = write!(self.out, "{code:04X}");
            pen += f64::from(codes.widths.get(&code).copied().unwrap_or_default());
            wanted += f64::from(glyph.advance) * em;
        }
        if open {
            self.out.push_str(">]TJ ");
        }
        self.out.push_str("ET\n");
    }

    fn rule(&mut self, rule: &Rule) {
        if rule.ink != self.stroke {
            let _ = writeln!(self.out, "{} RG", Colour(rule.ink));
            self.stroke = rule.ink;
        }
        if self.thickness != Some(rule.thickness) {
            let _ = writeln!(self.out, "{} w", Short(rule.thickness));
            self.thickness = Some(rule.thickness);
        }
        let _ = writeln!(
            self.out,
            "{} {} m {} {} l S",
            Short(rule.from.0),
            Short(self.height - rule.from.1),
            Short(rule.to.0),
            Short(self.height - rule.to.1)
        );
    }

    fn picture(&mut self, picture: &PlacedImage, name: &str) {
        let (width, height) = (picture.width, picture.height);
        let Upright { right, up, origin } = picture.image.upright();
        let _ = writeln!(
            self.out,
            "q {} {} {} {} {} {} cm /{name} Do Q",
            Short(width * right.0),
            Short(height * right.1),
            Short(width * up.0),
            Short(height * up.1),
            Short(picture.x + width * origin.0),
            Short(self.height - picture.y - height + height * origin.1)
        );
    }
}

/// To a thousandth of a point: finer than any printer, and short in the file.
struct Short(f32);

impl std::fmt::Display for Short {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rounded = (self.0 * 1000.0).round() / 1000.0;
        // Neither "-0" nor an exponent.
        write!(formatter, "{}", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

struct Colour(Ink);

impl std::fmt::Display for Colour {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |part: u8| Short(f32::from(part) / 255.0);
        let Ink { red, green, blue } = self.0;
        write!(formatter, "{} {} {}", share(red), share(green), share(blue))
    }
}

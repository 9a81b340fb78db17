//! The documents of `benches/compare`, set with parley and written with krilla as tagged archive
//! files (PDF/A-2a, PDF/UA-1). `compare.py` starts it:
//!
//!     compare-krilla FILE TIMES
//!
//! The file holds the documents, parted by form feeds; a line with tabs is a row of the table,
//! whose first row is its header, and any other line a paragraph.

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, FontContext, FontFamily, FontWeight, Layout, LayoutContext, LineHeight,
    StyleProperty,
};
use std::num::NonZeroU16;
use std::sync::Arc;
use std::time::Instant;

const A4: (f32, f32) = (595.28, 841.89);
const MM: f32 = 72.0 / 25.4;
const TOP: f32 = 20.0 * MM;
const LEFT: f32 = 30.0 * MM;
const RIGHT: f32 = 15.0 * MM;
/// Widths of the table's columns as shares.
const SHARES: [f32; 6] = [1.0, 8.0, 4.0, 4.0, 7.0, 3.0];
const PADDING: (f32, f32) = (4.0, 2.0);
const BORDER: f32 = 0.5;
const TITLE: &str = "TỜ TRÌNH";

/// One document as it is read.
#[derive(Default)]
struct Source<'a> {
    paragraphs: Vec<&'a str>,
    rows: Vec<Vec<&'a str>>,
}

/// What is drawn on one page.
#[derive(Default)]
struct Sheet {
    texts: Vec<Text>,
    rules: Vec<Rect>,
}

/// The lines of one paragraph on one page.
struct Text {
    lines: Vec<Line>,
    text: Arc<str>,
    size: f32,
    bold: bool,
    /// The tag that it belongs to; a repeated header has none.
    tag: Option<usize>,
}

struct Line {
    at: Point,
    glyphs: Vec<KrillaGlyph>,
}

/// A paragraph set into lines, with the distance of each baseline from its top.
struct Block {
    text: Text,
    height: f32,
}

struct Setter {
    context: FontContext,
    layouts: LayoutContext<()>,
    layout: Layout<()>,
    fonts: [Font; 2],
}

impl Setter {
    fn new() -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/");
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let fonts = ["Tinos-Regular.ttf", "Tinos-Bold.ttf"].map(|name| {
            let bytes = std::fs::read(format!("{folder}{name}")).expect("a font of the program");
            collection.register_fonts(Blob::new(Arc::new(bytes.clone())), None);
            Font::new(bytes.into(), 0).expect("a sound font")
        });
        Self {
            context: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            layouts: LayoutContext::new(),
            layout: Layout::new(),
            fonts,
        }
    }

    fn set(&mut self, text: &str, look: (f32, bool, Alignment), width: f32) -> Block {
        let (size, bold, alignment) = look;
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.context, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named("Tinos")));
        builder.push_default(StyleProperty::FontSize(size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::MetricsRelative(1.0)));
        if bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        builder.build_into(&mut self.layout, text);
        self.layout.break_all_lines(Some(width));
        self.layout.align(alignment, Default::default());
        let mut lines = Vec::new();
        for line in self.layout.lines() {
            let metrics = line.metrics();
            let at = Point::from_xy(metrics.offset, metrics.baseline);
            let mut glyphs = Vec::new();
            for cluster in line
                .runs()
                .flat_map(|run| run.visual_clusters().collect::<Vec<_>>())
            {
                glyphs.extend(cluster.glyphs().map(|glyph| {
                    KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        cluster.text_range(),
                        None,
                    )
                }));
            }
            lines.push(Line { at, glyphs });
        }
        Block {
            height: self.layout.height(),
            text: Text {
                lines,
                text: text.into(),
                size,
                bold,
                tag: None,
            },
        }
    }
}

/// Fills pages from top to bottom.
struct Filler {
    size: (f32, f32),
    sheets: Vec<Sheet>,
    y: f32,
}

impl Filler {
    fn room(&self) -> f32 {
        self.size.1 - TOP - self.y
    }

    fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = TOP;
    }

    fn sheet(&mut self) -> &mut Sheet {
        self.sheets.last_mut().expect("a page was begun")
    }

    /// Places a paragraph, over several pages where it does not fit on one.
    fn paragraph(&mut self, block: Block, tag: usize) {
        let Block { text, height } = block;
        let count = text.lines.len();
        let each = height / count as f32;
        let mut lines = text.lines.into_iter().peekable();
        let mut done = 0;
        while lines.peek().is_some() {
            let fit = ((self.room() / each) as usize).min(count - done);
            if fit == 0 {
                self.turn();
                continue;
            }
            let down = self.y - done as f32 * each;
            let part = lines.by_ref().take(fit).map(|line| moved(line, LEFT, down));
            let part = Text {
                lines: part.collect(),
                text: text.text.clone(),
                tag: Some(tag),
                ..text
            };
            self.sheet().texts.push(part);
            self.y += fit as f32 * each;
            done += fit;
        }
        self.y += 6.0;
    }
}

fn moved(line: Line, right: f32, down: f32) -> Line {
    Line {
        at: Point::from_xy(line.at.x + right, line.at.y + down),
        ..line
    }
}

/// The tags of a document: paragraphs, then the cells of each row.
struct Tags {
    groups: Vec<TagGroup>,
    /// The first cell of each row.
    rows: Vec<usize>,
}

fn lay_out(source: &Source<'_>, setter: &mut Setter) -> (Filler, Tags) {
    let size = if source.rows.is_empty() {
        A4
    } else {
        (A4.1, A4.0)
    };
    let width = size.0 - LEFT - RIGHT;
    let mut filler = Filler {
        size,
        sheets: Vec::new(),
        y: 0.0,
    };
    filler.turn();
    let heading = Tag::Hn(NonZeroU16::MIN, Some(TITLE.to_owned()));
    let mut tags = Tags {
        groups: vec![TagGroup::new(heading)],
        rows: Vec::new(),
    };
    filler.paragraph(setter.set(TITLE, (14.0, true, Alignment::Center), width), 0);
    for paragraph in &source.paragraphs {
        let block = setter.set(paragraph, (14.0, false, Alignment::Justify), width);
        filler.paragraph(block, tags.groups.len());
        tags.groups.push(TagGroup::new(Tag::P));
    }
    let total: f32 = SHARES.iter().sum();
    for (at, row) in source.rows.iter().enumerate() {
        tags.rows.push(tags.groups.len());
        let cells = set_row(setter, row, at == 0, width / total);
        let height = row_height(&cells);
        if height > filler.room() {
            filler.turn();
            let header = set_row(setter, &source.rows[0], true, width / total);
            place_row(&mut filler, header, width / total, None);
        }
        place_row(&mut filler, cells, width / total, Some(tags.groups.len()));
        tags.groups.extend(row.iter().map(|_| match at {
            0 => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
            _ => TagGroup::new(Tag::TD),
        }));
    }
    (filler, tags)
}

fn set_row(setter: &mut Setter, row: &[&str], header: bool, share: f32) -> Vec<Block> {
    let alignment = if header {
        Alignment::Center
    } else {
        Alignment::Start
    };
    let cells = row.iter().zip(SHARES).map(|(text, part)| {
        let width = part * share - 2.0 * PADDING.0;
        setter.set(text, (12.0, header, alignment), width)
    });
    cells.collect()
}

fn row_height(cells: &[Block]) -> f32 {
    cells.iter().map(|cell| cell.height).fold(0.0, f32::max) + 2.0 * PADDING.1
}

fn place_row(filler: &mut Filler, cells: Vec<Block>, share: f32, tag: Option<usize>) {
    let (y, height) = (filler.y, row_height(&cells));
    let mut x = LEFT;
    let right = LEFT + SHARES.iter().sum::<f32>() * share;
    let sheet = filler.sheet();
    sheet.rules.extend(level(LEFT, right, y));
    sheet.rules.extend(level(LEFT, right, y + height));
    sheet.rules.extend(upright(LEFT, y, y + height));
    for ((at, cell), part) in cells.into_iter().enumerate().zip(SHARES) {
        let (over, down) = (x + PADDING.0, y + PADDING.1);
        let lines = cell.text.lines.into_iter();
        sheet.texts.push(Text {
            lines: lines.map(|line| moved(line, over, down)).collect(),
            tag: tag.map(|first| first + at),
            ..cell.text
        });
        x += part * share;
        sheet.rules.extend(upright(x, y, y + height));
    }
    filler.y += height;
}

fn level(from: f32, to: f32, y: f32) -> Option<Rect> {
    Rect::from_xywh(from, y - BORDER / 2.0, to - from, BORDER)
}

fn upright(x: f32, from: f32, to: f32) -> Option<Rect> {
    Rect::from_xywh(x - BORDER / 2.0, from, BORDER, to - from)
}

fn write(filler: Filler, tags: Tags, setter: &Setter) -> Vec<u8> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("standards that go together");
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let Tags { mut groups, rows } = tags;
    for sheet in filler.sheets {
        let settings = PageSettings::from_wh(filler.size.0, filler.size.1).expect("a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for text in sheet.texts {
            let mark = match text.tag {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)),
            };
            if text.lines.iter().all(|line| line.glyphs.is_empty()) {
                continue;
            }
            let identifier: Identifier = surface.start_tagged(mark);
            let font = &setter.fonts[usize::from(text.bold)];
            for line in &text.lines {
                surface.draw_glyphs(
                    line.at,
                    &line.glyphs,
                    font.clone(),
                    &text.text,
                    text.size,
                    false,
                );
            }
            surface.end_tagged();
            if let Some(tag) = text.tag {
                groups[tag].push(identifier);
            }
        }
        let mut path = PathBuilder::new();
        for rule in &sheet.rules {
            path.push_rect(*rule);
        }
        if let Some(path) = path.finish() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
                ArtifactType::Page,
            )));
            surface.draw_path(&path);
            surface.end_tagged();
        }
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some("vi-VN".to_owned()));
    let mut groups = groups.into_iter();
    let before = rows.first().copied().unwrap_or(groups.len());
    for group in groups.by_ref().take(before) {
        tree.push(group);
    }
    if !rows.is_empty() {
        let mut table = TagGroup::new(Tag::Table);
        for _ in &rows {
            let mut row = TagGroup::new(Tag::TR);
            for group in groups.by_ref().take(SHARES.len()) {
                row.push(group);
            }
            table.push(row);
        }
        tree.push(table);
    }
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    let destination = XyzDestination::new(0, Point::from_xy(0.0, TOP));
    outline.push_child(OutlineNode::new(TITLE.to_owned(), destination));
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(TITLE.to_owned())
            .language("vi-VN".to_owned())
            .creation_date(DateTime::new(2023).month(2).day(16)),
    );
    document.finish().expect("a sound document")
}

fn main() {
    let mut words = std::env::args().skip(1);
    let (Some(file), Some(times)) = (words.next(), words.next()) else {
        println!("compare-krilla FILE TIMES [OUT]");
        return;
    };
    let times: u32 = times.parse().expect("how often");
    let read = std::fs::read_to_string(file).expect("the documents");
    let sources = read.split('\u{c}').map(|document| {
        let mut source = Source::default();
        for line in document.lines() {
            if line.contains('\t') {
                source.rows.push(line.split('\t').collect());
            } else {
                source.paragraphs.push(line);
            }
        }
        source
    });
    let sources: Vec<Source<'_>> = sources.collect();
    let mut setter = Setter::new();
    let mut last = Vec::new();
    let begun = Instant::now();
    for _ in 0..times {
        for source in &sources {
            let (filler, tags) = lay_out(source, &mut setter);
            last = write(filler, tags, &setter);
        }
    }
    let each = begun.elapsed().as_secs_f64() * 1000.0 / f64::from(times);
    if let Some(out) = words.next() {
        std::fs::write(out, &last).expect("the last file");
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!(
        "{each:.1} ms, {} bytes, peak memory {}",
        last.len(),
        peak.unwrap_or("unknown").trim()
    );
}

//! The DOCX back-end: the same blocks as an editable text document.
//!
//! Lines and pages are the word processor's business; what is kept is the text, its styles, the
//! tables with their repeated headers, margins, page numbers and what stays together. The package
//! is written here, on a ZIP library: the writers to be had know no repeated table header.

mod package;

use std::fmt::Write;

use crate::{
    PaperError,
    block::{
        Align, Block, Cell, ColumnCell, Columns, Document, Face, Frame, Ink, PageSetup, Paragraph,
        Picture, Role, Row, RuleBelow, Run, Section, Table, Vertical,
    },
    figures,
    fonts::Fonts,
    image::Image,
    stop::Stop,
    table::{column_shares, edges},
    text::{cleaned, plain},
};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// Writes a document as DOCX. The same document always gives the same bytes.
pub fn write_docx(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    write_docx_unless(document, fonts, &Stop::default())
}

/// The same, given up soon after `stop` is asked.
pub fn write_docx_unless(
    document: &Document,
    fonts: &Fonts,
    stop: &Stop,
) -> Result<Vec<u8>, PaperError> {
    let mut writer = Writer {
        out: String::new(),
        fonts,
        stop,
        width: 0.0,
        axis: None,
        notes: Vec::new(),
        images: Vec::new(),
        pictures: 0,
        headers: Vec::new(),
        after_table: false,
    };
    let last = document.sections.len().saturating_sub(1);
    for (index, section) in document.sections.iter().enumerate() {
        writer.section(section, index == last);
    }
    if document.sections.is_empty() {
        writer.out.push_str("<w:p/>");
    }
    stop.check()?;
    package::package(document, &writer)
}

/// The body while it is written. Writing to a string cannot fail.
struct Writer<'a> {
    out: String,
    fonts: &'a Fonts,
    stop: &'a Stop,
    /// Width of the column that is being filled, in points.
    width: f32,
    /// Where commas stand in that column.
    axis: Option<f32>,
    /// Texts of the footnotes.
    notes: Vec<(String, f32)>,
    /// Each file once, however often it is placed.
    images: Vec<Image>,
    /// How many pictures were placed.
    pictures: usize,
    /// Sizes of the page numbers, one header each, in half points.
    headers: Vec<u32>,
    /// Two tables that touch would become one.
    after_table: bool,
}

impl Writer<'_> {
    fn section(&mut self, section: &Section, is_last: bool) {
        let page = &section.page;
        self.width = page.width.points() - page.left.points() - page.right.points();
        for (index, block) in section.blocks.iter().enumerate() {
            let tied = match section.blocks.get(index + 1) {
                Some(Block::Columns(next)) => next.keep_with_previous,
                _ => false,
            };
            match block {
                Block::Paragraph(paragraph) => {
                    self.paragraph(paragraph, tied);
                    self.after_table = false;
                }
                Block::Columns(columns) => self.columns(columns, tied),
                Block::Table(table) => self.table(table),
                Block::Picture(picture) => {
                    self.picture(picture);
                    self.after_table = false;
                }
                Block::NewPage => {
                    self.out
                        .push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
                    self.after_table = false;
                }
            }
        }
        let properties = self.section_properties(page);
        if is_last {
            if self.after_table {
                self.gap(1.0, false);
            }
            self.out.push_str(&properties);
        } else {
            let _ = write!(
                self.out,
                "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" \
                 w:lineRule=\"exact\"/>{properties}</w:pPr></w:p>"
            );
        }
        self.after_table = false;
    }

    fn section_properties(&mut self, page: &PageSetup) -> String {
        let mut properties = String::from("<w:sectPr>");
        let half_points = (page.number_size.points() * 2.0).round() as u32;
        if half_points > 0 {
            let known = self.headers.iter().position(|size| *size == half_points);
            let header = known.unwrap_or_else(|| {
                self.headers.push(half_points);
                self.headers.len() - 1
            });
            let _ = write!(
                properties,
                "<w:headerReference w:type=\"default\" r:id=\"rHeader{header}\"/>"
            );
        }
        let (width, height) = (twips(page.width.points()), twips(page.height.points()));
        let turned = if width > height {
            " w:orient=\"landscape\""
        } else {
            ""
        };
        let top = page.top.points();
        let _ = write!(
            properties,
            "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" \
             w:footer=\"0\" w:gutter=\"0\"/>",
            twips(top),
            twips(page.right.points()),
            twips(page.bottom.points()),
            twips(page.left.points()),
            // The number stands in the middle of the top margin.
            twips((top - page.number_size.points() * 1.15).max(0.0) / 2.0),
        );
        if let Some(frame) = page.frame {
            borders(frame, &mut properties);
        }
        properties.push_str("<w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>");
        properties
    }

    fn paragraph(&mut self, paragraph: &Paragraph, tied: bool) {
        if self.stop.is_asked() {
            // Nobody will read it.
            return;
        }
        let size = paragraph.size.points();
        let style = match paragraph.role {
            Role::Body => "Normal".to_owned(),
            Role::Title => "Title".to_owned(),
            Role::Heading(level) => format!("Heading{}", level.clamp(1, 6)),
        };
        let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>");
        if paragraph.keep_with_next || tied || paragraph.rule_below.is_some() {
            self.out.push_str("<w:keepNext/>");
        }
        let after = if paragraph.rule_below.is_some() {
            0.0
        } else {
            paragraph.after.points()
        };
        let stop = self.decimal_stop(paragraph);
        if let Some(at) = stop {
            let _ = write!(
                self.out,
                "<w:tabs><w:tab w:val=\"decimal\" w:pos=\"{}\"/></w:tabs>",
                twips(at)
            );
        }
        let _ = write!(
            self.out,
            "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"auto\"/>",
            twips(paragraph.before.points()),
            twips(after),
            (paragraph.line_spacing.max(0.1) * 240.0).round() as i32,
        );
        let (left, first) = (
            twips(paragraph.left_indent.points()),
            twips(paragraph.first_indent.points()),
        );
        let _ = match first {
            0 if left == 0 => Ok(()),
            first if first < 0 => write!(
                self.out,
                "<w:ind w:left=\"{left}\" w:hanging=\"{}\"/>",
                -first
            ),
            first => write!(
                self.out,
                "<w:ind w:left=\"{left}\" w:firstLine=\"{first}\"/>"
            ),
        };
        let placement = match paragraph.align {
            Align::Decimal if stop.is_some() => "left",
            Align::Left => "left",
            Align::Center | Align::Decimal => "center",
            Align::Right => "right",
            Align::Justify => "both",
        };
        let _ = write!(self.out, "<w:jc w:val=\"{placement}\"/></w:pPr>");
        for run in &paragraph.runs {
            self.run(run, size, paragraph.ink);
        }
        if let Some(note) = &paragraph.footnote {
            self.notes.push((note.text.clone(), size * 0.8));
            let _ = write!(
                self.out,
                "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>\
                 <w:footnoteReference w:id=\"{}\"/></w:r>",
                self.notes.len() + 1
            );
        }
        self.out.push_str("</w:p>");
        if let Some(rule) = paragraph.rule_below {
            self.rule(paragraph, rule, tied);
        }
    }

    /// Where the comma of a figure is to stand: a word processor moves the text of a cell to its
    /// decimal stop without being told by a tab. It goes by the first number, so what has several is
    /// centred.
    fn decimal_stop(&self, paragraph: &Paragraph) -> Option<f32> {
        let axis = self.axis.filter(|_| paragraph.align == Align::Decimal)?;
        figures::is_one_number(&figures::text(paragraph)).then_some(axis)
    }

    fn run(&mut self, run: &Run, size: f32, ink: Ink) {
        let text = cleaned(&run.text);
        if text.is_empty() {
            return;
        }
        self.out.push_str("<w:r>");
        properties(run.face, size, ink, &mut self.out);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push_str("<w:br/>");
            }
            if !line.is_empty() {
                let _ = write!(
                    self.out,
                    "<w:t xml:space=\"preserve\">{}</w:t>",
                    escape(line)
                );
            }
        }
        self.out.push_str("</w:r>");
    }

    /// The rule beneath a paragraph: an empty line with a border, as wide as the rule.
    fn rule(&mut self, paragraph: &Paragraph, rule: RuleBelow, tied: bool) {
        let text = self.text_width(paragraph).min(self.width);
        let side = twips((self.width - text * rule.share).max(0.0) / 2.0);
        let keep = if paragraph.keep_with_next || tied {
            "<w:keepNext/>"
        } else {
            ""
        };
        let _ = write!(
            self.out,
            "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/>{keep}<w:pBdr><w:top w:val=\"single\" \
             w:sz=\"6\" w:space=\"1\" w:color=\"{}\"/></w:pBdr><w:spacing w:before=\"{}\" \
             w:after=\"{}\" w:line=\"40\" w:lineRule=\"exact\"/><w:ind w:left=\"{side}\" \
             w:right=\"{side}\"/></w:pPr></w:p>",
            Hex(paragraph.ink),
            twips(rule.gap.points()),
            twips(paragraph.after.points()),
        );
    }

    /// Width of a paragraph's text on one line.
    fn text_width(&self, paragraph: &Paragraph) -> f32 {
        let size = paragraph.size.points();
        let widths = paragraph.runs.iter().map(|run| {
            let face = self.fonts.face(run.face);
            cleaned(&run.text)
                .chars()
                .map(|character| face.width(character) * size)
                .sum::<f32>()
        });
        widths.sum()
    }

    /// An empty line that keeps two tables apart.
    fn gap(&mut self, before: f32, keep: bool) {
        let keep = if keep { "<w:keepNext/>" } else { "" };
        let _ = write!(
            self.out,
            "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/>{keep}<w:spacing w:before=\"{}\" w:after=\"0\" \
             w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>",
            twips(before)
        );
    }

    fn columns(&mut self, columns: &Columns, tied: bool) {
        if self.after_table || columns.before.points() > 0.0 {
            self.gap(columns.before.points(), columns.keep_with_previous || tied);
        }
        let whole = self.width;
        let total: f32 = columns.cells.iter().map(|cell| cell.share.max(0.0)).sum();
        let width = |cell: &ColumnCell| whole * cell.share.max(0.0) / total.max(f32::EPSILON);
        self.open_table(columns.cells.iter().map(width), false);
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for cell in &columns.cells {
            self.width = width(cell);
            let _ = write!(
                self.out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
                twips(self.width)
            );
            self.cell_blocks(&cell.blocks, tied || columns.keep_with_next);
            self.out.push_str("</w:tc>");
        }
        if columns.cells.is_empty() {
            self.out.push_str("<w:tc><w:p/></w:tc>");
        }
        self.out.push_str("</w:tr></w:tbl>");
        self.width = whole;
        self.after_table = true;
        if columns.after.points() > 0.0 {
            self.gap(columns.after.points(), columns.keep_with_next || tied);
            self.after_table = false;
        }
    }

    fn cell_blocks(&mut self, blocks: &[Paragraph], keep: bool) {
        for paragraph in blocks {
            self.paragraph(paragraph, keep);
        }
        // A cell must end with a paragraph.
        if blocks.is_empty() {
            self.out
                .push_str("<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr></w:p>");
        }
    }

    fn open_table(&mut self, widths: impl Iterator<Item = f32>, bordered: bool) {
        self.out.push_str("<w:tbl><w:tblPr>");
        let widths: Vec<i32> = widths.map(twips).collect();
        let _ = write!(
            self.out,
            "<w:tblW w:w=\"{}\" w:type=\"dxa\"/>",
            widths.iter().sum::<i32>()
        );
        if bordered {
            self.out.push_str("<w:tblBorders>");
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                let _ = write!(
                    self.out,
                    "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
                );
            }
            self.out.push_str("</w:tblBorders>");
        }
        self.out.push_str("<w:tblLayout w:type=\"fixed\"/>");
        if !bordered {
            self.out.push_str(
                "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" \
                 w:type=\"dxa\"/></w:tblCellMar>",
            );
        }
        self.out.push_str("</w:tblPr><w:tblGrid>");
        for width in widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() && table.header.is_empty() {
            return;
        }
        if self.after_table || table.before.points() > 0.0 {
            self.gap(table.before.points(), true);
        }
        let whole = self.width;
        let columns = edges(&column_shares(table, self.fonts, whole), whole);
        let widths: Vec<f32> = columns.windows(2).map(|edge| edge[1] - edge[0]).collect();
        self.open_table(widths.iter().copied(), true);
        let axes = figures::axes(table, self.fonts, &columns);
        let mut open = vec![Reach::default(); widths.len()];
        for row in &table.header {
            self.row(row, table, (&widths, &[]), &mut open, true);
        }
        for row in &table.rows {
            self.row(row, table, (&widths, &axes), &mut open, false);
        }
        self.out.push_str("</w:tbl>");
        self.width = whole;
        self.after_table = true;
        if table.after.points() > 0.0 {
            self.gap(table.after.points(), false);
            self.after_table = false;
        }
    }

    fn row(
        &mut self,
        row: &Row,
        table: &Table,
        (widths, axes): (&[f32], &[Option<f32>]),
        open: &mut [Reach],
        header: bool,
    ) {
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if header {
            self.out.push_str("<w:tblHeader/>");
        }
        self.out.push_str("</w:trPr>");
        let mut cells = row.cells.iter().peekable();
        let mut column = 0;
        while column < widths.len() {
            if open[column].rows > 0 {
                // What reaches down from above goes on here, as wide as it began.
                let span = open[column].columns;
                for reach in &mut open[column..column + span] {
                    reach.rows -= 1;
                }
                let width: f32 = widths[column..column + span].iter().sum();
                let _ = write!(
                    self.out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
                    twips(width)
                );
                if span > 1 {
                    let _ = write!(self.out, "<w:gridSpan w:val=\"{span}\"/>");
                }
                self.out.push_str("<w:vMerge/></w:tcPr><w:p/></w:tc>");
                column += span;
                continue;
            }
            let Some(cell) = cells.next() else {
                self.cell(None, table, &widths[column..], row);
                break;
            };
            let free = open[column..]
                .iter()
                .take_while(|reach| reach.rows == 0)
                .count();
            let is_last = cells.peek().is_none();
            let span = if is_last {
                free
            } else {
                usize::from(cell.span.max(1)).min(free)
            };
            open[column..column + span].fill(Reach {
                rows: cell.rows.max(1) - 1,
                columns: span,
            });
            self.axis = match span {
                1 => axes.get(column).copied().flatten(),
                _ => None,
            };
            self.cell(Some(cell), table, &widths[column..column + span], row);
            self.axis = None;
            column += span;
        }
        self.out.push_str("</w:tr>");
    }

    fn cell(&mut self, cell: Option<&Cell>, table: &Table, widths: &[f32], row: &Row) {
        let width: f32 = widths.iter().sum();
        let _ = write!(
            self.out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
            twips(width)
        );
        if widths.len() > 1 {
            let _ = write!(self.out, "<w:gridSpan w:val=\"{}\"/>", widths.len());
        }
        if cell.is_some_and(|cell| cell.rows > 1) {
            self.out.push_str("<w:vMerge w:val=\"restart\"/>");
        }
        let (side, above) = (
            twips(table.padding_x.points()),
            twips(table.padding_y.points()),
        );
        let _ = write!(
            self.out,
            "<w:tcMar><w:top w:w=\"{above}\" w:type=\"dxa\"/><w:left w:w=\"{side}\" \
             w:type=\"dxa\"/><w:bottom w:w=\"{above}\" w:type=\"dxa\"/><w:right w:w=\"{side}\" \
             w:type=\"dxa\"/></w:tcMar>"
        );
        if cell.is_some_and(|cell| cell.vertical == Vertical::Middle) {
            self.out.push_str("<w:vAlign w:val=\"center\"/>");
        }
        self.out.push_str("</w:tcPr>");
        self.width = width - 2.0 * table.padding_x.points();
        let blocks = cell.map_or(&[][..], |cell| &cell.blocks);
        self.cell_blocks(blocks, row.keep_with_next);
        self.out.push_str("</w:tc>");
    }

    fn picture(&mut self, picture: &Picture) {
        let (pixels_x, pixels_y) = picture.image.size();
        let room = (
            picture.width.points().clamp(1.0, self.width.max(1.0)),
            picture.height.points().max(1.0),
        );
        let scale = (room.0 / pixels_x as f32).min(room.1 / pixels_y as f32);
        // In the drawing language's own unit, 12,700 to a point.
        let unit = |pixels: u32| (pixels as f32 * scale * 12_700.0).round() as i64;
        let (width, height) = (unit(pixels_x), unit(pixels_y));
        // The size is that of the picture before it is turned; what sticks out is told besides.
        let (degrees, is_mirrored) = picture.image.turned();
        let (width, height) = if picture.image.lies() {
            (height, width)
        } else {
            (width, height)
        };
        let beyond = |by: i64| {
            if picture.image.lies() {
                (by / 2).max(0)
            } else {
                0
            }
        };
        let (beside, above) = (beyond(height - width), beyond(width - height));
        let mut turn = String::new();
        if degrees != 0 {
            let _ = write!(turn, " rot=\"{}\"", degrees * 60_000);
        }
        if is_mirrored {
            turn.push_str(" flipH=\"1\"");
        }
        let placement = match picture.align {
            Align::Left => "left",
            Align::Right => "right",
            Align::Center | Align::Justify | Align::Decimal => "center",
        };
        let known = self.images.iter().position(|known| *known == picture.image);
        let number = known.unwrap_or_else(|| {
            self.images.push(picture.image.clone());
            self.images.len() - 1
        });
        let name = escape(&plain(&picture.alternative));
        self.pictures += 1;
        let identity = self.pictures;
        let _ = write!(
            self.out,
            "<w:p><w:pPr><w:spacing w:before=\"{}\" w:after=\"{}\"/><w:jc w:val=\"{placement}\"/>\
             </w:pPr><w:r><w:drawing><wp:inline><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:effectExtent l=\"{beside}\" t=\"{above}\" r=\"{beside}\" b=\"{above}\"/>\
             <wp:docPr id=\"{identity}\" name=\"{identity}\" descr=\"{name}\"/>\
             <a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{identity}\" name=\"{identity}\"/><pic:cNvPicPr/>\
             </pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rImage{number}\"/><a:stretch>\
             <a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm{turn}><a:off x=\"0\" y=\"0\"/>\
             <a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>\
             </a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>\
             </w:drawing></w:r></w:p>",
            twips(picture.before.points()),
            twips(picture.after.points()),
        );
    }
}

/// How many further rows a cell reaches down, and how many columns it covers.
#[derive(Clone, Copy, Default)]
struct Reach {
    rows: u16,
    columns: usize,
}

/// Face, size and colour of letters.
fn properties(face: Face, size: f32, ink: Ink, out: &mut String) {
    out.push_str("<w:rPr>");
    if face.bold {
        out.push_str("<w:b/><w:bCs/>");
    }
    if face.italic {
        out.push_str("<w:i/><w:iCs/>");
    }
    if ink != Ink::BLACK {
        let _ = write!(out, "<w:color w:val=\"{}\"/>", Hex(ink));
    }
    let half_points = (size * 2.0).round() as u32;
    let _ = write!(
        out,
        "<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/></w:rPr>"
    );
}

fn borders(frame: Frame, out: &mut String) {
    // Eighths of a point; the line of two strokes is drawn as one border.
    let thickness = (frame.thickness.points() * 8.0).round().clamp(2.0, 96.0) as u32;
    let space = frame.inset.points().round().clamp(0.0, 31.0) as u32;
    out.push_str("<w:pgBorders w:offsetFrom=\"page\">");
    for side in ["top", "left", "bottom", "right"] {
        let _ = write!(
            out,
            "<w:{side} w:val=\"thickThinSmallGap\" w:sz=\"{thickness}\" w:space=\"{space}\" \
             w:color=\"{}\"/>",
            Hex(frame.ink)
        );
    }
    out.push_str("</w:pgBorders>");
}

/// Twentieths of a point, the unit of the format.
fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A colour as six hexadecimal digits.
struct Hex(Ink);

impl std::fmt::Display for Hex {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Ink { red, green, blue } = self.0;
        write!(formatter, "{red:02X}{green:02X}{blue:02X}")
    }
}

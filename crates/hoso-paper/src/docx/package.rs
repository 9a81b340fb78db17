//! The parts of a DOCX package besides the body: what it holds, styles, page numbers, notes.

use std::{fmt::Write, io::Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{DECLARATION, NAMESPACES, Writer, escape, properties};
use crate::{
    PaperError,
    block::{Document, Face, Ink},
    image::{Coding, Image},
    text::plain,
};

/// The font that offices have; the bundled one has the same measures.
const FONT: &str = "Times New Roman";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const PARTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// How much is packed before anyone asks again whether to go on.
const PART: usize = 1 << 18;

/// Packs the body with everything around it.
pub fn package(document: &Document, writer: &Writer<'_>) -> Result<Vec<u8>, PaperError> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The same time every time; a file has no other.
        .last_modified_time(DateTime::default());
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), PaperError> {
        archive.start_file(name, options)?;
        for part in bytes.chunks(PART) {
            writer.stop.check()?;
            archive.write_all(part)?;
        }
        Ok(())
    };
    let body = format!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>{}</w:body></w:document>",
        writer.out
    );
    add("[Content_Types].xml", content_types(writer).as_bytes())?;
    add("_rels/.rels", package_relations().as_bytes())?;
    add("docProps/core.xml", core_properties(document).as_bytes())?;
    add("word/document.xml", body.as_bytes())?;
    add(
        "word/_rels/document.xml.rels",
        document_relations(writer).as_bytes(),
    )?;
    add("word/styles.xml", styles(document).as_bytes())?;
    for (index, size) in writer.headers.iter().enumerate() {
        let header = format!(
            "{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr><w:spacing w:before=\"0\" \
             w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"{size}\"/>\
             </w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:rPr><w:sz \
             w:val=\"{size}\"/></w:rPr><w:instrText xml:space=\"preserve\"> PAGE </w:instrText>\
             </w:r><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr><w:fldChar \
             w:fldCharType=\"end\"/></w:r></w:p></w:hdr>"
        );
        add(&format!("word/header{index}.xml"), header.as_bytes())?;
    }
    if !writer.notes.is_empty() {
        add("word/footnotes.xml", footnotes(writer).as_bytes())?;
    }
    for (index, image) in writer.images.iter().enumerate() {
        add(
            &format!("word/media/image{index}.{}", ending(image)),
            image.file(),
        )?;
    }
    Ok(archive.finish()?.into_inner())
}

fn ending(image: &Image) -> &'static str {
    match image.coding {
        Coding::Jpeg { .. } => "jpeg",
        Coding::Png => "png",
    }
}

fn content_types(writer: &Writer<'_>) -> String {
    let mut parts = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
         Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"jpeg\" \
         ContentType=\"image/jpeg\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    let mut part = |name: &str, kind: &str| {
        let _ = write!(
            parts,
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"{PARTS}.{kind}+xml\"/>"
        );
    };
    part("document", "document.main");
    part("styles", "styles");
    for index in 0..writer.headers.len() {
        part(&format!("header{index}"), "header");
    }
    if !writer.notes.is_empty() {
        part("footnotes", "footnotes");
    }
    parts.push_str("</Types>");
    parts
}

fn package_relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship \
         Id=\"rDocument\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rCore\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn document_relations(writer: &Writer<'_>) -> String {
    let mut relations = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    let mut add = |id: String, kind: &str, target: String| {
        let _ = write!(
            relations,
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>"
        );
    };
    add("rStyles".to_owned(), "styles", "styles.xml".to_owned());
    for index in 0..writer.headers.len() {
        add(
            format!("rHeader{index}"),
            "header",
            format!("header{index}.xml"),
        );
    }
    if !writer.notes.is_empty() {
        add("rNotes".to_owned(), "footnotes", "footnotes.xml".to_owned());
    }
    for (index, image) in writer.images.iter().enumerate() {
        let target = format!("media/image{index}.{}", ending(image));
        add(format!("rImage{index}"), "image", target);
    }
    relations.push_str("</Relationships>");
    relations
}

fn core_properties(document: &Document) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dc:language>{}</dc:language></cp:coreProperties>",
        escape(&plain(&document.title)),
        escape(&plain(&document.author)),
        escape(&plain(&document.language))
    )
}

fn styles(document: &Document) -> String {
    let language = escape(&plain(&document.language));
    let mut styles = format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts \
         w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:cs=\"{FONT}\" w:eastAsia=\"{FONT}\"/><w:sz \
         w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"{language}\" \
         w:eastAsia=\"{language}\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>\
         <w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">\
         <w:name w:val=\"Normal\"/><w:qFormat/></w:style><w:style w:type=\"paragraph\" \
         w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:keepNext/><w:jc w:val=\"center\"/></w:pPr></w:style>"
    );
    for level in 1..=6 {
        let _ = write!(
            styles,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name \
             w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val=\"{}\"/></w:pPr></w:style>",
            level - 1
        );
    }
    styles.push_str("</w:styles>");
    styles
}

fn footnotes(writer: &Writer<'_>) -> String {
    let mut notes = format!("{DECLARATION}<w:footnotes {NAMESPACES}>");
    for (id, kind, mark) in [
        (0, "separator", "<w:separator/>"),
        (1, "continuationSeparator", "<w:continuationSeparator/>"),
    ] {
        let _ = write!(
            notes,
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r>{mark}</w:r></w:p></w:footnote>"
        );
    }
    for (index, (text, size)) in writer.notes.iter().enumerate() {
        let mut face = String::new();
        properties(Face::default(), *size, Ink::BLACK, &mut face);
        let _ = write!(
            notes,
            "<w:footnote w:id=\"{}\"><w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>\
             <w:footnoteRef/></w:r><w:r>{face}<w:t xml:space=\"preserve\"> {}</w:t></w:r></w:p>\
             </w:footnote>",
            index + 2,
            escape(&plain(text))
        );
    }
    notes.push_str("</w:footnotes>");
    notes
}

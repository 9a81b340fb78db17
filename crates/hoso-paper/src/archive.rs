//! The archive layer: what makes a plain PDF a PDF/A-2a and PDF/UA-1 with tags, exact metadata and
//! an outline.
//!
//! Nothing here depends on the time, the machine or chance; even the file's identifier is made from
//! its bytes.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::{
    PaperError,
    append::{self, Appendix},
    draw::Layout,
    file::FileWriter,
    icc, outline,
    stop::Stop,
    structure::Structure,
};

/// The version of PDF that the archive standards build on.
const VERSION: &str = "1.7";

/// Completes the objects of a PDF and writes the file. `glyph_maps` names fonts whose codes are not
/// simply their glyph numbers, `marks` the tags of each page's content in order.
pub(crate) fn finish(
    mut objects: Document,
    layout: &Layout,
    glyph_maps: &[(String, Vec<u8>)],
    marks: Vec<Vec<u32>>,
    appendices: &[Appendix],
    stop: &Stop,
) -> Result<Vec<u8>, PaperError> {
    for (name, map) in glyph_maps {
        set_glyph_map(&mut objects, name, map);
    }
    remove_empty_annotations(&mut objects);

    let metadata = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(layout, appendices.is_empty()).into_bytes(),
    )
    // Tools that know nothing of PDF look for this text, so it stays readable.
    .with_compression(false);
    let metadata = objects.add_object(metadata);
    let profile = objects.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "DestOutputProfile" => profile,
    };
    let structure = Structure::add(&mut objects, &layout.tags, marks)?;
    let appended = append::add(&mut objects, appendices)?;
    let outline = outline::add(&mut objects, layout, &appended);
    let catalog = objects.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(layout.language.as_str()));
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure.root());
    catalog.remove(b"PageLayout");
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let mut info = Dictionary::new();
    info.set("Title", text(&layout.title));
    if !layout.author.is_empty() {
        info.set("Author", text(&layout.author));
    }
    let info = objects.add_object(info);
    if let Ok(Object::Reference(old)) = objects.trailer.get(b"Info") {
        let old = *old;
        objects.objects.remove(&old);
    }
    let mut trailer = Dictionary::new();
    trailer.set("Root", objects.trailer.get(b"Root")?.clone());
    trailer.set("Info", info);
    let mut file = FileWriter::begin(VERSION, objects.max_id);
    for (id, object) in objects.objects {
        stop.check()?;
        file.object(id, object)?;
    }
    stop.check()?;
    structure.write(&mut file)?;
    stop.check()?;
    Ok(file.finish(&trailer)?)
}

/// Text outside the page content: plain ASCII where possible, UTF-16 where not.
pub(crate) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(
        units.flat_map(u16::to_be_bytes).collect(),
        StringFormat::Hexadecimal,
    )
}

fn set_glyph_map(objects: &mut Document, name: &str, map: &[u8]) {
    let map = objects.add_object(Stream::new(Dictionary::new(), map.to_vec()));
    for object in objects.objects.values_mut() {
        let Ok(font) = object.as_dict_mut() else {
            continue;
        };
        let named = font
            .get(b"BaseFont")
            .and_then(Object::as_name)
            .is_ok_and(|n| n == name.as_bytes());
        if !named {
            continue;
        }
        let Ok(descendants) = font
            .get_mut(b"DescendantFonts")
            .and_then(Object::as_array_mut)
        else {
            continue;
        };
        for descendant in descendants
            .iter_mut()
            .filter_map(|font| font.as_dict_mut().ok())
        {
            descendant.set("CIDToGIDMap", map);
        }
    }
}

fn remove_empty_annotations(objects: &mut Document) {
    let pages: Vec<ObjectId> = objects.page_iter().collect();
    for page in pages {
        if let Ok(page) = objects.get_dictionary_mut(page) {
            page.remove(b"Annots");
        }
    }
}

/// The words of the archive standards, and the description of those that PDF/A does not know.
const PROMISES: &str = "<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
";

fn xmp(layout: &Layout, is_archive: bool) -> String {
    let title = escape(&layout.title);
    let language = escape(&layout.language);
    let promises = if is_archive { PROMISES } else { "" };
    let creator = if layout.author.is_empty() {
        String::new()
    } else {
        let author = escape(&layout.author);
        format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n")
    };
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
         xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
         xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
         xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
         {promises}\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         {creator}\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         </rdf:Description>\n\
         </rdf:RDF>\n\
         </x:xmpmeta>\n\
         <?xpacket end=\"r\"?>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// FNV-1a with 128 bits: tells files apart and is the same everywhere; it guards nothing.
pub(crate) struct Hash(u128);

impl Hash {
    pub fn of(bytes: &[u8]) -> Self {
        let start = Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        bytes.iter().fold(start, |hash, byte| {
            let mixed = hash.0 ^ u128::from(*byte);
            Self(mixed.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b))
        })
    }

    pub fn value(&self) -> u128 {
        self.0
    }
}

//! Objects to the bytes of a file: small ones packed many together, each let go once written.
//!
//! The PDF library could write the file too, but copies every object first and writes each several
//! times over; a list of thousands of rows has too many for that.

use std::io::{Result, Write};

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::{archive::Hash, content::pack};

/// How many small objects are packed together.
const TOGETHER: usize = 200;

/// A file while it is written.
pub(crate) struct FileWriter {
    bytes: Vec<u8>,
    /// Where each object is, by its number.
    places: Vec<Place>,
    /// Small objects that wait for company: their numbers and beginnings, and their text.
    waiting: Vec<(u32, usize)>,
    text: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    At { offset: usize, generation: u16 },
    Inside { container: u32, index: usize },
}

impl FileWriter {
    /// Begins a file whose objects so far are numbered up to `highest`.
    pub fn begin(version: &str, highest: u32) -> Self {
        // Four bytes beyond ASCII tell transports that the file is no text.
        let mut bytes = format!("%PDF-{version}\n").into_bytes();
        bytes.extend(b"%\xBB\xAD\xC0\xDE\n");
        Self {
            bytes,
            places: vec![Place::Nowhere; highest as usize + 1],
            waiting: Vec::new(),
            text: Vec::new(),
        }
    }

    /// Writes one object.
    pub fn object(&mut self, id: ObjectId, object: Object) -> Result<()> {
        match object {
            Object::Stream(stream) => self.stream(id, stream),
            object if id.1 == 0 => self.small(id.0, |out| write_object(out, &object)),
            object => {
                self.begin_object(id);
                write_object(&mut self.bytes, &object)?;
                self.bytes.extend(b"\nendobj\n");
                Ok(())
            }
        }
    }

    /// Writes one object that is no stream, as `write` says it.
    pub fn small(
        &mut self,
        number: u32,
        write: impl FnOnce(&mut Vec<u8>) -> Result<()>,
    ) -> Result<()> {
        self.waiting.push((number, self.text.len()));
        write(&mut self.text)?;
        self.text.push(b' ');
        if self.waiting.len() >= TOGETHER {
            self.pack_waiting()?;
        }
        Ok(())
    }

    /// Ends the file. `trailer` names the root and what else a reader looks for first.
    pub fn finish(mut self, trailer: &Dictionary) -> Result<Vec<u8>> {
        self.pack_waiting()?;
        let id = Object::String(
            Hash::of(&self.bytes).value().to_be_bytes().to_vec(),
            StringFormat::Hexadecimal,
        );
        let start = self.bytes.len();
        let own = self.new_number();
        self.places[own as usize] = Place::At {
            offset: start,
            generation: 0,
        };
        let mut dictionary = trailer.clone();
        dictionary.set("Type", "XRef");
        dictionary.set("ID", vec![id.clone(), id]);
        dictionary.set("Size", count(self.places.len()));
        dictionary.set("W", vec![1.into(), 4.into(), 2.into()]);
        let table = self.places.iter().flat_map(Place::entry).collect();
        self.stream((own, 0), Stream::new(dictionary, table))?;
        write!(self.bytes, "startxref\n{start}\n%%EOF\n")?;
        Ok(self.bytes)
    }

    fn stream(&mut self, id: ObjectId, mut stream: Stream) -> Result<()> {
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            let is_font = stream.dict.has(b"Length1");
            // A space ends a text as well as a zero ends a table.
            let packed = pack(&stream.content, if is_font { 0 } else { b' ' })?;
            // Readers count the entries of the table of objects.
            let fits = packed.fillers == 0 || !stream.dict.has_type(b"XRef");
            if fits && packed.bytes.len() < stream.content.len() {
                stream.dict.set("Filter", "FlateDecode");
                if is_font {
                    let length = stream.content.len() + packed.fillers;
                    stream.dict.set("Length1", count(length));
                }
                stream.content = packed.bytes;
            }
        }
        stream.dict.set("Length", count(stream.content.len()));
        self.begin_object(id);
        write_dictionary(&mut self.bytes, &stream.dict)?;
        self.bytes.extend(b"stream\n");
        self.bytes.extend(&stream.content);
        self.bytes.extend(b"\nendstream\nendobj\n");
        Ok(())
    }

    fn begin_object(&mut self, (number, generation): ObjectId) {
        self.places[number as usize] = Place::At {
            offset: self.bytes.len(),
            generation,
        };
        self.bytes
            .extend(format!("{number} {generation} obj\n").into_bytes());
    }

    fn new_number(&mut self) -> u32 {
        self.places.push(Place::Nowhere);
        self.places.len() as u32 - 1
    }

    fn pack_waiting(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let container = self.new_number();
        let mut content = Vec::with_capacity(self.text.len() + self.waiting.len() * 12);
        for (index, (number, begin)) in self.waiting.iter().enumerate() {
            write!(content, "{number} {begin} ")?;
            self.places[*number as usize] = Place::Inside { container, index };
        }
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => count(self.waiting.len()),
            "First" => count(content.len()),
        };
        content.extend(&self.text);
        self.waiting.clear();
        self.text.clear();
        self.stream((container, 0), Stream::new(dictionary, content))
    }
}

impl Place {
    /// The entry of the table of objects.
    fn entry(&self) -> [u8; 7] {
        let (kind, where_to, more) = match *self {
            Self::Nowhere => (0, 0, u16::MAX),
            Self::At { offset, generation } => (1, offset as u32, generation),
            Self::Inside { container, index } => (2, container, index as u16),
        };
        let mut entry = [kind; 7];
        entry[1..5].copy_from_slice(&u32::to_be_bytes(where_to));
        entry[5..].copy_from_slice(&more.to_be_bytes());
        entry
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Writes an object; a stream, which cannot stand inside another object, as nothing.
pub(crate) fn write_object(out: &mut Vec<u8>, object: &Object) -> Result<()> {
    match object {
        Object::Null | Object::Stream(_) => out.write_all(b"null"),
        Object::Boolean(value) => write!(out, "{value}"),
        Object::Integer(value) => write!(out, "{value}"),
        Object::Real(value) => write!(out, "{value}"),
        Object::Name(name) => write_name(out, name),
        Object::String(text, StringFormat::Literal) => {
            out.push(b'(');
            for byte in text {
                match byte {
                    b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
                    b'\r' => out.extend(b"\\r"),
                    _ => out.push(*byte),
                }
            }
            out.push(b')');
            Ok(())
        }
        Object::String(text, StringFormat::Hexadecimal) => {
            out.push(b'<');
            for byte in text {
                write!(out, "{byte:02X}")?;
            }
            out.push(b'>');
            Ok(())
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    separate(out, item);
                }
                write_object(out, item)?;
            }
            out.push(b']');
            Ok(())
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Reference((number, generation)) => write!(out, "{number} {generation} R"),
    }
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) -> Result<()> {
    out.extend(b"<<");
    for (key, value) in dictionary {
        write_name(out, key)?;
        separate(out, value);
        write_object(out, value)?;
    }
    out.extend(b">>");
    Ok(())
}

/// A space before what does not begin with a sign of its own.
fn separate(out: &mut Vec<u8>, object: &Object) {
    let begins_itself = matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    );
    if !begins_itself {
        out.push(b' ');
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) -> Result<()> {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            write!(out, "#{byte:02X}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FileWriter, TOGETHER};
    use lopdf::{Document, Object, Stream, dictionary};

    #[test]
    fn what_is_written_is_read_back() -> Result<(), Box<dyn std::error::Error>> {
        let many = TOGETHER as u32 * 2 + 7;
        let mut file = FileWriter::begin("1.7", many + 1);
        let mut catalog = dictionary! { "Type" => "Catalog", "A#b" => -1.5 };
        catalog.set("Text", Object::string_literal("(a\\b)\r)("));
        catalog.set("Items", vec![1.into(), "N".into(), (2, 0).into()]);
        file.object((1, 0), catalog.clone().into())?;
        for number in 2..=many {
            file.small(number, |out| {
                out.extend(format!("[{number}]").into_bytes());
                Ok(())
            })?;
        }
        let data = vec![b'x'; 500];
        let stream = Stream::new(dictionary! {}, data.clone());
        file.object((many + 1, 0), stream.into())?;
        let bytes = file.finish(&dictionary! { "Root" => (1, 0) })?;
        let read = Document::load_mem(&bytes)?;
        assert_eq!(read.catalog()?, &catalog);
        for number in 2..=many {
            let item = vec![i64::from(number).into()];
            assert_eq!(read.get_object((number, 0))?, &Object::Array(item));
        }
        let stream = read.get_object((many + 1, 0))?.as_stream()?;
        assert_eq!(stream.decompressed_content()?, data);
        Ok(())
    }
}

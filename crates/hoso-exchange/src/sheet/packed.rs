//! Packages of the two open formats, unpacked within bounds before anything reads them.
//!
//! What claims to be small and is not is noticed here, since every part is unpacked once and
//! counted; the reader then gets a package of the same parts that needs no unpacking.

use super::SheetFault;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most that all parts may have, unpacked: a sheet of 50,000 full rows has less than half.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// The most parts.
const MOST_PARTS: usize = 5_000;

/// The parts of a package that matter for cells, by name.
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    pub fn unpack(bytes: &[u8]) -> Result<Self, SheetFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(SheetFault::damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(SheetFault::UnpacksTooLarge { limit: MOST_BYTES });
        }
        let mut left = MOST_BYTES;
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).map_err(SheetFault::damaged)?;
            let name = entry.name().map_err(SheetFault::damaged)?.into_owned();
            if !matters(&name) {
                continue;
            }
            let mut content = Vec::new();
            // The size that an entry claims is not believed.
            let read = entry
                .by_ref()
                .take(left + 1)
                .read_to_end(&mut content)
                .map_err(SheetFault::damaged)?;
            left = left
                .checked_sub(read as u64)
                .ok_or(SheetFault::UnpacksTooLarge { limit: MOST_BYTES })?;
            parts.insert(name, content);
        }
        Ok(Self { parts })
    }

    #[cfg(test)]
    pub fn into_parts(self) -> BTreeMap<String, Vec<u8>> {
        self.parts
    }

    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    pub fn has_any_case(&self, name: &str) -> bool {
        self.parts
            .keys()
            .any(|part| part.eq_ignore_ascii_case(name))
    }

    /// A part; some programs write the names in other case.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        let named = self.parts.get(name);
        let alike = || {
            let mut parts = self.parts.iter();
            parts.find_map(|(part, content)| part.eq_ignore_ascii_case(name).then_some(content))
        };
        named.or_else(alike).map(Vec::as_slice)
    }

    /// The same parts, stored as they are.
    pub fn stored(&self) -> Result<Vec<u8>, SheetFault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
        for (name, content) in &self.parts {
            writer
                .start_file(name.as_str(), options)
                .map_err(SheetFault::damaged)?;
            writer.write_all(content).map_err(SheetFault::damaged)?;
        }
        let written = writer.finish().map_err(SheetFault::damaged)?;
        Ok(written.into_inner())
    }
}

/// Whether a part can say anything of cells: pictures, printer settings and macros do not.
fn matters(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_picture = name.contains("/media/") || name.starts_with("pictures/");
    let ending = name.rsplit('.').next().unwrap_or_default();
    let is_list = ["xml", "rels"].contains(&ending) || name == "xl/workbook.bin";
    is_list && !is_picture
}

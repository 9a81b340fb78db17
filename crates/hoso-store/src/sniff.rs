//! Tells what kind of file a paper is by its content; names lie.

use std::io::{self, Read, Seek, SeekFrom};

/// The kinds of file that evidence can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
}

/// How far into a file the mark of a PDF may stand.
const PDF_REACH: usize = 1024;
/// The end record of a ZIP archive, and the longest comment behind it.
const END_RECORD: usize = 22;
const LONGEST_COMMENT: u64 = 65_535;
/// The largest directory of an archive that is read.
const LARGEST_DIRECTORY: u32 = 4 * 1024 * 1024;
/// The fixed part of a directory entry.
const ENTRY: usize = 46;

impl FileKind {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// The kind with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Pdf, Self::Jpeg, Self::Png, Self::Docx, Self::Xlsx]
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    /// Reads a file's beginning, and the directory of an archive; `None` for any other kind.
    pub(crate) fn of(file: &mut (impl Read + Seek)) -> io::Result<Option<Self>> {
        file.seek(SeekFrom::Start(0))?;
        let mut start = Vec::new();
        file.by_ref()
            .take(PDF_REACH as u64)
            .read_to_end(&mut start)?;
        Ok(if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if start.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if start.starts_with(b"PK\x03\x04") {
            office(file)?
        } else if start.windows(5).any(|window| window == b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        })
    }
}

/// Which office document an archive is, by the names in its directory.
fn office(file: &mut (impl Read + Seek)) -> io::Result<Option<FileKind>> {
    let length = file.seek(SeekFrom::End(0))?;
    let reach = length.min(END_RECORD as u64 + LONGEST_COMMENT);
    file.seek(SeekFrom::Start(length - reach))?;
    let mut tail = Vec::new();
    file.by_ref().take(reach).read_to_end(&mut tail)?;
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06");
    let Some(end) = end.and_then(|at| tail.get(at..at + END_RECORD)) else {
        return Ok(None);
    };
    let (size, offset) = (u32_at(end, 12), u32_at(end, 16));
    if size > LARGEST_DIRECTORY || u64::from(offset) + u64::from(size) > length {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(u64::from(offset)))?;
    let mut directory = Vec::new();
    file.by_ref()
        .take(u64::from(size))
        .read_to_end(&mut directory)?;
    let mut rest = directory.as_slice();
    while rest.len() >= ENTRY && rest.starts_with(b"PK\x01\x02") {
        let name_end = ENTRY + u16_at(rest, 28);
        match rest.get(ENTRY..name_end) {
            Some(b"word/document.xml") => return Ok(Some(FileKind::Docx)),
            Some(b"xl/workbook.xml") => return Ok(Some(FileKind::Xlsx)),
            _ => {}
        }
        let next = name_end + u16_at(rest, 30) + u16_at(rest, 32);
        rest = rest.get(next..).unwrap_or_default();
    }
    Ok(None)
}

fn u16_at(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::FileKind;
    use std::io::Cursor;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<FileKind>) {
        assert_eq!(FileKind::of(&mut Cursor::new(bytes)).unwrap(), expected);
    }

    /// An archive of empty files with these names.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        let offset = bytes.len() as u32;
        for name in names {
            let mut entry = [0; super::ENTRY];
            entry[..4].copy_from_slice(b"PK\x01\x02");
            entry[28..30].copy_from_slice(&(name.len() as u16).to_le_bytes());
            bytes.extend_from_slice(&entry);
            bytes.extend_from_slice(name.as_bytes());
        }
        let size = bytes.len() as u32 - offset;
        let mut end = [0; super::END_RECORD];
        end[..4].copy_from_slice(b"PK\x05\x06");
        end[12..16].copy_from_slice(&size.to_le_bytes());
        end[16..20].copy_from_slice(&offset.to_le_bytes());
        bytes.extend_from_slice(&end);
        bytes
    }

    #[test]
    fn kinds_are_told_by_content() {
        check(b"%PDF-1.7\n", Some(FileKind::Pdf));
        check(b"\xef\xbb\xbf%PDF-1.4\n", Some(FileKind::Pdf));
        check(b"\x89PNG\r\n\x1a\nrest", Some(FileKind::Png));
        check(&[0xff, 0xd8, 0xff, 0xe0, 0], Some(FileKind::Jpeg));
        check(
            &archive(&["[Content_Types].xml", "word/document.xml"]),
            Some(FileKind::Docx),
        );
        check(&archive(&["xl/workbook.xml"]), Some(FileKind::Xlsx));
    }

    #[test]
    fn everything_else_is_refused() {
        check(b"", None);
        check(b"MZ\x90\0", None);
        check(b"PK\x03\x04", None);
        check(&archive(&["a.txt", "word/other.xml"]), None);
        let mut lying = archive(&["word/document.xml"]);
        let at = lying.len() - 10;
        lying[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        check(&lying, None);
        let whole = archive(&["word/document.xml"]);
        for cut in 0..whole.len() {
            check(&whole[..cut], None);
        }
    }
}

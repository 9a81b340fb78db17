//! Files beside the database, sealed or as they are.
//!
//! A sealed file: `HOSOSEA1`, the id of its keys (8 bytes), a nonce (19 bytes), then chunks of
//! 64 KiB, each with its tag, the last one marked as the last: a file that was cut off or whose
//! chunks were moved does not open.

use super::key::{Keys, random};
use crate::disk;
use crate::error::StoreError;
use crate::schema::hex;
use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

const MAGIC: &[u8; 8] = b"HOSOSEA1";
const ID: usize = 8;
const NONCE: usize = 19;
const HEADER: usize = MAGIC.len() + ID + NONCE;
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// How a file is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is.
    Plain,
    /// Sealed with the keys of this id.
    Sealed([u8; ID]),
}

impl Form {
    /// How these keys keep a file; without keys, as it is.
    pub fn of(keys: Option<&Keys>) -> Self {
        keys.map_or(Self::Plain, |keys| Self::Sealed(keys.id()))
    }
}

/// How a file that is there is kept.
pub(crate) fn form_of(path: &Path) -> io::Result<Form> {
    let mut header = Vec::with_capacity(HEADER);
    File::open(path)?
        .take(HEADER as u64)
        .read_to_end(&mut header)?;
    Ok(
        match header.strip_prefix(MAGIC).and_then(<[u8]>::first_chunk) {
            Some(id) if header.len() == HEADER => Form::Sealed(*id),
            _ => Form::Plain,
        },
    )
}

/// Whether a file is sealed.
pub(crate) fn is_sealed(path: &Path) -> bool {
    form_of(path).is_ok_and(|form| form != Form::Plain)
}

/// Reads a file, unsealed where it is sealed with these keys.
pub(crate) fn unseal(path: &Path, keys: Option<&Keys>) -> io::Result<Box<dyn Read>> {
    let form = form_of(path)?;
    let mut file = File::open(path)?;
    match keys {
        _ if form == Form::Plain => Ok(Box::new(file)),
        Some(keys) if form == Form::of(Some(keys)) => {
            let mut header = [0; HEADER];
            file.read_exact(&mut header)?;
            Ok(Box::new(Unsealing::new(file, keys, &header)?))
        }
        _ => Err(altered("sealed with other keys")),
    }
}

/// How many bytes the content of a file has, sealed or not.
pub(crate) fn content_bytes(path: &Path) -> io::Result<u64> {
    let bytes = File::open(path)?.metadata()?.len();
    if form_of(path)? == Form::Plain {
        return Ok(bytes);
    }
    let sealed = bytes.saturating_sub(HEADER as u64);
    let chunks = sealed.div_ceil((CHUNK + TAG) as u64);
    Ok(sealed.saturating_sub(chunks * TAG as u64))
}

/// All of a file of at most so many bytes; one byte more where it is larger.
pub(crate) fn read_all(path: &Path, keys: Option<&Keys>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    unseal(path, keys)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// SHA-256 of a file's content in hexadecimal digits.
pub(crate) fn sha256(path: &Path, keys: Option<&Keys>) -> io::Result<String> {
    let mut content = unseal(path, keys)?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; CHUNK];
    loop {
        match content.read(&mut buffer)? {
            0 => return Ok(hex(&sum.finalize())),
            read => sum.update(&buffer[..read]),
        }
    }
}

/// Writes a file that is there whole or not at all, sealed where there are keys.
pub(crate) fn write_whole(
    path: &Path,
    bytes: &[u8],
    keys: Option<&Keys>,
) -> Result<(), StoreError> {
    let mut content = Vec::with_capacity(bytes.len() + HEADER + TAG);
    let failed = StoreError::file("write", path);
    let mut writer = Writer::new(&mut content, keys)?;
    writer
        .write_all(bytes)
        .and_then(|()| writer.finish())
        .map_err(failed)?;
    disk::write_whole(path, &content)
}

/// Puts the content of a file into another place, whole or not at all, as the keys there keep it.
pub(crate) fn transfer(
    from: &Path,
    with: Option<&Keys>,
    to: &Path,
    keys: Option<&Keys>,
) -> Result<(), StoreError> {
    let failed = StoreError::file("copy", from);
    if form_of(from).map_err(&failed)? == Form::of(keys) {
        return disk::copy_whole(from, to);
    }
    let folder = to.parent().unwrap_or(Path::new("."));
    let mut hidden = tempfile::Builder::new()
        .prefix(".hoso-")
        .tempfile_in(folder)
        .map_err(StoreError::file("write", to))?;
    let mut content = unseal(from, with).map_err(&failed)?;
    let mut writer = Writer::new(hidden.as_file_mut(), keys)?;
    io::copy(&mut content, &mut writer)
        .and_then(|_| writer.finish())
        .and_then(|()| hidden.as_file().sync_all())
        .map_err(&failed)?;
    disk::put_in_place(hidden, to)
}

/// Writes a file, sealed where there are keys.
pub(crate) enum Writer<W: Write> {
    /// As it is.
    Plain(W),
    /// Sealed.
    Sealed(Sealing<W>),
}

/// Seals what is written into it.
pub(crate) struct Sealing<W: Write> {
    to: W,
    cipher: EncryptorBE32<XChaCha20Poly1305>,
    id: [u8; ID],
    chunk: Vec<u8>,
}

impl<W: Write> Writer<W> {
    pub fn new(mut to: W, keys: Option<&Keys>) -> Result<Self, StoreError> {
        let Some(keys) = keys else {
            return Ok(Self::Plain(to));
        };
        let mut nonce = [0; NONCE];
        random(&mut nonce)?;
        to.write_all(MAGIC)
            .and_then(|()| to.write_all(&keys.id()))
            .and_then(|()| to.write_all(&nonce))
            .map_err(|source| StoreError::File {
                doing: "write",
                path: "sealed file".into(),
                source,
            })?;
        Ok(Self::Sealed(Sealing {
            to,
            cipher: EncryptorBE32::new(&(*keys.of_files()).into(), &nonce.into()),
            id: keys.id(),
            chunk: Vec::with_capacity(CHUNK + TAG),
        }))
    }

    /// Writes the last chunk. Without it the file does not open.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Plain(mut to) => to.flush(),
            Self::Sealed(sealing) => sealing.last(),
        }
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(to) => to.write(bytes),
            Self::Sealed(sealing) => sealing.take(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(to) => to.flush(),
            Self::Sealed(sealing) => sealing.to.flush(),
        }
    }
}

impl<W: Write> Sealing<W> {
    fn take(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until it is known that it is not the last.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            self.cipher
                .encrypt_next_in_place(&self.id, &mut self.chunk)
                .map_err(|_| altered("too long to be sealed"))?;
            self.to.write_all(&self.chunk)?;
            self.chunk.clear();
        }
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn last(mut self) -> io::Result<()> {
        self.cipher
            .encrypt_last_in_place(&self.id, &mut self.chunk)
            .map_err(|_| altered("too long to be sealed"))?;
        self.to.write_all(&self.chunk)?;
        self.to.flush()
    }
}

/// Opens what was sealed, chunk by chunk; an altered, moved or missing chunk is an error.
struct Unsealing {
    from: File,
    cipher: Option<DecryptorBE32<XChaCha20Poly1305>>,
    id: [u8; ID],
    /// The chunk after the open one, still sealed.
    next: Vec<u8>,
    open: Vec<u8>,
    at: usize,
}

impl Unsealing {
    fn new(from: File, keys: &Keys, header: &[u8; HEADER]) -> io::Result<Self> {
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&header[MAGIC.len() + ID..]);
        let mut unsealing = Self {
            from,
            cipher: Some(DecryptorBE32::new(
                &(*keys.of_files()).into(),
                &nonce.into(),
            )),
            id: keys.id(),
            next: Vec::new(),
            open: Vec::new(),
            at: 0,
        };
        unsealing.next = unsealing.fetch()?;
        Ok(unsealing)
    }

    fn fetch(&mut self) -> io::Result<Vec<u8>> {
        let mut chunk = Vec::with_capacity(CHUNK + TAG);
        Read::by_ref(&mut self.from)
            .take((CHUNK + TAG) as u64)
            .read_to_end(&mut chunk)?;
        Ok(chunk)
    }

    /// Opens the next chunk; none is left after the last.
    fn turn(&mut self) -> io::Result<()> {
        let Some(mut cipher) = self.cipher.take() else {
            return Ok(());
        };
        let following = self.fetch()?;
        let mut chunk = std::mem::replace(&mut self.next, following);
        let opened = if self.next.is_empty() {
            cipher.decrypt_last_in_place(&self.id, &mut chunk)
        } else {
            let opened = cipher.decrypt_next_in_place(&self.id, &mut chunk);
            self.cipher = Some(cipher);
            opened
        };
        opened.map_err(|_| altered("not what was sealed"))?;
        self.open = chunk;
        self.at = 0;
        Ok(())
    }
}

impl Read for Unsealing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.open.len() && self.cipher.is_some() {
            self.turn()?;
        }
        let left = &self.open[self.at..];
        let taken = left.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&left[..taken]);
        self.at += taken;
        Ok(taken)
    }
}

fn altered(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::{
        CHUNK, HEADER, TAG, content_bytes, is_sealed, read_all, sha256, transfer, write_whole,
    };
    use crate::disk;
    use crate::seal::Keys;
    use std::fs;

    #[test]
    fn every_length_comes_back_and_nothing_altered_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sealed");
        let keys = Keys::random().unwrap();
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7] {
            let content: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            write_whole(&path, &content, Some(&keys)).unwrap();
            assert!(is_sealed(&path));
            assert_eq!(read_all(&path, Some(&keys), u64::MAX).unwrap(), content);
            assert_eq!(
                sha256(&path, Some(&keys)).unwrap(),
                disk::sha256_of(&content)
            );
            assert_eq!(content_bytes(&path).unwrap(), length as u64);
            assert!(read_all(&path, None, u64::MAX).is_err());
            assert!(read_all(&path, Some(&Keys::random().unwrap()), u64::MAX).is_err());
            let sealed = fs::read(&path).unwrap();
            for at in [HEADER - 1, HEADER, sealed.len() - TAG, sealed.len() - 1] {
                let mut altered = sealed.clone();
                altered[at] ^= 1;
                fs::write(&path, altered).unwrap();
                assert!(
                    read_all(&path, Some(&keys), u64::MAX).is_err(),
                    "{length} at {at}"
                );
            }
            for kept in [HEADER, sealed.len() - 1, HEADER + CHUNK + TAG] {
                if kept < sealed.len() {
                    fs::write(&path, &sealed[..kept]).unwrap();
                    assert!(
                        read_all(&path, Some(&keys), u64::MAX).is_err(),
                        "{length} cut at {kept}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_file_goes_over_from_form_to_form() {
        let folder = tempfile::tempdir().unwrap();
        let [plain, sealed, again] =
            ["plain", "sealed", "again"].map(|name| folder.path().join(name));
        let keys = Keys::random().unwrap();
        let content = vec![7; CHUNK + 9];
        fs::write(&plain, &content).unwrap();
        transfer(&plain, None, &sealed, Some(&keys)).unwrap();
        assert!(is_sealed(&sealed));
        transfer(&sealed, Some(&keys), &again, None).unwrap();
        assert_eq!(fs::read(&again).unwrap(), content);
        let other = Keys::random().unwrap();
        transfer(&sealed, Some(&keys), &again, Some(&other)).unwrap();
        assert_eq!(read_all(&again, Some(&other), u64::MAX).unwrap(), content);
    }
}

//! Keys, the file that holds them sealed, and what people open it with.

use crate::disk;
use crate::error::StoreError;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const FORMAT: &str = "hoso-key";
const VERSION: u32 = 1;
/// No key file of ours is larger.
const MOST_BYTES: u64 = 64 * 1024;

/// What Argon2id takes for a new wrapping: RFC 9106, second recommended option, on one lane.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// What a file may ask for at most, so that a foreign one cannot hold a PC up.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;

const KEY: usize = 32;
const SALT: usize = 16;
const NONCE: usize = 24;
/// Bytes of a recovery key that are drawn at random: 160 bits.
const RECOVERY: usize = 20;
/// Letters in a group of a written recovery key.
const GROUP: usize = 4;
/// Crockford's letters: none is taken for another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What opens a sealed cabinet, as a person types it.
#[derive(Clone)]
pub enum Secret {
    /// The passphrase.
    Passphrase(Zeroizing<String>),
    /// The recovery key, in whatever case and grouping.
    Recovery(Zeroizing<String>),
}

/// A recovery key as it is written down: groups of four letters and figures, the last of which
/// checks the others. Shown once, kept nowhere.
pub struct RecoveryKey(Zeroizing<String>);

/// The keys of a cabinet, wiped from memory when they are given up.
pub(crate) struct Keys {
    database: Zeroizing<[u8; KEY]>,
    files: Zeroizing<[u8; KEY]>,
}

/// The file that holds the keys, sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyFile {
    format: String,
    version: u32,
    /// Which keys are in it.
    id: String,
    passphrase: Wrapped,
    recovery: Wrapped,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapped {
    memory_kib: u32,
    passes: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

impl Secret {
    /// A passphrase; the same letters open it however they were composed.
    pub fn passphrase(typed: &str) -> Self {
        Self::Passphrase(Zeroizing::new(typed.nfc().collect()))
    }

    /// A recovery key; letters that are easily mistaken are taken for what they look like.
    pub fn recovery(typed: &str) -> Self {
        let plain = typed.chars().filter(|letter| letter.is_alphanumeric());
        let read = plain.map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        });
        Self::Recovery(Zeroizing::new(read.collect()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl RecoveryKey {
    fn random() -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; RECOVERY]);
        random(bytes.as_mut_slice())?;
        let mut letters = Zeroizing::new(in_letters(bytes.as_slice()));
        let check = check_group(&letters);
        letters.push_str(&check);
        let mut grouped = Zeroizing::new(String::with_capacity(letters.len() * 2));
        for (at, letter) in letters.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                grouped.push('-');
            }
            grouped.push(letter);
        }
        Ok(Self(grouped))
    }

    /// Whether a typed key can be one at all: a mistyped one is told before it is tried.
    pub fn is_well_formed(typed: &str) -> bool {
        let Secret::Recovery(letters) = Secret::recovery(typed) else {
            return false;
        };
        letters.is_ascii()
            && letters
                .split_at_checked(letters.len().saturating_sub(GROUP))
                .is_some_and(|(own, check)| {
                    own.len() == RECOVERY * 8 / 5 && check_group(own) == check
                })
    }

    /// The key as it is to be written down.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey")
    }
}

impl Keys {
    pub fn random() -> Result<Self, StoreError> {
        let mut keys = Self {
            database: Zeroizing::new([0; KEY]),
            files: Zeroizing::new([0; KEY]),
        };
        random(keys.database.as_mut_slice())?;
        random(keys.files.as_mut_slice())?;
        Ok(keys)
    }

    /// The key of the database as `SQLCipher` takes one that needs no derivation.
    pub fn of_database(&self) -> Zeroizing<String> {
        Zeroizing::new(format!(
            "x'{}'",
            crate::schema::hex(self.database.as_slice())
        ))
    }

    pub fn of_files(&self) -> &[u8; KEY] {
        &self.files
    }

    /// Which keys these are, without telling anything of them.
    pub fn id(&self) -> [u8; 8] {
        let sum = Sha256::new()
            .chain_update(FORMAT)
            .chain_update(self.files.as_slice())
            .finalize();
        let mut id = [0; 8];
        id.copy_from_slice(&sum[..8]);
        id
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

impl PartialEq for Keys {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Keys {}

impl KeyFile {
    /// Holds these keys for a passphrase and a new recovery key.
    pub fn new(keys: &Keys, passphrase: &Secret) -> Result<(Self, RecoveryKey), StoreError> {
        let recovery = RecoveryKey::random()?;
        let file = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            id: crate::schema::hex(&keys.id()),
            passphrase: Wrapped::new(keys, passphrase)?,
            recovery: Wrapped::new(keys, &Secret::recovery(recovery.as_str()))?,
        };
        Ok((file, recovery))
    }

    /// Reads a key file; whatever cannot be one is told as a missing key.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let missing = || StoreError::NoKey {
            path: path.to_owned(),
        };
        let mut text = String::new();
        File::open(path)
            .and_then(|file| file.take(MOST_BYTES).read_to_string(&mut text))
            .map_err(|_| missing())?;
        let file: Self = serde_json::from_str(&text).map_err(|_| missing())?;
        if file.format != FORMAT {
            return Err(missing());
        }
        if file.version > VERSION {
            return Err(StoreError::Newer {
                found: file.version,
                known: VERSION,
            });
        }
        Ok(file)
    }

    pub fn write(&self, path: &Path) -> Result<(), StoreError> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| StoreError::BadValue {
            path: "key".to_owned(),
            detail: error.to_string(),
        })?;
        disk::write_whole(path, &text)
    }

    /// Whether it holds the keys with this id.
    pub fn holds(&self, keys: &Keys) -> bool {
        self.id == crate::schema::hex(&keys.id())
    }

    /// The keys, for whoever knows the passphrase or has the recovery key.
    pub fn open(&self, secret: &Secret) -> Result<Keys, StoreError> {
        let wrapped = match secret {
            Secret::Passphrase(_) => &self.passphrase,
            Secret::Recovery(_) => &self.recovery,
        };
        let keys = wrapped.open(secret)?;
        if self.holds(&keys) {
            Ok(keys)
        } else {
            Err(StoreError::WrongSecret)
        }
    }
}

impl Wrapped {
    fn new(keys: &Keys, secret: &Secret) -> Result<Self, StoreError> {
        let mut salt = [0; SALT];
        let mut nonce = [0; NONCE];
        random(&mut salt)?;
        random(&mut nonce)?;
        let cipher = cipher(secret, &salt, MEMORY_KIB, PASSES)?;
        let mut content = Zeroizing::new(Vec::with_capacity(2 * KEY));
        content.extend_from_slice(keys.database.as_slice());
        content.extend_from_slice(keys.files.as_slice());
        let payload = Payload {
            msg: &content,
            aad: purpose(secret),
        };
        let sealed = cipher
            .encrypt(&nonce.into(), payload)
            .map_err(|_| StoreError::WrongSecret)?;
        Ok(Self {
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            salt: BASE64.encode(salt),
            nonce: BASE64.encode(nonce),
            sealed: BASE64.encode(sealed),
        })
    }

    fn open(&self, secret: &Secret) -> Result<Keys, StoreError> {
        // Whatever the file holds, it is a key for the typed secret or it is none.
        let wrong = || StoreError::WrongSecret;
        let bytes = |text: &str| BASE64.decode(text).map_err(|_| wrong());
        let salt = bytes(&self.salt)?;
        let nonce: [u8; NONCE] = bytes(&self.nonce)?.try_into().map_err(|_| wrong())?;
        let memory = self.memory_kib.min(MOST_MEMORY_KIB);
        let cipher = cipher(secret, &salt, memory, self.passes.min(MOST_PASSES))?;
        let sealed = bytes(&self.sealed)?;
        let payload = Payload {
            msg: &sealed,
            aad: purpose(secret),
        };
        let content = Zeroizing::new(
            cipher
                .decrypt(&nonce.into(), payload)
                .map_err(|_| wrong())?,
        );
        let (database, files) = content.split_at_checked(KEY).ok_or_else(wrong)?;
        let key = |bytes: &[u8]| bytes.try_into().map(Zeroizing::new).map_err(|_| wrong());
        Ok(Keys {
            database: key(database)?,
            files: key(files)?,
        })
    }
}

/// What a wrapping is for, so that one cannot be put in the other's place.
fn purpose(secret: &Secret) -> &'static [u8] {
    match secret {
        Secret::Passphrase(_) => b"hoso-key 1 passphrase",
        Secret::Recovery(_) => b"hoso-key 1 recovery",
    }
}

fn cipher(
    secret: &Secret,
    salt: &[u8],
    memory_kib: u32,
    passes: u32,
) -> Result<XChaCha20Poly1305, StoreError> {
    let typed = match secret {
        Secret::Passphrase(typed) | Secret::Recovery(typed) => typed.as_bytes(),
    };
    let mut key = Zeroizing::new([0; KEY]);
    Params::new(memory_kib, passes, 1, Some(KEY))
        .and_then(|params| {
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
                typed,
                salt,
                key.as_mut_slice(),
            )
        })
        .map_err(|_| StoreError::WrongSecret)?;
    Ok(XChaCha20Poly1305::new(&(*key).into()))
}

/// Fills bytes from the system's source.
pub(super) fn random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|error| StoreError::Medium {
        doing: "draw random bytes",
        detail: error.to_string(),
    })
}

/// Five bits a letter; the bytes are a whole number of them.
fn in_letters(bytes: &[u8]) -> String {
    let mut letters = String::with_capacity(bytes.len() * 8 / 5 + GROUP);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            letters.push(char::from(LETTERS[(held >> bits) as usize & 31]));
        }
    }
    letters
}

fn check_group(letters: &str) -> String {
    let sum = Sha256::digest(letters.as_bytes());
    let mut group = in_letters(&sum[..5]);
    group.truncate(GROUP);
    group
}

#[cfg(test)]
mod tests {
    use super::{KeyFile, Keys, RecoveryKey, Secret};
    use crate::StoreError;

    #[test]
    fn only_the_passphrase_or_the_recovery_key_opens() {
        let keys = Keys::random().unwrap();
        // The same word, composed and decomposed: a PC and a telephone type it differently.
        let (file, recovery) = KeyFile::new(&keys, &Secret::passphrase("mật khẩu dài")).unwrap();
        let opened = file.open(&Secret::passphrase(
            "ma\u{323}\u{302}t kha\u{302}\u{309}u da\u{300}i",
        ));
        assert_eq!(opened.unwrap(), keys);
        let spelt = recovery
            .as_str()
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o");
        assert!(RecoveryKey::is_well_formed(&spelt));
        assert_eq!(file.open(&Secret::recovery(&spelt)).unwrap(), keys);
        for wrong in [
            Secret::passphrase("mật khẩu dai"),
            Secret::passphrase(recovery.as_str()),
            Secret::recovery("mật khẩu dài"),
        ] {
            assert!(matches!(file.open(&wrong), Err(StoreError::WrongSecret)));
        }
        let (changed, _) = KeyFile::new(&keys, &Secret::passphrase("mật khẩu mới")).unwrap();
        assert_eq!(
            changed.open(&Secret::passphrase("mật khẩu mới")).unwrap(),
            keys
        );
        assert!(changed.open(&Secret::passphrase("mật khẩu dài")).is_err());
        assert!(changed.open(&Secret::recovery(recovery.as_str())).is_err());
    }

    #[test]
    fn a_mistyped_recovery_key_is_told() {
        let keys = Keys::random().unwrap();
        let (_, recovery) = KeyFile::new(&keys, &Secret::passphrase("x")).unwrap();
        let right = recovery.as_str();
        assert_eq!(right.len(), 9 * 4 + 8);
        assert!(RecoveryKey::is_well_formed(right));
        for at in (0..right.len()).filter(|at| right.as_bytes()[*at] != b'-') {
            let mut wrong = right.as_bytes().to_vec();
            wrong[at] = if wrong[at] == b'A' { b'B' } else { b'A' };
            assert!(!RecoveryKey::is_well_formed(
                std::str::from_utf8(&wrong).unwrap()
            ));
        }
        assert!(!RecoveryKey::is_well_formed(""));
        assert!(!RecoveryKey::is_well_formed("Đ"));
    }

    #[test]
    fn nothing_secret_is_printed() {
        let keys = Keys::random().unwrap();
        let secret = Secret::passphrase("bí mật");
        assert_eq!(format!("{keys:?} {secret:?}"), "Keys Secret");
    }
}

//! A cabinet behind a passphrase: what is on the disk is sealed, the keys are in memory alone.
//!
//! The database is sealed by `SQLCipher`, files beside it chunk by chunk with
//! XChaCha20-Poly1305 (STREAM), each with keys made at random. `cabinet.key` holds these keys twice:
//! sealed with what Argon2id makes of the passphrase, and of the recovery key. No ciphers of our
//! own are here, only their order.

mod file;
mod key;

pub(crate) use file::{
    Form, Writer, content_bytes, form_of, is_sealed, read_all, sha256, transfer, unseal,
    write_whole,
};
pub(crate) use key::{KeyFile, Keys};
pub use key::{RecoveryKey, Secret};

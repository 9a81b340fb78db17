//! Puts the cabinet behind a passphrase, gives it another one, takes it away.

use super::OpenedCabinet;
use crate::{ChoiceFault, Desk, DeskError};
use chrono::NaiveDate;
use hoso_domain::short_date;
use hoso_exchange::{Existing, Staging, read_text};
use hoso_forms::{RecoverySheet, compose_recovery};
use hoso_paper::write_pdf;
use hoso_store::{RecoveryKey, Sealed, Secret, Stamp};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;

/// The shortest passphrase that is taken, in letters (as NIST SP 800-63B asks for at least).
const SHORTEST: usize = 8;

/// What a person types to open a cabinet or a backup. It is never written to a log.
#[derive(Clone, Deserialize, Type)]
pub struct SecretInput {
    /// As typed.
    pub text: String,
    /// Whether it is the recovery key, not the passphrase.
    pub is_recovery: bool,
}

/// The recovery key, to be written down; nobody can tell it again.
#[derive(Clone, PartialEq, Eq, Serialize, Type)]
pub struct RecoveryView {
    /// Groups of four letters and figures.
    pub key: String,
}

/// What putting the cabinet behind a passphrase did.
#[derive(Clone, PartialEq, Eq, Serialize, Type)]
pub struct SealedView {
    /// The recovery key.
    pub recovery: RecoveryView,
    /// How many backups that were not sealed were removed; a sealed one was made in their place.
    pub backups_removed: u32,
    /// Folders beside the cabinet that hold what was set aside as damaged, and are not sealed.
    pub left_plain: Vec<String>,
}

impl SecretInput {
    /// What the first line of a text file holds, for those who do not type.
    pub fn read(file: &Path, is_recovery: bool) -> Result<Self, DeskError> {
        let text = read_text(file)?;
        Ok(Self {
            text: text.lines().next().unwrap_or_default().to_owned(),
            is_recovery,
        })
    }

    /// What it opens with.
    pub fn secret(&self) -> Result<Secret, DeskError> {
        if !self.is_recovery {
            return Ok(Secret::passphrase(&self.text));
        }
        if RecoveryKey::is_well_formed(&self.text) {
            Ok(Secret::recovery(&self.text))
        } else {
            Err(ChoiceFault::MistypedKey.into())
        }
    }
}

impl OpenedCabinet {
    /// Whether the cabinet opens with a passphrase only.
    pub fn is_sealed(&self) -> bool {
        self.store.is_sealed()
    }

    /// Puts the cabinet behind a passphrase. On an error it is closed, and opens as before or with
    /// the passphrase.
    pub fn set_passphrase(
        self,
        typed: &str,
        stamp: &Stamp,
    ) -> Result<(Self, SealedView), DeskError> {
        let passphrase = long_enough(typed)?;
        let (store, sealed) = self.store.set_passphrase(&passphrase, stamp)?;
        Ok((Self { store }, sealed.into()))
    }

    /// Gives it another passphrase and another recovery key, for whoever knows the one it has.
    pub fn change_passphrase(&self, now: &Secret, typed: &str) -> Result<RecoveryView, DeskError> {
        let passphrase = long_enough(typed)?;
        self.store.prove(now)?;
        Ok(self.store.change_passphrase(&passphrase)?.into())
    }

    /// Takes the passphrase away, for whoever knows it. On an error the cabinet is closed, and
    /// opens with the passphrase or without.
    pub fn remove_passphrase(self, now: &Secret, stamp: &Stamp) -> Result<Self, DeskError> {
        self.store.prove(now)?;
        Ok(Self {
            store: self.store.remove_passphrase(stamp)?,
        })
    }
}

impl Desk {
    /// Writes the recovery key as a PDF page to be printed and locked away; an existing file is
    /// refused. `cabinet` is the folder that it opens.
    pub fn write_recovery(
        &self,
        key: &str,
        cabinet: &Path,
        on: NaiveDate,
        file: &Path,
    ) -> Result<(), DeskError> {
        let sheet = RecoverySheet {
            title: "KHÓA KHÔI PHỤC TỦ HỒ SƠ".to_owned(),
            lines: vec![
                format!("Tủ hồ sơ: {}", cabinet.display()),
                format!("Đặt ngày {}", short_date(on)),
            ],
            key: key.to_owned(),
            notes: [
                "Mở được tủ hồ sơ và các bản sao lưu trong tủ khi quên mật khẩu: ở màn hình khóa, chọn “Quên mật khẩu?” rồi gõ các nhóm ký tự trên, không cần gạch nối.",
                "Ai có tờ này đều mở được tủ. Cất ở nơi khóa được, không để cạnh máy tính, không chụp ảnh, không gửi qua mạng.",
                "Khi đổi mật khẩu, khóa này hết hiệu lực và chương trình đưa khóa mới: hủy tờ cũ.",
            ]
            .map(str::to_owned)
            .to_vec(),
        };
        let document = compose_recovery(&self.format, &sheet);
        let mut typesetter = self.typesetter();
        let layout = typesetter.lay_out(&document);
        let bytes = write_pdf(&layout, typesetter.fonts())?;
        drop(typesetter);
        Ok(Staging::write_one(file, &bytes, Existing::Refuse)?)
    }
}

fn long_enough(typed: &str) -> Result<Secret, DeskError> {
    if typed.trim().chars().count() < SHORTEST {
        return Err(ChoiceFault::ShortPassphrase { least: SHORTEST }.into());
    }
    Ok(Secret::passphrase(typed))
}

impl From<RecoveryKey> for RecoveryView {
    fn from(key: RecoveryKey) -> Self {
        Self {
            key: key.as_str().to_owned(),
        }
    }
}

impl From<Sealed> for SealedView {
    fn from(sealed: Sealed) -> Self {
        let left = sealed.left_plain.iter();
        Self {
            recovery: sealed.recovery.into(),
            backups_removed: sealed.backups_removed,
            left_plain: left.map(|path| path.display().to_string()).collect(),
        }
    }
}

//! `hoso cabinet passphrase`, and how a cabinet that has one is opened: the words are read from files,
//! never from the command line, which other programs can see.

use super::text::print_as;
use crate::{Format, say};
use clap::Subcommand;
use hoso_desk::cabinet::{OpenedCabinet, RecoveryView, SealedView, Secret, SecretInput, Stamp};
use hoso_desk::{Desk, DeskError};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What opens a cabinet that has a passphrase.
#[derive(clap::Args)]
pub struct SecretFile {
    /// Tệp có mật khẩu của tủ ở dòng đầu
    #[arg(long, global = true, value_name = "TỆP")]
    passphrase_file: Option<PathBuf>,
    /// Tệp có khóa khôi phục ở dòng đầu, khi quên mật khẩu
    #[arg(
        long,
        global = true,
        value_name = "TỆP",
        conflicts_with = "passphrase_file"
    )]
    recovery_file: Option<PathBuf>,
}

/// The words of `hoso cabinet passphrase`.
#[derive(Subcommand)]
pub enum Command {
    /// Đặt mật khẩu và in khóa khôi phục; bản sao lưu chưa mã hóa trong tủ được thay bằng bản mã hóa
    Set {
        /// Tệp có mật khẩu mới ở dòng đầu
        #[arg(long = "new", value_name = "TỆP")]
        new_file: PathBuf,
        /// Ghi tờ khóa khôi phục (PDF) để in
        #[arg(long, value_name = "TỆP")]
        sheet: Option<PathBuf>,
    },
    /// Đổi mật khẩu và in khóa khôi phục mới; mật khẩu và khóa cũ hết hiệu lực
    Change {
        /// Tệp có mật khẩu mới ở dòng đầu
        #[arg(long = "new", value_name = "TỆP")]
        new_file: PathBuf,
        /// Ghi tờ khóa khôi phục (PDF) để in
        #[arg(long, value_name = "TỆP")]
        sheet: Option<PathBuf>,
    },
    /// Bỏ mật khẩu
    Remove,
}

/// What opens the cabinets of this run: one run, one secret.
static GIVEN: OnceLock<Secret> = OnceLock::new();

/// What opens the cabinets of this run, where a file was named.
pub fn given() -> Option<&'static Secret> {
    GIVEN.get()
}

impl SecretFile {
    /// Reads the file that was named.
    pub fn give(&self) -> Result<(), DeskError> {
        let (file, is_recovery) = match (&self.passphrase_file, &self.recovery_file) {
            (Some(file), _) => (file, false),
            (None, Some(file)) => (file, true),
            (None, None) => return Ok(()),
        };
        let secret = SecretInput::read(file, is_recovery)?.secret()?;
        GIVEN.get_or_init(|| secret);
        Ok(())
    }
}

/// Does one thing with the passphrase of a cabinet.
pub fn run(
    desk: &Desk,
    (cabinet, folder): (OpenedCabinet, &Path),
    command: &Command,
    format: Format,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    // A cabinet without a passphrase has none to prove, and the desk says so.
    let none = Secret::passphrase("");
    let now = given().unwrap_or(&none);
    match command {
        Command::Set { new_file, sheet } => {
            let (cabinet, sealed) =
                cabinet.set_passphrase(&SecretInput::read(new_file, false)?.text, stamp)?;
            cabinet.close()?;
            print_as(format, &sealed, sealed_text);
            write(desk, &sealed.recovery, folder, sheet.as_deref(), stamp)?;
        }
        Command::Change { new_file, sheet } => {
            let recovery =
                cabinet.change_passphrase(now, &SecretInput::read(new_file, false)?.text)?;
            cabinet.close()?;
            print_as(format, &recovery, recovery_text);
            write(desk, &recovery, folder, sheet.as_deref(), stamp)?;
        }
        Command::Remove => {
            cabinet.remove_passphrase(now, stamp)?.close()?;
            say("Đã bỏ mật khẩu; dữ liệu của tủ không còn được mã hóa.\n");
        }
    }
    Ok(())
}

fn write(
    desk: &Desk,
    recovery: &RecoveryView,
    folder: &Path,
    sheet: Option<&Path>,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    if let Some(sheet) = sheet {
        desk.write_recovery(&recovery.key, folder, stamp.at.date_naive(), sheet)?;
    }
    Ok(())
}

fn sealed_text(sealed: &SealedView) -> String {
    let mut text = "Đã đặt mật khẩu; mọi dữ liệu của tủ đã được mã hóa.\n".to_owned();
    if sealed.backups_removed > 0 {
        let _ = writeln!(
            text,
            "Đã thay {} bản sao lưu chưa mã hóa bằng một bản đã mã hóa.",
            sealed.backups_removed
        );
    }
    for folder in &sealed.left_plain {
        let _ = writeln!(text, "Chưa mã hóa, tự xóa nếu không cần nữa: {folder}");
    }
    text + &recovery_text(&sealed.recovery)
}

fn recovery_text(recovery: &RecoveryView) -> String {
    format!(
        "Khóa khôi phục, chỉ hiện một lần; in ra và cất ở nơi khóa được:\n\n    {}\n",
        recovery.key
    )
}

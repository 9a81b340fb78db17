//! `hoso cabinet evidence`: stored scans.

use super::code;
use super::text::{check_text, lines, print_as, thumbnails_text};
use crate::{Format, say};
use clap::Subcommand;
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use hoso_desk::{Desk, DeskError};
use std::path::PathBuf;
use std::process::ExitCode;

/// What is done with scans.
#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// Lưu một tệp và gắn vào một giấy tờ của hồ sơ
    Add {
        /// Mã hồ sơ
        dossier: String,
        /// Mã giấy tờ
        paper: String,
        /// Tệp quét
        file: PathBuf,
    },
    /// Chép một tệp đã lưu ra thư mục, để mở hoặc mang đi
    Copy {
        /// Mã hồ sơ
        dossier: String,
        /// Mã giấy tờ
        paper: String,
        /// Thư mục nhận bản chép
        #[arg(long, value_name = "THƯ MỤC")]
        to: PathBuf,
    },
    /// Tìm tệp thiếu hoặc bị thay đổi; mã thoát 1 nếu có
    Check,
    /// Liệt kê tệp không giấy tờ nào dùng
    Orphans {
        /// Xóa các tệp ấy
        #[arg(long)]
        remove: bool,
    },
    /// Tạo ảnh thu nhỏ cho các tệp chưa có, kể cả tệp lần trước không tạo được
    Thumbnails,
}

/// Does one thing with scans.
pub fn evidence(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &EvidenceCommand,
    format: Format,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    match command {
        EvidenceCommand::Add {
            dossier,
            paper,
            file,
        } => {
            let (stored, _) = cabinet.add_evidence(dossier, paper, file, stamp)?;
            say(&format!(
                "Đã lưu “{}” ({}, {} byte), mã {}…\n",
                stored.name,
                stored.kind,
                stored.size,
                &stored.sha256[..12]
            ));
        }
        EvidenceCommand::Copy { dossier, paper, to } => {
            let copy = cabinet.copy_scan(dossier, paper, to)?;
            say(&format!("{}\n", copy.display()));
        }
        EvidenceCommand::Check => {
            let check = cabinet.onlooker()?.check_evidence()?;
            print_as(format, &check, check_text);
            return Ok(code(check.missing.is_empty() && check.altered.is_empty()));
        }
        EvidenceCommand::Orphans { remove } => {
            let orphans = cabinet.onlooker()?.check_evidence()?.orphans;
            if *remove {
                let removed = cabinet.remove_orphans(&orphans, stamp)?;
                say(&format!("Đã xóa {removed} tệp.\n"));
            } else {
                print_as(format, &orphans, |orphans| {
                    lines(orphans, "Không có tệp thừa.", Clone::clone)
                });
            }
        }
        EvidenceCommand::Thumbnails => {
            let made = cabinet.make_missing_thumbnails(desk)?;
            print_as(format, &made, thumbnails_text);
        }
    }
    Ok(ExitCode::SUCCESS)
}

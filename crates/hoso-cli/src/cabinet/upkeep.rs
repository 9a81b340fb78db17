//! The care of a cabinet: backups, packing, examinations.

use super::text::{examination_text, lines, print_as};
use super::{Command, code};
use crate::{Format, say};
use hoso_desk::DeskError;
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use std::process::ExitCode;

/// Does one of these things with an open cabinet.
pub fn upkeep(
    cabinet: &mut OpenedCabinet,
    command: &Command,
    format: Format,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    let own = cabinet.own_backups();
    match command {
        Command::Backup { to, automatic } => {
            let folder = to.as_deref().unwrap_or(&own);
            let made = if *automatic {
                cabinet.onlooker()?.back_up_if_needed(folder, stamp)?
            } else {
                Some(cabinet.onlooker()?.back_up(folder, stamp)?)
            };
            say(&match made {
                None => "Không có gì thay đổi từ bản sao lưu trước.\n".to_owned(),
                Some(backup) => format!(
                    "Đã sao lưu và kiểm tra: bản số {}, {} KB, {}\n",
                    backup.number, backup.kilobytes, backup.file
                ),
            });
        }
        Command::Backups { from } => {
            let folder = from.as_deref().unwrap_or(&own);
            let backups = OpenedCabinet::backups(folder);
            print_as(format, &backups, |backups| {
                lines(backups, "Chưa có bản sao lưu nào.", |backup| {
                    let state =
                        match OpenedCabinet::verify_backup(Some(cabinet), folder, backup.number) {
                            Ok(lost) if lost.is_empty() => "tốt".to_owned(),
                            Ok(lost) => format!("thiếu {} tệp minh chứng", lost.len()),
                            Err(_) => "HỎNG".to_owned(),
                        };
                    format!(
                        "{:>5}  {}  {}  {state}",
                        backup.number, backup.at, backup.kind
                    )
                })
            });
        }
        Command::Package { file } => {
            cabinet.onlooker()?.package(file, stamp)?;
            say(&format!("Đã gói cả tủ vào {}.\n", file.display()));
        }
        Command::Doctor { quick } => {
            let examined = if *quick {
                cabinet.examine_quickly()?
            } else {
                cabinet.onlooker()?.examine()?
            };
            print_as(format, &examined, examination_text);
            return Ok(code(examined.problems.is_empty()));
        }
        Command::Reindex => {
            cabinet.rebuild_search()?;
            say("Đã lập lại chỉ mục tìm kiếm.\n");
        }
        Command::Verify => {
            let broken = cabinet.onlooker()?.verify_journal()?;
            say(&match broken {
                None => "Chuỗi nhật ký nguyên vẹn.\n".to_owned(),
                Some(entry) => format!("Chuỗi nhật ký bị đứt ở lần ghi số {entry}.\n"),
            });
            return Ok(code(broken.is_none()));
        }
        // The other commands were obeyed before the cabinet came here.
        _ => {}
    }
    Ok(ExitCode::SUCCESS)
}

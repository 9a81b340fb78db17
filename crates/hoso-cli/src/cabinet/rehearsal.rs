//! `hoso cabinet … rehearsal`: the receiver's rehearsal of a dossier, and the unit's checklist.

use super::text::print_as;
use super::{code, day};
use crate::{Format, print, say, tell};
use clap::{Subcommand, ValueEnum};
use hoso_desk::cabinet::{ConfirmInput, OpenedCabinet, RehearsalLineInput, Stamp};
use hoso_desk::{Covers, Desk, DeskError, Existing, ExportChoice};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be done with the rehearsal.
#[derive(Subcommand)]
pub enum Command {
    /// In phiếu tự kiểm tra của một hồ sơ; mã thoát 1 nếu còn mục chưa xong
    Show {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Xác nhận một mục chờ người xác nhận
    Confirm {
        /// Mã hồ sơ
        dossier: String,
        /// Mã của mục
        #[arg(value_name = "MỤC")]
        line: String,
        /// Mã hoặc tên của trường hợp xác nhận; không ghi: mọi trường hợp; lặp lại được
        #[arg(long = "nominee", value_name = "MÃ HOẶC TÊN")]
        nominees: Vec<String>,
        /// Người xác nhận; không ghi: người làm
        #[arg(long, default_value = "", value_name = "TÊN")]
        by: String,
        /// Ghi chú
        #[arg(long, default_value = "", value_name = "LỜI")]
        note: String,
        /// Mục này không cần với hồ sơ này
        #[arg(long)]
        not_needed: bool,
    },
    /// Bỏ xác nhận của một mục
    Withdraw {
        /// Mã hồ sơ
        dossier: String,
        /// Mã của mục
        #[arg(value_name = "MỤC")]
        line: String,
        /// Mã của trường hợp; không ghi: mọi trường hợp; lặp lại được
        #[arg(long = "nominee", value_name = "MÃ")]
        nominees: Vec<String>,
    },
    /// Ghi phiếu ra PDF để in
    Print {
        /// Mã hồ sơ
        dossier: String,
        /// Thư mục nhận tệp
        #[arg(long, value_name = "THƯ MỤC")]
        out: PathBuf,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
    /// Thêm một mục của đơn vị, hoặc sửa lời của một mục đã có
    Keep {
        /// Nội dung cần kiểm tra
        title: String,
        /// Mã của mục cần sửa; không ghi: thêm mục mới
        #[arg(long, default_value = "", value_name = "MÃ")]
        id: String,
        /// Giải thích thêm
        #[arg(long, default_value = "", value_name = "LỜI")]
        detail: String,
        /// Phần hồ sơ mà lời xác nhận bao trùm; phần đó đổi thì phải xác nhận lại
        #[arg(long, value_enum, default_value_t = Part::Nothing)]
        covers: Part,
        /// Từng trường hợp xác nhận
        #[arg(long)]
        each: bool,
    },
    /// Xóa một mục của đơn vị; mục có sẵn trở về lời cũ
    Drop {
        /// Mã của mục
        id: String,
    },
    /// Tắt một mục: không hỏi nữa
    Off {
        /// Mã của mục
        id: String,
    },
    /// Bật lại một mục đã tắt
    On {
        /// Mã của mục
        id: String,
    },
}

/// What a tick covers.
#[derive(Clone, Copy, ValueEnum)]
pub enum Part {
    Nothing,
    Name,
    Clearance,
    Reports,
    Council,
    Letter,
    Evidence,
    Dossier,
}

impl From<Part> for Covers {
    fn from(part: Part) -> Self {
        match part {
            Part::Nothing => Self::Nothing,
            Part::Name => Self::Name,
            Part::Clearance => Self::Clearance,
            Part::Reports => Self::Reports,
            Part::Council => Self::Council,
            Part::Letter => Self::Letter,
            Part::Evidence => Self::Evidence,
            Part::Dossier => Self::Dossier,
        }
    }
}

/// Does one thing with the rehearsal.
pub fn run(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &Command,
    format: Format,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    match command {
        Command::Show { dossier } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            let view = desk.rehearsal(&opened, day(stamp));
            let is_done = view.done == view.total;
            print_as(format, &view, tell::rehearsal);
            return Ok(code(is_done));
        }
        Command::Confirm {
            dossier,
            line,
            nominees,
            by,
            note,
            not_needed,
        } => {
            let input = ConfirmInput {
                line: line.clone(),
                nominees: nominees.clone(),
                by: by.clone(),
                note: note.clone(),
                is_not_needed: *not_needed,
            };
            cabinet.confirm(desk, dossier, &input, stamp)?;
            say("Đã ghi nhận xác nhận.\n");
        }
        Command::Withdraw {
            dossier,
            line,
            nominees,
        } => {
            cabinet.withdraw(dossier, line, nominees, stamp)?;
            say("Đã bỏ xác nhận.\n");
        }
        Command::Print {
            dossier,
            out,
            replace,
        } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            let choice = ExportChoice {
                documents: vec!["rehearsal".to_owned()],
                ..ExportChoice::default()
            };
            let watch = &|_: hoso_desk::Progress<'_>| ControlFlow::Continue(());
            let existing = Existing::replaced(*replace);
            let written = desk.export_chosen(&opened, day(stamp), out, existing, &choice, watch)?;
            say(&print::export(&written));
        }
        command => return checklist(desk, cabinet, command, stamp),
    }
    Ok(ExitCode::SUCCESS)
}

fn checklist(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &Command,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    match command {
        Command::Keep {
            title,
            id,
            detail,
            covers,
            each,
        } => {
            let input = RehearsalLineInput {
                id: id.clone(),
                title: title.clone(),
                detail: detail.clone(),
                covers: (*covers).into(),
                is_each: *each,
            };
            let id = cabinet.keep_line(desk, &input, stamp)?;
            say(&format!("Đã giữ mục “{id}”.\n"));
        }
        Command::Drop { id } => {
            cabinet.drop_line(desk, id, stamp)?;
            say("Đã xóa mục của đơn vị.\n");
        }
        Command::Off { id } => {
            cabinet.switch_line_off(desk, id, stamp)?;
            say("Đã tắt mục này.\n");
        }
        Command::On { id } => {
            cabinet.switch_line_on(desk, id, stamp)?;
            say("Đã bật lại mục này.\n");
        }
        // The other commands were obeyed before the checklist came here.
        _ => {}
    }
    Ok(ExitCode::SUCCESS)
}

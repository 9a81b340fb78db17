//! `hoso cabinet`: what is remembered of how dossiers leave the office.

use super::text::print_as;
use crate::Format;
use crate::delivery::{SetChoice, set_text};
use clap::Subcommand;
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use hoso_desk::{Desk, DeskError, PrintSet};

/// Ways out of the office.
#[derive(Subcommand)]
pub enum Handing {
    /// Bộ in của các hồ sơ cùng kế hoạch, cùng đợt: số bản và thứ tự; ghi thêm gì thì nhớ từ nay
    PrintSet {
        /// Mã hồ sơ
        dossier: String,
        #[command(flatten)]
        set: SetChoice,
        /// Quay về bộ in thường dùng
        #[arg(long)]
        usual: bool,
    },
    /// Một thư lớn nhất mấy MB; ghi số thì nhớ từ nay
    MailLimit {
        /// Số MB
        #[arg(value_name = "MB")]
        megabytes: Option<u32>,
    },
}

/// Does one of them.
pub fn hand(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &Handing,
    format: Format,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    match command {
        Handing::PrintSet {
            dossier,
            set,
            usual,
        } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            if *usual {
                cabinet.keep_print_set(&opened, None, stamp)?;
            }
            let kept = cabinet.kept_print_set(&opened)?;
            let now: PrintSet = set.of(desk, &opened, kept.as_ref())?;
            let view = desk.print_set(&opened, Some(&now))?;
            if set.is_asked() {
                let own = Some(&now).filter(|_| !view.is_usual);
                cabinet.keep_print_set(&opened, own, stamp)?;
            }
            print_as(format, &view, set_text);
        }
        Handing::MailLimit { megabytes } => {
            if let Some(megabytes) = megabytes {
                cabinet.keep_mail_megabytes(*megabytes, stamp)?;
            }
            print_as(format, &cabinet.mail_megabytes()?, |megabytes| {
                format!("Một thư lớn nhất {megabytes} MB.\n")
            });
        }
    }
    Ok(())
}

//! `hoso cabinet`: documents of a kept dossier on their way out, and what is remembered of that way.

use super::text::print_as;
use crate::delivery::{MailArguments, SetChoice, mail, print_file, set_text};
use crate::{Format, Writing, paper, print, say};
use chrono::NaiveDate;
use clap::Subcommand;
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use hoso_desk::{Day, Desk, DeskError, PrintSet};

/// Ways out of the office.
#[derive(Subcommand)]
pub enum Handing {
    /// Xuất văn bản của một hồ sơ trong tủ ra PDF, DOCX
    Papers {
        /// Mã hồ sơ
        dossier: String,
        #[command(flatten)]
        writing: Writing,
        #[command(flatten)]
        choice: paper::Choice,
    },
    /// Nối các văn bản của một hồ sơ trong tủ thành một tệp PDF để in
    Print {
        /// Mã hồ sơ
        dossier: String,
        #[command(flatten)]
        writing: Writing,
        #[command(flatten)]
        choice: paper::Choice,
        #[command(flatten)]
        set: SetChoice,
    },
    /// Ghi thư nháp kèm một hồ sơ trong tủ
    Mail {
        /// Mã hồ sơ
        dossier: String,
        #[command(flatten)]
        asked: MailArguments,
        #[command(flatten)]
        writing: Writing,
        #[command(flatten)]
        choice: paper::Choice,
    },
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
    let day = |asked: Option<NaiveDate>| Day {
        today: stamp.at.date_naive(),
        asked,
    };
    match command {
        Handing::Papers {
            dossier,
            writing,
            choice,
        } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            let choice = choice.with(desk, cabinet.scans())?;
            let line = paper::ProgressLine::default();
            let written = desk.export_chosen(
                &opened,
                day(writing.on),
                &writing.out,
                writing.existing(),
                &choice,
                &|progress| line.tell(&progress),
            )?;
            drop(line);
            say(&print::export(&written));
        }
        Handing::Print {
            dossier,
            writing,
            choice,
            set,
        } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            let kept = cabinet.kept_print_set(&opened)?;
            let asked = set.is_asked().then(|| set.of(desk, &opened, kept.as_ref()));
            let asked = asked.transpose()?;
            let how = (choice, cabinet.scans());
            print_file(
                desk,
                (&opened, day(writing.on)),
                writing,
                how,
                asked.as_ref(),
            )?;
        }
        Handing::Mail {
            dossier,
            asked,
            writing,
            choice,
        } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            let kept = Some(cabinet.mail_megabytes()?);
            let how = (choice, cabinet.scans());
            mail(
                desk,
                (&opened, day(writing.on)),
                writing,
                how,
                (asked, kept),
            )?;
        }
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

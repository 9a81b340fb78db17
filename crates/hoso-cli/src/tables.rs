//! What the command line asks about tables for a spreadsheet.

use crate::say;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use hoso_desk::import::ImportKind;
use hoso_desk::tables::{TableAsked, TableKind, TableView};
use hoso_desk::{Day, Desk, DeskError, Existing, Opened};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Tables of a dossier, which is a file, or in the cabinet an id.
#[derive(Subcommand)]
pub enum Command {
    /// Ghi một bảng của hồ sơ thành tệp Excel: danh sách, chỉ tiêu, kết quả kiểm tra, Hội đồng
    Table {
        /// Bảng nào
        kind: Kind,
        /// Tệp hồ sơ; với hồ sơ trong tủ: mã hồ sơ
        #[arg(value_name = "HỒ SƠ")]
        of: String,
        /// Năm của bảng chỉ tiêu; không ghi: năm của hồ sơ
        #[arg(long, value_name = "NĂM")]
        year: Option<i32>,
        /// Xét vào ngày này (YYYY-MM-DD) thay cho ngày ghi trong hồ sơ hoặc hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        #[command(flatten)]
        target: Target,
    },
    /// Ghi tệp Excel mẫu để điền rồi nhập vào hồ sơ, với hình thức và tiêu chuẩn của kế hoạch để chọn
    ImportTemplate {
        /// Bảng nào
        kind: Template,
        /// Tệp hồ sơ; với hồ sơ trong tủ: mã hồ sơ
        #[arg(value_name = "HỒ SƠ")]
        of: String,
        #[command(flatten)]
        target: Target,
    },
}

/// Where it is written to.
#[derive(Args)]
pub struct Target {
    /// Tệp Excel sẽ ghi
    #[arg(long, value_name = "TỆP")]
    out: PathBuf,
    /// Thay thế tệp trùng tên
    #[arg(long)]
    replace: bool,
}

/// Which table.
#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    Nominees,
    NomineesInFull,
    Indicators,
    Findings,
    Council,
}

/// Which table is to be filled in.
#[derive(Clone, Copy, ValueEnum)]
pub enum Template {
    Nominees,
    Members,
    Indicators,
    Awards,
}

impl Command {
    /// The dossier, as it was named.
    pub fn of(&self) -> &str {
        match self {
            Self::Table { of, .. } | Self::ImportTemplate { of, .. } => of,
        }
    }
}

/// Writes what was asked for.
pub fn write(
    desk: &Desk,
    opened: &Opened,
    today: NaiveDate,
    command: &Command,
) -> Result<(), DeskError> {
    match command {
        Command::Table {
            kind,
            year,
            on,
            target,
            ..
        } => {
            let asked = TableAsked {
                kind: match kind {
                    Kind::Nominees => TableKind::Nominees,
                    Kind::NomineesInFull => TableKind::NomineesInFull,
                    Kind::Indicators => TableKind::Indicators,
                    Kind::Findings => TableKind::Findings,
                    Kind::Council => TableKind::Council,
                },
                year: *year,
            };
            let day = Day { today, asked: *on };
            let existing = Existing::replaced(target.replace);
            let table = desk.write_table(opened, day, asked, &target.out, existing)?;
            say(&written(&table));
        }
        Command::ImportTemplate { kind, target, .. } => {
            let kind = match kind {
                Template::Nominees => ImportKind::Nominees,
                Template::Members => ImportKind::Members,
                Template::Indicators => ImportKind::Indicators,
                Template::Awards => ImportKind::Awards,
            };
            let day = Day { today, asked: None };
            let existing = Existing::replaced(target.replace);
            desk.write_import_template(opened, day, kind, &target.out, existing)?;
            say(&format!("Đã ghi tệp mẫu {}.\n", target.out.display()));
        }
    }
    Ok(())
}

/// A table that was written.
pub fn written(table: &TableView) -> String {
    let mut text = format!("Đã ghi {} dòng vào {}.\n", table.rows, table.file);
    for note in &table.notes {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    text
}

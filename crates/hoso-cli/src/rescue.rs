//! `hoso rescue`: text in an old encoding, told with what it would become.

use crate::{Format, print, say};
use clap::Args;
use hoso_desk::rescue::RescueView;
use hoso_desk::{Desk, DeskError, Existing};
use std::fmt::Write;
use std::path::PathBuf;

/// What is asked of a file.
#[derive(Args)]
pub struct Arguments {
    /// Tệp hồ sơ, hoặc tệp chữ với --text
    file: PathBuf,
    /// Tệp là chữ thường: xét từng dòng, chỉ liệt kê
    #[arg(long, conflicts_with_all = ["out", "only"])]
    text: bool,
    /// Ghi hồ sơ đã đổi ra tệp này; không ghi: chỉ liệt kê
    #[arg(long, value_name = "TỆP")]
    out: Option<PathBuf>,
    /// Chỉ đổi các mục này; không ghi: mọi mục đã chắc chắn
    #[arg(long, value_name = "MỤC", requires = "out")]
    only: Vec<String>,
    /// Thay thế tệp trùng tên
    #[arg(long)]
    replace: bool,
    /// Cách in
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Lists, and writes where that is asked for.
pub fn run(desk: &Desk, asked: &Arguments) -> Result<(), DeskError> {
    let found = if asked.text {
        Desk::rescue_lines(&asked.file)?
    } else {
        let opened = desk.open(&asked.file)?;
        match &asked.out {
            Some(out) => {
                Desk::write_rescued(&opened, &asked.only, out, Existing::replaced(asked.replace))?
            }
            None => Desk::rescue_fields(&opened)?,
        }
    };
    say(&match asked.format {
        Format::Text => in_words(&found, asked.out.is_some()),
        Format::Json => print::json(&found),
    });
    Ok(())
}

/// What was found, or what was changed.
pub fn in_words(found: &[RescueView], has_changed: bool) -> String {
    if found.is_empty() {
        return "Không có đoạn nào gõ bằng mã cũ.\n".to_owned();
    }
    let mut text = String::new();
    for one in found {
        let place = match one.path.as_str() {
            "" => format!("Dòng {}", one.at + 1),
            path => format!("{} [{path}]", one.place),
        };
        let doubt = if one.is_sure {
            ""
        } else {
            " (chưa chắc, xem kỹ)"
        };
        let _ = writeln!(text, "{place}: {}{doubt}", one.encoding_name);
        let _ = writeln!(text, "  trước: {}\n  sau:   {}", one.before, one.after);
    }
    let count = found.len();
    let said = if has_changed {
        "Đã đổi"
    } else {
        "Có thể đổi"
    };
    let _ = writeln!(text, "{said} {count} mục sang Unicode.");
    let mut notes: Vec<&str> = found.iter().map(|one| one.note.as_str()).collect();
    notes.sort_unstable();
    notes.dedup();
    for note in notes.iter().filter(|note| !note.is_empty()) {
        let _ = writeln!(text, "{note}");
    }
    text
}

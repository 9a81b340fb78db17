//! `hoso cabinet erase-person`: what is kept of a person who asks for it is erased.

use super::text::{lines, print_as};
use crate::Format;
use clap::Subcommand;
use hoso_desk::DeskError;
use hoso_desk::cabinet::{ErasedView, NominationInput, OpenedCabinet, Stamp, TracesView};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What concerns people's rights over their data.
#[derive(Subcommand)]
pub enum Privacy {
    /// Xóa dữ liệu của một người theo yêu cầu của người ấy; không có --yes thì chỉ cho xem, mã thoát 1 nếu còn dữ liệu
    ErasePerson {
        /// Họ tên, hoặc tên tập thể
        name: String,
        /// Chỉ đề nghị này, viết HỒ SƠ/MÃ; có thể lặp lại; không ghi: mọi đề nghị cùng tên
        #[arg(long = "nominee", value_name = "HỒ SƠ/MÃ")]
        nominees: Vec<String>,
        /// Thư mục có thể còn bản sao lưu, ngoài thư mục của tủ
        #[arg(long = "backups", value_name = "THƯ MỤC")]
        backups: Vec<PathBuf>,
        /// Xóa thật, không lấy lại được
        #[arg(long)]
        yes: bool,
    },
}

/// Does it.
pub fn run(
    cabinet: &mut OpenedCabinet,
    command: &Privacy,
    stamp: &Stamp,
    format: Format,
) -> Result<ExitCode, DeskError> {
    let Privacy::ErasePerson {
        name,
        nominees,
        backups,
        yes,
    } = command;
    let mut folders = vec![cabinet.own_backups()];
    folders.extend(backups.iter().cloned());
    let traces = cabinet.traces(name, &folders)?;
    if !yes {
        print_as(format, &traces, traces_text);
        let is_held = !traces.nominees.is_empty() || !traces.past.is_empty();
        return Ok(ExitCode::from(u8::from(is_held)));
    }
    let chosen: Vec<NominationInput> = traces
        .nominees
        .into_iter()
        .map(|one| one.of)
        .filter(|of| nominees.is_empty() || nominees.contains(&written(of)))
        .collect();
    let erased = cabinet.erase(name, &chosen, &folders, stamp)?;
    print_as(format, &erased, erased_text);
    Ok(ExitCode::SUCCESS)
}

fn written(of: &NominationInput) -> String {
    format!("{}/{}", of.dossier, of.nominee)
}

fn traces_text(traces: &TracesView) -> String {
    let mut text = String::new();
    for one in &traces.nominees {
        let year = one
            .year
            .map(|year| format!(" năm {year}"))
            .unwrap_or_default();
        let born = one
            .birth_date
            .as_deref()
            .map(|date| format!(", sinh {date}"));
        let _ = writeln!(
            text,
            "{}  {}{}, {}{year}",
            written(&one.of),
            one.name,
            born.unwrap_or_default(),
            one.unit
        );
    }
    text += &listed("Còn tên trong lịch sử sửa của hồ sơ", &traces.past);
    text += &listed(
        "Còn được nhắc tên ở chỗ khác của hồ sơ; lệnh này không xóa",
        &traces.mentioned,
    );
    text += &listed("Bản sao lưu còn giữ; lệnh này không xóa", &traces.backups);
    if text.is_empty() {
        return "Tủ hồ sơ không giữ gì về tên này.\n".to_owned();
    }
    if !traces.nominees.is_empty() || !traces.past.is_empty() {
        text += "Thêm --yes để xóa. Lịch sử sửa và các bước hoàn tác của những hồ sơ ấy cũng mất nội dung.\n";
    }
    text
}

fn erased_text(erased: &ErasedView) -> String {
    let mut text = format!(
        "Đã xóa {} đề nghị, {} chỗ nhắc tên, {} tệp minh chứng.\n",
        erased.nominations, erased.mentions, erased.files
    );
    text += &listed("Lịch sử sửa không còn nội dung", &erased.dossiers);
    text += &listed(
        "Bản sao lưu còn giữ, hãy xóa khi không cần nữa",
        &erased.backups,
    );
    text
}

fn listed(title: &str, entries: &[String]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    format!("{title}:\n{}", lines(entries, "", |one| format!("  {one}")))
}

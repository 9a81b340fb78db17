//! What the command line asks about documents: which, in which format and look, and the templates.

use crate::{Format, Writing, print, say};
use clap::{Args, Subcommand, ValueEnum};
use hoso_desk::view::{ExportView, MailView, TemplateView};
use hoso_desk::{
    Day, Desk, DeskError, ExportChoice, ExportInput, FileFormat, MailChoice, OffsetInput, Progress,
    Scans, SpellingCode, Whole,
};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{IsTerminal, stderr};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Tells a terminal to erase the rest of the line.
const ERASE_REST: &str = "\u{1b}[K";

/// Which documents, and how.
#[derive(Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Choice {
    /// Dạng tệp ghi ra
    #[arg(long, value_enum, default_value_t = Wanted::Pdf)]
    format: Wanted,
    /// Ghi thêm một tệp PDF gồm cả hồ sơ: mục lục, mọi văn bản, bản quét minh chứng
    #[arg(long)]
    merged: bool,
    /// Chỉ ghi tệp PDF gồm cả hồ sơ
    #[arg(long, conflicts_with_all = ["merged", "documents"])]
    merged_only: bool,
    /// Ghi thêm danh sách, kết quả bình xét và chỉ tiêu thành một tệp Excel
    #[arg(long)]
    tables: bool,
    /// Gói mọi tệp vào một tệp ZIP
    #[arg(long)]
    zip: bool,
    /// Chỉ văn bản có mã này; `report`: mọi báo cáo, `all`: mọi văn bản có thể lập
    #[arg(long = "document", value_name = "MÃ")]
    documents: Vec<String>,
    /// Thư mục chứa tệp minh chứng; không ghi: thư mục của tệp hồ sơ
    #[arg(long, value_name = "THƯ MỤC")]
    scans: Option<PathBuf>,
    /// Cách đặt dấu trong lời văn của mẫu: kiểu cũ (hòa, ủy) hay kiểu mới (hoà, uỷ)
    #[arg(long, value_enum, default_value_t = Marks::Old)]
    spelling: Marks,
    /// Mã tiêu đề thay cho tiêu đề của loại đơn vị: national, party, plain
    #[arg(long, value_name = "MÃ")]
    heading: Option<String>,
    /// In Giấy khen lên phôi in sẵn, dịch sang phải và xuống dưới (mm), ví dụ 2,-1.5
    #[arg(long, value_name = "PHẢI,XUỐNG", allow_hyphen_values = true, value_parser = offsets)]
    preprinted: Option<(f32, f32)>,
    /// Hình Quốc huy hoặc biểu trưng (JPEG, PNG) in trên Giấy khen
    #[arg(long, value_name = "TỆP")]
    emblem: Option<PathBuf>,
    /// Số phiếu bầu trên một tờ
    #[arg(long, value_name = "SỐ", value_parser = ["1", "2", "4"], default_value = "2")]
    ballots_per_sheet: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Wanted {
    Pdf,
    Docx,
    Both,
}

#[derive(Clone, Copy, ValueEnum)]
enum Marks {
    Old,
    New,
}

#[derive(Subcommand)]
pub enum TemplateCommand {
    /// Liệt kê các mẫu văn bản và những tên dùng được trong mỗi mẫu
    List {
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Kiểm tra một tệp mẫu
    Check {
        /// Tệp mẫu
        file: PathBuf,
    },
    /// Ghi các mẫu có sẵn vào một thư mục để sửa
    Export(Writing),
}

fn offsets(text: &str) -> Result<(f32, f32), String> {
    let fault = || format!("“{text}” không phải hai số milimét cách nhau bằng dấu phẩy");
    let (right, down) = text.split_once(',').ok_or_else(fault)?;
    let number = |text: &str| text.trim().parse::<f32>().map_err(|_| fault());
    Ok((number(right)?, number(down)?))
}

impl Choice {
    /// The choice as the desk takes it; `file` is the dossier's.
    pub fn of(&self, desk: &Desk, file: &Path) -> Result<ExportChoice, DeskError> {
        let input = ExportInput {
            documents: self.documents.clone(),
            format: match self.format {
                Wanted::Pdf => FileFormat::Pdf,
                Wanted::Docx => FileFormat::Docx,
                Wanted::Both => FileFormat::Both,
            },
            whole: match (self.merged_only, self.merged) {
                (true, _) => Whole::Only,
                (false, true) => Whole::Besides,
                (false, false) => Whole::Absent,
            },
            tables: self.tables,
            packed: self.zip,
            spelling: match self.spelling {
                Marks::Old => SpellingCode::Old,
                Marks::New => SpellingCode::New,
            },
            heading: self.heading.clone(),
            preprinted: self
                .preprinted
                .map(|(right, down)| OffsetInput { right, down }),
            emblem: self.emblem.clone(),
            ballots_per_sheet: self.ballots_per_sheet.parse().ok(),
        };
        let beside = || file.parent().map(Path::to_owned);
        let folder = self.scans.clone().or_else(beside);
        desk.export_choice(input, folder.map_or(Scans::None, Scans::Folder))
    }
}

/// Writes the documents.
pub fn export(
    desk: &Desk,
    file: &Path,
    (writing, day): (&Writing, Day),
    choice: &Choice,
) -> Result<ExportView, DeskError> {
    let opened = desk.open(file)?;
    let choice = choice.of(desk, file)?;
    let line = ProgressLine::default();
    desk.export_chosen(
        &opened,
        day,
        &writing.out,
        writing.existing(),
        &choice,
        &|progress| line.tell(&progress),
    )
}

/// Writes the file to be printed.
pub fn print_file(
    desk: &Desk,
    file: &Path,
    (writing, day): (&Writing, Day),
    choice: &Choice,
) -> Result<PathBuf, DeskError> {
    let opened = desk.open(file)?;
    let choice = choice.of(desk, file)?;
    let line = ProgressLine::default();
    desk.print_file(
        &opened,
        day,
        &writing.out,
        writing.existing(),
        &choice,
        &|progress| line.tell(&progress),
    )
}

/// Writes the draft of an e-mail.
pub fn mail(
    desk: &Desk,
    file: &Path,
    to: Option<&str>,
    (writing, day): (&Writing, Day),
    choice: &Choice,
) -> Result<MailView, DeskError> {
    let opened = desk.open(file)?;
    let export = choice.of(desk, file)?;
    let choice = MailChoice {
        to: to.unwrap_or_default().to_owned(),
        export,
    };
    let line = ProgressLine::default();
    desk.mail_draft(
        &opened,
        day,
        &writing.out,
        writing.existing(),
        &choice,
        &|progress| line.tell(&progress),
    )
}

/// One line on the terminal that tells how far an export is, and goes away with this value. Where
/// errors go into a file nothing is told.
#[derive(Default)]
pub struct ProgressLine {
    told: RefCell<String>,
}

impl ProgressLine {
    /// Tells it, unless it was told already.
    pub fn tell(&self, progress: &Progress<'_>) -> ControlFlow<()> {
        let line = print::progress(progress);
        if *self.told.borrow() != line && stderr().is_terminal() {
            eprint!("\r{line}{ERASE_REST}");
            self.told.replace(line);
        }
        ControlFlow::Continue(())
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if !self.told.borrow().is_empty() {
            eprint!("\r{ERASE_REST}");
        }
    }
}

/// Obeys a command about templates.
pub fn template(desk: &Desk, command: &TemplateCommand) -> Result<(), DeskError> {
    match command {
        TemplateCommand::List {
            format: Format::Json,
        } => say(&print::json(&desk.templates())),
        TemplateCommand::List {
            format: Format::Text,
        } => {
            for template in desk.templates() {
                say(&describe(&template));
            }
        }
        TemplateCommand::Check { file } => {
            let template = Desk::check_template(file)?;
            say(&format!("Mẫu dùng được: {}\n", template.title));
        }
        TemplateCommand::Export(writing) => {
            let names = Desk::export_templates(&writing.out, writing.existing())?;
            say(&format!(
                "Đã ghi {} mẫu vào {}:\n  {}\n",
                names.len(),
                writing.out.display(),
                names.join("\n  ")
            ));
        }
    }
    Ok(())
}

fn describe(template: &TemplateView) -> String {
    let mut text = format!("{}: {}\n", template.form, template.title);
    if !template.cite.is_empty() {
        let _ = writeln!(text, "  Theo: {}", template.cite);
    }
    let own = if template.is_own {
        " (của đơn vị)"
    } else {
        ""
    };
    if let (from, Some(until)) = (&template.from, &template.until) {
        let from = from.as_deref().unwrap_or("trước đến nay");
        let _ = writeln!(text, "  Dùng từ {from} đến {until}{own}");
    } else if let Some(from) = &template.from {
        let _ = writeln!(text, "  Dùng từ {from}{own}");
    } else if template.is_own {
        let _ = writeln!(text, "  Mẫu của đơn vị");
    }
    let _ = writeln!(text, "  Trường: {}", template.fields.join(", "));
    for list in &template.lists {
        let _ = writeln!(text, "  Danh sách {list}");
    }
    let _ = writeln!(text, "  Phần: @{}", template.parts.join(", @"));
    text
}

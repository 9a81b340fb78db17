//! What the command line asks about documents: which, in which format and look, and the templates.

use crate::cabinet::passphrase::given;
use crate::{Format, Writing, cabinet, print, say};
use clap::{Args, Subcommand, ValueEnum};
use hoso_desk::cabinet::OpenedCabinet;
use hoso_desk::view::{ExportView, TemplateView};
use hoso_desk::{
    Day, Desk, DeskError, ExportChoice, ExportInput, FileFormat, OffsetInput, Opened, PrintSet,
    Progress, Scans, SpellingCode, Whole,
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
    /// Kèm tệp minh chứng, mỗi bản quét một tệp, tên không dấu theo thứ tự
    #[arg(long)]
    scan_files: bool,
    /// Lấy hồ sơ trong tủ này: TỆP là mã hồ sơ; dùng bộ in, cỡ thư đã nhớ và mẫu của tủ
    #[arg(long, value_name = "THƯ MỤC")]
    cabinet: Option<PathBuf>,
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

/// A dossier to be handed over.
pub struct Taken {
    pub opened: Opened,
    /// Where its scans are.
    pub scans: Scans,
    /// The set that dossiers of its kind are printed as, where one is remembered.
    pub set: Option<PrintSet>,
    /// How large an e-mail may be, where that is remembered.
    pub megabytes: Option<u32>,
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
    /// The dossier of a file, or of the cabinet that is named, and what is remembered with it.
    pub fn take(&self, desk: &mut Desk, file: &Path) -> Result<Taken, DeskError> {
        let Some(folder) = &self.cabinet else {
            let beside = || file.parent().map(Path::to_owned);
            let scans = self.scans.clone().or_else(beside);
            return Ok(Taken {
                opened: desk.open(file)?,
                scans: scans.map_or(Scans::None, Scans::Folder),
                set: None,
                megabytes: None,
            });
        };
        let cabinet = OpenedCabinet::open(folder, given(), &cabinet::stamp(None))?;
        desk.lay_own(&cabinet.own()?);
        let opened = cabinet.lay_out(desk, &file.to_string_lossy())?;
        let taken = Taken {
            scans: cabinet.scans(),
            set: cabinet.kept_print_set(&opened)?,
            megabytes: Some(cabinet.mail_megabytes()?),
            opened,
        };
        cabinet.close()?;
        Ok(taken)
    }

    /// The choice as the desk takes it, with the scans from there.
    pub fn with(&self, desk: &Desk, scans: Scans) -> Result<ExportChoice, DeskError> {
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
            scan_files: self.scan_files,
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
        desk.export_choice(input, scans)
    }
}

/// Writes the documents.
pub fn export(
    desk: &Desk,
    taken: Taken,
    (writing, day): (&Writing, Day),
    choice: &Choice,
) -> Result<ExportView, DeskError> {
    let opened = taken.opened;
    let choice = choice.with(desk, taken.scans)?;
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

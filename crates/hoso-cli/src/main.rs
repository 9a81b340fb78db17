//! `hoso`: the command line over the desk. It parses, calls one use case, prints.
//!
//! Exit codes: 0 done and nothing blocks, 1 something blocks, 2 nothing was done.

mod answers;
mod cabinet;
mod consolidate;
mod delivery;
mod hints;
mod import;
mod own;
mod package;
mod paper;
mod print;
mod prove;
mod rescue;
mod tables;
mod tell;
mod usage;

use answers::{Question, answer, in_format};
use chrono::{Local, NaiveDate};
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use hoso_desk::view::{SeverityCode, WireError};
use hoso_desk::{
    Day, Desk, DeskError, Existing, PageDrawer, PlanEdit, StarterData, dossier_schema,
    holidays_schema, law_schema, plan_schema, rehearsal_schema, steps_schema,
};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Lập, kiểm tra và in hồ sơ đề nghị khen thưởng.
#[derive(Parser)]
#[command(
    name = "hoso",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Tệp kế hoạch dùng thêm, ngoài kế hoạch có sẵn
    #[arg(long, global = true, value_name = "TỆP")]
    plan_file: Vec<PathBuf>,
    /// Mẫu văn bản của đơn vị, dùng trước mẫu có sẵn cùng loại
    #[arg(long, global = true, value_name = "TỆP")]
    form_file: Vec<PathBuf>,
    #[command(flatten)]
    secret: cabinet::passphrase::SecretFile,
    /// Hiện cách dùng
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Hiện phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    /// Tệp đối chiếu pháp luật của đơn vị ([[overrides]])
    #[arg(long, global = true, value_name = "TỆP")]
    law_file: Vec<PathBuf>,
    /// Tệp ngày nghỉ lễ thay cho dữ liệu có sẵn
    #[arg(long, global = true, value_name = "TỆP")]
    holidays_file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Ghi hồ sơ mẫu và mọi văn bản của nó
    Sample(Writing),
    /// Kiểm tra hồ sơ; mã thoát 0: không có điểm phải sửa, 1: có, 2: không đọc được
    Check {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Xét vào ngày này (YYYY-MM-DD) thay cho ngày ghi trong hồ sơ hoặc hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Đối chiếu mọi văn bản của hồ sơ: họ tên, chức vụ, số lượng, số phiếu, ngày, số ký hiệu; mã thoát 0: khớp, 1: có điểm không khớp
    Prove {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Xét vào ngày này (YYYY-MM-DD) thay cho ngày ghi trong hồ sơ hoặc hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Gợi ý về báo cáo thành tích: trùng lặp, sáo ngữ, độ dài, thiếu phần, thiếu con số, thiếu so sánh
    Hints(hints::Arguments),
    /// Đoạn gõ bằng mã cũ (TCVN3, VNI) và chữ Unicode của nó; chỉ đổi khi có --out
    Rescue(rescue::Arguments),
    /// Nhập danh sách từ Excel, ODS, CSV; chỉ ghi khi có --write; mã thoát 1 nếu có dòng bị từ chối
    Import(import::Arguments),
    /// Tìm chữ trên các trang in của một văn bản
    Find {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Mã văn bản, ví dụ `submission`, `report.an`
        #[arg(value_name = "MÃ")]
        document: String,
        /// Các chữ cần tìm; gõ không dấu thì tìm không phân biệt dấu
        words: Vec<String>,
    },
    /// Xuất văn bản của hồ sơ ra PDF, DOCX
    Export {
        /// Tệp hồ sơ
        file: PathBuf,
        #[command(flatten)]
        writing: Writing,
        #[command(flatten)]
        choice: paper::Choice,
    },
    /// Các văn bản của hồ sơ xuất ra được, với mã của chúng
    Documents {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Nối các văn bản thành một tệp PDF để in
    Print {
        /// Tệp hồ sơ
        file: PathBuf,
        #[command(flatten)]
        writing: Writing,
        #[command(flatten)]
        choice: paper::Choice,
        #[command(flatten)]
        set: delivery::SetChoice,
    },
    /// Ghi thư nháp kèm hồ sơ (.eml), mở được bằng chương trình thư; lớn quá thì chia thành nhiều thư
    Mail {
        /// Tệp hồ sơ
        file: PathBuf,
        #[command(flatten)]
        asked: delivery::MailArguments,
        #[command(flatten)]
        writing: Writing,
        #[command(flatten)]
        choice: paper::Choice,
    },
    #[command(flatten)]
    Tables(tables::Command),
    /// Các hạn nộp hồ sơ
    Deadline {
        /// Chỉ của kế hoạch này
        #[arg(long, value_name = "MÃ")]
        plan: Option<String>,
        /// Chỉ các hạn rơi vào năm dương lịch này
        #[arg(long, value_name = "NĂM")]
        year: Option<i32>,
        /// Tính từ ngày này (YYYY-MM-DD) thay cho hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Kế hoạch phát động
    Plan {
        #[command(subcommand)]
        command: PlanCommand,
    },
    /// Mẫu lời văn của các văn bản
    Template {
        #[command(subcommand)]
        command: paper::TemplateCommand,
    },
    #[command(flatten)]
    Question(Question),
    /// Tủ hồ sơ: mọi hồ sơ của đơn vị, lịch sử, minh chứng và bản sao lưu
    Cabinet(cabinet::Arguments),
    /// Tổng hợp các gói hồ sơ của đơn vị gửi lên: bảng, trùng lặp, gộp, trả lại, biên nhận, thống kê; mã thoát 1: có gói hỏng
    Consolidate(Box<consolidate::Arguments>),
    /// Gói của một hồ sơ (.hoso): đóng gói, kiểm tra, mở ở máy khác, trả lại
    Package(package::Arguments),
    /// In tệp dữ liệu có sẵn, để chép ra và sửa thành của đơn vị
    Data {
        /// Ngày nghỉ lễ, các bước lập hồ sơ, hoặc phiếu tự kiểm tra
        kind: DataKind,
    },
    /// JSON Schema của các tệp mở
    Schema {
        /// Loại tệp
        kind: SchemaKind,
    },
    /// Hướng dẫn sử dụng thành sách PDF để in
    Guide {
        /// Tệp PDF nhận
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
    /// Giấy phép của mọi thành phần trong chương trình, nguyên văn
    Licences,
}

#[derive(clap::Args)]
struct Writing {
    /// Thư mục nhận tệp
    #[arg(long, value_name = "THƯ MỤC")]
    out: PathBuf,
    /// Xét vào ngày này (YYYY-MM-DD) thay cho ngày ghi trong hồ sơ hoặc hôm nay
    #[arg(long, value_name = "NGÀY")]
    on: Option<NaiveDate>,
    /// Thay thế các tệp trùng tên
    #[arg(long)]
    replace: bool,
}

#[derive(Subcommand)]
enum PlanCommand {
    /// Liệt kê các kế hoạch đang có
    List {
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Hiện một kế hoạch
    Show {
        /// Mã kế hoạch
        id: String,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Kiểm tra một tệp kế hoạch
    Check {
        /// Tệp kế hoạch
        file: PathBuf,
    },
    /// So sánh hai kế hoạch hoặc hai bản, từng điều khoản
    Diff {
        /// Kế hoạch cũ: mã, mã@bản hoặc tệp
        old: String,
        /// Kế hoạch mới: mã, mã@bản hoặc tệp
        new: String,
        /// Hồ sơ cần xem có bị ảnh hưởng không
        #[arg(long, value_name = "TỆP")]
        dossier: Vec<PathBuf>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Chép một kế hoạch thành kế hoạch của đơn vị
    Copy {
        /// Mã kế hoạch có sẵn
        id: String,
        /// Mã mới
        new_id: String,
        /// Tên ngắn mới
        #[arg(long, value_name = "TÊN", default_value = "")]
        title: String,
        /// Tệp nhận
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
    /// Sửa một giá trị trong tệp kế hoạch, giữ nguyên ghi chú
    Set {
        /// Tệp kế hoạch
        file: PathBuf,
        /// Đường dẫn của giá trị, ví dụ `criteria[2].when.at_least.percent`
        path: String,
        /// Giá trị mới
        value: String,
        /// Tệp nhận; không ghi: ghi đè tệp kế hoạch
        #[arg(long, value_name = "TỆP")]
        out: Option<PathBuf>,
    },
    /// Xuất một kế hoạch ra tệp
    Export {
        /// Mã kế hoạch, hoặc mã@bản
        id: String,
        /// Tệp nhận
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum DataKind {
    Holidays,
    Steps,
    Rehearsal,
}

#[derive(Clone, Copy, ValueEnum)]
enum SchemaKind {
    Dossier,
    Plan,
    Law,
    Holidays,
    Steps,
    Rehearsal,
}

fn main() -> ExitCode {
    if let Some(code) = PageDrawer::answer(std::env::args_os()) {
        return code;
    }
    let parsed = usage::in_vietnamese(Arguments::command())
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(help) if !help.use_stderr() => {
            say(&help.to_string());
            return ExitCode::SUCCESS;
        }
        Err(error) => return refuse(&usage::refused(&error)),
    };
    run(&arguments).unwrap_or_else(|error| refuse(&WireError::from(&error)))
}

fn refuse(error: &WireError) -> ExitCode {
    eprint!("{}", print::error(error));
    ExitCode::from(2)
}

#[expect(clippy::too_many_lines, reason = "a list, one arm for each command")]
fn run(arguments: &Arguments) -> Result<ExitCode, DeskError> {
    arguments.secret.give()?;
    let mut desk = laid(arguments)?;
    let today = Local::now().date_naive();
    let day = |asked| Day { today, asked };
    match &arguments.command {
        Command::Sample(writing) => {
            let written = desk.write_sample(day(writing.on), &writing.out, writing.existing())?;
            say(&print::export(&written));
        }
        Command::Check { file, on, format } => {
            let opened = desk.open(file)?;
            let findings = desk.check(&opened, day(*on))?;
            say(&match format {
                Format::Text => print::findings(&findings),
                Format::Json => print::json(&findings),
            });
            if findings
                .iter()
                .any(|finding| finding.severity == SeverityCode::Blocking)
            {
                return Ok(ExitCode::from(1));
            }
        }
        Command::Prove { file, on, format } => {
            let proof = prove::run(&desk, &desk.open(file)?, day(*on))?;
            say(&in_format(*format, &proof, prove::text));
            if !proof.mismatches.is_empty() {
                return Ok(ExitCode::from(1));
            }
        }
        Command::Hints(asked) => hints::run(&desk, asked)?,
        Command::Rescue(asked) => rescue::run(&desk, asked)?,
        Command::Import(asked) => return import::run(&desk, asked, day(None)),
        Command::Find {
            file,
            document,
            words,
        } => {
            let opened = desk.open(file)?;
            let found = desk.find(&opened, day(None), document, &words.join(" "))?;
            say(&print::found(&found));
        }
        Command::Export {
            file,
            writing,
            choice,
        } => {
            let taken = choice.take(&mut desk, file)?;
            let written = paper::export(&desk, taken, (writing, day(writing.on)), choice)?;
            say(&print::export(&written));
        }
        Command::Documents { file, format } => {
            let options = desk.export_options(&desk.open(file)?);
            say(&in_format(*format, &options, print::documents));
        }
        Command::Print {
            file,
            writing,
            choice,
            set,
        } => {
            let taken = choice.take(&mut desk, file)?;
            let of = (taken, day(writing.on));
            delivery::print_file(&desk, of, writing, (choice, set))?;
        }
        Command::Mail {
            file,
            asked,
            writing,
            choice,
        } => {
            let taken = choice.take(&mut desk, file)?;
            delivery::mail(&desk, (taken, day(writing.on)), writing, (choice, asked))?;
        }
        Command::Tables(asked) => {
            let opened = desk.open(Path::new(asked.of()))?;
            tables::write(&desk, &opened, today, asked)?;
        }
        Command::Deadline {
            plan,
            year,
            on,
            format,
        } => {
            let deadlines = desk.deadlines(plan.as_deref(), *year, on.unwrap_or(today))?;
            say(&match format {
                Format::Text => print::deadlines(&deadlines),
                Format::Json => print::json(&deadlines),
            });
        }
        Command::Plan { command } => say(&plan(&desk, command, today)?),
        Command::Template { command } => paper::template(&desk, command)?,
        Command::Question(question) => say(&answer(&mut desk, question, today)?),
        Command::Cabinet(arguments) => return cabinet::run(&mut desk, arguments),
        Command::Consolidate(asked) => return consolidate::run(&mut desk, asked),
        Command::Package(arguments) => return package::run(&mut desk, arguments),
        Command::Data { kind } => say(starter(*kind).text()),
        Command::Schema { kind } => say(&schema(*kind)?),
        Command::Guide { out, replace } => {
            desk.write_handbook(out, Existing::replaced(*replace))?;
            say(&print::handbook(out));
        }
        Command::Licences => say(Desk::licences()),
    }
    Ok(ExitCode::SUCCESS)
}

fn starter(kind: DataKind) -> StarterData {
    match kind {
        DataKind::Holidays => StarterData::Holidays,
        DataKind::Steps => StarterData::Steps,
        DataKind::Rehearsal => StarterData::Rehearsal,
    }
}

/// The desk with what the person laid on it.
fn laid(arguments: &Arguments) -> Result<Desk, DeskError> {
    let drawer = std::env::current_exe().ok().map(PageDrawer::new);
    let mut desk = Desk::new()?.drawing_with(drawer);
    for file in &arguments.plan_file {
        desk.add_plan(file)?;
    }
    for file in &arguments.form_file {
        desk.add_form(file)?;
    }
    for file in &arguments.law_file {
        desk.correct_law(file)?;
    }
    if let Some(file) = &arguments.holidays_file {
        desk.use_holidays(file)?;
    }
    Ok(desk)
}

fn schema(kind: SchemaKind) -> Result<String, DeskError> {
    let schema = match kind {
        SchemaKind::Dossier => dossier_schema(),
        SchemaKind::Plan => plan_schema(),
        SchemaKind::Law => law_schema(),
        SchemaKind::Holidays => holidays_schema(),
        SchemaKind::Steps => steps_schema(),
        SchemaKind::Rehearsal => rehearsal_schema(),
    };
    schema.map_err(|error| DeskError::Internal {
        name: "schema",
        detail: error.to_string(),
    })
}

fn plan(desk: &Desk, command: &PlanCommand, today: NaiveDate) -> Result<String, DeskError> {
    Ok(match command {
        PlanCommand::List {
            format: Format::Text,
        } => print::plans(&desk.plans()),
        PlanCommand::List {
            format: Format::Json,
        } => print::json(&desk.plans()),
        PlanCommand::Show {
            id,
            format: Format::Text,
        } => print::plan(desk.show_plan(id)?),
        PlanCommand::Show {
            id,
            format: Format::Json,
        } => print::json(desk.show_plan(id)?),
        PlanCommand::Check { file } => print::plan_in_order(&Desk::check_plan(file)?),
        PlanCommand::Diff {
            old,
            new,
            dossier,
            format,
        } => {
            let (old, new) = (desk.plan_named(old)?, desk.plan_named(new)?);
            let opened: Result<Vec<_>, _> = dossier.iter().map(|file| desk.open(file)).collect();
            let view = desk.compare_plans(&old, &new, &opened?, today);
            in_format(*format, &view, tell::plan_diff)
        }
        PlanCommand::Copy {
            id,
            new_id,
            title,
            out,
            replace,
        } => print::plan_in_order(&desk.copy_plan(
            id,
            new_id,
            title,
            out,
            Existing::replaced(*replace),
        )?),
        PlanCommand::Set {
            file,
            path,
            value,
            out,
        } => {
            let edit = PlanEdit {
                path: path.clone(),
                value: value.clone(),
            };
            let target = out.as_ref().unwrap_or(file);
            let replacing = Existing::replaced(out.is_none());
            print::plan_in_order(&Desk::edit_plan_file(file, &[edit], target, replacing)?)
        }
        PlanCommand::Export { id, out, replace } => {
            let (id, version) = match id.split_once('@') {
                Some((id, version)) => (id, version.parse().ok()),
                None => (id.as_str(), None),
            };
            desk.export_plan(id, version, out, Existing::replaced(*replace))?;
            print::plan_in_order(&Desk::check_plan(out)?)
        }
    })
}

impl Writing {
    fn existing(&self) -> Existing {
        Existing::replaced(self.replace)
    }
}

/// Prints to standard output; a reader that went away early (`| head`) is no error.
fn say(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}

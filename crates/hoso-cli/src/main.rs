//! `hoso`: the command line over the desk. It parses, calls one use case, prints.
//!
//! Exit codes: 0 done and nothing blocks, 1 something blocks, 2 nothing was done.

mod cabinet;
mod print;

use chrono::{Local, NaiveDate};
use clap::{Parser, Subcommand, ValueEnum};
use hoso_desk::view::{SeverityCode, WireError};
use hoso_desk::{Day, Desk, DeskError, Existing, dossier_schema, plan_schema};
use std::path::PathBuf;
use std::process::ExitCode;

/// Lập, kiểm tra và in hồ sơ đề nghị khen thưởng.
#[derive(Parser)]
#[command(name = "hoso", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Tệp kế hoạch dùng thêm, ngoài kế hoạch có sẵn
    #[arg(long, global = true, value_name = "TỆP")]
    plan_file: Vec<PathBuf>,
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
    /// Xuất mọi văn bản của hồ sơ ra PDF
    Export {
        /// Tệp hồ sơ
        file: PathBuf,
        #[command(flatten)]
        writing: Writing,
    },
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
    /// Tủ hồ sơ: mọi hồ sơ của đơn vị, lịch sử, minh chứng và bản sao lưu
    Cabinet(cabinet::Arguments),
    /// JSON Schema của các tệp mở
    Schema {
        /// Loại tệp
        kind: SchemaKind,
    },
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
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum SchemaKind {
    Dossier,
    Plan,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprint!("{}", print::error(&WireError::from(&error)));
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode, DeskError> {
    let mut desk = Desk::new()?;
    for file in &arguments.plan_file {
        desk.add_plan(file)?;
    }
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
        Command::Export { file, writing } => {
            let opened = desk.open(file)?;
            let written =
                desk.export(&opened, day(writing.on), &writing.out, writing.existing())?;
            say(&print::export(&written));
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
        Command::Plan { command } => say(&plan(&desk, command)?),
        Command::Cabinet(arguments) => return cabinet::run(&desk, arguments),
        Command::Schema { kind } => {
            let schema = match kind {
                SchemaKind::Dossier => dossier_schema(),
                SchemaKind::Plan => plan_schema(),
            };
            say(&schema.map_err(|error| DeskError::Internal {
                name: "schema",
                detail: error.to_string(),
            })?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn plan(desk: &Desk, command: &PlanCommand) -> Result<String, DeskError> {
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
    })
}

impl Writing {
    fn existing(&self) -> Existing {
        if self.replace {
            Existing::Replace
        } else {
            Existing::Refuse
        }
    }
}

/// Prints to standard output; a reader that went away early (`| head`) is no error.
fn say(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}

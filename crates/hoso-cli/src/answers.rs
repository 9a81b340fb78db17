//! The commands that answer a question: why, when, by which law, how much.

use crate::print::json;
use crate::{Format, tell};
use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};
use hoso_desk::{Day, Desk, DeskError, Existing, NomineeKind, Opened, Target};
use std::path::{Path, PathBuf};

/// Questions and where their answers come from.
#[derive(Subcommand)]
pub enum Question {
    /// Vì sao đạt hay chưa đạt: từng tiêu chuẩn của một người hoặc tập thể, và cách để đạt
    Explain {
        /// Mã hoặc họ tên trong danh sách đề nghị
        nominee: String,
        /// Tệp hồ sơ; không ghi: hồ sơ mẫu
        #[arg(long, value_name = "TỆP")]
        file: Option<PathBuf>,
        /// Xét vào ngày này (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Những gì cần khai cho tập thể, cá nhân trong đợt: hình thức khen, tiêu chuẩn, dữ kiện
    Forms {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Xét vào ngày này (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Lịch lùi: các bước lập hồ sơ tính ngược từ ngày làm việc cuối cùng
    Schedule {
        /// Mã kế hoạch
        #[arg(long, value_name = "MÃ", default_value = "nam-dinh-cchc-2021-2025")]
        plan: String,
        /// Mã đợt; không ghi: hạn gần nhất chưa qua
        #[arg(long, value_name = "ĐỢT")]
        round: Option<String>,
        /// Năm được khen thưởng
        #[arg(long, value_name = "NĂM")]
        year: Option<i32>,
        /// Tính từ ngày này (YYYY-MM-DD) thay cho hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Ghi lịch ra tệp .ics cho Outlook, Google Calendar
        #[arg(long, value_name = "TỆP")]
        ics: Option<PathBuf>,
        /// Ghi lịch ra trang PDF để in
        #[arg(long, value_name = "TỆP")]
        pdf: Option<PathBuf>,
        /// Thay thế các tệp trùng tên
        #[arg(long)]
        replace: bool,
        /// Tệp các bước của đơn vị thay cho các bước có sẵn
        #[arg(long, value_name = "TỆP")]
        steps: Option<PathBuf>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Một tháng của lịch: ngày nghỉ lễ, Tết, ngày làm bù
    Month {
        /// Năm
        year: i32,
        /// Tháng
        month: u32,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Quy định của pháp luật theo ngày
    Law {
        #[command(subcommand)]
        command: LawCommand,
    },
    /// Tiền thưởng của một hình thức vào ngày quyết định
    Reward {
        /// Mã hình thức khen thưởng, ví dụ `provincial_merit`
        award: String,
        /// Tập thể hay cá nhân
        kind: Kind,
        /// Ngày ban hành quyết định (YYYY-MM-DD); không ghi: hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Bảng chỉ tiêu thi đua của đơn vị trong một năm
    Indicators {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Năm; không ghi: năm được khen thưởng
        #[arg(long, value_name = "NĂM")]
        year: Option<i32>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Số liệu trong báo cáo thành tích: chỉ tiêu, số liệu, minh chứng nào nêu cùng giá trị
    Figures {
        /// Mã hoặc họ tên trong danh sách đề nghị
        nominee: String,
        /// Tệp hồ sơ; không ghi: hồ sơ mẫu
        #[arg(long, value_name = "TỆP")]
        file: Option<PathBuf>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Báo cáo thành tích cần nêu gì: các phần của mẫu và câu hỏi gợi ý
    ReportGuide {
        /// Mã hoặc họ tên trong danh sách đề nghị
        nominee: String,
        /// Tệp hồ sơ; không ghi: hồ sơ mẫu
        #[arg(long, value_name = "TỆP")]
        file: Option<PathBuf>,
        /// Xét vào ngày này (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Số, các căn cứ và khối chữ ký mà tờ trình sẽ in
    Letter {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Xét vào ngày này (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Các đề nghị bằng phiếu nhau và thứ tự ưu tiên theo pháp luật
    Ties {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Xét vào ngày này (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Phiếu tự kiểm tra: những mục nơi nhận sẽ soát, với kết quả của từng mục
    Rehearsal {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Xét vào ngày này (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Các loại đơn vị và những gì đơn vị loại ấy thường ghi
    UnitKinds {
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// What can be asked of the law.
#[derive(Subcommand)]
pub enum LawCommand {
    /// Hiện văn bản và quy định có hiệu lực vào một ngày
    Show {
        /// Ngày (YYYY-MM-DD); không ghi: hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Các ngày mà quy định thay đổi
    Days {
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// So sánh quy định của hai ngày
    Diff {
        /// Ngày trước (YYYY-MM-DD)
        from: NaiveDate,
        /// Ngày sau (YYYY-MM-DD)
        to: NaiveDate,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Điều đã khác giữa lúc ban hành Kế hoạch và ngày của văn bản trong hồ sơ
    Changes {
        /// Tệp hồ sơ
        file: PathBuf,
        /// Xét vào ngày này (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        on: Option<NaiveDate>,
        /// Cách in
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// The two kinds of nominee.
#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    Collective,
    Individual,
}

impl From<Kind> for NomineeKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Collective => Self::Collective,
            Kind::Individual => Self::Individual,
        }
    }
}

/// Answers a question with the text to print.
pub fn answer(desk: &mut Desk, question: &Question, today: NaiveDate) -> Result<String, DeskError> {
    let day = |asked| Day { today, asked };
    Ok(match question {
        Question::Explain {
            nominee,
            file,
            on,
            format,
        } => {
            let opened = file_or_sample(desk, file.as_deref())?;
            let view = desk.explain(&opened, day(*on), nominee)?;
            in_format(*format, &view, tell::explanation)
        }
        Question::Forms { file, on, format } => {
            let opened = desk.open(file)?;
            let view = Desk::nominee_forms(&opened, day(*on));
            in_format(*format, &view, tell::forms)
        }
        Question::Schedule {
            plan,
            round,
            year,
            on,
            ics,
            pdf,
            replace,
            steps,
            format,
        } => {
            if let Some(steps) = steps {
                desk.use_steps(steps)?;
            }
            let target = Target {
                plan,
                round: round.as_deref(),
                year: *year,
            };
            let on = on.unwrap_or(today);
            let existing = Existing::replaced(*replace);
            desk.write_schedule(target, on, ics.as_deref(), pdf.as_deref(), existing)?;
            in_format(*format, &desk.schedule(target, on)?, tell::schedule)
        }
        Question::Month {
            year,
            month,
            format,
        } => in_format(*format, &desk.month(*year, *month)?, tell::month),
        Question::Law { command } => law(desk, command, today)?,
        Question::Reward {
            award,
            kind,
            on,
            format,
        } => {
            let view = desk.reward(award, (*kind).into(), on.unwrap_or(today))?;
            in_format(*format, &view, tell::reward)
        }
        Question::Indicators { file, year, format } => {
            let opened = desk.open(file)?;
            in_format(*format, &Desk::indicators(&opened, *year), tell::indicators)
        }
        Question::Figures {
            nominee,
            file,
            format,
        } => {
            let opened = file_or_sample(desk, file.as_deref())?;
            in_format(*format, &desk.figures(&opened, nominee)?, tell::figures)
        }
        Question::ReportGuide {
            nominee,
            file,
            on,
            format,
        } => {
            let opened = file_or_sample(desk, file.as_deref())?;
            let view = desk.report_guide(&opened, day(*on), nominee)?;
            in_format(*format, &view, tell::report_guide)
        }
        Question::Letter { file, on, format } => {
            let opened = desk.open(file)?;
            in_format(*format, &desk.letter(&opened, day(*on)), tell::letter)
        }
        Question::Ties { file, on, format } => {
            let opened = desk.open(file)?;
            in_format(*format, &desk.ties(&opened, day(*on)), |ties| {
                tell::ties(ties)
            })
        }
        Question::Rehearsal { file, on, format } => {
            let opened = desk.open(file)?;
            let view = desk.rehearsal(&opened, day(*on));
            in_format(*format, &view, tell::rehearsal)
        }
        Question::UnitKinds { format } => in_format(*format, &Desk::unit_kinds()?, |kinds| {
            tell::unit_kinds(kinds)
        }),
    })
}

fn file_or_sample(desk: &Desk, file: Option<&Path>) -> Result<Opened, DeskError> {
    match file {
        Some(file) => desk.open(file),
        None => desk.sample(),
    }
}

fn law(desk: &Desk, command: &LawCommand, today: NaiveDate) -> Result<String, DeskError> {
    Ok(match command {
        LawCommand::Show { on, format } => {
            in_format(*format, &desk.law(on.unwrap_or(today)), tell::law)
        }
        LawCommand::Days { format } => {
            in_format(*format, &desk.law_days(), |days| tell::law_days(days))
        }
        LawCommand::Diff { from, to, format } => {
            let changes = desk.law_changes(*from, *to);
            in_format(*format, &changes, |changes| tell::law_changes(changes))
        }
        LawCommand::Changes { file, on, format } => {
            let opened = desk.open(file)?;
            let day = Day { today, asked: *on };
            let changes = desk.dossier_law_changes(&opened, day);
            in_format(*format, &changes, |changes| tell::law_changes(changes))
        }
    })
}

/// A value as text or as JSON.
pub fn in_format<T: serde::Serialize>(
    format: Format,
    value: &T,
    text: impl Fn(&T) -> String,
) -> String {
    match format {
        Format::Text => text(value),
        Format::Json => json(value),
    }
}

//! `hoso cabinet`: everything that the window can do with the cabinet.

mod delivery;
mod evidence;
pub mod passphrase;
mod privacy;
mod rehearsal;
mod survey;
pub mod text;
mod typed;
mod upkeep;

use crate::{Format, print, say, tables};
use chrono::Local;
use clap::Subcommand;
use evidence::{EvidenceCommand, evidence};
use hoso_desk::cabinet::{
    BeginInput, OpenedCabinet, OutcomeInput, RenewalInput, SendingInput, Stamp,
};
use hoso_desk::{Day, Desk, DeskError, Existing};
use std::path::PathBuf;
use std::process::ExitCode;
use text::{
    advise, council_text, history_text, home_text, lines, print_as, progress_text, restored_text,
    returned_text, salvage_text,
};
use typed::{Of, as_json};

/// The words of `hoso cabinet`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Thư mục của tủ hồ sơ
    folder: PathBuf,
    #[command(subcommand)]
    command: Command,
    /// Tên người làm, để ghi nhật ký; mặc định là tên đăng nhập máy
    #[arg(long, global = true, value_name = "TÊN")]
    who: Option<String>,
    /// Cách in
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Subcommand)]
enum Command {
    /// Tạo tủ hồ sơ trống
    Init,
    /// Liệt kê hồ sơ trong tủ
    List {
        /// Ghi danh sách ra tệp Excel
        #[arg(long, value_name = "TỆP")]
        xlsx: Option<PathBuf>,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
    #[command(flatten)]
    Tables(tables::Command),
    /// Nhập một tệp hồ sơ vào tủ
    Import {
        /// Tệp hồ sơ
        file: PathBuf,
    },
    /// Nhập danh sách từ Excel, ODS, CSV vào một hồ sơ; chỉ ghi khi có --write
    ImportTable(crate::import::Kept),
    /// Ghi một hồ sơ ra tệp
    Export {
        /// Mã hồ sơ
        dossier: String,
        /// Tệp sẽ ghi
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
    /// In một hồ sơ
    Show {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Sửa một mục, ví dụ: edit mau-2022 unit.name 'Sở Nội vụ'
    Edit {
        /// Mã hồ sơ
        dossier: String,
        /// Đường dẫn của mục, như trong kết quả kiểm tra
        field: String,
        /// Giá trị; số, true, false, null và JSON được hiểu như vậy, còn lại là chữ
        value: String,
    },
    /// Hoàn tác bước cuối
    Undo {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Làm lại bước vừa hoàn tác
    Redo {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Ai đã sửa gì, khi nào
    History {
        /// Mã hồ sơ
        dossier: String,
        #[command(flatten)]
        of: Of,
        /// Nhiều nhất bấy nhiêu lần ghi
        #[arg(long, default_value_t = 50, value_name = "SỐ")]
        limit: u32,
    },
    /// Lấy lại trạng thái ngay sau một lần ghi
    Revert {
        /// Mã hồ sơ
        dossier: String,
        /// Số của lần ghi, xem trong lịch sử
        entry: u32,
        #[command(flatten)]
        of: Of,
    },
    /// Cất hồ sơ khỏi danh sách; hoàn tác được
    Discard {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Lập hồ sơ mới, với đơn vị, người ký và Hội đồng như đã giữ
    Begin {
        /// Mã kế hoạch
        plan: String,
        /// Mã đợt trong kế hoạch
        #[arg(long, default_value = "annual", value_name = "MÃ")]
        round: String,
        /// Năm xét khen
        #[arg(long, value_name = "NĂM")]
        year: Option<i32>,
        /// Tên đơn vị đã giữ
        #[arg(long, default_value = "", value_name = "TÊN")]
        unit: String,
    },
    /// Giữ đơn vị và người ký của một hồ sơ cho các hồ sơ sau
    KeepUnit {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Lập hồ sơ mới từ hồ sơ cũ
    Renew {
        /// Mã hồ sơ cũ
        source: String,
        /// Mã hồ sơ mới; không ghi: chương trình tự đặt
        #[arg(long, value_name = "MÃ", default_value = "")]
        id: String,
        /// Mã đợt trong kế hoạch
        #[arg(long, default_value = "annual", value_name = "MÃ")]
        round: String,
        /// Năm xét khen
        #[arg(long, value_name = "NĂM")]
        year: Option<i32>,
        /// Mã người hoặc tập thể đề nghị tiếp; có thể lặp lại
        #[arg(long = "nominee", value_name = "MÃ")]
        nominees: Vec<String>,
    },
    #[command(flatten)]
    Survey(survey::Survey),
    #[command(flatten)]
    Handing(delivery::Handing),
    #[command(flatten)]
    Privacy(privacy::Privacy),
    /// Tìm không cần dấu
    Search {
        /// Các chữ cần tìm
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Cá nhân và tập thể qua các năm, theo thứ tự tên
    People,
    /// Khen thưởng đã có của một người hoặc tập thể
    Awards {
        /// Mã hồ sơ
        dossier: String,
        /// Mã người hoặc tập thể
        nominee: String,
    },
    /// Đánh dấu đã gửi
    Send {
        /// Mã hồ sơ
        dossier: String,
        /// Ngày gửi (YYYY-MM-DD); mặc định hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<String>,
        /// Nơi nhận
        #[arg(long, default_value = "")]
        to: String,
        /// Cách gửi
        #[arg(long, default_value = "")]
        by: String,
        /// Ghi chú
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Phiếu tự kiểm tra: những mục nơi nhận sẽ soát, và các bước xác nhận trước khi gửi
    Rehearsal {
        #[command(subcommand)]
        command: rehearsal::Command,
    },
    /// Rút về một hồ sơ đã gửi mà nơi nhận chưa trả lời
    Recall {
        /// Mã hồ sơ
        dossier: String,
        /// Lý do
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Các lần gửi, trả lời và kết quả của một hồ sơ
    Progress {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Kết quả biểu quyết: số người được biểu quyết, số phiếu cần, đạt hay không
    Council {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Ghi nhận trả lời của nơi nhận
    Answer {
        /// Mã hồ sơ
        dossier: String,
        /// Hồ sơ bị trả lại
        #[arg(long)]
        returned: bool,
        /// Ghi chú
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Ghi nhận kết quả của một người hoặc tập thể
    Outcome {
        /// Mã hồ sơ
        dossier: String,
        /// Mã người hoặc tập thể; nhiều mã thì ghi như nhau
        #[arg(required = true)]
        nominees: Vec<String>,
        /// Hình thức được khen; bỏ trống nếu không được
        #[arg(long)]
        award: Option<String>,
        /// Số quyết định
        #[arg(long, default_value = "")]
        decision: String,
        /// Ngày quyết định (YYYY-MM-DD)
        #[arg(long, value_name = "NGÀY")]
        date: Option<String>,
    },
    /// Tệp minh chứng
    Evidence {
        #[command(subcommand)]
        command: EvidenceCommand,
    },
    /// Sao lưu vào một thư mục; mặc định là thư mục backups của tủ
    Backup {
        /// Thư mục nhận bản sao lưu
        #[arg(long, value_name = "THƯ MỤC")]
        to: Option<PathBuf>,
        /// Chỉ khi có thay đổi, và dọn các bản cũ
        #[arg(long)]
        automatic: bool,
    },
    /// Liệt kê và kiểm tra các bản sao lưu
    Backups {
        /// Thư mục chứa bản sao lưu
        #[arg(long, value_name = "THƯ MỤC")]
        from: Option<PathBuf>,
    },
    /// Khôi phục một bản sao lưu; khôi phục được hoàn tác bằng --undo
    Restore {
        /// Số của bản sao lưu
        #[arg(required_unless_present_any = ["undo", "package"])]
        number: Option<u32>,
        /// Thư mục chứa bản sao lưu
        #[arg(long, value_name = "THƯ MỤC")]
        from: Option<PathBuf>,
        /// Hoàn tác lần khôi phục gần nhất
        #[arg(long, conflicts_with = "number")]
        undo: bool,
        /// Lấy tủ trong tệp gói này thay cho một bản sao lưu
        #[arg(long, value_name = "TỆP", conflicts_with_all = ["number", "undo"])]
        package: Option<PathBuf>,
    },
    /// Gói cả tủ vào một tệp để mang sang máy khác
    Package {
        /// Tệp sẽ ghi
        file: PathBuf,
    },
    /// Mở gói thành tủ hồ sơ ở thư mục này
    Unpack {
        /// Tệp gói
        file: PathBuf,
    },
    /// Chép tủ từ ổ mạng hoặc USB chỉ đọc về thư mục này
    Copy {
        /// Thư mục của tủ cần chép
        from: PathBuf,
    },
    /// Kiểm tra toàn bộ tủ; --quick: chỉ như lúc mở; mã thoát 1 nếu có chỗ hỏng
    Doctor {
        /// Kiểm tra nhanh
        #[arg(long)]
        quick: bool,
    },
    /// Cứu những gì đọc được từ tủ bị hỏng
    Salvage {
        /// Thư mục có thể chứa bản sao lưu, ngoài thư mục của tủ
        #[arg(long = "backups", value_name = "THƯ MỤC")]
        backups: Vec<PathBuf>,
    },
    /// Mật khẩu của tủ: mọi dữ liệu trên đĩa được mã hóa
    Passphrase {
        #[command(subcommand)]
        command: passphrase::Command,
    },
    /// Lập lại chỉ mục tìm kiếm, khi không tìm ra điều có trong hồ sơ
    Reindex,
    /// Soát chuỗi nhật ký; mã thoát 1 nếu bị đứt
    Verify,
    /// Kế hoạch, mẫu văn bản, đối chiếu pháp luật, ngày nghỉ, các bước và phiếu riêng của đơn vị
    Own {
        #[command(subcommand)]
        command: crate::own::Command,
    },
}

/// Does one thing with the cabinet.
pub fn run(desk: &mut Desk, arguments: &Arguments) -> Result<ExitCode, DeskError> {
    let folder = &arguments.folder;
    let format = arguments.format;
    let stamp = stamp(arguments.who.as_deref());
    let secret = passphrase::given();
    match &arguments.command {
        Command::Init => {
            let place = OpenedCabinet::look(folder);
            OpenedCabinet::create(folder)?.close()?;
            say("Đã tạo tủ hồ sơ.\n");
            advise(&place.advice);
        }
        Command::Unpack { file } => {
            let (cabinet, restored) = OpenedCabinet::from_package(file, folder, secret, &stamp)?;
            cabinet.close()?;
            say(&restored_text(&restored));
        }
        Command::Copy { from } => {
            OpenedCabinet::copy(from, folder, secret, &stamp)?.close()?;
            say("Đã chép tủ hồ sơ; từ nay mở ở thư mục này.\n");
        }
        Command::Salvage { backups } => {
            let (cabinet, report) = OpenedCabinet::salvage(folder, backups, secret, &stamp)?;
            cabinet.close()?;
            print_as(format, &report, salvage_text);
        }
        Command::Restore {
            number,
            from,
            package,
            ..
        } => {
            let own = OpenedCabinet::backups_of(folder);
            let from = from.as_deref().unwrap_or(&own);
            let open = || OpenedCabinet::open(folder, secret, &stamp);
            let (cabinet, restored) = match (package, number) {
                (Some(file), _) => open()?.take_package(file, secret, &stamp)?,
                (None, Some(number)) => match open() {
                    Err(_) if OpenedCabinet::is_gone(folder) => {
                        OpenedCabinet::from_backup(folder, from, *number, secret, &stamp)?
                    }
                    opened => opened?.restore(from, *number, secret, &stamp)?,
                },
                (None, None) => open()?.undo_restore(secret, &stamp)?,
            };
            cabinet.close()?;
            print_as(format, &restored, restored_text);
        }
        Command::Passphrase { command } => {
            let cabinet = OpenedCabinet::open(folder, secret, &stamp)?;
            passphrase::run(desk, (cabinet, folder), command, format, &stamp)?;
        }
        command => {
            let mut cabinet = OpenedCabinet::open(folder, secret, &stamp)?;
            desk.lay_own(&cabinet.own()?);
            let code = with(desk, &mut cabinet, command, format, &stamp)?;
            cabinet.close()?;
            return Ok(code);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn with(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &Command,
    format: Format,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    match command {
        Command::List { xlsx, replace } => {
            let today = stamp.at.date_naive();
            if let Some(file) = xlsx {
                let written =
                    cabinet.write_dossiers(desk, today, file, Existing::replaced(*replace))?;
                print_as(format, &written, tables::written);
            } else {
                print_as(format, &cabinet.home(desk, today)?, home_text);
            }
        }
        Command::Tables(asked) => {
            let opened = cabinet.lay_out(desk, asked.of())?;
            tables::write(desk, &opened, stamp.at.date_naive(), asked)?;
        }
        Command::Import { file } => {
            let id = cabinet.import(desk, file, stamp)?;
            say(&format!("Đã nhập hồ sơ “{id}” vào tủ.\n"));
        }
        Command::ImportTable(asked) => {
            let when = (day(stamp), stamp);
            return crate::import::run_kept(desk, cabinet, asked, format, when);
        }
        Command::Export {
            dossier,
            out,
            replace,
        } => {
            cabinet.write_file(dossier, out, Existing::replaced(*replace))?;
            say(&format!("Đã ghi {}.\n", out.display()));
        }
        Command::Handing(command) => delivery::hand(desk, cabinet, command, format, stamp)?,
        Command::Show { dossier } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            say(&print::json(&opened.dossier));
        }
        Command::Edit {
            dossier,
            field,
            value,
        } => {
            let saved = cabinet.set_field(dossier, field, &as_json(value), stamp)?;
            say(match saved.entry {
                Some(_) => "Đã lưu.\n",
                None => "Không có gì thay đổi.\n",
            });
        }
        Command::Undo { dossier } => {
            let what = cabinet.undo(dossier, stamp)?;
            say(&format!("Đã hoàn tác: {what}\n"));
        }
        Command::Redo { dossier } => {
            let what = cabinet.redo(dossier, stamp)?;
            say(&format!("Đã làm lại: {what}\n"));
        }
        Command::History { dossier, of, limit } => {
            let past = cabinet.history(dossier, &of.part(), *limit)?;
            print_as(format, &past, |past| history_text(past));
        }
        Command::Revert { dossier, entry, of } => {
            cabinet.restore_part(dossier, &of.part(), *entry, stamp)?;
            say(&format!("Đã lấy lại trạng thái sau lần ghi số {entry}.\n"));
        }
        Command::Discard { dossier } => {
            cabinet.discard(dossier, stamp)?;
            say("Đã cất hồ sơ khỏi danh sách; hoàn tác sẽ đưa trở lại.\n");
        }
        command => return more(desk, cabinet, command, format, stamp),
    }
    Ok(ExitCode::SUCCESS)
}

fn more(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &Command,
    format: Format,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    match command {
        Command::Begin {
            plan,
            round,
            year,
            unit,
        } => {
            let input = BeginInput {
                plan: plan.clone(),
                round: round.clone(),
                year: *year,
                unit: unit.clone(),
            };
            let id = cabinet.begin(desk, &input, stamp)?;
            say(&format!("Đã lập hồ sơ “{id}”.\n"));
        }
        Command::KeepUnit { dossier } => {
            cabinet.keep_unit_of(dossier, stamp)?;
            say("Đã giữ đơn vị và người ký cho các hồ sơ sau.\n");
        }
        Command::Renew {
            source,
            id,
            round,
            year,
            nominees,
        } => {
            let input = RenewalInput {
                id: id.clone(),
                round: round.clone(),
                year: *year,
                nominees: nominees.clone(),
            };
            let id = cabinet.renew(desk, source, &input, stamp)?;
            say(&format!("Đã lập hồ sơ “{id}” từ “{source}”.\n"));
        }
        Command::Survey(survey) => survey::answer(desk, cabinet, survey, format, stamp)?,
        Command::Privacy(privacy) => return privacy::run(cabinet, privacy, stamp, format),
        Command::Search { words } => {
            let found = cabinet.search(&words.join(" "), 30)?;
            print_as(format, &found, |found| {
                lines(found, "Không tìm thấy.", |one| {
                    format!("{} [{}] {}: {}", one.name, one.dossier, one.id, one.excerpt)
                })
            });
        }
        Command::People => print_as(format, &cabinet.subjects()?, |people| {
            lines(people, "Chưa có ai.", |one| {
                let born = one.birth_date.as_deref().unwrap_or("");
                format!(
                    "{:>5}  {} {born} ({} lần)",
                    one.number, one.name, one.nominations
                )
            })
        }),
        Command::Awards { dossier, nominee } => {
            print_as(format, &cabinet.awards_of(dossier, nominee)?, |awards| {
                lines(awards, "Chưa có khen thưởng nào.", |one| {
                    format!("{} {} {}", one.year, one.award, one.decision)
                })
            });
        }
        Command::Evidence { command } => return evidence(desk, cabinet, command, format, stamp),
        Command::Rehearsal { command } => {
            return rehearsal::run(desk, cabinet, command, format, stamp);
        }
        Command::Own { command } => crate::own::run(desk, cabinet, command, format, stamp)?,
        command => return on_its_way(desk, cabinet, command, format, stamp),
    }
    Ok(ExitCode::SUCCESS)
}

fn on_its_way(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &Command,
    format: Format,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    match command {
        Command::Send {
            dossier,
            on,
            to,
            by,
            note,
        } => {
            let sending = SendingInput {
                on: on.clone().unwrap_or_else(|| today(stamp)),
                to: to.clone(),
                by: by.clone(),
                note: note.clone(),
            };
            let opened = cabinet.lay_out(desk, dossier)?;
            let frozen = desk.freeze(&opened, day(stamp))?;
            cabinet.send(dossier, &sending, frozen, stamp)?;
            say("Đã đánh dấu là đã gửi; hồ sơ được giữ nguyên từ nay.\n");
        }
        Command::Recall { dossier, note } => {
            cabinet.recall(dossier, &today(stamp), note, stamp)?;
            say("Đã rút hồ sơ về; sửa tiếp được.\n");
        }
        Command::Progress { dossier } => {
            print_as(format, &cabinet.progress(dossier)?, progress_text);
        }
        Command::Council { dossier } => {
            let opened = cabinet.lay_out(desk, dossier)?;
            print_as(format, &desk.council(&opened, day(stamp)), council_text);
        }
        Command::Answer {
            dossier,
            returned,
            note,
        } => {
            let on = today(stamp);
            if *returned {
                cabinet.returned(dossier, &on, note, stamp)?;
                let learnt = cabinet.learn_from_return(desk, dossier, stamp)?;
                say(&returned_text(&learnt));
            } else {
                cabinet.accepted(dossier, &on, note, stamp)?;
                say("Đã ghi nhận: hồ sơ được tiếp nhận.\n");
            }
        }
        Command::Outcome {
            dossier,
            nominees,
            award,
            decision,
            date,
        } => {
            let outcome = OutcomeInput {
                is_awarded: award.is_some(),
                award: award.clone().unwrap_or_default(),
                symbol: decision.clone(),
                date: date.clone(),
                issuer: String::new(),
                note: String::new(),
            };
            let nominees: Vec<&str> = nominees.iter().map(String::as_str).collect();
            cabinet.note_outcome(dossier, &nominees, Some(&outcome), stamp)?;
            say("Đã ghi nhận kết quả.\n");
        }
        command => return upkeep::upkeep(cabinet, command, format, stamp),
    }
    Ok(ExitCode::SUCCESS)
}

/// Who does it, and when.
pub fn stamp(who: Option<&str>) -> Stamp {
    let login = ["USERNAME", "USER"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default();
    Stamp {
        who: who.map_or(login, str::to_owned),
        at: Local::now().fixed_offset(),
    }
}

fn day(stamp: &Stamp) -> Day {
    Day {
        today: stamp.at.date_naive(),
        asked: None,
    }
}

fn today(stamp: &Stamp) -> String {
    stamp.at.date_naive().to_string()
}

fn code(is_well: bool) -> ExitCode {
    ExitCode::from(u8::from(!is_well))
}

//! `hoso package`: the package of one dossier, made, verified, opened into a cabinet, sent back.

use crate::answers::in_format;
use crate::cabinet::passphrase::given;
use crate::cabinet::stamp;
use crate::paper::ProgressLine;
use crate::{Format, say};
use chrono::{Local, NaiveDate};
use clap::{Subcommand, ValueEnum};
use hoso_desk::cabinet::{OpenedCabinet, Stamp, TakeCode};
use hoso_desk::consolidation::{CodeAnswer, compare_code, package_code};
use hoso_desk::package::{
    MissingPartView, PackageChoice, PackageMadeView, PackageView, PartStateCode, PurposeCode,
    ReasonInput, ReturnInput, TakenCode, TakenView, Way,
};
use hoso_desk::{Day, Desk, DeskError, Existing, FileFormat, Scans};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What parts the place of a reason from its words.
const PLACE_END: &str = " | ";

/// The words of `hoso package`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Cách in
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Subcommand)]
enum Command {
    /// Đóng gói một hồ sơ: dữ liệu, kế hoạch, văn bản, minh chứng, mã kiểm của từng phần
    Make(Making),
    /// Kiểm tra từng phần của gói; mã thoát 0: nguyên vẹn, 1: có phần bị thay đổi, thiếu hoặc thừa
    Verify {
        /// Tệp gói
        file: PathBuf,
        /// So với hồ sơ trong tủ ở thư mục này
        #[arg(long, value_name = "THƯ MỤC")]
        cabinet: Option<PathBuf>,
    },
    /// Lấy hồ sơ trong gói vào tủ, cùng minh chứng và kế hoạch; gói trả lại thì ghi nhận lý do
    Open {
        /// Tệp gói
        file: PathBuf,
        /// Thư mục của tủ hồ sơ
        #[arg(long, value_name = "THƯ MỤC")]
        cabinet: PathBuf,
        /// Khi tủ đã có hồ sơ này với nội dung khác: lấy thành một hồ sơ riêng
        #[arg(long, conflicts_with = "replace_kept")]
        as_copy: bool,
        /// Khi tủ đã có hồ sơ này với nội dung khác: thay hồ sơ đang có; hoàn tác được
        #[arg(long)]
        replace_kept: bool,
        /// Tên người làm, để ghi nhật ký; mặc định là tên đăng nhập máy
        #[arg(long, value_name = "TÊN")]
        who: Option<String>,
    },
    /// Mã kiểm tra của gói, như trên giấy biên nhận; có --is thì so: mã thoát 0: đúng, 1: không đúng
    Code {
        /// Tệp gói
        file: PathBuf,
        /// Mã đọc trên giấy biên nhận
        #[arg(long, value_name = "MÃ")]
        is: Option<String>,
    },
    /// Lập gói trả lại hồ sơ, kèm lý do, từ gói đã nhận
    Return {
        /// Tệp gói đã nhận
        file: PathBuf,
        /// Tệp gói (.hoso) sẽ ghi
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
        /// Cơ quan hoặc người trả lại
        #[arg(long, value_name = "TÊN")]
        by: String,
        /// Lý do, có thể lặp lại; nêu chỗ cần sửa trước dấu “|”: 'Tờ trình | Thiếu chữ ký'
        #[arg(long = "reason", value_name = "LÝ DO", required = true)]
        reasons: Vec<String>,
        /// Ngày trả lại (YYYY-MM-DD); mặc định hôm nay
        #[arg(long, value_name = "NGÀY")]
        on: Option<String>,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
}

/// What a package is made of.
#[derive(clap::Args)]
struct Making {
    /// Tệp hồ sơ; với --cabinet: mã hồ sơ trong tủ
    dossier: String,
    /// Tệp gói (.hoso) sẽ ghi
    #[arg(long, value_name = "TỆP")]
    out: PathBuf,
    /// Thư mục của tủ hồ sơ
    #[arg(long, value_name = "THƯ MỤC")]
    cabinet: Option<PathBuf>,
    /// Để trình, hay để lưu, chuyển máy (kèm quá trình gửi, trả lời)
    #[arg(long, value_enum, default_value_t = Purpose::Submission)]
    purpose: Purpose,
    /// Dạng của các văn bản trong gói (kèm danh sách Excel); none: không kèm
    #[arg(long, value_enum, default_value_t = Documents::Both)]
    documents: Documents,
    /// Không kèm tệp minh chứng
    #[arg(long)]
    no_evidence: bool,
    /// Thư mục chứa tệp minh chứng; không ghi: thư mục của tệp hồ sơ
    #[arg(long, value_name = "THƯ MỤC", conflicts_with = "cabinet")]
    scans: Option<PathBuf>,
    /// Xét vào ngày này (YYYY-MM-DD) thay cho ngày ghi trong hồ sơ hoặc hôm nay
    #[arg(long, value_name = "NGÀY")]
    on: Option<NaiveDate>,
    /// Thay thế tệp trùng tên
    #[arg(long)]
    replace: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Purpose {
    Submission,
    Copy,
}

#[derive(Clone, Copy, ValueEnum)]
enum Documents {
    Pdf,
    Docx,
    Both,
    None,
}

/// Does one thing with a package.
pub fn run(desk: &mut Desk, arguments: &Arguments) -> Result<ExitCode, DeskError> {
    let format = arguments.format;
    match &arguments.command {
        Command::Make(making) => {
            say(&in_format(format, &make(desk, making)?, made_text));
        }
        Command::Verify { file, cabinet } => {
            let view = verify(desk, file, cabinet.as_deref())?;
            say(&in_format(format, &view, view_text));
            return Ok(ExitCode::from(u8::from(!view.is_sound)));
        }
        Command::Open {
            file,
            cabinet,
            as_copy,
            replace_kept,
            who,
        } => {
            let how = match (as_copy, replace_kept) {
                (true, _) => TakeCode::Copy,
                (_, true) => TakeCode::Replace,
                _ => TakeCode::Refuse,
            };
            let taken = open(desk, file, cabinet, how, &stamp(who.as_deref()))?;
            say(&in_format(format, &taken, taken_text));
        }
        Command::Code { file, is } => return code(desk, file, is.as_deref()),
        Command::Return {
            file,
            out,
            by,
            reasons,
            on,
            replace,
        } => {
            let input = ReturnInput {
                on: on
                    .clone()
                    .unwrap_or_else(|| Local::now().date_naive().to_string()),
                by: by.clone(),
                reasons: reasons.iter().map(|reason| reason_of(reason)).collect(),
            };
            let mut looked = look(desk, file)?;
            let made =
                desk.make_return(&mut looked, (out, Existing::replaced(*replace)), &input)?;
            say(&in_format(format, &made, made_text));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn code(desk: &Desk, file: &Path, typed: Option<&str>) -> Result<ExitCode, DeskError> {
    let looked = look(desk, file)?;
    let code = package_code(looked.fingerprint());
    let Some(typed) = typed else {
        say(&format!("{code}\n"));
        return Ok(ExitCode::SUCCESS);
    };
    let answer = compare_code(typed, looked.fingerprint());
    say(match answer {
        CodeAnswer::Same => "Đúng mã của gói này.\n",
        CodeAnswer::Other => "Mã viết đúng nhưng là của gói khác.\n",
        CodeAnswer::Mistyped => {
            "Mã viết sai hoặc thiếu: không qua được chữ số kiểm tra. Đọc lại mã trên giấy.\n"
        }
    });
    Ok(ExitCode::from(u8::from(answer != CodeAnswer::Same)))
}

fn make(desk: &mut Desk, making: &Making) -> Result<PackageMadeView, DeskError> {
    let Making {
        dossier,
        out,
        cabinet,
        purpose,
        documents,
        no_evidence,
        scans,
        on,
        replace,
    } = making;
    let stamp = stamp(None);
    let (opened, way, scans) = if let Some(folder) = cabinet {
        let kept = OpenedCabinet::open(folder, given(), &stamp)?;
        desk.lay_own(&kept.own()?);
        let laid = (
            kept.lay_out(desk, dossier)?,
            kept.way(dossier)?,
            kept.scans(),
        );
        kept.close()?;
        laid
    } else {
        let file = Path::new(dossier);
        let beside = || file.parent().map(Path::to_owned);
        let folder = scans.clone().or_else(beside);
        let scans = folder.map_or(Scans::None, Scans::Folder);
        (desk.open(file)?, Way::default(), scans)
    };
    let choice = PackageChoice {
        purpose: match purpose {
            Purpose::Submission => PurposeCode::Submission,
            Purpose::Copy => PurposeCode::Copy,
        },
        documents: match documents {
            Documents::Pdf => Some(FileFormat::Pdf),
            Documents::Docx => Some(FileFormat::Docx),
            Documents::Both => Some(FileFormat::Both),
            Documents::None => None,
        },
        evidence: !no_evidence,
        scans,
        ..PackageChoice::default()
    };
    let day = Day {
        today: stamp.at.date_naive(),
        asked: *on,
    };
    let line = ProgressLine::default();
    desk.make_package(
        (&opened, day),
        &way,
        (out, Existing::replaced(*replace)),
        &choice,
        &|progress| line.tell(&progress),
    )
}

fn verify(desk: &mut Desk, file: &Path, cabinet: Option<&Path>) -> Result<PackageView, DeskError> {
    let looked = look(desk, file)?;
    let Some(folder) = cabinet else {
        return Ok(looked.view(desk, None));
    };
    let kept = OpenedCabinet::open(folder, given(), &stamp(None))?;
    desk.lay_own(&kept.own()?);
    let here = kept.compare_package(desk, &looked)?;
    kept.close()?;
    Ok(looked.view(desk, here))
}

fn open(
    desk: &mut Desk,
    file: &Path,
    folder: &Path,
    how: TakeCode,
    stamp: &Stamp,
) -> Result<TakenView, DeskError> {
    let mut looked = look(desk, file)?;
    let mut kept = OpenedCabinet::open(folder, given(), stamp)?;
    desk.lay_own(&kept.own()?);
    if kept.keep_plan_of(desk, &looked, stamp)? {
        desk.lay_own(&kept.own()?);
    }
    let line = ProgressLine::default();
    let taken = kept.take_out(desk, &mut looked, how, stamp, &|progress| {
        line.tell(&progress)
    })?;
    kept.close()?;
    Ok(taken)
}

fn look(desk: &Desk, file: &Path) -> Result<hoso_desk::package::Looked, DeskError> {
    let line = ProgressLine::default();
    desk.look_into(file, &|progress| line.tell(&progress))
}

fn reason_of(reason: &str) -> ReasonInput {
    let (place, text) = reason.split_once(PLACE_END).unwrap_or(("", reason));
    ReasonInput {
        text: text.trim().to_owned(),
        place: place.trim().to_owned(),
        path: String::new(),
    }
}

fn made_text(made: &PackageMadeView) -> String {
    let mut text = format!(
        "Đã ghi {} vào {}: {} phần, {} KB.\nMã đối chiếu: {}\n",
        made.file, made.folder, made.parts, made.kilobytes, made.code
    );
    missing_text(&mut text, &made.missing);
    notes_text(&mut text, &made.notes);
    text
}

fn view_text(view: &PackageView) -> String {
    let mut text = format!(
        "{} ({})\n  Đơn vị: {}\n  {}, {}\n  {} tập thể, {} cá nhân; xét theo quy định ngày {}\n  Mã đối chiếu: {}\n",
        view.purpose_name,
        view.file,
        view.unit,
        view.plan,
        view.round,
        view.collectives,
        view.individuals,
        view.law_on,
        view.code
    );
    for part in &view.parts {
        let _ = writeln!(
            text,
            "  {:<16} {}  {} KB  {}",
            part.state_name, part.name, part.kilobytes, part.role
        );
    }
    missing_text(&mut text, &view.missing);
    if let Some(given_back) = &view.given_back {
        let _ = writeln!(text, "Trả lại ngày {}: {}", given_back.on, given_back.by);
        for reason in &given_back.reasons {
            let _ = writeln!(text, "  {}: {}", reason.place, reason.text);
        }
    }
    if let Some(here) = &view.here {
        for one in &here.differences {
            let _ = writeln!(
                text,
                "Khác: {}: “{}” / “{}”",
                one.place, one.here, one.there
            );
        }
    }
    let faulty = view.parts.iter();
    let faulty = faulty.filter(|part| part.state != PartStateCode::Sound);
    match faulty.count() {
        0 => text.push_str("Gói nguyên vẹn.\n"),
        count => {
            let _ = writeln!(text, "Có {count} phần không nguyên vẹn.");
        }
    }
    text
}

fn taken_text(taken: &TakenView) -> String {
    let id = &taken.dossier;
    let mut text = match taken.outcome {
        TakenCode::New => format!(
            "Đã lấy hồ sơ “{id}” vào tủ, {} tệp minh chứng.\n",
            taken.scans
        ),
        TakenCode::Same => format!("Tủ đã có hồ sơ “{id}”, giống hệt trong gói.\n"),
        TakenCode::Copied => format!("Đã lấy vào tủ thành hồ sơ riêng “{id}”.\n"),
        TakenCode::Replaced => {
            format!("Đã thay hồ sơ “{id}” bằng bản trong gói; hoàn tác được.\n")
        }
        TakenCode::Returned => {
            format!("Đã ghi nhận hồ sơ “{id}” bị trả lại, kèm lý do; sửa tiếp được.\n")
        }
        TakenCode::ReturnedBefore => {
            format!("Việc trả lại hồ sơ “{id}” đã được ghi nhận từ trước.\n")
        }
    };
    notes_text(&mut text, &taken.notes);
    text
}

fn missing_text(text: &mut String, missing: &[MissingPartView]) {
    for scan in missing {
        let _ = writeln!(
            text,
            "Không có tệp minh chứng: {} ({})",
            scan.title, scan.file
        );
    }
}

fn notes_text(text: &mut String, notes: &[String]) {
    for note in notes {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
}

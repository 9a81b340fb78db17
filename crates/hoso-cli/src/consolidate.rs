//! `hoso consolidate`: what a parent body does with the packages that its units sent.

use crate::cabinet::passphrase::given;
use crate::cabinet::stamp;
use crate::cabinet::text::{lines, print_as};
use crate::{Format, say};
use clap::ArgGroup;
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use hoso_desk::consolidation::{
    ChosenInput, ClashView, CodeAnswer, ConsolidatedView, ConsolidationFault, GiveBackInput,
    GiveBackReason, Intake, IntakePackageView, IntakeRowView, IntakeState, IntakeView, Known,
    MergeInput, MergeView, read_decisions,
};
use hoso_desk::{Desk, DeskError, Existing, Progress};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

/// The words of `hoso consolidate`.
#[derive(clap::Args)]
#[command(group = ArgGroup::new("work").multiple(false))]
pub struct Arguments {
    /// Thư mục chứa các gói .hoso, hoặc các gói
    #[arg(required = true)]
    places: Vec<PathBuf>,
    /// Tủ hồ sơ: nhớ gói nào đã nhận, đã gộp, đã trả lại
    #[arg(long, value_name = "THƯ MỤC")]
    cabinet: Option<PathBuf>,
    /// Xem đầy đủ một gói
    #[arg(long, value_name = "GÓI", group = "work")]
    package: Option<String>,
    /// Những ai được đề nghị nhiều lần, trong các gói và trong hồ sơ --into
    #[arg(long, group = "work")]
    clashes: bool,
    /// Thống kê trên mọi đơn vị
    #[arg(long, group = "work")]
    statistics: bool,
    /// Gộp từ gói này vào hồ sơ --into: GÓI lấy cả gói, GÓI:MÃ,MÃ lấy một số đề nghị; có thể lặp lại
    #[arg(long, value_name = "GÓI[:MÃ,…]", group = "work", requires = "into")]
    choose: Vec<String>,
    /// Mã hồ sơ nhận, trong tủ
    #[arg(long, value_name = "HỒ SƠ", requires = "cabinet")]
    into: Option<String>,
    /// Tệp JSON ghi cách xử lý các trường hợp được đề nghị nhiều lần
    #[arg(long, value_name = "TỆP", requires = "choose")]
    decisions: Option<PathBuf>,
    /// Trả lại gói này, ghi ra --out
    #[arg(long = "return", value_name = "GÓI", group = "work", requires_all = ["reason", "out"])]
    give_back: Option<String>,
    /// Lý do trả lại; MÃ: LÝ DO là lý do của một đề nghị; có thể lặp lại
    #[arg(long, value_name = "LÝ DO")]
    reason: Vec<String>,
    /// Người hoặc cơ quan trả lại
    #[arg(long, value_name = "TÊN", default_value = "")]
    by: String,
    /// In giấy biên nhận của gói này, ghi ra --out; có thể lặp lại; `all`: mọi gói đọc được
    #[arg(long, value_name = "GÓI", group = "work", requires_all = ["out", "cabinet"])]
    receipt: Vec<String>,
    /// Mã kiểm tra đọc trên giấy biên nhận: là của gói nào
    #[arg(long, value_name = "MÃ", group = "work")]
    code: Option<String>,
    /// Tệp nhận: gói trả lại, giấy biên nhận (PDF), hoặc thống kê (.xlsx, .csv)
    #[arg(long, value_name = "TỆP")]
    out: Option<PathBuf>,
    /// Thay thế tệp trùng tên
    #[arg(long)]
    replace: bool,
    /// Tên người làm, để ghi nhật ký
    #[arg(long, value_name = "TÊN")]
    who: Option<String>,
    /// Cách in
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Reads the packages and does what was asked.
pub fn run(desk: &mut Desk, asked: &Arguments) -> Result<ExitCode, DeskError> {
    let stamp = stamp(asked.who.as_deref());
    let mut cabinet = match &asked.cabinet {
        Some(folder) => Some(OpenedCabinet::open(folder, given(), &stamp)?),
        None => None,
    };
    let mut known = Known::new();
    if let Some(cabinet) = &cabinet {
        desk.lay_own(&cabinet.own()?);
        known = cabinet.known_packages()?;
    }
    let go_on = |_: Progress<'_>| ControlFlow::Continue(());
    let mut intake = desk.receive(&asked.places, stamp.at, known, &go_on)?;
    if let Some(cabinet) = &mut cabinet {
        cabinet.remember_intake(&mut intake, &stamp)?;
    }
    let code = if asked.give_back.is_some() {
        give_back(desk, cabinet.as_mut(), &mut intake, asked, &stamp)?;
        ExitCode::SUCCESS
    } else if !asked.choose.is_empty()
        && let Some(cabinet) = &mut cabinet
    {
        merge(desk, cabinet, &mut intake, asked, &stamp)?;
        ExitCode::SUCCESS
    } else if !asked.receipt.is_empty()
        && let Some(cabinet) = &cabinet
    {
        receipts(desk, cabinet, &intake, asked)?;
        ExitCode::SUCCESS
    } else {
        answer(desk, cabinet.as_ref(), &intake, asked, &stamp)?
    };
    if let Some(cabinet) = cabinet {
        cabinet.close()?;
    }
    Ok(code)
}

/// What changes nothing.
fn answer(
    desk: &Desk,
    cabinet: Option<&OpenedCabinet>,
    intake: &Intake,
    asked: &Arguments,
    stamp: &Stamp,
) -> Result<ExitCode, DeskError> {
    let format = asked.format;
    if let Some(name) = &asked.package {
        let view = intake.package(desk, number(intake, name)?)?;
        print_as(format, &view, package_text);
    } else if asked.clashes {
        let today = stamp.at.date_naive();
        let own = match (cabinet, &asked.into) {
            (Some(cabinet), Some(dossier)) => Some(cabinet.own_briefs(desk, dossier, today)?),
            _ => None,
        };
        print_as(format, &intake.clashes(own.as_ref()), |all| {
            clashes_text(all)
        });
    } else if asked.statistics {
        let view = intake.statistics();
        if let Some(file) = &asked.out {
            intake.write_tables(file, Existing::replaced(asked.replace))?;
        }
        print_as(format, &view, statistics_text);
    } else if let Some(typed) = &asked.code {
        return Ok(code(intake, typed));
    } else {
        let view = intake.view();
        print_as(format, &view, intake_text);
        let is_lost =
            |row: &IntakeRowView| matches!(row.state, IntakeState::Refused | IntakeState::Damaged);
        if view.rows.iter().any(is_lost) {
            return Ok(ExitCode::from(1));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn merge(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    intake: &mut Intake,
    asked: &Arguments,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    let input = MergeInput {
        dossier: asked.into.clone().unwrap_or_default(),
        chosen: chosen(intake, &asked.choose)?,
        decisions: match &asked.decisions {
            Some(file) => read_decisions(file)?,
            None => Vec::new(),
        },
    };
    let view = cabinet.merge_packages(desk, intake, &input, stamp)?;
    print_as(asked.format, &view, merge_text);
    Ok(())
}

fn give_back(
    desk: &Desk,
    cabinet: Option<&mut OpenedCabinet>,
    intake: &mut Intake,
    asked: &Arguments,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    let package = number(intake, asked.give_back.as_deref().unwrap_or_default())?;
    let known = intake.package(desk, package)?.nominees;
    let reason = |text: &String| {
        let of = text
            .split_once(':')
            .filter(|(id, _)| known.iter().any(|one| one.id == *id));
        let (nominee, text) = match of {
            Some((id, text)) => (Some(id.to_owned()), text),
            None => (None, text.as_str()),
        };
        GiveBackReason {
            text: text.trim().to_owned(),
            nominee,
            path: String::new(),
        }
    };
    let input = GiveBackInput {
        package,
        by: asked.by.clone(),
        reasons: asked.reason.iter().map(reason).collect(),
    };
    let out = asked.out.clone().unwrap_or_default();
    let place = (out.as_path(), Existing::replaced(asked.replace));
    let view = desk.give_back(intake, &input, stamp.at.date_naive(), place)?;
    if let Some(cabinet) = cabinet {
        cabinet.remember_return(intake, package, stamp)?;
    }
    print_as(asked.format, &view, |view| {
        format!(
            "Đã ghi gói trả lại cho {}: {} ({} lý do).\n",
            view.unit, view.file, view.reasons
        )
    });
    Ok(())
}

fn receipts(
    desk: &Desk,
    cabinet: &OpenedCabinet,
    intake: &Intake,
    asked: &Arguments,
) -> Result<(), DeskError> {
    let numbers = if asked.receipt.iter().any(|name| name == "all") {
        let rows = intake.view().rows.into_iter();
        let readable = rows.filter(|row| row.state != IntakeState::Refused);
        readable.map(|row| row.number).collect()
    } else {
        let names = asked.receipt.iter();
        names
            .map(|name| number(intake, name))
            .collect::<Result<Vec<u32>, _>>()?
    };
    let receiver = cabinet.receiver(asked.into.as_deref())?;
    let out = asked.out.clone().unwrap_or_default();
    let place = (out.as_path(), Existing::replaced(asked.replace));
    let go_on = |_: Progress<'_>| ControlFlow::Continue(());
    let view = desk.write_receipts(intake, &numbers, &receiver, place, &go_on)?;
    print_as(asked.format, &view, |view| {
        format!("Đã ghi {} giấy biên nhận: {}.\n", view.count, view.file)
    });
    Ok(())
}

fn code(intake: &Intake, typed: &str) -> ExitCode {
    let (answer, at) = intake.find_code(typed);
    let rows = intake.view().rows;
    let row = at.and_then(|at| rows.get(at as usize));
    say(&match (answer, row) {
        (CodeAnswer::Same, Some(row)) => {
            format!("Đúng mã của gói {} ({}).\n", row.file, row.unit)
        }
        (CodeAnswer::Mistyped, _) => {
            "Mã viết sai hoặc thiếu: không qua được chữ số kiểm tra. Đọc lại mã trên giấy.\n"
                .to_owned()
        }
        _ => "Mã viết đúng nhưng không phải của gói nào ở đây.\n".to_owned(),
    });
    ExitCode::from(u8::from(answer != CodeAnswer::Same))
}

/// The number of a package: as typed, or of the file with this name.
fn number(intake: &Intake, name: &str) -> Result<u32, DeskError> {
    let found = intake.number_of(name).or_else(|| name.parse().ok());
    Ok(found.ok_or_else(|| ConsolidationFault::UnknownPackage {
        name: name.to_owned(),
    })?)
}

/// `GÓI` or `GÓI:MÃ,MÃ`.
fn chosen(intake: &Intake, typed: &[String]) -> Result<Vec<ChosenInput>, DeskError> {
    let one = |text: &String| {
        // A name may hold a colon itself.
        if let Some(package) = intake.number_of(text) {
            return Ok(ChosenInput {
                package,
                nominees: None,
            });
        }
        let (name, ids) = match text.rsplit_once(':') {
            Some((name, ids)) => (name, Some(ids)),
            None => (text.as_str(), None),
        };
        let ids = ids.map(|ids| ids.split(',').map(|id| id.trim().to_owned()).collect());
        Ok(ChosenInput {
            package: number(intake, name)?,
            nominees: ids,
        })
    };
    typed.iter().map(one).collect()
}

fn intake_text(view: &IntakeView) -> String {
    let mut text = lines(&view.rows, "Không có gói nào ở đây.", |row| {
        let mut line = format!(
            "{:>4}  {}  {}  {} tập thể, {} cá nhân  {}  {}",
            row.number,
            row.file,
            row.unit,
            row.collectives,
            row.individuals,
            state(row.state),
            row.code
        );
        if row.is_usable {
            let _ = write!(
                line,
                "  {} phải sửa, {} cần xem",
                row.blocking, row.warnings
            );
        }
        if !row.note.is_empty() {
            let _ = write!(line, "\n      {}", row.note);
        }
        line
    });
    for file in &view.skipped {
        let _ = writeln!(text, "Không phải gói, bỏ qua: {file}");
    }
    text
}

fn state(state: IntakeState) -> &'static str {
    match state {
        IntakeState::New => "MỚI",
        IntakeState::Received => "đã nhận",
        IntakeState::Merged => "đã gộp",
        IntakeState::Returned => "đã trả lại",
        IntakeState::Superseded => "có bản mới hơn",
        IntakeState::Duplicate => "trùng gói khác",
        IntakeState::Damaged => "BỊ HỎNG",
        IntakeState::Refused => "KHÔNG ĐỌC ĐƯỢC",
    }
}

fn package_text(view: &IntakePackageView) -> String {
    let row = &view.row;
    let mut text = format!(
        "{}\n{}, {}\nMã kiểm tra: {}\n",
        row.unit, row.plan_title, row.title, row.code
    );
    if let Some(problem) = &row.problem {
        let _ = writeln!(text, "{}\n{}\n{}", problem.what, problem.why, problem.next);
    }
    for fault in &view.faults {
        let _ = writeln!(text, "Hỏng: {fault}");
    }
    for one in &view.nominees {
        let _ = writeln!(
            text,
            "{}  {}, {}  {}  {} phải sửa",
            one.id, one.name, one.post, one.award, one.blocking
        );
    }
    for finding in &view.findings {
        let _ = writeln!(text, "- {}: {}", finding.subject, finding.message);
    }
    text
}

fn clashes_text(clashes: &[ClashView]) -> String {
    lines(
        clashes,
        "Không có ai được đề nghị nhiều lần.",
        |clash| {
            let mut text = clash.differences.join("; ");
            for one in &clash.proposals {
                let from = one.id.package.map_or_else(
                    || "trong hồ sơ".to_owned(),
                    |package| format!("gói {package}"),
                );
                let _ = write!(
                    text,
                    "\n  {from}:{}  {}  {}  {}  {}  ({})",
                    one.id.nominee,
                    one.name,
                    one.birth_date.as_deref().unwrap_or_default(),
                    one.post,
                    one.award,
                    one.unit
                );
            }
            text
        },
    )
}

fn statistics_text(view: &ConsolidatedView) -> String {
    let mut text = format!("{} đơn vị\n", view.units);
    for table in &view.tables {
        let _ = writeln!(text, "{}", table.title.to_uppercase());
        for row in &table.rows {
            let counts = table.columns.iter().zip(&row.counts);
            let counts: Vec<String> = counts
                .map(|(name, count)| format!("{name} {count}"))
                .collect();
            let _ = writeln!(text, "  {}: {}", row.label, counts.join(", "));
        }
    }
    text
}

fn merge_text(view: &MergeView) -> String {
    let mut text = format!(
        "Đã gộp {} đề nghị, {} minh chứng, {} bản quét; hoàn tác được trong một bước.\n",
        view.added.len(),
        view.papers,
        view.scans
    );
    for name in &view.changed {
        let _ = writeln!(text, "Đã sửa trong hồ sơ theo quyết định: {name}");
    }
    for name in &view.removed {
        let _ = writeln!(text, "Đã bỏ khỏi hồ sơ theo quyết định: {name}");
    }
    for left in &view.left {
        let _ = writeln!(
            text,
            "Không gộp {} ({}): {}",
            left.name, left.unit, left.why
        );
    }
    for scan in &view.missing {
        let _ = writeln!(text, "Gói không có bản quét {scan}");
    }
    text
}

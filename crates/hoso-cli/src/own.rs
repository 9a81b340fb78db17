//! `hoso cabinet … own`: what a unit keeps of its own, as the window's screens for plans, law,
//! calendar and templates do.

use crate::cabinet::text::{lines, print_as};
use crate::{Format, print, say, tell};
use clap::{Subcommand, ValueEnum};
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use hoso_desk::law::LawCorrectionInput;
use hoso_desk::{Desk, DeskError, Existing, OwnKind, OwnView, PlanEditInput};
use std::path::PathBuf;

/// What can be done with a unit's own data.
#[derive(Subcommand)]
pub enum Command {
    /// Liệt kê
    List,
    /// Cất một tệp vào tủ; tệp đối chiếu pháp luật được gộp vào những gì đã có
    Keep {
        /// Loại tệp
        kind: Kind,
        /// Tệp
        file: PathBuf,
    },
    /// Ghi ra tệp
    Export {
        /// Loại
        kind: Kind,
        /// Tên, xem bằng lệnh list; không ghi với loại chỉ có một
        #[arg(default_value = "")]
        name: String,
        /// Tệp nhận
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
        /// Thay thế tệp trùng tên
        #[arg(long)]
        replace: bool,
    },
    /// Xóa; kế hoạch đang có hồ sơ dùng thì không xóa được
    Drop {
        /// Loại
        kind: Kind,
        /// Tên, xem bằng lệnh list; không ghi với loại chỉ có một
        #[arg(default_value = "")]
        name: String,
    },
    /// Chép một kế hoạch thành kế hoạch của đơn vị
    CopyPlan {
        /// Mã kế hoạch, hoặc mã@bản
        source: String,
        /// Tên ngắn của bản chép
        title: String,
        /// Mã mới; không ghi: lấy theo tên
        #[arg(long, value_name = "MÃ", default_value = "")]
        id: String,
    },
    /// Sửa một giá trị trong kế hoạch của đơn vị
    SetPlan {
        /// Mã@bản
        name: String,
        /// Đường dẫn của giá trị, xem bằng lệnh plan-values
        path: String,
        /// Giá trị mới
        value: String,
    },
    /// Các giá trị sửa được của một kế hoạch
    PlanValues {
        /// Mã kế hoạch, hoặc mã@bản
        name: String,
    },
    /// So sánh hai kế hoạch hoặc hai bản, kèm hồ sơ trong tủ bị ảnh hưởng
    DiffPlans {
        /// Kế hoạch cũ: mã hoặc mã@bản
        old: String,
        /// Kế hoạch mới: mã hoặc mã@bản
        new: String,
    },
    /// Ghi kết quả đối chiếu một quy định
    CheckLaw {
        /// Mã của quy định
        item: String,
        /// Số, ký hiệu của văn bản đã đọc
        symbol: String,
        /// Loại văn bản
        #[arg(long, value_name = "TÊN", default_value = "")]
        title: String,
        /// Giá trị, với quy định chỉ để đọc
        #[arg(long, value_name = "GIÁ TRỊ")]
        value: Option<String>,
    },
    /// Bỏ kết quả đối chiếu một quy định
    UncheckLaw {
        /// Mã của quy định
        item: String,
    },
}

/// What a unit can have of its own.
#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    Plan,
    Template,
    Law,
    Holidays,
    Steps,
    Emblem,
    Rehearsal,
}

impl From<Kind> for OwnKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Plan => Self::Plan,
            Kind::Template => Self::Template,
            Kind::Law => Self::Law,
            Kind::Holidays => Self::Holidays,
            Kind::Steps => Self::Steps,
            Kind::Emblem => Self::Emblem,
            Kind::Rehearsal => Self::Rehearsal,
        }
    }
}

/// Does one thing with the unit's own data.
pub fn run(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    command: &Command,
    format: Format,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    match command {
        Command::List => print_as(format, &desk.own().to_vec(), |own| list(own)),
        Command::Keep { kind, file } => {
            let name = cabinet.keep_own_file(desk, (*kind).into(), file, stamp)?;
            say(&format!("Đã cất vào tủ: {}\n", named(*kind, &name)));
        }
        Command::Export {
            kind,
            name,
            out,
            replace,
        } => {
            let piece = cabinet.own_piece((*kind).into(), name)?;
            Desk::export_own(&piece, out, Existing::replaced(*replace))?;
            say(&format!("Đã ghi {}\n", out.display()));
        }
        Command::Drop { kind, name } => {
            let dropped = cabinet.drop_own((*kind).into(), name, stamp)?;
            say(&format!("Đã xóa: {}\n", named(*kind, &dropped.name)));
        }
        Command::CopyPlan { source, title, id } => {
            let plan = cabinet.copy_plan(desk, source, id, title, stamp)?;
            say(&print::plan_in_order(&plan));
        }
        Command::SetPlan { name, path, value } => {
            let edit = PlanEditInput {
                path: path.clone(),
                value: value.clone(),
            };
            let plan = cabinet.save_plan(desk, name, &[edit], stamp)?;
            say(&print::plan_in_order(&plan));
        }
        Command::PlanValues { name } => {
            print_as(format, &desk.plan_values(name)?, |plan| {
                let values = plan.clauses.iter().flat_map(|clause| &clause.values);
                values.fold(String::new(), |text, value| {
                    format!("{text}{} = {}\n", value.path, value.value)
                })
            });
        }
        Command::DiffPlans { old, new } => {
            let today = stamp.at.date_naive();
            let diff = cabinet.compare_plans(desk, old, new, today)?;
            print_as(format, &diff, tell::plan_diff);
        }
        Command::CheckLaw {
            item,
            symbol,
            title,
            value,
        } => {
            let correction = LawCorrectionInput {
                value: value.clone(),
                ..LawCorrectionInput::by(item, title, symbol)
            };
            cabinet.correct_law(desk, &correction, stamp)?;
            say("Đã ghi kết quả đối chiếu.\n");
        }
        Command::UncheckLaw { item } => {
            cabinet.uncorrect_law(desk, item, stamp)?;
            say("Đã bỏ kết quả đối chiếu.\n");
        }
    }
    Ok(())
}

fn list(own: &[OwnView]) -> String {
    lines(own, "Đơn vị chưa có mục riêng nào.", |one| {
        let refused = one.refused.as_ref();
        let refused = refused.map_or_else(String::new, |error| format!("  [{}]", error.what));
        format!("{}  {}  {}{refused}", one.kind.code(), one.name, one.title)
    })
}

fn named(kind: Kind, name: &str) -> String {
    let code = OwnKind::from(kind).code();
    if name.is_empty() {
        code.to_owned()
    } else {
        format!("{code} {name}")
    }
}

//! `hoso hints`: what is worth a look in the reports, and two of them beside each other.

use crate::answers::in_format;
use crate::{Format, say};
use clap::Args;
use hoso_desk::quality::{ComparisonView, HintCode, HintView};
use hoso_desk::{Desk, DeskError};
use std::fmt::Write;
use std::path::PathBuf;

/// Of what hints are asked.
#[derive(Args)]
pub struct Arguments {
    /// Tệp hồ sơ
    file: PathBuf,
    /// Chỉ báo cáo của người hoặc tập thể này
    #[arg(long, value_name = "MÃ HOẶC TÊN")]
    nominee: Option<String>,
    /// Đặt hai báo cáo cạnh nhau, nêu các đoạn trùng
    #[arg(
        long,
        value_name = "MÃ HOẶC TÊN",
        num_args = 2,
        conflicts_with = "nominee"
    )]
    compare: Vec<String>,
    /// Cách in
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Tells the hints, or compares.
pub fn run(desk: &Desk, asked: &Arguments) -> Result<(), DeskError> {
    let opened = desk.open(&asked.file)?;
    say(&match (&asked.nominee, asked.compare.as_slice()) {
        (_, [one, other]) => {
            let compared = desk.compare_reports(&opened, one, other)?;
            in_format(asked.format, &compared, comparison)
        }
        (Some(nominee), _) => {
            let found = desk.hints_of(&opened, nominee)?;
            in_format(asked.format, &found, |found| hints(found))
        }
        _ => {
            let all = desk.report_hints(&opened);
            in_format(asked.format, &all.hints, |found| hints(found))
        }
    });
    Ok(())
}

fn hints(hints: &[HintView]) -> String {
    if hints.is_empty() {
        return "Không có gợi ý nào về các báo cáo.\n".to_owned();
    }
    let mut text = String::new();
    for hint in hints {
        let _ = writeln!(text, "{}: {}", hint.name, hint.message);
        if hint.kind == HintCode::Copied {
            let _ = writeln!(text, "  Đoạn trùng: {}", hint.passage);
        }
    }
    text
}

/// Two reports: what of the one stands in the other too.
fn comparison(compared: &ComparisonView) -> String {
    let ComparisonView {
        percent,
        one,
        other,
    } = compared;
    let mut text = format!("{percent}% trùng: {} và {}\n", one.name, other.name);
    for section in &one.sections {
        let shared = section
            .paragraphs
            .iter()
            .flatten()
            .filter(|run| run.is_shared);
        for run in shared {
            let _ = writeln!(text, "  {}: {}", section.heading, run.text);
        }
    }
    text
}

//! `hoso cabinet`: what the cabinet tells of all its years.

use super::text::{lines, print_as};
use crate::Format;
use clap::Subcommand;
use hoso_desk::cabinet::OpenedCabinet;
use hoso_desk::{Desk, DeskError};

/// Questions to the whole cabinet.
#[derive(Subcommand)]
pub enum Survey {
    /// Số đề nghị và kết quả theo từng năm
    Statistics,
    /// Những ai trong một hồ sơ có thể đề nghị tiếp, và số lần đã được khen
    Candidates {
        /// Mã hồ sơ
        dossier: String,
    },
}

/// Answers a question.
pub fn answer(
    desk: &Desk,
    cabinet: &OpenedCabinet,
    survey: &Survey,
    format: Format,
) -> Result<(), DeskError> {
    match survey {
        Survey::Statistics => print_as(format, &cabinet.statistics(desk)?, |years| {
            lines(years, "Chưa có đề nghị nào.", |year| {
                format!(
                    "{}: đề nghị {} tập thể, {} cá nhân; được khen {}, không được {}",
                    year.label, year.collectives, year.individuals, year.awarded, year.refused
                )
            })
        }),
        Survey::Candidates { dossier } => {
            print_as(format, &cabinet.candidates(dossier)?, |candidates| {
                lines(candidates, "Hồ sơ chưa có đề nghị nào.", |one| {
                    format!("{}  {} (đã được khen {} lần)", one.id, one.name, one.awards)
                })
            });
        }
    }
    Ok(())
}

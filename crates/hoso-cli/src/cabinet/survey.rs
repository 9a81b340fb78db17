//! `hoso cabinet`: what the cabinet tells of all its years.

use super::text::{lines, print_as};
use crate::Format;
use clap::Subcommand;
use hoso_desk::cabinet::{OpenedCabinet, SentFileCode, SentFilesView};
use hoso_desk::{Desk, DeskError};
use std::path::PathBuf;

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
    /// Các tệp PDF đã gửi có còn đúng như lúc gửi không, theo mã kiểm đã giữ
    SentFiles {
        /// Mã hồ sơ
        dossier: String,
        /// Thư mục đang giữ các tệp PDF đã gửi
        #[arg(long, value_name = "THƯ MỤC")]
        files: PathBuf,
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
        Survey::SentFiles { dossier, files } => {
            print_as(format, &cabinet.sent_files(dossier, files)?, sent_files);
        }
    }
    Ok(())
}

fn sent_files(view: &SentFilesView) -> String {
    lines(
        &view.files,
        "Lần gửi này không giữ văn bản nào.",
        |one| {
            let state = match one.state {
                SentFileCode::Same => "đúng như lúc gửi",
                SentFileCode::Altered => "ĐÃ BỊ SỬA sau khi gửi",
                SentFileCode::Missing => "KHÔNG CÒN trong thư mục",
            };
            format!("{}: {state}", one.file)
        },
    )
}

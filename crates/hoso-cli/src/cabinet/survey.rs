//! `hoso cabinet`: what the cabinet tells of all its years, and what it finds in a dossier's text.

use super::text::{lines, print_as};
use crate::Format;
use crate::rescue::in_words;
use clap::{Args, Subcommand};
use hoso_desk::cabinet::{
    OpenedCabinet, SentFileCode, SentFilesView, Stamp, StatisticsView, YearsAsked,
};
use hoso_desk::{Desk, DeskError, Existing};
use std::fmt::Write;
use std::path::PathBuf;

/// Questions to the whole cabinet, and to the texts of a dossier.
#[derive(Subcommand)]
pub enum Survey {
    /// Số đề nghị và kết quả theo từng năm
    Statistics(Statistics),
    /// Những ai trong một hồ sơ có thể đề nghị tiếp, và số lần đã được khen
    Candidates {
        /// Mã hồ sơ
        dossier: String,
    },
    /// Các mục gõ bằng mã cũ (TCVN3, VNI) trong một hồ sơ, với chữ Unicode của chúng
    Rescue {
        /// Mã hồ sơ
        dossier: String,
        /// Đổi luôn, thành một bước có thể hoàn tác; không ghi: chỉ liệt kê
        #[arg(long)]
        apply: bool,
        /// Chỉ đổi các mục này; không ghi: mọi mục đã chắc chắn
        #[arg(long, value_name = "MỤC", requires = "apply")]
        only: Vec<String>,
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

/// How the years are told.
#[derive(Args)]
pub struct Statistics {
    /// Thống kê cả theo loại, hình thức, giới tính và người trực tiếp công tác
    #[arg(long)]
    full: bool,
    /// Từ năm này
    #[arg(long, value_name = "NĂM", requires = "full")]
    from: Option<i32>,
    /// Đến năm này
    #[arg(long, value_name = "NĂM", requires = "full")]
    to: Option<i32>,
    /// Ghi các bảng ra tệp CSV, mở được bằng Excel
    #[arg(long, value_name = "TỆP", requires = "full")]
    csv: Option<PathBuf>,
    /// Ghi các bảng ra tệp Excel, mỗi bảng một trang tính
    #[arg(long, value_name = "TỆP", requires = "full")]
    xlsx: Option<PathBuf>,
    /// Thay thế tệp trùng tên
    #[arg(long)]
    replace: bool,
}

/// Answers a question.
pub fn answer(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    survey: &Survey,
    format: Format,
    stamp: &Stamp,
) -> Result<(), DeskError> {
    match survey {
        Survey::Statistics(asked) if asked.full => {
            let years = YearsAsked {
                from: asked.from,
                to: asked.to,
            };
            let view = cabinet.statistics_by_group(desk, years)?;
            if let Some(file) = &asked.csv {
                view.write_csv(file, Existing::replaced(asked.replace))?;
            }
            if let Some(file) = &asked.xlsx {
                view.write_xlsx(
                    stamp.at.date_naive(),
                    file,
                    Existing::replaced(asked.replace),
                )?;
            }
            print_as(format, &view, tables);
        }
        Survey::Statistics(_) => print_as(format, &cabinet.statistics(desk)?, |years| {
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
        Survey::Rescue {
            dossier,
            apply,
            only,
        } => {
            let found = if *apply {
                cabinet.rescue(desk, dossier, only, stamp)?
            } else {
                Desk::rescue_fields(&cabinet.lay_out(desk, dossier)?)?
            };
            print_as(format, &found, |found| in_words(found, *apply));
        }
        Survey::SentFiles { dossier, files } => {
            print_as(format, &cabinet.sent_files(dossier, files)?, sent_files);
        }
    }
    Ok(())
}

fn tables(view: &StatisticsView) -> String {
    if view.tables.is_empty() {
        return "Chưa có đề nghị nào trong các năm này.\n".to_owned();
    }
    let mut text = String::new();
    for table in &view.tables {
        let _ = writeln!(text, "{}", table.title.to_uppercase());
        for row in &table.rows {
            let _ = writeln!(text, "{}", row.label);
            for (group, count) in table.groups.iter().zip(&row.counts) {
                let _ = writeln!(
                    text,
                    "  {group}: đề nghị {}, được khen {}, không được {}, chưa có kết quả {}",
                    count.proposed, count.awarded, count.refused, count.pending
                );
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
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

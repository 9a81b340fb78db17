//! `hoso import`: a table of other people's (Excel, ODS, CSV) laid over a dossier. Without
//! `--write` it only tells what would become of each row.

use crate::{Format, print, say};
use clap::{Args, ValueEnum};
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use hoso_desk::import::{
    ColumnMapping, Import, ImportChoice, ImportCounts, ImportKind, ImportRowView, ImportView,
    RowState, TableSource,
};
use hoso_desk::{Day, Desk, DeskError, Existing, Gender, NomineeKind};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What is asked of a dossier file.
#[derive(Args)]
pub struct Arguments {
    /// Tệp hồ sơ
    file: PathBuf,
    #[command(flatten)]
    table: Table,
    /// Ghi hồ sơ đã nhập ra tệp này; không ghi: chỉ xem trước từng dòng
    #[arg(long, value_name = "TỆP")]
    write: Option<PathBuf>,
    /// Cách in
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What is asked of a dossier in the cabinet.
#[derive(Args)]
pub struct Kept {
    /// Mã hồ sơ
    dossier: String,
    #[command(flatten)]
    table: Table,
    /// Ghi luôn, thành một bước có thể hoàn tác; không ghi: chỉ xem trước từng dòng
    #[arg(long)]
    write: bool,
}

/// The table, and what is chosen for it.
#[derive(Args)]
struct Table {
    /// Tệp bảng tính: .xlsx, .xls, .ods, .csv
    #[arg(value_name = "BẢNG")]
    from: PathBuf,
    /// Bảng chứa gì; không ghi: tự nhận ra
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Tên trang tính; không ghi: trang đầu tiên có dữ liệu
    #[arg(long, value_name = "TÊN")]
    sheet: Option<String>,
    /// Số của dòng tiêu đề, 0: bảng không có; không ghi: tự nhận ra
    #[arg(long, value_name = "DÒNG")]
    header: Option<u32>,
    /// Cột nào chứa gì, ví dụ `D=birth_date`; `D=` là bỏ cột D; có thể lặp lại
    #[arg(long = "map", value_name = "CỘT=TRƯỜNG", value_parser = mapping)]
    columns: Vec<ColumnMapping>,
    /// Nhập cả các dòng đang ẩn
    #[arg(long)]
    hidden_rows: bool,
    /// Các dòng không ghi loại là cá nhân hay tập thể
    #[arg(long, value_enum)]
    rows_are: Option<RowsAre>,
    /// Giới tính của các dòng không ghi
    #[arg(long, value_enum)]
    gender: Option<GenderOf>,
    /// Mã hình thức khen thưởng của các dòng không ghi
    #[arg(long, value_name = "MÃ")]
    award_form: Option<String>,
    /// Ghi các dòng bị từ chối, kèm lý do, ra tệp Excel này
    #[arg(long, value_name = "TỆP")]
    refused: Option<PathBuf>,
    /// Thay thế tệp trùng tên
    #[arg(long)]
    replace: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Nominees,
    Members,
    Indicators,
    Awards,
}

#[derive(Clone, Copy, ValueEnum)]
enum RowsAre {
    Individual,
    Collective,
}

#[derive(Clone, Copy, ValueEnum)]
enum GenderOf {
    Male,
    Female,
}

/// Tries a table on a dossier file, and writes where that is asked for.
pub fn run(desk: &Desk, asked: &Arguments, day: Day) -> Result<ExitCode, DeskError> {
    let table = &asked.table;
    let opened = desk.open(&asked.file)?;
    let import = desk.try_table(&opened, &table.source(), &table.choice(), day)?;
    table.write_refused(&import)?;
    if let Some(out) = &asked.write {
        import.write(out, Existing::replaced(table.replace))?;
    }
    say(&match asked.format {
        Format::Text => in_words(&import.view, asked.write.is_some()),
        Format::Json => print::json(&import.view),
    });
    Ok(code(import.view.counts))
}

/// The same for a dossier in the cabinet.
pub fn run_kept(
    desk: &Desk,
    cabinet: &mut OpenedCabinet,
    asked: &Kept,
    format: Format,
    (day, stamp): (Day, &Stamp),
) -> Result<ExitCode, DeskError> {
    let table = &asked.table;
    let (choice, source) = (table.choice(), table.source());
    let import = cabinet.try_table(desk, &asked.dossier, &source, &choice, day)?;
    table.write_refused(&import)?;
    if asked.write {
        let from = (asked.dossier.as_str(), &source);
        let token = Some(import.view.token.as_str());
        let done = cabinet.import_table(desk, from, &choice, token, (day, stamp))?;
        say(&match format {
            Format::Text => in_words(&import.view, true),
            Format::Json => print::json(&done),
        });
    } else {
        say(&match format {
            Format::Text => in_words(&import.view, false),
            Format::Json => print::json(&import.view),
        });
    }
    Ok(code(import.view.counts))
}

impl Table {
    fn source(&self) -> TableSource {
        TableSource::File(self.from.clone())
    }

    fn choice(&self) -> ImportChoice {
        ImportChoice {
            kind: self.kind.map(|kind| match kind {
                Kind::Nominees => ImportKind::Nominees,
                Kind::Members => ImportKind::Members,
                Kind::Indicators => ImportKind::Indicators,
                Kind::Awards => ImportKind::Awards,
            }),
            sheet: self.sheet.clone(),
            header: self.header,
            columns: self.columns.clone(),
            hidden_rows: self.hidden_rows,
            rows_are: self.rows_are.map(|kind| match kind {
                RowsAre::Individual => NomineeKind::Individual,
                RowsAre::Collective => NomineeKind::Collective,
            }),
            gender: self.gender.map(|gender| match gender {
                GenderOf::Male => Gender::Male,
                GenderOf::Female => Gender::Female,
            }),
            award_form: self.award_form.clone(),
        }
    }

    fn write_refused(&self, import: &Import) -> Result<(), DeskError> {
        if let Some(out) = &self.refused {
            import.write_refused(out, Existing::replaced(self.replace))?;
        }
        Ok(())
    }
}

fn code(counts: ImportCounts) -> ExitCode {
    if counts.refused == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}

/// A column by its letters, and the field it holds.
fn mapping(text: &str) -> Result<ColumnMapping, String> {
    let refused = || format!("`{text}` is not COLUMN=FIELD");
    let (letters, field) = text.split_once('=').ok_or_else(refused)?;
    let mut column = 0_u32;
    for letter in letters.trim().to_ascii_uppercase().bytes() {
        let place = letter.checked_sub(b'A').filter(|place| *place < 26);
        let place = u32::from(place.ok_or_else(refused)?) + 1;
        column = column
            .checked_mul(26)
            .and_then(|column| column.checked_add(place))
            .ok_or_else(refused)?;
    }
    Ok(ColumnMapping {
        column: column.checked_sub(1).ok_or_else(refused)?,
        field: Some(field.trim().to_owned()).filter(|field| !field.is_empty()),
    })
}

fn in_words(view: &ImportView, is_written: bool) -> String {
    let mut text = format!("{} · trang tính “{}”", view.file_kind, view.sheet);
    let kind = view.kinds.iter().find(|kind| kind.kind == view.kind);
    if let Some(kind) = kind {
        let _ = write!(text, " · {}", kind.title);
    }
    match view.header {
        Some(row) => {
            let _ = writeln!(text, " · tiêu đề ở dòng {row}");
        }
        None => {
            let _ = writeln!(text, " · chưa nhận ra dòng tiêu đề");
        }
    }
    for column in &view.columns {
        let title = |id: &String| view.fields.iter().find(|field| field.id == *id);
        let field = column.field.as_ref();
        let told = match field.and_then(title) {
            Some(field) => format!("{} [{}]", field.title, field.id),
            None => "bỏ qua".to_owned(),
        };
        let doubt = if column.is_sure {
            ""
        } else {
            "  (chưa chắc, xem kỹ)"
        };
        let _ = writeln!(
            text,
            "  {:>2}  {} -> {told}{doubt}",
            column.letters, column.title
        );
    }
    for note in &view.notes {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    for title in &view.missing {
        let _ = writeln!(text, "Thiếu cột bắt buộc: {title}. Chỉ cột bằng --map.");
    }
    text.push('\n');
    for row in &view.rows {
        row_in_words(&mut text, row);
    }
    let counts = view.counts;
    let done = if is_written { "Đã ghi" } else { "Sẽ ghi" };
    let _ = writeln!(
        text,
        "{done} {} dòng: {} mới, {} cập nhật. Còn lại: {} giữ nguyên, {} bị từ chối, {} bỏ qua.",
        counts.new + counts.updated,
        counts.new,
        counts.updated,
        counts.same,
        counts.refused,
        counts.skipped
    );
    text
}

fn row_in_words(text: &mut String, row: &ImportRowView) {
    let state = match row.state {
        RowState::New => "mới",
        RowState::Updated => "cập nhật",
        RowState::Same => "giữ nguyên",
        RowState::Refused => "TỪ CHỐI",
        RowState::Skipped => "bỏ qua",
    };
    let detail = if row.detail.is_empty() {
        String::new()
    } else {
        format!(" ({})", row.detail)
    };
    let _ = writeln!(
        text,
        "dòng {:>5}  {state:<10}  {}{detail}",
        row.row, row.name
    );
    for change in &row.changes {
        let _ = writeln!(
            text,
            "                 {}: “{}” -> “{}”",
            change.field, change.before, change.after
        );
    }
    for fault in &row.faults {
        let place = if fault.cell.is_empty() {
            String::new()
        } else {
            format!("ô {} ({}): ", fault.cell, fault.field)
        };
        let _ = writeln!(
            text,
            "                 {place}{}. {}",
            fault.what, fault.next
        );
    }
    for note in &row.notes {
        let _ = writeln!(text, "                 lưu ý: {note}");
    }
}

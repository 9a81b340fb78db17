//! What the command line asks about handing over: the set that is printed, and the e-mails.

use crate::paper::{Choice, ProgressLine, Taken};
use crate::{Writing, say};
use clap::{Args, ValueEnum};
use hoso_desk::view::{AttachmentView, MailView};
use hoso_desk::{
    Day, Delivery, Desk, DeskError, Gathering, MailChoice, Opened, PrintLine, PrintSet,
    PrintSetView, PrintedView, Sides,
};
use std::fmt::Write as _;

/// As which set a dossier is printed.
#[derive(Args, Default)]
pub struct SetChoice {
    /// In cả bộ, với số bản và thứ tự thường dùng (hoặc đã nhớ trong tủ)
    #[arg(long)]
    set: bool,
    /// Số bản của một văn bản trong bộ, ví dụ submission=3; `report`: mọi báo cáo; có thể lặp lại
    #[arg(long, value_name = "MÃ=SỐ", value_parser = copies)]
    copies: Vec<PrintLineOf>,
    /// Văn bản in trước, theo thứ tự ghi; có thể lặp lại
    #[arg(long, value_name = "MÃ")]
    first: Vec<String>,
    /// Cách xếp các bản
    #[arg(long, value_enum, value_name = "CÁCH")]
    gathering: Option<Gathered>,
    /// In một mặt hay hai mặt giấy; hai mặt thì văn bản nào cũng bắt đầu ở tờ mới
    #[arg(long, value_enum, value_name = "MẶT")]
    sides: Option<Printed>,
}

#[derive(Clone)]
struct PrintLineOf(PrintLine);

#[derive(Clone, Copy, ValueEnum)]
enum Gathered {
    BySet,
    ByDocument,
}

#[derive(Clone, Copy, ValueEnum)]
enum Printed {
    One,
    Two,
}

/// How e-mails are drafted.
#[derive(Args)]
pub struct MailArguments {
    /// Địa chỉ nhận, nhiều địa chỉ cách nhau bằng dấu phẩy; không ghi: của mẫu thư, hoặc điền khi gửi
    #[arg(long, value_name = "ĐỊA CHỈ")]
    to: Option<String>,
    /// Một thư lớn nhất bấy nhiêu MB (thường 20: Outlook kèm nhiều nhất 20 MB, máy chủ thư thường nhận 20 đến 25 MB); lớn hơn thì chia thành nhiều thư
    #[arg(long, value_name = "MB")]
    limit: Option<u32>,
    /// Không ghi thư nháp: ghi riêng tệp cần đính kèm, lời thư, và in liên kết mailto
    #[arg(long)]
    link: bool,
}

fn copies(text: &str) -> Result<PrintLineOf, String> {
    let fault = || format!("“{text}” không có dạng MÃ=SỐ, ví dụ submission=3");
    let (document, copies) = text.split_once('=').ok_or_else(fault)?;
    Ok(PrintLineOf(PrintLine {
        document: document.trim().to_owned(),
        copies: copies.trim().parse().map_err(|_| fault())?,
    }))
}

impl SetChoice {
    /// Whether anything of a set was asked for.
    pub fn is_asked(&self) -> bool {
        let has_lines = !self.copies.is_empty() || !self.first.is_empty();
        self.set || has_lines || self.gathering.is_some() || self.sides.is_some()
    }

    /// The set that results, from the one that is kept or the usual one.
    pub fn of(
        &self,
        desk: &Desk,
        opened: &Opened,
        kept: Option<&PrintSet>,
    ) -> Result<PrintSet, DeskError> {
        let named = self.copies.iter().map(|line| line.0.clone());
        let first = self.first.iter().map(|document| PrintLine {
            document: document.clone(),
            copies: 0,
        });
        desk.check_print_set(
            opened,
            &PrintSet {
                lines: named.chain(first).collect(),
                ..PrintSet::default()
            },
        )?;
        let mut set = PrintSet::from(&desk.print_set(opened, kept)?);
        for PrintLineOf(asked) in &self.copies {
            let line = set
                .lines
                .iter_mut()
                .find(|line| line.document == asked.document);
            if let Some(line) = line {
                line.copies = asked.copies;
            }
        }
        let place = |line: &PrintLine| self.first.iter().position(|code| *code == line.document);
        set.lines
            .sort_by_key(|line| place(line).unwrap_or(usize::MAX));
        match self.gathering {
            Some(Gathered::BySet) => set.gathering = Gathering::BySet,
            Some(Gathered::ByDocument) => set.gathering = Gathering::ByDocument,
            None => {}
        }
        match self.sides {
            Some(Printed::One) => set.sides = Sides::One,
            Some(Printed::Two) => set.sides = Sides::Two,
            None => {}
        }
        Ok(set)
    }
}

/// Writes the file to be printed.
pub fn print_file(
    desk: &Desk,
    (taken, day): (Taken, Day),
    writing: &Writing,
    (choice, set): (&Choice, &SetChoice),
) -> Result<(), DeskError> {
    let Taken {
        opened,
        scans,
        set: kept,
        ..
    } = taken;
    let set = set.is_asked().then(|| set.of(desk, &opened, kept.as_ref()));
    let set = set.transpose()?;
    let choice = choice.with(desk, scans)?;
    let line = ProgressLine::default();
    let place = (writing.out.as_path(), writing.existing());
    let what = (&choice, set.as_ref());
    let printed = desk.print_file(&opened, day, place, what, &|progress| line.tell(&progress))?;
    drop(line);
    say(&printed_text(&printed));
    Ok(())
}

/// Writes the drafts of e-mails.
pub fn mail(
    desk: &Desk,
    (taken, day): (Taken, Day),
    writing: &Writing,
    (choice, asked): (&Choice, &MailArguments),
) -> Result<(), DeskError> {
    let choice = MailChoice {
        to: asked.to.clone().unwrap_or_default(),
        export: choice.with(desk, taken.scans)?,
        megabytes: asked.limit.or(taken.megabytes),
        delivery: if asked.link {
            Delivery::Link
        } else {
            Delivery::Draft
        },
    };
    let line = ProgressLine::default();
    let written = desk.mail_draft(
        &taken.opened,
        day,
        &writing.out,
        writing.existing(),
        &choice,
        &|progress| line.tell(&progress),
    )?;
    drop(line);
    say(&mail_text(&written, choice.delivery));
    Ok(())
}

/// A set in words.
pub fn set_text(set: &PrintSetView) -> String {
    let gathering = match set.gathering {
        Gathering::BySet => "từng bộ đủ",
        Gathering::ByDocument => "hết các bản của một văn bản mới đến văn bản sau",
    };
    let sides = match set.sides {
        Sides::One => "một mặt",
        Sides::Two => "hai mặt, văn bản nào cũng bắt đầu ở tờ mới",
    };
    let own = if set.is_usual { "" } else { " (đã sửa)" };
    let mut text = format!("Bộ in{own}: {gathering}; in {sides}\n");
    for line in &set.lines {
        let count = match line.documents {
            1 => String::new(),
            count => format!(" ({count} văn bản)"),
        };
        let _ = writeln!(
            text,
            "  {:>2} bản  {}  {}{count}",
            line.copies, line.document, line.title
        );
    }
    text
}

fn printed_text(printed: &PrintedView) -> String {
    let mut text = format!(
        "Đã ghi {} vào {}\n  {} văn bản, {} trang in trên {} tờ giấy\n",
        printed.file, printed.folder, printed.documents, printed.pages, printed.sheets
    );
    for note in &printed.notes {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    text
}

fn mail_text(written: &MailView, delivery: Delivery) -> String {
    let mut text = match delivery {
        Delivery::Draft => format!(
            "Đã ghi {} thư nháp vào {}\n",
            written.letters.len(),
            written.folder
        ),
        Delivery::Link => format!(
            "Đã ghi tệp cần đính kèm và lời thư vào {}\n",
            written.folder
        ),
    };
    for letter in &written.letters {
        let to = if letter.to.is_empty() {
            "(điền khi gửi)".to_owned()
        } else {
            letter.to.join(", ")
        };
        let attached: Vec<String> = letter.attachments.iter().map(sized).collect();
        let _ = writeln!(
            text,
            "{}\n  Gửi đến: {to}\n  Tiêu đề: {}\n  Kèm theo: {}",
            letter.file,
            letter.subject,
            attached.join(", ")
        );
        if delivery == Delivery::Link {
            let _ = writeln!(text, "  Liên kết: {}", letter.link);
        }
    }
    text += match delivery {
        Delivery::Draft => {
            "Mở thư nháp bằng chương trình thư, xem lại rồi gửi; chương trình này không tự gửi.\n"
        }
        Delivery::Link => {
            "Mở liên kết bằng chương trình thư rồi đính kèm tệp bằng tay; liên kết không mang theo tệp.\n"
        }
    };
    for note in &written.notes {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    text
}

fn sized(file: &AttachmentView) -> String {
    format!("{} ({} KB)", file.name, file.kilobytes)
}

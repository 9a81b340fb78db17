//! How the command line is explained, and what is said of one that was not understood: in
//! Vietnamese, like everything else.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use hoso_desk::view::WireError;

/// A command whose own words, and those of its subcommands, are Vietnamese.
pub fn in_vietnamese(command: Command) -> Command {
    command
        .help_template("{about}\n\nCách dùng: {usage}\n\n{all-args}")
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .mut_args(|argument| {
            let heading = if argument.is_positional() {
                "Tham số"
            } else {
                "Tùy chọn"
            };
            in_own_words(argument.help_heading(heading))
        })
        .mut_subcommands(in_vietnamese)
}

/// What stands for a value in the help, by the name that the value has in the code.
const VALUES: [(&str, &str); 24] = [
    ("award", "HÌNH THỨC"),
    ("dossier", "HỒ SƠ"),
    ("entry", "LẦN GHI"),
    ("field", "MỤC"),
    ("file", "TỆP"),
    ("folder", "THƯ MỤC"),
    ("format", "DẠNG"),
    ("id", "MÃ"),
    ("item", "QUY ĐỊNH"),
    ("kind", "LOẠI"),
    ("month", "THÁNG"),
    ("name", "TÊN"),
    ("new", "MỚI"),
    ("new_id", "MÃ MỚI"),
    ("nominee", "MÃ HOẶC TÊN"),
    ("old", "CŨ"),
    ("path", "ĐƯỜNG DẪN"),
    ("places", "THƯ MỤC HOẶC GÓI"),
    ("source", "NGUỒN"),
    ("symbol", "SỐ, KÝ HIỆU"),
    ("title", "TÊN"),
    ("value", "GIÁ TRỊ"),
    ("words", "TỪ"),
    ("year", "NĂM"),
];

/// Names a value and its choices in Vietnamese; a flag has neither.
fn in_own_words(argument: Arg) -> Arg {
    if !argument.get_action().takes_values() {
        return argument;
    }
    let choices: Vec<String> = argument
        .get_possible_values()
        .iter()
        .map(|choice| choice.get_name().to_owned())
        .collect();
    let name = argument.get_id().as_str().to_owned();
    let named_by_hand = argument.get_value_names().is_some_and(|names| {
        names
            .iter()
            .any(|given| given.as_str() != name.to_uppercase())
    });
    let mut argument = argument.hide_default_value(true).hide_possible_values(true);
    if !choices.is_empty() {
        let help = argument
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        argument = argument.help(format!("{help} (một trong: {})", choices.join(", ")));
    }
    match VALUES.iter().find(|(known, _)| *known == name) {
        Some((_, shown)) if !named_by_hand => argument.value_name(*shown),
        _ => argument,
    }
}

/// The words for a command line that was refused.
pub fn refused(error: &clap::Error) -> WireError {
    let part = |kind| error.get(kind).map(shown);
    let argument = part(ContextKind::InvalidArg);
    let value = part(ContextKind::InvalidValue).filter(|value| !value.is_empty());
    let (what, why) = match (error.kind(), argument, value) {
        (ErrorKind::MissingRequiredArgument, Some(missing), _) => (
            "Lệnh còn thiếu phần phải có.",
            format!("Chưa có: {missing}."),
        ),
        (
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand,
            ..,
        ) => (
            "Chưa chọn lệnh.",
            "Sau hoso phải có tên một lệnh.".to_owned(),
        ),
        (ErrorKind::InvalidSubcommand, ..) => {
            let typed = part(ContextKind::InvalidSubcommand).unwrap_or_default();
            (
                "Không có lệnh này.",
                format!("hoso không có lệnh “{typed}”."),
            )
        }
        (ErrorKind::UnknownArgument, Some(typed), _) => (
            "Có phần không hiểu được trong lệnh.",
            format!("Lệnh này không nhận “{typed}”."),
        ),
        (ErrorKind::ValueValidation | ErrorKind::InvalidValue, Some(of), Some(value)) => (
            "Có giá trị không dùng được.",
            format!("“{value}” không dùng được cho {of}."),
        ),
        (ErrorKind::InvalidValue, Some(of), None) => (
            "Còn thiếu một giá trị.",
            format!("Sau {of} phải có giá trị."),
        ),
        _ => (
            "Không hiểu được lệnh này.",
            format!("Lệnh bị từ chối: {}.", error.kind()),
        ),
    };
    let choices = part(ContextKind::ValidValue).filter(|choices| !choices.is_empty());
    let next = match choices {
        Some(choices) => format!("Chọn một trong: {choices}."),
        None => "Gõ thêm --help sau lệnh để xem cách dùng; ngày viết dạng 2023-02-27.".to_owned(),
    };
    WireError {
        code: "usage".to_owned(),
        what: what.to_owned(),
        why,
        next,
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(list) => list.join(", "),
        other => other.to_string(),
    }
}

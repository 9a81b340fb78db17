//! The Vietnamese words for errors: what happened, why, what to do next. Made here and nowhere else.

pub(crate) mod cabinet;
pub(crate) mod consolidation;
pub(crate) mod fields;
pub(crate) mod package;
pub(crate) mod proof;
mod sheet;
pub(crate) mod tables;

use crate::error::{ChoiceFault, DeskError};
use crate::plan_edit::PlanProblemView;
use crate::view::WireError;
use hoso_domain::PlanFault;
use hoso_exchange::{FileError, Place, Refusal, ShapeFault};
use hoso_forms::{Fault, TemplateFault};
use hoso_paper::ImageFault;
use std::io::{Error, ErrorKind};
use std::path::Path;

impl From<&DeskError> for WireError {
    fn from(error: &DeskError) -> Self {
        match error {
            DeskError::File(error) => file(error),
            DeskError::Dossier { path, source } => {
                let what = format!("Không đọc được hồ sơ “{}”.", name(path));
                refused("dossier_refused", what, source, "tệp hồ sơ")
            }
            DeskError::Plan { path, source } => {
                let what = format!("Không dùng được tệp kế hoạch “{}”.", name(path));
                refused("plan_refused", what, source, "tệp kế hoạch")
            }
            DeskError::Data { path, source } => {
                let what = format!("Không dùng được tệp dữ liệu “{}”.", name(path));
                refused("data_refused", what, source, "tệp dữ liệu")
            }
            DeskError::PlanTaken { id, version } => wire(
                "plan_taken",
                format!("Đã có kế hoạch mang mã “{id}”, bản {version}."),
                "Hai kế hoạch khác nội dung không được cùng mã và cùng số bản: hồ sơ đã xét theo bản cũ sẽ bị đổi kết quả.",
                "Tăng version thêm 1 nếu là bản sửa, hoặc đổi id nếu là kế hoạch khác.",
            ),
            DeskError::NoSuchRound {
                plan,
                round,
                year,
                known,
            } => no_such_round(plan, round, *year, known),
            DeskError::UnknownNominee { id, known } => wire(
                "unknown_nominee",
                format!("Hồ sơ không có đề nghị nào mang mã hoặc tên “{id}”."),
                format!("Các mã đang có: {}.", known.join(", ")),
                "Chọn một mã trong danh sách đề nghị.",
            ),
            DeskError::UnknownAward { award, known } => unknown_award(award, known),
            DeskError::UnknownPlan { id, known } => unknown_plan(id, known),
            DeskError::UnknownLawItem { id } => wire(
                "unknown_law_item",
                format!("Không có quy định nào mang mã “{id}”."),
                "Mã này không có trong dữ liệu pháp luật của chương trình.",
                "Chọn một quy định trong danh sách.",
            ),
            DeskError::UnknownLine { id, known } => unknown_line(id, known),
            DeskError::NotOwn { name } => not_own(name),
            DeskError::PlanInUse { name, dossiers } => plan_in_use(name, *dossiers),
            DeskError::NoSuchMonth { year, month } => wire(
                "no_such_month",
                format!("Không có tháng {month}/{year}."),
                "Tháng từ 1 đến 12.",
                "Chọn tháng khác.",
            ),
            DeskError::NothingSent { dossier } => nothing_sent(dossier),
            DeskError::NoNominees => no_nominees(),
            DeskError::NoSuchPage { document, page } => no_such_page(document, *page),
            DeskError::UnknownDocument { id, known } => unknown_document(id, known),
            DeskError::Form { path, source } => template(path, source),
            DeskError::Scan { file, reason } => scan(file, reason),
            DeskError::Emblem { file, source } => emblem(file, source),
            DeskError::Sheet { path, source } => sheet::refused(path, source),
            DeskError::PastedCells { source } => sheet::cells_refused(source),
            DeskError::UnknownSheet { name, known } => sheet::unknown(name, known),
            DeskError::NothingToImport { refused } => sheet::nothing(*refused),
            DeskError::ImportChanged => sheet::changed(),
            DeskError::Choice(fault) => choice(fault),
            DeskError::Paper(error) => wire(
                "paper",
                "Không dàn được trang văn bản.",
                format!("Bộ phận dàn trang báo: {error}."),
                "Đây là lỗi của chương trình; hãy chép chi tiết này gửi người hỗ trợ.",
            ),
            DeskError::Workbook(error) => tables::refusal(error),
            DeskError::Cancelled => wire(
                "cancelled",
                "Đã dừng xuất hồ sơ.",
                "Việc xuất được dừng theo yêu cầu; chưa có tệp nào được ghi hay thay thế.",
                "Xuất lại khi cần.",
            ),
            DeskError::Consolidation(fault) => consolidation::refusal(fault),
            DeskError::Cabinet(error) => cabinet::refusal(error),
            DeskError::Package(error) => package::refusal(error),
            DeskError::AnotherIsHere { id } => package::another_is_here(id),
            DeskError::NoReason => package::no_reason(),
            DeskError::Internal { name, detail } => wire(
                "internal",
                "Chương trình bị thiếu hoặc hỏng dữ liệu kèm theo.",
                format!("{name}: {detail}."),
                "Cài đặt lại chương trình; hồ sơ của đơn vị không bị ảnh hưởng.",
            ),
        }
    }
}

fn unknown_plan(id: &str, known: &[String]) -> WireError {
    wire(
        "unknown_plan",
        format!("Không tìm thấy kế hoạch “{id}”."),
        format!("Chương trình đang có: {}.", known.join(", ")),
        "Chọn một kế hoạch đang có, hoặc nạp tệp kế hoạch cần dùng.",
    )
}

fn unknown_document(id: &str, known: &[String]) -> WireError {
    wire(
        "unknown_document",
        format!("Không có văn bản “{id}” trong hồ sơ."),
        format!("Các mã dùng được: {}.", known.join(", ")),
        "Chọn một trong các mã trên.",
    )
}

fn no_nominees() -> WireError {
    wire(
        "no_nominees",
        "Hồ sơ chưa có gì để kiểm tra và xuất.",
        "Danh sách đề nghị chưa có tập thể hoặc cá nhân nào.",
        "Thêm ít nhất một tập thể hoặc cá nhân vào danh sách.",
    )
}

fn no_such_page(document: &str, page: u32) -> WireError {
    wire(
        "no_such_page",
        "Không hiển thị được trang này.",
        format!("Văn bản “{document}” không có trang {page}."),
        "Chọn văn bản và trang khác trong danh sách.",
    )
}

fn unknown_award(award: &str, known: &[String]) -> WireError {
    wire(
        "unknown_award",
        format!("Chưa có mức tiền thưởng của hình thức “{award}”."),
        format!("Dữ liệu pháp luật đang có: {}.", known.join(", ")),
        "Chọn một hình thức đang có, hoặc bổ sung dữ liệu kèm căn cứ.",
    )
}

fn unknown_line(id: &str, known: &[String]) -> WireError {
    wire(
        "unknown_line",
        format!("Phiếu tự kiểm tra không có mục “{id}” cho việc này."),
        format!("Các mã dùng được: {}.", known.join(", ")),
        "Chọn một trong các mã trên; mục do chương trình trả lời thì không xác nhận bằng tay.",
    )
}

fn nothing_sent(dossier: &str) -> WireError {
    wire(
        "nothing_sent",
        "Chưa kiểm tra được các tệp đã gửi.",
        format!("Hồ sơ “{dossier}” chưa được đánh dấu gửi, nên chưa có mã kiểm nào được giữ."),
        "Đánh dấu đã gửi ở phần Xuất và gửi; mã kiểm của từng văn bản được giữ từ lúc đó.",
    )
}

fn not_own(name: &str) -> WireError {
    wire(
        "not_own",
        format!("Đơn vị không có mục riêng nào tên “{name}”."),
        "Kế hoạch, mẫu có sẵn không sửa, không xóa được; chỉ sửa, xóa được mục riêng của đơn vị.",
        "Chép thành mục riêng của đơn vị rồi sửa trên bản chép.",
    )
}

fn plan_in_use(name: &str, dossiers: usize) -> WireError {
    wire(
        "plan_in_use",
        format!("Chưa xóa được kế hoạch “{name}”."),
        format!("Có {dossiers} hồ sơ trong tủ lập theo bản này; xóa đi thì không xét lại được."),
        "Giữ bản này; hồ sơ mới sẽ dùng bản mới nhất.",
    )
}

fn scan(file: &str, reason: &str) -> WireError {
    wire(
        "scan_refused",
        format!("Không ghép được tệp minh chứng “{file}” vào hồ sơ."),
        format!("Tệp bị hỏng, có mật khẩu, quá lớn hoặc không phải PDF, JPEG, PNG ({reason})."),
        "Mở thử tệp, quét hoặc lưu lại thành PDF, JPEG hoặc PNG rồi xuất lại.",
    )
}

fn emblem(file: &Path, fault: &ImageFault) -> WireError {
    let why = match fault {
        ImageFault::Kind => "Tệp không phải hình PNG hoặc JPEG.".to_owned(),
        ImageFault::Broken(_) => "Tệp hình bị hỏng hoặc bị cắt ngang.".to_owned(),
        ImageFault::TooLarge { width, height } => {
            format!("Hình rộng {width}, cao {height} điểm ảnh, quá lớn để in.")
        }
        ImageFault::PressColours => "Hình dùng màu của máy in công nghiệp (CMYK).".to_owned(),
    };
    wire(
        "emblem_refused",
        format!("Không dùng được hình “{}” cho Giấy khen.", name(file)),
        why,
        "Lưu lại hình thành PNG hoặc JPEG màu RGB rồi chọn lại.",
    )
}

fn choice(fault: &ChoiceFault) -> WireError {
    match fault {
        ChoiceFault::UnknownHeading { id, known } => wire(
            "unknown_heading",
            format!("Không có tiêu đề văn bản mang mã “{id}”."),
            format!("Các mã dùng được: {}.", known.join(", ")),
            "Chọn một trong các mã trên, hoặc để trống.",
        ),
        ChoiceFault::OffsetTooFar { furthest, .. } => wire(
            "offset_too_far",
            "Độ dịch khi in lên phôi Giấy khen quá lớn.",
            format!(
                "Chữ chỉ dịch được nhiều nhất {furthest} mm mỗi phía, nếu không sẽ ra ngoài giấy."
            ),
            "Nhập lại độ dịch, hoặc chỉnh lại phôi trong khay giấy.",
        ),
        ChoiceFault::NothingToPrint => wire(
            "nothing_to_print",
            "Chưa có gì để in.",
            "Mọi văn bản trong bộ in đều ghi 0 bản.",
            "Ghi số bản cho ít nhất một văn bản rồi in lại.",
        ),
        ChoiceFault::TooManyCopies { copies, most } => wire(
            "too_many_copies",
            format!("{copies} bản là quá nhiều cho một lần in."),
            format!("Mỗi văn bản in nhiều nhất {most} bản một lần."),
            format!("Ghi từ 0 đến {most} bản, rồi in thêm lần nữa nếu cần."),
        ),
        ChoiceFault::MailLimit {
            megabytes,
            least,
            most,
        } => wire(
            "mail_limit",
            format!("Không dùng được giới hạn {megabytes} MB cho một thư."),
            format!(
                "Thư dưới {least} MB không chứa nổi một văn bản có ảnh; trên {most} MB hầu như không máy chủ thư nào nhận."
            ),
            format!("Ghi một số từ {least} đến {most}."),
        ),
        ChoiceFault::ShortPassphrase { least } => wire(
            "short_passphrase",
            "Mật khẩu quá ngắn.",
            format!("Mật khẩu cần ít nhất {least} ký tự, để người lấy được máy không dò ra."),
            "Đặt một câu dễ nhớ, ví dụ bốn từ không liên quan đến nhau.",
        ),
        ChoiceFault::MistypedKey => wire(
            "mistyped_key",
            "Khóa khôi phục gõ chưa đúng.",
            "Nhóm ký tự cuối dùng để soát các nhóm trước, và nó không khớp.",
            "So lại từng nhóm bốn ký tự với tờ đã in; chữ hoa, chữ thường và dấu gạch không quan trọng.",
        ),
        ChoiceFault::NoAddress { text } => wire(
            "no_address",
            format!("“{text}” không phải địa chỉ thư điện tử."),
            "Địa chỉ có dạng ten@donvi.vn, không dấu, không khoảng trắng.",
            "Sửa lại địa chỉ, hoặc để trống rồi điền khi gửi thư.",
        ),
    }
}

fn no_such_round(plan: &str, round: &str, year: Option<i32>, known: &[String]) -> WireError {
    let asked = match (round.is_empty(), year) {
        (true, None) => "đợt nào".to_owned(),
        (true, Some(year)) => format!("đợt cho năm {year}"),
        (false, None) => format!("đợt “{round}”"),
        (false, Some(year)) => format!("đợt “{round}” cho năm {year}"),
    };
    wire(
        "no_such_round",
        format!("Kế hoạch “{plan}” không có {asked}."),
        format!("Các đợt đang có: {}.", known.join(", ")),
        "Chọn đợt và năm có trong Kế hoạch.",
    )
}

fn template(path: &Path, source: &TemplateFault) -> WireError {
    let (why, next) = match &source.fault {
        Fault::Heading { text } => (
            format!("không hiểu dòng “{text}” ở phần đầu tệp"),
            "Sửa dòng đó theo dạng “tên: giá trị”, ngày viết YYYY-MM-DD.".to_owned(),
        ),
        Fault::HeadingLacks { name } => (
            format!("phần đầu tệp thiếu “{name}”"),
            format!("Thêm dòng “{name}” vào phần đầu tệp."),
        ),
        Fault::Unknown { name, hint } => (
            format!("không có “{name}” ở chỗ này"),
            match hint {
                Some(hint) => format!(
                    "Có phải là “{hint}”? Xem các tên dùng được bằng lệnh hoso template list."
                ),
                None => "Xem các tên dùng được bằng lệnh hoso template list.".to_owned(),
            },
        ),
        Fault::Unclosed { what } => (
            format!("“{what}” chưa được đóng"),
            "Thêm phần đóng tương ứng.".to_owned(),
        ),
        Fault::Stray { what } => (
            format!("“{what}” không đóng phần nào"),
            "Bỏ dòng đó hoặc thêm phần mở tương ứng.".to_owned(),
        ),
    };
    wire(
        "template_refused",
        format!("Không dùng được mẫu văn bản “{}”.", name(path)),
        format!("Dòng {}: {why}.", source.line),
        next,
    )
}

fn wire(
    code: &str,
    what: impl Into<String>,
    why: impl Into<String>,
    next: impl Into<String>,
) -> WireError {
    WireError {
        code: code.to_owned(),
        what: what.into(),
        why: why.into(),
        next: next.into(),
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn file(error: &FileError) -> WireError {
    match error {
        FileError::Read { path, source } => {
            let (why, next) = cause(source);
            wire(
                "cannot_read",
                format!("Không mở được “{}”.", path.display()),
                why,
                next,
            )
        }
        FileError::TooLarge { path, bytes, limit } => wire(
            "too_large",
            format!("Tệp “{}” quá lớn nên không được mở.", name(path)),
            format!(
                "Tệp có {} MB, giới hạn là {} MB.",
                mebibytes(*bytes),
                mebibytes(*limit)
            ),
            "Kiểm tra lại xem đã chọn đúng tệp hồ sơ hoặc tệp kế hoạch chưa.",
        ),
        FileError::NotUtf8 { path, valid_up_to } => wire(
            "not_utf8",
            format!("Không đọc được chữ trong “{}”.", name(path)),
            format!("Từ byte thứ {valid_up_to} trở đi, tệp không phải văn bản Unicode (UTF-8)."),
            "Chọn tệp do chương trình này ghi ra, hoặc lưu lại tệp với bảng mã UTF-8.",
        ),
        FileError::Write { path, source } => {
            let (why, next) = cause(source);
            let what = format!(
                "Không ghi được “{}”; chưa có tệp nào được ghi.",
                path.display()
            );
            wire("cannot_write", what, why, next)
        }
        FileError::TooDeep {
            folder,
            length,
            most,
        } => wire(
            "too_deep",
            "Thư mục nhận nằm quá sâu, không còn chỗ cho tên tệp.",
            format!(
                "Đường dẫn “{}” dài {length} ký tự; Windows chỉ nhận cả đường dẫn lẫn tên tệp khoảng 260 ký tự, nên thư mục chỉ được dài đến {most}.",
                folder.display()
            ),
            "Chọn thư mục có đường dẫn ngắn hơn, ví dụ ngay trong Tài liệu (Documents) hoặc trên USB.",
        ),
        FileError::Exists { folder, names } => wire(
            "file_exists",
            format!(
                "Thư mục “{}” đã có sẵn {} tệp trùng tên.",
                folder.display(),
                names.len()
            ),
            format!("Trùng tên: {}.", few(names)),
            "Chọn thư mục khác, hoặc đồng ý thay thế các tệp này.",
        ),
    }
}

/// Why the system refused, and what helps.
fn cause(error: &Error) -> (String, &'static str) {
    let (why, next) = match error.kind() {
        ErrorKind::NotFound => (
            "Không có tệp hoặc thư mục này.",
            "Kiểm tra lại tên và nơi lưu tệp.",
        ),
        ErrorKind::PermissionDenied => (
            "Máy không cho phép đọc hoặc ghi ở đây.",
            "Chọn một thư mục của mình, ví dụ Tài liệu (Documents), rồi làm lại.",
        ),
        ErrorKind::ReadOnlyFilesystem => (
            "Ổ đĩa hoặc USB này chỉ cho đọc.",
            "Chọn ổ đĩa khác, hoặc tắt khóa chống ghi của USB rồi làm lại.",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            "Ổ đĩa đã đầy.",
            "Xóa bớt tệp không cần hoặc chọn ổ đĩa khác, rồi làm lại.",
        ),
        ErrorKind::IsADirectory => ("Đây là thư mục, không phải tệp.", "Chọn một tệp."),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => (
            "Nơi này là một tệp, không phải thư mục.",
            "Chọn một thư mục.",
        ),
        ErrorKind::InvalidFilename => (
            "Tên tệp quá dài hoặc không hợp lệ.",
            "Chọn thư mục có tên ngắn hơn.",
        ),
        _ => {
            let next = "Thử lại; nếu vẫn lỗi, chép chi tiết này gửi người hỗ trợ.";
            return (format!("Hệ thống báo: {error}."), next);
        }
    };
    (why.to_owned(), next)
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

fn few(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown = names
        .iter()
        .take(SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} và {more} tệp khác"),
    }
}

fn place(place: Place) -> String {
    format!("dòng {}, cột {}", place.line, place.column)
}

fn refused(code: &str, what: String, refusal: &Refusal, kind: &str) -> WireError {
    let again = "Mở bằng trình soạn thảo, sửa đúng chỗ đã nêu rồi mở lại.";
    match refusal {
        Refusal::Empty => wire(
            code,
            what,
            "Tệp không có nội dung.",
            "Chọn tệp khác, hoặc lấy lại bản sao lưu của tệp này.",
        ),
        Refusal::Syntax {
            place: at,
            cut_short: true,
            ..
        } => wire(
            code,
            what,
            format!("Tệp bị cắt cụt ở {}: phần cuối không còn.", place(*at)),
            "Chép lại tệp từ nơi gửi, hoặc lấy bản sao lưu.",
        ),
        Refusal::Syntax {
            place: at, detail, ..
        } => wire(
            code,
            what,
            format!("Nội dung sai cấu trúc ở {} ({detail}).", place(*at)),
            again,
        ),
        Refusal::Foreign { found } => {
            let found = found
                .as_deref()
                .map(|kind| format!(" (“{kind}”)"))
                .unwrap_or_default();
            wire(
                code,
                what,
                format!("Đây là tệp loại khác{found}, không phải {kind} của chương trình này."),
                "Chọn tệp do chương trình này ghi ra.",
            )
        }
        Refusal::Newer { found, known } => wire(
            "newer_version",
            what,
            format!(
                "Tệp theo định dạng phiên bản {found}; chương trình này đọc đến phiên bản {known}."
            ),
            "Cập nhật chương trình rồi mở lại. Tệp không bị thay đổi.",
        ),
        Refusal::Shape {
            place: at,
            field,
            fault,
        } => {
            let field = if field == "." {
                String::new()
            } else {
                format!(", mục “{field}”")
            };
            wire(
                code,
                what,
                format!("Ở {}{field}: {}.", place(*at), shape(fault)),
                again,
            )
        }
        Refusal::Plan(problems) => {
            let lines = problems.iter().map(|problem| {
                let at = problem
                    .place
                    .map(|at| format!("{}, ", place(at)))
                    .unwrap_or_default();
                format!(
                    "{at}mục “{}”: {}",
                    problem.field,
                    plan_fault(&problem.fault)
                )
            });
            let why = lines.collect::<Vec<_>>().join("; ");
            wire(code, what, format!("Ở {why}."), again)
        }
    }
}

/// What is wrong in a plan, line by line.
pub(crate) fn plan_problems(refusal: &Refusal) -> Vec<PlanProblemView> {
    let one = |at: Option<Place>, path: &str, words: String| PlanProblemView {
        line: at.and_then(|at| u32::try_from(at.line).ok()),
        path: path.to_owned(),
        words,
    };
    match refusal {
        Refusal::Plan(problems) => problems
            .iter()
            .map(|problem| one(problem.place, &problem.field, plan_fault(&problem.fault)))
            .collect(),
        Refusal::Shape {
            place,
            field,
            fault,
        } => vec![one(Some(*place), field, shape(fault))],
        Refusal::Syntax { place, detail, .. } => {
            vec![one(Some(*place), "", format!("sai cấu trúc ({detail})"))]
        }
        Refusal::Empty => vec![one(None, "", "không có nội dung".to_owned())],
        Refusal::Foreign { .. } | Refusal::Newer { .. } => {
            vec![one(None, "", "không phải tệp kế hoạch đọc được".to_owned())]
        }
    }
}

fn shape(fault: &ShapeFault) -> String {
    match fault {
        ShapeFault::Missing(field) => format!("thiếu mục “{field}”"),
        ShapeFault::UnknownField(field) => format!("không có mục nào tên “{field}”"),
        ShapeFault::UnknownChoice { found, choices } => {
            format!("giá trị “{found}” không hợp lệ, chỉ nhận: {choices}")
        }
        ShapeFault::NameTooLong => {
            format!("tên dài quá {} ký tự", hoso_domain::Name::MAX)
        }
        ShapeFault::PercentOutOfRange => "tỷ lệ phải từ 0 đến 100".to_owned(),
        ShapeFault::NoDate => "không phải ngày giờ hợp lệ (viết ngày dạng 2023-02-27)".to_owned(),
        ShapeFault::Other(words) => format!("giá trị không đúng kiểu ({words})"),
    }
}

fn plan_fault(fault: &PlanFault) -> String {
    match fault {
        PlanFault::DuplicateId(id) => format!("mã “{id}” dùng hai lần"),
        PlanFault::UnknownReference(id) => format!("không có mục nào mang mã “{id}”"),
        PlanFault::EndsBeforeItBegins => "kết thúc trước khi bắt đầu".to_owned(),
        PlanFault::SpanTooLong => "khoảng năm dài bất thường".to_owned(),
        PlanFault::NoSuchDay => "ngày không có trong lịch".to_owned(),
        PlanFault::Empty => "đang để trống".to_owned(),
        PlanFault::Overlap(other) => {
            format!("trùng thời gian có hiệu lực với “{other}”")
        }
        PlanFault::Circular(id) => format!("tiêu chuẩn “{id}” dẫn vòng về chính nó"),
        PlanFault::WrongFactType(fact) => format!("dữ kiện “{fact}” thuộc kiểu khác"),
    }
}

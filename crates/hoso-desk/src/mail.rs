//! The drafts of the e-mails that a dossier is sent with.

use crate::export::{MERGED, Whole};
use crate::view::{AttachmentView, MailLetterView, MailView};
use crate::{ChoiceFault, Day, Desk, DeskError, ExportChoice, Opened, Watch, missing};
use hoso_exchange::{
    Attachment, Existing, FileError, MailDraft, Staging, encoded_bytes, file_bytes, fit_names,
    mail_file, mail_link, read_bytes, split_mail,
};
use hoso_forms::{Letters, MailWords, PaperEntry, compose_mail};
use std::path::{Path, PathBuf};

const MEGABYTE: u64 = 1024 * 1024;
/// Room in an e-mail for its headings and its text, which names every file.
const TEXT_ROOM: u64 = 96 * 1024;
/// The largest attachment that is put into a draft at all.
const MAX_ATTACHED_BYTES: u64 = 256 * MEGABYTE;

/// How large an e-mail may be as servers count it, coded and with everything in it, in megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailLimits;

impl MailLimits {
    /// Less holds no document with a picture.
    pub const LEAST: u32 = 2;
    /// Outlook attaches 20 MB at most as it is set up, and common servers take 20 to 25 MB.
    pub const USUAL: u32 = 20;
    /// Hardly any server takes more.
    pub const MOST: u32 = 150;

    pub(crate) fn check(megabytes: u32) -> Result<u32, ChoiceFault> {
        if (Self::LEAST..=Self::MOST).contains(&megabytes) {
            return Ok(megabytes);
        }
        Err(ChoiceFault::MailLimit {
            megabytes,
            least: Self::LEAST,
            most: Self::MOST,
        })
    }
}

/// How an e-mail gets into the mail program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delivery {
    /// As a draft with everything attached.
    #[default]
    Draft,
    /// As a link, which carries no files: they lie beside it, to be attached by hand.
    Link,
}

/// An e-mail to be drafted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MailChoice {
    /// To whom, addresses parted by commas; blank: those of the template, or the person fills them
    /// in.
    pub to: String,
    /// How the documents are made: packed, the package goes with it, else the whole dossier as one
    /// PDF; each document and scan by itself where that is more than one e-mail holds.
    pub export: ExportChoice,
    /// How large an e-mail may be, in megabytes; absent: [`MailLimits::USUAL`].
    pub megabytes: Option<u32>,
    /// How it gets into the mail program.
    pub delivery: Delivery,
}

/// A file that goes with an e-mail.
struct Carried {
    name: String,
    path: PathBuf,
    size: u64,
}

impl Carried {
    fn of(folder: &Path, name: &str) -> Result<Self, FileError> {
        let path = folder.join(name);
        Ok(Self {
            name: name.to_owned(),
            size: file_bytes(&path)?,
            path,
        })
    }

    fn title(&self) -> String {
        format!("{} ({})", self.name, readable(self.size))
    }

    fn view(&self) -> AttachmentView {
        AttachmentView {
            name: self.name.clone(),
            kilobytes: u32::try_from(self.size.div_ceil(1024)).unwrap_or(u32::MAX),
        }
    }
}

impl Desk {
    /// Writes drafts with the dossier attached into a folder; a mail program opens them ready to be
    /// sent. Where only links are asked for, the files lie there by themselves. Nothing is sent from
    /// here.
    pub fn mail_draft(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
        choice: &MailChoice,
        watch: Watch<'_>,
    ) -> Result<MailView, DeskError> {
        let megabytes = MailLimits::check(choice.megabytes.unwrap_or(MailLimits::USUAL))?;
        let room = u64::from(megabytes) * MEGABYTE - TEXT_ROOM;
        let asked = addresses(&choice.to)?;
        let staging = Staging::begin(folder, [], existing)?;
        let mut notes = Vec::new();
        // The attachments are made where the drafts are, not among the system's temporary files:
        // they hold names and dates of birth.
        let at = staging.room("attachments");
        let carried = self.carried(opened, day, &at, (choice, room), watch, &mut notes)?;
        let sizes: Vec<u64> = carried.iter().map(|file| file.size).collect();
        let (mut held, apart) = split_mail(&sizes, room);
        if held.is_empty() {
            // The receiver is told even when everything comes another way.
            held.push(Vec::new());
        }
        let names = letter_names(opened, folder, held.len(), choice.delivery)?;
        let loose: Vec<usize> = match choice.delivery {
            Delivery::Draft => apart.clone(),
            Delivery::Link => (0..carried.len()).collect(),
        };
        let further = loose.iter().map(|at| carried[*at].name.clone());
        staging.expect(names.iter().cloned().chain(further), existing)?;
        let titles = |files: &[usize]| files.iter().map(|at| carried[*at].title()).collect();
        let mut letters = Letters {
            attached: held.iter().map(|files| titles(files)).collect(),
            this: 0,
            apart: titles(&apart),
        };
        let mut views = Vec::new();
        for (this, (name, files)) in names.iter().zip(&held).enumerate() {
            letters.this = this;
            let words = self.words(opened, day, choice, &letters);
            let to = if asked.is_empty() {
                addresses(&words.to)?
            } else {
                asked.clone()
            };
            let files: Vec<&Carried> = files.iter().map(|at| &carried[*at]).collect();
            let content = match choice.delivery {
                Delivery::Draft => draft(&to, &words, &files)?,
                Delivery::Link => text_file(&to, &words, &files),
            };
            staging.add(name, &content)?;
            missing::note_blanks(name, &words.blanks, &mut notes);
            views.push(letter_view(letters.place(this), name, to, words, &files));
        }
        for at in loose {
            staging.adopt(&carried[at].name, &carried[at].path)?;
        }
        staging.finish()?;
        if views.len() > 1 {
            notes.push(format!(
                "Cả hồ sơ vượt {megabytes} MB của một thư, nên được chia thành {} thư, kèm từng văn bản riêng.",
                views.len()
            ));
        }
        notes.extend(apart.iter().map(|at| too_large(&carried[*at], megabytes)));
        Ok(MailView {
            folder: folder.display().to_string(),
            letters: views,
            apart: apart.iter().map(|at| carried[*at].view()).collect(),
            megabytes,
            notes,
        })
    }

    /// The files to be attached: the dossier as one file where an e-mail has room for it, else each
    /// document and scan.
    fn carried(
        &self,
        opened: &Opened,
        day: Day,
        at: &Path,
        (choice, room): (&MailChoice, u64),
        watch: Watch<'_>,
        notes: &mut Vec<String>,
    ) -> Result<Vec<Carried>, DeskError> {
        let (whole, scan_files) = if choice.export.packed {
            (choice.export.whole, choice.export.scan_files)
        } else {
            (Whole::Only, false)
        };
        let export = ExportChoice {
            whole,
            scan_files,
            tables: choice.export.tables && choice.export.packed,
            ..choice.export.clone()
        };
        let refuse = Existing::Refuse;
        let one = self.export_chosen(opened, day, &at.join("1"), refuse, &export, watch)?;
        let name = one.files.first().map_or(MERGED, String::as_str);
        let file = Carried::of(&at.join("1"), name)?;
        if encoded_bytes(file.size) <= room {
            notes.extend(one.notes);
            return Ok(vec![file]);
        }
        let export = ExportChoice {
            whole: Whole::Absent,
            packed: false,
            scan_files: true,
            ..choice.export.clone()
        };
        let each = self.export_chosen(opened, day, &at.join("2"), refuse, &export, watch)?;
        notes.extend(each.notes);
        let files = each.files.iter();
        let carried: Result<_, FileError> =
            files.map(|name| Carried::of(&at.join("2"), name)).collect();
        Ok(carried?)
    }

    /// The words of one of the e-mails.
    fn words(
        &self,
        opened: &Opened,
        day: Day,
        choice: &MailChoice,
        letters: &Letters,
    ) -> MailWords {
        let papers: Vec<PaperEntry> = letters.attached[letters.this]
            .iter()
            .map(|title| PaperEntry {
                title: title.clone(),
                ..PaperEntry::default()
            })
            .collect();
        let mut source = self.source(opened, day, &choice.export.options, &papers);
        source.letters = Some(letters);
        compose_mail(&source)
    }
}

/// Names of the drafts, or of the files with the text.
fn letter_names(
    opened: &Opened,
    folder: &Path,
    count: usize,
    delivery: Delivery,
) -> Result<Vec<String>, FileError> {
    let ending = match delivery {
        Delivery::Draft => "eml",
        Delivery::Link => "txt",
    };
    let part = |at| (count > 1).then_some((at, count));
    let names: Vec<String> = (1..=count)
        .map(|at| opened.mail_name(part(at), ending))
        .collect();
    fit_names(folder, &names)
}

fn draft(to: &[String], words: &MailWords, files: &[&Carried]) -> Result<Vec<u8>, FileError> {
    let read = |file: &&Carried| read_bytes(&file.path, MAX_ATTACHED_BYTES);
    let contents: Vec<Vec<u8>> = files.iter().map(read).collect::<Result<_, _>>()?;
    let attachments = files.iter().zip(&contents).map(|(file, bytes)| Attachment {
        name: &file.name,
        media_type: media_type(&file.name),
        bytes,
    });
    Ok(mail_file(&MailDraft {
        to,
        subject: &words.subject,
        text: &words.text,
        attachments: attachments.collect(),
    }))
}

/// What a person copies into a mail program by hand.
fn text_file(to: &[String], words: &MailWords, files: &[&Carried]) -> Vec<u8> {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let text = format!(
        "Gửi đến: {}\nTiêu đề: {}\nTệp cần đính kèm: {}\n\n{}",
        to.join(", "),
        words.subject,
        names.join(", "),
        words.text
    );
    text.replace('\n', "\r\n").into_bytes()
}

fn letter_view(
    place: String,
    file: &str,
    to: Vec<String>,
    words: MailWords,
    files: &[&Carried],
) -> MailLetterView {
    let (link, link_has_text) = mail_link(&to, &words.subject, &words.text);
    MailLetterView {
        place,
        file: file.to_owned(),
        to,
        subject: words.subject,
        text: words.text,
        link,
        link_has_text,
        attachments: files.iter().map(|file| file.view()).collect(),
    }
}

fn too_large(file: &Carried, megabytes: u32) -> String {
    format!(
        "{}: lớn hơn một thư {megabytes} MB nên không kèm theo thư nào. Tệp nằm cùng thư mục; gửi bằng trục liên thông, chia sẻ tệp hoặc USB.",
        file.title()
    )
}

/// The media type of a file, by the ending of its name.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// The addresses in a list parted by commas or semicolons.
fn addresses(list: &str) -> Result<Vec<String>, ChoiceFault> {
    let parts = list.split([',', ';']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            if is_address(part) {
                Ok(part.to_owned())
            } else {
                Err(ChoiceFault::NoAddress {
                    text: part.to_owned(),
                })
            }
        })
        .collect()
}

/// Whether a mail program takes it for an address. Only the plainest form: whatever else an address
/// may be, no office has it.
fn is_address(text: &str) -> bool {
    let is_plain = |part: &str, others: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    };
    text.split_once('@').is_some_and(|(name, host)| {
        is_plain(name, ".!#$%&'*+-/=?^_`{|}~") && is_plain(host, ".-") && host.contains('.')
    })
}

/// A size as people read it.
fn readable(bytes: u64) -> String {
    if bytes < MEGABYTE {
        return format!("{} KB", bytes.div_ceil(1024));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MEGABYTE);
    format!("{},{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{addresses, readable};

    #[test]
    fn only_plain_addresses_are_taken() {
        let list = " vanthu@snv.example.vn; b.an+c@x-y.vn ,";
        assert_eq!(
            addresses(list).unwrap(),
            ["vanthu@snv.example.vn", "b.an+c@x-y.vn"]
        );
        assert!(addresses("").unwrap().is_empty());
        for wrong in [
            "vanthu",
            "@x.vn",
            "a@b",
            "a b@x.vn",
            "a@x.vn\r\nBcc: b@x.vn",
            "a@@x.vn",
            "a@x..vn",
            "Văn thư <a@x.vn>",
            "ă@x.vn",
        ] {
            assert!(addresses(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(readable(1), "1 KB");
        assert_eq!(readable(1024 * 1024), "1,0 MB");
        assert_eq!(readable(1_600_000), "1,6 MB");
    }
}

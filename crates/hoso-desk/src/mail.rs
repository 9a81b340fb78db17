//! The draft of the e-mail that a dossier is sent with.

use crate::export::{MERGED, Whole};
use crate::view::{AttachmentView, MailView};
use crate::{ChoiceFault, Day, Desk, DeskError, ExportChoice, Opened, Watch, missing};
use hoso_exchange::{Attachment, Existing, MailDraft, Staging, mail_file, read_bytes};
use hoso_forms::{PaperEntry, compose_mail};
use std::path::Path;

/// What many mail servers take at most, with some room for the coding of attachments.
const MOST_BYTES: u64 = 18 * 1024 * 1024;
/// The largest attachment that is put into a draft at all.
const MAX_ATTACHED_BYTES: u64 = 256 * 1024 * 1024;

/// An e-mail to be drafted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MailChoice {
    /// To whom, addresses parted by commas; blank: those of the template, or the person fills them
    /// in.
    pub to: String,
    /// How the documents are made: packed, the package goes with it, else the whole dossier as one
    /// PDF.
    pub export: ExportChoice,
}

impl Desk {
    /// Writes a draft with the dossier attached into a folder; a mail program opens it ready to be
    /// sent. Nothing is sent from here.
    pub fn mail_draft(
        &self,
        opened: &Opened,
        day: Day,
        folder: &Path,
        existing: Existing,
        choice: &MailChoice,
        watch: Watch<'_>,
    ) -> Result<MailView, DeskError> {
        let file = opened.mail_name();
        let staging = Staging::begin(folder, [file.clone()], existing)?;
        let (attached, media_type, whole) = if choice.export.packed {
            let name = opened.package_name();
            (name, "application/zip", choice.export.whole)
        } else {
            (MERGED.to_owned(), "application/pdf", Whole::Only)
        };
        let export = ExportChoice {
            whole,
            tables: choice.export.tables && choice.export.packed,
            ..choice.export.clone()
        };
        // The attachment is made where the draft is, not among the system's temporary files: it
        // holds names and dates of birth.
        let room = staging.room("attachment");
        let written = self.export_chosen(opened, day, &room, Existing::Refuse, &export, watch)?;
        let bytes = read_bytes(&room.join(&attached), MAX_ATTACHED_BYTES)?;
        let size = bytes.len() as u64;
        let paper = PaperEntry {
            title: format!("{attached} ({})", readable(size)),
            ..PaperEntry::default()
        };
        let words = compose_mail(&self.source(opened, day, &export.options, &[paper]));
        let to = addresses(if choice.to.trim().is_empty() {
            &words.to
        } else {
            &choice.to
        })?;
        let draft = MailDraft {
            to: &to,
            subject: &words.subject,
            text: &words.text,
            attachments: vec![Attachment {
                name: &attached,
                media_type,
                bytes: &bytes,
            }],
        };
        staging.add(&file, &mail_file(&draft))?;
        staging.finish()?;
        let mut notes = written.notes;
        missing::note_blanks(&file, &words.blanks, &mut notes);
        if size > MOST_BYTES {
            notes.push(format!(
                "{attached}: {} là lớn đối với thư điện tử; nhiều máy chủ thư không nhận. Có thể gửi bằng USB hoặc chia sẻ tệp.",
                readable(size)
            ));
        }
        Ok(MailView {
            folder: folder.display().to_string(),
            file,
            to,
            subject: words.subject,
            text: words.text,
            attachments: vec![AttachmentView {
                name: attached,
                kilobytes: u32::try_from(size.div_ceil(1024)).unwrap_or(u32::MAX),
            }],
            notes,
        })
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
    const MEGABYTE: u64 = 1024 * 1024;
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

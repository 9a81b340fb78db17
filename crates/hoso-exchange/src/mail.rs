//! The draft of an e-mail as a file that mail programs open, with everything attached.
//!
//! A draft has neither sender nor date: the mail program gives it both when it sends it.

use mail_builder::headers::{address::Address, content_type::ContentType, raw::Raw, text::Text};
use mail_builder::mime::MimePart;

/// What parts the text and the attachments. No encoded line holds these signs.
const BOUNDARY: &str = "=_ho-so-thi-dua_=";

/// An e-mail that is not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailDraft<'a> {
    /// Addresses; none: the person fills them in.
    pub to: &'a [String],
    /// Subject.
    pub subject: &'a str,
    /// Text, paragraphs on lines of their own.
    pub text: &'a str,
    /// What goes with it.
    pub attachments: Vec<Attachment<'a>>,
}

/// A file that goes with an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its media type, for example `application/pdf`.
    pub media_type: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// The draft as a file (RFC 5322, MIME). The same draft always gives the same bytes.
pub fn mail_file(draft: &MailDraft<'_>) -> Vec<u8> {
    let text = MimePart::new("text/plain", draft.text.replace('\n', "\r\n"));
    let attached = draft.attachments.iter().map(|attachment| {
        MimePart::new(attachment.media_type, attachment.bytes).attachment(attachment.name)
    });
    let parts: Vec<MimePart<'_>> = std::iter::once(text).chain(attached).collect();
    let mixed = ContentType::new("multipart/mixed").attribute("boundary", BOUNDARY);
    let mut whole = MimePart::new(mixed, parts)
        .header("MIME-Version", Raw::new("1.0"))
        // Mail programs open a file with this line for writing, not for reading.
        .header("X-Unsent", Raw::new("1"))
        .header("Subject", Text::new(draft.subject));
    if !draft.to.is_empty() {
        let addresses = draft.to.iter().map(|to| Address::from(to.as_str()));
        whole = whole.header("To", Address::new_list(addresses.collect()));
    }
    let mut file = Vec::new();
    whole.write_part(&mut file);
    file
}

//! The draft of an e-mail as a file that mail programs open, with everything attached; or as a link,
//! which can carry nothing but words. What goes into which e-mail where one does not hold it all.
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

/// Bytes of an encoded line with its end, and of what it encodes.
const LINE: (u64, u64) = (78, 57);
/// What the headings of an attachment take.
const PART: u64 = 512;
/// The longest link that Windows hands over to a mail program.
const LONGEST_LINK: usize = 2_000;

/// How large an attachment is inside an e-mail: coded for transport, with its headings.
pub fn encoded_bytes(bytes: u64) -> u64 {
    bytes.div_ceil(LINE.1).saturating_mul(LINE.0) + PART
}

/// Which attachments go into which e-mail, in their order, where `room` bytes of an e-mail are for
/// attachments; and those that no e-mail has room for. Sizes are those of the files.
pub fn split_mail(sizes: &[u64], room: u64) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut letters: Vec<Vec<usize>> = Vec::new();
    let mut apart = Vec::new();
    let mut left = 0;
    for (at, size) in sizes.iter().enumerate() {
        let size = encoded_bytes(*size);
        if size > room {
            apart.push(at);
            continue;
        }
        match letters.last_mut() {
            Some(letter) if size <= left => {
                letter.push(at);
                left -= size;
            }
            _ => {
                letters.push(vec![at]);
                left = room - size;
            }
        }
    }
    (letters, apart)
}

/// A link (RFC 6068) that opens a mail program with addressees, subject and text; the text is left
/// out where the link would be longer than programs take, and whether it is in is told besides.
pub fn mail_link(to: &[String], subject: &str, text: &str) -> (String, bool) {
    let to: Vec<String> = to.iter().map(|address| escaped(address)).collect();
    let short = format!("mailto:{}?subject={}", to.join(","), escaped(subject));
    let whole = format!("{short}&body={}", escaped(&text.replace('\n', "\r\n")));
    if whole.len() <= LONGEST_LINK {
        (whole, true)
    } else {
        (short, false)
    }
}

/// Text as part of a link: everything but the plainest signs as its bytes in hexadecimal.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut link, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => {
                link.push(char::from(byte));
            }
            _ => {
                let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
                let digits = [digit(byte >> 4), digit(byte & 15)];
                link.push('%');
                link.extend(digits.map(|digit| digit.to_ascii_uppercase()));
            }
        }
        link
    })
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

//! The format of administrative documents, read from `assets/law/format-nd30.toml`.

use hoso_domain::Mark;
use serde::Deserialize;

/// Page, sizes and spacing (Phụ lục I Nghị định 30/2020/NĐ-CP).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// The provision.
    pub cite: String,
    /// How far it has been checked.
    pub mark: Mark,
    /// Paper and margins in millimetres, portrait.
    pub page: PageFormat,
    /// Letter sizes in points.
    pub size: Sizes,
    /// Running text.
    pub body: BodyFormat,
    /// Lengths of rules as shares of the text above them.
    pub rule: Rules,
}

/// Paper and margins in millimetres.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageFormat {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Top margin.
    pub top: f32,
    /// Bottom margin.
    pub bottom: f32,
    /// Left margin.
    pub left: f32,
    /// Right margin.
    pub right: f32,
}

/// Letter sizes in points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Quốc hiệu.
    pub national_name: f32,
    /// Tiêu ngữ.
    pub motto: f32,
    /// Names of the superior and the issuing body.
    pub agency: f32,
    /// Số, ký hiệu.
    pub number: f32,
    /// Địa danh, thời gian.
    pub place_date: f32,
    /// Tên loại.
    pub title: f32,
    /// Trích yếu.
    pub subject: f32,
    /// Nội dung.
    pub body: f32,
    /// Text in tables.
    pub table: f32,
    /// The words "Nơi nhận:".
    pub recipients_title: f32,
    /// The recipients.
    pub recipients: f32,
    /// Page numbers.
    pub page_number: f32,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyFormat {
    /// Indent of the first line in millimetres.
    pub first_indent: f32,
    /// Space between paragraphs in points.
    pub paragraph_gap_pt: f32,
    /// Line spacing as a multiple of single.
    pub line_spacing: f32,
}

/// Shares of the text's width.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Beneath tiêu ngữ.
    pub motto: f32,
    /// Beneath the issuing body.
    pub agency: f32,
    /// Beneath the subject line.
    pub subject: f32,
}

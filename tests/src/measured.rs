//! What was measured on printed pages, row by row, with what the decree asks for.

use crate::printed::Text;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Places are read in thirds of a point.
pub const CLOSE: f32 = 1.2;

/// What was measured, and whether it is as it must be.
#[derive(Default)]
pub struct Report {
    pub rows: Vec<(String, String, String, String, bool)>,
}

impl Report {
    pub fn row(
        &mut self,
        document: &str,
        element: &str,
        rule: &str,
        measured: String,
        holds: bool,
    ) {
        self.rows.push((
            document.to_owned(),
            element.to_owned(),
            rule.to_owned(),
            measured,
            holds,
        ));
    }

    /// Size, weight and slant of an element.
    pub fn letters(&mut self, document: &str, element: &str, found: &Text, wanted: &Letters) {
        let style = |bold, italic| match (bold, italic) {
            (true, true) => "nghiêng đậm",
            (true, false) => "đứng đậm",
            (false, true) => "nghiêng",
            (false, false) => "đứng",
        };
        let (from, to) = wanted.size;
        self.row(
            document,
            element,
            &format!("cỡ {from}-{to}, {}", style(wanted.bold, wanted.italic)),
            format!("cỡ {}, {}", found.size, style(found.bold, found.italic)),
            (from..=to).contains(&found.size)
                && found.bold == wanted.bold
                && found.italic == wanted.italic,
        );
        if wanted.capitals {
            self.row(
                document,
                element,
                "chữ in hoa",
                found.words.clone(),
                found.is_capitals(),
            );
        }
    }

    pub fn near(&mut self, document: &str, element: &str, rule: &str, found: f32, wanted: f32) {
        self.row(
            document,
            element,
            rule,
            format!("lệch {:.1} pt", (found - wanted).abs()),
            (found - wanted).abs() <= CLOSE,
        );
    }

    pub fn between(
        &mut self,
        place: (&str, &str, &str),
        found: f32,
        (from, to): (f32, f32),
        unit: &str,
    ) {
        let (document, element, rule) = place;
        self.row(
            document,
            element,
            rule,
            format!("{found:.2} {unit}"),
            (from..=to).contains(&found),
        );
    }

    pub fn write(&self, path: &Path) {
        let mut text = String::from(
            "| Văn bản | Thành phần | Quy định | Đo được | |\n| --- | --- | --- | --- | --- |\n",
        );
        for (document, element, rule, measured, holds) in &self.rows {
            let mark = if *holds { "đạt" } else { "KHÔNG" };
            writeln!(
                text,
                "| {document} | {element} | {rule} | {measured} | {mark} |"
            )
            .unwrap();
        }
        fs::write(path, text).unwrap();
    }
}

pub struct Letters {
    size: (f32, f32),
    bold: bool,
    italic: bool,
    capitals: bool,
}

pub const fn letters(from: f32, to: f32, bold: bool, italic: bool, capitals: bool) -> Letters {
    Letters {
        size: (from, to),
        bold,
        italic,
        capitals,
    }
}

//! What stands on printed pages, as poppler sees them: texts with size, weight, slant and place,
//! and straight lines. Shares no code with the program.

#![allow(dead_code, reason = "each test uses a part of it")]

use hoso_tests::read_with;
use std::path::Path;

/// One printed page.
#[derive(Debug)]
pub struct Printed {
    pub number: usize,
    pub width: f32,
    pub height: f32,
    pub texts: Vec<Text>,
    pub lines: Vec<Line>,
}

/// A piece of text on one line, in points from the top left corner of the page.
#[derive(Debug, Clone)]
pub struct Text {
    pub words: String,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
}

/// A straight line.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    pub from: (f32, f32),
    pub to: (f32, f32),
}

impl Text {
    pub fn centre(&self) -> f32 {
        f32::midpoint(self.left, self.right)
    }

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn is_capitals(&self) -> bool {
        self.words.to_uppercase() == self.words
    }
}

impl Line {
    pub fn is_level(&self) -> bool {
        (self.from.1 - self.to.1).abs() < 0.1
    }

    pub fn length(&self) -> f32 {
        (self.to.0 - self.from.0).abs()
    }

    pub fn centre(&self) -> f32 {
        f32::midpoint(self.from.0, self.to.0)
    }
}

/// Reads all pages of a PDF.
pub fn read(pdf: &Path) -> Vec<Printed> {
    let path = pdf.display().to_string();
    let xml = read_with("pdftohtml", &["-xml", "-i", "-zoom", "3", "-stdout", &path]);
    let mut fonts: Vec<(String, f32)> = Vec::new();
    let mut pages: Vec<Printed> = Vec::new();
    let mut scale = 1.0;
    for line in xml.lines() {
        let line = line.trim();
        if line.starts_with("<page ") {
            let number = pages.len() + 1;
            let (width, height) = paper(&path, number);
            scale = width / attribute(line, "width");
            pages.push(Printed {
                number,
                width,
                height,
                texts: Vec::new(),
                lines: lines(&path, number, height),
            });
        } else if line.starts_with("<fontspec ") {
            fonts.push((value(line, "id").to_owned(), attribute(line, "size")));
        } else if line.starts_with("<text ") {
            let font = value(line, "font");
            let size = fonts.iter().find(|(id, _)| id == font).unwrap().1;
            let inner = &line[line.find('>').unwrap() + 1..line.rfind("</text>").unwrap()];
            let left = attribute(line, "left") * scale;
            // The space behind a line that goes on below reaches out of the margin, unseen.
            let spaces = plain(inner).chars().rev().take_while(|c| *c == ' ').count();
            let unseen = spaces as f32 * size * scale * 0.25;
            let text = Text {
                words: plain(inner).trim_end().to_owned(),
                left,
                right: left + attribute(line, "width") * scale - unseen,
                top: attribute(line, "top") * scale,
                size: (size * scale * 2.0).round() / 2.0,
                bold: inner.contains("<b>"),
                italic: inner.contains("<i>"),
            };
            if !text.words.trim().is_empty() {
                pages.last_mut().unwrap().texts.push(text);
            }
        }
    }
    pages
}

fn paper(path: &str, page: usize) -> (f32, f32) {
    let page = page.to_string();
    let info = read_with("pdfinfo", &["-f", &page, "-l", &page, path]);
    let line = info
        .lines()
        .find(|line| line.starts_with("Page ") && line.contains("size:"))
        .unwrap();
    let numbers: Vec<f32> = line
        .split_once("size:")
        .unwrap()
        .1
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    (numbers[0], numbers[1])
}

/// The strokes of a page.
fn lines(path: &str, page: usize, height: f32) -> Vec<Line> {
    let page = page.to_string();
    let svg = read_with("pdftocairo", &["-svg", "-f", &page, "-l", &page, path, "-"]);
    let strokes = svg.lines().filter(|line| line.contains("stroke-width"));
    strokes
        .filter_map(|line| {
            let numbers: Vec<f32> = value(line, "d")
                .split_whitespace()
                .filter_map(|word| word.parse().ok())
                .collect();
            let [x1, y1, x2, y2] = numbers[..] else {
                return None;
            };
            // The drawing keeps the coordinates of the file, which count from the foot.
            Some(Line {
                from: (x1, height - y1),
                to: (x2, height - y2),
            })
        })
        .collect()
}

fn value<'a>(line: &'a str, name: &str) -> &'a str {
    let start = format!(" {name}=\"");
    line.split_once(&start)
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(value, _)| value)
}

fn attribute(line: &str, name: &str) -> f32 {
    value(line, name).parse().unwrap_or_default()
}

fn plain(inner: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in inner.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text.replace(['\u{a0}'], " ")
        .replace("&#160;", " ")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
}

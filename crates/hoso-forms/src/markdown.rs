//! The little of Markdown that the program's handbook is written in: headings, paragraphs, lists,
//! tables, quotes, pictures, bold, keys (`Ctrl+O`) and links between its pages. The window reads the
//! same in `ui/src/text/markdown.ts`.

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    Text(String),
    Bold(String),
    Key(String),
    Link { text: String, to: String },
}

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    Quote(Vec<Inline>),
    List {
        numbered: bool,
        items: Vec<Vec<Inline>>,
    },
    Table {
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Picture {
        alternative: String,
        file: String,
    },
}

/// Reads a page: its title and what follows.
pub(crate) fn read(source: &str) -> (String, Vec<Piece>) {
    let mut title = String::new();
    let mut pieces = Vec::new();
    for group in groups(source) {
        match group.strip_prefix("# ") {
            Some(text) if title.is_empty() => text.clone_into(&mut title),
            _ => pieces.push(piece(&group)),
        }
    }
    (title, pieces)
}

/// The groups of lines between blank lines.
fn groups(source: &str) -> Vec<String> {
    let mut groups = vec![String::new()];
    for line in source.lines() {
        let Some(last) = groups.last_mut() else {
            continue;
        };
        if line.trim().is_empty() {
            groups.push(String::new());
        } else {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn piece(group: &str) -> Piece {
    if let Some(text) = group.strip_prefix("### ") {
        return Piece::Heading {
            level: 3,
            text: inline(text),
        };
    }
    if let Some(text) = group.strip_prefix("## ") {
        return Piece::Heading {
            level: 2,
            text: inline(text),
        };
    }
    if let Some((alternative, file)) = picture(group) {
        return Piece::Picture { alternative, file };
    }
    if group.starts_with("> ") {
        let lines: Vec<&str> = group
            .lines()
            .map(|line| line.trim_start_matches(['>', ' ']))
            .collect();
        return Piece::Quote(inline(&lines.join(" ")));
    }
    if group.starts_with('|') {
        return table(group);
    }
    list(group).unwrap_or_else(|| Piece::Paragraph(inline(&group.replace('\n', " "))))
}

fn picture(group: &str) -> Option<(String, String)> {
    let inside = group.strip_prefix("![")?.strip_suffix(')')?;
    let (alternative, file) = inside.split_once("](")?;
    Some((alternative.to_owned(), file.to_owned()))
}

/// The second line, of dashes, only tells a table apart.
fn table(group: &str) -> Piece {
    let cells = |line: &str| {
        let line = line.trim().trim_start_matches('|').trim_end_matches('|');
        line.split('|').map(|cell| inline(cell.trim())).collect()
    };
    let mut lines = group.lines();
    let head = lines.next().map(cells).unwrap_or_default();
    Piece::Table {
        head,
        rows: lines.skip(1).map(cells).collect(),
    }
}

fn list(group: &str) -> Option<Piece> {
    let numbered = group.starts_with(|letter: char| letter.is_ascii_digit());
    item(group.lines().next()?)?;
    let mut items: Vec<String> = Vec::new();
    for line in group.lines() {
        match (item(line), items.last_mut()) {
            (Some(text), _) => items.push(text.to_owned()),
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            (None, None) => return None,
        }
    }
    Some(Piece::List {
        numbered,
        items: items.iter().map(|text| inline(text)).collect(),
    })
}

/// What stands behind the mark of an item.
fn item(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if rest.len() == line.len() {
        line.strip_prefix("- ")
    } else {
        rest.strip_prefix(". ")
    }
}

fn inline(source: &str) -> Vec<Inline> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        if let Some((part, behind)) = marked(rest) {
            if !plain.is_empty() {
                parts.push(Inline::Text(std::mem::take(&mut plain)));
            }
            parts.push(part);
            rest = behind;
        } else {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        parts.push(Inline::Text(plain));
    }
    parts
}

/// The marked stretch that a text begins with, and what stands behind it.
fn marked(rest: &str) -> Option<(Inline, &str)> {
    if let Some(inside) = rest.strip_prefix("**") {
        let (text, behind) = inside.split_once("**")?;
        return (!text.is_empty()).then(|| (Inline::Bold(text.to_owned()), behind));
    }
    if let Some(inside) = rest.strip_prefix('`') {
        let (text, behind) = inside.split_once('`')?;
        return (!text.is_empty()).then(|| (Inline::Key(text.to_owned()), behind));
    }
    let (text, behind) = rest.strip_prefix('[')?.split_once("](")?;
    let (to, behind) = behind.split_once(')')?;
    let link = Inline::Link {
        text: text.to_owned(),
        to: to.strip_suffix(".md")?.to_owned(),
    };
    (!text.contains(['[', ']'])).then_some((link, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_page_of_the_handbook_is_written_in() {
        let (title, pieces) = read(
            "# Tên\n\nMột **đậm**\nvà `F1`.\n\n> Nhớ\n> kỹ\n\n## Mục\n\n1. [Mở](mo-ho-so.md)\n2. hai\n   \
             dòng\n\n| A | B |\n| --- | --- |\n| 1 | **2** |\n\n![Hình](../screens/a.png)\n",
        );
        assert_eq!(title, "Tên");
        let text = |text: &str| Inline::Text(text.to_owned());
        assert_eq!(
            pieces[0],
            Piece::Paragraph(vec![
                text("Một "),
                Inline::Bold("đậm".into()),
                text(" và "),
                Inline::Key("F1".into()),
                text("."),
            ])
        );
        assert_eq!(pieces[1], Piece::Quote(vec![text("Nhớ kỹ")]));
        let link = Inline::Link {
            text: "Mở".into(),
            to: "mo-ho-so".into(),
        };
        assert_eq!(
            pieces[3],
            Piece::List {
                numbered: true,
                items: vec![vec![link], vec![text("hai dòng")]],
            }
        );
        assert!(
            matches!(&pieces[4], Piece::Table { head, rows } if head.len() == 2 && rows.len() == 1)
        );
        assert_eq!(
            pieces[5],
            Piece::Picture {
                alternative: "Hình".into(),
                file: "../screens/a.png".into(),
            }
        );
    }

    #[test]
    fn what_is_no_mark_stays_as_it_is() {
        let (_, pieces) = read("Giá 2 * 3, [chưa] rõ, **hở\n\n3 điểm");
        let texts = ["Giá 2 * 3, [chưa] rõ, **hở", "3 điểm"];
        let expected = texts.map(|text| Piece::Paragraph(vec![Inline::Text(text.into())]));
        assert_eq!(pieces, expected);
    }
}

//! Where lines end: decides from widths alone, and shapes nothing.
//!
//! Lines end at spaces only. A document symbol, a date range or an address is broken inside just
//! when it cannot stand on a line of its own.

use textwrap::{
    core::Fragment,
    wrap_algorithms::{Penalties, wrap_optimal_fit},
};

/// One unit of text that is never cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    pub advance: f32,
    pub kind: PieceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// A space at which a line may end.
    Space,
    /// A space at which a line ends only when nothing else helps.
    Glue,
    /// A letter after which a string too long for a line is cut most cleanly.
    Joint,
    /// Any other letter.
    Letter,
}

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filling {
    /// The breaks that leave the least uneven lines in the whole paragraph.
    Optimal,
    /// As few lines as possible, all about equally long.
    Balanced,
}

/// A stretch of pieces that stays on one line, with the spaces behind it.
#[derive(Debug, Clone, Copy)]
struct Word {
    /// One past its last piece, spaces included.
    end: usize,
    width: f64,
    space: f64,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.space
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Sums of many advances drift by less than this.
const SLACK: f64 = 0.02;

/// Ends of lines, each one past the last piece of its line. `first` is the room on the first line,
/// `rest` that on all others. There is always at least one line.
pub(crate) fn break_lines(pieces: &[Piece], first: f32, rest: f32, filling: Filling) -> Vec<usize> {
    let (first, rest) = (f64::from(first).max(1.0), f64::from(rest).max(1.0));
    let words = words(pieces, first.min(rest));
    let room = [first + SLACK, rest + SLACK];
    let lines = match filling {
        Filling::Optimal => optimal(&words, room).unwrap_or_else(|| greedy(&words, room)),
        Filling::Balanced => balanced(&words, room),
    };
    let ends = lines
        .iter()
        .filter_map(|line| line.last().map(|word| word.end));
    let mut ends: Vec<usize> = ends.collect();
    if ends.is_empty() {
        ends.push(pieces.len());
    }
    ends
}

/// Words of a paragraph, the long ones cut to what fits on a line.
fn words(pieces: &[Piece], room: f64) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let is_space = |piece: &Piece| piece.kind == PieceKind::Space;
        let tail = &pieces[start..];
        let letters = tail.iter().position(is_space).unwrap_or(tail.len());
        let spaces = tail[letters..]
            .iter()
            .position(|piece| !is_space(piece))
            .unwrap_or(tail.len() - letters);
        let end = start + letters + spaces;
        let width = total(&pieces[start..start + letters]);
        if width <= room + SLACK {
            let space = total(&pieces[start + letters..end]);
            words.push(Word { end, width, space });
        } else {
            cut(pieces, start, start + letters, end, room, &mut words);
        }
        start = end;
    }
    words
}

/// Cuts a word that no line holds: at its no-break spaces, else after its joints, else anywhere.
fn cut(
    pieces: &[Piece],
    start: usize,
    letters: usize,
    end: usize,
    room: f64,
    words: &mut Vec<Word>,
) {
    let mut from = start;
    while from < letters {
        let mut width = 0.0;
        let mut to = from;
        while to < letters && (to == from || width + f64::from(pieces[to].advance) <= room) {
            width += f64::from(pieces[to].advance);
            to += 1;
        }
        if to < letters {
            let last = |kind| {
                let found = pieces[from..to]
                    .iter()
                    .rposition(|piece| piece.kind == kind);
                found.map(|at| from + at + 1)
            };
            to = last(PieceKind::Glue)
                .or_else(|| last(PieceKind::Joint))
                .unwrap_or(to);
        }
        let is_last = to == letters;
        words.push(Word {
            end: if is_last { end } else { to },
            width: total(&pieces[from..to]),
            space: if is_last {
                total(&pieces[letters..end])
            } else {
                0.0
            },
        });
        from = to;
    }
}

fn total(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| f64::from(piece.advance)).sum()
}

fn optimal(words: &[Word], room: [f64; 2]) -> Option<Vec<&[Word]>> {
    // In points. A further line costs more than any gaps that it could even out, and a line that
    // is too full more than anything.
    const PENALTIES: Penalties = Penalties {
        nline_penalty: 1_000_000,
        overflow_penalty: 1_000_000_000,
        short_last_line_fraction: 5,
        short_last_line_penalty: 900,
        hyphen_penalty: 0,
    };
    let lines = wrap_optimal_fit(words, &room, &PENALTIES).ok()?;
    // The search presumes costs that grow evenly, which a much narrower first line can belie.
    let fits = lines.iter().enumerate().all(|(at, line)| {
        let width = line_width(line);
        width <= room[at.min(1)] || line.len() == 1
    });
    fits.then_some(lines)
}

fn greedy(words: &[Word], room: [f64; 2]) -> Vec<&[Word]> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let room = room[lines.len().min(1)];
        let mut end = start + 1;
        while end < words.len() && line_width(&words[start..=end]) <= room {
            end += 1;
        }
        lines.push(&words[start..end]);
        start = end;
    }
    lines
}

/// The narrowest measure that needs no more lines than the whole one, found by halving.
fn balanced(words: &[Word], room: [f64; 2]) -> Vec<&[Word]> {
    const STEPS: usize = 8;
    let mut best = greedy(words, room);
    // Long text is no title; evening it out would only make it narrow.
    if !(2..=6).contains(&best.len()) {
        return best;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        let narrow = room.map(|room| room * middle);
        let lines = greedy(words, narrow);
        let fits = lines.iter().all(|line| line_width(line) <= room[1]);
        if lines.len() == best.len() && fits {
            best = lines;
            high = middle;
        } else {
            low = middle;
        }
    }
    best
}

/// Width of words on one line, without the spaces at its end.
fn line_width(words: &[Word]) -> f64 {
    let all: f64 = words.iter().map(|word| word.width + word.space).sum();
    all - words.last().map_or(0.0, |word| word.space)
}

#[cfg(test)]
mod tests {
    use super::{Filling, Piece, PieceKind, break_lines};

    fn pieces(text: &str) -> Vec<Piece> {
        let piece = |letter| Piece {
            advance: 1.0,
            kind: match letter {
                ' ' => PieceKind::Space,
                '~' => PieceKind::Glue,
                '/' | '-' => PieceKind::Joint,
                _ => PieceKind::Letter,
            },
        };
        text.chars().map(piece).collect()
    }

    #[track_caller]
    fn check(text: &str, room: f32, filling: Filling, expected: &[&str]) {
        let mut start = 0;
        let lines: Vec<&str> = break_lines(&pieces(text), room, room, filling)
            .into_iter()
            .map(|end| {
                let line = text[start..end].trim_end();
                start = end;
                line
            })
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn evens_out_the_whole_paragraph() {
        // Filling each line to the brim would give "aaa bb cc", "ddddd".
        check(
            "aaa bb cc ddddd eee",
            9.0,
            Filling::Optimal,
            &["aaa bb cc", "ddddd eee"],
        );
        check(
            "aaa bb c ddddddd e",
            9.0,
            Filling::Optimal,
            &["aaa bb c", "ddddddd e"],
        );
        check(
            "mot hai ba bon nam",
            16.0,
            Filling::Balanced,
            &["mot hai ba", "bon nam"],
        );
    }

    #[test]
    fn breaks_inside_a_word_only_when_no_line_holds_it() {
        check("ab 1/2-c", 5.0, Filling::Optimal, &["ab", "1/2-c"]);
        check(
            "aaa/bbb-ccc",
            5.0,
            Filling::Optimal,
            &["aaa/", "bbb-", "ccc"],
        );
        check("abcdefgh", 3.0, Filling::Optimal, &["abc", "def", "gh"]);
        check("aa~bb~cc", 5.0, Filling::Optimal, &["aa~", "bb~cc"]);
        check("x aa~bb", 5.0, Filling::Optimal, &["x", "aa~bb"]);
    }

    #[test]
    fn there_is_always_a_line() {
        check("", 5.0, Filling::Optimal, &[""]);
        check("   ", 5.0, Filling::Balanced, &[""]);
        check("a", 0.0, Filling::Optimal, &["a"]);
    }
}

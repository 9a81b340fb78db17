//! Where pages end: decides from heights and permissions alone, and draws nothing.
//!
//! Pages are filled greedily and then backed up to the last place where a break is allowed.

/// How gladly a page may end after a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Any time.
    Free,
    /// Only when the page offers no free place: something wants to stay together.
    Kept,
    /// Only when the page offers nothing else at all.
    Never,
    /// The page ends here, however empty it is.
    Always,
}

/// Room between the text and the footnotes of a page, with the rule between them.
pub(crate) const NOTE_GAP: f32 = 14.0;

/// What pagination knows of one strip.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strip {
    pub height: f32,
    /// Space above, dropped at the top of a page.
    pub before: f32,
    /// Space below.
    pub after: f32,
    pub break_after: Break,
    /// Height of its footnotes.
    pub note: f32,
    /// Nothing is seen of it; it never opens a page of its own at the end.
    pub blank: bool,
    /// The table header to repeat when this strip opens a page.
    pub header: Option<usize>,
}

/// One planned page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlannedPage {
    /// The table header repeated at the top.
    pub header: Option<usize>,
    /// Strip indexes with their distance from the top of the page's body.
    pub strips: Vec<(usize, f32)>,
}

/// Distributes strips over pages of a body height. `header_heights` are the repeatable headers.
pub(crate) fn paginate(
    strips: &[Strip],
    header_heights: &[f32],
    body_height: f32,
) -> Vec<PlannedPage> {
    // Sums of many line heights drift by less than this.
    const SLACK: f32 = 0.05;
    let visible = strips
        .iter()
        .rposition(|strip| !strip.blank)
        .map_or(0, |last| last + 1);
    let mut pages = Vec::new();
    let mut start = 0;
    while start < visible {
        let header = strips[start].header;
        let mut y = header
            .and_then(|index| header_heights.get(index))
            .copied()
            .unwrap_or(0.0);
        let mut placed = Vec::new();
        let mut notes = 0.0;
        let mut ended = false;
        for (index, strip) in strips.iter().enumerate().take(visible).skip(start) {
            if index > start {
                y += strips[index - 1].after + strip.before;
            }
            let gap = if notes == 0.0 && strip.note > 0.0 {
                NOTE_GAP
            } else {
                0.0
            };
            let below = notes + gap + strip.note;
            if index > start && y + strip.height + below > body_height + SLACK {
                break;
            }
            notes = below;
            placed.push((index, y));
            y += strip.height;
            if strip.break_after == Break::Always {
                ended = true;
                break;
            }
        }
        let next = start + placed.len();
        if next < visible && !ended {
            placed.truncate(break_place(&strips[start..next]));
        }
        start += placed.len();
        pages.push(PlannedPage {
            header,
            strips: placed,
        });
    }
    if pages.is_empty() {
        pages.push(PlannedPage {
            header: None,
            strips: Vec::new(),
        });
    }
    pages
}

/// How many of the strips that fit should stay: up to the last break of the gladdest kind.
fn break_place(fitting: &[Strip]) -> usize {
    [Break::Free, Break::Kept]
        .into_iter()
        .find_map(|kind| fitting.iter().rposition(|strip| strip.break_after == kind))
        .map_or(fitting.len(), |last| last + 1)
}

//! Names in a text: which known ones stand where, and which words are almost a known name. Every
//! name is put into an index once, so that a text is read once however many names there are.

use super::words::{Words, is_one_off, without_place_of_tone};
use hoso_domain::Text;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Folded names are looked up by so many letters at their beginning.
const START: usize = 12;
/// Names with fewer letters are too short to be told from other words.
const SHORTEST: usize = 4;
/// A person's name with fewer words has too many neighbours that are names too.
const WORDS_FOR_LETTERS: usize = 3;
/// The same for a body's.
const WORDS_OF_BODY: usize = 4;
/// Place names of fewer letters differ by one letter by nature: `Hải An`, `Hải Anh`.
const LETTERS_OF_PLACE: usize = 4;

/// What bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    Body,
    Award,
}

/// A spelling that counts as right, and where it is stated.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    pub text: String,
    words: Vec<String>,
    /// Path of the field that states it; absent where the plan or the law does.
    pub path: Option<String>,
}

/// All spellings that are one without their marks.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub kind: NameKind,
    folded: String,
    words: Vec<String>,
    pub spellings: Vec<Spelling>,
}

/// How words differ from the name that they almost are, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Other capitals.
    Capitals,
    /// Letters and marks as separate signs.
    Composition,
    /// The tone mark on another letter: `hòa`, `hoà`.
    PlaceOfTone,
    /// Spaces more or fewer.
    Spaces,
    /// Other diacritics.
    Marks,
    /// One letter.
    Letter,
}

/// A name with one of its spellings, by their places.
pub(super) type Spelt = (usize, usize);

/// A known name, or almost one, in a text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Place in the list of names.
    pub name: usize,
    /// The first of its words.
    pub first: usize,
    /// The last.
    pub last: usize,
    /// How it differs; nothing where it is a known spelling.
    pub differs: Option<Difference>,
    /// The spelling that it is, or is almost.
    pub spelling: usize,
    /// It could as well be somebody else's name.
    pub is_doubtful: bool,
}

impl Mention {
    /// The name with the spelling that it is, or is almost.
    pub fn spelt(&self) -> Spelt {
        (self.name, self.spelling)
    }
}

/// Entries found by how a text goes on, whole words only.
#[derive(Debug, Default)]
struct Starts {
    entries: Vec<(String, (usize, bool))>,
    by_start: HashMap<(usize, [u8; START]), Vec<usize>>,
    lengths: BTreeSet<usize>,
}

impl Starts {
    fn add(&mut self, folded: &str, what: (usize, bool)) {
        let length = folded.len().min(START);
        let at = self.entries.len();
        self.entries.push((folded.to_owned(), what));
        self.by_start
            .entry((length, start(folded.as_bytes(), length)))
            .or_default()
            .push(at);
        self.lengths.insert(length);
    }

    /// What begins at a word, with the last word of each.
    fn at<'a>(
        &'a self,
        words: &'a Words<'_>,
        at: usize,
    ) -> impl Iterator<Item = ((usize, bool), usize)> + 'a {
        let from = words.all.get(at).map_or(0, |word| word.folded.start);
        let rest = &words.folded[from..];
        let keys = self
            .lengths
            .iter()
            .filter(|length| **length <= rest.len())
            .filter_map(move |length| {
                self.by_start
                    .get(&(*length, start(rest.as_bytes(), *length)))
            });
        keys.flatten().filter_map(move |entry| {
            let (folded, what) = &self.entries[*entry];
            if !rest.starts_with(folded.as_str()) {
                return None;
            }
            let end = from + folded.len();
            let last = words.all.partition_point(|word| word.folded.end < end);
            let ends = words.all.get(last)?.folded.end == end;
            ends.then_some((*what, last))
        })
    }
}

fn start(folded: &[u8], length: usize) -> [u8; START] {
    let mut start = [0; START];
    start[..length].copy_from_slice(&folded[..length]);
    start
}

/// All known names.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub all: Vec<Name>,
    by_folded: HashMap<String, usize>,
    whole: Starts,
    /// Halves of the names of bodies: one letter off in one half leaves the other.
    halves: Starts,
    /// People's names with one word left open.
    open: HashMap<u64, Vec<(usize, usize)>>,
    lengths: BTreeSet<usize>,
}

impl Names {
    /// Adds a spelling that counts as right; returns its name and its place among the spellings of
    /// that, if it can be found at all.
    pub fn add(&mut self, kind: NameKind, text: &str, path: Option<&str>) -> Option<Spelt> {
        let words = Words::of(text);
        if words.folded.len() < SHORTEST {
            return None;
        }
        let spelling = Spelling {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            words: (0..words.len())
                .map(|at| words.written(at).to_owned())
                .collect(),
            path: path.map(str::to_owned),
        };
        if let Some(at) = self.by_folded.get(&words.folded) {
            let known = &mut self.all[*at].spellings;
            let place = known.iter().position(|one| one.words == spelling.words);
            let place = place.unwrap_or_else(|| {
                known.push(spelling);
                known.len() - 1
            });
            return Some((*at, place));
        }
        let at = self.all.len();
        let plain: Vec<String> = (0..words.len())
            .map(|at| words.plain(at).to_owned())
            .collect();
        self.by_folded.insert(words.folded.clone(), at);
        self.whole.add(&words.folded, (at, true));
        match kind {
            NameKind::Person if plain.len() >= WORDS_FOR_LETTERS => {
                self.lengths.insert(plain.len());
                for skipped in 0..plain.len() {
                    let key = with_one_open(plain.iter().map(String::as_str), skipped);
                    self.open.entry(key).or_default().push((at, skipped));
                }
            }
            NameKind::Body | NameKind::Award if plain.len() >= WORDS_OF_BODY => {
                let (first, second) = plain.split_at(plain.len() / 2);
                self.halves.add(&first.concat(), (at, true));
                self.halves.add(&second.concat(), (at, false));
            }
            _ => {}
        }
        self.all.push(Name {
            kind,
            folded: words.folded,
            words: plain,
            spellings: vec![spelling],
        });
        Some((at, 0))
    }

    /// The place of a name that is this one without its marks.
    pub fn named(&self, text: &str) -> Option<usize> {
        self.by_folded.get(&Words::of(text).folded).copied()
    }

    /// The name and its spelling that a whole text is, or almost is.
    pub fn almost(&self, text: &str) -> Option<Mention> {
        let words = Words::of(text);
        let last = words.len().checked_sub(1)?;
        self.find(&words, false)
            .into_iter()
            .find(|found| found.first == 0 && found.last == last)
    }

    /// The known names in a text and what almost is one, in its order and never two at one place.
    /// `counts_spaces`: whether two spaces in a row are a fault, as they are where text is typed.
    pub fn find(&self, words: &Words<'_>, counts_spaces: bool) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = self.whole.at(words, at);
            let longest = here
                .filter_map(|((name, _), last)| self.is(name, words, at, last, counts_spaces))
                .max_by_key(|mention| self.all[mention.name].folded.len());
            match longest {
                Some(mention) => {
                    at = mention.last + 1;
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        let almost = self.almost_bodies(words, &found);
        found.retain(|one| {
            !almost
                .iter()
                .any(|longer| longer.first <= one.first && one.last <= longer.last)
        });
        found.extend(almost);
        let people = self.almost_people(words, &found);
        found.extend(people);
        found.sort_by_key(|mention| mention.first);
        found
    }

    /// Whether these words, which are a name without its marks, are meant as that name.
    fn is(
        &self,
        at: usize,
        words: &Words<'_>,
        first: usize,
        last: usize,
        counts_spaces: bool,
    ) -> Option<Mention> {
        let name = &self.all[at];
        if name.kind == NameKind::Person && goes_on(words, last) {
            return None;
        }
        let compared = name
            .spellings
            .iter()
            .map(|spelling| difference(spelling, words, first, last));
        let (spelling, mut differs) = compared
            .enumerate()
            .min_by_key(|(_, differs)| differs.map_or(0, |one| one as usize + 1))?;
        let count = last + 1 - first;
        let is_capital = |at: usize| words.all[at].is_capital;
        let all_capital = || (first..=last).all(is_capital);
        match (differs, name.kind) {
            (Some(_), _) if count == 1 && name.words.len() == 1 => return None,
            (Some(Difference::Capitals), NameKind::Body | NameKind::Award) => {
                let known = &name.spellings[spelling].words;
                let same_behind = known.len() == count
                    && (1..count).all(|at| known[at] == words.written(first + at));
                if same_behind {
                    // Inside a sentence: `tại phòng Kiểm soát …`.
                    differs = None;
                } else if !is_capital(first) && count < 5 {
                    return None;
                }
            }
            (Some(Difference::Marks), NameKind::Person) if count == 2 && !all_capital() => {
                return None;
            }
            (Some(Difference::Marks), NameKind::Body | NameKind::Award) if count <= 3 => {
                let begins_large = |word: &String| word.starts_with(char::is_uppercase);
                let known = &name.spellings[spelling].words;
                let as_name = known
                    .iter()
                    .zip(first..=last)
                    .all(|(word, at)| !begins_large(word) || is_capital(at));
                if !as_name {
                    return None;
                }
            }
            _ => {}
        }
        let wide = |at: usize| {
            let gap = words.gap(at);
            gap.chars().count() > 1 && gap.trim().is_empty()
        };
        if counts_spaces && differs.is_none() && (first..last).any(wide) {
            differs = Some(Difference::Spaces);
        }
        Some(Mention {
            name: at,
            first,
            last,
            differs,
            spelling,
            is_doubtful: false,
        })
    }

    /// Names of bodies with one letter off.
    fn almost_bodies(&self, words: &Words<'_>, found: &[Mention]) -> Vec<Mention> {
        let mut almost: Vec<Mention> = Vec::new();
        if self.halves.entries.is_empty() {
            return almost;
        }
        for at in 0..words.len() {
            for ((name, is_first), end) in self.halves.at(words, at) {
                let known = &self.all[name].words;
                let half = known.len() / 2;
                let (first, other, rest) = if is_first {
                    (at, end + 1, &known[half..])
                } else {
                    let Some(first) = at.checked_sub(half) else {
                        continue;
                    };
                    (first, first, &known[..half])
                };
                let last = if is_first { end + rest.len() } else { end };
                if last >= words.len() {
                    continue;
                }
                let Some(off) = one_word_off(words, other, rest) else {
                    continue;
                };
                let place = &words.all[off];
                let is_short = place.folded.len() < LETTERS_OF_PLACE;
                let is_known = |one: &&Mention| one.first <= first && last <= one.last;
                if place.is_number
                    || (place.is_capital && is_short)
                    || found.iter().chain(&almost).any(|one| is_known(&one))
                {
                    continue;
                }
                almost.retain(|one| one.last < first || last < one.first);
                almost.push(Mention {
                    name,
                    first,
                    last,
                    differs: Some(Difference::Letter),
                    spelling: 0,
                    is_doubtful: false,
                });
            }
        }
        almost
    }

    /// People's names with one letter off, among words that begin with capitals.
    fn almost_people(&self, words: &Words<'_>, found: &[Mention]) -> Vec<Mention> {
        let mut almost: Vec<Mention> = Vec::new();
        let Some(shortest) = self.lengths.first().copied() else {
            return almost;
        };
        let mut taken = vec![false; words.len()];
        for mention in found {
            taken[mention.first..=mention.last].fill(true);
        }
        let follows = |at: usize| {
            words.all.get(at).is_some_and(|word| word.is_capital)
                && !taken[at]
                && words.gap_before(at).chars().all(char::is_whitespace)
        };
        let mut at = 0;
        while at < words.len() {
            let is_start = words.all[at].is_capital && !taken[at];
            let run = usize::from(is_start)
                + (at + 1..words.len())
                    .take_while(|next| is_start && follows(*next))
                    .count();
            if run < shortest {
                at += 1;
                continue;
            }
            // A name is not part of a longer one, but may follow a capital: `Bà Nguyễn …`.
            let here = self.lengths.iter().rev().filter(|length| **length == run);
            let hit = here
                .copied()
                .find_map(|length| self.one_letter_off(words, at, length));
            match hit {
                Some(mention) => {
                    at = mention.last + 1;
                    almost.push(mention);
                }
                None => at += 1,
            }
        }
        almost
    }

    fn one_letter_off(&self, words: &Words<'_>, first: usize, length: usize) -> Option<Mention> {
        let here: Vec<&str> = (first..first + length).map(|at| words.plain(at)).collect();
        (0..length).find_map(|skipped| {
            let key = with_one_open(here.iter().copied(), skipped);
            let known = self.open.get(&key)?;
            known.iter().find_map(|(name, open)| {
                let plain = &self.all[*name].words;
                let is_same = *open == skipped
                    && plain.len() == length
                    && (0..length).all(|at| at == skipped || plain[at] == here[at]);
                (is_same && is_one_off(&plain[skipped], here[skipped])).then(|| Mention {
                    name: *name,
                    first,
                    last: first + length - 1,
                    differs: Some(Difference::Letter),
                    spelling: 0,
                    is_doubtful: length == WORDS_FOR_LETTERS,
                })
            })
        })
    }
}

/// Whether a name goes on behind its last word.
fn goes_on(words: &Words<'_>, last: usize) -> bool {
    let gap = words.gap(last);
    let Some(next) = words.all.get(last + 1) else {
        return false;
    };
    // In a heading all words have capitals.
    let is_heading = words.written(last).chars().count() > 1
        && words.written(last).chars().all(char::is_uppercase);
    let is_space = gap.chars().count() == 1 && gap.trim().is_empty();
    next.is_capital && !is_heading && is_space && !is_title(words, last + 1)
}

/// Words that stand behind a name without a comma.
fn is_title(words: &Words<'_>, at: usize) -> bool {
    const TITLES: [&str; 8] = [
        "pho", "giam", "truong", "chuyen", "chanh", "chu", "bi", "hieu",
    ];
    TITLES.contains(&words.plain(at))
}

/// The one word in which a text differs from known words by a letter, where there is just one.
fn one_word_off(words: &Words<'_>, from: usize, known: &[String]) -> Option<usize> {
    let mut off = None;
    for (at, word) in (from..).zip(known) {
        let here = words.plain(at);
        if here == word {
            continue;
        }
        if off.is_some() || !is_one_off(here, word) {
            return None;
        }
        off = Some(at);
    }
    off
}

fn with_one_open<'a>(words: impl Iterator<Item = &'a str>, open: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    open.hash(&mut hasher);
    for (at, word) in words.enumerate() {
        if at != open {
            word.hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// How words that are a name without its marks differ from one of its spellings.
fn difference(
    spelling: &Spelling,
    words: &Words<'_>,
    first: usize,
    last: usize,
) -> Option<Difference> {
    let here: Vec<&str> = (first..=last).map(|at| words.written(at)).collect();
    if here == spelling.words {
        return None;
    }
    if here.len() != spelling.words.len() {
        return Some(Difference::Spaces);
    }
    let span = &words.text[words.span(first, last)];
    let is_heading = !span.chars().any(char::is_lowercase);
    let both = || here.iter().copied().zip(&spelling.words);
    let small = |text: &str| text.to_lowercase();
    if both().all(|(here, known)| small(here) == small(known)) {
        // Headings and capacities above signatures are in capitals by design.
        return (!is_heading).then_some(Difference::Capitals);
    }
    let whole = |text: &str| small(Text::from(text).as_str());
    if both().all(|(here, known)| whole(here) == whole(known)) {
        return Some(Difference::Composition);
    }
    let is_same = both().all(|(here, known)| {
        without_place_of_tone(Text::from(here).as_str()) == without_place_of_tone(known)
    });
    Some(if is_same {
        Difference::PlaceOfTone
    } else {
        Difference::Marks
    })
}

#[cfg(test)]
mod tests {
    use super::{NameKind, Names, Words};

    fn names() -> Names {
        let mut names = Names::default();
        for name in [
            "Nguyễn Thị Ngọc Lan",
            "Nguyễn Văn An",
            "Nguyễn Văn Ân",
            "Lê Hoa",
        ] {
            names.add(NameKind::Person, name, None);
        }
        for name in [
            "Phòng Kiểm soát thủ tục hành chính",
            "Phòng Kiểm soát",
            "Ủy ban nhân dân tỉnh Nam Định",
            "Văn phòng Sở",
        ] {
            names.add(NameKind::Body, name, None);
        }
        names
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let names = names();
        let words = Words::of(text);
        let told: Vec<String> = names
            .find(&words, true)
            .into_iter()
            .map(|found| {
                let here = &text[words.span(found.first, found.last)];
                match found.differs {
                    Some(differs) => format!("{here}: {differs:?}"),
                    None => here.to_owned(),
                }
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn names_are_found_as_they_are() {
        check(
            "Bà Nguyễn Thị Ngọc Lan và ông Nguyễn Văn Ân",
            &["Nguyễn Thị Ngọc Lan", "Nguyễn Văn Ân"],
        );
        check("ÔNG NGUYỄN VĂN AN", &["NGUYỄN VĂN AN"]);
        check(
            "tại phòng Kiểm soát thủ tục hành chính",
            &["phòng Kiểm soát thủ tục hành chính"],
        );
        check("Văn phòng Sở", &["Văn phòng Sở"]);
    }

    #[test]
    fn almost_a_name_is_told() {
        check("Nguyễn Thị Ngọc Lân", &["Nguyễn Thị Ngọc Lân: Marks"]);
        check("Nguyễn thị Ngọc Lan", &["Nguyễn thị Ngọc Lan: Capitals"]);
        check("Nguyễn Thị  Ngọc Lan", &["Nguyễn Thị  Ngọc Lan: Spaces"]);
        check("Nguyễn ThịNgọc Lan", &["Nguyễn ThịNgọc Lan: Spaces"]);
        check(
            "Bà Nguyễn Thị Ngọc Lam nói",
            &["Nguyễn Thị Ngọc Lam: Letter"],
        );
        check(
            "Uỷ ban nhân dân tỉnh Nam Định",
            &["Uỷ ban nhân dân tỉnh Nam Định: PlaceOfTone"],
        );
        check(
            "Phòng Kiểm soát thủ tục hành chíh",
            &["Phòng Kiểm soát thủ tục hành chíh: Letter"],
        );
        check("Nguyễn Văn A\u{301}n", &["Nguyễn Văn A\u{301}n: Marks"]);
        check(
            "Nguye\u{302}\u{303}n Văn An",
            &["Nguye\u{302}\u{303}n Văn An: Composition"],
        );
    }

    #[test]
    fn other_words_are_no_names() {
        check("văn phòng số của tỉnh", &[]);
        check("lễ hóa trang, Lê Hoàng Quân", &[]);
        check("Nguyễn Văn Ba Lan", &[]);
        check(
            "ủy ban nhân dân tỉnh Nam Định",
            &["ủy ban nhân dân tỉnh Nam Định"],
        );
    }
}

//! Votes and attendance in a text: `8/9 phiếu (88,9%)`, `có mặt 8/9 thành viên`.

use super::words::Words;
use super::{Hit, MismatchKind, Proof, Reading, Role};
use hoso_domain::Tally;
use hoso_domain::council::Meeting;
use std::ops::{ControlFlow, Range};

/// So many words may stand between votes and their share.
const SHARE_WITHIN: usize = 6;

/// `8/9` in a text.
struct Fraction {
    part: u32,
    whole: u32,
    /// The two words.
    first: usize,
}

impl Proof<'_> {
    pub(super) fn votes_in(&self, text: &Reading<'_>) -> Vec<Hit> {
        let Some(meeting) = &self.dossier.meeting else {
            return Vec::new();
        };
        let words = text.words;
        let mut hits = Vec::new();
        for at in 0..words.len() {
            if !words.all[at].is_number {
                continue;
            }
            let sentence = words.sentence(at);
            // Reports speak of other votes too.
            if text.passage.role == Role::Report
                && !(words.has(sentence.clone(), &["hoi", "dong"])
                    && words.has(sentence.clone(), &["phieu"]))
            {
                continue;
            }
            hits.extend(self.of_share(text, at, &sentence, meeting));
            if let Some(fraction) = fraction(words, at) {
                hits.extend(wrong_share(words, &fraction));
                hits.extend(self.of_fraction(text, &fraction, &sentence, meeting));
            } else {
                hits.extend(self.of_number(text, at, &sentence, meeting));
            }
        }
        hits
    }

    fn of_fraction(
        &self,
        text: &Reading<'_>,
        said: &Fraction,
        sentence: &Range<usize>,
        meeting: &Meeting,
    ) -> Option<Hit> {
        let words = text.words;
        let behind = said.first + 2;
        let members = self.dossier.council.members.len() as u32;
        let present = meeting.present.len() as u32;
        let absent = meeting.absent.len() as u32;
        let hit =
            |part, whole, source, stated| fraction_hit(text, said, (part, whole), source, stated);
        let is_people = [&["thanh", "vien"][..], &["uy", "vien"], &["dai", "bieu"]]
            .iter()
            .any(|what| words.says(behind, what));
        if is_people {
            let attendance = self.of_attendance(text, said, sentence, meeting);
            if let ControlFlow::Break(answer) = attendance {
                return answer;
            }
        }
        let is_vote = is_people
            || [&["phieu"][..], &["y", "kien"]]
                .iter()
                .any(|what| words.says(behind, what));
        if !is_vote {
            return None;
        }
        if let Some(tally) = self.tally_of(text, sentence) {
            let bases = self.bases(meeting, tally);
            let is_against = words.has(behind..(behind + 4), &["khong", "dong", "y"]);
            let part = if is_against {
                tally.disagree
            } else {
                tally.agree
            };
            if said.part == part && bases.contains(&u64::from(said.whole)) {
                return None;
            }
            let base = u32::try_from(bases[0]).unwrap_or(u32::MAX);
            let field = if is_against { "disagree" } else { "agree" };
            return Some(hit(
                part,
                base,
                format!("meeting.votes[{}].{field}", tally.nominee),
                format!("{part:02}/{base:02}"),
            ));
        }
        let voters = meeting.voters();
        let mut wholes = vec![members, present, absent, voters];
        wholes.extend(
            [meeting.ballots_issued, meeting.ballots_returned]
                .into_iter()
                .flatten(),
        );
        wholes.extend(valid_ballots(meeting));
        let fits = wholes.contains(&said.whole) && said.part <= said.whole;
        let speaks_of_council = text.passage.role == Role::Talk || text.passage.role == Role::Paper;
        (speaks_of_council && !fits).then(|| {
            let part = if said.part == said.whole {
                voters
            } else {
                said.part.min(voters)
            };
            hit(
                part,
                voters,
                "meeting.votes".to_owned(),
                format!("{voters:02} thành viên tham gia"),
            )
        })
    }

    /// `có mặt 8/9 thành viên`: what is wrong with it; nothing where it is about no attendance.
    fn of_attendance(
        &self,
        text: &Reading<'_>,
        said: &Fraction,
        sentence: &Range<usize>,
        meeting: &Meeting,
    ) -> ControlFlow<Option<Hit>> {
        let words = text.words;
        let members = self.dossier.council.members.len() as u32;
        let present = meeting.present.len() as u32;
        let absent = meeting.absent.len() as u32;
        let before = |phrase: &[&str]| {
            let from = said.first.saturating_sub(4).max(sentence.start);
            words.has(from..said.first, phrase)
        };
        let all_present = said.part == said.whole;
        let (right, source, what) = if before(&["co", "mat"]) {
            ((present, members), "meeting.present", "thành viên có mặt")
        } else if before(&["vang", "mat"]) {
            ((absent, members), "meeting.absent", "thành viên vắng mặt")
        } else if words.says(said.first + 4, &["co", "mat"]) {
            let part = if all_present { present } else { said.part };
            ((part, present), "meeting.present", "thành viên có mặt")
        } else {
            return ControlFlow::Continue(());
        };
        let stated = format!("{:02}/{:02} {what}", right.0, right.1);
        let is_wrong = (said.part, said.whole) != right;
        ControlFlow::Break(
            is_wrong.then(|| fraction_hit(text, said, right, source.to_owned(), stated)),
        )
    }

    /// `9 phiếu đồng ý`, `có mặt 8 thành viên`, `100% số phiếu`.
    fn of_number(
        &self,
        text: &Reading<'_>,
        at: usize,
        sentence: &Range<usize>,
        meeting: &Meeting,
    ) -> Option<Hit> {
        let words = text.words;
        let is_part = |gap: &str| gap.ends_with(['/', '.', ',']) && !gap.ends_with(", ");
        if is_part(words.gap_before(at)) || words.gap(at).starts_with(['/', '.', ',', '%']) {
            return None;
        }
        let value: u32 = words.written(at).parse().ok()?;
        let members = self.dossier.council.members.len() as u32;
        let before = |phrase: &[&str]| {
            let from = at.saturating_sub(3).max(sentence.start);
            words.has(from..at, phrase)
        };
        let (right, source) = if words.says(at + 1, &["phieu"]) {
            let of_tally = |pick: fn(&Tally) -> u32, field: &str| {
                let tally = self.tally_of(text, sentence)?;
                Some((
                    pick(tally),
                    format!("meeting.votes[{}].{field}", tally.nominee),
                ))
            };
            if words.says(at + 2, &["dong", "y"]) {
                of_tally(|tally| tally.agree, "agree")?
            } else if words.says(at + 2, &["khong", "dong", "y"]) {
                of_tally(|tally| tally.disagree, "disagree")?
            } else if words.says(at + 2, &["trang"]) {
                of_tally(|tally| tally.blank, "blank")?
            } else if before(&["phat", "ra"]) {
                (meeting.ballots_issued?, "meeting.ballots_issued".to_owned())
            } else if before(&["thu", "ve"]) {
                (
                    meeting.ballots_returned?,
                    "meeting.ballots_returned".to_owned(),
                )
            } else if words.says(at + 2, &["khong", "hop", "le"]) {
                (
                    meeting.ballots_invalid?,
                    "meeting.ballots_invalid".to_owned(),
                )
            } else {
                return None;
            }
        } else if words.says(at + 1, &["thanh", "vien"]) || words.says(at + 1, &["uy", "vien"]) {
            if before(&["co", "mat"]) {
                (meeting.present.len() as u32, "meeting.present".to_owned())
            } else if before(&["vang", "mat"]) || before(&["vang"]) {
                (meeting.absent.len() as u32, "meeting.absent".to_owned())
            } else if before(&["hoi", "dong", "gom"]) || before(&["hoi", "dong", "co"]) {
                (members, "council.members".to_owned())
            } else {
                return None;
            }
        } else {
            return None;
        };
        (value != right).then(|| Hit {
            kind: MismatchKind::Votes,
            differs: None,
            at: words.span(at, at),
            expected: width(words.written(at), right),
            stated: format!("{right:02}"),
            source: Some(source),
            is_for_templates: text.passage.role == Role::Paper,
        })
    }

    /// `88,9% số phiếu` of the one nominee that the sentence speaks of.
    fn of_share(
        &self,
        text: &Reading<'_>,
        at: usize,
        sentence: &Range<usize>,
        meeting: &Meeting,
    ) -> Option<Hit> {
        let words = text.words;
        let (last, value, decimals) = percent(words, at)?;
        let behind = last + 1;
        let is_votes = words.says(behind, &["so", "phieu"])
            || words.says(behind, &["phieu"])
            || words.says(behind, &["y", "kien", "dong", "y"]);
        let tally = self.tally_of(text, sentence).filter(|_| is_votes)?;
        let bases = self.bases(meeting, tally);
        let is_right = |part: u32| {
            bases
                .iter()
                .any(|base| is_share(u64::from(part), *base, value, decimals))
        };
        if is_right(tally.agree) || is_right(tally.disagree) || is_right(tally.blank) {
            return None;
        }
        Some(Hit {
            kind: MismatchKind::Votes,
            differs: None,
            at: words.span(at, last),
            expected: share(u64::from(tally.agree), bases[0]),
            source: Some(format!("meeting.votes[{}].agree", tally.nominee)),
            stated: format!("{:02}/{:02}", tally.agree, bases[0]),
            is_for_templates: text.passage.role == Role::Paper,
        })
    }

    /// The votes on the one nominee that a sentence speaks of.
    fn tally_of(&self, text: &Reading<'_>, sentence: &Range<usize>) -> Option<&Tally> {
        let nominee = self.subject(text, sentence)?;
        let id = self.dossier.nominees.get(nominee)?.id.as_str();
        self.tallies.get(id).copied()
    }

    /// What votes may be counted of, the council's own way first.
    fn bases(&self, meeting: &Meeting, tally: &Tally) -> Vec<u64> {
        let council = &self.dossier.council;
        let members = council.members.len() as u64;
        let own = council
            .rule
            .as_ref()
            .map_or(members, |rule| rule.base(council, meeting, tally));
        let mut bases = vec![
            own,
            members,
            meeting.present.len() as u64,
            u64::from(meeting.voters()),
            tally.cast(),
            u64::from(tally.agree) + u64::from(tally.disagree),
        ];
        bases.extend(valid_ballots(meeting).map(u64::from));
        bases
    }
}

fn valid_ballots(meeting: &Meeting) -> Option<u32> {
    let returned = meeting.ballots_returned?;
    Some(returned.saturating_sub(meeting.ballots_invalid.unwrap_or(0)))
}

fn fraction_hit(
    text: &Reading<'_>,
    said: &Fraction,
    (part, whole): (u32, u32),
    source: String,
    stated: String,
) -> Hit {
    let words = text.words;
    Hit {
        kind: MismatchKind::Votes,
        differs: None,
        at: words.span(said.first, said.first + 1),
        expected: like(words, said.first, part, whole),
        source: Some(source),
        stated,
        is_for_templates: text.passage.role == Role::Paper,
    }
}

/// `8/9` that begins at a word and is no date and no symbol.
fn fraction(words: &Words<'_>, at: usize) -> Option<Fraction> {
    let is_number = |at: usize| words.all.get(at).is_some_and(|word| word.is_number);
    let behind = words.gap(at + 1);
    // A stop or a comma ends the sentence or the clause, unless digits follow it at once.
    let goes_on = behind.starts_with('/')
        || (behind.starts_with(['.', ',']) && behind.len() == 1 && is_number(at + 2));
    let is_one = is_number(at)
        && is_number(at + 1)
        && words.gap(at) == "/"
        && !goes_on
        && !words.gap_before(at).ends_with(['/', '.']);
    if !is_one {
        return None;
    }
    Some(Fraction {
        part: words.written(at).parse().ok()?,
        whole: words.written(at + 1).parse().ok()?,
        first: at,
    })
}

/// A share that does not follow from the votes before it.
fn wrong_share(words: &Words<'_>, said: &Fraction) -> Option<Hit> {
    if said.whole == 0 || said.whole > 999 {
        return None;
    }
    let from = said.first + 2;
    let number = (from..words.len().min(from + SHARE_WITHIN))
        .take_while(|at| *at == from || !words.gap_before(*at).contains([';', '.']))
        .find(|at| words.all[*at].is_number)?;
    let (last, value, decimals) = percent(words, number)?;
    let is_stated = words.gap_before(number).contains('(')
        || ["dat", "bang", "le", "chiem", "khoang"].contains(&words.plain(number - 1));
    let (part, whole) = (u64::from(said.part), u64::from(said.whole));
    if !is_stated || is_share(part, whole, value, decimals) {
        return None;
    }
    let expected = share(part, whole);
    Some(Hit {
        kind: MismatchKind::Votes,
        differs: None,
        at: words.span(number, last),
        source: None,
        stated: format!("{part}/{whole} = {expected}%"),
        expected,
        is_for_templates: false,
    })
}

/// A percentage that begins at a word: its last word, its digits as one number, and how many of them
/// are decimals.
fn percent(words: &Words<'_>, at: usize) -> Option<(usize, u64, u32)> {
    let is_number = |at: usize| words.all.get(at).is_some_and(|word| word.is_number);
    let (last, tenths) = match words.gap(at) {
        gap if gap.trim_start().starts_with('%') => (at, ""),
        "," | "." if words.gap(at + 1).trim_start().starts_with('%') && is_number(at + 1) => {
            (at + 1, words.written(at + 1))
        }
        _ => return None,
    };
    let is_part = words.gap_before(at).ends_with([',', '.', '/']);
    if !is_number(at) || is_part || words.written(at).len() > 3 || tenths.len() > 3 {
        return None;
    }
    let digits = format!("{}{tenths}", words.written(at));
    Some((last, digits.parse().ok()?, tenths.len() as u32))
}

/// Whether a share, with so many decimals, is that of votes: rounded or cut.
fn is_share(part: u64, whole: u64, value: u64, decimals: u32) -> bool {
    let exact = part * 100 * 10u64.pow(decimals);
    whole > 0 && (value == (exact * 2 + whole) / (whole * 2) || value == exact / whole)
}

/// The share as documents print it: one decimal, rounded half up, none where it is nought.
fn share(part: u64, whole: u64) -> String {
    let per_mille = (part * 2000 + whole).checked_div(whole * 2).unwrap_or(0);
    match (per_mille / 10, per_mille % 10) {
        (percent, 0) => percent.to_string(),
        (percent, tenth) => format!("{percent},{tenth}"),
    }
}

/// A fraction written with as many digits as the one in the text.
fn like(words: &Words<'_>, first: usize, part: u32, whole: u32) -> String {
    format!(
        "{}/{}",
        width(words.written(first), part),
        width(words.written(first + 1), whole)
    )
}

/// A number with a zero before it where the one in the text has one.
fn width(written: &str, number: u32) -> String {
    if written.starts_with('0') || number >= 10 {
        format!("{number:02}")
    } else {
        number.to_string()
    }
}

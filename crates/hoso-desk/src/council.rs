//! Show the council's votes counted: who could vote, what each nominee has and needs.

use crate::view::{MarkCode, StateCode};
use crate::{Day, Desk, Opened};
use chrono::NaiveDate;
use hoso_domain::Name;
use hoso_domain::council::{VoteBase, VoteRule};
use hoso_domain::finding::Mark;
use hoso_rules::{CountedVotes, council_roles, count_votes};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::num::NonZeroU32;

/// A vote rule to choose, as the data file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VotePreset {
    id: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    title: String,
    numerator: u32,
    denominator: NonZeroU32,
    more_than: bool,
    of: VoteBase,
    cite: String,
    mark: Mark,
    note: String,
}

/// The data file of vote rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VotePresets {
    presets: Vec<VotePreset>,
}

/// The council's votes counted.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct CouncilView {
    /// How many members the council has.
    pub members: u32,
    /// How many of them were present.
    pub present: u32,
    /// How many were absent.
    pub absent: u32,
    /// How many of the absent gave their opinion in writing.
    pub written: u32,
    /// How many could vote: those present and those who wrote.
    pub voters: u32,
    /// The vote rule in words; empty where there is none.
    pub rule: String,
    /// What is amiss with the roles in the council, in words.
    pub roles: Vec<String>,
    /// The nominees, in the order of the dossier.
    pub ballots: Vec<BallotView>,
    /// How many nominees pass, fail, and are not known.
    pub totals: BallotTotals,
    /// Vote rules to choose from on the judging day.
    pub presets: Vec<VotePresetView>,
}

/// The votes on one nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BallotView {
    /// Id of the nominee.
    pub nominee: String,
    /// Name.
    pub name: String,
    /// All votes; absent where none are noted.
    pub cast: Option<u32>,
    /// How many votes the share is taken of; absent where it is not known.
    pub base: Option<u32>,
    /// The fewest votes for that suffice; absent where it is not known.
    pub least: Option<u32>,
    /// The share of votes for, exact, with the hundredths cut off behind it: `8/9 (88,88…%)`.
    pub share: String,
    /// Whether the votes suffice.
    pub state: StateCode,
    /// What does not add up, or what is missing, in words.
    pub problems: Vec<String>,
    /// Whether the nominee sits in the council.
    pub is_member: bool,
}

/// How the nominees fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct BallotTotals {
    /// Enough votes.
    pub passed: u32,
    /// Not enough.
    pub failed: u32,
    /// Not known yet.
    pub unknown: u32,
}

/// A vote rule to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct VotePresetView {
    /// Stable code.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The rule; its source is where it stands.
    pub rule: VoteRule,
    /// How far it has been checked.
    pub mark: MarkCode,
    /// For what it is meant.
    pub note: String,
}

impl Desk {
    /// The votes of a dossier's council, counted and weighed by its rule.
    pub fn council(&self, opened: &Opened, day: Day) -> CouncilView {
        let case = self.case(opened, day);
        let (council, meeting) = (&opened.dossier.council, opened.dossier.meeting.as_ref());
        let ballots: Vec<BallotView> = count_votes(&case)
            .into_iter()
            .map(|counted| ballot(counted, &opened.dossier.council.members))
            .collect();
        let mut totals = BallotTotals::default();
        for ballot in &ballots {
            match ballot.state {
                StateCode::Met => totals.passed += 1,
                StateCode::NotMet => totals.failed += 1,
                StateCode::Unknown | StateCode::NotApplicable => totals.unknown += 1,
            }
        }
        let count = |number: Option<usize>| small(number.unwrap_or(0) as u64);
        let written = |meeting: &hoso_domain::Meeting| {
            let came = meeting.absent.iter();
            came.filter(|absence| absence.written_opinion).count()
        };
        let on = Self::judging_day(opened, day);
        CouncilView {
            members: small(council.members.len() as u64),
            present: count(meeting.map(|meeting| meeting.present.len())),
            absent: count(meeting.map(|meeting| meeting.absent.len())),
            written: count(meeting.map(written)),
            voters: meeting.map_or(0, hoso_domain::Meeting::voters),
            rule: council
                .rule
                .as_ref()
                .map(hoso_rules::vote_rule_text)
                .unwrap_or_default(),
            roles: if council.members.is_empty() {
                Vec::new()
            } else {
                council_roles(council)
            },
            ballots,
            totals,
            presets: self.votes.on(on),
        }
    }
}

impl VotePresets {
    fn on(&self, day: NaiveDate) -> Vec<VotePresetView> {
        let holds = |preset: &&VotePreset| {
            preset.from.is_none_or(|from| from <= day) && preset.to.is_none_or(|to| day <= to)
        };
        let view = |preset: &VotePreset| VotePresetView {
            id: preset.id.clone(),
            title: preset.title.clone(),
            rule: VoteRule {
                numerator: preset.numerator,
                denominator: preset.denominator,
                more_than: preset.more_than,
                of: preset.of,
                source: preset.cite.as_str().into(),
            },
            mark: preset.mark.into(),
            note: preset.note.clone(),
        };
        self.presets.iter().filter(holds).map(view).collect()
    }
}

fn ballot(counted: CountedVotes<'_>, members: &[hoso_domain::Member]) -> BallotView {
    let base = counted.base.filter(|base| *base > 0);
    let share = counted
        .tally
        .zip(base)
        .map(|(tally, base)| exact_share(tally.agree, base));
    let is_same = |name: &Name| name_key(name) == name_key(&counted.nominee.name);
    BallotView {
        nominee: counted.nominee.id.clone(),
        name: counted.nominee.name.to_string(),
        cast: counted.tally.map(|tally| small(tally.cast())),
        base: base.map(small),
        least: counted.least,
        share: share.unwrap_or_default(),
        state: counted.state.into(),
        problems: counted
            .problems
            .into_iter()
            .chain(counted.missing)
            .collect(),
        is_member: members.iter().any(|member| is_same(&member.name)),
    }
}

/// A share with its hundredths cut off, never rounded: 8 of 9 is not 89 %.
fn exact_share(agree: u32, base: u64) -> String {
    let hundredths = u128::from(agree) * 10_000;
    let (whole, part) = (hundredths / u128::from(base), hundredths % u128::from(base));
    let fraction = match (whole % 100, part) {
        (0, 0) => String::new(),
        (cents, 0) => format!(",{cents:02}").trim_end_matches('0').to_owned(),
        (cents, _) => format!(",{cents:02}…"),
    };
    format!("{agree}/{base} ({}{fraction}%)", whole / 100)
}

fn name_key(name: &Name) -> String {
    let words: Vec<&str> = name.as_str().split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::exact_share;

    #[test]
    fn a_share_is_cut_off_and_never_rounded_up() {
        assert_eq!(exact_share(8, 9), "8/9 (88,88…%)");
        assert_eq!(exact_share(9, 9), "9/9 (100%)");
        assert_eq!(exact_share(1, 8), "1/8 (12,5%)");
        assert_eq!(exact_share(2999, 3000), "2999/3000 (99,96…%)");
        assert_eq!(exact_share(0, 7), "0/7 (0%)");
    }
}

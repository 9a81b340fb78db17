//! The Emulation and Commendation Council, its meeting and its votes.

use crate::dossier::Source;
use crate::text::{Name, Text};
use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::HashMap;
use std::num::NonZeroU32;

/// The council of the proposing unit (Hội đồng Thi đua - Khen thưởng).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// Full name.
    pub name: Name,
    /// The decision that set it up.
    pub decision: Option<Source>,
    /// Its members.
    pub members: Vec<Member>,
    /// When a nominee counts as agreed; set by the council's own rules, no national law sets it.
    pub rule: Option<VoteRule>,
    /// How many members have to take part, where the council's own rules say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
}

/// The share of members that has to take part, as an exact fraction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// Numerator of the share.
    pub numerator: u32,
    /// Denominator of the share.
    pub denominator: NonZeroU32,
    /// Whether absent members who gave their opinion in writing count.
    pub count_written: bool,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Identity within the file.
    pub id: String,
    /// Full name.
    pub name: Name,
    /// Post in the unit.
    pub position: Name,
    /// Role in the council.
    pub role: CouncilRole,
}

/// Role in the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum CouncilRole {
    /// Chủ tịch Hội đồng.
    Chair,
    /// Phó Chủ tịch Hội đồng.
    ViceChair,
    /// Ủy viên Hội đồng.
    Member,
    /// Ủy viên kiêm Thư ký Hội đồng.
    MemberSecretary,
}

/// The share of votes a nominee needs, as an exact fraction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct VoteRule {
    /// Numerator of the share.
    pub numerator: u32,
    /// Denominator of the share.
    pub denominator: NonZeroU32,
    /// `true`: more than the share is needed; `false`: exactly the share suffices.
    pub more_than: bool,
    /// Whom the share is taken of.
    pub of: VoteBase,
    /// Where the unit takes the rule from.
    pub source: Text,
}

/// Whom a share of votes is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum VoteBase {
    /// All members of the council.
    AllMembers,
    /// Members present.
    Present,
    /// Votes for and against and blank.
    VotesCast,
    /// Votes for and against.
    ValidVotes,
}

/// How the council votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Biểu quyết.
    ShowOfHands,
    /// Bỏ phiếu kín.
    SecretBallot,
    /// Lấy ý kiến bằng văn bản.
    Written,
}

/// One meeting and its result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Number of the minutes; left blank where it is written by pen.
    pub number: Option<u32>,
    /// Day of the meeting.
    pub date: NaiveDate,
    /// When it began.
    pub start: NaiveTime,
    /// When it ended.
    pub end: NaiveTime,
    /// Where.
    pub place: Text,
    /// Ids of the members present.
    pub present: Vec<String>,
    /// The members absent, with their reasons.
    pub absent: Vec<Absence>,
    /// Invited guests, who do not vote.
    pub guests: Vec<Text>,
    /// Id of the member who presided.
    pub chair: String,
    /// Id of the member who took the minutes.
    pub secretary: String,
    /// How votes were taken.
    pub method: Method,
    /// Ballots handed out, for a secret ballot.
    pub ballots_issued: Option<u32>,
    /// Ballots returned, for a secret ballot.
    pub ballots_returned: Option<u32>,
    /// Ballots invalid, for a secret ballot.
    pub ballots_invalid: Option<u32>,
    /// What was discussed, one paragraph each.
    pub discussion: Vec<Text>,
    /// Votes per nominee.
    pub votes: Vec<Tally>,
}

/// A member's absence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Id of the member.
    pub member: String,
    /// Why.
    pub reason: Text,
    /// Whether the member's opinion came in writing.
    pub written_opinion: bool,
}

/// The votes on one nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Type)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Id of the nominee.
    pub nominee: String,
    /// Votes for, written opinions included.
    pub agree: u32,
    /// Votes against.
    pub disagree: u32,
    /// Blank or invalid votes.
    pub blank: u32,
}

impl Council {
    /// The member with this id.
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }
}

impl Meeting {
    /// The votes on this nominee.
    pub fn tally(&self, nominee: &str) -> Option<&Tally> {
        self.votes.iter().find(|tally| tally.nominee == nominee)
    }

    /// The votes on every nominee, by its identifier; of two on the same the first, as
    /// [`tally`](Self::tally) gives it.
    pub fn tallies(&self) -> HashMap<&str, &Tally> {
        let votes = self.votes.iter().rev();
        votes.map(|tally| (tally.nominee.as_str(), tally)).collect()
    }

    /// How many members could vote: those present and those who wrote.
    pub fn voters(&self) -> u32 {
        let written = self
            .absent
            .iter()
            .filter(|absence| absence.written_opinion)
            .count();
        (self.present.len() + written) as u32
    }
}

impl Quorum {
    /// How many members of a meeting count.
    pub fn counted(&self, meeting: &Meeting) -> u32 {
        if self.count_written {
            meeting.voters()
        } else {
            meeting.present.len() as u32
        }
    }

    /// The fewest members that suffice.
    pub fn least(&self, council: &Council) -> u64 {
        let needed = u64::from(self.numerator).saturating_mul(council.members.len() as u64);
        needed.div_ceil(u64::from(self.denominator.get()))
    }

    /// Whether enough members took part. Compared as integers, so 6 of 10 is not two thirds.
    pub fn is_reached(&self, council: &Council, meeting: &Meeting) -> bool {
        u64::from(self.counted(meeting)) >= self.least(council)
    }
}

impl Tally {
    /// All votes.
    pub fn cast(&self) -> u64 {
        u64::from(self.agree) + u64::from(self.disagree) + u64::from(self.blank)
    }
}

impl VoteRule {
    /// How many votes the share is taken of, for one tally of one meeting.
    pub fn base(&self, council: &Council, meeting: &Meeting, tally: &Tally) -> u64 {
        match self.of {
            VoteBase::AllMembers => council.members.len() as u64,
            VoteBase::Present => meeting.present.len() as u64,
            VoteBase::VotesCast => tally.cast(),
            VoteBase::ValidVotes => u64::from(tally.agree) + u64::from(tally.disagree),
        }
    }

    /// The fewest votes of such a base that suffice; none where even all of them do not.
    pub fn least(&self, base: u64) -> Option<u32> {
        let needed = u128::from(self.numerator) * u128::from(base);
        let denominator = u128::from(self.denominator.get());
        let least = if self.more_than {
            needed / denominator + 1
        } else {
            needed.div_ceil(denominator)
        };
        u32::try_from(least)
            .ok()
            .filter(|least| self.passes(*least, base))
    }

    /// Whether so many votes of such a base suffice. Compared as integers, so 8 of 9 is not 90 %.
    pub fn passes(&self, agree: u32, base: u64) -> bool {
        // Wide enough for any numbers that a file can hold.
        let votes = u128::from(agree) * u128::from(self.denominator.get());
        let needed = u128::from(self.numerator) * u128::from(base);
        base > 0
            && if self.more_than {
                votes > needed
            } else {
                votes >= needed
            }
    }
}

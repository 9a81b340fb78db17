//! The kinds of document there are.

use crate::vocabulary::Vocabulary;

/// A kind of document that a dossier may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Tờ trình.
    Submission,
    /// Danh sách tập thể, attached to the letter or to a decision.
    CollectiveList,
    /// Danh sách cá nhân, attached to the letter or to a decision.
    IndividualList,
    /// Báo cáo thành tích of a collective.
    CollectiveReport,
    /// Báo cáo thành tích of a person.
    IndividualReport,
    /// Biên bản họp Hội đồng.
    Minutes,
    /// Biên bản kiểm phiếu.
    Tally,
    /// Phiếu bầu.
    Ballot,
    /// Phiếu lấy ý kiến bằng văn bản.
    WrittenOpinion,
    /// Giấy mời họp.
    Invitation,
    /// Quyết định tặng Giấy khen.
    Decision,
    /// Giấy khen.
    Certificate,
    /// Mục lục hồ sơ.
    Index,
    /// Biên bản giao nhận hồ sơ.
    HandOver,
    /// Phiếu tự kiểm tra hồ sơ.
    Rehearsal,
    /// Giấy biên nhận of a package that a sub-unit handed in.
    Receipt,
    /// Thư điện tử gửi hồ sơ; words only, never printed.
    Mail,
}

impl Kind {
    /// All kinds, in the order of the work.
    pub const ALL: [Self; 17] = [
        Self::Submission,
        Self::CollectiveList,
        Self::IndividualList,
        Self::CollectiveReport,
        Self::IndividualReport,
        Self::Invitation,
        Self::Ballot,
        Self::WrittenOpinion,
        Self::Tally,
        Self::Minutes,
        Self::Decision,
        Self::Certificate,
        Self::Index,
        Self::HandOver,
        Self::Rehearsal,
        Self::Receipt,
        Self::Mail,
    ];

    /// The stable code that template files and front ends use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::CollectiveList => "collective_list",
            Self::IndividualList => "individual_list",
            Self::CollectiveReport => "collective_report",
            Self::IndividualReport => "individual_report",
            Self::Minutes => "minutes",
            Self::Tally => "tally",
            Self::Ballot => "ballot",
            Self::WrittenOpinion => "written_opinion",
            Self::Invitation => "invitation",
            Self::Decision => "decision",
            Self::Certificate => "certificate",
            Self::Index => "index",
            Self::HandOver => "hand_over",
            Self::Rehearsal => "rehearsal",
            Self::Receipt => "receipt",
            Self::Mail => "mail",
        }
    }

    /// Whether it lists the dossier's papers, so that these are made before it.
    pub fn lists_papers(self) -> bool {
        Vocabulary::of(self).slots.contains(&"papers")
    }

    /// The kind with a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

//! Who decides in the council: how many have to take part, who may preside, and that nobody votes on
//! themselves.

use crate::book::Check;
use crate::case::{Answer, Case};
use crate::nominee::determined;
use hoso_domain::Dossier;
use hoso_domain::council::{Council, CouncilRole, Meeting, Member};
use hoso_domain::finding::{Finding, Subject};
use hoso_domain::nominee::{Nominee, NomineeKind};

/// Findings on who took part in the meeting.
pub(crate) fn judge(case: &Case<'_>, meeting: &Meeting) -> Vec<Finding> {
    let council = &case.dossier.council;
    let of_dossier =
        |check, field, answer| case.by_book(check, Subject::Dossier, field, answer, None);
    let mut findings: Vec<Finding> = quorum(council, meeting)
        .map(|answer| of_dossier(Check::Quorum, "council.quorum", answer))
        .into_iter()
        .collect();
    let presiding = Answer::from_problems(presiding(council, meeting));
    findings.push(of_dossier(Check::Presiding, "meeting.chair", presiding));
    findings
}

/// Whether as many took part as the council's rules ask for; silent where none are known.
fn quorum(council: &Council, meeting: &Meeting) -> Option<Answer> {
    let quorum = council.quorum.as_ref()?;
    if council.members.is_empty() {
        let missing = vec!["danh sách thành viên Hội đồng".to_owned()];
        return Some(Answer::unknown(missing));
    }
    let counted = quorum.counted(meeting);
    let whom = if quorum.count_written {
        "dự họp hoặc gửi ý kiến bằng văn bản"
    } else {
        "dự họp"
    };
    let because = vec![format!(
        "{counted}/{} thành viên {whom}; cần ít nhất {}",
        council.members.len(),
        quorum.least(council)
    )];
    Some(if quorum.is_reached(council, meeting) {
        Answer::met(because)
    } else {
        Answer::not_met(because)
    })
}

/// The chair presides, or a vice-chair; and somebody else writes the minutes.
fn presiding(council: &Council, meeting: &Meeting) -> Vec<String> {
    let mut problems = Vec::new();
    let chair = council.member(&meeting.chair);
    let may_preside = |role| matches!(role, CouncilRole::Chair | CouncilRole::ViceChair);
    if let Some(chair) = chair.filter(|chair| !may_preside(chair.role)) {
        problems.push(format!(
            "{} chủ trì nhưng không phải Chủ tịch hay Phó Chủ tịch Hội đồng",
            chair.name
        ));
    }
    if let Some(chair) = chair.filter(|_| meeting.chair == meeting.secretary) {
        problems.push(format!("{} vừa chủ trì vừa làm thư ký", chair.name));
    }
    problems
}

/// The members of the council who voted: those who were there, and those who wrote.
pub(crate) fn voters(dossier: &Dossier) -> impl Iterator<Item = &Member> {
    let meeting = dossier.meeting.iter();
    let voters = meeting.flat_map(|meeting| {
        let wrote = meeting.absent.iter().filter(|gone| gone.written_opinion);
        let wrote = wrote.map(|gone| &gone.member);
        meeting.present.iter().chain(wrote)
    });
    voters.filter_map(|id| dossier.council.member(id))
}

/// Whether a member of the council who voted is proposed under this name.
pub(crate) fn votes_on_self(case: &Case<'_>, nominee: &Nominee) -> bool {
    nominee.kind() == NomineeKind::Individual
        && !nominee.name.is_blank()
        && case.voted(&nominee.name.key())
}

/// A member who is proposed abstains. Silent for everybody else, and before there are votes.
pub(crate) fn own_vote(case: &Case<'_>, nominee: &Nominee) -> Option<Finding> {
    let meeting = case.dossier.meeting.as_ref()?;
    let tally = case.tally(nominee)?;
    if !votes_on_self(case, nominee) {
        return None;
    }
    let voters = u64::from(meeting.voters());
    let answer = if tally.cast() < voters {
        Answer::met(vec![format!(
            "{} phiếu của {voters} người bỏ phiếu: {} không bỏ phiếu cho chính mình",
            tally.cast(),
            nominee.name
        )])
    } else {
        Answer {
            open: true,
            ..Answer::unknown(vec![format!(
                "{} là thành viên Hội đồng mà đủ {voters} phiếu: có bỏ phiếu cho chính mình không, \
                 hay là hai người trùng tên",
                nominee.name
            )])
        }
    };
    let answer = determined(nominee, Check::OwnVote.code(), answer);
    let subject = Subject::Nominee(nominee.id.clone());
    Some(case.by_book(Check::OwnVote, subject, "meeting.votes", answer, None))
}

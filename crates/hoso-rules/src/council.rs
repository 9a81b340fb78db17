//! The council's meeting: who was there, whether votes add up, and whether they suffice.

use crate::book::Check;
use crate::case::{Answer, Case};
use crate::presence;
use hoso_domain::council::{Council, CouncilRole, Meeting, Method, Tally, VoteRule};
use hoso_domain::finding::{Finding, State, Subject};
use hoso_domain::nominee::Nominee;
use std::collections::BTreeMap;

/// The votes on one nominee, counted and weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedVotes<'a> {
    /// The nominee.
    pub nominee: &'a Nominee,
    /// The votes; absent where none are noted.
    pub tally: Option<&'a Tally>,
    /// How many votes the share is taken of; absent without a rule or without votes.
    pub base: Option<u64>,
    /// The fewest votes for that suffice.
    pub least: Option<u32>,
    /// Whether they suffice.
    pub state: State,
    /// What has to be known to tell that.
    pub missing: Vec<String>,
    /// What does not add up.
    pub problems: Vec<String>,
}

/// The votes on every nominee, in the order of the dossier.
pub fn count_votes<'a>(case: &Case<'a>) -> Vec<CountedVotes<'a>> {
    let (council, meeting) = (&case.dossier.council, case.dossier.meeting.as_ref());
    let count = |nominee: &'a Nominee| {
        let voted = meeting.zip(case.tally(nominee));
        let base = voted
            .zip(council.rule.as_ref())
            .map(|((meeting, tally), rule)| rule.base(council, meeting, tally));
        let answer = proposes(case, nominee);
        CountedVotes {
            nominee,
            tally: voted.map(|(_, tally)| tally),
            base,
            least: base
                .zip(council.rule.as_ref())
                .and_then(|(base, rule)| rule.least(base)),
            state: answer.state,
            missing: answer.missing,
            problems: voted
                .map(|(meeting, tally)| vote_problems(case, meeting, nominee, tally))
                .unwrap_or_default(),
        }
    };
    case.dossier.nominees.iter().map(count).collect()
}

/// A vote rule in words: `quá 50% thành viên có mặt`.
pub fn vote_rule_text(rule: &VoteRule) -> String {
    format!("{} {}", share(rule), base_name(rule))
}

/// What is amiss with the roles in a council: it has one chair and one secretary, and each member
/// once.
pub fn council_roles(council: &Council) -> Vec<String> {
    let roles = [
        (CouncilRole::Chair, "Chủ tịch Hội đồng"),
        (CouncilRole::MemberSecretary, "Thư ký Hội đồng"),
    ];
    let amiss = |(role, name): (CouncilRole, &str)| {
        let holders = council.members.iter().filter(|member| member.role == role);
        match holders.count() {
            0 => Some(format!("chưa có {name}")),
            1 => None,
            several => Some(format!("có {several} người là {name}")),
        }
    };
    let mut problems: Vec<String> = roles.into_iter().filter_map(amiss).collect();
    let mut counted: BTreeMap<(String, String), u32> = BTreeMap::new();
    for member in council.members.iter().filter(|one| !one.name.is_blank()) {
        let key = (member.name.key(), member.position.key());
        let times = counted.entry(key).or_default();
        *times += 1;
        if *times == 2 {
            problems.push(format!("ghi {} hai lần", member.name));
        }
    }
    problems
}

/// Findings on the council and the meeting as a whole.
pub(crate) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let of_dossier = |check, field, answer, message: Option<String>| {
        case.by_book(check, Subject::Dossier, field, answer, message)
    };
    let council = &case.dossier.council;
    let answer = if council.members.is_empty() {
        Answer::unknown(vec!["danh sách thành viên Hội đồng".to_owned()])
    } else {
        Answer::from_problems(council_roles(council))
    };
    let message =
        (!answer.because.is_empty()).then(|| format!("Hội đồng {}.", answer.because.join("; ")));
    let roles = of_dossier(Check::Roles, "council.members", answer, message);
    let Some(meeting) = &case.dossier.meeting else {
        let missing = vec!["cuộc họp của Hội đồng Thi đua - Khen thưởng".to_owned()];
        let message = "Chưa có biên bản họp Hội đồng Thi đua - Khen thưởng.".to_owned();
        let answer = Answer::unknown(missing);
        let minutes = of_dossier(Check::Minutes, "meeting", answer, Some(message));
        return vec![roles, minutes];
    };
    let mut findings = vec![
        roles,
        of_dossier(
            Check::Minutes,
            "meeting",
            Answer::from_missing(missing_in_minutes(case, meeting)),
            None,
        ),
        of_dossier(
            Check::Attendance,
            "meeting.present",
            attendance(case, meeting),
            None,
        ),
    ];
    findings.extend(presence::judge(case, meeting));
    findings
}

/// Findings on the votes of one nominee; none before a meeting.
pub(crate) fn judge_votes(case: &Case<'_>, nominee: &Nominee) -> Vec<Finding> {
    let Some(meeting) = &case.dossier.meeting else {
        return Vec::new();
    };
    let subject = || Subject::Nominee(nominee.id.clone());
    let Some(tally) = case.tally(nominee) else {
        let message = format!("Biên bản chưa có kết quả xét đối với {}.", nominee.name);
        let answer = Answer::unknown(vec!["số phiếu đồng ý, không đồng ý".to_owned()]);
        return vec![case.by_book(
            Check::Votes,
            subject(),
            "meeting.votes",
            answer,
            Some(message),
        )];
    };
    let sums = Answer::from_problems(vote_problems(case, meeting, nominee, tally));
    let message = (!sums.because.is_empty())
        .then(|| format!("Số phiếu đối với {} không khớp.", nominee.name));
    let mut findings = vec![
        case.by_book(Check::Votes, subject(), "meeting.votes", sums, message),
        case.by_book(
            Check::Proposes,
            subject(),
            "council.rule",
            proposes(case, nominee),
            None,
        ),
    ];
    findings.extend(presence::own_vote(case, nominee));
    findings
}

/// Whether the council's votes suffice to propose a nominee.
pub(crate) fn proposes(case: &Case<'_>, nominee: &Nominee) -> Answer {
    let council = &case.dossier.council;
    let Some(meeting) = &case.dossier.meeting else {
        return Answer::unknown(vec!["kết quả xét của Hội đồng".to_owned()]);
    };
    let Some(tally) = case.tally(nominee) else {
        return Answer::unknown(vec!["số phiếu đồng ý của Hội đồng".to_owned()]);
    };
    let Some(rule) = &council.rule else {
        return Answer::unknown(vec![
            "tỷ lệ phiếu cần đạt theo quy chế hoạt động của Hội đồng".to_owned(),
        ]);
    };
    let base = rule.base(council, meeting, tally);
    let because = vec![format!(
        "{} phiếu đồng ý trên {base} {}; cần {}",
        tally.agree,
        base_name(rule),
        share(rule)
    )];
    if rule.passes(tally.agree, base) {
        Answer::met(because)
    } else {
        Answer::not_met(because)
    }
}

fn base_name(rule: &VoteRule) -> &'static str {
    use hoso_domain::council::VoteBase;
    match rule.of {
        VoteBase::AllMembers => "thành viên Hội đồng",
        VoteBase::Present => "thành viên có mặt",
        VoteBase::VotesCast => "phiếu đã bỏ",
        VoteBase::ValidVotes => "phiếu hợp lệ",
    }
}

fn share(rule: &VoteRule) -> String {
    let least = if rule.more_than { "quá" } else { "ít nhất" };
    let hundredfold = u64::from(rule.numerator) * 100;
    let denominator = u64::from(rule.denominator.get());
    if hundredfold.is_multiple_of(denominator) {
        format!("{least} {}%", hundredfold / denominator)
    } else {
        format!("{least} {}/{}", rule.numerator, rule.denominator)
    }
}

fn missing_in_minutes(case: &Case<'_>, meeting: &Meeting) -> Vec<String> {
    let council = &case.dossier.council;
    let decision = council.decision.as_ref().and_then(crate::case::cited);
    let secret = meeting.method == Method::SecretBallot;
    let uncounted = meeting.ballots_issued.is_none() || meeting.ballots_returned.is_none();
    let blanks = [
        (council.name.is_blank(), "tên Hội đồng"),
        (council.members.is_empty(), "danh sách thành viên Hội đồng"),
        (decision.is_none(), "số, ngày Quyết định thành lập Hội đồng"),
        (meeting.place.is_blank(), "địa điểm họp"),
        (meeting.votes.is_empty(), "kết quả xét từng trường hợp"),
        (secret && uncounted, "số phiếu phát ra, số phiếu thu về"),
    ];
    let blanks = blanks.into_iter().filter(|(blank, _)| *blank);
    let mut missing: Vec<String> = blanks.map(|(_, what)| what.to_owned()).collect();
    let unexplained = meeting.absent.iter().filter(|gone| gone.reason.is_blank());
    missing.extend(unexplained.map(|gone| {
        let name = council
            .member(&gone.member)
            .map_or(gone.member.as_str(), |member| member.name.as_str());
        format!("lý do vắng mặt của {name}")
    }));
    missing
}

fn attendance(case: &Case<'_>, meeting: &Meeting) -> Answer {
    if case.dossier.council.members.is_empty() {
        // Nobody can be told to be present of a council whose members are not known.
        return Answer::unknown(vec!["danh sách thành viên Hội đồng".to_owned()]);
    }
    Answer::from_problems(attendance_problems(case, meeting))
}

fn attendance_problems(case: &Case<'_>, meeting: &Meeting) -> Vec<String> {
    let council = &case.dossier.council;
    let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
    let absent = meeting.absent.iter().map(|absence| absence.member.as_str());
    for id in meeting.present.iter().map(String::as_str).chain(absent) {
        *counted.entry(id).or_default() += 1;
    }
    let mut problems = Vec::new();
    for member in &council.members {
        match counted.get(member.id.as_str()) {
            None => problems.push(format!("{} không có mặt cũng không vắng mặt", member.name)),
            Some(1) => {}
            Some(_) => problems.push(format!("{} được tính nhiều hơn một lần", member.name)),
        }
    }
    for (id, duty) in [(&meeting.chair, "chủ trì"), (&meeting.secretary, "thư ký")] {
        if !meeting.present.contains(id) {
            let name = council
                .member(id)
                .map_or(id.as_str(), |member| member.name.as_str());
            problems.push(format!(
                "{duty} cuộc họp ({name}) không có trong số thành viên có mặt"
            ));
        }
    }
    if meeting.end < meeting.start {
        problems.push("giờ kết thúc sớm hơn giờ bắt đầu".to_owned());
    }
    problems
}

fn vote_problems(
    case: &Case<'_>,
    meeting: &Meeting,
    nominee: &Nominee,
    tally: &Tally,
) -> Vec<String> {
    let voters = u64::from(meeting.voters());
    let cast = tally.cast();
    let mut problems = Vec::new();
    let sum = format!(
        "{} đồng ý + {} không đồng ý + {} trắng hoặc không hợp lệ = {cast}",
        tally.agree, tally.disagree, tally.blank
    );
    match meeting.method {
        Method::SecretBallot => {
            let returned = meeting.ballots_returned.map(u64::from);
            if returned.is_some_and(|returned| returned != cast) {
                problems.push(format!(
                    "{sum}, khác số phiếu thu về ({})",
                    returned.unwrap_or(0)
                ));
            } else if cast > voters {
                problems.push(format!(
                    "{sum}, nhiều hơn {voters} thành viên tham gia bỏ phiếu"
                ));
            }
            if meeting.ballots_returned > meeting.ballots_issued {
                problems.push("số phiếu thu về nhiều hơn số phiếu phát ra".to_owned());
            }
            if let Some(issued) = meeting.ballots_issued
                && u64::from(issued) > voters
            {
                problems.push(format!(
                    "phát ra {issued} phiếu, nhiều hơn {voters} thành viên tham gia bỏ phiếu"
                ));
            }
            if let Some(invalid) = meeting.ballots_invalid
                && invalid > tally.blank
            {
                problems.push(format!(
                    "{invalid} phiếu không hợp lệ, nhiều hơn {} trắng hoặc không hợp lệ",
                    tally.blank
                ));
            }
        }
        Method::ShowOfHands | Method::Written => {
            // A member who is proposed does not vote on this case.
            let abstains = presence::votes_on_self(case, nominee);
            if cast != voters && !(abstains && cast + 1 == voters) {
                problems.push(format!(
                    "{sum}, khác {voters} thành viên tham gia biểu quyết"
                ));
            }
        }
    }
    if case.voted_twice(nominee) {
        problems.push("kết quả của trường hợp này ghi hai lần".to_owned());
    }
    problems
}

//! The council: its members and who came to the meeting, and the votes on each nominee.

use super::{heading, ordinal};
use crate::council::BallotView;
use crate::view::StateCode;
use crate::{Day, Desk, Opened};
use hoso_domain::council::{Meeting, Member, Tally};
use hoso_domain::{Nominee, NomineeKind, short_date};
use hoso_exchange::workbook::{Cell, Column, ColumnKind, Line, LineLook, Sheet};
use std::collections::HashMap;

impl Desk {
    /// Two sheets: members, votes.
    pub(super) fn council_sheets(&self, opened: &Opened, day: Day) -> Vec<Sheet> {
        vec![members(opened), self.votes_sheet(opened, day)]
    }

    fn votes_sheet(&self, opened: &Opened, day: Day) -> Sheet {
        let counted = self.council(opened, day);
        let mut lines = heading(opened, "Kết quả bình xét", &of_meeting(opened));
        if !counted.rule.is_empty() {
            let rule = format!("Tỷ lệ phiếu phải đạt: {}", counted.rule);
            lines.push(Line::of(LineLook::Remark, rule));
        }
        let on = Self::judging_day(opened, day);
        let nominees = opened.dossier.nominees.iter();
        let nominees: HashMap<&str, &Nominee> = nominees
            .map(|nominee| (nominee.id.as_str(), nominee))
            .collect();
        let meeting = opened.dossier.meeting.as_ref();
        let tallies = meeting.map(Meeting::tallies).unwrap_or_default();
        let award = |id: &str| match opened.plan.award_form(id) {
            Some(form) => opened.plan.award_name(form, on),
            None => id.to_owned(),
        };
        let row = |(at, ballot): (usize, &BallotView)| {
            let nominee = nominees.get(ballot.nominee.as_str()).copied();
            let tally = tallies.get(ballot.nominee.as_str()).copied();
            let award = nominee.map(|nominee| award(&nominee.award_form));
            votes(at, ballot, nominee, award.unwrap_or_default(), tally)
        };
        let number = |title| Column::of(ColumnKind::Number, title);
        let centered = |title| Column::of(ColumnKind::Centered, title);
        Sheet {
            name: "Kết quả bình xét".to_owned(),
            lines,
            columns: vec![
                centered("STT"),
                Column::text("Họ và tên, tên tập thể"),
                centered("Loại"),
                Column::text("Hình thức đề nghị"),
                number("Đồng ý"),
                number("Không đồng ý"),
                number("Phiếu trắng, không hợp lệ"),
                number("Tổng số phiếu"),
                number("Tính trên"),
                number("Tỷ lệ đồng ý"),
                number("Số phiếu cần"),
                centered("Kết quả"),
                Column::text("Lưu ý"),
            ],
            rows: counted.ballots.iter().enumerate().map(row).collect(),
            frozen_columns: 2,
            ..Sheet::default()
        }
    }
}

fn members(opened: &Opened) -> Sheet {
    let council = &opened.dossier.council;
    let text = Column::text;
    let mut lines = heading(opened, council.name.as_str(), &of_meeting(opened));
    let decision = council.decision.as_ref().and_then(hoso_rules::cited);
    lines.extend(decision.map(|cited| Line::of(LineLook::Remark, format!("Theo {cited}"))));
    let meeting = opened.dossier.meeting.as_ref();
    Sheet {
        name: "Hội đồng".to_owned(),
        lines,
        columns: vec![
            Column::of(ColumnKind::Centered, "STT"),
            text("Họ và tên"),
            text("Chức vụ"),
            text("Chức danh trong Hội đồng"),
            text("Dự họp"),
            text("Nhiệm vụ tại cuộc họp"),
            text("Lý do vắng mặt"),
        ],
        rows: council
            .members
            .iter()
            .enumerate()
            .map(|(at, member)| attendance(at, member, meeting))
            .collect(),
        frozen_columns: 2,
        ..Sheet::default()
    }
}

fn attendance(at: usize, member: &Member, meeting: Option<&Meeting>) -> Vec<Cell> {
    let is_member = |id: &String| *id == member.id;
    let absence = meeting.and_then(|meeting| {
        let mut absent = meeting.absent.iter();
        absent.find(|absence| is_member(&absence.member))
    });
    let came = meeting.is_some_and(|meeting| meeting.present.iter().any(is_member));
    let attended = match (came, absence) {
        (true, _) => "Có mặt",
        (false, Some(absence)) if absence.written_opinion => "Vắng, gửi ý kiến bằng văn bản",
        (false, Some(_)) => "Vắng",
        (false, None) => "",
    };
    let duty = match meeting {
        Some(meeting) if is_member(&meeting.chair) => "Chủ trì",
        Some(meeting) if is_member(&meeting.secretary) => "Thư ký",
        _ => "",
    };
    vec![
        ordinal(at),
        Cell::text(member.name.as_str()),
        Cell::text(member.position.as_str()),
        Cell::text(hoso_forms::council_role(member.role)),
        Cell::text(attended),
        Cell::text(duty),
        Cell::text(absence.map_or("", |absence| absence.reason.as_str())),
    ]
}

fn votes(
    at: usize,
    ballot: &BallotView,
    nominee: Option<&Nominee>,
    award: String,
    tally: Option<&Tally>,
) -> Vec<Cell> {
    let count = |count: Option<u32>| count.map_or(Cell::Blank, Cell::Count);
    let share = tally
        .zip(ballot.base)
        .map_or(Cell::Blank, |(tally, base)| share(tally.agree, base));
    let own = ballot
        .is_member
        .then(|| "Là thành viên Hội đồng.".to_owned());
    let remarks: Vec<String> = ballot.problems.iter().cloned().chain(own).collect();
    vec![
        ordinal(at),
        Cell::text(ballot.name.as_str()),
        Cell::text(nominee.map_or("", |nominee| match nominee.kind() {
            NomineeKind::Collective => "Tập thể",
            NomineeKind::Individual => "Cá nhân",
        })),
        Cell::text(award),
        count(tally.map(|tally| tally.agree)),
        count(tally.map(|tally| tally.disagree)),
        count(tally.map(|tally| tally.blank)),
        count(ballot.cast),
        count(ballot.base),
        share,
        count(ballot.least),
        Cell::text(match ballot.state {
            StateCode::Met => "Đạt",
            StateCode::NotMet => "Không đạt",
            StateCode::Unknown | StateCode::NotApplicable => "Chưa rõ",
        }),
        Cell::text(remarks.join("\n")),
    ]
}

/// A share with its hundredths cut off, never rounded up: 8 of 9 is 88,88%.
fn share(agree: u32, base: u32) -> Cell {
    let hundredths = (u64::from(agree) * 10_000).checked_div(u64::from(base));
    hundredths.map_or(Cell::Blank, |hundredths| {
        Cell::Percent(hundredths as f64 / 100.0, 2)
    })
}

/// `Họp ngày 10/02/2023 tại …`; empty where it has not met.
fn of_meeting(opened: &Opened) -> String {
    let Some(meeting) = &opened.dossier.meeting else {
        return String::new();
    };
    let place = meeting.place.filled();
    let place = place.map_or_else(String::new, |place| format!(" tại {place}"));
    format!("Họp ngày {}{place}", short_date(meeting.date))
}

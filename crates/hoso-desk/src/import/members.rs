//! Rows that are members of the council.

use super::cells::{Cells, Laying, Outcome, as_is};
use super::columns::TableColumns;
use super::run::Given;
use super::view::RowState;
use hoso_domain::Name;
use hoso_domain::council::{CouncilRole, Member};
use hoso_store::fold::name_key;
use hoso_store::sha256_of;
use std::collections::HashMap;

/// The members of a dossier's council while rows are laid over them.
pub struct Members<'a> {
    given: &'a Given<'a>,
    table: &'a TableColumns,
    pub list: Vec<Member>,
    told_by: HashMap<usize, u32>,
}

impl<'a> Members<'a> {
    pub fn new(given: &'a Given<'a>, table: &'a TableColumns) -> Self {
        Self {
            given,
            table,
            list: given.opened.dossier.council.members.clone(),
            told_by: HashMap::new(),
        }
    }

    pub fn take(&mut self, cells: &mut Cells<'_>) -> Outcome {
        let shown = cells.shown("name");
        cells.ask_for_required();
        let name = cells.name("name");
        let position = cells.name("position");
        let role = cells.choice("role").map(|code| match code {
            "chair" => CouncilRole::Chair,
            "vice_chair" => CouncilRole::ViceChair,
            "member_secretary" => CouncilRole::MemberSecretary,
            _ => CouncilRole::Member,
        });
        let found = name.as_ref().and_then(|name| self.find(cells, name));
        let is_new = found.is_none();
        let mut member = match found {
            Some(at) => self.list[at].clone(),
            None => self.blank(cells, name.unwrap_or_default()),
        };
        let mut laying = Laying::new(self.table);
        laying.set("position", &mut member.position, position, as_is);
        laying.set("role", &mut member.role, role, |role| {
            role_name(*role).to_owned()
        });
        if let Some(row) = found.and_then(|at| self.told_by.get(&at))
            && !laying.changes.is_empty()
        {
            cells.refuse_row(
                format!("trùng với dòng {row} nhưng khác chức vụ hoặc chức danh"),
                format!("Giữ một dòng cho “{}”.", member.name),
            );
        }
        let mut outcome = Outcome {
            state: RowState::Refused,
            name: shown,
            detail: role_name(member.role).to_owned(),
            changes: Vec::new(),
        };
        if !cells.faults.is_empty() {
            return outcome;
        }
        outcome.name = member.name.to_string();
        let at = if let Some(at) = found {
            if let Some(row) = self.told_by.get(&at) {
                cells.note(format!("Trùng với dòng {row}"));
            }
            self.list[at] = member;
            at
        } else {
            self.list.push(member);
            self.list.len() - 1
        };
        self.told_by.entry(at).or_insert(cells.row.number);
        outcome.state = match (is_new, laying.changes.is_empty()) {
            (true, _) => RowState::New,
            (false, true) => RowState::Same,
            (false, false) => RowState::Updated,
        };
        if !is_new {
            outcome.changes = laying.changes;
        }
        outcome
    }

    fn find(&self, cells: &mut Cells<'_>, name: &Name) -> Option<usize> {
        if cells.cell("id").is_some() {
            let id = cells.shown("id");
            let found = self.list.iter().position(|member| member.id == id);
            if found.is_none() {
                let what = format!("Hội đồng không có thành viên nào mang mã “{id}”");
                cells.refuse(
                    "id",
                    (what, "Xóa mã để thêm mới, hoặc sửa lại mã.".to_owned()),
                );
            }
            return found;
        }
        let key = name_key(name.as_str());
        let mut named =
            (0..self.list.len()).filter(|at| name_key(self.list[*at].name.as_str()) == key);
        let first = named.next();
        if named.next().is_some() {
            cells.refuse(
                "name",
                (
                    "Hội đồng có nhiều người cùng tên này, chưa rõ là ai".to_owned(),
                    "Sửa trực tiếp trong danh sách thành viên.".to_owned(),
                ),
            );
        }
        first
    }

    fn blank(&self, cells: &Cells<'_>, name: Name) -> Member {
        let dossier = &self.given.opened.dossier.id;
        let mut id = String::new();
        for turn in 0_u32.. {
            let sign = format!("{dossier}\n{name}\n{}\n{turn}", cells.row.number);
            id = format!("tv-{}", &sha256_of(sign.as_bytes())[..8]);
            if self.list.iter().all(|member| member.id != id) {
                break;
            }
        }
        Member {
            id,
            name,
            position: Name::default(),
            role: CouncilRole::Member,
        }
    }
}

fn role_name(role: CouncilRole) -> &'static str {
    match role {
        CouncilRole::Chair => "Chủ tịch Hội đồng",
        CouncilRole::ViceChair => "Phó Chủ tịch Hội đồng",
        CouncilRole::Member => "Ủy viên Hội đồng",
        CouncilRole::MemberSecretary => "Ủy viên kiêm Thư ký",
    }
}

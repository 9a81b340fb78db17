//! Rows that are nominees.

use super::cells::{Cells, Laying, Outcome, alike, as_is, day, yes};
use super::columns::TableColumns;
use super::run::Given;
use super::value::Told;
use super::view::RowState;
use chrono::{Datelike, NaiveDate};
use hoso_domain::nominee::{Collective, Gender, Individual, NomineeKind, Person};
use hoso_domain::{Name, Nominee, Text};
use hoso_store::fold::{fold, name_key};
use hoso_store::sha256_of;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Fields of one kind of nominee only, which tell what a row is.
const OF_PERSON: [&str; 10] = [
    "gender",
    "is_female",
    "birth_date",
    "birth_date_male",
    "birth_date_female",
    "position",
    "hometown",
    "residence",
    "qualification",
    "works_directly",
];
const OF_COLLECTIVE: [&str; 7] = [
    "parent",
    "address",
    "head",
    "head_position",
    "structure",
    "duties",
    "women",
];

/// The nominees of a dossier while rows are laid over them.
pub struct Nominees<'a> {
    given: &'a Given<'a>,
    table: &'a TableColumns,
    pub list: Vec<Nominee>,
    by_key: BTreeMap<(NomineeKind, String), Vec<usize>>,
    by_bare: HashMap<String, usize>,
    ids: HashSet<String>,
    /// The row that each nominee was last told by.
    told_by: HashMap<usize, u32>,
    /// Whether names begin with “Ông” or “Bà” as a habit of this table.
    pub has_titles: bool,
    /// What a heading above the rows says they are.
    pub heading: Option<NomineeKind>,
}

/// What a row tells of a nominee.
struct Row {
    kind: NomineeKind,
    name: Name,
    gender: Option<Gender>,
    birth: Option<Told>,
    place: Option<Name>,
}

impl<'a> Nominees<'a> {
    pub fn new(given: &'a Given<'a>, table: &'a TableColumns) -> Self {
        let mut nominees = Self {
            given,
            table,
            list: Vec::new(),
            by_key: BTreeMap::new(),
            by_bare: HashMap::new(),
            ids: HashSet::new(),
            told_by: HashMap::new(),
            has_titles: false,
            heading: None,
        };
        for nominee in &given.opened.dossier.nominees {
            nominees.add(nominee.clone());
        }
        nominees
    }

    fn add(&mut self, nominee: Nominee) -> usize {
        let at = self.list.len();
        let name = nominee.name.as_str();
        let key = (nominee.kind(), name_key(name));
        self.by_key.entry(key).or_default().push(at);
        self.by_bare.entry(fold(name)).or_insert(at);
        self.ids.insert(nominee.id.clone());
        self.list.push(nominee);
        at
    }

    pub fn take(&mut self, cells: &mut Cells<'_>) -> Outcome {
        let shown_name = cells.shown("name");
        cells.ask_for_required();
        let told = self.read(cells);
        let found = told.as_ref().map(|told| self.find(cells, told));
        let refused = |name: String| Outcome {
            state: RowState::Refused,
            name,
            detail: String::new(),
            changes: Vec::new(),
        };
        let (Some(told), Some(Ok(found))) = (told, found) else {
            return refused(shown_name);
        };
        let (mut nominee, is_new) = match found {
            Some(at) => (self.list[at].clone(), false),
            None => (self.blank(cells, &told), true),
        };
        let mut laying = Laying::new(self.table);
        self.lay(cells, &told, &mut nominee, &mut laying, is_new);
        if is_new && told.kind == NomineeKind::Individual && told.gender.is_none() {
            cells.refuse(
                "gender",
                (
                    "chưa rõ nam hay nữ".to_owned(),
                    "Điền cột giới tính, hoặc chọn giới tính cho các dòng không ghi.".to_owned(),
                ),
            );
        }
        if let Some((at, row)) = found.and_then(|at| Some((at, *self.told_by.get(&at)?)))
            && !laying.changes.is_empty()
        {
            let fields: Vec<_> = laying
                .changes
                .iter()
                .map(|one| one.field.as_str())
                .collect();
            cells.refuse_row(
                format!("trùng với dòng {row} nhưng khác ở: {}", fields.join(", ")),
                format!("Giữ một dòng cho “{}”.", self.list[at].name),
            );
        }
        if !cells.faults.is_empty() {
            return refused(shown_name);
        }
        let state = match (is_new, laying.changes.is_empty()) {
            (true, _) => RowState::New,
            (false, true) => RowState::Same,
            (false, false) => RowState::Updated,
        };
        let (name, detail) = (nominee.name.to_string(), Self::detail(&nominee));
        let at = match found {
            Some(at) => {
                if let Some(row) = self.told_by.get(&at) {
                    cells.note(format!("Trùng với dòng {row}"));
                }
                self.list[at] = nominee;
                at
            }
            None => self.add(nominee),
        };
        self.told_by.entry(at).or_insert(cells.row.number);
        Outcome {
            state,
            name,
            detail,
            changes: if is_new { Vec::new() } else { laying.changes },
        }
    }

    /// What tells who a row is; nothing where that cannot be read.
    fn read(&self, cells: &mut Cells<'_>) -> Option<Row> {
        let name = cells.name("name");
        let birth_cells = [
            ("birth_date", None),
            ("birth_date_male", Some(Gender::Male)),
            ("birth_date_female", Some(Gender::Female)),
        ];
        let filled = birth_cells
            .into_iter()
            .find(|(field, _)| cells.cell(field).is_some());
        let (birth, by_column) = match filled {
            Some((field, gender)) => (cells.told_date(field), gender),
            None => (None, None),
        };
        let by_code = cells.choice("gender").map(|code| {
            if code == "male" {
                Gender::Male
            } else {
                Gender::Female
            }
        });
        let by_tick = cells
            .yes("is_female")
            .map(|yes| if yes { Gender::Female } else { Gender::Male });
        let name = name?;
        let (name, by_title) = self.without_title(cells, name);
        let kind = self.kind(cells)?;
        // A column that only ticks women leaves the cells of men blank.
        let has_ticks = by_tick.is_none() && !cells.address("is_female").is_empty();
        let by_blank = has_ticks.then_some(Gender::Male);
        let gender = by_code.or(by_column).or(by_tick).or(by_title).or(by_blank);
        let place = match kind {
            NomineeKind::Individual => cells.name("workplace"),
            NomineeKind::Collective => cells.name("parent").or_else(|| cells.name("workplace")),
        };
        Some(Row {
            kind,
            name,
            gender: gender.or(self.given.choice.gender),
            birth,
            place,
        })
    }

    /// “Ông” is a family name too, so it is taken for a title only where most names have one.
    fn without_title(&self, cells: &mut Cells<'_>, name: Name) -> (Name, Option<Gender>) {
        let Some((gender, rest)) = title_of(name.as_str()) else {
            return (name, None);
        };
        if !self.has_titles {
            cells.note("Họ tên bắt đầu bằng “Ông” hoặc “Bà”: xem lại, tên in trên bằng không ghi");
            return (name, None);
        }
        match Name::try_from(rest.to_owned()) {
            Ok(rest) => (rest, Some(gender)),
            Err(_) => (name, None),
        }
    }

    fn kind(&self, cells: &mut Cells<'_>) -> Option<NomineeKind> {
        if cells.cell("kind").is_some() {
            return cells.choice("kind").map(|code| {
                if code == "collective" {
                    NomineeKind::Collective
                } else {
                    NomineeKind::Individual
                }
            });
        }
        let has = |fields: &[&str]| fields.iter().any(|field| cells.cell(field).is_some());
        let by_cells = match (has(&OF_PERSON), has(&OF_COLLECTIVE)) {
            (true, false) => Some(NomineeKind::Individual),
            (false, true) => Some(NomineeKind::Collective),
            _ => None,
        };
        let kind = self
            .heading
            .or(self.given.choice.rows_are)
            .or(by_cells)
            .or(self.given.sheet_is);
        if kind.is_none() {
            cells.refuse_row(
                "không rõ là tập thể hay cá nhân",
                "Thêm cột “Loại”, hoặc chọn loại cho các dòng không ghi.",
            );
        }
        kind
    }

    /// Whom the row means: nobody who is there, or the one at a place. More than one is a fault.
    fn find(&self, cells: &mut Cells<'_>, told: &Row) -> Result<Option<usize>, ()> {
        if let Some(id) = cells.cell("id").map(|_| cells.shown("id")) {
            let found = self.list.iter().position(|nominee| nominee.id == id);
            return match found {
                Some(at) if self.list[at].kind() == told.kind => Ok(Some(at)),
                _ => {
                    let what = format!("danh sách không có đề nghị nào mang mã “{id}”");
                    cells.refuse(
                        "id",
                        (what, "Xóa mã để thêm mới, hoặc sửa lại mã.".to_owned()),
                    );
                    Err(())
                }
            };
        }
        let key = (told.kind, name_key(told.name.as_str()));
        let named = self.by_key.get(&key).map_or(&[][..], Vec::as_slice);
        let fitting: Vec<usize> = named
            .iter()
            .copied()
            .filter(|at| fits(&self.list[*at], told))
            .collect();
        match fitting.as_slice() {
            [] => {
                if let Some(other) = named.first() {
                    let other = Self::detail(&self.list[*other]);
                    cells.note(format!(
                        "Trùng họ tên với người đã có ({other}), coi là người khác"
                    ));
                } else if let Some(near) = self.by_bare.get(&fold(told.name.as_str())) {
                    let near = self.list[*near].name.as_str();
                    if alike(near, told.name.as_str()) {
                        cells.note(format!("Gần trùng tên với “{near}” (chỉ khác dấu)"));
                    }
                }
                Ok(None)
            }
            [only] => Ok(Some(*only)),
            several => {
                cells.refuse(
                    "name",
                    (
                        format!("có {} đề nghị cùng tên này, chưa rõ là ai", several.len()),
                        "Điền ngày sinh và nơi công tác, hoặc điền mã.".to_owned(),
                    ),
                );
                Err(())
            }
        }
    }

    fn blank(&self, cells: &Cells<'_>, told: &Row) -> Nominee {
        let start = match told.kind {
            NomineeKind::Collective => "tt",
            NomineeKind::Individual => "cn",
        };
        let dossier = &self.given.opened.dossier.id;
        let mut id = String::new();
        for turn in 0_u32.. {
            let sign = format!("{dossier}\n{}\n{}\n{turn}", told.name, cells.row.number);
            id = format!("{start}-{}", &sha256_of(sign.as_bytes())[..8]);
            if !self.ids.contains(&id) {
                break;
            }
        }
        let person = match told.kind {
            NomineeKind::Collective => Person::Collective(no_collective()),
            NomineeKind::Individual => Person::Individual(nobody(told.gender)),
        };
        let award_form = self.given.award_form.clone();
        Nominee::new(id, told.name.clone(), person, award_form)
    }

    fn lay(
        &self,
        cells: &mut Cells<'_>,
        told: &Row,
        nominee: &mut Nominee,
        laying: &mut Laying<'_>,
        is_new: bool,
    ) {
        if !is_new && told.name != nominee.name {
            let known = nominee.name.to_string();
            if name_key(&known) == name_key(told.name.as_str()) {
                cells.note(format!("Tên viết khác, giữ cách viết đang có: {known}"));
            } else {
                laying.set("name", &mut nominee.name, Some(told.name.clone()), as_is);
            }
        }
        match &mut nominee.person {
            Person::Individual(person) => lay_person(cells, told, person, laying),
            Person::Collective(body) => lay_collective(cells, told, body, laying),
        }
        let forms = &self.given.award_names;
        let form = cells.award_form(&self.given.opened.plan, forms);
        let form_name = |id: &String| forms.get(id).cloned().unwrap_or_else(|| id.clone());
        laying.set("award_form", &mut nominee.award_form, form, form_name);
        let claims = cells.criteria(&self.given.opened.plan);
        laying.set("claims", &mut nominee.claims, claims, |claims| {
            claims.join("; ")
        });
        laying.set(
            "summary",
            &mut nominee.summary,
            cells.text("summary"),
            as_is,
        );
        laying.set("note", &mut nominee.note, cells.text("note"), as_is);
        let (others, kind) = match told.kind {
            NomineeKind::Individual => (&OF_COLLECTIVE[..], "tập thể"),
            NomineeKind::Collective => (&OF_PERSON[..], "cá nhân"),
        };
        for field in others {
            if cells.cell(field).is_some() {
                let cell = cells.address(field);
                cells.note(format!("Bỏ qua ô {cell}: chỉ dùng cho {kind}"));
            }
        }
    }

    fn detail(nominee: &Nominee) -> String {
        let (kind, place) = match &nominee.person {
            Person::Individual(person) => {
                let post = [person.position.filled(), person.workplace.filled()];
                let post = post.into_iter().flatten().collect::<Vec<_>>().join(", ");
                let born = day(person.birth_date);
                let parts = [born, post];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                ("Cá nhân", parts.collect::<Vec<_>>().join(" · "))
            }
            Person::Collective(body) => ("Tập thể", body.parent.to_string()),
        };
        if place.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind} · {place}")
        }
    }
}

/// Whether a nominee of the same name can be the one a row means: nothing that both tell differs,
/// and one's birth date outweighs where one works.
fn fits(nominee: &Nominee, told: &Row) -> bool {
    let same_place = |known: &Name| {
        let asked = told.place.as_ref().and_then(Name::filled);
        match (known.filled(), asked) {
            (Some(known), Some(asked)) => name_key(known) == name_key(asked),
            _ => true,
        }
    };
    match &nominee.person {
        Person::Collective(body) => same_place(&body.parent),
        Person::Individual(person) => match (person.birth_date, told.birth) {
            (Some(known), Some(Told::Day(asked))) => known == asked,
            (Some(known), Some(Told::Year(asked))) => {
                known.year() == asked && same_place(&person.workplace)
            }
            _ => same_place(&person.workplace),
        },
    }
}

fn lay_person(cells: &mut Cells<'_>, told: &Row, person: &mut Individual, laying: &mut Laying<'_>) {
    let is_told = [
        "gender",
        "is_female",
        "birth_date_male",
        "birth_date_female",
    ]
    .iter()
    .any(|field| cells.cell(field).is_some());
    let gender = told.gender.filter(|_| is_told);
    laying.set("gender", &mut person.gender, gender, |gender| {
        match gender {
            Gender::Male => "Nam",
            Gender::Female => "Nữ",
        }
        .to_owned()
    });
    let birth: Option<NaiveDate> = match told.birth {
        Some(Told::Day(day)) => Some(day),
        Some(Told::Year(year)) => {
            if person.birth_date.is_none_or(|known| known.year() != year) {
                cells.note(format!(
                    "Chỉ có năm sinh {year}: ngày sinh để trống, bổ sung sau"
                ));
            }
            None
        }
        None => None,
    };
    laying.set(
        "birth_date",
        &mut person.birth_date,
        birth.map(Some),
        |told| day(*told),
    );
    laying.set(
        "position",
        &mut person.position,
        cells.name("position"),
        as_is,
    );
    laying.set(
        "workplace",
        &mut person.workplace,
        told.place.clone(),
        as_is,
    );
    laying.set("is_head", &mut person.is_head, cells.yes("is_head"), |is| {
        yes(*is)
    });
    let directly = cells.yes("works_directly").map(Some);
    laying.set(
        "works_directly",
        &mut person.works_directly,
        directly,
        |told| told.map(yes).unwrap_or_default(),
    );
    for (field, slot) in [
        ("hometown", &mut person.hometown),
        ("residence", &mut person.residence),
        ("qualification", &mut person.qualification),
        ("phone", &mut person.phone),
    ] {
        laying.set(field, slot, cells.text(field), as_is);
    }
}

fn lay_collective(
    cells: &mut Cells<'_>,
    told: &Row,
    body: &mut Collective,
    laying: &mut Laying<'_>,
) {
    laying.set("parent", &mut body.parent, told.place.clone(), as_is);
    laying.set("head", &mut body.head, cells.name("head"), as_is);
    laying.set(
        "head_position",
        &mut body.head_position,
        cells.name("head_position"),
        as_is,
    );
    let women = cells.percent("women").map(Some);
    laying.set("women", &mut body.women, women, |share| {
        share.map(|share| share.to_string()).unwrap_or_default()
    });
    for (field, slot) in [
        ("address", &mut body.address),
        ("phone", &mut body.phone),
        ("fax", &mut body.fax),
        ("website", &mut body.website),
        ("structure", &mut body.structure),
        ("duties", &mut body.duties),
    ] {
        laying.set(field, slot, cells.text(field), as_is);
    }
}

/// The title that a name begins with, and the name behind it.
pub fn title_of(name: &str) -> Option<(Gender, &str)> {
    let (first, rest) = name.trim().split_once(char::is_whitespace)?;
    match fold(first).as_str() {
        "ong" => Some((Gender::Male, rest.trim())),
        "ba" if first.to_lowercase() == "bà" => Some((Gender::Female, rest.trim())),
        _ => None,
    }
}

fn nobody(gender: Option<Gender>) -> Individual {
    Individual {
        gender: gender.unwrap_or(Gender::Female),
        birth_date: None,
        hometown: Text::default(),
        residence: Text::default(),
        position: Name::default(),
        workplace: Name::default(),
        qualification: Text::default(),
        phone: Text::default(),
        is_head: false,
        works_directly: None,
    }
}

fn no_collective() -> Collective {
    Collective {
        parent: Name::default(),
        address: Text::default(),
        phone: Text::default(),
        fax: Text::default(),
        website: Text::default(),
        structure: Text::default(),
        duties: Text::default(),
        head: Name::default(),
        head_position: Name::default(),
        women: None,
    }
}

//! The texts of a dossier, each with its path.

use super::{Passage, Role};
use hoso_domain::nominee::{FactValue, Person};
use hoso_domain::{Dossier, Nominee};

/// The text of one field.
pub(super) struct FieldText<'a> {
    pub path: String,
    pub text: &'a str,
    role: Role,
    about: Option<usize>,
}

impl FieldText<'_> {
    pub fn passage(&self) -> Passage<'_> {
        Passage {
            text: self.text,
            role: self.role,
            about: self.about,
        }
    }
}

/// Every text that is typed, in the order of the dossier file.
pub(super) fn texts(dossier: &Dossier) -> Vec<FieldText<'_>> {
    let mut texts = Vec::new();
    let mut add = |path: String, text, role, about| {
        texts.push(FieldText {
            path,
            text,
            role,
            about,
        });
    };
    let unit = &dossier.unit;
    add("unit.name".into(), unit.name.as_str(), Role::Other, None);
    add(
        "unit.parent".into(),
        unit.parent.as_str(),
        Role::Other,
        None,
    );
    let late = dossier.late_justification.as_str();
    add("late_justification".into(), late, Role::Basis, None);
    let letter = &dossier.letter;
    for (name, list) in [
        ("legal_bases", &letter.legal_bases),
        ("further_bases", &letter.further_bases),
        ("recipients", &letter.recipients),
    ] {
        for (at, text) in list.iter().enumerate() {
            add(
                format!("letter.{name}[{at}]"),
                text.as_str(),
                Role::Basis,
                None,
            );
        }
    }
    let signatory = &letter.signatory;
    for (name, text) in [
        ("name", &signatory.name),
        ("position", &signatory.position),
        ("principal", &signatory.principal),
    ] {
        add(
            format!("letter.signatory.{name}"),
            text.as_str(),
            Role::Other,
            None,
        );
    }
    for (at, nominee) in dossier.nominees.iter().enumerate() {
        of_nominee(nominee, at, &mut add);
    }
    of_council(dossier, &mut add);
    for (source, path) in super::known::sources(dossier) {
        add(
            format!("{path}.title"),
            source.title.as_str(),
            Role::Other,
            None,
        );
        add(
            format!("{path}.issuer"),
            source.issuer.as_str(),
            Role::Other,
            None,
        );
    }
    texts.retain(|field| !field.text.trim().is_empty());
    texts
}

fn of_council<'a>(
    dossier: &'a Dossier,
    add: &mut impl FnMut(String, &'a str, Role, Option<usize>),
) {
    let council = &dossier.council;
    add(
        "council.name".into(),
        council.name.as_str(),
        Role::Other,
        None,
    );
    for member in &council.members {
        let path = |field: &str| format!("council.members[{}].{field}", member.id);
        add(path("name"), member.name.as_str(), Role::Other, None);
        add(
            path("position"),
            member.position.as_str(),
            Role::Other,
            None,
        );
    }
    if let Some(rule) = &council.rule {
        add(
            "council.rule.source".into(),
            rule.source.as_str(),
            Role::Basis,
            None,
        );
    }
    if let Some(meeting) = &dossier.meeting {
        add(
            "meeting.place".into(),
            meeting.place.as_str(),
            Role::Other,
            None,
        );
        for (at, absence) in meeting.absent.iter().enumerate() {
            let path = format!("meeting.absent[{at}].reason");
            add(path, absence.reason.as_str(), Role::Other, None);
        }
        for (at, guest) in meeting.guests.iter().enumerate() {
            add(
                format!("meeting.guests[{at}]"),
                guest.as_str(),
                Role::Other,
                None,
            );
        }
        for (at, text) in meeting.discussion.iter().enumerate() {
            add(
                format!("meeting.discussion[{at}]"),
                text.as_str(),
                Role::Talk,
                None,
            );
        }
    }
}

fn of_nominee<'a>(
    nominee: &'a Nominee,
    at: usize,
    add: &mut impl FnMut(String, &'a str, Role, Option<usize>),
) {
    let path = |field: &str| format!("nominees[{}].{field}", nominee.id);
    let about = Some(at);
    add(path("name"), nominee.name.as_str(), Role::Other, about);
    match &nominee.person {
        Person::Collective(body) => {
            for (field, text) in [
                ("parent", body.parent.as_str()),
                ("structure", body.structure.as_str()),
                ("duties", body.duties.as_str()),
                ("head", body.head.as_str()),
                ("head_position", body.head_position.as_str()),
            ] {
                add(
                    path(&format!("person.collective.{field}")),
                    text,
                    Role::Other,
                    about,
                );
            }
        }
        Person::Individual(person) => {
            for (field, text) in [
                ("position", person.position.as_str()),
                ("workplace", person.workplace.as_str()),
            ] {
                add(
                    path(&format!("person.individual.{field}")),
                    text,
                    Role::Other,
                    about,
                );
            }
        }
    }
    add(path("summary"), nominee.summary.as_str(), Role::Note, about);
    add(path("note"), nominee.note.as_str(), Role::Note, about);
    for (at, fact) in nominee.facts.iter().enumerate() {
        if let FactValue::Recognition(recognition) = &fact.value {
            let path = path(&format!("facts[{at}].value.recognition.title"));
            add(path, recognition.title.as_str(), Role::Other, about);
        }
    }
    for (at, award) in nominee.earlier_awards.iter().enumerate() {
        let path = path(&format!("earlier_awards[{at}].achievement"));
        add(path, award.achievement.as_str(), Role::Other, about);
    }
    for (at, section) in nominee.report.sections.iter().enumerate() {
        let section_path = path(&format!("report.sections[{at}]"));
        let heading = format!("{section_path}.heading");
        add(heading, section.heading.as_str(), Role::Report, about);
        for (at, text) in section.paragraphs.iter().enumerate() {
            let path = format!("{section_path}.paragraphs[{at}]");
            add(path, text.as_str(), Role::Report, about);
        }
    }
    for (at, answer) in nominee.determinations.iter().enumerate() {
        add(
            path(&format!("determinations[{at}].by")),
            answer.by.as_str(),
            Role::Other,
            None,
        );
        let basis = path(&format!("determinations[{at}].basis"));
        add(basis, answer.basis.as_str(), Role::Other, about);
    }
    if let Some(clearance) = &nominee.clearance {
        add(
            path("clearance.by"),
            clearance.by.as_str(),
            Role::Other,
            None,
        );
    }
}

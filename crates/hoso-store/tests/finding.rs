//! Finding again what was typed before, and beginning anew from it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, sample, sound, stamp};
use hoso_domain::{
    Clearance, CommendationKind, Dossier, EarlierAward, Gender, IndicatorValue, Individual, Level,
    Name, Nominee, NomineeKind, Person, PlanReference, Source, Text,
};
use hoso_store::{Cabinet, Edit, FieldPath, FoundPart, Grouping, Outcome, OutcomeResult, Renewal};
use serde_json::json;

const ID: &str = "mau-2022";

fn person(id: &str, name: &str, born: Option<&str>, workplace: &str) -> Nominee {
    Nominee {
        id: id.to_owned(),
        name: Name::try_from(name.to_owned()).unwrap(),
        person: Person::Individual(Individual {
            gender: Gender::Female,
            birth_date: born.map(|day| day.parse().unwrap()),
            hometown: Text::default(),
            residence: Text::default(),
            position: Name::default(),
            workplace: Name::try_from(workplace.to_owned()).unwrap(),
            qualification: Text::default(),
            phone: Text::default(),
            is_head: false,
            works_directly: None,
        }),
        ..sample().nominees[0].clone()
    }
}

fn put(cabinet: &mut Cabinet, dossier: &str, nominee: Nominee) -> i64 {
    let id = nominee.id.clone();
    let edit = [Edit::Nominee(Box::new(nominee))];
    cabinet
        .edit(dossier, &edit, Grouping::Own, &stamp(1))
        .unwrap();
    cabinet.subject_of(dossier, &id).unwrap().unwrap()
}

/// The sample with every field filled that a dossier may leave out.
fn filled() -> Dossier {
    let day = |text: &str| text.parse().ok();
    let percent = |text: &str| serde_json::from_value(json!(text.parse::<f64>().unwrap())).unwrap();
    let mut dossier = sample();
    dossier.plan = PlanReference {
        id: dossier.plan.id,
        version: dossier.plan.version,
        number: Text::from("120/KH-UBND"),
        date: day("2022-03-01"),
        launched_on: day("2022-03-15"),
        reviewed_on: day("2025-06-20"),
    };
    dossier.judged_on = day("2023-01-10");
    dossier.unit.level = Some(Level::District);
    dossier.letter.legal_bases = vec![Text::from("Luật Thi đua, khen thưởng năm 2003")];
    let source = Source {
        title: Text::from("Báo cáo"),
        symbol: Text::from("12/BC-SNV"),
        date: day("2023-01-05"),
        issuer: Name::try_from("Sở Nội vụ".to_owned()).unwrap(),
    };
    dossier.indicators = vec![IndicatorValue {
        indicator: "dich_vu_cong".to_owned(),
        year: 2022,
        value: percent("91.2"),
        source: Some(source.clone()),
    }];
    for nominee in &mut dossier.nominees {
        nominee.clearance = Some(Clearance {
            discipline_pending: false,
            investigated: false,
            complaint: true,
            discipline_ended_on: day("2021-02-03"),
            by: Name::try_from("Phan Thị Thu".to_owned()).unwrap(),
            on: day("2023-01-09"),
        });
        nominee.earlier_awards = vec![EarlierAward {
            year: 2021,
            award: Text::from("Giấy khen"),
            achievement: Text::from("Cải cách hành chính"),
            decision: source.clone(),
            same_achievement: true,
            kind: Some(CommendationKind::Unexpected),
            initiative: Text::from("Một cửa điện tử"),
            relied_on: true,
        }];
        if let Person::Collective(body) = &mut nominee.person {
            body.women = Some(percent("52.5"));
        }
    }
    dossier
}

/// A second dossier, of another year, with nobody in it.
fn other_year(cabinet: &mut Cabinet) {
    let mut other = sample();
    "nam-2023".clone_into(&mut other.id);
    other.year = Some(2023);
    other.nominees.clear();
    other.meeting = None;
    cabinet.add(&other, &stamp(0)).unwrap();
}

#[test]
fn everyone_is_found_without_diacritics_and_while_typing() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    put(
        &mut cabinet,
        ID,
        person("an", "Nguyễn Văn An", None, "Phòng Đào tạo"),
    );
    for typed in [
        "nguyen van an",
        "Nguyễn văn",
        "NGUYÊN V A",
        "van an",
        "nguye\u{302}\u{303}n an",
    ] {
        let found = cabinet.search(typed, 10).unwrap();
        assert!(
            found
                .iter()
                .any(|found| found.id == "an" && found.name == "Nguyễn Văn An"),
            "{typed}: {found:?}"
        );
    }
    let found = cabinet.search("dao tao", 10).unwrap();
    let first = &found[0];
    assert_eq!(
        (first.part, first.id.as_str(), first.dossier.as_str()),
        (FoundPart::Nominee, "an", ID)
    );
    assert!(first.excerpt.contains("Phòng Đào tạo"), "{first:?}");
    assert_eq!(cabinet.search("nguyen khong ai", 10).unwrap(), []);
    assert_eq!(cabinet.search(" .,* ", 10).unwrap(), []);
    assert_eq!(cabinet.search("\" OR name:", 10).unwrap(), []);

    // Every part is searched, and what is edited or removed is searched as it is now.
    let symbol = sample().evidence[0].document.symbol.to_string();
    let found = cabinet.search(&symbol, 50).unwrap();
    assert!(
        found.iter().any(|found| found.part == FoundPart::Evidence),
        "{found:?}"
    );
    let member = sample().council.members[0].name.to_string();
    let found = cabinet.search(&member, 50).unwrap();
    assert!(
        found.iter().any(|found| found.part == FoundPart::Council),
        "{found:?}"
    );
    let found = cabinet.search("so hoa, luan chuyen", 50).unwrap();
    assert!(!found.is_empty());
    let text = FieldPath::parse("nominees[an].report.sections[0].paragraphs[0]").unwrap();
    let edit = [Edit::Field {
        path: text,
        value: json!("Sáng kiến xếp hàng bằng đom đóm"),
    }];
    cabinet.edit(ID, &edit, Grouping::Own, &stamp(2)).unwrap();
    let found = cabinet.search("dom dom", 10).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].part, found[0].id.as_str()),
        (FoundPart::Report, "an")
    );
    assert_eq!(found[0].name, "Nguyễn Văn An");
    cabinet.undo(ID, &stamp(3)).unwrap();
    assert_eq!(cabinet.search("dom dom", 10).unwrap(), []);
    let before = cabinet.search("nam dinh", 100).unwrap();
    cabinet.rebuild_search().unwrap();
    let names = |found: &[hoso_store::Found]| {
        let mut names: Vec<_> = found.iter().map(|f| (f.part, f.id.clone())).collect();
        names.sort();
        names
    };
    assert_eq!(
        names(&cabinet.search("nam dinh", 100).unwrap()),
        names(&before)
    );
    sound(&cabinet);
}

#[test]
fn everything_is_found_at_every_letter_typed() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    put(
        &mut cabinet,
        ID,
        person("an", "Nguyễn Văn An", None, "Phòng Đào tạo"),
    );
    // At every letter, also in words that no Vietnamese syllable is as long as.
    for typed in ["nguyễn văn an", "phòng đào tạo 12-QĐ/UBND", "Powerpoint"] {
        let text = FieldPath::parse("nominees[an].summary").unwrap();
        let edit = [Edit::Field {
            path: text,
            value: json!(format!("{typed} nghiêng")),
        }];
        cabinet.edit(ID, &edit, Grouping::Own, &stamp(1)).unwrap();
        let whole: Vec<char> = typed.chars().collect();
        for length in 1..=whole.len() {
            let beginning: String = whole[..length].iter().collect();
            let found = cabinet.search(&beginning, 100).unwrap();
            assert!(found.iter().any(|found| found.id == "an"), "{beginning}");
        }
    }
    // Names come first, and only as they are now.
    let rename = |name: &str| Edit::Field {
        path: FieldPath::parse("nominees[an].name").unwrap(),
        value: json!(name),
    };
    let first = |cabinet: &Cabinet, typed: &str| {
        let found = cabinet.search(typed, 1).unwrap().pop();
        found.map(|found| (found.part, found.name))
    };
    assert_eq!(first(&cabinet, "to xungk"), None);
    cabinet
        .edit(ID, &[rename("Tổ Xungkích")], Grouping::Own, &stamp(1))
        .unwrap();
    let named = (FoundPart::Nominee, "Tổ Xungkích".to_owned());
    assert_eq!(first(&cabinet, "to xungk"), Some(named));
    cabinet.undo(ID, &stamp(1)).unwrap();
    assert_eq!(first(&cabinet, "to xungk"), None);
    sound(&cabinet);
}

#[test]
fn one_person_is_one_record_across_years() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    other_year(&mut cabinet);
    let hoa = put(
        &mut cabinet,
        ID,
        person(
            "a",
            "Trần Thị Thúy Hòa",
            Some("1980-05-01"),
            "Phòng Một cửa",
        ),
    );
    for (at, spelt) in [
        "TRẦN THỊ THÚY HÒA",
        " Trần  Thị Thuý Hoà",
        "Tra\u{302}\u{300}n Thị Thúy Hòa",
    ]
    .into_iter()
    .enumerate()
    {
        let again = put(
            &mut cabinet,
            "nam-2023",
            person(&format!("n{at}"), spelt, None, "Phòng Một cửa"),
        );
        assert_eq!(again, hoa, "{spelt}");
    }
    let namesake = put(
        &mut cabinet,
        "nam-2023",
        person(
            "khac",
            "Trần Thị Thúy Hòa",
            Some("1991-01-01"),
            "Phòng Một cửa",
        ),
    );
    assert_ne!(namesake, hoa, "born on another day");
    let placed = put(
        &mut cabinet,
        ID,
        person("b", "Trần Thị Thúy Hòa", None, "Chi cục Văn thư"),
    );
    assert_ne!(placed, hoa, "another one in the same dossier");

    // Half-typed names leave no records behind.
    let before = cabinet.subjects(NomineeKind::Individual).unwrap().len();
    for typed in ["L", "Lê", "Lê V", "Lê Văn Dũng", "Trần Thị Thúy Hòa"] {
        put(
            &mut cabinet,
            "nam-2023",
            person("go", typed, Some("1980-05-01"), ""),
        );
    }
    assert_eq!(cabinet.subject_of("nam-2023", "go").unwrap(), Some(hoa));
    assert_eq!(
        cabinet.subjects(NomineeKind::Individual).unwrap().len(),
        before
    );

    // On a person's word, two records become one, also for names typed later.
    cabinet.join_subjects(hoa, placed, &stamp(5)).unwrap();
    assert_eq!(cabinet.subject_of(ID, "b").unwrap(), Some(hoa));
    let lan = put(&mut cabinet, ID, person("c", "Hoàng Lan", None, ""));
    let lan_spelt = put(
        &mut cabinet,
        "nam-2023",
        person("d", "Hoàng Thị Lan", None, ""),
    );
    assert_ne!(lan, lan_spelt);
    cabinet.join_subjects(lan, lan_spelt, &stamp(6)).unwrap();
    assert_eq!(
        put(
            &mut cabinet,
            "nam-2023",
            person("e", "hoàng thị lan", None, "")
        ),
        lan
    );
    sound(&cabinet);

    let names: Vec<String> = cabinet
        .subjects(NomineeKind::Individual)
        .unwrap()
        .into_iter()
        .map(|subject| subject.name)
        .collect();
    let mut ordered = names.clone();
    ordered.sort_by_cached_key(|name| hoso_store::fold::person_order(name));
    assert_eq!(names, ordered);
}

#[test]
fn last_years_dossier_begins_this_years() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let old = sample();
    let (first, second) = (&old.nominees[0], &old.nominees[3]);
    let decision = Source {
        title: Text::from("Quyết định"),
        symbol: Text::from("77/QĐ-UBND"),
        date: "2023-04-01".parse().ok(),
        issuer: Name::try_from("Ủy ban nhân dân tỉnh".to_owned()).unwrap(),
    };
    let outcome = Outcome {
        result: OutcomeResult::Awarded,
        award: Text::from("Bằng khen của Chủ tịch UBND tỉnh"),
        decision: Some(decision.clone()),
        note: Text::default(),
    };
    cabinet
        .note_outcome(ID, &[&second.id], Some(&outcome), &stamp(1))
        .unwrap();
    let renewal = Renewal {
        id: "nam-2023".to_owned(),
        plan_version: 2,
        round: "annual".to_owned(),
        year: Some(2023),
        nominees: vec![second.id.clone(), first.id.clone()],
    };
    let renewed = cabinet.renew(ID, &renewal, &stamp(2)).unwrap();
    assert_eq!(cabinet.dossier("nam-2023").unwrap(), renewed);
    assert_eq!(renewed.plan.version, 2);
    assert_eq!(renewed.council, old.council);
    assert_eq!(renewed.letter.signatory, old.letter.signatory);
    assert_eq!(renewed.unit.name, old.unit.name);
    assert_eq!(
        (
            renewed.unit.facts.len(),
            renewed.evidence.len(),
            renewed.meeting
        ),
        (0, 0, None)
    );
    let again = &renewed.nominees[0];
    assert_eq!((&again.id, &again.person), (&second.id, &second.person));
    assert_eq!(
        (
            again.facts.len(),
            again.report.sections.len(),
            again.summary.is_blank()
        ),
        (0, 0, true)
    );
    let newest = again.earlier_awards.last().unwrap();
    assert_eq!(
        (newest.year, newest.award.as_str()),
        (2022, outcome.award.as_str())
    );
    assert_eq!(newest.decision, decision);
    assert_eq!(again.earlier_awards.len(), second.earlier_awards.len() + 1);
    // Told by the old dossier and by the new one, an award is listed once.
    let subject = cabinet.subject_of("nam-2023", &second.id).unwrap().unwrap();
    assert_eq!(cabinet.subject_of(ID, &second.id).unwrap(), Some(subject));
    let awards = cabinet.awards(subject).unwrap();
    assert_eq!(awards.len(), again.earlier_awards.len());
    assert!(awards.last().unwrap().is_outcome);
    assert_eq!(
        cabinet
            .history("nam-2023", &hoso_store::Part::Dossier, 5)
            .unwrap()[0]
            .entry
            .act,
        "renew"
    );
    sound(&cabinet);
}

#[test]
fn what_was_declared_last_year_is_not_declared_this_year() {
    let folder = folder();
    let mut cabinet = Cabinet::create(&folder.path().join("tu")).unwrap();
    let old = filled();
    cabinet.import(&old, &stamp(0)).unwrap();
    let renewal = Renewal {
        id: "nam-2023".to_owned(),
        plan_version: 2,
        round: "annual".to_owned(),
        year: Some(2023),
        nominees: old.nominees.iter().map(|one| one.id.clone()).collect(),
    };
    let renewed = cabinet.renew(&old.id, &renewal, &stamp(1)).unwrap();
    let text = serde_json::to_string(&renewed).unwrap();
    for absent in [
        "clearance",
        "indicators",
        "reviewed_on",
        "women",
        "relied_on",
        "Phan Thị Thu",
        "Luật Thi đua, khen thưởng năm 2003",
    ] {
        assert!(!text.contains(absent), "{absent} is carried over");
    }
    assert_eq!(renewed.plan.launched_on, old.plan.launched_on);
    assert_eq!(renewed.unit.level, old.unit.level);
    let (told, before) = (&renewed.nominees[0], &old.nominees[0]);
    assert_eq!(told.award_form, before.award_form);
    let (told, before) = (&told.earlier_awards[0], &before.earlier_awards[0]);
    assert!(before.same_achievement && !told.same_achievement);
    assert_eq!(
        (told.kind, &told.initiative),
        (before.kind, &before.initiative)
    );
    sound(&cabinet);
}

#[test]
fn every_field_that_may_be_left_out_is_kept_where_it_is_filled() {
    let folder = folder();
    let place = folder.path().join("tu");
    let mut cabinet = Cabinet::create(&place).unwrap();
    let dossier = filled();
    cabinet.import(&dossier, &stamp(0)).unwrap();
    cabinet.close().unwrap();
    let mut cabinet = Cabinet::open(&place, &stamp(1)).unwrap();
    assert_eq!(cabinet.dossier(&dossier.id).unwrap(), dossier);
    // Each is emptied by an edit of its own, and is back after undoing.
    let nominee = &dossier.nominees[0].id;
    for path in [
        "plan.launched_on".to_owned(),
        "plan.reviewed_on".to_owned(),
        "unit.level".to_owned(),
        format!("nominees[{nominee}].clearance"),
    ] {
        let edit = Edit::Field {
            path: FieldPath::parse(&path).unwrap(),
            value: json!(null),
        };
        cabinet
            .edit(&dossier.id, &[edit], Grouping::Own, &stamp(2))
            .unwrap();
        let edited = cabinet.dossier(&dossier.id).unwrap();
        assert_ne!(edited, dossier, "{path}");
        cabinet.undo(&dossier.id, &stamp(3)).unwrap();
        assert_eq!(cabinet.dossier(&dossier.id).unwrap(), dossier, "{path}");
    }
    sound(&cabinet);
}

#[test]
fn settings_and_registers_are_kept() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    assert_eq!(cabinet.setting("font_size").unwrap(), None);
    cabinet
        .set_setting("font_size", &json!(17), &stamp(1))
        .unwrap();
    cabinet
        .set_setting("font_size", &json!(18), &stamp(2))
        .unwrap();
    let unit = sample().unit;
    cabinet.keep_unit(&unit, &stamp(3)).unwrap();
    cabinet.keep_unit(&unit, &stamp(4)).unwrap();
    let known = hoso_store::KnownSignatory {
        unit: unit.name.to_string(),
        signatory: sample().letter.signatory,
    };
    cabinet.keep_signatory(&known, &stamp(5)).unwrap();
    let place = cabinet.folder().path().to_owned();
    cabinet.close().unwrap();
    let cabinet = Cabinet::open(&place, &stamp(6)).unwrap();
    assert_eq!(cabinet.setting("font_size").unwrap(), Some(json!(18)));
    let units = cabinet.units().unwrap();
    assert_eq!(
        (units.len(), &units[0].name, units[0].facts.len()),
        (1, &unit.name, 0)
    );
    assert_eq!(cabinet.signatories().unwrap(), [known]);
    sound(&cabinet);
}

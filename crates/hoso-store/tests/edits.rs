//! Edits at the store's boundary: what goes in comes out, step by step back and again.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, sample, sound, stamp};
use hoso_domain::{Dossier, Name, Text};
use hoso_store::{
    Answer, Cabinet, DossierState, Edit, FieldPath, Grouping, Part, Recall, Sending, StoreError,
};
use serde_json::{Value, json};

const ID: &str = "mau-2022";
const YEAR: i64 = 365 * 24 * 60;

fn field(path: &str, value: Value) -> Edit {
    Edit::Field {
        path: FieldPath::parse(path).unwrap(),
        value,
    }
}

fn set(cabinet: &mut Cabinet, minute: i64, path: &str, value: Value) -> Option<i64> {
    let edit = [field(path, value)];
    cabinet
        .edit(ID, &edit, Grouping::Own, &stamp(minute))
        .unwrap()
        .entry
}

#[test]
fn a_dossier_comes_out_as_it_went_in() {
    let folder = folder();
    let cabinet = cabinet(folder.path());
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    sound(&cabinet);
    let place = cabinet.folder().path().to_owned();
    cabinet.close().unwrap();
    let cabinet = Cabinet::open(&place, &stamp(1)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    let listed = cabinet.dossiers().unwrap();
    assert_eq!(listed.len(), 1);
    let first = &listed[0];
    assert_eq!(
        (first.id.as_str(), first.year, first.state.as_str()),
        (ID, Some(2022), "draft")
    );
    assert_eq!(
        (first.collectives + first.individuals) as usize,
        sample().nominees.len()
    );
    assert_eq!(first.unit, sample().unit.name.as_str());
}

#[test]
fn every_kind_of_edit_is_kept_taken_back_and_taken_again() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let old = sample();
    let first = old.nominees[0].clone();
    let mut newcomer = first.clone();
    newcomer.id = "moi".to_owned();
    newcomer.name = Name::try_from("Đội mới".to_owned()).unwrap();
    let mut unit = old.unit.clone();
    unit.symbol = Text::from("SDV");
    unit.facts.pop();
    let mut council = old.council.clone();
    council.members.swap(0, 1);
    let mut paper = old.evidence[0].clone();
    paper.id = "them".to_owned();
    let mut report = first.report.clone();
    report.sections.remove(0);
    let mut whole = old.clone();
    whole.nominees.reverse();
    whole.meeting = None;
    let edits = vec![
        field("unit.name", json!("Sở Nội vụ")),
        field(&format!("nominees[{}].name", first.id), json!("Tên khác")),
        field("meeting.votes[0].agree", json!(7)),
        field("letter.signatory.name", json!("Lê Văn Bốn")),
        field("year", json!(2023)),
        field(
            &format!("evidence[{}].document.symbol", old.evidence[0].id),
            json!("9/QĐ"),
        ),
        Edit::Nominee(Box::new(newcomer)),
        Edit::MoveNominee {
            id: first.id.clone(),
            before: None,
        },
        Edit::MoveNominee {
            id: "moi".to_owned(),
            before: Some(old.nominees[1].id.clone()),
        },
        Edit::Report {
            nominee: first.id.clone(),
            report,
        },
        Edit::RemoveNominee(first.id.clone()),
        Edit::Unit(unit),
        Edit::Letter(old.letter.clone()),
        Edit::Council(council),
        Edit::Meeting(None),
        Edit::Evidence(paper),
        Edit::RemoveEvidence(old.evidence[1].id.clone()),
        Edit::Whole(Box::new(whole)),
    ];
    let mut states = vec![cabinet.dossier(ID).unwrap()];
    for (minute, edit) in (0..).zip(&edits) {
        let edited = cabinet
            .edit(
                ID,
                std::slice::from_ref(edit),
                Grouping::Own,
                &stamp(minute),
            )
            .unwrap();
        let now = cabinet.dossier(ID).unwrap();
        assert!(edited.entry.is_some(), "{edit:?} changed nothing");
        assert_ne!(&now, states.last().unwrap());
        states.push(now);
    }
    sound(&cabinet);
    let steps = edits.len() as u32;
    assert_eq!(cabinet.steps(ID).unwrap(), (steps, 0));
    // Across sessions.
    let place = cabinet.folder().path().to_owned();
    cabinet.close().unwrap();
    let mut cabinet = Cabinet::open(&place, &stamp(50)).unwrap();
    for state in states.iter().rev().skip(1) {
        cabinet.undo(ID, &stamp(51)).unwrap();
        assert_eq!(&cabinet.dossier(ID).unwrap(), state);
    }
    assert!(matches!(
        cabinet.undo(ID, &stamp(52)),
        Err(StoreError::NothingToUndo)
    ));
    for state in states.iter().skip(1) {
        cabinet.redo(ID, &stamp(53)).unwrap();
        assert_eq!(&cabinet.dossier(ID).unwrap(), state);
    }
    assert!(matches!(
        cabinet.redo(ID, &stamp(54)),
        Err(StoreError::NothingToRedo)
    ));
    sound(&cabinet);
    // A new edit after taking back ends what could have been taken again.
    cabinet.undo(ID, &stamp(55)).unwrap();
    cabinet.undo(ID, &stamp(55)).unwrap();
    set(&mut cabinet, 56, "year", json!(2024)).unwrap();
    assert_eq!(cabinet.steps(ID).unwrap(), (steps - 1, 0));
    sound(&cabinet);
}

#[test]
fn one_stretch_of_typing_is_one_step() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let id = sample().nominees[2].id.clone();
    let path = format!("nominees[{id}].summary");
    for (minute, text) in (0..).zip(["C", "Có", "Có thành tích"]) {
        let edit = [field(&path, json!(text))];
        cabinet
            .edit(ID, &edit, Grouping::WithLast, &stamp(minute))
            .unwrap();
    }
    let other = [field("unit.place", json!("Ninh Bình"))];
    cabinet
        .edit(ID, &other, Grouping::WithLast, &stamp(4))
        .unwrap();
    assert_eq!(cabinet.steps(ID).unwrap(), (2, 0));
    assert_eq!(cabinet.undo(ID, &stamp(5)).unwrap(), "unit.place");
    assert_eq!(cabinet.undo(ID, &stamp(5)).unwrap(), path);
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    cabinet.redo(ID, &stamp(6)).unwrap();
    let again = cabinet.dossier(ID).unwrap();
    assert_eq!(
        again.nominee(&id).unwrap().summary.as_str(),
        "Có thành tích"
    );
    // Typing on after taking back is a step of its own.
    let edit = [field(&path, json!("Khác"))];
    cabinet
        .edit(ID, &edit, Grouping::WithLast, &stamp(7))
        .unwrap();
    assert_eq!(cabinet.steps(ID).unwrap(), (2, 0));
    sound(&cabinet);
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let name = sample().unit.name.to_string();
    assert_eq!(set(&mut cabinet, 1, "unit.name", json!(name)), None);
    let edit = [Edit::Whole(Box::new(sample()))];
    let edited = cabinet.edit(ID, &edit, Grouping::Own, &stamp(2)).unwrap();
    assert_eq!(edited.entry, None);
    assert_eq!(cabinet.journal(Some(ID), 10).unwrap().len(), 1);
}

#[test]
fn edits_of_one_call_stand_or_fall_together() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let id = sample().nominees[0].id.clone();
    let edits = [
        field(&format!("nominees[{id}].name"), json!("Một")),
        field(&format!("nominees[{id}].note"), json!("Hai")),
        field("unit.percent", json!(1)),
    ];
    let refused = cabinet.edit(ID, &edits, Grouping::Own, &stamp(1));
    assert!(
        matches!(refused, Err(StoreError::NoField { .. })),
        "{refused:?}"
    );
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    cabinet
        .edit(ID, &edits[..2], Grouping::Own, &stamp(2))
        .unwrap();
    let nominee = cabinet.dossier(ID).unwrap().nominee(&id).unwrap().clone();
    assert_eq!(
        (nominee.name.as_str(), nominee.note.as_str()),
        ("Một", "Hai")
    );
    cabinet.undo(ID, &stamp(3)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    sound(&cabinet);
}

#[test]
fn what_does_not_fit_the_model_is_refused() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let id = sample().nominees[0].id.clone();
    let mut check = |path: &str, value: Value| {
        let edit = [field(path, value)];
        cabinet
            .edit(ID, &edit, Grouping::Own, &stamp(1))
            .unwrap_err()
    };
    let long = "Ă".repeat(251);
    for (path, value) in [
        ("unit.name", json!(long)),
        ("unit.name", json!(5)),
        ("letter.date", json!("2023-02-29")),
        ("unit.facts[0].value", json!({ "percent": 101 })),
        ("meeting.votes[0].agree", json!(-1)),
    ] {
        let error = check(path, value);
        assert!(
            matches!(error, StoreError::BadValue { .. }),
            "{path}: {error:?}"
        );
    }
    for path in [
        "unit.la",
        "id",
        "nominees[khong-co].name",
        "meeting.votes[99].agree",
        "evidence[x].file",
    ] {
        let error = check(path, json!("x"));
        assert!(
            matches!(error, StoreError::NoField { .. }),
            "{path}: {error:?}"
        );
    }
    let error = check(&format!("nominees[{id}].id"), json!("x"));
    assert!(matches!(error, StoreError::NoField { .. }));
    let mut twice = sample();
    twice.nominees[1].id = sample().nominees[0].id.clone();
    twice.id = "hai".to_owned();
    assert!(matches!(
        cabinet.add(&twice, &stamp(1)),
        Err(StoreError::BadId { .. })
    ));
    assert!(matches!(
        cabinet.add(&sample(), &stamp(1)),
        Err(StoreError::DossierExists { .. })
    ));
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    sound(&cabinet);
}

#[test]
fn a_history_tells_who_changed_what_and_brings_it_back() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let id = sample().nominees[0].id.clone();
    let other = sample().nominees[1].id.clone();
    let text = format!("nominees[{id}].report.sections[0].paragraphs[0]");
    let first = set(&mut cabinet, 1, &text, json!("Bản một")).unwrap();
    set(
        &mut cabinet,
        2,
        &format!("nominees[{other}].note"),
        json!("khác"),
    )
    .unwrap();
    set(
        &mut cabinet,
        3,
        &format!("nominees[{id}].name"),
        json!("Tên mới"),
    )
    .unwrap();
    set(&mut cabinet, 4, &text, json!("Bản hai")).unwrap();

    let report = Part::Report(id.clone());
    let past = cabinet.history(ID, &report, 10).unwrap();
    assert_eq!(past.len(), 3, "{past:#?}");
    let newest = &past[0];
    assert_eq!(newest.entry.who, "Trần Thị Thư");
    assert_eq!(newest.entry.at, "2024-01-15T08:04:00+07:00");
    assert_eq!(newest.entry.act, "edit");
    assert_eq!(newest.fields.len(), 1);
    assert_eq!(newest.fields[0].path, text);
    assert_eq!(
        (&newest.fields[0].before, &newest.fields[0].after),
        (&json!("Bản một"), &json!("Bản hai"))
    );
    assert_eq!(past[2].entry.act, "import");

    cabinet.restore_part(ID, &report, first, &stamp(5)).unwrap();
    let now = cabinet.dossier(ID).unwrap();
    let nominee = now.nominee(&id).unwrap();
    assert_eq!(nominee.report.sections[0].paragraphs[0].as_str(), "Bản một");
    assert_eq!(
        nominee.name.as_str(),
        "Tên mới",
        "only the report was brought back"
    );
    assert_eq!(now.nominee(&other).unwrap().note.as_str(), "khác");

    let begun = cabinet
        .history(ID, &Part::Nominee(id.clone()), 10)
        .unwrap()
        .pop()
        .unwrap()
        .entry
        .seq;
    cabinet
        .restore_part(ID, &Part::Nominee(id.clone()), begun, &stamp(6))
        .unwrap();
    assert_eq!(
        cabinet.dossier(ID).unwrap().nominee(&id),
        sample().nominee(&id)
    );
    let gone = cabinet.restore_part(ID, &report, 0, &stamp(6));
    assert!(matches!(gone, Err(StoreError::NoEntry { seq: 0 })));

    // A nominee that was removed comes back whole.
    cabinet
        .edit(
            ID,
            &[Edit::RemoveNominee(id.clone())],
            Grouping::Own,
            &stamp(7),
        )
        .unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap().nominee(&id), None);
    cabinet
        .restore_part(ID, &Part::Nominee(id.clone()), begun, &stamp(8))
        .unwrap();
    assert_eq!(
        cabinet.dossier(ID).unwrap().nominee(&id),
        sample().nominee(&id)
    );

    cabinet
        .restore_part(ID, &Part::Dossier, begun, &stamp(9))
        .unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    let steps = cabinet.steps(ID).unwrap().0;
    for _ in 0..steps {
        cabinet.undo(ID, &stamp(10)).unwrap();
    }
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    sound(&cabinet);
}

#[test]
fn a_clock_that_jumps_back_a_year_changes_no_order() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let mut states: Vec<Dossier> = vec![sample()];
    for (minute, year) in [(1, 2031), (2 - YEAR, 2032), (3 + YEAR, 2033), (4, 2034)] {
        set(&mut cabinet, minute, "year", json!(year)).unwrap();
        states.push(cabinet.dossier(ID).unwrap());
    }
    let years: Vec<Value> = cabinet
        .history(ID, &Part::Dossier, 10)
        .unwrap()
        .into_iter()
        .flat_map(|past| past.fields)
        .map(|change| change.after)
        .collect();
    assert_eq!(years, [json!(2034), json!(2033), json!(2032), json!(2031)]);
    for state in states.iter().rev().skip(1) {
        cabinet.undo(ID, &stamp(-2 * YEAR)).unwrap();
        assert_eq!(&cabinet.dossier(ID).unwrap(), state);
    }
    sound(&cabinet);
}

#[test]
fn what_was_sent_is_frozen_until_it_comes_back() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    set(&mut cabinet, 1, "unit.place", json!("Nam Định.")).unwrap();
    let day = stamp(0).at.date_naive();
    let sending = Sending {
        on: day,
        to: Text::from("Sở Nội vụ"),
        by: Text::from("Bưu điện"),
        note: Text::default(),
        confirmed: vec!["names".to_owned()],
        frozen: None,
        after: None,
        recalled: None,
    };
    cabinet.send(ID, &sending, &stamp(2)).unwrap();
    let edit = [field("unit.place", json!("Khác"))];
    let refused = cabinet.edit(ID, &edit, Grouping::Own, &stamp(3));
    assert!(matches!(refused, Err(StoreError::Frozen { .. })));
    assert!(matches!(
        cabinet.undo(ID, &stamp(3)),
        Err(StoreError::Frozen { .. })
    ));
    assert!(matches!(
        cabinet.discard(ID, &stamp(3)),
        Err(StoreError::Frozen { .. })
    ));
    assert!(matches!(
        cabinet.send(ID, &sending, &stamp(3)),
        Err(StoreError::Frozen { .. })
    ));
    assert_eq!(cabinet.dossiers().unwrap()[0].state, "sent");
    let answer = Answer {
        on: day,
        returned: true,
        note: Text::from("Thiếu dấu"),
    };
    cabinet.answer(ID, &answer, &stamp(4)).unwrap();
    cabinet.undo(ID, &stamp(5)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    cabinet.send(ID, &sending, &stamp(6)).unwrap();
    let progress = cabinet.progress(ID).unwrap();
    let second = Sending {
        after: Some(answer.clone()),
        ..sending.clone()
    };
    assert_eq!(progress.sendings, [sending, second]);
    assert_eq!(progress.answer, None);
    sound(&cabinet);
}

#[test]
fn a_sending_is_called_back_to_what_was_before_it() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let day = stamp(0).at.date_naive();
    let sending = Sending {
        on: day,
        to: Text::from("Sở Nội vụ"),
        by: Text::default(),
        note: Text::default(),
        confirmed: Vec::new(),
        frozen: None,
        after: None,
        recalled: None,
    };
    let recall = Recall {
        on: day,
        note: Text::from("Gửi nhầm"),
    };
    let back = Answer {
        on: day,
        returned: true,
        note: Text::from("Thiếu dấu"),
    };
    let not_sent = |answer| matches!(answer, Err(StoreError::NotSent { .. }));
    assert!(not_sent(cabinet.recall(ID, &recall, &stamp(1))));
    assert!(not_sent(cabinet.answer(ID, &back, &stamp(1))));
    cabinet.send(ID, &sending, &stamp(2)).unwrap();
    cabinet.recall(ID, &recall, &stamp(3)).unwrap();
    let progress = cabinet.progress(ID).unwrap();
    assert_eq!(progress.state, DossierState::Draft);
    assert_eq!(progress.sendings[0].recalled, Some(recall.clone()));
    cabinet.send(ID, &sending, &stamp(4)).unwrap();
    cabinet.answer(ID, &back, &stamp(5)).unwrap();
    cabinet.send(ID, &sending, &stamp(6)).unwrap();
    cabinet.recall(ID, &recall, &stamp(7)).unwrap();
    let progress = cabinet.progress(ID).unwrap();
    assert_eq!(progress.state, DossierState::Returned);
    assert_eq!(progress.answer, Some(back));
    assert_eq!(progress.sendings.len(), 3);
    sound(&cabinet);
}

#[test]
fn a_discarded_dossier_can_be_brought_back() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    cabinet.discard(ID, &stamp(1)).unwrap();
    assert_eq!(cabinet.dossiers().unwrap(), []);
    assert!(matches!(
        cabinet.dossier(ID),
        Err(StoreError::NoDossier { .. })
    ));
    assert_eq!(cabinet.search("trung tam", 10).unwrap(), []);
    sound(&cabinet);
    cabinet.undo(ID, &stamp(2)).unwrap();
    assert_eq!(cabinet.dossier(ID).unwrap(), sample());
    sound(&cabinet);
}

#[test]
fn two_at_once_are_told_apart() {
    let folder = folder();
    let cabinet = cabinet(folder.path());
    let place = cabinet.folder().path().to_owned();
    let second = Cabinet::open(&place, &stamp(1));
    assert!(
        matches!(second, Err(StoreError::InUse { .. })),
        "{second:?}"
    );
    drop(cabinet);
    assert!(Cabinet::open(&place, &stamp(2)).is_ok());
}

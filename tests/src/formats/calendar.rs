//! Calendar files as other programs see them: read by a parser that shares no code with the writer,
//! and line by line as RFC 5545 has it.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarParameterName, ICalendarProperty,
    ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{Datelike, NaiveDate};
use hoso_exchange::{CalendarEntry, calendar_file};
use hoso_tests::{folder, hoso};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What a reader takes from a calendar file.
struct Read {
    name: String,
    events: Vec<Event>,
}

#[derive(Debug, PartialEq)]
struct Event {
    uid: String,
    title: String,
    detail: String,
    begins: NaiveDate,
    /// The day after its last.
    ends: NaiveDate,
    stamp: NaiveDate,
}

/// Reads a calendar and checks what readers ask of it before they take a single event.
fn read(text: &str) -> Read {
    lines_are_sound(text);
    let mut parser = Parser::new(text);
    let Entry::ICalendar(calendar) = parser.entry() else {
        panic!("no calendar: {text}");
    };
    assert!(matches!(parser.entry(), Entry::Eof), "one calendar alone");
    let [whole, components @ ..] = &calendar.components[..] else {
        panic!("no component: {text}");
    };
    assert_eq!(whole.component_type, ICalendarComponentType::VCalendar);
    assert_eq!(words(whole, &ICalendarProperty::Version), "2.0");
    assert!(words(whole, &ICalendarProperty::Prodid).starts_with("-//"));
    only_once(whole);
    let mut events = Vec::new();
    for event in components {
        // Days need no time zone, and every zone would be one more thing to be wrong.
        assert_eq!(event.component_type, ICalendarComponentType::VEvent);
        only_once(event);
        for property in [ICalendarProperty::Dtstart, ICalendarProperty::Dtend] {
            let entry = event.property(&property).unwrap();
            let names: Vec<_> = entry.params.iter().map(|one| &one.name).collect();
            assert_eq!(names, [&ICalendarParameterName::Value]);
        }
        let stamp = moment(event, &ICalendarProperty::Dtstamp);
        assert_eq!((stamp.hour, stamp.tz_hour), (Some(0), Some(0)), "{stamp:?}");
        events.push(Event {
            uid: words(event, &ICalendarProperty::Uid),
            title: words(event, &ICalendarProperty::Summary),
            detail: event
                .property(&ICalendarProperty::Description)
                .map_or(String::new(), |_| {
                    words(event, &ICalendarProperty::Description)
                }),
            begins: whole_day(event, &ICalendarProperty::Dtstart),
            ends: whole_day(event, &ICalendarProperty::Dtend),
            stamp: day(&stamp),
        });
    }
    Read {
        name: words(whole, &ICalendarProperty::Other("X-WR-CALNAME".to_owned())),
        events,
    }
}

/// Lines end in CR LF and nowhere else, have 75 octets at most, and are cut between letters.
fn lines_are_sound(text: &str) {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    let bare = text.replace("\r\n", "");
    assert!(
        !bare
            .chars()
            .any(|letter| letter.is_control() && letter != '\t'),
        "{bare:?}"
    );
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    // The parser passes over what it cannot read.
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let name = line.split([':', ';']).next().unwrap_or_default();
        let fits = |letter: char| letter.is_ascii_uppercase() || letter == '-';
        assert!(name.len() < line.len() && name.chars().all(fits), "{line}");
    }
}

/// No property stands twice; readers would take either.
fn only_once(component: &ICalendarComponent) {
    let mut seen = BTreeSet::new();
    for entry in &component.entries {
        assert!(seen.insert(entry.name.as_str()), "{:?}", entry.name);
    }
}

#[track_caller]
fn words(component: &ICalendarComponent, property: &ICalendarProperty) -> String {
    let entry = component.property(property).unwrap();
    let [ICalendarValue::Text(words)] = &entry.values[..] else {
        panic!("{entry:?}");
    };
    words.clone()
}

#[track_caller]
fn moment(component: &ICalendarComponent, property: &ICalendarProperty) -> PartialDateTime {
    let entry = component.property(property).unwrap();
    let [ICalendarValue::PartialDateTime(moment)] = &entry.values[..] else {
        panic!("{entry:?}");
    };
    (**moment).clone()
}

#[track_caller]
fn whole_day(component: &ICalendarComponent, property: &ICalendarProperty) -> NaiveDate {
    let moment = moment(component, property);
    assert_eq!((moment.hour, moment.tz_hour), (None, None), "{moment:?}");
    day(&moment)
}

fn day(moment: &PartialDateTime) -> NaiveDate {
    let (year, month, day) = (moment.year, moment.month, moment.day);
    let year = i32::from(year.unwrap());
    NaiveDate::from_ymd_opt(year, month.unwrap().into(), day.unwrap().into()).unwrap()
}

#[test]
fn another_program_reads_the_schedule_that_the_view_shows() {
    let folder = folder();
    let file = folder.path().join("lịch.ics");
    let shown = file.display().to_string();
    let on = "2026-01-05";
    let words = [
        "schedule", "--round", "annual", "--year", "2025", "--on", on,
    ];
    let view = hoso([&words[..], &["--ics", &shown, "--format", "json"]].concat());
    let view: serde_json::Value = serde_json::from_str(&view.out).unwrap();
    let calendar = read(&std::fs::read_to_string(&file).unwrap());
    let title = view["deadline"]["title"].as_str().unwrap();
    assert!(
        calendar.name.starts_with(&format!("{title}, ")),
        "{}",
        calendar.name
    );
    let steps = view["steps"].as_array().unwrap();
    assert_eq!(calendar.events.len(), steps.len());
    let mut uids = BTreeSet::new();
    for (event, step) in calendar.events.iter().zip(steps) {
        let of = |name: &str| step[name].as_str().unwrap();
        let day: NaiveDate = of("day").parse().unwrap();
        assert_eq!(event.title, format!("{} ({title})", of("title")));
        assert_eq!((event.begins, event.ends), (day, day.succ_opt().unwrap()));
        assert_eq!(event.stamp, on.parse().unwrap());
        assert!(event.detail.starts_with(of("detail")), "{}", event.detail);
        assert!(event.detail.contains("Hạn: IV.5"), "{}", event.detail);
        assert!(uids.insert(&event.uid), "{}", event.uid);
    }
}

#[test]
fn a_line_that_continues_another_is_no_longer_than_others() {
    let day = NaiveDate::from_ymd_opt(2026, 2, 27).unwrap();
    for length in 0..400 {
        for letter in ["a", "ệ", " ", "\u{1F3C5}"] {
            let title = format!("x{}", letter.repeat(length));
            let entry = CalendarEntry {
                uid: "1@hoso".to_owned(),
                day,
                title: title.clone(),
                detail: String::new(),
            };
            assert_eq!(
                read(&calendar_file("Lịch", day, &[entry])).events[0].title,
                title
            );
        }
    }
}

/// Words as people type and paste them, and what breaks a careless writer.
fn odd_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zđêệ ]{0,30}",
        prop::sample::select(vec![
            ",",
            ";",
            ":",
            "\\",
            "\\n",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\"",
            "\u{0}",
            "\u{b}",
            "\u{85}",
            "\u{2028}",
            "BEGIN:VEVENT",
            "\nEND:VCALENDAR\n",
            " ",
            "\u{1F3C5}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: hoso_tests::soak(256),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever stands in a unit's own steps comes out as it was, but for line breaks and control
    /// characters.
    #[test]
    fn another_program_reads_what_was_written(
        name in odd_words(),
        texts in prop::collection::vec((odd_words(), odd_words()), 0..4),
        days in 0..20_000_u64,
    ) {
        let day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(days);
        let entries: Vec<CalendarEntry> = texts
            .iter()
            .enumerate()
            .map(|(at, (title, detail))| CalendarEntry {
                uid: format!("{at}@hoso"),
                day,
                title: format!("Bước {title}"),
                detail: format!("Việc {detail}"),
            })
            .collect();
        let plain = |text: &str| -> String {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            text.chars().filter(|one| !one.is_control() || matches!(one, '\n' | '\t')).collect()
        };
        let found = read(&calendar_file(&format!("Lịch {name}"), day, &entries));
        prop_assert_eq!(found.name, plain(&format!("Lịch {name}")));
        prop_assert_eq!(found.events.len(), entries.len());
        for (event, entry) in found.events.iter().zip(&entries) {
            prop_assert_eq!(&event.uid, &entry.uid);
            prop_assert_eq!(&event.title, &plain(&entry.title));
            prop_assert_eq!(&event.detail, &plain(&entry.detail));
            prop_assert_eq!((event.begins, Some(event.ends)), (day, day.succ_opt()));
            prop_assert_eq!(event.stamp.year(), day.year());
        }
    }
}

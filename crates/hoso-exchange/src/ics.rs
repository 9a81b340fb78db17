//! Calendar files (iCalendar, RFC 5545) as Outlook and Google Calendar take them: whole days, stable
//! identities, and nothing that changes between two writings of the same entries.

use chrono::{DateTime, Days, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};

/// Octets of a line without its end; RFC 5545 allows no more.
const LONGEST_LINE: usize = 75;

/// One whole day in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Identity, kept when the entry moves; unique in the world, for example with a host part.
    pub uid: String,
    /// The day.
    pub day: NaiveDate,
    /// What stands in the calendar.
    pub title: String,
    /// What stands behind it; may be empty.
    pub detail: String,
}

/// Writes entries as a calendar file. `stamp` is the day on which they were worked out.
pub fn calendar_file(name: &str, stamp: NaiveDate, entries: &[CalendarEntry]) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//hoso-thi-dua//Lich lui//VI"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .append_property(Property::new("X-WR-CALNAME", plain(name)));
    for entry in entries {
        let mut event = Event::new();
        // Without a stamp of its own the entry would get the clock's, and a random identity.
        event
            .uid(&plain(&entry.uid))
            .timestamp(midnight(stamp))
            .starts(entry.day)
            .ends(next(entry.day))
            .summary(&plain(&entry.title))
            .add_property("TRANSP", "TRANSPARENT");
        let detail = plain(&entry.detail);
        if !detail.trim().is_empty() {
            event.description(&detail);
        }
        calendar.push(event.done());
    }
    folded(&calendar.to_string())
}

/// A text as a value may hold it: line breaks as one character, no other control character.
fn plain(text: &str) -> String {
    let broken = text.replace("\r\n", "\n").replace('\r', "\n");
    let allowed = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\t');
    broken.chars().filter(|letter| allowed(*letter)).collect()
}

/// Folds the lines again: the crate lets a line that continues another be one octet too long.
fn folded(calendar: &str) -> String {
    let mut out = String::with_capacity(calendar.len());
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > LONGEST_LINE {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(letter);
            octets += letter.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// The day after, on which a whole day ends.
fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc()
}

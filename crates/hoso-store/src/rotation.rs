//! Which backups may go: a pure function of when they were made.
//!
//! Kept are all of two days, the last of each day for two weeks, of each week for three months,
//! of each month for two years.

use chrono::{DateTime, Datelike, Duration, FixedOffset};
use std::collections::BTreeSet;

/// A backup as the rotation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Its number; later backups have larger ones.
    pub number: u32,
    /// When it was made, as far as the clock can be believed; see [`believed`].
    pub at: DateTime<FixedOffset>,
}

/// How long backups are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotation {
    /// Days for which all are kept.
    pub all: i64,
    /// Days for which one a day is kept.
    pub daily: i64,
    /// Days for which one a week is kept.
    pub weekly: i64,
    /// Days for which one a month is kept.
    pub monthly: i64,
    /// How many of the newest are kept whatever their age.
    pub newest: usize,
}

impl Default for Rotation {
    fn default() -> Self {
        Self {
            all: 2,
            daily: 14,
            weekly: 92,
            monthly: 731,
            newest: 3,
        }
    }
}

/// The longest step between two backups that is believed, in days.
const LONGEST_STEP: i64 = 3;

/// The time of a new backup as far as the clock can be believed, from the clock's and the believed
/// time of the one before it. A clock that jumps a year ahead must not make everything look a year
/// old, and one that jumps back makes no step at all; nor does a long pause age what was made
/// before it by more than three days.
pub(crate) fn believed(
    before: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    now: DateTime<FixedOffset>,
) -> DateTime<FixedOffset> {
    match before {
        None => now,
        Some((said, believed)) => {
            believed + (now - said).clamp(Duration::zero(), Duration::days(LONGEST_STEP))
        }
    }
}

/// The numbers of the backups that may go, right after the newest of them was made.
pub fn surplus(backups: &[Stored], rotation: Rotation) -> Vec<u32> {
    let mut ordered = backups.to_vec();
    ordered.sort_by_key(|backup| backup.number);
    let Some(now) = ordered.last().map(|newest| newest.at) else {
        return Vec::new();
    };
    let mut kept = BTreeSet::new();
    let mut taken = BTreeSet::new();
    // From the newest back, so that the last of each day, week and month is the one that stays.
    for (place, Stored { number, at }) in ordered.iter().rev().enumerate() {
        let age = now - *at;
        let is_younger = |days| age < Duration::days(days);
        let day = at.date_naive();
        let span = if is_younger(rotation.all) {
            kept.insert(*number);
            continue;
        } else if is_younger(rotation.daily) {
            Some((1, i64::from(day.num_days_from_ce())))
        } else if is_younger(rotation.weekly) {
            Some((7, i64::from(day.num_days_from_ce()) / 7))
        } else if is_younger(rotation.monthly) {
            Some((30, i64::from(day.year()) * 12 + i64::from(day.month0())))
        } else {
            None
        };
        if span.is_some_and(|span| taken.insert(span)) || place < rotation.newest {
            kept.insert(*number);
        }
    }
    ordered
        .into_iter()
        .map(|backup| backup.number)
        .filter(|number| !kept.contains(number))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Rotation, Stored, believed, surplus};
    use chrono::{DateTime, Duration, FixedOffset};

    fn start() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2023-01-02T07:30:00+07:00").unwrap()
    }

    /// Three working years with four backups a day, rotated after each one.
    #[test]
    fn three_years_leave_every_age_reachable() {
        let mut kept: Vec<Stored> = Vec::new();
        let mut most = 0;
        let mut number = 0;
        for day in 0..3 * 365 {
            for hour in [0, 3, 6, 9] {
                let now = start() + Duration::days(day) + Duration::hours(hour);
                number += 1;
                kept.push(Stored { number, at: now });
                let gone = surplus(&kept, Rotation::default());
                kept.retain(|backup| !gone.contains(&backup.number));
                most = most.max(kept.len());
                assert_eq!(kept.last().unwrap().number, number, "the newest stays");
                if hour == 9 && day % 5 == 0 {
                    check_reach(&kept, now, day);
                }
            }
        }
        assert!(most <= 8 + 14 + 14 + 25, "{most} kept at once");
    }

    /// For each age there is a backup no further before it than the step of that age.
    fn check_reach(kept: &[Stored], now: DateTime<FixedOffset>, day: i64) {
        let at_most = |age: i64, gap: i64| {
            if age < day {
                let wanted = now - Duration::days(age);
                let near = kept
                    .iter()
                    .map(|backup| (backup.at - wanted).abs())
                    .min()
                    .unwrap();
                assert!(
                    near <= Duration::days(gap),
                    "day {day}: nothing within {gap} days of {age} days ago"
                );
            }
        };
        at_most(0, 0);
        for age in 1..13 {
            at_most(age, 1);
        }
        for age in 14..90 {
            at_most(age, 7);
        }
        for age in 93..720 {
            at_most(age, 31);
        }
    }

    #[test]
    fn all_of_two_days_stay() {
        let backups: Vec<Stored> = (0..40)
            .map(|hour| Stored {
                number: hour + 1,
                at: start() + Duration::hours(i64::from(hour)),
            })
            .collect();
        assert_eq!(surplus(&backups, Rotation::default()), Vec::<u32>::new());
    }

    #[test]
    fn a_clock_that_jumps_a_year_takes_no_recent_backup_away() {
        let days = (0..10).chain([10 + 365, 10 - 365, 11, 12]);
        let mut kept: Vec<Stored> = Vec::new();
        let mut before = None;
        for (number, day) in (1..).zip(days) {
            let said = start() + Duration::days(day);
            let at = believed(before, said);
            before = Some((said, at));
            kept.push(Stored { number, at });
            let gone = surplus(&kept, Rotation::default());
            kept.retain(|backup| !gone.contains(&backup.number));
        }
        let numbers: Vec<u32> = kept.iter().map(|backup| backup.number).collect();
        assert!(numbers.len() >= 7, "{numbers:?}");
        assert!(
            numbers.ends_with(&[10, 12, 13, 14]) || numbers.ends_with(&[11, 12, 13, 14]),
            "{numbers:?}"
        );
        let reach = kept[kept.len() - 1].at - kept[0].at;
        assert!(reach >= Duration::days(8), "{numbers:?}");
    }
}

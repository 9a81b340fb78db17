//! Working days: which days offices are closed, and counting back from a day.
//!
//! Weekends, public holidays with the days off that make up for weekends, breaks as announced, and
//! days worked in exchange. Knows no day of today and no law; holidays are data.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use hoso_domain::finding::Mark;
use hoso_domain::holiday::Holidays;
use std::collections::{BTreeMap, BTreeSet};

/// Holidays spread out over the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkDays {
    off: BTreeMap<NaiveDate, DayOff>,
    worked: BTreeSet<NaiveDate>,
    years: BTreeSet<i32>,
}

/// A day on which offices are closed although it is, or stands for, no weekend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOff {
    /// Name of the holiday.
    pub name: String,
    /// Whether it makes up for a holiday on a weekend.
    pub made_up: bool,
    /// Where it stands written.
    pub cite: String,
    /// How far it has been checked; a computed break is never `Verified`.
    pub mark: Mark,
}

/// One run of days off before it is put into the calendar.
struct Break {
    days: Vec<NaiveDate>,
    name: String,
    cite: String,
    mark: Mark,
    /// Weekend days of it are made up for; an announcement says its days itself.
    computed: bool,
}

impl WorkDays {
    /// Spreads the holidays out, for every year of the table.
    pub fn new(holidays: &Holidays) -> Self {
        let mut calendar = Self {
            off: BTreeMap::new(),
            worked: holidays.worked.iter().map(|worked| worked.day).collect(),
            years: holidays.years.iter().map(|lunar| lunar.year).collect(),
        };
        let mut breaks = Vec::new();
        for year in &calendar.years {
            breaks.extend(computed(holidays, *year));
        }
        for announced in &holidays.announced {
            breaks.push(Break {
                days: span(announced.from, Some(announced.to)),
                name: announced.name.clone(),
                cite: announced.cite.clone(),
                mark: announced.mark,
                computed: false,
            });
        }
        breaks.sort_by_key(|one| one.days.first().copied());
        for one in &breaks {
            for day in &one.days {
                calendar.off.entry(*day).or_insert_with(|| one.off(false));
            }
        }
        // Make-up days come last: they must not fall on another holiday.
        for one in breaks.iter().filter(|one| one.computed) {
            for day in one.days.iter().filter(|day| is_weekend(**day)) {
                let free = day
                    .iter_days()
                    .skip(1)
                    .find(|next| !is_weekend(*next) && !calendar.off.contains_key(next));
                if let Some(free) = free {
                    calendar.off.insert(free, one.off(true));
                }
            }
        }
        calendar
    }

    /// Whether the table has the holidays of a year.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Why offices are closed on a day, where it is a holiday.
    pub fn holiday(&self, day: NaiveDate) -> Option<&DayOff> {
        self.off.get(&day).filter(|_| !self.worked.contains(&day))
    }

    /// Whether offices work on a day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.worked.contains(&day) || !(is_weekend(day) || self.off.contains_key(&day))
    }

    /// The last working day not after a day; `None` only at the edge of the calendar.
    pub fn last_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days()
            .rev()
            .take(LONGEST_CLOSURE)
            .find(|day| self.is_working(*day))
    }

    /// The day that lies so many working days before a working day.
    pub fn before(&self, day: NaiveDate, working_days: u32) -> Option<NaiveDate> {
        let mut at = self.last_until(day)?;
        for _ in 0..working_days {
            at = self.last_until(at.pred_opt()?)?;
        }
        Some(at)
    }

    /// How many working days there are between two days, both included.
    pub fn count(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        if to < from {
            return 0;
        }
        // By whole weeks, so that a day far off costs no time.
        let days = (to.signed_duration_since(from).num_days() + 1) as u32;
        let rest = from.iter_days().take((days % 7) as usize);
        let weekdays = days / 7 * 5 + rest.filter(|day| !is_weekend(*day)).count() as u32;
        let closed = self.off.range(from..=to).filter(|(day, _)| {
            let on_weekday = !is_weekend(**day);
            on_weekday && !self.worked.contains(day)
        });
        let extra = self.worked.range(from..=to).filter(|day| is_weekend(**day));
        weekdays + extra.count() as u32 - closed.count() as u32
    }

    /// The holidays from one day to another, both included, in order.
    pub fn between(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, &DayOff)> {
        // A range that ends before it begins is no range.
        let days = (from <= to).then(|| self.off.range(from..=to));
        days.into_iter()
            .flatten()
            .map(|(day, off)| (*day, off))
            .filter(|(day, _)| !self.worked.contains(day))
    }
}

/// More days in a row than offices are ever closed.
const LONGEST_CLOSURE: usize = 60;

impl Break {
    fn off(&self, made_up: bool) -> DayOff {
        DayOff {
            name: self.name.clone(),
            made_up,
            cite: self.cite.clone(),
            mark: self.mark,
        }
    }
}

/// The breaks of a year that no announcement replaces.
fn computed(holidays: &Holidays, year: i32) -> Vec<Break> {
    let announced = |id: &str| {
        holidays
            .announced
            .iter()
            .any(|announced| announced.of == id && announced.from.year() == year)
    };
    let mut breaks = Vec::new();
    for fixed in &holidays.fixed {
        let begins = NaiveDate::from_ymd_opt(year, fixed.month, fixed.day);
        let since = fixed.from_year.is_none_or(|from| from <= year);
        if let Some(begins) = begins.filter(|_| since && !announced(&fixed.id)) {
            breaks.push(Break {
                days: begins.iter_days().take(fixed.days as usize).collect(),
                name: fixed.name.clone(),
                cite: fixed.cite.clone(),
                mark: fixed.mark,
                computed: true,
            });
        }
    }
    if let Some(lunar) = holidays.years.iter().find(|lunar| lunar.year == year) {
        let tet = &holidays.new_year;
        if !announced(&tet.id) {
            let begins = lunar
                .new_year
                .checked_sub_days(Days::new(u64::from(tet.before)))
                .unwrap_or(lunar.new_year);
            let ends = lunar
                .new_year
                .checked_add_days(Days::new(u64::from(tet.from.saturating_sub(1))));
            breaks.push(Break {
                days: span(begins, ends),
                name: tet.name.clone(),
                cite: tet.cite.clone(),
                mark: tet.mark,
                computed: true,
            });
        }
        let kings = &holidays.hung_kings;
        if !announced(&kings.id) {
            breaks.push(Break {
                days: vec![lunar.hung_kings],
                name: kings.name.clone(),
                cite: kings.cite.clone(),
                mark: kings.mark,
                computed: true,
            });
        }
    }
    breaks
}

fn span(from: NaiveDate, to: Option<NaiveDate>) -> Vec<NaiveDate> {
    from.iter_days()
        .take_while(|day| to.is_some_and(|to| *day <= to))
        .collect()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

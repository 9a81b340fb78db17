//! Where and when a figure was taken: without that, no figure says anything.

use std::fmt::Write as _;
use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

/// The processor, its cores, the memory, the system, and how busy it all was.
pub fn machine() -> String {
    let field = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name));
        let value = line.and_then(|line| line.split_once([':', '=']));
        value.map(|(_, value)| value.trim().trim_matches('"').to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|value| value.split_whitespace().next()?.parse::<u64>().ok())
        .map(|kilobytes| format!(", {} GB", kilobytes / 1_000_000));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load
        .split_whitespace()
        .take(3)
        .collect::<Vec<_>>()
        .join(" ");
    let mut text = format!(
        "{}, {cores} cores{}, {}.",
        field("/proc/cpuinfo", "model name").unwrap_or_else(|| "a processor".to_owned()),
        memory.unwrap_or_default(),
        field("/etc/os-release", "PRETTY_NAME").unwrap_or_else(|| std::env::consts::OS.to_owned()),
    );
    let flags = field("/proc/cpuinfo", "flags").unwrap_or_default();
    if flags.split(' ').any(|flag| flag == "hypervisor") {
        text.push_str(
            " A virtual machine, which its host may slow down without a sign of it here.",
        );
    }
    if !load.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            " Load when this was written (1, 5 and 15 minutes): {load}; above {cores}, other work \
             was going on and times on the clock are longer than they would be."
        );
    }
    text
}

/// The day, in universal time.
pub fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    day(now.map_or(0, |time| time.as_secs()))
}

/// The day of a moment, in the calendar that everybody uses.
fn day(seconds: u64) -> String {
    let mut days = seconds / 86_400;
    let mut year = 1970;
    let leaps = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    while days >= 365 + u64::from(leaps(year)) {
        days -= 365 + u64::from(leaps(year));
        year += 1;
    }
    let february = 28 + u64::from(leaps(year));
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    format!("{:02}/{:02}/{year}", days + 1, month + 1)
}

#[cfg(test)]
mod tests {
    use super::{day, machine};

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day(0), "01/01/1970");
        assert_eq!(day(951_782_400), "29/02/2000");
        assert_eq!(day(1_795_910_400), "29/11/2026");
    }

    #[test]
    fn a_machine_is_told_with_its_cores() {
        assert!(machine().contains(" cores"));
    }
}

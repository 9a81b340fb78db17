//! What was measured beside what was promised: `benches/promises.toml` names each figure and where
//! it is found. Written to docs/performance.md with the day and the machine.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::curve;
use crate::here;
use crate::workshop::{Done, Failure, Workshop};

const PROMISES: &str = "benches/promises.toml";
const PAGE: &str = "docs/performance.md";
const CURVE: &str = "docs/performance/growth.svg";

/// One promised figure.
struct Figure {
    what: String,
    unit: String,
    at_most: Option<f64>,
    source: Source,
}

/// Where a figure is found.
enum Source {
    Criterion(String),
    Printed {
        bench: String,
        line: String,
        word: String,
        nth: usize,
    },
    Made(String),
}

/// What a benchmark printed last.
pub fn printed(workshop: &Workshop, bench: &str) -> PathBuf {
    workshop.measured().join(format!("{bench}.txt"))
}

/// Prints the table and writes it down, with the curve where the growth was measured.
pub fn show(workshop: &Workshop) -> Done {
    let text = read(&workshop.path(PROMISES))?;
    let figures = figures(&text)?;
    let medians = medians(&workshop.criterion());
    let rows: Vec<[String; 4]> = figures
        .iter()
        .map(|figure| row(figure, value(workshop, &medians, figure)))
        .collect();
    let table = table(&rows);
    println!("\n{table}");
    let growth = fs::read_to_string(printed(workshop, "growth")).unwrap_or_default();
    let points = curve::points(&growth);
    let mut page = format!(
        "# Performance\n\nWritten by `cargo xtask bench` on {}. Promised figures stand in \
         `{PROMISES}`, with where each is measured; “not measured” means that this machine has no \
         figure yet.\n\n{}\n\n{table}",
        here::today(),
        here::machine()
    );
    if !points.is_empty() {
        write(&workshop.path(CURVE), &curve::svg(&points))?;
        page.push_str(
            "\n## Growth\n\n![Time by number of nominees](performance/growth.svg)\n\nFrom 10 to \
             10,000 nominees, the sample's people repeated; both axes are logarithmic, so that a \
             straight line means that the time grows in proportion or as a power.\n\n",
        );
        page.push_str(&curve::told(&points));
    }
    page.push_str(
        "\n## Beside other programs\n\n`benches/compare` makes the same documents with docxtpl and \
         LibreOffice, Typst, Chromium and krilla; its README has the last figures and how they were \
         taken.\n",
    );
    write(&workshop.path(PAGE), &page)?;
    println!("{PAGE} is written.");
    Ok(())
}

fn figures(text: &str) -> Done<Vec<Figure>> {
    let table: toml::Table = toml::from_str(text)
        .map_err(|error| Failure::new(format!("could not read {PROMISES}: {error}")))?;
    let list = table.get("figure").and_then(toml::Value::as_array);
    list.into_iter().flatten().map(figure).collect()
}

fn figure(entry: &toml::Value) -> Done<Figure> {
    let what = word(entry, "what");
    let source = if let Some(printed) = entry.get("printed") {
        let nth = printed.get("nth").and_then(toml::Value::as_integer);
        Source::Printed {
            bench: word(printed, "bench"),
            line: word(printed, "line"),
            word: word(printed, "word"),
            nth: nth.and_then(|nth| usize::try_from(nth).ok()).unwrap_or(0),
        }
    } else if entry.get("made").is_some() {
        Source::Made(word(entry, "made"))
    } else if entry.get("criterion").is_some() {
        Source::Criterion(word(entry, "criterion"))
    } else {
        return Err(Failure::new(format!(
            "{PROMISES}: \"{what}\" does not say where its measurement is found."
        )));
    };
    let at_most = entry.get("at_most");
    Ok(Figure {
        unit: word(entry, "unit"),
        at_most: at_most.and_then(|most| most.as_float().or(most.as_integer().map(|n| n as f64))),
        what,
        source,
    })
}

fn word(entry: &toml::Value, key: &str) -> String {
    let word = entry.get(key).and_then(toml::Value::as_str);
    word.unwrap_or_default().to_owned()
}

/// The medians that criterion found last, in milliseconds, by the benchmark's full id.
fn medians(folder: &Path) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = path.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.ends_with("new/benchmark.json")
                && let (Some(benchmark), Some(estimates)) =
                    (json(&path), json(&path.with_file_name("estimates.json")))
                && let (Some(id), Some(nanoseconds)) = (
                    benchmark["full_id"].as_str(),
                    estimates["median"]["point_estimate"].as_f64(),
                )
            {
                found.insert(id.to_owned(), nanoseconds / 1e6);
            }
        }
    }
    found
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

fn value(workshop: &Workshop, medians: &BTreeMap<String, f64>, figure: &Figure) -> Option<f64> {
    match &figure.source {
        Source::Criterion(id) => medians.get(id).copied(),
        Source::Printed {
            bench,
            line,
            word,
            nth,
        } => {
            let text = fs::read_to_string(printed(workshop, bench)).ok()?;
            number_after(&text, line, word, *nth)
        }
        Source::Made(what) => made(workshop, what),
    }
}

/// The number after a word in the line that begins so.
fn number_after(text: &str, begins: &str, word: &str, nth: usize) -> Option<f64> {
    let mut lines = text.lines().map(str::trim);
    let mut of_these = lines.by_ref().filter(|line| line.starts_with(begins));
    let line = of_these.nth(nth)?;
    let (_, rest) = line.split_once(word)?;
    let first = rest.split_whitespace().next()?;
    first.trim_end_matches([',', ':']).parse().ok()
}

/// The size of something that was made, in the unit of its promise.
fn made(workshop: &Workshop, what: &str) -> Option<f64> {
    if what == "page" {
        let files = fs::read_dir(workshop.path("ui/dist/assets")).ok()?;
        let of_code = files.flatten().map(|file| file.path()).filter(|path| {
            let ending = path.extension().unwrap_or_default();
            ending == "js" || ending == "css"
        });
        let sizes: Option<Vec<usize>> = of_code.map(|path| compressed(&path)).collect();
        return Some(sizes?.into_iter().sum::<usize>() as f64 / 1000.0);
    }
    let ending = if what == "deb" {
        ".deb"
    } else {
        "-setup-unsigned.exe"
    };
    let files = fs::read_dir(workshop.ship()).ok()?;
    let mut found = files
        .flatten()
        .filter(|file| file.file_name().to_string_lossy().ends_with(ending));
    let size = found.next()?.metadata().ok()?.len();
    Some(size as f64 / 1e6)
}

fn compressed(path: &Path) -> Option<usize> {
    let mut gzip = Command::new("gzip")
        .args(["-9", "-c"])
        .stdin(fs::File::open(path).ok()?)
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut output = gzip.stdout.take()?;
    let size = std::io::copy(&mut output, &mut std::io::sink()).ok()?;
    gzip.wait().ok()?;
    usize::try_from(size).ok()
}

fn row(figure: &Figure, value: Option<f64>) -> [String; 4] {
    let unit = &figure.unit;
    let target = figure.at_most.map_or_else(
        || "told".to_owned(),
        |most| format!("{} {unit}", short(most)),
    );
    let (shown, holds) = match (value, figure.at_most) {
        (None, _) => ("not measured".to_owned(), ""),
        (Some(value), None) => (format!("{} {unit}", short(value)), ""),
        (Some(value), Some(most)) if value <= most => (format!("{} {unit}", short(value)), "yes"),
        (Some(value), Some(_)) => (format!("**{} {unit}**", short(value)), "**no**"),
    };
    [figure.what.clone(), shown, target, holds.to_owned()]
}

/// Three digits that say something.
fn short(number: f64) -> String {
    let whole = number.fract() == 0.0;
    match number {
        _ if whole || number >= 100.0 => format!("{number:.0}"),
        _ if number >= 10.0 => format!("{number:.1}"),
        _ if number >= 0.1 => format!("{number:.2}"),
        _ => format!("{number:.4}"),
    }
}

fn table(rows: &[[String; 4]]) -> String {
    let head = ["figure", "measured", "promised", "kept"].map(str::to_owned);
    let width = |column: usize| {
        let cells = rows.iter().chain([&head]);
        let widths = cells.map(|row| row[column].chars().count());
        widths.max().unwrap_or_default()
    };
    let widths = [0, 1, 2, 3].map(width);
    let line = |row: &[String; 4]| {
        let cells = [0, 1, 2, 3].map(|at| format!("{:<1$}", row[at], widths[at]));
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = widths.map(|width| "-".repeat(width));
    let mut text = line(&head) + &line(&rule);
    for row in rows {
        text.push_str(&line(row));
    }
    text
}

fn read(path: &Path) -> Done<String> {
    fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("could not read {}: {error}", path.display())))
}

fn write(path: &Path, text: &str) -> Done {
    let failed = |error| Failure::new(format!("could not write {}: {error}", path.display()));
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(failed)?;
    let mut file = fs::File::create(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{figures, medians, number_after, row, short, table};
    use crate::workshop::Workshop;

    #[test]
    fn the_promises_can_be_read_and_each_has_a_source() {
        let path = Workshop::find().unwrap().path(super::PROMISES);
        let figures = figures(&fs::read_to_string(path).unwrap()).unwrap();
        assert!(figures.len() > 20);
        assert!(figures.iter().all(|figure| !figure.unit.is_empty()));
        assert!(super::figures("[[figure]]\nwhat = \"a\"").is_err());
    }

    #[test]
    fn a_number_is_found_in_what_was_printed() {
        let text = "start, once more: p50 411.0, p95 979.1, most 979.1 ms (11 times)\nmemory:\n  \
                    all                      152 MB\nmemory:\n  all      717 MB\n\
                    PDF: 90 ms in all; given up 12 times, 35 ms to the end at most\n";
        assert_eq!(number_after(text, "start, once", "p95", 0), Some(979.1));
        assert_eq!(number_after(text, "all", "all", 1), Some(717.0));
        assert_eq!(number_after(text, "PDF:", "times,", 0), Some(35.0));
        assert_eq!(number_after(text, "start, first", "p95", 0), None);
    }

    #[test]
    fn medians_are_found_by_the_full_id() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("a/b/new");
        fs::create_dir_all(&new).unwrap();
        fs::write(new.join("benchmark.json"), r#"{"full_id":"a/b c"}"#).unwrap();
        let estimates = r#"{"median":{"point_estimate":2500000.0}}"#;
        fs::write(new.join("estimates.json"), estimates).unwrap();
        assert_eq!(medians(folder.path()).get("a/b c"), Some(&2.5));
    }

    #[test]
    fn a_missed_promise_is_seen_at_once() {
        let text = "[[figure]]\nwhat = \"a\"\ncriterion = \"a\"\nat_most = 10\nunit = \"ms\"";
        let figure = &figures(text).unwrap()[0];
        assert_eq!(row(figure, Some(9.87)), ["a", "9.87 ms", "10 ms", "yes"]);
        assert_eq!(
            row(figure, Some(12.34)),
            ["a", "**12.3 ms**", "10 ms", "**no**"]
        );
        assert_eq!(row(figure, None)[1], "not measured");
        let shown = table(&[row(figure, None)]);
        assert_eq!(
            shown.lines().nth(2),
            Some("| a      | not measured | 10 ms    |      |")
        );
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(short(0.0051), "0.0051");
        assert_eq!(short(1234.5), "1234");
    }
}

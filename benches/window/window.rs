//! Measures the released window under a display: cold start, keys, scrolling, memory.
//!
//! `cargo xtask bench window` builds the program and names it in `HOSO_WINDOW`.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement may stop at the first surprise"
)]

use driven::Window;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const STARTS: usize = 12;
const KEYS: usize = 60;
const NOMINEES: usize = 500;

#[tokio::main]
async fn main() {
    starts().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("500.json");
    many(&file, NOMINEES);
    let window = Window::open(Some(&file)).await;
    window.wait("unit-name").await;
    typing_in_the_table(&window).await;
    typing_in_a_report(&window).await;
    memory(&window);
    window.close().await;
}

/// From the start of the process to the frame in which the first screen has its content.
async fn starts() {
    let mut times = Vec::new();
    let mut window = Window::open(None).await;
    for _ in 0..STARTS {
        window.wait("start-sample").await;
        window.wait("welcome").await;
        let script = include_str!("usable.js");
        let usable = window.client.execute_async(script, vec![]).await.unwrap();
        times.push(number(&usable) - started(the_program().pid));
        window = window.again().await;
    }
    memory(&window);
    window.close().await;
    // The first one reads the program and the web view from the disk.
    println!("start, first of all: {:.0} ms", times[0]);
    tell("start, once more", &times[1..]);
}

async fn typing_in_the_table(window: &Window) {
    window.click("tab-nominees").await;
    window.wait("nominee-table").await;
    let frames = window
        .client
        .execute_async(include_str!("frames.js"), vec![])
        .await
        .unwrap();
    let frames: Vec<f64> = frames.as_array().unwrap().iter().map(number).collect();
    tell("a frame while 500 rows are scrolled", &frames);

    let script = "document.querySelector(\"[data-testid='nominee-table']\").scrollTop = 0";
    window.client.execute(script, vec![]).await.unwrap();
    window.type_into("nominee-table", "\u{e007}").await;
    window.wait("nominee-field-name").await;
    let times = keys(window, "nominee-field-name", "type_in").await;
    tell_keys("a key in a nominee's name, to the findings", &times);
}

async fn typing_in_a_report(window: &Window) {
    window.click("tab-reports").await;
    window.wait("report-text").await;
    window.wait("page-image").await;
    let times = keys(window, "report-text", "type_in").await;
    tell_keys("a key in a report, to the findings", &times);
    let times = keys(window, "report-text", "preview").await;
    tell_keys("a key in a report, to the page beside it", &times);
}

/// Types key by key, each once the one before was answered by a command; tells when the answer was
/// shown and when it had come.
async fn keys(window: &Window, field: &str, command: &str) -> Vec<[f64; 2]> {
    let mut times = Vec::new();
    let script = include_str!("keys.js");
    for at in 0..KEYS {
        let arguments = vec![json!(command)];
        window
            .client
            .execute_async(script, arguments)
            .await
            .unwrap();
        let key = char::from(b'a' + (at % 26) as u8).to_string();
        window.type_into(field, &key).await;
        let taken = "window.measured.taken.then(arguments[arguments.length - 1])";
        let taken = window.client.execute_async(taken, vec![]).await.unwrap();
        let [shown, answered] = [0, 1].map(|at| number(&taken[at]));
        times.push([shown, answered]);
        // Each key on its own, after what the one before set going is done.
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    times
}

/// What the program and the web view's processes hold, shared pages counted by share.
fn memory(window: &Window) {
    let own = the_program();
    println!("memory {:?} after the start:", window.age());
    let mut all = 0;
    for process in processes() {
        if process.pid == own.pid || process.ancestors.contains(&own.pid) {
            let [share, resident] = held(process.pid);
            all += share;
            println!("  {:<24} {share} MB (resident {resident} MB)", process.name);
        }
    }
    println!("  all                      {all} MB");
}

fn tell_keys(what: &str, times: &[[f64; 2]]) {
    let [shown, answered] = [0, 1].map(|at| times.iter().map(|time| time[at]).collect::<Vec<_>>());
    tell(what, &shown);
    tell("  of it until the program has answered", &answered);
}

fn tell(what: &str, times: &[f64]) {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)];
    println!(
        "{what}: p50 {:.1}, p95 {:.1}, most {:.1} ms ({} times)",
        at(0.5),
        at(0.95),
        times[times.len() - 1],
        times.len()
    );
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

struct Process {
    pid: u32,
    name: String,
    program: PathBuf,
    ancestors: Vec<u32>,
}

fn the_program() -> Process {
    let program = fs::canonicalize(std::env::var_os("HOSO_WINDOW").unwrap()).unwrap();
    let is_it = |process: &Process| process.program == program;
    processes().into_iter().find(is_it).unwrap()
}

fn processes() -> Vec<Process> {
    let folders = fs::read_dir("/proc").unwrap().flatten();
    let pids = folders.filter_map(|folder| folder.file_name().to_str()?.parse::<u32>().ok());
    let parents: HashMap<u32, u32> = pids
        .filter_map(|pid| Some((pid, stat(pid)?.get(1)?.parse().ok()?)))
        .collect();
    let ancestors = |pid: u32| {
        let parent = |pid: &u32| parents.get(pid).copied();
        std::iter::successors(parent(&pid), parent).collect()
    };
    parents
        .keys()
        .map(|&pid| Process {
            pid,
            name: fs::read_to_string(format!("/proc/{pid}/comm"))
                .unwrap_or_default()
                .trim()
                .to_owned(),
            program: fs::read_link(format!("/proc/{pid}/exe")).unwrap_or_default(),
            ancestors: ancestors(pid),
        })
        .collect()
}

/// The fields of `/proc/PID/stat` after the program's name, the state being the first.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

/// When a process began, in milliseconds of the epoch; Linux tells hundredths of a second.
fn started(pid: u32) -> f64 {
    let after_boot: f64 = stat(pid).unwrap()[19].parse().unwrap();
    let up = fs::read_to_string("/proc/uptime").unwrap();
    let up: f64 = up.split_whitespace().next().unwrap().parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs_f64() * 1000.0 - (up * 1000.0 - after_boot * 10.0)
}

/// The share and the whole of the memory a process has, in megabytes.
fn held(pid: u32) -> [u64; 2] {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    ["Pss:", "Rss:"].map(|name| {
        let line = rollup.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.unwrap_or_default() / 1024
    })
}

/// A dossier with so many nominees: the sample's people, many times over.
fn many(file: &Path, count: usize) {
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/samples/ho-so-mau.json"
    );
    let mut whole: Value = serde_json::from_slice(&fs::read(sample).unwrap()).unwrap();
    let dossier = &mut whole["dossier"];
    dossier["id"] = json!("nhieu");
    let people = dossier["nominees"].as_array().unwrap().clone();
    let copies = (0..count).map(|at| {
        let mut one = people[at % people.len()].clone();
        one["id"] = json!(format!("{}-{at}", one["id"].as_str().unwrap()));
        one["name"] = json!(format!("{} {at}", one["name"].as_str().unwrap()));
        one
    });
    dossier["nominees"] = copies.collect();
    dossier["meeting"]["votes"] = json!([]);
    fs::write(file, whole.to_string()).unwrap();
}

//! The cases in `tests/suite/rules`: how they are written, and the dossier that each one gives.

use chrono::NaiveDate;
use hoso_domain::finding::State;
use hoso_domain::{Dossier, NomineeKind, Percent, Plan};
use hoso_exchange::{
    dossier_from_json, holidays_from_toml, law_from_toml, plan_from_toml, steps_from_toml,
};
use hoso_rules::{Rules, WorkDays};
use hoso_tests::{root, sample};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::sync::{LazyLock, Mutex};

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    #[serde(default)]
    pub case: Vec<Written>,
    #[serde(default)]
    pub in_force: Vec<InForce>,
    #[serde(default)]
    pub reward: Vec<RewardCase>,
    #[serde(default)]
    pub day: Vec<DayCase>,
    #[serde(default)]
    pub safe_day: Vec<SafeDay>,
    #[serde(default)]
    pub target: Vec<TargetCase>,
    #[serde(default)]
    pub schedule: Vec<ScheduleCase>,
}

/// One case as written.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Written {
    pub name: String,
    /// Day of judging; the sample's own day where it is absent.
    pub on: Option<NaiveDate>,
    /// `collective` or `individual`, where the case is about a nominee.
    pub nominee: Option<String>,
    /// Fields of the nominee that replace the model nominee's.
    #[serde(default)]
    pub with: toml::Table,
    /// Further nominees: fields that replace those of the model nominee of their `kind`.
    #[serde(default)]
    pub others: Vec<toml::Table>,
    /// Fields of the dossier that replace the sample's, by path.
    #[serde(default)]
    pub dossier: BTreeMap<String, toml::Value>,
    /// Fields of the plan that replace its own, by path.
    #[serde(default)]
    pub plan: BTreeMap<String, toml::Value>,
    /// The plan file; the Nam Định plan where it is absent.
    pub plan_file: Option<String>,
    /// Votes for, against, blank.
    pub votes: Option<[u32; 3]>,
    /// The nominee stands in the lists twice.
    #[serde(default)]
    pub twice: bool,
    /// The plan names no kind of unit that takes part.
    #[serde(default)]
    pub nobody_takes_part: bool,
    /// Expected state by rule.
    pub expect: BTreeMap<String, String>,
    /// Expected weight by rule.
    #[serde(default)]
    pub weighs: BTreeMap<String, String>,
    /// Words in the citation, by rule.
    #[serde(default)]
    pub provision: BTreeMap<String, String>,
    /// Words that the findings must contain.
    #[serde(default)]
    pub says: Vec<String>,
    /// Words that no finding may contain.
    #[serde(default)]
    pub never_says: Vec<String>,
    /// The smallest changes, by criterion: as many as are written, each with its words.
    #[serde(default)]
    pub changes: BTreeMap<String, Vec<String>>,
    /// Evidence still missing, by criterion.
    #[serde(default)]
    pub unproven: BTreeMap<String, Vec<String>>,
    /// Values used, by criterion.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
    /// Whether an award form is open, by its id.
    #[serde(default)]
    pub open: BTreeMap<String, String>,
    /// Ids of the criteria by which an award form is open, by its id.
    #[serde(default)]
    pub open_by: BTreeMap<String, Vec<String>>,
    /// Why an award form is not open, by its id: as many reasons as are written, each with its
    /// words.
    #[serde(default)]
    pub not_open: BTreeMap<String, Vec<String>>,
    /// How many groups of nominees have equally many votes.
    pub ties: Option<usize>,
    /// Ids of those who come first among equals.
    pub first: Option<Vec<String>>,
    /// Ids of collectives whose share of women a tie lacks.
    pub first_unknown: Option<Vec<String>>,
}

/// On which days a provision holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    pub item: String,
    pub holds: Vec<NaiveDate>,
    #[serde(default)]
    pub not: Vec<NaiveDate>,
}

/// Reward money on a day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardCase {
    pub name: String,
    pub award: String,
    pub kind: NomineeKind,
    pub on: NaiveDate,
    /// In đồng; absent where it cannot be told.
    pub dong: Option<u64>,
    /// `verified`, `inferred` or `unchecked`.
    pub mark: String,
}

/// Whether offices work on a day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayCase {
    pub name: String,
    pub day: NaiveDate,
    pub works: bool,
    /// Words in the name of the holiday.
    pub holiday: Option<String>,
    /// Whether it makes up for a holiday on a weekend.
    #[serde(default)]
    pub made_up: bool,
}

/// A row of the table of safe days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafeDay {
    pub year: i32,
    pub new_year: NaiveDate,
    pub hung_kings: NaiveDate,
    pub safe: NaiveDate,
    /// Working days from the end of Tết to the safe day, both included.
    pub after_tet: u32,
}

/// A target by level and year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetCase {
    pub indicator: String,
    pub level: Option<hoso_domain::Level>,
    pub year: i32,
    /// Absent where the plan sets none.
    pub at_least: Option<Percent>,
    #[serde(default)]
    pub derived: bool,
}

/// The reverse schedule of a deadline of the Nam Định plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleCase {
    pub name: String,
    pub round: String,
    pub year: Option<i32>,
    pub on: NaiveDate,
    /// Days left and working days left to the deadline.
    pub left: (i64, u32),
    /// Day and working days left, by step.
    pub steps: BTreeMap<String, (NaiveDate, u32)>,
    /// Names of holidays on the way that have not been checked.
    #[serde(default)]
    pub uncertain: Vec<String>,
}

pub fn rules() -> Rules {
    let read = |path: &str| fs::read_to_string(root().join("assets").join(path)).unwrap();
    let acts = toml::from_str(&read("law/acts.toml")).unwrap();
    Rules {
        book: toml::from_str(&read("rules/dossier.toml")).unwrap(),
        law: law_from_toml(&read("law/provisions.toml"), &acts).unwrap(),
        work: WorkDays::new(&holidays_from_toml(&read("calendar/holidays.toml")).unwrap()),
    }
}

pub fn steps() -> hoso_domain::Steps {
    let path = root().join("assets/calendar/steps.toml");
    steps_from_toml(&fs::read_to_string(path).unwrap()).unwrap()
}

pub fn plan() -> Plan {
    plan_of("nam-dinh-cchc-2021-2025.toml")
}

/// A built-in plan; read once, since every case asks for one.
pub fn plan_of(file: &str) -> Plan {
    static READ: LazyLock<Mutex<BTreeMap<String, Plan>>> = LazyLock::new(Mutex::default);
    let mut read = READ.lock().unwrap();
    read.entry(file.to_owned())
        .or_insert_with(|| {
            let path = root().join("assets/plans").join(file);
            plan_from_toml(&fs::read_to_string(path).unwrap()).unwrap()
        })
        .clone()
}

impl Written {
    /// The plan of the case, changed as it says.
    pub fn plan(&self) -> Plan {
        let mut plan = self.plan_file.as_deref().map_or_else(plan, plan_of);
        if !self.plan.is_empty() {
            let mut value = serde_json::to_value(&plan).unwrap();
            for (path, new) in &self.plan {
                put(&mut value, path, serde_json::to_value(new).unwrap());
            }
            plan = serde_json::from_value(value)
                .unwrap_or_else(|error| panic!("{}: {error}", self.name));
        }
        if self.nobody_takes_part {
            plan.subjects
                .iter_mut()
                .for_each(|subject| subject.unit_kinds.clear());
        }
        plan
    }

    /// The sample with one flawless nominee of the kind asked for, changed as the case says.
    pub fn dossier(&self) -> Dossier {
        let mut file = sample();
        let dossier = &mut file["dossier"];
        if let Some(kind) = &self.nominee {
            let mut nominees = vec![model(dossier, kind, &self.with)];
            for (at, other) in self.others.iter().enumerate() {
                let mut with = other.clone();
                let kind = with
                    .remove("kind")
                    .map_or_else(|| kind.clone(), |kind| kind.as_str().unwrap().to_owned());
                let mut nominee = model(dossier, &kind, &with);
                if !with.contains_key("id") {
                    nominee["id"] = serde_json::json!(format!("khac-{at}"));
                }
                nominees.push(nominee);
            }
            let [agree, disagree, blank] = self.votes.unwrap_or([9, 0, 0]);
            let votes = nominees.iter().map(|nominee| {
                serde_json::json!({
                    "nominee": nominee["id"], "agree": agree, "disagree": disagree, "blank": blank
                })
            });
            dossier["meeting"]["votes"] = votes.collect();
            if self.twice {
                nominees.push(nominees[0].clone());
            }
            dossier["nominees"] = nominees.into();
        }
        for (path, value) in &self.dossier {
            put(dossier, path, serde_json::to_value(value).unwrap());
        }
        dossier_from_json(&file.to_string())
            .unwrap_or_else(|error| panic!("{}: {error:?}", self.name))
    }
}

fn model(dossier: &serde_json::Value, kind: &str, with: &toml::Table) -> serde_json::Value {
    let all = dossier["nominees"].as_array().unwrap();
    let mut nominee = all
        .iter()
        .find(|nominee| nominee["person"].get(kind).is_some())
        .unwrap()
        .clone();
    nominee["facts"] = serde_json::json!([]);
    nominee["claims"] = serde_json::json!([]);
    nominee["earlier_awards"] = serde_json::json!([]);
    for (field, value) in with {
        put(&mut nominee, field, serde_json::to_value(value).unwrap());
    }
    let facts = nominee["facts"].as_array_mut().unwrap();
    if facts.iter().all(|fact| fact["fact"] != "discipline") {
        facts.push(serde_json::json!(
            { "fact": "discipline", "value": { "yes": true }, "evidence": [] }
        ));
    }
    nominee
}

/// Replaces the value at a dotted path; the text `null` stands for nothing.
fn put(object: &mut serde_json::Value, path: &str, value: serde_json::Value) {
    let value = if value == "null" {
        serde_json::Value::Null
    } else {
        value
    };
    let mut place = object;
    for step in path.split('.') {
        place = match step.parse::<usize>() {
            Ok(index) => &mut place[index],
            Err(_) => &mut place[step],
        };
    }
    *place = value;
}

pub fn state_name(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::NotMet => "not_met",
        State::Unknown => "unknown",
        State::NotApplicable => "not_applicable",
    }
}

/// Every file with its name.
pub fn files() -> Vec<(String, CaseFile)> {
    let folder = root().join("tests/suite/rules");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let file: CaseFile =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        files.push((
            path.file_name().unwrap().to_string_lossy().into_owned(),
            file,
        ));
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// Every case on dossiers with the name of its file.
pub fn cases() -> Vec<(String, Written)> {
    files()
        .into_iter()
        .flat_map(|(name, file)| file.case.into_iter().map(move |case| (name.clone(), case)))
        .collect()
}

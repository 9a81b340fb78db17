//! What the store's tests start from: a folder with an awkward name, the sample dossier, a clock.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::{DateTime, Duration};
use hoso_domain::Dossier;
use hoso_store::{Cabinet, Stamp};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("tủ hồ sơ ")
        .tempdir()
        .unwrap()
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A minute of an office day; later minutes have larger numbers.
pub fn stamp(minute: i64) -> Stamp {
    let day = DateTime::parse_from_rfc3339("2024-01-15T08:00:00+07:00").unwrap();
    Stamp {
        who: "Trần Thị Thư".to_owned(),
        at: day + Duration::minutes(minute),
    }
}

pub fn sample() -> Dossier {
    let path = root().join("assets/samples/ho-so-mau.json");
    let text = std::fs::read_to_string(path).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
    serde_json::from_value(file["dossier"].take()).unwrap()
}

/// A cabinet with the sample dossier.
pub fn cabinet(folder: &Path) -> Cabinet {
    let mut cabinet = Cabinet::create(&folder.join("Tủ của Sở")).unwrap();
    cabinet.import(&sample(), &stamp(0)).unwrap();
    cabinet
}

/// Nothing is wrong, at every depth.
#[track_caller]
pub fn sound(cabinet: &Cabinet) {
    assert_eq!(cabinet.examine_quickly().unwrap().problems, []);
    assert_eq!(cabinet.examine().unwrap().problems, []);
}

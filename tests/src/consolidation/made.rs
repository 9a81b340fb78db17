//! Packages as units send them, and what else turns up among them.

use hoso_domain::Text;
use hoso_exchange::dossier_package::{
    About, Counts, PackageWriter, Purpose, Put, Return, Role, part,
};
use hoso_exchange::{Existing, dossier_from_json, dossier_to_json};
use hoso_tests::sample;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A folder full of packages.
pub struct Made {
    pub packages: PathBuf,
}

/// A person as the sample has one, with an identity of its own.
pub fn person(id: &str, name: &str, born: &str, workplace: &str) -> Value {
    let mut nominee = sample()["dossier"]["nominees"][6].clone();
    nominee["id"] = json!(id);
    nominee["name"] = json!(name);
    nominee["person"]["individual"]["birth_date"] = json!(born);
    nominee["person"]["individual"]["workplace"] = json!(workplace);
    nominee["facts"] = json!([]);
    nominee
}

/// The sample as another unit would have it.
pub fn unit_dossier(id: &str, unit: &str, nominees: Vec<Value>) -> Value {
    let mut file = sample();
    let dossier = &mut file["dossier"];
    dossier["id"] = json!(id);
    dossier["unit"]["name"] = json!(unit);
    dossier["nominees"] = Value::Array(nominees);
    dossier["meeting"]["votes"] = json!([]);
    dossier["evidence"] = json!([]);
    dossier["unit"]["facts"][0]["evidence"] = json!([]);
    dossier["unit"]["facts"][1]["evidence"] = json!([]);
    file
}

/// Gives a nominee a fact with a paper whose scan comes along.
pub fn with_scan(file: &mut Value, nominee: &str, paper: &str, scan: &[u8]) {
    let dossier = &mut file["dossier"];
    dossier["evidence"] = json!([{
        "id": paper,
        "document": { "title": "Quyết định", "symbol": "12/QĐ-SA", "date": "2022-12-01", "issuer": "Sở A" },
        "file": "qd-12.pdf",
        "sha256": sha256(scan),
    }]);
    let nominees = dossier["nominees"].as_array_mut().unwrap();
    let nominee = nominees
        .iter_mut()
        .find(|one| one["id"] == nominee)
        .unwrap();
    nominee["facts"] = json!([{
        "fact": "outstanding", "year": null, "value": { "yes": true }, "source": null, "evidence": [paper],
    }]);
}

/// Writes a package of a dossier file, with scans.
pub fn package(path: &Path, file: &Value, scans: &[(&str, &[u8])]) {
    put(path, file, scans, Purpose::Submission, None);
}

fn put(
    path: &Path,
    file: &Value,
    scans: &[(&str, &[u8])],
    purpose: Purpose,
    note: Option<&Return>,
) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let dossier = dossier_from_json(&file.to_string()).unwrap();
    let mut writer = PackageWriter::begin(path, Existing::Refuse).unwrap();
    let text = dossier_to_json(&dossier).unwrap();
    writer.text(Role::Dossier, part::DOSSIER, &text).unwrap();
    if let Some(note) = note {
        let text = note.to_json().unwrap();
        writer.text(Role::Return, part::RETURN, &text).unwrap();
    }
    for (name, scan) in scans {
        let place = format!("{}/{name}", part::EVIDENCE);
        let mut from = *scan;
        let most = scan.len() as u64;
        let go_on = &mut |_| ControlFlow::Continue(());
        let done = writer.content((Role::Evidence, &place), &mut from, most, None, go_on);
        assert_eq!(done.unwrap(), Put::In);
    }
    let about = About {
        program: "1.0.0".to_owned(),
        purpose,
        dossier: dossier.id.clone(),
        unit: dossier.unit.name.to_string(),
        plan: dossier.plan.id.clone(),
        plan_version: dossier.plan.version,
        law_on: "2023-02-10".parse().unwrap(),
        round: dossier.round.clone(),
        year: dossier.year,
        state: "sent".to_owned(),
        counts: Counts::of(&dossier),
    };
    writer.finish(about).unwrap();
}

/// Fifty units with one collective and four people each; one sent a newer package, one sent the same
/// twice, the package of one is damaged, and files that are none lie among them.
pub fn fifty(folder: &Path) -> Made {
    let packages = folder.join("Gói nhận được");
    let file = |name: &str| packages.join(name);
    for at in 0..50 {
        package(
            &file(&format!("don-vi-{at:02}.hoso")),
            &of_unit(at, ""),
            &[],
        );
    }
    package(&file("don-vi-10 bản 2.hoso"), &of_unit(10, " (sửa)"), &[]);
    aged(&file("don-vi-10.hoso"));
    fs::copy(file("don-vi-11.hoso"), file("don-vi-11 (1).hoso")).unwrap();
    let damaged = file("don-vi-12.hoso");
    let mut bytes = fs::read(&damaged).unwrap();
    // In the midst of the packed dossier.
    let middle = bytes.len() / 3;
    bytes[middle] ^= 0x55;
    fs::write(&damaged, bytes).unwrap();
    fs::write(file("khong-phai-goi.hoso"), "chỉ là chữ").unwrap();
    fs::write(file("doc-toi.txt"), "Các gói nhận tuần này").unwrap();
    let note = Return::new(
        "x",
        "2023-02-20".parse().unwrap(),
        Text::from("Sở Nội vụ"),
        Vec::new(),
    );
    put(
        &file("tra-lai.hoso"),
        &of_unit(60, ""),
        &[],
        Purpose::Return,
        Some(&note),
    );
    newer(&file("moi-hon.hoso"));
    Made { packages }
}

fn of_unit(at: usize, more: &str) -> Value {
    let unit = format!("Sở thứ {at}");
    let mut nominees = vec![sample()["dossier"]["nominees"][0].clone()];
    nominees[0]["name"] = json!(format!("Phòng Một cửa{more}"));
    nominees[0]["person"]["collective"]["parent"] = json!(unit);
    nominees[0]["facts"] = json!([]);
    for one in 0..4 {
        let name = format!("{} {}", NAMES[one], NAMES[(at + one) % NAMES.len()]);
        let born = format!("19{:02}-{:02}-{:02}", 60 + at % 40, 1 + one, 1 + at % 28);
        nominees.push(person(&format!("n{one}"), &name, &born, &unit));
    }
    unit_dossier(&format!("hs-{at}"), &unit, nominees)
}

const NAMES: [&str; 7] = [
    "Nguyễn Văn",
    "Trần Thị",
    "Lê Hoàng",
    "Phạm Thu",
    "Vũ Đức",
    "Đặng Minh",
    "Bùi Thị",
];

/// A package of a version to come.
fn newer(path: &Path) {
    let mut writer = zip::ZipWriter::new(File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file(part::MANIFEST, options).unwrap();
    let manifest = json!({ "format": "hoso-thi-dua/package", "version": 99 });
    std::io::Write::write_all(&mut writer, manifest.to_string().as_bytes()).unwrap();
    writer.finish().unwrap();
}

/// Makes a file an hour older.
fn aged(path: &Path) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_hours(1))
        .unwrap();
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

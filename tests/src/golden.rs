//! The look of the sample's documents, as it was when a person looked at it last: the tree of tags,
//! the text, and images of the pages. `cargo xtask bless` rewrites what is compared with;
//! look at every image before you commit one.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::{hoso, read_with, root, sample, written};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Documents with the pages whose images are kept.
const DOCUMENTS: [(&str, &[usize]); 13] = [
    ("01-to-trinh-va-danh-sach", &[1, 2, 3, 4]),
    (
        "02-bao-cao-thanh-tich-01-trung-tam-tiep-nhan-va-tra-ket-qua-lien-thong",
        &[1],
    ),
    ("02-bao-cao-thanh-tich-04-doan-van-khai", &[1, 2]),
    ("03-bien-ban-hop-hoi-dong", &[1, 2, 4]),
    ("04-giay-moi-hop-hoi-dong", &[1]),
    ("05-phieu-bau", &[1]),
    ("06-phieu-lay-y-kien", &[1]),
    ("07-bien-ban-kiem-phieu", &[1]),
    ("08-quyet-dinh-tang-giay-khen", &[1, 2]),
    ("09-giay-khen", &[1, 4]),
    ("00-muc-luc-ho-so", &[1]),
    ("10-bien-ban-giao-nhan-ho-so", &[1]),
    ("ho-so-day-du", &[1]),
];

/// Small enough to keep, large enough to see a line that moved.
const DOTS_PER_INCH: &str = "40";

/// Renderers differ in the grey at the edge of a letter: that much on average, of 255, and so many
/// in a thousand that differ plainly.
const MEAN: f64 = 1.5;
const PLAINLY: u8 = 96;
const IN_A_THOUSAND: f64 = 4.0;

#[test]
fn documents_look_as_they_did_when_a_person_looked_last() {
    let file = root().join("assets/samples/ho-so-mau.json");
    compare(&file, &["--document", "all", "--merged"], &DOCUMENTS);
}

#[test]
fn a_table_of_indicators_looks_as_it_did_when_a_person_looked_last() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(folder.path(), "ho-so.json", with_indicators().to_string());
    let report = "02-bao-cao-thanh-tich-01-so-chi-tieu";
    compare(
        &file,
        &["--document", "report.tt-mot-cua"],
        &[(report, &[2, 3])],
    );
}

/// The sample with the unit itself proposed, and what it achieved: whole and broken numbers, large
/// and small ones, above and below what was wanted, and none for the year before.
fn with_indicators() -> Value {
    let mut file = sample();
    let dossier = &mut file["dossier"];
    dossier["unit"]["name"] = "Sở Chỉ tiêu".into();
    dossier["nominees"][0]["name"] = "Sở Chỉ tiêu".into();
    let value = |indicator: &str, year: i32, value: f64| json!({ "indicator": indicator, "year": year, "value": value, "source": null });
    dossier["indicators"] = json!([
        value("results_digitised", 2021, 32.2),
        value("results_digitised", 2022, 56.3),
        value("online_payment_used", 2022, 9.75),
        value("files_handled_online", 2021, 100.0),
        value("files_handled_online", 2022, 98.05),
        value("satisfaction_overall", 2021, 93.4),
        value("satisfaction_overall", 2022, 100.0),
        value("work_files_online", 2022, 89.995),
    ]);
    file
}

/// Writes a dossier's documents and sets them beside what is kept of them.
fn compare(file: &Path, more: &[&str], documents: &[(&str, &[usize])]) {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (
        file.display().to_string(),
        folder.path().display().to_string(),
    );
    let ran = hoso(["export", &file, "--out", &out].iter().chain(more));
    assert_eq!(ran.code, 0, "{ran:?}");
    let blesses = std::env::var_os("HOSO_BLESS").is_some();
    let kept = root().join("tests/ref");
    if blesses {
        fs::create_dir_all(&kept).unwrap();
    }
    let mut differ = Vec::new();
    for (name, pages) in documents {
        let pdf = folder.path().join(format!("{name}.pdf"));
        let short: String = name.chars().take(40).collect();
        if *name != "ho-so-day-du" {
            let path = pdf.display().to_string();
            let tree = read_with("pdfinfo", &["-struct", &path]);
            let text = read_with("pdftotext", &["-raw", &path, "-"]);
            let both = format!("{tree}\n{}", text.replace('\u{c}', "\n---\n"));
            let reference = kept.join(format!("{short}.txt"));
            compare_text(&reference, &both, blesses, &mut differ);
        }
        for page in *pages {
            let image = render(&pdf, *page, folder.path());
            let reference = kept.join(format!("{short}-{page}.png"));
            compare_image(&reference, &image, blesses, &mut differ);
        }
    }
    assert!(
        differ.is_empty(),
        "look at these, then type `cargo xtask bless` if they are as they should be:\n{}",
        differ.join("\n")
    );
}

fn render(pdf: &Path, page: usize, folder: &Path) -> PathBuf {
    let target = folder.join(format!("page-{page}"));
    let number = page.to_string();
    read_with(
        "pdftoppm",
        &[
            "-r",
            DOTS_PER_INCH,
            "-gray",
            "-png",
            "-singlefile",
            "-f",
            &number,
            "-l",
            &number,
            &pdf.display().to_string(),
            &target.display().to_string(),
        ],
    );
    target.with_extension("png")
}

fn compare_text(reference: &Path, text: &str, blesses: bool, differ: &mut Vec<String>) {
    if blesses {
        fs::write(reference, text).unwrap();
        return;
    }
    let kept = fs::read_to_string(reference).unwrap_or_default();
    if kept == text {
        return;
    }
    let line = kept
        .lines()
        .zip(text.lines())
        .position(|(old, new)| old != new)
        .unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    differ.push(format!(
        "{} from line {}: {:?} was {:?}",
        reference.display(),
        line + 1,
        text.lines().nth(line).unwrap_or_default(),
        kept.lines().nth(line).unwrap_or_default()
    ));
}

fn compare_image(reference: &Path, image: &Path, blesses: bool, differ: &mut Vec<String>) {
    if blesses {
        fs::copy(image, reference).unwrap();
        return;
    }
    if !reference.exists() {
        differ.push(format!("{} is not there", reference.display()));
        return;
    }
    let (old, new) = (grey(reference), grey(image));
    if old.0 != new.0 {
        differ.push(format!(
            "{}: {:?} was {:?}",
            reference.display(),
            new.0,
            old.0
        ));
        return;
    }
    let distances: Vec<u8> = old
        .1
        .iter()
        .zip(&new.1)
        .map(|(a, b)| a.abs_diff(*b))
        .collect();
    let count = distances.len() as f64;
    let mean = distances.iter().map(|d| f64::from(*d)).sum::<f64>() / count;
    let plainly = distances.iter().filter(|d| **d > PLAINLY).count() as f64 * 1000.0 / count;
    if mean > MEAN || plainly > IN_A_THOUSAND {
        differ.push(format!(
            "{}: differs by {mean:.2} on average, {plainly:.1} of a thousand plainly",
            reference.display()
        ));
    }
}

/// Size and pixels of a grey image.
fn grey(path: &Path) -> ((u32, u32), Vec<u8>) {
    let file = std::io::BufReader::new(fs::File::open(path).unwrap());
    let mut decoder = png::Decoder::new(file);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    pixels.truncate(info.buffer_size());
    ((info.width, info.height), pixels)
}

//! Files of evidence: stored once, never changed, and missed where they are gone.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;

use given::{cabinet, folder, sample, sound, stamp};
use hoso_domain::{Evidence, Text};
use hoso_store::{Cabinet, Edit, FileKind, Grouping, MAX_EVIDENCE_BYTES, StoreError};
use std::fs;
use std::path::Path;

const ID: &str = "mau-2022";
const PDF: &[u8] = b"%PDF-1.4\nquyet dinh\n%%EOF\n";

fn attach(cabinet: &mut Cabinet, id: &str, sha256: &str) {
    let paper = Evidence {
        id: id.to_owned(),
        file: Text::from("quét.pdf"),
        sha256: Some(sha256.to_owned()),
        ..sample().evidence[0].clone()
    };
    let edit = [Edit::Evidence(paper)];
    cabinet.edit(ID, &edit, Grouping::Own, &stamp(1)).unwrap();
}

fn file_of(cabinet: &Cabinet, sha256: &str) -> std::path::PathBuf {
    cabinet.folder().evidence().join(&sha256[..2]).join(sha256)
}

/// A PNG of one colour.
fn picture(path: &Path, width: u32, height: u32) {
    image::RgbImage::from_pixel(width, height, image::Rgb([120, 20, 20]))
        .save_with_format(path, image::ImageFormat::Png)
        .unwrap();
}

#[test]
fn a_file_is_stored_once_under_its_hash() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let source = folder.path().join("Quyết định số 5.PDF.exe");
    fs::write(&source, PDF).unwrap();
    let stored = cabinet.store_file(&source, &stamp(1)).unwrap();
    assert_eq!(
        (stored.kind, stored.size),
        (FileKind::Pdf, PDF.len() as u64)
    );
    assert_eq!(stored.name, "Quyết định số 5.PDF.exe");
    let copy = folder.path().join("bản sao.pdf");
    fs::write(&copy, PDF).unwrap();
    let again = cabinet.store_file(&copy, &stamp(2)).unwrap();
    assert_eq!(again, stored, "one content, one file, its first name");
    assert_eq!(
        cabinet.stored_files().unwrap(),
        std::slice::from_ref(&stored)
    );
    fs::remove_file(&source).unwrap();
    assert_eq!(cabinet.read_evidence(&stored.sha256).unwrap(), PDF);
    attach(&mut cabinet, "quet", &stored.sha256);
    assert_eq!(
        cabinet.scan_of(ID, "quet").unwrap(),
        Some(stored.sha256.clone())
    );
    let check = cabinet.check_evidence().unwrap();
    assert_eq!(
        (check.checked, check.altered.len(), check.orphans.len()),
        (1, 0, 0)
    );
    sound(&cabinet);
}

#[test]
fn what_cannot_be_evidence_is_refused_and_leaves_nothing() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let program = folder.path().join("ảnh.png");
    fs::write(&program, b"MZ\x90\0").unwrap();
    let refused = cabinet.store_file(&program, &stamp(1));
    assert!(
        matches!(refused, Err(StoreError::UnknownFileKind { .. })),
        "{refused:?}"
    );
    let large = folder.path().join("to.pdf");
    fs::write(&large, PDF).unwrap();
    fs::File::options()
        .write(true)
        .open(&large)
        .unwrap()
        .set_len(MAX_EVIDENCE_BYTES + 1)
        .unwrap();
    let refused = cabinet.store_file(&large, &stamp(1));
    assert!(
        matches!(refused, Err(StoreError::TooLarge { .. })),
        "{refused:?}"
    );
    for gone in [folder.path().join("không có.pdf"), folder.path().to_owned()] {
        let refused = cabinet.store_file(&gone, &stamp(1));
        assert!(
            matches!(refused, Err(StoreError::File { .. })),
            "{refused:?}"
        );
    }
    assert_eq!(cabinet.stored_files().unwrap(), []);
    let left = fs::read_dir(cabinet.folder().evidence()).unwrap().count();
    assert_eq!(left, 0);
}

#[test]
fn missing_altered_and_orphaned_files_are_found() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let mut stored = Vec::new();
    for number in 0..4 {
        let source = folder.path().join(format!("{number}.pdf"));
        fs::write(&source, format!("%PDF-1.4 {number}")).unwrap();
        stored.push(cabinet.store_file(&source, &stamp(1)).unwrap().sha256);
    }
    for (number, sha256) in stored[..3].iter().enumerate() {
        attach(&mut cabinet, &format!("p{number}"), sha256);
    }
    fs::remove_file(file_of(&cabinet, &stored[0])).unwrap();
    fs::write(file_of(&cabinet, &stored[1]), b"%PDF-1.4 x").unwrap();
    let stray = "ab".repeat(32);
    fs::create_dir_all(file_of(&cabinet, &stray).parent().unwrap()).unwrap();
    fs::write(file_of(&cabinet, &stray), PDF).unwrap();
    let check = cabinet.check_evidence().unwrap();
    assert_eq!(check.checked, 3);
    let missing: Vec<&str> = check
        .missing
        .iter()
        .filter(|(_, id, _)| id.starts_with('p'))
        .map(|(_, id, _)| id.as_str())
        .collect();
    assert_eq!(missing, ["p0"]);
    assert_eq!(check.altered, [stored[1].clone()]);
    let mut orphans = vec![stored[3].clone(), stray.clone()];
    orphans.sort();
    assert_eq!(check.orphans, orphans);
    for sha256 in &stored[..2] {
        let read = cabinet.read_evidence(sha256);
        assert!(matches!(read, Err(StoreError::NoEvidence { .. })));
    }

    // Nothing goes of itself, and nothing that a paper names goes at all.
    assert!(file_of(&cabinet, &stray).exists());
    let mut all = orphans;
    all.push(stored[2].clone());
    assert_eq!(cabinet.remove_orphans(&all, &stamp(2)).unwrap(), 2);
    assert!(!file_of(&cabinet, &stray).exists());
    assert!(file_of(&cabinet, &stored[2]).exists());
    assert_eq!(
        cabinet.check_evidence().unwrap().orphans,
        Vec::<String>::new()
    );

    // The same file stored again mends what was missing or altered.
    for number in 0..2 {
        cabinet
            .store_file(&folder.path().join(format!("{number}.pdf")), &stamp(3))
            .unwrap();
    }
    let check = cabinet.check_evidence().unwrap();
    assert_eq!((check.checked, check.altered.len()), (3, 0));
    assert!(!check.missing.iter().any(|(_, id, _)| id.starts_with('p')));
    sound(&cabinet);
}

#[test]
fn pictures_have_thumbnails_within_bounds() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let source = folder.path().join("ảnh.png");
    picture(&source, 1200, 600);
    let sha256 = cabinet.store_file(&source, &stamp(1)).unwrap().sha256;
    let drawn = |_: &[u8]| -> Option<Vec<u8>> { panic!("only pages are drawn") };
    let of = |cabinet: &Cabinet, sha256: &str| cabinet.thumbnail(sha256).unwrap().png(drawn);
    let small = of(&cabinet, &sha256).unwrap();
    let small_picture = image::load_from_memory(&small).unwrap();
    assert_eq!((small_picture.width(), small_picture.height()), (256, 128));
    assert_eq!(of(&cabinet, &sha256).unwrap(), small, "kept");
    // A few bytes that claim to be a picture of 60,000 x 60,000, and half a picture.
    let mut bomb = fs::read(&source).unwrap();
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let mut half = fs::read(&source).unwrap();
    half.truncate(half.len() / 2);
    for (name, bytes) in [("bom.png", bomb), ("nửa.png", half)] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let sha256 = cabinet.store_file(&path, &stamp(3)).unwrap().sha256;
        assert_eq!(of(&cabinet, &sha256), None, "{name}");
    }
    let unknown = cabinet.thumbnail(&"ab".repeat(32));
    assert!(matches!(unknown, Err(StoreError::NoEvidence { .. })));
}

#[test]
fn first_pages_are_drawn_once_and_again_on_request() {
    let folder = folder();
    let mut cabinet = cabinet(folder.path());
    let pdf = folder.path().join("a.pdf");
    fs::write(&pdf, PDF).unwrap();
    let sha256 = cabinet.store_file(&pdf, &stamp(1)).unwrap().sha256;
    let page = folder.path().join("trang.png");
    picture(&page, 181, 256);
    let page = fs::read(page).unwrap();
    let missing = |cabinet: &Cabinet| cabinet.missing_thumbnails().unwrap();
    let never = |_: &[u8]| -> Option<Vec<u8>> { panic!("drawn again") };

    // A page that cannot be drawn is not tried at every look, only when asked for.
    let thumbnail = cabinet.thumbnail(&sha256).unwrap();
    assert_eq!(missing(&cabinet).len(), 1);
    assert_eq!(thumbnail.png(|_| None), None);
    assert_eq!(thumbnail.png(never), None);
    assert_eq!(missing(&cabinet).len(), 1);
    assert_eq!(thumbnail.make(|_| Some(b"no picture".to_vec())), None);
    let made = missing(&cabinet)[0].make(|pdf| {
        assert_eq!(pdf, PDF);
        Some(page.clone())
    });
    let size = |png: &[u8]| {
        let picture = image::load_from_memory(png).unwrap();
        (picture.width(), picture.height())
    };
    assert_eq!(size(&made.clone().unwrap()), (181, 256));
    assert_eq!(missing(&cabinet).len(), 0);
    assert_eq!(thumbnail.png(never), made, "kept");

    // The scan is what counts: nothing is drawn of one that was altered, and nothing remembered.
    fs::write(file_of(&cabinet, &sha256), b"%PDF-1.4 x").unwrap();
    let kept = cabinet.folder().thumbnails().join(format!("{sha256}.png"));
    fs::remove_file(&kept).unwrap();
    assert_eq!(thumbnail.png(never), None);
    assert!(!kept.exists());
    sound(&cabinet);
}

//! Packages that mean harm: refused with words, nothing written, memory bounded.

use super::{DAY, ID, json, make, package, shown, with_scans};
use hoso_exchange::dossier_package::PackageReader;
use hoso_tests::{Ran, cabinet, done, folder, listing, read_with, refused, root};
use proptest::prelude::*;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What a hostile package is refused with, by its name.
const REFUSALS: [(&str, &str); 22] = [
    ("leads-out", "dẫn ra ngoài thư mục"),
    ("leads-out-inside", "dẫn ra ngoài thư mục"),
    ("absolute", "dẫn ra ngoài thư mục"),
    ("drive", "dẫn ra ngoài thư mục"),
    ("device", "không dùng được trên Windows"),
    ("device-number", "không dùng được trên Windows"),
    ("ends-in-dot", "không dùng được trên Windows"),
    ("backslash", "dẫn ra ngoài thư mục"),
    ("link", "là liên kết"),
    ("device-file", "là liên kết"),
    ("twice", "hai phần trùng tên"),
    ("twice-but-for-case", "hai phần trùng tên"),
    ("encrypted", "mật khẩu"),
    ("too-many", "quá giới hạn 20000 phần"),
    ("claims", "quá giới hạn 20000 phần"),
    ("misplaced", "không phải tệp nén ZIP còn nguyên vẹn"),
    ("overlap", "chồng lên phần khác"),
    ("other-archive", "manifest.json"),
    ("newer", "phiên bản 2"),
    ("cut", "không phải tệp nén ZIP còn nguyên vẹn"),
    ("no-archive", "không phải tệp nén ZIP còn nguyên vẹn"),
    ("bomb", "phá máy"),
];

/// Runs `hoso package` in 1.5 GB of address space, fonts, threads and all.
fn bounded(words: &[&str]) -> Ran {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v 1500000; exec \"$@\"", "sh"])
        .arg(hoso_tests::program())
        .arg("package")
        .args(words);
    command.output().unwrap().into()
}

#[test]
fn what_means_harm_is_refused_with_words_and_writes_nothing() {
    let folder = folder();
    let place = with_scans(folder.path());
    let sound = folder.path().join("tốt.hoso");
    make(&place, &sound, &["--documents", "none"]);
    let bad = folder.path().join("xấu");
    fs::create_dir(&bad).unwrap();
    let script = root().join("tests/src/package/hostile.py");
    read_with("python3", &[&shown(&script), &shown(&bad), &shown(&sound)]);
    assert_eq!(listing(&bad).len(), REFUSALS.len(), "{:?}", listing(&bad));

    let other = folder.path().join("máy khác");
    done(&other, &["init"]);
    let before = listing(folder.path());
    for (name, words) in REFUSALS {
        let file = bad.join(format!("{name}.hoso"));
        let bytes = fs::read(&file).unwrap();
        for ran in [
            bounded(&["verify", &shown(&file)]),
            bounded(&["open", &shown(&file), "--cabinet", &shown(&other)]),
        ] {
            if name == "bomb" && ran.code == 1 {
                // Verified, the part is named; it is never unpacked whole.
                assert!(ran.out.contains("Đã bị thay đổi"), "{ran:?}");
                continue;
            }
            if name == "bomb" {
                refused(&ran, &[]);
                continue;
            }
            refused(&ran, &[words]);
        }
        assert_eq!(fs::read(&file).unwrap(), bytes, "{name} is left as it was");
    }
    assert_eq!(listing(folder.path()), before);
    assert!(!Path::new("/tmp/ra-ngoai-hoso.txt").exists());
    assert!(
        done(&other, &["list"]).contains("chưa có hồ sơ"),
        "nothing came in"
    );
    assert!(done(&other, &["doctor"]).contains("nguyên vẹn"));
}

#[test]
fn a_packed_cabinet_is_told_apart_from_the_package_of_a_dossier() {
    let folder = folder();
    let place = with_scans(folder.path());
    let whole = folder.path().join("cả tủ.hoso");
    done(&place, &["package", &shown(&whole)]);
    refused(
        &package(&["verify", &shown(&whole)]),
        &["cả tủ hồ sơ", "Cài đặt"],
    );
    let one = folder.path().join("một.hoso");
    make(&place, &one, &["--documents", "none"]);
    let ran = cabinet(&folder.path().join("mới"), &["unpack", &shown(&one)]);
    assert_eq!(ran.code, 2, "{ran:?}");
}

fn sound_bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = folder();
        let place = with_scans(folder.path());
        let file = folder.path().join("gói.hoso");
        make(&place, &file, &["--documents", "none", "--purpose", "copy"]);
        fs::read(file).unwrap()
    })
}

/// Opens and reads everything there is; whether that came to an end without a panic.
fn read_all(path: &Path) {
    let Ok(mut reader) = PackageReader::open(path) else {
        return;
    };
    let _ = reader.verify(&mut |_| ControlFlow::Continue(()));
    let _ = reader.dossier();
    let _ = reader.plan();
    let _ = reader.way();
    let _ = reader.given_back();
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: hoso_tests::soak(3000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_mutation_makes_the_reader_panic_or_write(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        near_the_end in any::<bool>(),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = sound_bytes().to_vec();
        // The directory at the end is where most can go wrong.
        let from = if near_the_end { bytes.len().saturating_sub(1200) } else { 0 };
        for (at, byte) in changes {
            let at = from + at.index(bytes.len() - from);
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("lạ.hoso");
        fs::write(&path, &bytes).unwrap();
        read_all(&path);
        prop_assert_eq!(listing(folder.path()), vec!["lạ.hoso".to_owned()]);
        prop_assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn a_package_is_read_in_bounded_memory_whatever_its_size() {
    let folder = folder();
    let place = with_scans(folder.path());
    // Scans of 90 MB that compress to nothing, on a disk that keeps holes.
    for number in 0..4 {
        let scan = folder.path().join(format!("lớn {number}.pdf"));
        fs::write(&scan, format!("%PDF-1.4 {number}")).unwrap();
        let file = fs::File::options().write(true).open(&scan).unwrap();
        file.set_len(90 * 1024 * 1024).unwrap();
        done(
            &place,
            &[
                "evidence",
                "add",
                ID,
                &format!("mc-lon-{number}"),
                &shown(&scan),
            ],
        );
    }
    let out = folder.path().join("lớn.hoso");
    let making = bounded(&[
        "make",
        ID,
        "--cabinet",
        &shown(&place),
        "--out",
        &shown(&out),
        "--on",
        DAY,
        "--documents",
        "none",
    ]);
    assert_eq!(making.code, 0, "{making:?}");
    assert!(fs::metadata(&out).unwrap().len() > 360 * 1024 * 1024);
    let verified = bounded(&["verify", &shown(&out)]);
    assert_eq!(verified.code, 0, "{verified:?}");
    assert_eq!(json(&["verify", &shown(&out)])["is_sound"], true);
}

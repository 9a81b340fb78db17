//! The picture that a unit keeps for its certificates.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::{DateTime, NaiveDate};
use hoso_desk::cabinet::{OpenedCabinet, Stamp};
use hoso_desk::view::WireError;
use hoso_desk::{Day, Desk, Existing, Options, OwnKind};
use std::fs;

/// Two by two dots, red above yellow.
const PICTURE: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0,
    0, 0, 253, 212, 154, 115, 0, 0, 0, 18, 73, 68, 65, 84, 120, 218, 99, 56, 33, 32, 0, 68, 12, 31,
    78, 128, 16, 0, 34, 110, 5, 65, 173, 72, 183, 16, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

fn stamp() -> Stamp {
    Stamp {
        who: "Thư ký".to_owned(),
        at: DateTime::default(),
    }
}

/// How many pictures the certificates of the sample hold.
fn pictures(desk: &Desk) -> usize {
    let day = Day {
        today: NaiveDate::default(),
        asked: None,
    };
    let opened = desk.sample().unwrap();
    let pdf = desk
        .pdf(&opened, day, "certificate", &Options::default())
        .unwrap();
    let mark = b"/Subtype/Image";
    pdf.windows(mark.len()).filter(|part| part == mark).count()
}

#[test]
fn certificates_bear_the_picture_that_the_unit_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("tu");
    let mut desk = Desk::new().unwrap();
    OpenedCabinet::create(&place).unwrap().close().unwrap();
    let mut cabinet = OpenedCabinet::open(&place, None, &stamp()).unwrap();
    assert_eq!(pictures(&desk), 0);

    let file = folder.path().join("quoc-huy.png");
    fs::write(&file, PICTURE).unwrap();
    let keep = |cabinet: &mut OpenedCabinet, desk: &Desk| {
        cabinet.keep_own_file(desk, OwnKind::Emblem, &file, &stamp())
    };
    keep(&mut cabinet, &desk).unwrap();
    // Kept once however often, and there again after the next start.
    keep(&mut cabinet, &desk).unwrap();
    cabinet.close().unwrap();
    let mut cabinet = OpenedCabinet::open(&place, None, &stamp()).unwrap();
    desk.lay_own(&cabinet.own().unwrap());
    assert_eq!(desk.own().len(), 1);
    assert_eq!(pictures(&desk), 1);

    // It can be handed on as the file that it was.
    let piece = cabinet.own_piece(OwnKind::Emblem, "").unwrap();
    let copy = folder.path().join("ban-sao.png");
    Desk::export_own(&piece, &copy, Existing::Refuse).unwrap();
    assert_eq!(fs::read(&copy).unwrap(), PICTURE);

    // A file that cannot be printed leaves the one that is kept.
    for bad in [
        b"GIF89a".as_slice(),
        &PICTURE[..40],
        &vec![0; 2 * 1024 * 1024],
    ] {
        fs::write(&file, bad).unwrap();
        let error = WireError::from(&keep(&mut cabinet, &desk).unwrap_err());
        assert!(error.what.contains("quoc-huy.png"), "{error:?}");
    }
    assert_eq!(cabinet.own().unwrap(), [piece]);

    cabinet.drop_own(OwnKind::Emblem, "", &stamp()).unwrap();
    desk.lay_own(&cabinet.own().unwrap());
    assert_eq!(pictures(&desk), 0);
}

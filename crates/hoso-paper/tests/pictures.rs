//! Pictures as cameras and scanners leave them.
#![expect(clippy::unwrap_used, reason = "a failing test should stop at once")]

mod check;
mod sample;

use check::{filter_bytes, lay_out, pdf};
use hoso_paper::{Align, Block, Draw, Image, Length, Picture};

/// A JPEG of four colours whose camera says how it is to be turned.
fn photograph(turn: u8) -> (Vec<u8>, image::DynamicImage) {
    let quarters = image::RgbImage::from_fn(64, 32, |x, y| match (x < 32, y < 16) {
        (true, true) => image::Rgb([220, 20, 20]),
        (false, true) => image::Rgb([20, 200, 20]),
        (true, false) => image::Rgb([20, 20, 220]),
        (false, false) => image::Rgb([20, 20, 20]),
    });
    let mut plain = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut plain, 95)
        .encode_image(&quarters)
        .unwrap();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turn, 0, 0, 0, 0, 0, 0]);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    let mut file = plain[..2].to_vec();
    file.extend([0xFF, 0xE1]);
    file.extend(length);
    file.extend(exif);
    file.extend(&plain[2..]);
    let mut upright = image::DynamicImage::ImageRgb8(quarters);
    upright.apply_orientation(image::metadata::Orientation::from_exif(turn).unwrap());
    (file, upright)
}

#[test]
fn photographs_stand_upright_however_the_camera_was_held() {
    const DOTS: f32 = 72.0;
    for turn in 1..=8 {
        let (file, upright) = photograph(turn);
        let image = Image::read(&file).unwrap();
        assert_eq!(image.size(), (upright.width(), upright.height()), "{turn}");
        let picture = Picture {
            image,
            alternative: "Minh chứng".to_owned(),
            width: Length::mm(100.0),
            height: Length::mm(100.0),
            align: Align::Center,
            before: Length::ZERO,
            after: Length::ZERO,
        };
        let layout = lay_out(vec![Block::Picture(picture)]);
        let place = layout.pages[0].items.iter().find_map(|item| match item {
            Draw::Picture(place) => Some(place),
            _ => None,
        });
        let place = place.unwrap();
        let dots = DOTS.to_string();
        let page = filter_bytes("pdftoppm", &["-png", "-r", &dots, "-"], &pdf(&layout));
        let page = image::load_from_memory(&page).unwrap().to_rgb8();
        for (x, y) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
            let printed = page.get_pixel(
                (place.x + x * place.width) as u32,
                (place.y + y * place.height) as u32,
            );
            let (width, height) = (upright.width() as f32, upright.height() as f32);
            let wanted = upright.to_rgb8();
            let wanted = wanted.get_pixel((x * width) as u32, (y * height) as u32);
            let is_near = |a: u8, b: u8| a.abs_diff(b) < 24;
            assert!(
                (0..3).all(|colour| is_near(printed[colour], wanted[colour])),
                "turn {turn} at {x}, {y}: {printed:?} for {wanted:?}"
            );
        }
    }
}

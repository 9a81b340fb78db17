//! Pictures as cameras and scanners leave them.
#![expect(clippy::unwrap_used, reason = "a failing test should stop at once")]

mod check;
mod sample;

use std::{fs, process::Command};

use check::{filter_bytes, lay_out, pdf};
use hoso_paper::{Align, Block, Draw, Image, Length, Picture, PlacedImage, Typesetter};
use image::{DynamicImage, Rgb, RgbImage, metadata::Orientation};
use sample::{document, portrait, section};

/// A picture of four colours.
fn quarters() -> RgbImage {
    RgbImage::from_fn(64, 32, |x, y| match (x < 32, y < 16) {
        (true, true) => Rgb([220, 20, 20]),
        (false, true) => Rgb([20, 200, 20]),
        (true, false) => Rgb([20, 20, 220]),
        (false, false) => Rgb([20, 20, 20]),
    })
}

/// How a camera says by which of the eight turns a picture is to be set upright.
fn exif(turn: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turn, 0, 0, 0, 0, 0, 0]);
    exif
}

fn photograph(turn: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut plain, 95)
        .encode_image(&quarters())
        .unwrap();
    let exif = [b"Exif\0\0", &exif(turn)[..]].concat();
    let mut file = plain[..2].to_vec();
    file.extend([0xFF, 0xE1]);
    file.extend((exif.len() as u16 + 2).to_be_bytes());
    file.extend(exif);
    file.extend(&plain[2..]);
    file
}

fn scan(turn: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut encoder = png::Encoder::new(&mut plain, 64, 32);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&quarters()).unwrap();
    writer.finish().unwrap();
    let chunk = [b"eXIf", &exif(turn)[..]].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&chunk);
    // Behind the signature and the header.
    let mut file = plain[..33].to_vec();
    file.extend((chunk.len() as u32 - 4).to_be_bytes());
    file.extend(chunk);
    file.extend(sum.sum().to_be_bytes());
    file.extend(&plain[33..]);
    file
}

fn upright(turn: u8) -> RgbImage {
    let mut picture = DynamicImage::ImageRgb8(quarters());
    picture.apply_orientation(Orientation::from_exif(turn).unwrap());
    picture.to_rgb8()
}

fn picture(file: &[u8]) -> Block {
    Block::Picture(Picture {
        image: Image::read(file).unwrap(),
        alternative: "Minh chứng".to_owned(),
        width: Length::mm(100.0),
        height: Length::mm(100.0),
        align: Align::Center,
        before: Length::ZERO,
        after: Length::ZERO,
    })
}

/// The picture on the first page.
fn placed(layout: &hoso_paper::Layout) -> &PlacedImage {
    let mut items = layout.pages[0].items.iter();
    let place = items.find_map(|item| match item {
        Draw::Picture(place) => Some(place),
        _ => None,
    });
    place.unwrap()
}

/// Holds what is seen, given by its place within the picture, against the picture set upright.
#[track_caller]
fn check_quarters(turn: u8, seen: impl Fn(f32, f32) -> Rgb<u8>) {
    let wanted = upright(turn);
    let (width, height) = (wanted.width() as f32, wanted.height() as f32);
    for (x, y) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
        let (seen, wanted) = (
            seen(x, y),
            wanted.get_pixel((x * width) as u32, (y * height) as u32),
        );
        let is_near = |a: u8, b: u8| a.abs_diff(b) < 24;
        assert!(
            (0..3).all(|colour| is_near(seen[colour], wanted[colour])),
            "turn {turn} at {x}, {y}: {seen:?} for {wanted:?}"
        );
    }
}

/// A page of a PDF, a dot for each point.
fn printed(pdf: &[u8], page: usize) -> RgbImage {
    let page = page.to_string();
    let arguments = ["-png", "-r", "72", "-f", &page, "-l", &page, "-"];
    let image = filter_bytes("pdftoppm", &arguments, pdf);
    image::load_from_memory(&image).unwrap().to_rgb8()
}

#[test]
fn pictures_stand_upright_on_paper_however_the_camera_was_held() {
    for file in [photograph, scan] {
        for turn in 1..=8 {
            let upright = upright(turn);
            let image = Image::read(&file(turn)).unwrap();
            assert_eq!(image.size(), upright.dimensions(), "{turn}");
            let layout = lay_out(vec![picture(&file(turn))]);
            let place = placed(&layout);
            let page = printed(&pdf(&layout), 1);
            check_quarters(turn, |x, y| {
                let x = place.x + x * place.width;
                *page.get_pixel(x as u32, (place.y + y * place.height) as u32)
            });
        }
    }
}

#[test]
fn pictures_stand_upright_in_the_preview() {
    let typesetter = Typesetter::new().unwrap();
    for file in [photograph, scan] {
        for turn in 1..=8 {
            let layout = lay_out(vec![picture(&file(turn))]);
            let place = placed(&layout);
            let svg = hoso_paper::write_svg(&layout.pages[0], typesetter.fonts());
            // From the picture's own square to the page; what is seen is looked up the other way.
            let (_, rest) = svg.split_once("matrix(").unwrap();
            let numbers = rest.split_once(')').unwrap().0.split(' ');
            let numbers: Vec<f32> = numbers.map(|number| number.parse().unwrap()).collect();
            let &[right_x, right_y, down_x, down_y, left, top] = &numbers[..] else {
                panic!("{numbers:?}")
            };
            let area = right_x * down_y - right_y * down_x;
            let held = quarters();
            check_quarters(turn, |x, y| {
                let (dx, dy) = (
                    place.x + x * place.width - left,
                    place.y + y * place.height - top,
                );
                let across = (down_y * dx - down_x * dy) / area;
                let along = (right_x * dy - right_y * dx) / area;
                *held.get_pixel((across * 64.0) as u32, (along * 32.0) as u32)
            });
            // A viewer that heeds what the camera said would turn it twice.
            assert_eq!(told(&svg), Orientation::NoTransforms, "{turn}");
        }
    }
}

/// How the picture file inside a page says that it is to be turned.
fn told(svg: &str) -> Orientation {
    let (_, data) = svg.split_once("base64,").unwrap();
    let data = data.split_once('"').unwrap().0;
    let file = filter_bytes("base64", &["-d"], data.as_bytes());
    match file
        .windows(4)
        .position(|name| name == b"Exif" || name == b"eXIf")
    {
        Some(at) if file[at..].starts_with(b"Exif") => {
            Orientation::from_exif_chunk(&file[at + 6..]).unwrap_or(Orientation::NoTransforms)
        }
        Some(at) => {
            Orientation::from_exif_chunk(&file[at + 4..]).unwrap_or(Orientation::NoTransforms)
        }
        None => Orientation::NoTransforms,
    }
}

/// `LibreOffice` reads the file and prints what it shows.
#[test]
fn pictures_stand_upright_in_word_files() {
    let turns = || (1..=8).flat_map(|turn| [(turn, photograph(turn)), (turn, scan(turn))]);
    let blocks = turns().flat_map(|(_, file)| [picture(&file), Block::NewPage]);
    let document = document(vec![section(portrait(), blocks.collect())]);
    let typesetter = Typesetter::new().unwrap();
    let docx = hoso_paper::write_docx(&document, typesetter.fonts()).unwrap();
    let folder = std::env::temp_dir().join(format!("hoso-pictures-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("a.docx");
    fs::write(&file, docx).unwrap();
    let office = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .args([&folder, &file])
        .output();
    let Ok(output) = office else {
        println!("LibreOffice is not installed here, and nothing else prints Word files.");
        return;
    };
    assert!(output.status.success(), "{output:?}");
    let pdf = fs::read(folder.join("a.pdf")).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    for (at, (turn, _)) in turns().enumerate() {
        let page = printed(&pdf, at + 1);
        let is_inked = |dot: &Rgb<u8>| dot.0.iter().any(|colour| *colour < 240);
        let inked = || page.enumerate_pixels().filter(|(_, _, dot)| is_inked(dot));
        let (left, right) = (
            inked().map(|(x, ..)| x).min().unwrap() as f32,
            inked().map(|(x, ..)| x).max().unwrap() as f32 + 1.0,
        );
        let (top, bottom) = (
            inked().map(|(_, y, _)| y).min().unwrap() as f32,
            inked().map(|(_, y, _)| y).max().unwrap() as f32 + 1.0,
        );
        let is_wide = upright(turn).width() > 32;
        assert_eq!(right - left > bottom - top, is_wide, "turn {turn}");
        check_quarters(turn, |x, y| {
            let (x, y) = (left + x * (right - left), top + y * (bottom - top));
            *page.get_pixel(x as u32, y as u32)
        });
    }
}

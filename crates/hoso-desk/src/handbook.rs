//! The handbook: the pages that the window shows, as a book for the printer.

use crate::{Desk, DeskError};
use hoso_exchange::{Existing, Staging};
use hoso_forms::{Handbook, HandbookPlaces, compose_handbook};
use hoso_paper::{Image, write_pdf};
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the book's file where the person chooses none.
pub const HANDBOOK_FILE: &str = "huong-dan-su-dung.pdf";
const PROGRAM: &str = "Hồ sơ Thi đua";
const CONTENTS: &str = include_str!("../../../docs/huong-dan/README.md");

macro_rules! pages {
    ($($id:literal)*) => {
        [$(($id, include_str!(concat!("../../../docs/huong-dan/", $id, ".md")))),*]
    };
}

macro_rules! pictures {
    ($($name:literal)*) => {
        [$((
            concat!("../screens/", $name, ".png"),
            include_bytes!(concat!("../../../docs/screens/", $name, ".png")).as_slice(),
        )),*]
    };
}

/// The pages, by their names, in the order of the alphabet.
const PAGES: [(&str, &str); 37] = pages![
    "bao-cao"
    "bat-dau"
    "bi-tra-lai"
    "cac-buoc"
    "cai-dat"
    "chi-tieu"
    "chu-ma-cu"
    "chuyen-may"
    "danh-sach"
    "doi-chieu"
    "du-lieu-ca-nhan"
    "goi-y-bao-cao"
    "gui-va-ket-qua"
    "han-nop"
    "hoi-dap"
    "hoi-dong"
    "ke-hoach"
    "khi-gap-loi"
    "kiem-tra"
    "lich-su"
    "luat"
    "mat-khau"
    "mau-van-ban"
    "minh-chung"
    "mo-ho-so"
    "ngay-xet"
    "nhap-tu-excel"
    "phim-tat"
    "sao-luu"
    "thong-ke"
    "thong-tin-chung"
    "tim"
    "tong-hop"
    "tu-ho-so"
    "tu-kiem-tra"
    "xem-truoc"
    "xuat"
];
/// The pictures that they show.
const PICTURES: [(&str, &[u8]); 36] = pictures![
    "01-trang-chu"
    "03-cac-buoc"
    "04-kiem-tra"
    "05-xem-truoc"
    "06-xuat"
    "07-ke-hoach"
    "09-han-nop"
    "11-giai-thich-f1"
    "12-cai-dat"
    "13-trang-chu-dang-mo"
    "14-doi-chieu"
    "20-thong-tin-chung"
    "21-chi-tieu"
    "22-bao-cao"
    "23-so-lieu-trong-bao-cao"
    "30-danh-sach"
    "31-tieu-chuan"
    "33-dan-tu-excel"
    "34-minh-chung"
    "40-lap-ho-so-moi"
    "41-lap-tu-ho-so-cu"
    "42-tim"
    "43-cai-dat-sao-luu"
    "50-luat"
    "51-so-sanh-hai-ngay"
    "52-mau-van-ban"
    "53-sua-ke-hoach"
    "54-lich-chuan-bi"
    "70-hoi-dong"
    "71-kiem-phieu"
    "72-gui-ho-so"
    "73-tu-kiem-tra"
    "80-goi-y-bao-cao"
    "82-thong-ke"
    "94-dat-mat-khau"
    "95-tu-dang-khoa"
];

/// The contents know how many lines they have, so the second time nothing moves; the third only
/// makes sure.
const ROUNDS: usize = 3;

impl Desk {
    /// Writes the handbook as a PDF.
    pub fn write_handbook(&self, file: &Path, existing: Existing) -> Result<(), DeskError> {
        Ok(Staging::write_one(file, &self.handbook_pdf()?, existing)?)
    }

    fn handbook_pdf(&self) -> Result<Vec<u8>, DeskError> {
        let book = handbook()?;
        let mut typesetter = self.typesetter();
        let mut places = HandbookPlaces::new();
        for _ in 0..ROUNDS {
            let layout = typesetter.lay_out(&compose_handbook(&self.format, &book, &places));
            let found = book.places(&layout);
            if found == places {
                break;
            }
            places = found;
        }
        let layout = typesetter.lay_out(&compose_handbook(&self.format, &book, &places));
        Ok(write_pdf(&layout, typesetter.fonts())?)
    }
}

fn handbook() -> Result<Handbook, DeskError> {
    let mut pictures = BTreeMap::new();
    for (name, file) in PICTURES {
        let image = Image::read(file).map_err(|fault| DeskError::asset(name, &fault))?;
        pictures.insert(name.to_owned(), image);
    }
    let mut book = Handbook::read(CONTENTS, &PAGES.into_iter().collect(), pictures);
    PROGRAM.clone_into(&mut book.program);
    env!("CARGO_PKG_VERSION").clone_into(&mut book.version);
    Ok(book)
}

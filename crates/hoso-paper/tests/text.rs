//! What is on the page: text, faces, rules, and what other programs read from the file.
#![expect(clippy::unwrap_used, reason = "a failing test should stop at once")]

mod check;
mod sample;

use std::process::Command;

use skrifa::{
    MetadataProvider,
    instance::{LocationRef, Size},
    raw::TableProvider,
};

use check::{check_text, extracted, filter, lay_out, lay_out_document, lines, pdf};
use hoso_paper::{Align, Block, Layout, Length, Typesetter, write_svg};
use sample::{letter, paragraph, styled};

const PANGRAM: &str = "Do bạch kim rất quý, sẽ để lắp vô xương: Ậ Ẫ Ẩ Ặ Ẵ Ẳ Ễ Ể Ỗ Ổ Ợ Ỡ Ở Ữ Ử Ự Ỹ Ỵ \
đ Đ ươ ƯƠ “ngoặc” – — … № ½ ≥ 5/TTr-UBND; fi ffi fl office";

#[test]
fn extracts_vietnamese_exactly() {
    check_text(PANGRAM, PANGRAM);
    let body = sample::SENTENCE.repeat(15);
    check_text(&body, body.trim());
}

#[test]
fn composes_decomposed_input() {
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = PANGRAM.nfd().collect();
    assert_ne!(decomposed, PANGRAM);
    let layout = check_text(&decomposed, PANGRAM);
    assert_eq!(pdf(&layout), pdf(&check_text(PANGRAM, PANGRAM)));
}

#[test]
fn extracts_letters_of_minority_languages() {
    let letters = "Ơ̆ Ư̆ Ê̆ Ô̆ ơ̆ ư̆ ê̆ ô̆ Č č Ĕ ĕ Ĭ ĭ Ŏ ŏ Ŭ ŭ Ñ ñ Ƀ ƀ H’Hen Niê Y Ñuĕ";
    let layout = check_text(letters, letters);
    assert!(layout.missing.is_empty(), "{:?}", layout.missing);
}

/// Marks of minority languages that no letter has built in: each stands above its letter, in the
/// middle, whatever hook or roof the letter bears.
#[test]
fn marks_stand_above_the_middle_of_their_letters() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/fonts/Tinos-Regular.ttf"
    );
    let bytes = std::fs::read(file).unwrap();
    let font = skrifa::FontRef::new(&bytes).unwrap();
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let mut seen = 0;
    for letter in "Ơ̆ Ư̆ Ê̆ Ô̆ ơ̆ ư̆ ê̆ ô̆ C̆ c̆".split(' ') {
        let layout = check_text(letter, letter);
        let run = layout.pages[0].runs().next().unwrap();
        let scale = f32::from(font.head().unwrap().units_per_em()) / run.size;
        let mut pen = 0.0;
        let boxes: Vec<_> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let (x, y) = ((pen + glyph.dx) * scale, -glyph.dy * scale);
                pen += glyph.advance;
                let bounds = metrics.bounds(skrifa::GlyphId::from(glyph.id)).unwrap();
                (
                    x + bounds.x_min,
                    x + bounds.x_max,
                    y + bounds.y_min,
                    y + bounds.y_max,
                )
            })
            .collect();
        let [base, mark] = boxes[..] else {
            panic!("{letter}: {} glyphs", boxes.len());
        };
        let middle = f32::midpoint(mark.0, mark.1);
        let width = base.1 - base.0;
        assert!(
            (base.0 + width * 0.25..base.1 - width * 0.25).contains(&middle),
            "{letter}: the mark stands at {middle} over {base:?}"
        );
        assert!(
            mark.2 > base.2 + (base.3 - base.2) * 0.75,
            "{letter}: the mark {mark:?} stands in {base:?}"
        );
        seen += 1;
    }
    assert_eq!(seen, 10);
}

#[test]
fn extracts_every_latin_letter_it_can_draw() {
    use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class, is_nfc};
    let letters = (0x21..0x0590_u32)
        .chain(0x1E00..0x1F00)
        .chain(0x2C60..0x2C80)
        .filter_map(char::from_u32)
        .filter(|c| c.is_alphanumeric() && canonical_combining_class(*c) == 0)
        .map(String::from)
        .filter(|letter| is_nfc(letter));
    // Letters with a mark that no single character has, as several languages here need.
    let marked = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars().flat_map(|letter| {
        ['\u{306}', '\u{304}', '\u{308}', '\u{301}']
            .map(|mark| [letter, mark].into_iter().nfc().collect::<String>())
    });
    // Inside a word: the reading program takes single letters in a row for one spaced-out word.
    let all: Vec<String> = letters
        .chain(marked)
        .map(|letter| format!("n{letter}n"))
        .collect();
    for words in all.chunks(200) {
        let text = words.join(" ");
        check_text(&text, &text);
    }
}

#[test]
fn keeps_no_break_spaces_and_drops_invisible_marks() {
    let layout = check_text(
        "ngày\u{a0}05\ttháng\u{200b} 02\u{7}\u{202e} năm\u{feff}\r\n2026\u{ad}",
        // The reading program itself shows no-break spaces as spaces.
        "ngày 05 tháng 02 năm 2026",
    );
    let text: String = layout.pages[0]
        .runs()
        .map(|run| run.text.as_str())
        .collect();
    // A space stands behind a line that goes on below, for who reads the text aloud.
    assert_eq!(text, "ngày\u{a0}05 tháng 02 năm 2026");
}

#[test]
fn breaks_lines_where_told() {
    let layout = lay_out(vec![Block::Paragraph(paragraph("một\nhai\n\nbốn"))]);
    assert_eq!(lines(&layout.pages[0]), ["một", "hai", "bốn"]);
    let baselines: Vec<f32> = layout.pages[0].runs().map(|run| run.baseline).collect();
    let step = baselines[1] - baselines[0];
    assert!(
        (baselines[2] - baselines[1] - 2.0 * step).abs() < 0.01,
        "the empty line counts"
    );
    let height = 14.0 * 1.149;
    assert!(
        (step - height).abs() < 0.05,
        "single spacing is {height}, not {step}"
    );
}

#[test]
fn mixes_faces_in_one_line() {
    let mut mixed = paragraph("");
    mixed.runs = vec![
        sample::run("Nơi ", sample::BOLD_ITALIC),
        sample::run("nh", sample::BOLD),
        sample::run("ận", sample::ITALIC),
    ];
    let layout = lay_out(vec![Block::Paragraph(mixed)]);
    assert_eq!(layout.pages[0].runs().count(), 3);
    assert_eq!(extracted(&layout), "Nơi nhận");
}

#[test]
fn reports_and_boxes_missing_glyphs() {
    let layout = check_text("Họ tên: 漢字 漢 😀", "Họ tên: 漢字 漢 😀");
    let missing: Vec<_> = layout
        .missing
        .iter()
        .map(|m| (m.character, m.count))
        .collect();
    assert_eq!(missing, [('字', 1), ('漢', 2), ('😀', 1)]);
    let drawn: Vec<u16> = layout.pages[0]
        .runs()
        .flat_map(|r| &r.glyphs)
        .map(|g| g.id)
        .collect();
    assert!(
        !drawn.contains(&0),
        "the font's own stand-in is not allowed in archive files"
    );
    assert!(
        Typesetter::new()
            .unwrap()
            .lay_out(&letter(3))
            .missing
            .is_empty()
    );
}

#[test]
fn gives_the_same_bytes_every_time() {
    let mut typesetter = Typesetter::new().unwrap();
    let first = typesetter.lay_out(&letter(25));
    typesetter.lay_out(&letter(7));
    let again = typesetter.lay_out(&letter(25));
    assert_eq!(first, again);
    let bytes = pdf(&first);
    assert_eq!(bytes, pdf(&again));
    assert_ne!(bytes, pdf(&typesetter.lay_out(&letter(24))));
    assert_eq!(
        write_svg(&first.pages[0], typesetter.fonts()),
        write_svg(&again.pages[0], typesetter.fonts())
    );
}

#[test]
fn writes_sound_files_with_metadata() {
    let mut sample = letter(25);
    sample.title = "Tờ trình <1> & \"2\"".to_owned();
    let bytes = pdf(&lay_out_document(&sample));
    let path = std::env::temp_dir().join(format!("paper-{}.pdf", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let check = Command::new("qpdf")
        .arg("--check")
        .arg(&path)
        .output()
        .unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(check.status.success(), "{check:?}");
    let info = filter("pdfinfo", &["-"], &bytes);
    assert!(info.contains("Tờ trình <1> & \"2\""), "{info}");
    assert!(info.contains("Trường Tiểu học Hoa Sen"), "{info}");
    let xmp = filter("pdfinfo", &["-meta", "-"], &bytes);
    assert!(xmp.contains("Tờ trình &lt;1&gt; &amp;"), "{xmp}");
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"), "{xmp}");
}

#[test]
fn rules_stand_centred_beneath_their_text() {
    let layout = lay_out(vec![Block::Paragraph(sample::ruled(
        styled(
            "Độc lập - Tự do - Hạnh phúc",
            sample::BOLD,
            13.0,
            Align::Center,
        ),
        0.4,
    ))]);
    let page = &layout.pages[0];
    let (run, rule) = (page.runs().next().unwrap(), page.rules().next().unwrap());
    assert!((rule.to.0 - rule.from.0 - run.width() * 0.4).abs() < 0.01);
    let middle = f32::midpoint(rule.from.0, rule.to.0);
    assert!((middle - run.x - run.width() / 2.0).abs() < 0.01);
    assert!(rule.from.1 > run.baseline);
}

#[test]
fn page_images_stand_alone() {
    let mut typesetter = Typesetter::new().unwrap();
    let layout = typesetter.lay_out(&letter(25));
    let svg = write_svg(&layout.pages[0], typesetter.fonts());
    assert!(svg.len() < 250_000, "{} bytes", svg.len());
    assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"));
    assert!(!svg.contains("<text") && !svg.contains("href=\"http"));
}

#[test]
fn typesetters_move_between_threads() {
    fn sendable<T: Send>() {}
    sendable::<Typesetter>();
    sendable::<Layout>();
}

#[test]
fn hangs_the_first_line_out_of_an_indented_paragraph() {
    let mut item = paragraph(sample::SENTENCE);
    item.left_indent = Length::pt(36.0);
    item.first_indent = Length::pt(-18.0);
    let layout = lay_out(vec![Block::Paragraph(item)]);
    let left = Length::mm(30.0).points();
    let starts: Vec<f32> = layout.pages[0]
        .runs()
        .map(|run| (run.x - left).round())
        .collect();
    assert_eq!(starts[..2], [18.0, 36.0]);
}

#[test]
fn sets_any_text_without_fault() {
    const PIECES: [&str; 24] = [
        "a",
        "Ặ",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{302}",
        "\u{323}",
        "o\u{306}\u{302}\u{301}",
        "שלום",
        "مرحبا",
        "漢",
        "😀",
        "👩\u{200d}👩\u{200d}👧",
        "\u{202e}",
        "\u{0}",
        "\u{ad}",
        "-",
        "/",
        "\u{2003}",
        "\u{1100}\u{1161}\u{11a8}",
        "ﬁ",
    ];
    let mut seed = 1_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) as usize
    };
    for _ in 0..200 {
        let length = next() % 60;
        let text: String = (0..length).map(|_| PIECES[next() % PIECES.len()]).collect();
        let align = [Align::Left, Align::Center, Align::Right, Align::Justify][next() % 4];
        let mut any = styled(&text, sample::BOLD, 14.0, align);
        any.runs.push(sample::run(&text, sample::ITALIC));
        pdf(&lay_out(vec![Block::Paragraph(any)]));
    }
}

//! What a careful typesetter sees to: lines broken by the paragraph, joined cells, footnotes, several
//! pages on a sheet, pictures, and files that every reader finds whole.
#![expect(clippy::unwrap_used, reason = "a failing test should stop at once")]

mod check;
mod sample;

use check::{check_structure, filter, lay_out, lay_out_document, lines, pdf};
use hoso_paper::{
    Align, Appendix, AppendixFault, Block, Footnote, Frame, Image, Ink, Length, PageSetup, Picture,
    Row, Section, Sheet, TagKind, Typesetter, write_pdf_with,
};
use sample::{
    REGULAR, cell, document, landscape, letter, paragraph, portrait, section, styled, table,
};

/// Widths of the lines of a paragraph, without justification.
fn natural(text: &str) -> Vec<f32> {
    let mut ragged = paragraph(text);
    ragged.align = Align::Left;
    ragged.first_indent = Length::ZERO;
    let layout = lay_out(vec![Block::Paragraph(ragged)]);
    layout.pages[0]
        .runs()
        .map(hoso_paper::GlyphRun::width)
        .collect()
}

#[test]
fn lines_of_a_paragraph_are_evened_out_together() {
    // Filled greedily, the word that does not fit leaves a wide gap above it.
    let text = "Tập thể cán bộ, công chức, viên chức và người lao động của Trung tâm đã hoàn thành \
                Nghiêng-nghiêng-nghiêng-nghiêng-nghiêng-nghiêng nhiệm vụ được giao trong năm qua.";
    let widths = natural(text);
    let measure = Length::mm(165.0).points();
    let gaps: Vec<f32> = widths[..widths.len() - 1]
        .iter()
        .map(|w| measure - w)
        .collect();
    assert!(widths.len() >= 3);
    assert!(gaps.iter().all(|gap| *gap < measure * 0.45), "{gaps:?}");
}

#[test]
fn justified_lines_reach_both_edges_and_the_last_does_not() {
    let layout = lay_out(vec![Block::Paragraph(paragraph(
        &sample::SENTENCE.repeat(4),
    ))]);
    let runs: Vec<_> = layout.pages[0].runs().collect();
    let right = layout.pages[0].width - Length::mm(15.0).points();
    let (last, full) = runs.split_last().unwrap();
    for run in full {
        assert!((run.x + run.width() - right).abs() < 0.05, "{:?}", run.text);
        assert!(
            run.text.ends_with(' '),
            "read aloud, two words would become one"
        );
    }
    assert!(last.x + last.width() < right - 10.0);
}

#[test]
fn no_break_spaces_hold_dates_together() {
    for above in 0..40 {
        let text = format!(
            "{}ngày\u{a0}05\u{a0}tháng\u{a0}02\u{a0}năm\u{a0}2024",
            "chữ ".repeat(above)
        );
        let layout = lay_out(vec![Block::Paragraph(paragraph(&text))]);
        assert!(
            lines(&layout.pages[0])
                .iter()
                .any(|line| line.contains("ngày\u{a0}05\u{a0}tháng\u{a0}02")),
            "torn after {above} words"
        );
    }
}

#[test]
fn document_symbols_and_addresses_break_only_when_no_line_holds_them() {
    for above in 0..40 {
        let text = format!("{}128/KH-UBND", "chữ ".repeat(above));
        let layout = lay_out(vec![Block::Paragraph(paragraph(&text))]);
        assert!(
            lines(&layout.pages[0])
                .iter()
                .any(|line| line.ends_with("128/KH-UBND"))
        );
    }
    let address = format!(
        "https://dichvucong.gov.vn/{}",
        "thu-tuc-hanh-chinh/".repeat(8)
    );
    let layout = lay_out(vec![Block::Paragraph(paragraph(&address))]);
    let broken = lines(&layout.pages[0]);
    assert!(
        broken.len() > 1 && broken[0].ends_with(['/', '-', '.']),
        "{broken:?}"
    );
    assert_eq!(broken.concat(), address);
}

#[test]
fn titles_are_set_in_lines_of_about_one_length() {
    let title = "Về việc đề nghị tặng Bằng khen cho các tập thể, cá nhân có thành tích xuất sắc trong \
                 phong trào thi đua";
    let layout = lay_out(vec![Block::Paragraph(styled(
        title,
        REGULAR,
        14.0,
        Align::Center,
    ))]);
    let widths: Vec<f32> = layout.pages[0]
        .runs()
        .map(hoso_paper::GlyphRun::width)
        .collect();
    assert_eq!(widths.len(), 2);
    assert!((widths[0] - widths[1]).abs() < 60.0, "{widths:?}");
}

#[test]
fn cells_join_across_rows() {
    let mut joined = table(2);
    joined.columns = vec![1.0; 6];
    let tall = |text: &str, rows| {
        let mut cell = cell(text, REGULAR, Align::Center);
        cell.rows = rows;
        cell
    };
    let mut wide = tall("Phiếu", 1);
    wide.span = 4;
    joined.header = vec![
        Row {
            cells: vec![tall("STT", 2), tall("Tên", 2), wide],
            keep_with_next: true,
        },
        Row {
            cells: ["a", "b", "c", "d"].map(|text| tall(text, 1)).to_vec(),
            keep_with_next: true,
        },
    ];
    let layout = lay_out(vec![Block::Table(joined)]);
    let page = &layout.pages[0];
    let at = |text: &str| page.runs().find(|run| run.text == text).unwrap();
    assert!(at("STT").baseline > at("Phiếu").baseline && at("STT").baseline < at("a").baseline);
    assert!(at("a").x > at("Tên").x);
    // No line passes through a joined cell.
    let crossing = page.rules().filter(|rule| {
        let level = (rule.from.1 - rule.to.1).abs() < 0.01;
        let inside = rule.from.1 > at("Phiếu").baseline && rule.from.1 < at("a").baseline - 8.0;
        level && inside && rule.from.0 < at("STT").x
    });
    assert_eq!(crossing.count(), 0);
    let spans = layout.tags.iter().filter(|tag| {
        matches!(
            tag.kind,
            TagKind::Cell {
                header: true,
                rows: 2,
                ..
            }
        )
    });
    assert_eq!(spans.count(), 2);
    check_structure(&pdf(&layout));
}

#[test]
fn a_joined_group_taller_than_a_page_is_parted_again() {
    let mut tall = table(2);
    let mut first = cell(&"cao\n".repeat(40), REGULAR, Align::Left);
    first.rows = 3;
    let rest = || ["x", "x", "x", "x", "x"].map(|text| cell(text, REGULAR, Align::Left));
    let mut cells = vec![first];
    cells.extend(rest());
    tall.rows = vec![
        Row {
            cells,
            keep_with_next: false,
        },
        Row {
            cells: rest()
                .map(|mut cell| {
                    cell.blocks = vec![styled(&"y\n".repeat(45), REGULAR, 12.0, Align::Left)];
                    cell
                })
                .to_vec(),
            keep_with_next: false,
        },
        Row {
            cells: rest().to_vec(),
            keep_with_next: false,
        },
    ];
    let layout = lay_out(vec![Block::Table(tall)]);
    assert!(layout.pages.len() > 1);
}

#[test]
fn footnotes_stand_at_the_foot_of_the_page_that_names_them() {
    for above in 0..60 {
        let mut blocks: Vec<Block> = (0..above)
            .map(|_| Block::Paragraph(styled("đầy", REGULAR, 14.0, Align::Left)))
            .collect();
        let mut noted = styled("Hình thức khen thưởng", REGULAR, 14.0, Align::Left);
        noted.footnote = Some(Footnote {
            mark: "1".to_owned(),
            text: "Ghi rõ hình thức đề nghị khen thưởng.".to_owned(),
        });
        blocks.push(Block::Paragraph(noted));
        blocks.extend((0..30).map(|_| Block::Paragraph(styled("sau", REGULAR, 14.0, Align::Left))));
        let layout = lay_out(blocks);
        let page = layout
            .pages
            .iter()
            .find(|page| page.runs().any(|run| run.text.starts_with("Hình thức")))
            .unwrap();
        let note = page.runs().find(|run| run.text.contains("Ghi rõ")).unwrap();
        let foot = page.height - Length::mm(20.0).points();
        assert!(
            foot - note.baseline < 6.0,
            "after {above}: {}",
            foot - note.baseline
        );
        let text = page.runs().filter(|run| run.size > 13.0);
        let lowest = text.map(|run| run.baseline).fold(0.0, f32::max);
        assert!(
            lowest < note.baseline - 12.0,
            "the text runs into the note after {above}"
        );
        let mark = page.runs().find(|run| run.text == "1").unwrap();
        assert!(mark.size < 10.0);
    }
}

fn small(copies: u16) -> Section {
    let page = PageSetup {
        width: Length::mm(148.5),
        height: Length::mm(210.0),
        number_size: Length::ZERO,
        ..portrait()
    };
    Section {
        sheet: Some(Sheet {
            columns: 2,
            rows: 1,
            copies,
        }),
        ..section(
            page,
            vec![Block::Paragraph(styled(
                "PHIẾU BẦU",
                REGULAR,
                12.0,
                Align::Left,
            ))],
        )
    }
}

#[test]
fn small_pages_share_a_sheet_with_a_line_to_cut_along() {
    let layout = Typesetter::new()
        .unwrap()
        .lay_out(&document(vec![small(5)]));
    assert_eq!(layout.pages.len(), 3);
    let counts: Vec<usize> = layout
        .pages
        .iter()
        .map(|page| page.runs().count())
        .collect();
    assert_eq!(counts, [2, 2, 1]);
    assert!(
        layout
            .pages
            .iter()
            .all(|page| page.rules().count() == 1 && page.width > page.height)
    );
    // Each copy is read aloud by itself.
    let mut tags: Vec<_> = layout
        .pages
        .iter()
        .flat_map(hoso_paper::Page::runs)
        .map(|run| run.tag)
        .collect();
    tags.dedup();
    assert_eq!(tags.len(), 5);
    check_structure(&pdf(&layout));
}

#[test]
fn frames_and_colours_reach_the_page() {
    let mut red = styled("GIẤY KHEN", REGULAR, 40.0, Align::Center);
    red.ink = Ink::new(200, 0, 0);
    let page = PageSetup {
        frame: Some(Frame {
            inset: Length::mm(9.0),
            gap: Length::mm(2.0),
            thickness: Length::pt(3.0),
            ink: Ink::new(170, 130, 40),
        }),
        ..landscape()
    };
    let mut typesetter = Typesetter::new().unwrap();
    let layout = typesetter.lay_out(&document(vec![section(page, vec![Block::Paragraph(red)])]));
    assert_eq!(layout.pages[0].rules().count(), 8);
    let svg = hoso_paper::write_svg(&layout.pages[0], typesetter.fonts());
    assert!(svg.contains("fill=\"#c80000\"") && svg.contains("fill=\"#aa8228\""));
}

/// A grey picture of 2 by 1 pixels.
fn png_file() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer
        .write_image_data(&[255, 0, 0, 255, 0, 0, 0, 0])
        .unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn pictures_fit_their_box_and_are_named() {
    let picture = Picture {
        image: Image::read(&png_file()).unwrap(),
        alternative: "Quốc huy".to_owned(),
        width: Length::mm(500.0),
        height: Length::mm(40.0),
        align: Align::Center,
        before: Length::ZERO,
        after: Length::ZERO,
    };
    let layout = lay_out(vec![Block::Picture(picture)]);
    let images = filter("pdfimages", &["-list", "-"], &pdf(&layout));
    assert!(images.contains(" 2     1  rgb"), "{images}");
    let figure = layout
        .tags
        .iter()
        .find(|tag| matches!(&tag.kind, TagKind::Figure(_)));
    assert_eq!(figure.unwrap().kind, TagKind::Figure("Quốc huy".to_owned()));
}

#[test]
fn other_files_follow_ours_page_by_page() {
    let mut typesetter = Typesetter::new().unwrap();
    let layout = typesetter.lay_out(&letter(5));
    let scan = pdf(&typesetter.lay_out(&letter(40)));
    let appendix = Appendix::read("Minh chứng", &scan).unwrap();
    let pages = appendix.pages();
    let whole = write_pdf_with(&layout, typesetter.fonts(), &[appendix.clone(), appendix]).unwrap();
    let info = filter("pdfinfo", &["-"], &whole);
    let count = layout.pages.len() + 2 * pages;
    assert!(
        info.contains(&format!("Pages:           {count}")),
        "{info}"
    );
    let meta = filter("pdfinfo", &["-meta", "-"], &whole);
    assert!(
        !meta.contains("<pdfaid:part>"),
        "nothing is promised of pages that are not ours"
    );
    for length in [0, 10, scan.len() / 3, scan.len() / 2] {
        assert!(Appendix::read("", &scan[..length]).is_err());
    }
    assert!(matches!(
        Appendix::read("", b"GIF89a"),
        Err(AppendixFault::Broken(_))
    ));
}

#[test]
fn what_was_set_before_is_set_the_same_again() {
    let mut typesetter = Typesetter::new().unwrap();
    let mut changing = letter(60);
    let first = typesetter.lay_out_again(&changing);
    assert_eq!(first, typesetter.lay_out(&changing));
    typesetter.lay_out_again(&changing);
    for text in ["đổi", "đổi nữa 漢", "đổi 漢 lần ba"] {
        changing.sections[0].blocks[8] = Block::Paragraph(paragraph(text));
        let again = typesetter.lay_out_again(&changing);
        assert_eq!(again, Typesetter::new().unwrap().lay_out(&changing));
    }
}

#[test]
fn no_packed_data_end_as_if_they_were_shorter() {
    for sentences in 0..40 {
        let bytes = pdf(&lay_out_document(&letter(sentences)));
        for end in [&b"\n\nendstream"[..], b"\r\nendstream"] {
            assert!(
                !bytes.windows(end.len()).any(|part| part == end),
                "{sentences} sentences"
            );
        }
        if sentences % 8 == 0 {
            check_structure(&bytes);
        }
    }
}

#[test]
fn joined_cells_stay_joined_in_word_files() {
    let mut joined = table(0);
    joined.columns = vec![1.0; 3];
    let mut corner = cell("góc", REGULAR, Align::Center);
    (corner.span, corner.rows) = (2, 2);
    let side = || cell("bên", REGULAR, Align::Center);
    joined.header.clear();
    joined.rows = vec![
        Row {
            cells: vec![corner, side()],
            keep_with_next: false,
        },
        Row {
            cells: vec![side()],
            keep_with_next: false,
        },
    ];
    let document = document(vec![section(portrait(), vec![Block::Table(joined)])]);
    let typesetter = Typesetter::new().unwrap();
    let bytes = hoso_paper::write_docx(&document, typesetter.fonts()).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let body = std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap();
    let merges: Vec<&str> = body
        .match_indices("<w:vMerge")
        .map(|(at, _)| &body[at - 28..at])
        .collect();
    assert_eq!(merges.len(), 2);
    assert!(
        merges
            .iter()
            .all(|before| before.ends_with("<w:gridSpan w:val=\"2\"/>"))
    );
    assert_eq!(body.matches("<w:tc>").count(), 4);
}

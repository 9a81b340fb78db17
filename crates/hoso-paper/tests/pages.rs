//! What stands on which page: numbers, breaks, tables.
#![expect(clippy::unwrap_used, reason = "a failing test should stop at once")]

mod check;
mod sample;

use check::{extracted, lay_out, lay_out_document, lines, page_number, pdf};
use hoso_paper::{Align, Block, Columns, Fit, Length, Page, PageSetup, Section, Table, Typesetter};
use sample::{
    REGULAR, columns, document, landscape, letter, paragraph, portrait, section, styled, table,
};

#[test]
fn numbers_pages_from_the_second_in_each_section() {
    let body = || vec![Block::Paragraph(paragraph(&sample::SENTENCE.repeat(60)))];
    let layout = lay_out_document(&document(vec![
        section(portrait(), body()),
        section(landscape(), body()),
    ]));
    let mut expected = 1;
    let mut width = 0.0;
    for page in &layout.pages {
        expected = if (page.width - width).abs() > 1.0 {
            1
        } else {
            expected + 1
        };
        width = page.width;
        let number = page_number(page);
        if expected == 1 {
            assert!(number.is_none());
        } else {
            let number = number.unwrap();
            assert_eq!(number.text, expected.to_string());
            let centre = number.x + number.width() / 2.0;
            let middle =
                f32::midpoint(Length::mm(30.0).points(), width - Length::mm(15.0).points());
            assert!((centre - middle).abs() < 0.1);
        }
    }
    assert!(layout.pages.iter().any(|page| page.width > page.height));
    assert!(layout.pages[0].width < layout.pages[0].height);
}

#[test]
fn lists_sections_and_headings_in_the_outline() {
    let layout = lay_out_document(&letter(40));
    let levels: Vec<u8> = layout.outline.iter().map(|entry| entry.level).collect();
    assert_eq!(levels, [0, 1, 1, 1, 1]);
    assert_eq!(layout.outline[2].title, "2. Kết quả thực hiện nhiệm vụ");
    assert!(
        layout
            .outline
            .windows(2)
            .all(|pair| pair[0].page <= pair[1].page)
    );
}

#[test]
fn never_leaves_one_line_of_a_paragraph_alone() {
    for above in 0..60 {
        let mut blocks: Vec<Block> = (0..above)
            .map(|_| Block::Paragraph(styled("đầy", REGULAR, 14.0, Align::Left)))
            .collect();
        blocks.push(Block::Paragraph(styled(
            "a\nb\nc\nd\ne\nf",
            REGULAR,
            14.0,
            Align::Left,
        )));
        let layout = lay_out(blocks);
        for page in &layout.pages {
            let letters = lines(page).iter().filter(|line| line.len() == 1).count();
            assert!(
                [0, 2, 3, 4, 6].contains(&letters),
                "{letters} lines alone after {above}"
            );
        }
    }
}

#[test]
fn keeps_headings_with_what_follows() {
    for above in 0..60 {
        let mut blocks: Vec<Block> = (0..above)
            .map(|_| Block::Paragraph(styled("đầy", REGULAR, 14.0, Align::Left)))
            .collect();
        let mut heading = styled("MỤC", REGULAR, 14.0, Align::Left);
        heading.keep_with_next = true;
        blocks.push(Block::Paragraph(heading));
        blocks.push(Block::Paragraph(styled(
            "a\nb\nc",
            REGULAR,
            14.0,
            Align::Left,
        )));
        for page in &lay_out(blocks).pages {
            assert_ne!(lines(page).last().unwrap(), "MỤC", "after {above}");
        }
    }
}

#[test]
fn never_puts_signatures_alone_on_a_page() {
    let signature = || {
        Block::Columns(Columns {
            keep_with_previous: true,
            ..columns(
                vec![styled("Nơi nhận:", REGULAR, 12.0, Align::Left)],
                vec![styled("KÝ\n\n\nTÊN", REGULAR, 14.0, Align::Center)],
            )
        })
    };
    for count in 1..=80 {
        // As one paragraph and as many: the last lines come along either way.
        let text = (1..=count).map(|n| format!("dòng {n}")).collect::<Vec<_>>();
        let one = vec![Block::Paragraph(styled(
            &text.join("\n"),
            REGULAR,
            14.0,
            Align::Left,
        ))];
        let many = text
            .iter()
            .map(|line| Block::Paragraph(styled(line, REGULAR, 14.0, Align::Left)))
            .collect();
        for mut blocks in [one, many] {
            // Two of them in a row, as minutes have.
            blocks.extend([signature(), signature()]);
            let layout = lay_out(blocks);
            let last = lines(layout.pages.last().unwrap());
            let body = last.iter().filter(|line| line.starts_with("dòng")).count();
            assert!(
                body >= 2.min(count),
                "{count} lines leave {body} with the signature"
            );
            assert_eq!(last.iter().filter(|line| line.contains("TÊN")).count(), 2);
        }
    }
}

#[test]
fn repeats_headers_and_cuts_no_row() {
    let layout = lay_out_document(&document(vec![section(
        landscape(),
        vec![Block::Table(table(120))],
    )]));
    assert!(layout.pages.len() > 5);
    let mut rows = 0;
    for page in &layout.pages {
        let text: Vec<&str> = page.runs().map(|run| run.text.as_str()).collect();
        assert_eq!(text.iter().filter(|text| **text == "STT").count(), 1);
        assert_eq!(text.iter().filter(|text| **text == "(5)").count(), 1);
        assert!(
            !text.last().unwrap().starts_with("Tổ chuyên môn"),
            "a group heading ends a page"
        );
        // Each row starts and ends on the same page.
        let starts = text
            .iter()
            .filter(|text| text.starts_with("Có sáng kiến số"))
            .count();
        let ends = text
            .iter()
            .filter(|text| text.ends_with("áp dụng hiệu quả"))
            .count();
        assert_eq!(starts, ends);
        rows += starts;
    }
    assert_eq!(rows, 117);
}

#[test]
fn borders_close_every_page() {
    let layout = lay_out_document(&document(vec![section(
        landscape(),
        vec![Block::Table(table(60))],
    )]));
    for page in &layout.pages {
        let horizontal: Vec<f32> = page
            .rules()
            .filter(|r| (r.from.1 - r.to.1).abs() < 0.001)
            .map(|r| r.from.1)
            .collect();
        let bottom = horizontal.iter().copied().fold(0.0, f32::max);
        let mut unique = horizontal.clone();
        unique.dedup();
        assert_eq!(unique.len(), horizontal.len(), "a border is drawn twice");
        let outer: Vec<_> = page
            .rules()
            .filter(|rule| (rule.from.0 - rule.to.0).abs() < 0.001)
            .filter(|rule| (rule.to.1 - bottom).abs() < 0.01)
            .collect();
        assert!(outer.len() >= 2, "the outer borders reach the foot");
    }
}

#[test]
fn never_leaves_a_table_header_alone() {
    for above in 0..50 {
        let mut blocks: Vec<Block> = (0..above)
            .map(|_| Block::Paragraph(styled("đầy", REGULAR, 14.0, Align::Left)))
            .collect();
        blocks.push(Block::Table(table(3)));
        for page in &lay_out(blocks).pages {
            let lines = lines(page);
            assert!(
                !lines.last().unwrap().contains("(6)"),
                "after {above} lines"
            );
        }
    }
}

#[test]
fn cuts_a_row_taller_than_a_page_between_lines() {
    let mut tall = table(3);
    let text = (1..=200)
        .map(|n| n.to_string())
        .collect::<Vec<_>>()
        .join("\n");
    tall.rows[1].cells[4].blocks = vec![styled(&text, REGULAR, 12.0, Align::Left)];
    let layout = lay_out(vec![Block::Table(tall)]);
    let all = extracted(&layout);
    for number in 1..=200 {
        assert!(
            all.split(' ').any(|word| word == number.to_string()),
            "line {number} is lost"
        );
    }
    for page in &layout.pages {
        assert!(page.runs().any(|run| run.text == "(5)"));
    }
}

#[test]
fn breaks_long_unbroken_strings_anywhere() {
    let long = "Ặ".repeat(300);
    let mut narrow = table(2);
    narrow.rows[1].cells[0].blocks = vec![styled(&long, REGULAR, 12.0, Align::Justify)];
    let layout = lay_out(vec![
        Block::Paragraph(paragraph(&long)),
        Block::Table(narrow),
    ]);
    let drawn: usize = layout
        .pages
        .iter()
        .flat_map(Page::runs)
        .map(|run| run.text.matches('Ặ').count())
        .sum();
    assert_eq!(drawn, 600);
    let edge = layout.pages[0]
        .rules()
        .map(|rule| rule.from.0)
        .fold(f32::MAX, f32::min);
    let column = (layout.pages[0].width - Length::mm(45.0).points()) / 23.0;
    let in_cell = layout
        .pages
        .iter()
        .flat_map(Page::runs)
        .filter(|run| run.size < 13.0);
    for run in in_cell.filter(|run| run.text.contains('Ặ')) {
        assert!(
            run.x + run.width() < edge + column + 0.5,
            "{:?} leaves its cell",
            run.text
        );
    }
}

#[test]
fn sets_names_of_any_length_in_cells() {
    let mut names = table(2);
    let name = "Nguyễn Công Tằng Tôn Nữ ".repeat(13);
    names.rows[1].cells[1].blocks = vec![styled(name.trim(), REGULAR, 12.0, Align::Left)];
    assert!(extracted(&lay_out(vec![Block::Table(names)])).contains("Nguyễn"));
}

#[test]
fn survives_empty_and_odd_input() {
    let nothing = Table {
        columns: vec![],
        header: vec![],
        rows: vec![],
        ..table(0)
    };
    let mut odd = table(2);
    odd.columns = vec![0.0, -1.0, f32::NAN];
    odd.rows[1].cells[0].span = 40;
    let mut zero = paragraph("chữ");
    zero.size = Length::ZERO;
    zero.line_spacing = 0.0;
    let cases: Vec<Vec<Block>> = vec![
        vec![],
        vec![Block::Paragraph(paragraph(""))],
        vec![Block::Table(nothing)],
        vec![Block::Table(table(0))],
        vec![Block::Columns(Columns {
            cells: vec![],
            ..columns(vec![], vec![])
        })],
        vec![Block::Table(odd)],
        vec![Block::Paragraph(zero)],
    ];
    for blocks in cases {
        let layout = Typesetter::new().unwrap().lay_out(&document(vec![Section {
            title: String::new(),
            ..section(portrait(), blocks)
        }]));
        assert_eq!(layout.pages.len(), 1);
        pdf(&layout);
    }
    let layout = Typesetter::new().unwrap().lay_out(&document(vec![]));
    assert_eq!(layout.pages.len(), 1);
    pdf(&layout);
}

#[test]
fn fits_what_cannot_fit() {
    // Everything wants to stay together and nothing can: pages still end.
    let mut kept = styled("chữ", REGULAR, 14.0, Align::Left);
    kept.keep_with_next = true;
    let mut blocks: Vec<Block> = (0..150).map(|_| Block::Paragraph(kept.clone())).collect();
    blocks.push(Block::Columns(columns(
        vec![styled(&"cao\n".repeat(150), REGULAR, 14.0, Align::Left)],
        vec![],
    )));
    let mut tall = table(2);
    tall.header[0].cells[3].blocks = vec![styled(&"cao\n".repeat(150), REGULAR, 12.0, Align::Left)];
    blocks.push(Block::Table(tall));
    let layout = lay_out(blocks);
    assert!(layout.pages.len() < 20);
    assert_eq!(extracted(&layout).matches("cao").count(), 300);
}

#[test]
fn a_tall_row_fills_the_page_before_it_and_closes_its_border_there() {
    let mut tall = table(2);
    let text: Vec<String> = (1..=32).map(|n| format!("dòng {n}")).collect();
    tall.rows[1].cells[4].blocks = vec![styled(&text.join("\n"), REGULAR, 12.0, Align::Left)];
    let heading = (0..14).map(|_| Block::Paragraph(paragraph("Đoạn đứng trước bảng.")));
    let layout = lay_out(heading.chain([Block::Table(tall)]).collect());
    assert_eq!(layout.pages.len(), 2);
    let first = &layout.pages[0];
    let last_line = first.runs().map(|run| run.baseline).fold(0.0, f32::max);
    assert!(first.runs().any(|run| run.text.starts_with("dòng")));
    let across = |page: &Page| -> Vec<f32> {
        let rules = page
            .rules()
            .filter(|rule| (rule.from.1 - rule.to.1).abs() < 0.01);
        rules.map(|rule| rule.from.1).collect()
    };
    let foot = across(first).into_iter().fold(0.0, f32::max);
    assert!(foot > last_line, "the row is open at the foot of the page");
    // Around and between the two lines of the head, under the group, at the foot: none between parts.
    let mut places: Vec<i32> = across(first).iter().map(|y| y.round() as i32).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 5, "{places:?}");
    let all = extracted(&layout);
    assert!(
        (1..=32).all(|n| all.contains(&format!("dòng {n}"))),
        "{all}"
    );
}

#[test]
fn what_is_to_be_on_one_page_is_made_smaller_until_it_is() {
    let lines = |count: usize| {
        let line = styled("Một dòng chữ", REGULAR, 20.0, Align::Center);
        (0..count)
            .map(|_| Block::Paragraph(line.clone()))
            .collect::<Vec<_>>()
    };
    let page = PageSetup {
        fit: Fit::OnePage,
        ..portrait()
    };
    let size = |count: usize| {
        let layout = lay_out_document(&document(vec![section(page, lines(count))]));
        assert_eq!(layout.pages.len(), 1, "{count} lines");
        assert_eq!(layout.blocks[0].len(), count);
        layout.pages[0].runs().next().unwrap().size
    };
    assert!((size(20) - 20.0).abs() < 0.01);
    assert!(size(40) < 20.0);
    assert!(size(50) < size(40));
    // What never fits goes on on the next page, as small as is still easy to read.
    let layout = lay_out_document(&document(vec![section(page, lines(200))]));
    assert!(layout.pages.len() > 1);
    assert!(layout.pages[0].runs().next().unwrap().size >= 11.0);
}

#[test]
fn a_narrow_column_of_long_text_takes_room_from_an_empty_one() {
    let wide = |words: usize| {
        let mut wide = table(6);
        for row in wide.rows.iter_mut().skip(1) {
            let text = "chữ ".repeat(words);
            row.cells[2].blocks = vec![styled(text.trim(), REGULAR, 12.0, Align::Left)];
        }
        let layout = lay_out(vec![Block::Table(wide)]);
        let upright = layout.pages[0]
            .rules()
            .filter(|rule| (rule.from.0 - rule.to.0).abs() < 0.01);
        let mut edges: Vec<f32> = upright.map(|rule| rule.from.0.round()).collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup();
        edges
    };
    let (asked, balanced) = (wide(1), wide(60));
    assert_eq!(asked.len(), balanced.len());
    let width = |edges: &[f32]| edges[3] - edges[2];
    assert!(
        width(&balanced) > width(&asked) * 1.3,
        "{asked:?} {balanced:?}"
    );
    assert_eq!(
        (asked.first(), asked.last()),
        (balanced.first(), balanced.last())
    );
}

//! Sample documents for tests and benchmarks: invented people and places.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use hoso_paper::{
    Align, Block, Cell, ColumnCell, Columns, Document, Face, Fit, Ink, Length, PageSetup,
    Paragraph, Role, Row, RuleBelow, Run, Section, Table, Vertical,
};

pub const REGULAR: Face = Face {
    bold: false,
    italic: false,
};
pub const BOLD: Face = Face {
    bold: true,
    italic: false,
};
pub const ITALIC: Face = Face {
    bold: false,
    italic: true,
};
pub const BOLD_ITALIC: Face = Face {
    bold: true,
    italic: true,
};

pub const SENTENCE: &str = "Trong năm học vừa qua, tập thể cán bộ, giáo viên và nhân viên nhà trường \
đã đoàn kết, khắc phục khó khăn, hoàn thành xuất sắc các chỉ tiêu được giao; tỉ lệ học sinh lên lớp \
đạt 99,4%, tăng 0,6 điểm phần trăm so với cùng kì. ";

pub fn portrait() -> PageSetup {
    PageSetup {
        width: Length::mm(210.0),
        height: Length::mm(297.0),
        top: Length::mm(20.0),
        bottom: Length::mm(20.0),
        left: Length::mm(30.0),
        right: Length::mm(15.0),
        number_size: Length::pt(13.0),
        frame: None,
        fit: Fit::Flow,
    }
}

pub fn landscape() -> PageSetup {
    let page = portrait();
    PageSetup {
        width: page.height,
        height: page.width,
        ..page
    }
}

pub fn document(sections: Vec<Section>) -> Document {
    Document {
        title: "Tờ trình thử".to_owned(),
        author: "Trường Tiểu học Hoa Sen".to_owned(),
        language: "vi-VN".to_owned(),
        sections,
    }
}

pub fn section(page: PageSetup, blocks: Vec<Block>) -> Section {
    Section {
        title: "Phần".to_owned(),
        page,
        sheet: None,
        blocks,
    }
}

pub fn run(text: &str, face: Face) -> Run {
    Run {
        text: text.to_owned(),
        face,
    }
}

pub fn paragraph(text: &str) -> Paragraph {
    Paragraph {
        runs: vec![run(text, REGULAR)],
        size: Length::pt(14.0),
        align: Align::Justify,
        first_indent: Length::mm(12.7),
        left_indent: Length::ZERO,
        before: Length::ZERO,
        after: Length::pt(6.0),
        line_spacing: 1.0,
        rule_below: None,
        keep_with_next: false,
        role: Role::Body,
        ink: Ink::BLACK,
        footnote: None,
    }
}

pub fn styled(text: &str, face: Face, size: f32, align: Align) -> Paragraph {
    Paragraph {
        runs: vec![run(text, face)],
        size: Length::pt(size),
        align,
        first_indent: Length::ZERO,
        after: Length::ZERO,
        ..paragraph("")
    }
}

pub fn ruled(mut paragraph: Paragraph, share: f32) -> Paragraph {
    paragraph.rule_below = Some(RuleBelow {
        share,
        gap: Length::pt(2.0),
    });
    paragraph
}

pub fn columns(left: Vec<Paragraph>, right: Vec<Paragraph>) -> Columns {
    Columns {
        cells: vec![
            ColumnCell {
                share: 0.42,
                blocks: left,
            },
            ColumnCell {
                share: 0.58,
                blocks: right,
            },
        ],
        before: Length::ZERO,
        after: Length::ZERO,
        keep_with_previous: false,
        keep_with_next: false,
    }
}

pub fn letterhead() -> Vec<Block> {
    let head = columns(
        vec![
            styled("UBND XÃ HẢI ANH", REGULAR, 12.0, Align::Center),
            ruled(
                styled("TRƯỜNG TIỂU HỌC HOA SEN", BOLD, 12.0, Align::Center),
                0.4,
            ),
        ],
        vec![
            styled(
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                BOLD,
                12.0,
                Align::Center,
            ),
            ruled(
                styled("Độc lập - Tự do - Hạnh phúc", BOLD, 13.0, Align::Center),
                1.0,
            ),
        ],
    );
    let mut number = columns(
        vec![styled("Số: 05/TTr-THHS", REGULAR, 13.0, Align::Center)],
        vec![styled(
            "Hải Anh, ngày 05 tháng 02 năm 2026",
            ITALIC,
            13.0,
            Align::Center,
        )],
    );
    number.before = Length::pt(6.0);
    number.after = Length::pt(12.0);
    vec![Block::Columns(head), Block::Columns(number)]
}

pub fn signature() -> Block {
    let mut label = styled("Nơi nhận:", BOLD_ITALIC, 12.0, Align::Left);
    label.before = Length::ZERO;
    Block::Columns(Columns {
        before: Length::pt(12.0),
        keep_with_previous: true,
        ..columns(
            vec![
                label,
                styled("- Như trên;", REGULAR, 11.0, Align::Left),
                styled("- Lưu: VT, HĐTĐKT.", REGULAR, 11.0, Align::Left),
            ],
            vec![
                styled("HIỆU TRƯỞNG", BOLD, 14.0, Align::Center),
                styled("\n\n\n", REGULAR, 14.0, Align::Center),
                styled("Nguyễn Thị Hoa", BOLD, 14.0, Align::Center),
            ],
        )
    })
}

/// A letter of about `sentences` sentences; 20 make two pages.
pub fn letter(sentences: usize) -> Document {
    let mut blocks = letterhead();
    let mut title = styled("TỜ TRÌNH", BOLD, 14.0, Align::Center);
    title.role = Role::Title;
    title.keep_with_next = true;
    blocks.push(Block::Paragraph(title));
    let mut about = ruled(
        styled(
            "Về việc đề nghị tặng danh hiệu thi đua và hình thức khen thưởng\nnăm học 2025 - 2026",
            BOLD,
            14.0,
            Align::Center,
        ),
        0.4,
    );
    about.after = Length::pt(12.0);
    about.keep_with_next = true;
    blocks.push(Block::Paragraph(about));
    blocks.push(Block::Paragraph(styled(
        "Kính gửi: Ủy ban nhân dân xã Hải Anh",
        REGULAR,
        14.0,
        Align::Center,
    )));
    let mut basis = paragraph("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;");
    basis.runs[0].face = ITALIC;
    basis.before = Length::pt(12.0);
    blocks.push(Block::Paragraph(basis));
    for index in 0..sentences.div_ceil(4) {
        if index % 3 == 0 {
            let mut heading = paragraph(&format!("{}. Kết quả thực hiện nhiệm vụ", index / 3 + 1));
            heading.runs[0].face = BOLD;
            heading.keep_with_next = true;
            heading.role = Role::Heading(1);
            blocks.push(Block::Paragraph(heading));
        }
        let mut body = paragraph(&SENTENCE.repeat(4.min(sentences - index * 4)));
        body.runs.insert(0, run("Về chuyên môn: ", BOLD_ITALIC));
        blocks.push(Block::Paragraph(body));
    }
    blocks.push(signature());
    document(vec![section(portrait(), blocks)])
}

pub fn cell(text: &str, face: Face, align: Align) -> Cell {
    Cell {
        blocks: vec![styled(text, face, 12.0, align)],
        span: 1,
        rows: 1,
        vertical: Vertical::Middle,
    }
}

pub fn table(rows: usize) -> Table {
    let head = |text: &str| cell(text, BOLD, Align::Center);
    let mut names = head("Cá nhân được đề nghị");
    names.span = 2;
    let header = vec![
        Row {
            cells: vec![
                head("STT"),
                names,
                head("Danh hiệu"),
                head("Thành tích"),
                head("Ghi chú"),
            ],
            keep_with_next: false,
        },
        Row {
            cells: ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
                .map(|text| cell(text, ITALIC, Align::Center))
                .to_vec(),
            keep_with_next: false,
        },
    ];
    let rows = (1..=rows).map(body_row).collect();
    Table {
        columns: vec![1.0, 4.0, 4.0, 4.0, 7.0, 3.0],
        header,
        rows,
        padding_x: Length::pt(4.0),
        padding_y: Length::pt(2.0),
        before: Length::pt(6.0),
        after: Length::pt(6.0),
    }
}

pub fn body_row(number: usize) -> Row {
    const NAMES: [&str; 5] = [
        "Nguyễn Thị Hoa",
        "Trần Văn Lộc",
        "Đinh H’Yến Niê",
        "Lê Quỳnh Như",
        "Phạm Đức Huy",
    ];
    if number % 40 == 1 {
        let mut group = cell(
            &format!("Tổ chuyên môn số {}", number / 40 + 1),
            BOLD,
            Align::Left,
        );
        group.span = 6;
        return Row {
            cells: vec![group],
            keep_with_next: true,
        };
    }
    let name = NAMES[number % NAMES.len()];
    Row {
        cells: vec![
            cell(&number.to_string(), REGULAR, Align::Center),
            cell(&format!("{name} {number}"), REGULAR, Align::Left),
            cell("Giáo viên", REGULAR, Align::Left),
            cell("Chiến sĩ thi đua cơ sở", REGULAR, Align::Left),
            cell(
                &format!("Có sáng kiến số {number:03} được Hội đồng công nhận, áp dụng hiệu quả"),
                REGULAR,
                Align::Justify,
            ),
            cell("", REGULAR, Align::Left),
        ],
        keep_with_next: false,
    }
}

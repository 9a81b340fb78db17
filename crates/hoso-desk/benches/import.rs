//! The dry run of an import of 10,000 rows, from the file to what would become of each.

#![allow(
    missing_docs,
    reason = "the macros of the harness make undocumented items"
)]
#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

mod sample;

use criterion::{Criterion, criterion_group, criterion_main};
use hoso_desk::Desk;
use hoso_desk::import::{ImportChoice, TableSource};
use hoso_exchange::sheet::workbook_of;
use sample::{day, dossier};
use std::fmt::Write;

const ROWS: usize = 10_000;
const HEAD: [&str; 10] = [
    "STT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Chức vụ",
    "Nơi công tác",
    "Điện thoại",
    "Quê quán",
    "Hình thức khen thưởng",
    "Tóm tắt thành tích",
];

fn rows() -> Vec<Vec<String>> {
    let given = [
        "An", "Bình", "Hoà", "Khuê", "Nguyệt", "Quỳnh", "Thuỷ", "Vượng",
    ];
    let family = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng"];
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    rows.extend((0..ROWS).map(|at| {
        let name = format!("{} Văn {} {at}", family[at % 7], given[at % 8]);
        let born = format!("{:02}/{:02}/{}", at % 28 + 1, at % 12 + 1, 1960 + at % 40);
        vec![
            (at + 1).to_string(),
            name,
            if at % 2 == 0 { "Nam" } else { "Nữ" }.to_owned(),
            born,
            "Chuyên viên".to_owned(),
            format!("Phòng số {}, Sở Dịch vụ công và Dữ liệu", at % 60),
            format!("09{at:08}"),
            "Xã Nghĩa Lợi, huyện Nghĩa Hưng, tỉnh Nam Định".to_owned(),
            "Bằng khen UBND tỉnh".to_owned(),
            "Rút ngắn thời gian giải quyết thủ tục hành chính từ 15 xuống 9 ngày.".to_owned(),
        ]
    }));
    rows
}

fn dry_run(criterion: &mut Criterion) {
    let desk = Desk::new().expect("the desk is set up");
    let opened = dossier(&desk, 500);
    let folder = tempfile::tempdir().expect("a folder for the files");
    let rows = rows();
    let xlsx = folder.path().join("danh sách.xlsx");
    let bytes = workbook_of("Danh sách", &rows).expect("it is made");
    std::fs::write(&xlsx, bytes).expect("it is written");
    let csv = folder.path().join("danh sách.csv");
    let text = rows.iter().fold(String::new(), |mut text, row| {
        let _ = writeln!(text, "{}", row.join("\t"));
        text
    });
    std::fs::write(&csv, text).expect("it is written");
    let mut group = criterion.benchmark_group("dry run");
    group.sample_size(10);
    for (name, file) in [("xlsx", xlsx), ("csv", csv)] {
        let file = TableSource::File(file);
        group.bench_function(
            format!("{ROWS} rows of {name} over 500 nominees"),
            |bencher| {
                bencher.iter(|| {
                    let choice = ImportChoice::default();
                    let import = desk.try_table(&opened, &file, &choice, day());
                    let counts = import.expect("it is read").view.counts;
                    assert_eq!(counts.new as usize, ROWS);
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, dry_run);
criterion_main!(benches);

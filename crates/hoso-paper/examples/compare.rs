//! One job as `benches/compare` times it: lays out and writes, as often as asked, and prints the
//! mean time of one, the size of the last file and the most memory used.

#[path = "../tests/sample/mod.rs"]
mod sample;

use hoso_paper::{Block, Document, PaperError, Typesetter, write_pdf};
use std::time::Instant;

fn main() -> Result<(), PaperError> {
    let mut words = std::env::args().skip(1);
    let job = words.next().unwrap_or_default();
    let times: usize = words.next().and_then(|word| word.parse().ok()).unwrap_or(1);
    let table = |rows| {
        vec![sample::document(vec![sample::section(
            sample::landscape(),
            vec![Block::Table(sample::table(rows))],
        )])]
    };
    let documents: Vec<Document> = match job.as_str() {
        "letter" => vec![sample::letter(22)],
        "rows500" => table(500),
        "rows5000" => table(5000),
        "reports200" => (0..200).map(|at| sample::letter(18 + at % 8)).collect(),
        _ => {
            println!("compare letter|rows500|rows5000|reports200 [times]");
            return Ok(());
        }
    };
    let mut typesetter = Typesetter::new()?;
    let mut bytes = 0;
    let begun = Instant::now();
    for _ in 0..times {
        for document in &documents {
            let layout = typesetter.lay_out(document);
            bytes = write_pdf(&layout, typesetter.fonts())?.len();
        }
    }
    let each = begun.elapsed().as_secs_f64() * 1000.0 / times as f64;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or("unknown");
    println!(
        "{job}: {each:.1} ms, {bytes} bytes, peak memory {}",
        peak.trim()
    );
    Ok(())
}

//! `cargo xtask bench`: runs the benchmarks of every package that has some.

use crate::metadata::Metadata;
use crate::workshop::{Done, Failure, Workshop, run as call};

pub fn run(workshop: &Workshop, rest: &[String]) -> Done {
    let metadata = Metadata::of_members(workshop)?;
    let mut has_any = false;
    for package in metadata.members() {
        // One by one and by name: `--benches` would also start the unit tests' harness, which
        // does not know the words in `rest`.
        for bench in &package.benches {
            has_any = true;
            let words = ["bench", "--package", &package.name, "--bench", bench, "--"];
            call(workshop.cargo(words).args(rest))?;
        }
    }
    if has_any {
        Ok(())
    } else {
        Err(Failure::new("no package has a benchmark."))
    }
}

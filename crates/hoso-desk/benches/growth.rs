//! How the work grows with the dossier: 10 to 10,000 nominees checked, proven and written as PDF.
//! Each is done once, or as often as fits into three seconds, and the quickest counts.

#![expect(clippy::expect_used, reason = "a bench may stop at the first surprise")]

mod sample;

use hoso_desk::{Desk, Existing, Progress};
use sample::{day, dossier};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

const COUNTS: [usize; 7] = [10, 30, 100, 300, 1_000, 3_000, 10_000];
const ENOUGH: Duration = Duration::from_secs(3);

fn main() {
    let desk = Desk::new().expect("the desk is set up");
    for count in COUNTS {
        let opened = dossier(&desk, count);
        let check = quickest(|| {
            let found = desk.check(&opened, day()).expect("it is judged");
            drop(found);
        });
        let proof = quickest(|| {
            let watch = |_: Progress<'_>| ControlFlow::Continue(());
            let proof = desk.prove(&opened, day(), &watch).expect("it is proven");
            drop(proof);
        });
        let export = quickest(|| {
            let folder = tempfile::tempdir().expect("a folder for the files");
            desk.export(&opened, day(), folder.path(), Existing::Refuse)
                .expect("it is exported");
        });
        for (name, time) in [("check", check), ("proof", proof), ("export", export)] {
            let milliseconds = time.as_secs_f64() * 1_000.0;
            println!("growth {name} {count}: {milliseconds:.3} ms");
        }
    }
}

fn quickest(work: impl Fn()) -> Duration {
    let begun = Instant::now();
    let mut quickest = Duration::MAX;
    loop {
        let at = Instant::now();
        work();
        quickest = quickest.min(at.elapsed());
        if begun.elapsed() >= ENOUGH {
            return quickest;
        }
    }
}

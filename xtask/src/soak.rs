//! `cargo xtask soak`: the long form of the cabinet's proofs, with their figures.
//!
//! Every fault at every single operation, 200 killed typists, 10,000 changed bytes each. In the
//! daily tests the same programs take fewer, spread trials.

use crate::workshop::{Done, Workshop, run as call};

/// Times the daily number of trials: 100 x 100 bytes. The typists are 20 a day, so 200 need 10.
const PROOFS: [(&str, &str); 2] = [("faults", "10"), ("flips", "100")];

/// Takes the proofs whose names hold one of the words, or all where there is none. Each tells its
/// figures as it goes, so that one that was cut off can be taken up where it stood.
pub fn run(workshop: &Workshop, names: &[String]) -> Done {
    // The library that makes the faults is loaded by the tests and linked into none.
    call(&mut workshop.cargo(["build", "--package", "hoso-faults", "--lib", "--bins"]))?;
    for (proof, times) in PROOFS {
        // Unoptimised as the daily tests: the same programs, built once; hashing and the database
        // are optimised in both.
        let words = ["test", "--package", "hoso-faults", "--test", proof, "--"];
        let mut cargo = workshop.cargo(words);
        cargo
            .args(["--nocapture", "--test-threads", "2"])
            .args(names);
        cargo.env("HOSO_SOAK", times);
        call(&mut cargo)?;
    }
    Ok(())
}

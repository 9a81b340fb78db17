//! `cargo xtask bless`: takes the documents as they look now for how they should look.

use crate::machine;
use crate::workshop::{Done, Workshop, run as call};

pub fn run(workshop: &Workshop) -> Done {
    machine::provide(&[machine::TESTS])?;
    let words = ["test", "--package", "hoso-tests", "--test", "golden"];
    call(workshop.cargo(words).env("HOSO_BLESS", "1"))?;
    println!("\nRewritten: tests/ref. Look at every image that changed before you commit it.");
    Ok(())
}

//! How long the tests of this folder run: `HOSO_SOAK` multiplies their trials, and `cargo xtask soak`
//! sets it.

/// How many times more trials than each day.
pub fn times() -> u32 {
    let times = std::env::var("HOSO_SOAK").ok();
    times.and_then(|text| text.parse().ok()).unwrap_or(1)
}

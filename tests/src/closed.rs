//! `hoso` opens no way out of the machine: no socket but those between processes on it.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use hoso_tests::program;
use std::path::Path;
use std::process::Command;

/// Runs `hoso` and returns every call that has to do with sockets.
fn calls(folder: &Path, arguments: &[&str]) -> String {
    let trace = folder.join("calls");
    let output = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=%network", "-o"])
        .arg(&trace)
        .arg(program())
        .args(arguments)
        .current_dir(folder)
        .output()
        // `cargo xtask test` provides it.
        .unwrap();
    let code = output.status.code();
    assert!(
        matches!(code, Some(0 | 1)),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::read_to_string(trace).unwrap()
}

#[test]
fn no_command_opens_a_socket_of_the_internet() {
    let folder = tempfile::tempdir().unwrap();
    let sample = "mau/ho-so-mau.json";
    for arguments in [
        &["sample", "--out", "mau"][..],
        &["check", sample],
        &["prove", sample],
        &["rehearsal", sample],
        &["print", sample, "--out", "in"],
        &["mail", sample, "--out", "thu", "--to", "ai.do@example.vn"],
        &["deadline"],
        &["schedule", "--ics", "lich.ics"],
        &["law", "show"],
        &["guide", "--out", "huong-dan.pdf"],
        &["cabinet", "tu", "init"],
        &["cabinet", "tu", "import", sample],
        &["cabinet", "tu", "search", "nguyen"],
        &["cabinet", "tu", "backup"],
        &["cabinet", "tu", "doctor"],
    ] {
        let calls = calls(folder.path(), arguments);
        assert!(!calls.contains("AF_INET"), "{arguments:?}: {calls}");
    }
}
